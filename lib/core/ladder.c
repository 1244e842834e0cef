/* ladder.c: events far enough ahead that their order can wait
 *
 * The width of a new rung's slots comes from the mean of what it takes, measured from the first.
 * By Markov's inequality half of the events lie within twice the mean, so that each event is
 * passed over twice on average before it gets a slot, however the instants are spread.
 */
#include "core/ladder.h"

#include <string.h>

enum
{
  SLOT_EVENTS = 16,  /* wanted in a slot on average */
  COVERED_MEANS = 8, /* how far the slots reach */
  N_SLOTS_MAX = 1 << 12,
};

typedef struct
{
  guint64 key_min;
  guint64 key_max;
  guint64 mean; /* from key_min */
  guint32 n;
} Spread;

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

static Spread
measure (const EnisimEventBags *bags, EnisimEventBag bag)
{
  Spread spread = { .key_min = G_MAXUINT64, .n = enisim_event_bags_count (bags, bag) };
  EnisimOrder sum = 0;

  while (bag != 0)
    {
      const guint32 chunk = enisim_event_bag_get_chunk (bag);

      for (guint32 i = chunk + 1; i < bag; i++)
        {
          const guint64 key = enisim_ladder_key (bags->places[i].event);

          spread.key_min = MIN (spread.key_min, key);
          spread.key_max = MAX (spread.key_max, key);
          sum += key;
        }
      bag = bags->places[chunk].chain.previous;
    }
  spread.mean = (guint64) (sum / spread.n) - spread.key_min;
  return spread;
}

static guint64
slot_begin (const EnisimRung *rung, guint32 slot)
{
  const guint64 offset = (guint64) slot << rung->shift;

  if (slot != 0 && (offset >> rung->shift != slot || offset > G_MAXUINT64 - rung->start))
    return ENISIM_LADDER_KEY_NEVER;
  return rung->start + offset;
}

/* Lays out the slots, all empty. */
static void
shape (EnisimRung *rung, const Spread *spread)
{
  const guint64 range = spread->key_max - spread->key_min;
  const guint64 covered
      = range / COVERED_MEANS <= spread->mean ? range : COVERED_MEANS * spread->mean + 1;
  const guint64 width = MAX (spread->mean / spread->n * SLOT_EVENTS, covered / N_SLOTS_MAX);

  rung->shift = 63 - (guint) __builtin_clzll (width | 1);
  if (covered >> rung->shift >= N_SLOTS_MAX)
    rung->shift++;
  rung->n_slots = (guint32) (covered >> rung->shift) + 1;
  rung->start = rung->begin = spread->key_min;
  rung->next = 0;
  if (rung->n_slots + 1 > rung->n_allocated)
    {
      rung->n_allocated = 2 * rung->n_slots;
      g_free (rung->slots);
      rung->slots = g_new (EnisimEventBag, rung->n_allocated);
    }
  memset (rung->slots, 0, (rung->n_slots + 1) * sizeof *rung->slots);
}

static void
scatter (EnisimEventBags *bags, EnisimRung *rung, EnisimEventBag bag)
{
  while (bag != 0)
    {
      const guint32 chunk = enisim_event_bag_get_chunk (bag);

      for (guint32 i = chunk + 1; i < bag; i++)
        {
          const EnisimEvent event = bags->places[i].event;
          const guint64 slot = (enisim_ladder_key (event) - rung->start) >> rung->shift;

          enisim_event_bags_put (bags, &rung->slots[MIN (slot, rung->n_slots)], event);
        }
      bag = enisim_event_bags_drop_chunk (bags, bag);
    }
}

/* On the place of rung @index, which is the last or the one after it. */
static gboolean
build (EnisimLadder *ladder, guint index, EnisimEventBag bag)
{
  const Spread spread = measure (&ladder->bags, bag);
  EnisimRung *rung = &ladder->rungs[index];

  if (spread.key_min == spread.key_max)
    return FALSE;
  shape (rung, &spread);
  scatter (&ladder->bags, rung, bag);
  ladder->n_rungs = index + 1;
  ladder->begin = rung->begin;
  return TRUE;
}

gboolean
enisim_ladder_spread (EnisimLadder *ladder, EnisimEventBag bag)
{
  const guint32 n = enisim_event_bags_count (&ladder->bags, bag);

  if (ladder->n_rungs == ENISIM_LADDER_N_RUNGS_MAX || !build (ladder, ladder->n_rungs, bag))
    return FALSE;
  ladder->n_events += n;
  return TRUE;
}

/* Forgets the last rung.  What it covered and nobody has yet is now before the ladder. */
static void
drop_rung (EnisimLadder *ladder)
{
  ladder->n_rungs--;
  ladder->begin
      = ladder->n_rungs == 0 ? ENISIM_LADDER_KEY_NEVER : ladder->rungs[ladder->n_rungs - 1].begin;
}

static guint64
rung_end (const EnisimLadder *ladder, guint index)
{
  return index == 0 ? ENISIM_LADDER_KEY_NEVER : ladder->rungs[index - 1].begin;
}

static EnisimEventBag
take_slot (EnisimLadder *ladder, EnisimRung *rung)
{
  EnisimEventBag bag;

  while (rung->next < rung->n_slots && rung->slots[rung->next] == 0)
    rung->next++;
  bag = rung->slots[rung->next];
  rung->slots[rung->next] = 0;
  if (rung->next < rung->n_slots)
    {
      rung->next++;
      rung->begin = MIN (slot_begin (rung, rung->next), rung_end (ladder, ladder->n_rungs - 1));
      ladder->begin = rung->begin;
    }
  else
    drop_rung (ladder);
  return bag;
}

EnisimEventBag
enisim_ladder_take (EnisimLadder *ladder)
{
  while (ladder->n_rungs > 0)
    {
      const EnisimEventBag bag = take_slot (ladder, &ladder->rungs[ladder->n_rungs - 1]);
      const guint32 n = enisim_event_bags_count (&ladder->bags, bag);

      if (n == 0)
        continue;
      if (n <= ENISIM_LADDER_BATCH_MAX || ladder->n_rungs == ENISIM_LADDER_N_RUNGS_MAX
          || !build (ladder, ladder->n_rungs, bag))
        {
          ladder->n_events -= n;
          return bag;
        }
    }
  return 0;
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

static guint32
verify_slot (const EnisimLadder *ladder, guint index, guint32 slot)
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
      bag = ladder->bags.places[chunk].chain.previous;
    }
  g_assert_cmpuint (n, ==, enisim_event_bags_count (&ladder->bags, rung->slots[slot]));
  return n;
}

void
enisim_ladder_verify (const EnisimLadder *ladder)
{
  guint32 n = 0;

  for (guint i = 0; i < ladder->n_rungs; i++)
    {
      const EnisimRung *rung = &ladder->rungs[i];

      g_assert_cmpuint (rung->next, <=, rung->n_slots);
      g_assert_cmpuint (rung->begin, ==, MIN (slot_begin (rung, rung->next), rung_end (ladder, i)));
      for (guint32 slot = 0; slot < rung->next; slot++)
        g_assert_cmpuint (rung->slots[slot], ==, 0);
      for (guint32 slot = rung->next; slot <= rung->n_slots; slot++)
        n += verify_slot (ladder, i, slot);
    }
  g_assert_cmpuint (n, ==, ladder->n_events);
}
