/* report-workloads.c: who made the calls, for people */
#include "report/report-table-parts.h"
#include "report/text-grid.h"

static const EnisimTextColumn columns[] = {
  { .heading = "WORKLOAD", .is_flexible = TRUE }, { .heading = "KIND" },
  { .heading = "ATTEMPTS", .is_right = TRUE },    { .heading = "OK", .is_right = TRUE },
  { .heading = "REFUSED", .is_right = TRUE },     { .heading = "OTHER", .is_right = TRUE },
};

static void
add_row (EnisimTextGrid *grid, const char *name, const char *kind,
         const EnisimWorkloadSummary *workload)
{
  const guint64 n_ok = workload->n_outcomes[ENISIM_OUTCOME_OK];

  enisim_text_grid_add (grid, name, FALSE);
  enisim_text_grid_add (grid, kind, FALSE);
  enisim_text_grid_add_number (grid, workload->n_attempts, FALSE);
  enisim_text_grid_add_number (grid, n_ok, FALSE);
  enisim_text_grid_add_number (grid, workload->n_refused, FALSE);
  enisim_text_grid_add_number (grid, workload->n_attempts - n_ok - workload->n_refused, FALSE);
}

/* A single one has made all calls, of which the sentence below tells more. */
void
enisim_report_add_workloads (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  const EnisimScenario *scenario = summary->scenario;
  const EnisimWorkloadSummary *steps = &summary->workloads[scenario->n_workloads];
  g_auto (EnisimTextGrid) grid;

  enisim_text_grid_init (&grid, columns, G_N_ELEMENTS (columns));
  if (scenario->n_workloads + (steps->n_attempts > 0) < 2)
    return;
  for (guint i = 0; i < scenario->n_workloads; i++)
    add_row (&grid, scenario->workloads[i].name,
             enisim_workload_kind_get_name (scenario->workloads[i].kind), &summary->workloads[i]);
  if (steps->n_attempts > 0)
    add_row (&grid, "(steps)", "", steps);
  enisim_text_grid_print (&grid, page);
}
