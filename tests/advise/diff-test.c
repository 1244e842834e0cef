/* diff-test.c
 *
 * Goal: what a change of a template changes in groups, ENIs and addresses is said as it is, with
 * its reason, and what stays is not. Method: pairs of small templates in one VPC, each with what is
 * said of it as text; the counts against those of the plans themselves; any pair turned round.
 */
#include "enisim-check.h"

#include <string.h>

#include "advise/diff.h"

#define NETWORK                                                                                    \
  "Resources:\n"                                                                                   \
  "  A: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/28}}\n"                          \
  "  B: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.1.0/28}}\n"                          \
  "  One: {Type: AWS::EC2::SecurityGroup}\n"
#define TWO "  Two: {Type: AWS::EC2::SecurityGroup}\n"
#define RUNTIME(id, name, subnets, sgs)                                                            \
  "  " id ": {Type: AWS::BedrockAgentCore::Runtime, Properties: {AgentRuntimeName: " name          \
  ", NetworkConfiguration: {NetworkMode: VPC, NetworkModeConfig: {Subnets: [" subnets              \
  "], SecurityGroups: [" sgs "]}}}}\n"
#define AB "!Ref A, !Ref B"

typedef struct
{
  const char *name;
  const char *before, *after;
  const char *text;
} Row;

static const Row rows[] = {
  { "nothing", NETWORK RUNTIME ("X", "x", AB, "!Ref One"),
    NETWORK RUNTIME ("X", "x", AB, "!Ref One"), "same x 2>2: \n" },
  { "order is nothing", NETWORK RUNTIME ("X", "x", "!Ref A, !Ref B", "!Ref One"),
    NETWORK RUNTIME ("X", "x", "!Ref B, !Ref A", "!Ref One"), "same x 2>2: \n" },
  { "first agent", NETWORK, NETWORK RUNTIME ("X", "x", AB, "!Ref One"),
    "added x +x 0>2: alone with 2 subnets and security group One\n"
    "changed subnet A 0>1 left 0\n"
    "changed subnet B 0>1 left 0\n"
    "added runtime x\n"
    "worse: groups enis addresses\n" },
  { "last agent", NETWORK RUNTIME ("X", "x", AB, "!Ref One"), NETWORK,
    "gone x -x 2>0: its agents have no ENIs any more\n"
    "changed subnet A 1>0 left 1\n"
    "changed subnet B 1>0 left 1\n"
    "gone runtime x\n" },
  { "one more shares", NETWORK RUNTIME ("X", "x", AB, "!Ref One"),
    NETWORK RUNTIME ("X", "x", AB, "!Ref One") RUNTIME ("Y", "y", AB, "!Ref One"),
    "changed x,y +y 2>2: \n"
    "added runtime y\n" },
  { "one less shares",
    NETWORK RUNTIME ("X", "x", AB, "!Ref One") RUNTIME ("Y", "y", AB, "!Ref One"),
    NETWORK RUNTIME ("X", "x", AB, "!Ref One"),
    "changed x -y 2>2: \n"
    "gone runtime y\n" },
  { "split by security group",
    NETWORK RUNTIME ("X", "x", AB, "!Ref One") RUNTIME ("Y", "y", AB, "!Ref One"),
    NETWORK TWO RUNTIME ("X", "x", AB, "!Ref One") RUNTIME ("Y", "y", AB, "!Ref Two"),
    "changed x -y 2>2: \n"
    "added y +y 0>2: split from the group of x and 1 more: security group Two instead of One\n"
    "changed subnet A 1>2 left 0\n"
    "changed subnet B 1>2 left 0\n"
    "added security group Two\n"
    "worse: groups enis addresses\n" },
  { "split by subnet",
    NETWORK RUNTIME ("X", "x", AB, "!Ref One") RUNTIME ("Y", "y", AB, "!Ref One"),
    NETWORK RUNTIME ("X", "x", AB, "!Ref One") RUNTIME ("Y", "y", "!Ref A", "!Ref One"),
    "changed x -y 2>2: \n"
    "added y +y 0>1: split from the group of x and 1 more: without subnet B\n"
    "changed subnet A 1>2 left 0\n"
    "worse: groups enis addresses\n" },
  { "merged", NETWORK TWO RUNTIME ("X", "x", AB, "!Ref One") RUNTIME ("Y", "y", AB, "!Ref Two"),
    NETWORK RUNTIME ("X", "x", AB, "!Ref One") RUNTIME ("Y", "y", AB, "!Ref One"),
    "changed x,y +y 2>2: \n"
    "gone y -y 2>0: merged into the group of x and 1 more: security group One instead of Two\n"
    "changed subnet A 2>1 left 1\n"
    "changed subnet B 2>1 left 1\n"
    "gone security group Two\n" },
  { "another security group for all", NETWORK RUNTIME ("X", "x", AB, "!Ref One"),
    NETWORK TWO RUNTIME ("X", "x", AB, "!Ref Two"),
    "changed x 2>2: security group Two instead of One: other ENIs; the old ones stay until "
    "their retention ends\n"
    "same subnet A 1>1 left 1\n"
    "same subnet B 1>1 left 1\n"
    "added security group Two\n" },
  { "one more security group", NETWORK RUNTIME ("X", "x", AB, "!Ref One"),
    NETWORK TWO RUNTIME ("X", "x", AB, "!Ref One, !Ref Two"),
    "changed x 2>2: security group Two too: other ENIs; the old ones stay until their "
    "retention ends\n"
    "same subnet A 1>1 left 1\n"
    "same subnet B 1>1 left 1\n"
    "added security group Two\n" },
  { "renamed", NETWORK RUNTIME ("X", "x", AB, "!Ref One"),
    NETWORK RUNTIME ("Other", "x", AB, "!Ref One"),
    "same x 2>2: \n"
    "renamed runtime x (X)\n" },
  { "renamed where that cannot be told",
    NETWORK RUNTIME ("X", "x", AB, "!Ref One") RUNTIME ("Y", "x", AB, "!Ref One"),
    NETWORK RUNTIME ("P", "x", AB, "!Ref One") RUNTIME ("Q", "x", AB, "!Ref One"),
    "added x,x +x +x 0>2: same 2 subnets and security group One\n"
    "gone x,x -x -x 2>0: its agents have no ENIs any more\n"
    "added runtime x\n"
    "added runtime x\n"
    "gone runtime x\n"
    "gone runtime x\n" },
  { "from VPC to PUBLIC", NETWORK RUNTIME ("X", "x", AB, "!Ref One"),
    NETWORK "  X: {Type: AWS::BedrockAgentCore::Runtime, Properties: {AgentRuntimeName: x, "
            "NetworkConfiguration: {NetworkMode: PUBLIC}}}\n",
    "gone x -x 2>0: its agents have no ENIs any more\n"
    "changed subnet A 1>0 left 1\n"
    "changed subnet B 1>0 left 1\n"
    "changed runtime x: network mode PUBLIC or SANDBOX instead of VPC\n" },
  { "another network of a subnet", NETWORK RUNTIME ("X", "x", "!Ref A", "!Ref One"),
    "Resources:\n"
    "  A: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/27}}\n"
    "  B: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.1.0/28}}\n"
    "  One: {Type: AWS::EC2::SecurityGroup}\n" RUNTIME ("X", "x", "!Ref A", "!Ref One"),
    "same x 1>1: \n"
    "changed subnet A 1>1 left 0\n"
    "changed subnet A: CIDR 10.0.0.0/27 instead of 10.0.0.0/28\n" },
  { "another name of an agent", NETWORK RUNTIME ("X", "x", AB, "!Ref One"),
    NETWORK RUNTIME ("X", "z", AB, "!Ref One"),
    "same z 2>2: \n"
    "changed runtime z: name z instead of x\n" },
  { "subnets that are others", NETWORK RUNTIME ("X", "x", AB, "!Ref One"),
    "Resources:\n"
    "  C: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/28}}\n"
    "  B: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.1.0/28}}\n"
    "  One: {Type: AWS::EC2::SecurityGroup}\n" RUNTIME ("X", "x", "!Ref B, !Ref C", "!Ref One"),
    "changed x 2>2: subnet C instead of A: other ENIs; the old ones stay until their retention "
    "ends\n"
    "added subnet C 0>1 left 0\n"
    "same subnet B 1>1 left 1\n"
    "gone subnet A 1>0 left 1\n"
    "added subnet C\n"
    "gone subnet A\n"
    "worse: addresses\n" },
  { "NAT gateway", NETWORK,
    NETWORK "  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref A}}\n",
    "changed subnet A 0>1 left 0\n"
    "added NAT gateway Nat\n"
    "worse: addresses cost\n" },
  { "unknown subnets that are the same",
    "Parameters: {Ids: {Type: List<AWS::EC2::Subnet::Id>}}\n" NETWORK
    "  X: {Type: AWS::BedrockAgentCore::Runtime, Properties: {AgentRuntimeName: x, "
    "NetworkConfiguration: {NetworkMode: VPC, NetworkModeConfig: {Subnets: !Ref Ids, "
    "SecurityGroups: [!Ref One]}}}}\n",
    "Parameters: {Ids: {Type: List<AWS::EC2::Subnet::Id>}}\n" NETWORK TWO
    "  X: {Type: AWS::BedrockAgentCore::Runtime, Properties: {AgentRuntimeName: x, "
    "NetworkConfiguration: {NetworkMode: VPC, NetworkModeConfig: {Subnets: !Ref Ids, "
    "SecurityGroups: [!Ref One]}}}}\n",
    "same x 1>1: \n"
    "added security group Two\n" },
};

typedef struct
{
  EnisimInventory *inventory;
  EnisimScenario *assumptions;
  EnisimPlan *plan;
} Side;

static Side
make_side_as (const char *text, const char *file, const char *const *settings)
{
  Side side;

  side.inventory
      = enisim_inventory_load_data (file, (const guint8 *) text, strlen (text), NULL, NULL);
  ck_assert_ptr_nonnull (side.inventory);
  side.assumptions = enisim_plan_assume (side.inventory, settings, NULL);
  side.plan = enisim_plan_new (side.inventory, side.assumptions);
  return side;
}

/* Different files, as in life: their stacks have different names. */
static Side
make_side (const char *text, const char *file)
{
  static const char *const settings[] = { "region=us-east-1", NULL };

  return make_side_as (text, file, settings);
}

static void
side_clear (Side *side)
{
  enisim_plan_free (side->plan);
  enisim_scenario_unref (side->assumptions);
  enisim_inventory_free (side->inventory);
}

static void
add_group (GString *text, const EnisimDiffGroup *group)
{
  g_string_append_printf (text, "%s ", enisim_diff_change_get_name (group->change));
  for (guint i = 0; i < group->n_members; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", group->members[i]);
  for (guint i = 0; i < group->n_joined; i++)
    g_string_append_printf (text, " +%s", group->joined[i]);
  for (guint i = 0; i < group->n_left; i++)
    g_string_append_printf (text, " -%s", group->left[i]);
  g_string_append_printf (text, " %u>%u: %s\n", (guint) group->old_enis.expected,
                          (guint) group->new_enis.expected, group->reason);
}

static void
add_subnet (GString *text, const EnisimDiffSubnet *subnet)
{
  if (subnet->change != ENISIM_DIFF_SAME || subnet->retained > 0)
    g_string_append_printf (text, "%s subnet %s %u>%u left %u\n",
                            enisim_diff_change_get_name (subnet->change), subnet->name,
                            (guint) subnet->old_held.expected, (guint) subnet->new_held.expected,
                            (guint) subnet->retained);
}

static void
add_worse (GString *text, const EnisimDiff *diff)
{
  const gsize n_bytes = text->len;
  const char *name;

  for (guint i = 0; (name = enisim_diff_subject_get_name ((EnisimDiffSubject) i)) != NULL; i++)
    if (enisim_diff_is_worse (diff, (EnisimDiffSubject) i))
      g_string_append_printf (text, "%s %s", text->len == n_bytes ? "worse:" : "", name);
  if (text->len > n_bytes)
    g_string_append_c (text, '\n');
}

static char *
to_text (const EnisimDiff *diff)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < enisim_diff_get_n_groups (diff); i++)
    add_group (text, enisim_diff_get_group (diff, i));
  for (guint i = 0; i < enisim_diff_get_n_subnets (diff); i++)
    add_subnet (text, enisim_diff_get_subnet (diff, i));
  for (guint i = 0; i < enisim_diff_get_n_things (diff); i++)
    {
      const EnisimDiffThing *thing = enisim_diff_get_thing (diff, i);

      g_string_append_printf (text, "%s %s %s", enisim_diff_change_get_name (thing->change),
                              thing->kind, thing->name);
      if (thing->old_id != NULL)
        g_string_append_printf (text, " (%s)", thing->old_id);
      if (thing->detail != NULL)
        g_string_append_printf (text, ": %s", thing->detail);
      g_string_append_c (text, '\n');
    }
  add_worse (text, diff);
  return g_string_free (text, FALSE);
}

START_TEST (change_is_said_as_it_is)
{
  const Row *row = &rows[_i];
  Side before = make_side (row->before, "before.yaml"),
       after = make_side (row->after, "after.yaml");
  g_autoptr (EnisimDiff) diff = enisim_diff_new (before.plan, after.plan, NULL, NULL);
  g_autofree char *text = to_text (diff);

  enisim_diff_verify (diff);
  ck_assert_msg (strcmp (text, row->text) == 0, "%s:\n%s\nnot\n%s", row->name, text, row->text);
  g_clear_pointer (&diff, enisim_diff_free);
  side_clear (&before);
  side_clear (&after);
}
END_TEST

/* What is added one way is gone the other way, and each count is the plans' own. */
START_TEST (change_turned_round_is_its_opposite)
{
  const Row *row = &rows[_i];
  Side before = make_side (row->before, "before.yaml"),
       after = make_side (row->after, "after.yaml");
  g_autoptr (EnisimDiff) diff = enisim_diff_new (before.plan, after.plan, NULL, NULL);
  g_autoptr (EnisimDiff) back = enisim_diff_new (after.plan, before.plan, NULL, NULL);
  gint64 n_there = 0, n_back = 0;

  enisim_diff_verify (back);
  ck_assert_uint_eq (enisim_diff_get_n_things (diff), enisim_diff_get_n_things (back));
  ck_assert_uint_eq (enisim_diff_get_n_subnets (diff), enisim_diff_get_n_subnets (back));
  for (guint i = 0; i < enisim_diff_get_n_subnets (diff); i++)
    {
      const EnisimDiffSubnet *there = enisim_diff_get_subnet (diff, i);
      const EnisimDiffSubnet *again = enisim_diff_get_subnet (back, i);

      n_there += (gint64) there->new_held.expected - (gint64) there->old_held.expected;
      n_back += (gint64) again->new_held.expected - (gint64) again->old_held.expected;
    }
  ck_assert_int_eq (n_there, -n_back);
  ck_assert (!(enisim_diff_is_worse (diff, ENISIM_DIFF_ADDRESSES)
               && enisim_diff_is_worse (back, ENISIM_DIFF_ADDRESSES))
             || n_there == 0);
  g_clear_pointer (&diff, enisim_diff_free);
  g_clear_pointer (&back, enisim_diff_free);
  side_clear (&before);
  side_clear (&after);
}
END_TEST

/* Where each subnet counts for itself, its ENI stays in use although the list is another. */
START_TEST (nothing_is_retained_where_a_subnet_counts_for_itself)
{
  static const char *const settings[]
      = { "region=us-east-1", "model.eni_sharing=per_subnet", NULL };
  Side before = make_side_as (NETWORK RUNTIME ("X", "x", AB, "!Ref One"), "before.yaml", settings);
  Side after
      = make_side_as (NETWORK RUNTIME ("X", "x", "!Ref A", "!Ref One"), "after.yaml", settings);
  g_autoptr (EnisimDiff) diff = enisim_diff_new (before.plan, after.plan, NULL, NULL);

  enisim_diff_verify (diff);
  ck_assert_uint_eq (enisim_diff_get_subnet (diff, 0)->retained, 0);
  ck_assert_uint_eq (enisim_diff_get_subnet (diff, 1)->retained, 1);
  g_clear_pointer (&diff, enisim_diff_free);
  side_clear (&before);
  side_clear (&after);
}
END_TEST

START_TEST (names_are_those_of_the_command)
{
  ck_assert_str_eq (enisim_diff_subject_get_name (ENISIM_DIFF_COST), "cost");
  ck_assert_ptr_null (enisim_diff_subject_get_name ((EnisimDiffSubject) 6));
  ck_assert_ptr_null (enisim_diff_change_get_name ((EnisimDiffChange) 5));
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("diff");
  TCase *tcase = tcase_create ("core");

  tcase_add_loop_test (tcase, change_is_said_as_it_is, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (tcase, change_turned_round_is_its_opposite, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tcase, nothing_is_retained_where_a_subnet_counts_for_itself);
  tcase_add_test (tcase, names_are_those_of_the_command);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
