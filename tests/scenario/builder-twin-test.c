/* builder-twin-test.c
 *
 * Goal: what is said in code is what a file says: value for value, and so run for run.
 * Method: a table of calls beside the same as YAML; the two scenarios are compared field by field.
 * The published experiment is built in code, and its report is that of the shipped file.  Random
 * calls grow a tree whose invariants hold after each.
 */
#include "enisim-check.h"

#include <string.h>

#include "scenario/scenario-builder.h"
#include "scenario/scenario.h"

#define HOUR G_TIME_SPAN_HOUR
#define SECOND G_TIME_SPAN_SECOND

static EnisimScenarioBuilder *builder;

static void
setup (void)
{
  builder = enisim_scenario_builder_new ("test.yaml");
}

static void
teardown (void)
{
  enisim_scenario_builder_verify (builder);
  g_clear_pointer (&builder, enisim_scenario_builder_free);
}

static void
set (const char *path, const char *value)
{
  enisim_scenario_builder_set (builder, path, value);
}

static EnisimScenario *
build (void)
{
  g_autoptr (GError) error = NULL;
  EnisimScenario *scenario = enisim_scenario_builder_build (builder, &error);

  ck_assert_no_error (error);
  enisim_scenario_verify (scenario);
  return scenario;
}

static EnisimScenario *
load (const char *yaml)
{
  g_autoptr (GError) error = NULL;
  EnisimScenario *scenario
      = enisim_scenario_load_data ("test.yaml", (const guint8 *) yaml, strlen (yaml), NULL, &error);

  ck_assert_no_error (error);
  return scenario;
}

static void
append_distribution (GString *out, const char *name, const EnisimDistribution *distribution)
{
  g_string_append_printf (out, "%s %d %a %a", name, (int) distribution->kind, distribution->mean_us,
                          distribution->cv);
  if (distribution->kind == ENISIM_DISTRIBUTION_UNIFORM)
    g_string_append_printf (out, " %" G_GINT64_FORMAT "..%" G_GINT64_FORMAT,
                            distribution->uniform.min_us, distribution->uniform.max_us);
  if (distribution->kind == ENISIM_DISTRIBUTION_EMPIRICAL)
    for (guint i = 0; i < distribution->table->n_points; i++)
      g_string_append_printf (out, " %" G_GINT64_FORMAT "*%a",
                              distribution->table->points[i].span_us,
                              distribution->table->points[i].weight);
  g_string_append_c (out, '\n');
}

static void
append_top (GString *out, const EnisimScenario *scenario)
{
  g_autofree char *vpc
      = scenario->n_vpc_cidrs > 0 ? enisim_cidr_format (scenario->vpc_cidrs[0]) : NULL;
  g_autofree char *azs = g_strjoinv (" ", scenario->azs);
  g_autofree char *groups = scenario->n_security_groups > 0
                                ? g_strjoinv (" ", scenario->security_groups)
                                : g_strdup ("");
  g_autofree char *given = g_strjoinv (" ", scenario->options_given);

  g_string_append_printf (out, "%s|%s|%s|%s|%d\n", scenario->name,
                          scenario->note != NULL ? scenario->note : "-",
                          scenario->region != NULL ? scenario->region : "-",
                          scenario->quota_profile, scenario->has_limits);
  g_string_append_printf (out, "%u %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                          scenario->quotas.max_vms, scenario->quotas.enis_per_az, scenario->horizon,
                          scenario->sample_us);
  for (guint i = 0; i < ENISIM_N_COUNT_QUOTAS; i++)
    g_string_append_printf (out, "%u ", enisim_quotas_get_count (&scenario->quotas, i));
  for (guint i = 0; i < ENISIM_N_RATES; i++)
    g_string_append_printf (out, "%u/%" G_GINT64_FORMAT " %d\n", scenario->quotas.rates[i].n,
                            scenario->quotas.rates[i].per_us,
                            (int) scenario->quotas.rates[i].scope);
  g_string_append_printf (out, "vpc %s azs %s groups %s given %s\n", vpc != NULL ? vpc : "-", azs,
                          groups, given);
}

static void
append_network (GString *out, const EnisimScenario *scenario)
{
  for (guint i = 0; i < scenario->n_subnets; i++)
    {
      const EnisimSubnetSpec *subnet = &scenario->subnets[i];
      g_autofree char *cidr = enisim_cidr_format (subnet->cidr);

      g_string_append_printf (out, "subnet %s %s %u %u\n", subnet->name, cidr, subnet->az_index,
                              subnet->background);
    }
  for (guint i = 0; i < scenario->n_endpoints; i++)
    {
      const EnisimEndpointSpec *endpoint = &scenario->endpoints[i];

      g_string_append_printf (out, "endpoint %s %d", endpoint->service, endpoint->is_interface);
      for (guint j = 0; j < endpoint->n_subnets; j++)
        g_string_append_printf (out, " %u", endpoint->subnets[j]);
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < scenario->n_nat_gateways; i++)
    g_string_append_printf (out, "nat %u\n", scenario->nat_gateways[i]);
}

static void
append_options (GString *out, const EnisimModelOptions *options)
{
  append_distribution (out, "retention", &options->eni_retention);
  append_distribution (out, "create", &options->eni_create_delay);
  append_distribution (out, "failed", &options->failed_create_retention);
  for (guint i = 0; i < ENISIM_N_READY_KINDS; i++)
    append_distribution (out, "ready", &options->ready_delay[i]);
  append_distribution (out, "teardown", &options->teardown);
  append_distribution (out, "stop", &options->teardown_after_stop);
  for (guint i = 0; i < ENISIM_N_PLATFORMS; i++)
    append_distribution (out, "cold", &options->cold_start[i]);
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    {
      append_distribution (out, "refusal", &options->refusal_time[i]);
      g_string_append_printf (out, "%u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                              options->retry[i].attempts, options->retry[i].base_us,
                              options->retry[i].cap_us);
    }
  g_string_append_printf (out, "%" G_GINT64_FORMAT " %d %d %d %d %d\n", options->min_cycle_us,
                          (int) options->ip_order, (int) options->provisioning_conflict,
                          (int) options->control_conflict, options->eni_reuse,
                          options->vms_count_while_stopping);
}

/* Ids of attachment keys follow from the order of the runtimes. */
static void
append_runtimes (GString *out, const EnisimScenario *scenario)
{
  for (guint i = 0; i < scenario->n_runtimes; i++)
    {
      const EnisimRuntimeSpec *runtime = &scenario->runtimes[i];

      g_string_append_printf (out,
                              "runtime %s %d %u %d %" G_GUINT64_FORMAT " %d %" G_GINT64_FORMAT
                              " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                              runtime->name, (int) runtime->type, runtime->n_endpoints,
                              runtime->is_vpc, runtime->key, (int) runtime->platform,
                              runtime->create_at, runtime->idle_timeout_us,
                              runtime->max_lifetime_us, runtime->unhealthy_stop_us);
    }
  for (guint i = 0; i < scenario->n_timeline; i++)
    g_string_append_printf (
        out, "timeline %" G_GINT64_FORMAT " %d %u %d %u %u %u %u %u\n", scenario->timeline[i].at,
        (int) scenario->timeline[i].verb, scenario->timeline[i].subject,
        (int) scenario->timeline[i].request.verb, scenario->timeline[i].request.subnet_set,
        scenario->timeline[i].request.sg_set, scenario->timeline[i].request.endpoint,
        scenario->timeline[i].request.version, scenario->timeline[i].count);
}

static const char *
or_dash (const char *text)
{
  return text != NULL ? text : "-";
}

static void
append_workload (GString *out, const EnisimWorkloadSpec *spec)
{
  const EnisimTraceSpec *trace = &spec->trace;

  g_string_append_printf (
      out, "workload %s %d %" G_GINT64_FORMAT "..%" G_GINT64_FORMAT " %a %d %u %u %a targets",
      spec->name, (int) spec->kind, spec->from, spec->until, spec->new_ratio, (int) spec->reuse,
      spec->reuse_window, spec->n_clients, spec->rate_per_second);
  for (guint i = 0; i < spec->n_targets; i++)
    g_string_append_printf (out, " %u", spec->targets[i]);
  g_string_append_printf (out, "\ntrace %s %s %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                          or_dash (trace->path), or_dash (trace->time_column),
                          or_dash (trace->session_column), or_dash (trace->duration_column),
                          trace->time_unit_us, trace->duration_each_us);
  append_distribution (out, "duration", &spec->duration);
  append_distribution (out, "think", &spec->think);
}

/* All that a run depends on, and its names. */
static char *
describe (const EnisimScenario *scenario)
{
  GString *out = g_string_new (NULL);

  append_top (out, scenario);
  append_network (out, scenario);
  append_options (out, &scenario->options);
  append_runtimes (out, scenario);
  for (guint i = 0; i < scenario->n_workloads; i++)
    append_workload (out, &scenario->workloads[i]);
  return g_string_free (out, FALSE);
}

static void
assert_same (const EnisimScenario *scenario, const EnisimScenario *twin)
{
  g_autofree char *text = describe (scenario);
  g_autofree char *twin_text = describe (twin);

  ck_assert_str_eq (text, twin_text);
}

static const char *const a_and_c[] = { "a", "c", NULL };
static const char *const groups[] = { "g", "h", NULL };

static void
say_least (void)
{
}

static void
say_top_level (void)
{
  set ("name", "other");
  set ("note", "one\ntwo");
  set ("region", "us-west-2");
  set ("quotas.profile", "2026-04");
  enisim_scenario_builder_set_count (builder, "quotas.max_vms", 123);
  set ("quotas.invoke_rate.rate", "25/s");
  set ("quotas.invoke_rate.scope", "endpoint");
  set ("quotas.new_session_rate", "100/min");
  enisim_scenario_builder_set_count (builder, "model.retry.conflict.attempts", 3);
  enisim_scenario_builder_set_span (builder, "samples", 5 * SECOND);
  enisim_scenario_builder_set_span (builder, "horizon", 90 * SECOND + 1);
}

static void
say_network (void)
{
  set ("vpc.cidr", "10.0.0.0/16");
  enisim_scenario_builder_add_subnet (builder, "a", "10.0.0.0/24", "az-1");
  enisim_scenario_builder_add_subnet (builder, "b.2", "10.0.1.0/24", "az-1");
  enisim_scenario_builder_add_subnet (builder, "c", "10.0.2.0/24", NULL);
  set ("vpc.subnets.c.az_id", "id-2");
  enisim_scenario_builder_set_count (builder, "vpc.subnets.b\\.2.background", 20);
  enisim_scenario_builder_add_security_group (builder, "g");
  enisim_scenario_builder_add_security_group (builder, "h");
  enisim_scenario_builder_append (builder, "vpc.endpoints");
  set ("vpc.endpoints.0.service", "ecr.api");
  enisim_scenario_builder_append_value (builder, "vpc.endpoints.0.subnets", "c");
  enisim_scenario_builder_append_value (builder, "vpc.endpoints.0.subnets", "a");
  enisim_scenario_builder_append (builder, "vpc.nat_gateways");
  set ("vpc.nat_gateways.0.subnet", "b.2");
  enisim_scenario_builder_add_runtimes (builder, "x", 2, a_and_c, groups);
  enisim_scenario_builder_add_runtime (builder, "y", a_and_c, groups + 1);
}

static void
say_model (void)
{
  set ("model.cold_start.lognormal.mean", "5.5s");
  set ("model.cold_start.lognormal.cv", "0.3");
  set ("model.eni_reuse", "no");
  enisim_scenario_builder_append_value (builder, "model.eni_retention.uniform", "15min");
  enisim_scenario_builder_append_value (builder, "model.eni_retention.uniform", "8h");
  enisim_scenario_builder_append (builder, "model.teardown.empirical");
  enisim_scenario_builder_append_value (builder, "model.teardown.empirical.0", "1s");
  enisim_scenario_builder_append_value (builder, "model.teardown.empirical.0", "3");
  enisim_scenario_builder_append_value (builder, "model.teardown.empirical", "2s");
}

static void
say_runtimes (void)
{
  enisim_scenario_builder_add_runtime (builder, "one", NULL, NULL);
  enisim_scenario_builder_add_runtimes (builder, "single", 1, NULL, NULL);
  enisim_scenario_builder_add_runtimes (builder, "few", 3, NULL, NULL);
  set ("runtimes.2.create_at", "never");
  set ("runtimes.0.platform", "V2");
  enisim_scenario_builder_set_span (builder, "runtimes.1.idle_timeout", 60 * SECOND);
  enisim_scenario_builder_add_create (builder, 10 * SECOND, "few");
  enisim_scenario_builder_add_delete (builder, HOUR - 1, "few_1");
}

static void
say_workloads (void)
{
  enisim_scenario_builder_add_runtimes (builder, "few", 3, NULL, NULL);
  enisim_scenario_builder_add_closed (builder, "few_2", 50, 120 * SECOND);
  enisim_scenario_builder_add_closed (builder, NULL, 7, ENISIM_TIME_NEVER);
  enisim_scenario_builder_add_poisson (builder, "few", 100.0 / 60.0);
  enisim_scenario_builder_add_trace (builder, "few_0", "a folder/t.csv", "TIME");
  enisim_scenario_builder_set_span (builder, "workloads.0.closed.duration",
                                    200 * G_TIME_SPAN_MILLISECOND);
  set ("workloads.1.closed.think.exponential", "3s");
  set ("workloads.2.poisson.session.new", "0.3");
  set ("workloads.2.poisson.session.reuse", "uniform");
  enisim_scenario_builder_set_count (builder, "workloads.2.poisson.session.reuse_window", 12);
  set ("workloads.3.trace.duration.per", "Tokens");
  set ("workloads.3.trace.duration.each", "20ms");
}

static const struct
{
  void (*say) (void);
  const char *yaml;
} twins[] = {
  { say_least, "" },
  { say_top_level, "name: other\n"
                   "note: \"one\\ntwo\"\n"
                   "region: us-west-2\n"
                   "quotas: {profile: 2026-04, max_vms: 123, new_session_rate: 100/min,\n"
                   "         invoke_rate: {rate: 25/s, scope: endpoint}}\n"
                   "model: {retry: {conflict: {attempts: 3}}}\n"
                   "samples: 5s\n"
                   "horizon: 90.000001s\n" },
  { say_network, "vpc:\n"
                 "  cidr: 10.0.0.0/16\n"
                 "  subnets:\n"
                 "    a: {cidr: 10.0.0.0/24, az: az-1}\n"
                 "    b.2: {cidr: 10.0.1.0/24, az: az-1, background: 20}\n"
                 "    c: {cidr: 10.0.2.0/24, az_id: id-2}\n"
                 "  security_groups: [g, h]\n"
                 "  endpoints: [{service: ecr.api, subnets: [c, a]}]\n"
                 "  nat_gateways: [{subnet: b.2}]\n"
                 "runtimes:\n"
                 "  - {name: x, count: 2, subnets: [a, c], security_groups: [g, h]}\n"
                 "  - {name: y, subnets: [a, c], security_groups: [h]}\n" },
  { say_model, "model:\n"
               "  cold_start: {lognormal: {mean: 5.5s, cv: 0.3}}\n"
               "  eni_reuse: no\n"
               "  eni_retention: {uniform: [15min, 8h]}\n"
               "  teardown: {empirical: [[1s, 3], 2s]}\n" },
  { say_runtimes, "runtimes:\n"
                  "  - {name: one, platform: V2}\n"
                  "  - {name: single, count: 1, idle_timeout: 1min}\n"
                  "  - {name: few, count: 3, create_at: never}\n"
                  "timeline:\n"
                  "  - {at: 10s, create: few}\n"
                  "  - {at: 59min59.999999s, delete: few_1}\n" },
  { say_workloads, "runtimes: [{name: few, count: 3}]\n"
                   "workloads:\n"
                   "  - closed: {target: few_2, clients: 50, until: 2min, duration: 200ms}\n"
                   "  - closed: {clients: 7, think: {exponential: 3s}}\n"
                   "  - poisson: {target: few, rate: 100/min, session: {new: 0.3, reuse: uniform, "
                   "reuse_window: 12}}\n"
                   "  - trace: {target: few_0, file: a folder/t.csv, time: TIME,\n"
                   "            duration: {per: Tokens, each: 20ms}}\n" },
};

START_TEST (calls_say_what_their_yaml_says)
{
  g_autofree char *yaml = strstr (twins[_i].yaml, "horizon") != NULL
                              ? g_strdup (twins[_i].yaml)
                              : g_strconcat ("horizon: 1h\n", twins[_i].yaml, NULL);
  g_autoptr (EnisimScenario) scenario = NULL;
  g_autoptr (EnisimScenario) twin = load (yaml);

  set ("horizon", "1h");
  twins[_i].say ();
  scenario = build ();
  assert_same (scenario, twin);
}
END_TEST

/* bench/scenarios/published-shared-sg.yaml */
static void
say_published_experiment (void)
{
  static const char *const private_subnets[] = { "private-a", "private-c", NULL };
  static const char *const agent[] = { "agent", NULL };

  set ("name", "ten runtimes, one security group");
  set ("region", "ap-northeast-1");
  set ("quotas.profile", "2026-04");
  set ("horizon", "1h");
  set ("vpc.cidr", "10.0.0.0/16");
  enisim_scenario_builder_add_subnet (builder, "public-a", "10.0.0.0/24", "ap-northeast-1a");
  enisim_scenario_builder_add_subnet (builder, "public-c", "10.0.1.0/24", "ap-northeast-1c");
  enisim_scenario_builder_add_subnet (builder, "private-a", "10.0.2.0/24", "ap-northeast-1a");
  enisim_scenario_builder_add_subnet (builder, "private-c", "10.0.3.0/24", "ap-northeast-1c");
  enisim_scenario_builder_add_security_group (builder, "agent");
  enisim_scenario_builder_append (builder, "vpc.nat_gateways");
  set ("vpc.nat_gateways.0.subnet", "public-a");
  enisim_scenario_builder_add_runtimes (builder, "agent", 10, private_subnets, agent);
}

static char *
run_and_report (EnisimScenario *scenario)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 7, 0, &error);

  ck_assert_no_error (error);
  ck_assert (enisim_simulation_run (sim, &error));
  ck_assert_no_error (error);
  return enisim_report_to_json (sim);
}

START_TEST (published_experiment_in_code_runs_as_its_file)
{
  g_autofree char *path = g_build_filename (ENISIM_SOURCE_DIR, "bench", "scenarios",
                                            "published-shared-sg.yaml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) twin = enisim_scenario_load_file (path, NULL, &error);
  g_autoptr (EnisimScenario) scenario = NULL;
  g_autofree char *report = NULL;
  g_autofree char *twin_report = NULL;

  ck_assert_no_error (error);
  say_published_experiment ();
  scenario = build ();
  assert_same (scenario, twin);
  report = run_and_report (scenario);
  twin_report = run_and_report (twin);
  ck_assert_str_eq (report, twin_report);
}
END_TEST

/* Some lead somewhere, some into each other's way. */
static const char *const random_paths[]
    = { "name",        "vpc",   "vpc.subnets", "vpc.subnets.a", "vpc.subnets.b.az",
        "runtimes",    "model", "runtimes.0",  "runtimes.1.x",  "runtimes.0.subnets",
        "workloads.2", "",      "a..b",        "vpc.cidr.x",    "runtimes.0.subnets.3" };

static void
call_at_random (GRand *random, guint number)
{
  const char *path
      = random_paths[g_rand_int_range (random, 0, (gint32) G_N_ELEMENTS (random_paths))];
  g_autofree char *text = g_strdup_printf ("k%d", g_rand_int_range (random, 0, 40));
  g_autofree char *deep = g_strconcat (path, ".", text, NULL);

  switch (number % 6)
    {
    case 0:
      set (path, g_rand_boolean (random) ? text : "");
      break;
    case 1:
      set (deep, text);
      break;
    case 2:
      enisim_scenario_builder_append (builder, path);
      break;
    case 3:
      enisim_scenario_builder_append_value (builder, path, text);
      break;
    case 4:
      enisim_scenario_builder_add_subnet (builder, text, "10.0.0.0/24", text);
      break;
    default:
      enisim_scenario_builder_add_closed (builder, text, 1, 1);
      break;
    }
}

START_TEST (random_calls_keep_the_tree_whole_and_are_complained_of)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) _i);

  for (guint i = 0; i < 200; i++)
    {
      call_at_random (random, g_rand_int (random));
      enisim_scenario_builder_verify (builder);
      if (i % 20 == 0)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (EnisimScenario) scenario = enisim_scenario_builder_build (builder, &error);

          ck_assert_ptr_null (scenario); /* there is never a horizon */
          ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
        }
    }
}
END_TEST

static Suite *
builder_twin_suite (void)
{
  Suite *suite = suite_create ("scenario/builder-twin");
  TCase *tcase = tcase_create ("twins");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_loop_test (tcase, calls_say_what_their_yaml_says, 0, G_N_ELEMENTS (twins));
  tcase_add_test (tcase, published_experiment_in_code_runs_as_its_file);
  tcase_add_loop_test (tcase, random_calls_keep_the_tree_whole_and_are_complained_of, 0, 30);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (builder_twin_suite)
