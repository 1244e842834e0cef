/* record-table.c: records found by 64-bit keys that they keep themselves
 *
 * Growth and crowding are those of key-table.c.  Half of a hash is kept and its upper bits are the
 * home, so that to grow and to close a gap ask no record for its key; to crowd does.
 */
#include "base/record-table.h"

#include "base/multiplier.h"
#include "base/pages.h"

#define PROBE_MAX ENISIM_RECORD_TABLE_PROBE_MAX

enum
{
  CAPACITY_MIN = 32
};

static gsize
get_n_slots (const EnisimRecordTable *table)
{
  return 2 * (gsize) table->n_records_max + PROBE_MAX;
}

static gsize
get_n_bytes (const EnisimRecordTable *table)
{
  return get_n_slots (table) * sizeof (EnisimRecordSlot);
}

static void
set_capacity (EnisimRecordTable *table, gsize capacity)
{
  g_assert (capacity / 2 <= ENISIM_RECORD_TABLE_RECORDS_MAX);
  table->n_records_max = (guint32) (capacity / 2);
  table->shift = 33 - g_bit_storage (capacity);
}

void
enisim_record_table_init (EnisimRecordTable *table, guint64 seed)
{
  *table = (EnisimRecordTable){ .seed = seed };
  table->multiplier = enisim_draw_multiplier (&table->seed);
  set_capacity (table, CAPACITY_MIN);
  table->slots = enisim_pages_new (get_n_bytes (table));
}

void
enisim_record_table_clear (EnisimRecordTable *table)
{
  enisim_pages_free (table->slots, get_n_bytes (table));
  table->slots = NULL;
}

/* Returns: whether the entry, which is not there, found a slot. */
static gboolean
put (EnisimRecordTable *table, EnisimRecordSlot entry)
{
  EnisimRecordSlot *slot = enisim_record_table_home (table, entry.tag);

  for (const EnisimRecordSlot *end = slot + PROBE_MAX; slot < end; slot++)
    if (slot->inverse == 0)
      {
        *slot = entry;
        return TRUE;
      }
  return FALSE;
}

static void
settle (EnisimRecordTable *table, EnisimRecordSlot entry, GArray *homeless)
{
  if (entry.inverse != 0 && !put (table, entry))
    g_array_append_val (homeless, entry);
}

static EnisimRecordSlot
take_out (EnisimRecordSlot *slot)
{
  const EnisimRecordSlot entry = *slot;

  slot->inverse = 0;
  return entry;
}

/* See key-table.c. */
static void
grow (EnisimRecordTable *table, GArray *homeless)
{
  EnisimRecordSlot aside[2 * PROBE_MAX];
  const gsize n_before = get_n_slots (table), n_bytes_before = get_n_bytes (table);
  const gsize n_aside = MIN (n_before, G_N_ELEMENTS (aside));

  set_capacity (table, 4 * (gsize) table->n_records_max);
  table->slots = enisim_pages_grow (table->slots, n_bytes_before, get_n_bytes (table));
  for (gsize i = 0; i < n_aside; i++)
    aside[i] = take_out (&table->slots[i]);
  for (gsize i = n_before; i-- > n_aside;)
    settle (table, take_out (&table->slots[i]), homeless);
  for (gsize i = n_aside; i-- > 0;)
    settle (table, aside[i], homeless);
}

static void
scatter (EnisimRecordTable *table, GArray *homeless, EnisimRecordKey get_key, gconstpointer owner)
{
  g_autofree EnisimRecordSlot *entries = NULL;
  gsize n_entries;

  for (gsize i = 0; i < get_n_slots (table); i++)
    if (table->slots[i].inverse != 0)
      {
        const EnisimRecordSlot entry = take_out (&table->slots[i]);

        g_array_append_val (homeless, entry);
      }
  table->multiplier = enisim_draw_multiplier (&table->seed);
  entries = g_array_steal (homeless, &n_entries);
  for (gsize i = 0; i < n_entries; i++)
    {
      entries[i].tag = enisim_record_table_tag (table, get_key (~entries[i].inverse, owner));
      settle (table, entries[i], homeless);
    }
}

void
enisim_record_table_add (EnisimRecordTable *table, guint64 key, guint32 record,
                         EnisimRecordKey get_key, gconstpointer owner)
{
  const EnisimRecordSlot entry = { enisim_record_table_tag (table, key), ~record };
  g_autoptr (GArray) homeless = NULL;

  g_assert (record != ENISIM_RECORD_TABLE_NONE);
  g_assert (enisim_record_table_find (table, key, get_key, owner) == ENISIM_RECORD_TABLE_NONE);
  if (G_LIKELY (table->n_records < table->n_records_max && put (table, entry)))
    {
      table->n_records++;
      return;
    }
  homeless = g_array_new (FALSE, FALSE, sizeof (EnisimRecordSlot));
  if (table->n_records == table->n_records_max)
    grow (table, homeless);
  settle (table, entry, homeless);
  for (guint n_tries = 1; homeless->len > 0; n_tries++)
    {
      scatter (table, homeless, get_key, owner);
      if (homeless->len > 0 && n_tries % ENISIM_RECORD_TABLE_TRIES_MAX == 0)
        grow (table, homeless);
    }
  table->n_records++;
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
  table->n_records--;
}

void
enisim_record_table_verify (const EnisimRecordTable *table, EnisimRecordKey get_key,
                            gconstpointer owner)
{
  guint32 n_records = 0;

  g_assert_cmpuint (table->multiplier % 2, ==, 1);
  g_assert_cmpuint (2 * (guint64) table->n_records_max, ==,
                    G_GUINT64_CONSTANT (1) << (32 - table->shift));
  for (gsize i = 0; i < get_n_slots (table); i++)
    if (table->slots[i].inverse != 0)
      {
        const guint32 record = ~table->slots[i].inverse;
        const guint64 key = get_key (record, owner);

        g_assert_cmpuint (table->slots[i].tag, ==, enisim_record_table_tag (table, key));
        g_assert_cmpuint (enisim_record_table_find (table, key, get_key, owner), ==, record);
        n_records++;
      }
  g_assert_cmpuint (n_records, ==, table->n_records);
  g_assert_cmpuint (n_records, <=, table->n_records_max);
}
