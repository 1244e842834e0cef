/* json-reader.h: JSON (RFC 8259) to a tree, several times faster than as the YAML that it is too */
#pragma once

#include "text/tree-builder.h"

G_BEGIN_DECLS

/* Bytes behind the text that have to be there, all of them 0. */
#define ENISIM_JSON_PADDING 8

/* Why a text is no JSON. */
typedef struct
{
  char *text; /* NULL: it is, as far as it was read */
  guint line, column;
  gboolean is_word; /* there is a word there without quotes, as YAML has them */
} EnisimJsonComplaint;

void enisim_json_complaint_clear (EnisimJsonComplaint *complaint);

/* Whether a text begins as JSON does: with a brace or a bracket. */
gboolean enisim_json_begins (const guint8 *bytes, gsize n_bytes);

/* Builds the tree up to its end, to what stops the builder or to what is no JSON; of the last the
 * builder says nothing.
 * @bytes: UTF-8, ENISIM_JSON_PADDING behind the @n_bytes */
EnisimJsonComplaint enisim_json_read (EnisimTreeBuilder *builder, const guint8 *bytes,
                                      gsize n_bytes);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimJsonComplaint, enisim_json_complaint_clear)

G_END_DECLS
