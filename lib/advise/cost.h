/* cost.h: what a run would have cost
 *
 * Over the window of the report: interface endpoints by AZ, NAT gateways without their data, and
 * the memory of VMs from admission until their teardown ends.  CPU, data and tools are not
 * counted; ENIs are free (facts.md section 4, "Prices").
 */
#pragma once

#include "sim/run-summary.h"

typedef struct
{
  double hours;   /* of memory, GB-hours */
  double dollars; /* NAN: no price is known; 0 where there are no hours */
} EnisimCostItem;

typedef struct
{
  EnisimCostItem endpoints, nat_gateways, memory[ENISIM_N_PLATFORMS];
  double total; /* US dollars; NAN where one of them is not known */
} EnisimCost;

EnisimCost enisim_cost_of (const EnisimRunSummary *summary);
