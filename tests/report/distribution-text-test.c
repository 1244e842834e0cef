/* distribution-text-test.c
 *
 * Goal: a distribution reads as scenarios have it, and exactly: no digit is lost.
 * Method: a table of distributions and their texts.
 */
#include "enisim-check.h"

#include "report/distribution-text.h"

static void
check_text (EnisimDistribution distribution, const char *expected)
{
  g_autoptr (GString) text = g_string_new ("= ");

  enisim_distribution_add_text (&distribution, text);
  ck_assert_str_eq (text->str + 2, expected);
  ck_assert (g_str_has_prefix (text->str, "= "));
  enisim_distribution_clear (&distribution);
}

START_TEST (each_kind_is_told_by_its_own_numbers)
{
  check_text (enisim_distribution_constant (8 * G_TIME_SPAN_HOUR), "8h");
  check_text (enisim_distribution_constant (0), "0s");
  check_text (enisim_distribution_uniform (15 * G_TIME_SPAN_MINUTE, 8 * G_TIME_SPAN_HOUR),
              "uniform(15min, 8h)");
  check_text (enisim_distribution_exponential (40.0 * G_TIME_SPAN_MINUTE),
              "exponential(mean 40min)");
  check_text (enisim_distribution_lognormal (5500000.0, 0.3), "lognormal(mean 5.5s, cv 0.3)");
  check_text (enisim_distribution_gamma (1500.0, 2.0), "gamma(mean 1.5ms, cv 2)");
  check_text (enisim_distribution_weibull (60000000.0, 0.1), "weibull(mean 1min, cv 0.1)");
}
END_TEST

START_TEST (empirical_one_is_told_by_its_size_and_mean)
{
  const EnisimDistributionPoint points[]
      = { { G_TIME_SPAN_SECOND, 3.0 }, { 5 * G_TIME_SPAN_SECOND, 1.0 } };

  check_text (enisim_distribution_empirical (points, 2), "empirical(2 values, mean 2s)");
}
END_TEST

START_TEST (mean_between_microseconds_keeps_its_fraction)
{
  check_text (enisim_distribution_exponential (0.25), "exponential(mean 0.25us)");
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("report/distribution-text");
  TCase *tcase = tcase_create ("all");

  tcase_add_test (tcase, each_kind_is_told_by_its_own_numbers);
  tcase_add_test (tcase, empirical_one_is_told_by_its_size_and_mean);
  tcase_add_test (tcase, mean_between_microseconds_keeps_its_fraction);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
