/* load-workloads.h: the kinds of workloads, and what several of them have in common */
#pragma once

#include "scenario/load-workload-parts.h"

/* One for each kind.  @node is what the kind's key stands for; @spec has its name and defaults. */
void enisim_load_closed (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec);
void enisim_load_poisson (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec);
void enisim_load_renewal (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec);
void enisim_load_windows (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec);
void enisim_load_varying (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec);
void enisim_load_bursts (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec);
void enisim_load_trace (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec);

/* Whether the workload that @item says goes on for ever: any but a trace.  Of one that is none of
 * the kinds nothing is known, and %FALSE. */
gboolean enisim_load_workload_is_endless (const EnisimNode *item);

/* `from` and `until`. */
void enisim_load_workload_window (EnisimLoader *loader, const EnisimNodeReader *reader,
                                  EnisimWorkloadSpec *spec);

/* `session` and `duration`, of all kinds but a trace. */
void enisim_load_workload_calls (EnisimLoader *loader, const EnisimNodeReader *reader,
                                 EnisimWorkloadSpec *spec);

/* How much of @from to @until is before the horizon. */
double enisim_load_workload_get_seconds (const EnisimLoader *loader, EnisimTime from,
                                         EnisimTime until);

/* Complains of more than ENISIM_EXPECTED_CALLS_MAX.  @what: "calls", ... */
void enisim_load_workload_check_calls (EnisimLoader *loader, const EnisimNode *node, double calls,
                                       const char *what);
