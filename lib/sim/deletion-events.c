/* deletion-events.c: security groups and subnets are deleted, or why not
 *
 * Blockers are counted as they come and go, so that whoever takes the last one away knows it and
 * nobody has to ask again.  Requests that were refused hang on what they are about, newest first.
 */
#include "sim/observe.h"

/* One of the scenario's: what stacks bring, they take care of themselves. */
static EnisimSgRecord *
get_group (const EnisimSimulation *sim, guint32 index)
{
  g_assert (index < sim->scenario->n_security_groups);
  return &sim->sg_records[index];
}

static gboolean
is_security_group_free (const EnisimSgRecord *group)
{
  return group->n_enis == 0 && group->n_endpoint_enis == 0 && group->n_other_enis == 0
         && group->n_rules == 0;
}

static gboolean
is_subnet_free (const EnisimSimulation *sim, guint subnet)
{
  return enisim_subnet_get_n_held_total (enisim_address_space_get (&sim->space, subnet)) == 0;
}

static void
pass_requests (EnisimSimulation *sim, guint32 *last)
{
  for (guint32 i = *last; i != ENISIM_DELETION_NONE;)
    {
      EnisimDeletion *deletion = &g_array_index (sim->deletions, EnisimDeletion, i);

      deletion->passes_at = sim->now;
      if (enisim_sim_is_observed (sim))
        enisim_sim_tell_deletion (sim, deletion, "would pass");
      i = deletion->previous;
    }
  *last = ENISIM_DELETION_NONE;
}

static void
pass_security_group (EnisimSimulation *sim, guint32 index)
{
  EnisimSgRecord *group = get_group (sim, index);

  if (group->last_awaited != ENISIM_DELETION_NONE && is_security_group_free (group))
    pass_requests (sim, &group->last_awaited);
}

static void
delete_security_group (EnisimSimulation *sim, guint32 index)
{
  get_group (sim, index)->is_deleted = TRUE;
  sim->n_sgs_deleted++;
  for (guint i = 0; i < sim->scenario->sg_rules[index].n_named; i++)
    {
      const guint32 named = sim->scenario->sg_rules[index].named[i];

      get_group (sim, named)->n_rules--;
      pass_security_group (sim, named);
    }
}

void
enisim_sim_count_attached (EnisimSimulation *sim, EnisimAttachmentKey key, gint change)
{
  guint n_sgs;
  const guint32 *sgs
      = enisim_attachment_keys_get_sgs (&sim->keys, enisim_attachment_key_get_sg_set (key), &n_sgs);

  for (guint i = 0; i < n_sgs && sgs[i] < sim->scenario->n_security_groups; i++)
    {
      get_group (sim, sgs[i])->n_enis += (guint32) change;
      pass_security_group (sim, sgs[i]);
    }
}

void
enisim_sim_pass_subnet (EnisimSimulation *sim, guint subnet)
{
  if (sim->subnets[subnet].last_awaited != ENISIM_DELETION_NONE && is_subnet_free (sim, subnet))
    pass_requests (sim, &sim->subnets[subnet].last_awaited);
}

static void
list_blockers (const EnisimSimulation *sim, EnisimDeletion *deletion)
{
  guint32 *n = deletion->blocked_by;

  if (deletion->kind == ENISIM_DELETION_SECURITY_GROUP)
    {
      const EnisimSgRecord *group = get_group (sim, deletion->subject);

      n[ENISIM_BLOCKER_ENI] = group->n_enis;
      n[ENISIM_BLOCKER_ENDPOINT] = group->n_endpoint_enis;
      n[ENISIM_BLOCKER_OTHER] = group->n_other_enis;
      n[ENISIM_BLOCKER_RULE] = group->n_rules;
    }
  else
    {
      const guint32 *held = enisim_address_space_get (&sim->space, deletion->subject)->n_held;

      n[ENISIM_BLOCKER_ENI] = held[ENISIM_HOLDER_ENI_CREATING] + held[ENISIM_HOLDER_ENI_IN_USE]
                              + held[ENISIM_HOLDER_ENI_RETAINED] + held[ENISIM_HOLDER_ENI_FAILED];
      n[ENISIM_BLOCKER_ENDPOINT] = held[ENISIM_HOLDER_ENDPOINT];
      n[ENISIM_BLOCKER_NAT_GATEWAY] = held[ENISIM_HOLDER_NAT_GATEWAY];
      n[ENISIM_BLOCKER_OTHER] = held[ENISIM_HOLDER_OTHER];
      n[ENISIM_BLOCKER_BACKGROUND] = held[ENISIM_HOLDER_BACKGROUND];
    }
}

static gboolean
is_gone (const EnisimSimulation *sim, const EnisimDeletion *deletion)
{
  return deletion->kind == ENISIM_DELETION_SUBNET ? sim->subnets[deletion->subject].is_deleted
                                                  : get_group (sim, deletion->subject)->is_deleted;
}

static gboolean
is_free (const EnisimSimulation *sim, const EnisimDeletion *deletion)
{
  return deletion->kind == ENISIM_DELETION_SUBNET
             ? is_subnet_free (sim, deletion->subject)
             : is_security_group_free (get_group (sim, deletion->subject));
}

static void
perform (EnisimSimulation *sim, const EnisimDeletion *deletion)
{
  if (deletion->kind == ENISIM_DELETION_SECURITY_GROUP)
    delete_security_group (sim, deletion->subject);
  else
    sim->subnets[deletion->subject].is_deleted = TRUE;
}

/* It waits where whoever frees the subject will find it. */
static void
put_on_hold (EnisimSimulation *sim, EnisimDeletion *deletion)
{
  guint32 *last = deletion->kind == ENISIM_DELETION_SUBNET
                      ? &sim->subnets[deletion->subject].last_awaited
                      : &get_group (sim, deletion->subject)->last_awaited;

  deletion->previous = *last;
  *last = sim->deletions->len;
}

void
enisim_sim_init_deletions (EnisimSimulation *sim)
{
  const EnisimScenario *scenario = sim->scenario;

  sim->deletions = g_array_new (FALSE, FALSE, sizeof (EnisimDeletion));
  sim->sg_records = g_new0 (EnisimSgRecord, scenario->n_security_groups);
  for (guint i = 0; i < scenario->n_security_groups; i++)
    sim->sg_records[i].last_awaited = ENISIM_DELETION_NONE;
  for (guint i = 0; i < scenario->n_security_groups; i++)
    for (guint j = 0; j < scenario->sg_rules[i].n_named; j++)
      get_group (sim, scenario->sg_rules[i].named[j])->n_rules++;
  for (guint i = 0; i < scenario->n_endpoints; i++)
    for (guint j = 0; j < scenario->endpoints[i].n_security_groups; j++)
      get_group (sim, scenario->endpoints[i].security_groups[j])->n_endpoint_enis
          += scenario->endpoints[i].n_subnets;
  for (guint i = 0; i < scenario->n_holders; i++)
    for (guint j = 0; j < scenario->holders[i].n_security_groups; j++)
      get_group (sim, scenario->holders[i].security_groups[j])->n_other_enis
          += scenario->holders[i].count;
}

void
enisim_sim_clear_deletions (EnisimSimulation *sim)
{
  g_clear_pointer (&sim->deletions, g_array_unref);
  g_clear_pointer (&sim->sg_records, g_free);
}

void
enisim_sim_request_deletion (EnisimSimulation *sim, EnisimDeletionKind kind, guint32 subject)
{
  static const char *const causes[] = { [ENISIM_DELETION_DONE] = "deleted",
                                        [ENISIM_DELETION_REFUSED] = "DependencyViolation",
                                        [ENISIM_DELETION_GONE] = "not found" };
  EnisimDeletion deletion = { .requested_at = sim->now,
                              .kind = kind,
                              .result = ENISIM_DELETION_GONE,
                              .subject = subject,
                              .passes_at = ENISIM_TIME_NEVER,
                              .previous = ENISIM_DELETION_NONE };

  if (!is_gone (sim, &deletion))
    {
      deletion.result = is_free (sim, &deletion) ? ENISIM_DELETION_DONE : ENISIM_DELETION_REFUSED;
      list_blockers (sim, &deletion);
    }
  if (deletion.result == ENISIM_DELETION_DONE)
    deletion.passes_at = sim->now;
  if (deletion.result == ENISIM_DELETION_REFUSED)
    put_on_hold (sim, &deletion);
  g_array_append_val (sim->deletions, deletion);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_deletion (sim, &deletion, causes[deletion.result]);
  if (deletion.result == ENISIM_DELETION_DONE)
    perform (sim, &deletion);
}

void
enisim_deletions_verify (const EnisimSimulation *sim)
{
  g_autofree guint32 *n_enis = g_new0 (guint32, sim->scenario->n_security_groups);

  for (guint32 i = 0; i < enisim_eni_pool_get_n_places (&sim->pool); i++)
    {
      const EnisimEniGroup *group = enisim_eni_pool_get (&sim->pool, i);
      const guint32 *sgs;
      guint n_sgs;

      if (group->state == ENISIM_ENI_FREE)
        continue;
      sgs = enisim_attachment_keys_get_sgs (&sim->keys,
                                            enisim_attachment_key_get_sg_set (group->key), &n_sgs);
      for (guint j = 0; j < n_sgs && sgs[j] < sim->scenario->n_security_groups; j++)
        n_enis[sgs[j]] += group->n_enis;
    }
  for (guint32 i = 0; i < sim->scenario->n_security_groups; i++)
    {
      const EnisimSgRecord *group = get_group (sim, i);

      g_assert_cmpuint (group->n_enis, ==, n_enis[i]);
      g_assert_true (!group->is_deleted || is_security_group_free (group));
      g_assert_true (group->last_awaited == ENISIM_DELETION_NONE
                     || !is_security_group_free (group));
    }
  for (guint i = 0; i < sim->scenario->n_subnets; i++)
    g_assert_true (sim->subnets[i].last_awaited == ENISIM_DELETION_NONE
                   || !is_subnet_free (sim, i));
}
