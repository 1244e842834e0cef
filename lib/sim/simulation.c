/* simulation.c: one run of one scenario
 *
 * The only place that wires the layers: it takes the next event, hands it to its rule and does
 * nothing else.  What is constant in the scenario decides where events are kept: constant delays
 * get rings, everything else the general queue.
 */
#include "sim/churn-events.h"
#include "sim/foreseen-sessions.h"
#include "sim/sim-quotas.h"

#include "base/span-text.h"

void
enisim_sim_book_sample (EnisimSimulation *sim, EnisimTime at)
{
  enisim_agenda_book (&sim->agenda, at, enisim_event_kind_get_class (ENISIM_EVENT_SAMPLE),
                      ENISIM_EVENT_SAMPLE, 0);
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
    delay.ring = enisim_agenda_add_ring (&sim->agenda);
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
        delay.ring = sim->refusal[i].ring;
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

/* What is there already has its addresses before all that comes. */
static void
book_creates (EnisimSimulation *sim, gboolean is_there)
{
  const EnisimScenario *scenario = sim->scenario;

  for (guint32 i = 0; i < scenario->n_runtimes; i++)
    if (scenario->runtimes[i].create_at != ENISIM_TIME_NEVER
        && scenario->runtimes[i].is_there == is_there)
      enisim_agenda_book (&sim->agenda, scenario->runtimes[i].create_at,
                          enisim_event_kind_get_class (ENISIM_EVENT_RUNTIME_CREATE),
                          ENISIM_EVENT_RUNTIME_CREATE, i);
}

static void
book_plan (EnisimSimulation *sim)
{
  const EnisimScenario *scenario = sim->scenario;
  const guint class = enisim_event_kind_get_class (ENISIM_EVENT_TIMELINE);

  for (guint32 i = 0; i < scenario->n_background_steps; i++)
    enisim_agenda_book (&sim->agenda, scenario->background_steps[i].at, class,
                        ENISIM_EVENT_BACKGROUND, i);
  book_creates (sim, TRUE);
  book_creates (sim, FALSE);
  for (guint32 i = 0; i < scenario->n_timeline; i++)
    enisim_agenda_book (&sim->agenda, scenario->timeline[i].at, class, ENISIM_EVENT_TIMELINE, i);
  enisim_sim_open_churn (sim);
  if (scenario->warm_up > 0)
    enisim_agenda_book (&sim->agenda, scenario->warm_up,
                        enisim_event_kind_get_class (ENISIM_EVENT_WARM_UP), ENISIM_EVENT_WARM_UP,
                        0);
  if (scenario->sample_us > 0)
    enisim_sim_book_sample (sim, ENISIM_TIME_ZERO);
}

EnisimSimulation *
enisim_sim_new_in (EnisimScenario *scenario, guint64 seed, guint32 replication, gboolean is_roomy,
                   GError **error)
{
  g_autoptr (EnisimSimulation) sim = NULL;
  guint64 scatter;

  enisim_sim_check_rules ();
  sim = g_new0 (EnisimSimulation, 1);
  sim->scenario = enisim_scenario_ref (scenario);
  sim->seed = seed;
  sim->replication = replication;
  sim->is_roomy = is_roomy;
  sim->horizon = scenario->horizon;
  sim->look_at_n_events = ENISIM_EVENTS_PER_CHECK;
  sim->n_events_unlooked = ENISIM_EVENTS_PER_CHECK - 1;
  sim->limits.events_at_instant = ENISIM_EVENTS_AT_INSTANT_MAX;
  sim->fetch_from_n_vms = ENISIM_FETCH_FROM_N_VMS;
  sim->idle_rings_max = ENISIM_IDLE_RINGS_MAX;
  sim->limits.alive = ENISIM_ALIVE_MAX;
  sim->limits.sampled_enis = ENISIM_SAMPLED_ENIS_MAX;
  scatter = enisim_stream_address (seed, replication, ENISIM_PURPOSE_SCATTER, "");

  enisim_agenda_init (&sim->agenda);
  init_space (sim);
  enisim_sim_init_names (sim);
  enisim_eni_pool_init (&sim->pool, &sim->keys, &sim->space, scenario->options.eni_reuse, scatter);
  enisim_session_table_init (&sim->sessions, scatter + 1);
  enisim_sim_init_vm_list (sim);
  enisim_sim_init_foresight (sim);
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
  enisim_sim_clear_vm_list (sim);
  enisim_sim_clear_foresight (sim);
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
  return enisim_sim_count_events (sim);
}
