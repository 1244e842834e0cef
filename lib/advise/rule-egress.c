/* rule-egress.c: whether agents have a way out of their subnets */
#include "advise/features.h"

/* What agents need of a subnet that endpoints do not give. */
typedef struct
{
  GString *missing, *open; /* services, with what they are for */
  guint n_missing, n_open;
} Gap;

static void
add_service (GString *text, guint *n, EnisimFeatures features, const char *service)
{
  g_string_append_printf (text, "%s%s (", *n > 0 ? ", " : "", service);
  enisim_features_add_purposes (text, features, service);
  g_string_append_c (text, ')');
  (*n)++;
}

/* Models are left to the rule of endpoints: most runtimes call them, and none says so. */
static Gap
find_gap (const EnisimCheck *check, const EnisimCrowd *crowd)
{
  EnisimFeatures perhaps;
  const EnisimFeatures features = enisim_crowd_get_features (check, crowd, &perhaps);
  const EnisimFeatures all = features | (perhaps & ~(EnisimFeatures) ENISIM_FEATURE_MODEL);
  Gap gap = { g_string_new (NULL), g_string_new (NULL), 0, 0 };
  const char *services[ENISIM_SERVICES_MAX];
  const guint n = enisim_features_get_services (all, services);

  for (guint i = 0; i < n; i++)
    {
      const EnisimTruth covered = enisim_network_cover (&check->map, services[i], crowd->id).answer;
      const gboolean is_needed = enisim_features_of_service (features, services[i]) != 0;

      if (covered == ENISIM_TRUTH_NO && is_needed)
        add_service (gap.missing, &gap.n_missing, features, services[i]);
      else if (covered != ENISIM_TRUTH_YES)
        add_service (gap.open, &gap.n_open, all, services[i]);
    }
  if ((features & ENISIM_FEATURE_INTERNET) != 0)
    {
      g_string_append (gap.missing, gap.n_missing > 0 ? " nor public hosts" : "public hosts");
      gap.n_missing++;
    }
  return gap;
}

static void
gap_clear (Gap *gap)
{
  g_string_free (gap->missing, TRUE);
  g_string_free (gap->open, TRUE);
}

static void
check_egress (EnisimCheck *check, const EnisimCrowd *crowd)
{
  const EnisimWay way = enisim_network_find_way (&check->map, crowd->id);
  const EnisimSpot spot = enisim_spot_of_subnet (check, crowd);
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimTruth is_wrong = ENISIM_TRUTH_NO;
  Gap gap = find_gap (check, crowd);

  if (way.kind == ENISIM_WAY_NONE && gap.n_missing > 0)
    {
      is_wrong = ENISIM_TRUTH_YES;
      enisim_crowd_add_subnet (reason, check, crowd);
      g_string_append_printf (reason, ", has no route of 0.0.0.0/0, and no endpoint gives %s",
                              gap.missing->str);
    }
  else if (way.kind == ENISIM_WAY_NONE && gap.n_open > 0)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      enisim_crowd_add_subnet (reason, check, crowd);
      g_string_append_printf (
          reason, ", has no route of 0.0.0.0/0, and whether endpoints give %s is not known",
          gap.open->str);
    }
  else if (way.kind == ENISIM_WAY_NOT_KNOWN && gap.n_missing + gap.n_open > 0)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append (reason, "It is not known whether ");
      enisim_crowd_add_subnet (reason, check, crowd);
      g_string_append_printf (reason, ", has a way out: %s", way.why);
    }
  enisim_check_add (check, &spot, is_wrong, crowd->is_sure, reason->str);
  gap_clear (&gap);
}

void
enisim_rule_no_egress (EnisimCheck *check)
{
  for (guint i = 0; i < check->by_subnet->len; i++)
    check_egress (check, enisim_crowd_at (check->by_subnet, i));
}

static void
check_public (EnisimCheck *check, const EnisimCrowd *crowd)
{
  const EnisimWay way = enisim_network_find_way (&check->map, crowd->id);
  const EnisimSpot spot = enisim_spot_of_subnet (check, crowd);
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimTruth is_wrong = ENISIM_TRUTH_NO;

  if (way.kind == ENISIM_WAY_INTERNET_GATEWAY)
    {
      is_wrong = ENISIM_TRUTH_YES;
      enisim_crowd_add_subnet (reason, check, crowd);
      g_string_append_printf (reason, ", sends 0.0.0.0/0 to the internet gateway %s",
                              enisim_network_get_gateway_name (&check->map, way.route->target));
    }
  else if (way.kind == ENISIM_WAY_NOT_KNOWN)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append (reason, "It is not known whether ");
      enisim_crowd_add_subnet (reason, check, crowd);
      g_string_append_printf (reason, ", sends 0.0.0.0/0 to an internet gateway: %s", way.why);
    }
  enisim_check_add (check, &spot, is_wrong, crowd->is_sure, reason->str);
}

void
enisim_rule_public_subnet (EnisimCheck *check)
{
  for (guint i = 0; i < check->by_subnet->len; i++)
    check_public (check, enisim_crowd_at (check->by_subnet, i));
}

/* @reason: grown
 * Returns: whether the NAT gateway, which stands in a subnet, has no way to the internet */
static EnisimTruth
is_dead_end (const EnisimCheck *check, const EnisimNatGateway *nat, GString *reason)
{
  const EnisimNetworkMap *map = &check->map;
  const EnisimWay way = enisim_network_find_way (map, nat->subnet);
  EnisimTruth is_attached;

  g_string_append_printf (reason, "The NAT gateway %s stands in %s, ",
                          enisim_check_get_name (check, &nat->resource),
                          enisim_network_get_subnet_name (map, nat->subnet));
  switch (way.kind)
    {
    case ENISIM_WAY_NONE:
      g_string_append (reason, "which has no route of 0.0.0.0/0");
      return ENISIM_TRUTH_YES;
    case ENISIM_WAY_NAT:
      g_string_append (reason, "which sends 0.0.0.0/0 to a NAT gateway");
      return ENISIM_TRUTH_YES;
    case ENISIM_WAY_NOT_KNOWN:
      g_string_append_printf (reason, "and it is not known whether that has a way out: %s",
                              way.why);
      return ENISIM_TRUTH_NOT_KNOWN;
    case ENISIM_WAY_INTERNET_GATEWAY:
      break;
    }
  is_attached = enisim_network_is_attached (map, way.route->target,
                                            enisim_network_get_vpc (map, nat->subnet));
  g_string_append_printf (reason,
                          is_attached == ENISIM_TRUTH_NO
                              ? "and the internet gateway %s, to which that sends 0.0.0.0/0, is "
                                "not attached to the VPC"
                              : "and it is not known whether the internet gateway %s, to which "
                                "that sends 0.0.0.0/0, is attached to the VPC",
                          enisim_network_get_gateway_name (map, way.route->target));
  return enisim_truth_not (is_attached);
}

/* One that is private goes elsewhere, and so is no fault here. */
static void
check_nat (EnisimCheck *check, const EnisimCrowd *crowd, const EnisimNatGateway *nat)
{
  const EnisimSpot spot = enisim_spot_of (&nat->resource);
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimTruth is_wrong = ENISIM_TRUTH_NOT_KNOWN;

  if (!nat->is_public)
    {
      enisim_check_pass (check);
      return;
    }
  if (nat->subnet != NULL)
    is_wrong = is_dead_end (check, nat, reason);
  else
    g_string_append_printf (reason, "It is not known in which subnet the NAT gateway %s stands",
                            enisim_check_get_name (check, &nat->resource));
  enisim_check_add (check, &spot, is_wrong, crowd->is_sure && nat->resource.is_certain,
                    reason->str);
}

static void
say_not_described (EnisimCheck *check, const EnisimCrowd *crowd, EnisimId nat)
{
  g_autofree char *reason = g_strdup_printf (
      "It is not known whether the NAT gateway %s has a way to the internet: it is not described",
      nat);
  EnisimSpot spot = enisim_spot_of_subnet (check, crowd);

  spot.subject = nat;
  enisim_check_add (check, &spot, ENISIM_TRUTH_NOT_KNOWN, crowd->is_sure, reason);
}

void
enisim_rule_nat_path (EnisimCheck *check)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < check->by_subnet->len; i++)
    {
      const EnisimCrowd *crowd = enisim_crowd_at (check->by_subnet, i);
      const EnisimWay way = enisim_network_find_way (&check->map, crowd->id);
      const EnisimNatGateway *nat;

      if (way.route == NULL || way.route->target_kind != ENISIM_ROUTE_NAT
          || way.route->target == NULL || !g_hash_table_add (seen, (gpointer) way.route->target))
        continue;
      nat = g_hash_table_lookup (check->map.nat_gateways, way.route->target);
      if (nat != NULL)
        check_nat (check, crowd, nat);
      else
        say_not_described (check, crowd, way.route->target);
    }
}

/* The subnet of a tool that is worst off. */
typedef struct
{
  EnisimTruth lacks_internet;
  EnisimId subnet; /* NULL: which it has is not known */
  const char *why;
} Worst;

static Worst
find_worst (const EnisimCheck *check, const EnisimAgent *tool)
{
  Worst worst = { ENISIM_TRUTH_NO, NULL, NULL };

  if (tool->subnets.open != NULL)
    worst = (Worst){ ENISIM_TRUTH_NOT_KNOWN, NULL, "its subnets are not known" };
  for (guint i = 0; i < tool->subnets.n; i++)
    {
      const EnisimWay way = enisim_network_find_way (&check->map, tool->subnets.ids[i]);
      const EnisimTruth lacks = way.kind == ENISIM_WAY_NAT         ? ENISIM_TRUTH_NO
                                : way.kind == ENISIM_WAY_NOT_KNOWN ? ENISIM_TRUTH_NOT_KNOWN
                                                                   : ENISIM_TRUTH_YES;

      if (lacks > worst.lacks_internet)
        worst = (Worst){ lacks, tool->subnets.ids[i], way.why };
    }
  return worst;
}

static void
check_tool (EnisimCheck *check, const EnisimAgent *tool, gboolean is_sure)
{
  const EnisimSpot spot = enisim_spot_of_agent (tool);
  const gboolean is_browser = tool->kind == ENISIM_AGENT_KIND_BROWSER;
  const gboolean is_declared = (check->declared & ENISIM_FEATURE_INTERNET) != 0;
  const Worst worst = find_worst (check, tool);
  const char *subnet
      = worst.subnet != NULL ? enisim_network_get_subnet_name (&check->map, worst.subnet) : NULL;
  g_autofree char *name = g_strdup_printf ("the %s %s", is_browser ? "Browser" : "Code Interpreter",
                                           enisim_check_get_name (check, &tool->resource));
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimTruth is_wrong = worst.lacks_internet;

  if (worst.lacks_internet == ENISIM_TRUTH_YES)
    g_string_append_printf (reason, "%s, a subnet of %s, sends 0.0.0.0/0 to no NAT gateway", subnet,
                            name);
  else
    g_string_append_printf (reason, "It is not known whether %s has a way to the internet%s%s: %s",
                            name, subnet != NULL ? " from " : "", subnet != NULL ? subnet : "",
                            worst.why != NULL ? worst.why : "");
  if (is_wrong == ENISIM_TRUTH_YES && !is_browser && !is_declared)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append (
          reason, ", and whether the tool reaches public hosts is not known (--uses internet)");
    }
  enisim_check_add (check, &spot, is_wrong, is_sure, reason->str);
}

void
enisim_rule_tool_internet (EnisimCheck *check)
{
  for (guint i = 0; i < check->plan->agents->len; i++)
    {
      const EnisimPlanAgent *agent = &g_array_index (check->plan->agents, EnisimPlanAgent, i);

      if (enisim_check_knows_agent (agent) && agent->agent->kind != ENISIM_AGENT_KIND_RUNTIME)
        check_tool (check, agent->agent, agent->is_sure);
    }
}
