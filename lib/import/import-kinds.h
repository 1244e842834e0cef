/* import-kinds.h: which kinds of descriptions can be read, as a table
 *
 * A new kind is one row: how its documents are told from others, and what reads them.  Rows are
 * asked in their order and the first that knows a document has it.
 */
#pragma once

#include "import/template.h"

G_BEGIN_DECLS

/* A document to be read. */
typedef struct
{
  const EnisimNode *root; /* a mapping or a sequence */
  const char *name;       /* of the file, as it was given */
  const char *folder;     /* (nullable): what it names lies in; NULL: nowhere */
} EnisimSource;

typedef struct
{
  EnisimImportKind kind;
  const char *name;  /* "cloudformation", as --kind has it */
  const char *looks; /* what tells its documents: "a template of CloudFormation (Resources)" */

  /* @root: a mapping or a sequence */
  gboolean (*detects) (const EnisimNode *root);

  /* Complains of what does not fit, of a root of the wrong kind too. */
  void (*read) (EnisimImporter *importer, const EnisimSource *source);

  /* (nullable): once all files of a load were read, whatever their kinds: what could not be told
   * of one file alone.  In the order of the rows, for each load. */
  void (*finish) (EnisimImporter *importer);

  /* (nullable): asked before bytes are read as YAML or JSON.
   * Returns: (nullable): what is wrong with bytes that belong to the same tool and are no such
   *   document */
  const char *(*refuse) (const char *name, const guint8 *bytes, gsize n_bytes);

  /* (nullable): as EnisimTextLimits has it: whether nobody reads what stands under a key, asked
   * while it is not known yet of which kind a document is */
  gboolean (*skips) (const EnisimNode *mapping, const char *key);
} EnisimKindReader;

/* The rows, *n of them. */
const EnisimKindReader *enisim_kind_readers_get (guint *n);

/* Returns: (nullable): the row of @kind; NULL for ENISIM_IMPORT_AUTO */
const EnisimKindReader *enisim_kind_reader_get (EnisimImportKind kind);

/* Returns: (nullable): what the first row that refuses bytes says */
const char *enisim_kind_readers_refuse (const char *name, const guint8 *bytes, gsize n_bytes);

/* Whether a row skips what stands under a key. */
gboolean enisim_kind_readers_skip (const EnisimNode *mapping, const char *key);

/* Returns: (nullable): the first row that knows the document; NULL with a complaint */
const EnisimKindReader *enisim_kind_reader_find (const EnisimNode *root,
                                                 EnisimComplaints *complaints);

G_END_DECLS
