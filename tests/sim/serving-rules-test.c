/* serving-rules-test.c
 *
 * Goal: request limits, work in the background and runtimes without a route out (model.md
 * "Sessions"), each to the microsecond.
 * Method: a trace whose rows say when a call comes, for which session and how long it takes; what
 * becomes of each is worked out by hand.
 */
#include "sim/sim-check.h"

/* Seconds of "t", a session id and seconds of duration; a PUBLIC runtime without limits. */
#define SCENARIO(model, runtime, workload)                                                         \
  "horizon: 3h\n"                                                                                  \
  "quotas: {limits: off}\n"                                                                        \
  "model: {" model "}\n"                                                                           \
  "runtimes: [{name: r, " runtime "}]\n"                                                           \
  "workloads:\n"                                                                                   \
  "  - trace: {file: \"TRACE\", time: {column: t, unit: s}, session: {column: id},\n"              \
  "            duration: {column: d, unit: s}, " workload "}\n"

#define INSTANT "cold_start: 0s, teardown: 0s"
#define IDLE "idle_timeout: 60s"
#define LIMIT "request_limit: 100s"
#define NO_ROUTE "no_route: fail, provisioning_conflict: wait, teardown: 0s"

static EnisimRunSummary *summary;

static void
setup (void)
{
  summary = NULL;
}

static void
teardown (void)
{
  g_clear_pointer (&summary, enisim_run_summary_free);
}

static void
assert_outcomes (guint64 n_ok, guint64 n_cut, guint64 n_timed_out, guint64 n_unreachable)
{
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_OK], n_ok);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_CUT], n_cut);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_TIMED_OUT], n_timed_out);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_UNREACHABLE], n_unreachable);
}

static void
assert_cold_and_warm (guint64 n_cold, guint64 n_warm)
{
  ck_assert_uint_eq (summary->n_cold, n_cold);
  ck_assert_uint_eq (summary->n_warm, n_warm);
}

static void
assert_vm_seconds (double seconds)
{
  ck_assert_double_eq_tol (summary->vms.mean * (double) summary->ended_at,
                           seconds * (double) G_TIME_SPAN_SECOND, 1.0);
}

START_TEST (request_that_passes_its_limit_times_out_and_its_vm_lives_on)
{
  summary = run_trace (SCENARIO (INSTANT, IDLE, LIMIT), "t,id,d\n0,a,200\n150,a,1\n");
  assert_outcomes (1, 0, 1, 0);
  assert_cold_and_warm (1, 1);
  assert_vm_seconds (150 + 1 + 60);
}
END_TEST

START_TEST (completion_due_at_its_limit_is_ok)
{
  summary = run_trace (SCENARIO (INSTANT, IDLE, LIMIT), "t,id,d\n0,a,100\n");
  assert_outcomes (1, 0, 0, 0);
}
END_TEST

START_TEST (limit_counts_from_admission_and_so_through_the_cold_start)
{
  summary
      = run_trace (SCENARIO ("cold_start: 30s, teardown: 0s", IDLE, LIMIT), "t,id,d\n0,a,70.5\n");
  assert_outcomes (0, 0, 1, 0);
  assert_vm_seconds (100 + 60);
}
END_TEST

START_TEST (vm_whose_call_timed_out_while_provisioning_is_idle_when_it_is_ready)
{
  summary = run_trace (SCENARIO ("cold_start: 150s, teardown: 0s", IDLE, LIMIT), "t,id,d\n0,a,1\n");
  assert_outcomes (0, 0, 1, 0);
  assert_vm_seconds (150 + 60);
}
END_TEST

START_TEST (call_that_waits_for_a_vm_has_a_limit_of_its_own)
{
  summary = run_trace (
      SCENARIO ("cold_start: 150s, teardown: 0s, provisioning_conflict: wait", IDLE, LIMIT),
      "t,id,d\n0,a,1\n60,a,1\n70,a,29.5\n");
  /* The second has been served at 151 s, before its limit; the third would be at 179.5 s. */
  assert_outcomes (1, 0, 2, 0);
  assert_vm_seconds (170 + 60);
}
END_TEST

START_TEST (call_that_times_out_leaves_the_others_in_flight)
{
  summary = run_trace (SCENARIO (INSTANT, IDLE, LIMIT), "t,id,d\n0,a,200\n50,a,90\n");
  assert_outcomes (1, 0, 1, 0);
  assert_vm_seconds (140 + 60);
}
END_TEST

START_TEST (lifetime_that_ends_at_the_limit_cuts)
{
  summary = run_trace (SCENARIO (INSTANT, IDLE ", max_lifetime: 100s", LIMIT), "t,id,d\n0,a,200\n");
  assert_outcomes (0, 1, 0, 0);
}
END_TEST

static void
run_for_16_minutes (const char *model, const char *limit)
{
  g_autofree char *yaml = g_strdup_printf (SCENARIO (INSTANT "%s", IDLE, "%s"), model, limit);

  g_clear_pointer (&summary, enisim_run_summary_free);
  summary = run_trace (yaml, "t,id,d\n0,a,960\n0,b,3660\n");
}

START_TEST (limit_is_that_of_the_kind_of_request)
{
  run_for_16_minutes ("", "sort: no");
  assert_outcomes (0, 0, 2, 0);
  run_for_16_minutes ("", "request_limit: sync");
  assert_outcomes (0, 0, 2, 0);
  run_for_16_minutes ("", "request_limit: streaming");
  assert_outcomes (1, 0, 1, 0);
  run_for_16_minutes ("", "request_limit: async");
  assert_outcomes (2, 0, 0, 0);
  run_for_16_minutes ("", "request_limit: never");
  assert_outcomes (2, 0, 0, 0);
  run_for_16_minutes (", request_limit: {sync: 16min}", "sort: no");
  assert_outcomes (1, 0, 1, 0);
}
END_TEST

START_TEST (background_work_keeps_the_vm_active_and_the_caller_does_not_wait)
{
  summary = run_trace (SCENARIO (INSTANT, IDLE, "busy_after: 90s"), "t,id,d\n0,a,10\n");
  assert_outcomes (1, 0, 0, 0);
  ck_assert_int_eq (summary->latency_ok.max_us, 10 * G_TIME_SPAN_SECOND);
  ck_assert_double_eq_tol (summary->mean_vms_in[ENISIM_SESSION_ACTIVE] * (double) summary->ended_at,
                           100.0 * G_TIME_SPAN_SECOND, 1.0);
  assert_vm_seconds (10 + 90 + 60);
}
END_TEST

START_TEST (idle_clock_starts_when_the_last_background_work_has_ended)
{
  summary = run_trace (SCENARIO (INSTANT, IDLE, "busy_after: 90s"),
                       "t,id,d\n0,a,10\n20,a,1\n105,a,0\n");
  assert_outcomes (3, 0, 0, 0);
  assert_cold_and_warm (1, 2);
  assert_vm_seconds (105 + 90 + 60);
}
END_TEST

START_TEST (background_work_is_none_of_the_open_calls)
{
  summary = run_trace (SCENARIO (INSTANT, IDLE ", max_lifetime: 8h", "busy_after: 4h"),
                       "t,id,d\n0,a,10\n");
  assert_outcomes (1, 0, 0, 0);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_OPEN], 0);
  ck_assert_uint_eq (summary->vms_in[ENISIM_SESSION_ACTIVE], 1);
}
END_TEST

START_TEST (lifetime_ends_background_work_without_an_outcome)
{
  summary = run_trace (SCENARIO (INSTANT, IDLE ", max_lifetime: 100s", "busy_after: 90.5s"),
                       "t,id,d\n0,a,10\n");
  assert_outcomes (1, 0, 0, 0);
  ck_assert_uint_eq (summary->n_vm_ends[ENISIM_VM_END_LIFETIME], 1);
  assert_vm_seconds (100);
}
END_TEST

START_TEST (background_work_due_at_the_lifetime_ends_it)
{
  summary = run_trace (SCENARIO (INSTANT, IDLE ", max_lifetime: 100s", "busy_after: 90s"),
                       "t,id,d\n0,a,10\n");
  assert_vm_seconds (100);
}
END_TEST

START_TEST (call_that_times_out_leaves_no_background_work)
{
  summary = run_trace (SCENARIO (INSTANT, IDLE, LIMIT ", busy_after: 90s"), "t,id,d\n0,a,200\n");
  assert_outcomes (0, 0, 1, 0);
  assert_vm_seconds (100 + 60);
}
END_TEST

START_TEST (delete_ends_background_work)
{
  summary = run_text ("horizon: 1h\n"
                      "model: {" INSTANT "}\n"
                      "runtimes: [{name: r}]\n"
                      "workloads: [{closed: {clients: 1, until: 1us, busy_after: 30min}}]\n"
                      "timeline: [{at: 10min, delete: r}]\n",
                      1);
  ck_assert_uint_eq (summary->n_vm_ends[ENISIM_VM_END_DELETED], 1);
  assert_vm_seconds (600);
}
END_TEST

START_TEST (call_without_a_route_is_unreachable_and_neither_cold_nor_warm)
{
  summary = run_trace (SCENARIO (NO_ROUTE, IDLE ", egress: no", "busy_after: 0s"),
                       "t,id,d\n0,a,1\n30,a,1\n");
  assert_outcomes (0, 0, 0, 2);
  assert_cold_and_warm (0, 0);
  ck_assert_uint_eq (summary->n_vm_ends[ENISIM_VM_END_UNREACHABLE], 1);
  ck_assert_int_eq (summary->last_call_end, 65 * G_TIME_SPAN_SECOND);
  assert_vm_seconds (65);
}
END_TEST

START_TEST (vm_without_a_route_lives_as_long_as_the_option_says_and_is_torn_down)
{
  summary = run_trace (
      SCENARIO ("no_route: fail, unreachable_after: 30s, teardown: 15s, teardown_after_stop: 7s",
                IDLE ", egress: no", "busy_after: 0s"),
      "t,id,d\n0,a,1\n");
  assert_outcomes (0, 0, 0, 1);
  assert_vm_seconds (30 + 15);
}
END_TEST

START_TEST (call_may_time_out_before_it_is_known_to_be_unreachable)
{
  summary = run_trace (SCENARIO (NO_ROUTE, IDLE ", egress: no", "request_limit: 40s"),
                       "t,id,d\n0,a,1\n50,a,1\n");
  assert_outcomes (0, 0, 1, 1);
  assert_cold_and_warm (1, 0);
  assert_vm_seconds (65);
}
END_TEST

START_TEST (missing_route_may_be_ignored)
{
  summary
      = run_trace (SCENARIO (INSTANT, IDLE ", egress: no", "busy_after: 0s"), "t,id,d\n0,a,1\n");
  assert_outcomes (1, 0, 0, 0);
}
END_TEST

/* @runtime: PUBLIC where it is empty */
static guint64
count_unreachable (const char *vpc, const char *runtime)
{
  g_autofree char *yaml = g_strdup_printf ("horizon: 1h\n"
                                           "model: {no_route: fail}\n"
                                           "vpc:\n"
                                           "  cidr: 10.0.0.0/16\n"
                                           "  subnets: {a: {cidr: 10.0.2.0/24, az: za}}\n"
                                           "  security_groups: [g]\n"
                                           "%s"
                                           "runtimes: [{name: r%s}]\n"
                                           "workloads: [{closed: {clients: 1, until: 1us}}]\n",
                                           vpc, runtime);

  g_clear_pointer (&summary, enisim_run_summary_free);
  summary = run_text (yaml, 1);
  return summary->n_outcomes[ENISIM_OUTCOME_UNREACHABLE];
}

#define IN_VPC ", subnets: [a], security_groups: [g]"
#define BUCKET "{service: logs}, {service: s3, type: gateway}"

START_TEST (route_is_a_nat_gateway_or_the_endpoints_that_the_artifact_needs)
{
  ck_assert_uint_eq (count_unreachable ("", ""), 0);
  ck_assert_uint_eq (count_unreachable ("", IN_VPC), 1);
  ck_assert_uint_eq (count_unreachable ("", IN_VPC ", egress: yes"), 0);
  ck_assert_uint_eq (count_unreachable ("  nat_gateways: [{subnet: a}]\n", IN_VPC), 0);
  ck_assert_uint_eq (count_unreachable ("  endpoints: [" BUCKET
                                        ", {service: ecr.dkr}, {service: ecr.api}]\n",
                                        IN_VPC),
                     0);
  ck_assert_uint_eq (count_unreachable ("  endpoints: [" BUCKET ", {service: ecr.api}]\n", IN_VPC),
                     1);
  ck_assert_uint_eq (count_unreachable ("  endpoints: [" BUCKET ", {service: ecr.dkr}]\n", IN_VPC),
                     1);
  ck_assert_uint_eq (count_unreachable ("  endpoints: [" BUCKET "]\n", IN_VPC), 1);
  ck_assert_uint_eq (
      count_unreachable ("  endpoints: [" BUCKET "]\n", IN_VPC ", artifact: container"), 1);
  ck_assert_uint_eq (count_unreachable ("  endpoints: [" BUCKET "]\n", IN_VPC ", artifact: code"),
                     0);
  ck_assert_uint_eq (count_unreachable ("  endpoints: [{service: com.amazonaws.eu-west-1.logs},"
                                        " {service: com.amazonaws.eu-west-1.s3}]\n",
                                        IN_VPC ", artifact: code"),
                     0);
  ck_assert_uint_eq (
      count_unreachable ("  endpoints: [{service: logs}]\n", IN_VPC ", artifact: code"), 1);
}
END_TEST

static Suite *
serving_rules_suite (void)
{
  Suite *suite = suite_create ("sim/serving-rules");
  TCase *limits = tcase_create ("limits");
  TCase *background = tcase_create ("background");
  TCase *routes = tcase_create ("routes");

  tcase_add_checked_fixture (limits, setup, teardown);
  tcase_add_test (limits, request_that_passes_its_limit_times_out_and_its_vm_lives_on);
  tcase_add_test (limits, completion_due_at_its_limit_is_ok);
  tcase_add_test (limits, limit_counts_from_admission_and_so_through_the_cold_start);
  tcase_add_test (limits, vm_whose_call_timed_out_while_provisioning_is_idle_when_it_is_ready);
  tcase_add_test (limits, call_that_waits_for_a_vm_has_a_limit_of_its_own);
  tcase_add_test (limits, call_that_times_out_leaves_the_others_in_flight);
  tcase_add_test (limits, lifetime_that_ends_at_the_limit_cuts);
  tcase_add_test (limits, limit_is_that_of_the_kind_of_request);
  suite_add_tcase (suite, limits);
  tcase_add_checked_fixture (background, setup, teardown);
  tcase_add_test (background, background_work_keeps_the_vm_active_and_the_caller_does_not_wait);
  tcase_add_test (background, idle_clock_starts_when_the_last_background_work_has_ended);
  tcase_add_test (background, background_work_is_none_of_the_open_calls);
  tcase_add_test (background, lifetime_ends_background_work_without_an_outcome);
  tcase_add_test (background, background_work_due_at_the_lifetime_ends_it);
  tcase_add_test (background, call_that_times_out_leaves_no_background_work);
  tcase_add_test (background, delete_ends_background_work);
  suite_add_tcase (suite, background);
  tcase_add_checked_fixture (routes, setup, teardown);
  tcase_add_test (routes, call_without_a_route_is_unreachable_and_neither_cold_nor_warm);
  tcase_add_test (routes, vm_without_a_route_lives_as_long_as_the_option_says_and_is_torn_down);
  tcase_add_test (routes, call_may_time_out_before_it_is_known_to_be_unreachable);
  tcase_add_test (routes, missing_route_may_be_ignored);
  tcase_add_test (routes, route_is_a_nat_gateway_or_the_endpoints_that_the_artifact_needs);
  suite_add_tcase (suite, routes);
  return suite;
}

ENISIM_TEST_MAIN (serving_rules_suite)
