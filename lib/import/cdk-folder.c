/* cdk-folder.c: the stacks of the folder that `cdk synth` writes */
#include <string.h>

#include "import/import-files.h"
#include "text/node-read.h"

enum
{
  ASSEMBLIES_DEPTH_MAX = 8
};

typedef struct
{
  EnisimImporter *importer;
  const EnisimNode *artifacts;
  const char *folder;
  GHashTable *seen; /* of EnisimNode: artifacts that are added or about to be */
  guint depth;      /* of assemblies in each other */
} Manifest;

/* Returns: (nullable): a scalar in the properties of an artifact. */
static const EnisimNode *
get_property (const EnisimNode *artifact, const char *key)
{
  const EnisimNode *properties = enisim_node_get (artifact, "properties");
  const EnisimNode *node = properties && properties->kind == ENISIM_NODE_MAPPING
                               ? enisim_node_get (properties, key)
                               : NULL;

  return node && node->kind == ENISIM_NODE_SCALAR ? node : NULL;
}

/* Returns: (nullable): the Region of "aws://123456789012/eu-west-1", if it is known. */
static const char *
read_region (const Manifest *manifest, const EnisimNode *artifact)
{
  const EnisimNode *environment = enisim_node_get (artifact, "environment");
  const char *region = environment && environment->kind == ENISIM_NODE_SCALAR
                           ? strrchr (environment->text, '/')
                           : NULL;

  if (!region || region[1] == '\0' || strcmp (region + 1, "unknown-region") == 0)
    return NULL;
  if (enisim_is_region (region + 1))
    return region + 1;
  enisim_complaints_add (manifest->importer->complaints, environment,
                         "expected the name of a Region after the last /, got \"%s\"", region + 1);
  return NULL;
}

/* Returns: (transfer full) (nullable): the file that a property names; NULL with a complaint. */
static char *
find_file (Manifest *manifest, const EnisimNode *artifact, const char *key)
{
  const EnisimNode *node = get_property (artifact, key);
  const char *reason = NULL;
  char *file;

  if (!node || !manifest->folder)
    {
      enisim_complaints_add_key (manifest->importer->complaints, artifact,
                                 node ? "there is no folder to find %s in" : "%s is missing", key);
      return NULL;
    }
  file = enisim_find_inside (manifest->folder, node->text, &reason);
  if (!file)
    enisim_complaints_add (manifest->importer->complaints, node, "%s: %s", node->text, reason);
  return file;
}

/* Returns: (nullable): NULL where the stack goes anywhere. */
static const char *
read_environment (const EnisimNode *artifact)
{
  const EnisimNode *node = enisim_node_get (artifact, "environment");

  if (!node || node->kind != ENISIM_NODE_SCALAR
      || strcmp (node->text, "aws://unknown-account/unknown-region") == 0)
    return NULL;
  return node->text;
}

static void
add_stack (Manifest *manifest, const EnisimNode *artifact)
{
  EnisimImporter *importer = manifest->importer;
  g_autofree char *file = find_file (manifest, artifact, "templateFile");
  const EnisimNode *root = file ? enisim_importer_parse_file (importer, file) : NULL;
  const EnisimNode *name = get_property (artifact, "stackName");
  const char *region = read_region (manifest, artifact);
  g_autofree char *folder = file ? g_path_get_dirname (file) : NULL;
  EnisimTemplate *template;

  if (!root)
    return;
  template
      = enisim_importer_add_stack (importer, root, name ? name->text : artifact->key, folder, NULL);
  if (!template)
    return;
  template->stack_name
      = enisim_inventory_intern (importer->inventory, name ? name->text : artifact->key);
  template->environment = read_environment (artifact);
  if (region)
    template->region = region;
  enisim_importer_add_nested (importer, template);
}

static void add_manifest (EnisimImporter *importer, const EnisimNode *root, const char *folder,
                          guint depth);

static void
add_assembly (Manifest *manifest, const EnisimNode *artifact)
{
  EnisimImporter *importer = manifest->importer;
  g_autofree char *folder = find_file (manifest, artifact, "directoryName");
  g_autofree char *file = folder ? g_build_filename (folder, "manifest.json", NULL) : NULL;
  const EnisimNode *root;

  if (!file)
    return;
  if (manifest->depth >= ASSEMBLIES_DEPTH_MAX)
    {
      enisim_complaints_add_key (importer->complaints, artifact,
                                 "assemblies lie too deeply in each other, at most %d",
                                 ASSEMBLIES_DEPTH_MAX);
      return;
    }
  root = enisim_importer_parse_file (importer, file);
  if (root)
    add_manifest (importer, root, folder, manifest->depth + 1);
}

static gboolean
is_of_type (const EnisimNode *artifact, const char *type)
{
  const EnisimNode *node = enisim_node_get (artifact, "type");

  return node && node->kind == ENISIM_NODE_SCALAR && strcmp (node->text, type) == 0;
}

/* What an artifact needs comes before it.  A circle is cut where it closes: the order matters to
 * people only. */
static void
add_artifact (Manifest *manifest, const EnisimNode *artifact, guint depth)
{
  const EnisimNode *needs;

  if (artifact->kind != ENISIM_NODE_MAPPING
      || !g_hash_table_add (manifest->seen, (gpointer) artifact))
    return;
  needs = enisim_node_get (artifact, "dependencies");
  for (const EnisimNode *name = needs && needs->kind == ENISIM_NODE_SEQUENCE ? needs->first : NULL;
       name && depth < ENISIM_STACKS_MAX; name = name->next)
    {
      const EnisimNode *other = name->kind == ENISIM_NODE_SCALAR
                                    ? enisim_node_get (manifest->artifacts, name->text)
                                    : NULL;

      if (other)
        add_artifact (manifest, other, depth + 1);
    }
  if (is_of_type (artifact, "aws:cloudformation:stack"))
    add_stack (manifest, artifact);
  else if (is_of_type (artifact, "cdk:cloud-assembly"))
    add_assembly (manifest, artifact);
}

/* All stacks, in the order in which they need each other. */
static void
add_manifest (EnisimImporter *importer, const EnisimNode *root, const char *folder, guint depth)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Manifest manifest = { .importer = importer, .folder = folder, .seen = seen, .depth = depth };

  if (!enisim_node_expect (root, ENISIM_NODE_MAPPING, importer->complaints))
    return;
  manifest.artifacts = enisim_node_get (root, "artifacts");
  if (!manifest.artifacts)
    enisim_complaints_add (importer->complaints, root, "artifacts is missing");
  if (!enisim_node_expect (manifest.artifacts, ENISIM_NODE_MAPPING, importer->complaints))
    return;
  for (const EnisimNode *child = manifest.artifacts->first; child; child = child->next)
    add_artifact (&manifest, child, 0);
}

gboolean
enisim_is_manifest (const EnisimNode *root)
{
  return root->kind == ENISIM_NODE_MAPPING && enisim_node_get (root, "artifacts");
}

void
enisim_importer_read_manifest (EnisimImporter *importer, const EnisimSource *source)
{
  add_manifest (importer, source->root, source->folder, 0);
}
