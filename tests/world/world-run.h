/* world-run.h: one world in the simulator and in its naive twin, event by event */
#pragma once

#include "sim/simulation-private.h"
#include "world/twin.h"

typedef struct
{
  guint64 n_events;
  guint n_seen[FEATURE_N];
} WorldRun;

/* Runs the world of @seed to its horizon.  Returns: NULL where both agree
 * throughout; (transfer full) the event, and the first difference after it,
 * where they do not.  @run: (out) */
char *world_run (guint64 seed, WorldRun *run);

/* world-compare.c */

/* Returns: NULL, or (transfer full) the first difference. */
char *world_compare (const EnisimSimulation *sim, const Twin *twin);

/* The same for what is looked at once, at the horizon. */
char *world_compare_areas (const EnisimSimulation *sim, const Twin *twin);
