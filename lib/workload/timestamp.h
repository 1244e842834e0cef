/* timestamp.h: calendar time stamps, as the rows of a log carry them */
#pragma once

#include <glib.h>

/* The years whose instants fit 64 bits of nanoseconds around 1970, whatever the offset. */
#define ENISIM_TIMESTAMP_YEAR_MIN 1678
#define ENISIM_TIMESTAMP_YEAR_MAX 2261

/* The date that was read last, for a reader of many stamps: its next one is most likely of the
 * same day. */
typedef struct
{
  char text[12]; /* YYYY-MM-DD */
  gint64 days;   /* since 1970-01-01 */
} EnisimTimestampDate;

#define ENISIM_TIMESTAMP_DATE_INIT                                                                 \
  {                                                                                                \
    .text = "1970-01-01", .days = 0                                                                \
  }

/**
 * enisim_timestamp_parse:
 * @text: not terminated
 * @unix_ns: (out): nanoseconds since 1970-01-01T00:00:00Z; untouched on failure
 * @reason: (out): what was expected, a static string; untouched on success
 *
 * Reads the profile of ISO 8601 that is RFC 3339, and what databases and data frames make of it:
 * `YYYY-MM-DD`, a space or `T`, `hh:mm:ss`, perhaps a point and digits, perhaps `Z`, `+hh:mm`,
 * `+hhmm` or `+hh` (or `-`).  Without an offset the stamp counts as UTC.  Nothing may precede or
 * follow.  24:00:00 and leap seconds (:60) are refused.
 *
 * The result is in nanoseconds and not in the microseconds of the simulation clock, for only the
 * span between two stamps is of use there: rounding each of them can put that span off by one.
 * A fraction of more than nine digits is rounded to the nearest nanosecond, a tie upwards.
 */
gboolean enisim_timestamp_parse (const char *text, gsize length, gint64 *unix_ns,
                                 const char **reason);

/* The same with a memory: @date is what the last call left there, at first
 * ENISIM_TIMESTAMP_DATE_INIT. */
gboolean enisim_timestamp_parse_next (const char *text, gsize length, EnisimTimestampDate *date,
                                      gint64 *unix_ns, const char **reason);
