/* rule-sgs.c: whether security groups let agents and endpoints talk */
#include "advise/features.h"

#include <string.h>

enum
{
  RULES_SAID_MAX = 3
};

/* What agents with one set of groups have to reach. */
typedef struct
{
  GPtrArray *endpoints; /* (of const EnisimEndpoint), each once */
  gboolean is_internet;
} Targets;

static void
add_targets_in (const EnisimCheck *check, Targets *targets, const EnisimAgent *agent,
                EnisimId subnet)
{
  const EnisimFeatures features = enisim_check_get_features (check, agent, NULL);
  const gboolean has_nat = enisim_network_find_way (&check->map, subnet).kind == ENISIM_WAY_NAT;
  const char *services[ENISIM_SERVICES_MAX];
  const guint n = enisim_features_get_services (features, services);

  targets->is_internet
      |= has_nat
         && ((features & ENISIM_FEATURE_INTERNET) != 0 || agent->kind == ENISIM_AGENT_KIND_BROWSER);
  for (guint i = 0; i < n; i++)
    {
      const EnisimCoverage coverage = enisim_network_cover (&check->map, services[i], subnet);

      if (coverage.answer == ENISIM_TRUTH_YES)
        {
          if (!g_ptr_array_find (targets->endpoints, coverage.endpoint, NULL))
            g_ptr_array_add (targets->endpoints, (gpointer) coverage.endpoint);
        }
      else if (coverage.answer == ENISIM_TRUTH_NO)
        targets->is_internet |= has_nat;
    }
}

static Targets
find_targets (const EnisimCheck *check, const EnisimCrowd *crowd)
{
  Targets targets = { .endpoints = g_ptr_array_new () };

  for (guint i = 0; i < crowd->agents->len; i++)
    {
      const EnisimAgent *agent = enisim_crowd_get_agent (crowd, i);

      for (guint j = 0; j < agent->subnets.n; j++)
        add_targets_in (check, &targets, agent, agent->subnets.ids[j]);
    }
  return targets;
}

/* "AgentSg (all to 127.0.0.1/32)" */
static void
add_groups (GString *text, const EnisimCheck *check, const EnisimIdList *sgs)
{
  if (sgs->open != NULL)
    g_string_append (text, sgs->open);
  for (guint i = 0; i < sgs->n; i++)
    {
      const GPtrArray *rules = enisim_network_map_get (check->map.sg_rules, sgs->ids[i]);
      guint n_said = 0;

      enisim_add_joint (text, i, sgs->n);
      g_string_append (text, enisim_network_get_sg_name (&check->map, sgs->ids[i]));
      for (guint j = 0; rules != NULL && j < rules->len && n_said < RULES_SAID_MAX; j++)
        {
          const EnisimRule *rule = g_ptr_array_index (rules, j);

          if (rule->is_ingress)
            continue;
          g_string_append (text, n_said++ > 0 ? ", " : " (");
          enisim_rule_add_text (text, &check->map, rule);
        }
      if (n_said > 0)
        g_string_append_c (text, ')');
    }
}

static void
add_endpoint (GString *text, guint *n, const EnisimEndpoint *endpoint)
{
  g_string_append_printf (text, "%s%s (%s%s)", (*n)++ > 0 ? ", " : "", endpoint->resource.name,
                          endpoint->service, endpoint->is_interface ? "" : "'s prefix list");
}

/* What is closed, and of what it is not known. */
typedef struct
{
  GString *closed, *open;
  guint n_closed, n_open;
} Verdict;

static void
judge (const EnisimCheck *check, const EnisimIdList *sgs, const Targets *targets, Verdict *verdict)
{
  const EnisimTarget internet = { .kind = ENISIM_TARGET_INTERNET };

  for (guint i = 0; i < targets->endpoints->len; i++)
    {
      const EnisimEndpoint *endpoint = g_ptr_array_index (targets->endpoints, i);
      const EnisimTarget target = { ENISIM_TARGET_ENDPOINT, endpoint };
      const EnisimTruth answer = enisim_network_lets_out (&check->map, sgs, &target);

      if (answer == ENISIM_TRUTH_NO)
        add_endpoint (verdict->closed, &verdict->n_closed, endpoint);
      else if (answer == ENISIM_TRUTH_NOT_KNOWN)
        add_endpoint (verdict->open, &verdict->n_open, endpoint);
    }
  if (targets->is_internet)
    {
      const EnisimTruth answer = enisim_network_lets_out (&check->map, sgs, &internet);
      GString *text = answer == ENISIM_TRUTH_NO ? verdict->closed : verdict->open;
      guint *n = answer == ENISIM_TRUTH_NO ? &verdict->n_closed : &verdict->n_open;

      if (answer != ENISIM_TRUTH_YES)
        g_string_append_printf (text, "%sthe internet through NAT", (*n)++ > 0 ? ", " : "");
    }
}

static gboolean
has_empty_egress (const EnisimCheck *check, const EnisimIdList *sgs)
{
  for (guint i = 0; i < sgs->n; i++)
    {
      const EnisimSecurityGroup *sg = g_hash_table_lookup (check->map.security_groups, sgs->ids[i]);

      if (sg != NULL && sg->has_empty_egress)
        return TRUE;
    }
  return FALSE;
}

/* Groups that let nothing out at all are wrong whatever there is to reach. */
static void
check_runtime_egress (EnisimCheck *check, const EnisimCrowd *crowd)
{
  const EnisimIdList *sgs = &enisim_crowd_get_agent (crowd, 0)->security_groups;
  const EnisimTarget anything = { .kind = ENISIM_TARGET_ANYTHING };
  const EnisimTruth lets_any = enisim_network_lets_out (&check->map, sgs, &anything);
  const EnisimSpot spot = enisim_spot_of_sgs (check, crowd);
  g_autoptr (GString) reason = g_string_new (NULL), closed = g_string_new (NULL);
  g_autoptr (GString) open = g_string_new (NULL);
  Verdict verdict = { .closed = closed, .open = open };
  Targets targets = find_targets (check, crowd);
  EnisimTruth is_wrong = ENISIM_TRUTH_NO;

  if (sgs->n == 0 && sgs->open == NULL)
    {
      g_ptr_array_unref (targets.endpoints);
      return; /* another rule's */
    }
  judge (check, sgs, &targets, &verdict);
  g_ptr_array_unref (targets.endpoints);
  add_groups (reason, check, sgs);
  g_string_append (reason, lets_any == ENISIM_TRUTH_NO ? " lets no 443 out at all: "
                           : verdict.n_closed > 0      ? " lets no 443 out to what is needed: "
                                                       : ": whether 443 is let out is not known: ");
  enisim_crowd_add_names (reason, crowd);
  if (lets_any == ENISIM_TRUTH_NO || verdict.n_closed > 0)
    {
      is_wrong = ENISIM_TRUTH_YES;
      g_string_append_printf (
          reason, verdict.n_closed > 0 ? " cannot reach %s" : " reach nothing%s", closed->str);
    }
  else if (lets_any == ENISIM_TRUTH_NOT_KNOWN || verdict.n_open > 0)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append_printf (reason, verdict.n_open > 0 ? " to %s" : "%s", open->str);
      if (has_empty_egress (check, sgs))
        g_string_append (reason, "; an empty list of SecurityGroupEgress is unclear: read by some "
                                 "as none, perhaps as all");
    }
  enisim_check_add (check, &spot, is_wrong, crowd->is_sure, reason->str);
}

void
enisim_rule_sg_runtime_egress (EnisimCheck *check)
{
  for (guint i = 0; i < check->by_sgs->len; i++)
    check_runtime_egress (check, enisim_crowd_at (check->by_sgs, i));
}

/* Whether an agent calls a service through this endpoint. */
static EnisimTruth
uses_endpoint (const EnisimCheck *check, const EnisimAgent *agent, const EnisimEndpoint *endpoint)
{
  const EnisimFeatures features = enisim_check_get_features (check, agent, NULL);
  EnisimTruth answer = ENISIM_TRUTH_NO;

  if (endpoint->service == NULL || enisim_features_of_service (features, endpoint->service) == 0)
    return ENISIM_TRUTH_NO;
  for (guint i = 0; i < agent->subnets.n; i++)
    answer = enisim_truth_or (
        answer, enisim_ids_are_same (endpoint->vpc,
                                     enisim_network_get_vpc (&check->map, agent->subnets.ids[i])));
  return answer;
}

static void
add_sg_names (GString *text, const EnisimCheck *check, const EnisimIdList *sgs)
{
  if (sgs->open != NULL)
    g_string_append (text, sgs->open);
  else if (sgs->n == 0)
    g_string_append (text, "the VPC's default group");
  for (guint i = 0; i < sgs->n; i++)
    {
      enisim_add_joint (text, i, sgs->n);
      g_string_append (text, enisim_network_get_sg_name (&check->map, sgs->ids[i]));
    }
}

static void
report_endpoint (EnisimCheck *check, const EnisimEndpoint *endpoint, const EnisimCrowd *shut_out,
                 EnisimTruth is_wrong)
{
  const EnisimSpot spot = enisim_spot_of (&endpoint->resource);
  g_autoptr (GString) reason = g_string_new (NULL);

  add_sg_names (reason, check, &endpoint->security_groups);
  g_string_append_printf (reason,
                          is_wrong == ENISIM_TRUTH_YES
                              ? " of the endpoint %s (%s) lets no 443 in from "
                              : " of the endpoint %s (%s): not known whether 443 is let in from ",
                          endpoint->resource.name, endpoint->service);
  enisim_crowd_add_names (reason, shut_out);
  enisim_check_add (check, &spot, is_wrong, shut_out->is_sure && endpoint->resource.is_certain,
                    reason->str);
}

static void
check_endpoint_ingress (EnisimCheck *check, const EnisimEndpoint *endpoint)
{
  g_autoptr (GPtrArray) closed = g_ptr_array_new (), open = g_ptr_array_new ();
  EnisimCrowd crowd = { .id = NULL };

  for (guint i = 0; i < check->plan->agents->len; i++)
    {
      const EnisimPlanAgent *agent = &g_array_index (check->plan->agents, EnisimPlanAgent, i);
      const EnisimTruth uses = enisim_check_knows_agent (agent)
                                   ? uses_endpoint (check, agent->agent, endpoint)
                                   : ENISIM_TRUTH_NO;
      const EnisimTruth is_wrong
          = uses == ENISIM_TRUTH_NO
                ? uses
                : enisim_truth_and (uses, enisim_truth_not (enisim_network_lets_in (
                                              &check->map, endpoint, agent->agent)));

      if (is_wrong == ENISIM_TRUTH_YES && agent->is_sure)
        g_ptr_array_add (closed, (gpointer) agent->agent);
      else if (is_wrong != ENISIM_TRUTH_NO)
        g_ptr_array_add (open, (gpointer) agent->agent);
    }
  crowd.agents = closed->len > 0 ? closed : open;
  crowd.is_sure = closed->len > 0;
  if (crowd.agents->len > 0)
    report_endpoint (check, endpoint, &crowd,
                     closed->len > 0 ? ENISIM_TRUTH_YES : ENISIM_TRUTH_NOT_KNOWN);
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

/* Whether something that does listen has the group too. */
static EnisimTruth
is_used_by_others (const EnisimCheck *check, EnisimId sg)
{
  const EnisimInventory *inventory = check->inventory;
  EnisimTruth answer = ENISIM_TRUTH_NO;

  for (guint i = 0; i < inventory->endpoints->len; i++)
    answer = enisim_truth_or (
        answer, enisim_ids_have (
                    &g_array_index (inventory->endpoints, EnisimEndpoint, i).security_groups, sg));
  for (guint i = 0; i < inventory->takers->len; i++)
    answer = enisim_truth_or (
        answer,
        enisim_ids_have (&g_array_index (inventory->takers, EnisimTaker, i).security_groups, sg));
  return answer;
}

static void
check_runtime_ingress (EnisimCheck *check, const EnisimPlanAgent *agent, EnisimId id)
{
  const EnisimSecurityGroup *sg = g_hash_table_lookup (check->map.security_groups, id);
  const GPtrArray *rules = enisim_network_map_get (check->map.sg_rules, id);
  EnisimSpot spot
      = sg != NULL ? enisim_spot_of (&sg->resource) : enisim_spot_of_agent (agent->agent);
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimTruth is_wrong = sg == NULL ? ENISIM_TRUTH_NOT_KNOWN : ENISIM_TRUTH_NO;
  guint n = 0;

  if (sg == NULL)
    spot.subject = id;
  g_string_append_printf (reason, "%s of %s", enisim_network_get_sg_name (&check->map, id),
                          agent->agent->resource.name);
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const EnisimRule *rule = g_ptr_array_index (rules, i);

      if (!rule->is_ingress)
        continue;
      is_wrong
          = MAX (is_wrong, rule->resource.is_certain ? ENISIM_TRUTH_YES : ENISIM_TRUTH_NOT_KNOWN);
      g_string_append (reason, n++ == 0 ? " lets in " : ", ");
      enisim_rule_add_text (reason, &check->map, rule);
    }
  if (n == 0)
    g_string_append (reason, " is not described");
  if (is_wrong == ENISIM_TRUTH_YES)
    is_wrong = enisim_truth_and (is_wrong, enisim_truth_not (is_used_by_others (check, id)));
  if (n > 0 && is_wrong == ENISIM_TRUTH_NOT_KNOWN)
    g_string_append (reason, "; whether something else has the group is not known");
  enisim_check_add (check, &spot, is_wrong, agent->is_sure, reason->str);
}

void
enisim_rule_sg_runtime_ingress (EnisimCheck *check)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < check->plan->agents->len; i++)
    {
      const EnisimPlanAgent *agent = &g_array_index (check->plan->agents, EnisimPlanAgent, i);
      const EnisimIdList *sgs = &agent->agent->security_groups;

      for (guint j = 0; j < sgs->n && enisim_check_knows_agent (agent); j++)
        if (g_hash_table_add (seen, (gpointer) sgs->ids[j]))
          check_runtime_ingress (check, agent, sgs->ids[j]);
    }
}
