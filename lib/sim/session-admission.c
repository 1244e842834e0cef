/* session-admission.c: attempts that are no arrivals, and sessions that are not foreseen */
#include "sim/session-admission.h"

/* Its provisioning is booked, or its end where that comes first. */
void
enisim_sim_admit_unforeseen (EnisimSimulation *sim, const EnisimCall *call,
                             const EnisimSimRuntime *place, const EnisimSimWorkload *calls,
                             guint32 client, guint version, gboolean is_unreachable)
{
  const guint workload = calls->workload.index;
  const EnisimDelay *provisioning = is_unreachable ? &sim->unreachable : place->cold_start;
  const EnisimTime ready_at
      = sim->now + enisim_sim_draw_for_call (provisioning, call->word, ENISIM_DRAW_COLD_START);
  const EnisimTime end_at = sim->now + place->end_after_us;
  const guint32 index = enisim_session_table_admit (
      &sim->sessions,
      &(EnisimNewSession){ .key = call->session,
                           .runtime = call->target,
                           .is_findable = calls->is_findable,
                           .is_unreachable = is_unreachable,
                           .end_at = end_at,
                           .is_end_unhealthy = place->is_end_unhealthy,
                           .admission = { .end_sequence = enisim_agenda_reserve (&sim->agenda),
                                          .version = version,
                                          .workload = workload,
                                          .call = call->number,
                                          .follow_up = call->follow_up } });
  EnisimSession *session = enisim_sim_get_session (sim, index);

  enisim_metrics_note_vm_begun (&sim->metrics, sim->now, place->spec->platform,
                                place->spec->memory_mib);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_session (sim, index, ENISIM_SESSION_FREE, ENISIM_SESSION_PROVISIONING,
                             "admitted");
  enisim_sim_begin_invocation (sim, session, call, workload, client,
                               is_unreachable ? ready_at : ready_at + call->duration_us, TRUE);
  if (G_LIKELY (ready_at <= end_at))
    enisim_session_set_timer (
        session, enisim_sim_book (sim, provisioning, ready_at, ENISIM_EVENT_COLD_START_END, index));
  else
    enisim_sim_book_forced_end (sim, index);
}

EnisimOutcome
enisim_sim_attempt (EnisimSimulation *sim, const EnisimCall *call, guint workload, guint32 caller)
{
  return enisim_sim_attempt_here (sim, call, &sim->workloads[workload], caller, FALSE);
}
