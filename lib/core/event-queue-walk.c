/* event-queue-walk.c: what goes through all pending events */
#include "core/event-queue-parts.h"

static void
drop_stale_near (EnisimEventQueue *queue, EnisimEventIsLive is_live, gconstpointer owner)
{
  const EnisimEvent *end;

  if (queue->few.n > 0)
    enisim_event_queue_end_few (queue);
  end = queue->end;
  queue->end = queue->first;
  for (const EnisimEvent *event = queue->first; event < end; event++)
    if (is_live (*event, owner))
      *queue->end++ = *event;
  enisim_event_queue_fill_with_never (queue->end, end);
  if (queue->is_heap)
    enisim_event_heap_order (queue->near, (guint32) (queue->end - queue->near));
}

guint32
enisim_event_queue_drop_stale (EnisimEventQueue *queue, EnisimEventIsLive is_live,
                               gconstpointer owner)
{
  const guint32 n_before = enisim_event_queue_get_n_pending (queue);

  drop_stale_near (queue, is_live, owner);
  enisim_ladder_drop_stale (&queue->ladder, is_live, owner);
  if (queue->first == queue->end)
    enisim_event_queue_refill (queue);
  enisim_event_queue_mark_ends (queue);
  return n_before - enisim_event_queue_get_n_pending (queue);
}

void
enisim_event_queue_foreach_near (const EnisimEventQueue *queue, EnisimEventFunc func,
                                 gpointer user_data)
{
  for (guint32 i = 0; i < enisim_event_queue_get_n_near (queue); i++)
    func (enisim_event_queue_peek (queue, i), user_data);
}

void
enisim_event_queue_foreach (const EnisimEventQueue *queue, EnisimEventFunc func, gpointer user_data)
{
  enisim_event_queue_foreach_near (queue, func, user_data);
  enisim_ladder_foreach (&queue->ladder, func, user_data);
}

static void
verify_near (const EnisimEventQueue *queue)
{
  const EnisimEvent *events = queue->near;
  const guint32 first = (guint32) (queue->first - events), end = (guint32) (queue->end - events);

  for (guint32 i = first; i < end; i++)
    {
      const guint32 before = queue->is_heap ? enisim_event_heap_parent (i) : i - 1;

      g_assert_true (i == first || enisim_event_is_before (events[before], events[i]));
      g_assert_cmpuint (enisim_ladder_key (events[i]), <, queue->ladder.begin);
    }
  for (guint32 i = end; i < queue->capacity; i++)
    g_assert_true (events[i].order == ENISIM_EVENT_NEVER.order);
}

static void
verify_few (const EnisimEventQueue *queue)
{
  const EnisimEvent *root = enisim_event_queue_get_root (queue);

  enisim_event_few_verify (&queue->few, root);
  g_assert_cmpuint (queue->few.n, <=, queue->few_max);
  g_assert_true (queue->first == root + enisim_event_few_get_slot (&queue->few, 0));
  g_assert_cmpuint (enisim_event_queue_get_n_near (queue), ==, queue->few.n);
  g_assert_false (queue->is_heap);
  for (guint32 i = 0; i < queue->few.n; i++)
    g_assert_cmpuint (enisim_ladder_key (enisim_event_queue_peek (queue, i)), <,
                      queue->ladder.begin);
  for (guint32 i = ENISIM_EVENT_HEAP_ROOT + ENISIM_EVENT_FEW_MAX; i < queue->capacity; i++)
    g_assert_true (queue->near[i].order == ENISIM_EVENT_NEVER.order);
}

static void
verify_ends (const EnisimEventQueue *queue)
{
  const EnisimEvent *root = enisim_event_queue_get_root (queue);

  g_assert_true (root <= queue->first && queue->first <= queue->end);
  g_assert_true (queue->end < queue->near + queue->capacity);
  g_assert_true (!queue->is_heap || queue->first == root);
  g_assert_true (queue->first < queue->end || queue->ladder.n_events == 0);
  if (!enisim_event_queue_is_list (queue))
    {
      g_assert_true (queue->pop_end == queue->near && queue->push_end == queue->near);
      return;
    }
  g_assert_true (queue->pop_end == queue->end - !enisim_event_queue_is_fresh (queue));
  g_assert_true (queue->push_end < queue->near + queue->capacity);
  g_assert_true (queue->push_end <= queue->first
                 || queue->push_end - queue->first <= (gssize) queue->near_max);
}

void
enisim_event_queue_verify (const EnisimEventQueue *queue)
{
  g_assert_cmpuint (queue->capacity % 4, ==, 0);
  verify_ends (queue);
  for (guint32 i = 0; i < ENISIM_EVENT_HEAP_ROOT; i++)
    g_assert_true (queue->near[i].order == 0);
  if (queue->few.n > 0)
    verify_few (queue);
  else
    verify_near (queue);
  enisim_ladder_verify (&queue->ladder);
}
