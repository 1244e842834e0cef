/* rule-nacl.c: what network ACLs keep from agents
 *
 * An ACL stands at the edge of its subnet: calls and answers pass that of the caller and that of
 * the endpoint, and none where both are in one subnet.  Which of its ENIs an endpoint's name leads
 * to is nowhere documented, so that one of several that is shut is no finding yet.
 */
#include "advise/features.h"

/* "443 out is denied by rule 100, tcp 443 to 0.0.0.0/0", or that no rule allows it. */
static void
add_side (GString *text, const EnisimCheck *check, const char *what, EnisimTruth answer,
          const EnisimRule *rule)
{
  if (answer == ENISIM_TRUTH_NOT_KNOWN)
    g_string_append_printf (text, "%s is let through in part only, or by a rule that is not known",
                            what);
  else if (rule == NULL)
    g_string_append_printf (text, "%s is allowed by no rule", what);
  else
    {
      g_string_append_printf (text, "%s is denied by rule %d, ", what, rule->number);
      enisim_rule_add_text (text, &check->map, rule);
    }
}

static EnisimTruth
lets_through (const EnisimAclAnswer *answer)
{
  return enisim_truth_and (answer->calls, answer->answers);
}

/* "has the network ACL Acl, where 443 out is allowed by no rule" */
static void
add_answer (GString *text, const EnisimCheck *check, const EnisimAclAnswer *answer,
            gboolean is_callee)
{
  g_string_append_printf (text, "has the network ACL %s, where ",
                          enisim_network_get_acl_name (&check->map, answer->acl));
  if (answer->calls != ENISIM_TRUTH_YES)
    add_side (text, check, is_callee ? "443 in" : "443 out", answer->calls, answer->calls_rule);
  if (answer->calls != ENISIM_TRUTH_YES && answer->answers != ENISIM_TRUTH_YES)
    g_string_append (text, ", and ");
  if (answer->answers != ENISIM_TRUTH_YES)
    add_side (text, check, is_callee ? "1024-65535 out" : "1024-65535 in", answer->answers,
              answer->answers_rule);
}

/* What agents in a subnet call, all of it taken together. */
static EnisimAclAnswer
ask_caller (const EnisimCheck *check, EnisimId subnet)
{
  const EnisimAclQuestion question = {
    .is_for_internet = enisim_network_find_way (&check->map, subnet).kind == ENISIM_WAY_NAT,
    .others = enisim_network_get_vpc_cidr (&check->map, subnet),
  };

  return enisim_network_ask_acl (&check->map, subnet, question);
}

static void
check_subnet (EnisimCheck *check, const EnisimCrowd *crowd)
{
  const EnisimAclAnswer answer = ask_caller (check, crowd->id);
  const EnisimTruth is_wrong = enisim_truth_not (lets_through (&answer));
  const EnisimSpot spot = enisim_spot_of_subnet (check, crowd);
  g_autoptr (GString) reason = g_string_new (NULL);

  if (answer.why != NULL)
    {
      g_string_append (reason, "It is not known what the network ACL lets through of ");
      enisim_crowd_add_subnet (reason, check, crowd);
      g_string_append_printf (reason, ": %s", answer.why);
    }
  else if (is_wrong != ENISIM_TRUTH_NO)
    {
      enisim_crowd_add_subnet (reason, check, crowd);
      g_string_append (reason, ", ");
      add_answer (reason, check, &answer, FALSE);
    }
  enisim_check_add (check, &spot, is_wrong, crowd->is_sure, reason->str);
}

/* An endpoint, and how it stands to the worst off of its callers. */
typedef struct
{
  const EnisimCheck *check;
  const EnisimEndpoint *endpoint;
  EnisimTruth is_shut;
  gboolean is_sure; /* that caller is there */
  GString *reason;
} Door;

/* Where calls and answers are stopped between two subnets. */
typedef struct
{
  EnisimTruth is_open;
  EnisimId subnet; /* whose ACL decides */
  EnisimAclAnswer answer;
  gboolean is_callee;
} Passage;

/* What the caller's ACL closes to all is told of the caller's subnet alone. */
static Passage
find_passage (const EnisimCheck *check, EnisimId from, EnisimId to)
{
  const EnisimNetworkMap *map = &check->map;
  const EnisimAclQuestion in
      = { .is_callee = TRUE, .others = enisim_network_get_subnet_cidr (map, from) };
  const EnisimAclQuestion out = { .others = enisim_network_get_subnet_cidr (map, to) };
  const EnisimAclAnswer of_all = ask_caller (check, from);
  Passage callee = { ENISIM_TRUTH_YES, to, enisim_network_ask_acl (map, to, in), TRUE };
  Passage caller = { ENISIM_TRUTH_YES, from, enisim_network_ask_acl (map, from, out), FALSE };

  if (from == to)
    return callee;
  callee.is_open = lets_through (&callee.answer);
  if (lets_through (&of_all) == ENISIM_TRUTH_YES)
    caller.is_open = lets_through (&caller.answer);
  return caller.is_open < callee.is_open ? caller : callee;
}

static void
add_passage (GString *reason, const EnisimCheck *check, const Passage *passage)
{
  const char *name = enisim_network_get_subnet_name (&check->map, passage->subnet);

  if (passage->answer.why != NULL)
    g_string_append_printf (reason, ": of %s, %s", name, passage->answer.why);
  else
    {
      g_string_append_printf (reason, ": %s ", name);
      add_answer (reason, check, &passage->answer, passage->is_callee);
    }
}

/* How the ENIs of an endpoint can be reached from one subnet. */
typedef struct
{
  guint n_open, n_shut;
  Passage worst;
} Reach;

static Reach
find_reach (const Door *door, EnisimId from)
{
  const EnisimIdList *subnets = &door->endpoint->subnets;
  Reach reach = { .worst = { .is_open = ENISIM_TRUTH_YES } };

  for (guint i = 0; i < subnets->n; i++)
    {
      const Passage passage = find_passage (door->check, from, subnets->ids[i]);

      reach.n_open += passage.is_open == ENISIM_TRUTH_YES ? 1 : 0;
      reach.n_shut += passage.is_open == ENISIM_TRUTH_NO ? 1 : 0;
      if (passage.is_open < reach.worst.is_open)
        reach.worst = passage;
    }
  return reach;
}

static void
explain (Door *door, const EnisimCrowd *crowd, const Reach *reach)
{
  GString *reason = door->reason;

  g_string_assign (reason, door->is_shut == ENISIM_TRUTH_YES ? "Network ACLs keep "
                                                             : "It is not known whether ");
  enisim_crowd_add_subnet (reason, door->check, crowd);
  g_string_append (reason, door->is_shut == ENISIM_TRUTH_YES ? ", from the endpoint "
                                                             : ", reaches the endpoint ");
  enisim_endpoint_add_name (reason, door->check, door->endpoint);
  if (door->is_shut != ENISIM_TRUTH_YES)
    g_string_append (reason, " through network ACLs");
  if (door->is_shut != ENISIM_TRUTH_YES && reach->n_open > 0 && reach->n_shut > 0)
    g_string_append_printf (reason,
                            ", for %u of its %u ENIs can be reached, and to which its name leads "
                            "is not known",
                            reach->n_open, door->endpoint->subnets.n);
  add_passage (reason, door->check, &reach->worst);
}

static EnisimTruth
find_use (const Door *door, const EnisimCrowd *crowd, gboolean *is_sure)
{
  EnisimTruth uses = ENISIM_TRUTH_NO;

  for (guint i = 0; i < crowd->agents->len; i++)
    {
      const EnisimPlanAgent *agent = enisim_crowd_get (crowd, i);
      const EnisimTruth one
          = enisim_check_uses_endpoint (door->check, agent->agent, door->endpoint, crowd->id);

      uses = enisim_truth_or (uses, one);
      *is_sure |= one == ENISIM_TRUTH_YES && agent->is_sure;
    }
  return uses;
}

/* What is not known of the subnets themselves, other rules say. */
static void
ask_crowd (const EnisimCrowd *crowd, gpointer data)
{
  Door *door = data;
  const guint n = door->endpoint->subnets.n;
  gboolean is_sure = FALSE;
  const EnisimTruth uses = find_use (door, crowd, &is_sure);
  EnisimTruth is_shut;
  Reach reach;

  if (uses == ENISIM_TRUTH_NO || crowd->id == NULL)
    return;
  reach = find_reach (door, crowd->id);
  is_shut = reach.n_shut == n   ? ENISIM_TRUTH_YES
            : reach.n_open == n ? ENISIM_TRUTH_NO
                                : ENISIM_TRUTH_NOT_KNOWN;
  is_shut = enisim_truth_and (is_shut, uses);
  if (is_shut == ENISIM_TRUTH_NO || is_shut < door->is_shut
      || (is_shut == door->is_shut && door->is_sure >= is_sure))
    return;
  door->is_shut = is_shut;
  door->is_sure = is_sure;
  explain (door, crowd, &reach);
}

static void
check_endpoint (EnisimCheck *check, const EnisimEndpoint *endpoint)
{
  const EnisimSpot spot = enisim_spot_of (&endpoint->resource);
  g_autoptr (GString) reason = g_string_new (NULL);
  Door door
      = { .check = check, .endpoint = endpoint, .is_shut = ENISIM_TRUTH_NO, .reason = reason };

  enisim_check_foreach_near (check, endpoint, ask_crowd, &door);
  enisim_check_add (check, &spot, door.is_shut, door.is_sure && endpoint->resource.is_certain,
                    reason->str);
}

void
enisim_rule_nacl (EnisimCheck *check)
{
  const GArray *endpoints = check->inventory->endpoints;

  for (guint i = 0; i < check->by_subnet->len; i++)
    check_subnet (check, enisim_crowd_at (check->by_subnet, i));
  for (guint i = 0; i < endpoints->len; i++)
    {
      const EnisimEndpoint *endpoint = &g_array_index (endpoints, EnisimEndpoint, i);

      if (endpoint->is_interface && endpoint->subnets.n > 0)
        check_endpoint (check, endpoint);
    }
}
