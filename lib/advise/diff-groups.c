/* diff-groups.c: which group goes on as which, who moves, and why
 *
 * A group is nothing but its members, so that it goes on where most of them go.
 */
#include <string.h>

#include "advise/diff.h"

static guint
count_groups (const EnisimDiff *diff, guint side)
{
  return diff->plans[side]->groups->len;
}

static const EnisimPlanGroup *
get_group (const EnisimDiff *diff, guint side, guint index)
{
  return &g_array_index (diff->plans[side]->groups, EnisimPlanGroup, index);
}

/* How many members of each old group are in each new one, by old * n_new + new. */
typedef struct
{
  guint n_old, n_new;
  GHashTable *shared; /* count by index */
  guint *heirs;       /* of each old group the new one, or NONE */
  guint *forebears;   /* of each new group the old one, or NONE */
} Lineage;

static guint
get_shared (const Lineage *lineage, guint old_group, guint new_group)
{
  const guint64 index = (guint64) old_group * lineage->n_new + new_group;

  return GPOINTER_TO_UINT (g_hash_table_lookup (lineage->shared, GSIZE_TO_POINTER (index)));
}

typedef struct
{
  guint old_group, new_group, n_shared;
} Tie;

/* The most members first, then the order of the groups. */
static gint
compare_ties (gconstpointer a, gconstpointer b)
{
  const Tie *first = a, *second = b;

  if (first->n_shared != second->n_shared)
    return first->n_shared > second->n_shared ? -1 : 1;
  if (first->old_group != second->old_group)
    return first->old_group < second->old_group ? -1 : 1;
  return first->new_group < second->new_group ? -1 : first->new_group > second->new_group;
}

static GArray *
list_ties (const Lineage *lineage)
{
  GArray *ties = g_array_new (FALSE, FALSE, sizeof (Tie));
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, lineage->shared);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const gsize index = GPOINTER_TO_SIZE (key);
      const Tie tie = { (guint) (index / lineage->n_new), (guint) (index % lineage->n_new),
                        GPOINTER_TO_UINT (value) };

      g_array_append_val (ties, tie);
    }
  g_array_sort (ties, compare_ties);
  return ties;
}

static void
choose_heirs (Lineage *lineage)
{
  g_autoptr (GArray) ties = list_ties (lineage);

  for (guint i = 0; i < lineage->n_old; i++)
    lineage->heirs[i] = ENISIM_DIFF_NONE;
  for (guint i = 0; i < lineage->n_new; i++)
    lineage->forebears[i] = ENISIM_DIFF_NONE;
  for (guint i = 0; i < ties->len; i++)
    {
      const Tie *tie = &g_array_index (ties, Tie, i);

      if (lineage->heirs[tie->old_group] != ENISIM_DIFF_NONE
          || lineage->forebears[tie->new_group] != ENISIM_DIFF_NONE)
        continue;
      lineage->heirs[tie->old_group] = tie->new_group;
      lineage->forebears[tie->new_group] = tie->old_group;
    }
}

static void
lineage_init (Lineage *lineage, const EnisimDiff *diff)
{
  const GArray *items = diff->agents.items[ENISIM_DIFF_NEW];

  *lineage = (Lineage){ .n_old = count_groups (diff, ENISIM_DIFF_OLD),
                        .n_new = count_groups (diff, ENISIM_DIFF_NEW),
                        .shared = g_hash_table_new (NULL, NULL) };
  lineage->heirs = g_new (guint, lineage->n_old + 1);
  lineage->forebears = g_new (guint, lineage->n_new + 1);
  for (guint i = 0; i < items->len; i++)
    {
      const guint twin = g_array_index (items, EnisimDiffItem, i).twin;
      const guint new_group = enisim_diff_get_agent (diff, ENISIM_DIFF_NEW, i)->group;
      guint64 index;
      guint n;

      if (twin == ENISIM_DIFF_NONE)
        continue;
      index = (guint64) enisim_diff_get_agent (diff, ENISIM_DIFF_OLD, twin)->group * lineage->n_new
              + new_group;
      n = GPOINTER_TO_UINT (g_hash_table_lookup (lineage->shared, GSIZE_TO_POINTER (index)));
      g_hash_table_insert (lineage->shared, GSIZE_TO_POINTER (index), GUINT_TO_POINTER (n + 1));
    }
  choose_heirs (lineage);
}

static void
lineage_clear (Lineage *lineage)
{
  g_hash_table_unref (lineage->shared);
  g_free (lineage->heirs);
  g_free (lineage->forebears);
}

static const char *const *
keep (EnisimDiff *diff, GPtrArray *names, guint *n)
{
  g_ptr_array_add (diff->lists, names);
  *n = names->len;
  return (const char *const *) names->pdata;
}

/* The members of a group on one side that are not in another group of the other side.
 * @other: NONE: there is no such group, and it is all of them */
static GPtrArray *
list_strangers (const EnisimDiff *diff, guint side, guint group, guint other)
{
  const GArray *items = diff->agents.items[side];
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      const EnisimDiffItem *item = &g_array_index (items, EnisimDiffItem, i);

      if (enisim_diff_get_agent (diff, side, i)->group != group)
        continue;
      if (item->twin == ENISIM_DIFF_NONE
          || enisim_diff_get_agent (diff, !side, item->twin)->group != other)
        g_ptr_array_add (names, (gpointer) item->name);
    }
  return names;
}

/* Returns: the first member of a new group that was in @old_group; NONE: there is none */
static guint
find_mover (const EnisimDiff *diff, guint old_group, guint new_group)
{
  const GArray *items = diff->agents.items[ENISIM_DIFF_NEW];

  for (guint i = 0; i < items->len; i++)
    {
      const guint twin = g_array_index (items, EnisimDiffItem, i).twin;

      if (enisim_diff_get_agent (diff, ENISIM_DIFF_NEW, i)->group == new_group
          && twin != ENISIM_DIFF_NONE
          && (old_group == ENISIM_DIFF_NONE
              || enisim_diff_get_agent (diff, ENISIM_DIFF_OLD, twin)->group == old_group))
        return i;
    }
  return ENISIM_DIFF_NONE;
}

static void
add_mover_why (GString *text, EnisimDiff *diff, guint mover)
{
  const guint twin = enisim_diff_match_get (&diff->agents, ENISIM_DIFF_NEW, mover)->twin;

  enisim_diff_add_why (text, diff, twin, mover);
}

static void
add_group_name (GString *text, const EnisimPlanGroup *group)
{
  g_string_append_printf (text, "the group of %s", group->members[0]);
  if (group->n_members > 1)
    g_string_append_printf (text, " and %u more", group->n_members - 1);
}

static const char *
explain_added (EnisimDiff *diff, guint new_group)
{
  const EnisimPlanGroup *group = get_group (diff, ENISIM_DIFF_NEW, new_group);
  const guint mover = find_mover (diff, ENISIM_DIFF_NONE, new_group);
  g_autoptr (GString) text = g_string_new (NULL);
  guint twin;

  if (mover == ENISIM_DIFF_NONE)
    return g_string_chunk_insert (diff->texts, group->reason);
  twin = enisim_diff_match_get (&diff->agents, ENISIM_DIFF_NEW, mover)->twin;
  diff->has_split = TRUE;
  g_string_append (text, "split from ");
  add_group_name (text, get_group (diff, ENISIM_DIFF_OLD,
                                   enisim_diff_get_agent (diff, ENISIM_DIFF_OLD, twin)->group));
  g_string_append (text, ": ");
  add_mover_why (text, diff, mover);
  return g_string_chunk_insert (diff->texts, text->str);
}

static const char *
explain_changed (EnisimDiff *diff, guint old_group, guint new_group, gboolean *has_other_key)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_mover_why (text, diff, find_mover (diff, old_group, new_group));
  *has_other_key = text->len > 0;
  if (*has_other_key)
    g_string_append (text, ": other ENIs; the old ones stay until their retention ends");
  return g_string_chunk_insert (diff->texts, text->str);
}

static void
add_new_group (EnisimDiff *diff, const Lineage *lineage, guint index)
{
  const EnisimPlanGroup *group = get_group (diff, ENISIM_DIFF_NEW, index);
  const guint old_index = lineage->forebears[index];
  EnisimDiffGroup made = { .members = group->members,
                           .n_members = group->n_members,
                           .new_enis = group->enis,
                           .change = ENISIM_DIFF_ADDED };
  gboolean has_other_key = FALSE;

  if (old_index == ENISIM_DIFF_NONE)
    {
      made.joined = group->members;
      made.n_joined = group->n_members;
      made.reason = explain_added (diff, index);
      g_array_append_val (diff->groups, made);
      return;
    }
  made.old_enis = get_group (diff, ENISIM_DIFF_OLD, old_index)->enis;
  made.joined
      = keep (diff, list_strangers (diff, ENISIM_DIFF_NEW, index, old_index), &made.n_joined);
  made.left = keep (diff, list_strangers (diff, ENISIM_DIFF_OLD, old_index, index), &made.n_left);
  made.reason = explain_changed (diff, old_index, index, &has_other_key);
  made.change
      = has_other_key || made.n_joined + made.n_left > 0 ? ENISIM_DIFF_CHANGED : ENISIM_DIFF_SAME;
  g_array_append_val (diff->groups, made);
}

/* Members that go on elsewhere make it a merger. */
static const char *
explain_gone (EnisimDiff *diff, const Lineage *lineage, guint old_group)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lineage->n_new; i++)
    {
      if (get_shared (lineage, old_group, i) == 0)
        continue;
      g_string_append (text, "merged into ");
      add_group_name (text, get_group (diff, ENISIM_DIFF_NEW, i));
      g_string_append (text, ": ");
      add_mover_why (text, diff, find_mover (diff, old_group, i));
      return g_string_chunk_insert (diff->texts, text->str);
    }
  return "its agents have no ENIs any more";
}

static void
add_gone_group (EnisimDiff *diff, const Lineage *lineage, guint index)
{
  const EnisimPlanGroup *group = get_group (diff, ENISIM_DIFF_OLD, index);
  const EnisimDiffGroup made = { .members = group->members,
                                 .n_members = group->n_members,
                                 .left = group->members,
                                 .n_left = group->n_members,
                                 .old_enis = group->enis,
                                 .change = ENISIM_DIFF_GONE,
                                 .reason = explain_gone (diff, lineage, index) };

  g_array_append_val (diff->groups, made);
}

void
enisim_diff_compare_groups (EnisimDiff *diff)
{
  Lineage lineage;

  lineage_init (&lineage, diff);
  for (guint i = 0; i < lineage.n_new; i++)
    add_new_group (diff, &lineage, i);
  for (guint i = 0; i < lineage.n_old; i++)
    if (lineage.heirs[i] == ENISIM_DIFF_NONE)
      add_gone_group (diff, &lineage, i);
  lineage_clear (&lineage);
}
