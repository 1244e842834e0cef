/* track.c: a level with all that is reported of it
 *
 * For how long it was at each value is a table by value, not a tree: a change then costs one
 * addition at a known place, and levels move to neighbours, whose counts share a cache line.  A
 * value gets its room when it is left, so that what lasts no time needs none.
 */
#include "stats/track.h"

#include <string.h>

#include "stats/nearest-rank.h"

enum
{
  BUCKETS_MIN = 64
};

static guint32
bucket_of (guint64 value)
{
  return enisim_log_linear_get_bucket (value, ENISIM_TRACK_LINEAR_BITS,
                                       ENISIM_TRACK_PRECISION_BITS);
}

static guint64
high_of (guint32 bucket)
{
  guint64 low, high;

  enisim_log_linear_get_range (bucket, ENISIM_TRACK_LINEAR_BITS, ENISIM_TRACK_PRECISION_BITS, &low,
                               &high);
  return high;
}

/* Of the stay that still goes on. */
static guint64
open_span_us (const EnisimTrack *track, EnisimTime now)
{
  g_assert (now >= track->level.changed_at);
  return (guint64) (now - track->level.changed_at);
}

/* With the stay that still goes on. */
static guint64
span_us (const EnisimTrack *track, EnisimTime now, guint32 bucket)
{
  guint64 span = bucket < track->n_buckets ? track->spans_us[bucket] : 0;

  if (bucket == bucket_of (track->level.value))
    span += open_span_us (track, now);
  return span;
}

void
enisim_track_init (EnisimTrack *track, guint32 series_capacity, guint64 value, EnisimTime start)
{
  *track = (EnisimTrack){ .n_plain = 0 };
  enisim_level_init (&track->level, value, start);
  enisim_series_init (&track->series, series_capacity, value, start);
}

void
enisim_track_clear (EnisimTrack *track)
{
  g_clear_pointer (&track->spans_us, g_free);
  enisim_series_clear (&track->series);
}

void
enisim_track_restart (EnisimTrack *track, EnisimTime now)
{
  const guint32 series_capacity = track->series.capacity;

  g_assert (now >= track->level.changed_at);
  enisim_track_clear (track);
  enisim_track_init (track, series_capacity, track->level.value, now);
}

static void
grow (EnisimTrack *track, guint32 bucket)
{
  const guint32 n_old = track->n_buckets;
  guint32 n_new = MAX (n_old, BUCKETS_MIN);

  while (n_new <= bucket)
    n_new *= 2;
  n_new = MIN (n_new, bucket_of (G_MAXUINT64) + 1);
  track->spans_us = g_renew (guint64, track->spans_us, n_new);
  memset (track->spans_us + n_old, 0, (n_new - n_old) * sizeof (guint64));
  track->n_buckets = n_new;
  track->n_plain = MIN (n_new, ENISIM_TRACK_EXACT_MAX + 1);
}

static void
add_stay (EnisimTrack *track, guint64 value, guint64 span_us)
{
  const guint32 bucket = bucket_of (value);

  if (span_us == 0)
    return;
  if (bucket >= track->n_buckets)
    grow (track, bucket);
  track->spans_us[bucket] += span_us;
  if (value > ENISIM_TRACK_EXACT_MAX)
    track->shared_max = MAX (track->shared_max, value);
}

void
enisim_track_set (EnisimTrack *track, EnisimTime now, guint64 value)
{
  const guint64 left = track->level.value;
  const EnisimTime came_at = track->level.changed_at;

  enisim_level_set (&track->level, now, value);
  enisim_series_set (&track->series, now, value);
  add_stay (track, left, (guint64) (now - came_at));
}

void
enisim_track_step (EnisimTrack *track, EnisimTime now, gint by)
{
  const guint64 left = track->level.value;

  g_assert (by > 0 ? left < G_MAXUINT64 : left > 0);
  enisim_track_set (track, now, left + (guint64) by);
}

/* A shared bucket may reach beyond every value that was there. */
static guint64
clip (const EnisimTrack *track, EnisimTime now, guint32 bucket)
{
  guint64 lasting_max = track->shared_max;

  if (bucket <= ENISIM_TRACK_EXACT_MAX)
    return bucket;
  if (now > track->level.changed_at)
    lasting_max = MAX (lasting_max, track->level.value);
  return MIN (high_of (bucket), lasting_max);
}

guint64
enisim_track_get_quantile (const EnisimTrack *track, EnisimTime now, double share)
{
  guint64 wanted, passed;
  guint32 bucket = 0;

  g_assert (now >= track->level.changed_at);
  if (now == track->level.start)
    return track->level.value;
  wanted = enisim_nearest_rank_get (share, (guint64) (now - track->level.start));
  passed = span_us (track, now, 0);
  while (passed < wanted)
    passed += span_us (track, now, ++bucket);
  return clip (track, now, bucket);
}

guint64
enisim_track_get_span_from_us (const EnisimTrack *track, EnisimTime now, guint64 value)
{
  const guint32 first = bucket_of (value);
  guint64 total = bucket_of (track->level.value) >= first ? open_span_us (track, now) : 0;

  for (guint32 bucket = first; bucket < track->n_buckets; bucket++)
    total += track->spans_us[bucket];
  return total;
}

void
enisim_track_verify (const EnisimTrack *track)
{
  const EnisimLevel *level = &track->level;
  const guint32 greatest = bucket_of (track->shared_max);
  guint64 total = 0;

  enisim_level_verify (level);
  enisim_series_verify (&track->series);
  g_assert_cmpuint (track->series.open->last, ==, level->value);
  g_assert_true (track->series.open->at <= level->changed_at);
  g_assert_cmpuint (track->n_plain, ==, MIN (track->n_buckets, ENISIM_TRACK_EXACT_MAX + 1));
  for (guint32 i = 0; i < track->n_buckets; i++)
    {
      total += track->spans_us[i];
      g_assert_true (i <= MAX (greatest, ENISIM_TRACK_EXACT_MAX) || track->spans_us[i] == 0);
    }
  g_assert_true (greatest <= ENISIM_TRACK_EXACT_MAX || track->spans_us[greatest] > 0);
  g_assert_cmpuint (total, ==, (guint64) (level->changed_at - level->start));
}
