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

/* Many runs are at the one of this number, from 0. */
static char *
format_number (const EnisimProgress *progress, guint64 number)
{
  const guint64 last = progress->n_runs;

  return g_strdup_printf ("replication %" G_GUINT64_FORMAT " of %u", MIN (number + 1, last),
                          progress->n_runs);
}

/* One run is at an instant. */
static char *
format_place (const EnisimProgress *progress, const EnisimSimulation *sim)
{
  g_autofree char *now = NULL;

  if (progress->n_runs > 1)
    return format_number (progress, progress->n_runs_ended);
  now = enisim_progress_format_instant (enisim_simulation_get_now (sim));
  return g_strdup_printf ("at %s", now);
}

static char *
format_line (const char *place, double ratio, guint64 n_events, gint64 elapsed_us)
{
  const double elapsed_s = (double) elapsed_us / G_USEC_PER_SEC;
  const int n_full = (int) (ratio * BAR_COLUMNS);
  char bar[BAR_COLUMNS + 1] = { 0 };
  g_autofree char *left = format_left (elapsed_s, ratio);

  memset (bar, '.', BAR_COLUMNS);
  memset (bar, '#', (gsize) n_full);
  return g_strdup_printf ("[%s] %3d %%  %s, %.1f M events/s%s", bar, (int) (ratio * 100), place,
                          (double) n_events / elapsed_s / 1e6, left);
}

/* Whether a line is due; @elapsed_us: (out): since all began. */
static gboolean
is_due (EnisimProgress *progress, gint64 *elapsed_us)
{
  const gint64 now = progress->is_wanted ? g_get_monotonic_time () : 0;

  if (!progress->is_wanted || now < progress->next)
    return FALSE;
  progress->next = now + PAUSE_US;
  *elapsed_us = now - progress->began;
  return TRUE;
}

/* Cut where a narrow terminal would wrap: a wrapped line cannot be written over. */
static void
show (EnisimProgress *progress, const char *line)
{
  const int n_columns = (int) enisim_terminal_get_columns (STDERR_FILENO) - 1;

  progress->is_shown = TRUE;
  fprintf (stderr, "\r%.*s\033[K", n_columns, line);
  fflush (stderr);
}

void
enisim_progress_update (EnisimProgress *progress, const EnisimSimulation *sim)
{
  const double run_ratio = CLAMP (enisim_simulation_get_progress_ratio (sim), 0.0, 1.0);
  g_autofree char *place = NULL, *line = NULL;
  gint64 elapsed_us;

  if (!is_due (progress, &elapsed_us))
    return;
  place = format_place (progress, sim);
  line = format_line (place, (progress->n_runs_ended + run_ratio) / progress->n_runs,
                      progress->n_events_before + enisim_simulation_get_n_events (sim), elapsed_us);
  show (progress, line);
}

void
enisim_progress_update_all (EnisimProgress *progress, const EnisimReplicationsProgress *so_far)
{
  g_autofree char *place = NULL, *line = NULL;
  gint64 elapsed_us;

  if (!is_due (progress, &elapsed_us))
    return;
  place = format_number (progress, so_far->n_added);
  line = format_line (place, so_far->ratio, so_far->n_events, elapsed_us);
  show (progress, line);
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
