/* watch.h: a run that shows how far it is and ends early on Ctrl-C */
#pragma once

#include "command.h"

/* @path: a scenario, "-" for stdin
 * Returns: (transfer full) (nullable): a simulation of it; NULL, all complaints made, if there is
 *   none */
EnisimSimulation *enisim_watch_open (const char *path, const char *const *overrides, guint64 seed);

/* @until: at most this instant or the horizon, whichever is first; ENISIM_TIME_NEVER for the
 *   horizon
 * Returns: ENISIM_EXIT_FINE; ENISIM_EXIT_INTERRUPTED where there is something to report still;
 *   ENISIM_EXIT_INPUT.  All but the first with a complaint. */
EnisimExit enisim_watch_run (EnisimSimulation *sim, EnisimTime until, gboolean is_quiet);
