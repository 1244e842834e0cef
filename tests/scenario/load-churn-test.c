/* load-churn-test.c
 *
 * Goal: a scenario's churn is read into what it says, and whatever is wrong with it is complained
 * of, each with its place.
 * Method: one document of every kind, and a table of malformed ones with their complaints.
 */
#include "enisim-check.h"

#include <string.h>

#include "scenario/scenario.h"

#define MINUTE G_TIME_SPAN_MINUTE

#define P                                                                                          \
  "horizon: 1h\n"                                                                                  \
  "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.2.0/24, az: za}}, security_groups: [g]}\n"    \
  "runtimes: [{name: r, subnets: [a], security_groups: [g]}]\n"

static EnisimScenario *scenario;

static void
setup (void)
{
  scenario = NULL;
}

static void
teardown (void)
{
  if (scenario != NULL)
    enisim_scenario_verify (scenario);
  g_clear_pointer (&scenario, enisim_scenario_unref);
}

static EnisimScenario *
try (const char *text, GError **error)
{
  return enisim_scenario_load_data ("f", (const guint8 *) text, strlen (text), NULL, error);
}

static void
load (const char *text)
{
  g_autoptr (GError) error = NULL;

  scenario = try (text, &error);
  ck_assert_no_error (error);
}

static void
assert_refused (const char *text, const char *complaints)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (try (text, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_str_eq (error->message, complaints);
}

static void
assert_distribution (const EnisimDistribution *distribution, EnisimDistribution expected)
{
  ck_assert (enisim_distribution_equal (distribution, &expected));
  enisim_distribution_clear (&expected);
}

START_TEST (stacks_are_read)
{
  const EnisimChurnSpec *spec;

  load (P "churn:\n"
          "  - stacks: {name: preview, rate: 12/h, from: 5min, until: 50min, runtimes: 3,\n"
          "             lifetime: {exponential: 40min}, security_group: own, cleanup: orphaned,\n"
          "             subnets: [a, a]}\n");
  ck_assert_uint_eq (scenario->n_churns, 1);
  spec = &scenario->churns[0];
  ck_assert_int_eq (spec->kind, ENISIM_CHURN_STACKS);
  ck_assert_str_eq (spec->arrivals.name, "preview");
  assert_distribution (&spec->arrivals.gap, enisim_distribution_exponential (5.0 * MINUTE));
  assert_distribution (&spec->arrivals.lifetime, enisim_distribution_exponential (40.0 * MINUTE));
  ck_assert (!spec->arrivals.begins_at_once);
  ck_assert_int_eq (spec->arrivals.from, 5 * MINUTE);
  ck_assert_int_eq (spec->arrivals.until, 50 * MINUTE);
  ck_assert_int_eq (spec->sg, ENISIM_CHURN_SG_OWN);
  ck_assert (spec->is_orphaned);
  ck_assert_uint_eq (spec->n_runtimes, 3);
  ck_assert_uint_eq (spec->n_subnets, 1);
}
END_TEST

START_TEST (item_with_a_lifetime_is_of_stacks)
{
  const EnisimChurnSpec *spec;

  load (P "churn: [{every: 5min, lifetime: 1h, security_group: g, subnets: [a]}]\n");
  spec = &scenario->churns[0];
  ck_assert_int_eq (spec->kind, ENISIM_CHURN_STACKS);
  ck_assert_str_eq (spec->arrivals.name, "stacks-0");
  ck_assert (spec->arrivals.begins_at_once);
  ck_assert_int_eq (spec->sg, ENISIM_CHURN_SG_NAMED);
  ck_assert_uint_eq (spec->security_group, 0);
  ck_assert_uint_eq (spec->n_runtimes, 1);
  ck_assert_int_eq (spec->arrivals.until, ENISIM_TIME_MAX);
}
END_TEST

START_TEST (blue_green_is_read)
{
  const EnisimChurnSpec *spec;

  load (P "churn:\n"
          "  - blue_green: {renewal: {rate: 2/h, cv: 0.5, distribution: weibull}, overlap: 10min,\n"
          "                 runtimes: 10, security_group: g, subnets: [a]}\n");
  spec = &scenario->churns[0];
  ck_assert_int_eq (spec->kind, ENISIM_CHURN_BLUE_GREEN);
  ck_assert_str_eq (spec->arrivals.name, "blue_green-0");
  assert_distribution (&spec->arrivals.gap, enisim_distribution_weibull (30.0 * MINUTE, 0.5));
  ck_assert_int_eq (spec->overlap_us, 10 * MINUTE);
  ck_assert_uint_eq (spec->n_runtimes, 10);
}
END_TEST

START_TEST (redeployment_is_read_and_keeps_its_security_groups)
{
  const EnisimChurnSpec *spec;

  load (P "churn: [{redeploy: {every: 1d, target: r}}, {redeploy: {every: 1d, target: r, "
          "security_group: own}}]\n");
  spec = &scenario->churns[0];
  ck_assert_int_eq (spec->kind, ENISIM_CHURN_REDEPLOY);
  ck_assert_str_eq (spec->arrivals.name, "redeploy-0");
  ck_assert_int_eq (spec->sg, ENISIM_CHURN_SG_KEEP);
  ck_assert_uint_eq (spec->n_targets, 1);
  ck_assert_uint_eq (spec->targets[0], 0);
  ck_assert_int_eq (scenario->churns[1].sg, ENISIM_CHURN_SG_OWN);
  ck_assert (!scenario->churns[1].is_orphaned);
}
END_TEST

START_TEST (renewal_is_gamma_where_nothing_is_said)
{
  load (P "churn: [{renewal: {rate: 2/h, cv: 0.5}, lifetime: 1h, security_group: g, subnets: "
          "[a]}]\n");
  assert_distribution (&scenario->churns[0].arrivals.gap,
                       enisim_distribution_gamma (30.0 * MINUTE, 0.5));
}
END_TEST

START_TEST (endpoint_stands_where_stacks_do)
{
  load ("horizon: 1h\n"
        "vpc:\n"
        "  cidr: 10.0.0.0/16\n"
        "  subnets: {a: {cidr: 10.0.2.0/24, az: za}, b: {cidr: 10.0.3.0/24, az: zb}}\n"
        "  endpoints: [{service: logs}]\n"
        "churn: [{every: 5min, lifetime: 1h, security_group: own, subnets: [b]}]\n");
  ck_assert_uint_eq (scenario->endpoints[0].n_subnets, 1);
  ck_assert_uint_eq (scenario->endpoints[0].subnets[0], 1);
}
END_TEST

static const struct
{
  const char *text, *complaints;
} malformed[] = {
  { P "churn: {a: b}\n", "f:4:8: expected a sequence, got a mapping" },
  { P "churn: [x, {}, {stack: {}}, {stacks: {}, redeploy: {}}]\n",
    "f:4:9: expected a mapping, got a scalar\n"
    "f:4:12: expected one of stacks, blue_green or redeploy\n"
    "f:4:17: unknown key 'stack', did you mean 'stacks'?\n"
    "f:4:42: 'redeploy' beside 'stacks': only one of stacks, blue_green or redeploy" },
  { P "churn: [{stacks: {}}]\n", "f:4:18: the key 'subnets' is missing\n"
                                 "f:4:18: the key 'security_group' is missing\n"
                                 "f:4:18: expected one of rate, every or renewal\n"
                                 "f:4:18: the key 'lifetime' is missing" },
  { P "churn: [{redeploy: {}}, {blue_green: {}}]\n",
    "f:4:20: the key 'target' is missing\n"
    "f:4:20: expected one of rate, every or renewal\n"
    "f:4:38: the key 'subnets' is missing\n"
    "f:4:38: the key 'security_group' is missing\n"
    "f:4:38: expected one of rate, every or renewal\n"
    "f:4:38: the key 'overlap' is missing" },
  { P "churn: [{lifetime: 1h, rates: 1/h}]\n",
    "f:4:9: the key 'subnets' is missing\n"
    "f:4:9: the key 'security_group' is missing\n"
    "f:4:24: unknown key 'rates', did you mean 'rate'?" },
  { P
    "churn: [{stacks: {rate: 1/h, every: 5min, lifetime: 1h, subnets: [a], security_group: g}}]\n",
    "f:4:30: 'every' beside 'rate': only one of rate, every or renewal" },
  { P "churn: [{stacks: {rate: 12, lifetime: 1h, subnets: [b], security_group: h}}]\n",
    "f:4:25: expected a rate with a unit such as 12/s, got 12\n"
    "f:4:53: unknown subnet 'b'\n"
    "f:4:73: unknown security group 'h'" },
  { P "churn: [{stacks: {every: 0s, lifetime: soon, subnets: [], security_group: [g], runtimes: "
      "0}}]\n",
    "f:4:26: expected a span from 1us to 3000d, got '0s'\n"
    "f:4:40: expected a span such as 2h30min, got 'soon': a number is needed before the unit, as "
    "in 5.5s\n"
    "f:4:55: expected at least one subnet\n"
    "f:4:75: expected a scalar, got a sequence\n"
    "f:4:90: expected a whole number from 1 to 1000, got '0'" },
  { P "churn: [{stacks: {renewal: {rate: 1/h}, lifetime: 1h, subnets: [a], security_group: g}}]\n",
    "f:4:28: the key 'cv' is missing" },
  { P "churn: [{stacks: {renewal: {rate: 1/h, cv: 200, distribution: normal, mean: 1}, lifetime: "
      "1h, subnets: [a], security_group: g}}]\n",
    "f:4:44: expected a coefficient of variation, 0 or 0.001 to 100, got '200'\n"
    "f:4:63: expected gamma, weibull or lognormal, got 'normal'\n"
    "f:4:71: unknown key 'mean', expected rate, cv or distribution" },
  { P "churn: [{stacks: {rate: 0.0001/d, lifetime: 1h, subnets: [a], security_group: g, cleanup: "
      "swept}}]\n",
    "f:4:25: expected a rate of at least one in 3000d, got 0.0001/d\n"
    "f:4:82: cleanup means nothing but beside security_group: own" },
  { P "churn: [{stacks: {rate: 1/h, lifetime: 1h, subnets: [a], security_group: own, cleanup: "
      "left, from: 2h}}]\n",
    "f:4:88: expected swept or orphaned, got 'left'\n"
    "f:4:100: expected an instant before the horizon, 1h" },
  { P "churn: [{stacks: {rate: 1/h, lifetime: 1h, subnets: [a], security_group: own, from: 30min, "
      "until: 20min}}]\n",
    "f:4:99: until 20min leaves no time after from 30min" },
  { P "churn: [{stacks: {name: x, rate: 1/h, lifetime: 1h, subnets: [a], security_group: g}}, "
      "{redeploy: {name: x, every: 1min, target: q, security_group: g, cleanup: swept}}]\n",
    "f:4:106: another churn is called 'x' already\n"
    "f:4:130: unknown runtime 'q'\n"
    "f:4:149: expected keep or own, got 'g'\n"
    "f:4:152: cleanup means nothing but beside security_group: own" },
  { P "churn: [{redeploy: {every: 1d, target: [], lifetime: 1h}}]\n",
    "f:4:40: expected at least one runtime\n"
    "f:4:44: unknown key 'lifetime', expected name, rate, every, renewal, from, until, target, "
    "security_group or cleanup" },
  { P "churn: [{blue_green: {every: 1d, overlap: never, subnets: [a], security_group: own, "
      "lifetime: 1h}}]\n",
    "f:4:43: expected a span such as 2h30min, got 'never': a number is needed before the unit, as "
    "in 5.5s\n"
    "f:4:85: unknown key 'lifetime', expected name, rate, every, renewal, from, until, overlap, "
    "runtimes, subnets, security_group or cleanup" },
  { P "churn: [{stacks: {rate: 1000/s, lifetime: 1h, subnets: [a], security_group: g}}]\n",
    "f:4:25: 3.6e+06 stacks and runtimes to the end are too many, at most 1000000 of all churn" },
  { P "churn: [{stacks: {rate: 1/s, lifetime: 1h, runtimes: 200, subnets: [a], security_group: "
      "g}}, {stacks: {rate: 100/s, lifetime: 1h, subnets: [a], security_group: g}}]\n",
    "f:4:110: 3.6e+05 stacks and runtimes to the end are too many, at most 1000000 of all churn" },
  /* A redeployment counts each of its targets. */
  { "horizon: 1h\n"
    "runtimes: [{name: r, count: 1000}]\n"
    "churn: [{redeploy: {every: 1s, target: r}}]\n",
    "f:3:28: 3.6e+06 stacks and runtimes to the end are too many, at most 1000000 of all churn" },
  /* Tools have no versions. */
  { "horizon: 1h\n"
    "browsers: [{name: b}]\n"
    "code_interpreters: [{name: c}]\n"
    "churn: [{redeploy: {every: 1h, target: b}}, {redeploy: {every: 1h, target: [c]}}]\n",
    "f:4:40: b is a tool and has no versions\n"
    "f:4:76: c is a tool and has no versions" },
  /* Traces end by themselves, churn does not. */
  { "churn: []\n", "f:1:1: the key 'horizon' is missing" },
  /* Names address draws, and no two things share theirs. */
  { "horizon: 1h\n"
    "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.2.0/24, az: za}}, security_groups: [p-7, "
    "own]}\n"
    "runtimes: [{name: q-1_0}, {name: s-12, count: 2}, {name: t-1x}]\n"
    "churn:\n"
    "- {name: p, every: 1h, lifetime: 1h, subnets: [a], security_group: p-7}\n"
    "- {name: q, every: 1h, lifetime: 1h, subnets: [a], security_group: p-7}\n"
    "- {name: s, every: 1h, lifetime: 1h, subnets: [a], security_group: p-7}\n"
    "- {name: t, every: 1h, lifetime: 1h, subnets: [a], security_group: own}\n",
    "f:5:10: stacks would be called 'p-1' and so on, and there is 'p-7' already\n"
    "f:6:10: stacks would be called 'q-1' and so on, and there is 'q-1_0' already\n"
    "f:7:10: stacks would be called 's-1' and so on, and there is 's-12' already\n"
    "f:8:68: own means one of each stack's own, and a security group of the VPC has that name" },
};

START_TEST (malformed_churn_is_complained_of)
{
  assert_refused (malformed[_i].text, malformed[_i].complaints);
}
END_TEST

START_TEST (items_are_limited)
{
  g_autoptr (GString) text = g_string_new (P "churn:\n");

  for (guint i = 0; i < ENISIM_CHURNS_MAX; i++)
    g_string_append (text, "- {every: 1h, lifetime: 1h, subnets: [a], security_group: own}\n");
  load (text->str);
  g_string_append (text, "- {every: 1h, lifetime: 1h, subnets: [a], security_group: own}\n");
  assert_refused (text->str, "f:5:1: 64 items are too many, at most 63");
}
END_TEST

static Suite *
load_churn_suite (void)
{
  Suite *suite = suite_create ("scenario/load-churn");
  TCase *churn = tcase_create ("churn");

  tcase_add_checked_fixture (churn, setup, teardown);
  tcase_add_test (churn, stacks_are_read);
  tcase_add_test (churn, item_with_a_lifetime_is_of_stacks);
  tcase_add_test (churn, blue_green_is_read);
  tcase_add_test (churn, redeployment_is_read_and_keeps_its_security_groups);
  tcase_add_test (churn, renewal_is_gamma_where_nothing_is_said);
  tcase_add_test (churn, endpoint_stands_where_stacks_do);
  tcase_add_loop_test (churn, malformed_churn_is_complained_of, 0, G_N_ELEMENTS (malformed));
  tcase_add_test (churn, items_are_limited);
  suite_add_tcase (suite, churn);
  return suite;
}

ENISIM_TEST_MAIN (load_churn_suite)
