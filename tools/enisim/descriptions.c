/* descriptions.c: the foreign descriptions of a sub-command, and what it is told about them */
#include "descriptions.h"

#include <string.h>

#include "input.h"

void
enisim_descriptions_clear (EnisimDescriptions *descriptions)
{
  g_strfreev (descriptions->parameters);
  g_strfreev (descriptions->exports);
  g_free (descriptions->region);
  g_free (descriptions->kind);
  g_free (descriptions->kind_help);
}

/* Returns: (transfer full): "auto, cloudformation or cdk", whatever the library knows. */
static char *
list_kinds (void)
{
  GString *text = g_string_new (enisim_import_kind_get_name (ENISIM_IMPORT_AUTO));
  const char *name;

  for (guint i = 1; (name = enisim_import_kind_get_name ((EnisimImportKind) i)) != NULL; i++)
    {
      const gboolean is_last = enisim_import_kind_get_name ((EnisimImportKind) (i + 1)) == NULL;

      g_string_append_printf (text, "%s%s", is_last ? " or " : ", ", name);
    }
  return g_string_free (text, FALSE);
}

void
enisim_descriptions_add_to (EnisimDescriptions *descriptions, GOptionContext *context)
{
  g_autofree char *kinds = list_kinds ();
  GOptionEntry entries[] = {
    { "param", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &descriptions->parameters,
      "Value of a parameter, of all stacks or of one; may be repeated", "[STACK:]NAME=VALUE" },
    { "export", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &descriptions->exports,
      "Value of another stack's export; may be repeated", "NAME=VALUE" },
    { "region", 0, 0, G_OPTION_ARG_FILENAME, &descriptions->region,
      "Where it is deployed to, as in us-east-1", "REGION" },
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &descriptions->kind, NULL, "KIND" },
    G_OPTION_ENTRY_NULL,
  };

  descriptions->kind_help = g_strdup_printf ("What the files are: %s (told by content)", kinds);
  entries[G_N_ELEMENTS (entries) - 2].description = descriptions->kind_help;
  g_option_context_add_main_entries (context, entries, NULL);
}

static gboolean
find_kind (const char *name, EnisimImportKind *kind)
{
  const char *known;

  for (guint i = 0; (known = enisim_import_kind_get_name ((EnisimImportKind) i)) != NULL; i++)
    if (strcmp (known, name) == 0)
      {
        *kind = (EnisimImportKind) i;
        return TRUE;
      }
  return FALSE;
}

static guint
check_kind (const EnisimDescriptions *descriptions)
{
  g_autofree char *kinds = NULL;
  EnisimImportKind kind;

  if (descriptions->kind == NULL || find_kind (descriptions->kind, &kind))
    return 0;
  kinds = list_kinds ();
  enisim_complain ("--kind '%s': write %s", descriptions->kind, kinds);
  return 1;
}

static guint
check_settings (char **settings, const char *option)
{
  guint n_complaints = 0;

  for (guint i = 0; settings != NULL && settings[i] != NULL; i++)
    if (strchr (settings[i], '=') == NULL || settings[i][0] == '=')
      {
        enisim_complain ("%s '%s': write NAME=VALUE", option, settings[i]);
        n_complaints++;
      }
  return n_complaints;
}

static gboolean
is_stdin (char **paths)
{
  return strcmp (paths[0], "-") == 0 && paths[1] == NULL;
}

static guint
check_paths (char **paths)
{
  if (paths == NULL)
    {
      enisim_complain ("no template is named");
      return 1;
    }
  if (!is_stdin (paths) && g_strv_contains ((const char *const *) paths, "-"))
    {
      enisim_complain ("- is stdin, and then the only template");
      return 1;
    }
  return 0;
}

guint
enisim_descriptions_check (const EnisimDescriptions *descriptions, char **paths)
{
  return check_paths (paths) + check_kind (descriptions)
         + check_settings (descriptions->parameters, "--param")
         + check_settings (descriptions->exports, "--export");
}

static EnisimInventory *
load (char **paths, const EnisimImportOptions *options, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;

  if (!is_stdin (paths))
    return enisim_inventory_load_files ((const char *const *) paths, options, error);
  bytes = enisim_input_read_stdin (ENISIM_IMPORT_BYTES_MAX, error);
  if (bytes == NULL)
    return NULL;
  return enisim_inventory_load_data (enisim_input_get_name (paths[0]), bytes->data, bytes->len,
                                     options, error);
}

EnisimInventory *
enisim_descriptions_load (const EnisimDescriptions *descriptions, char **paths, const char *output)
{
  EnisimImportOptions options = { .region = descriptions->region,
                                  .parameters = (const char *const *) descriptions->parameters,
                                  .exports = (const char *const *) descriptions->exports };
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = NULL;

  if (descriptions->kind != NULL)
    find_kind (descriptions->kind, &options.kind);
  inventory = load (paths, &options, &error);
  if (inventory == NULL)
    {
      enisim_say (error->message);
      enisim_say ("\n");
      return NULL;
    }
  if (enisim_options_check_files (inventory, "--output", output) > 0)
    return NULL;
  return g_steal_pointer (&inventory);
}
