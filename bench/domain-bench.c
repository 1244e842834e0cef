/* domain-bench.c: whole simulations, with quota, sessions, all timers and statistics on
 *
 * domain/invoke: n live sessions; an id is called every seven and a half minutes on average, and
 * its session idles out after fifteen.  Every call has its arrival and its completion and restarts
 * the idle timeout, before which the lifetime may come.  Which id is called is uniform, the worst
 * for a cache.
 *
 * domain/loss: every call has a session of its own, and the quota denies what it cannot hold: a
 * loss system, whose blocking depends on the mean holding time alone (Erlang B).  Idle timeouts
 * are a minute at least, so a minute of each holding time is constant.
 *
 * domain/memory: what a live session of domain/invoke takes, all told; -busy: an id is called a
 * hundred times in an idle timeout.
 */
#include "domain-bench.h"

#include <string.h>

#include "peers/peers.h"
#include "sim/simulation-private.h"

#define SEED 1
#define HORIZON_CALLS 1e8 /* more than any case makes */

struct BenchCalls
{
  EnisimScenario *scenario;
  EnisimWorkload workload;
};

typedef struct
{
  BenchDomain domain;
  EnisimSimulation *sim;
} Ours;

/* One id in eight has no VM at any time: nobody has called it for as long as its timeout. */
BenchDomain
bench_domain_make_invoke (const BenchInput *input)
{
  const guint32 n_ids = input->size + input->size / 8;

  return (BenchDomain){ .n_ids = n_ids,
                        .max_vms = 2 * input->size,
                        .calls_per_second = n_ids / 450.0,
                        .duration_mean_us = 10 * G_USEC_PER_SEC,
                        .cold_start_us = 5400 * G_TIME_SPAN_MILLISECOND,
                        .idle_us = 15 * G_TIME_SPAN_MINUTE,
                        .lifetime_us = 8 * G_TIME_SPAN_HOUR,
                        .teardown_us = 15 * G_TIME_SPAN_SECOND,
                        .warm_up_us = 16 * G_TIME_SPAN_MINUTE };
}

static BenchDomain
make_busy (const BenchInput *input)
{
  BenchDomain domain = bench_domain_make_invoke (input);

  domain.n_ids = input->size; /* none ever idles out */
  domain.calls_per_second = input->size / 9.0;
  domain.duration_mean_us = 0.2 * G_USEC_PER_SEC;
  return domain;
}

BenchDomain
bench_domain_make_loss (const BenchInput *input)
{
  BenchDomain domain = { .max_vms = input->size,
                         .duration_mean_us = 10.0 * G_TIME_SPAN_MINUTE,
                         .cold_start_us = 5400 * G_TIME_SPAN_MILLISECOND,
                         .idle_us = G_TIME_SPAN_MINUTE,
                         .lifetime_us = 8 * G_TIME_SPAN_HOUR,
                         .teardown_us = 15 * G_TIME_SPAN_SECOND,
                         .warm_up_us = 2 * G_TIME_SPAN_HOUR };
  const double hold_us = (double) (domain.cold_start_us + domain.idle_us + domain.teardown_us)
                         + domain.duration_mean_us;

  domain.calls_per_second = 0.96 * input->size / hold_us * G_USEC_PER_SEC;
  return domain;
}

#define SCENARIO                                                                                   \
  "horizon: %.0fs\n"                                                                               \
  "quotas: {max_vms: %u, invoke_rate: unlimited, new_session_rate: unlimited}\n"                   \
  "model: {cold_start: %" G_GINT64_FORMAT "us, teardown: %" G_GINT64_FORMAT "us}\n"                \
  "runtimes:\n"                                                                                    \
  "  - {name: agent, idle_timeout: %" G_GINT64_FORMAT "us, max_lifetime: %" G_GINT64_FORMAT        \
  "us}\n"                                                                                          \
  "workloads:\n"                                                                                   \
  "  - poisson: {rate: %.9f/s, session: {new: %d, reuse: uniform},\n"                              \
  "              duration: {exponential: %.0fus}, request_limit: async}\n"

struct EnisimScenario *
bench_domain_load (const BenchDomain *domain)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
      SCENARIO, HORIZON_CALLS / domain->calls_per_second, domain->max_vms, domain->cold_start_us,
      domain->teardown_us, domain->idle_us, domain->lifetime_us, domain->calls_per_second,
      domain->n_ids == 0, domain->duration_mean_us);
  EnisimScenario *scenario
      = enisim_scenario_load_data ("bench", (const guint8 *) text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  scenario->workloads[0].reuse_window = domain->n_ids;
  return scenario;
}

/* As if each id had been used once, long ago: to get there by calls takes twenty of each. */
static void
fill_window (EnisimWorkload *workload, guint32 n_ids)
{
  for (guint32 i = 0; i < n_ids; i++)
    workload->past[i] = i + 1;
  workload->n_past = n_ids;
}

BenchCalls *
bench_calls_new (const BenchDomain *domain)
{
  BenchCalls *calls = g_new (BenchCalls, 1);
  gboolean is_open;

  calls->scenario = bench_domain_load (domain);
  is_open
      = enisim_workload_init (&calls->workload, &calls->scenario->workloads[0], 0, SEED, 0, NULL);
  g_assert (is_open);
  fill_window (&calls->workload, domain->n_ids);
  return calls;
}

void
bench_calls_free (BenchCalls *calls)
{
  enisim_workload_clear (&calls->workload);
  enisim_scenario_unref (calls->scenario);
  g_free (calls);
}

BenchCall
bench_calls_take (BenchCalls *calls)
{
  const EnisimTime at = enisim_workload_get_next_at (&calls->workload);
  const EnisimCall *call = enisim_workload_take (&calls->workload);

  return (BenchCall){ at, call->session, call->duration_us };
}

guint64
bench_loss_checksum (const BenchDomainFigures *figures)
{
  return ((figures->n_calls * 31 + figures->n_cold) * 31 + figures->n_quota) * 31
         + figures->vm_area_us;
}

guint64
bench_domain_checksum (const BenchDomainFigures *figures)
{
  guint64 checksum = bench_loss_checksum (figures);

  checksum = (checksum * 31 + figures->n_warm) * 31 + figures->n_ok;
  checksum = (checksum * 31 + figures->n_cut) * 31 + figures->n_conflict;
  checksum = (checksum * 31 + figures->n_idle_ends) * 31 + figures->n_lifetime_ends;
  return checksum * 31 + figures->latency_ok_us;
}

static BenchDomainFigures
get_figures (const EnisimSimulation *sim)
{
  const EnisimMetrics *metrics = &sim->metrics;

  return (BenchDomainFigures){
    .n_calls = sim->workloads[0].workload.n_calls,
    .n_cold = metrics->n_cold,
    .n_warm = metrics->n_warm,
    .n_ok = enisim_metrics_get_n_ended (metrics, ENISIM_OUTCOME_OK),
    .n_cut = enisim_metrics_get_n_ended (metrics, ENISIM_OUTCOME_CUT),
    .n_conflict = enisim_metrics_get_n_ended (metrics, ENISIM_OUTCOME_CONFLICT),
    .n_quota = enisim_metrics_get_n_ended (metrics, ENISIM_OUTCOME_QUOTA),
    .n_idle_ends = metrics->n_vm_ends[ENISIM_VM_END_IDLE],
    .n_lifetime_ends = metrics->n_vm_ends[ENISIM_VM_END_LIFETIME],
    .latency_ok_us = (guint64) metrics->latency_ok_us.sum,
    .vm_area_us = (guint64) enisim_level_get_area_us (&metrics->vms.level, sim->now),
  };
}

static void
advance (EnisimSimulation *sim, GTimeSpan span_us)
{
  g_autoptr (GError) error = NULL;

  enisim_simulation_run_until (sim, sim->now + span_us, &error);
  g_assert_no_error (error);
}

static gpointer
begin (const BenchDomain *domain)
{
  g_autoptr (EnisimScenario) scenario = bench_domain_load (domain);
  g_autoptr (GError) error = NULL;
  Ours *ours = g_new (Ours, 1);

  ours->domain = *domain;
  ours->sim = enisim_simulation_new (scenario, SEED, 0, &error);
  g_assert_no_error (error);
  fill_window (&ours->sim->workloads[0].workload, domain->n_ids);
  advance (ours->sim, domain->warm_up_us);
  return ours;
}

static gpointer
setup_invoke (const BenchInput *input)
{
  const BenchDomain domain = bench_domain_make_invoke (input);

  return begin (&domain);
}

static gpointer
setup_loss (const BenchInput *input)
{
  const BenchDomain domain = bench_domain_make_loss (input);

  return begin (&domain);
}

static gpointer
setup_busy (const BenchInput *input)
{
  const BenchDomain domain = make_busy (input);

  return begin (&domain);
}

static BenchDomainFigures
run (Ours *ours, guint64 n)
{
  advance (ours->sim, bench_domain_span_us (&ours->domain, n));
  return get_figures (ours->sim);
}

static guint64
run_invoke (gpointer state, guint64 n)
{
  const BenchDomainFigures figures = run (state, n);

  return bench_domain_checksum (&figures);
}

static guint64
run_loss (gpointer state, guint64 n)
{
  const BenchDomainFigures figures = run (state, n);

  return bench_loss_checksum (&figures);
}

static void
teardown (gpointer state)
{
  Ours *ours = state;

  enisim_simulation_free (ours->sim);
  g_free (ours);
}

static const BenchContestant invoke_ours = { "ours", NULL, setup_invoke, run_invoke, teardown };
static const BenchContestant busy_ours = { "ours", NULL, setup_busy, run_invoke, teardown };
static const BenchContestant loss_ours = { "ours", NULL, setup_loss, run_loss, teardown };

static const BenchContestant *const invoke[] = { &invoke_ours, &naive_invoke, NULL };

/* The peer needs half a minute only to fill itself. */
static const BenchContestant *const invoke_when_large[]
    = { &invoke_ours, &naive_invoke_once, NULL };

static const BenchContestant *const invoke_alone[] = { &invoke_ours, NULL };

static const BenchContestant *const busy[] = { &busy_ours, NULL };

static const BenchContestant *const loss[]
    = { &loss_ours, &naive_loss,
        STD_LOSS_PEERS SIMPY_PEERS (plain) SIMPY_PEERS (sessions) SIMPY_PEERS (stages) NULL };

static const BenchCase cases[] = {
  { "domain/invoke", 1000, 500000, invoke },
  { "domain/invoke", 100000, 150000, invoke, .is_lengthy = TRUE },
  { "domain/invoke", 1000000, 500000, invoke_when_large, .is_lengthy = TRUE },
  { "domain/loss", 500, 500000, loss, .is_lengthy = TRUE },
  { "domain/memory", 100000, 100000, invoke, .is_memory = TRUE },
  { "domain/memory", 1000000, 100000, invoke_alone, .is_memory = TRUE },
  { "domain/memory-busy", 100000, 100000, busy, .is_memory = TRUE },
};

const BenchSuite domain_suite = { cases, G_N_ELEMENTS (cases) };
