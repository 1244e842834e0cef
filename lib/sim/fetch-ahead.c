/* fetch-ahead.c: memory is asked for before it is needed
 *
 * Of a million sessions each call misses the caches some five times, 150 ns each, and does nothing
 * meanwhile.  Who will be called is known a batch ahead, and what is due some events: asked for
 * then, the misses overlap with each other and with the work.  Where all lies in the caches it
 * costs a few per cent, and so begins with some thousands of VMs.  It changes nothing but the time.
 */
#include "sim/simulation-private.h"

/* Always inline: to gcc 12 a function that only fetches does nothing, and it leaves out the call.
 * What is asked for may be none, or what a stale event has in its place. */
ENISIM_ALWAYS_INLINE void
fetch_session (const EnisimSimulation *sim, guint32 session)
{
  if (session < sim->sessions.sessions.n_places)
    __builtin_prefetch ((const EnisimSession *) (gconstpointer) sim->sessions.sessions.records
                        + session);
}

ENISIM_ALWAYS_INLINE void
fetch_invocation (const EnisimSimulation *sim, guint32 invocation)
{
  if (invocation < sim->sessions.invocations.n_places)
    __builtin_prefetch ((const EnisimInvocation *) (gconstpointer) sim->sessions.invocations.records
                        + invocation);
}

ENISIM_ALWAYS_INLINE void
fetch_runtime (const EnisimSimulation *sim, guint32 runtime)
{
  const EnisimSimRuntime *record = &sim->runtimes[runtime];

  __builtin_prefetch (&record->idle);
  __builtin_prefetch (&record->runtime.status);
}

ENISIM_ALWAYS_INLINE void
fetch_record (const EnisimSimulation *sim, EnisimEvent event)
{
  const EnisimEventKind kind = (EnisimEventKind) enisim_event_get_kind (event);
  const guint32 entity = enisim_event_get_entity (event);

  if (kind == ENISIM_EVENT_IDLE_END || kind == ENISIM_EVENT_VM_GONE
      || kind == ENISIM_EVENT_COLD_START_END || kind == ENISIM_EVENT_FORESEEN_GONE)
    fetch_session (sim, entity);
  else if (kind == ENISIM_EVENT_INVOCATION_END)
    fetch_invocation (sim, entity);
}

ENISIM_ALWAYS_INLINE void
fetch_named (const EnisimSimulation *sim, EnisimEvent event)
{
  const guint32 entity = enisim_event_get_entity (event);

  switch ((EnisimEventKind) enisim_event_get_kind (event))
    {
    case ENISIM_EVENT_INVOCATION_END:
      fetch_session (sim, enisim_session_table_get_invocation (&sim->sessions, entity)->session);
      break;
    case ENISIM_EVENT_COLD_START_END:
      fetch_invocation (sim, enisim_session_table_get (&sim->sessions, entity)->first_invocation);
      break;
    default:
      break;
    }
}

static void
fetch_for (EnisimEvent event, gboolean is_near, gconstpointer sim)
{
  if (is_near)
    fetch_named (sim, event);
  else
    fetch_record (sim, event);
}

void
enisim_sim_choose_fetch (EnisimSimulation *sim)
{
  const gboolean is_worth
      = enisim_session_table_get_n_vms (&sim->sessions) >= sim->fetch_from_n_vms;

  if (sim->fetches_ahead == is_worth)
    return;
  sim->fetches_ahead = is_worth;
  enisim_agenda_set_fetch (&sim->agenda, is_worth ? fetch_for : NULL);
}

/* Of the asked key: whose hash has the same tag is most likely it, and to look would be the miss.
 */
static guint64
get_asked_key (guint32 session G_GNUC_UNUSED, gconstpointer key)
{
  return *(const guint64 *) key;
}

void
enisim_sim_fetch_calls (EnisimSimulation *sim, guint workload)
{
  const EnisimDrawnCall *calls;
  const guint n = enisim_workload_draw_ahead (&sim->workloads[workload].workload, &calls);

  for (guint i = 0; i < n; i++)
    {
      fetch_runtime (sim, calls[i].call.target);
      if (!calls[i].call.is_new_session)
        enisim_record_table_prefetch (&sim->sessions.table, calls[i].call.session);
    }
  for (guint i = 0; i < n; i++)
    if (!calls[i].call.is_new_session)
      {
        const guint32 session = enisim_record_table_find (
            &sim->sessions.table, calls[i].call.session, get_asked_key, &calls[i].call.session);

        if (session != ENISIM_SESSION_NONE)
          fetch_session (sim, session);
      }
}
