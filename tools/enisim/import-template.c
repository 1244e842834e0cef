/* import-template.c: `enisim import`: a scenario of what templates describe */
#include "command.h"
#include "descriptions.h"
#include "options.h"
#include "output.h"

typedef struct
{
  EnisimOptions common;
  EnisimDescriptions descriptions;
} Options;

static void
options_clear (Options *options)
{
  enisim_descriptions_clear (&options->descriptions);
  enisim_options_clear (&options->common);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GOptionContext *
make_context (Options *options)
{
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->common.output,
      "Write the scenario to FILE, whole or not at all; - is stdout", "FILE" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options->common.is_quiet,
      "Do not say what could not be carried: the scenario does", NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &options->common.is_help, "This text", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->common.words, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = g_option_context_new ("FILE...");

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (
      context,
      "Reads what `enisim plan` reads and writes a commented scenario that `enisim run` takes.");
  g_option_context_set_description (context,
                                    "Exit status: 0 fine, 2 bad usage or input, 3 the machine "
                                    "(disk full).");
  enisim_descriptions_add_to (&options->descriptions, context);
  g_option_context_add_main_entries (context, entries, NULL);
  return context;
}

static EnisimExit
import (const Options *options)
{
  const EnisimOptions *common = &options->common;
  g_autoptr (EnisimInventory) inventory
      = enisim_descriptions_load (&options->descriptions, common->words, common->output);
  g_auto (GStrv) left_out = NULL;
  g_autofree char *text = NULL;

  if (inventory == NULL)
    return ENISIM_EXIT_INPUT;
  text = enisim_inventory_to_scenario (inventory, &left_out);
  for (guint i = 0; left_out[i] != NULL && !common->is_quiet; i++)
    enisim_complain ("not carried: %s", left_out[i]);
  return enisim_output_write (common->output, text) ? ENISIM_EXIT_FINE : ENISIM_EXIT_MACHINE;
}

EnisimExit
enisim_import (char **arguments)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GOptionContext) context = make_context (&options);

  g_set_prgname ("enisim import");
  if (!enisim_options_read (&options.common, context, arguments))
    return enisim_options_point_to_help ();
  if (options.common.is_help)
    return enisim_options_help (context);
  if (enisim_descriptions_check (&options.descriptions, options.common.words)
          + enisim_options_check_name ("--output", options.common.output)
          + enisim_options_check_words (&options.common, "--output", options.common.output)
      > 0)
    return enisim_options_point_to_help ();
  return enisim_output_check (options.common.output) ? import (&options) : ENISIM_EXIT_MACHINE;
}
