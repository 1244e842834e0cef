/* event-sort.c: a few events, put in order without a branch that depends on them
 *
 * The place of each is the number of those before it: as many comparisons as there are pairs, eight
 * in one instruction, because what is compared is only some bits of the orders, those in which they
 * are likely to differ, and then the places that the events had.  Where that left two the wrong way
 * round, which is seldom, all are put right one at a time.
 *
 * Where a million events are pending there is one every microsecond, and many at the same one.
 * Those were put in as they were booked, or, where they have been moved from one rung to the next,
 * the other way round: the first two tell which, and the places count up or down.
 *
 * No loop has a length that depends on the number of events: to be wrong about its end costs more
 * than the work on what is not there.
 */
#include "core/event-sort.h"

#include "base/always-inline.h"

enum
{
  ROUND = ENISIM_EVENT_SORT_ROUND,
  N_LANES = 16,
  KEY_BITS = 16,
  KEY_SIGN = 1 << (KEY_BITS - 1), /* lanes are compared with their sign */
  HALF_BITS = 64,                 /* of an order */
  SPARSE_BITS = 25                /* differ where a round takes 2 ms, and few have one instant */
};

G_STATIC_ASSERT (ROUND < N_LANES);

typedef gint16 Lanes __attribute__ ((vector_size (16)));
typedef guint32 Twins __attribute__ ((vector_size (16)));
typedef guint64 Halves __attribute__ ((vector_size (16)));

#ifdef __has_builtin
#if __has_builtin(__builtin_shufflevector)
#define SHUFFLE(Vector, a, b, ...) __builtin_shufflevector (a, b, __VA_ARGS__)
#endif
#endif
#ifndef SHUFFLE /* GCC before 12 */
#define SHUFFLE(Vector, a, b, ...) __builtin_shuffle (a, b, (Vector){ __VA_ARGS__ })
#endif

typedef union
{
  Lanes lanes[2];
  guint16 each[N_LANES];
} Round;

static const Round places = { .each = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 } };

/* How keys are made: of the upper halves the bits below @n_bits, as many as there is room for, and
 * then the place, counted from 0 up or down to 0. */
typedef struct
{
  guint shift;        /* of halves, to the top */
  gint16 mask;        /* what a key has of them */
  gint16 turn, first; /* of the places */
} Abridging;

/* @n_max: places there may be */
ENISIM_ALWAYS_INLINE Abridging
choose (const EnisimEvent *events, guint n_bits, guint place_bits, gint16 n_max)
{
  const guint key_bits = KEY_BITS - place_bits;
  const gboolean is_turned = (guint64) events[0].order > (guint64) events[1].order;

  return (Abridging){ .shift = HALF_BITS - MAX (n_bits, key_bits),
                      .mask = (gint16) ~((1 << place_bits) - 1),
                      .turn = is_turned ? -1 : 0,
                      .first = is_turned ? n_max : 0 };
}

ENISIM_ALWAYS_INLINE guint64
get_half (EnisimEvent event)
{
  return (guint64) (event.order >> HALF_BITS);
}

ENISIM_ALWAYS_INLINE Twins
read_pair (const EnisimEvent *events, guint i, guint j, guint shift)
{
  const Halves halves = { get_half (events[i]), get_half (events[j]) };

  return (Twins) (halves << shift);
}

/* The first bits of each of eight events; of what is past the round, anything. */
ENISIM_ALWAYS_INLINE Lanes
read_lanes (const EnisimEvent *events, guint i, guint shift)
{
  const guint last = MIN (i + 7, ROUND - 1);
  const Twins even = SHUFFLE (Twins, read_pair (events, i, i + 2, shift),
                              read_pair (events, i + 4, i + 6, shift), 1, 3, 5, 7);
  const Twins odd = SHUFFLE (Twins, read_pair (events, i + 1, i + 3, shift),
                             read_pair (events, i + 5, last, shift), 1, 3, 5, 7);

  return (Lanes) (even >> KEY_BITS | (odd >> KEY_BITS) << KEY_BITS);
}

/* Lanes from @n on come last. */
ENISIM_ALWAYS_INLINE Round
abridge (const EnisimEvent *events, guint32 n, gint16 n_before, const Abridging *abridging)
{
  Round keys;

  for (guint i = 0; i < 2; i++)
    {
      const Lanes bits = read_lanes (events, 8 * i, abridging->shift) & abridging->mask;
      const Lanes place = ((places.lanes[i] + n_before) ^ abridging->turn) + abridging->first;
      const Lanes is_missing = places.lanes[i] > (gint16) (n - 1);

      keys.lanes[i] = (bits | place | is_missing) ^ (gint16) KEY_SIGN;
    }
  return keys;
}

/* Takes from each of @ranks whether @other comes after it. */
ENISIM_ALWAYS_INLINE void
rank_after (Round *ranks, const Round *keys, guint n_rounds, Lanes other)
{
  for (guint i = 0; i < n_rounds; i++)
    for (guint j = 0; j < 2; j++)
      ranks[i].lanes[j] += other > keys[i].lanes[j];
}

/* The same of @n of four lanes, each of which is there twice. */
ENISIM_ALWAYS_INLINE void
rank_after_twins (Round *ranks, const Round *keys, guint n_rounds, Twins twins, guint n)
{
  rank_after (ranks, keys, n_rounds, (Lanes) SHUFFLE (Twins, twins, twins, 0, 0, 0, 0));
  rank_after (ranks, keys, n_rounds, (Lanes) SHUFFLE (Twins, twins, twins, 1, 1, 1, 1));
  rank_after (ranks, keys, n_rounds, (Lanes) SHUFFLE (Twins, twins, twins, 2, 2, 2, 2));
  if (n > 3)
    rank_after (ranks, keys, n_rounds, (Lanes) SHUFFLE (Twins, twins, twins, 3, 3, 3, 3));
}

/* The same of all that there are. */
ENISIM_ALWAYS_INLINE void
rank_all (Round *ranks, const Round *keys, guint n_rounds)
{
  for (guint i = 0; i < n_rounds; i++)
    for (guint j = 0; j < 2; j++)
      {
        const Lanes lanes = keys[i].lanes[j];

        rank_after_twins (ranks, keys, n_rounds,
                          (Twins) SHUFFLE (Lanes, lanes, lanes, 0, 0, 1, 1, 2, 2, 3, 3), 4);
        rank_after_twins (ranks, keys, n_rounds,
                          (Twins) SHUFFLE (Lanes, lanes, lanes, 4, 4, 5, 5, 6, 6, 7, 7), 4 - j);
      }
}

/* @ranks: what is to be taken from @last */
ENISIM_ALWAYS_INLINE void
scatter (EnisimEvent *to, const EnisimEvent *from, Round ranks, gint16 last)
{
  for (guint i = 0; i < 2; i++)
    ranks.lanes[i] = (ranks.lanes[i] + last) * (gint16) sizeof *to;
  for (guint i = 0; i < ROUND; i++)
    *(EnisimEvent *) (gpointer) ((char *) to + ranks.each[i]) = from[i];
}

static void
sort_by_insertion (EnisimEvent *events, guint32 n)
{
  for (guint32 i = 1; i < n; i++)
    {
      const EnisimEvent event = events[i];
      guint32 hole = i;

      for (; hole > 0 && enisim_event_is_before (event, events[hole - 1]); hole--)
        events[hole] = events[hole - 1];
      events[hole] = event;
    }
}

/* Whether the upper halves alone say that what is there is in order, which takes half as long. */
ENISIM_ALWAYS_INLINE gboolean
is_rising (const EnisimEvent *events, guint32 n, guint32 n_places)
{
  guint n_rising = 0;

  for (guint32 i = 1; i < n_places; i++)
    n_rising += get_half (events[i]) > get_half (events[i - 1]);
  return n_rising >= MIN (n, n_places - 1);
}

/* What was missing in the last round has left its marks behind the events. */
ENISIM_ALWAYS_INLINE void
finish (EnisimEvent *events, guint32 n, guint32 n_places, guint n_bits)
{
  guint n_wrong = 0;

  for (guint i = 0; i < ROUND; i++)
    events[n + i] = ENISIM_EVENT_NEVER;
  if (n_bits >= SPARSE_BITS && G_LIKELY (is_rising (events, n, n_places)))
    return;
  for (guint32 i = 1; i < n_places; i++)
    n_wrong += (guint) enisim_event_is_before (events[i], events[i - 1]);
  if (G_UNLIKELY (n_wrong > 0))
    sort_by_insertion (events, n);
}

ENISIM_ALWAYS_INLINE void
sort (EnisimEvent *to, const EnisimEvent *const *from, guint32 n, guint n_bits, guint n_rounds)
{
  const guint n_places = n_rounds * ROUND;
  const Abridging abridging = choose (from[0], n_bits, 3 + n_rounds, (gint16) n_places);
  Round keys[2], ranks[2] = { 0 };

  for (guint i = 0; i < n_rounds; i++)
    keys[i] = abridge (from[i], n - i * ROUND, (gint16) (i * ROUND), &abridging);
  rank_all (ranks, keys, n_rounds);
  for (guint i = 0; i < n_rounds; i++)
    scatter (to, from[i], ranks[i], (gint16) (n_places - 1));
  finish (to, n, n_places, n_bits);
}

void
enisim_event_sort (EnisimEvent *to, const EnisimEvent *const *rounds, guint32 n, guint n_bits)
{
  g_assert (n >= 1 && n <= ENISIM_EVENT_SORT_MAX && n_bits <= HALF_BITS);
  if (n <= ROUND)
    sort (to, rounds, n, n_bits, 1);
  else
    sort (to, rounds, n, n_bits, 2);
}
