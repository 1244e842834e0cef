/* simulation.c: one run of one scenario
 *
 * The only place that wires the layers: it takes the next event, hands it to its rule and does
 * nothing else.  What is constant in the scenario decides where events are kept: constant delays
 * get rings, everything else the general queue.
 */
#include "sim/churn-events.h"
#include "sim/sim-quotas.h"

#include "base/span-text.h"

/* What a few thousand events book beyond the limit, before it is looked at, can be numbered too. */
G_STATIC_ASSERT (ENISIM_EVENTS_MAX <= ENISIM_EVENT_SEQUENCE_MAX / 2 + 1);

enum
{
  EVENTS_PER_CHECK = 4096 /* a fraction of a millisecond between two looks at the cancel flag */
};

static gboolean
is_live (EnisimEvent event, gconstpointer owner)
{
  const EnisimSimulation *sim = owner;
  const guint64 sequence = enisim_event_get_sequence (event);
  const guint32 entity = enisim_event_get_entity (event);

  switch ((EnisimEventKind) enisim_event_get_kind (event))
    {
    case ENISIM_EVENT_COLD_START_END:
    case ENISIM_EVENT_IDLE_END:
    case ENISIM_EVENT_VM_GONE:
      return enisim_session_table_get (&sim->sessions, entity)->timer == sequence;
    case ENISIM_EVENT_SESSION_END:
      {
        const EnisimSession *session = enisim_session_table_get (&sim->sessions, entity);

        return enisim_session_table_get_admission (&sim->sessions, entity)->end_sequence == sequence
               && session->state != ENISIM_SESSION_FREE
               && session->state != ENISIM_SESSION_STOPPING;
      }
    case ENISIM_EVENT_REQUEST_LIMIT:
      return enisim_session_table_get_invocation (&sim->sessions, entity)->limit == sequence;
    case ENISIM_EVENT_INVOCATION_END:
    case ENISIM_EVENT_BACKGROUND_END:
      return enisim_session_table_get_invocation (&sim->sessions, entity)->completion == sequence;
    case ENISIM_EVENT_GROUP_REMOVED:
    case ENISIM_EVENT_GROUP_IN_USE:
      return enisim_eni_pool_get (&sim->pool, entity)->timer == sequence;
    case ENISIM_EVENT_RUNTIME_READY:
    case ENISIM_EVENT_RUNTIME_REQUEST:
      return sim->runtimes[entity].runtime.timer == sequence;
    case ENISIM_EVENT_REFUSAL_END:
    case ENISIM_EVENT_BACKGROUND:
    case ENISIM_EVENT_RUNTIME_CREATE:
    case ENISIM_EVENT_TIMELINE:
    case ENISIM_EVENT_CHURN_ARRIVAL:
    case ENISIM_EVENT_STACK_DELETION:
    case ENISIM_EVENT_SG_GIVEN_UP:
    case ENISIM_EVENT_ARRIVAL:
    case ENISIM_EVENT_CLIENT_CALL:
    case ENISIM_EVENT_WARM_UP:
    case ENISIM_EVENT_SAMPLE:
    case ENISIM_EVENT_RETRY:
    case ENISIM_EVENT_CHAIN_STEP:
      return TRUE;
    }
  g_assert_not_reached ();
}

static void
book_sample (EnisimSimulation *sim, EnisimTime at)
{
  enisim_agenda_book (&sim->agenda, at, enisim_event_kind_get_class (ENISIM_EVENT_SAMPLE),
                      ENISIM_EVENT_SAMPLE, 0);
}

static void
fail_at_limit (EnisimSimulation *sim, const char *what, guint64 limit)
{
  g_autofree char *now = enisim_span_format (sim->now);

  if (sim->error == NULL)
    g_set_error (&sim->error, ENISIM_ERROR, ENISIM_ERROR_INVALID,
                 "at %s there are more than %" G_GUINT64_FORMAT " %s", now, limit, what);
}

/* To list ENIs takes time as events do, and nobody should wait for the next look at the cancel flag
 * because of it. */
static void
take_sample (EnisimSimulation *sim)
{
  if (sim->samples.samples->len == ENISIM_SAMPLES_MAX)
    {
      fail_at_limit (sim, "samples, expected a longer step from one to the next",
                     ENISIM_SAMPLES_MAX);
      return;
    }
  enisim_samples_take (&sim->samples, sim->now, &sim->pool, &sim->sessions);
  sim->check_at_n_events -= MIN (sim->check_at_n_events, enisim_eni_pool_get_n_places (&sim->pool));
  if (sim->samples.n_listed > sim->limits.sampled_enis)
    fail_at_limit (sim, "ENIs in all samples, expected a longer step from one to the next",
                   sim->limits.sampled_enis);
  if (sim->scenario->sample_us <= sim->horizon - sim->now)
    book_sample (sim, sim->now + sim->scenario->sample_us);
}

static guint64
count_stretched (const EnisimSimulation *sim)
{
  guint64 n = 0;

  for (guint i = 0; i < sim->scenario->n_workloads; i++)
    n += sim->workloads[i].workload.n_stretched;
  return n;
}

/* What the run has come to by now is no longer what its report is about; the state goes on. */
static void
end_warm_up (EnisimSimulation *sim)
{
  const EnisimTotals totals
      = { .n_created = sim->pool.n_created,
          .n_taken_back = sim->pool.n_taken_back,
          .n_released = sim->pool.n_released,
          .n_failed = sim->pool.n_failed,
          .n_stretched = count_stretched (sim),
          .n_in_flight = enisim_session_table_get_n_in_flight (&sim->sessions) };

  enisim_metrics_restart (&sim->metrics, sim->now, &sim->space, &totals);
}

/* What happens to runtimes and their network, and what looks at a run. */
static void
handle_rare (EnisimSimulation *sim, EnisimEventKind kind, guint32 entity)
{
  switch (kind)
    {
    case ENISIM_EVENT_GROUP_REMOVED:
      enisim_sim_remove_group (sim, entity);
      break;
    case ENISIM_EVENT_GROUP_IN_USE:
      enisim_sim_end_group_creation (sim, entity);
      enisim_metrics_note_enis (&sim->metrics, sim->now, &sim->pool);
      break;
    case ENISIM_EVENT_RUNTIME_READY:
      enisim_sim_end_motion (sim, entity);
      break;
    case ENISIM_EVENT_RUNTIME_REQUEST:
      enisim_sim_perform_waiting (sim, entity);
      break;
    case ENISIM_EVENT_RUNTIME_CREATE:
      enisim_sim_request (sim, entity, &(EnisimControlRequest){ .verb = ENISIM_REQUEST_CREATE });
      break;
    case ENISIM_EVENT_TIMELINE:
      enisim_sim_run_timeline_entry (sim, entity);
      break;
    case ENISIM_EVENT_CHURN_ARRIVAL:
      enisim_sim_take_churn_arrival (sim, entity);
      break;
    case ENISIM_EVENT_STACK_DELETION:
      enisim_sim_delete_stack (sim, entity);
      break;
    case ENISIM_EVENT_SG_GIVEN_UP:
      enisim_sim_give_up_own_sg (sim, entity);
      break;
    case ENISIM_EVENT_WARM_UP:
      end_warm_up (sim);
      break;
    case ENISIM_EVENT_SAMPLE:
      take_sample (sim);
      break;
    case ENISIM_EVENT_BACKGROUND:
      enisim_sim_step_background (sim, entity);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* What happens to calls and VMs, which is nearly all that does. */
static void
handle (EnisimSimulation *sim, EnisimEvent event)
{
  const EnisimEventKind kind = (EnisimEventKind) enisim_event_get_kind (event);
  const guint32 entity = enisim_event_get_entity (event);

  switch (kind)
    {
    case ENISIM_EVENT_COLD_START_END:
      enisim_sim_end_cold_start (sim, entity);
      break;
    case ENISIM_EVENT_INVOCATION_END:
      enisim_sim_end_invocation (sim, entity);
      break;
    case ENISIM_EVENT_BACKGROUND_END:
      enisim_sim_end_background (sim, entity);
      break;
    case ENISIM_EVENT_REFUSAL_END:
      enisim_sim_settle (sim, entity);
      break;
    case ENISIM_EVENT_REQUEST_LIMIT:
      enisim_sim_end_request (sim, entity);
      break;
    case ENISIM_EVENT_IDLE_END:
      enisim_sim_end_idle (sim, entity);
      break;
    case ENISIM_EVENT_SESSION_END:
      enisim_sim_end_session (sim, entity);
      break;
    case ENISIM_EVENT_VM_GONE:
      enisim_sim_remove_vm (sim, entity);
      break;
    case ENISIM_EVENT_ARRIVAL:
      enisim_sim_arrive (sim, entity);
      break;
    case ENISIM_EVENT_CLIENT_CALL:
      enisim_sim_call (sim, entity);
      break;
    case ENISIM_EVENT_RETRY:
      enisim_sim_attempt_again (sim, entity);
      break;
    case ENISIM_EVENT_CHAIN_STEP:
      enisim_sim_step_chain (sim, entity);
      break;
    case ENISIM_EVENT_GROUP_REMOVED:
    case ENISIM_EVENT_GROUP_IN_USE:
    case ENISIM_EVENT_RUNTIME_READY:
    case ENISIM_EVENT_RUNTIME_REQUEST:
    case ENISIM_EVENT_RUNTIME_CREATE:
    case ENISIM_EVENT_TIMELINE:
    case ENISIM_EVENT_CHURN_ARRIVAL:
    case ENISIM_EVENT_STACK_DELETION:
    case ENISIM_EVENT_SG_GIVEN_UP:
    case ENISIM_EVENT_WARM_UP:
    case ENISIM_EVENT_SAMPLE:
    case ENISIM_EVENT_BACKGROUND:
      handle_rare (sim, kind, entity);
      break;
    }
}

static void
init_space (EnisimSimulation *sim)
{
  const EnisimScenario *scenario = sim->scenario;

  enisim_address_space_init (&sim->space, scenario->n_subnets, scenario->n_azs,
                             scenario->quotas.enis_per_az, scenario->options.ip_order);
  for (guint i = 0; i < scenario->n_subnets; i++)
    {
      const EnisimSubnetSpec *spec = &scenario->subnets[i];

      if (sim->is_roomy)
        {
          enisim_address_space_set_unbounded (&sim->space, i, spec->cidr, spec->az_index);
          continue;
        }
      enisim_address_space_set_subnet (
          &sim->space, i, spec->cidr, spec->az_index,
          enisim_stream_at (sim->seed, sim->replication, ENISIM_PURPOSE_ADDRESSES, spec->name));
    }
}

static EnisimDelay
make_delay (EnisimSimulation *sim, const EnisimDistribution *distribution)
{
  EnisimDelay delay = { distribution, ENISIM_DELAY_QUEUED };

  if (enisim_distribution_is_constant (distribution, NULL))
    delay.source = enisim_agenda_add_source (&sim->agenda);
  return delay;
}

/* Causes whose refusal takes equally long share a ring: usually all do, and none is waited for. */
static EnisimDelay
find_refusal_delay (EnisimSimulation *sim, EnisimOutcome outcome)
{
  const EnisimDistribution *times = sim->scenario->options.refusal_time;
  EnisimDelay delay = { &times[outcome], ENISIM_DELAY_QUEUED };

  for (guint i = 0; i < (guint) outcome; i++)
    if (enisim_outcome_is_refused (i) && enisim_distribution_equal (&times[i], &times[outcome]))
      {
        delay.source = sim->refusal[i].source;
        return delay;
      }
  return make_delay (sim, &times[outcome]);
}

/* Refusals are booked for closed clients only. */
static void
init_delays (EnisimSimulation *sim)
{
  const EnisimModelOptions *options = &sim->scenario->options;
  gboolean has_platform[ENISIM_N_PLATFORMS] = { FALSE };

  for (guint i = 0; i < sim->scenario->n_runtimes; i++)
    has_platform[sim->scenario->runtimes[i].platform] = TRUE;
  for (guint i = 0; i < ENISIM_N_PLATFORMS; i++)
    if (has_platform[i])
      sim->cold_start[i] = make_delay (sim, &options->cold_start[i]);
  if (options->no_route == ENISIM_NO_ROUTE_FAIL)
    sim->unreachable = make_delay (sim, &options->unreachable_after);
  sim->teardown = make_delay (sim, &options->teardown);
  sim->teardown_after_stop = make_delay (sim, &options->teardown_after_stop);
  sim->retention = make_delay (sim, &options->eni_retention);
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    if (enisim_outcome_is_refused (i))
      sim->refusal[i] = find_refusal_delay (sim, i);
}

static void
book_plan (EnisimSimulation *sim)
{
  const EnisimScenario *scenario = sim->scenario;
  const guint class = enisim_event_kind_get_class (ENISIM_EVENT_TIMELINE);

  for (guint32 i = 0; i < scenario->n_background_steps; i++)
    enisim_agenda_book (&sim->agenda, scenario->background_steps[i].at, class,
                        ENISIM_EVENT_BACKGROUND, i);
  for (guint32 i = 0; i < scenario->n_runtimes; i++)
    if (scenario->runtimes[i].create_at != ENISIM_TIME_NEVER)
      enisim_agenda_book (&sim->agenda, scenario->runtimes[i].create_at, class,
                          ENISIM_EVENT_RUNTIME_CREATE, i);
  for (guint32 i = 0; i < scenario->n_timeline; i++)
    enisim_agenda_book (&sim->agenda, scenario->timeline[i].at, class, ENISIM_EVENT_TIMELINE, i);
  enisim_sim_open_churn (sim);
  if (scenario->warm_up > 0)
    enisim_agenda_book (&sim->agenda, scenario->warm_up,
                        enisim_event_kind_get_class (ENISIM_EVENT_WARM_UP), ENISIM_EVENT_WARM_UP,
                        0);
  if (scenario->sample_us > 0)
    book_sample (sim, ENISIM_TIME_ZERO);
}

EnisimSimulation *
enisim_sim_new_in (EnisimScenario *scenario, guint64 seed, guint32 replication, gboolean is_roomy,
                   GError **error)
{
  g_autoptr (EnisimSimulation) sim = NULL;
  guint64 scatter;

  sim = g_new0 (EnisimSimulation, 1);
  sim->scenario = enisim_scenario_ref (scenario);
  sim->seed = seed;
  sim->replication = replication;
  sim->is_roomy = is_roomy;
  sim->horizon = scenario->horizon;
  sim->check_at_n_events = EVENTS_PER_CHECK;
  sim->limits.events_at_instant = ENISIM_EVENTS_AT_INSTANT_MAX;
  sim->limits.alive = ENISIM_ALIVE_MAX;
  sim->limits.sampled_enis = ENISIM_SAMPLED_ENIS_MAX;
  scatter = enisim_stream_address (seed, replication, ENISIM_PURPOSE_SCATTER, "");

  enisim_agenda_init (&sim->agenda, is_live, sim);
  init_space (sim);
  enisim_sim_init_names (sim);
  enisim_eni_pool_init (&sim->pool, &sim->keys, &sim->space, scenario->options.eni_reuse, scatter);
  enisim_session_table_init (&sim->sessions, scatter + 1);
  enisim_slab_init (&sim->chains, sizeof (EnisimChain));
  for (guint i = 0; i < ENISIM_N_GROUP_PURPOSES; i++)
    enisim_key_table_init (&sim->n_key_draws[i], scatter + 2 + i);
  enisim_sim_init_deletions (sim);
  enisim_sim_init_holders (sim);
  enisim_metrics_init (&sim->metrics, &sim->space, scenario->n_churns);
  enisim_samples_init (&sim->samples);
  sim->workloads = g_new0 (EnisimSimWorkload, scenario->n_workloads + 1);
  enisim_sim_init_quotas (sim);
  enisim_sim_init_retries (sim);

  init_delays (sim);
  enisim_sim_init_runtimes (sim);
  book_plan (sim);
  if (!enisim_sim_open_workloads (sim, error))
    return NULL;
  enisim_sim_open_steps (sim);
  return g_steal_pointer (&sim);
}

EnisimSimulation *
enisim_simulation_new (EnisimScenario *scenario, guint64 seed, guint32 replication, GError **error)
{
  g_return_val_if_fail (scenario != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return enisim_sim_new_in (scenario, seed, replication, FALSE, error);
}

void
enisim_simulation_free (EnisimSimulation *sim)
{
  if (sim == NULL)
    return;
  enisim_simulation_set_progress (sim, NULL, NULL, NULL);
  enisim_simulation_observe (sim, NULL, NULL, NULL);
  for (guint i = 0; i <= sim->scenario->n_workloads; i++)
    {
      enisim_workload_clear (&sim->workloads[i].workload);
      g_clear_pointer (&sim->workloads[i].waiting, g_array_unref);
    }
  g_free (sim->workloads);
  g_free (sim->clients);
  g_free (sim->room_peaks);
  enisim_sim_clear_churn (sim);
  enisim_sim_clear_runtimes (sim);
  enisim_samples_clear (&sim->samples);
  enisim_metrics_clear (&sim->metrics);
  enisim_session_table_clear (&sim->sessions);
  enisim_slab_clear (&sim->chains);
  enisim_slab_clear (&sim->retries);
  enisim_sim_clear_quotas (sim);
  for (guint i = 0; i < ENISIM_N_GROUP_PURPOSES; i++)
    enisim_key_table_clear (&sim->n_key_draws[i]);
  enisim_eni_pool_clear (&sim->pool);
  enisim_sim_clear_names (sim);
  enisim_sim_clear_deletions (sim);
  enisim_sim_clear_holders (sim);
  enisim_address_space_clear (&sim->space);
  enisim_agenda_clear (&sim->agenda);
  enisim_scenario_unref (sim->scenario);
  g_clear_error (&sim->error);
  g_free (sim);
}

/* FALSE with an error if the run has to stop here.  What ended it once does so for good: a trace
 * has lost a row, and to go on would be another run. */
static gboolean
check_in (EnisimSimulation *sim, GError **error)
{
  if (sim->error != NULL)
    {
      g_propagate_error (error, g_error_copy (sim->error));
      return FALSE;
    }
  if (g_atomic_int_compare_and_exchange (&sim->is_cancelled, TRUE, FALSE))
    {
      g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_CANCELLED, "the run was cancelled");
      return FALSE;
    }
  if (sim->progress != NULL)
    sim->progress (sim, sim->progress_data);
  return TRUE;
}

static inline void
advance (EnisimSimulation *sim, EnisimTime at)
{
  g_assert (at >= sim->now);
  if (at > sim->now)
    sim->n_events_before_now = sim->n_events;
  sim->now = at;
}

/* What would go on or grow without an end.  Looked at as rarely as the cancel flag: the few
 * thousand events by which a limit is passed cost nothing. */
static void
check_limits (EnisimSimulation *sim, EnisimEvent last)
{
  g_autofree char *cascade = NULL;

  sim->check_at_n_events = sim->n_events + EVENTS_PER_CHECK;
  if (sim->sessions.sessions.n_taken + (guint64) sim->sessions.invocations.n_taken
          + sim->retries.n_taken + sim->chains.n_taken
      > sim->limits.alive)
    fail_at_limit (sim, "sessions, invocations and callers who will call again", sim->limits.alive);
  if (sim->agenda.n_booked > ENISIM_EVENTS_MAX)
    fail_at_limit (sim, "events", ENISIM_EVENTS_MAX);
  if (sim->churn.n_stacks > ENISIM_STACKS_MAX)
    fail_at_limit (sim, "stacks", ENISIM_STACKS_MAX);
  if (sim->n_events - sim->n_events_before_now <= sim->limits.events_at_instant)
    return;
  cascade = g_strconcat ("events and no end, the last of them was ",
                         enisim_event_kind_get_name (enisim_event_get_kind (last)), NULL);
  fail_at_limit (sim, cascade, sim->limits.events_at_instant);
}

static inline gboolean
take_event (EnisimSimulation *sim, EnisimTime deadline, EnisimEvent *event)
{
  do
    if (!enisim_agenda_take (&sim->agenda, deadline, event))
      return FALSE;
  while (G_UNLIKELY (sim->is_torn_down)
         && enisim_event_kind_is_planned (enisim_event_get_kind (*event)));
  advance (sim, enisim_event_get_at (*event));
  handle (sim, *event);
  sim->n_events++;
  return TRUE;
}

/* The horizon may come into view while the run goes on, with the last row of a trace. */
static gboolean
run_events (EnisimSimulation *sim, EnisimTime deadline, GError **error)
{
  EnisimEvent event;

  while (take_event (sim, MIN (deadline, sim->horizon), &event))
    {
      if (G_LIKELY (sim->n_events < sim->check_at_n_events && sim->error == NULL))
        continue;
      check_limits (sim, event);
      if (!check_in (sim, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
enisim_sim_step (EnisimSimulation *sim, EnisimEventKind *kind)
{
  EnisimEvent event;
  gboolean is_taken;

  g_assert (!sim->is_running);
  sim->is_running = TRUE;
  is_taken = take_event (sim, MIN (sim->horizon, ENISIM_TIME_MAX), &event);
  sim->is_running = FALSE;
  if (is_taken)
    *kind = (EnisimEventKind) enisim_event_get_kind (event);
  return is_taken;
}

gboolean
enisim_simulation_run_until (EnisimSimulation *sim, EnisimTime deadline, GError **error)
{
  gboolean is_done;

  g_return_val_if_fail (sim != NULL && !sim->is_running, FALSE);
  g_return_val_if_fail (deadline >= sim->now && deadline <= ENISIM_TIME_MAX, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  sim->is_running = TRUE;
  is_done = check_in (sim, error) && run_events (sim, deadline, error);
  if (is_done && !sim->is_torn_down)
    advance (sim, MAX (sim->now, MIN (deadline, sim->horizon)));
  sim->is_complete = is_done && (sim->is_torn_down || sim->now == sim->horizon);
  sim->is_running = FALSE;
  return is_done;
}

/* Without a horizon the traces end the run before ENISIM_TIME_MAX does. */
gboolean
enisim_simulation_run (EnisimSimulation *sim, GError **error)
{
  g_return_val_if_fail (sim != NULL, FALSE);
  return enisim_simulation_run_until (sim, MIN (sim->horizon, ENISIM_TIME_MAX), error);
}

void
enisim_simulation_cancel (EnisimSimulation *sim)
{
  g_return_if_fail (sim != NULL);
  g_atomic_int_set (&sim->is_cancelled, TRUE);
}

void
enisim_simulation_set_progress (EnisimSimulation *sim, EnisimProgressFunc func, gpointer user_data,
                                GDestroyNotify destroy)
{
  GDestroyNotify before_destroy;
  gpointer before_data;

  g_return_if_fail (sim != NULL && !sim->is_running);

  before_destroy = sim->progress_destroy;
  before_data = sim->progress_data;
  sim->progress = func;
  sim->progress_data = user_data;
  sim->progress_destroy = destroy;
  if (before_destroy != NULL) /* which may ask for progress again */
    before_destroy (before_data);
}

double
enisim_simulation_get_progress_ratio (const EnisimSimulation *sim)
{
  double least = 1.0;

  g_return_val_if_fail (sim != NULL, 0.0);

  if (sim->horizon != ENISIM_TIME_NEVER)
    return sim->horizon == 0 ? 1.0 : (double) sim->now / (double) sim->horizon;
  for (guint i = 0; i < sim->scenario->n_workloads; i++)
    {
      const EnisimTraceReader *trace = sim->workloads[i].workload.trace;

      if (trace != NULL)
        least = MIN (least, enisim_trace_reader_get_progress_ratio (trace));
    }
  return least;
}

EnisimTime
enisim_simulation_get_now (const EnisimSimulation *sim)
{
  g_return_val_if_fail (sim != NULL, ENISIM_TIME_ZERO);
  return sim->now;
}

guint64
enisim_simulation_get_n_events (const EnisimSimulation *sim)
{
  g_return_val_if_fail (sim != NULL, 0);
  return sim->n_events;
}
