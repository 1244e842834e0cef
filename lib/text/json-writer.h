/* json-writer.h: JSON as a stream, into a string
 *
 * Calls in the wrong order (a value without its name, an end too many) are bugs and abort.
 * Numbers keep their type in the text: a double always has a point or an exponent, so that a
 * field does not change from 0.5 to 1 for a reader that tells reals from integers.  Integers
 * are written in full, beyond 2^53 too, which some readers round.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ENISIM_JSON_DEPTH_MAX 64

typedef enum
{
  ENISIM_JSON_COMPACT, /* one line, no spaces */
  ENISIM_JSON_PRETTY,  /* a line to each member and item, indented by 2 */
} EnisimJsonStyle;

typedef struct
{
  GString *out;
  EnisimJsonStyle style;
  guint depth;
  gboolean has_name;                          /* of the member that comes */
  char closers[ENISIM_JSON_DEPTH_MAX + 1];    /* '}' or ']' of each open level, from 1 */
  guint64 n_items[ENISIM_JSON_DEPTH_MAX + 1]; /* of each level; at 0, whole values */
} EnisimJsonWriter;

/* Appends to @out, which stays the caller's; there is nothing to clear. */
void enisim_json_writer_init (EnisimJsonWriter *writer, GString *out, EnisimJsonStyle style);

void enisim_json_writer_begin_object (EnisimJsonWriter *writer);
void enisim_json_writer_end_object (EnisimJsonWriter *writer);
void enisim_json_writer_begin_array (EnisimJsonWriter *writer);
void enisim_json_writer_end_array (EnisimJsonWriter *writer);

/* The name of the next value, inside an object.  That names differ is up to the caller. */
void enisim_json_writer_name (EnisimJsonWriter *writer, const char *name);

/* Bytes that are not UTF-8 become U+FFFD; what is not printable is escaped.  NULL is a null. */
void enisim_json_writer_string (EnisimJsonWriter *writer, const char *text);
void enisim_json_writer_int (EnisimJsonWriter *writer, gint64 value);
void enisim_json_writer_uint (EnisimJsonWriter *writer, guint64 value);

/* The shortest of 15, 16 and 17 significant digits that reads back as the same double.  JSON
 * has no NaN and no infinity: they become null. */
void enisim_json_writer_double (EnisimJsonWriter *writer, double value);
void enisim_json_writer_bool (EnisimJsonWriter *writer, gboolean value);
void enisim_json_writer_null (EnisimJsonWriter *writer);

/* Aborts unless exactly one value was written and everything begun was ended. */
void enisim_json_writer_verify (const EnisimJsonWriter *writer);

G_END_DECLS
