/* network-coverage.c: which endpoint serves a subnet
 *
 * An interface endpoint with private DNS answers to the service's own name in its whole VPC,
 * whichever subnets it stands in; without, nothing that the service itself does finds it.  A
 * gateway endpoint is a route, and serves the subnets of its route tables.
 */
#include "advise/network-map.h"

#include <string.h>

static EnisimCoverage
make_coverage (EnisimTruth answer, const EnisimEndpoint *endpoint, const char *why)
{
  return (EnisimCoverage){ answer, endpoint, why };
}

static EnisimTruth
is_in_vpc (const EnisimNetworkMap *map, const EnisimEndpoint *endpoint, EnisimId subnet)
{
  if (enisim_ids_have (&endpoint->subnets, subnet) == ENISIM_TRUTH_YES)
    return ENISIM_TRUTH_YES;
  return enisim_ids_are_same (endpoint->vpc, enisim_network_get_vpc (map, subnet));
}

static EnisimCoverage
cover_by_interface (const EnisimNetworkMap *map, const EnisimEndpoint *endpoint, EnisimId subnet)
{
  const EnisimTruth is_near = is_in_vpc (map, endpoint, subnet);
  const EnisimTruth has_dns = enisim_truth_of_flag (endpoint->has_private_dns);

  if (is_near == ENISIM_TRUTH_NO)
    return make_coverage (ENISIM_TRUTH_NO, NULL, NULL);
  if (is_near == ENISIM_TRUTH_NOT_KNOWN)
    return make_coverage (MIN (has_dns, is_near), endpoint, "whether its endpoint is in that VPC");
  if (has_dns == ENISIM_TRUTH_NO)
    return make_coverage (has_dns, endpoint, "has no private DNS");
  return make_coverage (has_dns, endpoint, "whether its endpoint has private DNS");
}

static EnisimCoverage
cover_by_gateway (const EnisimNetworkMap *map, const EnisimEndpoint *endpoint, EnisimId subnet)
{
  EnisimId table;
  const char *why = enisim_network_find_table (map, subnet, &table);
  EnisimTruth is_route;

  if (is_in_vpc (map, endpoint, subnet) == ENISIM_TRUTH_NO)
    return make_coverage (ENISIM_TRUTH_NO, NULL, NULL);
  if (why != NULL)
    return make_coverage (ENISIM_TRUTH_NOT_KNOWN, endpoint, why);
  is_route = table != NULL ? enisim_ids_have (&endpoint->route_tables, table) : ENISIM_TRUTH_NO;
  return make_coverage (is_route, endpoint,
                        is_route == ENISIM_TRUTH_NO ? "is not in the subnet's route table"
                                                    : "which route tables its endpoint is in");
}

static EnisimCoverage
cover_by (const EnisimNetworkMap *map, const EnisimEndpoint *endpoint, EnisimId subnet)
{
  EnisimCoverage coverage = endpoint->is_interface ? cover_by_interface (map, endpoint, subnet)
                                                   : cover_by_gateway (map, endpoint, subnet);

  if (coverage.answer == ENISIM_TRUTH_YES && !endpoint->resource.is_certain)
    return make_coverage (ENISIM_TRUTH_NOT_KNOWN, endpoint,
                          "its endpoint is there or not by a condition");
  return coverage;
}

/* Of a service that is not told, an endpoint may be for any. */
static gboolean
may_be_for (const EnisimEndpoint *endpoint, const char *service)
{
  return endpoint->service == NULL || enisim_id_is_open (endpoint->service)
         || strcmp (endpoint->service, service) == 0;
}

EnisimCoverage
enisim_network_cover (const EnisimNetworkMap *map, const char *service, EnisimId subnet)
{
  const GArray *endpoints = map->inventory->endpoints;
  const EnisimId vpc = enisim_network_get_vpc (map, subnet);
  EnisimCoverage best = { ENISIM_TRUTH_NO, NULL, NULL };

  if (!enisim_network_is_whole (map, vpc, ENISIM_WHOLE_ENDPOINTS))
    best = make_coverage (ENISIM_TRUTH_NOT_KNOWN, NULL,
                          "its VPC is not described, nor which endpoints that has");
  for (guint i = 0; i < endpoints->len; i++)
    {
      const EnisimEndpoint *endpoint = &g_array_index (endpoints, EnisimEndpoint, i);
      EnisimCoverage coverage;

      if (!may_be_for (endpoint, service))
        continue;
      coverage = cover_by (map, endpoint, subnet);
      if (endpoint->service == NULL || enisim_id_is_open (endpoint->service))
        coverage.answer = MIN (coverage.answer, ENISIM_TRUTH_NOT_KNOWN);
      if (coverage.answer > best.answer
          || (coverage.answer == best.answer && best.endpoint == NULL))
        best = coverage;
    }
  return best;
}
