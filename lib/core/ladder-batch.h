/* ladder-batch.h: what a ladder hands out, put in order */
#pragma once

#include "base/always-inline.h"
#include "core/event-sort.h"
#include "core/ladder.h"

G_STATIC_ASSERT (ENISIM_EVENT_SORT_ROUND == ENISIM_EVENT_BAG_EVENTS);
G_STATIC_ASSERT (ENISIM_EVENT_SORT_MAX == ENISIM_LADDER_BATCH_MAX);
G_STATIC_ASSERT (ENISIM_EVENT_SORT_ROUNDS_MAX == 2);

/* Puts a batch of 1 to ENISIM_LADDER_BATCH_MAX events in order at @to, and ENISIM_EVENT_NEVER in
 * the ENISIM_EVENT_SORT_ROUND places behind them.  Empties its bag, which is one of @bags. Straight
 * out of the chunks: what was there stays there until they are used again. */
ENISIM_ALWAYS_INLINE void
enisim_ladder_batch_sort (EnisimLadderBatch batch, EnisimEventBags *bags, EnisimEvent *to)
{
  const EnisimEvent *chunks[ENISIM_EVENT_SORT_ROUNDS_MAX];
  guint i = batch.n > ENISIM_EVENT_SORT_ROUND;

  for (EnisimEventBag bag = batch.bag; bag != 0; bag = enisim_event_bags_drop_chunk (bags, bag))
    chunks[i--] = &bags->places[enisim_event_bag_get_chunk (bag) + 1].event;
  enisim_event_sort (to, chunks, batch.n, batch.n_bits);
}

/* The same of any number, where they come in a few runs, and with nothing put behind them. Returns:
 * %FALSE where they do not; they are at @to in some order then. */
gboolean enisim_ladder_batch_merge (EnisimLadderBatch batch, EnisimEventBags *bags,
                                    EnisimEvent *to);
