/* report-sensitivity.c: answers under other assumptions, for programs and for people */
#include <enisim/enisim-report.h>
#include <enisim/enisim-version.h>

#include <math.h>

#include "advise/sensitivity.h"
#include "report/report-json-parts.h"
#include "report/report-table-parts.h"
#include "report/text-grid.h"

static const EnisimTextColumn columns[] = {
  { .heading = "ASSUMING", .is_flexible = TRUE }, { .heading = "ANSWER", .is_flexible = TRUE },
  { .heading = "WAS", .is_right = TRUE },         { .heading = "IS", .is_right = TRUE },
  { .heading = "CHANGE", .is_right = TRUE },
};

static void
add_differences (EnisimJsonWriter *writer, const EnisimSensitivity *sensitivity, guint index)
{
  enisim_report_json_begin_array (writer, "answers");
  for (guint i = 0; i < enisim_sensitivity_get_n_answers (sensitivity); i++)
    {
      EnisimAnswer answer;

      enisim_sensitivity_get_answer (sensitivity, index, i, &answer);
      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "name", answer.name);
      enisim_report_json_add_double (writer, "base", answer.base_value);
      enisim_report_json_add_double (writer, "value", answer.value);
      enisim_report_json_add_double (writer, "difference", answer.value - answer.base_value);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

static guint
count_run (const EnisimSensitivity *sensitivity)
{
  guint n = 0;

  for (guint i = 0; i < enisim_sensitivity_get_n_cases (sensitivity); i++)
    n += enisim_sensitivity_has_run (sensitivity, i) ? 1 : 0;
  return n;
}

char *
enisim_report_sensitivity_to_json (const EnisimSensitivity *sensitivity)
{
  const EnisimRunSummary *base;
  GString *out;
  EnisimJsonWriter writer;

  g_return_val_if_fail (sensitivity != NULL, NULL);

  base = enisim_sensitivity_get_base (sensitivity);
  out = g_string_new (NULL);
  enisim_json_writer_init (&writer, out, ENISIM_JSON_COMPACT);
  enisim_json_writer_begin_object (&writer);
  enisim_report_json_add_scenario (&writer, base->scenario);
  enisim_report_json_add_uint (&writer, "seed", base->seed);
  enisim_report_json_add_uint (&writer, "replication", base->replication);
  enisim_report_json_add_bool (
      &writer, "complete", count_run (sensitivity) == enisim_sensitivity_get_n_cases (sensitivity));
  enisim_report_json_add_times (&writer, base);
  enisim_report_json_begin_array (&writer, "cases");
  for (guint i = 0; i < enisim_sensitivity_get_n_cases (sensitivity); i++)
    {
      if (!enisim_sensitivity_has_run (sensitivity, i))
        continue;
      enisim_json_writer_begin_object (&writer);
      enisim_report_json_add_string (&writer, "override",
                                     enisim_sensitivity_get_override (sensitivity, i));
      add_differences (&writer, sensitivity, i);
      enisim_json_writer_end_object (&writer);
    }
  enisim_json_writer_end_array (&writer);
  enisim_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

static void
add_number (EnisimTextGrid *grid, const char *format, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, format, value);
  enisim_text_grid_add (grid, isfinite (value) ? text : "none", FALSE);
}

static gboolean
differ (const EnisimAnswer *answer)
{
  return (isfinite (answer->value) || isfinite (answer->base_value))
         && answer->value != answer->base_value;
}

/* An answer that differs has a row.
 * Returns: whether there is one */
static gboolean
add_case (EnisimTextGrid *grid, const EnisimSensitivity *sensitivity, guint index)
{
  const char *override = enisim_sensitivity_get_override (sensitivity, index);
  gboolean has_row = FALSE;

  for (guint i = 0; i < enisim_sensitivity_get_n_answers (sensitivity); i++)
    {
      EnisimAnswer answer;

      enisim_sensitivity_get_answer (sensitivity, index, i, &answer);
      if (!differ (&answer))
        continue;
      enisim_text_grid_add (grid, has_row ? "" : override, FALSE);
      enisim_text_grid_add (grid, answer.name, FALSE);
      add_number (grid, "%.6g", answer.base_value);
      add_number (grid, "%.6g", answer.value);
      if (isfinite (answer.value - answer.base_value))
        add_number (grid, "%+.6g", answer.value - answer.base_value);
      else
        enisim_text_grid_add (grid, "", FALSE);
      has_row = TRUE;
    }
  return has_row;
}

/* Those without a row are named behind the table, in the order of the others. */
static void
add_cases (EnisimTextPage *page, const EnisimSensitivity *sensitivity)
{
  g_autoptr (GString) idle = g_string_new (NULL);
  g_auto (EnisimTextGrid) grid;

  enisim_text_grid_init (&grid, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < enisim_sensitivity_get_n_cases (sensitivity); i++)
    if (enisim_sensitivity_has_run (sensitivity, i) && !add_case (&grid, sensitivity, i))
      g_string_append_printf (idle, "%s%s", idle->len > 0 ? ", " : "Nothing changes with ",
                              enisim_sensitivity_get_override (sensitivity, i));
  enisim_text_grid_print (&grid, page);
  if (idle->len == 0)
    return;
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, g_string_append_c (idle, '.')->str, FALSE);
}

static void
add_lacking (EnisimTextPage *page, const EnisimSensitivity *sensitivity)
{
  const guint n = enisim_sensitivity_get_n_cases (sensitivity), n_run = count_run (sensitivity);
  g_autofree char *text = NULL;

  if (n_run == n)
    return;
  text = g_strdup_printf ("Only %u of %u alternatives have run: of the others nothing is said.",
                          n_run, n);
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, text, FALSE);
}

static void
add_foot (EnisimTextPage *page, const EnisimRunSummary *base)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "enisim %s, seed %" G_GUINT64_FORMAT ", replication %u, ",
                          enisim_get_version (), base->seed, base->replication);
  enisim_report_add_quotas (text, base->scenario);
  g_string_append_c (text, '.');
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}

char *
enisim_report_sensitivity_to_table (const EnisimSensitivity *sensitivity, guint width,
                                    gboolean use_colour)
{
  EnisimTextPage page = { .width = width, .use_colour = use_colour };

  g_return_val_if_fail (sensitivity != NULL, NULL);
  g_return_val_if_fail (width == 0 || width >= ENISIM_REPORT_WIDTH_MIN, NULL);

  page.out = g_string_new (NULL);
  enisim_text_page_add_paragraph (&page, 0,
                                  enisim_sensitivity_get_base (sensitivity)->scenario->name, FALSE);
  enisim_text_page_begin_section (&page);
  enisim_text_page_add_paragraph (
      &page, 0,
      "Each option that the answer depends on, under its alternatives one at a time, with the same "
      "random numbers: peaks of subnets and VMs, seconds without a free address, failed creates, "
      "ENIs "
      "released and when the last one was (in seconds), calls admitted and refused.",
      FALSE);
  enisim_report_add_window (&page, enisim_sensitivity_get_base (sensitivity));
  enisim_text_page_begin_section (&page);
  add_cases (&page, sensitivity);
  add_lacking (&page, sensitivity);
  add_foot (&page, enisim_sensitivity_get_base (sensitivity));
  return g_string_free (page.out, FALSE);
}
