/* trace-csv.c: requests that were recorded, as rows of a CSV file
 *
 * Instants are kept in nanoseconds as far as the file tells them, and the span since the first
 * row is rounded once.  Rounding each instant by itself could move a span by a microsecond, and
 * let two rows in the wrong order pass.
 */
#include "workload/trace-csv.h"

#include <string.h>

#include "base/fingerprint.h"
#include "base/nearest.h"
#include "workload/csv-reader.h"
#include "workload/plain-decimal.h"
#include "workload/timestamp.h"

enum
{
  MICROSECOND_NS = 1000,
  COLUMNS_LISTED_MAX = 16, /* in a message */
  NO_COLUMN = ENISIM_CSV_COLUMNS_MAX
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
  EnisimCsvReader *csv;
  guint time_index, session_index, duration_index; /* below the number of columns, or NO_COLUMN */
  gint64 time_unit_ns;                             /* 0: time stamps */
  GTimeSpan duration_each_us;

  guint64 n_rows;               /* handed out */
  gint64 first_ns, previous_ns; /* once there is a row: first_ns <= previous_ns */
  guint64 previous_line;
  EnisimTimestampDate date;

  gboolean is_sorting;
  guint64 sort_rows_max;
  GArray *sorted; /* (nullable) of Record: all rows, once they are sorted */
};

/* Columns */

/* The header as a NULL-terminated vector. */
static char **
dup_names (EnisimCsvReader *csv)
{
  const guint n_columns = enisim_csv_reader_get_n_columns (csv);
  char **names = g_new0 (char *, n_columns + 1);

  for (guint i = 0; i < n_columns; i++)
    {
      const EnisimCsvCell cell = enisim_csv_reader_get_cell (csv, i);

      names[i] = g_strndup (cell.text, cell.length);
    }
  return names;
}

static char *
dup_quoted (const char *text)
{
  return enisim_csv_cell_dup_quoted ((EnisimCsvCell){ text, strlen (text) });
}

static gboolean
fail_no_column (EnisimCsvReader *csv, char **names, const char *name, GError **error)
{
  g_autofree char *quoted = dup_quoted (name);
  g_autofree char *nearest_quoted = NULL;
  g_autoptr (GString) list = g_string_new (NULL);
  const char *nearest = enisim_nearest (name, (const char *const *) names);
  const guint n_names = g_strv_length (names);

  if (nearest)
    nearest_quoted = dup_quoted (nearest);
  for (guint i = 0; i < MIN (n_names, COLUMNS_LISTED_MAX); i++)
    {
      g_autofree char *name_quoted = dup_quoted (names[i]);

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", name_quoted);
    }
  if (n_names > COLUMNS_LISTED_MAX)
    g_string_append_printf (list, " and %u more", n_names - COLUMNS_LISTED_MAX);
  return enisim_csv_reader_fail (csv, 0, error, "no column %s%s%s, expected one of %s", quoted,
                                 nearest ? ", the nearest is " : "", nearest ? nearest_quoted : "",
                                 list->str);
}

/* A name that the header has twice is in order as long as nobody asks for it. */
static gboolean
find_column (EnisimCsvReader *csv, char **names, const char *name, guint *index, GError **error)
{
  *index = NO_COLUMN;
  if (!name)
    return TRUE;
  for (guint i = 0; names[i]; i++)
    {
      if (strcmp (names[i], name) != 0)
        continue;
      if (*index != NO_COLUMN)
        {
          g_autofree char *quoted = dup_quoted (name);

          return enisim_csv_reader_fail (csv, i, error, "second column %s, expected one", quoted);
        }
      *index = i;
    }
  return *index != NO_COLUMN || fail_no_column (csv, names, name, error);
}

EnisimTraceReader *
enisim_trace_reader_new (const EnisimTraceSpec *spec, GError **error)
{
  EnisimCsvReader *csv;
  EnisimTraceReader *reader;
  g_auto (GStrv) names = NULL;

  g_assert (spec->path && spec->time_column);
  g_assert (spec->time_unit_us >= 0 && spec->time_unit_us <= ENISIM_TIME_MAX);
  g_assert (!spec->duration_column
            || (spec->duration_each_us > 0 && spec->duration_each_us <= ENISIM_TIME_MAX));
  g_assert (spec->sort_rows_max <= ENISIM_TRACE_SORT_ROWS_MAX);
  csv = enisim_csv_reader_new (spec->path, ENISIM_CSV_ROW_BYTES_MAX, error);
  if (!csv)
    return NULL;
  reader = g_new0 (EnisimTraceReader, 1);
  reader->csv = csv;
  reader->time_unit_ns = spec->time_unit_us * MICROSECOND_NS;
  reader->duration_each_us = spec->duration_each_us;
  reader->date = (EnisimTimestampDate) ENISIM_TIMESTAMP_DATE_INIT;
  reader->is_sorting = spec->sort;
  reader->sort_rows_max = spec->sort_rows_max ? spec->sort_rows_max : ENISIM_TRACE_SORT_ROWS_MAX;
  names = dup_names (csv);
  if (!find_column (csv, names, spec->time_column, &reader->time_index, error)
      || !find_column (csv, names, spec->session_column, &reader->session_index, error)
      || !find_column (csv, names, spec->duration_column, &reader->duration_index, error))
    g_clear_pointer (&reader, enisim_trace_reader_free);
  return reader;
}

void
enisim_trace_reader_free (EnisimTraceReader *reader)
{
  enisim_csv_reader_free (reader->csv);
  if (reader->sorted)
    g_array_unref (reader->sorted);
  g_free (reader);
}

/* Cells.  @what names the value in a complaint, with its article. */

static gboolean
fail_cell (const EnisimTraceReader *reader, guint index, EnisimCsvCell cell, const char *what,
           const char *expected, GError **error)
{
  g_autofree char *quoted = enisim_csv_cell_dup_quoted (cell);

  if (cell.length == 0)
    return enisim_csv_reader_fail (reader->csv, index, error, "empty cell, expected %s", what);
  return enisim_csv_reader_fail (reader->csv, index, error, "%s is not %s, %s", quoted, what,
                                 expected);
}

static gboolean
parse_decimal (const EnisimTraceReader *reader, guint index, gint64 unit, gint64 value_max,
               const char *what, const char *too_large_expected, gint64 *value, GError **error)
{
  const EnisimCsvCell cell = enisim_csv_reader_get_cell (reader->csv, index);

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
fail_stamp (const EnisimTraceReader *reader, EnisimCsvCell cell, const char *reason, GError **error)
{
  gint64 unused;
  const gboolean is_number
      = enisim_plain_decimal_parse (cell.text, cell.length, 1, G_MAXINT64, &unused)
        != ENISIM_PLAIN_DECIMAL_MALFORMED;
  g_autofree char *expected
      = g_strconcat (reason, is_number ? ", or time: {column: t, unit: s} for numbers" : "", NULL);

  return fail_cell (reader, reader->time_index, cell, "a time stamp", expected, error);
}

static gboolean
parse_time (EnisimTraceReader *reader, gint64 *ns, GError **error)
{
  const guint index = reader->time_index;
  const char *reason;
  EnisimCsvCell cell;

  if (reader->time_unit_ns > 0)
    return parse_decimal (reader, index, reader->time_unit_ns, G_MAXINT64, "a time",
                          "expected at most " UNIX_MAX_TEXT, ns, error);
  cell = enisim_csv_reader_get_cell (reader->csv, index);
  return enisim_timestamp_parse_next (cell.text, cell.length, &reader->date, ns, &reason)
         || fail_stamp (reader, cell, reason, error);
}

static gboolean
parse_session (const EnisimTraceReader *reader, guint64 *session, GError **error)
{
  EnisimCsvCell cell;

  *session = 0;
  if (reader->session_index == NO_COLUMN)
    return TRUE;
  cell = enisim_csv_reader_get_cell (reader->csv, reader->session_index);
  if (cell.length == 0)
    return fail_cell (reader, reader->session_index, cell, "a session", "", error);
  *session = enisim_fingerprint (cell.text, cell.length);
  return TRUE;
}

static gboolean
parse_duration (const EnisimTraceReader *reader, GTimeSpan *duration_us, GError **error)
{
  *duration_us = 0;
  return reader->duration_index == NO_COLUMN
         || parse_decimal (reader, reader->duration_index, reader->duration_each_us,
                           ENISIM_TIME_MAX, "a duration", "expected at most " SPAN_MAX_TEXT,
                           duration_us, error);
}

/* The file's next row.  Returns: FALSE at the end or with @error set. */
static gboolean
read_record (EnisimTraceReader *reader, gboolean is_first, Record *record, GError **error)
{
  GError *failure = NULL;

  if (!enisim_csv_reader_next (reader->csv, &failure))
    {
      if (!failure && is_first)
        enisim_csv_reader_fail (reader->csv, 0, &failure,
                                "no row after the header, expected at least one");
      if (failure)
        g_propagate_error (error, failure);
      return FALSE;
    }
  record->line = enisim_csv_reader_get_line (reader->csv);
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

  if (!read_record (reader, reader->n_rows == 0, record, error))
    return FALSE;
  if (reader->n_rows == 0)
    reader->first_ns = reader->previous_ns = record->ns;
  if (record->ns < reader->previous_ns)
    return enisim_csv_reader_fail (reader->csv, reader->time_index, error,
                                   "earlier than the row on line %" G_GUINT64_FORMAT
                                   ", expected rows in the order of time, or sort: true",
                                   reader->previous_line);
  if (!get_span (reader->first_ns, record->ns, &span_us))
    return enisim_csv_reader_fail (reader->csv, reader->time_index, error,
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
    return enisim_csv_reader_fail (reader->csv, 0, error,
                                   "row after %" G_GUINT64_FORMAT
                                   " others to be sorted, expected no more of them",
                                   reader->sort_rows_max);
  if (record->ns > least.ns && !get_span (least.ns, record->ns, &span_us))
    return enisim_csv_reader_fail (reader->csv, reader->time_index, error,
                                   "too long after the row on line %" G_GUINT64_FORMAT
                                   ", expected at most " SPAN_MAX_TEXT,
                                   least.line);
  if (record->ns < most.ns && !get_span (record->ns, most.ns, &span_us))
    return enisim_csv_reader_fail (reader->csv, reader->time_index, error,
                                   "too long before the row on line %" G_GUINT64_FORMAT
                                   ", expected at most " SPAN_MAX_TEXT,
                                   most.line);
  return TRUE;
}

static gboolean
sort_all (EnisimTraceReader *reader, GError **error)
{
  Record record, least, most;
  GError *failure = NULL;

  reader->sorted = g_array_new (FALSE, FALSE, sizeof (Record));
  while (read_record (reader, reader->sorted->len == 0, &record, &failure))
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
    return enisim_csv_reader_get_progress_ratio (reader->csv);
  if (!reader->sorted || reader->sorted->len == 0)
    return 0.0;
  return (double) reader->n_rows / (double) reader->sorted->len;
}

void
enisim_trace_reader_verify (const EnisimTraceReader *reader)
{
  const guint n_columns = enisim_csv_reader_get_n_columns (reader->csv);

  enisim_csv_reader_verify (reader->csv);
  g_assert_cmpuint (reader->time_index, <, n_columns);
  g_assert_true (reader->session_index < n_columns || reader->session_index == NO_COLUMN);
  g_assert_true (reader->duration_index < n_columns || reader->duration_index == NO_COLUMN);
  g_assert_cmpint (reader->first_ns, <=, reader->previous_ns);
  if (!reader->sorted)
    return;
  g_assert_cmpuint (reader->n_rows, <=, reader->sorted->len);
  for (guint i = 1; i < reader->sorted->len && reader->n_rows > 0; i++)
    g_assert_cmpint (compare_records (&g_array_index (reader->sorted, Record, i - 1),
                                      &g_array_index (reader->sorted, Record, i)),
                     <, 0);
}
