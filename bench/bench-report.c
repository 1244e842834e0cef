/* bench-report.c: outcomes as a table or as one JSON document */
#include "bench.h"
#include "bench-absent.h" /* made by CMake: BENCH_ABSENT, names of peers, parted by semicolons */

#ifdef __clang__
#define COMPILER __VERSION__
#else
#define COMPILER "gcc " __VERSION__
#endif

enum
{
  SCHEMA_VERSION = 1
};

/* Returns: (transfer full): what Linux calls the first processor. */
static gchar *
dup_cpu_name (void)
{
  g_autofree gchar *text = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("^model name\\s*: (.*)$", G_REGEX_MULTILINE, 0, NULL);

  if (g_file_get_contents ("/proc/cpuinfo", &text, NULL, NULL)
      && g_regex_match (regex, text, 0, &match))
    return g_match_info_fetch (match, 1);
  return g_strdup ("unknown");
}

/* Returns: (transfer full): a JSON string.  Only ASCII comes this way. */
static gchar *
quote (const gchar *text)
{
  GString *quoted = g_string_new ("\"");

  for (const gchar *c = text; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, g_ascii_isprint (*c) ? *c : '?');
    }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

/* Returns: (transfer full): a JSON array of strings. */
static gchar *
dup_absent_array (void)
{
  g_auto (GStrv) names = g_strsplit (BENCH_ABSENT, ";", 0);
  g_autofree gchar *inner = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      gchar *quoted = quote (names[i]);

      g_free (names[i]);
      names[i] = quoted;
    }
  inner = g_strjoinv (", ", names);
  return g_strdup_printf ("[%s]", inner);
}

void
bench_report_begin (const BenchOptions *options)
{
  g_autofree gchar *cpu = dup_cpu_name ();
  g_autofree gchar *compiler = quote (COMPILER);
  g_autofree gchar *absent = dup_absent_array ();

  if (options->json)
    {
      g_autofree gchar *quoted_cpu = quote (cpu);

      g_print ("{\n  \"schema_version\": %d,\n  \"machine\": {\"cpu\": %s, \"n_cpus\": %u, "
               "\"compiler\": %s},\n  \"absent_peers\": %s,\n  \"cases\": [",
               SCHEMA_VERSION, quoted_cpu, g_get_num_processors (), compiler, absent);
      return;
    }
  g_print ("%s, %u processors\n\n%-18s %8s %9s   %-28s %9s %7s\n", cpu, g_get_num_processors (),
           "case", "size", "ours, ns", "peer", "ns", "ratio");
}

static void
print_json (const BenchOutcome *outcome, gboolean is_first)
{
  const BenchResult *results = (const BenchResult *) outcome->results->data;
  const char *unit = outcome->bench_case->is_memory ? "bytes" : "ns";

  g_print ("%s\n    {\"case\": \"%s\", \"size\": %u, \"operations\": %" G_GUINT64_FORMAT
           ", \"checksum\": \"%016" G_GINT64_MODIFIER "x\", \"ours_%s\": %.2f, ",
           is_first ? "" : ",", outcome->bench_case->name, outcome->size, outcome->n,
           outcome->checksum, unit, results[0].ns);
  if (outcome->bench_case->is_scale)
    g_print ("\"bytes_each\": %.1f, \"peak_bytes\": %.0f, ", outcome->bytes_each,
             outcome->peak_bytes);
  g_print ("\"peers\": [");
  for (guint i = 1; i < outcome->results->len; i++)
    {
      const gchar *build = results[i].contestant->build;

      g_print ("%s\n      {\"name\": \"%s\", ", i > 1 ? "," : "", results[i].contestant->name);
      if (build != NULL)
        g_print ("\"build\": \"%s\", ", build);
      g_print ("\"%s\": %.2f, \"ratio\": %.3f}", unit, results[i].ns, results[i].ratio);
    }
  g_print ("]}");
}

static void
print_rows (const BenchOutcome *outcome)
{
  const BenchResult *results = (const BenchResult *) outcome->results->data;

  for (guint i = 1; i < outcome->results->len; i++)
    {
      const gchar *build = results[i].contestant->build;
      g_autofree gchar *peer
          = g_strconcat (results[i].contestant->name, build != NULL ? " " : "", build, NULL);

      g_print ("%-18s %8u %9.1f   %-28s %9.1f %6.1fx\n", outcome->bench_case->name, outcome->size,
               results[0].ns, peer, results[i].ns, results[i].ratio);
    }
  if (outcome->bench_case->is_scale)
    g_print ("%-18s %8u %9.1f   %.0e operations, %.0f bytes each, peak %.1f MiB\n",
             outcome->bench_case->name, outcome->size, results[0].ns, (double) outcome->n,
             outcome->bytes_each, outcome->peak_bytes / (1024 * 1024));
  else if (outcome->results->len == 1)
    g_print ("%-18s %8u %9.1f\n", outcome->bench_case->name, outcome->size, results[0].ns);
}

void
bench_report_add (const BenchOptions *options, const BenchOutcome *outcome, gboolean is_first)
{
  if (options->json)
    print_json (outcome, is_first);
  else
    print_rows (outcome);
}

void
bench_report_end (const BenchOptions *options)
{
  g_auto (GStrv) absent = g_strsplit (BENCH_ABSENT, ";", 0);

  if (options->json)
    {
      g_print ("\n  ]\n}\n");
      return;
    }
  g_print ("\nratio: the peer's time to ours, so that 2.1x means ours is 2.1 times faster; of "
           "*/memory*, bytes\n");
  for (guint i = 0; absent[i] != NULL; i++)
    g_print ("not built: %s\n", absent[i]);
}
