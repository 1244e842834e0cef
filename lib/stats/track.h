/* track.h: a level with all that is reported of it
 *
 * Its mean and extremes, for how long it was at each value, and how it went over time.  These are
 * told together, so that value and instant of the last change stand once, and a step by one looks
 * only for what a step that way can change.
 *
 * Time per value is an exact integer up to ENISIM_TRACK_EXACT_MAX, which holds every level of the
 * largest subnet, a /16.  Greater values share buckets and are told apart to
 * 2^-ENISIM_TRACK_PRECISION_BITS, 0.8 %, of themselves.  Memory follows the greatest value: 8 bytes
 * for each up to the exact bound, 560 KiB in all.
 *
 * All queries are over the window [start, now), @now not being before the last change.
 */
#pragma once

#include "stats/level.h"
#include "stats/log-linear.h"
#include "stats/series.h"

#define ENISIM_TRACK_LINEAR_BITS 16
#define ENISIM_TRACK_PRECISION_BITS 7
#define ENISIM_TRACK_EXACT_MAX ((G_GUINT64_CONSTANT (1) << ENISIM_TRACK_LINEAR_BITS) - 1)

/* Fields are there to be read; only the verbs write them. */
typedef struct
{
  EnisimLevel level;
  guint64 *spans_us;  /* by bucket, up to level.changed_at */
  guint64 n_plain;    /* least value that has no bucket of its own, or none yet */
  guint64 shared_max; /* greatest value above the exact bound that lasted any time, up to then */
  guint32 n_buckets;  /* that have room */
  EnisimSeries series;
} EnisimTrack;

/* @series_capacity: as for enisim_series_init() */
void enisim_track_init (EnisimTrack *track, guint32 series_capacity, guint64 value,
                        EnisimTime start);
void enisim_track_clear (EnisimTrack *track);

/* Begins a new window at the end of a warm-up: keeps the value, forgets all that was. */
void enisim_track_restart (EnisimTrack *track, EnisimTime now);

/* The smallest value at or below which the level was for @share (0..1) of the window, compared
 * in whole microseconds.  Share 0 gives the least and 1 the greatest value that lasted any time;
 * an empty window gives the value.  Above the exact bound it errs upwards, by less than the
 * precision and never past that greatest value. */
guint64 enisim_track_get_quantile (const EnisimTrack *track, EnisimTime now, double share);

/* Time at or above @value.  Above the exact bound the bucket of @value counts in full. */
guint64 enisim_track_get_span_from_us (const EnisimTrack *track, EnisimTime now, guint64 value);

/* Walks every bucket; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_track_verify (const EnisimTrack *track);

/* For the verbs below only: as _add_stay, where the value may have no room. */
void enisim_track_add_stay_anywhere (EnisimTrack *track, guint64 value, guint64 span_us);

/* For the verbs below only.  One test says both that the value is its own bucket and that this has
 * room. */
static inline void
enisim_track_add_stay (EnisimTrack *track, guint64 value, guint64 span_us)
{
  if (G_LIKELY (value < track->n_plain))
    track->spans_us[value] += span_us;
  else
    enisim_track_add_stay_anywhere (track, value, span_us);
}

static inline void
enisim_track_set (EnisimTrack *track, EnisimTime now, guint64 value)
{
  const guint64 left = track->level.value;
  const EnisimTime came_at = track->level.changed_at;

  enisim_level_set (&track->level, now, value);
  enisim_series_set (&track->series, now, value);
  enisim_track_add_stay (track, left, (guint64) (now - came_at));
}

/* The same of a level that is one more, */
static inline void
enisim_track_rise (EnisimTrack *track, EnisimTime now)
{
  const guint64 left = track->level.value;
  const EnisimTime came_at = track->level.changed_at;

  enisim_level_rise (&track->level, now, 1);
  enisim_series_rise (&track->series, now, left + 1);
  enisim_track_add_stay (track, left, (guint64) (now - came_at));
}

/* or one less. */
static inline void
enisim_track_fall (EnisimTrack *track, EnisimTime now)
{
  const guint64 left = track->level.value;
  const EnisimTime came_at = track->level.changed_at;

  enisim_level_fall (&track->level, now, 1);
  enisim_series_fall (&track->series, now, left - 1);
  enisim_track_add_stay (track, left, (guint64) (now - came_at));
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimTrack, enisim_track_clear)
