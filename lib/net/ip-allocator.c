/* ip-allocator.c: which of a block of addresses are free
 *
 * The size of a block balances the two walks of a search, over the counts of all blocks and over
 * the words of one.  A tree of counts lost: a search of a full /16 takes some tens of
 * nanoseconds either way, and here each change touches one count.
 */
#include "net/ip-allocator.h"

enum
{
  WORD_BITS = 64,
  BLOCK_WORDS = 16,
  BLOCK_BITS = BLOCK_WORDS * WORD_BITS
};

static guint32
ceil_div (guint32 n, guint32 divisor)
{
  return (n + divisor - 1) / divisor;
}

static guint32
n_words_of (const EnisimIpAllocator *allocator)
{
  return ceil_div (allocator->n_addresses, WORD_BITS);
}

static guint32
n_blocks_of (const EnisimIpAllocator *allocator)
{
  return ceil_div (allocator->n_addresses, BLOCK_BITS);
}

/* How many of a part of @n_bits, the @index-th of its kind, lie before the end. */
static guint32
n_within (const EnisimIpAllocator *allocator, guint32 index, guint32 n_bits)
{
  return MIN (allocator->n_addresses - index * n_bits, n_bits);
}

static inline guint32
n_set (guint64 word)
{
  return (guint32) __builtin_popcountll (word);
}

void
enisim_ip_allocator_init (EnisimIpAllocator *allocator, guint32 n_addresses)
{
  g_assert (n_addresses >= 1 && n_addresses <= ENISIM_IP_ALLOCATOR_ADDRESSES_MAX);
  *allocator = (EnisimIpAllocator){ .n_addresses = n_addresses, .n_free = n_addresses };
  allocator->free_words = g_new (guint64, n_words_of (allocator));
  allocator->n_free_blocks = g_new (guint16, n_blocks_of (allocator));
  for (guint32 i = 0; i < n_words_of (allocator); i++)
    allocator->free_words[i] = G_MAXUINT64 >> (WORD_BITS - n_within (allocator, i, WORD_BITS));
  for (guint32 i = 0; i < n_blocks_of (allocator); i++)
    allocator->n_free_blocks[i] = (guint16) n_within (allocator, i, BLOCK_BITS);
}

void
enisim_ip_allocator_clear (EnisimIpAllocator *allocator)
{
  g_clear_pointer (&allocator->free_words, g_free);
  g_clear_pointer (&allocator->n_free_blocks, g_free);
}

static guint32
find_kth (const EnisimIpAllocator *allocator, guint32 k)
{
  guint32 block = 0;
  guint32 i;
  guint64 word;

  for (; k >= allocator->n_free_blocks[block]; block++)
    k -= allocator->n_free_blocks[block];
  for (i = block * BLOCK_WORDS; k >= n_set (allocator->free_words[i]); i++)
    k -= n_set (allocator->free_words[i]);
  for (word = allocator->free_words[i]; k > 0; k--)
    word &= word - 1;
  return i * WORD_BITS + (guint32) __builtin_ctzll (word);
}

guint32
enisim_ip_allocator_lease_kth (EnisimIpAllocator *allocator, guint32 k)
{
  guint32 place;

  g_assert (k < allocator->n_free);
  place = find_kth (allocator, k);
  enisim_ip_allocator_lease_at (allocator, place);
  return place;
}

void
enisim_ip_allocator_lease_at (EnisimIpAllocator *allocator, guint32 place)
{
  g_assert (!enisim_ip_allocator_is_leased (allocator, place));
  allocator->free_words[place / WORD_BITS] ^= G_GUINT64_CONSTANT (1) << place % WORD_BITS;
  allocator->n_free_blocks[place / BLOCK_BITS]--;
  allocator->n_free--;
}

void
enisim_ip_allocator_release (EnisimIpAllocator *allocator, guint32 place)
{
  g_assert (enisim_ip_allocator_is_leased (allocator, place));
  allocator->free_words[place / WORD_BITS] ^= G_GUINT64_CONSTANT (1) << place % WORD_BITS;
  allocator->n_free_blocks[place / BLOCK_BITS]++;
  allocator->n_free++;
}

void
enisim_ip_allocator_verify (const EnisimIpAllocator *allocator)
{
  guint32 n_free = 0;

  for (guint32 block = 0; block < n_blocks_of (allocator); block++)
    {
      guint32 n_free_here = 0;

      for (guint32 i = 0; i < ceil_div (n_within (allocator, block, BLOCK_BITS), WORD_BITS); i++)
        n_free_here += n_set (allocator->free_words[block * BLOCK_WORDS + i]);
      g_assert_cmpuint (allocator->n_free_blocks[block], ==, n_free_here);
      n_free += n_free_here;
    }
  g_assert_cmpuint (allocator->n_free, ==, n_free);
  if (allocator->n_addresses % WORD_BITS != 0)
    g_assert_cmpuint (allocator->free_words[n_words_of (allocator) - 1]
                          >> allocator->n_addresses % WORD_BITS,
                      ==, 0);
}
