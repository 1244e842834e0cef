/* import-files.h: files, folders and the stacks in them */
#pragma once

#include <enisim/enisim-import.h>

#include "import/import-kinds.h"

G_BEGIN_DECLS

/* Whether a text could be the name of a Region: new ones appear, so that no table tells. */
gboolean enisim_is_region (const char *text);

/* The inventory keeps the document.
 * Returns: (nullable): its root, NULL with a complaint */
const EnisimNode *enisim_importer_parse (EnisimImporter *importer, const char *name,
                                         const guint8 *bytes, gsize n_bytes);
const EnisimNode *enisim_importer_parse_file (EnisimImporter *importer, const char *path);

/* Reads a file, or a folder of the CDK; complains of what is neither. */
void enisim_importer_add_path (EnisimImporter *importer, const char *path, EnisimImportKind kind);

void enisim_importer_add_root (EnisimImporter *importer, const EnisimSource *source,
                               EnisimImportKind kind);

/* Rows of import-kinds.h. */
gboolean enisim_is_template (const EnisimNode *root);
void enisim_importer_read_template (EnisimImporter *importer, const EnisimSource *source);
gboolean enisim_is_manifest (const EnisimNode *root);
void enisim_importer_read_manifest (EnisimImporter *importer, const EnisimSource *source);

/* @name: of the stack
 * @parent: (nullable): the stack that nests it
 * Returns: (nullable): NULL with a complaint when there are too many */
EnisimTemplate *enisim_importer_add_stack (EnisimImporter *importer, const EnisimNode *root,
                                           const char *name, const char *folder,
                                           EnisimTemplate *parent);

/* A stack without a template, by which the resources of another description are named.
 * @name: of the file
 * Returns: (nullable): NULL with a complaint when there are too many */
EnisimTemplate *enisim_importer_add_plain_stack (EnisimImporter *importer, const char *name,
                                                 const EnisimNode *root);

/* The stacks that a template nests, as far as they are in its folder. */
void enisim_importer_add_nested (EnisimImporter *importer, EnisimTemplate *template);

/* Of templates that were given and that another one nests, whichever came first, the nested stack
 * stays: it is one stack, and its parent knows its parameters. */
void enisim_importer_set_aside_nested (EnisimImporter *importer);

/* Returns: (nullable): one path for each file, however it is called; NULL: there is none */
const char *enisim_importer_intern_file (EnisimImporter *importer, const char *path);

/* Returns: (transfer full) (nullable): the path of a file that is in @folder or below it, NULL with
 * @reason set for all others */
char *enisim_find_inside (const char *folder, const char *relative, const char **reason);

G_END_DECLS
