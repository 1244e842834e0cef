/* ziggurat.h: exponential and normal variates
 *
 * The area under the density is cut into 256 layers of one size (Marsaglia and Tsang, 2000).  One
 * draw picks a layer and a place in it; in 99 of 100 cases the place lies below the density for
 * certain, and a multiplication is all.  The layer comes from the lowest bits and the place from
 * the 53 (54 with the sign) highest, so that the two are independent (Doornik, 2005).
 */
#pragma once

#include "core/stream.h"

G_BEGIN_DECLS

#define ENISIM_ZIGGURAT_N_LAYERS 256

typedef struct
{
  guint64 limit; /* places before it lie below the density over the whole layer */
  double width;  /* of one of the 2^53 places */
} EnisimZigguratLayer;

/* Layer 0 holds the tail; see ziggurat-tables.c.  Layer i reaches from density[i] up to
 * density[i + 1]. */
extern const EnisimZigguratLayer enisim_ziggurat_exponential_layers[ENISIM_ZIGGURAT_N_LAYERS];
extern const EnisimZigguratLayer enisim_ziggurat_normal_layers[ENISIM_ZIGGURAT_N_LAYERS];
extern const double enisim_ziggurat_exponential_density[ENISIM_ZIGGURAT_N_LAYERS + 1];
extern const double enisim_ziggurat_normal_density[ENISIM_ZIGGURAT_N_LAYERS + 1];
extern const double enisim_ziggurat_exponential_tail; /* where the tail begins */
extern const double enisim_ziggurat_normal_tail;

/* For those below only: what to do with a draw that is not settled at once. */
double enisim_ziggurat_exponential_edge (EnisimStream *stream, guint64 draw) __attribute__ ((cold));
double enisim_ziggurat_first_exponential_edge (guint64 word) __attribute__ ((cold));
double enisim_ziggurat_normal_edge (EnisimStream *stream, guint64 draw) __attribute__ ((cold));

/* Exponential with mean 1; at least 0.  What is not settled at once goes on with a copy: whose
 * address is taken is in memory, and a caller's own stream can then be in registers. */
static inline double
enisim_ziggurat_next_exponential (EnisimStream *stream)
{
  const guint64 draw = enisim_stream_next_u64 (stream);
  const EnisimZigguratLayer *layer
      = &enisim_ziggurat_exponential_layers[draw % ENISIM_ZIGGURAT_N_LAYERS];
  const guint64 place = draw >> 11;
  EnisimStream copy;
  double drawn;

  if (G_LIKELY (place < layer->limit))
    return (double) (gint64) place * layer->width;
  copy = *stream;
  drawn = enisim_ziggurat_exponential_edge (&copy, draw);
  *stream = copy;
  return drawn;
}

/* The first one of the stream made of @word. */
static inline double
enisim_ziggurat_first_exponential (guint64 word)
{
  const guint64 draw = enisim_stream_first_u64 (word);
  const EnisimZigguratLayer *layer
      = &enisim_ziggurat_exponential_layers[draw % ENISIM_ZIGGURAT_N_LAYERS];
  const guint64 place = draw >> 11;

  if (G_LIKELY (place < layer->limit))
    return (double) (gint64) place * layer->width;
  return enisim_ziggurat_first_exponential_edge (word);
}

/* Normal with mean 0 and deviation 1. */
static inline double
enisim_ziggurat_next_normal (EnisimStream *stream)
{
  const guint64 draw = enisim_stream_next_u64 (stream);
  const EnisimZigguratLayer *layer
      = &enisim_ziggurat_normal_layers[draw % ENISIM_ZIGGURAT_N_LAYERS];
  const gint64 place = (gint64) draw >> 10;

  if (G_LIKELY ((guint64) ABS (place) < layer->limit))
    return (double) place * layer->width;
  return enisim_ziggurat_normal_edge (stream, draw);
}

G_END_DECLS
