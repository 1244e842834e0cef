/* network-coverage.c: which endpoint serves a subnet
 *
 * An interface endpoint with private DNS answers to the service's own name in its whole VPC,
 * whichever subnets it stands in; without, nothing that the service itself does finds it.  One that
 * names no subnet has no ENI, and its name leads nowhere.  A gateway endpoint is a route, and
 * serves the subnets of its route tables.
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
  if (endpoint->subnets.n == 0 && endpoint->subnets.open == NULL)
    return make_coverage (ENISIM_TRUTH_NO, is_near == ENISIM_TRUTH_YES ? endpoint : NULL,
                          "names no subnet");
  if (is_near == ENISIM_TRUTH_NOT_KNOWN)
    return make_coverage (MIN (has_dns, is_near), endpoint,
                          "whether its endpoint is in that VPC is not known");
  if (has_dns == ENISIM_TRUTH_NO)
    return make_coverage (has_dns, endpoint, "has no private DNS");
  return make_coverage (has_dns, endpoint, "whether its endpoint has private DNS is not known");
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
                        is_route == ENISIM_TRUTH_NO
                            ? "is not in the subnet's route table"
                            : "which route tables its endpoint is in is not known");
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

/* Of equal answers the first counts, and one with an endpoint before one without. */
static void
learn (EnisimCoverage *best, EnisimCoverage coverage)
{
  if (coverage.answer > best->answer || (coverage.answer == best->answer && best->endpoint == NULL))
    *best = coverage;
}

EnisimCoverage
enisim_network_cover (const EnisimNetworkMap *map, const char *service, EnisimId subnet)
{
  const GPtrArray *same = g_hash_table_lookup (map->endpoints, service);
  const GPtrArray *others = g_hash_table_lookup (map->endpoints, "");
  const EnisimId vpc = enisim_network_get_vpc (map, subnet);
  EnisimCoverage best = { ENISIM_TRUTH_NO, NULL, NULL };

  if (!enisim_network_is_whole (map, vpc, ENISIM_WHOLE_ENDPOINTS))
    best = make_coverage (ENISIM_TRUTH_NOT_KNOWN, NULL,
                          "which endpoints its VPC has is not described");
  for (guint i = 0; same != NULL && i < same->len; i++)
    learn (&best, cover_by (map, g_ptr_array_index (same, i), subnet));
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      EnisimCoverage coverage = cover_by (map, g_ptr_array_index (others, i), subnet);

      if (coverage.answer == ENISIM_TRUTH_YES)
        coverage.why = "the service of an endpoint there is not known";
      coverage.answer = MIN (coverage.answer, ENISIM_TRUTH_NOT_KNOWN);
      learn (&best, coverage);
    }
  return best;
}
