/* ladder-batch.h: what a ladder hands out, put in order */
#pragma once

#include "core/event-sort.h"
#include "core/ladder.h"

/* Puts a batch of 1 to ENISIM_LADDER_BATCH_MAX events in order at @to, and ENISIM_EVENT_NEVER in
 * the ENISIM_EVENT_SORT_ROUND places behind them.  Empties its bag, which is one of @bags. */
void enisim_ladder_batch_sort (EnisimLadderBatch batch, EnisimEventBags *bags, EnisimEvent *to);

/* The same of any number, where they come in a few runs, and with nothing put behind them. Returns:
 * %FALSE where they do not; they are at @to in some order then. */
gboolean enisim_ladder_batch_merge (EnisimLadderBatch batch, EnisimEventBags *bags,
                                    EnisimEvent *to);
