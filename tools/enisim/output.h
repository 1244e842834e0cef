/* output.h: where data goes, whole or not at all */
#pragma once

#include <glib.h>

/* @path: (nullable): NULL or "-" for stdout
 * Returns: FALSE, with a complaint, if a write to @path would surely fail.  Asked before a long
 *   run, whose result would be lost. */
gboolean enisim_output_check (const char *path);

/* Writes @text and reports every failure, a pipe's closed end too.  A file is written beside
 * and renamed, so that it is the old one or the new one; what is not a file, as /dev/full or a
 * named pipe, is written to directly.  Closes stdout: it is a process's last word.
 * Returns: FALSE, with a complaint, if not all was written. */
gboolean enisim_output_write (const char *path, const char *text);
