/* instant-order-test.c
 *
 * Goal: what meets at one instant happens in model.md's order ("Time and order"), and every
 * meeting is survived.
 * Method: scenarios whose events fall on one instant, and what they lead to.
 */
#include "sim/sim-check.h"

#define VPC                                                                                        \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets: {a: {cidr: 10.0.2.0/28, az: za}}\n"                                                  \
  "  security_groups: [one]\n"

#define RUNTIME(name, more) "  - {name: " name ", subnets: [a], security_groups: [one]" more "}\n"

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

/* Where s joins r's group at the instant at which its ENI comes into use. */
static void
join_at_the_instant_of_use (const char *option)
{
  g_autofree char *yaml = g_strdup_printf (
      "horizon: 1h\nmodel: {eni_create_delay: 10s, %s}\n" VPC "runtimes:\n" RUNTIME ("r", "")
          RUNTIME ("s", ", create_at: never") "timeline:\n"
                                              "  - {at: 10s, create: s}\n"
                                              "  - {at: 10s, delete: s}\n",
      option);

  summary = run_text (yaml, 1);
  ck_assert_uint_eq (summary->n_enis_created, 1);
  ck_assert_int_eq (summary->runtime_statuses[0], ENISIM_RUNTIME_READY);
}

START_TEST (runtime_that_joins_at_the_instant_of_use_is_ready_no_earlier_than_its_enis)
{
  join_at_the_instant_of_use ("control_conflict: refuse");
  ck_assert_uint_eq (summary->n_control_refused, 1);
  ck_assert_int_eq (summary->runtime_statuses[1], ENISIM_RUNTIME_READY);
}
END_TEST

START_TEST (runtime_that_joins_at_the_instant_of_use_may_be_deleted_at_it)
{
  join_at_the_instant_of_use ("control_conflict: wait");
  ck_assert_uint_eq (summary->n_control_refused, 0);
  ck_assert_int_eq (summary->runtime_statuses[1], ENISIM_RUNTIME_ABSENT);
}
END_TEST

/* The last VM goes at 75 s, and with it the ENI, which is not retained at all. */
START_TEST (create_that_waited_for_the_last_vm_comes_after_what_goes_with_it)
{
  summary = run_text ("horizon: 2min\nmodel: {eni_retention: 0s, teardown: 15s}\n" VPC
                      "runtimes:\n" RUNTIME (
                          "r", "") "workloads: [{closed: {clients: 1, until: 1s, duration: 0s}}]\n"
                                   "timeline:\n"
                                   "  - {at: 60s, delete: r}\n"
                                   "  - {at: 70s, create: r}\n",
                      1);
  ck_assert_uint_eq (summary->n_enis_created, 2);
  ck_assert_uint_eq (summary->n_enis_released, 1);
  ck_assert_uint_eq (summary->n_enis_taken_back, 0);
}
END_TEST

START_TEST (requests_that_waited_leave_room_for_what_each_brings_about)
{
  summary = run_text ("horizon: 2h\nmodel: {eni_retention: 0s, ready_delay: 1h}\n" VPC
                      "runtimes:\n" RUNTIME ("r", "") "timeline:\n"
                                                      "  - {at: 30min, delete: r}\n"
                                                      "  - {at: 40min, create: r}\n",
                      1);
  ck_assert_uint_eq (summary->n_enis_created, 2);
  ck_assert_uint_eq (summary->n_enis_released, 1);
  ck_assert_int_eq (summary->runtime_statuses[0], ENISIM_RUNTIME_READY);
}
END_TEST

/* The last VM goes at 70 min, when the create still waits and the second delete comes. */
START_TEST (request_at_the_instant_of_settling_goes_behind_those_that_waited)
{
  summary = run_text ("horizon: 3h\nmodel: {teardown: 1h}\n" VPC "runtimes:\n" RUNTIME (
                          "r", "") "workloads: [{closed: {clients: 1, until: 1s, duration: 0s}}]\n"
                                   "timeline:\n"
                                   "  - {at: 10min, delete: r}\n"
                                   "  - {at: 20min, create: r}\n"
                                   "  - {at: 70min, delete: r}\n",
                      1);
  ck_assert_uint_eq (summary->n_control_refused, 0);
  ck_assert_int_eq (summary->runtime_statuses[0], ENISIM_RUNTIME_ABSENT);
}
END_TEST

START_TEST (longest_horizon_may_be_sampled_once_more_at_its_end)
{
  g_autofree char *yaml
      = g_strdup_printf ("horizon: %" G_GINT64_FORMAT "us\nsamples: %" G_GINT64_FORMAT "us\n"
                         "runtimes: [{name: p}]\n",
                         ENISIM_TIME_MAX, ENISIM_TIME_MAX);

  summary = run_text (yaml, 1);
  ck_assert_uint_eq (summary->n_samples, 2);
  ck_assert_int_eq (summary->samples[1].at, ENISIM_TIME_MAX);
}
END_TEST

static Suite *
instant_order_suite (void)
{
  Suite *suite = suite_create ("sim/instant-order");
  TCase *rules = tcase_create ("rules");

  tcase_add_checked_fixture (rules, setup, teardown);
  tcase_add_test (rules,
                  runtime_that_joins_at_the_instant_of_use_is_ready_no_earlier_than_its_enis);
  tcase_add_test (rules, runtime_that_joins_at_the_instant_of_use_may_be_deleted_at_it);
  tcase_add_test (rules, create_that_waited_for_the_last_vm_comes_after_what_goes_with_it);
  tcase_add_test (rules, requests_that_waited_leave_room_for_what_each_brings_about);
  tcase_add_test (rules, request_at_the_instant_of_settling_goes_behind_those_that_waited);
  tcase_add_test (rules, longest_horizon_may_be_sampled_once_more_at_its_end);
  suite_add_tcase (suite, rules);
  return suite;
}

ENISIM_TEST_MAIN (instant_order_suite)
