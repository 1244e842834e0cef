/* cloudformation-network.c: VPCs, subnets, ways out of them and endpoints */
#include <string.h>

#include "import/cloudformation.h"
#include "net/subnet.h"

#define ADD(reader, array, item)                                                                   \
  g_array_append_val ((reader)->template->importer->inventory->array, item)

/* Of a thing whose prefix EC2 bounds: a complaint where it is made for
 * certain.  What is only looked up is there, whatever it is.
 * @what: "subnet" */
static gboolean
read_block (const EnisimResourceReader *reader, const char *what, EnisimCidr *cidr)
{
  const EnisimResource *resource = &reader->resource;

  if (!enisim_resource_get_cidr (reader, NULL, "CidrBlock", cidr))
    return FALSE;
  if (resource->is_certain && !resource->is_found
      && (cidr->prefix < ENISIM_SUBNET_PREFIX_MIN || cidr->prefix > ENISIM_SUBNET_PREFIX_MAX))
    {
      g_autofree char *name = enisim_resource_dup_name (reader, NULL, "CidrBlock");

      enisim_complaints_add_at (reader->template->importer->complaints,
                                enisim_resource_get (reader, NULL, "CidrBlock")->at,
                                "%s: /%d is no %s's prefix: AWS takes /%d to /%d", name,
                                cidr->prefix, what, ENISIM_SUBNET_PREFIX_MIN,
                                ENISIM_SUBNET_PREFIX_MAX);
    }
  return TRUE;
}

void
enisim_read_vpc (EnisimResourceReader *reader)
{
  EnisimVpc vpc = { .resource = reader->resource, .whole = ENISIM_WHOLE_ALL };

  vpc.has_cidr = read_block (reader, "VPC", &vpc.cidr);
  vpc.dns_support = enisim_resource_get_flag (reader, NULL, "EnableDnsSupport", TRUE);
  vpc.dns_host_names = enisim_resource_get_flag (reader, NULL, "EnableDnsHostnames", FALSE);
  ADD (reader, vpcs, vpc);
}

void
enisim_read_vpc_range (EnisimResourceReader *reader)
{
  EnisimVpcRange range = { .resource = reader->resource };

  if (!enisim_resource_get (reader, NULL, "CidrBlock")
      && !enisim_resource_get (reader, NULL, "Ipv4IpamPoolId"))
    return; /* of IPv6 */
  range.vpc = enisim_resource_get_vpc (reader);
  range.has_cidr = read_block (reader, "VPC", &range.cidr);
  ADD (reader, vpc_ranges, range);
}

void
enisim_read_subnet (EnisimResourceReader *reader)
{
  EnisimSubnetResource subnet
      = { .resource = reader->resource, .n_free = -1, .n_unattributed = -1 };

  subnet.vpc = enisim_resource_get_vpc (reader);
  subnet.has_cidr = read_block (reader, "subnet", &subnet.cidr);
  subnet.az = enisim_resource_get_id (reader, NULL, "AvailabilityZone");
  subnet.az_id = enisim_resource_get_id (reader, NULL, "AvailabilityZoneId");
  subnet.is_ipv6_only = enisim_resource_get_flag (reader, NULL, "Ipv6Native", FALSE) == TRUE;
  subnet.maps_public = enisim_resource_get_flag (reader, NULL, "MapPublicIpOnLaunch", FALSE);
  ADD (reader, subnets, subnet);
}

void
enisim_read_route_table (EnisimResourceReader *reader)
{
  EnisimRouteTable table = { .resource = reader->resource };

  table.vpc = enisim_resource_get_vpc (reader);
  ADD (reader, route_tables, table);
}

/* GatewayId is an internet gateway's or a private gateway's. */
EnisimRouteTarget
enisim_tell_gateway (const EnisimResourceReader *reader, EnisimId id)
{
  const EnisimPlace *place = enisim_resource_find (reader, id);

  if (place)
    return g_strcmp0 (place->type, "AWS::EC2::InternetGateway") == 0 ? ENISIM_ROUTE_INTERNET_GATEWAY
                                                                     : ENISIM_ROUTE_OTHER;
  if (g_str_has_prefix (id, "igw-"))
    return ENISIM_ROUTE_INTERNET_GATEWAY;
  return strstr (id, "${") ? ENISIM_ROUTE_UNKNOWN : ENISIM_ROUTE_OTHER;
}

void
enisim_read_route (EnisimResourceReader *reader)
{
  static const char *const others[]
      = { "CarrierGatewayId", "CoreNetworkArn", "EgressOnlyInternetGatewayId",
          "InstanceId",       "LocalGatewayId", "NetworkInterfaceId",
          "TransitGatewayId", "VpcEndpointId",  "VpcPeeringConnectionId" };
  EnisimRoute route = { .resource = reader->resource, .target_kind = ENISIM_ROUTE_UNKNOWN };

  route.table = enisim_resource_get_id (reader, NULL, "RouteTableId");
  route.has_destination
      = enisim_resource_get_cidr (reader, NULL, "DestinationCidrBlock", &route.destination);
  route.is_open = !route.has_destination
                  && enisim_resource_get (reader, NULL, "DestinationCidrBlock") != NULL;
  if ((route.target = enisim_resource_get_id (reader, NULL, "NatGatewayId")))
    route.target_kind = ENISIM_ROUTE_NAT;
  else if ((route.target = enisim_resource_get_id (reader, NULL, "GatewayId")))
    route.target_kind = enisim_tell_gateway (reader, route.target);
  for (guint i = 0; !route.target && i < G_N_ELEMENTS (others); i++)
    if ((route.target = enisim_resource_get_id (reader, NULL, others[i])))
      route.target_kind = ENISIM_ROUTE_OTHER;
  ADD (reader, routes, route);
}

/* Returns: where a property is written, else where its resource begins */
static EnisimPosition
find_place (const EnisimResourceReader *reader, const char *path)
{
  const EnisimValue *value = enisim_resource_get (reader, NULL, path);

  return value ? value->at : reader->resource.at;
}

static EnisimLink
read_link (const EnisimResourceReader *reader, const char *one, const char *other)
{
  return (EnisimLink){ .resource = reader->resource,
                       .one = enisim_resource_get_id (reader, NULL, one),
                       .other = enisim_resource_get_id (reader, NULL, other),
                       .other_at = find_place (reader, other) };
}

void
enisim_read_route_table_link (EnisimResourceReader *reader)
{
  const EnisimLink link = read_link (reader, "SubnetId", "RouteTableId");

  ADD (reader, route_table_links, link);
}

void
enisim_read_security_group_link (EnisimResourceReader *reader)
{
  const EnisimLink link = { .resource = reader->resource,
                            .one = enisim_resource_get_id (reader, NULL, "GroupId"),
                            .other = enisim_resource_get_vpc (reader) };

  ADD (reader, security_group_links, link);
}

void
enisim_read_internet_gateway (EnisimResourceReader *reader)
{
  const EnisimInternetGateway gateway = { .resource = reader->resource };

  ADD (reader, internet_gateways, gateway);
}

void
enisim_read_internet_gateway_link (EnisimResourceReader *reader)
{
  const EnisimLink link = read_link (reader, "VpcId", "InternetGatewayId");

  if (link.other)
    ADD (reader, internet_gateway_links, link);
}

void
enisim_read_network_acl_link (EnisimResourceReader *reader)
{
  const EnisimLink link = read_link (reader, "SubnetId", "NetworkAclId");

  ADD (reader, network_acl_links, link);
}

void
enisim_read_nat_gateway (EnisimResourceReader *reader)
{
  EnisimNatGateway nat = { .resource = reader->resource };

  enisim_resource_note_kept (reader);
  nat.subnet = enisim_resource_get_id (reader, NULL, "SubnetId");
  nat.is_public = !enisim_resource_is (reader, NULL, "ConnectivityType", "private");
  ADD (reader, nat_gateways, nat);
}

/* A type that is not known is told by what only one of them has. */
static gboolean
is_interface (const EnisimResourceReader *reader, const EnisimEndpoint *endpoint)
{
  const char *type = enisim_resource_get_id (reader, NULL, "VpcEndpointType");

  if (!type || strcmp (type, "Gateway") == 0)
    return FALSE;
  if (strchr (type, '$'))
    return endpoint->subnets.n > 0 || endpoint->subnets.open;
  return TRUE;
}

void
enisim_read_endpoint (EnisimResourceReader *reader)
{
  EnisimEndpoint endpoint = { .resource = reader->resource };
  const char *service = enisim_resource_get_id (reader, NULL, "ServiceName");

  enisim_resource_note_kept (reader);
  endpoint.vpc = enisim_resource_get_vpc (reader);
  endpoint.vpc_at = endpoint.vpc ? find_place (reader, "VpcId") : endpoint.resource.at;
  if (service)
    endpoint.service
        = enisim_inventory_get_service (reader->template->importer->inventory, service);
  endpoint.subnets = enisim_resource_get_subnets (reader, NULL, "SubnetIds");
  endpoint.resource.is_certain = reader->resource.is_certain;
  endpoint.security_groups = enisim_resource_get_ids (reader, NULL, "SecurityGroupIds");
  endpoint.route_tables = enisim_resource_get_ids (reader, NULL, "RouteTableIds");
  endpoint.is_interface = is_interface (reader, &endpoint);
  endpoint.has_private_dns = enisim_resource_get_flag (reader, NULL, "PrivateDnsEnabled", FALSE);
  ADD (reader, endpoints, endpoint);
}
