/* twin-agenda.c: what is to come, in a list without order, and how long what
 * was lasted */
#include "world/twin-parts.h"

guint
twin_get_class (TwinKind kind)
{
  static const guint classes[TWIN_N_KINDS] = {
    [TWIN_COLD_START_ENDS] = 0, [TWIN_INVOCATION_ENDS] = 0, [TWIN_BACKGROUND_ENDS] = 0,
    [TWIN_LIMIT_ENDS] = 1,      [TWIN_REFUSAL_ENDS] = 0,    [TWIN_IDLE_ENDS] = 1,
    [TWIN_LIFETIME_ENDS] = 1,   [TWIN_HEALTH_ENDS] = 1,     [TWIN_VM_GONE] = 2,
    [TWIN_GROUP_GONE] = 2,      [TWIN_GROUP_IN_USE] = 3,    [TWIN_RUNTIME_READY] = 3,
    [TWIN_WAITED] = 3,          [TWIN_RUNTIME_CREATE] = 3,  [TWIN_TIMELINE] = 3,
    [TWIN_BACKGROUND_STEP] = 3, [TWIN_CHURN_ARRIVAL] = 3,   [TWIN_STACK_DELETED] = 3,
    [TWIN_GIVES_UP] = 3,        [TWIN_ARRIVAL] = 4,         [TWIN_CLIENT_CALL] = 4,
    [TWIN_FOLLOW_UP] = 4,       [TWIN_RETRY] = 4,           [TWIN_STOP] = 4,
    [TWIN_WARM_UP] = 5,         [TWIN_SAMPLE] = 5,
  };

  return classes[kind];
}

void
twin_book_as (Twin *twin, gint64 at, TwinKind kind, gpointer what, guint64 sequence)
{
  const TwinEvent event = { at, twin_get_class (kind), sequence, kind, what };

  g_assert (at >= twin->now);
  g_array_append_val (twin->events, event);
}

void
twin_book (Twin *twin, gint64 at, TwinKind kind, gpointer what)
{
  twin_book_as (twin, at, kind, what, ++twin->n_booked);
}

void
twin_cancel (Twin *twin, TwinKind kind, gconstpointer what)
{
  for (guint i = twin->events->len; i > 0; i--)
    {
      const TwinEvent *event = &g_array_index (twin->events, TwinEvent, i - 1);

      if (event->kind == kind && event->what == what)
        g_array_remove_index (twin->events, i - 1);
    }
}

static gboolean
is_before (const TwinEvent *a, const TwinEvent *b)
{
  if (a->at != b->at)
    return a->at < b->at;
  if (a->class != b->class)
    return a->class < b->class;
  return a->sequence < b->sequence;
}

gboolean
twin_take (Twin *twin, gint64 deadline, TwinEvent *event)
{
  guint first = 0;

  for (guint i = 1; i < twin->events->len; i++)
    if (is_before (&g_array_index (twin->events, TwinEvent, i),
                   &g_array_index (twin->events, TwinEvent, first)))
      first = i;
  if (twin->events->len == 0 || g_array_index (twin->events, TwinEvent, first).at > deadline)
    return FALSE;
  *event = g_array_index (twin->events, TwinEvent, first);
  g_array_remove_index (twin->events, first);
  return TRUE;
}

guint
twin_begin_stay (Twin *twin, guint level)
{
  const TwinStay stay = { level, twin->now, TWIN_NEVER };

  g_array_append_val (twin->stays, stay);
  return twin->stays->len - 1;
}

void
twin_end_stay (Twin *twin, guint stay)
{
  g_array_index (twin->stays, TwinStay, stay).to = twin->now;
}

guint64
twin_get_area_us (const Twin *twin, guint level, gint64 from, gint64 to)
{
  guint64 area_us = 0;

  for (guint i = 0; i < twin->stays->len; i++)
    {
      const TwinStay *stay = &g_array_index (twin->stays, TwinStay, i);
      const gint64 begin = MAX (stay->from, from);
      const gint64 end = MIN (stay->to, to);

      if (stay->level == level && begin < end)
        area_us += (guint64) (end - begin);
    }
  return area_us;
}

guint
twin_get_subnet_level (guint subnet, TwinHolder holder)
{
  return subnet * TWIN_N_HOLDERS + holder;
}

guint
twin_get_vm_level (TwinVmState state)
{
  return WORLD_SUBNETS_MAX * TWIN_N_HOLDERS + state;
}

guint
twin_get_stacks_level (guint churn)
{
  return twin_get_vm_level (TWIN_N_VM_STATES) + churn;
}

guint
twin_get_own_groups_level (guint churn)
{
  return twin_get_stacks_level (WORLD_CHURNS_MAX) + churn;
}

guint
twin_get_unmet_level (guint subnet)
{
  return twin_get_own_groups_level (WORLD_CHURNS_MAX) + subnet;
}

/* A call belongs to the warm-up by the instant of its first attempt. */
gboolean
twin_counts (const Twin *twin, gint64 called_at)
{
  return called_at > twin->counted_after;
}

void
twin_see (Twin *twin, Feature feature)
{
  twin->n_seen[feature]++;
}
