/* csv-split.c: where the cells of a row begin
 *
 * Most files have no quotes at all.  The reader knows where the next quote and the next NUL
 * stand; a row that ends before them is cut at its commas, eight bytes at a time, and nothing
 * else is asked of its bytes.  Both ways leave the starts of the cells and the offset of the row's
 * end.
 */
#include <string.h>

#include "base/load-word.h"
#include "workload/csv-reader-private.h"

enum
{
  WORD_BYTES = 8,
  BLOCK_BYTES = ENISIM_ROW_BUFFER_SPARE /* so that the last one can be loaded */
};

/* Up to where the current row may reach; if it has not ended there, it is in error. */
static gsize
row_limit (const EnisimCsvReader *reader)
{
  return MIN (MIN (reader->buffer.end, reader->nul),
              reader->buffer.row + reader->row_bytes_max + ENISIM_CSV_LINE_END_BYTES_MAX);
}

static inline guint
cells_max (const EnisimCsvReader *reader)
{
  return reader->n_columns != 0 ? reader->n_columns : ENISIM_CSV_COLUMNS_MAX;
}

static gboolean
fail_cell_too_many (EnisimCsvReader *reader, gsize start, GError **error)
{
  if (reader->n_columns == 0)
    return enisim_csv_reader_fail_at (reader, start, error, "column %d, expected at most %d",
                                      ENISIM_CSV_COLUMNS_MAX + 1, ENISIM_CSV_COLUMNS_MAX);
  return enisim_csv_reader_fail_at (reader, start, error,
                                    "cell %u of a row, expected %u as in the header",
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
  const char *row = enisim_csv_reader_get_row (reader);
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
    return enisim_csv_reader_fail_at (reader, limit, error, "NUL byte, expected text in UTF-8");
  if (quote >= limit)
    return enisim_csv_reader_fail_at (
        reader, 0, error, "row of more than %" G_GSIZE_FORMAT " bytes, expected a shorter one",
        reader->row_bytes_max);
  if (reader->buffer.row + limit == reader->buffer.end && reader->buffer.is_at_eof)
    return enisim_csv_reader_fail_at (reader, quote, error,
                                      "cell in quotes without an end, expected a closing quote");
  return enisim_csv_reader_fail_at (reader, quote, error,
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
  const char *row = enisim_csv_reader_get_row (reader);

  *end = at;
  if (at < limit && row[at] == '"')
    {
      *end = skip_quoted (row, at, limit);
      if (*end == 0)
        return fail_endless (reader, at, error);
      if (*end < limit && row[*end] != ',' && !is_row_end (row, *end, limit))
        return enisim_csv_reader_fail_at (
            reader, *end, error,
            "text after a closing quote, expected a comma or the end of the line");
    }
  *end = skip_unquoted (row, *end, limit);
  if (*end < limit && row[*end] == '"')
    return enisim_csv_reader_fail_at (
        reader, *end, error,
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
  const char *row = enisim_csv_reader_get_row (reader);
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

gboolean
enisim_csv_reader_split (EnisimCsvReader *reader, GError **error)
{
  const char *row = enisim_csv_reader_get_row (reader);
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
    reader->quote = enisim_row_buffer_find (&reader->buffer, reader->buffer.next_row, '"');
  return TRUE;
}
