/* foreseen-sessions.c: sessions whose whole life is known when it begins */
#include "sim/foreseen-sessions.h"

#include "sim/vm-counts.h"

/* Events of a life that are not booked: the ends of cold start, invocation and idle timeout. */
#define N_UNBOOKED 3

/* Sequences that were given to events of unfolded sessions, in one go. */
typedef struct
{
  guint64 first, last;
} Unfolded;

static gint
compare_instants (gconstpointer a, gconstpointer b)
{
  const EnisimTime x = *(const EnisimTime *) a, y = *(const EnisimTime *) b;

  return (x > y) - (x < y);
}

void
enisim_sim_init_foresight (EnisimSimulation *sim)
{
  const EnisimScenario *scenario = sim->scenario;
  EnisimForesight *foresight = &sim->foresight;

  foresight->plan = g_array_new (FALSE, FALSE, sizeof (EnisimTime));
  foresight->unfolded = g_array_new (FALSE, FALSE, sizeof (Unfolded));
  for (guint i = 0; i < scenario->n_timeline; i++)
    g_array_append_val (foresight->plan, scenario->timeline[i].at);
  if (scenario->warm_up > 0)
    g_array_append_val (foresight->plan, scenario->warm_up);
  g_array_sort (foresight->plan, compare_instants);
}

void
enisim_sim_clear_foresight (EnisimSimulation *sim)
{
  g_clear_pointer (&sim->foresight.plan, g_array_unref);
  g_clear_pointer (&sim->foresight.unfolded, g_array_unref);
}

/* What the plan says at this very instant may still be to come. */
gboolean
enisim_sim_look_further (EnisimSimulation *sim, EnisimTime gone_at)
{
  EnisimForesight *foresight = &sim->foresight;
  const GArray *plan = foresight->plan;

  while (foresight->n_past < plan->len
         && g_array_index (plan, EnisimTime, foresight->n_past) < sim->now)
    foresight->n_past++;
  foresight->until = sim->stop_at;
  if (foresight->n_past < plan->len)
    foresight->until = MIN (foresight->until, g_array_index (plan, EnisimTime, foresight->n_past));
  return gone_at <= foresight->until;
}

void
enisim_sim_begin_foresight (EnisimSimulation *sim)
{
  const EnisimScenario *scenario = sim->scenario;
  EnisimForesight *foresight = &sim->foresight;

  foresight->is_on
      = !foresight->is_off && !enisim_sim_is_observed (sim) && scenario->n_churns == 0
        && scenario->options.vms_count_while_stopping
        && enisim_distribution_is_constant (sim->teardown.distribution, &foresight->teardown_us);
  foresight->until = -1;
}

/* Of what its record and the event say: no instant of it needs a place of its own. */
static inline EnisimForeseenLife
recall_life (const EnisimSimulation *sim, const EnisimSimRuntime *place,
             const EnisimSession *session, EnisimTime gone_at)
{
  EnisimForeseenLife life
      = { .called_at = session->end_at - place->end_after_us, .gone_at = gone_at };

  g_assert (session->is_foreseen);
  life.ready_at = life.called_at + session->ready_after_us;
  life.idles_out_at = gone_at - sim->foresight.teardown_us;
  life.completes_at = life.idles_out_at - place->idle_timeout_us;
  return life;
}

void
enisim_sim_end_foreseen (EnisimSimulation *sim, guint32 index)
{
  EnisimSession *session = enisim_sim_get_session (sim, index);
  EnisimSimRuntime *place = &sim->runtimes[session->runtime];
  const EnisimForeseenLife life = recall_life (sim, place, session, sim->now);
  guint number;

  enisim_metrics_note_foreseen_gone (&sim->metrics, &place->foreseen, session->workload, &life);
  number = session->version;
  sim->foresight.n_unbooked += N_UNBOOKED;
  enisim_session_table_remove_foreseen (&sim->sessions, session, index);
  enisim_sim_count_vm_gone (sim, place, number, TRUE);
}

void
enisim_sim_settle_foreseen (EnisimSimulation *sim)
{
  if (sim->foresight.n_unbooked == sim->foresight.n_settled)
    return;
  sim->foresight.n_settled = sim->foresight.n_unbooked;
  for (guint32 i = 0; i < sim->n_runtimes; i++)
    {
      EnisimSimRuntime *place = &sim->runtimes[i];

      if (place->foreseen.n > 0)
        enisim_metrics_settle_foreseen (&sim->metrics, &place->foreseen, place->idle_timeout_us,
                                        sim->foresight.teardown_us, place->spec->platform,
                                        place->spec->memory_mib);
    }
}

/* Of the events at the instant itself only those of lower classes have been. */
static inline gboolean
has_been (const EnisimSimulation *sim, EnisimTime at, EnisimEventKind kind, guint class)
{
  return at < sim->now || (at == sim->now && enisim_event_kind_get_class (kind) < class);
}

/* The rings are full of what comes later. */
static guint64
book_unfolded (EnisimSimulation *sim, EnisimTime at, EnisimEventKind kind, guint32 entity)
{
  return enisim_agenda_book (&sim->agenda, at, enisim_event_kind_get_class (kind), kind, entity);
}

static guint32
begin_unfolded_invocation (EnisimSimulation *sim, EnisimSession *session,
                           const EnisimForeseenLife *life)
{
  const guint32 index = enisim_session_table_get_index (&sim->sessions, session);
  const EnisimAdmission admission = enisim_session_table_get_admission (&sim->sessions, index);

  return enisim_session_table_begin_invocation (
      &sim->sessions, session,
      &(EnisimInvocation){ .call = admission.call,
                           .called_at = life->called_at,
                           .duration_us = life->completes_at - life->ready_at,
                           .client = ENISIM_CLIENT_NONE,
                           .follow_up = admission.follow_up,
                           .workload = (guint8) admission.workload,
                           .is_cold = TRUE });
}

/* What is yet to come of a session that is provisioning. */
static void
book_cold_start (EnisimSimulation *sim, EnisimSession *session, const EnisimForeseenLife *life)
{
  const guint32 index = enisim_session_table_get_index (&sim->sessions, session);

  begin_unfolded_invocation (sim, session, life);
  enisim_session_set_timer (
      session, book_unfolded (sim, life->ready_at, ENISIM_EVENT_COLD_START_END, index));
}

/* The same of one that is active. */
static void
book_completion (EnisimSimulation *sim, EnisimSession *session, const EnisimForeseenLife *life)
{
  const guint32 invocation = begin_unfolded_invocation (sim, session, life);

  enisim_session_table_get_invocation (&sim->sessions, invocation)->completion
      = book_unfolded (sim, life->completes_at, ENISIM_EVENT_INVOCATION_END, invocation);
}

/* An event that has been, and that nobody took. */
static void
pass (EnisimSimulation *sim, EnisimSession *session, EnisimTime at, EnisimSessionState to)
{
  const EnisimSessionState from = (EnisimSessionState) session->state;

  enisim_session_change_state (session, from, to);
  enisim_metrics_note_vm_change (&sim->metrics, at, from, to);
  sim->foresight.n_unbooked++;
}

static void
unfold (EnisimSimulation *sim, EnisimEvent end, guint class)
{
  const guint32 index = enisim_event_get_entity (end);
  EnisimSession *session = enisim_sim_get_session (sim, index);
  const EnisimSimRuntime *place = &sim->runtimes[session->runtime];
  const EnisimForeseenLife life = recall_life (sim, place, session, enisim_event_get_at (end));

  enisim_metrics_note_foreseen_unfolded (&sim->metrics, life.called_at, place->spec->platform,
                                         place->spec->memory_mib);
  enisim_session_unfold (session, ENISIM_SESSION_PROVISIONING);
  enisim_agenda_cancel_queued (&sim->agenda);
  if (!has_been (sim, life.ready_at, ENISIM_EVENT_COLD_START_END, class))
    {
      book_cold_start (sim, session, &life);
      return;
    }
  pass (sim, session, life.ready_at, ENISIM_SESSION_ACTIVE);
  if (!has_been (sim, life.completes_at, ENISIM_EVENT_INVOCATION_END, class))
    {
      book_completion (sim, session, &life);
      return;
    }
  pass (sim, session, life.completes_at, ENISIM_SESSION_IDLE);
  enisim_metrics_note_last_end (&sim->metrics, session->workload, life.called_at, life.completes_at,
                                ENISIM_OUTCOME_OK);
  if (!has_been (sim, life.idles_out_at, ENISIM_EVENT_IDLE_END, class))
    {
      enisim_session_set_timer (
          session, book_unfolded (sim, life.idles_out_at, ENISIM_EVENT_IDLE_END, index));
      return;
    }
  pass (sim, session, life.idles_out_at, ENISIM_SESSION_STOPPING);
  sim->metrics.n_vm_ends[ENISIM_VM_END_IDLE]++;
  enisim_session_set_timer (session,
                            book_unfolded (sim, life.gone_at, ENISIM_EVENT_VM_GONE, index));
}

static void
note_end (EnisimEvent event, gpointer ends)
{
  if (enisim_event_get_kind (event) == ENISIM_EVENT_FORESEEN_GONE)
    g_array_append_val (ends, event);
}

static gint
compare_bookings (gconstpointer a, gconstpointer b)
{
  const guint64 x = enisim_event_get_sequence (*(const EnisimEvent *) a);
  const guint64 y = enisim_event_get_sequence (*(const EnisimEvent *) b);

  return (x > y) - (x < y);
}

void
enisim_sim_unfold_foreseen (EnisimSimulation *sim, guint class)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (EnisimEvent));
  Unfolded unfolded = { .first = sim->agenda.n_booked + 1 };

  enisim_event_queue_foreach (&sim->agenda.queue, note_end, ends);
  g_array_sort (ends, compare_bookings);
  for (guint i = 0; i < ends->len; i++)
    if (enisim_sim_is_live (g_array_index (ends, EnisimEvent, i), sim))
      unfold (sim, g_array_index (ends, EnisimEvent, i), class);
  unfolded.last = sim->agenda.n_booked;
  if (unfolded.last >= unfolded.first)
    g_array_append_val (sim->foresight.unfolded, unfolded);
}

gboolean
enisim_sim_was_unfolded (const EnisimSimulation *sim, guint64 sequence)
{
  const GArray *unfolded = sim->foresight.unfolded;

  for (guint i = 0; i < unfolded->len; i++)
    {
      const Unfolded *range = &g_array_index (unfolded, Unfolded, i);

      if (range->first <= sequence && sequence <= range->last)
        return TRUE;
    }
  return FALSE;
}
