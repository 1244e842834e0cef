/* terraform-plans-test.c
 *
 * Goal: whole plans of Terraform are read as what they make: with modules, keys and counts, for
 * both providers, from known values and from what expressions refer to. Method: a plan of each
 * provider and its inventory as text, which was read by a person.
 */
#include "import/inventory-text.h"

static char *
find_file (const char *name, const char *suffix)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);

  return g_build_filename (ENISIM_SOURCE_DIR, "tests", "data", "terraform", file, NULL);
}

static EnisimInventory *
load (const char *path)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  EnisimInventory *inventory = enisim_inventory_load_files (paths, NULL, &error);

  ck_assert_no_error (error);
  enisim_inventory_verify (inventory);
  return inventory;
}

static void
check_plan (const char *name)
{
  g_autofree char *path = find_file (name, ".json");
  g_autofree char *expected_path = find_file (name, ".txt");
  g_autoptr (EnisimInventory) inventory = load (path);
  g_autofree char *text = inventory_to_text (inventory, FALSE);
  g_autofree char *expected = NULL;

  ck_assert (g_file_get_contents (expected_path, &expected, NULL, NULL));
  if (strcmp (text, expected) != 0)
    g_printerr ("%s", text); /* too long for a message */
  ck_assert_msg (strcmp (text, expected) == 0, "%s is read as told on standard error", path);
}

START_TEST (plan_of_aws_is_followed_through_its_modules)
{
  check_plan ("aws-plan");
}
END_TEST

START_TEST (plan_of_awscc_is_read_in_its_own_words)
{
  check_plan ("awscc-plan");
}
END_TEST

/* What the modules terraform-aws-modules/vpc and /security-group make, with one NAT gateway for
 * all: they say by local values what is in which VPC and group, and pick by index and flag. */
START_TEST (plan_of_public_modules_is_followed_through_what_they_pick)
{
  check_plan ("vpc-module-plan");
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("terraform-plans");
  TCase *tcase = tcase_create ("core");

  tcase_add_test (tcase, plan_of_aws_is_followed_through_its_modules);
  tcase_add_test (tcase, plan_of_awscc_is_read_in_its_own_words);
  tcase_add_test (tcase, plan_of_public_modules_is_followed_through_what_they_pick);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
