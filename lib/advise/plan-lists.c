/* plan-lists.c: lists of subnets of which nothing is known but that they are there
 *
 * Such a list has a row of its own, which stands for each of its 1 to 16 subnets; what is picked
 * from it by number is one of them, and so holds what each of them does.
 */
#include "advise/plan.h"

#include <string.h>

#define PICK "${Select "

guint
enisim_plan_place_of_list (EnisimPlan *plan, EnisimId open)
{
  const guint place = enisim_plan_place_of (plan, open);

  g_array_index (plan->subnets, EnisimPlanSubnet, place).is_list = TRUE;
  return place;
}

EnisimPlanCount
enisim_plan_count_all_of (const EnisimPlanSubnet *subnet, EnisimPlanCount each)
{
  if (subnet->is_list)
    each.max *= ENISIM_SUBNETS_MAX;
  return each;
}

gint
enisim_plan_find_list (const EnisimPlan *plan, guint place)
{
  const char *name = g_array_index (plan->subnets, EnisimPlanSubnet, place).name;
  const EnisimInternTable *texts = &plan->inventory->texts;
  g_autofree char *list = NULL;
  const char *rest;
  guint32 index;
  guint found;

  if (!g_str_has_prefix (name, PICK) || !g_str_has_suffix (name, "}"))
    return -1;
  rest = name + strlen (PICK);
  rest += strspn (rest, "0123456789");
  if (*rest != ' ')
    return -1;
  list = g_strndup (rest + 1, strlen (rest + 1) - 1);
  index = enisim_intern_table_lookup_name (texts, list);
  if (index == ENISIM_INTERN_NONE)
    return -1;
  found = GPOINTER_TO_UINT (
      g_hash_table_lookup (plan->subnet_places, enisim_intern_table_get_name (texts, index)));
  return found > 0 && g_array_index (plan->subnets, EnisimPlanSubnet, found - 1).is_list
             ? (gint) found - 1
             : -1;
}

/* It is not known whether they share: as few as if they did, as many as if they did not. */
static void
widen (EnisimPlanCount *count, EnisimPlanCount of_list)
{
  count->min = MAX (count->min, of_list.min);
  count->expected += of_list.expected;
  count->max += of_list.max;
  count->is_open |= of_list.is_open;
}

void
enisim_plan_widen_members (EnisimPlan *plan, EnisimPlanCopies *copies, guint n_copies)
{
  for (guint i = 0; i < plan->subnets->len; i++)
    {
      EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, i);
      const gint place = enisim_plan_find_list (plan, i);
      const EnisimPlanSubnet *list;

      if (place < 0)
        continue;
      list = &g_array_index (plan->subnets, EnisimPlanSubnet, place);
      widen (&subnet->enis, list->enis);
      enisim_plan_count_add (&subnet->endpoints, list->endpoints);
      enisim_plan_count_add (&subnet->others, list->others);
      subnet->n_replaced += list->n_replaced;
      subnet->growth += list->growth;
      if (i < n_copies && (guint) place < n_copies)
        {
          copies[i].n_moved += copies[place].n_moved;
          copies[i].n_own += copies[place].n_own;
        }
    }
}

/* Returns: (transfer full): of const char *: how many subnets are called so */
static GHashTable *
count_names (const EnisimPlan *plan)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < plan->subnets->len; i++)
    {
      const char *name = g_array_index (plan->subnets, EnisimPlanSubnet, i).name;
      const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (names, name));

      g_hash_table_insert (names, (gpointer) name, GUINT_TO_POINTER (n + 1));
    }
  return names;
}

void
enisim_plan_name_subnets (EnisimPlan *plan)
{
  const GArray *subnets = plan->inventory->subnets;
  g_autoptr (GHashTable) names = count_names (plan);

  for (guint i = 0; i < subnets->len; i++)
    {
      const EnisimResource *resource = &g_array_index (subnets, EnisimSubnetResource, i).resource;
      const guint place = enisim_plan_place_of (plan, resource->id);
      g_autofree char *name = g_strconcat (resource->stack, "/", resource->name, NULL);

      if (GPOINTER_TO_UINT (g_hash_table_lookup (names, resource->name)) > 1)
        g_array_index (plan->subnets, EnisimPlanSubnet, place).name
            = g_string_chunk_insert (plan->texts, name);
    }
}
