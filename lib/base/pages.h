/* pages.h: memory for large arrays, on huge pages where the kernel has them
 *
 * An array of ENISIM_PAGES_MAPPED bytes or more is a mapping of its own, which grows by what the
 * kernel does to its page tables: nothing is copied, and no growth makes a long pause.  From
 * ENISIM_PAGES_HUGE on it lies on huge pages, for a random access under those of 4 KiB costs twice
 * as much there.  What it has then gets onto them one huge page at a growth, by the growths that
 * follow.  Smaller ones come from the heap.  Whatever the kernel refuses costs speed only.
 *
 * Bytes are zero until somebody writes them, and no memory is behind those of a mapping until
 * somebody touches them or others of the same page.  The caller keeps the length.
 */
#pragma once

#include <glib.h>

#define ENISIM_PAGES_MAPPED ((gsize) 128 << 10)

/* Twice a huge page, so that the part of the last one that nobody needs does not weigh much; what
 * is smaller has few enough small pages for the processor to keep in mind. */
#define ENISIM_PAGES_HUGE ((gsize) 4 << 20)

/* At least: a cache line. */
#define ENISIM_PAGES_ALIGNMENT ((gsize) 64)

/* @n_bytes: 1 or more.  Returns: (transfer full): as g_malloc(), it never fails */
gpointer enisim_pages_new (gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;

/* @n_after is no less than @n_before.  Returns: (transfer full): in place of @array, which may have
 * moved */
gpointer enisim_pages_grow (gpointer array, gsize n_before,
                            gsize n_after) G_GNUC_WARN_UNUSED_RESULT;

/* Whether that keeps what is there where it is, on pages of the size that @n_after deserves. */
gboolean enisim_pages_grows_in_place (gsize n_before, gsize n_after);

/* Makes all bytes from @n_kept on zero, and gives back the memory that only they need. */
void enisim_pages_empty (gpointer array, gsize n_bytes, gsize n_kept);

/* For an array of @n_bytes that is emptied from its end on and then freed: gives back what memory
 * lies behind the first @n_kept bytes, undefined from now on, a part at a time, so that no call
 * takes long.  @n_held: what has not been given back; @n_bytes at first */
void enisim_pages_shed (gpointer array, gsize n_bytes, gsize *n_held, gsize n_kept);

/* @array: (nullable) */
void enisim_pages_free (gpointer array, gsize n_bytes);
