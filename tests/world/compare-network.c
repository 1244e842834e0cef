/* compare-network.c: addresses, ENI groups and deletions */
#include "world/compare-parts.h"

static const EnisimHolder holder_of[TWIN_N_HOLDERS] = {
  [TWIN_BACKGROUND] = ENISIM_HOLDER_BACKGROUND, [TWIN_ENDPOINT] = ENISIM_HOLDER_ENDPOINT,
  [TWIN_NAT] = ENISIM_HOLDER_NAT_GATEWAY,       [TWIN_OTHER] = ENISIM_HOLDER_OTHER,
  [TWIN_CREATING] = ENISIM_HOLDER_ENI_CREATING, [TWIN_IN_USE] = ENISIM_HOLDER_ENI_IN_USE,
  [TWIN_RETAINED] = ENISIM_HOLDER_ENI_RETAINED, [TWIN_FAILED] = ENISIM_HOLDER_ENI_FAILED,
};

static const char *const holder_names[TWIN_N_HOLDERS]
    = { "background", "endpoints", "NAT gateways", "others",
        "creating",   "in use",    "retained",     "failed" };

static const EnisimEniState eni_state_of[TWIN_N_HOLDERS] = {
  [TWIN_CREATING] = ENISIM_ENI_CREATING,
  [TWIN_IN_USE] = ENISIM_ENI_IN_USE,
  [TWIN_RETAINED] = ENISIM_ENI_RETAINED,
  [TWIN_FAILED] = ENISIM_ENI_FAILED,
};

static const EnisimDeletionResult deletion_result_of[TWIN_N_DELETION_RESULTS] = {
  [TWIN_DELETION_DONE] = ENISIM_DELETION_DONE,
  [TWIN_DELETION_REFUSED] = ENISIM_DELETION_REFUSED,
  [TWIN_DELETION_GONE] = ENISIM_DELETION_GONE,
};

/* Equal numbers and every address of the twin's leased: the sets are equal. */
char *
compare_addresses (const EnisimSubnet *subnet, const TwinSubnet *twin)
{
  guint n_held = 0;

  for (guint i = 0; i < twin->size; i++)
    {
      if (!twin->is_held[i])
        continue;
      n_held++;
      if (!enisim_ip_allocator_is_leased (&subnet->addresses, i))
        return g_strdup_printf ("subnet %s: address %u is free, and the twin holds it",
                                twin->spec->name, i);
    }
  return find_difference (
      &(Pair){ "addresses held", enisim_subnet_get_n_held_total (subnet), n_held }, 1,
      "subnet %s: ", twin->spec->name);
}

char *
compare_subnet (const EnisimSimulation *sim, const Twin *twin, guint index)
{
  const EnisimSubnet *subnet = enisim_address_space_get (&sim->space, index);
  const EnisimSubnetMetrics *metrics = &sim->metrics.subnets[index];
  const TwinSubnet *other = &twin->subnets[index];
  const Pair counts[]
      = { { "peak", metrics->held.level.peak, twin->held_peaks[index].peak },
          { "instant of the peak", (guint64) metrics->held.level.peak_at,
            (guint64) twin->held_peaks[index].peak_at },
          { "first exhausted", (guint64) metrics->exhausted_at,
            (guint64) (twin->exhausted_at[index] == TWIN_NEVER ? ENISIM_TIME_NEVER
                                                               : twin->exhausted_at[index]) },
          { "background unmet", metrics->unmet.value, other->unmet->len },
          { "allocations denied", metrics->n_denied, twin->counts.n_denied[index] },
          { "creates failed", metrics->n_failed_creates, twin->counts.n_failed_creates[index] } };
  Pair held[TWIN_N_HOLDERS];
  char *difference;

  for (guint i = 0; i < TWIN_N_HOLDERS; i++)
    held[i] = (Pair){ holder_names[i], enisim_subnet_get_n_held (subnet, holder_of[i]),
                      other->n_held[i] };
  difference = find_difference (held, TWIN_N_HOLDERS, "subnet %s: ", other->spec->name);
  if (difference == NULL)
    difference = find_difference (counts, G_N_ELEMENTS (counts), "subnet %s: ", other->spec->name);
  return difference;
}

static guint
get_set (const guint32 *members, guint n)
{
  guint set = 0;

  for (guint i = 0; i < n; i++)
    set |= 1u << members[i];
  return set;
}

static guint
get_subnets (const EnisimSimulation *sim, EnisimAttachmentKey key)
{
  guint n;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &sim->keys, enisim_attachment_key_get_subnet_set (key), &n);

  return get_set (subnets, n);
}

static guint
get_own_group (const EnisimSimulation *sim, const Twin *twin, guint32 index)
{
  const char *name = enisim_sim_get_security_group_name (sim, index);

  for (guint i = 0; i < twin->own_groups->len; i++)
    {
      const TwinOwnGroup *own = twin->own_groups->pdata[i];

      if (g_str_equal (own->name, name))
        return own->code;
    }
  return TWIN_OWN;
}

static guint
get_groups (const EnisimSimulation *sim, const Twin *twin, EnisimAttachmentKey key)
{
  guint n;
  const guint32 *groups
      = enisim_attachment_keys_get_sgs (&sim->keys, enisim_attachment_key_get_sg_set (key), &n);

  if (groups[0] >= sim->scenario->n_security_groups)
    return get_own_group (sim, twin, groups[0]);
  return get_set (groups, n);
}

/* Both know a group by the number of its first ENI. */
static const TwinGroup *
find_group (const Twin *twin, guint64 number)
{
  for (guint i = 0; i < twin->groups->len; i++)
    {
      const TwinGroup *group = twin->groups->pdata[i];

      if (g_array_index (group->enis, TwinEni, 0).number == number)
        return group;
    }
  return NULL;
}

static char *
compare_group (const EnisimSimulation *sim, const Twin *twin, const EnisimEniGroup *group)
{
  const guint64 number = group->enis[0].number;
  const TwinGroup *other = find_group (twin, number);
  char *difference;

  if (other == NULL)
    return g_strdup_printf ("the twin has no group with ENI %" G_GUINT64_FORMAT, number);
  {
    const Pair pairs[]
        = { { "state", group->state, eni_state_of[other->state] },
            { "ENIs", group->n_enis, other->enis->len },
            { "references", group->n_references, other->n_references },
            { "subnets", get_subnets (sim, group->key), other->key.subnets },
            { "security groups", get_groups (sim, twin, group->key), other->key.groups } };

    difference = find_difference (pairs, G_N_ELEMENTS (pairs),
                                  "group of ENI %" G_GUINT64_FORMAT ": ", number);
  }
  for (guint i = 0; difference == NULL && i < group->n_enis; i++)
    {
      const TwinEni *eni = &g_array_index (other->enis, TwinEni, i);
      const Pair pairs[] = { { "subnet", group->enis[i].subnet_index, eni->subnet },
                             { "number", group->enis[i].number, eni->number },
                             { "address", group->enis[i].address,
                               twin->world->subnets[eni->subnet].network + eni->place } };

      difference = find_difference (pairs, G_N_ELEMENTS (pairs),
                                    "group of ENI %" G_GUINT64_FORMAT ": ENI %u: ", number, i);
    }
  return difference;
}

char *
compare_groups (const EnisimSimulation *sim, const Twin *twin)
{
  char *difference = NULL;
  guint n = 0;

  for (guint32 i = 0; difference == NULL && i < enisim_eni_pool_get_n_places (&sim->pool); i++)
    {
      const EnisimEniGroup *group = enisim_eni_pool_get (&sim->pool, i);

      if (group->state == ENISIM_ENI_FREE)
        continue;
      n++;
      difference = compare_group (sim, twin, group);
    }
  if (difference != NULL)
    return difference;
  return find_difference (&(Pair){ "groups", n, twin->groups->len }, 1, "all ");
}

char *
compare_deletions (const EnisimSimulation *sim, const Twin *twin)
{
  char *difference = find_difference (
      &(Pair){ "deletions", sim->deletions->len, twin->deletions->len }, 1, "all ");

  for (guint i = 0; difference == NULL && i < twin->deletions->len; i++)
    {
      const EnisimDeletion *deletion = &g_array_index (sim->deletions, EnisimDeletion, i);
      const TwinDeletion *other = &g_array_index (twin->deletions, TwinDeletion, i);
      const gint64 passes_at
          = other->passes_at == TWIN_NEVER ? ENISIM_TIME_NEVER : other->passes_at;
      const Pair pairs[] = { { "result", deletion->result, deletion_result_of[other->result] },
                             { "passes at", (guint64) deletion->passes_at, (guint64) passes_at } };

      difference = find_difference (pairs, G_N_ELEMENTS (pairs), "deletion %u: ", i);
    }
  return difference;
}

char *
compare_areas_of_subnet (const EnisimSimulation *sim, const Twin *twin, guint index)
{
  const EnisimSubnetMetrics *metrics = &sim->metrics.subnets[index];
  const gint64 horizon = twin->world->horizon;
  const guint64 unmet_us
      = twin_get_area_us (twin, twin_get_unmet_level (index), twin->world->warm_up, horizon);
  Pair pairs[TWIN_N_HOLDERS + 2];
  guint64 sum_us = 0;

  for (guint i = 0; i < TWIN_N_HOLDERS; i++)
    {
      const guint64 area_us = twin_get_area_us (twin, twin_get_subnet_level (index, (TwinHolder) i),
                                                twin->world->warm_up, horizon);

      pairs[i] = compare_level (holder_names[i], &metrics->held_by[holder_of[i]], area_us, horizon);
      sum_us += area_us;
    }
  pairs[TWIN_N_HOLDERS] = compare_level ("held", &metrics->held.level, sum_us, horizon);
  pairs[TWIN_N_HOLDERS + 1] = compare_level ("unmet", &metrics->unmet, unmet_us, horizon);
  return find_difference (pairs, G_N_ELEMENTS (pairs),
                          "area of subnet %s: ", twin->world->subnets[index].name);
}
