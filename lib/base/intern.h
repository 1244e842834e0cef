/* intern.h: one small id for each different byte string
 *
 * Ids are dense, from 0, in the order of first sight.  A table holds byte strings; names and
 * arrays of u32 are two views of them, and one table keeps to one view.  It owns copies, which
 * stay where they are until it is cleared.
 */
#pragma once

#include <glib.h>

#include <string.h>

/* What _lookup says of the unknown. */
#define ENISIM_INTERN_NONE G_MAXUINT32

/* The two uppermost bits of an id are always free. */
#define ENISIM_INTERN_ITEMS_MAX (((guint32) 1 << 30) - 1)

/* Chance brings no longer walk to a free slot; one that is longer changes the seed. */
#define ENISIM_INTERN_PROBES_MAX 128

typedef struct
{
  void *bytes; /* a nul follows */
  gsize n_bytes;
} EnisimInternItem;

typedef struct
{
  guint32 tag; /* upper half of the hash */
  guint32 id;  /* ENISIM_INTERN_NONE: free */
} EnisimInternSlot;

typedef struct
{
  EnisimInternItem *items; /* by id */
  guint32 n_items;
  EnisimInternSlot *slots; /* linear probing, less than half full */
  guint32 mask;            /* number of slots - 1, that being a power of two */
  guint64 seed;
} EnisimInternTable;

void enisim_intern_table_init (EnisimInternTable *table);
void enisim_intern_table_clear (EnisimInternTable *table);

/* @table is uninitialised; it gets what @from has, under the same ids. */
void enisim_intern_table_init_copy (EnisimInternTable *table, const EnisimInternTable *from);

/* @bytes: (nullable) where @n_bytes is 0, which is an item like any other
 *
 * Returns: the id of the equal item, new if there was none */
guint32 enisim_intern_table_intern (EnisimInternTable *table, gconstpointer bytes, gsize n_bytes);

/* Returns: the id of the equal item, ENISIM_INTERN_NONE if there is none */
guint32 enisim_intern_table_lookup (const EnisimInternTable *table, gconstpointer bytes,
                                    gsize n_bytes);

/* Aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_intern_table_verify (const EnisimInternTable *table);

/* Spread evenly in all its bits; what collides under one seed does not under another.  The same
 * on machines of one byte order only: for tables, not for files. */
guint64 enisim_bytes_hash (guint64 seed, gconstpointer bytes, gsize n_bytes);

static inline guint32
enisim_intern_table_get_n_items (const EnisimInternTable *table)
{
  return table->n_items;
}

/* Returns: (transfer none): the table's copy, aligned for any type, with a nul behind it */
static inline gconstpointer
enisim_intern_table_get (const EnisimInternTable *table, guint32 id, gsize *n_bytes)
{
  g_assert (id < table->n_items);
  *n_bytes = table->items[id].n_bytes;
  return table->items[id].bytes;
}

static inline guint32
enisim_intern_table_intern_name (EnisimInternTable *table, const char *name)
{
  return enisim_intern_table_intern (table, name, strlen (name));
}

static inline guint32
enisim_intern_table_lookup_name (const EnisimInternTable *table, const char *name)
{
  return enisim_intern_table_lookup (table, name, strlen (name));
}

static inline const char *
enisim_intern_table_get_name (const EnisimInternTable *table, guint32 id)
{
  gsize n_bytes;

  return enisim_intern_table_get (table, id, &n_bytes);
}

static inline guint32
enisim_intern_table_intern_u32s (EnisimInternTable *table, const guint32 *values, guint n_values)
{
  return enisim_intern_table_intern (table, values, n_values * sizeof *values);
}

static inline const guint32 *
enisim_intern_table_get_u32s (const EnisimInternTable *table, guint32 id, guint *n_values)
{
  gsize n_bytes;
  const guint32 *values = enisim_intern_table_get (table, id, &n_bytes);

  *n_values = (guint) (n_bytes / sizeof *values);
  return values;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimInternTable, enisim_intern_table_clear)
