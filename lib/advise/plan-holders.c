/* plan-holders.c: what holds addresses beside agents' ENIs */
#include "advise/plan.h"

#include "import/taker-counts.h"

/* What is only perhaps there counts in the upper bound. */
static EnisimPlanCount
make_count (const EnisimResource *resource, guint64 min, guint64 expected, guint64 max)
{
  return resource->is_certain ? (EnisimPlanCount){ min, expected, max, FALSE }
                              : (EnisimPlanCount){ .max = max };
}

/* What its policy keeps stays when all else is deleted. */
static void
count_kept (EnisimPlanSubnet *subnet, const EnisimResource *resource, EnisimPlanCount count)
{
  if (resource->is_kept)
    enisim_plan_count_add (&subnet->held[ENISIM_PLAN_DESTROYED], count);
}

static EnisimPlanSubnet *
get_subnet (EnisimPlan *plan, EnisimId id)
{
  const guint place = enisim_plan_place_of (plan, id);

  return &g_array_index (plan->subnets, EnisimPlanSubnet, place);
}

/* The ENI of what is there is counted as such. */
static void
count_endpoint (EnisimPlan *plan, const EnisimEndpoint *endpoint)
{
  const EnisimResource *resource = &endpoint->resource;
  const EnisimPlanCount one = make_count (resource, 1, 1, 1);

  if (!endpoint->is_interface)
    return;
  if (endpoint->subnets.open != NULL)
    {
      const guint place = enisim_plan_place_of_list (plan, endpoint->subnets.open);

      enisim_plan_count_add (&g_array_index (plan->subnets, EnisimPlanSubnet, place).endpoints,
                             one);
      enisim_plan_count_add (&plan->endpoint_azs, make_count (resource, 1, 1, ENISIM_SUBNETS_MAX));
    }
  else if (endpoint->subnets.n == 0)
    enisim_plan_add_note (plan, resource->at, "%s names no subnet: not counted", resource->name);
  for (guint i = 0; i < endpoint->subnets.n; i++)
    {
      if (!resource->is_live)
        {
          EnisimPlanSubnet *subnet = get_subnet (plan, endpoint->subnets.ids[i]);

          enisim_plan_count_add (&subnet->endpoints, one);
          count_kept (subnet, resource, one);
        }
      enisim_plan_count_add (&plan->endpoint_azs, one);
    }
}

static void
count_nat_gateway (EnisimPlan *plan, const EnisimNatGateway *nat)
{
  const EnisimPlanCount one = make_count (&nat->resource, 1, 1, 1);

  enisim_plan_count_add (&plan->nat_gateways, one);
  if (nat->subnet != NULL && !nat->resource.is_live)
    {
      EnisimPlanSubnet *subnet = get_subnet (plan, nat->subnet);

      enisim_plan_count_add (&subnet->nat_gateways, one);
      count_kept (subnet, &nat->resource, one);
    }
  else if (nat->subnet == NULL)
    enisim_plan_add_note (plan, nat->resource.at, "the subnet of %s is not known",
                          nat->resource.name);
}

static void
add_taker (const EnisimTaker *taker, EnisimId id, EnisimTakerCount count, gpointer user_data)
{
  const EnisimPlanCount more = { count.min, count.expected, count.max, count.is_open };
  EnisimPlan *plan = user_data;
  const guint place = taker->subnets.open != NULL ? enisim_plan_place_of_list (plan, id)
                                                  : enisim_plan_place_of (plan, id);
  EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, place);

  enisim_plan_count_add (&subnet->others, more);
  subnet->n_replaced += count.update_max - count.max;
  subnet->growth += count.growth;
  count_kept (subnet, &taker->resource,
              (EnisimPlanCount){ count.min, count.expected, count.max - count.growth,
                                 count.is_open || count.growth > 0 });
}

void
enisim_plan_count_holders (EnisimPlan *plan)
{
  const EnisimInventory *inventory = plan->inventory;

  for (guint i = 0; i < inventory->endpoints->len; i++)
    count_endpoint (plan, &g_array_index (inventory->endpoints, EnisimEndpoint, i));
  for (guint i = 0; i < inventory->nat_gateways->len; i++)
    count_nat_gateway (plan, &g_array_index (inventory->nat_gateways, EnisimNatGateway, i));
  enisim_taker_counts_foreach (inventory, add_taker, plan);
}
