/* plain-decimal.c: an exact decimal number times a whole unit
 *
 * The whole part and the fraction are read as two integers and scaled apart, in 128 bits: with a
 * double, 0.1 and its like would round to a neighbouring microsecond once numbers are large.
 */
#include "workload/plain-decimal.h"

__extension__ typedef unsigned __int128 Wide;

enum
{
  DIGITS_MAX = 19 /* a number of so many fits 64 bits, so no digit needs a check */
};

/* Takes digits off the front, at most DIGITS_MAX.  Returns: how many. */
static inline guint
take_digits (const char **text, const char *end, guint64 *value)
{
  const char *at = *text;
  guint n_digits = 0;

  *value = 0;
  for (; at < end && *at >= '0' && *at <= '9' && n_digits < DIGITS_MAX; at++, n_digits++)
    *value = *value * 10 + (guint64) (*at - '0');
  *text = at;
  return n_digits;
}

/* Returns: whether any was there. */
static inline gboolean
skip_digits (const char **text, const char *end)
{
  const char *start = *text;

  while (*text < end && **text >= '0' && **text <= '9')
    (*text)++;
  return *text > start;
}

/* @fraction is the @n_digits digits behind the point, at least one. */
static Wide
scale_fraction (guint64 fraction, guint n_digits, gint64 unit)
{
  static const guint64 tens[DIGITS_MAX] = {
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
    G_GUINT64_CONSTANT (10000000000000000000),
  };
  const guint64 one = tens[n_digits - 1];
  const Wide rounded = (Wide) fraction * (guint64) unit + one / 2;

  /* Dividing 128 bits takes several times as long, and is seldom needed. */
  return rounded <= G_MAXUINT64 ? (guint64) rounded / one : rounded / one;
}

EnisimPlainDecimal
enisim_plain_decimal_parse (const char *text, gsize length, gint64 unit, gint64 value_max,
                            gint64 *value)
{
  const char *at = text, *end = text + length;
  guint64 whole, fraction;
  guint n_digits;
  gboolean is_too_large;
  Wide result;

  g_assert (unit > 0 && value_max >= 0);
  while (end - at > 1 && at[0] == '0' && at[1] != '.')
    at++;
  if (take_digits (&at, end, &whole) == 0)
    return ENISIM_PLAIN_DECIMAL_MALFORMED;
  is_too_large = skip_digits (&at, end);
  result = (Wide) whole * (guint64) unit;
  if (at < end && *at == '.')
    {
      at++;
      n_digits = take_digits (&at, end, &fraction);
      if (n_digits == 0)
        return ENISIM_PLAIN_DECIMAL_MALFORMED;
      skip_digits (&at, end);
      result += scale_fraction (fraction, n_digits, unit);
    }
  if (at < end)
    return ENISIM_PLAIN_DECIMAL_MALFORMED;
  if (is_too_large || result > (guint64) value_max)
    return ENISIM_PLAIN_DECIMAL_TOO_LARGE;
  *value = (gint64) result;
  return ENISIM_PLAIN_DECIMAL_OK;
}
