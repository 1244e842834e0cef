/* run.c: `enisim run`: one scenario, one seed, one report */
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "input.h"
#include "interrupt.h"
#include "output.h"
#include "progress.h"
#include "terminal.h"

typedef struct
{
  char *seed_text, *format, *output;
  char **overrides, **scenarios;
  gboolean is_quiet, is_validate, is_help;
  guint64 seed;
  gboolean is_json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->seed_text);
  g_free (options->format);
  g_free (options->output);
  g_strfreev (options->overrides);
  g_strfreev (options->scenarios);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Help is an ordinary option here: GLib's own would not notice a full disk.  Texts are read as
 * file names are, byte by byte: an override is UTF-8 whatever the terminal speaks. */
static GOptionContext *
make_context (Options *options)
{
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_FILENAME, &options->seed_text, "Seed of all random streams (1)",
      "N" },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options->format, "table (default) or json",
      "FORMAT" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
      "Write the report to FILE, whole or not at all; - is stdout", "FILE" },
    { "set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->overrides,
      "Replace a value, as in quotas.max_vms=500; may be repeated", "PATH=VALUE" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options->is_quiet, "Show no progress and no remarks",
      NULL },
    { "validate", 0, 0, G_OPTION_ARG_NONE, &options->is_validate,
      "Only read the scenario and open its traces", NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &options->is_help, "This text", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->scenarios, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = g_option_context_new ("SCENARIO");

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, "Simulates a scenario, a YAML or JSON file or - for "
                                         "stdin, and reports what it has come to.");
  g_option_context_set_description (context,
                                    "Exit status: 0 fine, 2 bad usage or input, 3 the machine "
                                    "(disk full), 130 interrupted\nwith what was done reported.");
  g_option_context_add_main_entries (context, entries, NULL);
  return context;
}

static guint
complain_of_values (Options *options)
{
  guint n_complaints = 0;

  if (options->scenarios == NULL || options->scenarios[1] != NULL)
    {
      enisim_complain (options->scenarios == NULL ? "no scenario is named"
                                                  : "one scenario only, please");
      n_complaints++;
    }
  if (options->seed_text != NULL
      && !g_ascii_string_to_unsigned (options->seed_text, 10, 0, G_MAXUINT64, &options->seed, NULL))
    {
      enisim_complain ("--seed '%s': not a whole number from 0 to %" G_GUINT64_FORMAT,
                       options->seed_text, G_MAXUINT64);
      n_complaints++;
    }
  if (options->format != NULL && !options->is_json && strcmp (options->format, "table") != 0)
    {
      enisim_complain ("--format '%s': write table or json", options->format);
      n_complaints++;
    }
  if (options->is_validate && options->output != NULL)
    {
      enisim_complain ("--validate writes no report: leave --output out");
      n_complaints++;
    }
  return n_complaints;
}

static gboolean
read_options (Options *options, GOptionContext *context, char **arguments)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;
  gboolean is_valid = g_option_context_parse_strv (context, &words, &error);

  options->seed = 1;
  options->is_json = g_strcmp0 (options->format, "json") == 0;
  if (!is_valid)
    enisim_complain ("%s", error->message);
  else if (!options->is_help)
    is_valid = complain_of_values (options) == 0;
  if (!is_valid)
    enisim_say ("`enisim run --help` lists the options\n");
  return is_valid;
}

typedef struct
{
  EnisimInterrupts interrupts;
  EnisimProgress progress;
} Watch;

static void
look (EnisimSimulation *sim, gpointer user_data)
{
  Watch *watch = user_data;

  if (enisim_interrupts_take (&watch->interrupts))
    enisim_simulation_cancel (sim);
  enisim_progress_update (&watch->progress, sim);
}

/* A signal that comes when the run is done anyway changes nothing. */
static gboolean
run_watched (EnisimSimulation *sim, gboolean is_quiet, GError **error)
{
  Watch watch;
  gboolean is_done;

  enisim_progress_init (&watch.progress, !is_quiet);
  enisim_interrupts_hold (&watch.interrupts);
  enisim_simulation_set_progress (sim, look, &watch, NULL);
  is_done = enisim_simulation_run (sim, error);
  enisim_simulation_set_progress (sim, NULL, NULL, NULL);
  while (enisim_interrupts_take (&watch.interrupts))
    continue;
  enisim_interrupts_release (&watch.interrupts);
  enisim_progress_clear (&watch.progress);
  return is_done;
}

static char *
make_report (const EnisimSimulation *sim, const Options *options)
{
  const gboolean is_file = options->output != NULL && strcmp (options->output, "-") != 0;
  const guint columns = enisim_terminal_get_columns (is_file ? -1 : STDOUT_FILENO);

  if (options->is_json)
    return enisim_report_to_json (sim);
  return enisim_report_to_table (sim, MAX (columns, ENISIM_REPORT_WIDTH_MIN),
                                 !is_file && enisim_terminal_has_colour (STDOUT_FILENO));
}

static EnisimExit
run_and_report (EnisimSimulation *sim, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *report = NULL;
  const gboolean is_done = run_watched (sim, options->is_quiet, &error);

  if (!is_done && !g_error_matches (error, ENISIM_ERROR, ENISIM_ERROR_CANCELLED))
    {
      enisim_complain ("%s", error->message);
      return ENISIM_EXIT_INPUT;
    }
  if (!is_done)
    {
      g_autofree char *now = enisim_progress_format_instant (enisim_simulation_get_now (sim));

      enisim_complain ("interrupted at %s of the simulated time: the report ends there", now);
    }
  report = make_report (sim, options);
  if (!enisim_output_write (options->output, report))
    return ENISIM_EXIT_MACHINE;
  return is_done ? ENISIM_EXIT_FINE : ENISIM_EXIT_INTERRUPTED;
}

static EnisimExit
simulate (const Options *options)
{
  const char *path = options->scenarios[0];
  g_autoptr (EnisimScenario) scenario = NULL;
  g_autoptr (EnisimSimulation) sim = NULL;
  g_autoptr (GError) error = NULL;

  scenario = enisim_input_load (path, (const char *const *) options->overrides, &error);
  if (scenario != NULL)
    sim = enisim_simulation_new (scenario, options->seed, 0, &error);
  if (sim == NULL)
    {
      g_autofree char *complaints = g_strconcat (error->message, "\n", NULL);

      enisim_say (complaints);
      return ENISIM_EXIT_INPUT;
    }
  if (!options->is_validate)
    return run_and_report (sim, options);
  if (!options->is_quiet)
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
  if (!read_options (&options, context, arguments))
    return ENISIM_EXIT_INPUT;
  if (options.is_help)
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      return enisim_output_write (NULL, help) ? ENISIM_EXIT_FINE : ENISIM_EXIT_MACHINE;
    }
  return enisim_output_check (options.output) ? simulate (&options) : ENISIM_EXIT_MACHINE;
}
