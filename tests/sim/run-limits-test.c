/* run-limits-test.c
 *
 * Goal: what goes on for ever at one instant, or grows past what a machine has, ends with an error
 * that names instant and cause; what is only much does not.
 * Method: scenarios under limits far below the public ones.
 */
#include "sim/sim-check.h"

enum
{
  LIMIT = 20000
};

/* So many calls at 5 s, each with an end of its cold start and its invocation there. */
static EnisimSimulation *
make_burst (guint n_clients)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *yaml
      = g_strdup_printf ("horizon: 10s\n"
                         "quotas: {limits: off}\n"
                         "model: {cold_start: 0s}\n"
                         "runtimes: [{name: r}]\n"
                         "workloads: [{closed: {clients: %u, from: 5s, until: 5001ms}}]\n",
                         n_clients);
  g_autoptr (EnisimScenario) scenario = load_text (yaml);
  EnisimSimulation *sim = enisim_simulation_new (scenario, 1, 0, &error);

  ck_assert_no_error (error);
  sim->limits.events_at_instant = LIMIT;
  return sim;
}

/* No rule of the model cascades, so the test does: a sample that takes no time. */
static EnisimSimulation *
make_cascade (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario
      = load_text ("horizon: 10s\nsamples: 1s\nruntimes: [{name: r}]\n");
  EnisimSimulation *sim = enisim_simulation_new (scenario, 1, 0, &error);

  ck_assert_no_error (error);
  sim->limits.events_at_instant = LIMIT;
  enisim_simulation_run_until (sim, 3 * G_TIME_SPAN_SECOND, &error);
  ck_assert_no_error (error);
  scenario->sample_us = 0;
  return sim;
}

START_TEST (cascade_ends_with_its_instant_and_cause)
{
  g_autoptr (EnisimSimulation) sim = make_cascade ();
  g_autoptr (GError) error = NULL;

  ck_assert (!enisim_simulation_run (sim, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_str_eq (
      error->message,
      "at 4s there are more than 20000 events and no end, the last of them was a sample");
  ck_assert_int_eq (enisim_simulation_get_now (sim), 4 * G_TIME_SPAN_SECOND);
  enisim_simulation_verify (sim);
}
END_TEST

/* A run in steps has as many events at the instant as one in a piece. */
START_TEST (steps_do_not_hide_a_cascade)
{
  g_autoptr (EnisimSimulation) sim = make_burst (LIMIT);
  g_autoptr (GError) error = NULL;
  gboolean is_ok = TRUE;

  for (guint i = 1; i <= 10 && is_ok; i++)
    is_ok = enisim_simulation_run_until (sim, i * G_TIME_SPAN_SECOND, &error);
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert (
      g_str_has_prefix (error->message, "at 5s there are more than 20000 events and no end"));
}
END_TEST

START_TEST (burst_below_the_limit_is_no_cascade)
{
  g_autoptr (EnisimSimulation) sim = make_burst (LIMIT / 4);
  g_autoptr (GError) error = NULL;

  enisim_simulation_run (sim, &error);
  ck_assert_no_error (error);
  ck_assert_int_eq (enisim_simulation_get_now (sim), 10 * G_TIME_SPAN_SECOND);
  ck_assert_uint_ge (enisim_simulation_get_n_events (sim), LIMIT / 2);
}
END_TEST

/* Ten instants of half the limit each. */
START_TEST (instants_do_not_add_up)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario
      = load_text ("horizon: 10s\n"
                   "quotas: {limits: off}\n"
                   "model: {cold_start: 0s}\n"
                   "runtimes: [{name: r}]\n"
                   "workloads: [{closed: {clients: 3000, think: 1s}}]\n");
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, 0, &error);

  ck_assert_no_error (error);
  sim->limits.events_at_instant = LIMIT / 2;
  enisim_simulation_run (sim, &error);
  ck_assert_no_error (error);
  ck_assert_uint_gt (enisim_simulation_get_n_events (sim), 2 * LIMIT);
}
END_TEST

static EnisimSimulation *
make_simulation (const char *yaml)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario = load_text (yaml);
  EnisimSimulation *sim = enisim_simulation_new (scenario, 1, 0, &error);

  ck_assert_no_error (error);
  return sim;
}

/* 100 sessions a second that live for ever; steps so short that none has many events. */
START_TEST (sessions_that_pile_up_end_the_run)
{
  gboolean is_ok = TRUE;
  g_autoptr (EnisimSimulation) sim = make_simulation ("horizon: 1h\n"
                                                      "quotas: {limits: off}\n"
                                                      "runtimes: [{name: r, idle_timeout: 8h}]\n"
                                                      "workloads: [{poisson: {rate: 100/s}}]\n");
  g_autoptr (GError) error = NULL;

  sim->limits.alive = LIMIT;
  for (guint i = 1; i <= 3600 && is_ok; i++)
    is_ok = enisim_simulation_run_until (sim, i * G_TIME_SPAN_SECOND, &error);
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_ptr_nonnull (
      strstr (error->message, " there are more than 20000 sessions, invocations and callers"));
  ck_assert_uint_le (sim->sessions.sessions.n_taken, 2 * LIMIT);
  enisim_simulation_verify (sim);
}
END_TEST

#define FOLLOWED_UP(think)                                                                         \
  "horizon: 20min\n"                                                                               \
  "quotas: {limits: off}\n"                                                                        \
  "model: {cold_start: 0s, teardown: 0s}\n"                                                        \
  "runtimes: [{name: r, idle_timeout: 1min, max_lifetime: 1min}]\n"                                \
  "workloads: [{poisson: {rate: 100/s, until: 4min,\n"                                             \
  "  session: {invokes: 2, think: " think "}}}]\n"

/* Their VMs are long gone. */
START_TEST (sessions_to_follow_up_pile_up_too)
{
  g_autoptr (EnisimSimulation) sim = make_simulation (FOLLOWED_UP ("10min"));
  g_autoptr (GError) error = NULL;

  sim->limits.alive = LIMIT;
  ck_assert (!enisim_simulation_run (sim, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_uint_gt (sim->chains.n_taken, LIMIT / 2);
  enisim_simulation_verify (sim);
}
END_TEST

START_TEST (session_to_follow_up_past_the_horizon_is_forgotten)
{
  g_autoptr (EnisimSimulation) sim = make_simulation (FOLLOWED_UP ("1d"));
  g_autoptr (GError) error = NULL;

  sim->limits.alive = LIMIT;
  ck_assert (enisim_simulation_run (sim, &error));
  ck_assert_uint_eq (sim->chains.n_taken, 0);
  enisim_simulation_verify (sim);
}
END_TEST

/* Ten runtimes of ten keys, whose ENIs come one after the other: each sample is a new list. */
static EnisimSimulation *
make_sampled (void)
{
  g_autoptr (GString) yaml
      = g_string_new ("horizon: 1min\n"
                      "samples: 1s\n"
                      "vpc: {cidr: 10.0.0.0/24, subnets: {p: {cidr: 10.0.0.0/24, az: a}},\n"
                      "  security_groups: [g0, g1, g2, g3, g4, g5, g6, g7, g8, g9]}\n"
                      "runtimes:\n");

  for (guint i = 0; i < 10; i++)
    g_string_append_printf (
        yaml, "  - {name: r%u, subnets: [p], security_groups: [g%u], create_at: %us}\n", i, i, i);
  return make_simulation (yaml->str);
}

START_TEST (samples_of_too_many_enis_end_the_run)
{
  g_autoptr (EnisimSimulation) sim = make_sampled ();
  g_autoptr (GError) error = NULL;

  sim->limits.sampled_enis = 54;
  ck_assert (!enisim_simulation_run (sim, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_str_eq (error->message, "at 9s there are more than 54 ENIs in all samples, "
                                    "expected a longer step from one to the next");
}
END_TEST

/* Of a run without a horizon nobody can count the samples before. */
START_TEST (more_samples_than_are_kept_end_the_run)
{
  g_autoptr (EnisimSimulation) sim = make_simulation ("horizon: 1min\n"
                                                      "samples: 1ms\n"
                                                      "runtimes: [{name: r}]\n");
  g_autoptr (GError) error = NULL;

  sim->horizon = G_TIME_SPAN_HOUR;
  ck_assert (!enisim_simulation_run (sim, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_str_eq (error->message, "at 100s there are more than 100000 samples, "
                                    "expected a longer step from one to the next");
  ck_assert_uint_eq (sim->samples.samples->len, ENISIM_SAMPLES_MAX);
}
END_TEST

/* What came before is taken for granted: a limit of millions is not waited for. */
START_TEST (more_stacks_than_are_kept_end_the_run)
{
  g_autoptr (EnisimSimulation) sim
      = make_simulation ("horizon: 1h\n"
                         "vpc: {cidr: 10.0.0.0/24, subnets: {p: {cidr: 10.0.0.0/24, az: a}},\n"
                         "  security_groups: [g]}\n"
                         "churn:\n"
                         "  - {every: 1s, runtimes: 2, lifetime: 500ms, subnets: [p],\n"
                         "     security_group: g}\n");
  g_autoptr (GError) error = NULL;

  sim->churn.n_stacks = ENISIM_STACKS_MAX - 4000;
  ck_assert (!enisim_simulation_run (sim, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_ptr_nonnull (strstr (error->message, "there are more than 2000000 stacks"));
}
END_TEST

START_TEST (more_events_than_can_be_numbered_end_the_run)
{
  g_autoptr (EnisimSimulation) sim = make_simulation ("horizon: 1h\n"
                                                      "samples: 100ms\n"
                                                      "runtimes: [{name: r}]\n");
  g_autoptr (GError) error = NULL;

  sim->agenda.n_booked = ENISIM_EVENTS_MAX;
  ck_assert (!enisim_simulation_run (sim, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_ptr_nonnull (strstr (error->message, "more than 137438953472 events"));
}
END_TEST

START_TEST (what_ended_a_run_ends_it_again)
{
  g_autoptr (EnisimSimulation) sim = make_sampled ();
  g_autoptr (GError) error = NULL, again = NULL;

  sim->limits.sampled_enis = 54;
  ck_assert (!enisim_simulation_run (sim, &error));
  ck_assert (!enisim_simulation_run (sim, &again));
  ck_assert_str_eq (again->message, error->message);
  ck_assert_int_eq (enisim_simulation_get_now (sim), 9 * G_TIME_SPAN_SECOND);
}
END_TEST

START_TEST (samples_that_repeat_count_once)
{
  g_autoptr (EnisimSimulation) sim = make_sampled ();
  g_autoptr (GError) error = NULL;

  sim->limits.sampled_enis = 55;
  ck_assert (enisim_simulation_run (sim, &error));
  ck_assert_no_error (error);
  ck_assert_uint_eq (sim->samples.samples->len, 61);
}
END_TEST

static Suite *
run_limits_suite (void)
{
  Suite *suite = suite_create ("sim/run-limits");
  TCase *cascade = tcase_create ("cascade");
  TCase *memory = tcase_create ("memory");

  tcase_add_test (cascade, cascade_ends_with_its_instant_and_cause);
  tcase_add_test (cascade, steps_do_not_hide_a_cascade);
  tcase_add_test (cascade, burst_below_the_limit_is_no_cascade);
  tcase_add_test (cascade, instants_do_not_add_up);
  suite_add_tcase (suite, cascade);
  tcase_add_test (memory, sessions_that_pile_up_end_the_run);
  tcase_add_test (memory, sessions_to_follow_up_pile_up_too);
  tcase_add_test (memory, session_to_follow_up_past_the_horizon_is_forgotten);
  tcase_add_test (memory, samples_of_too_many_enis_end_the_run);
  tcase_add_test (memory, samples_that_repeat_count_once);
  tcase_add_test (memory, more_samples_than_are_kept_end_the_run);
  tcase_add_test (memory, more_stacks_than_are_kept_end_the_run);
  tcase_add_test (memory, more_events_than_can_be_numbered_end_the_run);
  tcase_add_test (memory, what_ended_a_run_ends_it_again);
  suite_add_tcase (suite, memory);
  return suite;
}

ENISIM_TEST_MAIN (run_limits_suite)
