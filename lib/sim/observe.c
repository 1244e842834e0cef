/* observe.c: what an observer is told */
#include "sim/observe.h"

static void
tell (EnisimSimulation *sim, const EnisimChange *change)
{
  sim->observer.func (sim, change, sim->observer.user_data);
}

static const char *
get_name (const EnisimSimulation *sim, guint32 runtime)
{
  return sim->runtimes[runtime].spec->name;
}

static EnisimCallId
get_session_id (const EnisimSimulation *sim, guint32 session)
{
  const EnisimAdmission admission = enisim_session_table_get_admission (&sim->sessions, session);

  return (EnisimCallId){ admission.workload, admission.call };
}

void
enisim_sim_tell_enis (EnisimSimulation *sim, guint32 index, EnisimEniState from, EnisimEniState to,
                      const char *cause)
{
  const EnisimEniGroup *group = enisim_eni_pool_get (&sim->pool, index);
  EnisimEniInfo enis[ENISIM_SUBNETS_MAX];

  for (guint i = 0; i < group->n_enis; i++)
    enis[i] = (EnisimEniInfo){ group->enis[i].number, group->enis[i].subnet_index,
                               group->enis[i].address };
  tell (sim, &(EnisimChange){ .kind = ENISIM_CHANGE_ENIS,
                              .at = sim->now,
                              .cause = cause,
                              .runtime = ENISIM_INDEX_NONE,
                              .eni_from = from,
                              .eni_to = to,
                              .enis = enis,
                              .n_enis = group->n_enis });
}

void
enisim_sim_tell_denial (EnisimSimulation *sim, EnisimDenial denial, guint subnet,
                        guint security_group)
{
  const gboolean is_of_group = security_group != ENISIM_INDEX_NONE;

  tell (sim, &(EnisimChange){
                 .kind = ENISIM_CHANGE_DENIAL,
                 .at = sim->now,
                 .cause = enisim_denial_get_text (denial),
                 .runtime = ENISIM_INDEX_NONE,
                 .subnet = subnet,
                 .security_group
                 = is_of_group ? enisim_sim_get_security_group_name (sim, security_group) : NULL });
}

void
enisim_sim_tell_deletion (EnisimSimulation *sim, const EnisimDeletion *deletion, const char *cause)
{
  const gboolean is_subnet = deletion->kind == ENISIM_DELETION_SUBNET;

  tell (sim, &(EnisimChange){ .kind = ENISIM_CHANGE_DELETION,
                              .at = sim->now,
                              .cause = cause,
                              .runtime = ENISIM_INDEX_NONE,
                              .subnet = is_subnet ? deletion->subject : ENISIM_INDEX_NONE,
                              .security_group = is_subnet ? NULL
                                                          : enisim_sim_get_security_group_name (
                                                              sim, deletion->subject) });
}

void
enisim_sim_tell_background (EnisimSimulation *sim, guint subnet, const char *cause)
{
  tell (sim, &(EnisimChange){ .kind = ENISIM_CHANGE_BACKGROUND,
                              .at = sim->now,
                              .cause = cause,
                              .runtime = ENISIM_INDEX_NONE,
                              .subnet = subnet,
                              .n_wanted = sim->subnets[subnet].n_wanted,
                              .n_held = sim->subnets[subnet].background->len });
}

void
enisim_sim_tell_runtime (EnisimSimulation *sim, guint32 runtime, EnisimRuntimeStatus from,
                         const char *cause)
{
  const EnisimRuntime *record = &sim->runtimes[runtime].runtime;

  tell (sim, &(EnisimChange){ .kind = ENISIM_CHANGE_RUNTIME,
                              .at = sim->now,
                              .cause = cause,
                              .runtime = runtime,
                              .runtime_name = get_name (sim, runtime),
                              .runtime_from = from,
                              .runtime_to = record->status,
                              .version = record->moving_version != ENISIM_VERSION_NONE
                                             ? record->moving_version
                                             : record->default_version });
}

void
enisim_sim_tell_endpoint (EnisimSimulation *sim, guint32 runtime, guint32 endpoint,
                          const char *cause)
{
  const EnisimRuntime *record = &sim->runtimes[runtime].runtime;

  tell (sim, &(EnisimChange){ .kind = ENISIM_CHANGE_RUNTIME,
                              .at = sim->now,
                              .cause = cause,
                              .runtime = runtime,
                              .runtime_name = get_name (sim, runtime),
                              .runtime_from = record->status,
                              .runtime_to = record->status,
                              .version = enisim_runtime_find_endpoint (record, endpoint),
                              .endpoint = sim->scenario->endpoint_names[endpoint] });
}

void
enisim_sim_tell_session (EnisimSimulation *sim, guint32 session, EnisimSessionState from,
                         EnisimSessionState to, const char *cause)
{
  const EnisimSession *record = enisim_session_table_get (&sim->sessions, session);

  tell (sim, &(EnisimChange){
                 .kind = ENISIM_CHANGE_SESSION,
                 .at = sim->now,
                 .cause = cause,
                 .runtime = record->runtime,
                 .runtime_name = get_name (sim, record->runtime),
                 .version = enisim_session_table_get_admission (&sim->sessions, session).version,
                 .session = get_session_id (sim, session),
                 .session_from = from,
                 .session_to = to });
}

static void
tell_call (EnisimSimulation *sim, guint32 index, const EnisimChange *end)
{
  const EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  const guint32 runtime = enisim_session_table_get (&sim->sessions, invocation->session)->runtime;
  EnisimChange change = *end;

  change.kind = ENISIM_CHANGE_CALL;
  change.at = sim->now;
  change.runtime = runtime;
  change.runtime_name = get_name (sim, runtime);
  change.session = get_session_id (sim, invocation->session);
  change.call = (EnisimCallId){ invocation->workload, invocation->call };
  change.follow_up = invocation->follow_up;
  change.is_cold = invocation->is_cold;
  tell (sim, &change);
}

void
enisim_sim_tell_admitted (EnisimSimulation *sim, guint32 invocation)
{
  tell_call (sim, invocation,
             &(EnisimChange){ .cause = "admitted", .outcome = ENISIM_OUTCOME_OPEN });
}

void
enisim_sim_tell_ended (EnisimSimulation *sim, guint32 index, EnisimOutcome outcome,
                       gboolean is_retried)
{
  const EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, index);
  static const char *const causes[] = { [ENISIM_OUTCOME_OK] = "completed",
                                        [ENISIM_OUTCOME_CUT] = "VM stopped",
                                        [ENISIM_OUTCOME_TIMED_OUT] = "request limit",
                                        [ENISIM_OUTCOME_UNREACHABLE] = "no route" };

  tell_call (sim, index,
             &(EnisimChange){ .cause = causes[outcome],
                              .outcome = outcome,
                              .latency_us = is_retried ? 0 : sim->now - invocation->called_at,
                              .is_retried = is_retried });
}

void
enisim_sim_tell_refused (EnisimSimulation *sim, const EnisimCall *call, guint workload,
                         EnisimOutcome outcome, gboolean is_retried, GTimeSpan latency_us)
{
  tell (sim, &(EnisimChange){ .kind = ENISIM_CHANGE_CALL,
                              .at = sim->now,
                              .cause = enisim_outcome_get_name (outcome),
                              .runtime = call->target,
                              .runtime_name = get_name (sim, call->target),
                              .call = { workload, call->number },
                              .follow_up = call->follow_up,
                              .outcome = outcome,
                              .is_retried = is_retried,
                              .latency_us = is_retried ? 0 : latency_us });
}

void
enisim_sim_tell_stop (EnisimSimulation *sim, const EnisimCall *first, guint workload,
                      EnisimStop made)
{
  tell (sim, &(EnisimChange){ .kind = ENISIM_CHANGE_STOP,
                              .at = sim->now,
                              .cause = enisim_stop_get_name (made),
                              .runtime = first->target,
                              .runtime_name = get_name (sim, first->target),
                              .session = { workload, first->number } });
}

void
enisim_sim_tell_stack (EnisimSimulation *sim, guint32 churn, guint32 number, const char *cause)
{
  if (!enisim_sim_is_observed (sim))
    return;
  tell (sim, &(EnisimChange){ .kind = ENISIM_CHANGE_STACK,
                              .at = sim->now,
                              .cause = cause,
                              .runtime = ENISIM_INDEX_NONE,
                              .churn = churn,
                              .stack = number });
}

void
enisim_sim_tell_own_sg (EnisimSimulation *sim, guint32 sg, const char *cause)
{
  if (!enisim_sim_is_observed (sim))
    return;
  tell (sim, &(EnisimChange){ .kind = ENISIM_CHANGE_SECURITY_GROUP,
                              .at = sim->now,
                              .cause = cause,
                              .runtime = ENISIM_INDEX_NONE,
                              .security_group = enisim_sim_get_security_group_name (
                                  sim, sim->scenario->n_security_groups + sg) });
}

void
enisim_simulation_observe (EnisimSimulation *sim, EnisimObserverFunc func, gpointer user_data,
                           GDestroyNotify destroy)
{
  EnisimObserver before;

  g_return_if_fail (sim != NULL && !sim->is_running);

  before = sim->observer;
  sim->observer = (EnisimObserver){ func, user_data, destroy };
  if (before.destroy != NULL) /* which may observe again */
    before.destroy (before.user_data);
}
