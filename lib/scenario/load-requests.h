/* load-requests.h: entries of the timeline that ask the control plane for something
 *
 * Each loads what one verb says, as load-timeline.c calls it, and appends an entry for each
 * runtime, or the group, that is named.
 */
#pragma once

#include "scenario/loader.h"

/* Complains of the first tool among @targets (of guint32): tools have neither versions nor
 * endpoints. */
void enisim_load_refuse_tools (EnisimLoader *loader, const EnisimNode *node, const GArray *targets);

void enisim_load_create_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                               const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries);
void enisim_load_delete_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                               const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries);
void enisim_load_update_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                               const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries);
void enisim_load_point_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                              const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries);
void enisim_load_scale_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                              const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries);
void enisim_load_delete_endpoint_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                                        const EnisimNode *node, EnisimTimelineEntry entry,
                                        GArray *entries);
