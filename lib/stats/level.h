/* level.h: a value over time, the exact area under it and its extremes
 *
 * It is handed the time and reads no clock.  The area is an integer, so that it equals the sum
 * of the residences to the microsecond, in whatever order they are added.  A value below 2^64
 * over less than 2^63 us stays below 2^127: nothing here can overflow.
 *
 * Kept is not the area but its moment: each change times its instant.  Value times now, less the
 * moment, is the area, and a level that rises by one adds the instant and multiplies nothing.
 *
 * Extremes count every value that was set, also one that lasted no time: an address that was
 * held for an instant was not free in it.
 */
#pragma once

#include <enisim/enisim-time.h>

__extension__ typedef unsigned __int128 EnisimLevelArea;

/* Fields are there to be read; only the verbs write them.  All zero is a level of 0 from instant
 * 0.  The size is one cache line. */
typedef struct
{
  EnisimLevelArea moment_us; /* sum of change times instant, modulo 2^128 */
  EnisimTime start;          /* of the window */
  EnisimTime changed_at;
  guint64 value;
  guint64 min;
  guint64 peak;
  EnisimTime peak_at; /* the first instant of the peak */
} EnisimLevel;

static inline void
enisim_level_init (EnisimLevel *level, guint64 value, EnisimTime start)
{
  g_assert (start >= ENISIM_TIME_ZERO);
  *level = (EnisimLevel){ .moment_us = (EnisimLevelArea) value * (guint64) start,
                          .start = start,
                          .changed_at = start,
                          .value = value,
                          .min = value,
                          .peak = value,
                          .peak_at = start };
}

/* Begins a new window at the end of a warm-up: keeps the value, forgets area and extremes. */
static inline void
enisim_level_restart (EnisimLevel *level, EnisimTime now)
{
  g_assert (now >= level->changed_at);
  enisim_level_init (level, level->value, now);
}

/* Over [start, now).  @now is not before the last change. */
static inline EnisimLevelArea
enisim_level_get_area_us (const EnisimLevel *level, EnisimTime now)
{
  g_assert (now >= level->changed_at);
  return (EnisimLevelArea) level->value * (guint64) now - level->moment_us;
}

/* For the verbs below, and for who uses their _unnoted parts.  A new extreme is rare, so that to
 * look costs a branch that is foreseen, and no store. */
static inline void
enisim_level_note_min (EnisimLevel *level)
{
  if (G_UNLIKELY (level->value < level->min))
    level->min = level->value;
}

static inline void
enisim_level_note_peak (EnisimLevel *level)
{
  if (G_UNLIKELY (level->value > level->peak))
    {
      level->peak = level->value;
      level->peak_at = level->changed_at;
    }
}

static inline void
enisim_level_set (EnisimLevel *level, EnisimTime now, guint64 value)
{
  g_assert (now >= level->changed_at);
  level->moment_us += (EnisimLevelArea) value * (guint64) now;
  level->moment_us -= (EnisimLevelArea) level->value * (guint64) now;
  level->changed_at = now;
  level->value = value;
  enisim_level_note_min (level);
  enisim_level_note_peak (level);
}

/* For _rise, and for who knows by other means when to look for a peak. */
static inline void
enisim_level_rise_unnoted (EnisimLevel *level, EnisimTime now, guint64 by)
{
  const guint64 value = level->value + by;

  g_assert (now >= level->changed_at);
  g_assert (value >= by);
  level->moment_us += (EnisimLevelArea) by * (guint64) now;
  level->changed_at = now;
  level->value = value;
}

static inline void
enisim_level_rise (EnisimLevel *level, EnisimTime now, guint64 by)
{
  enisim_level_rise_unnoted (level, now, by);
  enisim_level_note_peak (level);
}

/* For _fall, and for who knows by other means when to look for a minimum. */
static inline void
enisim_level_fall_unnoted (EnisimLevel *level, EnisimTime now, guint64 by)
{
  g_assert (now >= level->changed_at);
  g_assert (by <= level->value);
  level->moment_us -= (EnisimLevelArea) by * (guint64) now;
  level->changed_at = now;
  level->value -= by;
}

/* The level must not fall below 0. */
static inline void
enisim_level_fall (EnisimLevel *level, EnisimTime now, guint64 by)
{
  enisim_level_fall_unnoted (level, now, by);
  enisim_level_note_min (level);
}

/* Over [start, now); the value itself where that is empty. */
static inline double
enisim_level_get_mean (const EnisimLevel *level, EnisimTime now)
{
  const EnisimLevelArea area_us = enisim_level_get_area_us (level, now);

  if (now == level->start)
    return (double) level->value;
  return (double) area_us / (double) (now - level->start);
}

/* Aborts on a broken invariant. */
static inline void
enisim_level_verify (const EnisimLevel *level)
{
  const EnisimLevelArea span_us = (guint64) (level->changed_at - level->start);
  const EnisimLevelArea area_us = enisim_level_get_area_us (level, level->changed_at);

  g_assert_true (ENISIM_TIME_ZERO <= level->start && level->start <= level->peak_at);
  g_assert_true (level->peak_at <= level->changed_at);
  g_assert_true (level->min <= level->value && level->value <= level->peak);
  g_assert_true (level->min * span_us <= area_us);
  g_assert_true (area_us <= level->peak * span_us);
}
