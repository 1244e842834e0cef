/* holder-events.c: what holds addresses beside the agents' ENIs */
#include "sim/observe.h"

/* The input's edge has checked that they fit. */
static void
lease_static (EnisimSimulation *sim, guint subnet_index, EnisimHolder holder)
{
  guint32 address;
  const EnisimLease lease
      = enisim_address_space_lease (&sim->space, subnet_index, holder, &address);

  g_assert (lease == ENISIM_LEASE_OK);
}

void
enisim_sim_lease_static_holders (EnisimSimulation *sim)
{
  const EnisimScenario *scenario = sim->scenario;

  for (guint i = 0; i < scenario->n_subnets; i++)
    for (guint32 n = 0; n < scenario->subnets[i].background; n++)
      lease_static (sim, i, ENISIM_HOLDER_BACKGROUND);
  for (guint i = 0; i < scenario->n_endpoints; i++)
    for (guint j = 0; j < scenario->endpoints[i].n_subnets; j++)
      lease_static (sim, scenario->endpoints[i].subnets[j], ENISIM_HOLDER_ENDPOINT);
  for (guint i = 0; i < scenario->n_nat_gateways; i++)
    lease_static (sim, scenario->nat_gateways[i], ENISIM_HOLDER_NAT_GATEWAY);
}
