/* trace-rows.c: the rows of a trace's file, a cell for each name asked for, whatever the format */
#include "workload/trace-rows.h"

#include <stdarg.h>
#include <string.h>

#include "base/nearest.h"
#include "workload/csv-reader.h"
#include "workload/jsonl-reader.h"

enum
{
  COLUMNS_LISTED_MAX = 16, /* in a message */
  NO_COLUMN = ENISIM_CSV_COLUMNS_MAX
};

/* One of the two readers, the other is NULL. */
struct EnisimTraceRows
{
  EnisimCsvReader *csv;
  EnisimJsonlReader *jsonl;
  guint n_names;
  guint columns[ENISIM_TRACE_CELLS_MAX]; /* of the CSV file: below their number, or NO_COLUMN */
  gboolean has_row;                      /* at least one was there */
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
      const EnisimTraceCell cell = enisim_csv_reader_get_cell (csv, i);

      names[i] = g_strndup (cell.text, cell.length);
    }
  return names;
}

static char *
dup_quoted (const char *text)
{
  return enisim_trace_cell_dup_quoted ((EnisimTraceCell){ text, strlen (text) });
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

static gboolean
open_csv (EnisimTraceRows *rows, const char *path, const char *const *names, GError **error)
{
  g_auto (GStrv) header = NULL;

  rows->csv = enisim_csv_reader_new (path, ENISIM_CSV_ROW_BYTES_MAX, error);
  if (rows->csv == NULL)
    return FALSE;
  header = dup_names (rows->csv);
  for (guint i = 0; i < rows->n_names; i++)
    if (!find_column (rows->csv, header, names[i], &rows->columns[i], error))
      return FALSE;
  return TRUE;
}

EnisimTraceRows *
enisim_trace_rows_new (const char *path, EnisimTraceFormat format, const char *const *names,
                       guint n_names, GError **error)
{
  EnisimTraceRows *rows = g_new0 (EnisimTraceRows, 1);
  gboolean is_open;

  g_assert (n_names >= 1 && n_names <= ENISIM_TRACE_CELLS_MAX && names[0] != NULL);
  rows->n_names = n_names;
  if (format == ENISIM_TRACE_CSV)
    is_open = open_csv (rows, path, names, error);
  else
    {
      rows->jsonl
          = enisim_jsonl_reader_new (path, names, n_names, ENISIM_JSONL_LINE_BYTES_MAX, error);
      is_open = rows->jsonl != NULL;
    }
  if (!is_open)
    g_clear_pointer (&rows, enisim_trace_rows_free);
  return rows;
}

void
enisim_trace_rows_free (EnisimTraceRows *rows)
{
  g_clear_pointer (&rows->csv, enisim_csv_reader_free);
  g_clear_pointer (&rows->jsonl, enisim_jsonl_reader_free);
  g_free (rows);
}

/* Nothing was read of an empty file of JSON lines: there is no row to take the place from. */
static gboolean
fail_empty (EnisimTraceRows *rows, GError **error)
{
  if (rows->csv != NULL)
    return enisim_csv_reader_fail (rows->csv, 0, error,
                                   "no row after the header, expected at least one");
  return enisim_jsonl_reader_fail_file (rows->jsonl, error, "has no object");
}

gboolean
enisim_trace_rows_next (EnisimTraceRows *rows, GError **error)
{
  GError *failure = NULL;

  if (rows->csv != NULL ? enisim_csv_reader_next (rows->csv, &failure)
                        : enisim_jsonl_reader_next (rows->jsonl, &failure))
    {
      rows->has_row = TRUE;
      return TRUE;
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (!rows->has_row)
    fail_empty (rows, error);
  return FALSE;
}

EnisimTraceCell
enisim_trace_rows_get_cell (EnisimTraceRows *rows, guint index)
{
  if (G_LIKELY (rows->csv != NULL))
    return enisim_csv_reader_get_cell (rows->csv, rows->columns[index]);
  return enisim_jsonl_reader_get_cell (rows->jsonl, index);
}

guint64
enisim_trace_rows_get_line (const EnisimTraceRows *rows)
{
  return rows->csv != NULL ? enisim_csv_reader_get_line (rows->csv)
                           : enisim_jsonl_reader_get_line (rows->jsonl);
}

double
enisim_trace_rows_get_progress_ratio (const EnisimTraceRows *rows)
{
  return rows->csv != NULL ? enisim_csv_reader_get_progress_ratio (rows->csv)
                           : enisim_jsonl_reader_get_progress_ratio (rows->jsonl);
}

const char *
enisim_trace_rows_get_cell_word (const EnisimTraceRows *rows)
{
  return rows->csv != NULL ? "cell" : "string";
}

gboolean
enisim_trace_rows_fail (const EnisimTraceRows *rows, guint index, GError **error,
                        const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (rows->csv != NULL)
    return enisim_csv_reader_fail (rows->csv, rows->columns[index], error, "%s", text);
  return enisim_jsonl_reader_fail (rows->jsonl, index, error, text);
}

void
enisim_trace_rows_verify (const EnisimTraceRows *rows)
{
  g_assert_true ((rows->csv == NULL) != (rows->jsonl == NULL));
  if (rows->jsonl != NULL)
    {
      enisim_jsonl_reader_verify (rows->jsonl);
      return;
    }
  enisim_csv_reader_verify (rows->csv);
  for (guint i = 0; i < rows->n_names; i++)
    g_assert_true (rows->columns[i] < enisim_csv_reader_get_n_columns (rows->csv)
                   || rows->columns[i] == NO_COLUMN);
}
