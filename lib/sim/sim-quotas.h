/* sim-quotas.h: what the account's quotas let through, and their change while a run goes on */
#pragma once

#include "sim/simulation-private.h"

void enisim_sim_init_quotas (EnisimSimulation *sim);
void enisim_sim_clear_quotas (EnisimSimulation *sim);

/* Puts other quotas in place of some.  What has passed them stays: a quota below what is there ends
 * nothing. */
void enisim_sim_change_quotas (EnisimSimulation *sim, const EnisimQuotaChange *change);

/* To be called before the quota of VMs gets another value, and when a window begins. */
void enisim_sim_note_max_vms (EnisimSimulation *sim);
void enisim_sim_begin_max_vms (EnisimSimulation *sim);

/* The least and the most that the quota of VMs has been in the window.  One that was in force for
 * no time does not count, unless there was no other. */
void enisim_sim_get_max_vms_range (const EnisimSimulation *sim, guint32 *least, guint32 *most);

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

/* For _check_new_session only. */
EnisimOutcome enisim_sim_check_tool (const EnisimSimulation *sim, EnisimAgentType type);

static inline gboolean
enisim_sim_take_new_session_token (EnisimSimulation *sim, const EnisimRuntimeSpec *spec,
                                   guint32 runtime, guint32 endpoint)
{
  const guint rate = sim->quotas.is_new_rate_shared ? ENISIM_RATE_NEW_CODE : (guint) spec->artifact;

  return enisim_limiter_take (&sim->limiters[rate], runtime, endpoint, sim->now);
}

/* Whether a runtime or tool may have one more VM.  The first of two refusals is the outcome; a
 * token taken before the second is gone.  @spec: the runtime's
 * Returns: ENISIM_OUTCOME_OPEN, or why not */
static inline EnisimOutcome
enisim_sim_check_new_session (EnisimSimulation *sim, const EnisimRuntimeSpec *spec, guint32 runtime,
                              guint32 endpoint)
{
  EnisimOutcome outcome = ENISIM_OUTCOME_OPEN;

  if (G_UNLIKELY (spec->type != ENISIM_AGENT_RUNTIME))
    return enisim_sim_check_tool (sim, spec->type);
  if (G_UNLIKELY (sim->n_counted[ENISIM_AGENT_RUNTIME] >= sim->quotas.max_vms))
    {
      outcome = ENISIM_OUTCOME_QUOTA;
      if (sim->scenario->options.quota_before_rate)
        return outcome;
    }
  if (!enisim_sim_take_new_session_token (sim, spec, runtime, endpoint))
    return ENISIM_OUTCOME_THROTTLED_NEW;
  return outcome;
}

/* A VM of the runtime begins its teardown. */
static inline void
enisim_sim_count_vm_ended (EnisimSimulation *sim, guint32 runtime)
{
  if (!sim->scenario->options.vms_count_while_stopping)
    sim->n_counted[enisim_sim_get_type (sim, runtime)]--;
}
