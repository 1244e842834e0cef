/* override.h: one value of a document replaced, as a command line's --set asks for it */
#pragma once

#include "text/node.h"

G_BEGIN_DECLS

/* Sets what @path names to @text, read as YAML: "8h", "{uniform: [15min, 8h]}", "" for a null.
 *
 * @path is one of node-path.h.  In a mapping a segment is a key, made when missing; in a sequence
 * the number of an item that is there, from 0.  Where the path meets a null, that becomes a
 * mapping.  What was made has the position ("--set PATH", 0, 0), and so has a key whose value has
 * become a null.
 *
 * @reason: (out) (transfer none): lives as long as the document
 * Returns: FALSE with a @reason, the document as it was. */
gboolean enisim_document_set (EnisimDocument *document, const char *path, const char *text,
                              const char **reason);

G_END_DECLS
