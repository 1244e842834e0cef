/* session-events.c: sessions are admitted, serve, idle and end
 *
 * A session's forced end (lifetime, failing health checks) is known at admission but booked only
 * when nothing due before it is: in the usual run no session reaches it, and the queue holds none.
 * Its sequence is reserved at admission, so that the order of one instant cannot tell.
 */
#include "sim/observe.h"
#include "sim/sim-quotas.h"

static inline EnisimSession *
get_session (EnisimSimulation *sim, guint32 session)
{
  return enisim_session_table_get (&sim->sessions, session);
}

static inline const EnisimRuntimeSpec *
get_spec (const EnisimSimulation *sim, const EnisimSession *session)
{
  return sim->runtimes[session->runtime].spec;
}

static inline EnisimDelay *
get_cold_start (EnisimSimulation *sim, const EnisimSession *session)
{
  return &sim->cold_start[get_spec (sim, session)->platform];
}

static inline guint64
get_word (const EnisimSimulation *sim, guint workload, guint32 call, guint32 follow_up)
{
  return enisim_session_get_word (
      enisim_workload_get_word (&sim->workloads[workload].workload, call), follow_up);
}

static void
set_state (EnisimSimulation *sim, guint32 index, EnisimSessionState state, const char *cause)
{
  const EnisimSessionState from = get_session (sim, index)->state;

  enisim_session_table_set_state (&sim->sessions, index, state);
  enisim_metrics_note_vms (&sim->metrics, sim->now, &sim->sessions, from, state);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_session (sim, index, from, state, cause);
}

static void
book_forced_end (EnisimSimulation *sim, guint32 index)
{
  EnisimSession *session = get_session (sim, index);

  if (session->is_end_booked)
    return;
  session->is_end_booked = TRUE;
  enisim_agenda_book_as (&sim->agenda, session->end_at,
                         enisim_event_kind_get_class (ENISIM_EVENT_SESSION_END),
                         session->end_sequence, ENISIM_EVENT_SESSION_END, index);
}

/* Whether the end of an invocation is booked is a matter of what comes first; at one instant the
 * completion does. */
static void
begin_service (EnisimSimulation *sim, guint32 index)
{
  EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  const EnisimTime ends_at = sim->now + invocation->duration_us;

  if (ends_at <= get_session (sim, invocation->session)->end_at)
    invocation->completion = enisim_sim_book (sim, &sim->workloads[invocation->workload].duration,
                                              ends_at, ENISIM_EVENT_INVOCATION_END, index);
  else
    book_forced_end (sim, invocation->session);
}

static guint32
begin_invocation (EnisimSimulation *sim, guint32 session, const EnisimCall *call, guint workload,
                  guint32 client, gboolean is_cold)
{
  const guint32 index = enisim_session_table_begin_invocation (&sim->sessions, session);
  EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);

  invocation->call = call->number;
  invocation->follow_up = call->follow_up;
  invocation->called_at = sim->now;
  invocation->duration_us = call->duration_us;
  invocation->client = client;
  invocation->workload = (guint8) workload;
  invocation->is_cold = is_cold != FALSE;
  enisim_metrics_note_admitted (&sim->metrics, sim->now, is_cold);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_admitted (sim, index);
  return index;
}

/* The lifetime was booked first and so decides a tie. */
static void
fix_end (EnisimSimulation *sim, EnisimSession *session)
{
  const EnisimRuntimeSpec *spec = get_spec (sim, session);
  const gboolean is_unhealthy_first
      = spec->unhealthy_stop_us > 0 && spec->unhealthy_stop_us < spec->max_lifetime_us;

  session->end_at
      = sim->now + (is_unhealthy_first ? spec->unhealthy_stop_us : spec->max_lifetime_us);
  session->end_cause = is_unhealthy_first ? ENISIM_VM_END_UNHEALTHY : ENISIM_VM_END_LIFETIME;
  session->end_sequence = enisim_agenda_reserve (&sim->agenda);
}

static void
admit (EnisimSimulation *sim, const EnisimCall *call, guint workload, guint32 client, guint version)
{
  EnisimRuntime *runtime = &sim->runtimes[call->target].runtime;
  const guint32 index = enisim_session_table_admit (&sim->sessions, call->target, call->session,
                                                    sim->workloads[workload].is_findable);
  EnisimSession *session = get_session (sim, index);
  const EnisimDelay *cold_start = get_cold_start (sim, session);
  const EnisimTime ready_at
      = sim->now + enisim_sim_draw_for_call (cold_start, call->word, ENISIM_DRAW_COLD_START);

  session->call = call->number;
  session->follow_up = call->follow_up;
  session->workload = (guint8) workload;
  session->version = (guint16) version;
  fix_end (sim, session);
  runtime->n_vms++;
  enisim_runtime_get_version (runtime, version)->n_vms++;
  enisim_sim_count_vm_begun (sim, call->target);
  enisim_metrics_note_vms (&sim->metrics, sim->now, &sim->sessions, ENISIM_SESSION_FREE,
                           ENISIM_SESSION_PROVISIONING);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_session (sim, index, ENISIM_SESSION_FREE, ENISIM_SESSION_PROVISIONING,
                             "admitted");
  begin_invocation (sim, index, call, workload, client, TRUE);
  if (ready_at <= session->end_at)
    session->timer
        = enisim_sim_book (sim, cold_start, ready_at, ENISIM_EVENT_COLD_START_END, index);
  else
    book_forced_end (sim, index);
}

static void
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
  EnisimSession *session = get_session (sim, index);
  guint32 invocation;

  if (session->state == ENISIM_SESSION_IDLE)
    {
      cancel_idle (sim, session);
      set_state (sim, index, ENISIM_SESSION_ACTIVE, "invoked");
    }
  invocation = begin_invocation (sim, index, call, workload, client, FALSE);
  if (session->state == ENISIM_SESSION_ACTIVE)
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
  EnisimSession *session = get_session (sim, index);

  session->timer = 0;
  set_state (sim, index, ENISIM_SESSION_ACTIVE, "cold start ended");
  for (guint32 i = session->first_invocation; i != ENISIM_INVOCATION_NONE;
       i = enisim_session_table_get_invocation (&sim->sessions, i)->next)
    begin_service (sim, i);
}

/* At the instant of the forced end the idle timeout has nothing left to end. */
static void
begin_idle (EnisimSimulation *sim, guint32 index)
{
  EnisimSession *session = get_session (sim, index);
  const EnisimTime idle_end = sim->now + get_spec (sim, session)->idle_timeout_us;

  set_state (sim, index, ENISIM_SESSION_IDLE, "nothing in flight");
  if (idle_end < session->end_at)
    session->timer = enisim_sim_book (sim, &sim->runtimes[session->runtime].idle, idle_end,
                                      ENISIM_EVENT_IDLE_END, index);
  else
    book_forced_end (sim, index);
}

static void
settle_invocation (EnisimSimulation *sim, guint32 index, EnisimOutcome outcome)
{
  const EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  const guint32 client = invocation->client;

  enisim_metrics_note_call_end (&sim->metrics, invocation->workload, invocation->called_at,
                                sim->now, outcome);
  enisim_metrics_note_invocation_end (&sim->metrics, invocation->called_at);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_ended (sim, index, outcome);
  enisim_session_table_end_invocation (&sim->sessions, index);
  if (client != ENISIM_CLIENT_NONE)
    enisim_sim_settle (sim, client);
}

void
enisim_sim_end_invocation (EnisimSimulation *sim, guint32 index)
{
  const guint32 session = enisim_session_table_get_invocation (&sim->sessions, index)->session;

  settle_invocation (sim, index, ENISIM_OUTCOME_OK);
  if (get_session (sim, session)->first_invocation == ENISIM_INVOCATION_NONE)
    begin_idle (sim, session);
}

static void
cut_invocations (EnisimSimulation *sim, guint32 index)
{
  guint32 next;

  for (guint32 i = get_session (sim, index)->first_invocation; i != ENISIM_INVOCATION_NONE;
       i = next)
    {
      EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, i);
      const guint64 completion = invocation->completion;

      next = invocation->next;
      invocation->completion = 0;
      if (completion != 0)
        enisim_sim_cancel (sim, &sim->workloads[invocation->workload].duration, completion);
      settle_invocation (sim, i, ENISIM_OUTCOME_CUT);
    }
}

static void
cancel_timer (EnisimSimulation *sim, EnisimSession *session)
{
  const guint64 timer = session->timer;

  if (session->state == ENISIM_SESSION_IDLE)
    {
      cancel_idle (sim, session);
      return;
    }
  session->timer = 0;
  if (timer != 0)
    enisim_sim_cancel (sim, get_cold_start (sim, session), timer);
}

static void
stop (EnisimSimulation *sim, guint32 index, EnisimVmEnd cause)
{
  EnisimSession *session = get_session (sim, index);
  const EnisimDelay *teardown
      = cause == ENISIM_VM_END_STOPPED ? &sim->teardown_after_stop : &sim->teardown;
  GTimeSpan teardown_us;

  sim->metrics.n_vm_ends[cause]++;
  cancel_timer (sim, session);
  cut_invocations (sim, index);
  set_state (sim, index, ENISIM_SESSION_STOPPING, enisim_vm_end_get_name (cause));
  enisim_sim_count_vm_ended (sim, session->runtime);
  teardown_us = enisim_sim_draw_for_call (
      teardown, get_word (sim, session->workload, session->call, session->follow_up),
      ENISIM_DRAW_TEARDOWN);
  session->timer
      = enisim_sim_book (sim, teardown, sim->now + teardown_us, ENISIM_EVENT_VM_GONE, index);
}

void
enisim_sim_end_idle (EnisimSimulation *sim, guint32 index)
{
  get_session (sim, index)->timer = 0;
  stop (sim, index, ENISIM_VM_END_IDLE);
}

void
enisim_sim_end_session (EnisimSimulation *sim, guint32 index)
{
  stop (sim, index, get_session (sim, index)->end_cause);
}

void
enisim_sim_remove_vm (EnisimSimulation *sim, guint32 index)
{
  const guint32 runtime = get_session (sim, index)->runtime;
  const guint version = get_session (sim, index)->version;

  get_session (sim, index)->timer = 0;
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_session (sim, index, ENISIM_SESSION_STOPPING, ENISIM_SESSION_FREE,
                             "teardown ended");
  enisim_session_table_remove (&sim->sessions, index);
  enisim_sim_count_vm_gone (sim, runtime);
  enisim_metrics_note_vms (&sim->metrics, sim->now, &sim->sessions, ENISIM_SESSION_STOPPING,
                           ENISIM_SESSION_FREE);
  enisim_sim_note_vm_gone (sim, runtime, version);
}

EnisimStop
enisim_sim_stop_session (EnisimSimulation *sim, guint32 index)
{
  switch ((EnisimSessionState) get_session (sim, index)->state)
    {
    case ENISIM_SESSION_ACTIVE:
    case ENISIM_SESSION_IDLE:
      stop (sim, index, ENISIM_VM_END_STOPPED);
      return ENISIM_STOP_DONE;
    case ENISIM_SESSION_PROVISIONING:
    case ENISIM_SESSION_STOPPING:
      return ENISIM_STOP_CONFLICT;
    case ENISIM_SESSION_FREE:
      break;
    }
  return ENISIM_STOP_NONE;
}

static gint
compare_admissions (gconstpointer a, gconstpointer b, gpointer data)
{
  const EnisimSimulation *sim = data;
  const guint64 x = enisim_session_table_get (&sim->sessions, *(const guint32 *) a)->end_sequence;
  const guint64 y = enisim_session_table_get (&sim->sessions, *(const guint32 *) b)->end_sequence;

  return (x > y) - (x < y);
}

/* A walk over all sessions: rarer by far than what a list for each runtime would cost. */
void
enisim_sim_stop_vms_of (EnisimSimulation *sim, guint32 runtime)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < sim->sessions.sessions.n_places; i++)
    {
      const EnisimSession *session = get_session (sim, i);

      if (session->runtime == runtime && session->state != ENISIM_SESSION_FREE
          && session->state != ENISIM_SESSION_STOPPING)
        g_array_append_val (found, i);
    }
  g_array_sort_with_data (found, compare_admissions, sim);
  for (guint i = 0; i < found->len; i++)
    stop (sim, g_array_index (found, guint32, i), ENISIM_VM_END_DELETED);
}
