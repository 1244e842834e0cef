/* world-in-one-go.c: a world as people run it, without a stop after each event
 *
 * Then the lives of some sessions are foreseen and nearly all of their events are never booked.
 * What the run reports must not tell, nor what it reports of itself where it breaks off, nor what
 * comes of it when all is destroyed at that instant.
 */
#include "world/world-run.h"

#include <enisim/enisim-report.h>

#include "sim/break-off.h"
#include "sim/simulation-verify.h"

enum
{
  STOPS = 40 /* the events of a run, one of which it may break off at */
};

static EnisimSimulation *
begin (EnisimScenario *scenario, guint64 seed, gboolean may_foresee)
{
  EnisimSimulation *sim = enisim_simulation_new (scenario, seed, 0, NULL);

  g_assert (sim != NULL);
  sim->foresight.is_off = !may_foresee;
  return sim;
}

static char *
compare_reports (const EnisimSimulation *plain, const EnisimSimulation *other, const char *when)
{
  g_autofree char *expected = enisim_report_to_json (plain);
  g_autofree char *found = enisim_report_to_json (other);
  g_autofree char *difference = quote_difference (found, expected);

  return g_str_equal (expected, found) ? NULL : g_strdup_printf ("%s: %s", when, difference);
}

static char *
run_on (EnisimSimulation *plain, EnisimSimulation *other, const char *when)
{
  if (!enisim_simulation_run (plain, NULL) || !enisim_simulation_run (other, NULL))
    return g_strdup_printf ("%s: the run fails", when);
  enisim_simulation_verify (other);
  return compare_reports (plain, other, when);
}

/* Of the instant at which the other has broken off all happens first. */
static char *
compare_broken_off (EnisimSimulation *plain, EnisimSimulation *other)
{
  if (!enisim_simulation_run_until (plain, other->now, NULL)
      || !enisim_simulation_run_until (other, other->now, NULL))
    return g_strdup ("broken off: the run fails");
  return compare_reports (plain, other, "broken off");
}

static char *
compare_after_stop (EnisimScenario *scenario, guint64 seed, guint64 n_events, gboolean is_destroyed)
{
  g_autoptr (EnisimSimulation) plain = begin (scenario, seed, FALSE);
  g_autoptr (EnisimSimulation) other = begin (scenario, seed, TRUE);
  char *difference;

  (void) run_events_of (other, n_events, NULL); /* if it has as many */
  enisim_simulation_verify (other);
  difference = compare_broken_off (plain, other);
  if (difference != NULL)
    return difference;
  if (is_destroyed)
    {
      enisim_simulation_tear_down (plain);
      enisim_simulation_tear_down (other);
    }
  return run_on (plain, other, is_destroyed ? "destroyed" : "gone on with");
}

char *
world_compare_in_one_go (EnisimScenario *scenario, guint64 seed, const EnisimSimulation *stepped,
                         guint64 *n_unbooked)
{
  g_autoptr (EnisimSimulation) sim = begin (scenario, seed, TRUE);
  const guint64 stop = 1 + (seed * 7919) % STOPS * enisim_sim_count_taken (stepped) / STOPS;
  char *difference;

  if (!enisim_simulation_run (sim, NULL))
    return g_strdup ("in one go: the run fails");
  enisim_simulation_verify (sim);
  *n_unbooked = sim->foresight.n_unbooked;
  difference = compare_reports (stepped, sim, "in one go");
  if (difference != NULL || *n_unbooked == 0)
    return difference;
  difference = compare_after_stop (scenario, seed, stop, FALSE);
  return difference != NULL ? difference : compare_after_stop (scenario, seed, stop, TRUE);
}
