/* yaml-parts.h: what the files that write a world share with each other */
#pragma once

#include "world/world.h"

/* Each begins with a comma. */
void add_span (GString *yaml, const char *key, gint64 us);
void add_count (GString *yaml, const char *key, guint quota); /* nothing where that is 0 */

/* Nothing where the world says nothing. */
void add_varies (GString *yaml, const char *separator, const char *key, const WorldVaries *varies);

void add_quota (GString *yaml, const char *key, guint quota);
void add_quotas (GString *yaml, const WorldQuotas *quotas);
void add_subnets (GString *yaml, const World *world, guint set);
void add_groups (GString *yaml, const World *world, guint set);
void add_target (GString *yaml, const World *world, WorldTarget target);
void add_gap (GString *yaml, const WorldWindow *window);

/* @path: of a trace's file, if that is written */
void add_kind (GString *yaml, const WorldWorkload *workload, const char *path);

/* The sections of a file. */
void add_head (GString *yaml, const World *world);
void add_model (GString *yaml, const World *world);
void add_vpc (GString *yaml, const World *world);
void add_items (GString *yaml, const World *world);
void add_workload (GString *yaml, const World *world, guint index);
void add_churn (GString *yaml, const World *world, const WorldChurn *churn);
void add_entry (GString *yaml, const World *world, const WorldEntry *entry);
