/* closed-form.h: a measured mean beside what theory says
 *
 * An answer is right where the exact value lies inside the 99.9 % t interval of the mean over
 * replications from seed 1.  Each comparison prints a line, so that a reader sees how close it is:
 * `ctest -V -L closed-form`.
 */
#pragma once

#include "enisim-check.h"

#include "sim/run-summary.h"
#include "stats/interval.h"

#define CLOSED_FORM_CONFIDENCE 0.999

/* What one replication measured. */
typedef double (*ClosedFormMeasure) (const EnisimRunSummary *summary);

typedef struct
{
  const char *name;
  ClosedFormMeasure measure;
  double exact;
} ClosedFormAnswer;

/* How many times longer to measure than a test run has time for. */
static inline double
closed_form_get_window_factor (void)
{
  const char *factor = g_getenv ("ENISIM_CLOSED_FORM_WINDOWS");

  return factor == NULL ? 1 : g_ascii_strtod (factor, NULL);
}

static inline EnisimRunSummary *
closed_form_run (EnisimScenario *scenario, guint32 replication)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, replication, &error);
  EnisimRunSummary *summary;

  ck_assert_no_error (error);
  ck_assert (enisim_simulation_run (sim, &error));
  summary = enisim_run_summary_new (sim);
  enisim_run_summary_verify (summary);
  return summary;
}

static inline void
closed_form_compare (const char *setting, const ClosedFormAnswer *answer,
                     const EnisimTally *measured)
{
  double mean, half_width;

  enisim_interval_of_tally (measured, CLOSED_FORM_CONFIDENCE, &mean, &half_width);
  g_print ("%-62s %-22s exact %12.6f  measured %12.6f +- %.6f\n", setting, answer->name,
           answer->exact, mean, half_width);
  ck_assert_msg (fabs (mean - answer->exact) <= half_width,
                 "%s, %s: exact %.9g, measured %.9g +- %.3g", setting, answer->name, answer->exact,
                 mean, half_width);
  /* An interval that holds anything would prove nothing. */
  ck_assert_msg (half_width <= 0.25 * answer->exact + 0.004, "%s, %s: +- %.3g is too wide", setting,
                 answer->name, half_width);
}

/* Runs @yaml @n_replications times and compares each answer; @setting is what the lines say. */
static inline void
closed_form_check (const char *setting, const char *yaml, guint n_replications,
                   const ClosedFormAnswer *answers, guint n_answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario = enisim_scenario_load_data (
      "closed-form.yaml", (const guint8 *) yaml, strlen (yaml), NULL, &error);
  g_autofree EnisimTally *tallies = g_new0 (EnisimTally, n_answers);

  ck_assert_no_error (error);
  for (guint32 i = 0; i < n_replications; i++)
    {
      g_autoptr (EnisimRunSummary) summary = closed_form_run (scenario, i);

      for (guint j = 0; j < n_answers; j++)
        enisim_tally_add (&tallies[j], answers[j].measure (summary));
    }
  for (guint j = 0; j < n_answers; j++)
    closed_form_compare (setting, &answers[j], &tallies[j]);
}
