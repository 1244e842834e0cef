/* cascade-test.c
 *
 * Goal: what goes on for ever at one instant ends with an error that names instant and cause, and
 * what is only much at one instant does not.
 * Method: scenarios under a limit far below the public one.
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
  sim->events_at_instant_max = LIMIT;
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
  sim->events_at_instant_max = LIMIT;
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
  ck_assert_str_eq (error->message,
                    "at 4s there are 20475 events without an end, the last of them was a sample: "
                    "expected at most 20000 at one instant");
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
  ck_assert (g_str_has_prefix (error->message, "at 5s there are "));
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
  sim->events_at_instant_max = LIMIT / 2;
  enisim_simulation_run (sim, &error);
  ck_assert_no_error (error);
  ck_assert_uint_gt (enisim_simulation_get_n_events (sim), 2 * LIMIT);
}
END_TEST

static Suite *
cascade_suite (void)
{
  Suite *suite = suite_create ("sim/cascade");
  TCase *cascade = tcase_create ("cascade");

  tcase_add_test (cascade, cascade_ends_with_its_instant_and_cause);
  tcase_add_test (cascade, steps_do_not_hide_a_cascade);
  tcase_add_test (cascade, burst_below_the_limit_is_no_cascade);
  tcase_add_test (cascade, instants_do_not_add_up);
  suite_add_tcase (suite, cascade);
  return suite;
}

ENISIM_TEST_MAIN (cascade_suite)
