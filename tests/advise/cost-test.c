/* cost-test.c
 *
 * Goal: a run's cost is hours times prices, and the hours are the residences to the microsecond.
 * Method: runs by hand, for which a pencil is enough.
 */
#include "sim/sim-check.h"

#include <math.h>

#include "advise/cost.h"

static EnisimRunSummary *summary;
static EnisimCost cost;

static void
teardown (void)
{
  g_clear_pointer (&summary, enisim_run_summary_free);
}

static void
run (const char *yaml)
{
  summary = run_text (yaml, 1);
  cost = enisim_cost_of (summary);
}

static void
assert_item (const EnisimCostItem *item, double hours, double dollars)
{
  ck_assert_double_eq_tol (item->hours, hours, 1e-9);
  ck_assert_double_eq_tol (item->dollars, dollars, 1e-9);
}

#define VPC                                                                                        \
  "horizon: 10h\n"                                                                                 \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets: {a: {cidr: 10.0.1.0/28, az: za}, b: {cidr: 10.0.2.0/28, az: zb}}\n"                  \
  "  security_groups: [g]\n"                                                                       \
  "  endpoints: [{service: logs, subnets: [a, b]}, {service: s3, type: gateway}]\n"                \
  "  nat_gateways: [{subnet: a}]\n"

START_TEST (endpoints_cost_by_az_and_nat_gateways_by_number)
{
  run (VPC "region: ap-northeast-1\n");
  assert_item (&cost.endpoints, 20, 0.28);
  assert_item (&cost.nat_gateways, 10, 0.62);
  ck_assert_double_eq_tol (cost.total, 0.90, 1e-9);
}
END_TEST

START_TEST (only_the_window_costs)
{
  run (VPC "region: us-east-1\nwarm_up: 4h\n");
  assert_item (&cost.endpoints, 12, 0.12);
  assert_item (&cost.nat_gateways, 6, 0.27);
}
END_TEST

START_TEST (price_that_is_not_known_leaves_the_sum_unknown)
{
  run (VPC "region: eu-west-1\n");
  ck_assert_double_eq_tol (cost.endpoints.hours, 20, 1e-9);
  ck_assert_double_nan (cost.endpoints.dollars);
  ck_assert_double_nan (cost.total);
}
END_TEST

START_TEST (scenario_s_prices_come_first)
{
  run (VPC "region: eu-west-1\nprices: {endpoint_hour: 1, nat_gateway_hour: 0.5}\n");
  assert_item (&cost.endpoints, 20, 20);
  assert_item (&cost.nat_gateways, 10, 5);
  ck_assert_double_eq_tol (cost.total, 25, 1e-9);
}
END_TEST

/* One VM from admission to the end of its teardown: an hour and two GB, 15 minutes and half a GB.
 */
START_TEST (memory_costs_for_the_vm_s_whole_life)
{
  summary = run_trace (
      "horizon: 3h\nmodel: {cold_start: 2min, teardown: 1min}\n"
      "runtimes:\n"
      "  - {name: x, idle_timeout: 7min, memory_gb: 2}\n"
      "  - {name: y, idle_timeout: 7min, memory_gb: 0.5, platform: V2}\n"
      "workloads:\n"
      "  - trace: {file: TRACE, target: x, time: {column: at, unit: s}, duration: 50min, "
      "request_limit: never}\n"
      "  - trace: {file: TRACE, target: y, time: {column: at, unit: s}, duration: 5min}\n",
      "at\n0\n");
  cost = enisim_cost_of (summary);
  assert_item (&cost.memory[ENISIM_PLATFORM_V1], 2.0, 2.0 * 0.00945);
  assert_item (&cost.memory[ENISIM_PLATFORM_V2], 0.125, 0.125 * 0.0169);
  ck_assert_double_eq (cost.endpoints.dollars, 0);
}
END_TEST

START_TEST (memory_is_a_gigabyte_where_nobody_says)
{
  run ("horizon: 1h\nruntimes: [{name: r}]\n"
       "workloads: [{closed: {clients: 3, duration: 2h, request_limit: never}}]\nmodel: "
       "{cold_start: 0s}\n");
  assert_item (&cost.memory[ENISIM_PLATFORM_V1], 3, 3 * 0.00945);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("advise/cost");
  TCase *tcase = tcase_create ("cost");

  tcase_add_checked_fixture (tcase, NULL, teardown);
  tcase_add_test (tcase, endpoints_cost_by_az_and_nat_gateways_by_number);
  tcase_add_test (tcase, only_the_window_costs);
  tcase_add_test (tcase, price_that_is_not_known_leaves_the_sum_unknown);
  tcase_add_test (tcase, scenario_s_prices_come_first);
  tcase_add_test (tcase, memory_costs_for_the_vm_s_whole_life);
  tcase_add_test (tcase, memory_is_a_gigabyte_where_nobody_says);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
