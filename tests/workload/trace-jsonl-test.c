/* trace-jsonl-test.c
 *
 * Goal: a trace of JSON lines is the trace that a CSV file of the same rows is, and a value that
 * does not fit is refused at its place.
 * Method: random rows written in both formats, packed or not, sorted or not, and read side by side;
 * a table of refused ones.
 */
#include "temp-file.h"

#include <string.h>

#include "base/fingerprint.h"
#include "workload/trace-reader.h"

enum
{
  N_ROWS = 3000
};

static char *path, *csv_path;

static void
setup (void)
{
  path = temp_file_new ();
  csv_path = temp_file_new ();
}

static void
teardown (void)
{
  temp_file_remove (&path);
  temp_file_remove (&csv_path);
}

static EnisimTraceSpec
make_spec (void)
{
  return (EnisimTraceSpec){ .path = path,
                            .format = ENISIM_TRACE_JSONL,
                            .time_column = "t",
                            .session_column = "s",
                            .duration_column = "d",
                            .duration_each_us = G_TIME_SPAN_SECOND };
}

static GArray *
read_trace (const EnisimTraceSpec *spec, GError **error)
{
  g_autoptr (EnisimTraceReader) reader = enisim_trace_reader_new (spec, error);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (EnisimTraceRow));
  GError *failure = NULL;
  EnisimTraceRow row;

  while (reader != NULL && enisim_trace_reader_next (reader, &row, &failure))
    g_array_append_val (rows, row);
  if (reader != NULL)
    enisim_trace_reader_verify (reader);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return rows;
}

static void
pack (const char *file)
{
  const char *const command[] = { "gzip", "-k", file, NULL };
  g_autofree char *packed = g_strconcat (file, ".gz", NULL);
  gint status;

  ck_assert (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                           NULL, &status, NULL));
  ck_assert_int_eq (status, 0);
  ck_assert_int_eq (g_rename (packed, file), 0);
}

/* Both files, of numbers in seconds in the order of time. */
static void
write_both (GRand *rand)
{
  g_autoptr (GString) csv = g_string_new ("t,s,d\n"), jsonl = g_string_new (NULL);
  double at = 1e9;

  for (guint i = 0; i < N_ROWS; i++)
    {
      const gint session = g_rand_int_range (rand, 0, 100);
      const gint length = g_rand_int_range (rand, 0, 100000);

      at += g_rand_double (rand);
      g_string_append_printf (csv, "%.6f,u%d,%d.5\n", at, session, length);
      g_string_append_printf (jsonl, "{\"s\": \"\\u0075%d\", \"t\": %.6f, \"d\": \"%d.5\"}\n",
                              session, at, length);
    }
  temp_file_write (csv_path, csv->str, csv->len);
  temp_file_write (path, jsonl->str, jsonl->len);
}

START_TEST (rows_are_those_of_a_csv_file)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GArray) rows = NULL, csv_rows = NULL;
  g_autoptr (GError) error = NULL;
  EnisimTraceSpec spec = make_spec (), csv_spec;

  write_both (rand);
  if (_i % 2 == 1)
    pack (path);
  spec.time_unit_us = G_TIME_SPAN_SECOND;
  spec.sort = _i / 2 % 2 == 1;
  csv_spec = spec;
  csv_spec.path = csv_path;
  csv_spec.format = ENISIM_TRACE_CSV;
  rows = read_trace (&spec, &error);
  csv_rows = read_trace (&csv_spec, &error);
  ck_assert_no_error (error);
  ck_assert_uint_eq (rows->len, N_ROWS);
  for (guint i = 0; i < N_ROWS; i++)
    {
      const EnisimTraceRow *row = &g_array_index (rows, EnisimTraceRow, i);
      const EnisimTraceRow *csv_row = &g_array_index (csv_rows, EnisimTraceRow, i);

      ck_assert_int_eq (row->at, csv_row->at);
      ck_assert_uint_eq (row->session, csv_row->session);
      ck_assert_int_eq (row->duration_us, csv_row->duration_us);
      ck_assert_uint_eq (row->line, csv_row->line - 1);
    }
}
END_TEST

START_TEST (stamps_are_strings_and_sessions_may_be_numbers)
{
  static const char text[] = "{\"t\":\"2024-11-15T16:57:50Z\",\"s\":7,\"d\":1,\"x\":[]}\n\n"
                             "{\"t\":\"2024-11-15 16:57:51.5\",\"s\":\"b\",\"d\":0.25}\n";
  const EnisimTraceSpec spec = make_spec ();
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const EnisimTraceRow *row;

  temp_file_write (path, text, strlen (text));
  rows = read_trace (&spec, &error);
  ck_assert_no_error (error);
  ck_assert_uint_eq (rows->len, 2);
  row = &g_array_index (rows, EnisimTraceRow, 0);
  ck_assert_uint_eq (row->session, enisim_fingerprint ("7", 1));
  ck_assert_int_eq (row->duration_us, G_TIME_SPAN_SECOND);
  row = &g_array_index (rows, EnisimTraceRow, 1);
  ck_assert_int_eq (row->at, 1500 * G_TIME_SPAN_MILLISECOND);
  ck_assert_uint_eq (row->session, enisim_fingerprint ("b", 1));
  ck_assert_int_eq (row->duration_us, G_TIME_SPAN_SECOND / 4);
  ck_assert_uint_eq (row->line, 3);
}
END_TEST

START_TEST (key_that_is_not_asked_for_may_be_anything_or_missing)
{
  static const char text[] = "{\"t\":1,\"s\":null}\n{\"t\":2}\n";
  EnisimTraceSpec spec = make_spec ();
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  spec.session_column = spec.duration_column = NULL;
  spec.time_unit_us = G_TIME_SPAN_SECOND;
  temp_file_write (path, text, strlen (text));
  rows = read_trace (&spec, &error);
  ck_assert_no_error (error);
  ck_assert_uint_eq (rows->len, 2);
  ck_assert_uint_eq (g_array_index (rows, EnisimTraceRow, 1).session, 0);
}
END_TEST

#define GOOD "{\"t\":5,\"s\":\"a\",\"d\":1}\n"

/* Of times in seconds. */
static const struct
{
  const char *text, *complaint;
} REFUSED[] = {
  { "", ": has no object, expected a file of JSON lines" },
  { "\n\n", ": has no object, expected a file of JSON lines" },
  { "{\"t\":1,\"s\":\"\",\"d\":1}\n", ":1:12: empty string, expected a session" },
  { GOOD "{\"s\":\"a\",\"d\":1,\"t\":-1}\n",
    ":2:20: \"-1\" is not a time, expected a plain decimal such as 12 or 0.5" },
  { GOOD "{\"t\":1e9,\"s\":\"a\",\"d\":1}\n",
    ":2:6: \"1e9\" is not a time, expected a plain decimal such as 12 or 0.5" },
  { GOOD "{\"t\":6,\"s\":\"a\",\"d\":\"x\"}\n",
    ":2:20: \"x\" is not a duration, expected a plain decimal such as 12 or 0.5" },
  { GOOD "{\"t\":4,\"s\":\"a\",\"d\":1}\n",
    ":2:6: earlier than the row on line 1, expected rows in the order of time, or sort: true" },
  { GOOD "{\"t\":6,\"d\":1}\n", ":2:1: no key \"s\", expected it in each object" },
  { GOOD "{\"t\":6,\"s\":\"a\",\"d\":null}\n", ":2:20: null, expected a string or a number" },
  { GOOD "{\"t\":6,\n", ":2:8: end of the line, expected a key in quotes" },
};

static void
assert_refused (const EnisimTraceSpec *spec, const char *complaint)
{
  g_autoptr (GError) error = NULL;

  g_array_unref (read_trace (spec, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert (g_str_has_prefix (error->message, path));
  ck_assert_str_eq (error->message + strlen (path), complaint);
}

START_TEST (value_that_does_not_fit_is_refused_at_its_place)
{
  EnisimTraceSpec spec = make_spec ();

  spec.time_unit_us = G_TIME_SPAN_SECOND;
  temp_file_write (path, REFUSED[_i].text, strlen (REFUSED[_i].text));
  assert_refused (&spec, REFUSED[_i].complaint);
}
END_TEST

START_TEST (number_where_a_stamp_is_expected_needs_a_unit)
{
  const EnisimTraceSpec spec = make_spec ();

  temp_file_write (path, GOOD, strlen (GOOD));
  assert_refused (&spec, ":1:6: \"5\" is not a time stamp, expected YYYY-MM-DD hh:mm:ss, then at "
                         "will a fraction and an offset, or time: {column: t, unit: s} for "
                         "numbers");
}
END_TEST

static Suite *
trace_jsonl_suite (void)
{
  Suite *suite = suite_create ("workload/trace-jsonl");
  TCase *traces = tcase_create ("traces");

  tcase_add_checked_fixture (traces, setup, teardown);
  tcase_add_loop_test (traces, rows_are_those_of_a_csv_file, 0, 4);
  tcase_add_test (traces, stamps_are_strings_and_sessions_may_be_numbers);
  tcase_add_test (traces, key_that_is_not_asked_for_may_be_anything_or_missing);
  tcase_add_loop_test (traces, value_that_does_not_fit_is_refused_at_its_place, 0,
                       G_N_ELEMENTS (REFUSED));
  tcase_add_test (traces, number_where_a_stamp_is_expected_needs_a_unit);
  suite_add_tcase (suite, traces);
  return suite;
}

ENISIM_TEST_MAIN (trace_jsonl_suite)
