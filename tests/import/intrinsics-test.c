/* intrinsics-test.c
 *
 * Goal: every function of templates gives the value that CloudFormation would, as far as it can be
 * known, and else one canonical expression; and the short tag gives what the long form gives.
 * Method: a table of both forms and the rendered value, all against one template.
 */
#include "enisim-check.h"

#include "import/evaluate.h"
#include "import/import-files.h"

static const char prelude[]
    = "Parameters:\n"
      "  Known: {Type: String, Default: a}\n"
      "  Open: {Type: String}\n"
      "  List: {Type: CommaDelimitedList, Default: 'x, y'}\n"
      "  OpenList: {Type: 'List<AWS::EC2::Subnet::Id>'}\n"
      "  Stored: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /a/b}\n"
      "Mappings:\n"
      "  M: {top: {second: value, list: [p, q]}}\n"
      "Conditions:\n"
      "  Yes: !Equals [a, !Ref Known]\n"
      "  No: !Equals [b, !Ref Known]\n"
      "  Maybe: !Equals [b, !Ref Open]\n"
      "Resources:\n"
      "  Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}\n"
      "  Sg: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Vpc}}\n"
      "  One: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !GetAtt Sg.VpcId}}\n"
      "  Two: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !GetAtt Vpc.VpcId}}\n";

typedef struct
{
  const char *long_form, *short_form;
  const char *value;
} Row;

#define REFERENCES "[{'Ref': 'One'}, {'Ref': 'Two'}]"

static const Row rows[] = {
  { "{'Ref': 'Known'}", "!Ref Known", "a" },
  { "{'Ref': 'Open'}", "!Ref Open", "${t:Open}" },
  { "{'Ref': 'Stored'}", "!Ref Stored", "${t:Stored}" },
  { "{'Ref': 'List'}", "!Ref List", "[x,y]" },
  { "{'Ref': 'OpenList'}", "!Ref OpenList", "${t:OpenList}" },
  { "{'Ref': 'Sg'}", "!Ref Sg", "t/Sg" },
  { "{'Ref': 'AWS::Region'}", "!Ref AWS::Region", "${AWS::Region}" },
  { "{'Ref': 'AWS::AccountId'}", "!Ref AWS::AccountId", "${AWS::AccountId}" },
  { "{'Ref': 'AWS::Partition'}", "!Ref AWS::Partition", "aws" },
  { "{'Ref': 'AWS::URLSuffix'}", "!Ref AWS::URLSuffix", "amazonaws.com" },
  { "{'Ref': 'AWS::StackName'}", "!Ref AWS::StackName", "${t:AWS::StackName}" },
  { "[a, {'Ref': 'AWS::NoValue'}, b]", "[a, !Ref AWS::NoValue, b]", "[a,b]" },
  { "{a: {'Ref': 'AWS::NoValue'}, b: c}", "{a: !Ref AWS::NoValue, b: c}", "{b:c}" },

  { "{'Fn::GetAtt': ['Sg', 'GroupId']}", "!GetAtt Sg.GroupId", "t/Sg" },
  { "{'Fn::GetAtt': 'Vpc.VpcId'}", "!GetAtt [Vpc, VpcId]", "t/Vpc" },
  { "{'Fn::GetAtt': ['Sg', 'VpcId']}", "!GetAtt Sg.VpcId", "t/Vpc" },
  { "{'Fn::GetAtt': ['One', 'VpcId']}", "!GetAtt One.VpcId", "t/Vpc" },
  { "{'Fn::GetAtt': ['Vpc', 'CidrBlock']}", "!GetAtt Vpc.CidrBlock", "10.0.0.0/16" },
  { "{'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup']}", "!GetAtt Vpc.DefaultSecurityGroup",
    "${t/Vpc.DefaultSecurityGroup}" },
  { "{'Fn::GetAtt': ['Vpc', {'Ref': 'Open'}]}", "!GetAtt [Vpc, !Ref Open]", "${t/Vpc.${t:Open}}" },

  { "{'Fn::Sub': 'x-${Known}'}", "!Sub x-${Known}", "x-a" },
  { "{'Fn::Sub': '${Sg}'}", "!Sub ${Sg}", "t/Sg" },
  { "{'Fn::Sub': '${Sg.GroupId}'}", "!Sub ${Sg.GroupId}", "t/Sg" },
  { "{'Fn::Sub': 'a ${Sg}${Open}'}", "!Sub a ${Sg}${Open}", "a ${t/Sg}${t:Open}" },
  { "{'Fn::Sub': '${!Known}'}", "!Sub ${!Known}", "${Known}" },
  { "{'Fn::Sub': 'a ${'}", "!Sub a ${", "a ${" },
  { "{'Fn::Sub': ['${v}-${Known}', {'v': {'Ref': 'Open'}}]}",
    "!Sub ['${v}-${Known}', {v: !Ref Open}]", "${t:Open}-a" },

  { "{'Fn::Join': ['-', ['a', {'Ref': 'Known'}, 'c']]}", "!Join ['-', [a, !Ref Known, c]]",
    "a-a-c" },
  { "{'Fn::Join': ['', [{'Ref': 'Sg'}]]}", "!Join ['', [!Ref Sg]]", "t/Sg" },
  { "{'Fn::Join': ['-', [a, {'Ref': 'AWS::NoValue'}, b]]}",
    "!Join ['-', [a, !Ref AWS::NoValue, b]]", "a-b" },
  { "{'Fn::Join': [',', {'Ref': 'List'}]}", "!Join [',', !Ref List]", "x,y" },
  { "{'Fn::Join': [',', {'Ref': 'OpenList'}]}", "!Join [',', !Ref OpenList]",
    "${Join , ${t:OpenList}}" },
  { "{'Fn::Join': [',', []]}", "!Join [',', []]", "" },

  { "{'Fn::Split': [',', 'a,b,,c']}", "!Split [',', 'a,b,,c']", "[a,b,,c]" },
  { "{'Fn::Split': [',', {'Ref': 'Open'}]}", "!Split [',', !Ref Open]", "${Split , ${t:Open}}" },
  { "{'Fn::Split': [',', {'Fn::Join': [',', " REFERENCES "]}]}",
    "!Split [',', !Join [',', [!Ref One, !Ref Two]]]", "[${t/One},${t/Two}]" },
  { "{'Fn::Split': ['-', {'Fn::Sub': 'a-${Open}'}]}", "!Split ['-', !Sub 'a-${Open}']",
    "${Split - a-${t:Open}}" },

  { "{'Fn::Split': [',', {'Fn::Join': [',', {'Ref': 'OpenList'}]}]}",
    "!Split [',', !Join [',', !Ref OpenList]]", "${t:OpenList}" },
  { "{'Fn::Split': [',', {'Fn::Join': ['|', {'Ref': 'OpenList'}]}]}",
    "!Split [',', !Join ['|', !Ref OpenList]]", "${Split , ${Join | ${t:OpenList}}}" },

  { "{'Fn::Select': [1, {'Ref': 'List'}]}", "!Select [1, !Ref List]", "y" },
  { "{'Fn::Select': [0, [{'Fn::If': ['Maybe', 'a', {'Ref': 'AWS::NoValue'}]}, 'b']]}",
    "!Select [0, [!If [Maybe, a, !Ref AWS::NoValue], b]]",
    "${Select 0 [${If t:Maybe a ${AWS::NoValue}},b]}" },
  { "{'Fn::Select': [1, [{'Fn::If': ['Maybe', 'a', 'c']}, 'b']]}",
    "!Select [1, [!If [Maybe, a, c], b]]", "b" },
  { "{'Fn::Length': [{'Fn::If': ['Maybe', 'a', {'Ref': 'AWS::NoValue'}]}, 'b']}",
    "!Length [!If [Maybe, a, !Ref AWS::NoValue], b]",
    "${Length [${If t:Maybe a ${AWS::NoValue}},b]}" },
  { "{'Fn::Select': ['0', " REFERENCES "]}", "!Select [0, [!Ref One, !Ref Two]]", "t/One" },
  { "{'Fn::Select': [0, {'Ref': 'OpenList'}]}", "!Select [0, !Ref OpenList]",
    "${Select 0 ${t:OpenList}}" },
  { "{'Fn::Select': [{'Ref': 'Open'}, {'Ref': 'List'}]}", "!Select [!Ref Open, !Ref List]",
    "${Select ${t:Open} [x,y]}" },

  { "{'Fn::If': ['Yes', 'b', 'c']}", "!If [Yes, b, c]", "b" },
  { "{'Fn::If': ['No', 'b', 'c']}", "!If [No, b, c]", "c" },
  { "{'Fn::If': ['Maybe', 'b', {'Ref': 'Sg'}]}", "!If [Maybe, b, !Ref Sg]",
    "${If t:Maybe b ${t/Sg}}" },
  { "{'Fn::If': ['Maybe', {'Ref': 'Sg'}, {'Fn::Sub': '${Sg}'}]}",
    "!If [Maybe, !Ref Sg, !Sub '${Sg}']", "t/Sg" },
  { "[{'Fn::If': ['No', 'b', {'Ref': 'AWS::NoValue'}]}]", "[!If [No, b, !Ref AWS::NoValue]]",
    "[]" },
  { "{'Fn::If': ['Maybe', 'b', {'Ref': 'AWS::NoValue'}]}", "!If [Maybe, b, !Ref AWS::NoValue]",
    "${If t:Maybe b ${AWS::NoValue}}" },

  { "{'Fn::FindInMap': ['M', 'top', 'second']}", "!FindInMap [M, top, second]", "value" },
  { "{'Fn::FindInMap': ['M', 'top', 'list']}", "!FindInMap [M, top, list]", "[p,q]" },
  { "{'Fn::FindInMap': ['M', 'top', 'none', {'DefaultValue': 'd'}]}",
    "!FindInMap [M, top, none, {DefaultValue: d}]", "d" },
  { "{'Fn::FindInMap': ['M', {'Ref': 'AWS::Region'}, 'second']}",
    "!FindInMap [M, !Ref 'AWS::Region', second]", "${FindInMap M ${AWS::Region} second}" },

  { "{'Fn::ImportValue': 'net-Sg'}", "!ImportValue net-Sg", "${ImportValue net-Sg}" },
  { "{'Fn::ImportValue': {'Fn::Sub': '${Known}-Sg'}}", "{'Fn::ImportValue': !Sub '${Known}-Sg'}",
    "${ImportValue a-Sg}" },

  { "{'Fn::Cidr': ['10.0.0.0/24', 2, 4]}", "!Cidr [10.0.0.0/24, 2, 4]",
    "[10.0.0.0/28,10.0.0.16/28]" },
  { "{'Fn::Select': [3, {'Fn::Cidr': [{'Fn::GetAtt': 'Vpc.CidrBlock'}, '4', '8']}]}",
    "!Select [3, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]]", "10.0.3.0/24" },
  { "{'Fn::Cidr': [{'Ref': 'Open'}, 2, 4]}", "!Cidr [!Ref Open, 2, 4]", "${Cidr ${t:Open} 2 4}" },
  { "{'Fn::GetAZs': ''}", "!GetAZs ''", "${GetAZs}" },
  { "{'Fn::GetAZs': {'Ref': 'AWS::Region'}}", "{'Fn::GetAZs': !Ref AWS::Region}", "${GetAZs}" },
  { "{'Fn::GetAZs': 'eu-west-1'}", "!GetAZs eu-west-1", "${GetAZs eu-west-1}" },
  { "{'Fn::Length': {'Ref': 'List'}}", "!Length [a, b]", "2" },
  { "{'Fn::Length': {'Ref': 'OpenList'}}", "{'Fn::Length': !Ref OpenList}",
    "${Length ${t:OpenList}}" },
  { "{'Fn::Base64': 'abc'}", "!Base64 abc", "${Base64 abc}" },
  { "{'Fn::ToJsonString': {'a': 'b'}}", "!ToJsonString {a: b}", "${ToJsonString {a:b}}" },
};

typedef struct
{
  const char *long_form, *short_form;
  EnisimDecision decision;
} Condition;

#define YES "{'Condition': 'Yes'}"
#define NO "{'Condition': 'No'}"
#define MAYBE "{'Condition': 'Maybe'}"

static const Condition conditions[] = {
  { "{'Fn::Equals': ['a', 'a']}", "!Equals [a, a]", ENISIM_DECISION_YES },
  { "{'Fn::Equals': ['a', 'b']}", "!Equals [a, b]", ENISIM_DECISION_NO },
  { "{'Fn::Equals': [{'Ref': 'Open'}, 'b']}", "!Equals [!Ref Open, b]", ENISIM_DECISION_UNKNOWN },
  { "{'Fn::Equals': ['{{resolve:ssm:x}}', 'b']}", "!Equals ['{{resolve:ssm:x}}', b]",
    ENISIM_DECISION_UNKNOWN },
  { "{'Fn::Equals': [{'Ref': 'Open'}, {'Ref': 'Open'}]}", "!Equals [!Ref Open, !Ref Open]",
    ENISIM_DECISION_YES },
  { "{'Fn::Equals': [{'Ref': 'List'}, ['x', 'y']]}", "!Equals [!Ref List, [x, y]]",
    ENISIM_DECISION_YES },
  { "{'Fn::Not': [" YES "]}", "!Not [!Condition Yes]", ENISIM_DECISION_NO },
  { "{'Fn::Not': [" MAYBE "]}", "!Not [!Condition Maybe]", ENISIM_DECISION_UNKNOWN },
  { "{'Fn::And': [" YES ", " NO "]}", "!And [!Condition Yes, !Condition No]", ENISIM_DECISION_NO },
  { "{'Fn::And': [" YES ", " YES "]}", "!And [!Condition Yes, !Condition Yes]",
    ENISIM_DECISION_YES },
  { "{'Fn::And': [" MAYBE ", " NO "]}", "!And [!Condition Maybe, !Condition No]",
    ENISIM_DECISION_NO },
  { "{'Fn::And': [" YES ", " MAYBE "]}", "!And [!Condition Yes, !Condition Maybe]",
    ENISIM_DECISION_UNKNOWN },
  { "{'Fn::Or': [" MAYBE ", " YES "]}", "!Or [!Condition Maybe, !Condition Yes]",
    ENISIM_DECISION_YES },
  { "{'Fn::Or': [" NO ", " NO "]}", "!Or [!Condition No, !Condition No]", ENISIM_DECISION_NO },
  { "{'Fn::Or': [" NO ", " MAYBE "]}", "!Or [!Condition No, !Condition Maybe]",
    ENISIM_DECISION_UNKNOWN },
};

static EnisimInventory *inventory;
static EnisimComplaints *complaints;
static EnisimImporter *importer;

static void
setup (void)
{
  inventory = enisim_inventory_new ();
  complaints = enisim_complaints_new ();
  importer = enisim_importer_new (inventory, complaints);
}

static void
teardown (void)
{
  enisim_complaints_verify (complaints);
  enisim_inventory_verify (inventory);
  enisim_importer_free (importer);
  enisim_complaints_free (complaints);
  enisim_inventory_free (inventory);
}

/* @section: appended to the common template */
static EnisimTemplate *
add_template (const char *section)
{
  g_autofree char *text = g_strconcat (prelude, section, NULL);
  const EnisimNode *root
      = enisim_importer_parse (importer, "t.yaml", (const guint8 *) text, strlen (text));

  ck_assert_ptr_nonnull (root);
  return enisim_importer_add_stack (importer, root, "t", NULL, NULL);
}

static void
check_no_complaints (void)
{
  g_autofree char *text = enisim_complaints_to_text (complaints);

  ck_assert_str_eq (text, "");
}

static void
check_output (EnisimTemplate *template, const char *output, const char *expected)
{
  const EnisimValue *value
      = enisim_evaluate_output (template, enisim_node_get (template->outputs, output));

  enisim_value_verify (value);
  check_no_complaints ();
  ck_assert_str_eq (enisim_value_render (importer->values, value), expected);
}

START_TEST (both_forms_have_the_value)
{
  const Row *row = &rows[_i];
  g_autofree char *section = g_strdup_printf (
      "Outputs:\n  Long: {Value: %s}\n  Short:\n    Value: %s\n", row->long_form, row->short_form);
  EnisimTemplate *template = add_template (section);

  check_output (template, "Long", row->value);
  check_output (template, "Short", row->value);
}
END_TEST

START_TEST (both_forms_decide)
{
  const Condition *row = &conditions[_i];
  g_autofree char *long_key = g_strdup_printf ("  Long: %s\n", row->long_form);
  g_autofree char *short_key = g_strdup_printf ("  Short: %s\nResources:", row->short_form);
  g_autofree char *keys = g_strconcat (long_key, short_key, NULL);
  g_auto (GStrv) halves = g_strsplit (prelude, "Resources:", 2);
  g_autofree char *text = g_strconcat (halves[0], keys, halves[1], NULL);
  const EnisimNode *root
      = enisim_importer_parse (importer, "t.yaml", (const guint8 *) text, strlen (text));
  EnisimTemplate *template = enisim_importer_add_stack (importer, root, "t", NULL, NULL);

  ck_assert_int_eq (enisim_decide (template, "Long", root->at), row->decision);
  ck_assert_int_eq (enisim_decide (template, "Short", root->at), row->decision);
  check_no_complaints ();
}
END_TEST

START_TEST (region_that_is_given_is_known)
{
  EnisimTemplate *template;

  importer->region = "cn-north-1";
  template = add_template ("Outputs:\n"
                           "  Region: {Value: !Ref AWS::Region}\n"
                           "  Suffix: {Value: !Sub '${AWS::Partition} ${AWS::URLSuffix}'}\n"
                           "  Zones: {Value: {'Fn::GetAZs': !Ref AWS::Region}}\n");
  check_output (template, "Region", "cn-north-1");
  check_output (template, "Suffix", "aws-cn amazonaws.com.cn");
  check_output (template, "Zones", "${GetAZs}");
}
END_TEST

START_TEST (same_resource_is_one_thing_in_whichever_way_it_is_named)
{
  EnisimTemplate *template = add_template ("Outputs:\n"
                                           "  A: {Value: !Ref Sg}\n"
                                           "  B: {Value: !GetAtt Sg.GroupId}\n"
                                           "  C: {Value: !Sub '${Sg.GroupId}'}\n"
                                           "  D: {Value: !Select [0, [!Ref Sg]]}\n"
                                           "  E: {Value: !If [Yes, !Ref Sg, x]}\n");

  for (const EnisimNode *output = template->outputs->first; output; output = output->next)
    check_output (template, output->key, "t/Sg");
}
END_TEST

START_TEST (value_is_where_it_was_written)
{
  EnisimTemplate *template = add_template ("Outputs:\n  A: {Value: [x, !Sub 'a${Open}']}\n");
  const EnisimValue *value
      = enisim_evaluate_output (template, enisim_node_get (template->outputs, "A"));

  ck_assert_uint_eq (value->items[0]->at.line, 19);
  ck_assert_uint_eq (value->items[0]->at.column, 15);
  ck_assert_uint_eq (value->items[1]->at.column, 23);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("intrinsics");
  TCase *tcase = tcase_create ("core");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_loop_test (tcase, both_forms_have_the_value, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (tcase, both_forms_decide, 0, G_N_ELEMENTS (conditions));
  tcase_add_test (tcase, region_that_is_given_is_known);
  tcase_add_test (tcase, same_resource_is_one_thing_in_whichever_way_it_is_named);
  tcase_add_test (tcase, value_is_where_it_was_written);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
