/* session-chain-test.c
 *
 * Goal: a caller goes on with the session that its call has begun as model.md says ("Workloads and
 * churn"): follow-ups, thinking, an explicit stop.
 * Method: one client on one PUBLIC runtime, so that each call, VM and stop is known to the
 * microsecond.
 */
#include "sim/sim-check.h"

/* One client that begins its first session at 0; no limits unless the options say so. */
#define SCENARIO(quotas, model, runtime, client, session)                                          \
  "horizon: 2h\n"                                                                                  \
  "quotas: {" quotas "}\n"                                                                         \
  "model: {" model "}\n"                                                                           \
  "runtimes: [{name: r, " runtime "}]\n"                                                           \
  "workloads:\n"                                                                                   \
  "  - closed: {clients: 1, " client ", session: {" session "}}\n"

#define INSTANT "cold_start: 0s, teardown: 0s"
#define LIMITS_OFF "limits: off"
#define IDLE "idle_timeout: 60s"
#define ONCE "until: 1s, duration: 5s"

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
assert_calls (guint64 n_ok, guint64 n_cold, guint64 n_warm, guint64 n_follow_ups)
{
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_OK], n_ok);
  ck_assert_uint_eq (summary->n_cold, n_cold);
  ck_assert_uint_eq (summary->n_warm, n_warm);
  ck_assert_uint_eq (summary->n_follow_ups, n_follow_ups);
}

static void
assert_stops (guint64 n_done, guint64 n_conflict, guint64 n_none)
{
  ck_assert_uint_eq (summary->n_stops[ENISIM_STOP_DONE], n_done);
  ck_assert_uint_eq (summary->n_stops[ENISIM_STOP_CONFLICT], n_conflict);
  ck_assert_uint_eq (summary->n_stops[ENISIM_STOP_NONE], n_none);
}

static void
assert_vm_seconds (double seconds)
{
  ck_assert_double_eq_tol (summary->vms.mean * (double) summary->ended_at,
                           seconds * (double) G_TIME_SPAN_SECOND, 1.0);
}

START_TEST (follow_up_comes_a_think_time_after_the_end_of_the_one_before)
{
  summary = run_text (SCENARIO (LIMITS_OFF, INSTANT, IDLE, ONCE, "invokes: 3, think: 10s"), 1);
  assert_calls (3, 1, 2, 2);
  ck_assert_int_eq (summary->last_call_end, (5 + 10 + 5 + 10 + 5) * G_TIME_SPAN_SECOND);
  assert_vm_seconds (5 + 10 + 5 + 10 + 5 + 60);
}
END_TEST

START_TEST (follow_up_whose_session_has_no_vm_starts_another_under_its_id)
{
  summary = run_text (SCENARIO (LIMITS_OFF, INSTANT, IDLE, ONCE, "invokes: 2, think: 61s"), 1);
  assert_calls (2, 2, 0, 1);
  assert_vm_seconds (2 * (5 + 60));
}
END_TEST

START_TEST (refused_follow_up_ends_its_session_without_a_stop)
{
  summary = run_text (SCENARIO (LIMITS_OFF, "cold_start: 0s, teardown: 15s", IDLE, ONCE,
                                "invokes: 3, think: 60s, stop: yes"),
                      1);
  assert_calls (1, 1, 0, 1);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_CONFLICT], 1);
  assert_stops (0, 0, 0);
}
END_TEST

START_TEST (refused_first_call_begins_nothing)
{
  summary = run_text (
      SCENARIO ("max_vms: 0", INSTANT, IDLE, "until: 25s, think: 10s", "invokes: 3, stop: yes"), 1);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_QUOTA], 3);
  assert_calls (0, 0, 0, 0);
  assert_stops (0, 0, 0);
}
END_TEST

START_TEST (cut_call_is_followed_up)
{
  summary = run_text (SCENARIO (LIMITS_OFF, INSTANT, IDLE ", max_lifetime: 60s",
                                "until: 1s, duration: 70s", "invokes: 2, think: 10s"),
                      1);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_CUT], 2);
  assert_calls (0, 2, 0, 1);
  ck_assert_int_eq (summary->last_call_end, (60 + 10 + 60) * G_TIME_SPAN_SECOND);
}
END_TEST

START_TEST (stop_comes_at_the_end_of_the_last_call)
{
  summary
      = run_text (SCENARIO (LIMITS_OFF, "cold_start: 0s, teardown: 15s, teardown_after_stop: 7s",
                            IDLE, ONCE, "invokes: 2, think: 10s, stop: yes"),
                  1);
  assert_calls (2, 1, 1, 1);
  assert_stops (1, 0, 0);
  ck_assert_uint_eq (summary->n_vm_ends[ENISIM_VM_END_STOPPED], 1);
  assert_vm_seconds (5 + 10 + 5 + 7);
}
END_TEST

START_TEST (stop_of_a_vm_in_teardown_is_a_conflict)
{
  summary
      = run_text (SCENARIO (LIMITS_OFF, "cold_start: 0s, teardown: 15s", IDLE ", max_lifetime: 60s",
                            "until: 1s, duration: 70s", "stop: yes"),
                  1);
  assert_stops (0, 1, 0);
}
END_TEST

START_TEST (stop_of_a_vm_that_is_gone_does_nothing)
{
  summary = run_text (SCENARIO (LIMITS_OFF, INSTANT, IDLE ", max_lifetime: 60s",
                                "until: 1s, duration: 70s", "stop: yes"),
                      1);
  assert_stops (0, 0, 1);
}
END_TEST

START_TEST (client_thinks_when_its_session_is_over_and_not_before)
{
  summary = run_text (SCENARIO (LIMITS_OFF, INSTANT, IDLE, "until: 60s, duration: 5s, think: 7s",
                                "invokes: 2, think: 10s"),
                      1);
  /* Sessions begin at 0, 27 and 54 s; the last goes on past `until`. */
  assert_calls (6, 3, 3, 3);
  ck_assert_int_eq (summary->last_call_end, (54 + 20) * G_TIME_SPAN_SECOND);
}
END_TEST

START_TEST (min_cycle_stretches_a_session_that_took_no_time)
{
  summary = run_text (
      SCENARIO (LIMITS_OFF, INSTANT ", min_cycle: 1s", IDLE, "until: 5s", "invokes: 4, stop: yes"),
      1);
  assert_calls (20, 5, 15, 15);
  assert_stops (5, 0, 0);
  ck_assert_uint_eq (summary->n_stretched, 5);
}
END_TEST

START_TEST (call_of_an_old_session_is_not_followed_up)
{
  summary = run_text (SCENARIO (LIMITS_OFF, INSTANT, IDLE, "until: 50s, think: 10s",
                                "new: 0, reuse: recent, invokes: 3"),
                      1);
  /* The first call finds no session to re-use; at 10, 20, 30 and 40 s there is one. */
  assert_calls (3 + 4, 1, 6, 2);
}
END_TEST

START_TEST (follow_up_of_an_open_loop_comes_beside_its_arrivals)
{
  summary = run_text ("horizon: 3h\n"
                      "quotas: {limits: off}\n"
                      "runtimes: [{name: r, idle_timeout: 60s}]\n"
                      "workloads:\n"
                      "  - poisson: {rate: 1/s, until: 1h, duration: 1s,\n"
                      "              session: {invokes: {uniform: [2, 4]}, think: 5s}}\n",
                      1);
  /* As many sessions as there are cold starts, each with 3 invokes in the mean. */
  ck_assert_uint_gt (summary->n_cold, 3300);
  ck_assert_uint_eq (summary->n_warm, summary->n_follow_ups);
  ck_assert_double_eq_tol ((double) summary->n_attempts / (double) summary->n_cold, 3.0, 0.08);
}
END_TEST

/* Every draw is addressed, so that another think time changes no duration. */
START_TEST (follow_up_has_draws_of_its_own)
{
  static const char *const thinks[] = { "0s", "10s", "{exponential: 30s}" };
  double means[G_N_ELEMENTS (thinks)];

  for (guint i = 0; i < G_N_ELEMENTS (thinks); i++)
    {
      g_autofree char *yaml = g_strdup_printf (SCENARIO (LIMITS_OFF, INSTANT, IDLE,
                                                         "until: 1s, duration: {exponential: 9s}",
                                                         "invokes: 20, think: %s"),
                                               thinks[i]);

      g_clear_pointer (&summary, enisim_run_summary_free);
      summary = run_text (yaml, 1);
      ck_assert_uint_eq (summary->n_attempts, 20);
      means[i] = summary->latency_ok.mean_us;
      ck_assert_int_lt (summary->latency_ok.min_us, summary->latency_ok.max_us);
    }
  ck_assert_double_eq (means[1], means[0]);
  ck_assert_double_eq (means[2], means[0]);
}
END_TEST

static Suite *
session_chain_suite (void)
{
  Suite *suite = suite_create ("sim/session-chain");
  TCase *rules = tcase_create ("rules");

  tcase_add_checked_fixture (rules, setup, teardown);
  tcase_add_test (rules, follow_up_comes_a_think_time_after_the_end_of_the_one_before);
  tcase_add_test (rules, follow_up_whose_session_has_no_vm_starts_another_under_its_id);
  tcase_add_test (rules, refused_follow_up_ends_its_session_without_a_stop);
  tcase_add_test (rules, refused_first_call_begins_nothing);
  tcase_add_test (rules, cut_call_is_followed_up);
  tcase_add_test (rules, stop_comes_at_the_end_of_the_last_call);
  tcase_add_test (rules, stop_of_a_vm_in_teardown_is_a_conflict);
  tcase_add_test (rules, stop_of_a_vm_that_is_gone_does_nothing);
  tcase_add_test (rules, client_thinks_when_its_session_is_over_and_not_before);
  tcase_add_test (rules, min_cycle_stretches_a_session_that_took_no_time);
  tcase_add_test (rules, call_of_an_old_session_is_not_followed_up);
  tcase_add_test (rules, follow_up_of_an_open_loop_comes_beside_its_arrivals);
  tcase_add_test (rules, follow_up_has_draws_of_its_own);
  suite_add_tcase (suite, rules);
  return suite;
}

ENISIM_TEST_MAIN (session_chain_suite)
