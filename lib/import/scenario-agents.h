/* scenario-agents.h: a scenario's runtimes, Browsers and Code Interpreters */
#pragma once

#include "import/scenario-places.h"
#include "import/scenario-sgs.h"

/* Appends their sections.
 * @sgs: gets those that they need */
void enisim_scenario_add_agents (GString *out, const EnisimInventory *inventory,
                                 EnisimScenarioPlaces *places, EnisimScenarioSgs *sgs);
