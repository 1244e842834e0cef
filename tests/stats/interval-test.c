/* interval-test.c
 *
 * Goal: Student's t far within the 1e-9 promised, and intervals as textbooks give them.
 * Method: a table of values computed to 40 digits apart from this code, at p as a double holds it,
 * closed forms for 1, 2 and 4 degrees of freedom, and the step between the two methods at many
 * degrees.
 */
#include "enisim-check.h"

#include "stats/interval.h"

#define T_ERROR 1e-11

typedef struct
{
  double p;
  double df;
  double t;
} Row;

static const Row rows[] = {
  { 0.6, 5, 0.26718086570414513 },       { 0.75, 7.25, 0.70982510638024027 },
  { 0.9, 1, 3.0776835371752534 },        { 0.9, 2, 1.8856180831641267 },
  { 0.9, 3, 1.6377443536962101 },        { 0.9, 4.5, 1.5008853175085575 },
  { 0.9, 10, 1.3721836411103356 },       { 0.9, 29, 1.3114336473015511 },
  { 0.9, 999, 1.2823995700373973 },      { 0.975, 1, 12.706204736174705 },
  { 0.975, 2, 4.3026527297494639 },      { 0.975, 3, 3.1824463052837096 },
  { 0.975, 4.5, 2.6589123472044038 },    { 0.975, 10, 2.2281388519862747 },
  { 0.975, 29, 2.0452296421327043 },     { 0.975, 30, 2.0422724563012383 },
  { 0.975, 100, 1.9839715185235523 },    { 0.975, 999, 1.96234146113345 },
  { 0.975, 9999, 1.9602012636213577 },   { 0.975, 10000, 1.9602012398906263 },
  { 0.975, 1e6, 1.959966356814107 },     { 0.995, 1, 63.656741162871581 },
  { 0.995, 10, 3.1692726726169512 },     { 0.995, 100, 2.6258905214380179 },
  { 0.9995, 1, 636.61924876871962 },     { 0.9995, 2, 31.599054576443621 },
  { 0.9995, 30, 3.6459586350420218 },    { 0.9995, 999, 3.3002924403987355 },
  { 0.99999999, 2, 7071.0676880342506 }, { 0.99999999, 20, 8.9428832571573466 },
  { 1e-15, 5, -1568.3911928228773 },     { 1e-15, 19.5, -22.522041103726513 },
  { 1e-15, 10000, -7.954081681012809 },
};

static void
check_near (double found, double expected)
{
  ck_assert_double_eq_tol (found, expected, T_ERROR * MAX (fabs (expected), 1));
}

START_TEST (quantile_is_that_of_the_table)
{
  const Row *row = &rows[_i];

  check_near (enisim_interval_get_t_quantile (row->p, row->df), row->t);
}
END_TEST

START_TEST (quantile_is_odd_around_one_half)
{
  ck_assert_double_eq (enisim_interval_get_t_quantile (0.5, 3), 0);
  check_near (enisim_interval_get_t_quantile (0.025, 10), -2.2281388519862747);
}
END_TEST

/* tan (pi (p - 1/2)) for 1; x / sqrt (2 p (1 - p)) with x = 2 p - 1 for 2; Shaw 2006 for 4. */
START_TEST (quantile_meets_its_closed_forms)
{
  for (double p = 0.505; p < 0.9999; p += 0.0025)
    {
      const double q = sqrt (4 * p * (1 - p));

      check_near (enisim_interval_get_t_quantile (p, 1), tan (G_PI * (p - 0.5)));
      check_near (enisim_interval_get_t_quantile (p, 2), (2 * p - 1) / sqrt (2 * p * (1 - p)));
      check_near (enisim_interval_get_t_quantile (p, 4), 2 * sqrt (cos (acos (q) / 3) / q - 1));
    }
}
END_TEST

START_TEST (quantile_is_smooth_where_the_method_changes)
{
  for (double p = 0.505; p < 0.9999; p += 0.0025)
    {
      const double below = enisim_interval_get_t_quantile (p, 9999);
      const double at = enisim_interval_get_t_quantile (p, 10000);
      const double above = enisim_interval_get_t_quantile (p, 10001);

      ck_assert_double_eq_tol (below - at, at - above, 1e-10);
      ck_assert_double_gt (below, above);
    }
}
END_TEST

START_TEST (quantile_is_found_in_the_farthest_tails)
{
  static const double dfs[] = { 1, 1.5, 2, 30, 9999, 1e4, 1e9 };

  for (guint i = 0; i < G_N_ELEMENTS (dfs); i++)
    {
      const double t = enisim_interval_get_t_quantile (ENISIM_INTERVAL_TAIL_MIN, dfs[i]);

      ck_assert_double_finite (t);
      ck_assert_double_lt (t, -8.2); /* the normal one is -8.222 */
      ck_assert_double_eq_tol (enisim_interval_get_t_quantile (0.5 + 1e-13, dfs[i]), 0, 1e-9);
    }
}
END_TEST

static EnisimTally
tally_of (const double *values, guint n)
{
  EnisimTally tally = { .n = 0 };

  for (guint i = 0; i < n; i++)
    enisim_tally_add (&tally, values[i]);
  return tally;
}

START_TEST (interval_is_mean_and_t_standard_errors)
{
  static const double values[] = { 4, 7, 13, 16 }; /* mean 10, variance 30 */
  const EnisimTally tally = tally_of (values, 4);
  double mean, half_width;

  enisim_interval_of_tally (&tally, 0.95, &mean, &half_width);
  ck_assert_double_eq (mean, 10);
  check_near (half_width, 3.1824463052837096 * sqrt (30.0 / 4));
}
END_TEST

START_TEST (interval_of_too_few_is_unbounded)
{
  static const double values[] = { 4 };
  EnisimTally tally = tally_of (values, 0);
  double mean, half_width;

  enisim_interval_of_tally (&tally, 0.95, &mean, &half_width);
  ck_assert_double_nan (mean);
  ck_assert_double_infinite (half_width);
  tally = tally_of (values, 1);
  enisim_interval_of_tally (&tally, 0.95, &mean, &half_width);
  ck_assert_double_eq (mean, 4);
  ck_assert_double_infinite (half_width);
}
END_TEST

START_TEST (interval_of_equal_values_is_a_point)
{
  static const double values[] = { 0.3, 0.3, 0.3 };
  const EnisimTally tally = tally_of (values, 3);
  double mean, half_width;

  enisim_interval_of_tally (&tally, 0.99, &mean, &half_width);
  ck_assert_double_eq (mean, 0.3);
  ck_assert_double_eq (half_width, 0);
}
END_TEST

START_TEST (certainty_aborts)
{
  enisim_interval_get_t_quantile (1, 10);
}
END_TEST

START_TEST (less_than_one_degree_aborts)
{
  enisim_interval_get_t_quantile (0.9, 0.5);
}
END_TEST

static Suite *
interval_suite (void)
{
  Suite *suite = suite_create ("stats/interval");
  TCase *quantile = tcase_create ("t quantile");
  TCase *interval = tcase_create ("interval");

  tcase_add_loop_test (quantile, quantile_is_that_of_the_table, 0, G_N_ELEMENTS (rows));
  tcase_add_test (quantile, quantile_is_odd_around_one_half);
  tcase_add_test (quantile, quantile_meets_its_closed_forms);
  tcase_add_test (quantile, quantile_is_smooth_where_the_method_changes);
  tcase_add_test (quantile, quantile_is_found_in_the_farthest_tails);
  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (quantile, certainty_aborts, SIGABRT);
      tcase_add_test_raise_signal (quantile, less_than_one_degree_aborts, SIGABRT);
    }
  suite_add_tcase (suite, quantile);

  tcase_add_test (interval, interval_is_mean_and_t_standard_errors);
  tcase_add_test (interval, interval_of_too_few_is_unbounded);
  tcase_add_test (interval, interval_of_equal_values_is_a_point);
  suite_add_tcase (suite, interval);
  return suite;
}

ENISIM_TEST_MAIN (interval_suite)
