/* call-events.c: calls arrive, and who made them learns what became of them */
#include "sim/session-admission.h"

/* Of call 0, at the beginning. */
static EnisimEvent
make_common_arrival (guint index)
{
  return enisim_event_join (ENISIM_TIME_ZERO, enisim_event_kind_get_class (ENISIM_EVENT_ARRIVAL),
                            enisim_sim_make_call_sequence (index, 0), ENISIM_EVENT_ARRIVAL, index);
}

/* An instant that is drawn or read, and the number of a call, are in range. */
static inline EnisimEvent
make_arrival (const EnisimSimWorkload *place)
{
  const EnisimTime at = enisim_workload_get_next_at (&place->workload);
  EnisimEvent arrival;

  if (at == ENISIM_TIME_NEVER)
    return ENISIM_EVENT_NEVER;
  arrival = enisim_event_join (at, 0, place->workload.n_calls + 1, 0, 0);
  arrival.order |= place->arrival.order;
  return arrival;
}

static void
complain_of_calls (EnisimSimulation *sim, const EnisimWorkload *workload)
{
  if (sim->error == NULL)
    enisim_workload_fail_calls (workload, &sim->error);
  enisim_sim_look_soon (sim);
}

static void
book_call (EnisimSimulation *sim, guint32 index, EnisimTime at)
{
  EnisimClient *client = &sim->clients[index];
  EnisimWorkload *workload = &sim->workloads[client->workload].workload;

  if (at == ENISIM_TIME_NEVER || at > sim->horizon)
    return;
  if (workload->n_calls == ENISIM_WORKLOAD_CALLS_MAX)
    {
      complain_of_calls (sim, workload);
      return;
    }
  client->number = enisim_workload_number_call (workload);
  enisim_agenda_book_as (&sim->agenda, at, enisim_event_kind_get_class (ENISIM_EVENT_CLIENT_CALL),
                         enisim_sim_make_call_sequence (client->workload, client->number),
                         ENISIM_EVENT_CLIENT_CALL, index);
}

static void
open_clients (EnisimSimulation *sim, guint index, guint32 *n_opened)
{
  const EnisimWorkload *workload = &sim->workloads[index].workload;

  for (guint32 i = 0; i < workload->spec->n_clients; i++)
    {
      const guint32 client = (*n_opened)++;

      sim->clients[client].workload = index;
      book_call (sim, client, enisim_workload_get_first_at (workload));
    }
}

/* Rings are for what every call books; background work is rarer. */
static void
init_spans (EnisimSimulation *sim, EnisimSimWorkload *place)
{
  GTimeSpan busy_us;
  const EnisimWorkloadSpec *spec = place->workload.spec;

  place->duration = (EnisimDelay){ .distribution = &spec->duration, .ring = ENISIM_DELAY_QUEUED };
  if (spec->trace.duration_column == NULL
      && enisim_distribution_is_constant (&spec->duration, NULL))
    place->duration.ring = enisim_agenda_add_ring (&sim->agenda);
  place->busy_after = (EnisimDelay){ &spec->busy_after, ENISIM_DELAY_QUEUED };
  place->has_busy_after
      = !enisim_distribution_is_constant (&spec->busy_after, &busy_us) || busy_us > 0;
  place->request_limit_us = spec->request_limit_us;
}

static gboolean
open_workload (EnisimSimulation *sim, guint index, guint32 *n_clients_opened, GError **error)
{
  const EnisimWorkloadSpec *spec = &sim->scenario->workloads[index];
  EnisimSimWorkload *place = &sim->workloads[index];

  if (!enisim_workload_init (&place->workload, spec, index, sim->seed, sim->replication, error))
    return FALSE;
  place->has_chains = enisim_workload_follows_sessions_up (&place->workload) != FALSE;
  /* Of all that is tried again only what was unreachable has had a VM, which may still be there. */
  place->is_findable = place->has_chains || enisim_workload_reuses_sessions (&place->workload)
                       || sim->scenario->options.retry[ENISIM_OUTCOME_UNREACHABLE].attempts > 1;
  place->is_off = spec->starts_off;
  init_spans (sim, place);
  place->is_foreseeable
      = !place->is_findable && !place->has_busy_after && spec->kind != ENISIM_WORKLOAD_CLOSED;
  if (spec->kind == ENISIM_WORKLOAD_CLOSED)
    {
      open_clients (sim, index, n_clients_opened);
      return TRUE;
    }
  place->arrival = make_common_arrival (index);
  place->arrivals = enisim_agenda_add_arrivals (&sim->agenda);
  enisim_agenda_set_arrival (&sim->agenda, place->arrivals, make_arrival (place));
  sim->n_open_loops += enisim_workload_get_next_at (&place->workload) != ENISIM_TIME_NEVER;
  return TRUE;
}

/* What is wrong with one trace does not hide what is wrong with the next. */
gboolean
enisim_sim_open_workloads (EnisimSimulation *sim, GError **error)
{
  const EnisimScenario *scenario = sim->scenario;
  g_autoptr (GString) complaints = g_string_new (NULL);
  guint32 n_clients_opened = 0;

  for (guint i = 0; i < scenario->n_workloads; i++)
    sim->n_clients += scenario->workloads[i].n_clients;
  sim->clients = g_new0 (EnisimClient, sim->n_clients);
  for (guint i = 0; i < scenario->n_workloads; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (!open_workload (sim, i, &n_clients_opened, &failure))
        g_string_append_printf (complaints, "%s%s", complaints->len > 0 ? "\n" : "",
                                failure->message);
    }
  if (complaints->len == 0)
    return TRUE;
  g_set_error_literal (error, ENISIM_ERROR, ENISIM_ERROR_INVALID, complaints->str);
  return FALSE;
}

static GTimeSpan
draw_refusal_time (const EnisimDelay *delay, const EnisimCall *call)
{
  const guint64 word = enisim_stream_mix (call->word, ENISIM_DRAW_REFUSAL_TIME);

  if (call->n_retries == 0)
    return enisim_sim_draw_for_call (delay, call->word, ENISIM_DRAW_REFUSAL_TIME);
  return enisim_distribution_sample_of_word_us (delay->distribution,
                                                enisim_stream_mix (word, call->n_retries + 1));
}

/* An open-loop caller waits for nothing; a client learns of a refusal when that has taken its
 * time.  Either way the last one is the end of a chain. */
void
enisim_sim_refuse (EnisimSimulation *sim, const EnisimCall *call, EnisimOutcome outcome,
                   guint workload, guint32 caller)
{
  const EnisimDelay *delay = &sim->refusal[outcome];
  EnisimCall tried = *call;
  const EnisimTime ends_at = sim->now + draw_refusal_time (delay, call);
  gboolean is_retried;
  guint32 client;

  tried.first_at = enisim_sim_get_called_at (sim, call);
  is_retried = enisim_sim_retry (sim, &tried, workload, caller, outcome, ends_at);
  if (is_retried)
    enisim_metrics_note_retried (&sim->metrics, workload, tried.first_at, outcome);
  else
    enisim_metrics_note_call_end (&sim->metrics, workload, tried.first_at, ends_at, outcome);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_refused (sim, call, workload, outcome, is_retried, ends_at - tried.first_at);
  if (is_retried)
    return;
  client = enisim_sim_is_chain (caller) ? enisim_sim_end_chain (sim, caller) : caller;
  if (client != ENISIM_CLIENT_NONE)
    enisim_sim_book (sim, delay, ends_at, ENISIM_EVENT_REFUSAL_END, client);
}

/* Returns: who learns what becomes of the call */
static inline guint32
get_caller (EnisimSimulation *sim, const EnisimSimWorkload *place, const EnisimCall *call,
            guint workload, guint32 client)
{
  if (place->has_chains && call->is_new_session)
    return enisim_sim_begin_chain (sim, call, workload, client);
  return client;
}

static void
make_call (EnisimSimulation *sim, const EnisimCall *call, guint workload, guint32 client)
{
  enisim_sim_attempt (sim, call, workload,
                      get_caller (sim, &sim->workloads[workload], call, workload, client));
}

/* Without a horizon of its own a run ends with the last arrival of its traces. */
static void
note_last_arrival (EnisimSimulation *sim)
{
  sim->n_open_loops--;
  if (sim->n_open_loops == 0 && sim->horizon == ENISIM_TIME_NEVER)
    sim->horizon = sim->stop_at = sim->now;
}

/* Where the row after it cannot be read, the call itself still counts, and nothing comes after it:
 * its session is not foreseen. */
static void
check_next_row (EnisimSimulation *sim, EnisimSimWorkload *place)
{
  if (enisim_workload_check_next (&place->workload, sim->error == NULL ? &sim->error : NULL))
    return;
  sim->foresight.is_on = FALSE;
  enisim_sim_look_soon (sim);
}

/* The workload is off. */
static void
pass_arrival (EnisimSimulation *sim, EnisimSimWorkload *place)
{
  enisim_workload_pass (&place->workload);
  enisim_agenda_set_arrival (&sim->agenda, place->arrivals, make_arrival (place));
  if (enisim_workload_get_next_at (&place->workload) != ENISIM_TIME_NEVER)
    return;
  check_next_row (sim, place);
  note_last_arrival (sim);
}

/* Where no call is made yet.  Returns: FALSE if the arrival is dealt with and no call */
static gboolean
may_call (EnisimSimulation *sim, EnisimSimWorkload *place, guint index)
{
  if (place->workload.n_calls == ENISIM_WORKLOAD_CALLS_MAX)
    {
      complain_of_calls (sim, &place->workload);
      enisim_agenda_set_arrival (&sim->agenda, place->arrivals, ENISIM_EVENT_NEVER);
      return FALSE;
    }
  if (place->is_off)
    {
      pass_arrival (sim, place);
      return FALSE;
    }
  if (sim->fetches_ahead)
    enisim_sim_fetch_calls (sim, index);
  return TRUE;
}

static void
make_last_call (EnisimSimulation *sim, EnisimSimWorkload *place, const EnisimCall *call,
                guint index)
{
  check_next_row (sim, place);
  enisim_agenda_set_arrival (&sim->agenda, place->arrivals, ENISIM_EVENT_NEVER);
  make_call (sim, call, index, ENISIM_CLIENT_NONE);
  note_last_arrival (sim);
}

/* Of a workload that is off no call is drawn. */
void
enisim_sim_arrive (EnisimSimulation *sim, guint index)
{
  EnisimSimWorkload *place = &sim->workloads[index];
  const EnisimCall *call;
  guint32 caller;

  if (G_UNLIKELY (!enisim_workload_has_call (&place->workload)) && !may_call (sim, place, index))
    return;
  call = enisim_workload_take (&place->workload);
  if (G_UNLIKELY (enisim_workload_get_next_at (&place->workload) == ENISIM_TIME_NEVER))
    {
      make_last_call (sim, place, call, index);
      return;
    }
  enisim_agenda_follow_arrival (&sim->agenda, make_arrival (place));
  caller = get_caller (sim, place, call, index, ENISIM_CLIENT_NONE);
  enisim_sim_attempt_here (sim, call, place, caller, TRUE);
}

void
enisim_sim_call (EnisimSimulation *sim, guint32 index)
{
  EnisimClient *client = &sim->clients[index];
  EnisimSimWorkload *place = &sim->workloads[client->workload];

  if (place->is_off)
    {
      enisim_sim_keep_client_waiting (sim, index);
      return;
    }
  client->called_at = sim->now;
  make_call (sim, enisim_workload_make_call (&place->workload, client->number), client->workload,
             index);
}

void
enisim_sim_settle (EnisimSimulation *sim, guint32 caller)
{
  const EnisimClient *client;

  if (enisim_sim_is_chain (caller))
    {
      enisim_sim_settle_chain (sim, caller);
      return;
    }
  client = &sim->clients[caller];
  book_call (sim, caller,
             enisim_workload_settle (&sim->workloads[client->workload].workload, client->number,
                                     client->called_at, sim->now,
                                     sim->scenario->options.min_cycle_us));
}
