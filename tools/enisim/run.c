/* run.c: `enisim run`: one scenario, one seed, one report, of one run or of many */
#include <string.h>

#include "command.h"
#include "event-file.h"
#include "input.h"
#include "interrupt.h"
#include "options.h"
#include "output.h"
#include "sensitivity-runs.h"
#include "watch.h"

enum
{
  REPLICATIONS_MAX = 1000000
};

typedef struct
{
  EnisimOptions common;
  char *replication_text, *replications_text, *jobs_text, *events;
  gboolean is_validate, is_sensitivity;
  guint64 replication;
  guint64 n_replications; /* 0: one run, reported in full */
  guint64 n_jobs;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->replication_text);
  g_free (options->replications_text);
  g_free (options->jobs_text);
  g_free (options->events);
  enisim_options_clear (&options->common);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GOptionContext *
make_context (Options *options)
{
  const GOptionEntry entries[] = {
    { "validate", 0, 0, G_OPTION_ARG_NONE, &options->is_validate,
      "Only read the scenario and all rows of its traces", NULL },
    { "events", 0, 0, G_OPTION_ARG_FILENAME, &options->events,
      "Write each transition with its cause to FILE, a JSON object a line", "FILE" },
    { "sensitivity", 0, 0, G_OPTION_ARG_NONE, &options->is_sensitivity,
      "Run again under each alternative assumption; report what changes", NULL },
    { "replication", 0, 0, G_OPTION_ARG_FILENAME, &options->replication_text,
      "Which run of that seed; each has streams of its own (0)", "K" },
    { "replications", 0, 0, G_OPTION_ARG_FILENAME, &options->replications_text,
      "Run 0 to N-1; report means and their intervals", "N" },
    { "jobs", 0, 0, G_OPTION_ARG_FILENAME, &options->jobs_text,
      "Replications to run at one time (as many as processors)", "N" },
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
complain_if (gboolean is_wrong, const char *complaint)
{
  if (is_wrong)
    enisim_complain ("%s", complaint);
  return is_wrong ? 1 : 0;
}

static guint
complain_of_events (const Options *options)
{
  const char *output = options->common.output;

  if (options->events == NULL)
    return 0;
  if (options->is_validate)
    return complain_if (TRUE, "--validate runs nothing: leave --events out");
  if (options->replications_text != NULL)
    return complain_if (TRUE, "--events writes one run: name it with --replication in place of "
                              "--replications");
  if (enisim_options_check_name ("--events", options->events)
          + enisim_options_check_words (&options->common, "--events", options->events)
      > 0)
    return 1;
  if (enisim_output_is_stdout (options->events))
    return complain_if (enisim_output_is_stdout (output),
                        "--events -: send the report to a file with --output");
  return complain_if (!enisim_output_is_stdout (output)
                          && enisim_output_is_same_file (options->events, output),
                      "--events and --output name the same file");
}

static guint
complain_of_sensitivity (const Options *options)
{
  char **words = options->common.words;

  if (!options->is_sensitivity)
    return 0;
  return complain_if (options->is_validate || options->events != NULL
                          || options->replications_text != NULL,
                      "--sensitivity is a report of its own: leave --validate, --events and "
                      "--replications out")
         + complain_if (words != NULL && strcmp (words[0], "-") == 0,
                        "--sensitivity reads the scenario for each run: it cannot be stdin");
}

static guint
complain_of_jobs (Options *options)
{
  options->n_jobs = MIN (g_get_num_processors (), ENISIM_REPLICATIONS_JOBS_MAX);
  return enisim_options_check_number ("--jobs", options->jobs_text, 1, ENISIM_REPLICATIONS_JOBS_MAX,
                                      &options->n_jobs)
         + complain_if (options->jobs_text != NULL && options->replications_text == NULL,
                        "--jobs shares replications out: say with --replications how many, or "
                        "leave it out");
}

static guint
complain_of_values (Options *options)
{
  char **scenarios = options->common.words;
  guint n_complaints = enisim_options_check (&options->common);

  n_complaints += complain_if (scenarios == NULL, "no scenario is named");
  n_complaints
      += complain_if (scenarios != NULL && scenarios[1] != NULL, "one scenario only, please");
  n_complaints += enisim_options_check_number ("--replication", options->replication_text, 0,
                                               G_MAXUINT32, &options->replication);
  n_complaints += enisim_options_check_number ("--replications", options->replications_text, 1,
                                               REPLICATIONS_MAX, &options->n_replications);
  n_complaints += complain_of_jobs (options);
  n_complaints += complain_if (
      options->replication_text != NULL && options->replications_text != NULL,
      "--replication is one run and --replications are many: leave one of them out");
  n_complaints += complain_if (options->is_validate && options->common.output != NULL,
                               "--validate writes no report: leave --output out");
  return n_complaints + complain_of_sensitivity (options) + complain_of_events (options);
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

static char *
make_replications_report (const EnisimReplications *replications, const EnisimOptions *options)
{
  gboolean use_colour;
  const guint columns = enisim_options_get_page (options, &use_colour);

  if (options->is_json)
    return enisim_report_replications_to_json (replications);
  return enisim_report_replications_to_table (replications, MAX (columns, ENISIM_REPORT_WIDTH_MIN),
                                              use_colour);
}

static EnisimExit
run_and_report (EnisimSimulation *sim, const EnisimOptions *options, EnisimEventFile *events)
{
  EnisimExit end
      = enisim_watch_run (sim, ENISIM_TIME_NEVER, options->is_quiet, ENISIM_WATCH_REPORT_ENDS);
  g_autofree char *report = NULL;

  if (end == ENISIM_EXIT_INPUT)
    return end;
  if (!enisim_event_file_close (events, sim, end == ENISIM_EXIT_FINE))
    return ENISIM_EXIT_MACHINE;
  if (end == ENISIM_EXIT_FINE)
    end = enisim_watch_room (sim, options->is_quiet);
  report = make_report (sim, options);
  return enisim_output_write (options->output, report) ? end : ENISIM_EXIT_MACHINE;
}

static EnisimExit
replicate_and_report (EnisimScenario *scenario, const Options *options)
{
  const EnisimOptions *common = &options->common;
  g_autoptr (EnisimReplications) replications = enisim_replications_new (scenario, common->seed);
  g_autofree char *report = NULL;
  const EnisimExit end = enisim_watch_replicate (replications, (guint32) options->n_replications,
                                                 (guint) options->n_jobs, common->is_quiet);

  if (end == ENISIM_EXIT_INPUT || enisim_replications_get_n (replications) == 0)
    return end;
  report = make_replications_report (replications, common);
  return enisim_output_write (common->output, report) ? end : ENISIM_EXIT_MACHINE;
}

/* Each trace to its end: one that stops a run after hours is not valid. */
static EnisimExit
validate (EnisimSimulation *sim, const EnisimScenario *scenario, const EnisimOptions *options)
{
  g_autoptr (GString) verdict = g_string_new (NULL);
  EnisimExit end = ENISIM_EXIT_FINE;

  for (guint i = 0; i < enisim_scenario_get_n_workloads (scenario); i++)
    {
      const char *file = enisim_scenario_get_workload_file (scenario, i);
      g_autofree char *name = file != NULL ? g_filename_display_name (file) : NULL;
      guint64 n_rows;

      if (file == NULL)
        continue;
      if (enisim_watch_read (sim, i, &n_rows))
        g_string_append_printf (verdict, "%s: %" G_GUINT64_FORMAT " row%s read, to the end\n", name,
                                n_rows, n_rows == 1 ? "" : "s");
      else
        end = ENISIM_EXIT_INPUT;
    }
  g_string_append_printf (verdict, "%s: valid\n", enisim_input_get_name (options->words[0]));
  if (end == ENISIM_EXIT_FINE && !options->is_quiet)
    enisim_say (verdict->str);
  return end;
}

static EnisimExit
simulate (EnisimScenario *scenario, const Options *options)
{
  const EnisimOptions *common = &options->common;
  const guint32 replication = (guint32) options->replication;
  g_autoptr (EnisimSimulation) sim = enisim_watch_start (scenario, common->seed, replication);
  g_auto (EnisimEventFile) events = { 0 };

  if (sim == NULL)
    return ENISIM_EXIT_INPUT;
  if (options->is_validate)
    return validate (sim, scenario, common);
  if (options->events != NULL
      && !enisim_event_file_open (&events, options->events, sim, scenario, common->seed,
                                  replication))
    return ENISIM_EXIT_MACHINE;
  return run_and_report (sim, common, &events);
}

static EnisimExit
load_and_simulate (const Options *options)
{
  const EnisimOptions *common = &options->common;
  g_autoptr (EnisimScenario) scenario
      = enisim_watch_load (common->words[0], (const char *const *) common->overrides);

  if (scenario == NULL
      || enisim_options_check_traces (scenario, "--output", common->output)
                 + enisim_options_check_traces (scenario, "--events", options->events)
             > 0)
    return ENISIM_EXIT_INPUT;
  if (options->n_replications > 0 && !options->is_validate)
    return replicate_and_report (scenario, options);
  if (options->is_sensitivity)
    return enisim_run_sensitivity (common, scenario, (guint32) options->replication);
  return simulate (scenario, options);
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
  if (!enisim_output_check (options.common.output) || !enisim_output_check (options.events))
    return ENISIM_EXIT_MACHINE;
  if (options.is_validate)
    enisim_interrupts_expect (ENISIM_INTERRUPTED_BEFORE_VERDICT);
  else if (options.n_replications > 0)
    enisim_interrupts_expect (ENISIM_INTERRUPTED_BEFORE_REPLICATION);
  return load_and_simulate (&options);
}
