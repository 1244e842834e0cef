/* timeline-events.c: what the timeline says happens */
#include "sim/sim-quotas.h"

void
enisim_sim_run_timeline_entry (EnisimSimulation *sim, guint32 index)
{
  const EnisimTimelineEntry *entry = &sim->scenario->timeline[index];

  switch (entry->verb)
    {
    case ENISIM_TIMELINE_REQUEST:
      enisim_sim_request (sim, entry->subject, &entry->request);
      break;
    case ENISIM_TIMELINE_QUOTAS:
      enisim_sim_change_quotas (sim, &sim->scenario->quota_changes[entry->subject]);
      break;
    case ENISIM_TIMELINE_DELETE_SECURITY_GROUP:
      enisim_sim_request_deletion (sim, ENISIM_DELETION_SECURITY_GROUP, entry->subject);
      break;
    case ENISIM_TIMELINE_DELETE_SUBNET:
      enisim_sim_request_deletion (sim, ENISIM_DELETION_SUBNET, entry->subject);
      break;
    case ENISIM_TIMELINE_WORKLOAD_OFF:
      enisim_sim_turn_workload_off (sim, entry->subject);
      break;
    case ENISIM_TIMELINE_WORKLOAD_ON:
      enisim_sim_turn_workload_on (sim, entry->subject);
      break;
    case ENISIM_TIMELINE_SCALE:
      enisim_sim_scale (sim, entry->subject, entry->count);
      break;
    }
}
