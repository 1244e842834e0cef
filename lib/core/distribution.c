/* distribution.c: how a span varies
 *
 * What has no closed form is inverted by bisection over the doubles themselves: positive doubles
 * are ordered as the integers of their bits are, so 63 steps find the least one at which a rising
 * function reaches a value, be it near 1e-300 or 1e300.  Newton's method would be quicker and
 * need a start, a bound and a reason to stop for each kind.
 */
#include "core/distribution.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Weibull shapes are sought from 1 / this on; a cv of 100 needs 1/6. */
#define INVERSE_SHAPE_MAX 100.0

/* More terms than the incomplete gamma function takes at ENISIM_DISTRIBUTION_CV_MIN. */
#define TERMS_MAX 100000

typedef double (*Rising) (double x, gconstpointer data);

static double
double_from_bits (guint64 bits)
{
  double x;

  memcpy (&x, &bits, sizeof x);
  return x;
}

static guint64
bits_of_double (double x)
{
  guint64 bits;

  memcpy (&bits, &x, sizeof bits);
  return bits;
}

/* Returns: the least double in 0..@max at which @function is at least @target; @max if none is */
static double
invert (Rising function, gconstpointer data, double max, double target)
{
  guint64 low = 0, high = bits_of_double (max);

  while (low < high)
    {
      const guint64 middle = low + (high - low) / 2;

      if (function (double_from_bits (middle), data) >= target)
        high = middle;
      else
        low = middle + 1;
    }
  return double_from_bits (low);
}

/* Not lgamma(), which writes a global. */
static double
log_gamma (double x)
{
  int sign;

  return lgamma_r (x, &sign);
}

static void
check_mean (double mean_us)
{
  g_assert (mean_us >= 0 && mean_us <= (double) ENISIM_DISTRIBUTION_SPAN_US_MAX);
}

static void
check_cv (double cv)
{
  g_assert (cv == 0 || (cv >= ENISIM_DISTRIBUTION_CV_MIN && cv <= ENISIM_DISTRIBUTION_CV_MAX));
}

static void
check_span (GTimeSpan span_us)
{
  g_assert (span_us >= 0 && span_us <= ENISIM_DISTRIBUTION_SPAN_US_MAX);
}

EnisimDistribution
enisim_distribution_constant (GTimeSpan span_us)
{
  check_span (span_us);
  return (EnisimDistribution){ .kind = ENISIM_DISTRIBUTION_CONSTANT,
                               .mean_us = (double) span_us,
                               .constant = { span_us } };
}

EnisimDistribution
enisim_distribution_uniform (GTimeSpan min_us, GTimeSpan max_us)
{
  check_span (min_us);
  check_span (max_us);
  g_assert (min_us <= max_us);
  if (min_us == max_us)
    return enisim_distribution_constant (min_us);
  return (EnisimDistribution){ .kind = ENISIM_DISTRIBUTION_UNIFORM,
                               .mean_us = (double) (min_us + max_us) / 2,
                               .uniform = { min_us, max_us } };
}

EnisimDistribution
enisim_distribution_exponential (double mean_us)
{
  check_mean (mean_us);
  if (mean_us == 0)
    return enisim_distribution_constant (0);
  return (EnisimDistribution){ .kind = ENISIM_DISTRIBUTION_EXPONENTIAL, .mean_us = mean_us };
}

/* What the kinds with a mean and a cv have in common; a constant if they do not vary. */
static EnisimDistribution
make_varying (EnisimDistributionKind kind, double mean_us, double cv)
{
  check_mean (mean_us);
  check_cv (cv);
  if (mean_us == 0 || cv == 0)
    return enisim_distribution_constant (enisim_distribution_round_us (mean_us));
  return (EnisimDistribution){ .kind = kind, .mean_us = mean_us, .cv = cv };
}

EnisimDistribution
enisim_distribution_lognormal (double mean_us, double cv)
{
  EnisimDistribution d = make_varying (ENISIM_DISTRIBUTION_LOGNORMAL, mean_us, cv);

  if (d.kind == ENISIM_DISTRIBUTION_LOGNORMAL)
    {
      const double variance = log1p (cv * cv);

      d.lognormal.location = log (mean_us) - variance / 2;
      d.lognormal.spread = sqrt (variance);
    }
  return d;
}

EnisimDistribution
enisim_distribution_gamma (double mean_us, double cv)
{
  EnisimDistribution d = make_varying (ENISIM_DISTRIBUTION_GAMMA, mean_us, cv);

  if (d.kind == ENISIM_DISTRIBUTION_GAMMA)
    {
      const double shape = 1 / (cv * cv);

      d.gamma.shape = shape;
      d.gamma.scale_us = mean_us / shape;
      d.gamma.centre = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
      d.gamma.slope = 1 / sqrt (9 * d.gamma.centre);
    }
  return d;
}

/* Of a Weibull distribution: log (1 + cv^2), which rises with the inverse of the shape. */
static double
weibull_log_square (double inverse_shape, gconstpointer data G_GNUC_UNUSED)
{
  return log_gamma (1 + 2 * inverse_shape) - 2 * log_gamma (1 + inverse_shape);
}

EnisimDistribution
enisim_distribution_weibull (double mean_us, double cv)
{
  EnisimDistribution d = make_varying (ENISIM_DISTRIBUTION_WEIBULL, mean_us, cv);

  if (d.kind == ENISIM_DISTRIBUTION_WEIBULL)
    {
      d.weibull.inverse_shape
          = invert (weibull_log_square, NULL, INVERSE_SHAPE_MAX, log1p (cv * cv));
      d.weibull.scale_us = mean_us / exp (log_gamma (1 + d.weibull.inverse_shape));
    }
  return d;
}

/* By weight too: a sum of doubles depends on the order, the table must not. */
static int
compare_points (gconstpointer a, gconstpointer b)
{
  const EnisimDistributionPoint *p = a, *q = b;

  if (p->span_us != q->span_us)
    return p->span_us < q->span_us ? -1 : 1;
  return (p->weight > q->weight) - (p->weight < q->weight);
}

/* Returns: (transfer full): @points without those of weight 0, in order */
static EnisimDistributionPoint *
sort_points (const EnisimDistributionPoint *points, guint n_points, guint *n_sorted)
{
  EnisimDistributionPoint *sorted = g_new (EnisimDistributionPoint, n_points);

  *n_sorted = 0;
  for (guint i = 0; i < n_points; i++)
    {
      check_span (points[i].span_us);
      g_assert (points[i].weight >= 0);
      if (points[i].weight > 0)
        sorted[(*n_sorted)++] = points[i];
    }
  qsort (sorted, *n_sorted, sizeof *sorted, compare_points);
  return sorted;
}

/* Merges before it sums, so that a table made of a table's own points is equal to it, and sums
 * before it divides, so that the last ratio is 1 without a correction. */
static EnisimDistributionTable *
make_table (const EnisimDistributionPoint *sorted, guint n_sorted)
{
  const gsize size = sizeof (EnisimDistributionTable)
                     + n_sorted * sizeof (((EnisimDistributionTable *) NULL)->points[0]);
  EnisimDistributionTable *table = g_atomic_rc_box_alloc0 (size);
  double sum = 0;

  for (guint i = 0; i < n_sorted; i++)
    {
      if (i == 0 || sorted[i].span_us != sorted[i - 1].span_us)
        table->points[table->n_points++].span_us = sorted[i].span_us;
      table->points[table->n_points - 1].weight += sorted[i].weight;
    }
  for (guint i = 0; i < table->n_points; i++)
    table->points[i].cumulative_ratio = sum += table->points[i].weight;
  g_assert (sum > 0 && sum <= DBL_MAX);
  for (guint i = 0; i < table->n_points; i++)
    table->points[i].cumulative_ratio /= sum;
  return table;
}

static double
table_mean_us (const EnisimDistributionTable *table)
{
  double mean_us = 0, before = 0;

  for (guint i = 0; i < table->n_points; i++)
    {
      const double until = table->points[i].cumulative_ratio;

      mean_us += (until - before) * (double) table->points[i].span_us;
      before = until;
    }
  return mean_us;
}

EnisimDistribution
enisim_distribution_empirical (const EnisimDistributionPoint *points, guint n_points)
{
  g_autofree EnisimDistributionPoint *sorted = NULL;
  EnisimDistributionTable *table;
  guint n_sorted;

  g_assert (n_points >= 1 && n_points <= ENISIM_DISTRIBUTION_POINTS_MAX);
  sorted = sort_points (points, n_points, &n_sorted);
  table = make_table (sorted, n_sorted);
  if (table->n_points == 1)
    {
      g_atomic_rc_box_release (table);
      return enisim_distribution_constant (sorted[0].span_us);
    }
  return (EnisimDistribution){ .kind = ENISIM_DISTRIBUTION_EMPIRICAL,
                               .mean_us = table_mean_us (table),
                               .table = table };
}

EnisimDistribution
enisim_distribution_copy (const EnisimDistribution *distribution)
{
  if (distribution->kind == ENISIM_DISTRIBUTION_EMPIRICAL)
    g_atomic_rc_box_acquire (distribution->table);
  return *distribution;
}

void
enisim_distribution_clear (EnisimDistribution *distribution)
{
  if (distribution->kind == ENISIM_DISTRIBUTION_EMPIRICAL)
    g_atomic_rc_box_release (distribution->table);
  *distribution = enisim_distribution_constant (0);
}

static gboolean
tables_equal (const EnisimDistributionTable *a, const EnisimDistributionTable *b)
{
  if (a->n_points != b->n_points)
    return FALSE;
  for (guint i = 0; i < a->n_points; i++)
    if (a->points[i].span_us != b->points[i].span_us || a->points[i].weight != b->points[i].weight)
      return FALSE;
  return TRUE;
}

gboolean
enisim_distribution_equal (const EnisimDistribution *a, const EnisimDistribution *b)
{
  if (a->kind != b->kind || a->mean_us != b->mean_us || a->cv != b->cv)
    return FALSE;
  if (a->kind == ENISIM_DISTRIBUTION_UNIFORM)
    return a->uniform.min_us == b->uniform.min_us && a->uniform.max_us == b->uniform.max_us;
  if (a->kind == ENISIM_DISTRIBUTION_EMPIRICAL)
    return a->table == b->table || tables_equal (a->table, b->table);
  return TRUE;
}

double
enisim_distribution_get_mean_us (const EnisimDistribution *distribution)
{
  return distribution->mean_us;
}

GTimeSpan
enisim_distribution_get_max_us (const EnisimDistribution *distribution)
{
  switch (distribution->kind)
    {
    case ENISIM_DISTRIBUTION_CONSTANT:
      return distribution->constant.span_us;
    case ENISIM_DISTRIBUTION_UNIFORM:
      return distribution->uniform.max_us;
    case ENISIM_DISTRIBUTION_EMPIRICAL:
      return distribution->table->points[distribution->table->n_points - 1].span_us;
    case ENISIM_DISTRIBUTION_EXPONENTIAL:
    case ENISIM_DISTRIBUTION_LOGNORMAL:
    case ENISIM_DISTRIBUTION_GAMMA:
    case ENISIM_DISTRIBUTION_WEIBULL:
      return G_MAXINT64;
    }
  g_assert_not_reached ();
}

/* The share of a gamma distribution of scale 1 below @x, by its power series; for @x < shape + 1,
 * where the terms soon shrink. */
static double
gamma_below (double shape, double x)
{
  double term = 1 / shape, sum = term;

  for (guint n = 1; n < TERMS_MAX && term > sum * (DBL_EPSILON / 4); n++)
    {
      term *= x / (shape + n);
      sum += term;
    }
  return sum * exp (shape * log (x) - x - log_gamma (shape));
}

/* The share above @x, by Legendre's continued fraction, evaluated from its start (Lentz, 1976);
 * for @x >= shape + 1, where no denominator vanishes. */
static double
gamma_above (double shape, double x)
{
  const double scale = exp (shape * log (x) - x - log_gamma (shape));
  double b = x + 1 - shape;
  double c = DBL_MAX, d = 1 / b, fraction = d, factor = 0;

  if (scale == 0)
    return 0;
  for (guint n = 1; n < TERMS_MAX && fabs (factor - 1) > DBL_EPSILON; n++)
    {
      const double a = n * (shape - n);

      b += 2;
      d = 1 / (b + a * d);
      c = b + a / c;
      factor = c * d;
      fraction *= factor;
    }
  return fraction * scale;
}

static double
gamma_cdf (double shape, double x)
{
  if (x < shape + 1)
    return MIN (gamma_below (shape, x), 1);
  return MAX (1 - gamma_above (shape, x), 0);
}

static double
lognormal_cdf (const EnisimDistribution *d, double us)
{
  return 0.5 * erfc ((d->lognormal.location - log (us)) / (d->lognormal.spread * G_SQRT2));
}

static double
uniform_cdf (const EnisimDistribution *d, double us)
{
  const double min_us = (double) d->uniform.min_us, max_us = (double) d->uniform.max_us;

  return CLAMP ((us - min_us) / (max_us - min_us), 0, 1);
}

static double
table_cdf (const EnisimDistributionTable *table, double us)
{
  guint low = 0, high = table->n_points;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if ((double) table->points[middle].span_us > us)
        high = middle;
      else
        low = middle + 1;
    }
  return low == 0 ? 0 : table->points[low - 1].cumulative_ratio;
}

/* Of the kinds that reach from 0 on without a bound; @us is above 0 and finite. */
static double
unbounded_cdf (double us, gconstpointer data)
{
  const EnisimDistribution *d = data;

  switch (d->kind)
    {
    case ENISIM_DISTRIBUTION_EXPONENTIAL:
      return -expm1 (-us / d->mean_us);
    case ENISIM_DISTRIBUTION_LOGNORMAL:
      return lognormal_cdf (d, us);
    case ENISIM_DISTRIBUTION_GAMMA:
      return gamma_cdf (d->gamma.shape, MIN (us / d->gamma.scale_us, DBL_MAX));
    case ENISIM_DISTRIBUTION_WEIBULL:
      return -expm1 (-pow (us / d->weibull.scale_us, 1 / d->weibull.inverse_shape));
    case ENISIM_DISTRIBUTION_CONSTANT:
    case ENISIM_DISTRIBUTION_UNIFORM:
    case ENISIM_DISTRIBUTION_EMPIRICAL:
      break;
    }
  g_assert_not_reached ();
}

double
enisim_distribution_cdf (const EnisimDistribution *distribution, double us)
{
  if (distribution->kind == ENISIM_DISTRIBUTION_CONSTANT)
    return us >= (double) distribution->constant.span_us;
  if (distribution->kind == ENISIM_DISTRIBUTION_UNIFORM)
    return uniform_cdf (distribution, us);
  if (distribution->kind == ENISIM_DISTRIBUTION_EMPIRICAL)
    return table_cdf (distribution->table, us);
  if (us <= 0)
    return 0;
  return us > DBL_MAX ? 1 : unbounded_cdf (us, distribution);
}

/* The first point whose cumulative ratio is at least @ratio, or, for a draw, above it: then a
 * point gets all the draws from the ratio before it up to its own. */
static GTimeSpan
table_find (const EnisimDistributionTable *table, double ratio, gboolean above)
{
  guint low = 0, high = table->n_points - 1;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      const double until = table->points[middle].cumulative_ratio;

      if (above ? until > ratio : until >= ratio)
        high = middle;
      else
        low = middle + 1;
    }
  return table->points[low].span_us;
}

static double
unbounded_quantile (const EnisimDistribution *d, double ratio)
{
  if (ratio == 0)
    return 0;
  if (ratio == 1)
    return (double) INFINITY;
  if (d->kind == ENISIM_DISTRIBUTION_EXPONENTIAL)
    return -log1p (-ratio) * d->mean_us;
  if (d->kind == ENISIM_DISTRIBUTION_WEIBULL)
    return pow (-log1p (-ratio), d->weibull.inverse_shape) * d->weibull.scale_us;
  return invert (unbounded_cdf, d, DBL_MAX, ratio);
}

double
enisim_distribution_get_quantile_us (const EnisimDistribution *distribution, double ratio)
{
  const EnisimDistribution *d = distribution;

  g_assert (ratio >= 0 && ratio <= 1);
  if (d->kind == ENISIM_DISTRIBUTION_CONSTANT)
    return (double) d->constant.span_us;
  if (d->kind == ENISIM_DISTRIBUTION_UNIFORM)
    return (double) d->uniform.min_us + ratio * (double) (d->uniform.max_us - d->uniform.min_us);
  if (d->kind == ENISIM_DISTRIBUTION_EMPIRICAL)
    return (double) table_find (d->table, ratio, FALSE);
  return unbounded_quantile (d, ratio);
}

/* Marsaglia and Tsang (2000): the cube of a normal variate is nearly a gamma variate, and a
 * rejection of at most one in twenty makes it one.  A shape below 1 takes the variate of the
 * shape above it times a power of a uniform one, whose logarithm is exponential. */
static double
draw_gamma (const EnisimDistribution *d, EnisimStream *stream)
{
  const double centre = d->gamma.centre;
  double normal, cube, unit;

  do
    {
      do
        {
          normal = enisim_ziggurat_next_normal (stream);
          cube = 1 + d->gamma.slope * normal;
        }
      while (cube <= 0);
      cube *= cube * cube;
      unit = enisim_stream_next_open_unit (stream);
    }
  while (unit >= 1 - 0.0331 * normal * normal * normal * normal
         && log (unit) >= 0.5 * normal * normal + centre * (1 - cube + log (cube)));
  if (d->gamma.shape < 1)
    cube *= exp (-enisim_ziggurat_next_exponential (stream) / d->gamma.shape);
  return centre * cube * d->gamma.scale_us;
}

static double
draw_uniform (const EnisimDistribution *d, EnisimStream *stream)
{
  return (double) d->uniform.min_us
         + enisim_stream_next_unit (stream) * (double) (d->uniform.max_us - d->uniform.min_us);
}

static double
draw_lognormal (const EnisimDistribution *d, EnisimStream *stream)
{
  return exp (d->lognormal.location + d->lognormal.spread * enisim_ziggurat_next_normal (stream));
}

static double
draw_weibull (const EnisimDistribution *d, EnisimStream *stream)
{
  return pow (enisim_ziggurat_next_exponential (stream), d->weibull.inverse_shape)
         * d->weibull.scale_us;
}

GTimeSpan
enisim_distribution_draw_us (const EnisimDistribution *distribution, EnisimStream *stream)
{
  const EnisimDistribution *d = distribution;

  switch (d->kind)
    {
    case ENISIM_DISTRIBUTION_EXPONENTIAL:
      return enisim_distribution_round_us (enisim_ziggurat_next_exponential (stream) * d->mean_us);
    case ENISIM_DISTRIBUTION_UNIFORM:
      return enisim_distribution_round_us (draw_uniform (d, stream));
    case ENISIM_DISTRIBUTION_LOGNORMAL:
      return enisim_distribution_round_us (draw_lognormal (d, stream));
    case ENISIM_DISTRIBUTION_GAMMA:
      return enisim_distribution_round_us (draw_gamma (d, stream));
    case ENISIM_DISTRIBUTION_WEIBULL:
      return enisim_distribution_round_us (draw_weibull (d, stream));
    case ENISIM_DISTRIBUTION_EMPIRICAL:
      return table_find (d->table, enisim_stream_next_unit (stream), TRUE);
    case ENISIM_DISTRIBUTION_CONSTANT:
      return d->constant.span_us;
    }
  g_assert_not_reached ();
}

GTimeSpan
enisim_distribution_draw_of_word_us (const EnisimDistribution *distribution, guint64 word)
{
  EnisimStream stream = enisim_stream_from_word (word);

  return enisim_distribution_draw_us (distribution, &stream);
}

static void
verify_table (const EnisimDistributionTable *table)
{
  g_assert_cmpuint (table->n_points, >=, 2);
  for (guint i = 0; i < table->n_points; i++)
    {
      check_span (table->points[i].span_us);
      g_assert_true (i == 0 || table->points[i - 1].span_us < table->points[i].span_us);
      g_assert_true (i == 0
                     || table->points[i - 1].cumulative_ratio <= table->points[i].cumulative_ratio);
    }
  g_assert_true (table->points[0].cumulative_ratio >= 0);
  g_assert_true (table->points[table->n_points - 1].cumulative_ratio == 1);
}

void
enisim_distribution_verify (const EnisimDistribution *distribution)
{
  check_mean (distribution->mean_us);
  check_cv (distribution->cv);
  if (distribution->kind == ENISIM_DISTRIBUTION_CONSTANT)
    g_assert_true ((double) distribution->constant.span_us == distribution->mean_us);
  else
    g_assert_true (distribution->mean_us > 0);
  if (distribution->kind == ENISIM_DISTRIBUTION_UNIFORM)
    g_assert_true (distribution->uniform.min_us < distribution->uniform.max_us);
  if (distribution->kind == ENISIM_DISTRIBUTION_EMPIRICAL)
    verify_table (distribution->table);
}
