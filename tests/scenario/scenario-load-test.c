/* scenario-load-test.c
 *
 * Goal: a scenario file is read into the values it says.
 * Method: documents written here and the shipped scenarios.
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "scenario/load-scenario.h"

#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE
#define SECOND G_TIME_SPAN_SECOND

static char *folder;

static void
setup (void)
{
  g_autoptr (GError) error = NULL;

  scenario = NULL;
  folder = g_dir_make_tmp ("enisim-XXXXXX", &error);
  ck_assert_no_error (error);
}

static void
teardown (void)
{
  if (scenario != NULL)
    enisim_scenario_verify (scenario);
  g_clear_pointer (&scenario, enisim_scenario_unref);
  ck_assert_int_eq (g_rmdir (folder), 0);
  g_free (folder);
}

static void
assert_distribution (const EnisimDistribution *distribution, EnisimDistribution expected)
{
  ck_assert (enisim_distribution_equal (distribution, &expected));
  enisim_distribution_clear (&expected);
}

static void
assert_cidr (EnisimCidr cidr, const char *expected)
{
  g_autofree char *text = enisim_cidr_format (cidr);

  ck_assert_str_eq (text, expected);
}

/* Subnets and security groups of a runtime, as "a b | g". */
static char *
describe_key (const EnisimRuntimeSpec *runtime)
{
  GString *text = g_string_new (NULL);
  guint n_subnets, n_sgs;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &scenario->keys, enisim_attachment_key_get_subnet_set (runtime->key), &n_subnets);
  const guint32 *sgs = enisim_attachment_keys_get_sgs (
      &scenario->keys, enisim_attachment_key_get_sg_set (runtime->key), &n_sgs);

  ck_assert (runtime->is_vpc);
  for (guint i = 0; i < n_subnets; i++)
    g_string_append_printf (text, "%s ", scenario->subnets[subnets[i]].name);
  g_string_append_c (text, '|');
  for (guint i = 0; i < n_sgs; i++)
    g_string_append_printf (text, " %s", scenario->security_groups[sgs[i]]);
  return g_string_free (text, FALSE);
}

static void
assert_key (guint runtime, const char *expected)
{
  g_autofree char *key = describe_key (&scenario->runtimes[runtime]);

  ck_assert_str_eq (key, expected);
}

/* "at verb runtime" of every entry, in seconds. */
static void
assert_timeline (const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < scenario->n_timeline; i++)
    {
      const EnisimTimelineEntry *entry = &scenario->timeline[i];

      g_string_append_printf (text, "%" G_GINT64_FORMAT "%c%s ", entry->at / SECOND,
                              entry->request.verb == ENISIM_REQUEST_CREATE ? '+' : '-',
                              scenario->runtimes[entry->subject].name);
    }
  ck_assert_str_eq (text->str, expected);
}

static void
assert_targets (guint workload, const char *expected)
{
  const EnisimWorkloadSpec *spec = &scenario->workloads[workload];
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < spec->n_targets; i++)
    g_string_append_printf (text, "%s ", scenario->runtimes[spec->targets[i]].name);
  ck_assert_str_eq (text->str, expected);
}

START_TEST (defaults_are_those_of_the_model)
{
  load ("horizon: 1h\nruntimes: [{name: r}]\n");
  ck_assert_str_eq (enisim_scenario_get_name (scenario), "f");
  ck_assert_ptr_null (scenario->note);
  ck_assert_ptr_null (scenario->region);
  ck_assert_str_eq (scenario->quota_profile, ENISIM_QUOTA_PROFILE_DEFAULT);
  ck_assert (scenario->has_limits);
  ck_assert_uint_eq (scenario->quotas.max_vms, 2500);
  ck_assert_uint_eq (scenario->quotas.enis_per_az, 5000);
  ck_assert_int_eq (scenario->horizon, HOUR);
  ck_assert_int_eq (scenario->sample_us, 0);
  ck_assert_uint_eq (scenario->n_subnets, 0);
  ck_assert_ptr_null (scenario->options_given[0]);
  ck_assert_uint_eq (scenario->n_runtimes, 1);
  ck_assert_str_eq (scenario->runtimes[0].name, "r");
  ck_assert (!scenario->runtimes[0].is_vpc);
  ck_assert_int_eq (scenario->runtimes[0].platform, ENISIM_PLATFORM_V1);
  ck_assert_int_eq (scenario->runtimes[0].create_at, 0);
  ck_assert_int_eq (scenario->runtimes[0].idle_timeout_us, 900 * SECOND);
  ck_assert_int_eq (scenario->runtimes[0].max_lifetime_us, 28800 * SECOND);
  ck_assert_int_eq (scenario->runtimes[0].unhealthy_stop_us, 0);
}
END_TEST

START_TEST (top_level_is_read)
{
  load ("name: a name\nnote: |\n  two\n  lines\nregion: us-west-2\nhorizon: 2h30min\nsamples: 5s\n"
        "warm_up: 10min\n"
        "quotas: {profile: 2026-04-15, enis_per_az: 100}\n");
  ck_assert_str_eq (scenario->name, "a name");
  ck_assert_str_eq (scenario->note, "two\nlines\n");
  ck_assert_str_eq (scenario->region, "us-west-2");
  ck_assert_str_eq (scenario->quota_profile, "2026-04-15");
  ck_assert_uint_eq (scenario->quotas.max_vms, 1000);
  ck_assert_uint_eq (scenario->quotas.enis_per_az, 100);
  ck_assert_int_eq (scenario->horizon, 150 * MINUTE);
  ck_assert_int_eq (scenario->sample_us, 5 * SECOND);
  ck_assert_int_eq (scenario->warm_up, 10 * MINUTE);
}
END_TEST

START_TEST (limits_off_beats_the_profile)
{
  load ("horizon: 1h\nquotas: {profile: 2026-04, limits: Off}\n");
  ck_assert (!scenario->has_limits);
  ck_assert_uint_eq (scenario->quotas.max_vms, ENISIM_QUOTA_UNLIMITED);
  ck_assert_uint_eq (scenario->quotas.enis_per_az, ENISIM_QUOTA_UNLIMITED);
}
END_TEST

START_TEST (unlimited_is_a_quota)
{
  load ("horizon: 1h\nquotas: {max_vms: unlimited, enis_per_az: 0}\n");
  ck_assert (scenario->has_limits);
  ck_assert_uint_eq (scenario->quotas.max_vms, ENISIM_QUOTA_UNLIMITED);
  ck_assert_uint_eq (scenario->quotas.enis_per_az, 0);
}
END_TEST

static void
assert_rate (EnisimRate index, guint32 n, GTimeSpan per_us, EnisimRateScope scope)
{
  const EnisimRateQuota *quota = &scenario->quotas.rates[index];

  ck_assert_uint_eq (quota->n, n);
  ck_assert_int_eq (quota->per_us, per_us);
  ck_assert_int_eq (quota->scope, scope);
}

START_TEST (each_static_quota_is_read)
{
  load ("horizon: 1h\n"
        "quotas: {agents: 1, versions: 2, endpoints: 3, security_groups: 4, sgs_per_eni: 16,\n"
        "         browser_sessions: 5, code_interpreter_sessions: unlimited}\n");
  ck_assert_uint_eq (scenario->quotas.agents, 1);
  ck_assert_uint_eq (scenario->quotas.versions, 2);
  ck_assert_uint_eq (scenario->quotas.endpoints, 3);
  ck_assert_uint_eq (scenario->quotas.security_groups, 4);
  ck_assert_uint_eq (scenario->quotas.sgs_per_eni, 16);
  ck_assert_uint_eq (scenario->quotas.browser_sessions, 5);
  ck_assert_uint_eq (scenario->quotas.code_interpreter_sessions, ENISIM_QUOTA_UNLIMITED);
}
END_TEST

START_TEST (rate_without_a_scope_has_that_of_the_profile)
{
  load ("horizon: 1h\n"
        "quotas: {profile: 2026-04, invoke_rate: 7/s, new_session_rate: 1000000/w}\n");
  assert_rate (ENISIM_RATE_INVOKE, 7, SECOND, ENISIM_SCOPE_AGENT);
  assert_rate (ENISIM_RATE_NEW_CODE, 1000000, 168 * HOUR, ENISIM_SCOPE_ENDPOINT);
  assert_rate (ENISIM_RATE_NEW_CONTAINER, 1000000, 168 * HOUR, ENISIM_SCOPE_ENDPOINT);
  ck_assert (scenario->quotas.is_new_rate_shared);
}
END_TEST

START_TEST (rate_may_name_its_scope_and_its_artifact)
{
  load ("horizon: 1h\n"
        "quotas:\n"
        "  invoke_rate: {rate: unlimited, scope: endpoint}\n"
        "  new_session_rate: {code: {rate: 3/min, scope: agent}}\n");
  ck_assert_uint_eq (scenario->quotas.rates[ENISIM_RATE_INVOKE].n, ENISIM_QUOTA_UNLIMITED);
  assert_rate (ENISIM_RATE_NEW_CODE, 3, MINUTE, ENISIM_SCOPE_AGENT);
  assert_rate (ENISIM_RATE_NEW_CONTAINER, 25, SECOND, ENISIM_SCOPE_ACCOUNT);
  ck_assert (!scenario->quotas.is_new_rate_shared);
}
END_TEST

START_TEST (retry_is_read_by_cause)
{
  const EnisimRetry *retry;

  load ("horizon: 1h\n"
        "model: {retry: {conflict: {attempts: 3}, unreachable: {attempts: 2, base: 1s, cap: 0s}},\n"
        "        limiter_depth: 2s, quota_before_rate: yes}\n");
  retry = scenario->options.retry;
  ck_assert_uint_eq (retry[ENISIM_OUTCOME_CONFLICT].attempts, 3);
  ck_assert_int_eq (retry[ENISIM_OUTCOME_CONFLICT].base_us, 100 * G_TIME_SPAN_MILLISECOND);
  ck_assert_int_eq (retry[ENISIM_OUTCOME_CONFLICT].cap_us, 20 * SECOND);
  ck_assert_uint_eq (retry[ENISIM_OUTCOME_UNREACHABLE].attempts, 2);
  ck_assert_int_eq (retry[ENISIM_OUTCOME_UNREACHABLE].base_us, SECOND);
  ck_assert_int_eq (retry[ENISIM_OUTCOME_UNREACHABLE].cap_us, 0);
  ck_assert_uint_eq (retry[ENISIM_OUTCOME_QUOTA].attempts, 1);
  ck_assert_int_eq (scenario->options.limiter_depth_us, 2 * SECOND);
  ck_assert (scenario->options.quota_before_rate);
}
END_TEST

START_TEST (vpc_has_more_than_one_block)
{
  load ("horizon: 1h\n"
        "vpc:\n"
        "  cidr: [10.8.0.0/24, 100.64.0.0/20]\n"
        "  subnets:\n"
        "    a: {cidr: 10.8.0.0/28, az: one}\n"
        "    b: {cidr: 100.64.0.0/28, az: one}\n");
  ck_assert_uint_eq (scenario->n_vpc_cidrs, 2);
  assert_cidr (scenario->vpc_cidrs[0], "10.8.0.0/24");
  assert_cidr (scenario->vpc_cidrs[1], "100.64.0.0/20");
  assert_cidr (scenario->subnets[1].cidr, "100.64.0.0/28");
  enisim_scenario_verify (scenario);
}
END_TEST

static const char network[] = "horizon: 1h\n"
                              "vpc:\n"
                              "  cidr: 10.0.0.0/16\n"
                              "  az_ids: {one: id-1}\n"
                              "  subnets:\n"
                              "    p: {cidr: 10.0.0.0/24, az: two}\n"
                              "    a: {cidr: 10.0.1.0/28, az: one, background: 7}\n"
                              "    b: {cidr: 10.0.2.0/24, az_id: id-1}\n"
                              "    c: {cidr: 10.0.3.0/24, az: three}\n"
                              "  security_groups: [g, h]\n"
                              "  endpoints:\n"
                              "    - {service: ecr.api}\n"
                              "    - {service: logs, subnets: [c, b]}\n"
                              "    - {service: s3, type: gateway}\n"
                              "  nat_gateways: [{subnet: p}, {subnet: p}]\n"
                              "runtimes:\n"
                              "  - {name: x, subnets: [c, b, c], security_groups: [h, g, h]}\n"
                              "  - {name: y, network: VPC, subnets: [a, b], security_groups: [g]}\n"
                              "  - {name: z, network: PUBLIC}\n";

START_TEST (network_is_read)
{
  load (network);
  assert_cidr (scenario->vpc_cidrs[0], "10.0.0.0/16");
  ck_assert_uint_eq (scenario->n_subnets, 4);
  assert_cidr (scenario->subnets[1].cidr, "10.0.1.0/28");
  ck_assert_str_eq (scenario->subnets[1].name, "a");
  ck_assert_uint_eq (scenario->subnets[1].background, 7);
  ck_assert_uint_eq (scenario->n_security_groups, 2);
  ck_assert_str_eq (scenario->security_groups[1], "h");
  ck_assert_uint_eq (scenario->n_nat_gateways, 2);
  ck_assert_uint_eq (scenario->nat_gateways[1], 0);
  assert_key (0, "b c | g h");
  assert_key (1, "a b | g");
  ck_assert (!scenario->runtimes[2].is_vpc);
}
END_TEST

START_TEST (az_and_the_az_id_it_maps_to_are_one)
{
  load (network);
  ck_assert_uint_eq (scenario->n_azs, 3);
  ck_assert_str_eq (scenario->azs[0], "two");
  ck_assert_str_eq (scenario->azs[1], "id-1");
  ck_assert_uint_eq (scenario->subnets[1].az_index, 1);
  ck_assert_uint_eq (scenario->subnets[2].az_index, 1);
  ck_assert_uint_eq (scenario->subnets[3].az_index, 2);
}
END_TEST

START_TEST (endpoint_without_subnets_stands_once_in_each_az_of_the_runtimes)
{
  load (network);
  ck_assert_uint_eq (scenario->n_endpoints, 3);
  ck_assert_str_eq (scenario->endpoints[0].service, "ecr.api");
  ck_assert_uint_eq (scenario->endpoints[0].n_subnets, 2);
  ck_assert_uint_eq (scenario->endpoints[0].subnets[0], 1);
  ck_assert_uint_eq (scenario->endpoints[0].subnets[1], 3);
  ck_assert_uint_eq (scenario->endpoints[1].n_subnets, 2);
  ck_assert_uint_eq (scenario->endpoints[1].subnets[0], 3);
  ck_assert_uint_eq (scenario->endpoints[1].subnets[1], 2);
  ck_assert (!scenario->endpoints[2].is_interface);
  ck_assert_uint_eq (scenario->endpoints[2].n_subnets, 0);
}
END_TEST

START_TEST (holders_may_fill_a_subnet_to_its_last_address)
{
  load ("horizon: 1h\nvpc: {cidr: 10.0.0.0/24, subnets: {a: {cidr: 10.0.0.0/28, az: x, background: "
        "9}},\n  endpoints: [{service: logs, subnets: [a]}], nat_gateways: [{subnet: a}]}\n"
        "quotas: {enis_per_az: 2}\n");
  ck_assert_uint_eq (scenario->subnets[0].background, 9);
}
END_TEST

START_TEST (model_is_read)
{
  const EnisimModelOptions *options;

  load ("horizon: 1h\n"
        "model:\n"
        "  refusal_time: {quota: {lognormal: {mean: 1.4s, cv: 0.2}}, conflict: 10ms}\n"
        "  eni_retention: {uniform: [15min, 8h]}\n"
        "  eni_create_delay: {exponential: 20s}\n"
        "  failed_create_retention: {constant: 0s}\n"
        "  ready_delay: {gamma: {mean: 6s, cv: 1}}\n"
        "  teardown: {weibull: {mean: 10s, cv: 0}}\n"
        "  cold_start: {empirical: [[1s, 3], 2s, [1s, 1]]}\n"
        "  min_cycle: 1us\n"
        "  ip_order: lowest\n"
        "  provisioning_conflict: wait\n"
        "  control_conflict: refuse\n"
        "  eni_reuse: no\n"
        "  vms_count_while_stopping: FALSE\n");
  options = &scenario->options;
  assert_distribution (&options->refusal_time[ENISIM_OUTCOME_QUOTA],
                       enisim_distribution_lognormal (1.4e6, 0.2));
  assert_distribution (&options->refusal_time[ENISIM_OUTCOME_CONFLICT],
                       enisim_distribution_constant (10 * G_TIME_SPAN_MILLISECOND));
  assert_distribution (&options->refusal_time[ENISIM_OUTCOME_NOT_READY],
                       enisim_distribution_constant (0));
  assert_distribution (&options->eni_retention,
                       enisim_distribution_uniform (15 * MINUTE, 8 * HOUR));
  assert_distribution (&options->eni_create_delay, enisim_distribution_exponential (20e6));
  assert_distribution (&options->failed_create_retention, enisim_distribution_constant (0));
  for (guint i = 0; i < ENISIM_N_READY_KINDS; i++)
    assert_distribution (&options->ready_delay[i], enisim_distribution_gamma (6e6, 1.0));
  assert_distribution (&options->teardown, enisim_distribution_constant (10 * SECOND));
  ck_assert_int_eq (options->min_cycle_us, 1);
  ck_assert_int_eq (options->ip_order, ENISIM_IP_ORDER_LOWEST);
  ck_assert_int_eq (options->provisioning_conflict, ENISIM_PROVISIONING_WAIT);
  ck_assert_int_eq (options->control_conflict, ENISIM_CONTROL_REFUSE);
  ck_assert (!options->eni_reuse);
  ck_assert (!options->vms_count_while_stopping);
}
END_TEST

START_TEST (cold_start_is_that_of_all_platforms)
{
  const EnisimDistributionPoint points[] = { { 1 * SECOND, 4.0 }, { 2 * SECOND, 1.0 } };

  load ("horizon: 1h\nmodel: {cold_start: {empirical: [[1s, 3], 2s, [1s, 1]]}}\n");
  for (guint i = 0; i < ENISIM_N_PLATFORMS; i++)
    assert_distribution (&scenario->options.cold_start[i],
                         enisim_distribution_empirical (points, G_N_ELEMENTS (points)));
}
END_TEST

START_TEST (cold_start_may_be_that_of_one_platform)
{
  const EnisimDistribution *cold_start;

  load ("horizon: 1h\nmodel: {cold_start: {V2: {exponential: 1s}}}\n");
  cold_start = scenario->options.cold_start;
  assert_distribution (&cold_start[ENISIM_PLATFORM_V1],
                       enisim_distribution_constant (5400 * G_TIME_SPAN_MILLISECOND));
  assert_distribution (&cold_start[ENISIM_PLATFORM_V2], enisim_distribution_exponential (1e6));
  g_clear_pointer (&scenario, enisim_scenario_unref);
  load ("horizon: 1h\nmodel: {cold_start: {V1: 7s, V2: 2s}}\n");
  cold_start = scenario->options.cold_start;
  assert_distribution (&cold_start[ENISIM_PLATFORM_V1], enisim_distribution_constant (7 * SECOND));
  assert_distribution (&cold_start[ENISIM_PLATFORM_V2], enisim_distribution_constant (2 * SECOND));
}
END_TEST

START_TEST (ready_delay_may_be_set_apart_and_is_none_where_it_is_not_set)
{
  const EnisimDistribution *ready_delay;

  load ("horizon: 1h\nmodel: {ready_delay: {VPC: {exponential: 1s}, V2: 185s}}\n");
  ready_delay = scenario->options.ready_delay;
  assert_distribution (&ready_delay[ENISIM_READY_PUBLIC], enisim_distribution_constant (0));
  assert_distribution (&ready_delay[ENISIM_READY_VPC], enisim_distribution_exponential (1e6));
  assert_distribution (&ready_delay[ENISIM_READY_V2], enisim_distribution_constant (185 * SECOND));
}
END_TEST

START_TEST (one_refusal_time_is_that_of_all_causes)
{
  load ("horizon: 1h\nmodel: {refusal_time: {exponential: 1s}}\n");
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    assert_distribution (&scenario->options.refusal_time[i], enisim_distribution_exponential (1e6));
}
END_TEST

START_TEST (options_given_are_those_with_a_value)
{
  g_autofree char *given = NULL;

  load ("horizon: 1h\nmodel: {teardown: 0s, eni_reuse: yes, ip_order: ~, cold_start: 1s}\n");
  given = g_strjoinv (" ", scenario->options_given);
  ck_assert_str_eq (given, "teardown eni_reuse cold_start");
}
END_TEST

START_TEST (runtime_is_read)
{
  const EnisimRuntimeSpec *spec;

  load ("horizon: 1h\nruntimes:\n  - {name: r, platform: V2, artifact: code, idle_timeout: "
        "1min,\n     max_lifetime: 2h,"
        "     unhealthy_stop: 93s, create_at: never}\n");
  spec = &scenario->runtimes[0];
  ck_assert_int_eq (spec->platform, ENISIM_PLATFORM_V2);
  ck_assert_int_eq (spec->artifact, ENISIM_ARTIFACT_CODE);
  ck_assert_int_eq (spec->idle_timeout_us, MINUTE);
  ck_assert_int_eq (spec->max_lifetime_us, 2 * HOUR);
  ck_assert_int_eq (spec->unhealthy_stop_us, 93 * SECOND);
  ck_assert_int_eq (spec->create_at, ENISIM_TIME_NEVER);
  ck_assert (!spec->is_there);
  g_clear_pointer (&scenario, enisim_scenario_unref);
  load ("horizon: 1h\nruntimes: [{name: r, create_at: already}]\n");
  ck_assert (scenario->runtimes[0].is_there);
  ck_assert_int_eq (scenario->runtimes[0].create_at, 0);
}
END_TEST

START_TEST (artifact_is_a_container_unless_it_is_code)
{
  load ("horizon: 1h\nruntimes: [{name: r}, {name: s, artifact: container}, {name: t, artifact: "
        "code}]\n");
  ck_assert_int_eq (scenario->runtimes[0].artifact, ENISIM_ARTIFACT_CONTAINER);
  ck_assert_int_eq (scenario->runtimes[1].artifact, ENISIM_ARTIFACT_CONTAINER);
  ck_assert_int_eq (scenario->runtimes[2].artifact, ENISIM_ARTIFACT_CODE);
}
END_TEST

START_TEST (short_lifetime_alone_is_the_idle_timeout_too)
{
  load ("horizon: 1h\nruntimes: [{name: r, max_lifetime: 10min}, {name: s, max_lifetime: 16min},\n"
        "  {name: t, idle_timeout: 8h}]\n");
  ck_assert_int_eq (scenario->runtimes[0].idle_timeout_us, 10 * MINUTE);
  ck_assert_int_eq (scenario->runtimes[1].idle_timeout_us, 15 * MINUTE);
  ck_assert_int_eq (scenario->runtimes[2].idle_timeout_us, 8 * HOUR);
}
END_TEST

START_TEST (tools_follow_the_runtimes)
{
  load ("horizon: 1h\n"
        "vpc:\n"
        "  cidr: 10.0.0.0/16\n"
        "  subnets: {a: {cidr: 10.0.0.0/24, az: x}}\n"
        "  security_groups: [g]\n"
        "code_interpreters: [{name: c, platform: V2}]\n"
        "browsers: [{name: b, count: 2, subnets: [a], security_groups: [g], idle_timeout: 5min}]\n"
        "runtimes: [{name: r}]\n"
        "workloads: [{closed: {clients: 1, target: [b, c]}}]\n");
  ck_assert_uint_eq (scenario->n_runtimes, 4);
  ck_assert_int_eq (scenario->runtimes[0].type, ENISIM_AGENT_RUNTIME);
  ck_assert_int_eq (scenario->runtimes[2].type, ENISIM_AGENT_BROWSER);
  ck_assert_int_eq (scenario->runtimes[2].artifact, ENISIM_ARTIFACT_CODE);
  ck_assert_int_eq (scenario->runtimes[2].idle_timeout_us, 5 * MINUTE);
  ck_assert (scenario->runtimes[2].is_vpc);
  ck_assert_int_eq (scenario->runtimes[3].type, ENISIM_AGENT_CODE_INTERPRETER);
  ck_assert_int_eq (scenario->runtimes[3].platform, ENISIM_PLATFORM_V2);
  assert_targets (0, "b_0 b_1 c ");
}
END_TEST

START_TEST (count_makes_numbered_runtimes_that_are_named_together_or_alone)
{
  load ("horizon: 1h\n"
        "runtimes: [{name: s}, {name: r, count: 3}, {name: r_x}, {name: one, count: 1}]\n"
        "workloads:\n"
        "  - closed: {clients: 1, target: [r, s]}\n"
        "  - closed: {clients: 1, target: r_1}\n"
        "timeline: [{at: 2s, delete: r}, {at: 1s, create: [r_x, one_0]}]\n");
  ck_assert_uint_eq (scenario->n_runtimes, 6);
  ck_assert_str_eq (scenario->runtimes[3].name, "r_2");
  ck_assert_str_eq (scenario->runtimes[5].name, "one_0");
  assert_targets (0, "r_0 r_1 r_2 s ");
  assert_targets (1, "r_1 ");
  assert_timeline ("2-r_0 2-r_1 2-r_2 1+r_x 1+one_0 ");
}
END_TEST

START_TEST (only_item_of_the_runtimes_is_the_target_all_of_it)
{
  load ("horizon: 1h\nruntimes: [{name: r, count: 3}]\nworkloads: [{closed: {clients: 1}}]\n");
  assert_targets (0, "r_0 r_1 r_2 ");
}
END_TEST

START_TEST (switches_of_workloads_are_read)
{
  load ("horizon: 1h\nruntimes: [{name: r}]\n"
        "workloads: [{poisson: {rate: 1/s}}, {closed: {name: x, clients: 1, starts: off}}]\n"
        "timeline: [{at: 1s, workload_on: x}, {at: 2s, workload_off: [x, poisson-0]}]\n");
  ck_assert (!scenario->workloads[0].starts_off);
  ck_assert (scenario->workloads[1].starts_off);
  ck_assert_uint_eq (scenario->n_timeline, 3);
  ck_assert_int_eq (scenario->timeline[0].verb, ENISIM_TIMELINE_WORKLOAD_ON);
  ck_assert_uint_eq (scenario->timeline[0].subject, 1);
  ck_assert_int_eq (scenario->timeline[1].verb, ENISIM_TIMELINE_WORKLOAD_OFF);
  ck_assert_uint_eq (scenario->timeline[1].subject, 1);
  ck_assert_uint_eq (scenario->timeline[2].subject, 0);
}
END_TEST

START_TEST (what_becomes_of_a_session_is_read)
{
  const EnisimSessionSpec *session;

  load ("horizon: 1h\nruntimes: [{name: r}]\n"
        "workloads:\n"
        "  - closed: {clients: 1, session: {invokes: 4, think: {exponential: 2s}, stop: yes}}\n"
        "  - poisson: {rate: 1/s, session: {new: 0.5, invokes: {uniform: [2, 9]}}}\n"
        "  - poisson: {rate: 1/s, session: {invokes: {geometric: 2.5}}}\n"
        "  - poisson: {rate: 1/s}\n");
  session = &scenario->workloads[0].session;
  ck_assert_double_eq (scenario->workloads[0].new_ratio, 1.0);
  ck_assert_uint_eq (session->invokes.min, 4);
  ck_assert_uint_eq (session->invokes.max, 4);
  ck_assert (session->stop);
  assert_distribution (&session->think, enisim_distribution_exponential (2e6));
  session = &scenario->workloads[1].session;
  ck_assert_double_eq (scenario->workloads[1].new_ratio, 0.5);
  ck_assert_uint_eq (session->invokes.min, 2);
  ck_assert_uint_eq (session->invokes.max, 9);
  ck_assert (!session->stop);
  session = &scenario->workloads[2].session;
  ck_assert_int_eq (session->invokes.kind, ENISIM_INVOKES_GEOMETRIC);
  ck_assert_double_eq (session->invokes.mean, 2.5);
  ck_assert (!enisim_session_spec_goes_on (&scenario->workloads[3].session));
}
END_TEST

START_TEST (each_runtime_of_a_group_has_the_weight_of_its_name)
{
  const EnisimWorkloadSpec *spec;

  load ("horizon: 1h\nruntimes: [{name: r, count: 3}, {name: s}]\n"
        "workloads:\n"
        "  - closed: {clients: 1, target: [s, r], weights: [5, 2]}\n"
        "  - closed: {clients: 1, target: r, choose: random}\n"
        "  - closed: {clients: 1, target: r}\n");
  spec = &scenario->workloads[0];
  assert_targets (0, "s r_0 r_1 r_2 ");
  ck_assert_int_eq (spec->choose, ENISIM_CHOOSE_WEIGHTED);
  ck_assert_uint_eq (spec->weight_sums[0], 5);
  ck_assert_uint_eq (spec->weight_sums[1], 7);
  ck_assert_uint_eq (spec->weight_sums[3], 11);
  ck_assert_int_eq (scenario->workloads[1].choose, ENISIM_CHOOSE_RANDOM);
  ck_assert_int_eq (scenario->workloads[2].choose, ENISIM_CHOOSE_IN_TURN);
}
END_TEST

START_TEST (closed_and_poisson_workloads_are_read)
{
  const EnisimWorkloadSpec *spec;

  load ("horizon: 1h\nruntimes: [{name: r}]\n"
        "workloads:\n"
        "  - closed: {clients: 50, from: 1s, until: 120s, think: {exponential: 1s}, duration: "
        "200ms}\n"
        "  - poisson: {rate: 12/h, session: {new: 0.25, reuse: uniform}}\n"
        "  - poisson: {name: mine, rate: 5/s, session: {new: 0}}\n"
        "  - poisson: {rate: 5/s, session: new}\n");
  spec = &scenario->workloads[0];
  ck_assert_int_eq (spec->kind, ENISIM_WORKLOAD_CLOSED);
  ck_assert_str_eq (spec->name, "closed-0");
  ck_assert_uint_eq (spec->n_clients, 50);
  ck_assert_int_eq (spec->from, SECOND);
  ck_assert_int_eq (spec->until, 120 * SECOND);
  ck_assert_double_eq (spec->new_ratio, 1.0);
  assert_distribution (&spec->think, enisim_distribution_exponential (1e6));
  assert_distribution (&spec->duration,
                       enisim_distribution_constant (200 * G_TIME_SPAN_MILLISECOND));
  spec = &scenario->workloads[1];
  ck_assert_int_eq (spec->kind, ENISIM_WORKLOAD_POISSON);
  ck_assert_str_eq (spec->name, "poisson-0");
  ck_assert_double_eq (spec->rate_per_second, 12.0 / 3600.0);
  ck_assert_int_eq (spec->from, 0);
  ck_assert_int_eq (spec->until, ENISIM_TIME_MAX);
  ck_assert_double_eq (spec->new_ratio, 0.25);
  ck_assert_int_eq (spec->reuse, ENISIM_REUSE_UNIFORM);
  assert_distribution (&spec->duration, enisim_distribution_constant (0));
  spec = &scenario->workloads[2];
  ck_assert_str_eq (spec->name, "mine");
  ck_assert_double_eq (spec->new_ratio, 0.0);
  ck_assert_int_eq (spec->reuse, ENISIM_REUSE_RECENT);
  ck_assert_str_eq (scenario->workloads[3].name, "poisson-2");
}
END_TEST

START_TEST (trace_is_read_and_needs_no_horizon)
{
  const EnisimTraceSpec *trace;

  load ("runtimes: [{name: r}]\n"
        "workloads:\n"
        "  - trace: {file: a.csv, time: TIMESTAMP, duration: {exponential: 2s}}\n"
        "  - trace: {file: /b.csv, time: {column: t, unit: ms}, session: {column: id},\n"
        "            duration: {column: d, unit: s}}\n"
        "  - trace: {file: a.csv, time: {column: t}, session: new,\n"
        "            duration: {per: tokens, each: 20ms}}\n");
  ck_assert_int_eq (scenario->horizon, ENISIM_TIME_NEVER);
  trace = &scenario->workloads[0].trace;
  ck_assert_str_eq (scenario->workloads[0].name, "trace-0");
  ck_assert_str_eq (trace->path, "a.csv");
  ck_assert_str_eq (trace->time_column, "TIMESTAMP");
  ck_assert_int_eq (trace->time_unit_us, 0);
  ck_assert_ptr_null (trace->session_column);
  ck_assert_ptr_null (trace->duration_column);
  assert_distribution (&scenario->workloads[0].duration, enisim_distribution_exponential (2e6));
  trace = &scenario->workloads[1].trace;
  ck_assert_str_eq (trace->path, "/b.csv");
  ck_assert_str_eq (trace->time_column, "t");
  ck_assert_int_eq (trace->time_unit_us, G_TIME_SPAN_MILLISECOND);
  ck_assert_str_eq (trace->session_column, "id");
  ck_assert_str_eq (trace->duration_column, "d");
  ck_assert_int_eq (trace->duration_each_us, SECOND);
  trace = &scenario->workloads[2].trace;
  ck_assert_int_eq (trace->time_unit_us, 0);
  ck_assert_str_eq (trace->duration_column, "tokens");
  ck_assert_int_eq (trace->duration_each_us, 20 * G_TIME_SPAN_MILLISECOND);
}
END_TEST

START_TEST (json_is_read_like_yaml)
{
  load ("{\"horizon\": \"1h\", \"quotas\": {\"max_vms\": 7, \"limits\": true},\n"
        "\"model\": {\"eni_reuse\": false, \"teardown\": {\"uniform\": [\"1s\", \"2s\"]}},\n"
        "\"runtimes\": [{\"name\": \"r\", \"count\": 2}],\n"
        "\"workloads\": [{\"poisson\": {\"rate\": \"5/s\", \"session\": {\"new\": 0.5}}}]}");
  ck_assert_int_eq (scenario->horizon, HOUR);
  ck_assert_uint_eq (scenario->quotas.max_vms, 7);
  ck_assert (!scenario->options.eni_reuse);
  assert_distribution (&scenario->options.teardown,
                       enisim_distribution_uniform (1 * SECOND, 2 * SECOND));
  ck_assert_uint_eq (scenario->n_runtimes, 2);
  ck_assert_double_eq (scenario->workloads[0].new_ratio, 0.5);
}
END_TEST

START_TEST (override_replaces_a_value_or_adds_it)
{
  const char *const overrides[]
      = { "quotas.max_vms=500", "horizon=2h", "model.teardown={uniform: [1s, 2s]}",
          "runtimes.0.count=4", "horizon=3h", NULL };

  load_with ("horizon: 1h\nruntimes: [{name: r}]\n", overrides);
  ck_assert_uint_eq (scenario->quotas.max_vms, 500);
  ck_assert_int_eq (scenario->horizon, 3 * HOUR);
  assert_distribution (&scenario->options.teardown,
                       enisim_distribution_uniform (1 * SECOND, 2 * SECOND));
  ck_assert_uint_eq (scenario->n_runtimes, 4);
}
END_TEST

static void
write_file (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  ck_assert_no_error (error);
}

static void
load_file (const char *name, const char *const *overrides)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  scenario = enisim_scenario_load_file (path, overrides, &error);
  ck_assert_no_error (error);
  g_unlink (path);
}

static void
assert_file_refused (const char *path, const char *complaint)
{
  g_autofree char *expected = g_strconcat (path, complaint, NULL);
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (enisim_scenario_load_file (path, NULL, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_str_eq (error->message, expected);
}

static const char traces[] = "runtimes: [{name: r}]\n"
                             "workloads:\n"
                             "  - trace: {file: sub/a.csv, time: t}\n"
                             "  - trace: {file: /b.csv, time: t}\n"
                             "  - trace: {file: c.csv, time: t}\n";

START_TEST (relative_path_starts_at_the_file_and_one_set_from_outside_where_the_user_stands)
{
  const char *const overrides[] = { "workloads.2.trace.file=here.csv", NULL };
  g_autofree char *beside = g_build_filename (folder, "sub/a.csv", NULL);

  write_file ("s.yaml", traces);
  load_file ("s.yaml", overrides);
  ck_assert_str_eq (scenario->workloads[0].trace.path, beside);
  ck_assert_str_eq (scenario->workloads[1].trace.path, "/b.csv");
  ck_assert_str_eq (scenario->workloads[2].trace.path, "here.csv");
}
END_TEST

START_TEST (file_without_a_name_is_called_by_its_own)
{
  write_file ("a\033b.yaml", "horizon: 1h\n");
  load_file ("a\033b.yaml", NULL);
  ck_assert_str_eq (scenario->name, "a?b.yaml");
}
END_TEST

START_TEST (file_that_cannot_be_read_is_the_callers_error)
{
  g_autofree char *missing = g_build_filename (folder, "missing.yaml", NULL);

  assert_file_refused (missing, ": No such file or directory");
  assert_file_refused (folder, ": Is a directory");
}
END_TEST

/* Neither a device without an end nor a pipe without a writer is waited for. */
START_TEST (endless_device_is_cut_off_and_idle_pipe_is_empty)
{
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);

  ck_assert_int_eq (mkfifo (pipe, 0600), 0);
  assert_file_refused ("/dev/zero", ": larger than 16 MiB");
  assert_file_refused (pipe, ":1:1: the document is empty");
  g_unlink (pipe);
}
END_TEST

START_TEST (shipped_scenario_loads)
{
  g_autofree char *path = find_shipped (shipped[_i]);
  const gboolean has_note = strstr (shipped[_i], "-fit-") != NULL
                            || strstr (shipped[_i], "churn") != NULL
                            || g_str_equal (shipped[_i], "reference.yaml");
  g_autoptr (GError) error = NULL;

  scenario = enisim_scenario_load_file (path, NULL, &error);
  ck_assert_no_error (error);
  ck_assert (has_note == (scenario->note != NULL));
  ck_assert (g_str_has_prefix (shipped[_i], "trace") == (scenario->horizon == ENISIM_TIME_NEVER));
}
END_TEST

START_TEST (every_shipped_scenario_is_listed)
{
  g_autofree char *path = find_shipped ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  const char *name;
  guint n = 0;

  ck_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, ".yaml") ? 1 : 0;
  ck_assert_uint_eq (n, G_N_ELEMENTS (shipped));
}
END_TEST

START_TEST (a_million_runtimes_are_fine_and_so_is_naming_one)
{
  load ("horizon: 1h\n"
        "runtimes: [{name: r, count: 999999}, {name: s}]\n"
        "workloads: [{closed: {clients: 1, target: [r_999998, s]}}]\n");
  ck_assert_uint_eq (scenario->n_runtimes, ENISIM_RUNTIMES_MAX);
  assert_targets (0, "r_999998 s ");
}
END_TEST

static Suite *
scenario_load_suite (void)
{
  Suite *suite = suite_create ("scenario/scenario-load");
  TCase *values = tcase_create ("values");
  TCase *files = tcase_create ("files");

  tcase_add_checked_fixture (values, setup, teardown);
  tcase_add_test (values, defaults_are_those_of_the_model);
  tcase_add_test (values, top_level_is_read);
  tcase_add_test (values, limits_off_beats_the_profile);
  tcase_add_test (values, unlimited_is_a_quota);
  tcase_add_test (values, each_static_quota_is_read);
  tcase_add_test (values, rate_without_a_scope_has_that_of_the_profile);
  tcase_add_test (values, rate_may_name_its_scope_and_its_artifact);
  tcase_add_test (values, retry_is_read_by_cause);
  tcase_add_test (values, vpc_has_more_than_one_block);
  tcase_add_test (values, network_is_read);
  tcase_add_test (values, az_and_the_az_id_it_maps_to_are_one);
  tcase_add_test (values, endpoint_without_subnets_stands_once_in_each_az_of_the_runtimes);
  tcase_add_test (values, holders_may_fill_a_subnet_to_its_last_address);
  tcase_add_test (values, model_is_read);
  tcase_add_test (values, cold_start_is_that_of_all_platforms);
  tcase_add_test (values, cold_start_may_be_that_of_one_platform);
  tcase_add_test (values, ready_delay_may_be_set_apart_and_is_none_where_it_is_not_set);
  tcase_add_test (values, one_refusal_time_is_that_of_all_causes);
  tcase_add_test (values, options_given_are_those_with_a_value);
  tcase_add_test (values, runtime_is_read);
  tcase_add_test (values, artifact_is_a_container_unless_it_is_code);
  tcase_add_test (values, short_lifetime_alone_is_the_idle_timeout_too);
  tcase_add_test (values, tools_follow_the_runtimes);
  tcase_add_test (values, count_makes_numbered_runtimes_that_are_named_together_or_alone);
  tcase_add_test (values, only_item_of_the_runtimes_is_the_target_all_of_it);
  tcase_add_test (values, closed_and_poisson_workloads_are_read);
  tcase_add_test (values, what_becomes_of_a_session_is_read);
  tcase_add_test (values, switches_of_workloads_are_read);
  tcase_add_test (values, each_runtime_of_a_group_has_the_weight_of_its_name);
  tcase_add_test (values, trace_is_read_and_needs_no_horizon);
  tcase_add_test (values, json_is_read_like_yaml);
  tcase_add_test (values, override_replaces_a_value_or_adds_it);
  tcase_set_timeout (values, 60); /* a million runtimes under sanitizers */
  tcase_add_test (values, a_million_runtimes_are_fine_and_so_is_naming_one);
  suite_add_tcase (suite, values);

  tcase_add_checked_fixture (files, setup, teardown);
  tcase_add_test (files,
                  relative_path_starts_at_the_file_and_one_set_from_outside_where_the_user_stands);
  tcase_add_test (files, file_without_a_name_is_called_by_its_own);
  tcase_add_test (files, file_that_cannot_be_read_is_the_callers_error);
  tcase_add_test (files, endless_device_is_cut_off_and_idle_pipe_is_empty);
  tcase_add_loop_test (files, shipped_scenario_loads, 0, G_N_ELEMENTS (shipped));
  tcase_add_test (files, every_shipped_scenario_is_listed);
  suite_add_tcase (suite, files);
  return suite;
}

ENISIM_TEST_MAIN (scenario_load_suite)
