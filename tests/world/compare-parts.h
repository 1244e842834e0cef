/* compare-parts.h: what the files that compare share with each other
 *
 * Each function returns NULL, or (transfer full) the first difference.
 */
#pragma once

#include "world/world-run.h"

typedef struct
{
  const char *name;
  guint64 sim, twin;
} Pair;

/* @where: printf-like */
char *find_difference (const Pair *pairs, guint n, const char *where, ...) G_GNUC_PRINTF (3, 4);

static inline Pair
compare_level (const char *name, const EnisimLevel *level, guint64 area_us, gint64 horizon)
{
  return (Pair){ name, (guint64) enisim_level_get_area_us (level, horizon), area_us };
}

/* compare-network.c */
char *compare_addresses (const EnisimSubnet *subnet, const TwinSubnet *twin);
char *compare_subnet (const EnisimSimulation *sim, const Twin *twin, guint index);
char *compare_groups (const EnisimSimulation *sim, const Twin *twin);
char *compare_deletions (const EnisimSimulation *sim, const Twin *twin);
char *compare_areas_of_subnet (const EnisimSimulation *sim, const Twin *twin, guint index);

/* compare-agents.c */
char *compare_runtimes (const EnisimSimulation *sim, const Twin *twin);
char *compare_vms (const EnisimSimulation *sim, const Twin *twin);
char *compare_churn (const EnisimSimulation *sim, const Twin *twin);
char *compare_areas_of_vms (const EnisimSimulation *sim, const Twin *twin);
char *compare_areas_of_churn (const EnisimSimulation *sim, const Twin *twin, guint index);

/* compare-calls.c */
char *compare_calls (const EnisimSimulation *sim, const Twin *twin);
char *compare_counts (const EnisimSimulation *sim, const Twin *twin);
char *compare_workloads (const EnisimSimulation *sim, const Twin *twin);
