/* rule-endpoints.c: endpoints that agents need, service by service */
#include "advise/features.h"

/* How a service stands in the subnets of a crowd. */
typedef struct
{
  GPtrArray *stuck, *saving, *open; /* (of const char *) names of subnets: without, with, with
                                       perhaps a way out */
  const char *near; /* what an endpoint that is there "has", "is" or "names"; NULL: there is none */
  const char *near_name;
  const char *why; /* of @open: a sentence, why it is not known; NULL: nothing gives it there */
} Standing;

static void
add_subnet (const EnisimCheck *check, GPtrArray *names, EnisimId subnet)
{
  g_ptr_array_add (names, (gpointer) enisim_network_get_subnet_name (&check->map, subnet));
}

/* Without an endpoint a subnet that has a NAT path pays for data, one that has none is stuck. */
static void
stand (const EnisimCheck *check, Standing *standing, const char *service, EnisimId subnet,
       gboolean is_needed)
{
  const EnisimCoverage coverage = enisim_network_cover (&check->map, service, subnet);
  const EnisimWay way = enisim_network_find_way (&check->map, subnet);
  const gboolean is_missing = coverage.answer == ENISIM_TRUTH_NO;
  const gboolean has_no_way
      = way.kind == ENISIM_WAY_NONE || way.kind == ENISIM_WAY_INTERNET_GATEWAY;

  if (coverage.answer == ENISIM_TRUTH_YES || (!is_needed && way.kind == ENISIM_WAY_NAT))
    return;
  if (is_missing && coverage.endpoint != NULL)
    {
      standing->near = coverage.why;
      standing->near_name = enisim_check_get_name (check, &coverage.endpoint->resource);
    }
  if (is_missing && is_needed && has_no_way)
    add_subnet (check, standing->stuck, subnet);
  else if (is_missing && is_needed && way.kind == ENISIM_WAY_NAT)
    add_subnet (check, standing->saving, subnet);
  else
    {
      add_subnet (check, standing->open, subnet);
      standing->why = !is_missing ? coverage.why : way.why;
    }
}

static void
add_names (GString *text, const GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      enisim_add_joint (text, i, names->len);
      g_string_append (text, g_ptr_array_index (names, i));
    }
}

/* "planner and coder need logs for log delivery" */
static void
add_need (GString *reason, const EnisimCheck *check, const EnisimCrowd *users,
          EnisimFeatures features, const char *service)
{
  enisim_crowd_add_names (reason, check, users);
  g_string_append_printf (reason, " %s %s for ", users->agents->len == 1 ? "needs" : "need",
                          service);
  enisim_features_add_purposes (reason, features, service);
}

/* Of what perhaps nobody uses, that nothing covers it is no fault yet. */
static void
add_open (GString *reason, const EnisimCheck *check, const EnisimCrowd *users,
          EnisimFeatures features, const char *service, const Standing *standing,
          gboolean is_needed)
{
  if (is_needed)
    {
      add_need (reason, check, users, features, service);
      g_string_append (reason, ", and it is not known whether that is reached from ");
    }
  else
    {
      g_string_append (reason, "It is not known whether ");
      enisim_crowd_add_names (reason, check, users);
      g_string_append_printf (reason, " %s %s (", users->agents->len == 1 ? "uses" : "use",
                              service);
      enisim_features_add_purposes (reason, features, service);
      g_string_append (reason, standing->why != NULL ? "), nor whether that is reached from "
                                                     : "), which no endpoint gives in ");
    }
  add_names (reason, standing->open);
  if (standing->why != NULL)
    g_string_append_printf (reason, ": %s", standing->why);
}

static EnisimTruth
explain (GString *reason, const EnisimCheck *check, const EnisimCrowd *users,
         EnisimFeatures features, const char *service, const Standing *standing, gboolean is_needed)
{
  const GPtrArray *subnets = standing->stuck->len > 0 ? standing->stuck : standing->saving;

  if (standing->stuck->len == 0 && standing->open->len > 0)
    {
      add_open (reason, check, users, features, service, standing, is_needed);
      return ENISIM_TRUTH_NOT_KNOWN;
    }
  add_need (reason, check, users, features, service);
  g_string_append (reason, ", and ");
  add_names (reason, subnets);
  g_string_append (reason, subnets->len == 1 ? " has " : " have ");
  g_string_append (reason, subnets == standing->stuck
                               ? "neither an endpoint for it nor a NAT path"
                               : "no endpoint for it: it goes through NAT, which charges for data");
  return ENISIM_TRUTH_YES;
}

static void
report (EnisimCheck *check, const EnisimCrowd *users, EnisimFeatures features, const char *service,
        const Standing *standing, gboolean is_needed)
{
  const gboolean is_gateway = g_str_equal (service, "s3") || g_str_equal (service, "dynamodb");
  const char *region = check->inventory->region != NULL ? check->inventory->region : "REGION";
  g_autofree char *fix = g_strdup_printf (
      is_gateway ? "Add a gateway endpoint for com.amazonaws.%s.%s to the route tables of its "
                   "subnets (it is free)"
                 : "Add an interface endpoint for com.amazonaws.%s.%s with private DNS",
      region, service);
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimSpot spot = enisim_spot_of_agent (enisim_crowd_get_agent (users, 0));
  EnisimTruth is_wrong;

  spot.subject = service;
  spot.fix = fix;
  is_wrong = explain (reason, check, users, features, service, standing, is_needed);
  if (is_wrong == ENISIM_TRUTH_YES && standing->stuck->len == 0)
    spot.severity = ENISIM_SEVERITY_NOTE;
  if (standing->near != NULL)
    g_string_append_printf (reason, "; the endpoint %s %s", standing->near_name, standing->near);
  enisim_check_add (check, &spot, is_wrong, users->is_sure, reason->str);
}

/* Fills @users with the agents of a crowd that use, or perhaps use, what takes a service. */
static void
find_users (const EnisimCheck *check, const EnisimCrowd *crowd, const char *service,
            EnisimCrowd *users)
{
  for (guint i = 0; i < crowd->agents->len; i++)
    {
      const EnisimAgent *agent = enisim_crowd_get_agent (crowd, i);
      EnisimFeatures perhaps;
      const EnisimFeatures features = enisim_check_get_features (check, agent, &perhaps);

      if (enisim_features_of_service (features | perhaps, service) != 0)
        enisim_crowd_add (users, enisim_crowd_get (crowd, i));
    }
}

static void
check_service (EnisimCheck *check, const EnisimCrowd *crowd, EnisimFeatures features,
               const char *service, gboolean is_needed)
{
  const EnisimIdList *subnets = &enisim_crowd_get_agent (crowd, 0)->subnets;
  g_autoptr (GPtrArray) stuck = g_ptr_array_new (), saving = g_ptr_array_new ();
  g_autoptr (GPtrArray) open = g_ptr_array_new (), agents = g_ptr_array_new ();
  EnisimCrowd users = { .agents = agents };
  Standing standing = { .stuck = stuck, .saving = saving, .open = open };

  find_users (check, crowd, service, &users);
  if (subnets->open != NULL)
    {
      g_ptr_array_add (open, (gpointer) subnets->open);
      standing.why = "these subnets are not known";
    }
  for (guint i = 0; i < subnets->n; i++)
    stand (check, &standing, service, subnets->ids[i], is_needed);
  if (stuck->len + saving->len + open->len > 0)
    report (check, &users, features, service, &standing, is_needed);
  else
    enisim_check_pass (check);
}

void
enisim_rule_endpoint_missing (EnisimCheck *check)
{
  for (guint i = 0; i < check->by_subnets->len; i++)
    {
      const EnisimCrowd *crowd = enisim_crowd_at (check->by_subnets, i);
      EnisimFeatures perhaps;
      const EnisimFeatures features = enisim_crowd_get_features (check, crowd, &perhaps);
      const char *services[ENISIM_SERVICES_MAX];
      const guint n = enisim_features_get_services (features | perhaps, services);

      for (guint j = 0; j < n; j++)
        {
          const gboolean is_needed = enisim_features_of_service (features, services[j]) != 0;

          check_service (check, crowd, is_needed ? features : perhaps, services[j], is_needed);
        }
    }
}
