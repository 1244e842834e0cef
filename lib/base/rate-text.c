/* rate-text.c: rates as people write them, a number per unit of time
 *
 * 100/min has no exact double.  A parse rounds only once beyond the number itself, and a format
 * takes a unit only if that parse gives the rate back.
 */
#include "base/rate-text.h"

#include "base/number-text.h"
#include "base/span-text.h"

#include <math.h>
#include <string.h>

/* Both factors are whole, so that the conversion rounds once. */
static double
per_second_of (double number, GTimeSpan unit_us)
{
  if (unit_us >= G_TIME_SPAN_SECOND)
    return number / (double) (unit_us / G_TIME_SPAN_SECOND);
  return number * (double) (G_TIME_SPAN_SECOND / unit_us);
}

/* Returns: (nullable): the complaint. */
static const char *
read_rate (const char *text, double *per_second)
{
  const char *slash = text + strcspn (text, "/");
  g_autofree char *number_text = g_strndup (text, (gsize) (slash - text));
  const char *reason = NULL;
  GTimeSpan unit_us;
  double number;

  if (!enisim_decimal_parse (number_text, &number, &reason))
    return reason;
  if (*slash == '\0' || slash[1] == '\0')
    return "a unit is needed, as in 5/s, 100/min or 12/h";
  if (!enisim_span_unit_parse (slash + 1, strlen (slash + 1), &unit_us, &reason))
    return reason;
  if (number <= 0)
    return "a rate is more than 0";
  *per_second = per_second_of (number, unit_us);
  return isfinite (*per_second) && *per_second > 0 ? NULL : "out of the range of a double";
}

gboolean
enisim_rate_parse (const char *text, double *per_second, const char **reason)
{
  double rate = 0;
  const char *complaint = read_rate (text, &rate);

  if (complaint != NULL)
    {
      *reason = complaint;
      return FALSE;
    }
  *per_second = rate;
  return TRUE;
}

/* Writes @per_second per @unit_us.  Returns: whether reading it gives the same rate. */
static gboolean
write_exactly (double per_second, GTimeSpan unit_us, char text[ENISIM_DECIMAL_SIZE])
{
  const double number = per_second * (double) (unit_us / G_TIME_SPAN_SECOND);

  if (!isfinite (number))
    return FALSE;
  enisim_decimal_format (number, text);
  return per_second_of (number, unit_us) == per_second;
}

char *
enisim_rate_format (double per_second)
{
  static const struct
  {
    const char *name;
    GTimeSpan us;
  } UNITS[] = { { "s", G_TIME_SPAN_SECOND },
                { "min", G_TIME_SPAN_MINUTE },
                { "h", G_TIME_SPAN_HOUR },
                { "d", G_TIME_SPAN_DAY } };
  char best[ENISIM_DECIMAL_SIZE];
  char text[ENISIM_DECIMAL_SIZE];
  guint best_unit = 0;

  g_assert (isfinite (per_second) && per_second > 0);
  enisim_decimal_format (per_second, best);
  for (guint i = 1; i < G_N_ELEMENTS (UNITS); i++)
    if (write_exactly (per_second, UNITS[i].us, text) && strlen (text) < strlen (best))
      {
        strcpy (best, text);
        best_unit = i;
      }
  return g_strconcat (best, "/", UNITS[best_unit].name, NULL);
}
