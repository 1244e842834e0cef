/* report-check.h: small scenarios whose runs are reported on */
#pragma once

#include "enisim-check.h"

#include "sim/run-summary.h"

/* What follows a scenario's own lines: two zones, a tight subnet and a wide one. */
#define REPORT_CHECK_VPC                                                                           \
  "region: ap-northeast-1\n"                                                                       \
  "quotas: {profile: 2026-04, max_vms: 100}\n"                                                     \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  az_ids: {a: apne1-az4, c: apne1-az1}\n"                                                       \
  "  subnets:\n"                                                                                   \
  "    tight: {cidr: 10.0.0.0/28, az: a, background: 9}\n"                                         \
  "    wide: {cidr: 10.0.1.0/24, az: c}\n"                                                         \
  "  security_groups: [one, two, three]\n"

/* Ten runtimes share a group; one call each second, too many for the quota. */
#define REPORT_CHECK_CALLS                                                                         \
  "name: calls\n"                                                                                  \
  "note: A fit, not a finding.\n"                                                                  \
  "horizon: 5min\n"                                                                                \
  "samples: 1min\n" REPORT_CHECK_VPC                                                               \
  "model: {ip_order: lowest, cold_start: 2s, refusal_time: 1s}\n"                                  \
  "runtimes:\n"                                                                                    \
  "  - {name: agent, count: 10, subnets: [tight, wide], security_groups: [one, two],\n"            \
  "     idle_timeout: 60s}\n"                                                                      \
  "workloads:\n"                                                                                   \
  "  - closed: {clients: 5, until: 4min, target: agent, session: new, duration: 1s}\n"

/* The third create fails in the tight subnet; one delete too many is refused. */
#define REPORT_CHECK_FAILURES                                                                      \
  "name: failures\n"                                                                               \
  "horizon: 12h\n" REPORT_CHECK_VPC "model: {ip_order: lowest}\n"                                  \
  "runtimes:\n"                                                                                    \
  "  - {name: first, subnets: [tight, wide], security_groups: [one]}\n"                            \
  "  - {name: second, subnets: [tight, wide], security_groups: [two]}\n"                           \
  "  - {name: third, subnets: [tight, wide], security_groups: [three], create_at: 1h}\n"           \
  "timeline:\n"                                                                                    \
  "  - {at: 2h30min, delete: first}\n"                                                             \
  "  - {at: 3h, delete: first}\n"

#define REPORT_CHECK_EMPTY "name: nothing\nhorizon: 1h\n"

static inline EnisimScenario *
load_report_text (const char *yaml)
{
  g_autoptr (GError) error = NULL;
  EnisimScenario *scenario
      = enisim_scenario_load_data ("test.yaml", (const guint8 *) yaml, strlen (yaml), NULL, &error);

  ck_assert_no_error (error);
  return scenario;
}

/* Returns: (transfer full): a simulation of @yaml that has ended */
static inline EnisimSimulation *
simulate (const char *yaml, guint64 seed)
{
  g_autoptr (EnisimScenario) scenario = load_report_text (yaml);
  g_autoptr (GError) error = NULL;
  EnisimSimulation *sim = enisim_simulation_new (scenario, seed, 0, &error);

  ck_assert_no_error (error);
  enisim_simulation_run (sim, &error);
  ck_assert_no_error (error);
  return sim;
}
