/* yaml-reader.h: YAML 1.2 to a tree */
#pragma once

#include "text/tree-builder.h"

G_BEGIN_DECLS

/* Builds the tree, or complains.
 * @bytes: UTF-8 without control characters
 * @owned: (nullable): lets go of *@owned, which is @bytes, and of which it has made a copy; sets it
 *   to NULL then */
void enisim_yaml_read (EnisimTreeBuilder *builder, const guint8 *bytes, gsize n_bytes,
                       GByteArray **owned);

G_END_DECLS
