/* state-plan-test.c
 *
 * Goal: a plan on top of what is there adds only what no ENI of an equal key is there for, shows
 * what nothing accounts for, and a run of the same state holds what the plan says.
 * Method: answers of the AWS CLI beside templates; random states against a naive count.
 */
#include "sim/sim-check.h"
#include "temp-file.h"

#include "advise/plan.h"

static EnisimInventory *inventory;
static EnisimPlan *plan;

static void
teardown (void)
{
  if (plan != NULL)
    enisim_plan_verify (plan);
  g_clear_pointer (&plan, enisim_plan_free);
  g_clear_pointer (&inventory, enisim_inventory_free);
}

/* @template: (nullable) */
static void
load (const char *state, const char *template)
{
  char *files[] = { temp_file_new (), temp_file_new () };
  const char *const paths[] = { files[0], template != NULL ? files[1] : NULL, NULL };
  g_autoptr (GError) error = NULL;

  temp_file_write (files[0], state, strlen (state));
  temp_file_write (files[1], template != NULL ? template : "",
                   template != NULL ? strlen (template) : 0);
  inventory = enisim_inventory_load_files (paths, NULL, &error);
  ck_assert_no_error (error);
  enisim_inventory_verify (inventory);
  temp_file_remove (&files[0]);
  temp_file_remove (&files[1]);
}

/* @setting: (nullable) */
static void
make_plan (const char *setting)
{
  const char *const settings[] = { setting, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) assumptions = enisim_plan_assume (inventory, settings, &error);

  ck_assert_no_error (error);
  plan = enisim_plan_new (inventory, assumptions);
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
assert_added (const char *subnet, guint64 min, guint64 expected, guint64 max)
{
  const EnisimPlanCount added = get_subnet (subnet)->added;

  ck_assert_uint_eq (added.min, min);
  ck_assert_uint_eq (added.expected, expected);
  ck_assert_uint_eq (added.max, max);
}

static void
assert_reason (guint group, const char *part)
{
  const char *reason = enisim_plan_get_group (plan, group)->reason;

  ck_assert_msg (strstr (reason, part) != NULL, "no '%s' in '%s'", part, reason);
}

/* Whether a run of the import holds in every subnet what the plan expects. */
static void
assert_run_holds_as_planned (void)
{
  const char *const settings[] = { "horizon=1h", NULL };
  g_auto (GStrv) left_out = NULL;
  g_autofree char *text = enisim_inventory_to_scenario (inventory, &left_out);
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario = enisim_scenario_load_data ("import", (const guint8 *) text,
                                                                   strlen (text), settings, &error);
  g_autoptr (EnisimRunSummary) summary = NULL;

  ck_assert_no_error (error);
  summary = run_scenario (scenario, 1);
  ck_assert_uint_eq (scenario->n_subnets, enisim_plan_get_n_subnets (plan));
  for (guint i = 0; i < scenario->n_subnets; i++)
    ck_assert_uint_eq (summary->subnets[i].held.now,
                       enisim_plan_get_subnet (plan, i)->held[ENISIM_PLAN_NOW].expected);
}

#define ENI(id, subnet, sg)                                                                        \
  "{\"NetworkInterfaceId\": \"" id "\", \"SubnetId\": \"" subnet                                   \
  "\", \"InterfaceType\": \"agentic_ai\", \"Groups\": [{\"GroupId\": \"" sg "\"}]}"
#define NETWORK(subnets, sg)                                                                       \
  "\"networkConfiguration\": {\"networkMode\": \"VPC\", \"networkModeConfig\": {\"subnets\": "     \
  "[" subnets "], \"securityGroups\": [\"" sg "\"]}}"
#define RUNTIME(name, subnets, sg)                                                                 \
  "{\"agentRuntimeId\": \"" name "-1\", \"agentRuntimeName\": \"" name "\", "                      \
  "\"agentRuntimeVersion\": \"1\", " NETWORK (subnets, sg) "}"
#define ALL_LISTED                                                                                 \
  "{\"agentRuntimes\": []}, {\"browserSummaries\": []}, {\"codeInterpreterSummaries\": []}"
#define TEMPLATE(name, type, config, subnets, sg)                                                  \
  "  " name ":\n"                                                                                  \
  "    Type: AWS::BedrockAgentCore::" type "\n"                                                    \
  "    Properties:\n"                                                                              \
  "      NetworkConfiguration: {NetworkMode: VPC, " config ": {Subnets: [" subnets                 \
  "], SecurityGroups: [" sg "]}}\n"

/* One runtime in a and b, one group that is retained. */
static const char state[]
    = "[" ALL_LISTED ", " RUNTIME ("there", "\"a\", \"b\"", "s") ", {\"NetworkInterfaces\": [" ENI (
        "eni-1", "a", "s") ", " ENI ("eni-2", "b", "s") ", " ENI ("eni-3", "a", "t") "]}]";

START_TEST (runtime_of_a_key_that_is_there_adds_nothing)
{
  load (state, "Resources:\n" TEMPLATE ("New", "Runtime", "NetworkModeConfig", "b, a", "s"));
  make_plan (NULL);
  assert_added ("a", 0, 0, 0);
  assert_added ("b", 0, 0, 0);
  ck_assert_uint_eq (get_subnet ("a")->there.in_use, 1);
  ck_assert_uint_eq (get_subnet ("a")->there.retained, 1);
  ck_assert_uint_eq (get_subnet ("a")->held[ENISIM_PLAN_NOW].max, 2);
  ck_assert_uint_eq (enisim_plan_get_group (plan, 0)->n_there, 2);
  assert_reason (0, "; 2 ENIs are there, in use, and who is new takes them");
  assert_run_holds_as_planned ();
}
END_TEST

START_TEST (other_subnets_of_the_same_groups_add_what_the_rule_says)
{
  load (state, "Resources:\n" TEMPLATE ("New", "Runtime", "NetworkModeConfig", "a, c", "s"));
  make_plan (NULL);
  assert_added ("a", 0, 1, 1);
  assert_added ("c", 1, 1, 1);
  assert_run_holds_as_planned ();
}
END_TEST

START_TEST (other_type_adds_perhaps)
{
  load (state, "Resources:\n" TEMPLATE ("New", "BrowserCustom", "VpcConfig", "a, b", "s"));
  make_plan (NULL);
  assert_added ("a", 0, 0, 1);
  ck_assert_uint_eq (enisim_plan_get_group (plan, 0)->enis.max, 4);
  assert_run_holds_as_planned ();
}
END_TEST

START_TEST (retained_enis_are_taken_back_where_they_are_used_again)
{
  static const char *const settings[] = { NULL, "model.eni_reuse=no" };

  load (state, "Resources:\n" TEMPLATE ("New", "Runtime", "NetworkModeConfig", "a", "t"));
  make_plan (settings[_i]);
  assert_added ("a", (guint64) _i, (guint64) _i, (guint64) _i);
  assert_reason (1, "; 1 ENI is there, retained, and who is new takes it");
  ck_assert_uint_eq (enisim_plan_get_group (plan, 1)->enis.max, 1 + (guint64) _i);
}
END_TEST

START_TEST (state_alone_adds_nothing_and_moves_what_is_in_use)
{
  load (state, NULL);
  make_plan (NULL);
  assert_added ("a", 0, 0, 0);
  ck_assert_uint_eq (get_subnet ("a")->held[ENISIM_PLAN_REDEPLOY].max, 3);
  ck_assert_uint_eq (get_subnet ("a")->held[ENISIM_PLAN_DESTROYED].max, 2);
  assert_run_holds_as_planned ();
}
END_TEST

START_TEST (what_nothing_accounts_for_is_shown_and_stays)
{
  load ("{\"Subnets\": [{\"SubnetId\": \"a\", \"VpcId\": \"v\", \"CidrBlock\": \"10.0.0.0/24\", "
        "\"AvailableIpAddressCount\": 240}], \"NetworkInterfaces\": [" ENI (
            "eni-1", "a",
            "s") ", {\"NetworkInterfaceId\": \"eni-2\", \"SubnetId\": \"a\", \"InterfaceType\": "
                 "\"lambda\"}, {\"NetworkInterfaceId\": \"eni-3\", \"SubnetId\": \"a\", "
                 "\"InterfaceType\": "
                 "\"nat_gateway\"}], \"VpcEndpoints\": [{\"VpcEndpointId\": \"vpce-1\", "
                 "\"VpcEndpointType\": \"Interface\", \"ServiceName\": "
                 "\"com.amazonaws.eu-west-1.logs\", "
                 "\"SubnetIds\": [\"a\"]}]}",
        NULL);
  make_plan (NULL);
  ck_assert_uint_eq (get_subnet ("a")->there.unexplained, 1);
  ck_assert_uint_eq (get_subnet ("a")->there.others, 1);
  ck_assert_uint_eq (get_subnet ("a")->there.nat_gateways, 1);
  ck_assert_uint_eq (get_subnet ("a")->there.endpoints, 1);
  ck_assert_uint_eq (get_subnet ("a")->there.unattributed, 7);
  ck_assert_uint_eq (get_subnet ("a")->there.held, 11);
  ck_assert_uint_eq (get_subnet ("a")->held[ENISIM_PLAN_DESTROYED].max, 11);
  assert_run_holds_as_planned ();
}
END_TEST

START_TEST (eni_with_more_groups_than_the_default_quota_shows_another)
{
  load ("{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"a\", "
        "\"InterfaceType\": \"agentic_ai\", \"Groups\": [{\"GroupId\": \"1\"}, {\"GroupId\": "
        "\"2\"}, {\"GroupId\": \"3\"}, {\"GroupId\": \"4\"}, {\"GroupId\": \"5\"}, {\"GroupId\": "
        "\"6\"}]}]}",
        NULL);
  make_plan (NULL);
  assert_run_holds_as_planned ();
}
END_TEST

START_TEST (second_group_of_a_configuration_holds_its_addresses)
{
  load ("{\"NetworkInterfaces\": [" ENI ("eni-1", "a", "s") ", " ENI ("eni-2", "b", "s") ", " ENI (
            "eni-3", "a", "s") ", " ENI ("eni-4", "b", "s") ", " ENI ("eni-5", "a", "s") "]}",
        NULL);
  make_plan (NULL);
  ck_assert_uint_eq (get_subnet ("a")->there.unexplained, 3);
  ck_assert_uint_eq (enisim_plan_get_n_groups (plan), 2);
  ck_assert_uint_eq (enisim_plan_get_group (plan, 0)->n_there, 4);
  assert_run_holds_as_planned ();
}
END_TEST

START_TEST (namesake_is_an_update)
{
  static const char *const sgs[] = { "s", "u" };
  g_autofree char *template = g_strdup_printf (
      "Resources:\n"
      "  R:\n"
      "    Type: AWS::BedrockAgentCore::Runtime\n"
      "    Properties:\n"
      "      AgentRuntimeName: there\n"
      "      NetworkConfiguration: {NetworkMode: VPC, NetworkModeConfig: {Subnets: [a, b], "
      "SecurityGroups: [%s]}}\n",
      sgs[_i]);

  load (state, template);
  make_plan (NULL);
  assert_added ("b", (guint64) _i, (guint64) _i, (guint64) _i);
  ck_assert_uint_eq (plan->notes->len, (guint) _i);
  assert_run_holds_as_planned ();
}
END_TEST

/* A random world: of each key, a set of subnets as bits and a security group, who has it. */
enum
{
  N_SUBNETS = 3,
  N_SGS = 5, /* the last two are those of retained groups only */
  N_SGS_RETAINED = 2,
  N_SETS = 1 << N_SUBNETS
};

typedef struct
{
  GRand *dice;
  gboolean is_live[N_SGS][N_SETS], is_new[N_SGS][N_SETS];
  guint n_enis[N_SUBNETS], n_others[N_SUBNETS], n_unattributed[N_SUBNETS];
  GString *answers, *template;
} World;

static void
add_subnet_names (GString *text, guint set, gboolean is_json)
{
  const char *before = "";

  for (guint i = 0; i < N_SUBNETS; i++)
    if (set & (1u << i))
      {
        g_string_append_printf (text, is_json ? "%s\"s%u\"" : "%ss%u", before, i);
        before = ", ";
      }
}

static void
add_enis (World *world, guint sg, guint set)
{
  for (guint i = 0; i < N_SUBNETS; i++)
    if (set & (1u << i))
      {
        g_string_append_printf (world->answers,
                                ", {\"NetworkInterfaces\": [{\"NetworkInterfaceId\": "
                                "\"eni-%u-%u-%u\", \"SubnetId\": \"s%u\", \"VpcId\": \"v\", "
                                "\"InterfaceType\": \"agentic_ai\", \"Groups\": [{\"GroupId\": "
                                "\"sg%u\"}]}]}",
                                sg, set, i, i, sg);
        world->n_enis[i]++;
      }
}

static void
add_runtime (World *world, guint number)
{
  const guint sg = (guint) g_rand_int_range (world->dice, 0, N_SGS - N_SGS_RETAINED);
  const guint set = (guint) g_rand_int_range (world->dice, 1, N_SETS);

  g_string_append_printf (world->answers,
                          ", {\"agentRuntimeId\": \"r-%u\", \"agentRuntimeName\": \"r%u\", "
                          "\"networkConfiguration\": {\"networkMode\": \"VPC\", "
                          "\"networkModeConfig\": {\"subnets\": [",
                          number, number);
  add_subnet_names (world->answers, set, TRUE);
  g_string_append_printf (world->answers, "], \"securityGroups\": [\"sg%u\"]}}}", sg);
  if (!world->is_live[sg][set])
    add_enis (world, sg, set);
  world->is_live[sg][set] = TRUE;
}

static void
add_new_runtime (World *world, guint number)
{
  const guint sg = (guint) g_rand_int_range (world->dice, 0, N_SGS);
  const guint set = (guint) g_rand_int_range (world->dice, 1, N_SETS);

  g_string_append_printf (world->template,
                          "  N%u:\n"
                          "    Type: AWS::BedrockAgentCore::Runtime\n"
                          "    Properties:\n"
                          "      NetworkConfiguration: {NetworkMode: VPC, NetworkModeConfig: "
                          "{SecurityGroups: [sg%u], Subnets: [",
                          number, sg);
  add_subnet_names (world->template, set, FALSE);
  g_string_append (world->template, "]}}\n");
  world->is_new[sg][set] = TRUE;
}

static void
add_subnet (World *world, guint number)
{
  world->n_others[number] = (guint) g_rand_int_range (world->dice, 0, 3);
  world->n_unattributed[number] = (guint) g_rand_int_range (world->dice, 0, 4);
  for (guint i = 0; i < world->n_others[number]; i++)
    g_string_append_printf (world->answers,
                            ", {\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-o-%u-%u\", "
                            "\"VpcId\": \"v\", \"SubnetId\": \"s%u\"}]}",
                            number, i, number);
  g_string_append_printf (world->answers,
                          ", {\"Subnets\": [{\"SubnetId\": \"s%u\", \"VpcId\": \"v\", "
                          "\"CidrBlock\": \"10.0.%u.0/24\", \"AvailableIpAddressCount\": %u}]}",
                          number, number,
                          251 - world->n_enis[number] - world->n_others[number]
                              - world->n_unattributed[number]);
}

/* Keys of new runtimes in that subnet that are not there. */
static guint
count_added (const World *world, guint subnet)
{
  guint n = 0;

  for (guint sg = 0; sg < N_SGS; sg++)
    for (guint set = 1; set < N_SETS; set++)
      n += (set & (1u << subnet)) != 0 && world->is_new[sg][set] && !world->is_live[sg][set];
  return n;
}

START_TEST (random_states_agree_with_a_naive_count)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GString) answers = g_string_new ("[" ALL_LISTED);
  g_autoptr (GString) template = g_string_new ("Resources:\n");
  World world = { .dice = dice, .answers = answers, .template = template };
  const guint n_runtimes = (guint) g_rand_int_range (dice, 0, 6);
  const guint n_new = (guint) g_rand_int_range (dice, 1, 6);

  for (guint i = 0; i < n_runtimes; i++)
    add_runtime (&world, i);
  for (guint sg = N_SGS - N_SGS_RETAINED; sg < N_SGS; sg++)
    {
      const guint set = (guint) g_rand_int_range (dice, 0, N_SETS);

      add_enis (&world, sg, set);
      world.is_live[sg][set] = TRUE;
    }
  for (guint i = 0; i < N_SUBNETS; i++)
    add_subnet (&world, i);
  for (guint i = 0; i < n_new; i++)
    add_new_runtime (&world, i);
  g_string_append_c (answers, ']');
  load (answers->str, template->str);
  make_plan (NULL);
  for (guint i = 0; i < N_SUBNETS; i++)
    {
      g_autofree char *name = g_strdup_printf ("s%u", i);
      const EnisimPlanThere *there = &get_subnet (name)->there;

      ck_assert_uint_eq (there->in_use + there->retained, world.n_enis[i]);
      ck_assert_uint_eq (there->others, world.n_others[i]);
      ck_assert_uint_eq (there->unattributed, world.n_unattributed[i]);
      ck_assert_uint_eq (get_subnet (name)->added.expected, count_added (&world, i));
    }
  assert_run_holds_as_planned ();
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("state-plan");
  TCase *tcase = tcase_create ("core");

  tcase_add_checked_fixture (tcase, NULL, teardown);
  tcase_add_test (tcase, runtime_of_a_key_that_is_there_adds_nothing);
  tcase_add_test (tcase, other_subnets_of_the_same_groups_add_what_the_rule_says);
  tcase_add_test (tcase, other_type_adds_perhaps);
  tcase_add_loop_test (tcase, retained_enis_are_taken_back_where_they_are_used_again, 0, 2);
  tcase_add_test (tcase, state_alone_adds_nothing_and_moves_what_is_in_use);
  tcase_add_test (tcase, what_nothing_accounts_for_is_shown_and_stays);
  tcase_add_test (tcase, eni_with_more_groups_than_the_default_quota_shows_another);
  tcase_add_test (tcase, second_group_of_a_configuration_holds_its_addresses);
  tcase_add_loop_test (tcase, namesake_is_an_update, 0, 2);
  tcase_add_loop_test (tcase, random_states_agree_with_a_naive_count, 0, 60);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
