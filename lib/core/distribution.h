/* distribution.h: how a span varies, as users say it: by its mean and its coefficient of variation
 *
 * A plain value: its constructor works out all that a draw needs.  It stands for a continuous
 * distribution of microseconds (constant and empirical: a discrete one), which _cdf, _get_mean_us
 * and _get_quantile_us describe; a sample of it is rounded to a whole microsecond and clamped.
 *
 * Means are microseconds in 0..ENISIM_DISTRIBUTION_SPAN_US_MAX and need not be whole; a cv is 0
 * or in ENISIM_DISTRIBUTION_CV_MIN..ENISIM_DISTRIBUTION_CV_MAX.  Anything else is a bug of the
 * caller, who checks input before.  What does not vary (mean 0, cv 0, equal bounds, one point)
 * becomes a constant.
 *
 * Immutable, and so shared by threads without a lock.  Only an empirical one owns anything, a
 * table counted atomically; _copy and _clear are right for all kinds.
 */
#pragma once

#include <math.h>

#include "core/ziggurat.h"

G_BEGIN_DECLS

/* The longest span a sample has, 8.9 years; what is drawn beyond it becomes this. */
#define ENISIM_DISTRIBUTION_SPAN_US_MAX ((GTimeSpan) 1 << 48)

#define ENISIM_DISTRIBUTION_CV_MIN 0.001
#define ENISIM_DISTRIBUTION_CV_MAX 100.0
#define ENISIM_DISTRIBUTION_POINTS_MAX (1u << 24)

typedef enum
{
  ENISIM_DISTRIBUTION_CONSTANT,
  ENISIM_DISTRIBUTION_UNIFORM,
  ENISIM_DISTRIBUTION_EXPONENTIAL,
  ENISIM_DISTRIBUTION_LOGNORMAL,
  ENISIM_DISTRIBUTION_GAMMA,
  ENISIM_DISTRIBUTION_WEIBULL,
  ENISIM_DISTRIBUTION_EMPIRICAL,
} EnisimDistributionKind;

/* A value and how often it comes, in proportion to the other weights. */
typedef struct
{
  GTimeSpan span_us; /* 0..ENISIM_DISTRIBUTION_SPAN_US_MAX */
  double weight;     /* finite, at least 0 */
} EnisimDistributionPoint;

/* The points of some weight in order of their spans, each span once. */
typedef struct
{
  guint n_points;
  struct
  {
    GTimeSpan span_us;
    double weight;           /* as it was given, or the sum over a repeated span */
    double cumulative_ratio; /* of all weights, up to and with this point; the last is 1 */
  } points[];
} EnisimDistributionTable;

typedef struct
{
  EnisimDistributionKind kind;
  double mean_us; /* as it was given, or follows from the bounds or points */
  double cv;      /* as it was given; 0 where none was */
  union
  {
    struct
    {
      GTimeSpan span_us;
    } constant;
    struct
    {
      GTimeSpan min_us;
      GTimeSpan max_us;
    } uniform;
    struct
    {
      double location; /* mean of the logarithm */
      double spread;   /* deviation of the logarithm */
    } lognormal;
    struct
    {
      double shape;
      double scale_us;
      double centre; /* of the rejection, for a shape of at least 1 */
      double slope;
    } gamma;
    struct
    {
      double inverse_shape;
      double scale_us;
    } weibull;
    EnisimDistributionTable *table;
  };
} EnisimDistribution;

EnisimDistribution enisim_distribution_constant (GTimeSpan span_us);

/* Continuous over the bounds, @min_us <= @max_us. */
EnisimDistribution enisim_distribution_uniform (GTimeSpan min_us, GTimeSpan max_us);
EnisimDistribution enisim_distribution_exponential (double mean_us);
EnisimDistribution enisim_distribution_lognormal (double mean_us, double cv);
EnisimDistribution enisim_distribution_gamma (double mean_us, double cv);
EnisimDistribution enisim_distribution_weibull (double mean_us, double cv);

/* Copies @points, which may come in any order and repeat a span; the result depends on neither.
 * 1..ENISIM_DISTRIBUTION_POINTS_MAX points, the sum of their weights finite and above 0. */
EnisimDistribution enisim_distribution_empirical (const EnisimDistributionPoint *points,
                                                  guint n_points);

/* Shares the table of an empirical one; each copy is cleared by itself. */
EnisimDistribution enisim_distribution_copy (const EnisimDistribution *distribution);

/* Leaves the constant 0, which needs no clearing. */
void enisim_distribution_clear (EnisimDistribution *distribution);

/* Whether both are of one kind and were made from the same numbers, the same points in any order.
 */
gboolean enisim_distribution_equal (const EnisimDistribution *a, const EnisimDistribution *b);

/* Before rounding and clamping. */
double enisim_distribution_get_mean_us (const EnisimDistribution *distribution);

/* The least upper bound; G_MAXINT64 where there is none. */
GTimeSpan enisim_distribution_get_max_us (const EnisimDistribution *distribution);

/* The probability of at most @us.  To about 1e-13, except gamma with a small cv: 1e-8 at
 * ENISIM_DISTRIBUTION_CV_MIN, where a probability costs thousands of steps. */
double enisim_distribution_cdf (const EnisimDistribution *distribution, double us);

/* The least span whose _cdf is at least @ratio, 0..1; at 1 the least upper bound, which may be
 * INFINITY, and at 0 the greatest lower one.  In closed form, except lognormal and gamma: the
 * least double at which _cdf, as computed, gets there. */
double enisim_distribution_get_quantile_us (const EnisimDistribution *distribution, double ratio);

/* Aborts on a broken invariant.  O(points): tests and debugging only. */
void enisim_distribution_verify (const EnisimDistribution *distribution);

/* For those below only. */
GTimeSpan enisim_distribution_draw_us (const EnisimDistribution *distribution,
                                       EnisimStream *stream);
GTimeSpan enisim_distribution_draw_of_word_us (const EnisimDistribution *distribution,
                                               guint64 word);

/* Ties to even.  One instruction where nobody asks for errno. */
static inline GTimeSpan
enisim_distribution_round_us (double us)
{
  return llrint (MIN (us, (double) ENISIM_DISTRIBUTION_SPAN_US_MAX));
}

/* @span_us: (out) (optional): the span, untouched if it is not constant */
static inline gboolean
enisim_distribution_is_constant (const EnisimDistribution *distribution, GTimeSpan *span_us)
{
  if (distribution->kind != ENISIM_DISTRIBUTION_CONSTANT)
    return FALSE;
  if (span_us != NULL)
    *span_us = distribution->constant.span_us;
  return TRUE;
}

/* To the nearest microsecond, 0..ENISIM_DISTRIBUTION_SPAN_US_MAX.  A constant draws nothing from
 * @stream; how much the others draw varies. */
static inline GTimeSpan
enisim_distribution_sample_us (const EnisimDistribution *distribution, EnisimStream *stream)
{
  if (distribution->kind == ENISIM_DISTRIBUTION_CONSTANT)
    return distribution->constant.span_us;
  return enisim_distribution_draw_us (distribution, stream);
}

/* As of enisim_distribution_exponential (@mean_us), from the stream made of @word, of which nothing
 * else is drawn. */
static inline GTimeSpan
enisim_distribution_sample_exponential_us (double mean_us, guint64 word)
{
  return enisim_distribution_round_us (enisim_ziggurat_first_exponential (word) * mean_us);
}

/* The same of any.  The two kinds that are most in use come first and need no stream. */
static inline GTimeSpan
enisim_distribution_sample_of_word_us (const EnisimDistribution *distribution, guint64 word)
{
  if (distribution->kind == ENISIM_DISTRIBUTION_CONSTANT)
    return distribution->constant.span_us;
  if (G_LIKELY (distribution->kind == ENISIM_DISTRIBUTION_EXPONENTIAL))
    return enisim_distribution_sample_exponential_us (distribution->mean_us, word);
  return enisim_distribution_draw_of_word_us (distribution, word);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimDistribution, enisim_distribution_clear)

G_END_DECLS
