/* hashing.h: odd numbers to hash by, drawn one after another, and the bounds that tables keep
 *
 * A table that multiplies its keys by one number for all lost: whoever knows it can put 5,000 keys
 * into one slot.  So each table draws from a seed of its own, and draws again where keys crowd.
 */
#pragma once

#include <glib.h>

/* Nothing lies so many slots or more behind its place: twice the longest probe that fair keys show
 * at half load, 2^24 of them. */
#define ENISIM_HASH_PROBE_MAX 128
/* Homes whose entries one insert or removal moves while slots are moved.  The last step takes the
 * first homes, and with fewer left an entry could come to lie where others wait to be moved. */
#define ENISIM_HASH_MOVE_STEP (2 * ENISIM_HASH_PROBE_MAX)
/* So no insert or removal goes through more old slots than these, nor through more strays; each
 * entry in them then looks for a new one, as a key that is inserted does. */
#define ENISIM_HASH_MOVED_MAX (ENISIM_HASH_MOVE_STEP + ENISIM_HASH_PROBE_MAX)
#define ENISIM_HASH_STRAYS_STEP 8
/* Half of the slots that there may be. */
#define ENISIM_HASH_TAKEN_MAX (1u << 30)

/* The finaliser of splitmix64: each draw is a new state, well mixed. */
static inline guint64
enisim_draw_multiplier (guint64 *seed)
{
  guint64 z = *seed += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (z ^ z >> 31) | 1;
}
