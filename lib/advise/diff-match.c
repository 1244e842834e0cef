/* diff-match.c: which thing of one side is which of the other
 *
 * Ids tell it.  A stack is often named after its file, so that ids are compared without it too.
 * What has another id but is alone in having its kind and name is taken to be renamed.
 */
#include <string.h>

#include "advise/diff.h"

enum
{
  BY_ID,
  BY_LOCAL_ID,
  BY_NAME,
  N_WAYS
};

void
enisim_diff_match_init (EnisimDiffMatch *match)
{
  for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
    {
      match->items[side] = g_array_new (FALSE, FALSE, sizeof (EnisimDiffItem));
      match->indexes[side] = g_hash_table_new (NULL, NULL);
    }
}

void
enisim_diff_match_clear (EnisimDiffMatch *match)
{
  for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
    {
      g_array_unref (match->items[side]);
      g_hash_table_unref (match->indexes[side]);
    }
}

/* Behind which an expression has a stack's name: "${Network:Ids}", "${plan/aws_subnet.a.x}". */
static gsize
skip_stack (const EnisimDiff *diff, guint side, const char *text)
{
  const gsize n_bytes = strcspn (text, ":/{} ,");
  g_autofree char *name = g_strndup (text, n_bytes);

  if (n_bytes == 0 || (text[n_bytes] != ':' && text[n_bytes] != '/')
      || !g_hash_table_contains (diff->stacks[side], name))
    return 0;
  return n_bytes + 1;
}

const char *
enisim_diff_make_local (EnisimDiff *diff, guint side, const char *text)
{
  g_autoptr (GString) local = g_string_new (NULL);

  text += skip_stack (diff, side, text);
  for (; *text; text++)
    {
      g_string_append_c (local, *text);
      if (*text == '{')
        text += skip_stack (diff, side, text + 1);
    }
  return g_string_chunk_insert_const (diff->texts, local->str);
}

void
enisim_diff_match_add (EnisimDiff *diff, EnisimDiffMatch *match, guint side, const char *kind,
                       const EnisimResource *resource, EnisimId id)
{
  const EnisimDiffItem item = { .resource = resource,
                                .kind = kind,
                                .id = id,
                                .local_id = enisim_diff_make_local (diff, side, id),
                                .name = resource ? resource->name : id,
                                .twin = ENISIM_DIFF_NONE };

  g_array_append_val (match->items[side], item);
  if (!g_hash_table_contains (match->indexes[side], id))
    g_hash_table_insert (match->indexes[side], (gpointer) id,
                         GUINT_TO_POINTER (match->items[side]->len));
}

guint
enisim_diff_match_index (const EnisimDiffMatch *match, guint side, EnisimId id)
{
  const guint index = GPOINTER_TO_UINT (g_hash_table_lookup (match->indexes[side], id));

  return index > 0 ? index - 1 : ENISIM_DIFF_NONE;
}

/* Returns: (transfer full) */
static char *
make_key (const EnisimDiffItem *item, guint way)
{
  const char *text = way == BY_ID ? item->id : way == BY_LOCAL_ID ? item->local_id : item->name;

  return g_strconcat (item->kind, "\n", text, NULL);
}

/* Index + 1 by key of what has no twin yet; 0 for a key of more than one. */
static GHashTable *
index_items (const GArray *items, guint way)
{
  GHashTable *indexes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const EnisimDiffItem *item = &g_array_index (items, EnisimDiffItem, i);
      char *key;

      if (item->twin != ENISIM_DIFF_NONE)
        continue;
      key = make_key (item, way);
      g_hash_table_insert (indexes, key,
                           GUINT_TO_POINTER (g_hash_table_contains (indexes, key) ? 0 : i + 1));
    }
  return indexes;
}

static void
match_by (EnisimDiffMatch *match, guint way)
{
  g_autoptr (GHashTable) old_indexes = index_items (match->items[ENISIM_DIFF_OLD], way);
  g_autoptr (GHashTable) new_indexes = index_items (match->items[ENISIM_DIFF_NEW], way);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, new_indexes);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const guint old_index = GPOINTER_TO_UINT (g_hash_table_lookup (old_indexes, key));
      const guint new_index = GPOINTER_TO_UINT (value);

      if (old_index == 0 || new_index == 0)
        continue;
      enisim_diff_match_get (match, ENISIM_DIFF_OLD, old_index - 1)->twin = new_index - 1;
      enisim_diff_match_get (match, ENISIM_DIFF_NEW, new_index - 1)->twin = old_index - 1;
      enisim_diff_match_get (match, ENISIM_DIFF_NEW, new_index - 1)->is_renamed = way == BY_NAME;
    }
}

void
enisim_diff_match_find (EnisimDiffMatch *match)
{
  for (guint way = 0; way < N_WAYS; way++)
    match_by (match, way);
}
