/* replications.h: many runs of one scenario, inside the library */
#pragma once

#include <enisim/enisim-replications.h>

#include "experiment/bands.h"
#include "sim/run-summary.h"

/* @summary: (transfer full): of a run as enisim_replications_add() takes it */
void enisim_replications_add_summary (EnisimReplications *replications, EnisimRunSummary *summary);

EnisimScenario *enisim_replications_get_scenario (const EnisimReplications *replications);
guint64 enisim_replications_get_seed (const EnisimReplications *replications);

/* From any thread. */
gboolean enisim_replications_is_cancelled (EnisimReplications *replications);
void enisim_replications_forget_cancel (EnisimReplications *replications);

/* Returns: (transfer none) (nullable): the first run that was added */
const EnisimRunSummary *enisim_replications_get_first (const EnisimReplications *replications);

/* Returns: (transfer none): of what each subnet holds, in their order, and behind them of the live
 * VMs */
const EnisimBands *enisim_replications_get_bands (const EnisimReplications *replications);
