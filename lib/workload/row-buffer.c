/* row-buffer.c: the bytes of a trace's file around the current row
 *
 * Reads are short enough that what they bring is still in the second-level cache when it is split,
 * and long enough that what a refill moves to the front is little beside them.
 */
#include "workload/row-buffer.h"

#include <string.h>

enum
{
  READ_BYTES_MAX = 256 * 1024,
  ROWS_MAX = 4, /* longest ones to a buffer, where they are shorter than a read */
  LINE_END_BYTES_MAX = 2
};

static gsize
choose_capacity (gsize row_bytes_max)
{
  const gsize row_bytes = row_bytes_max + LINE_END_BYTES_MAX;

  return row_bytes + MIN ((ROWS_MAX - 1) * row_bytes, READ_BYTES_MAX);
}

static gboolean
begins_with (const EnisimRowBuffer *buffer, const char *mark)
{
  const gsize length = strlen (mark);

  return buffer->end >= length && memcmp (buffer->bytes, mark, length) == 0;
}

gboolean
enisim_row_buffer_init (EnisimRowBuffer *buffer, const char *path, const char *expected,
                        gsize row_bytes_max, GError **error)
{
  static const char utf8_mark[] = "\xef\xbb\xbf", gzip_mark[] = "\x1f\x8b";

  *buffer = (EnisimRowBuffer){ .capacity = choose_capacity (row_bytes_max) };
  buffer->bytes = g_malloc0 (buffer->capacity + ENISIM_ROW_BUFFER_SPARE);
  buffer->file = enisim_trace_file_new (path, expected, error);
  if (buffer->file == NULL || !enisim_row_buffer_fill (buffer, error))
    return FALSE;
  if (begins_with (buffer, gzip_mark))
    return enisim_trace_file_fail (buffer->file, error,
                                   "is compressed twice or comes compressed from a pipe", NULL);
  if (begins_with (buffer, utf8_mark))
    buffer->next_row = strlen (utf8_mark);
  return TRUE;
}

void
enisim_row_buffer_clear (EnisimRowBuffer *buffer)
{
  g_clear_pointer (&buffer->file, enisim_trace_file_free);
  g_clear_pointer (&buffer->bytes, g_free);
}

gboolean
enisim_row_buffer_fill (EnisimRowBuffer *buffer, GError **error)
{
  const gsize n_left = enisim_row_buffer_get_n_left (buffer);
  const gsize n_wanted = MIN (buffer->capacity - n_left, READ_BYTES_MAX);
  gssize n;

  memmove (buffer->bytes, buffer->bytes + buffer->next_row, n_left);
  buffer->row = buffer->next_row = 0;
  buffer->end = n_left;
  n = enisim_trace_file_read (buffer->file, buffer->bytes + n_left, n_wanted, error);
  if (n < 0)
    return FALSE;
  buffer->end += (gsize) n;
  buffer->is_at_eof = (gsize) n < n_wanted;
  return TRUE;
}

gsize
enisim_row_buffer_find (const EnisimRowBuffer *buffer, gsize from, char c)
{
  const char *found = memchr (buffer->bytes + from, c, buffer->end - from);

  return found != NULL ? (gsize) (found - buffer->bytes) : buffer->end;
}

double
enisim_row_buffer_get_progress_ratio (const EnisimRowBuffer *buffer)
{
  const gsize n_left = enisim_row_buffer_get_n_left (buffer);

  if (buffer->is_at_eof && n_left == 0)
    return 1.0;
  return enisim_trace_file_get_progress_ratio (buffer->file, n_left);
}

void
enisim_row_buffer_verify (const EnisimRowBuffer *buffer)
{
  g_assert_true (buffer->row <= buffer->next_row);
  g_assert_true (buffer->next_row <= buffer->end);
  g_assert_true (buffer->end <= buffer->capacity);
}
