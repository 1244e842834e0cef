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
  guint32 n_carved; /* those from here on have been given up: they are free, but not linked */
  guint32 n_taken;
  guint32 far_from;      /* of the free ones, those from here on are taken last; none as a rule */
  guint32 first_free[2]; /* near and far */
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

/* For _take only: where no free record is near. */
guint32 enisim_slab_take_far (EnisimSlab *slab);

/* Returns: the index of a record with undefined content.  Moves the array when it is full. */
static inline guint32
enisim_slab_take (EnisimSlab *slab)
{
  const guint32 index = slab->first_free[0];

  slab->n_taken++;
  if (G_UNLIKELY (index == ENISIM_SLAB_NONE))
    return enisim_slab_take_far (slab);
  slab->first_free[0] = *(const guint32 *) enisim_slab_get (slab, index);
  return index;
}

static inline void
enisim_slab_give_back (EnisimSlab *slab, guint32 index)
{
  guint32 *first = &slab->first_free[index >= slab->far_from];

  *(guint32 *) enisim_slab_get (slab, index) = *first;
  *first = index;
  slab->n_taken--;
}

/* For a slab that was much fuller once: gives the memory of the free records behind the last taken
 * one back, which are all zeros then.  From now on records that lie behind twice as many as are
 * taken are taken last, so that at some later time they are all free.  O(n_places). */
void enisim_slab_tidy (EnisimSlab *slab);

/* Walks the free records; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_slab_verify (const EnisimSlab *slab);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimSlab, enisim_slab_clear)
