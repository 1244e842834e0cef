/* session-admission.h: a call asks for a VM and is served, waits for one or is refused
 *
 * Inline in the rule of an arrival, which most calls are; others go by enisim_sim_attempt().
 */
#pragma once

#include "sim/foreseen-sessions.h"
#include "sim/session-service.h"
#include "sim/sim-quotas.h"
#include "sim/vm-counts.h"

/* Its provisioning is booked, or its end where that comes first.  @version: its number */
ENISIM_ALWAYS_INLINE void
enisim_sim_admit_unforeseen (EnisimSimulation *sim, const EnisimCall *call,
                             const EnisimSimRuntime *place, const EnisimSimWorkload *calls,
                             guint32 client, guint version, const EnisimDelay *provisioning,
                             GTimeSpan provisioning_us, gboolean is_unreachable)
{
  const guint workload = calls->workload.index;
  const EnisimTime ready_at = sim->now + provisioning_us, end_at = sim->now + place->end_after_us;
  const guint32 index = enisim_session_table_admit (
      &sim->sessions,
      &(EnisimNewSession){ .key = call->session,
                           .runtime = call->target,
                           .is_findable = calls->is_findable,
                           .is_unreachable = is_unreachable,
                           .end_at = end_at,
                           .is_end_unhealthy = place->is_end_unhealthy,
                           .admission = { .end_sequence = enisim_agenda_reserve (&sim->agenda),
                                          .version = version,
                                          .workload = workload,
                                          .call = call->number,
                                          .follow_up = call->follow_up } });
  EnisimSession *session = enisim_sim_get_session (sim, index);

  enisim_metrics_note_vm_begun (&sim->metrics, sim->now, place->spec->platform,
                                place->spec->memory_mib);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_session (sim, index, ENISIM_SESSION_FREE, ENISIM_SESSION_PROVISIONING,
                             "admitted");
  enisim_sim_begin_invocation (sim, session, call, workload, client,
                               is_unreachable ? ready_at : ready_at + call->duration_us, TRUE);
  if (G_LIKELY (ready_at <= end_at))
    enisim_session_set_timer (
        session, enisim_sim_book (sim, provisioning, ready_at, ENISIM_EVENT_COLD_START_END, index));
  else
    enisim_sim_book_forced_end (sim, index);
}

/* session-admission.c: without a way out of its network a VM never gets to serving (`no_route`). */
void enisim_sim_admit_unreachable (EnisimSimulation *sim, const EnisimCall *call,
                                   const EnisimSimRuntime *place, const EnisimSimWorkload *calls,
                                   guint32 client, guint version);

ENISIM_ALWAYS_INLINE void
enisim_sim_admit (EnisimSimulation *sim, const EnisimCall *call, EnisimSimRuntime *place,
                  const EnisimSimWorkload *calls, guint32 client, guint number, gboolean is_arrival)
{
  EnisimVersion *version = enisim_runtime_get_version (&place->runtime, number);
  GTimeSpan cold_start_us;

  enisim_sim_count_vm (sim, place, version);
  if (G_UNLIKELY (place->lacks_route[version->is_vpc]))
    {
      enisim_sim_admit_unreachable (sim, call, place, calls, client, number);
      return;
    }
  cold_start_us = enisim_sim_draw_for_call (place->cold_start, call->word, ENISIM_DRAW_COLD_START);
  if (is_arrival && calls->is_foreseeable
      && enisim_sim_admit_foreseen (sim, call, place, calls, number, cold_start_us))
    return;
  enisim_sim_admit_unforeseen (sim, call, place, calls, client, number, place->cold_start,
                               cold_start_us, FALSE);
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
                   guint workload, guint32 client, gboolean is_arrival)
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
      enisim_sim_join (sim, session, call, workload, client);
      return ENISIM_OUTCOME_OPEN;
    }
  outcome = enisim_sim_check_new_session (sim, place->spec, call->target, endpoint);
  if (outcome == ENISIM_OUTCOME_OPEN)
    enisim_sim_admit (sim, call, place, calls, client, version, is_arrival);
  return outcome;
}
