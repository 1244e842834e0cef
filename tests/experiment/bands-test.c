/* bands-test.c
 *
 * Goal: bands are nearest-rank quantiles over runs, at each instant of a grid, of the levels that
 * the runs had there.
 * Method: constant levels, whose quantiles are known; random levels beside a plain array of what
 * they were at each microsecond, with a series that has room for them and one that has not.
 */
#include "enisim-check.h"

#include "experiment/bands.h"

enum
{
  SPAN_US = 1000, /* ten to a step */
  STEP_US = SPAN_US / ENISIM_BANDS_STEPS
};

static EnisimBands bands;

static void
setup (void)
{
  enisim_bands_init (&bands, 1, ENISIM_BANDS_VALUES_MAX);
}

static void
teardown (void)
{
  enisim_bands_verify (&bands);
  enisim_bands_clear (&bands);
}

static void
begin (guint n_levels, guint n_values_max)
{
  enisim_bands_clear (&bands);
  enisim_bands_init (&bands, n_levels, n_values_max);
}

static EnisimLevelSummary
make_constant (EnisimSeriesInterval *interval, guint64 value)
{
  *interval = (EnisimSeriesInterval){ .first = value, .min = value, .max = value, .last = value };
  return (EnisimLevelSummary){ .series = interval, .n_series = 1, .series_grain_us = 1 };
}

static gboolean
add_constant (guint64 value)
{
  EnisimSeriesInterval interval;
  const EnisimLevelSummary level = make_constant (&interval, value);
  const EnisimLevelSummary *levels[] = { &level };

  return enisim_bands_add (&bands, 0, SPAN_US, levels);
}

static void
assert_edges (guint instant, guint32 lower, guint32 median, guint32 upper)
{
  EnisimBand band;

  enisim_bands_get (&bands, 0, &band);
  ck_assert_uint_eq (band.values[ENISIM_BAND_LOWER][instant], lower);
  ck_assert_uint_eq (band.values[ENISIM_BAND_MEDIAN][instant], median);
  ck_assert_uint_eq (band.values[ENISIM_BAND_UPPER][instant], upper);
}

START_TEST (edges_are_nearest_ranks_over_the_runs_in_whatever_order_they_came)
{
  for (guint i = 0; i < 40; i++)
    ck_assert (add_constant (1 + i * 7 % 40));
  for (guint i = 0; i < ENISIM_BANDS_N_INSTANTS; i++)
    assert_edges (i, 2, 20, 38);
}
END_TEST

START_TEST (one_run_is_its_own_band)
{
  add_constant (5);
  assert_edges (0, 5, 5, 5);
  assert_edges (ENISIM_BANDS_STEPS, 5, 5, 5);
}
END_TEST

START_TEST (grid_has_equal_steps_and_both_ends_of_the_window)
{
  EnisimSeriesInterval interval;
  const EnisimLevelSummary level = make_constant (&interval, 1);
  const EnisimLevelSummary *levels[] = { &level };

  enisim_bands_add (&bands, 70, ENISIM_TIME_MAX, levels);
  ck_assert_int_eq (enisim_bands_get_instant (&bands, 0), 70);
  ck_assert_int_eq (enisim_bands_get_instant (&bands, 50), 70 + (ENISIM_TIME_MAX - 70) / 2);
  ck_assert_int_eq (enisim_bands_get_instant (&bands, ENISIM_BANDS_STEPS), ENISIM_TIME_MAX);
}
END_TEST

START_TEST (level_at_an_instant_is_what_its_events_left)
{
  EnisimSeriesInterval intervals[] = { { 0, 1, 1, 9, 1 }, { 10, 4, 1, 8, 4 }, { 11, 2, 2, 4, 2 } };
  const EnisimLevelSummary level = { .series = intervals, .n_series = 3, .series_grain_us = 1 };
  const EnisimLevelSummary *levels[] = { &level };

  enisim_bands_add (&bands, 0, SPAN_US, levels);
  assert_edges (0, 1, 1, 1);
  assert_edges (1, 4, 4, 4);
  assert_edges (2, 2, 2, 2);
}
END_TEST

/* The second interval joins what changed in [16, 32). */
START_TEST (where_changes_were_joined_the_greatest_counts_and_after_them_the_last)
{
  EnisimSeriesInterval intervals[] = { { 0, 1, 1, 1, 1 }, { 18, 2, 2, 9, 3 } };
  const EnisimLevelSummary level = { .series = intervals, .n_series = 2, .series_grain_us = 16 };
  const EnisimLevelSummary *levels[] = { &level };

  enisim_bands_add (&bands, 0, SPAN_US, levels);
  assert_edges (1, 1, 1, 1);
  assert_edges (2, 9, 9, 9);
  assert_edges (3, 9, 9, 9);
  assert_edges (4, 3, 3, 3);
}
END_TEST

START_TEST (levels_of_one_run_have_bands_of_their_own)
{
  EnisimSeriesInterval intervals[2];
  const EnisimLevelSummary first = make_constant (&intervals[0], 3),
                           second = make_constant (&intervals[1], 8);
  const EnisimLevelSummary *levels[] = { &first, &second };
  EnisimBand band;

  begin (2, ENISIM_BANDS_VALUES_MAX);
  enisim_bands_add (&bands, 0, SPAN_US, levels);
  enisim_bands_add (&bands, 0, SPAN_US, levels);
  assert_edges (7, 3, 3, 3);
  enisim_bands_get (&bands, 1, &band);
  ck_assert_uint_eq (band.values[ENISIM_BAND_MEDIAN][7], 8);
}
END_TEST

START_TEST (runs_past_the_limit_are_left_out_and_not_counted)
{
  begin (1, 3 * ENISIM_BANDS_N_INSTANTS + 1);
  for (guint i = 0; i < 5; i++)
    ck_assert (add_constant (i) == (i < 3));
  ck_assert_uint_eq (bands.n_runs, 3);
  assert_edges (0, 0, 1, 2);
}
END_TEST

START_TEST (one_run_has_room_whatever_the_limit)
{
  begin (1, 0);
  ck_assert (add_constant (1));
  ck_assert (!add_constant (2));
}
END_TEST

typedef struct
{
  EnisimSeries series;
  GArray *intervals;
  guint64 values[SPAN_US + 1]; /* at each microsecond */
} Walk;

static void
copy_interval (const EnisimSeriesInterval *interval, EnisimTime end G_GNUC_UNUSED,
               gpointer user_data)
{
  g_array_append_val (user_data, *interval);
}

static EnisimLevelSummary
walk (Walk *w, GRand *dice, guint32 capacity)
{
  enisim_series_init (&w->series, capacity, 0, 0);
  for (EnisimTime at = 0; at <= SPAN_US; at++)
    {
      w->values[at] = at == 0 ? 0 : w->values[at - 1];
      if (g_rand_int_range (dice, 0, 4) > 0)
        continue;
      w->values[at] = (guint64) g_rand_int_range (dice, 0, 50);
      enisim_series_set (&w->series, at, w->values[at]);
    }
  w->intervals = g_array_new (FALSE, FALSE, sizeof (EnisimSeriesInterval));
  enisim_series_foreach (&w->series, SPAN_US, copy_interval, w->intervals);
  return (EnisimLevelSummary){ .series = (EnisimSeriesInterval *) (gpointer) w->intervals->data,
                               .n_series = w->intervals->len,
                               .series_grain_us = enisim_series_get_grain_us (&w->series) };
}

static void
walk_clear (Walk *w)
{
  enisim_series_clear (&w->series);
  g_array_unref (w->intervals);
}

/* Of the cell in which the instant lies, up to the end of the window. */
static guint64
find_greatest (const Walk *w, EnisimTime at)
{
  const GTimeSpan grain_us = enisim_series_get_grain_us (&w->series);
  guint64 greatest = 0;

  for (EnisimTime i = at / grain_us * grain_us; i < (at / grain_us + 1) * grain_us; i++)
    if (i <= SPAN_US)
      greatest = MAX (greatest, w->values[i]);
  return greatest;
}

START_TEST (bands_are_those_of_the_level_at_each_microsecond)
{
  GRand *dice = g_rand_new_with_seed ((guint32) _i);
  const guint32 capacity = _i % 2 == 0 ? 2 * SPAN_US : 64;
  Walk w;
  EnisimBand band;
  const EnisimLevelSummary level = walk (&w, dice, capacity);
  const EnisimLevelSummary *levels[] = { &level };

  enisim_bands_add (&bands, 0, SPAN_US, levels);
  enisim_bands_get (&bands, 0, &band);
  ck_assert ((level.series_grain_us == 1) == (capacity > SPAN_US));
  for (guint i = 0; i < ENISIM_BANDS_N_INSTANTS; i++)
    {
      const guint64 value = band.values[ENISIM_BAND_MEDIAN][i];

      ck_assert_uint_ge (value, w.values[i * STEP_US]);
      if (level.series_grain_us == 1)
        ck_assert_uint_eq (value, w.values[i * STEP_US]);
      else /* what the level was when the cell began counts where nothing has changed yet */
        ck_assert_uint_le (value, find_greatest (&w, i * STEP_US));
    }
  walk_clear (&w);
  g_rand_free (dice);
}
END_TEST

static Suite *
bands_suite (void)
{
  Suite *suite = suite_create ("experiment/bands");
  TCase *rules = tcase_create ("rules");

  tcase_add_checked_fixture (rules, setup, teardown);
  tcase_add_test (rules, edges_are_nearest_ranks_over_the_runs_in_whatever_order_they_came);
  tcase_add_test (rules, one_run_is_its_own_band);
  tcase_add_test (rules, grid_has_equal_steps_and_both_ends_of_the_window);
  tcase_add_test (rules, level_at_an_instant_is_what_its_events_left);
  tcase_add_test (rules, where_changes_were_joined_the_greatest_counts_and_after_them_the_last);
  tcase_add_test (rules, levels_of_one_run_have_bands_of_their_own);
  tcase_add_test (rules, runs_past_the_limit_are_left_out_and_not_counted);
  tcase_add_test (rules, one_run_has_room_whatever_the_limit);
  tcase_add_loop_test (rules, bands_are_those_of_the_level_at_each_microsecond, 0, 40);
  suite_add_tcase (suite, rules);
  return suite;
}

ENISIM_TEST_MAIN (bands_suite)
