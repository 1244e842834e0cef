/* room.c: how large the subnets of a run ought to have been
 *
 * One second run answers for all subnets at once: whoever failed in one of them might have failed
 * in the next, so that none of them may have a bound.
 */
#include <enisim/enisim-room.h>

#include "sim/simulation-private.h"

gboolean
enisim_simulation_lacks_room (const EnisimSimulation *sim)
{
  g_return_val_if_fail (sim != NULL, FALSE);

  for (guint i = 0; i < sim->metrics.n_subnets; i++)
    if (sim->metrics.subnets[i].is_short)
      return TRUE;
  return FALSE;
}

EnisimSimulation *
enisim_simulation_new_roomy (const EnisimSimulation *sim, GError **error)
{
  g_return_val_if_fail (sim != NULL && !sim->is_running, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return enisim_sim_new_in (sim->scenario, sim->seed, sim->replication, TRUE, error);
}

void
enisim_simulation_learn_room (EnisimSimulation *sim, const EnisimSimulation *roomy)
{
  g_return_if_fail (sim != NULL && !sim->is_running && roomy != NULL && roomy->is_roomy);
  g_return_if_fail (roomy->scenario == sim->scenario && roomy->seed == sim->seed);
  g_return_if_fail (roomy->replication == sim->replication && roomy->now == sim->now);

  if (sim->room_peaks == NULL)
    sim->room_peaks = g_new (guint64, sim->metrics.n_subnets);
  for (guint i = 0; i < sim->metrics.n_subnets; i++)
    sim->room_peaks[i] = roomy->metrics.subnets[i].held.level.peak;
}
