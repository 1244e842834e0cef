/* twin-calls.c: whose session a call is, what becomes of it, and what its
 * caller does then */
#include "world/twin-parts.h"

#include <math.h>

/* Of what is drawn for a call. */
enum
{
  DURATION = 1,
  SESSION = 2,
  THINK = 3,
  REFUSAL_TIME = 5,
  RETRY = 7,
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

/* Targets that are wanted now, or all of them if none is. */
static GPtrArray *
list_targets (const Twin *twin, const TwinWorkload *workload, GArray *weights)
{
  GPtrArray *targets = g_ptr_array_new ();

  for (guint i = 0; i < workload->targets->len; i++)
    if (twin_is_wanted (twin, workload->targets->pdata[i]))
      {
        g_ptr_array_add (targets, workload->targets->pdata[i]);
        g_array_append_val (weights, g_array_index (workload->weights, guint, i));
      }
  if (targets->len > 0)
    return targets;
  g_ptr_array_unref (targets);
  g_array_append_vals (weights, workload->weights->data, workload->weights->len);
  return g_ptr_array_ref (workload->targets);
}

static TwinRuntime *
choose_target (Twin *twin, const TwinWorkload *workload, guint number, guint64 word)
{
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) targets = list_targets (twin, workload, weights);
  EnisimStream stream = get_stream (word, TARGET);
  guint64 left, sum = 0;
  guint i;

  if (workload->spec->choose == WORLD_IN_TURN)
    return targets->pdata[(number - 1) % targets->len];
  if (workload->spec->choose == WORLD_RANDOM)
    {
      twin_see (twin, FEATURE_TARGET_RANDOM);
      return targets->pdata[enisim_stream_next_below (&stream, targets->len)];
    }
  twin_see (twin, FEATURE_TARGET_WEIGHTED);
  for (i = 0; i < weights->len; i++)
    sum += g_array_index (weights, guint, i);
  left = enisim_stream_next_below (&stream, sum);
  for (i = 0; left >= g_array_index (weights, guint, i); i++)
    left -= g_array_index (weights, guint, i);
  return targets->pdata[i];
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

static WorldRefusal
get_cause (TwinOutcome outcome)
{
  switch (outcome)
    {
    case TWIN_NOT_READY:
      return WORLD_REFUSED_NOT_READY;
    case TWIN_CONFLICT:
      return WORLD_REFUSED_CONFLICT;
    case TWIN_THROTTLED_INVOKE:
      return WORLD_REFUSED_THROTTLED_INVOKE;
    case TWIN_THROTTLED_NEW:
      return WORLD_REFUSED_THROTTLED_NEW;
    case TWIN_TOOL_QUOTA:
      return WORLD_REFUSED_TOOL_QUOTA;
    case TWIN_UNREACHABLE:
      return WORLD_UNREACHED;
    default:
      return WORLD_REFUSED_QUOTA;
    }
}

/* The first attempt's as of old, each other one's by its number. */
static gint64
draw_refusal_time (const Twin *twin, const TwinCall *call, TwinOutcome outcome)
{
  const WorldVaries *varies = &twin->world->refusal_time[get_cause (outcome)];

  if (call->attempt == 1)
    return draw (varies, call->word, REFUSAL_TIME);
  return draw (varies, enisim_stream_mix (call->word, REFUSAL_TIME), call->attempt);
}

/* From nothing to base, base * 2, base * 4 and so on, up to the cap. */
static gint64
draw_wait (const WorldRetry *retry, const TwinCall *call)
{
  EnisimStream stream = get_stream (enisim_stream_mix (call->word, RETRY), call->attempt);
  gint64 limit_us = retry->base_us;

  for (guint i = 1; i < call->attempt; i++)
    limit_us *= 2;
  return (gint64) enisim_stream_next_below (&stream, (guint64) MIN (limit_us, retry->cap_us) + 1);
}

/* @known_at: when the caller learns of it.  Returns: whether the caller tries again. */
static gboolean
retry (Twin *twin, const TwinCall *call, TwinOutcome outcome, gint64 known_at)
{
  const WorldRetry *retry = &twin->world->retry[get_cause (outcome)];
  TwinCall *again;

  if (call->attempt >= retry->attempts)
    return FALSE;
  twin_see (twin, outcome == TWIN_UNREACHABLE ? FEATURE_RETRY_UNREACHABLE : FEATURE_RETRY);
  again = g_new (TwinCall, 1);
  *again = *call;
  again->attempt++;
  g_ptr_array_add (twin->retries, again);
  twin_book_as (twin, known_at + draw_wait (retry, call), TWIN_RETRY, again,
                twin_get_sequence (call->workload, call->number));
  return TRUE;
}

static void
see_refusal (Twin *twin, TwinOutcome outcome)
{
  if (outcome != TWIN_CONFLICT)
    twin_see (twin, outcome == TWIN_QUOTA              ? FEATURE_QUOTA
                    : outcome == TWIN_THROTTLED_INVOKE ? FEATURE_THROTTLED_INVOKE
                    : outcome == TWIN_THROTTLED_NEW    ? FEATURE_THROTTLED_NEW
                    : outcome == TWIN_TOOL_QUOTA       ? FEATURE_TOOL_QUOTA
                                                       : FEATURE_NOT_READY);
}

static void
attempt (Twin *twin, const TwinCall *call)
{
  const TwinOutcome outcome = twin_invoke (twin, call);
  gboolean is_retried;
  gint64 known_at;

  if (outcome == TWIN_OPEN)
    return;
  see_refusal (twin, outcome);
  if (call->chain != NULL && call->chain->n_done > 0)
    twin_see (twin, FEATURE_FOLLOW_UP_REFUSED);
  known_at = twin->now + draw_refusal_time (twin, call, outcome);
  is_retried = retry (twin, call, outcome, known_at);
  if (twin_counts (twin, call->called_at))
    twin->counts.n_outcomes[call->workload][outcome]++;
  if (is_retried)
    return;
  if (twin_counts (twin, call->called_at))
    twin->counts.latency_refused_us += known_at - call->called_at;
  if (call->client == NULL)
    return;
  if (known_at > twin->now)
    twin_see (twin, FEATURE_REFUSAL_WAITED);
  twin_book (twin, known_at, TWIN_REFUSAL_ENDS, call->client);
}

void
twin_retries (Twin *twin, TwinCall *call)
{
  if (twin_counts (twin, call->called_at))
    twin->counts.n_retries++;
  attempt (twin, call);
}

/* Sessions of a column are numbered from 0, which no call is. */
static void
read_row (Twin *twin, const TwinWorkload *workload, TwinCall *call)
{
  const WorldRow *row = &g_array_index (workload->rows, WorldRow, call->number - 1);

  call->session = (TwinSession){ workload->index, call->number };
  if (workload->spec->has_sessions)
    call->session.number = row->session;
  if (workload->spec->has_durations)
    call->duration_us = row->duration_us;
  if (twin->world->ends_with_traces)
    twin_see (twin, FEATURE_TRACES_ALONE);
}

void
twin_call (Twin *twin, TwinWorkload *workload, guint number, TwinClient *client)
{
  TwinCall call = { .workload = workload->index,
                    .number = number,
                    .word = twin_get_word (workload, number),
                    .called_at = twin->now,
                    .attempt = 1,
                    .endpoint = workload->spec->endpoint,
                    .client = client };

  call.target = choose_target (twin, workload, number, call.word);
  call.duration_us = draw (&workload->spec->duration, call.word, DURATION);
  if (workload->spec->kind == WORLD_TRACE)
    read_row (twin, workload, &call);
  else
    choose_session (twin, workload, &call);
  if (workload->spec->kind != WORLD_TRACE && call.session.number == number)
    begin_chain (twin, &call);
  attempt (twin, &call);
}

void
twin_client_calls (Twin *twin, TwinClient *client)
{
  if (client->workload->is_off)
    {
      twin_see (twin, FEATURE_CLIENT_WHILE_OFF);
      g_ptr_array_add (client->workload->waiting, client);
      return;
    }
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
twin_call_has_ended (Twin *twin, const TwinCall *call, TwinOutcome outcome)
{
  TwinChain *chain = call->chain;
  const WorldWorkload *spec = get_spec (twin, call);

  if (outcome == TWIN_UNREACHABLE && retry (twin, call, outcome, twin->now))
    return;
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
  call.attempt = 1;
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
                  : stopped == TWIN_STOP_NONE     ? FEATURE_STOP_NONE
                                                  : FEATURE_STOP_THROTTLED);
  twin->counts.n_stops[stopped]++;
  end_chain (twin, chain);
}
