/* session-rules-test.c
 *
 * Goal: the rules of sessions (model.md "Sessions", "Time and order"), each to the microsecond.
 * Method: a trace whose rows say when a call comes, for which session and how long it takes; what
 * becomes of each is worked out by hand.
 */
#include "sim/sim-check.h"

/* Seconds of "t", a session id and seconds of duration; PUBLIC runtimes, no limits unless the
 * options say so. */
#define SCENARIO(quotas, model, runtime)                                                           \
  "horizon: 2h\n"                                                                                  \
  "quotas: {" quotas "}\n"                                                                         \
  "model: {" model "}\n"                                                                           \
  "runtimes: [{name: r, " runtime "}]\n"                                                           \
  "workloads:\n"                                                                                   \
  "  - trace: {file: \"TRACE\", time: {column: t, unit: s}, session: {column: id},\n"              \
  "            duration: {column: d, unit: s}}\n"

#define INSTANT "cold_start: 0s, teardown: 0s"
#define LIMITS_OFF "limits: off"

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
assert_outcomes (guint64 n_ok, guint64 n_cut, guint64 n_conflict, guint64 n_quota)
{
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_OK], n_ok);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_CUT], n_cut);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_CONFLICT], n_conflict);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_QUOTA], n_quota);
}

static void
assert_cold_and_warm (guint64 n_cold, guint64 n_warm)
{
  ck_assert_uint_eq (summary->n_cold, n_cold);
  ck_assert_uint_eq (summary->n_warm, n_warm);
}

/* VM seconds, exactly. */
static void
assert_vm_seconds (double seconds)
{
  ck_assert_double_eq (summary->vms.mean * (double) summary->ended_at,
                       seconds * (double) G_TIME_SPAN_SECOND);
}

START_TEST (first_invoke_is_cold_and_the_next_one_warm)
{
  summary
      = run_trace (SCENARIO (LIMITS_OFF, INSTANT, "idle_timeout: 60s"), "t,id,d\n0,a,1\n10,a,1\n");
  assert_outcomes (2, 0, 0, 0);
  assert_cold_and_warm (1, 1);
  assert_vm_seconds (10 + 1 + 60);
}
END_TEST

START_TEST (cold_start_comes_before_the_duration)
{
  summary = run_trace (SCENARIO (LIMITS_OFF, "cold_start: 5s, teardown: 0s", "idle_timeout: 60s"),
                       "t,id,d\n0,a,3\n");
  assert_outcomes (1, 0, 0, 0);
  ck_assert_int_eq (summary->latency_ok.max_us, 8 * G_TIME_SPAN_SECOND);
  assert_vm_seconds (5 + 3 + 60);
}
END_TEST

START_TEST (idle_clock_starts_when_the_last_invoke_in_flight_has_ended)
{
  summary = run_trace (SCENARIO (LIMITS_OFF, INSTANT, "idle_timeout: 60s"),
                       "t,id,d\n0,a,100\n10,a,5\n");
  assert_outcomes (2, 0, 0, 0);
  assert_vm_seconds (100 + 60);
}
END_TEST

START_TEST (admitted_invoke_resets_the_idle_clock)
{
  summary = run_trace (SCENARIO (LIMITS_OFF, INSTANT, "idle_timeout: 60s"),
                       "t,id,d\n0,a,0\n59,a,0\n118,a,0\n");
  assert_cold_and_warm (1, 2);
  assert_vm_seconds (118 + 60);
}
END_TEST

START_TEST (invoke_at_the_instant_the_idle_timeout_ends_comes_too_late)
{
  summary
      = run_trace (SCENARIO (LIMITS_OFF, INSTANT, "idle_timeout: 60s"), "t,id,d\n0,a,0\n60,a,0\n");
  assert_cold_and_warm (2, 0);
  assert_vm_seconds (60 + 60);
}
END_TEST

START_TEST (completion_due_at_its_lifetime_is_ok)
{
  summary = run_trace (SCENARIO (LIMITS_OFF, INSTANT, "idle_timeout: 60s, max_lifetime: 100s"),
                       "t,id,d\n0,a,100\n");
  assert_outcomes (1, 0, 0, 0);
  ck_assert_uint_eq (summary->n_vm_ends[ENISIM_VM_END_LIFETIME], 1);
  assert_vm_seconds (100);
}
END_TEST

START_TEST (lifetime_cuts_what_is_in_flight)
{
  summary = run_trace (SCENARIO (LIMITS_OFF, INSTANT, "idle_timeout: 60s, max_lifetime: 100s"),
                       "t,id,d\n0,a,100.000001\n");
  assert_outcomes (0, 1, 0, 0);
  ck_assert_int_eq (summary->latency_cut.max_us, 100 * G_TIME_SPAN_SECOND);
  assert_vm_seconds (100);
}
END_TEST

START_TEST (lifetime_counts_from_admission_and_is_never_extended)
{
  summary = run_trace (SCENARIO (LIMITS_OFF, "cold_start: 7s, teardown: 0s",
                                 "idle_timeout: 60s, max_lifetime: 100s"),
                       "t,id,d\n0,a,0\n40,a,0\n80,a,0\n120,a,0\n");
  assert_cold_and_warm (2, 2);
  ck_assert_uint_eq (summary->n_vm_ends[ENISIM_VM_END_LIFETIME], 1);
  ck_assert_uint_eq (summary->n_vm_ends[ENISIM_VM_END_IDLE], 1);
  assert_vm_seconds (100 + 7 + 60);
}
END_TEST

START_TEST (lifetime_ends_a_session_that_is_still_provisioning)
{
  summary = run_trace (SCENARIO (LIMITS_OFF, "cold_start: 200s, teardown: 0s",
                                 "idle_timeout: 60s, max_lifetime: 100s"),
                       "t,id,d\n0,a,0\n");
  assert_outcomes (0, 1, 0, 0);
  assert_vm_seconds (100);
}
END_TEST

START_TEST (unhealthy_vm_is_stopped_that_long_after_admission)
{
  summary = run_trace (SCENARIO (LIMITS_OFF, INSTANT, "idle_timeout: 600s, unhealthy_stop: 93s"),
                       "t,id,d\n0,a,0\n50,a,60\n");
  assert_outcomes (1, 1, 0, 0);
  ck_assert_uint_eq (summary->n_vm_ends[ENISIM_VM_END_UNHEALTHY], 1);
  assert_vm_seconds (93);
}
END_TEST

START_TEST (invoke_during_provisioning_is_a_conflict)
{
  summary = run_trace (SCENARIO (LIMITS_OFF, "cold_start: 5s, teardown: 0s", "idle_timeout: 60s"),
                       "t,id,d\n0,a,0\n4.999999,a,0\n5,a,0\n");
  assert_outcomes (2, 0, 1, 0);
  assert_cold_and_warm (1, 1);
}
END_TEST

START_TEST (invoke_during_provisioning_may_wait_and_counts_as_warm)
{
  summary = run_trace (SCENARIO (LIMITS_OFF,
                                 "cold_start: 5s, teardown: 0s, provisioning_conflict: wait",
                                 "idle_timeout: 60s"),
                       "t,id,d\n0,a,1\n2,a,1\n");
  assert_outcomes (2, 0, 0, 0);
  assert_cold_and_warm (1, 1);
  ck_assert_int_eq (summary->latency_ok.max_us, 6 * G_TIME_SPAN_SECOND);
  ck_assert_int_eq (summary->latency_ok.min_us, 4 * G_TIME_SPAN_SECOND);
}
END_TEST

START_TEST (invoke_during_teardown_is_a_conflict_and_resets_nothing)
{
  summary = run_trace (SCENARIO (LIMITS_OFF, "cold_start: 0s, teardown: 15s", "idle_timeout: 60s"),
                       "t,id,d\n0,a,0\n60,a,0\n74.999999,a,0\n75,a,0\n");
  assert_outcomes (2, 0, 2, 0);
  assert_cold_and_warm (2, 0);
  assert_vm_seconds (2 * (60 + 15));
}
END_TEST

START_TEST (vm_counts_against_the_quota_until_its_teardown_ends)
{
  summary
      = run_trace (SCENARIO ("max_vms: 1", "cold_start: 0s, teardown: 15s", "idle_timeout: 60s"),
                   "t,id,d\n0,a,0\n74.999999,b,0\n75,c,0\n");
  assert_outcomes (2, 0, 0, 1);
}
END_TEST

START_TEST (vm_in_teardown_may_be_left_out_of_the_quota)
{
  summary = run_trace (SCENARIO ("max_vms: 1",
                                 "cold_start: 0s, teardown: 15s, vms_count_while_stopping: no",
                                 "idle_timeout: 60s"),
                       "t,id,d\n0,a,0\n59.999999,b,0\n60,c,0\n");
  assert_outcomes (2, 0, 0, 1);
}
END_TEST

START_TEST (warm_invoke_needs_no_quota)
{
  summary = run_trace (SCENARIO ("max_vms: 1", INSTANT, "idle_timeout: 60s"),
                       "t,id,d\n0,a,0\n1,b,0\n2,a,0\n");
  assert_outcomes (2, 0, 0, 1);
}
END_TEST

START_TEST (limits_off_admits_everybody)
{
  g_autoptr (GString) csv = g_string_new ("t,id,d\n");

  for (guint i = 0; i < 6000; i++)
    g_string_append_printf (csv, "0,s%u,0\n", i);
  summary = run_trace (SCENARIO (LIMITS_OFF, INSTANT, "idle_timeout: 60s"), csv->str);
  assert_outcomes (6000, 0, 0, 0);
  ck_assert_uint_eq (summary->vms.peak, 6000);
}
END_TEST

START_TEST (overlapping_invokes_share_a_vm)
{
  summary = run_trace (SCENARIO (LIMITS_OFF, INSTANT, "idle_timeout: 60s"),
                       "t,id,d\n0,a,10\n1,a,10\n2,a,10\n");
  assert_outcomes (3, 0, 0, 0);
  ck_assert_uint_eq (summary->vms.peak, 1);
}
END_TEST

START_TEST (in_flight_at_the_horizon_is_open)
{
  summary = run_trace (SCENARIO (LIMITS_OFF, INSTANT, "idle_timeout: 60s"),
                       "t,id,d\n0,a,1\n7190,b,20\n7190,c,10\n");
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_OPEN], 1);
  assert_outcomes (2, 0, 0, 0);
}
END_TEST

START_TEST (instant_zero_is_the_first_row_of_a_trace)
{
  summary = run_trace (SCENARIO (LIMITS_OFF, INSTANT, "idle_timeout: 60s"),
                       "t,id,d\n1000,a,0\n1030,b,0\n");
  ck_assert_int_eq (summary->vms.peak_at, 30 * G_TIME_SPAN_SECOND);
}
END_TEST

START_TEST (runtime_that_is_not_ready_refuses)
{
  summary = run_trace (SCENARIO (LIMITS_OFF, INSTANT ", ready_delay: 10s", "idle_timeout: 60s"),
                       "t,id,d\n0,a,0\n9.999999,a,0\n10,a,0\n");
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_NOT_READY], 2);
  assert_outcomes (1, 0, 0, 0);
}
END_TEST

START_TEST (traces_alone_end_the_run_with_their_last_arrival)
{
  summary = run_trace ("quotas: {limits: off}\n"
                       "model: {cold_start: 0s, teardown: 0s}\n"
                       "runtimes: [{name: r, idle_timeout: 60s}]\n"
                       "workloads: [{trace: {file: \"TRACE\", time: {column: t, unit: s},"
                       " session: new}}]\n",
                       "t\n0\n60\n90\n");
  ck_assert_int_eq (summary->ended_at, 90 * G_TIME_SPAN_SECOND);
  ck_assert (summary->is_complete);
  ck_assert_uint_eq (summary->vms.now, 2);
  assert_outcomes (3, 0, 0, 0);
}
END_TEST

static Suite *
session_rules_suite (void)
{
  Suite *suite = suite_create ("sim/session-rules");
  TCase *rules = tcase_create ("rules");

  tcase_add_checked_fixture (rules, setup, teardown);
  tcase_add_test (rules, first_invoke_is_cold_and_the_next_one_warm);
  tcase_add_test (rules, cold_start_comes_before_the_duration);
  tcase_add_test (rules, idle_clock_starts_when_the_last_invoke_in_flight_has_ended);
  tcase_add_test (rules, admitted_invoke_resets_the_idle_clock);
  tcase_add_test (rules, invoke_at_the_instant_the_idle_timeout_ends_comes_too_late);
  tcase_add_test (rules, completion_due_at_its_lifetime_is_ok);
  tcase_add_test (rules, lifetime_cuts_what_is_in_flight);
  tcase_add_test (rules, lifetime_counts_from_admission_and_is_never_extended);
  tcase_add_test (rules, lifetime_ends_a_session_that_is_still_provisioning);
  tcase_add_test (rules, unhealthy_vm_is_stopped_that_long_after_admission);
  tcase_add_test (rules, invoke_during_provisioning_is_a_conflict);
  tcase_add_test (rules, invoke_during_provisioning_may_wait_and_counts_as_warm);
  tcase_add_test (rules, invoke_during_teardown_is_a_conflict_and_resets_nothing);
  tcase_add_test (rules, vm_counts_against_the_quota_until_its_teardown_ends);
  tcase_add_test (rules, vm_in_teardown_may_be_left_out_of_the_quota);
  tcase_add_test (rules, warm_invoke_needs_no_quota);
  tcase_add_test (rules, limits_off_admits_everybody);
  tcase_add_test (rules, overlapping_invokes_share_a_vm);
  tcase_add_test (rules, in_flight_at_the_horizon_is_open);
  tcase_add_test (rules, instant_zero_is_the_first_row_of_a_trace);
  tcase_add_test (rules, runtime_that_is_not_ready_refuses);
  tcase_add_test (rules, traces_alone_end_the_run_with_their_last_arrival);
  suite_add_tcase (suite, rules);
  return suite;
}

ENISIM_TEST_MAIN (session_rules_suite)
