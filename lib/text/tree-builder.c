/* tree-builder.c: a document in the making, whatever its text is written in */
#include "text/tree-builder.h"

#include <string.h>

enum
{
  KEY_BYTES_MAX = 63 /* of a key that may be passed over or kept */
};

EnisimPosition
enisim_tree_builder_place (const EnisimTreeBuilder *builder, guint line, guint column)
{
  if (builder->is_override)
    return (EnisimPosition){ .name = builder->name };
  return (EnisimPosition){ .name = builder->name, .line = line, .column = column };
}

static void G_GNUC_PRINTF (3, 0)
    complain_va (EnisimTreeBuilder *builder, EnisimPosition at, const char *format, va_list args)
{
  g_autofree char *message = g_strdup_vprintf (format, args);

  enisim_complaints_add_at (builder->complaints, at, "%s", message);
  builder->is_refused = TRUE;
}

void
enisim_tree_builder_complain (EnisimTreeBuilder *builder, EnisimPosition at, const char *format,
                              ...)
{
  va_list args;

  va_start (args, format);
  complain_va (builder, at, format, args);
  va_end (args);
}

void
enisim_tree_builder_stop (EnisimTreeBuilder *builder, EnisimPosition at, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  complain_va (builder, at, format, args);
  va_end (args);
  builder->is_stopped = TRUE;
}

gboolean
enisim_tree_builder_skips (const EnisimTreeBuilder *builder)
{
  return builder->skips_next || builder->skipped_depth > 0;
}

void
enisim_tree_builder_pass_over (EnisimTreeBuilder *builder, gint change, EnisimPosition at)
{
  builder->skips_next = FALSE;
  builder->skipped_depth += (guint) change;
  if (builder->depth + builder->skipped_depth > builder->limits.depth_max)
    enisim_tree_builder_stop (builder, at, "nested too deeply, at most %u levels",
                              builder->limits.depth_max);
}

gboolean
enisim_tree_builder_check_text (EnisimTreeBuilder *builder, const char *text, gsize n_bytes,
                                EnisimPosition at)
{
  if (n_bytes > builder->limits.scalar_bytes_max)
    enisim_tree_builder_stop (
        builder, at, "a text of %" G_GSIZE_FORMAT " bytes is too long, at most %" G_GSIZE_FORMAT,
        n_bytes, builder->limits.scalar_bytes_max);
  else if (memchr (text, '\0', n_bytes))
    enisim_tree_builder_stop (builder, at, "a NUL character in a text");
  return !builder->is_stopped;
}

static gboolean
is_passed_over (const EnisimTreeBuilder *builder, const char *text, gsize n_bytes)
{
  char key[KEY_BYTES_MAX + 1];

  if (!builder->limits.skips || n_bytes > KEY_BYTES_MAX)
    return FALSE;
  memcpy (key, text, n_bytes);
  key[n_bytes] = '\0';
  return builder->limits.skips (builder->open, key);
}

/* Equal keys are one text, as long as no other of the same hash came between them. */
static const char *
keep_key (EnisimTreeBuilder *builder, const char *text, gsize n_bytes)
{
  guint hash = 0;
  const char **kept;

  if (n_bytes > KEY_BYTES_MAX)
    return enisim_document_add_text (builder->document, text, n_bytes);
  for (gsize i = 0; i < n_bytes; i++)
    hash = hash * 31 + (guint8) text[i];
  kept = &builder->keys[hash % ENISIM_TREE_KEYS_KEPT];
  if (!*kept || strncmp (*kept, text, n_bytes) != 0 || (*kept)[n_bytes] != '\0')
    *kept = enisim_document_add_text (builder->document, text, n_bytes);
  return *kept;
}

void
enisim_tree_builder_add_key (EnisimTreeBuilder *builder, const char *text, gsize n_bytes,
                             EnisimPosition at)
{
  if (is_passed_over (builder, text, n_bytes))
    {
      builder->skips_next = TRUE;
      return;
    }
  builder->key = keep_key (builder, text, n_bytes);
  builder->key_at = at;
}

EnisimNode *
enisim_tree_builder_add_node (EnisimTreeBuilder *builder, EnisimNodeKind kind, EnisimPosition at,
                              EnisimPosition blamed)
{
  if (builder->n_nodes >= builder->limits.nodes_max)
    {
      enisim_tree_builder_stop (builder, blamed, "too many values, at most %u",
                                builder->limits.nodes_max);
      return NULL;
    }
  builder->n_nodes++;
  return enisim_document_add_node (builder->document, kind, at);
}

void
enisim_tree_builder_hang (EnisimTreeBuilder *builder, EnisimNode *node)
{
  if (!builder->open)
    {
      builder->root = node;
      return;
    }
  if (builder->key)
    {
      node->key = g_steal_pointer (&builder->key);
      node->key_at = builder->key_at;
    }
  enisim_node_append (builder->open, node);
}

EnisimNode *
enisim_tree_builder_add_leaf (EnisimTreeBuilder *builder, EnisimNodeKind kind, const char *text,
                              gsize n_bytes, EnisimPosition at)
{
  EnisimNode *node = enisim_tree_builder_add_node (builder, kind, at, at);

  if (!node)
    return NULL;
  if (kind == ENISIM_NODE_SCALAR)
    enisim_document_set_text (builder->document, node, text, n_bytes);
  enisim_tree_builder_hang (builder, node);
  return node;
}

EnisimNode *
enisim_tree_builder_begin (EnisimTreeBuilder *builder, EnisimNodeKind kind, EnisimPosition at)
{
  EnisimNode *node;

  if (builder->depth >= builder->limits.depth_max)
    {
      enisim_tree_builder_stop (builder, at, "nested too deeply, at most %u levels",
                                builder->limits.depth_max);
      return NULL;
    }
  if (!(node = enisim_tree_builder_add_node (builder, kind, at, at)))
    return NULL;
  enisim_tree_builder_hang (builder, node);
  builder->open = node;
  builder->depth++;
  return node;
}

static gboolean
has_doubled_key (const EnisimNode *mapping)
{
  for (guint i = 1; i < mapping->n_children; i++)
    if (strcmp (mapping->sorted[i - 1]->key, mapping->sorted[i]->key) == 0)
      return TRUE;
  return FALSE;
}

void
enisim_tree_builder_end (EnisimTreeBuilder *builder)
{
  EnisimNode *ended = builder->open;

  if (ended->kind == ENISIM_NODE_MAPPING)
    {
      enisim_document_index (builder->document, ended);
      if (has_doubled_key (ended))
        g_ptr_array_add (builder->doubled, ended);
    }
  builder->open = ended->parent;
  builder->depth--;
}

static void
complain_of_doubled_keys (EnisimTreeBuilder *builder, const EnisimNode *mapping)
{
  const EnisimNode *first = NULL;

  for (guint i = 0; i < mapping->n_children; i++)
    {
      const EnisimNode *entry = mapping->sorted[i];

      if (!first || strcmp (first->key, entry->key) != 0)
        first = entry;
      else if (builder->is_override)
        enisim_tree_builder_complain (builder, entry->key_at, "key '%s' again", entry->key);
      else
        enisim_tree_builder_complain (builder, entry->key_at, "key '%s' again, first at %u:%u",
                                      entry->key, first->key_at.line, first->key_at.column);
    }
}

void
enisim_tree_builder_finish (EnisimTreeBuilder *builder)
{
  for (guint i = 0; i < builder->doubled->len; i++)
    complain_of_doubled_keys (builder, g_ptr_array_index (builder->doubled, i));
  g_ptr_array_set_size (builder->doubled, 0);
}
