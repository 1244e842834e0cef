/* event-queue-refill.c: what is nearly due comes from the ladder, and too much of it goes there */
#include "core/event-queue-parts.h"
#include "core/ladder-batch.h"

G_STATIC_ASSERT (ENISIM_EVENT_QUEUE_FEW_AGAIN <= ENISIM_LADDER_BATCH_MAX);

/* To the sorted list. */
static void
append_batch (EnisimEventQueue *queue, EnisimLadderBatch batch)
{
  enisim_ladder_batch_sort (batch, &queue->ladder.bags, queue->end);
  queue->end += batch.n;
}

/* Where few are pending in all they leave the ladder, and it waits for many again. */
static void
take_batches (EnisimEventQueue *queue, EnisimLadderBatch batch, const EnisimEvent *old_end)
{
  append_batch (queue, batch);
  if (G_UNLIKELY (batch.n + queue->ladder.n_events <= ENISIM_EVENT_QUEUE_FEW_AGAIN
                  && queue->few_max > 0))
    while (queue->ladder.n_rungs > 0)
      {
        batch = enisim_ladder_take (&queue->ladder);
        if (batch.n > 0)
          append_batch (queue, batch);
      }
  enisim_event_queue_fill_with_never (queue->end + ENISIM_EVENT_SORT_ROUND, old_end);
}

static void
take_many (EnisimEventQueue *queue, EnisimLadderBatch batch, const EnisimEvent *old_end)
{
  queue->end += batch.n;
  enisim_event_queue_fill_with_never (queue->end, old_end);
  queue->is_heap = !enisim_ladder_batch_merge (batch, &queue->ladder.bags, queue->first);
  if (queue->is_heap)
    enisim_event_heap_order (queue->near, (guint32) (queue->end - queue->near));
}

void
enisim_event_queue_refill (EnisimEventQueue *queue)
{
  const EnisimLadderBatch batch = enisim_ladder_take (&queue->ladder);
  const EnisimEvent *old_end;

  enisim_event_queue_reserve (queue, ENISIM_EVENT_HEAP_ROOT + batch.n);
  old_end = queue->end;
  queue->first = queue->end = enisim_event_queue_get_root (queue);
  queue->is_heap = FALSE;
  if (batch.n == 0)
    enisim_event_queue_fill_with_never (queue->first, old_end);
  else if (G_LIKELY (batch.n <= ENISIM_LADDER_BATCH_MAX))
    take_batches (queue, batch, old_end);
  else
    take_many (queue, batch, old_end);
  if (queue->near_max != G_MAXUINT32)
    queue->near_max = MAX (ENISIM_EVENT_QUEUE_NEAR_MAX, 2 * batch.n);
  enisim_event_queue_mark_ends (queue);
}

/* The twice as many that are waited for before the next attempt pay for one in vain. */
void
enisim_event_queue_spread (EnisimEventQueue *queue)
{
  const guint32 n = enisim_event_queue_get_n_near (queue);
  EnisimEvent *root = enisim_event_queue_get_root (queue);
  EnisimEventBag bag = 0;

  for (const EnisimEvent *event = queue->first; event < queue->end; event++)
    enisim_event_bags_put (&queue->ladder.bags, &bag, *event);
  if (enisim_ladder_spread (&queue->ladder, bag))
    {
      enisim_event_queue_fill_with_never (root, queue->end);
      queue->first = queue->end = root;
      enisim_event_queue_refill (queue);
      return;
    }
  enisim_event_bags_empty (&queue->ladder.bags, bag);
  queue->near_max = 2 * n;
}
