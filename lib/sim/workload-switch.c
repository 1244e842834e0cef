/* workload-switch.c: workloads that the timeline turns off and on
 *
 * Off means that no call begins; whatever has begun goes on.  An open loop's arrivals pass unseen.
 * A client whose call comes while its workload is off waits with it, and its number keeps its
 * place among the calls of the instant at which the workload is on again.
 */
#include "sim/simulation-private.h"

void
enisim_sim_turn_workload_off (EnisimSimulation *sim, guint32 workload)
{
  sim->workloads[workload].is_off = TRUE;
  enisim_workload_unmake_calls (&sim->workloads[workload].workload);
}

void
enisim_sim_keep_client_waiting (EnisimSimulation *sim, guint32 client)
{
  EnisimSimWorkload *place = &sim->workloads[sim->clients[client].workload];

  if (place->waiting == NULL)
    place->waiting = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (place->waiting, client);
}

/* Who has waited for longer than calls are made at all does not call any more. */
void
enisim_sim_turn_workload_on (EnisimSimulation *sim, guint32 workload)
{
  EnisimSimWorkload *place = &sim->workloads[workload];
  const guint n_waiting = place->waiting != NULL ? place->waiting->len : 0;

  place->is_off = FALSE;
  for (guint i = 0; i < n_waiting && sim->now < place->workload.spec->until; i++)
    {
      const guint32 client = g_array_index (place->waiting, guint32, i);

      enisim_agenda_book_as (&sim->agenda, sim->now,
                             enisim_event_kind_get_class (ENISIM_EVENT_CLIENT_CALL),
                             enisim_sim_make_call_sequence (workload, sim->clients[client].number),
                             ENISIM_EVENT_CLIENT_CALL, client);
    }
  g_clear_pointer (&place->waiting, g_array_unref);
}
