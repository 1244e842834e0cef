/* trace-reader-test.c
 *
 * Goal: a trace gives the instants, sessions and durations that its rows tell, to the microsecond,
 * and every malformed one is refused at the place where an editor shows the fault.
 * Method: tables; random traces, longer than the reader's buffer, written and read back; two
 * published traces, where they are at hand.
 */
#include "temp-file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/fingerprint.h"
#include "workload/trace-reader.h"

enum
{
  N_ROWS = 12000
};

static char *path;

static void
setup (void)
{
  path = temp_file_new ();
}

static void
teardown (void)
{
  temp_file_remove (&path);
}

static void
write_file (const char *bytes, gsize length)
{
  temp_file_write (path, bytes, length);
}

static void
write_text (const char *text)
{
  write_file (text, strlen (text));
}

/* How the columns of the tests are called; a test changes what it is about. */
static EnisimTraceSpec
stamps_spec (void)
{
  return (EnisimTraceSpec){
    .path = path,
    .time_column = "time",
    .session_column = "session",
    .duration_column = "seconds",
    .duration_each_us = G_TIME_SPAN_SECOND,
  };
}

static EnisimTraceSpec
numbers_spec (GTimeSpan time_unit_us)
{
  return (EnisimTraceSpec){ .path = path, .time_column = "time", .time_unit_us = time_unit_us };
}

static GArray *
read_trace (const EnisimTraceSpec *spec, GError **error)
{
  g_autoptr (EnisimTraceReader) reader = enisim_trace_reader_new (spec, error);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (EnisimTraceRow));
  GError *failure = NULL;
  EnisimTraceRow row;

  if (!reader)
    return rows;
  enisim_trace_reader_verify (reader);
  while (enisim_trace_reader_next (reader, &row, &failure))
    g_array_append_val (rows, row);
  enisim_trace_reader_verify (reader);
  if (failure)
    g_propagate_error (error, failure);
  return rows;
}

static GArray *
read_good_trace (const EnisimTraceSpec *spec)
{
  GError *error = NULL;
  GArray *rows = read_trace (spec, &error);

  ck_assert_no_error (error);
  return rows;
}

static const EnisimTraceRow *
row_at (GArray *rows, guint index)
{
  ck_assert_uint_lt (index, rows->len);
  return &g_array_index (rows, EnisimTraceRow, index);
}

static const EnisimTraceRow *
last_row (GArray *rows)
{
  return row_at (rows, rows->len - 1);
}

START_TEST (row_has_instant_session_duration_and_line)
{
  const EnisimTraceSpec spec = stamps_spec ();
  g_autoptr (GArray) rows = NULL;

  write_text ("seconds,other,session,time\n"
              "32.0,,G1,2024-11-15 16:57:50\n"
              "0,\"\n\",\"G\"\"2\",2024-11-15T16:57:50.000001Z\n"
              "\n"
              "0.0000015,x,G1,2024-11-16 01:57:51+09:00\n");
  rows = read_good_trace (&spec);
  ck_assert_uint_eq (rows->len, 3);
  ck_assert_int_eq (row_at (rows, 0)->at, 0);
  ck_assert_int_eq (row_at (rows, 1)->at, 1);
  ck_assert_int_eq (row_at (rows, 2)->at, G_TIME_SPAN_SECOND);
  ck_assert_uint_eq (row_at (rows, 0)->session, enisim_fingerprint ("G1", 2));
  ck_assert_uint_eq (row_at (rows, 1)->session, enisim_fingerprint ("G\"2", 3));
  ck_assert_uint_eq (row_at (rows, 2)->session, row_at (rows, 0)->session);
  ck_assert_int_eq (row_at (rows, 0)->duration_us, 32 * G_TIME_SPAN_SECOND);
  ck_assert_int_eq (row_at (rows, 1)->duration_us, 0);
  ck_assert_int_eq (row_at (rows, 2)->duration_us, 2);
  ck_assert_uint_eq (row_at (rows, 0)->line, 2);
  ck_assert_uint_eq (row_at (rows, 1)->line, 3);
  ck_assert_uint_eq (row_at (rows, 2)->line, 6);
}
END_TEST

START_TEST (column_that_is_not_asked_for_gives_zero)
{
  EnisimTraceSpec spec = stamps_spec ();
  g_autoptr (GArray) rows = NULL;

  spec.session_column = spec.duration_column = NULL;
  write_text ("time,session,seconds,seconds\n2024-11-15 16:57:50,,nonsense,\n");
  rows = read_good_trace (&spec);
  ck_assert_uint_eq (row_at (rows, 0)->session, 0);
  ck_assert_int_eq (row_at (rows, 0)->duration_us, 0);
}
END_TEST

/* .6 and 1.4 microseconds would both round to 1, but lie 1 apart, to the nearest. */
START_TEST (span_is_rounded_and_not_the_stamps)
{
  const EnisimTraceSpec spec = { .path = path, .time_column = "time" };
  g_autoptr (GArray) rows = NULL;

  write_text ("time\n"
              "2024-11-15 16:57:50.0000006\n"
              "2024-11-15 16:57:50.0000010\n"
              "2024-11-15 16:57:50.0000014\n"
              "2024-11-15 16:57:50.00000209\n"
              "2024-11-15 16:57:50.00000210\n");
  rows = read_good_trace (&spec);
  ck_assert_int_eq (row_at (rows, 1)->at, 0);
  ck_assert_int_eq (row_at (rows, 2)->at, 1);
  ck_assert_int_eq (row_at (rows, 3)->at, 1);
  ck_assert_int_eq (row_at (rows, 4)->at, 2);
}
END_TEST

START_TEST (number_counts_in_its_unit)
{
  static const struct
  {
    const char *text;
    GTimeSpan unit_us, expected_us;
  } rows[] = {
    { "time\n0\n1.5\n", G_TIME_SPAN_SECOND, 1500000 },
    { "time\n1700000000.123456\n1700000000.123457\n", G_TIME_SPAN_SECOND, 1 },
    { "time\n1700000000123.4\n1700000000124.3999\n", G_TIME_SPAN_MILLISECOND, 1000 },
    { "time\n1700000000123456\n1700000000123459\n", 1, 3 },
    { "time\n1\n1.25\n", G_TIME_SPAN_DAY, 6 * G_TIME_SPAN_HOUR },
    { "time\n0.0000004\n0.0000009\n", G_TIME_SPAN_SECOND, 1 },
    { "time\n0\n562949953421312\n", 1, ENISIM_TIME_MAX },
    { "time\n0\n562949953421312.4\n", 1, ENISIM_TIME_MAX },
    { "time\n5\n5\n", ENISIM_TIME_MAX, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const EnisimTraceSpec spec = numbers_spec (rows[i].unit_us);
      g_autoptr (GArray) read = NULL;

      write_text (rows[i].text);
      read = read_good_trace (&spec);
      ck_assert_uint_eq (read->len, 2);
      ck_assert_int_eq (row_at (read, 1)->at, rows[i].expected_us);
    }
}
END_TEST

START_TEST (duration_is_the_cell_times_its_unit)
{
  EnisimTraceSpec spec = stamps_spec ();
  g_autoptr (GArray) rows = NULL;

  spec.duration_each_us = 20 * G_TIME_SPAN_MILLISECOND;
  write_text ("time,session,seconds\n"
              "2024-11-15 16:57:50,a,182\n"
              "2024-11-15 16:57:50,a,0.00005\n"
              "2024-11-15 16:57:50,a,0.00002499\n"
              "2024-11-15 16:57:50,a,28147497671.0656\n");
  rows = read_good_trace (&spec);
  ck_assert_int_eq (row_at (rows, 0)->duration_us, 3640000);
  ck_assert_int_eq (row_at (rows, 1)->duration_us, 1);
  ck_assert_int_eq (row_at (rows, 2)->duration_us, 0);
  ck_assert_int_eq (row_at (rows, 3)->duration_us, ENISIM_TIME_MAX);
}
END_TEST

/* Sorting */

static EnisimTraceSpec
unsorted_spec (guint64 sort_rows_max)
{
  EnisimTraceSpec spec = numbers_spec (G_TIME_SPAN_SECOND);

  spec.session_column = "session";
  spec.sort = TRUE;
  spec.sort_rows_max = sort_rows_max;
  return spec;
}

START_TEST (sorted_row_keeps_its_line_and_session)
{
  const EnisimTraceSpec spec = unsorted_spec (4);
  g_autoptr (GArray) rows = NULL;
  static const guint64 lines[] = { 5, 3, 6, 2 };

  write_text ("time,session\n9,d\n7.5,b\n\n7,a\n7.5,c\n");
  rows = read_good_trace (&spec);
  ck_assert_uint_eq (rows->len, 4);
  for (guint i = 0; i < rows->len; i++)
    {
      const char session = (char) ('a' + (int) i);

      ck_assert_uint_eq (row_at (rows, i)->line, lines[i]);
      ck_assert_uint_eq (row_at (rows, i)->session, enisim_fingerprint (&session, 1));
    }
  ck_assert_int_eq (row_at (rows, 0)->at, 0);
  ck_assert_int_eq (last_row (rows)->at, 2 * G_TIME_SPAN_SECOND);
}
END_TEST

START_TEST (progress_of_sorted_rows_is_their_share)
{
  const EnisimTraceSpec spec = unsorted_spec (0);
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimTraceReader) reader = NULL;
  EnisimTraceRow row;

  write_text ("time,session\n2,a\n1,a\n");
  reader = enisim_trace_reader_new (&spec, &error);
  ck_assert_double_eq (enisim_trace_reader_get_progress_ratio (reader), 0.0);
  ck_assert (enisim_trace_reader_next (reader, &row, &error));
  ck_assert_double_eq (enisim_trace_reader_get_progress_ratio (reader), 0.5);
  ck_assert (enisim_trace_reader_next (reader, &row, &error));
  ck_assert (!enisim_trace_reader_next (reader, &row, &error));
  ck_assert_no_error (error);
  ck_assert_double_eq (enisim_trace_reader_get_progress_ratio (reader), 1.0);
  enisim_trace_reader_verify (reader);
}
END_TEST

/* The twin: each row is put behind the last that is no later. */
START_TEST (rows_are_sorted_as_by_insertion)
{
  const EnisimTraceSpec spec = unsorted_spec (0);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GString) file = g_string_new ("time,session\n");
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint));
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) rows = NULL;

  for (guint64 line = 2; line < 300; line++)
    {
      const gint at = g_rand_int_range (rand, 0, 40);
      guint place = times->len;

      while (place > 0 && g_array_index (times, gint, place - 1) > at)
        place--;
      g_array_insert_val (times, place, at);
      g_array_insert_val (lines, place, line);
      g_string_append_printf (file, "%d,a\n", at);
    }
  write_text (file->str);
  rows = read_good_trace (&spec);
  ck_assert_uint_eq (rows->len, lines->len);
  for (guint i = 0; i < rows->len; i++)
    {
      ck_assert_uint_eq (row_at (rows, i)->line, g_array_index (lines, guint64, i));
      ck_assert_int_eq (row_at (rows, i)->at,
                        (g_array_index (times, gint, i) - g_array_index (times, gint, 0))
                            * G_TIME_SPAN_SECOND);
    }
}
END_TEST

/* Malformed traces */

static void
assert_refused (const EnisimTraceSpec *spec, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = read_trace (spec, &error);

  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_msg (g_str_has_prefix (error->message, path), "%s", error->message);
  ck_assert_str_eq (error->message + strlen (path), expected);
}

#define HEAD "time,session,seconds\n"
#define STAMP "2024-11-15 16:57:50"
#define ROW(text, expected)                                                                        \
  {                                                                                                \
    text, sizeof text - 1, expected                                                                \
  }

typedef struct
{
  const char *text;
  gsize length;
  const char *expected;
} Refused;

START_TEST (malformed_header_is_refused_at_its_place)
{
  static const Refused rows[] = {
    ROW ("", ":1:1: empty file, expected a header row"),
    ROW ("time,session,seconds", ":2:1: no row after the header, expected at least one"),
    ROW (HEAD, ":2:1: no row after the header, expected at least one"),
    ROW (HEAD "\n\n", ":4:1: no row after the header, expected at least one"),
    ROW ("Time,session,seconds\n",
         ":1:1: no column \"time\", the nearest is \"Time\", expected one of \"Time\", "
         "\"session\", \"seconds\""),
    ROW ("time,user,12345\n",
         ":1:1: no column \"session\", expected one of \"time\", \"user\", \"12345\""),
    ROW (STAMP ",a,1\n", ":1:1: no column \"time\", expected one of \"" STAMP "\", \"a\", \"1\""),
    ROW (
        "c0,c1,c2,c3,c4,c5,c6,c7,c8,c9,c10,c11,c12,c13,c14,c\x1b,c16,c17\n",
        ":1:1: no column \"time\", expected one of \"c0\", \"c1\", \"c2\", \"c3\", \"c4\", \"c5\", "
        "\"c6\", \"c7\", \"c8\", \"c9\", \"c10\", \"c11\", \"c12\", \"c13\", \"c14\", \"c?\" and 2 "
        "more"),
    ROW ("time,session,time,seconds\n", ":1:14: second column \"time\", expected one"),
    ROW ("time,seconds,session,\"seconds\"\n", ":1:22: second column \"seconds\", expected one"),
  };
  const EnisimTraceSpec spec = stamps_spec ();

  ck_assert_int_lt (_i, G_N_ELEMENTS (rows));
  write_file (rows[_i].text, rows[_i].length);
  assert_refused (&spec, rows[_i].expected);
}
END_TEST

START_TEST (malformed_row_is_refused_at_its_place)
{
  static const Refused rows[] = {
    ROW (HEAD STAMP ",a\n", ":2:1: row of 2 cells, expected 3 as in the header"),
    ROW (HEAD STAMP ",a,1,\n", ":2:25: cell 4 of a row, expected 3 as in the header"),
    ROW (HEAD STAMP ",a,1\n,b,2\n", ":3:1: empty cell, expected a time stamp"),
    ROW (HEAD STAMP ",,1\n", ":2:21: empty cell, expected a session"),
    ROW (HEAD STAMP ",\"\",1\n", ":2:21: empty cell, expected a session"),
    ROW (HEAD STAMP ",a,\n", ":2:23: empty cell, expected a duration"),
    ROW (HEAD STAMP ",a,1\r\n2024-11-15 16:57:49,b,2\r\n",
         ":3:1: earlier than the row on line 2, expected rows in the order of time, or sort: true"),
    ROW (HEAD STAMP ".0000002,a,1\n\n" STAMP ".0000001,b,2\n",
         ":4:1: earlier than the row on line 2, expected rows in the order of time, or sort: true"),
    ROW (HEAD STAMP ",a,1\n" STAMP "+00:01,b,2\n",
         ":3:1: earlier than the row on line 2, expected rows in the order of time, or sort: true"),
    ROW (HEAD "1999-01-01 00:00:00,a,1\n" STAMP ",b,2\n",
         ":3:1: too long after the first row, expected at most 17.8 years"),
    ROW (HEAD "1678-01-01 00:00:00+23:59,a,1\n2261-12-31 23:59:59.999999999-23:59,b,2\n",
         ":3:1: too long after the first row, expected at most 17.8 years"),
    ROW (HEAD STAMP ",a\0,1\n", ":2:22: NUL byte, expected text in UTF-8"),
    ROW (HEAD STAMP ",\"a,1\n" STAMP ",b,2\n",
         ":2:21: cell in quotes without an end, expected a closing quote"),
    ROW (HEAD STAMP ",a,\"1\"2\n",
         ":2:26: text after a closing quote, expected a comma or the end of the line"),
  };
  const EnisimTraceSpec spec = stamps_spec ();

  ck_assert_int_lt (_i, G_N_ELEMENTS (rows));
  write_file (rows[_i].text, rows[_i].length);
  assert_refused (&spec, rows[_i].expected);
}
END_TEST

START_TEST (malformed_cell_is_refused_at_its_place)
{
  static const Refused rows[] = {
    ROW (HEAD "2024-11-15,a,1\n",
         ":2:1: \"2024-11-15\" is not a time stamp, expected YYYY-MM-DD hh:mm:ss, then at will a "
         "fraction and an offset"),
    ROW (HEAD "1700000000,a,1\n",
         ":2:1: \"1700000000\" is not a time stamp, expected YYYY-MM-DD hh:mm:ss, then at will a "
         "fraction and an offset, or time: {column: t, unit: s} for numbers"),
    ROW (HEAD "17000000000000000000.5,a,1\n",
         ":2:1: \"17000000000000000000.5\" is not a time stamp, expected YYYY-MM-DD hh:mm:ss, then "
         "at will a fraction and an offset, or time: {column: t, unit: s} for numbers"),
    ROW (HEAD "2023-02-29 00:00:00,a,1\n",
         ":2:1: \"2023-02-29 00:00:00\" is not a time stamp, expected a day that the month has"),
    ROW (HEAD "2023-02-28 24:00:00,a,1\n",
         ":2:1: \"2023-02-28 24:00:00\" is not a time stamp, expected an hour from 00 to 23"),
    ROW (HEAD "2016-12-31 23:59:60,a,1\n",
         ":2:1: \"2016-12-31 23:59:60\" is not a time stamp, expected a second from 00 to 59"),
    ROW (HEAD "\"x\"\"y\n\",a,1\n",
         ":2:1: \"x\"y?\" is not a time stamp, expected YYYY-MM-DD hh:mm:ss, then at will a "
         "fraction and an offset"),
    ROW (HEAD STAMP ",a,-1\n",
         ":2:23: \"-1\" is not a duration, expected a plain decimal such as 12 or 0.5"),
    ROW (HEAD STAMP ",a,nan\n",
         ":2:23: \"nan\" is not a duration, expected a plain decimal such as 12 or 0.5"),
    ROW (HEAD STAMP ",a,1e5\n",
         ":2:23: \"1e5\" is not a duration, expected a plain decimal such as 12 or 0.5"),
    ROW (HEAD STAMP ",a, 1\n",
         ":2:23: \" 1\" is not a duration, expected a plain decimal such as 12 or 0.5"),
    ROW (HEAD STAMP ",a,1s\n",
         ":2:23: \"1s\" is not a duration, expected a plain decimal such as 12 or 0.5"),
    ROW (HEAD STAMP ",\"a\nb\",x\n",
         ":3:4: \"x\" is not a duration, expected a plain decimal such as 12 or 0.5"),
    ROW (HEAD STAMP ",a,562949953.4213125\n",
         ":2:23: \"562949953.4213125\" is not a duration, expected at most 17.8 years"),
    ROW (HEAD STAMP ",a,99999999999999999999999999\n",
         ":2:23: \"99999999999999999999999999\" is not a duration, expected at most 17.8 years"),
  };
  const EnisimTraceSpec spec = stamps_spec ();

  ck_assert_int_lt (_i, G_N_ELEMENTS (rows));
  write_file (rows[_i].text, rows[_i].length);
  assert_refused (&spec, rows[_i].expected);
}
END_TEST

START_TEST (malformed_number_is_refused_at_its_place)
{
  static const Refused rows[] = {
    ROW ("time\n\"\"\n", ":2:1: empty cell, expected a time"),
    ROW ("n,time\n1,-5\n",
         ":2:3: \"-5\" is not a time, expected a plain decimal such as 12 or 0.5"),
    ROW ("time\n1.7e9\n",
         ":2:1: \"1.7e9\" is not a time, expected a plain decimal such as 12 or 0.5"),
    ROW ("time\n" STAMP "\n",
         ":2:1: \"" STAMP "\" is not a time, expected a plain decimal such as 12 or 0.5"),
    ROW ("time\n1700000000000\n",
         ":2:1: \"1700000000000\" is not a time, expected at most 292 years"),
    ROW ("time\n9223372036.854775808\n",
         ":2:1: \"9223372036.854775808\" is not a time, expected at most 292 years"),
    ROW ("time\n0.5\n562949953.9213125\n",
         ":3:1: too long after the first row, expected at most 17.8 years"),
    ROW ("time\n2.0000001\n2\n",
         ":3:1: earlier than the row on line 2, expected rows in the order of time, or sort: true"),
  };
  const EnisimTraceSpec spec = numbers_spec (G_TIME_SPAN_SECOND);

  ck_assert_int_lt (_i, G_N_ELEMENTS (rows));
  write_file (rows[_i].text, rows[_i].length);
  assert_refused (&spec, rows[_i].expected);
}
END_TEST

START_TEST (unsorted_trace_is_refused_at_its_place)
{
  static const Refused rows[] = {
    ROW ("time,session\n", ":2:1: no row after the header, expected at least one"),
    ROW ("time,session\n3,a\n2,a\n1,a\n0,a\n",
         ":5:1: row after 3 others to be sorted, expected no more of them"),
    ROW ("session,time\na,1\na,600000000\n",
         ":3:3: too long after the row on line 2, expected at most 17.8 years"),
    ROW ("session,time\na,600000000\na,100000000\na,1\n",
         ":4:3: too long before the row on line 2, expected at most 17.8 years"),
    ROW ("time,session\n2,a\n1,\n", ":3:3: empty cell, expected a session"),
  };
  const EnisimTraceSpec spec = unsorted_spec (3);

  write_file (rows[_i].text, rows[_i].length);
  assert_refused (&spec, rows[_i].expected);
}
END_TEST

START_TEST (row_past_the_limit_is_refused)
{
  const EnisimTraceSpec spec = stamps_spec ();
  g_autofree char *filling = g_strnfill (65536, 'x');
  g_autofree char *text = g_strconcat (HEAD STAMP ",a,1\n" STAMP ",", filling, ",1\n", NULL);

  write_text (text);
  assert_refused (&spec, ":3:1: row of more than 65536 bytes, expected a shorter one");
}
END_TEST

START_TEST (trace_that_is_not_there_is_refused)
{
  const EnisimTraceSpec spec = stamps_spec ();

  g_unlink (path);
  assert_refused (&spec, ": cannot be opened: No such file or directory, expected a CSV file");
}
END_TEST

START_TEST (refused_row_leaves_what_was_read)
{
  const EnisimTraceSpec spec = stamps_spec ();
  g_autoptr (EnisimTraceReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  EnisimTraceRow row, before;

  write_text (HEAD STAMP ",a,1\n" STAMP ",b,x\n");
  reader = enisim_trace_reader_new (&spec, &error);
  ck_assert (enisim_trace_reader_next (reader, &row, &error));
  before = row;
  ck_assert (!enisim_trace_reader_next (reader, &row, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_mem_eq (&row, &before, sizeof row);
}
END_TEST

/* Random traces */

static void
append_cell (GRand *rand, GString *file, const char *text)
{
  const gboolean is_quoted = g_rand_int_range (rand, 0, 4) == 0;

  g_string_append_printf (file, "%s%s%s", is_quoted ? "\"" : "", text, is_quoted ? "\"" : "");
}

/* A stamp of an instant that is whole microseconds, with an offset now and then. */
static void
append_stamp (GRand *rand, GString *file, gint64 unix_us)
{
  const gint offset_min = g_rand_int_range (rand, -12 * 60, 12 * 60);
  const gboolean has_offset = g_rand_boolean (rand);
  const gint64 local_us = unix_us + (has_offset ? offset_min * G_TIME_SPAN_MINUTE : 0);
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_utc (local_us / G_TIME_SPAN_SECOND);
  g_autofree char *seconds = g_date_time_format (
      local, g_rand_boolean (rand) ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%dT%H:%M:%S");
  g_autofree char *zone = has_offset
                              ? g_strdup_printf ("%c%02d:%02d", offset_min < 0 ? '-' : '+',
                                                 ABS (offset_min) / 60, ABS (offset_min) % 60)
                              : g_strdup (g_rand_boolean (rand) ? "Z" : "");
  g_autofree char *text
      = g_strdup_printf ("%s.%06d%s", seconds, (gint) (local_us % G_TIME_SPAN_SECOND), zone);

  append_cell (rand, file, text);
}

/* Appends a row and what it must be read as. */
static void
append_row (GRand *rand, GString *file, EnisimTime at, GArray *expected)
{
  const gint64 start_us = G_GINT64_CONSTANT (1731689870654321);
  const gint duration_us = g_rand_int_range (rand, 0, G_MAXINT32);
  const gint user = g_rand_int_range (rand, 0, 1000);
  g_autofree char *session = g_strdup_printf ("user %d", user);
  g_autofree char *duration
      = g_strdup_printf ("%d.%06d", duration_us / 1000000, duration_us % 1000000);
  const EnisimTraceRow row
      = { at, enisim_fingerprint (session, strlen (session)), duration_us, expected->len + 2 };

  append_cell (rand, file, duration);
  g_string_append_c (file, ',');
  append_cell (rand, file, g_rand_boolean (rand) ? "" : "filling");
  g_string_append_c (file, ',');
  append_stamp (rand, file, start_us + at);
  g_string_append_c (file, ',');
  append_cell (rand, file, session);
  g_string_append (file, g_rand_boolean (rand) ? "\n" : "\r\n");
  g_array_append_val (expected, row);
}

START_TEST (trace_of_any_style_comes_back)
{
  const EnisimTraceSpec spec = stamps_spec ();
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GString) file = g_string_new ("seconds,other,time,session\r\n");
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (EnisimTraceRow));
  g_autoptr (GArray) rows = NULL;
  EnisimTime at = 0;

  for (guint i = 0; i < N_ROWS; i++)
    {
      append_row (rand, file, at, expected);
      at += g_rand_int_range (rand, 0, 2) * g_rand_int_range (rand, 0, 100000000);
    }
  ck_assert_uint_gt (file->len, 2 * 4 * 65536);
  write_file (file->str, file->len);
  rows = read_good_trace (&spec);
  ck_assert_uint_eq (rows->len, expected->len);
  for (guint i = 0; i < rows->len; i++)
    {
      ck_assert_int_eq (row_at (rows, i)->at, row_at (expected, i)->at);
      ck_assert_uint_eq (row_at (rows, i)->session, row_at (expected, i)->session);
      ck_assert_int_eq (row_at (rows, i)->duration_us, row_at (expected, i)->duration_us);
      ck_assert_uint_eq (row_at (rows, i)->line, row_at (expected, i)->line);
    }
}
END_TEST

/* Published traces, which are too large to be kept here. */

/* Returns: (nullable): where @name is */
static char *
find_published (const char *name)
{
  const char *shared = g_getenv ("ENISIM_SHARED");
  char *found
      = shared ? g_build_filename (shared, "data", "traces", name, NULL)
               : g_build_filename (ENISIM_SOURCE_DIR, "..", "shared", "data", "traces", name, NULL);

  if (g_file_test (found, G_FILE_TEST_EXISTS))
    return found;
  g_printerr ("skipped: no %s; ENISIM_SHARED may name the folder above data/traces\n", found);
  g_free (found);
  return NULL;
}

START_TEST (azure_conversations_come_out)
{
  g_autofree char *file = find_published ("AzureLLMInferenceTrace_conv.csv");
  const EnisimTraceSpec spec = { .path = file,
                                 .time_column = "TIMESTAMP",
                                 .duration_column = "GeneratedTokens",
                                 .duration_each_us = 20 * G_TIME_SPAN_MILLISECOND };
  g_autoptr (GArray) rows = NULL;
  GTimeSpan sum_us = 0;

  if (!file)
    return;
  rows = read_good_trace (&spec);
  ck_assert_uint_eq (rows->len, 19366);
  ck_assert_int_eq (last_row (rows)->at, 3501721937);
  ck_assert_uint_eq (last_row (rows)->line, 19367);
  for (guint i = 0; i < rows->len; i++)
    sum_us += row_at (rows, i)->duration_us;
  ck_assert_int_eq (sum_us, 81773300000);
}
END_TEST

START_TEST (alibaba_requests_come_out)
{
  g_autofree char *file = find_published ("alibaba_gentd26_lora_request_trace.csv");
  const EnisimTraceSpec spec = { .path = file,
                                 .time_column = "gmt_create",
                                 .session_column = "groupId",
                                 .duration_column = "exec_time_seconds",
                                 .duration_each_us = G_TIME_SPAN_SECOND };
  g_autoptr (GHashTable) sessions = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) rows = NULL;
  GTimeSpan sum_us = 0;

  if (!file)
    return;
  rows = read_good_trace (&spec);
  ck_assert_uint_eq (rows->len, 26823);
  ck_assert_int_eq (last_row (rows)->at, 1989367 * G_TIME_SPAN_SECOND);
  for (guint i = 0; i < rows->len; i++)
    {
      g_hash_table_add (sessions, &g_array_index (rows, EnisimTraceRow, i).session);
      sum_us += row_at (rows, i)->duration_us;
    }
  ck_assert_uint_eq (g_hash_table_size (sessions), 4247);
  ck_assert_int_eq (sum_us, 768899 * G_TIME_SPAN_SECOND);
}
END_TEST

static Suite *
trace_reader_suite (void)
{
  Suite *suite = suite_create ("workload/trace-reader");
  TCase *rows = tcase_create ("rows");
  TCase *refused = tcase_create ("refused");
  TCase *whole = tcase_create ("whole");

  tcase_add_checked_fixture (rows, setup, teardown);
  tcase_add_test (rows, row_has_instant_session_duration_and_line);
  tcase_add_test (rows, column_that_is_not_asked_for_gives_zero);
  tcase_add_test (rows, span_is_rounded_and_not_the_stamps);
  tcase_add_test (rows, number_counts_in_its_unit);
  tcase_add_test (rows, duration_is_the_cell_times_its_unit);
  tcase_add_test (rows, sorted_row_keeps_its_line_and_session);
  tcase_add_test (rows, progress_of_sorted_rows_is_their_share);
  tcase_add_loop_test (rows, rows_are_sorted_as_by_insertion, 0, 20);
  suite_add_tcase (suite, rows);
  tcase_add_checked_fixture (refused, setup, teardown);
  tcase_add_loop_test (refused, malformed_header_is_refused_at_its_place, 0, 10);
  tcase_add_loop_test (refused, malformed_row_is_refused_at_its_place, 0, 14);
  tcase_add_loop_test (refused, malformed_cell_is_refused_at_its_place, 0, 14);
  tcase_add_loop_test (refused, malformed_number_is_refused_at_its_place, 0, 8);
  tcase_add_loop_test (refused, unsorted_trace_is_refused_at_its_place, 0, 5);
  tcase_add_test (refused, row_past_the_limit_is_refused);
  tcase_add_test (refused, trace_that_is_not_there_is_refused);
  tcase_add_test (refused, refused_row_leaves_what_was_read);
  suite_add_tcase (suite, refused);
  tcase_add_checked_fixture (whole, setup, teardown);
  tcase_add_loop_test (whole, trace_of_any_style_comes_back, 0, 4);
  tcase_add_test (whole, azure_conversations_come_out);
  tcase_add_test (whole, alibaba_requests_come_out);
  suite_add_tcase (suite, whole);
  return suite;
}

ENISIM_TEST_MAIN (trace_reader_suite)
