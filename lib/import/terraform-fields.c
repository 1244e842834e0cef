/* terraform-fields.c: the properties of CloudFormation out of a resource of Terraform */
#include <string.h>

#include "import/terraform-names.h"
#include "import/terraform-parts.h"

static const EnisimValue *walk (const EnisimResourceReader *reader, const EnisimValue *value,
                                const char *path);

static const EnisimValue *
walk_items (const EnisimResourceReader *reader, const EnisimValue *list, const char *path)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  if (list->kind != ENISIM_VALUE_LIST)
    return list->kind == ENISIM_VALUE_SYMBOL ? list : NULL;
  for (guint i = 0; i < list->n_items; i++)
    {
      const EnisimValue *item = walk (reader, list->items[i], path);

      for (guint j = 0; item && item->kind == ENISIM_VALUE_LIST && j < item->n_items; j++)
        g_ptr_array_add (found, (gpointer) item->items[j]);
      if (item && item->kind != ENISIM_VALUE_LIST)
        g_ptr_array_add (found, (gpointer) item);
    }
  return enisim_value_new_list (reader->template->importer->values, list->at,
                                (const EnisimValue *const *) found->pdata, found->len);
}

/* A block that there can be but one of is a list of one.
 * @path: in Terraform's words */
static const EnisimValue *
walk (const EnisimResourceReader *reader, const EnisimValue *value, const char *path)
{
  while (value && *path)
    {
      const gsize n_bytes = strcspn (path, ".[");
      g_autofree char *key = g_strndup (path, n_bytes);

      if (value->kind == ENISIM_VALUE_LIST && value->n_items <= 1)
        value = value->n_items == 1 ? value->items[0] : NULL;
      if (!value || value->kind == ENISIM_VALUE_SYMBOL)
        return value;
      if (value->kind != ENISIM_VALUE_MAPPING)
        {
          enisim_complaints_add_at (reader->template->importer->complaints, value->at,
                                    "expected a block that has %s, got %s", key,
                                    enisim_value_get_kind_name (value));
          return NULL;
        }
      value = enisim_value_get (value, key);
      path += n_bytes;
      if (value && g_str_has_prefix (path, "[]."))
        return walk_items (reader, value, path + strlen ("[]."));
      path += strspn (path, "[].");
    }
  return value;
}

static const EnisimValue *
get (const EnisimResourceReader *reader, const EnisimValue *from, const char *path)
{
  const gsize n_bytes = strcspn (path, ".[");
  g_autofree char *key = g_strndup (path, n_bytes);
  EnisimTerraformResource *resource = reader->fields;
  const EnisimValue *value;

  if (from)
    return walk (reader, from, path);
  value = enisim_terraform_get_attribute (resource->plan, resource, key);
  path += n_bytes;
  if (value && g_str_has_prefix (path, "[]."))
    return walk_items (reader, value, path + strlen ("[]."));
  return walk (reader, value, path + strspn (path, "."));
}

const EnisimValue *
enisim_terraform_find_property (const EnisimResourceReader *reader, const EnisimValue *from,
                                const char *path)
{
  const EnisimTerraformResource *resource = reader->fields;
  char *own;

  for (guint i = 0; (own = enisim_terraform_make_path (resource->type, path, i)); i++)
    {
      const EnisimValue *value = get (reader, from, own);

      g_free (own);
      if (value && value->kind != ENISIM_VALUE_NONE)
        return value;
    }
  return NULL;
}

const EnisimValue *
enisim_terraform_field (const EnisimResourceReader *reader, const EnisimValue *from,
                        const char *path)
{
  const EnisimValue *value = get (reader, from, path);

  return value && value->kind != ENISIM_VALUE_NONE ? value : NULL;
}

/* Tags are a mapping of aws, a list of awscc.
 * Returns: (nullable): what the Name tag says */
static const char *
find_name_tag (const EnisimResourceReader *reader)
{
  const EnisimValue *tags = enisim_terraform_field (reader, NULL, "tags");
  const EnisimValue *name
      = tags && tags->kind == ENISIM_VALUE_MAPPING ? enisim_value_get (tags, "Name") : NULL;

  for (guint i = 0; tags && tags->kind == ENISIM_VALUE_LIST && i < tags->n_items; i++)
    {
      const EnisimValue *tag = tags->items[i];
      const EnisimValue *key
          = tag->kind == ENISIM_VALUE_MAPPING ? enisim_value_get (tag, "key") : NULL;

      if (key && key->kind == ENISIM_VALUE_TEXT && strcmp (key->text, "Name") == 0)
        name = enisim_value_get (tag, "value");
    }
  return name && name->kind == ENISIM_VALUE_TEXT && *name->text ? name->text : NULL;
}

static const char *
find_name (const EnisimResourceReader *reader, const EnisimTerraformResource *resource)
{
  static const char *const keys[]
      = { "agent_runtime_name", "name", "function_name", "group_name", "identifier" };
  const char *name = find_name_tag (reader);

  for (guint i = 0; !name && i < G_N_ELEMENTS (keys); i++)
    {
      const EnisimValue *value = enisim_terraform_field (reader, NULL, keys[i]);

      if (value && value->kind == ENISIM_VALUE_TEXT && *value->text)
        name = value->text;
    }
  return enisim_inventory_intern (reader->template->importer->inventory,
                                  name ? name : resource->address);
}

EnisimResourceReader
enisim_terraform_begin (EnisimTerraform *plan, EnisimTerraformResource *resource)
{
  EnisimResourceReader reader = { .template = plan->template,
                                  .node = resource->node,
                                  .type = resource->same ? resource->same : resource->type,
                                  .find = enisim_terraform_find_property,
                                  .fields = resource };

  reader.resource = (EnisimResource){
    .id = resource->id, .stack = plan->template->name, .at = resource->node->at, .is_certain = TRUE
  };
  reader.resource.name = find_name (&reader, resource);
  return reader;
}
