/* session-admission.h: a call asks for a VM and is served, waits for one or is refused
 *
 * Inline in the rule of an arrival, which most calls are; others go by enisim_sim_attempt().
 */
#pragma once

#include "sim/foreseen-sessions.h"
#include "sim/session-service.h"
#include "sim/sim-quotas.h"
#include "sim/vm-counts.h"

/* session-admission.c: a session whose life is not foreseen; its place is counted already.
 *
 * @version: its number
 * @is_unreachable: it lacks a way out of its network */
void enisim_sim_admit_unforeseen (EnisimSimulation *sim, const EnisimCall *call,
                                  const EnisimSimRuntime *place, const EnisimSimWorkload *calls,
                                  guint32 client, guint version, gboolean is_unreachable);

/* Where sessions are foreseen nearly all are, and what few need is out of the way. */
ENISIM_ALWAYS_INLINE void
enisim_sim_admit (EnisimSimulation *sim, const EnisimCall *call, EnisimSimRuntime *place,
                  const EnisimSimWorkload *calls, guint32 client, guint number, gboolean is_arrival)
{
  EnisimVersion *version = enisim_runtime_get_version (&place->runtime, number);
  const gboolean is_unreachable = place->lacks_route[version->is_vpc];

  enisim_sim_count_vm (sim, place, version);
  if (!is_arrival || !calls->is_foreseeable || G_UNLIKELY (is_unreachable)
      || !enisim_sim_admit_foreseen (sim, call, place, calls, number))
    enisim_sim_admit_unforeseen (sim, call, place, calls, client, number, is_unreachable);
}

static inline void
enisim_sim_cancel_idle (EnisimSimulation *sim, EnisimSession *session)
{
  const guint64 timer = session->timer;

  session->timer = 0;
  if (timer != 0)
    enisim_sim_cancel (sim, &sim->runtimes[session->runtime].idle, timer);
}

static inline void
enisim_sim_join (EnisimSimulation *sim, guint32 index, const EnisimCall *call, guint workload,
                 guint32 client)
{
  EnisimSession *session = enisim_sim_get_session (sim, index);
  const EnisimTime end_at = session->end_at;
  const gboolean is_provisioning = session->state == ENISIM_SESSION_PROVISIONING;
  guint32 invocation;

  if (session->state == ENISIM_SESSION_IDLE)
    {
      enisim_sim_cancel_idle (sim, session);
      enisim_sim_change_session_state (sim, session, ENISIM_SESSION_IDLE, ENISIM_SESSION_ACTIVE,
                                       "invoked");
    }
  invocation = enisim_sim_begin_invocation (
      sim, session, call, workload, client,
      is_provisioning ? ENISIM_TIME_NEVER : sim->now + call->duration_us, FALSE);
  if (!is_provisioning)
    enisim_sim_begin_service (sim, end_at, invocation);
}

static inline gboolean
enisim_sim_may_join (const EnisimSimulation *sim, guint32 index)
{
  switch ((EnisimSessionState) enisim_session_table_get (&sim->sessions, index)->state)
    {
    case ENISIM_SESSION_ACTIVE:
    case ENISIM_SESSION_IDLE:
      return TRUE;
    case ENISIM_SESSION_PROVISIONING:
      return sim->scenario->options.provisioning_conflict == ENISIM_PROVISIONING_WAIT;
    case ENISIM_SESSION_STOPPING:
    case ENISIM_SESSION_FREE:
      break;
    }
  return FALSE;
}

/* The order of the checks is model.md's ("Sessions").  @is_arrival: of an open loop, and not tried
 * again; only of such calls sessions are foreseen */
ENISIM_ALWAYS_INLINE EnisimOutcome
enisim_sim_invoke (EnisimSimulation *sim, const EnisimCall *call, const EnisimSimWorkload *calls,
                   guint32 client, gboolean is_arrival)
{
  EnisimSimRuntime *place = &sim->runtimes[call->target];
  const guint32 endpoint = calls->workload.spec->endpoint;
  const guint version = enisim_runtime_get_serving (&place->runtime, endpoint);
  guint32 session = ENISIM_SESSION_NONE;
  EnisimOutcome outcome;

  if (version == ENISIM_VERSION_NONE)
    return ENISIM_OUTCOME_NOT_READY;
  if (!enisim_sim_take_invoke_token (sim, call->target, endpoint))
    return ENISIM_OUTCOME_THROTTLED_INVOKE;
  if (!call->is_new_session)
    session = enisim_session_table_find (&sim->sessions, call->session);
  if (session != ENISIM_SESSION_NONE)
    {
      if (!enisim_sim_may_join (sim, session))
        return ENISIM_OUTCOME_CONFLICT;
      enisim_sim_join (sim, session, call, calls->workload.index, client);
      return ENISIM_OUTCOME_OPEN;
    }
  outcome = enisim_sim_check_new_session (sim, place->spec, call->target, endpoint);
  if (outcome == ENISIM_OUTCOME_OPEN)
    enisim_sim_admit (sim, call, place, calls, client, version, is_arrival);
  return outcome;
}

/* As enisim_sim_attempt(). */
ENISIM_ALWAYS_INLINE EnisimOutcome
enisim_sim_attempt_here (EnisimSimulation *sim, const EnisimCall *call,
                         const EnisimSimWorkload *calls, guint32 caller, gboolean is_arrival)
{
  const EnisimOutcome outcome = enisim_sim_invoke (sim, call, calls, caller, is_arrival);

  if (outcome != ENISIM_OUTCOME_OPEN)
    enisim_sim_refuse (sim, call, outcome, calls->workload.index, caller);
  return outcome;
}
