/* runtime.c: one agent runtime: its status, its versions and its endpoints */
#include "model/runtime.h"

const char *
enisim_refusal_get_name (EnisimRefusal refusal)
{
  static const char *const names[] = {
    [ENISIM_REFUSAL_CONFLICT] = "conflict",   [ENISIM_REFUSAL_STATE] = "state",
    [ENISIM_REFUSAL_AGENTS] = "agents",       [ENISIM_REFUSAL_VERSIONS] = "versions",
    [ENISIM_REFUSAL_ENDPOINTS] = "endpoints",
  };

  return names[refusal];
}

void
enisim_runtime_init (EnisimRuntime *runtime)
{
  *runtime = (EnisimRuntime){ .status = ENISIM_RUNTIME_ABSENT };
  g_queue_init (&runtime->requests);
}

static void
clear_versions (EnisimRuntime *runtime)
{
  for (guint i = 0; i < runtime->n_versions; i++)
    enisim_group_refs_clear (&runtime->versions[i].refs);
  g_clear_pointer (&runtime->versions, g_free);
  g_clear_pointer (&runtime->endpoints, g_free);
  runtime->n_versions = 0;
  runtime->n_endpoints = 0;
}

void
enisim_runtime_clear (EnisimRuntime *runtime)
{
  g_queue_clear_full (&runtime->requests, g_free);
  clear_versions (runtime);
}

void
enisim_runtime_push_request (EnisimRuntime *runtime, const EnisimControlRequest *request)
{
  g_queue_push_tail (&runtime->requests, g_memdup2 (request, sizeof *request));
}

EnisimControlRequest
enisim_runtime_pop_request (EnisimRuntime *runtime)
{
  g_autofree EnisimControlRequest *request = g_queue_pop_head (&runtime->requests);

  return *request;
}

/* Room doubles at each power of two; most runtimes have one version and no endpoint but DEFAULT. */
static gboolean
is_full (guint n)
{
  return (n & (n - 1)) == 0;
}

guint
enisim_runtime_add_version (EnisimRuntime *runtime, gboolean is_vpc, guint64 key)
{
  const guint n = runtime->n_versions;

  g_assert (n < ENISIM_VERSIONS_MAX);
  if (is_full (n))
    runtime->versions = g_renew (EnisimVersion, runtime->versions, MAX (2 * n, 1));
  runtime->versions[n] = (EnisimVersion){ .key = key, .is_vpc = is_vpc != FALSE };
  return ++runtime->n_versions;
}

/* Returns: (nullable) */
static EnisimRuntimeEndpoint *
find_endpoint (const EnisimRuntime *runtime, guint32 endpoint)
{
  for (guint i = 0; i < runtime->n_endpoints; i++)
    if (runtime->endpoints[i].name == endpoint)
      return &runtime->endpoints[i];
  return NULL;
}

guint
enisim_runtime_find_endpoint (const EnisimRuntime *runtime, guint32 endpoint)
{
  const EnisimRuntimeEndpoint *found;

  if (endpoint == ENISIM_ENDPOINT_DEFAULT)
    return runtime->default_version;
  found = find_endpoint (runtime, endpoint);
  return found != NULL ? found->version : ENISIM_VERSION_NONE;
}

static void
set_endpoint (EnisimRuntime *runtime, guint32 endpoint, guint version)
{
  EnisimRuntimeEndpoint *found = find_endpoint (runtime, endpoint);

  if (endpoint == ENISIM_ENDPOINT_DEFAULT)
    {
      runtime->default_version = (guint16) version;
      return;
    }
  if (found == NULL)
    {
      const guint n = runtime->n_endpoints++;

      if (is_full (n))
        runtime->endpoints = g_renew (EnisimRuntimeEndpoint, runtime->endpoints, MAX (2 * n, 1));
      found = &runtime->endpoints[n];
    }
  *found = (EnisimRuntimeEndpoint){ endpoint, version };
}

guint
enisim_runtime_point (EnisimRuntime *runtime, guint32 endpoint, guint version)
{
  const guint before = enisim_runtime_find_endpoint (runtime, endpoint);

  g_assert (enisim_runtime_get_version (runtime, version)->was_ready);
  if (before != ENISIM_VERSION_NONE)
    enisim_runtime_get_version (runtime, before)->n_endpoints--;
  enisim_runtime_get_version (runtime, version)->n_endpoints++;
  set_endpoint (runtime, endpoint, version);
  return before;
}

guint
enisim_runtime_remove_endpoint (EnisimRuntime *runtime, guint32 endpoint)
{
  EnisimRuntimeEndpoint *found = find_endpoint (runtime, endpoint);
  guint version, place;

  g_assert (endpoint != ENISIM_ENDPOINT_DEFAULT);
  if (found == NULL)
    return ENISIM_VERSION_NONE;
  version = found->version;
  place = (guint) (found - runtime->endpoints);
  enisim_runtime_get_version (runtime, version)->n_endpoints--;
  runtime->n_endpoints--;
  memmove (found, found + 1, (runtime->n_endpoints - place) * sizeof *found);
  return version;
}

void
enisim_runtime_forget (EnisimRuntime *runtime)
{
  g_assert (runtime->n_vms == 0);
  for (guint i = 0; i < runtime->n_versions; i++)
    g_assert (enisim_group_refs_is_none (&runtime->versions[i].refs));
  clear_versions (runtime);
  runtime->default_version = ENISIM_VERSION_NONE;
}

static void
verify_version (const EnisimRuntime *runtime, guint number)
{
  const EnisimVersion *version = enisim_runtime_get_version (runtime, number);
  const gboolean has_groups = !enisim_group_refs_is_none (&version->refs);
  guint32 n_endpoints = runtime->default_version == number;

  for (guint i = 0; i < runtime->n_endpoints; i++)
    n_endpoints += runtime->endpoints[i].version == number;
  g_assert_cmpuint (version->n_endpoints, ==, n_endpoints);
  g_assert_true (version->was_ready || !enisim_version_is_held (version));
  g_assert_true (version->is_vpc || !has_groups);
  if (version->is_vpc && (enisim_version_is_held (version) || number == runtime->moving_version))
    g_assert_true (has_groups);
  if (!version->was_ready && number != runtime->moving_version)
    g_assert_false (has_groups);
}

static void
verify_status (const EnisimRuntime *runtime)
{
  const gboolean is_moving
      = runtime->status == ENISIM_RUNTIME_CREATING || runtime->status == ENISIM_RUNTIME_UPDATING;
  const gboolean was_ready = enisim_runtime_is_serving (runtime)
                             || (runtime->status == ENISIM_RUNTIME_DELETING && runtime->n_vms > 0);

  g_assert_true ((runtime->moving_version != ENISIM_VERSION_NONE) == is_moving);
  g_assert_true (
      (runtime->timer != 0)
      == (is_moving || (enisim_runtime_is_settled (runtime) && runtime->requests.length > 0)));
  g_assert_true ((runtime->n_versions == 0) == (runtime->status == ENISIM_RUNTIME_ABSENT));
  g_assert_true (!was_ready || runtime->default_version != ENISIM_VERSION_NONE);
  g_assert_true (was_ready || runtime->n_vms == 0);
}

void
enisim_runtime_verify (const EnisimRuntime *runtime)
{
  guint32 n_vms = 0;

  verify_status (runtime);
  g_assert_cmpuint (runtime->default_version, <=, runtime->n_versions);
  for (guint i = 1; i <= runtime->n_versions; i++)
    {
      verify_version (runtime, i);
      n_vms += enisim_runtime_get_version (runtime, i)->n_vms;
    }
  g_assert_cmpuint (n_vms, ==, runtime->n_vms);
}
