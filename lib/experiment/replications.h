/* replications.h: many runs of one scenario, inside the library */
#pragma once

#include <enisim/enisim-replications.h>

#include "sim/run-summary.h"

/* Returns: (transfer none) (nullable): the first run that was added */
const EnisimRunSummary *enisim_replications_get_first (const EnisimReplications *replications);
