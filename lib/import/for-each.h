/* for-each.h: loops of the language extensions, written out
 *
 * Under the transform AWS::LanguageExtensions an entry "Fn::ForEach::NAME: [identifier, collection,
 * {entries}]" stands for its entries once for each item of the collection, with "${identifier}",
 * "&{identifier}" (the item's letters and digits alone) and a Ref of the identifier replaced.
 */
#pragma once

#include "import/template.h"

G_BEGIN_DECLS

/* Loops within each other, and what all loops of one load make. */
#define ENISIM_FOR_EACH_DEPTH_MAX 8
#define ENISIM_FOR_EACH_NODES_MAX 100000
#define ENISIM_FOR_EACH_BYTES_MAX (16 * 1024 * 1024)

/* A collection that is not known here leaves its loop as it is written, with a note; what is no
 * loop gets a complaint.
 * @section: (nullable): Conditions, Resources or Outputs
 * Returns: (nullable) (transfer none): @section, or a copy without loops */
const EnisimNode *enisim_for_each_expand (EnisimTemplate *template, const EnisimNode *section);

G_END_DECLS
