/* replications.h: many runs of one scenario, inside the library */
#pragma once

#include <enisim/enisim-replications.h>

#include "experiment/bands.h"
#include "sim/run-summary.h"

/* Returns: (transfer none) (nullable): the first run that was added */
const EnisimRunSummary *enisim_replications_get_first (const EnisimReplications *replications);

/* Returns: (transfer none): of what each subnet holds, in their order, and behind them of the live
 * VMs */
const EnisimBands *enisim_replications_get_bands (const EnisimReplications *replications);
