/* trace-figures-test.c
 *
 * Goal: two public traces give the figures that were worked out for them by other means.
 * Method: the shipped trace scenarios with the options that each row names; every figure to the
 * digit.  The traces are not part of the project: without them the test says so and is skipped.
 */
#include "sim/sim-check.h"

enum
{
  OVERRIDES_MAX = 8,
  EXIT_SKIPPED = 77 /* CTest's SKIP_RETURN_CODE */
};

typedef struct
{
  const char *scenario;
  const char *trace;
  const char *overrides[OVERRIDES_MAX];
  guint64 n_cold, n_warm, n_cut, n_conflict, n_quota;
  guint64 peak;
  const char *peak_at_s; /* NULL: not stated */
  const char *mean;      /* NULL: not stated */
} Figures;

#define AZURE "trace.yaml", "AzureLLMInferenceTrace_conv.csv"
#define ALIBABA "trace-sessions.yaml", "alibaba_gentd26_lora_request_trace.csv"
#define LIMITED                                                                                    \
  "quotas={max_vms: 100}", "model={cold_start: 7.5s, teardown: 15s}",                              \
      "runtimes.0.max_lifetime=3600s"

static const Figures rows[] = {
  { AZURE, { NULL }, 19366, 0, 0, 0, 0, 6548, "2221.293146", "4499.922" },
  { AZURE, { "quotas={max_vms: 2500}" }, 10000, 0, 0, 0, 9366, 2500, NULL, NULL },
  { AZURE, { "model.teardown=15s" }, 19366, 0, 0, 0, 0, 6636, "2206.998345", "4565.361" },
  { ALIBABA, { NULL }, 6277, 20546, 0, 0, 0, 44, NULL, "4.058" },
  { ALIBABA,
    { LIMITED, "model.provisioning_conflict=wait" },
    6361,
    20436,
    24,
    26,
    0,
    44,
    NULL,
    "4.093" },
  { ALIBABA, { LIMITED }, 6361, 20360, 24, 102, 0, 44, NULL, NULL },
};

static char *
find_trace (const char *name)
{
  const char *shared = g_getenv ("ENISIM_SHARED");

  if (shared != NULL)
    return g_build_filename (shared, "data", "traces", name, NULL);
  return g_build_filename (ENISIM_SOURCE_DIR, "..", "shared", "data", "traces", name, NULL);
}

static EnisimRunSummary *
run_row (const Figures *row)
{
  g_autofree char *path
      = g_build_filename (ENISIM_SOURCE_DIR, "bench", "scenarios", row->scenario, NULL);
  g_autofree char *trace = find_trace (row->trace);
  g_autofree char *file = g_strdup_printf ("workloads.0.trace.file=%s", trace);
  const char *overrides[OVERRIDES_MAX + 2] = { file };
  g_autoptr (EnisimScenario) scenario = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < OVERRIDES_MAX; i++)
    overrides[i + 1] = row->overrides[i];
  scenario = enisim_scenario_load_file (path, overrides, &error);
  ck_assert_no_error (error);
  return run_scenario (scenario, 1);
}

START_TEST (trace_gives_its_figures_to_the_digit)
{
  const Figures *row = &rows[_i];
  g_autoptr (EnisimRunSummary) summary = run_row (row);
  g_autofree char *mean = g_strdup_printf ("%.3f", summary->vms.mean);
  g_autofree char *peak_at_s
      = g_strdup_printf ("%.6f", (double) summary->vms.peak_at / (double) G_TIME_SPAN_SECOND);

  ck_assert_uint_eq (summary->n_cold, row->n_cold);
  ck_assert_uint_eq (summary->n_warm, row->n_warm);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_CUT], row->n_cut);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_CONFLICT], row->n_conflict);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_QUOTA], row->n_quota);
  ck_assert_uint_eq (summary->vms.peak, row->peak);
  if (row->peak_at_s != NULL)
    ck_assert_str_eq (peak_at_s, row->peak_at_s);
  if (row->mean != NULL)
    ck_assert_str_eq (mean, row->mean);
}
END_TEST

static gboolean
has_traces (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = find_trace (rows[i].trace);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_print ("skipped: no %s\n", path);
          return FALSE;
        }
    }
  return TRUE;
}

static Suite *
trace_figures_suite (void)
{
  Suite *suite = suite_create ("sim/trace-figures");
  TCase *figures = tcase_create ("figures");

  if (!has_traces ())
    exit (EXIT_SKIPPED);
  tcase_set_timeout (figures, 60);
  tcase_add_loop_test (figures, trace_gives_its_figures_to_the_digit, 0, G_N_ELEMENTS (rows));
  suite_add_tcase (suite, figures);
  return suite;
}

ENISIM_TEST_MAIN (trace_figures_suite)
