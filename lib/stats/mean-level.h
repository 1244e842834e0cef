/* mean-level.h: a value over time of which nothing but the area and the mean is asked
 *
 * As level.h without extremes and without the instant of the last change: what every call changes
 * several times is two additions.  That time does not go back its owner knows.
 */
#pragma once

#include "stats/level.h"

/* Fields are there to be read; only the verbs write them.  All zero is a level of 0 from instant
 * 0. */
typedef struct
{
  EnisimLevelArea moment_us; /* as in EnisimLevel */
  guint64 value;
  EnisimTime start; /* of the window */
} EnisimMeanLevel;

/* Begins a new window at the end of a warm-up: keeps the value, forgets the area. */
static inline void
enisim_mean_level_restart (EnisimMeanLevel *level, EnisimTime now)
{
  g_assert (now >= level->start);
  level->moment_us = (EnisimLevelArea) level->value * (guint64) now;
  level->start = now;
}

static inline void
enisim_mean_level_rise (EnisimMeanLevel *level, EnisimTime now, guint64 by)
{
  guint64 value;
  const gboolean is_past = __builtin_add_overflow (level->value, by, &value);

  g_assert (!is_past);
  level->value = value;
  level->moment_us += (EnisimLevelArea) by * (guint64) now;
}

/* The level must not fall below 0. */
static inline void
enisim_mean_level_fall (EnisimMeanLevel *level, EnisimTime now, guint64 by)
{
  guint64 value;
  const gboolean is_past = __builtin_sub_overflow (level->value, by, &value);

  g_assert (!is_past);
  level->value = value;
  level->moment_us -= (EnisimLevelArea) by * (guint64) now;
}

/* It was higher, which came to @area_us within the window, and is no more. */
static inline void
enisim_mean_level_add_area (EnisimMeanLevel *level, EnisimLevelArea area_us)
{
  level->moment_us -= area_us;
}

/* It was higher by @by for @span_us within the window, and is no more: when that was does not
 * matter.  The assertion comes last, for who knows the sign extends the span by it, which takes
 * longer. */
static inline void
enisim_mean_level_visit (EnisimMeanLevel *level, GTimeSpan span_us, guint64 by)
{
  enisim_mean_level_add_area (level, (EnisimLevelArea) by * (guint64) span_us);
  g_assert (span_us >= 0);
}

/* Over [start, now). */
static inline EnisimLevelArea
enisim_mean_level_get_area_us (const EnisimMeanLevel *level, EnisimTime now)
{
  g_assert (now >= level->start);
  return (EnisimLevelArea) level->value * (guint64) now - level->moment_us;
}

/* The same; the value itself where that is empty. */
static inline double
enisim_mean_level_get_mean (const EnisimMeanLevel *level, EnisimTime now)
{
  if (now == level->start)
    return (double) level->value;
  return (double) enisim_mean_level_get_area_us (level, now) / (double) (now - level->start);
}
