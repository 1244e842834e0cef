/* control.c: what may be done to a simulation between two runs
 *
 * Calls made here belong to a workload of their own, beside the scenario's, so that they shift no
 * draw of these.
 */
#include <enisim/enisim-control.h>

#include "base/fingerprint.h"
#include "sim/sim-quotas.h"

const char *
enisim_stop_get_name (EnisimStop stop)
{
  static const char *const names[] = {
    [ENISIM_STOP_DONE] = "done",
    [ENISIM_STOP_CONFLICT] = "conflict",
    [ENISIM_STOP_NONE] = "none",
    [ENISIM_STOP_THROTTLED] = "throttled",
  };

  return (gsize) stop < G_N_ELEMENTS (names) ? names[stop] : "unknown";
}

static guint
get_steps_index (const EnisimSimulation *sim)
{
  return sim->scenario->n_workloads;
}

/* No name that a scenario can give: its draws meet nobody's. */
void
enisim_sim_open_steps (EnisimSimulation *sim)
{
  EnisimSimWorkload *place = &sim->workloads[get_steps_index (sim)];
  gboolean is_open;

  sim->steps = (EnisimWorkloadSpec){ .name = (char *) "(steps)",
                                     .kind = ENISIM_WORKLOAD_CLOSED,
                                     .new_ratio = 1.0,
                                     .duration = enisim_distribution_constant (0),
                                     .think = enisim_distribution_constant (0) };
  enisim_session_spec_init (&sim->steps.session);
  is_open = enisim_workload_init (&place->workload, &sim->steps, get_steps_index (sim), sim->seed,
                                  sim->replication, NULL);
  g_assert (is_open);
  place->duration = (EnisimDelay){ &sim->steps.duration, ENISIM_DELAY_QUEUED };
  place->request_limit_us = ENISIM_TIME_NEVER;
  place->is_findable = TRUE;
}

/* What stacks bring they see to themselves. */
static gboolean
is_scenarios (const EnisimSimulation *sim, guint runtime)
{
  return runtime < sim->scenario->n_runtimes;
}

gboolean
enisim_simulation_create_runtime (EnisimSimulation *sim, guint runtime)
{
  g_return_val_if_fail (sim != NULL && !sim->is_running, FALSE);
  g_return_val_if_fail (is_scenarios (sim, runtime), FALSE);
  return enisim_sim_request (sim, runtime,
                             &(EnisimControlRequest){ .verb = ENISIM_REQUEST_CREATE });
}

gboolean
enisim_simulation_delete_runtime (EnisimSimulation *sim, guint runtime)
{
  g_return_val_if_fail (sim != NULL && !sim->is_running, FALSE);
  g_return_val_if_fail (is_scenarios (sim, runtime), FALSE);
  return enisim_sim_request (sim, runtime,
                             &(EnisimControlRequest){ .verb = ENISIM_REQUEST_DELETE });
}

static gboolean
is_session_id (const char *id)
{
  const gsize n_bytes = strlen (id);

  return n_bytes >= ENISIM_SESSION_ID_BYTES_MIN && n_bytes <= ENISIM_SESSION_ID_BYTES_MAX;
}

static guint64
hash_session (const EnisimSimulation *sim, guint runtime, const char *id)
{
  const EnisimSimWorkload *place = &sim->workloads[get_steps_index (sim)];

  return enisim_workload_hash_session (&place->workload, enisim_fingerprint (id, strlen (id)),
                                       runtime);
}

static EnisimCall
make_call (EnisimSimulation *sim, guint runtime, const char *session_id, GTimeSpan duration_us)
{
  EnisimWorkload *workload = &sim->workloads[get_steps_index (sim)].workload;
  const guint32 number = enisim_workload_number_call (workload);
  const gboolean is_new = session_id == NULL;

  return (EnisimCall){ .word = enisim_workload_get_word (workload, number),
                       .number = number,
                       .target = runtime,
                       .duration_us = duration_us,
                       .is_new_session = is_new,
                       .session = is_new ? enisim_workload_number_session (workload, number)
                                         : hash_session (sim, runtime, session_id) };
}

gboolean
enisim_simulation_invoke (EnisimSimulation *sim, guint runtime, const char *session_id,
                          GTimeSpan duration_us, EnisimOutcome *outcome, GError **error)
{
  EnisimCall call;
  EnisimOutcome made;

  g_return_val_if_fail (sim != NULL && !sim->is_running, FALSE);
  g_return_val_if_fail (is_scenarios (sim, runtime), FALSE);
  g_return_val_if_fail (duration_us >= 0 && duration_us <= ENISIM_TIME_MAX, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (session_id != NULL && !is_session_id (session_id))
    {
      g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID,
                   "a session id has %d to %d bytes, not %" G_GSIZE_FORMAT,
                   ENISIM_SESSION_ID_BYTES_MIN, ENISIM_SESSION_ID_BYTES_MAX, strlen (session_id));
      return FALSE;
    }
  if (sim->workloads[get_steps_index (sim)].workload.n_calls == ENISIM_WORKLOAD_CALLS_MAX)
    {
      g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID,
                   "one simulation takes at most %u calls", ENISIM_WORKLOAD_CALLS_MAX);
      return FALSE;
    }
  call = make_call (sim, runtime, session_id, duration_us);
  made = enisim_sim_attempt (sim, &call, get_steps_index (sim), ENISIM_CLIENT_NONE);
  if (outcome != NULL)
    *outcome = made;
  return TRUE;
}

EnisimStop
enisim_simulation_stop_session (EnisimSimulation *sim, guint runtime, const char *session_id)
{
  guint32 session;

  g_return_val_if_fail (sim != NULL && !sim->is_running, ENISIM_STOP_NONE);
  g_return_val_if_fail (is_scenarios (sim, runtime), ENISIM_STOP_NONE);
  g_return_val_if_fail (session_id != NULL, ENISIM_STOP_NONE);

  if (!enisim_sim_take_stop_token (sim, runtime, ENISIM_ENDPOINT_DEFAULT))
    return ENISIM_STOP_THROTTLED;
  session = enisim_session_table_find (&sim->sessions, hash_session (sim, runtime, session_id));
  if (session == ENISIM_SESSION_NONE)
    return ENISIM_STOP_NONE;
  return enisim_sim_stop_session (sim, session);
}

void
enisim_simulation_set_max_vms (EnisimSimulation *sim, guint max_vms)
{
  g_return_if_fail (sim != NULL && !sim->is_running);
  enisim_sim_note_max_vms (sim);
  sim->quotas.max_vms = max_vms;
}

guint
enisim_simulation_get_max_vms (const EnisimSimulation *sim)
{
  g_return_val_if_fail (sim != NULL, 0);
  return sim->quotas.max_vms;
}
