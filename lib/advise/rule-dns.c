/* rule-dns.c: whether a VPC resolves what its endpoints are called */
#include "advise/check.h"

static const char *
say_flag (gint flag)
{
  return flag < 0 ? "not known" : flag ? "on" : "off";
}

static void
check_endpoint (EnisimCheck *check, const EnisimEndpoint *endpoint, GHashTable *seen)
{
  const EnisimVpc *vpc
      = endpoint->vpc != NULL ? g_hash_table_lookup (check->map.vpcs, endpoint->vpc) : NULL;
  const EnisimTruth has_dns = enisim_truth_of_flag (endpoint->has_private_dns);
  const EnisimSpot spot = enisim_spot_of (vpc != NULL ? &vpc->resource : &endpoint->resource);
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimTruth is_wrong = ENISIM_TRUTH_NOT_KNOWN;

  if (has_dns == ENISIM_TRUTH_NO || !g_hash_table_add (seen, (gpointer) spot.resource))
    return;
  g_string_append (reason, "The endpoint ");
  enisim_endpoint_add_name (reason, check, endpoint);
  g_string_append (reason, has_dns == ENISIM_TRUTH_YES ? " has private DNS, for which "
                                                       : " perhaps has private DNS, for which ");
  if (vpc != NULL)
    {
      is_wrong = enisim_truth_not (enisim_truth_and (enisim_truth_of_flag (vpc->dns_support),
                                                     enisim_truth_of_flag (vpc->dns_host_names)));
      g_string_append_printf (reason, "%s needs DNS support (%s) and DNS host names (%s)",
                              enisim_check_get_name (check, &vpc->resource),
                              say_flag (vpc->dns_support), say_flag (vpc->dns_host_names));
    }
  else
    g_string_append (reason, "its VPC needs DNS support and DNS host names: that is not described");
  enisim_check_add (check, &spot, enisim_truth_and (is_wrong, has_dns),
                    endpoint->resource.is_certain, reason->str);
}

/* Once for each VPC, at the first endpoint that is sure to have it where there is one. */
void
enisim_rule_dns_flags (EnisimCheck *check)
{
  const GArray *endpoints = check->inventory->endpoints;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (gint sure = TRUE; sure >= FALSE; sure--)
    for (guint i = 0; i < endpoints->len; i++)
      {
        const EnisimEndpoint *endpoint = &g_array_index (endpoints, EnisimEndpoint, i);
        const gboolean is_sure = endpoint->resource.is_certain && endpoint->has_private_dns == TRUE;

        if (endpoint->is_interface && is_sure == sure)
          check_endpoint (check, endpoint, seen);
      }
}
