/* load-deletions.h: entries of the timeline about quotas, security groups and subnets */
#pragma once

#include "scenario/loader.h"

void enisim_load_quotas_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                               const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries);
void enisim_load_delete_security_group_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                                              const EnisimNode *node, EnisimTimelineEntry entry,
                                              GArray *entries);
void enisim_load_delete_subnet_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                                      const EnisimNode *node, EnisimTimelineEntry entry,
                                      GArray *entries);
