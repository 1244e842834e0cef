/* occupancy.h: for how long a level was at each value
 *
 * Time per value is an exact integer up to ENISIM_OCCUPANCY_EXACT_MAX, which holds every level
 * of the largest subnet, a /16.  Greater values share buckets and are told apart to
 * 2^-ENISIM_OCCUPANCY_PRECISION_BITS, 0.8 %, of themselves.  Memory follows the greatest value:
 * 8 bytes for each up to the exact bound, 560 KiB in all.
 *
 * All queries are over the window [start, now), @now not being before the last change.
 */
#pragma once

#include <enisim/enisim-time.h>

#include "stats/log-linear.h"

#define ENISIM_OCCUPANCY_LINEAR_BITS 16
#define ENISIM_OCCUPANCY_PRECISION_BITS 7
#define ENISIM_OCCUPANCY_EXACT_MAX ((G_GUINT64_CONSTANT (1) << ENISIM_OCCUPANCY_LINEAR_BITS) - 1)

typedef struct
{
  guint64 *spans_us; /* by bucket, up to changed_at */
  guint32 n_buckets; /* that have room */
  guint32 bucket;    /* of value */
  guint64 value;
  guint64 lasting_max; /* greatest value that lasted any time, up to changed_at */
  EnisimTime start;    /* of the window */
  EnisimTime changed_at;
} EnisimOccupancy;

void enisim_occupancy_init (EnisimOccupancy *occupancy, guint64 value, EnisimTime start);
void enisim_occupancy_clear (EnisimOccupancy *occupancy);

/* Begins a new window at the end of a warm-up: keeps the value, forgets all spans. */
void enisim_occupancy_restart (EnisimOccupancy *occupancy, EnisimTime now);

/* The smallest level at or below which the level was for @share (0..1) of the window, compared
 * in whole microseconds.  Share 0 gives the least and 1 the greatest value that lasted any time;
 * an empty window gives the value.  Above the exact bound it errs upwards, by less than the
 * precision and never past that greatest value. */
guint64 enisim_occupancy_get_quantile (const EnisimOccupancy *occupancy, EnisimTime now,
                                       double share);

/* Time at or above @value.  Above the exact bound the bucket of @value counts in full. */
guint64 enisim_occupancy_get_span_from_us (const EnisimOccupancy *occupancy, EnisimTime now,
                                           guint64 value);

/* The same as a share of the window, 0..1; where that is empty, whether it is so now. */
double enisim_occupancy_get_share_from (const EnisimOccupancy *occupancy, EnisimTime now,
                                        guint64 value);

/* Walks every bucket; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_occupancy_verify (const EnisimOccupancy *occupancy);

/* For _set only. */
void enisim_occupancy_grow (EnisimOccupancy *occupancy);

static inline void
enisim_occupancy_set (EnisimOccupancy *occupancy, EnisimTime now, guint64 value)
{
  g_assert (now >= occupancy->changed_at);
  occupancy->spans_us[occupancy->bucket] += (guint64) (now - occupancy->changed_at);
  if (G_UNLIKELY (occupancy->value > occupancy->lasting_max) && now > occupancy->changed_at)
    occupancy->lasting_max = occupancy->value;
  occupancy->changed_at = now;
  occupancy->value = value;
  occupancy->bucket = enisim_log_linear_get_bucket (value, ENISIM_OCCUPANCY_LINEAR_BITS,
                                                    ENISIM_OCCUPANCY_PRECISION_BITS);
  if (G_UNLIKELY (occupancy->bucket >= occupancy->n_buckets))
    enisim_occupancy_grow (occupancy);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimOccupancy, enisim_occupancy_clear)
