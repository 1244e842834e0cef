/* agenda.h: what happens next, merged from all sources
 *
 * Queueing everything is what makes a simulation slow.  Open-loop arrivals are one event each, the
 * next one; constant delays have a ring each; only the rest needs the general queue.  The next
 * event is the least over the queue's first, that of the arrivals and that of the rings.  Of these
 * two each has a tournament, whose winners meet: arrivals are as frequent as all else together, and
 * mostly of one workload, so that a dozen rings do not make their path longer.
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
#include "core/tournament.h"

#define ENISIM_AGENDA_RINGS_MAX 256

typedef struct
{
  EnisimTimerRing timers;
  guint32 leaf; /* ENISIM_AGENDA_LEAF_NONE until something is first booked there */
} EnisimAgendaRing;

#define ENISIM_AGENDA_LEAF_NONE G_MAXUINT32

/* What has a tournament. */
enum
{
  ENISIM_AGENDA_ARRIVALS, /* their sources and leaves have the same numbers */
  ENISIM_AGENDA_TIMERS,   /* live ones; of rings that are open */
  ENISIM_AGENDA_N_SIDES
};

typedef struct
{
  guint64 n_booked;                   /* also the last sequence */
  guint64 n_queued_stale;             /* of the queue's events */
  const EnisimTournamentPlace *first; /* the root of that side which shows the lesser event */
  EnisimTournament sides[ENISIM_AGENDA_N_SIDES];
  EnisimAgendaRing *rings;
  guint32 n_rings;
  gboolean keeps_stale;      /* until they surface: FALSE, but in tests */
  EnisimTimerFetch fetch;    /* (nullable) */
  guint64 fetched_to;        /* where the ladder began when that was done */
  gboolean has_fetched_next; /* what is near next */
  EnisimEventQueue queue;
} EnisimAgenda;

/* What is taken.  Arrivals are told apart from all else, for they are where they are: whoever has a
 * rule for them need not look into the event. */
typedef enum
{
  ENISIM_AGENDA_TAKEN_NONE,
  ENISIM_AGENDA_TAKEN_ARRIVAL,
  ENISIM_AGENDA_TAKEN_EVENT
} EnisimAgendaTaken;

/* It stays where it is from now on. */
void enisim_agenda_init (EnisimAgenda *agenda);
void enisim_agenda_clear (EnisimAgenda *agenda);

/* Returns: the number of a new source of arrivals, for one workload. */
guint enisim_agenda_add_arrivals (EnisimAgenda *agenda);

/* Returns: the number of a new ring, for the timers of one delay; there are at most
 * ENISIM_AGENDA_RINGS_MAX.  It costs nothing until something is booked there. */
guint enisim_agenda_add_ring (EnisimAgenda *agenda);

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
void enisim_agenda_open_ring (EnisimAgenda *agenda, guint ring);

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

/* The same of an event whose parts are known to be in range. */
static inline void
enisim_agenda_put (EnisimAgenda *agenda, EnisimEvent event)
{
  enisim_event_queue_push (&agenda->queue, event);
}

/* Returns: the sequence by which the owner's record knows the event. */
static inline guint64
enisim_agenda_book (EnisimAgenda *agenda, EnisimTime at, guint class, guint kind, guint32 entity)
{
  enisim_agenda_book_as (agenda, at, class, ++agenda->n_booked, kind, entity);
  return agenda->n_booked;
}

/* For the inline functions below.  Who comes first is a coin toss, and its outcome made part of an
 * address, as in a tournament. */
ENISIM_ALWAYS_INLINE void
enisim_agenda_meet (EnisimAgenda *agenda)
{
  const EnisimTournament *sides = agenda->sides;
  const guintptr is_timer = !enisim_event_is_before (sides[ENISIM_AGENDA_ARRIVALS].root.first,
                                                     sides[ENISIM_AGENDA_TIMERS].root.first);

  agenda->first
      = (const EnisimTournamentPlace *) ((guintptr) &sides[ENISIM_AGENDA_ARRIVALS].root
                                         + is_timer * sizeof sides[ENISIM_AGENDA_ARRIVALS]);
}

/* For the inline functions below: of a ring that has a leaf. */
ENISIM_ALWAYS_INLINE void
enisim_agenda_show_timer (EnisimAgenda *agenda, guint ring, EnisimEvent first)
{
  enisim_tournament_play (&agenda->sides[ENISIM_AGENDA_TIMERS], agenda->rings[ring].leaf, ring,
                          first);
  enisim_agenda_meet (agenda);
}

/* The same on @ring, whose timers all have one delay, one class and one kind. */
static inline guint64
enisim_agenda_book_timer (EnisimAgenda *agenda, guint ring, EnisimTime at, guint class, guint kind,
                          guint32 entity)
{
  EnisimAgendaRing *place = &agenda->rings[ring];
  const guint64 sequence = ++agenda->n_booked;

  enisim_timer_ring_append (&place->timers, at, class, sequence, kind, entity);
  if (G_UNLIKELY (place->timers.n_timers == 1))
    {
      if (G_UNLIKELY (place->leaf == ENISIM_AGENDA_LEAF_NONE))
        enisim_agenda_open_ring (agenda, ring);
      enisim_agenda_show_timer (agenda, ring,
                                enisim_event_make (at, class, sequence, kind, entity));
    }
  return sequence;
}

/* The one arrival that the source has ahead, or ENISIM_EVENT_NEVER; replaces the one before.
 * Whoever takes it says what follows it, before anything else is taken. */
static inline void
enisim_agenda_set_arrival (EnisimAgenda *agenda, guint arrivals, EnisimEvent arrival)
{
  g_assert (arrivals < agenda->sides[ENISIM_AGENDA_ARRIVALS].n_leaves);
  enisim_tournament_play (&agenda->sides[ENISIM_AGENDA_ARRIVALS], arrivals, arrivals, arrival);
  enisim_agenda_meet (agenda);
}

/* The same of the source whose arrival has just been taken, and is still shown. */
ENISIM_ALWAYS_INLINE void
enisim_agenda_follow_arrival (EnisimAgenda *agenda, EnisimEvent arrival)
{
  EnisimTournament *arrivals = &agenda->sides[ENISIM_AGENDA_ARRIVALS];

  g_assert (agenda->first == &arrivals->root);
  if (G_LIKELY (arrivals->n_leaves == 1))
    arrivals->root.first = arrival;
  else
    enisim_tournament_play (arrivals, arrivals->root.source, arrivals->root.source, arrival);
  enisim_agenda_meet (agenda);
}

/* Shows the first live timer of a ring whose first has gone. */
ENISIM_ALWAYS_INLINE void
enisim_agenda_refresh (EnisimAgenda *agenda, guint ring, EnisimEventIsLive is_live,
                       gconstpointer owner)
{
  enisim_agenda_show_timer (
      agenda, ring, enisim_timer_ring_get_first (&agenda->rings[ring].timers, is_live, owner));
}

/* Tells that the owner has just forgotten the timer @sequence, which is on @ring. */
ENISIM_ALWAYS_INLINE void
enisim_agenda_cancel_timer (EnisimAgenda *agenda, guint ring, guint64 sequence,
                            EnisimEventIsLive is_live, gconstpointer owner)
{
  EnisimAgendaRing *place = &agenda->rings[ring];
  const EnisimTournamentPlace *shown
      = enisim_tournament_get (&agenda->sides[ENISIM_AGENDA_TIMERS], place->leaf);

  enisim_timer_ring_cancel (&place->timers, is_live, owner);
  if (G_UNLIKELY (enisim_event_get_sequence (shown->first) == sequence))
    enisim_agenda_refresh (agenda, ring, is_live, owner);
}

/* For the call below: of a ring, which is first. */
ENISIM_ALWAYS_INLINE void
enisim_agenda_drop_timer (EnisimAgenda *agenda, EnisimEventIsLive is_live, gconstpointer owner)
{
  const guint32 ring = agenda->first->source;

  enisim_agenda_show_timer (agenda, ring,
                            enisim_timer_ring_follow (&agenda->rings[ring].timers, is_live, owner));
}

/* For the call below: of the queue.  What comes near does so where there is more to do. */
ENISIM_ALWAYS_INLINE void
enisim_agenda_drop_queued (EnisimAgenda *agenda, gconstpointer owner)
{
  if (G_LIKELY (enisim_event_queue_try_drop_first (&agenda->queue)))
    return;
  enisim_event_queue_pop_slowly (&agenda->queue);
  if (G_UNLIKELY (agenda->fetch != NULL && agenda->fetched_to != agenda->queue.ladder.begin))
    enisim_agenda_fetch_queued (agenda, owner);
}

/* Takes the first live event out if it is due by @deadline, which comes before ENISIM_TIME_NEVER;
 * @event is untouched if none is.  What lies past the deadline may be stale.
 *
 * An arrival stays where it is until the one that follows it takes its place. */
ENISIM_ALWAYS_INLINE EnisimAgendaTaken
enisim_agenda_take (EnisimAgenda *agenda, EnisimTime deadline, EnisimEventIsLive is_live,
                    gconstpointer owner, EnisimEvent *event)
{
  const EnisimTournamentPlace *first = agenda->first;
  EnisimEvent queued;

  if (G_UNLIKELY (agenda->n_queued_stale > 0))
    enisim_agenda_drop_stale_queued (agenda, deadline, is_live, owner);
  queued = enisim_event_queue_get_first (&agenda->queue);
  if (enisim_event_is_before (queued, first->first))
    {
      if (enisim_event_get_at (queued) > deadline)
        return ENISIM_AGENDA_TAKEN_NONE;
      *event = queued;
      enisim_agenda_drop_queued (agenda, owner);
      return ENISIM_AGENDA_TAKEN_EVENT;
    }
  if (enisim_event_get_at (first->first) > deadline)
    return ENISIM_AGENDA_TAKEN_NONE;
  *event = first->first;
  if (first == &agenda->sides[ENISIM_AGENDA_ARRIVALS].root)
    return ENISIM_AGENDA_TAKEN_ARRIVAL;
  /* Past it is what the timers show where nothing is left. */
  g_assert (deadline < ENISIM_TIME_NEVER);
  enisim_agenda_drop_timer (agenda, is_live, owner);
  return ENISIM_AGENDA_TAKEN_EVENT;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimAgenda, enisim_agenda_clear)
