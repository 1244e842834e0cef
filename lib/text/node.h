/* node.h: a document as a tree of nodes that know where they were written
 *
 * A scalar is text: which number, span or rate it is, only the reader of a field knows.  All
 * nodes and texts of a document live in its arena and go with it.  Texts are UTF-8 and hold no
 * NUL.  The tree is plain: aliases are copies, whose positions are those of the anchored text.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Flags, so that a reader may say which kinds it takes. */
typedef enum
{
  ENISIM_NODE_NULL = 1 << 0,
  ENISIM_NODE_SCALAR = 1 << 1,
  ENISIM_NODE_SEQUENCE = 1 << 2,
  ENISIM_NODE_MAPPING = 1 << 3,
} EnisimNodeKind;

/* Lines and columns count from 1, columns in characters.  Line 0: @name is no file but an
 * override such as "--set model.x", and there is no more to say. */
typedef struct
{
  const char *name;
  guint line;
  guint column;
} EnisimPosition;

typedef struct _EnisimNode EnisimNode;
typedef struct _EnisimDocument EnisimDocument;

/* Read the fields, change them only through the calls below. */
struct _EnisimNode
{
  EnisimNodeKind kind;
  gboolean is_plain; /* of a scalar: not quoted and no block text */
  guint n_bytes;     /* of @text */
  guint n_children;
  EnisimPosition at;     /* block text: of its first line; an empty value: of its key */
  EnisimPosition key_at; /* of an entry in a mapping */
  const char *key;       /* of an entry in a mapping, else NULL */
  const char *tag;       /* as resolved ("!Ref", "tag:yaml.org,2002:str"), NULL when none */
  const char *text;      /* of a scalar, else NULL */
  EnisimNode *parent;
  EnisimNode *first; /* children in order, linked by @next */
  EnisimNode *last;
  EnisimNode *next;
  EnisimNode **sorted; /* of a mapping: its entries by key, once indexed */
};

/* Returns: (nullable): the value of @key in a mapping. */
EnisimNode *enisim_node_get (const EnisimNode *mapping, const char *key);

/* Returns: (nullable): the item of a sequence, counted from 0.  O(n): to go through all, follow
 * @first and @next. */
EnisimNode *enisim_node_get_item (const EnisimNode *sequence, guint index);

/* "a scalar", "a sequence", ... of one kind. */
const char *enisim_node_kind_get_name (EnisimNodeKind kind);

const char *enisim_document_get_name (const EnisimDocument *document);
EnisimNode *enisim_document_get_root (const EnisimDocument *document);
guint enisim_document_get_n_nodes (const EnisimDocument *document);
void enisim_document_free (EnisimDocument *document);

/* Walks every node; aborts on a broken invariant.  O(n log n): tests and debugging only. */
void enisim_document_verify (const EnisimDocument *document);

/* For those who build or change a tree.  A document has no root until it is given one. */
EnisimDocument *enisim_document_new (const char *name);
void enisim_document_set_root (EnisimDocument *document, EnisimNode *root);

/* Returns: (transfer none): a copy of @n_bytes of @text, terminated. */
const char *enisim_document_add_text (EnisimDocument *document, const char *text, gsize n_bytes);

/* Returns: (transfer none): a node that hangs nowhere yet.  @at.name must live as long as the
 * document. */
EnisimNode *enisim_document_add_node (EnisimDocument *document, EnisimNodeKind kind,
                                      EnisimPosition at);

/* Gives a scalar its text, which is copied. */
void enisim_document_set_text (EnisimDocument *document, EnisimNode *scalar, const char *text,
                               gsize n_bytes);

/* A mapping grown by _append has to be indexed before it is looked into.  Equal keys, which a
 * finished document must not have, become neighbours in @sorted, the earlier one first. */
void enisim_node_append (EnisimNode *parent, EnisimNode *child);
void enisim_document_index (EnisimDocument *document, EnisimNode *mapping);

/* Puts what @value is in the place of what @place was; the key stays, @value is used up. */
void enisim_node_assign (EnisimNode *place, EnisimNode *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimDocument, enisim_document_free)

G_END_DECLS
