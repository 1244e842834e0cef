/* histogram-test.c
 *
 * Goal: count, sum and extremes are exact, quantiles within the stated precision, and merging in
 * any grouping gives what one histogram would have seen.
 * Method: random observations of all magnitudes against a sorted array.
 */
#include "enisim-check.h"

#include <string.h>

#include "stats/histogram.h"

enum
{
  N_PARTS = 3
};

static EnisimHistogram histogram;
static EnisimHistogram parts[N_PARTS];

static void
setup (void)
{
  enisim_histogram_init (&histogram);
  for (guint i = 0; i < N_PARTS; i++)
    enisim_histogram_init (&parts[i]);
}

static void
teardown (void)
{
  enisim_histogram_verify (&histogram);
  enisim_histogram_clear (&histogram);
  for (guint i = 0; i < N_PARTS; i++)
    {
      enisim_histogram_verify (&parts[i]);
      enisim_histogram_clear (&parts[i]);
    }
}

static gint64
quantile (double share)
{
  return enisim_histogram_get_quantile (&histogram, share);
}

START_TEST (empty_has_no_value)
{
  ck_assert_uint_eq (histogram.n, 0);
  ck_assert_int_eq (enisim_histogram_get_min (&histogram), ENISIM_HISTOGRAM_NONE);
  ck_assert_int_eq (enisim_histogram_get_max (&histogram), ENISIM_HISTOGRAM_NONE);
  ck_assert_int_eq (quantile (0.5), ENISIM_HISTOGRAM_NONE);
  ck_assert_double_nan (enisim_histogram_get_mean (&histogram));
}
END_TEST

START_TEST (nothing_added_leaves_it_empty)
{
  enisim_histogram_add_n (&histogram, 5, 0);
  ck_assert_int_eq (enisim_histogram_get_min (&histogram), ENISIM_HISTOGRAM_NONE);
}
END_TEST

START_TEST (small_values_are_exact)
{
  for (gint64 value = 1; value <= 100; value++)
    enisim_histogram_add (&histogram, value);
  for (gint64 value = 1; value <= 100; value++)
    ck_assert_int_eq (quantile ((double) value / 100), value);
  ck_assert_double_eq (enisim_histogram_get_mean (&histogram), 50.5);
}
END_TEST

START_TEST (ends_are_exact_at_any_magnitude)
{
  enisim_histogram_add (&histogram, 1000001);
  enisim_histogram_add (&histogram, 1000002);
  enisim_histogram_add (&histogram, 987654321);
  ck_assert_int_eq (quantile (0), 1000001);
  ck_assert_int_eq (quantile (1), 987654321);
}
END_TEST

START_TEST (greatest_value_has_a_bucket)
{
  enisim_histogram_add_n (&histogram, G_MAXINT64, ENISIM_HISTOGRAM_N_MAX - 1);
  enisim_histogram_add (&histogram, 0);
  ck_assert_int_eq (quantile (0.5), G_MAXINT64);
  ck_assert_int_eq (enisim_histogram_get_min (&histogram), 0);
  ck_assert (histogram.sum / (guint64) G_MAXINT64 == ENISIM_HISTOGRAM_N_MAX - 1);
  ck_assert (histogram.sum % (guint64) G_MAXINT64 == 0);
}
END_TEST

START_TEST (too_many_observations_at_once_abort)
{
  enisim_histogram_add_n (&histogram, 1, ENISIM_HISTOGRAM_N_MAX);
  enisim_histogram_add_n (&histogram, 1, 1);
}
END_TEST

START_TEST (merging_too_many_aborts)
{
  enisim_histogram_add_n (&histogram, 1, ENISIM_HISTOGRAM_N_MAX);
  enisim_histogram_add (&parts[0], 1);
  enisim_histogram_merge (&histogram, &parts[0]);
}
END_TEST

START_TEST (negative_value_aborts)
{
  enisim_histogram_add (&histogram, 0);
  enisim_histogram_add (&histogram, -1);
}
END_TEST

static int
compare (const void *a, const void *b)
{
  const gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Of any magnitude: as many leading zeros as not. */
static gint64
random_value (GRand *rand)
{
  const guint64 bits = ((guint64) g_rand_int (rand) << 32) | g_rand_int (rand);

  return (gint64) (bits >> g_rand_int_range (rand, 1, 64));
}

static void
check_near (gint64 found, gint64 exact)
{
  ck_assert_int_ge (found, exact);
  if (exact < 1 << ENISIM_HISTOGRAM_LINEAR_BITS)
    ck_assert_int_eq (found, exact);
  else
    ck_assert_int_lt (found - exact, exact >> ENISIM_HISTOGRAM_PRECISION_BITS);
}

START_TEST (agrees_with_a_sorted_array)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (gint64));
  EnisimHistogramSum sum = 0;

  for (guint n = 1; n <= 100; n++)
    {
      const gint64 value = random_value (rand);

      enisim_histogram_add (&histogram, value);
      enisim_histogram_verify (&histogram);
      sum += (guint64) value;
      g_array_append_val (sorted, value);
      g_array_sort (sorted, compare);
      ck_assert (histogram.sum == sum);
      ck_assert_int_eq (quantile (0), g_array_index (sorted, gint64, 0));
      ck_assert_int_eq (quantile (1), g_array_index (sorted, gint64, n - 1));
      for (guint k = 1; k <= n; k++)
        check_near (quantile ((double) k / n), g_array_index (sorted, gint64, k - 1));
    }
}
END_TEST

static void
check_same (const EnisimHistogram *a, const EnisimHistogram *b)
{
  const guint32 n_buckets = MIN (a->n_buckets, b->n_buckets);

  enisim_histogram_verify (a);
  enisim_histogram_verify (b);
  ck_assert_uint_eq (a->n, b->n);
  ck_assert (a->sum == b->sum);
  ck_assert_int_eq (a->min, b->min);
  ck_assert_int_eq (a->max, b->max);
  /* Equal counts up to there leave nothing for the rest. */
  ck_assert (n_buckets == 0 || memcmp (a->counts, b->counts, n_buckets * sizeof (guint64)) == 0);
}

START_TEST (merging_groups_in_any_way)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_auto (EnisimHistogram) left, right;

  enisim_histogram_init (&left);
  enisim_histogram_init (&right);
  for (gint n = g_rand_int_range (rand, 0, 40); n > 0; n--)
    {
      const gint64 value = random_value (rand);
      const guint64 times = (guint64) g_rand_int_range (rand, 1, 4);

      enisim_histogram_add_n (&histogram, value, times);
      enisim_histogram_add_n (&parts[g_rand_int_range (rand, 0, N_PARTS)], value, times);
    }
  for (guint i = 0; i < N_PARTS; i++)
    enisim_histogram_merge (&left, &parts[i]); /* ((0) + 1) + 2 */
  enisim_histogram_merge (&parts[1], &parts[2]);
  enisim_histogram_merge (&right, &parts[1]); /* (1 + 2) + 0 */
  enisim_histogram_merge (&right, &parts[0]);
  check_same (&left, &histogram);
  check_same (&right, &histogram);
}
END_TEST

static Suite *
histogram_suite (void)
{
  Suite *suite = suite_create ("stats/histogram");
  TCase *counts = tcase_create ("counts");

  tcase_add_checked_fixture (counts, setup, teardown);
  tcase_add_test (counts, empty_has_no_value);
  tcase_add_test (counts, nothing_added_leaves_it_empty);
  tcase_add_test (counts, small_values_are_exact);
  tcase_add_test (counts, ends_are_exact_at_any_magnitude);
  tcase_add_test (counts, greatest_value_has_a_bucket);
  tcase_add_loop_test (counts, agrees_with_a_sorted_array, 0, 8);
  tcase_add_loop_test (counts, merging_groups_in_any_way, 0, 32);
  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (counts, too_many_observations_at_once_abort, SIGABRT);
      tcase_add_test_raise_signal (counts, merging_too_many_aborts, SIGABRT);
      tcase_add_test_raise_signal (counts, negative_value_aborts, SIGABRT);
    }
  suite_add_tcase (suite, counts);
  return suite;
}

ENISIM_TEST_MAIN (histogram_suite)
