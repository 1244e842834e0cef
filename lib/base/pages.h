/* pages.h: memory for large arrays, on huge pages where the kernel has them
 *
 * A random access under pages of 4 KiB costs twice as much as under those of 2 MiB.  An array of
 * ENISIM_PAGES_HUGE bytes or more is a mapping of its own on a boundary of such a page; it grows
 * by what the kernel does to its page tables, so that nothing is copied and no growth makes a long
 * pause.  Smaller ones come from the heap.  Whatever kernel refuses costs speed only.
 *
 * Bytes are zero until somebody writes them, and no memory is behind them until somebody touches
 * them or others of the same huge page.  The caller keeps the length.
 */
#pragma once

#include <glib.h>

#define ENISIM_PAGES_HUGE ((gsize) 2 << 20)

/* Of a smaller array: a cache line. */
#define ENISIM_PAGES_ALIGNMENT ((gsize) 64)

/* @n_bytes: 1 or more.  Returns: (transfer full): as g_malloc(), it never fails */
gpointer enisim_pages_new (gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;

/* @n_after is no less than @n_before.  Returns: (transfer full): in place of @array, which may have
 * moved */
gpointer enisim_pages_grow (gpointer array, gsize n_before,
                            gsize n_after) G_GNUC_WARN_UNUSED_RESULT;

/* @array: (nullable) */
void enisim_pages_free (gpointer array, gsize n_bytes);
