/* version-events.c: versions come and drain, endpoints are pointed to them
 *
 * A version's references are its own, so that two of one runtime may hold ENIs at once: the new
 * one takes its reference before the old one can drop its own, and an update that keeps the
 * configuration starts no retention.
 */
#include "sim/observe.h"

/* The tools have neither versions nor endpoints. */
static gboolean
is_changeable (const EnisimSimRuntime *place)
{
  return place->spec->type == ENISIM_AGENT_RUNTIME
         && (place->runtime.status == ENISIM_RUNTIME_READY
             || place->runtime.status == ENISIM_RUNTIME_UPDATE_FAILED);
}

/* What an update does not say stays as in the version before, the newest there is.  FALSE where
 * that says nothing either: a PUBLIC one has neither subnets nor security groups. */
static gboolean
configure (const EnisimRuntime *runtime, const EnisimControlRequest *request, gboolean *is_vpc,
           EnisimAttachmentKey *key)
{
  const EnisimVersion *last = enisim_runtime_get_version (runtime, runtime->n_versions);
  const gboolean keeps_subnets = request->subnet_set == ENISIM_REQUEST_KEEP;
  const gboolean keeps_sgs = request->sg_set == ENISIM_REQUEST_KEEP;

  *is_vpc = !request->is_public && (last->is_vpc || !keeps_subnets || !keeps_sgs);
  *key = last->key;
  if (!*is_vpc || (keeps_subnets && keeps_sgs))
    return TRUE;
  if (!last->is_vpc && (keeps_subnets || keeps_sgs))
    return FALSE;
  *key = enisim_attachment_key_make (
      keeps_subnets ? enisim_attachment_key_get_subnet_set (last->key) : request->subnet_set,
      keeps_sgs ? enisim_attachment_key_get_sg_set (last->key) : request->sg_set);
  return TRUE;
}

gboolean
enisim_sim_update_runtime (EnisimSimulation *sim, guint32 index,
                           const EnisimControlRequest *request)
{
  EnisimSimRuntime *place = &sim->runtimes[index];
  EnisimAttachmentKey key;
  gboolean is_vpc;
  guint version;

  if (!is_changeable (place) || !configure (&place->runtime, request, &is_vpc, &key))
    return enisim_sim_refuse_request (sim, ENISIM_REFUSAL_STATE);
  if (place->runtime.n_versions >= MIN (sim->quotas.versions, ENISIM_VERSIONS_MAX))
    return enisim_sim_refuse_request (sim, ENISIM_REFUSAL_VERSIONS);
  version = enisim_runtime_add_version (&place->runtime, is_vpc, key);
  sim->metrics.n_updates++;
  enisim_sim_begin_motion (sim, index, ENISIM_RUNTIME_UPDATING, ENISIM_ENDPOINT_DEFAULT, version);
  return TRUE;
}

void
enisim_sim_release_unheld (EnisimSimulation *sim, guint32 index, guint number)
{
  EnisimVersion *version = enisim_runtime_get_version (&sim->runtimes[index].runtime, number);

  if (sim->scenario->options.old_version_release == ENISIM_RELEASE_ON_DRAIN
      && !enisim_version_is_held (version))
    enisim_sim_release_groups (sim, &version->refs);
}

static gboolean
may_point_to (const EnisimRuntime *runtime, guint32 version)
{
  return version >= 1 && version <= runtime->n_versions
         && enisim_runtime_get_version (runtime, version)->was_ready;
}

/* DEFAULT counts. */
static gboolean
has_room_for_endpoint (const EnisimSimulation *sim, const EnisimRuntime *runtime, guint32 endpoint)
{
  return enisim_runtime_find_endpoint (runtime, endpoint) != ENISIM_VERSION_NONE
         || runtime->n_endpoints + 1 < sim->quotas.endpoints;
}

/* A version that has drained takes its reference anew, like a create. */
gboolean
enisim_sim_point_endpoint (EnisimSimulation *sim, guint32 index,
                           const EnisimControlRequest *request)
{
  EnisimSimRuntime *place = &sim->runtimes[index];
  const EnisimVersion *version;
  guint before;

  if (!is_changeable (place) || !may_point_to (&place->runtime, request->version))
    return enisim_sim_refuse_request (sim, ENISIM_REFUSAL_STATE);
  if (!has_room_for_endpoint (sim, &place->runtime, request->endpoint))
    return enisim_sim_refuse_request (sim, ENISIM_REFUSAL_ENDPOINTS);
  version = enisim_runtime_get_version (&place->runtime, request->version);
  if (version->is_vpc && enisim_group_refs_is_none (&version->refs))
    {
      enisim_sim_begin_motion (sim, index, ENISIM_RUNTIME_UPDATING, request->endpoint,
                               request->version);
      return TRUE;
    }
  before = enisim_runtime_point (&place->runtime, request->endpoint, request->version);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_endpoint (sim, index, request->endpoint, "pointed");
  if (before != ENISIM_VERSION_NONE)
    enisim_sim_release_unheld (sim, index, before);
  return TRUE;
}

gboolean
enisim_sim_delete_endpoint (EnisimSimulation *sim, guint32 index,
                            const EnisimControlRequest *request)
{
  EnisimSimRuntime *place = &sim->runtimes[index];
  guint before = ENISIM_VERSION_NONE;

  if (is_changeable (place) && request->endpoint != ENISIM_ENDPOINT_DEFAULT)
    before = enisim_runtime_remove_endpoint (&place->runtime, request->endpoint);
  if (before == ENISIM_VERSION_NONE)
    return enisim_sim_refuse_request (sim, ENISIM_REFUSAL_STATE);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_endpoint (sim, index, request->endpoint, "endpoint deleted");
  enisim_sim_release_unheld (sim, index, before);
  return TRUE;
}
