/* replication-runner-test.c
 *
 * Goal: nobody can see on how many threads replications ran: not in the bytes of the report, not in
 * the error, not in what an interrupt leaves; and memory does not follow their number.
 * Method: runs on 1, 2 and 5 threads beside the same runs added one after another.  The linker puts
 * a function of ours in front of enisim_simulation_new(), so that runs end out of order, fail or
 * hold others up as a test wants it.
 */
#include "experiment/few-calls.h"

#include <string.h>

enum
{
  N_RUNS = 60, /* more than can be under way on five threads, twice */
  SLOTS_PER_JOB = 4
};

static const guint jobs[] = { 1, 2, 5 };

static struct
{
  guint64 failing;   /* a bit for each replication that fails */
  gint cancels_at;   /* replication in which the collection is cancelled; -1: none */
  gint waits_for;    /* begun runs that replication 0 waits for; 0: it does not wait */
  gint n_begun;      /* atomic */
  gint n_begun_then; /* atomic: when replication 0 went on */
} world;

static EnisimScenario *scenario;
static EnisimReplications *replications;

EnisimSimulation *__real_enisim_simulation_new (EnisimScenario *of, guint64 seed,
                                                guint32 replication, GError **error);
EnisimSimulation *__wrap_enisim_simulation_new (EnisimScenario *of, guint64 seed,
                                                guint32 replication, GError **error);

static void
wait_for_others (void)
{
  while (g_atomic_int_get (&world.n_begun) < world.waits_for)
    g_usleep (100);
  g_usleep (10 * 1000); /* for one more, which would be too many, to show itself */
  g_atomic_int_set (&world.n_begun_then, g_atomic_int_get (&world.n_begun));
}

/* Every third run begins late, so that higher ones end before it. */
EnisimSimulation *
__wrap_enisim_simulation_new (EnisimScenario *of, guint64 seed, guint32 replication, GError **error)
{
  g_atomic_int_inc (&world.n_begun);
  if (replication % 3 == 0)
    g_usleep (1000);
  if (replication == 0 && world.waits_for > 0)
    wait_for_others ();
  if (world.cancels_at == (gint) replication)
    enisim_replications_cancel (replications);
  if ((world.failing >> replication & 1) == 0)
    return __real_enisim_simulation_new (of, seed, replication, error);
  g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID, "%u is none", replication);
  return NULL;
}

static void
setup (void)
{
  memset (&world, 0, sizeof world);
  world.cancels_at = -1;
  scenario = few_calls_load ("5min");
  replications = enisim_replications_new (scenario, 7);
}

static void
teardown (void)
{
  enisim_replications_free (replications);
  enisim_scenario_unref (scenario);
}

static void
assert_runs (guint32 n_runs, guint n_jobs)
{
  g_autoptr (GError) error = NULL;

  ck_assert (enisim_replications_run (replications, n_runs, n_jobs, NULL, NULL, &error));
  ck_assert_no_error (error);
  ck_assert_uint_eq (enisim_replications_get_n (replications), n_runs);
}

/* By hand, one after another. */
static char *
report_runs (guint64 n_runs)
{
  g_autoptr (EnisimReplications) by_hand = enisim_replications_new (scenario, 7);

  for (guint32 i = 0; i < n_runs; i++)
    {
      g_autoptr (EnisimSimulation) sim = __real_enisim_simulation_new (scenario, 7, i, NULL);

      ck_assert (enisim_simulation_run (sim, NULL));
      enisim_replications_add (by_hand, sim);
    }
  return enisim_report_replications_to_json (by_hand);
}

static void
assert_holds_the_first (guint64 n_runs)
{
  g_autofree char *report = enisim_report_replications_to_json (replications);
  g_autofree char *wanted = report_runs (n_runs);

  ck_assert_uint_eq (enisim_replications_get_n (replications), n_runs);
  ck_assert_str_eq (report, wanted);
}

START_TEST (bytes_are_the_same_for_any_number_of_jobs)
{
  assert_runs (N_RUNS, jobs[_i]);
  assert_holds_the_first (N_RUNS);
}
END_TEST

START_TEST (more_jobs_than_runs_are_as_many)
{
  assert_runs (3, ENISIM_REPLICATIONS_JOBS_MAX);
  assert_holds_the_first (3);
}
END_TEST

START_TEST (runs_go_on_behind_those_that_are_held)
{
  assert_runs (4, jobs[_i]);
  assert_runs (9, jobs[_i]);
  assert_holds_the_first (9);
  world.n_begun = 0;
  ck_assert (enisim_replications_run (replications, 9, jobs[_i], NULL, NULL, NULL));
  ck_assert_int_eq (world.n_begun, 0);
}
END_TEST

static void
cancel_past_three (EnisimReplications *of, const EnisimReplicationsProgress *progress,
                   gpointer user_data G_GNUC_UNUSED)
{
  if (progress->n_added >= 3)
    enisim_replications_cancel (of);
}

static void
assert_cancelled (guint n_jobs, EnisimReplicationsFunc func)
{
  g_autoptr (GError) error = NULL;

  ck_assert (!enisim_replications_run (replications, N_RUNS, n_jobs, func, NULL, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_CANCELLED);
}

START_TEST (cancel_keeps_the_lowest_runs_and_a_later_call_goes_on)
{
  guint64 n_kept;

  assert_cancelled (jobs[_i], cancel_past_three);
  n_kept = enisim_replications_get_n (replications);
  ck_assert_uint_ge (n_kept, 3);
  ck_assert_uint_lt (n_kept, N_RUNS);
  assert_holds_the_first (n_kept);
  assert_runs (N_RUNS, jobs[_i]);
  assert_holds_the_first (N_RUNS);
}
END_TEST

START_TEST (cancel_from_the_thread_of_a_run_stops_all)
{
  world.cancels_at = 8;
  assert_cancelled (jobs[_i], NULL);
  assert_holds_the_first (enisim_replications_get_n (replications));
}
END_TEST

START_TEST (cancel_before_a_call_stops_it_at_once)
{
  enisim_replications_cancel (replications);
  assert_cancelled (jobs[_i], NULL);
  ck_assert_uint_eq (enisim_replications_get_n (replications), 0);
  ck_assert_int_eq (world.n_begun, 0);
  assert_runs (2, jobs[_i]);
}
END_TEST

/* 9 begins late, so that 10 has failed before. */
START_TEST (error_is_that_of_the_lowest_run_that_failed)
{
  g_autoptr (GError) error = NULL;

  world.failing = 1 << 9 | 1 << 10 | 1 << 13;
  ck_assert (!enisim_replications_run (replications, N_RUNS, jobs[_i], NULL, NULL, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_str_eq (error->message, "9 is none");
  assert_holds_the_first (9);
}
END_TEST

START_TEST (error_may_be_of_no_interest)
{
  world.failing = 1;
  ck_assert (!enisim_replications_run (replications, N_RUNS, jobs[_i], NULL, NULL, NULL));
  ck_assert_uint_eq (enisim_replications_get_n (replications), 0);
}
END_TEST

/* Replication 0 holds all others up: they run until the ring is full and not one further. */
START_TEST (runs_that_wait_for_a_lower_one_are_bounded)
{
  world.waits_for = 2 * SLOTS_PER_JOB;
  assert_runs (N_RUNS, 2);
  ck_assert_int_eq (world.n_begun_then, 2 * SLOTS_PER_JOB);
  ck_assert_int_eq (world.n_begun, N_RUNS);
}
END_TEST

typedef struct
{
  GThread *thread;
  EnisimReplicationsProgress last;
} Witness;

static void
watch (EnisimReplications *of, const EnisimReplicationsProgress *progress, gpointer user_data)
{
  Witness *witness = user_data;

  ck_assert_ptr_eq (g_thread_self (), witness->thread);
  ck_assert_uint_eq (progress->n_added, enisim_replications_get_n (of));
  ck_assert_uint_ge (progress->n_added, witness->last.n_added);
  ck_assert_uint_ge (progress->n_events, witness->last.n_events);
  ck_assert_double_ge (progress->ratio, witness->last.ratio);
  ck_assert_double_le (progress->ratio, 1.0);
  witness->last = *progress;
}

static guint64
count_events (guint32 n_runs)
{
  guint64 n_events = 0;

  for (guint32 i = 0; i < n_runs; i++)
    {
      g_autoptr (EnisimSimulation) sim = __real_enisim_simulation_new (scenario, 7, i, NULL);

      enisim_simulation_run (sim, NULL);
      n_events += enisim_simulation_get_n_events (sim);
    }
  return n_events;
}

START_TEST (progress_is_told_on_the_thread_of_the_caller_and_never_goes_back)
{
  Witness witness = { .thread = g_thread_self () };

  ck_assert (enisim_replications_run (replications, 20, jobs[_i], watch, &witness, NULL));
  ck_assert_uint_eq (witness.last.n_added, 20);
  ck_assert_double_eq (witness.last.ratio, 1.0);
  ck_assert_uint_eq (witness.last.n_events, count_events (20));
}
END_TEST

static Suite *
replication_runner_suite (void)
{
  Suite *suite = suite_create ("experiment/replication-runner");
  TCase *runs = tcase_create ("runs");
  const int n = G_N_ELEMENTS (jobs);

  tcase_add_checked_fixture (runs, setup, teardown);
  tcase_add_loop_test (runs, bytes_are_the_same_for_any_number_of_jobs, 0, n);
  tcase_add_test (runs, more_jobs_than_runs_are_as_many);
  tcase_add_loop_test (runs, runs_go_on_behind_those_that_are_held, 0, n);
  tcase_add_loop_test (runs, cancel_keeps_the_lowest_runs_and_a_later_call_goes_on, 0, n);
  tcase_add_loop_test (runs, cancel_from_the_thread_of_a_run_stops_all, 0, n);
  tcase_add_loop_test (runs, cancel_before_a_call_stops_it_at_once, 0, n);
  tcase_add_loop_test (runs, error_is_that_of_the_lowest_run_that_failed, 0, n);
  tcase_add_loop_test (runs, error_may_be_of_no_interest, 0, n);
  tcase_add_test (runs, runs_that_wait_for_a_lower_one_are_bounded);
  tcase_add_loop_test (runs, progress_is_told_on_the_thread_of_the_caller_and_never_goes_back, 0,
                       n);
  suite_add_tcase (suite, runs);
  return suite;
}

ENISIM_TEST_MAIN (replication_runner_suite)
