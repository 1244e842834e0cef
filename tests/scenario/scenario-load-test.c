/* scenario-load-test.c
 *
 * Goal: a scenario file is read into the values it says, and whatever is wrong with it is
 * complained of at once, each with its place.
 * Method: documents written here, the shipped scenarios, a table of malformed documents with the
 * full text of their complaints, and shipped scenarios damaged at random.
 */
#include "enisim-check.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "scenario/scenario.h"

#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE
#define SECOND G_TIME_SPAN_SECOND

static EnisimScenario *scenario;
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
load_with (const char *text, const char *const *overrides)
{
  g_autoptr (GError) error = NULL;

  scenario
      = enisim_scenario_load_data ("f", (const guint8 *) text, strlen (text), overrides, &error);
  ck_assert_no_error (error);
}

static void
load (const char *text)
{
  load_with (text, NULL);
}

/* Returns: what is said about a text that is refused. */
static char *
refuse_with (const char *text, const char *const *overrides)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (
      enisim_scenario_load_data ("f", (const guint8 *) text, strlen (text), overrides, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  return g_strdup (error->message);
}

static void
assert_refused (const char *text, const char *complaints)
{
  g_autofree char *said = refuse_with (text, NULL);

  ck_assert_str_eq (said, complaints);
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

static const char *const shipped[] = {
  "published-shared-sg.yaml",
  "published-second-sg.yaml",
  "published-load-strict.yaml",
  "published-load-fit-cap.yaml",
  "published-load-fit-unhealthy.yaml",
  "published-deletion.yaml",
  "published-deletion-recreated.yaml",
  "trace.yaml",
  "trace-sessions.yaml",
  "preview-churn.yaml",
  "reference.yaml",
};

static char *
find_shipped (const char *name)
{
  return g_build_filename (ENISIM_SOURCE_DIR, "bench", "scenarios", name, NULL);
}

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

/* Parts of the malformed documents: one line, four and one. */
#define H "horizon: 1h\n"
#define VPC                                                                                        \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets: {a: {cidr: 10.0.0.0/24, az: x}, b: {cidr: 10.0.1.0/28, az: y}}\n"                    \
  "  security_groups: [g]\n"
#define R "runtimes: [{name: r}]\n"

static const struct
{
  const char *text;
  const char *complaints;
} malformed[] = {
  /* The whole. */
  { "", "f:1:1: the document is empty" },
  { "[]", "f:1:1: expected a mapping, got a sequence" },
  { "horizon: 1h\n  x: 2", "f:1:10: invalid multiline plain key" },
  { "horizon: 1h\nhorizon: 2h\n", "f:2:1: key 'horizon' again, first at 1:1" },
  { "{}", "f:1:1: the key 'horizon' is missing" },
  { "horizn: 1h\n", "f:1:1: unknown key 'horizn', did you mean 'horizon'?\n"
                    "f:1:1: the key 'horizon' is missing" },
  { "tags: []\nhorizon: 1h\n",
    "f:1:1: unknown key 'tags', expected name, note, region, quotas, "
    "horizon, warm_up, start, samples, vpc, model, "
    "runtimes, browsers, code_interpreters, workloads, churn, timeline or prices" },
  { H "name: \"a\\nb\"\nnote: \"\\e[31m\"\nregion: ap northeast\n",
    "f:2:7: expected a text without control characters, got 'a\\nb'\n"
    "f:3:7: expected a text without control characters, got '\\u001b[31m'\n"
    "f:4:9: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'ap northeast'" },
  { H "note: ''\nname: [x]\n", "f:2:7: expected a text of 1 to 16384 bytes, got 0\n"
                               "f:3:7: expected a scalar, got a sequence" },
  { "horizon: 0s\n", "f:1:10: expected a span of at least 1us, got '0s'" },
  { "horizon: 10\n", "f:1:10: expected a span with a unit such as 10s, got 10" },
  { "horizon: 5m\n",
    "f:1:10: expected a span such as 2h30min, got '5m': \"m\" is ambiguous: write min or ms" },
  { "horizon: -1h\n",
    "f:1:10: expected a span such as 2h30min, got '-1h': a span is never negative" },
  { "horizon: 2h30\n", "f:1:10: expected a span with a unit such as 2h30s, got 2h30" },
  { "horizon: 18y\n", "f:1:10: expected a span such as 2h30min, got '18y': unknown unit: write w, "
                      "d, h, min, s, ms or us" },
  { "horizon: 1000w\n",
    "f:1:10: expected a span such as 2h30min, got '1000w': too long: at most 2^49 us, 17 years" },
  { H "prices: {endpoint_hour: 0.01$, memory_gb_hour: -1, cpu: 1}\n",
    "f:2:25: expected US dollars an hour from 0 to 1000, got '0.01$'\n"
    "f:2:48: expected US dollars an hour from 0 to 1000, got '-1'\n"
    "f:2:52: unknown key 'cpu', expected endpoint_hour, nat_gateway_hour, memory_gb_hour or "
    "memory_gb_hour_v2" },
  { H "runtimes: [{name: r, memory_gb: 0.1}]\n",
    "f:2:33: expected gigabytes from 0.125 to 1024, got '0.1'" },
  { H "warm_up: 1h\n", "f:2:10: expected an instant before the horizon, 1h" },
  { "warm_up: 10min\nruntimes: [{name: r}]\nworkloads: [{trace: {file: x.csv, time: t}}]\n",
    "f:1:1: the key 'horizon' is missing" },
  { H "samples: 0s\n", "f:2:10: expected a span of at least 1ms, got '0s'" },
  { H "samples: 1ms\n", "f:2:10: 3600001 samples to the horizon are too many, at most 100000" },
  { "horizon: ~\nworkloads: [{trace: {file: t, time: c}}, {closed: {clients: 1}}]\n" R,
    "f:1:1: the key 'horizon' needs a value" },
  /* Quotas. */
  { H "quotas: {profile: April, max_vms: -1, enis_per_az: many}\n",
    "f:2:19: expected a date, e.g. 2026-04, got 'April'\n"
    "f:2:35: expected a whole number from 0 to 1000000000 or unlimited, got '-1'\n"
    "f:2:52: expected a whole number from 0 to 1000000000 or unlimited, got 'many'" },
  { H "quotas: {profile: 2025-06}\n",
    "f:2:19: the service has no quotas before 2025-07, its preview, got '2025-06'" },
  { H "quotas: {profile: [2026-04], limits: maybe}\n", "f:2:19: expected a scalar, got a sequence\n"
                                                       "f:2:38: expected yes or no, got 'maybe'" },
  { H "quotas: {max_vms: 1000000001, limit: off}\n",
    "f:2:19: expected a whole number from 0 to 1000000000 or unlimited, got '1000000001'\n"
    "f:2:31: unknown key 'limit', did you mean 'limits'?" },
  { H "quotas: {limits: off, max_vms: 500, enis_per_az: unlimited}\n",
    "f:2:23: max_vms means nothing beside limits: off\n"
    "f:2:37: enis_per_az means nothing beside limits: off" },
  { H "quotas: {invoke_rate: 25, new_session_rate: 0.5/s}\n",
    "f:2:23: expected 1 to 1000000 a unit, such as 25/s or 100/min, or unlimited, got '25'\n"
    "f:2:45: expected 1 to 1000000 a unit, such as 25/s or 100/min, or unlimited, got '0.5/s'" },
  { H "quotas: {invoke_rate: 0/s, new_session_rate: {container: 1000001/s, code: 5/}}\n",
    "f:2:23: expected 1 to 1000000 a unit, such as 25/s or 100/min, or unlimited, got '0/s'\n"
    "f:2:58: expected 1 to 1000000 a unit, such as 25/s or 100/min, or unlimited, got '1000001/s'\n"
    "f:2:75: expected 1 to 1000000 a unit, such as 25/s or 100/min, or unlimited, got '5/'" },
  { H "quotas: {invoke_rate: {scope: region}, new_session_rate: {code: 1/s, rate: 1/s}}\n",
    "f:2:23: the key 'rate' is missing\n"
    "f:2:31: expected account, agent or endpoint, got 'region'\n"
    "f:2:70: unknown key 'rate', expected container or code" },
  { H "quotas: {invoke_rate: [1/s], sgs_per_eni: 17, agents: ten}\n",
    "f:2:23: expected a scalar, got a sequence\n"
    "f:2:43: expected a whole number from 0 to 16, got '17'\n"
    "f:2:55: expected a whole number from 0 to 1000000000 or unlimited, got 'ten'" },
  { H "quotas: {limits: off, new_session_rate: {code: 1/s}, sgs_per_eni: 5}\n",
    "f:2:23: new_session_rate means nothing beside limits: off\n"
    "f:2:54: sgs_per_eni means nothing beside limits: off" },
  { H "model: {retry: {quota: 3, ok: {attempts: 2}, conflict: {base: 1s}}}\n",
    "f:2:24: expected a mapping, got a scalar\n"
    "f:2:27: unknown key 'ok', expected not_ready, conflict, quota, throttled_invoke, "
    "throttled_new, tool_quota or unreachable\n"
    "f:2:56: the key 'attempts' is missing" },
  { H "model: {retry: {quota: {attempts: 0, base: -1s, cap: 9000d}}, limiter_depth: 8d,\n"
      "        quota_before_rate: often}\n",
    "f:2:35: expected a whole number from 1 to 100, got '0'\n"
    "f:2:44: expected a span such as 2h30min, got '-1s': a span is never negative\n"
    "f:2:54: expected a span such as 2h30min, got '9000d': too long: at most 2^49 us, 17 years\n"
    "f:2:78: expected a span of at most 1w, got '8d'\n"
    "f:3:28: expected yes or no, got 'often'" },
  /* Networks. */
  { H "vpc: {subnets: {a: {}}}\n",
    "f:2:6: the key 'cidr' is missing\n"
    "f:2:20: the key 'cidr' is missing\n"
    "f:2:20: the key 'az' is missing: endpoints and the ENI quota go by AZ" },
  { H "vpc: {cidr: []}\n", "f:2:13: expected 1 to 1024 networks, got 0" },
  { H "vpc: {cidr: [10.0.0.0/24, 10.1.0.0/16, 10.1.2.0/24, 10.0.0.0/16]}\n",
    "f:2:40: '10.1.2.0/24' overlaps '10.1.0.0/16', which is in the list\n"
    "f:2:53: '10.0.0.0/16' overlaps '10.0.0.0/24', which is in the list" },
  { H "vpc: {cidr: [10.0.0.0/24, 10.1.0.0/16], subnets: {a: {cidr: 10.2.0.0/24, az: x}}}\n",
    "f:2:61: subnet 'a', 10.2.0.0/24, lies outside the VPC, 10.0.0.0/24, 10.1.0.0/16" },
  { H "vpc: {cidr: [10.0.0.0/24, 10.1.0.0/8], subnets: {a: {cidr: 10.2.0.0/24, az: x}}}\n",
    "f:2:27: expected a network such as 10.0.2.0/24, got '10.1.0.0/8': host bits are set: the "
    "network is 10.0.0.0/8" },
  { H "vpc: {cidr: 10.0.0.0/8}\n", "f:2:13: expected a prefix from 16 to 28, got '10.0.0.0/8'" },
  { H "vpc: {cidr: 10.0.0.1/16, subnets: {a: {cidr: 10.1.0.0/29, az: x}}}\n",
    "f:2:13: expected a network such as 10.0.2.0/24, got '10.0.0.1/16': host bits are set: the "
    "network is 10.0.0.0/16\n"
    "f:2:46: expected a prefix from 16 to 28, got '10.1.0.0/29'" },
  { H "vpc: {cidr: 'fd00::/64', subnets: {a: {cidr: 10.0.0.0, az: x}}}\n",
    "f:2:13: expected a network such as 10.0.2.0/24, got 'fd00::/64': only IPv4 is modelled\n"
    "f:2:46: expected a network such as 10.0.2.0/24, got '10.0.0.0': a prefix is needed after the "
    "address, as in 10.0.2.0/24" },
  { H "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.1.0.0/24, az: x}}}\n",
    "f:2:46: subnet 'a', 10.1.0.0/24, lies outside the VPC, 10.0.0.0/16" },
  { H "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.0.0/24, az: x}, b: {cidr: 10.0.0.128/25, "
      "az: x}}}\n",
    "f:2:77: subnet 'b', 10.0.0.128/25, overlaps subnet 'a', 10.0.0.0/24" },
  { H "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.0.0/24, az: x, az_id: y}, 'b c': {cidr: "
      "10.0.1.0/24}}}\n",
    "f:2:66: 'az_id' beside 'az': only one of az or az_id\n"
    "f:2:77: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'b c'\n"
    "f:2:84: the key 'az' is missing: endpoints and the ENI quota go by AZ" },
  { H "vpc: {cidr: 10.0.0.0/16, az_ids: {x: i, y: i, z: [i], w: ~}}\n",
    "f:2:44: 'i' is the id of 'x' already\n"
    "f:2:50: expected a scalar, got a sequence\n"
    "f:2:58: expected a scalar, got nothing" },
  { H "quotas: {security_groups: 2}\n"
      "vpc: {cidr: 10.0.0.0/16, security_groups: [g, h, i]}\n",
    "f:3:43: 3 security groups are too many, at most 2 by quotas.security_groups" },
  { H "vpc: {cidr: 10.0.0.0/16, security_groups: [g, h, g, '', {}]}\n",
    "f:2:50: security group 'g' is named twice\n"
    "f:2:53: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got ''\n"
    "f:2:57: expected a scalar, got a mapping" },
  { H
    "vpc: {cidr: 10.0.0.0/16, security_groups: g, subnets: [a], endpoints: {}, nat_gateways: x}\n",
    "f:2:43: expected a sequence or a mapping, got a scalar\n"
    "f:2:55: expected a mapping, got a sequence\n"
    "f:2:71: expected a sequence, got a mapping\n"
    "f:2:89: expected a sequence, got a scalar" },
  { H "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.0.0/28, az: x, background: 12}}}\n",
    "f:2:36: subnet 'a', 10.0.0.0/28, has 11 addresses: too few for 12 in the background, 0 of "
    "endpoints, 0 of NAT gateways and 0 of other holders" },
  { H "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.0.0/28, az: x, background: 65537}}}\n",
    "f:2:78: expected a whole number from 0 to 65536, got '65537'" },
  { H VPC "  endpoints: [{service: s3, type: gateway, subnets: [a]}, {service: logs}, {type: "
          "interfac}]\n",
    "f:6:44: a gateway endpoint is a route and has no subnets\n"
    "f:6:59: the key 'subnets' is missing, and no runtime has any to stand in\n"
    "f:6:76: the key 'service' is missing\n"
    "f:6:83: expected interface or gateway, got 'interfac'" },
  { H VPC "  endpoints: [{service: logs, subnets: [a, a, b, c]}, {service: sts, subnets: []}]\n",
    "f:6:44: subnet 'a' is named twice\n"
    "f:6:50: unknown subnet 'c'\n"
    "f:6:79: expected at least one subnet" },
  { H VPC "  nat_gateways: [{}, {subnet: A}, {subnet: bb}, a]\n",
    "f:6:18: the key 'subnet' is missing\n"
    "f:6:31: unknown subnet 'A', did you mean 'a'?\n"
    "f:6:44: unknown subnet 'bb', did you mean 'b'?\n"
    "f:6:49: expected a mapping, got a scalar" },
  { H VPC "  nat_gateways: [{subnet: a}, {subnet: a}, {subnet: a}]\nquotas: {enis_per_az: 2}\n",
    "f:4:13: endpoints, NAT gateways and other holders in the AZ 'x' are 3 ENIs, and enis_per_az "
    "is 2" },
  { H VPC "  nat_gateways: [{subnet: a}]\nquotas: {profile: soon}\n",
    "f:7:19: expected a date, e.g. 2026-04, got 'soon'" },
  /* The model. */
  { H "model: {eni_retension: 8h, eni_reuse: si, ip_order: highest, min_cycle: 0s}\n",
    "f:2:9: unknown key 'eni_retension', did you mean 'eni_retention'?\n"
    "f:2:39: expected yes or no, got 'si'\n"
    "f:2:53: expected random or lowest, got 'highest'\n"
    "f:2:73: expected a span of at least 1us, got '0s'" },
  { H "model: {provisioning_conflict: refuse, control_conflict: conflict, teardown: 15}\n",
    "f:2:32: expected conflict or wait, got 'refuse'\n"
    "f:2:58: expected wait or refuse, got 'conflict'\n"
    "f:2:78: expected a span with a unit such as 15s, got 15" },
  { H
    "model: {eni_retention: 31d, ready_delay: {uniform: [8h, 15min]}, teardown: {uniform: [1s]}}\n",
    "f:2:24: expected a retention of at most 30d on average\n"
    "f:2:52: expected the smaller span first, got 8h, 15min\n"
    "f:2:86: expected two spans, got 1" },
  { H "model: {cold_start: {lognormal: {mean: 5.5s}}, refusal_time: {quota: {gamma: {mean: 1s, cv: "
      "1000}}}}\n",
    "f:2:33: the key 'cv' is missing\n"
    "f:2:93: expected a coefficient of variation, 0 or 0.001 to 100, got '1000'" },
  { H "model: {cold_start: {lognorml: 1s}, refusal_time: {qota: 1s}, ready_delay: {}, teardown: "
      "3001d}\n",
    "f:2:22: unknown key 'lognorml', did you mean 'lognormal'?\n"
    "f:2:52: unknown key 'qota', did you mean 'quota'?\n"
    "f:2:76: expected one of constant, uniform, exponential, lognormal, gamma, weibull or "
    "empirical\n"
    "f:2:90: expected a span of at most 3000d, got '3001d'" },
  { H "model: {cold_start: {V1: 5, v2: 1s}, ready_delay: {VPC: 1s, exponential: 2s, V1: 1s}}\n",
    "f:2:26: expected a span with a unit such as 5s, got 5\n"
    "f:2:29: unknown key 'v2', did you mean 'V2'?\n"
    "f:2:61: unknown key 'exponential', expected PUBLIC, VPC or V2\n"
    "f:2:78: unknown key 'V1', did you mean 'V2'?" },
  { H "model: {teardown: {constant: 1s, uniform: [1s, 2s]}, cold_start: {weibull: 5s}}\n",
    "f:2:34: 'uniform' beside 'constant': only one of constant, uniform, exponential, lognormal, "
    "gamma, weibull or empirical\n"
    "f:2:76: expected a mapping, got a scalar" },
  { H "model: {teardown: {empirical: []}, cold_start: {empirical: [1s, [2s], [3s, -1], 4]}}\n",
    "f:2:31: expected at least one span of a weight above 0\n"
    "f:2:65: expected a span and its weight, got 1 values\n"
    "f:2:76: expected a weight from 0 to 1e12, got '-1'\n"
    "f:2:81: expected a span with a unit such as 4s, got 4" },
  { H "model: {teardown: {empirical: [[1s, 0]]}, cold_start: {exponential: {mean: 1s}}, "
      "ready_delay: [1s]}\n",
    "f:2:31: expected at least one span of a weight above 0\n"
    "f:2:69: expected a scalar, got a mapping\n"
    "f:2:95: expected a scalar, got a sequence" },
  { H "model: {refusal_time: {quota: 1s, constant: 1s}, eni_create_delay: !Ref x}\n",
    "f:2:24: unknown key 'quota', expected constant, uniform, exponential, lognormal, gamma, "
    "weibull "
    "or empirical\n"
    "f:2:73: the tag !Ref means nothing here" },
  /* Runtimes. */
  { H "runtimes: {name: r}\n", "f:2:11: expected a sequence, got a mapping" },
  { H "runtimes: [~, {}, {name: 'a b'}, {name: r, count: 0}, {name: s, count: 1.5}]\n",
    "f:2:12: expected a mapping, got nothing\n"
    "f:2:15: the key 'name' is missing\n"
    "f:2:26: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'a b'\n"
    "f:2:51: expected a whole number from 1 to 1000000, got '0'\n"
    "f:2:72: expected a whole number from 1 to 1000000, got '1.5'" },
  { H "runtimes: [{name: r, platform: v2, network: vpc}]\n",
    "f:2:32: expected V1 or V2, got 'v2'\n"
    "f:2:45: expected PUBLIC or VPC, got 'vpc'" },
  { H VPC "runtimes: [{name: r, network: PUBLIC, subnets: [a], security_groups: [g]}]\n",
    "f:6:39: a PUBLIC runtime has no subnets\n"
    "f:6:53: a PUBLIC runtime has no security_groups" },
  { H VPC "runtimes: [{name: r, network: VPC}, {name: s, subnets: [a]}, {name: t, security_groups: "
          "[g]}]\n",
    "f:6:12: the key 'subnets' is missing\n"
    "f:6:12: the key 'security_groups' is missing\n"
    "f:6:37: the key 'security_groups' is missing\n"
    "f:6:62: the key 'subnets' is missing" },
  { H VPC "runtimes: [{name: r, subnets: [], security_groups: [gg, g, ~]}]\n",
    "f:6:31: expected at least one subnet\n"
    "f:6:53: unknown security group 'gg', did you mean 'g'?\n"
    "f:6:60: expected a scalar, got nothing" },
  { H VPC "runtimes: [{name: r, subnets: [prv], security_groups: [G]}, {name: s, subnets: a, "
          "security_groups: [g]}]\n",
    "f:6:32: unknown subnet 'prv'\n"
    "f:6:56: unknown security group 'G', did you mean 'g'?\n"
    "f:6:80: expected a sequence, got a scalar" },
  { H "runtimes: [{name: r, subnets: [a], security_groups: [g]}]\n",
    "f:2:32: unknown subnet 'a'\n"
    "f:2:54: unknown security group 'g'" },
  { H "runtimes: [{name: r, idle_timeout: 59s, max_lifetime: 9h}]\n",
    "f:2:36: expected a span from 1min to 8h, got '59s'\n"
    "f:2:55: expected a span from 1min to 8h, got '9h'" },
  { H "runtimes: [{name: r, idle_timeout: 30min, max_lifetime: 20min}]\n",
    "f:2:36: idle_timeout 30min is longer than max_lifetime 20min" },
  { H "runtimes: [{name: r, unhealthy_stop: 0s, create_at: 1h}, {name: s, unhealthy_stop: 93, "
      "create_at: nevr}]\n",
    "f:2:38: expected a span of at least 1us, got '0s'\n"
    "f:2:53: expected an instant before the horizon, 1h\n"
    "f:2:84: expected a span with a unit such as 93s or never, got 93\n"
    "f:2:99: expected a span such as 2h30min or never, got 'nevr': a number is needed before the "
    "unit, as in 5.5s" },
  { H "runtimes: [{name: r}, {name: s}, {name: r}]\n",
    "f:2:41: 'r' is the name of runtimes.0 already" },
  { H "runtimes: [{name: r_2}, {name: r, count: 3}, {name: r_3}, {name: r_02}]\n",
    "f:2:19: 'r_2' is the name of a member of runtimes.1 already" },
  { H "runtimes: [{name: r, count: 600000}, {name: s, count: 600000}]\n",
    "f:2:38: too many runtimes: at most 1000000 in all" },
  /* A name that may be one of those complained of is not complained of again. */
  { H
    "runtimes: [{name: r}, {name: 'a 1'}, {nam: s}]\ntimeline: [{at: 5s, delete: ['a 1', s, q]}]\n",
    "f:2:30: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'a 1'\n"
    "f:2:38: the key 'name' is missing\n"
    "f:2:39: unknown key 'nam', did you mean 'name'?" },
  { H "runtimes: [{name: r, count: many}]\nworkloads: [{closed: {clients: 1, target: r_0}}]\n",
    "f:2:29: expected a whole number from 1 to 1000000, got 'many'" },
  { H "runtimes: {name: r}\nworkloads: [{closed: {clients: 1, target: r}}]\n",
    "f:2:11: expected a sequence, got a mapping" },
  { H "vpc: {cidr: 10.0.0.0/16, subnets: [a], security_groups: [g, 'h 1']}\nruntimes: [{name: r, "
      "subnets: [a], security_groups: [g, 'h 1', i]}]\n",
    "f:2:35: expected a mapping, got a sequence\n"
    "f:2:61: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'h 1'" },
  { H "vpc: [a]\nruntimes: [{name: r, subnets: [a], security_groups: [g]}]\n",
    "f:2:6: expected a mapping, got a sequence" },
  { H "vpc: {cidr: 10.0.0.0/16, subnets: {}, security_groups: []}\nruntimes: [{name: r, "
      "subnets: [a], security_groups: [g]}]\n",
    "f:3:32: unknown subnet 'a'\n"
    "f:3:54: unknown security group 'g'" },
  /* Workloads. */
  { H R "workloads: [{}, {closd: {}}, {closed: {clients: 1}, trace: {}}, closed]\n",
    "f:3:13: expected one of closed, poisson, renewal, windows, varying, bursts or trace\n"
    "f:3:18: unknown key 'closd', did you mean 'closed'?\n"
    "f:3:53: 'trace' beside 'closed': only one of closed, poisson, renewal, windows, varying, "
    "bursts or trace\n"
    "f:3:65: expected a mapping, got a scalar" },
  { H R "workloads: [{closed: ~}, {closed: {clients: 0}}, {closed: {clients: 1000001}}, {closed: "
        "{}}]\n",
    "f:3:22: expected a mapping, got nothing\n"
    "f:3:45: expected a whole number from 1 to 1000000, got '0'\n"
    "f:3:69: expected a whole number from 1 to 1000000, got '1000001'\n"
    "f:3:89: the key 'clients' is missing" },
  { H R
    "workloads: [{closed: {clients: 1, from: 2s, until: 2s}}, {closed: {clients: 1, until: 0s}}]\n",
    "f:3:52: until 2s leaves no time after from 2s\n"
    "f:3:87: until 0s leaves no time after from 0s" },
  { H R
    "workloads: [{closed: {clients: 1, from: 1h, until: 2h}}, {poisson: {rate: 1/s, from: 2h}}]\n",
    "f:3:41: expected an instant before the horizon, 1h\n"
    "f:3:86: expected an instant before the horizon, 1h" },
  { H R "workloads: [{closed: {name: x, clients: 1}}, {poisson: {name: x, rate: 1/s}}]\n",
    "f:3:63: another workload is called 'x' already" },
  { H R "workloads: [{closed: {clients: 1}}, {poisson: {name: closed-0, rate: 1/s}}]\n",
    "f:3:54: another workload is called 'closed-0' already" },
  { H R "workloads: [{closed: {clients: 1, target: q, session: old, rate: 5/s}}]\n",
    "f:3:43: unknown runtime 'q'\n"
    "f:3:55: expected new or {new: RATIO, reuse: ...}, got 'old'\n"
    "f:3:60: unknown key 'rate', expected name, target, endpoint, choose, weights, clients, from, "
    "until, "
    "think, session, duration, request_limit, busy_after or starts" },
  { H R "workloads: [{poisson: {rate: 5}}, {poisson: {rate: fast}}, {poisson: {rate: 0/s}}, "
        "{poisson: {rate: 2/us}}]\n",
    "f:3:30: expected a rate with a unit such as 5/s, got 5\n"
    "f:3:52: expected a rate such as 5/s or 100/min, got 'fast': a number is needed\n"
    "f:3:77: expected a rate such as 5/s or 100/min, got '0/s': a rate is more than 0\n"
    "f:3:101: expected a rate of at most 1000000/s, got '2/us'" },
  { H R "workloads: [{poisson: {rate: 1/s, session: {new: 2, reuse: random}}}, {poisson: {rate: "
        "1/s, session: {reuse: recent}}}]\n",
    "f:3:50: expected a ratio from 0 to 1, got '2'\n"
    "f:3:60: expected recent or uniform, got 'random'\n"
    "f:3:102: the key 'new' is missing" },
  { H R "workloads: [{closed: {clients: 1, session: {invokes: 0, think: 5, stop: maybe}}}]\n",
    "f:3:54: expected a whole number from 1 to 1000000, got '0'\n"
    "f:3:64: expected a span with a unit such as 5s, got 5\n"
    "f:3:73: expected yes or no, got 'maybe'" },
  { H R "workloads:\n"
        "  - closed: {clients: 1, request_limit: long}\n"
        "  - closed: {clients: 1, request_limit: 0s, busy_after: 5}\n"
        "  - closed: {clients: 1, request_limit: [sync]}\n",
    "f:4:41: expected sync, streaming, async, never or a span such as 15min, got 'long'\n"
    "f:5:41: expected a span of at least 1us, got '0s'\n"
    "f:5:57: expected a span with a unit such as 5s, got 5\n"
    "f:6:41: expected a scalar, got a sequence" },
  { H "model: {request_limit: 5min, no_route: maybe}\nruntimes: [{name: r, egress: some}]\n",
    "f:2:24: expected a mapping, got a scalar\n"
    "f:2:40: expected ignore or fail, got 'maybe'\n"
    "f:3:30: expected yes or no, got 'some'" },
  { H "model: {request_limit: {sync: 0s, async: 8h}, unreachable_after: 65}\n",
    "f:2:31: expected a span of at least 1us, got '0s'\n"
    "f:2:35: unknown key 'async', did you mean 'sync'?\n"
    "f:2:66: expected a span with a unit such as 65s, got 65" },
  { H R "workloads:\n"
        "  - closed: {clients: 1, session: {invokes: {geometric: 0.5}}}\n"
        "  - closed: {clients: 1, session: {invokes: {uniform: [1, 2, 3]}}}\n"
        "  - closed: {clients: 1, session: {invokes: {uniform: [3, 2]}}}\n"
        "  - closed: {clients: 1, session: {invokes: {mean: 3}}}\n"
        "  - closed: {clients: 1, session: {reuse: recent, stop: yes}}\n",
    "f:4:57: expected a mean from 1 to 1000000, got '0.5'\n"
    "f:5:55: expected the least and the most, got 3 values\n"
    "f:6:59: 2 is less than 3\n"
    "f:7:46: unknown key 'mean', expected uniform or geometric\n"
    "f:8:35: the key 'new' is missing" },
  { H "runtimes: [{name: r}, {name: s}]\nworkloads:\n"
      "  - closed: {clients: 1, target: [r, s], choose: any}\n"
      "  - closed: {clients: 1, target: [r, s], choose: random, weights: [1, 2]}\n"
      "  - closed: {clients: 1, target: [r, s], weights: [1, 2, 3]}\n"
      "  - closed: {clients: 1, target: [r, s], weights: [1, 0.5]}\n"
      "  - closed: {clients: 1, target: r, weights: [1]}\n",
    "f:4:50: expected in_turn or random, got 'any'\n"
    "f:5:58: choose says which target already\n"
    "f:6:51: 3 weights for 2 targets\n"
    "f:7:55: expected a whole number from 1 to 1000000, got '0.5'\n"
    "f:8:37: weights need a list of targets" },
  { "horizon: 2h\n" R
    "workloads: [{poisson: {rate: 1000000/s}}, {poisson: {rate: 1000000/s, until: 1h}}]\n",
    "f:3:30: 7.2e+09 calls to the end are too many, at most 4e+09" },
  { H "runtimes: [{name: agent, count: 2}, {name: s}]\nworkloads: [{closed: {clients: 1}}, "
      "{closed: {clients: 1, target: [agent_1, agent_2, []]}}]\n",
    "f:3:22: the key 'target' is missing\n"
    "f:3:77: unknown runtime 'agent_2', did you mean 'agent'?\n"
    "f:3:86: expected a scalar, got a sequence" },
  { H "workloads: [{closed: {clients: 1, target: []}}]\n",
    "f:2:43: expected at least one runtime" },
  { R "workloads: [{trace: {}}]\n", "f:2:21: the key 'file' is missing\n"
                                    "f:2:21: the key 'time' is missing" },
  { R "workloads: [{trace: {file: '', time: []}}, {trace: {file: t, time: {unit: m}, session: "
      "{colum: id}}}]\n",
    "f:2:28: expected a text of 1 to 16384 bytes, got 0\n"
    "f:2:38: expected a scalar or a mapping, got a sequence\n"
    "f:2:68: the key 'column' is missing\n"
    "f:2:75: expected a unit of time, got 'm': \"m\" is ambiguous: write min or ms\n"
    "f:2:88: the key 'column' is missing\n"
    "f:2:89: unknown key 'colum', did you mean 'column'?" },
  { R "workloads: [{trace: {file: t, time: c, duration: {column: d}, session: old}}]\n",
    "f:2:50: the key 'unit' is missing\n"
    "f:2:72: expected new or {column: NAME}, got 'old'" },
  { R "workloads: [{trace: {file: t, time: c, duration: {per: d, unit: s}}}, {trace: {file: t, "
      "time: c, duration: {per: d, each: 0s}}}]\n",
    "f:2:50: the key 'each' is missing\n"
    "f:2:59: unknown key 'unit', expected per or each\n"
    "f:2:123: expected a span of at least 1us, got '0s'" },
  { R "workloads: [{trace: {file: t, time: c, until: 1h, duration: {colum: d}}}]\n",
    "f:2:40: unknown key 'until', expected name, target, endpoint, choose, weights, file, format, "
    "time, "
    "session, duration, request_limit, busy_after, starts or sort\n"
    "f:2:62: unknown key 'colum', did you mean 'column'?" },
  { R "workloads: [{trace: {file: t, time: c, duration: {seconds: d}}}, {trace: {file: t, time: c, "
      "duration: {}}}]\n",
    "f:2:51: unknown key 'seconds', expected column, per, constant, uniform, exponential, "
    "lognormal, gamma, weibull or empirical\n"
    "f:2:103: expected one of column, per, constant, uniform, exponential, lognormal, gamma, "
    "weibull or empirical" },
  /* What others hold. */
  { H "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.0.0/28, az: x, background: {}}}}\n",
    "f:2:78: expected at least one instant" },
  { H "vpc:\n"
      "  cidr: 10.0.0.0/16\n"
      "  subnets:\n"
      "    a: {cidr: 10.0.0.0/28, az: x, background: {5min: 1, 1min: 2, 2h: 3, soon: 4, 6min: x}}\n"
      "    b: {cidr: 10.0.1.0/28, az: x, background: [1]}\n",
    "f:5:57: expected an instant later than the one before it\n"
    "f:5:66: expected an instant before the horizon, 1h\n"
    "f:5:73: expected a span such as 2h30min, got 'soon': a number is needed before the "
    "unit, as in 5.5s\n"
    "f:5:88: expected a whole number from 0 to 65536, got 'x'\n"
    "f:6:47: expected a scalar or a mapping, got a sequence" },
  { H VPC
    "  holders: [{subnet: a}, {name: x, subnet: zz, count: 0}, {name: y, subnet: b, count: 300}]\n",
    "f:4:44: subnet 'b', 10.0.1.0/28, has 11 addresses: too few for 0 in the background, 0 "
    "of endpoints, 0 of NAT gateways and 300 of other holders\n"
    "f:6:13: the key 'name' is missing\n"
    "f:6:44: unknown subnet 'zz'\n"
    "f:6:55: expected a whole number from 1 to 65536, got '0'" },
  { H VPC "  holders: [{name: x, subnet: b, security_groups: [g, gg]}, {name: y, subnet: c, "
          "security_groups: []}]\n",
    "f:6:55: unknown security group 'gg', did you mean 'g'?\n"
    "f:6:79: unknown subnet 'c'\n"
    "f:6:99: expected at least one security group" },
  { H "vpc:\n  cidr: 10.0.0.0/16\n"
      "  security_groups: {g: {references: [h, k]}, h: {reference: []}, 'x y': }\n",
    "f:4:50: unknown key 'reference', did you mean 'references'?\n"
    "f:4:66: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'x y'" },
  { H VPC
    "  endpoints: [{service: s3, type: gateway, security_groups: [g]}, {service: logs, subnets: "
    "[a], security_groups: [q]}]\n",
    "f:6:44: a gateway endpoint is a route and has no security groups\n"
    "f:6:115: unknown security group 'q'" },
  { H VPC "timeline:\n"
          "- {at: 1s, background: {a: 1, zz: 2, b: -1}}\n"
          "- {at: 1s, background: 5}\n"
          "- {at: 1s, quotas: {max_vm: 5}}\n"
          "- {at: 1s, delete_security_group: [g, q]}\n"
          "- {at: 1s, delete_subnet: []}\n"
          "- {at: 2h, delete_subnet: a}\n",
    "f:7:31: unknown subnet 'zz'\n"
    "f:7:41: expected a whole number from 0 to 65536, got '-1'\n"
    "f:8:24: expected a mapping, got a scalar\n"
    "f:9:21: unknown key 'max_vm', did you mean 'max_vms'?\n"
    "f:10:39: unknown security group 'q'\n"
    "f:11:27: expected at least one subnet\n"
    "f:12:8: expected an instant before the horizon, 1h" },
  { H "quotas: {limits: off}\ntimeline: [{at: 1s, quotas: {max_vms: 5}}]\n",
    "f:3:21: quotas mean nothing beside limits: off" },
  /* The timeline. */
  { H R
    "timeline: [{}, {at: 10, delete: r}, {at: 1h, delete: r}, {at: 5s, create: r, delete: r}]\n",
    "f:3:12: the key 'at' is missing\n"
    "f:3:12: expected one of create, delete, update, point, delete_endpoint, background, quotas, "
    "delete_security_group, delete_subnet, workload_off, workload_on or scale\n"
    "f:3:21: expected a span with a unit such as 10s, got 10\n"
    "f:3:42: expected an instant before the horizon, 1h\n"
    "f:3:78: 'delete' beside 'create': only one of create, delete, update, point, "
    "delete_endpoint, "
    "background, quotas, delete_security_group, delete_subnet, workload_off, workload_on or "
    "scale" },
  { H R "timeline: [{at: 5s, remove: r}, {at: 5s, delete: [r, q]}, {at: 5s, delete: {}}]\n",
    "f:3:21: unknown key 'remove', expected at, create, delete, update, point, "
    "delete_endpoint, background, quotas, delete_security_group, delete_subnet, workload_off, "
    "workload_on, network, "
    "subnets, security_groups, endpoint, version, scale or count\n"
    "f:3:54: unknown runtime 'q'\n"
    "f:3:76: expected a scalar or a sequence, got a mapping" },
  { H R "workloads: [{closed: {name: people, clients: 1, starts: later}}]\n"
        "timeline: [{at: 5s, workload_off: peple}, {at: 6s, workload_on: []}]\n",
    "f:3:57: expected on or off, got 'later'\n"
    "f:4:35: unknown workload 'peple', did you mean 'people'?\n"
    "f:4:65: expected at least one workload" },
  { H R "timeline: {at: 5s}\n", "f:3:11: expected a sequence, got a mapping" },
  { H "runtimes: [{name: agent, count: 3}]\ntimeline: [{at: 5s, delete: agnt}, {at: 5s, delete: "
      "agent_3}, {at: 5s, create: agent_01}]\n",
    "f:3:29: unknown runtime 'agnt', did you mean 'agent'?\n"
    "f:3:53: unknown runtime 'agent_3', did you mean 'agent'?\n"
    "f:3:80: unknown runtime 'agent_01'" },
  { H VPC "runtimes: [{name: r, endpoints: [prod]}]\n"
          "timeline:\n"
          "- {at: 1s, update: r, network: PUBLIC, subnets: [a]}\n"
          "- {at: 1s, update: r, network: VPC, subnets: [a]}\n"
          "- {at: 1s, update: r, subnets: [], security_groups: [h]}\n"
          "- {at: 1s, delete: r, version: 1}\n"
          "- {at: 1s, point: r, endpoint: 'a b', version: 0}\n"
          "- {at: 1s, point: r}\n"
          "- {at: 1s, delete_endpoint: r, endpoint: prd}\n"
          "- {at: 1s, delete_endpoint: r, endpoint: DEFAULT}\n",
    "f:8:40: a PUBLIC runtime has no subnets\n"
    "f:9:3: the key 'security_groups' is missing\n"
    "f:10:32: expected at least one subnet\n"
    "f:10:54: unknown security group 'h'\n"
    "f:11:23: version means nothing beside delete\n"
    "f:12:32: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'a b'\n"
    "f:12:48: expected a whole number from 1 to 65535, got '0'\n"
    "f:13:3: the key 'endpoint' is missing\n"
    "f:13:3: the key 'version' is missing\n"
    "f:14:42: unknown endpoint 'prd', did you mean 'prod'?\n"
    "f:15:42: the endpoint DEFAULT stays" },
  { H "runtimes: [{name: r, count: 3}, {name: s}]\n"
      "timeline: [{at: 1s, scale: r}, {at: 1s, scale: r, count: 4}, {at: 1s, scale: s, count: 1},"
      " {at: 1s, scale: r_1, count: 1}, {at: 1s, scale: q, count: 1}]\n",
    "f:3:12: the key 'count' is missing\n"
    "f:3:58: expected a whole number from 0 to 3, got '4'\n"
    "f:3:78: s has no count to scale\n"
    "f:3:108: r_1 has no count to scale\n"
    "f:3:140: unknown runtime 'q'" },
  /* The tools. */
  { H "runtimes: [{name: r}, {name: t, count: 3}]\n"
      "browsers: [{name: b, endpoints: [prod]}, {name: r}, {name: t_2}]\n"
      "code_interpreters: [{name: b}, {name: c, unhealthy_stop: 93s}]\n"
      "timeline: [{at: 1s, update: [r, c]}]\n",
    "f:3:22: unknown key 'endpoints', expected name, count, platform, network, subnets, "
    "security_groups, idle_timeout, max_lifetime, create_at or egress\n"
    "f:3:49: 'r' is the name of runtimes.0 already\n"
    "f:3:60: 't_2' is the name of a member of runtimes.1 already\n"
    "f:4:28: 'b' is the name of browsers.0 already\n"
    "f:4:42: unknown key 'unhealthy_stop', expected name, count, platform, network, subnets, "
    "security_groups, idle_timeout, max_lifetime, create_at or egress\n"
    "f:5:29: c is a tool and has no versions" },
  /* Endpoints of runtimes. */
  { H "runtimes: [{name: r, endpoints: [x, DEFAULT, x, 'y z']}, {name: s, endpoints: x}]\n"
      "workloads: [{closed: {clients: 1, target: r, endpoint: xx}}]\n",
    "f:2:37: each runtime has the endpoint DEFAULT\n"
    "f:2:46: 'x' is in the list already\n"
    "f:2:49: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'y z'\n"
    "f:2:79: expected a sequence, got a scalar" },
  { H "runtimes: [{name: r, endpoints: [prod]}]\n"
      "workloads: [{closed: {clients: 1, endpoint: canary}}]\n",
    "f:3:45: unknown endpoint 'canary'" },
  /* All sections at once, in the order of the file. */
  { "timeline: [{at: 3h, delete: s}]\nworkloads:\n  - poisson: {rate: 5}\nruntimes:\n  - {name: r, "
    "subnets: [c], security_groups: [g]}\nmodel: {teardown: soon}\nvpc:\n  cidr: 10.0.0.0/16\n  "
    "subnets: {a: {cidr: 10.0.0.0/30, az: x}}\nquotas: {max_vms: no}\nhorizon: 2h\n",
    "f:1:17: expected an instant before the horizon, 2h\n"
    "f:1:29: unknown runtime 's'\n"
    "f:3:21: expected a rate with a unit such as 5/s, got 5\n"
    "f:5:25: unknown subnet 'c'\n"
    "f:5:47: unknown security group 'g'\n"
    "f:6:19: expected a span such as 2h30min, got 'soon': a number is needed before the unit, as "
    "in 5.5s\n"
    "f:9:23: expected a prefix from 16 to 28, got '10.0.0.0/30'\n"
    "f:10:19: expected a whole number from 0 to 1000000000 or unlimited, got 'no'" },
};

START_TEST (malformed_document_is_complained_of)
{
  assert_refused (malformed[_i].text, malformed[_i].complaints);
}
END_TEST

static const struct
{
  const char *override;
  const char *complaints;
} bad_overrides[] = {
  { "horizon", "--set horizon: expected path=value" },
  { "=1h", "--set : segment 1 of the path is empty" },
  { "horizon=1", "--set horizon: expected a span with a unit such as 1s, got 1" },
  { "horizon=", "f:1:1: the key 'horizon' needs a value" },
  { "runtimes.1.name=x", "--set runtimes.1.name: no item '1' in a sequence of 1" },
  { "runtimes.0.nam=x", "--set runtimes.0.nam: unknown key 'nam', did you mean 'name'?" },
  { "quotas={limits: off, max_vms: 1}", "--set quotas: max_vms means nothing beside limits: off" },
  { "timeline=[{at: 1h, delete: s}]", "--set timeline: expected an instant before the horizon, 1h\n"
                                      "--set timeline: unknown runtime 's'" },
  { "horizon={", "--set horizon: " },
};

/* The text of a syntax error is the parser's own, so only its start is looked at. */
START_TEST (override_that_does_not_fit_is_complained_of_by_its_path)
{
  const char *const overrides[] = { bad_overrides[_i].override, NULL };
  const char *expected = bad_overrides[_i].complaints;
  g_autofree char *said = refuse_with (H R, overrides);

  if (g_str_has_suffix (expected, ": "))
    ck_assert (g_str_has_prefix (said, expected) && strlen (said) > strlen (expected));
  else
    ck_assert_str_eq (said, expected);
}
END_TEST

START_TEST (bad_override_and_bad_file_are_complained_of_together)
{
  const char *const overrides[] = { "nothing", "model.teardown=1", NULL };
  g_autofree char *said = refuse_with ("horizon: 1\n", overrides);

  ck_assert_str_eq (said, "--set nothing: expected path=value\n"
                          "f:1:10: expected a span with a unit such as 1s, got 1\n"
                          "--set model.teardown: expected a span with a unit such as 1s, got 1");
}
END_TEST

/* @n copies of @start, the number of the copy and @end, between two texts. */
static char *
repeat (const char *before, const char *start, guint n, const char *end, const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%u%s", start, i, end);
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *before, *start, *end, *after;
  guint n_max; /* the last number of copies that is fine */
  const char *complaint;
} limits[] = {
  { H R "workloads:\n", "- closed: {clients: 1, name: w", "}\n", "", 63,
    "f:4:1: 64 workloads are too many, at most 63" },
  { H "vpc:\n  cidr: 10.0.0.0/16\n  endpoints:\n", "  - {service: s", ", type: gateway}\n", "",
    ENISIM_ENDPOINTS_MAX, "f:5:3: 1025 endpoints are too many, at most 1024" },
  { H "vpc:\n  cidr: 10.0.0.0/16\n  subnets: {a: {cidr: 10.0.0.0/16, az: x}}\n  nat_gateways:\n",
    "  - {subnet: a} # ", "\n", "", ENISIM_NAT_GATEWAYS_MAX,
    "f:6:3: 1025 NAT gateways are too many, at most 1024" },
};

START_TEST (limit_is_reached_and_not_passed)
{
  g_autofree char *most = repeat (limits[_i].before, limits[_i].start, limits[_i].n_max,
                                  limits[_i].end, limits[_i].after);
  g_autofree char *more = repeat (limits[_i].before, limits[_i].start, limits[_i].n_max + 1,
                                  limits[_i].end, limits[_i].after);

  load (most);
  assert_refused (more, limits[_i].complaint);
}
END_TEST

START_TEST (subnets_beyond_the_limit_are_refused_once)
{
  g_autofree char *text
      = repeat (H "vpc:\n  cidr: 10.0.0.0/16\n  subnets:\n", "    s",
                ENISIM_SCENARIO_SUBNETS_MAX + 1, ": {cidr: 10.0.0.0/24, az: x}\n", "");

  assert_refused (text, "f:5:5: 1025 subnets are too many, at most 1024");
}
END_TEST

/* Duplicates do not count. */
START_TEST (runtime_has_sixteen_different_security_groups_at_most)
{
  static const char start[] = H "vpc:\n  cidr: 10.0.0.0/16\n"
                                "  subnets: {a: {cidr: 10.0.0.0/24, az: x}}\n  security_groups: [";
  g_autofree char *groups = repeat (start, "g", 17, ", ", "h]\nruntimes:\n");
  g_autofree char *most
      = repeat (groups, "- {name: r, subnets: [a], security_groups: [g0, g0, g1, g", 1, "", "");
  g_autofree char *fine = repeat (most, ", g", 16, "", "]}\n");
  g_autofree char *more = repeat (most, ", g", 17, "", "]}\n");

  load (fine);
  assert_refused (more, "f:7:131: a runtime has at most 16 different security groups");
}
END_TEST

START_TEST (a_million_runtimes_are_fine_and_so_is_naming_one)
{
  load (H "runtimes: [{name: r, count: 999999}, {name: s}]\n"
          "workloads: [{closed: {clients: 1, target: [r_999998, s]}}]\n");
  ck_assert_uint_eq (scenario->n_runtimes, ENISIM_RUNTIMES_MAX);
  assert_targets (0, "r_999998 s ");
}
END_TEST

START_TEST (runtimes_named_again_and_again_do_not_add_up_without_end)
{
  assert_refused (H "runtimes: [{name: r, count: 999999}]\n"
                    "workloads: [{closed: {clients: 1, target: [r, r]}}]\n"
                    "timeline: [{at: 1s, delete: [r, r, r, r, r]}]\n",
                  "f:3:47: too many runtimes: at most 1000000\n"
                  "f:4:42: too many runtimes: at most 4000000");
}
END_TEST

/* Many wrong names among many names: both the guesses and the complaints have an end. */
START_TEST (hostile_references_are_cut_off)
{
  g_autofree char *runtimes
      = repeat (H "runtimes:\n", "- {name: agent", 3000, "}\n", "timeline:\n- at: 1s\n  delete:\n");
  g_autofree char *text = repeat (runtimes, "  - agemt", 3000, "\n", "");
  g_autofree char *said = refuse_with (text, NULL);

  ck_assert (
      g_str_has_prefix (said, "f:3006:5: unknown runtime 'agemt0', did you mean 'agent0'?\n"));
  ck_assert (g_str_has_suffix (said, "\nand 2900 more"));
}
END_TEST

START_TEST (complaint_repeats_the_start_of_a_long_text_only)
{
  GString *longer = g_string_new ("horizon: ");
  g_autofree char *said = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (longer, "\xc3\xa4");
  said = refuse_with (longer->str, NULL);
  g_string_free (longer, TRUE);
  ck_assert (g_str_has_suffix (said, "...': a number is needed before the unit, as in 5.5s"));
  ck_assert_uint_lt (strlen (said), 250);
}
END_TEST

/* What a damaged file may be made of beside its own bytes. */
static const char *const splices[] = {
  "\n",         " ",   ": ",   "{",     "}",  "[",     "]",   ", ",
  "- ",         "&a ", "*a",   "!x ",   "\"", "'",     "~",   "#",
  "|",          "0",   "-1",   "1e999", "5s", "never", "off", "count: 999999",
  "constant: ", "\t",  "\x1b", "\xff",
};

static void
damage (GString *text, GRand *rand)
{
  const gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) text->len);
  const gsize wanted = (gsize) g_rand_int_range (rand, 1, 20);
  const gsize n = MIN (wanted, text->len - at);
  const char *splice = splices[g_rand_int_range (rand, 0, G_N_ELEMENTS (splices))];
  g_autofree char *piece = g_strndup (text->str + at, n);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      g_string_erase (text, (gssize) at, (gssize) n);
      break;
    case 1:
      g_string_insert (text, (gssize) at, splice);
      break;
    case 2:
      g_string_insert (text, g_rand_int_range (rand, 0, (gint32) text->len), piece);
      break;
    default:
      text->str[at] = (char) g_rand_int_range (rand, 1, 256);
      break;
    }
  if (text->len == 0)
    g_string_append_c (text, 'x');
}

static void
load_or_refuse (const GString *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) loaded
      = enisim_scenario_load_data ("f", (const guint8 *) text->str, text->len, NULL, &error);

  if (loaded != NULL)
    {
      ck_assert_no_error (error);
      enisim_scenario_verify (loaded);
      return;
    }
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert (g_str_has_prefix (error->message, "f:"));
  ck_assert (g_utf8_validate (error->message, -1, NULL));
}

START_TEST (damaged_file_loads_whole_or_is_complained_of)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    {
      g_autofree char *path = find_shipped (shipped[i]);
      g_autofree char *bytes = NULL;
      g_autoptr (GString) text = NULL;

      ck_assert (g_file_get_contents (path, &bytes, NULL, NULL));
      text = g_string_new (bytes);
      for (guint n = 0; n < 8; n++)
        {
          damage (text, rand);
          load_or_refuse (text);
        }
    }
}
END_TEST

static void
add_limits (Suite *suite)
{
  TCase *limit = tcase_create ("limits");

  tcase_set_timeout (limit, 60); /* millions of entries under sanitizers */
  tcase_add_checked_fixture (limit, setup, teardown);
  tcase_add_loop_test (limit, limit_is_reached_and_not_passed, 0, G_N_ELEMENTS (limits));
  tcase_add_test (limit, subnets_beyond_the_limit_are_refused_once);
  tcase_add_test (limit, runtime_has_sixteen_different_security_groups_at_most);
  tcase_add_test (limit, a_million_runtimes_are_fine_and_so_is_naming_one);
  tcase_add_test (limit, runtimes_named_again_and_again_do_not_add_up_without_end);
  tcase_add_test (limit, hostile_references_are_cut_off);
  tcase_add_test (limit, complaint_repeats_the_start_of_a_long_text_only);
  tcase_add_loop_test (limit, damaged_file_loads_whole_or_is_complained_of, 0, 50);
  suite_add_tcase (suite, limit);
}

static Suite *
scenario_load_suite (void)
{
  Suite *suite = suite_create ("scenario/scenario-load");
  TCase *values = tcase_create ("values");
  TCase *files = tcase_create ("files");
  TCase *complaints = tcase_create ("complaints");

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

  tcase_add_checked_fixture (complaints, setup, teardown);
  tcase_add_loop_test (complaints, malformed_document_is_complained_of, 0,
                       G_N_ELEMENTS (malformed));
  tcase_add_loop_test (complaints, override_that_does_not_fit_is_complained_of_by_its_path, 0,
                       G_N_ELEMENTS (bad_overrides));
  tcase_add_test (complaints, bad_override_and_bad_file_are_complained_of_together);
  suite_add_tcase (suite, complaints);

  add_limits (suite);
  return suite;
}

ENISIM_TEST_MAIN (scenario_load_suite)
