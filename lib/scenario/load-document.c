/* load-document.c: a scenario from a document: what is at its top level, and all sections in turn
 */
#include "scenario/load-values.h"
#include "scenario/load-workloads.h"
#include "scenario/loader.h"

#include "base/span-text.h"
#include "workload/timestamp.h"

/* Traces end by themselves; of a workload that is none of the kinds, nothing is known.  What a
 * timeline says after the last row would never happen, and nobody would be told. */
static gboolean
needs_horizon (const EnisimNode *workloads)
{
  if (workloads == NULL || workloads->kind != ENISIM_NODE_SEQUENCE || workloads->n_children == 0)
    return TRUE;
  for (const EnisimNode *item = workloads->first; item != NULL; item = item->next)
    if (enisim_load_workload_is_endless (item))
      return TRUE;
  return FALSE;
}

/* A scenario of nothing but traces has no need of one, until it has a warm-up. */
static void
load_horizon (EnisimLoader *loader, const EnisimNodeReader *reader)
{
  const EnisimNode *node = enisim_load_field (reader, "horizon");
  const EnisimNode *warm_up = enisim_load_field (reader, "warm_up");
  const gboolean is_needed = needs_horizon (enisim_load_field (reader, "workloads"))
                             || enisim_load_field (reader, "churn") != NULL
                             || enisim_load_field (reader, "timeline") != NULL;

  loader->scenario->horizon = ENISIM_TIME_NEVER;
  if (node == NULL && is_needed)
    enisim_load_required (reader, "horizon");
  else if (node == NULL && warm_up != NULL)
    enisim_complaints_add (
        loader->complaints, warm_up,
        "a warm-up needs the key 'horizon': where traces end nobody knows before");
  enisim_load_span (loader->complaints, node, 1, ENISIM_TIME_MAX, &loader->scenario->horizon);
}

void
enisim_load_check_instant (EnisimLoader *loader, const EnisimNode *node, EnisimTime at)
{
  g_autofree char *horizon = NULL;

  if (at < loader->scenario->horizon)
    return;
  horizon = enisim_span_format (loader->scenario->horizon);
  enisim_complaints_add (loader->complaints, node, "expected an instant before the horizon, %s",
                         horizon);
}

/* A report's window must not be empty, and nobody knows where traces alone end. */
static void
load_warm_up (EnisimLoader *loader, const EnisimNode *node)
{
  EnisimScenario *scenario = loader->scenario;

  if (enisim_load_span (loader->complaints, node, 0, ENISIM_TIME_MAX, &scenario->warm_up))
    enisim_load_check_instant (loader, node, scenario->warm_up);
}

/* Only where in the week a run starts is of use to anything; 1970 began on a Thursday. */
static void
load_start (EnisimLoader *loader, const EnisimNode *node)
{
  const gint64 week_us = 7 * G_TIME_SPAN_DAY;
  g_autofree char *got = NULL;
  const char *reason;
  gint64 unix_ns, start_us;

  if (node == NULL || !enisim_node_expect (node, ENISIM_NODE_SCALAR, loader->complaints))
    return;
  if (!enisim_timestamp_parse (node->text, node->n_bytes, &unix_ns, &reason))
    {
      got = enisim_load_quote (node->text);
      enisim_complaints_add (loader->complaints, node, "%s, got %s", reason, got);
      return;
    }
  start_us = (unix_ns / 1000 + 3 * G_TIME_SPAN_DAY) % week_us;
  loader->scenario->start_us = start_us < 0 ? start_us + week_us : start_us;
}

static void
load_samples (EnisimLoader *loader, const EnisimNode *node)
{
  EnisimScenario *scenario = loader->scenario;
  gint64 n_samples;

  if (!enisim_load_span (loader->complaints, node, ENISIM_SAMPLE_US_MIN, ENISIM_TIME_MAX,
                         &scenario->sample_us))
    return;
  n_samples = scenario->horizon / scenario->sample_us + 1; /* the first is at 0 */
  if (scenario->horizon != ENISIM_TIME_NEVER && n_samples > ENISIM_SAMPLES_MAX)
    enisim_complaints_add (loader->complaints, node,
                           "%" G_GINT64_FORMAT " samples to the horizon are too many, at most %d",
                           n_samples, ENISIM_SAMPLES_MAX);
}

/* A file's name may be any bytes; a report shows it. */
static char *
make_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *valid = g_utf8_make_valid (base, -1);
  GString *name = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_unichar (name,
                             g_unichar_isprint (g_utf8_get_char (at)) ? g_utf8_get_char (at) : '?');
  return g_string_free (name, FALSE);
}

static void
load_texts (EnisimLoader *loader, const EnisimNodeReader *reader, const char *document_name)
{
  const EnisimNode *name = enisim_load_field (reader, "name");
  EnisimScenario *scenario = loader->scenario;

  scenario->name = g_strdup (enisim_load_text (loader->complaints, name, FALSE));
  if (scenario->name == NULL)
    scenario->name = make_name (document_name);
  scenario->note
      = g_strdup (enisim_load_text (loader->complaints, enisim_load_field (reader, "note"), TRUE));
  scenario->region
      = g_strdup (enisim_load_name (loader->complaints, enisim_load_field (reader, "region")));
}

/* In the order in which sections refer to each other, not in that of the file. */
static void
load_root (EnisimLoader *loader, const EnisimDocument *document)
{
  static const char *const keys[]
      = { "name",    "note",     "region", "quotas",   "horizon",  "warm_up",           "start",
          "samples", "vpc",      "model",  "runtimes", "browsers", "code_interpreters", "workloads",
          "churn",   "timeline", "prices", NULL };
  const EnisimNodeReader reader
      = enisim_node_read (enisim_document_get_root (document), keys, loader->complaints);

  load_texts (loader, &reader, enisim_document_get_name (document));
  enisim_load_quotas (loader, enisim_load_field (&reader, "quotas"));
  load_horizon (loader, &reader);
  load_warm_up (loader, enisim_load_field (&reader, "warm_up"));
  load_start (loader, enisim_load_field (&reader, "start"));
  load_samples (loader, enisim_load_field (&reader, "samples"));
  enisim_load_prices (loader, enisim_load_field (&reader, "prices"));
  enisim_load_vpc (loader, enisim_load_field (&reader, "vpc"));
  enisim_load_model (loader, enisim_load_field (&reader, "model"));
  enisim_load_runtimes (loader, &reader);
  enisim_load_endpoint_names (loader, enisim_load_field (&reader, "timeline"));
  enisim_load_workloads (loader, enisim_load_field (&reader, "workloads"));
  enisim_load_churn (loader, enisim_load_field (&reader, "churn"));
  enisim_load_timeline (loader, enisim_load_field (&reader, "timeline"));
  enisim_load_place_holders (loader);
}

static void
loader_init (EnisimLoader *loader, EnisimComplaints *complaints, const char *folder)
{
  *loader = (EnisimLoader){
    .complaints = complaints,
    .scenario = enisim_scenario_alloc (),
    .folder = folder,
    .n_guesses_left = ENISIM_COMPLAINTS_MAX,
    .n_clients_left = ENISIM_CLIENTS_MAX,
    .n_targets_left = ENISIM_TARGETS_MAX,
    .n_runtime_endpoints_left = ENISIM_ALL_RUNTIME_ENDPOINTS_MAX,
    .n_stacks_left = ENISIM_EXPECTED_STACKS_MAX,
    .subnet_nodes = g_array_new (FALSE, FALSE, sizeof (const EnisimNode *)),
    .background_steps = g_array_new (FALSE, FALSE, sizeof (EnisimBackgroundStep)),
    .quota_changes = g_array_new (FALSE, FALSE, sizeof (EnisimQuotaChange)),
    .endpoint_nodes = g_array_new (FALSE, FALSE, sizeof (const EnisimNode *)),
  };
  enisim_load_names_init (&loader->subnets);
  enisim_load_names_init (&loader->security_groups);
  enisim_load_names_init (&loader->runtimes);
  enisim_load_names_init (&loader->workloads);
  enisim_load_names_init (&loader->endpoints);
  enisim_load_names_add (&loader->endpoints, "DEFAULT", ENISIM_ENDPOINT_DEFAULT);
}

/* What was gathered from several places of the document. */
static void
store_arrays (EnisimLoader *loader)
{
  EnisimScenario *scenario = loader->scenario;
  gsize n_steps, n_changes;

  scenario->background_steps = g_array_steal (loader->background_steps, &n_steps);
  scenario->n_background_steps = (guint) n_steps;
  scenario->quota_changes = g_array_steal (loader->quota_changes, &n_changes);
  scenario->n_quota_changes = (guint) n_changes;
}

static void
loader_clear (EnisimLoader *loader)
{
  g_array_unref (loader->background_steps);
  g_array_unref (loader->quota_changes);
  enisim_load_names_clear (&loader->subnets);
  enisim_load_names_clear (&loader->security_groups);
  enisim_load_names_clear (&loader->runtimes);
  enisim_load_names_clear (&loader->workloads);
  enisim_load_names_clear (&loader->endpoints);
  g_array_unref (loader->subnet_nodes);
  g_array_unref (loader->endpoint_nodes);
  g_free (loader->is_agent_subnet);
}

EnisimScenario *
enisim_load_document (const EnisimDocument *document, const char *folder,
                      EnisimComplaints *complaints)
{
  EnisimLoader loader;

  loader_init (&loader, complaints, folder);
  load_root (&loader, document);
  store_arrays (&loader);
  loader_clear (&loader);
  return loader.scenario;
}
