/* shared-templates-test.c
 *
 * Goal: what the CDK really writes is read as what it means.
 * Method: synthesised templates that are not part of the project: without them the test says so and
 * is skipped.
 */
#include "import/inventory-text.h"

enum
{
  EXIT_SKIPPED = 77 /* CTest's SKIP_RETURN_CODE */
};

static char *
find_folder (void)
{
  const char *shared = g_getenv ("ENISIM_SHARED");

  if (shared != NULL)
    return g_build_filename (shared, "data", "templates", NULL);
  return g_build_filename (ENISIM_SOURCE_DIR, "..", "shared", "data", "templates", NULL);
}

static EnisimInventory *
load (const char *name, const EnisimImportOptions *options)
{
  g_autofree char *folder = find_folder ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  EnisimInventory *inventory = enisim_inventory_load_files (paths, options, &error);

  ck_assert_no_error (error);
  enisim_inventory_verify (inventory);
  return inventory;
}

static const EnisimAgent *
get_agent (const EnisimInventory *inventory, guint index)
{
  return &g_array_index (inventory->agents, EnisimAgent, index);
}

static gboolean
have_equal_lists (const EnisimIdList *a, const EnisimIdList *b)
{
  if (a->n != b->n || a->open != b->open)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (a->ids[i] != b->ids[i])
      return FALSE;
  return TRUE;
}

START_TEST (ten_runtimes_name_the_same_subnets_and_group)
{
  g_autoptr (EnisimInventory) inventory = load ("EniSharedSg10.template.json", NULL);

  ck_assert_uint_eq (inventory->agents->len, 10);
  ck_assert_uint_eq (inventory->subnets->len, 4);
  ck_assert_uint_eq (inventory->nat_gateways->len, 1);
  ck_assert_uint_eq (inventory->unknown_types->len, 0);
  ck_assert_uint_eq (inventory->missing->len, 0);
  for (guint i = 0; i < 10; i++)
    {
      ck_assert (have_equal_lists (&get_agent (inventory, i)->subnets,
                                   &get_agent (inventory, 0)->subnets));
      ck_assert (have_equal_lists (&get_agent (inventory, i)->security_groups,
                                   &get_agent (inventory, 0)->security_groups));
    }
  ck_assert_uint_eq (get_agent (inventory, 0)->subnets.n, 2);
}
END_TEST

START_TEST (one_of_ten_runtimes_names_a_second_group)
{
  g_autoptr (EnisimInventory) inventory = load ("EniTwoSg10.template.json", NULL);
  guint n_other = 0;

  ck_assert_uint_eq (inventory->agents->len, 10);
  for (guint i = 0; i < 10; i++)
    {
      ck_assert (have_equal_lists (&get_agent (inventory, i)->subnets,
                                   &get_agent (inventory, 9)->subnets));
      n_other += !have_equal_lists (&get_agent (inventory, i)->security_groups,
                                    &get_agent (inventory, 9)->security_groups);
    }
  ck_assert_uint_eq (n_other, 1);
}
END_TEST

START_TEST (list_parameters_and_imports_stay_symbols_that_are_said_to_be_missing)
{
  static const char *const expected[]
      = { "AgentSubnetIds", "AgentSgIds", "net-AgentSg", "net-PrivateSubnetIds" };
  g_autoptr (EnisimInventory) inventory = load ("EniListParams.template.json", NULL);

  ck_assert_uint_eq (inventory->missing->len, G_N_ELEMENTS (expected));
  for (guint i = 0; i < inventory->missing->len; i++)
    ck_assert_str_eq (g_array_index (inventory->missing, EnisimMissing, i).name, expected[i]);
  ck_assert_str_eq (get_agent (inventory, 0)->subnets.open, "${EniListParams:AgentSubnetIds}");
  ck_assert_str_eq (get_agent (inventory, 1)->subnets.ids[1],
                    "${Select 1 ${Split , ${ImportValue net-PrivateSubnetIds}}}");
}
END_TEST

START_TEST (given_parameters_and_exports_make_both_runtimes_equal)
{
  static const char *const parameters[]
      = { "AgentSubnetIds=subnet-1, subnet-2", "AgentSgIds=sg-1", NULL };
  static const char *const exports[]
      = { "net-PrivateSubnetIds=subnet-1,subnet-2", "net-AgentSg=sg-1", NULL };
  const EnisimImportOptions options = { .parameters = parameters, .exports = exports };
  g_autoptr (EnisimInventory) inventory = load ("EniListParams.template.json", &options);

  ck_assert_uint_eq (inventory->missing->len, 0);
  ck_assert_uint_eq (get_agent (inventory, 0)->subnets.n, 2);
  ck_assert (
      have_equal_lists (&get_agent (inventory, 0)->subnets, &get_agent (inventory, 1)->subnets));
  ck_assert (have_equal_lists (&get_agent (inventory, 0)->security_groups,
                               &get_agent (inventory, 1)->security_groups));
}
END_TEST

START_TEST (mode_that_is_given_chooses_the_branch_without_addresses)
{
  static const char *const parameters[] = { "Mode=PUBLIC", NULL };
  const EnisimImportOptions options = { .parameters = parameters };
  g_autoptr (EnisimInventory) inventory = load ("EniListParams.template.json", &options);

  ck_assert_int_eq (get_agent (inventory, 0)->mode, ENISIM_NETWORK_PUBLIC);
  ck_assert_uint_eq (inventory->missing->len, 2);
}
END_TEST

START_TEST (exports_of_one_stack_resolve_the_imports_of_another)
{
  g_autoptr (EnisimInventory) inventory = load ("cdk.out", NULL);

  ck_assert_uint_eq (inventory->missing->len, 0);
  ck_assert_uint_eq (inventory->unknown_types->len, 0);
  ck_assert_uint_eq (inventory->agents->len, 3);
  ck_assert_uint_eq (inventory->endpoints->len, 4);
  ck_assert_uint_eq (inventory->nat_gateways->len, 2);
  for (guint i = 0; i < 3; i++)
    {
      ck_assert_uint_eq (get_agent (inventory, i)->subnets.n, 2);
      ck_assert_str_eq (get_agent (inventory, i)->security_groups.ids[0], "Network/SgD4954771");
    }
  ck_assert_int_eq (get_agent (inventory, 2)->kind, ENISIM_AGENT_KIND_BROWSER);
}
END_TEST

/* Ids become numbers in the order in which they come first, and names go: what is left is the
 * shape. */
static char *
get_shape (const EnisimInventory *inventory, const char *stack)
{
  g_autofree char *text = inventory_to_text (inventory, FALSE);
  g_autofree char *pattern = g_strdup_printf ("%s/[A-Za-z0-9]+", stack);
  g_autoptr (GRegex) ids = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GRegex) names = g_regex_new (" name=\\S+", 0, 0, NULL);
  g_autofree char *nameless = g_regex_replace (names, text, -1, 0, "", 0, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GString *shape = g_string_new (NULL);
  int from = 0, begin, end;

  for (g_regex_match (ids, nameless, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      char *id = g_match_info_fetch (match, 0);
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (seen, id));

      if (number == 0)
        number = g_hash_table_size (seen) + 1;
      g_hash_table_insert (seen, id, GUINT_TO_POINTER (number));
      g_match_info_fetch_pos (match, 0, &begin, &end);
      g_string_append_len (shape, nameless + from, begin - from);
      g_string_append_printf (shape, "#%u", number);
      from = end;
    }
  g_string_append (shape, nameless + from);
  return g_string_free (shape, FALSE);
}

static void
check_same_shape (const char *template, const char *by_hand)
{
  g_autofree char *path = g_strconcat (ENISIM_SOURCE_DIR, "/tests/data/", by_hand, ".yaml", NULL);
  g_autofree char *name = g_strconcat (template, ".template.json", NULL);
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) synthesised = load (name, NULL);
  g_autoptr (EnisimInventory) written = enisim_inventory_load_files (paths, NULL, &error);
  g_autofree char *expected = NULL;
  g_autofree char *shape = NULL;

  ck_assert_no_error (error);
  enisim_inventory_verify (written);
  expected = get_shape (synthesised, template);
  shape = get_shape (written, by_hand);
  ck_assert_str_eq (shape, expected);
}

START_TEST (stacks_written_by_hand_mean_the_same)
{
  check_same_shape ("EniSharedSg10", "shared-sg");
  check_same_shape ("EniTwoSg10", "two-sg");
}
END_TEST

START_TEST (three_runtimes_of_terraform_refer_to_the_same_subnets_and_group)
{
  g_autoptr (EnisimInventory) inventory = load ("tfplan.agentcore.json", NULL);

  ck_assert_uint_eq (inventory->agents->len, 3);
  ck_assert_uint_eq (inventory->subnets->len, 2);
  ck_assert_uint_eq (get_agent (inventory, 0)->subnets.n, 2);
  ck_assert_uint_eq (get_agent (inventory, 0)->security_groups.n, 1);
  for (guint i = 0; i < 3; i++)
    {
      const EnisimAgent *agent = get_agent (inventory, i);

      ck_assert_int_eq (agent->mode, ENISIM_NETWORK_VPC);
      ck_assert_int_eq (agent->idle_timeout_s, 900);
      ck_assert (have_equal_lists (&agent->subnets, &get_agent (inventory, 0)->subnets));
      ck_assert (
          have_equal_lists (&agent->security_groups, &get_agent (inventory, 0)->security_groups));
    }
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("shared-templates");
  TCase *tcase = tcase_create ("core");

  tcase_add_test (tcase, ten_runtimes_name_the_same_subnets_and_group);
  tcase_add_test (tcase, one_of_ten_runtimes_names_a_second_group);
  tcase_add_test (tcase, list_parameters_and_imports_stay_symbols_that_are_said_to_be_missing);
  tcase_add_test (tcase, given_parameters_and_exports_make_both_runtimes_equal);
  tcase_add_test (tcase, mode_that_is_given_chooses_the_branch_without_addresses);
  tcase_add_test (tcase, exports_of_one_stack_resolve_the_imports_of_another);
  tcase_add_test (tcase, stacks_written_by_hand_mean_the_same);
  tcase_add_test (tcase, three_runtimes_of_terraform_refer_to_the_same_subnets_and_group);
  suite_add_tcase (suite, tcase);
  return suite;
}

int
main (void)
{
  g_autofree char *folder = find_folder ();
  SRunner *runner;
  int n_failed;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_print ("skipped: %s is not there; ENISIM_SHARED names another folder\n", folder);
      return EXIT_SKIPPED;
    }
  runner = srunner_create (make_suite ());
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
