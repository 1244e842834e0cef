/* retries.c: refused callers wait and try again
 *
 * A call that is to be tried again is kept here, whole, so that all that is drawn for it and the
 * session it goes to stay the same.  It is ahead of one event, which has its sequence; everybody
 * else costs nothing here.
 */
#include "sim/simulation-private.h"

typedef struct
{
  EnisimCall call;
  guint32 caller;
  guint32 workload;
} Retry;

void
enisim_sim_init_retries (EnisimSimulation *sim)
{
  enisim_slab_init (&sim->retries, sizeof (Retry));
}

/* Full jitter: anything from nothing to the span, which doubles with each attempt to the cap. */
static GTimeSpan
draw_wait (const EnisimRetry *retry, const EnisimCall *call)
{
  const guint32 attempt = call->n_retries + 1;
  GTimeSpan limit_us = MIN (retry->base_us, retry->cap_us);
  EnisimStream stream = enisim_stream_from_word (
      enisim_stream_mix (enisim_stream_mix (call->word, ENISIM_DRAW_RETRY), attempt));

  for (guint32 i = 1; i < attempt && limit_us < retry->cap_us; i++)
    limit_us = MIN (2 * limit_us, retry->cap_us);
  return (GTimeSpan) enisim_stream_next_below (&stream, (guint64) limit_us + 1);
}

/* By now the session may have a VM of an attempt that got that far, or of another call. */
static void
book (EnisimSimulation *sim, const EnisimCall *call, guint workload, guint32 caller, EnisimTime at)
{
  const guint32 index = enisim_slab_take (&sim->retries);
  Retry *record = enisim_slab_get (&sim->retries, index);

  *record = (Retry){ .call = *call, .caller = caller, .workload = workload };
  record->call.n_retries++;
  record->call.is_new_session = FALSE;
  enisim_agenda_book_as (&sim->agenda, at, enisim_event_kind_get_class (ENISIM_EVENT_RETRY),
                         enisim_sim_make_call_sequence (workload, call->number), ENISIM_EVENT_RETRY,
                         index);
}

/* What a retry past the horizon would come to is not known, which is another thing than that the
 * caller gives up. */
gboolean
enisim_sim_retry (EnisimSimulation *sim, const EnisimCall *call, guint workload, guint32 caller,
                  EnisimOutcome outcome, EnisimTime known_at)
{
  const EnisimRetry *retry = &sim->scenario->options.retry[outcome];
  EnisimTime at;

  if (call->n_retries + 1 >= retry->attempts || workload == sim->scenario->n_workloads)
    return FALSE;
  at = known_at + draw_wait (retry, call);
  if (at <= sim->horizon)
    book (sim, call, workload, caller, at);
  else if (enisim_sim_is_chain (caller))
    enisim_sim_end_chain (sim, caller);
  return TRUE;
}

void
enisim_sim_attempt_again (EnisimSimulation *sim, guint32 index)
{
  const Retry record = *(const Retry *) enisim_slab_get (&sim->retries, index);

  enisim_slab_give_back (&sim->retries, index);
  if (enisim_metrics_is_counted (&sim->metrics, record.call.first_at))
    sim->metrics.n_retries++;
  enisim_sim_attempt (sim, &record.call, record.workload, record.caller);
}
