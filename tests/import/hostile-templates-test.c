/* hostile-templates-test.c
 *
 * Goal: a few lines that stand for a great deal, and great deals of lines, are refused or read, but
 * never take more time or memory than the text deserves.
 * Method: each is built here; the first line of the complaint, or what is read.
 */
#include "import/inventory-text.h"

enum
{
  MANY = 10000,
  DOUBLINGS = 60
};

static GString *text;

static void
setup (void)
{
  text = g_string_new (NULL);
}

static void
teardown (void)
{
  g_string_free (text, TRUE);
}

static void
add_vpc (guint index, const char *cidr)
{
  g_string_append_printf (text, "  V%u: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: %s}}\n",
                          index, cidr);
}

/* Each made of the one before, as @format says, which names it twice. */
static void
add_doublings (const char *first, const char *begin, const char *between, const char *end)
{
  g_string_append (text, "Resources:\n");
  add_vpc (0, first);
  for (guint i = 1; i < DOUBLINGS; i++)
    {
      g_autofree char *half = g_strdup_printf ("{'Fn::GetAtt': V%u.CidrBlock}", i - 1);
      g_autofree char *cidr = g_strconcat (begin, half, between, half, end, NULL);

      add_vpc (i, cidr);
    }
}

static EnisimInventory *
load (char **message)
{
  g_autoptr (GError) error = NULL;
  EnisimInventory *inventory
      = enisim_inventory_load_data ("t.yaml", (const guint8 *) text->str, text->len, NULL, &error);

  if (inventory)
    enisim_inventory_verify (inventory);
  else
    *message = g_strdup (error->message);
  return inventory;
}

/* @line: one of those of the complaint */
static void
check_refused (const char *line)
{
  g_autofree char *message = NULL;

  ck_assert_ptr_null (load (&message));
  ck_assert_msg (strstr (message, line) != NULL, "%s", message);
}

START_TEST (ten_thousand_parameters_are_read)
{
  g_autofree char *message = NULL;
  g_autoptr (EnisimInventory) inventory = NULL;

  g_string_append (text, "Parameters:\n");
  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, "  P%u: {Type: String}\n", i);
  g_string_append (text, "Resources:\n");
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *reference = g_strdup_printf ("{Ref: P%u}", i);

      add_vpc (i, reference);
    }
  inventory = load (&message);
  ck_assert_msg (inventory != NULL, "%s", message);
  ck_assert_uint_eq (inventory->vpcs->len, MANY);
  ck_assert_uint_eq (inventory->missing->len, MANY);
}
END_TEST

START_TEST (ten_thousand_names_of_nothing_are_counted)
{
  g_string_append (text, "Resources:\n");
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *reference = g_strdup_printf ("{Ref: P%u}", i);

      add_vpc (i, reference);
    }
  check_refused ("\nand 9900 more");
}
END_TEST

START_TEST (chain_of_conditions_is_too_deep_one_way_and_well_the_other)
{
  g_autofree char *message = NULL;
  g_autoptr (EnisimInventory) inventory = NULL;

  g_string_append (text, "Conditions:\n  C0: !Equals [a, b]\n");
  for (guint i = 1; i < MANY; i++)
    g_string_append_printf (text, "  C%u: !Not [!Condition C%u]\n", i, i - 1);
  g_string_append (text, "Resources: {}\n");
  inventory = load (&message);
  ck_assert_msg (inventory != NULL, "%s", message);

  g_string_assign (text, "Conditions:\n");
  for (guint i = MANY; i > 0; i--)
    g_string_append_printf (text, "  C%u: !Not [!Condition C%u]\n", i, i - 1);
  g_string_append (text, "  C0: !Equals [a, b]\nResources: {}\n");
  check_refused ("expressions refer to each other too deeply, at most 400 steps");
}
END_TEST

START_TEST (conditions_that_double_are_decided_once)
{
  g_autofree char *message = NULL;
  g_autoptr (EnisimInventory) inventory = NULL;

  g_string_append (text, "Parameters: {P: {Type: String}}\n"
                         "Conditions:\n  C0: !Equals [a, !Ref P]\n");
  for (guint i = 1; i < DOUBLINGS; i++)
    g_string_append_printf (text, "  C%u: !And [!Condition C%u, !Condition C%u]\n", i, i - 1,
                            i - 1);
  g_string_append_printf (text, "Resources:\n  V: {Type: 'AWS::EC2::VPC', Condition: C%d}\n",
                          DOUBLINGS - 1);
  inventory = load (&message);
  ck_assert_msg (inventory != NULL, "%s", message);
  ck_assert (!g_array_index (inventory->vpcs, EnisimVpc, 0).resource.is_certain);
}
END_TEST

START_TEST (texts_that_double_end_at_the_limit)
{
  add_doublings ("{Ref: 'AWS::AccountId'}", "{'Fn::Join': ['', [", ", ", "]]}");
  check_refused ("t.yaml:18:69: Fn::Join makes a text of more than 1048576 bytes");
}
END_TEST

START_TEST (substitutions_that_multiply_end_at_the_limit)
{
  g_string_append (text, "Resources:\n  V: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: "
                         "{'Fn::Sub': ['");
  for (guint i = 0; i < MANY; i++)
    g_string_append (text, "${a}");
  g_string_append (text, "', {a: ");
  for (guint i = 0; i < 200; i++)
    g_string_append_c (text, 'y');
  g_string_append (text, "}]}}}\n");
  check_refused ("t.yaml:2:66: Fn::Sub makes a text of more than 1048576 bytes");
}
END_TEST

START_TEST (lists_that_double_are_shared)
{
  add_doublings ("[x]", "[", ", ", "]");
  g_string_append_printf (text,
                          "Outputs: {O: {Value: {'Fn::Base64': {'Fn::GetAtt': "
                          "V%d.CidrBlock}}}}\n",
                          DOUBLINGS - 1);
  check_refused ("t.yaml:62:37: Fn::Base64 makes a text of more than 1048576 bytes");
}
END_TEST

START_TEST (splits_end_at_the_limit_of_all)
{
  g_autofree char *commas = g_strnfill (20 * 1000, ',');
  g_autofree char *cidr = g_strdup_printf ("{'Fn::Split': [',', '%s']}", commas);

  g_string_append (text, "Resources:\n");
  for (guint i = 0; i < 60; i++)
    add_vpc (i, cidr);
  check_refused ("the expressions make too much: more than 64 MiB");
}
END_TEST

START_TEST (circle_of_ten_thousand_resources_is_one_complaint)
{
  g_string_append (text, "Resources:\n");
  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, "  A%u: {Type: 'AWS::SNS::Topic', DependsOn: A%u}\n", i,
                            (i + 1) % MANY);
  check_refused ("t.yaml:10001:47: resources need each other in a circle: A0 -> A1 -> A2 -> A3 -> "
                 "A4 -> A5 -> A6 -> A7 -> A8 -> ... -> A0");
}
END_TEST

START_TEST (choices_within_choices_are_looked_through_so_far)
{
  g_autofree char *message = NULL;
  g_autoptr (EnisimInventory) inventory = NULL;

  g_string_append (text, "Parameters: {P: {Type: String}}\n"
                         "Conditions: {C: !Equals [!Ref P, a]}\n"
                         "Resources:\n"
                         "  R:\n"
                         "    Type: AWS::BedrockAgentCore::Runtime\n"
                         "    Properties: {NetworkConfiguration: ");
  for (guint i = 0; i < DOUBLINGS; i++)
    g_string_append (text, "{'Fn::If': [C, ");
  g_string_append (text, "{NetworkMode: PUBLIC}");
  for (guint i = 0; i < DOUBLINGS; i++)
    g_string_append (text, ", {NetworkMode: VPC}]}");
  g_string_append (text, "}\n");
  inventory = load (&message);
  ck_assert_msg (inventory != NULL, "%s", message);
  ck_assert_int_eq (g_array_index (inventory->agents, EnisimAgent, 0).mode, ENISIM_NETWORK_VPC);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("hostile-templates");
  TCase *tcase = tcase_create ("core");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, ten_thousand_parameters_are_read);
  tcase_add_test (tcase, ten_thousand_names_of_nothing_are_counted);
  tcase_add_test (tcase, chain_of_conditions_is_too_deep_one_way_and_well_the_other);
  tcase_add_test (tcase, conditions_that_double_are_decided_once);
  tcase_add_test (tcase, texts_that_double_end_at_the_limit);
  tcase_add_test (tcase, substitutions_that_multiply_end_at_the_limit);
  tcase_add_test (tcase, lists_that_double_are_shared);
  tcase_add_test (tcase, splits_end_at_the_limit_of_all);
  tcase_add_test (tcase, circle_of_ten_thousand_resources_is_one_complaint);
  tcase_add_test (tcase, choices_within_choices_are_looked_through_so_far);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
