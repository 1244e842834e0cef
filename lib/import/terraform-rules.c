/* terraform-rules.c: rules of security groups and network ACLs as Terraform has them
 *
 * Within their group or ACL, and for several networks at once.
 */
#include <string.h>

#include "import/terraform-parts.h"

static EnisimInventory *
get_inventory (const EnisimResourceReader *reader)
{
  return reader->template->importer->inventory;
}

static void
read_acl_links (EnisimResourceReader *reader)
{
  const EnisimValue *value = enisim_terraform_field (reader, NULL, "subnet_ids");
  const EnisimIdList subnets
      = value ? enisim_value_to_ids (reader, value) : (EnisimIdList){ .ids = NULL };

  for (guint i = 0; i < subnets.n; i++)
    enisim_terraform_add_link (reader, get_inventory (reader)->network_acl_links, subnets.ids[i],
                               reader->resource.id);
}

/* Numbers and names of one protocol are one. */
static const char *
read_protocol (const EnisimResourceReader *reader, const EnisimValue *from)
{
  static const char *const names[][2]
      = { { "6", "tcp" }, { "17", "udp" }, { "1", "icmp" }, { "all", "-1" } };
  const char *text = enisim_terraform_get_id (reader, from, "protocol");

  if (!text || strchr (text, '$'))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (text, names[i][0]) == 0)
      text = names[i][1];
  return enisim_inventory_intern (get_inventory (reader), text);
}

/* Ports of all protocols are 0 to 0. */
static EnisimRule
begin_rule (const EnisimResourceReader *reader, const EnisimValue *from, EnisimId owner,
            gboolean is_ingress)
{
  EnisimRule rule = { .resource = reader->resource,
                      .owner = owner,
                      .is_ingress = is_ingress,
                      .is_allowed = TRUE,
                      .number = -1,
                      .peer_kind = ENISIM_PEER_UNKNOWN };

  if (from)
    rule.resource.at = from->at;
  rule.protocol = read_protocol (reader, from);
  rule.from_port = enisim_resource_get_number (reader, from, "FromPort", -1, 65535, -1);
  rule.to_port = enisim_resource_get_number (reader, from, "ToPort", -1, 65535, -1);
  if (g_strcmp0 (rule.protocol, "-1") == 0)
    rule.from_port = rule.to_port = -1;
  return rule;
}

static void
add_peer (const EnisimResourceReader *reader, EnisimRule rule, EnisimPeer kind, EnisimId peer)
{
  rule.peer_kind = kind;
  rule.peer = peer;
  g_array_append_val (get_inventory (reader)->security_group_rules, rule);
}

static void
add_network (const EnisimResourceReader *reader, EnisimRule rule, const EnisimValue *value)
{
  g_autoptr (GError) error = NULL;

  if (value->kind == ENISIM_VALUE_TEXT && enisim_cidr_parse (value->text, &rule.cidr, &error))
    {
      rule.has_cidr = TRUE;
      add_peer (reader, rule, ENISIM_PEER_CIDR, NULL);
    }
  else if (value->kind == ENISIM_VALUE_TEXT)
    enisim_complaints_add_at (reader->template->importer->complaints, value->at, "cidr_blocks: %s",
                              error->message);
  else if (value->text)
    add_peer (reader, rule, ENISIM_PEER_UNKNOWN,
              enisim_inventory_intern (get_inventory (reader), value->text));
}

/* One rule of Terraform is one for each of its peers.
 * Returns: how many there are */
static guint
add_networks (const EnisimResourceReader *reader, const EnisimValue *from, const EnisimRule *rule)
{
  const EnisimValue *value = enisim_terraform_field (reader, from, "cidr_blocks");

  if (!value)
    return 0;
  if (value->kind != ENISIM_VALUE_LIST)
    {
      add_network (reader, *rule, value);
      return 1;
    }
  for (guint i = 0; i < value->n_items; i++)
    add_network (reader, *rule, value->items[i]);
  return value->n_items;
}

static guint
add_peers (const EnisimResourceReader *reader, const EnisimValue *from, const EnisimRule *rule,
           const char *name, EnisimPeer kind)
{
  const EnisimValue *value = enisim_terraform_field (reader, from, name);
  const EnisimIdList ids
      = value ? enisim_value_to_ids (reader, value) : (EnisimIdList){ .ids = NULL };

  for (guint i = 0; i < ids.n; i++)
    add_peer (reader, *rule, kind, ids.ids[i]);
  if (ids.open)
    add_peer (reader, *rule, ENISIM_PEER_UNKNOWN, ids.open);
  return ids.n + (ids.open != NULL);
}

static gboolean
is_true (const EnisimResourceReader *reader, const EnisimValue *from, const char *name)
{
  const EnisimValue *value = enisim_terraform_field (reader, from, name);

  return value && value->kind == ENISIM_VALUE_TEXT && strcmp (value->text, "true") == 0;
}

static void
add_rule (const EnisimResourceReader *reader, const EnisimValue *from, EnisimId owner,
          gboolean is_ingress)
{
  const EnisimRule rule = begin_rule (reader, from, owner, is_ingress);
  guint n = add_networks (reader, from, &rule);

  n += add_peers (reader, from, &rule, "security_groups", ENISIM_PEER_SECURITY_GROUP);
  n += add_peers (reader, from, &rule, "source_security_group_id", ENISIM_PEER_SECURITY_GROUP);
  n += add_peers (reader, from, &rule, "prefix_list_ids", ENISIM_PEER_PREFIX_LIST);
  n += add_peers (reader, from, &rule, "ipv6_cidr_blocks", ENISIM_PEER_CIDR);
  if (is_true (reader, from, "self"))
    add_peer (reader, rule, ENISIM_PEER_SECURITY_GROUP, owner);
  else if (n == 0)
    add_peer (reader, rule, ENISIM_PEER_UNKNOWN, NULL);
}

static void
add_inline_rules (const EnisimResourceReader *reader, const char *name, gboolean is_ingress)
{
  const EnisimValue *const *items = NULL;
  const guint n = enisim_terraform_get_blocks (reader, name, &items);

  for (guint i = 0; i < n; i++)
    if (items[i]->kind == ENISIM_VALUE_MAPPING)
      add_rule (reader, items[i], reader->resource.id, is_ingress);
}

/* The provider takes away the rule that lets everything out: what may go out is what is said. */
void
enisim_terraform_read_inline_rules (EnisimResourceReader *reader)
{
  GArray *groups = get_inventory (reader)->security_groups;

  g_array_index (groups, EnisimSecurityGroup, groups->len - 1).names_egress = TRUE;
  g_array_index (groups, EnisimSecurityGroup, groups->len - 1).has_empty_egress = FALSE;
  add_inline_rules (reader, "ingress", TRUE);
  add_inline_rules (reader, "egress", FALSE);
}

void
enisim_terraform_read_rule (EnisimResourceReader *reader)
{
  const EnisimValue *type = enisim_terraform_field (reader, NULL, "type");

  add_rule (reader, NULL, enisim_terraform_get_id (reader, NULL, "security_group_id"),
            type && type->kind == ENISIM_VALUE_TEXT && strcmp (type->text, "ingress") == 0);
}

static void
add_acl_rules (const EnisimResourceReader *reader, const char *name, gboolean is_ingress)
{
  const EnisimValue *const *items = NULL;
  const guint n = enisim_terraform_get_blocks (reader, name, &items);

  for (guint i = 0; i < n; i++)
    {
      EnisimRule rule;
      const EnisimValue *network;

      if (items[i]->kind != ENISIM_VALUE_MAPPING)
        continue;
      rule = begin_rule (reader, items[i], reader->resource.id, is_ingress);
      rule.is_allowed = enisim_resource_is (reader, items[i], "Action", "allow");
      rule.number = enisim_resource_get_number (reader, items[i], "RuleNo", 1, 32766, -1);
      network = enisim_terraform_field (reader, items[i], "cidr_block");
      if (network && network->kind == ENISIM_VALUE_TEXT && *network->text)
        rule.has_cidr = enisim_resource_get_cidr (reader, items[i], "CidrBlock", &rule.cidr);
      if (rule.has_cidr)
        rule.peer_kind = ENISIM_PEER_CIDR;
      else
        rule.peer = enisim_terraform_get_id (reader, items[i], "ipv6_cidr_block");
      g_array_append_val (get_inventory (reader)->network_acl_rules, rule);
    }
}

void
enisim_terraform_read_acl (EnisimResourceReader *reader)
{
  read_acl_links (reader);
  add_acl_rules (reader, "ingress", TRUE);
  add_acl_rules (reader, "egress", FALSE);
}

/* A group whose rules may be elsewhere under a name that no plan explains has rules that nobody
 * knows: what its module makes is what is meant, most likely. */
static void
spread_rule (EnisimTerraform *plan, const EnisimTerraformResource *from, EnisimRule rule)
{
  const GPtrArray *groups = g_hash_table_lookup (from->module->made, "AWS::EC2::SecurityGroup");

  rule.peer_kind = ENISIM_PEER_UNKNOWN;
  rule.peer = rule.owner;
  rule.protocol = NULL;
  rule.from_port = rule.to_port = -1;
  rule.has_cidr = FALSE;
  for (guint i = 0; groups && i < groups->len; i++)
    {
      rule.owner = ((const EnisimTerraformResource *) g_ptr_array_index (groups, i))->id;
      g_array_append_val (plan->importer->inventory->security_group_rules, rule);
    }
}

void
enisim_terraform_spread_rules (EnisimTerraform *plan, guint n_before)
{
  GArray *rules = plan->importer->inventory->security_group_rules;
  const guint n = rules->len;

  for (guint i = n_before; i < n; i++)
    {
      const EnisimRule rule = g_array_index (rules, EnisimRule, i);
      const EnisimTerraformResource *from = g_hash_table_lookup (plan->by_id, rule.resource.id);

      if (from && rule.owner && strchr (rule.owner, '$'))
        spread_rule (plan, from, rule);
    }
}
