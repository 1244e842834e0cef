/* scenario-text-test.c
 *
 * Goal: whatever an inventory holds becomes a scenario that loads, holds the addresses that a plan
 * expects, and names what it could not carry.
 * Method: inventories made by hand, planned, written, loaded and run.
 */
#include "import/inventory-by-hand.h"
#include "sim/sim-check.h"

#include "advise/plan.h"

static EnisimPlan *plan;
static EnisimScenario *scenario;
static char *text, **left_out;

static void
setup (void)
{
  inventory = enisim_inventory_new ();
}

static void
teardown (void)
{
  enisim_inventory_verify (inventory);
  g_clear_pointer (&plan, enisim_plan_free);
  g_clear_pointer (&inventory, enisim_inventory_free);
  g_clear_pointer (&scenario, enisim_scenario_unref);
  g_clear_pointer (&text, g_free);
  g_clear_pointer (&left_out, g_strfreev);
}

static void
write_scenario (void)
{
  text = enisim_inventory_to_scenario (inventory, &left_out);
  scenario = load_text (text);
}

/* Subnets of both are in the same order. */
static void
assert_held_as_planned (void)
{
  g_autoptr (EnisimScenario) assumptions = load_text ("horizon: 1h\n");
  g_autoptr (EnisimRunSummary) summary = NULL;

  write_scenario ();
  plan = enisim_plan_new (inventory, assumptions);
  enisim_plan_verify (plan);
  summary = run_scenario (scenario, 1);
  ck_assert_uint_eq (scenario->n_subnets, enisim_plan_get_n_subnets (plan));
  for (guint i = 0; i < scenario->n_subnets; i++)
    ck_assert_uint_eq (summary->subnets[i].held.now,
                       enisim_plan_get_subnet (plan, i)->held[ENISIM_PLAN_NOW].expected);
}

static void
assert_left_out (const char *part)
{
  for (guint i = 0; left_out[i] != NULL; i++)
    if (strstr (left_out[i], part) != NULL)
      {
        ck_assert_ptr_nonnull (strstr (text, "# It could not carry:\n"));
        return;
      }
  ck_abort_msg ("nothing is left out because of '%s'", part);
}

START_TEST (run_of_an_import_holds_what_the_plan_expects)
{
  static const EnisimTakerRule each = { .type = "E", .label = "EFS mount target" };
  static const EnisimTakerRule shared
      = { .type = "L", .label = "Lambda function", .spread = ENISIM_SPREAD_SHARED };
  static const EnisimTakerRule evenly
      = { .type = "S", .label = "task", .spread = ENISIM_SPREAD_EVENLY };

  add_subnet ("a", "10.0.1.0/24");
  add_subnet ("b", "10.0.2.0/27");
  add_sg ("g");
  add_agent ("r1", "a b", "g");
  add_agent ("r2", "b a", "g");
  add_agent ("r3", "a", "h")->kind = ENISIM_AGENT_KIND_BROWSER;
  add_agent ("r4", "a", "h")->kind = ENISIM_AGENT_KIND_CODE_INTERPRETER;
  add_endpoint ("logs", "a");
  add_endpoint ("ecr.api", "b");
  add_nat_gateway ("nat", "b");
  add_taker (&each, "a", "", 1, 1);
  add_taker (&shared, "a b", "g", 1, 1);
  add_taker (&shared, "a", "g", 1, 1);
  add_taker (&evenly, "a b", "", 3, 3);
  assert_held_as_planned ();
}
END_TEST

START_TEST (number_out_of_a_range_says_so)
{
  static const EnisimTakerRule alb = { .type = "A", .label = "balancer", .n_all_max = 100 };
  static const EnisimTakerRule open = { .type = "O", .label = "open" };
  static const EnisimTakerRule sure = { .type = "S", .label = "sure" };

  add_subnet ("a", "10.0.1.0/24");
  add_taker (&alb, "a", "", 1, 100);
  g_array_index (inventory->takers, EnisimTaker, 0).n_expected = 8;
  add_taker (&open, "a", "", 2, 2);
  g_array_index (inventory->takers, EnisimTaker, 1).is_open = TRUE;
  add_taker (&sure, "a", "", 3, 3);
  assert_held_as_planned ();
  ck_assert_ptr_nonnull (
      strstr (text, "balancer, subnet: a, count: 8}  # 1 to 100 are possible\n"));
  ck_assert_ptr_nonnull (strstr (text, "open, subnet: a, count: 2}  # at least 2\n"));
  ck_assert_ptr_nonnull (strstr (text, "sure, subnet: a, count: 3}\n"));
  ck_assert_ptr_nonnull (
      strstr (text, "open taker: what it takes past the count here is not known"));
}
END_TEST

START_TEST (expressions_become_names_and_made_up_networks)
{
  add_agent ("r1", "${Net:SubnetA} ${Net:SubnetB}", "${ImportValue/sg}");
  add_agent ("r2", "${Net:SubnetB}", "?${Sgs}");
  add_agent ("r3", "${Net:SubnetB}", "");
  assert_held_as_planned ();
  ck_assert_ptr_nonnull (strstr (text, "Net-SubnetA: {cidr: 10.0.0.0/24, az: zone}"));
  ck_assert_ptr_nonnull (strstr (text, "Net-SubnetB: {cidr: 10.0.1.0/24, az: zone-2}"));
  ck_assert_ptr_nonnull (strstr (text, "security_groups: [none-named]"));
}
END_TEST

START_TEST (names_that_collide_or_mean_something_to_yaml_are_told_apart)
{
  add_subnet ("S/a", "10.0.1.0/28");
  add_subnet ("S:a", "10.0.1.16/28");
  add_subnet ("no", "10.0.1.32/28");
  add_subnet ("1", "10.0.1.48/28");
  add_agent ("r x", "S/a S:a no 1", "null");
  add_agent ("r-x", "S/a", "null");
  assert_held_as_planned ();
}
END_TEST

START_TEST (network_that_does_not_fit_is_made_up)
{
  add_subnet ("a", "10.0.1.0/24");
  add_subnet ("inside", "10.0.1.0/28");
  add_subnet ("host", "10.0.2.0/30");
  add_agent ("r", "a inside host", "g");
  assert_held_as_planned ();
}
END_TEST

START_TEST (subnets_past_the_room_of_the_vpc_are_left_out)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("s%u", i);

      add_agent (name, name, "g");
    }
  write_scenario ();
  assert_left_out ("subnet s256: the VPC has no room for one of unknown size");
  ck_assert_uint_eq (enisim_scenario_get_n_runtimes (scenario), 256);
}
END_TEST

START_TEST (what_cannot_be_carried_is_named)
{
  static const EnisimTakerRule each = { .type = "E", .label = "machine" };

  add_subnet ("a", "10.0.1.0/28");
  add_agent ("open", "?${Ids}", "g");
  add_agent ("perhaps", "a", "g")->resource.is_certain = FALSE;
  add_agent ("unclear", "a", "g")->mode = ENISIM_NETWORK_UNKNOWN;
  add_agent ("big", "a", "g")->is_instances = TRUE;
  add_agent ("hasty", "a", "g")->idle_timeout_s = 3;
  add_endpoint ("nowhere", "");
  add_taker (&each, "a", "", 40, 40);
  write_scenario ();
  assert_left_out ("open: its subnets are not known");
  assert_left_out ("perhaps: it is perhaps not there");
  assert_left_out ("unclear: whether it is in the VPC is not known");
  assert_left_out ("big: the compute type Instances");
  assert_left_out ("timeouts of hasty");
  assert_left_out ("endpoint nowhere: it names no subnet");
  assert_left_out ("not all of them have room there");
  ck_assert_uint_eq (enisim_scenario_get_n_runtimes (scenario), 1);
}
END_TEST

START_TEST (comments_stay_comments)
{
  add_agent ("evil\nhorizon: 1h", "a\r\nb", "g");
  write_scenario ();
  ck_assert_int_eq (enisim_scenario_get_horizon (scenario), 24 * G_TIME_SPAN_HOUR);
}
END_TEST

START_TEST (public_agents_and_endpoints_of_runtimes_are_carried)
{
  const EnisimAgentEndpoint endpoint = { .resource = make_resource ("prod"),
                                         .agent = enisim_inventory_intern (inventory, "r"),
                                         .version = 3 };

  add_agent ("r", "", "")->mode = ENISIM_NETWORK_PUBLIC;
  g_array_append_val (inventory->agent_endpoints, endpoint);
  write_scenario ();
  ck_assert_uint_eq (scenario->runtimes[0].n_endpoints, 1);
  ck_assert (!scenario->runtimes[0].is_vpc);
  assert_left_out ("version 3 of endpoint prod");
}
END_TEST

START_TEST (nothing_is_a_scenario_too)
{
  assert_held_as_planned ();
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("import/scenario-text");
  TCase *tcase = tcase_create ("rules");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, run_of_an_import_holds_what_the_plan_expects);
  tcase_add_test (tcase, number_out_of_a_range_says_so);
  tcase_add_test (tcase, expressions_become_names_and_made_up_networks);
  tcase_add_test (tcase, names_that_collide_or_mean_something_to_yaml_are_told_apart);
  tcase_add_test (tcase, network_that_does_not_fit_is_made_up);
  tcase_add_test (tcase, subnets_past_the_room_of_the_vpc_are_left_out);
  tcase_add_test (tcase, what_cannot_be_carried_is_named);
  tcase_add_test (tcase, comments_stay_comments);
  tcase_add_test (tcase, public_agents_and_endpoints_of_runtimes_are_carried);
  tcase_add_test (tcase, nothing_is_a_scenario_too);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
