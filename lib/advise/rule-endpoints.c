/* rule-endpoints.c: endpoints that agents need, service by service */
#include "advise/features.h"

/* How a service stands in the subnets of a crowd. */
typedef struct
{
  GString *stuck, *saving, *open; /* names of subnets: without, with, with perhaps a way out */
  guint n_stuck, n_saving, n_open;
  const char *near; /* why an endpoint that is there does not do; NULL: there is none */
  const char *near_name;
  const char *why; /* what is not known */
} Standing;

static void
add_subnet (const EnisimCheck *check, GString *text, guint *n, EnisimId subnet)
{
  g_string_append_printf (text, "%s%s", (*n)++ > 0 ? ", " : "",
                          enisim_network_get_subnet_name (&check->map, subnet));
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
      standing->near_name = coverage.endpoint->resource.name;
    }
  if (is_missing && is_needed && has_no_way)
    add_subnet (check, standing->stuck, &standing->n_stuck, subnet);
  else if (is_missing && is_needed && way.kind == ENISIM_WAY_NAT)
    add_subnet (check, standing->saving, &standing->n_saving, subnet);
  else
    {
      add_subnet (check, standing->open, &standing->n_open, subnet);
      standing->why = !is_missing ? coverage.why : way.why;
    }
}

static void
begin (GString *reason, const EnisimCrowd *crowd, EnisimFeatures features, const char *service)
{
  g_string_append_printf (reason, "%s, for ", service);
  enisim_features_add_purposes (reason, features, service);
  g_string_append (reason, " of ");
  enisim_crowd_add_names (reason, crowd);
}

static void
add_near (GString *reason, const Standing *standing)
{
  if (standing->near != NULL)
    g_string_append_printf (reason, "; the endpoint %s %s", standing->near_name, standing->near);
}

static void
report (EnisimCheck *check, const EnisimCrowd *crowd, EnisimFeatures features, const char *service,
        const Standing *standing, gboolean is_needed)
{
  const gboolean is_gateway = g_str_equal (service, "s3") || g_str_equal (service, "dynamodb");
  g_autofree char *fix = g_strdup_printf (
      is_gateway ? "Add a gateway endpoint for com.amazonaws.REGION.%s to the route tables of its "
                   "subnets (it is free)"
                 : "Add an interface endpoint for com.amazonaws.REGION.%s with private DNS",
      service);
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimSpot spot = enisim_spot_of_agent (enisim_crowd_get_agent (crowd, 0));
  EnisimTruth is_wrong = ENISIM_TRUTH_YES;

  spot.subject = service;
  spot.fix = fix;
  begin (reason, crowd, features, service);
  if (standing->n_stuck > 0)
    g_string_append_printf (reason, ": no endpoint and no NAT path in %s", standing->stuck->str);
  else if (standing->n_open > 0)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append_printf (reason, ": not known in %s: %s", standing->open->str,
                              standing->why != NULL ? standing->why
                              : is_needed           ? "whether it has a NAT path"
                                                    : "whether it is used; no endpoint covers it");
    }
  else
    {
      spot.severity = ENISIM_SEVERITY_NOTE;
      g_string_append_printf (reason,
                              ": no endpoint in %s, so that it goes through NAT, which "
                              "charges for data",
                              standing->saving->str);
    }
  add_near (reason, standing);
  enisim_check_add (check, &spot, is_wrong, crowd->is_sure, reason->str);
}

/* Fills @users with the agents of a crowd that use, or perhaps use, what takes a service. */
static void
find_users (const EnisimCheck *check, const EnisimCrowd *crowd, const char *service,
            EnisimCrowd *users)
{
  users->is_sure = crowd->is_sure;
  for (guint i = 0; i < crowd->agents->len; i++)
    {
      const EnisimAgent *agent = enisim_crowd_get_agent (crowd, i);
      EnisimFeatures perhaps;
      const EnisimFeatures features = enisim_check_get_features (check, agent, &perhaps);

      if (enisim_features_of_service (features | perhaps, service) != 0)
        g_ptr_array_add (users->agents, (gpointer) agent);
    }
}

static void
check_service (EnisimCheck *check, const EnisimCrowd *crowd, EnisimFeatures features,
               const char *service, gboolean is_needed)
{
  const EnisimIdList *subnets = &enisim_crowd_get_agent (crowd, 0)->subnets;
  g_autoptr (GString) stuck = g_string_new (NULL), saving = g_string_new (NULL);
  g_autoptr (GString) open = g_string_new (subnets->open);
  g_autoptr (GPtrArray) agents = g_ptr_array_new ();
  EnisimCrowd users = { .agents = agents };
  Standing standing = { .stuck = stuck, .saving = saving, .open = open };

  find_users (check, crowd, service, &users);
  if (subnets->open != NULL)
    {
      standing.n_open = 1;
      standing.why = "the subnets are not known";
    }
  for (guint i = 0; i < subnets->n; i++)
    stand (check, &standing, service, subnets->ids[i], is_needed);
  if (standing.n_stuck + standing.n_saving + standing.n_open > 0)
    report (check, &users, features, service, &standing, is_needed);
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
