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
