/* network-check-test.c
 *
 * Goal: a network that cannot be is complained of with its place, and one that can is not.
 * Method: a table of resources and the whole text of the complaints; empty where all is well.
 */
#include "enisim-check.h"

#include "import/inventory.h"

#define VPC "  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/24}}\n"
#define SUBNET(name, rest)                                                                         \
  "  " name ": {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, " rest "}}\n"
#define RUNTIME(name, subnets, sgs)                                                                \
  "  " name ": {Type: AWS::BedrockAgentCore::Runtime, Properties: {NetworkConfiguration: "         \
  "{NetworkMode: VPC, NetworkModeConfig: {Subnets: [" subnets "], SecurityGroups: [" sgs "]}}}}\n"

/* What would be refused of an agent if its security group G were in another VPC for certain. */
#define MAYBE(vpc_of_g, rest)                                                                      \
  VPC SUBNET ("A", "CidrBlock: 10.0.0.0/25") "  G: {Type: AWS::EC2::SecurityGroup, Properties: "   \
                                             "{VpcId: " vpc_of_g                                   \
                                             "}}\n" RUNTIME ("R", "!Ref A", "!Ref G") rest
#define OTHER "Other: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/24}"

static const struct
{
  const char *name, *resources, *complaints;
} rows[] = {
  { "neighbours",
    VPC SUBNET ("A", "CidrBlock: 10.0.0.0/25") SUBNET ("B", "CidrBlock: 10.0.0.128/25"), "" },
  { "overlap",
    VPC SUBNET ("A", "CidrBlock: 10.0.0.0/25") SUBNET ("B", "CidrBlock: 10.0.0.64/26")
        SUBNET ("C", "CidrBlock: 10.0.0.112/28") SUBNET ("D", "CidrBlock: 10.0.0.128/28"),
    "t.yaml:4:3: B: its addresses 10.0.0.64/26 overlap those of A (t.yaml:3:3), 10.0.0.0/25\n"
    "t.yaml:5:3: C: its addresses 10.0.0.112/28 overlap those of A (t.yaml:3:3), 10.0.0.0/25" },
  { "other VPCs have ranges of their own",
    VPC SUBNET ("A", "CidrBlock: 10.0.0.0/25") "  Other: {Type: AWS::EC2::Subnet, Properties: "
                                               "{VpcId: vpc-2, CidrBlock: 10.0.0.0/25}}\n",
    "" },
  { "outside", VPC SUBNET ("A", "CidrBlock: 10.0.1.0/28"),
    "t.yaml:3:3: A: its addresses 10.0.1.0/28 are not in its VPC" },
  { "second range",
    VPC "  More: {Type: AWS::EC2::VPCCidrBlock, Properties: {VpcId: !Ref Vpc, CidrBlock: "
        "100.64.0.0/20}}\n" SUBNET ("A", "CidrBlock: 100.64.0.0/28"),
    "" },
  { "a range of IPv6 is no second one",
    VPC "  Six: {Type: AWS::EC2::VPCCidrBlock, Properties: {VpcId: !Ref Vpc, "
        "AmazonProvidedIpv6CidrBlock: true}}\n" SUBNET ("A", "CidrBlock: 100.64.0.0/28"),
    "t.yaml:4:3: A: its addresses 100.64.0.0/28 are not in its VPC" },
  { "a VPC of a pool may be anywhere",
    "  Vpc: {Type: AWS::EC2::VPC, Properties: {Ipv4IpamPoolId: p}}\n" SUBNET (
        "A", "CidrBlock: 100.64.0.0/28"),
    "" },
  { "names of something else",
    RUNTIME ("R", "vpc-1, sg-33", "subnet-1") "  E: {Type: AWS::EFS::MountTarget, Properties: "
                                              "{SubnetId: rtb-1, SecurityGroups: [sg-1]}}\n",
    "t.yaml:2:80: R: vpc-1 is no subnet\n"
    "t.yaml:2:80: R: sg-33 is no subnet\n"
    "t.yaml:2:80: R: subnet-1 is no security group\n"
    "t.yaml:3:3: E: rtb-1 is no subnet" },
  { "references to something else", VPC RUNTIME ("R", "!Ref Vpc", "!Ref Vpc"),
    "t.yaml:3:80: R: t/Vpc is no subnet\nt.yaml:3:80: R: t/Vpc is no security group" },
  { "names that nobody knows",
    RUNTIME ("R", "mine, !GetAtt X.Y", "theirs") "  X: {Type: Custom::Net}\n", "" },
  { "a group in another VPC", MAYBE ("!Ref Other", "  " OTHER "}\n"),
    "t.yaml:5:80: R: its subnet A is in the VPC Vpc, and its security group G in Other" },
  { "a group that is associated with that VPC too",
    MAYBE ("!Ref Other", "  " OTHER "}\n  S: {Type: AWS::EC2::SecurityGroupVpcAssociation, "
                         "Properties: {GroupId: !Ref G, VpcId: !Ref Vpc}}\n"),
    "" },
  { "an id may be that of the VPC that is made here", MAYBE ("vpc-1", ""), "" },
  { "an id that a parameter would tell",
    MAYBE ("!Ref P", "Parameters: {P: {Type: AWS::EC2::VPC::Id}}\n"), "" },
  { "an id that is imported", MAYBE ("!ImportValue net-Vpc", ""), "" },
  { "a VPC that is there perhaps",
    MAYBE ("!Ref Other", "  " OTHER ", Condition: C}\n"
                         "Parameters: {P: {Type: String}}\n"
                         "Conditions: {C: !Equals [!Ref P, x]}\n"),
    "" },
  { "a VPC that is chosen",
    MAYBE ("!If [C, !Ref Other, !Ref Vpc]", "  " OTHER "}\n"
                                            "Parameters: {P: {Type: String}}\n"
                                            "Conditions: {C: !Equals [!Ref P, x]}\n"),
    "" },
  { "a small network that is there perhaps",
    VPC SUBNET (
        "A",
        "CidrBlock: !If [C, 10.0.0.0/29, 10.0.0.0/28]") "Parameters: {P: {Type: String}}\n"
                                                        "Conditions: {C: !Equals [!Ref P, x]}\n",
    "" },
  { "IPv6 alone", VPC SUBNET ("A", "Ipv6Native: true") RUNTIME ("R", "!Ref A", "sg-1"),
    "t.yaml:4:80: R: the subnet t/A has no IPv4 addresses" },
};

static EnisimInventory *
load (const char *resources, GError **error)
{
  g_autofree char *text = g_strconcat ("Resources:\n", resources, NULL);

  return enisim_inventory_load_data ("t.yaml", (const guint8 *) text, strlen (text), NULL, error);
}

START_TEST (network_that_cannot_be_is_complained_of)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = load (rows[_i].resources, &error);

  ck_assert_msg (g_strcmp0 (error != NULL ? error->message : "", rows[_i].complaints) == 0,
                 "%s: %s", rows[_i].name, error != NULL ? error->message : "");
  if (inventory != NULL)
    enisim_inventory_verify (inventory);
}
END_TEST

static void
assert_note (const EnisimInventory *inventory, const char *part)
{
  for (guint i = 0; i < inventory->notes->len; i++)
    if (strstr (g_array_index (inventory->notes, EnisimNote, i).text, part) != NULL)
      return;
  ck_abort_msg ("no note has '%s'", part);
}

START_TEST (what_a_create_refuses_is_noted)
{
  g_autoptr (EnisimInventory) inventory
      = load (RUNTIME ("Bare", "subnet-1", "")
                  RUNTIME ("Six", "subnet-1", "sg-1, sg-2, sg-3, sg-4, sg-5, sg-6"),
              NULL);

  ck_assert_ptr_nonnull (inventory);
  assert_note (inventory, "Bare names no security group: a create refuses that");
  assert_note (inventory, "Six has 6 security groups: an ENI takes 5");
}
END_TEST

START_TEST (text_for_a_list_of_an_agent_is_noted)
{
  g_autoptr (EnisimInventory) inventory
      = load ("  A: {Type: AWS::BedrockAgentCore::Runtime, Properties: {NetworkConfiguration: "
              "{NetworkMode: VPC, NetworkModeConfig: {Subnets: subnet-1, SecurityGroups: "
              "[sg-1]}}}}\n" RUNTIME ("B", "subnet-1", "sg-1"),
              NULL);

  ck_assert_uint_eq (inventory->notes->len, 1);
  assert_note (inventory, "Subnets: expected a list, got a text, which a create refuses");
}
END_TEST

#define ANSWERS(token)                                                                             \
  "{\"Subnets\": [{\"SubnetId\": \"subnet-1\", \"VpcId\": \"vpc-1\", \"CidrBlock\": "              \
  "\"10.0.0.0/24\"}]"                                                                              \
  ", \"SecurityGroups\": [{\"GroupId\": \"sg-1\", \"VpcId\": \"vpc-1\"}], \"VpcEndpoints\": "      \
  "[{\"VpcEndpointId\": \"vpce-1\", \"VpcEndpointType\": \"Interface\", \"ServiceName\": "         \
  "\"com.amazonaws.us-east-1.logs\", \"VpcId\": \"vpc-1\", \"SubnetIds\": [\"subnet-1\", "         \
  "\"subnet-9\"], \"Groups\": [{\"GroupId\": \"sg-9\", \"GroupName\": \"g\"}]}]" token "}"

START_TEST (id_that_a_whole_answer_lacks_is_noted)
{
  static const char whole[] = ANSWERS (""), in_part[] = ANSWERS (", \"NextToken\": \"x\"");
  g_autoptr (EnisimInventory) inventory = NULL, part = NULL;

  inventory
      = enisim_inventory_load_data ("a.json", (const guint8 *) whole, strlen (whole), NULL, NULL);
  ck_assert_ptr_nonnull (inventory);
  assert_note (inventory, "vpce-1 names the subnet subnet-9, which no answer of describe-subnets "
                          "has, though these are whole");
  assert_note (inventory, "vpce-1 names the security group sg-9, which no answer of "
                          "describe-security-groups has");
  part = enisim_inventory_load_data ("a.json", (const guint8 *) in_part, strlen (in_part), NULL,
                                     NULL);
  for (guint i = 0; i < part->notes->len; i++)
    ck_assert_ptr_null (
        strstr (g_array_index (part->notes, EnisimNote, i).text, "which no answer of"));
}
END_TEST

START_TEST (equal_names_are_noted)
{
  g_autoptr (EnisimInventory) inventory
      = load ("  A: {Type: AWS::BedrockAgentCore::Runtime, Properties: {AgentRuntimeName: same}}\n"
              "  B: {Type: AWS::BedrockAgentCore::Runtime, Properties: {AgentRuntimeName: same}}\n",
              NULL);

  assert_note (inventory, "same is the name of another one too");
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("import/network-check");
  TCase *tcase = tcase_create ("rows");

  tcase_add_loop_test (tcase, network_that_cannot_be_is_complained_of, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tcase, what_a_create_refuses_is_noted);
  tcase_add_test (tcase, equal_names_are_noted);
  tcase_add_test (tcase, text_for_a_list_of_an_agent_is_noted);
  tcase_add_test (tcase, id_that_a_whole_answer_lacks_is_noted);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
