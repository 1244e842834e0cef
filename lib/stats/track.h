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

/* The level is @value from now on. */
void enisim_track_set (EnisimTrack *track, EnisimTime now, guint64 value);

/* For the verbs below only: a step like any other change. */
void enisim_track_step (EnisimTrack *track, EnisimTime now, gint by);

/* For the verbs below only.  Whether a step is like nearly all: some time after the last change, in
 * an interval of the series that is open already, and from a value whose bucket is its own and has
 * room. */
static inline gboolean
enisim_track_is_step_plain (const EnisimTrack *track, EnisimTime now)
{
  return G_LIKELY (now > track->level.changed_at) && G_LIKELY (track->level.value < track->n_plain)
         && G_LIKELY (enisim_series_is_open (&track->series, now));
}

/* As _set, of a level that is one more, */
static inline void
enisim_track_rise (EnisimTrack *track, EnisimTime now)
{
  const guint64 left = track->level.value;
  const EnisimTime came_at = track->level.changed_at;

  if (enisim_track_is_step_plain (track, now))
    {
      enisim_level_rise_unnoted (&track->level, now, 1);
      if (enisim_series_rise (&track->series, left + 1)) /* a peak is one of its interval, too */
        enisim_level_note_peak (&track->level);
      track->spans_us[left] += (guint64) (now - came_at);
      return;
    }
  enisim_track_step (track, now, 1);
}

/* or one less. */
static inline void
enisim_track_fall (EnisimTrack *track, EnisimTime now)
{
  const guint64 left = track->level.value;
  const EnisimTime came_at = track->level.changed_at;

  if (enisim_track_is_step_plain (track, now))
    {
      enisim_level_fall_unnoted (&track->level, now, 1);
      if (enisim_series_fall (&track->series, left - 1))
        enisim_level_note_min (&track->level);
      track->spans_us[left] += (guint64) (now - came_at);
      return;
    }
  enisim_track_step (track, now, -1);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimTrack, enisim_track_clear)
