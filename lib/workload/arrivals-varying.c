/* arrivals-varying.c: a Poisson process whose rate changes with time, by thinning
 *
 * Candidates come at the peak rate, and each is an arrival with the probability of the rate at its
 * instant over the peak (Lewis and Shedler, 1979).  To begin anew where the rate changes would
 * need fewer draws; but so two curves of one peak see the same candidates.
 */
#include "workload/arrivals.h"

static double
get_ratio_of_week (const EnisimRateCurve *curve, EnisimTime at)
{
  const gint64 hour = (curve->start_us + at) / G_TIME_SPAN_HOUR;

  return curve->pieces[hour % ENISIM_HOURS_OF_WEEK].ratio;
}

/* Time goes on only, and so does the place in the pieces. */
static double
get_ratio_of_piece (EnisimArrivals *arrivals, const EnisimRateCurve *curve, EnisimTime at)
{
  if (at < curve->pieces[0].at)
    return 0.0;
  while (arrivals->part + 1 < curve->n_pieces && curve->pieces[arrivals->part + 1].at <= at)
    arrivals->part++;
  return curve->pieces[arrivals->part].ratio;
}

/* After a last piece of 0 nothing comes, and there may be billions of candidates to find that
 * out by. */
static EnisimTime
find_end (const EnisimRateCurve *curve, EnisimTime until)
{
  const EnisimRatePiece *last = &curve->pieces[curve->n_pieces - 1];

  return curve->is_weekly || last->ratio > 0.0 ? until : MIN (until, last->at);
}

EnisimTime
enisim_arrivals_get_next_varying (EnisimArrivals *arrivals, const EnisimWorkloadSpec *spec)
{
  const EnisimRateCurve *curve = &spec->curve;
  const EnisimTime end = find_end (curve, spec->until);
  EnisimTime at = arrivals->at;

  for (;;)
    {
      double ratio;

      at = enisim_arrivals_step (&arrivals->stream, curve->peak_per_second, at, end);
      if (at == ENISIM_TIME_NEVER)
        return at;
      ratio = curve->is_weekly ? get_ratio_of_week (curve, at)
                               : get_ratio_of_piece (arrivals, curve, at);
      if (enisim_stream_next_unit (&arrivals->stream) < ratio)
        return at;
    }
}
