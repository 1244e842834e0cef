/* plan-template.c: `enisim plan`: what a template takes of its subnets, before it is deployed */
#include "command.h"
#include "descriptions.h"
#include "options.h"
#include "output.h"

typedef struct
{
  EnisimOptions common;
  EnisimDescriptions descriptions;
  gboolean do_explain;
  char *fail_on; /* "fit", "unknown", ...; or NULL */
} Options;

static void
options_clear (Options *options)
{
  g_free (options->fail_on);
  enisim_descriptions_clear (&options->descriptions);
  enisim_options_clear (&options->common);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GOptionContext *
make_context (Options *options)
{
  const GOptionEntry entries[] = {
    { "explain", 0, 0, G_OPTION_ARG_NONE, &options->do_explain,
      "Show the formulas with their numbers", NULL },
    { "fail-on", 0, 0, G_OPTION_ARG_FILENAME, &options->fail_on,
      "Exit with 1 if a subnet has no room, now, in a redeploy or beside a second copy: fit; if "
      "that is not known: unknown",
      "WHAT,..." },
    { "set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->common.overrides,
      "Assume a scenario's value, as in model.eni_sharing=per_subnet; may be repeated",
      "PATH=VALUE" },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = g_option_context_new ("FILE...");

  g_option_context_set_summary (
      context,
      "Reads CloudFormation templates, in YAML or JSON, or a CDK output folder, and reports which\n"
      "ENIs they make, why, and what is held in each subnet now, in a redeploy and after a "
      "destroy.\n"
      "Answers of the AWS CLI beside them tell what is there already, and alone are a report of "
      "that.");
  g_option_context_add_main_entries (context, entries, NULL);
  enisim_descriptions_add_to (&options->descriptions, context);
  options->common.takes_markdown = TRUE;
  enisim_options_add_page_to (&options->common, context);
  g_option_context_set_description (context,
                                    "Exit status: 0 fine, 1 --fail-on, 2 bad usage or input, 3 the "
                                    "machine (disk full).");
  return context;
}

static char *
make_report (const EnisimPlan *plan, const Options *options)
{
  gboolean use_colour;
  const guint columns = enisim_options_get_page (&options->common, &use_colour);

  if (options->common.is_json)
    return enisim_report_plan_to_json (plan);
  if (options->common.is_markdown)
    return enisim_report_plan_to_markdown (plan, options->do_explain);
  return enisim_report_plan_to_table (plan, options->do_explain,
                                      MAX (columns, ENISIM_REPORT_WIDTH_MIN), use_colour);
}

static gboolean
names (const Options *options, const char *word)
{
  g_auto (GStrv) words = g_strsplit (options->fail_on != NULL ? options->fail_on : "", ",", -1);

  return g_strv_contains ((const char *const *) words, word);
}

/* An empty list is no word: a build whose variable is not set would pass for ever. */
static guint
check_fail_on (const Options *options)
{
  static const char *const known[] = { "fit", "unknown", NULL };
  g_auto (GStrv) words = g_strsplit (
      options->fail_on != NULL && *options->fail_on != '\0' ? options->fail_on : ",", ",", -1);
  guint n_complaints = 0;

  for (guint i = 0; options->fail_on != NULL && words[i] != NULL; i++)
    if (!g_strv_contains (known, words[i]) && n_complaints++ == 0)
      enisim_complain ("--fail-on '%s': write fit, unknown or both", options->fail_on);
  return n_complaints;
}

/* What is not known passes where only "fit" is named, but not without a word. */
static EnisimExit
judge (const EnisimPlan *plan, const Options *options)
{
  const EnisimPlanFit fit = enisim_plan_get_fit (plan);
  const gboolean is_full = fit == ENISIM_PLAN_FITS_NOT_ALL || fit == ENISIM_PLAN_FITS_NOT;
  const guint n_unknown = enisim_plan_get_n_unknown_fits (plan);

  if ((is_full && names (options, "fit")) || (n_unknown > 0 && names (options, "unknown")))
    return ENISIM_EXIT_FINDING;
  if (n_unknown > 0 && options->fail_on != NULL)
    enisim_complain ("whether %u of the subnets %s room is not known, and passes: --fail-on "
                     "fit,unknown fails on that",
                     n_unknown, n_unknown == 1 ? "has" : "have");
  return ENISIM_EXIT_FINE;
}

static EnisimExit
plan (const Options *options)
{
  const EnisimOptions *common = &options->common;
  g_autoptr (EnisimInventory) inventory
      = enisim_descriptions_load (&options->descriptions, common->words, common->output);
  g_autoptr (EnisimScenario) assumptions = NULL;
  g_autoptr (EnisimPlan) made = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *report = NULL;

  if (inventory == NULL)
    return ENISIM_EXIT_INPUT;
  assumptions = enisim_plan_assume (inventory, (const char *const *) common->overrides, &error);
  if (assumptions == NULL)
    {
      enisim_say (error->message);
      enisim_say ("\n");
      return ENISIM_EXIT_INPUT;
    }
  made = enisim_plan_new (inventory, assumptions);
  report = make_report (made, options);
  return enisim_output_write (common->output, report) ? judge (made, options) : ENISIM_EXIT_MACHINE;
}

EnisimExit
enisim_plan (char **arguments)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GOptionContext) context = make_context (&options);

  g_set_prgname ("enisim plan");
  if (!enisim_options_read (&options.common, context, arguments))
    return enisim_options_point_to_help ();
  if (options.common.is_help)
    return enisim_options_help (context);
  if (enisim_options_check (&options.common)
          + enisim_descriptions_check (&options.descriptions, options.common.words)
          + check_fail_on (&options)
      > 0)
    return enisim_options_point_to_help ();
  return enisim_output_check (options.common.output) ? plan (&options) : ENISIM_EXIT_MACHINE;
}
