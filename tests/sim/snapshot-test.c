/* snapshot-test.c
 *
 * Goal: a program that embeds the library gets at every figure of a run by index or by name; a
 * snapshot neither changes nor goes away while somebody has it.
 * Method: a stranger's program, linked with the shared library, steps a small run whose figures
 * the scenario implies.
 */
#include "enisim-check.h"

#define HOUR G_TIME_SPAN_HOUR
#define SECOND G_TIME_SPAN_SECOND

static const char yaml[]
    = "name: shots\n"
      "region: ap-northeast-1\n"
      "horizon: 48h\n"
      "quotas: {max_vms: 2}\n"
      "model: {cold_start: 5s, teardown: 15s, ip_order: lowest}\n"
      "vpc:\n"
      "  cidr: 10.0.0.0/16\n"
      "  subnets:\n"
      "    a: {cidr: 10.0.2.0/28, az: za, background: 3}\n"
      "    b: {cidr: 10.0.3.0/27, az: zb}\n"
      "    public: {cidr: 10.0.4.0/28, az: za}\n"
      "  security_groups: [g, h]\n"
      "  endpoints: [{service: ecr.api}]\n"
      "  nat_gateways: [{subnet: public}]\n"
      "runtimes:\n"
      "  - {name: r, count: 2, subnets: [b, a], security_groups: [h, g], create_at: 1h}\n"
      "  - {name: p, idle_timeout: 60s}\n"
      "timeline:\n"
      "  - {at: 2h, delete: r}\n";

enum
{
  SUBNET_A,
  SUBNET_B,
  SUBNET_PUBLIC
};

enum
{
  RUNTIME_R0,
  RUNTIME_R1,
  RUNTIME_P
};

static EnisimSimulation *sim;
static EnisimSnapshot *snapshot;

static void
setup (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario = enisim_scenario_load_data (
      "shots.yaml", (const guint8 *) yaml, strlen (yaml), NULL, &error);

  ck_assert_no_error (error);
  sim = enisim_simulation_new (scenario, 7, 3, &error);
  ck_assert_no_error (error);
}

static void
teardown (void)
{
  g_clear_pointer (&snapshot, enisim_snapshot_unref);
  g_clear_pointer (&sim, enisim_simulation_free);
}

static void
run_until (EnisimTime at)
{
  g_autoptr (GError) error = NULL;

  ck_assert (enisim_simulation_run_until (sim, at, &error));
  ck_assert_no_error (error);
}

static void
shoot_at (EnisimTime at)
{
  run_until (at);
  g_clear_pointer (&snapshot, enisim_snapshot_unref);
  snapshot = enisim_snapshot_new (sim);
}

static void
invoke (guint runtime, GTimeSpan duration_us)
{
  ck_assert (enisim_simulation_invoke (sim, runtime, NULL, duration_us, NULL, NULL));
}

START_TEST (snapshot_says_of_which_run_and_instant_it_is)
{
  shoot_at (HOUR);
  ck_assert_str_eq (enisim_scenario_get_name (enisim_snapshot_get_scenario (snapshot)), "shots");
  ck_assert_uint_eq (enisim_snapshot_get_seed (snapshot), 7);
  ck_assert_uint_eq (enisim_snapshot_get_replication (snapshot), 3);
  ck_assert_int_eq (enisim_snapshot_get_at (snapshot), HOUR);
  ck_assert (!enisim_snapshot_is_complete (snapshot));
  ck_assert_uint_eq (enisim_snapshot_get_n_events (snapshot), enisim_simulation_get_n_events (sim));
  shoot_at (48 * HOUR);
  ck_assert (enisim_snapshot_is_complete (snapshot));
}
END_TEST

START_TEST (subnet_tells_who_holds_its_addresses)
{
  const EnisimSubnetInfo *a, *public;

  shoot_at (HOUR);
  ck_assert_uint_eq (enisim_snapshot_get_n_subnets (snapshot), 3);
  a = enisim_snapshot_get_subnet (snapshot, SUBNET_A);
  ck_assert_str_eq (a->name, "a");
  ck_assert_str_eq (a->cidr, "10.0.2.0/28");
  ck_assert_str_eq (a->az, "za");
  ck_assert_uint_eq (a->n_capacity, 11);
  ck_assert_uint_eq (a->n_background, 3);
  ck_assert_uint_eq (a->n_endpoint, 1);
  ck_assert_uint_eq (a->n_nat_gateway, 0);
  ck_assert_uint_eq (a->n_other, 0);
  ck_assert_uint_eq (a->n_eni_creating, 0);
  ck_assert_uint_eq (a->n_eni_in_use, 1);
  ck_assert_uint_eq (a->n_eni_retained, 0);
  ck_assert_uint_eq (a->n_eni_failed, 0);
  ck_assert_uint_eq (a->held.now, 5);
  ck_assert_uint_eq (a->n_free, 6);
  ck_assert_uint_eq (a->n_denied, 0);
  ck_assert_int_eq (a->exhausted_at, ENISIM_TIME_NEVER);
  ck_assert_int_eq (a->exhausted_us, 0);
  ck_assert_uint_eq (a->smallest_prefix, 28);
  public = enisim_snapshot_get_subnet (snapshot, SUBNET_PUBLIC);
  ck_assert_uint_eq (public->n_nat_gateway, 1);
  ck_assert_uint_eq (public->held.now, 1);
}
END_TEST

/* 4 held for an hour, then 5 for another. */
START_TEST (level_is_over_the_run_so_far)
{
  const EnisimLevelInfo *held;

  shoot_at (2 * HOUR);
  held = &enisim_snapshot_get_subnet (snapshot, SUBNET_A)->held;
  ck_assert_double_eq (held->mean, 4.5);
  ck_assert_uint_eq (held->p50, 4);
  ck_assert_uint_eq (held->p95, 5);
  ck_assert_uint_eq (held->p99, 5);
  ck_assert_uint_eq (held->peak, 5);
  ck_assert_int_eq (held->peak_at, HOUR);
}
END_TEST

START_TEST (short_cuts_say_what_the_structures_say)
{
  guint index = 99;

  shoot_at (10 * HOUR);
  ck_assert (enisim_snapshot_find_subnet (snapshot, "b", &index));
  ck_assert_uint_eq (index, SUBNET_B);
  ck_assert_uint_eq (enisim_snapshot_get_subnet_peak (snapshot, index), 2);
  ck_assert_uint_eq (enisim_snapshot_get_subnet_n_held (snapshot, index), 1);
  ck_assert_uint_eq (enisim_snapshot_get_subnet_n_free (snapshot, index), 26);
  ck_assert (!enisim_snapshot_find_subnet (snapshot, "B", &index));
  ck_assert_uint_eq (index, SUBNET_B);
  ck_assert (enisim_snapshot_find_subnet (snapshot, "a", NULL));
  ck_assert (enisim_snapshot_find_runtime (snapshot, "r_1", &index));
  ck_assert_uint_eq (index, RUNTIME_R1);
  ck_assert (!enisim_snapshot_find_runtime (snapshot, "r", &index));
}
END_TEST

START_TEST (group_leads_to_its_runtimes_subnets_and_enis)
{
  const EnisimGroupInfo *group;

  shoot_at (HOUR);
  ck_assert_uint_eq (enisim_snapshot_get_n_groups (snapshot), 1);
  group = enisim_snapshot_get_group (snapshot, 0);
  ck_assert_int_eq (group->state, ENISIM_ENI_IN_USE);
  ck_assert_uint_eq (group->n_subnets, 2);
  ck_assert_uint_eq (group->subnets[0], SUBNET_A);
  ck_assert_uint_eq (group->subnets[1], SUBNET_B);
  ck_assert_uint_eq (group->n_security_groups, 2);
  ck_assert_str_eq (group->security_groups[0], "g");
  ck_assert_str_eq (group->security_groups[1], "h");
  ck_assert_uint_eq (group->n_runtimes, 2);
  ck_assert_uint_eq (group->runtimes[0], RUNTIME_R0);
  ck_assert_uint_eq (group->runtimes[1], RUNTIME_R1);
  ck_assert_uint_eq (group->first_eni, 0);
  ck_assert_uint_eq (group->n_enis, 2);
}
END_TEST

START_TEST (eni_tells_where_it_is_and_in_which_state)
{
  const EnisimEniInfo *eni;

  shoot_at (2 * HOUR);
  ck_assert_uint_eq (enisim_snapshot_get_n_enis (snapshot), 2);
  eni = enisim_snapshot_get_eni (snapshot, 1);
  ck_assert_uint_eq (eni->number, 2);
  ck_assert_uint_eq (eni->subnet, SUBNET_B);
  ck_assert_uint_eq (eni->address, 0x0a000305);
  ck_assert_uint_eq (enisim_snapshot_get_eni_group (snapshot, 1), 0);
  ck_assert_int_eq (enisim_snapshot_get_eni_state (snapshot, 1), ENISIM_ENI_RETAINED);
  ck_assert_uint_eq (enisim_snapshot_get_group (snapshot, 0)->n_runtimes, 0);
  shoot_at (10 * HOUR);
  ck_assert_uint_eq (enisim_snapshot_get_n_enis (snapshot), 0);
  ck_assert_uint_eq (enisim_snapshot_get_n_groups (snapshot), 0);
}
END_TEST

START_TEST (runtime_tells_its_status_and_configuration)
{
  const EnisimRuntimeInfo *r, *p;

  shoot_at (HOUR + SECOND);
  ck_assert_uint_eq (enisim_snapshot_get_n_runtimes (snapshot), 3);
  r = enisim_snapshot_get_runtime (snapshot, RUNTIME_R1);
  ck_assert_str_eq (r->name, "r_1");
  ck_assert_int_eq (r->status, ENISIM_RUNTIME_READY);
  ck_assert_int_eq (r->updated_at, HOUR);
  ck_assert (r->is_vpc);
  ck_assert_uint_eq (r->n_subnets, 2);
  ck_assert_uint_eq (r->subnets[1], SUBNET_B);
  ck_assert_uint_eq (r->n_security_groups, 2);
  ck_assert_str_eq (r->security_groups[0], "g");
  ck_assert_uint_eq (r->group, 0);
  p = enisim_snapshot_get_runtime (snapshot, RUNTIME_P);
  ck_assert (!p->is_vpc);
  ck_assert_uint_eq (p->n_subnets, 0);
  ck_assert_uint_eq (p->group, ENISIM_INDEX_NONE);
  ck_assert_int_eq (p->updated_at, 0);
}
END_TEST

START_TEST (absent_runtime_keeps_its_configuration_and_has_no_group)
{
  const EnisimRuntimeInfo *r;

  shoot_at (0);
  r = enisim_snapshot_get_runtime (snapshot, RUNTIME_R0);
  ck_assert_int_eq (r->status, ENISIM_RUNTIME_ABSENT);
  ck_assert_int_eq (r->updated_at, ENISIM_TIME_NEVER);
  ck_assert_uint_eq (r->n_subnets, 2);
  ck_assert_uint_eq (r->group, ENISIM_INDEX_NONE);
  shoot_at (3 * HOUR);
  r = enisim_snapshot_get_runtime (snapshot, RUNTIME_R0);
  ck_assert_int_eq (r->status, ENISIM_RUNTIME_ABSENT);
  ck_assert_int_eq (r->updated_at, 2 * HOUR);
  ck_assert_uint_eq (r->group, ENISIM_INDEX_NONE);
}
END_TEST

/* The first session's place is free again when the third is admitted: order is not place. */
START_TEST (sessions_come_in_the_order_of_their_admission)
{
  const EnisimSessionInfo *first, *second;

  run_until (0);
  invoke (RUNTIME_P, 0);
  run_until (10 * SECOND);
  invoke (RUNTIME_P, HOUR);
  run_until (10 * 60 * SECOND);
  invoke (RUNTIME_P, 0);
  shoot_at (10 * 60 * SECOND);
  ck_assert_uint_eq (enisim_snapshot_get_n_sessions (snapshot), 2);
  first = enisim_snapshot_get_session (snapshot, 0);
  second = enisim_snapshot_get_session (snapshot, 1);
  ck_assert_uint_eq (first->runtime, RUNTIME_P);
  ck_assert_int_eq (first->state, ENISIM_SESSION_ACTIVE);
  ck_assert_uint_eq (first->started_by.workload, 0);
  ck_assert_uint_eq (first->started_by.number, 2);
  ck_assert_uint_eq (first->n_in_flight, 1);
  ck_assert_int_eq (second->state, ENISIM_SESSION_PROVISIONING);
  ck_assert_uint_eq (second->started_by.number, 3);
  ck_assert_uint_eq (enisim_snapshot_get_runtime (snapshot, RUNTIME_P)->n_vms, 2);
  ck_assert_uint_eq (enisim_snapshot_get_vms (snapshot)->now, 2);
  ck_assert_int_eq (enisim_snapshot_get_vms (snapshot)->peak_at, 10 * SECOND);
  ck_assert_uint_eq (enisim_snapshot_get_n_vms_in (snapshot, ENISIM_SESSION_ACTIVE), 1);
  ck_assert_uint_eq (enisim_snapshot_get_n_vms_in (snapshot, ENISIM_SESSION_IDLE), 0);
}
END_TEST

START_TEST (calls_are_counted_by_their_outcome)
{
  const EnisimCallsInfo *calls;

  run_until (0);
  invoke (RUNTIME_P, 2 * SECOND);
  invoke (RUNTIME_P, HOUR);
  invoke (RUNTIME_P, 0);
  invoke (RUNTIME_R0, 0);
  shoot_at (60 * SECOND);
  calls = enisim_snapshot_get_calls (snapshot);
  ck_assert_uint_eq (calls->n_attempts, 4);
  ck_assert_uint_eq (calls->n_cold, 2);
  ck_assert_uint_eq (calls->n_warm, 0);
  ck_assert_uint_eq (calls->ok.n, 1);
  ck_assert_double_eq (calls->ok.mean_us, 7.0 * SECOND);
  ck_assert_int_eq (calls->ok.min_us, 7 * SECOND);
  ck_assert_int_eq (calls->ok.p50_us, 7 * SECOND);
  ck_assert_int_eq (calls->ok.max_us, 7 * SECOND);
  ck_assert_uint_eq (calls->cut.n, 0);
  ck_assert_uint_eq (calls->refused.n, 2);
  ck_assert_uint_eq (enisim_snapshot_get_n_calls_with (snapshot, ENISIM_OUTCOME_OK), 1);
  ck_assert_uint_eq (enisim_snapshot_get_n_calls_with (snapshot, ENISIM_OUTCOME_OPEN), 1);
  ck_assert_uint_eq (enisim_snapshot_get_n_calls_with (snapshot, ENISIM_OUTCOME_QUOTA), 1);
  ck_assert_uint_eq (enisim_snapshot_get_n_calls_with (snapshot, ENISIM_OUTCOME_NOT_READY), 1);
}
END_TEST

START_TEST (snapshot_stays_when_the_run_goes_on_and_when_it_is_gone)
{
  run_until (0);
  invoke (RUNTIME_P, HOUR);
  shoot_at (HOUR);
  run_until (20 * HOUR);
  g_clear_pointer (&sim, enisim_simulation_free);
  ck_assert_int_eq (enisim_snapshot_get_at (snapshot), HOUR);
  ck_assert_uint_eq (enisim_snapshot_get_n_enis (snapshot), 2);
  ck_assert_uint_eq (enisim_snapshot_get_n_sessions (snapshot), 1);
  ck_assert_str_eq (enisim_snapshot_get_runtime (snapshot, RUNTIME_P)->name, "p");
  ck_assert_int_eq (enisim_snapshot_get_eni_state (snapshot, 0), ENISIM_ENI_IN_USE);
}
END_TEST

/* Each thread drops its own reference; any of them may be the last one. */
static gpointer
read_and_unref (gpointer data)
{
  EnisimSnapshot *shared = data;
  guint sum = 0;

  for (guint i = 0; i < 1000; i++)
    {
      EnisimSnapshot *mine = enisim_snapshot_ref (shared);

      sum += enisim_snapshot_get_subnet_n_held (mine, i % 3);
      enisim_snapshot_unref (mine);
    }
  enisim_snapshot_unref (shared);
  return GUINT_TO_POINTER (sum);
}

START_TEST (threads_share_a_snapshot_without_a_lock)
{
  GThread *threads[4];

  shoot_at (HOUR);
  g_clear_pointer (&sim, enisim_simulation_free);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_and_unref, enisim_snapshot_ref (snapshot));
  g_clear_pointer (&snapshot, enisim_snapshot_unref);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    ck_assert_uint_eq (GPOINTER_TO_UINT (g_thread_join (threads[i])), 334 * 5 + 333 * (2 + 1));
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("sim/snapshot");
  TCase *tcase = tcase_create ("all");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, snapshot_says_of_which_run_and_instant_it_is);
  tcase_add_test (tcase, subnet_tells_who_holds_its_addresses);
  tcase_add_test (tcase, level_is_over_the_run_so_far);
  tcase_add_test (tcase, short_cuts_say_what_the_structures_say);
  tcase_add_test (tcase, group_leads_to_its_runtimes_subnets_and_enis);
  tcase_add_test (tcase, eni_tells_where_it_is_and_in_which_state);
  tcase_add_test (tcase, runtime_tells_its_status_and_configuration);
  tcase_add_test (tcase, absent_runtime_keeps_its_configuration_and_has_no_group);
  tcase_add_test (tcase, sessions_come_in_the_order_of_their_admission);
  tcase_add_test (tcase, calls_are_counted_by_their_outcome);
  tcase_add_test (tcase, snapshot_stays_when_the_run_goes_on_and_when_it_is_gone);
  tcase_add_test (tcase, threads_share_a_snapshot_without_a_lock);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
