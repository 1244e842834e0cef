/* churn-arrivals-test.c
 *
 * Goal: stacks come when a scenario says, and what is drawn for one depends on its number alone.
 * Method: all arrivals of a window at fixed seeds: their instants where nothing is drawn, their
 * number and the spread of it where something is.
 */
#include "enisim-check.h"

#include <math.h>

#include "workload/churn-arrivals.h"

#define MINUTE G_TIME_SPAN_MINUTE

static EnisimChurnArrivalSpec spec;
static EnisimChurnArrivals arrivals;

static void
setup (void)
{
  spec = (EnisimChurnArrivalSpec){ .name = g_strdup ("preview"),
                                   .gap = enisim_distribution_exponential (5.0 * MINUTE),
                                   .until = ENISIM_TIME_MAX,
                                   .lifetime = enisim_distribution_exponential (40.0 * MINUTE) };
  enisim_churn_arrivals_init (&arrivals, &spec, 1, 0);
}

static void
teardown (void)
{
  enisim_churn_arrivals_verify (&arrivals);
  enisim_churn_arrival_spec_clear (&spec);
}

static void
open_as (guint64 seed)
{
  enisim_churn_arrivals_init (&arrivals, &spec, seed, 0);
}

static void
set_gap (EnisimDistribution gap)
{
  enisim_distribution_clear (&spec.gap);
  spec.gap = gap;
}

/* Minutes of all arrivals, which ends them. */
static void
assert_minutes (const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (arrivals.next_at != ENISIM_TIME_NEVER)
    {
      g_string_append_printf (text, "%" G_GINT64_FORMAT " ", arrivals.next_at / MINUTE);
      enisim_churn_arrivals_take (&arrivals);
    }
  ck_assert_str_eq (text->str, expected);
}

/* To the end of the spec's window; each in it, and none before the one before. */
static guint32
count_all (void)
{
  EnisimTime before = spec.from;

  while (arrivals.next_at != ENISIM_TIME_NEVER)
    {
      ck_assert_int_ge (arrivals.next_at, before);
      ck_assert_int_lt (arrivals.next_at, spec.until);
      before = arrivals.next_at;
      ck_assert_uint_eq (enisim_churn_arrivals_take (&arrivals), arrivals.n_taken);
    }
  return arrivals.n_taken;
}

START_TEST (periodic_arrivals_begin_at_from_and_end_before_until)
{
  set_gap (enisim_distribution_constant (10 * MINUTE));
  spec.begins_at_once = TRUE;
  spec.from = 5 * MINUTE;
  spec.until = 35 * MINUTE;
  open_as (1);
  assert_minutes ("5 15 25 ");
}
END_TEST

START_TEST (other_arrivals_begin_a_gap_after_from)
{
  set_gap (enisim_distribution_constant (10 * MINUTE));
  spec.from = 5 * MINUTE;
  spec.until = 35 * MINUTE;
  open_as (1);
  assert_minutes ("15 25 ");
}
END_TEST

START_TEST (window_without_an_instant_has_no_arrival)
{
  spec.begins_at_once = TRUE;
  spec.from = 50;
  spec.until = 50 - _i;
  open_as (1);
  ck_assert_int_eq (arrivals.next_at, ENISIM_TIME_NEVER);
}
END_TEST

/* 12 an hour over 1000 h; five deviations of a Poisson number. */
START_TEST (poisson_arrivals_have_their_rate)
{
  spec.from = 7 * MINUTE;
  spec.until = spec.from + 1000 * G_TIME_SPAN_HOUR;
  open_as ((guint64) _i);
  ck_assert_double_eq_tol (count_all (), 12000, 5 * sqrt (12000));
}
END_TEST

/* The number's deviation is the gap's coefficient of variation times that of a Poisson number. */
START_TEST (renewal_arrivals_have_their_rate)
{
  set_gap (enisim_distribution_gamma (5.0 * MINUTE, 0.2));
  spec.until = 1000 * G_TIME_SPAN_HOUR;
  open_as ((guint64) _i);
  ck_assert_double_eq_tol (count_all (), 12000, 5 * 0.2 * sqrt (12000));
}
END_TEST

START_TEST (lifetime_goes_by_the_number_of_the_stack)
{
  const GTimeSpan second = enisim_churn_arrivals_draw_lifetime_us (&arrivals, 2);

  ck_assert_int_ne (second, enisim_churn_arrivals_draw_lifetime_us (&arrivals, 3));
  enisim_churn_arrivals_take (&arrivals);
  ck_assert_int_eq (second, enisim_churn_arrivals_draw_lifetime_us (&arrivals, 2));
}
END_TEST

START_TEST (lifetimes_have_their_mean)
{
  double sum = 0;

  open_as ((guint64) _i);
  for (guint32 n = 1; n <= 10000; n++)
    sum += (double) enisim_churn_arrivals_draw_lifetime_us (&arrivals, n);
  ck_assert_double_eq_tol (sum / 10000, 40.0 * MINUTE, 5 * 40.0 * MINUTE / 100);
}
END_TEST

START_TEST (another_lifetime_shifts_no_arrival)
{
  EnisimChurnArrivals others;

  enisim_churn_arrivals_init (&others, &spec, 1, 0);
  for (guint32 n = 1; n <= 100; n++)
    {
      enisim_churn_arrivals_draw_lifetime_us (&arrivals, n);
      ck_assert_int_eq (arrivals.next_at, others.next_at);
      enisim_churn_arrivals_take (&arrivals);
      enisim_churn_arrivals_take (&others);
    }
}
END_TEST

START_TEST (seed_replication_and_name_each_make_other_arrivals)
{
  EnisimChurnArrivalSpec other_spec = spec;
  EnisimChurnArrivals other;

  enisim_churn_arrivals_init (&other, &spec, 2, 0);
  ck_assert_int_ne (other.next_at, arrivals.next_at);
  enisim_churn_arrivals_init (&other, &spec, 1, 1);
  ck_assert_int_ne (other.next_at, arrivals.next_at);
  other_spec.name = (char *) "other";
  enisim_churn_arrivals_init (&other, &other_spec, 1, 0);
  ck_assert_int_ne (other.next_at, arrivals.next_at);
  ck_assert_int_ne (enisim_churn_arrivals_draw_lifetime_us (&other, 1),
                    enisim_churn_arrivals_draw_lifetime_us (&arrivals, 1));
}
END_TEST

static Suite *
churn_arrivals_suite (void)
{
  Suite *suite = suite_create ("workload/churn-arrivals");
  TCase *arrivals_case = tcase_create ("arrivals");

  tcase_add_checked_fixture (arrivals_case, setup, teardown);
  tcase_add_test (arrivals_case, periodic_arrivals_begin_at_from_and_end_before_until);
  tcase_add_test (arrivals_case, other_arrivals_begin_a_gap_after_from);
  tcase_add_loop_test (arrivals_case, window_without_an_instant_has_no_arrival, 0, 2);
  tcase_add_loop_test (arrivals_case, poisson_arrivals_have_their_rate, 0, 20);
  tcase_add_loop_test (arrivals_case, renewal_arrivals_have_their_rate, 0, 20);
  tcase_add_test (arrivals_case, lifetime_goes_by_the_number_of_the_stack);
  tcase_add_loop_test (arrivals_case, lifetimes_have_their_mean, 0, 10);
  tcase_add_test (arrivals_case, another_lifetime_shifts_no_arrival);
  tcase_add_test (arrivals_case, seed_replication_and_name_each_make_other_arrivals);
  suite_add_tcase (suite, arrivals_case);
  return suite;
}

ENISIM_TEST_MAIN (churn_arrivals_suite)
