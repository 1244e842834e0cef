/* number-text.c: numbers as people and JSON write them, read strictly
 *
 * The grammar is checked by hand and only then does the C library convert: it rounds correctly,
 * but takes far more than we want to.
 */
#include "base/number-text.h"

#include <math.h>
#include <string.h>

#define DIGITS "0123456789"

/* What is wrong with the start of an unsigned number, from its first two bytes.
 * Returns: (nullable) */
static const char *
complaint_of_start (const char *text)
{
  if (*text == '\0')
    return "empty: a number is needed";
  if (*text == '+')
    return "no leading plus";
  if (g_ascii_isspace (*text))
    return "no spaces";
  if (*text == '.')
    return "a digit is needed before the point";
  if (!g_ascii_isdigit (*text))
    return "a number is needed";
  if (*text == '0' && text[1] != '\0' && strchr (DIGITS "xXoObB", text[1]) != NULL)
    return "no leading zero: only decimal numbers are read";
  return NULL;
}

/* What is wrong where a number should have ended.  Returns: (nullable) */
static const char *
complaint_of_end (const char *text)
{
  if (*text == '\0')
    return NULL;
  if (g_ascii_isspace (*text))
    return "no spaces";
  if (*text == '_' || *text == ',')
    return "a number is written with digits and a point only";
  return "nothing may follow the number";
}

static const char *
complaint_of_whole (const char *text)
{
  const char *complaint;

  if (*text == '-')
    return "a negative number makes no sense here";
  if ((complaint = complaint_of_start (text)) != NULL)
    return complaint;
  text += strspn (text, DIGITS);
  if (*text == '.' || g_ascii_tolower (*text) == 'e')
    return "a whole number is needed, without fraction or exponent";
  return complaint_of_end (text);
}

gboolean
enisim_whole_parse (const char *text, guint64 min, guint64 max, guint64 *value, const char **reason)
{
  const char *complaint = complaint_of_whole (text);
  guint64 whole = 0;

  for (const char *digit = text; complaint == NULL && *digit != '\0'; digit++)
    if (!g_uint64_checked_mul (&whole, whole, 10)
        || !g_uint64_checked_add (&whole, whole, (guint64) (*digit - '0')) || whole > max)
      complaint = "too large";
  if (complaint == NULL && whole < min)
    complaint = "too small";
  if (complaint != NULL)
    {
      *reason = complaint;
      return FALSE;
    }
  *value = whole;
  return TRUE;
}

static const char *
complaint_of_decimal (const char *text)
{
  const char *complaint;

  if (*text == '-')
    text++;
  if ((complaint = complaint_of_start (text)) != NULL)
    return complaint;
  text += strspn (text, DIGITS);
  if (*text == '.')
    {
      if (!g_ascii_isdigit (*++text))
        return "a digit is needed after the point";
      text += strspn (text, DIGITS);
    }
  if (g_ascii_tolower (*text) == 'e')
    {
      text++;
      if (*text == '+' || *text == '-')
        text++;
      if (!g_ascii_isdigit (*text))
        return "a digit is needed in the exponent";
      text += strspn (text, DIGITS);
    }
  return complaint_of_end (text);
}

/* Of a text that is a decimal number: whether its value is not nought. */
static gboolean
has_value (const char *text)
{
  return g_ascii_isdigit (text[strcspn (text, "123456789eE")]);
}

gboolean
enisim_decimal_parse (const char *text, double *value, const char **reason)
{
  const char *complaint = complaint_of_decimal (text);
  const double decimal = complaint == NULL ? g_ascii_strtod (text, NULL) : 0;

  if (complaint == NULL && isinf (decimal))
    complaint = "too large";
  if (complaint == NULL && fpclassify (decimal) == FP_ZERO && has_value (text))
    complaint = "too close to 0";
  if (complaint != NULL)
    {
      *reason = complaint;
      return FALSE;
    }
  *value = decimal;
  return TRUE;
}

/* Fifteen digits bring back all that people write, seventeen every double. */
char *
enisim_decimal_format (double value, char text[ENISIM_DECIMAL_SIZE])
{
  static const char *const FORMATS[] = { "%.15g", "%.16g", "%.17g" };

  g_assert (isfinite (value));
  for (guint i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    {
      g_ascii_formatd (text, ENISIM_DECIMAL_SIZE, FORMATS[i], value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  return text;
}
