/* agenda.c: what happens next, merged from all sources
 *
 * With a handful of sources a scan of their first events beats any tree: they share a few cache
 * lines, and all that changes between two scans is the source that the last event came from.
 */
#include "core/agenda.h"

void
enisim_agenda_init (EnisimAgenda *agenda, EnisimTimerIsLive is_live, gconstpointer owner)
{
  *agenda = (EnisimAgenda){ .is_live = is_live, .owner = owner };
  enisim_event_queue_init (&agenda->queue);
}

void
enisim_agenda_clear (EnisimAgenda *agenda)
{
  for (guint i = 0; i < agenda->n_sources; i++)
    enisim_timer_ring_clear (&agenda->rings[i]);
  g_clear_pointer (&agenda->rings, g_free);
  g_clear_pointer (&agenda->firsts, g_free);
  agenda->n_sources = 0;
  enisim_event_queue_clear (&agenda->queue);
}

guint
enisim_agenda_add_source (EnisimAgenda *agenda)
{
  const guint source = agenda->n_sources++;

  g_assert (agenda->n_sources <= ENISIM_AGENDA_SOURCES_MAX);
  agenda->rings = g_renew (EnisimTimerRing, agenda->rings, agenda->n_sources);
  agenda->firsts = g_renew (EnisimEvent, agenda->firsts, agenda->n_sources);
  enisim_timer_ring_init (&agenda->rings[source]);
  agenda->firsts[source] = ENISIM_EVENT_NEVER;
  return source;
}

static void
refresh (EnisimAgenda *agenda, guint source)
{
  agenda->firsts[source]
      = enisim_timer_ring_get_first (&agenda->rings[source], agenda->is_live, agenda->owner);
}

static inline guint
least_source (const EnisimAgenda *agenda)
{
  guint least = 0;

  for (guint i = 1; i < agenda->n_sources; i++)
    if (enisim_event_is_before (agenda->firsts[i], agenda->firsts[least]))
      least = i;
  return least;
}

/* The general queue learns of no cancel, so what is stale goes when it surfaces.  What lies past
 * the deadline may surface stale and need not be looked at yet. */
static EnisimEvent
first_queued (EnisimAgenda *agenda, EnisimTime deadline)
{
  EnisimEvent first = enisim_event_queue_get_first (&agenda->queue);

  g_assert (deadline < ENISIM_TIME_NEVER);
  while (enisim_event_get_at (first) <= deadline && !agenda->is_live (first, agenda->owner))
    {
      enisim_event_queue_pop (&agenda->queue);
      first = enisim_event_queue_get_first (&agenda->queue);
    }
  return first;
}

static void
drop_first (EnisimAgenda *agenda, guint source)
{
  if (agenda->rings[source].n_timers > 0)
    enisim_timer_ring_drop_first (&agenda->rings[source]);
  refresh (agenda, source);
}

gboolean
enisim_agenda_take (EnisimAgenda *agenda, EnisimTime deadline, EnisimEvent *event)
{
  const EnisimEvent queued = first_queued (agenda, deadline);
  const guint source = least_source (agenda);
  const gboolean is_queued
      = agenda->n_sources == 0 || enisim_event_is_before (queued, agenda->firsts[source]);
  const EnisimEvent first = is_queued ? queued : agenda->firsts[source];

  if (enisim_event_get_at (first) > deadline)
    return FALSE;
  if (is_queued)
    enisim_event_queue_pop (&agenda->queue);
  else
    drop_first (agenda, source);
  *event = first;
  return TRUE;
}

void
enisim_agenda_cancel_timer (EnisimAgenda *agenda, guint source, guint64 sequence)
{
  enisim_timer_ring_cancel (&agenda->rings[source], agenda->is_live, agenda->owner);
  if (enisim_event_get_sequence (agenda->firsts[source]) == sequence)
    refresh (agenda, source);
}

void
enisim_agenda_verify (const EnisimAgenda *agenda)
{
  enisim_event_queue_verify (&agenda->queue);
  for (guint i = 0; i < agenda->n_sources; i++)
    {
      const EnisimTimerRing *ring = &agenda->rings[i];

      enisim_timer_ring_verify (ring, agenda->is_live, agenda->owner);
      if (ring->n_timers == 0)
        continue;
      g_assert_true (agenda->firsts[i].order == enisim_timer_ring_at (ring, 0)->order);
      g_assert_true (agenda->is_live (agenda->firsts[i], agenda->owner));
    }
}
