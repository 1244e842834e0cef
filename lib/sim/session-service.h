/* session-service.h: a VM takes an invocation and lets it go
 *
 * For the rules of a call and of its end, which are nearly all that happens, and inline in them.
 * What few runs need is behind one test each.
 */
#pragma once

#include "sim/session-parts.h"

/* Whether the end of an invocation is booked is a matter of what comes first; at one instant the
 * completion does.  A limit that comes before it is booked already.  @end_at: the session's, which
 * callers read before they write its state beside it: the processor waits for a word of which a
 * byte has just been written. */
ENISIM_ALWAYS_INLINE void
enisim_sim_begin_service (EnisimSimulation *sim, EnisimTime end_at, guint32 index)
{
  EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  const EnisimTime ends_at = sim->now + invocation->duration_us;

  if (G_UNLIKELY (invocation->is_limited))
    return;
  if (G_LIKELY (ends_at <= end_at))
    invocation->completion = enisim_sim_book (sim, &sim->workloads[invocation->workload].duration,
                                              ends_at, ENISIM_EVENT_INVOCATION_END, index);
  else
    enisim_sim_book_forced_end (sim, invocation->session);
}

/* @ends_at: when it will have been served; ENISIM_TIME_NEVER while nobody knows */
ENISIM_ALWAYS_INLINE guint32
enisim_sim_begin_invocation (EnisimSimulation *sim, EnisimSession *session, const EnisimCall *call,
                             guint workload, guint32 client, EnisimTime ends_at, gboolean is_cold)
{
  const EnisimTime called_at = enisim_sim_get_called_at (sim, call);
  const guint32 index
      = enisim_session_table_begin_invocation (&sim->sessions, session,
                                               &(EnisimInvocation){
                                                   .call = call->number,
                                                   .called_at = called_at,
                                                   .duration_us = call->duration_us,
                                                   .client = client,
                                                   .follow_up = call->follow_up,
                                                   .workload = (guint8) workload,
                                                   .is_cold = is_cold != FALSE,
                                                   .n_retries = (guint8) call->n_retries,
                                               });

  enisim_metrics_note_admitted (&sim->metrics, called_at, is_cold);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_admitted (sim, index);
  if (G_UNLIKELY (ends_at - sim->now > sim->workloads[workload].request_limit_us))
    enisim_session_table_get_invocation (&sim->sessions, index)->is_limited
        = enisim_sim_book_request_limit (sim, index) && ends_at != ENISIM_TIME_NEVER;
  return index;
}

/* Of whatever outcome but UNREACHABLE, which may not be its call's last. */
ENISIM_ALWAYS_INLINE void
enisim_sim_note_last_end (EnisimSimulation *sim, const EnisimInvocation *invocation,
                          EnisimOutcome outcome)
{
  enisim_metrics_note_last_end (&sim->metrics, invocation->workload, invocation->called_at,
                                sim->now, outcome);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_ended (sim,
                           enisim_session_table_get_invocation_index (&sim->sessions, invocation),
                           outcome, FALSE);
}

/* As enisim_sim_settle_invocation(), of whatever outcome but UNREACHABLE.  @session: the
 * invocation's, which stays where it is */
ENISIM_ALWAYS_INLINE void
enisim_sim_settle_last (EnisimSimulation *sim, EnisimSession *session, EnisimInvocation *invocation,
                        EnisimOutcome outcome)
{
  const guint32 client = invocation->client;

  enisim_sim_note_last_end (sim, invocation, outcome);
  enisim_sim_cancel_limit (sim, invocation);
  enisim_session_table_end_invocation (&sim->sessions, session, invocation);
  if (client != ENISIM_CLIENT_NONE)
    enisim_sim_settle (sim, client);
}

/* At the instant of the forced end the idle timeout has nothing left to end. */
ENISIM_ALWAYS_INLINE void
enisim_sim_make_idle (EnisimSimulation *sim, EnisimSession *session)
{
  const EnisimSimRuntime *runtime = &sim->runtimes[session->runtime];
  const guint32 index = enisim_session_table_get_index (&sim->sessions, session);
  const EnisimTime idle_end = sim->now + runtime->idle_timeout_us, end_at = session->end_at;

  enisim_sim_change_session_state (sim, session, ENISIM_SESSION_ACTIVE, ENISIM_SESSION_IDLE,
                                   "nothing in flight");
  if (G_LIKELY (idle_end < end_at))
    enisim_session_set_timer (
        session, enisim_sim_book (sim, &runtime->idle, idle_end, ENISIM_EVENT_IDLE_END, index));
  else
    enisim_sim_book_forced_end (sim, index);
}
