/* series.h: how one level went over time, in bounded memory
 *
 * Exact, one interval for each instant of change, as long as these fit the capacity.  When they
 * do not, neighbouring intervals are joined: the grain doubles, and all changes within one cell
 * of the grain, [k * grain, (k + 1) * grain), share an interval, until at most half of the
 * capacity is in use.  Quiet stretches so stay exact however wild others are.
 *
 * At every grain: an interval begins at an instant of change, its @first is what the level was
 * left at there, its @last what it was from the end of its cell to its end, and the extremes
 * cover every value that was set in it, also one that lasted no time.
 */
#pragma once

#include <enisim/enisim-time.h>

#define ENISIM_SERIES_CAPACITY_MIN 2

typedef struct
{
  EnisimTime at;
  guint64 first;
  guint64 min;
  guint64 max;
  guint64 last;
} EnisimSeriesInterval;

typedef struct
{
  EnisimSeriesInterval *intervals;
  EnisimSeriesInterval *open; /* the last of them */
  guint32 n_intervals;        /* at least 1 */
  guint32 n_allocated;
  guint32 capacity;
  guint grain_bits;     /* the grain is 2^grain_bits us */
  EnisimTime cell_last; /* the last instant of the cell in which the open interval began */
} EnisimSeries;

/* @end: where the next interval begins. */
typedef void (*EnisimSeriesFunc) (const EnisimSeriesInterval *interval, EnisimTime end,
                                  gpointer user_data);

/* @capacity: in intervals, at least ENISIM_SERIES_CAPACITY_MIN.  Memory grows up to it. */
void enisim_series_init (EnisimSeries *series, guint32 capacity, guint64 value, EnisimTime start);
void enisim_series_clear (EnisimSeries *series);

/* Calls @func for each interval in order; the last one ends at @now, which is not before any
 * instant that was told. */
void enisim_series_foreach (const EnisimSeries *series, EnisimTime now, EnisimSeriesFunc func,
                            gpointer user_data);

/* Walks every interval; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_series_verify (const EnisimSeries *series);

/* The level is @value from now on; what changes nothing leaves no trace.  Of several values at one
 * instant the last one stands.  That time does not go back the owner knows. */
void enisim_series_set (EnisimSeries *series, EnisimTime now, guint64 value);

/* 1 us while the series is exact. */
static inline GTimeSpan
enisim_series_get_grain_us (const EnisimSeries *series)
{
  return (GTimeSpan) 1 << series->grain_bits;
}

/* Whether an interval is open at @now: the next change then belongs to it. */
static inline gboolean
enisim_series_is_open (const EnisimSeries *series, EnisimTime now)
{
  return now <= series->cell_last;
}

/* As _set, of a value that is more than the last one, in the open interval and after its first
 * instant.
 *
 * Returns: whether it is more than all of the interval */
static inline gboolean
enisim_series_rise (EnisimSeries *series, guint64 value)
{
  EnisimSeriesInterval *open = series->open;

  open->last = value;
  if (value <= open->max)
    return FALSE;
  open->max = value;
  return TRUE;
}

/* The same of a value that is less. */
static inline gboolean
enisim_series_fall (EnisimSeries *series, guint64 value)
{
  EnisimSeriesInterval *open = series->open;

  open->last = value;
  if (value >= open->min)
    return FALSE;
  open->min = value;
  return TRUE;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimSeries, enisim_series_clear)
