/* for-each-test.c
 *
 * Goal: a template with loops is the one in which their entries are written out; what is no loop is
 * refused with its place, and what loops make is limited.
 * Method: pairs of templates whose inventories are the same text; tables of malformed loops and of
 * those that cannot be written out.
 */
#include "import/inventory-text.h"

#include <string.h>

#include "import/for-each.h"

#define EXTENDED "Transform: AWS::LanguageExtensions\n"

static EnisimInventory *
try_load (const char *text, GError **error)
{
  EnisimInventory *inventory
      = enisim_inventory_load_data ("t", (const guint8 *) text, strlen (text), NULL, error);

  if (inventory != NULL)
    enisim_inventory_verify (inventory);
  return inventory;
}

static char *
describe (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = try_load (text, &error);

  ck_assert_no_error (error);
  return inventory_to_text (inventory, FALSE);
}

static const struct
{
  const char *loops, *written;
} pairs[] = {
  /* Keys and texts. */
  { EXTENDED "Resources:\n"
             "  Fn::ForEach::Subnets:\n"
             "    - Az\n"
             "    - [a, b]\n"
             "    - Subnet${Az}: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: "
             "'eu-west-1${Az}'}}\n",
    "Resources:\n"
    "  Subneta: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1a}}\n"
    "  Subnetb: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1b}}\n" },
  /* A Ref in both forms; letters and digits alone; what is no identifier stays. */
  { "Transform: [AWS::LanguageExtensions]\n"
    "Resources:\n"
    "  Vpc: {Type: AWS::EC2::VPC}\n"
    "  Fn::ForEach::Subnets:\n"
    "    - Range\n"
    "    - [10.0.0.0/24, 10.0.1.0/24]\n"
    "    - S&{Range}:\n"
    "        Type: AWS::EC2::Subnet\n"
    "        Properties: {CidrBlock: !Ref Range, VpcId: !Ref Vpc, Tags: [{Key: Name, Value: !Sub "
    "'${Range} of ${AWS::StackName} ${!Range}'}]}\n"
    "      N&{Range}:\n"
    "        Type: AWS::EC2::NatGateway\n"
    "        DependsOn: S&{Range}\n"
    "        Properties: {SubnetId: {'Fn::GetAtt': ['S&{Range}', SubnetId]}, AllocationId: {Ref: "
    "Range}}\n",
    "Resources:\n"
    "  Vpc: {Type: AWS::EC2::VPC}\n"
    "  S1000024:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties: {CidrBlock: 10.0.0.0/24, VpcId: !Ref Vpc, Tags: [{Key: Name, Value: !Sub "
    "'10.0.0.0/24 of ${AWS::StackName} ${!Range}'}]}\n"
    "  N1000024: {Type: AWS::EC2::NatGateway, DependsOn: S1000024, Properties: {SubnetId: !Ref "
    "S1000024}}\n"
    "  S1001024:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties: {CidrBlock: 10.0.1.0/24, VpcId: !Ref Vpc, Tags: [{Key: Name, Value: !Sub "
    "'10.0.1.0/24 of ${AWS::StackName} ${!Range}'}]}\n"
    "  N1001024: {Type: AWS::EC2::NatGateway, DependsOn: S1001024, Properties: {SubnetId: !Ref "
    "S1001024}}\n" },
  /* A loop in a loop, whose collection is what the outer one says; and of a parameter. */
  { EXTENDED "Parameters: {Zones: {Type: CommaDelimitedList, Default: 'a,b'}}\n"
             "Mappings: {Of: {a: {Kinds: [x]}, b: {Kinds: [x, y]}}}\n"
             "Resources:\n"
             "  Fn::ForEach::Zones:\n"
             "    - Zone\n"
             "    - !Ref Zones\n"
             "    - Fn::ForEach::Kinds:\n"
             "        - Kind\n"
             "        - !FindInMap [Of, !Ref Zone, Kinds]\n"
             "        - ${Kind}${Zone}: {Type: AWS::EC2::Subnet}\n"
             "      Last${Zone}: {Type: AWS::EC2::Subnet}\n",
    "Resources:\n"
    "  xa: {Type: AWS::EC2::Subnet}\n"
    "  Lasta: {Type: AWS::EC2::Subnet}\n"
    "  xb: {Type: AWS::EC2::Subnet}\n"
    "  yb: {Type: AWS::EC2::Subnet}\n"
    "  Lastb: {Type: AWS::EC2::Subnet}\n" },
  /* In properties, conditions and outputs; an empty collection makes nothing. */
  { EXTENDED "Conditions:\n"
             "  Fn::ForEach::Conditions: [Is, [No, Nor], {'${Is}Subnet': !Equals [a, b]}]\n"
             "Resources:\n"
             "  A:\n"
             "    Type: AWS::EC2::Subnet\n"
             "    Properties:\n"
             "      Fn::ForEach::Fields: [F, [Cidr], {'${F}Block': 10.0.0.0/24}]\n"
             "  B: {Type: AWS::EC2::Subnet, Condition: NorSubnet}\n"
             "  Fn::ForEach::Nothing: [X, [], {'C${X}': {Type: AWS::EC2::Subnet}}]\n"
             "Outputs:\n"
             "  Fn::ForEach::Outputs: [O, [A], {'Out${O}': {Value: !Ref '${O}', Export: {Name: "
             "'net-${O}'}}}]\n",
    "Resources:\n"
    "  A: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/24}}\n" },
};

START_TEST (loop_is_its_entries_written_out)
{
  g_autofree char *loops = describe (pairs[_i].loops);
  g_autofree char *written = describe (pairs[_i].written);

  ck_assert_str_eq (loops, written);
  ck_assert_str_ne (loops, "");
}
END_TEST

static const struct
{
  const char *resources;
  const char *complaints;
} malformed[] = {
  { "  Fn::ForEach::X: {a: b}\n",
    "t:3:3: Fn::ForEach::X expects a list of an identifier, a collection and a mapping" },
  { "  Fn::ForEach::X: [a, [b]]\n",
    "t:3:3: Fn::ForEach::X expects a list of an identifier, a collection and a mapping" },
  { "  Fn::ForEach::X: [a-b, [b], {}]\n",
    "t:3:3: Fn::ForEach::X expects an identifier of letters and digits first" },
  { "  Fn::ForEach::X: [!Ref a, [b], {}]\n",
    "t:3:3: Fn::ForEach::X expects an identifier of letters and digits first" },
  { "  Fn::ForEach::X: [a, [b], [c]]\n", "t:3:3: Fn::ForEach::X expects a mapping last" },
  { "  Fn::ForEach::X: [a, [b], {'Fn::ForEach::Y': [a, [c], {}]}]\n",
    "t:3:29: Fn::ForEach::Y has the identifier of a loop around it" },
  { "  Fn::ForEach::X: [a, [b, b], {'S${a}': {Type: 'AWS::EC2::Subnet'}}]\n",
    "t:3:32: \"Sb\" is made twice" },
  { "  Fn::ForEach::X: [a, [b], {'S${a}': {Typ: 'AWS::EC2::Subnet'}}]\n",
    "t:3:38: the key 'Type' is missing\n"
    "t:3:39: unknown key 'Typ', did you mean 'Type'?" },
  { "  Fn::ForEach::A: [a, [x], {'Fn::ForEach::B': [b, [x], {'Fn::ForEach::C': [c, [x], "
    "{'Fn::ForEach::D': [d, [x], {'Fn::ForEach::E': [e, [x], {'Fn::ForEach::F': [f, [x], "
    "{'Fn::ForEach::G': [g, [x], {'Fn::ForEach::H': [h, [x], {'Fn::ForEach::I': [i, [x], "
    "{}]}]}]}]}]}]}]}]}]\n",
    "t:3:225: Fn::ForEach::I lies in too many loops, at most 8" },
};

START_TEST (what_is_no_loop_is_refused_with_its_place)
{
  g_autofree char *text = g_strconcat (EXTENDED "Resources:\n", malformed[_i].resources, NULL);
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (try_load (text, &error));
  ck_assert_str_eq (error->message, malformed[_i].complaints);
}
END_TEST

START_TEST (loop_over_what_is_not_known_stays_and_is_noted)
{
  static const char *const collections[]
      = { "!Ref Zones", "[a, !Ref Zone]", "!Split [',', !ImportValue zones]" };
  g_autofree char *text = g_strdup_printf (
      EXTENDED "Parameters: {Zones: {Type: CommaDelimitedList}, Zone: {Type: "
               "String}}\n"
               "Resources:\n"
               "  Fn::ForEach::X: [Z, %s, {'S${Z}': {Type: 'AWS::EC2::Subnet'}}]\n",
      collections[_i]);
  g_autofree char *inventory = describe (text);

  ck_assert_ptr_nonnull (strstr (inventory, "note Fn::ForEach::X is not expanded\n"));
  ck_assert_ptr_null (strstr (inventory, "subnet "));
}
END_TEST

/* Ten items in seven loops are ten millions; nothing else is said of what is cut short. */
START_TEST (what_loops_make_is_limited)
{
  g_autoptr (GString) text = g_string_new (EXTENDED "Resources:\n  ");
  g_autoptr (GError) error = NULL;

  for (char name = 'a'; name <= 'g'; name++)
    g_string_append_printf (text, "{Fn::ForEach::%c: [%c, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], ", name,
                            name);
  g_string_append (text, "{'S${a}${b}${c}${d}${e}${f}${g}': {Type: 'AWS::EC2::Subnet'}}");
  for (char name = 'a'; name <= 'g'; name++)
    g_string_append (text, "]}");
  g_string_append_c (text, '\n');
  ck_assert_ptr_null (try_load (text->str, &error));
  ck_assert_str_eq (error->message,
                    "t:3:415: loops make too much: more than 100000 values or 16 MiB of text");
}
END_TEST

START_TEST (text_of_loops_is_limited)
{
  g_autoptr (GString) text = g_string_new (EXTENDED "Resources:\n  Fn::ForEach::X: [a, [");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "], {S: {Type: 'AWS::EC2::Subnet', Metadata: {M: '");
  for (guint i = 0; i < 500; i++)
    g_string_append (text, "${a}");
  g_string_append (text, "'}}}]\n");
  ck_assert_ptr_null (try_load (text->str, &error));
  ck_assert_str_eq (error->message,
                    "t:3:100072: loops make too much: more than 100000 values or 16 MiB of text");
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("import/for-each");
  TCase *tcase = tcase_create ("rules");

  tcase_add_loop_test (tcase, loop_is_its_entries_written_out, 0, G_N_ELEMENTS (pairs));
  tcase_add_loop_test (tcase, what_is_no_loop_is_refused_with_its_place, 0,
                       G_N_ELEMENTS (malformed));
  tcase_add_loop_test (tcase, loop_over_what_is_not_known_stays_and_is_noted, 0, 3);
  tcase_add_test (tcase, what_loops_make_is_limited);
  tcase_add_test (tcase, text_of_loops_is_limited);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
