/* session-chain.c: what a caller goes on to do with a session that its call has begun
 *
 * A chain is kept only for a session that gets follow-ups or an explicit stop: beside it, most
 * calls are their session's only one and cost nothing here.  A chain stands in for its client as
 * the one who learns a call's outcome, and hands that on when it is over.  It is ahead of at most
 * one event, so that all of them can have the sequence of the call that began it.
 */
#include "sim/observe.h"
#include "sim/sim-quotas.h"

static EnisimChain *
get_chain (EnisimSimulation *sim, guint32 caller)
{
  return enisim_slab_get (&sim->chains, caller & ~ENISIM_CALLER_CHAIN);
}

guint32
enisim_sim_begin_chain (EnisimSimulation *sim, const EnisimCall *call, guint workload,
                        guint32 client)
{
  const EnisimSessionSpec *spec = &sim->workloads[workload].workload.spec->session;
  const guint32 n_invokes = enisim_session_spec_draw_n_invokes (spec, call->word);
  guint32 chain;

  if (n_invokes == 1 && !spec->stop)
    return client;
  chain = enisim_slab_take (&sim->chains);
  g_assert (chain < ENISIM_CALLER_CHAIN - 1);
  *(EnisimChain *) enisim_slab_get (&sim->chains, chain) = (EnisimChain){
    .first = *call, .client = client, .n_left = n_invokes - 1, .workload = workload
  };
  return chain | ENISIM_CALLER_CHAIN;
}

guint32
enisim_sim_end_chain (EnisimSimulation *sim, guint32 caller)
{
  const guint32 client = get_chain (sim, caller)->client;

  enisim_slab_give_back (&sim->chains, caller & ~ENISIM_CALLER_CHAIN);
  return client;
}

static void
finish (EnisimSimulation *sim, guint32 caller)
{
  const guint32 client = enisim_sim_end_chain (sim, caller);

  if (client != ENISIM_CLIENT_NONE)
    enisim_sim_settle (sim, client);
}

/* A chain, with its client, that has nothing to do before the horizon is forgotten: a run keeps
 * what is alive, not all that ever was. */
static void
book_step (EnisimSimulation *sim, guint32 caller, EnisimTime at)
{
  const EnisimChain *chain = get_chain (sim, caller);

  if (at > sim->horizon)
    {
      enisim_sim_end_chain (sim, caller);
      return;
    }
  enisim_agenda_book_as (&sim->agenda, at, enisim_event_kind_get_class (ENISIM_EVENT_CHAIN_STEP),
                         enisim_sim_make_call_sequence (chain->workload, chain->first.number),
                         ENISIM_EVENT_CHAIN_STEP, caller & ~ENISIM_CALLER_CHAIN);
}

void
enisim_sim_settle_chain (EnisimSimulation *sim, guint32 caller)
{
  const EnisimChain *chain = get_chain (sim, caller);
  const EnisimSessionSpec *spec = &sim->workloads[chain->workload].workload.spec->session;
  const guint64 word = enisim_session_get_word (chain->first.word, chain->n_follow_ups);

  if (chain->n_left > 0)
    book_step (sim, caller, sim->now + enisim_session_spec_draw_think (spec, word));
  else if (spec->stop)
    book_step (sim, caller, sim->now);
  else
    finish (sim, caller);
}

static void
follow_up (EnisimSimulation *sim, guint32 caller)
{
  EnisimChain *chain = get_chain (sim, caller);
  const guint workload = chain->workload;
  EnisimCall call;

  chain->n_left--;
  chain->n_follow_ups++;
  sim->metrics.n_follow_ups++;
  call = enisim_workload_make_follow_up (&sim->workloads[workload].workload, &chain->first,
                                         chain->n_follow_ups);
  enisim_sim_attempt (sim, &call, workload, caller);
}

static EnisimStop
stop_session (EnisimSimulation *sim, const EnisimChain *chain)
{
  const guint32 endpoint = sim->workloads[chain->workload].workload.spec->endpoint;
  guint32 session;

  if (!enisim_sim_take_stop_token (sim, chain->first.target, endpoint))
    return ENISIM_STOP_THROTTLED;
  session = enisim_session_table_find (&sim->sessions, chain->first.session);
  return session == ENISIM_SESSION_NONE ? ENISIM_STOP_NONE : enisim_sim_stop_session (sim, session);
}

static void
stop (EnisimSimulation *sim, guint32 caller)
{
  const EnisimChain chain = *get_chain (sim, caller);
  const EnisimStop made = stop_session (sim, &chain);

  sim->metrics.n_stops[made]++;
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_stop (sim, &chain.first, chain.workload, made);
  finish (sim, caller);
}

void
enisim_sim_step_chain (EnisimSimulation *sim, guint32 index)
{
  const guint32 caller = index | ENISIM_CALLER_CHAIN;

  if (get_chain (sim, caller)->n_left > 0)
    follow_up (sim, caller);
  else
    stop (sim, caller);
}
