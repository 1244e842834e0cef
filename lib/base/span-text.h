/* span-text.h: spans of time as people write them
 *
 *   span = { digits [ "." digits ] unit }     unit = w d h min s ms us
 *
 * Larger units come before smaller ones, each at most once, and only the last may have a
 * fraction: "2h30min", "5.5s", "0s".  A unit is always needed, also for nought, and "m" is
 * refused because it means minutes to some and milliseconds to others.
 */
#pragma once

#include <enisim/enisim-time.h>

/* Reads all of @text; 0 <= span <= ENISIM_TIME_MAX.  A fraction of any length counts in full;
 * only the sum is rounded to a whole microsecond, half a one upwards.
 *
 * @reason: (out) (transfer none): on failure why, as half a sentence for the user
 *
 * Returns: %FALSE, with @span_us untouched, if @text is no span */
gboolean enisim_span_parse (const char *text, GTimeSpan *span_us, const char **reason);

/* The shortest readable text from which _parse gets exactly @span_us back.  Below two days hours
 * have no days before them, since "25h" reads better than "1d1h"; weeks stand alone, and so do
 * seconds below two minutes.
 *
 * @span_us: 0 .. ENISIM_TIME_MAX
 *
 * Returns: (transfer full) */
char *enisim_span_format (GTimeSpan span_us);

/* Reads the name of one unit, the @n_bytes at @text, for all texts that carry units.
 *
 * Returns: %FALSE, with @unit_us untouched and @reason set, if it is none */
gboolean enisim_span_unit_parse (const char *text, gsize n_bytes, GTimeSpan *unit_us,
                                 const char **reason);
