/* version-test.c
 *
 * Goal: headers, library and build agree on the version, and a program can ask.
 * Method: a stranger's program, linked with the shared library.
 */
#include "enisim-check.h"

#define MAJOR ENISIM_MAJOR_VERSION
#define MINOR ENISIM_MINOR_VERSION
#define MICRO ENISIM_MICRO_VERSION

START_TEST (library_tells_the_version_of_its_headers)
{
  g_autofree char *text = g_strdup_printf ("%d.%d.%d", MAJOR, MINOR, MICRO);

  ck_assert_str_eq (enisim_get_version (), text);
}
END_TEST

START_TEST (library_can_stand_in_for_itself)
{
  ck_assert_ptr_null (enisim_check_version (MAJOR, MINOR, MICRO));
}
END_TEST

START_TEST (library_cannot_stand_in_for_a_later_or_another_one)
{
  ck_assert_ptr_nonnull (enisim_check_version (MAJOR, MINOR, MICRO + 1));
  ck_assert_ptr_nonnull (enisim_check_version (MAJOR, MINOR + 1, 0));
  ck_assert_ptr_nonnull (enisim_check_version (MAJOR + 1, 0, 0));
}
END_TEST

START_TEST (headers_compare_themselves)
{
  ck_assert (ENISIM_CHECK_VERSION (MAJOR, MINOR, MICRO));
  ck_assert (!ENISIM_CHECK_VERSION (MAJOR, MINOR, MICRO + 1));
  ck_assert (!ENISIM_CHECK_VERSION (MAJOR, MINOR + 1, 0));
  ck_assert (!ENISIM_CHECK_VERSION (MAJOR + 1, 0, 0));
}
END_TEST

static Suite *
version_suite (void)
{
  Suite *suite = suite_create ("base/version");
  TCase *agree = tcase_create ("agree");

  tcase_add_test (agree, library_tells_the_version_of_its_headers);
  tcase_add_test (agree, library_can_stand_in_for_itself);
  tcase_add_test (agree, library_cannot_stand_in_for_a_later_or_another_one);
  tcase_add_test (agree, headers_compare_themselves);
  suite_add_tcase (suite, agree);
  return suite;
}

ENISIM_TEST_MAIN (version_suite)
