/* csv-reader.c: the rows of a CSV file, one at a time
 *
 * The limit on a row's length lets the buffer hold the whole of it: before each row it is topped up
 * if less than a longest row is left.
 *
 * Most files have no quotes at all.  The reader knows where the next quote and the next NUL
 * stand; a row that ends before them is cut at its commas, eight bytes at a time, and nothing
 * else is asked of its bytes.
 */
#include "workload/csv-reader.h"

#include <stdarg.h>
#include <string.h>

#include <enisim/enisim-error.h>

#include "base/load-word.h"
#include "workload/row-buffer.h"

enum
{
  WORD_BYTES = 8,
  BLOCK_BYTES = ENISIM_ROW_BUFFER_SPARE, /* so that the last one can be loaded */
  LINE_END_BYTES_MAX = 2                 /* CRLF */
};

/* Offsets count from the start of the buffer; those of cells from the start of the row. */
struct EnisimCsvReader
{
  char *path;
  EnisimRowBuffer buffer;
  gboolean is_spent; /* has failed */
  gsize row_bytes_max;
  gsize quote; /* the first at or after next_row, or end */
  gsize nul;   /* the same of NUL */

  guint64 line;      /* of the current row */
  guint64 next_line; /* of next_row */
  guint n_columns;   /* 0 before the header */
  guint n_cells;     /* as far as split; n_columns once the row is complete */
  char *unescaped;   /* row_bytes_max: the last cell fetched that has doubled quotes */
  /* Where each cell begins; one more, where one behind the last would. */
  guint32 starts[ENISIM_CSV_COLUMNS_MAX + 1];
};

static inline const char *
get_row (const EnisimCsvReader *reader)
{
  return reader->buffer.bytes + reader->buffer.row;
}

/* Complaints */

/* Nothing of a row is changed while it is current, so its lines can still be counted. */
G_GNUC_PRINTF (4, 0)
static void
fail_valist (const EnisimCsvReader *reader, gsize offset, GError **error, const char *format,
             va_list arguments)
{
  g_autofree char *name = g_filename_display_name (reader->path);
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  const char *row = get_row (reader);
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

G_GNUC_PRINTF (4, 5)
static gboolean
fail_at (EnisimCsvReader *reader, gsize offset, GError **error, const char *format, ...)
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

/* Up to where the current row may reach; if it has not ended there, it is in error. */
static gsize
row_limit (const EnisimCsvReader *reader)
{
  return MIN (MIN (reader->buffer.end, reader->nul),
              reader->buffer.row + reader->row_bytes_max + LINE_END_BYTES_MAX);
}

/* Splitting.  Both ways leave the starts of the cells and the offset of the row's end. */

static inline guint
cells_max (const EnisimCsvReader *reader)
{
  return reader->n_columns != 0 ? reader->n_columns : ENISIM_CSV_COLUMNS_MAX;
}

static gboolean
fail_cell_too_many (EnisimCsvReader *reader, gsize start, GError **error)
{
  if (reader->n_columns == 0)
    return fail_at (reader, start, error, "column %d, expected at most %d",
                    ENISIM_CSV_COLUMNS_MAX + 1, ENISIM_CSV_COLUMNS_MAX);
  return fail_at (reader, start, error, "cell %u of a row, expected %u as in the header",
                  reader->n_columns + 1, reader->n_columns);
}

/* A bit for each of @length bytes that is a comma, the first one's the lowest.  @length is 1 to
 * BLOCK_BYTES; whole words are read.  The product gathers the flags of a word in its highest
 * byte. */
static inline guint64
find_commas (const char *block, gsize length)
{
  guint64 commas = 0;

  for (gsize at = 0; at < length; at += WORD_BYTES)
    {
      const guint64 flags = enisim_flag_bytes (enisim_load_word (block + at), ',') >> 7;

      commas |= (flags * G_GUINT64_CONSTANT (0x0102040810204080)) >> 56 << at;
    }
  return commas & (G_MAXUINT64 >> (BLOCK_BYTES - length));
}

/* By the block and not by the word: rows of one file have as many commas each, so the number of
 * turns is one that the processor can foresee. */
static gboolean
split_plain (EnisimCsvReader *reader, gsize length, GError **error)
{
  const char *row = get_row (reader);
  const guint n_cells_max = cells_max (reader);
  guint n_cells = reader->n_cells;

  for (gsize at = 0; at < length; at += BLOCK_BYTES)
    {
      guint64 commas = find_commas (row + at, MIN (length - at, BLOCK_BYTES));

      for (; commas != 0; commas &= commas - 1)
        {
          const gsize start = at + (gsize) __builtin_ctzll (commas) + 1;

          if (G_UNLIKELY (n_cells == n_cells_max))
            return fail_cell_too_many (reader, start, error);
          reader->starts[n_cells++] = (guint32) start;
        }
    }
  reader->n_cells = n_cells;
  return TRUE;
}

/* Why a row has no end within its limit; @quote is where the cell in quotes began that it was
 * lost in, or no less than the limit. */
static gboolean
fail_endless (EnisimCsvReader *reader, gsize quote, GError **error)
{
  const gsize limit = row_limit (reader) - reader->buffer.row;

  if (reader->buffer.row + limit == reader->nul && reader->nul < reader->buffer.end)
    return fail_at (reader, limit, error, "NUL byte, expected text in UTF-8");
  if (quote >= limit)
    return fail_at (reader, 0, error,
                    "row of more than %" G_GSIZE_FORMAT " bytes, expected a shorter one",
                    reader->row_bytes_max);
  if (reader->buffer.row + limit == reader->buffer.end && reader->buffer.is_at_eof)
    return fail_at (reader, quote, error,
                    "cell in quotes without an end, expected a closing quote");
  return fail_at (reader, quote, error,
                  "cell in quotes that makes a row of more than %" G_GSIZE_FORMAT
                  " bytes, expected a closing quote",
                  reader->row_bytes_max);
}

/* Whether the row ends at @at: with a line feed, perhaps after a carriage return, or with what
 * may be read of it. */
static inline gboolean
is_row_end (const char *row, gsize at, gsize limit)
{
  if (at < limit && row[at] == '\r')
    at++;
  return at == limit || row[at] == '\n';
}

/* @at is an opening quote.  Returns: where its cell ends, past the closing one; 0 if nowhere
 * before @limit. */
static gsize
skip_quoted (const char *row, gsize at, gsize limit)
{
  for (at++; at < limit; at++)
    {
      const char *quote = memchr (row + at, '"', limit - at);

      if (!quote)
        break;
      at = (gsize) (quote - row) + 1;
      if (at == limit || row[at] != '"')
        return at;
    }
  return 0;
}

/* Offset of the first comma, line feed or quote, or @limit. */
static inline gsize
skip_unquoted (const char *row, gsize at, gsize limit)
{
  for (; at < limit; at += WORD_BYTES)
    {
      const guint64 word = enisim_load_word (row + at);
      const guint64 flags = enisim_flag_bytes (word, ',') | enisim_flag_bytes (word, '\n')
                            | enisim_flag_bytes (word, '"');

      if (flags != 0)
        return MIN (limit, at + enisim_first_flagged (flags));
    }
  return limit;
}

/* One cell that begins at @at.  Returns: whether it is well-formed; its end in @end. */
static gboolean
split_cell (EnisimCsvReader *reader, gsize at, gsize limit, gsize *end, GError **error)
{
  const char *row = get_row (reader);

  *end = at;
  if (at < limit && row[at] == '"')
    {
      *end = skip_quoted (row, at, limit);
      if (*end == 0)
        return fail_endless (reader, at, error);
      if (*end < limit && row[*end] != ',' && !is_row_end (row, *end, limit))
        return fail_at (reader, *end, error,
                        "text after a closing quote, expected a comma or the end of the line");
    }
  *end = skip_unquoted (row, *end, limit);
  if (*end < limit && row[*end] == '"')
    return fail_at (reader, *end, error,
                    "quote inside a cell, expected the whole cell in quotes and this one doubled");
  return TRUE;
}

static guint
count_line_feeds (const char *text, gsize length)
{
  const char *at = text, *end = text + length;
  guint n_line_feeds = 0;

  while ((at = memchr (at, '\n', (gsize) (end - at))))
    {
      n_line_feeds++;
      at++;
    }
  return n_line_feeds;
}

static gboolean
split_quoted (EnisimCsvReader *reader, gsize limit, gsize *row_end, GError **error)
{
  const char *row = get_row (reader);
  gsize at = 0;

  for (;;)
    {
      if (!split_cell (reader, at, limit, &at, error))
        return FALSE;
      if (at == limit || row[at] == '\n')
        break;
      at++;
      if (reader->n_cells == cells_max (reader))
        return fail_cell_too_many (reader, at, error);
      reader->starts[reader->n_cells++] = (guint32) at;
    }
  reader->next_line += count_line_feeds (row, at);
  *row_end = at;
  return TRUE;
}

/* Leaves the current row split, without regard to how many cells it ought to have. */
static gboolean
split (EnisimCsvReader *reader, GError **error)
{
  const char *row = get_row (reader);
  const gsize limit = row_limit (reader) - reader->buffer.row;
  const char *line_feed = memchr (row, '\n', limit);
  gsize end = line_feed ? (gsize) (line_feed - row) : limit, length;
  const gboolean has_quotes = reader->quote < reader->buffer.row + end;

  reader->starts[0] = 0;
  reader->n_cells = 1;
  if (G_UNLIKELY (has_quotes) && !split_quoted (reader, limit, &end, error))
    return FALSE;
  if (end == limit
      && !(reader->buffer.is_at_eof && reader->buffer.row + limit == reader->buffer.end))
    return fail_endless (reader, limit, error);
  length = end > 0 && row[end - 1] == '\r' ? end - 1 : end;
  if (length > reader->row_bytes_max)
    return fail_endless (reader, limit, error);
  if (G_LIKELY (!has_quotes) && !split_plain (reader, length, error))
    return FALSE;
  reader->starts[reader->n_cells] = (guint32) length + 1;
  reader->buffer.next_row = MIN (reader->buffer.row + end + 1, reader->buffer.end);
  reader->next_line++;
  if (has_quotes)
    reader->quote = find (reader, reader->buffer.next_row, '"');
  return TRUE;
}

/* Public */

/* A file of the old Mac's lines would otherwise be one long header. */
static gboolean
check_header (EnisimCsvReader *reader, GError **error)
{
  const char *row = get_row (reader);

  for (guint i = 0; i < reader->n_cells; i++)
    {
      const gsize start = reader->starts[i], length = reader->starts[i + 1] - start - 1;
      const char *bare = row[start] == '"' ? NULL : memchr (row + start, '\r', length);

      if (bare)
        return fail_at (reader, (gsize) (bare - row), error,
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
        fail_at (reader, 0, error, "empty file, expected a header row");
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
              < reader->row_bytes_max + LINE_END_BYTES_MAX
          && !reader->buffer.is_at_eof && !fill (reader, error))
        return FALSE;
      reader->buffer.row = reader->buffer.next_row;
      reader->line = reader->next_line;
      if (reader->buffer.row == reader->buffer.end)
        return FALSE;
      if (!split (reader, error))
        return FALSE;
    }
  while (reader->starts[reader->n_cells] == 1);
  if (reader->n_columns != 0 && reader->n_cells < reader->n_columns)
    return fail_at (reader, 0, error, "row of %u cell%s, expected %u as in the header",
                    reader->n_cells, reader->n_cells == 1 ? "" : "s", reader->n_columns);
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
  cell.text = get_row (reader) + reader->starts[index];
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
