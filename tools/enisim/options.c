/* options.c: the options of every sub-command that simulates a scenario */
#include "options.h"

#include <string.h>
#include <unistd.h>

#include "input.h"
#include "output.h"
#include "terminal.h"

void
enisim_options_clear (EnisimOptions *options)
{
  g_free (options->seed_text);
  g_free (options->format);
  g_free (options->output);
  g_strfreev (options->overrides);
  g_strfreev (options->words);
}

static const EnisimFormats *
get_formats (const EnisimOptions *options)
{
  static const char *const PLAIN[] = { "table", "json", NULL };
  static const char *const WITH_MARKDOWN[] = { "table", "json", "markdown", NULL };
  static const EnisimFormats FORMATS[] = {
    { PLAIN, "table (default) or json", "table or json" },
    { WITH_MARKDOWN, "table (default), json or markdown", "table, json or markdown" },
  };

  return options->formats != NULL ? options->formats : &FORMATS[options->takes_markdown ? 1 : 0];
}

void
enisim_options_add_page_to (EnisimOptions *options, GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options->format, get_formats (options)->help,
      "FORMAT" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
      "Write the report to FILE, whole or not at all; - is stdout", "FILE" },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &options->is_help, "This text", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->words, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_description (context,
                                    "Exit status: 0 fine, 2 bad usage or input, 3 the machine "
                                    "(disk full).");
  g_option_context_add_main_entries (context, entries, NULL);
}

void
enisim_options_add_to (EnisimOptions *options, GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_FILENAME, &options->seed_text, "Seed of all random streams (1)",
      "N" },
    { "set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->overrides,
      "Replace a value, as in quotas.max_vms=500; may be repeated", "PATH=VALUE" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options->is_quiet, "Show no progress and no remarks",
      NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, NULL);
  enisim_options_add_page_to (options, context);
  g_option_context_set_description (context,
                                    "Exit status: 0 fine, 2 bad usage or input, 3 the machine "
                                    "(disk full), 130 interrupted\nwith what was done reported, "
                                    "or nothing, and a sentence says so.");
}

gboolean
enisim_options_read (EnisimOptions *options, GOptionContext *context, char **arguments)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;

  options->seed = 1;
  if (!g_option_context_parse_strv (context, &words, &error))
    {
      enisim_complain ("%s", error->message);
      return FALSE;
    }
  options->is_json = g_strcmp0 (options->format, "json") == 0;
  options->is_markdown = options->takes_markdown && g_strcmp0 (options->format, "markdown") == 0;
  return TRUE;
}

guint
enisim_options_check_number (const char *option, const char *text, guint64 min, guint64 max,
                             guint64 *value)
{
  if (text == NULL || g_ascii_string_to_unsigned (text, 10, min, max, value, NULL))
    return 0;
  enisim_complain ("%s '%s': not a whole number from %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT,
                   option, text, min, max);
  return 1;
}

/* Returns: the number of complaints, 1 if @path, of @option, is that of @input, which is read */
static guint
check_input (const char *option, const char *path, const char *input)
{
  if (!enisim_output_is_input (path, input))
    return 0;
  enisim_complain ("%s would replace %s, which is read: name another file", option,
                   enisim_input_get_name (input));
  return 1;
}

guint
enisim_options_check_name (const char *option, const char *path)
{
  if (path == NULL || *path != '\0')
    return 0;
  enisim_complain ("%s '': an empty name, expected a file or -", option);
  return 1;
}

guint
enisim_options_check_words (const EnisimOptions *options, const char *option, const char *path)
{
  char **words = options->words;
  guint n = 0;

  for (guint i = 0; n == 0 && words != NULL && words[i] != NULL; i++)
    if (i >= options->n_verbs)
      n = check_input (option, path, words[i]);
  return n;
}

guint
enisim_options_check_traces (const EnisimScenario *scenario, const char *option, const char *path)
{
  guint n = 0;

  for (guint i = 0; n == 0 && i < enisim_scenario_get_n_workloads (scenario); i++)
    {
      const char *file = enisim_scenario_get_workload_file (scenario, i);

      if (file != NULL)
        n = check_input (option, path, file);
    }
  return n;
}

guint
enisim_options_check_files (const EnisimInventory *inventory, const char *option, const char *path)
{
  guint n = 0;

  for (guint i = 0; n == 0 && i < enisim_inventory_get_n_files (inventory); i++)
    n = check_input (option, path, enisim_inventory_get_file (inventory, i));
  return n;
}

guint
enisim_options_check (EnisimOptions *options)
{
  guint n_complaints
      = enisim_options_check_number ("--seed", options->seed_text, 0, G_MAXUINT64, &options->seed);

  if (options->format != NULL && !g_strv_contains (get_formats (options)->names, options->format))
    {
      enisim_complain ("--format '%s': write %s", options->format, get_formats (options)->list);
      n_complaints++;
    }
  return n_complaints + enisim_options_check_name ("--output", options->output)
         + enisim_options_check_words (options, "--output", options->output);
}

EnisimExit
enisim_options_point_to_help (void)
{
  g_autofree char *text = g_strdup_printf ("`%s --help` lists the options\n", g_get_prgname ());

  enisim_say (text);
  return ENISIM_EXIT_INPUT;
}

EnisimExit
enisim_options_help (GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

  return enisim_output_write (NULL, help) ? ENISIM_EXIT_FINE : ENISIM_EXIT_MACHINE;
}

guint
enisim_options_get_page (const EnisimOptions *options, gboolean *use_colour)
{
  const gboolean is_file = !enisim_output_is_stdout (options->output);

  *use_colour = !is_file && enisim_terminal_has_colour (STDOUT_FILENO);
  return enisim_terminal_get_columns (is_file ? -1 : STDOUT_FILENO);
}
