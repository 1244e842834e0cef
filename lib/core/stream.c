/* stream.c: from an address to the word that a stream is made of
 *
 * The length goes in before the bytes, so that the zeros which fill up the last word cannot be
 * taken for a part of the name.
 */
#include "core/stream.h"

#include <string.h>

/* Little-endian whatever the machine, so that all machines draw the same. */
static guint64
load_word (const char *bytes, gsize n_bytes)
{
  guint64 word = 0;

  for (gsize i = 0; i < n_bytes; i++)
    word |= (guint64) (guchar) bytes[i] << (8 * i);
  return word;
}

guint64
enisim_stream_address (guint64 seed, guint32 replication, guint32 purpose, const char *name)
{
  const gsize length = strlen (name);
  guint64 address = enisim_stream_mix (seed, (guint64) replication << 32 | purpose);

  address = enisim_stream_mix (address, length);
  for (gsize at = 0; at < length; at += 8)
    address = enisim_stream_mix (address, load_word (name + at, MIN (length - at, 8)));
  return address;
}

EnisimStream
enisim_stream_at (guint64 seed, guint32 replication, guint32 purpose, const char *name)
{
  return enisim_stream_from_word (enisim_stream_address (seed, replication, purpose, name));
}

guint64
enisim_stream_draw_below_again (EnisimStream *stream, guint64 n, guint64 low, guint64 high)
{
  const guint64 n_again = (0 - n) % n;
  EnisimStreamProduct product = (EnisimStreamProduct) high << 64 | low;

  while ((guint64) product < n_again)
    product = (EnisimStreamProduct) enisim_stream_next_u64 (stream) * n;
  return (guint64) (product >> 64);
}
