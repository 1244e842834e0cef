/* agenda.c: what happens next, merged from all sources
 *
 * A tournament of the rings that are in use: a handful, of the dozens that a scenario may have.  To
 * compare each with all others for every event took longer, and so did a heap of them, whose path
 * depends on the outcomes; and one tournament of arrivals and rings, whose paths all have its
 * depth.
 *
 * An arrival that is taken is followed by the next one of its source, and to play its path twice
 * would be in vain: it stays in its leaf until then.
 */
#include "core/agenda.h"

enum
{
  /* So few cost little memory, and each pays for some of the ladder's slots that are gone
   * through. */
  N_QUEUED_STALE_MIN = 1024
};

void
enisim_agenda_init (EnisimAgenda *agenda)
{
  *agenda = (EnisimAgenda){ .first = &agenda->sides[ENISIM_AGENDA_TIMERS].root };
  enisim_tournament_init (&agenda->sides[ENISIM_AGENDA_ARRIVALS]);
  enisim_tournament_init (&agenda->sides[ENISIM_AGENDA_TIMERS]);
  enisim_event_queue_init (&agenda->queue);
}

void
enisim_agenda_clear (EnisimAgenda *agenda)
{
  for (guint i = 0; i < agenda->n_rings; i++)
    enisim_timer_ring_clear (&agenda->rings[i].timers);
  g_clear_pointer (&agenda->rings, g_free);
  agenda->n_rings = 0;
  enisim_tournament_clear (&agenda->sides[ENISIM_AGENDA_ARRIVALS]);
  enisim_tournament_clear (&agenda->sides[ENISIM_AGENDA_TIMERS]);
  enisim_event_queue_clear (&agenda->queue);
}

guint
enisim_agenda_add_arrivals (EnisimAgenda *agenda)
{
  return enisim_tournament_add (&agenda->sides[ENISIM_AGENDA_ARRIVALS],
                                agenda->sides[ENISIM_AGENDA_ARRIVALS].n_leaves);
}

guint
enisim_agenda_add_ring (EnisimAgenda *agenda)
{
  const guint ring = agenda->n_rings++;

  g_assert (agenda->n_rings <= ENISIM_AGENDA_RINGS_MAX);
  agenda->rings = g_renew (EnisimAgendaRing, agenda->rings, agenda->n_rings);
  agenda->rings[ring].leaf = ENISIM_AGENDA_LEAF_NONE;
  enisim_timer_ring_init (&agenda->rings[ring].timers);
  agenda->rings[ring].timers.fetch = agenda->fetch;
  return ring;
}

void
enisim_agenda_open_ring (EnisimAgenda *agenda, guint ring)
{
  g_assert (ring < agenda->n_rings && agenda->rings[ring].leaf == ENISIM_AGENDA_LEAF_NONE);
  agenda->rings[ring].leaf = enisim_tournament_add (&agenda->sides[ENISIM_AGENDA_TIMERS], ring);
}

void
enisim_agenda_set_fetch (EnisimAgenda *agenda, EnisimTimerFetch fetch)
{
  agenda->fetch = fetch;
  agenda->has_fetched_next = FALSE;
  for (guint i = 0; i < agenda->n_rings; i++)
    agenda->rings[i].timers.fetch = fetch;
}

typedef struct
{
  EnisimTimerFetch fetch;
  gboolean is_near;
  gconstpointer owner;
} Fetching;

static void
fetch (EnisimEvent event, gpointer data)
{
  const Fetching *fetching = data;

  fetching->fetch (event, fetching->is_near, fetching->owner);
}

/* By slots of the ladder: each time that one of them has come near.  A few events at a time would
 * spread the misses, and take longer. */
void
enisim_agenda_fetch_queued (EnisimAgenda *agenda, gconstpointer owner)
{
  const EnisimEventQueue *queue = &agenda->queue;
  Fetching fetching = { .fetch = agenda->fetch, .owner = owner };

  agenda->fetched_to = queue->ladder.begin;
  if (enisim_event_queue_get_n_near (queue) > ENISIM_LADDER_BATCH_MAX)
    {
      agenda->has_fetched_next = FALSE;
      return;
    }
  if (!agenda->has_fetched_next)
    enisim_event_queue_foreach_near (queue, fetch, &fetching);
  agenda->has_fetched_next = enisim_ladder_foreach_next (&queue->ladder, fetch, &fetching);
  fetching.is_near = TRUE;
  enisim_event_queue_foreach_near (queue, fetch, &fetching);
}

/* Not while something is cancelled, when records may be halfway from one state to another. */
static void
drop_all_stale_queued (EnisimAgenda *agenda, EnisimEventIsLive is_live, gconstpointer owner)
{
  const guint32 n = enisim_event_queue_drop_stale (&agenda->queue, is_live, owner);

  g_assert (n == agenda->n_queued_stale);
  agenda->n_queued_stale = 0;
}

/* What is stale in the general queue goes when it surfaces, or when it is more than half. */
void
enisim_agenda_drop_stale_queued (EnisimAgenda *agenda, EnisimTime deadline,
                                 EnisimEventIsLive is_live, gconstpointer owner)
{
  EnisimEvent first;

  if (agenda->n_queued_stale > N_QUEUED_STALE_MIN && !agenda->keeps_stale
      && agenda->n_queued_stale > enisim_event_queue_get_n_pending (&agenda->queue) / 2)
    drop_all_stale_queued (agenda, is_live, owner);
  first = enisim_event_queue_get_first (&agenda->queue);
  while (agenda->n_queued_stale > 0 && enisim_event_get_at (first) <= deadline
         && !is_live (first, owner))
    {
      enisim_event_queue_pop (&agenda->queue);
      agenda->n_queued_stale--;
      first = enisim_event_queue_get_first (&agenda->queue);
    }
}

typedef struct
{
  EnisimEventIsLive is_live;
  gconstpointer owner;
  guint64 n_stale;
} StaleCount;

static void
count_stale (EnisimEvent event, gpointer user_data)
{
  StaleCount *count = user_data;

  count->n_stale += !count->is_live (event, count->owner);
}

static void
verify_ring (const EnisimAgenda *agenda, guint ring, EnisimEventIsLive is_live, gconstpointer owner)
{
  const EnisimTimerRing *timers = &agenda->rings[ring].timers;
  const guint32 leaf = agenda->rings[ring].leaf;
  const EnisimTournamentPlace *shown;

  enisim_timer_ring_verify (timers, is_live, owner);
  if (leaf == ENISIM_AGENDA_LEAF_NONE)
    {
      g_assert_cmpuint (timers->n_timers, ==, 0);
      return;
    }
  g_assert_cmpuint (leaf, <, agenda->sides[ENISIM_AGENDA_TIMERS].n_leaves);
  shown = enisim_tournament_get (&agenda->sides[ENISIM_AGENDA_TIMERS], leaf);
  g_assert_cmpuint (shown->source, ==, ring);
  if (timers->n_timers == 0)
    {
      g_assert_true (shown->first.order == ENISIM_EVENT_NEVER.order);
      return;
    }
  g_assert_true (shown->first.order == timers->first.order);
  g_assert_true (is_live (shown->first, owner));
}

static void
verify_sources (const EnisimAgenda *agenda, EnisimEventIsLive is_live, gconstpointer owner)
{
  const EnisimTournament *arrivals = &agenda->sides[ENISIM_AGENDA_ARRIVALS],
                         *opened = &agenda->sides[ENISIM_AGENDA_TIMERS];
  guint32 n_opened = 0;

  enisim_tournament_verify (arrivals);
  enisim_tournament_verify (opened);
  for (guint i = 0; i < arrivals->n_leaves; i++)
    g_assert_cmpuint (enisim_tournament_get (arrivals, i)->source, ==, i);
  for (guint i = 0; i < agenda->n_rings; i++)
    {
      verify_ring (agenda, i, is_live, owner);
      n_opened += agenda->rings[i].leaf != ENISIM_AGENDA_LEAF_NONE;
    }
  g_assert_cmpuint (n_opened, ==, opened->n_leaves);
  g_assert_true (agenda->first
                 == (enisim_event_is_before (arrivals->root.first, opened->root.first)
                         ? &arrivals->root
                         : &opened->root));
}

void
enisim_agenda_verify (const EnisimAgenda *agenda, EnisimEventIsLive is_live, gconstpointer owner)
{
  StaleCount count = { .is_live = is_live, .owner = owner };

  enisim_event_queue_verify (&agenda->queue);
  enisim_event_queue_foreach (&agenda->queue, count_stale, &count);
  g_assert_cmpuint (count.n_stale, ==, agenda->n_queued_stale);
  verify_sources (agenda, is_live, owner);
}
