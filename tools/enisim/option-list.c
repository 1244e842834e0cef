/* option-list.c: `enisim options`: what a scenario may assume, and what each default rests on */
#include "command.h"
#include "options.h"
#include "output.h"

static GOptionContext *
make_context (EnisimOptions *options)
{
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_set_summary (context,
                                "Lists the options of the model, which a scenario sets: their "
                                "defaults, alternatives and\nwhat each default rests on.");
  enisim_options_add_page_to (options, context);
  return context;
}

static guint
complain_of_values (EnisimOptions *options)
{
  guint n_complaints = enisim_options_check (options);

  if (options->words != NULL)
    {
      enisim_complain ("no word is expected, got '%s'", options->words[0]);
      n_complaints++;
    }
  return n_complaints;
}

static EnisimExit
list (const EnisimOptions *options)
{
  gboolean use_colour;
  const guint columns = enisim_options_get_page (options, &use_colour);
  g_autofree char *text
      = options->is_json
            ? enisim_report_options_to_json ()
            : enisim_report_options_to_table (MAX (columns, ENISIM_REPORT_WIDTH_MIN), use_colour);

  return enisim_output_write (options->output, text) ? ENISIM_EXIT_FINE : ENISIM_EXIT_MACHINE;
}

EnisimExit
enisim_list_options (char **arguments)
{
  g_auto (EnisimOptions) options = { 0 };
  g_autoptr (GOptionContext) context = make_context (&options);

  g_set_prgname ("enisim options");
  if (!enisim_options_read (&options, context, arguments))
    return enisim_options_point_to_help ();
  if (options.is_help)
    return enisim_options_help (context);
  if (complain_of_values (&options) > 0)
    return enisim_options_point_to_help ();
  return enisim_output_check (options.output) ? list (&options) : ENISIM_EXIT_MACHINE;
}
