/* record-table.h: records found by 64-bit keys that they keep themselves
 *
 * As key-table.h, but for an owner whose records lie at 32-bit indexes and have their keys in them:
 * a slot is 8 bytes, the index and half of the hash, so that the table takes half of the memory.
 * A lookup that hits touches the record, which the caller is about to read anyway; of those that
 * miss, hardly any does.
 *
 * The owner tells a record's key by a function; given a static one, the calls of the hot path
 * compile to a load.  The key of a record does not change while the table has it.
 */
#pragma once

#include "base/hashing.h"

/* No record, and the one index that none may have. */
#define ENISIM_RECORD_TABLE_NONE G_MAXUINT32

typedef guint64 (*EnisimRecordKey) (guint32 record, gconstpointer owner);

/* Fresh memory, all zeros, is empty slots. */
typedef struct
{
  guint32 tag;     /* upper half of the hash, whose own upper bits are the home */
  guint32 inverse; /* of the record: ~record; 0 marks an empty slot */
} EnisimRecordSlot;

typedef struct
{
  EnisimRecordSlot *slots; /* capacity + PROBE_MAX: a probe never wraps; the last stays empty */
  guint64 multiplier;
  guint64 seed; /* state of the draws */
  guint shift;  /* 32 - log2 (capacity) */
  guint32 n_taken;
  guint32 n_taken_max;   /* half of the capacity; beyond it only until the slots have been moved */
  guint32 n_taken_quick; /* the same, but 0 while slots are moved: an addition is slow then */
  gpointer move;         /* NULL, or the records that are not where they belong */
  guint64 n_moved;       /* slots that had to be looked at to move them, ever */
} EnisimRecordTable;

/* Equal seeds and equal calls make equal tables. */
void enisim_record_table_init (EnisimRecordTable *table, guint64 seed);
void enisim_record_table_clear (EnisimRecordTable *table);

/* Adds a record whose key no other in the table has. */
void enisim_record_table_add (EnisimRecordTable *table, guint64 key, guint32 record,
                              EnisimRecordKey get_key, gconstpointer owner);

/* Takes out a record that is there. */
void enisim_record_table_remove (EnisimRecordTable *table, guint64 key, guint32 record,
                                 EnisimRecordKey get_key, gconstpointer owner);

/* For _find only: of a record that is not where it would be if all slots had been moved. */
guint32 enisim_record_table_find_slowly (const EnisimRecordTable *table, guint64 key,
                                         EnisimRecordKey get_key, gconstpointer owner);

/* Walks every slot; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_record_table_verify (const EnisimRecordTable *table, EnisimRecordKey get_key,
                                 gconstpointer owner);

static inline guint32
enisim_record_table_get_n_records (const EnisimRecordTable *table)
{
  return table->n_taken;
}

static inline guint32
enisim_record_table_tag (const EnisimRecordTable *table, guint64 key)
{
  return (guint32) (key * table->multiplier >> 32);
}

static inline EnisimRecordSlot *
enisim_record_table_home (const EnisimRecordTable *table, guint32 tag)
{
  return table->slots + (tag >> table->shift);
}

/* Fetches the key's line, for a call some tens of nanoseconds later. */
static inline void
enisim_record_table_prefetch (const EnisimRecordTable *table, guint64 key)
{
  __builtin_prefetch (enisim_record_table_home (table, enisim_record_table_tag (table, key)));
}

/* For _find only. */
static inline EnisimRecordSlot *
enisim_record_table_find_slot (const EnisimRecordTable *table, guint64 key, EnisimRecordKey get_key,
                               gconstpointer owner)
{
  const guint32 tag = enisim_record_table_tag (table, key);
  EnisimRecordSlot *slot = enisim_record_table_home (table, tag);

  for (const EnisimRecordSlot *end = slot + ENISIM_HASH_PROBE_MAX; slot < end && slot->inverse != 0;
       slot++)
    if (slot->tag == tag && get_key (~slot->inverse, owner) == key)
      return slot;
  return NULL;
}

/* Returns: the record of that key, or ENISIM_RECORD_TABLE_NONE. */
static inline guint32
enisim_record_table_find (const EnisimRecordTable *table, guint64 key, EnisimRecordKey get_key,
                          gconstpointer owner)
{
  const EnisimRecordSlot *slot = enisim_record_table_find_slot (table, key, get_key, owner);

  if (slot != NULL)
    return ~slot->inverse;
  return G_LIKELY (table->move == NULL)
             ? ENISIM_RECORD_TABLE_NONE
             : enisim_record_table_find_slowly (table, key, get_key, owner);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimRecordTable, enisim_record_table_clear)
