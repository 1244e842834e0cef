/* world-run.c: one world in the simulator and in its naive twin, event by event */
#include "world/world-run.h"

#include <string.h>

#include "sim/run-summary.h"
#include "sim/simulation-verify.h"

static char *
compare_event (const EnisimSimulation *sim, gboolean has_event, EnisimEventKind kind,
               gboolean has_twin_event, const TwinEvent *event)
{
  if (has_event != has_twin_event)
    return g_strdup_printf ("an event more than %s has", has_event ? "the twin" : "the simulator");
  if (!has_event)
    return NULL;
  if (sim->now != event->at)
    return g_strdup_printf ("the twin's event comes at %" G_GINT64_FORMAT " us", event->at);
  if (enisim_event_kind_get_class (kind) != event->class)
    return g_strdup_printf ("class %u, and the twin's is %u", enisim_event_kind_get_class (kind),
                            event->class);
  return NULL;
}

/* The conservation laws, which neither side may break. */
static void
verify_at_end (EnisimSimulation *sim)
{
  EnisimRunSummary *summary;

  enisim_simulation_verify (sim);
  summary = enisim_run_summary_new (sim);
  enisim_run_summary_verify (summary);
  enisim_run_summary_free (summary);
}

static char *
step_both (EnisimSimulation *sim, Twin *twin, gboolean *is_over)
{
  EnisimEventKind kind = ENISIM_EVENT_SAMPLE;
  TwinEvent event = { 0 };
  const gboolean has_event = enisim_sim_step (sim, &kind);
  const gboolean has_twin_event = twin_step (twin, &event);
  g_autofree char *difference = compare_event (sim, has_event, kind, has_twin_event, &event);

  if (difference == NULL && has_event)
    difference = world_compare (sim, twin);
  *is_over = !has_event;
  if (difference == NULL)
    return NULL;
  return g_strdup_printf ("after event %" G_GUINT64_FORMAT " at %" G_GINT64_FORMAT " us, %s: %s",
                          enisim_sim_count_taken (sim), sim->now,
                          has_event ? enisim_event_kind_get_name (kind) : "the last", difference);
}

static char *
run_both (EnisimSimulation *sim, Twin *twin)
{
  g_autoptr (GError) error = NULL;
  char *difference = world_compare (sim, twin);
  gboolean is_over = FALSE;

  while (difference == NULL && !is_over)
    difference = step_both (sim, twin, &is_over);
  if (difference != NULL)
    return difference;
  if (!enisim_simulation_run (sim, &error))
    return g_strdup_printf ("the run fails: %s", error->message);
  verify_at_end (sim);
  return world_compare_areas (sim, twin);
}

static EnisimScenario *
load (World *world, GError **error)
{
  g_autofree char *yaml = NULL;

  world_write_traces (world);
  yaml = world_to_yaml (world);
  return enisim_scenario_load_data ("world.yaml", (const guint8 *) yaml, strlen (yaml), NULL,
                                    error);
}

char *
world_run (guint64 seed, WorldRun *run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (World) world = world_new (seed);
  g_autoptr (EnisimScenario) scenario = load (world, &error);
  g_autoptr (EnisimSimulation) sim = NULL;
  g_autoptr (Twin) twin = NULL;
  char *difference;

  *run = (WorldRun){ 0 };
  if (scenario != NULL)
    sim = enisim_simulation_new (scenario, seed, 0, &error);
  if (sim == NULL)
    return g_strdup_printf ("the scenario is refused: %s", error->message);
  twin = twin_new (world);
  difference = run_both (sim, twin);
  if (difference == NULL)
    difference = world_compare_in_one_go (scenario, seed, sim, &run->n_unbooked);
  run->n_events = enisim_sim_count_taken (sim);
  memcpy (run->n_seen, twin->n_seen, sizeof run->n_seen);
  return difference;
}
