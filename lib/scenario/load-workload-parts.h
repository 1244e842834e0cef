/* load-workload-parts.h: what workloads of all kinds say alike
 *
 * For the load-*.c files of workloads only.  Each call complains as the calls in loader.h do.
 */
#pragma once

#include "scenario/loader.h"

/* `target`, and with several how one is chosen: `choose` or `weights`. */
void enisim_load_target_choice (EnisimLoader *loader, const EnisimNodeReader *reader,
                                EnisimWorkloadSpec *spec);

/* `request_limit`, `busy_after` and `starts`. */
void enisim_load_serving (EnisimLoader *loader, const EnisimNodeReader *reader,
                          EnisimWorkloadSpec *spec);

/* The last of these. */
void enisim_load_start (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec);

/* Whether @node is a mapping, which looks like @form; the scalar "new", the default everywhere,
 * needs no more. */
gboolean enisim_load_is_session_mapping (EnisimLoader *loader, const EnisimNode *node,
                                         const char *form);

/* `session` of a workload that makes its sessions itself. */
void enisim_load_session (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec);

/* Entries of the timeline, as load-timeline.c calls them: one for each workload that is named. */
void enisim_load_workload_off_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                                     const EnisimNode *node, EnisimTimelineEntry entry,
                                     GArray *entries);
void enisim_load_workload_on_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                                    const EnisimNode *node, EnisimTimelineEntry entry,
                                    GArray *entries);
