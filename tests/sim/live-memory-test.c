/* live-memory-test.c
 *
 * Goal: memory follows what is alive: not what has been, and not how often it was called.
 * Method: small runs, and the capacities of what they keep at their end.
 */
#include "sim/sim-check.h"

#include "sim/simulation-private.h"

enum
{
  N_SESSIONS = 1000,
  CALLS_EACH = 100
};

static EnisimSimulation *
run_to_the_end (const char *yaml)
{
  g_autoptr (EnisimScenario) scenario = load_text (yaml);
  g_autoptr (GError) error = NULL;
  EnisimSimulation *sim = enisim_simulation_new (scenario, 1, 0, &error);

  ck_assert_no_error (error);
  enisim_simulation_run (sim, &error);
  ck_assert_no_error (error);
  enisim_simulation_verify (sim);
  return sim;
}

/* All of the first seconds' calls wait for their cold start at once. */
START_TEST (memory_of_a_peak_of_invocations_is_given_back)
{
  g_autoptr (EnisimSimulation) sim
      = run_to_the_end ("horizon: 60s\n"
                        "quotas: {limits: off}\n"
                        "runtimes: [{name: agent, idle_timeout: 60s}]\n"
                        "workloads:\n"
                        "  - poisson: {name: peak, rate: 5000/s, until: 3s, duration: 1s}\n"
                        "  - poisson: {name: steady, rate: 500/s, duration: 100ms}\n");
  const EnisimSlab *invocations = &sim->sessions.invocations;

  ck_assert_uint_ge (invocations->n_places, 15000);
  ck_assert_uint_le (invocations->n_carved, 4 * invocations->n_taken);
}
END_TEST

static gsize
count_timer_bytes (const EnisimSimulation *sim)
{
  gsize n_bytes = 0;

  for (guint i = 0; i < sim->agenda.n_rings; i++)
    n_bytes += enisim_timer_ring_count_bytes (&sim->agenda.rings[i].timers);
  return n_bytes;
}

/* Every completion books another idle timeout; 16 bytes a session are two steps. */
START_TEST (timers_of_sessions_that_are_often_called_take_two_steps_each)
{
  g_autofree char *yaml
      = g_strdup_printf ("horizon: 900s\n"
                         "quotas: {limits: off}\n"
                         "runtimes: [{name: agent, idle_timeout: 900s}]\n"
                         "workloads:\n"
                         "  - poisson: {name: often, rate: %d/s, duration: 100ms,\n"
                         "              session: {new: 0.02, reuse: uniform}}\n",
                         N_SESSIONS * CALLS_EACH / 900);
  g_autoptr (EnisimSimulation) sim = run_to_the_end (yaml);
  const gsize n_vms = enisim_session_table_get_n_vms (&sim->sessions);

  ck_assert_uint_ge (n_vms, N_SESSIONS);
  ck_assert_uint_le (count_timer_bytes (sim),
                     2 * sizeof (EnisimTimerStep) * n_vms + 8 * sizeof (EnisimTimerStep[512]));
}
END_TEST

static Suite *
live_memory_suite (void)
{
  Suite *suite = suite_create ("sim/live-memory");
  TCase *memory = tcase_create ("memory");

  tcase_add_test (memory, memory_of_a_peak_of_invocations_is_given_back);
  tcase_add_test (memory, timers_of_sessions_that_are_often_called_take_two_steps_each);
  suite_add_tcase (suite, memory);
  return suite;
}

ENISIM_TEST_MAIN (live_memory_suite)
