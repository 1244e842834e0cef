/* enisim-bench.c: the one executable of all benchmarks */
#include "bench.h"

extern const BenchSuite event_queue_suite, timer_ring_suite, engine_suite, key_table_suite,
    domain_suite, scale_suite, replications_suite, plan_suite, state_suite, terraform_suite,
    trace_suite;

static gboolean
parse (int argc, char **argv, BenchOptions *options, gchar ***globs)
{
  const GOptionEntry entries[]
      = { { "smoke", 0, 0, G_OPTION_ARG_NONE, &options->smoke, "Tiny sizes: prove that it runs",
            NULL },
          { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, "One JSON document", NULL },
          { "list", 0, 0, G_OPTION_ARG_NONE, &options->list,
            "Print the cases, which take long and which peers they lack, and run none", NULL },
          { "long", 0, 0, G_OPTION_ARG_NONE, &options->with_long, "Also cases of a minute and more",
            NULL },
          { "rounds", 0, 0, G_OPTION_ARG_INT, &options->n_rounds, "Timed rounds, 1 to 99", "N" },
          { "case", 0, 0, G_OPTION_ARG_STRING_ARRAY, globs,
            "Only cases of such names, as \"pool/*\"; may be repeated", "GLOB" },
          G_OPTION_ENTRY_NULL };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, "Times enisim's hot paths beside their peers.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_printerr ("enisim-bench: %s\n", error->message);
  else if (argc > 1)
    g_printerr ("enisim-bench: %s: no argument is wanted\n", argv[1]);
  else if (options->n_rounds < 1 || options->n_rounds > BENCH_ROUNDS_MAX)
    g_printerr ("enisim-bench: --rounds is 1 to %d\n", BENCH_ROUNDS_MAX);
  else
    return TRUE;
  return FALSE;
}

/* @globs: (nullable): all are named */
static gboolean
is_named (const BenchCase *bench_case, gchar **globs)
{
  if (globs == NULL)
    return TRUE;
  for (; *globs != NULL; globs++)
    if (g_pattern_match_simple (*globs, bench_case->name))
      return TRUE;
  return FALSE;
}

/* Returns: the cases that any of @globs names, as pointers to BenchCase. */
static GPtrArray *
select_cases (gchar **globs, gboolean with_long)
{
  const BenchSuite *const suites[]
      = { &event_queue_suite, &timer_ring_suite, &engine_suite,       &key_table_suite,
          &domain_suite,      &scale_suite,      &replications_suite, &plan_suite,
          &state_suite,       &terraform_suite,  &trace_suite };
  GPtrArray *selected = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (suites); i++)
    for (guint j = 0; j < suites[i]->n_cases; j++)
      if (is_named (&suites[i]->cases[j], globs) && (with_long || !suites[i]->cases[j].is_long))
        g_ptr_array_add (selected, (gpointer) &suites[i]->cases[j]);
  return selected;
}

/* Each by itself: a slip in one would be hidden by what the others name. */
static gboolean
complain_of_globs (gchar **globs, gboolean with_long)
{
  gboolean is_wrong = FALSE;

  for (; globs != NULL && *globs != NULL; globs++)
    {
      gchar *one[] = { *globs, NULL };
      g_autoptr (GPtrArray) cases = select_cases (one, with_long);

      if (cases->len > 0)
        continue;
      g_printerr ("enisim-bench: no case matches \"%s\"\n", *globs);
      is_wrong = TRUE;
    }
  return is_wrong;
}

/* Returns: (transfer full): peers that are not built, each once */
static gchar *
list_absent (const BenchCase *bench_case)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; bench_case->contestants[i] != NULL; i++)
    {
      const BenchContestant *contestant = bench_case->contestants[i];

      if (!bench_contestant_is_built (contestant)
          && !g_ptr_array_find (names, contestant->name, NULL))
        g_ptr_array_add (names, (gpointer) contestant->name);
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (gchar **) names->pdata);
}

static void
list (const GPtrArray *cases)
{
  for (guint i = 0; i < cases->len; i++)
    {
      const BenchCase *bench_case = g_ptr_array_index (cases, i);
      g_autofree gchar *absent = list_absent (bench_case);

      g_print ("%s %u, %" G_GUINT64_FORMAT " operation%s", bench_case->name, bench_case->size,
               bench_case->n, bench_case->n == 1 ? "" : "s");
      if (bench_case->is_long)
        g_print ("  [a minute and more: with --long]");
      else if (bench_case->is_lengthy)
        g_print ("  [more than some ten seconds beside all peers]");
      if (absent[0] != '\0')
        g_print ("  [optional peers not built: %s]", absent);
      g_print ("\n");
    }
}

static void
run (const GPtrArray *cases, const BenchOptions *options)
{
  bench_report_begin (options);
  for (guint i = 0; i < cases->len; i++)
    {
      BenchOutcome outcome = bench_run (g_ptr_array_index (cases, i), options);

      bench_report_add (options, &outcome, i == 0);
      bench_outcome_clear (&outcome);
    }
  bench_report_end (options);
}

int
main (int argc, char **argv)
{
  BenchOptions options = { .n_rounds = 5 };
  g_auto (GStrv) globs = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  gboolean with_long;

  if (!parse (argc, argv, &options, &globs))
    return 2;
  with_long = options.with_long || options.list || options.smoke;
  if (complain_of_globs (globs, with_long))
    return 2;
  cases = select_cases (globs, with_long);
  if (options.list)
    list (cases);
  else
    run (cases, &options);
  return 0;
}
