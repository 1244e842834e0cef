/* slab.h: records of one size in one array, named by 32-bit indexes
 *
 * An index is half a pointer and survives growth, so that records and events stay small.  A free
 * record's first bytes link to the next free one; the owner has to tell free records apart by a
 * field that lies behind them.
 */
#pragma once

#include <glib.h>

#define ENISIM_SLAB_NONE G_MAXUINT32

/* Bytes of a record that the slab overwrites while it is free. */
#define ENISIM_SLAB_LINK_SIZE sizeof (guint32)

typedef struct
{
  guint8 *records;
  gsize record_size;
  guint32 capacity;
  guint32 n_places; /* records ever taken, some of them free now */
  guint32 n_taken;
  guint32 first_free;
} EnisimSlab;

void enisim_slab_init (EnisimSlab *slab, gsize record_size);
void enisim_slab_clear (EnisimSlab *slab);

/* For _take only. */
void enisim_slab_grow (EnisimSlab *slab);

static inline gpointer
enisim_slab_get (const EnisimSlab *slab, guint32 index)
{
  g_assert (index < slab->n_places);
  return slab->records + index * slab->record_size;
}

/* Returns: the index of a record with undefined content.  Moves the array when it is full. */
static inline guint32
enisim_slab_take (EnisimSlab *slab)
{
  guint32 index = slab->first_free;

  slab->n_taken++;
  if (index != ENISIM_SLAB_NONE)
    {
      slab->first_free = *(const guint32 *) enisim_slab_get (slab, index);
      return index;
    }
  if (G_UNLIKELY (slab->n_places == slab->capacity))
    enisim_slab_grow (slab);
  return slab->n_places++;
}

static inline void
enisim_slab_give_back (EnisimSlab *slab, guint32 index)
{
  *(guint32 *) enisim_slab_get (slab, index) = slab->first_free;
  slab->first_free = index;
  slab->n_taken--;
}

/* Walks the free records; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_slab_verify (const EnisimSlab *slab);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimSlab, enisim_slab_clear)
