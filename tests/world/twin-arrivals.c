/* twin-arrivals.c: all instants at which an open loop's calls come, listed before anything else */
#include "world/twin-parts.h"

#include <math.h>

#include "core/ziggurat.h"

/* Purposes of streams. */
enum
{
  ARRIVALS = 1,
  BURSTS = 5
};

#define SECOND G_TIME_SPAN_SECOND
#define PER_HOUR(n) ((double) (n) / 3600.0)

static gint64
get_end (const Twin *twin, gint64 until)
{
  return until == WORLD_NEVER ? twin->world->horizon + 1 : MIN (until, twin->world->horizon + 1);
}

/* Of a Poisson process, rounded from arrival to arrival.  Returns: FALSE if it is not before @end.
 */
static gboolean
draw_poisson (EnisimStream *stream, double rate_per_second, gint64 *at, gint64 end)
{
  *at += llround (enisim_ziggurat_next_exponential (stream) * (double) SECOND / rate_per_second);
  return *at < end;
}

static void
list_poisson (EnisimStream *stream, double rate_per_second, gint64 from, gint64 end, GArray *list)
{
  gint64 at = from;

  while (draw_poisson (stream, rate_per_second, &at, end))
    g_array_append_val (list, at);
}

EnisimDistribution
twin_get_gap (const WorldWindow *window)
{
  const double mean_us = (double) SECOND / PER_HOUR (window->per_hour);

  if (window->cv < 0)
    return enisim_distribution_exponential (mean_us);
  switch (window->shape)
    {
    case WORLD_GAMMA:
      return enisim_distribution_gamma (mean_us, window->cv);
    case WORLD_WEIBULL:
      return enisim_distribution_weibull (mean_us, window->cv);
    case WORLD_LOGNORMAL:
    default:
      return enisim_distribution_lognormal (mean_us, window->cv);
    }
}

/* Without a cv that is 0 the n-th comes so long after the start, rounded once. */
static void
list_renewal (EnisimStream *stream, const WorldWindow *window, gint64 end, GArray *list)
{
  EnisimDistribution gap = twin_get_gap (window);
  const double mean_us = (double) SECOND / PER_HOUR (window->per_hour);
  gint64 at = window->at;

  for (guint n = 1;; n++)
    {
      if (window->cv == 0)
        at = window->at + llround ((double) n * mean_us);
      else
        at += enisim_distribution_sample_us (&gap, stream);
      if (at >= end)
        break;
      g_array_append_val (list, at);
    }
  enisim_distribution_clear (&gap);
}

static void
list_windows (const Twin *twin, EnisimStream *stream, const WorldWorkload *spec, GArray *list)
{
  for (guint i = 0; i < spec->n_windows; i++)
    {
      const WorldWindow *window = &spec->windows[i];
      const gint64 next = i + 1 < spec->n_windows ? window[1].at : WORLD_NEVER;

      list_renewal (stream, window,
                    get_end (twin, window->until != WORLD_NEVER ? window->until : next), list);
    }
}

/* 0 before the first piece. */
static double
get_rate_of_pieces (const WorldWorkload *spec, gint64 at)
{
  double rate = 0;

  for (guint i = 0; i < spec->n_pieces; i++)
    if (spec->pieces[i].at <= at)
      rate = PER_HOUR (spec->pieces[i].per_hour);
  return rate;
}

static double
get_rate_of_profile (const WorldWorkload *spec, gint64 in_week)
{
  const gint64 hour = in_week / G_TIME_SPAN_HOUR % (7 * 24);

  return PER_HOUR (spec->per_hour) * (double) spec->daily[hour % 24]
         * (double) spec->weekly[hour / 24];
}

static double
get_rate (const Twin *twin, const WorldWorkload *spec, gint64 at)
{
  if (spec->kind == WORLD_PIECES)
    return get_rate_of_pieces (spec, at);
  return get_rate_of_profile (spec, twin->world->start_us + at);
}

static double
get_peak (const WorldWorkload *spec)
{
  double peak = 0;

  for (guint i = 0; spec->kind == WORLD_PIECES && i < spec->n_pieces; i++)
    peak = MAX (peak, PER_HOUR (spec->pieces[i].per_hour));
  for (guint i = 0; spec->kind == WORLD_PROFILE && i < 7 * 24; i++)
    peak = MAX (peak, get_rate_of_profile (spec, i * G_TIME_SPAN_HOUR));
  return peak;
}

/* Thinned: candidates at the peak, of which so many stay as the rate is of the peak. */
static void
list_varying (const Twin *twin, EnisimStream *stream, const WorldWorkload *spec, GArray *list)
{
  const gint64 end = get_end (twin, spec->until);
  const double peak = get_peak (spec);
  gint64 at = spec->from;

  while (draw_poisson (stream, peak, &at, end))
    if (enisim_stream_next_unit (stream) < get_rate (twin, spec, at) / peak)
      g_array_append_val (list, at);
}

static void
list_bursts (const Twin *twin, EnisimStream *stream, const TwinWorkload *workload, GArray *list)
{
  const WorldWorkload *spec = workload->spec;
  const gint64 end = get_end (twin, spec->until);
  EnisimStream phases = enisim_stream_at (twin->world->seed, 0, BURSTS, workload->name);
  gint64 from = spec->from;

  for (guint i = 0; from < end; i++)
    {
      const WorldPhase *phase = &spec->phases[i % spec->n_phases];
      EnisimDistribution span = enisim_distribution_exponential ((double) phase->mean_us);
      const gint64 until = from + enisim_distribution_sample_us (&span, &phases);

      if (phase->per_hour > 0)
        list_poisson (stream, PER_HOUR (phase->per_hour), from, MIN (until, end), list);
      from = until;
    }
}

void
twin_list_arrivals (const Twin *twin, const TwinWorkload *workload, GArray *list)
{
  const WorldWorkload *spec = workload->spec;
  EnisimStream stream = enisim_stream_at (twin->world->seed, 0, ARRIVALS, workload->name);

  switch (spec->kind)
    {
    case WORLD_CLOSED:
      break;
    case WORLD_POISSON:
      list_poisson (&stream, PER_HOUR (spec->per_hour), spec->from, get_end (twin, spec->until),
                    list);
      break;
    case WORLD_RENEWAL:
      list_renewal (&stream, &spec->windows[0], get_end (twin, spec->until), list);
      break;
    case WORLD_WINDOWS:
      list_windows (twin, &stream, spec, list);
      break;
    case WORLD_PIECES:
    case WORLD_PROFILE:
      list_varying (twin, &stream, spec, list);
      break;
    case WORLD_BURSTS:
      list_bursts (twin, &stream, workload, list);
      break;
    case WORLD_TRACE:
      for (guint i = 0; i < workload->rows->len; i++)
        g_array_append_val (list, g_array_index (workload->rows, WorldRow, i).at);
      break;
    }
}
