/* warm-up-test.c
 *
 * Goal: a report with a warm-up is of what came after it, to the microsecond, and the run is the
 * same as without.
 * Method: calls at known instants around the end of the warm-up; and random scenarios, run with
 * and without it and up to its end, where the parts have to add up to the whole.
 */
#include "sim/sim-check.h"

#define SECOND G_TIME_SPAN_SECOND
#define HOUR G_TIME_SPAN_HOUR

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

#define CALLS                                                                                      \
  "horizon: 100s\n"                                                                                \
  "warm_up: 20s\n"                                                                                 \
  "model: {cold_start: 0s, teardown: 0s}\n"                                                        \
  "runtimes: [{name: r}]\n"                                                                        \
  "workloads: [{trace: {file: TRACE, time: {column: at, unit: s}, duration: {column: d, unit: "    \
  "s}}}]\n"

START_TEST (only_attempts_after_the_warm_up_are_counted)
{
  summary = run_trace (CALLS, "at,d\n0,1\n19,1\n20,1\n21,1\n22,2\n");
  ck_assert_uint_eq (summary->n_attempts, 2);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_OK], 2);
  ck_assert_uint_eq (summary->n_cold, 2);
  ck_assert_uint_eq (summary->latency_ok.n, 2);
  ck_assert_int_eq (summary->latency_ok.min_us, 1 * SECOND);
  ck_assert_int_eq (summary->latency_ok.max_us, 2 * SECOND);
}
END_TEST

START_TEST (call_of_the_warm_up_is_not_counted_where_it_ends_or_is_open)
{
  summary = run_trace (CALLS, "at,d\n0,50\n1,500\n30,500\n");
  ck_assert_uint_eq (summary->n_attempts, 1);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_OK], 0);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_OPEN], 1);
  ck_assert_uint_eq (summary->latency_ok.n, 0);
  ck_assert_int_eq (summary->last_call_end, ENISIM_TIME_NEVER);
}
END_TEST

START_TEST (levels_go_on_and_their_peak_and_mean_begin_anew)
{
  summary = run_trace (CALLS, "at,d\n0,500\n0,500\n50,500\n");
  ck_assert_int_eq (summary->window.start, 20 * SECOND);
  ck_assert_uint_eq (summary->vms.now, 3);
  ck_assert_uint_eq (summary->vms.min, 2);
  ck_assert_uint_eq (summary->vms.peak, 3);
  ck_assert_int_eq (summary->vms.peak_at, 50 * SECOND);
  ck_assert_double_eq_tol (summary->vms.mean, (2 * 30 + 3 * 50) / 80.0, 1e-12);
  ck_assert_uint_eq (summary->vms.n_series, 2);
  ck_assert_int_eq (summary->vms.series[0].at, 20 * SECOND);
  ck_assert_uint_eq (summary->vms.series[0].first, 2);
  ck_assert_double_eq (summary->mean_vms_in[ENISIM_SESSION_ACTIVE], summary->vms.mean);
}
END_TEST

START_TEST (peak_of_the_warm_up_is_forgotten)
{
  summary = run_trace (CALLS "timeline: [{at: 10s, delete: r}]\n", "at,d\n0,500\n0,500\n");
  ck_assert_uint_eq (summary->vms.peak, 0);
  ck_assert_uint_eq (summary->vms.p99, 0);
  ck_assert_uint_eq (summary->n_vm_ends[ENISIM_VM_END_DELETED], 0);
  ck_assert_uint_eq (summary->n_runtimes_in[ENISIM_RUNTIME_ABSENT], 1);
}
END_TEST

#define CREATES                                                                                    \
  "horizon: 10h\n"                                                                                 \
  "warm_up: 3h\n"                                                                                  \
  "vpc: {cidr: 10.0.0.0/16, security_groups: [g, h, i],\n"                                         \
  "  subnets: {a: {cidr: 10.0.0.0/28, az: za, background: 9}}}\n"                                  \
  "model: {eni_retention: 1h}\n"                                                                   \
  "runtimes:\n"                                                                                    \
  "  - {name: x, subnets: [a], security_groups: [g]}\n"                                            \
  "  - {name: y, subnets: [a], security_groups: [h]}\n"                                            \
  "  - {name: z, subnets: [a], security_groups: [i], create_at: 1h}\n"

START_TEST (enis_of_the_window_are_counted_beside_those_of_the_run)
{
  summary = run_text (CREATES "timeline: [{at: 4h, delete: x}, {at: 4h30min, create: x},\n"
                              "  {at: 5h, delete: y}, {at: 7h, create: y}]\n",
                      1);
  ck_assert_uint_eq (summary->n_enis_created, 3);
  ck_assert_uint_eq (summary->n_enis_taken_back, 1);
  ck_assert_uint_eq (summary->n_enis_released, 1);
  ck_assert_uint_eq (summary->window.n_enis_created, 1);
  ck_assert_uint_eq (summary->window.n_enis_taken_back, 1);
  ck_assert_uint_eq (summary->window.n_enis_released, 1);
}
END_TEST

START_TEST (failures_of_the_warm_up_are_not_counted_and_a_full_subnet_is_from_its_start_on)
{
  summary = run_text (CREATES, 1);
  ck_assert_uint_eq (summary->n_creates_failed, 0);
  ck_assert_uint_eq (summary->subnets[0].n_denied, 0);
  ck_assert_int_eq (summary->subnets[0].exhausted_at, 3 * HOUR);
  ck_assert_int_eq (summary->subnets[0].exhausted_us, 7 * HOUR);
  ck_assert (!summary->subnets[0].is_room_known);
  ck_assert_uint_eq (summary->n_runtimes_in[ENISIM_RUNTIME_CREATE_FAILED], 1);
}
END_TEST

START_TEST (calls_of_the_caller_at_the_end_of_the_warm_up_are_not_counted)
{
  g_autoptr (EnisimScenario) scenario
      = load_text ("horizon: 2s\nwarm_up: 1s\nruntimes: [{name: r}]\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, 0, &error);

  ck_assert (enisim_simulation_run_until (sim, 1 * SECOND, &error));
  ck_assert (enisim_simulation_invoke (sim, 0, NULL, 0, NULL, &error));
  ck_assert (enisim_simulation_run (sim, &error));
  summary = enisim_run_summary_new (sim);
  enisim_run_summary_verify (summary);
  ck_assert_uint_eq (summary->n_attempts, 0);
  ck_assert_uint_eq (summary->vms.now, 1);
}
END_TEST

#define MIXED                                                                                      \
  "horizon: 2h\n"                                                                                  \
  "vpc: {cidr: 10.0.0.0/16, security_groups: [g, h],\n"                                            \
  "  subnets: {a: {cidr: 10.0.0.0/28, az: za, background: 9}, b: {cidr: 10.0.1.0/28, az: zb}}}\n"  \
  "quotas: {max_vms: 12}\n"                                                                        \
  "model: {eni_retention: {exponential: 10min}, eni_create_delay: {uniform: [0s, 1min]}}\n"        \
  "runtimes:\n"                                                                                    \
  "  - {name: x, subnets: [a, b], security_groups: [g], idle_timeout: 2min}\n"                     \
  "  - {name: y, subnets: [a], security_groups: [h], max_lifetime: 5min}\n"                        \
  "  - {name: z, subnets: [a], security_groups: [g], create_at: never}\n"                          \
  "workloads:\n"                                                                                   \
  "  - poisson: {rate: 4/min, target: [x, y], duration: {exponential: 1min}}\n"                    \
  "  - closed: {clients: 3, target: x, think: {exponential: 20s}, session: {new: 0.5}}\n"          \
  "timeline: [{at: 20min, create: z}, {at: 30min, delete: y}, {at: 50min, create: y},\n"           \
  "  {at: 55min, delete: z}, {at: 70min, delete: x}, {at: 80min, create: x}]\n"

static EnisimSimulation *
run_mixed (const char *warm_up, guint64 seed, EnisimTime until)
{
  g_autofree char *yaml = g_strconcat (MIXED, warm_up, NULL);
  g_autoptr (EnisimScenario) scenario = load_text (yaml);
  g_autoptr (GError) error = NULL;
  EnisimSimulation *sim = enisim_simulation_new (scenario, seed, 0, &error);

  ck_assert (enisim_simulation_run_until (sim, until, &error));
  enisim_simulation_verify (sim);
  return sim;
}

static void
assert_areas_add_up (const EnisimLevel *whole, const EnisimLevel *first, const EnisimLevel *rest,
                     EnisimTime warm_up, EnisimTime end)
{
  ck_assert (enisim_level_get_area_us (whole, end)
             == enisim_level_get_area_us (first, warm_up) + enisim_level_get_area_us (rest, end));
  ck_assert_uint_eq (whole->peak, MAX (first->peak, rest->peak));
}

static void
assert_subnets_add_up (const EnisimMetrics *whole, const EnisimMetrics *first,
                       const EnisimMetrics *rest, EnisimTime warm_up, EnisimTime end)
{
  for (guint i = 0; i < whole->n_subnets; i++)
    {
      assert_areas_add_up (&whole->subnets[i].held.level, &first->subnets[i].held.level,
                           &rest->subnets[i].held.level, warm_up, end);
      for (guint holder = 0; holder < ENISIM_N_HOLDERS; holder++)
        assert_areas_add_up (&whole->subnets[i].held_by[holder], &first->subnets[i].held_by[holder],
                             &rest->subnets[i].held_by[holder], warm_up, end);
      ck_assert_uint_eq (whole->subnets[i].n_denied,
                         first->subnets[i].n_denied + rest->subnets[i].n_denied);
    }
}

static void
assert_calls_add_up (const EnisimRunSummary *whole, const EnisimRunSummary *first,
                     const EnisimRunSummary *rest)
{
  ck_assert_uint_eq (whole->n_attempts, first->n_attempts + rest->n_attempts);
  ck_assert_uint_eq (whole->n_cold, first->n_cold + rest->n_cold);
  ck_assert_uint_eq (whole->n_outcomes[ENISIM_OUTCOME_QUOTA],
                     first->n_outcomes[ENISIM_OUTCOME_QUOTA]
                         + rest->n_outcomes[ENISIM_OUTCOME_QUOTA]);
  ck_assert_uint_eq (whole->window.n_enis_created,
                     first->window.n_enis_created + rest->window.n_enis_created);
  ck_assert_uint_eq (whole->n_vm_ends[ENISIM_VM_END_IDLE],
                     first->n_vm_ends[ENISIM_VM_END_IDLE] + rest->n_vm_ends[ENISIM_VM_END_IDLE]);
}

/* The instant is no round one: nothing else happens in it. */
START_TEST (warm_up_and_window_add_up_to_the_run)
{
  const EnisimTime end = 2 * HOUR, warm_up = (_i * 7 + 1) * (2 * HOUR / 100) + 1;
  g_autofree char *key = g_strdup_printf ("warm_up: %" G_GINT64_FORMAT "us\n", warm_up);
  g_autoptr (EnisimSimulation) whole = run_mixed ("", (guint64) _i, end);
  g_autoptr (EnisimSimulation) first = run_mixed ("", (guint64) _i, warm_up);
  g_autoptr (EnisimSimulation) rest = run_mixed (key, (guint64) _i, end);
  g_autoptr (EnisimRunSummary) first_summary = enisim_run_summary_new (first);
  g_autoptr (EnisimRunSummary) rest_summary = enisim_run_summary_new (rest);

  summary = enisim_run_summary_new (whole);
  enisim_run_summary_verify (rest_summary);
  assert_subnets_add_up (&whole->metrics, &first->metrics, &rest->metrics, warm_up, end);
  assert_areas_add_up (&whole->metrics.vms.level, &first->metrics.vms.level,
                       &rest->metrics.vms.level, warm_up, end);
  assert_calls_add_up (summary, first_summary, rest_summary);
  ck_assert_uint_eq (rest_summary->n_events, summary->n_events + 1);
  ck_assert_uint_eq (rest_summary->n_enis_created, summary->n_enis_created);
  ck_assert_uint_eq (rest_summary->n_groups, summary->n_groups);
}
END_TEST

START_TEST (run_that_stops_in_the_warm_up_reports_that)
{
  g_autoptr (EnisimSimulation) sim = run_mixed ("warm_up: 1h\n", 1, HOUR / 2);

  summary = enisim_run_summary_new (sim);
  ck_assert_int_eq (summary->window.start, 0);
  ck_assert_uint_gt (summary->n_attempts, 0);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("warm-up");
  TCase *rules = tcase_create ("rules");
  TCase *sums = tcase_create ("sums");

  tcase_add_checked_fixture (rules, setup, teardown);
  tcase_add_test (rules, only_attempts_after_the_warm_up_are_counted);
  tcase_add_test (rules, call_of_the_warm_up_is_not_counted_where_it_ends_or_is_open);
  tcase_add_test (rules, levels_go_on_and_their_peak_and_mean_begin_anew);
  tcase_add_test (rules, peak_of_the_warm_up_is_forgotten);
  tcase_add_test (rules, enis_of_the_window_are_counted_beside_those_of_the_run);
  tcase_add_test (rules,
                  failures_of_the_warm_up_are_not_counted_and_a_full_subnet_is_from_its_start_on);
  tcase_add_test (rules, calls_of_the_caller_at_the_end_of_the_warm_up_are_not_counted);
  tcase_add_test (rules, run_that_stops_in_the_warm_up_reports_that);
  suite_add_tcase (suite, rules);
  tcase_add_checked_fixture (sums, setup, teardown);
  tcase_add_loop_test (sums, warm_up_and_window_add_up_to_the_run, 0, 14);
  suite_add_tcase (suite, sums);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
