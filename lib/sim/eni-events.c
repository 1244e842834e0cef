/* eni-events.c: ENI groups come, stay and go */
#include "sim/churn-events.h"
#include "sim/observe.h"

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
append_sorted (GString *text, GPtrArray *names)
{
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s ", (const char *) names->pdata[i]);
}

/* The address of a key's draws must not depend on the order in which a file names things: the
 * names are sorted. */
static char *
name_key (const EnisimSimulation *sim, EnisimAttachmentKey key)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GString *text = g_string_new (NULL);
  guint n_subnets, n_sgs;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &sim->keys, enisim_attachment_key_get_subnet_set (key), &n_subnets);
  const guint32 *sgs
      = enisim_attachment_keys_get_sgs (&sim->keys, enisim_attachment_key_get_sg_set (key), &n_sgs);

  for (guint i = 0; i < n_subnets; i++)
    g_ptr_array_add (names, sim->scenario->subnets[subnets[i]].name);
  append_sorted (text, names);
  g_ptr_array_set_size (names, 0);
  for (guint i = 0; i < n_sgs; i++)
    g_ptr_array_add (names, (char *) enisim_sim_get_security_group_name (sim, sgs[i]));
  g_string_append (text, "| ");
  append_sorted (text, names);
  return g_string_free (text, FALSE);
}

/* Drawn once per group and event.  A key's draws are numbered over the run, for each purpose apart:
 * that one span is drawn must not shift another's. */
static GTimeSpan
draw_for_key (EnisimSimulation *sim, const EnisimDistribution *distribution, guint purpose,
              EnisimAttachmentKey key)
{
  EnisimKeyTable *table = &sim->n_key_draws[purpose - ENISIM_PURPOSE_CREATE_DELAY];
  g_autofree char *name = NULL;
  EnisimStream stream;
  guint64 address;
  guint32 n_draws;
  GTimeSpan span_us;

  if (enisim_distribution_is_constant (distribution, &span_us))
    return span_us;

  n_draws = enisim_key_table_lookup (table, key);
  n_draws = n_draws == ENISIM_KEY_TABLE_NONE ? 1 : n_draws + 1;
  enisim_key_table_replace (table, key, n_draws);
  name = name_key (sim, key);
  address = enisim_stream_address (sim->seed, sim->replication, purpose, name);
  stream = enisim_stream_from_word (enisim_stream_mix (address, n_draws));
  return enisim_distribution_sample_us (distribution, &stream);
}

static void
note_subnets (EnisimSimulation *sim, EnisimAttachmentKey key)
{
  guint n_subnets;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &sim->keys, enisim_attachment_key_get_subnet_set (key), &n_subnets);

  for (guint i = 0; i < n_subnets; i++)
    enisim_metrics_note_subnet (&sim->metrics, sim->now, subnets[i],
                                enisim_address_space_get (&sim->space, subnets[i]));
}

static void
note_failure (EnisimSimulation *sim, EnisimAttachmentKey key)
{
  guint n_subnets;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &sim->keys, enisim_attachment_key_get_subnet_set (key), &n_subnets);

  gboolean lacks_address = FALSE;

  sim->metrics.n_creates_failed++;
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_denials (sim);
  for (guint i = 0; i < sim->pool.n_denials; i++)
    {
      const EnisimEniDenial *denial = &sim->pool.denials[i];

      lacks_address = lacks_address || denial->cause == ENISIM_LEASE_NO_ADDRESS;
      if (denial->cause == ENISIM_LEASE_NO_ADDRESS)
        sim->metrics.subnets[denial->subnet_index].n_denied++;
      else
        sim->metrics.n_eni_quota_denied++;
    }
  for (guint i = 0; i < n_subnets; i++)
    {
      EnisimSubnetMetrics *metrics = &sim->metrics.subnets[subnets[i]];

      metrics->n_failed_creates++;
      metrics->is_short = metrics->is_short || lacks_address;
    }
}

static void
fail_group (EnisimSimulation *sim, EnisimAttachmentKey key, guint32 index)
{
  const GTimeSpan span_us = draw_for_key (sim, &sim->scenario->options.failed_create_retention,
                                          ENISIM_PURPOSE_FAILED_RETENTION, key);

  note_failure (sim, key);
  if (index == ENISIM_ENI_GROUP_NONE)
    return;
  enisim_sim_note_group_made (sim, key);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_enis (sim, index, ENISIM_ENI_FREE, ENISIM_ENI_FAILED, "create failed");
  enisim_eni_pool_get (&sim->pool, index)->timer = enisim_agenda_book (
      &sim->agenda, sim->now + span_us, enisim_event_kind_get_class (ENISIM_EVENT_GROUP_REMOVED),
      ENISIM_EVENT_GROUP_REMOVED, index);
}

static void
end_creation (EnisimSimulation *sim, guint32 index)
{
  enisim_eni_pool_get (&sim->pool, index)->timer = 0;
  enisim_eni_pool_end_creation (&sim->pool, index);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_enis (sim, index, ENISIM_ENI_CREATING, ENISIM_ENI_IN_USE, "created");
}

static void
begin_group (EnisimSimulation *sim, guint32 index)
{
  EnisimEniGroup *group = enisim_eni_pool_get (&sim->pool, index);
  const GTimeSpan delay_us = draw_for_key (sim, &sim->scenario->options.eni_create_delay,
                                           ENISIM_PURPOSE_CREATE_DELAY, group->key);

  group->in_use_at = sim->now + delay_us;
  enisim_sim_note_group_made (sim, group->key);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_enis (sim, index, ENISIM_ENI_FREE, ENISIM_ENI_CREATING, "create");
  if (delay_us == 0)
    end_creation (sim, index);
  else
    group->timer = enisim_agenda_book (&sim->agenda, group->in_use_at,
                                       enisim_event_kind_get_class (ENISIM_EVENT_GROUP_IN_USE),
                                       ENISIM_EVENT_GROUP_IN_USE, index);
}

static void
cancel_retention (EnisimSimulation *sim, EnisimEniGroup *group)
{
  const guint64 timer = group->timer;

  group->timer = 0;
  enisim_sim_cancel (sim, &sim->retention, timer);
}

static EnisimTime
acquire_group (EnisimSimulation *sim, EnisimAttachmentKey key, guint32 *index)
{
  const EnisimAcquired acquired = enisim_eni_pool_acquire (&sim->pool, key, index);
  EnisimTime in_use_at = sim->now;

  switch (acquired)
    {
    case ENISIM_ACQUIRED_SHARED:
      return sim->now;
    case ENISIM_ACQUIRED_JOINED:
      return enisim_eni_pool_get (&sim->pool, *index)->in_use_at;
    case ENISIM_ACQUIRED_TAKEN_BACK:
      cancel_retention (sim, enisim_eni_pool_get (&sim->pool, *index));
      if (enisim_sim_is_observed (sim))
        enisim_sim_tell_enis (sim, *index, ENISIM_ENI_RETAINED, ENISIM_ENI_IN_USE, "taken back");
      break;
    case ENISIM_ACQUIRED_CREATED:
      begin_group (sim, *index);
      in_use_at = enisim_eni_pool_get (&sim->pool, *index)->in_use_at;
      break;
    case ENISIM_ACQUIRED_FAILED:
      fail_group (sim, key, *index);
      in_use_at = ENISIM_TIME_NEVER;
      break;
    }
  note_subnets (sim, key);
  return in_use_at;
}

EnisimTime
enisim_sim_acquire_groups (EnisimSimulation *sim, EnisimAttachmentKey key, EnisimGroupRefs *refs)
{
  guint32 group;
  const EnisimTime in_use_at = acquire_group (sim, key, &group);

  if (in_use_at != ENISIM_TIME_NEVER)
    enisim_group_refs_set (refs, &group, 1);
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

static void
release_group (EnisimSimulation *sim, guint32 index)
{
  EnisimEniGroup *group = enisim_eni_pool_get (&sim->pool, index);
  GTimeSpan span_us;

  if (!enisim_eni_pool_release (&sim->pool, index))
    return;
  span_us = draw_for_key (sim, sim->retention.distribution, ENISIM_PURPOSE_RETENTION, group->key);
  group->timer = enisim_sim_book (sim, &sim->retention, sim->now + span_us,
                                  ENISIM_EVENT_GROUP_REMOVED, index);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_enis (sim, index, ENISIM_ENI_IN_USE, ENISIM_ENI_RETAINED, "last runtime gone");
  note_subnets (sim, group->key);
}

void
enisim_sim_release_groups (EnisimSimulation *sim, EnisimGroupRefs *refs)
{
  for (guint i = 0; i < refs->n_groups; i++)
    release_group (sim, enisim_group_refs_get (refs, i));
  enisim_group_refs_clear (refs);
}

void
enisim_sim_end_group_creation (EnisimSimulation *sim, guint32 index)
{
  end_creation (sim, index);
  note_subnets (sim, enisim_eni_pool_get (&sim->pool, index)->key);
}

void
enisim_sim_remove_group (EnisimSimulation *sim, guint32 index)
{
  const EnisimEniGroup *group = enisim_eni_pool_get (&sim->pool, index);
  const EnisimAttachmentKey key = group->key;

  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_enis (sim, index, group->state, ENISIM_ENI_FREE,
                          group->state == ENISIM_ENI_FAILED ? "failed create cleared away"
                                                            : "retention ended");
  enisim_eni_pool_remove (&sim->pool, index);
  sim->metrics.last_released_at = sim->now;
  note_subnets (sim, key);
  enisim_sim_note_group_gone (sim, key);
}

/* The input's edge has checked that they fit. */
static void
lease_static (EnisimSimulation *sim, guint subnet_index, EnisimHolder holder)
{
  guint32 address;
  const EnisimLease lease
      = enisim_address_space_lease (&sim->space, subnet_index, holder, &address);

  g_assert (lease == ENISIM_LEASE_OK);
}

void
enisim_sim_lease_static_holders (EnisimSimulation *sim)
{
  const EnisimScenario *scenario = sim->scenario;

  for (guint i = 0; i < scenario->n_subnets; i++)
    for (guint32 n = 0; n < scenario->subnets[i].background; n++)
      lease_static (sim, i, ENISIM_HOLDER_BACKGROUND);
  for (guint i = 0; i < scenario->n_endpoints; i++)
    for (guint j = 0; j < scenario->endpoints[i].n_subnets; j++)
      lease_static (sim, scenario->endpoints[i].subnets[j], ENISIM_HOLDER_ENDPOINT);
  for (guint i = 0; i < scenario->n_nat_gateways; i++)
    lease_static (sim, scenario->nat_gateways[i], ENISIM_HOLDER_NAT_GATEWAY);
}
