/* csv-reader-private.h: what the two files of the CSV reader share */
#pragma once

#include "workload/csv-reader.h"
#include "workload/row-buffer.h"

#define ENISIM_CSV_LINE_END_BYTES_MAX 2 /* CRLF */

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
enisim_csv_reader_get_row (const EnisimCsvReader *reader)
{
  return reader->buffer.bytes + reader->buffer.row;
}

/* Sets @error with the place @offset in the row; nothing can be read any more.  Returns: %FALSE */
gboolean enisim_csv_reader_fail_at (EnisimCsvReader *reader, gsize offset, GError **error,
                                    const char *format, ...) G_GNUC_PRINTF (4, 5);

/* Leaves the current row split and next_row behind it, without regard to how many cells it ought to
 * have.  Returns: %FALSE with @error set */
gboolean enisim_csv_reader_split (EnisimCsvReader *reader, GError **error);
