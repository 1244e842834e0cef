/* rate-text.h: rates as people write them, a number per unit of time
 *
 *   rate = decimal "/" unit     5/s  100/min  12/h  0.5/s  3/d
 *
 * The number is that of number-text.h, the unit that of span-text.h.
 */
#pragma once

#include <glib.h>

/* Reads all of @text; the rate is finite and more than 0.
 *
 * @reason: (out) (transfer none): on failure why, as half a sentence for the user
 *
 * Returns: %FALSE, with @per_second untouched, if @text is no rate */
gboolean enisim_rate_parse (const char *text, double *per_second, const char **reason);

/* The text from which _parse gets exactly @per_second back, per second, minute, hour or day:
 * whichever needs the fewest digits, of equals the shortest unit.
 *
 * @per_second: finite, more than 0
 *
 * Returns: (transfer full) */
char *enisim_rate_format (double per_second);
