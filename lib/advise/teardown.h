/* teardown.h: when each thing can be deleted, inside the library */
#pragma once

#include <enisim/enisim-teardown.h>

#include "scenario/scenario.h"

EnisimScenario *enisim_teardown_get_scenario (const EnisimTeardown *teardown);
guint64 enisim_teardown_get_seed (const EnisimTeardown *teardown);
