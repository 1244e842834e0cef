/* event-bags.h: many bags of events in no order, in one array
 *
 * A bag is a chain of chunks of 256 bytes: what is put in and taken out streams, memory follows the
 * events, and an empty bag costs one number.  A chain that knows its next link alone would be
 * walked at one cache miss after the other, so each chunk names three.
 */
#pragma once

#include "core/event.h"

/* One past the newest event of the bag, an index into the array of its pool; 0: empty.  A multiple
 * of ENISIM_EVENT_BAG_CHUNK where the newest chunk is full. */
typedef guint32 EnisimEventBag;

#define ENISIM_EVENT_BAG_CHUNK 16u                           /* places, the first for the chain */
#define ENISIM_EVENT_BAG_EVENTS (ENISIM_EVENT_BAG_CHUNK - 1) /* a chunk */

typedef union
{
  EnisimEvent event;
  struct
  {
    EnisimEventBag previous; /* what the bag was before this chunk; 0: empty */
    guint32 n_before;        /* events in it then */
    guint32 second, third;   /* the chunks before the previous one, to be fetched early */
  } chain;
} EnisimEventPlace;

typedef struct
{
  EnisimEventPlace *places;
  guint32 n_places; /* allocated */
  guint32 n_carved; /* chunks from here on were never used; a multiple of the chunk */
  guint32 free;     /* newest of the free chunks, which are chained by .previous; 0: none */
  guint32 n_free;   /* chunks */
} EnisimEventBags;

void enisim_event_bags_clear (EnisimEventBags *bags);

/* For _put only. */
EnisimEventBag enisim_event_bags_add_chunk (EnisimEventBags *bags, EnisimEventBag bag);

void enisim_event_bags_empty (EnisimEventBags *bags, EnisimEventBag bag);

/* Walks the free chunks and aborts unless they and @n_used_chunks are all there are. */
void enisim_event_bags_verify (const EnisimEventBags *bags, guint32 n_used_chunks);

static inline void
enisim_event_bags_put (EnisimEventBags *bags, EnisimEventBag *bag, EnisimEvent event)
{
  EnisimEventBag end = *bag;

  if (G_UNLIKELY (end % ENISIM_EVENT_BAG_CHUNK == 0))
    end = enisim_event_bags_add_chunk (bags, end);
  bags->places[end].event = event;
  *bag = end + 1;
}

/* Of the newest chunk of a bag that is not empty. */
static inline guint32
enisim_event_bag_get_chunk (EnisimEventBag bag)
{
  return (bag - 1) & ~(ENISIM_EVENT_BAG_CHUNK - 1);
}

/* Gives the newest chunk of a bag that is not empty back.  Returns: the rest of the bag. */
static inline EnisimEventBag
enisim_event_bags_drop_chunk (EnisimEventBags *bags, EnisimEventBag bag)
{
  const guint32 chunk = enisim_event_bag_get_chunk (bag);
  const EnisimEventBag rest = bags->places[chunk].chain.previous;

  bags->places[chunk].chain.previous = bags->free;
  bags->free = chunk;
  bags->n_free++;
  return rest;
}

static inline void
enisim_event_bags_prefetch (const EnisimEventBags *bags, guint32 chunk)
{
  const EnisimEventPlace *place = &bags->places[chunk];

  for (guint i = 0; i < ENISIM_EVENT_BAG_CHUNK; i += 4) /* lines */
    __builtin_prefetch (place + i);
}

/* Whoever goes through a bag, which begins with @chunk, calls this at each chunk. */
static inline void
enisim_event_bags_prefetch_third (const EnisimEventBags *bags, guint32 chunk)
{
  enisim_event_bags_prefetch (bags, bags->places[chunk].chain.third);
}

static inline guint32
enisim_event_bags_count (const EnisimEventBags *bags, EnisimEventBag bag)
{
  const guint32 chunk = enisim_event_bag_get_chunk (bag);

  return bag == 0 ? 0 : bags->places[chunk].chain.n_before + (bag - chunk - 1);
}
