/* report-calls.c: calls, the VMs that served them, and what samples saw, for people */
#include "report/people-text.h"
#include "report/report-table-parts.h"
#include "report/text-grid.h"

static const EnisimTextColumn latency_columns[] = {
  { .heading = "CALLS" },
  { .heading = "N", .is_right = TRUE },
  { .heading = "MEAN", .is_right = TRUE },
  { .heading = "P50", .is_right = TRUE },
  { .heading = "P95", .is_right = TRUE },
  { .heading = "P99", .is_right = TRUE },
  { .heading = "MAX", .is_right = TRUE },
};

static void
add_span_cell (EnisimTextGrid *grid, GTimeSpan us)
{
  g_autoptr (GString) text = g_string_new (NULL);

  enisim_people_add_rounded_span (text, us);
  enisim_text_grid_add (grid, text->str, FALSE);
}

static void
add_latency (EnisimTextGrid *grid, const char *name, const EnisimLatencySummary *latency)
{
  if (latency->n == 0)
    return;
  enisim_text_grid_add (grid, name, FALSE);
  enisim_text_grid_add_number (grid, latency->n, FALSE);
  add_span_cell (grid, (GTimeSpan) (latency->mean_us + 0.5));
  add_span_cell (grid, latency->p50_us);
  add_span_cell (grid, latency->p95_us);
  add_span_cell (grid, latency->p99_us);
  add_span_cell (grid, latency->max_us);
}

static void
add_latencies (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_auto (EnisimTextGrid) grid;

  enisim_text_grid_init (&grid, latency_columns, G_N_ELEMENTS (latency_columns));
  add_latency (&grid, "ok", &summary->latency_ok);
  add_latency (&grid, "cut", &summary->latency_cut);
  add_latency (&grid, "refused", &summary->latency_refused);
  enisim_text_grid_print (&grid, page);
}

static void
add_attempts (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *joint = ": ";

  enisim_people_add_count (text, summary->n_attempts, "attempt", "attempts");
  if (summary->n_retries > 0)
    {
      g_string_append (text, " of ");
      enisim_people_add_count (text, summary->n_attempts - summary->n_retries, "call", "calls");
    }
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    if (summary->n_outcomes[i] > 0)
      {
        g_string_append_printf (text, "%s%" G_GUINT64_FORMAT " %s", joint, summary->n_outcomes[i],
                                enisim_outcome_get_name (i));
        joint = ", ";
      }
  g_string_append_printf (text,
                          "; admitted %" G_GUINT64_FORMAT " cold, %" G_GUINT64_FORMAT " warm.",
                          summary->n_cold, summary->n_warm);
  if (summary->last_call_end != ENISIM_TIME_NEVER)
    {
      g_string_append (text, " The last call ended at ");
      enisim_people_add_rounded_span (text, summary->last_call_end);
      g_string_append_c (text, '.');
    }
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}

/* Where workloads go on with sessions that their calls began. */
static void
add_sessions (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *joint = ": ";
  guint64 n_stops = 0;

  for (guint i = 0; i < ENISIM_N_STOPS; i++)
    n_stops += summary->n_stops[i];
  if (summary->n_follow_ups + n_stops == 0)
    return;
  enisim_people_add_count (text, summary->n_follow_ups, "attempt followed another of its session",
                           "attempts followed another of their session");
  if (n_stops > 0)
    {
      g_string_append (text, "; ");
      enisim_people_add_count (text, n_stops, "stop", "stops");
      for (guint i = 0; i < ENISIM_N_STOPS; i++)
        if (summary->n_stops[i] > 0)
          {
            g_string_append_printf (text, "%s%" G_GUINT64_FORMAT " %s", joint, summary->n_stops[i],
                                    enisim_stop_get_name (i));
            joint = ", ";
          }
    }
  g_string_append_c (text, '.');
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}

static void
add_vm_level (EnisimTextPage *page, const EnisimLevelSummary *vms)
{
  g_autoptr (GString) text = g_string_new ("VMs: peak ");

  g_string_append_printf (text, "%" G_GUINT64_FORMAT " at ", vms->peak);
  enisim_people_add_span (text, vms->peak_at);
  g_string_append (text, ", mean ");
  enisim_people_add_mean (text, vms->mean);
  g_string_append_printf (text,
                          ", p50 %" G_GUINT64_FORMAT ", p95 %" G_GUINT64_FORMAT
                          ", p99 %" G_GUINT64_FORMAT ", at the end %" G_GUINT64_FORMAT ".",
                          vms->p50, vms->p95, vms->p99, vms->now);
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}

static void
add_vm_ends (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ENISIM_N_VM_ENDS; i++)
    if (summary->n_vm_ends[i] > 0)
      g_string_append_printf (text, "%s%" G_GUINT64_FORMAT " %s",
                              text->len > 0 ? ", " : "VMs ended: ", summary->n_vm_ends[i],
                              enisim_vm_end_get_name (i));
  if (text->len > 0)
    enisim_text_page_add_paragraph (page, 0, g_string_append_c (text, '.')->str, FALSE);
}

/* What the published experiments looked at: does the list of ENIs change while calls go on? */
static void
add_samples (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (summary->n_samples == 0)
    return;
  enisim_people_add_count (text, summary->n_samples, "sample", "samples");
  g_string_append (text, ", every ");
  enisim_people_add_span (text, summary->scenario->sample_us);
  g_string_append (text, ": ");
  if (summary->n_eni_lists > 1)
    g_string_append_printf (text, "%u different lists of ENIs.", summary->n_eni_lists);
  else if (summary->eni_lists[0].n_enis == 0)
    g_string_append (text, "no ENI in any.");
  else
    {
      g_string_append (text, "the same ");
      enisim_people_add_count (text, summary->eni_lists[0].n_enis, "ENI and address",
                               "ENIs and addresses");
      g_string_append (text, " in each.");
    }
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}

void
enisim_report_add_calls (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  if (summary->n_attempts == 0 && summary->n_samples == 0)
    return;
  enisim_text_page_begin_section (page);
  if (summary->n_attempts > 0)
    {
      add_latencies (page, summary);
      enisim_report_add_workloads (page, summary);
      add_attempts (page, summary);
      add_sessions (page, summary);
      add_vm_level (page, &summary->vms);
      add_vm_ends (page, summary);
    }
  add_samples (page, summary);
}
