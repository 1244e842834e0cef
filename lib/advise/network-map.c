/* network-map.c: who belongs to whom in a described network */
#include "advise/network-map.h"

#include <string.h>

static void
free_array (gpointer array)
{
  g_ptr_array_unref (array);
}

/* Every item of the arrays begins with its EnisimResource. */
static GHashTable *
index_by_id (const GArray *array)
{
  GHashTable *table = g_hash_table_new (NULL, NULL);
  const guint item_bytes = g_array_get_element_size ((GArray *) array);

  for (guint i = 0; i < array->len; i++)
    {
      const EnisimResource *resource = (const void *) (array->data + (gsize) i * item_bytes);

      g_hash_table_insert (table, (gpointer) resource->id, (gpointer) resource);
    }
  return table;
}

static void
hang (GHashTable *table, EnisimId on, gconstpointer item)
{
  GPtrArray *items;

  if (on == NULL)
    return;
  items = g_hash_table_lookup (table, on);
  if (items == NULL)
    {
      items = g_ptr_array_new ();
      g_hash_table_insert (table, (gpointer) on, items);
    }
  g_ptr_array_add (items, (gpointer) item);
}

/* @on_offset: of the id, in an item */
static GHashTable *
index_by_owner (const GArray *array, gsize on_offset)
{
  GHashTable *table = g_hash_table_new_full (NULL, NULL, NULL, free_array);
  const guint item_bytes = g_array_get_element_size ((GArray *) array);

  for (guint i = 0; i < array->len; i++)
    {
      const char *item = array->data + (gsize) i * item_bytes;

      hang (table, *(const EnisimId *) (const void *) (item + on_offset), item);
    }
  return table;
}

static GHashTable *
index_main_tables (const GArray *tables)
{
  GHashTable *index = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < tables->len; i++)
    {
      const EnisimRouteTable *table = &g_array_index (tables, EnisimRouteTable, i);

      if (table->is_main && table->vpc != NULL)
        g_hash_table_insert (index, (gpointer) table->vpc, (gpointer) table);
    }
  return index;
}

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  const EnisimRule *x = *(const EnisimRule *const *) a, *y = *(const EnisimRule *const *) b;

  return (x->number > y->number) - (x->number < y->number);
}

/* Rules of an ACL hold by their numbers. */
static GHashTable *
index_acl_rules (const GArray *rules)
{
  GHashTable *by_acl = index_by_owner (rules, G_STRUCT_OFFSET (EnisimRule, owner));
  GHashTableIter iter;
  gpointer of_acl;

  g_hash_table_iter_init (&iter, by_acl);
  while (g_hash_table_iter_next (&iter, NULL, &of_acl))
    g_ptr_array_sort (of_acl, compare_numbers);
  return by_acl;
}

/* Of a service that is not told, an endpoint may be for any. */
static GHashTable *
index_endpoints (const GArray *endpoints)
{
  GHashTable *by_service = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_array);

  for (guint i = 0; i < endpoints->len; i++)
    {
      const EnisimEndpoint *endpoint = &g_array_index (endpoints, EnisimEndpoint, i);
      const gboolean is_told = endpoint->service != NULL && !enisim_id_is_open (endpoint->service);

      hang (by_service, is_told ? endpoint->service : "", endpoint);
    }
  return by_service;
}

void
enisim_network_map_init (EnisimNetworkMap *map, const EnisimInventory *inventory)
{
  *map = (EnisimNetworkMap){
    .inventory = inventory,
    .subnets = index_by_id (inventory->subnets),
    .vpcs = index_by_id (inventory->vpcs),
    .security_groups = index_by_id (inventory->security_groups),
    .route_tables = index_by_id (inventory->route_tables),
    .nat_gateways = index_by_id (inventory->nat_gateways),
    .network_acls = index_by_id (inventory->network_acls),
    .internet_gateways = index_by_id (inventory->internet_gateways),
    .main_tables = index_main_tables (inventory->route_tables),
    .table_links = index_by_owner (inventory->route_table_links, G_STRUCT_OFFSET (EnisimLink, one)),
    .acl_links = index_by_owner (inventory->network_acl_links, G_STRUCT_OFFSET (EnisimLink, one)),
    .routes = index_by_owner (inventory->routes, G_STRUCT_OFFSET (EnisimRoute, table)),
    .sg_rules
    = index_by_owner (inventory->security_group_rules, G_STRUCT_OFFSET (EnisimRule, owner)),
    .acl_rules = index_acl_rules (inventory->network_acl_rules),
    .endpoints = index_endpoints (inventory->endpoints),
    .names = enisim_network_make_names (inventory),
  };
}

void
enisim_network_map_clear (EnisimNetworkMap *map)
{
  GHashTable *tables[]
      = { map->subnets,      map->vpcs,         map->security_groups,  map->route_tables,
          map->nat_gateways, map->network_acls, map->main_tables,      map->table_links,
          map->acl_links,    map->routes,       map->sg_rules,         map->acl_rules,
          map->endpoints,    map->names,        map->internet_gateways };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_clear_pointer (&tables[i], g_hash_table_unref);
  *map = (EnisimNetworkMap){ .inventory = NULL };
}

const GPtrArray *
enisim_network_map_get (GHashTable *table, EnisimId id)
{
  return id != NULL ? g_hash_table_lookup (table, id) : NULL;
}

gboolean
enisim_id_is_open (EnisimId id)
{
  return strstr (id, "${") != NULL;
}

EnisimTruth
enisim_ids_are_same (EnisimId a, EnisimId b)
{
  if (a == NULL || b == NULL)
    return ENISIM_TRUTH_NOT_KNOWN;
  if (a == b)
    return ENISIM_TRUTH_YES;
  return enisim_id_is_open (a) || enisim_id_is_open (b) ? ENISIM_TRUTH_NOT_KNOWN : ENISIM_TRUTH_NO;
}

EnisimTruth
enisim_ids_have (const EnisimIdList *list, EnisimId id)
{
  EnisimTruth answer = list->open != NULL ? ENISIM_TRUTH_NOT_KNOWN : ENISIM_TRUTH_NO;

  for (guint i = 0; i < list->n; i++)
    answer = enisim_truth_or (answer, enisim_ids_are_same (list->ids[i], id));
  return answer;
}

EnisimId
enisim_network_get_vpc (const EnisimNetworkMap *map, EnisimId subnet)
{
  const EnisimSubnetResource *resource = g_hash_table_lookup (map->subnets, subnet);

  return resource != NULL ? resource->vpc : NULL;
}

gboolean
enisim_network_is_whole (const EnisimNetworkMap *map, EnisimId vpc, EnisimWhole part)
{
  const EnisimVpc *resource = vpc != NULL ? g_hash_table_lookup (map->vpcs, vpc) : NULL;

  return resource != NULL && (resource->whole & part) == part;
}

/* "${Select 0 ${GetAZs}}" and "${Select 1 ${GetAZs}}" are two zones, for a Region lists each once.
 */
static gboolean
are_different_selections (const char *a, const char *b)
{
  static const char prefix[] = "${Select ";
  char *end_a, *end_b;
  guint64 index_a, index_b;

  if (!g_str_has_prefix (a, prefix) || !g_str_has_prefix (b, prefix))
    return FALSE;
  index_a = g_ascii_strtoull (a + strlen (prefix), &end_a, 10);
  index_b = g_ascii_strtoull (b + strlen (prefix), &end_b, 10);
  return index_a != index_b && g_str_has_prefix (end_a, " ${GetAZs") && strcmp (end_a, end_b) == 0;
}

EnisimTruth
enisim_network_share_zone (const EnisimNetworkMap *map, EnisimId a, EnisimId b)
{
  const EnisimSubnetResource *one = g_hash_table_lookup (map->subnets, a);
  const EnisimSubnetResource *other = g_hash_table_lookup (map->subnets, b);
  EnisimTruth by_id, by_name;

  if (a == b)
    return ENISIM_TRUTH_YES;
  if (one == NULL || other == NULL)
    return ENISIM_TRUTH_NOT_KNOWN;
  by_id = enisim_ids_are_same (one->az_id, other->az_id);
  by_name = enisim_ids_are_same (one->az, other->az);
  if (by_id != ENISIM_TRUTH_NOT_KNOWN)
    return by_id;
  if (by_name == ENISIM_TRUTH_NOT_KNOWN && one->az != NULL && other->az != NULL
      && are_different_selections (one->az, other->az))
    return ENISIM_TRUTH_NO;
  return by_name;
}
