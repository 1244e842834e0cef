/* scenario-holders.h: a scenario's endpoints, NAT gateways and other holders of addresses */
#pragma once

#include "import/scenario-places.h"
#include "import/scenario-sgs.h"

/* Appends the sections of the VPC, two columns in.
 * @sgs: gets those that they have */
void enisim_scenario_add_holders (GString *out, const EnisimInventory *inventory,
                                  EnisimScenarioPlaces *places, EnisimScenarioSgs *sgs);
