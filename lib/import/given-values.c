/* given-values.c: parameters and exports that were given, and that nobody asked for */
#include <string.h>

#include "base/nearest.h"
#include "import/template.h"

static gint
compare_given (gconstpointer a, gconstpointer b)
{
  const EnisimGiven *const *first = a, *const *second = b;

  return strcmp ((*first)->at.name, (*second)->at.name);
}

/* Returns: (transfer full): (element-type utf8): what a --param could name, of all stacks or of the
 *   one that @name begins with, ended by NULL */
static GPtrArray *
list_parameters (const EnisimImporter *importer, const char *name)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < importer->templates->len; i++)
    {
      const EnisimTemplate *template = g_ptr_array_index (importer->templates, i);
      const EnisimNode *node = template->parameters ? template->parameters->first : NULL;

      for (; node; node = node->next)
        g_ptr_array_add (names, strchr (name, ':')
                                    ? g_strconcat (template->name, ":", node->key, NULL)
                                    : g_strdup (node->key));
    }
  g_ptr_array_add (names, NULL);
  return names;
}

static GPtrArray *
list_exports (const EnisimImporter *importer, const char *name G_GNUC_UNUSED)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const GArray *missing = importer->inventory->missing;

  for (guint i = 0; i < missing->len; i++)
    if (g_array_index (missing, EnisimMissing, i).kind == ENISIM_MISSING_EXPORT)
      g_ptr_array_add (names, g_strdup (g_array_index (missing, EnisimMissing, i).name));
  g_ptr_array_add (names, NULL);
  return names;
}

static void
complain_unused (EnisimImporter *importer, const EnisimGiven *given, const char *message,
                 GPtrArray *(*list) (const EnisimImporter *importer, const char *name))
{
  const char *name = strchr (given->at.name, ' ') + 1;
  g_autoptr (GPtrArray) known = NULL;
  const char *nearest;

  if (enisim_complaints_would_drop (importer->complaints, given->at))
    return;
  known = list (importer, name);
  nearest = enisim_nearest (name, (const char *const *) known->pdata);
  if (nearest)
    enisim_complaints_add_at (importer->complaints, given->at, "%s; did you mean %s?", message,
                              nearest);
  else
    enisim_complaints_add_at (importer->complaints, given->at, "%s", message);
}

static void
check_given (EnisimImporter *importer, GHashTable *given, const char *message,
             GPtrArray *(*list) (const EnisimImporter *importer, const char *name))
{
  GHashTableIter iter;
  gpointer value;
  g_autoptr (GPtrArray) unused = g_ptr_array_new ();

  g_hash_table_iter_init (&iter, given);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (!((EnisimGiven *) value)->is_used)
      g_ptr_array_add (unused, value);
  g_ptr_array_sort (unused, compare_given);
  for (guint i = 0; i < unused->len; i++)
    complain_unused (importer, g_ptr_array_index (unused, i), message, list);
}

void
enisim_importer_check_given (EnisimImporter *importer)
{
  check_given (importer, importer->given, "no stack has such a parameter", list_parameters);
  check_given (importer, importer->given_exports, "no stack imports it", list_exports);
}
