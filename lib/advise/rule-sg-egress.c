/* rule-sg-egress.c: whether security groups let agents out to what these need */
#include "advise/features.h"

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
add_endpoint (GString *text, guint *n, const EnisimCheck *check, const EnisimEndpoint *endpoint)
{
  g_string_append_printf (text, "%s%s (%s%s)", (*n)++ > 0 ? ", " : "",
                          enisim_check_get_name (check, &endpoint->resource), endpoint->service,
                          endpoint->is_interface ? "" : "'s prefix list");
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
        add_endpoint (verdict->closed, &verdict->n_closed, check, endpoint);
      else if (answer == ENISIM_TRUTH_NOT_KNOWN)
        add_endpoint (verdict->open, &verdict->n_open, check, endpoint);
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

/* A Code Interpreter may be there to compute and to reach nothing; a runtime has to be reached by
 * its logs at least, a Browser reaches hosts. */
static gboolean
is_to_talk (const EnisimCrowd *crowd)
{
  for (guint i = 0; i < crowd->agents->len; i++)
    if (enisim_crowd_get_agent (crowd, i)->kind != ENISIM_AGENT_KIND_CODE_INTERPRETER)
      return TRUE;
  return FALSE;
}

/* "AgentSg lets no 443 out to what is needed: planner cannot reach Logs (logs)" */
static void
add_closed (GString *reason, const EnisimCheck *check, const EnisimCrowd *crowd,
            EnisimTruth lets_any, const Verdict *verdict)
{
  const EnisimIdList *sgs = &enisim_crowd_get_agent (crowd, 0)->security_groups;

  add_groups (reason, check, sgs);
  g_string_append_printf (reason, " %s no 443 out %s: ", sgs->n > 1 ? "let" : "lets",
                          lets_any == ENISIM_TRUTH_NO ? "at all" : "to what is needed");
  enisim_crowd_add_names (reason, check, crowd);
  g_string_append_printf (reason, " cannot reach %s",
                          verdict->n_closed > 0 ? verdict->closed->str : "anything by HTTPS");
}

static void
add_open (GString *reason, const EnisimCheck *check, const EnisimCrowd *crowd,
          const Verdict *verdict)
{
  const EnisimIdList *sgs = &enisim_crowd_get_agent (crowd, 0)->security_groups;

  g_string_append (reason, "It is not known whether ");
  add_groups (reason, check, sgs);
  g_string_append_printf (reason, " %s 443 out from ", sgs->n > 1 ? "let" : "lets");
  enisim_crowd_add_names (reason, check, crowd);
  if (verdict->n_open > 0)
    g_string_append_printf (reason, " to %s", verdict->open->str);
  if (has_empty_egress (check, sgs))
    g_string_append (reason, "; an empty list of SecurityGroupEgress is unclear: read by some as "
                             "none, perhaps as all");
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

  judge (check, sgs, &targets, &verdict);
  g_ptr_array_unref (targets.endpoints);
  if (verdict.n_closed > 0 || (lets_any == ENISIM_TRUTH_NO && is_to_talk (crowd)))
    {
      is_wrong = ENISIM_TRUTH_YES;
      add_closed (reason, check, crowd, lets_any, &verdict);
    }
  else if (lets_any != ENISIM_TRUTH_YES || verdict.n_open > 0)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      add_open (reason, check, crowd, &verdict);
    }
  enisim_check_add (check, &spot, is_wrong, crowd->is_sure, reason->str);
}

/* Agents without a group are another rule's. */
void
enisim_rule_sg_runtime_egress (EnisimCheck *check)
{
  for (guint i = 0; i < check->by_sgs->len; i++)
    {
      const EnisimCrowd *crowd = enisim_crowd_at (check->by_sgs, i);
      const EnisimIdList *sgs = &enisim_crowd_get_agent (crowd, 0)->security_groups;

      if (sgs->n > 0 || sgs->open != NULL)
        check_runtime_egress (check, crowd);
    }
}
