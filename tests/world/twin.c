/* twin.c: the naive twin's events, one by one */
#include "world/twin-parts.h"

#include <string.h>

static void
see_options (Twin *twin)
{
  const World *world = twin->world;

  twin_see (twin, world->is_lowest ? FEATURE_IP_LOWEST : FEATURE_IP_RANDOM);
  if (!world->has_limits)
    twin_see (twin, FEATURE_LIMITS_OFF);
  if (!world->shares_across_types)
    for (guint i = 0; i < world->n_items; i++)
      if (world->items[i].type != WORLD_RUNTIME)
        twin_see (twin, FEATURE_TYPES_APART);
  if (world->shares_per_subnet)
    twin_see (twin, FEATURE_SHARED_PER_SUBNET);
  if (world->eni_retention.text[0] == '\0')
    twin_see (twin, FEATURE_DEFAULT_RETENTION);
  for (guint i = 0; i < world->n_subnets; i++)
    if (world->subnets[i].prefix < 28)
      twin_see (twin, world->subnets[i].prefix < 22 ? FEATURE_LARGE_SUBNET : FEATURE_MIDDLE_SUBNET);
}

static void
book_entry (Twin *twin, const WorldEntry *entry, TwinRuntime *runtime)
{
  TwinRequest *request = g_new (TwinRequest, 1);

  *request = (TwinRequest){ runtime, entry };
  g_ptr_array_add (twin->timeline, request);
  twin_book (twin, entry->at, TWIN_TIMELINE, request);
}

/* What subnets say themselves, then what the timeline says. */
static void
book_background (Twin *twin)
{
  for (guint i = 0; i < twin->world->n_subnets; i++)
    for (guint j = 0; j < twin->world->subnets[i].n_steps; j++)
      twin_book (twin, twin->world->subnets[i].steps[j].at, TWIN_BACKGROUND_STEP,
                 (gpointer) &twin->world->subnets[i].steps[j]);
  for (guint i = 0; i < twin->world->n_entries; i++)
    if (twin->world->entries[i].verb == WORLD_BACKGROUND)
      twin_book (twin, twin->world->entries[i].at, TWIN_BACKGROUND_STEP,
                 (gpointer) &twin->world->entries[i].background);
}

/* Of an entry that names several runtimes, one for each. */
static void
book_timeline (Twin *twin)
{
  for (guint i = 0; i < twin->world->n_entries; i++)
    {
      const WorldEntry *entry = &twin->world->entries[i];
      const guint count = MAX (1, twin->world->items[entry->target.item].count);
      guint place = 0;

      if (entry->verb == WORLD_BACKGROUND)
        continue;
      if (entry->verb >= WORLD_WORKLOAD_OFF)
        {
          book_entry (twin, entry, NULL);
          continue;
        }
      for (guint item = 0; item < entry->target.item; item++)
        place += MAX (1, twin->world->items[item].count);
      for (guint j = 0; j < count; j++)
        if (entry->target.member < 0 || j == (guint) entry->target.member)
          book_entry (twin, entry, twin->runtimes->pdata[place + j]);
    }
}

Twin *
twin_new (const World *world)
{
  Twin *twin = g_new0 (Twin, 1);

  twin->world = world;
  twin->events = g_array_new (FALSE, FALSE, sizeof (TwinEvent));
  twin->stays = g_array_new (FALSE, FALSE, sizeof (TwinStay));
  twin->vms = g_ptr_array_new ();
  twin->timeline = g_ptr_array_new_with_free_func (g_free);
  see_options (twin);
  twin->deletions = g_array_new (FALSE, FALSE, sizeof (TwinDeletion));
  twin_open_network (twin);
  book_background (twin);
  twin_open_runtimes (twin);
  twin_open_quotas (twin);
  twin_open_scales (twin);
  book_timeline (twin);
  twin_open_churn (twin);
  if (world->warm_up > 0)
    twin_book (twin, world->warm_up, TWIN_WARM_UP, NULL);
  if (world->sample_us > 0)
    twin_book (twin, 0, TWIN_SAMPLE, NULL);
  twin->counted_after = -1;
  twin_open_workloads (twin);
  twin_note_peaks (twin, TRUE);
  return twin;
}

void
twin_free (Twin *twin)
{
  if (twin == NULL)
    return;
  twin_close_workloads (twin);
  twin_close_sessions (twin);
  twin_close_quotas (twin);
  twin_close_runtimes (twin);
  twin_close_network (twin);
  twin_close_churn (twin);
  g_ptr_array_unref (twin->timeline);
  g_array_unref (twin->deletions);
  g_array_unref (twin->stays);
  g_array_unref (twin->events);
  g_free (twin);
}

static void
take_sample (Twin *twin)
{
  twin_see (twin, FEATURE_SAMPLED);
  if (twin->now + twin->world->sample_us <= twin->world->horizon)
    twin_book (twin, twin->now + twin->world->sample_us, TWIN_SAMPLE, NULL);
}

static void
end_warm_up (Twin *twin)
{
  twin_see (twin, FEATURE_WARM_UP);
  twin->counted_after = twin->now;
  twin->counts = (TwinCounts){ 0 };
  for (guint i = 0; i < twin->churns->len; i++)
    memset (&((TwinChurn *) twin->churns->pdata[i])->counts, 0, sizeof (TwinChurnCounts));
}

static void
handle_vm (Twin *twin, TwinKind kind, TwinVm *vm)
{
  switch (kind)
    {
    case TWIN_COLD_START_ENDS:
      twin_cold_start_ends (twin, vm);
      break;
    case TWIN_IDLE_ENDS:
      twin_stop (twin, vm, TWIN_END_IDLE);
      break;
    case TWIN_LIFETIME_ENDS:
      twin_stop (twin, vm, TWIN_END_LIFETIME);
      break;
    case TWIN_HEALTH_ENDS:
      twin_stop (twin, vm, TWIN_END_UNHEALTHY);
      break;
    default:
      twin_vm_gone (twin, vm);
      break;
    }
}

static void
run_entry (Twin *twin, const TwinRequest *request)
{
  const WorldEntry *entry = request->entry;

  switch (entry->verb)
    {
    case WORLD_WORKLOAD_OFF:
    case WORLD_WORKLOAD_ON:
      twin_switch (twin, twin->workloads->pdata[entry->workload],
                   entry->verb == WORLD_WORKLOAD_OFF);
      break;
    case WORLD_DELETE_GROUP:
    case WORLD_DELETE_SUBNET:
      twin_request_deletion (twin, entry->verb == WORLD_DELETE_SUBNET, entry->subject);
      break;
    case WORLD_SCALE:
      twin_scale (twin, entry->subject, entry->count);
      break;
    case WORLD_QUOTAS:
      twin_change_quotas (twin, &entry->quotas);
      break;
    default:
      twin_request (twin, request->runtime, entry);
      break;
    }
}

static void
handle_call (Twin *twin, TwinKind kind, gpointer what)
{
  switch (kind)
    {
    case TWIN_ARRIVAL:
      twin_arrive (twin, what);
      break;
    case TWIN_CLIENT_CALL:
      twin_client_calls (twin, what);
      break;
    case TWIN_FOLLOW_UP:
      twin_follow_up (twin, what);
      break;
    case TWIN_RETRY:
      twin_retries (twin, what);
      break;
    default:
      twin_chain_stops (twin, what);
      break;
    }
}

static void
handle (Twin *twin, const TwinEvent *event)
{
  const TwinRequest *request = event->what;

  switch (event->kind)
    {
    case TWIN_INVOCATION_ENDS:
      twin_invocation_ends (twin, event->what);
      break;
    case TWIN_BACKGROUND_ENDS:
      twin_background_ends (twin, event->what);
      break;
    case TWIN_LIMIT_ENDS:
      twin_limit_ends (twin, event->what);
      break;
    case TWIN_REFUSAL_ENDS:
      twin_refusal_ends (twin, event->what);
      break;
    case TWIN_GROUP_GONE:
      twin_group_gone (twin, event->what);
      break;
    case TWIN_GROUP_IN_USE:
      twin_group_in_use (twin, event->what);
      break;
    case TWIN_RUNTIME_READY:
      twin_runtime_ready (twin, event->what);
      break;
    case TWIN_WAITED:
      twin_waited (twin, event->what);
      break;
    case TWIN_RUNTIME_CREATE:
      twin_create (twin, event->what);
      break;
    case TWIN_TIMELINE:
      run_entry (twin, request);
      break;
    case TWIN_BACKGROUND_STEP:
      twin_background_step (twin, event->what);
      break;
    case TWIN_CHURN_ARRIVAL:
      twin_churn_arrives (twin, event->what);
      break;
    case TWIN_STACK_DELETED:
      twin_stack_is_deleted (twin, event->what);
      break;
    case TWIN_GIVES_UP:
      twin_gives_up (twin, event->what);
      break;
    case TWIN_WARM_UP:
      end_warm_up (twin);
      break;
    case TWIN_SAMPLE:
      take_sample (twin);
      break;
    case TWIN_ARRIVAL:
    case TWIN_CLIENT_CALL:
    case TWIN_FOLLOW_UP:
    case TWIN_RETRY:
    case TWIN_STOP:
      handle_call (twin, event->kind, event->what);
      break;
    default:
      handle_vm (twin, event->kind, event->what);
      break;
    }
}

static void
look_at_the_end (Twin *twin)
{
  twin->now = twin->world->horizon;
  for (guint i = 0; i < twin->vms->len; i++)
    if (((const TwinVm *) twin->vms->pdata[i])->invocations->len > 0)
      twin_see (twin, FEATURE_OPEN_AT_HORIZON);
}

gboolean
twin_step (Twin *twin, TwinEvent *event)
{
  if (!twin_take (twin, twin->world->horizon, event))
    {
      look_at_the_end (twin);
      return FALSE;
    }
  if (event->at == twin->now)
    twin_see (twin, FEATURE_TWO_AT_ONCE);
  twin->now = event->at;
  handle (twin, event);
  twin_note_deletions (twin);
  twin_note_peaks (twin, event->kind == TWIN_WARM_UP);
  return TRUE;
}
