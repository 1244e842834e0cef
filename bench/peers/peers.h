/* peers.h: the contestants we did not write
 *
 * GLib's are always built, as ours are.  Those in C++ are asked for by ENISIM_BENCH_PEERS, each
 * built at -O2 and at -O3 -march=native: neither set of flags wins at every size, and the better
 * one counts.
 */
#pragma once

#include "bench.h"

G_BEGIN_DECLS

/* What the contestants of timer/reset agree on: the span between two calls of any sessions. */
static inline gint64
bench_reset_step_us (const BenchInput *input)
{
  return MAX (1, input->interval_us / input->size);
}

/* And what they left: the timers still running, in the order in which they would fire. */
static inline guint64
bench_add_timer (guint64 checksum, gint64 at_us, guint32 session)
{
  return checksum * 31 + (guint64) at_us + session;
}

/* Where lookups wait for each other: the next pick after one that found @value.  All values are
 * below 2^31, which no compiler knows. */
static inline guint64
bench_next_pick (guint64 i, guint32 value)
{
  return (i + (value >> 31)) % BENCH_N_PICKS;
}

/* As many as there are keys; in miniature that is fewer. */
static inline guint64
bench_n_inserts (const BenchInput *input, guint64 n)
{
  return MIN (n, 2 * (guint64) input->size);
}

/* What the contestants of draw/exponential agree on: five deviations of the mean of @n are 1 in two
 * million. */
static inline guint64
bench_is_mean_one (double sum, guint64 n)
{
  const double deviation = sum - (double) n;

  return deviation * deviation < 25.0 * (double) n;
}

extern const BenchContestant glib_tree_hold, glib_sequence_hold;
extern const BenchContestant glib_queue_reset, glib_sequence_reset;
extern const BenchContestant glib_table_lookup, glib_table_lookup_dependent;
extern const BenchContestant glib_table_erase_insert, glib_table_insert, glib_table_growth;
extern const BenchContestant glib_draws, gsl_draws;
extern const BenchContestant naive_invoke, naive_invoke_once, naive_loss;
extern const BenchContestant ns3_hold_O2, ns3_loss_O2, ns3_mm1_O2;
extern const BenchContestant ns3_hold_O3, ns3_loss_O3, ns3_mm1_O3;
extern const BenchContestant simpy_hold, simpy_loss, simpy_mm1, simpy_plain, simpy_sessions,
    simpy_stages;

extern const BenchContestant std_plain_hold_O2, std_plain_hold_O3;
extern const BenchContestant std_tuned_hold_O2, std_tuned_hold_O3;
extern const BenchContestant std_plain_reset_O2, std_plain_reset_O3;
extern const BenchContestant std_tuned_reset_O2, std_tuned_reset_O3;
extern const BenchContestant std_loss_O2, std_loss_O3;
extern const BenchContestant std_plain_engine_loss_O2, std_plain_engine_loss_O3;
extern const BenchContestant std_tuned_engine_loss_O2, std_tuned_engine_loss_O3;
extern const BenchContestant std_plain_engine_mm1_O2, std_plain_engine_mm1_O3;
extern const BenchContestant std_tuned_engine_mm1_O2, std_tuned_engine_mm1_O3;
extern const BenchContestant std_draws_O2, std_draws_O3;

extern const BenchContestant std_lookup_O2, std_lookup_O3;
extern const BenchContestant std_erase_insert_O2, std_erase_insert_O3;
extern const BenchContestant std_lookup_dependent_O2, std_lookup_dependent_O3;
extern const BenchContestant std_insert_O2, std_insert_O3;
extern const BenchContestant absl_lookup_O2, absl_lookup_O3;
extern const BenchContestant absl_erase_insert_O2, absl_erase_insert_O3;
extern const BenchContestant absl_lookup_dependent_O2, absl_lookup_dependent_O3;
extern const BenchContestant absl_insert_O2, absl_insert_O3;
extern const BenchContestant boost_lookup_O2, boost_lookup_O3;
extern const BenchContestant boost_erase_insert_O2, boost_erase_insert_O3;
extern const BenchContestant boost_lookup_dependent_O2, boost_lookup_dependent_O3;
extern const BenchContestant boost_insert_O2, boost_insert_O3;
extern const BenchContestant khash_lookup_O2, khash_lookup_O3;
extern const BenchContestant khash_erase_insert_O2, khash_erase_insert_O3;
extern const BenchContestant khash_lookup_dependent_O2, khash_lookup_dependent_O3;
extern const BenchContestant khash_insert_O2, khash_insert_O3;

/* In the place of optional peers that are not built. */
extern const BenchContestant absent_std, absent_absl, absent_boost, absent_khash;
extern const BenchContestant absent_gsl, absent_ns3, absent_simpy;

/* Rows of a list of contestants, each with its comma. */
#ifdef BENCH_HAS_STD
#define STD_HOLD_PEERS                                                                             \
  &std_plain_hold_O2, &std_plain_hold_O3, &std_tuned_hold_O2, &std_tuned_hold_O3,
#define STD_RESET_PEERS                                                                            \
  &std_plain_reset_O2, &std_plain_reset_O3, &std_tuned_reset_O2, &std_tuned_reset_O3,
#define STD_LOSS_PEERS &std_loss_O2, &std_loss_O3,
#define STD_MAP_PEERS(work) &std_##work##_O2, &std_##work##_O3,
#define STD_ENGINE_PEERS(work)                                                                     \
  &std_plain_engine_##work##_O2, &std_plain_engine_##work##_O3, &std_tuned_engine_##work##_O2,     \
      &std_tuned_engine_##work##_O3,
#define STD_DRAWS_PEERS &std_draws_O2, &std_draws_O3,
#else
#define STD_ENGINE_PEERS(work) &absent_std,
#define STD_DRAWS_PEERS &absent_std,
#define STD_HOLD_PEERS &absent_std,
#define STD_RESET_PEERS &absent_std,
#define STD_LOSS_PEERS &absent_std,
#define STD_MAP_PEERS(work) &absent_std,
#endif
#ifdef BENCH_HAS_ABSL
#define ABSL_PEERS(work) &absl_##work##_O2, &absl_##work##_O3,
#else
#define ABSL_PEERS(work) &absent_absl,
#endif
#ifdef BENCH_HAS_BOOST
#define BOOST_PEERS(work) &boost_##work##_O2, &boost_##work##_O3,
#else
#define BOOST_PEERS(work) &absent_boost,
#endif
#ifdef BENCH_HAS_KHASH
#define KHASH_PEERS(work) &khash_##work##_O2, &khash_##work##_O3,
#else
#define KHASH_PEERS(work) &absent_khash,
#endif

#ifdef BENCH_HAS_GSL
#define GSL_PEERS &gsl_draws,
#else
#define GSL_PEERS &absent_gsl,
#endif
#ifdef BENCH_HAS_NS3
#define NS3_PEERS(work) &ns3_##work##_O2, &ns3_##work##_O3,
#else
#define NS3_PEERS(work) &absent_ns3,
#endif
#ifdef BENCH_HAS_SIMPY
#define SIMPY_PEERS(work) &simpy_##work,
#else
#define SIMPY_PEERS(work) &absent_simpy,
#endif

/* @work is lookup, lookup_dependent, erase_insert or insert. */
#define MAP_PEERS(work) STD_MAP_PEERS (work) ABSL_PEERS (work) BOOST_PEERS (work) KHASH_PEERS (work)

/* In a peer's source, built with BENCH_BUILD as O2 or O3: its symbol and its flags. */
#define BENCH_JOIN(name, build) name##_##build
#define BENCH_EXPAND(name, build) BENCH_JOIN (name, build)
#define BENCH_SYMBOL(name) BENCH_EXPAND (name, BENCH_BUILD)
#define BENCH_QUOTE(build) #build
#define BENCH_FLAGS(build) "-" BENCH_QUOTE (build)

G_END_DECLS
