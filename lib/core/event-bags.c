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

static guint32
take_chunk (EnisimEventBags *bags)
{
  guint32 chunk = bags->free;

  if (bags->n_free > 0)
    {
      bags->free = bags->places[chunk].chain.previous;
      bags->n_free--;
      return chunk;
    }
  if (bags->n_carved == bags->n_places)
    grow (bags);
  chunk = bags->n_carved;
  bags->n_carved += ENISIM_EVENT_BAG_CHUNK;
  return chunk;
}

EnisimEventBag
enisim_event_bags_add_chunk (EnisimEventBags *bags, EnisimEventBag bag)
{
  const guint32 chunk = take_chunk (bags);

  bags->places[chunk].chain.n_before = enisim_event_bags_count (bags, bag);
  bags->places[chunk].chain.previous = bag;
  return chunk + 1;
}

EnisimEventBag
enisim_event_bags_drop_chunk (EnisimEventBags *bags, EnisimEventBag bag)
{
  const guint32 chunk = enisim_event_bag_get_chunk (bag);
  const EnisimEventBag rest = bags->places[chunk].chain.previous;

  bags->places[chunk].chain.previous = bags->free;
  bags->free = chunk;
  bags->n_free++;
  return rest;
}
