/* level-test.c
 *
 * Goal: the area is the sum of the residences to the microsecond and the extremes miss nothing.
 * Method: cases by hand, the largest area a run can have, then random changes against a walk
 * over residences that arrive and leave one by one.
 */
#include "enisim-check.h"

#include "stats/level.h"

static EnisimLevel level;

static void
setup (void)
{
  enisim_level_init (&level, 3, 100);
}

static void
teardown (void)
{
  enisim_level_verify (&level);
}

static guint64
area_us (EnisimTime now)
{
  const EnisimLevelArea area = enisim_level_get_area_us (&level, now);

  ck_assert (area >> 64 == 0);
  return (guint64) area;
}

START_TEST (area_runs_from_the_start_of_the_window)
{
  enisim_level_set (&level, 110, 5);
  enisim_level_fall (&level, 120, 4);
  ck_assert_uint_eq (level.value, 1);
  ck_assert_uint_eq (area_us (130), 10 * 3 + 10 * 5 + 10 * 1);
  ck_assert_double_eq (enisim_level_get_mean (&level, 130), 3.0);
}
END_TEST

START_TEST (mean_of_an_empty_window_is_the_value)
{
  ck_assert_double_eq (enisim_level_get_mean (&level, 100), 3.0);
}
END_TEST

START_TEST (peak_keeps_its_first_instant)
{
  enisim_level_set (&level, 110, 7);
  enisim_level_set (&level, 120, 2);
  enisim_level_set (&level, 130, 7);
  ck_assert_uint_eq (level.peak, 7);
  ck_assert_int_eq (level.peak_at, 110);
  ck_assert_uint_eq (level.min, 2);
}
END_TEST

START_TEST (what_lasts_no_time_counts_for_the_extremes_alone)
{
  enisim_level_set (&level, 110, 9);
  enisim_level_set (&level, 110, 0);
  enisim_level_set (&level, 110, 3);
  ck_assert_uint_eq (level.peak, 9);
  ck_assert_uint_eq (level.min, 0);
  ck_assert_uint_eq (area_us (200), 300);
}
END_TEST

START_TEST (restart_forgets_all_but_the_value)
{
  enisim_level_set (&level, 110, 9);
  enisim_level_set (&level, 120, 4);
  enisim_level_restart (&level, 150);
  ck_assert_uint_eq (level.value, 4);
  ck_assert_uint_eq (level.peak, 4);
  ck_assert_int_eq (level.peak_at, 150);
  ck_assert_uint_eq (level.min, 4);
  ck_assert_uint_eq (area_us (160), 40);
  ck_assert_double_eq (enisim_level_get_mean (&level, 160), 4.0);
}
END_TEST

START_TEST (zeroed_level_is_0_from_instant_0)
{
  EnisimLevel zeroed = { 0 }, made;

  enisim_level_init (&made, 0, ENISIM_TIME_ZERO);
  enisim_level_set (&zeroed, 5, 2);
  enisim_level_set (&made, 5, 2);
  ck_assert_mem_eq (&zeroed, &made, sizeof made);
}
END_TEST

START_TEST (greatest_area_does_not_overflow)
{
  const EnisimTime end = ENISIM_TIME_NEVER;
  EnisimLevelArea area;

  enisim_level_init (&level, G_MAXUINT64, ENISIM_TIME_ZERO);
  enisim_level_set (&level, end, G_MAXUINT64);
  area = enisim_level_get_area_us (&level, end);
  ck_assert (area / G_MAXUINT64 == (guint64) end);
  ck_assert (area % G_MAXUINT64 == 0);
  ck_assert_double_eq (enisim_level_get_mean (&level, end), (double) G_MAXUINT64);
}
END_TEST

START_TEST (time_that_runs_back_aborts)
{
  enisim_level_set (&level, 110, 1);
  enisim_level_set (&level, 109, 1);
}
END_TEST

START_TEST (falling_below_0_aborts)
{
  enisim_level_fall (&level, 110, 4);
}
END_TEST

START_TEST (rising_past_the_last_value_aborts)
{
  enisim_level_set (&level, 110, G_MAXUINT64);
  enisim_level_rise (&level, 110, 1);
}
END_TEST

enum
{
  N_RESIDENTS = 12
};

/* When each resident came; NEVER: it is out. */
typedef struct
{
  EnisimTime came_at[N_RESIDENTS];
  guint64 stayed_us; /* of those that left, clipped to the window */
  guint64 n_in;
  guint64 peak;
  EnisimTime peak_at;
  guint64 min;
} Residents;

static guint64
residences_us (const Residents *residents, EnisimTime now)
{
  guint64 total = residents->stayed_us;

  for (guint i = 0; i < N_RESIDENTS; i++)
    if (residents->came_at[i] != ENISIM_TIME_NEVER)
      total += (guint64) (now - residents->came_at[i]);
  return total;
}

static void
note_extremes (Residents *residents, EnisimTime now, gboolean is_new_window)
{
  if (is_new_window || residents->n_in > residents->peak)
    {
      residents->peak = residents->n_in;
      residents->peak_at = now;
    }
  residents->min = is_new_window ? residents->n_in : MIN (residents->min, residents->n_in);
}

static void
come_or_go (Residents *residents, EnisimTime now, guint who)
{
  EnisimTime *came_at = &residents->came_at[who];

  if (*came_at == ENISIM_TIME_NEVER)
    {
      *came_at = now;
      residents->n_in++;
      enisim_level_rise (&level, now, 1);
    }
  else
    {
      residents->stayed_us += (guint64) (now - *came_at);
      *came_at = ENISIM_TIME_NEVER;
      residents->n_in--;
      enisim_level_fall (&level, now, 1);
    }
  note_extremes (residents, now, FALSE);
}

static void
restart (Residents *residents, EnisimTime now)
{
  enisim_level_restart (&level, now);
  residents->stayed_us = 0;
  for (guint i = 0; i < N_RESIDENTS; i++)
    if (residents->came_at[i] != ENISIM_TIME_NEVER)
      residents->came_at[i] = now;
  note_extremes (residents, now, TRUE);
}

START_TEST (agrees_with_the_sum_of_residences)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  Residents residents = { .n_in = 0 };
  EnisimTime now = ENISIM_TIME_ZERO;

  for (guint i = 0; i < N_RESIDENTS; i++)
    residents.came_at[i] = ENISIM_TIME_NEVER;
  enisim_level_init (&level, 0, now);
  for (guint step = 0; step < 1000; step++)
    {
      now += g_rand_int_range (rand, 0, 4);
      if (g_rand_int_range (rand, 0, 300) == 0)
        restart (&residents, now);
      else
        come_or_go (&residents, now, (guint) g_rand_int_range (rand, 0, N_RESIDENTS));
      enisim_level_verify (&level);
      ck_assert_uint_eq (level.value, residents.n_in);
      ck_assert_uint_eq (area_us (now + 7), residences_us (&residents, now + 7));
      ck_assert_uint_eq (level.peak, residents.peak);
      ck_assert_int_eq (level.peak_at, residents.peak_at);
      ck_assert_uint_eq (level.min, residents.min);
    }
}
END_TEST

static Suite *
level_suite (void)
{
  Suite *suite = suite_create ("stats/level");
  TCase *window = tcase_create ("window");
  TCase *contract = tcase_create ("contract");

  tcase_add_checked_fixture (window, setup, teardown);
  tcase_add_test (window, area_runs_from_the_start_of_the_window);
  tcase_add_test (window, mean_of_an_empty_window_is_the_value);
  tcase_add_test (window, peak_keeps_its_first_instant);
  tcase_add_test (window, what_lasts_no_time_counts_for_the_extremes_alone);
  tcase_add_test (window, restart_forgets_all_but_the_value);
  tcase_add_test (window, zeroed_level_is_0_from_instant_0);
  tcase_add_test (window, greatest_area_does_not_overflow);
  tcase_add_loop_test (window, agrees_with_the_sum_of_residences, 0, 32);
  suite_add_tcase (suite, window);

  tcase_add_checked_fixture (contract, setup, teardown);
  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (contract, time_that_runs_back_aborts, SIGABRT);
      tcase_add_test_raise_signal (contract, falling_below_0_aborts, SIGABRT);
      tcase_add_test_raise_signal (contract, rising_past_the_last_value_aborts, SIGABRT);
    }
  suite_add_tcase (suite, contract);
  return suite;
}

ENISIM_TEST_MAIN (level_suite)
