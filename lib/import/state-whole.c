/* state-whole.c: of which VPCs all is known that answers can tell
 *
 * An answer does not say whether it was asked for some of an account only.  Those of all kinds fit
 * each other where they were not: then whatever one names, another lists.
 */
#include "import/state.h"

/* @listings: ended by -1 */
static gboolean
are_whole (const EnisimInventory *inventory, const gint *listings)
{
  for (; *listings >= 0; listings++)
    if (inventory->listings[*listings] != ENISIM_LISTED_WHOLE)
      return FALSE;
  return TRUE;
}

static GHashTable *
index_vpcs (const EnisimInventory *inventory)
{
  GHashTable *ids = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < inventory->vpcs->len; i++)
    {
      const EnisimResource *resource = &g_array_index (inventory->vpcs, EnisimVpc, i).resource;

      if (resource->is_live)
        g_hash_table_add (ids, (gpointer) resource->id);
    }
  return ids;
}

/* Those with a subnet and the main table, which each VPC has. */
static GHashTable *
index_answered (const EnisimState *state)
{
  const EnisimInventory *inventory = state->importer->inventory;
  g_autoptr (GHashTable) with_subnet = g_hash_table_new (NULL, NULL);
  GHashTable *answered = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < inventory->subnets->len; i++)
    {
      const EnisimSubnetResource *subnet
          = &g_array_index (inventory->subnets, EnisimSubnetResource, i);

      if (subnet->vpc && subnet->resource.is_live && subnet->has_cidr)
        g_hash_table_add (with_subnet, (gpointer) subnet->vpc);
    }
  for (guint i = 0; i < state->main_tables->len; i++)
    {
      const EnisimLink *link = g_ptr_array_index (state->main_tables, i);

      if (link->one && g_hash_table_contains (with_subnet, link->one))
        g_hash_table_add (answered, (gpointer) link->one);
    }
  return answered;
}

static gboolean
do_endpoints_fit (const EnisimInventory *inventory, GHashTable *vpcs)
{
  for (guint i = 0; i < inventory->endpoints->len; i++)
    {
      const EnisimEndpoint *endpoint = &g_array_index (inventory->endpoints, EnisimEndpoint, i);

      if (endpoint->resource.is_live
          && (!endpoint->vpc || !g_hash_table_contains (vpcs, endpoint->vpc)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
do_gateways_fit (const EnisimInventory *inventory, GHashTable *vpcs)
{
  for (guint i = 0; i < inventory->internet_gateway_links->len; i++)
    {
      const EnisimLink *link = &g_array_index (inventory->internet_gateway_links, EnisimLink, i);

      if (link->resource.is_live && !g_hash_table_contains (vpcs, link->one))
        return FALSE;
    }
  return TRUE;
}

/* Network ACLs and holders are left unknown: every subnet has an ACL that an answer names, and what
 * stands in a VPC no answer says in full. */
void
enisim_state_find_whole (EnisimState *state)
{
  static const gint network[]
      = { ENISIM_LISTING_VPCS, ENISIM_LISTING_SUBNETS, ENISIM_LISTING_ROUTE_TABLES, -1 };
  static const gint gateways[] = { ENISIM_LISTING_INTERNET_GATEWAYS, -1 };
  static const gint endpoints[] = { ENISIM_LISTING_ENDPOINTS, -1 };
  const EnisimInventory *inventory = state->importer->inventory;
  g_autoptr (GHashTable) vpcs = index_vpcs (inventory);
  g_autoptr (GHashTable) answered = index_answered (state);
  EnisimWhole whole = 0;

  if (!are_whole (inventory, network))
    return;
  if (are_whole (inventory, gateways) && do_gateways_fit (inventory, vpcs))
    whole |= ENISIM_WHOLE_ROUTES;
  if (are_whole (inventory, endpoints) && do_endpoints_fit (inventory, vpcs))
    whole |= ENISIM_WHOLE_ENDPOINTS;
  for (guint i = 0; i < inventory->vpcs->len; i++)
    {
      EnisimVpc *vpc = &g_array_index (inventory->vpcs, EnisimVpc, i);

      if (vpc->resource.is_live && g_hash_table_contains (answered, vpc->resource.id))
        vpc->whole = whole;
    }
}
