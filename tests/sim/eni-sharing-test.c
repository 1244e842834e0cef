/* eni-sharing-test.c
 *
 * Goal: by what runtimes share ENIs, and why a create gets none (model.md "ENI pool").
 * Method: small worlds, one to a rule.
 */
#include "sim/sim-check.h"

#define SUBNETS(options, more_of_b)                                                                \
  "horizon: 20h\n"                                                                                 \
  "model: {" options "}\n"                                                                         \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets:\n"                                                                                   \
  "    a: {cidr: 10.0.2.0/24, az: za}\n"                                                           \
  "    b: {cidr: 10.0.3.0/28, az: zb" more_of_b "}\n"                                              \
  "    c: {cidr: 10.0.4.0/24, az: zc}\n"                                                           \
  "  security_groups: [one, two]\n"                                                                \
  "runtimes:\n"

#define ON(name, subnets, sg, create_at)                                                           \
  "  - {name: " name ", subnets: " subnets ", security_groups: [" sg "], create_at: " create_at    \
  "}\n"

static EnisimRunSummary *summary;

static void
setup (void)
{
  summary = NULL;
}

static void
teardown (void)
{
  if (summary != NULL)
    enisim_run_summary_verify (summary);
  g_clear_pointer (&summary, enisim_run_summary_free);
}

static guint64
n_enis_in (guint subnet)
{
  guint64 n = 0;

  for (guint holder = ENISIM_HOLDER_ENI_CREATING; holder < ENISIM_N_HOLDERS; holder++)
    n += summary->subnets[subnet].held_by[holder];
  return n;
}

static void
assert_enis_in (guint64 a, guint64 b, guint64 c)
{
  ck_assert_uint_eq (n_enis_in (0), a);
  ck_assert_uint_eq (n_enis_in (1), b);
  ck_assert_uint_eq (n_enis_in (2), c);
}

#define OVERLAP ON ("x", "[a, b]", "one", "0s") ON ("y", "[b, c]", "one", "0s")

START_TEST (configuration_is_the_whole_pair_by_default)
{
  summary = run_text (SUBNETS ("", "") OVERLAP, 1);
  assert_enis_in (1, 2, 1);
  ck_assert_uint_eq (summary->n_groups, 2);
}
END_TEST

#define RUNTIME_AND_TOOLS                                                                          \
  ON ("x", "[a, b]", "one", "0s")                                                                  \
  "browsers: [{name: y, count: 2, subnets: [a, b], security_groups: [one]}]\n"                     \
  "code_interpreters: [{name: z, subnets: [a, b], security_groups: [one]}]\n"

START_TEST (tools_share_with_runtimes)
{
  summary = run_text (SUBNETS ("", "") RUNTIME_AND_TOOLS, 1);
  assert_enis_in (1, 1, 0);
  ck_assert_uint_eq (summary->groups[0].n_members, 4);
}
END_TEST

START_TEST (tools_may_share_only_among_their_type)
{
  summary = run_text (SUBNETS ("eni_sharing_across_types: no", "") RUNTIME_AND_TOOLS, 1);
  assert_enis_in (3, 3, 0);
  ck_assert_uint_eq (summary->n_groups, 3);
  ck_assert_uint_eq (summary->groups[1].n_members, 2);
}
END_TEST

START_TEST (per_subnet_configurations_share_where_they_overlap)
{
  summary = run_text (SUBNETS ("eni_sharing: per_subnet", "") OVERLAP, 1);
  assert_enis_in (1, 1, 1);
  ck_assert_uint_eq (summary->n_groups, 3);
  ck_assert_uint_eq (summary->groups[1].n_members, 2);
}
END_TEST

START_TEST (per_subnet_another_security_group_still_makes_another_eni)
{
  summary = run_text (SUBNETS ("eni_sharing: per_subnet", "") ON ("x", "[a, b]", "one", "0s")
                          ON ("y", "[b, c]", "two", "0s"),
                      1);
  assert_enis_in (1, 2, 1);
}
END_TEST

/* x is deleted at 1 h; what y does not use as well is gone 8 h later. */
START_TEST (per_subnet_each_group_is_retained_for_itself)
{
  summary = run_text (
      SUBNETS ("eni_sharing: per_subnet", "") OVERLAP "timeline: [{at: 1h, delete: x}]\n", 1);
  assert_enis_in (0, 1, 1);
  ck_assert_int_eq (summary->enis_last_released_at, 9 * G_TIME_SPAN_HOUR);
}
END_TEST

START_TEST (per_subnet_retained_group_is_taken_back_by_another_configuration)
{
  summary = run_text (SUBNETS ("eni_sharing: per_subnet", "") ON ("x", "[a, b]", "one", "0s")
                          ON ("y", "[b, c]", "one", "2h") "timeline: [{at: 1h, delete: x}]\n",
                      1);
  ck_assert_uint_eq (summary->n_enis_created, 3);
  ck_assert_uint_eq (summary->n_enis_taken_back, 1);
  assert_enis_in (0, 1, 1);
}
END_TEST

/* b is full: x gets nothing there, and what it got in a goes after 18 min; y's are as they were. */
START_TEST (per_subnet_create_is_all_or_nothing_as_a_whole)
{
  summary = run_text (SUBNETS ("eni_sharing: per_subnet", ", background: 11")
                          ON ("y", "[c]", "one", "0s") ON ("x", "[a, b, c]", "one", "1h"),
                      1);
  ck_assert_uint_eq (summary->n_creates_failed, 1);
  ck_assert_uint_eq (summary->n_enis_failed, 1);
  ck_assert_int_eq (summary->enis_last_released_at, 78 * G_TIME_SPAN_MINUTE);
  assert_enis_in (0, 0, 1);
  ck_assert_uint_eq (summary->groups[0].n_members, 1);
}
END_TEST

/* The longer of two delays that are drawn for the groups apart. */
START_TEST (per_subnet_runtime_is_ready_when_the_last_of_its_groups_is_in_use)
{
  summary = run_text (SUBNETS ("eni_sharing: per_subnet, eni_create_delay: {uniform: [1h, 30h]}",
                               "") ON ("x", "[a, b, c]", "one", "0s"),
                      3);
  ck_assert_uint_eq (summary->n_groups, 3);
  for (guint i = 0; i < summary->n_groups; i++)
    if (summary->groups[i].state == ENISIM_ENI_CREATING)
      {
        ck_assert_int_eq (summary->runtime_statuses[0], ENISIM_RUNTIME_CREATING);
        return;
      }
  ck_assert_int_eq (summary->runtime_statuses[0], ENISIM_RUNTIME_READY);
}
END_TEST

#define ZONES                                                                                      \
  "horizon: 1h\n"                                                                                  \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  az_ids: {us-east-1c: use1-az3}\n"                                                             \
  "  subnets:\n"                                                                                   \
  "    a: {cidr: 10.0.2.0/24, az_id: use1-az1}\n"                                                  \
  "    b: {cidr: 10.0.3.0/28, az: us-east-1c, background: 11}\n"                                   \
  "    c: {cidr: 10.0.4.0/24, az: us-east-1d}\n"                                                   \
  "  security_groups: [one]\n"                                                                     \
  "runtimes:\n"

START_TEST (create_in_an_unsupported_zone_fails_and_takes_nothing)
{
  summary = run_text (ZONES ON ("x", "[a, b]", "one", "0s"), 1);
  ck_assert_uint_eq (summary->n_creates_failed, 1);
  ck_assert_uint_eq (summary->n_denials[ENISIM_DENIAL_ZONE], 1);
  ck_assert_uint_eq (summary->n_denials[ENISIM_DENIAL_NO_ADDRESS], 0);
  ck_assert_uint_eq (summary->n_enis_created, 0);
  ck_assert_int_eq (summary->runtime_statuses[0], ENISIM_RUNTIME_CREATE_FAILED);
}
END_TEST

START_TEST (bare_zone_name_is_not_checked)
{
  summary = run_text (ZONES ON ("x", "[a, c]", "one", "0s"), 1);
  ck_assert_uint_eq (summary->n_creates_failed, 0);
}
END_TEST

#define MANY_SGS                                                                                   \
  "horizon: 1h\n"                                                                                  \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets: {a: {cidr: 10.0.2.0/24, az: za}}\n"                                                  \
  "  security_groups: [one, two, three, four, five, six]\n"                                        \
  "runtimes:\n"                                                                                    \
  "  - {name: x, subnets: [a], security_groups: [one, two, three, four, five]}\n"                  \
  "  - {name: y, subnets: [a], security_groups: [one, two, three, four, five, six]}\n"

START_TEST (create_with_more_security_groups_than_the_quota_fails)
{
  summary = run_text (MANY_SGS, 1);
  ck_assert_uint_eq (summary->n_denials[ENISIM_DENIAL_SECURITY_GROUPS], 1);
  ck_assert_int_eq (summary->runtime_statuses[0], ENISIM_RUNTIME_READY);
  ck_assert_int_eq (summary->runtime_statuses[1], ENISIM_RUNTIME_CREATE_FAILED);
  ck_assert_uint_eq (summary->n_enis_created, 1);
}
END_TEST

START_TEST (quota_for_security_groups_of_an_eni_may_be_raised)
{
  summary = run_text ("quotas: {sgs_per_eni: 6}\n" MANY_SGS, 1);
  ck_assert_uint_eq (summary->n_creates_failed, 0);
}
END_TEST

START_TEST (failed_create_names_address_and_quota_of_every_subnet)
{
  summary = run_text ("quotas: {enis_per_az: 1}\n" SUBNETS ("", ", background: 11")
                          ON ("x", "[a, c]", "one", "0s") ON ("y", "[a, b, c]", "one", "0s"),
                      1);
  ck_assert_uint_eq (summary->n_denials[ENISIM_DENIAL_NO_ADDRESS], 1);
  ck_assert_uint_eq (summary->n_denials[ENISIM_DENIAL_ENI_QUOTA], 2);
}
END_TEST

static Suite *
eni_sharing_suite (void)
{
  Suite *suite = suite_create ("sim/eni-sharing");
  TCase *rules = tcase_create ("rules");

  tcase_add_checked_fixture (rules, setup, teardown);
  tcase_add_test (rules, configuration_is_the_whole_pair_by_default);
  tcase_add_test (rules, tools_share_with_runtimes);
  tcase_add_test (rules, tools_may_share_only_among_their_type);
  tcase_add_test (rules, per_subnet_configurations_share_where_they_overlap);
  tcase_add_test (rules, per_subnet_another_security_group_still_makes_another_eni);
  tcase_add_test (rules, per_subnet_each_group_is_retained_for_itself);
  tcase_add_test (rules, per_subnet_retained_group_is_taken_back_by_another_configuration);
  tcase_add_test (rules, per_subnet_create_is_all_or_nothing_as_a_whole);
  tcase_add_test (rules, per_subnet_runtime_is_ready_when_the_last_of_its_groups_is_in_use);
  tcase_add_test (rules, create_in_an_unsupported_zone_fails_and_takes_nothing);
  tcase_add_test (rules, bare_zone_name_is_not_checked);
  tcase_add_test (rules, create_with_more_security_groups_than_the_quota_fails);
  tcase_add_test (rules, quota_for_security_groups_of_an_eni_may_be_raised);
  tcase_add_test (rules, failed_create_names_address_and_quota_of_every_subnet);
  suite_add_tcase (suite, rules);
  return suite;
}

ENISIM_TEST_MAIN (eni_sharing_suite)
