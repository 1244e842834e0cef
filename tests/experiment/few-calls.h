/* few-calls.h: a scenario of a few calls by chance, so that its replications differ */
#pragma once

#include "enisim-check.h"

#include <string.h>

/* @horizon: as a file has it
 * Returns: (transfer full) */
static inline EnisimScenario *
few_calls_load (const char *horizon)
{
  static const char rest[] = "name: poisson\n"
                             "quotas: {max_vms: 20}\n"
                             "model: {cold_start: 1s, teardown: 1s}\n"
                             "vpc:\n"
                             "  cidr: 10.0.0.0/16\n"
                             "  subnets: {a: {cidr: 10.0.2.0/28, az: za}}\n"
                             "  security_groups: [g]\n"
                             "runtimes: [{name: r, subnets: [a], security_groups: [g],"
                             " idle_timeout: 60s}]\n"
                             "workloads: [{poisson: {rate: 0.5/s}}]\n";
  g_autofree char *yaml = g_strconcat ("horizon: ", horizon, "\n", rest, NULL);
  g_autoptr (GError) error = NULL;
  EnisimScenario *scenario
      = enisim_scenario_load_data ("test.yaml", (const guint8 *) yaml, strlen (yaml), NULL, &error);

  ck_assert_no_error (error);
  return scenario;
}
