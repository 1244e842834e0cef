/* load-background.h: addresses that others want, from the start on and from other instants on */
#pragma once

#include "scenario/loader.h"

/* @node: (nullable): of a subnet: a number, or numbers by instants, ascending */
void enisim_load_background (EnisimLoader *loader, const EnisimNode *node, guint32 subnet);

/* Of the timeline: numbers by subnets.  What is wanted then is no entry of the timeline's, but one
 * more step of the background's. */
void enisim_load_background_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                                   const EnisimNode *node, EnisimTimelineEntry entry,
                                   GArray *entries);
