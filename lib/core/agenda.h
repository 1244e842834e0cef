/* agenda.h: what happens next, merged from all sources
 *
 * Queueing everything is what makes a simulation slow.  Open-loop arrivals are one event each, the
 * next one; constant delays have a ring each; only the rest needs the general queue.  The next
 * event is the least over the sources' first events, which lie side by side in one array.
 *
 * One counter numbers all bookings, so that the order does not tell where an event was kept.
 *
 * Cancelling is the owner's: its record forgets the sequence that it waited for, and one predicate
 * over all kinds says what is stale.
 */
#pragma once

#include "core/event-queue.h"
#include "core/timer-ring.h"

#define ENISIM_AGENDA_SOURCES_MAX 256

typedef struct
{
  EnisimEventQueue queue;
  guint64 n_booked;       /* also the last sequence */
  EnisimEvent *firsts;    /* of each source, live; ENISIM_EVENT_NEVER where it has none */
  EnisimTimerRing *rings; /* of each source; without timers where it is an arrival */
  guint n_sources;
  EnisimTimerIsLive is_live;
  gconstpointer owner;
} EnisimAgenda;

void enisim_agenda_init (EnisimAgenda *agenda, EnisimTimerIsLive is_live, gconstpointer owner);
void enisim_agenda_clear (EnisimAgenda *agenda);

/* Returns: the number of a new source, for the arrivals of one workload or the timers of one
 * delay; at most ENISIM_AGENDA_SOURCES_MAX. */
guint enisim_agenda_add_source (EnisimAgenda *agenda);

/* Takes the first live event out if it is due by @deadline, which comes before ENISIM_TIME_NEVER;
 * %FALSE, with @event untouched, if none is. */
gboolean enisim_agenda_take (EnisimAgenda *agenda, EnisimTime deadline, EnisimEvent *event);

/* Tells that the owner has just forgotten the timer @sequence, which is on the ring @source. */
void enisim_agenda_cancel_timer (EnisimAgenda *agenda, guint source, guint64 sequence);

/* Walks everything; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_agenda_verify (const EnisimAgenda *agenda);

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

/* The same on the ring @source, whose timers all have one delay and one class. */
static inline guint64
enisim_agenda_book_timer (EnisimAgenda *agenda, guint source, EnisimTime at, guint class,
                          guint kind, guint32 entity)
{
  const EnisimEvent timer = enisim_event_make (at, class, ++agenda->n_booked, kind, entity);

  enisim_timer_ring_append (&agenda->rings[source], timer);
  if (enisim_event_is_before (timer, agenda->firsts[source]))
    agenda->firsts[source] = timer;
  return agenda->n_booked;
}

/* The one arrival that the source has ahead, or ENISIM_EVENT_NEVER; replaces the one before.  Once
 * it is taken the source has none until the next call. */
static inline void
enisim_agenda_set_arrival (EnisimAgenda *agenda, guint source, EnisimEvent arrival)
{
  g_assert (agenda->rings[source].n_timers == 0);
  agenda->firsts[source] = arrival;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimAgenda, enisim_agenda_clear)
