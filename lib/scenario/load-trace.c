/* load-trace.c: requests that were recorded */
#include "scenario/load-distribution.h"
#include "scenario/load-values.h"
#include "scenario/load-workloads.h"

/* Relative paths start at the folder of the scenario's file, those of an override (which has no
 * line) where the user stands. */
static char *
resolve_path (const EnisimLoader *loader, const EnisimNode *node)
{
  if (loader->folder == NULL || node->at.line == 0 || g_path_is_absolute (node->text))
    return g_strdup (node->text);
  return g_build_filename (loader->folder, node->text, NULL);
}

/* Returns: (transfer full) (nullable) */
static char *
load_column (EnisimLoader *loader, const EnisimNode *node)
{
  return g_strdup (enisim_load_text (loader->complaints, node, FALSE));
}

static void
load_trace_time (EnisimLoader *loader, const EnisimNode *node, EnisimTraceSpec *trace)
{
  static const char *const keys[] = { "column", "unit", NULL };
  EnisimNodeReader reader;

  if (node == NULL)
    return;
  if (node->kind == ENISIM_NODE_SCALAR)
    {
      trace->time_column = load_column (loader, node);
      return;
    }
  if (!enisim_node_expect (node, ENISIM_NODE_SCALAR | ENISIM_NODE_MAPPING, loader->complaints))
    return;
  reader = enisim_node_read (node, keys, loader->complaints);
  trace->time_column = load_column (loader, enisim_load_required (&reader, "column"));
  enisim_load_unit (loader->complaints, enisim_load_field (&reader, "unit"), &trace->time_unit_us);
}

static void
load_trace_session (EnisimLoader *loader, const EnisimNode *node, EnisimTraceSpec *trace)
{
  static const char *const keys[] = { "column", NULL };
  EnisimNodeReader reader;

  if (!enisim_load_is_session_mapping (loader, node, "{column: NAME}"))
    return;
  reader = enisim_node_read (node, keys, loader->complaints);
  trace->session_column = load_column (loader, enisim_load_required (&reader, "column"));
}

/* @node is a mapping of none of the forms that a duration has in a trace: all of them are named. */
static void
refuse_trace_duration (EnisimLoader *loader, const EnisimNode *node)
{
  const char *const *distributions = enisim_load_distribution_get_kinds ();
  const guint n_distributions = g_strv_length ((char **) distributions);
  g_autofree const char **forms = g_new0 (const char *, n_distributions + 3);
  EnisimNodeReader reader;

  forms[0] = "column";
  forms[1] = "per";
  for (guint i = 0; i < n_distributions; i++)
    forms[i + 2] = distributions[i];
  reader = enisim_node_read (node, forms, loader->complaints);
  enisim_load_only_entry (&reader, forms);
}

/* A column and its unit, or so long for each of what a column counts. */
static void
load_trace_duration (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  static const char *const column_keys[] = { "column", "unit", NULL };
  static const char *const per_keys[] = { "per", "each", NULL };
  const gboolean is_mapping = node != NULL && node->kind == ENISIM_NODE_MAPPING;
  EnisimTraceSpec *trace = &spec->trace;
  EnisimNodeReader reader;

  if (is_mapping && enisim_node_get (node, "column") != NULL)
    {
      reader = enisim_node_read (node, column_keys, loader->complaints);
      trace->duration_column = load_column (loader, enisim_load_required (&reader, "column"));
      enisim_load_unit (loader->complaints, enisim_load_required (&reader, "unit"),
                        &trace->duration_each_us);
    }
  else if (is_mapping && enisim_node_get (node, "per") != NULL)
    {
      reader = enisim_node_read (node, per_keys, loader->complaints);
      trace->duration_column = load_column (loader, enisim_load_required (&reader, "per"));
      enisim_load_span (loader->complaints, enisim_load_required (&reader, "each"), 1,
                        ENISIM_TIME_MAX, &trace->duration_each_us);
    }
  else if (is_mapping && !enisim_load_distribution_has_kind (node))
    refuse_trace_duration (loader, node);
  else
    enisim_load_distribution (loader->complaints, node, &spec->duration);
}

/* By the end of its name, unless the scenario says so. */
static void
load_format (EnisimLoader *loader, const EnisimNode *node, EnisimTraceSpec *trace)
{
  static const char *const choices[] = { "csv", "jsonl", NULL };
  static const char *const endings[] = { ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz" };
  guint choice = 0;

  for (guint i = 0; trace->path != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (trace->path, endings[i]))
      trace->format = ENISIM_TRACE_JSONL;
  if (enisim_load_choice (loader->complaints, node, choices, &choice))
    trace->format = choice == 0 ? ENISIM_TRACE_CSV : ENISIM_TRACE_JSONL;
}

void
enisim_load_trace (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  static const char *const keys[]
      = { "name",    "target",   "endpoint",      "choose",     "weights", "file", "format", "time",
          "session", "duration", "request_limit", "busy_after", "starts",  "sort", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  const EnisimNode *file = enisim_load_required (&reader, "file");

  enisim_load_target_choice (loader, &reader, spec);
  enisim_load_serving (loader, &reader, spec);
  if (enisim_load_text (loader->complaints, file, FALSE) != NULL)
    spec->trace.path = resolve_path (loader, file);
  load_format (loader, enisim_load_field (&reader, "format"), &spec->trace);
  load_trace_time (loader, enisim_load_required (&reader, "time"), &spec->trace);
  load_trace_session (loader, enisim_load_field (&reader, "session"), &spec->trace);
  load_trace_duration (loader, enisim_load_field (&reader, "duration"), spec);
  enisim_load_boolean (loader->complaints, enisim_load_field (&reader, "sort"), &spec->trace.sort);
}
