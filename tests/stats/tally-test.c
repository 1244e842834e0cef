/* tally-test.c
 *
 * Goal: the moments are those of the definition, also for nearby values, and merging in any
 * grouping gives what one tally would have seen.
 * Method: random integers against two passes over all of them; integers, so that count, sum and
 * extremes have to be equal.
 */
#include "enisim-check.h"

#include "stats/tally.h"

enum
{
  N_VALUES = 300,
  N_PARTS = 3
};

static EnisimTally tally;

static void
setup (void)
{
  tally = (EnisimTally){ .n = 0 };
}

static void
teardown (void)
{
  enisim_tally_verify (&tally);
}

START_TEST (empty_has_no_value)
{
  ck_assert_uint_eq (tally.n, 0);
  ck_assert_double_eq (tally.sum, 0);
  ck_assert_double_nan (enisim_tally_get_mean (&tally));
  ck_assert_double_nan (enisim_tally_get_min (&tally));
  ck_assert_double_nan (enisim_tally_get_max (&tally));
  ck_assert_double_nan (enisim_tally_get_variance (&tally));
}
END_TEST

START_TEST (one_observation_has_no_variance)
{
  enisim_tally_add (&tally, -2.5);
  ck_assert_double_eq (enisim_tally_get_mean (&tally), -2.5);
  ck_assert_double_eq (enisim_tally_get_min (&tally), -2.5);
  ck_assert_double_eq (enisim_tally_get_max (&tally), -2.5);
  ck_assert_double_nan (enisim_tally_get_variance (&tally));
}
END_TEST

START_TEST (variance_survives_a_large_offset)
{
  for (guint i = 0; i < 4; i++)
    enisim_tally_add (&tally, 1e9 + (const double[]){ 4, 7, 13, 16 }[i]);
  ck_assert_double_eq_tol (enisim_tally_get_variance (&tally), 30, 1e-6);
}
END_TEST

START_TEST (merging_with_the_empty_changes_nothing)
{
  EnisimTally empty = { .n = 0 };
  EnisimTally before;

  enisim_tally_add (&tally, 3);
  enisim_tally_add (&tally, 5);
  before = tally;
  enisim_tally_merge (&tally, &empty);
  ck_assert_mem_eq (&tally, &before, sizeof before);
  enisim_tally_merge (&empty, &tally);
  ck_assert_mem_eq (&empty, &before, sizeof before);
}
END_TEST

START_TEST (what_is_no_number_aborts)
{
  enisim_tally_add (&tally, (double) NAN);
}
END_TEST

static void
check_same (const EnisimTally *a, const EnisimTally *b)
{
  enisim_tally_verify (a);
  enisim_tally_verify (b);
  ck_assert_uint_eq (a->n, b->n);
  ck_assert_double_eq (a->sum, b->sum);
  ck_assert (a->n == 0 || (a->min == b->min && a->max == b->max));
  if (a->n < 2)
    return;
  ck_assert_double_eq_tol (enisim_tally_get_mean (a), enisim_tally_get_mean (b), 1e-9);
  ck_assert_double_eq_tol (enisim_tally_get_variance (a), enisim_tally_get_variance (b), 1e-6);
}

static EnisimTally
two_passes (const double *values, guint n)
{
  EnisimTally result = { .n = n, .min = values[0], .max = values[0] };

  for (guint i = 0; i < n; i++)
    {
      result.sum += values[i];
      result.min = MIN (result.min, values[i]);
      result.max = MAX (result.max, values[i]);
    }
  result.mean = result.sum / n;
  for (guint i = 0; i < n; i++)
    result.squares += (values[i] - result.mean) * (values[i] - result.mean);
  return result;
}

START_TEST (agrees_with_two_passes)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  double values[N_VALUES];

  for (guint i = 0; i < N_VALUES; i++)
    {
      EnisimTally expected;

      values[i] = g_rand_int_range (rand, -1000, 1000);
      enisim_tally_add (&tally, values[i]);
      expected = two_passes (values, i + 1);
      check_same (&tally, &expected);
    }
}
END_TEST

START_TEST (merging_groups_in_any_way)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  EnisimTally parts[N_PARTS] = { { .n = 0 } };
  EnisimTally left, right;

  for (gint n = g_rand_int_range (rand, 0, 40); n > 0; n--)
    {
      const double value = g_rand_int_range (rand, -1000, 1000);

      enisim_tally_add (&tally, value);
      enisim_tally_add (&parts[g_rand_int_range (rand, 0, N_PARTS)], value);
    }
  left = parts[0]; /* (0 + 1) + 2 */
  enisim_tally_merge (&left, &parts[1]);
  enisim_tally_merge (&left, &parts[2]);
  right = parts[1]; /* (1 + 2) + 0 */
  enisim_tally_merge (&right, &parts[2]);
  enisim_tally_merge (&right, &parts[0]);
  check_same (&left, &tally);
  check_same (&right, &tally);
}
END_TEST

static Suite *
tally_suite (void)
{
  Suite *suite = suite_create ("stats/tally");
  TCase *moments = tcase_create ("moments");

  tcase_add_checked_fixture (moments, setup, teardown);
  tcase_add_test (moments, empty_has_no_value);
  tcase_add_test (moments, one_observation_has_no_variance);
  tcase_add_test (moments, variance_survives_a_large_offset);
  tcase_add_test (moments, merging_with_the_empty_changes_nothing);
  tcase_add_loop_test (moments, agrees_with_two_passes, 0, 16);
  tcase_add_loop_test (moments, merging_groups_in_any_way, 0, 32);
  if (enisim_check_forks ())
    tcase_add_test_raise_signal (moments, what_is_no_number_aborts, SIGABRT);
  suite_add_tcase (suite, moments);
  return suite;
}

ENISIM_TEST_MAIN (tally_suite)
