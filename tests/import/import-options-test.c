/* import-options-test.c
 *
 * Goal: what a template leaves open can be given, what is given has to fit, and what is open still
 * is said once and never guessed.
 * Method: small templates, each with options; the inventory as text, or the complaint.
 */
#include "import/inventory-text.h"

#define VPC_OF(value)                                                                              \
  "Resources:\n  V: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: " value "}}\n"
#define RUNTIME(network)                                                                           \
  "  R:\n"                                                                                         \
  "    Type: AWS::BedrockAgentCore::Runtime\n"                                                     \
  "    Properties:\n"                                                                              \
  "      NetworkConfiguration: " network "\n"

typedef struct
{
  const char *name;
  const char *text;
  const char *parameters[3], *exports[3];
  const char *region;
  const char *expected; /* the inventory, or what is wrong */
} Row;

static const char with_parameter[]
    = "Parameters: {P: {Type: String, Default: 10.0.0.0/16}}\n" VPC_OF ("!Ref P");

static const char with_allowed[]
    = "Parameters: {P: {Type: String, AllowedValues: [10.0.0.0/16]}}\n" VPC_OF ("!Ref P");

static const char with_condition[]
    = "Parameters: {P: {Type: String}}\n"
      "Conditions: {C: !Equals [!Ref P, yes]}\n"
      "Resources:\n"
      "  V: {Type: 'AWS::EC2::VPC', Condition: C, Properties: {CidrBlock: 10.0.0.0/16}}\n";

static const char with_choice[]
    = "Parameters: {P: {Type: String}}\n"
      "Conditions: {C: !Equals [!Ref P, yes]}\n"
      "Resources:\n" RUNTIME ("!If [C, {NetworkMode: PUBLIC}, {NetworkMode: VPC, "
                              "NetworkModeConfig: {Subnets: [s], SecurityGroups: [g]}}]");

static const char with_perhaps[]
    = "Parameters: {P: {Type: String}}\n"
      "Conditions: {C: !Equals [!Ref P, yes]}\n"
      "Resources:\n" RUNTIME ("{NetworkMode: VPC, NetworkModeConfig: {Subnets: [s], "
                              "SecurityGroups: [g, !If [C, h, !Ref AWS::NoValue]]}}");

static const char with_perhaps_subnet[]
    = "Parameters: {P: {Type: String}}\n"
      "Conditions: {C: !Equals [!Ref P, yes]}\n"
      "Resources:\n" RUNTIME ("{NetworkMode: VPC, NetworkModeConfig: {Subnets: [s, !If [C, z, "
                              "!Ref AWS::NoValue]], SecurityGroups: [g]}}");

static const char with_either_network[]
    = "Parameters: {P: {Type: String}}\n"
      "Conditions: {C: !Equals [!Ref P, yes]}\n"
      "Resources:\n" RUNTIME (
          "!If [C, {NetworkMode: VPC, NetworkModeConfig: {Subnets: [s], SecurityGroups: [g]}}, "
          "{NetworkMode: VPC, NetworkModeConfig: {Subnets: [z], SecurityGroups: [g]}}]");

static const char with_mode_and_config[]
    = "Parameters: {P: {Type: String}}\n"
      "Conditions: {C: !Equals [!Ref P, yes]}\n"
      "Resources:\n" RUNTIME ("{NetworkMode: !If [C, VPC, PUBLIC], NetworkModeConfig: !If [C, "
                              "{Subnets: [s], SecurityGroups: [g]}, !Ref AWS::NoValue]}");

static const char with_open_side[]
    = "Parameters: {P: {Type: String}, L: {Type: 'List<String>'}}\n"
      "Conditions: {C: !Equals [!Ref P, yes]}\n"
      "Resources:\n" RUNTIME ("{NetworkMode: VPC, NetworkModeConfig: {Subnets: !If [C, [s], "
                              "!Ref L], SecurityGroups: [g]}}");

static const char with_dynamic[]
    = "Conditions: {C: !Equals ['{{resolve:ssm:/x}}', y]}\n"
      "Resources:\n"
      "  V: {Type: 'AWS::EC2::VPC', Condition: C, Properties: {CidrBlock: '{{resolve:ssm:/c}}', "
      "EnableDnsSupport: '{{resolve:ssm:/d}}'}}\n" RUNTIME (
          "{NetworkMode: VPC, NetworkModeConfig: {Subnets: ['{{resolve:ssm:/s}}'], "
          "SecurityGroups: [g]}}");

static const char with_list[]
    = "Parameters: {P: {Type: 'List<AWS::EC2::Subnet::Id>'}}\n"
      "Resources:\n" RUNTIME ("{NetworkMode: VPC, NetworkModeConfig: {Subnets: !Ref P, "
                              "SecurityGroups: [g]}}");

static const char with_region[] = "Mappings: {M: {eu-west-1: {cidr: 10.0.0.0/16}}}\n" VPC_OF (
    "!FindInMap [M, !Ref 'AWS::Region', cidr]");

static const char with_import[] = VPC_OF ("!ImportValue cidr");

static const char with_tag[]
    = "Parameters: {P: {Type: String}}\n"
      "Resources:\n"
      "  S: {Type: 'AWS::EC2::Subnet', Properties: {Tags: [{Key: Name, Value: !Ref P}]}}\n";

static const char with_mapping[]
    = "Parameters: {P: {Type: String, AllowedValues: [a], Default: a}}\n"
      "Mappings: {M: {a: {cidr: 10.0.0.0/16}}}\n"
      "Resources:\n"
      "  V: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: !FindInMap [M, !Ref P, cidr]}}\n";

static const char with_long_name[]
    = "Parameters: {AgentSubnetIds: {Type: String, Default: x}}\nResources: {}\n";

#define PLAIN "vpc t/V 10.0.0.0/16 dns=1,0\n"
#define UNDECIDED                                                                                  \
  "note which subnets R has is not decided: those of both ways are counted in the upper bounds\n"
#define AGENT_END " idle=-1 life=-1 artifact=0 instances=0 name=R\n"

static const Row rows[] = {
  { "default", with_parameter, .expected = PLAIN },
  { "given over default",
    with_parameter,
    { "P=10.1.0.0/16" },
    .expected = "vpc t/V 10.1.0.0/16 dns=1,0\n" },
  { "value with an equals sign",
    with_parameter,
    { "P=a=b" },
    .expected = "--param P: CidrBlock: an address is four numbers with points between, as in "
                "10.0.2.0" },
  { "allowed", with_allowed, { "P=10.0.0.0/16" }, .expected = PLAIN },
  { "not allowed",
    with_allowed,
    { "P=10.1.0.0/16" },
    .expected = "--param P: \"10.1.0.0/16\" is none of the allowed values of P" },
  { "not allowed, and nothing follows from it",
    with_mapping,
    { "P=none" },
    .expected = "--param P: \"none\" is none of the allowed values of P" },
  { "not asked for",
    with_parameter,
    { "Q=1" },
    .expected = "--param Q: no stack has such a parameter" },
  { "wrong case",
    with_parameter,
    { "p=1" },
    .expected = "--param p: no stack has such a parameter; did you mean P?" },
  { "misspelt",
    with_long_name,
    { "AgentSubnetId=1", "t:AgentSubnets=1", "Else=1" },
    .expected = "--param AgentSubnetId: no stack has such a parameter; did you mean "
                "AgentSubnetIds?\n"
                "--param Else: no stack has such a parameter\n"
                "--param t:AgentSubnets: no stack has such a parameter; did you mean "
                "t:AgentSubnetIds?" },
  { "given twice",
    with_parameter,
    { "P=1", "P=2" },
    .expected = "--param P: given twice\n"
                "--param P: CidrBlock: an address is four numbers with points between, as in "
                "10.0.2.0" },
  { "no value", with_parameter, { "P" }, .expected = "--param P: expected Name=value" },
  { "no name", with_parameter, { "=P" }, .expected = "--param : expected Name=value" },
  { "not UTF-8", with_parameter, { "P=\xff" }, .expected = "--param P: not valid UTF-8" },

  { "condition open", with_condition,
    .expected = "vpc t/V perhaps 10.0.0.0/16 dns=1,0\n"
                "missing parameter P\n"
                "note V is there or not by a condition that is not decided\n" },
  { "condition holds", with_condition, { "P=yes" }, .expected = PLAIN },
  { "condition does not hold", with_condition, { "P=no" }, .expected = "" },

  { "network open", with_choice,
    .expected
    = "agent t/R perhaps kind=0 mode=1 subnets=s by ${If t:C ${AWS::NoValue} [s]} sgs=g" AGENT_END
      "missing parameter P\n" UNDECIDED },
  { "network chosen",
    with_choice,
    { "P=yes" },
    .expected = "agent t/R kind=0 mode=0 subnets= sgs=" AGENT_END },

  { "one of a list open", with_perhaps,
    .expected = "agent t/R kind=0 mode=1 subnets=s sgs=g,${If t:C h ${AWS::NoValue}}" AGENT_END
                "missing parameter P\n" },
  { "one of a list left out",
    with_perhaps,
    { "P=no" },
    .expected = "agent t/R kind=0 mode=1 subnets=s sgs=g" AGENT_END },

  { "one of the subnets open", with_perhaps_subnet,
    .expected = "agent t/R perhaps kind=0 mode=1 subnets=s,z by [s,${If t:C z ${AWS::NoValue}}] "
                "sgs=g" AGENT_END "missing parameter P\n" UNDECIDED },
  { "one of the subnets there",
    with_perhaps_subnet,
    { "P=yes" },
    .expected = "agent t/R kind=0 mode=1 subnets=s,z sgs=g" AGENT_END },
  { "either of two networks", with_either_network,
    .expected = "agent t/R perhaps kind=0 mode=1 subnets=s,z by ${If t:C [s] [z]} sgs=g" AGENT_END
                "missing parameter P\n" UNDECIDED },
  { "mode and configuration open", with_mode_and_config,
    .expected = "agent t/R perhaps kind=0 mode=1 subnets=s by ${If t:C [s] ${AWS::NoValue}} "
                "sgs=g" AGENT_END "missing parameter P\n" UNDECIDED },
  { "mode and configuration chosen",
    with_mode_and_config,
    { "P=no" },
    .expected = "agent t/R kind=0 mode=0 subnets= sgs=" AGENT_END },
  { "one side of unknown length", with_open_side,
    .expected = "agent t/R perhaps kind=0 mode=1 subnets=open ${If t:C [s] ${t:L}} sgs=g" AGENT_END
                "missing parameter P\nmissing parameter L\n" },
  { "dynamic references", with_dynamic,
    .expected = "vpc t/V perhaps - dns=-1,0\n"
                "agent t/R kind=0 mode=1 subnets={{resolve:ssm:/s}} sgs=g" AGENT_END
                "note V is there or not by a condition that is not decided\n"
                "note {{resolve:ssm:/c}} is known once it is deployed: taken by its name\n"
                "note {{resolve:ssm:/d}} is known once it is deployed: taken by its name\n"
                "note {{resolve:ssm:/s}} is known once it is deployed: taken by its name\n" },
  { "list that is empty",
    with_list,
    { "P=" },
    .expected = "agent t/R kind=0 mode=1 subnets= sgs=g" AGENT_END },
  { "list with nothing between commas",
    with_list,
    { "P=a,,b" },
    .expected = "agent t/R kind=0 mode=1 subnets=a,b sgs=g" AGENT_END },

  { "list open", with_list,
    .expected
    = "agent t/R kind=0 mode=1 subnets=open ${t:P} sgs=g" AGENT_END "missing parameter P\n" },
  { "list given",
    with_list,
    { "P=a, b,a" },
    .expected = "agent t/R kind=0 mode=1 subnets=a,b sgs=g" AGENT_END },

  { "Region open", with_region, .expected = "vpc t/V - dns=1,0\nmissing region AWS::Region\n" },
  { "Region given", with_region, .region = "eu-west-1", .expected = PLAIN },

  { "Region misspelt", with_parameter, .region = "us-east1",
    .expected = "--region us-east1: no Region is called so; did you mean us-east-1?" },
  { "Region made up", with_parameter, .region = "mars-1",
    .expected = "--region mars-1: no Region is called so" },
  { "Region that is new", with_parameter, .region = "us-west-7",
    .expected = PLAIN "note no Region that is known here; did you mean us-west-1?\n" },

  { "import open", with_import, .expected = "vpc t/V - dns=1,0\nmissing export cidr\n" },
  { "import given", with_import, .exports = { "cidr=10.0.0.0/16" }, .expected = PLAIN },
  { "import not asked for", with_parameter, .exports = { "cidr=10.0.0.0/16" },
    .expected = "--export cidr: no stack imports it" },
  { "import misspelt", with_import, .exports = { "cider=10.0.0.0/16" },
    .expected = "--export cider: no stack imports it; did you mean cidr?" },

  { "a name needs nothing", with_tag,
    .expected = "subnet t/S - vpc=(null) az=(null) public=0 name=S\n" },
  { "a name that is known",
    with_tag,
    { "P=agents" },
    .expected = "subnet t/S - vpc=(null) az=(null) public=0 name=agents\n" },
};

START_TEST (options_do_what_they_say)
{
  const Row *row = &rows[_i];
  const EnisimImportOptions options
      = { .region = row->region, .parameters = row->parameters, .exports = row->exports };
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = enisim_inventory_load_data (
      "t.yaml", (const guint8 *) row->text, strlen (row->text), &options, &error);
  g_autofree char *text = NULL;

  ck_assert (inventory != NULL || g_error_matches (error, ENISIM_ERROR, ENISIM_ERROR_INVALID));
  if (inventory)
    enisim_inventory_verify (inventory);
  text = inventory ? inventory_to_text (inventory, FALSE) : g_strdup (error->message);
  ck_assert_msg (strcmp (text, row->expected) == 0, "%s:\n%s\nnot\n%s", row->name, text,
                 row->expected);
}
END_TEST

START_TEST (kinds_have_names)
{
  ck_assert_str_eq (enisim_import_kind_get_name (ENISIM_IMPORT_AUTO), "auto");
  ck_assert_str_eq (enisim_import_kind_get_name (ENISIM_IMPORT_CLOUDFORMATION), "cloudformation");
  ck_assert_str_eq (enisim_import_kind_get_name (ENISIM_IMPORT_CDK), "cdk");
  ck_assert_ptr_null (enisim_import_kind_get_name ((EnisimImportKind) 99));
}
END_TEST

START_TEST (kind_that_is_forced_is_not_told_by_content)
{
  const EnisimImportOptions options = { .kind = ENISIM_IMPORT_CDK };
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (enisim_inventory_load_data ("t.yaml", (const guint8 *) with_parameter,
                                                  strlen (with_parameter), &options, &error));
  ck_assert_str_eq (error->message, "t.yaml:1:1: artifacts is missing");
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("import-options");
  TCase *tcase = tcase_create ("core");

  tcase_add_loop_test (tcase, options_do_what_they_say, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tcase, kinds_have_names);
  tcase_add_test (tcase, kind_that_is_forced_is_not_told_by_content);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
