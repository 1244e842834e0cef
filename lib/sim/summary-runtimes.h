/* summary-runtimes.h: the part of a run's summary that is about runtimes and their ENI groups */
#pragma once

#include "sim/run-summary.h"

void enisim_run_summary_add_runtimes (EnisimRunSummary *summary, const EnisimSimulation *sim);
void enisim_run_summary_clear_runtimes (EnisimRunSummary *summary);
