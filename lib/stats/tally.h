/* tally.h: count, sum, extremes, mean and variance of single observations
 *
 * Mean and sum of squares move with each observation (Welford 1962): subtracting large sums at
 * the end would lose the variance of nearby values.  The sum is kept apart and is exact for
 * integers as long as it stays below 2^53.
 *
 * No observations: count and sum are 0, what has no value is NAN.  Results depend in their last
 * bits on the order of adding and merging; whoever merges keeps a fixed order.
 */
#pragma once

#include <math.h>

#include <glib.h>

/* All zero is empty.  Read through the queries. */
typedef struct
{
  guint64 n;
  double sum;
  double mean;
  double squares; /* sum of (observation - mean)^2 */
  double min;
  double max;
} EnisimTally;

/* @value: finite. */
static inline void
enisim_tally_add (EnisimTally *tally, double value)
{
  const double from_mean = value - tally->mean;

  g_assert (isfinite (value));
  tally->min = tally->n == 0 ? value : MIN (tally->min, value);
  tally->max = tally->n == 0 ? value : MAX (tally->max, value);
  tally->n++;
  tally->sum += value;
  tally->mean += from_mean / (double) tally->n;
  tally->squares += from_mean * (value - tally->mean);
}

/* Adds what @other has seen (Chan, Golub, LeVeque 1979). */
static inline void
enisim_tally_merge (EnisimTally *tally, const EnisimTally *other)
{
  const double between = other->mean - tally->mean;
  const guint64 n = tally->n + other->n;
  double share;

  if (other->n == 0)
    return;
  if (tally->n == 0)
    {
      *tally = *other;
      return;
    }
  share = (double) other->n / (double) n;
  tally->squares += other->squares + between * between * (double) tally->n * share;
  tally->mean += between * share;
  tally->sum += other->sum;
  tally->min = MIN (tally->min, other->min);
  tally->max = MAX (tally->max, other->max);
  tally->n = n;
}

/* From the sum, which is exact for integers, where the moving mean is not in its last bits. */
static inline double
enisim_tally_get_mean (const EnisimTally *tally)
{
  return tally->n == 0 ? (double) NAN : tally->sum / (double) tally->n;
}

static inline double
enisim_tally_get_min (const EnisimTally *tally)
{
  return tally->n == 0 ? (double) NAN : tally->min;
}

static inline double
enisim_tally_get_max (const EnisimTally *tally)
{
  return tally->n == 0 ? (double) NAN : tally->max;
}

/* Of the population the observations are a sample of (divided by n - 1); NAN below two. */
static inline double
enisim_tally_get_variance (const EnisimTally *tally)
{
  return tally->n < 2 ? (double) NAN : tally->squares / (double) (tally->n - 1);
}

/* Aborts on a broken invariant. */
static inline void
enisim_tally_verify (const EnisimTally *tally)
{
  g_assert_true (tally->min <= tally->max);
  g_assert_true (tally->squares >= 0);
  g_assert_true (tally->n > 1 || tally->squares == 0);
  g_assert_true (tally->n > 0 || (tally->sum == 0 && tally->min == 0 && tally->max == 0));
}
