/* agenda.c: what happens next, merged from all sources
 *
 * A tournament of the sources that are in use: a handful, of the dozens that a scenario may have.
 * To compare each with all others for every event took longer, and so did a heap of sources, whose
 * path depends on the outcomes.
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

static EnisimAgendaPlace *
allocate_places (guint32 n)
{
  return g_aligned_alloc (n, sizeof (EnisimAgendaPlace), 2 * sizeof (EnisimAgendaPlace));
}

void
enisim_agenda_init (EnisimAgenda *agenda)
{
  *agenda = (EnisimAgenda){ .places = allocate_places (2), .n_leaves = 1 };
  agenda->places[1] = (EnisimAgendaPlace){ ENISIM_EVENT_NEVER, ENISIM_AGENDA_SOURCE_NONE };
  enisim_event_queue_init (&agenda->queue);
}

void
enisim_agenda_clear (EnisimAgenda *agenda)
{
  for (guint i = 0; i < agenda->n_sources; i++)
    enisim_timer_ring_clear (&agenda->sources[i].ring);
  g_clear_pointer (&agenda->sources, g_free);
  g_clear_pointer (&agenda->places, g_aligned_free);
  agenda->n_sources = 0;
  enisim_event_queue_clear (&agenda->queue);
}

guint
enisim_agenda_add_source (EnisimAgenda *agenda)
{
  const guint source = agenda->n_sources++;

  g_assert (agenda->n_sources <= ENISIM_AGENDA_SOURCES_MAX);
  agenda->sources = g_renew (EnisimAgendaSource, agenda->sources, agenda->n_sources);
  agenda->sources[source].place = 0;
  enisim_timer_ring_init (&agenda->sources[source].ring);
  agenda->sources[source].ring.fetch = agenda->fetch;
  return source;
}

void
enisim_agenda_set_fetch (EnisimAgenda *agenda, EnisimTimerFetch fetch)
{
  agenda->fetch = fetch;
  agenda->has_fetched_next = FALSE;
  for (guint i = 0; i < agenda->n_sources; i++)
    agenda->sources[i].ring.fetch = fetch;
}

/* Twice the leaves: the leaf i is the place n_leaves + i. */
static void
grow (EnisimAgenda *agenda)
{
  EnisimAgendaPlace *before = agenda->places;
  const guint32 n_before = agenda->n_leaves;

  agenda->n_leaves *= 2;
  agenda->places = allocate_places (2 * agenda->n_leaves);
  for (guint i = 0; i < 2 * agenda->n_leaves; i++)
    agenda->places[i] = (EnisimAgendaPlace){ ENISIM_EVENT_NEVER, ENISIM_AGENDA_SOURCE_NONE };
  for (guint i = n_before; i < 2 * n_before; i++)
    {
      agenda->sources[before[i].source].place += n_before;
      enisim_agenda_set_first (agenda, before[i].source, before[i].first);
    }
  g_aligned_free (before);
}

void
enisim_agenda_open_source (EnisimAgenda *agenda, guint source)
{
  g_assert (source < agenda->n_sources && agenda->sources[source].place == 0);
  if (agenda->n_open == agenda->n_leaves)
    grow (agenda);
  agenda->sources[source].place = agenda->n_leaves + agenda->n_open++;
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
  if (queue->end - queue->first > ENISIM_LADDER_BATCH_MAX)
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
verify_source (const EnisimAgenda *agenda, guint source, EnisimEventIsLive is_live,
               gconstpointer owner)
{
  const EnisimTimerRing *ring = &agenda->sources[source].ring;
  const guint32 place = agenda->sources[source].place;

  enisim_timer_ring_verify (ring, is_live, owner);
  if (place == 0)
    {
      g_assert_cmpuint (ring->n_timers, ==, 0);
      return;
    }
  g_assert_cmpuint (place, >=, agenda->n_leaves);
  g_assert_cmpuint (place, <, agenda->n_leaves + agenda->n_open);
  g_assert_cmpuint (agenda->places[place].source, ==, source);
  if (ring->n_timers == 0)
    return;
  g_assert_true (agenda->places[place].first.order == ring->first.order);
  g_assert_true (is_live (agenda->places[place].first, owner));
}

void
enisim_agenda_verify (const EnisimAgenda *agenda, EnisimEventIsLive is_live, gconstpointer owner)
{
  StaleCount count = { .is_live = is_live, .owner = owner };

  enisim_event_queue_verify (&agenda->queue);
  enisim_event_queue_foreach (&agenda->queue, count_stale, &count);
  g_assert_cmpuint (count.n_stale, ==, agenda->n_queued_stale);
  for (guint i = 0; i < agenda->n_sources; i++)
    verify_source (agenda, i, is_live, owner);
  for (guint32 i = 1; i < agenda->n_leaves; i++)
    {
      const EnisimAgendaPlace *left = &agenda->places[2 * i], *right = &agenda->places[2 * i + 1];
      const EnisimAgendaPlace *winner
          = enisim_event_is_before (right->first, left->first) ? right : left;

      g_assert_true (agenda->places[i].first.order == winner->first.order);
      g_assert_true (winner->first.order == ENISIM_EVENT_NEVER.order
                     || agenda->places[i].source == winner->source);
    }
}
