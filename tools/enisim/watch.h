/* watch.h: runs that show how far they are and end early on Ctrl-C */
#pragma once

#include "command.h"

/* @path: a scenario, "-" for stdin
 * Returns: (transfer full) (nullable): NULL, all complaints made, if there is none */
EnisimScenario *enisim_watch_load (const char *path, const char *const *overrides);

/* Returns: (transfer full) (nullable): a simulation of @scenario; NULL, all complaints made, if
 *   there is none */
EnisimSimulation *enisim_watch_start (EnisimScenario *scenario, guint64 seed, guint32 replication);

/* Reads the trace of a workload of @sim, which has not run and cannot after it, to its end.
 *
 * @n_rows: (out): its rows
 * Returns: FALSE with the complaint about one that cannot be used */
gboolean enisim_watch_read (EnisimSimulation *sim, guint workload, guint64 *n_rows);

/* What an interrupted run means for a report of it. */
#define ENISIM_WATCH_REPORT_ENDS "the report ends there"

/* @until: at most this instant or the horizon, whichever is first; ENISIM_TIME_NEVER for the
 *   horizon
 * @lacks: what it means for the report if the run is interrupted, as above
 * Returns: ENISIM_EXIT_FINE; ENISIM_EXIT_INTERRUPTED where there is something to report still;
 *   ENISIM_EXIT_INPUT.  All but the first with a complaint, unless an observer has cancelled the
 *   run: what its trouble was is for it to tell. */
EnisimExit enisim_watch_run (EnisimSimulation *sim, EnisimTime until, gboolean is_quiet,
                             const char *lacks);

/* Where a create of @sim, which has run to its end, lacked an address, runs it again in subnets
 * without a bound, so that a report of @sim tells how large they ought to be.
 *
 * Returns: as enisim_watch_run(), but never ENISIM_EXIT_INPUT: a second run that fails is remarked
 *   on and missed by nobody else */
EnisimExit enisim_watch_room (EnisimSimulation *sim, gboolean is_quiet);

/* Runs replications 0 to @n_runs - 1, @n_jobs at a time, each to the horizon, and adds them to
 * @replications, which holds none yet.
 *
 * Returns: as enisim_watch_run(); there is something to report if any is done */
EnisimExit enisim_watch_replicate (EnisimReplications *replications, guint32 n_runs, guint n_jobs,
                                   gboolean is_quiet);

/* Runs replications 0 to @n_runs - 1 of @seed, each until @at or the horizon, ENISIM_TIME_NEVER for
 * that, destroys all there and adds what is done to @teardown.
 *
 * Returns: as enisim_watch_run(); there is something to report if any is done */
EnisimExit enisim_watch_teardown (EnisimScenario *scenario, guint64 seed, EnisimTime at,
                                  guint32 n_runs, gboolean is_quiet, EnisimTeardown *teardown);
