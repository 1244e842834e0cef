/* report-churn-test.c
 *
 * Goal: a report says of stacks that come and go how many failed, why and from when on, and of
 * shared security groups that nothing did.
 * Method: a small churn with a known course, for people, for programs and as events; the shipped
 * scenario of preview environments, both ways.
 */
#include "report-check.h"

#include <string.h>

#include "json-path.h"
#include "text/reader.h"

/* Room for two stacks at once: the third and fourth find none, until the first's ENIs are gone. */
#define STORY                                                                                      \
  "name: story\n"                                                                                  \
  "horizon: 10h\n"                                                                                 \
  "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.0.0/28, az: z, background: 9}}}\n"            \
  "model: {eni_retention: 3h}\n"                                                                   \
  "churn:\n"                                                                                       \
  "  - {name: s, every: 1h, until: 5h, lifetime: 30min, security_group: own, cleanup: orphaned,\n" \
  "     subnets: [a]}\n"

static EnisimSimulation *sim;
static char *text;

static void
setup (void)
{
  sim = NULL;
  text = NULL;
}

static void
teardown (void)
{
  g_clear_pointer (&sim, enisim_simulation_free);
  g_clear_pointer (&text, g_free);
}

static void
assert_has (const char *part)
{
  ck_assert_msg (strstr (text, part) != NULL, "no \"%s\" in:\n%s", part, text);
}

START_TEST (failed_stacks_come_first_with_instant_and_cause)
{
  sim = simulate (STORY, 1);
  text = enisim_report_to_table (sim, 100, FALSE);
  assert_has ("a had no free address for 3h in all, first at 1h: 2 allocations failed.\n"
              "s: 2 of 5 stacks failed, the first at 2h: 2 for want of addresses.\n");
}
END_TEST

START_TEST (churn_has_a_line)
{
  sim = simulate (STORY, 1);
  text = enisim_report_to_table (sim, 100, FALSE);
  assert_has ("CHURN  CAME  FAILED  DELETED  ALIVE  PEAK  OWN SGS  ORPHANED\n"
              "s         5       2        3      0     1        3         3\n");
  assert_has ("stack_delete_gives_up");
}
END_TEST

START_TEST (redeployments_that_wait_at_the_end_are_told)
{
  sim = simulate ("name: wait\n"
                  "horizon: 3h\n"
                  "model: {ready_delay: 4h}\n"
                  "runtimes: [{name: r}]\n"
                  "churn: [{redeploy: {name: n, every: 1h, from: 1h, until: 3h, target: r}}]\n",
                  1);
  text = enisim_report_to_table (sim, 100, FALSE);
  assert_has ("n: 2 redeployments are waiting for a runtime at the end.\n");
}
END_TEST

START_TEST (report_without_churn_says_nothing_of_it)
{
  sim = simulate (REPORT_CHECK_FAILURES, 1);
  text = enisim_report_to_table (sim, 100, FALSE);
  ck_assert_ptr_null (strstr (text, "CHURN"));
  g_free (text);
  text = enisim_report_to_json (sim);
  ck_assert_ptr_null (strstr (text, "churn"));
}
END_TEST

START_TEST (programs_are_told_the_same)
{
  static const struct
  {
    const char *path, *expected;
  } rows[] = {
    { "churn.0.name", "s" },
    { "churn.0.kind", "stacks" },
    { "churn.0.arrived", "5" },
    { "churn.0.failed", "2" },
    { "churn.0.waiting", "0" },
    { "churn.0.failed_by.static", "0" },
    { "churn.0.failed_by.addresses", "2" },
    { "churn.0.failed_by.eni_quota", "0" },
    { "churn.0.failed_by.security_groups", "0" },
    { "churn.0.failed_by.agents", "0" },
    { "churn.0.first_failed_at_us", "7200000000" },
    { "churn.0.deleted", "3" },
    { "churn.0.alive", "0" },
    { "churn.0.peak_alive", "1" },
    { "churn.0.peak_alive_at_us", "0" },
    { "churn.0.mean_alive", "0.15" },
    { "churn.0.own_security_groups", "3" },
    { "churn.0.peak_own_security_groups", "3" },
    { "churn.0.orphaned_security_groups", "3" },
    { "runtimes.by_status.ABSENT", "0" },
  };
  g_autoptr (EnisimComplaints) complaints = enisim_complaints_new ();
  EnisimDocument *document;

  sim = simulate (STORY, 1);
  text = enisim_report_to_json (sim);
  document
      = enisim_document_parse ("report", (const guint8 *) text, strlen (text), NULL, complaints);
  ck_assert_ptr_nonnull (document);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    json_path_check_text (document, rows[i].path, rows[i].expected);
  enisim_document_free (document);
}
END_TEST

static void
note_change (EnisimSimulation *s G_GNUC_UNUSED, const EnisimChange *change, gpointer log)
{
  if (change->kind == ENISIM_CHANGE_STACK || change->kind == ENISIM_CHANGE_SECURITY_GROUP)
    enisim_event_log_add (log, change);
}

START_TEST (stacks_and_their_security_groups_are_events)
{
  g_autoptr (EnisimScenario) scenario = load_report_text (STORY);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (EnisimEventLog) log = enisim_event_log_new (scenario, 1, 0, lines);
  g_autoptr (GError) error = NULL;

  g_string_truncate (lines, 0);
  sim = enisim_simulation_new (scenario, 1, 0, &error);
  ck_assert_no_error (error);
  enisim_simulation_observe (sim, note_change, log, NULL);
  enisim_simulation_run_until (sim, G_TIME_SPAN_HOUR - 1, &error);
  ck_assert_no_error (error);
  ck_assert_str_eq (
      lines->str,
      "{\"at_us\":0,\"kind\":\"security_group\",\"cause\":\"made\",\"security_group\":\"s-1\"}\n"
      "{\"at_us\":0,\"kind\":\"stack\",\"cause\":\"made\",\"stack\":\"s-1\"}\n"
      "{\"at_us\":1800000000,\"kind\":\"stack\",\"cause\":\"deleted\",\"stack\":\"s-1\"}\n"
      "{\"at_us\":2820000000,\"kind\":\"security_group\",\"cause\":\"given up\","
      "\"security_group\":\"s-1\"}\n");
}
END_TEST

static void
simulate_previews (const char *override)
{
  const char *const overrides[] = { override, NULL };
  g_autofree char *path
      = g_build_filename (ENISIM_SOURCE_DIR, "bench", "scenarios", "preview-churn.yaml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario = enisim_scenario_load_file (path, overrides, &error);

  ck_assert_no_error (error);
  sim = enisim_simulation_new (scenario, 1, 0, &error);
  ck_assert_no_error (error);
  enisim_simulation_run (sim, &error);
  ck_assert_no_error (error);
  text = enisim_report_to_table (sim, 0, FALSE);
}

/* 59 addresses for 104 erlang. */
START_TEST (previews_with_security_groups_of_their_own_run_out_of_addresses)
{
  g_autoptr (EnisimRunSummary) summary = NULL;

  simulate_previews ("churn.0.stacks.security_group=own");
  summary = enisim_run_summary_new (sim);
  ck_assert_uint_gt (summary->churns[0].n_failed, 200);
  ck_assert_uint_eq (summary->churns[0].n_failed,
                     summary->churns[0].n_failed_by[ENISIM_STACK_FAILURE_ADDRESSES]);
  ck_assert_int_lt (summary->subnets[0].exhausted_at, 8 * G_TIME_SPAN_HOUR);
  ck_assert_uint_eq (summary->subnets[0].held.peak, 59);
  assert_has ("private-a had no free address for ");
  assert_has ("pull-request: ");
}
END_TEST

START_TEST (previews_of_one_security_group_hold_one_eni_in_each_subnet)
{
  g_autoptr (EnisimRunSummary) summary = NULL;

  simulate_previews ("churn.0.stacks.security_group=preview");
  summary = enisim_run_summary_new (sim);
  ck_assert_uint_eq (summary->churns[0].n_failed, 0);
  ck_assert_uint_gt (summary->churns[0].n_arrived, 700);
  ck_assert_uint_eq (summary->n_enis_created, 2);
  ck_assert_uint_eq (summary->subnets[0].held.peak, 1);
  ck_assert_uint_eq (summary->subnets[1].held.peak, 1);
}
END_TEST

static Suite *
report_churn_suite (void)
{
  Suite *suite = suite_create ("report/report-churn");
  TCase *churn = tcase_create ("churn");

  tcase_add_checked_fixture (churn, setup, teardown);
  tcase_add_test (churn, failed_stacks_come_first_with_instant_and_cause);
  tcase_add_test (churn, churn_has_a_line);
  tcase_add_test (churn, redeployments_that_wait_at_the_end_are_told);
  tcase_add_test (churn, report_without_churn_says_nothing_of_it);
  tcase_add_test (churn, programs_are_told_the_same);
  tcase_add_test (churn, stacks_and_their_security_groups_are_events);
  tcase_add_test (churn, previews_with_security_groups_of_their_own_run_out_of_addresses);
  tcase_add_test (churn, previews_of_one_security_group_hold_one_eni_in_each_subnet);
  suite_add_tcase (suite, churn);
  return suite;
}

ENISIM_TEST_MAIN (report_churn_suite)
