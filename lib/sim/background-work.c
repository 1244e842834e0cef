/* background-work.c: what an invocation leaves to be done when its caller has the answer
 *
 * The invocation's record stays on its session and stands for the work, so that the session is
 * active, and stops being so, by the same list as ever.
 */
#include "sim/session-service.h"

gboolean
enisim_sim_begin_background (EnisimSimulation *sim, guint32 index)
{
  EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  const EnisimSimWorkload *place = &sim->workloads[invocation->workload];
  const guint32 session = invocation->session, client = invocation->client;
  const GTimeSpan busy_us = enisim_sim_draw_for_call (
      &place->busy_after,
      enisim_sim_get_word (sim, invocation->workload, invocation->call, invocation->follow_up),
      ENISIM_DRAW_BUSY_AFTER);
  const EnisimTime ends_at = sim->now + busy_us;

  if (busy_us == 0)
    return FALSE;
  enisim_sim_note_last_end (sim, invocation, ENISIM_OUTCOME_OK);
  enisim_sim_cancel_limit (sim, invocation);
  enisim_session_table_begin_background (&sim->sessions, index);
  if (client != ENISIM_CLIENT_NONE)
    enisim_sim_settle (sim, client);
  if (ends_at <= enisim_sim_get_session (sim, session)->end_at)
    invocation->completion
        = enisim_sim_book (sim, &place->busy_after, ends_at, ENISIM_EVENT_BACKGROUND_END, index);
  else
    enisim_sim_book_forced_end (sim, session);
  return TRUE;
}

void
enisim_sim_end_background (EnisimSimulation *sim, guint32 index)
{
  EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  EnisimSession *session = enisim_sim_get_session (sim, invocation->session);

  enisim_session_table_end_invocation (&sim->sessions, session, invocation);
  if (session->first_invocation == ENISIM_INVOCATION_NONE)
    enisim_sim_make_idle (sim, session);
}
