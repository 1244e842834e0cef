/* key-table.c: 64-bit keys to 32-bit values, one cache line a lookup */
#include "base/key-table.h"

typedef EnisimKeyTable Table;
typedef EnisimKeySlot Slot;
typedef void Keys; /* a slot has its own */

#define HASH_BITS 64

static guint64
ask_key (Slot entry, const Keys *keys G_GNUC_UNUSED)
{
  return entry.key;
}

static gsize
get_home_index (const Table *table, Slot entry)
{
  return enisim_key_table_home_index (table, entry.key);
}

static Slot
make_entry (const Table *table G_GNUC_UNUSED, guint64 key, guint32 inverse)
{
  return (Slot){ key, inverse };
}

static Slot *
find_entry (const Table *table, guint64 key, const Keys *keys G_GNUC_UNUSED)
{
  Slot *slot = enisim_key_table_find (table, key);

  return slot != NULL && slot->inverse != 0 ? slot : NULL;
}

static void
close_gap (const Table *table, Slot *hole)
{
  enisim_key_table_close_gap (table, hole);
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

guint32
enisim_key_table_lookup_slowly (const EnisimKeyTable *table, guint64 key)
{
  const guint32 *inverse = locate (table, key, NULL);

  return inverse != NULL ? ~*inverse : ENISIM_KEY_TABLE_NONE;
}

guint32
enisim_key_table_insert_slowly (EnisimKeyTable *table, guint64 key, guint32 value)
{
  const guint32 *inverse = locate (table, key, NULL);

  if (inverse != NULL)
    return ~*inverse;
  g_assert (value != ENISIM_KEY_TABLE_NONE);
  add_slowly (table, key, ~value, NULL);
  return ENISIM_KEY_TABLE_NONE;
}

guint32
enisim_key_table_replace_slowly (EnisimKeyTable *table, guint64 key, guint32 value)
{
  guint32 *inverse = locate (table, key, NULL);
  guint32 before;

  if (inverse == NULL)
    return enisim_key_table_insert_slowly (table, key, value);
  before = ~*inverse;
  *inverse = ~value;
  return before;
}

guint32
enisim_key_table_remove_slowly (EnisimKeyTable *table, guint64 key)
{
  return ~remove_slowly (table, key, NULL);
}

void
enisim_key_table_verify (const EnisimKeyTable *table)
{
  verify_table (table, NULL);
}
