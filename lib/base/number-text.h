/* number-text.h: numbers as people and JSON write them, read strictly
 *
 *   whole = "0" | digit 1..9 { digit }     decimal = [ "-" ] whole [ "." digits ] [ e [ sign ]
 * digits ]
 *
 * What other readers take in silence is refused, because it hides a mistake: a leading plus, a
 * leading zero (octal?), hexadecimal, underscores, spaces, a comma, nan and inf.  The locale
 * plays no part.
 */
#pragma once

#include <glib.h>

/* Room for any double that enisim_decimal_format writes. */
#define ENISIM_DECIMAL_SIZE G_ASCII_DTOSTR_BUF_SIZE

/* Reads all of @text as a whole number in @min .. @max.
 *
 * @reason: (out) (transfer none): on failure why, as half a sentence; it does not name the range
 *
 * Returns: %FALSE, with @value untouched, if @text is no such number */
gboolean enisim_whole_parse (const char *text, guint64 min, guint64 max, guint64 *value,
                             const char **reason);

/* Reads all of @text as the nearest double, which is finite.  A number that is not nought but
 * nearer to it than any double is refused.
 *
 * Returns: %FALSE, with @value untouched and @reason set, if @text is no such number */
gboolean enisim_decimal_parse (const char *text, double *value, const char **reason);

/* Writes a finite @value as the text of fewest digits from which _parse gets it back.
 *
 * Returns: @text */
char *enisim_decimal_format (double value, char text[ENISIM_DECIMAL_SIZE]);
