/* ladder-batch.c: what a ladder hands out, put in order */
#include "core/ladder-batch.h"

#include "core/event-runs.h"

#include <string.h>

/* In the order in which they were put in.  Empties the bag. */
static void
copy_out (EnisimEventBags *bags, EnisimEventBag bag, EnisimEvent *to)
{
  while (bag != 0)
    {
      const guint32 chunk = enisim_event_bag_get_chunk (bag);

      memcpy (to + bags->places[chunk].chain.n_before, bags->places + chunk + 1,
              (bag - chunk - 1) * sizeof (EnisimEvent));
      bag = enisim_event_bags_drop_chunk (bags, bag);
    }
}

/* What the ladder does not tell apart was mostly put on it as it was booked, and each move from
 * rung to rung has turned that round. */
gboolean
enisim_ladder_batch_merge (EnisimLadderBatch batch, EnisimEventBags *bags, EnisimEvent *to)
{
  copy_out (bags, batch.bag, to);
  return enisim_event_runs_merge (to, batch.n);
}
