/* network-acl.c: what the network ACL of a subnet does to HTTPS
 *
 * Rules hold by their numbers, the first that matches decides, and what none matches is denied.
 * Answers come back by themselves here: an ACL does not remember who asked.
 */
#include <string.h>

#include "advise/network-reach.h"

/* Where answers come back to. */
enum
{
  ANSWER_PORT_MIN = 1024,
  ANSWER_PORT_MAX = 65535
};

/* The traffic that is asked about. */
typedef struct
{
  gboolean is_ingress;
  gint from_port, to_port;
  const EnisimAclQuestion *question;
} Traffic;

/* How much of the traffic's ports a rule is for: all, none, or some (not known). */
static EnisimTruth
match_ports (const EnisimRule *rule, const Traffic *traffic)
{
  if (rule->protocol == NULL)
    return ENISIM_TRUTH_NOT_KNOWN;
  if (strcmp (rule->protocol, "-1") == 0 || strcmp (rule->protocol, "all") == 0)
    return ENISIM_TRUTH_YES;
  if (strcmp (rule->protocol, "tcp") != 0)
    return ENISIM_TRUTH_NO;
  if (rule->from_port < 0 || rule->to_port < 0)
    return ENISIM_TRUTH_NOT_KNOWN;
  if (rule->from_port <= traffic->from_port && traffic->to_port <= rule->to_port)
    return ENISIM_TRUTH_YES;
  return rule->to_port < traffic->from_port || traffic->to_port < rule->from_port
             ? ENISIM_TRUTH_NO
             : ENISIM_TRUTH_NOT_KNOWN;
}

static EnisimTruth
match_peers (const EnisimRule *rule, const Traffic *traffic)
{
  const EnisimCidr internet = { 0, 0 };
  const gboolean is_for_internet = traffic->question->is_for_internet;
  const EnisimCidr peers = is_for_internet ? internet : traffic->question->others;

  if (!rule->has_cidr)
    return rule->peer != NULL && !enisim_id_is_open (rule->peer) && strchr (rule->peer, ':') != NULL
               ? ENISIM_TRUTH_NO
               : ENISIM_TRUTH_NOT_KNOWN;
  if (enisim_cidr_contains (rule->cidr, peers))
    return ENISIM_TRUTH_YES;
  if (is_for_internet && enisim_cidr_is_private (rule->cidr))
    return ENISIM_TRUTH_NO;
  return enisim_cidr_overlaps (rule->cidr, peers) ? ENISIM_TRUTH_NOT_KNOWN : ENISIM_TRUTH_NO;
}

/* What matches in part decides in part: once such a rule says otherwise than the one that decides
 * the rest, some is let through and some is not. */
static EnisimTruth
ask (const GPtrArray *rules, const Traffic *traffic, const EnisimRule **decider)
{
  gboolean is_some_allowed = FALSE, is_some_denied = FALSE;
  gboolean is_allowed = FALSE;

  *decider = NULL;
  for (guint i = 0; rules != NULL && i < rules->len && *decider == NULL; i++)
    {
      const EnisimRule *rule = g_ptr_array_index (rules, i);
      EnisimTruth match;

      if (rule->is_ingress != traffic->is_ingress)
        continue;
      match = enisim_truth_and (match_ports (rule, traffic), match_peers (rule, traffic));
      if (match == ENISIM_TRUTH_YES && (!rule->resource.is_certain || rule->number < 0))
        match = ENISIM_TRUTH_NOT_KNOWN;
      if (match == ENISIM_TRUTH_YES)
        *decider = rule;
      is_some_allowed |= match == ENISIM_TRUTH_NOT_KNOWN && rule->is_allowed;
      is_some_denied |= match == ENISIM_TRUTH_NOT_KNOWN && !rule->is_allowed;
    }
  is_allowed = *decider != NULL && (*decider)->is_allowed;
  if (is_allowed ? is_some_denied : is_some_allowed)
    return ENISIM_TRUTH_NOT_KNOWN;
  return enisim_truth_of (is_allowed);
}

/* Returns: (nullable): what is not known
 * @acl: (out): NULL: the one the VPC has by itself */
static const char *
find_acl (const EnisimNetworkMap *map, EnisimId subnet, EnisimId *acl)
{
  const GPtrArray *links = enisim_network_map_get (map->acl_links, subnet);
  const EnisimLink *link;

  *acl = NULL;
  if (links == NULL)
    return enisim_network_is_whole (map, enisim_network_get_vpc (map, subnet), ENISIM_WHOLE_ACLS)
               ? NULL
               : "which network ACL it has is not known";
  link = g_ptr_array_index (links, 0);
  if (links->len > 1 || !link->resource.is_certain)
    return "which network ACL it has depends on a condition";
  if (link->other == NULL || !g_hash_table_contains (map->network_acls, link->other))
    return "its network ACL is not described";
  *acl = link->other;
  return NULL;
}

EnisimCidr
enisim_network_get_subnet_cidr (const EnisimNetworkMap *map, EnisimId subnet)
{
  const EnisimSubnetResource *resource = g_hash_table_lookup (map->subnets, subnet);

  return resource != NULL && resource->has_cidr ? resource->cidr : (EnisimCidr){ 0, 0 };
}

EnisimCidr
enisim_network_get_vpc_cidr (const EnisimNetworkMap *map, EnisimId subnet)
{
  const EnisimId id = enisim_network_get_vpc (map, subnet);
  const EnisimVpc *vpc = id != NULL ? g_hash_table_lookup (map->vpcs, id) : NULL;

  return vpc != NULL && vpc->has_cidr ? vpc->cidr : (EnisimCidr){ 0, 0 };
}

EnisimAclAnswer
enisim_network_ask_acl (const EnisimNetworkMap *map, EnisimId subnet, EnisimAclQuestion question)
{
  const Traffic calls = { .is_ingress = question.is_callee,
                          .from_port = ENISIM_HTTPS_PORT,
                          .to_port = ENISIM_HTTPS_PORT,
                          .question = &question };
  const Traffic answers = { .is_ingress = !question.is_callee,
                            .from_port = ANSWER_PORT_MIN,
                            .to_port = ANSWER_PORT_MAX,
                            .question = &question };
  EnisimAclAnswer answer = { .calls = ENISIM_TRUTH_NOT_KNOWN, .answers = ENISIM_TRUTH_NOT_KNOWN };
  const GPtrArray *rules;

  answer.why = find_acl (map, subnet, &answer.acl);
  if (answer.why != NULL)
    return answer;
  if (answer.acl == NULL)
    return (EnisimAclAnswer){ .calls = ENISIM_TRUTH_YES, .answers = ENISIM_TRUTH_YES };
  rules = enisim_network_map_get (map->acl_rules, answer.acl);
  answer.calls = ask (rules, &calls, &answer.calls_rule);
  answer.answers = ask (rules, &answers, &answer.answers_rule);
  return answer;
}
