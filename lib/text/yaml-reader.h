/* yaml-reader.h: YAML 1.2 to a tree */
#pragma once

#include "text/json-reader.h"
#include "text/tree-builder.h"

G_BEGIN_DECLS

/* Builds the tree, or complains.
 * @bytes: UTF-8 without control characters
 * @json: (nullable): the complaint to make where the text is no YAML either; NULL: the parser's own
 * @owned: (nullable): lets go of *@owned, which is @bytes, and of which it has made a copy; sets it
 *   to NULL then */
void enisim_yaml_read (EnisimTreeBuilder *builder, const guint8 *bytes, gsize n_bytes,
                       const EnisimJsonComplaint *json, GByteArray **owned);

G_END_DECLS
