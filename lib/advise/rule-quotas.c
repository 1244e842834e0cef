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
  g_autoptr (GString) reason = g_string_new (agent->resource.name);
  EnisimTruth is_wrong = list->n > max ? ENISIM_TRUTH_YES : ENISIM_TRUTH_NO;

  if (list->open != NULL)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append_printf (reason, ": how many %s is not known: %s", what, list->open);
    }
  else
    g_string_append_printf (reason, " has %u %s, more than %s", list->n, what, limit);
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

static void
count (GArray *tallies, const EnisimEndpoint *endpoint)
{
  Tally *tally = NULL;
  const Tally fresh = { .vpc = endpoint->vpc, .first = endpoint };

  for (guint i = 0; i < tallies->len && tally == NULL; i++)
    if (g_array_index (tallies, Tally, i).vpc == endpoint->vpc)
      tally = &g_array_index (tallies, Tally, i);
  if (tally == NULL)
    {
      g_array_append_val (tallies, fresh);
      tally = &g_array_index (tallies, Tally, tallies->len - 1);
    }
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

  g_string_append_printf (reason, "%s has %u interface endpoints",
                          vpc != NULL ? vpc->resource.name : "The VPC of these files", tally->n);
  if (tally->n > ENDPOINTS_PER_VPC)
    {
      is_wrong = ENISIM_TRUTH_YES;
      g_string_append_printf (reason, ", more than %d", ENDPOINTS_PER_VPC);
    }
  else if (!is_whole || tally->n + tally->n_perhaps > ENDPOINTS_PER_VPC)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      if (tally->n_perhaps > 0)
        g_string_append_printf (reason, " and perhaps %u more", tally->n_perhaps);
      if (!is_whole)
        g_string_append (reason, "; which others it has is not described");
    }
  enisim_check_add (check, &spot, is_wrong, TRUE, reason->str);
}

void
enisim_rule_endpoint_quota (EnisimCheck *check)
{
  const GArray *endpoints = check->inventory->endpoints;
  g_autoptr (GArray) tallies = g_array_new (FALSE, FALSE, sizeof (Tally));

  for (guint i = 0; i < endpoints->len; i++)
    if (g_array_index (endpoints, EnisimEndpoint, i).is_interface)
      count (tallies, &g_array_index (endpoints, EnisimEndpoint, i));
  for (guint i = 0; i < tallies->len; i++)
    check_tally (check, &g_array_index (tallies, Tally, i));
}
