/* event-bags.c: many bags of events in no order, in one array */
#include "core/event-bags.h"

#include "base/pages.h"

enum
{
  N_PLACES_MIN = 64 * ENISIM_EVENT_BAG_CHUNK
};

void
enisim_event_bags_clear (EnisimEventBags *bags)
{
  enisim_pages_free (bags->places, bags->n_places * sizeof (EnisimEventPlace));
  *bags = (EnisimEventBags){ 0 };
}

static void
grow (EnisimEventBags *bags)
{
  const gsize n_before = bags->n_places, n_after = MAX (2 * n_before, N_PLACES_MIN);

  g_assert (n_after <= G_MAXUINT32);
  bags->places = n_before == 0
                     ? enisim_pages_new (n_after * sizeof (EnisimEventPlace))
                     : enisim_pages_grow (bags->places, n_before * sizeof (EnisimEventPlace),
                                          n_after * sizeof (EnisimEventPlace));
  bags->n_places = (guint32) n_after;
}

/* The chunk that was given back last is the likeliest to be in a cache.  It is written next. */
static guint32
take_free_chunk (EnisimEventBags *bags)
{
  const guint32 chunk = bags->free;

  bags->free = bags->places[chunk].chain.previous;
  bags->n_free--;
  enisim_event_bags_prefetch (bags, chunk);
  __builtin_prefetch (&bags->places[bags->free]);
  return chunk;
}

G_GNUC_NO_INLINE static guint32
carve_chunk (EnisimEventBags *bags)
{
  const guint32 chunk = bags->n_carved;

  if (chunk == bags->n_places)
    grow (bags);
  bags->n_carved += ENISIM_EVENT_BAG_CHUNK;
  return chunk;
}

EnisimEventBag
enisim_event_bags_add_chunk (EnisimEventBags *bags, EnisimEventBag bag)
{
  const guint32 chunk = bags->n_free > 0 ? take_free_chunk (bags) : carve_chunk (bags);
  EnisimEventPlace *place = &bags->places[chunk];

  *place = (EnisimEventPlace){ .chain = { .previous = bag } };
  if (bag != 0)
    {
      const EnisimEventPlace *before = &bags->places[enisim_event_bag_get_chunk (bag)];
      const EnisimEventBag end = before->chain.previous;

      place->chain.n_before = before->chain.n_before + ENISIM_EVENT_BAG_EVENTS;
      place->chain.second = end == 0 ? 0 : enisim_event_bag_get_chunk (end);
      place->chain.third = before->chain.second;
    }
  return chunk + 1;
}

void
enisim_event_bags_empty (EnisimEventBags *bags, EnisimEventBag bag)
{
  while (bag != 0)
    bag = enisim_event_bags_drop_chunk (bags, bag);
}

void
enisim_event_bags_verify (const EnisimEventBags *bags, guint32 n_used_chunks)
{
  guint32 chunk = bags->free;

  g_assert_cmpuint (bags->n_carved, <=, bags->n_places);
  g_assert_cmpuint (bags->n_carved, ==, (bags->n_free + n_used_chunks) * ENISIM_EVENT_BAG_CHUNK);
  for (guint32 i = 0; i < bags->n_free; i++)
    {
      g_assert_cmpuint (chunk, <, bags->n_carved);
      g_assert_cmpuint (chunk % ENISIM_EVENT_BAG_CHUNK, ==, 0);
      chunk = bags->places[chunk].chain.previous;
    }
}
