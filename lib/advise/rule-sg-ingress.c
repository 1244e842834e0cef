/* rule-sg-ingress.c: what security groups let in: agents to endpoints, and nobody to agents */
#include "advise/features.h"

/* "EG and XG, groups of the endpoint Logs (logs)" */
static void
add_groups (GString *text, const EnisimCheck *check, const EnisimEndpoint *endpoint)
{
  const EnisimIdList *sgs = &endpoint->security_groups;

  if (sgs->open != NULL)
    g_string_append (text, sgs->open);
  else if (sgs->n == 0)
    g_string_append (text, "the VPC's default group");
  for (guint i = 0; i < sgs->n; i++)
    {
      enisim_add_joint (text, i, sgs->n);
      g_string_append (text, enisim_network_get_sg_name (&check->map, sgs->ids[i]));
    }
  g_string_append (text, sgs->n > 1 ? ", groups of the endpoint " : ", the group of the endpoint ");
  enisim_endpoint_add_name (text, check, endpoint);
}

/* Agents, and the subnets that they are shut out in; in the order in which they come. */
typedef struct
{
  EnisimCrowd crowd;
  GHashTable *seen;   /* of agents and subnets */
  GPtrArray *subnets; /* (of const char *) names */
} Outsiders;

static void
outsiders_init (Outsiders *outsiders)
{
  *outsiders = (Outsiders){ .crowd.agents = g_ptr_array_new (),
                            .seen = g_hash_table_new (NULL, NULL),
                            .subnets = g_ptr_array_new () };
}

static void
outsiders_clear (Outsiders *outsiders)
{
  g_ptr_array_unref (outsiders->crowd.agents);
  g_hash_table_unref (outsiders->seen);
  g_ptr_array_unref (outsiders->subnets);
}

static void
outsiders_add (Outsiders *outsiders, const EnisimPlanAgent *agent, const char *subnet)
{
  if (g_hash_table_add (outsiders->seen, (gpointer) agent))
    enisim_crowd_add (&outsiders->crowd, agent);
  if (g_hash_table_add (outsiders->seen, (gpointer) subnet))
    g_ptr_array_add (outsiders->subnets, (gpointer) subnet);
}

static void
report_endpoint (EnisimCheck *check, const EnisimEndpoint *endpoint, const Outsiders *outsiders,
                 EnisimTruth is_wrong)
{
  const EnisimSpot spot = enisim_spot_of (&endpoint->resource);
  const gboolean are_many = endpoint->security_groups.n > 1;
  const gboolean is_known = is_wrong == ENISIM_TRUTH_YES;
  g_autoptr (GString) reason = g_string_new (is_known ? NULL : "It is not known whether ");

  add_groups (reason, check, endpoint);
  g_string_append_printf (reason, ", %s in %s from ", are_many ? "let" : "lets",
                          is_known ? "no 443" : "443");
  enisim_crowd_add_names (reason, check, &outsiders->crowd);
  g_string_append (reason, " in ");
  for (guint i = 0; i < outsiders->subnets->len; i++)
    {
      enisim_add_joint (reason, i, outsiders->subnets->len);
      g_string_append (reason, g_ptr_array_index (outsiders->subnets, i));
    }
  enisim_check_add (check, &spot, is_wrong, endpoint->resource.is_certain, reason->str);
}

/* An endpoint, and who cannot use it. */
typedef struct
{
  const EnisimCheck *check;
  const EnisimEndpoint *endpoint;
  Outsiders closed, open;
} Door;

static void
ask_crowd (const EnisimCrowd *crowd, gpointer data)
{
  Door *door = data;
  const EnisimNetworkMap *map = &door->check->map;

  for (guint i = 0; i < crowd->agents->len; i++)
    {
      const EnisimPlanAgent *agent = enisim_crowd_get (crowd, i);
      const EnisimTruth uses
          = enisim_check_uses_endpoint (door->check, agent->agent, door->endpoint, crowd->id);
      const EnisimTruth is_wrong
          = uses == ENISIM_TRUTH_NO
                ? uses
                : enisim_truth_and (uses, enisim_truth_not (enisim_network_lets_in (
                                              map, door->endpoint, agent->agent, crowd->id)));

      if (is_wrong != ENISIM_TRUTH_NO)
        outsiders_add (is_wrong == ENISIM_TRUTH_YES && agent->is_sure ? &door->closed : &door->open,
                       agent,
                       crowd->id != NULL ? enisim_network_get_subnet_name (map, crowd->id)
                                         : agent->agent->subnets.open);
    }
}

static void
check_endpoint_ingress (EnisimCheck *check, const EnisimEndpoint *endpoint)
{
  Door door = { .check = check, .endpoint = endpoint };

  outsiders_init (&door.closed);
  outsiders_init (&door.open);
  enisim_check_foreach_near (check, endpoint, ask_crowd, &door);
  if (door.closed.crowd.agents->len > 0)
    report_endpoint (check, endpoint, &door.closed, ENISIM_TRUTH_YES);
  else if (door.open.crowd.agents->len > 0)
    report_endpoint (check, endpoint, &door.open, ENISIM_TRUTH_NOT_KNOWN);
  else
    enisim_check_pass (check);
  outsiders_clear (&door.closed);
  outsiders_clear (&door.open);
}

void
enisim_rule_sg_endpoint_ingress (EnisimCheck *check)
{
  const GArray *endpoints = check->inventory->endpoints;

  for (guint i = 0; i < endpoints->len; i++)
    {
      const EnisimEndpoint *endpoint = &g_array_index (endpoints, EnisimEndpoint, i);

      if (endpoint->is_interface)
        check_endpoint_ingress (check, endpoint);
    }
}

/* Groups of what does listen. */
typedef struct
{
  GHashTable *ids;
  gboolean are_all_known;
} Listeners;

static void
add_listener (Listeners *listeners, const EnisimIdList *sgs)
{
  listeners->are_all_known &= sgs->open == NULL;
  for (guint i = 0; i < sgs->n; i++)
    {
      listeners->are_all_known &= !enisim_id_is_open (sgs->ids[i]);
      g_hash_table_add (listeners->ids, (gpointer) sgs->ids[i]);
    }
}

/* In an account all that there is has an interface. */
static void
listeners_init (Listeners *listeners, const EnisimInventory *inventory)
{
  *listeners = (Listeners){ g_hash_table_new (NULL, NULL), TRUE };
  for (guint i = 0; i < inventory->endpoints->len; i++)
    add_listener (listeners,
                  &g_array_index (inventory->endpoints, EnisimEndpoint, i).security_groups);
  for (guint i = 0; i < inventory->takers->len; i++)
    add_listener (listeners, &g_array_index (inventory->takers, EnisimTaker, i).security_groups);
  for (guint i = 0; i < inventory->interfaces->len; i++)
    {
      const EnisimInterface *one = &g_array_index (inventory->interfaces, EnisimInterface, i);

      if (one->kind != ENISIM_INTERFACE_AGENT)
        add_listener (listeners, &one->security_groups);
    }
}

static EnisimTruth
has_listener (const Listeners *listeners, const EnisimCheck *check, const EnisimSecurityGroup *sg)
{
  const EnisimListed listed = check->inventory->listings[ENISIM_LISTING_INTERFACES];

  if (g_hash_table_contains (listeners->ids, sg->resource.id))
    return ENISIM_TRUTH_YES;
  return listeners->are_all_known && !enisim_id_is_open (sg->resource.id)
                 && (!sg->resource.is_live || listed == ENISIM_LISTED_WHOLE)
             ? ENISIM_TRUTH_NO
             : ENISIM_TRUTH_NOT_KNOWN;
}

static void
say_not_described (EnisimCheck *check, const EnisimPlanAgent *agent, EnisimId sg)
{
  EnisimSpot spot = enisim_spot_of_agent (agent->agent);
  g_autofree char *reason = g_strdup_printf (
      "It is not known whether %s, a group of %s, has inbound rules: it is not described", sg,
      enisim_check_get_name (check, &agent->agent->resource));

  spot.subject = sg;
  enisim_check_add (check, &spot, ENISIM_TRUTH_NOT_KNOWN, agent->is_sure, reason);
}

static void
check_runtime_ingress (EnisimCheck *check, const Listeners *listeners, const EnisimPlanAgent *agent,
                       const EnisimSecurityGroup *sg)
{
  const GPtrArray *rules = enisim_network_map_get (check->map.sg_rules, sg->resource.id);
  const EnisimSpot spot = enisim_spot_of (&sg->resource);
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimTruth has_rule = ENISIM_TRUTH_NO, is_wrong;
  guint n = 0;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const EnisimRule *rule = g_ptr_array_index (rules, i);

      if (!rule->is_ingress)
        continue;
      if (n == 0)
        g_string_append_printf (reason, "%s, a group of %s,",
                                enisim_check_get_name (check, &sg->resource),
                                enisim_check_get_name (check, &agent->agent->resource));
      has_rule = enisim_truth_or (has_rule, rule->resource.is_certain ? ENISIM_TRUTH_YES
                                                                      : ENISIM_TRUTH_NOT_KNOWN);
      g_string_append (reason, n++ == 0 ? " lets in " : ", ");
      enisim_rule_add_text (reason, &check->map, rule);
    }
  is_wrong = enisim_truth_and (has_rule, enisim_truth_not (has_listener (listeners, check, sg)));
  if (is_wrong == ENISIM_TRUTH_NOT_KNOWN)
    g_string_append (reason, has_rule == ENISIM_TRUTH_YES
                                 ? ", and whether something else has the group is not known"
                                 : ", all of which depends on a condition");
  enisim_check_add (check, &spot, is_wrong, agent->is_sure, reason->str);
}

/* Once for each group, at the first agent that is sure to be there where there is one. */
void
enisim_rule_sg_runtime_ingress (EnisimCheck *check)
{
  const GArray *agents = check->plan->agents;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Listeners listeners;

  listeners_init (&listeners, check->inventory);
  for (guint i = 0; i < 2 * agents->len; i++)
    {
      const EnisimPlanAgent *agent = &g_array_index (agents, EnisimPlanAgent, i % agents->len);
      const EnisimIdList *sgs = &agent->agent->security_groups;

      for (guint j = 0;
           j < sgs->n && enisim_check_knows_agent (agent) && agent->is_sure == (i < agents->len);
           j++)
        {
          const EnisimSecurityGroup *sg
              = g_hash_table_lookup (check->map.security_groups, sgs->ids[j]);

          if (!g_hash_table_add (seen, (gpointer) sgs->ids[j]))
            continue;
          if (sg != NULL)
            check_runtime_ingress (check, &listeners, agent, sg);
          else
            say_not_described (check, agent, sgs->ids[j]);
        }
    }
  g_hash_table_unref (listeners.ids);
}
