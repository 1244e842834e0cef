/* scale-bench.c: a whole simulation as it grows: live sessions, groups, calls
 *
 * Ours alone, each row in a process of its own.  A group is a subnet and a security group that one
 * runtime in the VPC has; no two runtimes share.  A VPC has 65,536 addresses, so that more groups
 * than that are never there at once: in scale/churn a million come and go, an operation being one
 * stack with a security group of its own, from its arrival until its ENI is gone.  In
 * scale/churn-unbounded the subnets have no bound, as in the second run of whoever asks what would
 * have held, and nearly all of the million are there at once.
 */
#include "domain-bench.h"

#include <enisim/enisim.h>

#include "sim/simulation-private.h"

#define SEED 1
#define CALLS_MAX 200000000 /* more than any case makes */
#define STACKS_MAX 999000.0 /* a scenario has at most a million */

enum
{
  N_SUBNETS = 16, /* of a /20 each */
  MINUTES_OF_WARM_UP = 16,
  CHURN_HOURS = 9 /* an ENI's: an hour of its runtime, eight of retention */
};

static EnisimSimulation *
simulate (EnisimScenarioBuilder *builder, guint32 n_ids, gboolean is_roomy)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario = enisim_scenario_builder_build (builder, &error);
  EnisimSimulation *sim;

  g_assert_no_error (error);
  if (n_ids > 0)
    scenario->workloads[0].reuse_window = n_ids;
  sim = enisim_sim_new_in (scenario, SEED, 0, is_roomy, &error);
  g_assert_no_error (error);
  return sim;
}

static void
advance (EnisimSimulation *sim, GTimeSpan span_us)
{
  g_autoptr (GError) error = NULL;

  enisim_simulation_run_until (sim, enisim_simulation_get_now (sim) + span_us, &error);
  g_assert_no_error (error);
}

static void
set_rate (EnisimScenarioBuilder *builder, const char *path, double per_second)
{
  g_autofree char *rate = g_strdup_printf ("%.9f/s", per_second);

  enisim_scenario_builder_set (builder, path, rate);
}

static void
add_network (EnisimScenarioBuilder *builder, guint32 n_groups)
{
  enisim_scenario_builder_set (builder, "vpc.cidr", "10.0.0.0/16");
  for (guint i = 0; i < N_SUBNETS; i++)
    {
      g_autofree char *name = g_strdup_printf ("subnet-%u", i);
      g_autofree char *cidr = g_strdup_printf ("10.0.%u.0/20", i * 16);

      enisim_scenario_builder_add_subnet (builder, name, cidr, "a");
    }
  for (guint i = 0; i * N_SUBNETS < n_groups; i++)
    {
      g_autofree char *name = g_strdup_printf ("group-%u", i);

      enisim_scenario_builder_add_security_group (builder, name);
    }
}

static void
add_runtimes (EnisimScenarioBuilder *builder, guint32 n_groups)
{
  for (guint i = 0; i < n_groups; i++)
    {
      g_autofree char *name = g_strdup_printf ("agent-%u", i);
      g_autofree char *subnet = g_strdup_printf ("subnet-%u", i % N_SUBNETS);
      g_autofree char *group = g_strdup_printf ("group-%u", i / N_SUBNETS);
      const char *const subnets[] = { subnet, NULL }, *const groups[] = { group, NULL };

      enisim_scenario_builder_add_runtime (builder, name, subnets, groups);
      enisim_scenario_builder_append_value (builder, "workloads.0.poisson.target", name);
    }
}

typedef struct
{
  BenchDomain domain;
  EnisimSimulation *sim;
} Scale;

/* As domain/invoke, but for the runtimes, whose turn it is one after the other.  In miniature there
 * are fewer of them. */
static gpointer
setup (const BenchInput *input, guint32 n_groups_max)
{
  const guint32 n_groups = MIN (n_groups_max, input->size);
  g_autoptr (EnisimScenarioBuilder) builder = enisim_scenario_builder_new ("scale");
  Scale *scale = g_new (Scale, 1);
  EnisimWorkload *workload;

  scale->domain = bench_domain_make_invoke (input);
  enisim_scenario_builder_set_span (builder, "horizon",
                                    bench_domain_span_us (&scale->domain, CALLS_MAX));
  enisim_scenario_builder_set (builder, "quotas.limits", "off");
  add_network (builder, n_groups);
  enisim_scenario_builder_append (builder, "workloads");
  enisim_scenario_builder_set (builder, "workloads.0.poisson.session.new", "0");
  enisim_scenario_builder_set (builder, "workloads.0.poisson.session.reuse", "uniform");
  enisim_scenario_builder_set (builder, "workloads.0.poisson.duration.exponential", "10s");
  enisim_scenario_builder_set (builder, "workloads.0.poisson.request_limit", "async");
  set_rate (builder, "workloads.0.poisson.rate", scale->domain.calls_per_second);
  add_runtimes (builder, n_groups);
  scale->sim = simulate (builder, scale->domain.n_ids, FALSE);
  workload = &scale->sim->workloads[0].workload;
  for (guint32 i = 0; i < scale->domain.n_ids; i++)
    {
      workload->past[i] = i + 1;
      if (workload->past_targets != NULL)
        workload->past_targets[i] = i % n_groups;
    }
  workload->n_past = scale->domain.n_ids;
  advance (scale->sim, MINUTES_OF_WARM_UP * G_TIME_SPAN_MINUTE);
  return scale;
}

static gpointer
setup_100 (const BenchInput *input)
{
  return setup (input, 100);
}

static gpointer
setup_10000 (const BenchInput *input)
{
  return setup (input, 10000);
}

static gpointer
setup_50000 (const BenchInput *input)
{
  return setup (input, 50000);
}

static gpointer
begin_churn (const BenchInput *input, gboolean is_roomy)
{
  g_autoptr (EnisimScenarioBuilder) builder = enisim_scenario_builder_new ("churn");
  Scale *scale = g_new0 (Scale, 1);

  scale->domain.calls_per_second = (double) input->size / (CHURN_HOURS * 3600.0);
  enisim_scenario_builder_set (builder, "quotas.limits", "off");
  enisim_scenario_builder_set (builder, "vpc.cidr", "10.0.0.0/16");
  enisim_scenario_builder_add_subnet (builder, "all", "10.0.0.0/16", "a");
  enisim_scenario_builder_append (builder, "churn");
  set_rate (builder, "churn.0.stacks.rate", scale->domain.calls_per_second);
  enisim_scenario_builder_set (builder, "churn.0.stacks.lifetime", "1h");
  enisim_scenario_builder_append_value (builder, "churn.0.stacks.subnets", "all");
  enisim_scenario_builder_set (builder, "churn.0.stacks.security_group", "own");
  enisim_scenario_builder_set_span (builder, "horizon",
                                    (GTimeSpan) (STACKS_MAX / scale->domain.calls_per_second)
                                        * G_USEC_PER_SEC);
  scale->sim = simulate (builder, 0, is_roomy);
  return scale;
}

static gpointer
setup_churn (const BenchInput *input)
{
  return begin_churn (input, FALSE);
}

static gpointer
setup_unbounded (const BenchInput *input)
{
  return begin_churn (input, TRUE);
}

static guint64
run (gpointer state, guint64 n)
{
  Scale *scale = state;

  advance (scale->sim, bench_domain_span_us (&scale->domain, n));
  g_assert_cmpuint (scale->sim->metrics.n_creates_failed, ==, 0);
  return enisim_simulation_get_n_events (scale->sim);
}

static void
teardown (gpointer state)
{
  Scale *scale = state;

  enisim_simulation_free (scale->sim);
  g_free (scale);
}

static const BenchContestant few_groups = { "ours", NULL, setup_100, run, teardown };
static const BenchContestant some_groups = { "ours", NULL, setup_10000, run, teardown };
static const BenchContestant many_groups = { "ours", NULL, setup_50000, run, teardown };
static const BenchContestant stacks = { "ours", NULL, setup_churn, run, teardown };
static const BenchContestant unbounded = { "ours", NULL, setup_unbounded, run, teardown };

static const BenchContestant *const few[] = { &few_groups, NULL };
static const BenchContestant *const some[] = { &some_groups, NULL };
static const BenchContestant *const many[] = { &many_groups, NULL };
static const BenchContestant *const churn[] = { &stacks, NULL };
static const BenchContestant *const churn_unbounded[] = { &unbounded, NULL };

static const BenchCase cases[] = {
  { "scale/1e2-groups", 1000, 1000000, few, .is_scale = TRUE },
  { "scale/1e2-groups", 10000, 1000000, few, .is_scale = TRUE },
  { "scale/1e2-groups", 100000, 1000000, few, .is_scale = TRUE },
  { "scale/1e2-groups", 1000000, 1000000, few, .is_scale = TRUE },
  { "scale/1e4-groups", 10000, 1000000, some, .is_scale = TRUE },
  { "scale/1e4-groups", 100000, 100000, some, .is_scale = TRUE },
  { "scale/1e4-groups", 100000, 1000000, some, .is_scale = TRUE },
  { "scale/1e4-groups", 100000, 10000000, some, .is_scale = TRUE },
  { "scale/1e4-groups", 1000000, 1000000, some, .is_scale = TRUE },
  { "scale/5e4-groups", 100000, 1000000, many, .is_scale = TRUE },
  { "scale/5e4-groups", 1000000, 1000000, many, .is_scale = TRUE },
  { "scale/churn", 50000, 990000, churn, .is_scale = TRUE },
  { "scale/churn-unbounded", 980000, 990000, churn_unbounded, .is_scale = TRUE },
  { "scale/1e2-groups", 1000, 100000000, few, .is_scale = TRUE, .is_long = TRUE },
  { "scale/1e4-groups", 100000, 100000000, some, .is_scale = TRUE, .is_long = TRUE },
  { "scale/5e4-groups", 1000000, 100000000, many, .is_scale = TRUE, .is_long = TRUE },
};

const BenchSuite scale_suite = { cases, G_N_ELEMENTS (cases) };
