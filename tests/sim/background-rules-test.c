/* background-rules-test.c
 *
 * Goal: what others hold in the subnets beside the agents' ENIs (model.md "Subnets and
 * addresses").
 * Method: a subnet of 11 addresses; its level by kind after each change.
 */
#include "sim/sim-check.h"

#define SUBNET(background, more)                                                                   \
  "horizon: 20h\n"                                                                                 \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets: {a: {cidr: 10.0.3.0/28, az: za, background: " background "}}\n"                      \
  "  security_groups: [one, two, three]\n" more "runtimes:\n"

#define ON(name, sg, create_at)                                                                    \
  "  - {name: " name ", subnets: [a], security_groups: [" sg "], create_at: " create_at "}\n"

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
held_by (EnisimHolder holder)
{
  return summary->subnets[0].held_by[holder];
}

static void
assert_unmet (guint64 now, guint64 peak, EnisimTime first_at)
{
  ck_assert_uint_eq (summary->subnets[0].unmet.now, now);
  ck_assert_uint_eq (summary->subnets[0].unmet.peak, peak);
  ck_assert_int_eq (summary->subnets[0].unmet.first_at, first_at);
}

START_TEST (background_follows_its_series)
{
  summary = run_text (SUBNET ("{0s: 4, 5h: 8, 15h: 2}", "") ON ("r", "one", "never"), 1);
  ck_assert_uint_eq (held_by (ENISIM_HOLDER_BACKGROUND), 2);
  ck_assert_uint_eq (summary->subnets[0].held.peak, 8);
  ck_assert_double_eq (summary->subnets[0].held.mean, (5 * 4 + 10 * 8 + 5 * 2) / 20.0);
  assert_unmet (0, 0, ENISIM_TIME_NEVER);
}
END_TEST

START_TEST (background_wants_nothing_before_its_first_instant)
{
  summary = run_text (SUBNET ("{10h: 8}", "") ON ("r", "one", "never"), 1);
  ck_assert_double_eq (summary->subnets[0].held.mean, 4.0);
}
END_TEST

START_TEST (timeline_changes_what_the_background_wants)
{
  summary = run_text (
      SUBNET ("4", "") ON ("r", "one", "never") "timeline: [{at: 10h, background: {a: 6}}]\n", 1);
  ck_assert_uint_eq (held_by (ENISIM_HOLDER_BACKGROUND), 6);
  ck_assert_double_eq (summary->subnets[0].held.mean, 5.0);
}
END_TEST

START_TEST (background_rises_before_the_creates_of_its_instant)
{
  summary = run_text (SUBNET ("{1h: 11}", "") ON ("r", "one", "1h"), 1);
  ck_assert_uint_eq (summary->n_creates_failed, 1);
  ck_assert_uint_eq (held_by (ENISIM_HOLDER_BACKGROUND), 11);
}
END_TEST

START_TEST (background_of_the_timeline_rises_before_the_creates_of_its_instant)
{
  summary = run_text (
      SUBNET ("0", "") ON ("r", "one", "1h") "timeline: [{at: 1h, background: {a: 11}}]\n", 1);
  ck_assert_uint_eq (summary->n_creates_failed, 1);
}
END_TEST

START_TEST (background_evicts_nobody)
{
  summary = run_text (SUBNET ("{0s: 0, 1h: 11}", "") ON ("r", "one", "0s"), 1);
  ck_assert_uint_eq (held_by (ENISIM_HOLDER_ENI_IN_USE), 1);
  ck_assert_uint_eq (held_by (ENISIM_HOLDER_BACKGROUND), 10);
  assert_unmet (1, 1, G_TIME_SPAN_HOUR);
  ck_assert_double_eq (summary->subnets[0].unmet.mean, 19 / 20.0);
  ck_assert (summary->subnets[0].is_short);
}
END_TEST

/* The ENIs of r, deleted at 2 h, are gone at 10 h: the background has the address then, and the
 * create of that instant fails. */
START_TEST (unmet_background_takes_a_freed_address_first)
{
  summary = run_text (SUBNET ("{0s: 0, 1h: 11}", "") ON ("r", "one", "0s")
                          ON ("s", "two", "10h") "timeline: [{at: 2h, delete: r}]\n",
                      1);
  ck_assert_uint_eq (held_by (ENISIM_HOLDER_BACKGROUND), 11);
  ck_assert_uint_eq (summary->n_creates_failed, 1);
  assert_unmet (0, 1, G_TIME_SPAN_HOUR);
  ck_assert_double_eq (summary->subnets[0].unmet.mean, 9 / 20.0);
}
END_TEST

START_TEST (background_that_falls_lacks_nothing_any_more)
{
  summary = run_text (SUBNET ("{0s: 0, 1h: 20, 2h: 3}", "") ON ("r", "one", "0s"), 1);
  ck_assert_uint_eq (held_by (ENISIM_HOLDER_BACKGROUND), 3);
  assert_unmet (0, 10, G_TIME_SPAN_HOUR);
}
END_TEST

/* With the lowest address first, 4 to 8 are the background's, and 9 is r's: what the background
 * gives back is 8, then 7. */
START_TEST (background_gives_back_what_it_took_last)
{
  summary = run_text ("model: {ip_order: lowest}\n" SUBNET ("{0s: 5, 1h: 3}", "")
                          ON ("r", "one", "0s") ON ("s", "two", "2h") ON ("t", "three", "3h"),
                      1);
  ck_assert_uint_eq (summary->groups[0].enis[0].address, 0x0a000309);
  ck_assert_uint_eq (summary->groups[1].enis[0].address, 0x0a000307);
  ck_assert_uint_eq (summary->groups[2].enis[0].address, 0x0a000308);
}
END_TEST

START_TEST (other_holders_stand_throughout_and_count_against_the_eni_quota)
{
  summary = run_text (
      "quotas: {enis_per_az: 8}\n" SUBNET ("2", "  holders: [{name: alb, subnet: a, count: 7}]\n")
          ON ("r", "one", "0s") ON ("s", "two", "0s"),
      1);
  ck_assert_uint_eq (held_by (ENISIM_HOLDER_OTHER), 7);
  ck_assert_uint_eq (held_by (ENISIM_HOLDER_ENI_IN_USE), 1);
  ck_assert_uint_eq (summary->n_denials[ENISIM_DENIAL_ENI_QUOTA], 1);
  ck_assert_uint_eq (summary->n_denials[ENISIM_DENIAL_NO_ADDRESS], 0);
}
END_TEST

START_TEST (quotas_may_change_in_the_timeline)
{
  summary = run_text (
      "quotas: {enis_per_az: 1}\n" SUBNET ("0", "") ON ("r", "one", "0s") ON ("s", "two", "1h")
          ON ("t", "three", "3h") "timeline: [{at: 2h, quotas: {enis_per_az: 2}}]\n",
      1);
  ck_assert_int_eq (summary->runtime_statuses[1], ENISIM_RUNTIME_CREATE_FAILED);
  ck_assert_int_eq (summary->runtime_statuses[2], ENISIM_RUNTIME_READY);
}
END_TEST

static Suite *
background_rules_suite (void)
{
  Suite *suite = suite_create ("sim/background-rules");
  TCase *rules = tcase_create ("rules");

  tcase_add_checked_fixture (rules, setup, teardown);
  tcase_add_test (rules, background_follows_its_series);
  tcase_add_test (rules, background_wants_nothing_before_its_first_instant);
  tcase_add_test (rules, timeline_changes_what_the_background_wants);
  tcase_add_test (rules, background_rises_before_the_creates_of_its_instant);
  tcase_add_test (rules, background_of_the_timeline_rises_before_the_creates_of_its_instant);
  tcase_add_test (rules, background_evicts_nobody);
  tcase_add_test (rules, unmet_background_takes_a_freed_address_first);
  tcase_add_test (rules, background_that_falls_lacks_nothing_any_more);
  tcase_add_test (rules, background_gives_back_what_it_took_last);
  tcase_add_test (rules, other_holders_stand_throughout_and_count_against_the_eni_quota);
  tcase_add_test (rules, quotas_may_change_in_the_timeline);
  suite_add_tcase (suite, rules);
  return suite;
}

ENISIM_TEST_MAIN (background_rules_suite)
