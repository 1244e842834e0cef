/* diff-things.c: what there is on either side, and which of it is on one side only or another */
#include <string.h>

#include "advise/diff.h"
#include "advise/zone-text.h"

/* Arrays of the inventory whose items begin with an EnisimResource. */
typedef struct
{
  const char *kind; /* of agents NULL: each has its own */
  gsize offset, item_bytes;
} Kind;

#define KIND(name, field, Type)                                                                    \
  {                                                                                                \
    name, G_STRUCT_OFFSET (EnisimInventory, field), sizeof (Type)                                  \
  }

static const Kind kinds[ENISIM_N_DIFF_KINDS] = {
  [ENISIM_DIFF_VPCS] = KIND ("VPC", vpcs, EnisimVpc),
  [ENISIM_DIFF_SUBNETS] = KIND ("subnet", subnets, EnisimSubnetResource),
  [ENISIM_DIFF_SECURITY_GROUPS] = KIND ("security group", security_groups, EnisimSecurityGroup),
  [ENISIM_DIFF_ENDPOINTS] = KIND ("endpoint", endpoints, EnisimEndpoint),
  [ENISIM_DIFF_NAT_GATEWAYS] = KIND ("NAT gateway", nat_gateways, EnisimNatGateway),
  [ENISIM_DIFF_AGENTS] = KIND (NULL, agents, EnisimAgent),
};

static const char *const agent_kinds[] = {
  [ENISIM_AGENT_KIND_RUNTIME] = "runtime",
  [ENISIM_AGENT_KIND_BROWSER] = "Browser",
  [ENISIM_AGENT_KIND_CODE_INTERPRETER] = "Code Interpreter",
};

static const char *
get_kind_name (guint kind, const EnisimResource *resource)
{
  const EnisimAgent *agent = (const EnisimAgent *) (gconstpointer) resource;

  return kind == ENISIM_DIFF_AGENTS ? agent_kinds[agent->kind] : kinds[kind].kind;
}

static const GArray *
get_array (const EnisimDiff *diff, guint side, guint kind)
{
  return G_STRUCT_MEMBER (const GArray *, diff->plans[side]->inventory, kinds[kind].offset);
}

static const EnisimResource *
get_resource (const GArray *array, guint kind, guint index)
{
  return (gconstpointer) (array->data + index * kinds[kind].item_bytes);
}

static void
learn_stacks (EnisimDiff *diff, guint side)
{
  for (guint kind = 0; kind < ENISIM_N_DIFF_KINDS; kind++)
    {
      const GArray *array = get_array (diff, side, kind);

      for (guint i = 0; i < array->len; i++)
        g_hash_table_add (diff->stacks[side], (gpointer) get_resource (array, kind, i)->stack);
    }
}

/* @resource: (nullable): NULL: it is only referred to */
static void
add_once (EnisimDiff *diff, guint side, guint kind, const EnisimResource *resource, EnisimId id)
{
  EnisimDiffMatch *match = &diff->matches[kind];

  if (enisim_diff_match_index (match, side, id) == ENISIM_DIFF_NONE)
    enisim_diff_match_add (diff, match, side, get_kind_name (kind, resource), resource, id);
}

static void
add_resources (EnisimDiff *diff, guint side)
{
  for (guint kind = 0; kind < ENISIM_N_DIFF_KINDS; kind++)
    {
      const GArray *array = get_array (diff, side, kind);

      for (guint i = 0; i < array->len; i++)
        {
          const EnisimResource *resource = get_resource (array, kind, i);

          add_once (diff, side, kind, resource, resource->id);
        }
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

  g_hash_table_iter_init (&iter, plan->subnet_places);
  while (g_hash_table_iter_next (&iter, &id, &place))
    ids[GPOINTER_TO_UINT (place) - 1] = id;
  for (guint i = 0; i < plan->subnets->len; i++)
    add_once (diff, side, ENISIM_DIFF_SUBNETS, NULL, ids[i]);
}

static void
add_agents (EnisimDiff *diff, guint side)
{
  const GArray *agents = diff->plans[side]->agents;

  for (guint i = 0; i < agents->len; i++)
    {
      const EnisimAgent *agent = g_array_index (agents, EnisimPlanAgent, i).agent;

      enisim_diff_match_add (diff, &diff->agents, side, agent_kinds[agent->kind], &agent->resource,
                             agent->resource.id);
      for (guint j = 0; j < agent->security_groups.n; j++)
        add_once (diff, side, ENISIM_DIFF_SECURITY_GROUPS, NULL, agent->security_groups.ids[j]);
    }
}

void
enisim_diff_match_all (EnisimDiff *diff)
{
  for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
    {
      learn_stacks (diff, side);
      add_resources (diff, side);
      add_subnets (diff, side);
      add_agents (diff, side);
    }
  for (guint kind = 0; kind < ENISIM_N_DIFF_KINDS; kind++)
    enisim_diff_match_find (&diff->matches[kind]);
  enisim_diff_match_find (&diff->agents);
}

static void
add_detail (GString *text, const char *what, const char *after, const char *before)
{
  g_string_append_printf (text, "%s%s %s instead of %s", text->len > 0 ? ", " : "", what,
                          after != NULL ? after : "not known",
                          before != NULL ? before : "not known");
}

static void
add_cidr_detail (GString *text, gboolean has_before, EnisimCidr before, gboolean has_after,
                 EnisimCidr after)
{
  g_autofree char *old_text = has_before ? enisim_cidr_format (before) : NULL;
  g_autofree char *new_text = has_after ? enisim_cidr_format (after) : NULL;

  if (g_strcmp0 (old_text, new_text) != 0)
    add_detail (text, "CIDR", new_text, old_text);
}

static void
add_zone_detail (GString *text, const char *before, const char *after)
{
  g_string_append (text, text->len > 0 ? ", in " : "in ");
  enisim_zone_add_text (text, after);
  g_string_append (text, " instead of ");
  enisim_zone_add_text (text, before);
}

static void
add_subnet_detail (GString *text, const EnisimSubnetResource *before,
                   const EnisimSubnetResource *after)
{
  add_cidr_detail (text, before->has_cidr, before->cidr, after->has_cidr, after->cidr);
  if (g_strcmp0 (before->az, after->az) != 0)
    add_zone_detail (text, before->az, after->az);
  else if (g_strcmp0 (before->az_id, after->az_id) != 0)
    add_zone_detail (text, before->az_id, after->az_id);
}

static void
add_agent_detail (GString *text, const EnisimAgent *before, const EnisimAgent *after)
{
  static const char *const modes[]
      = { [ENISIM_NETWORK_PUBLIC] = "PUBLIC or SANDBOX", [ENISIM_NETWORK_VPC] = "VPC" };

  if (before->mode != after->mode)
    add_detail (text, "network mode",
                after->mode == ENISIM_NETWORK_UNKNOWN ? NULL : modes[after->mode],
                before->mode == ENISIM_NETWORK_UNKNOWN ? NULL : modes[before->mode]);
  if (before->is_instances != after->is_instances)
    add_detail (text, "compute type", after->is_instances ? "Instances" : "microVMs",
                before->is_instances ? "Instances" : "microVMs");
}

/* What of a thing itself is another, beside what the groups and the subnets tell.
 * Returns: (nullable) */
static const char *
tell_detail (EnisimDiff *diff, guint kind, const EnisimResource *before,
             const EnisimResource *after)
{
  gconstpointer one = before, other = after;
  g_autoptr (GString) text = g_string_new (NULL);

  if (kind == ENISIM_DIFF_VPCS)
    {
      const EnisimVpc *old_vpc = one, *new_vpc = other;

      add_cidr_detail (text, old_vpc->has_cidr, old_vpc->cidr, new_vpc->has_cidr, new_vpc->cidr);
    }
  if (kind == ENISIM_DIFF_SUBNETS)
    add_subnet_detail (text, one, other);
  if (kind == ENISIM_DIFF_AGENTS)
    add_agent_detail (text, one, other);
  if (strcmp (enisim_diff_make_local (diff, ENISIM_DIFF_OLD, before->name),
              enisim_diff_make_local (diff, ENISIM_DIFF_NEW, after->name))
      != 0)
    add_detail (text, "name", after->name, before->name);
  return text->len > 0 ? g_string_chunk_insert_const (diff->texts, text->str) : NULL;
}

static void
add_new_thing (EnisimDiff *diff, guint kind, const EnisimDiffItem *item)
{
  const EnisimDiffItem *twin
      = item->twin == ENISIM_DIFF_NONE
            ? NULL
            : enisim_diff_match_get (&diff->matches[kind], ENISIM_DIFF_OLD, item->twin);
  EnisimDiffThing thing = {
    .kind = item->kind, .name = item->name, .id = item->local_id, .change = ENISIM_DIFF_ADDED
  };

  if (item->resource == NULL || (twin != NULL && twin->resource == NULL))
    return;
  if (twin != NULL)
    thing.detail = tell_detail (diff, kind, twin->resource, item->resource);
  if (twin != NULL && item->is_renamed)
    {
      thing.change = ENISIM_DIFF_RENAMED;
      thing.old_id = twin->local_id;
    }
  else if (twin != NULL)
    thing.change = thing.detail != NULL ? ENISIM_DIFF_CHANGED : ENISIM_DIFF_SAME;
  if (thing.change != ENISIM_DIFF_SAME)
    g_array_append_val (diff->things, thing);
}

void
enisim_diff_compare_things (EnisimDiff *diff)
{
  for (guint kind = 0; kind < ENISIM_N_DIFF_KINDS; kind++)
    {
      const EnisimDiffMatch *match = &diff->matches[kind];

      for (guint i = 0; i < match->items[ENISIM_DIFF_NEW]->len; i++)
        add_new_thing (diff, kind, enisim_diff_match_get (match, ENISIM_DIFF_NEW, i));
      for (guint i = 0; i < match->items[ENISIM_DIFF_OLD]->len; i++)
        {
          const EnisimDiffItem *item = enisim_diff_match_get (match, ENISIM_DIFF_OLD, i);
          const EnisimDiffThing thing = {
            .kind = item->kind, .name = item->name, .id = item->local_id, .change = ENISIM_DIFF_GONE
          };

          if (item->twin == ENISIM_DIFF_NONE && item->resource != NULL)
            g_array_append_val (diff->things, thing);
        }
    }
}
