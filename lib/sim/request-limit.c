/* request-limit.c: invocations that take longer than their request may
 *
 * Few do, and how long one takes is known when it begins.  So its limit is booked only where the
 * completion comes after it: in the usual run there is none, and an invocation costs one
 * comparison.
 */
#include "sim/session-parts.h"

/* The forced end was booked first and so decides a tie. */
gboolean
enisim_sim_book_request_limit (EnisimSimulation *sim, guint32 index)
{
  EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  const EnisimTime limit_at = sim->now + sim->workloads[invocation->workload].request_limit_us;

  if (limit_at >= enisim_sim_get_session (sim, invocation->session)->end_at)
    return FALSE;
  if (invocation->limit == 0)
    invocation->limit = enisim_agenda_book (
        &sim->agenda, limit_at, enisim_event_kind_get_class (ENISIM_EVENT_REQUEST_LIMIT),
        ENISIM_EVENT_REQUEST_LIMIT, index);
  return TRUE;
}

/* A VM whose invocations have all gone before it was ready becomes idle when it is. */
void
enisim_sim_end_request (EnisimSimulation *sim, guint32 index)
{
  EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  const guint32 session = invocation->session;
  const guint64 completion = invocation->completion;

  invocation->completion = 0;
  invocation->limit = 0;
  if (completion != 0)
    enisim_sim_cancel (sim, &sim->workloads[invocation->workload].duration, completion);
  enisim_sim_settle_invocation (sim, index, ENISIM_OUTCOME_TIMED_OUT);
  if (enisim_sim_get_session (sim, session)->first_invocation == ENISIM_INVOCATION_NONE
      && enisim_sim_get_session (sim, session)->state == ENISIM_SESSION_ACTIVE)
    enisim_sim_begin_idle (sim, session);
}
