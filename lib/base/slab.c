/* slab.c: records of one size in one array, named by 32-bit indexes */
#include "base/slab.h"

#include "base/pages.h"

enum
{
  CAPACITY_MIN = 16
};

void
enisim_slab_init (EnisimSlab *slab, gsize record_size)
{
  g_assert (record_size >= ENISIM_SLAB_LINK_SIZE && record_size % ENISIM_SLAB_LINK_SIZE == 0);
  *slab = (EnisimSlab){ .record_size = record_size, .first_free = ENISIM_SLAB_NONE };
}

void
enisim_slab_clear (EnisimSlab *slab)
{
  enisim_pages_free (slab->records, slab->capacity * slab->record_size);
  slab->records = NULL;
  slab->capacity = slab->n_places = slab->n_taken = 0;
  slab->first_free = ENISIM_SLAB_NONE;
}

void
enisim_slab_grow (EnisimSlab *slab)
{
  const gsize n_bytes = slab->capacity * slab->record_size;

  g_assert (slab->capacity <= ENISIM_SLAB_NONE / 2);
  slab->capacity = MAX (CAPACITY_MIN, slab->capacity * 2);
  if (n_bytes == 0)
    slab->records = enisim_pages_new (slab->capacity * slab->record_size);
  else
    slab->records = enisim_pages_grow (slab->records, n_bytes, slab->capacity * slab->record_size);
}

void
enisim_slab_verify (const EnisimSlab *slab)
{
  guint32 n_free = 0;

  g_assert_cmpuint (slab->n_places, <=, slab->capacity);
  for (guint32 i = slab->first_free; i != ENISIM_SLAB_NONE;
       i = *(const guint32 *) enisim_slab_get (slab, i))
    {
      n_free++;
      g_assert_cmpuint (n_free, <=, slab->n_places);
    }
  g_assert_cmpuint (n_free + slab->n_taken, ==, slab->n_places);
}
