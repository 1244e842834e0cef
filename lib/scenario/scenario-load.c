/* scenario-load.c: a scenario from a file or a text */
#include <enisim/enisim-scenario.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/span-text.h"
#include "scenario/load-values.h"
#include "scenario/loader.h"
#include "text/override.h"
#include "text/reader.h"

enum
{
  READ_SIZE = 64 * 1024
};

static void
load_quota_values (EnisimLoader *loader, const EnisimNodeReader *reader)
{
  EnisimQuotas *quotas = &loader->scenario->quotas;

  enisim_load_quota (loader->complaints, enisim_load_field (reader, "max_vms"), &quotas->max_vms);
  enisim_load_quota (loader->complaints, enisim_load_field (reader, "enis_per_az"),
                     &quotas->enis_per_az);
}

static void
load_profile (EnisimLoader *loader, const EnisimNode *node)
{
  EnisimScenario *scenario = loader->scenario;
  const char *date = ENISIM_QUOTA_PROFILE_DEFAULT;
  const char *reason;
  g_autofree char *got = NULL;

  if (node != NULL && enisim_node_expect (node, ENISIM_NODE_SCALAR, loader->complaints))
    date = node->text;
  if (enisim_quotas_init_from_profile (&scenario->quotas, date, scenario->region, &reason))
    {
      scenario->quota_profile = g_strdup (date);
      return;
    }
  enisim_quotas_init_unlimited (&scenario->quotas); /* nothing more to complain of */
  got = enisim_load_quote (date);
  enisim_complaints_add (loader->complaints, node, "%s, got %s", reason, got);
}

/* A value that `limits: off` would ignore is more likely to be wanted than not. */
static void
refuse_ignored (EnisimLoader *loader, const EnisimNodeReader *reader, const char *key)
{
  const EnisimNode *node = enisim_load_field (reader, key);

  if (node != NULL)
    enisim_complaints_add_key (loader->complaints, node, "%s means nothing beside limits: off",
                               key);
}

static void
load_quotas (EnisimLoader *loader, const EnisimNode *node)
{
  static const char *const keys[] = { "profile", "max_vms", "enis_per_az", "limits", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  EnisimScenario *scenario = loader->scenario;

  scenario->has_limits = TRUE;
  load_profile (loader, enisim_load_field (&reader, "profile"));
  enisim_load_boolean (loader->complaints, enisim_load_field (&reader, "limits"),
                       &scenario->has_limits);
  load_quota_values (loader, &reader);
  if (scenario->has_limits)
    return;
  refuse_ignored (loader, &reader, "max_vms");
  refuse_ignored (loader, &reader, "enis_per_az");
  enisim_quotas_init_unlimited (&scenario->quotas);
}

/* Traces end by themselves; of a workload that is none of the kinds, nothing is known. */
static gboolean
needs_horizon (const EnisimNode *workloads)
{
  if (workloads == NULL || workloads->kind != ENISIM_NODE_SEQUENCE || workloads->n_children == 0)
    return TRUE;
  for (const EnisimNode *item = workloads->first; item != NULL; item = item->next)
    if (item->kind == ENISIM_NODE_MAPPING
        && (enisim_node_get (item, "closed") != NULL || enisim_node_get (item, "poisson") != NULL))
      return TRUE;
  return FALSE;
}

static void
load_horizon (EnisimLoader *loader, const EnisimNodeReader *reader)
{
  const EnisimNode *node = enisim_load_field (reader, "horizon");

  loader->scenario->horizon = ENISIM_TIME_NEVER;
  if (node == NULL && needs_horizon (enisim_load_field (reader, "workloads")))
    enisim_load_required (reader, "horizon");
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

static void
load_samples (EnisimLoader *loader, const EnisimNode *node)
{
  EnisimScenario *scenario = loader->scenario;

  if (!enisim_load_span (loader->complaints, node, ENISIM_SAMPLE_US_MIN, ENISIM_TIME_MAX,
                         &scenario->sample_us))
    return;
  if (scenario->horizon != ENISIM_TIME_NEVER
      && scenario->horizon / scenario->sample_us > ENISIM_SAMPLES_MAX)
    enisim_complaints_add (loader->complaints, node,
                           "%" G_GINT64_FORMAT " samples to the horizon are too many, at most %d",
                           scenario->horizon / scenario->sample_us, ENISIM_SAMPLES_MAX);
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
load_texts (EnisimLoader *loader, const EnisimNodeReader *reader, const char *path)
{
  const EnisimNode *name = enisim_load_field (reader, "name");
  EnisimScenario *scenario = loader->scenario;

  scenario->name = g_strdup (enisim_load_text (loader->complaints, name, FALSE));
  if (scenario->name == NULL)
    scenario->name = make_name (path);
  scenario->note
      = g_strdup (enisim_load_text (loader->complaints, enisim_load_field (reader, "note"), TRUE));
  scenario->region
      = g_strdup (enisim_load_name (loader->complaints, enisim_load_field (reader, "region")));
}

/* In the order in which sections refer to each other, not in that of the file. */
static void
load_root (EnisimLoader *loader, const EnisimNode *root, const char *path)
{
  static const char *const keys[]
      = { "name", "note",  "region",   "quotas",    "horizon",  "samples",
          "vpc",  "model", "runtimes", "workloads", "timeline", NULL };
  const EnisimNodeReader reader = enisim_node_read (root, keys, loader->complaints);

  load_texts (loader, &reader, path);
  load_quotas (loader, enisim_load_field (&reader, "quotas"));
  load_horizon (loader, &reader);
  load_samples (loader, enisim_load_field (&reader, "samples"));
  enisim_load_vpc (loader, enisim_load_field (&reader, "vpc"));
  enisim_load_model (loader, enisim_load_field (&reader, "model"));
  enisim_load_runtimes (loader, enisim_load_field (&reader, "runtimes"));
  enisim_load_workloads (loader, enisim_load_field (&reader, "workloads"));
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
    .subnet_nodes = g_array_new (FALSE, FALSE, sizeof (const EnisimNode *)),
    .endpoint_nodes = g_array_new (FALSE, FALSE, sizeof (const EnisimNode *)),
    .runtime_entries = g_array_new (FALSE, FALSE, sizeof (EnisimRuntimeEntry)),
  };
  enisim_load_names_init (&loader->subnets);
  enisim_load_names_init (&loader->security_groups);
  enisim_load_names_init (&loader->runtimes);
}

static void
loader_clear (EnisimLoader *loader)
{
  g_clear_pointer (&loader->scenario, enisim_scenario_unref);
  enisim_load_names_clear (&loader->subnets);
  enisim_load_names_clear (&loader->security_groups);
  enisim_load_names_clear (&loader->runtimes);
  g_array_unref (loader->subnet_nodes);
  g_array_unref (loader->endpoint_nodes);
  g_array_unref (loader->runtime_entries);
  g_free (loader->is_agent_subnet);
}

static void
apply_override (EnisimDocument *document, const char *override, EnisimComplaints *complaints)
{
  const char *mark = strchr (override, '=');
  g_autofree char *path = mark != NULL ? g_strndup (override, (gsize) (mark - override)) : NULL;
  g_autofree char *source = g_strconcat ("--set ", path != NULL ? path : override, NULL);
  const EnisimPosition at = { .name = source };
  const char *reason;

  if (path == NULL)
    enisim_complaints_add_at (complaints, at, "expected path=value");
  else if (!enisim_document_set (document, path, mark + 1, &reason))
    enisim_complaints_add_at (complaints, at, "%s", reason);
}

/* @folder: (nullable): where relative paths start */
static EnisimScenario *
load (const char *name, const char *folder, const guint8 *data, gsize length,
      const char *const *overrides, GError **error)
{
  g_autoptr (EnisimComplaints) complaints = enisim_complaints_new ();
  g_autoptr (EnisimDocument) document = NULL;
  g_autoptr (EnisimScenario) scenario = NULL;
  EnisimTextLimits limits = enisim_text_limits_get_default ();
  EnisimLoader loader;

  limits.bytes_max = ENISIM_SCENARIO_BYTES_MAX;
  document = enisim_document_parse (name, data != NULL ? data : (const guint8 *) "", length,
                                    &limits, complaints);
  if (document != NULL)
    {
      for (; overrides != NULL && *overrides != NULL; overrides++)
        apply_override (document, *overrides, complaints);
      loader_init (&loader, complaints, folder);
      load_root (&loader, enisim_document_get_root (document), name);
      scenario = g_steal_pointer (&loader.scenario);
      loader_clear (&loader);
    }
  if (enisim_complaints_to_error (complaints, error))
    return NULL;
  return g_steal_pointer (&scenario);
}

EnisimScenario *
enisim_scenario_load_data (const char *name, const guint8 *data, gsize length,
                           const char *const *overrides, GError **error)
{
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return load (name, NULL, data, length, overrides, error);
}

/* Not blocking, so that a pipe nobody writes to is empty instead of waited for; one that somebody
 * writes to is then read to its end. */
static int
open_file (const char *path, const char **reason)
{
  const int file = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  struct stat info;

  if (file < 0 || fstat (file, &info) != 0)
    *reason = g_strerror (errno);
  else if (S_ISDIR (info.st_mode))
    *reason = g_strerror (EISDIR);
  else if (fcntl (file, F_SETFL, 0) != 0)
    *reason = g_strerror (errno);
  else
    return file;
  if (file >= 0)
    close (file);
  return -1;
}

/* Never more than a scenario may have, for a device has no end.  Returns: (nullable): the
 * complaint. */
static const char *
read_bytes (int file, GByteArray *bytes)
{
  guint8 buffer[READ_SIZE];
  gssize n;

  G_STATIC_ASSERT (ENISIM_SCENARIO_BYTES_MAX == 16 * 1024 * 1024);

  while ((n = read (file, buffer, sizeof buffer)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return g_strerror (errno);
      g_byte_array_append (bytes, buffer, (guint) n);
      if (bytes->len > ENISIM_SCENARIO_BYTES_MAX)
        return "larger than 16 MiB";
    }
  return NULL;
}

static GByteArray *
read_file (const char *path, const char **reason)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const int file = open_file (path, reason);

  if (file < 0)
    return NULL;
  *reason = read_bytes (file, bytes);
  close (file);
  return *reason == NULL ? g_steal_pointer (&bytes) : NULL;
}

EnisimScenario *
enisim_scenario_load_file (const char *path, const char *const *overrides, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  const char *reason = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  name = g_filename_display_name (path);
  bytes = read_file (path, &reason);
  if (bytes == NULL)
    {
      g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID, "%s: %s", name, reason);
      return NULL;
    }
  folder = g_path_get_dirname (path);
  return load (name, folder, bytes->data, bytes->len, overrides, error);
}
