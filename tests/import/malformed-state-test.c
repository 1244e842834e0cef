/* malformed-state-test.c
 *
 * Goal: whatever is wrong with an answer of the AWS CLI, or with a file of the service's tools, is
 * said with its place, all at once, and nothing is read.
 * Method: a table of answers and what is said of each; larger ones are made.
 */
#include "enisim-check.h"

#include "import/inventory.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *complaints;
} Row;

static const Row rows[] = {
  { "answers in a list that are none", "[{\"Subnets\": []}, {\"a\": 1}]",
    "t:1:19: no answer of the AWS CLI that is known here, as of describe-network-interfaces, "
    "describe-subnets or get-agent-runtime" },
  { "a scalar among answers", "[{\"Subnets\": []}, \"x\"]",
    "t:1:19: expected a mapping, got a scalar" },
  { "listing a mapping", "{\"NetworkInterfaces\": {}}",
    "t:1:23: expected a sequence, got a mapping" },
  { "listing a text", "{\"Subnets\": \"none\"}", "t:1:13: expected a sequence, got a scalar" },
  { "item a text", "{\"NetworkInterfaces\": [\"eni-1\"]}",
    "t:1:24: expected a mapping, got a scalar" },
  { "item without id", "{\"NetworkInterfaces\": [{\"SubnetId\": \"a\"}]}",
    "t:1:24: NetworkInterfaceId is missing" },
  { "id empty", "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"\", \"SubnetId\": \"a\"}]}",
    "t:1:47: NetworkInterfaceId is empty" },
  { "id null", "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": null, \"SubnetId\": \"a\"}]}",
    "t:1:47: NetworkInterfaceId is empty" },
  { "id a mapping",
    "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": {\"a\": 1}, \"SubnetId\": \"a\"}]}",
    "t:1:47: expected a scalar, got a mapping" },
  { "no subnet", "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\"}]}",
    "t:1:24: SubnetId is missing" },
  { "groups a mapping",
    "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"a\", \"Groups\": "
    "{}}]}",
    "t:1:83: expected a sequence, got a mapping" },
  { "group without id",
    "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"a\", \"Groups\": "
    "[{\"GroupName\": \"g\"}, {\"GroupId\": \"\"}, 7]}]}",
    "t:1:84: GroupId is missing\n"
    "t:1:116: GroupId is empty\n"
    "t:1:121: expected a mapping, got a scalar" },
  { "addresses a text",
    "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"a\", "
    "\"PrivateIpAddresses\": \"10.0.0.1\"}]}",
    "t:1:95: expected a sequence, got a scalar" },
  { "addresses that are none",
    "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"a\", "
    "\"PrivateIpAddress\": \"10.0.0\", \"PrivateIpAddresses\": [{\"PrivateIpAddress\": "
    "\"10.0.0.300\"}], \"Ipv4Prefixes\": [{\"Ipv4Prefix\": \"10.0.0.1/28\"}]}]}",
    "t:1:93: PrivateIpAddress: an address is four numbers with points between, as in 10.0.2.0\n"
    "t:1:147: PrivateIpAddress: each number of an address is at most 255\n"
    "t:1:195: Ipv4Prefix: host bits are set: the network is 10.0.0.0/28" },
  { "networks of a VPC that are none",
    "{\"Vpcs\": [{\"VpcId\": \"v\", \"CidrBlockAssociationSet\": [{\"CidrBlock\": \"all\"}, 7]}]}",
    "t:1:68: CidrBlock: an address is four numbers with points between, as in 10.0.2.0\n"
    "t:1:76: expected a mapping, got a scalar" },
  { "attachment a list",
    "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"a\", "
    "\"Attachment\": []}]}",
    "t:1:87: expected a mapping, got a sequence" },
  { "tags a mapping",
    "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"a\", \"TagSet\": "
    "{\"Name\": \"x\"}}]}",
    "t:1:83: expected a sequence, got a mapping" },
  { "all at once",
    "{\"NetworkInterfaces\": [{}],\n"
    " \"Subnets\": [{}],\n"
    " \"agentRuntimes\": [{}],\n"
    " \"Vpcs\": {}}",
    "t:1:24: NetworkInterfaceId is missing\n"
    "t:2:14: SubnetId is missing\n"
    "t:3:20: agentRuntimeId is missing\n"
    "t:4:10: expected a sequence, got a mapping" },
  { "network no network", "{\"Subnets\": [{\"SubnetId\": \"a\", \"CidrBlock\": \"10.0.0.0/33\"}]}",
    "t:1:45: CidrBlock: a prefix is at most 32" },
  { "network with host bits", "{\"Vpcs\": [{\"VpcId\": \"v\", \"CidrBlock\": \"10.0.0.1/16\"}]}",
    "t:1:39: CidrBlock: host bits are set: the network is 10.0.0.0/16" },
  { "free addresses no number",
    "{\"Subnets\": [{\"SubnetId\": \"a\", \"AvailableIpAddressCount\": \"many\"}]}",
    "t:1:59: AvailableIpAddressCount: expected a whole number from 0 to 2147483647, got 'many'" },
  { "free addresses less than none",
    "{\"Subnets\": [{\"SubnetId\": \"a\", \"AvailableIpAddressCount\": -1}]}",
    "t:1:59: AvailableIpAddressCount: expected a whole number from 0 to 2147483647, got '-1'" },
  { "free addresses past all",
    "{\"Subnets\": [{\"SubnetId\": \"a\", \"AvailableIpAddressCount\": 99999999999999999999}]}",
    "t:1:59: AvailableIpAddressCount: expected a whole number from 0 to 2147483647, got "
    "'99999999999999999999'" },
  { "flag no flag", "{\"Subnets\": [{\"SubnetId\": \"a\", \"MapPublicIpOnLaunch\": \"perhaps\"}]}",
    "t:1:55: MapPublicIpOnLaunch: expected true or false, got 'perhaps'" },
  { "subnet twice in two networks",
    "[{\"Subnets\": [{\"SubnetId\": \"a\", \"CidrBlock\": \"10.0.0.0/24\"}]},\n"
    " {\"Subnets\": [{\"SubnetId\": \"a\", \"CidrBlock\": \"10.0.1.0/24\"}]}]",
    "t:2:46: CidrBlock of a is another one at t:1:15: these answers are not of one state" },
  { "eni twice in two subnets",
    "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"a\"},\n"
    " {\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"b\", \"Groups\": [{\"GroupId\": "
    "\"sg-1\"}]}]}",
    "t:2:46: SubnetId of eni-1 is another one at t:1:24: these answers are not of one state\n"
    "t:2:61: Groups of eni-1 is another one at t:1:24: these answers are not of one state" },
  { "endpoint in no list of subnets",
    "{\"VpcEndpoints\": [{\"VpcEndpointId\": \"vpce-1\", \"SubnetIds\": [[\"a\"], \"\", null]}]}",
    "t:1:61: expected a scalar, got a sequence\n"
    "t:1:68: an id is empty\n"
    "t:1:72: expected a scalar, got nothing" },
  { "nat with a text of addresses",
    "{\"NatGateways\": [{\"NatGatewayId\": \"nat-1\", \"NatGatewayAddresses\": \"x\"}]}",
    "t:1:67: expected a sequence, got a scalar" },
  { "route no mapping",
    "{\"RouteTables\": [{\"RouteTableId\": \"rtb-1\", \"Routes\": [\"0.0.0.0/0\"], "
    "\"Associations\": [1]}]}",
    "t:1:55: expected a mapping, got a scalar\n"
    "t:1:86: expected a mapping, got a scalar" },
  { "route to no network",
    "{\"RouteTables\": [{\"RouteTableId\": \"rtb-1\", \"Routes\": [{\"DestinationCidrBlock\": "
    "\"anywhere\"}]}]}",
    "t:1:80: DestinationCidrBlock: an address is four numbers with points between, as in "
    "10.0.2.0" },
  { "port past the last",
    "{\"SecurityGroups\": [{\"GroupId\": \"sg-1\", \"IpPermissions\": [{\"FromPort\": 70000, "
    "\"ToPort\": \"x\"}]}]}",
    "t:1:72: FromPort: expected a whole number from -1 to 65535, got '70000'\n"
    "t:1:89: ToPort: expected a whole number from -1 to 65535, got 'x'" },
  { "range no network",
    "{\"SecurityGroups\": [{\"GroupId\": \"sg-1\", \"IpPermissionsEgress\": [{\"IpProtocol\": "
    "\"tcp\", \"IpRanges\": [{\"CidrIp\": \"10.0.0.0\"}, {}]}]}]}",
    "t:1:111: CidrIp: a prefix is needed after the address, as in 10.0.2.0/24" },
  { "rule of no group", "{\"SecurityGroupRules\": [{\"SecurityGroupRuleId\": \"sgr-1\"}]}",
    "t:1:25: GroupId is missing" },
  { "entry past all numbers",
    "{\"NetworkAcls\": [{\"NetworkAclId\": \"acl-1\", \"Entries\": [{\"RuleNumber\": 0}]}]}",
    "t:1:71: RuleNumber: expected a whole number from 1 to 32767, got '0'" },
  { "gateway attached to nothing",
    "{\"InternetGateways\": [{\"InternetGatewayId\": \"igw-1\", \"Attachments\": [{}]}]}",
    "t:1:70: VpcId is missing" },
  { "network mode unknown",
    "{\"agentRuntimeId\": \"r-1\", \"networkConfiguration\": {\"networkMode\": \"PRIVATE\"}}",
    "t:1:67: networkMode: expected VPC, PUBLIC or SANDBOX, got 'PRIVATE'" },
  { "network mode missing", "{\"agentRuntimeId\": \"r-1\", \"networkConfiguration\": {}}",
    "t:1:51: networkMode is missing" },
  { "network configuration a text",
    "{\"agentRuntimeId\": \"r-1\", \"networkConfiguration\": \"VPC\"}",
    "t:1:51: expected a mapping, got a scalar" },
  { "vpc without configuration",
    "{\"agentRuntimeId\": \"r-1\", \"networkConfiguration\": {\"networkMode\": \"VPC\"}}",
    "t:1:51: networkModeConfig is missing" },
  { "vpc without subnets",
    "{\"browserId\": \"b-1\", \"networkConfiguration\": {\"networkMode\": \"VPC\", \"vpcConfig\": "
    "{\"subnets\": []}}}",
    "t:1:82: an agent in a VPC without subnets" },
  { "configuration of the other kind",
    "{\"browserId\": \"b-1\", \"networkConfiguration\": {\"networkMode\": \"VPC\", "
    "\"networkModeConfig\": {\"subnets\": [\"a\"]}}}",
    "t:1:46: vpcConfig is missing" },
  { "timeout too short",
    "{\"agentRuntimeId\": \"r-1\", \"lifecycleConfiguration\": {\"idleRuntimeSessionTimeout\": 5}}",
    "t:1:83: idleRuntimeSessionTimeout: expected a whole number from 60 to 28800, got '5'" },
  { "version no number",
    "{\"agentRuntimes\": [{\"agentRuntimeId\": \"r-1\", \"agentRuntimeVersion\": \"latest\"}]}",
    "t:1:69: agentRuntimeVersion: expected a whole number from 1 to 1000000, got 'latest'" },
  { "two versions",
    "[{\"agentRuntimeId\": \"r-1\", \"agentRuntimeVersion\": \"1\"},\n"
    " {\"agentRuntimeId\": \"r-1\", \"agentRuntimeVersion\": \"2\"}]",
    "t:2:51: agentRuntimeVersion of r-1 is another one at t:1:2: these answers are not of one "
    "state" },
  { "truncated", "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"Subn",
    "t:1:57: string without closing quote" },
  { "key again", "{\"Subnets\": [{\"SubnetId\": \"a\", \"SubnetId\": \"b\"}]}",
    "t:1:32: key 'SubnetId' again, first at 1:15" },
  { "project without name", "{\"version\": 1, \"runtimes\": []}", "t:1:1: name is missing" },
  { "project's runtime without name",
    "{\"name\": \"p\", \"version\": 1, \"runtimes\": [{}, \"x\"]}",
    "t:1:42: name is missing\n"
    "t:1:46: expected a mapping, got a scalar" },
  { "project's network mode",
    "{\"name\": \"p\", \"version\": 1, \"runtimes\": [{\"name\": \"r\", \"networkMode\": "
    "\"LAN\"}]}",
    "t:1:71: networkMode: expected VPC or PUBLIC, got 'LAN'" },
  { "project's runtime in a vpc without configuration",
    "{\"name\": \"p\", \"version\": 1, \"runtimes\": [{\"name\": \"r\", \"networkMode\": "
    "\"VPC\"}]}",
    "t:1:42: networkConfig is missing" },
  { "project's subnets a text",
    "{\"name\": \"p\", \"version\": 1, \"runtimes\": [{\"name\": \"r\", \"networkMode\": \"VPC\", "
    "\"networkConfig\": {\"subnets\": \"a\"}}]}",
    "t:1:95: an agent in a VPC without subnets\n"
    "t:1:107: expected a sequence, got a scalar" },
  { "project's timeout",
    "{\"name\": \"p\", \"version\": 1, \"runtimes\": [{\"name\": \"r\", "
    "\"lifecycleConfiguration\": {\"maxLifetime\": \"long\"}}]}",
    "t:1:98: maxLifetime: expected a whole number from 60 to 28800, got 'long'" },
  { "toolkit's agent a text",
    "default_agent: a\n"
    "agents:\n"
    "  a: agent.py\n",
    "t:3:6: expected a mapping, got a scalar" },
  { "toolkit's network mode",
    "agents:\n"
    "  a:\n"
    "    aws:\n"
    "      network_configuration: {network_mode: vpc}\n",
    "t:4:45: network_mode: expected VPC or PUBLIC, got 'vpc'" },
  { "toolkit's subnets by another name",
    "agents:\n"
    "  a:\n"
    "    aws:\n"
    "      network_configuration:\n"
    "        network_mode: VPC\n"
    "        network_mode_config: {subnet_ids: [subnet-1]}\n",
    "t:6:30: an agent in a VPC without subnets" },
  { "toolkit's configuration null",
    "agents:\n"
    "  a:\n"
    "    aws:\n"
    "      network_configuration: {network_mode: VPC, network_mode_config: null}\n",
    "t:4:30: network_mode_config is missing" },
  { "toolkit's settings a list",
    "default_agent: a\n"
    "agents:\n"
    "  a: {aws: []}\n",
    "t:3:12: expected a mapping, got a sequence" },
};

static EnisimInventory *
load (const char *text, gsize length, const EnisimImportOptions *options, GError **error)
{
  return enisim_inventory_load_data ("t", (const guint8 *) text, length, options, error);
}

START_TEST (malformed_answer_is_refused_with_the_place)
{
  const Row *row = &rows[_i];
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = load (row->text, strlen (row->text), NULL, &error);

  ck_assert_msg (inventory == NULL, "%s: it was read", row->name);
  ck_assert_msg (strcmp (error->message, row->complaints) == 0, "%s:\n%s\nnot\n%s", row->name,
                 error->message, row->complaints);
}
END_TEST

START_TEST (answer_of_another_kind_than_was_said_is_refused)
{
  static const struct
  {
    EnisimImportKind kind;
    const char *part;
  } cases[] = { { ENISIM_IMPORT_STATE, "t:1:1: no answer of the AWS CLI that is known here" },
                { ENISIM_IMPORT_AGENTCORE, "t:1:1: neither agentcore.json, which has" } };
  const EnisimImportOptions options = { .kind = cases[_i].kind };
  static const char text[] = "Resources: {}\n";
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (load (text, strlen (text), &options, &error));
  ck_assert_msg (g_str_has_prefix (error->message, cases[_i].part), "%s", error->message);
}
END_TEST

START_TEST (bytes_that_are_no_text_are_refused)
{
  static const char text[] = "{\"Subnets\": [{\"SubnetId\": \"a\0b\"}]}";
  static const char other[] = "{\"Subnets\": [{\"SubnetId\": \"a\xff\"}]}";
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (load (text, sizeof text - 1, NULL, &error));
  g_clear_error (&error);
  ck_assert_ptr_null (load (other, sizeof other - 1, NULL, &error));
  ck_assert_str_eq (error->message, "t:1:29: not valid UTF-8");
}
END_TEST

START_TEST (depth_has_an_end)
{
  g_autoptr (GString) text = g_string_new ("{\"Subnets\": ");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_c (text, '[');
  ck_assert_ptr_null (load (text->str, text->len, NULL, &error));
  ck_assert_ptr_nonnull (error);
}
END_TEST

/* Appends @n ENIs of AgentCore; all in one place, or each with a security group of its own. */
static void
add_enis (GString *text, guint n, gboolean is_one_place)
{
  g_string_append (text, "{\"NetworkInterfaces\": [");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "%s{\"NetworkInterfaceId\": \"eni-%u\", \"SubnetId\": \"a\", "
                            "\"InterfaceType\": \"agentic_ai\", \"Groups\": [{\"GroupId\": "
                            "\"sg-%u\"}]}",
                            i > 0 ? ", " : "", i, is_one_place ? 0 : i);
  g_string_append (text, "]}");
}

START_TEST (many_enis_are_as_many_groups_and_one_note)
{
  const guint n = 3000;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = NULL;

  add_enis (text, n, _i == 0);
  inventory = load (text->str, text->len, NULL, &error);
  ck_assert_no_error (error);
  enisim_inventory_verify (inventory);
  ck_assert_uint_eq (inventory->interfaces->len, n);
  ck_assert_uint_eq (inventory->live_groups->len, n);
  ck_assert_uint_eq (inventory->notes->len, 3);
}
END_TEST

START_TEST (subnets_past_the_most_of_a_configuration_begin_another_group)
{
  g_autoptr (GString) text = g_string_new ("{\"NetworkInterfaces\": [");
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text,
                            "%s{\"NetworkInterfaceId\": \"eni-%u\", \"SubnetId\": \"s%u\", "
                            "\"InterfaceType\": \"agentic_ai\"}",
                            i > 0 ? ", " : "", i, i);
  g_string_append (text, "]}");
  inventory = load (text->str, text->len, NULL, &error);
  ck_assert_no_error (error);
  ck_assert_uint_eq (inventory->live_groups->len, 3);
  for (guint i = 0; i < 3; i++)
    ck_assert_uint_eq (g_array_index (inventory->live_groups, EnisimLiveGroup, i).subnets.n,
                       i < 2 ? 16 : 8);
}
END_TEST

START_TEST (many_runtimes_are_one_group)
{
  const guint n = 3000;
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "{\"agentRuntimeId\": \"r-%u\", \"networkConfiguration\": "
                            "{\"networkMode\": \"VPC\", \"networkModeConfig\": {\"subnets\": "
                            "[\"%s\", \"%s\"], \"securityGroups\": [\"s\"]}}}, ",
                            i, i % 2 == 0 ? "a" : "b", i % 2 == 0 ? "b" : "a");
  add_enis (text, 1, TRUE);
  g_string_append_c (text, ']');
  inventory = load (text->str, text->len, NULL, &error);
  ck_assert_no_error (error);
  enisim_inventory_verify (inventory);
  ck_assert_uint_eq (inventory->live_groups->len, 2);
  ck_assert_uint_eq (g_array_index (inventory->live_groups, EnisimLiveGroup, 0).agents.n, n);
}
END_TEST

START_TEST (many_notes_are_kept_once_each)
{
  const guint n = 20000;
  g_autoptr (GString) text
      = g_string_new ("{\"RouteTables\": [{\"RouteTableId\": \"rtb-1\", \"Routes\": [");
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append (text, i > 0 ? ", {\"State\": \"blackhole\"}" : "{\"State\": \"blackhole\"}");
  g_string_append (text, "]}]}");
  inventory = load (text->str, text->len, NULL, &error);
  ck_assert_no_error (error);
  enisim_inventory_verify (inventory);
  ck_assert_uint_eq (inventory->notes->len, n);
}
END_TEST

START_TEST (complaints_have_an_end)
{
  g_autoptr (GString) text = g_string_new ("{\"Subnets\": [");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "{}, ");
  g_string_append (text, "{}]}");
  ck_assert_ptr_null (load (text->str, text->len, NULL, &error));
  ck_assert_msg (g_str_has_suffix (error->message, "\nand 4901 more"), "%s", error->message);
}
END_TEST

START_TEST (names_that_would_break_a_line_do_not)
{
  static const char text[]
      = "{\"Subnets\": [{\"SubnetId\": \"a\\nb\\u001b[31m\", \"VpcId\": \"v\", "
        "\"CidrBlock\": \"10.0.0.0/24\"}], \"NetworkInterfaces\": "
        "[{\"NetworkInterfaceId\": \"eni\\n- x: y\", \"SubnetId\": "
        "\"a\\nb\\u001b[31m\", \"InterfaceType\": \"agentic_ai\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = load (text, strlen (text), NULL, &error);
  g_autoptr (EnisimScenario) scenario = NULL;
  g_auto (GStrv) left_out = NULL;
  g_autofree char *yaml = NULL;

  ck_assert_no_error (error);
  yaml = enisim_inventory_to_scenario (inventory, &left_out);
  ck_assert_ptr_null (strchr (yaml, '\033'));
  scenario = enisim_scenario_load_data ("s", (const guint8 *) yaml, strlen (yaml), NULL, &error);
  ck_assert_no_error (error);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("malformed-state");
  TCase *tcase = tcase_create ("core");

  tcase_add_loop_test (tcase, malformed_answer_is_refused_with_the_place, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (tcase, answer_of_another_kind_than_was_said_is_refused, 0, 2);
  tcase_add_test (tcase, bytes_that_are_no_text_are_refused);
  tcase_add_test (tcase, depth_has_an_end);
  tcase_add_loop_test (tcase, many_enis_are_as_many_groups_and_one_note, 0, 2);
  tcase_add_test (tcase, subnets_past_the_most_of_a_configuration_begin_another_group);
  tcase_add_test (tcase, many_runtimes_are_one_group);
  tcase_add_test (tcase, many_notes_are_kept_once_each);
  tcase_add_test (tcase, complaints_have_an_end);
  tcase_add_test (tcase, names_that_would_break_a_line_do_not);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
