/* holder-events.c: what holds addresses beside the agents' ENIs
 *
 * Endpoints, NAT gateways and other holders stand throughout.  The background wants what the
 * scenario says from instant to instant and has what the others leave: it evicts nobody, and what
 * it lacks it takes first, as soon as an address is freed (model.md "Subnets and addresses").
 */
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

/* Takes what the background of a subnet lacks, as far as there is any. */
static void
fill (EnisimSimulation *sim, guint index)
{
  EnisimSimSubnet *subnet = &sim->subnets[index];
  guint32 address;

  while (subnet->background->len < subnet->n_wanted
         && enisim_address_space_lease (&sim->space, index, ENISIM_HOLDER_BACKGROUND, &address)
                == ENISIM_LEASE_OK)
    g_array_append_val (subnet->background, address);
}

static guint32
get_unmet (const EnisimSimSubnet *subnet)
{
  return subnet->n_wanted - subnet->background->len;
}

/* What was taken last goes first. */
static void
shrink (EnisimSimulation *sim, guint index)
{
  EnisimSimSubnet *subnet = &sim->subnets[index];

  while (subnet->background->len > subnet->n_wanted)
    {
      const guint last = subnet->background->len - 1;

      enisim_address_space_release (&sim->space, index,
                                    g_array_index (subnet->background, guint32, last),
                                    ENISIM_HOLDER_BACKGROUND);
      g_array_set_size (subnet->background, last);
    }
}

void
enisim_sim_init_holders (EnisimSimulation *sim)
{
  const EnisimScenario *scenario = sim->scenario;

  sim->subnets = g_new0 (EnisimSimSubnet, scenario->n_subnets);
  for (guint i = 0; i < scenario->n_subnets; i++)
    {
      sim->subnets[i].background = g_array_new (FALSE, FALSE, sizeof (guint32));
      sim->subnets[i].n_wanted = scenario->subnets[i].background;
      sim->subnets[i].last_awaited = ENISIM_DELETION_NONE;
      fill (sim, i);
      g_assert (get_unmet (&sim->subnets[i]) == 0);
    }
  for (guint i = 0; i < scenario->n_endpoints; i++)
    for (guint j = 0; j < scenario->endpoints[i].n_subnets; j++)
      lease_static (sim, scenario->endpoints[i].subnets[j], ENISIM_HOLDER_ENDPOINT);
  for (guint i = 0; i < scenario->n_nat_gateways; i++)
    lease_static (sim, scenario->nat_gateways[i], ENISIM_HOLDER_NAT_GATEWAY);
  for (guint i = 0; i < scenario->n_holders; i++)
    for (guint32 n = 0; n < scenario->holders[i].count; n++)
      lease_static (sim, scenario->holders[i].subnet, ENISIM_HOLDER_OTHER);
}

void
enisim_sim_clear_holders (EnisimSimulation *sim)
{
  for (guint i = 0; i < sim->scenario->n_subnets; i++)
    g_array_unref (sim->subnets[i].background);
  g_clear_pointer (&sim->subnets, g_free);
}

void
enisim_sim_refill_background (EnisimSimulation *sim, guint index)
{
  EnisimSimSubnet *subnet = &sim->subnets[index];

  if (get_unmet (subnet) == 0)
    return;
  fill (sim, index);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_background (sim, index, "address freed");
  enisim_metrics_note_unmet (&sim->metrics, sim->now, index, get_unmet (subnet));
}

/* Nothing is wanted of a subnet that is no more. */
void
enisim_sim_step_background (EnisimSimulation *sim, guint32 step_index)
{
  const EnisimBackgroundStep *step = &sim->scenario->background_steps[step_index];
  EnisimSimSubnet *subnet = &sim->subnets[step->subnet];

  if (subnet->is_deleted)
    return;
  subnet->n_wanted = step->n_wanted;
  shrink (sim, step->subnet);
  fill (sim, step->subnet);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_background (sim, step->subnet, "demand changed");
  enisim_metrics_note_unmet (&sim->metrics, sim->now, step->subnet, get_unmet (subnet));
  enisim_metrics_note_subnet (&sim->metrics, sim->now, step->subnet,
                              enisim_address_space_get (&sim->space, step->subnet));
  enisim_sim_pass_subnet (sim, step->subnet);
}
