/* sensitivity.h: what a run's answers would be under other assumptions, inside the library */
#pragma once

#include <enisim/enisim-sensitivity.h>

#include "sim/run-summary.h"

/* Of the run that all others are held against. */
const EnisimRunSummary *enisim_sensitivity_get_base (const EnisimSensitivity *sensitivity);
