/* terraform-extras.c: what Terraform says in other places than CloudFormation
 *
 * Routes within their table, and links that are resources of their own or fields of another; of
 * rules see terraform-rules.c.
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

/* The target of a route: a gateway_id is an internet gateway's or another's. */
static void
read_target (const EnisimResourceReader *reader, const EnisimValue *block, EnisimRoute *route)
{
  static const char *const others[]
      = { "carrier_gateway_id", "core_network_arn",         "egress_only_gateway_id",
          "local_gateway_id",   "network_interface_id",     "transit_gateway_id",
          "vpc_endpoint_id",    "vpc_peering_connection_id" };

  route->target_kind = ENISIM_ROUTE_UNKNOWN;
  if ((route->target = enisim_terraform_get_id (reader, block, "nat_gateway_id")))
    route->target_kind = ENISIM_ROUTE_NAT;
  else if ((route->target = enisim_terraform_get_id (reader, block, "gateway_id")))
    route->target_kind = enisim_tell_gateway (reader, route->target);
  for (guint i = 0; !route->target && i < G_N_ELEMENTS (others); i++)
    if ((route->target = enisim_terraform_get_id (reader, block, others[i])))
      route->target_kind = ENISIM_ROUTE_OTHER;
}

static void
read_inline_routes (EnisimResourceReader *reader)
{
  const EnisimValue *const *items = NULL;
  const guint n = enisim_terraform_get_blocks (reader, "route", &items);

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
  enisim_terraform_add_link (reader, get_inventory (reader)->internet_gateway_links,
                             enisim_terraform_get_id (reader, NULL, "vpc_id"), reader->resource.id);
}

/* Returns: (nullable): the endpoint that a link names, if it is of this load. */
static EnisimEndpoint *
find_endpoint (const EnisimResourceReader *reader)
{
  const EnisimId id = enisim_terraform_get_id (reader, NULL, "vpc_endpoint_id");
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
    append_id (reader, &endpoint->subnets, enisim_terraform_get_id (reader, NULL, "subnet_id"));
}

static void
read_endpoint_table (EnisimResourceReader *reader)
{
  EnisimEndpoint *endpoint = find_endpoint (reader);

  if (endpoint)
    append_id (reader, &endpoint->route_tables,
               enisim_terraform_get_id (reader, NULL, "route_table_id"));
}

static void
read_endpoint_group (EnisimResourceReader *reader)
{
  EnisimEndpoint *endpoint = find_endpoint (reader);

  if (endpoint)
    append_id (reader, &endpoint->security_groups,
               enisim_terraform_get_id (reader, NULL, "security_group_id"));
}

static void
read_main_table (EnisimResourceReader *reader)
{
  const EnisimId id = enisim_terraform_get_id (reader, NULL, "route_table_id");
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
  { "aws_default_network_acl", enisim_terraform_read_acl },
  { "aws_default_route_table", read_default_table },
  { "aws_default_security_group", enisim_terraform_read_inline_rules },
  { "aws_internet_gateway", read_gateway_link },
  { "aws_main_route_table_association", read_main_table },
  { "aws_network_acl", enisim_terraform_read_acl },
  { "aws_route_table", read_inline_routes },
  { "aws_security_group", enisim_terraform_read_inline_rules },
  { "aws_security_group_rule", enisim_terraform_read_rule },
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
