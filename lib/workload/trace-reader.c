/* trace-reader.c: requests that were recorded
 *
 * Instants are kept in nanoseconds as far as the file tells them, and the span since the first
 * row is rounded once.  Rounding each instant by itself could move a span by a microsecond, and
 * let two rows in the wrong order pass.
 */
#include "workload/trace-reader.h"

#include <string.h>

#include "base/fingerprint.h"
#include "workload/plain-decimal.h"
#include "workload/timestamp.h"
#include "workload/trace-rows.h"

enum
{
  MICROSECOND_NS = 1000
};

/* The cells of a row. */
enum
{
  TIME,
  SESSION,
  DURATION,
  N_CELLS
};

/* 2^49 us */
#define SPAN_MAX_TEXT "17.8 years"
/* 2^63 ns */
#define UNIX_MAX_TEXT "292 years"

/* A row as the file tells it. */
typedef struct
{
  gint64 ns;
  guint64 session;
  GTimeSpan duration_us;
  guint64 line;
} Record;

G_STATIC_ASSERT (sizeof (Record) == 32);

struct EnisimTraceReader
{
  EnisimTraceRows *rows;
  gboolean has_session, has_duration;
  gint64 time_unit_ns; /* 0: time stamps */
  GTimeSpan duration_each_us;

  guint64 n_rows;               /* handed out */
  gint64 first_ns, previous_ns; /* once there is a row: first_ns <= previous_ns */
  guint64 previous_line;
  EnisimTimestampDate date;

  gboolean is_sorting;
  guint64 sort_rows_max;
  GArray *sorted; /* (nullable) of Record: all rows, once they are sorted */
};

EnisimTraceReader *
enisim_trace_reader_new (const EnisimTraceSpec *spec, GError **error)
{
  const char *const names[N_CELLS]
      = { spec->time_column, spec->session_column, spec->duration_column };
  EnisimTraceRows *rows;
  EnisimTraceReader *reader;

  g_assert (spec->path && spec->time_column);
  g_assert (spec->time_unit_us >= 0 && spec->time_unit_us <= ENISIM_TIME_MAX);
  g_assert (!spec->duration_column
            || (spec->duration_each_us > 0 && spec->duration_each_us <= ENISIM_TIME_MAX));
  g_assert (spec->sort_rows_max <= ENISIM_TRACE_SORT_ROWS_MAX);
  rows = enisim_trace_rows_new (spec->path, spec->format, names, N_CELLS, error);
  if (!rows)
    return NULL;
  reader = g_new0 (EnisimTraceReader, 1);
  reader->rows = rows;
  reader->has_session = spec->session_column != NULL;
  reader->has_duration = spec->duration_column != NULL;
  reader->time_unit_ns = spec->time_unit_us * MICROSECOND_NS;
  reader->duration_each_us = spec->duration_each_us;
  reader->date = (EnisimTimestampDate) ENISIM_TIMESTAMP_DATE_INIT;
  reader->is_sorting = spec->sort;
  reader->sort_rows_max = spec->sort_rows_max ? spec->sort_rows_max : ENISIM_TRACE_SORT_ROWS_MAX;
  return reader;
}

void
enisim_trace_reader_free (EnisimTraceReader *reader)
{
  enisim_trace_rows_free (reader->rows);
  if (reader->sorted)
    g_array_unref (reader->sorted);
  g_free (reader);
}

/* Cells.  @what names the value in a complaint, with its article. */

static gboolean
fail_cell (const EnisimTraceReader *reader, guint index, EnisimTraceCell cell, const char *what,
           const char *expected, GError **error)
{
  g_autofree char *quoted = enisim_trace_cell_dup_quoted (cell);

  if (cell.length == 0)
    return enisim_trace_rows_fail (reader->rows, index, error, "empty %s, expected %s",
                                   enisim_trace_rows_get_cell_word (reader->rows), what);
  return enisim_trace_rows_fail (reader->rows, index, error, "%s is not %s, %s", quoted, what,
                                 expected);
}

static gboolean
parse_decimal (const EnisimTraceReader *reader, guint index, gint64 unit, gint64 value_max,
               const char *what, const char *too_large_expected, gint64 *value, GError **error)
{
  const EnisimTraceCell cell = enisim_trace_rows_get_cell (reader->rows, index);

  switch (enisim_plain_decimal_parse (cell.text, cell.length, unit, value_max, value))
    {
    case ENISIM_PLAIN_DECIMAL_OK:
      return TRUE;
    case ENISIM_PLAIN_DECIMAL_TOO_LARGE:
      return fail_cell (reader, index, cell, what, too_large_expected, error);
    case ENISIM_PLAIN_DECIMAL_MALFORMED:
    default:
      return fail_cell (reader, index, cell, what, "expected a plain decimal such as 12 or 0.5",
                        error);
    }
}

/* A column of numbers is read as such once the scenario tells what they count. */
static gboolean
fail_stamp (const EnisimTraceReader *reader, EnisimTraceCell cell, const char *reason,
            GError **error)
{
  gint64 unused;
  const gboolean is_number
      = enisim_plain_decimal_parse (cell.text, cell.length, 1, G_MAXINT64, &unused)
        != ENISIM_PLAIN_DECIMAL_MALFORMED;
  g_autofree char *expected
      = g_strconcat (reason, is_number ? ", or time: {column: t, unit: s} for numbers" : "", NULL);

  return fail_cell (reader, TIME, cell, "a time stamp", expected, error);
}

static gboolean
parse_time (EnisimTraceReader *reader, gint64 *ns, GError **error)
{
  const guint index = TIME;
  const char *reason;
  EnisimTraceCell cell;

  if (reader->time_unit_ns > 0)
    return parse_decimal (reader, index, reader->time_unit_ns, G_MAXINT64, "a time",
                          "expected at most " UNIX_MAX_TEXT, ns, error);
  cell = enisim_trace_rows_get_cell (reader->rows, index);
  return enisim_timestamp_parse_next (cell.text, cell.length, &reader->date, ns, &reason)
         || fail_stamp (reader, cell, reason, error);
}

static gboolean
parse_session (const EnisimTraceReader *reader, guint64 *session, GError **error)
{
  EnisimTraceCell cell;

  *session = 0;
  if (!reader->has_session)
    return TRUE;
  cell = enisim_trace_rows_get_cell (reader->rows, SESSION);
  if (cell.length == 0)
    return fail_cell (reader, SESSION, cell, "a session", "", error);
  *session = enisim_fingerprint (cell.text, cell.length);
  return TRUE;
}

static gboolean
parse_duration (const EnisimTraceReader *reader, GTimeSpan *duration_us, GError **error)
{
  *duration_us = 0;
  return !reader->has_duration
         || parse_decimal (reader, DURATION, reader->duration_each_us, ENISIM_TIME_MAX,
                           "a duration", "expected at most " SPAN_MAX_TEXT, duration_us, error);
}

/* The file's next row.  Returns: FALSE at the end or with @error set. */
static gboolean
read_record (EnisimTraceReader *reader, Record *record, GError **error)
{
  if (!enisim_trace_rows_next (reader->rows, error))
    return FALSE;
  record->line = enisim_trace_rows_get_line (reader->rows);
  return parse_time (reader, &record->ns, error) && parse_session (reader, &record->session, error)
         && parse_duration (reader, &record->duration_us, error);
}

/* Rows in order */

/* @to is no earlier than @from.  The difference goes up to 2^64 - 1, hence without a sign, and
 * rounding up must not overflow either.  Returns: whether it is at most ENISIM_TIME_MAX. */
static gboolean
get_span (gint64 from_ns, gint64 to_ns, EnisimTime *span_us)
{
  const guint64 ns = (guint64) to_ns - (guint64) from_ns;
  const guint64 us = ns / MICROSECOND_NS + (ns % MICROSECOND_NS >= MICROSECOND_NS / 2);

  *span_us = (EnisimTime) MIN (us, ENISIM_TIME_MAX);
  return us <= ENISIM_TIME_MAX;
}

static gboolean
read_in_order (EnisimTraceReader *reader, Record *record, GError **error)
{
  EnisimTime span_us;

  if (!read_record (reader, record, error))
    return FALSE;
  if (reader->n_rows == 0)
    reader->first_ns = reader->previous_ns = record->ns;
  if (record->ns < reader->previous_ns)
    return enisim_trace_rows_fail (reader->rows, TIME, error,
                                   "earlier than the row on line %" G_GUINT64_FORMAT
                                   ", expected rows in the order of time, or sort: true",
                                   reader->previous_line);
  if (!get_span (reader->first_ns, record->ns, &span_us))
    return enisim_trace_rows_fail (reader->rows, TIME, error,
                                   "too long after the first row, expected at most " SPAN_MAX_TEXT);
  reader->previous_ns = record->ns;
  reader->previous_line = record->line;
  return TRUE;
}

/* Sorting */

/* A row has its line for itself, so that the order is total and any sort is a stable one. */
static gint
compare_records (gconstpointer a, gconstpointer b)
{
  const Record *one = a, *other = b;

  if (one->ns != other->ns)
    return one->ns < other->ns ? -1 : 1;
  return one->line < other->line ? -1 : one->line > other->line;
}

/* Complains where the row can still be named, not when its turn has come. */
static gboolean
check_record (const EnisimTraceReader *reader, const Record *record, Record least, Record most,
              GError **error)
{
  EnisimTime span_us;

  if (reader->sorted->len == reader->sort_rows_max)
    return enisim_trace_rows_fail (reader->rows, 0, error,
                                   "row after %" G_GUINT64_FORMAT
                                   " others to be sorted, expected no more of them",
                                   reader->sort_rows_max);
  if (record->ns > least.ns && !get_span (least.ns, record->ns, &span_us))
    return enisim_trace_rows_fail (reader->rows, TIME, error,
                                   "too long after the row on line %" G_GUINT64_FORMAT
                                   ", expected at most " SPAN_MAX_TEXT,
                                   least.line);
  if (record->ns < most.ns && !get_span (record->ns, most.ns, &span_us))
    return enisim_trace_rows_fail (reader->rows, TIME, error,
                                   "too long before the row on line %" G_GUINT64_FORMAT
                                   ", expected at most " SPAN_MAX_TEXT,
                                   most.line);
  return TRUE;
}

static gboolean
sort_all (EnisimTraceReader *reader, GError **error)
{
  Record record, least = { 0 }, most = { 0 };
  GError *failure = NULL;

  reader->sorted = g_array_new (FALSE, FALSE, sizeof (Record));
  while (read_record (reader, &record, &failure))
    {
      if (reader->sorted->len == 0)
        least = most = record;
      if (!check_record (reader, &record, least, most, &failure))
        break;
      least = record.ns < least.ns ? record : least;
      most = record.ns > most.ns ? record : most;
      g_array_append_val (reader->sorted, record);
    }
  if (failure)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_array_sort (reader->sorted, compare_records);
  reader->first_ns = reader->previous_ns = least.ns;
  return TRUE;
}

static gboolean
take_sorted (EnisimTraceReader *reader, Record *record, GError **error)
{
  if (!reader->sorted && !sort_all (reader, error))
    return FALSE;
  if (reader->n_rows == reader->sorted->len)
    return FALSE;
  *record = g_array_index (reader->sorted, Record, reader->n_rows);
  return TRUE;
}

gboolean
enisim_trace_reader_next (EnisimTraceReader *reader, EnisimTraceRow *row, GError **error)
{
  Record record;

  if (!(reader->is_sorting ? take_sorted (reader, &record, error)
                           : read_in_order (reader, &record, error)))
    return FALSE;
  *row = (EnisimTraceRow){ .session = record.session,
                           .duration_us = record.duration_us,
                           .line = record.line };
  get_span (reader->first_ns, record.ns, &row->at);
  reader->n_rows++;
  return TRUE;
}

double
enisim_trace_reader_get_progress_ratio (const EnisimTraceReader *reader)
{
  if (!reader->is_sorting)
    return enisim_trace_rows_get_progress_ratio (reader->rows);
  if (!reader->sorted || reader->sorted->len == 0)
    return 0.0;
  return (double) reader->n_rows / (double) reader->sorted->len;
}

void
enisim_trace_reader_verify (const EnisimTraceReader *reader)
{
  enisim_trace_rows_verify (reader->rows);
  g_assert_cmpint (reader->first_ns, <=, reader->previous_ns);
  if (!reader->sorted)
    return;
  g_assert_cmpuint (reader->n_rows, <=, reader->sorted->len);
  for (guint i = 1; i < reader->sorted->len && reader->n_rows > 0; i++)
    g_assert_cmpint (compare_records (&g_array_index (reader->sorted, Record, i - 1),
                                      &g_array_index (reader->sorted, Record, i)),
                     <, 0);
}
