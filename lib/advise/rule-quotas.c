/* rule-quotas.c: how many security groups, subnets and endpoints there may be */
#include "advise/check.h"

enum
{
  SGS_PER_ENI = 5, /* EC2's default; ENISIM_SECURITY_GROUPS_MAX is the most */
  ENDPOINTS_PER_VPC = 50
};

static gboolean
is_in_vpc (const EnisimAgent *agent)
{
  return agent->mode != ENISIM_NETWORK_PUBLIC && !agent->is_instances;
}

static gboolean
is_sure (const EnisimAgent *agent)
{
  return agent->resource.is_certain && agent->mode == ENISIM_NETWORK_VPC;
}

/* @what: "security groups"; @text: of what is too many */
static void
check_list (EnisimCheck *check, const EnisimAgent *agent, const EnisimIdList *list, guint max,
            const char *what, const char *limit)
{
  const EnisimSpot spot = enisim_spot_of_agent (agent);
  const char *name = enisim_check_get_name (check, &agent->resource);
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimTruth is_wrong = list->n > max ? ENISIM_TRUTH_YES : ENISIM_TRUTH_NO;

  if (list->open != NULL)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append_printf (reason, "It is not known how many %s %s has: these are %s", what,
                              name, list->open);
    }
  else
    g_string_append_printf (reason, "%s has %u %s, more than %s", name, list->n, what, limit);
  enisim_check_add (check, &spot, is_wrong, is_sure (agent), reason->str);
}

void
enisim_rule_sg_quota (EnisimCheck *check)
{
  for (guint i = 0; i < check->inventory->agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (check->inventory->agents, EnisimAgent, i);
      const EnisimIdList *sgs = &agent->security_groups;

      if (is_in_vpc (agent))
        check_list (check, agent, sgs, SGS_PER_ENI, "security groups",
                    sgs->n > ENISIM_SECURITY_GROUPS_MAX
                        ? "the 16 that an agent may have"
                        : "the 5 that EC2 allows on an ENI by default");
    }
}

void
enisim_rule_subnet_quota (EnisimCheck *check)
{
  for (guint i = 0; i < check->inventory->agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (check->inventory->agents, EnisimAgent, i);

      if (is_in_vpc (agent))
        check_list (check, agent, &agent->subnets, ENISIM_SUBNETS_MAX, "subnets",
                    "the 16 that an agent may have");
    }
}

/* Interface endpoints of a VPC. */
typedef struct
{
  EnisimId vpc;
  const EnisimEndpoint *first;
  guint n, n_perhaps;
} Tally;

/* @places: by VPC, the index of its tally, + 1 */
static void
count (GArray *tallies, GHashTable *places, const EnisimEndpoint *endpoint)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, endpoint->vpc));
  const Tally fresh = { .vpc = endpoint->vpc, .first = endpoint };
  Tally *tally;

  if (place == 0)
    {
      g_array_append_val (tallies, fresh);
      place = tallies->len;
      g_hash_table_insert (places, (gpointer) endpoint->vpc, GUINT_TO_POINTER (place));
    }
  tally = &g_array_index (tallies, Tally, place - 1);
  tally->n += endpoint->resource.is_certain ? 1 : 0;
  tally->n_perhaps += endpoint->resource.is_certain ? 0 : 1;
}

static void
check_tally (EnisimCheck *check, const Tally *tally)
{
  const EnisimVpc *vpc
      = tally->vpc != NULL ? g_hash_table_lookup (check->map.vpcs, tally->vpc) : NULL;
  const EnisimSpot spot = enisim_spot_of (vpc != NULL ? &vpc->resource : &tally->first->resource);
  const gboolean is_whole
      = enisim_network_is_whole (&check->map, tally->vpc, ENISIM_WHOLE_ENDPOINTS);
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimTruth is_wrong = ENISIM_TRUTH_NO;

  g_string_append_printf (reason, "%s has %u interface %s",
                          vpc != NULL ? enisim_check_get_name (check, &vpc->resource)
                                      : "The VPC that is not described",
                          tally->n, tally->n == 1 ? "endpoint" : "endpoints");
  if (tally->n > ENDPOINTS_PER_VPC)
    {
      is_wrong = ENISIM_TRUTH_YES;
      g_string_append_printf (reason, ", more than the %d of the quota", ENDPOINTS_PER_VPC);
    }
  else if (!is_whole || tally->n + tally->n_perhaps > ENDPOINTS_PER_VPC)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      if (tally->n_perhaps > 0)
        g_string_append_printf (reason, " and perhaps %u more", tally->n_perhaps);
      if (!is_whole)
        g_string_append (reason, ", and it is not described which others");
    }
  enisim_check_add (check, &spot, is_wrong, TRUE, reason->str);
}

void
enisim_rule_endpoint_quota (EnisimCheck *check)
{
  const GArray *endpoints = check->inventory->endpoints;
  g_autoptr (GArray) tallies = g_array_new (FALSE, FALSE, sizeof (Tally));
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < endpoints->len; i++)
    if (g_array_index (endpoints, EnisimEndpoint, i).is_interface)
      count (tallies, places, &g_array_index (endpoints, EnisimEndpoint, i));
  for (guint i = 0; i < tallies->len; i++)
    check_tally (check, &g_array_index (tallies, Tally, i));
}
