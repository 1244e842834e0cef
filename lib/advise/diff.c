/* diff.c: what a change of a description changes, before anything is deployed */
#include "advise/diff.h"

#include <math.h>
#include <string.h>

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

const char *
enisim_diff_subject_get_name (EnisimDiffSubject subject)
{
  switch (subject)
    {
    case ENISIM_DIFF_GROUPS:
      return "groups";
    case ENISIM_DIFF_ENIS:
      return "enis";
    case ENISIM_DIFF_ADDRESSES:
      return "addresses";
    case ENISIM_DIFF_FINDINGS:
      return "findings";
    case ENISIM_DIFF_COST:
      return "cost";
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
  enisim_diff_match_init (&diff->subnets);
  enisim_diff_match_init (&diff->security_groups);
  diff->groups = g_array_new (FALSE, FALSE, sizeof (EnisimDiffGroup));
  diff->changed_subnets = g_array_new (FALSE, FALSE, sizeof (EnisimDiffSubnet));
  diff->things = g_array_new (FALSE, FALSE, sizeof (EnisimDiffThing));
  for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
    {
      diff->findings[side] = g_ptr_array_new ();
      diff->stacks[side] = g_hash_table_new (g_str_hash, g_str_equal);
    }
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
  enisim_diff_match_clear (&diff->subnets);
  enisim_diff_match_clear (&diff->security_groups);
  g_array_unref (diff->groups);
  g_array_unref (diff->changed_subnets);
  g_array_unref (diff->things);
  for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
    {
      g_ptr_array_unref (diff->findings[side]);
      g_hash_table_unref (diff->stacks[side]);
    }
  g_string_chunk_free (diff->texts);
  g_ptr_array_unref (diff->lists);
  g_free (diff);
}

/* @index: of a subnet among the items of @side */
static const EnisimPlanSubnet *
find_subnet (const EnisimDiff *diff, guint side, guint index)
{
  const EnisimPlan *plan = diff->plans[side];
  const EnisimDiffItem *item = enisim_diff_match_get (&diff->subnets, side, index);
  const guint place = GPOINTER_TO_UINT (g_hash_table_lookup (plan->subnet_places, item->id));

  g_assert (place > 0);
  return &g_array_index (plan->subnets, EnisimPlanSubnet, place - 1);
}

static gboolean
are_equal (EnisimPlanCount a, EnisimPlanCount b)
{
  return a.min == b.min && a.expected == b.expected && a.max == b.max;
}

static void
add_new_subnet (EnisimDiff *diff, guint index)
{
  const EnisimPlanSubnet *after = find_subnet (diff, ENISIM_DIFF_NEW, index);
  const guint twin = enisim_diff_match_get (&diff->subnets, ENISIM_DIFF_NEW, index)->twin;
  const EnisimPlanSubnet *before
      = twin == ENISIM_DIFF_NONE ? NULL : find_subnet (diff, ENISIM_DIFF_OLD, twin);
  EnisimDiffSubnet subnet = { .name = after->name,
                              .cidr = after->cidr,
                              .capacity = after->capacity,
                              .new_held = after->held[ENISIM_PLAN_NOW],
                              .new_enis = after->enis,
                              .change = before ? ENISIM_DIFF_SAME : ENISIM_DIFF_ADDED };

  if (before)
    {
      subnet.old_held = before->held[ENISIM_PLAN_NOW];
      subnet.old_enis = before->enis;
      if (!are_equal (subnet.old_held, subnet.new_held))
        subnet.change = ENISIM_DIFF_CHANGED;
    }
  g_array_append_val (diff->changed_subnets, subnet);
}

static void
compare_subnets (EnisimDiff *diff)
{
  const GArray *old_items = diff->subnets.items[ENISIM_DIFF_OLD];

  for (guint i = 0; i < diff->subnets.items[ENISIM_DIFF_NEW]->len; i++)
    add_new_subnet (diff, i);
  for (guint i = 0; i < old_items->len; i++)
    {
      const EnisimPlanSubnet *before = find_subnet (diff, ENISIM_DIFF_OLD, i);
      const EnisimDiffSubnet subnet = { .name = before->name,
                                        .cidr = before->cidr,
                                        .capacity = before->capacity,
                                        .old_held = before->held[ENISIM_PLAN_NOW],
                                        .old_enis = before->enis,
                                        .change = ENISIM_DIFF_GONE };

      if (g_array_index (old_items, EnisimDiffItem, i).twin == ENISIM_DIFF_NONE)
        g_array_append_val (diff->changed_subnets, subnet);
    }
}

/* Subnets that are gone come behind those of the new side, in their order. */
void
enisim_diff_leave_behind (EnisimDiff *diff, EnisimId subnet)
{
  const guint index = enisim_diff_match_index (&diff->subnets, ENISIM_DIFF_OLD, subnet);
  guint place = enisim_diff_match_get (&diff->subnets, ENISIM_DIFF_OLD, index)->twin;

  if (place == ENISIM_DIFF_NONE)
    {
      place = diff->subnets.items[ENISIM_DIFF_NEW]->len;
      for (guint i = 0; i < index; i++)
        place
            += enisim_diff_match_get (&diff->subnets, ENISIM_DIFF_OLD, i)->twin == ENISIM_DIFF_NONE;
    }
  g_array_index (diff->changed_subnets, EnisimDiffSubnet, place).left_behind++;
  diff->n_left_behind++;
}

/* What there is none of costs nothing, whatever its price. */
static double
multiply (guint64 n, double price)
{
  return n > 0 ? (double) n * price * ENISIM_PLAN_HOURS_PER_MONTH : 0.0;
}

static double
compute_cost (const EnisimPlan *plan)
{
  const EnisimPrices *prices = &plan->assumptions->prices;

  return multiply (plan->endpoint_azs.expected, prices->endpoint_hour)
         + multiply (plan->nat_gateways.expected, prices->nat_gateway_hour);
}

static gboolean
stands (const EnisimFinding *finding)
{
  return finding->is_known && finding->suppression == ENISIM_SUPPRESSION_NONE;
}

/* Returns: (transfer full): a finding's rule, resource without its stack and subject. */
static char *
make_finding_key (const EnisimFinding *finding)
{
  const char *mark = strchr (finding->resource_id, '/');

  return g_strjoin ("\n", finding->rule->id, mark ? mark + 1 : finding->resource_id,
                    finding->subject, NULL);
}

/* Those of @side that the other side has not. */
static void
compare_findings (EnisimDiff *diff, guint side)
{
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < enisim_check_get_n_findings (diff->checks[!side]); i++)
    {
      const EnisimFinding *finding = enisim_check_get_finding (diff->checks[!side], i);

      if (stands (finding))
        g_hash_table_add (others, make_finding_key (finding));
    }
  for (guint i = 0; i < enisim_check_get_n_findings (diff->checks[side]); i++)
    {
      const EnisimFinding *finding = enisim_check_get_finding (diff->checks[side], i);
      g_autofree char *key = make_finding_key (finding);

      if (stands (finding) && !g_hash_table_contains (others, key))
        g_ptr_array_add (diff->findings[side], (gpointer) finding);
    }
}

EnisimDiff *
enisim_diff_new (const EnisimPlan *old_plan, const EnisimPlan *new_plan,
                 const EnisimCheck *old_check, const EnisimCheck *new_check)
{
  EnisimDiff *diff;

  g_return_val_if_fail (old_plan != NULL && new_plan != NULL, NULL);

  diff = alloc (old_plan, new_plan, old_check, new_check);
  enisim_diff_match_all (diff);
  compare_subnets (diff);
  enisim_diff_compare_groups (diff);
  enisim_diff_compare_things (diff);
  for (guint side = 0; old_check && new_check && side < ENISIM_N_DIFF_SIDES; side++)
    compare_findings (diff, side);
  diff->cost = (EnisimDiffCost){ compute_cost (old_plan), compute_cost (new_plan) };
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
enisim_diff_get_n_new_findings (const EnisimDiff *diff)
{
  g_return_val_if_fail (diff != NULL, 0);
  return diff->findings[ENISIM_DIFF_NEW]->len;
}

const EnisimFinding *
enisim_diff_get_new_finding (const EnisimDiff *diff, guint index)
{
  g_return_val_if_fail (diff != NULL && index < diff->findings[ENISIM_DIFF_NEW]->len, NULL);
  return g_ptr_array_index (diff->findings[ENISIM_DIFF_NEW], index);
}

guint
enisim_diff_get_n_old_findings (const EnisimDiff *diff)
{
  g_return_val_if_fail (diff != NULL, 0);
  return diff->findings[ENISIM_DIFF_OLD]->len;
}

const EnisimFinding *
enisim_diff_get_old_finding (const EnisimDiff *diff, guint index)
{
  g_return_val_if_fail (diff != NULL && index < diff->findings[ENISIM_DIFF_OLD]->len, NULL);
  return g_ptr_array_index (diff->findings[ENISIM_DIFF_OLD], index);
}

EnisimDiffCost
enisim_diff_get_cost (const EnisimDiff *diff)
{
  g_return_val_if_fail (diff != NULL, ((EnisimDiffCost){ 0 }));
  return diff->cost;
}

static gboolean
has_more (EnisimPlanCount before, EnisimPlanCount after)
{
  return after.min > before.min || after.expected > before.expected || after.max > before.max;
}

static gboolean
holds_more (const EnisimDiff *diff)
{
  for (guint i = 0; i < diff->changed_subnets->len; i++)
    {
      const EnisimDiffSubnet *subnet = &g_array_index (diff->changed_subnets, EnisimDiffSubnet, i);

      if (has_more (subnet->old_held, subnet->new_held))
        return TRUE;
    }
  return FALSE;
}

/* A cent is not more: sums of prices are not exact. */
static gboolean
costs_more (EnisimDiffCost cost)
{
  if (isnan (cost.new_dollars))
    return !isnan (cost.old_dollars);
  return !isnan (cost.old_dollars) && cost.new_dollars > cost.old_dollars + 0.005;
}

static gboolean
has_bad_finding (const GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const EnisimFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity > ENISIM_SEVERITY_NOTE)
        return TRUE;
    }
  return FALSE;
}

gboolean
enisim_diff_is_worse (const EnisimDiff *diff, EnisimDiffSubject subject)
{
  const EnisimPlan *before, *after;

  g_return_val_if_fail (diff != NULL, FALSE);

  before = diff->plans[ENISIM_DIFF_OLD];
  after = diff->plans[ENISIM_DIFF_NEW];
  switch (subject)
    {
    case ENISIM_DIFF_GROUPS:
      return after->groups->len > before->groups->len || diff->has_split;
    case ENISIM_DIFF_ENIS:
      return has_more (before->enis, after->enis);
    case ENISIM_DIFF_ADDRESSES:
      return holds_more (diff);
    case ENISIM_DIFF_FINDINGS:
      return has_bad_finding (diff->findings[ENISIM_DIFF_NEW]);
    case ENISIM_DIFF_COST:
      return costs_more (diff->cost);
    }
  g_return_val_if_reached (FALSE);
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
  guint64 n_left_behind = 0;

  verify_match (&diff->agents);
  verify_match (&diff->subnets);
  verify_match (&diff->security_groups);
  for (guint i = 0; i < diff->groups->len; i++)
    {
      const EnisimDiffGroup *group = &g_array_index (diff->groups, EnisimDiffGroup, i);

      g_assert (group->n_members > 0 && group->reason != NULL);
      g_assert (group->change != ENISIM_DIFF_SAME || group->n_joined + group->n_left == 0);
      n_members += group->change == ENISIM_DIFF_GONE ? 0 : group->n_members;
    }
  g_assert (n_members == diff->plans[ENISIM_DIFF_NEW]->agents->len);
  for (guint i = 0; i < diff->changed_subnets->len; i++)
    n_left_behind += g_array_index (diff->changed_subnets, EnisimDiffSubnet, i).left_behind;
  g_assert (n_left_behind == diff->n_left_behind);
}
