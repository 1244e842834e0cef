/* event-few.c: what seldom happens to a few events: other slots, other keys */
#include "core/event-few.h"

#include <float.h>

enum
{
  N_SLOTS = ENISIM_EVENT_FEW_MAX,
  BLOCK = ENISIM_EVENT_FEW_BLOCK,
  QUEUE = ENISIM_EVENT_FEW_QUEUE,
  SLACK = 8 /* that a block is kept longer than it is needed */
};

#define KEY_MIN (-FLT_MAX)

#define FOUR(x) x, x, x, x
#define SIXTEEN(x) FOUR (x), FOUR (x), FOUR (x), FOUR (x)

/* Numbers move from byte to byte of a word by shifts. */
G_STATIC_ASSERT (G_BYTE_ORDER == G_LITTLE_ENDIAN);
G_STATIC_ASSERT (N_SLOTS == 3 * BLOCK && N_SLOTS < QUEUE);

const EnisimEventFewMasks enisim_event_few_masks __attribute__ ((aligned (64))) = {
  .before = { SIXTEEN (0xff), SIXTEEN (0xff), SIXTEEN (0xff) },
  .at = { [N_SLOTS] = 0xff },
  .lanes = { { -1 }, { 0, -1 }, { 0, 0, -1 }, { 0, 0, 0, -1 } },
};

static void
set_all_keys (EnisimEventFew *few, const EnisimEvent *slots)
{
  few->base = enisim_event_get_at (slots[enisim_event_few_get_slot (few, 0)]);
  for (guint32 i = 0; i < N_SLOTS; i++)
    few->keys.each[i] = KEY_MIN;
  for (guint32 i = 0; i < few->n; i++)
    {
      const guint32 slot = few->order.each[i];

      few->keys.each[slot] = enisim_event_few_get_key (few, slots[slot]);
    }
}

static void
add_block (EnisimEventFew *few)
{
  for (guint i = 0; i < BLOCK; i++)
    few->free[few->n_freed++ % QUEUE] = (guint8) (few->n_blocks * BLOCK + i);
  few->n_blocks++;
  few->n_min = few->n_blocks == 1 ? 1 : (few->n_blocks - 1) * BLOCK - SLACK;
}

void
enisim_event_few_begin (EnisimEventFew *few, const EnisimEvent *slots, guint32 n)
{
  g_assert (n > 0 && n < N_SLOTS);
  few->n = few->n_taken = n;
  few->n_freed = few->n_blocks = 0;
  while (few->n_blocks * BLOCK <= n)
    add_block (few);
  for (guint32 i = 0; i < n; i++)
    few->order.each[i] = (guint8) (n - 1 - i);
  set_all_keys (few, slots);
}

guint32
enisim_event_few_end (EnisimEventFew *few, EnisimEvent *slots)
{
  const guint32 n = few->n;
  EnisimEvent events[N_SLOTS];

  for (guint32 i = 0; i < n; i++)
    events[i] = slots[enisim_event_few_get_slot (few, i)];
  memcpy (slots, events, n * sizeof *slots);
  few->n = few->n_min = 0;
  return n;
}

/* Whether keys that are equal, or stale, hide what the instants tell, and a base nearer to them
 * would show it. */
static gboolean
needs_other_keys (const EnisimEventFew *few, const EnisimEvent *slots, EnisimEvent event,
                  guint32 place)
{
  const EnisimTime first_at = enisim_event_get_at (slots[enisim_event_few_get_slot (few, 0)]);

  return place > few->n
         || (place < few->n && few->base != first_at
             && enisim_event_get_at (event) != enisim_event_get_at (slots[few->order.each[place]]));
}

static void
push_slowly (EnisimEventFew *few, EnisimEvent *slots, EnisimEvent event)
{
  guint32 place = enisim_event_few_count_after (few, enisim_event_few_get_key (few, event)), slot;

  if (enisim_event_few_is_misplaced (few, slots, event, place)
      && needs_other_keys (few, slots, event, place))
    {
      set_all_keys (few, slots);
      place = enisim_event_few_count_after (few, enisim_event_few_get_key (few, event));
    }
  while (enisim_event_few_is_misplaced (few, slots, event, place))
    place++;
  slot = few->free[few->n_taken++ % QUEUE];
  few->n++;
  enisim_event_few_insert_number (few, place, slot);
  enisim_event_few_set_key (few, slot, enisim_event_few_get_key (few, event));
  slots[slot] = event;
}

void
enisim_event_few_push (EnisimEventFew *few, EnisimEvent *slots, EnisimEvent event)
{
  g_assert (few->n > 0 && few->n < N_SLOTS);
  if (few->n_taken == few->n_freed)
    add_block (few);
  if (!enisim_event_few_try_push (few, slots, event))
    push_slowly (few, slots, event);
}

void
enisim_event_few_drop_first (EnisimEventFew *few, EnisimEvent *slots)
{
  g_assert (few->n > 1);
  if (!enisim_event_few_try_drop_first (few))
    {
      few->n--;
      enisim_event_few_begin (few, slots, enisim_event_few_end (few, slots));
    }
}

static guint64
verify_order (const EnisimEventFew *few, const EnisimEvent *slots)
{
  guint64 seen = 0;

  for (guint32 i = 0; i < few->n; i++)
    {
      const guint32 slot = few->order.each[i];

      seen |= G_GUINT64_CONSTANT (1) << slot;
      g_assert_true (few->keys.each[slot] == enisim_event_few_get_key (few, slots[slot]));
      g_assert_true (i == 0 || enisim_event_is_before (slots[slot], slots[few->order.each[i - 1]]));
    }
  return seen;
}

static guint64
verify_free (const EnisimEventFew *few)
{
  const float first_key = few->keys.each[enisim_event_few_get_slot (few, 0)];
  guint64 seen = 0;

  for (guint32 i = few->n_taken; i != few->n_freed; i++)
    {
      const guint32 slot = few->free[i % QUEUE];

      seen |= G_GUINT64_CONSTANT (1) << slot;
      g_assert_true (few->keys.each[slot] <= first_key);
    }
  return seen;
}

void
enisim_event_few_verify (const EnisimEventFew *few, const EnisimEvent *slots)
{
  const guint32 n_slots = few->n_blocks * BLOCK;

  g_assert_cmpuint (few->n, >=, few->n_min);
  if (few->n == 0)
    return;
  g_assert_cmpuint (few->n_min, >, 0);
  g_assert_cmpuint (n_slots, <=, N_SLOTS);
  g_assert_cmpuint (few->n + (few->n_freed - few->n_taken), ==, n_slots);
  g_assert_cmpuint (verify_order (few, slots) | verify_free (few), ==,
                    G_MAXUINT64 >> (64 - n_slots));
  for (guint32 i = n_slots; i < N_SLOTS; i++)
    g_assert_true (few->keys.each[i] == KEY_MIN);
}
