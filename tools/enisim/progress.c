/* progress.c: how far a run is, or one of many, on one line of stderr that is gone in the end */
#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "terminal.h"

enum
{
  BAR_COLUMNS = 20
};

static const gint64 FIRST_US = G_USEC_PER_SEC / 2;
static const gint64 PAUSE_US = G_USEC_PER_SEC / 10;

void
enisim_progress_init (EnisimProgress *progress, gboolean is_wanted, guint n_runs)
{
  *progress
      = (EnisimProgress){ .is_wanted = is_wanted && enisim_terminal_is_capable (STDERR_FILENO),
                          .n_runs = n_runs,
                          .began = g_get_monotonic_time () };
  progress->next = progress->began + FIRST_US;
}

char *
enisim_progress_format_instant (EnisimTime at)
{
  const gint64 days = at / G_TIME_SPAN_DAY;
  const gint64 hours = at / G_TIME_SPAN_HOUR % 24;
  const gint64 minutes = at / G_TIME_SPAN_MINUTE % 60;
  const gint64 seconds = at / G_TIME_SPAN_SECOND % 60;
  g_autofree char *clock
      = g_strdup_printf ("%02d:%02d:%02d", (int) hours, (int) minutes, (int) seconds);

  return days == 0 ? g_steal_pointer (&clock)
                   : g_strdup_printf ("%" G_GINT64_FORMAT " d %s", days, clock);
}

/* What is left is guessed from what is done: nothing until something is. */
static char *
format_left (double elapsed_s, double ratio)
{
  g_autofree char *clock = NULL;

  if (ratio <= 0)
    return g_strdup ("");
  clock = enisim_progress_format_instant (
      (EnisimTime) MIN (elapsed_s * (1 - ratio) / ratio * G_USEC_PER_SEC, ENISIM_TIME_MAX));
  return g_strdup_printf (", %s left", clock);
}

/* One run is at an instant, many are at one of them. */
static char *
format_place (const EnisimProgress *progress, const EnisimSimulation *sim)
{
  g_autofree char *now = enisim_progress_format_instant (enisim_simulation_get_now (sim));

  if (progress->n_runs == 1)
    return g_strdup_printf ("at %s", now);
  return g_strdup_printf ("replication %u of %u", progress->n_runs_ended + 1, progress->n_runs);
}

static char *
format_line (const EnisimProgress *progress, const EnisimSimulation *sim, gint64 elapsed_us)
{
  const double run_ratio = CLAMP (enisim_simulation_get_progress_ratio (sim), 0.0, 1.0);
  const double ratio = (progress->n_runs_ended + run_ratio) / progress->n_runs;
  const double elapsed_s = (double) elapsed_us / G_USEC_PER_SEC;
  const double n_events
      = (double) (progress->n_events_before + enisim_simulation_get_n_events (sim));
  const int n_full = (int) (ratio * BAR_COLUMNS);
  char bar[BAR_COLUMNS + 1] = { 0 };
  g_autofree char *place = format_place (progress, sim);
  g_autofree char *left = format_left (elapsed_s, ratio);

  memset (bar, '.', BAR_COLUMNS);
  memset (bar, '#', (gsize) n_full);
  return g_strdup_printf ("[%s] %3d %%  %s, %.1f M events/s%s", bar, (int) (ratio * 100), place,
                          n_events / elapsed_s / 1e6, left);
}

/* Cut where a narrow terminal would wrap: a wrapped line cannot be written over. */
void
enisim_progress_update (EnisimProgress *progress, const EnisimSimulation *sim)
{
  const gint64 now = progress->is_wanted ? g_get_monotonic_time () : 0;
  g_autofree char *line = NULL;
  int n_columns;

  if (!progress->is_wanted || now < progress->next)
    return;
  progress->next = now + PAUSE_US;
  progress->is_shown = TRUE;
  line = format_line (progress, sim, now - progress->began);
  n_columns = (int) enisim_terminal_get_columns (STDERR_FILENO) - 1;
  fprintf (stderr, "\r%.*s\033[K", n_columns, line);
  fflush (stderr);
}

void
enisim_progress_end_run (EnisimProgress *progress, const EnisimSimulation *sim)
{
  progress->n_runs_ended++;
  progress->n_events_before += enisim_simulation_get_n_events (sim);
}

void
enisim_progress_clear (EnisimProgress *progress)
{
  if (progress->is_shown)
    fputs ("\r\033[K", stderr);
  progress->is_shown = FALSE;
}
