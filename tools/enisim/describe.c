/* describe.c: `enisim describe`: what exists at one instant, as AWS would answer */
#include <string.h>

#include "command.h"
#include "options.h"
#include "output.h"
#include "progress.h"
#include "watch.h"

typedef struct
{
  EnisimOptions common;
  char *at_text;
  char **filter_texts;
  EnisimTime at;
  EnisimDescribed what;
  EnisimDescribeFilter *filters; /* n_filters */
  guint n_filters;
} Options;

static void
options_clear (Options *options)
{
  for (guint i = 0; i < options->n_filters; i++)
    {
      g_free ((char *) options->filters[i].name);
      g_strfreev ((char **) options->filters[i].values);
    }
  g_free (options->filters);
  g_free (options->at_text);
  g_strfreev (options->filter_texts);
  enisim_options_clear (&options->common);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GOptionContext *
make_context (Options *options)
{
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &options->at_text,
      "How long after the start, as in 2h30min (the horizon)", "SPAN" },
    { "filter", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->filter_texts,
      "Only what matches, as in status=in-use; may be repeated", "NAME=VALUE[,VALUE]" },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = g_option_context_new ("enis|runtimes SCENARIO");

  g_option_context_set_summary (
      context,
      "Simulates a scenario, a YAML or JSON file or - for stdin, and describes what exists "
      "then:\nas JSON in the shapes of DescribeNetworkInterfaces and ListAgentRuntimes.");
  g_option_context_add_main_entries (context, entries, NULL);
  options->common.n_verbs = 1;
  enisim_options_add_to (&options->common, context);
  return context;
}

static guint
check_words (Options *options)
{
  char **words = options->common.words;

  if (words == NULL || words[1] == NULL || words[2] != NULL)
    enisim_complain ("what to describe and one scenario are needed, as in `enis s.yaml`");
  else if (strcmp (words[0], "enis") == 0)
    {
      options->what = ENISIM_DESCRIBED_NETWORK_INTERFACES;
      return 0;
    }
  else if (strcmp (words[0], "runtimes") == 0)
    {
      options->what = ENISIM_DESCRIBED_AGENT_RUNTIMES;
      return 0;
    }
  else
    enisim_complain ("'%s' cannot be described: enis and runtimes can", words[0]);
  return 1;
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
check_filters (Options *options)
{
  const guint n_texts = options->filter_texts == NULL ? 0 : g_strv_length (options->filter_texts);
  guint n_complaints = 0;

  options->filters = g_new (EnisimDescribeFilter, n_texts);
  for (guint i = 0; i < n_texts; i++)
    {
      const char *text = options->filter_texts[i];
      const char *sign = strchr (text, '=');

      if (sign == NULL)
        {
          enisim_complain ("--filter '%s': write NAME=VALUE", text);
          n_complaints++;
          continue;
        }
      options->filters[options->n_filters++]
          = (EnisimDescribeFilter){ g_strndup (text, (gsize) (sign - text)),
                                    (const char *const *) g_strsplit (sign + 1, ",", -1) };
    }
  return n_complaints;
}

static guint
complain_of_values (Options *options)
{
  return enisim_options_check (&options->common) + check_words (options) + check_instant (options)
         + check_filters (options);
}

/* NULL, with a complaint, for a filter that is none. */
static char *
describe (const EnisimSimulation *sim, const Options *options)
{
  g_autoptr (EnisimSnapshot) snapshot = enisim_snapshot_new (sim);
  g_autoptr (GError) error = NULL;
  gboolean use_colour;
  const guint columns = enisim_options_get_page (&options->common, &use_colour);
  char *text;

  if (!options->common.is_json)
    text = enisim_describe_to_table (snapshot, options->what, options->filters, options->n_filters,
                                     MAX (columns, ENISIM_DESCRIBE_WIDTH_MIN), use_colour, &error);
  else if (options->what == ENISIM_DESCRIBED_NETWORK_INTERFACES)
    text = enisim_describe_network_interfaces (snapshot, options->filters, options->n_filters,
                                               &error);
  else
    text = enisim_describe_agent_runtimes (snapshot, options->filters, options->n_filters, &error);
  if (text == NULL)
    enisim_complain ("--filter: %s", error->message);
  return text;
}

static void
remark_early_end (const EnisimSimulation *sim, const Options *options)
{
  const EnisimTime now = enisim_simulation_get_now (sim);
  g_autofree char *end = enisim_progress_format_instant (now);

  if (options->at != ENISIM_TIME_NEVER && now < options->at)
    enisim_complain ("the run ends at %s: what is described is of then", end);
}

/* The JSON has no place for it: its shape is not ours. */
static void
mark_interrupt (char **text)
{
  g_autofree char *unmarked = *text;

  *text
      = g_strconcat (unmarked, "Interrupted there, before the instant that was asked for.\n", NULL);
}

/* What there is before the first event is described too, so that a slip in a filter is found
 * before a long run. */
static EnisimExit
simulate (const Options *options)
{
  const EnisimOptions *common = &options->common;
  g_autofree char *trial = NULL, *text = NULL;
  g_autoptr (EnisimScenario) scenario
      = enisim_watch_load (common->words[1], (const char *const *) common->overrides);
  g_autoptr (EnisimSimulation) sim = NULL;
  EnisimExit end;

  if (scenario == NULL || enisim_options_check_traces (scenario, "--output", common->output) > 0)
    return ENISIM_EXIT_INPUT;
  sim = enisim_watch_start (scenario, common->seed, 0);
  if (sim == NULL)
    return ENISIM_EXIT_INPUT;
  trial = describe (sim, options);
  if (trial == NULL)
    return ENISIM_EXIT_INPUT;
  end = enisim_watch_run (sim, options->at, common->is_quiet, "what is described is of then");
  if (end == ENISIM_EXIT_INPUT)
    return end;
  if (end == ENISIM_EXIT_FINE && !common->is_quiet)
    remark_early_end (sim, options);
  text = describe (sim, options);
  if (end == ENISIM_EXIT_INTERRUPTED && !common->is_json)
    mark_interrupt (&text);
  return enisim_output_write (common->output, text) ? end : ENISIM_EXIT_MACHINE;
}

EnisimExit
enisim_describe (char **arguments)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GOptionContext) context = make_context (&options);

  g_set_prgname ("enisim describe");
  if (!enisim_options_read (&options.common, context, arguments))
    return enisim_options_point_to_help ();
  if (options.common.is_help)
    return enisim_options_help (context);
  if (complain_of_values (&options) > 0)
    return enisim_options_point_to_help ();
  return enisim_output_check (options.common.output) ? simulate (&options) : ENISIM_EXIT_MACHINE;
}
