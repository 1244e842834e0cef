/* rule-split.c: runtimes kept apart only by a security group made for each of them
 *
 * Merging is safe where the groups say the same and nobody else speaks of them: what lets one
 * group in and not another would no longer tell the runtimes apart.
 */
#include "advise/check.h"

#include <string.h>

/* Each group and what has it, or speaks of it. */
typedef struct
{
  const EnisimCheck *check;
  GHashTable *n_agents; /* of each group */
  GHashTable *named;    /* groups that something else has, or that a rule names as a peer */
} Groups;

static void
name_all (const Groups *groups, const EnisimIdList *sgs)
{
  for (guint i = 0; i < sgs->n; i++)
    g_hash_table_add (groups->named, (gpointer) sgs->ids[i]);
}

static void
groups_init (Groups *groups, const EnisimCheck *check)
{
  const EnisimInventory *inventory = check->inventory;

  *groups = (Groups){ check, g_hash_table_new (NULL, NULL), g_hash_table_new (NULL, NULL) };
  for (guint i = 0; i < inventory->agents->len; i++)
    {
      const EnisimIdList *sgs = &g_array_index (inventory->agents, EnisimAgent, i).security_groups;

      for (guint j = 0; j < sgs->n; j++)
        {
          const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (groups->n_agents, sgs->ids[j]));

          g_hash_table_insert (groups->n_agents, (gpointer) sgs->ids[j], GUINT_TO_POINTER (n + 1));
        }
    }
  for (guint i = 0; i < inventory->endpoints->len; i++)
    name_all (groups, &g_array_index (inventory->endpoints, EnisimEndpoint, i).security_groups);
  for (guint i = 0; i < inventory->takers->len; i++)
    name_all (groups, &g_array_index (inventory->takers, EnisimTaker, i).security_groups);
  for (guint i = 0; i < inventory->interfaces->len; i++)
    {
      const EnisimInterface *one = &g_array_index (inventory->interfaces, EnisimInterface, i);

      if (one->kind != ENISIM_INTERFACE_AGENT)
        name_all (groups, &one->security_groups);
    }
  for (guint i = 0; i < inventory->security_group_rules->len; i++)
    {
      const EnisimRule *rule = &g_array_index (inventory->security_group_rules, EnisimRule, i);

      if (rule->peer_kind == ENISIM_PEER_SECURITY_GROUP)
        g_hash_table_add (groups->named, (gpointer) rule->peer);
    }
}

static void
groups_clear (Groups *groups)
{
  g_hash_table_unref (groups->n_agents);
  g_hash_table_unref (groups->named);
}

/* Returns: (nullable): the one group that this agent alone has and nobody speaks of */
static EnisimId
find_own (const Groups *groups, const EnisimAgent *agent)
{
  const EnisimIdList *sgs = &agent->security_groups;
  EnisimId own = NULL;

  for (guint i = 0; i < sgs->n; i++)
    {
      const EnisimId id = sgs->ids[i];

      if (GPOINTER_TO_UINT (g_hash_table_lookup (groups->n_agents, id)) != 1
          || g_hash_table_contains (groups->named, id))
        continue;
      if (own != NULL)
        return NULL;
      own = id;
    }
  return own;
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Grows @text by the lines in an order that does not depend on how they are written. */
static void
add_sorted (GString *text, GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare_texts);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "\n%s", (const char *) g_ptr_array_index (lines, i));
}

/* Of a group that is not described it is not known what it lets out. */
static gboolean
add_egress (GString *text, const EnisimNetworkMap *map, EnisimId id)
{
  const EnisimSecurityGroup *sg = g_hash_table_lookup (map->security_groups, id);
  const GPtrArray *rules = enisim_network_map_get (map->sg_rules, id);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (sg == NULL)
    return FALSE;
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const EnisimRule *rule = g_ptr_array_index (rules, i);
      GString *line;

      if (rule->is_ingress)
        continue;
      line = g_string_new (NULL);
      enisim_rule_add_text (line, map, rule);
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
  g_string_append_printf (text, "\n%d %d", sg->names_egress, sg->has_empty_egress);
  add_sorted (text, lines);
  return TRUE;
}

/* Agents that would be one group if each had not a security group of its own. */
typedef struct
{
  GArray *places; /* (of guint) indexes into the plan's agents */
  gboolean is_described, is_sure;
} Cluster;

static void
free_cluster (gpointer data)
{
  Cluster *cluster = data;

  g_array_unref (cluster->places);
  g_free (cluster);
}

/* Returns: whether the agent has a group of its own */
static gboolean
join (const Groups *groups, GPtrArray *clusters, GHashTable *by_key, guint place)
{
  const EnisimPlanAgent *agent
      = &g_array_index (groups->check->plan->agents, EnisimPlanAgent, place);
  const EnisimIdList *sgs = &agent->agent->security_groups;
  const EnisimId own = find_own (groups, agent->agent);
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  Cluster *cluster;
  gboolean is_described;

  if (own == NULL || !enisim_check_knows_agent (agent))
    return FALSE;
  g_string_printf (key, "%u %d", agent->subnet_set, (gint) agent->agent->kind);
  for (guint i = 0; i < sgs->n; i++)
    if (sgs->ids[i] != own)
      g_ptr_array_add (others, (gpointer) sgs->ids[i]);
  add_sorted (key, others);
  is_described = add_egress (key, &groups->check->map, own);
  cluster = g_hash_table_lookup (by_key, key->str);
  if (cluster == NULL)
    {
      cluster = g_new0 (Cluster, 1);
      *cluster = (Cluster){ g_array_new (FALSE, FALSE, sizeof (guint)), is_described, TRUE };
      g_hash_table_insert (by_key, g_strdup (key->str), cluster);
      g_ptr_array_add (clusters, cluster);
    }
  g_array_append_val (cluster->places, place);
  cluster->is_sure &= agent->is_sure;
  return TRUE;
}

static void
report (EnisimCheck *check, const Cluster *cluster)
{
  const EnisimPlan *plan = check->plan;
  const guint *places = (const guint *) (const void *) cluster->places->data;
  const EnisimAgent *first = g_array_index (plan->agents, EnisimPlanAgent, places[0]).agent;
  const guint64 n_saved = enisim_plan_count_saved (plan, places, cluster->places->len);
  const EnisimSpot spot = enisim_spot_of_agent (first);
  g_autoptr (GPtrArray) agents = g_ptr_array_new ();
  EnisimCrowd crowd = { .agents = agents };
  g_autoptr (GString) reason = g_string_new (NULL);

  if (cluster->is_described && n_saved == 0)
    {
      enisim_check_pass (check);
      return;
    }
  for (guint i = 0; i < cluster->places->len; i++)
    enisim_crowd_add (&crowd, &g_array_index (plan->agents, EnisimPlanAgent, places[i]));
  enisim_crowd_add_names (reason, check, &crowd);
  if (cluster->is_described)
    g_string_append_printf (reason,
                            " have the same subnets and each a security group of its own that lets "
                            "out the same: one group for all would save %" G_GUINT64_FORMAT
                            " %s, and as many addresses",
                            n_saved, n_saved == 1 ? "ENI" : "ENIs");
  else
    g_string_append (reason, " have the same subnets and each a security group of its own; "
                             "whether these say the same is not known");
  enisim_check_add (check, &spot, cluster->is_described ? ENISIM_TRUTH_YES : ENISIM_TRUTH_NOT_KNOWN,
                    cluster->is_sure, reason->str);
}

void
enisim_rule_sg_split (EnisimCheck *check)
{
  g_autoptr (GPtrArray) clusters = g_ptr_array_new_with_free_func (free_cluster);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Groups groups;

  groups_init (&groups, check);
  for (guint i = 0; i < check->plan->agents->len; i++)
    if (!join (&groups, clusters, by_key, i))
      enisim_check_pass (check);
  groups_clear (&groups);
  for (guint i = 0; i < clusters->len; i++)
    {
      const Cluster *cluster = g_ptr_array_index (clusters, i);

      if (cluster->places->len > 1)
        report (check, cluster);
      else
        enisim_check_pass (check);
    }
}
