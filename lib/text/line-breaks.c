/* line-breaks.c: JSON that is all one line, broken into lines for a parser that needs them */
#include "text/line-breaks.h"

#include <string.h>

enum
{
  LONG_LINE_BYTES = 4096,
  LINE_BYTES = 256 /* after which a comma ends the line */
};

static gboolean
has_long_line (const guint8 *bytes, gsize n_bytes)
{
  const guint8 *end = bytes + n_bytes;

  while (bytes < end)
    {
      const guint8 *stop = memchr (bytes, '\n', (gsize) (end - bytes));

      stop = stop ? stop : end;
      if (stop - bytes > LONG_LINE_BYTES)
        return TRUE;
      bytes = stop + 1;
    }
  return FALSE;
}

/* What JSON has outside of its texts. */
static gboolean
is_json_byte (guint8 byte)
{
  return g_ascii_isalnum (byte) || (byte != '\0' && strchr ("{}[]:,\" \t\r\n+-.", byte));
}

/* Where the text that begins at @begin has its closing quote, or the end of all. */
static gsize
find_quote (const guint8 *bytes, gsize n_bytes, gsize begin)
{
  gsize i = begin + 1;

  while (i < n_bytes && bytes[i] != '"')
    i += bytes[i] == '\\' ? 2 : 1;
  return MIN (i, n_bytes);
}

static gboolean
is_json (const guint8 *bytes, gsize n_bytes)
{
  gsize i = n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (i < n_bytes && g_ascii_isspace (bytes[i]))
    i++;
  if (i == n_bytes || (bytes[i] != '{' && bytes[i] != '['))
    return FALSE;
  for (; i < n_bytes; i++)
    {
      if (bytes[i] == '"')
        i = find_quote (bytes, n_bytes, i);
      else if (!is_json_byte (bytes[i]))
        return FALSE;
    }
  return TRUE;
}

static void
begin_line (EnisimLineBreaks *breaks, EnisimLineStart at)
{
  g_array_append_val (breaks->starts, at);
}

/* Columns are characters: what continues one counts for none.  A line ends as it does for the
 * parser: by LF, by CR or by both. */
static void
move_on (EnisimLineBreaks *breaks, const guint8 *bytes, gsize i, gsize n_bytes, EnisimLineStart *at)
{
  if (bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == n_bytes || bytes[i + 1] != '\n')))
    {
      *at = (EnisimLineStart){ at->line + 1, 1 };
      begin_line (breaks, *at);
    }
  else if ((bytes[i] & 0xc0) != 0x80)
    at->column++;
}

static void
break_lines (EnisimLineBreaks *breaks, const guint8 *bytes, gsize n_bytes)
{
  EnisimLineStart at = { 1, 1 };
  gsize line_begin = 0, n_copied = 0;
  gboolean is_text = FALSE;

  begin_line (breaks, at);
  if (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    at.column--; /* a byte order mark has no column */
  for (gsize i = 0; i < n_bytes; i++)
    {
      const guint n_lines = breaks->starts->len;

      move_on (breaks, bytes, i, n_bytes, &at);
      if (breaks->starts->len > n_lines)
        line_begin = i + 1;
      if (is_text && bytes[i] == '\\' && i + 1 < n_bytes)
        move_on (breaks, bytes, ++i, n_bytes, &at);
      else if (bytes[i] == '"')
        is_text = !is_text;
      else if (!is_text && bytes[i] == ',' && i - line_begin >= LINE_BYTES)
        {
          g_byte_array_append (breaks->bytes, bytes + n_copied, (guint) (i + 1 - n_copied));
          g_byte_array_append (breaks->bytes, (const guint8 *) "\n", 1);
          begin_line (breaks, at);
          n_copied = line_begin = i + 1;
        }
    }
  g_byte_array_append (breaks->bytes, bytes + n_copied, (guint) (n_bytes - n_copied));
}

void
enisim_line_breaks_init (EnisimLineBreaks *breaks, const guint8 *bytes, gsize n_bytes)
{
  *breaks = (EnisimLineBreaks){ .bytes = NULL };
  if (!has_long_line (bytes, n_bytes) || !is_json (bytes, n_bytes))
    return;
  breaks->bytes = g_byte_array_sized_new ((guint) (n_bytes + n_bytes / LINE_BYTES + 1));
  breaks->starts = g_array_new (FALSE, FALSE, sizeof (EnisimLineStart));
  break_lines (breaks, bytes, n_bytes);
}

void
enisim_line_breaks_clear (EnisimLineBreaks *breaks)
{
  if (breaks->bytes)
    g_byte_array_unref (breaks->bytes);
  if (breaks->starts)
    g_array_unref (breaks->starts);
  *breaks = (EnisimLineBreaks){ .bytes = NULL };
}

EnisimLineStart
enisim_line_breaks_find (const EnisimLineBreaks *breaks, guint line, guint column)
{
  EnisimLineStart start;

  if (!breaks->starts || line < 1 || line > breaks->starts->len)
    return (EnisimLineStart){ line, column };
  start = g_array_index (breaks->starts, EnisimLineStart, line - 1);
  return (EnisimLineStart){ start.line, start.column + column - 1 };
}
