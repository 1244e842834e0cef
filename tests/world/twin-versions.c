/* twin-versions.c: updates make versions, endpoints point to them, and old ones drain */
#include "world/twin.h"

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
static void
update (Twin *twin, TwinRuntime *runtime, const WorldEntry *entry)
{
  const TwinVersion *last = runtime->versions->pdata[runtime->versions->len - 1];
  guint subnets = entry->subnets != 0 ? entry->subnets : last->subnets;
  guint groups = entry->groups != 0 ? entry->groups : last->groups;

  if (entry->to_public)
    subnets = groups = 0;
  if ((subnets == 0) != (groups == 0))
    {
      twin_see (twin, FEATURE_UPDATE_INCOMPLETE);
      twin_refuse_control (twin, FALSE);
      return;
    }
  twin_see (twin, last->subnets == subnets && last->groups == groups ? FEATURE_UPDATE_SAME
                  : subnets == 0                                     ? FEATURE_UPDATE_TO_PUBLIC
                  : last->subnets == 0                               ? FEATURE_UPDATE_TO_VPC
                                                                     : FEATURE_UPDATE);
  runtime->status = TWIN_UPDATING;
  twin_begin_motion (twin, runtime, twin_add_version (runtime, subnets, groups), 0);
  if (runtime->status == TWIN_UPDATE_FAILED)
    twin_see (twin, FEATURE_UPDATE_FAILED);
}

static void
point (Twin *twin, TwinRuntime *runtime, const WorldEntry *entry)
{
  TwinVersion *version, *before;

  if (entry->version > runtime->versions->len)
    {
      twin_refuse_control (twin, FALSE);
      return;
    }
  version = runtime->versions->pdata[entry->version - 1];
  if (!version->was_ready)
    {
      twin_see (twin, FEATURE_POINT_NEVER_READY);
      twin_refuse_control (twin, FALSE);
      return;
    }
  if (version->subnets != 0 && version->references->len == 0)
    {
      twin_see (twin, FEATURE_POINT_BACK);
      runtime->status = TWIN_UPDATING;
      twin_begin_motion (twin, runtime, version, entry->endpoint);
      return;
    }
  twin_see (twin, FEATURE_POINT_AT_ONCE);
  before = runtime->endpoints[entry->endpoint];
  runtime->endpoints[entry->endpoint] = version;
  if (before != NULL)
    twin_release_unheld (twin, before, runtime);
}

static void
delete_endpoint (Twin *twin, TwinRuntime *runtime, guint endpoint)
{
  TwinVersion *before = runtime->endpoints[endpoint];

  if (before == NULL)
    {
      twin_refuse_control (twin, FALSE);
      return;
    }
  twin_see (twin, FEATURE_ENDPOINT_DELETED);
  runtime->endpoints[endpoint] = NULL;
  twin_release_unheld (twin, before, runtime);
}

void
twin_change (Twin *twin, TwinRuntime *runtime, const WorldEntry *entry)
{
  if (runtime->status != TWIN_READY && runtime->status != TWIN_UPDATE_FAILED)
    twin_refuse_control (twin, FALSE);
  else if (entry->verb == WORLD_UPDATE)
    update (twin, runtime, entry);
  else if (entry->verb == WORLD_POINT)
    point (twin, runtime, entry);
  else
    delete_endpoint (twin, runtime, entry->endpoint);
}
