/* event-queue-parts.h: what the files of the event queue share with each other and with nobody else
 */
#pragma once

#include "core/event-queue.h"

#include <string.h>

/* Where so few are left of more that were pending, they are few again. */
#define ENISIM_EVENT_QUEUE_FEW_AGAIN 24u

static inline EnisimEvent *
enisim_event_queue_get_root (const EnisimEventQueue *queue)
{
  return queue->near + ENISIM_EVENT_HEAP_ROOT;
}

static inline void
enisim_event_queue_fill_with_never (EnisimEvent *begin, const EnisimEvent *end)
{
  if (begin < end)
    memset (begin, 0xff, (gsize) (end - begin) * sizeof (EnisimEvent));
}

/* Whether there is nothing to set back when the last event leaves: few were ever there. */
static inline gboolean
enisim_event_queue_is_fresh (const EnisimEventQueue *queue)
{
  return queue->ladder.n_rungs == 0 && queue->near_max == ENISIM_EVENT_QUEUE_NEAR_MAX;
}

static inline gboolean
enisim_event_queue_is_list (const EnisimEventQueue *queue)
{
  return !queue->is_heap && queue->few.n == 0;
}

/* After all that changes more than the two ends.  What was taken since then leaves room that is not
 * used before the next call. */
static inline void
enisim_event_queue_mark_ends (EnisimEventQueue *queue)
{
  const guint32 room = (guint32) (queue->near + queue->capacity - 1 - queue->first);

  queue->pop_end = queue->push_end = queue->near;
  if (!enisim_event_queue_is_list (queue))
    return;
  queue->pop_end = queue->end - !enisim_event_queue_is_fresh (queue);
  queue->push_end = queue->first + MIN (room, queue->near_max);
}

/* event-queue.c */

/* For _reserve() only. */
void enisim_event_queue_grow (EnisimEventQueue *queue, guint32 end);

/* Room up to the place @end and for one event that is none. */
static inline void
enisim_event_queue_reserve (EnisimEventQueue *queue, guint32 end)
{
  if (G_UNLIKELY (end >= queue->capacity))
    enisim_event_queue_grow (queue, end);
}

/* From few to the sorted list, which has place for one more. */
void enisim_event_queue_end_few (EnisimEventQueue *queue);

/* event-queue-refill.c */

/* Where nothing is near: the next events from the ladder, if it has any. */
void enisim_event_queue_refill (EnisimEventQueue *queue);

/* What is near, and more than can be, goes on the ladder, if that can tell it apart. */
void enisim_event_queue_spread (EnisimEventQueue *queue);
