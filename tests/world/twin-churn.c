/* twin-churn.c: stacks that come and go, and the security groups of their own */
#include "world/twin-parts.h"

/* Purposes of streams. */
enum
{
  CHURN_ARRIVALS = 3,
  CHURN_STACKS = 4,

  LIFETIME = 1 /* of what is drawn for a stack */
};

#define GIVES_UP_US (17 * G_TIME_SPAN_MINUTE)

static gint64
draw_gap (TwinChurn *churn)
{
  const WorldChurn *spec = churn->spec;
  EnisimDistribution gap;
  gint64 gap_us;

  if (spec->every_us > 0)
    return spec->every_us;
  gap = twin_get_gap (&spec->gap);
  gap_us = enisim_distribution_sample_us (&gap, &churn->arrivals);
  enisim_distribution_clear (&gap);
  return gap_us;
}

static void
book_arrival (Twin *twin, TwinChurn *churn, gint64 at)
{
  if (churn->spec->until == WORLD_NEVER || at < churn->spec->until)
    twin_book (twin, at, TWIN_CHURN_ARRIVAL, churn);
}

static void
stack_free (gpointer data)
{
  TwinStack *stack = data;

  g_ptr_array_unref (stack->runtimes);
  g_free (stack);
}

void
twin_open_churn (Twin *twin)
{
  twin->churns = g_ptr_array_new_with_free_func (g_free);
  twin->stacks = g_ptr_array_new_with_free_func (stack_free);
  twin->redeployments = g_ptr_array_new_with_free_func (g_free);
  twin->own_groups = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < twin->world->n_churns; i++)
    {
      TwinChurn *churn = g_new0 (TwinChurn, 1);

      churn->spec = &twin->world->churns[i];
      churn->index = i;
      churn->arrivals = enisim_stream_at (twin->world->seed, 0, CHURN_ARRIVALS, churn->spec->name);
      g_ptr_array_add (twin->churns, churn);
      book_arrival (twin, churn,
                    churn->spec->every_us > 0 ? churn->spec->from
                                              : churn->spec->from + draw_gap (churn));
    }
}

void
twin_close_churn (Twin *twin)
{
  g_ptr_array_unref (twin->churns);
  g_ptr_array_unref (twin->stacks);
  g_ptr_array_unref (twin->own_groups);
  g_ptr_array_unref (twin->redeployments);
}

const TwinOwnGroup *
twin_find_own_group (const Twin *twin, guint code)
{
  for (guint i = 0; i < twin->own_groups->len; i++)
    {
      const TwinOwnGroup *own = twin->own_groups->pdata[i];

      if (own->code == code)
        return own;
    }
  return NULL;
}

/* Those of the scenario count too. */
static gboolean
may_make_own_group (const Twin *twin)
{
  const guint quota = twin->quotas.security_groups;
  guint n = 0;

  for (guint i = 0; i < twin->world->n_groups; i++)
    n += !twin->is_group_deleted[i];
  for (guint i = 0; i < twin->own_groups->len; i++)
    n += !((const TwinOwnGroup *) twin->own_groups->pdata[i])->is_gone;
  return quota == 0 || n < quota;
}

static TwinOwnGroup *
make_own_group (Twin *twin, TwinChurn *churn)
{
  TwinOwnGroup *own = g_new0 (TwinOwnGroup, 1);

  own->code = TWIN_OWN | twin->own_groups->len;
  own->churn = churn;
  g_snprintf (own->name, sizeof own->name, "%s-%u", churn->spec->name, churn->n_arrived);
  own->stay = twin_begin_stay (twin, twin_get_own_groups_level (churn->index));
  g_ptr_array_add (twin->own_groups, own);
  return own;
}

static gboolean
has_eni (const Twin *twin, const TwinOwnGroup *own)
{
  for (guint i = 0; i < twin->groups->len; i++)
    if (((const TwinGroup *) twin->groups->pdata[i])->key.groups == own->code)
      return TRUE;
  return FALSE;
}

static void
try_to_delete (Twin *twin, TwinOwnGroup *own)
{
  if (!own->is_leaving || has_eni (twin, own))
    return;
  twin_see (twin, FEATURE_OWN_GROUP_GONE);
  own->is_leaving = FALSE;
  own->is_gone = TRUE;
  twin_end_stay (twin, own->stay);
}

void
twin_try_own_groups (Twin *twin)
{
  for (guint i = 0; i < twin->own_groups->len; i++)
    try_to_delete (twin, twin->own_groups->pdata[i]);
}

void
twin_gives_up (Twin *twin, TwinOwnGroup *own)
{
  if (!own->is_leaving)
    return;
  twin_see (twin, FEATURE_OWN_GROUP_ORPHANED);
  own->is_leaving = FALSE;
  own->churn->counts.n_orphaned++;
}

static void
leave_own_group (Twin *twin, TwinOwnGroup *own)
{
  const WorldVaries *gives_up = &twin->world->gives_up;
  gint64 span_us = GIVES_UP_US;

  own->is_leaving = TRUE;
  try_to_delete (twin, own);
  if (own->is_gone || !own->churn->spec->is_orphaned)
    return;
  if (gives_up->text[0] != '\0')
    enisim_distribution_is_constant (&gives_up->distribution, &span_us);
  twin_book (twin, twin->now + span_us, TWIN_GIVES_UP, own);
}

/* All its runtimes are gone. */
static void
end_stack (Twin *twin, TwinStack *stack)
{
  TwinChurn *churn = stack->churn;
  TwinOwnGroup *own = stack->own;

  if (!stack->has_failed)
    {
      churn->counts.n_deleted++;
      churn->n_alive--;
      twin_end_stay (twin, stack->stay);
    }
  if (churn->before == stack)
    churn->before = NULL;
  g_ptr_array_remove (twin->stacks, stack);
  if (own != NULL)
    leave_own_group (twin, own);
}

/* In order; the stack is over when the last of them is gone. */
static void
delete_all (Twin *twin, TwinStack *stack)
{
  static const WorldEntry entry = { .verb = WORLD_DELETE };
  g_autoptr (GPtrArray) runtimes = g_ptr_array_copy (stack->runtimes, NULL, NULL);

  stack->is_worked_on = TRUE;
  for (guint i = 0; i < runtimes->len; i++)
    twin_request (twin, runtimes->pdata[i], &entry);
  stack->is_worked_on = FALSE;
  if (stack->runtimes->len == 0)
    end_stack (twin, stack);
}

void
twin_stack_is_deleted (Twin *twin, TwinStack *stack)
{
  twin_see (twin, FEATURE_STACK_DELETED);
  delete_all (twin, stack);
}

void
twin_runtime_of_stack_gone (Twin *twin, TwinRuntime *runtime)
{
  TwinStack *stack = runtime->stack;

  g_ptr_array_remove (stack->runtimes, runtime);
  g_ptr_array_remove (twin->runtimes, runtime);
  if (stack->runtimes->len == 0 && !stack->is_worked_on)
    end_stack (twin, stack);
}

static gboolean
make_runtimes (Twin *twin, TwinStack *stack, guint groups)
{
  const WorldChurn *spec = stack->churn->spec;

  for (guint i = 0; i < spec->n_runtimes; i++)
    {
      TwinRuntime *runtime = twin_add_stack_runtime (twin, stack, i, spec->subnets, groups);

      TwinAnswer answer;

      g_ptr_array_add (stack->runtimes, runtime);
      answer = twin_create (twin, runtime);
      if (answer == TWIN_REFUSED)
        {
          g_ptr_array_remove (stack->runtimes, runtime);
          g_ptr_array_remove (twin->runtimes, runtime);
        }
      if (answer == TWIN_REFUSED || answer == TWIN_FAILS)
        return FALSE;
    }
  return TRUE;
}

/* Returns: NULL where it failed */
static TwinStack *
make_stack (Twin *twin, TwinChurn *churn)
{
  TwinStack *stack = g_new0 (TwinStack, 1);
  guint groups = 1u << churn->spec->group;

  stack->churn = churn;
  stack->number = churn->n_arrived;
  stack->runtimes = g_ptr_array_new ();
  g_ptr_array_add (twin->stacks, stack);
  if (churn->spec->has_own_group && !may_make_own_group (twin))
    {
      twin_see (twin, FEATURE_STACK_FAILED_BY_GROUPS);
      churn->counts.n_failed++;
      stack->has_failed = TRUE;
      end_stack (twin, stack);
      return NULL;
    }
  if (churn->spec->has_own_group)
    {
      stack->own = make_own_group (twin, churn);
      groups = stack->own->code;
    }
  if (make_runtimes (twin, stack, groups))
    {
      churn->n_alive++;
      stack->stay = twin_begin_stay (twin, twin_get_stacks_level (churn->index));
      return stack;
    }
  twin_see (twin, FEATURE_STACK_FAILED);
  churn->counts.n_failed++;
  stack->has_failed = TRUE;
  delete_all (twin, stack);
  return NULL;
}

static gint64
draw_lifetime (const Twin *twin, const TwinStack *stack)
{
  const WorldChurn *spec = stack->churn->spec;
  const guint64 address = enisim_stream_address (twin->world->seed, 0, CHURN_STACKS, spec->name);
  const guint64 word = enisim_stream_mix (address, stack->number);
  EnisimStream stream = enisim_stream_from_word (enisim_stream_mix (word, LIFETIME));

  return enisim_distribution_sample_us (&spec->lifetime.distribution, &stream);
}

/* The one before goes when both have been there for a while. */
static void
replace (Twin *twin, TwinChurn *churn, TwinStack *stack)
{
  if (churn->before != NULL)
    {
      twin_see (twin, FEATURE_BLUE_GREEN);
      twin_book (twin, twin->now + churn->spec->overlap_us, TWIN_STACK_DELETED, churn->before);
    }
  churn->before = stack;
}

/* Each runtime of the target in order; what waits has not failed. */
static gboolean
update_targets (Twin *twin, const WorldChurn *spec, const WorldEntry *entry)
{
  gboolean is_done = TRUE;
  guint place = 0;

  for (guint item = 0; item < spec->target.item; item++)
    place += MAX (1, twin->world->items[item].count);
  for (guint i = 0; i < MAX (1, twin->world->items[spec->target.item].count); i++)
    if (spec->target.member < 0 || i == (guint) spec->target.member)
      {
        const TwinAnswer answer = twin_request (twin, twin->runtimes->pdata[place + i], entry);

        is_done &= answer == TWIN_WAITS || answer == TWIN_DONE;
      }
  return is_done;
}

static void
redeploy (Twin *twin, TwinChurn *churn)
{
  WorldEntry *entry = g_new0 (WorldEntry, 1);
  TwinOwnGroup *own = NULL;

  entry->verb = WORLD_UPDATE;
  g_ptr_array_add (twin->redeployments, entry);
  if (churn->spec->has_own_group && !may_make_own_group (twin))
    {
      churn->counts.n_failed++;
      return;
    }
  if (churn->spec->has_own_group)
    {
      own = make_own_group (twin, churn);
      entry->groups = own->code;
    }
  if (update_targets (twin, churn->spec, entry))
    twin_see (twin, FEATURE_REDEPLOYED);
  else
    {
      twin_see (twin, FEATURE_REDEPLOY_FAILED);
      churn->counts.n_failed++;
    }
  if (own != NULL && churn->own_before != NULL)
    leave_own_group (twin, churn->own_before);
  if (own != NULL)
    churn->own_before = own;
}

void
twin_churn_arrives (Twin *twin, TwinChurn *churn)
{
  TwinStack *stack;

  book_arrival (twin, churn, twin->now + draw_gap (churn));
  churn->n_arrived++;
  churn->counts.n_arrived++;
  if (churn->spec->kind == WORLD_REDEPLOY)
    {
      redeploy (twin, churn);
      return;
    }
  stack = make_stack (twin, churn);
  if (stack == NULL)
    return;
  if (churn->spec->kind == WORLD_BLUE_GREEN)
    replace (twin, churn, stack);
  else
    twin_book (twin, twin->now + draw_lifetime (twin, stack), TWIN_STACK_DELETED, stack);
}
