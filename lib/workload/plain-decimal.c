/* plain-decimal.c: an exact decimal number times a whole unit
 *
 * The whole part and the fraction are read as two integers and scaled apart, in 128 bits: with a
 * double, 0.1 and its like would round to a neighbouring microsecond once numbers are large.
 */
#include "workload/plain-decimal.h"

#include "base/load-word.h"

__extension__ typedef unsigned __int128 Wide;

enum
{
  WORD_DIGITS = 8,
  DIGITS_MAX = 19 /* a number of so many fits 64 bits, so no digit needs a check */
};

/* Whether all eight bytes are digits: their upper halves are those of '0', and so they are when 6
 * is added, which carries out of the lower half of what lies behind '9'. */
static inline gboolean
is_all_digits (guint64 word)
{
  const guint64 upper = ENISIM_WORD_OF_BYTES (0xf0), zeros = ENISIM_WORD_OF_BYTES ('0');

  return (word & upper) == zeros && ((word + ENISIM_WORD_OF_BYTES (6)) & upper) == zeros;
}

/* Neighbours become numbers of two digits, these of four, these of eight. */
static inline guint64
join_digits (guint64 word)
{
  word = (word & ENISIM_WORD_OF_BYTES (0x0f)) * (1 + (10 << 8)) >> 8;
  word = (word & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff)) * (1 + (100 << 16)) >> 16;
  return (word & G_GUINT64_CONSTANT (0x0000ffff0000ffff)) * (1 + (G_GUINT64_CONSTANT (10000) << 32))
         >> 32;
}

/* The digits of a short text behind as many zeros as make eight. */
static inline guint64
load_digits (const char *text, gsize length)
{
  guint64 word;

  if (length == WORD_DIGITS)
    return enisim_load_word (text);
  if (length >= 4)
    word = enisim_load_half (text) | enisim_load_half (text + length - 4) << (8 * (length - 4));
  else
    word = (guchar) text[0] | (guint64) (guchar) text[length / 2] << (8 * (length / 2))
           | (guint64) (guchar) text[length - 1] << (8 * (length - 1));
  return word << (64 - 8 * length) | ENISIM_WORD_OF_BYTES ('0') >> (8 * length);
}

/* What nearly all cells are: digits, not many, and nothing else. */
static inline gboolean
parse_whole (const char *text, gsize length, guint64 *whole)
{
  const gsize n_before = length > WORD_DIGITS ? length - WORD_DIGITS : 0;
  guint64 word;

  *whole = 0;
  if (length == 0 || length > 2 * WORD_DIGITS)
    return FALSE;
  if (n_before > 0)
    {
      word = load_digits (text, n_before);
      if (!is_all_digits (word))
        return FALSE;
      *whole = join_digits (word) * 100000000;
    }
  word = load_digits (text + n_before, length - n_before);
  *whole += join_digits (word);
  return is_all_digits (word);
}

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

static EnisimPlainDecimal
parse_slowly (const char *text, gsize length, gint64 unit, gint64 value_max, gint64 *value)
{
  const char *at = text, *end = text + length;
  guint64 whole, fraction;
  guint n_digits;
  gboolean is_too_large;
  Wide result;

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

EnisimPlainDecimal
enisim_plain_decimal_parse (const char *text, gsize length, gint64 unit, gint64 value_max,
                            gint64 *value)
{
  guint64 whole;
  Wide result;

  g_assert (unit > 0 && value_max >= 0);
  if (G_UNLIKELY (!parse_whole (text, length, &whole)))
    return parse_slowly (text, length, unit, value_max, value);
  result = (Wide) whole * (guint64) unit;
  if (result > (guint64) value_max)
    return ENISIM_PLAIN_DECIMAL_TOO_LARGE;
  *value = (gint64) result;
  return ENISIM_PLAIN_DECIMAL_OK;
}
