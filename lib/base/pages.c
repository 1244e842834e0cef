/* pages.c: memory for large arrays, on huge pages where the kernel has them
 *
 * The kernel moves a huge page as a whole only from one boundary to another.  It does not look for
 * such an address by itself, so a place is mapped first and the array is moved over it.  Lengths
 * are not rounded up to huge pages: what an array has behind the last whole one would cost one.
 */
#define _GNU_SOURCE /* mremap() */
#include "base/pages.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static gboolean
is_mapped (gsize n_bytes)
{
  return n_bytes >= ENISIM_PAGES_HUGE;
}

static gsize
round_up (gsize n_bytes, gsize unit)
{
  return (n_bytes + unit - 1) / unit * unit;
}

static void
unmap (guint8 *from, const guint8 *to)
{
  if (from < to)
    munmap (from, (gsize) (to - from));
}

/* More than is wanted, without what lies before the boundary and behind the end. */
static gpointer
map (gsize n_bytes)
{
  const gsize n_pages_bytes = round_up (n_bytes, (gsize) sysconf (_SC_PAGESIZE));
  const gsize n_mapped = n_pages_bytes + ENISIM_PAGES_HUGE;
  guint8 *mapped
      = mmap (NULL, n_mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  guint8 *array;

  if (mapped == MAP_FAILED)
    g_error ("failed to map %" G_GSIZE_FORMAT " bytes", n_mapped);
  array = mapped + (round_up ((uintptr_t) mapped, ENISIM_PAGES_HUGE) - (uintptr_t) mapped);
  unmap (mapped, array);
  unmap (array + n_pages_bytes, mapped + n_mapped);
  (void) madvise (array, n_pages_bytes, MADV_HUGEPAGE); /* advice */
  return array;
}

gpointer
enisim_pages_new (gsize n_bytes)
{
  return is_mapped (n_bytes) ? map (n_bytes)
                             : g_aligned_alloc0 (n_bytes, 1, ENISIM_PAGES_ALIGNMENT);
}

static gpointer
copy (gpointer array, gsize n_before, gsize n_after)
{
  gpointer copied = enisim_pages_new (n_after);

  memcpy (copied, array, n_before);
  enisim_pages_free (array, n_before);
  return copied;
}

gpointer
enisim_pages_grow (gpointer array, gsize n_before, gsize n_after)
{
  gpointer place;

  g_assert (n_before <= n_after);
  if (!is_mapped (n_before))
    return copy (array, n_before, n_after);
  if (mremap (array, n_before, n_after, 0) != MAP_FAILED)
    return array;
  place = map (n_after);
  if (mremap (array, n_before, n_after, MREMAP_MAYMOVE | MREMAP_FIXED, place) != MAP_FAILED)
    return place;
  enisim_pages_free (place, n_after);
  return copy (array, n_before, n_after);
}

void
enisim_pages_free (gpointer array, gsize n_bytes)
{
  if (array == NULL)
    return;
  if (is_mapped (n_bytes))
    munmap (array, n_bytes);
  else
    g_aligned_free (array);
}
