/* eni-events.c: ENI groups come into use, are given back and go */
#include "sim/churn-events.h"
#include "sim/observe.h"

void
enisim_sim_note_subnets (EnisimSimulation *sim, EnisimAttachmentKey key)
{
  guint n_subnets;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &sim->keys, enisim_attachment_key_get_subnet_set (key), &n_subnets);

  for (guint i = 0; i < n_subnets; i++)
    enisim_metrics_note_subnet (&sim->metrics, sim->now, subnets[i],
                                enisim_address_space_get (&sim->space, subnets[i]));
}

static void
release_group (EnisimSimulation *sim, guint32 index)
{
  EnisimEniGroup *group = enisim_eni_pool_get (&sim->pool, index);
  GTimeSpan span_us;

  if (!enisim_eni_pool_release (&sim->pool, index))
    return;
  span_us = enisim_sim_draw_for_key (sim, sim->retention.distribution, ENISIM_PURPOSE_RETENTION,
                                     group->key);
  group->timer = enisim_sim_book (sim, &sim->retention, sim->now + span_us,
                                  ENISIM_EVENT_GROUP_REMOVED, index);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_enis (sim, index, ENISIM_ENI_IN_USE, ENISIM_ENI_RETAINED, "last runtime gone");
  enisim_sim_note_subnets (sim, group->key);
  enisim_metrics_note_enis (&sim->metrics, sim->now, &sim->pool);
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
  EnisimEniGroup *group = enisim_eni_pool_get (&sim->pool, index);

  group->timer = 0;
  enisim_eni_pool_end_creation (&sim->pool, index);
  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_enis (sim, index, ENISIM_ENI_CREATING, ENISIM_ENI_IN_USE, "created");
  enisim_sim_note_subnets (sim, group->key);
}

/* Before anybody else asks for the addresses, the background has what it lacked. */
static void
note_freed (EnisimSimulation *sim, EnisimAttachmentKey key)
{
  guint n_subnets;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &sim->keys, enisim_attachment_key_get_subnet_set (key), &n_subnets);

  for (guint i = 0; i < n_subnets; i++)
    enisim_sim_refill_background (sim, subnets[i]);
  enisim_sim_note_subnets (sim, key);
  for (guint i = 0; i < n_subnets; i++)
    enisim_sim_pass_subnet (sim, subnets[i]);
}

void
enisim_sim_remove_group (EnisimSimulation *sim, guint32 index)
{
  const EnisimEniGroup *group = enisim_eni_pool_get (&sim->pool, index);
  const EnisimAttachmentKey key = group->key;
  const gint n_enis = (gint) group->n_enis;

  if (enisim_sim_is_observed (sim))
    enisim_sim_tell_enis (sim, index, group->state, ENISIM_ENI_FREE,
                          group->state == ENISIM_ENI_FAILED ? "failed create cleared away"
                                                            : "retention ended");
  for (guint i = 0; i < group->n_enis; i++)
    sim->metrics.subnets[group->enis[i].subnet_index].last_released_at = sim->now;
  enisim_eni_pool_remove (&sim->pool, index);
  sim->metrics.last_released_at = sim->now;
  enisim_metrics_note_enis (&sim->metrics, sim->now, &sim->pool);
  note_freed (sim, key);
  enisim_sim_count_attached (sim, key, -n_enis);
  enisim_sim_note_group_gone (sim, key);
}
