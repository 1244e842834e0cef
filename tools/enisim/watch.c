/* watch.c: runs that show how far they are and end early on Ctrl-C */
#include "watch.h"

#include "input.h"
#include "interrupt.h"
#include "progress.h"

typedef struct
{
  EnisimInterrupts interrupts;
  EnisimProgress progress;
  gboolean is_interrupted; /* one came, be it too late for the run that was on */
} Watch;

static void
say_all (const GError *error)
{
  g_autofree char *complaints = g_strconcat (error->message, "\n", NULL);

  enisim_say (complaints);
}

EnisimScenario *
enisim_watch_load (const char *path, const char *const *overrides)
{
  g_autoptr (GError) error = NULL;
  EnisimScenario *scenario = enisim_input_load (path, overrides, &error);

  if (scenario == NULL)
    say_all (error);
  return scenario;
}

EnisimSimulation *
enisim_watch_start (EnisimScenario *scenario, guint64 seed, guint32 replication)
{
  g_autoptr (GError) error = NULL;
  EnisimSimulation *sim = enisim_simulation_new (scenario, seed, replication, &error);

  if (sim == NULL)
    say_all (error);
  return sim;
}

gboolean
enisim_watch_read (EnisimSimulation *sim, guint workload, guint64 *n_rows)
{
  g_autoptr (GError) error = NULL;
  const gboolean is_done = enisim_simulation_read_trace (sim, workload, n_rows, &error);

  if (!is_done)
    say_all (error);
  return is_done;
}

static void
look (EnisimSimulation *sim, gpointer user_data)
{
  Watch *watch = user_data;

  if (enisim_interrupts_take (&watch->interrupts))
    {
      watch->is_interrupted = TRUE;
      enisim_simulation_cancel (sim);
    }
  enisim_progress_update (&watch->progress, sim);
}

static void
begin (Watch *watch, gboolean is_quiet, guint n_runs)
{
  watch->is_interrupted = FALSE;
  enisim_progress_init (&watch->progress, !is_quiet, n_runs);
  enisim_interrupts_hold (&watch->interrupts);
}

static gboolean
run_on (Watch *watch, EnisimSimulation *sim, EnisimTime until, GError **error)
{
  gboolean is_done;

  enisim_simulation_set_progress (sim, look, watch, NULL);
  if (until == ENISIM_TIME_NEVER)
    is_done = enisim_simulation_run (sim, error);
  else
    is_done = enisim_simulation_run_until (sim, until, error);
  enisim_simulation_set_progress (sim, NULL, NULL, NULL);
  return is_done;
}

static gboolean
run_watched (Watch *watch, EnisimSimulation *sim, EnisimTime until, GError **error)
{
  const gboolean is_done = run_on (watch, sim, until, error);

  enisim_progress_end_run (&watch->progress, sim);
  return is_done;
}

static void
end (Watch *watch)
{
  enisim_interrupts_forget (&watch->interrupts);
  enisim_interrupts_release (&watch->interrupts);
  enisim_progress_clear (&watch->progress);
}

static gboolean
is_interrupt (const GError *error)
{
  return g_error_matches (error, ENISIM_ERROR, ENISIM_ERROR_CANCELLED);
}

EnisimExit
enisim_watch_run (EnisimSimulation *sim, EnisimTime until, gboolean is_quiet, const char *lacks)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *now = NULL;
  Watch watch;
  gboolean is_done;

  begin (&watch, is_quiet, 1);
  is_done = run_watched (&watch, sim, until, &error);
  end (&watch);
  if (is_done)
    return ENISIM_EXIT_FINE;
  if (!is_interrupt (error))
    {
      say_all (error);
      return ENISIM_EXIT_INPUT;
    }
  now = enisim_progress_format_instant (enisim_simulation_get_now (sim));
  if (watch.is_interrupted)
    enisim_complain ("interrupted at %s of the simulated time: %s", now, lacks);
  return ENISIM_EXIT_INTERRUPTED;
}

EnisimExit
enisim_watch_room (EnisimSimulation *sim, gboolean is_quiet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSimulation) roomy = NULL;
  gboolean is_done;
  Watch watch;

  if (!enisim_simulation_lacks_room (sim))
    return ENISIM_EXIT_FINE;
  roomy = enisim_simulation_new_roomy (sim, &error);
  begin (&watch, is_quiet, 1);
  is_done = roomy != NULL && run_watched (&watch, roomy, ENISIM_TIME_NEVER, &error);
  end (&watch);
  if (is_done)
    enisim_simulation_learn_room (sim, roomy);
  else if (is_interrupt (error))
    {
      enisim_complain (
          "interrupted in the second run: which subnets would have fitted is not told");
      return ENISIM_EXIT_INTERRUPTED;
    }
  else if (!is_quiet)
    enisim_complain ("the second run, for what would have fitted: %s", error->message);
  return ENISIM_EXIT_FINE;
}

static void
look_at_all (EnisimReplications *replications, const EnisimReplicationsProgress *so_far,
             gpointer user_data)
{
  Watch *watch = user_data;

  if (enisim_interrupts_take (&watch->interrupts))
    enisim_replications_cancel (replications);
  enisim_progress_update_all (&watch->progress, so_far);
}

/* What is told of a series of runs. */
static EnisimExit
end_series (const GError *error, guint n_done, guint n_runs)
{
  if (n_done == n_runs)
    return ENISIM_EXIT_FINE;
  if (error != NULL && !is_interrupt (error))
    {
      if (n_done == 0)
        say_all (error);
      else
        enisim_complain ("replication %u: %s", n_done, error->message);
      return ENISIM_EXIT_INPUT;
    }
  if (n_done == 0)
    enisim_complain ("interrupted: no replication was finished, there is nothing to report");
  else
    enisim_complain ("interrupted: the report covers %u of %u replications", n_done, n_runs);
  return ENISIM_EXIT_INTERRUPTED;
}

/* The signals are held before there are threads, which so hold them too: only the thread that asks
 * for them gets them. */
EnisimExit
enisim_watch_replicate (EnisimReplications *replications, guint32 n_runs, guint n_jobs,
                        gboolean is_quiet)
{
  g_autoptr (GError) error = NULL;
  Watch watch;

  begin (&watch, is_quiet, n_runs);
  enisim_replications_run (replications, n_runs, n_jobs, look_at_all, &watch, &error);
  enisim_interrupts_expect (ENISIM_INTERRUPTED_BEFORE_REPORT);
  end (&watch);
  return end_series (error, (guint) enisim_replications_get_n (replications), n_runs);
}

/* A simulation of its own for each, so that memory does not grow with their number.  A short run
 * ends before it notices the interrupt, and counts; the next one does not begin. */
static gboolean
tear_down_all (Watch *watch, EnisimScenario *scenario, guint64 seed, EnisimTime at, guint32 n_runs,
               EnisimTeardown *teardown, GError **error)
{
  for (guint32 i = 0; i < n_runs && !watch->is_interrupted; i++)
    {
      g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, seed, i, error);

      if (sim == NULL || !run_on (watch, sim, at, error))
        return FALSE;
      enisim_simulation_set_progress (sim, look, watch, NULL);
      if (!enisim_teardown_add (teardown, sim, error))
        return FALSE;
      enisim_progress_end_run (&watch->progress, sim);
    }
  return TRUE;
}

EnisimExit
enisim_watch_teardown (EnisimScenario *scenario, guint64 seed, EnisimTime at, guint32 n_runs,
                       gboolean is_quiet, EnisimTeardown *teardown)
{
  g_autoptr (GError) error = NULL;
  Watch watch;

  begin (&watch, is_quiet, n_runs);
  tear_down_all (&watch, scenario, seed, at, n_runs, teardown, &error);
  end (&watch);
  return end_series (error, (guint) enisim_teardown_get_n (teardown), n_runs);
}
