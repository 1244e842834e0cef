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

static void
assert_has (const char *part)
{
  if (strstr (text, part) == NULL)
    ck_abort_msg ("no '%s' in:\n%s", part, text);
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
  assert_left_out ("network 10.0.1.0/28 of subnet inside: another subnet's overlaps it; another is "
                   "made up");
  assert_left_out ("network 10.0.2.0/30 of subnet host: its prefix is none from 16 to 28; another "
                   "is made up");
}
END_TEST

static EnisimId
add_vpc (const char *name, const char *cidr)
{
  EnisimVpc vpc = { .resource = make_resource (name), .has_cidr = TRUE };

  ck_assert (enisim_cidr_parse (cidr, &vpc.cidr, NULL));
  g_array_append_val (inventory->vpcs, vpc);
  return vpc.resource.id;
}

START_TEST (network_of_another_block_of_the_vpc_is_kept)
{
  add_vpc ("v", "10.8.0.0/24");
  add_subnet ("a", "10.8.0.0/28");
  add_subnet ("b", "100.64.0.0/28");
  add_subnet ("c", "100.64.0.16/28");
  add_agent ("r", "a b c", "g");
  assert_held_as_planned ();
  assert_has ("  cidr: [10.8.0.0/24, 100.64.0.0/28, 100.64.0.16/28]  # of a subnet outside the "
              "others: the last 2\n");
  assert_has ("    b: {cidr: 100.64.0.0/28, az: za}  # b\n");
  ck_assert_ptr_null (left_out[0]);
}
END_TEST

START_TEST (network_around_that_of_the_vpc_is_made_up_and_said_so)
{
  add_vpc ("v", "10.8.0.0/24");
  add_subnet ("a", "10.8.0.0/20");
  add_agent ("r", "a", "g");
  assert_held_as_planned ();
  assert_left_out (
      "network 10.8.0.0/20 of subnet a: a network of the VPC is within it; another is made "
      "up");
}
END_TEST

START_TEST (network_of_the_vpc_that_no_scenario_has_is_said_to_be_made_up)
{
  add_vpc ("v", "10.0.0.0/8");
  add_subnet ("a", "10.8.0.0/20");
  write_scenario ();
  assert_left_out ("network 10.0.0.0/8 of v: its prefix is none from 16 to 28");
  assert_has ("  cidr: 10.8.0.0/16  # made up\n");
  assert_has ("    a: {cidr: 10.8.0.0/20, az: za}  # a\n");
}
END_TEST

START_TEST (networks_that_a_vpc_was_given_besides_are_its_own)
{
  EnisimVpcRange range = { .resource = make_resource ("more"),
                           .vpc = add_vpc ("v", "10.8.0.0/24"),
                           .has_cidr = TRUE };

  ck_assert (enisim_cidr_parse ("100.64.0.0/20", &range.cidr, NULL));
  g_array_append_val (inventory->vpc_ranges, range);
  range.vpc = enisim_inventory_intern (inventory, "other");
  ck_assert (enisim_cidr_parse ("100.99.0.0/20", &range.cidr, NULL));
  g_array_append_val (inventory->vpc_ranges, range);
  add_subnet ("a", "100.64.3.0/28");
  add_agent ("r", "a b", "g");
  assert_held_as_planned ();
  assert_has ("  cidr: [10.8.0.0/24, 100.64.0.0/20]\n");
  assert_has ("    b: {cidr: 10.8.0.0/24, ");
}
END_TEST

/* @blocks: with spaces between */
static void
add_interface (const char *name, const char *subnet, const char *blocks)
{
  g_auto (GStrv) words = g_strsplit (blocks, " ", -1);
  EnisimCidr *cidrs = g_new (EnisimCidr, g_strv_length (words));
  EnisimInterface one = { .resource = make_resource (name),
                          .kind = ENISIM_INTERFACE_OTHER,
                          .label = "machine",
                          .subnet = enisim_inventory_intern (inventory, subnet),
                          .blocks = cidrs,
                          .n_blocks = g_strv_length (words) };

  g_ptr_array_add (inventory->lists, cidrs);
  one.resource.is_live = TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      ck_assert (enisim_cidr_parse (words[i], &cidrs[i], NULL));
      one.n_addresses += (guint) enisim_cidr_get_n_addresses (cidrs[i]);
    }
  g_array_append_val (inventory->interfaces, one);
}

START_TEST (network_that_nobody_tells_has_the_addresses_that_are_seen_there)
{
  static const char mark[] = "; assumed: the smallest network that has the addresses of its ENIs";

  add_interface ("e1", "x", "172.31.5.20/32 172.31.5.26/32");
  add_interface ("e2", "y", "172.31.6.65/32");
  add_interface ("e3", "z", "172.31.9.64/28 172.31.9.40/32");
  add_agent ("r", "x y z", "g");
  write_scenario ();
  assert_has ("  cidr: 172.31.0.0/16  # made up\n");
  assert_has ("    x: {cidr: 172.31.5.16/28, ");
  assert_has ("    \"y\": {cidr: 172.31.6.0/25, "); /* 65 is reserved in a /28, a /27 and a /26 */
  assert_has (mark);
}
END_TEST

START_TEST (subnets_whose_addresses_are_mixed_are_left_out)
{
  add_interface ("e1", "x", "10.0.0.4/32 10.0.0.21/32");
  add_interface ("e2", "y", "10.0.0.12/32");
  add_interface ("e3", "z", "10.0.1.4/32");
  add_agent ("r", "x z", "g");
  add_agent ("s", "y", "g");
  write_scenario ();
  assert_left_out ("subnet y: no network of its own has all addresses of its ENIs");
  assert_left_out ("s: not all of its subnets are in the scenario");
  ck_assert_uint_eq (scenario->n_subnets, 2);
}
END_TEST

START_TEST (groups_of_endpoints_and_holders_are_carried)
{
  static const EnisimTakerRule each = { .type = "E", .label = "machine" };

  add_subnet ("a", "10.0.1.0/24");
  add_sg ("endpoint-sg");
  add_endpoint ("logs", "a");
  g_array_index (inventory->endpoints, EnisimEndpoint, 0).security_groups
      = make_list ("endpoint-sg");
  add_taker (&each, "a", "g h", 2, 2);
  add_taker (&each, "a", "h g", 1, 1);
  add_taker (&each, "a", "", 1, 1);
  add_agent ("r", "a", "agent-sg");
  assert_held_as_planned ();
  assert_has ("{service: logs, subnets: [a], security_groups: [endpoint-sg]}\n");
  assert_has ("{name: machine, subnet: a, count: 3, security_groups: [g, h]}\n");
  assert_has ("{name: machine-2, subnet: a, count: 1}\n");
  assert_has ("  security_groups:\n    - agent-sg\n    - endpoint-sg\n    - g\n    - h\n");
}
END_TEST

static void
add_rule (const char *owner, const char *peer, gboolean is_certain)
{
  EnisimRule rule = { .resource = make_resource ("rule"),
                      .owner = enisim_inventory_intern (inventory, owner),
                      .peer_kind = ENISIM_PEER_SECURITY_GROUP,
                      .peer = enisim_inventory_intern (inventory, peer) };

  rule.resource.is_certain = is_certain;
  g_array_append_val (inventory->security_group_rules, rule);
}

START_TEST (groups_whose_rules_name_one_are_carried_with_it)
{
  add_subnet ("a", "10.0.1.0/24");
  add_agent ("r", "a", "agent-sg");
  add_rule ("database", "agent-sg", TRUE);
  add_rule ("database", "agent-sg", TRUE);
  add_rule ("bastion", "database", TRUE);
  add_rule ("agent-sg", "agent-sg", TRUE);
  add_rule ("agent-sg", "unheard-of", TRUE);
  add_rule ("perhaps", "agent-sg", FALSE);
  assert_held_as_planned ();
  assert_has ("  security_groups:\n"
              "    agent-sg: {}\n"
              "    database: {references: [agent-sg]}\n"
              "    bastion: {references: [database]}\n"
              "runtimes:");
  assert_left_out ("rule rule, which names the security group agent-sg: it is perhaps not there");
  ck_assert_uint_eq (scenario->sg_rules[1].n_named, 1);
}
END_TEST

START_TEST (assumptions_are_told_where_another_value_makes_other_enis)
{
  add_subnet ("a", "10.0.1.0/24");
  add_agent ("r", "a b", "g");
  add_agent ("same", "b a", "g");
  write_scenario ();
  ck_assert_ptr_null (strstr (text, "eni_sharing"));
  g_clear_pointer (&text, g_free);
  g_clear_pointer (&left_out, g_strfreev);
  g_clear_pointer (&scenario, enisim_scenario_unref);
  add_agent ("tool", "a b", "g")->kind = ENISIM_AGENT_KIND_BROWSER;
  add_agent ("half", "b", "g");
  write_scenario ();
  assert_has ("# model:\n"
              "#   eni_sharing: configuration     # (A) per_subnet, fewer:");
  assert_has ("\n#   eni_sharing_across_types: yes  # (A) no, more:");
  ck_assert_ptr_null (strstr (text, "eni_reuse"));
}
END_TEST

/* With re-use off it has ENIs beside those. */
START_TEST (agent_that_finds_its_enis_retained_comes_after_them)
{
  EnisimLiveGroup group = { .resource = make_resource ("eni-1"),
                            .subnets = make_list ("a"),
                            .security_groups = make_list ("g"),
                            .interfaces = make_list ("eni-1"),
                            .held = ENISIM_HELD_RETAINED,
                            .is_inferred = TRUE };
  g_autoptr (EnisimRunSummary) again = NULL, beside = NULL;
  g_autofree char *other = NULL;

  group.resource.is_live = TRUE;
  add_subnet ("a", "10.0.1.0/24");
  g_array_append_val (inventory->live_groups, group);
  add_agent ("r", "a", "g");
  write_scenario ();
  assert_has ("#   eni_reuse: yes ");
  assert_has ("    create_at: 1ms  # ");
  again = run_scenario (scenario, 1);
  ck_assert_uint_eq (again->subnets[0].held.peak, 1);
  g_clear_pointer (&scenario, enisim_scenario_unref);
  other = g_strconcat (text, "model: {eni_reuse: no}\n", NULL);
  scenario = load_text (other);
  beside = run_scenario (scenario, 1);
  ck_assert_uint_eq (beside->subnets[0].held.peak, 2);
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
  tcase_add_test (tcase, network_of_another_block_of_the_vpc_is_kept);
  tcase_add_test (tcase, network_around_that_of_the_vpc_is_made_up_and_said_so);
  tcase_add_test (tcase, network_of_the_vpc_that_no_scenario_has_is_said_to_be_made_up);
  tcase_add_test (tcase, networks_that_a_vpc_was_given_besides_are_its_own);
  tcase_add_test (tcase, network_that_nobody_tells_has_the_addresses_that_are_seen_there);
  tcase_add_test (tcase, subnets_whose_addresses_are_mixed_are_left_out);
  tcase_add_test (tcase, groups_of_endpoints_and_holders_are_carried);
  tcase_add_test (tcase, groups_whose_rules_name_one_are_carried_with_it);
  tcase_add_test (tcase, assumptions_are_told_where_another_value_makes_other_enis);
  tcase_add_test (tcase, agent_that_finds_its_enis_retained_comes_after_them);
  tcase_add_test (tcase, subnets_past_the_room_of_the_vpc_are_left_out);
  tcase_add_test (tcase, what_cannot_be_carried_is_named);
  tcase_add_test (tcase, comments_stay_comments);
  tcase_add_test (tcase, public_agents_and_endpoints_of_runtimes_are_carried);
  tcase_add_test (tcase, nothing_is_a_scenario_too);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
