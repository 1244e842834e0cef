/* state-network.c: VPCs, subnets, ways out of them and endpoints that are there */
#include <string.h>

#include "import/state.h"

#define ADD(reader, array, item) g_array_append_val ((reader)->answer.inventory->array, item)

/* A network that the VPC was given besides its first, and that was not taken away again. */
static void
read_range (EnisimStateReader *reader, const EnisimAnswer *answer, const EnisimVpc *vpc)
{
  const EnisimAnswer state = enisim_answer_enter (answer, "CidrBlockState");
  EnisimVpcRange range = { .resource = reader->resource, .vpc = vpc->resource.id };

  if (!answer->item || enisim_answer_is (&state, "State", "disassociated")
      || enisim_answer_is (&state, "State", "failed"))
    return;
  range.has_cidr = enisim_answer_get_cidr (answer, "CidrBlock", &range.cidr);
  range.resource.at = answer->item->at;
  if (range.has_cidr && !(vpc->has_cidr && enisim_cidr_equal (range.cidr, vpc->cidr)))
    ADD (reader, vpc_ranges, range);
}

void
enisim_state_read_vpc (EnisimStateReader *reader)
{
  const EnisimNode *ranges
      = enisim_answer_get (&reader->answer, "CidrBlockAssociationSet", ENISIM_NODE_SEQUENCE);
  EnisimVpc vpc = { .resource = reader->resource, .dns_support = -1, .dns_host_names = -1 };

  vpc.has_cidr = enisim_answer_get_cidr (&reader->answer, "CidrBlock", &vpc.cidr);
  ADD (reader, vpcs, vpc);
  for (const EnisimNode *item = ranges ? ranges->first : NULL; item; item = item->next)
    {
      const EnisimAnswer answer = enisim_answer_of_item (&reader->answer, item);

      read_range (reader, &answer, &vpc);
    }
}

void
enisim_state_read_subnet (EnisimStateReader *reader)
{
  const EnisimAnswer *answer = &reader->answer;
  EnisimSubnetResource subnet = { .resource = reader->resource, .n_unattributed = -1 };

  subnet.vpc = enisim_answer_get_text (answer, "VpcId");
  subnet.has_cidr = enisim_answer_get_cidr (answer, "CidrBlock", &subnet.cidr);
  subnet.az = enisim_answer_get_text (answer, "AvailabilityZone");
  subnet.az_id = enisim_answer_get_text (answer, "AvailabilityZoneId");
  subnet.maps_public = enisim_answer_get_flag (answer, "MapPublicIpOnLaunch", -1);
  subnet.n_free = enisim_answer_get_number (answer, "AvailableIpAddressCount", 0, G_MAXINT32, -1);
  enisim_state_learn_region (reader->state, enisim_answer_get_text (answer, "SubnetArn"),
                             subnet.az);
  ADD (reader, subnets, subnet);
}

/* What is gone, or never came to be, is listed for a while. */
static gboolean
is_gone (const EnisimAnswer *answer)
{
  static const char *const states[] = { "deleted", "failed", "rejected", "expired", NULL };
  const char *state = enisim_answer_get_text (answer, "State");
  g_autofree char *lower = state ? g_ascii_strdown (state, -1) : NULL;

  return lower && g_strv_contains (states, lower);
}

/* @ids: of the ENIs of the reader's resource */
static void
own (EnisimStateReader *reader, const EnisimIdList *ids)
{
  for (guint i = 0; i < ids->n; i++)
    g_hash_table_insert (reader->state->owners, (gpointer) ids->ids[i],
                         (gpointer) reader->resource.id);
}

/* A type that is not given is a gateway's, as in a template. */
void
enisim_state_read_endpoint (EnisimStateReader *reader)
{
  const EnisimAnswer *answer = &reader->answer;
  EnisimEndpoint endpoint = { .resource = reader->resource };
  const char *service = enisim_answer_get_text (answer, "ServiceName");
  const char *type = enisim_answer_get_text (answer, "VpcEndpointType");
  const EnisimIdList interfaces = enisim_answer_get_ids (answer, "NetworkInterfaceIds", NULL);

  if (is_gone (answer))
    return;
  endpoint.vpc = enisim_answer_get_text (answer, "VpcId");
  endpoint.service = service ? enisim_inventory_get_service (answer->inventory, service) : NULL;
  endpoint.subnets = enisim_answer_get_ids (answer, "SubnetIds", NULL);
  endpoint.security_groups = enisim_answer_get_ids (answer, "Groups", "GroupId");
  endpoint.route_tables = enisim_answer_get_ids (answer, "RouteTableIds", NULL);
  endpoint.is_interface = type && strcmp (type, "Gateway") != 0;
  endpoint.has_private_dns = enisim_answer_get_flag (answer, "PrivateDnsEnabled", -1);
  own (reader, &interfaces);
  ADD (reader, endpoints, endpoint);
}

void
enisim_state_read_nat_gateway (EnisimStateReader *reader)
{
  const EnisimAnswer *answer = &reader->answer;
  const EnisimNode *list = enisim_answer_get (answer, "NatGatewayAddresses", ENISIM_NODE_SEQUENCE);
  EnisimNatGateway nat = { .resource = reader->resource };

  if (is_gone (answer))
    return;
  nat.subnet = enisim_answer_get_text (answer, "SubnetId");
  nat.is_public = !enisim_answer_is (answer, "ConnectivityType", "private");
  for (const EnisimNode *item = list ? list->first : NULL; item; item = item->next)
    {
      const EnisimAnswer address = enisim_answer_of_item (answer, item);
      const EnisimId id = enisim_answer_get_text (&address, "NetworkInterfaceId");

      if (id)
        g_hash_table_insert (reader->state->owners, (gpointer) id, (gpointer) nat.resource.id);
    }
  ADD (reader, nat_gateways, nat);
}

void
enisim_state_read_internet_gateway (EnisimStateReader *reader)
{
  const EnisimInternetGateway gateway = { .resource = reader->resource };
  const EnisimIdList vpcs = enisim_answer_get_ids (&reader->answer, "Attachments", "VpcId");

  ADD (reader, internet_gateways, gateway);
  for (guint i = 0; i < vpcs.n; i++)
    {
      const EnisimLink link
          = { .resource = reader->resource, .one = vpcs.ids[i], .other = reader->resource.id };

      ADD (reader, internet_gateway_links, link);
    }
}

static EnisimRouteTarget
tell_gateway (EnisimId id)
{
  return g_str_has_prefix (id, "igw-") ? ENISIM_ROUTE_INTERNET_GATEWAY : ENISIM_ROUTE_OTHER;
}

/* A route whose target is gone leads nowhere, and so is none to a gateway. */
static void
read_route (EnisimStateReader *reader, const EnisimNode *item)
{
  static const char *const others[]
      = { "CarrierGatewayId", "CoreNetworkArn", "EgressOnlyInternetGatewayId",
          "InstanceId",       "LocalGatewayId", "NetworkInterfaceId",
          "TransitGatewayId", "OdbNetworkArn",  "VpcPeeringConnectionId" };
  const EnisimAnswer answer = enisim_answer_of_item (&reader->answer, item);
  EnisimRoute route = { .resource = reader->resource,
                        .table = reader->resource.id,
                        .target_kind = ENISIM_ROUTE_UNKNOWN };

  if (!answer.item)
    return;
  route.resource.at = item->at;
  route.has_destination
      = enisim_answer_get_cidr (&answer, "DestinationCidrBlock", &route.destination);
  if ((route.target = enisim_answer_get_text (&answer, "NatGatewayId")))
    route.target_kind = ENISIM_ROUTE_NAT;
  else if ((route.target = enisim_answer_get_text (&answer, "GatewayId")))
    route.target_kind = tell_gateway (route.target);
  for (guint i = 0; !route.target && i < G_N_ELEMENTS (others); i++)
    if ((route.target = enisim_answer_get_text (&answer, others[i])))
      route.target_kind = ENISIM_ROUTE_OTHER;
  if (enisim_answer_is (&answer, "State", "blackhole"))
    {
      route.target_kind = ENISIM_ROUTE_OTHER;
      enisim_inventory_add_note (answer.inventory, item->at,
                                 "this route of %s leads to what is gone", reader->resource.name);
    }
  ADD (reader, routes, route);
}

/* The main table is that of all subnets of its VPC that have none of their own. */
static void
read_association (EnisimStateReader *reader, const EnisimNode *item)
{
  const EnisimAnswer answer = enisim_answer_of_item (&reader->answer, item);
  EnisimLink link = { .resource = reader->resource, .other = reader->resource.id };

  if (!answer.item)
    return;
  link.resource.at = item->at;
  link.one = enisim_answer_get_text (&answer, "SubnetId");
  if (link.one)
    ADD (reader, route_table_links, link);
  else if (enisim_answer_get_flag (&answer, "Main", FALSE))
    {
      link.one = enisim_answer_get_text (&reader->answer, "VpcId");
      g_ptr_array_add (reader->state->main_tables, g_memdup2 (&link, sizeof link));
    }
}

void
enisim_state_read_route_table (EnisimStateReader *reader)
{
  const EnisimAnswer *answer = &reader->answer;
  const EnisimNode *routes = enisim_answer_get (answer, "Routes", ENISIM_NODE_SEQUENCE);
  const EnisimNode *links = enisim_answer_get (answer, "Associations", ENISIM_NODE_SEQUENCE);
  EnisimRouteTable table = { .resource = reader->resource };

  table.vpc = enisim_answer_get_text (answer, "VpcId");
  ADD (reader, route_tables, table);
  for (const EnisimNode *item = routes ? routes->first : NULL; item; item = item->next)
    read_route (reader, item);
  for (const EnisimNode *item = links ? links->first : NULL; item; item = item->next)
    read_association (reader, item);
}
