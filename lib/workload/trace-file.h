/* trace-file.h: the bytes of a trace, decompressed where gzip packed them
 *
 * A file that begins with the two bytes of gzip is read through a process of gzip's, so that no
 * library is needed for it; gzip's own complaint about a damaged file becomes ours.
 *
 * A plain file is read as far as it went when it was opened: what is appended during a run is not
 * part of the trace, and a file that has become shorter is an error.  What has no size (a pipe, a
 * device, a file of /proc) is read to its end, and so is what is appended to gzip's data.  A named
 * pipe gets a second for somebody to begin to write to it, and is empty else.
 */
#pragma once

#include <glib.h>

typedef struct EnisimTraceFile EnisimTraceFile;

/**
 * enisim_trace_file_new:
 * @expected: what the file ought to be, as complaints say it; a literal
 *
 * Every @error is ENISIM_ERROR_INVALID, its text `path: what is wrong, what was expected`.
 *
 * Returns: (transfer full) (nullable): %NULL with @error set where the file cannot be opened, is a
 *   directory, or needs gzip and there is none
 */
EnisimTraceFile *enisim_trace_file_new (const char *path, const char *expected, GError **error);

/* At any time; ends and reaps a process that is still at work. */
void enisim_trace_file_free (EnisimTraceFile *file);

/* Reads until @n_bytes are there or the file is at its end.
 *
 * Returns: how many were read, fewer than @n_bytes only at the end; -1 with @error set */
gssize enisim_trace_file_read (EnisimTraceFile *file, char *bytes, gsize n_bytes, GError **error);

/* The bytes that were read, but for the last @n_unused of them, in proportion to all; of a
 * compressed file, what gzip has taken in.  0 where the size is not known.  Returns: 0 to 1. */
double enisim_trace_file_get_progress_ratio (const EnisimTraceFile *file, gsize n_unused);

/* Sets @error to a complaint about the whole file; @reason may be NULL.  Returns: %FALSE */
gboolean enisim_trace_file_fail (const EnisimTraceFile *file, GError **error, const char *what,
                                 const char *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimTraceFile, enisim_trace_file_free)
