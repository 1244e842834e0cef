/* eni-acquire.c: a create asks for its ENIs
 *
 * First comes what is known before anything is taken, all of it; only then are subnets asked for
 * addresses (model.md "ENI pool").
 */
#include "sim/churn-events.h"
#include "sim/observe.h"

static void
deny (EnisimSimulation *sim, EnisimDenial cause, guint subnet, guint security_group)
{
  sim->denials |= 1u << cause;
  sim->metrics.n_denials[cause]++;
  if (cause == ENISIM_DENIAL_NO_ADDRESS)
    sim->metrics.subnets[subnet].n_denied++;
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_denial (sim, cause, subnet, security_group);
}

static void
deny_subnet (EnisimSimulation *sim, guint subnet)
{
  const EnisimScenario *scenario = sim->scenario;

  if (scenario->az_support[scenario->subnets[subnet].az_index] == ENISIM_ZONE_UNSUPPORTED)
    deny (sim, ENISIM_DENIAL_ZONE, subnet, ENISIM_INDEX_NONE);
  if (sim->subnets[subnet].is_deleted)
    deny (sim, ENISIM_DENIAL_SUBNET_GONE, subnet, ENISIM_INDEX_NONE);
}

/* Those that stacks brought come after the scenario's. */
static gboolean
is_sg_gone (const EnisimSimulation *sim, guint32 sg)
{
  const guint32 n_of_scenario = sim->scenario->n_security_groups;

  if (sg < n_of_scenario)
    return sim->sg_records[sg].is_deleted;
  return g_array_index (sim->churn.own_sgs, EnisimOwnSg, sg - n_of_scenario).state
         == ENISIM_OWN_SG_GONE;
}

/* Whatever no free address would help with. */
static void
deny_static (EnisimSimulation *sim, EnisimAttachmentKey key)
{
  guint n_subnets, n_sgs;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &sim->keys, enisim_attachment_key_get_subnet_set (key), &n_subnets);
  const guint32 *sgs
      = enisim_attachment_keys_get_sgs (&sim->keys, enisim_attachment_key_get_sg_set (key), &n_sgs);

  if (n_sgs > sim->quotas.sgs_per_eni)
    deny (sim, ENISIM_DENIAL_SECURITY_GROUPS, ENISIM_INDEX_NONE, ENISIM_INDEX_NONE);
  for (guint i = 0; i < n_sgs; i++)
    if (is_sg_gone (sim, sgs[i]))
      deny (sim, ENISIM_DENIAL_SECURITY_GROUP_GONE, ENISIM_INDEX_NONE, sgs[i]);
  for (guint i = 0; i < n_subnets; i++)
    deny_subnet (sim, subnets[i]);
}

static void
note_denials (EnisimSimulation *sim)
{
  for (guint i = 0; i < sim->pool.n_denials; i++)
    {
      const EnisimEniDenial *denial = &sim->pool.denials[i];

      if (denial->causes & ENISIM_LEASE_NO_ADDRESS)
        deny (sim, ENISIM_DENIAL_NO_ADDRESS, denial->subnet_index, ENISIM_INDEX_NONE);
      if (denial->causes & ENISIM_LEASE_ENI_QUOTA)
        deny (sim, ENISIM_DENIAL_ENI_QUOTA, denial->subnet_index, ENISIM_INDEX_NONE);
    }
}

static void
note_failure (EnisimSimulation *sim, EnisimAttachmentKey key)
{
  guint n_subnets;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &sim->keys, enisim_attachment_key_get_subnet_set (key), &n_subnets);
  const guint64 n_lacking = sim->metrics.n_denials[ENISIM_DENIAL_NO_ADDRESS];

  note_denials (sim);
  sim->metrics.n_creates_failed++;
  for (guint i = 0; i < n_subnets; i++)
    {
      EnisimSubnetMetrics *metrics = &sim->metrics.subnets[subnets[i]];

      metrics->n_failed_creates++;
      metrics->is_short |= sim->metrics.n_denials[ENISIM_DENIAL_NO_ADDRESS] > n_lacking;
    }
}

/* The span is drawn for the whole configuration, whatever is shared. */
static void
fail (EnisimSimulation *sim, EnisimAttachmentKey key, guint32 index)
{
  const GTimeSpan span_us = enisim_sim_draw_for_key (
      sim, &sim->scenario->options.failed_create_retention, ENISIM_PURPOSE_FAILED_RETENTION, key);

  note_failure (sim, key);
  if (index == ENISIM_ENI_GROUP_NONE)
    return;
  enisim_sim_note_group_made (sim, key);
  enisim_sim_count_attached (sim, key, (gint) enisim_eni_pool_get (&sim->pool, index)->n_enis);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_enis (sim, index, ENISIM_ENI_FREE, ENISIM_ENI_FAILED, "create failed");
  enisim_eni_pool_get (&sim->pool, index)->timer = enisim_agenda_book (
      &sim->agenda, sim->now + span_us, enisim_event_kind_get_class (ENISIM_EVENT_GROUP_REMOVED),
      ENISIM_EVENT_GROUP_REMOVED, index);
  enisim_sim_note_subnets (sim, key);
}

static void
begin_group (EnisimSimulation *sim, guint32 index, gboolean is_there)
{
  EnisimEniGroup *group = enisim_eni_pool_get (&sim->pool, index);
  const GTimeSpan drawn_us = enisim_sim_draw_for_key (sim, &sim->scenario->options.eni_create_delay,
                                                      ENISIM_PURPOSE_CREATE_DELAY, group->key);
  const GTimeSpan delay_us = is_there ? 0 : drawn_us;

  group->in_use_at = sim->now + delay_us;
  enisim_sim_note_group_made (sim, group->key);
  enisim_sim_count_attached (sim, group->key, (gint) group->n_enis);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_enis (sim, index, ENISIM_ENI_FREE, ENISIM_ENI_CREATING, "create");
  if (delay_us == 0)
    {
      enisim_sim_end_group_creation (sim, index);
      return;
    }
  group->timer = enisim_agenda_book (&sim->agenda, group->in_use_at,
                                     enisim_event_kind_get_class (ENISIM_EVENT_GROUP_IN_USE),
                                     ENISIM_EVENT_GROUP_IN_USE, index);
  enisim_sim_note_subnets (sim, group->key);
}

static void
take_back (EnisimSimulation *sim, guint32 index)
{
  EnisimEniGroup *group = enisim_eni_pool_get (&sim->pool, index);
  const guint64 timer = group->timer;

  group->timer = 0;
  enisim_sim_cancel (sim, &sim->retention, timer);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_enis (sim, index, ENISIM_ENI_RETAINED, ENISIM_ENI_IN_USE, "taken back");
  enisim_sim_note_subnets (sim, group->key);
}

/* Returns: when the group's ENIs are in use. */
static EnisimTime
note_acquired (EnisimSimulation *sim, EnisimAcquiredGroup acquired, gboolean is_there)
{
  switch (acquired.how)
    {
    case ENISIM_ACQUIRED_SHARED:
      break;
    case ENISIM_ACQUIRED_JOINED:
      return enisim_eni_pool_get (&sim->pool, acquired.group)->in_use_at;
    case ENISIM_ACQUIRED_TAKEN_BACK:
      take_back (sim, acquired.group);
      break;
    case ENISIM_ACQUIRED_CREATED:
      begin_group (sim, acquired.group, is_there);
      return enisim_eni_pool_get (&sim->pool, acquired.group)->in_use_at;
    }
  return sim->now;
}

/* The keys of the groups that a configuration needs.  Returns: how many. */
static guint
list_keys (EnisimSimulation *sim, EnisimAttachmentKey key, EnisimAttachmentKey *keys)
{
  guint n_subnets;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &sim->keys, enisim_attachment_key_get_subnet_set (key), &n_subnets);

  if (sim->scenario->options.eni_sharing == ENISIM_SHARING_CONFIGURATION)
    {
      keys[0] = key;
      return 1;
    }
  for (guint i = 0; i < n_subnets; i++)
    keys[i] = enisim_attachment_keys_narrow (&sim->keys, key, subnets[i]);
  return n_subnets;
}

EnisimAttachmentKey
enisim_sim_make_sharing_key (const EnisimSimulation *sim, EnisimAgentType type,
                             EnisimAttachmentKey key)
{
  G_STATIC_ASSERT (ENISIM_N_AGENT_TYPES <= ENISIM_ATTACHMENT_KINDS_MAX);
  if (sim->scenario->options.eni_sharing_across_types)
    return key;
  return enisim_attachment_key_with_kind (key, type);
}

EnisimTime
enisim_sim_acquire_groups (EnisimSimulation *sim, EnisimAttachmentKey key, gboolean is_there,
                           EnisimGroupRefs *refs)
{
  EnisimAttachmentKey keys[ENISIM_SUBNETS_MAX];
  EnisimAcquiredGroup acquired[ENISIM_SUBNETS_MAX];
  guint32 groups[ENISIM_SUBNETS_MAX], failed;
  EnisimTime in_use_at = sim->now;
  guint n;

  sim->denials = 0;
  deny_static (sim, key);
  if (sim->denials != 0)
    {
      sim->metrics.n_creates_failed++;
      return ENISIM_TIME_NEVER;
    }
  n = list_keys (sim, key, keys);
  if (!enisim_eni_pool_acquire (&sim->pool, key, keys, n, acquired, &failed))
    {
      fail (sim, key, failed);
      enisim_metrics_note_enis (&sim->metrics, sim->now, &sim->pool);
      return ENISIM_TIME_NEVER;
    }
  for (guint i = 0; i < n; i++)
    {
      const EnisimTime group_in_use_at = note_acquired (sim, acquired[i], is_there);

      groups[i] = acquired[i].group;
      in_use_at = MAX (in_use_at, group_in_use_at);
    }
  enisim_metrics_note_enis (&sim->metrics, sim->now, &sim->pool);
  enisim_group_refs_set (refs, groups, n);
  return in_use_at;
}

gboolean
enisim_sim_are_groups_in_use (const EnisimSimulation *sim, const EnisimGroupRefs *refs)
{
  for (guint i = 0; i < refs->n_groups; i++)
    if (enisim_eni_pool_get (&sim->pool, enisim_group_refs_get (refs, i))->state
        != ENISIM_ENI_IN_USE)
      return FALSE;
  return TRUE;
}
