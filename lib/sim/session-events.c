/* session-events.c: sessions serve and idle
 *
 * A session's forced end (lifetime, failing health checks) is known at admission but booked only
 * when nothing due before it is: in the usual run no session reaches it, and the queue holds none.
 * Its sequence is reserved at admission, so that the order of one instant cannot tell.
 */
#include "sim/session-service.h"

void
enisim_sim_book_forced_end (EnisimSimulation *sim, guint32 index)
{
  EnisimSession *session = enisim_sim_get_session (sim, index);

  if (session->is_end_booked)
    return;
  session->is_end_booked = TRUE;
  enisim_agenda_book_as (&sim->agenda, session->end_at,
                         enisim_event_kind_get_class (ENISIM_EVENT_SESSION_END),
                         enisim_session_table_get_admission (&sim->sessions, index).end_sequence,
                         ENISIM_EVENT_SESSION_END, index);
}

void
enisim_sim_begin_idle (EnisimSimulation *sim, guint32 index)
{
  enisim_sim_make_idle (sim, enisim_sim_get_session (sim, index));
}

void
enisim_sim_end_cold_start (EnisimSimulation *sim, guint32 index)
{
  EnisimSession *session = enisim_sim_get_session (sim, index);
  const EnisimTime end_at = session->end_at;

  session->timer = 0;
  if (G_UNLIKELY (session->is_unreachable))
    {
      enisim_sim_stop_vm (sim, index, ENISIM_VM_END_UNREACHABLE);
      return;
    }
  enisim_sim_change_session_state (sim, session, ENISIM_SESSION_PROVISIONING, ENISIM_SESSION_ACTIVE,
                                   "cold start ended");
  if (G_UNLIKELY (session->first_invocation == ENISIM_INVOCATION_NONE))
    {
      enisim_sim_begin_idle (sim, index);
      return;
    }
  for (guint32 i = session->first_invocation; i != ENISIM_INVOCATION_NONE;
       i = enisim_session_table_get_invocation (&sim->sessions, i)->next)
    enisim_sim_begin_service (sim, end_at, i);
}

/* The one outcome of an invocation after which a caller may try again. */
static gboolean
retry_unreachable (EnisimSimulation *sim, const EnisimInvocation *invocation)
{
  const EnisimSession *session = enisim_sim_get_session (sim, invocation->session);
  const EnisimCall call = {
    .word
    = enisim_sim_get_word (sim, invocation->workload, invocation->call, invocation->follow_up),
    .session = session->key,
    .duration_us = invocation->duration_us,
    .number = invocation->call,
    .follow_up = invocation->follow_up,
    .target = session->runtime,
    .n_retries = invocation->n_retries,
    .first_at = invocation->called_at,
  };

  return enisim_sim_retry (sim, &call, invocation->workload, invocation->client,
                           ENISIM_OUTCOME_UNREACHABLE, sim->now);
}

/* Returns: whether its caller tries again, and so is to learn nothing. */
static gboolean
note_unreachable (EnisimSimulation *sim, guint32 index)
{
  const EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  const gboolean is_retried = retry_unreachable (sim, invocation);

  if (is_retried)
    enisim_metrics_note_retried (&sim->metrics, invocation->workload, invocation->called_at,
                                 ENISIM_OUTCOME_UNREACHABLE);
  else
    {
      enisim_metrics_note_call_end (&sim->metrics, invocation->workload, invocation->called_at,
                                    sim->now, ENISIM_OUTCOME_UNREACHABLE);
      enisim_metrics_note_call_unreachable (&sim->metrics, invocation->called_at);
    }
  enisim_metrics_note_invocation_end (&sim->metrics, invocation->called_at);
  enisim_metrics_take_admitted_back (&sim->metrics, invocation->called_at, invocation->is_cold);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_ended (sim, index, ENISIM_OUTCOME_UNREACHABLE, is_retried);
  return is_retried;
}

static void
settle_unreachable (EnisimSimulation *sim, guint32 index)
{
  EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  const guint32 client = invocation->client;
  const gboolean is_retried = note_unreachable (sim, index);

  enisim_sim_cancel_limit (sim, invocation);
  enisim_session_table_end_invocation (
      &sim->sessions, enisim_sim_get_session (sim, invocation->session), invocation);
  if (client != ENISIM_CLIENT_NONE && !is_retried)
    enisim_sim_settle (sim, client);
}

void
enisim_sim_settle_invocation (EnisimSimulation *sim, guint32 index, EnisimOutcome outcome)
{
  if (outcome == ENISIM_OUTCOME_UNREACHABLE)
    settle_unreachable (sim, index);
  else
    {
      EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);

      enisim_sim_settle_last (sim, enisim_sim_get_session (sim, invocation->session), invocation,
                              outcome);
    }
}

void
enisim_sim_end_invocation (EnisimSimulation *sim, guint32 index)
{
  EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  EnisimSession *session = enisim_sim_get_session (sim, invocation->session);

  if (sim->workloads[invocation->workload].has_busy_after
      && enisim_sim_begin_background (sim, index))
    return;
  enisim_sim_settle_last (sim, session, invocation, ENISIM_OUTCOME_OK);
  if (session->first_invocation == ENISIM_INVOCATION_NONE)
    enisim_sim_make_idle (sim, session);
}
