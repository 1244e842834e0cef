/* import-files.c: files, folders and the stacks in them */
#include "import/import-files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "import/remarks.h"
#include "text/node-read.h"
#include "text/read-file.h"
#include "text/reader.h"

#define MANIFEST "manifest.json"

enum
{
  REGION_BYTES_MAX = 64
};

gboolean
enisim_is_region (const char *text)
{
  const gsize n_bytes = strlen (text);

  return n_bytes > 0 && n_bytes <= REGION_BYTES_MAX
         && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == n_bytes;
}

static gboolean
is_refused (EnisimImporter *importer, const char *name, const guint8 *bytes, gsize n_bytes)
{
  const char *reason = enisim_kind_readers_refuse (name, bytes, n_bytes);
  const EnisimPosition at = { .name = enisim_inventory_intern (importer->inventory, name) };

  if (reason)
    enisim_complaints_add_at (importer->complaints, at, "%s", reason);
  return reason != NULL;
}

static EnisimTextLimits
get_limits (void)
{
  EnisimTextLimits limits = enisim_text_limits_get_default ();

  limits.bytes_max = ENISIM_IMPORT_BYTES_MAX;
  limits.nodes_max = ENISIM_IMPORT_NODES_MAX;
  limits.skips = enisim_kind_readers_skip;
  return limits;
}

/* @bytes: (nullable): NULL: there are no comments in them */
static const EnisimNode *
keep (EnisimImporter *importer, EnisimDocument *document, const guint8 *bytes, gsize n_bytes)
{
  if (!document)
    return NULL;
  g_ptr_array_add (importer->inventory->documents, document);
  if (bytes)
    enisim_inventory_add_comments (importer->inventory, enisim_document_get_name (document),
                                   (const char *) bytes, n_bytes);
  return enisim_document_get_root (document);
}

const EnisimNode *
enisim_importer_parse (EnisimImporter *importer, const char *name, const guint8 *bytes,
                       gsize n_bytes)
{
  const EnisimTextLimits limits = get_limits ();
  const guint8 *there = bytes ? bytes : (const guint8 *) "";

  if (is_refused (importer, name, there, n_bytes))
    return NULL;
  return keep (importer,
               enisim_document_parse (name, there, n_bytes, &limits, importer->complaints), there,
               n_bytes);
}

const EnisimNode *
enisim_importer_parse_file (EnisimImporter *importer, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  const EnisimTextLimits limits = get_limits ();
  const char *reason = NULL;
  g_autoptr (GByteArray) bytes = enisim_read_file (path, ENISIM_IMPORT_BYTES_MAX, &reason);
  EnisimDocument *document;

  G_STATIC_ASSERT (ENISIM_IMPORT_BYTES_MAX == ENISIM_READ_FILE_LARGE_BYTES_MAX);
  if (!bytes)
    {
      enisim_complaints_add_at (importer->complaints, (EnisimPosition){ .name = name }, "%s",
                                reason);
      return NULL;
    }
  g_ptr_array_add (importer->inventory->files, g_strdup (path));
  if (is_refused (importer, name, bytes->data, bytes->len))
    return NULL;
  document = enisim_document_parse_large (name, &bytes, &limits, importer->complaints);
  return keep (importer, document, bytes ? bytes->data : NULL, bytes ? bytes->len : 0);
}

static gboolean
has_stack (const EnisimImporter *importer, const char *name)
{
  for (guint i = 0; i < importer->templates->len; i++)
    if (strcmp (((const EnisimTemplate *) g_ptr_array_index (importer->templates, i))->name, name)
        == 0)
      return TRUE;
  return FALSE;
}

/* Returns: (transfer full): @name, or it with a number where it is taken. */
static char *
make_unique_name (const EnisimImporter *importer, const char *name)
{
  char *unique = g_strdup (name);

  for (guint i = 2; has_stack (importer, unique); i++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s-%u", name, i);
    }
  return unique;
}

static gboolean
has_room (EnisimImporter *importer, const EnisimNode *root)
{
  if (importer->templates->len < ENISIM_STACKS_MAX)
    return TRUE;
  enisim_complaints_add (importer->complaints, root, "too many stacks, at most %d",
                         ENISIM_STACKS_MAX);
  return FALSE;
}

EnisimTemplate *
enisim_importer_add_stack (EnisimImporter *importer, const EnisimNode *root, const char *name,
                           const char *folder, EnisimTemplate *parent)
{
  g_autofree char *unique = make_unique_name (importer, name);
  EnisimTemplate *template;

  if (!has_room (importer, root))
    return NULL;
  template = enisim_template_new (importer, root, unique, parent);
  template->folder = folder ? enisim_inventory_intern (importer->inventory, folder) : NULL;
  return template;
}

gboolean
enisim_is_template (const EnisimNode *root)
{
  static const char *const marks[]
      = { "Resources", "AWSTemplateFormatVersion", "Parameters", "Outputs" };

  for (guint i = 0; root->kind == ENISIM_NODE_MAPPING && i < G_N_ELEMENTS (marks); i++)
    if (enisim_node_get (root, marks[i]))
      return TRUE;
  return FALSE;
}

/* Returns: (transfer full): "network" of "stacks/network.template.json" */
static char *
make_stack_name (const char *path)
{
  static const char *const suffixes[] = { ".json", ".yaml", ".yml", ".template" };
  char *name = g_path_get_basename (path);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (name, suffixes[i]) && strlen (name) > strlen (suffixes[i]))
      name[strlen (name) - strlen (suffixes[i])] = '\0';
  return name;
}

EnisimTemplate *
enisim_importer_add_plain_stack (EnisimImporter *importer, const char *name, const EnisimNode *root)
{
  g_autofree char *stack_name = make_stack_name (name);
  g_autofree char *unique = make_unique_name (importer, stack_name);

  return has_room (importer, root) ? enisim_template_new (importer, NULL, unique, NULL) : NULL;
}

void
enisim_importer_read_template (EnisimImporter *importer, const EnisimSource *source)
{
  g_autofree char *name = make_stack_name (source->name);
  EnisimTemplate *template
      = enisim_importer_add_stack (importer, source->root, name, source->folder, NULL);

  if (!template)
    return;
  template->file = source->folder ? enisim_importer_intern_file (importer, source->name) : NULL;
  enisim_importer_add_nested (importer, template);
}

void
enisim_importer_add_root (EnisimImporter *importer, const EnisimSource *source,
                          EnisimImportKind kind)
{
  const EnisimKindReader *reader
      = kind == ENISIM_IMPORT_AUTO ? enisim_kind_reader_find (source->root, importer->complaints)
                                   : enisim_kind_reader_get (kind);

  if (reader)
    reader->read (importer, source);
}

void
enisim_importer_add_path (EnisimImporter *importer, const char *path, EnisimImportKind kind)
{
  const gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  g_autofree char *file = is_folder ? g_build_filename (path, MANIFEST, NULL) : g_strdup (path);
  g_autofree char *folder = g_path_get_dirname (file);
  const EnisimNode *root;

  if (is_folder && !g_file_test (file, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_filename_display_name (path);

      enisim_complaints_add_at (importer->complaints, (EnisimPosition){ .name = name },
                                "a folder without " MANIFEST);
      return;
    }
  root = enisim_importer_parse_file (importer, file);
  if (root)
    enisim_importer_add_root (
        importer, &(EnisimSource){ .root = root, .name = file, .folder = folder }, kind);
}

const char *
enisim_importer_intern_file (EnisimImporter *importer, const char *path)
{
  char *whole = realpath (path, NULL);
  const char *file = whole ? enisim_inventory_intern (importer->inventory, whole) : NULL;

  free (whole);
  return file;
}

/* Links are followed before it is told where a file lies. */
char *
enisim_find_inside (const char *folder, const char *relative, const char **reason)
{
  g_autofree char *path = NULL;
  g_autofree char *prefix = NULL;
  char *real_folder, *real_path, *found = NULL;

  if (g_path_is_absolute (relative))
    {
      *reason = "not a path within the folder";
      return NULL;
    }
  path = g_build_filename (folder, relative, NULL);
  real_folder = realpath (folder, NULL);
  real_path = realpath (path, NULL);
  prefix = real_folder ? g_strconcat (real_folder, G_DIR_SEPARATOR_S, NULL) : NULL;
  if (!prefix || !real_path)
    *reason = g_strerror (errno);
  else if (!g_str_has_prefix (real_path, prefix))
    *reason = "not a path within the folder";
  else
    found = g_steal_pointer (&path);
  free (real_folder);
  free (real_path);
  return found;
}
