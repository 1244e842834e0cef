/* node-path.h: the way from a document's root to a node, as text: "runtimes.0.idle_timeout"
 *
 * Segments are parted by dots, each the key of a mapping or the number of a sequence's item, from
 * 0.  In a key "\." is a dot and "\\" a backslash.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @reason: (out) (transfer full): on failure why, as half a sentence for the user
 * Returns: (transfer full) (nullable) (element-type utf8): the segments of @path, at least one and
 *   none empty; NULL with a @reason. */
GPtrArray *enisim_node_path_split (const char *path, char **reason);

/* Appends one segment, which _split gets back. */
void enisim_node_path_append (GString *path, const char *segment);

G_END_DECLS
