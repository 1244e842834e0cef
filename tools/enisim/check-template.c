/* check-template.c: `enisim check`: what is wrong with a template, before it is deployed */
#include "command.h"
#include "descriptions.h"
#include "options.h"
#include "output.h"

#include <string.h>
#include <time.h>

typedef struct
{
  EnisimOptions common;
  EnisimDescriptions descriptions;
  char **uses, **ignores, **fail_on; /* as given */
  char *today;
  gboolean with_not_known, is_list;
} Options;

static const char *const FORMAT_NAMES[] = { "table", "json", "sarif", "github", "junit", NULL };
static const EnisimFormats FORMATS
    = { FORMAT_NAMES, "table (default), json, sarif, github (annotations) or junit",
        "table, json, sarif, github or junit" };

static void
options_clear (Options *options)
{
  g_strfreev (options->uses);
  g_strfreev (options->ignores);
  g_strfreev (options->fail_on);
  g_free (options->today);
  enisim_descriptions_clear (&options->descriptions);
  enisim_options_clear (&options->common);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GOptionContext *
make_context (Options *options)
{
  const GOptionEntry entries[] = {
    { "fail-on", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->fail_on,
      "Exit 1 on findings of a severity (error, the default; warning; note) or of a rule; nothing: "
      "if no agent in VPC mode was looked at; not-known: if an answer is not known; none alone: "
      "never; may be repeated",
      "WORD[,WORD]" },
    { "uses", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->uses,
      "What agents use beside what can be seen, as in model or memory; may be repeated",
      "FEATURE[,FEATURE]" },
    { "ignore", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->ignores,
      "A rule that does not count, of all or of one resource, until the end of a day if that is "
      "given; may be repeated",
      "RULE[@RESOURCE][:DATE]" },
    { "today", 0, 0, G_OPTION_ARG_FILENAME, &options->today,
      "By which suppressions expire, as in 2026-11-30 (the day that it is, in UTC)", "DATE" },
    { "not-known", 0, 0, G_OPTION_ARG_NONE, &options->with_not_known, "List what is not known too",
      NULL },
    { "list-rules", 0, 0, G_OPTION_ARG_NONE, &options->is_list,
      "List the rules, what they rest on and what to do", NULL },
    { "set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->common.overrides,
      "Assume a scenario's value, as in model.eni_sharing=per_subnet; may be repeated",
      "PATH=VALUE" },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = g_option_context_new ("FILE...");

  g_option_context_set_summary (
      context,
      "Reads what `enisim plan` reads and reports what is wrong with it, rule by rule, with "
      "place, reason\nand fix. A comment beside a resource, `# enisim:ignore RULE "
      "until=DATE reason`, suppresses a finding.");
  options->common.formats = &FORMATS;
  g_option_context_add_main_entries (context, entries, NULL);
  enisim_descriptions_add_to (&options->descriptions, context);
  enisim_options_add_page_to (&options->common, context);
  g_option_context_set_description (context,
                                    "Exit status: 0 fine, 1 what --fail-on names is there, "
                                    "2 bad usage or input, 3 the machine\n(disk full).");
  return context;
}

/* Returns: (transfer full) (nullable): the words of options that may be repeated, NULL of none */
static char **
split_words (char **values)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (values == NULL)
    return NULL;
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (values[i], ",", -1);

      /* An empty value is one word that nobody knows, so that a variable that is not set in a
       * build does not turn off what it should turn on. */
      if (parts[0] == NULL)
        g_ptr_array_add (words, g_strdup (""));
      for (guint j = 0; parts[j] != NULL; j++)
        g_ptr_array_add (words, g_strdup (parts[j]));
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

static char *
make_today (void)
{
  const time_t now = time (NULL);
  struct tm day;
  char text[sizeof "2026-11-30"];

  return gmtime_r (&now, &day) != NULL && strftime (text, sizeof text, "%Y-%m-%d", &day) > 0
             ? g_strdup (text)
             : NULL;
}

static guint
get_columns (const Options *options, gboolean *use_colour)
{
  return MAX (enisim_options_get_page (&options->common, use_colour), ENISIM_REPORT_WIDTH_MIN);
}

static char *
make_report (const EnisimCheck *check, const Options *options)
{
  const char *format = options->common.format;
  gboolean use_colour;
  const guint columns = get_columns (options, &use_colour);

  if (g_strcmp0 (format, "json") == 0)
    return enisim_report_check_to_json (check);
  if (g_strcmp0 (format, "sarif") == 0)
    return enisim_report_check_to_sarif (check, options->with_not_known);
  if (g_strcmp0 (format, "github") == 0)
    return enisim_report_check_to_github (check);
  if (g_strcmp0 (format, "junit") == 0)
    return enisim_report_check_to_junit (check);
  return enisim_report_check_to_table (check, options->with_not_known, columns, use_colour);
}

/* Returns: (nullable): NULL with all complaints made */
static EnisimCheck *
make_check (const EnisimInventory *inventory, const Options *options)
{
  g_auto (GStrv) uses = split_words (options->uses);
  g_auto (GStrv) fail_on = split_words (options->fail_on);
  g_autofree char *today = options->today == NULL ? make_today () : g_strdup (options->today);
  const EnisimCheckOptions asked = { .uses = (const char *const *) uses,
                                     .ignores = (const char *const *) options->ignores,
                                     .fail_on = (const char *const *) fail_on,
                                     .today = today };
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) assumptions
      = enisim_plan_assume (inventory, (const char *const *) options->common.overrides, &error);
  EnisimCheck *check = NULL;

  if (assumptions != NULL)
    check = enisim_check_new (inventory, assumptions, &asked, &error);
  if (check == NULL)
    {
      enisim_say (error->message);
      enisim_say ("\n");
    }
  return check;
}

/* A report without a finding that fails does not show why the status is 1. */
static EnisimExit
judge (const EnisimCheck *check)
{
  const EnisimCheckCounts counts = enisim_check_get_counts (check);
  const guint n_agents = enisim_check_get_n_agents (check);

  if (!enisim_check_is_failing (check))
    return ENISIM_EXIT_FINE;
  if (counts.failing == 0)
    enisim_complain ("--fail-on: %u agent%s in VPC mode %s looked at, and %u answer%s not known",
                     n_agents, n_agents == 1 ? "" : "s", n_agents == 1 ? "was" : "were",
                     counts.not_known, counts.not_known == 1 ? " is" : "s are");
  return ENISIM_EXIT_FINDING;
}

static EnisimExit
run (const Options *options)
{
  const EnisimOptions *common = &options->common;
  g_autoptr (EnisimInventory) inventory
      = enisim_descriptions_load (&options->descriptions, common->words, common->output);
  g_autoptr (EnisimCheck) check = NULL;
  g_autofree char *report = NULL;

  if (inventory == NULL)
    return ENISIM_EXIT_INPUT;
  check = make_check (inventory, options);
  if (check == NULL)
    return ENISIM_EXIT_INPUT;
  report = make_report (check, options);
  if (!enisim_output_write (common->output, report))
    return ENISIM_EXIT_MACHINE;
  return judge (check);
}

static EnisimExit
list_rules (const Options *options)
{
  gboolean use_colour;
  const guint columns = get_columns (options, &use_colour);
  g_autofree char *list = options->common.is_json ? enisim_report_rules_to_json ()
                                                  : enisim_report_rules_to_table (columns);

  return enisim_output_write (options->common.output, list) ? ENISIM_EXIT_FINE
                                                            : ENISIM_EXIT_MACHINE;
}

static guint
check_list (const Options *options)
{
  const char *format = options->common.format;

  if (!options->is_list)
    return enisim_descriptions_check (&options->descriptions, options->common.words);
  if (format == NULL || strcmp (format, "table") == 0 || strcmp (format, "json") == 0)
    return 0;
  enisim_complain ("--format '%s': a list of rules is table or json", format);
  return 1;
}

EnisimExit
enisim_check (char **arguments)
{
  g_auto (Options) options = { .today = NULL };
  g_autoptr (GOptionContext) context = make_context (&options);

  g_set_prgname ("enisim check");
  if (!enisim_options_read (&options.common, context, arguments))
    return enisim_options_point_to_help ();
  if (options.common.is_help)
    return enisim_options_help (context);
  if (enisim_options_check (&options.common) + check_list (&options) > 0)
    return enisim_options_point_to_help ();
  if (!enisim_output_check (options.common.output))
    return ENISIM_EXIT_MACHINE;
  return options.is_list ? list_rules (&options) : run (&options);
}
