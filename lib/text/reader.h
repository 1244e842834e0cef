/* reader.h: YAML 1.2 text, of which JSON is a part, to a document
 *
 * One document per text, in UTF-8 with or without a byte order mark, lines ended by LF, CR LF or
 * CR.  Keys are scalars without anchor or tag, each once in its mapping.  Anchors and aliases
 * are understood, within limits; the merge key "<<", which YAML 1.2 has dropped, is refused.
 * Tags are kept, not interpreted.  A plain scalar reading ~ or null, or nothing, is a null.
 */
#pragma once

#include "text/complaint.h"
#include "text/node.h"

G_BEGIN_DECLS

#define ENISIM_TEXT_BYTES_MAX (64 * 1024 * 1024)
#define ENISIM_TEXT_DEPTH_MAX 128
#define ENISIM_TEXT_NODES_MAX (2 * 1024 * 1024)
#define ENISIM_TEXT_COPIES_MAX (64 * 1024)
#define ENISIM_TEXT_SCALAR_BYTES_MAX (1024 * 1024)

/* A document is walked by recursion: no limit may allow it to be deeper than this. */
#define ENISIM_TEXT_DEPTH_LIMIT 1024

typedef struct
{
  gsize bytes_max;        /* of the whole text */
  guint depth_max;        /* of mappings and sequences in each other; a lone scalar has 0 */
  guint nodes_max;        /* values, those that aliases copy included */
  guint copies_max;       /* of these, values that aliases copy */
  gsize scalar_bytes_max; /* of one value or key */

  /* (nullable): whether a key and its value are passed over, as if they were not there.  Of
   * @mapping, and whatever it lies in, there is what was read before, not indexed. */
  gboolean (*skips) (const EnisimNode *mapping, const char *key);
} EnisimTextLimits;

/* The ENISIM_TEXT_..._MAX. */
EnisimTextLimits enisim_text_limits_get_default (void);

/* @name: the file as complaints call it
 * @limits: (nullable): those of _get_default when NULL
 * Returns: (transfer full) (nullable): NULL when it added a complaint. */
EnisimDocument *enisim_document_parse (const char *name, const guint8 *bytes, gsize n_bytes,
                                       const EnisimTextLimits *limits,
                                       EnisimComplaints *complaints);

/* The same, but lets go of bytes of which it has made a copy: those of JSON on a long line, which
 * has no comments.  *@bytes is NULL then. */
EnisimDocument *enisim_document_parse_large (const char *name, GByteArray **bytes,
                                             const EnisimTextLimits *limits,
                                             EnisimComplaints *complaints);

/* For overrides: reads @text into the arena of @document.  All its nodes have the position
 * (@source, 0, 0); limits are the defaults less @depth, at which the value will be hung.  No
 * text is a null.
 * Returns: (transfer none) (nullable): a value that hangs nowhere yet; NULL with a complaint. */
EnisimNode *enisim_document_parse_value (EnisimDocument *document, const char *source,
                                         const char *text, guint depth,
                                         EnisimComplaints *complaints);

G_END_DECLS
