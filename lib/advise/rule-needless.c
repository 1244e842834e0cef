/* rule-needless.c: runtimes in a VPC that has nothing private for them
 *
 * It takes little to be of use: a database, an instance, a load balancer, a route to another
 * network, an endpoint of somebody's own service.  Nothing of that may be there, and nothing that
 * could be it.
 */
#include "advise/check.h"

#include <string.h>

/* What is private in a VPC, as far as it can be told. */
typedef struct
{
  EnisimTruth answer;
  const char *what; /* of what is not known: a sentence, or what may be private */
  gboolean is_thing;
} Private;

static void
learn (Private *private, EnisimTruth answer, const char *what)
{
  if (answer <= private->answer)
    return;
  private->answer = answer;
  private->what = what;
  private->is_thing = FALSE;
}

static void
learn_thing (Private *private, EnisimTruth answer, const char *what)
{
  learn (private, answer, what);
  private->is_thing |= private->what == what;
}

/* Lambda functions call and are not called by their ENIs; a firewall stands in the way only. */
static gboolean
listens (const EnisimTaker *taker)
{
  return strcmp (taker->rule->label, "Lambda function") != 0
         && strcmp (taker->rule->label, "network firewall") != 0;
}

/* What no rule is for may be anything. */
static gboolean
is_of_unknown_type (const EnisimCheck *check, const EnisimTaker *taker)
{
  const GArray *types = check->inventory->unknown_types;

  for (guint i = 0; i < types->len; i++)
    if (g_strcmp0 (g_array_index (types, EnisimUnknownType, i).type, taker->rule->type) == 0)
      return TRUE;
  return FALSE;
}

static void
learn_takers (const EnisimCheck *check, EnisimId vpc, Private *private)
{
  const GArray *takers = check->inventory->takers;

  for (guint i = 0; i < takers->len; i++)
    {
      const EnisimTaker *taker = &g_array_index (takers, EnisimTaker, i);
      EnisimTruth is_there = taker->subnets.n == 0 ? ENISIM_TRUTH_NOT_KNOWN : ENISIM_TRUTH_NO;

      if (!listens (taker))
        continue;
      for (guint j = 0; j < taker->subnets.n; j++)
        is_there = enisim_truth_or (
            is_there,
            enisim_ids_are_same (vpc, enisim_network_get_vpc (&check->map, taker->subnets.ids[j])));
      if (!taker->resource.is_certain || is_of_unknown_type (check, taker))
        is_there = MIN (is_there, ENISIM_TRUTH_NOT_KNOWN);
      learn_thing (private, is_there, enisim_check_get_name (check, &taker->resource));
    }
}

/* Another network lies behind whatever is neither the internet nor a service. */
static void
learn_routes (const EnisimCheck *check, EnisimId subnet, Private *private)
{
  EnisimId table;
  const char *why = enisim_network_find_table (&check->map, subnet, &table);
  const GPtrArray *routes = enisim_network_map_get (check->map.routes, table);

  if (why != NULL)
    learn (private, ENISIM_TRUTH_NOT_KNOWN, why);
  for (guint i = 0; routes != NULL && i < routes->len; i++)
    {
      const EnisimRoute *route = g_ptr_array_index (routes, i);

      if (route->target_kind == ENISIM_ROUTE_OTHER)
        learn (private, ENISIM_TRUTH_YES, NULL);
      else if (route->target_kind == ENISIM_ROUTE_UNKNOWN)
        learn (private, ENISIM_TRUTH_NOT_KNOWN, "where a route goes is not known");
    }
}

static void
learn_endpoints (const EnisimCheck *check, EnisimId vpc, Private *private)
{
  const GArray *endpoints = check->inventory->endpoints;

  for (guint i = 0; i < endpoints->len; i++)
    {
      const EnisimEndpoint *endpoint = &g_array_index (endpoints, EnisimEndpoint, i);
      const char *service = endpoint->service;
      const EnisimTruth is_there = enisim_ids_are_same (vpc, endpoint->vpc);

      if (service == NULL || enisim_id_is_open (service))
        learn_thing (private, MIN (is_there, ENISIM_TRUTH_NOT_KNOWN),
                     enisim_check_get_name (check, &endpoint->resource));
      else if (strstr (service, "vpce") != NULL || strchr (service, '/') != NULL)
        learn_thing (private, is_there, enisim_check_get_name (check, &endpoint->resource));
    }
}

static Private
find_private (const EnisimCheck *check, const EnisimCrowd *crowd)
{
  const EnisimIdList *subnets = &enisim_crowd_get_agent (crowd, 0)->subnets;
  Private private = { .answer = ENISIM_TRUTH_NO };

  if (subnets->open != NULL)
    learn (&private, ENISIM_TRUTH_NOT_KNOWN, "its subnets are not known");
  for (guint i = 0; i < subnets->n; i++)
    {
      const EnisimId vpc = enisim_network_get_vpc (&check->map, subnets->ids[i]);

      if (!enisim_network_is_whole (&check->map, vpc, ENISIM_WHOLE_HOLDERS))
        learn (&private, ENISIM_TRUTH_NOT_KNOWN, "what stands in its VPC is not described");
      learn_routes (check, subnets->ids[i], &private);
      if (vpc == NULL)
        continue;
      learn_takers (check, vpc, &private);
      learn_endpoints (check, vpc, &private);
    }
  if (check->inventory->unknown_types->len > 0)
    learn_thing (&private, ENISIM_TRUTH_NOT_KNOWN,
                 g_array_index (check->inventory->unknown_types, EnisimUnknownType, 0).type);
  return private;
}

static void
check_runtimes (EnisimCheck *check, const EnisimCrowd *runtimes)
{
  const EnisimSpot spot = enisim_spot_of_agent (enisim_crowd_get_agent (runtimes, 0));
  const Private private = find_private (check, runtimes);
  g_autoptr (GString) reason = g_string_new (NULL);

  g_string_append (reason, private.answer == ENISIM_TRUTH_NOT_KNOWN
                               ? "It is not known whether something private is in reach of "
                               : "Nothing private is described in the VPC of ");
  enisim_crowd_add_names (reason, check, runtimes);
  if (private.answer == ENISIM_TRUTH_NOT_KNOWN)
    g_string_append_printf (reason, private.is_thing ? ": it may be %s" : ": %s", private.what);
  else
    g_string_append (reason, ", nor a way to another network");
  enisim_check_add (check, &spot, enisim_truth_not (private.answer), runtimes->is_sure,
                    reason->str);
}

/* Of tools the network mode is not weighed: a PUBLIC one is another thing. */
void
enisim_rule_vpc_needless (EnisimCheck *check)
{
  for (guint i = 0; i < check->by_subnets->len; i++)
    {
      const EnisimCrowd *crowd = enisim_crowd_at (check->by_subnets, i);
      g_autoptr (GPtrArray) agents = g_ptr_array_new ();
      EnisimCrowd runtimes = { .agents = agents };

      for (guint j = 0; j < crowd->agents->len; j++)
        if (enisim_crowd_get_agent (crowd, j)->kind == ENISIM_AGENT_KIND_RUNTIME)
          enisim_crowd_add (&runtimes, enisim_crowd_get (crowd, j));
      if (agents->len > 0)
        check_runtimes (check, &runtimes);
    }
}
