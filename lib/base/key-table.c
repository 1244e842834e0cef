/* key-table.c: 64-bit keys to 32-bit values, one cache line a lookup
 *
 * The slots are rebuilt for two reasons: half of them are taken, or a key found no slot within
 * the length of a probe.  Growing keeps the multiplier: a home is the upper bits of a product, so
 * twice as many slots put each key at twice its home or one behind, and the keys move in the order
 * in which they lie, in one pass and in place.  Crowding draws another multiplier.  One that is
 * random to whoever chose the keys brings two of them together no more often than chance, so one
 * draw nearly always does, and growth is there for what bad luck is left.
 */
#include "base/key-table.h"

#include <string.h>

#include "base/multiplier.h"
#include "base/pages.h"

#define PROBE_MAX ENISIM_KEY_TABLE_PROBE_MAX

enum
{
  CAPACITY_MIN = 32
};

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
set_capacity (EnisimKeyTable *table, gsize capacity)
{
  g_assert (capacity / 2 <= ENISIM_KEY_TABLE_KEYS_MAX);
  table->n_keys_max = (guint32) (capacity / 2);
  table->shift = 65 - g_bit_storage (capacity);
}

void
enisim_key_table_init (EnisimKeyTable *table, guint64 seed)
{
  *table = (EnisimKeyTable){ .seed = seed };
  table->multiplier = enisim_draw_multiplier (&table->seed);
  set_capacity (table, CAPACITY_MIN);
  table->slots = enisim_pages_new (get_n_bytes (table));
}

void
enisim_key_table_clear (EnisimKeyTable *table)
{
  enisim_pages_free (table->slots, get_n_bytes (table));
  table->slots = NULL;
}

/* The absent key finds a slot or becomes one of the homeless. */
static void
put (EnisimKeyTable *table, EnisimKeySlot entry, GArray *homeless)
{
  EnisimKeySlot *slot = enisim_key_table_find (table, entry.key);

  if (slot != NULL)
    *slot = entry;
  else
    g_array_append_val (homeless, entry);
}

static EnisimKeySlot
take_out (EnisimKeySlot *slot)
{
  const EnisimKeySlot entry = *slot;

  slot->inverse = 0;
  return entry;
}

/* From the back: behind the first slots, which are moved aside, a key lies less than PROBE_MAX
 * behind its home and so before twice that, where nothing waits to be moved any more. */
static void
grow (EnisimKeyTable *table, GArray *homeless)
{
  EnisimKeySlot aside[2 * PROBE_MAX];
  const gsize n_before = get_n_slots (table), n_bytes_before = get_n_bytes (table);
  const gsize n_aside = MIN (n_before, G_N_ELEMENTS (aside));

  set_capacity (table, 4 * (gsize) table->n_keys_max);
  table->slots = enisim_pages_grow (table->slots, n_bytes_before, get_n_bytes (table));
  for (gsize i = 0; i < n_aside; i++)
    aside[i] = take_out (&table->slots[i]);
  for (gsize i = n_before; i-- > n_aside;)
    if (table->slots[i].inverse != 0)
      put (table, take_out (&table->slots[i]), homeless);
  for (gsize i = n_aside; i-- > 0;)
    if (aside[i].inverse != 0)
      put (table, aside[i], homeless);
}

/* All keys move, so all are homeless for a moment. */
static void
scatter (EnisimKeyTable *table, GArray *homeless)
{
  g_autofree EnisimKeySlot *entries = NULL;
  gsize n_entries;

  for (gsize i = 0; i < get_n_slots (table); i++)
    if (table->slots[i].inverse != 0)
      {
        const EnisimKeySlot entry = take_out (&table->slots[i]);

        g_array_append_val (homeless, entry);
      }
  table->multiplier = enisim_draw_multiplier (&table->seed);
  entries = g_array_steal (homeless, &n_entries);
  for (gsize i = 0; i < n_entries; i++)
    put (table, entries[i], homeless);
}

void
enisim_key_table_add_slowly (EnisimKeyTable *table, guint64 key, guint32 value)
{
  g_autoptr (GArray) homeless = g_array_new (FALSE, FALSE, sizeof (EnisimKeySlot));

  if (table->n_keys == table->n_keys_max)
    grow (table, homeless);
  put (table, (EnisimKeySlot){ key, ~value }, homeless);
  for (guint n_tries = 1; homeless->len > 0; n_tries++)
    {
      scatter (table, homeless);
      if (homeless->len > 0 && n_tries % ENISIM_KEY_TABLE_TRIES_MAX == 0)
        grow (table, homeless);
    }
  table->n_keys++;
}

void
enisim_key_table_verify (const EnisimKeyTable *table)
{
  guint32 n_keys = 0;

  g_assert_cmpuint (table->multiplier % 2, ==, 1);
  g_assert_cmpuint (2 * (guint64) table->n_keys_max, ==,
                    G_GUINT64_CONSTANT (1) << (64 - table->shift));
  for (gsize i = 0; i < get_n_slots (table); i++)
    if (table->slots[i].inverse != 0)
      {
        /* Found where it lies: no gap before it, no second one, no probe past the limit. */
        g_assert_true (enisim_key_table_find (table, table->slots[i].key) == &table->slots[i]);
        n_keys++;
      }
  g_assert_cmpuint (n_keys, ==, table->n_keys);
  g_assert_cmpuint (n_keys, <=, table->n_keys_max);
}
