/* terraform-extras.c: what Terraform says in other places than CloudFormation
 *
 * Routes and rules within their table, group or ACL; rules for several networks at once; and links
 * that are resources of their own or fields of another.
 */
#include <string.h>

#include "import/cloudformation.h"
#include "import/terraform-parts.h"

typedef struct
{
  const char *type;
  EnisimTerraformExtra read;
} Extra;

static EnisimInventory *
get_inventory (const EnisimResourceReader *reader)
{
  return reader->template->importer->inventory;
}

static EnisimId
get_id (const EnisimResourceReader *reader, const EnisimValue *from, const char *name)
{
  const EnisimValue *value = enisim_terraform_field (reader, from, name);
  const char *text = NULL;

  if (value && enisim_value_is_scalar (value))
    text = enisim_value_render (reader->template->importer->values, value);
  return text && *text ? enisim_inventory_intern (get_inventory (reader), text) : NULL;
}

static void
add_link (const EnisimResourceReader *reader, GArray *links, EnisimId one, EnisimId other)
{
  const EnisimLink link = { .resource = reader->resource, .one = one, .other = other };

  if (one && other)
    g_array_append_val (links, link);
}

/* The items of a list of blocks; of one that is not known it is said that it is not. */
static guint
get_blocks (const EnisimResourceReader *reader, const char *name, const EnisimValue *const **items)
{
  const EnisimValue *value = enisim_terraform_field (reader, NULL, name);

  if (!value)
    return 0;
  if (value->kind == ENISIM_VALUE_LIST)
    {
      *items = value->items;
      return value->n_items;
    }
  if (value->kind == ENISIM_VALUE_SYMBOL)
    enisim_inventory_add_note (get_inventory (reader), reader->resource.at,
                               "%s of %s is known only after apply", name, reader->resource.name);
  else
    enisim_complaints_add_at (reader->template->importer->complaints, value->at,
                              "%s: expected a list, got %s", name,
                              enisim_value_get_kind_name (value));
  return 0;
}

/* The target of a route: a gateway_id is an internet gateway's or another's. */
static void
read_target (const EnisimResourceReader *reader, const EnisimValue *block, EnisimRoute *route)
{
  static const char *const others[]
      = { "carrier_gateway_id", "core_network_arn",         "egress_only_gateway_id",
          "local_gateway_id",   "network_interface_id",     "transit_gateway_id",
          "vpc_endpoint_id",    "vpc_peering_connection_id" };

  route->target_kind = ENISIM_ROUTE_UNKNOWN;
  if ((route->target = get_id (reader, block, "nat_gateway_id")))
    route->target_kind = ENISIM_ROUTE_NAT;
  else if ((route->target = get_id (reader, block, "gateway_id")))
    route->target_kind = enisim_tell_gateway (reader, route->target);
  for (guint i = 0; !route->target && i < G_N_ELEMENTS (others); i++)
    if ((route->target = get_id (reader, block, others[i])))
      route->target_kind = ENISIM_ROUTE_OTHER;
}

static void
read_inline_routes (EnisimResourceReader *reader)
{
  const EnisimValue *const *items = NULL;
  const guint n = get_blocks (reader, "route", &items);

  for (guint i = 0; i < n; i++)
    {
      EnisimRoute route = { .resource = reader->resource, .table = reader->resource.id };
      const EnisimValue *network;

      if (items[i]->kind != ENISIM_VALUE_MAPPING)
        continue;
      route.resource.at = items[i]->at;
      network = enisim_terraform_field (reader, items[i], "cidr_block");
      if (network && network->kind == ENISIM_VALUE_TEXT && *network->text)
        route.has_destination
            = enisim_resource_get_cidr (reader, items[i], "CidrBlock", &route.destination);
      read_target (reader, items[i], &route);
      g_array_append_val (get_inventory (reader)->routes, route);
    }
}

static void
read_gateway_link (EnisimResourceReader *reader)
{
  add_link (reader, get_inventory (reader)->internet_gateway_links, get_id (reader, NULL, "vpc_id"),
            reader->resource.id);
}

static void
read_acl_links (EnisimResourceReader *reader)
{
  const EnisimValue *value = enisim_terraform_field (reader, NULL, "subnet_ids");
  const EnisimIdList subnets
      = value ? enisim_value_to_ids (reader, value) : (EnisimIdList){ .ids = NULL };

  for (guint i = 0; i < subnets.n; i++)
    add_link (reader, get_inventory (reader)->network_acl_links, subnets.ids[i],
              reader->resource.id);
}

/* Numbers and names of one protocol are one. */
static const char *
read_protocol (const EnisimResourceReader *reader, const EnisimValue *from)
{
  static const char *const names[][2]
      = { { "6", "tcp" }, { "17", "udp" }, { "1", "icmp" }, { "all", "-1" } };
  const char *text = get_id (reader, from, "protocol");

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
  const guint n = get_blocks (reader, name, &items);

  for (guint i = 0; i < n; i++)
    if (items[i]->kind == ENISIM_VALUE_MAPPING)
      add_rule (reader, items[i], reader->resource.id, is_ingress);
}

/* The provider takes away the rule that lets everything out: what may go out is what is said. */
static void
read_inline_rules (EnisimResourceReader *reader)
{
  GArray *groups = get_inventory (reader)->security_groups;

  g_array_index (groups, EnisimSecurityGroup, groups->len - 1).names_egress = TRUE;
  g_array_index (groups, EnisimSecurityGroup, groups->len - 1).has_empty_egress = FALSE;
  add_inline_rules (reader, "ingress", TRUE);
  add_inline_rules (reader, "egress", FALSE);
}

static void
read_rule (EnisimResourceReader *reader)
{
  const EnisimValue *type = enisim_terraform_field (reader, NULL, "type");

  add_rule (reader, NULL, get_id (reader, NULL, "security_group_id"),
            type && type->kind == ENISIM_VALUE_TEXT && strcmp (type->text, "ingress") == 0);
}

static void
add_acl_rules (const EnisimResourceReader *reader, const char *name, gboolean is_ingress)
{
  const EnisimValue *const *items = NULL;
  const guint n = get_blocks (reader, name, &items);

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
        rule.peer = get_id (reader, items[i], "ipv6_cidr_block");
      g_array_append_val (get_inventory (reader)->network_acl_rules, rule);
    }
}

static void
read_acl (EnisimResourceReader *reader)
{
  read_acl_links (reader);
  add_acl_rules (reader, "ingress", TRUE);
  add_acl_rules (reader, "egress", FALSE);
}

/* Returns: (nullable): the endpoint that a link names, if it is of this load. */
static EnisimEndpoint *
find_endpoint (const EnisimResourceReader *reader)
{
  const EnisimId id = get_id (reader, NULL, "vpc_endpoint_id");
  GArray *endpoints = get_inventory (reader)->endpoints;

  for (guint i = 0; id && i < endpoints->len; i++)
    if (g_array_index (endpoints, EnisimEndpoint, i).resource.id == id)
      return &g_array_index (endpoints, EnisimEndpoint, i);
  enisim_inventory_add_note (get_inventory (reader), reader->resource.at,
                             "the endpoint that %s links is not in sight", reader->resource.name);
  return NULL;
}

/* One more to a list, which is made anew: lists never change. */
static void
append_id (const EnisimResourceReader *reader, EnisimIdList *list, EnisimId id)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (!id || list->open)
    return;
  for (guint i = 0; i < list->n; i++)
    g_ptr_array_add (ids, (gpointer) list->ids[i]);
  g_ptr_array_add (ids, (gpointer) id);
  *list = enisim_inventory_make_list (get_inventory (reader), (const EnisimId *) ids->pdata,
                                      ids->len);
}

static void
read_endpoint_subnet (EnisimResourceReader *reader)
{
  EnisimEndpoint *endpoint = find_endpoint (reader);

  if (endpoint)
    append_id (reader, &endpoint->subnets, get_id (reader, NULL, "subnet_id"));
}

static void
read_endpoint_table (EnisimResourceReader *reader)
{
  EnisimEndpoint *endpoint = find_endpoint (reader);

  if (endpoint)
    append_id (reader, &endpoint->route_tables, get_id (reader, NULL, "route_table_id"));
}

static void
read_endpoint_group (EnisimResourceReader *reader)
{
  EnisimEndpoint *endpoint = find_endpoint (reader);

  if (endpoint)
    append_id (reader, &endpoint->security_groups, get_id (reader, NULL, "security_group_id"));
}

static void
read_main_table (EnisimResourceReader *reader)
{
  const EnisimId id = get_id (reader, NULL, "route_table_id");
  GArray *tables = get_inventory (reader)->route_tables;

  for (guint i = 0; id && i < tables->len; i++)
    if (g_array_index (tables, EnisimRouteTable, i).resource.id == id)
      g_array_index (tables, EnisimRouteTable, i).is_main = TRUE;
}

static void
read_default_table (EnisimResourceReader *reader)
{
  GArray *tables = get_inventory (reader)->route_tables;

  g_array_index (tables, EnisimRouteTable, tables->len - 1).is_main = TRUE;
  read_inline_routes (reader);
}

static const Extra extras[] = {
  { "aws_default_network_acl", read_acl },
  { "aws_default_route_table", read_default_table },
  { "aws_default_security_group", read_inline_rules },
  { "aws_internet_gateway", read_gateway_link },
  { "aws_main_route_table_association", read_main_table },
  { "aws_network_acl", read_acl },
  { "aws_route_table", read_inline_routes },
  { "aws_security_group", read_inline_rules },
  { "aws_security_group_rule", read_rule },
  { "aws_vpc_endpoint_route_table_association", read_endpoint_table },
  { "aws_vpc_endpoint_security_group_association", read_endpoint_group },
  { "aws_vpc_endpoint_subnet_association", read_endpoint_subnet },
};

EnisimTerraformExtra
enisim_terraform_find_extra (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (extras); i++)
    if (strcmp (extras[i].type, type) == 0)
      return extras[i].read;
  return NULL;
}
