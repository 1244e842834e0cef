/* runtime-events.c: runtimes are created, become ready, change and are deleted
 *
 * A request that meets a runtime in motion waits until it settles (`control_conflict`), so the
 * end of every motion looks at what waits.  What comes while others wait goes behind them.
 */
#include "sim/churn-events.h"
#include "sim/observe.h"

static GTimeSpan
draw_ready_delay (EnisimSimulation *sim, guint32 index, gboolean is_vpc)
{
  EnisimSimRuntime *place = &sim->runtimes[index];
  const EnisimReadyKind kind = enisim_ready_kind_get (place->spec->platform, is_vpc);
  const EnisimDistribution *distribution = &sim->scenario->options.ready_delay[kind];
  guint64 address;
  GTimeSpan span_us;

  place->n_ready_draws++;
  if (enisim_distribution_is_constant (distribution, &span_us))
    return span_us;
  address = enisim_stream_address (sim->seed, sim->replication, ENISIM_PURPOSE_READY_DELAY,
                                   place->spec->name);
  return enisim_distribution_sample_of_word_us (distribution,
                                                enisim_stream_mix (address, place->n_ready_draws));
}

static void
set_status (EnisimSimulation *sim, guint32 index, EnisimRuntimeStatus status, const char *cause)
{
  EnisimSimRuntime *place = &sim->runtimes[index];
  const EnisimRuntimeStatus from = place->runtime.status;

  place->runtime.status = status;
  place->updated_at = sim->now;
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_runtime (sim, index, from, cause);
}

/* A create may join a group at the very instant at which its ENIs come into use, before the event
 * that brings them there. */
static gboolean
is_ready (const EnisimSimulation *sim, const EnisimVersion *version, EnisimTime ready_at)
{
  return ready_at == sim->now && enisim_sim_are_groups_in_use (sim, &version->refs);
}

static void
end_motion (EnisimSimulation *sim, guint32 index)
{
  const EnisimRuntimeSpec *spec = sim->runtimes[index].spec;
  EnisimRuntime *runtime = &sim->runtimes[index].runtime;
  const gboolean is_creation = runtime->status == ENISIM_RUNTIME_CREATING;
  const guint version = runtime->moving_version;
  guint before;

  runtime->moving_version = ENISIM_VERSION_NONE;
  enisim_runtime_get_version (runtime, version)->was_ready = TRUE;
  before = enisim_runtime_point (runtime, runtime->moving_endpoint, version);
  for (guint i = 0; is_creation && i < spec->n_endpoints; i++)
    enisim_runtime_point (runtime, spec->endpoints[i], version);
  set_status (sim, index, ENISIM_RUNTIME_READY, is_creation ? "created" : "updated");
  if (runtime->moving_endpoint != ENISIM_ENDPOINT_DEFAULT && enisim_sim_is_observed (sim))
    enisim_sim_tell_endpoint (sim, index, runtime->moving_endpoint, "pointed");
  if (before != ENISIM_VERSION_NONE)
    enisim_sim_release_unheld (sim, index, before);
}

static void
fail_motion (EnisimSimulation *sim, guint32 index)
{
  EnisimRuntime *runtime = &sim->runtimes[index].runtime;
  const gboolean is_creation = runtime->status == ENISIM_RUNTIME_CREATING;

  runtime->moving_version = ENISIM_VERSION_NONE;
  if (!is_creation)
    sim->metrics.n_updates_failed++;
  set_status (sim, index, is_creation ? ENISIM_RUNTIME_CREATE_FAILED : ENISIM_RUNTIME_UPDATE_FAILED,
              "no ENIs");
}

void
enisim_sim_begin_motion (EnisimSimulation *sim, guint32 index, EnisimRuntimeStatus status,
                         guint32 endpoint, guint number)
{
  EnisimRuntime *runtime = &sim->runtimes[index].runtime;
  EnisimVersion *version = enisim_runtime_get_version (runtime, number);
  const gboolean is_there = sim->runtimes[index].spec->is_there
                            && sim->runtimes[index].n_ready_draws == 0; /* else it comes again */
  const GTimeSpan delay_us = draw_ready_delay (sim, index, version->is_vpc);
  EnisimTime ready_at = sim->now + (is_there ? 0 : delay_us);

  runtime->moving_version = (guint16) number;
  runtime->moving_endpoint = endpoint;
  set_status (sim, index, status, status == ENISIM_RUNTIME_CREATING ? "create" : "update");
  if (version->is_vpc)
    {
      const EnisimTime in_use_at = enisim_sim_acquire_groups (
          sim, enisim_sim_make_sharing_key (sim, sim->runtimes[index].spec->type, version->key),
          is_there, &version->refs);

      if (in_use_at == ENISIM_TIME_NEVER)
        {
          fail_motion (sim, index);
          return;
        }
      ready_at = MAX (ready_at, in_use_at);
    }
  if (is_ready (sim, version, ready_at))
    {
      end_motion (sim, index);
      return;
    }
  g_assert (runtime->timer == 0);
  runtime->timer = enisim_agenda_book (&sim->agenda, ready_at,
                                       enisim_event_kind_get_class (ENISIM_EVENT_RUNTIME_READY),
                                       ENISIM_EVENT_RUNTIME_READY, index);
}

gboolean
enisim_sim_refuse_request (EnisimSimulation *sim, EnisimRefusal cause)
{
  sim->metrics.n_refused_requests[cause]++;
  return FALSE;
}

/* Whether the quotas leave room for it, DEFAULT counted among its endpoints. */
static gboolean
has_room (EnisimSimulation *sim, const EnisimRuntimeSpec *spec)
{
  if (spec->type != ENISIM_AGENT_RUNTIME)
    return TRUE;
  if (sim->n_agents >= sim->quotas.agents)
    return enisim_sim_refuse_request (sim, ENISIM_REFUSAL_AGENTS);
  if (spec->n_endpoints >= sim->quotas.endpoints)
    return enisim_sim_refuse_request (sim, ENISIM_REFUSAL_ENDPOINTS);
  return TRUE;
}

static gboolean
create (EnisimSimulation *sim, guint32 index)
{
  const EnisimRuntimeSpec *spec = sim->runtimes[index].spec;
  EnisimRuntime *runtime = &sim->runtimes[index].runtime;
  guint version;

  if (!has_room (sim, spec))
    return FALSE;
  sim->n_agents += spec->type == ENISIM_AGENT_RUNTIME;
  version = enisim_runtime_add_version (runtime, spec->is_vpc, spec->key);
  enisim_sim_begin_motion (sim, index, ENISIM_RUNTIME_CREATING, ENISIM_ENDPOINT_DEFAULT, version);
  return TRUE;
}

static void
end_deletion (EnisimSimulation *sim, guint32 index)
{
  EnisimRuntime *runtime = &sim->runtimes[index].runtime;

  set_status (sim, index, ENISIM_RUNTIME_ABSENT, "last VM gone");
  for (guint i = 1; i <= runtime->n_versions; i++)
    enisim_sim_release_groups (sim, &enisim_runtime_get_version (runtime, i)->refs);
  enisim_runtime_forget (runtime);
  sim->n_agents -= sim->runtimes[index].spec->type == ENISIM_AGENT_RUNTIME;
  enisim_sim_note_runtime_gone (sim, index);
}

/* The status changes first: it tells the last VM's end what to do. */
static void delete (EnisimSimulation *sim, guint32 index)
{
  EnisimRuntime *runtime = &sim->runtimes[index].runtime;

  set_status (sim, index, ENISIM_RUNTIME_DELETING, "delete");
  if (runtime->n_vms == 0)
    end_deletion (sim, index);
  else
    enisim_sim_stop_vms_of (sim, index);
}

static gboolean
perform (EnisimSimulation *sim, guint32 index, const EnisimControlRequest *request)
{
  const gboolean is_absent = sim->runtimes[index].runtime.status == ENISIM_RUNTIME_ABSENT;

  if (is_absent != (request->verb == ENISIM_REQUEST_CREATE))
    return enisim_sim_refuse_request (sim, ENISIM_REFUSAL_STATE);
  switch (request->verb)
    {
    case ENISIM_REQUEST_CREATE:
      return create (sim, index);
    case ENISIM_REQUEST_DELETE:
      delete (sim, index);
      return TRUE;
    case ENISIM_REQUEST_UPDATE:
      return enisim_sim_update_runtime (sim, index, request);
    case ENISIM_REQUEST_POINT:
      return enisim_sim_point_endpoint (sim, index, request);
    case ENISIM_REQUEST_DELETE_ENDPOINT:
      return enisim_sim_delete_endpoint (sim, index, request);
    }
  g_assert_not_reached ();
}

/* What waits is an event of its own: a create that was waiting for the last VM to go runs after
 * all that goes at that instant, as every other create does. */
static void
book_waiting (EnisimSimulation *sim, guint32 index)
{
  EnisimRuntime *runtime = &sim->runtimes[index].runtime;

  if (!enisim_runtime_is_settled (runtime) || runtime->requests.length == 0)
    return;
  g_assert (runtime->timer == 0);
  runtime->timer = enisim_agenda_book (&sim->agenda, sim->now,
                                       enisim_event_kind_get_class (ENISIM_EVENT_RUNTIME_REQUEST),
                                       ENISIM_EVENT_RUNTIME_REQUEST, index);
}

void
enisim_sim_perform_waiting (EnisimSimulation *sim, guint32 index)
{
  EnisimRuntime *runtime = &sim->runtimes[index].runtime;
  const EnisimControlRequest request = enisim_runtime_pop_request (runtime);

  runtime->timer = 0;
  perform (sim, index, &request);
  book_waiting (sim, index);
}

gboolean
enisim_sim_request (EnisimSimulation *sim, guint32 index, const EnisimControlRequest *request)
{
  EnisimRuntime *runtime = &sim->runtimes[index].runtime;

  if (enisim_runtime_is_settled (runtime) && runtime->requests.length == 0)
    return perform (sim, index, request);
  if (sim->scenario->options.control_conflict == ENISIM_CONTROL_REFUSE && !request->is_patient)
    return enisim_sim_refuse_request (sim, ENISIM_REFUSAL_CONFLICT);
  enisim_runtime_push_request (runtime, request);
  return TRUE;
}

void
enisim_sim_end_motion (EnisimSimulation *sim, guint32 index)
{
  sim->runtimes[index].runtime.timer = 0;
  end_motion (sim, index);
  book_waiting (sim, index);
}

void
enisim_sim_note_unused (EnisimSimulation *sim, guint32 index, guint version)
{
  const EnisimRuntime *runtime = &sim->runtimes[index].runtime;

  if (runtime->status != ENISIM_RUNTIME_DELETING)
    {
      enisim_sim_release_unheld (sim, index, version);
      return;
    }
  if (runtime->n_vms > 0)
    return;
  end_deletion (sim, index);
  book_waiting (sim, index);
}
