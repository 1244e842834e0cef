/* erlang-b-test.c
 *
 * Goal: Erlang's blocking, from one server to a million.
 * Method: a table of values computed to 60 digits apart from this code, and the definition,
 * (a^c / c!) / sum of (a^k / k!), where doubles still hold its terms.
 */
#include "enisim-check.h"

#include <math.h>

#include "stats/erlang-b.h"

typedef struct
{
  guint64 n_servers;
  double offered_load;
  double blocking;
} Row;

static const Row rows[] = {
  { 10, 8, 0.12166106425295151 },
  { 20, 0.01, 4.0694192796164844e-59 },
  { 50, 1e6, 0.9999500000500024 },
  { 100, 100, 0.07570045271086097 },
  { 500, 400, 1.6818786077010207e-7 },
  { 500, 480, 0.014325780722426128 },
  { 100000, 100000, 0.0025188934235469064 },
  { 1000000, 999000, 0.00028742137577686792 },
};

static void
check_near (double found, double expected)
{
  ck_assert_double_eq_tol (found, expected, 1e-11 * expected);
}

START_TEST (blocking_is_that_of_the_table)
{
  check_near (enisim_erlang_b (rows[_i].n_servers, rows[_i].offered_load), rows[_i].blocking);
}
END_TEST

START_TEST (one_server_blocks_its_share_of_the_load)
{
  for (double a = 0.125; a < 1e6; a *= 2)
    check_near (enisim_erlang_b (1, a), a / (1 + a));
}
END_TEST

START_TEST (blocking_is_the_last_term_over_the_sum)
{
  const guint64 n_servers = (guint64) _i;

  for (double a = 0.25; a <= 32; a *= 1.5)
    {
      double term = 1, sum = 1;

      for (guint64 k = 1; k <= n_servers; k++)
        {
          term *= a / (double) k;
          sum += term;
        }
      check_near (enisim_erlang_b (n_servers, a), term / sum);
    }
}
END_TEST

START_TEST (ends_are_defined)
{
  ck_assert_double_eq (enisim_erlang_b (0, 5), 1);
  ck_assert_double_eq (enisim_erlang_b (0, 0), 1);
  ck_assert_double_eq (enisim_erlang_b (3, 0), 0);
  ck_assert_double_eq (enisim_erlang_b (G_MAXUINT64, 1), 0); /* and at once */
  ck_assert_double_eq (enisim_erlang_b (3, 1e308), 1);
}
END_TEST

START_TEST (endless_load_aborts)
{
  enisim_erlang_b (3, (double) INFINITY);
}
END_TEST

static Suite *
erlang_b_suite (void)
{
  Suite *suite = suite_create ("stats/erlang-b");
  TCase *blocking = tcase_create ("blocking");

  tcase_add_loop_test (blocking, blocking_is_that_of_the_table, 0, G_N_ELEMENTS (rows));
  tcase_add_test (blocking, one_server_blocks_its_share_of_the_load);
  tcase_add_loop_test (blocking, blocking_is_the_last_term_over_the_sum, 1, 40);
  tcase_add_test (blocking, ends_are_defined);
  if (enisim_check_forks ())
    tcase_add_test_raise_signal (blocking, endless_load_aborts, SIGABRT);
  suite_add_tcase (suite, blocking);
  return suite;
}

ENISIM_TEST_MAIN (erlang_b_suite)
