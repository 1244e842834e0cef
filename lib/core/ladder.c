/* ladder.c: events far enough ahead that their order can wait
 *
 * The width of a new rung's slots comes from the mean of what goes on it, measured from the first.
 * By Markov's inequality half of the events lie within twice the mean, so that an event is passed
 * over twice on average before it gets a slot, however the instants are spread.  Where they come
 * from a slot, whose bounds are known, that pass is left out: their spread is taken to be even, and
 * where it is not the next rung below mends it.
 */
#include "core/ladder.h"

#include <string.h>

enum
{
  SLOT_EVENTS = 24,  /* wanted in a slot; half of it where the spread is even */
  COVERED_MEANS = 8, /* how far the slots reach */
  N_SLOTS_MAX = 1 << 13,
  /* Two rungs of a few slots whose ends all lie in the first level's cache take less time than one
   * of more slots than this. */
  N_SLOTS_COARSE = 1 << 9,
  /* With so many times the events a rung was shaped for its slots become rungs that need rungs. */
  RESHAPED_FROM = 8,
  KEY_BITS = 64
};

/* Of what goes on a new rung. */
typedef struct
{
  guint64 begin;
  guint64 range; /* the last key less the first */
  guint64 mean;  /* from the first */
  guint32 n;
} Spread;

/* What was in a slot, which begins with a multiple of its width. */
typedef struct
{
  EnisimEventBag bag;
  guint n_bits; /* of the width; KEY_BITS: the rest of a rung, whose events may lie anywhere */
} Taken;

void
enisim_ladder_init (EnisimLadder *ladder)
{
  *ladder = (EnisimLadder){ .begin = ENISIM_LADDER_KEY_NEVER };
}

void
enisim_ladder_clear (EnisimLadder *ladder)
{
  for (guint i = 0; i < ENISIM_LADDER_N_RUNGS_MAX; i++)
    g_clear_pointer (&ladder->rungs[i].slots, g_free);
  enisim_event_bags_clear (&ladder->bags);
}

/* Of @n events in all of some bags. */
static Spread
measure (const EnisimEventBags *bags, const EnisimEventBag *begin, const EnisimEventBag *end,
         guint32 n)
{
  guint64 key_min = G_MAXUINT64, key_max = 0;
  EnisimOrder sum = 0;

  for (; begin < end; begin++)
    for (EnisimEventBag bag = *begin; bag != 0;)
      {
        const guint32 chunk = enisim_event_bag_get_chunk (bag);

        enisim_event_bags_prefetch_third (bags, chunk);
        for (guint32 i = chunk + 1; i < bag; i++)
          {
            const guint64 key = enisim_ladder_key (bags->places[i].event);

            key_min = MIN (key_min, key);
            key_max = MAX (key_max, key);
            sum += key;
          }
        bag = bags->places[chunk].chain.previous;
      }
  return (Spread){ key_min, key_max - key_min, (guint64) (sum / n) - key_min, n };
}

/* Whether the last full chunk says that the events crowd in a part of their slot. */
static gboolean
is_crowded (const EnisimEventBags *bags, EnisimEventBag bag, guint64 width)
{
  const EnisimEventBag end = bags->places[enisim_event_bag_get_chunk (bag)].chain.previous;
  guint64 key_min = G_MAXUINT64, key_max = 0;

  for (guint32 i = enisim_event_bag_get_chunk (end) + 1; i < end; i++)
    {
      const guint64 key = enisim_ladder_key (bags->places[i].event);

      key_min = MIN (key_min, key);
      key_max = MAX (key_max, key);
    }
  return key_max - key_min < width / 8;
}

static Spread
estimate (const EnisimEventBags *bags, Taken taken)
{
  const guint32 n = enisim_event_bags_count (bags, taken.bag);
  const guint64 width = taken.n_bits < KEY_BITS ? (guint64) 1 << taken.n_bits : 0;
  const guint64 key = enisim_ladder_key (bags->places[taken.bag - 1].event); /* any of them */

  if (width == 0 || is_crowded (bags, taken.bag, width))
    return measure (bags, &taken.bag, &taken.bag + 1, n);
  return (Spread){ key & ~(width - 1), width - 1, width / 2, n };
}

/* Lays out the slots, all empty. */
static void
shape (EnisimRung *rung, const Spread *spread)
{
  const guint64 covered = spread->range / COVERED_MEANS <= spread->mean
                              ? spread->range
                              : COVERED_MEANS * spread->mean + 1;
  guint64 width = MAX (spread->mean / spread->n * SLOT_EVENTS, 1);

  if (covered / width >= N_SLOTS_MAX)
    width = covered / N_SLOTS_COARSE;
  rung->shift = 63 - (guint) __builtin_clzll (width);
  rung->start = rung->begin = spread->begin >> rung->shift << rung->shift;
  rung->n_slots = (guint32) ((spread->begin + covered - rung->start) >> rung->shift) + 1;
  rung->next = 0;
  rung->n_shaped = spread->n;
  if (rung->n_slots + 1 > rung->n_allocated)
    {
      rung->n_allocated = 2 * rung->n_slots;
      g_free (rung->slots);
      rung->slots = g_new (EnisimEventBag, rung->n_allocated);
    }
  memset (rung->slots, 0, (rung->n_slots + 1) * sizeof *rung->slots);
}

/* The last first, so that what came in one order leaves in one. */
static void
scatter (EnisimEventBags *bags, const EnisimRung *rung, EnisimEventBag bag)
{
  const guint64 start = rung->start, n_slots = rung->n_slots;
  const guint shift = rung->shift;
  EnisimEventBag *slots = rung->slots;

  while (bag != 0)
    {
      const guint32 chunk = enisim_event_bag_get_chunk (bag);

      enisim_event_bags_prefetch_third (bags, chunk);
      for (guint32 i = bag; --i > chunk;)
        {
          const EnisimEvent event = bags->places[i].event;
          const guint64 slot = (enisim_ladder_key (event) - start) >> shift;

          enisim_event_bags_put (bags, &slots[MIN (slot, n_slots)], event);
        }
      bag = enisim_event_bags_drop_chunk (bags, bag);
    }
}

/* Below the last rung.  Returns: %FALSE, with nothing changed, where it would not tell the events
 * apart or there is no rung left. */
G_GNUC_NO_INLINE static gboolean
build (EnisimLadder *ladder, Taken taken)
{
  EnisimRung *rung = &ladder->rungs[ladder->n_rungs];
  Spread spread;

  if (ladder->n_rungs == ENISIM_LADDER_N_RUNGS_MAX)
    return FALSE;
  spread = estimate (&ladder->bags, taken);
  if (spread.range == 0)
    return FALSE;
  shape (rung, &spread);
  scatter (&ladder->bags, rung, taken.bag);
  ladder->n_rungs++;
  ladder->begin = rung->begin;
  return TRUE;
}

/* The only rung again, for all that it has got by now. */
G_GNUC_NO_INLINE static void
reshape (EnisimLadder *ladder)
{
  EnisimRung *rung = ladder->rungs;
  const EnisimRung before = *rung;
  const Spread spread = measure (&ladder->bags, before.slots + before.next,
                                 before.slots + before.n_slots + 1, ladder->n_events);

  rung->n_shaped = ladder->n_events;
  if (spread.range == 0)
    return;
  *rung = (EnisimRung){ 0 };
  shape (rung, &spread);
  for (guint32 slot = before.next; slot <= before.n_slots; slot++)
    scatter (&ladder->bags, rung, before.slots[slot]);
  g_free (before.slots);
  ladder->begin = rung->begin;
}

gboolean
enisim_ladder_spread (EnisimLadder *ladder, EnisimEventBag bag)
{
  const guint32 n = enisim_event_bags_count (&ladder->bags, bag);

  if (!build (ladder, (Taken){ bag, KEY_BITS }))
    return FALSE;
  ladder->n_events += n;
  return TRUE;
}

static guint64
rung_end (const EnisimLadder *ladder, guint index)
{
  return index == 0 ? ENISIM_LADDER_KEY_NEVER : ladder->rungs[index - 1].begin;
}

/* Nobody waits there, and what comes between is now before the ladder. */
static void
drop_rung (EnisimLadder *ladder)
{
  ladder->begin = rung_end (ladder, --ladder->n_rungs);
}

/* A slot may reach past the end of its rung, or of time, but nothing in it does.  The slot after
 * it has been fetched with the one before. */
static Taken
take_slot (EnisimLadder *ladder, EnisimRung *rung, guint32 slot)
{
  EnisimEventBag *slots = rung->slots;
  const Taken taken = { slots[slot], rung->shift };
  const guint64 width = (guint64) 1 << rung->shift;
  const guint64 begin = rung->start + ((guint64) slot << rung->shift);
  const guint64 end = begin + width < begin ? ENISIM_LADDER_KEY_NEVER : begin + width;
  const guint32 later = slot + 2;

  slots[slot] = 0;
  rung->next = slot + 1;
  rung->begin = MIN (end, rung_end (ladder, ladder->n_rungs - 1));
  ladder->begin = rung->begin;
  if (later < rung->n_slots && slots[later] != 0)
    enisim_event_bags_prefetch (&ladder->bags, enisim_event_bag_get_chunk (slots[later]));
  return taken;
}

/* The next that are not empty; the rest of a rung, which then ends, or nothing. */
static Taken
take_next (EnisimLadder *ladder)
{
  EnisimRung *rung = &ladder->rungs[ladder->n_rungs - 1];
  const EnisimEventBag *slots = rung->slots;
  const guint32 n_slots = rung->n_slots;
  guint32 slot = rung->next;

  while (slot < n_slots && slots[slot] == 0)
    slot++;
  if (slot < n_slots)
    return take_slot (ladder, rung, slot);
  drop_rung (ladder);
  return (Taken){ slots[n_slots], KEY_BITS };
}

EnisimLadderBatch
enisim_ladder_take (EnisimLadder *ladder)
{
  while (ladder->n_rungs > 0)
    {
      Taken taken;
      guint32 n;

      if (ladder->n_rungs == 1 && ladder->n_events / RESHAPED_FROM > ladder->rungs[0].n_shaped)
        reshape (ladder);
      taken = take_next (ladder);
      n = enisim_event_bags_count (&ladder->bags, taken.bag);
      if (n > 0 && (n <= ENISIM_LADDER_BATCH_MAX || !build (ladder, taken)))
        {
          ladder->n_events -= n;
          return (EnisimLadderBatch){ taken.bag, n, taken.n_bits };
        }
    }
  return (EnisimLadderBatch){ 0 };
}

static EnisimEventBag
keep_live (EnisimEventBags *bags, EnisimEventBag bag, EnisimEventIsLive is_live,
           gconstpointer owner)
{
  EnisimEventBag kept = 0;

  while (bag != 0)
    {
      const guint32 chunk = enisim_event_bag_get_chunk (bag);

      enisim_event_bags_prefetch_third (bags, chunk);
      for (guint32 i = bag; --i > chunk;) /* one order stays one, turned round */
        if (is_live (bags->places[i].event, owner))
          enisim_event_bags_put (bags, &kept, bags->places[i].event);
      bag = enisim_event_bags_drop_chunk (bags, bag);
    }
  return kept;
}

void
enisim_ladder_drop_stale (EnisimLadder *ladder, EnisimEventIsLive is_live, gconstpointer owner)
{
  ladder->n_events = 0;
  for (guint i = 0; i < ladder->n_rungs; i++)
    for (guint32 slot = ladder->rungs[i].next; slot <= ladder->rungs[i].n_slots; slot++)
      {
        EnisimEventBag *bag = &ladder->rungs[i].slots[slot];

        *bag = keep_live (&ladder->bags, *bag, is_live, owner);
        ladder->n_events += enisim_event_bags_count (&ladder->bags, *bag);
      }
}

static void
foreach_in (const EnisimEventBags *bags, EnisimEventBag bag, EnisimEventFunc func,
            gpointer user_data)
{
  while (bag != 0)
    {
      const guint32 chunk = enisim_event_bag_get_chunk (bag);

      for (guint32 i = chunk + 1; i < bag; i++)
        func (bags->places[i].event, user_data);
      bag = bags->places[chunk].chain.previous;
    }
}

void
enisim_ladder_foreach (const EnisimLadder *ladder, EnisimEventFunc func, gpointer user_data)
{
  for (guint i = 0; i < ladder->n_rungs; i++)
    for (guint32 slot = ladder->rungs[i].next; slot <= ladder->rungs[i].n_slots; slot++)
      foreach_in (&ladder->bags, ladder->rungs[i].slots[slot], func, user_data);
}

/* It was fetched a slot ago. */
gboolean
enisim_ladder_foreach_next (const EnisimLadder *ladder, EnisimEventFunc func, gpointer user_data)
{
  const EnisimRung *rung;
  EnisimEventBag bag;
  guint32 chunk;

  if (ladder->n_rungs == 0)
    return FALSE;
  rung = &ladder->rungs[ladder->n_rungs - 1];
  bag = rung->next < rung->n_slots ? rung->slots[rung->next] : 0;
  if (bag == 0)
    return FALSE;
  chunk = enisim_event_bag_get_chunk (bag);
  for (guint32 i = chunk + 1; i < bag; i++)
    func (ladder->bags.places[i].event, user_data);
  return ladder->bags.places[chunk].chain.previous == 0;
}

static guint64
slot_begin (const EnisimRung *rung, guint32 slot)
{
  const guint64 offset = (guint64) slot << rung->shift;

  if (slot != 0 && (offset >> rung->shift != slot || offset > G_MAXUINT64 - rung->start))
    return ENISIM_LADDER_KEY_NEVER;
  return rung->start + offset;
}

typedef struct
{
  guint32 n_events;
  guint32 n_chunks;
} Found;

static void
verify_slot (const EnisimLadder *ladder, guint index, guint32 slot, Found *found)
{
  const EnisimRung *rung = &ladder->rungs[index];
  const guint64 begin = slot_begin (rung, slot), end_of_all = rung_end (ladder, index);
  const guint64 end = slot == rung->n_slots ? end_of_all : slot_begin (rung, slot + 1);
  guint32 n = 0;

  for (EnisimEventBag bag = rung->slots[slot]; bag != 0;)
    {
      const guint32 chunk = enisim_event_bag_get_chunk (bag);

      g_assert_cmpuint (bag, <=, ladder->bags.n_carved);
      g_assert_cmpuint (enisim_event_bags_count (&ladder->bags, bag), >, 0);
      for (guint32 i = chunk + 1; i < bag; i++, n++)
        {
          const guint64 key = enisim_ladder_key (ladder->bags.places[i].event);

          g_assert_cmpuint (key, >=, begin);
          g_assert_cmpuint (key, <, MIN (end, end_of_all));
        }
      found->n_chunks++;
      bag = ladder->bags.places[chunk].chain.previous;
    }
  g_assert_cmpuint (n, ==, enisim_event_bags_count (&ladder->bags, rung->slots[slot]));
  found->n_events += n;
}

void
enisim_ladder_verify (const EnisimLadder *ladder)
{
  Found found = { 0 };

  for (guint i = 0; i < ladder->n_rungs; i++)
    {
      const EnisimRung *rung = &ladder->rungs[i];

      g_assert_cmpuint (rung->next, <=, rung->n_slots);
      g_assert_cmpuint (rung->begin, ==, MIN (slot_begin (rung, rung->next), rung_end (ladder, i)));
      for (guint32 slot = 0; slot < rung->next; slot++)
        g_assert_cmpuint (rung->slots[slot], ==, 0);
      for (guint32 slot = rung->next; slot <= rung->n_slots; slot++)
        verify_slot (ladder, i, slot, &found);
    }
  g_assert_cmpuint (found.n_events, ==, ladder->n_events);
  g_assert_cmpuint (ladder->begin, ==, rung_end (ladder, ladder->n_rungs));
  enisim_event_bags_verify (&ladder->bags, found.n_chunks);
}
