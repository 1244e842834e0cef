/* rule-zones.c: availability zones of agents and endpoints */
#include "advise/check.h"

static const char *
get_name (const EnisimCheck *check, EnisimId subnet)
{
  return enisim_network_get_subnet_name (&check->map, subnet);
}

/* The pair of subnets that decides. */
typedef struct
{
  EnisimTruth shares_zone;
  EnisimId one, other; /* NULL: which subnets there are is not known */
} Pair;

static Pair
find_pair (const EnisimCheck *check, const EnisimIdList *subnets)
{
  Pair worst = { subnets->open != NULL ? ENISIM_TRUTH_NOT_KNOWN : ENISIM_TRUTH_NO, NULL, NULL };

  for (guint i = 0; i < subnets->n; i++)
    for (guint j = 0; j < i; j++)
      {
        const EnisimTruth answer
            = enisim_network_share_zone (&check->map, subnets->ids[j], subnets->ids[i]);

        if (answer > worst.shares_zone)
          worst = (Pair){ answer, subnets->ids[j], subnets->ids[i] };
      }
  return worst;
}

void
enisim_rule_endpoint_az (EnisimCheck *check)
{
  const GArray *endpoints = check->inventory->endpoints;

  for (guint i = 0; i < endpoints->len; i++)
    {
      const EnisimEndpoint *endpoint = &g_array_index (endpoints, EnisimEndpoint, i);
      const EnisimSpot spot = enisim_spot_of (&endpoint->resource);
      const Pair pair = find_pair (check, &endpoint->subnets);
      g_autoptr (GString) reason = g_string_new (NULL);

      if (!endpoint->is_interface)
        continue;
      if (pair.shares_zone == ENISIM_TRUTH_NOT_KNOWN)
        g_string_append (reason, "It is not known whether ");
      if (pair.one != NULL)
        g_string_append_printf (reason, "%s and %s, subnets of the endpoint ",
                                get_name (check, pair.one), get_name (check, pair.other));
      else
        g_string_append (reason, "any two subnets of the endpoint ");
      enisim_endpoint_add_name (reason, check, endpoint);
      g_string_append (reason, ", lie in one zone");
      enisim_check_add (check, &spot, pair.shares_zone, endpoint->resource.is_certain, reason->str);
    }
}

/* A zone's name is another zone in each account; only its id tells. */
static EnisimZoneSupport
get_support (const EnisimSubnetResource *subnet)
{
  const char *zone = subnet->az_id != NULL ? subnet->az_id : subnet->az;

  return zone != NULL && !enisim_id_is_open (zone) ? enisim_zone_get_support (zone)
                                                   : ENISIM_ZONE_UNKNOWN;
}

static void
check_support (EnisimCheck *check, const EnisimCrowd *crowd)
{
  const EnisimSubnetResource *subnet = g_hash_table_lookup (check->map.subnets, crowd->id);
  const EnisimSpot spot = enisim_spot_of_subnet (check, crowd);
  const EnisimZoneSupport support = subnet != NULL ? get_support (subnet) : ENISIM_ZONE_UNKNOWN;
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimTruth is_wrong = ENISIM_TRUTH_NO;

  enisim_crowd_add_subnet (reason, check, crowd);
  if (support == ENISIM_ZONE_UNSUPPORTED)
    {
      is_wrong = ENISIM_TRUTH_YES;
      g_string_append_printf (reason, ", lies in %s, which is not supported",
                              subnet->az_id != NULL ? subnet->az_id : subnet->az);
    }
  else if (support == ENISIM_ZONE_UNKNOWN)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      if (subnet != NULL && subnet->az_id != NULL && !enisim_id_is_open (subnet->az_id))
        g_string_append_printf (reason, ", is not checked: nothing here knows the zone %s",
                                subnet->az_id);
      else if (subnet != NULL && subnet->az != NULL)
        g_string_append_printf (
            reason, ", is not checked: only the zone's name is known, %s, not its id", subnet->az);
      else
        g_string_append (reason, ", is not checked: its zone is not known");
    }
  enisim_check_add (check, &spot, is_wrong, crowd->is_sure, reason->str);
}

void
enisim_rule_az_unsupported (EnisimCheck *check)
{
  for (guint i = 0; i < check->by_subnet->len; i++)
    check_support (check, enisim_crowd_at (check->by_subnet, i));
}

/* Returns: whether all of the subnets lie in the first one's zone */
static EnisimTruth
is_one_zone (const EnisimCheck *check, const EnisimIdList *subnets)
{
  EnisimTruth all = subnets->open != NULL ? ENISIM_TRUTH_NOT_KNOWN : ENISIM_TRUTH_YES;

  for (guint i = 1; i < subnets->n; i++)
    all = enisim_truth_and (
        all, enisim_network_share_zone (&check->map, subnets->ids[0], subnets->ids[i]));
  return all;
}

void
enisim_rule_single_az (EnisimCheck *check)
{
  for (guint i = 0; i < check->by_subnets->len; i++)
    {
      const EnisimCrowd *crowd = enisim_crowd_at (check->by_subnets, i);
      const EnisimIdList *subnets = &enisim_crowd_get_agent (crowd, 0)->subnets;
      const EnisimSpot spot = enisim_spot_of_agent (enisim_crowd_get_agent (crowd, 0));
      const EnisimTruth is_wrong = is_one_zone (check, subnets);
      g_autoptr (GString) reason = g_string_new (NULL);

      if (is_wrong == ENISIM_TRUTH_NOT_KNOWN)
        g_string_append (reason, "It is not known whether all subnets of ");
      enisim_crowd_add_names (reason, check, crowd);
      if (is_wrong == ENISIM_TRUTH_NOT_KNOWN)
        g_string_append (reason, " lie in one zone");
      else if (subnets->n == 1)
        g_string_append_printf (reason, " %s but one subnet, %s, and so one zone",
                                crowd->agents->len == 1 ? "has" : "have",
                                get_name (check, subnets->ids[0]));
      else
        g_string_append_printf (reason, " %s all %u subnets in one zone",
                                crowd->agents->len == 1 ? "has" : "have", subnets->n);
      enisim_check_add (check, &spot, is_wrong, crowd->is_sure, reason->str);
    }
}
