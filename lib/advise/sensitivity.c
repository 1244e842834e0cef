/* sensitivity.c: what a run's answers would be under other assumptions
 *
 * One option at a time: how two of them work together is for whoever asks to try by hand.
 */
#include "advise/sensitivity.h"

#include <math.h>
#include <string.h>

#include "advise/option-matters.h"
#include "experiment/run-metrics.h"

typedef struct
{
  char *override;
  GArray *values; /* (of double), as the names; NULL before its run */
} Case;

struct EnisimSensitivity
{
  EnisimRunSummary *base;
  GPtrArray *names; /* of the answers */
  GArray *values;   /* (of double) of the base */
  GArray *cases;    /* of Case */
};

static void
clear_case (gpointer data)
{
  Case *one = data;

  g_free (one->override);
  g_clear_pointer (&one->values, g_array_unref);
}

/* What people decide by; the others follow from it or explain it. */
static gboolean
is_key (const char *name)
{
  static const char *const others[] = { "calls.ok",       "calls.cut",           "calls.open",
                                        "calls.attempts", "calls.cold",          "calls.warm",
                                        "calls.last_end", "calls.refused_ratio", NULL };

  return (g_str_has_prefix (name, "subnets.")
          && (g_str_has_suffix (name, ".held.peak") || g_str_has_suffix (name, ".exhausted")))
         || (g_str_has_prefix (name, "churn.") && g_str_has_suffix (name, ".failed"))
         || strcmp (name, "eni.in_window.released") == 0
         || strcmp (name, "control.failed_creates") == 0 || strcmp (name, "vms.peak") == 0
         || (g_str_has_prefix (name, "calls.") && !g_strv_contains (others, name));
}

typedef struct
{
  GPtrArray *names; /* (nullable): to append to */
  GArray *values;
} Answers;

static void
add_answer (const char *name, const char *unit G_GNUC_UNUSED, double value, gpointer user_data)
{
  const Answers *answers = user_data;

  if (!is_key (name))
    return;
  if (answers->names != NULL)
    g_ptr_array_add (answers->names, g_strdup (name));
  g_array_append_val (answers->values, value);
}

/* When the last ENI went is no metric of one run among many, but what a destroy waits for. */
static void
tell_answers (const EnisimRunSummary *summary, Answers *answers)
{
  const double last_released
      = summary->enis_last_released_at == ENISIM_TIME_NEVER
            ? (double) NAN
            : (double) summary->enis_last_released_at / (double) G_TIME_SPAN_SECOND;

  enisim_run_metrics_foreach (summary, add_answer, answers);
  if (answers->names != NULL)
    g_ptr_array_add (answers->names, g_strdup ("eni.last_released"));
  g_array_append_val (answers->values, last_released);
}

static gboolean
is_span (const EnisimDistribution *distribution, const char *text)
{
  GTimeSpan span_us;
  EnisimTime wanted_us;

  return enisim_distribution_is_constant (distribution, &span_us)
         && enisim_time_parse (text, &wanted_us, NULL) && span_us == wanted_us;
}

/* Whether the run has assumed it already; of what cannot be told, no. */
static gboolean
is_assumed (const EnisimOption *option, const EnisimModelOptions *options, const char *alternative)
{
  const void *value = G_STRUCT_MEMBER_P (options, option->offset);
  EnisimTime wanted_us;

  switch (option->kind)
    {
    case ENISIM_OPTION_VARIES:
      return is_span (value, alternative);
    case ENISIM_OPTION_SPAN:
      return enisim_time_parse (alternative, &wanted_us, NULL)
             && *(const GTimeSpan *) value == wanted_us;
    case ENISIM_OPTION_CHOICE:
      return strcmp (option->words[*(const gint *) value], alternative) == 0;
    case ENISIM_OPTION_OTHER:
      break;
    }
  return FALSE;
}

/* An option that has a row for each of its cases is tried once. */
static void
add_case (EnisimSensitivity *sensitivity, const EnisimOption *option, const char *alternative)
{
  g_autofree char *override
      = g_strdup_printf ("%s.%s=%s", option->section, option->name, alternative);
  Case one = { NULL, NULL };

  for (guint i = 0; i < sensitivity->cases->len; i++)
    if (strcmp (g_array_index (sensitivity->cases, Case, i).override, override) == 0)
      return;
  one.override = g_steal_pointer (&override);
  g_array_append_val (sensitivity->cases, one);
}

/* The default is an alternative too, where the scenario says something else. */
static void
add_cases (EnisimSensitivity *sensitivity, const EnisimOption *option)
{
  const EnisimModelOptions *options = &sensitivity->base->scenario->options;

  if (strcmp (option->section, "model") != 0 || !enisim_option_matters (option, sensitivity->base))
    return;
  if (option->kind != ENISIM_OPTION_OTHER && option->of == NULL
      && !is_assumed (option, options, option->default_value))
    add_case (sensitivity, option, option->default_value);
  for (guint i = 0; option->alternatives[i] != NULL; i++)
    if (!is_assumed (option, options, option->alternatives[i]))
      add_case (sensitivity, option, option->alternatives[i]);
}

EnisimSensitivity *
enisim_sensitivity_new (const EnisimSimulation *sim)
{
  EnisimSensitivity *sensitivity;
  Answers answers;
  guint n_options;
  const EnisimOption *options = enisim_option_registry_get (&n_options);

  g_return_val_if_fail (sim != NULL && enisim_sim_is_at_rest (sim), NULL);

  sensitivity = g_new0 (EnisimSensitivity, 1);
  sensitivity->base = enisim_run_summary_new (sim);
  sensitivity->names = g_ptr_array_new_with_free_func (g_free);
  sensitivity->values = g_array_new (FALSE, FALSE, sizeof (double));
  sensitivity->cases = g_array_new (FALSE, FALSE, sizeof (Case));
  g_array_set_clear_func (sensitivity->cases, clear_case);
  answers = (Answers){ sensitivity->names, sensitivity->values };
  tell_answers (sensitivity->base, &answers);
  for (guint i = 0; i < n_options; i++)
    add_cases (sensitivity, &options[i]);
  return sensitivity;
}

void
enisim_sensitivity_free (EnisimSensitivity *sensitivity)
{
  if (sensitivity == NULL)
    return;
  g_array_unref (sensitivity->cases);
  g_array_unref (sensitivity->values);
  g_ptr_array_unref (sensitivity->names);
  enisim_run_summary_free (sensitivity->base);
  g_free (sensitivity);
}

static Case *
get_case (const EnisimSensitivity *sensitivity, guint index)
{
  return &g_array_index (sensitivity->cases, Case, index);
}

guint
enisim_sensitivity_get_n_cases (const EnisimSensitivity *sensitivity)
{
  g_return_val_if_fail (sensitivity != NULL, 0);
  return sensitivity->cases->len;
}

const char *
enisim_sensitivity_get_override (const EnisimSensitivity *sensitivity, guint index)
{
  g_return_val_if_fail (sensitivity != NULL && index < sensitivity->cases->len, NULL);
  return get_case (sensitivity, index)->override;
}

void
enisim_sensitivity_add (EnisimSensitivity *sensitivity, guint index, const EnisimSimulation *sim)
{
  g_autoptr (EnisimRunSummary) summary = NULL;
  Answers answers = { NULL, NULL };

  g_return_if_fail (sensitivity != NULL && index < sensitivity->cases->len);
  g_return_if_fail (sim != NULL && enisim_sim_is_at_rest (sim));

  summary = enisim_run_summary_new (sim);
  g_return_if_fail (summary->seed == sensitivity->base->seed);
  g_return_if_fail (summary->replication == sensitivity->base->replication);
  answers.values = g_array_new (FALSE, FALSE, sizeof (double));
  tell_answers (summary, &answers);
  g_assert (answers.values->len == sensitivity->names->len);
  g_clear_pointer (&get_case (sensitivity, index)->values, g_array_unref);
  get_case (sensitivity, index)->values = answers.values;
}

gboolean
enisim_sensitivity_has_run (const EnisimSensitivity *sensitivity, guint index)
{
  g_return_val_if_fail (sensitivity != NULL && index < sensitivity->cases->len, FALSE);
  return get_case (sensitivity, index)->values != NULL;
}

guint
enisim_sensitivity_get_n_answers (const EnisimSensitivity *sensitivity)
{
  g_return_val_if_fail (sensitivity != NULL, 0);
  return sensitivity->names->len;
}

void
enisim_sensitivity_get_answer (const EnisimSensitivity *sensitivity, guint index,
                               guint answer_index, EnisimAnswer *answer)
{
  g_return_if_fail (sensitivity != NULL && answer != NULL);
  g_return_if_fail (enisim_sensitivity_has_run (sensitivity, index));
  g_return_if_fail (answer_index < sensitivity->names->len);

  *answer = (EnisimAnswer){
    .name = g_ptr_array_index (sensitivity->names, answer_index),
    .value = g_array_index (get_case (sensitivity, index)->values, double, answer_index),
    .base_value = g_array_index (sensitivity->values, double, answer_index),
  };
}

const EnisimRunSummary *
enisim_sensitivity_get_base (const EnisimSensitivity *sensitivity)
{
  return sensitivity->base;
}
