/* gsl-draws.c: exponential variates of the GNU Scientific Library, with its default generator */
#include <gsl/gsl_randist.h>

#include "peers/peers.h"

static gpointer
setup (const BenchInput *input)
{
  (void) input;
  return gsl_rng_alloc (gsl_rng_mt19937);
}

static guint64
run (gpointer state, guint64 n)
{
  double sum = 0.0;

  for (guint64 i = 0; i < n; i++)
    sum += gsl_ran_exponential (state, 1.0);
  return bench_is_mean_one (sum, n);
}

static void
teardown (gpointer state)
{
  gsl_rng_free (state);
}

const BenchContestant gsl_draws = { "GSL", NULL, setup, run, teardown };
