/* trace-file-test.c
 *
 * Goal: the bytes of a trace come back whole or not at all, whatever kind of file they are in,
 * and no process of gzip is left behind.
 * Method: files made here, packed by the gzip that is installed, cut and damaged at every byte;
 * pipes, devices, and files that change while they are read.
 */
#include "temp-file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "workload/trace-file.h"

enum
{
  LONG_BYTES = 20000000
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
write_file (const char *bytes, gsize length, const char *mode)
{
  FILE *file = g_fopen (path, mode);

  ck_assert_ptr_nonnull (file);
  ck_assert_uint_eq (fwrite (bytes, 1, length, file), length);
  ck_assert_int_eq (fclose (file), 0);
}

static void
gzip_file (void)
{
  g_autofree char *packed = g_strconcat (path, ".gz", NULL);
  const char *const arguments[] = { "gzip", "-n", path, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  ck_assert_no_error (error);
  ck_assert_int_eq (status, 0);
  ck_assert_int_eq (g_rename (packed, path), 0);
}

/* All that the file gives, by a few bytes at a time. */
static GString *
read_file (GError **error)
{
  g_autoptr (EnisimTraceFile) file = enisim_trace_file_new (path, "a CSV file", error);
  GString *read = g_string_new (NULL);
  char bytes[7];
  gssize n = sizeof bytes;

  while (file && n == sizeof bytes)
    {
      n = enisim_trace_file_read (file, bytes, sizeof bytes, error);
      g_string_append_len (read, bytes, MAX (n, 0));
    }
  return read;
}

static void
assert_reads (const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) read = read_file (&error);

  ck_assert_no_error (error);
  ck_assert_str_eq (read->str, expected);
}

static void
assert_complaint (const GError *error, const char *expected)
{
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_msg (g_str_has_prefix (error->message, path), "%s", error->message);
  ck_assert_str_eq (error->message + strlen (path), expected);
}

static void
assert_refused (const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) read = read_file (&error);

  assert_complaint (error, expected);
}

static void
assert_no_child (void)
{
  ck_assert_int_eq (waitpid (-1, NULL, WNOHANG), -1);
  ck_assert_int_eq (errno, ECHILD);
}

START_TEST (plain_file_comes_back)
{
  static const char *const texts[] = { "", "\x1f", "a", "a,b\n1,2\n3,4", "1234567", "\x1f\n\x8b" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      write_file (texts[i], strlen (texts[i]), "wb");
      assert_reads (texts[i]);
    }
}
END_TEST

START_TEST (packed_file_comes_back)
{
  static const char *const texts[] = { "", "a", "a,b\n1,2\n3,4", "1234567" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      write_file (texts[i], strlen (texts[i]), "wb");
      gzip_file ();
      assert_reads (texts[i]);
      assert_no_child ();
    }
}
END_TEST

START_TEST (packed_parts_come_back_as_one)
{
  g_autofree char *packed = NULL;
  gsize length;

  write_file ("abc\n", 4, "wb");
  gzip_file ();
  ck_assert (g_file_get_contents (path, &packed, &length, NULL));
  write_file (packed, length, "ab");
  assert_reads ("abc\nabc\n");
}
END_TEST

START_TEST (cut_packed_file_is_refused)
{
  g_autofree char *packed = NULL;
  gsize length;

  write_file ("abc,def\nghi,jkl\n", 16, "wb");
  gzip_file ();
  ck_assert (g_file_get_contents (path, &packed, &length, NULL));
  for (gsize n = 2; n < length; n++)
    {
      write_file (packed, n, "wb");
      assert_refused (": cannot be decompressed: gzip says: stdin: unexpected end of file, "
                      "expected a CSV file");
      assert_no_child ();
    }
}
END_TEST

/* Some bytes of the header mean nothing; no other may be changed and go unnoticed. */
START_TEST (damaged_packed_file_gives_all_or_nothing)
{
  static const char text[] = "abc,def\nghi,jkl\n";
  g_autofree char *packed = NULL;
  gsize length;
  guint n_refused = 0;

  write_file (text, strlen (text), "wb");
  gzip_file ();
  ck_assert (g_file_get_contents (path, &packed, &length, NULL));
  for (gsize i = 2; i < length; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) read = NULL;

      packed[i] ^= 0x55;
      write_file (packed, length, "wb");
      packed[i] ^= 0x55;
      read = read_file (&error);
      if (error)
        ck_assert_ptr_nonnull (strstr (error->message, ": gzip says: "));
      else
        ck_assert_str_eq (read->str, text);
      n_refused += error != NULL;
    }
  ck_assert_uint_ge (n_refused, (guint) length - 10);
}
END_TEST

static void
write_long_packed_file (void)
{
  g_autofree char *text = g_strnfill (LONG_BYTES, 'x');

  write_file (text, LONG_BYTES, "wb");
  gzip_file ();
}

START_TEST (process_ends_with_its_reader)
{
  char byte;

  write_long_packed_file ();
  for (guint n_reads = 0; n_reads < 3; n_reads++)
    {
      g_autoptr (GError) error = NULL;
      EnisimTraceFile *file = enisim_trace_file_new (path, "a CSV file", &error);

      ck_assert_no_error (error);
      for (guint i = 0; i < n_reads; i++)
        ck_assert_int_eq (enisim_trace_file_read (file, &byte, 1, &error), 1);
      enisim_trace_file_free (file);
      assert_no_child ();
    }
}
END_TEST

START_TEST (progress_of_a_packed_file_grows_to_one)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimTraceFile) file = NULL;
  g_autofree char *bytes = g_malloc (LONG_BYTES / 10);
  gssize n = LONG_BYTES / 10;
  double last = 0.0;

  write_long_packed_file ();
  file = enisim_trace_file_new (path, "a CSV file", &error);
  while (n == LONG_BYTES / 10)
    {
      const double now = enisim_trace_file_get_progress_ratio (file, 0);

      ck_assert (last <= now && now <= 1.0);
      last = now;
      n = enisim_trace_file_read (file, bytes, LONG_BYTES / 10, &error);
    }
  ck_assert_no_error (error);
  ck_assert_double_eq (enisim_trace_file_get_progress_ratio (file, 0), 1.0);
}
END_TEST

START_TEST (packed_file_without_gzip_is_refused)
{
  g_autofree char *folders = g_strdup (g_getenv ("PATH"));

  write_file ("\x1f\x8b\x08", 3, "wb");
  g_setenv ("PATH", "/nonexistent", TRUE);
  assert_refused (": is compressed, and gzip cannot be started: Failed to execute child process "
                  "\xe2\x80\x9cgzip\xe2\x80\x9d (No such file or directory), expected a CSV file");
  g_setenv ("PATH", folders, TRUE);
  assert_no_child ();
}
END_TEST

START_TEST (what_is_appended_later_is_not_read)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimTraceFile) file = NULL;
  char bytes[20];

  write_file ("a\n1\n", 4, "wb");
  file = enisim_trace_file_new (path, "a CSV file", &error);
  write_file ("2\n", 2, "ab");
  ck_assert_int_eq (enisim_trace_file_read (file, bytes, sizeof bytes, &error), 4);
  write_file ("3\n", 2, "ab");
  ck_assert_int_eq (enisim_trace_file_read (file, bytes, sizeof bytes, &error), 0);
  ck_assert_double_eq (enisim_trace_file_get_progress_ratio (file, 0), 1.0);
  ck_assert_double_eq (enisim_trace_file_get_progress_ratio (file, 1), 0.75);
}
END_TEST

START_TEST (file_that_becomes_shorter_is_refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimTraceFile) file = NULL;
  char bytes[20];

  write_file ("a\n1\n", 4, "wb");
  file = enisim_trace_file_new (path, "a CSV file", &error);
  ck_assert_int_eq (truncate (path, 2), 0);
  ck_assert_int_eq (enisim_trace_file_read (file, bytes, sizeof bytes, &error), -1);
  assert_complaint (error, ": has become shorter while it was read, expected a CSV file");
}
END_TEST

static void
make_pipe (void)
{
  g_unlink (path);
  ck_assert_int_eq (mkfifo (path, 0600), 0);
}

static gpointer
write_to_pipe (gpointer text)
{
  write_file (text, strlen (text), "wb");
  return NULL;
}

START_TEST (pipe_is_read_to_its_end)
{
  GThread *writer;

  make_pipe ();
  writer = g_thread_new ("writer", write_to_pipe, (gpointer) "a\n1\n2\n");
  assert_reads ("a\n1\n2\n");
  g_thread_join (writer);
}
END_TEST

START_TEST (pipe_that_nobody_writes_to_is_empty)
{
  make_pipe ();
  assert_reads ("");
}
END_TEST

START_TEST (device_has_no_size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimTraceFile) zeros = enisim_trace_file_new ("/dev/zero", "a CSV file", &error);
  g_autoptr (EnisimTraceFile) nothing = enisim_trace_file_new ("/dev/null", "a CSV file", &error);
  char bytes[20];

  ck_assert_no_error (error);
  ck_assert_int_eq (enisim_trace_file_read (zeros, bytes, sizeof bytes, &error), sizeof bytes);
  ck_assert_int_eq (enisim_trace_file_read (nothing, bytes, sizeof bytes, &error), 0);
  ck_assert_no_error (error);
  ck_assert_double_eq (enisim_trace_file_get_progress_ratio (zeros, 0), 0.0);
}
END_TEST

static Suite *
trace_file_suite (void)
{
  Suite *suite = suite_create ("workload/trace-file");
  TCase *plain = tcase_create ("plain");
  TCase *packed = tcase_create ("packed");

  tcase_add_checked_fixture (plain, setup, teardown);
  tcase_add_test (plain, plain_file_comes_back);
  tcase_add_test (plain, what_is_appended_later_is_not_read);
  tcase_add_test (plain, file_that_becomes_shorter_is_refused);
  tcase_add_test (plain, pipe_is_read_to_its_end);
  tcase_add_test (plain, pipe_that_nobody_writes_to_is_empty);
  tcase_add_test (plain, device_has_no_size);
  suite_add_tcase (suite, plain);
  tcase_add_checked_fixture (packed, setup, teardown);
  tcase_add_test (packed, packed_file_comes_back);
  tcase_add_test (packed, packed_parts_come_back_as_one);
  tcase_add_test (packed, cut_packed_file_is_refused);
  tcase_add_test (packed, damaged_packed_file_gives_all_or_nothing);
  tcase_add_test (packed, process_ends_with_its_reader);
  tcase_add_test (packed, progress_of_a_packed_file_grows_to_one);
  tcase_add_test (packed, packed_file_without_gzip_is_refused);
  suite_add_tcase (suite, packed);
  return suite;
}

ENISIM_TEST_MAIN (trace_file_suite)
