/* watch.c: a run that shows how far it is and ends early on Ctrl-C */
#include "watch.h"

#include "input.h"
#include "interrupt.h"
#include "progress.h"

typedef struct
{
  EnisimInterrupts interrupts;
  EnisimProgress progress;
} Watch;

EnisimSimulation *
enisim_watch_open (const char *path, const char *const *overrides, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario = enisim_input_load (path, overrides, &error);
  EnisimSimulation *sim = NULL;

  if (scenario != NULL)
    sim = enisim_simulation_new (scenario, seed, 0, &error);
  if (sim == NULL)
    {
      g_autofree char *complaints = g_strconcat (error->message, "\n", NULL);

      enisim_say (complaints);
    }
  return sim;
}

static void
look (EnisimSimulation *sim, gpointer user_data)
{
  Watch *watch = user_data;

  if (enisim_interrupts_take (&watch->interrupts))
    enisim_simulation_cancel (sim);
  enisim_progress_update (&watch->progress, sim);
}

/* A signal that comes when the run is done anyway changes nothing. */
static gboolean
run_watched (EnisimSimulation *sim, EnisimTime until, gboolean is_quiet, GError **error)
{
  Watch watch;
  gboolean is_done;

  enisim_progress_init (&watch.progress, !is_quiet);
  enisim_interrupts_hold (&watch.interrupts);
  enisim_simulation_set_progress (sim, look, &watch, NULL);
  if (until == ENISIM_TIME_NEVER)
    is_done = enisim_simulation_run (sim, error);
  else
    is_done = enisim_simulation_run_until (sim, until, error);
  enisim_simulation_set_progress (sim, NULL, NULL, NULL);
  while (enisim_interrupts_take (&watch.interrupts))
    continue;
  enisim_interrupts_release (&watch.interrupts);
  enisim_progress_clear (&watch.progress);
  return is_done;
}

EnisimExit
enisim_watch_run (EnisimSimulation *sim, EnisimTime until, gboolean is_quiet)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *now = NULL;

  if (run_watched (sim, until, is_quiet, &error))
    return ENISIM_EXIT_FINE;
  if (!g_error_matches (error, ENISIM_ERROR, ENISIM_ERROR_CANCELLED))
    {
      enisim_complain ("%s", error->message);
      return ENISIM_EXIT_INPUT;
    }
  now = enisim_progress_format_instant (enisim_simulation_get_now (sim));
  enisim_complain ("interrupted at %s of the simulated time: the report ends there", now);
  return ENISIM_EXIT_INTERRUPTED;
}
