/* workload-switch-test.c
 *
 * Goal: while a workload is off no call of it begins, and nothing else changes (timeline,
 * `workload_off` and `workload_on`).
 * Method: one client, or a trace, whose calls are known to the microsecond.
 */
#include "sim/sim-check.h"

#define SCENARIO(workload, timeline)                                                               \
  "horizon: 1h\n"                                                                                  \
  "quotas: {limits: off}\n"                                                                        \
  "model: {cold_start: 0s, teardown: 0s}\n"                                                        \
  "runtimes: [{name: r, idle_timeout: 60s}]\n"                                                     \
  "workloads: [{" workload "}]\n"                                                                  \
  "timeline: [" timeline "]\n"

/* One client that calls every 10 s, at 0, 10, 20 and so on to 90. */
#define CLIENT(more) "closed: {name: w, clients: 1, until: 100s, think: 8s, duration: 2s" more "}"

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
assert_calls (guint64 n_attempts, double last_end_seconds)
{
  ck_assert_uint_eq (summary->n_attempts, n_attempts);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_OK], n_attempts);
  ck_assert_int_eq (summary->last_call_end, (EnisimTime) (last_end_seconds * G_TIME_SPAN_SECOND));
}

START_TEST (workload_is_on_unless_it_says_otherwise)
{
  summary = run_text (SCENARIO (CLIENT (""), "{at: 1s, workload_on: w}"), 1);
  assert_calls (10, 92);
}
END_TEST

START_TEST (workload_that_is_off_makes_no_call)
{
  summary = run_text (SCENARIO (CLIENT (", starts: off"), "{at: 1s, workload_off: w}"), 1);
  ck_assert_uint_eq (summary->n_attempts, 0);
}
END_TEST

START_TEST (client_that_waited_calls_at_the_instant_its_workload_is_on)
{
  summary = run_text (
      SCENARIO (CLIENT (""), "{at: 15s, workload_off: w}, {at: 43s, workload_on: w}"), 1);
  /* At 0, 10, 43, 53, 63, 73, 83 and 93 s. */
  assert_calls (8, 95);
}
END_TEST

START_TEST (client_whose_call_has_not_come_does_not_call_earlier)
{
  summary = run_text (
      SCENARIO (CLIENT (""), "{at: 15s, workload_off: w}, {at: 19s, workload_on: w}"), 1);
  assert_calls (10, 92);
}
END_TEST

START_TEST (call_at_the_instant_of_off_does_not_begin_and_at_that_of_on_does)
{
  summary = run_text (
      SCENARIO (CLIENT (""), "{at: 20s, workload_off: w}, {at: 50s, workload_on: w}"), 1);
  /* At 0, 10, 50, 60, 70, 80 and 90 s. */
  assert_calls (7, 92);
}
END_TEST

START_TEST (what_has_begun_goes_on_while_its_workload_is_off)
{
  summary = run_text (SCENARIO ("closed: {name: w, clients: 1, until: 1s, duration: 20s,"
                                " session: {invokes: 3, think: 5s, stop: yes}}",
                                "{at: 10s, workload_off: w}"),
                      1);
  assert_calls (3, 20 + 5 + 20 + 5 + 20);
  ck_assert_uint_eq (summary->n_stops[ENISIM_STOP_DONE], 1);
}
END_TEST

START_TEST (client_that_waited_past_until_does_not_call)
{
  summary = run_text (
      SCENARIO (CLIENT (""), "{at: 15s, workload_off: w}, {at: 100s, workload_on: w}"), 1);
  assert_calls (2, 12);
}
END_TEST

START_TEST (arrival_of_an_open_loop_that_is_off_is_no_call_and_uses_its_number_up)
{
  /* With a turn for each number the fifth arrival goes to the runtime of the first. */
  summary = run_trace ("horizon: 1h\n"
                       "quotas: {limits: off}\n"
                       "runtimes: [{name: r, count: 2}, {name: s, create_at: never}]\n"
                       "workloads:\n"
                       "  - trace: {name: w, file: \"TRACE\", time: {column: t, unit: s},\n"
                       "            target: [r, s]}\n"
                       "timeline: [{at: 5s, workload_off: w}, {at: 35s, workload_on: w}]\n",
                       "t\n0\n10\n20\n30\n40\n50\n");
  /* Numbers 1, 5 and 6: r_0, r_1 and s, which is not there. */
  ck_assert_uint_eq (summary->n_attempts, 3);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_OK], 2);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_NOT_READY], 1);
}
END_TEST

START_TEST (traces_end_the_run_with_their_last_arrival_also_while_they_are_off)
{
  summary = run_trace ("runtimes: [{name: r}]\n"
                       "workloads: [{trace: {name: w, file: \"TRACE\", starts: off,\n"
                       "                     time: {column: t, unit: s}}}]\n",
                       "t\n0\n10\n20\n");
  ck_assert_uint_eq (summary->n_attempts, 0);
  ck_assert_int_eq (summary->ended_at, 20 * G_TIME_SPAN_SECOND);
}
END_TEST

/* As many draws are made whether or not a call comes of them. */
START_TEST (time_off_shifts_no_arrival)
{
  static const char *const timelines[]
      = { "", "{at: 10min, workload_off: w}, {at: 20min, workload_on: w}" };
  EnisimTime last_ends[G_N_ELEMENTS (timelines)];
  guint64 n_attempts[G_N_ELEMENTS (timelines)];

  for (guint i = 0; i < G_N_ELEMENTS (timelines); i++)
    {
      g_autofree char *yaml = g_strdup_printf (
          SCENARIO ("poisson: {name: w, rate: 10/min, duration: {exponential: 5s}}", "%s"),
          timelines[i]);

      g_clear_pointer (&summary, enisim_run_summary_free);
      summary = run_text (yaml, 1);
      last_ends[i] = summary->last_call_end;
      n_attempts[i] = summary->n_attempts;
    }
  ck_assert_int_eq (last_ends[1], last_ends[0]);
  ck_assert_uint_lt (n_attempts[1], n_attempts[0]);
}
END_TEST

static Suite *
workload_switch_suite (void)
{
  Suite *suite = suite_create ("sim/workload-switch");
  TCase *rules = tcase_create ("rules");

  tcase_add_checked_fixture (rules, setup, teardown);
  tcase_add_test (rules, workload_is_on_unless_it_says_otherwise);
  tcase_add_test (rules, workload_that_is_off_makes_no_call);
  tcase_add_test (rules, client_that_waited_calls_at_the_instant_its_workload_is_on);
  tcase_add_test (rules, client_whose_call_has_not_come_does_not_call_earlier);
  tcase_add_test (rules, call_at_the_instant_of_off_does_not_begin_and_at_that_of_on_does);
  tcase_add_test (rules, what_has_begun_goes_on_while_its_workload_is_off);
  tcase_add_test (rules, client_that_waited_past_until_does_not_call);
  tcase_add_test (rules, arrival_of_an_open_loop_that_is_off_is_no_call_and_uses_its_number_up);
  tcase_add_test (rules, traces_end_the_run_with_their_last_arrival_also_while_they_are_off);
  tcase_add_test (rules, time_off_shifts_no_arrival);
  suite_add_tcase (suite, rules);
  return suite;
}

ENISIM_TEST_MAIN (workload_switch_suite)
