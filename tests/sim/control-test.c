/* control-test.c
 *
 * Goal: a program that embeds the library can step a run by hand, and is told every transition
 * with its cause.
 * Method: a stranger's program, linked with the shared library; an observer writes what it is told
 * as one line each.
 */
#include "enisim-check.h"

#define HOUR G_TIME_SPAN_HOUR
#define SECOND G_TIME_SPAN_SECOND

static const char yaml[]
    = "name: steps\n"
      "horizon: 48h\n"
      "quotas: {max_vms: 1}\n"
      "model: {cold_start: 5s, teardown: 15s, teardown_after_stop: 60s, ip_order: lowest}\n"
      "vpc:\n"
      "  cidr: 10.0.0.0/16\n"
      "  subnets: {a: {cidr: 10.0.2.0/28, az: za}, b: {cidr: 10.0.3.0/28, az: zb}}\n"
      "  security_groups: [g]\n"
      "runtimes:\n"
      "  - {name: r, subnets: [a, b], security_groups: [g], create_at: never, idle_timeout: 60s}\n"
      "  - {name: p, idle_timeout: 60s}\n";

enum
{
  VPC_RUNTIME,
  PUBLIC_RUNTIME
};

static const char id[] = "a-session-id-of-33-bytes-or-more-1";

static EnisimSimulation *sim;
static GString *told;
static guint n_destroyed;

static void
tell_enis (const EnisimChange *change)
{
  g_string_append_printf (told, "ENIs %s -> %s", enisim_eni_state_get_name (change->eni_from),
                          enisim_eni_state_get_name (change->eni_to));
  for (guint i = 0; i < change->n_enis; i++)
    g_string_append_printf (told, " #%u@%u:%08x", (guint) change->enis[i].number,
                            change->enis[i].subnet, change->enis[i].address);
}

static void
note_change (EnisimSimulation *s, const EnisimChange *change, gpointer user_data G_GNUC_UNUSED)
{
  ck_assert_int_eq (change->at, enisim_simulation_get_now (s));
  g_string_append_printf (told, "%gs ", (double) change->at / (double) SECOND);
  switch (change->kind)
    {
    case ENISIM_CHANGE_ENIS:
      tell_enis (change);
      break;
    case ENISIM_CHANGE_DENIAL:
      g_string_append_printf (told, "denied in %u", change->subnet);
      break;
    case ENISIM_CHANGE_RUNTIME:
      g_string_append_printf (told, "runtime %u %s -> %s", change->runtime,
                              enisim_runtime_status_get_name (change->runtime_from),
                              enisim_runtime_status_get_name (change->runtime_to));
      break;
    case ENISIM_CHANGE_SESSION:
      g_string_append_printf (told, "session %u/%u %s -> %s", change->session.workload,
                              change->session.number,
                              enisim_session_state_get_name (change->session_from),
                              enisim_session_state_get_name (change->session_to));
      break;
    case ENISIM_CHANGE_CALL:
      g_string_append_printf (
          told, "call %u %s%s %gs", change->call.number, change->is_cold ? "cold " : "",
          enisim_outcome_get_name (change->outcome), (double) change->latency_us / (double) SECOND);
      break;
    case ENISIM_CHANGE_STOP:
      g_string_append_printf (told, "stop of session %u/%u", change->session.workload,
                              change->session.number);
      break;
    case ENISIM_CHANGE_STACK:
    case ENISIM_CHANGE_SECURITY_GROUP:
    case ENISIM_CHANGE_DELETION:
    case ENISIM_CHANGE_BACKGROUND:
      break;
    }
  g_string_append_printf (told, ": %s\n", change->cause);
}

static void
count_destroyed (gpointer user_data G_GNUC_UNUSED)
{
  n_destroyed++;
}

static void
setup (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario = enisim_scenario_load_data (
      "steps.yaml", (const guint8 *) yaml, strlen (yaml), NULL, &error);

  ck_assert_no_error (error);
  sim = enisim_simulation_new (scenario, 1, 0, &error);
  ck_assert_no_error (error);
  told = g_string_new (NULL);
  n_destroyed = 0;
  enisim_simulation_observe (sim, note_change, NULL, count_destroyed);
}

static void
teardown (void)
{
  g_clear_pointer (&sim, enisim_simulation_free);
  ck_assert_uint_eq (n_destroyed, 1);
  g_string_free (told, TRUE);
}

static void
run_until (EnisimTime at)
{
  g_autoptr (GError) error = NULL;

  ck_assert (enisim_simulation_run_until (sim, at, &error));
  ck_assert_no_error (error);
  ck_assert_int_eq (enisim_simulation_get_now (sim), at);
}

static void
assert_told (const char *expected)
{
  ck_assert_str_eq (told->str, expected);
  g_string_truncate (told, 0);
}

static EnisimOutcome
invoke (guint runtime, const char *session_id, GTimeSpan duration_us)
{
  g_autoptr (GError) error = NULL;
  EnisimOutcome outcome = ENISIM_OUTCOME_OK;

  ck_assert (enisim_simulation_invoke (sim, runtime, session_id, duration_us, &outcome, &error));
  ck_assert_no_error (error);
  return outcome;
}

START_TEST (delete_and_recreate_brings_the_same_enis_back)
{
  run_until (0);
  assert_told ("0s runtime 1 ABSENT -> CREATING: create\n"
               "0s runtime 1 CREATING -> READY: created\n");
  ck_assert (enisim_simulation_create_runtime (sim, VPC_RUNTIME));
  assert_told ("0s runtime 0 ABSENT -> CREATING: create\n"
               "0s ENIs free -> creating #1@0:0a000204 #2@1:0a000304: create\n"
               "0s ENIs creating -> in_use #1@0:0a000204 #2@1:0a000304: created\n"
               "0s runtime 0 CREATING -> READY: created\n");
  run_until (1 * HOUR);
  ck_assert (enisim_simulation_delete_runtime (sim, VPC_RUNTIME));
  assert_told ("3600s runtime 0 READY -> DELETING: delete\n"
               "3600s runtime 0 DELETING -> ABSENT: last VM gone\n"
               "3600s ENIs in_use -> retained #1@0:0a000204 #2@1:0a000304: last runtime gone\n");
  run_until (5 * HOUR);
  ck_assert (enisim_simulation_create_runtime (sim, VPC_RUNTIME));
  assert_told ("18000s runtime 0 ABSENT -> CREATING: create\n"
               "18000s ENIs retained -> in_use #1@0:0a000204 #2@1:0a000304: taken back\n"
               "18000s runtime 0 CREATING -> READY: created\n");
  ck_assert (enisim_simulation_delete_runtime (sim, VPC_RUNTIME));
  g_string_truncate (told, 0);
  run_until (24 * HOUR);
  assert_told ("46800s ENIs retained -> free #1@0:0a000204 #2@1:0a000304: retention ended\n");
}
END_TEST

START_TEST (invoke_is_told_from_its_admission_to_the_end_of_its_vm)
{
  run_until (0);
  g_string_truncate (told, 0);
  ck_assert_int_eq (invoke (PUBLIC_RUNTIME, id, 2 * SECOND), ENISIM_OUTCOME_OPEN);
  ck_assert_int_eq (invoke (PUBLIC_RUNTIME, id, 0), ENISIM_OUTCOME_CONFLICT);
  ck_assert_int_eq (invoke (PUBLIC_RUNTIME, NULL, 0), ENISIM_OUTCOME_QUOTA);
  ck_assert_int_eq (invoke (VPC_RUNTIME, NULL, 0), ENISIM_OUTCOME_NOT_READY);
  run_until (HOUR);
  assert_told ("0s session 0/1 free -> provisioning: admitted\n"
               "0s call 1 cold open 0s: admitted\n"
               "0s call 2 conflict 0s: conflict\n"
               "0s call 3 quota 0s: quota\n"
               "0s call 4 not_ready 0s: not_ready\n"
               "5s session 0/1 provisioning -> active: cold start ended\n"
               "7s call 1 cold ok 7s: completed\n"
               "7s session 0/1 active -> idle: nothing in flight\n"
               "67s session 0/1 idle -> stopping: idle\n"
               "82s session 0/1 stopping -> free: teardown ended\n");
}
END_TEST

START_TEST (stop_ends_a_vm_at_once_and_cuts_what_is_in_flight)
{
  run_until (0);
  ck_assert_int_eq (enisim_simulation_stop_session (sim, PUBLIC_RUNTIME, id), ENISIM_STOP_NONE);
  invoke (PUBLIC_RUNTIME, id, HOUR);
  ck_assert_int_eq (enisim_simulation_stop_session (sim, PUBLIC_RUNTIME, id), ENISIM_STOP_CONFLICT);
  run_until (10 * SECOND);
  g_string_truncate (told, 0);
  ck_assert_int_eq (enisim_simulation_stop_session (sim, PUBLIC_RUNTIME, id), ENISIM_STOP_DONE);
  ck_assert_int_eq (enisim_simulation_stop_session (sim, PUBLIC_RUNTIME, id), ENISIM_STOP_CONFLICT);
  run_until (HOUR);
  assert_told ("10s call 1 cold cut 10s: VM stopped\n"
               "10s session 0/1 active -> stopping: stopped\n"
               "70s session 0/1 stopping -> free: teardown ended\n");
  ck_assert_int_eq (enisim_simulation_stop_session (sim, PUBLIC_RUNTIME, id), ENISIM_STOP_NONE);
}
END_TEST

START_TEST (quota_may_change_between_runs)
{
  run_until (0);
  ck_assert_uint_eq (enisim_simulation_get_max_vms (sim), 1);
  ck_assert_int_eq (invoke (PUBLIC_RUNTIME, NULL, 0), ENISIM_OUTCOME_OPEN);
  ck_assert_int_eq (invoke (PUBLIC_RUNTIME, NULL, 0), ENISIM_OUTCOME_QUOTA);
  enisim_simulation_set_max_vms (sim, 2);
  ck_assert_int_eq (invoke (PUBLIC_RUNTIME, NULL, 0), ENISIM_OUTCOME_OPEN);
  enisim_simulation_set_max_vms (sim, 0);
  ck_assert_int_eq (invoke (PUBLIC_RUNTIME, NULL, 0), ENISIM_OUTCOME_QUOTA);
  enisim_simulation_set_max_vms (sim, G_MAXUINT);
  ck_assert_int_eq (invoke (PUBLIC_RUNTIME, NULL, 0), ENISIM_OUTCOME_OPEN);
}
END_TEST

START_TEST (refused_requests_are_told_to_the_caller)
{
  run_until (0);
  ck_assert (!enisim_simulation_create_runtime (sim, PUBLIC_RUNTIME));
  ck_assert (!enisim_simulation_delete_runtime (sim, VPC_RUNTIME));
}
END_TEST

/* Its stack counts on them, and its specification says nothing about how they serve. */
START_TEST (runtimes_of_stacks_are_not_the_callers)
{
  static const char stacks[]
      = "horizon: 1h\n"
        "vpc:\n"
        "  cidr: 10.0.0.0/16\n"
        "  subnets: {a: {cidr: 10.0.2.0/28, az: za}}\n"
        "  security_groups: [g]\n"
        "churn: [{every: 30min, lifetime: 10min, subnets: [a], security_group: g}]\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario = enisim_scenario_load_data (
      "stacks.yaml", (const guint8 *) stacks, strlen (stacks), NULL, &error);
  g_autoptr (EnisimSimulation) stepped = enisim_simulation_new (scenario, 1, 0, &error);

  ck_assert (enisim_simulation_run_until (stepped, SECOND, &error));
  ck_assert_uint_eq (enisim_simulation_get_n_runtimes (stepped), 1);
  for (guint i = 0; i < 4; i++)
    g_test_expect_message ("enisim", G_LOG_LEVEL_CRITICAL, "*is_scenarios*");
  ck_assert (!enisim_simulation_create_runtime (stepped, 0));
  ck_assert (!enisim_simulation_delete_runtime (stepped, 0));
  ck_assert (!enisim_simulation_invoke (stepped, 0, NULL, 0, NULL, &error));
  ck_assert_int_eq (enisim_simulation_stop_session (stepped, 0, id), ENISIM_STOP_NONE);
  g_test_assert_expected_messages ();
  ck_assert (enisim_simulation_run (stepped, &error));
}
END_TEST

START_TEST (session_id_of_another_length_is_the_callers_error)
{
  g_autofree char *long_id = g_strnfill (257, 'x');
  const char *const ids[] = { "", "32-bytes-are-one-too-few--------", long_id };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;

      ck_assert (!enisim_simulation_invoke (sim, PUBLIC_RUNTIME, ids[i], 0, NULL, &error));
      ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
    }
}
END_TEST

START_TEST (cancelled_run_can_be_resumed)
{
  g_autoptr (GError) error = NULL;

  enisim_simulation_cancel (sim);
  ck_assert (!enisim_simulation_run (sim, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_CANCELLED);
  run_until (48 * HOUR);
}
END_TEST

static void
ignore_change (EnisimSimulation *s G_GNUC_UNUSED, const EnisimChange *change G_GNUC_UNUSED,
               gpointer user_data)
{
  (*(guint *) user_data)++;
}

START_TEST (run_is_the_same_with_and_without_an_observer)
{
  g_autofree char *path = g_build_filename (ENISIM_SOURCE_DIR, "bench", "scenarios",
                                            "published-load-fit-unhealthy.yaml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario = enisim_scenario_load_file (path, NULL, &error);
  char *reports[2];
  guint n_changes = 0;

  ck_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (EnisimSimulation) run = enisim_simulation_new (scenario, 1, 0, &error);

      if (i == 1)
        enisim_simulation_observe (run, ignore_change, &n_changes, NULL);
      ck_assert (enisim_simulation_run (run, &error));
      reports[i] = enisim_report_to_json (run);
    }
  ck_assert_str_eq (reports[0], reports[1]);
  ck_assert_uint_gt (n_changes, 1000);
  g_free (reports[0]);
  g_free (reports[1]);
}
END_TEST

static Suite *
control_suite (void)
{
  Suite *suite = suite_create ("sim/control");
  TCase *steps = tcase_create ("steps");

  tcase_add_checked_fixture (steps, setup, teardown);
  tcase_add_test (steps, delete_and_recreate_brings_the_same_enis_back);
  tcase_add_test (steps, invoke_is_told_from_its_admission_to_the_end_of_its_vm);
  tcase_add_test (steps, stop_ends_a_vm_at_once_and_cuts_what_is_in_flight);
  tcase_add_test (steps, quota_may_change_between_runs);
  tcase_add_test (steps, refused_requests_are_told_to_the_caller);
  tcase_add_test (steps, runtimes_of_stacks_are_not_the_callers);
  tcase_add_test (steps, session_id_of_another_length_is_the_callers_error);
  tcase_add_test (steps, cancelled_run_can_be_resumed);
  tcase_add_test (steps, run_is_the_same_with_and_without_an_observer);
  suite_add_tcase (suite, steps);
  return suite;
}

ENISIM_TEST_MAIN (control_suite)
