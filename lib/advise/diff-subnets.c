/* diff-subnets.c: what is held in each subnet before and after, and which ENIs stay in it
 *
 * An ENI stays where no agent has its configuration any more: nobody takes it over, and it holds
 * its address until its retention ends.
 */
#include "advise/diff.h"

#include <string.h>

/* @index: of a subnet among the items of @side */
static const EnisimPlanSubnet *
find_subnet (const EnisimDiff *diff, guint side, guint index)
{
  const EnisimPlan *plan = diff->plans[side];
  const EnisimDiffItem *item
      = enisim_diff_match_get (&diff->matches[ENISIM_DIFF_SUBNETS], side, index);
  const guint place = GPOINTER_TO_UINT (g_hash_table_lookup (plan->subnet_places, item->id));

  g_assert (place > 0);
  return &g_array_index (plan->subnets, EnisimPlanSubnet, place - 1);
}

static gboolean
are_equal (EnisimPlanCount a, EnisimPlanCount b)
{
  return a.min == b.min && a.expected == b.expected && a.max == b.max && a.is_open == b.is_open;
}

static void
add_new_subnet (EnisimDiff *diff, const EnisimDiffItem *item, guint index)
{
  const EnisimPlanSubnet *after = find_subnet (diff, ENISIM_DIFF_NEW, index);
  EnisimDiffSubnet subnet = { .name = after->name,
                              .cidr = after->cidr,
                              .capacity = after->capacity,
                              .new_held = after->held[ENISIM_PLAN_NOW],
                              .new_enis = after->enis,
                              .change = ENISIM_DIFF_ADDED };

  if (item->twin != ENISIM_DIFF_NONE)
    {
      const EnisimPlanSubnet *before = find_subnet (diff, ENISIM_DIFF_OLD, item->twin);

      subnet.old_capacity = before->capacity;
      subnet.old_held = before->held[ENISIM_PLAN_NOW];
      subnet.old_enis = before->enis;
      subnet.change
          = are_equal (subnet.old_held, subnet.new_held) && subnet.old_capacity == subnet.capacity
                ? ENISIM_DIFF_SAME
                : ENISIM_DIFF_CHANGED;
    }
  g_array_append_val (diff->changed_subnets, subnet);
}

static void
add_gone_subnet (EnisimDiff *diff, guint index)
{
  const EnisimPlanSubnet *before = find_subnet (diff, ENISIM_DIFF_OLD, index);
  const EnisimDiffSubnet subnet = { .name = before->name,
                                    .cidr = before->cidr,
                                    .old_capacity = before->capacity,
                                    .old_held = before->held[ENISIM_PLAN_NOW],
                                    .old_enis = before->enis,
                                    .change = ENISIM_DIFF_GONE };

  g_array_append_val (diff->changed_subnets, subnet);
}

/* Of each subnet of the old side, its place among all: those that are gone come last.
 * Returns: (transfer full) (array) */
static guint *
add_subnets (EnisimDiff *diff)
{
  const GArray *old_items = diff->matches[ENISIM_DIFF_SUBNETS].items[ENISIM_DIFF_OLD];
  const GArray *new_items = diff->matches[ENISIM_DIFF_SUBNETS].items[ENISIM_DIFF_NEW];
  guint *places = g_new (guint, old_items->len + 1);

  for (guint i = 0; i < new_items->len; i++)
    add_new_subnet (diff, &g_array_index (new_items, EnisimDiffItem, i), i);
  for (guint i = 0; i < old_items->len; i++)
    {
      places[i] = g_array_index (old_items, EnisimDiffItem, i).twin;
      if (places[i] != ENISIM_DIFF_NONE)
        continue;
      places[i] = diff->changed_subnets->len;
      add_gone_subnet (diff, i);
    }
  return places;
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* One text for equal lists of either side: each thing by its place on the new side. */
static void
add_key (GString *text, EnisimDiff *diff, const EnisimDiffMatch *match, guint side,
         const EnisimIdList *list)
{
  const EnisimId expression = list->open != NULL ? list->open : list->choice;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < list->n; i++)
    {
      const guint index = enisim_diff_match_index (match, side, list->ids[i]);
      const guint twin = enisim_diff_match_get (match, side, index)->twin;
      const guint place = side == ENISIM_DIFF_NEW ? index : twin;

      g_ptr_array_add (parts, place == ENISIM_DIFF_NONE ? g_strdup_printf ("old %u", index)
                                                        : g_strdup_printf ("%u", place));
    }
  g_ptr_array_sort (parts, compare_texts);
  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (text, "%s,", (const char *) g_ptr_array_index (parts, i));
  g_string_append_printf (
      text, "%s;", expression != NULL ? enisim_diff_make_local (diff, side, expression) : "");
}

/* What an ENI of an agent is shared by, as one text for both sides.
 * @subnets: one where each counts for itself, else all of them
 * Returns: (transfer full) */
static char *
make_key (EnisimDiff *diff, guint side, const EnisimAgent *agent, const EnisimIdList *subnets)
{
  const EnisimPlanRule rule = enisim_plan_get_rule (diff->plans[side]);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%d;", rule.across_types ? 0 : (int) agent->kind);
  add_key (text, diff, &diff->matches[ENISIM_DIFF_SUBNETS], side, subnets);
  add_key (text, diff, &diff->matches[ENISIM_DIFF_SECURITY_GROUPS], side, &agent->security_groups);
  return g_string_free (text, FALSE);
}

typedef void (*EniFunc) (EnisimDiff *diff, EnisimId subnet, const char *key, gpointer user_data);

/* The ENIs of one agent, in the subnets that are known. */
static void
foreach_eni (EnisimDiff *diff, guint side, const EnisimAgent *agent, EniFunc func,
             gpointer user_data)
{
  const EnisimIdList *subnets = &agent->subnets;
  const gboolean is_per_subnet
      = enisim_plan_get_rule (diff->plans[side]).sharing == ENISIM_SHARING_PER_SUBNET;
  g_autofree char *whole = is_per_subnet ? NULL : make_key (diff, side, agent, subnets);

  for (guint i = 0; i < subnets->n; i++)
    {
      const EnisimIdList one = { .ids = &subnets->ids[i], .n = 1 };
      g_autofree char *own = is_per_subnet ? make_key (diff, side, agent, &one) : NULL;

      func (diff, subnets->ids[i], is_per_subnet ? own : whole, user_data);
    }
}

typedef struct
{
  GHashTable *kept; /* keys and subnets that an agent of the new side has, or that are counted */
  const guint *places;
} Retention;

/* Returns: whether it was not there */
static gboolean
keep (Retention *retention, guint place, const char *key)
{
  return g_hash_table_add (retention->kept, g_strdup_printf ("%u %s", place, key));
}

static void
keep_eni (EnisimDiff *diff, EnisimId subnet, const char *key, gpointer user_data)
{
  keep (user_data,
        enisim_diff_match_index (&diff->matches[ENISIM_DIFF_SUBNETS], ENISIM_DIFF_NEW, subnet),
        key);
}

static void
retain_eni (EnisimDiff *diff, EnisimId subnet, const char *key, gpointer user_data)
{
  Retention *retention = user_data;
  const guint place = retention->places[enisim_diff_match_index (
      &diff->matches[ENISIM_DIFF_SUBNETS], ENISIM_DIFF_OLD, subnet)];

  if (!keep (retention, place, key))
    return;
  g_array_index (diff->changed_subnets, EnisimDiffSubnet, place).retained++;
  diff->n_retained++;
}

void
enisim_diff_compare_subnets (EnisimDiff *diff)
{
  g_autofree guint *places = add_subnets (diff);
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Retention retention = { kept, places };

  for (guint i = 0; i < diff->plans[ENISIM_DIFF_NEW]->agents->len; i++)
    foreach_eni (diff, ENISIM_DIFF_NEW, enisim_diff_get_agent (diff, ENISIM_DIFF_NEW, i)->agent,
                 keep_eni, &retention);
  for (guint i = 0; i < diff->plans[ENISIM_DIFF_OLD]->agents->len; i++)
    {
      const EnisimPlanAgent *agent = enisim_diff_get_agent (diff, ENISIM_DIFF_OLD, i);

      if (agent->is_sure)
        foreach_eni (diff, ENISIM_DIFF_OLD, agent->agent, retain_eni, &retention);
    }
}
