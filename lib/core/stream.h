/* stream.h: random streams that are addressed, never shared
 *
 * A stream belongs to an address (seed, replication, purpose, name of an entity).  A new entity
 * or a new purpose therefore shifts the draws of no other, and two settings of one scenario see
 * the same calls.  A stream is a value: copying it repeats its future.
 *
 * The generator is xoshiro256++ (Blackman and Vigna, 2021), seeded from one word by SplitMix64
 * as its authors advise.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 state[4]; /* never all 0 */
} EnisimStream;

__extension__ typedef unsigned __int128 EnisimStreamProduct;

/* 2^64 divided by the golden ratio: the step of SplitMix64. */
#define ENISIM_STREAM_STEP G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

/* The word from which the stream at an address is made.  Every part counts, the length of @name
 * too; @purpose is the caller's own enumeration.  Addresses that differ in the seed alone, or in
 * replication and purpose alone, never share a word; others do once in 2^64.
 *
 * An entity with many calls keeps this word and takes the stream of call n from
 * enisim_stream_mix (address, n), whether or not it uses it. */
guint64 enisim_stream_address (guint64 seed, guint32 replication, guint32 purpose,
                               const char *name);

EnisimStream enisim_stream_at (guint64 seed, guint32 replication, guint32 purpose,
                               const char *name);

/* A permutation of the words in which each bit of the input reaches each bit of the output. */
static inline guint64
enisim_stream_scramble (guint64 word)
{
  word = (word ^ (word >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  word = (word ^ (word >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return word ^ (word >> 31);
}

/* One word of two; the order counts.  With either held fixed it is a permutation of the other:
 * no two calls of one address meet. */
static inline guint64
enisim_stream_mix (guint64 a, guint64 b)
{
  return enisim_stream_scramble (a ^ enisim_stream_scramble (b + ENISIM_STREAM_STEP));
}

/* Any word will do.  Of the four scrambled words, which all differ, at most one is 0. */
static inline EnisimStream
enisim_stream_from_word (guint64 word)
{
  return (EnisimStream){ { enisim_stream_scramble (word + ENISIM_STREAM_STEP),
                           enisim_stream_scramble (word + ENISIM_STREAM_STEP * 2),
                           enisim_stream_scramble (word + ENISIM_STREAM_STEP * 3),
                           enisim_stream_scramble (word + ENISIM_STREAM_STEP * 4) } };
}

static inline guint64
enisim_stream_rotate (guint64 word, guint n_bits)
{
  return word << n_bits | word >> (64 - n_bits);
}

static inline guint64
enisim_stream_next_u64 (EnisimStream *stream)
{
  guint64 *s = stream->state;
  const guint64 result = enisim_stream_rotate (s[0] + s[3], 23) + s[0];
  const guint64 shifted = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = enisim_stream_rotate (s[3], 45);
  return result;
}

/* What the stream made of @word would give first, for whoever mostly needs no more of it: half the
 * work of making one. */
static inline guint64
enisim_stream_first_u64 (guint64 word)
{
  const guint64 first = enisim_stream_scramble (word + ENISIM_STREAM_STEP);

  return enisim_stream_rotate (first + enisim_stream_scramble (word + ENISIM_STREAM_STEP * 4), 23)
         + first;
}

/* Uniform over 0 to 2^53 - 1. */
static inline guint64
enisim_stream_next_place (EnisimStream *stream)
{
  return enisim_stream_next_u64 (stream) >> 11;
}

/* Uniform over the 2^53 multiples of 2^-53 in [0, 1). */
static inline double
enisim_stream_next_unit (EnisimStream *stream)
{
  return (double) (gint64) enisim_stream_next_place (stream) * 0x1p-53;
}

/* @ratio: 0 to 1
 * Returns: of how many first places the unit is less than @ratio.  To scale by a power of two loses
 * no bits, so that one comparison says what the other does. */
static inline guint64
enisim_stream_count_units_below (double ratio)
{
  const double n_exact = ratio * 0x1p53;
  const guint64 n = (guint64) n_exact;

  return n + ((double) (gint64) n < n_exact);
}

/* The same in (0, 1], for whoever takes a logarithm. */
static inline double
enisim_stream_next_open_unit (EnisimStream *stream)
{
  return (double) (gint64) (enisim_stream_next_place (stream) + 1) * 0x1p-53;
}

/* For _below only: draws again what would favour some results.  @n: at least 1 */
guint64 enisim_stream_draw_below_again (EnisimStream *stream, guint64 n, guint64 low, guint64 high);

/* Uniform over 0 to @n - 1, without bias; @n is at least 1.  The high half of draw * n; of the
 * 2^64 draws the 2^64 mod n that would favour some results are drawn again (Lemire, 2019).  The
 * division is needed with probability n / 2^64 only, and then of a copy: a caller's own stream,
 * whose address is not taken, can be in registers. */
static inline guint64
enisim_stream_next_below (EnisimStream *stream, guint64 n)
{
  const EnisimStreamProduct product = (EnisimStreamProduct) enisim_stream_next_u64 (stream) * n;
  const guint64 low = (guint64) product;
  const guint64 high = (guint64) (product >> 64);
  EnisimStream copy;
  guint64 again;

  g_assert (n > 0);
  if (G_LIKELY (low >= n))
    return high;
  copy = *stream;
  again = enisim_stream_draw_below_again (&copy, n, low, high);
  *stream = copy;
  return again;
}

G_END_DECLS
