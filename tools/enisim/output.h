/* output.h: where data goes, whole or not at all */
#pragma once

#include <glib.h>

#include "interrupt.h"

/* A file is written beside and renamed, so that it is the old one or the new one; a symbolic link
 * stays one, and a file keeps its mode.  What is not a file, as /dev/full or a named pipe, is
 * written to directly, and so is stdout.  The first failure is kept and told in the end. */
typedef struct
{
  char *name;   /* what complaints call it */
  char *path;   /* of the file that is replaced in the end; NULL: data is written directly */
  char *beside; /* the unfinished one, as long as it is there */
  int fd;       /* -1: not open */
  int trouble;  /* errno of the first failure; 0: none */
  EnisimInterrupts interrupts; /* held with a @path: the unfinished one would be left behind */
} EnisimOutput;

/* @path: (nullable): NULL or "-" for stdout */
gboolean enisim_output_is_stdout (const char *path);

/* @path: as above
 * Returns: FALSE, with a complaint, if a write to @path would surely fail.  Asked before a long
 *   run, whose result would be lost. */
gboolean enisim_output_check (const char *path);

/* Whether both name one regular file, there or not yet, by whatever links; stdin and stdout have no
 * name. */
gboolean enisim_output_is_same_file (const char *path, const char *other);

/* The same of what is read: "-" is stdin, which may be a regular file. */
gboolean enisim_output_is_input (const char *path, const char *input);

/* @path: as above
 * Returns: FALSE, with a complaint and nothing to clear, if it cannot be opened */
gboolean enisim_output_open (EnisimOutput *output, const char *path);

/* Returns: FALSE from the first failure on, a pipe's closed end too */
gboolean enisim_output_append (EnisimOutput *output, const char *text, gsize n_bytes);

/* The file takes its name.  Closes stdout: it is a process's last word.  Nothing is left to clear.
 * Returns: FALSE, with a complaint, if not all was written; a file is then as it was */
gboolean enisim_output_close (EnisimOutput *output);

/* Leaves a file as it was.  May be called on zeros and after _close(). */
void enisim_output_clear (EnisimOutput *output);

/* All of @text at once; complaints as above. */
gboolean enisim_output_write (const char *path, const char *text);
