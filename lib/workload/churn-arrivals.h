/* churn-arrivals.h: when stacks come, and how long each stays
 *
 * A stack is what one arrival makes: runtimes that a pull request brings, or a redeployment of
 * what is there.  Stacks are numbered from 1 in the order of their arrival; whatever is drawn for
 * one is addressed by its number, so that two settings see the same stacks.
 */
#pragma once

#include <enisim/enisim-time.h>

#include "core/distribution.h"
#include "core/stream.h"

typedef struct
{
  char *name;                  /* addresses its draws */
  EnisimDistribution gap;      /* from one arrival to the next; of a mean above 0 */
  gboolean begins_at_once;     /* the first arrival is at `from`; else a gap later */
  EnisimTime from, until;      /* no arrival before from, none at or after until */
  EnisimDistribution lifetime; /* from a stack's arrival to its deletion */
} EnisimChurnArrivalSpec;

void enisim_churn_arrival_spec_clear (EnisimChurnArrivalSpec *spec);

typedef struct
{
  const EnisimChurnArrivalSpec *spec;
  guint64 address;     /* of the stacks' words */
  EnisimStream stream; /* of the gaps */
  EnisimTime next_at;  /* ENISIM_TIME_NEVER: none is left */
  guint32 n_taken;
} EnisimChurnArrivals;

/* @spec outlives the arrivals. */
void enisim_churn_arrivals_init (EnisimChurnArrivals *arrivals, const EnisimChurnArrivalSpec *spec,
                                 guint64 seed, guint32 replication);

/* Takes the next arrival, which there is, and draws the one after it.  Returns: its number. */
guint32 enisim_churn_arrivals_take (EnisimChurnArrivals *arrivals);

/* Returns: the same for one number however often it is asked for */
GTimeSpan enisim_churn_arrivals_draw_lifetime_us (const EnisimChurnArrivals *arrivals,
                                                  guint32 number);

/* Aborts on a broken invariant. */
void enisim_churn_arrivals_verify (const EnisimChurnArrivals *arrivals);
