/* network-reach.c: what security groups let through
 *
 * Groups add up: what one rule of one group allows is allowed.  Nothing is ever denied, so that a
 * rule that could not be read may allow more and never less.
 */
#include "advise/network-reach.h"

#include <string.h>

static gboolean
is_for_all_protocols (const char *protocol)
{
  return strcmp (protocol, "-1") == 0 || strcmp (protocol, "all") == 0;
}

static EnisimTruth
has_https_port (const EnisimRule *rule)
{
  if (rule->protocol == NULL)
    return ENISIM_TRUTH_NOT_KNOWN;
  if (is_for_all_protocols (rule->protocol))
    return ENISIM_TRUTH_YES;
  if (strcmp (rule->protocol, "tcp") != 0)
    return ENISIM_TRUTH_NO;
  if (rule->from_port < 0 || rule->to_port < 0)
    return ENISIM_TRUTH_NOT_KNOWN;
  return enisim_truth_of (rule->from_port <= ENISIM_HTTPS_PORT
                          && ENISIM_HTTPS_PORT <= rule->to_port);
}

/* Of a peer that is an expression nothing is known; IPv6 leads to none of the targets. */
static EnisimTruth
is_no_ipv6 (const EnisimRule *rule)
{
  const gboolean is_ipv6
      = rule->peer != NULL && !enisim_id_is_open (rule->peer) && strchr (rule->peer, ':') != NULL;

  return is_ipv6 ? ENISIM_TRUTH_NO : ENISIM_TRUTH_NOT_KNOWN;
}

gboolean
enisim_cidr_is_private (EnisimCidr cidr)
{
  static const EnisimCidr privates[] = {
    { 0x0a000000, 8 },  { 0xac100000, 12 }, { 0xc0a80000, 16 },
    { 0x64400000, 10 }, { 0x7f000000, 8 },  { 0xffffffff, 32 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (privates); i++)
    if (enisim_cidr_contains (privates[i], cidr))
      return TRUE;
  return FALSE;
}

static EnisimTruth
has_subnets (const EnisimNetworkMap *map, EnisimCidr cidr, const EnisimIdList *subnets)
{
  EnisimTruth all = ENISIM_TRUTH_YES, any = ENISIM_TRUTH_NO;

  if (cidr.prefix == 0)
    return ENISIM_TRUTH_YES;
  if (subnets->n == 0)
    return ENISIM_TRUTH_NOT_KNOWN;
  for (guint i = 0; i < subnets->n; i++)
    {
      const EnisimSubnetResource *subnet = g_hash_table_lookup (map->subnets, subnets->ids[i]);
      EnisimTruth one = ENISIM_TRUTH_NOT_KNOWN;

      if (subnet != NULL && subnet->has_cidr && enisim_cidr_contains (cidr, subnet->cidr))
        one = ENISIM_TRUTH_YES;
      else if (subnet != NULL && subnet->has_cidr && !enisim_cidr_overlaps (cidr, subnet->cidr))
        one = ENISIM_TRUTH_NO;
      all = enisim_truth_and (all, one);
      any = enisim_truth_or (any, one);
    }
  return all == ENISIM_TRUTH_NO && any != ENISIM_TRUTH_NO ? ENISIM_TRUTH_NOT_KNOWN : all;
}

/* Of subnets that are not told, those of a VPC are all within its network. */
static EnisimTruth
has_place (const EnisimNetworkMap *map, EnisimCidr cidr, const EnisimIdList *subnets, EnisimId vpc)
{
  const EnisimVpc *resource = vpc != NULL ? g_hash_table_lookup (map->vpcs, vpc) : NULL;
  const EnisimTruth answer = has_subnets (map, cidr, subnets);

  if (answer == ENISIM_TRUTH_NOT_KNOWN && resource != NULL && resource->has_cidr
      && enisim_cidr_contains (cidr, resource->cidr))
    return ENISIM_TRUTH_YES;
  return answer;
}

/* Its own group's members are a group's peers as those of others are. */
static EnisimTruth
is_peer_endpoint (const EnisimNetworkMap *map, const EnisimRule *rule,
                  const EnisimEndpoint *endpoint)
{
  switch (rule->peer_kind)
    {
    case ENISIM_PEER_SECURITY_GROUP:
      if (!endpoint->is_interface)
        return ENISIM_TRUTH_NO;
      return endpoint->security_groups.n == 0
                 ? ENISIM_TRUTH_NOT_KNOWN
                 : enisim_ids_have (&endpoint->security_groups, rule->peer);
    case ENISIM_PEER_PREFIX_LIST:
      /* Which list it is, its id does not tell, unless that is the endpoint's own attribute. */
      return !endpoint->is_interface && strstr (rule->peer, endpoint->resource.id) != NULL
                 ? ENISIM_TRUTH_YES
                 : ENISIM_TRUTH_NOT_KNOWN;
    case ENISIM_PEER_CIDR:
    case ENISIM_PEER_UNKNOWN:
      break;
    }
  if (!rule->has_cidr)
    return is_no_ipv6 (rule);
  if (endpoint->is_interface)
    return has_place (map, rule->cidr, &endpoint->subnets, endpoint->vpc);
  if (rule->cidr.prefix == 0)
    return ENISIM_TRUTH_YES;
  return enisim_cidr_is_private (rule->cidr) ? ENISIM_TRUTH_NO : ENISIM_TRUTH_NOT_KNOWN;
}

static EnisimTruth
is_peer_internet (const EnisimRule *rule)
{
  if (rule->peer_kind == ENISIM_PEER_SECURITY_GROUP)
    return ENISIM_TRUTH_NO;
  if (rule->peer_kind == ENISIM_PEER_PREFIX_LIST)
    return ENISIM_TRUTH_NOT_KNOWN;
  if (!rule->has_cidr)
    return is_no_ipv6 (rule);
  if (rule->cidr.prefix == 0)
    return ENISIM_TRUTH_YES;
  return enisim_cidr_is_private (rule->cidr) ? ENISIM_TRUTH_NO : ENISIM_TRUTH_NOT_KNOWN;
}

/* Two addresses stand for none: to themselves and to everybody on the wire nothing is sent. */
static EnisimTruth
is_peer_anything (const EnisimRule *rule)
{
  static const EnisimCidr nobodies[] = { { 0x7f000000, 8 }, { 0xffffffff, 32 } };

  if (!rule->has_cidr)
    return rule->peer_kind == ENISIM_PEER_SECURITY_GROUP
                   || rule->peer_kind == ENISIM_PEER_PREFIX_LIST
               ? ENISIM_TRUTH_YES
               : is_no_ipv6 (rule);
  for (guint i = 0; i < G_N_ELEMENTS (nobodies); i++)
    if (enisim_cidr_contains (nobodies[i], rule->cidr))
      return ENISIM_TRUTH_NO;
  return ENISIM_TRUTH_YES;
}

static EnisimTruth
is_peer (const EnisimNetworkMap *map, const EnisimRule *rule, const EnisimTarget *target)
{
  switch (target->kind)
    {
    case ENISIM_TARGET_ANYTHING:
      return is_peer_anything (rule);
    case ENISIM_TARGET_INTERNET:
      return is_peer_internet (rule);
    case ENISIM_TARGET_ENDPOINT:
      return is_peer_endpoint (map, rule, target->endpoint);
    }
  g_assert_not_reached ();
}

static EnisimTruth
be_sure (const EnisimResource *resource, EnisimTruth answer)
{
  return resource->is_certain ? answer : MIN (answer, ENISIM_TRUTH_NOT_KNOWN);
}

/* A group that names no egress has one rule that allows all; whether that stays where rules stand
 * alone beside the group, and what an empty list comes to, is not clear. */
static EnisimTruth
get_default_egress (const EnisimSecurityGroup *sg, gboolean has_rules)
{
  if (sg->has_empty_egress || (!sg->names_egress && has_rules))
    return ENISIM_TRUTH_NOT_KNOWN;
  return enisim_truth_of (!sg->names_egress);
}

static EnisimTruth
does_one_let_out (const EnisimNetworkMap *map, EnisimId id, const EnisimTarget *target)
{
  const EnisimSecurityGroup *sg = g_hash_table_lookup (map->security_groups, id);
  const GPtrArray *rules = enisim_network_map_get (map->sg_rules, id);
  EnisimTruth answer = ENISIM_TRUTH_NO;
  gboolean has_rules = FALSE;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const EnisimRule *rule = g_ptr_array_index (rules, i);

      if (rule->is_ingress)
        continue;
      has_rules = TRUE;
      answer = enisim_truth_or (
          answer, be_sure (&rule->resource,
                           enisim_truth_and (has_https_port (rule), is_peer (map, rule, target))));
    }
  if (sg == NULL)
    return MAX (answer, ENISIM_TRUTH_NOT_KNOWN);
  return be_sure (&sg->resource, enisim_truth_or (answer, get_default_egress (sg, has_rules)));
}

EnisimTruth
enisim_network_lets_out (const EnisimNetworkMap *map, const EnisimIdList *sgs,
                         const EnisimTarget *target)
{
  EnisimTruth answer = sgs->open != NULL ? ENISIM_TRUTH_NOT_KNOWN : ENISIM_TRUTH_NO;

  for (guint i = 0; i < sgs->n; i++)
    answer = enisim_truth_or (answer, does_one_let_out (map, sgs->ids[i], target));
  return answer;
}

static EnisimTruth
is_peer_agent (const EnisimNetworkMap *map, const EnisimRule *rule, const EnisimAgent *agent,
               EnisimId subnet)
{
  const EnisimIdList place = { .ids = &subnet, .n = subnet != NULL ? 1 : 0 };

  if (rule->peer_kind == ENISIM_PEER_SECURITY_GROUP)
    return enisim_ids_have (&agent->security_groups, rule->peer);
  if (rule->peer_kind == ENISIM_PEER_PREFIX_LIST)
    return ENISIM_TRUTH_NOT_KNOWN;
  if (!rule->has_cidr)
    return is_no_ipv6 (rule);
  return has_place (map, rule->cidr, &place,
                    subnet != NULL ? enisim_network_get_vpc (map, subnet) : NULL);
}

static EnisimTruth
does_one_let_in (const EnisimNetworkMap *map, EnisimId id, const EnisimAgent *agent,
                 EnisimId subnet)
{
  const EnisimSecurityGroup *sg = g_hash_table_lookup (map->security_groups, id);
  const GPtrArray *rules = enisim_network_map_get (map->sg_rules, id);
  EnisimTruth answer = sg == NULL ? ENISIM_TRUTH_NOT_KNOWN : ENISIM_TRUTH_NO;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const EnisimRule *rule = g_ptr_array_index (rules, i);

      if (rule->is_ingress)
        answer = enisim_truth_or (
            answer,
            be_sure (&rule->resource, enisim_truth_and (has_https_port (rule),
                                                        is_peer_agent (map, rule, agent, subnet))));
    }
  return answer;
}

/* An endpoint that names no group has the one its VPC came with. */
EnisimTruth
enisim_network_lets_in (const EnisimNetworkMap *map, const EnisimEndpoint *endpoint,
                        const EnisimAgent *agent, EnisimId subnet)
{
  const EnisimIdList *sgs = &endpoint->security_groups;
  EnisimTruth answer = sgs->n == 0 ? ENISIM_TRUTH_NOT_KNOWN : ENISIM_TRUTH_NO;

  for (guint i = 0; i < sgs->n; i++)
    answer = enisim_truth_or (answer, does_one_let_in (map, sgs->ids[i], agent, subnet));
  return answer;
}

static void
add_peer (GString *text, const EnisimNetworkMap *map, const EnisimRule *rule)
{
  g_autofree char *cidr = rule->has_cidr ? enisim_cidr_format (rule->cidr) : NULL;

  if (cidr != NULL)
    g_string_append (text, cidr);
  else if (rule->peer == NULL)
    g_string_append (text, "what is not known");
  else if (rule->peer_kind == ENISIM_PEER_SECURITY_GROUP)
    g_string_append (text, enisim_network_get_sg_name (map, rule->peer));
  else
    g_string_append (text, rule->peer);
}

void
enisim_rule_add_text (GString *text, const EnisimNetworkMap *map, const EnisimRule *rule)
{
  const char *protocol = rule->protocol;

  if (protocol == NULL)
    g_string_append (text, "some protocol");
  else
    g_string_append (text, is_for_all_protocols (protocol) ? "all" : protocol);
  if (protocol != NULL && rule->from_port >= 0 && rule->to_port >= 0
      && (strcmp (protocol, "tcp") == 0 || strcmp (protocol, "udp") == 0))
    {
      g_string_append_printf (text, " %d", rule->from_port);
      if (rule->to_port != rule->from_port)
        g_string_append_printf (text, "-%d", rule->to_port);
    }
  g_string_append (text, rule->is_ingress ? " from " : " to ");
  add_peer (text, map, rule);
}
