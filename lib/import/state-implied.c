/* state-implied.c: what follows from the answers without being listed in them
 *
 * Whatever holds an address is an interface in the end, so that who counts addresses counts those
 * and nothing else; an address more than that is one that nothing accounts for.
 */
#include "import/state.h"
#include "net/subnet.h"

static GHashTable *
index_subnets (const EnisimInventory *inventory)
{
  GHashTable *by_id = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < inventory->subnets->len; i++)
    {
      const EnisimId id = g_array_index (inventory->subnets, EnisimSubnetResource, i).resource.id;

      g_hash_table_insert (by_id, (gpointer) id, GUINT_TO_POINTER (i + 1));
    }
  return by_id;
}

/* Of a subnet that is not described an ENI tells the VPC and the AZ. */
static void
add_subnets_of_interfaces (EnisimInventory *inventory)
{
  g_autoptr (GHashTable) by_id = index_subnets (inventory);

  for (guint i = 0; i < inventory->interfaces->len; i++)
    {
      const EnisimInterface *one = &g_array_index (inventory->interfaces, EnisimInterface, i);
      EnisimSubnetResource subnet = { .resource = one->resource,
                                      .vpc = one->vpc,
                                      .az = one->az,
                                      .maps_public = -1,
                                      .n_free = -1,
                                      .n_unattributed = -1 };

      if (!g_hash_table_add (by_id, (gpointer) one->subnet))
        continue;
      subnet.resource.id = subnet.resource.name = one->subnet;
      g_array_append_val (inventory->subnets, subnet);
    }
}

/* A subnet without a route table of its own has the main one of its VPC. */
static void
add_main_tables (EnisimState *state)
{
  EnisimInventory *inventory = state->importer->inventory;
  g_autoptr (GHashTable) linked = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) mains = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < inventory->route_table_links->len; i++)
    g_hash_table_add (linked,
                      (gpointer) g_array_index (inventory->route_table_links, EnisimLink, i).one);
  for (guint i = 0; i < state->main_tables->len; i++)
    {
      EnisimLink *link = g_ptr_array_index (state->main_tables, i);

      g_hash_table_insert (mains, (gpointer) link->one, link);
    }
  for (guint i = 0; i < inventory->subnets->len; i++)
    {
      const EnisimSubnetResource *subnet
          = &g_array_index (inventory->subnets, EnisimSubnetResource, i);
      const EnisimLink *table = subnet->vpc ? g_hash_table_lookup (mains, subnet->vpc) : NULL;
      EnisimLink link;

      if (!table || !subnet->resource.is_live
          || g_hash_table_contains (linked, subnet->resource.id))
        continue;
      link = *table;
      link.one = subnet->resource.id;
      g_array_append_val (inventory->route_table_links, link);
    }
}

void
enisim_state_add_implied (EnisimState *state)
{
  add_subnets_of_interfaces (state->importer->inventory);
  add_main_tables (state);
}

/* The endpoints and NAT gateways that are there, and the subnets in which each has an ENI that is
 * listed. */
typedef struct
{
  GHashTable *ids;
  GHashTable *listed; /* "OWNER SUBNET" */
} Owners;

static void
add_unlisted (EnisimState *state, const Owners *owners, const EnisimResource *resource,
              EnisimId subnet, const EnisimInterface *like)
{
  g_autofree char *name = g_strconcat (resource->id, " ", subnet, NULL);
  EnisimInterface made = *like;

  if (g_hash_table_contains (owners->listed, name))
    return;
  made.resource = *resource;
  made.resource.id = enisim_inventory_intern (state->importer->inventory, name);
  made.owner = resource->id;
  made.subnet = subnet;
  made.n_addresses = 1;
  g_array_append_val (state->importer->inventory->interfaces, made);
}

static void
add_all_unlisted (EnisimState *state, const Owners *owners)
{
  const EnisimInventory *inventory = state->importer->inventory;
  const EnisimInterface like_endpoint = { .kind = ENISIM_INTERFACE_ENDPOINT, .label = "endpoint" };
  const EnisimInterface like_nat = { .kind = ENISIM_INTERFACE_NAT_GATEWAY, .label = "NAT gateway" };

  for (guint i = 0; i < inventory->endpoints->len; i++)
    {
      const EnisimEndpoint *endpoint = &g_array_index (inventory->endpoints, EnisimEndpoint, i);

      for (guint j = 0;
           endpoint->resource.is_live && endpoint->is_interface && j < endpoint->subnets.n; j++)
        add_unlisted (state, owners, &endpoint->resource, endpoint->subnets.ids[j], &like_endpoint);
    }
  for (guint i = 0; i < inventory->nat_gateways->len; i++)
    {
      const EnisimNatGateway *nat = &g_array_index (inventory->nat_gateways, EnisimNatGateway, i);

      if (nat->resource.is_live && nat->subnet)
        add_unlisted (state, owners, &nat->resource, nat->subnet, &like_nat);
    }
}

static void
learn_owners (const EnisimInventory *inventory, Owners *owners)
{
  for (guint i = 0; i < inventory->endpoints->len; i++)
    g_hash_table_add (
        owners->ids,
        (gpointer) g_array_index (inventory->endpoints, EnisimEndpoint, i).resource.id);
  for (guint i = 0; i < inventory->nat_gateways->len; i++)
    g_hash_table_add (
        owners->ids,
        (gpointer) g_array_index (inventory->nat_gateways, EnisimNatGateway, i).resource.id);
}

/* An owner that is not listed is none that anything else is known of. */
void
enisim_state_find_owners (EnisimState *state)
{
  const EnisimInventory *inventory = state->importer->inventory;
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Owners owners = { ids, listed };

  learn_owners (inventory, &owners);
  for (guint i = 0; i < inventory->interfaces->len; i++)
    {
      EnisimInterface *one = &g_array_index (inventory->interfaces, EnisimInterface, i);
      const EnisimId owner = g_hash_table_lookup (state->owners, one->resource.id);

      if (!owner || !g_hash_table_contains (ids, owner))
        continue;
      one->owner = owner;
      g_hash_table_add (listed, g_strconcat (owner, " ", one->subnet, NULL));
    }
  add_all_unlisted (state, &owners);
}

static void
reconcile_subnet (EnisimInventory *inventory, EnisimSubnetResource *subnet, guint64 n_known)
{
  const gboolean has_capacity = subnet->has_cidr && subnet->cidr.prefix >= ENISIM_SUBNET_PREFIX_MIN
                                && subnet->cidr.prefix <= ENISIM_SUBNET_PREFIX_MAX;
  gint64 n_left;

  if (!has_capacity || subnet->n_free < 0)
    return;
  n_left = (gint64) enisim_subnet_capacity_of_prefix (subnet->cidr.prefix) - subnet->n_free
           - (gint64) n_known;
  subnet->n_unattributed = MAX (n_left, 0);
  if (n_left < 0)
    enisim_inventory_add_note (
        inventory, subnet->resource.at,
        "%s: %" G_GUINT64_FORMAT " addresses are known to be held, %" G_GINT64_FORMAT
        " more than AvailableIpAddressCount leaves: the answers are not of one moment",
        subnet->resource.name, n_known, -n_left);
}

/* Where the account does not say how many addresses are free, others may hold any number. */
static void
note_unknown (EnisimInventory *inventory, GHashTable *known)
{
  const EnisimSubnetResource *first = NULL;
  guint n = 0;

  for (guint i = 0; i < inventory->subnets->len; i++)
    {
      const EnisimSubnetResource *subnet
          = &g_array_index (inventory->subnets, EnisimSubnetResource, i);

      if (subnet->resource.is_live && subnet->n_unattributed < 0
          && g_hash_table_contains (known, subnet->resource.id))
        first = n++ == 0 ? subnet : first;
    }
  if (n > 0)
    enisim_inventory_add_note (inventory, first->resource.at,
                               "what else holds addresses is not known of %s%s: describe-subnets "
                               "tells how many are free",
                               first->resource.name, n > 1 ? " and others" : "");
}

void
enisim_state_reconcile (EnisimState *state)
{
  EnisimInventory *inventory = state->importer->inventory;
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < inventory->interfaces->len; i++)
    {
      const EnisimInterface *one = &g_array_index (inventory->interfaces, EnisimInterface, i);
      const gsize n = GPOINTER_TO_SIZE (g_hash_table_lookup (known, one->subnet));

      g_hash_table_insert (known, (gpointer) one->subnet, GSIZE_TO_POINTER (n + one->n_addresses));
    }
  for (guint i = 0; i < inventory->subnets->len; i++)
    {
      EnisimSubnetResource *subnet = &g_array_index (inventory->subnets, EnisimSubnetResource, i);

      if (subnet->resource.is_live)
        reconcile_subnet (inventory, subnet,
                          GPOINTER_TO_SIZE (g_hash_table_lookup (known, subnet->resource.id)));
    }
  note_unknown (inventory, known);
}
