/* timeline-events.c: what the timeline says happens */
#include "sim/simulation-private.h"

void
enisim_sim_run_timeline_entry (EnisimSimulation *sim, guint32 index)
{
  const EnisimTimelineEntry *entry = &sim->scenario->timeline[index];

  switch (entry->verb)
    {
    case ENISIM_TIMELINE_REQUEST:
      enisim_sim_request (sim, entry->subject, &entry->request);
      break;
    }
}
