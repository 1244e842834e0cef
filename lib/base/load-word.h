/* load-word.h: eight bytes at any address as one number, the same on every machine */
#pragma once

#include <string.h>

#include <glib.h>

/* The first byte is the lowest. */
static inline guint64
enisim_load_word (const void *at)
{
  guint64 word;

  memcpy (&word, at, sizeof word);
  return GUINT64_FROM_LE (word);
}

/* The same of four bytes. */
static inline guint64
enisim_load_half (const void *at)
{
  guint32 half;

  memcpy (&half, at, sizeof half);
  return GUINT32_FROM_LE (half);
}

#define ENISIM_WORD_OF_BYTES(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (guchar) (byte))

/* 0x80 in each byte of @word that is @c, 0 in the others. */
static inline guint64
enisim_flag_bytes (guint64 word, char c)
{
  const guint64 low = ENISIM_WORD_OF_BYTES (0x7f);
  const guint64 difference = word ^ ENISIM_WORD_OF_BYTES (c);

  return ~(((difference & low) + low) | difference | low);
}

/* The same of each byte below @limit, which is at most 0x80. */
static inline guint64
enisim_flag_bytes_below (guint64 word, guchar limit)
{
  const guint64 low = ENISIM_WORD_OF_BYTES (0x7f);

  return ~(((word & low) + ENISIM_WORD_OF_BYTES (0x80 - limit)) | word | low);
}

/* The place of the first byte that is flagged; some is. */
static inline guint
enisim_first_flagged (guint64 flags)
{
  return (guint) __builtin_ctzll (flags) / 8;
}
