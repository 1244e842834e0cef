/* twin-runtimes.c: runtimes are created, become ready and are deleted */
#include "world/twin-parts.h"

enum
{
  READY_DELAY = 36 /* purpose of its streams */
};

static void
version_free (gpointer data)
{
  TwinVersion *version = data;

  g_ptr_array_unref (version->references);
  g_free (version);
}

static void
runtime_free (gpointer data)
{
  TwinRuntime *runtime = data;

  g_ptr_array_unref (runtime->waiting);
  g_ptr_array_unref (runtime->versions);
  g_free (runtime);
}

static TwinRuntime *
add_runtime (Twin *twin, const WorldItem *spec, guint subnets, guint groups)
{
  TwinRuntime *runtime = g_new0 (TwinRuntime, 1);

  runtime->spec = spec;
  runtime->subnets = subnets;
  runtime->groups = groups;
  runtime->waiting = g_ptr_array_new ();
  runtime->versions = g_ptr_array_new_with_free_func (version_free);
  g_ptr_array_add (twin->runtimes, runtime);
  return runtime;
}

static void
add_member (Twin *twin, const WorldItem *spec, gint member)
{
  TwinRuntime *runtime = add_runtime (twin, spec, spec->subnets, spec->groups);

  if (member < 0)
    g_snprintf (runtime->name, sizeof runtime->name, "%s", spec->name);
  else
    g_snprintf (runtime->name, sizeof runtime->name, "%s_%d", spec->name, member);
  if (spec->subnets == 0)
    twin_see (twin, FEATURE_PUBLIC_RUNTIME);
}

TwinRuntime *
twin_add_stack_runtime (Twin *twin, TwinStack *stack, guint index, guint subnets, guint groups)
{
  static const WorldItem none = { .create_at = WORLD_NEVER };
  const WorldChurn *churn = stack->churn->spec;
  TwinRuntime *runtime = add_runtime (twin, &none, subnets, groups);

  runtime->stack = stack;
  if (churn->n_runtimes == 1)
    g_snprintf (runtime->name, sizeof runtime->name, "%s-%u", churn->name, stack->number);
  else
    g_snprintf (runtime->name, sizeof runtime->name, "%s-%u_%u", churn->name, stack->number, index);
  return runtime;
}

static void
book_creates (Twin *twin, gboolean is_there)
{
  for (guint i = 0; i < twin->runtimes->len; i++)
    {
      TwinRuntime *runtime = twin->runtimes->pdata[i];

      if (runtime->spec->create_at != WORLD_NEVER && runtime->spec->is_there == is_there)
        twin_book (twin, runtime->spec->create_at, TWIN_RUNTIME_CREATE, runtime);
    }
}

void
twin_open_runtimes (Twin *twin)
{
  const World *world = twin->world;

  twin->runtimes = g_ptr_array_new_with_free_func (runtime_free);
  for (guint i = 0; i < world->n_items; i++)
    {
      if (world->items[i].count == 0)
        add_member (twin, &world->items[i], -1);
      for (guint j = 0; j < world->items[i].count; j++)
        add_member (twin, &world->items[i], (gint) j);
    }
  book_creates (twin, TRUE);
  book_creates (twin, FALSE);
}

void
twin_close_runtimes (Twin *twin)
{
  g_ptr_array_unref (twin->runtimes);
}

static gboolean
is_settled (const TwinRuntime *runtime)
{
  return runtime->status != TWIN_RUNTIME_CREATING && runtime->status != TWIN_UPDATING
         && runtime->status != TWIN_DELETING;
}

static guint
count_vms (const Twin *twin, const TwinRuntime *runtime)
{
  guint n = 0;

  for (guint i = 0; i < twin->vms->len; i++)
    n += ((const TwinVm *) twin->vms->pdata[i])->runtime == runtime;
  return n;
}

static gint64
draw_ready_delay (Twin *twin, TwinRuntime *runtime)
{
  const WorldVaries *varies = &twin->world->ready_delay;
  const guint64 address = enisim_stream_address (twin->world->seed, 0, READY_DELAY, runtime->name);
  EnisimStream stream
      = enisim_stream_from_word (enisim_stream_mix (address, ++runtime->n_ready_draws));

  if (varies->text[0] == '\0')
    return 0;
  return enisim_distribution_sample_us (&varies->distribution, &stream);
}

/* What @version brings is there: the runtime serves it. */
static void
end_motion (Twin *twin, TwinRuntime *runtime)
{
  TwinVersion *version = g_steal_pointer (&runtime->moving);
  TwinVersion *before = runtime->endpoints[runtime->moving_endpoint];

  version->was_ready = TRUE;
  runtime->endpoints[runtime->moving_endpoint] = version;
  for (guint i = 1; runtime->status == TWIN_RUNTIME_CREATING && i < WORLD_ENDPOINT_NAMES; i++)
    if (runtime->spec->endpoints & 1u << i)
      runtime->endpoints[i] = version;
  runtime->status = TWIN_READY;
  if (before != NULL)
    twin_release_unheld (twin, before, runtime);
}

/* The status is CREATING or UPDATING: until the version's ENIs are in use and the ready delay is
 * over. */
TwinAnswer
twin_begin_motion (Twin *twin, TwinRuntime *runtime, TwinVersion *version, guint endpoint)
{
  const gboolean is_there = runtime->spec->is_there && runtime->n_ready_draws == 0;
  const gint64 delay_us = draw_ready_delay (twin, runtime);
  gint64 ready_at = twin->now + (is_there ? 0 : delay_us);
  gboolean is_in_use = TRUE;

  runtime->moving = version;
  runtime->moving_endpoint = endpoint;
  if (version->subnets != 0)
    {
      const TwinKey key
          = { version->subnets, version->groups,
              twin->world->shares_across_types ? WORLD_RUNTIME : runtime->spec->type };

      if (is_there)
        twin_see (twin, FEATURE_THERE_ALREADY);
      if (!twin_acquire (twin, &key, is_there, version->references))
        {
          runtime->moving = NULL;
          runtime->status
              = runtime->status == TWIN_RUNTIME_CREATING ? TWIN_CREATE_FAILED : TWIN_UPDATE_FAILED;
          return TWIN_FAILS;
        }
      for (guint i = 0; i < version->references->len; i++)
        {
          const TwinGroup *group = version->references->pdata[i];

          if (group->state == TWIN_IN_USE)
            continue;
          is_in_use = FALSE;
          ready_at = MAX (ready_at, group->in_use_at);
        }
    }
  if (is_in_use && ready_at == twin->now)
    {
      twin_see (twin, FEATURE_READY_AT_ONCE);
      end_motion (twin, runtime);
      return TWIN_DONE;
    }
  twin_see (twin, FEATURE_READY_LATER);
  twin_book (twin, ready_at, TWIN_RUNTIME_READY, runtime);
  return TWIN_DONE;
}

/* Those that exist, whatever their status. */
static guint
count_agents (const Twin *twin)
{
  guint n = 0;

  for (guint i = 0; i < twin->runtimes->len; i++)
    {
      const TwinRuntime *runtime = twin->runtimes->pdata[i];

      n += runtime->spec->type == WORLD_RUNTIME && runtime->status != TWIN_ABSENT;
    }
  return n;
}

static gboolean
has_room (Twin *twin, const TwinRuntime *runtime)
{
  const WorldQuotas *quotas = &twin->quotas;
  guint n_endpoints = 1;

  for (guint i = 1; i < WORLD_ENDPOINT_NAMES; i++)
    n_endpoints += runtime->spec->endpoints >> i & 1u;
  if (runtime->spec->type != WORLD_RUNTIME)
    return TRUE;
  if (quotas->agents > 0 && count_agents (twin) >= quotas->agents)
    {
      twin_see (twin, FEATURE_TOO_MANY_AGENTS);
      twin->counts.n_refused_agents++;
      return FALSE;
    }
  if (quotas->endpoints > 0 && n_endpoints > quotas->endpoints)
    {
      twin_see (twin, FEATURE_TOO_MANY_ENDPOINTS);
      twin->counts.n_refused_endpoints++;
      return FALSE;
    }
  return TRUE;
}

static TwinAnswer
create (Twin *twin, TwinRuntime *runtime)
{
  if (!has_room (twin, runtime))
    return TWIN_REFUSED;
  runtime->status = TWIN_RUNTIME_CREATING;
  return twin_begin_motion (twin, runtime,
                            twin_add_version (runtime, runtime->subnets, runtime->groups), 0);
}

/* All references drop, the oldest version's first. */
static void
end_deletion (Twin *twin, TwinRuntime *runtime)
{
  runtime->status = TWIN_ABSENT;
  for (guint i = 0; i < runtime->versions->len; i++)
    twin_release (twin, ((TwinVersion *) runtime->versions->pdata[i])->references);
  for (guint i = 0; i < WORLD_ENDPOINT_NAMES; i++)
    runtime->endpoints[i] = NULL;
  g_ptr_array_set_size (runtime->versions, 0);
}

/* The runtime of a stack is no more then. */
static void
end_deletion_for_good (Twin *twin, TwinRuntime *runtime)
{
  end_deletion (twin, runtime);
  if (runtime->stack != NULL)
    twin_runtime_of_stack_gone (twin, runtime);
}

/* All that do not stop yet, in the order of their admission. */
static void
stop_vms (Twin *twin, TwinRuntime *runtime)
{
  for (guint i = 0; i < twin->vms->len; i++)
    {
      TwinVm *vm = twin->vms->pdata[i];

      if (vm->runtime == runtime && vm->state != TWIN_STOPPING)
        twin_stop (twin, vm, TWIN_END_DELETED);
      else if (vm->runtime == runtime)
        twin_see (twin, FEATURE_DELETED_STOPPING_VM);
    }
}

static void
delete_runtime (Twin *twin, TwinRuntime *runtime)
{
  if (runtime->status == TWIN_CREATE_FAILED)
    twin_see (twin, FEATURE_DELETED_FAILED);
  runtime->status = TWIN_DELETING;
  if (count_vms (twin, runtime) == 0)
    {
      end_deletion_for_good (twin, runtime);
      return;
    }
  twin_see (twin, FEATURE_DELETED_WITH_VMS);
  stop_vms (twin, runtime);
}

TwinAnswer
twin_refuse_control (Twin *twin, gboolean is_in_motion)
{
  twin_see (twin, is_in_motion ? FEATURE_CONTROL_REFUSED_MOTION : FEATURE_CONTROL_REFUSED_STATE);
  if (is_in_motion)
    twin->counts.n_refused_motion++;
  else
    twin->counts.n_refused_state++;
  return TWIN_REFUSED;
}

static TwinAnswer
perform (Twin *twin, TwinRuntime *runtime, const WorldEntry *entry)
{
  const gboolean is_absent = runtime->status == TWIN_ABSENT;

  if (entry->verb == WORLD_CREATE && is_absent)
    return create (twin, runtime);
  if (entry->verb == WORLD_CREATE || is_absent)
    return twin_refuse_control (twin, FALSE);
  if (entry->verb != WORLD_DELETE)
    return twin_change (twin, runtime, entry);
  delete_runtime (twin, runtime);
  return TWIN_DONE;
}

TwinAnswer
twin_request (Twin *twin, TwinRuntime *runtime, const WorldEntry *entry)
{
  if (is_settled (runtime) && runtime->waiting->len == 0)
    return perform (twin, runtime, entry);
  if (twin->world->refuses_control && runtime->stack == NULL)
    return twin_refuse_control (twin, TRUE);
  twin_see (twin,
            runtime->waiting->len > 0 ? FEATURE_CONTROL_WAITED_BEHIND : FEATURE_CONTROL_WAITED);
  g_ptr_array_add (runtime->waiting, (gpointer) entry);
  return TWIN_WAITS;
}

/* At the instant of its own. */
TwinAnswer
twin_create (Twin *twin, TwinRuntime *runtime)
{
  static const WorldEntry entry = { .verb = WORLD_CREATE };

  return twin_request (twin, runtime, &entry);
}

/* What waits runs by an event of its own, once the runtime has settled. */
static void
look_at_waiting (Twin *twin, TwinRuntime *runtime)
{
  if (is_settled (runtime) && runtime->waiting->len > 0)
    twin_book (twin, twin->now, TWIN_WAITED, runtime);
}

void
twin_waited (Twin *twin, TwinRuntime *runtime)
{
  const gboolean is_stack_s = runtime->stack != NULL;

  perform (twin, runtime, g_ptr_array_remove_index (runtime->waiting, 0));
  if (!is_stack_s) /* which are deleted, and nothing waits behind that */
    look_at_waiting (twin, runtime);
}

void
twin_runtime_ready (Twin *twin, TwinRuntime *runtime)
{
  end_motion (twin, runtime);
  look_at_waiting (twin, runtime);
}

void
twin_vm_has_gone (Twin *twin, TwinRuntime *runtime, TwinVersion *version)
{
  if (runtime->status != TWIN_DELETING)
    {
      twin_release_unheld (twin, version, runtime);
      return;
    }
  if (count_vms (twin, runtime) > 0)
    return;
  end_deletion (twin, runtime);
  look_at_waiting (twin, runtime);
}
