/* scenario-builder.h: what only the library's own tests ask of a builder */
#pragma once

#include <enisim/enisim-scenario-builder.h>

/* Aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_scenario_builder_verify (const EnisimScenarioBuilder *builder);
