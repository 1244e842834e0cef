/* twin-sessions.c: VMs are admitted, serve, idle and end */
#include "world/twin-parts.h"

/* Of what is drawn for a call. */
enum
{
  COLD_START = 4,
  TEARDOWN = 6,
  BUSY_AFTER = 10
};

/* model.md's defaults. */
#define COLD_START_V1_US (5400 * G_TIME_SPAN_MILLISECOND)
#define COLD_START_V2_US (1900 * G_TIME_SPAN_MILLISECOND)
#define UNREACHABLE_AFTER_US (65 * G_TIME_SPAN_SECOND)
#define SYNC_LIMIT_US (15 * G_TIME_SPAN_MINUTE)
#define STREAMING_LIMIT_US (60 * G_TIME_SPAN_MINUTE)
#define TEARDOWN_US (15 * G_TIME_SPAN_SECOND)
#define IDLE_TIMEOUT_US (900 * G_TIME_SPAN_SECOND)
#define LIFETIME_US (28800 * G_TIME_SPAN_SECOND)

static gint64
draw (const WorldVaries *varies, gint64 otherwise, guint64 word, guint what)
{
  EnisimStream stream = enisim_stream_from_word (enisim_stream_mix (word, what));

  if (varies->text[0] == '\0')
    return otherwise;
  return enisim_distribution_sample_us (&varies->distribution, &stream);
}

static gint64
get_lifetime (const WorldItem *spec)
{
  return spec->max_lifetime_us == WORLD_NEVER ? LIFETIME_US : spec->max_lifetime_us;
}

static gint64
get_idle_timeout (const WorldItem *spec)
{
  return spec->idle_timeout_us == WORLD_NEVER ? MIN (IDLE_TIMEOUT_US, get_lifetime (spec))
                                              : spec->idle_timeout_us;
}

static void
set_state (Twin *twin, TwinVm *vm, TwinVmState state)
{
  twin_end_stay (twin, vm->stay);
  vm->state = state;
  vm->stay = twin_begin_stay (twin, twin_get_vm_level (state));
}

static TwinVm *
find_vm (const Twin *twin, const TwinCall *call)
{
  for (guint i = 0; i < twin->vms->len; i++)
    {
      TwinVm *vm = twin->vms->pdata[i];

      if (vm->runtime == call->target && vm->session.workload == call->session.workload
          && vm->session.number == call->session.number)
        return vm;
    }
  return NULL;
}

static void
serve (Twin *twin, TwinInvocation *invocation)
{
  twin_book (twin, twin->now + invocation->call.duration_us, TWIN_INVOCATION_ENDS, invocation);
}

static gint64
get_limit (const World *world, const WorldWorkload *spec)
{
  switch (spec->requests)
    {
    case WORLD_SYNC:
      return world->sync_limit_us == WORLD_NEVER ? SYNC_LIMIT_US : world->sync_limit_us;
    case WORLD_STREAMING:
      return world->streaming_limit_us == WORLD_NEVER ? STREAMING_LIMIT_US
                                                      : world->streaming_limit_us;
    case WORLD_LIMITED:
      return spec->request_limit_us;
    case WORLD_ASYNC:
    case WORLD_UNLIMITED:
    default:
      return WORLD_NEVER;
    }
}

static TwinInvocation *
add_invocation (Twin *twin, TwinVm *vm, const TwinCall *call, gboolean is_cold)
{
  const gint64 limit_us = get_limit (twin->world, &twin->world->workloads[call->workload]);
  TwinInvocation *invocation = g_new0 (TwinInvocation, 1);

  invocation->call = *call;
  invocation->vm = vm;
  invocation->is_cold = is_cold;
  g_ptr_array_add (vm->invocations, invocation);
  if (twin_counts (twin, call->called_at) && is_cold)
    twin->counts.n_cold++;
  else if (twin_counts (twin, call->called_at))
    twin->counts.n_warm++;
  if (limit_us != WORLD_NEVER)
    twin_book (twin, twin->now + limit_us, TWIN_LIMIT_ENDS, invocation);
  return invocation;
}

static gboolean
has_service (const World *world, WorldService service)
{
  for (guint i = 0; i < world->n_endpoints; i++)
    if (world->endpoints[i].service == service)
      return TRUE;
  return FALSE;
}

/* A way out of its network. */
static gboolean
has_egress (const World *world, const WorldItem *spec, const TwinVersion *version)
{
  if (spec->says_egress)
    return spec->has_egress;
  if (version->subnets == 0 || world->n_nats > 0)
    return TRUE;
  if (!has_service (world, WORLD_S3) || !has_service (world, WORLD_LOGS))
    return FALSE;
  return !spec->is_container
         || (has_service (world, WORLD_ECR_API) && has_service (world, WORLD_ECR_DKR));
}

/* Until the VM serves, or is known to be out of reach. */
static gint64
draw_provisioning (const World *world, const TwinVm *vm)
{
  const gint64 cold_start_us = vm->runtime->spec->is_v2 ? COLD_START_V2_US : COLD_START_V1_US;

  if (vm->is_unreachable)
    return draw (&world->unreachable_after, UNREACHABLE_AFTER_US, vm->word, COLD_START);
  return draw (&world->cold_start, cold_start_us, vm->word, COLD_START);
}

static void
admit (Twin *twin, const TwinCall *call)
{
  const WorldItem *spec = call->target->spec;
  TwinVm *vm = g_new0 (TwinVm, 1);

  vm->session = call->session;
  vm->runtime = call->target;
  vm->version = call->target->endpoints[call->endpoint];
  vm->word = call->word;
  vm->workload = call->workload;
  vm->number = call->number;
  vm->state = TWIN_PROVISIONING;
  vm->stay = twin_begin_stay (twin, twin_get_vm_level (TWIN_PROVISIONING));
  vm->invocations = g_ptr_array_new ();
  vm->background = g_ptr_array_new_with_free_func (g_free);
  vm->is_unreachable
      = twin->world->fails_without_route && !has_egress (twin->world, spec, vm->version);
  g_ptr_array_add (twin->vms, vm);
  twin_see (twin, FEATURE_COLD);
  twin_book (twin, twin->now + get_lifetime (spec), TWIN_LIFETIME_ENDS, vm);
  if (spec->unhealthy_stop_us != WORLD_NEVER)
    twin_book (twin, twin->now + spec->unhealthy_stop_us, TWIN_HEALTH_ENDS, vm);
  add_invocation (twin, vm, call, TRUE);
  twin_book (twin, twin->now + draw_provisioning (twin->world, vm), TWIN_COLD_START_ENDS, vm);
}

static void
join (Twin *twin, TwinVm *vm, const TwinCall *call)
{
  TwinInvocation *invocation = add_invocation (twin, vm, call, FALSE);

  if (vm->version != vm->runtime->endpoints[call->endpoint])
    twin_see (twin, FEATURE_OLD_VERSION_SERVES);
  twin_see (twin, vm->state == TWIN_IDLE     ? FEATURE_WARM_IDLE
                  : vm->state == TWIN_ACTIVE ? FEATURE_WARM_ACTIVE
                                             : FEATURE_WARM_PROVISIONING);
  if (vm->state == TWIN_IDLE)
    {
      twin_cancel (twin, TWIN_IDLE_ENDS, vm);
      set_state (twin, vm, TWIN_ACTIVE);
    }
  if (vm->state == TWIN_ACTIVE)
    serve (twin, invocation);
}

TwinOutcome
twin_invoke (Twin *twin, const TwinCall *call)
{
  TwinOutcome outcome;
  TwinVm *vm;

  if (!twin_is_serving (call->target))
    return TWIN_NOT_READY;
  if (call->target->endpoints[call->endpoint] == NULL)
    {
      twin_see (twin, FEATURE_NO_SUCH_ENDPOINT);
      return TWIN_NOT_READY;
    }
  if (!twin_take_invoke_token (twin, call))
    return TWIN_THROTTLED_INVOKE;
  vm = find_vm (twin, call);
  if (vm != NULL)
    {
      if (vm->state == TWIN_STOPPING
          || (vm->state == TWIN_PROVISIONING && !twin->world->waits_for_provisioning))
        {
          twin_see (twin, vm->state == TWIN_STOPPING ? FEATURE_CONFLICT_STOPPING
                                                     : FEATURE_CONFLICT_PROVISIONING);
          return TWIN_CONFLICT;
        }
      join (twin, vm, call);
      return TWIN_OPEN;
    }
  outcome = twin_check_new_session (twin, call);
  if (outcome == TWIN_OPEN)
    admit (twin, call);
  return outcome;
}

static gboolean
is_occupied (const TwinVm *vm)
{
  return vm->invocations->len > 0 || vm->background->len > 0;
}

static void
begin_idle (Twin *twin, TwinVm *vm)
{
  set_state (twin, vm, TWIN_IDLE);
  twin_book (twin, twin->now + get_idle_timeout (vm->runtime->spec), TWIN_IDLE_ENDS, vm);
}

void
twin_cold_start_ends (Twin *twin, TwinVm *vm)
{
  if (vm->is_unreachable)
    {
      twin_stop (twin, vm, TWIN_END_UNREACHABLE);
      return;
    }
  set_state (twin, vm, TWIN_ACTIVE);
  for (guint i = 0; i < vm->invocations->len; i++)
    serve (twin, vm->invocations->pdata[i]);
  if (is_occupied (vm))
    return;
  twin_see (twin, FEATURE_READY_FOR_NOBODY);
  begin_idle (twin, vm);
}

static void
count_end (Twin *twin, const TwinInvocation *invocation, TwinOutcome outcome)
{
  const TwinCall *call = &invocation->call;

  if (!twin_counts (twin, call->called_at))
    return;
  twin->counts.n_outcomes[call->workload][outcome]++;
  if (outcome == TWIN_OK)
    twin->counts.latency_ok_us += twin->now - call->called_at;
  else if (outcome == TWIN_CUT)
    twin->counts.latency_cut_us += twin->now - call->called_at;
  if (outcome == TWIN_UNREACHABLE && invocation->is_cold)
    twin->counts.n_cold--;
  else if (outcome == TWIN_UNREACHABLE)
    twin->counts.n_warm--;
}

/* The invocation is no more afterwards. */
static void
end_invocation (Twin *twin, TwinInvocation *invocation, TwinOutcome outcome)
{
  const TwinCall call = invocation->call;

  count_end (twin, invocation, outcome);
  twin_see (twin, outcome == TWIN_OK          ? FEATURE_OK
                  : outcome == TWIN_CUT       ? FEATURE_CUT
                  : outcome == TWIN_TIMED_OUT ? FEATURE_TIMED_OUT
                                              : FEATURE_UNREACHABLE);
  twin_cancel (twin, TWIN_LIMIT_ENDS, invocation);
  twin_cancel (twin, TWIN_INVOCATION_ENDS, invocation);
  g_ptr_array_remove (invocation->vm->invocations, invocation);
  g_free (invocation);
  twin_call_has_ended (twin, &call, outcome);
}

void
twin_invocation_ends (Twin *twin, TwinInvocation *invocation)
{
  TwinVm *vm = invocation->vm;
  const gint64 busy_us = draw (&twin->world->workloads[invocation->call.workload].busy_after, 0,
                               invocation->call.word, BUSY_AFTER);
  TwinWork *work;

  end_invocation (twin, invocation, TWIN_OK);
  if (busy_us > 0)
    {
      work = g_new0 (TwinWork, 1);
      work->vm = vm;
      g_ptr_array_add (vm->background, work);
      twin_book (twin, twin->now + busy_us, TWIN_BACKGROUND_ENDS, work);
    }
  if (!is_occupied (vm))
    begin_idle (twin, vm);
}

void
twin_background_ends (Twin *twin, TwinWork *work)
{
  TwinVm *vm = work->vm;

  twin_see (twin, FEATURE_BACKGROUND_WORK);
  g_ptr_array_remove (vm->background, work);
  if (!is_occupied (vm))
    begin_idle (twin, vm);
}

/* The VM lives on. */
void
twin_limit_ends (Twin *twin, TwinInvocation *invocation)
{
  TwinVm *vm = invocation->vm;

  if (vm->state == TWIN_PROVISIONING)
    twin_see (twin, FEATURE_TIMED_OUT_PROVISIONING);
  end_invocation (twin, invocation, TWIN_TIMED_OUT);
  if (vm->state == TWIN_ACTIVE && !is_occupied (vm))
    begin_idle (twin, vm);
}

static void
cut_all (Twin *twin, TwinVm *vm, TwinOutcome outcome)
{
  if (vm->state == TWIN_PROVISIONING && outcome == TWIN_CUT)
    twin_see (twin, FEATURE_CUT_PROVISIONING);
  while (vm->invocations->len > 0)
    end_invocation (twin, vm->invocations->pdata[0], outcome);
  for (guint i = 0; i < vm->background->len; i++)
    {
      twin_see (twin, FEATURE_BACKGROUND_CUT);
      twin_cancel (twin, TWIN_BACKGROUND_ENDS, vm->background->pdata[i]);
    }
  g_ptr_array_set_size (vm->background, 0);
}

static gint64
draw_teardown (const Twin *twin, const TwinVm *vm, TwinEnd end)
{
  const World *world = twin->world;
  const gboolean is_own = end == TWIN_END_STOPPED && world->teardown_after_stop.text[0] != '\0';

  return draw (is_own ? &world->teardown_after_stop : &world->teardown, TEARDOWN_US, vm->word,
               TEARDOWN);
}

void
twin_stop (Twin *twin, TwinVm *vm, TwinEnd end)
{
  twin->counts.n_ends[end]++;
  if (end == TWIN_END_IDLE || end == TWIN_END_LIFETIME || end == TWIN_END_UNHEALTHY)
    twin_see (twin, end == TWIN_END_IDLE       ? FEATURE_END_IDLE
                    : end == TWIN_END_LIFETIME ? FEATURE_END_LIFETIME
                                               : FEATURE_END_UNHEALTHY);
  twin_cancel (twin, TWIN_COLD_START_ENDS, vm);
  twin_cancel (twin, TWIN_IDLE_ENDS, vm);
  twin_cancel (twin, TWIN_LIFETIME_ENDS, vm);
  twin_cancel (twin, TWIN_HEALTH_ENDS, vm);
  cut_all (twin, vm, end == TWIN_END_UNREACHABLE ? TWIN_UNREACHABLE : TWIN_CUT);
  set_state (twin, vm, TWIN_STOPPING);
  twin_book (twin, twin->now + draw_teardown (twin, vm, end), TWIN_VM_GONE, vm);
}

TwinStopped
twin_stop_session (Twin *twin, const TwinCall *call)
{
  TwinVm *vm = find_vm (twin, call);

  if (!twin_take_stop_token (twin, call))
    return TWIN_STOP_THROTTLED;
  if (vm == NULL)
    return TWIN_STOP_NONE;
  if (vm->state == TWIN_PROVISIONING || vm->state == TWIN_STOPPING)
    return TWIN_STOP_CONFLICT;
  if (vm->state == TWIN_ACTIVE)
    twin_see (twin, FEATURE_STOP_CUTS);
  twin_stop (twin, vm, TWIN_END_STOPPED);
  return TWIN_STOP_DONE;
}

static void
vm_free (TwinVm *vm)
{
  g_ptr_array_unref (vm->invocations);
  g_ptr_array_unref (vm->background);
  g_free (vm);
}

void
twin_vm_gone (Twin *twin, TwinVm *vm)
{
  TwinRuntime *runtime = vm->runtime;
  TwinVersion *version = vm->version;

  twin_end_stay (twin, vm->stay);
  g_ptr_array_remove (twin->vms, vm);
  vm_free (vm);
  twin_vm_has_gone (twin, runtime, version);
}

void
twin_close_sessions (Twin *twin)
{
  for (guint i = 0; i < twin->vms->len; i++)
    {
      TwinVm *vm = twin->vms->pdata[i];

      g_ptr_array_set_free_func (vm->invocations, g_free);
      vm_free (vm);
    }
  g_ptr_array_unref (twin->vms);
}
