/* twin-versions.c: updates make versions, endpoints point to them, and old ones drain */
#include "world/twin-parts.h"

TwinVersion *
twin_add_version (TwinRuntime *runtime, guint subnets, guint groups)
{
  TwinVersion *version = g_new0 (TwinVersion, 1);

  version->number = runtime->versions->len + 1;
  version->subnets = subnets;
  version->groups = groups;
  version->references = g_ptr_array_new ();
  g_ptr_array_add (runtime->versions, version);
  return version;
}

gboolean
twin_is_serving (const TwinRuntime *runtime)
{
  return runtime->status == TWIN_READY || runtime->status == TWIN_UPDATING
         || runtime->status == TWIN_UPDATE_FAILED;
}

static gboolean
has_holder (const Twin *twin, const TwinVersion *version, const TwinRuntime *runtime)
{
  for (guint i = 0; i < WORLD_ENDPOINT_NAMES; i++)
    if (runtime->endpoints[i] == version)
      return TRUE;
  for (guint i = 0; i < twin->vms->len; i++)
    if (((const TwinVm *) twin->vms->pdata[i])->version == version)
      return TRUE;
  return FALSE;
}

void
twin_release_unheld (Twin *twin, TwinVersion *version, const TwinRuntime *runtime)
{
  if (version->references->len == 0 || has_holder (twin, version, runtime))
    return;
  if (twin->world->releases_on_delete)
    {
      twin_see (twin, FEATURE_VERSION_KEPT);
      return;
    }
  twin_see (twin, FEATURE_VERSION_DRAINED);
  twin_release (twin, version->references);
}

/* What the entry does not say is as in the newest version. */
static TwinAnswer
update (Twin *twin, TwinRuntime *runtime, const WorldEntry *entry)
{
  const TwinVersion *last = runtime->versions->pdata[runtime->versions->len - 1];
  guint subnets = entry->subnets != 0 ? entry->subnets : last->subnets;
  guint groups = entry->groups != 0 ? entry->groups : last->groups;
  TwinAnswer answer;

  if (entry->to_public)
    subnets = groups = 0;
  if ((subnets == 0) != (groups == 0))
    {
      twin_see (twin, FEATURE_UPDATE_INCOMPLETE);
      return twin_refuse_control (twin, FALSE);
    }
  if (twin->quotas.versions > 0 && runtime->versions->len >= twin->quotas.versions)
    {
      twin_see (twin, FEATURE_TOO_MANY_VERSIONS);
      twin->counts.n_refused_versions++;
      return TWIN_REFUSED;
    }
  twin_see (twin, last->subnets == subnets && last->groups == groups ? FEATURE_UPDATE_SAME
                  : subnets == 0                                     ? FEATURE_UPDATE_TO_PUBLIC
                  : last->subnets == 0                               ? FEATURE_UPDATE_TO_VPC
                                                                     : FEATURE_UPDATE);
  runtime->status = TWIN_UPDATING;
  answer = twin_begin_motion (twin, runtime, twin_add_version (runtime, subnets, groups), 0);
  if (answer == TWIN_FAILS)
    twin_see (twin, FEATURE_UPDATE_FAILED);
  return answer;
}

static gboolean
has_room (const Twin *twin, const TwinRuntime *runtime, guint endpoint)
{
  const guint quota = twin->quotas.endpoints;
  guint n = 0;

  for (guint i = 0; i < WORLD_ENDPOINT_NAMES; i++)
    n += runtime->endpoints[i] != NULL;
  return quota == 0 || runtime->endpoints[endpoint] != NULL || n < quota;
}

static TwinAnswer
point (Twin *twin, TwinRuntime *runtime, const WorldEntry *entry)
{
  TwinVersion *version, *before;

  if (entry->version > runtime->versions->len)
    {
      return twin_refuse_control (twin, FALSE);
    }
  version = runtime->versions->pdata[entry->version - 1];
  if (!version->was_ready)
    {
      twin_see (twin, FEATURE_POINT_NEVER_READY);
      return twin_refuse_control (twin, FALSE);
    }
  if (!has_room (twin, runtime, entry->endpoint))
    {
      twin_see (twin, FEATURE_TOO_MANY_ENDPOINTS);
      twin->counts.n_refused_endpoints++;
      return TWIN_REFUSED;
    }
  if (version->subnets != 0 && version->references->len == 0)
    {
      twin_see (twin, FEATURE_POINT_BACK);
      runtime->status = TWIN_UPDATING;
      return twin_begin_motion (twin, runtime, version, entry->endpoint);
    }
  twin_see (twin, FEATURE_POINT_AT_ONCE);
  before = runtime->endpoints[entry->endpoint];
  runtime->endpoints[entry->endpoint] = version;
  if (before != NULL)
    twin_release_unheld (twin, before, runtime);
  return TWIN_DONE;
}

static TwinAnswer
delete_endpoint (Twin *twin, TwinRuntime *runtime, guint endpoint)
{
  TwinVersion *before = runtime->endpoints[endpoint];

  if (before == NULL)
    {
      return twin_refuse_control (twin, FALSE);
    }
  twin_see (twin, FEATURE_ENDPOINT_DELETED);
  runtime->endpoints[endpoint] = NULL;
  twin_release_unheld (twin, before, runtime);
  return TWIN_DONE;
}

TwinAnswer
twin_change (Twin *twin, TwinRuntime *runtime, const WorldEntry *entry)
{
  if (runtime->status != TWIN_READY && runtime->status != TWIN_UPDATE_FAILED)
    return twin_refuse_control (twin, FALSE);
  if (entry->verb == WORLD_UPDATE)
    return update (twin, runtime, entry);
  if (entry->verb == WORLD_POINT)
    return point (twin, runtime, entry);
  return delete_endpoint (twin, runtime, entry->endpoint);
}
