/* jsonl-reader.c: the objects of a file of JSON lines, one at a time
 *
 * The byte behind a line is made its end, which is what json-scan.c goes by.  A value with escapes
 * is written without them into a second buffer; it never grows by that, so the values of one line
 * have room in as many bytes as the longest line has.
 */
#include "workload/jsonl-reader.h"

#include <stdarg.h>
#include <string.h>

#include <enisim/enisim-error.h>

#include "base/nearest.h"
#include "workload/jsonl-reader-private.h"

enum
{
  LINE_END_BYTES_MAX = 2 /* CRLF */
};

G_STATIC_ASSERT (ENISIM_JSONL_DEPTH_MAX == ENISIM_JSON_SCAN_DEPTH_MAX);

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

/* Passes the complaint of the scan on. */
static gboolean
fail (EnisimJsonlReader *reader, GError **error)
{
  reader->is_spent = TRUE;
  return set_error (reader, reader->scan.complaint_at, error, reader->scan.complaint);
}

/* Reads the object once more for the keys it has. */
static gboolean
fail_no_key (EnisimJsonlReader *reader, gsize start, guint index)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *wanted = reader->keys[index].text;
  g_autofree char *quoted
      = enisim_trace_cell_dup_quoted ((EnisimTraceCell){ wanted, reader->keys[index].length });
  g_autofree char *nearest_quoted = NULL;
  const char *nearest;

  reader->names = names;
  enisim_jsonl_reader_read_object (reader, start);
  reader->names = NULL;
  g_ptr_array_add (names, NULL);
  nearest = enisim_nearest (wanted, (const char *const *) names->pdata);
  if (nearest != NULL)
    nearest_quoted = enisim_trace_cell_dup_quoted ((EnisimTraceCell){ nearest, strlen (nearest) });
  return enisim_json_scan_fail (&reader->scan, start, "no key %s%s%s, expected it in each object",
                                quoted, nearest != NULL ? ", the nearest is " : "",
                                nearest != NULL ? nearest_quoted : "");
}

/* Lines */

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
    if (keys[i] != NULL)
      {
        reader->keys[i] = (EnisimJsonlKey){ g_strdup (keys[i]), strlen (keys[i]) };
        for (guint j = 0; j < i; j++)
          reader->has_twins |= g_strcmp0 (keys[i], keys[j]) == 0;
      }
  reader->line_bytes_max = line_bytes_max;
  reader->unescaped = g_malloc (line_bytes_max);
  if (!enisim_row_buffer_init (&reader->buffer, path, "a file of JSON lines", line_bytes_max,
                               error))
    g_clear_pointer (&reader, enisim_jsonl_reader_free);
  return reader;
}

void
enisim_jsonl_reader_free (EnisimJsonlReader *reader)
{
  enisim_row_buffer_clear (&reader->buffer);
  enisim_json_scan_clear (&reader->scan);
  for (guint i = 0; i < reader->n_keys; i++)
    g_free (reader->keys[i].text);
  g_free (reader->unescaped);
  g_free (reader->path);
  g_free (reader);
}

/* Where the next line feed stands, reading on until it is there; as far as the line may reach or
 * the file goes if there is none.  Returns: FALSE with @error set. */
static gboolean
find_line_end (EnisimJsonlReader *reader, gsize *line_end, GError **error)
{
  EnisimRowBuffer *buffer = &reader->buffer;
  const gsize line_max = reader->line_bytes_max + LINE_END_BYTES_MAX;

  for (;;)
    {
      *line_end = enisim_row_buffer_find (buffer, buffer->next_row, '\n');
      if (*line_end < buffer->end || buffer->is_at_eof
          || enisim_row_buffer_get_n_left (buffer) >= line_max)
        break;
      if (!enisim_row_buffer_fill (buffer, error))
        return FALSE;
    }
  *line_end = MIN (*line_end, buffer->next_row + line_max);
  return TRUE;
}

/* Returns: FALSE at the end or with @error set. */
static gboolean
next_line (EnisimJsonlReader *reader, GError **error)
{
  EnisimRowBuffer *buffer = &reader->buffer;
  gsize line_end, length;
  char *text;

  if (!find_line_end (reader, &line_end, error))
    {
      reader->is_spent = TRUE;
      return FALSE;
    }
  buffer->row = buffer->next_row;
  if (buffer->row == buffer->end)
    return FALSE;
  reader->line++;
  buffer->next_row = MIN (line_end + 1, buffer->end);
  text = buffer->bytes + buffer->row;
  length = line_end - buffer->row;
  if (length > 0 && text[length - 1] == '\r')
    length--;
  if (length > reader->line_bytes_max)
    {
      enisim_json_scan_fail (&reader->scan, 0,
                             "line of more than %" G_GSIZE_FORMAT " bytes, expected a shorter one",
                             reader->line_bytes_max);
      return fail (reader, error);
    }
  text[length] = '\0';
  reader->scan = (EnisimJsonScan){ .text = text, .length = length };
  return TRUE;
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
      enisim_json_scan_blanks (&reader->scan);
    }
  while (reader->scan.at == reader->scan.length);
  start = reader->scan.at;
  if (!enisim_jsonl_reader_read_object (reader, start))
    return fail (reader, error);
  for (guint i = 0; i < reader->n_keys; i++)
    if (reader->keys[i].text != NULL && !reader->values[i].is_there)
      {
        fail_no_key (reader, start, i);
        return fail (reader, error);
      }
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
  return enisim_row_buffer_get_progress_ratio (&reader->buffer);
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
  return enisim_trace_file_fail (reader->buffer.file, error, what, NULL);
}

void
enisim_jsonl_reader_verify (const EnisimJsonlReader *reader)
{
  enisim_row_buffer_verify (&reader->buffer);
  g_assert_true (reader->n_unescaped <= reader->line_bytes_max);
  g_assert_null (reader->names);
  g_assert_true (reader->is_spent || reader->scan.complaint == NULL);
  if (reader->is_spent || reader->buffer.row == reader->buffer.next_row)
    return;
  g_assert_cmpuint (reader->scan.length, <=, reader->line_bytes_max);
  for (guint i = 0; i < reader->n_keys; i++)
    g_assert_true (!reader->values[i].is_there || reader->values[i].place < reader->scan.length);
}
