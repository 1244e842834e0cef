/* jsonl-reader.c: the objects of a file of JSON lines, one at a time
 *
 * As with a CSV file, a line is read only where the buffer holds the whole of it, so that no state
 * has to survive a refill and most values are slices of the buffer.  A value with escapes is
 * written without them into a second buffer; it never grows by that, so the values of one line
 * have room in as many bytes as the longest line has.
 */
#include "workload/jsonl-reader.h"

#include <stdarg.h>
#include <string.h>

#include <enisim/enisim-error.h>

#include "base/nearest.h"
#include "workload/trace-file.h"

enum
{
  BUFFER_LINES = 2,       /* longest lines to a buffer */
  LINE_END_BYTES_MAX = 2, /* CRLF */
  HEX_DIGITS = 4          /* of an escape */
};

typedef struct
{
  gboolean is_there;
  gsize place; /* in the line */
  EnisimTraceCell cell;
} Value;

/* Offsets count from the start of the buffer, places from that of the line. */
struct EnisimJsonlReader
{
  char *path;
  EnisimTraceFile *file;
  gboolean is_at_eof;
  gboolean is_spent; /* has failed */

  char *buffer;
  gsize capacity;
  gsize line_bytes_max;
  gsize row;      /* start of the current line */
  gsize length;   /* of it, without its end */
  gsize next_row; /* row <= next_row <= end */
  gsize end;      /* of what is in the buffer */
  guint64 line;   /* number of the current line; 0 before the first */

  guint n_keys;
  char *keys[ENISIM_JSONL_KEYS_MAX];
  Value values[ENISIM_JSONL_KEYS_MAX];
  GPtrArray *names; /* (nullable) of char *: where all keys of an object are wanted */
  char *unescaped;  /* line_bytes_max */
  gsize n_unescaped;
};

/* Complaints */

static gboolean
set_error (const EnisimJsonlReader *reader, gsize place, GError **error, const char *text)
{
  g_autofree char *name = g_filename_display_name (reader->path);

  g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID,
               "%s:%" G_GUINT64_FORMAT ":%" G_GSIZE_FORMAT ": %s", name, reader->line, place + 1,
               text);
  return FALSE;
}

G_GNUC_PRINTF (4, 5)
static gboolean
fail_at (EnisimJsonlReader *reader, gsize place, GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  reader->is_spent = TRUE;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return set_error (reader, place, error, text);
}

/* Neither the line feed nor anything behind it is part of the line. */
static inline char
peek (const EnisimJsonlReader *reader, gsize place)
{
  return place < reader->length ? reader->buffer[reader->row + place] : '\0';
}

static gboolean
fail_unexpected (EnisimJsonlReader *reader, gsize place, GError **error, const char *expected)
{
  const EnisimTraceCell rest
      = { reader->buffer + reader->row + place, MIN (1, reader->length - place) };
  g_autofree char *quoted = enisim_trace_cell_dup_quoted (rest);

  if (place == reader->length)
    return fail_at (reader, place, error, "end of the line, expected %s", expected);
  if (peek (reader, place) == '\0')
    return fail_at (reader, place, error, "NUL byte, expected %s", expected);
  return fail_at (reader, place, error, "%s, expected %s", quoted, expected);
}

/* Scanning.  Each call begins at *@at and leaves it behind what it has read. */

static void
skip_blanks (const EnisimJsonlReader *reader, gsize *at)
{
  while (peek (reader, *at) == ' ' || peek (reader, *at) == '\t' || peek (reader, *at) == '\r')
    ++*at;
}

static gboolean
scan_escape (EnisimJsonlReader *reader, gsize *at, GError **error)
{
  const char c = peek (reader, *at + 1);

  if (c != 'u')
    {
      if (c == '\0' || strchr ("\"\\/bfnrt", c) == NULL)
        return fail_unexpected (reader, *at + 1, error, "one of \"\\/bfnrtu after a backslash");
      *at += 2;
      return TRUE;
    }
  *at += 2;
  for (guint i = 0; i < HEX_DIGITS; i++, ++*at)
    if (!g_ascii_isxdigit (peek (reader, *at)))
      return fail_unexpected (reader, *at, error, "four hexadecimal digits after \\u");
  return TRUE;
}

/* At an opening quote. */
static gboolean
scan_string (EnisimJsonlReader *reader, gsize *at, gboolean *has_escapes, GError **error)
{
  const gsize start = (*at)++;

  *has_escapes = FALSE;
  for (;;)
    {
      const char c = peek (reader, *at);

      if (c == '"')
        {
          ++*at;
          return TRUE;
        }
      if (*at == reader->length)
        return fail_at (reader, start, error, "string without an end, expected a closing quote");
      if ((guchar) c < ' ')
        return fail_at (reader, *at, error, "control character in a string, expected an escape");
      if (c != '\\')
        ++*at;
      else if (scan_escape (reader, at, error))
        *has_escapes = TRUE;
      else
        return FALSE;
    }
}

static gboolean
scan_digits (EnisimJsonlReader *reader, gsize *at, GError **error)
{
  if (!g_ascii_isdigit (peek (reader, *at)))
    return fail_unexpected (reader, *at, error, "a digit");
  while (g_ascii_isdigit (peek (reader, *at)))
    ++*at;
  return TRUE;
}

static gboolean
scan_number (EnisimJsonlReader *reader, gsize *at, GError **error)
{
  if (peek (reader, *at) == '-')
    ++*at;
  if (peek (reader, *at) == '0' && g_ascii_isdigit (peek (reader, *at + 1)))
    return fail_at (reader, *at, error, "number with a zero in front, expected it without");
  if (!scan_digits (reader, at, error))
    return FALSE;
  if (peek (reader, *at) == '.')
    {
      ++*at;
      if (!scan_digits (reader, at, error))
        return FALSE;
    }
  if (peek (reader, *at) != 'e' && peek (reader, *at) != 'E')
    return TRUE;
  ++*at;
  if (peek (reader, *at) == '-' || peek (reader, *at) == '+')
    ++*at;
  return scan_digits (reader, at, error);
}

static gboolean
scan_word (EnisimJsonlReader *reader, gsize *at, GError **error)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const gsize length = strlen (words[i]);

      if (reader->length - *at >= length
          && memcmp (reader->buffer + reader->row + *at, words[i], length) == 0)
        {
          *at += length;
          return TRUE;
        }
    }
  return fail_unexpected (reader, *at, error, "a value");
}

static gboolean scan_container (EnisimJsonlReader *reader, gsize *at, guint depth, GError **error);

/* @depth: of the container that the value is in */
static gboolean
scan_value (EnisimJsonlReader *reader, gsize *at, guint depth, GError **error)
{
  gboolean unused;

  switch (peek (reader, *at))
    {
    case '"':
      return scan_string (reader, at, &unused, error);
    case '{':
    case '[':
      return scan_container (reader, at, depth + 1, error);
    default:
      if (peek (reader, *at) == '-' || g_ascii_isdigit (peek (reader, *at)))
        return scan_number (reader, at, error);
      return scan_word (reader, at, error);
    }
}

/* Values */

static guint
read_hex (const char *digits)
{
  guint value = 0;

  for (guint i = 0; i < HEX_DIGITS; i++)
    value = value << 4 | (guint) g_ascii_xdigit_value (digits[i]);
  return value;
}

/* @text is at the `u` of an escape.  Returns: how many bytes after that were read; 0 if they are
 * half a character. */
static gsize
read_escaped_character (const char *text, gsize length, gunichar *character)
{
  const guint first = read_hex (text + 1);
  guint second;

  *character = first;
  if (first < 0xd800 || first > 0xdfff)
    return HEX_DIGITS;
  if (first > 0xdbff || length < 2 * (HEX_DIGITS + 1) + 1 || text[HEX_DIGITS + 1] != '\\'
      || text[HEX_DIGITS + 2] != 'u')
    return 0;
  second = read_hex (text + HEX_DIGITS + 3);
  if (second < 0xdc00 || second > 0xdfff)
    return 0;
  *character = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
  return 2 * HEX_DIGITS + 2;
}

static char
read_short_escape (char c)
{
  static const char letters[] = "bfnrt", controls[] = "\b\f\n\r\t";
  const char *letter = strchr (letters, c);

  return letter != NULL ? controls[letter - letters] : c;
}

/* The text between the quotes at @start and before @end, of which all escapes are well-formed. */
static gboolean
unescape (EnisimJsonlReader *reader, gsize start, gsize end, EnisimTraceCell *cell, GError **error)
{
  const char *row = reader->buffer + reader->row;
  char *out = reader->unescaped + reader->n_unescaped;
  gsize n = 0;

  for (gsize at = start + 1; at < end - 1; at++)
    {
      gunichar character;
      gsize n_read;

      if (row[at] != '\\')
        out[n++] = row[at];
      else if (row[++at] != 'u')
        out[n++] = read_short_escape (row[at]);
      else
        {
          n_read = read_escaped_character (row + at, end - 1 - at, &character);
          if (n_read == 0)
            return fail_at (reader, at - 1, error,
                            "escape of half a character, expected a pair of them");
          n += (gsize) g_unichar_to_utf8 (character, out + n);
          at += n_read;
        }
    }
  reader->n_unescaped += n;
  *cell = (EnisimTraceCell){ out, n };
  return TRUE;
}

static gboolean
read_string (EnisimJsonlReader *reader, gsize *at, EnisimTraceCell *cell, GError **error)
{
  const gsize start = *at;
  gboolean has_escapes;

  if (!scan_string (reader, at, &has_escapes, error))
    return FALSE;
  if (has_escapes)
    return unescape (reader, start, *at, cell, error);
  *cell = (EnisimTraceCell){ reader->buffer + reader->row + start + 1, *at - start - 2 };
  return TRUE;
}

static gboolean
fail_value (EnisimJsonlReader *reader, gsize place, gsize end, GError **error)
{
  const EnisimTraceCell cell = { reader->buffer + reader->row + place, end - place };
  const char first = cell.text[0];
  g_autofree char *word = g_strndup (cell.text, cell.length);

  return fail_at (reader, place, error, "%s, expected a string or a number",
                  first == '{'   ? "object"
                  : first == '[' ? "array"
                                 : word);
}

static gboolean
read_value (EnisimJsonlReader *reader, gsize *at, Value *value, GError **error)
{
  const char first = peek (reader, *at);

  value->is_there = TRUE;
  value->place = *at;
  if (first == '"')
    return read_string (reader, at, &value->cell, error);
  if (!scan_value (reader, at, 1, error))
    return FALSE;
  if (first != '-' && !g_ascii_isdigit (first))
    return fail_value (reader, value->place, *at, error);
  value->cell
      = (EnisimTraceCell){ reader->buffer + reader->row + value->place, *at - value->place };
  return TRUE;
}

/* Objects */

static gboolean
equals (EnisimTraceCell cell, const char *text)
{
  return text != NULL && strlen (text) == cell.length && memcmp (text, cell.text, cell.length) == 0;
}

/* A member of the line's own object. */
static gboolean
read_member (EnisimJsonlReader *reader, gsize key_place, EnisimTraceCell key, gsize *at,
             GError **error)
{
  g_autofree char *quoted = NULL;

  if (reader->names != NULL)
    g_ptr_array_add (reader->names, g_strndup (key.text, key.length));
  for (guint i = 0; i < reader->n_keys; i++)
    {
      if (!equals (key, reader->keys[i]))
        continue;
      if (!reader->values[i].is_there)
        {
          if (!read_value (reader, at, &reader->values[i], error))
            return FALSE;
          /* Two names may be asked for the same key. */
          for (guint j = i + 1; j < reader->n_keys; j++)
            if (equals (key, reader->keys[j]))
              reader->values[j] = reader->values[i];
          return TRUE;
        }
      quoted = enisim_trace_cell_dup_quoted (key);
      return fail_at (reader, key_place, error, "second key %s, expected one", quoted);
    }
  return scan_value (reader, at, 1, error);
}

static gboolean
scan_member (EnisimJsonlReader *reader, gsize *at, guint depth, GError **error)
{
  const gsize key_place = *at;
  EnisimTraceCell key;
  gboolean unused;

  if (peek (reader, *at) != '"')
    return fail_unexpected (reader, *at, error, "a key in quotes");
  if (!(depth == 1 ? read_string (reader, at, &key, error)
                   : scan_string (reader, at, &unused, error)))
    return FALSE;
  skip_blanks (reader, at);
  if (peek (reader, *at) != ':')
    return fail_unexpected (reader, *at, error, "a colon after the key");
  ++*at;
  skip_blanks (reader, at);
  if (depth > 1)
    return scan_value (reader, at, depth, error);
  return read_member (reader, key_place, key, at, error);
}

/* At an opening brace or bracket; @depth is its own, from 1. */
static gboolean
scan_container (EnisimJsonlReader *reader, gsize *at, guint depth, GError **error)
{
  const gboolean is_object = peek (reader, *at) == '{';
  const char close = is_object ? '}' : ']';

  if (depth > ENISIM_JSONL_DEPTH_MAX)
    return fail_at (reader, *at, error, "nested deeper than %d, expected less",
                    ENISIM_JSONL_DEPTH_MAX);
  ++*at;
  skip_blanks (reader, at);
  if (peek (reader, *at) == close)
    {
      ++*at;
      return TRUE;
    }
  for (;;)
    {
      if (!(is_object ? scan_member : scan_value) (reader, at, depth, error))
        return FALSE;
      skip_blanks (reader, at);
      if (peek (reader, *at) == close)
        break;
      if (peek (reader, *at) != ',')
        return fail_unexpected (reader, *at, error, is_object ? "a comma or }" : "a comma or ]");
      ++*at;
      skip_blanks (reader, at);
    }
  ++*at;
  return TRUE;
}

/* @start: of the object in the line */
static gboolean
read_object (EnisimJsonlReader *reader, gsize start, GError **error)
{
  gsize at = start;

  reader->n_unescaped = 0;
  for (guint i = 0; i < reader->n_keys; i++)
    reader->values[i].is_there = FALSE;
  if (peek (reader, at) != '{')
    return fail_unexpected (reader, at, error, "an object, {...}, to each line");
  if (!scan_container (reader, &at, 1, error))
    return FALSE;
  skip_blanks (reader, &at);
  return at == reader->length
         || fail_unexpected (reader, at, error, "the end of the line after the object");
}

/* Reads the object once more for the keys it has. */
static gboolean
fail_no_key (EnisimJsonlReader *reader, gsize start, guint index, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const EnisimTraceCell wanted = { reader->keys[index], strlen (reader->keys[index]) };
  g_autofree char *quoted = enisim_trace_cell_dup_quoted (wanted);
  g_autofree char *nearest_quoted = NULL;
  const char *nearest;

  reader->names = names;
  read_object (reader, start, NULL);
  reader->names = NULL;
  g_ptr_array_add (names, NULL);
  nearest = enisim_nearest (reader->keys[index], (const char *const *) names->pdata);
  if (nearest != NULL)
    nearest_quoted = enisim_trace_cell_dup_quoted ((EnisimTraceCell){ nearest, strlen (nearest) });
  return fail_at (reader, start, error, "no key %s%s%s, expected it in each object", quoted,
                  nearest != NULL ? ", the nearest is " : "",
                  nearest != NULL ? nearest_quoted : "");
}

/* Lines */

/* Moves what is left to the front and fills the rest. */
static gboolean
fill (EnisimJsonlReader *reader, GError **error)
{
  const gsize n_left = reader->end - reader->next_row, n_free = reader->capacity - n_left;
  gssize n;

  memmove (reader->buffer, reader->buffer + reader->next_row, n_left);
  reader->row = reader->next_row = 0;
  reader->end = n_left;
  n = enisim_trace_file_read (reader->file, reader->buffer + n_left, n_free, error);
  if (n < 0)
    {
      reader->is_spent = TRUE;
      return FALSE;
    }
  reader->end += (gsize) n;
  reader->is_at_eof = (gsize) n < n_free;
  return TRUE;
}

static gboolean
skip_marks (EnisimJsonlReader *reader, GError **error)
{
  static const char mark[] = "\xef\xbb\xbf", gzip_mark[] = "\x1f\x8b";

  if (reader->end >= sizeof gzip_mark - 1
      && memcmp (reader->buffer, gzip_mark, sizeof gzip_mark - 1) == 0)
    return enisim_trace_file_fail (reader->file, error,
                                   "is compressed twice or comes compressed from a pipe", NULL);
  if (reader->end >= sizeof mark - 1 && memcmp (reader->buffer, mark, sizeof mark - 1) == 0)
    reader->next_row = sizeof mark - 1;
  return TRUE;
}

EnisimJsonlReader *
enisim_jsonl_reader_new (const char *path, const char *const *keys, guint n_keys,
                         gsize line_bytes_max, GError **error)
{
  EnisimJsonlReader *reader = g_new0 (EnisimJsonlReader, 1);

  g_assert (line_bytes_max >= 1 && line_bytes_max <= ENISIM_JSONL_LINE_BYTES_MAX);
  g_assert (n_keys >= 1 && n_keys <= ENISIM_JSONL_KEYS_MAX);
  reader->path = g_strdup (path);
  reader->n_keys = n_keys;
  for (guint i = 0; i < n_keys; i++)
    reader->keys[i] = g_strdup (keys[i]);
  reader->line_bytes_max = line_bytes_max;
  reader->capacity = BUFFER_LINES * (line_bytes_max + LINE_END_BYTES_MAX);
  reader->buffer = g_malloc (reader->capacity);
  reader->unescaped = g_malloc (line_bytes_max);
  reader->file = enisim_trace_file_new (path, "a file of JSON lines", error);
  if (reader->file == NULL || !fill (reader, error) || !skip_marks (reader, error))
    g_clear_pointer (&reader, enisim_jsonl_reader_free);
  return reader;
}

void
enisim_jsonl_reader_free (EnisimJsonlReader *reader)
{
  g_clear_pointer (&reader->file, enisim_trace_file_free);
  for (guint i = 0; i < reader->n_keys; i++)
    g_free (reader->keys[i]);
  g_free (reader->unescaped);
  g_free (reader->buffer);
  g_free (reader->path);
  g_free (reader);
}

/* Returns: FALSE at the end or with @error set. */
static gboolean
next_line (EnisimJsonlReader *reader, GError **error)
{
  const char *start, *line_feed;
  gsize n_left;

  if (reader->end - reader->next_row < reader->line_bytes_max + LINE_END_BYTES_MAX
      && !reader->is_at_eof && !fill (reader, error))
    return FALSE;
  reader->row = reader->next_row;
  if (reader->row == reader->end)
    return FALSE;
  reader->line++;
  start = reader->buffer + reader->row;
  n_left = MIN (reader->end - reader->row, reader->line_bytes_max + LINE_END_BYTES_MAX);
  line_feed = memchr (start, '\n', n_left);
  reader->length = line_feed != NULL ? (gsize) (line_feed - start) : n_left;
  reader->next_row = reader->row + reader->length + (line_feed != NULL);
  if (reader->length > 0 && start[reader->length - 1] == '\r')
    reader->length--;
  if (reader->length <= reader->line_bytes_max)
    return TRUE;
  return fail_at (reader, 0, error,
                  "line of more than %" G_GSIZE_FORMAT " bytes, expected a shorter one",
                  reader->line_bytes_max);
}

gboolean
enisim_jsonl_reader_next (EnisimJsonlReader *reader, GError **error)
{
  gsize start;

  g_assert (!reader->is_spent);
  do
    {
      if (!next_line (reader, error))
        return FALSE;
      start = 0;
      skip_blanks (reader, &start);
    }
  while (start == reader->length);
  if (!read_object (reader, start, error))
    return FALSE;
  for (guint i = 0; i < reader->n_keys; i++)
    if (reader->keys[i] != NULL && !reader->values[i].is_there)
      return fail_no_key (reader, start, i, error);
  return TRUE;
}

EnisimTraceCell
enisim_jsonl_reader_get_cell (const EnisimJsonlReader *reader, guint index)
{
  g_assert (index < reader->n_keys && reader->values[index].is_there);
  return reader->values[index].cell;
}

guint64
enisim_jsonl_reader_get_line (const EnisimJsonlReader *reader)
{
  return reader->line;
}

double
enisim_jsonl_reader_get_progress_ratio (const EnisimJsonlReader *reader)
{
  if (reader->is_at_eof && reader->next_row == reader->end)
    return 1.0;
  return enisim_trace_file_get_progress_ratio (reader->file, reader->end - reader->next_row);
}

gboolean
enisim_jsonl_reader_fail (const EnisimJsonlReader *reader, guint index, GError **error,
                          const char *text)
{
  g_assert (index < reader->n_keys && reader->values[index].is_there);
  return set_error (reader, reader->values[index].place, error, text);
}

gboolean
enisim_jsonl_reader_fail_file (const EnisimJsonlReader *reader, GError **error, const char *what)
{
  return enisim_trace_file_fail (reader->file, error, what, NULL);
}

void
enisim_jsonl_reader_verify (const EnisimJsonlReader *reader)
{
  g_assert_true (reader->row <= reader->next_row);
  g_assert_true (reader->next_row <= reader->end);
  g_assert_true (reader->end <= reader->capacity);
  g_assert_true (reader->n_unescaped <= reader->line_bytes_max);
  g_assert_null (reader->names);
  if (reader->is_spent || reader->row == reader->next_row)
    return;
  for (guint i = 0; i < reader->n_keys; i++)
    g_assert_true (!reader->values[i].is_there || reader->values[i].place < reader->length);
}
