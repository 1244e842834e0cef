/* multiplier.h: odd numbers to hash by, drawn one after another
 *
 * A table that multiplies its keys by one number for all lost: whoever knows it can put 5,000 keys
 * into one slot.  So each table draws from a seed of its own, and draws again where keys crowd.
 */
#pragma once

#include <glib.h>

/* The finaliser of splitmix64: each draw is a new state, well mixed. */
static inline guint64
enisim_draw_multiplier (guint64 *seed)
{
  guint64 z = *seed += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (z ^ z >> 31) | 1;
}
