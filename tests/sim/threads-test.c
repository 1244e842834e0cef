/* threads-test.c
 *
 * Goal: simulations in several threads share nothing mutable, also when they share a scenario.
 * Method: a stranger's program; each thread runs one seed, all at once, and their reports are
 * those of the same seeds one after the other.  Under the thread sanitizer a shared write shows.
 */
#include "enisim-check.h"

enum
{
  N_THREADS = 4
};

static EnisimScenario *
load (const char *name)
{
  g_autofree char *path = g_build_filename (ENISIM_SOURCE_DIR, "bench", "scenarios", name, NULL);
  g_autoptr (GError) error = NULL;
  EnisimScenario *scenario = enisim_scenario_load_file (path, NULL, &error);

  ck_assert_no_error (error);
  return scenario;
}

typedef struct
{
  EnisimScenario *scenario; /* a reference of its own */
  guint64 seed;
} Task;

static gpointer
run (gpointer data)
{
  Task *task = data;
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (task->scenario, task->seed, 0, NULL);

  enisim_scenario_unref (task->scenario);
  if (sim == NULL || !enisim_simulation_run (sim, NULL))
    return NULL;
  return enisim_report_to_json (sim);
}

static void
assert_threads_agree (const char *scenario_name)
{
  g_autoptr (EnisimScenario) scenario = load (scenario_name);
  Task tasks[N_THREADS];
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    {
      tasks[i] = (Task){ enisim_scenario_ref (scenario), i + 1 };
      threads[i] = g_thread_new ("run", run, &tasks[i]);
    }
  for (guint i = 0; i < N_THREADS; i++)
    {
      Task again = { enisim_scenario_ref (scenario), i + 1 };
      g_autofree char *in_thread = g_thread_join (threads[i]);
      g_autofree char *alone = run (&again);

      ck_assert_ptr_nonnull (in_thread);
      ck_assert_str_eq (in_thread, alone);
    }
}

START_TEST (four_threads_give_the_bytes_of_four_runs_in_turn)
{
  const char *const names[]
      = { "published-load-fit-unhealthy.yaml", "published-deletion-recreated.yaml" };

  assert_threads_agree (names[_i]);
}
END_TEST

static Suite *
threads_suite (void)
{
  Suite *suite = suite_create ("sim/threads");
  TCase *agree = tcase_create ("agree");

  tcase_add_loop_test (agree, four_threads_give_the_bytes_of_four_runs_in_turn, 0, 2);
  suite_add_tcase (suite, agree);
  return suite;
}

ENISIM_TEST_MAIN (threads_suite)
