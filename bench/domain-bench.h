/* domain-bench.h: what whole simulations and their peers share
 *
 * A peer is handed the rules' constants and the calls as our workload draws them, and uses nothing
 * else of ours.  Spans and instants are microseconds.
 */
#pragma once

#include "bench.h"

G_BEGIN_DECLS

struct EnisimScenario;

/* One PUBLIC runtime, ready from the start, and one Poisson workload. */
typedef struct
{
  guint32 n_ids; /* called with equal probability; 0: every call has a new id */
  guint32 max_vms;
  double calls_per_second;
  double duration_mean_us; /* exponential */
  gint64 cold_start_us, idle_us, lifetime_us, teardown_us;
  gint64 warm_up_us; /* until the level of live VMs is steady */
} BenchDomain;

typedef struct
{
  gint64 at_us;
  guint64 session;
  gint64 duration_us;
} BenchCall;

/* What all contestants must agree on. */
typedef struct
{
  guint64 n_calls, n_cold, n_warm, n_ok, n_cut, n_conflict, n_quota;
  guint64 n_idle_ends, n_lifetime_ends;
  guint64 latency_ok_us; /* sum */
  guint64 vm_area_us;    /* live VMs times span, from the start */
} BenchDomainFigures;

/* About @input->size VMs are live, one in fifty of them busy.  One call in seven is cold. */
BenchDomain bench_domain_make_invoke (const BenchInput *input);

/* @input->size VMs are the quota, of which 96 % are wanted. */
BenchDomain bench_domain_make_loss (const BenchInput *input);

/* Returns: (transfer full): the scenario of that */
struct EnisimScenario *bench_domain_load (const BenchDomain *domain);

typedef struct BenchCalls BenchCalls;

BenchCalls *bench_calls_new (const BenchDomain *domain);
void bench_calls_free (BenchCalls *calls);
BenchCall bench_calls_take (BenchCalls *calls);

guint64 bench_domain_checksum (const BenchDomainFigures *figures);

/* How many were admitted and for how long: all that a loss system knows. */
guint64 bench_loss_checksum (const BenchDomainFigures *figures);

/* The span in which @n calls come on average.  Their number strays by less than a hundredth, for
 * all contestants alike. */
static inline gint64
bench_domain_span_us (const BenchDomain *domain, guint64 n)
{
  return (gint64) ((double) n / domain->calls_per_second * G_USEC_PER_SEC);
}

G_END_DECLS
