/* quota-rules-test.c
 *
 * Goal: rates and quotas let through what model.md ("Sessions") says, in its order, and may change
 * while a run goes on.
 * Method: a trace of calls at given instants, or calls made by hand; who is let through is worked
 * out from a bucket that is full at the start and refilled evenly.
 */
#include "sim/sim-check.h"

#include "sim/sim-quotas.h"

#define SECOND G_TIME_SPAN_SECOND

/* Microseconds of "t" and a session id; no call takes any time. */
#define SCENARIO(quotas, model, runtimes)                                                          \
  "horizon: 1h\n"                                                                                  \
  "quotas: {" quotas "}\n"                                                                         \
  "model: {cold_start: 0s, teardown: 0s" model "}\n"                                               \
  "runtimes: [" runtimes "]\n"                                                                     \
  "workloads:\n"                                                                                   \
  "  - trace: {file: \"TRACE\", time: {column: t, unit: us}, session: {column: id},\n"             \
  "            target: r}\n"

#define ONE "{name: r}"
#define TWO "{name: r, count: 2}"

static EnisimRunSummary *summary;
static GString *csv;

static void
setup (void)
{
  summary = NULL;
  csv = g_string_new ("t,id\n");
}

static void
teardown (void)
{
  g_clear_pointer (&summary, enisim_run_summary_free);
  g_string_free (csv, TRUE);
}

/* @n calls at one instant, each for a session of its own. */
static void
call_new (guint n, EnisimTime at)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (csv, "%" G_GINT64_FORMAT ",new%" G_GSIZE_FORMAT "\n", at, csv->len);
}

/* The same for one session. */
static void
call_again (guint n, EnisimTime at)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (csv, "%" G_GINT64_FORMAT ",old\n", at);
}

static void
run (const char *yaml)
{
  summary = run_trace (yaml, csv->str);
}

static guint64
count (EnisimOutcome outcome)
{
  return summary->n_outcomes[outcome];
}

static void
assert_passed (guint64 n_ok, guint64 n_throttled_invoke, guint64 n_throttled_new, guint64 n_quota)
{
  ck_assert_uint_eq (count (ENISIM_OUTCOME_OK), n_ok);
  ck_assert_uint_eq (count (ENISIM_OUTCOME_THROTTLED_INVOKE), n_throttled_invoke);
  ck_assert_uint_eq (count (ENISIM_OUTCOME_THROTTLED_NEW), n_throttled_new);
  ck_assert_uint_eq (count (ENISIM_OUTCOME_QUOTA), n_quota);
  ck_assert_uint_eq (summary->n_attempts, n_ok + n_throttled_invoke + n_throttled_new + n_quota);
  ck_assert_uint_eq (summary->n_refused, n_throttled_invoke + n_throttled_new + n_quota);
}

START_TEST (burst_of_200_new_sessions_gets_the_25_of_a_second)
{
  call_new (200, 0);
  run (SCENARIO ("profile: 2026-08", "", ONE));
  assert_passed (25, 0, 175, 0);
}
END_TEST

/* 30/s for 20 s; the last call comes at 599/30 s. */
START_TEST (of_30_new_sessions_a_second_25_a_second_pass_once_the_burst_is_over)
{
  const guint64 n_passed = 25 + 599 * 25 / 30;

  for (guint i = 0; i < 600; i++)
    call_new (1, i * SECOND / 30);
  run (SCENARIO ("profile: 2026-08", "", ONE));
  assert_passed (n_passed, 0, 600 - n_passed, 0);
}
END_TEST

START_TEST (of_25_new_sessions_a_second_all_pass)
{
  for (guint i = 0; i < 500; i++)
    call_new (1, i * SECOND / 25);
  run (SCENARIO ("profile: 2026-08", "", ONE));
  assert_passed (500, 0, 0, 0);
}
END_TEST

START_TEST (depth_of_the_buckets_may_be_set)
{
  call_new (200, 0);
  run (SCENARIO ("profile: 2026-08", ", limiter_depth: 6s", ONE));
  assert_passed (150, 0, 50, 0);
}
END_TEST

START_TEST (warm_invokes_are_limited_by_the_rate_of_invokes_alone)
{
  call_again (1, 0);
  call_again (1200, 10 * SECOND);
  run (SCENARIO ("profile: 2026-08, new_session_rate: 1/min", "", ONE));
  assert_passed (1 + 1000, 200, 0, 0);
}
END_TEST

START_TEST (invoke_that_is_throttled_takes_no_token_for_a_session)
{
  call_new (10, 0);
  call_new (10, SECOND);
  run (SCENARIO ("invoke_rate: 2/s, new_session_rate: 4/min", "", ONE));
  assert_passed (4, 16, 0, 0);
}
END_TEST

START_TEST (scope_of_the_agent_gives_each_runtime_its_own)
{
  call_new (100, 0);
  run (SCENARIO ("profile: 2026-04, new_session_rate: unlimited", "", TWO));
  assert_passed (50, 50, 0, 0);
}
END_TEST

START_TEST (scope_may_be_set)
{
  call_new (100, 0);
  run (SCENARIO ("profile: 2026-04, new_session_rate: unlimited, "
                 "invoke_rate: {rate: 25/s, scope: account}",
                 "", TWO));
  assert_passed (25, 75, 0, 0);
}
END_TEST

START_TEST (container_and_code_have_rates_of_their_own_until_2026_08)
{
  const char *runtimes[] = { "{name: r, artifact: code}", "{name: r, artifact: container}" };
  const guint n_passed[] = { 25, 100 };
  g_autofree char *yaml = g_strdup_printf (
      SCENARIO ("profile: 2026-04, invoke_rate: unlimited", "", "%s"), runtimes[_i]);

  call_new (200, 0);
  run (yaml);
  assert_passed (n_passed[_i], 0, 200 - n_passed[_i], 0);
}
END_TEST

/* Two agents share what the account has, whatever their artifacts. */
START_TEST (container_and_code_share_one_rate_since)
{
  summary = run_text ("horizon: 1h\n"
                      "runtimes: [{name: a, artifact: code}, {name: b, artifact: container}]\n"
                      "workloads:\n"
                      "  - closed: {clients: 100, target: [a, b], until: 1s, think: 1h}\n",
                      1);
  assert_passed (25, 0, 75, 0);
}
END_TEST

START_TEST (rates_of_container_and_code_may_be_set_apart)
{
  summary = run_text ("horizon: 1h\n"
                      "quotas: {new_session_rate: {container: 3/min, code: 5/s}}\n"
                      "runtimes: [{name: a, artifact: code}, {name: b, artifact: container}]\n"
                      "workloads:\n"
                      "  - closed: {clients: 100, target: [a, b], until: 1s, think: 1h}\n",
                      1);
  assert_passed (8, 0, 92, 0);
}
END_TEST

START_TEST (rate_of_new_sessions_comes_before_max_vms)
{
  call_new (10, 0);
  run (SCENARIO ("max_vms: 1, new_session_rate: 3/s", "", ONE));
  assert_passed (1, 0, 7, 2);
}
END_TEST

START_TEST (max_vms_may_come_first)
{
  call_new (10, 0);
  run (SCENARIO ("max_vms: 1, new_session_rate: 3/s", ", quota_before_rate: yes", ONE));
  assert_passed (1, 0, 0, 9);
}
END_TEST

/* Were a token given back, the third call would have it. */
START_TEST (token_is_not_given_back_where_max_vms_refuses)
{
  call_new (3, 0);
  run (SCENARIO ("max_vms: 1, new_session_rate: 2/h", "", ONE));
  assert_passed (1, 0, 1, 1);
}
END_TEST

START_TEST (runtime_that_does_not_serve_takes_no_token)
{
  call_new (5, 0);
  call_new (5, SECOND);
  run (SCENARIO ("invoke_rate: 5/h", "", "{name: r, create_at: 1s}"));
  ck_assert_uint_eq (count (ENISIM_OUTCOME_NOT_READY), 5);
  ck_assert_uint_eq (count (ENISIM_OUTCOME_OK), 5);
}
END_TEST

START_TEST (limits_off_throttles_nothing)
{
  call_new (3000, 0);
  run (SCENARIO ("limits: off", "", ONE));
  assert_passed (3000, 0, 0, 0);
}
END_TEST

static const char stops[] = "horizon: 1h\n"
                            "quotas: {profile: %s, invoke_rate: 5/h, new_session_rate: unlimited}\n"
                            "model: {cold_start: 0s, teardown: 0s}\n"
                            "runtimes: [{name: r}]\n"
                            "workloads:\n"
                            "  - closed: {clients: 3, until: 1s, session: {new: 1, stop: yes},\n"
                            "             think: 1h}\n";

/* Three calls and three stops, in that order, with five tokens. */
START_TEST (stop_takes_a_token_where_all_data_plane_calls_count)
{
  g_autofree char *yaml = g_strdup_printf (stops, "2026-08");

  summary = run_text (yaml, 1);
  assert_passed (3, 0, 0, 0);
  ck_assert_uint_eq (summary->n_stops[ENISIM_STOP_DONE], 2);
  ck_assert_uint_eq (summary->n_stops[ENISIM_STOP_THROTTLED], 1);
}
END_TEST

START_TEST (stop_took_no_token_before)
{
  g_autofree char *yaml = g_strdup_printf (stops, "2026-06");

  summary = run_text (yaml, 1);
  ck_assert_uint_eq (summary->n_stops[ENISIM_STOP_DONE], 3);
}
END_TEST

START_TEST (vpc_and_public_runtimes_share_max_vms)
{
  call_new (10, 0);
  run ("horizon: 1h\n"
       "quotas: {profile: 2025-07, max_vms: 3}\n"
       "model: {cold_start: 0s, teardown: 0s}\n"
       "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.0.0/24, az: za}}, security_groups: [g]}\n"
       "runtimes: [{name: v, subnets: [a], security_groups: [g]}, {name: p}]\n"
       "workloads:\n"
       "  - trace: {file: TRACE, target: [v, p], time: {column: t, unit: us},\n"
       "            session: {column: id}}\n");
  assert_passed (3, 0, 0, 7);
}
END_TEST

/* A runtime r_0 and a tool r_1 by turns. */
static void
run_with_tool (const char *yaml, EnisimAgentType type)
{
  char *path = temp_file_new ();
  g_autoptr (GString) text = g_string_new (yaml);
  g_autoptr (EnisimScenario) scenario = NULL;

  temp_file_write (path, csv->str, csv->len);
  g_string_replace (text, "TRACE", path, 0);
  scenario = load_text (text->str);
  scenario->runtimes[1].type = type;
  summary = run_scenario (scenario, 1);
  temp_file_remove (&path);
}

START_TEST (tools_take_no_token_and_no_slot)
{
  call_new (20, 0);
  run_with_tool (SCENARIO ("max_vms: 4, new_session_rate: 7/s, invoke_rate: 9/s", "", TWO),
                 ENISIM_AGENT_BROWSER);
  assert_passed (4 + 10, 1, 2, 3);
}
END_TEST

START_TEST (tools_have_a_quota_of_their_own)
{
  const EnisimAgentType types[] = { ENISIM_AGENT_BROWSER, ENISIM_AGENT_CODE_INTERPRETER };
  const guint n_sessions[] = { 3, 5 };

  call_new (20, 0);
  run_with_tool (SCENARIO ("browser_sessions: 3, code_interpreter_sessions: 5", "", TWO),
                 types[_i]);
  ck_assert_uint_eq (count (ENISIM_OUTCOME_OK), 10 + n_sessions[_i]);
  ck_assert_uint_eq (count (ENISIM_OUTCOME_TOOL_QUOTA), 10 - n_sessions[_i]);
}
END_TEST

/* Idle after 60 s, gone 15 s later; the second call to the tool comes in its teardown. */
START_TEST (tool_s_session_counts_while_it_stops_as_any_vm_does)
{
  const char *options[] = { "yes", "no" };
  g_autofree char *yaml
      = g_strdup_printf ("horizon: 1h\n"
                         "quotas: {browser_sessions: 1}\n"
                         "model: {teardown: 15s, cold_start: 0s, vms_count_while_stopping: %s}\n"
                         "runtimes: [{name: r, count: 2, idle_timeout: 60s}]\n"
                         "workloads:\n"
                         "  - trace: {file: \"TRACE\", time: {column: t, unit: us},\n"
                         "            session: {column: id}, target: r_1}\n",
                         options[_i]);

  call_new (1, 0);
  call_new (1, 61 * SECOND);
  run_with_tool (yaml, ENISIM_AGENT_BROWSER);
  ck_assert_uint_eq (count (ENISIM_OUTCOME_OK), 1u + (guint) _i);
}
END_TEST

static guint
invoke (EnisimSimulation *sim, guint n)
{
  guint n_passed = 0;

  for (guint i = 0; i < n; i++)
    {
      EnisimOutcome outcome;
      const gboolean is_called = enisim_simulation_invoke (sim, 0, NULL, 0, &outcome, NULL);

      ck_assert (is_called);
      n_passed += outcome == ENISIM_OUTCOME_OPEN ? 1 : 0;
    }
  return n_passed;
}

/* 10/s: 8 of 10 are taken at 0 s and one is back after 100 ms, when the rate becomes 5/s. */
START_TEST (quotas_change_while_a_run_goes_on)
{
  g_autoptr (EnisimScenario) scenario
      = load_text ("horizon: 1h\nquotas: {new_session_rate: 10/s}\nruntimes: [{name: r}]\n");
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, 0, NULL);
  EnisimQuotaChange rates = { .has_rate = { [ENISIM_RATE_NEW_CODE] = TRUE } };
  EnisimQuotaChange vms = { .values = { .max_vms = 12 }, .has_count = { TRUE } };

  rates.values.rates[ENISIM_RATE_NEW_CODE] = (EnisimRateQuota){ .n = 5, .per_us = SECOND };
  ck_assert (enisim_simulation_run_until (sim, 0, NULL));
  ck_assert_uint_eq (invoke (sim, 8), 8);
  ck_assert (enisim_simulation_run_until (sim, SECOND / 10, NULL));
  enisim_sim_change_quotas (sim, &rates);
  ck_assert_uint_eq (invoke (sim, 10), 3);
  ck_assert (enisim_simulation_run_until (sim, SECOND / 2, NULL));
  enisim_sim_change_quotas (sim, &vms);
  ck_assert_uint_eq (enisim_simulation_get_max_vms (sim), 12);
  ck_assert_uint_eq (invoke (sim, 10), 1);
  enisim_simulation_verify (sim);
}
END_TEST

static Suite *
quota_rules_suite (void)
{
  Suite *suite = suite_create ("sim/quota-rules");
  TCase *rates = tcase_create ("rates");
  TCase *quotas = tcase_create ("quotas");

  tcase_add_checked_fixture (rates, setup, teardown);
  tcase_add_test (rates, burst_of_200_new_sessions_gets_the_25_of_a_second);
  tcase_add_test (rates, of_30_new_sessions_a_second_25_a_second_pass_once_the_burst_is_over);
  tcase_add_test (rates, of_25_new_sessions_a_second_all_pass);
  tcase_add_test (rates, depth_of_the_buckets_may_be_set);
  tcase_add_test (rates, warm_invokes_are_limited_by_the_rate_of_invokes_alone);
  tcase_add_test (rates, invoke_that_is_throttled_takes_no_token_for_a_session);
  tcase_add_test (rates, scope_of_the_agent_gives_each_runtime_its_own);
  tcase_add_test (rates, scope_may_be_set);
  tcase_add_loop_test (rates, container_and_code_have_rates_of_their_own_until_2026_08, 0, 2);
  tcase_add_test (rates, container_and_code_share_one_rate_since);
  tcase_add_test (rates, rates_of_container_and_code_may_be_set_apart);
  tcase_add_test (rates, runtime_that_does_not_serve_takes_no_token);
  tcase_add_test (rates, limits_off_throttles_nothing);
  tcase_add_test (rates, stop_takes_a_token_where_all_data_plane_calls_count);
  tcase_add_test (rates, stop_took_no_token_before);
  suite_add_tcase (suite, rates);

  tcase_add_checked_fixture (quotas, setup, teardown);
  tcase_add_test (quotas, rate_of_new_sessions_comes_before_max_vms);
  tcase_add_test (quotas, max_vms_may_come_first);
  tcase_add_test (quotas, token_is_not_given_back_where_max_vms_refuses);
  tcase_add_test (quotas, vpc_and_public_runtimes_share_max_vms);
  tcase_add_test (quotas, tools_take_no_token_and_no_slot);
  tcase_add_loop_test (quotas, tools_have_a_quota_of_their_own, 0, 2);
  tcase_add_loop_test (quotas, tool_s_session_counts_while_it_stops_as_any_vm_does, 0, 2);
  tcase_add_test (quotas, quotas_change_while_a_run_goes_on);
  suite_add_tcase (suite, quotas);
  return suite;
}

ENISIM_TEST_MAIN (quota_rules_suite)
