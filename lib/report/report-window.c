/* report-window.c: which part of a run its figures are of, for people */
#include "report/people-text.h"
#include "report/report-table-parts.h"

void
enisim_report_add_warm_up (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  const gboolean is_over = summary->window.start > 0;
  g_autoptr (GString) text = g_string_new (
      is_over ? "The warm-up of " : "The warm-up was not over: this is of it. It lasts for ");

  if (summary->scenario->warm_up == 0)
    return;
  enisim_people_add_span (text, summary->scenario->warm_up);
  if (is_over)
    g_string_append (text, " is left out: calls, VMs, peaks, means, failures, refusals and costs "
                           "are of what came after it. ENIs made and released, deletions, samples "
                           "and events are of the whole run");
  g_string_append_c (text, '.');
  enisim_text_page_add_paragraph (page, 0, text->str, !is_over);
}

void
enisim_report_add_window (EnisimTextPage *page, const EnisimRunSummary *first)
{
  g_autoptr (GString) text = g_string_new ("Each run lasts ");

  enisim_people_add_rounded_span (text, first->ended_at);
  if (first->scenario->horizon == ENISIM_TIME_NEVER)
    g_string_append (text, ", to the end of the traces");
  if (first->window.start > 0)
    {
      g_string_append (text, "; what it counts and measures came after a warm-up of ");
      enisim_people_add_span (text, first->window.start);
    }
  g_string_append_c (text, '.');
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}
