/* ladder.h: events far enough ahead that their order can wait
 *
 * A rung cuts a stretch of time into slots of one width, a bag each; what lies past its last slot
 * waits in one more bag, its rest.  Who wants the next events takes the first slot that is not
 * empty.  Where that holds too many it becomes a rung of its own, of finer slots, below; where all
 * slots have been taken, the rest becomes the next rung; and where the first rung has got many
 * times what it was laid out for, it is laid out anew.  So an event is moved a few times and
 * compared with no other before it is nearly due, memory is passed through in order, and the widths
 * follow what is pending: nobody sets them.
 *
 * Slots are cut by a key, the upper half of the order: instant, class, and the first bits of the
 * sequence.
 */
#pragma once

#include "base/unforeseen.h"
#include "core/event-bags.h"

/* A slot of so many or fewer is handed out as it is. */
#define ENISIM_LADDER_BATCH_MAX 30u

#define ENISIM_LADDER_N_RUNGS_MAX 12
#define ENISIM_LADDER_KEY_NEVER G_MAXUINT64

typedef struct
{
  guint64 begin; /* of the first slot that was not taken */
  guint64 start; /* of slot 0, a multiple of the width */
  guint shift;   /* width of a slot, as a power of two */
  guint32 next;  /* slot that was not taken */
  guint32 n_slots;
  guint32 n_allocated;
  guint32 n_shaped;      /* events there were when its slots were laid out */
  EnisimEventBag *slots; /* and one more, the rest */
} EnisimRung;

typedef struct
{
  guint64 begin;    /* the last rung's; what lies before it is not the ladder's */
  guint32 n_events; /* on all rungs */
  guint n_rungs;
  EnisimRung rungs[ENISIM_LADDER_N_RUNGS_MAX]; /* the coarsest first; each ends where the one
                                                  before it begins */
  EnisimEventBags bags;
} EnisimLadder;

void enisim_ladder_init (EnisimLadder *ladder);
void enisim_ladder_clear (EnisimLadder *ladder);

/* Takes the events of a bag of @ladder->bags, which all come before @ladder->begin, on a new rung.
 * Returns: %FALSE, with nothing changed, where that would not tell them apart. */
gboolean enisim_ladder_spread (EnisimLadder *ladder, EnisimEventBag bag);

typedef struct
{
  EnisimEventBag bag;
  guint32 n;    /* events */
  guint n_bits; /* of the key that may differ between them, the last ones */
} EnisimLadderBatch;

/* Takes the next events, in no order; none if there are none.  The caller empties the bag.  They
 * are ENISIM_LADDER_BATCH_MAX or fewer unless nothing tells them apart. */
EnisimLadderBatch enisim_ladder_take (EnisimLadder *ladder);

typedef void (*EnisimEventFunc) (EnisimEvent event, gpointer user_data);

/* Drops what is not live.  O(n). */
void enisim_ladder_drop_stale (EnisimLadder *ladder, EnisimEventIsLive is_live,
                               gconstpointer owner);

void enisim_ladder_foreach (const EnisimLadder *ladder, EnisimEventFunc func, gpointer user_data);

/* Those of the newest chunk of the slot that is taken next, if it is not empty.  Returns: whether
 * they are all that it has */
gboolean enisim_ladder_foreach_next (const EnisimLadder *ladder, EnisimEventFunc func,
                                     gpointer user_data);

void enisim_ladder_verify (const EnisimLadder *ladder);

static inline guint64
enisim_ladder_key (EnisimEvent event)
{
  return (guint64) (event.order >> 64);
}

/* @event does not come before @ladder->begin. */
static inline void
enisim_ladder_push (EnisimLadder *ladder, EnisimEvent event)
{
  const guint64 key = enisim_ladder_key (event);
  EnisimRung *rung = ladder->rungs;
  guint64 slot;

  while (key < rung->begin)
    rung++;
  slot = (key - rung->start) >> rung->shift;
  if (ENISIM_UNFORESEEN (slot > rung->n_slots))
    slot = rung->n_slots;
  enisim_event_bags_put (&ladder->bags, &rung->slots[slot], event);
  ladder->n_events++;
}
