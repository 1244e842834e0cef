/* nested-stacks.c: stacks within a stack, as far as they are at hand
 *
 * What the CDK writes has the file's name in the metadata; what people write has it as the
 * template's address until it is packaged.
 */
#include <string.h>

#include "import/cloudformation.h"
#include "import/import-files.h"

#define ASSET_PATH "aws:asset:path"

/* Returns: (nullable): a scalar without function. */
static const EnisimNode *
find_scalar (const EnisimNode *resource, const char *section, const char *key)
{
  const EnisimNode *mapping = enisim_node_get (resource, section);
  const EnisimNode *node
      = mapping && mapping->kind == ENISIM_NODE_MAPPING ? enisim_node_get (mapping, key) : NULL;

  return node && node->kind == ENISIM_NODE_SCALAR && !node->tag ? node : NULL;
}

/* Returns: (nullable): where it is written which file it is. */
static const EnisimNode *
find_path (const EnisimNode *resource)
{
  const EnisimNode *asset = find_scalar (resource, "Metadata", ASSET_PATH);
  const EnisimNode *url = find_scalar (resource, "Properties", "TemplateURL");

  if (asset)
    return asset;
  return url && !strstr (url->text, "://") ? url : NULL;
}

static void
add_child (EnisimImporter *importer, EnisimTemplate *template, const EnisimNode *resource,
           const char *file)
{
  const EnisimNode *root = enisim_importer_parse_file (importer, file);
  g_autofree char *name = g_strconcat (template->name, "/", resource->key, NULL);
  g_autofree char *folder = g_path_get_dirname (file);
  EnisimTemplate *child;

  if (!root || !(child = enisim_importer_add_stack (importer, root, name, folder, template)))
    return;
  child->nested = resource;
  child->file = enisim_importer_intern_file (importer, file);
  child->region = template->region;
  child->environment = template->environment;
  child->depth = template->depth + 1;
  g_hash_table_insert (template->children, (gpointer) resource->key, child);
  enisim_importer_add_nested (importer, child);
}

static void
add (EnisimImporter *importer, EnisimTemplate *template, const EnisimNode *resource)
{
  const EnisimNode *path = find_path (resource);
  g_autofree char *file = NULL;
  const char *reason;

  if (!path || !template->folder)
    {
      enisim_inventory_add_note (importer->inventory, resource->key_at,
                                 "the nested stack %s is not read: its template is no local file",
                                 resource->key);
      return;
    }
  file = enisim_find_inside (template->folder, path->text, &reason);
  if (!file)
    enisim_complaints_add (importer->complaints, path, "%s: %s", path->text, reason);
  else if (template->depth >= ENISIM_NESTED_STACKS_DEPTH_MAX)
    enisim_complaints_add (importer->complaints, path, "stacks are nested too deeply, at most %d",
                           ENISIM_NESTED_STACKS_DEPTH_MAX);
  else
    add_child (importer, template, resource, file);
}

/* What a stack passes that its nested one has no use for. */
static void
check_passed (EnisimComplaints *complaints, const EnisimNode *parameters,
              const EnisimTemplate *child)
{
  for (const EnisimNode *passed = parameters->first; passed; passed = passed->next)
    if (!g_str_has_prefix (passed->key, "Fn::") && strcmp (passed->key, "Ref") != 0
        && (!child->parameters || !enisim_node_get (child->parameters, passed->key)))
      enisim_complaints_add_key (complaints, passed, "the nested stack %s has no parameter \"%s\"",
                                 child->nested->key, passed->key);
}

/* What it needs and is not passed. */
static void
check_needed (EnisimComplaints *complaints, const EnisimTemplate *child)
{
  for (const EnisimNode *parameter = child->parameters ? child->parameters->first : NULL; parameter;
       parameter = parameter->next)
    if (parameter->kind == ENISIM_NODE_MAPPING && !enisim_node_get (parameter, "Default")
        && !enisim_template_find_passed (child, parameter->key))
      enisim_complaints_add_key (complaints, child->nested,
                                 "the nested stack %s needs the parameter %s, which has no default",
                                 child->nested->key, parameter->key);
}

void
enisim_template_check_passed (const EnisimTemplate *child)
{
  EnisimComplaints *complaints = child->importer->complaints;
  const EnisimNode *properties = enisim_node_get (child->nested, "Properties");
  const EnisimNode *parameters = properties && properties->kind == ENISIM_NODE_MAPPING
                                     ? enisim_node_get (properties, "Parameters")
                                     : NULL;

  if (parameters && parameters->kind == ENISIM_NODE_MAPPING)
    check_passed (complaints, parameters, child);
  if (!parameters
      || (parameters->kind == ENISIM_NODE_MAPPING && !enisim_node_has_function (parameters)))
    check_needed (complaints, child);
}

void
enisim_importer_add_nested (EnisimImporter *importer, EnisimTemplate *template)
{
  for (const EnisimNode *child = template->resources ? template->resources->first : NULL; child;
       child = child->next)
    if (child->kind == ENISIM_NODE_MAPPING
        && g_strcmp0 (enisim_resource_get_type (child), ENISIM_NESTED_STACK) == 0)
      add (importer, template, child);
}

static const EnisimTemplate *
get_top (const EnisimTemplate *template)
{
  while (template->parent)
    template = template->parent;
  return template;
}

/* A file that nests itself is no reason: it would be gone altogether.
 * Returns: (nullable): the stack of another one that @template is */
static const EnisimTemplate *
find_as_nested (const EnisimImporter *importer, const EnisimTemplate *template)
{
  for (guint i = 0; !template->parent && template->file && i < importer->templates->len; i++)
    {
      const EnisimTemplate *other = g_ptr_array_index (importer->templates, i);

      if (other->parent && other->file == template->file && get_top (other) != template)
        return other;
    }
  return NULL;
}

/* With what it nests. */
static void
set_aside (EnisimImporter *importer, const EnisimTemplate *top)
{
  for (guint i = 0; i < importer->templates->len;)
    if (get_top (g_ptr_array_index (importer->templates, i)) == top)
      g_ptr_array_add (importer->set_aside, g_ptr_array_steal_index (importer->templates, i));
    else
      i++;
}

/* What nests one that is set aside and is set aside itself stands within a third in full. */
void
enisim_importer_set_aside_nested (EnisimImporter *importer)
{
  g_autoptr (GPtrArray) tops = g_ptr_array_new ();

  for (guint i = 0; i < importer->templates->len; i++)
    {
      const EnisimTemplate *template = g_ptr_array_index (importer->templates, i);
      const EnisimTemplate *nested = find_as_nested (importer, template);

      if (!nested)
        continue;
      enisim_inventory_add_note (importer->inventory, template->root->at,
                                 "is the nested stack %s too: it counts once, as that",
                                 nested->name);
      g_ptr_array_add (tops, (gpointer) template);
    }
  for (guint i = 0; i < tops->len; i++)
    set_aside (importer, g_ptr_array_index (tops, i));
}
