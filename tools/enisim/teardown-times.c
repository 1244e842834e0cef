/* teardown-times.c: `enisim teardown`: all is destroyed; when does each deletion succeed? */
#include "command.h"
#include "options.h"
#include "output.h"
#include "progress.h"
#include "watch.h"

enum
{
  REPLICATIONS_MAX = 100000
};

typedef struct
{
  EnisimOptions common;
  char *at_text, *replications_text;
  EnisimTime at;
  guint64 n_replications; /* 0: as many as the scenario needs */
} Options;

static void
options_clear (Options *options)
{
  g_free (options->at_text);
  g_free (options->replications_text);
  enisim_options_clear (&options->common);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GOptionContext *
make_context (Options *options)
{
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &options->at_text,
      "When all is destroyed, as in 2h30min after the start (the horizon)", "SPAN" },
    { "replications", 0, 0, G_OPTION_ARG_FILENAME, &options->replications_text,
      "How many runs (20, or 1 where nothing is random)", "N" },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = g_option_context_new ("SCENARIO");

  g_option_context_set_summary (
      context,
      "Simulates a scenario, a YAML or JSON file or - for stdin, destroys all at one instant, and\n"
      "reports when each runtime, security group and subnet can be deleted, and what it waits "
      "for.");
  g_option_context_add_main_entries (context, entries, NULL);
  enisim_options_add_to (&options->common, context);
  return context;
}

static guint
check_instant (Options *options)
{
  g_autoptr (GError) error = NULL;

  options->at = ENISIM_TIME_NEVER;
  if (options->at_text == NULL || enisim_time_parse (options->at_text, &options->at, &error))
    return 0;
  enisim_complain ("--at %s", error->message);
  return 1;
}

static guint
complain_of_values (Options *options)
{
  char **words = options->common.words;
  guint n_complaints = enisim_options_check (&options->common);

  if (words == NULL || words[1] != NULL)
    {
      enisim_complain (words == NULL ? "no scenario is named" : "one scenario only, please");
      n_complaints++;
    }
  n_complaints += enisim_options_check_number ("--replications", options->replications_text, 1,
                                               REPLICATIONS_MAX, &options->n_replications);
  return n_complaints + check_instant (options);
}

static char *
make_report (const EnisimTeardown *teardown, const EnisimOptions *options)
{
  gboolean use_colour;
  const guint columns = enisim_options_get_page (options, &use_colour);

  if (options->is_json)
    return enisim_report_teardown_to_json (teardown);
  return enisim_report_teardown_to_table (teardown, MAX (columns, ENISIM_REPORT_WIDTH_MIN),
                                          use_colour);
}

static guint32
get_n_replications (const Options *options, const EnisimScenario *scenario)
{
  if (options->n_replications > 0)
    return (guint32) options->n_replications;
  return enisim_teardown_is_random (scenario) ? ENISIM_TEARDOWN_REPLICATIONS_DEFAULT : 1;
}

static EnisimExit
simulate (const Options *options)
{
  const EnisimOptions *common = &options->common;
  g_autoptr (EnisimScenario) scenario
      = enisim_watch_load (common->words[0], (const char *const *) common->overrides);
  g_autoptr (EnisimTeardown) teardown = NULL;
  g_autofree char *report = NULL, *instant = NULL;
  EnisimExit end;

  if (scenario == NULL || enisim_options_check_traces (scenario, "--output", common->output) > 0)
    return ENISIM_EXIT_INPUT;
  teardown = enisim_teardown_new (scenario, common->seed);
  end = enisim_watch_teardown (scenario, common->seed, options->at,
                               get_n_replications (options, scenario), common->is_quiet, teardown);
  if (end == ENISIM_EXIT_INPUT || enisim_teardown_get_n (teardown) == 0)
    return end;
  instant = enisim_progress_format_instant (enisim_teardown_get_at (teardown));
  if (options->at != ENISIM_TIME_NEVER && enisim_teardown_get_at (teardown) < options->at
      && !common->is_quiet)
    enisim_complain ("the run ends at %s: all is destroyed then", instant);
  report = make_report (teardown, common);
  return enisim_output_write (common->output, report) ? end : ENISIM_EXIT_MACHINE;
}

EnisimExit
enisim_tear_down (char **arguments)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GOptionContext) context = make_context (&options);

  g_set_prgname ("enisim teardown");
  if (!enisim_options_read (&options.common, context, arguments))
    return enisim_options_point_to_help ();
  if (options.common.is_help)
    return enisim_options_help (context);
  if (complain_of_values (&options) > 0)
    return enisim_options_point_to_help ();
  return enisim_output_check (options.common.output) ? simulate (&options) : ENISIM_EXIT_MACHINE;
}
