/* report-table.c: a run's report for people */
#include <enisim/enisim-report.h>
#include <enisim/enisim-version.h>

#include "report/people-text.h"
#include "report/report-assumptions.h"
#include "report/report-table-parts.h"
#include "report/text-grid.h"

static const EnisimTextColumn assumption_columns[] = {
  { .heading = "ASSUMES" },
  { .heading = "VALUE", .is_flexible = TRUE },
  { .heading = "BASIS", .is_flexible = TRUE },
  { .heading = "WHY", .is_flexible = TRUE },
};

static void
add_assumption (EnisimTextGrid *grid, const EnisimAssumption *assumption)
{
  g_autofree char *name = assumption->of == NULL
                              ? g_strdup (assumption->name)
                              : g_strdup_printf ("%s (%s)", assumption->name, assumption->of);
  const char *word = enisim_option_mark_get_word (assumption->mark);

  enisim_text_grid_add (grid, name, FALSE);
  enisim_text_grid_add (grid, assumption->value, FALSE);
  if (assumption->is_default)
    {
      enisim_text_grid_add (grid, word, FALSE);
      enisim_text_grid_add (grid, assumption->rests_on, FALSE);
    }
  else
    {
      g_autofree char *other
          = g_strdup_printf ("in place of %s, %s", assumption->default_value, word);

      enisim_text_grid_add (grid, "scenario", FALSE);
      enisim_text_grid_add (grid, other, FALSE);
    }
}

void
enisim_report_add_assumptions (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_autoptr (GArray) assumptions = enisim_assumptions_new (summary);
  g_autoptr (GArray) gaps = enisim_gaps_new (summary);
  g_auto (EnisimTextGrid) grid;

  enisim_text_grid_init (&grid, assumption_columns, G_N_ELEMENTS (assumption_columns));
  if (assumptions->len + gaps->len == 0)
    return;
  enisim_text_page_begin_section (page);
  for (guint i = 0; i < assumptions->len; i++)
    add_assumption (&grid, &g_array_index (assumptions, EnisimAssumption, i));
  enisim_text_grid_print (&grid, page);
  for (guint i = 0; i < gaps->len; i++)
    enisim_text_page_add_paragraph (page, 0, g_array_index (gaps, EnisimGap, i).text, FALSE);
}

void
enisim_report_add_quotas (GString *text, const EnisimScenario *scenario)
{
  if (scenario->has_limits)
    g_string_append_printf (text, "quotas of %s", scenario->quota_profile);
  else
    g_string_append (text, "limits off");
  if (scenario->region != NULL)
    g_string_append_printf (text, " in %s", scenario->region);
}

static void
add_foot (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "enisim %s, seed %" G_GUINT64_FORMAT ", replication %u, ",
                          enisim_get_version (), summary->seed, summary->replication);
  enisim_report_add_quotas (text, summary->scenario);
  g_string_append (text, "; ");
  enisim_people_add_count (text, summary->n_events, "event to ", "events to ");
  enisim_people_add_span (text, summary->ended_at);
  g_string_append_c (text, '.');
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}

char *
enisim_report_to_table (const EnisimSimulation *sim, guint width, gboolean use_colour)
{
  g_autoptr (EnisimRunSummary) summary = NULL;
  EnisimTextPage page = { .width = width, .use_colour = use_colour };

  g_return_val_if_fail (sim != NULL && enisim_sim_is_at_rest (sim), NULL);
  g_return_val_if_fail (width == 0 || width >= ENISIM_REPORT_WIDTH_MIN, NULL);

  summary = enisim_run_summary_new (sim);
  page.out = g_string_new (NULL);
  enisim_report_add_headline (&page, summary);
  enisim_report_add_subnets (&page, summary);
  enisim_report_add_chart (&page, summary);
  enisim_report_add_groups (&page, summary);
  enisim_report_add_churn (&page, summary);
  enisim_report_add_calls (&page, summary);
  enisim_report_add_cost (&page, summary);
  enisim_report_add_assumptions (&page, summary);
  add_foot (&page, summary);
  return g_string_free (page.out, FALSE);
}
