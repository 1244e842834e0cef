/* json-writer.c: JSON as a stream, into a string */
#include "text/json-writer.h"

#include <math.h>
#include <string.h>

enum
{
  DIGITS_MIN = 15, /* any decimal of so many digits survives in a double */
  DIGITS_MAX = 17  /* so many tell any two doubles apart */
};

void
enisim_json_writer_init (EnisimJsonWriter *writer, GString *out, EnisimJsonStyle style)
{
  *writer = (EnisimJsonWriter){ .out = out, .style = style };
}

static void
break_line (EnisimJsonWriter *writer)
{
  if (writer->style != ENISIM_JSON_PRETTY)
    return;
  g_string_append_c (writer->out, '\n');
  for (guint i = 0; i < writer->depth; i++)
    g_string_append (writer->out, "  ");
}

/* What stands between the item before and the one that comes. */
static void
begin_item (EnisimJsonWriter *writer)
{
  if (writer->n_items[writer->depth]++ > 0)
    g_string_append_c (writer->out, ',');
  if (writer->depth > 0)
    break_line (writer);
}

static void
begin_value (EnisimJsonWriter *writer)
{
  const gboolean is_member = writer->depth > 0 && writer->closers[writer->depth] == '}';

  g_assert (is_member == writer->has_name);
  g_assert (writer->depth > 0 || writer->n_items[0] == 0);
  if (!is_member)
    begin_item (writer);
  writer->has_name = FALSE;
}

static void
begin_level (EnisimJsonWriter *writer, char opener, char closer)
{
  begin_value (writer);
  g_assert (writer->depth < ENISIM_JSON_DEPTH_MAX);
  writer->depth++;
  writer->closers[writer->depth] = closer;
  writer->n_items[writer->depth] = 0;
  g_string_append_c (writer->out, opener);
}

static void
end_level (EnisimJsonWriter *writer, char closer)
{
  guint64 n_items;

  g_assert (writer->depth > 0 && writer->closers[writer->depth] == closer && !writer->has_name);
  n_items = writer->n_items[writer->depth];
  writer->depth--;
  if (n_items > 0)
    break_line (writer);
  g_string_append_c (writer->out, closer);
}

void
enisim_json_writer_begin_object (EnisimJsonWriter *writer)
{
  begin_level (writer, '{', '}');
}

void
enisim_json_writer_end_object (EnisimJsonWriter *writer)
{
  end_level (writer, '}');
}

void
enisim_json_writer_begin_array (EnisimJsonWriter *writer)
{
  begin_level (writer, '[', ']');
}

void
enisim_json_writer_end_array (EnisimJsonWriter *writer)
{
  end_level (writer, ']');
}

static void
append_escape (GString *out, gunichar c)
{
  if (c > 0xffff)
    g_string_append_printf (out, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
                            0xdc00 + ((c - 0x10000) & 0x3ff));
  else
    g_string_append_printf (out, "\\u%04x", c);
}

/* U+2028 and U+2029 count as printable, yet end a line for some who read scripts. */
static void
append_character (GString *out, gunichar c)
{
  switch (c)
    {
    case '"':
      g_string_append (out, "\\\"");
      break;
    case '\\':
      g_string_append (out, "\\\\");
      break;
    case '\n':
      g_string_append (out, "\\n");
      break;
    case '\r':
      g_string_append (out, "\\r");
      break;
    case '\t':
      g_string_append (out, "\\t");
      break;
    default:
      if (g_unichar_isprint (c) && c != 0x2028 && c != 0x2029)
        g_string_append_unichar (out, c);
      else
        append_escape (out, c);
    }
}

static void
append_string (GString *out, const char *text)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  g_string_append_c (out, '"');
  for (; *text; text = g_utf8_next_char (text))
    append_character (out, g_utf8_get_char (text));
  g_string_append_c (out, '"');
}

void
enisim_json_writer_name (EnisimJsonWriter *writer, const char *name)
{
  g_assert (writer->depth > 0 && writer->closers[writer->depth] == '}' && !writer->has_name);
  begin_item (writer);
  append_string (writer->out, name);
  g_string_append (writer->out, writer->style == ENISIM_JSON_PRETTY ? ": " : ":");
  writer->has_name = TRUE;
}

void
enisim_json_writer_string (EnisimJsonWriter *writer, const char *text)
{
  if (!text)
    {
      enisim_json_writer_null (writer);
      return;
    }
  begin_value (writer);
  append_string (writer->out, text);
}

void
enisim_json_writer_int (EnisimJsonWriter *writer, gint64 value)
{
  begin_value (writer);
  g_string_append_printf (writer->out, "%" G_GINT64_FORMAT, value);
}

void
enisim_json_writer_uint (EnisimJsonWriter *writer, guint64 value)
{
  begin_value (writer);
  g_string_append_printf (writer->out, "%" G_GUINT64_FORMAT, value);
}

/* By GLib's ASCII calls: the locale may have a comma for a point. */
static void
append_double (GString *out, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = DIGITS_MIN; digits <= DIGITS_MAX; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (text, sizeof text, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  g_string_append (out, text);
  if (!strpbrk (text, ".e"))
    g_string_append (out, ".0");
}

void
enisim_json_writer_double (EnisimJsonWriter *writer, double value)
{
  if (!isfinite (value))
    {
      enisim_json_writer_null (writer);
      return;
    }
  begin_value (writer);
  append_double (writer->out, value);
}

void
enisim_json_writer_bool (EnisimJsonWriter *writer, gboolean value)
{
  begin_value (writer);
  g_string_append (writer->out, value ? "true" : "false");
}

void
enisim_json_writer_null (EnisimJsonWriter *writer)
{
  begin_value (writer);
  g_string_append (writer->out, "null");
}

void
enisim_json_writer_verify (const EnisimJsonWriter *writer)
{
  g_assert_cmpuint (writer->depth, ==, 0);
  g_assert_cmpuint (writer->n_items[0], ==, 1);
  g_assert_false (writer->has_name);
}
