/* session-parts.h: what the files about sessions share with each other and with nobody else */
#pragma once

#include "sim/observe.h"

static inline EnisimSession *
enisim_sim_get_session (EnisimSimulation *sim, guint32 session)
{
  return enisim_session_table_get (&sim->sessions, session);
}

static inline const EnisimRuntimeSpec *
enisim_sim_get_session_spec (const EnisimSimulation *sim, const EnisimSession *session)
{
  return sim->runtimes[session->runtime].spec;
}

/* What a session's provisioning waits for. */
static inline const EnisimDelay *
enisim_sim_get_provisioning (const EnisimSimulation *sim, const EnisimSession *session)
{
  return session->is_unreachable ? &sim->unreachable : sim->runtimes[session->runtime].cold_start;
}

/* Of a call, or of a follow-up to it. */
static inline guint64
enisim_sim_get_word (const EnisimSimulation *sim, guint workload, guint32 call, guint32 follow_up)
{
  return enisim_session_get_word (
      enisim_workload_get_word (&sim->workloads[workload].workload, call), follow_up);
}

ENISIM_ALWAYS_INLINE void
enisim_sim_change_session_state (EnisimSimulation *sim, EnisimSession *session,
                                 EnisimSessionState from, EnisimSessionState to, const char *cause)
{
  enisim_session_change_state (session, from, to);
  enisim_metrics_note_vm_change (&sim->metrics, sim->now, from, to);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_session (sim, enisim_session_table_get_index (&sim->sessions, session), from,
                             to, cause);
}

/* The request limit of an invocation that goes will find nobody. */
static inline void
enisim_sim_cancel_limit (EnisimSimulation *sim, EnisimInvocation *invocation)
{
  if (G_LIKELY (invocation->limit == 0))
    return;
  invocation->limit = 0;
  enisim_agenda_cancel_queued (&sim->agenda);
}

/* session-events.c */
void enisim_sim_book_forced_end (EnisimSimulation *sim, guint32 session);

/* Nothing is in flight or in the background any more. */
void enisim_sim_begin_idle (EnisimSimulation *sim, guint32 session);

/* Counts and tells the end of an invocation, forgets it and lets its caller know, unless that was
 * not its call's last attempt. */
void enisim_sim_settle_invocation (EnisimSimulation *sim, guint32 invocation,
                                   EnisimOutcome outcome);

/* session-ends.c */
void enisim_sim_stop_vm (EnisimSimulation *sim, guint32 session, EnisimVmEnd cause);

/* request-limit.c */

/* Returns: FALSE if the session ends before the limit, which then is not booked. */
gboolean enisim_sim_book_request_limit (EnisimSimulation *sim, guint32 invocation);

/* background-work.c */

/* Returns: FALSE if the invocation leaves no work behind, and nothing was done. */
gboolean enisim_sim_begin_background (EnisimSimulation *sim, guint32 invocation);
