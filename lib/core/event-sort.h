/* event-sort.h: a few events, put in order */
#pragma once

#include "core/event.h"

/* Events come by rounds of so many; the last round need not be full. */
#define ENISIM_EVENT_SORT_ROUND 15u
#define ENISIM_EVENT_SORT_ROUNDS_MAX 2u
#define ENISIM_EVENT_SORT_MAX (ENISIM_EVENT_SORT_ROUND * ENISIM_EVENT_SORT_ROUNDS_MAX)

/* Puts @n events, 1 to ENISIM_EVENT_SORT_MAX, in order, and ENISIM_EVENT_NEVER in the
 * ENISIM_EVENT_SORT_ROUND places behind them.  The upper halves of their orders are the same from
 * bit @n_bits on.  A round is read to its end, whatever is there. */
void enisim_event_sort (EnisimEvent *to, const EnisimEvent *const *rounds, guint32 n, guint n_bits);
