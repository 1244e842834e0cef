/* state-rules.c: security groups, network ACLs and their rules that are there
 *
 * The rules of a group come with it and by themselves, in another form: each is taken once.
 */
#include <string.h>

#include "import/state.h"

enum
{
  PORT_MAX = 65535,
  NUMBER_MAX = 32767 /* of the entry that denies what none before it took */
};

/* Numbers and names of one protocol are one. */
static const char *
read_protocol (const EnisimAnswer *answer, const char *key)
{
  static const char *const names[][2] = { { "6", "tcp" }, { "17", "udp" }, { "1", "icmp" } };
  const char *text = enisim_answer_get_text (answer, key);

  for (guint i = 0; text && i < G_N_ELEMENTS (names); i++)
    if (strcmp (text, names[i][0]) == 0)
      return enisim_inventory_intern (answer->inventory, names[i][1]);
  return text;
}

static void
read_ports (const EnisimAnswer *answer, const char *from, const char *to, EnisimRule *rule)
{
  rule->from_port = (gint) enisim_answer_get_number (answer, from, -1, PORT_MAX, -1);
  rule->to_port = (gint) enisim_answer_get_number (answer, to, -1, PORT_MAX, -1);
}

/* Whether a rule of the same meaning was read already is told by what it means. */
static void
add_rule (EnisimStateReader *reader, const EnisimRule *rule, const EnisimNode *node)
{
  g_autofree char *cidr = rule->has_cidr ? enisim_cidr_format (rule->cidr) : NULL;
  g_autofree char *meaning = g_strdup_printf (
      "%s %d %s %d-%d %d %s", rule->owner, rule->is_ingress, rule->protocol ? rule->protocol : "",
      rule->from_port, rule->to_port, rule->peer_kind, cidr ? cidr : rule->peer);

  if (enisim_state_is_new (reader->state, "rule", meaning, node))
    g_array_append_vals (reader->answer.inventory->security_group_rules, rule, 1);
}

/* A list of peers in a permission: each is a rule. */
static void
add_peers (EnisimStateReader *reader, const EnisimAnswer *permission, const char *key,
           const char *field, EnisimRule rule)
{
  const EnisimNode *list = enisim_answer_get (permission, key, ENISIM_NODE_SEQUENCE);

  for (const EnisimNode *item = list ? list->first : NULL; item; item = item->next)
    {
      const EnisimAnswer answer = enisim_answer_of_item (permission, item);

      rule.has_cidr = FALSE;
      rule.peer = NULL;
      if (strcmp (field, "CidrIp") == 0)
        rule.has_cidr = enisim_answer_get_cidr (&answer, field, &rule.cidr);
      else
        rule.peer = enisim_answer_require_text (&answer, field);
      if (rule.has_cidr || rule.peer)
        add_rule (reader, &rule, item);
    }
}

static void
read_permissions (EnisimStateReader *reader, const char *key, gboolean is_ingress)
{
  const EnisimNode *list = enisim_answer_get (&reader->answer, key, ENISIM_NODE_SEQUENCE);

  for (const EnisimNode *item = list ? list->first : NULL; item; item = item->next)
    {
      const EnisimAnswer answer = enisim_answer_of_item (&reader->answer, item);
      EnisimRule rule = { .resource = reader->resource,
                          .owner = reader->resource.id,
                          .is_ingress = is_ingress,
                          .is_allowed = TRUE,
                          .number = -1 };

      if (!answer.item)
        continue;
      rule.resource.at = item->at;
      rule.protocol = read_protocol (&answer, "IpProtocol");
      read_ports (&answer, "FromPort", "ToPort", &rule);
      rule.peer_kind = ENISIM_PEER_CIDR;
      add_peers (reader, &answer, "IpRanges", "CidrIp", rule);
      add_peers (reader, &answer, "Ipv6Ranges", "CidrIpv6", rule);
      rule.peer_kind = ENISIM_PEER_SECURITY_GROUP;
      add_peers (reader, &answer, "UserIdGroupPairs", "GroupId", rule);
      rule.peer_kind = ENISIM_PEER_PREFIX_LIST;
      add_peers (reader, &answer, "PrefixListIds", "PrefixListId", rule);
    }
}

/* A group that is there says all that may go out: without a rule nothing may. */
void
enisim_state_read_security_group (EnisimStateReader *reader)
{
  EnisimSecurityGroup group = { .resource = reader->resource, .names_egress = TRUE };

  group.vpc = enisim_answer_get_text (&reader->answer, "VpcId");
  enisim_state_learn_region (reader->state,
                             enisim_answer_get_text (&reader->answer, "SecurityGroupArn"), NULL);
  g_array_append_val (reader->answer.inventory->security_groups, group);
  read_permissions (reader, "IpPermissions", TRUE);
  read_permissions (reader, "IpPermissionsEgress", FALSE);
}

void
enisim_state_read_security_group_rule (EnisimStateReader *reader)
{
  const EnisimAnswer *answer = &reader->answer;
  const EnisimAnswer group = enisim_answer_enter (answer, "ReferencedGroupInfo");
  EnisimRule rule = { .resource = reader->resource, .is_allowed = TRUE, .number = -1 };

  rule.owner = enisim_answer_require_text (answer, "GroupId");
  if (!rule.owner)
    return;
  rule.is_ingress = !enisim_answer_get_flag (answer, "IsEgress", FALSE);
  rule.protocol = read_protocol (answer, "IpProtocol");
  read_ports (answer, "FromPort", "ToPort", &rule);
  rule.peer_kind = ENISIM_PEER_CIDR;
  rule.has_cidr = enisim_answer_get_cidr (answer, "CidrIpv4", &rule.cidr);
  if (!rule.has_cidr && (rule.peer = enisim_answer_get_text (answer, "PrefixListId")))
    rule.peer_kind = ENISIM_PEER_PREFIX_LIST;
  else if (!rule.has_cidr && (rule.peer = enisim_answer_get_text (&group, "GroupId")))
    rule.peer_kind = ENISIM_PEER_SECURITY_GROUP;
  else if (!rule.has_cidr && !(rule.peer = enisim_answer_get_text (answer, "CidrIpv6")))
    rule.peer_kind = ENISIM_PEER_UNKNOWN;
  add_rule (reader, &rule, answer->item);
}

static void
read_entry (EnisimStateReader *reader, const EnisimNode *item)
{
  const EnisimAnswer answer = enisim_answer_of_item (&reader->answer, item);
  const EnisimAnswer ports = enisim_answer_enter (&answer, "PortRange");
  EnisimRule rule = { .resource = reader->resource,
                      .owner = reader->resource.id,
                      .peer_kind = ENISIM_PEER_UNKNOWN };

  if (!answer.item)
    return;
  rule.resource.at = item->at;
  rule.is_ingress = !enisim_answer_get_flag (&answer, "Egress", FALSE);
  rule.is_allowed = enisim_answer_is (&answer, "RuleAction", "allow");
  rule.number = (gint) enisim_answer_get_number (&answer, "RuleNumber", 1, NUMBER_MAX, -1);
  rule.protocol = read_protocol (&answer, "Protocol");
  read_ports (&ports, "From", "To", &rule);
  rule.has_cidr = enisim_answer_get_cidr (&answer, "CidrBlock", &rule.cidr);
  if (!rule.has_cidr)
    rule.peer = enisim_answer_get_text (&answer, "Ipv6CidrBlock");
  if (rule.has_cidr)
    rule.peer_kind = ENISIM_PEER_CIDR;
  g_array_append_val (answer.inventory->network_acl_rules, rule);
}

void
enisim_state_read_network_acl (EnisimStateReader *reader)
{
  const EnisimAnswer *answer = &reader->answer;
  const EnisimNode *entries = enisim_answer_get (answer, "Entries", ENISIM_NODE_SEQUENCE);
  const EnisimIdList subnets = enisim_answer_get_ids (answer, "Associations", "SubnetId");
  EnisimNetworkAcl acl = { .resource = reader->resource };

  acl.vpc = enisim_answer_get_text (answer, "VpcId");
  g_array_append_val (answer->inventory->network_acls, acl);
  for (const EnisimNode *item = entries ? entries->first : NULL; item; item = item->next)
    read_entry (reader, item);
  for (guint i = 0; i < subnets.n; i++)
    {
      const EnisimLink link
          = { .resource = reader->resource, .one = subnets.ids[i], .other = acl.resource.id };

      g_array_append_val (answer->inventory->network_acl_links, link);
    }
}
