/* progress.h: how far a run is, or one of many, on one line of stderr that is gone in the end
 *
 * Shown from half a second on and ten times a second at most.  Uses the wall clock, which the
 * simulation itself never sees.
 */
#pragma once

#include <enisim/enisim.h>

typedef struct
{
  gboolean is_wanted, is_shown;
  guint n_runs, n_runs_ended;
  guint64 n_events_before; /* in runs that have ended */
  gint64 began, next;      /* g_get_monotonic_time() */
} EnisimProgress;

/* @is_wanted: FALSE to show nothing; nothing is shown on what is no terminal either
 * @n_runs: how many there will be */
void enisim_progress_init (EnisimProgress *progress, gboolean is_wanted, guint n_runs);

void enisim_progress_update (EnisimProgress *progress, const EnisimSimulation *sim);

/* Of runs that go on at one time, in place of the one above and the one below. */
void enisim_progress_update_all (EnisimProgress *progress,
                                 const EnisimReplicationsProgress *so_far);

/* @sim is done, and the next run begins. */
void enisim_progress_end_run (EnisimProgress *progress, const EnisimSimulation *sim);

/* Takes the line away. */
void enisim_progress_clear (EnisimProgress *progress);

/* Returns: (transfer full): "02:30:00", with days in front from a day on */
char *enisim_progress_format_instant (EnisimTime at);
