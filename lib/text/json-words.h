/* json-words.h: what the parser of YAML says of broken JSON, in words of JSON */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether who wrote a text meant JSON: by its file's name, or because it begins as only JSON does,
 * by a bracket and then a quote, another bracket or nothing.
 * @name: of the file; @bytes: UTF-8, not terminated */
gboolean enisim_json_words_suit (const char *name, const guint8 *bytes, gsize n_bytes);

/* @message: the parser's
 * Returns: (transfer full): it with an object for a mapping, and so on */
char *enisim_json_words_from_yaml (const char *message);

G_END_DECLS
