/* sensitivity-runs.c: `enisim run --sensitivity`: the run again under each alternative assumption
 */
#include "sensitivity-runs.h"

#include "output.h"
#include "watch.h"

static char *
make_report (const EnisimSensitivity *sensitivity, const EnisimOptions *options)
{
  gboolean use_colour;
  const guint columns = enisim_options_get_page (options, &use_colour);

  if (options->is_json)
    return enisim_report_sensitivity_to_json (sensitivity);
  return enisim_report_sensitivity_to_table (sensitivity, MAX (columns, ENISIM_REPORT_WIDTH_MIN),
                                             use_colour);
}

/* Returns: (transfer full) (element-type utf8): those of the user, and @override behind them */
static GPtrArray *
list_overrides (const EnisimOptions *options, const char *override)
{
  GPtrArray *all = g_ptr_array_new ();

  for (char **at = options->overrides; at != NULL && *at != NULL; at++)
    g_ptr_array_add (all, *at);
  g_ptr_array_add (all, (gpointer) override);
  g_ptr_array_add (all, NULL);
  return all;
}

static EnisimExit
run_case (EnisimSensitivity *sensitivity, guint index, const EnisimOptions *options,
          guint32 replication)
{
  g_autoptr (GPtrArray) overrides
      = list_overrides (options, enisim_sensitivity_get_override (sensitivity, index));
  g_autoptr (EnisimScenario) scenario
      = enisim_watch_load (options->words[0], (const char *const *) overrides->pdata);
  g_autoptr (EnisimSimulation) sim = NULL;
  EnisimExit end;

  if (scenario == NULL)
    return ENISIM_EXIT_INPUT;
  sim = enisim_watch_start (scenario, options->seed, replication);
  if (sim == NULL)
    return ENISIM_EXIT_INPUT;
  end = enisim_watch_run (sim, ENISIM_TIME_NEVER, options->is_quiet,
                          "the report lacks this alternative and those behind it");
  if (end == ENISIM_EXIT_FINE)
    enisim_sensitivity_add (sensitivity, index, sim);
  return end;
}

EnisimExit
enisim_run_sensitivity (const EnisimOptions *options, EnisimScenario *scenario, guint32 replication)
{
  g_autoptr (EnisimSimulation) sim = enisim_watch_start (scenario, options->seed, replication);
  g_autoptr (EnisimSensitivity) sensitivity = NULL;
  g_autofree char *report = NULL;
  EnisimExit end;

  if (sim == NULL)
    return ENISIM_EXIT_INPUT;
  end = enisim_watch_run (sim, ENISIM_TIME_NEVER, options->is_quiet,
                          "no run was finished, there is nothing to report");
  if (end != ENISIM_EXIT_FINE)
    return end;
  sensitivity = enisim_sensitivity_new (sim);
  for (guint i = 0; i < enisim_sensitivity_get_n_cases (sensitivity) && end == ENISIM_EXIT_FINE;
       i++)
    end = run_case (sensitivity, i, options, replication);
  if (end == ENISIM_EXIT_INPUT)
    return end;
  report = make_report (sensitivity, options);
  return enisim_output_write (options->output, report) ? end : ENISIM_EXIT_MACHINE;
}
