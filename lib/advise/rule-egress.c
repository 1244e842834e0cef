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
  const EnisimFeatures all = features | (perhaps & ENISIM_FEATURE_IMAGE);
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
begin_subnet (GString *text, const EnisimCheck *check, const EnisimCrowd *crowd)
{
  g_string_append_printf (text, "%s, the subnet of ",
                          enisim_network_get_subnet_name (&check->map, crowd->id));
  enisim_crowd_add_names (text, crowd);
}

static void
check_egress (EnisimCheck *check, const EnisimCrowd *crowd)
{
  const EnisimWay way = enisim_network_find_way (&check->map, crowd->id);
  const EnisimSpot spot = enisim_spot_of_subnet (check, crowd);
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimTruth is_wrong = ENISIM_TRUTH_NO;
  Gap gap = find_gap (check, crowd);

  begin_subnet (reason, check, crowd);
  if (way.kind == ENISIM_WAY_NONE && gap.n_missing > 0)
    {
      is_wrong = ENISIM_TRUTH_YES;
      g_string_append_printf (reason, ", has no route of 0.0.0.0/0, and no endpoint gives %s",
                              gap.missing->str);
    }
  else if (way.kind == ENISIM_WAY_NONE && gap.n_open > 0)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append_printf (reason,
                              ", has no route of 0.0.0.0/0; whether endpoints give what is needed "
                              "is not known of %s",
                              gap.open->str);
    }
  else if (way.kind == ENISIM_WAY_NOT_KNOWN && gap.n_missing + gap.n_open > 0)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append_printf (reason, ": not known: %s", way.why);
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

  begin_subnet (reason, check, crowd);
  if (way.kind == ENISIM_WAY_INTERNET_GATEWAY)
    {
      is_wrong = ENISIM_TRUTH_YES;
      g_string_append_printf (reason, ", sends 0.0.0.0/0 to the internet gateway %s",
                              way.route->target);
    }
  else if (way.kind == ENISIM_WAY_NOT_KNOWN)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append_printf (reason, ": not known: %s", way.why);
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
 * Returns: whether a NAT gateway has no way to the internet */
static EnisimTruth
is_dead_end (const EnisimCheck *check, const EnisimNatGateway *nat, GString *reason)
{
  const EnisimNetworkMap *map = &check->map;
  EnisimWay way;
  EnisimTruth is_attached;

  if (nat->subnet == NULL)
    {
      g_string_append (reason, ": not known: which subnet it is in");
      return ENISIM_TRUTH_NOT_KNOWN;
    }
  way = enisim_network_find_way (map, nat->subnet);
  g_string_append_printf (reason, " in %s", enisim_network_get_subnet_name (map, nat->subnet));
  switch (way.kind)
    {
    case ENISIM_WAY_NONE:
      g_string_append (reason, ", which has no route of 0.0.0.0/0");
      return ENISIM_TRUTH_YES;
    case ENISIM_WAY_NAT:
      g_string_append (reason, ", which sends 0.0.0.0/0 to a NAT gateway");
      return ENISIM_TRUTH_YES;
    case ENISIM_WAY_NOT_KNOWN:
      g_string_append_printf (reason, ": not known: %s", way.why);
      return ENISIM_TRUTH_NOT_KNOWN;
    case ENISIM_WAY_INTERNET_GATEWAY:
      break;
    }
  is_attached = enisim_network_is_attached (map, way.route->target,
                                            enisim_network_get_vpc (map, nat->subnet));
  g_string_append_printf (reason,
                          is_attached == ENISIM_TRUTH_NO
                              ? ", whose internet gateway %s is not attached to the VPC"
                              : ": not known: whether its internet gateway %s is attached",
                          way.route->target);
  return enisim_truth_not (is_attached);
}

static void
check_nat (EnisimCheck *check, const EnisimCrowd *crowd, EnisimId id)
{
  const EnisimNatGateway *nat = g_hash_table_lookup (check->map.nat_gateways, id);
  g_autoptr (GString) reason = g_string_new ("The NAT gateway ");
  EnisimTruth is_wrong = ENISIM_TRUTH_NOT_KNOWN;
  EnisimSpot spot;

  g_string_append (reason, nat != NULL ? nat->resource.name : id);
  if (nat != NULL)
    {
      spot = enisim_spot_of (&nat->resource);
      is_wrong = is_dead_end (check, nat, reason);
    }
  else
    {
      spot = enisim_spot_of_subnet (check, crowd);
      spot.subject = id;
      g_string_append (reason, " is not described");
    }
  enisim_check_add (check, &spot, is_wrong, crowd->is_sure, reason->str);
}

void
enisim_rule_nat_path (EnisimCheck *check)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < check->by_subnet->len; i++)
    {
      const EnisimCrowd *crowd = enisim_crowd_at (check->by_subnet, i);
      const EnisimWay way = enisim_network_find_way (&check->map, crowd->id);

      if (way.route != NULL && way.route->target_kind == ENISIM_ROUTE_NAT
          && way.route->target != NULL && g_hash_table_add (seen, (gpointer) way.route->target))
        check_nat (check, crowd, way.route->target);
    }
}

/* @reason: grown
 * Returns: whether a tool lacks a way to the internet in one of its subnets at least */
static EnisimTruth
lacks_internet (const EnisimCheck *check, const EnisimAgent *tool, GString *reason)
{
  EnisimTruth worst = tool->subnets.open != NULL ? ENISIM_TRUTH_NOT_KNOWN : ENISIM_TRUTH_NO;
  const char *where = tool->subnets.open, *why = "the subnets are not known";

  for (guint i = 0; i < tool->subnets.n && worst != ENISIM_TRUTH_YES; i++)
    {
      const EnisimWay way = enisim_network_find_way (&check->map, tool->subnets.ids[i]);

      if (way.kind == ENISIM_WAY_NAT || (way.kind == ENISIM_WAY_NOT_KNOWN && why == way.why))
        continue;
      where = enisim_network_get_subnet_name (&check->map, tool->subnets.ids[i]);
      worst = way.kind == ENISIM_WAY_NOT_KNOWN ? ENISIM_TRUTH_NOT_KNOWN : ENISIM_TRUTH_YES;
      why = way.why;
    }
  if (worst == ENISIM_TRUTH_YES)
    g_string_append_printf (reason, "no 0.0.0.0/0 to a NAT gateway in its subnet %s", where);
  else if (worst == ENISIM_TRUTH_NOT_KNOWN)
    g_string_append_printf (reason, "its way out is not known in %s: %s", where, why);
  return worst;
}

static void
check_tool (EnisimCheck *check, const EnisimAgent *tool, gboolean is_sure)
{
  const EnisimSpot spot = enisim_spot_of_agent (tool);
  const gboolean is_browser = tool->kind == ENISIM_AGENT_KIND_BROWSER;
  const gboolean is_declared = (check->declared & ENISIM_FEATURE_INTERNET) != 0;
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimTruth is_wrong;

  g_string_append_printf (reason, "%s %s: ", is_browser ? "Browser" : "Code Interpreter",
                          tool->resource.name);
  is_wrong = lacks_internet (check, tool, reason);
  if (is_wrong == ENISIM_TRUTH_YES && !is_browser && !is_declared)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append (reason, "; whether it reaches public hosts is not known (--uses internet)");
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
