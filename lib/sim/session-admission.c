/* session-admission.c: a call asks for a VM and is served, waits for one or is refused */
#include "sim/foreseen-sessions.h"
#include "sim/session-service.h"
#include "sim/sim-quotas.h"

/* Without a way out of its network a VM never gets to serving (`no_route`). */
static inline gboolean
lacks_route (const EnisimSimulation *sim, const EnisimSimRuntime *place,
             const EnisimVersion *version)
{
  return sim->scenario->options.no_route == ENISIM_NO_ROUTE_FAIL
         && !place->spec->has_egress[version->is_vpc];
}

static inline void
count_admitted (EnisimSimulation *sim, EnisimSimRuntime *place, EnisimVersion *version)
{
  const EnisimRuntimeSpec *spec = place->spec;

  sim->n_admitted++;
  place->runtime.n_vms++;
  version->n_vms++;
  sim->n_counted[spec->type]++;
  enisim_metrics_note_vm_begun (&sim->metrics, sim->now, spec->platform, spec->memory_mib);
}

ENISIM_ALWAYS_INLINE void
admit (EnisimSimulation *sim, const EnisimCall *call, EnisimSimRuntime *place, guint workload,
       guint32 client, guint number)
{
  EnisimVersion *version = enisim_runtime_get_version (&place->runtime, number);
  const gboolean is_unreachable = lacks_route (sim, place, version);
  const EnisimDelay *provisioning
      = is_unreachable ? &sim->unreachable : &sim->cold_start[place->spec->platform];
  const EnisimTime ready_at
      = sim->now + enisim_sim_draw_for_call (provisioning, call->word, ENISIM_DRAW_COLD_START);
  const EnisimTime end_at = sim->now + place->end_after_us;
  const EnisimTime gone_at
      = is_unreachable ? ENISIM_TIME_NEVER
                       : enisim_sim_foresee (sim, place, workload, call, ready_at, end_at);
  const guint32 index = enisim_session_table_admit (
      &sim->sessions,
      &(EnisimNewSession){ .key = call->session,
                           .runtime = call->target,
                           .is_findable = sim->workloads[workload].is_findable,
                           .is_unreachable = is_unreachable,
                           .end_at = end_at,
                           .is_end_unhealthy = place->is_end_unhealthy,
                           .admission = { .end_sequence = enisim_agenda_reserve (&sim->agenda),
                                          .version = number,
                                          .workload = workload,
                                          .call = call->number,
                                          .follow_up = call->follow_up } });
  EnisimSession *session = enisim_sim_get_session (sim, index);

  count_admitted (sim, place, version);
  if (gone_at != ENISIM_TIME_NEVER)
    {
      enisim_sim_begin_foreseen (sim, index, ready_at, gone_at);
      return;
    }
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

static inline void
cancel_idle (EnisimSimulation *sim, EnisimSession *session)
{
  const guint64 timer = session->timer;

  session->timer = 0;
  if (timer != 0)
    enisim_sim_cancel (sim, &sim->runtimes[session->runtime].idle, timer);
}

static void
join (EnisimSimulation *sim, guint32 index, const EnisimCall *call, guint workload, guint32 client)
{
  EnisimSession *session = enisim_sim_get_session (sim, index);
  const EnisimTime end_at = session->end_at;
  const gboolean is_provisioning = session->state == ENISIM_SESSION_PROVISIONING;
  guint32 invocation;

  if (session->state == ENISIM_SESSION_IDLE)
    {
      cancel_idle (sim, session);
      enisim_sim_change_session_state (sim, session, ENISIM_SESSION_IDLE, ENISIM_SESSION_ACTIVE,
                                       "invoked");
    }
  invocation = enisim_sim_begin_invocation (
      sim, session, call, workload, client,
      is_provisioning ? ENISIM_TIME_NEVER : sim->now + call->duration_us, FALSE);
  if (!is_provisioning)
    enisim_sim_begin_service (sim, end_at, invocation);
}

static gboolean
may_join (const EnisimSimulation *sim, guint32 index)
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

/* The order of the checks is model.md's ("Sessions"). */
static inline EnisimOutcome
invoke (EnisimSimulation *sim, const EnisimCall *call, guint workload, guint32 client)
{
  EnisimSimRuntime *place = &sim->runtimes[call->target];
  const guint32 endpoint = sim->workloads[workload].workload.spec->endpoint;
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
      if (!may_join (sim, session))
        return ENISIM_OUTCOME_CONFLICT;
      join (sim, session, call, workload, client);
      return ENISIM_OUTCOME_OPEN;
    }
  outcome = enisim_sim_check_new_session (sim, place->spec, call->target, endpoint);
  if (outcome == ENISIM_OUTCOME_OPEN)
    admit (sim, call, place, workload, client, version);
  return outcome;
}

EnisimOutcome
enisim_sim_attempt (EnisimSimulation *sim, const EnisimCall *call, guint workload, guint32 caller)
{
  const EnisimOutcome outcome = invoke (sim, call, workload, caller);

  if (outcome != ENISIM_OUTCOME_OPEN)
    enisim_sim_refuse (sim, call, outcome, workload, caller);
  return outcome;
}
