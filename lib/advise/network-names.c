/* network-names.c: what resources are called, so that two are never called the same
 *
 * The CDK gives all that one construct makes one Name tag.  Who shares its name with another of its
 * kind has its id said too: the logical one, and the stack's name with it where they lie in several
 * stacks.  Of different kinds it is the sentence that tells them apart.
 */
#include "advise/network-map.h"

#include <string.h>

/* Resources of one kind with one name. */
typedef struct
{
  const EnisimResource *first;
  gboolean are_several, are_in_stacks;
} Namesakes;

static const EnisimResource *
get_resource (const GArray *array, guint index)
{
  return (const void *) (array->data + (gsize) index * g_array_get_element_size ((GArray *) array));
}

static GHashTable *
find_namesakes (const GArray *array)
{
  GHashTable *by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < array->len; i++)
    {
      const EnisimResource *resource = get_resource (array, i);
      Namesakes *namesakes = g_hash_table_lookup (by_name, resource->name);

      if (namesakes == NULL)
        {
          namesakes = g_new0 (Namesakes, 1);
          namesakes->first = resource;
          g_hash_table_insert (by_name, (gpointer) resource->name, namesakes);
        }
      namesakes->are_several |= resource->id != namesakes->first->id;
      namesakes->are_in_stacks |= strcmp (resource->stack, namesakes->first->stack) != 0;
    }
  return by_name;
}

const char *
enisim_resource_get_local_id (const EnisimResource *resource)
{
  const gsize n_bytes = strlen (resource->stack);

  return g_str_has_prefix (resource->id, resource->stack) && resource->id[n_bytes] == '/'
             ? resource->id + n_bytes + 1
             : resource->id;
}

static char *
make_name (const EnisimResource *resource, gboolean with_stack)
{
  const char *local = enisim_resource_get_local_id (resource);
  const char *id = with_stack ? resource->id : local;

  return strcmp (resource->name, local) == 0 ? g_strdup (id)
                                             : g_strdup_printf ("%s (%s)", resource->name, id);
}

/* Nearly all have names of their own, and cost nothing but being looked at. */
static void
add_names (GHashTable *names, const GArray *array)
{
  g_autoptr (GHashTable) by_name = find_namesakes (array);

  for (guint i = 0; i < array->len; i++)
    {
      const EnisimResource *resource = get_resource (array, i);
      const Namesakes *namesakes = g_hash_table_lookup (by_name, resource->name);

      if (namesakes->are_several && !g_hash_table_contains (names, resource->id))
        g_hash_table_insert (names, (gpointer) resource->id,
                             make_name (resource, namesakes->are_in_stacks));
    }
}

GHashTable *
enisim_network_make_names (const EnisimInventory *inventory)
{
  GHashTable *names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  const GArray *const arrays[]
      = { inventory->vpcs,         inventory->subnets,      inventory->security_groups,
          inventory->route_tables, inventory->nat_gateways, inventory->internet_gateways,
          inventory->network_acls, inventory->endpoints,    inventory->agents,
          inventory->takers };

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    add_names (names, arrays[i]);
  return names;
}

const char *
enisim_network_get_name (const EnisimNetworkMap *map, const EnisimResource *resource)
{
  const char *name = g_hash_table_lookup (map->names, resource->id);

  return name != NULL ? name : resource->name;
}

static const char *
get_name (const EnisimNetworkMap *map, GHashTable *table, EnisimId id)
{
  const EnisimResource *resource = g_hash_table_lookup (table, id);

  return resource != NULL ? enisim_network_get_name (map, resource) : id;
}

const char *
enisim_network_get_subnet_name (const EnisimNetworkMap *map, EnisimId id)
{
  return get_name (map, map->subnets, id);
}

const char *
enisim_network_get_sg_name (const EnisimNetworkMap *map, EnisimId id)
{
  return get_name (map, map->security_groups, id);
}

const char *
enisim_network_get_acl_name (const EnisimNetworkMap *map, EnisimId id)
{
  return get_name (map, map->network_acls, id);
}

const char *
enisim_network_get_gateway_name (const EnisimNetworkMap *map, EnisimId id)
{
  return get_name (map, map->internet_gateways, id);
}
