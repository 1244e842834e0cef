/* arrivals.h: the instants at which an open loop's requests come
 *
 * One function for each kind of workload; whoever owns the state asks for one instant after the
 * other.  A kind draws from the two streams in its state and from nothing else, so that what else
 * a call draws shifts no arrival.
 */
#pragma once

#include <math.h>

#include "core/ziggurat.h"
#include "workload/workload-spec.h"

typedef struct
{
  EnisimStream stream;       /* of the spans between arrivals */
  EnisimStream phase_stream; /* of how long phases last */
  EnisimTime at;             /* the next arrival; before the first: where the search begins */
  EnisimTime phase_ends_at;  /* bursts */
  guint part;                /* the window, piece or phase that `at` lies in */
  guint64 n_in_part;         /* arrivals of the window so far */
} EnisimArrivals;

/* Each of these returns the arrival after `at`, ENISIM_TIME_NEVER if none is left.  What @spec says
 * of its kind is set. */
EnisimTime enisim_arrivals_get_next_renewal (EnisimArrivals *arrivals,
                                             const EnisimWorkloadSpec *spec);
EnisimTime enisim_arrivals_get_next_varying (EnisimArrivals *arrivals,
                                             const EnisimWorkloadSpec *spec);
EnisimTime enisim_arrivals_get_next_burst (EnisimArrivals *arrivals,
                                           const EnisimWorkloadSpec *spec);

/* The state before the first arrival. */
void enisim_arrivals_begin_windows (EnisimArrivals *arrivals, const EnisimWorkloadSpec *spec);
void enisim_arrivals_begin_phases (EnisimArrivals *arrivals, const EnisimWorkloadSpec *spec);

/* As llround(), of a span from 0 to 2^52, without its call.  Added is the double before a half: of
 * that double and a half itself the sum would be 1. */
static inline GTimeSpan
enisim_arrivals_round_us (double span_us)
{
  return (GTimeSpan) (span_us + 0x0.fffffffffffff8p-1);
}

/* The instant of a Poisson process after @at, ENISIM_TIME_NEVER if that is not before @end, which
 * is after @at.  Rounded to the microsecond, arrival by arrival, so that the clock stays an
 * integer; what rounds to the end is past it, and a span as long as the end is late enough. */
static inline EnisimTime
enisim_arrivals_step (EnisimStream *stream, double per_second, EnisimTime at, EnisimTime end)
{
  const double span_us
      = enisim_ziggurat_next_exponential (stream) * (double) G_TIME_SPAN_SECOND / per_second;
  const EnisimTime next = at + enisim_arrivals_round_us (MIN (span_us, (double) end));

  return next < end ? next : ENISIM_TIME_NEVER;
}

static inline EnisimTime
enisim_arrivals_get_next_poisson (EnisimArrivals *arrivals, const EnisimWorkloadSpec *spec)
{
  return enisim_arrivals_step (&arrivals->stream, spec->rate_per_second, arrivals->at, spec->until);
}
