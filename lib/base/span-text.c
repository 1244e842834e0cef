/* span-text.c: spans of time as people write them
 *
 * A fraction is multiplied by its unit from its last digit to its first.  What the division by
 * ten leaves over at one place is too small to move the quotient of the next, so the leftover of
 * the first digit alone decides the rounding: any number of digits is exact in 64 bits.
 */
#include "base/span-text.h"

#include <string.h>

#define DIGITS "0123456789"
#define WEEK (7 * G_TIME_SPAN_DAY)
/* From here on minutes say more, and days. */
#define SECONDS_ALONE_MAX (2 * G_TIME_SPAN_MINUTE)
#define HOURS_ALONE_MAX (2 * G_TIME_SPAN_DAY)

typedef struct
{
  const char *name;
  GTimeSpan us;
} Unit;

static const Unit UNITS[] = {
  { "w", WEEK },
  { "d", G_TIME_SPAN_DAY },
  { "h", G_TIME_SPAN_HOUR },
  { "min", G_TIME_SPAN_MINUTE },
  { "s", G_TIME_SPAN_SECOND },
  { "ms", G_TIME_SPAN_MILLISECOND },
  { "us", 1 },
};

typedef struct
{
  const char *at;        /* what is still to be read */
  GTimeSpan us;          /* sum of the terms before it */
  GTimeSpan unit_us;     /* unit of the term before it */
  gboolean has_fraction; /* the term before it had a fraction */
} Reader;

static gboolean
is_named (const Unit *unit, const char *text, gsize n_bytes)
{
  return strlen (unit->name) == n_bytes && memcmp (unit->name, text, n_bytes) == 0;
}

gboolean
enisim_span_unit_parse (const char *text, gsize n_bytes, GTimeSpan *unit_us, const char **reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (UNITS); i++)
    if (is_named (&UNITS[i], text, n_bytes))
      {
        *unit_us = UNITS[i].us;
        return TRUE;
      }
  if (n_bytes == 1 && *text == 'm')
    *reason = "\"m\" is ambiguous: write min or ms";
  else
    *reason = "unknown unit: write w, d, h, min, s, ms or us";
  return FALSE;
}

static const char *
complaint_of_number (char first)
{
  if (first == '-')
    return "a span is never negative";
  if (first == '+')
    return "no sign is needed";
  if (first == '.')
    return "a digit is needed before the point";
  if (g_ascii_isspace (first))
    return "no spaces: write 2h30min";
  return "a number is needed before the unit, as in 5.5s";
}

/* Reads the unit at @text, which follows a number.  Returns: (nullable): the complaint. */
static const char *
read_unit (const char *text, gsize *n_bytes, GTimeSpan *unit_us)
{
  const char *reason = NULL;
  gsize n = 0;

  while (g_ascii_isalpha (text[n]))
    n++;
  if (n == 0 && *text == '\0')
    return "a unit is needed, as in 30s, 200ms or 2h30min";
  if (n == 0 && g_ascii_isspace (*text))
    return "no spaces: write 2h30min";
  if (n == 0 && (*text == ',' || *text == '_'))
    return "a number is written with digits and a point only, as in 5.5s";
  if (n == 1 && g_ascii_tolower (*text) == 'e' && text[1] != '\0')
    return "no exponents: write the digits out";
  if (!enisim_span_unit_parse (text, n, unit_us, &reason))
    return reason;
  *n_bytes = n;
  return NULL;
}

/* Returns: -1 if the product passes ENISIM_TIME_MAX. */
static GTimeSpan
whole_us (const char *digits, gsize n_digits, GTimeSpan unit_us)
{
  const GTimeSpan whole_max = ENISIM_TIME_MAX / unit_us;
  GTimeSpan whole = 0;

  for (gsize i = 0; i < n_digits; i++)
    {
      whole = whole * 10 + (digits[i] - '0');
      if (whole > whole_max)
        return -1;
    }
  return whole * unit_us;
}

static GTimeSpan
fraction_us (const char *digits, gsize n_digits, GTimeSpan unit_us)
{
  GTimeSpan quotient = 0;
  GTimeSpan leftover = 0;

  for (gsize i = n_digits; i-- > 0;)
    {
      const GTimeSpan product = (digits[i] - '0') * unit_us + quotient;

      quotient = product / 10;
      leftover = product % 10;
    }
  return quotient + (leftover >= 5);
}

/* Returns: (nullable): the complaint. */
static const char *
read_term (Reader *reader)
{
  const char *whole = reader->at;
  const gsize n_whole = strspn (whole, DIGITS);
  const gboolean has_point = whole[n_whole] == '.';
  const char *fraction = whole + n_whole + has_point;
  const gsize n_fraction = has_point ? strspn (fraction, DIGITS) : 0;
  const char *complaint;
  GTimeSpan unit_us;
  GTimeSpan us;
  gsize n_unit;

  if (n_whole == 0)
    return complaint_of_number (*whole);
  if (has_point && n_fraction == 0)
    return "a digit is needed after the point";
  if ((complaint = read_unit (fraction + n_fraction, &n_unit, &unit_us)) != NULL)
    return complaint;
  if (unit_us >= reader->unit_us)
    return "larger units come first, each once, as in 2h30min";
  if (reader->has_fraction)
    return "only the last unit may have a fraction";
  us = whole_us (whole, n_whole, unit_us);
  if (us >= 0)
    us += fraction_us (fraction, n_fraction, unit_us) + reader->us;
  if (us < 0 || us > ENISIM_TIME_MAX)
    return "too long: at most 2^49 us, 17 years";

  *reader = (Reader){ fraction + n_fraction + n_unit, us, unit_us, has_point };
  return NULL;
}

gboolean
enisim_span_parse (const char *text, GTimeSpan *span_us, const char **reason)
{
  Reader reader = { .at = text, .unit_us = G_MAXINT64 };
  const char *complaint = *text == '\0' ? "empty: a span is needed, such as 5.5s or 2h30min" : NULL;

  while (complaint == NULL && *reader.at != '\0')
    complaint = read_term (&reader);
  if (complaint != NULL)
    {
      *reason = complaint;
      return FALSE;
    }
  *span_us = reader.us;
  return TRUE;
}

gboolean
enisim_time_parse (const char *text, EnisimTime *at, GError **error)
{
  const char *reason;

  g_return_val_if_fail (text != NULL && at != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (enisim_span_parse (text, at, &reason))
    return TRUE;
  g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID, "'%s': %s", text, reason);
  return FALSE;
}

/* Appends the whole units in @us, if any.  Returns: the rest. */
static GTimeSpan
append_whole (GString *text, GTimeSpan us, GTimeSpan unit_us, const char *name)
{
  if (us >= unit_us)
    g_string_append_printf (text, "%" G_GINT64_FORMAT "%s", us / unit_us, name);
  return us % unit_us;
}

/* @n_digits: of the smallest fraction of the unit, one microsecond. */
static void
append_decimal (GString *text, GTimeSpan us, GTimeSpan unit_us, int n_digits, const char *name)
{
  g_string_append_printf (text, "%" G_GINT64_FORMAT, us / unit_us);
  if (us % unit_us != 0)
    {
      g_string_append_printf (text, ".%0*" G_GINT64_FORMAT, n_digits, us % unit_us);
      while (text->str[text->len - 1] == '0')
        g_string_truncate (text, text->len - 1);
    }
  g_string_append (text, name);
}

static void
append_seconds (GString *text, GTimeSpan us)
{
  if (us >= G_TIME_SPAN_SECOND)
    append_decimal (text, us, G_TIME_SPAN_SECOND, 6, "s");
  else if (us >= G_TIME_SPAN_MILLISECOND)
    append_decimal (text, us, G_TIME_SPAN_MILLISECOND, 3, "ms");
  else if (us > 0)
    append_whole (text, us, 1, "us");
}

char *
enisim_span_format (GTimeSpan span_us)
{
  GString *text = g_string_new (NULL);
  GTimeSpan us = span_us;

  g_assert (span_us >= 0 && span_us <= ENISIM_TIME_MAX);
  if (us == 0)
    g_string_append (text, "0s");
  else if (us % WEEK == 0)
    append_whole (text, us, WEEK, "w");
  else if (us % G_TIME_SPAN_DAY == 0)
    append_whole (text, us, G_TIME_SPAN_DAY, "d");
  else
    {
      if (us >= SECONDS_ALONE_MAX || us % G_TIME_SPAN_MINUTE == 0)
        {
          if (us >= HOURS_ALONE_MAX)
            us = append_whole (text, us, G_TIME_SPAN_DAY, "d");
          us = append_whole (text, us, G_TIME_SPAN_HOUR, "h");
          us = append_whole (text, us, G_TIME_SPAN_MINUTE, "min");
        }
      append_seconds (text, us);
    }
  return g_string_free (text, FALSE);
}
