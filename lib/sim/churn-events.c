/* churn-events.c: stacks arrive, and are deleted
 *
 * A stack asks for its runtimes one after the other as anybody does, and waits for each of them to
 * be gone.  What is worked on counts itself among what is left, so that a stack whose last runtime
 * goes at once does not vanish under the hand that deletes it.
 */
#include "sim/churn-events.h"

#include "sim/observe.h"

static inline const EnisimChurnSpec *
get_spec (const EnisimSimulation *sim, guint32 churn)
{
  return &sim->scenario->churns[churn];
}

static inline EnisimStack *
get_stack (const EnisimSimulation *sim, guint32 stack)
{
  return enisim_slab_get (&sim->churn.stacks, stack);
}

static void
book_arrival (EnisimSimulation *sim, guint32 churn)
{
  const EnisimTime at = sim->churn.churns[churn].arrivals.next_at;

  if (at != ENISIM_TIME_NEVER)
    enisim_agenda_book (&sim->agenda, at, enisim_event_kind_get_class (ENISIM_EVENT_CHURN_ARRIVAL),
                        ENISIM_EVENT_CHURN_ARRIVAL, churn);
}

void
enisim_sim_open_churn (EnisimSimulation *sim)
{
  const EnisimScenario *scenario = sim->scenario;

  sim->churn = (EnisimChurnState){ .churns = g_new (EnisimSimChurn, scenario->n_churns),
                                   .own_sgs = g_array_new (FALSE, FALSE, sizeof (EnisimOwnSg)) };
  enisim_slab_init (&sim->churn.stacks, sizeof (EnisimStack));
  for (guint32 i = 0; i < scenario->n_churns; i++)
    {
      EnisimSimChurn *churn = &sim->churn.churns[i];

      *churn = (EnisimSimChurn){ .before = ENISIM_STACK_NONE, .before_sg = ENISIM_OWN_SG_NONE };
      enisim_churn_arrivals_init (&churn->arrivals, &scenario->churns[i].arrivals, sim->seed,
                                  sim->replication);
      book_arrival (sim, i);
    }
}

static void
clear_stack (EnisimStack *stack)
{
  for (guint32 i = 0; i < stack->n_runtimes; i++)
    g_free (stack->specs[i].name);
  g_clear_pointer (&stack->specs, g_free);
  g_clear_pointer (&stack->places, g_free);
  stack->n_runtimes = 0;
  stack->timer = 0;
}

void
enisim_sim_clear_churn (EnisimSimulation *sim)
{
  for (guint32 i = 0; i < sim->churn.stacks.n_places; i++)
    clear_stack (get_stack (sim, i));
  enisim_slab_clear (&sim->churn.stacks);
  g_clear_pointer (&sim->churn.churns, g_free);
  g_clear_pointer (&sim->churn.own_sgs, g_array_unref);
}

static void
set_alive (EnisimSimulation *sim, guint32 churn, gint64 change)
{
  EnisimLevel *alive = &sim->metrics.churns[churn].alive;

  enisim_level_set (alive, sim->now, (guint64) ((gint64) alive->value + change));
}

/* The last of a stack's runtimes is gone. */
static void
end_stack (EnisimSimulation *sim, guint32 index)
{
  EnisimStack *stack = get_stack (sim, index);
  const guint32 sg = stack->sg;

  if (!stack->has_failed)
    {
      set_alive (sim, stack->churn, -1);
      sim->metrics.churns[stack->churn].n_deleted++;
      enisim_sim_tell_stack (sim, stack->churn, stack->number, "deleted");
    }
  clear_stack (stack);
  enisim_slab_give_back (&sim->churn.stacks, index);
  if (sg != ENISIM_OWN_SG_NONE)
    enisim_sim_leave_own_sg (sim, sg);
}

static void
leave_one (EnisimSimulation *sim, guint32 index)
{
  EnisimStack *stack = get_stack (sim, index);

  g_assert (stack->n_left > 0);
  if (--stack->n_left == 0)
    end_stack (sim, index);
}

void
enisim_sim_note_runtime_gone (EnisimSimulation *sim, guint32 runtime)
{
  const guint32 index = sim->runtimes[runtime].stack;
  EnisimStack *stack;

  if (index == ENISIM_STACK_NONE)
    return;
  stack = get_stack (sim, index);
  for (guint32 i = 0; i < stack->n_runtimes; i++)
    if (stack->places[i] == runtime)
      stack->places[i] = ENISIM_SLAB_NONE;
  enisim_sim_remove_runtime (sim, runtime);
  leave_one (sim, index);
}

/* In the order in which they were made. */
static void
delete_runtimes (EnisimSimulation *sim, guint32 index)
{
  const EnisimControlRequest request = { .verb = ENISIM_REQUEST_DELETE, .is_patient = TRUE };
  const guint32 n_runtimes = get_stack (sim, index)->n_runtimes;

  get_stack (sim, index)->n_left++;
  for (guint32 i = 0; i < n_runtimes; i++)
    {
      const guint32 runtime = get_stack (sim, index)->places[i];

      if (runtime != ENISIM_SLAB_NONE)
        enisim_sim_request (sim, runtime, &request);
    }
  leave_one (sim, index);
}

void
enisim_sim_delete_stack (EnisimSimulation *sim, guint32 index)
{
  get_stack (sim, index)->timer = 0;
  delete_runtimes (sim, index);
}

static char *
make_runtime_name (const EnisimChurnSpec *spec, guint32 number, guint32 i)
{
  if (spec->n_runtimes == 1)
    return g_strdup_printf ("%s-%u", spec->arrivals.name, number);
  return g_strdup_printf ("%s-%u_%u", spec->arrivals.name, number, i);
}

static EnisimAttachmentKey
make_key (EnisimSimulation *sim, const EnisimChurnSpec *spec, guint32 sg)
{
  guint32 security_group = spec->security_group;

  if (sg != ENISIM_OWN_SG_NONE)
    security_group = sim->scenario->n_security_groups + sg;
  return enisim_attachment_keys_intern (&sim->keys, spec->subnets, spec->n_subnets, &security_group,
                                        1);
}

/* Nothing calls a stack's runtimes, so that their timeouts are never looked at. */
static guint32
alloc_stack (EnisimSimulation *sim, guint32 churn, guint32 number, guint32 sg)
{
  const EnisimChurnSpec *spec = get_spec (sim, churn);
  const EnisimAttachmentKey key = make_key (sim, spec, sg);
  const guint32 index = enisim_slab_take (&sim->churn.stacks);
  EnisimStack *stack = get_stack (sim, index);

  *stack = (EnisimStack){ .number = number,
                          .churn = churn,
                          .places = g_new (guint32, spec->n_runtimes),
                          .specs = g_new0 (EnisimRuntimeSpec, spec->n_runtimes),
                          .n_runtimes = spec->n_runtimes,
                          .sg = sg };
  for (guint32 i = 0; i < spec->n_runtimes; i++)
    {
      stack->places[i] = ENISIM_SLAB_NONE;
      stack->specs[i] = (EnisimRuntimeSpec){ .name = make_runtime_name (spec, number, i),
                                             .is_vpc = TRUE,
                                             .key = key,
                                             .create_at = ENISIM_TIME_NEVER,
                                             .idle_timeout_us = ENISIM_IDLE_TIMEOUT_US_DEFAULT,
                                             .max_lifetime_us = ENISIM_TIMEOUT_US_MAX };
    }
  return index;
}

void
enisim_sim_note_denials (const EnisimSimulation *sim, gboolean causes[ENISIM_N_STACK_FAILURES])
{
  for (guint i = 0; i < ENISIM_N_DENIALS; i++)
    if (sim->denials & 1u << i)
      causes[i == ENISIM_DENIAL_NO_ADDRESS  ? ENISIM_STACK_FAILURE_ADDRESSES
             : i == ENISIM_DENIAL_ENI_QUOTA ? ENISIM_STACK_FAILURE_ENI_QUOTA
                                            : ENISIM_STACK_FAILURE_STATIC]
          = TRUE;
}

/* Returns: FALSE, with what was lacking in @causes, if the create failed */
static gboolean
create_runtime (EnisimSimulation *sim, guint32 index, guint32 i,
                gboolean causes[ENISIM_N_STACK_FAILURES])
{
  const EnisimControlRequest request = { .verb = ENISIM_REQUEST_CREATE };
  const guint32 runtime = enisim_sim_add_runtime (sim, &get_stack (sim, index)->specs[i]);

  sim->runtimes[runtime].stack = index;
  if (!enisim_sim_request (sim, runtime, &request))
    {
      enisim_sim_remove_runtime (sim, runtime);
      causes[ENISIM_STACK_FAILURE_AGENTS] = TRUE;
      return FALSE;
    }
  get_stack (sim, index)->places[i] = runtime;
  get_stack (sim, index)->n_left++;
  if (sim->runtimes[runtime].runtime.status != ENISIM_RUNTIME_CREATE_FAILED)
    return TRUE;
  enisim_sim_note_denials (sim, causes);
  return FALSE;
}

static gboolean
create_runtimes (EnisimSimulation *sim, guint32 index, gboolean causes[ENISIM_N_STACK_FAILURES])
{
  const guint32 n_runtimes = get_stack (sim, index)->n_runtimes;

  for (guint32 i = 0; i < n_runtimes; i++)
    if (!create_runtime (sim, index, i, causes))
      return FALSE;
  return TRUE;
}

/* A stack may lack several things, and each counts. */
void
enisim_sim_note_stack_failure (EnisimSimulation *sim, guint32 churn, guint32 number,
                               const gboolean causes[ENISIM_N_STACK_FAILURES])
{
  EnisimChurnMetrics *metrics = &sim->metrics.churns[churn];

  metrics->n_failed++;
  if (metrics->first_failed_at == ENISIM_TIME_NEVER)
    metrics->first_failed_at = sim->now;
  for (guint i = 0; i < ENISIM_N_STACK_FAILURES; i++)
    metrics->n_failed_by[i] += causes[i] ? 1 : 0;
  enisim_sim_tell_stack (sim, churn, number, "failed");
}

/* Returns: the stack; ENISIM_STACK_NONE if a create failed, which ends it at once */
static guint32
make_stack (EnisimSimulation *sim, guint32 churn, guint32 number)
{
  gboolean causes[ENISIM_N_STACK_FAILURES] = { FALSE };
  guint32 sg = ENISIM_OWN_SG_NONE;
  guint32 index;

  if (get_spec (sim, churn)->sg == ENISIM_CHURN_SG_OWN
      && !enisim_sim_make_own_sg (sim, churn, number, &sg))
    {
      causes[ENISIM_STACK_FAILURE_SECURITY_GROUPS] = TRUE;
      enisim_sim_note_stack_failure (sim, churn, number, causes);
      return ENISIM_STACK_NONE;
    }
  index = alloc_stack (sim, churn, number, sg);
  if (create_runtimes (sim, index, causes))
    {
      set_alive (sim, churn, 1);
      enisim_sim_tell_stack (sim, churn, number, "made");
      return index;
    }
  get_stack (sim, index)->has_failed = TRUE;
  enisim_sim_note_stack_failure (sim, churn, number, causes);
  delete_runtimes (sim, index);
  return ENISIM_STACK_NONE;
}

static void
book_deletion (EnisimSimulation *sim, guint32 index, GTimeSpan span_us)
{
  get_stack (sim, index)->timer = enisim_agenda_book (
      &sim->agenda, sim->now + span_us, enisim_event_kind_get_class (ENISIM_EVENT_STACK_DELETION),
      ENISIM_EVENT_STACK_DELETION, index);
}

static void
replace_stack (EnisimSimulation *sim, guint32 churn, guint32 index)
{
  EnisimSimChurn *state = &sim->churn.churns[churn];

  if (state->before != ENISIM_STACK_NONE)
    book_deletion (sim, state->before, get_spec (sim, churn)->overlap_us);
  state->before = index;
}

void
enisim_sim_take_churn_arrival (EnisimSimulation *sim, guint32 churn)
{
  const EnisimChurnSpec *spec = get_spec (sim, churn);
  EnisimChurnArrivals *arrivals = &sim->churn.churns[churn].arrivals;
  const guint32 number = enisim_churn_arrivals_take (arrivals);
  guint32 index;

  book_arrival (sim, churn);
  sim->churn.n_stacks += enisim_churn_spec_get_n_runtimes (spec);
  sim->metrics.churns[churn].n_arrived++;
  if (spec->kind == ENISIM_CHURN_REDEPLOY)
    {
      enisim_sim_redeploy (sim, churn, number);
      return;
    }
  index = make_stack (sim, churn, number);
  if (index == ENISIM_STACK_NONE)
    return;
  if (spec->kind == ENISIM_CHURN_BLUE_GREEN)
    replace_stack (sim, churn, index);
  else
    book_deletion (sim, index, enisim_churn_arrivals_draw_lifetime_us (arrivals, number));
}

static void
verify_stack (const EnisimSimulation *sim, guint32 index, guint64 *n_alive)
{
  const EnisimStack *stack = get_stack (sim, index);
  guint32 n_left = 0;

  for (guint32 i = 0; i < stack->n_runtimes; i++)
    {
      const guint32 runtime = stack->places[i];

      if (runtime == ENISIM_SLAB_NONE)
        continue;
      n_left++;
      g_assert_cmpuint (sim->runtimes[runtime].stack, ==, index);
      g_assert_true (sim->runtimes[runtime].spec == &stack->specs[i]);
      g_assert_cmpint (sim->runtimes[runtime].runtime.status, !=, ENISIM_RUNTIME_ABSENT);
    }
  g_assert_cmpuint (n_left, ==, stack->n_left);
  if (n_left > 0 && !stack->has_failed)
    n_alive[stack->churn]++;
}

/* A free stack has no runtimes. */
void
enisim_churn_state_verify (const EnisimSimulation *sim)
{
  g_autofree guint64 *n_alive = g_new0 (guint64, sim->scenario->n_churns);

  enisim_slab_verify (&sim->churn.stacks);
  for (guint32 i = 0; i < sim->churn.stacks.n_places; i++)
    verify_stack (sim, i, n_alive);
  for (guint32 i = 0; i < sim->scenario->n_churns; i++)
    {
      const EnisimChurnMetrics *metrics = &sim->metrics.churns[i];

      enisim_churn_arrivals_verify (&sim->churn.churns[i].arrivals);
      g_assert_cmpuint (metrics->alive.value, ==, n_alive[i]);
      if (sim->scenario->churns[i].kind != ENISIM_CHURN_REDEPLOY)
        g_assert_cmpuint (metrics->n_alive_before + metrics->n_arrived, ==,
                          metrics->n_failed + metrics->n_deleted + metrics->alive.value);
    }
  enisim_own_sgs_verify (sim);
}
