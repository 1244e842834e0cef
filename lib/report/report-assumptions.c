/* report-assumptions.c: what an answer rests on */
#include "report/report-assumptions.h"

#include <string.h>

#include "advise/option-matters.h"
#include "report/distribution-text.h"
#include "report/people-text.h"

static char *
print_distribution (const EnisimDistribution *distribution)
{
  GString *text = g_string_new (NULL);

  enisim_distribution_add_text (distribution, text);
  return g_string_free (text, FALSE);
}

static char *
print_span (GTimeSpan span_us)
{
  GString *text = g_string_new (NULL);

  enisim_people_add_span (text, span_us);
  return g_string_free (text, FALSE);
}

static char *
print_value (const EnisimModelOptions *options, const EnisimOption *option)
{
  const void *value = G_STRUCT_MEMBER_P (options, option->offset);

  switch (option->kind)
    {
    case ENISIM_OPTION_VARIES:
      return print_distribution (value);
    case ENISIM_OPTION_SPAN:
      return print_span (*(const GTimeSpan *) value);
    case ENISIM_OPTION_CHOICE:
      return g_strdup (option->words[*(const gint *) value]);
    case ENISIM_OPTION_OTHER:
      break;
    }
  g_assert_not_reached ();
}

/* A distribution's text leaves the points of a table out. */
static gboolean
is_default (const EnisimModelOptions *options, const EnisimModelOptions *defaults,
            const EnisimOption *option, const EnisimAssumption *assumption)
{
  if (option->kind != ENISIM_OPTION_VARIES)
    return strcmp (assumption->value, assumption->default_value) == 0;
  return enisim_distribution_equal (G_STRUCT_MEMBER_P (options, option->offset),
                                    G_STRUCT_MEMBER_P (defaults, option->offset));
}

static void
say_model_option (EnisimAssumption *assumption, const EnisimRunSummary *summary,
                  const EnisimOption *option)
{
  const EnisimModelOptions *options = &summary->scenario->options;
  EnisimModelOptions defaults;

  enisim_model_options_init (&defaults);
  assumption->value = print_value (options, option);
  assumption->default_value = print_value (&defaults, option);
  assumption->is_default = is_default (options, &defaults, option, assumption);
  enisim_model_options_clear (&defaults);
}

static void
say_min_cycle (EnisimAssumption *assumption, const EnisimRunSummary *summary,
               const EnisimOption *option)
{
  say_model_option (assumption, summary, option);
  assumption->rests_on
      = g_strdup_printf ("calls that took no time: %" G_GUINT64_FORMAT "; each client waited so "
                         "long before its next one",
                         summary->n_stretched);
}

static char *
print_quota (guint32 quota)
{
  return quota == ENISIM_QUOTA_UNLIMITED ? g_strdup ("unlimited") : g_strdup_printf ("%u", quota);
}

static void
say_quota (EnisimAssumption *assumption, const EnisimRunSummary *summary,
           const EnisimOption *option)
{
  const EnisimScenario *scenario = summary->scenario;
  const gboolean is_vms = strcmp (option->name, "max_vms") == 0;
  const char *reason;
  EnisimQuotas profile;
  const gboolean is_known = enisim_quotas_init_from_profile (&profile, scenario->quota_profile,
                                                             scenario->region, &reason);

  g_assert (is_known);
  assumption->value
      = print_quota (is_vms ? scenario->quotas.max_vms : scenario->quotas.enis_per_az);
  assumption->default_value = print_quota (is_vms ? profile.max_vms : profile.enis_per_az);
  assumption->is_default = strcmp (assumption->value, assumption->default_value) == 0;
  assumption->rests_on = g_strdup_printf (
      "quota of profile %s in %s", scenario->quota_profile,
      scenario->region != NULL ? scenario->region : "a Region of the smaller quota");
}

/* A runtime's own, but nothing explains more idle VMs than the value that nobody set. */
static void
say_idle_timeout (EnisimAssumption *assumption, const EnisimRunSummary *summary,
                  const EnisimOption *option G_GNUC_UNUSED)
{
  const EnisimScenario *scenario = summary->scenario;
  GTimeSpan min_us = ENISIM_TIMEOUT_US_MAX, max_us = ENISIM_TIMEOUT_US_MIN;

  for (guint i = 0; i < scenario->n_runtimes; i++)
    {
      min_us = MIN (min_us, scenario->runtimes[i].idle_timeout_us);
      max_us = MAX (max_us, scenario->runtimes[i].idle_timeout_us);
    }
  assumption->is_default = min_us == max_us && min_us == ENISIM_IDLE_TIMEOUT_US_DEFAULT;
  assumption->value = print_span (min_us);
  if (min_us != max_us)
    {
      g_autofree char *from = assumption->value;
      g_autofree char *to = print_span (max_us);

      assumption->value = g_strdup_printf ("%s to %s", from, to);
    }
  assumption->default_value = print_span (ENISIM_IDLE_TIMEOUT_US_DEFAULT);
}

/* What says more than a value of the model. */
static const struct
{
  const char *name;
  void (*say) (EnisimAssumption *assumption, const EnisimRunSummary *summary,
               const EnisimOption *option);
} sayers[] = {
  { "max_vms", say_quota },
  { "enis_per_az", say_quota },
  { "idle_timeout", say_idle_timeout },
  { "min_cycle", say_min_cycle },
};

static EnisimAssumption
make_assumption (const EnisimRunSummary *summary, const EnisimOption *option)
{
  EnisimAssumption assumption = { .name = option->name, .of = option->of, .mark = option->mark };
  guint i = 0;

  while (i < G_N_ELEMENTS (sayers) && strcmp (sayers[i].name, option->name) != 0)
    i++;
  if (i < G_N_ELEMENTS (sayers))
    sayers[i].say (&assumption, summary, option);
  else
    say_model_option (&assumption, summary, option);
  if (assumption.rests_on == NULL)
    assumption.rests_on = g_strdup (option->rests_on);
  return assumption;
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
  guint n_options;
  const EnisimOption *options = enisim_option_registry_get (&n_options);

  g_array_set_clear_func (list, clear_assumption);
  for (guint i = 0; i < n_options; i++)
    if (enisim_option_matters (&options[i], summary))
      {
        const EnisimAssumption assumption = make_assumption (summary, &options[i]);

        g_array_append_val (list, assumption);
      }
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
