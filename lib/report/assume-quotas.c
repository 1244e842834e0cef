/* assume-quotas.c: what an answer rests on of quotas, limiters and what clients do when refused */
#include "report/assume-quotas.h"

#include <string.h>

#include "report/people-text.h"

static void
set_values (EnisimAssumption *assumption, char *value, char *default_value)
{
  assumption->value = value;
  assumption->default_value = default_value;
  assumption->is_default = strcmp (value, default_value) == 0;
}

static EnisimQuotas
find_profile (EnisimAssumption *assumption, const EnisimScenario *scenario)
{
  const char *reason;
  EnisimQuotas profile;
  const gboolean is_known = enisim_quotas_init_from_profile (&profile, scenario->quota_profile,
                                                             scenario->region, &reason);

  g_assert (is_known);
  assumption->rests_on = g_strdup_printf (
      "quota of profile %s in %s", scenario->quota_profile,
      scenario->region != NULL ? scenario->region : "a Region of the smaller quota");
  return profile;
}

static char *
print_count (guint32 quota)
{
  return quota == ENISIM_QUOTA_UNLIMITED ? g_strdup ("unlimited") : g_strdup_printf ("%u", quota);
}

/* The value is that of the start. */
static void
note_change (EnisimAssumption *assumption)
{
  g_autofree char *value = assumption->value;

  assumption->value = g_strdup_printf ("%s, changes on the timeline", value);
  assumption->is_default = FALSE;
}

void
enisim_assume_quota (EnisimAssumption *assumption, const EnisimRunSummary *summary,
                     const EnisimOption *option)
{
  const EnisimQuotas *quotas = &summary->scenario->quotas;
  const EnisimQuotas profile = find_profile (assumption, summary->scenario);
  const guint index = enisim_quotas_find_count (option->name);

  set_values (assumption, print_count (enisim_quotas_get_count (quotas, index)),
              print_count (enisim_quotas_get_count (&profile, index)));
  if (enisim_scenario_changes_count (summary->scenario, index))
    note_change (assumption);
}

static char *
print_rate (const EnisimRateQuota *quota)
{
  g_autofree char *rate = enisim_rate_quota_format (quota);

  if (quota->n == ENISIM_QUOTA_UNLIMITED)
    return g_steal_pointer (&rate);
  return g_strdup_printf ("%s per %s", rate, enisim_rate_scope_get_name (quota->scope));
}

void
enisim_assume_rate (EnisimAssumption *assumption, const EnisimRunSummary *summary,
                    const EnisimOption *option)
{
  const EnisimQuotas *quotas = &summary->scenario->quotas;
  const EnisimQuotas profile = find_profile (assumption, summary->scenario);
  const EnisimRate rate = enisim_rate_find (option->name, option->of);

  set_values (assumption, print_rate (&quotas->rates[rate]), print_rate (&profile.rates[rate]));
  if (enisim_scenario_changes_rate (summary->scenario, rate))
    note_change (assumption);
}

static char *
print_depth (GTimeSpan depth_us)
{
  GString *text;

  if (depth_us == ENISIM_LIMITER_DEPTH_PERIOD)
    return g_strdup ("period");
  text = g_string_new (NULL);
  enisim_people_add_span (text, depth_us);
  return g_string_free (text, FALSE);
}

void
enisim_assume_limiter_depth (EnisimAssumption *assumption, const EnisimRunSummary *summary,
                             const EnisimOption *option)
{
  set_values (assumption, print_depth (summary->scenario->options.limiter_depth_us),
              g_strdup (option->default_value));
}

static char *
print_retry (const EnisimRetry *retry)
{
  GString *text;

  if (retry->attempts == 1)
    return g_strdup ("none");
  text = g_string_new (NULL);
  enisim_people_add_count (text, retry->attempts, "attempt", "attempts");
  g_string_append (text, ", at first within ");
  enisim_people_add_span (text, MIN (retry->base_us, retry->cap_us));
  return g_string_free (text, FALSE);
}

void
enisim_assume_retry (EnisimAssumption *assumption, const EnisimRunSummary *summary,
                     const EnisimOption *option)
{
  const EnisimRetry *retry = G_STRUCT_MEMBER_P (&summary->scenario->options, option->offset);

  set_values (assumption, print_retry (retry), g_strdup (option->default_value));
}
