/* load-workloads.c: when requests come */
#include "scenario/load-distribution.h"
#include "scenario/load-values.h"
#include "scenario/load-workload-parts.h"

#include <string.h>

static const char *const kinds[] = { "closed", "poisson", "trace", NULL };

#define N_KINDS (G_N_ELEMENTS (kinds) - 1)

static void
load_window (EnisimLoader *loader, const EnisimNodeReader *reader, EnisimWorkloadSpec *spec)
{
  const EnisimNode *from = enisim_load_field (reader, "from");
  const EnisimNode *until = enisim_load_field (reader, "until");
  const gboolean has_from
      = enisim_load_span (loader->complaints, from, 0, ENISIM_TIME_MAX, &spec->from);
  const gboolean has_until
      = enisim_load_span (loader->complaints, until, 0, ENISIM_TIME_MAX, &spec->until);

  if (has_from)
    enisim_load_check_instant (loader, from, spec->from);
  if (spec->from < spec->until)
    return;
  if (has_until)
    enisim_complaints_add (loader->complaints, until, "until %s leaves no time after from %s",
                           until->text, has_from ? from->text : "0s");
  else
    enisim_complaints_add (loader->complaints, from, "from %s leaves no time", from->text);
}

/* Each is there from the start of a run on. */
static void
load_clients (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  if (!enisim_load_count (loader->complaints, node, 1, ENISIM_CLIENTS_MAX, &spec->n_clients))
    return;
  if (spec->n_clients > loader->n_clients_left)
    enisim_complaints_add (loader->complaints, node,
                           "too many clients: at most %d of all workloads", ENISIM_CLIENTS_MAX);
  loader->n_clients_left -= MIN (spec->n_clients, loader->n_clients_left);
}

static void
load_closed (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  static const char *const keys[] = { "name",  "target", "choose",  "weights",  "clients", "from",
                                      "until", "think",  "session", "duration", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);

  enisim_load_target_choice (loader, &reader, spec);
  load_clients (loader, enisim_load_required (&reader, "clients"), spec);
  load_window (loader, &reader, spec);
  enisim_load_distribution (loader->complaints, enisim_load_field (&reader, "think"), &spec->think);
  enisim_load_session (loader, enisim_load_field (&reader, "session"), spec);
  enisim_load_distribution (loader->complaints, enisim_load_field (&reader, "duration"),
                            &spec->duration);
}

/* Calls are numbered in 32 bits; the spread of a Poisson number this large is 0.002 %. */
static void
check_calls (EnisimLoader *loader, const EnisimNode *rate, const EnisimWorkloadSpec *spec)
{
  const EnisimTime end = MIN (spec->until, loader->scenario->horizon);
  const double calls
      = spec->rate_per_second * (double) (end - spec->from) / (double) G_TIME_SPAN_SECOND;

  G_STATIC_ASSERT (ENISIM_EXPECTED_CALLS_MAX / 100 * 101 < ENISIM_WORKLOAD_CALLS_MAX);
  if (calls > (double) ENISIM_EXPECTED_CALLS_MAX)
    enisim_complaints_add (loader->complaints, rate,
                           "%.3g calls to the end are too many, at most %.3g", calls,
                           (double) ENISIM_EXPECTED_CALLS_MAX);
}

static void
load_poisson (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  static const char *const keys[] = { "name", "target", "choose",  "weights",  "rate",
                                      "from", "until",  "session", "duration", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  const EnisimNode *rate = enisim_load_required (&reader, "rate");

  enisim_load_target_choice (loader, &reader, spec);
  load_window (loader, &reader, spec);
  if (enisim_load_rate (loader->complaints, rate, &spec->rate_per_second))
    check_calls (loader, rate, spec);
  enisim_load_session (loader, enisim_load_field (&reader, "session"), spec);
  enisim_load_distribution (loader->complaints, enisim_load_field (&reader, "duration"),
                            &spec->duration);
}

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

static void
load_trace (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  static const char *const keys[] = { "name", "target",  "choose",   "weights", "file",
                                      "time", "session", "duration", "sort",    NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  const EnisimNode *file = enisim_load_required (&reader, "file");

  enisim_load_target_choice (loader, &reader, spec);
  if (enisim_load_text (loader->complaints, file, FALSE) != NULL)
    spec->trace.path = resolve_path (loader, file);
  load_trace_time (loader, enisim_load_required (&reader, "time"), &spec->trace);
  load_trace_session (loader, enisim_load_field (&reader, "session"), &spec->trace);
  load_trace_duration (loader, enisim_load_field (&reader, "duration"), spec);
  enisim_load_boolean (loader->complaints, enisim_load_field (&reader, "sort"), &spec->trace.sort);
}

typedef void (*LoadKind) (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec);

static const LoadKind loaders[N_KINDS] = { load_closed, load_poisson, load_trace };

static const EnisimWorkloadKind kind_values[N_KINDS]
    = { ENISIM_WORKLOAD_CLOSED, ENISIM_WORKLOAD_POISSON, ENISIM_WORKLOAD_TRACE };

static guint
get_kind (const EnisimNode *entry)
{
  guint kind = 0;

  while (strcmp (entry->key, kinds[kind]) != 0)
    kind++;
  return kind;
}

/* Draws are addressed by the name, so that each is needed and needed once. */
static void
load_workload_name (EnisimLoader *loader, const EnisimNode *entry, guint number, GHashTable *names,
                    EnisimWorkloadSpec *spec)
{
  const EnisimNode *node
      = entry->kind == ENISIM_NODE_MAPPING ? enisim_node_get (entry, "name") : NULL;
  const gboolean is_named = node != NULL && node->kind != ENISIM_NODE_NULL;

  if (is_named)
    spec->name = g_strdup (enisim_load_name (loader->complaints, node));
  else
    spec->name = g_strdup_printf ("%s-%u", entry->key, number);
  if (spec->name == NULL || g_hash_table_add (names, spec->name))
    return;
  enisim_complaints_add (loader->complaints, is_named ? node : entry,
                         "another workload is called '%s' already", spec->name);
}

static void
load_workload (EnisimLoader *loader, const EnisimNode *node, guint n_of_kind[N_KINDS],
               GHashTable *names)
{
  const EnisimNodeReader reader = enisim_node_read (node, kinds, loader->complaints);
  const EnisimNode *entry = enisim_load_only_entry (&reader, kinds);
  EnisimScenario *scenario = loader->scenario;
  EnisimWorkloadSpec *spec;
  guint kind;

  if (entry == NULL)
    return;
  kind = get_kind (entry);
  spec = &scenario->workloads[scenario->n_workloads++];
  *spec = (EnisimWorkloadSpec){ .kind = kind_values[kind],
                                .until = ENISIM_TIME_MAX,
                                .new_ratio = 1.0,
                                .duration = enisim_distribution_constant (0),
                                .think = enisim_distribution_constant (0) };
  enisim_session_spec_init (&spec->session);
  load_workload_name (loader, entry, n_of_kind[kind]++, names, spec);
  loaders[kind](loader, entry, spec);
}

void
enisim_load_workloads (EnisimLoader *loader, const EnisimNode *node)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_of_kind[N_KINDS] = { 0 };

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  if (node->n_children > ENISIM_WORKLOADS_MAX)
    {
      enisim_complaints_add (loader->complaints, node, "%u workloads are too many, at most %d",
                             node->n_children, ENISIM_WORKLOADS_MAX);
      return;
    }
  loader->scenario->workloads = g_new0 (EnisimWorkloadSpec, node->n_children);
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    load_workload (loader, item, n_of_kind, names);
}
