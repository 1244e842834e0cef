/* tournament.h: which of several sources has the event that comes first
 *
 * Each source has a leaf, and each place above two others shows the lesser of what they show: what
 * one source changes is played again along the path from its leaf to the root.  There are no more
 * leaves than sources, so that few have short paths, and that of a single source is none: its leaf
 * is the root.
 */
#pragma once

#include "base/always-inline.h"
#include "core/event.h"

typedef struct
{
  EnisimEvent first; /* of the sources below; ENISIM_EVENT_NEVER where they have none */
  guint32 source;    /* whose it is, by the caller's number */
} EnisimTournamentPlace;

G_STATIC_ASSERT (sizeof (EnisimTournamentPlace) == 32);

typedef struct
{
  EnisimTournamentPlace root;    /* place 1 */
  EnisimTournamentPlace *places; /* from 2 on: below place i those at 2 i and 2 i + 1, the two of
                                  * them aligned to their common size */
  guint32 n_leaves;              /* as many places, from the one of that number on */
  guint32 capacity;              /* of @places */
} EnisimTournament;

void enisim_tournament_init (EnisimTournament *tournament);
void enisim_tournament_clear (EnisimTournament *tournament);

/* Returns: the leaf of @source, which has no event yet; they are numbered from 0.  O(n) */
guint32 enisim_tournament_add (EnisimTournament *tournament, guint32 source);

/* Walks every place; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_tournament_verify (const EnisimTournament *tournament);

/* What the leaf shows. */
static inline const EnisimTournamentPlace *
enisim_tournament_get (const EnisimTournament *tournament, guint32 leaf)
{
  const guint32 place = tournament->n_leaves + leaf;

  g_assert (leaf < tournament->n_leaves);
  return place == 1 ? &tournament->root : &tournament->places[place];
}

/* Shows @first, of @source, whose leaf it is, up to where it is beaten.  Who wins is a coin toss:
 * the comparison is made part of an address, for which no compiler takes a branch. */
ENISIM_ALWAYS_INLINE void
enisim_tournament_play (EnisimTournament *tournament, guint32 leaf, guint32 source,
                        EnisimEvent first)
{
  EnisimTournamentPlace winner = { first, source };

  for (guint32 place = tournament->n_leaves + leaf; place > 1; place /= 2)
    {
      EnisimTournamentPlace *own = &tournament->places[place];
      const guintptr rival = (guintptr) own ^ sizeof winner;
      const EnisimTournamentPlace *least;

      *own = winner;
      least = (const EnisimTournamentPlace *) rival;
      least = (const EnisimTournamentPlace *) (rival
                                               ^ (guintptr) !enisim_event_is_before (least->first,
                                                                                     winner.first)
                                                     * sizeof winner);
      winner = *least;
    }
  tournament->root = winner;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimTournament, enisim_tournament_clear)
