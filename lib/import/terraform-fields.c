/* terraform-fields.c: the properties of CloudFormation out of a resource of Terraform */
#include <string.h>

#include "import/terraform-names.h"
#include "import/terraform-parts.h"

static const EnisimValue *walk (const EnisimResourceReader *reader, const EnisimValue *value,
                                const char *path);

static const EnisimValue *
walk_items (const EnisimResourceReader *reader, const EnisimValue *list, const char *path)
{
  if (list->kind != ENISIM_VALUE_LIST)
    return list->kind == ENISIM_VALUE_SYMBOL ? list : NULL;
  return enisim_resource_walk_list (reader, list, path, walk);
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

/* An empty text is how a state says that there is none. */
static gboolean
is_given (const EnisimValue *value)
{
  return value && value->kind != ENISIM_VALUE_NONE
         && !(value->kind == ENISIM_VALUE_TEXT && *value->text == '\0');
}

/* Of all addresses of an interface the first is not secondary.
 * Returns: (nullable) */
static const EnisimValue *
count_secondary (const EnisimResourceReader *reader)
{
  EnisimValues *values = reader->template->importer->values;
  const EnisimValue *all = get (reader, NULL, "private_ips");
  const EnisimValue *n = get (reader, NULL, "private_ips_count");
  g_autofree char *text = NULL;

  if (!is_given (all) || (all->kind == ENISIM_VALUE_LIST && all->n_items == 0))
    return is_given (n) ? n : NULL;
  if (all->kind != ENISIM_VALUE_LIST)
    return all;
  text = g_strdup_printf ("%u", all->n_items - 1);
  return enisim_value_new_text (values, all->at,
                                enisim_values_add_text (values, text, strlen (text)));
}

/* Whether another attribute says the same: a list of some, or a number. */
static gboolean
is_told_otherwise (const EnisimResourceReader *reader, const char *path)
{
  const EnisimTerraformResource *resource = reader->fields;
  const char *other;

  for (guint i = 0; (other = enisim_terraform_find_exception (resource->type, path, i)); i++)
    {
      const EnisimValue *value = get (reader, NULL, other);

      if (is_given (value) && (value->kind != ENISIM_VALUE_LIST || value->n_items > 0)
          && (value->kind != ENISIM_VALUE_TEXT || strcmp (value->text, "0") != 0))
        return TRUE;
    }
  return FALSE;
}

/* @name: (out) (transfer full): in Terraform's words
 * Returns: (nullable) */
static const EnisimValue *
find_property (const EnisimResourceReader *reader, const EnisimValue *from, const char *path,
               char **name)
{
  const EnisimTerraformResource *resource = reader->fields;
  g_autofree char *own = NULL;

  for (guint i = 0; (own = enisim_terraform_make_path (resource->type, path, i)); i++)
    {
      const EnisimValue *value = get (reader, from, own);

      if (is_given (value) || i == 0)
        {
          g_free (*name);
          *name = g_steal_pointer (&own);
        }
      g_clear_pointer (&own, g_free);
      if (is_given (value))
        return value;
    }
  return NULL;
}

static const EnisimValue *
find_if_told (const EnisimResourceReader *reader, const EnisimValue *from, const char *path)
{
  g_autofree char *name = NULL;

  const EnisimTerraformResource *resource = reader->fields;

  if (from == NULL && is_told_otherwise (reader, path))
    return NULL;
  if (strcmp (resource->type, "aws_network_interface") == 0
      && strcmp (path, "SecondaryPrivateIpAddressCount") == 0)
    return count_secondary (reader);
  return find_property (reader, from, path, &name);
}

/* "network_configuration[0].network_mode": with the place of what is in a list of one. */
static char *
dup_name (const EnisimResourceReader *reader, const EnisimValue *from, const char *path)
{
  g_autofree char *name = NULL;
  GString *whole = g_string_new (NULL);

  find_property (reader, from, path, &name);
  for (const char *rest = name; *rest; rest++)
    {
      g_autofree char *before = g_strndup (name, (gsize) (rest - name));
      const EnisimValue *value = *rest == '.' ? get (reader, from, before) : NULL;

      if (value && value->kind == ENISIM_VALUE_LIST && !g_str_has_suffix (before, "]"))
        g_string_append (whole, "[0]");
      g_string_append_c (whole, *rest);
    }
  return g_string_free (whole, FALSE);
}

const EnisimProperties enisim_terraform_properties = { find_if_told, dup_name };

const EnisimValue *
enisim_terraform_field (const EnisimResourceReader *reader, const EnisimValue *from,
                        const char *path)
{
  const EnisimValue *value = get (reader, from, path);

  return is_given (value) ? value : NULL;
}

EnisimId
enisim_terraform_get_id (const EnisimResourceReader *reader, const EnisimValue *from,
                         const char *name)
{
  const EnisimValue *value = enisim_terraform_field (reader, from, name);
  const char *text = NULL;

  if (value && enisim_value_is_scalar (value))
    text = enisim_value_render (reader->template->importer->values, value);
  return text && *text ? enisim_inventory_intern (reader->template->importer->inventory, text)
                       : NULL;
}

void
enisim_terraform_add_link (const EnisimResourceReader *reader, GArray *links, EnisimId one,
                           EnisimId other)
{
  const EnisimLink link = { .resource = reader->resource, .one = one, .other = other };

  if (one && other)
    g_array_append_val (links, link);
}

/* The items of a list of blocks; of one that is not known it is said that it is not. */
guint
enisim_terraform_get_blocks (const EnisimResourceReader *reader, const char *name,
                             const EnisimValue *const **items)
{
  const EnisimValue *value = enisim_terraform_field (reader, NULL, name);

  if (!value)
    return 0;
  if (value->kind == ENISIM_VALUE_LIST)
    {
      *items = value->items;
      return value->n_items;
    }
  if (value->kind == ENISIM_VALUE_SYMBOL)
    enisim_inventory_add_note (reader->template->importer->inventory, reader->resource.at,
                               "%s of %s is known only after apply", name, reader->resource.name);
  else
    enisim_complaints_add_at (reader->template->importer->complaints, value->at,
                              "%s: expected a list, got %s", name,
                              enisim_value_get_kind_name (value));
  return 0;
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
                                  .properties = &enisim_terraform_properties,
                                  .fields = resource };

  reader.resource
      = (EnisimResource){ .id = resource->id,
                          .stack = plan->template->name,
                          .at = resource->node->at,
                          .is_certain = TRUE,
                          .is_found = resource->is_data
                                      || g_str_has_prefix (resource->type, "aws_default_") };
  reader.resource.name = find_name (&reader, resource);
  return reader;
}
