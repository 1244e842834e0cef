/* sensitivity-runs.h: `enisim run --sensitivity`: the run again under each alternative assumption
 */
#pragma once

#include "options.h"

/* @options: with one scenario, which is read again for each run
 * @scenario: that one */
EnisimExit enisim_run_sensitivity (const EnisimOptions *options, EnisimScenario *scenario,
                                   guint32 replication);
