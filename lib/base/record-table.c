/* record-table.c: records found by 64-bit keys that they keep themselves
 *
 * Half of a hash is kept and its upper bits are the home, so that to grow and to close a gap ask no
 * record for its key; to draw another multiplier does.
 */
#include "base/record-table.h"

typedef EnisimRecordTable Table;
typedef EnisimRecordSlot Slot;

typedef struct
{
  EnisimRecordKey get;
  gconstpointer owner;
} Keys;

#define HASH_BITS 32

static guint64
ask_key (Slot entry, const Keys *keys)
{
  return keys->get (~entry.inverse, keys->owner);
}

static gsize
get_home_index (const Table *table, Slot entry)
{
  return entry.tag >> table->shift;
}

static Slot
make_entry (const Table *table, guint64 key, guint32 inverse)
{
  return (Slot){ enisim_record_table_tag (table, key), inverse };
}

static Slot *
find_entry (const Table *table, guint64 key, const Keys *keys)
{
  return enisim_record_table_find_slot (table, key, keys->get, keys->owner);
}

/* Moves back what lies behind, as key-table.h does. */
static void
close_gap (const Table *table, Slot *hole)
{
  for (Slot *slot = hole + 1; slot->inverse != 0 && slot < hole + ENISIM_HASH_PROBE_MAX; slot++)
    if (table->slots + get_home_index (table, *slot) <= hole)
      {
        *hole = *slot;
        hole = slot;
      }
  hole->inverse = 0;
}

#include "base/hash-slots.c"

void
enisim_record_table_init (EnisimRecordTable *table, guint64 seed)
{
  init_slots (table, seed);
}

void
enisim_record_table_clear (EnisimRecordTable *table)
{
  clear_slots (table);
}

guint32
enisim_record_table_find_slowly (const EnisimRecordTable *table, guint64 key,
                                 EnisimRecordKey get_key, gconstpointer owner)
{
  const guint32 *inverse = locate (table, key, &(Keys){ get_key, owner });

  return inverse != NULL ? ~*inverse : ENISIM_RECORD_TABLE_NONE;
}

void
enisim_record_table_add (EnisimRecordTable *table, guint64 key, guint32 record,
                         EnisimRecordKey get_key, gconstpointer owner)
{
  g_assert (record != ENISIM_RECORD_TABLE_NONE);
  g_assert (enisim_record_table_find (table, key, get_key, owner) == ENISIM_RECORD_TABLE_NONE);
  if (G_LIKELY (table->n_taken < table->n_taken_quick
                && put (table, make_entry (table, key, ~record))))
    table->n_taken++;
  else
    add_slowly (table, key, ~record, &(Keys){ get_key, owner });
}

void
enisim_record_table_remove (EnisimRecordTable *table, guint64 key, guint32 record,
                            EnisimRecordKey get_key, gconstpointer owner)
{
  EnisimRecordSlot *slot = enisim_record_table_home (table, enisim_record_table_tag (table, key));

  if (G_UNLIKELY (table->move != NULL))
    {
      const guint32 inverse = remove_slowly (table, key, &(Keys){ get_key, owner });

      g_assert (inverse == ~record);
      return;
    }
  for (const EnisimRecordSlot *end = slot + PROBE_MAX; slot->inverse != ~record; slot++)
    g_assert (slot < end);
  close_gap (table, slot);
  table->n_taken--;
}

void
enisim_record_table_verify (const EnisimRecordTable *table, EnisimRecordKey get_key,
                            gconstpointer owner)
{
  verify_table (table, &(Keys){ get_key, owner });
}
