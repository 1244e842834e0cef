/* version-rules-test.c
 *
 * Goal: the rules of versions, endpoints and updates (model.md "Runtimes, versions, endpoints").
 * Method: a timeline of requests on one runtime, stopped at the instants that matter; the snapshot
 * says what each version holds, calls made there by hand say which one serves.
 */
#include "sim/sim-check.h"
#include "sim/snapshot.h"

#define ID_A "session-a-which-has-thirty-three-characters"
#define ID_B "session-b-which-has-thirty-three-characters"

#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR G_TIME_SPAN_HOUR

/* Subnet n has no room. */
#define HEAD                                                                                       \
  "horizon: 30h\n"                                                                                 \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets:\n"                                                                                   \
  "    a: {cidr: 10.0.2.0/24, az: za}\n"                                                           \
  "    b: {cidr: 10.0.3.0/24, az: zb}\n"                                                           \
  "    n: {cidr: 10.0.4.0/28, az: za, background: 11}\n"                                           \
  "  security_groups: [one, two]\n"

#define RUNTIME "runtimes: [{name: r, subnets: [a], security_groups: [one]}]\n"
#define PINNED "runtimes: [{name: r, subnets: [a], security_groups: [one], endpoints: [prod]}]\n"

static EnisimScenario *scenario;
static EnisimSimulation *sim;
static EnisimSnapshot *snapshot;

static void
setup (void)
{
  scenario = NULL;
  sim = NULL;
  snapshot = NULL;
}

static void
look (void)
{
  g_clear_pointer (&snapshot, enisim_snapshot_unref);
  snapshot = enisim_snapshot_new (sim);
  enisim_snapshot_verify (snapshot);
  enisim_simulation_verify (sim);
}

static void
teardown (void)
{
  g_clear_pointer (&snapshot, enisim_snapshot_unref);
  g_clear_pointer (&sim, enisim_simulation_free);
  g_clear_pointer (&scenario, enisim_scenario_unref);
}

static void
begin (const char *text)
{
  scenario = load_text (text);
  enisim_scenario_verify (scenario);
  sim = enisim_simulation_new (scenario, 1, 0, NULL);
  ck_assert_ptr_nonnull (sim);
}

static void
run_to (EnisimTime at)
{
  ck_assert (enisim_simulation_run_until (sim, at, NULL));
  look ();
}

static const EnisimRuntimeInfo *
get_runtime (void)
{
  return enisim_snapshot_get_runtime (snapshot, 0);
}

static void
assert_status (EnisimRuntimeStatus status)
{
  ck_assert_str_eq (enisim_runtime_status_get_name (get_runtime ()->status),
                    enisim_runtime_status_get_name (status));
}

/* For each version "groups/endpoints/VMs ". */
static void
assert_versions (const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < get_runtime ()->n_versions; i++)
    {
      const EnisimVersionInfo *version = &get_runtime ()->versions[i];

      g_string_append_printf (text, "%u/%u/%u ", version->n_groups, version->n_endpoints,
                              version->n_vms);
    }
  ck_assert_str_eq (text->str, expected);
}

/* Of each subnet in turn. */
static void
assert_held (guint a, guint b)
{
  ck_assert_uint_eq (enisim_snapshot_get_subnet_n_held (snapshot, 0), a);
  ck_assert_uint_eq (enisim_snapshot_get_subnet_n_held (snapshot, 1), b);
}

static EnisimOutcome
call (const char *id)
{
  EnisimOutcome outcome;

  ck_assert (enisim_simulation_invoke (sim, 0, id, 0, &outcome, NULL));
  return outcome;
}

static void
assert_refused (EnisimRefusal cause, guint64 n)
{
  g_autoptr (EnisimRunSummary) summary = enisim_run_summary_new (sim);

  ck_assert_uint_eq (summary->n_refused_requests[cause], n);
  ck_assert_uint_eq (summary->n_control_refused, n);
}

START_TEST (update_that_keeps_the_configuration_starts_no_retention)
{
  begin (HEAD RUNTIME "timeline: [{at: 1h, update: r}, {at: 2h, update: r}]\n");
  run_to (3 * HOUR);
  assert_status (ENISIM_RUNTIME_READY);
  assert_versions ("0/0/0 0/0/0 1/1/0 ");
  ck_assert_uint_eq (sim->pool.n_created, 1);
  ck_assert_uint_eq (sim->pool.n_taken_back, 0);
  assert_held (1, 0);
}
END_TEST

START_TEST (new_version_has_its_enis_before_the_old_gives_its_own_back)
{
  begin (HEAD RUNTIME "timeline: [{at: 1h, update: r, security_groups: [two]}]\n");
  run_to (1 * HOUR);
  assert_versions ("0/0/0 1/1/0 ");
  assert_held (2, 0); /* the old one is retained */
  run_to (9 * HOUR);
  assert_held (1, 0);
}
END_TEST

START_TEST (what_an_update_does_not_say_stays)
{
  begin (HEAD RUNTIME "timeline:\n"
                      "  - {at: 1h, update: r, subnets: [b]}\n"
                      "  - {at: 2h, update: r, security_groups: [two]}\n");
  run_to (3 * HOUR);
  ck_assert_uint_eq (get_runtime ()->n_subnets, 1);
  ck_assert_uint_eq (get_runtime ()->subnets[0], 1);
  ck_assert_str_eq (get_runtime ()->security_groups[0], "two");
  ck_assert_str_eq (get_runtime ()->versions[1].security_groups[0], "one");
  ck_assert_uint_eq (get_runtime ()->version, 3);
}
END_TEST

START_TEST (version_holds_its_enis_until_the_teardown_of_its_last_vm_ends)
{
  begin (HEAD RUNTIME "timeline: [{at: 1h, update: r, subnets: [b]}]\n"
                      "model: {cold_start: 0s, eni_retention: 1us}\n");
  run_to (1 * HOUR - 1);
  call (ID_A);
  run_to (1 * HOUR);
  assert_versions ("1/0/1 1/1/0 ");
  run_to (1 * HOUR - 1 + 15 * MINUTE + 15 * G_TIME_SPAN_SECOND - 1);
  assert_versions ("1/0/1 1/1/0 ");
  assert_held (1, 1);
  run_to (2 * HOUR);
  assert_versions ("0/0/0 1/1/0 ");
  assert_held (0, 1);
}
END_TEST

START_TEST (live_vm_serves_its_session_at_its_own_version)
{
  begin (HEAD RUNTIME "timeline: [{at: 1h, update: r, subnets: [b]}]\nmodel: {cold_start: 0s}\n");
  run_to (59 * MINUTE);
  call (ID_A);
  run_to (61 * MINUTE);
  ck_assert_int_eq (call (ID_A), ENISIM_OUTCOME_OPEN);
  ck_assert_int_eq (call (ID_B), ENISIM_OUTCOME_OPEN);
  run_to (62 * MINUTE);
  assert_versions ("1/0/1 1/1/1 ");
}
END_TEST

START_TEST (updating_serves_the_version_before)
{
  begin (HEAD RUNTIME
         "timeline: [{at: 1h, update: r, subnets: [b]}]\nmodel: {ready_delay: 5min}\n");
  run_to (1 * HOUR);
  assert_status (ENISIM_RUNTIME_UPDATING);
  assert_versions ("1/1/0 1/0/0 ");
  ck_assert_int_eq (call (ID_A), ENISIM_OUTCOME_OPEN);
  run_to (65 * MINUTE);
  assert_status (ENISIM_RUNTIME_READY);
  assert_versions ("1/0/1 1/1/0 ");
}
END_TEST

/* From a VPC, and there 4 min, to the public network. */
START_TEST (ready_delay_is_that_of_the_platform_and_of_the_new_versions_network)
{
  const gboolean is_v2 = _i == 1;
  const EnisimTime ready_us[]
      = { (is_v2 ? 3 : 4) * MINUTE, 1 * HOUR + (is_v2 ? 180 : 6) * G_TIME_SPAN_SECOND };
  g_autofree char *text = g_strdup_printf (
      HEAD "runtimes: [{name: r, platform: %s, subnets: [a], security_groups: [one]}]\n"
           "timeline: [{at: 1h, update: r, network: PUBLIC}]\n"
           "model: {ready_delay: {PUBLIC: 6s, VPC: 4min, V2: 3min}}\n",
      is_v2 ? "V2" : "V1");

  begin (text);
  run_to (ready_us[0] - 1);
  assert_status (ENISIM_RUNTIME_CREATING);
  run_to (ready_us[0]);
  assert_status (ENISIM_RUNTIME_READY);
  run_to (ready_us[1] - 1);
  assert_status (ENISIM_RUNTIME_UPDATING);
  run_to (ready_us[1]);
  assert_status (ENISIM_RUNTIME_READY);
}
END_TEST

START_TEST (updating_lasts_until_the_enis_are_in_use)
{
  begin (HEAD RUNTIME "timeline: [{at: 1h, update: r, subnets: [b]}]\n"
                      "model: {eni_create_delay: 30s, ready_delay: 6s}\n");
  run_to (1 * HOUR + 30 * G_TIME_SPAN_SECOND - 1);
  assert_status (ENISIM_RUNTIME_UPDATING);
  run_to (1 * HOUR + 30 * G_TIME_SPAN_SECOND);
  assert_status (ENISIM_RUNTIME_READY);
}
END_TEST

START_TEST (failed_update_drops_only_the_new_reference)
{
  begin (HEAD RUNTIME "timeline: [{at: 1h, update: r, subnets: [b, n]}]\n");
  run_to (1 * HOUR);
  assert_status (ENISIM_RUNTIME_UPDATE_FAILED);
  assert_versions ("1/1/0 0/0/0 ");
  ck_assert_int_eq (call (ID_A), ENISIM_OUTCOME_OPEN);
  run_to (61 * MINUTE);
  assert_versions ("1/1/1 0/0/0 ");
  assert_held (1, 1); /* what the failed create left, for 18 min */
  run_to (2 * HOUR);
  assert_held (1, 0);
}
END_TEST

START_TEST (failed_update_can_be_followed_by_another)
{
  begin (HEAD RUNTIME "timeline:\n"
                      "  - {at: 1h, update: r, subnets: [n]}\n"
                      "  - {at: 2h, update: r, subnets: [b]}\n");
  run_to (2 * HOUR);
  assert_status (ENISIM_RUNTIME_READY);
  assert_versions ("0/0/0 0/0/0 1/1/0 ");
  ck_assert_uint_eq (get_runtime ()->version, 3);
}
END_TEST

START_TEST (update_to_public_gives_the_enis_back)
{
  begin (HEAD RUNTIME "timeline: [{at: 1h, update: r, network: PUBLIC}]\n");
  run_to (2 * HOUR);
  assert_status (ENISIM_RUNTIME_READY);
  ck_assert (!get_runtime ()->is_vpc);
  assert_versions ("0/0/0 0/1/0 ");
  assert_held (1, 0);
  run_to (9 * HOUR);
  assert_held (0, 0);
}
END_TEST

START_TEST (update_into_the_vpc_takes_enis)
{
  begin (HEAD "runtimes: [{name: r}]\n"
              "timeline: [{at: 1h, update: r, network: VPC, subnets: [a, b], "
              "security_groups: [one]}]\n");
  run_to (2 * HOUR);
  ck_assert (get_runtime ()->is_vpc);
  assert_versions ("0/0/0 1/1/0 ");
  assert_held (1, 1);
}
END_TEST

START_TEST (half_a_configuration_does_not_lead_into_the_vpc)
{
  begin (HEAD "runtimes: [{name: r}]\ntimeline: [{at: 1h, update: r, subnets: [a]}]\n");
  run_to (2 * HOUR);
  assert_status (ENISIM_RUNTIME_READY);
  assert_versions ("0/1/0 ");
  assert_refused (ENISIM_REFUSAL_STATE, 1);
}
END_TEST

START_TEST (public_version_may_be_updated_to_another)
{
  begin (HEAD "runtimes: [{name: r}]\ntimeline: [{at: 1h, update: r}]\n");
  run_to (2 * HOUR);
  assert_versions ("0/0/0 0/1/0 ");
}
END_TEST

START_TEST (absent_and_failed_runtimes_are_not_updated)
{
  begin (HEAD "runtimes:\n"
              "  - {name: r, subnets: [n], security_groups: [one]}\n"
              "  - {name: s, create_at: never}\n"
              "timeline:\n"
              "  - {at: 1h, update: [r, s]}\n"
              "  - {at: 2h, point: r, endpoint: prod, version: 1}\n"
              "  - {at: 3h, delete_endpoint: r, endpoint: prod}\n");
  run_to (4 * HOUR);
  assert_status (ENISIM_RUNTIME_CREATE_FAILED);
  assert_refused (ENISIM_REFUSAL_STATE, 4);
}
END_TEST

START_TEST (request_that_meets_an_update_waits)
{
  begin (HEAD RUNTIME "timeline:\n"
                      "  - {at: 1h, update: r, subnets: [b]}\n"
                      "  - {at: 1h, update: r, subnets: [a, b]}\n"
                      "  - {at: 61min, delete: r}\n"
                      "model: {ready_delay: 5min}\n");
  run_to (64 * MINUTE);
  assert_status (ENISIM_RUNTIME_UPDATING);
  run_to (69 * MINUTE);
  assert_versions ("0/0/0 1/1/0 1/0/0 ");
  run_to (70 * MINUTE);
  assert_status (ENISIM_RUNTIME_ABSENT);
  assert_refused (ENISIM_REFUSAL_STATE, 0);
}
END_TEST

START_TEST (request_that_meets_an_update_is_refused)
{
  begin (HEAD RUNTIME "timeline:\n"
                      "  - {at: 1h, update: r, subnets: [b]}\n"
                      "  - {at: 61min, update: r, subnets: [a, b]}\n"
                      "  - {at: 62min, delete: r}\n"
                      "model: {ready_delay: 5min, control_conflict: refuse}\n");
  run_to (2 * HOUR);
  assert_status (ENISIM_RUNTIME_READY);
  assert_versions ("0/0/0 1/1/0 ");
  assert_refused (ENISIM_REFUSAL_CONFLICT, 2);
}
END_TEST

START_TEST (endpoint_that_pins_the_old_version_keeps_two_sets_of_enis)
{
  begin (HEAD PINNED "timeline:\n"
                     "  - {at: 1h, update: r, subnets: [b]}\n"
                     "  - {at: 20h, delete_endpoint: r, endpoint: prod}\n");
  run_to (19 * HOUR);
  assert_versions ("1/1/0 1/1/0 ");
  ck_assert_uint_eq (get_runtime ()->n_endpoints, 1);
  ck_assert_str_eq (get_runtime ()->endpoints[0].name, "prod");
  ck_assert_uint_eq (get_runtime ()->endpoints[0].version, 1);
  assert_held (1, 1);
  run_to (20 * HOUR);
  assert_versions ("0/0/0 1/1/0 ");
  ck_assert_uint_eq (get_runtime ()->n_endpoints, 0);
  run_to (28 * HOUR);
  assert_held (0, 1);
}
END_TEST

START_TEST (endpoint_moves_at_once_to_a_version_that_has_its_enis)
{
  begin (HEAD PINNED "timeline:\n"
                     "  - {at: 1h, update: r, subnets: [b]}\n"
                     "  - {at: 2h, point: r, endpoint: prod, version: 2}\n"
                     "model: {ready_delay: 5min}\n");
  run_to (2 * HOUR);
  assert_status (ENISIM_RUNTIME_READY);
  assert_versions ("0/0/0 1/2/0 ");
}
END_TEST

START_TEST (point_makes_an_endpoint_that_is_not_there)
{
  begin (HEAD RUNTIME "timeline:\n"
                      "  - {at: 1h, point: r, endpoint: canary, version: 1}\n"
                      "  - {at: 2h, update: r, subnets: [b]}\n");
  run_to (2 * HOUR);
  assert_versions ("1/1/0 1/1/0 ");
  ck_assert_str_eq (get_runtime ()->endpoints[0].name, "canary");
}
END_TEST

START_TEST (endpoint_pointed_back_takes_the_reference_anew)
{
  begin (HEAD RUNTIME "timeline:\n"
                      "  - {at: 1h, update: r, subnets: [b]}\n"
                      "  - {at: 2h, point: r, endpoint: DEFAULT, version: 1}\n"
                      "model: {ready_delay: 5min}\n");
  run_to (2 * HOUR);
  assert_status (ENISIM_RUNTIME_UPDATING);
  assert_versions ("1/0/0 1/1/0 ");
  ck_assert_uint_eq (sim->pool.n_taken_back, 1);
  run_to (125 * MINUTE);
  assert_status (ENISIM_RUNTIME_READY);
  assert_versions ("1/1/0 0/0/0 ");
  ck_assert_uint_eq (get_runtime ()->version, 1);
}
END_TEST

START_TEST (endpoint_stays_where_the_reference_cannot_be_taken)
{
  begin (HEAD "quotas: {enis_per_az: 1}\n"
              "runtimes:\n"
              "  - {name: r, subnets: [a], security_groups: [one]}\n"
              "  - {name: s, subnets: [a], security_groups: [two], create_at: never}\n"
              "model: {eni_retention: 1us}\n"
              "timeline:\n"
              "  - {at: 1h, update: r, subnets: [b]}\n"
              "  - {at: 2h, create: s}\n"
              "  - {at: 3h, point: r, endpoint: DEFAULT, version: 1}\n");
  run_to (3 * HOUR);
  assert_status (ENISIM_RUNTIME_UPDATE_FAILED);
  assert_versions ("0/0/0 1/1/0 ");
  ck_assert_uint_eq (get_runtime ()->version, 2);
}
END_TEST

START_TEST (no_endpoint_points_to_a_version_that_was_never_ready)
{
  begin (HEAD RUNTIME "timeline:\n"
                      "  - {at: 1h, update: r, subnets: [n]}\n"
                      "  - {at: 2h, point: r, endpoint: prod, version: 2}\n"
                      "  - {at: 2h, point: r, endpoint: prod, version: 3}\n");
  run_to (3 * HOUR);
  assert_versions ("1/1/0 0/0/0 ");
  assert_refused (ENISIM_REFUSAL_STATE, 2);
}
END_TEST

START_TEST (on_delete_old_versions_keep_their_enis_until_the_runtime_is_gone)
{
  begin (HEAD RUNTIME "timeline:\n"
                      "  - {at: 1h, update: r, subnets: [b]}\n"
                      "  - {at: 2h, update: r, network: PUBLIC}\n"
                      "  - {at: 20h, delete: r}\n"
                      "model: {old_version_release: on_delete}\n");
  run_to (19 * HOUR);
  assert_versions ("1/0/0 1/0/0 0/1/0 ");
  assert_held (1, 1);
  run_to (28 * HOUR - 1);
  assert_held (1, 1);
  run_to (28 * HOUR);
  assert_held (0, 0);
}
END_TEST

START_TEST (delete_drops_the_references_of_all_versions_when_the_last_vm_is_gone)
{
  begin (HEAD PINNED "timeline:\n"
                     "  - {at: 1h, update: r, subnets: [b]}\n"
                     "  - {at: 2h, delete: r}\n"
                     "model: {eni_retention: 1us}\n");
  run_to (2 * HOUR - 1);
  call (ID_A);
  run_to (2 * HOUR);
  assert_status (ENISIM_RUNTIME_DELETING);
  assert_held (1, 1);
  run_to (2 * HOUR + 15 * G_TIME_SPAN_SECOND - 1);
  assert_held (1, 1);
  run_to (3 * HOUR);
  assert_status (ENISIM_RUNTIME_ABSENT);
  assert_held (0, 0);
}
END_TEST

START_TEST (runtime_created_anew_begins_with_version_1)
{
  begin (HEAD PINNED "timeline:\n"
                     "  - {at: 1h, update: r, subnets: [b]}\n"
                     "  - {at: 2h, delete: r}\n"
                     "  - {at: 3h, create: r}\n");
  run_to (3 * HOUR);
  assert_versions ("1/2/0 ");
  ck_assert_uint_eq (get_runtime ()->subnets[0], 0);
}
END_TEST

START_TEST (runtimes_share_the_group_of_a_version_as_of_any)
{
  begin (HEAD "runtimes:\n"
              "  - {name: r, subnets: [a], security_groups: [one]}\n"
              "  - {name: s, subnets: [b], security_groups: [one]}\n"
              "timeline: [{at: 1h, update: r, subnets: [b]}]\n");
  run_to (2 * HOUR);
  ck_assert_uint_eq (sim->pool.n_created, 2);
  ck_assert_uint_eq (get_runtime ()->group, enisim_snapshot_get_runtime (snapshot, 1)->group);
  ck_assert_uint_eq (enisim_snapshot_get_group (snapshot, get_runtime ()->group)->n_runtimes, 2);
}
END_TEST

START_TEST (runtime_of_several_groups_is_one_runtime_with_enis)
{
  g_autoptr (EnisimRunSummary) summary = NULL;

  begin (HEAD PINNED "timeline: [{at: 1h, update: r, subnets: [b]}]\n");
  run_to (2 * HOUR);
  summary = enisim_run_summary_new (sim);
  ck_assert_uint_eq (summary->n_groups, 2);
  ck_assert_uint_eq (summary->n_runtimes_with_enis, 1);
}
END_TEST

START_TEST (runtime_whose_versions_share_a_group_is_one_member)
{
  begin (HEAD PINNED "timeline: [{at: 1h, update: r}]\n");
  run_to (2 * HOUR);
  assert_versions ("1/1/0 1/1/0 ");
  ck_assert_uint_eq (enisim_snapshot_get_group (snapshot, 0)->n_runtimes, 1);
}
END_TEST

/* Calls of a workload, one an hour from 30min on, by their outcomes. */
static void
assert_calls (guint64 n_ok, guint64 n_not_ready)
{
  ck_assert_uint_eq (enisim_snapshot_get_n_calls_with (snapshot, ENISIM_OUTCOME_OK), n_ok);
  ck_assert_uint_eq (enisim_snapshot_get_n_calls_with (snapshot, ENISIM_OUTCOME_NOT_READY),
                     n_not_ready);
}

#define HOURLY                                                                                     \
  "workloads: [{closed: {clients: 1, from: 30min, think: 1h, endpoint: prod, session: new}}]\n"

START_TEST (call_of_an_endpoint_is_served_by_its_version)
{
  begin (HEAD PINNED HOURLY "timeline: [{at: 1h, update: r, subnets: [b]}]\n"
                            "model: {cold_start: 0s}\n");
  run_to (91 * MINUTE);
  assert_calls (2, 0);
  assert_versions ("1/1/1 1/1/0 ");
}
END_TEST

START_TEST (call_of_an_endpoint_that_is_not_there_is_not_ready)
{
  begin (HEAD RUNTIME HOURLY "timeline:\n"
                             "  - {at: 2h, point: r, endpoint: prod, version: 1}\n"
                             "  - {at: 3h, delete_endpoint: r, endpoint: prod}\n"
                             "model: {cold_start: 0s}\n");
  run_to (2 * HOUR);
  assert_calls (0, 2);
  run_to (3 * HOUR);
  assert_calls (1, 2);
  run_to (5 * HOUR);
  assert_calls (1, 4);
}
END_TEST

START_TEST (update_of_a_group_of_runtimes_updates_each)
{
  begin (HEAD "runtimes: [{name: r, count: 5, subnets: [a], security_groups: [one]}]\n"
              "timeline: [{at: 1h, update: [r_0, r_1], subnets: [b]}]\n");
  run_to (2 * HOUR);
  for (guint i = 0; i < 5; i++)
    ck_assert_uint_eq (enisim_snapshot_get_runtime (snapshot, i)->version, i < 2 ? 2 : 1);
  ck_assert_uint_eq (enisim_snapshot_get_n_groups (snapshot), 2);
}
END_TEST

/* Of three creates, past what the quota of agents lets through. */
START_TEST (create_past_the_agents_quota_is_refused)
{
  begin (HEAD "quotas: {agents: 2}\n"
              "runtimes:\n"
              "  - {name: r, count: 2, subnets: [a], security_groups: [one]}\n"
              "  - {name: s, subnets: [b], security_groups: [one], create_at: 1h}\n"
              "browsers: [{name: tool, subnets: [b], security_groups: [two]}]\n"
              "timeline: [{at: 2h, delete: r_0}, {at: 3h, create: s}]\n");
  run_to (1 * HOUR);
  assert_refused (ENISIM_REFUSAL_AGENTS, 1);
  ck_assert_int_eq (enisim_snapshot_get_runtime (snapshot, 2)->status, ENISIM_RUNTIME_ABSENT);
  ck_assert_int_eq (enisim_snapshot_get_runtime (snapshot, 3)->status, ENISIM_RUNTIME_READY);
  run_to (3 * HOUR);
  ck_assert_int_eq (enisim_snapshot_get_runtime (snapshot, 2)->status, ENISIM_RUNTIME_READY);
  assert_refused (ENISIM_REFUSAL_AGENTS, 1);
}
END_TEST

START_TEST (update_past_the_versions_quota_is_refused)
{
  begin (HEAD RUNTIME "quotas: {versions: 2}\n"
                      "timeline: [{at: 1h, update: r}, {at: 2h, update: r}]\n");
  run_to (3 * HOUR);
  assert_status (ENISIM_RUNTIME_READY);
  assert_versions ("0/0/0 1/1/0 ");
  assert_refused (ENISIM_REFUSAL_VERSIONS, 1);
}
END_TEST

START_TEST (endpoint_past_the_quota_is_refused)
{
  begin (HEAD PINNED "quotas: {endpoints: 2}\n"
                     "timeline:\n"
                     "  - {at: 1h, point: r, endpoint: canary, version: 1}\n"
                     "  - {at: 2h, point: r, endpoint: prod, version: 1}\n");
  run_to (3 * HOUR);
  ck_assert_uint_eq (get_runtime ()->n_endpoints, 1);
  assert_refused (ENISIM_REFUSAL_ENDPOINTS, 1);
}
END_TEST

START_TEST (create_with_endpoints_past_the_quota_is_refused)
{
  begin (HEAD PINNED "quotas: {endpoints: 1}\n");
  run_to (1 * HOUR);
  assert_status (ENISIM_RUNTIME_ABSENT);
  assert_refused (ENISIM_REFUSAL_ENDPOINTS, 1);
}
END_TEST

static void
add_quotas (Suite *suite)
{
  TCase *tcase = tcase_create ("quotas");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, create_past_the_agents_quota_is_refused);
  tcase_add_test (tcase, update_past_the_versions_quota_is_refused);
  tcase_add_test (tcase, endpoint_past_the_quota_is_refused);
  tcase_add_test (tcase, create_with_endpoints_past_the_quota_is_refused);
  suite_add_tcase (suite, tcase);
}

static void
add_updates (Suite *suite)
{
  TCase *tcase = tcase_create ("updates");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, update_that_keeps_the_configuration_starts_no_retention);
  tcase_add_test (tcase, new_version_has_its_enis_before_the_old_gives_its_own_back);
  tcase_add_test (tcase, what_an_update_does_not_say_stays);
  tcase_add_test (tcase, version_holds_its_enis_until_the_teardown_of_its_last_vm_ends);
  tcase_add_test (tcase, live_vm_serves_its_session_at_its_own_version);
  tcase_add_test (tcase, updating_serves_the_version_before);
  tcase_add_loop_test (tcase, ready_delay_is_that_of_the_platform_and_of_the_new_versions_network,
                       0, 2);
  tcase_add_test (tcase, updating_lasts_until_the_enis_are_in_use);
  tcase_add_test (tcase, failed_update_drops_only_the_new_reference);
  tcase_add_test (tcase, failed_update_can_be_followed_by_another);
  tcase_add_test (tcase, update_to_public_gives_the_enis_back);
  tcase_add_test (tcase, update_into_the_vpc_takes_enis);
  tcase_add_test (tcase, half_a_configuration_does_not_lead_into_the_vpc);
  tcase_add_test (tcase, public_version_may_be_updated_to_another);
  tcase_add_test (tcase, absent_and_failed_runtimes_are_not_updated);
  tcase_add_test (tcase, request_that_meets_an_update_waits);
  tcase_add_test (tcase, request_that_meets_an_update_is_refused);
  tcase_add_test (tcase, update_of_a_group_of_runtimes_updates_each);
  suite_add_tcase (suite, tcase);
}

static void
add_endpoints (Suite *suite)
{
  TCase *tcase = tcase_create ("endpoints");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, endpoint_that_pins_the_old_version_keeps_two_sets_of_enis);
  tcase_add_test (tcase, endpoint_moves_at_once_to_a_version_that_has_its_enis);
  tcase_add_test (tcase, point_makes_an_endpoint_that_is_not_there);
  tcase_add_test (tcase, endpoint_pointed_back_takes_the_reference_anew);
  tcase_add_test (tcase, endpoint_stays_where_the_reference_cannot_be_taken);
  tcase_add_test (tcase, no_endpoint_points_to_a_version_that_was_never_ready);
  tcase_add_test (tcase, call_of_an_endpoint_is_served_by_its_version);
  tcase_add_test (tcase, call_of_an_endpoint_that_is_not_there_is_not_ready);
  suite_add_tcase (suite, tcase);
}

static void
add_releases (Suite *suite)
{
  TCase *tcase = tcase_create ("releases");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, on_delete_old_versions_keep_their_enis_until_the_runtime_is_gone);
  tcase_add_test (tcase, delete_drops_the_references_of_all_versions_when_the_last_vm_is_gone);
  tcase_add_test (tcase, runtime_created_anew_begins_with_version_1);
  tcase_add_test (tcase, runtimes_share_the_group_of_a_version_as_of_any);
  tcase_add_test (tcase, runtime_of_several_groups_is_one_runtime_with_enis);
  tcase_add_test (tcase, runtime_whose_versions_share_a_group_is_one_member);
  suite_add_tcase (suite, tcase);
}

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("sim/version-rules");

  add_updates (suite);
  add_endpoints (suite);
  add_releases (suite);
  add_quotas (suite);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
