/* run.c: `enisim run`: one scenario, one seed, one report */
#include "command.h"
#include "input.h"
#include "options.h"
#include "output.h"
#include "watch.h"

typedef struct
{
  EnisimOptions common;
  gboolean is_validate;
} Options;

static void
options_clear (Options *options)
{
  enisim_options_clear (&options->common);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GOptionContext *
make_context (Options *options)
{
  const GOptionEntry entries[] = {
    { "validate", 0, 0, G_OPTION_ARG_NONE, &options->is_validate,
      "Only read the scenario and open its traces", NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = g_option_context_new ("SCENARIO");

  g_option_context_set_summary (context, "Simulates a scenario, a YAML or JSON file or - for "
                                         "stdin, and reports what it has come to.");
  g_option_context_add_main_entries (context, entries, NULL);
  enisim_options_add_to (&options->common, context);
  return context;
}

static guint
complain_of_values (Options *options)
{
  char **scenarios = options->common.words;
  guint n_complaints = enisim_options_check (&options->common);

  if (scenarios == NULL || scenarios[1] != NULL)
    {
      enisim_complain (scenarios == NULL ? "no scenario is named" : "one scenario only, please");
      n_complaints++;
    }
  if (options->is_validate && options->common.output != NULL)
    {
      enisim_complain ("--validate writes no report: leave --output out");
      n_complaints++;
    }
  return n_complaints;
}

static char *
make_report (const EnisimSimulation *sim, const EnisimOptions *options)
{
  gboolean use_colour;
  const guint columns = enisim_options_get_page (options, &use_colour);

  if (options->is_json)
    return enisim_report_to_json (sim);
  return enisim_report_to_table (sim, MAX (columns, ENISIM_REPORT_WIDTH_MIN), use_colour);
}

static EnisimExit
run_and_report (EnisimSimulation *sim, const EnisimOptions *options)
{
  const EnisimExit end = enisim_watch_run (sim, ENISIM_TIME_NEVER, options->is_quiet);
  g_autofree char *report = NULL;

  if (end == ENISIM_EXIT_INPUT)
    return end;
  report = make_report (sim, options);
  return enisim_output_write (options->output, report) ? end : ENISIM_EXIT_MACHINE;
}

static EnisimExit
simulate (const Options *options)
{
  const EnisimOptions *common = &options->common;
  const char *path = common->words[0];
  g_autoptr (EnisimSimulation) sim
      = enisim_watch_open (path, (const char *const *) common->overrides, common->seed);

  if (sim == NULL)
    return ENISIM_EXIT_INPUT;
  if (!options->is_validate)
    return run_and_report (sim, common);
  if (!common->is_quiet)
    {
      g_autofree char *verdict = g_strconcat (enisim_input_get_name (path), ": valid\n", NULL);

      enisim_say (verdict);
    }
  return ENISIM_EXIT_FINE;
}

EnisimExit
enisim_run (char **arguments)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GOptionContext) context = make_context (&options);

  g_set_prgname ("enisim run");
  if (!enisim_options_read (&options.common, context, arguments))
    return enisim_options_point_to_help ();
  if (options.common.is_help)
    return enisim_options_help (context);
  if (complain_of_values (&options) > 0)
    return enisim_options_point_to_help ();
  return enisim_output_check (options.common.output) ? simulate (&options) : ENISIM_EXIT_MACHINE;
}
