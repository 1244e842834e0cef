/* inventory-load.c: from files to an inventory */
#include <string.h>

#include <enisim/enisim-import.h>

#include "import/import-files.h"
#include "import/network-check.h"
#include "import/regions.h"

static const EnisimImportOptions no_options = { .kind = ENISIM_IMPORT_AUTO };

const char *
enisim_import_kind_get_name (EnisimImportKind kind)
{
  const EnisimKindReader *reader = enisim_kind_reader_get (kind);

  if (kind == ENISIM_IMPORT_AUTO)
    return "auto";
  return reader ? reader->name : NULL;
}

/* @option: "--param" */
static void
learn_given (EnisimImporter *importer, GHashTable *given, const char *option, const char *text)
{
  const char *mark = strchr (text, '=');
  g_autofree char *name = mark ? g_strndup (text, (gsize) (mark - text)) : g_strdup (text);
  g_autofree char *source = g_strconcat (option, " ", name, NULL);
  const EnisimPosition at = { .name = enisim_inventory_intern (importer->inventory, source) };
  EnisimGiven *entry;

  if (!g_utf8_validate (text, -1, NULL))
    enisim_complaints_add_at (importer->complaints, at, "not valid UTF-8");
  else if (!mark || mark == text)
    enisim_complaints_add_at (importer->complaints, at, "expected Name=value");
  else if (g_hash_table_contains (given, name))
    enisim_complaints_add_at (importer->complaints, at, "given twice");
  else
    {
      entry = g_new (EnisimGiven, 1);
      *entry = (EnisimGiven){ .text = enisim_inventory_intern (importer->inventory, mark + 1),
                              .at = at };
      g_hash_table_insert (given, g_steal_pointer (&name), entry);
    }
}

/* What is no Region is refused; a new one is but noted, with the one that was perhaps meant. */
static void
learn_region (EnisimImporter *importer, const char *region)
{
  g_autofree char *source = g_strconcat ("--region ", region, NULL);
  const EnisimPosition at = { .name = enisim_inventory_intern (importer->inventory, source) };
  const char *nearest;
  const EnisimRegionKind kind = enisim_region_tell (region, &nearest);
  g_autofree char *hint = nearest ? g_strdup_printf ("; did you mean %s?", nearest) : g_strdup ("");

  importer->region = enisim_inventory_intern (importer->inventory, region);
  if (kind == ENISIM_REGION_NONE)
    enisim_complaints_add_at (importer->complaints, at, "no Region is called so%s", hint);
  else if (kind == ENISIM_REGION_NEW)
    enisim_inventory_add_note (importer->inventory, at, "no Region that is known here%s", hint);
}

static void
learn_options (EnisimImporter *importer, const EnisimImportOptions *options)
{
  const char *const *text;

  if (options->region)
    learn_region (importer, options->region);
  for (text = options->parameters; text && *text; text++)
    learn_given (importer, importer->given, "--param", *text);
  for (text = options->exports; text && *text; text++)
    learn_given (importer, importer->given_exports, "--export", *text);
}

/* One Region if there is but one, of templates and of all else; what goes anywhere goes where the
 * rest is. */
static const char *
find_region (const EnisimImporter *importer)
{
  const char *region = NULL;
  guint n_templates = 0;

  for (guint i = 0; i < importer->templates->len; i++)
    {
      const EnisimTemplate *template = g_ptr_array_index (importer->templates, i);

      if (!template->root)
        continue;
      if (n_templates++ > 0 && g_strcmp0 (template->region, region) != 0)
        return NULL;
      region = template->region;
    }
  if (n_templates == 0 && importer->regions_seen->len == 0)
    region = importer->region;
  region = region ? enisim_inventory_intern (importer->inventory, region) : NULL;
  for (guint i = 0; i < importer->regions_seen->len; i++)
    {
      const char *other = g_ptr_array_index (importer->regions_seen, i);

      if (region && region != other)
        return NULL;
      region = other;
    }
  return region;
}

/* Returns: whether all is well. */
static gboolean
finish (EnisimImporter *importer, GError **error)
{
  guint n;
  const EnisimKindReader *readers = enisim_kind_readers_get (&n);

  for (guint i = 0; i < n; i++)
    if (readers[i].finish)
      readers[i].finish (importer);
  if (enisim_complaints_get_n (importer->complaints) == 0)
    enisim_inventory_check_network (importer->inventory, importer->complaints);
  if (enisim_complaints_get_n (importer->complaints) == 0)
    enisim_importer_check_given (importer);
  importer->inventory->region = find_region (importer);
  return !enisim_complaints_to_error (importer->complaints, error);
}

/* The same file again would count twice what is there once. */
static void
add_paths (EnisimImporter *importer, const char *const *paths, EnisimImportKind kind)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (; *paths; paths++)
    {
      g_autofree char *whole = g_canonicalize_filename (*paths, NULL);
      g_autofree char *name = g_filename_display_name (*paths);

      if (g_hash_table_add (seen, g_steal_pointer (&whole)))
        enisim_importer_add_path (importer, *paths, kind);
      else
        enisim_complaints_add_at (
            importer->complaints,
            (EnisimPosition){ .name = enisim_inventory_intern (importer->inventory, name) },
            "given twice");
    }
}

EnisimInventory *
enisim_inventory_load_files (const char *const *paths, const EnisimImportOptions *options,
                             GError **error)
{
  g_autoptr (EnisimInventory) inventory = NULL;
  g_autoptr (EnisimComplaints) complaints = NULL;
  g_autoptr (EnisimImporter) importer = NULL;

  g_return_val_if_fail (paths != NULL && paths[0] != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!options)
    options = &no_options;
  inventory = enisim_inventory_new ();
  complaints = enisim_complaints_new ();
  importer = enisim_importer_new (inventory, complaints);
  learn_options (importer, options);
  add_paths (importer, paths, options->kind);
  return finish (importer, error) ? g_steal_pointer (&inventory) : NULL;
}

EnisimInventory *
enisim_inventory_load_data (const char *name, const guint8 *data, gsize length,
                            const EnisimImportOptions *options, GError **error)
{
  g_autoptr (EnisimInventory) inventory = NULL;
  g_autoptr (EnisimComplaints) complaints = NULL;
  g_autoptr (EnisimImporter) importer = NULL;
  const EnisimNode *root;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!options)
    options = &no_options;
  inventory = enisim_inventory_new ();
  complaints = enisim_complaints_new ();
  importer = enisim_importer_new (inventory, complaints);
  learn_options (importer, options);
  root = enisim_importer_parse (importer, name, data, length);
  if (root)
    enisim_importer_add_root (importer, &(EnisimSource){ .root = root, .name = name },
                              options->kind);
  return finish (importer, error) ? g_steal_pointer (&inventory) : NULL;
}
