/* row-buffer.h: the bytes of a trace's file around the current row
 *
 * A row is looked at only where the buffer holds the whole of it, so that no state of its reader
 * has to survive a refill and most cells are slices of the buffer.  Rows are the reader's: it says
 * where the current one begins and ends, and asks for more where the next may be incomplete.
 */
#pragma once

#include "workload/trace-file.h"

/* Bytes behind the last that may be loaded and written. */
#define ENISIM_ROW_BUFFER_SPARE 64

/* Offsets count from the start of the buffer. */
typedef struct
{
  EnisimTraceFile *file; /* NULL where it could not be opened */
  char *bytes;           /* capacity + ENISIM_ROW_BUFFER_SPARE */
  gsize capacity;
  gsize row;      /* start of the current row */
  gsize next_row; /* row <= next_row <= end */
  gsize end;      /* of what is in the buffer */
  gboolean is_at_eof;
} EnisimRowBuffer;

/* Opens the file, reads what has room and leaves @buffer at the first byte behind a UTF-8 byte
 * order mark; refuses what gzip packed twice.  @expected: as for a trace file, see there.
 *
 * Returns: %FALSE with @error set; _clear may follow either way. */
gboolean enisim_row_buffer_init (EnisimRowBuffer *buffer, const char *path, const char *expected,
                                 gsize row_bytes_max, GError **error);
void enisim_row_buffer_clear (EnisimRowBuffer *buffer);

/* Moves what is left from next_row on to the front and reads on behind it.  No row is current
 * afterwards.  Returns: %FALSE with @error set */
gboolean enisim_row_buffer_fill (EnisimRowBuffer *buffer, GError **error);

/* Offset of the first @c from @from on, or the end. */
gsize enisim_row_buffer_find (const EnisimRowBuffer *buffer, gsize from, char c);

/* Of the bytes up to next_row, see trace-file.h. */
double enisim_row_buffer_get_progress_ratio (const EnisimRowBuffer *buffer);

/* Aborts on a broken invariant.  O(1): tests and debugging only. */
void enisim_row_buffer_verify (const EnisimRowBuffer *buffer);

/* What is left of what was read. */
static inline gsize
enisim_row_buffer_get_n_left (const EnisimRowBuffer *buffer)
{
  return buffer->end - buffer->next_row;
}
