/* histogram.h: how often each non-negative integer was observed, to a fixed relative precision
 *
 * Values below 2^ENISIM_HISTOGRAM_LINEAR_BITS are counted one by one, greater ones in buckets
 * whose values differ by less than 2^-ENISIM_HISTOGRAM_PRECISION_BITS, 0.8 %.  Every gint64
 * from 0 on has a bucket, so no observation is out of range.  Count, sum, minimum and maximum
 * are exact; memory follows the maximum, 57 KiB at most.
 */
#pragma once

#include <glib.h>

#include "stats/log-linear.h"
#include "stats/nearest-rank.h"

#define ENISIM_HISTOGRAM_LINEAR_BITS 8
#define ENISIM_HISTOGRAM_PRECISION_BITS 7

/* Observations that one histogram can take.  More at once abort, and so does who asks for a
 * quantile of more; one by one nobody comes so far. */
#define ENISIM_HISTOGRAM_N_MAX ENISIM_NEAREST_RANK_N_MAX

/* What stands for a value where nothing was observed. */
#define ENISIM_HISTOGRAM_NONE G_GINT64_CONSTANT (-1)

__extension__ typedef unsigned __int128 EnisimHistogramSum;

typedef struct
{
  EnisimHistogramSum sum; /* below 2^116 */
  guint64 *counts;        /* by bucket */
  guint64 n;              /* observations */
  gint64 min;             /* G_MAXINT64 while empty */
  gint64 max;             /* ENISIM_HISTOGRAM_NONE while empty */
  guint32 n_buckets;      /* that have room */
} EnisimHistogram;

void enisim_histogram_init (EnisimHistogram *histogram);
void enisim_histogram_clear (EnisimHistogram *histogram);

/* Adds what @other has seen; in whatever order and grouping, the result is the same. */
void enisim_histogram_merge (EnisimHistogram *histogram, const EnisimHistogram *other);

/* By nearest rank; @share: 0..1.  Never below the observation at that rank and above it by less
 * than the precision; exact below the linear bound, and the first and the last rank give the
 * exact minimum and maximum.  ENISIM_HISTOGRAM_NONE while empty. */
gint64 enisim_histogram_get_quantile (const EnisimHistogram *histogram, double share);

/* Walks every bucket; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_histogram_verify (const EnisimHistogram *histogram);

/* For the verbs below only: the extremes and the room for a value beyond them. */
void enisim_histogram_widen (EnisimHistogram *histogram, gint64 value);

/* For the verbs below only.  What lies between the extremes has room, and is not negative. */
static inline void
enisim_histogram_count (EnisimHistogram *histogram, gint64 value, guint64 n)
{
  const guint32 bucket = enisim_log_linear_get_bucket (
      (guint64) value, ENISIM_HISTOGRAM_LINEAR_BITS, ENISIM_HISTOGRAM_PRECISION_BITS);

  if (G_UNLIKELY (value < histogram->min || value > histogram->max))
    enisim_histogram_widen (histogram, value);
  histogram->counts[bucket] += n;
  histogram->n += n;
  histogram->sum += (EnisimHistogramSum) (guint64) value * n;
}

/* @value: 0 or more */
static inline void
enisim_histogram_add (EnisimHistogram *histogram, gint64 value)
{
  enisim_histogram_count (histogram, value, 1);
}

/* The same @n times. */
static inline void
enisim_histogram_add_n (EnisimHistogram *histogram, gint64 value, guint64 n)
{
  g_assert (n <= ENISIM_HISTOGRAM_N_MAX - histogram->n);
  if (n > 0)
    enisim_histogram_count (histogram, value, n);
}

/* ENISIM_HISTOGRAM_NONE while empty, as the maximum. */
static inline gint64
enisim_histogram_get_min (const EnisimHistogram *histogram)
{
  return histogram->n == 0 ? ENISIM_HISTOGRAM_NONE : histogram->min;
}

static inline gint64
enisim_histogram_get_max (const EnisimHistogram *histogram)
{
  return histogram->max;
}

/* NAN while empty. */
static inline double
enisim_histogram_get_mean (const EnisimHistogram *histogram)
{
  return histogram->n == 0 ? (double) NAN : (double) histogram->sum / (double) histogram->n;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimHistogram, enisim_histogram_clear)
