/* foreseen-sessions.h: sessions whose whole life is known when it begins
 *
 * Where no later call can name a session, its caller waits for nothing and the plan has nothing to
 * say before it is gone, admission fixes all that will be: the end of the cold start, the
 * completion, the idle timeout and the end of the teardown.  Then one event is booked in place of
 * four, the last one, and what lies between is accounted for when that comes, or all at once where
 * the run ends: levels are sums, counts know no order, and meanwhile nobody looks at more than how
 * many VMs there are.
 *
 * In a loss system a run takes less than half as long.  It shows in no byte: whoever may look (an
 * observer, a pause, the end of the warm-up, the horizon) or interfere (the timeline, stacks that
 * come and go, an update that is under way) has no foreseen session before him.  A run that ends
 * sooner than it was meant to unfolds those that it has into what they would be by then.  Their
 * events get sequences anew: what comes of them at one instant may be told in another order, if
 * somebody observes from then on.
 */
#pragma once

#include "sim/session-parts.h"

void enisim_sim_init_foresight (EnisimSimulation *sim);
void enisim_sim_clear_foresight (EnisimSimulation *sim);

/* A run to sim->stop_at begins. */
void enisim_sim_begin_foresight (EnisimSimulation *sim);

/* The session's end.  For event-loop.c. */
void enisim_sim_end_foreseen (EnisimSimulation *sim, guint32 session);

/* What is known of all that are gone is told, runtime by runtime: before a window or a run ends. */
void enisim_sim_settle_foreseen (EnisimSimulation *sim);

/* The run ends before its time, and of what was due at this instant only events of lower classes
 * than @class have been.  All that is foreseen is booked as it would be by now.  O(n log n) */
void enisim_sim_unfold_foreseen (EnisimSimulation *sim, guint class);

/* Whether a session's timer, or the end of an invocation, is on the general queue, whatever its
 * delay. */
gboolean enisim_sim_was_unfolded (const EnisimSimulation *sim, guint64 sequence);

/* For _admit_foreseen only: whether nothing of the plan comes before @gone_at, as seen from now. */
gboolean enisim_sim_look_further (EnisimSimulation *sim, EnisimTime gone_at);

/* Admits a session if its life is known, and else does nothing.  Returns: whether it has
 *
 * @call: an arrival
 * @calls: its workload, which is foreseeable: no call follows
 * @version: of the runtime at @place */
ENISIM_ALWAYS_INLINE gboolean
enisim_sim_admit_foreseen (EnisimSimulation *sim, const EnisimCall *call,
                           const EnisimSimRuntime *place, const EnisimSimWorkload *calls,
                           guint version)
{
  const EnisimForesight *foresight = &sim->foresight;
  const GTimeSpan cold_start_us
      = enisim_sim_draw_for_call (place->cold_start, call->word, ENISIM_DRAW_COLD_START);
  const GTimeSpan call_us = cold_start_us + call->duration_us;
  const GTimeSpan life_us = call_us + place->idle_timeout_us;
  const EnisimTime gone_at = sim->now + life_us + foresight->teardown_us;
  guint64 end_sequence, sequence;
  guint32 index;

  if (G_UNLIKELY (!foresight->is_on || life_us >= place->end_after_us
                  || call_us > calls->request_limit_us || cold_start_us > G_MAXUINT32
                  || place->runtime.timer != 0))
    return FALSE;
  if (G_UNLIKELY (gone_at > foresight->until) && !enisim_sim_look_further (sim, gone_at))
    return FALSE;

  end_sequence = enisim_agenda_reserve (&sim->agenda);
  sequence = enisim_agenda_reserve (&sim->agenda);
  enisim_metrics_note_foreseen_begun (&sim->metrics, sim->now);
  index = enisim_session_table_admit (
      &sim->sessions, &(EnisimNewSession){ .key = call->session,
                                           .runtime = call->target,
                                           .end_at = sim->now + place->end_after_us,
                                           .is_end_unhealthy = place->is_end_unhealthy,
                                           .admission = { .end_sequence = end_sequence,
                                                          .version = version,
                                                          .workload = calls->workload.index,
                                                          .call = call->number },
                                           .is_foreseen = TRUE,
                                           .ready_after_us = (guint32) cold_start_us,
                                           .timer = sequence });
  enisim_agenda_put (&sim->agenda,
                     enisim_event_join (gone_at,
                                        enisim_event_kind_get_class (ENISIM_EVENT_FORESEEN_GONE),
                                        sequence, ENISIM_EVENT_FORESEEN_GONE, index));
  return TRUE;
}
