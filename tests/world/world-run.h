/* world-run.h: one world in the simulator and in its naive twin, event by event */
#pragma once

#include "sim/simulation-private.h"
#include "world/twin.h"

typedef struct
{
  guint64 n_events;
  guint64 n_unbooked; /* of them, where it runs in one go: of foreseen sessions */
  guint n_seen[FEATURE_N];
} WorldRun;

/* Runs the world of @seed to its horizon.  Returns: NULL where both agree
 * throughout; (transfer full) the event, and the first difference after it,
 * where they do not.  @run: (out) */
char *world_run (guint64 seed, WorldRun *run);

/* world-in-one-go.c */

/* The same of a run that is not watched at each event.  @stepped: one that was, at its end
 * @n_unbooked: (out) */
char *world_compare_in_one_go (EnisimScenario *scenario, guint64 seed,
                               const EnisimSimulation *stepped, guint64 *n_unbooked);

/* world-compare.c */

/* Returns: NULL, or (transfer full) the first difference. */
char *world_compare (const EnisimSimulation *sim, const Twin *twin);

/* The same for what is looked at once, at the horizon. */
char *world_compare_areas (const EnisimSimulation *sim, const Twin *twin);
