/* tournament.c: which of several sources has the event that comes first
 *
 * The leaves of n sources are the places n to 2 n - 1, whatever n is, and so each moves by one
 * place when one is added.  That is seldom, and all others know by their own numbers where they
 * are.
 */
#include "core/tournament.h"

#include <string.h>

enum
{
  CAPACITY_MIN = 8
};

static const EnisimTournamentPlace nobody = { ENISIM_EVENT_NEVER, G_MAXUINT32 };

void
enisim_tournament_init (EnisimTournament *tournament)
{
  *tournament = (EnisimTournament){ .root = nobody };
}

void
enisim_tournament_clear (EnisimTournament *tournament)
{
  g_clear_pointer (&tournament->places, g_aligned_free);
  tournament->n_leaves = tournament->capacity = 0;
}

static void
reserve (EnisimTournament *tournament, guint32 n_places)
{
  EnisimTournamentPlace *before = tournament->places;
  const guint32 n_before = tournament->capacity;

  if (n_places <= n_before)
    return;
  tournament->capacity = MAX (CAPACITY_MIN, 2 * n_before);
  tournament->places = g_aligned_alloc (tournament->capacity, sizeof (EnisimTournamentPlace),
                                        2 * sizeof (EnisimTournamentPlace));
  for (guint32 i = n_before; i < tournament->capacity; i++)
    tournament->places[i] = nobody;
  if (n_before > 0)
    memcpy (tournament->places, before, n_before * sizeof (EnisimTournamentPlace));
  g_aligned_free (before);
}

static const EnisimTournamentPlace *
find_winner (const EnisimTournament *tournament, guint32 place)
{
  const EnisimTournamentPlace *below = &tournament->places[2 * place];

  return &below[enisim_event_is_before (below[1].first, below[0].first)];
}

guint32
enisim_tournament_add (EnisimTournament *tournament, guint32 source)
{
  const guint32 leaf = tournament->n_leaves++, n = tournament->n_leaves;
  const EnisimTournamentPlace added = { ENISIM_EVENT_NEVER, source };

  if (n == 1)
    {
      tournament->root = added;
      return leaf;
    }
  reserve (tournament, 2 * n);
  if (n == 2)
    tournament->places[1] = tournament->root;
  memmove (&tournament->places[n], &tournament->places[n - 1],
           (n - 1) * sizeof (EnisimTournamentPlace));
  tournament->places[n + leaf] = added;
  for (guint32 i = n - 1; i > 1; i--)
    tournament->places[i] = *find_winner (tournament, i);
  tournament->root = *find_winner (tournament, 1);
  return leaf;
}

static gboolean
is_winner (const EnisimTournamentPlace *place, const EnisimTournamentPlace *winner)
{
  return place->first.order == winner->first.order
         && (winner->first.order == ENISIM_EVENT_NEVER.order || place->source == winner->source);
}

void
enisim_tournament_verify (const EnisimTournament *tournament)
{
  const guint32 n = tournament->n_leaves;

  if (n == 0)
    g_assert_true (tournament->root.first.order == ENISIM_EVENT_NEVER.order);
  if (n < 2)
    return;
  g_assert_cmpuint (2 * n, <=, tournament->capacity);
  g_assert_true (is_winner (&tournament->root, find_winner (tournament, 1)));
  for (guint32 i = 2; i < n; i++)
    g_assert_true (is_winner (&tournament->places[i], find_winner (tournament, i)));
}
