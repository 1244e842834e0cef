/* people-text.c: numbers, spans and lists as sentences have them */
#include "report/people-text.h"

#include "base/span-text.h"

void
enisim_people_add_count (GString *text, guint64 n, const char *one, const char *many)
{
  g_string_append_printf (text, "%" G_GUINT64_FORMAT " %s", n, n == 1 ? one : many);
}

void
enisim_people_add_joint (GString *text, guint64 index, guint64 n)
{
  if (index > 0)
    g_string_append (text, index + 1 == n ? " and " : ", ");
}

void
enisim_people_add_span (GString *text, GTimeSpan us)
{
  g_autofree char *span = NULL;

  if (us > ENISIM_TIME_MAX)
    {
      g_string_append_printf (text, "%" G_GINT64_FORMAT "s", us / G_TIME_SPAN_SECOND);
      return;
    }
  span = enisim_span_format (us);
  g_string_append (text, span);
}

void
enisim_people_add_rounded_span (GString *text, GTimeSpan us)
{
  const GTimeSpan grain_us = us < G_TIME_SPAN_SECOND ? 1 : G_TIME_SPAN_MILLISECOND;

  enisim_people_add_span (text, (us + grain_us / 2) / grain_us * grain_us);
}

void
enisim_people_add_mean (GString *text, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE + 320]; /* the greatest double has 309 before the point */

  g_string_append (text, g_ascii_formatd (digits, sizeof digits, "%.3f", value));
}
