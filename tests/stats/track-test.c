/* track-test.c
 *
 * Goal: time per value is exact, quantiles are the smallest level at or below which the level was
 * for a share of the window, and a step by one tells whatever any other change tells.
 * Method: cases by hand, then random changes against an array with one entry for each
 * microsecond, sorted, and beside a level and a series of their own, which are never told a step.
 * Above the exact bound the answer may err upwards by the precision.
 */
#include "enisim-check.h"

#include "stats/track.h"

#define EXACT_MAX ENISIM_TRACK_EXACT_MAX
#define SERIES_CAPACITY 8

static EnisimTrack track;

static void
setup (void)
{
  enisim_track_init (&track, SERIES_CAPACITY, 4, 100);
}

static void
teardown (void)
{
  enisim_track_verify (&track);
  enisim_track_clear (&track);
}

static void
set (EnisimTime now, guint64 value)
{
  enisim_track_set (&track, now, value);
}

static guint64
quantile (EnisimTime now, double share)
{
  return enisim_track_get_quantile (&track, now, share);
}

static guint64
span_from_us (EnisimTime now, guint64 value)
{
  return enisim_track_get_span_from_us (&track, now, value);
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
}
END_TEST

START_TEST (restart_forgets_all_but_the_value)
{
  set (150, 70000);
  set (160, 2);
  enisim_track_restart (&track, 170);
  enisim_track_verify (&track);
  ck_assert_uint_eq (quantile (170, 1), 2);
  ck_assert_uint_eq (quantile (180, 1), 2);
  ck_assert_uint_eq (span_from_us (180, 0), 10);
  ck_assert_uint_eq (track.level.peak, 2);
  ck_assert_int_eq (track.series.intervals[0].at, 170);
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

START_TEST (steps_pass_the_exact_bound_both_ways)
{
  set (100, EXACT_MAX - 1);
  enisim_track_rise (&track, 110);
  enisim_track_rise (&track, 120);
  enisim_track_rise (&track, 130);
  enisim_track_fall (&track, 140);
  enisim_track_fall (&track, 150);
  ck_assert_uint_eq (track.level.value, EXACT_MAX);
  ck_assert_uint_eq (span_from_us (160, EXACT_MAX + 1), 30);
  ck_assert_uint_eq (span_from_us (160, EXACT_MAX), 50);
  ck_assert_uint_eq (quantile (160, 1), EXACT_MAX + 2);
}
END_TEST

START_TEST (value_that_still_goes_on_needs_no_room)
{
  set (110, 1000);
  ck_assert_uint_le (track.n_buckets, 1000);
  ck_assert_uint_eq (quantile (130, 1), 1000);
  ck_assert_uint_eq (quantile (130, 0.3), 4);
  ck_assert_uint_eq (span_from_us (130, 1000), 20);
}
END_TEST

START_TEST (setting_back_in_time_aborts)
{
  set (99, 1);
}
END_TEST

START_TEST (rising_back_in_time_aborts)
{
  enisim_track_rise (&track, 99);
}
END_TEST

START_TEST (falling_back_in_time_aborts)
{
  enisim_track_fall (&track, 99);
}
END_TEST

START_TEST (falling_below_0_aborts)
{
  set (110, 0);
  enisim_track_fall (&track, 120);
}
END_TEST

START_TEST (rising_past_the_last_value_aborts)
{
  set (110, G_MAXUINT64);
  enisim_track_rise (&track, 120);
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
    ck_assert_uint_lt (found - exact, exact >> ENISIM_TRACK_PRECISION_BITS);
}

static void
check_against (GArray *each_us, EnisimTime now, guint64 value)
{
  g_autoptr (GArray) sorted = oracle_sorted (each_us);

  enisim_track_verify (&track);
  if (sorted->len == 0)
    {
      ck_assert_uint_eq (quantile (now, 0.9), track.level.value);
      return;
    }
  for (guint k = 1; k <= sorted->len; k += 1 + sorted->len / 20)
    check_near (quantile (now, (double) k / sorted->len), g_array_index (sorted, guint64, k - 1));
  ck_assert_uint_eq (quantile (now, 1), g_array_index (sorted, guint64, sorted->len - 1));
  ck_assert_uint_eq (span_from_us (now, value), oracle_span_from_us (sorted, value));
}

/* To the value, or a step towards it. */
static void
change (EnisimTime now, guint64 value, gint step)
{
  if (step == 0 && value > track.level.value)
    enisim_track_rise (&track, now);
  else if (step == 0 && value < track.level.value)
    enisim_track_fall (&track, now);
  else
    set (now, value);
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
      const guint64 stays = track.level.value;
      const EnisimTime until = now + g_rand_int_range (rand, 0, 6);

      for (; now < until; now++)
        g_array_append_val (each_us, stays);
      if (g_rand_int_range (rand, 0, 60) == 0)
        {
          enisim_track_restart (&track, now);
          g_array_set_size (each_us, 0);
        }
      /* Asked both while the last value still goes on and after it was left. */
      check_against (each_us, now, MIN (value, EXACT_MAX + 1));
      change (now, value, g_rand_int_range (rand, 0, 3));
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

/* What the parts of a track tell that are told every change as one to any value. */
typedef struct
{
  EnisimLevel level;
  EnisimSeries series;
} Parts;

static void
parts_set (Parts *parts, EnisimTime now, guint64 value)
{
  enisim_level_set (&parts->level, now, value);
  enisim_series_set (&parts->series, now, value);
}

static void
parts_restart (Parts *parts, EnisimTime now)
{
  enisim_level_restart (&parts->level, now);
  enisim_series_clear (&parts->series);
  enisim_series_init (&parts->series, SERIES_CAPACITY, parts->level.value, now);
}

static void
assert_same_parts (const Parts *parts)
{
  enisim_track_verify (&track);
  ck_assert_mem_eq (&track.level, &parts->level, sizeof parts->level);
  ck_assert_uint_eq (track.series.grain_bits, parts->series.grain_bits);
  ck_assert_uint_eq (track.series.n_intervals, parts->series.n_intervals);
  ck_assert_mem_eq (track.series.intervals, parts->series.intervals,
                    parts->series.n_intervals * sizeof (EnisimSeriesInterval));
}

/* Restarts, sets, rises or falls, as the dice say. */
static void
change_both (Parts *parts, GRand *dice, EnisimTime now)
{
  const guint64 value = track.level.value;
  const gint verb = g_rand_int_range (dice, 0, 50);

  if (verb == 0)
    {
      enisim_track_restart (&track, now);
      parts_restart (parts, now);
    }
  else if (verb < 5)
    {
      const guint64 next = (guint64) g_rand_int_range (dice, 0, 12);

      set (now, next);
      parts_set (parts, now, next);
    }
  else if (value > 0 && verb % 2 == 0)
    {
      enisim_track_fall (&track, now);
      parts_set (parts, now, value - 1);
    }
  else
    {
      enisim_track_rise (&track, now);
      parts_set (parts, now, value + 1);
    }
}

START_TEST (step_by_one_tells_what_any_change_tells)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed ((guint32) _i);
  Parts parts;
  EnisimTime now = 100;

  enisim_level_init (&parts.level, 4, now);
  enisim_series_init (&parts.series, SERIES_CAPACITY, 4, now);
  for (guint step = 0; step < 1000; step++)
    {
      now += g_rand_int_range (dice, 0, 4);
      change_both (&parts, dice, now);
      assert_same_parts (&parts);
    }
  enisim_series_clear (&parts.series);
}
END_TEST

static Suite *
track_suite (void)
{
  Suite *suite = suite_create ("stats/track");
  TCase *window = tcase_create ("window");

  tcase_add_checked_fixture (window, setup, teardown);
  tcase_add_test (window, quantile_steps_where_the_share_is_full);
  tcase_add_test (window, time_from_a_value_on_adds_up);
  tcase_add_test (window, what_lasts_no_time_leaves_no_trace);
  tcase_add_test (window, empty_window_shows_the_value);
  tcase_add_test (window, restart_forgets_all_but_the_value);
  tcase_add_test (window, exact_bound_holds_the_largest_subnet);
  tcase_add_test (window, greatest_value_has_a_bucket);
  tcase_add_test (window, steps_pass_the_exact_bound_both_ways);
  tcase_add_test (window, value_that_still_goes_on_needs_no_room);
  tcase_add_loop_test (window, agrees_with_one_entry_per_microsecond, 0, 16);
  tcase_add_loop_test (window, agrees_within_the_precision_above_the_exact_bound, 0, 4);
  tcase_add_loop_test (window, step_by_one_tells_what_any_change_tells, 0, 16);
  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (window, setting_back_in_time_aborts, SIGABRT);
      tcase_add_test_raise_signal (window, rising_back_in_time_aborts, SIGABRT);
      tcase_add_test_raise_signal (window, falling_back_in_time_aborts, SIGABRT);
      tcase_add_test_raise_signal (window, falling_below_0_aborts, SIGABRT);
      tcase_add_test_raise_signal (window, rising_past_the_last_value_aborts, SIGABRT);
    }
  suite_add_tcase (suite, window);
  return suite;
}

ENISIM_TEST_MAIN (track_suite)
