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

void
enisim_crowd_add (EnisimCrowd *crowd, const EnisimPlanAgent *agent)
{
  g_ptr_array_add (crowd->agents, (gpointer) agent);
  crowd->is_sure |= agent->is_sure;
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
  enisim_crowd_add (crowd, agent);
}

static void
free_crowds (gpointer crowds)
{
  g_ptr_array_unref (crowds);
}

static void
place (GHashTable *by_vpc, EnisimId vpc, const EnisimCrowd *crowd)
{
  const EnisimId key = vpc != NULL && !enisim_id_is_open (vpc) ? vpc : NULL;
  GPtrArray *crowds = g_hash_table_lookup (by_vpc, key);

  if (crowds == NULL)
    {
      crowds = g_ptr_array_new ();
      g_hash_table_insert (by_vpc, (gpointer) key, crowds);
    }
  g_ptr_array_add (crowds, (gpointer) crowd);
}

static void
place_all (EnisimCheck *check)
{
  check->by_vpc = g_hash_table_new_full (NULL, NULL, NULL, free_crowds);
  for (guint i = 0; i < check->by_subnet->len; i++)
    {
      const EnisimCrowd *crowd = enisim_crowd_at (check->by_subnet, i);

      place (check->by_vpc, enisim_network_get_vpc (&check->map, crowd->id), crowd);
    }
  for (guint i = 0; i < check->by_subnets->len; i++)
    {
      const EnisimCrowd *crowd = enisim_crowd_at (check->by_subnets, i);

      if (enisim_crowd_get_agent (crowd, 0)->subnets.open != NULL)
        place (check->by_vpc, NULL, crowd);
    }
}

void
enisim_check_foreach_near (const EnisimCheck *check, const EnisimEndpoint *endpoint,
                           void (*call) (const EnisimCrowd *crowd, gpointer data), gpointer data)
{
  const gboolean is_told = endpoint->vpc != NULL && !enisim_id_is_open (endpoint->vpc);
  const GPtrArray *lists[]
      = { is_told ? g_hash_table_lookup (check->by_vpc, endpoint->vpc) : check->by_subnet,
          g_hash_table_lookup (check->by_vpc, NULL) };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; lists[i] != NULL && j < lists[i]->len; j++)
      {
        const EnisimCrowd *crowd = enisim_crowd_at (lists[i], j);

        if (i == 0 || is_told || crowd->id == NULL) /* each once */
          call (crowd, data);
      }
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
  place_all (check);
}

void
enisim_add_joint (GString *text, guint index, guint n)
{
  if (index > 0)
    g_string_append (text, index + 1 == n ? " and " : ", ");
}

void
enisim_crowd_add_names (GString *text, const EnisimCheck *check, const EnisimCrowd *crowd)
{
  const guint n = crowd->agents->len;
  const guint n_named = n <= NAMES_MAX ? n : NAMES_MAX - 1;

  for (guint i = 0; i < n_named; i++)
    {
      enisim_add_joint (text, i, n_named == n ? n : n_named + 1);
      g_string_append (text,
                       enisim_check_get_name (check, &enisim_crowd_get_agent (crowd, i)->resource));
    }
  if (n > n_named)
    g_string_append_printf (text, " and %u more", n - n_named);
}

void
enisim_crowd_add_subnet (GString *text, const EnisimCheck *check, const EnisimCrowd *crowd)
{
  g_string_append_printf (text, "%s, the subnet of ",
                          enisim_network_get_subnet_name (&check->map, crowd->id));
  enisim_crowd_add_names (text, check, crowd);
}

void
enisim_endpoint_add_name (GString *text, const EnisimCheck *check, const EnisimEndpoint *endpoint)
{
  g_string_append_printf (text, "%s (%s)", enisim_check_get_name (check, &endpoint->resource),
                          endpoint->service != NULL ? endpoint->service : "service not known");
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
