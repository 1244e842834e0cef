/* event-runs.h: many events in a few runs, put in order */
#pragma once

#include "core/event.h"

/* With more runs than this another way is faster. */
#define ENISIM_EVENT_RUNS_MAX 8u

/* Puts events in order that come in runs, each of which rises or falls.  O(n) for each run but the
 * first, at most; less where the next run comes behind it.  Returns: %FALSE where there are too
 * many runs; all events are still there, in some order. */
gboolean enisim_event_runs_merge (EnisimEvent *events, guint32 n);
