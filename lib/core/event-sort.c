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
  KEY_LAST = (1 << KEY_BITS) - 1
};

G_STATIC_ASSERT (ROUND < N_LANES);

typedef gint16 Lanes __attribute__ ((vector_size (16)));
typedef guint32 Twins __attribute__ ((vector_size (16)));

typedef union
{
  Lanes lanes[2];
  guint16 each[N_LANES];
} Round;

typedef struct
{
  Round round;
  guint32 twins[N_LANES]; /* each key twice, from which eight of it are made faster */
} Keys;

/* How places are counted: from 0 up, or down to 0. */
typedef struct
{
  guint16 turn, first;
} Count;

/* @n_max: places there may be */
static inline Count
choose_count (const EnisimEvent *events, guint32 n_max)
{
  const gboolean is_turned = (guint64) events[0].order > (guint64) events[1].order;

  return is_turned ? (Count){ G_MAXUINT16, (guint16) n_max } : (Count){ 0, 0 };
}

/* What decides: of the upper halves the bits from @shift on, and then the place, for which there
 * are @place_bits.  Lanes from @n on come last. */
ENISIM_ALWAYS_INLINE void
abridge (Keys *keys, const EnisimEvent *events, guint32 n, guint32 n_before, guint shift,
         guint place_bits, Count count)
{
  guint16 *each = keys->round.each;

  each[ROUND] = 0;
  for (guint i = 0; i < ROUND; i++)
    each[i] = (guint16) ((guint64) (events[i].order >> 64) >> shift);
  for (guint16 i = 0; i < N_LANES; i++)
    {
      const guint16 place = (guint16) (((n_before + i) ^ count.turn) + count.first);
      const guint16 last = i < (guint16) n ? 0 : KEY_LAST;

      each[i] = (guint16) (((guint16) (each[i] << place_bits) | place | last) ^ KEY_SIGN);
    }
  for (guint i = 0; i < N_LANES; i++)
    keys->twins[i] = (guint32) each[i] << KEY_BITS | each[i];
}

/* Adds how many of @others come before each of @keys. */
ENISIM_ALWAYS_INLINE void
rank (Round *ranks, const Keys *keys, const Keys *others)
{
  Lanes a = ranks->lanes[0], b = ranks->lanes[1];

  for (guint i = 0; i < ROUND; i++)
    {
      const guint32 twin = others->twins[i];
      const Lanes other = (Lanes) (Twins){ twin, twin, twin, twin };

      a -= other < keys->round.lanes[0];
      b -= other < keys->round.lanes[1];
    }
  *ranks = (Round){ .lanes = { a, b } };
}

ENISIM_ALWAYS_INLINE void
scatter (EnisimEvent *to, const EnisimEvent *from, const Round *ranks)
{
  for (guint i = 0; i < ROUND; i++)
    to[ranks->each[i]] = from[i];
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

/* What was missing in the last round has left its marks behind the events. */
ENISIM_ALWAYS_INLINE void
finish (EnisimEvent *events, guint32 n, guint32 n_places)
{
  guint n_wrong = 0;

  for (guint i = 0; i < ROUND; i++)
    events[n + i] = ENISIM_EVENT_NEVER;
  for (guint32 i = 1; i < n_places; i++)
    n_wrong += (guint) enisim_event_is_before (events[i], events[i - 1]);
  if (G_UNLIKELY (n_wrong > 0))
    sort_by_insertion (events, n);
}

static guint
get_shift (guint n_bits, guint place_bits)
{
  return n_bits > KEY_BITS - place_bits ? n_bits - (KEY_BITS - place_bits) : 0;
}

static void
rank_one_round (Round *ranks, const EnisimEvent *from, guint32 n, guint n_bits)
{
  const guint place_bits = 4;
  Keys keys;

  abridge (&keys, from, n, 0, get_shift (n_bits, place_bits), place_bits,
           choose_count (from, ROUND));
  rank (ranks, &keys, &keys);
}

static void
rank_two_rounds (Round *ranks, const EnisimEvent *const *from, guint32 n, guint n_bits)
{
  const guint place_bits = 5, shift = get_shift (n_bits, place_bits);
  const Count count = choose_count (from[0], 2 * ROUND);
  Keys keys[2];

  abridge (&keys[0], from[0], ROUND, 0, shift, place_bits, count);
  abridge (&keys[1], from[1], n - ROUND, ROUND, shift, place_bits, count);
  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < 2; j++)
      rank (&ranks[i], &keys[i], &keys[j]);
}

static void
sort_one_round (EnisimEvent *to, const EnisimEvent *from, guint32 n, guint n_bits)
{
  Round ranks = { 0 };

  rank_one_round (&ranks, from, n, n_bits);
  scatter (to, from, &ranks);
  finish (to, n, ROUND);
}

static void
sort_two_rounds (EnisimEvent *to, const EnisimEvent *const *from, guint32 n, guint n_bits)
{
  Round ranks[2] = { 0 };

  rank_two_rounds (ranks, from, n, n_bits);
  for (guint i = 0; i < 2; i++)
    scatter (to, from[i], &ranks[i]);
  finish (to, n, 2 * ROUND);
}

void
enisim_event_sort (EnisimEvent *to, const EnisimEvent *const *rounds, guint32 n, guint n_bits)
{
  g_assert (n >= 1 && n <= ENISIM_EVENT_SORT_MAX && n_bits <= 64);
  if (n <= ROUND)
    sort_one_round (to, rounds[0], n, n_bits);
  else
    sort_two_rounds (to, rounds, n, n_bits);
}
