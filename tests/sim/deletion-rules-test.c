/* deletion-rules-test.c
 *
 * Goal: DeleteSecurityGroup and DeleteSubnet pass or not as model.md says ("ENI pool"), and the
 * first instant at which a refused one would pass is known.
 * Method: small worlds; each request as a line of text.
 */
#include "sim/sim-check.h"

#define WORLD(subnet, groups, more)                                                                \
  "horizon: 20h\n"                                                                                 \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets:\n"                                                                                   \
  "    a: {cidr: 10.0.3.0/28, az: za" subnet "}\n"                                                 \
  "    b: {cidr: 10.0.4.0/28, az: za}\n"                                                           \
  "  security_groups: " groups "\n" more                                                           \
  "runtimes: [{name: r, subnets: [a], security_groups: [one]}]\n"                                  \
  "timeline:\n"                                                                                    \
  "  - {at: 1h, delete: r}\n"

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

/* "hours result blockers passes", for instance "2 refused 1,0,0,0,0,0 9". */
static char *
draw_deletions (void)
{
  static const char *const results[] = { "done", "refused", "gone" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < summary->n_deletions; i++)
    {
      const EnisimDeletion *deletion = &summary->deletions[i];

      g_string_append_printf (text, "%g %s ",
                              (double) deletion->requested_at / (double) G_TIME_SPAN_HOUR,
                              results[deletion->result]);
      for (guint j = 0; j < ENISIM_N_BLOCKERS; j++)
        g_string_append_printf (text, "%u", deletion->blocked_by[j]);
      if (deletion->passes_at == ENISIM_TIME_NEVER)
        g_string_append (text, " never\n");
      else
        g_string_append_printf (text, " %g\n",
                                (double) deletion->passes_at / (double) G_TIME_SPAN_HOUR);
    }
  return g_string_free (text, FALSE);
}

static void
assert_deletions (const char *yaml, const char *expected)
{
  g_autofree char *text = NULL;

  summary = run_text (yaml, 1);
  text = draw_deletions ();
  ck_assert_str_eq (text, expected);
}

START_TEST (security_group_is_held_by_retained_enis_until_they_are_gone)
{
  assert_deletions (WORLD ("", "[one]", "") "  - {at: 2h, delete_security_group: one}\n"
                                            "  - {at: 12h, delete_security_group: one}\n",
                    "2 refused 100000 9\n"
                    "12 done 000000 12\n");
}
END_TEST

START_TEST (group_that_no_eni_has_goes_at_once_and_only_once)
{
  assert_deletions (WORLD ("", "[one, two]", "") "  - {at: 2h, delete_security_group: two}\n"
                                                 "  - {at: 3h, delete_security_group: two}\n",
                    "2 done 000000 2\n"
                    "3 gone 000000 never\n");
}
END_TEST

START_TEST (deletion_at_the_instant_the_last_eni_goes_passes)
{
  assert_deletions (WORLD ("", "[one]", "") "  - {at: 9h, delete_security_group: one}\n",
                    "9 done 000000 9\n");
}
END_TEST

/* Taken back at 5 h and given back at 6 h: the eight hours begin anew. */
START_TEST (refused_deletion_would_pass_when_the_last_of_all_blockers_is_gone)
{
  assert_deletions (WORLD ("", "[one]", "") "  - {at: 2h, delete_security_group: one}\n"
                                            "  - {at: 5h, create: r}\n"
                                            "  - {at: 5h30min, delete_security_group: one}\n"
                                            "  - {at: 6h, delete: r}\n",
                    "2 refused 100000 14\n"
                    "5.5 refused 100000 14\n");
}
END_TEST

START_TEST (deletion_that_never_passes_says_so)
{
  assert_deletions (WORLD ("", "[one]", "") "  - {at: 30min, delete_security_group: one}\n"
                                            "  - {at: 2h, create: r}\n",
                    "0.5 refused 100000 never\n");
}
END_TEST

START_TEST (endpoint_holds_its_security_group_and_its_subnet)
{
  assert_deletions (
      WORLD (
          "", "[one, two]",
          "  endpoints: [{service: logs, subnets: [b], security_groups: [two]}]\n") "  - {at: 2h, "
                                                                                    "delete_"
                                                                                    "security_"
                                                                                    "group: two}\n"
                                                                                    "  - {at: 2h, "
                                                                                    "delete_subnet:"
                                                                                    " b}\n",
      "2 refused 010000 never\n"
      "2 refused 010000 never\n");
}
END_TEST

START_TEST (other_holder_holds_its_security_groups)
{
  static const char holder[] = WORLD ("", "[one, two]",
                                      "  holders: [{name: x, subnet: b, count: 3, security_groups: "
                                      "[two, one]}]\n") "  - {at: 2h, delete_security_group: two}\n"
                                                        "  - {at: 10h, delete_security_group: "
                                                        "one}\n";

  assert_deletions (holder, "2 refused 000300 never\n"
                            "10 refused 000300 never\n");
}
END_TEST

START_TEST (rule_of_another_group_holds_a_group_until_that_is_deleted)
{
  assert_deletions (WORLD ("", "{one: , two: {references: [one, two]}, three: }",
                           "") "  - {at: 10h, delete_security_group: one}\n"
                               "  - {at: 11h, delete_security_group: [two, one]}\n",
                    "10 refused 000001 11\n"
                    "11 done 000000 11\n"
                    "11 done 000000 11\n");
}
END_TEST

START_TEST (subnet_is_held_by_whatever_has_an_address_in_it)
{
  assert_deletions (
      WORLD (
          ", background: {0s: 2, 12h: 0}", "[one]",
          "  nat_gateways: [{subnet: b}]\n"
          "  holders: [{name: alb, subnet: b, count: 3}]\n") "  - {at: 2h, delete_subnet: [a, b]}\n"
                                                             "  - {at: 13h, delete_subnet: a}\n",
      "2 refused 100020 12\n"
      "2 refused 001300 never\n"
      "13 done 000000 13\n");
}
END_TEST

START_TEST (create_that_names_a_deleted_security_group_fails)
{
  assert_deletions (WORLD ("", "[one]", "") "  - {at: 10h, delete_security_group: one}\n"
                                            "  - {at: 11h, create: r}\n",
                    "10 done 000000 10\n");
  ck_assert_uint_eq (summary->n_denials[ENISIM_DENIAL_SECURITY_GROUP_GONE], 1);
  ck_assert_int_eq (summary->runtime_statuses[0], ENISIM_RUNTIME_CREATE_FAILED);
  ck_assert_uint_eq (summary->n_enis_created, 1);
}
END_TEST

START_TEST (create_that_names_a_deleted_subnet_fails)
{
  assert_deletions (WORLD ("", "[one]", "") "  - {at: 10h, delete_subnet: a}\n"
                                            "  - {at: 11h, create: r}\n",
                    "10 done 000000 10\n");
  ck_assert_uint_eq (summary->n_denials[ENISIM_DENIAL_SUBNET_GONE], 1);
}
END_TEST

START_TEST (failed_create_holds_its_security_group)
{
  assert_deletions ("horizon: 2h\n"
                    "vpc:\n"
                    "  cidr: 10.0.0.0/16\n"
                    "  subnets:\n"
                    "    a: {cidr: 10.0.3.0/28, az: za}\n"
                    "    b: {cidr: 10.0.4.0/28, az: za, background: 11}\n"
                    "  security_groups: [one]\n"
                    "runtimes: [{name: r, subnets: [a, b], security_groups: [one]}]\n"
                    "timeline: [{at: 6min, delete_security_group: one}]\n",
                    "0.1 refused 100000 0.3\n");
}
END_TEST

static Suite *
deletion_rules_suite (void)
{
  Suite *suite = suite_create ("sim/deletion-rules");
  TCase *rules = tcase_create ("rules");

  tcase_add_checked_fixture (rules, setup, teardown);
  tcase_add_test (rules, security_group_is_held_by_retained_enis_until_they_are_gone);
  tcase_add_test (rules, group_that_no_eni_has_goes_at_once_and_only_once);
  tcase_add_test (rules, deletion_at_the_instant_the_last_eni_goes_passes);
  tcase_add_test (rules, refused_deletion_would_pass_when_the_last_of_all_blockers_is_gone);
  tcase_add_test (rules, deletion_that_never_passes_says_so);
  tcase_add_test (rules, endpoint_holds_its_security_group_and_its_subnet);
  tcase_add_test (rules, other_holder_holds_its_security_groups);
  tcase_add_test (rules, rule_of_another_group_holds_a_group_until_that_is_deleted);
  tcase_add_test (rules, subnet_is_held_by_whatever_has_an_address_in_it);
  tcase_add_test (rules, create_that_names_a_deleted_security_group_fails);
  tcase_add_test (rules, create_that_names_a_deleted_subnet_fails);
  tcase_add_test (rules, failed_create_holds_its_security_group);
  suite_add_tcase (suite, rules);
  return suite;
}

ENISIM_TEST_MAIN (deletion_rules_suite)
