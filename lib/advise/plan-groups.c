/* plan-groups.c: agents that share ENIs, and why
 *
 * Groups are those of the assumptions' rule, by whole configurations; the bounds of the others are
 * in the subnets.
 */
#include "advise/plan.h"

static const char *const kind_names[] = {
  [ENISIM_AGENT_KIND_RUNTIME] = "runtime",
  [ENISIM_AGENT_KIND_BROWSER] = "Browser",
  [ENISIM_AGENT_KIND_CODE_INTERPRETER] = "Code Interpreter",
};

/* A group in the making. */
typedef struct
{
  guint32 subnet_set, sg_set;
  EnisimAgentKind kind;         /* where types do not share; else a runtime's */
  guint like_subnets, like_sgs; /* the first group with equal ones, perhaps this one */
  GPtrArray *agents;            /* (of const EnisimPlanAgent *) those that are there first */
  guint n_there;                /* ENIs */
  const EnisimLiveGroup *there; /* the last one that was counted in @n_there; NULL: none */
} Group;

static void
free_group (gpointer data)
{
  Group *group = data;

  g_ptr_array_unref (group->agents);
  g_free (group);
}

/* Returns: the index that @set was first seen with */
static guint
find_first (GHashTable *firsts, guint32 set, guint index)
{
  gpointer first;

  if (g_hash_table_lookup_extended (firsts, GUINT_TO_POINTER (set), NULL, &first))
    return GPOINTER_TO_UINT (first);
  g_hash_table_insert (firsts, GUINT_TO_POINTER (set), GUINT_TO_POINTER (index));
  return index;
}

static void
find_alike (const GPtrArray *groups)
{
  g_autoptr (GHashTable) by_subnets = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) by_sgs = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = g_ptr_array_index (groups, i);

      group->like_subnets = find_first (by_subnets, group->subnet_set, i);
      group->like_sgs = find_first (by_sgs, group->sg_set, i);
    }
}

static GPtrArray *
collect (const EnisimPlan *plan)
{
  const gboolean across_types = enisim_plan_get_rule (plan).across_types;
  GPtrArray *groups = g_ptr_array_new_with_free_func (free_group);
  EnisimInternTable keys;

  enisim_intern_table_init (&keys);
  for (guint i = 0; i < plan->agents->len; i++)
    {
      EnisimPlanAgent *agent = &g_array_index (plan->agents, EnisimPlanAgent, i);
      const EnisimAgentKind kind = across_types ? ENISIM_AGENT_KIND_RUNTIME : agent->agent->kind;
      const guint32 key[] = { agent->subnet_set, agent->sg_set, (guint32) kind };
      const guint32 id = enisim_intern_table_intern_u32s (&keys, key, G_N_ELEMENTS (key));
      Group *group;

      if (id == groups->len)
        {
          group = g_new0 (Group, 1);
          *group = (Group){ .subnet_set = agent->subnet_set,
                            .sg_set = agent->sg_set,
                            .kind = kind,
                            .agents = g_ptr_array_new () };
          g_ptr_array_add (groups, group);
        }
      group = g_ptr_array_index (groups, id);
      agent->group = id;
      g_ptr_array_add (group->agents, agent);
      if (agent->there && agent->there != group->there)
        {
          group->n_there += agent->there->interfaces.n;
          group->there = agent->there;
        }
    }
  enisim_intern_table_clear (&keys);
  find_alike (groups);
  return groups;
}

static const EnisimAgent *
get_first (const Group *group)
{
  const EnisimPlanAgent *first = g_ptr_array_index (group->agents, 0);

  return first->agent;
}

/* Returns: (transfer none): as the lists of names that the plan keeps */
static const char *const *
keep (EnisimPlan *plan, GPtrArray *names)
{
  g_ptr_array_add (plan->lists, names);
  return (const char *const *) names->pdata;
}

static void
add_joint (GString *text, guint index, guint n)
{
  if (index > 0)
    g_string_append (text, index + 1 == n ? " and " : ", ");
}

static void
add_sgs (GString *text, const EnisimPlan *plan, const EnisimIdList *sgs)
{
  if (sgs->open != NULL)
    g_string_append_printf (text, "the security groups of %s", sgs->open);
  else if (sgs->n == 0)
    g_string_append (text, "no security group");
  else
    g_string_append (text, sgs->n == 1 ? "security group " : "security groups ");
  for (guint i = 0; i < sgs->n; i++)
    {
      add_joint (text, i, sgs->n);
      g_string_append (text, enisim_plan_get_sg_name (plan, sgs->ids[i]));
    }
}

static void
add_subnets (GString *text, const EnisimIdList *subnets)
{
  if (subnets->open != NULL)
    g_string_append_printf (text, "the subnets of %s", subnets->open);
  else
    g_string_append_printf (text, subnets->n == 1 ? "%s%u subnet" : "%s%u subnets",
                            subnets->choice != NULL ? "up to " : "", subnets->n);
}

/* What keeps it apart from the first group that is most like it. */
static void
add_split (GString *text, const EnisimPlan *plan, const GPtrArray *groups, guint index)
{
  const Group *group = g_ptr_array_index (groups, index);
  const Group *like = g_ptr_array_index (groups, group->like_subnets);

  if (like == group)
    {
      if (group->like_sgs != index)
        g_string_append_printf (text, "; apart from group %u by its subnets", group->like_sgs + 1);
      return;
    }
  g_string_append_printf (text, "; apart from group %u by its ", group->like_subnets + 1);
  if (like->sg_set == group->sg_set)
    {
      g_string_append_printf (text, "type, a %s", kind_names[group->kind]);
      return;
    }
  add_sgs (text, plan, &get_first (group)->security_groups);
  g_string_append (text, " instead of ");
  add_sgs (text, plan, &get_first (like)->security_groups);
}

/* What is there of a group, and whether anybody else joins it. */
static void
add_there (GString *text, const Group *group)
{
  static const char *const words[] = { [ENISIM_HELD_IN_USE] = "in use",
                                       [ENISIM_HELD_RETAINED] = "retained",
                                       [ENISIM_HELD_UNEXPLAINED] = "in use or retained" };
  const EnisimPlanAgent *last = g_ptr_array_index (group->agents, group->agents->len - 1);

  if (!group->there)
    return;
  g_string_append_printf (text,
                          group->n_there == 1 ? "; %u ENI is there, %s" : "; %u ENIs are there, %s",
                          group->n_there, words[group->there->held]);
  if (!last->there)
    g_string_append (text, group->n_there == 1 ? ", and who is new takes it"
                                               : ", and who is new takes them");
}

static const char *
make_reason (EnisimPlan *plan, const GPtrArray *groups, guint index)
{
  const Group *group = g_ptr_array_index (groups, index);
  const EnisimAgent *first = get_first (group);
  const gboolean is_inferred = group->there && group->there->is_inferred;
  g_autoptr (GString) text = g_string_new (NULL);

  if (is_inferred)
    g_string_append (text, "by its ENIs, ");
  else
    g_string_append (text, group->agents->len > 1 ? "same " : "alone with ");
  add_subnets (text, &first->subnets);
  g_string_append (text, " and ");
  add_sgs (text, plan, &first->security_groups);
  add_split (text, plan, groups, index);
  add_there (text, group);
  return g_string_chunk_insert (plan->texts, text->str);
}

/* ENIs that are there are so many; new ones come where retained ones are not taken back and,
 * perhaps, for each type that has none there. */
static EnisimPlanCount
count_with_there (const EnisimPlan *plan, const Group *group)
{
  const guint n_subnets = get_first (group)->subnets.n;
  const EnisimPlanAgent *last = g_ptr_array_index (group->agents, group->agents->len - 1);
  gboolean has_kind[G_N_ELEMENTS (kind_names)] = { FALSE };
  EnisimPlanCount enis = { group->n_there, group->n_there, group->n_there, FALSE };

  if (!last->there && group->there->held == ENISIM_HELD_RETAINED
      && !plan->assumptions->options.eni_reuse)
    enisim_plan_count_shift (&enis, n_subnets);
  for (guint i = 0; i < group->agents->len; i++)
    {
      const EnisimPlanAgent *agent = g_ptr_array_index (group->agents, i);

      if (!agent->there && !has_kind[agent->agent->kind] && !plan->are_types_given)
        enis.max += n_subnets;
      has_kind[agent->agent->kind] = TRUE;
    }
  return enis;
}

/* The types in one group have a set of ENIs each where they do not share. */
static EnisimPlanCount
count_group (const EnisimPlan *plan, const Group *group)
{
  const EnisimIdList *subnets = &get_first (group)->subnets;
  const guint n_min = subnets->open != NULL ? 1 : subnets->n;
  const guint n_max = subnets->open != NULL ? ENISIM_SUBNETS_MAX : subnets->n;
  gboolean has_kind[G_N_ELEMENTS (kind_names)] = { FALSE }, is_sure = FALSE;
  guint n_sets = 0;

  if (group->there)
    return count_with_there (plan, group);
  for (guint i = 0; i < group->agents->len; i++)
    {
      const EnisimPlanAgent *agent = g_ptr_array_index (group->agents, i);

      n_sets += !has_kind[agent->agent->kind];
      has_kind[agent->agent->kind] = TRUE;
      is_sure |= agent->is_sure;
    }
  if (plan->are_types_given)
    n_sets = 1;
  return (EnisimPlanCount){ is_sure ? n_min : 0, is_sure ? n_min : 0, n_sets * n_max, FALSE };
}

static void
make_group (EnisimPlan *plan, const GPtrArray *groups, guint index)
{
  const Group *group = g_ptr_array_index (groups, index);
  const EnisimAgent *first = get_first (group);
  GPtrArray *members = g_ptr_array_new (), *subnets = g_ptr_array_new ();
  GPtrArray *sgs = g_ptr_array_new ();
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  EnisimPlanGroup made = { .unknown_subnets = first->subnets.open, .n_there = group->n_there };

  for (guint i = 0; i < group->agents->len; i++)
    {
      const EnisimPlanAgent *agent = g_ptr_array_index (group->agents, i);

      if (g_hash_table_add (named, (gpointer) agent->agent->resource.name) || !group->there)
        g_ptr_array_add (members, (gpointer) agent->agent->resource.name);
      made.has_own_security_group |= agent->has_own_sg;
    }
  for (guint i = 0; i < first->subnets.n; i++)
    {
      const guint place = enisim_plan_place_of (plan, first->subnets.ids[i]);

      g_ptr_array_add (subnets,
                       (gpointer) g_array_index (plan->subnets, EnisimPlanSubnet, place).name);
    }
  for (guint i = 0; i < first->security_groups.n; i++)
    g_ptr_array_add (sgs, (gpointer) enisim_plan_get_sg_name (plan, first->security_groups.ids[i]));
  if (first->security_groups.open != NULL)
    g_ptr_array_add (sgs, (gpointer) first->security_groups.open);
  made.n_members = members->len;
  made.members = keep (plan, members);
  made.n_subnets = subnets->len;
  made.subnets = keep (plan, subnets);
  made.n_security_groups = sgs->len;
  made.security_groups = keep (plan, sgs);
  made.enis = count_group (plan, group);
  made.reason = make_reason (plan, groups, index);
  g_array_append_val (plan->groups, made);
}

static void
sum_enis (EnisimPlan *plan)
{
  for (guint i = 0; i < plan->subnets->len; i++)
    {
      const EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, i);

      enisim_plan_count_add (&plan->enis, enisim_plan_count_all_of (subnet, subnet->enis));
    }
}

void
enisim_plan_make_groups (EnisimPlan *plan)
{
  g_autoptr (GPtrArray) groups = collect (plan);

  for (guint i = 0; i < groups->len; i++)
    make_group (plan, groups, i);
  sum_enis (plan);
}
