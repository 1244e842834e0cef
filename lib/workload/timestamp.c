/* timestamp.c: calendar time stamps, as the rows of a log carry them
 *
 * Every field stands at a fixed place up to the seconds, so the digits are read without a search
 * and the calendar is arithmetic: no table of months beyond their lengths, no time zone database,
 * no allocation.
 */
#include "workload/timestamp.h"

#include <string.h>

#include "base/load-word.h"

enum
{
  DATE_LENGTH = 10,    /* YYYY-MM-DD */
  SECONDS_LENGTH = 19, /* the date and " hh:mm:ss" */
  FRACTION_DIGITS = 9,
  DAY_SECONDS = 24 * 60 * 60
};

static const gint64 SECOND_NS = 1000000000;

static const char LAYOUT_EXPECTED[]
    = "expected YYYY-MM-DD hh:mm:ss, then at will a fraction and an offset";
static const char OFFSET_EXPECTED[] = "expected an offset such as Z, +09:00 or +0900 at the end";

static inline gboolean
fail (const char **reason, const char *text)
{
  *reason = text;
  return FALSE;
}

static inline gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

/* Two digits as a number; past 99 where they are no digits. */
static inline guint
two_digits (const char *text)
{
  const guint tens = (guint) text[0] - '0';
  const guint ones = (guint) text[1] - '0';

  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

/* Days from 1970-01-01 to a date of the Gregorian calendar.  Years are counted from March, so
 * that a leap day is the last of its year, and 153 days make five months of 31, 30, 31, 30, 31.
 * After H. Hinnant, "chrono-compatible low-level date algorithms". */
static gint64
days_from_civil (guint year, guint month, guint day)
{
  const guint shifted = month <= 2 ? year - 1 : year;
  const guint era_year = shifted % 400;
  const guint year_day = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
  const guint era_day = era_year * 365 + era_year / 4 - era_year / 100 + year_day;

  return (gint64) (shifted / 400) * 146097 + era_day - 719468;
}

static guint
month_length (guint year, guint month)
{
  static const guint8 lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  const gboolean is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

  return month == 2 && is_leap ? 29 : lengths[month - 1];
}

static gboolean
parse_date (const char *text, gint64 *days, const char **reason)
{
  const guint century = two_digits (text);
  const guint year_of_century = two_digits (text + 2);
  const guint month = two_digits (text + 5);
  const guint day = two_digits (text + 8);
  const guint year = century * 100 + year_of_century;

  if (century > 99 || year_of_century > 99 || text[4] != '-' || month > 99 || text[7] != '-'
      || day > 99)
    return fail (reason, LAYOUT_EXPECTED);
  if (year < ENISIM_TIMESTAMP_YEAR_MIN || year > ENISIM_TIMESTAMP_YEAR_MAX)
    return fail (reason,
                 "expected a year from " G_STRINGIFY (
                     ENISIM_TIMESTAMP_YEAR_MIN) " to " G_STRINGIFY (ENISIM_TIMESTAMP_YEAR_MAX));
  if (month < 1 || month > 12)
    return fail (reason, "expected a month from 01 to 12");
  if (day < 1 || day > month_length (year, month))
    return fail (reason, "expected a day that the month has");
  *days = days_from_civil (year, month, day);
  return TRUE;
}

/* " hh:mm:ss" or "Thh:mm:ss", the eight bytes of the clock at once.  What differs from "00:00:00"
 * is the value of each digit, and nothing in the place of a colon; adding 6 carries into the
 * upper half of what is no digit.  The product and the sum make pairs of digits into numbers. */
static gboolean
parse_time (const char *text, gint64 *seconds, const char **reason)
{
  const guint64 zeros = G_GUINT64_CONSTANT (0x30303a30303a3030);
  const guint64 sixes = G_GUINT64_CONSTANT (0x0606000606000606);
  const guint64 upper = G_GUINT64_CONSTANT (0xf0f0fff0f0fff0f0);
  const guint64 digits = enisim_load_word (text + 1) ^ zeros;
  const guint64 pairs = digits * 10 + (digits >> 8);
  const guint hour = pairs & 0xff, minute = pairs >> 24 & 0xff, second = pairs >> 48 & 0xff;

  if ((text[0] != ' ' && text[0] != 'T' && text[0] != 't')
      || ((digits | (digits + sixes)) & upper) != 0)
    return fail (reason, LAYOUT_EXPECTED);
  if (hour > 23)
    return fail (reason, "expected an hour from 00 to 23");
  if (minute > 59)
    return fail (reason, "expected a minute from 00 to 59");
  if (second > 59)
    return fail (reason, "expected a second from 00 to 59");
  *seconds = (hour * 60 + minute) * 60 + second;
  return TRUE;
}

/* The digits after the point. */
static gboolean
parse_fraction (const char **text, const char *end, gint64 *ns, const char **reason)
{
  static const gint64 units_ns[FRACTION_DIGITS + 1]
      = { 1000000000, 100000000, 10000000, 1000000, 100000, 10000, 1000, 100, 10, 1 };
  const char *at = *text;
  gint64 value = 0;
  guint n_digits = 0;

  for (; at < end && is_digit (*at) && n_digits < FRACTION_DIGITS; at++, n_digits++)
    value = value * 10 + (*at - '0');
  if (n_digits == 0)
    return fail (reason, "expected a digit after the point");
  value *= units_ns[n_digits];
  if (at < end && *at >= '5' && *at <= '9')
    value++;
  while (at < end && is_digit (*at))
    at++;
  *text = at;
  *ns = value;
  return TRUE;
}

/* What follows the digits: nothing, Z, +hh, +hhmm or +hh:mm. */
static gboolean
parse_offset (const char *text, gsize length, gint64 *seconds, const char **reason)
{
  const gboolean has_colon = length == 6 && text[3] == ':';
  guint hour, minute = 0;

  *seconds = 0;
  if (length == 0 || (length == 1 && (*text == 'Z' || *text == 'z')))
    return TRUE;
  if ((*text != '+' && *text != '-') || (length != 3 && length != 5 && !has_colon))
    return fail (reason, OFFSET_EXPECTED);
  hour = two_digits (text + 1);
  if (length > 3)
    minute = two_digits (text + length - 2);
  if (hour > 99 || minute > 99)
    return fail (reason, OFFSET_EXPECTED);
  if (hour > 23 || minute > 59)
    return fail (reason, "expected an offset of at most 23:59");
  *seconds = (gint64) (hour * 60 + minute) * 60;
  if (*text == '-')
    *seconds = -*seconds;
  return TRUE;
}

gboolean
enisim_timestamp_parse_next (const char *text, gsize length, EnisimTimestampDate *date,
                             gint64 *unix_ns, const char **reason)
{
  const char *at = text + SECONDS_LENGTH;
  const char *end = text + length;
  gint64 seconds, offset_seconds, fraction_ns = 0;

  if (length < SECONDS_LENGTH)
    return fail (reason, LAYOUT_EXPECTED);
  if (memcmp (text, date->text, DATE_LENGTH) != 0)
    {
      if (!parse_date (text, &date->days, reason))
        return FALSE;
      memcpy (date->text, text, DATE_LENGTH);
    }
  if (!parse_time (text + DATE_LENGTH, &seconds, reason))
    return FALSE;
  if (at < end && *at == '.')
    {
      at++;
      if (!parse_fraction (&at, end, &fraction_ns, reason))
        return FALSE;
    }
  if (!parse_offset (at, (gsize) (end - at), &offset_seconds, reason))
    return FALSE;
  *unix_ns = (date->days * DAY_SECONDS + seconds - offset_seconds) * SECOND_NS + fraction_ns;
  return TRUE;
}

gboolean
enisim_timestamp_parse (const char *text, gsize length, gint64 *unix_ns, const char **reason)
{
  EnisimTimestampDate date = ENISIM_TIMESTAMP_DATE_INIT;

  return enisim_timestamp_parse_next (text, length, &date, unix_ns, reason);
}
