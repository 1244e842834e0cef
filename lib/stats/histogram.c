/* histogram.c: how often each non-negative integer was observed
 *
 * One table from the smallest bucket up, grown at its end: two histograms have the same bucket
 * at the same place, so that merging is adding.
 */
#include "stats/histogram.h"

#include <string.h>

enum
{
  BUCKETS_MIN = 1 << ENISIM_HISTOGRAM_LINEAR_BITS
};

static guint32
bucket_of (gint64 value)
{
  return enisim_log_linear_get_bucket ((guint64) value, ENISIM_HISTOGRAM_LINEAR_BITS,
                                       ENISIM_HISTOGRAM_PRECISION_BITS);
}

static void
get_range (guint32 bucket, guint64 *low, guint64 *high)
{
  enisim_log_linear_get_range (bucket, ENISIM_HISTOGRAM_LINEAR_BITS,
                               ENISIM_HISTOGRAM_PRECISION_BITS, low, high);
}

void
enisim_histogram_init (EnisimHistogram *histogram)
{
  *histogram = (EnisimHistogram){ .min = G_MAXINT64, .max = ENISIM_HISTOGRAM_NONE };
}

void
enisim_histogram_clear (EnisimHistogram *histogram)
{
  g_clear_pointer (&histogram->counts, g_free);
}

static void
grow (EnisimHistogram *histogram, guint32 bucket)
{
  const guint32 n_old = histogram->n_buckets;
  guint32 n_new = MAX (n_old, BUCKETS_MIN);

  while (n_new <= bucket)
    n_new *= 2;
  n_new = MIN (n_new, bucket_of (G_MAXINT64) + 1);
  histogram->counts = g_renew (guint64, histogram->counts, n_new);
  memset (histogram->counts + n_old, 0, (n_new - n_old) * sizeof (guint64));
  histogram->n_buckets = n_new;
}

void
enisim_histogram_widen (EnisimHistogram *histogram, gint64 value)
{
  const guint32 bucket = bucket_of (value);

  g_assert (value >= 0);
  if (bucket >= histogram->n_buckets)
    grow (histogram, bucket);
  histogram->min = MIN (histogram->min, value);
  histogram->max = MAX (histogram->max, value);
}

void
enisim_histogram_merge (EnisimHistogram *histogram, const EnisimHistogram *other)
{
  guint32 last;

  if (other->n == 0)
    return;
  g_assert (other->n <= ENISIM_HISTOGRAM_N_MAX - histogram->n);
  last = bucket_of (other->max);
  if (last >= histogram->n_buckets)
    grow (histogram, last);
  for (guint32 i = bucket_of (other->min); i <= last; i++)
    histogram->counts[i] += other->counts[i];
  histogram->n += other->n;
  histogram->sum += other->sum;
  histogram->min = MIN (histogram->min, other->min);
  histogram->max = MAX (histogram->max, other->max);
}

gint64
enisim_histogram_get_quantile (const EnisimHistogram *histogram, double share)
{
  guint64 rank, passed, low, high;
  guint32 bucket;

  if (histogram->n == 0)
    return ENISIM_HISTOGRAM_NONE;
  rank = enisim_nearest_rank_get (share, histogram->n);
  if (rank == 1)
    return histogram->min;
  bucket = bucket_of (histogram->min);
  for (passed = histogram->counts[bucket]; passed < rank; passed += histogram->counts[bucket])
    bucket++;
  get_range (bucket, &low, &high);
  return MIN ((gint64) high, histogram->max);
}

void
enisim_histogram_verify (const EnisimHistogram *histogram)
{
  EnisimHistogramSum lowest = 0, highest = 0;
  guint64 n = 0;

  for (guint32 i = 0; i < histogram->n_buckets; i++)
    {
      guint64 low, high;

      get_range (i, &low, &high);
      n += histogram->counts[i];
      lowest += (EnisimHistogramSum) low * histogram->counts[i];
      highest += (EnisimHistogramSum) high * histogram->counts[i];
      g_assert_true (histogram->counts[i] == 0
                     || (i >= bucket_of (histogram->min) && i <= bucket_of (histogram->max)));
    }
  g_assert_cmpuint (n, ==, histogram->n);
  g_assert_true (lowest <= histogram->sum && histogram->sum <= highest);
  if (n == 0)
    {
      g_assert_true (histogram->min == G_MAXINT64 && histogram->max == ENISIM_HISTOGRAM_NONE);
      return;
    }
  g_assert_true (0 <= histogram->min && histogram->min <= histogram->max);
  g_assert_true (histogram->counts[bucket_of (histogram->min)] > 0);
  g_assert_true (histogram->counts[bucket_of (histogram->max)] > 0);
}
