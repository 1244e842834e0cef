/* slab.c: records of one size in one array, named by 32-bit indexes
 *
 * A large array grows by an eighth: that moves nothing, and what it has more than it needs would be
 * memory as soon as it lies on the huge page of something that is needed.
 */
#include "base/slab.h"

#include "base/pages.h"

enum
{
  CAPACITY_MIN = 16,
  GROWTH_PARTS = 8
};

static void
forget_free (EnisimSlab *slab)
{
  for (guint i = 0; i < G_N_ELEMENTS (slab->first_free); i++)
    slab->first_free[i] = ENISIM_SLAB_NONE;
}

void
enisim_slab_init (EnisimSlab *slab, gsize record_size)
{
  g_assert (record_size >= ENISIM_SLAB_LINK_SIZE && record_size % ENISIM_SLAB_LINK_SIZE == 0);
  *slab = (EnisimSlab){ .record_size = record_size };
  forget_free (slab);
  slab->far_from = ENISIM_SLAB_NONE;
}

void
enisim_slab_clear (EnisimSlab *slab)
{
  enisim_pages_free (slab->records, slab->capacity * slab->record_size);
  enisim_slab_init (slab, slab->record_size);
}

void
enisim_slab_grow (EnisimSlab *slab)
{
  const gsize n_bytes = slab->capacity * slab->record_size;

  g_assert (slab->capacity <= ENISIM_SLAB_NONE / 2);
  slab->capacity += n_bytes < ENISIM_PAGES_MAPPED ? MAX (CAPACITY_MIN, slab->capacity)
                                                  : slab->capacity / GROWTH_PARTS;
  if (n_bytes == 0)
    slab->records = enisim_pages_new (slab->capacity * slab->record_size);
  else
    slab->records = enisim_pages_grow (slab->records, n_bytes, slab->capacity * slab->record_size);
}

guint32
enisim_slab_take_far (EnisimSlab *slab)
{
  const guint32 index = slab->first_free[1];

  if (index != ENISIM_SLAB_NONE)
    {
      slab->first_free[1] = *(const guint32 *) enisim_slab_get (slab, index);
      return index;
    }
  if (slab->n_carved == slab->capacity)
    enisim_slab_grow (slab);
  slab->n_places = MAX (slab->n_places, slab->n_carved + 1);
  return slab->n_carved++;
}

/* A byte to each place. */
static guint8 *
mark_free (const EnisimSlab *slab)
{
  guint8 *is_free = g_malloc0 (slab->n_carved + 1);

  for (guint list = 0; list < G_N_ELEMENTS (slab->first_free); list++)
    for (guint32 i = slab->first_free[list]; i != ENISIM_SLAB_NONE;
         i = *(const guint32 *) enisim_slab_get (slab, i))
      is_free[i] = TRUE;
  return is_free;
}

void
enisim_slab_tidy (EnisimSlab *slab)
{
  g_autofree guint8 *is_free = mark_free (slab);
  const gsize n_bytes = slab->capacity * slab->record_size;
  const guint32 n_taken = slab->n_taken;

  while (slab->n_carved > 0 && is_free[slab->n_carved - 1])
    slab->n_carved--;
  slab->far_from = 2 * slab->n_taken;
  forget_free (slab);
  for (guint32 i = slab->n_carved; i-- > 0;)
    if (is_free[i])
      enisim_slab_give_back (slab, i);
  slab->n_taken = n_taken;
  if (n_bytes > 0)
    enisim_pages_empty (slab->records, n_bytes, slab->n_carved * slab->record_size);
}

void
enisim_slab_verify (const EnisimSlab *slab)
{
  guint32 n_free = 0;

  g_assert_cmpuint (slab->n_places, <=, slab->capacity);
  g_assert_cmpuint (slab->n_carved, <=, slab->n_places);
  for (guint list = 0; list < G_N_ELEMENTS (slab->first_free); list++)
    for (guint32 i = slab->first_free[list]; i != ENISIM_SLAB_NONE;
         i = *(const guint32 *) enisim_slab_get (slab, i))
      {
        n_free++;
        g_assert_cmpuint (i, <, slab->n_carved);
        g_assert_cmpuint (i >= slab->far_from, ==, list);
        g_assert_cmpuint (n_free, <=, slab->n_carved);
      }
  g_assert_cmpuint (n_free + slab->n_taken, ==, slab->n_carved);
}
