/* plan-there.c: what an account says is there before anything is deployed
 *
 * Every address that is held is of one interface of the inventory, or unattributed.
 */
#include "advise/plan.h"

static void
count_interface (EnisimPlanThere *there, const EnisimInterface *one)
{
  guint64 *counts[] = { [ENISIM_INTERFACE_AGENT] = NULL,
                        [ENISIM_INTERFACE_ENDPOINT] = &there->endpoints,
                        [ENISIM_INTERFACE_NAT_GATEWAY] = &there->nat_gateways,
                        [ENISIM_INTERFACE_OTHER] = &there->others };
  guint64 *held[] = { [ENISIM_HELD_IN_USE] = &there->in_use,
                      [ENISIM_HELD_RETAINED] = &there->retained,
                      [ENISIM_HELD_UNEXPLAINED] = &there->unexplained };

  there->held += one->n_addresses;
  if (one->kind == ENISIM_INTERFACE_AGENT)
    counts[one->kind] = held[one->held];
  if (one->kind == ENISIM_INTERFACE_OTHER)
    there->others += one->n_addresses;
  else
    {
      *counts[one->kind] += 1;
      there->others += one->n_addresses - 1;
    }
}

static void
count_unattributed (EnisimPlan *plan, const EnisimSubnetResource *resource)
{
  const guint place = enisim_plan_place_of (plan, resource->resource.id);
  EnisimPlanThere *there = &g_array_index (plan->subnets, EnisimPlanSubnet, place).there;

  if (resource->n_unattributed < 0)
    return;
  there->unattributed = (guint64) resource->n_unattributed;
  there->held += there->unattributed;
  there->is_whole = TRUE;
}

void
enisim_plan_count_there (EnisimPlan *plan)
{
  const EnisimInventory *inventory = plan->inventory;

  for (guint i = 0; i < inventory->interfaces->len; i++)
    {
      const EnisimInterface *one = &g_array_index (inventory->interfaces, EnisimInterface, i);
      const guint place = enisim_plan_place_of (plan, one->subnet);

      count_interface (&g_array_index (plan->subnets, EnisimPlanSubnet, place).there, one);
    }
  for (guint i = 0; i < inventory->subnets->len; i++)
    count_unattributed (plan, &g_array_index (inventory->subnets, EnisimSubnetResource, i));
  for (guint i = 0; i < plan->subnets->len; i++)
    {
      EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, i);
      const EnisimPlanThere *there = &subnet->there;

      enisim_plan_count_shift (&subnet->endpoints, (gint64) there->endpoints);
      enisim_plan_count_shift (&subnet->nat_gateways, (gint64) there->nat_gateways);
      enisim_plan_count_shift (&subnet->others, (gint64) there->others);
    }
}

/* Of what nobody knows the type is not known either: it is taken for a runtime. */
static const EnisimAgent *
add_stand_in (EnisimPlan *plan, const EnisimLiveGroup *group)
{
  static const char *const names[]
      = { [ENISIM_HELD_RETAINED] = "(retained)", [ENISIM_HELD_UNEXPLAINED] = "(not listed)" };
  EnisimAgent *agent = g_new0 (EnisimAgent, 1);

  agent->resource = group->resource;
  agent->resource.name = names[group->held];
  agent->mode = ENISIM_NETWORK_VPC;
  agent->subnets = group->subnets;
  agent->security_groups = group->security_groups;
  g_ptr_array_add (plan->stand_ins, agent);
  return agent;
}

static GHashTable *
index_live_agents (const EnisimInventory *inventory)
{
  GHashTable *by_id = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < inventory->agents->len; i++)
    {
      EnisimAgent *agent = &g_array_index (inventory->agents, EnisimAgent, i);

      if (agent->resource.is_live)
        g_hash_table_insert (by_id, (gpointer) agent->resource.id, agent);
    }
  return by_id;
}

void
enisim_plan_add_live_agents (EnisimPlan *plan)
{
  const GArray *groups = plan->inventory->live_groups;
  g_autoptr (GHashTable) by_id = index_live_agents (plan->inventory);

  for (guint i = 0; i < groups->len; i++)
    {
      const EnisimLiveGroup *group = &g_array_index (groups, EnisimLiveGroup, i);

      if (group->is_inferred)
        enisim_plan_add_agent (plan, add_stand_in (plan, group), group);
      for (guint j = 0; j < group->agents.n; j++)
        enisim_plan_add_agent (plan, g_hash_table_lookup (by_id, group->agents.ids[j]), group);
    }
}

static char *
make_key (const EnisimAgent *agent)
{
  return g_strdup_printf ("%d %s", (int) agent->kind, agent->resource.name);
}

/* Names are unique in an account: an equal one is an update. */
void
enisim_plan_note_updates (EnisimPlan *plan)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < plan->agents->len; i++)
    {
      const EnisimPlanAgent *agent = &g_array_index (plan->agents, EnisimPlanAgent, i);
      g_autofree char *key = make_key (agent->agent);
      const EnisimPlanAgent *there = g_hash_table_lookup (by_name, key);

      if (agent->there)
        {
          if (!agent->there->is_inferred)
            g_hash_table_insert (by_name, g_steal_pointer (&key), (gpointer) agent);
        }
      else if (there && (there->subnet_set != agent->subnet_set || there->sg_set != agent->sg_set))
        enisim_plan_add_note (plan, agent->agent->resource.at,
                              "%s is there with another configuration: it is updated, and ENIs "
                              "that nobody else has are retained",
                              agent->agent->resource.name);
    }
}
