/* event-loop.c: what comes next is taken and handed to its rule
 *
 * The files of the subjects (*-events.c) say what an event does; here is nothing but the table of
 * the kinds, in place of a switch, which took longer, and what may end a run before its time.
 */
#include "base/span-text.h"
#include "sim/churn-events.h"
#include "sim/foreseen-sessions.h"
#include "sim/sim-quotas.h"

/* What a few thousand events book beyond the limit, before it is looked at, can be numbered too. */
G_STATIC_ASSERT (ENISIM_EVENTS_MAX <= ENISIM_EVENT_SEQUENCE_MAX / 2 + 1);

static void
fail_at_limit (EnisimSimulation *sim, const char *what, guint64 limit)
{
  g_autofree char *now = enisim_span_format (sim->now);

  if (sim->error == NULL)
    g_set_error (&sim->error, ENISIM_ERROR, ENISIM_ERROR_INVALID,
                 "at %s there are more than %" G_GUINT64_FORMAT " %s", now, limit, what);
  enisim_sim_look_soon (sim);
}

/* To list ENIs takes time as events do, and nobody should wait for the next look at the cancel flag
 * because of it. */
static void
take_sample (EnisimSimulation *sim, guint32 entity G_GNUC_UNUSED)
{
  if (sim->samples.samples->len == ENISIM_SAMPLES_MAX)
    {
      fail_at_limit (sim, "samples, expected a longer step from one to the next",
                     ENISIM_SAMPLES_MAX);
      return;
    }
  enisim_samples_take (&sim->samples, sim->now, &sim->pool, &sim->sessions);
  enisim_sim_look_at (sim,
                      sim->look_at_n_events
                          - MIN (sim->look_at_n_events, enisim_eni_pool_get_n_places (&sim->pool)));
  if (sim->samples.n_listed > sim->limits.sampled_enis)
    fail_at_limit (sim, "ENIs in all samples, expected a longer step from one to the next",
                   sim->limits.sampled_enis);
  if (sim->scenario->sample_us <= sim->horizon - sim->now)
    enisim_sim_book_sample (sim, sim->now + sim->scenario->sample_us);
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
end_warm_up (EnisimSimulation *sim, guint32 entity G_GNUC_UNUSED)
{
  const EnisimTotals totals
      = { .n_created = sim->pool.n_created,
          .n_taken_back = sim->pool.n_taken_back,
          .n_released = sim->pool.n_released,
          .n_failed = sim->pool.n_failed,
          .n_stretched = count_stretched (sim),
          .n_in_flight = enisim_session_table_get_n_in_flight (&sim->sessions) };

  enisim_sim_settle_foreseen (sim);
  enisim_metrics_restart (&sim->metrics, sim->now, &sim->space, &totals);
  enisim_sim_begin_max_vms (sim);
}

static void
end_group_creation (EnisimSimulation *sim, guint32 group)
{
  enisim_sim_end_group_creation (sim, group);
  enisim_metrics_note_enis (&sim->metrics, sim->now, &sim->pool);
}

static void
create_runtime (EnisimSimulation *sim, guint32 runtime)
{
  enisim_sim_request (sim, runtime, &(EnisimControlRequest){ .verb = ENISIM_REQUEST_CREATE });
}

typedef void (*Rule) (EnisimSimulation *sim, guint32 entity);

static const Rule rules[ENISIM_N_EVENT_KINDS] = {
  [ENISIM_EVENT_COLD_START_END] = enisim_sim_end_cold_start,
  [ENISIM_EVENT_INVOCATION_END] = enisim_sim_end_invocation,
  [ENISIM_EVENT_BACKGROUND_END] = enisim_sim_end_background,
  [ENISIM_EVENT_REFUSAL_END] = enisim_sim_settle,
  [ENISIM_EVENT_REQUEST_LIMIT] = enisim_sim_end_request,
  [ENISIM_EVENT_IDLE_END] = enisim_sim_end_idle,
  [ENISIM_EVENT_SESSION_END] = enisim_sim_end_session,
  [ENISIM_EVENT_VM_GONE] = enisim_sim_remove_vm,
  [ENISIM_EVENT_GROUP_REMOVED] = enisim_sim_remove_group,
  [ENISIM_EVENT_GROUP_IN_USE] = end_group_creation,
  [ENISIM_EVENT_RUNTIME_READY] = enisim_sim_end_motion,
  [ENISIM_EVENT_RUNTIME_REQUEST] = enisim_sim_perform_waiting,
  [ENISIM_EVENT_RUNTIME_CREATE] = create_runtime,
  [ENISIM_EVENT_TIMELINE] = enisim_sim_run_timeline_entry,
  [ENISIM_EVENT_CHURN_ARRIVAL] = enisim_sim_take_churn_arrival,
  [ENISIM_EVENT_STACK_DELETION] = enisim_sim_delete_stack,
  [ENISIM_EVENT_SG_GIVEN_UP] = enisim_sim_give_up_own_sg,
  [ENISIM_EVENT_ARRIVAL] = enisim_sim_arrive,
  [ENISIM_EVENT_CLIENT_CALL] = enisim_sim_call,
  [ENISIM_EVENT_WARM_UP] = end_warm_up,
  [ENISIM_EVENT_SAMPLE] = take_sample,
  [ENISIM_EVENT_RETRY] = enisim_sim_attempt_again,
  [ENISIM_EVENT_CHAIN_STEP] = enisim_sim_step_chain,
  [ENISIM_EVENT_BACKGROUND] = enisim_sim_step_background,
  [ENISIM_EVENT_FORESEEN_GONE] = enisim_sim_end_foreseen,
};

void
enisim_sim_check_rules (void)
{
  for (guint kind = 0; kind < ENISIM_N_EVENT_KINDS; kind++)
    g_assert (rules[kind] != NULL);
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

/* As often as it costs little beside the events since the last time. */
static void
tidy (EnisimSimulation *sim, guint64 n_events)
{
  if (n_events >= sim->tidy_at_n_events && enisim_session_table_tidy (&sim->sessions))
    sim->tidy_at_n_events = n_events + sim->sessions.invocations.n_places;
}

/* What would go on or grow without an end.  Looked at as rarely as the cancel flag: the few
 * thousand events by which a limit is passed cost nothing. */
static void
check_limits (EnisimSimulation *sim, EnisimEventKind last)
{
  const guint64 n_events = enisim_sim_count_taken (sim);
  g_autofree char *cascade = NULL;

  enisim_sim_look_at (sim, n_events + ENISIM_EVENTS_PER_CHECK);
  enisim_sim_choose_fetch (sim);
  tidy (sim, n_events);
  if (sim->sessions.sessions.n_taken + (guint64) sim->sessions.invocations.n_taken
          + sim->retries.n_taken + sim->chains.n_taken
      > sim->limits.alive)
    fail_at_limit (sim, "sessions, invocations and callers who will call again", sim->limits.alive);
  if (sim->agenda.n_booked > ENISIM_EVENTS_MAX)
    fail_at_limit (sim, "events", ENISIM_EVENTS_MAX);
  if (sim->churn.n_stacks > ENISIM_STACKS_MAX)
    fail_at_limit (sim, "stacks", ENISIM_STACKS_MAX);
  if (sim->now > sim->looked_at)
    {
      sim->looked_at = sim->now;
      sim->n_events_when_looked = n_events;
    }
  if (n_events - sim->n_events_when_looked <= sim->limits.events_at_instant)
    return;
  cascade = g_strconcat ("events and no end, the last of them was ",
                         enisim_event_kind_get_name (last), NULL);
  fail_at_limit (sim, cascade, sim->limits.events_at_instant);
}

static inline EnisimEventKind
get_kind (EnisimEvent event)
{
  return (EnisimEventKind) enisim_event_get_kind (event);
}

/* Until sim->stop_at, which comes nearer while the run goes on where the last row of a trace brings
 * the horizon into view.  @is_torn_down: the simulation's, which no event changes */
ENISIM_ALWAYS_INLINE gboolean
take_event (EnisimSimulation *sim, EnisimEvent *event, gboolean is_torn_down)
{
  EnisimAgendaTaken taken;

  do
    {
      taken = enisim_agenda_take (&sim->agenda, sim->stop_at, enisim_sim_is_timer_live, sim, event);
      if (taken == ENISIM_AGENDA_TAKEN_NONE)
        return FALSE;
      g_assert (!is_torn_down || taken == ENISIM_AGENDA_TAKEN_EVENT);
    }
  while (is_torn_down && enisim_event_kind_is_planned (get_kind (*event)));
  g_assert (enisim_event_get_at (*event) >= sim->now);
  sim->now = enisim_event_get_at (*event);
  if (taken == ENISIM_AGENDA_TAKEN_ARRIVAL)
    enisim_sim_arrive (sim, enisim_event_get_entity (*event));
  else
    rules[enisim_event_get_kind (*event)](sim, enisim_event_get_entity (*event));
  sim->n_events_unlooked--;
  return TRUE;
}

ENISIM_ALWAYS_INLINE gboolean
run_events (EnisimSimulation *sim, EnisimTime deadline, gboolean is_torn_down, GError **error)
{
  EnisimEvent event;
  EnisimTime until;

  sim->stop_at = MIN (deadline, sim->horizon);
  enisim_sim_begin_foresight (sim);
  until = sim->stop_at;
  while (take_event (sim, &event, is_torn_down))
    {
      if (G_LIKELY (sim->n_events_unlooked >= 0))
        continue;
      check_limits (sim, get_kind (event));
      if (check_in (sim, error))
        continue;
      enisim_sim_unfold_foreseen (sim, enisim_event_kind_get_class (get_kind (event)));
      return FALSE;
    }
  if (sim->stop_at < until)
    enisim_sim_unfold_foreseen (sim, ENISIM_EVENT_CLASS_MAX);
  return TRUE;
}

gboolean
enisim_sim_step (EnisimSimulation *sim, EnisimEventKind *kind)
{
  EnisimEvent event;
  gboolean is_taken;

  g_assert (!sim->is_running);
  sim->is_running = TRUE;
  sim->stop_at = MIN (sim->horizon, ENISIM_TIME_MAX);
  sim->foresight.is_on = FALSE;
  is_taken = take_event (sim, &event, sim->is_torn_down);
  if (is_taken)
    *kind = get_kind (event);
  sim->is_running = FALSE;
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
  is_done = check_in (sim, error)
            && (sim->is_torn_down ? run_events (sim, deadline, TRUE, error)
                                  : run_events (sim, deadline, FALSE, error));
  enisim_sim_settle_foreseen (sim);
  if (is_done && !sim->is_torn_down)
    sim->now = MAX (sim->now, MIN (deadline, sim->horizon));
  sim->is_complete = is_done && (sim->is_torn_down || sim->now == sim->horizon);
  sim->is_running = FALSE;
  return is_done;
}
