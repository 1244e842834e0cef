/* arrivals-bursts.c: a Poisson process that is switched between phases (MMPP)
 *
 * A phase lasts an exponential span, and its rate is constant.  Neither remembers anything, so at
 * the end of a phase the span to the next arrival is drawn anew at the rate of the next one.
 */
#include "workload/arrivals.h"

static void
begin_phase (EnisimArrivals *arrivals, const EnisimWorkloadSpec *spec, guint phase, EnisimTime at)
{
  arrivals->part = phase;
  arrivals->at = at;
  arrivals->phase_ends_at
      = at + enisim_distribution_sample_us (&spec->phases[phase].span, &arrivals->phase_stream);
}

void
enisim_arrivals_begin_phases (EnisimArrivals *arrivals, const EnisimWorkloadSpec *spec)
{
  begin_phase (arrivals, spec, 0, spec->from);
}

EnisimTime
enisim_arrivals_get_next_burst (EnisimArrivals *arrivals, const EnisimWorkloadSpec *spec)
{
  for (;;)
    {
      const double per_second = spec->phases[arrivals->part].rate_per_second;
      const EnisimTime end = MIN (arrivals->phase_ends_at, spec->until);
      EnisimTime at = ENISIM_TIME_NEVER;

      if (per_second > 0.0)
        at = enisim_arrivals_step (&arrivals->stream, per_second, arrivals->at, end);
      if (at != ENISIM_TIME_NEVER || end == spec->until)
        return at;
      begin_phase (arrivals, spec, (arrivals->part + 1) % spec->n_phases, end);
    }
}
