/* pages.c: memory for large arrays, on huge pages where the kernel has them
 *
 * The kernel moves a huge page as a whole only from one boundary to another.  It does not look for
 * such an address by itself, so a place is mapped first and the array is moved over it.  Lengths
 * are not rounded up to huge pages: what an array has behind the last whole one would cost one.
 *
 * What no call can be spared is the kernel's time for a page that is touched first: it clears 2 MiB
 * at once, which takes 0.4 ms, and several times that where its host has to find them.  So no call
 * here asks for more than one or two.
 */
#define _GNU_SOURCE /* mremap() */
#include "base/pages.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25 /* of Linux 6.1; older ones refuse, which costs speed only */
#endif

#define HUGE_PAGE ((gsize) 2 << 20)
#define SHED_PART ((gsize) 64 << 10) /* of small pages: some microseconds */

static gboolean
is_mapped (gsize n_bytes)
{
  return n_bytes >= ENISIM_PAGES_MAPPED;
}

static gboolean
is_huge (gsize n_bytes)
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

static gpointer
map (gsize n_bytes)
{
  gpointer array = mmap (NULL, n_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (array == MAP_FAILED)
    g_error ("failed to map %" G_GSIZE_FORMAT " bytes", n_bytes);
  return array;
}

/* More than is wanted, without what lies before the boundary and behind the end. */
static gpointer
map_huge (gsize n_bytes)
{
  const gsize n_pages_bytes = round_up (n_bytes, (gsize) sysconf (_SC_PAGESIZE));
  const gsize n_mapped = n_pages_bytes + HUGE_PAGE;
  guint8 *mapped = map (n_mapped);
  guint8 *array = mapped + (round_up ((uintptr_t) mapped, HUGE_PAGE) - (uintptr_t) mapped);

  unmap (mapped, array);
  unmap (array + n_pages_bytes, mapped + n_mapped);
  (void) madvise (array, n_pages_bytes, MADV_HUGEPAGE); /* advice */
  return array;
}

gpointer
enisim_pages_new (gsize n_bytes)
{
  if (is_huge (n_bytes))
    return map_huge (n_bytes);
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

/* To a boundary, for what is not on huge pages yet as well: that stays on the small ones it has. */
static gpointer
move_huge (gpointer array, gsize n_before, gsize n_after)
{
  gpointer place = map_huge (n_after);

  if (mremap (array, n_before, n_after, MREMAP_MAYMOVE | MREMAP_FIXED, place) == MAP_FAILED)
    {
      enisim_pages_free (place, n_after);
      return MAP_FAILED;
    }
  if (!is_huge (n_before))
    (void) madvise (place, n_after, MADV_HUGEPAGE); /* advice, which the old mapping had not */
  return place;
}

/* What was on small pages when the array came to be huge is copied onto a huge one at each of the
 * next growths; where it lies on one already, nothing is done. */
static void
gather (guint8 *array, gsize n_bytes)
{
  guint8 *page = n_bytes < ENISIM_PAGES_HUGE * 5 / 4 ? array : array + HUGE_PAGE;

  G_STATIC_ASSERT (ENISIM_PAGES_HUGE == 2 * HUGE_PAGE);
  if (n_bytes < 4 * ENISIM_PAGES_HUGE)
    (void) madvise (page, HUGE_PAGE, MADV_COLLAPSE); /* advice */
}

gboolean
enisim_pages_grows_in_place (gsize n_before, gsize n_after)
{
  return is_mapped (n_before) && is_huge (n_before) == is_huge (n_after);
}

gpointer
enisim_pages_grow (gpointer array, gsize n_before, gsize n_after)
{
  gpointer grown = MAP_FAILED;

  g_assert (n_before <= n_after);
  if (enisim_pages_grows_in_place (n_before, n_after))
    grown = mremap (array, n_before, n_after, is_huge (n_after) ? 0 : MREMAP_MAYMOVE);
  if (grown == MAP_FAILED && is_mapped (n_before) && is_huge (n_after))
    grown = move_huge (array, n_before, n_after);
  if (grown == MAP_FAILED)
    return copy (array, n_before, n_after);
  if (is_huge (n_before))
    gather (grown, n_before);
  return grown;
}

void
enisim_pages_empty (gpointer array, gsize n_bytes, gsize n_kept)
{
  const gsize n_whole = is_mapped (n_bytes)
                            ? MIN (round_up (n_kept, (gsize) sysconf (_SC_PAGESIZE)), n_bytes)
                            : n_bytes;

  g_assert (n_kept <= n_bytes);
  memset ((guint8 *) array + n_kept, 0, n_whole - n_kept);
  if (n_whole < n_bytes
      && madvise ((guint8 *) array + n_whole, n_bytes - n_whole, MADV_DONTNEED) != 0)
    memset ((guint8 *) array + n_whole, 0, n_bytes - n_whole);
}

void
enisim_pages_shed (gpointer array, gsize n_bytes, gsize *n_held, gsize n_kept)
{
  const gsize part = is_huge (n_bytes) ? HUGE_PAGE : SHED_PART;
  const gsize n_after = round_up (n_kept, part);

  if (!is_mapped (n_bytes) || n_after + part > *n_held)
    return;
  (void) madvise ((guint8 *) array + n_after, *n_held - n_after, MADV_DONTNEED); /* advice */
  *n_held = n_after;
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
