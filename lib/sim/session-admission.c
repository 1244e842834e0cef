/* session-admission.c: attempts that are no arrivals, and what comes of few of either */
#include "sim/session-admission.h"

void
enisim_sim_admit_unreachable (EnisimSimulation *sim, const EnisimCall *call,
                              const EnisimSimRuntime *place, const EnisimSimWorkload *calls,
                              guint32 client, guint version)
{
  const GTimeSpan provisioning_us
      = enisim_sim_draw_for_call (&sim->unreachable, call->word, ENISIM_DRAW_COLD_START);

  enisim_sim_admit_unforeseen (sim, call, place, calls, client, version, &sim->unreachable,
                               provisioning_us, TRUE);
}

EnisimOutcome
enisim_sim_attempt (EnisimSimulation *sim, const EnisimCall *call, guint workload, guint32 caller)
{
  const EnisimOutcome outcome
      = enisim_sim_invoke (sim, call, &sim->workloads[workload], workload, caller, FALSE);

  if (outcome != ENISIM_OUTCOME_OPEN)
    enisim_sim_refuse (sim, call, outcome, workload, caller);
  return outcome;
}
