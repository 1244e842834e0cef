/* own-security-groups.c: the security groups that stacks bring, and what becomes of them
 *
 * DeleteSecurityGroup passes once no ENI names the group (model.md "ENI pool").  Nobody asks again
 * and again: the event that removes the last ENI deletes it, which is the first instant at which it
 * passes, and what has been given up by then stays.
 */
#include "sim/churn-events.h"

#include "sim/observe.h"

static inline EnisimOwnSg *
get_sg (const EnisimSimulation *sim, guint32 sg)
{
  return &g_array_index (sim->churn.own_sgs, EnisimOwnSg, sg);
}

static void
note_count (EnisimSimulation *sim, guint32 churn, gint64 change)
{
  EnisimLevel *level = &sim->metrics.churns[churn].own_sgs;

  sim->churn.n_own_sgs += (guint32) change;
  enisim_level_set (level, sim->now, (guint64) ((gint64) level->value + change));
}

/* The scenario's count too. */
static gboolean
is_quota_full (const EnisimSimulation *sim)
{
  const guint32 n_there = sim->scenario->n_security_groups - sim->n_sgs_deleted;

  return n_there + sim->churn.n_own_sgs >= sim->quotas.security_groups;
}

gboolean
enisim_sim_make_own_sg (EnisimSimulation *sim, guint32 churn, guint32 number, guint32 *sg)
{
  const EnisimOwnSg made = { .churn = churn, .state = ENISIM_OWN_SG_IN_USE };
  g_autofree char *name = NULL;

  if (is_quota_full (sim))
    return FALSE;
  name = g_strdup_printf ("%s-%u", sim->scenario->churns[churn].arrivals.name, number);
  *sg = enisim_sim_add_security_group (sim, name) - sim->scenario->n_security_groups;
  g_assert (*sg == sim->churn.own_sgs->len);
  g_array_append_val (sim->churn.own_sgs, made);
  note_count (sim, churn, 1);
  enisim_sim_tell_own_sg (sim, *sg, "made");
  return TRUE;
}

static void
delete_sg (EnisimSimulation *sim, guint32 sg)
{
  get_sg (sim, sg)->state = ENISIM_OWN_SG_GONE;
  note_count (sim, get_sg (sim, sg)->churn, -1);
  enisim_sim_tell_own_sg (sim, sg, "deleted");
}

void
enisim_sim_leave_own_sg (EnisimSimulation *sim, guint32 sg)
{
  EnisimOwnSg *record = get_sg (sim, sg);

  record->state = ENISIM_OWN_SG_LEAVING;
  if (record->n_groups == 0)
    delete_sg (sim, sg);
  else if (sim->scenario->churns[record->churn].is_orphaned)
    enisim_agenda_book (&sim->agenda, sim->now + sim->scenario->options.stack_delete_gives_up_us,
                        enisim_event_kind_get_class (ENISIM_EVENT_SG_GIVEN_UP),
                        ENISIM_EVENT_SG_GIVEN_UP, sg);
}

void
enisim_sim_give_up_own_sg (EnisimSimulation *sim, guint32 sg)
{
  EnisimOwnSg *record = get_sg (sim, sg);

  if (record->state != ENISIM_OWN_SG_LEAVING)
    return;
  record->state = ENISIM_OWN_SG_ORPHANED;
  sim->metrics.churns[record->churn].n_orphaned++;
  enisim_sim_tell_own_sg (sim, sg, "given up");
}

/* Returns: (nullable): the record of a key's security group, if that is a stack's own; it is alone
 * in its set then */
static EnisimOwnSg *
find_sg (const EnisimSimulation *sim, EnisimAttachmentKey key, guint32 *sg)
{
  guint n;
  const guint32 *sgs
      = enisim_attachment_keys_get_sgs (&sim->keys, enisim_attachment_key_get_sg_set (key), &n);

  if (sgs[0] < sim->scenario->n_security_groups)
    return NULL;
  g_assert (n == 1);
  *sg = sgs[0] - sim->scenario->n_security_groups;
  return get_sg (sim, *sg);
}

void
enisim_sim_note_group_made (EnisimSimulation *sim, EnisimAttachmentKey key)
{
  guint32 sg;
  EnisimOwnSg *record = find_sg (sim, key, &sg);

  if (record != NULL)
    record->n_groups++;
}

void
enisim_sim_note_group_gone (EnisimSimulation *sim, EnisimAttachmentKey key)
{
  guint32 sg;
  EnisimOwnSg *record = find_sg (sim, key, &sg);

  if (record == NULL)
    return;
  g_assert (record->n_groups > 0);
  if (--record->n_groups == 0 && record->state == ENISIM_OWN_SG_LEAVING)
    delete_sg (sim, sg);
}

/* What is not retained by an ENI is not left behind. */
void
enisim_own_sgs_verify (const EnisimSimulation *sim)
{
  g_autofree guint32 *n_groups = g_new0 (guint32, sim->churn.own_sgs->len);
  guint32 n_own_sgs = 0;

  for (guint32 i = 0; i < enisim_eni_pool_get_n_places (&sim->pool); i++)
    {
      const EnisimEniGroup *group = enisim_eni_pool_get (&sim->pool, i);
      guint32 sg;

      if (group->state != ENISIM_ENI_FREE && find_sg (sim, group->key, &sg) != NULL)
        n_groups[sg]++;
    }
  for (guint32 sg = 0; sg < sim->churn.own_sgs->len; sg++)
    {
      const EnisimOwnSg *record = get_sg (sim, sg);

      g_assert_cmpuint (record->n_groups, ==, n_groups[sg]);
      g_assert_true (record->n_groups > 0 || record->state != ENISIM_OWN_SG_LEAVING);
      n_own_sgs += record->state != ENISIM_OWN_SG_GONE ? 1 : 0;
    }
  g_assert_cmpuint (n_own_sgs, ==, sim->churn.n_own_sgs);
  g_assert_cmpuint (sim->churn.own_sgs->len + sim->scenario->n_security_groups, ==,
                    sim->security_groups->len);
}
