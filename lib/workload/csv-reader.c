/* csv-reader.c: the rows of a CSV file, one at a time
 *
 * The limit on a row's length lets the buffer hold the whole of it: before each row it is topped up
 * if less than a longest row is left.
 */
#include "workload/csv-reader.h"

#include <stdarg.h>
#include <string.h>

#include <enisim/enisim-error.h>

#include "workload/csv-reader-private.h"

/* Complaints */

/* Nothing of a row is changed while it is current, so its lines can still be counted. */
G_GNUC_PRINTF (4, 0)
static void
fail_valist (const EnisimCsvReader *reader, gsize offset, GError **error, const char *format,
             va_list arguments)
{
  g_autofree char *name = g_filename_display_name (reader->path);
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  const char *row = enisim_csv_reader_get_row (reader);
  guint64 line = reader->line;
  gsize line_start = 0;

  for (gsize i = 0; i < offset; i++)
    if (row[i] == '\n')
      {
        line++;
        line_start = i + 1;
      }
  g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID,
               "%s:%" G_GUINT64_FORMAT ":%" G_GSIZE_FORMAT ": %s", name, line,
               offset - line_start + 1, text);
}

gboolean
enisim_csv_reader_fail_at (EnisimCsvReader *reader, gsize offset, GError **error,
                           const char *format, ...)
{
  va_list arguments;

  reader->is_spent = TRUE;
  va_start (arguments, format);
  fail_valist (reader, offset, error, format, arguments);
  va_end (arguments);
  return FALSE;
}

/* Buffer */

static gsize
find (const EnisimCsvReader *reader, gsize from, char c)
{
  return enisim_row_buffer_find (&reader->buffer, from, c);
}

static void
note_filled (EnisimCsvReader *reader)
{
  reader->quote = find (reader, reader->buffer.next_row, '"');
  reader->nul = find (reader, reader->buffer.next_row, '\0');
}

static gboolean
fill (EnisimCsvReader *reader, GError **error)
{
  if (!enisim_row_buffer_fill (&reader->buffer, error))
    {
      reader->is_spent = TRUE;
      return FALSE;
    }
  note_filled (reader);
  return TRUE;
}

/* Public */

/* A file of the old Mac's lines would otherwise be one long header. */
static gboolean
check_header (EnisimCsvReader *reader, GError **error)
{
  const char *row = enisim_csv_reader_get_row (reader);

  for (guint i = 0; i < reader->n_cells; i++)
    {
      const gsize start = reader->starts[i], length = reader->starts[i + 1] - start - 1;
      const char *bare = row[start] == '"' ? NULL : memchr (row + start, '\r', length);

      if (bare)
        return enisim_csv_reader_fail_at (
            reader, (gsize) (bare - row), error,
            "carriage return in a column name, expected lines that end in LF or CRLF");
    }
  return TRUE;
}

static gboolean
read_header (EnisimCsvReader *reader, GError **error)
{
  note_filled (reader);
  if (!enisim_csv_reader_next (reader, error))
    {
      if (!reader->is_spent)
        enisim_csv_reader_fail_at (reader, 0, error, "empty file, expected a header row");
      return FALSE;
    }
  if (!check_header (reader, error))
    return FALSE;
  reader->n_columns = reader->n_cells;
  return TRUE;
}

EnisimCsvReader *
enisim_csv_reader_new (const char *path, gsize row_bytes_max, GError **error)
{
  EnisimCsvReader *reader = g_new0 (EnisimCsvReader, 1);

  g_assert (row_bytes_max >= 1 && row_bytes_max <= ENISIM_CSV_ROW_BYTES_MAX);
  reader->path = g_strdup (path);
  reader->row_bytes_max = row_bytes_max;
  reader->unescaped = g_malloc (row_bytes_max);
  reader->line = reader->next_line = 1;
  if (!enisim_row_buffer_init (&reader->buffer, path, "a CSV file", row_bytes_max, error)
      || !read_header (reader, error))
    g_clear_pointer (&reader, enisim_csv_reader_free);
  return reader;
}

void
enisim_csv_reader_free (EnisimCsvReader *reader)
{
  enisim_row_buffer_clear (&reader->buffer);
  g_free (reader->unescaped);
  g_free (reader->path);
  g_free (reader);
}

gboolean
enisim_csv_reader_next (EnisimCsvReader *reader, GError **error)
{
  g_assert (!reader->is_spent);
  do
    {
      if (enisim_row_buffer_get_n_left (&reader->buffer)
              < reader->row_bytes_max + ENISIM_CSV_LINE_END_BYTES_MAX
          && !reader->buffer.is_at_eof && !fill (reader, error))
        return FALSE;
      reader->buffer.row = reader->buffer.next_row;
      reader->line = reader->next_line;
      if (reader->buffer.row == reader->buffer.end)
        return FALSE;
      if (!enisim_csv_reader_split (reader, error))
        return FALSE;
    }
  while (reader->starts[reader->n_cells] == 1);
  if (reader->n_columns != 0 && reader->n_cells < reader->n_columns)
    return enisim_csv_reader_fail_at (
        reader, 0, error, "row of %u cell%s, expected %u as in the header", reader->n_cells,
        reader->n_cells == 1 ? "" : "s", reader->n_columns);
  return TRUE;
}

guint
enisim_csv_reader_get_n_columns (const EnisimCsvReader *reader)
{
  return reader->n_columns;
}

/* Takes the second of each two quotes out. */
static EnisimTraceCell
unescape (EnisimCsvReader *reader, EnisimTraceCell cell)
{
  gsize length = 0;

  for (gsize i = 0; i < cell.length; i++)
    {
      reader->unescaped[length++] = cell.text[i];
      if (cell.text[i] == '"')
        i++;
    }
  return (EnisimTraceCell){ reader->unescaped, length };
}

EnisimTraceCell
enisim_csv_reader_get_cell (EnisimCsvReader *reader, guint index)
{
  EnisimTraceCell cell;

  g_assert (index < reader->n_cells);
  cell.text = enisim_csv_reader_get_row (reader) + reader->starts[index];
  cell.length = reader->starts[index + 1] - reader->starts[index] - 1;
  if (G_LIKELY (cell.length == 0 || cell.text[0] != '"'))
    return cell;
  cell.text++;
  cell.length -= 2;
  return memchr (cell.text, '"', cell.length) ? unescape (reader, cell) : cell;
}

guint64
enisim_csv_reader_get_line (const EnisimCsvReader *reader)
{
  return reader->line;
}

double
enisim_csv_reader_get_progress_ratio (const EnisimCsvReader *reader)
{
  return enisim_row_buffer_get_progress_ratio (&reader->buffer);
}

gboolean
enisim_csv_reader_fail (const EnisimCsvReader *reader, guint index, GError **error,
                        const char *format, ...)
{
  va_list arguments;

  g_assert (index < reader->n_cells);
  va_start (arguments, format);
  fail_valist (reader, reader->starts[index], error, format, arguments);
  va_end (arguments);
  return FALSE;
}

void
enisim_csv_reader_verify (const EnisimCsvReader *reader)
{
  enisim_row_buffer_verify (&reader->buffer);
  g_assert_true (reader->line <= reader->next_line);
  g_assert_cmpuint (reader->n_cells, <=, ENISIM_CSV_COLUMNS_MAX);
  if (reader->is_spent)
    return;
  g_assert_cmpuint (reader->quote, ==, find (reader, reader->buffer.next_row, '"'));
  g_assert_cmpuint (reader->nul, ==, find (reader, reader->buffer.next_row, '\0'));
  for (guint i = 0; i < reader->n_cells; i++)
    g_assert_cmpuint (reader->starts[i], <, reader->starts[i + 1]);
}
