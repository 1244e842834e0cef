/* teardown-test.c
 *
 * Goal: the waits after a destruction are those that the model's rules give.
 * Method: small runs by hand; and random runs, whose last release has to come when it does in a
 * run whose timeline deletes all at that instant.
 */
#include "sim/sim-check.h"

#include <enisim/enisim-control.h>
#include <enisim/enisim-teardown.h>

#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR G_TIME_SPAN_HOUR

static EnisimScenario *scenario;
static EnisimTeardown *teardown_of;

static void
setup (void)
{
  scenario = NULL;
  teardown_of = NULL;
}

static void
teardown (void)
{
  g_clear_pointer (&teardown_of, enisim_teardown_free);
  g_clear_pointer (&scenario, enisim_scenario_unref);
}

static void
add_run (guint32 replication, EnisimTime at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 0, replication, &error);

  ck_assert (enisim_simulation_run_until (sim, at, &error));
  ck_assert (enisim_teardown_add (teardown_of, sim, &error));
  enisim_simulation_verify (sim);
  ck_assert_uint_eq (enisim_session_table_get_n_vms (&sim->sessions), 0);
  ck_assert_uint_eq (sim->pool.n_created, sim->pool.n_released);
}

static void
destroy (const char *yaml, EnisimTime at, guint n_runs)
{
  scenario = load_text (yaml);
  teardown_of = enisim_teardown_new (scenario, 0);
  for (guint32 i = 0; i < n_runs; i++)
    add_run (i, at);
}

static EnisimTeardownItem
find (EnisimTeardownKind kind, const char *name)
{
  EnisimTeardownItem item;

  for (guint i = 0; i < enisim_teardown_get_n_items (teardown_of); i++)
    {
      enisim_teardown_get_item (teardown_of, i, &item);
      if (item.kind == kind && g_str_equal (item.name, name))
        return item;
    }
  ck_abort_msg ("no item %s", name);
  return item;
}

static void
assert_wait (EnisimTeardownKind kind, const char *name, GTimeSpan us, const char *blocked_by)
{
  const EnisimTeardownItem item = find (kind, name);

  ck_assert_int_eq (item.worst_us, us);
  ck_assert_int_eq (item.median_us, us);
  if (blocked_by == NULL)
    ck_assert_ptr_null (item.blocked_by);
  else
    ck_assert_str_eq (item.blocked_by, blocked_by);
}

#define VPC                                                                                        \
  "horizon: 10h\n"                                                                                 \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets:\n"                                                                                   \
  "    a: {cidr: 10.0.1.0/28, az: za}\n"                                                           \
  "    b: {cidr: 10.0.2.0/28, az: zb, background: 10}\n"                                           \
  "    c: {cidr: 10.0.3.0/28, az: zc}\n"                                                           \
  "  security_groups: [one, two, three]\n"                                                         \
  "  endpoints: [{service: logs, subnets: [c]}]\n"                                                 \
  "runtimes:\n"                                                                                    \
  "  - {name: x, subnets: [a, b], security_groups: [one]}\n"

START_TEST (security_group_and_subnets_wait_for_the_retention)
{
  destroy (VPC, HOUR, 1);
  ck_assert_int_eq (enisim_teardown_get_at (teardown_of), HOUR);
  assert_wait (ENISIM_TEARDOWN_RUNTIME, "x", 0, NULL);
  assert_wait (ENISIM_TEARDOWN_SECURITY_GROUP, "one", 8 * HOUR, "retained ENIs of one in a, b");
  assert_wait (ENISIM_TEARDOWN_SUBNET, "a", 8 * HOUR, "retained ENIs of one in a, b");
  assert_wait (ENISIM_TEARDOWN_SECURITY_GROUP, "two", 0, NULL);
}
END_TEST

START_TEST (what_does_not_go_by_itself_is_an_obstacle)
{
  destroy (VPC, HOUR, 1);
  ck_assert_ptr_null (find (ENISIM_TEARDOWN_SUBNET, "a").obstacle);
  ck_assert_str_eq (find (ENISIM_TEARDOWN_SUBNET, "b").obstacle, "10 background addresses");
  ck_assert_str_eq (find (ENISIM_TEARDOWN_SUBNET, "c").obstacle, "1 endpoint");
  ck_assert_int_eq (find (ENISIM_TEARDOWN_SUBNET, "c").worst_us, 0);
}
END_TEST

/* As in a run: an ENI of an endpoint in it, or a rule of another that names it. */
START_TEST (security_group_of_an_endpoint_or_in_a_rule_has_an_obstacle)
{
  destroy ("horizon: 10h\n"
           "vpc:\n"
           "  cidr: 10.0.0.0/16\n"
           "  subnets:\n"
           "    a: {cidr: 10.0.1.0/28, az: za}\n"
           "    b: {cidr: 10.0.2.0/28, az: zb}\n"
           "  security_groups: {one: {}, two: {}, three: {references: [two]}}\n"
           "  endpoints:\n"
           "    - {service: logs, subnets: [a, b], security_groups: [one, two]}\n"
           "    - {service: kms, subnets: [a], security_groups: [two]}\n"
           "runtimes:\n"
           "  - {name: x, subnets: [a, b], security_groups: [one]}\n",
           HOUR, 1);
  ck_assert_str_eq (find (ENISIM_TEARDOWN_SECURITY_GROUP, "one").obstacle, "1 endpoint");
  ck_assert_int_eq (find (ENISIM_TEARDOWN_SECURITY_GROUP, "one").worst_us, 8 * HOUR);
  ck_assert_str_eq (find (ENISIM_TEARDOWN_SECURITY_GROUP, "two").obstacle,
                    "2 endpoints, 1 security group that names it");
  ck_assert_ptr_null (find (ENISIM_TEARDOWN_SECURITY_GROUP, "three").obstacle);
}
END_TEST

START_TEST (vms_hold_their_runtime_and_that_its_enis)
{
  destroy (VPC "workloads: [{poisson: {rate: 1/s, target: x, session: new}}]\n", HOUR, 1);
  assert_wait (ENISIM_TEARDOWN_RUNTIME, "x", 15 * SECOND, "the teardown of its VMs");
  assert_wait (ENISIM_TEARDOWN_SECURITY_GROUP, "one", 8 * HOUR + 15 * SECOND,
               "retained ENIs of one in a, b");
}
END_TEST

START_TEST (retention_that_is_on_already_is_shorter)
{
  destroy (VPC "timeline: [{at: 30min, delete: x}]\n", HOUR, 1);
  assert_wait (ENISIM_TEARDOWN_SUBNET, "a", 7 * HOUR + 30 * MINUTE, "retained ENIs of one in a, b");
  for (guint i = 0; i < enisim_teardown_get_n_items (teardown_of); i++)
    {
      EnisimTeardownItem item;

      enisim_teardown_get_item (teardown_of, i, &item);
      ck_assert_int_ne (item.kind, ENISIM_TEARDOWN_RUNTIME);
    }
}
END_TEST

/* A create in motion is not waited for by somebody who asks: it is deleted when it has settled. */
START_TEST (create_in_motion_settles_first)
{
  static const char *const conflicts[] = { "wait", "refuse" };
  g_autofree char *yaml = g_strdup_printf (
      VPC "model: {eni_create_delay: 90min, control_conflict: %s}\n", conflicts[_i]);

  destroy (yaml, HOUR, 1);
  assert_wait (ENISIM_TEARDOWN_RUNTIME, "x", 30 * MINUTE, "what it was doing");
  assert_wait (ENISIM_TEARDOWN_SUBNET, "a", 30 * MINUTE + 8 * HOUR, "retained ENIs of one in a, b");
}
END_TEST

START_TEST (what_was_planned_or_waits_does_not_come)
{
  destroy (VPC "  - {name: y, subnets: [a], security_groups: [two], create_at: 2h}\n"
               "model: {eni_create_delay: 30min}\n"
               "timeline: [{at: 10min, delete: x}, {at: 11min, create: x}, {at: 3h, create: y}]\n"
               "workloads: [{closed: {clients: 2, target: x, think: 1min}}]\n",
           15 * MINUTE, 1);
  assert_wait (ENISIM_TEARDOWN_RUNTIME, "x", 15 * MINUTE, "what it was doing");
  assert_wait (ENISIM_TEARDOWN_SECURITY_GROUP, "two", 0, NULL);
  assert_wait (ENISIM_TEARDOWN_SECURITY_GROUP, "one", 15 * MINUTE + 8 * HOUR,
               "retained ENIs of one in a, b");
}
END_TEST

START_TEST (failed_create_holds_what_it_got)
{
  destroy (VPC "  - {name: y, subnets: [b], security_groups: [two]}\n"
               "  - {name: z, subnets: [a, b], security_groups: [three], create_at: 59min}\n",
           HOUR, 1);
  assert_wait (ENISIM_TEARDOWN_SECURITY_GROUP, "three", 17 * MINUTE,
               "ENIs of a failed create with three in a, b");
  assert_wait (ENISIM_TEARDOWN_RUNTIME, "z", 0, NULL);
}
END_TEST

START_TEST (torn_down_run_ends_with_its_last_event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSimulation) sim = NULL;

  scenario = load_text (VPC "samples: 1h\ntimeline: [{at: 9h, create: x}]\n"
                            "model: {eni_retention: 1h}\n");
  sim = enisim_simulation_new (scenario, 1, 0, &error);
  ck_assert (enisim_simulation_run_until (sim, HOUR, &error));
  enisim_simulation_tear_down (sim);
  enisim_simulation_tear_down (sim);
  ck_assert (enisim_simulation_run (sim, &error));
  ck_assert_int_eq (enisim_simulation_get_now (sim), 2 * HOUR);
  ck_assert_uint_eq (sim->pool.n_released, 2);
}
END_TEST

START_TEST (stacks_go_and_no_more_come)
{
  EnisimTeardownItem item;

  destroy (VPC "churn: [{name: s, every: 20min, lifetime: 30min, security_group: own, subnets: "
               "[a]}]\nmodel: {eni_retention: 1h, eni_create_delay: 1min}\n",
           41 * MINUTE, 1);
  assert_wait (ENISIM_TEARDOWN_SUBNET, "a", HOUR, "retained ENIs of one in a, b");
  item = find (ENISIM_TEARDOWN_SECURITY_GROUP, "s-2");
  ck_assert_int_eq (item.worst_us, HOUR);
  ck_assert (enisim_teardown_is_random (scenario));
}
END_TEST

START_TEST (quantiles_are_of_the_runs)
{
  EnisimTeardownItem item;

  destroy (VPC "model: {eni_retention: {uniform: [1h, 2h]}}\n", HOUR, 40);
  item = find (ENISIM_TEARDOWN_SUBNET, "a");
  ck_assert_uint_eq (item.n, 40);
  ck_assert_int_lt (item.median_us, item.p95_us);
  ck_assert_int_lt (item.p95_us, item.worst_us);
  ck_assert_int_lt (ABS (item.median_us - 90 * MINUTE), 20 * MINUTE);
  ck_assert_int_gt (item.worst_us, 110 * MINUTE);
  ck_assert_int_le (item.worst_us, 120 * MINUTE);
}
END_TEST

START_TEST (one_run_is_enough_where_nothing_is_drawn)
{
  scenario = load_text (VPC);
  ck_assert (!enisim_teardown_is_random (scenario));
  g_clear_pointer (&scenario, enisim_scenario_unref);
  scenario = load_text (VPC "model: {eni_retention: {exponential: 1h}}\n");
  ck_assert (enisim_teardown_is_random (scenario));
  g_clear_pointer (&scenario, enisim_scenario_unref);
  scenario = load_text (VPC "workloads: [{poisson: {rate: 1/s}}]\n");
  ck_assert (enisim_teardown_is_random (scenario));
}
END_TEST

#define MIXED(more)                                                                                \
  VPC "  - {name: y, subnets: [c], security_groups: [two, one], idle_timeout: 1min}\n"             \
      "  - {name: z, subnets: [a, c], security_groups: [one], idle_timeout: 2min}\n"               \
      "model: {eni_retention: {exponential: 1h}, teardown: {uniform: [1s, 5min]},\n"               \
      "  eni_create_delay: {exponential: 1min}, control_conflict: wait}\n"                         \
      "workloads: [{poisson: {rate: 2/min, target: [x, y, z], until: 1h, duration: "               \
      "{exponential: 2min}}}]\n"                                                                   \
      "timeline: [{at: 20min, delete: y}, {at: 40min, create: y}" more "]\n"

START_TEST (last_release_is_that_of_a_run_that_deletes_all)
{
  g_autoptr (EnisimScenario) deleting = load_text (MIXED (", {at: 1h, delete: [x, y, z]}"));
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSimulation) oracle = enisim_simulation_new (deleting, 0, (guint32) _i, &error);
  g_autoptr (EnisimRunSummary) summary = NULL;
  GTimeSpan worst_us = 0;

  ck_assert (enisim_simulation_run (oracle, &error));
  summary = enisim_run_summary_new (oracle);
  scenario = load_text (MIXED (""));
  teardown_of = enisim_teardown_new (scenario, 0);
  add_run ((guint32) _i, HOUR);
  for (guint i = 0; i < enisim_teardown_get_n_items (teardown_of); i++)
    {
      EnisimTeardownItem item;

      enisim_teardown_get_item (teardown_of, i, &item);
      worst_us = MAX (worst_us, item.worst_us);
    }
  if (summary->n_groups == 0)
    ck_assert_int_eq (HOUR + worst_us, summary->enis_last_released_at);
  else
    ck_assert_int_gt (HOUR + worst_us, 10 * HOUR);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("advise/teardown");
  TCase *tcase = tcase_create ("waits");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, security_group_and_subnets_wait_for_the_retention);
  tcase_add_test (tcase, what_does_not_go_by_itself_is_an_obstacle);
  tcase_add_test (tcase, security_group_of_an_endpoint_or_in_a_rule_has_an_obstacle);
  tcase_add_test (tcase, vms_hold_their_runtime_and_that_its_enis);
  tcase_add_test (tcase, retention_that_is_on_already_is_shorter);
  tcase_add_loop_test (tcase, create_in_motion_settles_first, 0, 2);
  tcase_add_test (tcase, what_was_planned_or_waits_does_not_come);
  tcase_add_test (tcase, failed_create_holds_what_it_got);
  tcase_add_test (tcase, torn_down_run_ends_with_its_last_event);
  tcase_add_test (tcase, stacks_go_and_no_more_come);
  tcase_add_test (tcase, quantiles_are_of_the_runs);
  tcase_add_test (tcase, one_run_is_enough_where_nothing_is_drawn);
  tcase_add_loop_test (tcase, last_release_is_that_of_a_run_that_deletes_all, 0, 20);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
