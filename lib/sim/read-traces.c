/* read-traces.c: a trace read to its end before a long run, and not run
 *
 * By the readers that the simulation has opened, so that a pipe need not be opened twice.
 */
#include <enisim/enisim-error.h>

#include "sim/simulation-private.h"

/* The rows are gone: a run would be one of no calls. */
static void
end_for_good (EnisimSimulation *sim)
{
  if (sim->error == NULL)
    sim->error = g_error_new_literal (ENISIM_ERROR, ENISIM_ERROR_INVALID,
                                      "a trace was read to its end, which leaves none to run");
}

gboolean
enisim_simulation_read_trace (EnisimSimulation *sim, guint workload, guint64 *n_rows,
                              GError **error)
{
  g_return_val_if_fail (sim != NULL && !sim->is_running && enisim_sim_count_taken (sim) == 0,
                        FALSE);
  g_return_val_if_fail (workload < sim->scenario->n_workloads, FALSE);
  g_return_val_if_fail (sim->workloads[workload].workload.trace != NULL, FALSE);
  g_return_val_if_fail (!sim->workloads[workload].is_read, FALSE);
  g_return_val_if_fail (n_rows != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  end_for_good (sim);
  sim->workloads[workload].is_read = TRUE;
  return enisim_workload_read_on (&sim->workloads[workload].workload, n_rows, error);
}
