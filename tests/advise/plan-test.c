/* plan-test.c
 *
 * Goal: a plan tells which agents share ENIs, what each subnet holds in each phase, and both bounds
 * where documentation, conditions or lists of unknown length leave something open.
 * Method: inventories made by hand, for which a pencil is enough.
 */
#include "import/inventory-by-hand.h"

#include "advise/plan.h"

static EnisimPlan *plan;

static void
setup (void)
{
  inventory = enisim_inventory_new ();
}

static void
teardown (void)
{
  if (plan != NULL)
    enisim_plan_verify (plan);
  enisim_inventory_verify (inventory);
  g_clear_pointer (&plan, enisim_plan_free);
  g_clear_pointer (&inventory, enisim_inventory_free);
}

/* @setting: (nullable): an override such as "model.eni_sharing=per_subnet" */
static void
make_plan (const char *setting)
{
  static const char text[] = "horizon: 24h\nregion: us-east-1\n";
  const char *const settings[] = { setting, NULL };
  g_autoptr (EnisimScenario) assumptions
      = enisim_scenario_load_data ("plan", (const guint8 *) text, sizeof text - 1, settings, NULL);

  ck_assert_ptr_nonnull (assumptions);
  plan = enisim_plan_new (inventory, assumptions);
}

static void
assert_count (EnisimPlanCount count, guint64 min, guint64 expected, guint64 max)
{
  ck_assert_uint_eq (count.min, min);
  ck_assert_uint_eq (count.expected, expected);
  ck_assert_uint_eq (count.max, max);
}

static const EnisimPlanSubnet *
get_subnet (const char *name)
{
  for (guint i = 0; i < enisim_plan_get_n_subnets (plan); i++)
    if (g_str_equal (enisim_plan_get_subnet (plan, i)->name, name))
      return enisim_plan_get_subnet (plan, i);
  ck_abort_msg ("no subnet %s", name);
}

static void
assert_held (const char *subnet, EnisimPlanPhase phase, guint64 min, guint64 expected, guint64 max)
{
  assert_count (get_subnet (subnet)->held[phase], min, expected, max);
}

static void
assert_reason (guint group, const char *reason)
{
  ck_assert_str_eq (enisim_plan_get_group (plan, group)->reason, reason);
}

static void
assert_note (const char *part)
{
  for (guint i = 0; i < plan->notes->len; i++)
    if (strstr (g_array_index (plan->notes, EnisimNote, i).text, part) != NULL)
      return;
  ck_abort_msg ("no note has '%s'", part);
}

START_TEST (equal_subnets_and_groups_share_in_any_order)
{
  add_subnet ("a", "10.0.1.0/24");
  add_subnet ("b", "10.0.2.0/24");
  add_sg ("g");
  add_sg ("h");
  add_agent ("r1", "a b", "g h");
  add_agent ("r2", "b a", "h g");
  make_plan (NULL);
  ck_assert_uint_eq (enisim_plan_get_n_groups (plan), 1);
  assert_count (enisim_plan_get_enis (plan), 2, 2, 2);
  assert_held ("a", ENISIM_PLAN_NOW, 1, 1, 1);
  assert_reason (0, "same 2 subnets and security groups g and h");
}
END_TEST

START_TEST (another_security_group_splits_and_the_reason_says_so)
{
  add_subnet ("a", "10.0.1.0/24");
  add_agent ("r1", "a", "g");
  add_agent ("r2", "a", "g");
  add_agent ("r3", "a", "late");
  make_plan (NULL);
  ck_assert_uint_eq (enisim_plan_get_n_groups (plan), 2);
  ck_assert_uint_eq (enisim_plan_get_group (plan, 0)->n_members, 2);
  assert_held ("a", ENISIM_PLAN_NOW, 2, 2, 2);
  assert_reason (1, "alone with 1 subnet and security group late; apart from group 1 by its "
                    "security group late instead of security group g");
}
END_TEST

START_TEST (another_subnet_splits_only_if_configurations_count_whole)
{
  add_subnet ("a", "10.0.1.0/24");
  add_subnet ("b", "10.0.2.0/24");
  add_agent ("r1", "a b", "g");
  add_agent ("r2", "a", "g");
  make_plan (NULL);
  assert_held ("a", ENISIM_PLAN_NOW, 1, 2, 2);
  assert_held ("b", ENISIM_PLAN_NOW, 1, 1, 1);
  assert_reason (1, "alone with 1 subnet and security group g; apart from group 1 by its subnets");
}
END_TEST

START_TEST (tools_share_with_runtimes_or_each_type_stands_alone)
{
  add_subnet ("a", "10.0.1.0/24");
  add_agent ("r", "a", "g");
  add_agent ("browser", "a", "g")->kind = ENISIM_AGENT_KIND_BROWSER;
  add_agent ("coder", "a", "g")->kind = ENISIM_AGENT_KIND_CODE_INTERPRETER;
  make_plan (NULL);
  assert_held ("a", ENISIM_PLAN_NOW, 1, 1, 3);
  assert_count (enisim_plan_get_group (plan, 0)->enis, 1, 1, 3);
}
END_TEST

START_TEST (option_that_is_given_is_no_bound)
{
  add_subnet ("a", "10.0.1.0/24");
  add_agent ("r", "a", "g");
  add_agent ("browser", "a", "g")->kind = ENISIM_AGENT_KIND_BROWSER;
  make_plan ("model.eni_sharing_across_types=no");
  assert_held ("a", ENISIM_PLAN_NOW, 2, 2, 2);
  ck_assert_uint_eq (enisim_plan_get_n_groups (plan), 2);
  assert_reason (1, "alone with 1 subnet and security group g; apart from group 1 by its type, a "
                    "Browser");
}
END_TEST

START_TEST (sharing_per_subnet_may_be_chosen)
{
  add_subnet ("a", "10.0.1.0/24");
  add_subnet ("b", "10.0.2.0/24");
  add_agent ("r1", "a b", "g");
  add_agent ("r2", "a", "g");
  make_plan ("model.eni_sharing=per_subnet");
  assert_held ("a", ENISIM_PLAN_NOW, 1, 1, 1);
}
END_TEST

START_TEST (phases_hold_what_the_formulas_say)
{
  add_subnet ("a", "10.0.1.0/28");
  add_sg ("g");
  add_agent ("r1", "a", "g");
  add_agent ("r2", "a", "outside");
  add_endpoint ("logs", "a");
  add_nat_gateway ("nat", "a");
  make_plan (NULL);
  assert_held ("a", ENISIM_PLAN_NOW, 4, 4, 4);
  assert_held ("a", ENISIM_PLAN_REDEPLOY, 4, 4, 6);
  assert_held ("a", ENISIM_PLAN_BLUE_GREEN, 4, 5, 6); /* g comes again, outside is shared */
  assert_held ("a", ENISIM_PLAN_DESTROYED, 2, 2, 2);
  ck_assert_uint_eq (get_subnet ("a")->capacity, 11);
}
END_TEST

START_TEST (smallest_prefix_has_room_for_the_most_of_all_phases)
{
  add_subnet ("a", "10.0.1.0/24");
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("r%u", i);

      add_agent (name, "a", name);
    }
  make_plan (NULL);
  ck_assert_uint_eq (get_subnet ("a")->prefixes[ENISIM_PLAN_NOW], 28);
  ck_assert_uint_eq (get_subnet ("a")->prefixes[ENISIM_PLAN_REDEPLOY], 27); /* 12 > 11 */
  ck_assert_uint_eq (get_subnet ("a")->prefix, 27);
}
END_TEST

START_TEST (more_than_the_largest_subnet_fits_in_none)
{
  static const EnisimTakerRule rule = { .type = "T", .label = "taker" };

  add_subnet ("a", "10.0.0.0/16");
  add_taker (&rule, "a", "", 65531, 65532);
  make_plan (NULL);
  ck_assert_uint_eq (get_subnet ("a")->prefix, 0);
  ck_assert_uint_eq (get_subnet ("a")->prefixes[ENISIM_PLAN_DESTROYED], 28);
}
END_TEST

START_TEST (list_of_unknown_length_is_a_range_and_equal_expressions_share)
{
  add_agent ("r1", "?${Ids}", "g");
  add_agent ("r2", "?${Ids}", "g");
  add_agent ("r3", "?${Other}", "g");
  make_plan (NULL);
  ck_assert_uint_eq (enisim_plan_get_n_groups (plan), 2);
  ck_assert_uint_eq (enisim_plan_get_n_subnets (plan), 2);
  ck_assert (get_subnet ("${Ids}")->is_list);
  assert_held ("${Ids}", ENISIM_PLAN_NOW, 1, 1, 1); /* each of them */
  assert_count (enisim_plan_get_enis (plan), 2, 2, 32);
  assert_count (g_array_index (plan->zones, EnisimPlanZone, 0).enis, 2, 2, 32);
  assert_reason (0, "same the subnets of ${Ids} and security group g");
}
END_TEST

START_TEST (subnet_that_is_only_referred_to_has_no_capacity)
{
  add_agent ("r", "subnet-1", "g");
  make_plan (NULL);
  assert_held ("subnet-1", ENISIM_PLAN_NOW, 1, 1, 1);
  ck_assert_uint_eq (get_subnet ("subnet-1")->capacity, 0);
  ck_assert_ptr_null (get_subnet ("subnet-1")->cidr);
}
END_TEST

START_TEST (what_is_perhaps_there_counts_in_the_upper_bound)
{
  add_subnet ("a", "10.0.1.0/24");
  add_agent ("sure", "a", "g");
  add_agent ("perhaps", "a", "h")->resource.is_certain = FALSE;
  add_agent ("mode", "a", "i")->mode = ENISIM_NETWORK_UNKNOWN;
  make_plan (NULL);
  assert_held ("a", ENISIM_PLAN_NOW, 1, 1, 3);
  assert_count (enisim_plan_get_group (plan, 1)->enis, 0, 0, 1);
  assert_note ("perhaps is perhaps not there");
}
END_TEST

START_TEST (undecided_subnets_count_apart_unless_the_expression_is_the_same)
{
  static const char *const expressions[] = { "${If C a b}", "${If C a b}", "${If D a b}" };

  add_subnet ("a", "10.0.1.0/24");
  add_subnet ("b", "10.0.2.0/24");
  for (guint i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      EnisimAgent *agent = add_agent ("r", "a b", "g");

      agent->resource.is_certain = FALSE;
      agent->subnets.choice = enisim_inventory_intern (inventory, expressions[i]);
    }
  add_agent ("s", "a b", "g");
  make_plan (NULL);
  assert_count (get_subnet ("a")->enis, 1, 1, 3);
  assert_reason (0, "same up to 2 subnets and security group g");
}
END_TEST

START_TEST (what_a_policy_keeps_stays_past_a_destroy)
{
  static const EnisimTakerRule each = { .type = "E", .label = "EFS mount target" };

  add_subnet ("a", "10.0.1.0/24");
  add_agent ("r", "a", "g");
  add_endpoint ("logs", "a");
  add_endpoint ("ecr.api", "a");
  add_nat_gateway ("nat", "a");
  add_taker (&each, "a", "", 2, 3);
  make_plan (NULL);
  assert_held ("a", ENISIM_PLAN_DESTROYED, 1, 1, 1);
  g_clear_pointer (&plan, enisim_plan_free);
  g_array_index (inventory->endpoints, EnisimEndpoint, 1).resource.is_kept = TRUE;
  g_array_index (inventory->nat_gateways, EnisimNatGateway, 0).resource.is_kept = TRUE;
  g_array_index (inventory->takers, EnisimTaker, 0).resource.is_kept = TRUE;
  make_plan (NULL);
  assert_held ("a", ENISIM_PLAN_DESTROYED, 5, 5, 6);
}
END_TEST

START_TEST (agents_without_a_place_are_told)
{
  add_agent ("public", "", "")->mode = ENISIM_NETWORK_PUBLIC;
  add_agent ("bare", "", "g");
  add_agent ("big", "a", "g")->is_instances = TRUE;
  make_plan (NULL);
  ck_assert_uint_eq (enisim_plan_get_n_groups (plan), 0);
  ck_assert_uint_eq (plan->public_agents->len, 1);
  assert_note ("bare names no subnet");
  assert_note ("big is of the compute type Instances");
}
END_TEST

START_TEST (takers_count_as_their_rule_spreads_them)
{
  static const EnisimTakerRule each = { .type = "E", .label = "each" };
  static const EnisimTakerRule shared
      = { .type = "L", .label = "function", .spread = ENISIM_SPREAD_SHARED };
  static const EnisimTakerRule evenly
      = { .type = "S", .label = "task", .spread = ENISIM_SPREAD_EVENLY };
  static const EnisimTakerRule anywhere
      = { .type = "D", .label = "database", .spread = ENISIM_SPREAD_ANYWHERE };

  add_subnet ("a", "10.0.1.0/24");
  add_subnet ("b", "10.0.2.0/24");
  add_subnet ("c", "10.0.3.0/24");
  add_subnet ("d", "10.0.4.0/24");
  add_taker (&each, "a", "", 1, 100);
  add_taker (&shared, "b", "g h", 1, 1);
  add_taker (&shared, "b", "h g", 1, 1);
  add_taker (&shared, "b", "g", 1, 1);
  add_taker (&evenly, "c d", "", 5, 5);
  make_plan (NULL);
  assert_held ("a", ENISIM_PLAN_NOW, 1, 1, 100);
  assert_held ("b", ENISIM_PLAN_NOW, 2, 2, 2);
  assert_held ("c", ENISIM_PLAN_NOW, 2, 3, 3);
  g_clear_pointer (&plan, enisim_plan_free);
  add_taker (&anywhere, "c d", "", 1, 2);
  make_plan (NULL);
  assert_held ("c", ENISIM_PLAN_NOW, 2, 3, 5);
  assert_held ("d", ENISIM_PLAN_NOW, 2, 3, 5); /* 6 in both */
}
END_TEST

/* A name with spaces is no list of names. */
static void
add_picked_agent (const char *name, const char *subnet, const char *sg)
{
  EnisimAgent *agent = add_agent (name, "", sg);
  const EnisimId id = enisim_inventory_intern (inventory, subnet);

  agent->subnets = enisim_inventory_make_list (inventory, &id, 1);
}

START_TEST (what_is_picked_from_a_list_holds_what_each_of_the_list_does)
{
  static const EnisimTakerRule evenly
      = { .type = "S", .label = "task", .spread = ENISIM_SPREAD_EVENLY };

  add_agent ("r1", "${Select_0}", "g");
  add_agent ("r2", "?${Ids}", "h");
  add_picked_agent ("r3", "${Select 0 ${Ids}}", "i");
  add_taker (&evenly, "?${Ids}", "", 6, 6);
  make_plan (NULL);
  assert_held ("${Ids}", ENISIM_PLAN_NOW, 1, 7, 7); /* 0 to 6 tasks */
  assert_held ("${Select 0 ${Ids}}", ENISIM_PLAN_NOW, 1, 8, 8);
  assert_held ("${Select_0}", ENISIM_PLAN_NOW, 1, 1, 1);
  assert_count (enisim_plan_get_enis (plan), 3, 3, 18); /* none twice */
}
END_TEST

START_TEST (open_count_is_at_least)
{
  static const EnisimTakerRule rule = { .type = "T", .label = "taker" };

  add_subnet ("a", "10.0.0.0/28");
  add_agent ("r", "a", "g");
  add_taker (&rule, "a", "", 2, 2);
  g_array_index (inventory->takers, EnisimTaker, 0).is_open = TRUE;
  make_plan (NULL);
  assert_held ("a", ENISIM_PLAN_NOW, 3, 3, 3);
  ck_assert (get_subnet ("a")->held[ENISIM_PLAN_NOW].is_open);
  ck_assert (g_array_index (plan->zones, EnisimPlanZone, 0).enis.is_open);
  ck_assert (!enisim_plan_get_enis (plan).is_open); /* agents' alone */
  ck_assert_int_eq (enisim_plan_get_fit (plan), ENISIM_PLAN_FITS_UNLESS_MORE);
}
END_TEST

START_TEST (update_replaces_tasks_in_a_redeploy_only)
{
  static const EnisimTakerRule evenly
      = { .type = "S", .label = "task", .spread = ENISIM_SPREAD_EVENLY };

  add_subnet ("a", "10.0.0.0/28");
  add_agent ("r", "a", "g");
  add_taker (&evenly, "a", "", 6, 6);
  g_array_index (inventory->takers, EnisimTaker, 0).n_update_max = 12;
  make_plan (NULL);
  assert_held ("a", ENISIM_PLAN_NOW, 7, 7, 7);
  assert_held ("a", ENISIM_PLAN_REDEPLOY, 7, 7, 14);
  assert_held ("a", ENISIM_PLAN_BLUE_GREEN, 7, 7, 8);
  ck_assert_int_eq (get_subnet ("a")->fits[ENISIM_PLAN_NOW], ENISIM_PLAN_FITS);
  ck_assert_int_eq (get_subnet ("a")->fits[ENISIM_PLAN_REDEPLOY], ENISIM_PLAN_FITS_NOT_ALL);
  ck_assert_int_eq (enisim_plan_get_fit (plan), ENISIM_PLAN_FITS_NOT_ALL);
  ck_assert_uint_eq (get_subnet ("a")->prefix, 27);
}
END_TEST

START_TEST (growth_counts_up_to_the_room_that_is_asked_for)
{
  static const EnisimTakerRule alb = { .type = "A", .label = "balancer", .n_all_max = 100 };

  add_subnet ("a", "10.0.0.0/28");
  add_subnet ("b", "10.0.1.0/28");
  add_taker (&alb, "a b", "", 1, 100);
  g_array_index (inventory->takers, EnisimTaker, 0).n_expected = 8;
  make_plan (NULL);
  assert_held ("a", ENISIM_PLAN_NOW, 1, 8, 99); /* b must have one */
  ck_assert_uint_eq (get_subnet ("a")->growth, 91);
  ck_assert_uint_eq (get_subnet ("a")->prefix, 28);
  ck_assert_uint_eq (get_subnet ("a")->prefix_grown, 25);
  ck_assert_int_eq (enisim_plan_get_fit (plan), ENISIM_PLAN_FITS_UNLESS_MORE);
}
END_TEST

START_TEST (subnet_that_lacks_room_for_the_least_does_not_fit)
{
  static const EnisimTakerRule rule = { .type = "T", .label = "taker" };

  add_subnet ("a", "10.0.0.0/28");
  add_taker (&rule, "a", "", 12, 12);
  add_taker (&rule, "subnet-1", "", 12, 12);
  make_plan (NULL);
  ck_assert_int_eq (get_subnet ("a")->fits[ENISIM_PLAN_NOW], ENISIM_PLAN_FITS_NOT);
  ck_assert_int_eq (get_subnet ("subnet-1")->fits[ENISIM_PLAN_NOW], ENISIM_PLAN_FIT_UNKNOWN);
  ck_assert_int_eq (enisim_plan_get_fit (plan), ENISIM_PLAN_FITS_NOT);
}
END_TEST

START_TEST (others_are_told_by_kind)
{
  static const EnisimTakerRule one = { .type = "A", .label = "one", .note = "why" };
  static const EnisimTakerRule two = { .type = "B", .label = "two", .mark = ENISIM_MARK_ASSUMED };
  const EnisimPlanSubnet *a;

  add_subnet ("a", "10.0.0.0/28");
  add_subnet ("b", "10.0.1.0/28");
  add_taker (&one, "b", "", 1, 1);
  add_taker (&one, "a", "", 1, 2);
  add_taker (&two, "a b", "", 1, 1);
  add_taker (&one, "a", "", 3, 3);
  make_plan (NULL);
  a = get_subnet ("a");
  ck_assert_uint_eq (a->n_kinds, 2);
  ck_assert_str_eq (a->kinds[0].kind, "one");
  assert_count (a->kinds[0].count, 4, 4, 5);
  ck_assert_str_eq (a->kinds[0].note, "why");
  ck_assert_str_eq (a->kinds[1].mark, "assumed");
  ck_assert_uint_eq (get_subnet ("b")->n_kinds, 2);
}
END_TEST

START_TEST (subnets_of_one_name_are_told_apart_by_their_stacks)
{
  add_subnet ("S0", "10.0.0.0/28");
  add_subnet ("other", "10.0.1.0/28");
  g_array_index (inventory->subnets, EnisimSubnetResource, 1).resource.name
      = enisim_inventory_intern (inventory, "S0");
  g_array_index (inventory->subnets, EnisimSubnetResource, 1).resource.stack
      = enisim_inventory_intern (inventory, "T");
  add_subnet ("S1", "10.0.2.0/28");
  make_plan (NULL);
  ck_assert_str_eq (enisim_plan_get_subnet (plan, 0)->name, "S/S0");
  ck_assert_str_eq (enisim_plan_get_subnet (plan, 1)->name, "T/S0");
  ck_assert_str_eq (enisim_plan_get_subnet (plan, 2)->name, "S1");
}
END_TEST

START_TEST (shared_taker_that_is_surer_counts)
{
  static const EnisimTakerRule shared
      = { .type = "L", .label = "function", .spread = ENISIM_SPREAD_SHARED };

  add_taker (&shared, "a", "g", 1, 1);
  g_array_index (inventory->takers, EnisimTaker, 0).resource.is_certain = FALSE;
  add_taker (&shared, "a", "g", 1, 1);
  make_plan (NULL);
  assert_held ("a", ENISIM_PLAN_NOW, 1, 1, 1);
}
END_TEST

START_TEST (gateway_endpoints_hold_nothing)
{
  add_subnet ("a", "10.0.1.0/24");
  add_endpoint ("s3", "a");
  g_array_index (inventory->endpoints, EnisimEndpoint, 0).is_interface = FALSE;
  make_plan (NULL);
  assert_held ("a", ENISIM_PLAN_NOW, 0, 0, 0);
  assert_count (plan->endpoint_azs, 0, 0, 0);
}
END_TEST

START_TEST (all_holders_are_enis_of_their_az)
{
  add_subnet ("a", "10.0.1.0/24");
  add_subnet ("b", "10.0.2.0/24");
  add_agent ("r", "a b", "g");
  add_endpoint ("logs", "a b");
  make_plan (NULL);
  ck_assert_uint_eq (plan->zones->len, 1);
  assert_count (g_array_index (plan->zones, EnisimPlanZone, 0).enis, 4, 4, 4);
}
END_TEST

/* The same counts, agent by agent against all before it. */
static guint64
count_naively (const EnisimAgent *agents, guint n, const char *subnet)
{
  guint64 n_enis = 0;

  for (guint i = 0; i < n; i++)
    {
      gboolean is_new = FALSE;

      for (guint j = 0; j < agents[i].subnets.n; j++)
        is_new |= g_str_equal (agents[i].subnets.ids[j], subnet);
      for (guint j = 0; j < i && is_new; j++)
        is_new = agents[j].subnets.n != agents[i].subnets.n
                 || agents[j].subnets.ids[0] != agents[i].subnets.ids[0]
                 || agents[j].security_groups.ids[0] != agents[i].security_groups.ids[0];
      n_enis += is_new ? 1 : 0;
    }
  return n_enis;
}

START_TEST (random_agents_agree_with_a_naive_count)
{
  static const char *const sets[] = { "a", "b", "a b" };
  static const char *const sgs[] = { "g", "h", "i" };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  const EnisimAgent *agents;

  add_subnet ("a", "10.0.1.0/24");
  add_subnet ("b", "10.0.2.0/24");
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("r%u", i);

      add_agent (name, sets[g_rand_int_range (rand, 0, 3)], sgs[g_rand_int_range (rand, 0, 3)]);
    }
  make_plan (NULL);
  agents = (const EnisimAgent *) (gconstpointer) inventory->agents->data;
  ck_assert_uint_eq (get_subnet ("a")->enis.expected, count_naively (agents, 12, "a"));
  ck_assert_uint_eq (get_subnet ("b")->enis.expected, count_naively (agents, 12, "b"));
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("advise/plan");
  TCase *rules = tcase_create ("rules");

  tcase_add_checked_fixture (rules, setup, teardown);
  tcase_add_test (rules, equal_subnets_and_groups_share_in_any_order);
  tcase_add_test (rules, another_security_group_splits_and_the_reason_says_so);
  tcase_add_test (rules, another_subnet_splits_only_if_configurations_count_whole);
  tcase_add_test (rules, tools_share_with_runtimes_or_each_type_stands_alone);
  tcase_add_test (rules, option_that_is_given_is_no_bound);
  tcase_add_test (rules, sharing_per_subnet_may_be_chosen);
  tcase_add_test (rules, phases_hold_what_the_formulas_say);
  tcase_add_test (rules, smallest_prefix_has_room_for_the_most_of_all_phases);
  tcase_add_test (rules, more_than_the_largest_subnet_fits_in_none);
  tcase_add_test (rules, list_of_unknown_length_is_a_range_and_equal_expressions_share);
  tcase_add_test (rules, subnet_that_is_only_referred_to_has_no_capacity);
  tcase_add_test (rules, what_is_perhaps_there_counts_in_the_upper_bound);
  tcase_add_test (rules, undecided_subnets_count_apart_unless_the_expression_is_the_same);
  tcase_add_test (rules, what_a_policy_keeps_stays_past_a_destroy);
  tcase_add_test (rules, agents_without_a_place_are_told);
  tcase_add_test (rules, takers_count_as_their_rule_spreads_them);
  tcase_add_test (rules, what_is_picked_from_a_list_holds_what_each_of_the_list_does);
  tcase_add_test (rules, open_count_is_at_least);
  tcase_add_test (rules, update_replaces_tasks_in_a_redeploy_only);
  tcase_add_test (rules, growth_counts_up_to_the_room_that_is_asked_for);
  tcase_add_test (rules, subnet_that_lacks_room_for_the_least_does_not_fit);
  tcase_add_test (rules, others_are_told_by_kind);
  tcase_add_test (rules, subnets_of_one_name_are_told_apart_by_their_stacks);
  tcase_add_test (rules, shared_taker_that_is_surer_counts);
  tcase_add_test (rules, gateway_endpoints_hold_nothing);
  tcase_add_test (rules, all_holders_are_enis_of_their_az);
  tcase_add_loop_test (rules, random_agents_agree_with_a_naive_count, 0, 50);
  suite_add_tcase (suite, rules);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
