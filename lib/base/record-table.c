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

static Slot *
get_home (const Table *table, Slot entry)
{
  return enisim_record_table_home (table, entry.tag);
}

static Slot
hash_anew (const Table *table, Slot entry, const Keys *keys)
{
  const guint64 key = keys->get (~entry.inverse, keys->owner);

  return (Slot){ enisim_record_table_tag (table, key), entry.inverse };
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

void
enisim_record_table_add (EnisimRecordTable *table, guint64 key, guint32 record,
                         EnisimRecordKey get_key, gconstpointer owner)
{
  const Slot entry = { enisim_record_table_tag (table, key), ~record };

  g_assert (record != ENISIM_RECORD_TABLE_NONE);
  g_assert (enisim_record_table_find (table, key, get_key, owner) == ENISIM_RECORD_TABLE_NONE);
  if (G_LIKELY (table->n_taken < table->n_taken_max && put (table, entry)))
    table->n_taken++;
  else
    add_slowly (table, entry, &(Keys){ get_key, owner });
}

/* Moves back what lies behind, as key-table.h does. */
void
enisim_record_table_remove (EnisimRecordTable *table, guint64 key, guint32 record)
{
  EnisimRecordSlot *hole = enisim_record_table_home (table, enisim_record_table_tag (table, key));

  for (const EnisimRecordSlot *end = hole + PROBE_MAX; hole->inverse != ~record; hole++)
    g_assert (hole < end);
  for (EnisimRecordSlot *slot = hole + 1; slot->inverse != 0 && slot < hole + PROBE_MAX; slot++)
    if (enisim_record_table_home (table, slot->tag) <= hole)
      {
        *hole = *slot;
        hole = slot;
      }
  hole->inverse = 0;
  table->n_taken--;
}

void
enisim_record_table_verify (const EnisimRecordTable *table, EnisimRecordKey get_key,
                            gconstpointer owner)
{
  verify_counts (table);
  for (gsize i = 0; i < get_n_slots (table); i++)
    if (table->slots[i].inverse != 0)
      {
        const guint32 record = ~table->slots[i].inverse;
        const guint64 key = get_key (record, owner);

        g_assert_cmpuint (table->slots[i].tag, ==, enisim_record_table_tag (table, key));
        g_assert_cmpuint (enisim_record_table_find (table, key, get_key, owner), ==, record);
      }
}
