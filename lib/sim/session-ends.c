/* session-ends.c: VMs are stopped, torn down and gone */
#include "sim/foreseen-sessions.h"
#include "sim/sim-quotas.h"
#include "sim/vm-counts.h"

static void
cancel_where_it_is (EnisimSimulation *sim, const EnisimDelay *delay, guint64 sequence)
{
  if (enisim_sim_was_unfolded (sim, sequence))
    enisim_agenda_cancel_queued (&sim->agenda);
  else
    enisim_sim_cancel (sim, delay, sequence);
}

/* Work in the background goes without a word: its caller has the answer. */
static void
cut_invocations (EnisimSimulation *sim, guint32 index, EnisimOutcome outcome)
{
  guint32 next;

  for (guint32 i = enisim_sim_get_session (sim, index)->first_invocation;
       i != ENISIM_INVOCATION_NONE; i = next)
    {
      EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, i);
      const guint64 completion = invocation->completion;

      next = invocation->next;
      invocation->completion = 0;
      if (invocation->is_background)
        {
          if (completion != 0)
            enisim_sim_cancel (sim, &sim->workloads[invocation->workload].busy_after, completion);
          enisim_session_table_end_invocation (&sim->sessions, enisim_sim_get_session (sim, index),
                                               invocation);
          continue;
        }
      if (completion != 0)
        cancel_where_it_is (sim, &sim->workloads[invocation->workload].duration, completion);
      enisim_sim_settle_invocation (sim, i, outcome);
    }
}

static void
cancel_timer (EnisimSimulation *sim, EnisimSession *session)
{
  const guint64 timer = session->timer;
  const EnisimDelay *delay = session->state == ENISIM_SESSION_IDLE
                                 ? &sim->runtimes[session->runtime].idle
                                 : enisim_sim_get_provisioning (sim, session);

  session->timer = 0;
  if (timer != 0)
    cancel_where_it_is (sim, delay, timer);
}

static void
cancel_forced_end (EnisimSimulation *sim, EnisimSession *session)
{
  if (G_LIKELY (!session->is_end_booked))
    return;
  session->is_end_booked = FALSE;
  enisim_agenda_cancel_queued (&sim->agenda);
}

static GTimeSpan
draw_teardown (const EnisimSimulation *sim, guint32 index, const EnisimDelay *teardown)
{
  const EnisimAdmission admission = enisim_session_table_get_admission (&sim->sessions, index);

  return enisim_sim_draw_for_call (
      teardown, enisim_sim_get_word (sim, admission.workload, admission.call, admission.follow_up),
      ENISIM_DRAW_TEARDOWN);
}

/* Nothing is in flight, and no timer is booked. */
ENISIM_ALWAYS_INLINE void
begin_teardown (EnisimSimulation *sim, guint32 index, EnisimSessionState from, EnisimVmEnd cause)
{
  EnisimSession *session = enisim_sim_get_session (sim, index);
  const EnisimDelay *teardown
      = cause == ENISIM_VM_END_STOPPED ? &sim->teardown_after_stop : &sim->teardown;
  GTimeSpan teardown_us;

  sim->metrics.n_vm_ends[cause]++;
  enisim_sim_change_session_state (sim, session, from, ENISIM_SESSION_STOPPING,
                                   enisim_sim_is_observed (sim) ? enisim_vm_end_get_name (cause)
                                                                : NULL);
  enisim_sim_count_vm_ended (sim, session->runtime);
  if (!enisim_distribution_is_constant (teardown->distribution, &teardown_us))
    teardown_us = draw_teardown (sim, index, teardown);
  enisim_session_set_timer (session, enisim_sim_book (sim, teardown, sim->now + teardown_us,
                                                      ENISIM_EVENT_VM_GONE, index));
}

void
enisim_sim_stop_vm (EnisimSimulation *sim, guint32 index, EnisimVmEnd cause)
{
  EnisimSession *session = enisim_sim_get_session (sim, index);

  g_assert (!session->is_foreseen);
  cancel_timer (sim, session);
  cancel_forced_end (sim, session);
  cut_invocations (sim, index,
                   cause == ENISIM_VM_END_UNREACHABLE ? ENISIM_OUTCOME_UNREACHABLE
                                                      : ENISIM_OUTCOME_CUT);
  begin_teardown (sim, index, session->state, cause);
}

void
enisim_sim_end_idle (EnisimSimulation *sim, guint32 index)
{
  cancel_forced_end (sim, enisim_sim_get_session (sim, index));
  begin_teardown (sim, index, ENISIM_SESSION_IDLE, ENISIM_VM_END_IDLE);
}

void
enisim_sim_end_session (EnisimSimulation *sim, guint32 index)
{
  EnisimSession *session = enisim_sim_get_session (sim, index);

  session->is_end_booked = FALSE;
  enisim_sim_stop_vm (sim, index,
                      session->is_end_unhealthy ? ENISIM_VM_END_UNHEALTHY : ENISIM_VM_END_LIFETIME);
}

void
enisim_sim_remove_vm (EnisimSimulation *sim, guint32 index)
{
  EnisimSession *session = enisim_sim_get_session (sim, index);
  EnisimSimRuntime *place = &sim->runtimes[session->runtime];
  const guint number = session->version;

  session->timer = 0;
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_session (sim, index, ENISIM_SESSION_STOPPING, ENISIM_SESSION_FREE,
                             "teardown ended");
  enisim_session_table_remove (&sim->sessions, index);
  enisim_metrics_note_vm_gone (&sim->metrics, sim->now, place->spec->platform,
                               place->spec->memory_mib);
  enisim_sim_count_vm_gone (sim, place, number, sim->scenario->options.vms_count_while_stopping);
}

EnisimStop
enisim_sim_stop_session (EnisimSimulation *sim, guint32 index)
{
  switch ((EnisimSessionState) enisim_sim_get_session (sim, index)->state)
    {
    case ENISIM_SESSION_ACTIVE:
    case ENISIM_SESSION_IDLE:
      enisim_sim_stop_vm (sim, index, ENISIM_VM_END_STOPPED);
      return ENISIM_STOP_DONE;
    case ENISIM_SESSION_PROVISIONING:
    case ENISIM_SESSION_STOPPING:
      return ENISIM_STOP_CONFLICT;
    case ENISIM_SESSION_FREE:
      break;
    }
  return ENISIM_STOP_NONE;
}
