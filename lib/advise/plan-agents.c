/* plan-agents.c: which agents have ENIs, and by how many rules these are shared */
#include "advise/plan.h"

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* Of a list of which only the expression tells who is in it, the set is that expression, marked as
 * no list of numbers can be: these ascend. */
static guint32
intern_set (EnisimPlan *plan, GArray *numbers, const EnisimIdList *list)
{
  const EnisimId expression = list->open != NULL ? list->open : list->choice;

  if (expression != NULL)
    {
      const guint32 mark[] = { G_MAXUINT32, enisim_plan_number_of (plan, expression) };

      g_array_set_size (numbers, 0);
      g_array_append_vals (numbers, mark, G_N_ELEMENTS (mark));
    }
  else
    g_array_sort (numbers, compare_numbers);
  return enisim_intern_table_intern_u32s (&plan->sets, (const guint32 *) numbers->data,
                                          numbers->len);
}

static guint32
intern_subnets (EnisimPlan *plan, const EnisimIdList *list)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (list->open != NULL)
    enisim_plan_place_of_list (plan, list->open);
  for (guint i = 0; i < list->n; i++)
    {
      const guint32 place = enisim_plan_place_of (plan, list->ids[i]);

      g_array_append_val (numbers, place);
    }
  return intern_set (plan, numbers, list);
}

guint32
enisim_plan_intern_sgs (EnisimPlan *plan, const EnisimIdList *list)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < list->n; i++)
    {
      const guint32 number = enisim_plan_number_of (plan, list->ids[i]);

      g_array_append_val (numbers, number);
    }
  return intern_set (plan, numbers, list);
}

static gboolean
has_own_sg (const EnisimPlan *plan, const EnisimAgent *agent)
{
  for (guint i = 0; i < agent->security_groups.n; i++)
    {
      const EnisimSecurityGroup *sg
          = g_hash_table_lookup (plan->sg_names, agent->security_groups.ids[i]);

      if (sg != NULL && g_strcmp0 (sg->resource.stack, agent->resource.stack) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_empty (const EnisimIdList *list)
{
  return list->n == 0 && list->open == NULL;
}

/* Returns: (nullable): why nothing of it is counted */
static const char *
get_obstacle (const EnisimAgent *agent)
{
  if (agent->is_instances)
    return "is of the compute type Instances, one EC2 instance and ENI to a session: another "
           "model, not counted";
  if (is_empty (&agent->subnets))
    return agent->mode == ENISIM_NETWORK_UNKNOWN
               ? "has a network configuration that is not known: not counted"
               : "names no subnet: not counted";
  if (agent->subnets.n > ENISIM_SUBNETS_MAX)
    return "has more than 16 subnets, which no create accepts: not counted";
  if (agent->security_groups.n > ENISIM_SECURITY_GROUPS_MAX)
    return "has more than 16 security groups, which no create accepts: not counted";
  return NULL;
}

void
enisim_plan_add_agent (EnisimPlan *plan, const EnisimAgent *agent, const EnisimLiveGroup *there)
{
  EnisimPlanAgent added = { .agent = agent, .there = there };

  added.is_sure = agent->resource.is_certain && agent->mode == ENISIM_NETWORK_VPC;
  if (!added.is_sure)
    enisim_plan_add_note (plan, agent->resource.at,
                          "%s is perhaps not there, or not in these subnets: its ENIs are in the "
                          "upper bounds only",
                          agent->resource.name);
  added.subnet_set = intern_subnets (plan, &agent->subnets);
  added.sg_set = enisim_plan_intern_sgs (plan, &agent->security_groups);
  added.has_own_sg = !agent->resource.is_live && has_own_sg (plan, agent);
  g_array_append_val (plan->agents, added);
}

static void
sort_agent (EnisimPlan *plan, const EnisimAgent *agent)
{
  const char *obstacle;

  if (agent->mode == ENISIM_NETWORK_PUBLIC && !agent->is_instances)
    {
      g_ptr_array_add (plan->public_agents, (gpointer) agent->resource.name);
      return;
    }
  if (agent->resource.is_live && agent->mode == ENISIM_NETWORK_VPC && !agent->is_instances)
    return;
  obstacle = get_obstacle (agent);
  if (obstacle != NULL)
    {
      enisim_plan_add_note (plan, agent->resource.at, "%s %s", agent->resource.name, obstacle);
      return;
    }
  enisim_plan_add_agent (plan, agent, NULL);
}

void
enisim_plan_sort_agents (EnisimPlan *plan)
{
  const GArray *agents = plan->inventory->agents;

  for (guint i = 0; i < agents->len; i++)
    sort_agent (plan, &g_array_index (agents, EnisimAgent, i));
}
