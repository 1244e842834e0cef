/* load-holders.c: what stands in the subnets from the start on, once all sections are read */
#include "scenario/loader.h"

#include "net/subnet.h"

/* Holders of one subnet beside its background; each is an ENI too. */
typedef struct
{
  guint32 n_endpoints, n_nat_gateways;
  guint64 n_others;
} Holders;

static const EnisimNode *
get_subnet_node (const EnisimLoader *loader, guint subnet)
{
  return g_array_index (loader->subnet_nodes, const EnisimNode *, subnet);
}

/* One subnet to each AZ of the runtimes' subnets, the first declared (model.md "Subnets"). */
static void
place_endpoint (EnisimLoader *loader, EnisimEndpointSpec *spec)
{
  const EnisimScenario *scenario = loader->scenario;
  g_autofree gboolean *has_az = g_new0 (gboolean, scenario->n_azs);

  spec->subnets = g_new (guint32, scenario->n_azs);
  for (guint32 i = 0; i < scenario->n_subnets; i++)
    {
      const guint az = scenario->subnets[i].az_index;

      if (!loader->is_agent_subnet[i] || az == ENISIM_LOAD_AZ_UNKNOWN || has_az[az])
        continue;
      has_az[az] = TRUE;
      spec->subnets[spec->n_subnets++] = i;
    }
}

static void
place_endpoints (EnisimLoader *loader)
{
  const EnisimScenario *scenario = loader->scenario;

  for (guint i = 0; i < scenario->n_endpoints; i++)
    {
      const EnisimNode *node = g_array_index (loader->endpoint_nodes, const EnisimNode *, i);
      EnisimEndpointSpec *spec = &scenario->endpoints[i];

      if (!spec->is_interface || node->kind != ENISIM_NODE_MAPPING
          || enisim_node_get (node, "subnets") != NULL)
        continue;
      place_endpoint (loader, spec);
      if (spec->n_subnets == 0)
        enisim_complaints_add (loader->complaints, node,
                               "the key 'subnets' is missing, and no runtime has any to stand in");
    }
}

static Holders *
count_holders (const EnisimScenario *scenario)
{
  Holders *holders = g_new0 (Holders, scenario->n_subnets);

  for (guint i = 0; i < scenario->n_endpoints; i++)
    for (guint j = 0; j < scenario->endpoints[i].n_subnets; j++)
      holders[scenario->endpoints[i].subnets[j]].n_endpoints++;
  for (guint i = 0; i < scenario->n_nat_gateways; i++)
    holders[scenario->nat_gateways[i]].n_nat_gateways++;
  for (guint i = 0; i < scenario->n_holders; i++)
    holders[scenario->holders[i].subnet].n_others += scenario->holders[i].count;
  return holders;
}

static void
check_capacity (EnisimLoader *loader, guint index, Holders holders)
{
  const EnisimSubnetSpec *spec = &loader->scenario->subnets[index];
  const guint64 held = (guint64) spec->background + holders.n_endpoints + holders.n_nat_gateways
                       + holders.n_others;
  g_autofree char *cidr = NULL;

  if (spec->cidr.prefix == 0 || held <= enisim_subnet_capacity_of_prefix (spec->cidr.prefix))
    return;
  cidr = enisim_cidr_format (spec->cidr);
  enisim_complaints_add_key (
      loader->complaints, get_subnet_node (loader, index),
      "subnet '%s', %s, has %u addresses: too few for %u in the background, %u of endpoints, %u of "
      "NAT gateways and %" G_GUINT64_FORMAT " of other holders",
      spec->name, cidr, enisim_subnet_capacity_of_prefix (spec->cidr.prefix), spec->background,
      holders.n_endpoints, holders.n_nat_gateways, holders.n_others);
}

/* Complains at the first subnet of each AZ that has too many. */
static void
check_azs (EnisimLoader *loader, const Holders *holders)
{
  const EnisimScenario *scenario = loader->scenario;
  g_autofree guint64 *n_enis = g_new0 (guint64, scenario->n_azs);

  for (guint i = 0; i < scenario->n_subnets; i++)
    if (scenario->subnets[i].az_index != ENISIM_LOAD_AZ_UNKNOWN)
      n_enis[scenario->subnets[i].az_index]
          += holders[i].n_endpoints + holders[i].n_nat_gateways + holders[i].n_others;
  for (guint i = 0; i < scenario->n_subnets; i++)
    {
      const guint az = scenario->subnets[i].az_index;

      if (az == ENISIM_LOAD_AZ_UNKNOWN || n_enis[az] <= scenario->quotas.enis_per_az)
        continue;
      enisim_complaints_add_key (loader->complaints, get_subnet_node (loader, i),
                                 "endpoints, NAT gateways and other holders in the AZ '%s' are "
                                 "%" G_GUINT64_FORMAT " ENIs, "
                                 "and enis_per_az is %u",
                                 scenario->azs[az], n_enis[az], scenario->quotas.enis_per_az);
      n_enis[az] = 0;
    }
}

void
enisim_load_place_holders (EnisimLoader *loader)
{
  g_autofree Holders *holders = NULL;

  place_endpoints (loader);
  holders = count_holders (loader->scenario);
  for (guint i = 0; i < loader->scenario->n_subnets; i++)
    check_capacity (loader, i, holders[i]);
  check_azs (loader, holders);
}
