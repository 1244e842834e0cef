/* csv-reader-test.c
 *
 * Goal: cells come out as they were written, whatever the style and wherever the buffer ends, and
 * a malformed file is refused at the place where an editor shows the fault.
 * Method: tables; rows written in random styles and read with the smallest buffer that may hold
 * them; a parser of the whole text, byte by byte, as the twin on random soup.
 */
#include "temp-file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "workload/csv-reader.h"

enum
{
  N_ROWS = 200
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

/* One cell as text, `|` behind it. */
static void
append_cell (GString *rows, const char *text, gsize length)
{
  g_string_append_len (rows, text, (gssize) length);
  g_string_append_c (rows, '|');
}

/* Reads the whole file.  Returns: each row as its line, its cells and `;`. */
static GString *
read_file (gsize row_bytes_max, GError **error)
{
  g_autoptr (EnisimCsvReader) reader = enisim_csv_reader_new (path, row_bytes_max, error);
  GString *rows = g_string_new (NULL);
  GError *failure = NULL;
  double ratio = 0;

  if (!reader)
    return rows;
  do
    {
      const double next_ratio = enisim_csv_reader_get_progress_ratio (reader);

      ck_assert (next_ratio >= ratio && next_ratio <= 1);
      ratio = next_ratio;
      g_string_append_printf (rows, "%u:", (guint) enisim_csv_reader_get_line (reader));
      for (guint i = 0; i < enisim_csv_reader_get_n_columns (reader); i++)
        {
          const EnisimTraceCell cell = enisim_csv_reader_get_cell (reader, i);

          append_cell (rows, cell.text, cell.length);
        }
      g_string_append_c (rows, ';');
      enisim_csv_reader_verify (reader);
    }
  while (enisim_csv_reader_next (reader, &failure));
  enisim_csv_reader_verify (reader);
  ck_assert (failure || enisim_csv_reader_get_progress_ratio (reader) == 1.0);
  if (failure)
    g_propagate_error (error, failure);
  return rows;
}

START_TEST (well_formed_file_gives_its_cells)
{
  static const struct
  {
    const char *text, *expected;
  } rows[] = {
    { "a", "1:a|;" },
    { "a,b\n1,2\n", "1:a|b|;2:1|2|;" },
    { "a,b\n1,2", "1:a|b|;2:1|2|;" },
    { "a,b\r\n1,2\r\n", "1:a|b|;2:1|2|;" },
    { "a,b\r\n1,2\r", "1:a|b|;2:1|2|;" },
    { "\xef\xbb\xbf"
      "a,b\n1,2\n",
      "1:a|b|;2:1|2|;" },
    { "\n\na,b\n\n\r\n1,2\n\n", "3:a|b|;6:1|2|;" },
    { ",\n,\n", "1:||;2:||;" },
    { "a,b,c\n,,\n", "1:a|b|c|;2:|||;" },
    { "a\n\"\"\n", "1:a|;2:|;" },
    { "\"a\",\"b\"\n\"1,5\",\"2\"\n", "1:a|b|;2:1,5|2|;" },
    { "a,b\n\"x\"\"y\",\"\"\"\"\n", "1:a|b|;2:x\"y|\"|;" },
    { "a,b\n\"x\ny\r\nz\",2\n3,4\n", "1:a|b|;2:x\ny\r\nz|2|;5:3|4|;" },
    { "\"a\r\nb\",c\r\n\"1\",\"2\"\r\n", "1:a\r\nb|c|;3:1|2|;" },
    { "a\n\"1\"", "1:a|;2:1|;" },
    { "a\n\"1\"\r", "1:a|;2:1|;" },
    { "a\n\"1\"\"\"", "1:a|;2:1\"|;" },
    { "a,b\n 1 , 2 \n", "1:a|b|;2: 1 | 2 |;" },
    { "a,b\n1\r2,3\n", "1:a|b|;2:1\r2|3|;" },
    { "a;b\tc,d\n'1,2'\n", "1:a;b\tc|d|;2:'1|2'|;" },
    { "\xc3\xa9t\xc3\xa9,\xff\n1,2\n", "1:\xc3\xa9t\xc3\xa9|\xff|;2:1|2|;" },
    { "12345678,1234567,\n1,2,3\n", "1:12345678|1234567||;2:1|2|3|;" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) read = NULL;

  write_file (rows[_i].text, strlen (rows[_i].text));
  read = read_file (100, &error);
  ck_assert_no_error (error);
  ck_assert_str_eq (read->str, rows[_i].expected);
}
END_TEST

/* A complaint about the file of the test: its path, then @expected. */
static void
assert_complaint (const GError *error, const char *expected)
{
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_msg (g_str_has_prefix (error->message, path), "%s", error->message);
  ck_assert_str_eq (error->message + strlen (path), expected);
}

START_TEST (malformed_file_is_refused_at_its_place)
{
#define ROW(text, expected)                                                                        \
  {                                                                                                \
    text, sizeof text - 1, expected                                                                \
  }
  static const struct
  {
    const char *text;
    gsize length;
    const char *expected;
  } rows[] = {
    ROW ("", ":1:1: empty file, expected a header row"),
    ROW ("\xef\xbb\xbf", ":1:1: empty file, expected a header row"),
    ROW ("\n\r\n", ":3:1: empty file, expected a header row"),
    ROW ("a,b\n1\n", ":2:1: row of 1 cell, expected 2 as in the header"),
    ROW ("a,b,c\n1,2,3\n1,2\n", ":3:1: row of 2 cells, expected 3 as in the header"),
    ROW ("a,b\n1,22,3\n", ":2:6: cell 3 of a row, expected 2 as in the header"),
    ROW ("a,b\n1,\"2\",3\n", ":2:7: cell 3 of a row, expected 2 as in the header"),
    ROW ("a,b\n1,2,\n", ":2:5: cell 3 of a row, expected 2 as in the header"),
    ROW ("a,b\n1,x\"2\"\n",
         ":2:4: quote inside a cell, expected the whole cell in quotes and this one doubled"),
    ROW ("a,b\n1, \"2\"\n",
         ":2:4: quote inside a cell, expected the whole cell in quotes and this one doubled"),
    ROW ("a,b\n\"1\"x,2\n",
         ":2:4: text after a closing quote, expected a comma or the end of the line"),
    ROW ("a,b\n\"1\"\rx,2\n",
         ":2:4: text after a closing quote, expected a comma or the end of the line"),
    ROW ("a,b\n1,\"2\n3,4\n", ":2:3: cell in quotes without an end, expected a closing quote"),
    ROW ("a,b\n1,\"2\"\"", ":2:3: cell in quotes without an end, expected a closing quote"),
    ROW ("a,b\n1,\"", ":2:3: cell in quotes without an end, expected a closing quote"),
    ROW ("\"a", ":1:1: cell in quotes without an end, expected a closing quote"),
    ROW ("a,b\n\"x\ny\",\"z\n", ":3:4: cell in quotes without an end, expected a closing quote"),
    ROW ("a,b\n\"x\ny\",2\n3\n", ":4:1: row of 1 cell, expected 2 as in the header"),
    ROW ("a,b\n1,2\n3,\0\n", ":3:3: NUL byte, expected text in UTF-8"),
    ROW ("a,b\n1,\"2\n\0\"\n", ":3:1: NUL byte, expected text in UTF-8"),
    ROW ("a\0,\0b\0\n\0", ":1:2: NUL byte, expected text in UTF-8"),
    ROW ("\0", ":1:1: NUL byte, expected text in UTF-8"),
    ROW ("a,b\r1,2\r",
         ":1:4: carriage return in a column name, expected lines that end in LF or CRLF"),
    ROW ("a,b\n12345678,1234567\n12345678,12345678\n",
         ":3:1: row of more than 16 bytes, expected a shorter one"),
    ROW ("a,b\n1,2345678901234567890123456789",
         ":2:1: row of more than 16 bytes, expected a shorter one"),
    ROW ("a,b\n1,\"2\n3,4\n5,6\n7,8\n9,10\n11,12\n",
         ":2:3: cell in quotes that makes a row of more than 16 bytes, expected a closing quote"),
    ROW ("a,b\n\"12345678\",123456\n", ":2:1: row of more than 16 bytes, expected a shorter one"),
  };
#undef ROW
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) read = NULL;

  ck_assert_int_lt (_i, G_N_ELEMENTS (rows));
  write_file (rows[_i].text, rows[_i].length);
  read = read_file (16, &error);
  assert_complaint (error, rows[_i].expected);
}
END_TEST

START_TEST (what_is_no_file_is_refused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *below = g_build_filename (path, "x.csv", NULL);

  ck_assert_ptr_null (enisim_csv_reader_new (below, 16, &error));
  assert_complaint (error, "/x.csv: cannot be opened: Not a directory, expected a CSV file");
  g_clear_error (&error);
  g_unlink (path);
  ck_assert_ptr_null (enisim_csv_reader_new (path, 16, &error));
  assert_complaint (error, ": cannot be opened: No such file or directory, expected a CSV file");
  g_clear_error (&error);
  ck_assert_int_eq (g_mkdir (path, 0700), 0);
  ck_assert_ptr_null (enisim_csv_reader_new (path, 16, &error));
  assert_complaint (error, ": is a directory, expected a CSV file");
  ck_assert_int_eq (g_rmdir (path), 0);
}
END_TEST

/* The one file that everybody can open and nobody read: nothing is mapped at address 0. */
START_TEST (file_that_cannot_be_read_is_refused)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_test ("/proc/self/mem", G_FILE_TEST_EXISTS))
    {
      g_printerr ("skipped: no /proc/self/mem here\n");
      return;
    }
  ck_assert_ptr_null (enisim_csv_reader_new ("/proc/self/mem", 16, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_str_eq (error->message,
                    "/proc/self/mem: cannot be read: Input/output error, expected a CSV file");
}
END_TEST

static void
write_columns (guint n_columns)
{
  g_autofree char *commas = g_strnfill (n_columns - 1, ',');

  write_file (commas, n_columns - 1);
}

START_TEST (number_of_columns_is_limited)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) most = NULL;
  g_autoptr (GString) more = NULL;

  write_columns (ENISIM_CSV_COLUMNS_MAX);
  most = read_file (ENISIM_CSV_ROW_BYTES_MAX, &error);
  ck_assert_no_error (error);
  ck_assert_uint_eq (most->len, ENISIM_CSV_COLUMNS_MAX + strlen ("1:;"));
  write_columns (ENISIM_CSV_COLUMNS_MAX + 1);
  more = read_file (ENISIM_CSV_ROW_BYTES_MAX, &error);
  assert_complaint (error, ":1:1025: column 1025, expected at most 1024");
}
END_TEST

START_TEST (cell_in_a_message_is_short_and_printable)
{
  static const struct
  {
    const char *text, *expected;
  } rows[] = {
    { "", "\"\"" },
    { "a b", "\"a b\"" },
    { "a\n\x1b[2J\x7f", "\"a??[2J?\"" },
    { "\xc3\xa9\xff", "\"\xc3\xa9\xef\xbf\xbd\"" },
    { "\xe2\x80\xae"
      "abc",
      "\"?abc\"" },
    { "0123456789012345678901234567890123456789", "\"0123456789012345678901234567890123456789\"" },
    { "01234567890123456789012345678901234567890",
      "\"0123456789012345678901234567890123456789...\"" },
    { "012345678901234567890123456789012345678\xc3\xa9",
      "\"012345678901234567890123456789012345678...\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const EnisimTraceCell cell = { rows[i].text, strlen (rows[i].text) };
      g_autofree char *quoted = enisim_trace_cell_dup_quoted (cell);

      ck_assert_str_eq (quoted, rows[i].expected);
    }
}
END_TEST

/* Random files */

static void
append_random_text (GRand *rand, GString *text, const char *alphabet, gsize n_letters)
{
  const gint length
      = g_rand_boolean (rand) ? g_rand_int_range (rand, 0, 4) : g_rand_int_range (rand, 0, 30);

  for (gint i = 0; i < length; i++)
    g_string_append_c (text, alphabet[g_rand_int_range (rand, 0, (gint32) n_letters)]);
}

/* As it may stand in a file: in quotes where it must, and at random where it need not. */
static void
append_written (GRand *rand, GString *file, const GString *cell)
{
  if (cell->len > 0 && !strpbrk (cell->str, ",\"\r\n") && g_rand_boolean (rand))
    {
      g_string_append_len (file, cell->str, (gssize) cell->len);
      return;
    }
  g_string_append_c (file, '"');
  for (gsize i = 0; i < cell->len; i++)
    {
      if (cell->str[i] == '"')
        g_string_append_c (file, '"');
      g_string_append_c (file, cell->str[i]);
    }
  g_string_append_c (file, '"');
}

static guint
count_lines (const GString *file)
{
  guint n_lines = 0;

  for (gsize i = 0; i < file->len; i++)
    n_lines += file->str[i] == '\n';
  return n_lines;
}

/* Appends one row to the file and, as read_file() would, to @expected.  Returns: its bytes. */
static gsize
append_random_row (GRand *rand, guint n_columns, GString *file, GString *expected)
{
  const gsize start = file->len;
  gsize n_bytes;

  g_string_append_printf (expected, "%u:", count_lines (file) + 1);
  for (guint i = 0; i < n_columns; i++)
    {
      g_autoptr (GString) cell = g_string_new (NULL);

      append_random_text (rand, cell, "ab,\"\r\n \xc3", 8);
      append_cell (expected, cell->str, cell->len);
      if (i > 0)
        g_string_append_c (file, ',');
      append_written (rand, file, cell);
    }
  g_string_append_c (expected, ';');
  n_bytes = file->len - start;
  g_string_append (file, g_rand_boolean (rand) ? "\n" : "\r\n");
  while (g_rand_int_range (rand, 0, 8) == 0)
    g_string_append (file, g_rand_boolean (rand) ? "\n" : "\r\n");
  return n_bytes;
}

/* Every row is cut by a buffer's end sooner or later: it is just long enough for the longest. */
START_TEST (rows_of_any_style_come_back)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  const guint n_columns = (guint) g_rand_int_range (rand, 1, 6);
  g_autoptr (GString) file = g_string_new (g_rand_boolean (rand) ? "\xef\xbb\xbf" : "");
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GString) read = NULL;
  g_autoptr (GString) refused = NULL;
  g_autoptr (GError) error = NULL;
  gsize row_bytes_max = 0;

  for (guint i = 0; i < N_ROWS; i++)
    {
      const gsize row_bytes = append_random_row (rand, n_columns, file, expected);

      row_bytes_max = MAX (row_bytes_max, row_bytes);
    }
  if (g_rand_boolean (rand))
    g_string_truncate (file, file->len - 1);
  write_file (file->str, file->len);
  read = read_file (row_bytes_max, &error);
  ck_assert_no_error (error);
  ck_assert_str_eq (read->str, expected->str);
  refused = read_file (row_bytes_max - 1, &error);
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert (g_str_has_prefix (expected->str, refused->str));
}
END_TEST

/* The twin: one byte after the other, and no place for an error. */
typedef struct
{
  const char *text;
  gsize at, length;
} Twin;

static gboolean
twin_at (const Twin *twin, char c)
{
  return twin->at < twin->length && twin->text[twin->at] == c;
}

static gboolean
twin_at_row_end (const Twin *twin)
{
  const gboolean has_cr = twin_at (twin, '\r');
  const Twin next = { twin->text, twin->at + (has_cr ? 1 : 0), twin->length };

  return next.at == next.length || twin_at (&next, '\n');
}

static gboolean
twin_read_cell (Twin *twin, gboolean is_header, GString *cell)
{
  if (!twin_at (twin, '"'))
    {
      while (!twin_at (twin, ',') && !twin_at_row_end (twin))
        {
          const char c = twin->text[twin->at++];

          if (c == '"' || c == '\0' || (c == '\r' && is_header))
            return FALSE;
          g_string_append_c (cell, c);
        }
      return TRUE;
    }
  twin->at++;
  for (;;)
    {
      if (twin->at == twin->length || twin_at (twin, '\0'))
        return FALSE;
      if (twin_at (twin, '"'))
        {
          twin->at++;
          if (!twin_at (twin, '"'))
            return twin_at (twin, ',') || twin_at_row_end (twin);
        }
      g_string_append_c (cell, twin->text[twin->at++]);
    }
}

/* Returns: whether the row is well-formed. */
static gboolean
twin_read_row (Twin *twin, guint *n_columns, GString *rows)
{
  const gsize start = twin->at;
  const gsize row_start = rows->len;
  guint n_cells = 0;

  for (;;)
    {
      g_autoptr (GString) cell = g_string_new (NULL);

      if (!twin_read_cell (twin, *n_columns == 0, cell))
        return FALSE;
      append_cell (rows, cell->str, cell->len);
      n_cells++;
      if (!twin_at (twin, ','))
        break;
      twin->at++;
    }
  if (twin->at == start)
    g_string_truncate (rows, row_start);
  else if (*n_columns == 0)
    *n_columns = n_cells;
  else if (*n_columns != n_cells)
    return FALSE;
  twin->at += twin_at (twin, '\r') ? 1 : 0;
  twin->at += twin_at (twin, '\n') ? 1 : 0;
  return TRUE;
}

/* As read_file() up to the first malformed row, and @is_ok whether there is none. */
static GString *
twin_read (const GString *file, gboolean *is_ok)
{
  Twin twin = { file->str, 0, file->len };
  GString *rows = g_string_new (NULL);
  guint n_columns = 0;

  while (twin.at < twin.length)
    {
      const GString before = { file->str, twin.at, 0 };
      const gsize good = rows->len;
      gsize row_start;

      g_string_append_printf (rows, "%u:", count_lines (&before) + 1);
      row_start = rows->len;
      *is_ok = twin_read_row (&twin, &n_columns, rows);
      if (!*is_ok || rows->len == row_start)
        g_string_truncate (rows, good);
      else
        g_string_append_c (rows, ';');
      if (!*is_ok)
        return rows;
    }
  *is_ok = n_columns > 0;
  return rows;
}

START_TEST (soup_is_read_as_its_twin_reads_it)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GString) file = g_string_new (NULL);
      g_autoptr (GString) expected = NULL;
      g_autoptr (GString) read = NULL;
      g_autoptr (GError) error = NULL;
      gboolean is_ok;

      append_random_text (rand, file, "aaaa,,\n\n\r\"\"\"\0", i % 4 == 0 ? 13 : 12);
      write_file (file->str, file->len);
      expected = twin_read (file, &is_ok);
      read = read_file (32, &error);
      ck_assert_msg (is_ok == (error == NULL), "%s: %s", file->str, error ? error->message : "");
      ck_assert_uint_eq (read->len, expected->len);
      ck_assert_mem_eq (read->str, expected->str, read->len);
    }
}
END_TEST

static Suite *
csv_reader_suite (void)
{
  Suite *suite = suite_create ("workload/csv-reader");
  TCase *tables = tcase_create ("tables");
  TCase *random = tcase_create ("random");

  tcase_add_checked_fixture (tables, setup, teardown);
  tcase_add_loop_test (tables, well_formed_file_gives_its_cells, 0, 22);
  tcase_add_loop_test (tables, malformed_file_is_refused_at_its_place, 0, 27);
  tcase_add_test (tables, what_is_no_file_is_refused);
  tcase_add_test (tables, file_that_cannot_be_read_is_refused);
  tcase_add_test (tables, number_of_columns_is_limited);
  tcase_add_test (tables, cell_in_a_message_is_short_and_printable);
  suite_add_tcase (suite, tables);
  tcase_add_checked_fixture (random, setup, teardown);
  tcase_add_loop_test (random, rows_of_any_style_come_back, 0, 48);
  tcase_add_loop_test (random, soup_is_read_as_its_twin_reads_it, 0, 100);
  suite_add_tcase (suite, random);
  return suite;
}

ENISIM_TEST_MAIN (csv_reader_suite)
