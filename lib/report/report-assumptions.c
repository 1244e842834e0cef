/* report-assumptions.c: what an answer rests on
 *
 * An option matters where another value of it could have given another answer.  Where telling
 * that exactly would mean a second run, what is asked here errs towards naming it.
 */
#include "report/report-assumptions.h"

#include <string.h>

#include "report/distribution-text.h"
#include "report/people-text.h"

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

typedef gboolean (*Matters) (const EnisimRunSummary *summary, guint argument);

typedef struct
{
  const char *name;
  const char *of;
  gsize offset; /* of its distribution in EnisimModelOptions */
  Matters matters;
  guint argument;
  char mark;
  const char *rests_on;
} SpanOption;

#define OFFSET(member) G_STRUCT_OFFSET (EnisimModelOptions, member)
#define UNKNOWN_REFUSAL "how long a refusal takes is not documented"

static const SpanOption span_options[] = {
  { "eni_create_delay", NULL, OFFSET (eni_create_delay), has_enis, 0, 'A',
    "the address is taken at once; ENIs were seen 13 to 35 s after the request" },
  { "eni_retention", NULL, OFFSET (eni_retention), has_retained, 0, 'D',
    "up to 8 h after the last runtime is gone; the longest is the planning worst case" },
  { "failed_create_retention", NULL, OFFSET (failed_create_retention), has_failed_enis, 0, 'O',
    "gone 7 to 18 min after a failed create; the longest is the planning worst case" },
  { "ready_delay", NULL, OFFSET (ready_delay), has_created, 0, 'A',
    "READY as soon as the ENIs are; seconds to minutes were measured" },
  { "cold_start", "V1", OFFSET (cold_start[ENISIM_PLATFORM_V1]), has_cold_starts_on,
    ENISIM_PLATFORM_V1, 'O', "measured with an image of 200 MB; 30 s with one of 2 GB" },
  { "cold_start", "V2", OFFSET (cold_start[ENISIM_PLATFORM_V2]), has_cold_starts_on,
    ENISIM_PLATFORM_V2, 'O', "P75 of measurements" },
  { "teardown", NULL, OFFSET (teardown), has_vm_ends, 0, 'D',
    "up to 15 s after the idle timeout or lifetime; the longest is the safe side" },
  { "teardown_after_stop", NULL, OFFSET (teardown_after_stop), has_stops, 0, 'A',
    "as long as any other teardown; about 60 s were measured once" },
  { "refusal_time", "not_ready", OFFSET (refusal_time[ENISIM_OUTCOME_NOT_READY]), has_outcome,
    ENISIM_OUTCOME_NOT_READY, 'A', UNKNOWN_REFUSAL },
  { "refusal_time", "conflict", OFFSET (refusal_time[ENISIM_OUTCOME_CONFLICT]), has_outcome,
    ENISIM_OUTCOME_CONFLICT, 'A', UNKNOWN_REFUSAL },
  { "refusal_time", "quota", OFFSET (refusal_time[ENISIM_OUTCOME_QUOTA]), has_outcome,
    ENISIM_OUTCOME_QUOTA, 'A', UNKNOWN_REFUSAL },
  { "refusal_time", "throttled_invoke", OFFSET (refusal_time[ENISIM_OUTCOME_THROTTLED_INVOKE]),
    has_outcome, ENISIM_OUTCOME_THROTTLED_INVOKE, 'A', UNKNOWN_REFUSAL },
  { "refusal_time", "throttled_new", OFFSET (refusal_time[ENISIM_OUTCOME_THROTTLED_NEW]),
    has_outcome, ENISIM_OUTCOME_THROTTLED_NEW, 'A', UNKNOWN_REFUSAL },
  { "refusal_time", "tool_quota", OFFSET (refusal_time[ENISIM_OUTCOME_TOOL_QUOTA]), has_outcome,
    ENISIM_OUTCOME_TOOL_QUOTA, 'A', UNKNOWN_REFUSAL },
};

/* The outcomes that refuse have a row each: all but the four that are admitted and UNREACHABLE. */
G_STATIC_ASSERT (ENISIM_N_OUTCOMES == 5 + 6);

static char *
print_distribution (const EnisimDistribution *distribution)
{
  GString *text = g_string_new (NULL);

  enisim_distribution_add_text (distribution, text);
  return g_string_free (text, FALSE);
}

static void
add_span_options (GArray *list, const EnisimRunSummary *summary, const EnisimModelOptions *defaults)
{
  for (guint i = 0; i < G_N_ELEMENTS (span_options); i++)
    {
      const SpanOption *option = &span_options[i];
      const EnisimDistribution *value
          = G_STRUCT_MEMBER_P (&summary->scenario->options, option->offset);
      const EnisimDistribution *other = G_STRUCT_MEMBER_P (defaults, option->offset);

      if (option->matters (summary, option->argument))
        {
          const EnisimAssumption assumption
              = { .name = option->name,
                  .of = option->of,
                  .value = print_distribution (value),
                  .default_value = print_distribution (other),
                  .is_default = enisim_distribution_equal (value, other),
                  .mark = option->mark,
                  .rests_on = g_strdup (option->rests_on) };

          g_array_append_val (list, assumption);
        }
    }
}

typedef struct
{
  const char *name;
  Matters matters;
  char mark;
  const char *rests_on;
  gsize offset; /* of an enum or gboolean in EnisimModelOptions */
  const char *words[2];
} Choice;

G_STATIC_ASSERT (sizeof (EnisimIpOrder) == sizeof (gint));
G_STATIC_ASSERT (sizeof (EnisimProvisioning) == sizeof (gint));
G_STATIC_ASSERT (sizeof (EnisimControl) == sizeof (gint));

static const Choice choices[] = {
  { "eni_reuse",
    has_retained,
    'O',
    "a new runtime of the same configuration took lingering ENIs back",
    OFFSET (eni_reuse),
    { "no", "yes" } },
  { "ip_order",
    has_enis,
    'O',
    "redeploys drew scattered addresses; the rule is not documented",
    OFFSET (ip_order),
    { "random", "lowest" } },
  { "control_conflict",
    has_timeline,
    'A',
    "a request that meets a runtime in motion runs when that has settled",
    OFFSET (control_conflict),
    { "wait", "refuse" } },
  { "provisioning_conflict",
    has_meetings,
    'D',
    "an invoke during provisioning is refused with 409",
    OFFSET (provisioning_conflict),
    { "conflict", "wait" } },
  { "vms_count_while_stopping",
    has_quota_and_ends,
    'A',
    "a VM counts until its teardown ends, which is the safe side",
    OFFSET (vms_count_while_stopping),
    { "no", "yes" } },
};

static gint
get_choice (const EnisimModelOptions *options, const Choice *choice)
{
  return *(const gint *) G_STRUCT_MEMBER_P (options, choice->offset);
}

static void
add_choices (GArray *list, const EnisimRunSummary *summary, const EnisimModelOptions *defaults)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      const Choice *choice = &choices[i];
      const gint value = get_choice (&summary->scenario->options, choice) != 0;
      const gint other = get_choice (defaults, choice) != 0;

      if (choice->matters (summary, 0))
        {
          const EnisimAssumption assumption = { .name = choice->name,
                                                .value = g_strdup (choice->words[value]),
                                                .default_value = g_strdup (choice->words[other]),
                                                .is_default = value == other,
                                                .mark = choice->mark,
                                                .rests_on = g_strdup (choice->rests_on) };

          g_array_append_val (list, assumption);
        }
    }
}

static char *
print_span (GTimeSpan span_us)
{
  GString *text = g_string_new (NULL);

  enisim_people_add_span (text, span_us);
  return g_string_free (text, FALSE);
}

static void
add_min_cycle (GArray *list, const EnisimRunSummary *summary, const EnisimModelOptions *defaults)
{
  const GTimeSpan value_us = summary->scenario->options.min_cycle_us;
  EnisimAssumption assumption
      = { .name = "min_cycle", .is_default = value_us == defaults->min_cycle_us, .mark = 'A' };

  if (summary->n_stretched == 0)
    return;
  assumption.value = print_span (value_us);
  assumption.default_value = print_span (defaults->min_cycle_us);
  assumption.rests_on
      = g_strdup_printf ("calls that took no time: %" G_GUINT64_FORMAT "; each client waited so "
                         "long before its next one",
                         summary->n_stretched);
  g_array_append_val (list, assumption);
}

static char *
print_quota (guint32 quota)
{
  return quota == ENISIM_QUOTA_UNLIMITED ? g_strdup ("unlimited") : g_strdup_printf ("%u", quota);
}

static void
add_quota (GArray *list, const EnisimScenario *scenario, const char *name, guint32 value,
           guint32 profile_value)
{
  const EnisimAssumption assumption
      = { .name = name,
          .value = print_quota (value),
          .default_value = print_quota (profile_value),
          .is_default = value == profile_value,
          .mark = 'D',
          .rests_on = g_strdup_printf (
              "quota of profile %s in %s", scenario->quota_profile,
              scenario->region != NULL ? scenario->region : "a Region of the smaller quota") };

  g_array_append_val (list, assumption);
}

/* The quota for ENIs is far away in most runs, so it is named only where somebody changed it or
 * felt it. */
static void
add_quotas (GArray *list, const EnisimRunSummary *summary)
{
  const EnisimScenario *scenario = summary->scenario;
  const char *reason;
  EnisimQuotas profile;
  const gboolean is_known = enisim_quotas_init_from_profile (&profile, scenario->quota_profile,
                                                             scenario->region, &reason);

  g_assert (is_known);
  if (summary->n_attempts > 0)
    add_quota (list, scenario, "max_vms", scenario->quotas.max_vms, profile.max_vms);
  if (summary->n_eni_quota_denied > 0
      || (summary->n_enis_created > 0 && scenario->has_limits
          && scenario->quotas.enis_per_az != profile.enis_per_az))
    add_quota (list, scenario, "enis_per_az", scenario->quotas.enis_per_az, profile.enis_per_az);
}

/* A runtime's own, but nothing explains more idle VMs than the value that nobody set. */
static void
add_idle_timeout (GArray *list, const EnisimRunSummary *summary)
{
  const EnisimScenario *scenario = summary->scenario;
  GTimeSpan min_us = ENISIM_TIMEOUT_US_MAX, max_us = ENISIM_TIMEOUT_US_MIN;
  EnisimAssumption assumption = { .name = "idle_timeout", .mark = 'D' };

  if (summary->n_cold == 0)
    return;
  for (guint i = 0; i < scenario->n_runtimes; i++)
    {
      min_us = MIN (min_us, scenario->runtimes[i].idle_timeout_us);
      max_us = MAX (max_us, scenario->runtimes[i].idle_timeout_us);
    }
  assumption.is_default = min_us == max_us && min_us == ENISIM_IDLE_TIMEOUT_US_DEFAULT;
  assumption.value = print_span (min_us);
  if (min_us != max_us)
    {
      g_autofree char *from = assumption.value;
      g_autofree char *to = print_span (max_us);

      assumption.value = g_strdup_printf ("%s to %s", from, to);
    }
  assumption.default_value = print_span (ENISIM_IDLE_TIMEOUT_US_DEFAULT);
  assumption.rests_on = g_strdup ("an idle VM lives on and counts for so long");
  g_array_append_val (list, assumption);
}

static void
clear_assumption (gpointer data)
{
  EnisimAssumption *assumption = data;

  g_free (assumption->value);
  g_free (assumption->default_value);
  g_free (assumption->rests_on);
}

GArray *
enisim_assumptions_new (const EnisimRunSummary *summary)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (EnisimAssumption));
  EnisimModelOptions defaults;

  g_array_set_clear_func (list, clear_assumption);
  enisim_model_options_init (&defaults);
  add_quotas (list, summary);
  add_span_options (list, summary, &defaults);
  add_choices (list, summary, &defaults);
  add_idle_timeout (list, summary);
  add_min_cycle (list, summary, &defaults);
  enisim_model_options_clear (&defaults);
  return list;
}

static void
add_gap (GArray *list, const char *name, char *text)
{
  const EnisimGap gap = { name, text };

  g_array_append_val (list, gap);
}

static void
clear_gap (gpointer data)
{
  g_free (((EnisimGap *) data)->text);
}

GArray *
enisim_gaps_new (const EnisimRunSummary *summary)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (EnisimGap));
  g_autofree char *zones = g_strjoinv (", ", summary->scenario->azs);

  g_array_set_clear_func (list, clear_gap);
  if (summary->scenario->n_workloads > 0)
    add_gap (list, "request_rates",
             g_strdup ("Request-rate quotas are not applied: no invoke and no new session is "
                       "throttled."));
  if (zones[0] != '\0' && summary->n_enis_created > 0)
    add_gap (list, "zones",
             g_strdup_printf ("Zones are not checked against those that the service supports: %s.",
                              zones));
  return list;
}

const char *
enisim_assumption_mark_get_word (char mark)
{
  switch (mark)
    {
    case 'D':
      return "documented";
    case 'O':
      return "observed";
    case 'A':
      return "assumed";
    default:
      g_assert_not_reached ();
    }
}
