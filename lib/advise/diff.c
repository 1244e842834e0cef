/* diff.c: what a change of a description changes, before anything is deployed */
#include "advise/diff.h"

const char *
enisim_diff_change_get_name (EnisimDiffChange change)
{
  switch (change)
    {
    case ENISIM_DIFF_SAME:
      return "same";
    case ENISIM_DIFF_CHANGED:
      return "changed";
    case ENISIM_DIFF_ADDED:
      return "added";
    case ENISIM_DIFF_GONE:
      return "gone";
    case ENISIM_DIFF_RENAMED:
      return "renamed";
    }
  return NULL;
}

static void
unref_names (gpointer names)
{
  g_ptr_array_unref (names);
}

static EnisimDiff *
alloc (const EnisimPlan *old_plan, const EnisimPlan *new_plan, const EnisimCheck *old_check,
       const EnisimCheck *new_check)
{
  EnisimDiff *diff = g_new0 (EnisimDiff, 1);

  diff->plans[ENISIM_DIFF_OLD] = old_plan;
  diff->plans[ENISIM_DIFF_NEW] = new_plan;
  diff->checks[ENISIM_DIFF_OLD] = old_check;
  diff->checks[ENISIM_DIFF_NEW] = new_check;
  enisim_diff_match_init (&diff->agents);
  for (guint i = 0; i < ENISIM_N_DIFF_KINDS; i++)
    enisim_diff_match_init (&diff->matches[i]);
  diff->groups = g_array_new (FALSE, FALSE, sizeof (EnisimDiffGroup));
  diff->changed_subnets = g_array_new (FALSE, FALSE, sizeof (EnisimDiffSubnet));
  diff->things = g_array_new (FALSE, FALSE, sizeof (EnisimDiffThing));
  diff->findings = g_array_new (FALSE, FALSE, sizeof (EnisimDiffFinding));
  for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
    diff->stacks[side] = g_hash_table_new (g_str_hash, g_str_equal);
  diff->texts = g_string_chunk_new (1024);
  diff->lists = g_ptr_array_new_with_free_func (unref_names);
  return diff;
}

void
enisim_diff_free (EnisimDiff *diff)
{
  if (diff == NULL)
    return;
  enisim_diff_match_clear (&diff->agents);
  for (guint i = 0; i < ENISIM_N_DIFF_KINDS; i++)
    enisim_diff_match_clear (&diff->matches[i]);
  g_array_unref (diff->groups);
  g_array_unref (diff->changed_subnets);
  g_array_unref (diff->things);
  g_array_unref (diff->findings);
  for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
    g_hash_table_unref (diff->stacks[side]);
  g_string_chunk_free (diff->texts);
  g_ptr_array_unref (diff->lists);
  g_free (diff);
}

EnisimDiff *
enisim_diff_new (const EnisimPlan *old_plan, const EnisimPlan *new_plan,
                 const EnisimCheck *old_check, const EnisimCheck *new_check)
{
  EnisimDiff *diff;

  g_return_val_if_fail (old_plan != NULL && new_plan != NULL, NULL);

  diff = alloc (old_plan, new_plan, old_check, new_check);
  enisim_diff_match_all (diff);
  enisim_diff_compare_subnets (diff);
  enisim_diff_compare_groups (diff);
  enisim_diff_compare_things (diff);
  if (old_check != NULL && new_check != NULL)
    enisim_diff_compare_findings (diff);
  diff->cost = (EnisimDiffCost){ enisim_diff_compute_cost (old_plan),
                                 enisim_diff_compute_cost (new_plan) };
  return diff;
}

guint
enisim_diff_get_n_groups (const EnisimDiff *diff)
{
  g_return_val_if_fail (diff != NULL, 0);
  return diff->groups->len;
}

const EnisimDiffGroup *
enisim_diff_get_group (const EnisimDiff *diff, guint index)
{
  g_return_val_if_fail (diff != NULL && index < diff->groups->len, NULL);
  return &g_array_index (diff->groups, EnisimDiffGroup, index);
}

guint
enisim_diff_get_n_subnets (const EnisimDiff *diff)
{
  g_return_val_if_fail (diff != NULL, 0);
  return diff->changed_subnets->len;
}

const EnisimDiffSubnet *
enisim_diff_get_subnet (const EnisimDiff *diff, guint index)
{
  g_return_val_if_fail (diff != NULL && index < diff->changed_subnets->len, NULL);
  return &g_array_index (diff->changed_subnets, EnisimDiffSubnet, index);
}

guint
enisim_diff_get_n_things (const EnisimDiff *diff)
{
  g_return_val_if_fail (diff != NULL, 0);
  return diff->things->len;
}

const EnisimDiffThing *
enisim_diff_get_thing (const EnisimDiff *diff, guint index)
{
  g_return_val_if_fail (diff != NULL && index < diff->things->len, NULL);
  return &g_array_index (diff->things, EnisimDiffThing, index);
}

guint
enisim_diff_get_n_findings (const EnisimDiff *diff)
{
  g_return_val_if_fail (diff != NULL, 0);
  return diff->findings->len;
}

const EnisimDiffFinding *
enisim_diff_get_finding (const EnisimDiff *diff, guint index)
{
  g_return_val_if_fail (diff != NULL && index < diff->findings->len, NULL);
  return &g_array_index (diff->findings, EnisimDiffFinding, index);
}

EnisimDiffCost
enisim_diff_get_cost (const EnisimDiff *diff)
{
  g_return_val_if_fail (diff != NULL, ((EnisimDiffCost){ 0 }));
  return diff->cost;
}

static void
verify_match (const EnisimDiffMatch *match)
{
  for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
    for (guint i = 0; i < match->items[side]->len; i++)
      {
        const EnisimDiffItem *item = enisim_diff_match_get (match, side, i);

        g_assert (item->kind && item->id && item->local_id && item->name);
        if (item->twin == ENISIM_DIFF_NONE)
          continue;
        g_assert (item->twin < match->items[!side]->len);
        g_assert (enisim_diff_match_get (match, !side, item->twin)->twin == i);
      }
}

void
enisim_diff_verify (const EnisimDiff *diff)
{
  guint n_members = 0;
  guint64 n_retained = 0;

  verify_match (&diff->agents);
  for (guint i = 0; i < ENISIM_N_DIFF_KINDS; i++)
    verify_match (&diff->matches[i]);
  for (guint i = 0; i < diff->groups->len; i++)
    {
      const EnisimDiffGroup *group = &g_array_index (diff->groups, EnisimDiffGroup, i);

      g_assert (group->n_members > 0 && group->reason != NULL);
      g_assert (group->change != ENISIM_DIFF_SAME || group->n_joined + group->n_left == 0);
      n_members += group->change == ENISIM_DIFF_GONE ? 0 : group->n_members;
    }
  g_assert (n_members == diff->plans[ENISIM_DIFF_NEW]->agents->len);
  for (guint i = 0; i < diff->changed_subnets->len; i++)
    n_retained += g_array_index (diff->changed_subnets, EnisimDiffSubnet, i).retained;
  g_assert (n_retained == diff->n_retained);
  for (guint i = 0; i < diff->findings->len; i++)
    {
      const EnisimDiffFinding *finding = &g_array_index (diff->findings, EnisimDiffFinding, i);

      g_assert (finding->before != NULL || finding->after != NULL);
      g_assert ((finding->after == NULL) == (finding->change == ENISIM_DIFF_FINDING_GONE));
    }
}
