/* eni-states-test.c
 *
 * Goal: a run reports how many ENIs were alive in each state over time, in all subnets together
 * (model.md "What a run reports").
 * Method: creates and deletes at known instants, each state's series drawn as text; and a run
 * that changes more often than a series has room for.
 */
#include "sim/sim-check.h"

#define VPC                                                                                        \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets:\n"                                                                                   \
  "    a: {cidr: 10.0.2.0/24, az: za}\n"                                                           \
  "    b: {cidr: 10.0.3.0/28, az: zb}\n"                                                           \
  "  security_groups: [one, two]\n"

#define ONE_RUNTIME "runtimes: [{name: r, subnets: [a, b], security_groups: [one]}]\n"

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

/* After each change: "minutes:alive ". */
static void
assert_alive (EnisimEniState state, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const EnisimLevelSummary *alive = &summary->enis_in[state];

  ck_assert_int_eq (alive->series_grain_us, 1);
  for (guint i = 0; i < alive->n_series; i++)
    g_string_append_printf (text, "%g:%u ",
                            (double) alive->series[i].at / (double) G_TIME_SPAN_MINUTE,
                            (guint) alive->series[i].last);
  ck_assert_str_eq (text->str, expected);
}

START_TEST (enis_are_followed_from_state_to_state_in_all_subnets_together)
{
  summary = run_text ("horizon: 10h\n"
                      "model: {eni_create_delay: 30s, eni_retention: 1h}\n" VPC ONE_RUNTIME
                      "timeline: [{at: 1h, delete: r}, {at: 90min, create: r},\n"
                      "  {at: 5h, delete: r}]\n",
                      1);
  assert_alive (ENISIM_ENI_CREATING, "0:2 0.5:0 ");
  assert_alive (ENISIM_ENI_IN_USE, "0:0 0.5:2 60:0 90:2 300:0 ");
  assert_alive (ENISIM_ENI_RETAINED, "0:0 60:2 90:0 300:2 360:0 ");
  assert_alive (ENISIM_ENI_FAILED, "0:0 ");
  ck_assert_double_eq_tol (summary->enis_in[ENISIM_ENI_RETAINED].mean, 2 * 1.5 / 10, 1e-12);
}
END_TEST

/* Subnet b has 11 usable addresses. */
START_TEST (enis_that_a_failed_create_left_are_alive_until_they_are_cleared_away)
{
  summary = run_text ("horizon: 1h\n"
                      "vpc:\n"
                      "  cidr: 10.0.0.0/16\n"
                      "  subnets:\n"
                      "    a: {cidr: 10.0.2.0/24, az: za}\n"
                      "    b: {cidr: 10.0.3.0/28, az: zb, background: 11}\n"
                      "  security_groups: [one]\n" ONE_RUNTIME,
                      1);
  assert_alive (ENISIM_ENI_FAILED, "0:1 18:0 ");
  assert_alive (ENISIM_ENI_CREATING, "0:0 ");
  ck_assert_uint_eq (summary->enis_in[ENISIM_ENI_CREATING].peak, 0);
}
END_TEST

START_TEST (eni_that_is_created_at_once_was_never_creating)
{
  summary = run_text ("horizon: 1h\n"
                      "model: {eni_sharing: per_subnet}\n" VPC ONE_RUNTIME,
                      1);
  ck_assert_uint_eq (summary->enis_in[ENISIM_ENI_CREATING].peak, 0);
  ck_assert_uint_eq (summary->enis_in[ENISIM_ENI_IN_USE].peak, 2);
  assert_alive (ENISIM_ENI_IN_USE, "0:2 ");
}
END_TEST

START_TEST (states_begin_anew_after_the_warm_up_and_forget_its_peak)
{
  summary = run_text ("horizon: 10h\nwarm_up: 4h\n"
                      "model: {eni_retention: 1h}\n" VPC "runtimes:\n"
                      "  - {name: r, subnets: [a, b], security_groups: [one]}\n"
                      "  - {name: s, subnets: [a, b], security_groups: [two]}\n"
                      "timeline: [{at: 1h, delete: s}, {at: 5h, delete: r}]\n",
                      1);
  assert_alive (ENISIM_ENI_IN_USE, "240:2 300:0 ");
  assert_alive (ENISIM_ENI_RETAINED, "240:0 300:2 360:0 ");
  ck_assert_uint_eq (summary->enis_in[ENISIM_ENI_IN_USE].peak, 2);
  ck_assert_int_eq (summary->enis_in[ENISIM_ENI_IN_USE].peak_at, 4 * G_TIME_SPAN_HOUR);
  ck_assert_double_eq_tol (summary->enis_in[ENISIM_ENI_RETAINED].mean, 2 / 6.0, 1e-12);
}
END_TEST

START_TEST (series_of_a_state_is_thinned_and_its_peak_stays_exact)
{
  guint64 max = 0;
  const EnisimLevelSummary *retained;

  summary = run_text ("horizon: 200h\n"
                      "model: {eni_retention: 20min}\n"
                      "vpc: {cidr: 10.0.0.0/16, security_groups: [one],\n"
                      "  subnets: {a: {cidr: 10.0.2.0/24, az: za}}}\n"
                      "churn: [{stacks: {rate: 30/h, lifetime: 10min, subnets: [a],\n"
                      "  security_group: own}}]\n",
                      7);
  retained = &summary->enis_in[ENISIM_ENI_RETAINED];
  ck_assert_uint_gt (summary->n_enis_created, 4 * ENISIM_METRICS_SERIES_CAPACITY);
  ck_assert_int_gt (retained->series_grain_us, 1);
  ck_assert_uint_le (retained->n_series, ENISIM_METRICS_SERIES_CAPACITY);
  for (guint i = 0; i < retained->n_series; i++)
    max = MAX (max, retained->series[i].max);
  ck_assert_uint_eq (max, retained->peak);
  ck_assert_double_eq_tol (retained->mean,
                           summary->subnets[0].mean_held_by[ENISIM_HOLDER_ENI_RETAINED], 1e-9);
}
END_TEST

static Suite *
eni_states_suite (void)
{
  Suite *suite = suite_create ("sim/eni-states");
  TCase *rules = tcase_create ("rules");

  tcase_add_checked_fixture (rules, setup, teardown);
  tcase_add_test (rules, enis_are_followed_from_state_to_state_in_all_subnets_together);
  tcase_add_test (rules, enis_that_a_failed_create_left_are_alive_until_they_are_cleared_away);
  tcase_add_test (rules, eni_that_is_created_at_once_was_never_creating);
  tcase_add_test (rules, states_begin_anew_after_the_warm_up_and_forget_its_peak);
  tcase_add_test (rules, series_of_a_state_is_thinned_and_its_peak_stays_exact);
  suite_add_tcase (suite, rules);
  return suite;
}

ENISIM_TEST_MAIN (eni_states_suite)
