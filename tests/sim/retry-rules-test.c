/* retry-rules-test.c
 *
 * Goal: a refused caller tries again as the scenario says, with the same call, and what is counted
 * tells calls from attempts.
 * Method: sessions that provision for a known time refuse whoever comes meanwhile; waits of no
 * length are worked out by hand, others from the streams that model.md names.
 */
#include "sim/sim-check.h"

#define SECOND G_TIME_SPAN_SECOND

/* Seconds of "t", a session id and seconds of duration; a VM provisions for 10 s. */
#define SCENARIO(model)                                                                            \
  "horizon: 1min\n"                                                                                \
  "quotas: {limits: off}\n"                                                                        \
  "model: {cold_start: 10s, teardown: 0s, " model "}\n"                                            \
  "runtimes: [{name: r}]\n"                                                                        \
  "workloads:\n"                                                                                   \
  "  - trace: {name: calls, file: \"TRACE\", time: {column: t, unit: s}, session: {column: id},\n" \
  "            duration: {column: d, unit: s}}\n"

#define AT_ONCE "base: 0s"

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
assert_counts (guint64 n_calls, guint64 n_attempts, guint64 n_ok, guint64 n_conflict)
{
  ck_assert_uint_eq (summary->n_attempts, n_attempts);
  ck_assert_uint_eq (summary->n_attempts - summary->n_retries, n_calls);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_OK], n_ok);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_CONFLICT], n_conflict);
}

/* The second call meets the VM at 2, 6 and 10 s; at 10 s it is there. */
START_TEST (refused_call_is_tried_again_until_it_is_served)
{
  summary = run_trace (SCENARIO ("refusal_time: 4s, retry: {conflict: {attempts: 9, " AT_ONCE "}}"),
                       "t,id,d\n0,a,0\n2,a,1\n");
  assert_counts (2, 4, 2, 2);
  ck_assert_uint_eq (summary->n_cold, 1);
  ck_assert_uint_eq (summary->n_warm, 1);
  ck_assert_uint_eq (summary->latency_refused.n, 0);
  ck_assert_uint_eq (summary->latency_ok.n, 2);
  ck_assert_int_eq (summary->latency_ok.min_us, 9 * SECOND);
  ck_assert_int_eq (summary->latency_ok.max_us, 10 * SECOND);
}
END_TEST

/* At 2, 5 and 8 s: the last refusal is known at 11 s, 9 s after the call. */
START_TEST (last_attempt_is_the_call_s_outcome)
{
  summary = run_trace (SCENARIO ("refusal_time: 3s, retry: {conflict: {attempts: 3, " AT_ONCE "}}"),
                       "t,id,d\n0,a,0\n2,a,1\n");
  assert_counts (2, 4, 1, 3);
  ck_assert_uint_eq (summary->latency_refused.n, 1);
  ck_assert_int_eq (summary->latency_refused.max_us, 9 * SECOND);
  ck_assert_int_eq (summary->last_call_end, 11 * SECOND);
}
END_TEST

START_TEST (nobody_tries_again_unless_the_scenario_says_so)
{
  summary = run_trace (SCENARIO ("retry: none"), "t,id,d\n0,a,0\n2,a,1\n");
  assert_counts (2, 2, 1, 1);
}
END_TEST

START_TEST (one_cause_is_retried_and_another_is_not)
{
  summary = run_trace (SCENARIO ("retry: {quota: {attempts: 5}, not_ready: {attempts: 5}}"),
                       "t,id,d\n0,a,0\n2,a,1\n");
  assert_counts (2, 2, 1, 1);
}
END_TEST

START_TEST (retry_past_the_horizon_is_not_made_and_the_call_has_no_end)
{
  summary
      = run_trace (SCENARIO ("refusal_time: 5min, retry: {conflict: {attempts: 2, " AT_ONCE "}}"),
                   "t,id,d\n0,a,0\n2,a,1\n");
  assert_counts (2, 2, 1, 1);
  ck_assert_uint_eq (summary->latency_refused.n, 0);
  ck_assert_uint_eq (summary->latency_ok.n, 1);
}
END_TEST

/* Wait k is drawn from 0 .. min (cap, base * 2^(k-1)), from the call's own word. */
static GTimeSpan
draw_wait (guint32 number, guint32 k, GTimeSpan limit_us)
{
  const guint64 word
      = enisim_stream_mix (enisim_stream_address (1, 0, ENISIM_PURPOSE_CALLS, "calls"), number);
  EnisimStream stream
      = enisim_stream_from_word (enisim_stream_mix (enisim_stream_mix (word, 7), k));

  return (GTimeSpan) enisim_stream_next_below (&stream, (guint64) limit_us + 1);
}

START_TEST (waits_are_drawn_below_a_limit_that_doubles_to_the_cap)
{
  const GTimeSpan waits_us = draw_wait (2, 1, SECOND) + draw_wait (2, 2, 2 * SECOND)
                             + draw_wait (2, 3, 3 * SECOND) + draw_wait (2, 4, 3 * SECOND);

  summary = run_trace (SCENARIO ("retry: {conflict: {attempts: 5, base: 1s, cap: 3s}}"),
                       "t,id,d\n0,a,0\n0,a,0\n");
  ck_assert_int_gt (waits_us, 0);
  ck_assert_int_lt (waits_us, 10 * SECOND);
  assert_counts (2, 6, 1, 5);
  ck_assert_int_eq (summary->latency_refused.max_us, waits_us);
}
END_TEST

/* The second one from the word, the draw's number and the attempt's. */
START_TEST (each_attempt_draws_its_refusal_time)
{
  const guint64 word
      = enisim_stream_mix (enisim_stream_address (1, 0, ENISIM_PURPOSE_CALLS, "calls"), 2);
  const guint64 refusal = enisim_stream_mix (word, 5);
  const EnisimDistribution times = enisim_distribution_exponential (1e6);
  EnisimStream first = enisim_stream_from_word (refusal);
  EnisimStream second = enisim_stream_from_word (enisim_stream_mix (refusal, 2));
  const GTimeSpan latency_us = enisim_distribution_sample_us (&times, &first)
                               + enisim_distribution_sample_us (&times, &second);

  summary = run_trace (SCENARIO ("refusal_time: {exponential: 1s}, "
                                 "retry: {conflict: {attempts: 2, " AT_ONCE "}}"),
                       "t,id,d\n0,a,0\n0,a,0\n");
  assert_counts (2, 3, 1, 2);
  ck_assert_int_eq (summary->latency_refused.max_us, latency_us);
}
END_TEST

/* Two clients, one VM: who is refused at 0 s tries again at 1, 2, .. 5 s; at 3 s, when the other
 * one's VM is gone, it gets one. */
START_TEST (client_goes_on_when_its_call_has_ended_and_not_before)
{
  summary = run_text ("horizon: 10s\n"
                      "quotas: {max_vms: 1}\n"
                      "model: {cold_start: 0s, teardown: 0s, refusal_time: 1s,\n"
                      "        retry: {quota: {attempts: 9, base: 0s}}}\n"
                      "runtimes: [{name: r}]\n"
                      "workloads:\n"
                      "  - closed: {clients: 2, session: {new: 1, stop: yes}, duration: 3s,\n"
                      "             until: 1s}\n",
                      1);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_OK], 2);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_QUOTA], 3);
  ck_assert_uint_eq (summary->n_retries, 3);
  ck_assert_int_eq (summary->latency_ok.max_us, 6 * SECOND);
  ck_assert_uint_eq (summary->n_stops[ENISIM_STOP_DONE], 2);
}
END_TEST

#define UNREACHABLE(model)                                                                         \
  "horizon: 10min\n"                                                                               \
  "model: {no_route: fail, " model ",\n"                                                           \
  "        retry: {unreachable: {attempts: 2, base: 0s}}}\n"                                       \
  "runtimes: [{name: r, egress: no}]\n"                                                            \
  "workloads: [{closed: {clients: 1, until: 1s, session: new}}]\n"

/* Both VMs are found out after 65 s. */
START_TEST (unreachable_call_is_tried_again_on_another_vm)
{
  summary = run_text (UNREACHABLE ("teardown: 0s"), 1);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_UNREACHABLE], 2);
  ck_assert_uint_eq (summary->n_retries, 1);
  ck_assert_uint_eq (summary->n_attempts, 2);
  ck_assert_uint_eq (summary->n_cold, 0);
  ck_assert_int_eq (summary->last_call_end, 130 * SECOND);
}
END_TEST

START_TEST (unreachable_call_may_meet_its_own_vm_on_its_way_out)
{
  summary = run_text (UNREACHABLE ("teardown: 15s"), 1);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_UNREACHABLE], 1);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_CONFLICT], 1);
  ck_assert_uint_eq (summary->n_retries, 1);
  ck_assert_int_eq (summary->latency_refused.max_us, 65 * SECOND);
}
END_TEST

START_TEST (open_loop_goes_on_while_its_calls_are_tried_again)
{
  summary = run_text ("horizon: 100s\n"
                      "quotas: {max_vms: 5}\n"
                      "model: {cold_start: 1s, teardown: 1s, refusal_time: 1s,\n"
                      "        retry: {quota: {attempts: 3, base: 1s, cap: 2s}}}\n"
                      "runtimes: [{name: r}]\n"
                      "workloads:\n"
                      "  - poisson: {rate: 5/s, session: {new: 1, stop: yes, invokes: 2},\n"
                      "              duration: 1s}\n",
                      1);
  ck_assert_uint_gt (summary->n_retries, 100);
  ck_assert_uint_gt (summary->latency_refused.n, 100);
  ck_assert_uint_lt (summary->latency_refused.n, summary->n_refused);
  ck_assert_uint_le (summary->n_refused, summary->latency_refused.n + summary->n_retries + 20);
}
END_TEST

/* The call is made at 2 s, in the warm-up; its last attempt comes after it. */
START_TEST (first_attempt_decides_whether_the_call_is_counted)
{
  summary = run_trace (
      "warm_up: 4s\n" SCENARIO ("refusal_time: 4s, retry: {conflict: {attempts: 9, " AT_ONCE "}}"),
      "t,id,d\n0,a,0\n2,a,1\n20,a,0\n");
  assert_counts (1, 1, 1, 0);
}
END_TEST

START_TEST (call_made_by_hand_is_not_tried_again)
{
  g_autoptr (EnisimScenario) scenario
      = load_text ("horizon: 1h\nquotas: {max_vms: 0}\n"
                   "model: {retry: {quota: {attempts: 9}}}\nruntimes: [{name: r}]\n");
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, 0, NULL);
  EnisimOutcome outcome;

  ck_assert (enisim_simulation_run_until (sim, 0, NULL));
  ck_assert (enisim_simulation_invoke (sim, 0, NULL, 0, &outcome, NULL));
  ck_assert (enisim_simulation_run (sim, NULL));
  summary = enisim_run_summary_new (sim);
  ck_assert_uint_eq (summary->n_attempts, 1);
  ck_assert_uint_eq (summary->latency_refused.n, 1);
}
END_TEST

static void
note_latency (EnisimSimulation *sim G_GNUC_UNUSED, const EnisimChange *change, gpointer user_data)
{
  if (change->kind == ENISIM_CHANGE_CALL && change->outcome != ENISIM_OUTCOME_OPEN)
    g_string_append_printf (user_data, "%gs %s %g%s\n", (double) change->at / (double) SECOND,
                            enisim_outcome_get_name (change->outcome),
                            (double) change->latency_us / (double) SECOND,
                            change->is_retried ? " again" : "");
}

START_TEST (observer_is_told_which_outcomes_are_not_the_last)
{
  g_autoptr (EnisimScenario) scenario
      = load_text ("horizon: 1h\nquotas: {max_vms: 0}\n"
                   "model: {refusal_time: 2s, retry: {quota: {attempts: 2, base: 0s}}}\n"
                   "runtimes: [{name: r}]\n"
                   "workloads: [{closed: {clients: 1, until: 1s}}]\n");
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, 0, NULL);
  g_autoptr (GString) told = g_string_new (NULL);

  enisim_simulation_observe (sim, note_latency, told, NULL);
  ck_assert (enisim_simulation_run (sim, NULL));
  ck_assert_str_eq (told->str, "0s quota 0 again\n2s quota 4\n");
}
END_TEST

static Suite *
retry_rules_suite (void)
{
  Suite *suite = suite_create ("sim/retry-rules");
  TCase *tcase = tcase_create ("all");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, refused_call_is_tried_again_until_it_is_served);
  tcase_add_test (tcase, last_attempt_is_the_call_s_outcome);
  tcase_add_test (tcase, nobody_tries_again_unless_the_scenario_says_so);
  tcase_add_test (tcase, one_cause_is_retried_and_another_is_not);
  tcase_add_test (tcase, retry_past_the_horizon_is_not_made_and_the_call_has_no_end);
  tcase_add_test (tcase, waits_are_drawn_below_a_limit_that_doubles_to_the_cap);
  tcase_add_test (tcase, each_attempt_draws_its_refusal_time);
  tcase_add_test (tcase, client_goes_on_when_its_call_has_ended_and_not_before);
  tcase_add_test (tcase, unreachable_call_is_tried_again_on_another_vm);
  tcase_add_test (tcase, unreachable_call_may_meet_its_own_vm_on_its_way_out);
  tcase_add_test (tcase, open_loop_goes_on_while_its_calls_are_tried_again);
  tcase_add_test (tcase, first_attempt_decides_whether_the_call_is_counted);
  tcase_add_test (tcase, call_made_by_hand_is_not_tried_again);
  tcase_add_test (tcase, observer_is_told_which_outcomes_are_not_the_last);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (retry_rules_suite)
