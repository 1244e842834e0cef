/* cloudformation-rules.c: security groups, network ACLs and their rules */
#include <string.h>

#include "import/cloudformation.h"

enum
{
  PORT_MAX = 65535
};

/* Where a rule of a security group names its peer. */
typedef struct
{
  const char *group, *group_name, *prefix_list;
} PeerKeys;

static const PeerKeys ingress_keys
    = { "SourceSecurityGroupId", "SourceSecurityGroupName", "SourcePrefixListId" };
static const PeerKeys egress_keys
    = { "DestinationSecurityGroupId", NULL, "DestinationPrefixListId" };

/* Numbers and names of one protocol are one. */
static const char *
read_protocol (const EnisimResourceReader *reader, const EnisimValue *from, const char *key)
{
  static const char *const names[][2] = { { "6", "tcp" }, { "17", "udp" }, { "1", "icmp" } };
  const char *text = enisim_resource_get_id (reader, from, key);

  if (!text || strchr (text, '$'))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (text, names[i][0]) == 0)
      text = names[i][1];
  return enisim_inventory_intern (reader->template->importer->inventory, text);
}

static void
read_peer (const EnisimResourceReader *reader, const EnisimValue *from, const PeerKeys *keys,
           EnisimRule *rule)
{
  rule->peer_kind = ENISIM_PEER_UNKNOWN;
  if ((rule->peer = enisim_resource_get_id (reader, from, keys->group)))
    rule->peer_kind = ENISIM_PEER_SECURITY_GROUP;
  else if ((rule->peer = enisim_resource_get_id (reader, from, keys->prefix_list)))
    rule->peer_kind = ENISIM_PEER_PREFIX_LIST;
  else if ((rule->peer = enisim_resource_get_id (reader, from, "CidrIpv6")))
    rule->peer_kind = ENISIM_PEER_CIDR;
  else if (keys->group_name
           && (rule->peer = enisim_resource_get_id (reader, from, keys->group_name)))
    rule->peer_kind = ENISIM_PEER_UNKNOWN;
  else if ((rule->has_cidr = enisim_resource_get_cidr (reader, from, "CidrIp", &rule->cidr)))
    rule->peer_kind = ENISIM_PEER_CIDR;
  else
    rule->peer = enisim_resource_get_id (reader, from, "CidrIp");
}

static void
add_rule (const EnisimResourceReader *reader, const EnisimValue *from, EnisimId owner,
          gboolean is_ingress)
{
  EnisimRule rule = { .resource = reader->resource,
                      .owner = owner,
                      .is_ingress = is_ingress,
                      .is_allowed = TRUE,
                      .number = -1 };

  if (from)
    rule.resource.at = from->at;
  rule.protocol = read_protocol (reader, from, "IpProtocol");
  rule.from_port = enisim_resource_get_number (reader, from, "FromPort", -1, PORT_MAX, -1);
  rule.to_port = enisim_resource_get_number (reader, from, "ToPort", -1, PORT_MAX, -1);
  read_peer (reader, from, is_ingress ? &ingress_keys : &egress_keys, &rule);
  g_array_append_val (reader->template->importer->inventory->security_group_rules, rule);
}

/* Of an expression that stands for a rule, or for some, it is known that something may be allowed
 * and not what. */
static void
add_open_rule (const EnisimResourceReader *reader, const EnisimValue *value, gboolean is_ingress)
{
  EnisimRule rule = { .resource = reader->resource,
                      .owner = reader->resource.id,
                      .is_ingress = is_ingress,
                      .is_allowed = TRUE,
                      .number = -1,
                      .from_port = -1,
                      .to_port = -1,
                      .peer_kind = ENISIM_PEER_UNKNOWN };

  rule.resource.at = value->at;
  rule.peer = enisim_inventory_intern (reader->template->importer->inventory, value->text);
  g_array_append_val (reader->template->importer->inventory->security_group_rules, rule);
}

static void
add_rules (const EnisimResourceReader *reader, const char *key, gboolean is_ingress)
{
  const EnisimValue *whole = enisim_resource_get (reader, NULL, key);
  const EnisimValue *const *items = NULL;
  const guint n = enisim_resource_get_items (reader, key, &items);

  if (whole && whole->kind == ENISIM_VALUE_SYMBOL)
    add_open_rule (reader, whole, is_ingress);
  for (guint i = 0; i < n; i++)
    {
      if (items[i]->kind == ENISIM_VALUE_MAPPING)
        add_rule (reader, items[i], reader->resource.id, is_ingress);
      else if (items[i]->kind == ENISIM_VALUE_SYMBOL)
        add_open_rule (reader, items[i], is_ingress);
      else
        enisim_complaints_add_at (reader->template->importer->complaints, items[i]->at,
                                  "%s: expected a rule, got %s", key,
                                  enisim_value_get_kind_name (items[i]));
    }
}

void
enisim_read_security_group (EnisimResourceReader *reader)
{
  const EnisimValue *egress = enisim_resource_get (reader, NULL, "SecurityGroupEgress");
  EnisimSecurityGroup group = { .resource = reader->resource, .names_egress = egress != NULL };

  group.vpc = enisim_resource_get_vpc (reader);
  group.has_empty_egress = egress && egress->kind == ENISIM_VALUE_LIST && egress->n_items == 0;
  g_array_append_val (reader->template->importer->inventory->security_groups, group);
  add_rules (reader, "SecurityGroupIngress", TRUE);
  add_rules (reader, "SecurityGroupEgress", FALSE);
}

static EnisimId
get_owner (const EnisimResourceReader *reader)
{
  const EnisimId owner = enisim_resource_get_id (reader, NULL, "GroupId");

  return owner ? owner : enisim_resource_get_id (reader, NULL, "GroupName");
}

void
enisim_read_ingress (EnisimResourceReader *reader)
{
  add_rule (reader, NULL, get_owner (reader), TRUE);
}

void
enisim_read_egress (EnisimResourceReader *reader)
{
  add_rule (reader, NULL, get_owner (reader), FALSE);
}

void
enisim_read_network_acl (EnisimResourceReader *reader)
{
  EnisimNetworkAcl acl = { .resource = reader->resource };

  acl.vpc = enisim_resource_get_vpc (reader);
  g_array_append_val (reader->template->importer->inventory->network_acls, acl);
}

void
enisim_read_network_acl_entry (EnisimResourceReader *reader)
{
  EnisimRule rule = { .resource = reader->resource, .peer_kind = ENISIM_PEER_UNKNOWN };

  rule.owner = enisim_resource_get_id (reader, NULL, "NetworkAclId");
  rule.is_ingress = enisim_resource_get_flag (reader, NULL, "Egress", FALSE) == FALSE;
  rule.is_allowed = enisim_resource_is (reader, NULL, "RuleAction", "allow");
  rule.number = enisim_resource_get_number (reader, NULL, "RuleNumber", 1, 32766, -1);
  rule.protocol = read_protocol (reader, NULL, "Protocol");
  rule.from_port = enisim_resource_get_number (reader, NULL, "PortRange.From", -1, PORT_MAX, -1);
  rule.to_port = enisim_resource_get_number (reader, NULL, "PortRange.To", -1, PORT_MAX, -1);
  rule.has_cidr = enisim_resource_get_cidr (reader, NULL, "CidrBlock", &rule.cidr);
  rule.peer = rule.has_cidr ? NULL : enisim_resource_get_id (reader, NULL, "CidrBlock");
  if (!rule.has_cidr && !rule.peer)
    rule.peer = enisim_resource_get_id (reader, NULL, "Ipv6CidrBlock");
  if (rule.has_cidr)
    rule.peer_kind = ENISIM_PEER_CIDR;
  g_array_append_val (reader->template->importer->inventory->network_acl_rules, rule);
}
