/* twin-workloads.c: who calls when, for which session */
#include "world/twin.h"

#include <math.h>

#include "core/ziggurat.h"

/* Purposes of streams, and what is drawn for a call. */
enum
{
  ARRIVALS = 1,
  CALLS = 2,

  DURATION = 1,
  SESSION = 2,
  THINK = 3,
  REFUSAL_TIME = 5
};

enum
{
  REUSE_WINDOW = 1000
};

static EnisimStream
get_stream (guint64 word, guint what)
{
  return enisim_stream_from_word (enisim_stream_mix (word, what));
}

static gint64
draw (const WorldVaries *varies, guint64 word, guint what)
{
  EnisimStream stream = get_stream (word, what);

  if (varies->text[0] == '\0')
    return 0;
  return enisim_distribution_sample_us (&varies->distribution, &stream);
}

static guint64
get_word (const TwinWorkload *workload, guint number)
{
  return enisim_stream_mix (workload->address, number);
}

static guint64
get_sequence (const TwinWorkload *workload, guint number)
{
  return (guint64) workload->index << 32 | number;
}

static void
add_targets (Twin *twin, TwinWorkload *workload, WorldTarget target)
{
  guint place = 0;

  for (guint item = 0; item < target.item; item++)
    place += MAX (1, twin->world->items[item].count);
  for (guint i = 0; i < MAX (1, twin->world->items[target.item].count); i++)
    if (target.member < 0 || i == (guint) target.member)
      g_ptr_array_add (workload->targets, twin->runtimes->pdata[place + i]);
}

/* The next arrival of a Poisson process, each rounded to the microsecond. */
static void
book_arrival (Twin *twin, TwinWorkload *workload)
{
  const WorldWorkload *spec = workload->spec;
  const double rate_per_second = (double) spec->per_hour / 3600.0;
  const double gap_us = enisim_ziggurat_next_exponential (&workload->arrivals)
                        * (double) G_TIME_SPAN_SECOND / rate_per_second;
  const gint64 at = workload->next_at + llround (gap_us);

  workload->next_at = at;
  if (spec->until != WORLD_NEVER && at >= spec->until)
    return;
  twin_book_as (twin, at, TWIN_ARRIVAL, workload, get_sequence (workload, workload->n_calls + 1));
}

static void
book_client (Twin *twin, TwinClient *client, gint64 at)
{
  const WorldWorkload *spec = client->workload->spec;

  if ((spec->until != WORLD_NEVER && at >= spec->until) || at > twin->world->horizon)
    return;
  client->number = ++client->workload->n_calls;
  twin_book_as (twin, at, TWIN_CLIENT_CALL, client,
                get_sequence (client->workload, client->number));
}

static void
open_workload (Twin *twin, guint index)
{
  const WorldWorkload *spec = &twin->world->workloads[index];
  TwinWorkload *workload = g_new0 (TwinWorkload, 1);

  workload->spec = spec;
  workload->index = index;
  g_snprintf (workload->name, sizeof workload->name, "w%u", index);
  workload->address = enisim_stream_address (twin->world->seed, 0, CALLS, workload->name);
  workload->arrivals = enisim_stream_at (twin->world->seed, 0, ARRIVALS, workload->name);
  workload->targets = g_ptr_array_new ();
  workload->past = g_array_new (FALSE, FALSE, sizeof (TwinPast));
  for (guint i = 0; i < spec->n_targets; i++)
    add_targets (twin, workload, spec->targets[i]);
  g_ptr_array_add (twin->workloads, workload);
  workload->next_at = spec->from;
  if (!spec->is_closed)
    book_arrival (twin, workload);
  for (guint i = 0; spec->is_closed && i < spec->n_clients; i++)
    {
      TwinClient *client = g_new0 (TwinClient, 1);

      client->workload = workload;
      g_ptr_array_add (twin->clients, client);
      book_client (twin, client, spec->from);
    }
}

static void
workload_free (gpointer data)
{
  TwinWorkload *workload = data;

  g_ptr_array_unref (workload->targets);
  g_array_unref (workload->past);
  g_free (workload);
}

void
twin_open_workloads (Twin *twin)
{
  twin->workloads = g_ptr_array_new_with_free_func (workload_free);
  twin->clients = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < twin->world->n_workloads; i++)
    open_workload (twin, i);
}

void
twin_close_workloads (Twin *twin)
{
  g_ptr_array_unref (twin->workloads);
  g_ptr_array_unref (twin->clients);
}

/* One of the last sessions that the workload began, with the runtime it began on. */
static void
reuse (Twin *twin, const TwinWorkload *workload, EnisimStream *stream, TwinCall *call)
{
  const guint window
      = workload->spec->reuse_window > 0 ? workload->spec->reuse_window : REUSE_WINDOW;
  const guint n = MIN (workload->past->len, window);
  const guint back
      = workload->spec->is_uniform ? 1 + (guint) enisim_stream_next_below (stream, n) : 1;
  const TwinPast *past = &g_array_index (workload->past, TwinPast, workload->past->len - back);

  twin_see (twin, workload->spec->is_uniform ? FEATURE_REUSE_UNIFORM : FEATURE_REUSE_RECENT);
  call->session = past->session;
  call->target = past->target;
}

static void
choose_session (Twin *twin, TwinWorkload *workload, TwinCall *call)
{
  EnisimStream stream = get_stream (call->word, SESSION);
  TwinPast past;

  if (workload->past->len > 0 && enisim_stream_next_unit (&stream) >= workload->spec->new_ratio)
    {
      reuse (twin, workload, &stream, call);
      return;
    }
  call->session = (TwinSession){ workload->index, call->number };
  past = (TwinPast){ call->session, call->target };
  g_array_append_val (workload->past, past);
}

static TwinCall
make_call (Twin *twin, TwinWorkload *workload, guint number)
{
  TwinCall call = { .workload = workload->index,
                    .number = number,
                    .word = get_word (workload, number),
                    .called_at = twin->now };

  call.target = workload->targets->pdata[(number - 1) % workload->targets->len];
  call.duration_us = draw (&workload->spec->duration, call.word, DURATION);
  choose_session (twin, workload, &call);
  return call;
}

static const WorldVaries *
get_refusal_time (const World *world, TwinOutcome outcome)
{
  switch (outcome)
    {
    case TWIN_NOT_READY:
      return &world->refusal_time[WORLD_REFUSED_NOT_READY];
    case TWIN_CONFLICT:
      return &world->refusal_time[WORLD_REFUSED_CONFLICT];
    default:
      return &world->refusal_time[WORLD_REFUSED_QUOTA];
    }
}

static void
attempt (Twin *twin, const TwinCall *call)
{
  const TwinOutcome outcome = twin_invoke (twin, call);
  gint64 delay_us;

  if (outcome == TWIN_OPEN)
    return;
  if (outcome != TWIN_CONFLICT)
    twin_see (twin, outcome == TWIN_QUOTA ? FEATURE_QUOTA : FEATURE_NOT_READY);
  delay_us = draw (get_refusal_time (twin->world, outcome), call->word, REFUSAL_TIME);
  twin->n_outcomes[outcome]++;
  twin->latency_refused_us += delay_us;
  if (call->client == NULL)
    return;
  if (delay_us > 0)
    twin_see (twin, FEATURE_REFUSAL_WAITED);
  twin_book (twin, twin->now + delay_us, TWIN_REFUSAL_ENDS, call->client);
}

void
twin_arrive (Twin *twin, TwinWorkload *workload)
{
  const TwinCall call = make_call (twin, workload, ++workload->n_calls);

  book_arrival (twin, workload);
  attempt (twin, &call);
}

void
twin_client_calls (Twin *twin, TwinClient *client)
{
  TwinCall call = make_call (twin, client->workload, client->number);

  call.client = client;
  client->called_at = twin->now;
  attempt (twin, &call);
}

/* The client's call has ended. */
void
twin_settle (Twin *twin, TwinClient *client)
{
  const guint64 word = get_word (client->workload, client->number);
  gint64 at = twin->now + draw (&client->workload->spec->think, word, THINK);

  if (at == client->called_at)
    {
      twin_see (twin, FEATURE_STRETCHED);
      twin->n_stretched++;
      at += twin->world->min_cycle_us;
    }
  book_client (twin, client, at);
}
