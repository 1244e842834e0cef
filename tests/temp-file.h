/* temp-file.h: a file of a test's own, for what is read by path */
#pragma once

#include <stdio.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "enisim-check.h"

/* Returns: (transfer full): the path of an empty file, until temp_file_remove() */
static inline char *
temp_file_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  const int fd = g_file_open_tmp ("enisim-XXXXXX.csv", &path, &error);

  ck_assert_no_error (error);
  close (fd);
  return path;
}

static inline void
temp_file_remove (char **path)
{
  g_unlink (*path);
  g_clear_pointer (path, g_free);
}

/* Neither g_file_set_contents() nor a file cut short: either may wait for the disk. */
static inline void
temp_file_write (const char *path, const char *bytes, gsize length)
{
  FILE *file;

  g_unlink (path);
  file = g_fopen (path, "wb");
  ck_assert_ptr_nonnull (file);
  ck_assert_uint_eq (fwrite (bytes, 1, length, file), length);
  ck_assert_int_eq (fclose (file), 0);
}
