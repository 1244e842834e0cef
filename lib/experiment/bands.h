/* bands.h: how levels went over time in most of many runs
 *
 * The window is cut into ENISIM_BANDS_STEPS equal steps.  At each of the instants between them,
 * and at both ends, a band is the 5 %, 50 % and 95 % quantile (nearest rank) over the runs of the
 * level at that instant.  It holds instant by instant: that a run stays below the upper edge at
 * all of them is less probable than 95 %.
 *
 * The level at an instant is what the events of that instant have left, as its series tells it.
 * Where a series is thinned and the instant lies where changes were joined, it is the greatest
 * value of those: a band then errs upwards, by what changed within one grain of the series.
 *
 * Memory is 4 bytes for each run, level and instant.  Runs past a limit are left out.
 */
#pragma once

#include "sim/run-summary.h"

#define ENISIM_BANDS_STEPS 100

/* Levels of all runs, levels and instants that are kept: 128 MiB. */
#define ENISIM_BANDS_VALUES_MAX (1u << 25)

enum
{
  ENISIM_BANDS_N_INSTANTS = ENISIM_BANDS_STEPS + 1
};

typedef enum
{
  ENISIM_BAND_LOWER,
  ENISIM_BAND_MEDIAN,
  ENISIM_BAND_UPPER,
} EnisimBandEdge;

enum
{
  ENISIM_N_BAND_EDGES = ENISIM_BAND_UPPER + 1
};

typedef struct
{
  guint32 values[ENISIM_N_BAND_EDGES][ENISIM_BANDS_N_INSTANTS];
} EnisimBand;

typedef struct
{
  GArray *values; /* of guint32: by run, level and instant */
  guint n_levels;
  guint n_runs;     /* that are in it */
  guint n_runs_max; /* at least 1 */
  EnisimTime start; /* of the window, which is that of all runs */
  EnisimTime end;
} EnisimBands;

/* @n_levels: at least 1; @n_values_max: at most ENISIM_BANDS_VALUES_MAX; one run has room whatever
 * it is */
void enisim_bands_init (EnisimBands *bands, guint n_levels, guint n_values_max);
void enisim_bands_clear (EnisimBands *bands);

/* Adds the run that had its window in [@start, @end] and in it these levels, all below 2^32.
 *
 * Returns: %FALSE if there was no room for it */
gboolean enisim_bands_add (EnisimBands *bands, EnisimTime start, EnisimTime end,
                           const EnisimLevelSummary *const *levels);

/* @index: 0 .. ENISIM_BANDS_STEPS; there is a run */
EnisimTime enisim_bands_get_instant (const EnisimBands *bands, guint index);

/* 0.05, 0.5 or 0.95 */
double enisim_band_edge_get_share (EnisimBandEdge edge);

/* @level: below n_levels; there is a run */
void enisim_bands_get (const EnisimBands *bands, guint level, EnisimBand *band);

/* Aborts on a broken invariant. */
void enisim_bands_verify (const EnisimBands *bands);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimBands, enisim_bands_clear)
