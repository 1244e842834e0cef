/* twin-calls.c: whose session a call is, what becomes of it, and what its
 * caller does then */
#include "world/twin.h"

#include <math.h>

/* Of what is drawn for a call. */
enum
{
  DURATION = 1,
  SESSION = 2,
  THINK = 3,
  REFUSAL_TIME = 5,
  INVOKES = 8,
  FOLLOW = 9,
  TARGET = 11,
  SESSION_THINK = 12
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

guint64
twin_get_word (const TwinWorkload *workload, guint number)
{
  return enisim_stream_mix (workload->address, number);
}

guint64
twin_get_sequence (guint workload, guint number)
{
  return (guint64) workload << 32 | number;
}

static const WorldWorkload *
get_spec (const Twin *twin, const TwinCall *call)
{
  return &twin->world->workloads[call->workload];
}

/* One of the last sessions that the workload began, with the runtime it began
 * on. */
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

static TwinRuntime *
choose_target (Twin *twin, const TwinWorkload *workload, guint number, guint64 word)
{
  EnisimStream stream = get_stream (word, TARGET);
  guint64 left, sum = 0;
  guint i;

  if (workload->spec->choose == WORLD_IN_TURN)
    return workload->targets->pdata[(number - 1) % workload->targets->len];
  if (workload->spec->choose == WORLD_RANDOM)
    {
      twin_see (twin, FEATURE_TARGET_RANDOM);
      return workload->targets->pdata[enisim_stream_next_below (&stream, workload->targets->len)];
    }
  twin_see (twin, FEATURE_TARGET_WEIGHTED);
  for (i = 0; i < workload->weights->len; i++)
    sum += g_array_index (workload->weights, guint, i);
  left = enisim_stream_next_below (&stream, sum);
  for (i = 0; left >= g_array_index (workload->weights, guint, i); i++)
    left -= g_array_index (workload->weights, guint, i);
  return workload->targets->pdata[i];
}

static guint
draw_n_invokes (const WorldInvokes *invokes, guint64 word)
{
  EnisimStream stream = get_stream (word, INVOKES);

  if (invokes->mean > 0) /* by inversion */
    return 1
           + (guint) floor (log1p (-enisim_stream_next_unit (&stream))
                            / log1p (-1.0 / invokes->mean));
  return invokes->min + (guint) enisim_stream_next_below (&stream, invokes->max - invokes->min + 1);
}

static void
begin_chain (Twin *twin, TwinCall *call)
{
  const WorldWorkload *spec = get_spec (twin, call);
  const guint n_invokes = draw_n_invokes (&spec->invokes, call->word);
  TwinChain *chain;

  if (n_invokes == 1 && !spec->stops)
    return;
  chain = g_new0 (TwinChain, 1);
  g_ptr_array_add (twin->chains, chain);
  call->chain = chain;
  *chain = (TwinChain){ .first = *call, .n_left = n_invokes - 1, .last_word = call->word };
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
  if (call->chain != NULL && call->chain->n_done > 0)
    twin_see (twin, FEATURE_FOLLOW_UP_REFUSED);
  delay_us = draw (get_refusal_time (twin->world, outcome), call->word, REFUSAL_TIME);
  if (twin_counts (twin, twin->now))
    {
      twin->counts.n_outcomes[outcome]++;
      twin->counts.latency_refused_us += delay_us;
    }
  if (call->client == NULL)
    return;
  if (delay_us > 0)
    twin_see (twin, FEATURE_REFUSAL_WAITED);
  twin_book (twin, twin->now + delay_us, TWIN_REFUSAL_ENDS, call->client);
}

void
twin_call (Twin *twin, TwinWorkload *workload, guint number, TwinClient *client)
{
  TwinCall call = { .workload = workload->index,
                    .number = number,
                    .word = twin_get_word (workload, number),
                    .called_at = twin->now,
                    .client = client };

  call.target = choose_target (twin, workload, number, call.word);
  call.duration_us = draw (&workload->spec->duration, call.word, DURATION);
  choose_session (twin, workload, &call);
  if (call.session.number == number)
    begin_chain (twin, &call);
  attempt (twin, &call);
}

void
twin_client_calls (Twin *twin, TwinClient *client)
{
  client->called_at = twin->now;
  twin_call (twin, client->workload, client->number, client);
}

/* The client's call, and all that it brought with it, is over. */
static void
settle (Twin *twin, TwinClient *client)
{
  const guint64 word = twin_get_word (client->workload, client->number);
  gint64 at = twin->now + draw (&client->workload->spec->think, word, THINK);

  if (at == client->called_at)
    {
      twin_see (twin, FEATURE_STRETCHED);
      at += twin->world->min_cycle_us;
    }
  twin_book_client (twin, client, at);
}

void
twin_refusal_ends (Twin *twin, TwinClient *client)
{
  settle (twin, client);
}

static void
end_chain (Twin *twin, const TwinChain *chain)
{
  if (chain->first.client != NULL)
    settle (twin, chain->first.client);
}

static void
book_of_chain (Twin *twin, TwinChain *chain, gint64 at, TwinKind kind)
{
  twin_book_as (twin, at, kind, chain,
                twin_get_sequence (chain->first.workload, chain->first.number));
}

/* It was admitted; the caller goes on. */
void
twin_call_has_ended (Twin *twin, const TwinCall *call)
{
  TwinChain *chain = call->chain;
  const WorldWorkload *spec = get_spec (twin, call);

  if (chain == NULL && call->client != NULL)
    settle (twin, call->client);
  else if (chain != NULL && chain->n_left > 0)
    book_of_chain (twin, chain,
                   twin->now + draw (&spec->session_think, chain->last_word, SESSION_THINK),
                   TWIN_FOLLOW_UP);
  else if (chain != NULL && spec->stops)
    book_of_chain (twin, chain, twin->now, TWIN_STOP);
  else if (chain != NULL)
    end_chain (twin, chain);
}

void
twin_follow_up (Twin *twin, TwinChain *chain)
{
  TwinCall call = chain->first;

  twin_see (twin, FEATURE_FOLLOW_UP);
  if (twin_counts (twin, twin->now))
    twin->counts.n_follow_ups++;
  chain->n_left--;
  chain->n_done++;
  call.word = enisim_stream_mix (enisim_stream_mix (call.word, FOLLOW), chain->n_done);
  call.duration_us = draw (&get_spec (twin, &call)->duration, call.word, DURATION);
  call.called_at = twin->now;
  call.chain = chain;
  chain->last_word = call.word;
  attempt (twin, &call);
}

void
twin_chain_stops (Twin *twin, TwinChain *chain)
{
  const TwinStopped stopped = twin_stop_session (twin, &chain->first);

  twin_see (twin, stopped == TWIN_STOP_DONE       ? FEATURE_STOP_DONE
                  : stopped == TWIN_STOP_CONFLICT ? FEATURE_STOP_CONFLICT
                                                  : FEATURE_STOP_NONE);
  twin->counts.n_stops[stopped]++;
  end_chain (twin, chain);
}
