/* distribution-test.c
 *
 * Goal: samples follow the distribution that users describe by mean and cv, to the nearest
 * microsecond, and probabilities and quantiles are those of the same distribution.
 * Method: at fixed seeds, means and variances within five deviations of their estimators and
 * Kolmogorov-Smirnov against the probability of the interval that rounds to each sample, which
 * small means put to the test; probabilities against closed forms of other shape.
 */
#include "enisim-check.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/distribution.h"

enum
{
  N_SAMPLES = 20000
};

typedef struct
{
  EnisimDistributionKind kind;
  double mean_us;
  double cv;
  double kurtosis; /* fourth central moment over the square of the variance */
} Row;

static const Row rows[] = {
  { ENISIM_DISTRIBUTION_CONSTANT, 7, 0, 1 },
  { ENISIM_DISTRIBUTION_UNIFORM, 3, 0, 1.8 },
  { ENISIM_DISTRIBUTION_UNIFORM, 5e8, 0, 1.8 },
  { ENISIM_DISTRIBUTION_EXPONENTIAL, 2.5, 1, 9 },
  { ENISIM_DISTRIBUTION_EXPONENTIAL, 2e5, 1, 9 },
  { ENISIM_DISTRIBUTION_LOGNORMAL, 6.5, 0.5, 8.035 },
  { ENISIM_DISTRIBUTION_LOGNORMAL, 5.5e6, 0.3, 4.566 },
  { ENISIM_DISTRIBUTION_LOGNORMAL, 2e6, 1.5, 208.9 },
  { ENISIM_DISTRIBUTION_GAMMA, 4, 0.6, 5.16 },
  { ENISIM_DISTRIBUTION_GAMMA, 1e6, 0.001, 3 },
  { ENISIM_DISTRIBUTION_GAMMA, 1e6, 0.25, 3.375 },
  { ENISIM_DISTRIBUTION_GAMMA, 1e6, 1, 9 },
  { ENISIM_DISTRIBUTION_GAMMA, 1e6, 1.5, 16.5 },
  { ENISIM_DISTRIBUTION_GAMMA, 1e9, 4, 99 },
  { ENISIM_DISTRIBUTION_WEIBULL, 3, 0.7, 4.594 },
  { ENISIM_DISTRIBUTION_WEIBULL, 1e6, 0.001, 5.4 },
  { ENISIM_DISTRIBUTION_WEIBULL, 1e6, 0.2, 3.004 },
  { ENISIM_DISTRIBUTION_WEIBULL, 1e6, 1, 9 },
  { ENISIM_DISTRIBUTION_WEIBULL, 1e8, 2.2360679774997896, 87.72 },
  { ENISIM_DISTRIBUTION_EMPIRICAL, 0, 0, 0 },
};

/* In no order, with a repeated span and one that never comes: 1 of 10 %, 20 of 50 %, 60 of 40 %. */
static const EnisimDistributionPoint points[]
    = { { 60, 4 }, { 20, 3 }, { 1, 1 }, { 40, 0 }, { 20, 2 } };

static EnisimDistribution distribution;

static EnisimDistribution
make (const Row *row)
{
  switch (row->kind)
    {
    case ENISIM_DISTRIBUTION_CONSTANT:
      return enisim_distribution_constant ((GTimeSpan) row->mean_us);
    case ENISIM_DISTRIBUTION_UNIFORM:
      return enisim_distribution_uniform (1, (GTimeSpan) (2 * row->mean_us) - 1);
    case ENISIM_DISTRIBUTION_EXPONENTIAL:
      return enisim_distribution_exponential (row->mean_us);
    case ENISIM_DISTRIBUTION_LOGNORMAL:
      return enisim_distribution_lognormal (row->mean_us, row->cv);
    case ENISIM_DISTRIBUTION_GAMMA:
      return enisim_distribution_gamma (row->mean_us, row->cv);
    case ENISIM_DISTRIBUTION_WEIBULL:
      return enisim_distribution_weibull (row->mean_us, row->cv);
    case ENISIM_DISTRIBUTION_EMPIRICAL:
      return enisim_distribution_empirical (points, G_N_ELEMENTS (points));
    }
  g_assert_not_reached ();
}

static void
setup (void)
{
  distribution = enisim_distribution_constant (0);
}

static void
teardown (void)
{
  enisim_distribution_verify (&distribution);
  enisim_distribution_clear (&distribution);
  enisim_distribution_verify (&distribution);
}

static EnisimStream
stream_of (gint seed)
{
  return enisim_stream_at ((guint64) seed, 0, 0, "distribution");
}

static int
compare_spans (const void *a, const void *b)
{
  const GTimeSpan p = *(const GTimeSpan *) a, q = *(const GTimeSpan *) b;

  return (p > q) - (p < q);
}

/* Returns: (transfer full): N_SAMPLES samples in order */
static GTimeSpan *
draw_sorted (EnisimStream stream)
{
  GTimeSpan *samples = g_new (GTimeSpan, N_SAMPLES);

  for (guint i = 0; i < N_SAMPLES; i++)
    samples[i] = enisim_distribution_sample_us (&distribution, &stream);
  qsort (samples, N_SAMPLES, sizeof *samples, compare_spans);
  return samples;
}

static gboolean
is_discrete (void)
{
  return distribution.kind == ENISIM_DISTRIBUTION_CONSTANT
         || distribution.kind == ENISIM_DISTRIBUTION_EMPIRICAL;
}

/* The largest distance of the samples' shares from the probabilities.  A sample stands for all
 * that rounds to it, half a microsecond to each side. */
static double
largest_distance (const GTimeSpan *samples)
{
  double distance = 0;

  for (guint first = 0, next; first < N_SAMPLES; first = next)
    {
      const double at = (double) samples[first];
      double below, until;

      for (next = first; next < N_SAMPLES && samples[next] == samples[first];)
        next++;
      below = enisim_distribution_cdf (&distribution, at - 0.5);
      until = enisim_distribution_cdf (&distribution, at + 0.5);
      distance = MAX (distance, fabs (below - (double) first / N_SAMPLES));
      distance = MAX (distance, fabs (until - (double) next / N_SAMPLES));
    }
  return distance;
}

/* Exceeded by chance once in 1e5 (Kolmogorov: 2 exp (-2 * 2.47^2)). */
START_TEST (samples_follow_the_probabilities)
{
  distribution = make (&rows[_i]);
  for (gint seed = 0; seed < 2; seed++)
    {
      g_autofree GTimeSpan *samples = draw_sorted (stream_of (seed));

      ck_assert_double_le (largest_distance (samples), 2.47 / sqrt (N_SAMPLES));
      ck_assert_int_ge (samples[0], 0);
    }
}
END_TEST

static double
variance_of (const Row *row)
{
  const double half_width = row->mean_us - 1;

  if (row->kind == ENISIM_DISTRIBUTION_UNIFORM)
    return half_width * half_width / 3;
  return row->mean_us * row->mean_us * row->cv * row->cv;
}

START_TEST (samples_have_the_mean_and_variance)
{
  const Row *row = &rows[_i];
  const double variance = variance_of (row);
  EnisimStream stream = stream_of (_i);
  double sum = 0, sum_squares = 0, mean_us;

  distribution = make (row);
  if (is_discrete ())
    return;
  for (guint i = 0; i < N_SAMPLES; i++)
    {
      const double off
          = (double) enisim_distribution_sample_us (&distribution, &stream) - row->mean_us;

      sum += off;
      sum_squares += off * off;
    }
  mean_us = sum / N_SAMPLES;
  /* Rounding adds up to 1/12 to the variance, and a little to the mean of a few microseconds. */
  ck_assert_double_le (fabs (mean_us), 5 * sqrt (variance / N_SAMPLES) + 0.02);
  ck_assert_double_le (fabs (sum_squares / N_SAMPLES - variance),
                       5 * variance * sqrt ((row->kurtosis - 1) / N_SAMPLES) + 0.2);
}
END_TEST

START_TEST (mean_is_the_one_given)
{
  distribution = make (&rows[_i]);
  if (distribution.kind != ENISIM_DISTRIBUTION_EMPIRICAL)
    ck_assert (enisim_distribution_get_mean_us (&distribution) == rows[_i].mean_us);
  else
    ck_assert_double_eq_tol (enisim_distribution_get_mean_us (&distribution), 34.1, 1e-12);
}
END_TEST

/* The mean of the quantiles of equal shares.  Those of a heavy tail would have to be too many,
 * those of a gamma distribution of a tiny cv cost too much. */
START_TEST (quantiles_have_the_mean)
{
  const guint n = 2000;
  double sum = 0;

  distribution = make (&rows[_i]);
  if (rows[_i].cv > 1 || rows[_i].cv == ENISIM_DISTRIBUTION_CV_MIN)
    return;
  for (guint i = 0; i < n; i++)
    sum += enisim_distribution_get_quantile_us (&distribution, (i + 0.5) / n);
  ck_assert_double_eq_tol (sum / n, distribution.mean_us, 0.002 * distribution.mean_us);
}
END_TEST

static const double ratios[]
    = { 1e-12, 1e-6, 0.001, 0.05, 0.25, 0.5, 0.632, 0.75, 0.95, 0.999, 1 - 1e-6, 1 - 1e-12 };

START_TEST (quantile_inverts_cdf)
{
  /* The exponent of a gamma density loses as many digits as its shape has. */
  const double tolerance = rows[_i].kind == ENISIM_DISTRIBUTION_GAMMA ? 1e-9 : 1e-12;

  distribution = make (&rows[_i]);
  if (is_discrete ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (ratios); i++)
    {
      const double us = enisim_distribution_get_quantile_us (&distribution, ratios[i]);

      ck_assert_double_eq_tol (enisim_distribution_cdf (&distribution, us), ratios[i], tolerance);
      ck_assert (enisim_distribution_cdf (&distribution, us * 1.001) > ratios[i]);
      ck_assert (enisim_distribution_cdf (&distribution, us * 0.999) < ratios[i]);
    }
}
END_TEST

START_TEST (ends_are_the_bounds)
{
  GTimeSpan max_us;

  distribution = make (&rows[_i]);
  max_us = enisim_distribution_get_max_us (&distribution);
  ck_assert (enisim_distribution_cdf (&distribution, -1) == 0);
  ck_assert (enisim_distribution_cdf (&distribution, (double) INFINITY) == 1);
  ck_assert (enisim_distribution_cdf (&distribution, DBL_MAX) == 1);
  ck_assert (enisim_distribution_get_quantile_us (&distribution, 1)
             == (max_us == G_MAXINT64 ? (double) INFINITY : (double) max_us));
}
END_TEST

/* Of a gamma distribution of a whole shape: one minus the Poisson probability of fewer. */
static double
erlang_cdf (guint shape, double x)
{
  double term = exp (-x), sum = 0;

  for (guint i = 1; i <= shape; i++)
    {
      sum += term;
      term *= x / i;
    }
  return 1 - sum;
}

START_TEST (gamma_of_a_whole_shape_is_erlang)
{
  const guint shape = (guint) _i;
  const double mean_us = 1e6;

  distribution = enisim_distribution_gamma (mean_us, 1 / sqrt (shape));
  for (double x = 0.05; x < 4; x += 0.05)
    ck_assert_double_eq_tol (enisim_distribution_cdf (&distribution, x * mean_us),
                             erlang_cdf (shape, x * shape), 1e-13);
}
END_TEST

START_TEST (gamma_of_shape_one_half_is_a_square_of_a_normal)
{
  distribution = enisim_distribution_gamma (0.5, sqrt (2));
  for (double x = 1e-6; x < 30; x *= 1.5)
    ck_assert_double_eq_tol (enisim_distribution_cdf (&distribution, x), erf (sqrt (x)), 1e-14);
}
END_TEST

/* The median of a gamma distribution lies at shape - 1/3 + 8 / (405 shape). */
START_TEST (gamma_of_a_tiny_cv_has_its_median)
{
  distribution = enisim_distribution_gamma (1e6, ENISIM_DISTRIBUTION_CV_MIN);
  ck_assert_double_eq_tol (enisim_distribution_get_quantile_us (&distribution, 0.5), 1e6 - 1.0 / 3,
                           1e-5);
}
END_TEST

START_TEST (lognormal_has_the_quantiles_of_the_normal)
{
  const double mean_us = 2e6, cv = 1.5;
  const double median_us = mean_us / sqrt (1 + cv * cv);
  const double factor = exp (1.9599639845400545 * sqrt (log (1 + cv * cv)));

  distribution = enisim_distribution_lognormal (mean_us, cv);
  ck_assert_double_eq_tol (enisim_distribution_get_quantile_us (&distribution, 0.5) / median_us, 1,
                           1e-13);
  ck_assert_double_eq_tol (enisim_distribution_get_quantile_us (&distribution, 0.975) / median_us,
                           factor, 1e-13 * factor);
}
END_TEST

static const double weibull_cvs[]
    = { 0.001, 0.01, 0.3, 0.52272320086952, 1, 2.2360679774997896, 100 };

START_TEST (weibull_has_the_cv_it_was_made_from)
{
  const double cv = weibull_cvs[_i];
  double first, second;

  distribution = enisim_distribution_weibull (1e6, cv);
  first = tgamma (1 + distribution.weibull.inverse_shape);
  second = tgamma (1 + 2 * distribution.weibull.inverse_shape);
  ck_assert_double_eq_tol (distribution.weibull.scale_us * first / 1e6, 1, 1e-12);
  ck_assert_double_eq_tol (sqrt (second / (first * first) - 1) / cv, 1, 1e-9);
}
END_TEST

/* Shapes 2 (Rayleigh), 1 (exponential) and 1/2 have a cv in closed form. */
START_TEST (weibull_of_a_known_cv_has_its_shape)
{
  distribution = enisim_distribution_weibull (1e6, sqrt (4 / G_PI - 1));
  ck_assert_double_eq_tol (distribution.weibull.inverse_shape, 0.5, 1e-13);
  distribution = enisim_distribution_weibull (1e6, 1);
  ck_assert_double_eq_tol (distribution.weibull.inverse_shape, 1, 1e-13);
  distribution = enisim_distribution_weibull (1e6, sqrt (5));
  ck_assert_double_eq_tol (distribution.weibull.inverse_shape, 2, 1e-13);
}
END_TEST

START_TEST (constant_draws_nothing)
{
  EnisimStream stream = stream_of (0);
  const EnisimStream before = stream;

  distribution = enisim_distribution_constant (900);
  for (guint i = 0; i < 10; i++)
    ck_assert_int_eq (enisim_distribution_sample_us (&distribution, &stream), 900);
  ck_assert_mem_eq (&stream, &before, sizeof before);
}
END_TEST

START_TEST (what_does_not_vary_is_a_constant)
{
  const EnisimDistributionPoint same[] = { { 9, 1 }, { 9, 2 }, { 5, 0 } };
  const struct
  {
    EnisimDistribution distribution;
    GTimeSpan span_us;
  } cases[] = {
    { enisim_distribution_constant (12), 12 },
    { enisim_distribution_uniform (5, 5), 5 },
    { enisim_distribution_exponential (0), 0 },
    { enisim_distribution_lognormal (6.7, 0), 7 },
    { enisim_distribution_gamma (1e6, 0), 1000000 },
    { enisim_distribution_weibull (0, 2), 0 },
    { enisim_distribution_empirical (same, G_N_ELEMENTS (same)), 9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GTimeSpan span_us = -1;

      ck_assert (enisim_distribution_is_constant (&cases[i].distribution, &span_us));
      ck_assert_int_eq (span_us, cases[i].span_us);
      enisim_distribution_verify (&cases[i].distribution);
    }
}
END_TEST

START_TEST (what_varies_is_no_constant)
{
  GTimeSpan span_us = -1;

  distribution = make (&rows[_i]);
  if (distribution.kind == ENISIM_DISTRIBUTION_CONSTANT)
    return;
  ck_assert (!enisim_distribution_is_constant (&distribution, &span_us));
  ck_assert (!enisim_distribution_is_constant (&distribution, NULL));
  ck_assert_int_eq (span_us, -1);
}
END_TEST

/* Unit @unit of the stream's 53 bits comes next: the first output of state (0, 1, 0, d) is d
 * turned left by 23 bits. */
static EnisimStream
stream_about_to_give (double unit)
{
  const guint64 draw = (guint64) (unit * 0x1p53) << 11;

  return (EnisimStream){ { 0, 1, 0, draw >> 23 | draw << 41 } };
}

START_TEST (sample_is_rounded_to_the_nearest)
{
  static const struct
  {
    double unit;
    GTimeSpan max_us, sample_us;
  } cases[] = {
    { 0, 1, 0 },
    { 0.5 - 0x1p-53, 1, 0 },
    { 0.5 + 0x1p-52, 1, 1 },
    { 1 - 0x1p-53, 1, 1 },
    { 0.3749, 4, 1 },
    { 0.3751, 4, 2 },
    { 0.6249, 4, 2 },
    { 0.6251, 4, 3 },
    { 0.999, 1000000, 999000 },
    { 1 - 0x1p-53, ENISIM_DISTRIBUTION_SPAN_US_MAX, ENISIM_DISTRIBUTION_SPAN_US_MAX },
    { 0.5 + 0x1p-48, ENISIM_DISTRIBUTION_SPAN_US_MAX, ENISIM_DISTRIBUTION_SPAN_US_MAX / 2 + 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EnisimStream stream = stream_about_to_give (cases[i].unit);

      distribution = enisim_distribution_uniform (0, cases[i].max_us);
      ck_assert_int_eq (enisim_distribution_sample_us (&distribution, &stream), cases[i].sample_us);
    }
}
END_TEST

START_TEST (sample_is_clamped_at_the_longest_span)
{
  static const EnisimDistributionKind kinds[]
      = { ENISIM_DISTRIBUTION_EXPONENTIAL, ENISIM_DISTRIBUTION_LOGNORMAL, ENISIM_DISTRIBUTION_GAMMA,
          ENISIM_DISTRIBUTION_WEIBULL };
  const Row row = { kinds[_i], (double) ENISIM_DISTRIBUTION_SPAN_US_MAX, 3, 0 };
  g_autofree GTimeSpan *samples = NULL;

  distribution = make (&row);
  samples = draw_sorted (stream_of (_i));
  ck_assert_int_ge (samples[0], 0);
  ck_assert_int_lt (samples[0], ENISIM_DISTRIBUTION_SPAN_US_MAX);
  ck_assert_int_eq (samples[N_SAMPLES - 1], ENISIM_DISTRIBUTION_SPAN_US_MAX);
  ck_assert_int_eq (samples[N_SAMPLES - 2], ENISIM_DISTRIBUTION_SPAN_US_MAX);
}
END_TEST

START_TEST (widest_cv_gives_spans_too)
{
  static const EnisimDistributionKind kinds[]
      = { ENISIM_DISTRIBUTION_LOGNORMAL, ENISIM_DISTRIBUTION_GAMMA, ENISIM_DISTRIBUTION_WEIBULL };
  const Row row = { kinds[_i], 1e9, ENISIM_DISTRIBUTION_CV_MAX, 0 };
  g_autofree GTimeSpan *samples = NULL;

  distribution = make (&row);
  samples = draw_sorted (stream_of (_i));
  ck_assert_int_ge (samples[0], 0);
  ck_assert_double_le (largest_distance (samples), 2.47 / sqrt (N_SAMPLES));
}
END_TEST

START_TEST (max_is_the_bound_or_none)
{
  distribution = make (&rows[_i]);
  switch (distribution.kind)
    {
    case ENISIM_DISTRIBUTION_CONSTANT:
      ck_assert_int_eq (enisim_distribution_get_max_us (&distribution), 7);
      break;
    case ENISIM_DISTRIBUTION_UNIFORM:
      ck_assert_int_eq (enisim_distribution_get_max_us (&distribution),
                        (GTimeSpan) (2 * rows[_i].mean_us) - 1);
      break;
    case ENISIM_DISTRIBUTION_EMPIRICAL:
      ck_assert_int_eq (enisim_distribution_get_max_us (&distribution), 60);
      break;
    case ENISIM_DISTRIBUTION_EXPONENTIAL:
    case ENISIM_DISTRIBUTION_LOGNORMAL:
    case ENISIM_DISTRIBUTION_GAMMA:
    case ENISIM_DISTRIBUTION_WEIBULL:
      ck_assert_int_eq (enisim_distribution_get_max_us (&distribution), G_MAXINT64);
      break;
    }
}
END_TEST

START_TEST (equal_means_made_from_the_same_numbers)
{
  distribution = make (&rows[_i]);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (EnisimDistribution) other = make (&rows[i]);

      ck_assert_int_eq (enisim_distribution_equal (&distribution, &other), i == (guint) _i);
    }
}
END_TEST

START_TEST (uniforms_of_one_mean_differ_by_their_bounds)
{
  const EnisimDistribution other = enisim_distribution_uniform (1, 5);

  distribution = enisim_distribution_uniform (2, 4);
  ck_assert (!enisim_distribution_equal (&distribution, &other));
}
END_TEST

START_TEST (empirical_steps_at_its_points)
{
  distribution = make (&rows[G_N_ELEMENTS (rows) - 1]);
  ck_assert (enisim_distribution_cdf (&distribution, 0.999) == 0);
  ck_assert (enisim_distribution_cdf (&distribution, 1) == 0.1);
  ck_assert (enisim_distribution_cdf (&distribution, 19.9) == 0.1);
  ck_assert (enisim_distribution_cdf (&distribution, 20) == 0.6);
  ck_assert (enisim_distribution_cdf (&distribution, 60) == 1);
  ck_assert (enisim_distribution_get_quantile_us (&distribution, 0) == 1);
  ck_assert (enisim_distribution_get_quantile_us (&distribution, 0.1) == 1);
  ck_assert (enisim_distribution_get_quantile_us (&distribution, 0.10001) == 20);
  ck_assert (enisim_distribution_get_quantile_us (&distribution, 0.6) == 20);
  ck_assert (enisim_distribution_get_quantile_us (&distribution, 0.60001) == 60);
}
END_TEST

/* A point has the draws from the ratio before it up to its own, but not this. */
START_TEST (empirical_draw_at_a_step_belongs_to_the_next_point)
{
  static const EnisimDistributionPoint quarters[] = { { 1, 1 }, { 2, 1 }, { 3, 2 } };
  static const struct
  {
    double unit;
    GTimeSpan span_us;
  } cases[] = { { 0, 1 }, { 0.25 - 0x1p-53, 1 }, { 0.25, 2 }, { 0.5, 3 }, { 1 - 0x1p-53, 3 } };

  distribution = enisim_distribution_empirical (quarters, G_N_ELEMENTS (quarters));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EnisimStream stream = stream_about_to_give (cases[i].unit);

      ck_assert_int_eq (enisim_distribution_sample_us (&distribution, &stream), cases[i].span_us);
    }
}
END_TEST

/* The naive twin walks the points that the table was made of. */
static double
naive_cdf (const EnisimDistributionPoint *any, guint n, double us)
{
  double below = 0, all = 0;

  for (guint i = 0; i < n; i++)
    {
      below += (double) any[i].span_us <= us ? any[i].weight : 0;
      all += any[i].weight;
    }
  return below / all;
}

START_TEST (empirical_of_any_points_agrees_with_a_walk)
{
  EnisimDistributionPoint any[200];
  EnisimStream stream = stream_of (_i);
  const guint n = 2 + (guint) enisim_stream_next_below (&stream, G_N_ELEMENTS (any) - 1);
  g_autofree GTimeSpan *samples = NULL;

  for (guint i = 0; i < n; i++)
    any[i] = (EnisimDistributionPoint){ (GTimeSpan) enisim_stream_next_below (&stream, 150),
                                        (double) enisim_stream_next_below (&stream, 4) + (i == 0) };
  distribution = enisim_distribution_empirical (any, n);
  enisim_distribution_verify (&distribution);
  for (gint us = -1; us <= 150; us++)
    ck_assert_double_eq_tol (enisim_distribution_cdf (&distribution, us), naive_cdf (any, n, us),
                             1e-14);
  samples = draw_sorted (stream);
  ck_assert_double_le (largest_distance (samples), 2.47 / sqrt (N_SAMPLES));
}
END_TEST

/* Three weights whose sum depends on the order in which doubles are added. */
START_TEST (empirical_does_not_depend_on_the_order_of_points)
{
  static const EnisimDistributionPoint some[] = { { 3, 0.1 }, { 8, 1 }, { 3, 0.2 }, { 3, 0.3 } };
  EnisimDistributionPoint reversed[G_N_ELEMENTS (some)];
  g_auto (EnisimDistribution) other = enisim_distribution_constant (0);

  for (guint i = 0; i < G_N_ELEMENTS (some); i++)
    reversed[i] = some[G_N_ELEMENTS (some) - 1 - i];
  distribution = enisim_distribution_empirical (some, G_N_ELEMENTS (some));
  other = enisim_distribution_empirical (reversed, G_N_ELEMENTS (reversed));
  ck_assert (enisim_distribution_equal (&distribution, &other));
}
END_TEST

START_TEST (empirical_of_its_own_table_is_equal)
{
  static const EnisimDistributionPoint odd[]
      = { { 3, 0.1 }, { 5, 0.7 }, { 3, 0.2 }, { 5, 0.05 }, { 9, 0.3 } };
  EnisimDistributionPoint own[G_N_ELEMENTS (odd)];
  g_auto (EnisimDistribution) other = enisim_distribution_constant (0);

  distribution = enisim_distribution_empirical (odd, G_N_ELEMENTS (odd));
  for (guint i = 0; i < distribution.table->n_points; i++)
    own[i] = (EnisimDistributionPoint){ distribution.table->points[i].span_us,
                                        distribution.table->points[i].weight };
  other = enisim_distribution_empirical (own, distribution.table->n_points);
  ck_assert (enisim_distribution_equal (&distribution, &other));
  for (guint i = 0; i < distribution.table->n_points; i++)
    ck_assert (distribution.table->points[i].cumulative_ratio
               == other.table->points[i].cumulative_ratio);
}
END_TEST

/* That the table is still the copy's own, and not just unchanged, the address sanitizer sees. */
START_TEST (copy_outlives_the_original)
{
  EnisimDistribution original = make (&rows[_i]);
  g_auto (EnisimDistribution) again = make (&rows[_i]);

  distribution = enisim_distribution_copy (&original);
  enisim_distribution_clear (&original);
  enisim_distribution_clear (&original);
  ck_assert (enisim_distribution_equal (&distribution, &again));
}
END_TEST

static const EnisimDistributionPoint weightless[] = { { 1, 0 }, { 2, 0 } };
static const EnisimDistributionPoint boundless[] = { { 1, DBL_MAX }, { 2, DBL_MAX } };

START_TEST (value_out_of_range_is_a_bug)
{
  switch (_i)
    {
    case 0:
      enisim_distribution_constant (-1);
      break;
    case 1:
      enisim_distribution_constant (ENISIM_DISTRIBUTION_SPAN_US_MAX + 1);
      break;
    case 2:
      enisim_distribution_uniform (2, 1);
      break;
    case 3:
      enisim_distribution_exponential (-1);
      break;
    case 4:
      enisim_distribution_exponential ((double) NAN);
      break;
    case 5:
      enisim_distribution_gamma (1, ENISIM_DISTRIBUTION_CV_MIN / 2);
      break;
    case 6:
      enisim_distribution_weibull (1, ENISIM_DISTRIBUTION_CV_MAX * 2);
      break;
    case 7:
      enisim_distribution_empirical (points, 0);
      break;
    case 8:
      enisim_distribution_empirical (weightless, G_N_ELEMENTS (weightless));
      break;
    case 9:
      enisim_distribution_empirical (boundless, G_N_ELEMENTS (boundless));
      break;
    }
}
END_TEST

static TCase *
case_of_samples (void)
{
  TCase *samples = tcase_create ("samples");

  tcase_add_checked_fixture (samples, setup, teardown);
  tcase_add_loop_test (samples, samples_follow_the_probabilities, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (samples, samples_have_the_mean_and_variance, 0, G_N_ELEMENTS (rows));
  tcase_add_test (samples, constant_draws_nothing);
  tcase_add_test (samples, sample_is_rounded_to_the_nearest);
  tcase_add_loop_test (samples, sample_is_clamped_at_the_longest_span, 0, 4);
  tcase_add_loop_test (samples, widest_cv_gives_spans_too, 0, 3);
  return samples;
}

static TCase *
case_of_probabilities (void)
{
  TCase *probabilities = tcase_create ("probabilities");

  tcase_add_checked_fixture (probabilities, setup, teardown);
  tcase_add_loop_test (probabilities, mean_is_the_one_given, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (probabilities, quantiles_have_the_mean, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (probabilities, quantile_inverts_cdf, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (probabilities, ends_are_the_bounds, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (probabilities, max_is_the_bound_or_none, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (probabilities, gamma_of_a_whole_shape_is_erlang, 1, 30);
  tcase_add_test (probabilities, gamma_of_shape_one_half_is_a_square_of_a_normal);
  tcase_add_test (probabilities, gamma_of_a_tiny_cv_has_its_median);
  tcase_add_test (probabilities, lognormal_has_the_quantiles_of_the_normal);
  tcase_add_loop_test (probabilities, weibull_has_the_cv_it_was_made_from, 0,
                       G_N_ELEMENTS (weibull_cvs));
  tcase_add_test (probabilities, weibull_of_a_known_cv_has_its_shape);
  return probabilities;
}

static TCase *
case_of_values (void)
{
  TCase *values = tcase_create ("values");

  tcase_add_checked_fixture (values, setup, teardown);
  tcase_add_test (values, what_does_not_vary_is_a_constant);
  tcase_add_loop_test (values, what_varies_is_no_constant, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (values, equal_means_made_from_the_same_numbers, 0, G_N_ELEMENTS (rows));
  tcase_add_test (values, uniforms_of_one_mean_differ_by_their_bounds);
  tcase_add_loop_test (values, copy_outlives_the_original, 0, G_N_ELEMENTS (rows));
  if (enisim_check_forks ())
    tcase_add_loop_test_raise_signal (values, value_out_of_range_is_a_bug, SIGABRT, 0, 10);
  return values;
}

static TCase *
case_of_empirical (void)
{
  TCase *empirical = tcase_create ("empirical");

  tcase_add_checked_fixture (empirical, setup, teardown);
  tcase_add_test (empirical, empirical_steps_at_its_points);
  tcase_add_test (empirical, empirical_draw_at_a_step_belongs_to_the_next_point);
  tcase_add_loop_test (empirical, empirical_of_any_points_agrees_with_a_walk, 0, 16);
  tcase_add_test (empirical, empirical_does_not_depend_on_the_order_of_points);
  tcase_add_test (empirical, empirical_of_its_own_table_is_equal);
  return empirical;
}

static Suite *
distribution_suite (void)
{
  Suite *suite = suite_create ("core/distribution");

  suite_add_tcase (suite, case_of_samples ());
  suite_add_tcase (suite, case_of_probabilities ());
  suite_add_tcase (suite, case_of_values ());
  suite_add_tcase (suite, case_of_empirical ());
  return suite;
}

ENISIM_TEST_MAIN (distribution_suite)
