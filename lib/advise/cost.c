/* cost.c: what a run would have cost */
#include "advise/cost.h"

#include <math.h>

static EnisimCostItem
make_item (double hours, double price)
{
  return (EnisimCostItem){ .hours = hours, .dollars = hours > 0 ? hours * price : 0.0 };
}

static guint64
count_endpoint_azs (const EnisimScenario *scenario)
{
  guint64 n = 0;

  for (guint i = 0; i < scenario->n_endpoints; i++)
    n += scenario->endpoints[i].n_subnets;
  return n;
}

EnisimCost
enisim_cost_of (const EnisimRunSummary *summary)
{
  const EnisimScenario *scenario = summary->scenario;
  const EnisimPrices *prices = &scenario->prices;
  const double hours
      = (double) (summary->ended_at - summary->window.start) / (double) G_TIME_SPAN_HOUR;
  EnisimCost cost = {
    .endpoints = make_item ((double) count_endpoint_azs (scenario) * hours, prices->endpoint_hour),
    .nat_gateways = make_item (scenario->n_nat_gateways * hours, prices->nat_gateway_hour),
  };

  cost.total = cost.endpoints.dollars + cost.nat_gateways.dollars;
  for (guint i = 0; i < ENISIM_N_PLATFORMS; i++)
    {
      cost.memory[i] = make_item (summary->vm_gb_hours[i], prices->memory_gb_hour[i]);
      cost.total += cost.memory[i].dollars;
    }
  return cost;
}
