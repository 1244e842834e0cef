/* arrivals-renewal.c: spans between arrivals that have a coefficient of variation, in windows
 *
 * A renewal workload is the case of one window.  In each the process begins anew: the first
 * arrival comes a whole span after the window's start.
 */
#include "workload/arrivals.h"

void
enisim_arrivals_begin_windows (EnisimArrivals *arrivals, const EnisimWorkloadSpec *spec)
{
  arrivals->part = 0;
  arrivals->n_in_part = 0;
  arrivals->at = spec->windows[0].at;
}

/* Spans that do not vary are counted from the window's start: rounded one by one, those of a rate
 * near the clock's would be off by a large part of themselves. */
static EnisimTime
step (EnisimArrivals *arrivals, const EnisimRateWindow *window)
{
  arrivals->n_in_part++;
  if (enisim_distribution_is_constant (&window->gap, NULL))
    return window->at
           + llround ((double) arrivals->n_in_part * (double) G_TIME_SPAN_SECOND
                      / window->rate_per_second);
  return arrivals->at + enisim_distribution_sample_us (&window->gap, &arrivals->stream);
}

EnisimTime
enisim_arrivals_get_next_renewal (EnisimArrivals *arrivals, const EnisimWorkloadSpec *spec)
{
  for (;;)
    {
      const EnisimRateWindow *window = &spec->windows[arrivals->part];
      const EnisimTime at = step (arrivals, window);

      if (at < window->until)
        return at;
      if (arrivals->part + 1 == spec->n_windows)
        return ENISIM_TIME_NEVER;
      arrivals->part++;
      arrivals->n_in_part = 0;
      arrivals->at = window[1].at;
    }
}
