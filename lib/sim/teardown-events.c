/* teardown-events.c: all is destroyed, and nothing comes any more
 *
 * The plan is not taken off the agenda: what it has ahead is dropped as it comes up, so that each
 * kind of event that is added says in one place whether it is the plan's.
 */
#include <enisim/enisim-control.h>

#include "sim/simulation-private.h"

static const EnisimControlRequest deletion = { .verb = ENISIM_REQUEST_DELETE, .is_patient = TRUE };

static void
end_arrivals (EnisimSimulation *sim)
{
  for (guint i = 0; i < sim->scenario->n_workloads; i++)
    if (sim->scenario->workloads[i].kind != ENISIM_WORKLOAD_CLOSED)
      enisim_agenda_set_arrival (&sim->agenda, sim->workloads[i].arrivals, ENISIM_EVENT_NEVER);
}

/* A deletion takes the place of all that waits.  Where the first of these has its event booked
 * already, that runs the deletion, which is refused where nothing is there to delete. */
static void
delete_runtime (EnisimSimulation *sim, guint32 index)
{
  EnisimRuntime *runtime = &sim->runtimes[index].runtime;
  const gboolean has_waiting = runtime->requests.length > 0;

  while (runtime->requests.length > 0)
    enisim_runtime_pop_request (runtime);
  if (enisim_runtime_is_settled (runtime) && !has_waiting)
    {
      if (runtime->status != ENISIM_RUNTIME_ABSENT)
        enisim_sim_request (sim, index, &deletion);
    }
  else if (runtime->status != ENISIM_RUNTIME_DELETING)
    enisim_runtime_push_request (runtime, &deletion);
}

void
enisim_simulation_tear_down (EnisimSimulation *sim)
{
  g_return_if_fail (sim != NULL && !sim->is_running);

  if (sim->is_torn_down)
    return;
  sim->is_torn_down = TRUE;
  sim->horizon = ENISIM_TIME_MAX;
  end_arrivals (sim);
  for (guint32 i = 0; i < sim->n_runtimes; i++)
    delete_runtime (sim, i);
}
