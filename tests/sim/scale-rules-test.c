/* scale-rules-test.c
 *
 * Goal: a group of runtimes grows and shrinks by the timeline, and calls go where it is.
 * Method: small scenarios, stopped at the instants that matter; calls are counted by runtime.
 */
#include "sim/sim-check.h"

#define HEAD                                                                                       \
  "horizon: 10h\n"                                                                                 \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets: {a: {cidr: 10.0.2.0/24, az: za}}\n"                                                  \
  "  security_groups: [one]\n"                                                                     \
  "model: {cold_start: 0s}\n"

#define GROUP "runtimes: [{name: r, count: 4, subnets: [a], security_groups: [one]}]\n"
#define HOUR G_TIME_SPAN_HOUR

enum
{
  N_MEMBERS = 4
};

static EnisimSimulation *sim;
static guint n_calls[N_MEMBERS];

static void
setup (void)
{
  sim = NULL;
  memset (n_calls, 0, sizeof n_calls);
}

static void
teardown (void)
{
  if (sim != NULL)
    enisim_simulation_verify (sim);
  g_clear_pointer (&sim, enisim_simulation_free);
}

static void
count_call (EnisimSimulation *unused G_GNUC_UNUSED, const EnisimChange *change,
            gpointer user_data G_GNUC_UNUSED)
{
  if (change->kind == ENISIM_CHANGE_CALL && change->outcome == ENISIM_OUTCOME_OPEN)
    n_calls[change->runtime]++;
}

static void
begin (const char *text)
{
  g_autoptr (EnisimScenario) scenario = load_text (text);

  enisim_scenario_verify (scenario);
  sim = enisim_simulation_new (scenario, 1, 0, NULL);
  enisim_simulation_observe (sim, count_call, NULL, NULL);
}

/* Runs to @at; the members that are there, as "0 1 ". */
static void
assert_there (EnisimTime at, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  ck_assert (enisim_simulation_run_until (sim, at, NULL));
  for (guint i = 0; i < N_MEMBERS; i++)
    if (sim->runtimes[i].runtime.status == ENISIM_RUNTIME_READY)
      g_string_append_printf (text, "%u ", i);
  ck_assert_str_eq (text->str, expected);
}

static void
assert_calls (guint n_0, guint n_1, guint n_2, guint n_3)
{
  ck_assert_uint_eq (n_calls[0], n_0);
  ck_assert_uint_eq (n_calls[1], n_1);
  ck_assert_uint_eq (n_calls[2], n_2);
  ck_assert_uint_eq (n_calls[3], n_3);
  memset (n_calls, 0, sizeof n_calls);
}

START_TEST (group_shrinks_from_its_end_and_grows_again)
{
  begin (HEAD GROUP "timeline:\n"
                    "  - {at: 1h, scale: r, count: 2}\n"
                    "  - {at: 2h, scale: r, count: 3}\n"
                    "  - {at: 3h, scale: r, count: 0}\n");
  assert_there (0, "0 1 2 3 ");
  assert_there (1 * HOUR, "0 1 ");
  assert_there (2 * HOUR, "0 1 2 ");
  assert_there (3 * HOUR, "");
}
END_TEST

START_TEST (group_that_is_never_created_begins_with_none)
{
  begin (HEAD "runtimes: [{name: r, count: 4, create_at: never}]\n"
              "timeline: [{at: 1h, scale: r, count: 3}]\n");
  assert_there (0, "");
  assert_there (1 * HOUR, "0 1 2 ");
  ck_assert_uint_eq (enisim_metrics_get_n_refused_requests (&sim->metrics), 0);
}
END_TEST

START_TEST (calls_go_to_the_members_that_are_wanted)
{
  begin (HEAD GROUP "workloads: [{closed: {clients: 1, from: 1min, think: 10min, target: r}}]\n"
                    "timeline: [{at: 1h, scale: r, count: 2}, {at: 2h, scale: r, count: 4}]\n");
  assert_there (1 * HOUR, "0 1 "); /* calls 1 to 6 */
  assert_calls (2, 2, 1, 1);
  assert_there (2 * HOUR, "0 1 2 3 "); /* 7 to 12 */
  assert_calls (3, 3, 0, 0);
  assert_there (160 * G_TIME_SPAN_MINUTE, "0 1 2 3 "); /* 13 to 16 */
  assert_calls (1, 1, 1, 1);
}
END_TEST

START_TEST (weights_hold_among_the_members_that_are_wanted)
{
  begin (HEAD GROUP "workloads:\n"
                    "  - closed: {clients: 1, think: 1s, target: [r_3, r_0, r_1], "
                    "weights: [1000000, 1, 1000000]}\n"
                    "timeline: [{at: 0s, scale: r, count: 2}]\n");
  assert_there (100 * G_TIME_SPAN_SECOND, "0 1 ");
  ck_assert_uint_eq (n_calls[3], 0);
  ck_assert_uint_gt (n_calls[1], 90);
}
END_TEST

START_TEST (calls_of_a_group_that_is_gone_are_not_ready)
{
  begin (HEAD GROUP "workloads: [{closed: {clients: 1, from: 1min, think: 10min, target: r}}]\n"
                    "timeline: [{at: 30s, scale: r, count: 0}]\n");
  assert_there (1 * HOUR, "");
  assert_calls (0, 0, 0, 0);
  ck_assert_uint_eq (enisim_metrics_get_n_ended (&sim->metrics, ENISIM_OUTCOME_NOT_READY), 6);
}
END_TEST

START_TEST (group_that_was_not_scaled_is_called_as_a_whole)
{
  begin (HEAD "runtimes: [{name: s, count: 2}, {name: r, count: 2, create_at: never}]\n"
              "workloads: [{closed: {clients: 1, from: 1min, think: 10min, target: [s, r]}}]\n"
              "timeline: [{at: 0s, create: r}, {at: 30s, scale: s, count: 1}]\n");
  assert_there (1 * HOUR, "0 2 3 ");
  assert_calls (2, 0, 2, 2);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("sim/scale-rules");
  TCase *tcase = tcase_create ("rules");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, group_shrinks_from_its_end_and_grows_again);
  tcase_add_test (tcase, group_that_is_never_created_begins_with_none);
  tcase_add_test (tcase, calls_go_to_the_members_that_are_wanted);
  tcase_add_test (tcase, weights_hold_among_the_members_that_are_wanted);
  tcase_add_test (tcase, calls_of_a_group_that_is_gone_are_not_ready);
  tcase_add_test (tcase, group_that_was_not_scaled_is_called_as_a_whole);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
