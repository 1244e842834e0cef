/* diff-things.c: what there is on either side, and which of it is on one side only */
#include "advise/diff.h"

/* What is compared thing by thing, agents aside: arrays of the inventory whose items begin with an
 * EnisimResource. */
typedef struct
{
  const char *kind;
  gsize offset, item_bytes;
} Kind;

#define KIND(name, field, Type)                                                                    \
  {                                                                                                \
    name, G_STRUCT_OFFSET (EnisimInventory, field), sizeof (Type)                                  \
  }

static const Kind kinds[] = {
  KIND ("VPC", vpcs, EnisimVpc),
  KIND ("subnet", subnets, EnisimSubnetResource),
  KIND ("security group", security_groups, EnisimSecurityGroup),
  KIND ("endpoint", endpoints, EnisimEndpoint),
  KIND ("NAT gateway", nat_gateways, EnisimNatGateway),
};

static const char *const agent_kinds[] = {
  [ENISIM_AGENT_KIND_RUNTIME] = "runtime",
  [ENISIM_AGENT_KIND_BROWSER] = "Browser",
  [ENISIM_AGENT_KIND_CODE_INTERPRETER] = "Code Interpreter",
};

static void
add_once (EnisimDiff *diff, EnisimDiffMatch *match, guint side, const char *kind,
          const EnisimResource *resource, EnisimId id)
{
  if (enisim_diff_match_index (match, side, id) == ENISIM_DIFF_NONE)
    enisim_diff_match_add (diff, match, side, kind, resource, id);
}

static const GArray *
get_array (const EnisimDiff *diff, guint side, const Kind *kind)
{
  return G_STRUCT_MEMBER (const GArray *, diff->plans[side]->inventory, kind->offset);
}

static void
add_resources (EnisimDiff *diff, EnisimDiffMatch *match, const Kind *kind, guint side)
{
  const GArray *array = get_array (diff, side, kind);

  for (guint i = 0; i < array->len; i++)
    {
      gconstpointer item = array->data + i * kind->item_bytes;
      const EnisimResource *resource = item;

      add_once (diff, match, side, kind->kind, resource, resource->id);
    }
}

/* In the order of the plan, which has those described first. */
static void
add_subnets (EnisimDiff *diff, guint side)
{
  const EnisimPlan *plan = diff->plans[side];
  g_autofree EnisimId *ids = g_new0 (EnisimId, plan->subnets->len + 1);
  GHashTableIter iter;
  gpointer id, place;

  add_resources (diff, &diff->subnets, &kinds[1], side);
  g_hash_table_iter_init (&iter, plan->subnet_places);
  while (g_hash_table_iter_next (&iter, &id, &place))
    ids[GPOINTER_TO_UINT (place) - 1] = id;
  for (guint i = 0; i < plan->subnets->len; i++)
    add_once (diff, &diff->subnets, side, "subnet", NULL, ids[i]);
}

static void
add_agents (EnisimDiff *diff, guint side)
{
  const GArray *agents = diff->plans[side]->agents;

  add_resources (diff, &diff->security_groups, &kinds[2], side);
  for (guint i = 0; i < agents->len; i++)
    {
      const EnisimAgent *agent = g_array_index (agents, EnisimPlanAgent, i).agent;

      enisim_diff_match_add (diff, &diff->agents, side, agent_kinds[agent->kind], &agent->resource,
                             agent->resource.id);
      for (guint j = 0; j < agent->security_groups.n; j++)
        add_once (diff, &diff->security_groups, side, "security group", NULL,
                  agent->security_groups.ids[j]);
    }
}

static void
learn_stacks (EnisimDiff *diff, guint side)
{
  const GArray *agents = diff->plans[side]->inventory->agents;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const GArray *array = get_array (diff, side, &kinds[i]);

      for (guint j = 0; j < array->len; j++)
        {
          gconstpointer item = array->data + j * kinds[i].item_bytes;
          const EnisimResource *resource = item;

          g_hash_table_add (diff->stacks[side], (gpointer) resource->stack);
        }
    }
  for (guint i = 0; i < agents->len; i++)
    g_hash_table_add (diff->stacks[side],
                      (gpointer) g_array_index (agents, EnisimAgent, i).resource.stack);
}

void
enisim_diff_match_all (EnisimDiff *diff)
{
  for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
    {
      learn_stacks (diff, side);
      add_subnets (diff, side);
      add_agents (diff, side);
    }
  enisim_diff_match_find (&diff->subnets);
  enisim_diff_match_find (&diff->security_groups);
  enisim_diff_match_find (&diff->agents);
}

static void
add_things_of (EnisimDiff *diff, const EnisimDiffMatch *match)
{
  for (guint side = ENISIM_N_DIFF_SIDES; side-- > 0;)
    for (guint i = 0; i < match->items[side]->len; i++)
      {
        const EnisimDiffItem *item = enisim_diff_match_get (match, side, i);
        EnisimDiffThing thing
            = { .kind = item->kind,
                .name = item->name,
                .id = item->local_id,
                .change = side == ENISIM_DIFF_NEW ? ENISIM_DIFF_ADDED : ENISIM_DIFF_GONE };

        if (item->twin != ENISIM_DIFF_NONE && !(side == ENISIM_DIFF_NEW && item->is_renamed))
          continue;
        if (item->is_renamed)
          {
            thing.change = ENISIM_DIFF_RENAMED;
            thing.old_id = enisim_diff_match_get (match, ENISIM_DIFF_OLD, item->twin)->local_id;
          }
        g_array_append_val (diff->things, thing);
      }
}

/* Those without ENIs too. */
static void
compare_agents (EnisimDiff *diff)
{
  EnisimDiffMatch match;

  enisim_diff_match_init (&match);
  for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
    {
      const GArray *agents = diff->plans[side]->inventory->agents;

      for (guint i = 0; i < agents->len; i++)
        {
          const EnisimAgent *agent = &g_array_index (agents, EnisimAgent, i);

          enisim_diff_match_add (diff, &match, side, agent_kinds[agent->kind], &agent->resource,
                                 agent->resource.id);
        }
    }
  enisim_diff_match_find (&match);
  add_things_of (diff, &match);
  enisim_diff_match_clear (&match);
}

void
enisim_diff_compare_things (EnisimDiff *diff)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      EnisimDiffMatch match;

      enisim_diff_match_init (&match);
      for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
        add_resources (diff, &match, &kinds[i], side);
      enisim_diff_match_find (&match);
      add_things_of (diff, &match);
      enisim_diff_match_clear (&match);
    }
  compare_agents (diff);
}
