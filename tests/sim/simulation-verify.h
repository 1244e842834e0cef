/* simulation-verify.h: a walk over all that one run keeps */
#pragma once

#include "sim/churn-events.h"

static inline void
enisim_simulation_verify (const EnisimSimulation *sim)
{
  enisim_agenda_verify (&sim->agenda, enisim_sim_is_live, sim);
  enisim_eni_pool_verify (&sim->pool);
  enisim_session_table_verify (&sim->sessions);
  enisim_slab_verify (&sim->chains);
  enisim_slab_verify (&sim->retries);
  enisim_metrics_verify (&sim->metrics);
  enisim_deletions_verify (sim);
  enisim_churn_state_verify (sim);
  for (guint i = 0; i < ENISIM_N_RATES; i++)
    enisim_limiter_verify (&sim->limiters[i]);
  for (guint32 i = 0; i < sim->n_runtimes; i++)
    enisim_runtime_verify (&sim->runtimes[i].runtime);
}
