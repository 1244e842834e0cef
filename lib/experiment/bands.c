/* bands.c: how levels went over time in most of many runs
 *
 * All values are kept, since an exact quantile needs them.  A histogram for each instant lost:
 * its buckets would either be as many as a subnet has addresses or err.
 */
#include "experiment/bands.h"

#include "stats/nearest-rank.h"

void
enisim_bands_init (EnisimBands *bands, guint n_levels, guint n_values_max)
{
  g_assert (n_levels >= 1 && n_values_max <= ENISIM_BANDS_VALUES_MAX);
  *bands = (EnisimBands){ .values = g_array_new (FALSE, FALSE, sizeof (guint32)),
                          .n_levels = n_levels };
  bands->n_runs_max = MAX (n_values_max / (n_levels * ENISIM_BANDS_N_INSTANTS), 1);
}

void
enisim_bands_clear (EnisimBands *bands)
{
  g_clear_pointer (&bands->values, g_array_unref);
}

/* Past the cell in which its changes were joined an interval stands still. */
static guint32
get_value (const EnisimLevelSummary *level, const EnisimSeriesInterval *interval, EnisimTime at)
{
  const gboolean is_in_cell = at / level->series_grain_us == interval->at / level->series_grain_us;
  guint64 value = is_in_cell ? interval->max : interval->last;

  if (at == interval->at)
    value = interval->first;
  g_assert (value <= G_MAXUINT32);
  return (guint32) value;
}

static void
add_level (EnisimBands *bands, const EnisimLevelSummary *level)
{
  guint interval = 0;

  for (guint i = 0; i < ENISIM_BANDS_N_INSTANTS; i++)
    {
      const EnisimTime at = enisim_bands_get_instant (bands, i);
      guint32 value;

      while (interval + 1 < level->n_series && level->series[interval + 1].at <= at)
        interval++;
      value = get_value (level, &level->series[interval], at);
      g_array_append_val (bands->values, value);
    }
}

gboolean
enisim_bands_add (EnisimBands *bands, EnisimTime start, EnisimTime end,
                  const EnisimLevelSummary *const *levels)
{
  g_assert (start <= end);
  if (bands->n_runs == bands->n_runs_max)
    return FALSE;
  g_assert (bands->n_runs == 0 || (bands->start == start && bands->end == end));
  bands->start = start;
  bands->end = end;
  for (guint i = 0; i < bands->n_levels; i++)
    add_level (bands, levels[i]);
  bands->n_runs++;
  return TRUE;
}

/* ENISIM_TIME_MAX times the steps stays below 2^56. */
EnisimTime
enisim_bands_get_instant (const EnisimBands *bands, guint index)
{
  g_assert (index < ENISIM_BANDS_N_INSTANTS);
  return bands->start + (bands->end - bands->start) * index / ENISIM_BANDS_STEPS;
}

double
enisim_band_edge_get_share (EnisimBandEdge edge)
{
  static const double shares[]
      = { [ENISIM_BAND_LOWER] = 0.05, [ENISIM_BAND_MEDIAN] = 0.5, [ENISIM_BAND_UPPER] = 0.95 };

  return shares[edge];
}

static gint
compare_values (gconstpointer a, gconstpointer b)
{
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static guint32
get_kept (const EnisimBands *bands, guint run, guint level, guint instant)
{
  return g_array_index (bands->values, guint32,
                        (run * bands->n_levels + level) * ENISIM_BANDS_N_INSTANTS + instant);
}

void
enisim_bands_get (const EnisimBands *bands, guint level, EnisimBand *band)
{
  g_autofree guint32 *sorted = g_new (guint32, bands->n_runs);

  g_assert (level < bands->n_levels && bands->n_runs > 0);
  for (guint i = 0; i < ENISIM_BANDS_N_INSTANTS; i++)
    {
      for (guint run = 0; run < bands->n_runs; run++)
        sorted[run] = get_kept (bands, run, level, i);
      qsort (sorted, bands->n_runs, sizeof *sorted, compare_values);
      for (guint edge = 0; edge < ENISIM_N_BAND_EDGES; edge++)
        band->values[edge][i]
            = sorted[enisim_nearest_rank_get (enisim_band_edge_get_share (edge), bands->n_runs)
                     - 1];
    }
}

void
enisim_bands_verify (const EnisimBands *bands)
{
  g_assert_cmpuint (bands->n_runs, <=, bands->n_runs_max);
  g_assert_cmpuint (bands->values->len, ==,
                    bands->n_runs * bands->n_levels * ENISIM_BANDS_N_INSTANTS);
  g_assert_true (bands->start <= bands->end);
}
