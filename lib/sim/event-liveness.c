/* event-liveness.c: whether anybody still waits for an event
 *
 * The record of an entity keeps the sequence of what it waits for; see core/event.h.
 */
#include "sim/simulation-private.h"

gboolean
enisim_sim_is_live (EnisimEvent event, gconstpointer owner)
{
  const EnisimSimulation *sim = owner;
  const guint64 sequence = enisim_event_get_sequence (event);
  const guint32 entity = enisim_event_get_entity (event);

  switch ((EnisimEventKind) enisim_event_get_kind (event))
    {
    case ENISIM_EVENT_COLD_START_END:
    case ENISIM_EVENT_IDLE_END:
    case ENISIM_EVENT_VM_GONE:
    case ENISIM_EVENT_FORESEEN_GONE:
      return enisim_session_table_get (&sim->sessions, entity)->timer == sequence;
    case ENISIM_EVENT_SESSION_END:
      {
        const EnisimSession *session = enisim_session_table_get (&sim->sessions, entity);

        return enisim_session_table_get_admission (&sim->sessions, entity).end_sequence == sequence
               && session->state != ENISIM_SESSION_FREE
               && session->state != ENISIM_SESSION_STOPPING;
      }
    case ENISIM_EVENT_REQUEST_LIMIT:
      return enisim_session_table_get_invocation (&sim->sessions, entity)->limit == sequence;
    case ENISIM_EVENT_INVOCATION_END:
    case ENISIM_EVENT_BACKGROUND_END:
      return enisim_session_table_get_invocation (&sim->sessions, entity)->completion == sequence;
    case ENISIM_EVENT_GROUP_REMOVED:
    case ENISIM_EVENT_GROUP_IN_USE:
      return enisim_eni_pool_get (&sim->pool, entity)->timer == sequence;
    case ENISIM_EVENT_RUNTIME_READY:
    case ENISIM_EVENT_RUNTIME_REQUEST:
      return sim->runtimes[entity].runtime.timer == sequence;
    case ENISIM_EVENT_REFUSAL_END:
    case ENISIM_EVENT_BACKGROUND:
    case ENISIM_EVENT_RUNTIME_CREATE:
    case ENISIM_EVENT_TIMELINE:
    case ENISIM_EVENT_CHURN_ARRIVAL:
    case ENISIM_EVENT_STACK_DELETION:
    case ENISIM_EVENT_SG_GIVEN_UP:
    case ENISIM_EVENT_ARRIVAL:
    case ENISIM_EVENT_CLIENT_CALL:
    case ENISIM_EVENT_WARM_UP:
    case ENISIM_EVENT_SAMPLE:
    case ENISIM_EVENT_RETRY:
    case ENISIM_EVENT_CHAIN_STEP:
      return TRUE;
    }
  g_assert_not_reached ();
}
