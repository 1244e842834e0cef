/* plan-agents.c: which agents have ENIs, and by how many rules these are shared */
#include "advise/plan.h"

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* Of a list of which only the expression is known, the set is that expression, marked as no list
 * of numbers can be: these ascend. */
static guint32
intern_set (EnisimPlan *plan, GArray *numbers, EnisimId open)
{
  if (open != NULL)
    {
      const guint32 mark[] = { G_MAXUINT32, enisim_plan_number_of (plan, open) };

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

  for (guint i = 0; i < list->n; i++)
    {
      const guint32 place = enisim_plan_place_of (plan, list->ids[i]);

      g_array_append_val (numbers, place);
    }
  return intern_set (plan, numbers, list->open);
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
  return intern_set (plan, numbers, list->open);
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

static void
sort_agent (EnisimPlan *plan, const EnisimAgent *agent)
{
  const char *obstacle;
  EnisimPlanAgent sorted = { .agent = agent };

  if (agent->mode == ENISIM_NETWORK_PUBLIC && !agent->is_instances)
    {
      g_ptr_array_add (plan->public_agents, (gpointer) agent->resource.name);
      return;
    }
  obstacle = get_obstacle (agent);
  if (obstacle != NULL)
    {
      enisim_plan_add_note (plan, agent->resource.at, "%s %s", agent->resource.name, obstacle);
      return;
    }
  sorted.is_sure = agent->resource.is_certain && agent->mode == ENISIM_NETWORK_VPC;
  if (!sorted.is_sure)
    enisim_plan_add_note (plan, agent->resource.at,
                          "%s is perhaps not there, or not in the VPC: its ENIs are in the upper "
                          "bounds only",
                          agent->resource.name);
  sorted.subnet_set = intern_subnets (plan, &agent->subnets);
  sorted.sg_set = enisim_plan_intern_sgs (plan, &agent->security_groups);
  sorted.has_own_sg = has_own_sg (plan, agent);
  g_array_append_val (plan->agents, sorted);
}

void
enisim_plan_sort_agents (EnisimPlan *plan)
{
  const GArray *agents = plan->inventory->agents;

  for (guint i = 0; i < agents->len; i++)
    sort_agent (plan, &g_array_index (agents, EnisimAgent, i));
}

/* Counts ENIs of known subnets: each different key is one.
 *
 * @n: (array): of each subnet, filled
 * @n_own: (array) (nullable): those whose agents bring a security group of their own */
static void
count_by_rule (const EnisimPlan *plan, EnisimPlanRule rule, gboolean with_unsure, guint64 *n,
               guint64 *n_own)
{
  EnisimInternTable keys;

  enisim_intern_table_init (&keys);
  for (guint i = 0; i < plan->agents->len; i++)
    {
      const EnisimPlanAgent *agent = &g_array_index (plan->agents, EnisimPlanAgent, i);
      const EnisimIdList *subnets = &agent->agent->subnets;

      if (!agent->is_sure && !with_unsure)
        continue;
      for (guint j = 0; j < subnets->n; j++)
        {
          const guint32 place
              = GPOINTER_TO_UINT (g_hash_table_lookup (plan->subnet_places, subnets->ids[j])) - 1;
          const guint32 key[]
              = { place, rule.sharing == ENISIM_SHARING_CONFIGURATION ? agent->subnet_set : 0,
                  agent->sg_set,
                  rule.across_types ? ENISIM_AGENT_KIND_RUNTIME : agent->agent->kind };
          const guint32 n_before = enisim_intern_table_get_n_items (&keys);

          enisim_intern_table_intern_u32s (&keys, key, G_N_ELEMENTS (key));
          if (enisim_intern_table_get_n_items (&keys) == n_before)
            continue;
          n[place]++;
          if (n_own != NULL && agent->has_own_sg)
            n_own[place]++;
        }
    }
  enisim_intern_table_clear (&keys);
}

/* The fewest ENIs come where types share and each subnet counts for itself, the most where not. */
static EnisimPlanRule
get_bound (const EnisimPlan *plan, gboolean is_lower)
{
  EnisimPlanRule rule = enisim_plan_get_rule (plan);

  if (!plan->are_types_given)
    rule.across_types = is_lower;
  if (!plan->is_sharing_given)
    rule.sharing = is_lower ? ENISIM_SHARING_PER_SUBNET : ENISIM_SHARING_CONFIGURATION;
  return rule;
}

static void
count_by_each_rule (EnisimPlan *plan)
{
  const guint n_subnets = plan->subnets->len;

  for (guint types = 0; types < 2; types++)
    for (guint sharing = 0; sharing < ENISIM_N_PLAN_SHARINGS; sharing++)
      {
        g_autofree guint64 *n = g_new0 (guint64, n_subnets);
        const EnisimPlanRule rule = { types == 1, (EnisimSharing) sharing };

        count_by_rule (plan, rule, FALSE, n, NULL);
        for (guint i = 0; i < n_subnets; i++)
          plan->n_enis_by_rule[types][sharing] += n[i];
      }
}

void
enisim_plan_count_enis (EnisimPlan *plan, guint64 **n_own)
{
  const guint n_subnets = plan->subnets->len;
  g_autofree guint64 *expected = g_new0 (guint64, n_subnets);
  g_autofree guint64 *min = g_new0 (guint64, n_subnets), *max = g_new0 (guint64, n_subnets);

  *n_own = g_new0 (guint64, n_subnets);
  count_by_rule (plan, enisim_plan_get_rule (plan), FALSE, expected, *n_own);
  count_by_rule (plan, get_bound (plan, TRUE), FALSE, min, NULL);
  count_by_rule (plan, get_bound (plan, FALSE), TRUE, max, NULL);
  for (guint i = 0; i < n_subnets; i++)
    {
      EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, i);

      subnet->enis = (EnisimPlanCount){ min[i], expected[i], max[i] };
    }
  count_by_each_rule (plan);
}
