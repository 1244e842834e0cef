/* option-matters-test.c
 *
 * Goal: for each option of the list something decides whether a run depends on it.
 * Method: all are asked for; which run depends on what is report-assumptions-test.c's subject.
 */
#include "enisim-check.h"

#include "advise/option-matters.h"

START_TEST (every_option_is_decided)
{
  guint n_options;
  const EnisimOption *options = enisim_option_registry_get (&n_options);

  for (guint i = 0; i < n_options; i++)
    ck_assert_msg (enisim_option_is_decided (&options[i]), "%s has no rule in option-matters.c",
                   options[i].name);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("advise/option-matters");
  TCase *tcase = tcase_create ("rules");

  tcase_add_test (tcase, every_option_is_decided);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
