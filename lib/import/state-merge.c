/* state-merge.c: what an account tells and another description knows by the same id
 *
 * A plan of Terraform names what is there already by its physical id, as the account does: that is
 * one thing, and the account knows how it is.  Agents are none of this: one that is there and is
 * described is found by its name, and updated.
 */
#include <string.h>

#include "import/id-set.h"
#include "import/state.h"

/* Each item begins with an EnisimResource. */
static const EnisimResource *
get_resource (const GArray *items, gsize item_bytes, guint i)
{
  return (gconstpointer) (items->data + i * item_bytes);
}

typedef gconstpointer (*Identify) (EnisimInternTable *pairs, const EnisimResource *resource);

static gconstpointer
identify_resource (EnisimInternTable *pairs G_GNUC_UNUSED, const EnisimResource *resource)
{
  return resource->id;
}

/* A link is what it ties together. */
static gconstpointer
identify_link (EnisimInternTable *pairs, const EnisimResource *resource)
{
  const EnisimLink *link = (gconstpointer) resource;
  const EnisimId pair[] = { link->one, link->other };

  return GUINT_TO_POINTER (enisim_intern_table_intern (pairs, pair, sizeof pair) + 1);
}

static void
drop_told_again (GArray *items, gsize item_bytes, Identify identify)
{
  g_autoptr (GHashTable) live = g_hash_table_new (NULL, NULL);
  EnisimInternTable pairs;
  guint n_kept = 0;

  enisim_intern_table_init (&pairs);
  for (guint i = 0; i < items->len; i++)
    {
      const EnisimResource *resource = get_resource (items, item_bytes, i);

      if (resource->is_live)
        g_hash_table_add (live, (gpointer) identify (&pairs, resource));
    }
  for (guint i = 0; i < items->len; i++)
    {
      const EnisimResource *resource = get_resource (items, item_bytes, i);

      if (!resource->is_live && g_hash_table_contains (live, identify (&pairs, resource)))
        continue;
      memmove (items->data + n_kept++ * item_bytes, resource, item_bytes);
    }
  g_array_set_size (items, n_kept);
  enisim_intern_table_clear (&pairs);
}

/* Endpoints that a plan moves into other subnets are taken as they are. */
static void
note_changed (EnisimInventory *inventory)
{
  g_autoptr (GHashTable) live = g_hash_table_new (NULL, NULL);
  EnisimInternTable sets;

  enisim_intern_table_init (&sets);
  for (guint i = 0; i < inventory->endpoints->len; i++)
    {
      const EnisimEndpoint *one = &g_array_index (inventory->endpoints, EnisimEndpoint, i);

      if (one->resource.is_live)
        g_hash_table_insert (live, (gpointer) one->resource.id, (gpointer) one);
    }
  for (guint i = 0; i < inventory->endpoints->len; i++)
    {
      const EnisimEndpoint *one = &g_array_index (inventory->endpoints, EnisimEndpoint, i);
      const EnisimEndpoint *there = g_hash_table_lookup (live, one->resource.id);

      if (there && !one->resource.is_live
          && enisim_id_set_intern (&sets, &one->subnets)
                 != enisim_id_set_intern (&sets, &there->subnets))
        enisim_inventory_add_note (
            inventory, one->resource.at,
            "%s is there already, with other subnets at %s:%u:%u, which are taken",
            one->resource.name, there->resource.at.name, there->resource.at.line,
            there->resource.at.column);
    }
  enisim_intern_table_clear (&sets);
}

void
enisim_state_merge (EnisimState *state)
{
  EnisimInventory *inventory = state->importer->inventory;
  const struct
  {
    GArray *items;
    gsize item_bytes;
    Identify identify;
  } lists[] = {
    { inventory->vpcs, sizeof (EnisimVpc), identify_resource },
    { inventory->subnets, sizeof (EnisimSubnetResource), identify_resource },
    { inventory->security_groups, sizeof (EnisimSecurityGroup), identify_resource },
    { inventory->route_tables, sizeof (EnisimRouteTable), identify_resource },
    { inventory->route_table_links, sizeof (EnisimLink), identify_link },
    { inventory->internet_gateways, sizeof (EnisimInternetGateway), identify_resource },
    { inventory->internet_gateway_links, sizeof (EnisimLink), identify_link },
    { inventory->nat_gateways, sizeof (EnisimNatGateway), identify_resource },
    { inventory->network_acls, sizeof (EnisimNetworkAcl), identify_resource },
    { inventory->network_acl_links, sizeof (EnisimLink), identify_link },
    { inventory->endpoints, sizeof (EnisimEndpoint), identify_resource },
  };

  note_changed (inventory);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    drop_told_again (lists[i].items, lists[i].item_bytes, lists[i].identify);
}
