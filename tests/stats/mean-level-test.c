/* mean-level-test.c
 *
 * Goal: area and mean are those of a level that also keeps its extremes, to the microsecond.
 * Method: random changes and new windows, both told the same; what must not be aborts.
 */
#include "enisim-check.h"

#include "stats/mean-level.h"

#define N_CHANGES 2000

static void
assert_alike (const EnisimMeanLevel *mean, const EnisimLevel *level, EnisimTime now)
{
  ck_assert_uint_eq (mean->value, level->value);
  ck_assert (enisim_mean_level_get_area_us (mean, now) == enisim_level_get_area_us (level, now));
  ck_assert_double_eq (enisim_mean_level_get_mean (mean, now), enisim_level_get_mean (level, now));
}

START_TEST (area_and_mean_are_those_of_a_level)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  EnisimMeanLevel mean = { 0 };
  EnisimLevel level = { 0 };
  EnisimTime now = ENISIM_TIME_ZERO;

  for (guint i = 0; i < N_CHANGES; i++)
    {
      const guint64 by = (guint64) g_rand_int_range (rand, 0, 1 << 12);

      now += g_rand_int_range (rand, 0, 3) * G_TIME_SPAN_DAY;
      if (g_rand_int_range (rand, 0, 100) == 0)
        {
          enisim_mean_level_restart (&mean, now);
          enisim_level_restart (&level, now);
        }
      else if (level.value >= by && g_rand_boolean (rand))
        {
          enisim_mean_level_fall (&mean, now, by);
          enisim_level_fall (&level, now, by);
        }
      else
        {
          enisim_mean_level_rise (&mean, now, by);
          enisim_level_rise (&level, now, by);
        }
      assert_alike (&mean, &level, now);
    }
}
END_TEST

START_TEST (visit_is_a_rise_and_a_fall)
{
  EnisimMeanLevel visited = { 0 }, other = { 0 };

  enisim_mean_level_restart (&visited, 5);
  enisim_mean_level_restart (&other, 5);
  for (EnisimTime from = 5; from < 10; from++)
    for (EnisimTime to = from; to < 12; to++)
      {
        const guint64 by = (guint64) (from * to) % 4;

        enisim_mean_level_visit (&visited, to - from, by);
        enisim_mean_level_rise (&other, from, by);
        enisim_mean_level_fall (&other, to, by);
        ck_assert (enisim_mean_level_get_area_us (&visited, 12)
                   == enisim_mean_level_get_area_us (&other, 12));
      }
  ck_assert_uint_eq (visited.value, 0);
}
END_TEST

START_TEST (visit_that_goes_back_in_time_aborts)
{
  EnisimMeanLevel mean = { 0 };

  enisim_mean_level_visit (&mean, -1, 1);
}
END_TEST

START_TEST (falling_below_0_aborts)
{
  EnisimMeanLevel mean = { .value = 1 };

  enisim_mean_level_fall (&mean, 10, 2);
}
END_TEST

START_TEST (rising_past_2_64_aborts)
{
  EnisimMeanLevel mean = { .value = G_MAXUINT64 };

  enisim_mean_level_rise (&mean, 10, 1);
}
END_TEST

START_TEST (area_before_the_window_aborts)
{
  EnisimMeanLevel mean = { 0 };

  enisim_mean_level_restart (&mean, 10);
  (void) enisim_mean_level_get_area_us (&mean, 9);
}
END_TEST

static Suite *
mean_level_suite (void)
{
  Suite *suite = suite_create ("stats/mean-level");
  TCase *twin = tcase_create ("twin"), *contract = tcase_create ("contract");

  tcase_add_loop_test (twin, area_and_mean_are_those_of_a_level, 0, 20);
  tcase_add_test (twin, visit_is_a_rise_and_a_fall);
  suite_add_tcase (suite, twin);
  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (contract, falling_below_0_aborts, SIGABRT);
      tcase_add_test_raise_signal (contract, visit_that_goes_back_in_time_aborts, SIGABRT);
      tcase_add_test_raise_signal (contract, rising_past_2_64_aborts, SIGABRT);
      tcase_add_test_raise_signal (contract, area_before_the_window_aborts, SIGABRT);
      suite_add_tcase (suite, contract);
    }
  return suite;
}

ENISIM_TEST_MAIN (mean_level_suite)
