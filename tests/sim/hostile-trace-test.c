/* hostile-trace-test.c
 *
 * Goal: a trace that cannot be used ends a run with its place, what is wrong and what was expected,
 * wherever in it the fault lies, and a run that it ended is still whole.
 * Method: a table of files, each loaded, opened and run as a user would, and things that are no
 * files.
 */
#include "sim/sim-check.h"
#include "temp-file.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* @keys: of the trace, beside its file */
static EnisimScenario *
load_trace (const char *file, const char *keys)
{
  g_autofree char *yaml
      = g_strdup_printf ("quotas: {limits: off}\n"
                         "runtimes: [{name: r}]\n"
                         "workloads: [{poisson: {rate: 1/s, until: 1s}}, {trace: {file: %s, %s}}]\n"
                         "horizon: 100h\n",
                         file, keys);

  return load_text (yaml);
}

static GError *
read_to_error (const char *file, const char *keys)
{
  g_autoptr (EnisimScenario) scenario = load_trace (file, keys);
  GError *error = NULL;
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, 0, &error);
  guint64 n_rows;

  if (sim == NULL)
    return error;
  ck_assert (!enisim_simulation_read_trace (sim, 1, &n_rows, &error));
  ck_assert (!enisim_simulation_run (sim, NULL));
  return error;
}

static GError *
run_to_error (const char *file, const char *keys)
{
  g_autoptr (EnisimScenario) scenario = load_trace (file, keys);
  GError *error = NULL;
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, 0, &error);

  if (sim == NULL)
    return error;
  ck_assert (!enisim_simulation_run (sim, &error));
  ck_assert (!enisim_simulation_run (sim, NULL));
  enisim_simulation_verify (sim);
  return error;
}

static void
assert_complaint (const char *file, const GError *error, const char *expected)
{
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_msg (g_str_has_prefix (error->message, file), "%s", error->message);
  ck_assert_str_eq (error->message + strlen (file), expected);
}

#define STAMP "2024-11-15 16:57:50"
#define STAMPS "time: t"
#define SECONDS "time: {column: t, unit: s}"
#define SESSIONS "time: {column: t, unit: s}, session: {column: s}"
#define DURATIONS "time: {column: t, unit: s}, duration: {column: d, unit: s}"
#define ROW(keys, text, expected)                                                                  \
  {                                                                                                \
    keys, text, sizeof text - 1, expected                                                          \
  }

static const struct
{
  const char *keys, *text;
  gsize length;
  const char *expected;
} rows[] = {
  ROW (STAMPS, "", ":1:1: empty file, expected a header row"),
  ROW (STAMPS, "\n\n", ":3:1: empty file, expected a header row"),
  ROW (STAMPS, "t\n", ":2:1: no row after the header, expected at least one"),
  ROW (STAMPS ", sort: yes", "t\n", ":2:1: no row after the header, expected at least one"),
  ROW (STAMPS, "T\n" STAMP "\n",
       ":1:1: no column \"t\", the nearest is \"T\", expected one of \"T\""),
  ROW (STAMPS, "t,x,t\n", ":1:5: second column \"t\", expected one"),
  ROW (STAMPS, "t\r" STAMP "\r",
       ":1:2: carriage return in a column name, expected lines that end in LF or CRLF"),
  ROW (STAMPS, "\xff\xfet\0\n\0", ":1:4: NUL byte, expected text in UTF-8"),
  ROW (STAMPS, "t\n" STAMP "\n" STAMP ",1\n",
       ":3:21: cell 2 of a row, expected 1 as in the header"),
  ROW (STAMPS, "t,x\n" STAMP ",1\n" STAMP "\n", ":3:1: row of 1 cell, expected 2 as in the header"),
  ROW (STAMPS, "t,x\n" STAMP ",\"1\n",
       ":2:21: cell in quotes without an end, expected a closing quote"),
  ROW (STAMPS, "t,x\n" STAMP ",1\"\n",
       ":2:22: quote inside a cell, expected the whole cell in quotes and this one doubled"),
  ROW (STAMPS, "t,x\n" STAMP ",\"1\"2\n",
       ":2:24: text after a closing quote, expected a comma or the end of the line"),
  ROW (STAMPS, "t\n" STAMP "\n2024-11-31 00:00:00\n",
       ":3:1: \"2024-11-31 00:00:00\" is not a time stamp, expected a day that the month has"),
  ROW (STAMPS, "t\n" STAMP "\n2024-11-15 16:57:49.999999\n",
       ":3:1: earlier than the row on line 2, expected rows in the order of time, or sort: true"),
  ROW (STAMPS, "t\n1990-01-01 00:00:00\n" STAMP "\n",
       ":3:1: too long after the first row, expected at most 17.8 years"),
  ROW (STAMPS ", sort: yes", "t\n" STAMP "\n1990-01-01 00:00:00\n",
       ":3:1: too long before the row on line 2, expected at most 17.8 years"),
  ROW (SECONDS, "t\n1\n\"\"\n", ":3:1: empty cell, expected a time"),
  ROW (SECONDS, "t\n-1\n",
       ":2:1: \"-1\" is not a time, expected a plain decimal such as 12 or 0.5"),
  ROW (SECONDS, "t\n1e400\n",
       ":2:1: \"1e400\" is not a time, expected a plain decimal such as 12 or 0.5"),
  ROW (SECONDS, "t\nnan\n",
       ":2:1: \"nan\" is not a time, expected a plain decimal such as 12 or 0.5"),
  ROW (SECONDS, "t\n99999999999999999999999\n",
       ":2:1: \"99999999999999999999999\" is not a time, expected at most 292 years"),
  ROW (SESSIONS, "t,s\n1,a\n2,\n", ":3:3: empty cell, expected a session"),
  ROW (DURATIONS, "t,d\n1,2\n2,-0.5\n",
       ":3:3: \"-0.5\" is not a duration, expected a plain decimal such as 12 or 0.5"),
  ROW (DURATIONS, "t,d\n1,2\n2,9999999999\n",
       ":3:3: \"9999999999\" is not a duration, expected at most 17.8 years"),
  ROW (DURATIONS, "t,d\n1,2\n2,\x1b[31m\n",
       ":3:3: \"?[31m\" is not a duration, expected a plain decimal such as 12 or 0.5"),
  ROW (STAMPS, "\x1f\x8b\x08\0\0\0\0\0\0\x03",
       ": cannot be decompressed: gzip says: stdin: unexpected end of file, expected a CSV file"),
  ROW (STAMPS, "\x1f\x8b nonsense",
       ": cannot be decompressed: gzip says: stdin: unknown method 32 -- not supported, "
       "expected a CSV file"),
};

START_TEST (hostile_trace_is_refused_with_its_place)
{
  g_autoptr (GError) error = NULL;

  write_file (rows[_i].text, rows[_i].length);
  error = run_to_error (path, rows[_i].keys);
  assert_complaint (path, error, rows[_i].expected);
}
END_TEST

START_TEST (what_stops_a_run_is_found_by_reading_alone)
{
  g_autoptr (GError) error = NULL;

  write_file (rows[_i].text, rows[_i].length);
  error = read_to_error (path, rows[_i].keys);
  assert_complaint (path, error, rows[_i].expected);
}
END_TEST

/* 100 h are the horizon. */
START_TEST (rows_are_read_to_the_last_and_none_is_left_to_run)
{
  static const char *const orders[] = { SECONDS, SECONDS ", sort: yes" };

  write_file ("t\n1\n2\n2\n999999\n", strlen ("t\n1\n2\n2\n999999\n"));
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (EnisimScenario) scenario = load_trace (path, orders[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, 0, &error);
      guint64 n_rows;

      ck_assert_str_eq (enisim_scenario_get_workload_file (scenario, 1), path);
      ck_assert_ptr_null (enisim_scenario_get_workload_file (scenario, 0));
      ck_assert (enisim_simulation_read_trace (sim, 1, &n_rows, &error));
      ck_assert_no_error (error);
      ck_assert_uint_eq (n_rows, 4);
      ck_assert (!enisim_simulation_run (sim, &error));
      ck_assert_str_eq (error->message, "a trace was read to its end, which leaves none to run");
    }
}
END_TEST

START_TEST (row_without_an_end_is_refused)
{
  g_autofree char *filling = g_strnfill (1000000, '1');
  g_autofree char *text = g_strconcat ("t\n1\n", filling, NULL);
  g_autoptr (GError) error = NULL;

  write_file (text, strlen (text));
  error = run_to_error (path, SECONDS);
  assert_complaint (path, error, ":3:1: row of more than 65536 bytes, expected a shorter one");
}
END_TEST

START_TEST (what_is_no_file_is_refused)
{
  static const struct
  {
    const char *file, *expected;
  } no_files[] = {
    { "/", ": is a directory, expected a CSV file" },
    { "/dev/null", ":1:1: empty file, expected a header row" },
    { "/dev/zero", ":1:1: NUL byte, expected text in UTF-8" },
    { "/nonexistent/a.csv", ": cannot be opened: No such file or directory, expected a CSV file" },
    { "/dev/null/a.csv", ": cannot be opened: Not a directory, expected a CSV file" },
    { "/proc/self/mem", ": cannot be read: Input/output error, expected a CSV file" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (no_files); i++)
    {
      g_autoptr (GError) error = run_to_error (no_files[i].file, STAMPS);

      assert_complaint (no_files[i].file, error, no_files[i].expected);
    }
}
END_TEST

START_TEST (pipe_that_nobody_writes_to_is_refused)
{
  g_autoptr (GError) error = NULL;

  g_unlink (path);
  ck_assert_int_eq (mkfifo (path, 0600), 0);
  error = run_to_error (path, STAMPS);
  assert_complaint (path, error, ":1:1: empty file, expected a header row");
}
END_TEST

/* The same rows in any order make the same run. */
START_TEST (sorted_trace_runs_like_an_ordered_one)
{
  static const char yaml[]
      = "quotas: {limits: off}\n"
        "runtimes: [{name: r}]\n"
        "workloads: [{trace: {file: TRACE, time: {column: t, unit: s}, session: {column: s},\n"
        "                     duration: {column: d, unit: s}, sort: true}}]\n";
  g_autoptr (EnisimRunSummary) ordered
      = run_trace (yaml, "t,s,d\n1,a,2\n2,b,3\n2,a,1\n100,a,5\n150,c,0\n");
  g_autoptr (EnisimRunSummary) shuffled
      = run_trace (yaml, "t,s,d\n150,c,0\n2,b,3\n100,a,5\n2,a,1\n1,a,2\n");

  ck_assert_uint_eq (ordered->n_attempts, 5);
  ck_assert_uint_eq (shuffled->n_attempts, 5);
  ck_assert_uint_eq (shuffled->n_cold, ordered->n_cold);
  ck_assert_uint_eq (shuffled->n_warm, ordered->n_warm);
  ck_assert_uint_eq (shuffled->vms.peak, ordered->vms.peak);
  ck_assert_int_eq (shuffled->vms.peak_at, ordered->vms.peak_at);
  ck_assert_double_eq (shuffled->vms.mean, ordered->vms.mean);
}
END_TEST

static Suite *
hostile_trace_suite (void)
{
  Suite *suite = suite_create ("sim/hostile-trace");
  TCase *refused = tcase_create ("refused");
  TCase *sorted = tcase_create ("sorted");

  tcase_add_checked_fixture (refused, setup, teardown);
  tcase_add_loop_test (refused, hostile_trace_is_refused_with_its_place, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (refused, what_stops_a_run_is_found_by_reading_alone, 0, G_N_ELEMENTS (rows));
  tcase_add_test (refused, rows_are_read_to_the_last_and_none_is_left_to_run);
  tcase_add_test (refused, row_without_an_end_is_refused);
  tcase_add_test (refused, what_is_no_file_is_refused);
  tcase_add_test (refused, pipe_that_nobody_writes_to_is_refused);
  suite_add_tcase (suite, refused);
  tcase_add_test (sorted, sorted_trace_runs_like_an_ordered_one);
  suite_add_tcase (suite, sorted);
  return suite;
}

ENISIM_TEST_MAIN (hostile_trace_suite)
