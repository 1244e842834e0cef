/* load-egress.c: whether a runtime's VMs get out of their network
 *
 * What an artifact needs before it serves, a NAT gateway leads to, or endpoints do.  Routes are not
 * part of a scenario, so that either is taken to be in reach of every subnet; `egress` is for
 * whoever knows better.
 */
#include "scenario/load-values.h"
#include "scenario/loader.h"

/* As "s3" or in full, as "com.amazonaws.eu-west-1.s3". */
static gboolean
has_endpoint (const EnisimScenario *scenario, const char *service)
{
  g_autofree char *suffix = g_strconcat (".", service, NULL);

  for (guint i = 0; i < scenario->n_endpoints; i++)
    {
      const char *name = scenario->endpoints[i].service;

      if (name != NULL && (g_str_equal (name, service) || g_str_has_suffix (name, suffix)))
        return TRUE;
    }
  return FALSE;
}

/* An image comes from a registry, code from a bucket. */
static gboolean
vpc_has_egress (const EnisimScenario *scenario, gboolean is_container)
{
  if (scenario->n_nat_gateways > 0)
    return TRUE;
  if (is_container && !(has_endpoint (scenario, "ecr.dkr") && has_endpoint (scenario, "ecr.api")))
    return FALSE;
  return has_endpoint (scenario, "s3") && has_endpoint (scenario, "logs");
}

void
enisim_load_egress (EnisimLoader *loader, const EnisimNode *node, EnisimRuntimeSpec *spec)
{
  gboolean has_egress;

  spec->has_egress[FALSE] = TRUE;
  spec->has_egress[TRUE]
      = vpc_has_egress (loader->scenario, spec->artifact == ENISIM_ARTIFACT_CONTAINER);
  if (enisim_load_boolean (loader->complaints, node, &has_egress))
    spec->has_egress[FALSE] = spec->has_egress[TRUE] = has_egress;
}
