/* load-names.c: names in a scenario file that refer to other places in it */
#include "scenario/loader.h"

#include "base/nearest.h"
#include "scenario/load-values.h"

/* Names among which the one that was meant is looked for. */
#define CANDIDATES_MAX 1000

void
enisim_load_names_init (EnisimLoadNames *names)
{
  names->indexes = g_hash_table_new (g_str_hash, g_str_equal);
  names->names = g_ptr_array_new ();
  names->lacks_some = FALSE;
}

void
enisim_load_names_clear (EnisimLoadNames *names)
{
  g_hash_table_unref (names->indexes);
  g_ptr_array_unref (names->names);
}

gboolean
enisim_load_names_add (EnisimLoadNames *names, const char *name, guint32 index)
{
  if (g_hash_table_contains (names->indexes, name))
    return FALSE;
  g_hash_table_insert (names->indexes, (gpointer) name, GUINT_TO_POINTER (index));
  g_ptr_array_add (names->names, (gpointer) name);
  return TRUE;
}

guint32
enisim_load_names_lookup (const EnisimLoadNames *names, const char *name)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (names->indexes, name, NULL, &index))
    return ENISIM_LOAD_NONE;
  return GPOINTER_TO_UINT (index);
}

/* Returns: (nullable) (transfer none) */
static const char *
guess (EnisimLoader *loader, const char *text, const GPtrArray *names)
{
  const guint n = MIN (names->len, CANDIDATES_MAX);
  g_autofree const char **candidates = NULL;

  if (loader->n_guesses_left == 0)
    return NULL;
  loader->n_guesses_left--;
  candidates = g_new0 (const char *, n + 1);
  for (guint i = 0; i < n; i++)
    candidates[i] = g_ptr_array_index (names, i);
  return enisim_nearest (text, candidates);
}

void
enisim_load_complain_of_ref (EnisimLoader *loader, const EnisimNode *node,
                             const EnisimLoadNames *names, const char *what)
{
  g_autofree char *got = NULL;
  const char *nearest;

  if (names->lacks_some)
    {
      g_assert (enisim_complaints_get_n (loader->complaints) > 0);
      return;
    }
  got = enisim_load_quote (node->text);
  nearest = guess (loader, node->text, names->names);
  if (nearest != NULL)
    enisim_complaints_add (loader->complaints, node, "unknown %s %s, did you mean '%s'?", what, got,
                           nearest);
  else
    enisim_complaints_add (loader->complaints, node, "unknown %s %s", what, got);
}

guint32
enisim_load_ref (EnisimLoader *loader, const EnisimNode *node, const EnisimLoadNames *names,
                 const char *what)
{
  guint32 index;

  if (!enisim_node_expect (node, ENISIM_NODE_SCALAR, loader->complaints))
    return ENISIM_LOAD_NONE;
  index = enisim_load_names_lookup (names, node->text);
  if (index == ENISIM_LOAD_NONE)
    enisim_load_complain_of_ref (loader, node, names, what);
  return index;
}
