/* occupancy-test.c
 *
 * Goal: time per value is exact, and quantiles are the smallest level at or below which the
 * level was for a share of the window.
 * Method: cases by hand, then random changes against an array with one entry for each
 * microsecond, sorted.  Above the exact bound the answer may err upwards by the precision.
 */
#include "enisim-check.h"

#include "stats/occupancy.h"

#define EXACT_MAX ENISIM_OCCUPANCY_EXACT_MAX

static EnisimOccupancy occupancy;

static void
setup (void)
{
  enisim_occupancy_init (&occupancy, 4, 100);
}

static void
teardown (void)
{
  enisim_occupancy_verify (&occupancy);
  enisim_occupancy_clear (&occupancy);
}

static void
set (EnisimTime now, guint64 value)
{
  enisim_occupancy_set (&occupancy, now, value);
}

static guint64
quantile (EnisimTime now, double share)
{
  return enisim_occupancy_get_quantile (&occupancy, now, share);
}

static guint64
span_from_us (EnisimTime now, guint64 value)
{
  return enisim_occupancy_get_span_from_us (&occupancy, now, value);
}

START_TEST (quantile_steps_where_the_share_is_full)
{
  set (150, 7); /* 4 for 50, 7 for 45, 9 for 5 */
  set (195, 9);
  ck_assert_uint_eq (quantile (200, 0), 4);
  ck_assert_uint_eq (quantile (200, 0.5), 4);
  ck_assert_uint_eq (quantile (200, 0.51), 7);
  ck_assert_uint_eq (quantile (200, 0.95), 7);
  ck_assert_uint_eq (quantile (200, 0.96), 9);
  ck_assert_uint_eq (quantile (200, 1), 9);
}
END_TEST

START_TEST (time_from_a_value_on_adds_up)
{
  set (150, 7);
  set (195, 9);
  ck_assert_uint_eq (span_from_us (200, 0), 100);
  ck_assert_uint_eq (span_from_us (200, 5), 50);
  ck_assert_uint_eq (span_from_us (200, 9), 5);
  ck_assert_uint_eq (span_from_us (200, 10), 0);
  ck_assert_uint_eq (span_from_us (200, G_MAXUINT64), 0);
  ck_assert_double_eq (enisim_occupancy_get_share_from (&occupancy, 200, 7), 0.5);
}
END_TEST

START_TEST (what_lasts_no_time_leaves_no_trace)
{
  set (150, EXACT_MAX);
  set (150, 0);
  set (150, 4);
  ck_assert_uint_eq (quantile (200, 0), 4);
  ck_assert_uint_eq (quantile (200, 1), 4);
}
END_TEST

START_TEST (empty_window_shows_the_value)
{
  ck_assert_uint_eq (quantile (100, 0.5), 4);
  ck_assert_uint_eq (span_from_us (100, 0), 0);
  ck_assert_double_eq (enisim_occupancy_get_share_from (&occupancy, 100, 4), 1);
  ck_assert_double_eq (enisim_occupancy_get_share_from (&occupancy, 100, 5), 0);
}
END_TEST

START_TEST (restart_forgets_all_but_the_value)
{
  set (150, 70000);
  set (160, 2);
  enisim_occupancy_restart (&occupancy, 170);
  enisim_occupancy_verify (&occupancy);
  ck_assert_uint_eq (quantile (170, 1), 2);
  ck_assert_uint_eq (quantile (180, 1), 2);
  ck_assert_uint_eq (span_from_us (180, 0), 10);
}
END_TEST

START_TEST (exact_bound_holds_the_largest_subnet)
{
  set (100, EXACT_MAX - 1);
  set (110, EXACT_MAX);
  set (120, EXACT_MAX + 2);
  ck_assert_uint_ge (EXACT_MAX, 65536 - 5);
  ck_assert_uint_eq (quantile (130, 0.33), EXACT_MAX - 1);
  ck_assert_uint_eq (quantile (130, 0.66), EXACT_MAX);
  ck_assert_uint_eq (quantile (130, 1), EXACT_MAX + 2); /* never past what was there */
  ck_assert_uint_eq (span_from_us (130, EXACT_MAX), 20);
}
END_TEST

START_TEST (greatest_value_has_a_bucket)
{
  set (100, G_MAXUINT64);
  set (110, G_MAXUINT64 - 1);
  ck_assert_uint_eq (quantile (120, 0.5), G_MAXUINT64);
  ck_assert_uint_eq (span_from_us (120, G_MAXUINT64), 20); /* the bucket in full */
}
END_TEST

START_TEST (time_that_runs_back_aborts)
{
  set (99, 1);
}
END_TEST

static int
compare (const void *a, const void *b)
{
  const guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return (x > y) - (x < y);
}

/* What the level was in each microsecond of the window, sorted. */
static GArray *
oracle_sorted (GArray *each_us)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (guint64), each_us->len);

  if (each_us->len > 0)
    g_array_append_vals (sorted, each_us->data, each_us->len);
  g_array_sort (sorted, compare);
  return sorted;
}

static guint64
oracle_span_from_us (GArray *sorted, guint64 value)
{
  guint64 n = 0;

  for (guint i = 0; i < sorted->len; i++)
    n += g_array_index (sorted, guint64, i) >= value;
  return n;
}

/* Whether @found answers for @exact: equal, or above it by less than the precision. */
static void
check_near (guint64 found, guint64 exact)
{
  ck_assert_uint_ge (found, exact);
  if (exact <= EXACT_MAX)
    ck_assert_uint_eq (found, exact);
  else
    ck_assert_uint_lt (found - exact, exact >> ENISIM_OCCUPANCY_PRECISION_BITS);
}

static void
check_against (GArray *each_us, EnisimTime now, guint64 value)
{
  g_autoptr (GArray) sorted = oracle_sorted (each_us);

  enisim_occupancy_verify (&occupancy);
  if (sorted->len == 0)
    {
      ck_assert_uint_eq (quantile (now, 0.9), occupancy.value);
      return;
    }
  for (guint k = 1; k <= sorted->len; k += 1 + sorted->len / 20)
    check_near (quantile (now, (double) k / sorted->len), g_array_index (sorted, guint64, k - 1));
  ck_assert_uint_eq (quantile (now, 1), g_array_index (sorted, guint64, sorted->len - 1));
  ck_assert_uint_eq (span_from_us (now, value), oracle_span_from_us (sorted, value));
}

static void
agree_with_oracle (guint32 seed, guint64 value_max, guint n_steps)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GArray) each_us = g_array_new (FALSE, FALSE, sizeof (guint64));
  EnisimTime now = 100;

  for (guint step = 0; step < n_steps; step++)
    {
      const guint64 value = (guint64) (g_rand_double (rand) * (double) value_max);
      const guint64 stays = occupancy.value;
      const EnisimTime until = now + g_rand_int_range (rand, 0, 6);

      for (; now < until; now++)
        g_array_append_val (each_us, stays);
      if (g_rand_int_range (rand, 0, 60) == 0)
        {
          enisim_occupancy_restart (&occupancy, now);
          g_array_set_size (each_us, 0);
        }
      /* Asked both while the last value still goes on and after it was left. */
      check_against (each_us, now, MIN (value, EXACT_MAX + 1));
      set (now, value);
      check_against (each_us, now, MIN (stays, EXACT_MAX + 1));
    }
}

START_TEST (agrees_with_one_entry_per_microsecond)
{
  agree_with_oracle ((guint32) _i, 30, 200);
}
END_TEST

START_TEST (agrees_within_the_precision_above_the_exact_bound)
{
  agree_with_oracle ((guint32) _i, EXACT_MAX * 4, 8);
}
END_TEST

static Suite *
occupancy_suite (void)
{
  Suite *suite = suite_create ("stats/occupancy");
  TCase *window = tcase_create ("window");

  tcase_add_checked_fixture (window, setup, teardown);
  tcase_add_test (window, quantile_steps_where_the_share_is_full);
  tcase_add_test (window, time_from_a_value_on_adds_up);
  tcase_add_test (window, what_lasts_no_time_leaves_no_trace);
  tcase_add_test (window, empty_window_shows_the_value);
  tcase_add_test (window, restart_forgets_all_but_the_value);
  tcase_add_test (window, exact_bound_holds_the_largest_subnet);
  tcase_add_test (window, greatest_value_has_a_bucket);
  tcase_add_loop_test (window, agrees_with_one_entry_per_microsecond, 0, 16);
  tcase_add_loop_test (window, agrees_within_the_precision_above_the_exact_bound, 0, 4);
  if (enisim_check_forks ())
    tcase_add_test_raise_signal (window, time_that_runs_back_aborts, SIGABRT);
  suite_add_tcase (suite, window);
  return suite;
}

ENISIM_TEST_MAIN (occupancy_suite)
