/* diff-templates.c: `enisim diff`: what a change of a template changes, before it is deployed */
#include "command.h"
#include "descriptions.h"
#include "options.h"
#include "output.h"

enum
{
  OLD,
  NEW,
  N_SIDES
};

typedef struct
{
  EnisimOptions common;
  EnisimDescriptions descriptions;
  char **parameters[N_SIDES]; /* of one side, or NULL */
  char *fail_on;              /* or NULL */
} Options;

static void
options_clear (Options *options)
{
  for (guint side = 0; side < N_SIDES; side++)
    g_strfreev (options->parameters[side]);
  g_free (options->fail_on);
  enisim_descriptions_clear (&options->descriptions);
  enisim_options_clear (&options->common);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GOptionContext *
make_context (Options *options)
{
  const GOptionEntry entries[] = {
    { "fail-on", 0, 0, G_OPTION_ARG_FILENAME, &options->fail_on,
      "Exit with 1 if NEW is worse in one of these; see below", "WHAT,..." },
    { "old-param", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->parameters[OLD],
      "Value of a parameter of OLD alone; may be repeated", "[STACK:]NAME=VALUE" },
    { "new-param", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->parameters[NEW],
      "Value of a parameter of NEW alone; may be repeated", "[STACK:]NAME=VALUE" },
    { "set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->common.overrides,
      "Assume a scenario's value, as in model.eni_sharing=per_subnet; may be repeated",
      "PATH=VALUE" },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = g_option_context_new ("OLD NEW");

  g_option_context_set_summary (
      context,
      "Compares two descriptions of what `enisim plan` reads and reports what changes in groups,\n"
      "ENIs, addresses, findings and cost, and why; --format markdown is for a pull request.\n"
      "What has the same logical id or address is the same thing, whatever its stack or file is\n"
      "called; what alone has the same kind and name on both sides is taken to be renamed.");
  g_option_context_add_main_entries (context, entries, NULL);
  enisim_descriptions_add_to (&options->descriptions, context);
  options->common.takes_markdown = TRUE;
  enisim_options_add_page_to (&options->common, context);
  g_option_context_set_description (
      context,
      "What --fail-on names:\n"
      "  groups                more groups of agents that share ENIs, or one that is split\n"
      "  enis                  more ENIs of agents\n"
      "  addresses             more addresses held in a subnet\n"
      "  findings              a new warning or error; not notes\n"
      "  error, warning, note  a new finding at least so severe, or one that got so severe\n"
      "  cost                  a month that costs more, or whose cost is no longer known\n"
      "  unknown               a finding, a count or a subnet's size that is not known any\n"
      "                        more, or of something new\n"
      "  any                   groups, enis, addresses, findings, cost or unknown\n\n"
      "Exit status: 0 fine, 1 there is more of what --fail-on names, 2 bad usage or input, "
      "3 the\nmachine (disk full).");
  return context;
}

#define FAIL_ON_WORDS                                                                              \
  "groups, enis, addresses, findings, cost, unknown, any, error, warning or note"

/* @diff: (nullable): NULL: nothing is worse
 * @is_known: (out): whether @word is a subject or a severity
 * Returns: whether what it names is worse */
static gboolean
is_worse (const EnisimDiff *diff, const char *word, gboolean *is_known)
{
  const gboolean is_any = g_str_equal (word, "any");
  gboolean worse = FALSE;
  const char *name;

  *is_known = is_any;
  for (guint i = 0; (name = enisim_diff_subject_get_name ((EnisimDiffSubject) i)) != NULL; i++)
    {
      if (!is_any && !g_str_equal (word, name))
        continue;
      *is_known = TRUE;
      worse |= diff != NULL && enisim_diff_is_worse (diff, (EnisimDiffSubject) i);
    }
  for (guint i = 0; (name = enisim_severity_get_name ((EnisimSeverity) i)) != NULL; i++)
    {
      if (!g_str_equal (word, name))
        continue;
      *is_known = TRUE;
      worse |= diff != NULL && enisim_diff_has_new_finding (diff, (EnisimSeverity) i);
    }
  return worse;
}

static gboolean
fails (const EnisimDiff *diff, const char *fail_on)
{
  g_auto (GStrv) words = g_strsplit (fail_on != NULL ? fail_on : "", ",", -1);
  gboolean is_known;

  for (guint i = 0; words[i] != NULL; i++)
    if (is_worse (diff, words[i], &is_known))
      return TRUE;
  return FALSE;
}

/* An empty list is no word: a build whose variable is not set would pass for ever. */
static guint
check_fail_on (const char *fail_on)
{
  g_auto (GStrv) words = g_strsplit (fail_on != NULL ? fail_on : "", ",", -1);
  guint n_complaints = 0;

  for (guint i = 0; fail_on != NULL && (words[i] != NULL || i == 0); i++)
    {
      const char *word = words[i] != NULL ? words[i] : "";
      gboolean is_known;

      is_worse (NULL, word, &is_known);
      if (is_known)
        continue;
      enisim_complain ("--fail-on '%s': write " FAIL_ON_WORDS, word);
      n_complaints++;
      if (words[i] == NULL)
        break;
    }
  return n_complaints;
}

static guint
check_words (char **words)
{
  if (words != NULL && g_strv_length (words) == N_SIDES)
    return 0;
  enisim_complain ("name two descriptions, the old one and the new one");
  return 1;
}

/* Returns: (transfer container): those of both sides, then those of one */
static char **
join (char **common, char **own)
{
  GPtrArray *all = g_ptr_array_new ();

  for (; common != NULL && *common != NULL; common++)
    g_ptr_array_add (all, *common);
  for (; own != NULL && *own != NULL; own++)
    g_ptr_array_add (all, *own);
  g_ptr_array_add (all, NULL);
  return (char **) g_ptr_array_free (all, FALSE);
}

/* What one side is, each made of the one before it. */
typedef struct
{
  EnisimInventory *inventory;
  EnisimScenario *assumptions;
  EnisimPlan *plan;
  EnisimCheck *check;
} Side;

static void
side_clear (Side *side)
{
  enisim_check_free (side->check);
  enisim_plan_free (side->plan);
  g_clear_pointer (&side->assumptions, enisim_scenario_unref);
  enisim_inventory_free (side->inventory);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, side_clear)

static gboolean
make_side (Side *side, const Options *options, guint which)
{
  EnisimDescriptions descriptions = options->descriptions;
  g_autofree char **parameters = join (descriptions.parameters, options->parameters[which]);
  char *paths[] = { options->common.words[which], NULL };
  g_autoptr (GError) error = NULL;

  descriptions.parameters = parameters;
  side->inventory = enisim_descriptions_load (&descriptions, paths, options->common.output);
  if (side->inventory == NULL)
    return FALSE;
  side->assumptions = enisim_plan_assume (side->inventory,
                                          (const char *const *) options->common.overrides, &error);
  if (side->assumptions != NULL)
    side->check = enisim_check_new (side->inventory, side->assumptions, NULL, &error);
  if (side->check != NULL)
    side->plan = enisim_plan_new (side->inventory, side->assumptions);
  else
    {
      enisim_say (error->message);
      enisim_say ("\n");
    }
  return side->plan != NULL;
}

static char *
make_report (const EnisimDiff *diff, const EnisimOptions *common)
{
  gboolean use_colour;
  const guint columns = enisim_options_get_page (common, &use_colour);

  if (common->is_json)
    return enisim_report_diff_to_json (diff);
  if (common->is_markdown)
    return enisim_report_diff_to_markdown (diff);
  return enisim_report_diff_to_table (diff, MAX (columns, ENISIM_REPORT_WIDTH_MIN), use_colour);
}

static EnisimExit
compare (const Options *options)
{
  g_auto (Side) old_side = { 0 };
  g_auto (Side) new_side = { 0 };
  const gboolean has_old = make_side (&old_side, options, OLD);
  g_autoptr (EnisimDiff) diff = NULL;
  g_autofree char *report = NULL;

  if (!make_side (&new_side, options, NEW) || !has_old)
    return ENISIM_EXIT_INPUT;
  diff = enisim_diff_new (old_side.plan, new_side.plan, old_side.check, new_side.check);
  report = make_report (diff, &options->common);
  if (!enisim_output_write (options->common.output, report))
    return ENISIM_EXIT_MACHINE;
  return fails (diff, options->fail_on) ? ENISIM_EXIT_FINDING : ENISIM_EXIT_FINE;
}

EnisimExit
enisim_diff (char **arguments)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GOptionContext) context = make_context (&options);
  guint n_complaints;

  g_set_prgname ("enisim diff");
  if (!enisim_options_read (&options.common, context, arguments))
    return enisim_options_point_to_help ();
  if (options.common.is_help)
    return enisim_options_help (context);
  n_complaints = enisim_options_check (&options.common) + check_words (options.common.words)
                 + check_fail_on (options.fail_on);
  if (n_complaints == 0)
    n_complaints = enisim_descriptions_check (&options.descriptions, options.common.words);
  if (n_complaints > 0)
    return enisim_options_point_to_help ();
  return enisim_output_check (options.common.output) ? compare (&options) : ENISIM_EXIT_MACHINE;
}
