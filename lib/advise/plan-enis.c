/* plan-enis.c: how many ENIs agents have in each subnet, by the rules that are left open
 *
 * ENIs that are there are a fact: the rules decide only how many come on top of them.
 */
#include "advise/plan.h"

/* What is counted, and by which rule. */
typedef struct
{
  EnisimPlanRule rule;
  gboolean with_unsure; /* agents that are perhaps not there */
  gboolean is_on_top;   /* of what is there; else as if nothing was */
  gboolean of_live;     /* agents that are there, instead of those that are yet to be made */
} Count;

/* Returns: whether the key of an agent's ENI in that subnet is new */
static gboolean
add_key (EnisimInternTable *keys, const EnisimPlanAgent *agent, EnisimPlanRule rule, guint32 place)
{
  const guint32 key[]
      = { place, rule.sharing == ENISIM_SHARING_CONFIGURATION ? agent->subnet_set : 0,
          agent->sg_set, rule.across_types ? ENISIM_AGENT_KIND_RUNTIME : agent->agent->kind };
  const guint32 n_before = enisim_intern_table_get_n_items (keys);

  enisim_intern_table_intern_u32s (keys, key, G_N_ELEMENTS (key));
  return enisim_intern_table_get_n_items (keys) > n_before;
}

/* A list of which nothing is known has a row for each of its subnets alike. */
static guint
get_n_rows (const EnisimIdList *subnets)
{
  return subnets->open != NULL ? 1 : subnets->n;
}

static guint32
find_row (const EnisimPlan *plan, const EnisimIdList *subnets, guint index)
{
  const EnisimId id = subnets->open != NULL ? subnets->open : subnets->ids[index];

  return GPOINTER_TO_UINT (g_hash_table_lookup (plan->subnet_places, id)) - 1;
}

/* What is retained is taken back only where ENIs are re-used. */
static void
add_keys_there (const EnisimPlan *plan, EnisimInternTable *keys, EnisimPlanRule rule)
{
  for (guint i = 0; i < plan->agents->len; i++)
    {
      const EnisimPlanAgent *agent = &g_array_index (plan->agents, EnisimPlanAgent, i);
      const EnisimIdList *subnets = &agent->agent->subnets;

      if (!agent->there
          || (agent->there->held == ENISIM_HELD_RETAINED && !plan->assumptions->options.eni_reuse))
        continue;
      for (guint j = 0; j < get_n_rows (subnets); j++)
        add_key (keys, agent, rule, find_row (plan, subnets, j));
    }
}

/* Each different key is one ENI.
 * @n: (array): of each subnet, added to
 * @n_own: (array) (nullable): those whose agents bring a security group of their own */
static void
count (const EnisimPlan *plan, const Count *how, guint64 *n, guint64 *n_own)
{
  EnisimInternTable keys;

  enisim_intern_table_init (&keys);
  if (how->is_on_top)
    add_keys_there (plan, &keys, how->rule);
  for (guint i = 0; i < plan->agents->len; i++)
    {
      const EnisimPlanAgent *agent = &g_array_index (plan->agents, EnisimPlanAgent, i);
      const EnisimIdList *subnets = &agent->agent->subnets;

      if ((agent->there != NULL) != how->of_live || (!agent->is_sure && !how->with_unsure)
          || (how->of_live && agent->there->held == ENISIM_HELD_RETAINED))
        continue;
      for (guint j = 0; j < get_n_rows (subnets); j++)
        {
          const guint32 place = find_row (plan, subnets, j);

          if (!add_key (&keys, agent, how->rule, place))
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

static guint64
get_enis_there (const EnisimPlan *plan, guint place)
{
  const EnisimPlanThere *there = &g_array_index (plan->subnets, EnisimPlanSubnet, place).there;

  return there->in_use + there->retained + there->unexplained;
}

static void
count_by_each_rule (EnisimPlan *plan)
{
  const guint n_subnets = plan->subnets->len;

  for (guint types = 0; types < 2; types++)
    for (guint sharing = 0; sharing < ENISIM_N_PLAN_SHARINGS; sharing++)
      {
        g_autofree guint64 *n = g_new0 (guint64, n_subnets);
        const Count how = { .rule = { types == 1, (EnisimSharing) sharing }, .is_on_top = TRUE };

        count (plan, &how, n, NULL);
        for (guint i = 0; i < n_subnets; i++)
          if (!g_array_index (plan->subnets, EnisimPlanSubnet, i).is_list)
            plan->n_enis_by_rule[types][sharing] += n[i] + get_enis_there (plan, i);
      }
}

gboolean
enisim_plan_has_new_agents (const EnisimPlan *plan)
{
  for (guint i = 0; i < plan->agents->len; i++)
    if (!g_array_index (plan->agents, EnisimPlanAgent, i).there)
      return TRUE;
  return FALSE;
}

static EnisimPlanCopies *
count_copies (const EnisimPlan *plan)
{
  const guint n_subnets = plan->subnets->len;
  const gboolean of_live = !enisim_plan_has_new_agents (plan);
  g_autofree guint64 *n = g_new0 (guint64, n_subnets), *n_moved = g_new0 (guint64, n_subnets);
  g_autofree guint64 *n_own = g_new0 (guint64, n_subnets);
  const Count rule = { .rule = enisim_plan_get_rule (plan), .of_live = of_live };
  const Count most = { .rule = get_bound (plan, FALSE), .with_unsure = TRUE, .of_live = of_live };
  EnisimPlanCopies *copies = g_new0 (EnisimPlanCopies, n_subnets);

  count (plan, &rule, n, n_own);
  count (plan, &most, n_moved, NULL);
  for (guint i = 0; i < n_subnets; i++)
    copies[i] = (EnisimPlanCopies){ .n_moved = n_moved[i], .n_own = n_own[i] };
  return copies;
}

EnisimPlanCopies *
enisim_plan_count_enis (EnisimPlan *plan)
{
  const guint n_subnets = plan->subnets->len;
  g_autofree guint64 *expected = g_new0 (guint64, n_subnets);
  g_autofree guint64 *min = g_new0 (guint64, n_subnets), *max = g_new0 (guint64, n_subnets);
  const Count rule = { .rule = enisim_plan_get_rule (plan), .is_on_top = TRUE };
  const Count least = { .rule = get_bound (plan, TRUE), .is_on_top = TRUE };
  const Count most = { .rule = get_bound (plan, FALSE), .with_unsure = TRUE, .is_on_top = TRUE };

  count (plan, &rule, expected, NULL);
  count (plan, &least, min, NULL);
  count (plan, &most, max, NULL);
  for (guint i = 0; i < n_subnets; i++)
    {
      EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, i);

      subnet->enis = (EnisimPlanCount){ min[i], expected[i], max[i], FALSE };
      enisim_plan_count_shift (&subnet->enis, (gint64) get_enis_there (plan, i));
    }
  count_by_each_rule (plan);
  return count_copies (plan);
}

/* @merge: gives each of them the first one's security groups */
static guint64
count_of (const EnisimPlan *plan, const guint *places, guint n, gboolean merge)
{
  EnisimInternTable keys;
  guint64 n_keys;

  enisim_intern_table_init (&keys);
  for (guint i = 0; i < n; i++)
    {
      EnisimPlanAgent agent = g_array_index (plan->agents, EnisimPlanAgent, places[i]);

      if (merge)
        agent.sg_set = g_array_index (plan->agents, EnisimPlanAgent, places[0]).sg_set;
      for (guint j = 0; j < get_n_rows (&agent.agent->subnets); j++)
        add_key (&keys, &agent, enisim_plan_get_rule (plan),
                 find_row (plan, &agent.agent->subnets, j));
    }
  n_keys = enisim_intern_table_get_n_items (&keys);
  enisim_intern_table_clear (&keys);
  return n_keys;
}

guint64
enisim_plan_count_saved (const EnisimPlan *plan, const guint *places, guint n)
{
  return count_of (plan, places, n, FALSE) - count_of (plan, places, n, TRUE);
}
