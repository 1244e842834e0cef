/* report-json-test.c
 *
 * Goal: the JSON report says what the summary says, and equal runs say it in equal bytes.
 * Method: reports are read back with our own reader and compared with the summary, field by field.
 */
#include "report/report-check.h"

#include <string.h>

#include "base/number-text.h"
#include "text/reader.h"
#include "report/json-path.h"

static EnisimSimulation *sim;
static EnisimRunSummary *summary;
static EnisimDocument *document;
static char *json;

static void
teardown (void)
{
  enisim_run_summary_verify (summary);
  enisim_document_verify (document);
  g_clear_pointer (&document, enisim_document_free);
  g_clear_pointer (&summary, enisim_run_summary_free);
  g_clear_pointer (&sim, enisim_simulation_free);
  g_clear_pointer (&json, g_free);
}

static void
report (const char *yaml)
{
  EnisimComplaints *complaints = enisim_complaints_new ();

  sim = simulate (yaml, 1);
  summary = enisim_run_summary_new (sim);
  json = enisim_report_to_json (sim);
  document
      = enisim_document_parse ("report", (const guint8 *) json, strlen (json), NULL, complaints);
  ck_assert_ptr_nonnull (document);
  enisim_complaints_free (complaints);
}

static const EnisimNode *
get (const char *path)
{
  return json_path_get (document, path);
}

static void
check_text (const char *path, const char *expected)
{
  json_path_check_text (document, path, expected);
}

static void
check_uint (const char *path, guint64 expected)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, expected);

  check_text (path, text);
}

static void
check_null (const char *path)
{
  ck_assert_msg (get (path)->kind == ENISIM_NODE_NULL, "%s is not null", path);
}

static void
check_double (const char *path, double expected)
{
  const char *reason;
  double value;

  ck_assert (enisim_decimal_parse (get (path)->text, &value, &reason));
  ck_assert_double_eq (value, expected);
}

static void
check_level (const char *path, const EnisimLevelSummary *level)
{
  const struct
  {
    const char *name;
    guint64 value;
  } fields[] = { { "peak", level->peak },
                 { "peak_at_us", (guint64) level->peak_at },
                 { "p50", level->p50 },
                 { "p95", level->p95 },
                 { "p99", level->p99 } };
  g_autofree char *mean = g_strdup_printf ("%s.mean", path);
  g_autofree char *series = g_strdup_printf ("%s.series", path);
  g_autofree char *last = g_strdup_printf ("%s.series.%u.4", path, level->n_series - 1);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *field = g_strdup_printf ("%s.%s", path, fields[i].name);

      check_uint (field, fields[i].value);
    }
  check_double (mean, level->mean);
  ck_assert_uint_eq (get (series)->n_children, level->n_series);
  check_uint (last, level->now);
}

START_TEST (schema_version_comes_first)
{
  report (REPORT_CHECK_EMPTY);
  ck_assert (g_str_has_prefix (json, "{\"schema_version\":1,"));
  ck_assert (g_str_has_suffix (json, "}\n"));
  ck_assert_str_eq (enisim_document_get_root (document)->first->key, "schema_version");
}
END_TEST

START_TEST (head_says_which_run_it_was)
{
  report (REPORT_CHECK_CALLS);
  check_text ("enisim_version", enisim_get_version ());
  check_text ("scenario", "calls");
  check_text ("note", "A fit, not a finding.");
  check_text ("region", "ap-northeast-1");
  check_text ("quotas.profile", "2026-04");
  check_text ("quotas.limits", "true");
  check_text ("quotas.max_vms", "100");
  check_text ("seed", "1");
  check_text ("replication", "0");
  check_text ("complete", "true");
  check_text ("ended_at_us", "300000000");
  check_uint ("events", summary->n_events);
}
END_TEST

START_TEST (calls_and_vms_are_those_of_the_summary)
{
  report (REPORT_CHECK_CALLS);
  ck_assert_uint_gt (summary->n_outcomes[ENISIM_OUTCOME_QUOTA], 0);
  check_uint ("calls.attempts", summary->n_attempts);
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    {
      g_autofree char *path = g_strdup_printf ("calls.outcomes.%s", enisim_outcome_get_name (i));

      check_uint (path, summary->n_outcomes[i]);
    }
  check_uint ("calls.admitted", summary->n_cold + summary->n_warm);
  check_uint ("calls.refused", summary->n_attempts - summary->n_cold - summary->n_warm);
  check_uint ("calls.latency_us.ok.n", summary->latency_ok.n);
  check_text ("calls.latency_us.ok.max", "3000000");
  check_text ("calls.latency_us.refused.p50", "1000000");
  check_null ("calls.latency_us.cut");
  check_text ("calls.stretched_cycles", "0");
  check_uint ("calls.last_call_end_at_us", (guint64) summary->last_call_end);
  check_uint ("vms.now", summary->vms.now);
  check_uint ("vms.by_state.idle", summary->vms_in[ENISIM_SESSION_IDLE]);
  check_double ("vms.mean_by_state.idle", summary->mean_vms_in[ENISIM_SESSION_IDLE]);
  check_uint ("vms.ends.idle", summary->n_vm_ends[ENISIM_VM_END_IDLE]);
  check_level ("vms", &summary->vms);
}
END_TEST

START_TEST (subnets_are_those_of_the_summary)
{
  report (REPORT_CHECK_FAILURES);
  check_text ("subnets.0.name", "tight");
  check_text ("subnets.0.cidr", "10.0.0.0/28");
  check_text ("subnets.0.az", "apne1-az4");
  check_text ("subnets.0.capacity", "11");
  check_text ("subnets.0.held", "10");
  check_text ("subnets.0.free", "1");
  check_text ("subnets.0.held_by.background", "9");
  check_text ("subnets.0.held_by.eni_in_use", "1");
  check_double ("subnets.0.mean_held_by.eni_retained",
                summary->subnets[0].mean_held_by[ENISIM_HOLDER_ENI_RETAINED]);
  check_text ("subnets.0.exhausted_at_us", "0");
  check_uint ("subnets.0.exhausted_us", (guint64) summary->subnets[0].exhausted_us);
  check_text ("subnets.0.failed_allocations", "1");
  check_null ("subnets.0.smallest_prefix");
  check_level ("subnets.0", &summary->subnets[0].held);
  check_null ("subnets.1.exhausted_at_us");
  check_null ("subnets.1.smallest_prefix"); /* a create failed in the other */
  check_text ("subnets.1.series_exact", "true");
  check_level ("subnets.1", &summary->subnets[1].held);
}
END_TEST

START_TEST (enis_say_whose_they_are)
{
  report (REPORT_CHECK_FAILURES);
  check_text ("eni.created", "5");
  check_text ("eni.released", "3");
  check_text ("eni.last_released_at_us", "37800000000");
  check_text ("eni.failed", "1");
  check_text ("eni.alive.in_use", "2");
  check_level ("eni.alive_over_time.creating", &summary->enis_in[ENISIM_ENI_CREATING]);
  check_level ("eni.alive_over_time.in_use", &summary->enis_in[ENISIM_ENI_IN_USE]);
  check_level ("eni.alive_over_time.retained", &summary->enis_in[ENISIM_ENI_RETAINED]);
  check_level ("eni.alive_over_time.failed", &summary->enis_in[ENISIM_ENI_FAILED]);
  check_text ("groups.0.state", "in_use");
  check_text ("groups.0.subnets.0", "tight");
  check_text ("groups.0.subnets.1", "wide");
  check_text ("groups.0.security_groups.0", "two");
  check_text ("groups.0.members.0", "second");
  check_text ("groups.0.enis.0.id", "eni-3");
  check_text ("groups.0.enis.0.subnet", "tight");
  check_text ("groups.0.enis.0.address", "10.0.0.14");
  check_text ("runtimes.by_status.READY", "1");
  check_text ("runtimes.list.0.status", "ABSENT");
  check_null ("runtimes.list.0.group");
  check_text ("runtimes.list.1.name", "second");
  check_text ("runtimes.list.1.group", "0");
  check_text ("runtimes.list.2.status", "CREATE_FAILED");
  check_text ("control.failed_creates", "1");
  check_text ("control.refused_requests", "1");
}
END_TEST

START_TEST (samples_are_there_only_where_they_were_taken)
{
  report (REPORT_CHECK_CALLS);
  check_text ("samples.every_us", "60000000");
  ck_assert_uint_eq (get ("samples.samples")->n_children, 6);
  ck_assert_uint_eq (get ("samples.eni_lists")->n_children, 1);
  check_text ("samples.eni_lists.0.1.subnet", "wide");
  check_text ("samples.samples.5.at_us", "300000000");
  check_text ("samples.samples.5.enis", "2");
  check_uint ("samples.samples.5.vms", summary->samples[5].n_vms);
  check_text ("samples.samples.5.eni_list", "0");
}
END_TEST

START_TEST (unlimited_is_null)
{
  report ("name: free\nhorizon: 1h\nquotas: {limits: off}\n");
  check_text ("quotas.limits", "false");
  check_null ("quotas.max_vms");
  check_null ("note");
  check_null ("region");
  ck_assert_ptr_null (enisim_node_get (enisim_document_get_root (document), "samples"));
}
END_TEST

START_TEST (assumptions_carry_value_default_and_mark)
{
  report (REPORT_CHECK_CALLS);
  check_text ("assumptions.0.name", "max_vms");
  check_text ("assumptions.0.value", "100");
  check_text ("assumptions.0.is_default", "false");
  check_text ("assumptions.0.default", "500");
  check_text ("assumptions.0.default_mark", "D");
  check_null ("assumptions.0.of");
}
END_TEST

START_TEST (what_was_not_applied_is_listed)
{
  report ("horizon: 1h\n"
          "vpc:\n"
          "  cidr: 10.0.0.0/16\n"
          "  subnets: {a: {cidr: 10.0.0.0/28, az: ap-northeast-1a}}\n"
          "  security_groups: [one]\n"
          "runtimes: [{name: r, subnets: [a], security_groups: [one]}]\n");
  check_text ("not_applied.0.name", "zones");
}
END_TEST

START_TEST (equal_runs_give_equal_bytes)
{
  g_autoptr (EnisimSimulation) again = simulate (REPORT_CHECK_CALLS, 1);
  g_autofree char *bytes = NULL, *twice = NULL;

  report (REPORT_CHECK_CALLS);
  bytes = enisim_report_to_json (again);
  twice = enisim_report_to_json (again);
  ck_assert_str_eq (bytes, json);
  ck_assert_str_eq (twice, json);
}
END_TEST

START_TEST (report_of_a_run_under_way_tells_so)
{
  g_autoptr (EnisimScenario) scenario = load_report_text (REPORT_CHECK_CALLS);
  g_autoptr (EnisimSimulation) part = enisim_simulation_new (scenario, 1, 0, NULL);
  g_autofree char *text = NULL;

  report (REPORT_CHECK_EMPTY);
  ck_assert (enisim_simulation_run_until (part, 90 * G_TIME_SPAN_SECOND, NULL));
  text = enisim_report_to_json (part);
  ck_assert_ptr_nonnull (strstr (text, "\"complete\":false,\"horizon_us\":300000000,"
                                       "\"ended_at_us\":90000000"));
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("report/report-json");
  TCase *tcase = tcase_create ("all");

  tcase_add_checked_fixture (tcase, NULL, teardown);
  tcase_add_test (tcase, schema_version_comes_first);
  tcase_add_test (tcase, head_says_which_run_it_was);
  tcase_add_test (tcase, calls_and_vms_are_those_of_the_summary);
  tcase_add_test (tcase, subnets_are_those_of_the_summary);
  tcase_add_test (tcase, enis_say_whose_they_are);
  tcase_add_test (tcase, samples_are_there_only_where_they_were_taken);
  tcase_add_test (tcase, unlimited_is_null);
  tcase_add_test (tcase, assumptions_carry_value_default_and_mark);
  tcase_add_test (tcase, what_was_not_applied_is_listed);
  tcase_add_test (tcase, equal_runs_give_equal_bytes);
  tcase_add_test (tcase, report_of_a_run_under_way_tells_so);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
