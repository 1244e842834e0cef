/* plain-decimal.h: an exact decimal number times a whole unit */
#pragma once

#include <glib.h>

typedef enum
{
  ENISIM_PLAIN_DECIMAL_OK,
  ENISIM_PLAIN_DECIMAL_MALFORMED,
  ENISIM_PLAIN_DECIMAL_TOO_LARGE,
} EnisimPlainDecimal;

/**
 * enisim_plain_decimal_parse:
 * @text: not terminated
 * @unit: what 1 stands for, positive
 * @value_max: the largest result, not negative
 * @value: (out): @text times @unit, rounded to the nearest whole number, a tie upwards;
 *         untouched on failure
 *
 * Plain means digits, or digits, a point and digits: no sign, no exponent, no blanks, neither
 * `nan` nor `inf`, and a digit on both sides of the point.  The product is exact up to the 19th
 * digit after the point; later ones are dropped.
 */
EnisimPlainDecimal enisim_plain_decimal_parse (const char *text, gsize length, gint64 unit,
                                               gint64 value_max, gint64 *value);
