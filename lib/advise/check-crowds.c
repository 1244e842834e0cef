/* check-crowds.c: agents that have something in common
 *
 * What is wrong with a subnet or with a group is wrong for all of its agents, and said once.
 */
#include "advise/check.h"

enum
{
  NAMES_MAX = 3 /* said one by one */
};

static void
free_crowd (gpointer data)
{
  EnisimCrowd *crowd = data;

  g_ptr_array_unref (crowd->agents);
  g_free (crowd);
}

static void
join (GPtrArray *crowds, GHashTable *by_key, gconstpointer key, EnisimId id,
      const EnisimPlanAgent *agent)
{
  EnisimCrowd *crowd = g_hash_table_lookup (by_key, key);

  if (crowd == NULL)
    {
      crowd = g_new0 (EnisimCrowd, 1);
      *crowd = (EnisimCrowd){ .id = id, .agents = g_ptr_array_new () };
      g_hash_table_insert (by_key, (gpointer) key, crowd);
      g_ptr_array_add (crowds, crowd);
    }
  g_ptr_array_add (crowd->agents, (gpointer) agent->agent);
  crowd->is_sure |= agent->is_sure;
}

void
enisim_check_make_crowds (EnisimCheck *check)
{
  g_autoptr (GHashTable) by_subnet = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) by_subnets = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) by_sgs = g_hash_table_new (NULL, NULL);
  const GArray *agents = check->plan->agents;

  check->by_subnet = g_ptr_array_new_with_free_func (free_crowd);
  check->by_subnets = g_ptr_array_new_with_free_func (free_crowd);
  check->by_sgs = g_ptr_array_new_with_free_func (free_crowd);
  for (guint i = 0; i < agents->len; i++)
    {
      const EnisimPlanAgent *agent = &g_array_index (agents, EnisimPlanAgent, i);
      const EnisimIdList *subnets = &agent->agent->subnets;

      if (!enisim_check_knows_agent (agent))
        continue;
      join (check->by_subnets, by_subnets, GUINT_TO_POINTER (agent->subnet_set), NULL, agent);
      join (check->by_sgs, by_sgs, GUINT_TO_POINTER (agent->sg_set), NULL, agent);
      for (guint j = 0; j < subnets->n; j++)
        join (check->by_subnet, by_subnet, subnets->ids[j], subnets->ids[j], agent);
    }
}

void
enisim_add_joint (GString *text, guint index, guint n)
{
  if (index > 0)
    g_string_append (text, index + 1 == n ? " and " : ", ");
}

void
enisim_crowd_add_names (GString *text, const EnisimCrowd *crowd)
{
  const guint n = crowd->agents->len;
  const guint n_named = n <= NAMES_MAX ? n : NAMES_MAX - 1;

  for (guint i = 0; i < n_named; i++)
    {
      enisim_add_joint (text, i, n_named == n ? n : n_named + 1);
      g_string_append (text, enisim_crowd_get_agent (crowd, i)->resource.name);
    }
  if (n > n_named)
    g_string_append_printf (text, " and %u more", n - n_named);
}

EnisimSpot
enisim_spot_of (const EnisimResource *resource)
{
  return (EnisimSpot){ .resource = resource, .at = resource->at, .subject = "", .severity = -1 };
}

/* What an alias stands for is written elsewhere. */
EnisimSpot
enisim_spot_of_agent (const EnisimAgent *agent)
{
  EnisimSpot spot = enisim_spot_of (&agent->resource);
  const EnisimPosition at = agent->network_at;

  if (at.name != NULL && g_strcmp0 (at.name, spot.at.name) == 0 && at.line >= spot.at.line
      && at.line <= agent->resource.last_line)
    spot.at = at;
  return spot;
}

EnisimSpot
enisim_spot_of_subnet (const EnisimCheck *check, const EnisimCrowd *crowd)
{
  const EnisimSubnetResource *subnet = g_hash_table_lookup (check->map.subnets, crowd->id);
  EnisimSpot spot;

  if (subnet != NULL)
    return enisim_spot_of (&subnet->resource);
  spot = enisim_spot_of_agent (enisim_crowd_get_agent (crowd, 0));
  spot.subject = crowd->id;
  return spot;
}

EnisimSpot
enisim_spot_of_sgs (const EnisimCheck *check, const EnisimCrowd *crowd)
{
  const EnisimAgent *first = enisim_crowd_get_agent (crowd, 0);
  const EnisimSecurityGroup *sg
      = first->security_groups.n == 1
            ? g_hash_table_lookup (check->map.security_groups, first->security_groups.ids[0])
            : NULL;

  return sg != NULL ? enisim_spot_of (&sg->resource) : enisim_spot_of_agent (first);
}
