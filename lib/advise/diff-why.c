/* diff-why.c: what an agent gets instead of what */
#include <string.h>

#include "advise/check.h"
#include "advise/diff.h"

/* Whether @list has the thing of that index. */
static gboolean
has_index (const EnisimDiffMatch *match, guint side, const EnisimIdList *list, guint index)
{
  for (guint i = 0; i < list->n; i++)
    if (enisim_diff_match_index (match, side, list->ids[i]) == index)
      return TRUE;
  return FALSE;
}

static gboolean
is_same_expression (EnisimDiff *diff, guint side, const char *mine, const char *theirs)
{
  return theirs != NULL
         && strcmp (enisim_diff_make_local (diff, side, mine),
                    enisim_diff_make_local (diff, !side, theirs))
                == 0;
}

/* The names of what @mine has and @theirs has not.
 * Returns: how many */
static guint
add_alone (GString *text, EnisimDiff *diff, const EnisimDiffMatch *match, guint side,
           const EnisimIdList *mine, const EnisimIdList *theirs)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < mine->n; i++)
    {
      const guint index = enisim_diff_match_index (match, side, mine->ids[i]);
      const EnisimDiffItem *item = enisim_diff_match_get (match, side, index);

      if (item->twin == ENISIM_DIFF_NONE || !has_index (match, !side, theirs, item->twin))
        g_ptr_array_add (names, (gpointer) item->name);
    }
  if (mine->open != NULL && !is_same_expression (diff, side, mine->open, theirs->open))
    g_ptr_array_add (names, (gpointer) mine->open);
  for (guint i = 0; i < names->len; i++)
    {
      enisim_add_joint (text, i, names->len);
      g_string_append (text, g_ptr_array_index (names, i));
    }
  return names->len;
}

static void
add_list_why (GString *text, EnisimDiff *diff, const EnisimDiffMatch *match, const char *one,
              const char *many, const EnisimIdList *before, const EnisimIdList *after)
{
  g_autoptr (GString) gone = g_string_new (NULL), added = g_string_new (NULL);
  const guint n_gone = add_alone (gone, diff, match, ENISIM_DIFF_OLD, before, after);
  const guint n_added = add_alone (added, diff, match, ENISIM_DIFF_NEW, after, before);

  if (n_gone + n_added == 0)
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  if (n_added == 0)
    g_string_append_printf (text, "without %s %s", n_gone > 1 ? many : one, gone->str);
  else
    g_string_append_printf (text, "%s %s", n_added > 1 ? many : one, added->str);
  if (n_added > 0 && n_gone > 0)
    g_string_append_printf (text, " instead of %s", gone->str);
  else if (n_added > 0)
    g_string_append (text, " too");
}

void
enisim_diff_add_why (GString *text, EnisimDiff *diff, guint old_agent, guint new_agent)
{
  const EnisimAgent *before = enisim_diff_get_agent (diff, ENISIM_DIFF_OLD, old_agent)->agent;
  const EnisimAgent *after = enisim_diff_get_agent (diff, ENISIM_DIFF_NEW, new_agent)->agent;
  g_autoptr (GString) why = g_string_new (NULL);

  add_list_why (why, diff, &diff->matches[ENISIM_DIFF_SUBNETS], "subnet", "subnets",
                &before->subnets, &after->subnets);
  add_list_why (why, diff, &diff->matches[ENISIM_DIFF_SECURITY_GROUPS], "security group",
                "security groups", &before->security_groups, &after->security_groups);
  g_string_append (text, why->str);
}
