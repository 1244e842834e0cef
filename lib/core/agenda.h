/* agenda.h: what happens next, merged from all sources
 *
 * Queueing everything is what makes a simulation slow.  Open-loop arrivals are one event each, the
 * next one; constant delays have a ring each; only the rest needs the general queue.  The next
 * event is the least over the queue's first and the sources' firsts, which hold a tournament: what
 * one source changes is played again along one path of it.
 *
 * One counter numbers all bookings, so that the order does not tell where an event was kept.
 *
 * Cancelling is the owner's: its record forgets the sequence that it waited for, and one predicate
 * over all kinds says what is stale.  That it has forgotten one it tells, so that nobody looks for
 * stale events where there are none.
 */
#pragma once

#include "base/always-inline.h"
#include "core/event-queue.h"
#include "core/timer-ring.h"

#define ENISIM_AGENDA_SOURCES_MAX 256
#define ENISIM_AGENDA_SOURCE_NONE G_MAXUINT32

typedef struct
{
  EnisimTimerRing ring; /* without timers where it is an arrival */
  guint32 place;        /* its leaf; 0 until something is first booked there */
} EnisimAgendaSource;

typedef struct
{
  EnisimEvent first; /* of the sources below; live; ENISIM_EVENT_NEVER where they have none */
  guint32 source;    /* whose it is */
} EnisimAgendaPlace;

G_STATIC_ASSERT (sizeof (EnisimAgendaPlace) == 32);

typedef struct
{
  guint64 n_booked;          /* also the last sequence */
  guint64 n_queued_stale;    /* of the queue's events */
  gboolean keeps_stale;      /* until they surface: FALSE, but in tests */
  EnisimAgendaPlace *places; /* the root at 1, below place i those at 2 i and 2 i + 1, the two of
                              * them aligned to their common size */
  EnisimAgendaSource *sources;
  guint32 n_sources;
  guint32 n_open;            /* that have a leaf */
  guint32 n_leaves;          /* power of two; the places from this one on */
  EnisimTimerFetch fetch;    /* (nullable) */
  guint64 fetched_to;        /* where the ladder began when that was done */
  gboolean has_fetched_next; /* what is near next */
  EnisimEventQueue queue;
} EnisimAgenda;

void enisim_agenda_init (EnisimAgenda *agenda);
void enisim_agenda_clear (EnisimAgenda *agenda);

/* Returns: the number of a new source, for the arrivals of one workload or the timers of one
 * delay; at most ENISIM_AGENDA_SOURCES_MAX.  It costs nothing until something is booked there. */
guint enisim_agenda_add_source (EnisimAgenda *agenda);

/* From now on @fetch asks for the memory that the next events will need before they are taken.
 * %NULL: no more.  It costs a little where all lies in the caches, and shows in no event. */
void enisim_agenda_set_fetch (EnisimAgenda *agenda, EnisimTimerFetch fetch);

/* Walks everything; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_agenda_verify (const EnisimAgenda *agenda, EnisimEventIsLive is_live,
                           gconstpointer owner);

/* For the inline functions only. */
void enisim_agenda_fetch_queued (EnisimAgenda *agenda, gconstpointer owner);
void enisim_agenda_drop_stale_queued (EnisimAgenda *agenda, EnisimTime deadline,
                                      EnisimEventIsLive is_live, gconstpointer owner);
void enisim_agenda_open_source (EnisimAgenda *agenda, guint source);

/* Tells that the owner has just forgotten an event on the general queue. */
static inline void
enisim_agenda_cancel_queued (EnisimAgenda *agenda)
{
  agenda->n_queued_stale++;
}

/* Takes a sequence for an event that may be booked later: see enisim_agenda_book_as(). */
static inline guint64
enisim_agenda_reserve (EnisimAgenda *agenda)
{
  return ++agenda->n_booked;
}

/* Books under a sequence that was reserved earlier, as if it had been booked then. */
static inline void
enisim_agenda_book_as (EnisimAgenda *agenda, EnisimTime at, guint class, guint64 sequence,
                       guint kind, guint32 entity)
{
  enisim_event_queue_push (&agenda->queue, enisim_event_make (at, class, sequence, kind, entity));
}

/* Returns: the sequence by which the owner's record knows the event. */
static inline guint64
enisim_agenda_book (EnisimAgenda *agenda, EnisimTime at, guint class, guint kind, guint32 entity)
{
  enisim_agenda_book_as (agenda, at, class, ++agenda->n_booked, kind, entity);
  return agenda->n_booked;
}

/* For the inline functions below: shows @first, of a source that has a leaf, up to where it is
 * beaten.  Who wins is a coin toss: the comparison is made part of an address, for which no
 * compiler takes a branch. */
ENISIM_ALWAYS_INLINE void
enisim_agenda_play (EnisimAgenda *agenda, guint source, EnisimEvent first)
{
  EnisimAgendaPlace *places = agenda->places, winner = { first, source };

  for (guint32 place = agenda->sources[source].place; place > 1; place /= 2)
    {
      EnisimAgendaPlace *own = &places[place];
      const guintptr rival = (guintptr) own ^ sizeof winner;
      const EnisimAgendaPlace *least;

      *own = winner;
      least = (const EnisimAgendaPlace *) rival;
      least = (const EnisimAgendaPlace *) (rival
                                           ^ (guintptr) !enisim_event_is_before (least->first,
                                                                                 winner.first)
                                                 * sizeof winner);
      winner = *least;
    }
  places[1] = winner;
}

/* For the agenda's own files. */
static inline void
enisim_agenda_set_first (EnisimAgenda *agenda, guint source, EnisimEvent first)
{
  if (G_UNLIKELY (agenda->sources[source].place == 0))
    enisim_agenda_open_source (agenda, source);
  enisim_agenda_play (agenda, source, first);
}

/* The same on the ring @source, whose timers all have one delay, one class and one kind. */
static inline guint64
enisim_agenda_book_timer (EnisimAgenda *agenda, guint source, EnisimTime at, guint class,
                          guint kind, guint32 entity)
{
  EnisimTimerRing *ring = &agenda->sources[source].ring;
  const guint64 sequence = ++agenda->n_booked;

  enisim_timer_ring_append (ring, at, class, sequence, kind, entity);
  if (G_UNLIKELY (ring->n_timers == 1))
    enisim_agenda_set_first (agenda, source, enisim_event_make (at, class, sequence, kind, entity));
  return sequence;
}

/* The one arrival that the source has ahead, or ENISIM_EVENT_NEVER; replaces the one before.
 * Whoever takes it says what follows it, before anything else is taken. */
static inline void
enisim_agenda_set_arrival (EnisimAgenda *agenda, guint source, EnisimEvent arrival)
{
  g_assert (agenda->sources[source].ring.n_timers == 0);
  enisim_agenda_set_first (agenda, source, arrival);
}

/* The same of the source whose arrival has just been taken, and is still shown. */
ENISIM_ALWAYS_INLINE void
enisim_agenda_follow_arrival (EnisimAgenda *agenda, guint source, EnisimEvent arrival)
{
  g_assert (agenda->places[1].source == source);
  enisim_agenda_play (agenda, source, arrival);
}

/* Shows the first live timer of a ring whose first has gone. */
ENISIM_ALWAYS_INLINE void
enisim_agenda_refresh (EnisimAgenda *agenda, guint source, EnisimEventIsLive is_live,
                       gconstpointer owner)
{
  enisim_agenda_play (agenda, source,
                      enisim_timer_ring_get_first (&agenda->sources[source].ring, is_live, owner));
}

/* Tells that the owner has just forgotten the timer @sequence, which is on the ring @source. */
ENISIM_ALWAYS_INLINE void
enisim_agenda_cancel_timer (EnisimAgenda *agenda, guint source, guint64 sequence,
                            EnisimEventIsLive is_live, gconstpointer owner)
{
  EnisimAgendaSource *place = &agenda->sources[source];

  enisim_timer_ring_cancel (&place->ring, is_live, owner);
  if (G_UNLIKELY (enisim_event_get_sequence (agenda->places[place->place].first) == sequence))
    enisim_agenda_refresh (agenda, source, is_live, owner);
}

/* An arrival stays where it is until the one that follows it takes its place. */
ENISIM_ALWAYS_INLINE void
enisim_agenda_drop_first (EnisimAgenda *agenda, guint source, EnisimEventIsLive is_live,
                          gconstpointer owner)
{
  EnisimTimerRing *ring = &agenda->sources[source].ring;

  if (ring->n_timers == 0)
    return;
  enisim_agenda_play (agenda, source, enisim_timer_ring_follow (ring, is_live, owner));
}

/* Takes the first live event out if it is due by @deadline, which comes before ENISIM_TIME_NEVER;
 * %FALSE, with @event untouched, if none is.  What lies past the deadline may be stale. */
ENISIM_ALWAYS_INLINE gboolean
enisim_agenda_take (EnisimAgenda *agenda, EnisimTime deadline, EnisimEventIsLive is_live,
                    gconstpointer owner, EnisimEvent *event)
{
  const EnisimAgendaPlace *root = &agenda->places[1];
  EnisimEvent queued;

  g_assert (deadline < ENISIM_TIME_NEVER);
  if (G_UNLIKELY (agenda->n_queued_stale > 0))
    enisim_agenda_drop_stale_queued (agenda, deadline, is_live, owner);
  queued = enisim_event_queue_get_first (&agenda->queue);
  if (enisim_event_is_before (queued, root->first))
    {
      if (enisim_event_get_at (queued) > deadline)
        return FALSE;
      *event = queued;
      enisim_event_queue_pop (&agenda->queue);
      if (G_UNLIKELY (agenda->fetch != NULL && agenda->fetched_to != agenda->queue.ladder.begin))
        enisim_agenda_fetch_queued (agenda, owner);
      return TRUE;
    }
  if (enisim_event_get_at (root->first) > deadline)
    return FALSE;
  *event = root->first;
  enisim_agenda_drop_first (agenda, root->source, is_live, owner);
  return TRUE;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimAgenda, enisim_agenda_clear)
