/* twin-runtimes.c: runtimes are created, become ready and are deleted */
#include "world/twin.h"

enum
{
  READY_DELAY = 36 /* purpose of its streams */
};

static void
runtime_free (gpointer data)
{
  TwinRuntime *runtime = data;

  g_array_unref (runtime->waiting);
  g_free (runtime);
}

static void
add_runtime (Twin *twin, const WorldItem *spec, gint member)
{
  TwinRuntime *runtime = g_new0 (TwinRuntime, 1);

  runtime->spec = spec;
  if (member < 0)
    g_snprintf (runtime->name, sizeof runtime->name, "%s", spec->name);
  else
    g_snprintf (runtime->name, sizeof runtime->name, "%s_%d", spec->name, member);
  runtime->waiting = g_array_new (FALSE, FALSE, sizeof (WorldVerb));
  g_ptr_array_add (twin->runtimes, runtime);
  if (spec->subnets == 0)
    twin_see (twin, FEATURE_PUBLIC_RUNTIME);
}

static void
book_creates (Twin *twin)
{
  for (guint i = 0; i < twin->runtimes->len; i++)
    {
      TwinRuntime *runtime = twin->runtimes->pdata[i];

      if (runtime->spec->create_at != WORLD_NEVER)
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
        add_runtime (twin, &world->items[i], -1);
      for (guint j = 0; j < world->items[i].count; j++)
        add_runtime (twin, &world->items[i], (gint) j);
    }
  book_creates (twin);
}

void
twin_close_runtimes (Twin *twin)
{
  g_ptr_array_unref (twin->runtimes);
}

static gboolean
is_settled (const TwinRuntime *runtime)
{
  return runtime->status != TWIN_RUNTIME_CREATING && runtime->status != TWIN_DELETING;
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
  EnisimStream stream = enisim_stream_from_word (enisim_stream_mix (address, ++runtime->n_creates));

  if (varies->text[0] == '\0')
    return 0;
  return enisim_distribution_sample_us (&varies->distribution, &stream);
}

static void
create (Twin *twin, TwinRuntime *runtime)
{
  const WorldItem *spec = runtime->spec;
  gint64 ready_at = twin->now + draw_ready_delay (twin, runtime);
  gboolean is_in_use = TRUE;

  runtime->status = TWIN_RUNTIME_CREATING;
  if (spec->subnets != 0)
    {
      runtime->group = twin_acquire (twin, spec->subnets, spec->groups);
      if (runtime->group == NULL)
        {
          runtime->status = TWIN_CREATE_FAILED;
          return;
        }
      is_in_use = runtime->group->state == TWIN_IN_USE;
      if (!is_in_use)
        ready_at = MAX (ready_at, runtime->group->in_use_at);
    }
  if (is_in_use && ready_at == twin->now)
    {
      twin_see (twin, FEATURE_READY_AT_ONCE);
      runtime->status = TWIN_READY;
      return;
    }
  twin_see (twin, FEATURE_READY_LATER);
  twin_book (twin, ready_at, TWIN_RUNTIME_READY, runtime);
}

static void
end_deletion (Twin *twin, TwinRuntime *runtime)
{
  TwinGroup *group = g_steal_pointer (&runtime->group);

  runtime->status = TWIN_ABSENT;
  if (group != NULL)
    twin_release (twin, group);
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
      end_deletion (twin, runtime);
      return;
    }
  twin_see (twin, FEATURE_DELETED_WITH_VMS);
  stop_vms (twin, runtime);
}

static void
perform (Twin *twin, TwinRuntime *runtime, WorldVerb verb)
{
  const gboolean is_absent = runtime->status == TWIN_ABSENT;

  if (verb == WORLD_CREATE && is_absent)
    create (twin, runtime);
  else if (verb == WORLD_DELETE && !is_absent)
    delete_runtime (twin, runtime);
  else
    {
      twin_see (twin, FEATURE_CONTROL_REFUSED_STATE);
      twin->counts.n_control_refused++;
    }
}

void
twin_request (Twin *twin, TwinRuntime *runtime, WorldVerb verb)
{
  if (is_settled (runtime) && runtime->waiting->len == 0)
    {
      perform (twin, runtime, verb);
      return;
    }
  if (twin->world->refuses_control)
    {
      twin_see (twin, FEATURE_CONTROL_REFUSED_MOTION);
      twin->counts.n_control_refused++;
      return;
    }
  twin_see (twin,
            runtime->waiting->len > 0 ? FEATURE_CONTROL_WAITED_BEHIND : FEATURE_CONTROL_WAITED);
  g_array_append_val (runtime->waiting, verb);
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
  const WorldVerb verb = g_array_index (runtime->waiting, WorldVerb, 0);

  g_array_remove_index (runtime->waiting, 0);
  perform (twin, runtime, verb);
  look_at_waiting (twin, runtime);
}

void
twin_runtime_ready (Twin *twin, TwinRuntime *runtime)
{
  runtime->status = TWIN_READY;
  look_at_waiting (twin, runtime);
}

void
twin_vm_has_gone (Twin *twin, TwinRuntime *runtime)
{
  if (runtime->status != TWIN_DELETING || count_vms (twin, runtime) > 0)
    return;
  end_deletion (twin, runtime);
  look_at_waiting (twin, runtime);
}
