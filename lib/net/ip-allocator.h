/* ip-allocator.h: which of a block of addresses are free
 *
 * Addresses are places, 0 .. n_addresses - 1, in their block.  A bit for each tells whether it
 * is free, a count for each block of 1024 how many are, so that the k-th lowest free one is found
 * by walking at most 64 counts and 16 words.  A list of the free lost: it has no order.
 */
#pragma once

#include <glib.h>

#define ENISIM_IP_ALLOCATOR_ADDRESSES_MAX 65536

typedef struct
{
  guint64 *free_words;    /* a set bit is a free place; clear from n_addresses on */
  guint16 *n_free_blocks; /* free places in each block of words */
  guint32 n_addresses;
  guint32 n_free;
} EnisimIpAllocator;

/* All of them free.
 *
 * @n_addresses: 1 .. ENISIM_IP_ALLOCATOR_ADDRESSES_MAX */
void enisim_ip_allocator_init (EnisimIpAllocator *allocator, guint32 n_addresses);
void enisim_ip_allocator_clear (EnisimIpAllocator *allocator);

/* Leases the free place that has @k free ones below it; 0 is the lowest.
 *
 * @k: less than the number of free places
 *
 * Returns: the place */
guint32 enisim_ip_allocator_lease_kth (EnisimIpAllocator *allocator, guint32 k);

/* Leases @place, which is free. */
void enisim_ip_allocator_lease_at (EnisimIpAllocator *allocator, guint32 place);

/* Makes @place, which is leased, free again. */
void enisim_ip_allocator_release (EnisimIpAllocator *allocator, guint32 place);

/* Aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_ip_allocator_verify (const EnisimIpAllocator *allocator);

static inline guint32
enisim_ip_allocator_lease_lowest (EnisimIpAllocator *allocator)
{
  return enisim_ip_allocator_lease_kth (allocator, 0);
}

static inline guint32
enisim_ip_allocator_get_n_free (const EnisimIpAllocator *allocator)
{
  return allocator->n_free;
}

static inline gboolean
enisim_ip_allocator_is_leased (const EnisimIpAllocator *allocator, guint32 place)
{
  g_assert (place < allocator->n_addresses);
  return (allocator->free_words[place / 64] >> place % 64 & 1) == 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimIpAllocator, enisim_ip_allocator_clear)
