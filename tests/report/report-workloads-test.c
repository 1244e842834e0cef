/* report-workloads-test.c
 *
 * Goal: a report tells what became of each workload's attempts, and all of them together are those
 * of the run.
 * Method: runs in which nothing is left to chance, so that each number is known; the report for
 * programs read back, and the rows of the one for people.
 */
#include "report/report-check.h"

#include <string.h>

#include "report/json-path.h"
#include "text/reader.h"

/* Every minute a call of 90 s, two a minute to a runtime that is not there, and two clients. */
#define REST                                                                                       \
  "horizon: 1h\n"                                                                                  \
  "model: {cold_start: 0s}\n"                                                                      \
  "runtimes: [{name: a}, {name: b, create_at: never}]\n"                                           \
  "workloads:\n"                                                                                   \
  "  - renewal: {name: every, rate: 1/min, cv: 0, target: a, duration: 90s}\n"                     \
  "  - renewal: {name: lost, rate: 2/min, cv: 0, target: b}\n"                                     \
  "  - closed: {name: patient, clients: 2, target: a, duration: 20min, request_limit: never}\n"

static EnisimSimulation *sim;
static EnisimDocument *document;

static void
setup (void)
{
  sim = NULL;
  document = NULL;
}

static void
teardown (void)
{
  g_autoptr (EnisimRunSummary) summary = enisim_run_summary_new (sim);

  enisim_run_summary_verify (summary);
  g_clear_pointer (&document, enisim_document_free);
  g_clear_pointer (&sim, enisim_simulation_free);
}

static void
report (void)
{
  g_autofree char *json = enisim_report_to_json (sim);
  EnisimComplaints *complaints = enisim_complaints_new ();

  g_clear_pointer (&document, enisim_document_free);
  document
      = enisim_document_parse ("report", (const guint8 *) json, strlen (json), NULL, complaints);
  ck_assert_ptr_nonnull (document);
  enisim_complaints_free (complaints);
}

static void
check (guint workload, const char *field, const char *expected)
{
  g_autofree char *path = g_strdup_printf ("calls.by_workload.%u.%s", workload, field);

  json_path_check_text (document, path, expected);
}

static void
check_workload (guint workload, const char *attempts, const char *ok, const char *open,
                const char *refused)
{
  check (workload, "attempts", attempts);
  check (workload, "outcomes.ok", ok);
  check (workload, "outcomes.open", open);
  check (workload, "refused", refused);
}

START_TEST (each_workload_has_its_attempts_and_outcomes)
{
  sim = simulate (REST, 1);
  report ();
  check (0, "name", "every");
  check (0, "kind", "renewal");
  check (2, "kind", "closed");
  check (1, "outcomes.not_ready", "120");
  check_workload (0, "60", "58", "2", "0");
  check_workload (1, "120", "0", "0", "120");
  check_workload (2, "8", "6", "2", "0");
  json_path_check_text (document, "calls.attempts", "188");
  json_path_check_text (document, "calls.outcomes.ok", "64");
  json_path_check_text (document, "calls.outcomes.open", "4");
}
END_TEST

START_TEST (attempts_of_the_warm_up_are_not_counted)
{
  sim = simulate ("warm_up: 30min\n" REST, 1);
  report ();
  check_workload (0, "30", "28", "2", "0");
  check_workload (1, "60", "0", "0", "60");
  check_workload (2, "4", "2", "2", "0");
}
END_TEST

START_TEST (calls_of_the_caller_s_are_a_row_of_their_own)
{
  g_autoptr (EnisimScenario) scenario = load_report_text (REST);

  sim = enisim_simulation_new (scenario, 1, 0, NULL);
  ck_assert (enisim_simulation_run_until (sim, 30 * G_TIME_SPAN_SECOND, NULL));
  ck_assert (enisim_simulation_invoke (sim, 0, NULL, G_TIME_SPAN_SECOND, NULL, NULL));
  ck_assert (enisim_simulation_run (sim, NULL));
  report ();
  check (3, "name", "(steps)");
  check_workload (3, "1", "1", "0", "0");
  json_path_check_text (document, "calls.attempts", "189");
}
END_TEST

START_TEST (people_see_a_row_for_each_workload)
{
  g_autofree char *text = NULL;

  sim = simulate (REST, 1);
  text = enisim_report_to_table (sim, 80, FALSE);
  ck_assert_msg (strstr (text, "WORKLOAD  KIND     ATTEMPTS  OK  REFUSED  OTHER\n"
                               "every     renewal        60  58        0      2\n"
                               "lost      renewal       120   0      120      0\n"
                               "patient   closed          8   6        0      2\n")
                     != NULL,
                 "%s", text);
}
END_TEST

START_TEST (single_workload_needs_no_row)
{
  g_autofree char *text = NULL;

  sim = simulate (REPORT_CHECK_CALLS, 1);
  text = enisim_report_to_table (sim, 80, FALSE);
  ck_assert_ptr_null (strstr (text, "WORKLOAD"));
}
END_TEST

static Suite *
report_workloads_suite (void)
{
  Suite *suite = suite_create ("report/report-workloads");
  TCase *rows = tcase_create ("rows");

  tcase_add_checked_fixture (rows, setup, teardown);
  tcase_add_test (rows, each_workload_has_its_attempts_and_outcomes);
  tcase_add_test (rows, attempts_of_the_warm_up_are_not_counted);
  tcase_add_test (rows, calls_of_the_caller_s_are_a_row_of_their_own);
  tcase_add_test (rows, people_see_a_row_for_each_workload);
  tcase_add_test (rows, single_workload_needs_no_row);
  suite_add_tcase (suite, rows);
  return suite;
}

ENISIM_TEST_MAIN (report_workloads_suite)
