/* network-paths.c: where a subnet's packets for the internet go */
#include "advise/network-map.h"

const char *
enisim_network_find_table (const EnisimNetworkMap *map, EnisimId subnet, EnisimId *table)
{
  const GPtrArray *links = enisim_network_map_get (map->table_links, subnet);
  const EnisimId vpc = enisim_network_get_vpc (map, subnet);
  const EnisimRouteTable *main;

  *table = NULL;
  if (links != NULL)
    {
      const EnisimLink *link = g_ptr_array_index (links, 0);

      if (links->len > 1 || !link->resource.is_certain)
        return "which route table it has depends on a condition";
      *table = link->other;
      return link->other != NULL ? NULL : "which route table it has is not known";
    }
  if (!g_hash_table_contains (map->subnets, subnet))
    return "the subnet is not described";
  if (vpc == NULL)
    return "which VPC it is in is not known";
  main = g_hash_table_lookup (map->main_tables, vpc);
  if (main != NULL)
    *table = main->resource.id;
  else if (!enisim_network_is_whole (map, vpc, ENISIM_WHOLE_ROUTES))
    return "the route tables of its VPC are not described";
  return NULL;
}

/* A route that may be the one for the internet. */
typedef struct
{
  const EnisimRoute *route;
  gboolean is_sure;
} Candidate;

/* Two routes may split the internet in halves. */
static Candidate
find_default_route (const GPtrArray *routes)
{
  Candidate found = { NULL, FALSE };

  for (guint i = 0; routes != NULL && i < routes->len; i++)
    {
      const EnisimRoute *route = g_ptr_array_index (routes, i);

      if (route->has_destination && route->destination.prefix == 0 && route->resource.is_certain)
        return (Candidate){ route, TRUE };
      if (route->is_open || (route->has_destination && route->destination.prefix <= 1))
        found.route = route;
    }
  return found;
}

static EnisimWay
make_unknown (const EnisimRoute *route, const char *why)
{
  return (EnisimWay){ ENISIM_WAY_NOT_KNOWN, route, why };
}

static EnisimWay
follow (const EnisimNetworkMap *map, const EnisimRoute *route)
{
  const EnisimNatGateway *nat;

  switch (route->target_kind)
    {
    case ENISIM_ROUTE_NAT:
      nat = g_hash_table_lookup (map->nat_gateways, route->target);
      if (nat != NULL && !nat->is_public)
        return make_unknown (route,
                             "its NAT gateway is private, and where that leads is not known");
      if (nat != NULL && !nat->resource.is_certain)
        return make_unknown (route, "its NAT gateway is there or not by a condition");
      return (EnisimWay){ ENISIM_WAY_NAT, route, NULL };
    case ENISIM_ROUTE_INTERNET_GATEWAY:
      return (EnisimWay){ ENISIM_WAY_INTERNET_GATEWAY, route, NULL };
    case ENISIM_ROUTE_OTHER:
      return make_unknown (route, "0.0.0.0/0 goes to neither a NAT nor an internet gateway, and "
                                  "where that leads is not known");
    case ENISIM_ROUTE_UNKNOWN:
      return make_unknown (route, "where its route of 0.0.0.0/0 goes is not known");
    }
  g_assert_not_reached ();
}

EnisimWay
enisim_network_find_way (const EnisimNetworkMap *map, EnisimId subnet)
{
  EnisimId table;
  const char *why = enisim_network_find_table (map, subnet, &table);
  Candidate found;

  if (why != NULL)
    return make_unknown (NULL, why);
  found = find_default_route (enisim_network_map_get (map->routes, table));
  if (found.is_sure)
    return follow (map, found.route);
  if (found.route != NULL)
    return make_unknown (found.route,
                         "whether a route of its table is for the internet is not known");
  if (table != NULL && !g_hash_table_contains (map->route_tables, table))
    return make_unknown (NULL, "the routes of its table are not described");
  return (EnisimWay){ ENISIM_WAY_NONE, NULL, NULL };
}

EnisimTruth
enisim_network_is_attached (const EnisimNetworkMap *map, EnisimId gateway, EnisimId vpc)
{
  const GArray *links = map->inventory->internet_gateway_links;
  EnisimTruth answer = enisim_network_is_whole (map, vpc, ENISIM_WHOLE_ROUTES)
                           ? ENISIM_TRUTH_NO
                           : ENISIM_TRUTH_NOT_KNOWN;

  for (guint i = 0; i < links->len; i++)
    {
      const EnisimLink *link = &g_array_index (links, EnisimLink, i);
      const EnisimTruth is_link = enisim_truth_and (enisim_ids_are_same (link->one, vpc),
                                                    enisim_ids_are_same (link->other, gateway));

      answer = enisim_truth_or (
          answer, link->resource.is_certain ? is_link : MIN (is_link, ENISIM_TRUTH_NOT_KNOWN));
    }
  return answer;
}
