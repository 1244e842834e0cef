/* report-replications.c: what many runs have in common, for programs and for people */
#include <enisim/enisim-report.h>
#include <enisim/enisim-version.h>

#include <math.h>

#include "experiment/replications.h"
#include "report/report-json-parts.h"
#include "report/report-table-parts.h"
#include "report/text-grid.h"

static const EnisimTextColumn metric_columns[] = {
  { .heading = "METRIC" },
  { .heading = "UNIT" },
  { .heading = "MEAN", .is_right = TRUE },
  { .heading = "+-", .is_right = TRUE },
  { .heading = "MIN", .is_right = TRUE },
  { .heading = "MAX", .is_right = TRUE },
};

static void
write_metric (EnisimJsonWriter *writer, const EnisimMetric *metric)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "name", metric->name);
  enisim_report_json_add_string (writer, "unit", metric->unit);
  enisim_report_json_add_uint (writer, "n", metric->n);
  enisim_report_json_add_double (writer, "mean", metric->mean);
  enisim_report_json_add_double (writer, "half_width", metric->half_width);
  enisim_report_json_add_double (writer, "min", metric->min);
  enisim_report_json_add_double (writer, "max", metric->max);
  enisim_json_writer_end_object (writer);
}

static void
write_metrics (EnisimJsonWriter *writer, const EnisimReplications *replications)
{
  enisim_report_json_begin_array (writer, "metrics");
  for (guint i = 0; i < enisim_replications_get_n_metrics (replications); i++)
    {
      EnisimMetric metric;

      enisim_replications_get_metric (replications, i, &metric);
      write_metric (writer, &metric);
    }
  enisim_json_writer_end_array (writer);
}

char *
enisim_report_replications_to_json (const EnisimReplications *replications)
{
  const EnisimRunSummary *first;
  GString *out;
  EnisimJsonWriter writer;

  g_return_val_if_fail (replications != NULL, NULL);
  g_return_val_if_fail (enisim_replications_get_n (replications) > 0, NULL);

  first = enisim_replications_get_first (replications);
  out = g_string_new (NULL);
  enisim_json_writer_init (&writer, out, ENISIM_JSON_COMPACT);
  enisim_json_writer_begin_object (&writer);
  enisim_report_json_add_scenario (&writer, first->scenario);
  enisim_report_json_add_uint (&writer, "seed", first->seed);
  enisim_report_json_add_uint (&writer, "first_replication", first->replication);
  enisim_report_json_add_uint (&writer, "replications", enisim_replications_get_n (replications));
  enisim_report_json_add_times (&writer, first);
  enisim_report_json_add_double (&writer, "confidence", ENISIM_REPLICATIONS_CONFIDENCE);
  write_metrics (&writer, replications);
  enisim_json_writer_name (&writer, "bands");
  enisim_report_json_bands (&writer, replications);
  enisim_report_json_add_assumptions (&writer, first);
  enisim_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

/* Six digits tell more than an interval of a few per cent is worth. */
static void
add_number (EnisimTextGrid *grid, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (value))
    g_ascii_formatd (text, sizeof text, "%.6g", value);
  enisim_text_grid_add (grid, isfinite (value) ? text : "-", FALSE);
}

static void
add_metrics (EnisimTextPage *page, const EnisimReplications *replications)
{
  g_auto (EnisimTextGrid) grid;

  enisim_text_grid_init (&grid, metric_columns, G_N_ELEMENTS (metric_columns));
  for (guint i = 0; i < enisim_replications_get_n_metrics (replications); i++)
    {
      EnisimMetric metric;

      enisim_replications_get_metric (replications, i, &metric);
      if (metric.n == 0 || metric.max == 0)
        continue;
      enisim_text_grid_add (&grid, metric.name, FALSE);
      enisim_text_grid_add (&grid, metric.unit, FALSE);
      add_number (&grid, metric.mean);
      add_number (&grid, metric.half_width);
      add_number (&grid, metric.min);
      add_number (&grid, metric.max);
    }
  enisim_text_grid_print (&grid, page);
}

static void
add_head (EnisimTextPage *page, const EnisimReplications *replications)
{
  const EnisimScenario *scenario = enisim_replications_get_first (replications)->scenario;
  g_autoptr (GString) text = g_string_new (NULL);

  enisim_text_page_add_paragraph (page, 0, scenario->name, FALSE);
  if (scenario->note != NULL)
    {
      g_string_printf (text, "Note: %s", scenario->note);
      enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
    }
  g_string_printf (text,
                   "%" G_GUINT64_FORMAT " replications; MEAN +- is the %g %% interval by Student's "
                   "t; what was 0 in all of them is left out.",
                   enisim_replications_get_n (replications),
                   ENISIM_REPLICATIONS_CONFIDENCE * 100.0);
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
  enisim_report_add_window (page, enisim_replications_get_first (replications));
  enisim_text_page_begin_section (page);
}

static void
add_foot (EnisimTextPage *page, const EnisimReplications *replications)
{
  const EnisimRunSummary *first = enisim_replications_get_first (replications);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "enisim %s, seed %" G_GUINT64_FORMAT ", replications from %u, ",
                   enisim_get_version (), first->seed, first->replication);
  enisim_report_add_quotas (text, first->scenario);
  g_string_append_c (text, '.');
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}

char *
enisim_report_replications_to_table (const EnisimReplications *replications, guint width,
                                     gboolean use_colour)
{
  EnisimTextPage page = { .width = width, .use_colour = use_colour };

  g_return_val_if_fail (replications != NULL, NULL);
  g_return_val_if_fail (enisim_replications_get_n (replications) > 0, NULL);
  g_return_val_if_fail (width == 0 || width >= ENISIM_REPORT_WIDTH_MIN, NULL);

  page.out = g_string_new (NULL);
  add_head (&page, replications);
  add_metrics (&page, replications);
  enisim_report_add_bands (&page, replications);
  enisim_report_add_assumptions (&page, enisim_replications_get_first (replications));
  add_foot (&page, replications);
  return g_string_free (page.out, FALSE);
}
