/* series.c: how one level went over time, in bounded memory
 *
 * What is kept depends on the changes and the grain alone, not on when the series was thinned:
 * joining the intervals of two cells gives what the wider cell would have gathered.  Joining
 * neighbours by their number lost: the busiest minute would then set the resolution of a quiet
 * day, and the oldest intervals would be joined again each time.
 */
#include "stats/series.h"

enum
{
  ALLOCATED_MIN = 16
};

static gboolean
is_in_cell (const EnisimSeries *series, EnisimTime a, EnisimTime b)
{
  return (a ^ b) >> series->grain_bits == 0;
}

static EnisimTime
cell_last (const EnisimSeries *series, EnisimTime at)
{
  return at | (EnisimTime) ((G_GUINT64_CONSTANT (1) << series->grain_bits) - 1);
}

static void
open_interval (EnisimSeries *series, EnisimSeriesInterval *interval)
{
  series->open = interval;
  series->cell_last = cell_last (series, interval->at);
}

static void
join (EnisimSeriesInterval *interval, const EnisimSeriesInterval *next)
{
  interval->last = next->last;
  interval->min = MIN (interval->min, next->min);
  interval->max = MAX (interval->max, next->max);
}

static void
double_grain (EnisimSeries *series)
{
  EnisimSeriesInterval *kept = series->intervals;

  series->grain_bits++;
  for (guint32 i = 1; i < series->n_intervals; i++)
    {
      const EnisimSeriesInterval *next = &series->intervals[i];

      if (is_in_cell (series, kept->at, next->at))
        join (kept, next);
      else
        *++kept = *next;
    }
  series->n_intervals = (guint32) (kept - series->intervals) + 1;
  open_interval (series, kept);
}

/* Ends at the latest when one cell holds all instants.  Leaving half of the room free makes the
 * walks as rare as doublings of the changes. */
static void
thin (EnisimSeries *series)
{
  while (series->n_intervals > series->capacity / 2)
    double_grain (series);
}

static void
reserve_one (EnisimSeries *series)
{
  if (series->n_intervals < series->n_allocated)
    return;
  series->n_allocated = MIN (MAX (series->n_allocated * 2, ALLOCATED_MIN), series->capacity);
  series->intervals = g_renew (EnisimSeriesInterval, series->intervals, series->n_allocated);
}

static void
append (EnisimSeries *series, EnisimTime now, guint64 value)
{
  reserve_one (series);
  series->intervals[series->n_intervals] = (EnisimSeriesInterval){
    .at = now, .first = value, .min = value, .max = value, .last = value
  };
  open_interval (series, &series->intervals[series->n_intervals++]);
}

void
enisim_series_init (EnisimSeries *series, guint32 capacity, guint64 value, EnisimTime start)
{
  g_assert (capacity >= ENISIM_SERIES_CAPACITY_MIN && start >= ENISIM_TIME_ZERO);
  *series = (EnisimSeries){ .capacity = capacity };
  append (series, start, value);
}

void
enisim_series_clear (EnisimSeries *series)
{
  g_clear_pointer (&series->intervals, g_free);
}

/* A thinned series may have the instant in the cell of its last interval. */
void
enisim_series_set (EnisimSeries *series, EnisimTime now, guint64 value)
{
  EnisimSeriesInterval *open;

  g_assert (now >= series->open->at);
  if (value == series->open->last)
    return;
  if (!enisim_series_is_open (series, now) && series->n_intervals == series->capacity)
    thin (series);
  if (!enisim_series_is_open (series, now))
    {
      append (series, now, value);
      return;
    }
  open = series->open;
  if (now == open->at)
    open->first = value;
  open->last = value;
  open->min = MIN (open->min, value);
  open->max = MAX (open->max, value);
}

void
enisim_series_foreach (const EnisimSeries *series, EnisimTime now, EnisimSeriesFunc func,
                       gpointer user_data)
{
  const guint32 last = series->n_intervals - 1;

  g_assert (now >= series->open->at);
  for (guint32 i = 0; i < last; i++)
    func (&series->intervals[i], series->intervals[i + 1].at, user_data);
  func (&series->intervals[last], now, user_data);
}

static void
verify_pair (const EnisimSeries *series, const EnisimSeriesInterval *before,
             const EnisimSeriesInterval *interval)
{
  g_assert_true (before->at < interval->at);
  g_assert_false (is_in_cell (series, before->at, interval->at));
  /* It began with a change. */
  g_assert_true (interval->first != before->last || interval->min < interval->max);
}

void
enisim_series_verify (const EnisimSeries *series)
{
  g_assert_cmpuint (series->n_intervals, >=, 1);
  g_assert_cmpuint (series->n_intervals, <=, series->n_allocated);
  g_assert_cmpuint (series->n_allocated, <=, series->capacity);
  g_assert_true (series->open == &series->intervals[series->n_intervals - 1]);
  g_assert_cmpint (series->cell_last, ==, cell_last (series, series->open->at));
  for (guint32 i = 0; i < series->n_intervals; i++)
    {
      const EnisimSeriesInterval *interval = &series->intervals[i];

      g_assert_true (interval->min <= interval->first && interval->first <= interval->max);
      g_assert_true (interval->min <= interval->last && interval->last <= interval->max);
      if (i > 0)
        verify_pair (series, interval - 1, interval);
    }
}
