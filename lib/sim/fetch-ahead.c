/* fetch-ahead.c: memory is asked for before it is needed
 *
 * Of a million sessions each call misses the caches some five times, 150 ns each, and does nothing
 * meanwhile.  Who will be called is known a batch ahead, and what is due an event or two: asked for
 * then, the misses overlap with each other and with the work.  Where all lies in the caches it
 * costs a few per cent, and so begins with some thousands of VMs.  It changes nothing but the time.
 */
#include "sim/simulation-private.h"

static inline void
fetch_session (const EnisimSimulation *sim, guint32 session)
{
  __builtin_prefetch ((const EnisimSession *) (gconstpointer) sim->sessions.sessions.records
                      + session);
}

static inline void
fetch_runtime (const EnisimSimulation *sim, guint32 runtime)
{
  const EnisimSimRuntime *record = &sim->runtimes[runtime];

  __builtin_prefetch (&record->idle);
  __builtin_prefetch (&record->runtime.status);
}

static void
fetch_record (EnisimEvent event, gconstpointer owner)
{
  const EnisimSimulation *sim = owner;
  const EnisimEventKind kind = (EnisimEventKind) enisim_event_get_kind (event);
  const guint32 entity = enisim_event_get_entity (event);

  if (kind == ENISIM_EVENT_IDLE_END || kind == ENISIM_EVENT_VM_GONE
      || kind == ENISIM_EVENT_COLD_START_END || kind == ENISIM_EVENT_FORESEEN_GONE)
    fetch_session (sim, entity);
  else if (kind == ENISIM_EVENT_INVOCATION_END)
    __builtin_prefetch (enisim_session_table_get_invocation (&sim->sessions, entity));
}

static void
fetch_named (EnisimEvent event, gconstpointer owner)
{
  const EnisimSimulation *sim = owner;
  const guint32 entity = enisim_event_get_entity (event);

  if (enisim_event_get_kind (event) == ENISIM_EVENT_INVOCATION_END)
    fetch_session (sim, enisim_session_table_get_invocation (&sim->sessions, entity)->session);
}

void
enisim_sim_choose_fetch (EnisimSimulation *sim)
{
  const gboolean is_worth
      = enisim_session_table_get_n_vms (&sim->sessions) >= sim->fetch_from_n_vms;

  if (sim->fetches_ahead == is_worth)
    return;
  sim->fetches_ahead = is_worth;
  enisim_agenda_set_fetch (&sim->agenda, is_worth ? fetch_record : NULL,
                           is_worth ? fetch_named : NULL);
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
