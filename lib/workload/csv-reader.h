/* csv-reader.h: the rows of a CSV file, one at a time
 *
 * RFC 4180: cells between commas, rows between line feeds or CRLFs, a cell that holds a comma, a
 * quote or a line end in double quotes, with its own quotes doubled.  The first row is the header
 * and fixes the number of cells.  A UTF-8 byte order mark is skipped, so are empty lines; the last
 * line may lack its end.  Memory is one buffer, however long the file is.  What may be read and
 * how far, compressed files too, stands in trace-file.h.
 *
 * Refused, each with its place: a quote in the middle of a cell, text after a closing quote, a
 * quoted cell that the file ends in, NUL bytes, rows of another number of cells, rows past the
 * limits below.
 */
#pragma once

#include "workload/trace-cell.h"

/* The longest row, without its line end: what a reader should ask for. */
#define ENISIM_CSV_ROW_BYTES_MAX 65536

/* The most cells in a row. */
#define ENISIM_CSV_COLUMNS_MAX 1024

typedef struct EnisimCsvReader EnisimCsvReader;

/**
 * enisim_csv_reader_new:
 * @row_bytes_max: 1 to ENISIM_CSV_ROW_BYTES_MAX; the buffer is four times as long
 *
 * Opens a file and reads its header, which is the first row to be current.
 *
 * Returns: (transfer full) (nullable): %NULL with @error set, ENISIM_ERROR_INVALID, where the file
 *   cannot be read, is empty, or has a malformed header
 */
EnisimCsvReader *enisim_csv_reader_new (const char *path, gsize row_bytes_max, GError **error);
void enisim_csv_reader_free (EnisimCsvReader *reader);

/* Goes to the next row.  Returns: %FALSE at the end, or with @error set, ENISIM_ERROR_INVALID and
 * `path:line:column: what is wrong, what was expected`; then only _free may follow. */
gboolean enisim_csv_reader_next (EnisimCsvReader *reader, GError **error);

/* How many cells each row has, at least 1. */
guint enisim_csv_reader_get_n_columns (const EnisimCsvReader *reader);

/* A cell of the current row, valid until the next call for a cell or a row. */
EnisimTraceCell enisim_csv_reader_get_cell (EnisimCsvReader *reader, guint index);

/* The line on which the current row begins, from 1. */
guint64 enisim_csv_reader_get_line (const EnisimCsvReader *reader);

/* The bytes up to the current row's end in proportion to the file's, 0 to 1; of a compressed file,
 * those that were decompressed so far.  Where the length is not known, 0 until the end. */
double enisim_csv_reader_get_progress_ratio (const EnisimCsvReader *reader);

/* Sets @error, ENISIM_ERROR_INVALID, with a text that begins with the place of a cell of the
 * current row, as an editor shows it: line and byte from 1.  Returns: %FALSE */
gboolean enisim_csv_reader_fail (const EnisimCsvReader *reader, guint index, GError **error,
                                 const char *format, ...) G_GNUC_PRINTF (4, 5);

/* Aborts on a broken invariant.  O(buffer): tests and debugging only. */
void enisim_csv_reader_verify (const EnisimCsvReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimCsvReader, enisim_csv_reader_free)
