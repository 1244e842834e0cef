/* report-assumptions.c: what an answer rests on */
#include "report/report-assumptions.h"

#include <string.h>

#include "advise/option-matters.h"
#include "report/assume-quotas.h"
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

typedef void (*Sayer) (EnisimAssumption *assumption, const EnisimRunSummary *summary,
                       const EnisimOption *option);

/* What says more than a value of the model, or another one. */
static Sayer
find_sayer (const EnisimOption *option)
{
  static const struct
  {
    const char *name;
    Sayer say;
  } sayers[] = {
    { "invoke_rate", enisim_assume_rate },
    { "new_session_rate", enisim_assume_rate },
    { "limiter_depth", enisim_assume_limiter_depth },
    { "retry", enisim_assume_retry },
    { "idle_timeout", say_idle_timeout },
    { "min_cycle", say_min_cycle },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sayers); i++)
    if (strcmp (sayers[i].name, option->name) == 0)
      return sayers[i].say;
  return strcmp (option->section, "quotas") == 0 ? enisim_assume_quota : say_model_option;
}

static EnisimAssumption
make_assumption (const EnisimRunSummary *summary, const EnisimOption *option)
{
  EnisimAssumption assumption = { .name = option->name, .of = option->of, .mark = option->mark };

  find_sayer (option) (&assumption, summary, option);
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

/* Which zone a name stands for differs from account to account; an id was checked.
 * Returns: (transfer full) (nullable): the names */
static char *
list_unchecked_zones (const EnisimScenario *scenario)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < scenario->n_azs; i++)
    if (scenario->az_support[i] == ENISIM_ZONE_UNKNOWN)
      g_strv_builder_add (names, scenario->azs[i]);
  list = g_strv_builder_end (names);
  return list[0] != NULL ? g_strjoinv (", ", list) : NULL;
}

static gboolean
has_several_targets (const EnisimWorkloadSpec *spec)
{
  for (guint i = 1; i < spec->n_targets; i++)
    if (spec->targets[i] != spec->targets[0])
      return TRUE;
  return FALSE;
}

/* A session is one of a runtime, so that the ids of a file do not say how many there are. */
static void
add_shared_sessions (GArray *list, const EnisimRunSummary *summary)
{
  const EnisimScenario *scenario = summary->scenario;

  for (guint i = 0; i < scenario->n_workloads; i++)
    {
      const EnisimWorkloadSpec *spec = &scenario->workloads[i];

      if (spec->trace.session_column == NULL || !has_several_targets (spec)
          || summary->workloads[i].n_attempts < 2)
        continue;
      add_gap (list, "trace_sessions",
               g_strdup_printf ("The calls of %s go to several runtimes %s, whatever their session "
                                "id: an id that comes to more than one of them is a session of "
                                "its own on each.",
                                spec->name,
                                spec->choose == ENISIM_CHOOSE_IN_TURN ? "in turn" : "at random"));
    }
}

GArray *
enisim_gaps_new (const EnisimRunSummary *summary)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (EnisimGap));
  g_autofree char *zones = list_unchecked_zones (summary->scenario);

  g_array_set_clear_func (list, clear_gap);
  if (zones != NULL && summary->n_enis_created > 0)
    add_gap (list, "zones",
             g_strdup_printf ("Zones are not checked against those that the service supports: %s.",
                              zones));
  add_shared_sessions (list, summary);
  return list;
}
