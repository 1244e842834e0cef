/* occupancy.c: for how long a level was at each value
 *
 * A table by value, not a tree: a change then costs one addition at a known place, and levels
 * move to neighbours, whose counts share a cache line.  The bucket of the present value has room
 * at all times, so that the addition needs no check.
 */
#include "stats/occupancy.h"

#include <string.h>

#include "stats/nearest-rank.h"

enum
{
  BUCKETS_MIN = 64
};

static guint32
bucket_of (guint64 value)
{
  return enisim_log_linear_get_bucket (value, ENISIM_OCCUPANCY_LINEAR_BITS,
                                       ENISIM_OCCUPANCY_PRECISION_BITS);
}

static guint64
high_of (guint32 bucket)
{
  guint64 low, high;

  enisim_log_linear_get_range (bucket, ENISIM_OCCUPANCY_LINEAR_BITS,
                               ENISIM_OCCUPANCY_PRECISION_BITS, &low, &high);
  return high;
}

static guint64
window_us (const EnisimOccupancy *occupancy, EnisimTime now)
{
  g_assert (now >= occupancy->changed_at);
  return (guint64) (now - occupancy->start);
}

/* With the residence that still goes on. */
static guint64
span_us (const EnisimOccupancy *occupancy, EnisimTime now, guint32 bucket)
{
  guint64 span = occupancy->spans_us[bucket];

  if (bucket == occupancy->bucket)
    span += (guint64) (now - occupancy->changed_at);
  return span;
}

static guint64
lasting_max (const EnisimOccupancy *occupancy, EnisimTime now)
{
  return now > occupancy->changed_at ? MAX (occupancy->lasting_max, occupancy->value)
                                     : occupancy->lasting_max;
}

void
enisim_occupancy_init (EnisimOccupancy *occupancy, guint64 value, EnisimTime start)
{
  g_assert (start >= ENISIM_TIME_ZERO);
  *occupancy = (EnisimOccupancy){
    .start = start, .changed_at = start, .value = value, .bucket = bucket_of (value)
  };
  enisim_occupancy_grow (occupancy);
}

void
enisim_occupancy_clear (EnisimOccupancy *occupancy)
{
  g_clear_pointer (&occupancy->spans_us, g_free);
}

void
enisim_occupancy_restart (EnisimOccupancy *occupancy, EnisimTime now)
{
  g_assert (now >= occupancy->changed_at);
  memset (occupancy->spans_us, 0, occupancy->n_buckets * sizeof (guint64));
  occupancy->lasting_max = 0;
  occupancy->start = now;
  occupancy->changed_at = now;
}

void
enisim_occupancy_grow (EnisimOccupancy *occupancy)
{
  const guint32 n_old = occupancy->n_buckets;
  guint32 n_new = MAX (n_old, BUCKETS_MIN);

  while (n_new <= occupancy->bucket)
    n_new *= 2;
  n_new = MIN (n_new, bucket_of (G_MAXUINT64) + 1);
  occupancy->spans_us = g_renew (guint64, occupancy->spans_us, n_new);
  memset (occupancy->spans_us + n_old, 0, (n_new - n_old) * sizeof (guint64));
  occupancy->n_buckets = n_new;
}

guint64
enisim_occupancy_get_quantile (const EnisimOccupancy *occupancy, EnisimTime now, double share)
{
  const guint64 window = window_us (occupancy, now);
  guint64 wanted, passed;
  guint32 bucket = 0;

  if (window == 0)
    return occupancy->value;
  wanted = enisim_nearest_rank_get (share, window);
  passed = span_us (occupancy, now, 0);
  while (passed < wanted)
    passed += span_us (occupancy, now, ++bucket);
  return MIN (high_of (bucket), lasting_max (occupancy, now));
}

guint64
enisim_occupancy_get_span_from_us (const EnisimOccupancy *occupancy, EnisimTime now, guint64 value)
{
  const guint32 last = bucket_of (lasting_max (occupancy, now));
  guint64 total = 0;

  g_assert (now >= occupancy->changed_at);
  for (guint32 bucket = bucket_of (value); bucket <= last; bucket++)
    total += span_us (occupancy, now, bucket);
  return total;
}

double
enisim_occupancy_get_share_from (const EnisimOccupancy *occupancy, EnisimTime now, guint64 value)
{
  const guint64 window = window_us (occupancy, now);

  if (window == 0)
    return occupancy->value >= value ? 1 : 0;
  return (double) enisim_occupancy_get_span_from_us (occupancy, now, value) / (double) window;
}

void
enisim_occupancy_verify (const EnisimOccupancy *occupancy)
{
  const guint32 last = bucket_of (occupancy->lasting_max);
  guint64 total = 0;

  g_assert_true (ENISIM_TIME_ZERO <= occupancy->start);
  g_assert_true (occupancy->start <= occupancy->changed_at);
  g_assert_cmpuint (occupancy->bucket, ==, bucket_of (occupancy->value));
  g_assert_cmpuint (occupancy->bucket, <, occupancy->n_buckets);
  for (guint32 i = 0; i < occupancy->n_buckets; i++)
    {
      total += occupancy->spans_us[i];
      g_assert_true (i <= last || occupancy->spans_us[i] == 0);
    }
  g_assert_true (total == 0 || occupancy->spans_us[last] > 0);
  g_assert_cmpuint (total, ==, (guint64) (occupancy->changed_at - occupancy->start));
}
