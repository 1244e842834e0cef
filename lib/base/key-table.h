/* key-table.h: 64-bit keys to 32-bit values, one cache line a lookup
 *
 * Key and value lie side by side in a slot, so that a hit costs one miss of the cache.  Every
 * verb returns the value that the key had before the call, or ENISIM_KEY_TABLE_NONE, the one
 * value that cannot be stored.  Keys may be any, 0 and ~0 included.
 *
 * The hash is a multiplication by an odd number that each table draws from its own seed.  No
 * key lies ENISIM_HASH_PROBE_MAX slots or more behind its place: a key that would is a
 * reason to draw another multiplier, so that keys chosen against one do not slow the table.
 * Nothing walks the slots in their order, because that order would reach the results.
 *
 * No call waits for all slots to be moved: a table that grows, or draws, has old slots and new
 * ones for a while, and each insert or removal moves some (hash-slots.c).  Lookups then take some
 * nanoseconds longer.  Once they have been moved, nothing of that costs a key that is found
 * anything, and others one test that always comes out alike.
 */
#pragma once

#include "base/hashing.h"

#define ENISIM_KEY_TABLE_NONE G_MAXUINT32

/* Fresh memory, all zeros, is empty slots. */
typedef struct
{
  guint64 key;     /* of an empty slot: anything */
  guint32 inverse; /* of the value: ~value; 0 marks an empty slot */
} EnisimKeySlot;

G_STATIC_ASSERT (sizeof (EnisimKeySlot) == 16);

typedef struct
{
  EnisimKeySlot *slots; /* capacity + PROBE_MAX: a probe never wraps; the last stays empty */
  guint64 multiplier;
  guint64 seed; /* state of the draws */
  guint shift;  /* 64 - log2 (capacity) */
  guint32 n_taken;
  guint32 n_taken_max;   /* half of the capacity; beyond it only until the slots have been moved */
  guint32 n_taken_quick; /* the same, but 0 while slots are moved: an insert is slow then */
  gpointer move;         /* NULL, or the keys that are not where they belong */
  guint64 n_moved;       /* slots that had to be looked at to move them, ever */
} EnisimKeyTable;

/* Equal seeds and equal calls make equal tables. */
void enisim_key_table_init (EnisimKeyTable *table, guint64 seed);
void enisim_key_table_clear (EnisimKeyTable *table);

/* Walks every slot; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_key_table_verify (const EnisimKeyTable *table);

/* For the verbs of their names only: of a key that is not where it would be if all slots had been
 * moved, or cannot be put there. */
guint32 enisim_key_table_lookup_slowly (const EnisimKeyTable *table, guint64 key) G_GNUC_PURE
    __attribute__ ((cold));
guint32 enisim_key_table_insert_slowly (EnisimKeyTable *table, guint64 key, guint32 value);
guint32 enisim_key_table_replace_slowly (EnisimKeyTable *table, guint64 key, guint32 value);
guint32 enisim_key_table_remove_slowly (EnisimKeyTable *table, guint64 key);

static inline guint32
enisim_key_table_get_n_keys (const EnisimKeyTable *table)
{
  return table->n_taken;
}

static inline guint64
enisim_key_table_home_index (const EnisimKeyTable *table, guint64 key)
{
  return key * table->multiplier >> table->shift;
}

static inline EnisimKeySlot *
enisim_key_table_home (const EnisimKeyTable *table, guint64 key)
{
  return table->slots + enisim_key_table_home_index (table, key);
}

/* For the others here only.  While slots are moved a key may be elsewhere: one that is found is
 * there, one that is not may be all the same.
 *
 * Returns: (nullable): the key's slot or else the empty one to put it into; %NULL if all of the
 * probe is taken by others.  An empty slot may show the key all the same: its inverse tells. */
static inline EnisimKeySlot *
enisim_key_table_find (const EnisimKeyTable *table, guint64 key)
{
  EnisimKeySlot *slot = enisim_key_table_home (table, key);

  for (const EnisimKeySlot *end = slot + ENISIM_HASH_PROBE_MAX; slot < end; slot++)
    if (slot->key == key || slot->inverse == 0)
      return slot;
  return NULL;
}

/* Fetches the key's line, for a call some tens of nanoseconds later. */
static inline void
enisim_key_table_prefetch (const EnisimKeyTable *table, guint64 key)
{
  __builtin_prefetch (enisim_key_table_home (table, key));
}

static inline guint32
enisim_key_table_lookup (const EnisimKeyTable *table, guint64 key)
{
  const EnisimKeySlot *slot = enisim_key_table_home (table, key);

  for (const EnisimKeySlot *end = slot + ENISIM_HASH_PROBE_MAX; slot < end; slot++)
    {
      if (slot->key == key && slot->inverse != 0)
        return ~slot->inverse;
      if (slot->inverse == 0)
        break;
    }
  return G_LIKELY (table->move == NULL) ? ENISIM_KEY_TABLE_NONE
                                        : enisim_key_table_lookup_slowly (table, key);
}

/* Adds the key if it is absent and changes nothing if it is there. */
static inline guint32
enisim_key_table_insert (EnisimKeyTable *table, guint64 key, guint32 value)
{
  EnisimKeySlot *slot = enisim_key_table_find (table, key);

  if (slot != NULL && slot->inverse != 0)
    return ~slot->inverse;
  g_assert (value != ENISIM_KEY_TABLE_NONE);
  if (G_UNLIKELY (slot == NULL || table->n_taken >= table->n_taken_quick))
    return enisim_key_table_insert_slowly (table, key, value);
  *slot = (EnisimKeySlot){ key, ~value };
  table->n_taken++;
  return ENISIM_KEY_TABLE_NONE;
}

/* Gives the key this value, whether it is there or not. */
static inline guint32
enisim_key_table_replace (EnisimKeyTable *table, guint64 key, guint32 value)
{
  EnisimKeySlot *slot = enisim_key_table_find (table, key);
  guint32 before;

  g_assert (value != ENISIM_KEY_TABLE_NONE);
  if (slot == NULL || slot->inverse == 0)
    return enisim_key_table_replace_slowly (table, key, value);
  before = ~slot->inverse;
  slot->inverse = ~value;
  return before;
}

/* For _remove only.  Moves back what lies behind, as if the key had never been there: no tombstones
 * to clean up.  Nothing PROBE_MAX slots behind a hole can have its home at or before it, hence the
 * bound. */
static inline void
enisim_key_table_close_gap (const EnisimKeyTable *table, EnisimKeySlot *hole)
{
  for (EnisimKeySlot *slot = hole + 1; slot->inverse != 0 && slot < hole + ENISIM_HASH_PROBE_MAX;
       slot++)
    if (enisim_key_table_home (table, slot->key) <= hole)
      {
        *hole = *slot;
        hole = slot;
      }
  hole->inverse = 0;
}

static inline guint32
enisim_key_table_remove (EnisimKeyTable *table, guint64 key)
{
  EnisimKeySlot *slot;
  guint32 before;

  if (G_UNLIKELY (table->move != NULL))
    return enisim_key_table_remove_slowly (table, key);
  slot = enisim_key_table_find (table, key);
  if (slot == NULL || slot->inverse == 0)
    return ENISIM_KEY_TABLE_NONE;
  before = ~slot->inverse;
  enisim_key_table_close_gap (table, slot);
  table->n_taken--;
  return before;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimKeyTable, enisim_key_table_clear)
