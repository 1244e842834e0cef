/* report-bands.c: how levels went over time in most of many runs, for programs and for people */
#include "report/people-text.h"
#include "report/report-json-parts.h"
#include "report/report-table-parts.h"
#include "report/text-grid.h"

static const char *const edge_names[]
    = { [ENISIM_BAND_LOWER] = "p05", [ENISIM_BAND_MEDIAN] = "p50", [ENISIM_BAND_UPPER] = "p95" };

static const EnisimTextColumn columns[] = {
  { .heading = "BAND" },
  { .heading = "P5", .is_right = TRUE },
  { .heading = "P50", .is_right = TRUE },
  { .heading = "P95", .is_right = TRUE },
  { .heading = "WHEN P95 IS HIGHEST" },
};

static void
add_band (EnisimJsonWriter *writer, const EnisimBands *bands, guint level)
{
  EnisimBand band;

  enisim_bands_get (bands, level, &band);
  for (guint edge = 0; edge < ENISIM_N_BAND_EDGES; edge++)
    {
      enisim_report_json_begin_array (writer, edge_names[edge]);
      for (guint i = 0; i < ENISIM_BANDS_N_INSTANTS; i++)
        enisim_json_writer_uint (writer, band.values[edge][i]);
      enisim_json_writer_end_array (writer);
    }
}

static void
add_grid (EnisimJsonWriter *writer, const EnisimBands *bands)
{
  enisim_report_json_begin_array (writer, "quantiles");
  for (guint edge = 0; edge < ENISIM_N_BAND_EDGES; edge++)
    enisim_json_writer_double (writer, enisim_band_edge_get_share (edge));
  enisim_json_writer_end_array (writer);
  enisim_report_json_begin_array (writer, "at_us");
  for (guint i = 0; i < ENISIM_BANDS_N_INSTANTS; i++)
    enisim_json_writer_int (writer, enisim_bands_get_instant (bands, i));
  enisim_json_writer_end_array (writer);
}

void
enisim_report_json_bands (EnisimJsonWriter *writer, const EnisimReplications *replications)
{
  const EnisimScenario *scenario = enisim_replications_get_first (replications)->scenario;
  const EnisimBands *bands = enisim_replications_get_bands (replications);

  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_uint (writer, "replications", bands->n_runs);
  add_grid (writer, bands);
  enisim_report_json_begin_array (writer, "subnets");
  for (guint i = 0; i < scenario->n_subnets; i++)
    {
      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "name", scenario->subnets[i].name);
      add_band (writer, bands, i);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
  enisim_report_json_begin_object (writer, "vms");
  add_band (writer, bands, scenario->n_subnets);
  enisim_json_writer_end_object (writer);
  enisim_json_writer_end_object (writer);
}

/* The first of the highest. */
static guint
find_peak (const EnisimBand *band)
{
  const guint32 *upper = band->values[ENISIM_BAND_UPPER];
  guint peak = 0;

  for (guint i = 1; i < ENISIM_BANDS_N_INSTANTS; i++)
    if (upper[i] > upper[peak])
      peak = i;
  return peak;
}

/* Returns: whether it was ever more than 0 */
static gboolean
add_row (EnisimTextGrid *grid, const char *name, const EnisimBands *bands, guint level)
{
  g_autoptr (GString) at = g_string_new (NULL);
  EnisimBand band;
  guint peak;

  enisim_bands_get (bands, level, &band);
  peak = find_peak (&band);
  if (band.values[ENISIM_BAND_UPPER][peak] == 0)
    return FALSE;
  enisim_text_grid_add (grid, name, FALSE);
  for (guint edge = 0; edge < ENISIM_N_BAND_EDGES; edge++)
    {
      g_autofree char *value = g_strdup_printf ("%u", band.values[edge][peak]);

      enisim_text_grid_add (grid, value, FALSE);
    }
  enisim_people_add_rounded_span (at, enisim_bands_get_instant (bands, peak));
  enisim_text_grid_add (grid, at->str, FALSE);
  return TRUE;
}

static void
add_note (EnisimTextPage *page, const EnisimBands *bands)
{
  g_autoptr (GString) text = g_string_new ("Bands are quantiles over ");

  enisim_people_add_count (text, bands->n_runs, "replication", "replications");
  g_string_append_printf (text, ", at each of %u instants of the window by itself.",
                          (guint) ENISIM_BANDS_N_INSTANTS);
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}

void
enisim_report_add_bands (EnisimTextPage *page, const EnisimReplications *replications)
{
  const EnisimScenario *scenario = enisim_replications_get_first (replications)->scenario;
  const EnisimBands *bands = enisim_replications_get_bands (replications);
  g_auto (EnisimTextGrid) grid;
  gboolean has_rows = FALSE;

  enisim_text_grid_init (&grid, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < scenario->n_subnets; i++)
    {
      g_autofree char *name = g_strdup_printf ("subnets.%s.held", scenario->subnets[i].name);

      has_rows |= add_row (&grid, name, bands, i);
    }
  has_rows |= add_row (&grid, "vms", bands, scenario->n_subnets);
  if (!has_rows)
    return;
  enisim_text_page_begin_section (page);
  enisim_text_grid_print (&grid, page);
  add_note (page, bands);
}
