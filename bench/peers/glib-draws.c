/* glib-draws.c: exponential variates of GRand, by the logarithm */
#include <math.h>

#include "peers/peers.h"

static gpointer
setup (const BenchInput *input)
{
  (void) input;
  return g_rand_new_with_seed (1);
}

static guint64
run (gpointer state, guint64 n)
{
  double sum = 0.0;

  for (guint64 i = 0; i < n; i++)
    sum -= log (1.0 - g_rand_double (state));
  return bench_is_mean_one (sum, n);
}

static void
teardown (gpointer state)
{
  g_rand_free (state);
}

const BenchContestant glib_draws = { "GRand, log", NULL, setup, run, teardown };
