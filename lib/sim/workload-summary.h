/* workload-summary.h: what became of the attempts of each workload */
#pragma once

#include <enisim/enisim-simulation.h>

#include "model/outcome.h"

typedef struct
{
  guint64 n_attempts; /* the sum of n_outcomes */
  guint64 n_refused;
  guint64 n_outcomes[ENISIM_N_OUTCOMES];
} EnisimWorkloadSummary;

/* Of the window.  Returns: (transfer full): one for each workload of the scenario, and one more for
 * calls of the caller's */
EnisimWorkloadSummary *enisim_workload_summaries_new (const EnisimSimulation *sim);
