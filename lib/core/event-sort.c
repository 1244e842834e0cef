/* event-sort.c: a few events, put in order without a branch that depends on them
 *
 * The place of each is the number of those before it: as many comparisons as there are pairs, eight
 * in one instruction, because what is compared is only some bits of the orders, those in which they
 * are likely to differ, and then the places that the events had.  Where that left two the wrong way
 * round, which is seldom, all are put right one at a time.
 *
 * Where a million events are pending there is one every microsecond, and many at the same one: then
 * keys are twice as wide and hold a part of the sequence too.
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
  WIDE_KEY_BITS = 31, /* and no sign */
  /* Of the order, where keys are wide: all bits of the instant that differ, the class, and of the
   * sequence what there is room for below. */
  WIDE_UPPER_BITS = 11,
  WIDE_PLACE_BITS = 5,
  WIDE_LOWER_BITS = WIDE_KEY_BITS - WIDE_UPPER_BITS - WIDE_PLACE_BITS,
  UPPER_SEQUENCE_BITS = 11, /* the last of the upper half; they are left out */
  N_BITS_WIDE = WIDE_UPPER_BITS + UPPER_SEQUENCE_BITS,
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

typedef gint32 WideLanes __attribute__ ((vector_size (16)));

typedef union
{
  WideLanes lanes[4];
  guint32 each[N_LANES];
} WideRound;

/* What decides: of the upper halves the bits from @shift on, and then the place, for which there
 * are @place_bits.  Lanes from @n on come last. */
ENISIM_ALWAYS_INLINE void
abridge (Keys *keys, const EnisimEvent *events, guint32 n, guint32 n_before, guint shift,
         guint place_bits)
{
  guint16 *each = keys->round.each;

  each[ROUND] = 0;
  for (guint i = 0; i < ROUND; i++)
    each[i] = (guint16) ((guint64) (events[i].order >> 64) >> shift);
  for (guint16 i = 0; i < N_LANES; i++)
    {
      const guint16 place = (guint16) (n_before + i), last = i < (guint16) n ? 0 : KEY_LAST;

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

  abridge (&keys, from, n, 0, get_shift (n_bits, place_bits), place_bits);
  rank (ranks, &keys, &keys);
}

static void
rank_two_rounds (Round *ranks, const EnisimEvent *const *from, guint32 n, guint n_bits)
{
  const guint place_bits = 5, shift = get_shift (n_bits, place_bits);
  Keys keys[2];

  abridge (&keys[0], from[0], ROUND, 0, shift, place_bits);
  abridge (&keys[1], from[1], n - ROUND, ROUND, shift, place_bits);
  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < 2; j++)
      rank (&ranks[i], &keys[i], &keys[j]);
}

/* Only the last WIDE_UPPER_BITS of the instants and classes may differ. */
ENISIM_ALWAYS_INLINE void
abridge_widely (WideRound *keys, const EnisimEvent *events, guint32 n, guint32 n_before)
{
  guint32 *each = keys->each;

  each[ROUND] = 0;
  for (guint i = 0; i < ROUND; i++)
    {
      const EnisimOrder order = events[i].order;

      each[i] = (guint32) (order >> (64 + UPPER_SEQUENCE_BITS)) << (WIDE_KEY_BITS - WIDE_UPPER_BITS)
                | (guint32) ((guint64) order >> (64 - WIDE_LOWER_BITS) << WIDE_PLACE_BITS);
    }
  for (guint32 i = 0; i < N_LANES; i++)
    each[i] = (each[i] | (n_before + i) | (i < n ? 0 : G_MAXUINT32)) & (guint32) G_MAXINT32;
}

ENISIM_ALWAYS_INLINE void
rank_widely (WideRound *ranks, const WideRound *keys, const WideRound *others)
{
  WideRound sum = *ranks;

  for (guint i = 0; i < ROUND; i++)
    {
      const gint32 key = (gint32) others->each[i];
      const WideLanes other = { key, key, key, key };

      for (guint j = 0; j < G_N_ELEMENTS (sum.lanes); j++)
        sum.lanes[j] -= other < keys->lanes[j];
    }
  *ranks = sum;
}

ENISIM_ALWAYS_INLINE void
narrow (Round *ranks, const WideRound *wide)
{
  for (guint i = 0; i < N_LANES; i++)
    ranks->each[i] = (guint16) wide->each[i];
}

static void
rank_one_round_widely (Round *ranks, const EnisimEvent *from, guint32 n)
{
  WideRound keys, wide = { 0 };

  abridge_widely (&keys, from, n, 0);
  rank_widely (&wide, &keys, &keys);
  narrow (ranks, &wide);
}

static void
rank_two_rounds_widely (Round *ranks, const EnisimEvent *const *from, guint32 n)
{
  WideRound keys[2], wide[2] = { 0 };

  abridge_widely (&keys[0], from[0], ROUND, 0);
  abridge_widely (&keys[1], from[1], n - ROUND, ROUND);
  for (guint i = 0; i < 2; i++)
    {
      for (guint j = 0; j < 2; j++)
        rank_widely (&wide[i], &keys[i], &keys[j]);
      narrow (&ranks[i], &wide[i]);
    }
}

static void
sort_one_round (EnisimEvent *to, const EnisimEvent *from, guint32 n, guint n_bits)
{
  Round ranks = { 0 };

  if (n_bits > N_BITS_WIDE)
    rank_one_round (&ranks, from, n, n_bits);
  else
    rank_one_round_widely (&ranks, from, n);
  scatter (to, from, &ranks);
  finish (to, n, ROUND);
}

static void
sort_two_rounds (EnisimEvent *to, const EnisimEvent *const *from, guint32 n, guint n_bits)
{
  Round ranks[2] = { 0 };

  if (n_bits > N_BITS_WIDE)
    rank_two_rounds (ranks, from, n, n_bits);
  else
    rank_two_rounds_widely (ranks, from, n);
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
