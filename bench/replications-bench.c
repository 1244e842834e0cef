/* replications-bench.c: replications of one scenario on two threads and on one
 *
 * The only case in time on the wall, and only worth reading where nothing else runs.  An operation
 * is a replication: a simulation, its run and its report in JSON, all bytes of which go into the
 * checksum.  The threads share the scenario and nothing else.
 */
#include "domain-bench.h"

#include <string.h>

#include <enisim/enisim.h>

enum
{
  N_THREADS_MAX = 2
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

typedef struct
{
  EnisimScenario *scenario;
  guint n_threads;
  guint32 n;
  gint next; /* atomic: the replication whose turn it is */
  guint64 *checksums;
  double ns;
} Replications;

static gpointer
setup (guint n_threads)
{
  g_autoptr (GError) error = NULL;
  Replications *all = g_new0 (Replications, 1);

  all->n_threads = n_threads;
  all->scenario = enisim_scenario_load_data ("bench", (const guint8 *) SCENARIO, strlen (SCENARIO),
                                             NULL, &error);
  g_assert_no_error (error);
  return all;
}

static gpointer
setup_two (const BenchInput *input)
{
  (void) input;
  return setup (N_THREADS_MAX);
}

static gpointer
setup_one (const BenchInput *input)
{
  (void) input;
  return setup (1);
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

  while ((i = (guint32) g_atomic_int_add (&all->next, 1)) < all->n)
    all->checksums[i] = replicate (all->scenario, i);
  return NULL;
}

static guint64
run (gpointer state, guint64 n)
{
  Replications *all = state;
  GThread *threads[N_THREADS_MAX];
  const gint64 began = g_get_monotonic_time ();
  guint64 checksum = 0;

  all->n = (guint32) n;
  all->checksums = g_new0 (guint64, all->n);
  for (guint i = 0; i < all->n_threads; i++)
    threads[i] = g_thread_new ("replications", work, all);
  for (guint i = 0; i < all->n_threads; i++)
    g_thread_join (threads[i]);
  all->ns = (double) (g_get_monotonic_time () - began) * 1000;
  for (guint32 i = 0; i < all->n; i++)
    checksum = checksum * 31 + all->checksums[i];
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
  g_free (all->checksums);
  g_free (all);
}

static const BenchContestant two_threads
    = { "ours, two threads", NULL, setup_two, run, teardown, get_ns };
static const BenchContestant one_thread
    = { "ours, one thread", NULL, setup_one, run, teardown, get_ns };

static const BenchContestant *const contestants[] = { &two_threads, &one_thread, NULL };

static const BenchCase cases[] = {
  { "experiment/replications", 2, 100, contestants },
};

const BenchSuite replications_suite = { cases, G_N_ELEMENTS (cases) };
