/* absent.c: the names of optional peers, in the place of those that are not built */
#include "peers/peers.h"

const BenchContestant absent_std = { .name = "the C++ standard library" };
const BenchContestant absent_absl = { .name = "absl::flat_hash_map" };
const BenchContestant absent_boost = { .name = "boost::unordered_flat_map" };
const BenchContestant absent_khash = { .name = "khash" };
const BenchContestant absent_gsl = { .name = "GSL" };
const BenchContestant absent_ns3 = { .name = "ns-3" };
const BenchContestant absent_simpy = { .name = "SimPy" };
