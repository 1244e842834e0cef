/* break-off.h: runs that end before their time, and where two reports differ */
#pragma once

#include "sim/simulation-private.h"

static inline void
cancel_later (EnisimSimulation *sim, gpointer n_events)
{
  enisim_sim_look_at (sim, *(const guint64 *) n_events);
  enisim_simulation_cancel (sim);
}

/* Runs @sim until it has taken @n_events.  Returns: FALSE if it has broken off there; TRUE if it
 * has not as many */
static inline gboolean
run_events_of (EnisimSimulation *sim, guint64 n_events, GError **error)
{
  gboolean is_done;

  enisim_simulation_set_progress (sim, cancel_later, &n_events, NULL);
  is_done = enisim_simulation_run (sim, error);
  enisim_simulation_set_progress (sim, NULL, NULL, NULL);
  g_atomic_int_set (&sim->is_cancelled, FALSE);
  return is_done;
}

/* Returns: (transfer full): @found about the first place that differs */
static inline char *
quote_difference (const char *found, const char *expected)
{
  gsize i = 0;

  while (found[i] != 0 && found[i] == expected[i])
    i++;
  return g_strndup (found + (i < 60 ? 0 : i - 60), 80);
}
