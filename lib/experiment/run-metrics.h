/* run-metrics.h: one run as a list of named numbers */
#pragma once

#include "sim/run-summary.h"

/* @name: valid during the call only; @unit: a literal; @value: NAN where the run has none */
typedef void (*EnisimRunMetricFunc) (const char *name, const char *unit, double value,
                                     gpointer user_data);

/* Calls @func for each metric.  Names, units and order depend on the scenario alone. */
void enisim_run_metrics_foreach (const EnisimRunSummary *summary, EnisimRunMetricFunc func,
                                 gpointer user_data);
