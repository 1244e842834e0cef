/* foreseen-sessions.h: sessions whose whole life is known when it begins
 *
 * Where no later call can name a session, its caller waits for nothing and the plan has nothing to
 * say before it is gone, admission fixes all that will be: the end of the cold start, the
 * completion, the idle timeout and the end of the teardown.  Then one event is booked in place of
 * four, the last one, and what lies between is accounted for when that comes, each at its own
 * instant: levels are sums of instants, counts know no order, and meanwhile nobody looks at more
 * than how many VMs there are.
 *
 * In a loss system that is half the time of a run.  It shows in no byte: whoever may look (an
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

/* The run ends before its time, and of what was due at this instant only events of lower classes
 * than @class have been.  All that is foreseen is booked as it would be by now.  O(n log n) */
void enisim_sim_unfold_foreseen (EnisimSimulation *sim, guint class);

/* Whether a session's timer, or the end of an invocation, is on the general queue, whatever its
 * delay. */
gboolean enisim_sim_was_unfolded (const EnisimSimulation *sim, guint64 sequence);

/* How far nothing is planned, from now on.  For _foresee only, once that is behind. */
void enisim_sim_look_further (EnisimSimulation *sim);

/* Returns: when a VM that @call may have now will be gone; ENISIM_TIME_NEVER if nobody knows
 *
 * @ready_at, @end_at: of its cold start and its lifetime */
ENISIM_ALWAYS_INLINE EnisimTime
enisim_sim_foresee (EnisimSimulation *sim, const EnisimSimRuntime *place, guint workload,
                    const EnisimCall *call, EnisimTime ready_at, EnisimTime end_at)
{
  const EnisimSimWorkload *calls = &sim->workloads[workload];
  const EnisimForesight *foresight = &sim->foresight;
  const EnisimTime completes_at = ready_at + call->duration_us;
  const EnisimTime idles_out_at = completes_at + place->idle_timeout_us;
  const EnisimTime gone_at = idles_out_at + foresight->teardown_us;

  if (!foresight->is_on || !calls->is_foreseeable)
    return ENISIM_TIME_NEVER;
  if (G_UNLIKELY (sim->now > foresight->until))
    enisim_sim_look_further (sim);
  if (gone_at > foresight->until || idles_out_at >= end_at
      || completes_at - sim->now > calls->request_limit_us || ready_at - sim->now > G_MAXUINT32
      || call->n_retries > 0 || place->runtime.timer != 0)
    return ENISIM_TIME_NEVER;
  return gone_at;
}

/* @session: has just been admitted */
ENISIM_ALWAYS_INLINE void
enisim_sim_begin_foreseen (EnisimSimulation *sim, guint32 session, EnisimTime ready_at,
                           EnisimTime gone_at)
{
  enisim_metrics_note_admitted (&sim->metrics, sim->now, TRUE);
  enisim_session_foresee (
      enisim_sim_get_session (sim, session), (guint32) (ready_at - sim->now),
      enisim_agenda_book (&sim->agenda, gone_at,
                          enisim_event_kind_get_class (ENISIM_EVENT_FORESEEN_GONE),
                          ENISIM_EVENT_FORESEEN_GONE, session));
}
