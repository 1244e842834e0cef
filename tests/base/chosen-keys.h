/* chosen-keys.h: keys against a multiplier that is known */
#pragma once

#include <glib.h>

/* Newton's iteration doubles the right bits of the inverse modulo 2^64; x is right in 3. */
static inline guint64
invert (guint64 odd)
{
  guint64 x = odd;

  for (guint i = 0; i < 5; i++)
    x *= 2 - odd * x;
  return x;
}

static inline guint64
draw_word (GRand *rand)
{
  return (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
}
