/* inventory-by-hand.h: small inventories, made without a description
 *
 * What has a name has it as its id.  Lists are written with spaces between.
 */
#pragma once

#include "enisim-check.h"

#include "import/inventory.h"

static EnisimInventory *inventory; /* of the test */

static inline EnisimResource
make_resource (const char *name)
{
  return (EnisimResource){ .id = enisim_inventory_intern (inventory, name),
                           .name = enisim_inventory_intern (inventory, name),
                           .stack = enisim_inventory_intern (inventory, "S"),
                           .at = { "t.yaml", 1, 1 },
                           .is_certain = TRUE };
}

/* @names: with spaces between; "?x" is a list of which only the expression is known */
static inline EnisimIdList
make_list (const char *names)
{
  g_auto (GStrv) words = g_strsplit (names, " ", -1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (names[0] == '?')
    return (EnisimIdList){ .open = enisim_inventory_intern (inventory, names + 1) };
  for (guint i = 0; words[i] != NULL && words[i][0] != '\0'; i++)
    g_ptr_array_add (ids, (gpointer) enisim_inventory_intern (inventory, words[i]));
  return enisim_inventory_make_list (inventory, (const EnisimId *) ids->pdata, ids->len);
}

static inline void
add_subnet (const char *name, const char *cidr)
{
  EnisimSubnetResource subnet = { .resource = make_resource (name),
                                  .has_cidr = TRUE,
                                  .n_free = -1,
                                  .n_unattributed = -1,
                                  .maps_public = -1 };

  ck_assert (enisim_cidr_parse (cidr, &subnet.cidr, NULL));
  subnet.az = enisim_inventory_intern (inventory, "za");
  g_array_append_val (inventory->subnets, subnet);
}

static inline void
add_sg (const char *name)
{
  const EnisimSecurityGroup sg = { .resource = make_resource (name) };

  g_array_append_val (inventory->security_groups, sg);
}

static inline EnisimAgent *
add_agent (const char *name, const char *subnets, const char *sgs)
{
  const EnisimAgent agent = { .resource = make_resource (name),
                              .mode = ENISIM_NETWORK_VPC,
                              .subnets = make_list (subnets),
                              .security_groups = make_list (sgs),
                              .idle_timeout_s = -1,
                              .max_lifetime_s = -1,
                              .version = -1 };

  g_array_append_val (inventory->agents, agent);
  return &g_array_index (inventory->agents, EnisimAgent, inventory->agents->len - 1);
}

static inline void
add_endpoint (const char *name, const char *subnets)
{
  const EnisimEndpoint endpoint = { .resource = make_resource (name),
                                    .service = name,
                                    .is_interface = TRUE,
                                    .subnets = make_list (subnets) };

  g_array_append_val (inventory->endpoints, endpoint);
}

static inline void
add_nat_gateway (const char *name, const char *subnet)
{
  const EnisimNatGateway nat
      = { .resource = make_resource (name), .subnet = enisim_inventory_intern (inventory, subnet) };

  g_array_append_val (inventory->nat_gateways, nat);
}

static inline void
add_taker (const EnisimTakerRule *rule, const char *subnets, const char *sgs, guint n_min,
           guint n_max)
{
  const EnisimTaker taker = { .resource = make_resource ("taker"),
                              .rule = rule,
                              .subnets = make_list (subnets),
                              .security_groups = make_list (sgs),
                              .n_min = n_min,
                              .n_max = n_max };

  g_array_append_val (inventory->takers, taker);
}
