/* ziggurat.c: the one draw in a hundred at the edge of its layer, and the tails */
#include "core/ziggurat.h"

#include <math.h>

static double
next_height (EnisimStream *stream, const double *density)
{
  return density[0] + enisim_stream_next_unit (stream) * (density[1] - density[0]);
}

/* The tail of an exponential is an exponential that begins later: it starts over from there. */
double
enisim_ziggurat_exponential_edge (EnisimStream *stream, guint64 draw)
{
  double start = 0;

  for (;; draw = enisim_stream_next_u64 (stream))
    {
      const guint layer = (guint) (draw % ENISIM_ZIGGURAT_N_LAYERS);
      const guint64 place = draw >> 11;
      const double x = (double) place * enisim_ziggurat_exponential_layers[layer].width;

      if (place < enisim_ziggurat_exponential_layers[layer].limit)
        return start + x;
      if (layer == 0)
        start += enisim_ziggurat_exponential_tail;
      else if (next_height (stream, &enisim_ziggurat_exponential_density[layer]) < exp (-x))
        return start + x;
    }
}

double
enisim_ziggurat_first_exponential_edge (guint64 word)
{
  EnisimStream stream = enisim_stream_from_word (word);
  const guint64 draw = enisim_stream_next_u64 (&stream);

  return enisim_ziggurat_exponential_edge (&stream, draw);
}

/* Beyond @tail the density falls at least as fast as an exponential of rate @tail, which is
 * drawn instead and kept as often as the ratio of the two says (Marsaglia, 1964). */
static double
next_normal_tail (EnisimStream *stream, double tail)
{
  double beyond;

  do
    beyond = enisim_ziggurat_next_exponential (stream) / tail;
  while (enisim_ziggurat_next_exponential (stream) * 2 < beyond * beyond);
  return tail + beyond;
}

double
enisim_ziggurat_normal_edge (EnisimStream *stream, guint64 draw)
{
  for (;; draw = enisim_stream_next_u64 (stream))
    {
      const guint layer = (guint) (draw % ENISIM_ZIGGURAT_N_LAYERS);
      const gint64 place = (gint64) draw >> 10;
      const double x = (double) place * enisim_ziggurat_normal_layers[layer].width;

      if ((guint64) ABS (place) < enisim_ziggurat_normal_layers[layer].limit)
        return x;
      if (layer == 0)
        return copysign (next_normal_tail (stream, enisim_ziggurat_normal_tail), x);
      if (next_height (stream, &enisim_ziggurat_normal_density[layer]) < exp (-0.5 * x * x))
        return x;
    }
}
