/* arrivals-test.c
 *
 * Goal: the arrivals of each kind of open workload follow its law, and end where it ends.
 * Method: at fixed seeds the distance of the spans from their distribution (Kolmogorov and
 * Smirnov), numbers per hour or phase against their means (chi-square, or five deviations), and the
 * phases of bursts drawn a second time from their own stream.
 */
#include "enisim-check.h"

#include <math.h>

#include "workload/workload.h"

enum
{
  SEED = 1,
  N_SPANS = 20000
};

static EnisimWorkloadSpec spec;
static EnisimWorkload workload;

static void
setup (void)
{
  spec = (EnisimWorkloadSpec){ .name = g_strdup ("load"),
                               .targets = g_new0 (guint32, 1),
                               .n_targets = 1,
                               .until = ENISIM_TIME_MAX,
                               .new_ratio = 1.0,
                               .duration = enisim_distribution_constant (0),
                               .think = enisim_distribution_constant (0) };
  workload = (EnisimWorkload){ .spec = NULL };
}

static void
teardown (void)
{
  enisim_workload_clear (&workload);
  enisim_workload_spec_clear (&spec);
}

static void
open_with_seed (guint64 seed)
{
  g_autoptr (GError) error = NULL;

  enisim_workload_clear (&workload);
  ck_assert (enisim_workload_init (&workload, &spec, 0, seed, 0, &error));
}

/* Returns: the next arrival, which is taken. */
static EnisimTime
take_at (void)
{
  const EnisimTime at = enisim_workload_get_next_at (&workload);

  if (at != ENISIM_TIME_NEVER)
    enisim_workload_take (&workload);
  return at;
}

static guint
count_until (EnisimTime until)
{
  guint n = 0;

  for (; enisim_workload_get_next_at (&workload) < until; n++)
    enisim_workload_take (&workload);
  return n;
}

static void
assert_near (double value, double mean, double deviation)
{
  ck_assert_double_le (fabs (value - mean), 5 * deviation);
}

/* Renewal and windows */

static void
add_window (EnisimTime at, EnisimTime until, double per_second, EnisimDistribution gap)
{
  spec.windows = g_renew (EnisimRateWindow, spec.windows, spec.n_windows + 1);
  spec.windows[spec.n_windows++] = (EnisimRateWindow){ at, until, per_second, gap };
}

static void
be_renewal (double per_second, EnisimDistribution gap)
{
  spec.kind = ENISIM_WORKLOAD_RENEWAL;
  add_window (spec.from, spec.until, per_second, gap);
}

static gint
compare_spans (gconstpointer a, gconstpointer b)
{
  const GTimeSpan x = *(const GTimeSpan *) a, y = *(const GTimeSpan *) b;

  return (x > y) - (x < y);
}

/* Exceeded by chance once in 1e5 (Kolmogorov: 2 exp (-2 * 2.47^2)).  A span stands for all that
 * is rounded to it, of which a gamma distribution has many at 0. */
static void
assert_spans_follow (const EnisimDistribution *gap)
{
  g_autofree GTimeSpan *spans = g_new (GTimeSpan, N_SPANS);
  EnisimTime before = spec.from;
  double distance = 0;

  for (guint i = 0; i < N_SPANS; i++)
    {
      const EnisimTime at = take_at ();

      spans[i] = at - before;
      before = at;
    }
  qsort (spans, N_SPANS, sizeof *spans, compare_spans);
  for (guint i = 1; i < N_SPANS; i++)
    if (spans[i] != spans[i - 1])
      {
        const double p = enisim_distribution_cdf (gap, (double) spans[i - 1] + 0.5);

        distance = MAX (distance, fabs (p - (double) i / N_SPANS));
      }
  ck_assert_double_lt (distance * sqrt (N_SPANS), 2.47);
}

static EnisimDistribution
make_gap (guint kind, double mean_us, double cv)
{
  return kind == 0   ? enisim_distribution_gamma (mean_us, cv)
         : kind == 1 ? enisim_distribution_weibull (mean_us, cv)
                     : enisim_distribution_lognormal (mean_us, cv);
}

START_TEST (renewal_spans_have_their_distribution)
{
  const double cvs[] = { 0.3, 1.0, 2.0 };
  const EnisimDistribution gap = make_gap ((guint) _i % 3, 1e6 / 5, cvs[_i / 3]);

  spec.from = G_TIME_SPAN_HOUR;
  be_renewal (5, gap);
  open_with_seed ((guint64) _i);
  assert_spans_follow (&gap);
}
END_TEST

/* The number in a long time t: mean rate * t, variance cv^2 * rate * t. */
START_TEST (renewal_numbers_have_the_rate_and_the_variation)
{
  const double cv = 0.25 * (1 + _i % 4), expected = 50 * 1000;

  be_renewal (50, enisim_distribution_gamma (1e6 / 50, cv));
  open_with_seed ((guint64) _i);
  assert_near (count_until (1000 * G_TIME_SPAN_SECOND), expected, cv * sqrt (expected));
}
END_TEST

/* Rounded each, spans of 3.33 us would be 3. */
START_TEST (arrivals_without_variation_are_counted_from_the_start)
{
  spec.from = 7;
  be_renewal (300000, enisim_distribution_gamma (1e6 / 300000, 0));
  open_with_seed (SEED);
  ck_assert_int_eq (take_at (), 7 + 3);
  ck_assert_int_eq (take_at (), 7 + 7);
  ck_assert_int_eq (take_at (), 7 + 10);
  ck_assert_uint_eq (count_until (7 + G_TIME_SPAN_SECOND), 300000 - 3 - 1);
}
END_TEST

START_TEST (window_has_its_rate_and_nothing_comes_between_windows)
{
  const EnisimTime second = G_TIME_SPAN_SECOND;

  spec.kind = ENISIM_WORKLOAD_WINDOWS;
  add_window (10 * second, 110 * second, 10, enisim_distribution_gamma (1e6 / 10, 0.5));
  add_window (110 * second, 210 * second, 50, enisim_distribution_exponential (1e6 / 50));
  add_window (300 * second, 400 * second, 20, enisim_distribution_weibull (1e6 / 20, 2));
  open_with_seed ((guint64) _i);
  ck_assert_uint_eq (count_until (10 * second), 0);
  assert_near (count_until (110 * second), 1000, 0.5 * sqrt (1000));
  assert_near (count_until (210 * second), 5000, sqrt (5000));
  ck_assert_uint_eq (count_until (300 * second), 0);
  assert_near (count_until (400 * second), 2000, 2 * sqrt (2000));
  ck_assert_int_eq (enisim_workload_get_next_at (&workload), ENISIM_TIME_NEVER);
}
END_TEST

START_TEST (window_begins_anew_a_span_after_its_start)
{
  spec.kind = ENISIM_WORKLOAD_WINDOWS;
  add_window (0, 1000, 1e6 / 300, enisim_distribution_constant (300));
  add_window (1000, 1100, 1e6 / 300, enisim_distribution_constant (300));
  add_window (1100, 1501, 1e6 / 200, enisim_distribution_constant (200));
  open_with_seed (SEED);
  ck_assert_int_eq (take_at (), 300);
  ck_assert_int_eq (take_at (), 600);
  ck_assert_int_eq (take_at (), 900);
  ck_assert_int_eq (take_at (), 1300);
  ck_assert_int_eq (take_at (), 1500);
  ck_assert_int_eq (take_at (), ENISIM_TIME_NEVER);
}
END_TEST

/* Varying rates */

static void
be_varying (double peak_per_second, guint n_pieces)
{
  spec.kind = ENISIM_WORKLOAD_VARYING;
  spec.curve = (EnisimRateCurve){ .peak_per_second = peak_per_second,
                                  .pieces = g_new (EnisimRatePiece, n_pieces),
                                  .n_pieces = n_pieces };
}

/* The ratio of each hour: one of 0, 0.125, .. 1. */
static void
be_weekly (double peak_per_second, GTimeSpan start_us)
{
  be_varying (peak_per_second, ENISIM_HOURS_OF_WEEK);
  spec.curve.is_weekly = TRUE;
  spec.curve.start_us = start_us;
  for (guint i = 0; i < ENISIM_HOURS_OF_WEEK; i++)
    spec.curve.pieces[i] = (EnisimRatePiece){ i * G_TIME_SPAN_HOUR, (i * 5 % 9) / 8.0 };
}

/* 168 hours, 9 of 8 ratios: chi-square of 149 degrees or so, its deviation below 18. */
START_TEST (numbers_of_each_hour_of_the_week_follow_the_profile)
{
  const guint first_hour = 7 * (guint) _i;
  double chi_square = 0;
  guint n_degrees = 0;

  be_weekly (0.5, first_hour * G_TIME_SPAN_HOUR);
  open_with_seed ((guint64) _i);
  for (guint i = 0; i < 2 * ENISIM_HOURS_OF_WEEK; i++)
    {
      const guint hour = (first_hour + i) % ENISIM_HOURS_OF_WEEK;
      const double expected = spec.curve.pieces[hour].ratio * 0.5 * 3600;
      const double n = count_until ((i + 1) * G_TIME_SPAN_HOUR);

      if (expected > 0)
        {
          chi_square += (n - expected) * (n - expected) / expected;
          n_degrees++;
        }
      else
        ck_assert_double_eq (n, 0);
    }
  assert_near (chi_square, n_degrees, sqrt (2 * n_degrees));
}
END_TEST

START_TEST (hour_begins_where_the_start_of_the_run_says)
{
  be_weekly (10, 30 * G_TIME_SPAN_MINUTE);
  open_with_seed (SEED);
  ck_assert_double_eq (spec.curve.pieces[0].ratio, 0);
  ck_assert_int_ge (enisim_workload_get_next_at (&workload), 30 * G_TIME_SPAN_MINUTE);
  ck_assert_int_lt (enisim_workload_get_next_at (&workload),
                    30 * G_TIME_SPAN_MINUTE + 10 * G_TIME_SPAN_SECOND);
}
END_TEST

START_TEST (piece_has_its_rate_and_nothing_comes_before_the_first)
{
  const EnisimTime second = G_TIME_SPAN_SECOND;

  be_varying (40, 4);
  spec.curve.pieces[0] = (EnisimRatePiece){ 100 * second, 1 };
  spec.curve.pieces[1] = (EnisimRatePiece){ 200 * second, 0.25 };
  spec.curve.pieces[2] = (EnisimRatePiece){ 300 * second, 0 };
  spec.curve.pieces[3] = (EnisimRatePiece){ 400 * second, 0.5 };
  open_with_seed ((guint64) _i);
  ck_assert_uint_eq (count_until (100 * second), 0);
  assert_near (count_until (200 * second), 4000, sqrt (4000));
  assert_near (count_until (300 * second), 1000, sqrt (1000));
  ck_assert_uint_eq (count_until (400 * second), 0);
  assert_near (count_until (500 * second), 2000, sqrt (2000));
}
END_TEST

/* To draw all candidates to the end would take hours. */
START_TEST (nothing_is_drawn_after_a_last_piece_of_0)
{
  be_varying (1e6, 2);
  spec.curve.pieces[0] = (EnisimRatePiece){ 0, 1 };
  spec.curve.pieces[1] = (EnisimRatePiece){ 1000, 0 };
  spec.until = ENISIM_TIME_MAX;
  open_with_seed ((guint64) _i);
  assert_near (count_until (1000), 1000, sqrt (1000));
  ck_assert_int_eq (enisim_workload_get_next_at (&workload), ENISIM_TIME_NEVER);
}
END_TEST

START_TEST (constant_curve_is_a_poisson_process)
{
  const EnisimDistribution gap = enisim_distribution_exponential (1e6 / 5);

  be_varying (5, 1);
  spec.curve.pieces[0] = (EnisimRatePiece){ 0, 1 };
  open_with_seed ((guint64) _i);
  assert_spans_follow (&gap);
}
END_TEST

START_TEST (curves_of_one_peak_see_the_same_candidates)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (EnisimTime));
  guint place = 0;

  be_varying (5, 1);
  spec.curve.pieces[0] = (EnisimRatePiece){ 0, 1 };
  open_with_seed (SEED);
  for (guint i = 0; i < 1000; i++)
    {
      const EnisimTime at = take_at ();

      g_array_append_val (candidates, at);
    }
  spec.curve.pieces[0].ratio = 0.3;
  open_with_seed (SEED);
  for (guint i = 0; i < 200; i++)
    {
      const EnisimTime at = take_at ();

      while (place < candidates->len && g_array_index (candidates, EnisimTime, place) < at)
        place++;
      ck_assert_uint_lt (place, candidates->len);
      ck_assert_int_eq (g_array_index (candidates, EnisimTime, place), at);
    }
}
END_TEST

/* Bursts */

static void
add_phase (double per_second, double mean_us)
{
  spec.kind = ENISIM_WORKLOAD_BURSTS;
  spec.phases = g_renew (EnisimBurstPhase, spec.phases, spec.n_phases + 1);
  spec.phases[spec.n_phases++]
      = (EnisimBurstPhase){ per_second, enisim_distribution_exponential (mean_us) };
}

typedef struct
{
  double span_us, n_visits, n_arrivals;
} PhaseCount;

/* The phases are drawn anew from their stream, apart from the code under test. */
static void
count_by_phase (guint64 seed, EnisimTime until, PhaseCount *counts)
{
  EnisimStream stream = enisim_stream_at (seed, 0, ENISIM_PURPOSE_BURSTS, spec.name);
  EnisimTime at = spec.from;

  for (guint phase = 0; at < until; phase = (phase + 1) % spec.n_phases)
    {
      const GTimeSpan span_us = enisim_distribution_sample_us (&spec.phases[phase].span, &stream);

      at += span_us;
      counts[phase].span_us += (double) span_us;
      counts[phase].n_visits++;
      counts[phase].n_arrivals += count_until (at);
    }
}

START_TEST (phase_has_its_rate_and_its_mean)
{
  PhaseCount counts[3] = { { .span_us = 0 } };

  spec.from = G_TIME_SPAN_MINUTE;
  add_phase (100, 2e6);
  add_phase (0, 5e6);
  if (_i % 2 == 1)
    add_phase (10, 20e6);
  open_with_seed ((guint64) _i);
  count_by_phase ((guint64) _i, 3000 * G_TIME_SPAN_SECOND, counts);
  for (guint i = 0; i < spec.n_phases; i++)
    {
      const double mean_us = enisim_distribution_get_mean_us (&spec.phases[i].span);
      const double expected = spec.phases[i].rate_per_second * counts[i].span_us / 1e6;

      assert_near (counts[i].span_us / counts[i].n_visits, mean_us,
                   mean_us / sqrt (counts[i].n_visits));
      assert_near (counts[i].n_arrivals, expected, sqrt (expected));
    }
}
END_TEST

/* The mean number of a second in the long run, and its variance over the mean, where the phases
 * are much longer: 1 + rate * off / (on + off) * a second, for a rate of 0 when off. */
START_TEST (numbers_of_bursts_vary_more_than_poisson_ones)
{
  double sum = 0, sum_of_squares = 0, mean;
  const guint n = 20000;

  add_phase (20, 60e6);
  add_phase (0, 60e6);
  open_with_seed (SEED);
  for (guint i = 0; i < n; i++)
    {
      const double x = count_until ((i + 1) * G_TIME_SPAN_SECOND);

      sum += x;
      sum_of_squares += x * x;
    }
  mean = sum / n;
  ck_assert_double_eq_tol (mean, 10, 2);
  ck_assert_double_eq_tol ((sum_of_squares / n - mean * mean) / mean, 11, 2);
}
END_TEST

START_TEST (phases_of_one_rate_are_a_poisson_process)
{
  const EnisimDistribution gap = enisim_distribution_exponential (1e6 / 5);

  add_phase (5, 1e6);
  add_phase (5, 3e5);
  open_with_seed ((guint64) _i);
  assert_spans_follow (&gap);
}
END_TEST

/* All of them */

static void
be_kind (guint kind)
{
  switch (kind)
    {
    case 0:
      be_renewal (1e4, enisim_distribution_weibull (100, 1.5));
      break;
    case 1:
      be_renewal (1e4, enisim_distribution_constant (100));
      break;
    case 2:
      be_varying (2e4, 1);
      spec.curve.pieces[0] = (EnisimRatePiece){ 0, 0.5 };
      break;
    default:
      add_phase (2e4, 1e3);
      add_phase (0, 1e3);
    }
}

enum
{
  N_KINDS = 4
};

START_TEST (no_arrival_comes_before_from_or_at_until)
{
  EnisimTime at;
  guint n = 0;

  spec.from = 7 * G_TIME_SPAN_SECOND;
  spec.until = spec.from + 500 * G_TIME_SPAN_MILLISECOND;
  be_kind ((guint) _i);
  open_with_seed (SEED);
  for (; (at = take_at ()) != ENISIM_TIME_NEVER; n++)
    ck_assert (at >= spec.from && at < spec.until);
  ck_assert_double_eq_tol (n, 5000, 5 * sqrt (5000) * 2);
}
END_TEST

START_TEST (arrivals_follow_from_the_seed_and_the_name)
{
  EnisimTime first[100];
  guint n_equal = 0;

  be_kind ((guint) _i);
  open_with_seed (SEED);
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    first[i] = take_at ();
  open_with_seed (SEED);
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    ck_assert_int_eq (take_at (), first[i]);
  open_with_seed (SEED + 1);
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    n_equal += take_at () == first[i];
  ck_assert ((n_equal < 10) != (_i == 1)); /* what does not vary needs no seed */
}
END_TEST

/* Halves, and the doubles next to them, of small spans, of powers of two and of the longest. */
START_TEST (span_is_rounded_to_the_nearest_and_a_half_up)
{
  const double bases[] = { 0, 1, 2, 3, 0x1p20 - 1, 0x1p20, 0x1p49, 0x1p50 - 2 };

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    for (double part = 0; part <= 1; part += 0.25)
      {
        const double span_us = bases[i] + part;

        ck_assert_int_eq (enisim_arrivals_round_us (span_us), llround (span_us));
        ck_assert_int_eq (enisim_arrivals_round_us (nextafter (span_us, 0)),
                          llround (nextafter (span_us, 0)));
        ck_assert_int_eq (enisim_arrivals_round_us (nextafter (span_us, INFINITY)),
                          llround (nextafter (span_us, INFINITY)));
      }
}
END_TEST

static void
add_laws (TCase *laws)
{
  tcase_add_loop_test (laws, renewal_spans_have_their_distribution, 0, 9);
  tcase_add_loop_test (laws, renewal_numbers_have_the_rate_and_the_variation, 0, 8);
  tcase_add_test (laws, arrivals_without_variation_are_counted_from_the_start);
  tcase_add_loop_test (laws, window_has_its_rate_and_nothing_comes_between_windows, 0, 4);
  tcase_add_test (laws, window_begins_anew_a_span_after_its_start);
  tcase_add_loop_test (laws, numbers_of_each_hour_of_the_week_follow_the_profile, 0, 4);
  tcase_add_test (laws, hour_begins_where_the_start_of_the_run_says);
  tcase_add_loop_test (laws, piece_has_its_rate_and_nothing_comes_before_the_first, 0, 4);
  tcase_add_loop_test (laws, nothing_is_drawn_after_a_last_piece_of_0, 0, 4);
  tcase_add_loop_test (laws, constant_curve_is_a_poisson_process, 0, 2);
  tcase_add_test (laws, curves_of_one_peak_see_the_same_candidates);
  tcase_add_loop_test (laws, phase_has_its_rate_and_its_mean, 0, 4);
  tcase_add_test (laws, numbers_of_bursts_vary_more_than_poisson_ones);
  tcase_add_loop_test (laws, phases_of_one_rate_are_a_poisson_process, 0, 2);
}

static Suite *
arrivals_suite (void)
{
  Suite *suite = suite_create ("workload/arrivals");
  TCase *laws = tcase_create ("laws");
  TCase *all = tcase_create ("all");

  tcase_add_checked_fixture (laws, setup, teardown);
  add_laws (laws);
  suite_add_tcase (suite, laws);

  tcase_add_checked_fixture (all, setup, teardown);
  tcase_add_loop_test (all, no_arrival_comes_before_from_or_at_until, 0, N_KINDS);
  tcase_add_loop_test (all, arrivals_follow_from_the_seed_and_the_name, 0, N_KINDS);
  tcase_add_test (all, span_is_rounded_to_the_nearest_and_a_half_up);
  suite_add_tcase (suite, all);
  return suite;
}

ENISIM_TEST_MAIN (arrivals_suite)
