/* text-page.c: text for people, in lines of a bounded width */
#include "report/text-page.h"

#include <string.h>

static const char replacement[] = "\357\277\275"; /* U+FFFD */

enum
{
  HANGING_INDENT = 2
};

/* Controls would end a line or begin an escape; formats turn the direction of what follows. */
static gboolean
is_harmless (gunichar c)
{
  if (c >= ' ' && c < 0x7f)
    return TRUE;
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return FALSE;
    default:
      return TRUE;
    }
}

char *
enisim_text_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    if (is_harmless (g_utf8_get_char (p)))
      g_string_append_len (clean, p, g_utf8_next_char (p) - p);
    else
      g_string_append (clean, replacement);
  return g_string_free (clean, FALSE);
}

static guint
measure_char (const char *p)
{
  const gunichar c = g_utf8_get_char (p);

  if (c < 0x7f) /* nearly all, and no control, for the text is clean */
    return 1;
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

guint
enisim_text_measure (const char *text, gsize n_bytes)
{
  guint width = 0;

  for (const char *p = text; p < text + n_bytes; p = g_utf8_next_char (p))
    width += measure_char (p);
  return width;
}

guint
enisim_text_measure_words (const char *text)
{
  guint width_max = 0;

  while (*text != '\0')
    {
      const gsize n_bytes = strcspn (text, " ");

      width_max = MAX (width_max, enisim_text_measure (text, n_bytes));
      text += n_bytes + strspn (text + n_bytes, " ");
    }
  return width_max;
}

/* For a word longer than a line.  One character at least, or nothing would ever end. */
static gsize
cut_word (const char *text, guint width)
{
  const char *p = text;
  guint used = 0;

  do
    {
      used += measure_char (p);
      p = g_utf8_next_char (p);
    }
  while (*p != '\0' && used + measure_char (p) <= width);
  return (gsize) (p - text);
}

gsize
enisim_text_break (const char *text, guint width, const char **next)
{
  gsize n_bytes = strcspn (text, " ");
  guint used = width > 0 ? enisim_text_measure (text, n_bytes) : 0;

  if (used > width)
    n_bytes = cut_word (text, width);
  else
    for (gsize end = n_bytes; text[end] != '\0'; n_bytes = end)
      {
        const gsize gap = strspn (text + end, " ");

        end += gap + strcspn (text + end + gap, " ");
        if (width > 0)
          used += enisim_text_measure (text + n_bytes, end - n_bytes);
        if (text[n_bytes + gap] == '\0' || used > width)
          break;
      }
  *next = text + n_bytes + strspn (text + n_bytes, " ");
  if (**next == '\0')
    *next = NULL;
  return n_bytes;
}

void
enisim_text_page_add (EnisimTextPage *page, const char *text, gsize n_bytes, gboolean is_alert)
{
  const gboolean is_red = is_alert && page->use_colour;

  g_string_append (page->out, is_red ? ENISIM_TEXT_ALERT : "");
  g_string_append_len (page->out, text, (gssize) n_bytes);
  g_string_append (page->out, is_red ? ENISIM_TEXT_ALERT_END : "");
}

void
enisim_text_page_add_spaces (EnisimTextPage *page, guint n)
{
  g_string_append_printf (page->out, "%*s", (int) n, "");
}

void
enisim_text_page_end_line (EnisimTextPage *page)
{
  g_string_append_c (page->out, '\n');
}

void
enisim_text_page_add_paragraph (EnisimTextPage *page, guint indent, const char *text,
                                gboolean is_alert)
{
  g_autofree char *clean = enisim_text_clean (text);
  const char *line = clean, *next;

  for (guint inset = indent; line != NULL; line = next, inset = indent + HANGING_INDENT)
    {
      const gsize n_bytes
          = enisim_text_break (line, page->width == 0 ? 0 : page->width - inset, &next);

      enisim_text_page_add_spaces (page, inset);
      enisim_text_page_add (page, line, n_bytes, is_alert);
      enisim_text_page_end_line (page);
    }
}

void
enisim_text_page_begin_section (EnisimTextPage *page)
{
  if (page->out->len > 0)
    g_string_append_c (page->out, '\n');
}
