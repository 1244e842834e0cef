/* sim-quotas.c: what the account's quotas let through, and their change while a run goes on */
#include "sim/sim-quotas.h"

void
enisim_sim_init_quotas (EnisimSimulation *sim)
{
  const guint64 scatter
      = enisim_stream_address (sim->seed, sim->replication, ENISIM_PURPOSE_LIMITER_SCATTER, "");

  sim->quotas = sim->scenario->quotas;
  for (guint i = 0; i < ENISIM_N_RATES; i++)
    enisim_limiter_init (&sim->limiters[i], &sim->quotas.rates[i],
                         sim->scenario->options.limiter_depth_us, scatter + i);
}

void
enisim_sim_clear_quotas (EnisimSimulation *sim)
{
  for (guint i = 0; i < ENISIM_N_RATES; i++)
    enisim_limiter_clear (&sim->limiters[i]);
}

void
enisim_sim_change_quotas (EnisimSimulation *sim, const EnisimQuotaChange *change)
{
  enisim_quotas_apply (&sim->quotas, change);
  for (guint i = 0; i < ENISIM_N_RATES; i++)
    enisim_limiter_change (&sim->limiters[i], &sim->quotas.rates[i], sim->now);
  enisim_address_space_set_enis_per_az (&sim->space, sim->quotas.enis_per_az);
}

gboolean
enisim_sim_take_stop_token (EnisimSimulation *sim, guint32 runtime, guint32 endpoint)
{
  return !sim->quotas.do_stops_count || enisim_sim_take_invoke_token (sim, runtime, endpoint);
}

static gboolean
take_new_session_token (EnisimSimulation *sim, guint32 runtime, guint32 endpoint)
{
  const guint rate = sim->quotas.is_new_rate_shared ? ENISIM_RATE_NEW_CODE
                                                    : (guint) sim->runtimes[runtime].spec->artifact;

  return enisim_limiter_take (&sim->limiters[rate], runtime, endpoint, sim->now);
}

static EnisimOutcome
check_tool (const EnisimSimulation *sim, EnisimAgentType type)
{
  const guint32 quota = type == ENISIM_AGENT_BROWSER ? sim->quotas.browser_sessions
                                                     : sim->quotas.code_interpreter_sessions;

  return sim->n_counted[type] < quota ? ENISIM_OUTCOME_OPEN : ENISIM_OUTCOME_TOOL_QUOTA;
}

/* The first of two refusals is the outcome; a token taken before the second is gone. */
EnisimOutcome
enisim_sim_check_new_session (EnisimSimulation *sim, guint32 runtime, guint32 endpoint)
{
  const EnisimAgentType type = enisim_sim_get_type (sim, runtime);
  const gboolean is_full = sim->n_counted[ENISIM_AGENT_RUNTIME] >= sim->quotas.max_vms;

  if (type != ENISIM_AGENT_RUNTIME)
    return check_tool (sim, type);
  if (is_full && sim->scenario->options.quota_before_rate)
    return ENISIM_OUTCOME_QUOTA;
  if (!take_new_session_token (sim, runtime, endpoint))
    return ENISIM_OUTCOME_THROTTLED_NEW;
  return is_full ? ENISIM_OUTCOME_QUOTA : ENISIM_OUTCOME_OPEN;
}
