/* session-admission.c: attempts that are no arrivals */
#include "sim/session-admission.h"

EnisimOutcome
enisim_sim_attempt (EnisimSimulation *sim, const EnisimCall *call, guint workload, guint32 caller)
{
  const EnisimOutcome outcome
      = enisim_sim_invoke (sim, call, &sim->workloads[workload], workload, caller, FALSE);

  if (outcome != ENISIM_OUTCOME_OPEN)
    enisim_sim_refuse (sim, call, outcome, workload, caller);
  return outcome;
}
