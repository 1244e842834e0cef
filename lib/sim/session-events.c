/* session-events.c: sessions are admitted, serve and idle
 *
 * A session's forced end (lifetime, failing health checks) is known at admission but booked only
 * when nothing due before it is: in the usual run no session reaches it, and the queue holds none.
 * Its sequence is reserved at admission, so that the order of one instant cannot tell.
 */
#include "sim/session-parts.h"
#include "sim/sim-quotas.h"

void
enisim_sim_book_forced_end (EnisimSimulation *sim, guint32 index)
{
  EnisimSession *session = enisim_sim_get_session (sim, index);

  if (session->is_end_booked)
    return;
  session->is_end_booked = TRUE;
  enisim_agenda_book_as (&sim->agenda, session->end_at,
                         enisim_event_kind_get_class (ENISIM_EVENT_SESSION_END),
                         enisim_session_table_get_admission (&sim->sessions, index)->end_sequence,
                         ENISIM_EVENT_SESSION_END, index);
}

/* Whether the end of an invocation is booked is a matter of what comes first; at one instant the
 * completion does.  A limit that comes before it is booked already. */
static void
begin_service (EnisimSimulation *sim, guint32 index)
{
  EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  const EnisimTime ends_at = sim->now + invocation->duration_us;

  if (invocation->is_limited)
    return;
  if (ends_at <= enisim_sim_get_session (sim, invocation->session)->end_at)
    invocation->completion = enisim_sim_book (sim, &sim->workloads[invocation->workload].duration,
                                              ends_at, ENISIM_EVENT_INVOCATION_END, index);
  else
    enisim_sim_book_forced_end (sim, invocation->session);
}

/* @ends_at: when it will have been served; ENISIM_TIME_NEVER while nobody knows */
static guint32
begin_invocation (EnisimSimulation *sim, guint32 session, const EnisimCall *call, guint workload,
                  guint32 client, EnisimTime ends_at, gboolean is_cold)
{
  const guint32 index = enisim_session_table_begin_invocation (&sim->sessions, session);
  EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);

  invocation->call = call->number;
  invocation->follow_up = call->follow_up;
  invocation->n_retries = (guint8) call->n_retries;
  invocation->called_at = enisim_sim_get_called_at (sim, call);
  invocation->duration_us = call->duration_us;
  invocation->client = client;
  invocation->workload = (guint8) workload;
  invocation->is_cold = is_cold != FALSE;
  enisim_metrics_note_admitted (&sim->metrics, invocation->called_at, is_cold);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_admitted (sim, index);
  if (G_UNLIKELY (ends_at - sim->now > sim->workloads[workload].request_limit_us))
    invocation->is_limited
        = enisim_sim_book_request_limit (sim, index) && ends_at != ENISIM_TIME_NEVER;
  return index;
}

/* The lifetime was booked first and so decides a tie. */
static void
fix_end (EnisimSimulation *sim, EnisimSession *session)
{
  const EnisimRuntimeSpec *spec = enisim_sim_get_session_spec (sim, session);
  const gboolean is_unhealthy_first
      = spec->unhealthy_stop_us > 0 && spec->unhealthy_stop_us < spec->max_lifetime_us;

  enisim_session_set_end (
      session, sim->now + (is_unhealthy_first ? spec->unhealthy_stop_us : spec->max_lifetime_us),
      is_unhealthy_first);
}

/* Without a way out of its network a VM never gets to serving (`no_route`). */
static gboolean
lacks_route (const EnisimSimulation *sim, guint32 runtime, guint version)
{
  const EnisimSimRuntime *place = &sim->runtimes[runtime];

  return sim->scenario->options.no_route == ENISIM_NO_ROUTE_FAIL
         && !place->spec->has_egress[enisim_runtime_get_version (&place->runtime, version)->is_vpc];
}

static void
admit (EnisimSimulation *sim, const EnisimCall *call, guint workload, guint32 client, guint version)
{
  EnisimRuntime *runtime = &sim->runtimes[call->target].runtime;
  const guint32 index = enisim_session_table_admit (&sim->sessions, call->target, call->session,
                                                    sim->workloads[workload].is_findable);
  EnisimSession *session = enisim_sim_get_session (sim, index);
  const EnisimDelay *provisioning;
  EnisimTime ready_at;

  session->is_unreachable = lacks_route (sim, call->target, version) != FALSE;
  provisioning = enisim_sim_get_provisioning (sim, session);
  ready_at = sim->now + enisim_sim_draw_for_call (provisioning, call->word, ENISIM_DRAW_COLD_START);
  fix_end (sim, session);
  *enisim_session_table_get_admission (&sim->sessions, index)
      = (EnisimAdmission){ .end_sequence
                           = enisim_agenda_reserve (&sim->agenda) & ENISIM_EVENT_SEQUENCE_MAX,
                           .version = (guint16) version,
                           .workload = (guint8) workload,
                           .call = call->number,
                           .follow_up = call->follow_up };
  runtime->n_vms++;
  enisim_runtime_get_version (runtime, version)->n_vms++;
  enisim_sim_count_vm_begun (sim, call->target);
  enisim_sim_add_memory (sim, session, 1);
  enisim_metrics_note_vms (&sim->metrics, sim->now, &sim->sessions, ENISIM_SESSION_FREE,
                           ENISIM_SESSION_PROVISIONING);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_session (sim, index, ENISIM_SESSION_FREE, ENISIM_SESSION_PROVISIONING,
                             "admitted");
  begin_invocation (sim, index, call, workload, client,
                    session->is_unreachable ? ready_at : ready_at + call->duration_us, TRUE);
  if (ready_at <= session->end_at)
    session->timer
        = enisim_sim_book (sim, provisioning, ready_at, ENISIM_EVENT_COLD_START_END, index);
  else
    enisim_sim_book_forced_end (sim, index);
}

static void
join (EnisimSimulation *sim, guint32 index, const EnisimCall *call, guint workload, guint32 client)
{
  EnisimSession *session = enisim_sim_get_session (sim, index);
  const gboolean is_provisioning = session->state == ENISIM_SESSION_PROVISIONING;
  guint32 invocation;

  if (session->state == ENISIM_SESSION_IDLE)
    {
      enisim_sim_cancel_idle (sim, session);
      enisim_sim_set_session_state (sim, index, ENISIM_SESSION_ACTIVE, "invoked");
    }
  invocation = begin_invocation (sim, index, call, workload, client,
                                 is_provisioning ? ENISIM_TIME_NEVER : sim->now + call->duration_us,
                                 FALSE);
  if (!is_provisioning)
    begin_service (sim, invocation);
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
EnisimOutcome
enisim_sim_invoke (EnisimSimulation *sim, const EnisimCall *call, guint workload, guint32 client)
{
  const guint32 endpoint = sim->workloads[workload].workload.spec->endpoint;
  const guint version = enisim_runtime_get_serving (&sim->runtimes[call->target].runtime, endpoint);
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
  outcome = enisim_sim_check_new_session (sim, call->target, endpoint);
  if (outcome == ENISIM_OUTCOME_OPEN)
    admit (sim, call, workload, client, version);
  return outcome;
}

void
enisim_sim_end_cold_start (EnisimSimulation *sim, guint32 index)
{
  EnisimSession *session = enisim_sim_get_session (sim, index);

  session->timer = 0;
  if (session->is_unreachable)
    {
      enisim_sim_stop_vm (sim, index, ENISIM_VM_END_UNREACHABLE);
      return;
    }
  enisim_sim_set_session_state (sim, index, ENISIM_SESSION_ACTIVE, "cold start ended");
  for (guint32 i = session->first_invocation; i != ENISIM_INVOCATION_NONE;
       i = enisim_session_table_get_invocation (&sim->sessions, i)->next)
    begin_service (sim, i);
  if (session->first_invocation == ENISIM_INVOCATION_NONE)
    enisim_sim_begin_idle (sim, index);
}

/* At the instant of the forced end the idle timeout has nothing left to end. */
void
enisim_sim_begin_idle (EnisimSimulation *sim, guint32 index)
{
  EnisimSession *session = enisim_sim_get_session (sim, index);
  const EnisimTime idle_end
      = sim->now + enisim_sim_get_session_spec (sim, session)->idle_timeout_us;

  enisim_sim_set_session_state (sim, index, ENISIM_SESSION_IDLE, "nothing in flight");
  if (idle_end < session->end_at)
    session->timer = enisim_sim_book (sim, &sim->runtimes[session->runtime].idle, idle_end,
                                      ENISIM_EVENT_IDLE_END, index);
  else
    enisim_sim_book_forced_end (sim, index);
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

gboolean
enisim_sim_note_invocation_end (EnisimSimulation *sim, guint32 index, EnisimOutcome outcome)
{
  const EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  const gboolean is_retried
      = outcome == ENISIM_OUTCOME_UNREACHABLE && retry_unreachable (sim, invocation);

  if (is_retried)
    enisim_metrics_note_retried (&sim->metrics, invocation->workload, invocation->called_at,
                                 outcome);
  else
    enisim_metrics_note_call_end (&sim->metrics, invocation->workload, invocation->called_at,
                                  sim->now, outcome);
  enisim_metrics_note_invocation_end (&sim->metrics, invocation->called_at);
  if (outcome == ENISIM_OUTCOME_UNREACHABLE)
    enisim_metrics_take_admitted_back (&sim->metrics, invocation->called_at, invocation->is_cold);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_ended (sim, index, outcome, is_retried);
  return is_retried;
}

void
enisim_sim_settle_invocation (EnisimSimulation *sim, guint32 index, EnisimOutcome outcome)
{
  EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  const guint32 client = invocation->client;
  const gboolean is_retried = enisim_sim_note_invocation_end (sim, index, outcome);

  enisim_sim_cancel_limit (sim, invocation);
  enisim_session_table_end_invocation (&sim->sessions, index);
  if (client != ENISIM_CLIENT_NONE && !is_retried)
    enisim_sim_settle (sim, client);
}

void
enisim_sim_end_invocation (EnisimSimulation *sim, guint32 index)
{
  const EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  const guint32 session = invocation->session;

  if (sim->workloads[invocation->workload].has_busy_after
      && enisim_sim_begin_background (sim, index))
    return;
  enisim_sim_settle_invocation (sim, index, ENISIM_OUTCOME_OK);
  if (enisim_sim_get_session (sim, session)->first_invocation == ENISIM_INVOCATION_NONE)
    enisim_sim_begin_idle (sim, session);
}
