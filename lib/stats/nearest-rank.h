/* nearest-rank.h: which of n ordered things stands at a share
 *
 * The nearest rank is the least r of 1..n with r / n >= share; share 0 gives the first.  The
 * ceiling of share * n lost: 0.07 * 100 is 7.000000000000001 in doubles and would give 8.
 * Dividing rounds 7 / 100 to the very number that 0.07 stands for.
 */
#pragma once

#include <math.h>

#include <glib.h>

/* What a double still counts one by one. */
#define ENISIM_NEAREST_RANK_N_MAX (G_GUINT64_CONSTANT (1) << 53)

/* @share: 0..1; @n: 1..ENISIM_NEAREST_RANK_N_MAX. */
static inline guint64
enisim_nearest_rank_get (double share, guint64 n)
{
  guint64 rank;

  g_assert (share >= 0 && share <= 1);
  g_assert (n >= 1 && n <= ENISIM_NEAREST_RANK_N_MAX);
  rank = MAX ((guint64) (share * (double) n), 1); /* the floor: never past it */
  while ((double) rank / (double) n < share)
    rank++;
  return rank;
}
