/* sim-quotas.c: what the account's quotas let through, and their change while a run goes on */
#include "sim/sim-quotas.h"

void
enisim_sim_init_quotas (EnisimSimulation *sim)
{
  const guint64 scatter
      = enisim_stream_address (sim->seed, sim->replication, ENISIM_PURPOSE_LIMITER_SCATTER, "");

  sim->quotas = sim->scenario->quotas;
  enisim_sim_begin_max_vms (sim);
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
  enisim_sim_note_max_vms (sim);
  enisim_quotas_apply (&sim->quotas, change);
  for (guint i = 0; i < ENISIM_N_RATES; i++)
    enisim_limiter_change (&sim->limiters[i], &sim->quotas.rates[i], sim->now);
  enisim_address_space_set_enis_per_az (&sim->space, sim->quotas.enis_per_az);
}

void
enisim_sim_note_max_vms (EnisimSimulation *sim)
{
  if (sim->now > sim->max_vms.set_at)
    enisim_sim_get_max_vms_range (sim, &sim->max_vms.least, &sim->max_vms.most);
  sim->max_vms.set_at = sim->now;
}

void
enisim_sim_begin_max_vms (EnisimSimulation *sim)
{
  sim->max_vms.least = G_MAXUINT32;
  sim->max_vms.most = 0;
  sim->max_vms.set_at = sim->now;
}

void
enisim_sim_get_max_vms_range (const EnisimSimulation *sim, guint32 *least, guint32 *most)
{
  const gboolean is_alone = sim->max_vms.least > sim->max_vms.most;

  *least = sim->max_vms.least;
  *most = sim->max_vms.most;
  if (!is_alone && sim->now == sim->max_vms.set_at)
    return;
  *least = MIN (*least, sim->quotas.max_vms);
  *most = MAX (*most, sim->quotas.max_vms);
}

gboolean
enisim_sim_take_stop_token (EnisimSimulation *sim, guint32 runtime, guint32 endpoint)
{
  return !sim->quotas.do_stops_count || enisim_sim_take_invoke_token (sim, runtime, endpoint);
}

EnisimOutcome
enisim_sim_check_tool (const EnisimSimulation *sim, EnisimAgentType type)
{
  const guint32 quota = type == ENISIM_AGENT_BROWSER ? sim->quotas.browser_sessions
                                                     : sim->quotas.code_interpreter_sessions;

  return sim->n_counted[type] < quota ? ENISIM_OUTCOME_OPEN : ENISIM_OUTCOME_TOOL_QUOTA;
}
