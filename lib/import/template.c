/* template.c: the stacks that one load reads, and what their expressions are evaluated against */
#include "import/template.h"

#include <string.h>

#include "import/cloudformation.h"
#include "import/for-each.h"
#include "import/state.h"
#include "import/subnet-groups.h"
#include "import/terraform.h"
#include "text/node-read.h"

static const char *const template_keys[] = { "AWSTemplateFormatVersion",
                                             "Conditions",
                                             "Description",
                                             "Globals",
                                             "Hooks",
                                             "Mappings",
                                             "Metadata",
                                             "Outputs",
                                             "Parameters",
                                             "Resources",
                                             "Rules",
                                             "Transform",
                                             "Fn::Transform",
                                             NULL };

static const char *const resource_keys[] = { "Type",
                                             "Properties",
                                             "Condition",
                                             "DependsOn",
                                             "Metadata",
                                             "DeletionPolicy",
                                             "UpdateReplacePolicy",
                                             "UpdatePolicy",
                                             "CreationPolicy",
                                             "Connectors",
                                             "IgnoreGlobals",
                                             "DeploymentPolicy",
                                             NULL };

static void
free_template (gpointer data)
{
  EnisimTemplate *template = data;

  g_hash_table_unref (template->children);
  g_hash_table_unref (template->parameter_values);
  g_hash_table_unref (template->condition_values);
  g_hash_table_unref (template->node_values);
  g_hash_table_unref (template->nodes_under_way);
  g_array_unref (template->dependencies);
  g_free (template);
}

EnisimImporter *
enisim_importer_new (EnisimInventory *inventory, EnisimComplaints *complaints)
{
  EnisimImporter *importer = g_new0 (EnisimImporter, 1);

  importer->inventory = inventory;
  importer->complaints = complaints;
  importer->values = enisim_values_new ();
  importer->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  importer->given_exports = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  importer->exports = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  importer->resources = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  importer->noted = g_hash_table_new (NULL, NULL);
  importer->scalings = g_array_new (FALSE, FALSE, sizeof (EnisimScaling));
  importer->templates = g_ptr_array_new_with_free_func (free_template);
  importer->set_aside = g_ptr_array_new_with_free_func (free_template);
  importer->regions_seen = g_ptr_array_new ();
  importer->plans = g_ptr_array_new_with_free_func (enisim_terraform_free);
  return importer;
}

void
enisim_importer_free (EnisimImporter *importer)
{
  if (!importer)
    return;
  g_ptr_array_unref (importer->plans);
  g_ptr_array_unref (importer->regions_seen);
  enisim_state_free (importer->state);
  g_ptr_array_unref (importer->templates);
  g_ptr_array_unref (importer->set_aside);
  g_hash_table_unref (importer->noted);
  g_array_unref (importer->scalings);
  enisim_resource_names_free (importer->names);
  g_hash_table_unref (importer->resources);
  g_hash_table_unref (importer->exports);
  g_hash_table_unref (importer->given_exports);
  g_hash_table_unref (importer->given);
  enisim_values_free (importer->values);
  g_free (importer);
}

void
enisim_importer_add_region (EnisimImporter *importer, const char *region)
{
  const char *kept = enisim_inventory_intern (importer->inventory, region);

  if (!g_ptr_array_find (importer->regions_seen, kept, NULL))
    g_ptr_array_add (importer->regions_seen, (gpointer) kept);
}

/* Returns: (nullable): a section that is there and is a mapping. */
static const EnisimNode *
read_section (EnisimTemplate *template, const char *key)
{
  const EnisimNode *node = enisim_node_get (template->root, key);

  if (!enisim_node_expect (node, ENISIM_NODE_MAPPING, template->importer->complaints))
    return NULL;
  return node;
}

/* Macros make entries that are of no kind of their own. */
static gboolean
is_macro (EnisimTemplate *template, const EnisimNode *entry)
{
  if (!g_str_has_prefix (entry->key, "Fn::"))
    return FALSE;
  enisim_inventory_add_note (template->importer->inventory, entry->key_at, "%s is not expanded",
                             entry->key);
  template->has_macros = TRUE;
  return TRUE;
}

gboolean
enisim_template_may_make (EnisimTemplate *template, const char *kind, const char *name,
                          EnisimPosition at)
{
  if (template->has_macros)
    enisim_inventory_add_note (template->importer->inventory, at,
                               "no %s %s is written here: taken for one of what is not expanded",
                               kind, name);
  return template->has_macros;
}

static void
read_resource (EnisimTemplate *template, const EnisimNode *resource)
{
  EnisimComplaints *complaints = template->importer->complaints;
  const EnisimNodeReader reader = enisim_node_read (resource, resource_keys, complaints);
  EnisimPlace *place;

  if (template->parameters && enisim_node_get (template->parameters, resource->key))
    enisim_complaints_add_key (complaints, resource, "\"%s\" is a parameter as well",
                               resource->key);
  if (!reader.mapping)
    return;
  enisim_node_reader_require (&reader, "Type", ENISIM_NODE_SCALAR);
  place = g_new (EnisimPlace, 1);
  *place = (EnisimPlace){ .template = template,
                          .node = resource,
                          .type = enisim_resource_get_type (resource) };
  g_hash_table_insert (template->importer->resources,
                       (gpointer) enisim_template_get_id (template, resource->key), place);
}

static void
note_transform (EnisimTemplate *template, const EnisimNode *transform)
{
  const EnisimNode *item = transform;

  if (transform->kind == ENISIM_NODE_SEQUENCE)
    for (item = transform->first; item; item = item->next)
      note_transform (template, item);
  else if (transform->kind != ENISIM_NODE_SCALAR)
    {
      enisim_inventory_add_note (template->importer->inventory, transform->at,
                                 "the transform is not expanded");
      template->has_macros = TRUE;
    }
  else if (strcmp (transform->text, "AWS::LanguageExtensions") != 0)
    {
      enisim_inventory_add_note (template->importer->inventory, transform->at,
                                 "the transform %s is not expanded: %s", transform->text,
                                 g_str_has_prefix (transform->text, "AWS::Serverless-")
                                     ? "functions count as they are written; applications, and "
                                       "what it would make beside them, are not here"
                                     : "what it would add is not here");
      template->has_macros = TRUE;
    }
}

/* What Globals say holds for each resource of a kind that does not say otherwise. */
static void
note_globals (EnisimTemplate *template, const EnisimNode *globals)
{
  EnisimInventory *inventory = template->importer->inventory;
  const EnisimNode *function
      = globals->kind == ENISIM_NODE_MAPPING ? enisim_node_get (globals, "Function") : NULL;
  const EnisimNode *vpc = function && function->kind == ENISIM_NODE_MAPPING
                              ? enisim_node_get (function, "VpcConfig")
                              : NULL;

  if (vpc)
    enisim_inventory_add_note (inventory, vpc->key_at,
                               "the VpcConfig of Globals is not applied: functions that have none "
                               "of their own hold no address here");
  else
    enisim_inventory_add_note (inventory, globals->key_at, "Globals are not applied");
}

static void
note_macros (EnisimTemplate *template)
{
  const EnisimNode *transform = enisim_node_get (template->root, "Transform");
  const EnisimNode *globals = enisim_node_get (template->root, "Globals");

  if (transform)
    note_transform (template, transform);
  if (enisim_node_get (template->root, "Fn::Transform"))
    is_macro (template, enisim_node_get (template->root, "Fn::Transform"));
  if (globals)
    note_globals (template, globals);
}

static void
read_root (EnisimTemplate *template, const EnisimNode *root)
{
  EnisimComplaints *complaints = template->importer->complaints;
  const EnisimNodeReader reader = enisim_node_read (root, template_keys, complaints);
  const EnisimNode **const sections[]
      = { &template->mappings, &template->conditions, &template->resources, &template->outputs };

  if (!reader.mapping)
    return;
  template->root = root;
  template->parameters = read_section (template, "Parameters");
  template->mappings = read_section (template, "Mappings");
  template->conditions = enisim_for_each_expand (template, read_section (template, "Conditions"));
  template->resources = enisim_for_each_expand (template, read_section (template, "Resources"));
  template->outputs = enisim_for_each_expand (template, read_section (template, "Outputs"));
  if (!enisim_node_get (root, "Resources"))
    enisim_complaints_add (complaints, root, "Resources is missing");
  note_macros (template);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    for (const EnisimNode *child = *sections[i] ? (*sections[i])->first : NULL; child;
         child = child->next)
      is_macro (template, child);
  for (const EnisimNode *child = template->resources ? template->resources->first : NULL; child;
       child = child->next)
    if (!g_str_has_prefix (child->key, "Fn::"))
      read_resource (template, child);
}

EnisimTemplate *
enisim_template_new (EnisimImporter *importer, const EnisimNode *root, const char *name,
                     EnisimTemplate *parent)
{
  EnisimTemplate *template = g_new0 (EnisimTemplate, 1);

  template->importer = importer;
  template->name = enisim_inventory_intern (importer->inventory, name);
  template->region = importer->region;
  template->parent = parent;
  template->children = g_hash_table_new (g_str_hash, g_str_equal);
  template->parameter_values = g_hash_table_new (g_str_hash, g_str_equal);
  template->condition_values = g_hash_table_new (g_str_hash, g_str_equal);
  template->node_values = g_hash_table_new (NULL, NULL);
  template->nodes_under_way = g_hash_table_new (NULL, NULL);
  template->dependencies = g_array_new (FALSE, FALSE, sizeof (EnisimDependency));
  g_ptr_array_add (importer->templates, template);
  if (root)
    read_root (template, root);
  return template;
}

const EnisimNode *
enisim_template_find_resource (const EnisimTemplate *template, const char *logical_id)
{
  const EnisimNode *resource
      = template->resources ? enisim_node_get (template->resources, logical_id) : NULL;

  return resource && resource->kind == ENISIM_NODE_MAPPING ? resource : NULL;
}

const char *
enisim_resource_get_type (const EnisimNode *resource)
{
  const EnisimNode *type = enisim_node_get (resource, "Type");

  return type && type->kind == ENISIM_NODE_SCALAR ? type->text : NULL;
}

EnisimId
enisim_template_get_id (EnisimTemplate *template, const char *logical_id)
{
  g_autofree char *id = g_strconcat (template->name, "/", logical_id, NULL);

  return enisim_inventory_intern (template->importer->inventory, id);
}
