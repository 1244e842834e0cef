/* scenario-agents.h: a scenario's runtimes, Browsers and Code Interpreters */
#pragma once

#include "import/scenario-places.h"

/* Appends their sections.
 * @sgs: (of char *) gets the names of the security groups that they need */
void enisim_scenario_add_agents (GString *out, const EnisimInventory *inventory,
                                 EnisimScenarioPlaces *places, GPtrArray *sgs);
