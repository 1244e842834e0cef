/* series-test.c
 *
 * Goal: a series is exact until full; after that values at boundaries and extremes still are.
 * Method: cases by hand, then random changes, some in bursts, against the full list of what was
 * told: each interval is compared with a walk over the part of the list that it covers.
 */
#include "enisim-check.h"

#include "stats/series.h"

typedef struct
{
  EnisimTime at;
  guint64 value;
} Told;

static EnisimSeries series;
static GArray *told; /* of Told, everything in order */

static void
begin (guint32 capacity, guint64 value, EnisimTime start)
{
  const Told first = { start, value };

  enisim_series_init (&series, capacity, value, start);
  told = g_array_new (FALSE, FALSE, sizeof (Told));
  g_array_append_val (told, first);
}

static void
set (EnisimTime now, guint64 value)
{
  const Told next = { now, value };

  enisim_series_set (&series, now, value);
  g_array_append_val (told, next);
}

static void
setup (void)
{
  begin (8, 3, 0);
}

static void
teardown (void)
{
  enisim_series_verify (&series);
  enisim_series_clear (&series);
  g_clear_pointer (&told, g_array_unref);
}

static void
print_interval (const EnisimSeriesInterval *interval, EnisimTime end, gpointer text)
{
  g_string_append_printf (text,
                          "[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ") %" G_GUINT64_FORMAT
                          " %" G_GUINT64_FORMAT "..%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n",
                          interval->at, end, interval->first, interval->min, interval->max,
                          interval->last);
}

/* As lines of "[at,end) first min..max last". */
static void
check_is (EnisimTime now, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  enisim_series_foreach (&series, now, print_interval, text);
  ck_assert_str_eq (text->str, expected);
}

START_TEST (each_change_is_kept_while_there_is_room)
{
  set (10, 5);
  set (20, 4);
  check_is (30, "[0,10) 3 3..3 3\n"
                "[10,20) 5 5..5 5\n"
                "[20,30) 4 4..4 4\n");
  ck_assert_int_eq (enisim_series_get_grain_us (&series), 1);
}
END_TEST

START_TEST (setting_the_same_value_is_no_change)
{
  set (10, 3);
  set (20, 3);
  check_is (30, "[0,30) 3 3..3 3\n");
}
END_TEST

START_TEST (last_value_of_an_instant_stands_and_its_spike_shows)
{
  set (0, 8);
  set (0, 2);
  set (10, 9);
  set (10, 2);
  check_is (30, "[0,10) 2 2..8 2\n"
                "[10,30) 2 2..9 2\n");
}
END_TEST

START_TEST (full_series_joins_neighbours)
{
  begin (4, 0, 0);
  set (1, 7);
  set (2, 5);
  set (8, 6);
  ck_assert_uint_eq (series.n_intervals, 4);
  set (100, 1);
  check_is (200, "[0,8) 0 0..7 5\n" /* one cell of 4 us */
                 "[8,100) 6 6..6 6\n"
                 "[100,200) 1 1..1 1\n");
  ck_assert_int_eq (enisim_series_get_grain_us (&series), 4);
}
END_TEST

START_TEST (quiet_hours_stay_exact_beside_a_burst)
{
  begin (16, 0, 0);
  for (guint hour = 1; hour <= 5; hour++)
    set (hour * G_TIME_SPAN_HOUR, hour);
  for (guint i = 1; i <= 10000; i++)
    set (6 * G_TIME_SPAN_HOUR + i, 10 + i % 3);
  for (guint i = 0; i <= 5; i++)
    {
      ck_assert_int_eq (series.intervals[i].at, i * G_TIME_SPAN_HOUR);
      ck_assert_uint_eq (series.intervals[i].min, i);
      ck_assert_uint_eq (series.intervals[i].max, i);
    }
}
END_TEST

START_TEST (least_capacity_keeps_the_whole_in_view)
{
  begin (ENISIM_SERIES_CAPACITY_MIN, 5, 0);
  for (guint i = 1; i <= 1000; i++)
    set (i, i % 10 + 1);
  enisim_series_verify (&series);
  ck_assert_uint_le (series.n_intervals, ENISIM_SERIES_CAPACITY_MIN);
  ck_assert_uint_eq (series.intervals[0].first, 5);
  ck_assert_uint_eq (series.intervals[series.n_intervals - 1].last, 1);
}
END_TEST

START_TEST (time_before_the_last_interval_aborts)
{
  set (10, 4);
  set (9, 5);
}
END_TEST

/* What the level was left at by all that was told up to @at. */
static guint64
oracle_value_at (EnisimTime at)
{
  guint64 value = 0;

  for (guint i = 0; i < told->len && g_array_index (told, Told, i).at <= at; i++)
    value = g_array_index (told, Told, i).value;
  return value;
}

/* All that was set in [at, end), or, for the @is_last, up to and with its end.  What was told
 * but changed nothing was there already. */
static void
oracle_get_extremes (EnisimTime at, EnisimTime end, gboolean is_last, guint64 *min, guint64 *max)
{
  *min = G_MAXUINT64;
  *max = 0;
  for (guint i = 0; i < told->len; i++)
    {
      const Told *t = &g_array_index (told, Told, i);

      if (t->at < at || t->at > end || (t->at == end && !is_last))
        continue;
      if (i > 0 && t[-1].value == t->value)
        continue;
      *min = MIN (*min, t->value);
      *max = MAX (*max, t->value);
    }
}

typedef struct
{
  EnisimTime now;
  EnisimTime covered_to;
  guint n_seen;
} Walk;

static void
check_interval (const EnisimSeriesInterval *interval, EnisimTime end, gpointer data)
{
  Walk *walk = data;
  const gboolean is_last = ++walk->n_seen == series.n_intervals;
  const GTimeSpan grain_us = enisim_series_get_grain_us (&series);
  const EnisimTime cell_end = (interval->at / grain_us + 1) * grain_us;
  guint64 min, max;

  ck_assert_int_eq (interval->at, walk->covered_to);
  walk->covered_to = end;
  oracle_get_extremes (interval->at, end, is_last, &min, &max);
  ck_assert_uint_eq (interval->min, min);
  ck_assert_uint_eq (interval->max, max);
  ck_assert_uint_eq (interval->first, oracle_value_at (interval->at));
  ck_assert_uint_eq (interval->last, oracle_value_at (is_last ? walk->now : end - 1));
  if (cell_end < end)
    ck_assert_uint_eq (interval->last, oracle_value_at (cell_end - 1));
}

static guint
oracle_count_instants_of_change (void)
{
  EnisimTime counted = g_array_index (told, Told, 0).at;
  guint n = 1;

  for (guint i = 1; i < told->len; i++)
    {
      const Told *t = &g_array_index (told, Told, i);

      if (t->at == counted || t->value == t[-1].value)
        continue;
      n++;
      counted = t->at;
    }
  return n;
}

static void
check_against_list (EnisimTime now)
{
  Walk walk = { .now = now, .covered_to = g_array_index (told, Told, 0).at };
  const guint n_instants = oracle_count_instants_of_change ();

  enisim_series_verify (&series);
  enisim_series_foreach (&series, now, check_interval, &walk);
  ck_assert_int_eq (walk.covered_to, now);
  ck_assert_uint_eq (walk.n_seen, series.n_intervals);
  if (enisim_series_get_grain_us (&series) == 1)
    ck_assert_uint_eq (series.n_intervals, n_instants);
  else
    ck_assert_uint_gt (n_instants, series.capacity);
}

START_TEST (agrees_with_the_full_list)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  EnisimTime now = g_rand_int_range (rand, 0, 50);
  gint pause = 3;

  begin ((guint32) g_rand_int_range (rand, 2, 24), 5, now);
  for (guint step = 0; step < 150; step++)
    {
      if (g_rand_int_range (rand, 0, 20) == 0)
        pause = g_rand_boolean (rand) ? 3 : 300;
      now += g_rand_int_range (rand, 0, pause);
      set (now, (guint64) g_rand_int_range (rand, 0, 6));
      check_against_list (now);
      check_against_list (now + 1000);
    }
  ck_assert_int_gt (enisim_series_get_grain_us (&series), 1);
}
END_TEST

static Suite *
series_suite (void)
{
  Suite *suite = suite_create ("stats/series");
  TCase *by_hand = tcase_create ("by hand");
  TCase *own_capacity = tcase_create ("own capacity");

  tcase_add_checked_fixture (by_hand, setup, teardown);
  tcase_add_test (by_hand, each_change_is_kept_while_there_is_room);
  tcase_add_test (by_hand, setting_the_same_value_is_no_change);
  tcase_add_test (by_hand, last_value_of_an_instant_stands_and_its_spike_shows);
  if (enisim_check_forks ())
    tcase_add_test_raise_signal (by_hand, time_before_the_last_interval_aborts, SIGABRT);
  suite_add_tcase (suite, by_hand);

  tcase_add_checked_fixture (own_capacity, NULL, teardown);
  tcase_add_test (own_capacity, full_series_joins_neighbours);
  tcase_add_test (own_capacity, quiet_hours_stay_exact_beside_a_burst);
  tcase_add_test (own_capacity, least_capacity_keeps_the_whole_in_view);
  tcase_add_loop_test (own_capacity, agrees_with_the_full_list, 0, 24);
  suite_add_tcase (suite, own_capacity);
  return suite;
}

ENISIM_TEST_MAIN (series_suite)
