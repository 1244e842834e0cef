/* fingerprint.c: 64 bits that stand for a string of bytes
 *
 * Multiply and fold, as wyhash and its kin do: the 128-bit product of two words, high half xor
 * low half, lets every bit of both reach every bit of the result in one multiplication.  Bytes
 * enter sixteen at a time; the last sixteen are read from the end and may overlap what went
 * before, so no loop handles a tail.  What overlapping makes ambiguous the length, mixed in
 * last, tells apart.
 */
#include "base/fingerprint.h"

#include <string.h>

#include "base/load-word.h"

__extension__ typedef unsigned __int128 Product;

/* Bits without a pattern: the fractions of pi, e and the square root of 2, the last bit set. */
static const guint64 KEY_START = G_GUINT64_CONSTANT (0x243f6a8885a308d3);
static const guint64 KEY_BLOCK = G_GUINT64_CONSTANT (0xb7e151628aed2a6b);
static const guint64 KEY_END = G_GUINT64_CONSTANT (0x6a09e667f3bcc909);

static inline guint64
fold (guint64 a, guint64 b)
{
  const Product product = (Product) a * b;

  return (guint64) product ^ (guint64) (product >> 64);
}

/* One to three bytes: first, middle and last cover them all. */
static inline guint64
load_few (const guint8 *at, gsize length)
{
  return (guint64) at[0] << 16 | (guint64) at[length / 2] << 8 | at[length - 1];
}

guint64
enisim_fingerprint (const void *bytes, gsize length)
{
  const guint8 *at = bytes;
  const guint8 *end = at + length;
  guint64 state = KEY_START, a = 0, b = 0, result;

  for (gsize left = length; left > 16; left -= 16, at += 16)
    state = fold (enisim_load_word (at) ^ KEY_BLOCK, enisim_load_word (at + 8) ^ state);
  if (length > 16)
    {
      a = enisim_load_word (end - 16);
      b = enisim_load_word (end - 8);
    }
  else if (length >= 8)
    {
      a = enisim_load_word (at);
      b = enisim_load_word (end - 8);
    }
  else if (length >= 4)
    {
      a = enisim_load_half (at);
      b = enisim_load_half (end - 4);
    }
  else if (length > 0)
    a = load_few (at, length);
  result = fold (fold (a ^ KEY_BLOCK, b ^ state) ^ KEY_END, length ^ KEY_BLOCK);
  return result != 0 ? result : 1;
}
