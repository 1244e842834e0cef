/* simulation-verify.h: a walk over all that one run keeps */
#pragma once

#include "sim/churn-events.h"

/* The levels of the VMs are told of each change, and of nothing else. */
static inline void
enisim_simulation_verify_vms (const EnisimSimulation *sim)
{
  guint64 n_in_state[ENISIM_N_SESSION_STATES] = { 0 };

  for (guint32 i = 0; i < sim->sessions.sessions.n_places; i++)
    n_in_state[enisim_session_table_get (&sim->sessions, i)->state]++;
  for (guint state = ENISIM_SESSION_PROVISIONING; state < ENISIM_N_SESSION_STATES; state++)
    g_assert_cmpuint (enisim_metrics_get_vms_in (&sim->metrics, state).value, ==,
                      n_in_state[state]);
  g_assert_cmpuint (sim->metrics.vms.level.value, ==,
                    enisim_session_table_get_n_vms (&sim->sessions));
}

static inline void
enisim_simulation_verify (const EnisimSimulation *sim)
{
  enisim_agenda_verify (&sim->agenda, enisim_sim_is_live, sim);
  enisim_eni_pool_verify (&sim->pool);
  enisim_session_table_verify (&sim->sessions);
  enisim_slab_verify (&sim->chains);
  enisim_slab_verify (&sim->retries);
  enisim_metrics_verify (&sim->metrics);
  enisim_simulation_verify_vms (sim);
  enisim_deletions_verify (sim);
  enisim_churn_state_verify (sim);
  for (guint i = 0; i < ENISIM_N_RATES; i++)
    enisim_limiter_verify (&sim->limiters[i]);
  for (guint32 i = 0; i < sim->n_runtimes; i++)
    {
      enisim_runtime_verify (&sim->runtimes[i].runtime);
      g_assert_cmpuint (sim->runtimes[i].foreseen.n, ==, 0);
    }
}
