/* option-matters.c: which options of the model a run's answer depends on */
#include "advise/option-matters.h"

#include <string.h>

#include "advise/sharing-matters.h"

static gboolean
has_enis (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_enis_created > 0;
}

static guint64
count_alive (const EnisimRunSummary *summary, EnisimEniState state)
{
  guint64 n = 0;

  for (guint i = 0; i < summary->n_groups; i++)
    if (summary->groups[i].state == state)
      n += summary->groups[i].n_enis;
  return n;
}

/* Of what was released, the rest comes from creates that failed. */
static gboolean
has_retained (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  const guint64 n_failed_gone = summary->n_enis_failed - count_alive (summary, ENISIM_ENI_FAILED);

  return summary->n_enis_taken_back > 0 || count_alive (summary, ENISIM_ENI_RETAINED) > 0
         || summary->n_enis_released > n_failed_gone;
}

static gboolean
has_overlap (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_enis_created > 0 && enisim_sharing_has_overlap (summary);
}

static gboolean
has_types (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_enis_created > 0 && enisim_sharing_has_types (summary);
}

static gboolean
has_failed_enis (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_enis_failed > 0;
}

static gboolean
has_created (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_runtimes_in[ENISIM_RUNTIME_ABSENT] < summary->n_runtimes
         || summary->n_enis_created > 0;
}

static gboolean
is_of_ready_kind (const EnisimRuntimeSpec *spec, EnisimReadyKind kind, gboolean may_move)
{
  return enisim_ready_kind_get (spec->platform, spec->is_vpc) == kind
         || (may_move && enisim_ready_kind_get (spec->platform, !spec->is_vpc) == kind);
}

/* An update may lead out of a VPC or into one; the runtimes of a stack are all in one. */
static gboolean
has_created_of (const EnisimRunSummary *summary, guint kind)
{
  const EnisimScenario *scenario = summary->scenario;
  const gboolean may_move = summary->n_updates > 0;

  if (!has_created (summary, 0))
    return FALSE;
  for (guint i = 0; i < scenario->n_runtimes; i++)
    if (is_of_ready_kind (&scenario->runtimes[i], (EnisimReadyKind) kind, may_move))
      return TRUE;
  return kind == ENISIM_READY_VPC && scenario->n_churns > 0;
}

static gboolean
has_requests (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  for (guint i = 0; i < summary->scenario->n_churns; i++)
    if (summary->scenario->churns[i].kind == ENISIM_CHURN_REDEPLOY)
      return TRUE;
  for (guint i = 0; i < summary->scenario->n_timeline; i++)
    if (summary->scenario->timeline[i].verb == ENISIM_TIMELINE_REQUEST)
      return TRUE;
  return FALSE;
}

static gboolean
has_updates (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_updates > 0;
}

static gboolean
has_target_on (const EnisimScenario *scenario, EnisimPlatform platform)
{
  for (guint i = 0; i < scenario->n_workloads; i++)
    for (guint j = 0; j < scenario->workloads[i].n_targets; j++)
      if (scenario->runtimes[scenario->workloads[i].targets[j]].platform == platform)
        return TRUE;
  return FALSE;
}

static gboolean
has_cold_starts_on (const EnisimRunSummary *summary, guint platform)
{
  return summary->n_cold > 0 && has_target_on (summary->scenario, (EnisimPlatform) platform);
}

static gboolean
has_vm_ends (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  guint64 n = 0;

  for (guint i = 0; i < ENISIM_N_VM_ENDS; i++)
    n += summary->n_vm_ends[i];
  return n > 0;
}

static gboolean
has_outcome (const EnisimRunSummary *summary, guint outcome)
{
  return summary->n_outcomes[outcome] > 0;
}

/* The limit that a workload takes from the model is not known by its kind any more. */
static gboolean
has_time_outs (const EnisimRunSummary *summary, guint kind)
{
  const EnisimScenario *scenario = summary->scenario;

  for (guint i = 0; i < scenario->n_workloads; i++)
    if (scenario->workloads[i].request_limit_us == scenario->options.request_limit_us[kind])
      return summary->n_outcomes[ENISIM_OUTCOME_TIMED_OUT] > 0;
  return FALSE;
}

static gboolean
has_no_egress (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  const EnisimScenario *scenario = summary->scenario;

  for (guint i = 0; i < scenario->n_runtimes; i++)
    if (!scenario->runtimes[i].has_egress[scenario->runtimes[i].is_vpc ? 1 : 0])
      return summary->n_cold + summary->n_outcomes[ENISIM_OUTCOME_UNREACHABLE] > 0;
  return FALSE;
}

static gboolean
has_meetings (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_warm > 0 || summary->n_outcomes[ENISIM_OUTCOME_CONFLICT] > 0;
}

static gboolean
is_nought (const EnisimDistribution *distribution)
{
  GTimeSpan span_us;

  return enisim_distribution_is_constant (distribution, &span_us) && span_us == 0;
}

static gboolean
has_stops (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_vm_ends[ENISIM_VM_END_STOPPED] > 0;
}

/* Uncounted VMs could only have been missed by a quota that refused, or saved one from it. */
static gboolean
has_quota_and_ends (const EnisimRunSummary *summary, guint argument)
{
  const EnisimModelOptions *options = &summary->scenario->options;
  const gboolean is_instant
      = is_nought (&options->teardown) && is_nought (&options->teardown_after_stop);

  return has_vm_ends (summary, argument) && !is_instant
         && (summary->n_outcomes[ENISIM_OUTCOME_QUOTA] > 0
             || summary->vms.peak >= summary->scenario->quotas.max_vms
             || enisim_scenario_changes_count (summary->scenario, ENISIM_COUNT_MAX_VMS));
}

static gboolean
has_calls (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_attempts > 0;
}

static gboolean
has_admitted (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_cold > 0;
}

static gboolean
has_stretched (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_stretched > 0;
}

/* Stacks whose deletion gives up, or would have in less time. */
static gboolean
has_orphaning (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  for (guint i = 0; i < summary->scenario->n_churns; i++)
    if (summary->scenario->churns[i].is_orphaned && summary->churns[i].n_arrived > 0)
      return TRUE;
  return FALSE;
}

static EnisimQuotas
find_profile (const EnisimScenario *scenario)
{
  const char *reason;
  EnisimQuotas profile;
  const gboolean is_known = enisim_quotas_init_from_profile (&profile, scenario->quota_profile,
                                                             scenario->region, &reason);

  g_assert (is_known);
  return profile;
}

static gboolean
is_count_changed (const EnisimScenario *scenario, guint index)
{
  const EnisimQuotas profile = find_profile (scenario);

  if (enisim_scenario_changes_count (scenario, index))
    return TRUE;
  return scenario->has_limits
         && enisim_quotas_get_count (&scenario->quotas, index)
                != enisim_quotas_get_count (&profile, index);
}

/* Quotas but max_vms are far away in most runs, so each is named only where somebody changed it or
 * felt it. */
static gboolean
has_eni_quota (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_denials[ENISIM_DENIAL_ENI_QUOTA] > 0
         || (summary->n_enis_created > 0
             && is_count_changed (summary->scenario, ENISIM_COUNT_ENIS_PER_AZ));
}

static gboolean
has_changed_count (const EnisimRunSummary *summary, guint index)
{
  return is_count_changed (summary->scenario, index);
}

static gboolean
has_tool_quota (const EnisimRunSummary *summary, guint index)
{
  return summary->n_outcomes[ENISIM_OUTCOME_TOOL_QUOTA] > 0 || has_changed_count (summary, index);
}

static gboolean
is_rate_changed (const EnisimScenario *scenario, EnisimRate rate)
{
  const EnisimQuotas profile = find_profile (scenario);

  if (enisim_scenario_changes_rate (scenario, rate))
    return TRUE;
  return scenario->has_limits
         && !enisim_rate_quota_equal (&scenario->quotas.rates[rate], &profile.rates[rate]);
}

static gboolean
has_invoke_rate (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_outcomes[ENISIM_OUTCOME_THROTTLED_INVOKE] > 0
         || (summary->n_attempts > 0 && is_rate_changed (summary->scenario, ENISIM_RATE_INVOKE));
}

static gboolean
has_artifact (const EnisimScenario *scenario, EnisimArtifact artifact)
{
  for (guint i = 0; i < scenario->n_runtimes; i++)
    if (scenario->runtimes[i].type == ENISIM_AGENT_RUNTIME
        && scenario->runtimes[i].artifact == artifact)
      return TRUE;
  return FALSE;
}

static gboolean
has_new_rate (const EnisimRunSummary *summary, EnisimRate rate)
{
  return summary->n_outcomes[ENISIM_OUTCOME_THROTTLED_NEW] > 0
         || (summary->n_attempts > 0 && is_rate_changed (summary->scenario, rate));
}

static gboolean
has_shared_rate (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->scenario->quotas.is_new_rate_shared
         && has_new_rate (summary, ENISIM_RATE_NEW_CODE);
}

static gboolean
has_rate_of (const EnisimRunSummary *summary, guint artifact)
{
  return !summary->scenario->quotas.is_new_rate_shared
         && has_artifact (summary->scenario, (EnisimArtifact) artifact)
         && has_new_rate (summary, (EnisimRate) artifact);
}

/* Their order tells only where the rate refused something, or would have without it. */
static gboolean
has_two_checks (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_outcomes[ENISIM_OUTCOME_THROTTLED_NEW] > 0
         || (summary->scenario->options.quota_before_rate
             && summary->n_outcomes[ENISIM_OUTCOME_QUOTA] > 0);
}

/* A depth that was set may be why nothing was throttled. */
static gboolean
has_limiters (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->n_outcomes[ENISIM_OUTCOME_THROTTLED_INVOKE] > 0
         || summary->n_outcomes[ENISIM_OUTCOME_THROTTLED_NEW] > 0
         || (summary->n_attempts > 0
             && summary->scenario->options.limiter_depth_us != ENISIM_LIMITER_DEPTH_PERIOD);
}

static gboolean
has_retries (const EnisimRunSummary *summary, guint outcome)
{
  return summary->n_outcomes[outcome] > 0 && summary->scenario->options.retry[outcome].attempts > 1;
}

static const struct
{
  const char *name, *of;
  gboolean (*matters) (const EnisimRunSummary *summary, guint argument);
  guint argument;
} rules[] = {
  { "max_vms", NULL, has_calls, 0 },
  { "enis_per_az", NULL, has_eni_quota, 0 },
  { "agents", NULL, has_changed_count, ENISIM_COUNT_AGENTS },
  { "versions", NULL, has_changed_count, ENISIM_COUNT_VERSIONS },
  { "endpoints", NULL, has_changed_count, ENISIM_COUNT_ENDPOINTS },
  { "security_groups", NULL, has_changed_count, ENISIM_COUNT_SECURITY_GROUPS },
  { "sgs_per_eni", NULL, has_changed_count, ENISIM_COUNT_SGS_PER_ENI },
  { "browser_sessions", NULL, has_tool_quota, ENISIM_COUNT_BROWSER_SESSIONS },
  { "code_interpreter_sessions", NULL, has_tool_quota, ENISIM_COUNT_CODE_INTERPRETER_SESSIONS },
  { "invoke_rate", NULL, has_invoke_rate, 0 },
  { "new_session_rate", NULL, has_shared_rate, 0 },
  { "new_session_rate", "code", has_rate_of, ENISIM_ARTIFACT_CODE },
  { "new_session_rate", "container", has_rate_of, ENISIM_ARTIFACT_CONTAINER },
  { "eni_create_delay", NULL, has_enis, 0 },
  { "eni_retention", NULL, has_retained, 0 },
  { "failed_create_retention", NULL, has_failed_enis, 0 },
  { "ready_delay", "PUBLIC", has_created_of, ENISIM_READY_PUBLIC },
  { "ready_delay", "VPC", has_created_of, ENISIM_READY_VPC },
  { "ready_delay", "V2", has_created_of, ENISIM_READY_V2 },
  { "cold_start", "V1", has_cold_starts_on, ENISIM_PLATFORM_V1 },
  { "cold_start", "V2", has_cold_starts_on, ENISIM_PLATFORM_V2 },
  { "teardown", NULL, has_vm_ends, 0 },
  { "teardown_after_stop", NULL, has_stops, 0 },
  { "request_limit", "sync", has_time_outs, ENISIM_REQUEST_SYNC },
  { "request_limit", "streaming", has_time_outs, ENISIM_REQUEST_STREAMING },
  { "no_route", NULL, has_no_egress, 0 },
  { "unreachable_after", NULL, has_outcome, ENISIM_OUTCOME_UNREACHABLE },
  { "refusal_time", "not_ready", has_outcome, ENISIM_OUTCOME_NOT_READY },
  { "refusal_time", "conflict", has_outcome, ENISIM_OUTCOME_CONFLICT },
  { "refusal_time", "quota", has_outcome, ENISIM_OUTCOME_QUOTA },
  { "refusal_time", "throttled_invoke", has_outcome, ENISIM_OUTCOME_THROTTLED_INVOKE },
  { "refusal_time", "throttled_new", has_outcome, ENISIM_OUTCOME_THROTTLED_NEW },
  { "refusal_time", "tool_quota", has_outcome, ENISIM_OUTCOME_TOOL_QUOTA },
  { "eni_reuse", NULL, has_retained, 0 },
  { "eni_sharing", NULL, has_overlap, 0 },
  { "eni_sharing_across_types", NULL, has_types, 0 },
  { "ip_order", NULL, has_enis, 0 },
  { "control_conflict", NULL, has_requests, 0 },
  { "old_version_release", NULL, has_updates, 0 },
  { "provisioning_conflict", NULL, has_meetings, 0 },
  { "vms_count_while_stopping", NULL, has_quota_and_ends, 0 },
  { "quota_before_rate", NULL, has_two_checks, 0 },
  { "limiter_depth", NULL, has_limiters, 0 },
  { "retry", "not_ready", has_retries, ENISIM_OUTCOME_NOT_READY },
  { "retry", "conflict", has_outcome, ENISIM_OUTCOME_CONFLICT },
  { "retry", "quota", has_retries, ENISIM_OUTCOME_QUOTA },
  { "retry", "throttled_invoke", has_outcome, ENISIM_OUTCOME_THROTTLED_INVOKE },
  { "retry", "throttled_new", has_outcome, ENISIM_OUTCOME_THROTTLED_NEW },
  { "retry", "tool_quota", has_retries, ENISIM_OUTCOME_TOOL_QUOTA },
  { "retry", "unreachable", has_retries, ENISIM_OUTCOME_UNREACHABLE },
  { "idle_timeout", NULL, has_admitted, 0 },
  { "min_cycle", NULL, has_stretched, 0 },
  { "stack_delete_gives_up", NULL, has_orphaning, 0 },
};

/* Returns: G_N_ELEMENTS (rules) if there is none */
static guint
find_rule (const EnisimOption *option)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (rules)
         && (strcmp (rules[i].name, option->name) != 0 || g_strcmp0 (rules[i].of, option->of) != 0))
    i++;
  return i;
}

gboolean
enisim_option_matters (const EnisimOption *option, const EnisimRunSummary *summary)
{
  const guint i = find_rule (option);

  g_assert (i < G_N_ELEMENTS (rules));
  return rules[i].matters (summary, rules[i].argument);
}

gboolean
enisim_option_is_decided (const EnisimOption *option)
{
  return find_rule (option) < G_N_ELEMENTS (rules);
}
