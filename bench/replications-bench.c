/* replications-bench.c: replications of one scenario on two threads and on one
 *
 * The only case in time on the wall, and only worth reading where nothing else runs.  An operation
 * is a replication: a simulation, its run and its report in JSON, all bytes of which go into the
 * checksum.  The threads share the scenario and nothing else.
 *
 * Two processors are not twice one where they share caches, memory or a host.  So the same work is
 * done by two processes, which share but the counter: what they take is what the machine lets two
 * threads take, and only what threads take beyond it could be ours to mend.
 */
#include "domain-bench.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <enisim/enisim.h>

enum
{
  N_WORKERS_MAX = 2
};

#define SEED 1
#define SCENARIO                                                                                   \
  "horizon: 2h\n"                                                                                  \
  "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.0.0/24, az: a}}, security_groups: [sg]}\n"    \
  "runtimes:\n"                                                                                    \
  "  - {name: agent, count: 10, subnets: [a], security_groups: [sg]}\n"                            \
  "quotas: {limits: off}\n"                                                                        \
  "workloads:\n"                                                                                   \
  "  - poisson: {rate: 10/s, target: agent, session: {new: 0.2, reuse: uniform},\n"                \
  "              duration: {exponential: 5s}}\n"

/* Of all workers, be they threads or processes. */
typedef struct
{
  gint next; /* atomic: the replication whose turn it is */
  guint64 checksums[];
} Board;

typedef struct
{
  EnisimScenario *scenario;
  guint n_workers;
  gboolean are_processes;
  guint32 n;
  Board *board;
  gsize n_board_bytes;
  double ns;
} Replications;

static gpointer
setup (guint n_workers, gboolean are_processes)
{
  g_autoptr (GError) error = NULL;
  Replications *all = g_new0 (Replications, 1);

  all->n_workers = n_workers;
  all->are_processes = are_processes;
  all->scenario = enisim_scenario_load_data ("bench", (const guint8 *) SCENARIO, strlen (SCENARIO),
                                             NULL, &error);
  g_assert_no_error (error);
  return all;
}

static gpointer
setup_threads (const BenchInput *input)
{
  (void) input;
  return setup (N_WORKERS_MAX, FALSE);
}

static gpointer
setup_one (const BenchInput *input)
{
  (void) input;
  return setup (1, FALSE);
}

static gpointer
setup_processes (const BenchInput *input)
{
  (void) input;
  return setup (N_WORKERS_MAX, TRUE);
}

static guint64
replicate (EnisimScenario *scenario, guint32 replication)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, SEED, replication, &error);
  g_autofree char *report = NULL;
  guint64 checksum = 0;

  g_assert_no_error (error);
  enisim_simulation_run (sim, &error);
  g_assert_no_error (error);
  report = enisim_report_to_json (sim);
  for (const char *c = report; *c != '\0'; c++)
    checksum = checksum * 31 + (guint8) *c;
  return checksum;
}

static gpointer
work (gpointer data)
{
  Replications *all = data;
  guint32 i;

  while ((i = (guint32) g_atomic_int_add (&all->board->next, 1)) < all->n)
    all->board->checksums[i] = replicate (all->scenario, i);
  return NULL;
}

static void
work_in_threads (Replications *all)
{
  GThread *threads[N_WORKERS_MAX];

  for (guint i = 0; i < all->n_workers; i++)
    threads[i] = g_thread_new ("replications", work, all);
  for (guint i = 0; i < all->n_workers; i++)
    g_thread_join (threads[i]);
}

static void
work_in_processes (Replications *all)
{
  pid_t children[N_WORKERS_MAX];
  int status;

  for (guint i = 0; i < all->n_workers; i++)
    {
      children[i] = fork ();
      g_assert (children[i] >= 0);
      if (children[i] > 0)
        continue;
      work (all);
      _exit (0);
    }
  for (guint i = 0; i < all->n_workers; i++)
    {
      const pid_t child = waitpid (children[i], &status, 0);

      g_assert (child == children[i] && status == 0);
    }
}

static guint64
run (gpointer state, guint64 n)
{
  Replications *all = state;
  gint64 began;
  guint64 checksum = 0;

  all->n = (guint32) n;
  all->n_board_bytes = sizeof (Board) + n * sizeof (guint64);
  all->board
      = mmap (NULL, all->n_board_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert (all->board != MAP_FAILED);
  began = g_get_monotonic_time ();
  if (all->are_processes)
    work_in_processes (all);
  else
    work_in_threads (all);
  all->ns = (double) (g_get_monotonic_time () - began) * 1000;
  for (guint32 i = 0; i < all->n; i++)
    checksum = checksum * 31 + all->board->checksums[i];
  return checksum;
}

static double
get_ns (gpointer state)
{
  return ((const Replications *) state)->ns;
}

static void
teardown (gpointer state)
{
  Replications *all = state;

  enisim_scenario_unref (all->scenario);
  munmap (all->board, all->n_board_bytes);
  g_free (all);
}

static const BenchContestant two_threads
    = { "ours, two threads", NULL, setup_threads, run, teardown, get_ns };
static const BenchContestant one_thread
    = { "ours, one thread", NULL, setup_one, run, teardown, get_ns };
static const BenchContestant two_processes
    = { "ours, two processes", NULL, setup_processes, run, teardown, get_ns };

static const BenchContestant *const contestants[]
    = { &two_threads, &one_thread, &two_processes, NULL };

static const BenchCase cases[] = {
  { "experiment/replications", 2, 100, contestants, .is_lengthy = TRUE },
};

const BenchSuite replications_suite = { cases, G_N_ELEMENTS (cases) };
