/* node.c: a document as a tree of nodes that know where they were written
 *
 * Keys are found by halving in an array sorted once, not by hashing: a document may be hostile,
 * and keys chosen to collide would make a hash table without a secret quadratic.  The same
 * array shows duplicates as neighbours.
 */
#include "text/node.h"

#include <string.h>

enum
{
  CHUNK_BYTES = 64 * 1024,
  ALIGNMENT = 8
};

struct _EnisimDocument
{
  const char *name; /* in the arena */
  EnisimNode *root;
  guint n_nodes;
  GPtrArray *chunks; /* of char */
  char *free;        /* in the last chunk of CHUNK_BYTES */
  gsize n_free;
  char *free_text; /* the same for texts, which lie close together */
  gsize n_free_text;
};

/* What is large gets a chunk of its own, so that no more than a quarter of a chunk is lost. */
static gpointer
take_bytes (EnisimDocument *document, gsize n_bytes)
{
  const gsize n_aligned = (n_bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  gpointer taken;

  if (n_aligned > CHUNK_BYTES / 4)
    {
      taken = g_malloc (n_aligned);
      g_ptr_array_add (document->chunks, taken);
      return taken;
    }
  if (n_aligned > document->n_free)
    {
      document->free = g_malloc (CHUNK_BYTES);
      document->n_free = CHUNK_BYTES;
      g_ptr_array_add (document->chunks, document->free);
    }
  taken = document->free;
  document->free += n_aligned;
  document->n_free -= n_aligned;
  return taken;
}

static EnisimNode *
find (const EnisimNode *mapping, const char *key)
{
  guint low = 0, high = mapping->n_children;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      const int order = strcmp (key, mapping->sorted[middle]->key);

      if (order == 0)
        return mapping->sorted[middle];
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

EnisimNode *
enisim_node_get (const EnisimNode *mapping, const char *key)
{
  g_assert (mapping->kind == ENISIM_NODE_MAPPING);
  g_assert (mapping->n_children == 0 || mapping->sorted != NULL);
  return find (mapping, key);
}

EnisimNode *
enisim_node_get_item (const EnisimNode *sequence, guint index)
{
  EnisimNode *item = sequence->first;

  g_assert (sequence->kind == ENISIM_NODE_SEQUENCE);
  while (item && index-- > 0)
    item = item->next;
  return item;
}

const char *
enisim_node_kind_get_name (EnisimNodeKind kind)
{
  switch (kind)
    {
    case ENISIM_NODE_NULL:
      return "nothing";
    case ENISIM_NODE_SCALAR:
      return "a scalar";
    case ENISIM_NODE_SEQUENCE:
      return "a sequence";
    case ENISIM_NODE_MAPPING:
      return "a mapping";
    }
  g_assert_not_reached ();
}

const char *
enisim_document_get_name (const EnisimDocument *document)
{
  return document->name;
}

EnisimNode *
enisim_document_get_root (const EnisimDocument *document)
{
  return document->root;
}

guint
enisim_document_get_n_nodes (const EnisimDocument *document)
{
  return document->n_nodes;
}

void
enisim_document_free (EnisimDocument *document)
{
  if (!document)
    return;
  g_ptr_array_unref (document->chunks);
  g_free (document);
}

EnisimDocument *
enisim_document_new (const char *name)
{
  EnisimDocument *document = g_new0 (EnisimDocument, 1);

  document->chunks = g_ptr_array_new_with_free_func (g_free);
  document->name = enisim_document_add_text (document, name, strlen (name));
  return document;
}

void
enisim_document_set_root (EnisimDocument *document, EnisimNode *root)
{
  g_assert (root->parent == NULL);
  document->root = root;
}

static char *
take_text_bytes (EnisimDocument *document, gsize n_bytes)
{
  char *taken;

  if (n_bytes > CHUNK_BYTES / 4)
    return take_bytes (document, n_bytes);
  if (n_bytes > document->n_free_text)
    {
      document->free_text = g_malloc (CHUNK_BYTES);
      document->n_free_text = CHUNK_BYTES;
      g_ptr_array_add (document->chunks, document->free_text);
    }
  taken = document->free_text;
  document->free_text += n_bytes;
  document->n_free_text -= n_bytes;
  return taken;
}

const char *
enisim_document_add_text (EnisimDocument *document, const char *text, gsize n_bytes)
{
  char *copy = take_text_bytes (document, n_bytes + 1);

  if (n_bytes > 0)
    memcpy (copy, text, n_bytes);
  copy[n_bytes] = '\0';
  return copy;
}

EnisimNode *
enisim_document_add_node (EnisimDocument *document, EnisimNodeKind kind, EnisimPosition at)
{
  EnisimNode *node = take_bytes (document, sizeof *node);

  *node = (EnisimNode){ .kind = kind, .at = at };
  document->n_nodes++;
  return node;
}

void
enisim_document_set_text (EnisimDocument *document, EnisimNode *scalar, const char *text,
                          gsize n_bytes)
{
  g_assert (scalar->kind == ENISIM_NODE_SCALAR && n_bytes <= G_MAXUINT);
  scalar->text = enisim_document_add_text (document, text, n_bytes);
  scalar->n_bytes = (guint) n_bytes;
}

void
enisim_node_append (EnisimNode *parent, EnisimNode *child)
{
  g_assert (child->parent == NULL && child->next == NULL);
  g_assert ((parent->kind == ENISIM_NODE_MAPPING) == (child->key != NULL));
  child->parent = parent;
  if (parent->last)
    parent->last->next = child;
  else
    parent->first = child;
  parent->last = child;
  parent->n_children++;
  parent->sorted = NULL;
}

static gint
compare_keys (gconstpointer a, gconstpointer b, gpointer unused)
{
  EnisimNode *const *first = a, *const *second = b;

  (void) unused;
  return strcmp ((*first)->key, (*second)->key);
}

void
enisim_document_index (EnisimDocument *document, EnisimNode *mapping)
{
  const guint n = mapping->n_children;
  guint i = 0;

  g_assert (mapping->kind == ENISIM_NODE_MAPPING);
  mapping->sorted = take_bytes (document, n * sizeof *mapping->sorted);
  for (EnisimNode *child = mapping->first; child; child = child->next)
    mapping->sorted[i++] = child;
  /* Stable, as qsort() is not. */
  g_qsort_with_data (mapping->sorted, (gint) n, sizeof *mapping->sorted, compare_keys, NULL);
}

void
enisim_node_assign (EnisimNode *place, EnisimNode *value)
{
  const EnisimNode was = *place;

  g_assert (value->parent == NULL && value->next == NULL);
  *place = *value;
  place->key = was.key;
  place->key_at = was.key_at;
  place->parent = was.parent;
  place->next = was.next;
  for (EnisimNode *child = place->first; child; child = child->next)
    child->parent = place;
}

static void
verify_leaf (const EnisimNode *node)
{
  g_assert_true (node->first == NULL && node->last == NULL && node->sorted == NULL);
  g_assert_cmpuint (node->n_children, ==, 0);
  g_assert_true ((node->kind == ENISIM_NODE_SCALAR) == (node->text != NULL));
  g_assert_true (!node->text || strlen (node->text) == node->n_bytes);
  g_assert_true (!node->text || g_utf8_validate (node->text, -1, NULL));
}

static void
verify_index (const EnisimNode *mapping)
{
  for (guint i = 0; i < mapping->n_children; i++)
    {
      g_assert_true (mapping->sorted[i]->parent == mapping);
      g_assert_true (i == 0 || strcmp (mapping->sorted[i - 1]->key, mapping->sorted[i]->key) < 0);
    }
}

/* As deep as the tree, which its reader has bounded.
 * Returns: the number of nodes. */
static guint
verify_node (const EnisimNode *node)
{
  const EnisimNode *last = NULL;
  guint n_children = 0, n_nodes = 1;

  g_assert_nonnull (node->at.name);
  g_assert_true ((node->at.line == 0) == (node->at.column == 0));
  if (node->kind == ENISIM_NODE_NULL || node->kind == ENISIM_NODE_SCALAR)
    {
      verify_leaf (node);
      return 1;
    }
  g_assert_null (node->text);
  for (const EnisimNode *child = node->first; child; child = child->next)
    {
      g_assert_true (child->parent == node);
      g_assert_true ((child->key != NULL) == (node->kind == ENISIM_NODE_MAPPING));
      n_nodes += verify_node (child);
      n_children++;
      last = child;
    }
  g_assert_true (node->last == last);
  g_assert_cmpuint (node->n_children, ==, n_children);
  if (node->kind == ENISIM_NODE_MAPPING)
    verify_index (node);
  return n_nodes;
}

void
enisim_document_verify (const EnisimDocument *document)
{
  g_assert_nonnull (document->name);
  if (!document->root)
    return;
  g_assert_null (document->root->parent);
  g_assert_null (document->root->key);
  /* What an override has replaced stays in the arena. */
  g_assert_cmpuint (verify_node (document->root), <=, document->n_nodes);
}
