/* trace-rows.h: the rows of a trace's file, a cell for each name asked for, whatever the format */
#pragma once

#include "workload/trace-cell.h"

typedef enum
{
  ENISIM_TRACE_CSV,   /* csv-reader.h; a name is a column of the header */
  ENISIM_TRACE_JSONL, /* jsonl-reader.h; a name is a key of each object */
} EnisimTraceFormat;

/* The most names. */
#define ENISIM_TRACE_CELLS_MAX 8

typedef struct EnisimTraceRows EnisimTraceRows;

/**
 * enisim_trace_rows_new:
 * @names: @n_names of them, 1 to ENISIM_TRACE_CELLS_MAX, the first not %NULL; the others are %NULL
 *   where there is no such cell
 *
 * Every @error is ENISIM_ERROR_INVALID, its text `path:line:column: what is wrong, what was
 * expected`, or without line and column where it is about the file.
 *
 * Returns: (transfer full) (nullable): %NULL with @error set
 */
EnisimTraceRows *enisim_trace_rows_new (const char *path, EnisimTraceFormat format,
                                        const char *const *names, guint n_names, GError **error);
void enisim_trace_rows_free (EnisimTraceRows *rows);

/* Goes to the next row.  A file without any is an error.  Returns: %FALSE at the end, or with
 * @error set; then only _free may follow */
gboolean enisim_trace_rows_next (EnisimTraceRows *rows, GError **error);

/* The cell of a name that is not %NULL, valid until the next call for a cell or a row. */
EnisimTraceCell enisim_trace_rows_get_cell (EnisimTraceRows *rows, guint index);

/* The line on which the current row begins, from 1. */
guint64 enisim_trace_rows_get_line (const EnisimTraceRows *rows);

/* See csv-reader.h. */
double enisim_trace_rows_get_progress_ratio (const EnisimTraceRows *rows);

/* What a cell without text is in this format. */
const char *enisim_trace_rows_get_cell_word (const EnisimTraceRows *rows);

/* Sets @error, with the place of a cell of the current row.  Returns: %FALSE */
gboolean enisim_trace_rows_fail (const EnisimTraceRows *rows, guint index, GError **error,
                                 const char *format, ...) G_GNUC_PRINTF (4, 5);

/* Aborts on a broken invariant.  O(buffer): tests and debugging only. */
void enisim_trace_rows_verify (const EnisimTraceRows *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimTraceRows, enisim_trace_rows_free)
