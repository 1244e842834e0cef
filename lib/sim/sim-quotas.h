/* sim-quotas.h: what the account's quotas let through, and their change while a run goes on */
#pragma once

#include "sim/simulation-private.h"

void enisim_sim_init_quotas (EnisimSimulation *sim);
void enisim_sim_clear_quotas (EnisimSimulation *sim);

/* Puts other quotas in place of some.  What has passed them stays: a quota below what is there ends
 * nothing. */
void enisim_sim_change_quotas (EnisimSimulation *sim, const EnisimQuotaChange *change);

static inline EnisimAgentType
enisim_sim_get_type (const EnisimSimulation *sim, guint32 runtime)
{
  return sim->runtimes[runtime].spec->type;
}

/* The token that an invoke takes.  Returns: %FALSE if there is none.  A tool's takes none. */
static inline gboolean
enisim_sim_take_invoke_token (EnisimSimulation *sim, guint32 runtime, guint32 endpoint)
{
  EnisimLimiter *limiter = &sim->limiters[ENISIM_RATE_INVOKE];

  return limiter->capacity == 0 || enisim_sim_get_type (sim, runtime) != ENISIM_AGENT_RUNTIME
         || enisim_limiter_take (limiter, runtime, endpoint, sim->now);
}

/* The one that a StopRuntimeSession takes, where the quotas count stops. */
gboolean enisim_sim_take_stop_token (EnisimSimulation *sim, guint32 runtime, guint32 endpoint);

/* Whether a runtime or tool may have one more VM.
 * Returns: ENISIM_OUTCOME_OPEN, or why not */
EnisimOutcome enisim_sim_check_new_session (EnisimSimulation *sim, guint32 runtime,
                                            guint32 endpoint);

/* A VM of the runtime begins, ends or is gone. */
static inline void
enisim_sim_count_vm_begun (EnisimSimulation *sim, guint32 runtime)
{
  sim->n_counted[enisim_sim_get_type (sim, runtime)]++;
}

static inline void
enisim_sim_count_vm_ended (EnisimSimulation *sim, guint32 runtime)
{
  if (!sim->scenario->options.vms_count_while_stopping)
    sim->n_counted[enisim_sim_get_type (sim, runtime)]--;
}

static inline void
enisim_sim_count_vm_gone (EnisimSimulation *sim, guint32 runtime)
{
  if (sim->scenario->options.vms_count_while_stopping)
    sim->n_counted[enisim_sim_get_type (sim, runtime)]--;
}
