/* resource-reader.c: typed fields of a resource of CloudFormation */
#include "import/resource-reader.h"

#include <string.h>

#include "base/number-text.h"

#define CDK_PATH "aws:cdk:path"

static void complain (const EnisimResourceReader *reader, const EnisimValue *value,
                      const char *format, ...) G_GNUC_PRINTF (3, 4);

/* What was expected; what came instead is added. */
static void
complain (const EnisimResourceReader *reader, const EnisimValue *value, const char *format, ...)
{
  g_autofree char *expected = NULL;
  va_list args;

  va_start (args, format);
  expected = g_strdup_vprintf (format, args);
  va_end (args);
  enisim_complaints_add_at (reader->template->importer->complaints, value->at, "%s, got %s",
                            expected, enisim_value_get_kind_name (value));
}

static const EnisimValue *walk (const EnisimResourceReader *reader, const EnisimValue *value,
                                const char *path);

/* What each item of a list has there, as one list. */
static const EnisimValue *
walk_items (const EnisimResourceReader *reader, const EnisimValue *list, const char *path)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  if (list->kind == ENISIM_VALUE_SYMBOL)
    return list;
  if (list->kind != ENISIM_VALUE_LIST)
    {
      complain (reader, list, "expected a list");
      return NULL;
    }
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

static const EnisimValue *
walk (const EnisimResourceReader *reader, const EnisimValue *value, const char *path)
{
  while (value && value->kind != ENISIM_VALUE_NONE && *path)
    {
      const gsize n_bytes = strcspn (path, ".[");
      g_autofree char *key = g_strndup (path, n_bytes);

      if (value->kind == ENISIM_VALUE_SYMBOL)
        return value;
      if (value->kind != ENISIM_VALUE_MAPPING)
        {
          complain (reader, value, "expected a mapping that has %s", key);
          return NULL;
        }
      value = enisim_value_get (value, key);
      path += n_bytes;
      if (value && g_str_has_prefix (path, "[]."))
        return walk_items (reader, value, path + strlen ("[]."));
      path += *path == '.';
    }
  return value && value->kind != ENISIM_VALUE_NONE ? value : NULL;
}

const EnisimValue *
enisim_resource_get (const EnisimResourceReader *reader, const EnisimValue *from, const char *path)
{
  const EnisimNode *properties = enisim_node_get (reader->node, "Properties");
  const gsize n_bytes = strcspn (path, ".[");
  g_autofree char *key = g_strndup (path, n_bytes);
  const EnisimNode *property;
  const EnisimValue *value;

  if (from)
    return walk (reader, from, path);
  if (!properties || properties->kind != ENISIM_NODE_MAPPING)
    return NULL;
  property = enisim_node_get (properties, key);
  if (!property)
    return NULL;
  value = enisim_evaluate_once (reader->template, property);
  if (value->kind != ENISIM_VALUE_NONE && g_str_has_prefix (path + n_bytes, "[]."))
    return walk_items (reader, value, path + n_bytes + strlen ("[]."));
  return walk (reader, value, path[n_bytes] == '.' ? path + n_bytes + 1 : path + n_bytes);
}

/* Returns: (nullable): interned. */
static EnisimId
intern (const EnisimResourceReader *reader, const EnisimValue *value)
{
  EnisimImporter *importer = reader->template->importer;
  const char *text = enisim_value_render (importer->values, value);

  return text ? enisim_inventory_intern (importer->inventory, text) : NULL;
}

EnisimId
enisim_resource_get_id (const EnisimResourceReader *reader, const EnisimValue *from,
                        const char *path)
{
  const EnisimValue *value = enisim_resource_get (reader, from, path);

  if (!value)
    return NULL;
  if (enisim_value_is_scalar (value))
    return intern (reader, value);
  complain (reader, value, "%s: expected a text", path);
  return NULL;
}

EnisimId
enisim_resource_get_vpc (const EnisimResourceReader *reader)
{
  EnisimImporter *importer = reader->template->importer;
  const gboolean was_quiet = importer->is_quiet;
  EnisimId vpc;

  importer->is_quiet = TRUE;
  vpc = enisim_resource_get_id (reader, NULL, "VpcId");
  importer->is_quiet = was_quiet;
  return vpc;
}

EnisimIdList
enisim_value_to_ids (const EnisimResourceReader *reader, const EnisimValue *value)
{
  EnisimInventory *inventory = reader->template->importer->inventory;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (value->kind == ENISIM_VALUE_SYMBOL && !value->is_reference)
    return (EnisimIdList){ .open = intern (reader, value) };
  if (enisim_value_is_scalar (value))
    g_ptr_array_add (ids, (gpointer) intern (reader, value));
  else if (value->kind != ENISIM_VALUE_LIST)
    complain (reader, value, "expected a list of ids");
  for (guint i = 0; value->kind == ENISIM_VALUE_LIST && i < value->n_items; i++)
    {
      const EnisimValue *item = value->items[i];

      if (enisim_value_is_scalar (item))
        g_ptr_array_add (ids, (gpointer) intern (reader, item));
      else
        complain (reader, item, "expected an id");
    }
  while (g_ptr_array_remove_fast (ids, NULL))
    ;
  return enisim_inventory_make_list (inventory, (const EnisimId *) ids->pdata, ids->len);
}

EnisimIdList
enisim_resource_get_ids (const EnisimResourceReader *reader, const EnisimValue *from,
                         const char *path)
{
  const EnisimValue *value = enisim_resource_get (reader, from, path);

  return value ? enisim_value_to_ids (reader, value) : (EnisimIdList){ .ids = NULL };
}

gboolean
enisim_resource_get_cidr (const EnisimResourceReader *reader, const EnisimValue *from,
                          const char *path, EnisimCidr *cidr)
{
  const EnisimValue *value = enisim_resource_get (reader, from, path);
  g_autoptr (GError) error = NULL;

  if (!value || value->kind == ENISIM_VALUE_SYMBOL || value->kind == ENISIM_VALUE_JOINED)
    return FALSE;
  if (value->kind != ENISIM_VALUE_TEXT)
    complain (reader, value, "%s: expected a network", path);
  else if (enisim_cidr_parse (value->text, cidr, &error))
    return TRUE;
  else
    enisim_complaints_add_at (reader->template->importer->complaints, value->at, "%s: %s", path,
                              error->message);
  return FALSE;
}

static gboolean
parse_number (const char *text, gint min, gint max, gint *number)
{
  const gboolean is_negative = text[0] == '-';
  const char *reason;
  guint64 whole;

  if (!enisim_whole_parse (text + is_negative, 0, G_MAXINT, &whole, &reason))
    return FALSE;
  *number = is_negative ? -(gint) whole : (gint) whole;
  return *number >= min && *number <= max;
}

gint
enisim_resource_get_number (const EnisimResourceReader *reader, const EnisimValue *from,
                            const char *path, gint min, gint max, gint otherwise)
{
  const EnisimValue *value = enisim_resource_get (reader, from, path);
  gint number = -1;

  if (!value)
    return otherwise;
  if (value->kind == ENISIM_VALUE_SYMBOL || value->kind == ENISIM_VALUE_JOINED)
    return -1;
  if (value->kind != ENISIM_VALUE_TEXT)
    complain (reader, value, "%s: expected a number", path);
  else if (!parse_number (value->text, min, max, &number))
    {
      enisim_complaints_add_at (reader->template->importer->complaints, value->at,
                                "%s: \"%s\" is not a number of %d to %d", path, value->text, min,
                                max);
      return otherwise;
    }
  return number;
}

gint
enisim_resource_get_flag (const EnisimResourceReader *reader, const EnisimValue *from,
                          const char *path, gint otherwise)
{
  const EnisimValue *value = enisim_resource_get (reader, from, path);

  if (!value)
    return otherwise;
  if (value->kind == ENISIM_VALUE_SYMBOL || value->kind == ENISIM_VALUE_JOINED)
    return -1;
  if (value->kind != ENISIM_VALUE_TEXT)
    complain (reader, value, "%s: expected true or false", path);
  else if (g_ascii_strcasecmp (value->text, "true") == 0)
    return TRUE;
  else if (g_ascii_strcasecmp (value->text, "false") == 0)
    return FALSE;
  else
    enisim_complaints_add_at (reader->template->importer->complaints, value->at,
                              "%s: \"%s\" is neither true nor false", path, value->text);
  return -1;
}

gboolean
enisim_resource_is (const EnisimResourceReader *reader, const EnisimValue *from, const char *path,
                    const char *text)
{
  const EnisimValue *value = enisim_resource_get (reader, from, path);

  return value && value->kind == ENISIM_VALUE_TEXT && g_ascii_strcasecmp (value->text, text) == 0;
}

guint
enisim_resource_get_items (const EnisimResourceReader *reader, const char *path,
                           const EnisimValue *const **items)
{
  const EnisimValue *value = enisim_resource_get (reader, NULL, path);

  if (!value || value->kind == ENISIM_VALUE_SYMBOL)
    return 0;
  if (value->kind != ENISIM_VALUE_LIST)
    {
      complain (reader, value, "%s: expected a list", path);
      return 0;
    }
  *items = value->items;
  return value->n_items;
}

const EnisimPlace *
enisim_resource_find (const EnisimResourceReader *reader, EnisimId id)
{
  return id ? g_hash_table_lookup (reader->template->importer->resources, id) : NULL;
}

/* Returns: (nullable): what its Name tag says. */
static const char *
find_name_tag (const EnisimResourceReader *reader)
{
  const EnisimValue *tags = enisim_resource_get (reader, NULL, "Tags");

  for (guint i = 0; tags && tags->kind == ENISIM_VALUE_LIST && i < tags->n_items; i++)
    {
      const EnisimValue *tag = tags->items[i];
      const EnisimValue *key, *value;

      if (tag->kind != ENISIM_VALUE_MAPPING)
        continue;
      key = enisim_value_get (tag, "Key");
      value = enisim_value_get (tag, "Value");
      if (key && value && key->kind == ENISIM_VALUE_TEXT && value->kind == ENISIM_VALUE_TEXT
          && strcmp (key->text, "Name") == 0)
        return value->text;
    }
  return NULL;
}

/* Returns: (transfer full) (nullable): where the construct stands in the CDK's tree; the last step
 * names what every construct has. */
static char *
find_cdk_path (const EnisimNode *resource)
{
  const EnisimNode *metadata = enisim_node_get (resource, "Metadata");
  const EnisimNode *path = metadata && metadata->kind == ENISIM_NODE_MAPPING
                               ? enisim_node_get (metadata, CDK_PATH)
                               : NULL;

  if (!path || path->kind != ENISIM_NODE_SCALAR)
    return NULL;
  if (g_str_has_suffix (path->text, "/Resource"))
    return g_strndup (path->text, path->n_bytes - strlen ("/Resource"));
  return g_strdup (path->text);
}

/* What a name would have to know is not missing for any answer. */
static const char *
find_name (const EnisimResourceReader *reader)
{
  static const char *const keys[] = { "AgentRuntimeName", "Name", "FunctionName", "GroupName" };
  EnisimImporter *importer = reader->template->importer;
  const gboolean was_quiet = importer->is_quiet;
  g_autofree char *path = NULL;
  const char *name;

  importer->is_quiet = TRUE;
  name = find_name_tag (reader);
  for (guint i = 0; !name && i < G_N_ELEMENTS (keys); i++)
    {
      const EnisimValue *value = enisim_resource_get (reader, NULL, keys[i]);

      if (value && value->kind == ENISIM_VALUE_TEXT)
        name = value->text;
    }
  importer->is_quiet = was_quiet;
  if (!name)
    name = path = find_cdk_path (reader->node);
  return enisim_inventory_intern (importer->inventory, name ? name : reader->node->key);
}

/* Aliases are copies that stand where their anchor does, which is further up. */
static guint
find_last_line (const EnisimNode *node)
{
  guint last = MAX (node->at.line, node->key ? node->key_at.line : 0);

  if (node->kind == ENISIM_NODE_SCALAR)
    for (const char *at = strchr (node->text, '\n'); at && at[1]; at = strchr (at + 1, '\n'))
      last++;
  for (const EnisimNode *child = node->first; child; child = child->next)
    {
      const guint within = find_last_line (child);

      last = MAX (last, within);
    }
  return last;
}

EnisimResourceReader
enisim_resource_read (EnisimTemplate *template, const EnisimNode *node, EnisimDecision presence)
{
  EnisimResourceReader reader
      = { .template = template, .node = node, .type = enisim_resource_get_type (node) };

  reader.resource = (EnisimResource){ .id = enisim_template_get_id (template, node->key),
                                      .name = find_name (&reader),
                                      .stack = template->name,
                                      .at = node->key_at,
                                      .last_line = find_last_line (node),
                                      .is_certain = presence == ENISIM_DECISION_YES };
  return reader;
}
