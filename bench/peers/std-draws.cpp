/* std-draws.cpp: std::exponential_distribution on the 64-bit Mersenne Twister */
#include "peers/peers.h"

#include <random>

namespace
{
gpointer
setup (const BenchInput *)
{
  return new std::mt19937_64 (1);
}

guint64
run (gpointer state, guint64 n)
{
  auto &generator = *static_cast<std::mt19937_64 *> (state);
  std::exponential_distribution<double> exponential;
  double sum = 0.0;

  for (guint64 i = 0; i < n; i++)
    sum += exponential (generator);
  return bench_is_mean_one (sum, n);
}

void
teardown (gpointer state)
{
  delete static_cast<std::mt19937_64 *> (state);
}
}

const BenchContestant BENCH_SYMBOL (std_draws)
    = { "std::exponential_distribution", BENCH_FLAGS (BENCH_BUILD), setup, run, teardown };
