/* json-scan.h: one line of JSON (RFC 8259), read from left to right
 *
 * Scanning keeps nothing but the place: whoever asks for a value takes it from between two places.
 * A complaint is a place in the line and a text of what is wrong there and what was expected; after
 * one, only _clear may follow.
 */
#pragma once

#include <glib.h>

/* How deep what is scanned may be. */
#define ENISIM_JSON_SCAN_DEPTH_MAX 64

typedef struct
{
  const char *text; /* of the line: text[length] is '\0', and eight bytes from it may be loaded */
  gsize length;
  gsize at;

  char *complaint; /* (nullable) */
  gsize complaint_at;
} EnisimJsonScan;

/* Forgets the complaint. */
void enisim_json_scan_clear (EnisimJsonScan *scan);

/* Sets the complaint.  Returns: %FALSE */
gboolean enisim_json_scan_fail (EnisimJsonScan *scan, gsize place, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* The same of what stands at the place, or does not: `"x", expected ...`. */
gboolean enisim_json_scan_fail_unexpected (EnisimJsonScan *scan, gsize place, const char *expected);

/* From an opening quote past the closing one. */
gboolean enisim_json_scan_string (EnisimJsonScan *scan, gboolean *has_escapes);

/* Of any kind; @depth: of the container that the value is in, 1 for the line's own. */
gboolean enisim_json_scan_value (EnisimJsonScan *scan, guint depth);

/* From the opening quote of a key, which ends before @end, past the colon behind it to its value.
 */
gboolean enisim_json_scan_key (EnisimJsonScan *scan, gsize *end, gboolean *has_escapes);

/* From an opening brace or bracket to the first item.  @is_over: there is none, and the container
 * is behind */
void enisim_json_scan_open (EnisimJsonScan *scan, char close, gboolean *is_over);

/* From the end of an item to the next one.  @is_over: there is none, and the container is behind */
gboolean enisim_json_scan_next (EnisimJsonScan *scan, char close, gboolean *is_over);

/**
 * enisim_json_scan_unescape:
 * @start, @end: around a string that was scanned, its quotes included
 * @out: room for as many bytes; gets the text without its escapes, in UTF-8
 *
 * Returns: %FALSE with a complaint of an escape of half a character
 */
gboolean enisim_json_scan_unescape (EnisimJsonScan *scan, gsize start, gsize end, char *out,
                                    gsize *n_out);

static inline void
enisim_json_scan_blanks (EnisimJsonScan *scan)
{
  while (scan->text[scan->at] == ' ' || scan->text[scan->at] == '\t'
         || scan->text[scan->at] == '\r')
    scan->at++;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimJsonScan, enisim_json_scan_clear)
