/* nearest-rank-test.c
 *
 * Goal: the least rank at or past the share, with shares as people write them.
 * Method: every hundredth of a hundred and every thousandth of a thousand, the ends, and the
 * definition itself searched in full.
 */
#include "enisim-check.h"

#include "stats/nearest-rank.h"

START_TEST (k_of_n_things_end_at_rank_k)
{
  const guint64 n = (guint64) _i;

  for (guint64 k = 1; k <= n; k++)
    ck_assert_uint_eq (enisim_nearest_rank_get ((double) k / (double) n, n), k);
}
END_TEST

START_TEST (written_shares_are_taken_as_written)
{
  ck_assert_uint_eq (enisim_nearest_rank_get (0.07, 100), 7);
  ck_assert_uint_eq (enisim_nearest_rank_get (0.29, 100), 29);
  ck_assert_uint_eq (enisim_nearest_rank_get (0.95, 20), 19);
  ck_assert_uint_eq (enisim_nearest_rank_get (0.5, 4), 2);
  ck_assert_uint_eq (enisim_nearest_rank_get (0.5, 5), 3);
  ck_assert_uint_eq (enisim_nearest_rank_get (0.99, 3600000000), 3564000000);
}
END_TEST

START_TEST (ends_are_the_first_and_the_last)
{
  ck_assert_uint_eq (enisim_nearest_rank_get (0, 9), 1);
  ck_assert_uint_eq (enisim_nearest_rank_get (1, 9), 9);
  ck_assert_uint_eq (enisim_nearest_rank_get (1e-300, 9), 1);
  ck_assert_uint_eq (enisim_nearest_rank_get (1, ENISIM_NEAREST_RANK_N_MAX),
                     ENISIM_NEAREST_RANK_N_MAX);
}
END_TEST

START_TEST (agrees_with_a_search)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  for (guint step = 0; step < 500; step++)
    {
      const guint64 n = (guint64) g_rand_int_range (rand, 1, 200);
      const double share = g_rand_double (rand);
      guint64 rank = 1;

      while ((double) rank < share * (double) n)
        rank++;
      ck_assert_uint_eq (enisim_nearest_rank_get (share, n), rank);
    }
}
END_TEST

START_TEST (share_above_1_aborts)
{
  enisim_nearest_rank_get (1.01, 10);
}
END_TEST

static Suite *
nearest_rank_suite (void)
{
  Suite *suite = suite_create ("stats/nearest-rank");
  TCase *rank = tcase_create ("rank");

  tcase_add_loop_test (rank, k_of_n_things_end_at_rank_k, 1, 101);
  tcase_add_loop_test (rank, k_of_n_things_end_at_rank_k, 1000, 1001);
  tcase_add_test (rank, written_shares_are_taken_as_written);
  tcase_add_test (rank, ends_are_the_first_and_the_last);
  tcase_add_loop_test (rank, agrees_with_a_search, 0, 8);
  if (enisim_check_forks ())
    tcase_add_test_raise_signal (rank, share_above_1_aborts, SIGABRT);
  suite_add_tcase (suite, rank);
  return suite;
}

ENISIM_TEST_MAIN (nearest_rank_suite)
