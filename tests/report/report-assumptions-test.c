/* report-assumptions-test.c
 *
 * Goal: a report names the options that its run depends on, with what they rest on, and no others.
 * Method: small runs, and the names that must or must not be listed; values by hand.
 */
#include "report/report-check.h"
#include "temp-file.h"

#include <string.h>

#include "report/report-assumptions.h"

enum
{
  N_SHARING_ROWS = 8,
  N_TRACE_ROWS = 5
};

static EnisimSimulation *sim;
static EnisimRunSummary *summary;
static GArray *assumptions, *gaps;

static void
teardown (void)
{
  g_clear_pointer (&assumptions, g_array_unref);
  g_clear_pointer (&gaps, g_array_unref);
  enisim_run_summary_verify (summary);
  g_clear_pointer (&summary, enisim_run_summary_free);
  g_clear_pointer (&sim, enisim_simulation_free);
}

static void
run (const char *yaml)
{
  sim = simulate (yaml, 1);
  summary = enisim_run_summary_new (sim);
  assumptions = enisim_assumptions_new (summary);
  gaps = enisim_gaps_new (summary);
}

static const EnisimAssumption *
find (const char *name, const char *of)
{
  for (guint i = 0; i < assumptions->len; i++)
    {
      const EnisimAssumption *assumption = &g_array_index (assumptions, EnisimAssumption, i);

      if (g_str_equal (assumption->name, name) && g_strcmp0 (assumption->of, of) == 0)
        return assumption;
    }
  return NULL;
}

static gboolean
has (const char *name)
{
  return find (name, NULL) != NULL;
}

static const char *
get_gap (const char *name)
{
  for (guint i = 0; i < gaps->len; i++)
    if (g_str_equal (g_array_index (gaps, EnisimGap, i).name, name))
      return g_array_index (gaps, EnisimGap, i).text;
  return NULL;
}

static void
check_default (const char *name, const char *value, char mark)
{
  const EnisimAssumption *assumption = find (name, NULL);

  ck_assert_ptr_nonnull (assumption);
  ck_assert_str_eq (assumption->value, value);
  ck_assert (assumption->is_default);
  ck_assert_int_eq (assumption->mark, mark);
}

static void
check_given (const char *name, const char *of, const char *value, const char *default_value)
{
  const EnisimAssumption *assumption = find (name, of);

  ck_assert_ptr_nonnull (assumption);
  ck_assert_str_eq (assumption->value, value);
  ck_assert (!assumption->is_default);
  ck_assert_str_eq (assumption->default_value, default_value);
}

START_TEST (run_of_nothing_rests_on_nothing)
{
  run (REPORT_CHECK_EMPTY);
  ck_assert_uint_eq (assumptions->len, 0);
  ck_assert_uint_eq (gaps->len, 0);
}
END_TEST

START_TEST (calls_rest_on_quota_cold_start_and_refusal_time)
{
  run (REPORT_CHECK_CALLS);
  check_given ("max_vms", NULL, "100", "500");
  check_given ("cold_start", "V1", "2s", "5.4s");
  check_given ("refusal_time", "quota", "1s", "0s");
  check_default ("teardown", "15s", 'D');
  check_default ("vms_count_while_stopping", "yes", 'A');
  ck_assert_ptr_null (find ("cold_start", "V2"));
  ck_assert_ptr_null (find ("refusal_time", "conflict"));
  ck_assert (!has ("min_cycle"));
  ck_assert (!has ("provisioning_conflict"));
  ck_assert (!has ("enis_per_az"));
}
END_TEST

START_TEST (retention_matters_once_something_was_let_go)
{
  run (REPORT_CHECK_FAILURES);
  check_default ("eni_retention", "8h", 'D');
  check_default ("eni_reuse", "yes", 'O');
  check_default ("failed_create_retention", "18min", 'O');
  check_default ("control_conflict", "wait", 'A');
  check_given ("ip_order", NULL, "lowest", "random");
}
END_TEST

START_TEST (retention_does_not_matter_while_all_live)
{
  run (REPORT_CHECK_CALLS);
  ck_assert (has ("ip_order"));
  ck_assert (!has ("eni_retention"));
  ck_assert (!has ("eni_reuse"));
  ck_assert (!has ("failed_create_retention"));
  ck_assert (!has ("control_conflict"));
}
END_TEST

#define TWO_SUBNETS                                                                                \
  "horizon: 2h\n"                                                                                  \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets: {a: {cidr: 10.0.0.0/28, az: za}, b: {cidr: 10.0.1.0/28, az: zb}}\n"                  \
  "  security_groups: [sg, other]\n"

static void
check_sharing (const char *rest, gboolean overlaps, gboolean has_types)
{
  g_autofree char *yaml = g_strconcat (TWO_SUBNETS, rest, NULL);

  run (yaml);
  ck_assert_int_eq (has ("eni_sharing"), overlaps);
  ck_assert_int_eq (has ("eni_sharing_across_types"), has_types);
}

START_TEST (sharing_matters_wherever_configurations_meet)
{
  static const struct
  {
    const char *rest;
    gboolean overlaps, has_types;
  } rows[] = {
    { "runtimes: [{name: r, subnets: [a], security_groups: [sg]},\n"
      "           {name: s, subnets: [a, b], security_groups: [other]}]\n",
      FALSE, FALSE },
    { "runtimes: [{name: r, subnets: [a], security_groups: [sg]},\n"
      "           {name: s, subnets: [a, b], security_groups: [sg]}]\n",
      TRUE, FALSE },
    { "runtimes: [{name: r, subnets: [a], security_groups: [sg]}]\n"
      "browsers: [{name: s, subnets: [a], security_groups: [sg]}]\n",
      FALSE, TRUE },
    { "runtimes: [{name: r, subnets: [a], security_groups: [sg]},\n"
      "           {name: s, subnets: [b], security_groups: [sg]}]\n"
      "timeline: [{at: 1h, update: s, subnets: [a, b]}]\n",
      TRUE, FALSE },
    { "runtimes: [{name: r, subnets: [a], security_groups: [sg]}]\n"
      "churn: [{every: 1h, lifetime: 1h, subnets: [a, b], security_group: sg}]\n",
      TRUE, FALSE },
    { "runtimes: [{name: r, subnets: [a], security_groups: [sg]}]\n"
      "churn: [{every: 1h, lifetime: 1h, subnets: [a, b], security_group: own}]\n",
      FALSE, FALSE },
    { "browsers: [{name: s, subnets: [a], security_groups: [sg]}]\n"
      "churn: [{every: 1h, lifetime: 1h, subnets: [a], security_group: sg}]\n",
      FALSE, TRUE },
    { "runtimes: [{name: r, subnets: [a], security_groups: [sg]},\n"
      "           {name: s, subnets: [a, b], security_groups: [other]}]\n"
      "churn: [{redeploy: {every: 1h, target: [r, s], security_group: own}}]\n",
      TRUE, FALSE },
  };

  ck_assert_uint_eq (G_N_ELEMENTS (rows), N_SHARING_ROWS);
  check_sharing (rows[_i].rest, rows[_i].overlaps, rows[_i].has_types);
}
END_TEST

START_TEST (public_runtime_rests_on_no_eni_option)
{
  run ("name: public\n"
       "horizon: 1h\n"
       "model: {provisioning_conflict: wait}\n"
       "runtimes: [{name: agent}]\n"
       "workloads:\n"
       "  - poisson: {rate: 1/min, until: 1h, target: agent, session: {new: 0.2, reuse: recent},\n"
       "              duration: 1s}\n");
  ck_assert (!has ("ip_order"));
  ck_assert (!has ("eni_create_delay"));
  check_given ("provisioning_conflict", NULL, "wait", "conflict");
  check_default ("max_vms", "2500", 'D');
}
END_TEST

START_TEST (cycle_of_no_time_is_named)
{
  run ("name: cycle\n"
       "horizon: 1s\n"
       "quotas: {max_vms: 1}\n"
       "runtimes: [{name: agent}]\n"
       "workloads:\n"
       "  - closed: {clients: 2, until: 1s, target: agent, session: new, duration: 1s}\n");
  check_default ("min_cycle", "1ms", 'A');
  ck_assert_uint_gt (summary->n_stretched, 0);
}
END_TEST

/* What they are at the start is not what the run rests on. */
START_TEST (quotas_that_the_timeline_changes_are_said_to_change)
{
  run ("horizon: 1h\n"
       "runtimes: [{name: agent}]\n"
       "timeline:\n"
       "  - {at: 1min, quotas: {max_vms: 7, agents: 8, invoke_rate: 9/s}}\n"
       "  - {at: 2min, quotas: {agents: 1000}}\n"
       "workloads:\n"
       "  - poisson: {rate: 1/min, until: 1h, target: agent, session: new, duration: 1s}\n");
  check_given ("max_vms", NULL, "2500, changes on the timeline", "2500");
  check_given ("agents", NULL, "1000, changes on the timeline", "1000");
  check_given ("invoke_rate", NULL, "1000/s per account, changes on the timeline",
               "1000/s per account");
  ck_assert (has ("vms_count_while_stopping"));
  ck_assert (!has ("versions"));
}
END_TEST

START_TEST (bare_zone_names_are_told_to_be_unchecked)
{
  run ("name: zone\n"
       "horizon: 1h\n"
       "vpc:\n"
       "  cidr: 10.0.0.0/16\n"
       "  subnets:\n"
       "    a: {cidr: 10.0.0.0/28, az: ap-northeast-1a}\n"
       "    b: {cidr: 10.0.1.0/28, az_id: apne1-az1}\n"
       "  security_groups: [sg]\n"
       "runtimes: [{name: agent, subnets: [a, b], security_groups: [sg]}]\n");
  ck_assert_str_eq (get_gap ("zones"), "Zones are not checked against those that the service "
                                       "supports: ap-northeast-1a.");
}
END_TEST

static void
run_trace_with (const char *keys)
{
  char *path = temp_file_new ();
  g_autofree char *yaml = g_strdup_printf (
      "runtimes: [{name: r, count: 2}, {name: s}]\n"
      "workloads: [{trace: {name: calls, file: %s, time: {column: t, unit: s}, %s}}]\n",
      path, keys);

  temp_file_write (path, "t,id\n1,a\n2,a\n3,a\n", strlen ("t,id\n1,a\n2,a\n3,a\n"));
  run (yaml);
  temp_file_remove (&path);
}

START_TEST (session_ids_that_may_come_to_several_runtimes_are_told)
{
  static const struct
  {
    const char *keys, *text;
  } trace_rows[] = {
    { "target: [r_0, r_1], session: {column: id}",
      "The calls of calls go to several runtimes in turn, whatever their session id: an id that "
      "comes to more than one of them is a session of its own on each." },
    { "target: r, choose: random, session: {column: id}",
      "The calls of calls go to several runtimes at random, whatever their session id: an id that "
      "comes to more than one of them is a session of its own on each." },
    { "target: s, session: {column: id}", NULL },
    { "target: [s, s], session: {column: id}", NULL },
    { "target: r, session: new", NULL },
  };

  ck_assert_uint_eq (G_N_ELEMENTS (trace_rows), N_TRACE_ROWS);
  run_trace_with (trace_rows[_i].keys);
  ck_assert_uint_eq (summary->n_attempts, 3);
  ck_assert_pstr_eq (get_gap ("trace_sessions"), trace_rows[_i].text);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("report/report-assumptions");
  TCase *tcase = tcase_create ("all");

  tcase_add_checked_fixture (tcase, NULL, teardown);
  tcase_add_test (tcase, run_of_nothing_rests_on_nothing);
  tcase_add_test (tcase, calls_rest_on_quota_cold_start_and_refusal_time);
  tcase_add_test (tcase, retention_matters_once_something_was_let_go);
  tcase_add_test (tcase, retention_does_not_matter_while_all_live);
  tcase_add_loop_test (tcase, sharing_matters_wherever_configurations_meet, 0, N_SHARING_ROWS);
  tcase_add_test (tcase, public_runtime_rests_on_no_eni_option);
  tcase_add_test (tcase, cycle_of_no_time_is_named);
  tcase_add_test (tcase, quotas_that_the_timeline_changes_are_said_to_change);
  tcase_add_test (tcase, bare_zone_names_are_told_to_be_unchecked);
  tcase_add_loop_test (tcase, session_ids_that_may_come_to_several_runtimes_are_told, 0,
                       N_TRACE_ROWS);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
