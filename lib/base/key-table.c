/* key-table.c: 64-bit keys to 32-bit values, one cache line a lookup */
#include "base/key-table.h"

typedef EnisimKeyTable Table;
typedef EnisimKeySlot Slot;
typedef void Keys; /* a slot has its own */

#define HASH_BITS 64

static Slot *
get_home (const Table *table, Slot entry)
{
  return enisim_key_table_home (table, entry.key);
}

static Slot
hash_anew (const Table *table G_GNUC_UNUSED, Slot entry, const Keys *keys G_GNUC_UNUSED)
{
  return entry;
}

#include "base/hash-slots.c"

void
enisim_key_table_init (EnisimKeyTable *table, guint64 seed)
{
  init_slots (table, seed);
}

void
enisim_key_table_clear (EnisimKeyTable *table)
{
  clear_slots (table);
}

void
enisim_key_table_add_slowly (EnisimKeyTable *table, guint64 key, guint32 value)
{
  add_slowly (table, (Slot){ key, ~value }, NULL);
}

/* What is found where it lies has no gap before it, no second one, and no probe past the limit. */
void
enisim_key_table_verify (const EnisimKeyTable *table)
{
  verify_counts (table);
  for (gsize i = 0; i < get_n_slots (table); i++)
    if (table->slots[i].inverse != 0)
      g_assert_true (enisim_key_table_find (table, table->slots[i].key) == &table->slots[i]);
}
