/* jsonl-reader.h: the objects of a file of JSON lines, one at a time
 *
 * RFC 8259, an object to a line.  Of each object the values of some keys are read, which have to be
 * there and to be strings or numbers; all else is skipped, however deep, but has to be well-formed.
 * A UTF-8 byte order mark is skipped, so are lines of nothing but blanks; the last line may lack
 * its end.  Memory is two buffers, however long the file is.  What may be read and how far,
 * compressed files too, stands in trace-file.h.
 *
 * Refused, each with its place: what is no object, a line that ends within one, a key that is asked
 * for and comes twice, escapes of half a character in what is read, lines past the limits below.
 */
#pragma once

#include "workload/trace-cell.h"

/* The longest line, without its end: what a reader should ask for. */
#define ENISIM_JSONL_LINE_BYTES_MAX ((gsize) 1 << 20)

/* The most keys that are read, and how deep what is skipped may be. */
#define ENISIM_JSONL_KEYS_MAX 8
#define ENISIM_JSONL_DEPTH_MAX 64

typedef struct EnisimJsonlReader EnisimJsonlReader;

/**
 * enisim_jsonl_reader_new:
 * @keys: @n_keys of them, 1 to ENISIM_JSONL_KEYS_MAX, which are copied; a %NULL is not read
 * @line_bytes_max: 1 to ENISIM_JSONL_LINE_BYTES_MAX; the buffers are three times as long together
 *
 * Opens a file; no line is current yet.
 *
 * Returns: (transfer full) (nullable): %NULL with @error set, ENISIM_ERROR_INVALID, where the file
 *   cannot be read
 */
EnisimJsonlReader *enisim_jsonl_reader_new (const char *path, const char *const *keys, guint n_keys,
                                            gsize line_bytes_max, GError **error);
void enisim_jsonl_reader_free (EnisimJsonlReader *reader);

/* Goes to the next object.  Returns: %FALSE at the end, or with @error set, ENISIM_ERROR_INVALID
 * and `path:line:column: what is wrong, what was expected`; then only _free may follow. */
gboolean enisim_jsonl_reader_next (EnisimJsonlReader *reader, GError **error);

/* What a key that is not %NULL stands for in the current object: the text of a string, without its
 * escapes, or a number as it was written.  Valid until the next object. */
EnisimTraceCell enisim_jsonl_reader_get_cell (const EnisimJsonlReader *reader, guint index);

/* The line of the current object, from 1. */
guint64 enisim_jsonl_reader_get_line (const EnisimJsonlReader *reader);

/* As of a CSV file, see csv-reader.h. */
double enisim_jsonl_reader_get_progress_ratio (const EnisimJsonlReader *reader);

/* Sets @error, ENISIM_ERROR_INVALID, to @text behind the place of a value of the current object.
 * Returns: %FALSE */
gboolean enisim_jsonl_reader_fail (const EnisimJsonlReader *reader, guint index, GError **error,
                                   const char *text);

/* The same about the whole file.  Returns: %FALSE */
gboolean enisim_jsonl_reader_fail_file (const EnisimJsonlReader *reader, GError **error,
                                        const char *what);

/* Aborts on a broken invariant.  O(keys): tests and debugging only. */
void enisim_jsonl_reader_verify (const EnisimJsonlReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimJsonlReader, enisim_jsonl_reader_free)
