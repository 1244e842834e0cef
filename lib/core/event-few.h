/* event-few.h: a few events, least first, handled without a branch that depends on them
 *
 * They stay where they were put, in slots of the caller's, and the numbers of the slots are kept in
 * order, a byte each.  How many leave after a new one says where its number goes; the rest moves by
 * a byte.  Both are done to all numbers at once, for which there need not be many.
 *
 * A heap compares less, and guesses wrong once an event.
 *
 * Four keys are compared in one instruction because they are single floats, which keep the order of
 * the instants but for those that lie close together and far from the base.  So events of one key
 * may have to change places; only these look at whole events.  Where it was for want of digits, the
 * base moves up to what is due; where it is there already, those of one key are gone through.
 *
 * What was written as a part of a vector is not read as a whole soon after: the processor would
 * wait until it has reached the cache.  So a key is put in with its neighbours, a number moved in
 * registers, and a slot that has just been freed is the last to be used again.
 */
#pragma once

#include "base/always-inline.h"
#include "core/event.h"

#include <string.h>

/* More take longer than a ladder does. */
#define ENISIM_EVENT_FEW_MAX 48u

/* Numbers are looked at in blocks of so many. */
#define ENISIM_EVENT_FEW_BLOCK 16u

enum
{
  ENISIM_EVENT_FEW_QUEUE = 64 /* power of two, holds all slots */
};

typedef float EnisimEventFewKeys __attribute__ ((vector_size (16)));
typedef gint32 EnisimEventFewCounts __attribute__ ((vector_size (16)));
typedef guint64 EnisimEventFewNumbers __attribute__ ((vector_size (16)));

/* Read from ENISIM_EVENT_FEW_MAX - i on the first i of them say "before i", and one "at i". */
typedef struct
{
  guint8 before[2 * ENISIM_EVENT_FEW_MAX];
  guint8 at[2 * ENISIM_EVENT_FEW_MAX];
  EnisimEventFewCounts lanes[4];
} EnisimEventFewMasks;

typedef struct
{
  /* Of the slots.  What has left keeps its key until its slot is used again: it comes before all
   * that follow, and so takes no part in the count of those that leave after one. */
  union
  {
    EnisimEventFewKeys all[ENISIM_EVENT_FEW_MAX / 4];
    EnisimEventFewCounts bits[ENISIM_EVENT_FEW_MAX / 4];
    float each[ENISIM_EVENT_FEW_MAX];
  } keys;
  /* Slots by their events, the last first.  Behind the first event anything. */
  union
  {
    EnisimEventFewNumbers all[ENISIM_EVENT_FEW_MAX / ENISIM_EVENT_FEW_BLOCK];
    guint8 each[ENISIM_EVENT_FEW_MAX];
  } order;
  guint8 free[ENISIM_EVENT_FEW_QUEUE]; /* those that nobody uses, the longest free is next */
  guint32 n_taken, n_freed;            /* of the free ones, ever */
  guint32 n;                           /* events; 0 before _begin() and after _end() */
  guint32 n_min;                       /* with fewer a block less will do */
  guint32 n_blocks;
  EnisimTime base; /* keys are spans from here */
} EnisimEventFew;

/* @slots hold @n events in order; fewer than ENISIM_EVENT_FEW_MAX.  They are ENISIM_EVENT_FEW_MAX
 * slots, always the same ones, and belong to @few until _end(). */
void enisim_event_few_begin (EnisimEventFew *few, const EnisimEvent *slots, guint32 n);

/* Leaves the events in order in the first slots, and anything in the others.  Returns: how many. */
guint32 enisim_event_few_end (EnisimEventFew *few, EnisimEvent *slots);

/* Puts one in where there is one already, and fewer than ENISIM_EVENT_FEW_MAX. */
void enisim_event_few_push (EnisimEventFew *few, EnisimEvent *slots, EnisimEvent event);

/* Takes out the first of two or more events, which the caller has read. */
void enisim_event_few_drop_first (EnisimEventFew *few, EnisimEvent *slots);

void enisim_event_few_verify (const EnisimEventFew *few, const EnisimEvent *slots);

/* For the inline functions only. */
extern const EnisimEventFewMasks enisim_event_few_masks;

/* Returns: the slot of the event that @n_before leave before, of which there is one. */
static inline guint32
enisim_event_few_get_slot (const EnisimEventFew *few, guint32 n_before)
{
  return few->order.each[few->n - 1 - n_before];
}

static inline float
enisim_event_few_get_key (const EnisimEventFew *few, EnisimEvent event)
{
  return (float) (enisim_event_get_at (event) - few->base);
}

/* Returns: how many have a larger key. */
ENISIM_ALWAYS_INLINE guint32
enisim_event_few_count_after (const EnisimEventFew *few, float key)
{
  const EnisimEventFewKeys keys = { key, key, key, key }, *others = few->keys.all;
  EnisimEventFewCounts counts[4] = { { 0 } };
  union
  {
    EnisimEventFewCounts counts;
    EnisimEventFewNumbers pairs;
  } sums;
  guint64 sum;

  do
    for (guint j = 0; j < 4; j++)
      counts[j] -= keys < *others++;
  while (others != few->keys.all + 4 * few->n_blocks);
  sums.counts = (counts[0] + counts[1]) + (counts[2] + counts[3]);
  sum = sums.pairs[0] + sums.pairs[1];
  return (guint32) (sum + (sum >> 32));
}

/* Whether @event, of which as many as @place have a larger key, does not go there: what follows it
 * has its key, or what has left a larger one. */
ENISIM_ALWAYS_INLINE gboolean
enisim_event_few_is_misplaced (const EnisimEventFew *few, const EnisimEvent *slots,
                               EnisimEvent event, guint32 place)
{
  if (place < few->n)
    return enisim_event_is_before (event, slots[few->order.each[place]]);
  return place > few->n;
}

ENISIM_ALWAYS_INLINE EnisimEventFewNumbers
enisim_event_few_read_mask (const guint8 *mask)
{
  EnisimEventFewNumbers numbers;

  memcpy (&numbers, mask, sizeof numbers);
  return numbers;
}

/* Puts @slot in at @place; what is there or behind it moves up. */
ENISIM_ALWAYS_INLINE void
enisim_event_few_insert_number (EnisimEventFew *few, guint32 place, guint32 slot)
{
  const guint64 eight = slot * G_GUINT64_CONSTANT (0x0101010101010101);
  const EnisimEventFewNumbers numbers = { eight, eight };
  const guint8 *before = enisim_event_few_masks.before + ENISIM_EVENT_FEW_MAX - place;
  const guint8 *at = enisim_event_few_masks.at + ENISIM_EVENT_FEW_MAX - place;
  EnisimEventFewNumbers *order = few->order.all, below = { 0 };

  do
    {
      const EnisimEventFewNumbers words_below = { below[1], (*order)[0] };
      const EnisimEventFewNumbers moved = *order << 8 | words_below >> 56;

      below = *order;
      *order++ = moved ^ ((moved ^ below) & enisim_event_few_read_mask (before))
                 ^ ((moved ^ numbers) & enisim_event_few_read_mask (at));
      before += ENISIM_EVENT_FEW_BLOCK;
      at += ENISIM_EVENT_FEW_BLOCK;
    }
  while (order != few->order.all + few->n_blocks);
}

ENISIM_ALWAYS_INLINE void
enisim_event_few_set_key (EnisimEventFew *few, guint32 slot, float key)
{
  const union
  {
    EnisimEventFewKeys keys;
    EnisimEventFewCounts bits;
  } new = { .keys = { key, key, key, key } };
  EnisimEventFewCounts *bits = &few->keys.bits[slot / 4];

  *bits ^= (*bits ^ new.bits) & enisim_event_few_masks.lanes[slot % 4];
}

/* What _push mostly does.  Returns: %FALSE, with nothing changed, where it takes more, or there is
 * no place. */
ENISIM_ALWAYS_INLINE gboolean
enisim_event_few_try_push (EnisimEventFew *few, EnisimEvent *slots, EnisimEvent event)
{
  const float key = enisim_event_few_get_key (few, event);
  const guint32 place = enisim_event_few_count_after (few, key);
  const guint32 slot = few->free[few->n_taken % ENISIM_EVENT_FEW_QUEUE];

  if (G_UNLIKELY (few->n_taken == few->n_freed
                  || enisim_event_few_is_misplaced (few, slots, event, place)))
    return FALSE;
  few->n_taken++;
  few->n++;
  enisim_event_few_insert_number (few, place, slot);
  enisim_event_few_set_key (few, slot, key);
  slots[slot] = event;
  return TRUE;
}

/* What _drop_first mostly does.  Returns: %FALSE, with nothing changed, where it takes more, or
 * there are not two events. */
ENISIM_ALWAYS_INLINE gboolean
enisim_event_few_try_drop_first (EnisimEventFew *few)
{
  if (G_UNLIKELY (few->n <= few->n_min))
    return FALSE;
  few->free[few->n_freed++ % ENISIM_EVENT_FEW_QUEUE] = few->order.each[--few->n];
  return TRUE;
}
