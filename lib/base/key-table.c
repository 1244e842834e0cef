/* key-table.c: 64-bit keys to 32-bit values, one cache line a lookup
 *
 * The slots are rebuilt for two reasons: half of them are taken, or a key found no slot within
 * the length of a probe.  Growing keeps the multiplier, and then the keys move in the order in
 * which they lie, which the cache likes; crowding draws another.  A multiplier that is random
 * to whoever chose the keys brings two of them together no more often than chance, so one draw
 * nearly always does, and growth is there for what bad luck is left.
 *
 * One odd multiplier for all tables lost: whoever knows it can put 5,000 keys into one slot.
 */
#include "base/key-table.h"

#include <string.h>

#include "base/pages.h"

#define NONE ENISIM_KEY_TABLE_NONE
#define PROBE_MAX ENISIM_KEY_TABLE_PROBE_MAX

enum
{
  CAPACITY_MIN = 32
};

/* The finaliser of splitmix64: each draw is a new state, well mixed. */
static guint64
draw_multiplier (guint64 *seed)
{
  guint64 z = *seed += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (z ^ z >> 31) | 1;
}

static gsize
get_n_slots (const EnisimKeyTable *table)
{
  return 2 * (gsize) table->n_keys_max + PROBE_MAX;
}

static gsize
get_n_bytes (const EnisimKeyTable *table)
{
  return get_n_slots (table) * sizeof (EnisimKeySlot);
}

static void
allocate (EnisimKeyTable *table, gsize capacity)
{
  g_assert (capacity / 2 <= ENISIM_KEY_TABLE_KEYS_MAX);
  table->n_keys_max = (guint32) (capacity / 2);
  table->shift = 65 - g_bit_storage (capacity);
  table->slots = enisim_pages_new (get_n_bytes (table));
}

void
enisim_key_table_init (EnisimKeyTable *table, guint64 seed)
{
  *table = (EnisimKeyTable){ .seed = seed };
  table->multiplier = draw_multiplier (&table->seed);
  allocate (table, CAPACITY_MIN);
  memset (table->slots, 0xff, get_n_bytes (table));
}

void
enisim_key_table_clear (EnisimKeyTable *table)
{
  enisim_pages_free (table->slots, get_n_bytes (table));
  table->slots = NULL;
}

/* Returns: whether the absent @key found a slot. */
static gboolean
put (EnisimKeyTable *table, guint64 key, guint32 value)
{
  EnisimKeySlot *slot = enisim_key_table_find (table, key);

  if (slot == NULL)
    return FALSE;
  *slot = (EnisimKeySlot){ key, value };
  return TRUE;
}

/* Returns: whether the keys of @old and one more all found slots; @table is emptied first. */
static gboolean
refill (EnisimKeyTable *table, const EnisimKeyTable *old, guint64 key, guint32 value)
{
  memset (table->slots, 0xff, get_n_bytes (table));
  for (gsize i = 0; i < get_n_slots (old); i++)
    if (old->slots[i].value != NONE && !put (table, old->slots[i].key, old->slots[i].value))
      return FALSE;
  return put (table, key, value);
}

void
enisim_key_table_add_slowly (EnisimKeyTable *table, guint64 key, guint32 value)
{
  EnisimKeyTable old = *table;
  const gboolean is_full = old.n_keys == old.n_keys_max;

  if (!is_full)
    table->multiplier = draw_multiplier (&table->seed);
  allocate (table, (is_full ? 4 : 2) * (gsize) old.n_keys_max);
  for (guint n_tries = 1; !refill (table, &old, key, value); n_tries++)
    {
      table->multiplier = draw_multiplier (&table->seed);
      if (n_tries % ENISIM_KEY_TABLE_TRIES_MAX == 0)
        {
          enisim_key_table_clear (table);
          allocate (table, 4 * (gsize) table->n_keys_max);
        }
    }
  table->n_keys++;
  enisim_key_table_clear (&old);
}

void
enisim_key_table_verify (const EnisimKeyTable *table)
{
  guint32 n_keys = 0;

  g_assert_cmpuint (table->multiplier % 2, ==, 1);
  g_assert_cmpuint (2 * (guint64) table->n_keys_max, ==,
                    G_GUINT64_CONSTANT (1) << (64 - table->shift));
  for (gsize i = 0; i < get_n_slots (table); i++)
    if (table->slots[i].value != NONE)
      {
        /* Found where it lies: no gap before it, no second one, no probe past the limit. */
        g_assert_true (enisim_key_table_find (table, table->slots[i].key) == &table->slots[i]);
        n_keys++;
      }
  g_assert_cmpuint (n_keys, ==, table->n_keys);
  g_assert_cmpuint (n_keys, <=, table->n_keys_max);
}
