/* cloudformation-unknown.c: what no rule is for, but names subnets
 *
 * A property is taken to name subnets by its key alone, and only if what is there could be one.
 */
#include <string.h>

#include "import/cloudformation.h"
#include "import/subnet-groups.h"

enum
{
  DEPTH_MAX = 8, /* of mappings within each other */
  PATHS_MAX = 16
};

static gboolean
has_word (const char *key, const char *word)
{
  g_autofree char *lower = g_ascii_strdown (key, -1);

  return strstr (lower, word) != NULL;
}

static gboolean
names_group (const char *key)
{
  return has_word (key, "subnetgroup");
}

static gboolean
names_subnets (const char *key)
{
  static const char *const others[] = { "cidr", "mask", "ipv6", "prefix", "count" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (has_word (key, others[i]))
      return FALSE;
  return has_word (key, "subnet");
}

static void find_paths (const EnisimNode *mapping, const char *prefix, guint depth,
                        GPtrArray *paths);

static void
find_path (const EnisimNode *child, const char *prefix, guint depth, GPtrArray *paths)
{
  g_autofree char *path = g_strconcat (prefix, child->key, NULL);
  g_autofree char *within = g_strconcat (path, ".", NULL);
  g_autofree char *in_items = g_strconcat (path, "[].", NULL);

  if (strpbrk (child->key, ".[:") || paths->len >= PATHS_MAX)
    return;
  if (child->kind == ENISIM_NODE_MAPPING)
    find_paths (child, within, depth + 1, paths);
  for (const EnisimNode *item = child->kind == ENISIM_NODE_SEQUENCE ? child->first : NULL; item;
       item = item->next)
    if (item->kind == ENISIM_NODE_MAPPING)
      find_paths (item, in_items, depth + 1, paths);
  if (names_subnets (child->key)
      && !g_ptr_array_find_with_equal_func (paths, path, g_str_equal, NULL))
    g_ptr_array_add (paths, g_steal_pointer (&path));
}

static void
find_paths (const EnisimNode *mapping, const char *prefix, guint depth, GPtrArray *paths)
{
  if (depth < DEPTH_MAX)
    for (const EnisimNode *child = mapping->first; child; child = child->next)
      find_path (child, prefix, depth, paths);
}

/* Whether that could be a subnet: a reference, an expression or the id of one. */
static gboolean
is_like_subnet (const EnisimValue *value)
{
  return value->kind == ENISIM_VALUE_SYMBOL || value->kind == ENISIM_VALUE_JOINED
         || (value->kind == ENISIM_VALUE_TEXT && g_str_has_prefix (value->text, "subnet-"));
}

static gboolean
are_like_subnets (const EnisimValue *value)
{
  for (guint i = 0; value->kind == ENISIM_VALUE_LIST && i < value->n_items; i++)
    if (!is_like_subnet (value->items[i]))
      return FALSE;
  return value->kind == ENISIM_VALUE_LIST ? value->n_items > 0 : is_like_subnet (value);
}

static EnisimIdList
read_path (EnisimResourceReader *reader, const char *path)
{
  const EnisimValue *value = enisim_resource_get (reader, NULL, path);
  const char *key = strrchr (path, '.') ? strrchr (path, '.') + 1 : path;
  EnisimId id;

  if (!value)
    return (EnisimIdList){ .ids = NULL };
  if (names_group (key) && enisim_value_is_scalar (value))
    return enisim_read_subnets_of_group (reader, enisim_resource_get_id (reader, NULL, path), NULL);
  if (!are_like_subnets (value))
    return (EnisimIdList){ .ids = NULL };
  if (value->kind == ENISIM_VALUE_LIST || !g_str_has_suffix (key, "Id"))
    return enisim_value_to_ids (reader, value);
  id = enisim_resource_get_id (reader, NULL, path);
  return enisim_inventory_make_list (reader->template->importer->inventory, &id, id ? 1 : 0);
}

gboolean
enisim_read_unknown_taker (EnisimResourceReader *reader)
{
  EnisimInventory *inventory = reader->template->importer->inventory;
  const EnisimNode *properties = enisim_node_get (reader->node, "Properties");
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  EnisimTaker taker = { .resource = reader->resource };

  if (properties && properties->kind == ENISIM_NODE_MAPPING)
    find_paths (properties, "", 0, paths);
  for (guint i = 0; i < paths->len; i++)
    {
      taker.subnets = read_path (reader, g_ptr_array_index (paths, i));
      if (taker.subnets.n == 0 && !taker.subnets.open)
        continue;
      if (!taker.rule)
        taker.rule = enisim_inventory_make_rule (inventory, reader->type);
      taker.is_open = TRUE;
      g_array_append_val (inventory->takers, taker);
    }
  return taker.rule != NULL;
}
