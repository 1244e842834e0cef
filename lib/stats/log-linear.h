/* log-linear.h: buckets whose width grows with the value
 *
 * A value below 2^linear_bits is a bucket of its own.  Above, each octave is cut into
 * 2^precision_bits buckets of equal width, so that the values of a bucket differ by less
 * than 2^-precision_bits of the least of them, at any magnitude up to 2^64 - 1.  Both are constants
 * of the caller, with precision_bits <= linear_bits: the compiler folds them.
 *
 * This is the bucketing of HdrHistogram, with the exact range chosen apart from the precision.
 */
#pragma once

#include <glib.h>

static inline guint32
enisim_log_linear_get_bucket (guint64 value, guint linear_bits, guint precision_bits)
{
  guint octave;

  if (value >> linear_bits == 0)
    return (guint32) value;
  octave = 63 ^ (guint) __builtin_clzll (value);
  /* Shifted down, the value still has its leading bit, which is no part of the place. */
  return (1U << linear_bits) + ((octave - linear_bits) << precision_bits)
         + ((guint32) (value >> (octave - precision_bits)) - (1U << precision_bits));
}

/* One more than the greatest bucket of any value. */
static inline guint32
enisim_log_linear_get_n_buckets (guint linear_bits, guint precision_bits)
{
  return enisim_log_linear_get_bucket (G_MAXUINT64, linear_bits, precision_bits) + 1;
}

/* The least and the greatest value of @bucket. */
static inline void
enisim_log_linear_get_range (guint32 bucket, guint linear_bits, guint precision_bits, guint64 *low,
                             guint64 *high)
{
  const guint32 n_linear = 1U << linear_bits;
  guint width_bits, part;

  if (bucket < n_linear)
    {
      *low = *high = bucket;
      return;
    }
  width_bits = linear_bits - precision_bits + ((bucket - n_linear) >> precision_bits);
  part = (bucket - n_linear) & ((1U << precision_bits) - 1);
  *low = ((guint64) (1U << precision_bits) + part) << width_bits;
  *high = *low + ((G_GUINT64_CONSTANT (1) << width_bits) - 1);
}
