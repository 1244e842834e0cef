/* twin-sessions.c: VMs are admitted, serve, idle and end */
#include "world/twin.h"

/* Of what is drawn for a call. */
enum
{
  COLD_START = 4,
  TEARDOWN = 6
};

/* model.md's defaults. */
#define COLD_START_V1_US (5400 * G_TIME_SPAN_MILLISECOND)
#define COLD_START_V2_US (1900 * G_TIME_SPAN_MILLISECOND)
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

static TwinInvocation *
add_invocation (TwinVm *vm, const TwinCall *call)
{
  TwinInvocation *invocation = g_new0 (TwinInvocation, 1);

  invocation->call = *call;
  invocation->vm = vm;
  g_ptr_array_add (vm->invocations, invocation);
  return invocation;
}

static void
admit (Twin *twin, const TwinCall *call)
{
  const WorldItem *spec = call->target->spec;
  const gint64 cold_start_us
      = draw (&twin->world->cold_start, spec->is_v2 ? COLD_START_V2_US : COLD_START_V1_US,
              call->word, COLD_START);
  TwinVm *vm = g_new0 (TwinVm, 1);

  vm->session = call->session;
  vm->runtime = call->target;
  vm->word = call->word;
  vm->workload = call->workload;
  vm->number = call->number;
  vm->state = TWIN_PROVISIONING;
  vm->stay = twin_begin_stay (twin, twin_get_vm_level (TWIN_PROVISIONING));
  vm->invocations = g_ptr_array_new ();
  g_ptr_array_add (twin->vms, vm);
  add_invocation (vm, call);
  if (twin_counts (twin, twin->now))
    twin->counts.n_cold++;
  twin_see (twin, FEATURE_COLD);
  twin_book (twin, twin->now + get_lifetime (spec), TWIN_LIFETIME_ENDS, vm);
  if (spec->unhealthy_stop_us != WORLD_NEVER)
    twin_book (twin, twin->now + spec->unhealthy_stop_us, TWIN_HEALTH_ENDS, vm);
  twin_book (twin, twin->now + cold_start_us, TWIN_COLD_START_ENDS, vm);
}

static void
join (Twin *twin, TwinVm *vm, const TwinCall *call)
{
  TwinInvocation *invocation = add_invocation (vm, call);

  if (twin_counts (twin, twin->now))
    twin->counts.n_warm++;
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

static guint
count_against_quota (Twin *twin)
{
  guint n = 0;

  for (guint i = 0; i < twin->vms->len; i++)
    if (twin->world->counts_stopping
        || ((const TwinVm *) twin->vms->pdata[i])->state != TWIN_STOPPING)
      n++;
  return n;
}

TwinOutcome
twin_invoke (Twin *twin, const TwinCall *call)
{
  const guint quota = twin->world->max_vms;
  TwinVm *vm;

  if (call->target->status != TWIN_READY)
    return TWIN_NOT_READY;
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
  if (quota > 0 && count_against_quota (twin) >= quota)
    return TWIN_QUOTA;
  if (quota > 0 && twin->vms->len >= quota)
    twin_see (twin, FEATURE_QUOTA_SPARES_STOPPING);
  admit (twin, call);
  return TWIN_OPEN;
}

void
twin_cold_start_ends (Twin *twin, TwinVm *vm)
{
  set_state (twin, vm, TWIN_ACTIVE);
  for (guint i = 0; i < vm->invocations->len; i++)
    serve (twin, vm->invocations->pdata[i]);
}

/* The invocation is no more afterwards. */
static void
end_invocation (Twin *twin, TwinInvocation *invocation, TwinOutcome outcome)
{
  const TwinCall call = invocation->call;

  if (twin_counts (twin, call.called_at))
    {
      twin->counts.n_outcomes[outcome]++;
      if (outcome == TWIN_OK)
        twin->counts.latency_ok_us += twin->now - call.called_at;
      else
        twin->counts.latency_cut_us += twin->now - call.called_at;
    }
  twin_see (twin, outcome == TWIN_OK ? FEATURE_OK : FEATURE_CUT);
  g_ptr_array_remove (invocation->vm->invocations, invocation);
  g_free (invocation);
  twin_call_has_ended (twin, &call);
}

void
twin_invocation_ends (Twin *twin, TwinInvocation *invocation)
{
  TwinVm *vm = invocation->vm;

  end_invocation (twin, invocation, TWIN_OK);
  if (vm->invocations->len > 0)
    return;
  set_state (twin, vm, TWIN_IDLE);
  twin_book (twin, twin->now + get_idle_timeout (vm->runtime->spec), TWIN_IDLE_ENDS, vm);
}

static void
cut_all (Twin *twin, TwinVm *vm)
{
  if (vm->state == TWIN_PROVISIONING)
    twin_see (twin, FEATURE_CUT_PROVISIONING);
  while (vm->invocations->len > 0)
    {
      TwinInvocation *invocation = vm->invocations->pdata[0];

      twin_cancel (twin, TWIN_INVOCATION_ENDS, invocation);
      end_invocation (twin, invocation, TWIN_CUT);
    }
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
  cut_all (twin, vm);
  set_state (twin, vm, TWIN_STOPPING);
  twin_book (twin, twin->now + draw_teardown (twin, vm, end), TWIN_VM_GONE, vm);
}

TwinStopped
twin_stop_session (Twin *twin, const TwinCall *call)
{
  TwinVm *vm = find_vm (twin, call);

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
  g_free (vm);
}

void
twin_vm_gone (Twin *twin, TwinVm *vm)
{
  TwinRuntime *runtime = vm->runtime;

  twin_end_stay (twin, vm->stay);
  g_ptr_array_remove (twin->vms, vm);
  vm_free (vm);
  twin_vm_has_gone (twin, runtime);
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
