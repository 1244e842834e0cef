/* option-matters.c: which options of the model a run's answer depends on */
#include "advise/option-matters.h"

#include <string.h>

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
has_timeline (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  return summary->scenario->n_timeline > 0;
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
             || summary->vms.peak >= summary->scenario->quotas.max_vms);
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

/* The quota for ENIs is far away in most runs, so it is named only where somebody changed it or
 * felt it. */
static gboolean
has_eni_quota (const EnisimRunSummary *summary, guint argument G_GNUC_UNUSED)
{
  const EnisimScenario *scenario = summary->scenario;
  const char *reason;
  EnisimQuotas profile;
  const gboolean is_known = enisim_quotas_init_from_profile (&profile, scenario->quota_profile,
                                                             scenario->region, &reason);

  g_assert (is_known);
  return summary->n_eni_quota_denied > 0
         || (summary->n_enis_created > 0 && scenario->has_limits
             && scenario->quotas.enis_per_az != profile.enis_per_az);
}

static const struct
{
  const char *name, *of;
  gboolean (*matters) (const EnisimRunSummary *summary, guint argument);
  guint argument;
} rules[] = {
  { "max_vms", NULL, has_calls, 0 },
  { "enis_per_az", NULL, has_eni_quota, 0 },
  { "eni_create_delay", NULL, has_enis, 0 },
  { "eni_retention", NULL, has_retained, 0 },
  { "failed_create_retention", NULL, has_failed_enis, 0 },
  { "ready_delay", NULL, has_created, 0 },
  { "cold_start", "V1", has_cold_starts_on, ENISIM_PLATFORM_V1 },
  { "cold_start", "V2", has_cold_starts_on, ENISIM_PLATFORM_V2 },
  { "teardown", NULL, has_vm_ends, 0 },
  { "teardown_after_stop", NULL, has_stops, 0 },
  { "refusal_time", "not_ready", has_outcome, ENISIM_OUTCOME_NOT_READY },
  { "refusal_time", "conflict", has_outcome, ENISIM_OUTCOME_CONFLICT },
  { "refusal_time", "quota", has_outcome, ENISIM_OUTCOME_QUOTA },
  { "refusal_time", "throttled_invoke", has_outcome, ENISIM_OUTCOME_THROTTLED_INVOKE },
  { "refusal_time", "throttled_new", has_outcome, ENISIM_OUTCOME_THROTTLED_NEW },
  { "refusal_time", "tool_quota", has_outcome, ENISIM_OUTCOME_TOOL_QUOTA },
  { "eni_reuse", NULL, has_retained, 0 },
  { "ip_order", NULL, has_enis, 0 },
  { "control_conflict", NULL, has_timeline, 0 },
  { "provisioning_conflict", NULL, has_meetings, 0 },
  { "vms_count_while_stopping", NULL, has_quota_and_ends, 0 },
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
