/* trace-reader.h: requests that were recorded, as rows of a CSV file or as JSON lines
 *
 * Rows come in the order of time, those of one time in the order of the file, and instant 0 is the
 * first of them.  The file must have that order, or be sorted first, for which all its rows are
 * kept.  What the file may look like stands in csv-reader.h and jsonl-reader.h.
 */
#pragma once

#include <glib.h>

#include <enisim/enisim-time.h>

#include "workload/trace-rows.h"

/* The most rows that are sorted: 2 GiB of 32 bytes each, and as much again while they are. */
#define ENISIM_TRACE_SORT_ROWS_MAX ((guint64) 1 << 26)

/* What to read from which column, which of JSON lines is a key.  The strings are the caller's, and
 * outlive the reader; columns are named byte by byte as in the header. */
typedef struct
{
  const char *path;
  EnisimTraceFormat format;
  const char *time_column;
  /* 0: the column holds time stamps, see timestamp.h; else plain decimals (12, 0.5) of this unit,
   * counted from any instant, at most ENISIM_TIME_MAX. */
  GTimeSpan time_unit_us;
  const char *session_column;  /* (nullable): a new session for each row */
  const char *duration_column; /* (nullable): not from the trace; holds plain decimals */
  /* A cell of 1 lasts so long: 1 s for a column of seconds, 20 ms for one of tokens that take
   * 20 ms each.  1 to ENISIM_TIME_MAX; not looked at without a column. */
  GTimeSpan duration_each_us;
  gboolean sort;         /* rows may come in any order */
  guint64 sort_rows_max; /* at most ENISIM_TRACE_SORT_ROWS_MAX, for which 0 stands */
} EnisimTraceSpec;

typedef struct
{
  EnisimTime at;         /* the span since the first row, to the nearest microsecond */
  guint64 session;       /* the fingerprint of its cell, see fingerprint.h; 0 without a column */
  GTimeSpan duration_us; /* 0 to ENISIM_TIME_MAX, to the nearest; 0 without a column */
  guint64 line;          /* on which the row begins; a header's is 1 */
} EnisimTraceRow;

typedef struct EnisimTraceReader EnisimTraceReader;

/**
 * enisim_trace_reader_new:
 *
 * Opens the trace and finds its columns.
 *
 * Every @error of a reader is ENISIM_ERROR_INVALID, its text
 * `path:line:column: what is wrong, what was expected`, where line and column are those at which
 * an editor shows the cell in question; one about the whole file has no line.
 *
 * Returns: (transfer full) (nullable): %NULL with @error set
 */
EnisimTraceReader *enisim_trace_reader_new (const EnisimTraceSpec *spec, GError **error);
void enisim_trace_reader_free (EnisimTraceReader *reader);

/**
 * enisim_trace_reader_next:
 *
 * A trace without any row is an error, so are a cell that is empty or malformed, a row earlier
 * than the one before it where they are not sorted, too many where they are, and an instant or a
 * duration past ENISIM_TIME_MAX.  The first call reads all rows that are to be sorted.
 *
 * Returns: %FALSE, with @row untouched, at the end or with @error set; after an error only _free
 *   may follow
 */
gboolean enisim_trace_reader_next (EnisimTraceReader *reader, EnisimTraceRow *row, GError **error);

/* How much of the file, or of the sorted rows, has been handed out, 0 to 1; see csv-reader.h. */
double enisim_trace_reader_get_progress_ratio (const EnisimTraceReader *reader);

/* Aborts on a broken invariant.  O(buffer): tests and debugging only. */
void enisim_trace_reader_verify (const EnisimTraceReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimTraceReader, enisim_trace_reader_free)
