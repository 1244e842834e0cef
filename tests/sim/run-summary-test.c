/* run-summary-test.c
 *
 * Goal: a summary is a picture of the run at one instant, its figures are right, and it notices
 * when they contradict each other.
 * Method: small runs whose levels and areas can be worked out by hand.
 */
#include "sim/sim-check.h"

#include <math.h>

/* Two runtimes on one group; the second is deleted last, after 2 h. */
static const char deletion[] = "name: deletion\n"
                               "horizon: 4h\n"
                               "samples: 1h\n"
                               "vpc:\n"
                               "  cidr: 10.0.0.0/16\n"
                               "  subnets: {a: {cidr: 10.0.0.0/28, az_id: apne1-az4}}\n"
                               "  security_groups: [sg]\n"
                               "model: {eni_retention: 1h}\n"
                               "runtimes:\n"
                               "  - {name: one, subnets: [a], security_groups: [sg]}\n"
                               "  - {name: two, subnets: [a], security_groups: [sg]}\n"
                               "timeline:\n"
                               "  - {at: 1h, delete: one}\n"
                               "  - {at: 2h, delete: two}\n";

/* Three groups want the two addresses that are left of one subnet. */
static const char crowd[]
    = "name: crowd\n"
      "horizon: 1h\n"
      "vpc:\n"
      "  cidr: 10.0.0.0/16\n"
      "  subnets:\n"
      "    a: {cidr: 10.0.0.0/28, az_id: apne1-az4, background: 9}\n"
      "    b: {cidr: 10.0.1.0/28, az_id: apne1-az1}\n"
      "  security_groups: [s, t, u]\n"
      "runtimes:\n"
      "  - {name: late, subnets: [a, b], security_groups: [u], create_at: 1min}\n"
      "  - {name: third, subnets: [a, b], security_groups: [s], create_at: 1s}\n"
      "  - {name: first, subnets: [a, b], security_groups: [s]}\n"
      "  - {name: second, subnets: [b, a], security_groups: [t]}\n";

static const char calls[] = "name: calls\n"
                            "horizon: 10s\n"
                            "quotas: {max_vms: 1}\n"
                            "model: {cold_start: 2s, refusal_time: 3s}\n"
                            "runtimes: [{name: agent}]\n"
                            "workloads:\n"
                            "  - closed: {clients: 2, until: 4s, target: agent, session: new,\n"
                            "             duration: 1s}\n";

static EnisimSimulation *sim;
static EnisimRunSummary *summary;

static void
teardown (void)
{
  if (summary != NULL)
    enisim_run_summary_verify (summary);
  g_clear_pointer (&summary, enisim_run_summary_free);
  if (sim != NULL)
    enisim_simulation_verify (sim);
  g_clear_pointer (&sim, enisim_simulation_free);
}

static void
begin (const char *yaml)
{
  g_autoptr (EnisimScenario) scenario = load_text (yaml);
  g_autoptr (GError) error = NULL;

  sim = enisim_simulation_new (scenario, 1, 0, &error);
  ck_assert_no_error (error);
}

static void
run_until (EnisimTime deadline)
{
  ck_assert (enisim_simulation_run_until (sim, deadline, NULL));
  g_clear_pointer (&summary, enisim_run_summary_free);
  summary = enisim_run_summary_new (sim);
}

START_TEST (run_that_has_not_begun_is_all_nought)
{
  begin (calls);
  summary = enisim_run_summary_new (sim);
  ck_assert_int_eq (summary->ended_at, 0);
  ck_assert (!summary->is_complete);
  ck_assert_uint_eq (summary->n_events, 0);
  ck_assert_uint_eq (summary->n_attempts, 0);
  ck_assert_uint_eq (summary->latency_ok.n, 0);
  ck_assert_int_eq (summary->last_call_end, ENISIM_TIME_NEVER);
  ck_assert_int_eq (summary->enis_last_released_at, ENISIM_TIME_NEVER);
  ck_assert_uint_eq (summary->vms.n_series, 1);
  ck_assert_uint_eq (summary->n_runtimes_in[ENISIM_RUNTIME_ABSENT], 1);
}
END_TEST

/* In use from 0 to 2 h, retained to 3 h, gone in the last of four hours. */
START_TEST (means_are_areas_over_the_window)
{
  const EnisimSubnetSummary *subnet;

  begin (deletion);
  run_until (4 * G_TIME_SPAN_HOUR);
  subnet = &summary->subnets[0];
  ck_assert (summary->is_complete);
  ck_assert_double_eq (subnet->held.mean, 0.75);
  ck_assert_double_eq (subnet->mean_held_by[ENISIM_HOLDER_ENI_IN_USE], 0.5);
  ck_assert_double_eq (subnet->mean_held_by[ENISIM_HOLDER_ENI_RETAINED], 0.25);
  ck_assert_uint_eq (subnet->held.now, 0);
  ck_assert_uint_eq (subnet->held.peak, 1);
  ck_assert_uint_eq (subnet->held.p50, 1);
  ck_assert_uint_eq (subnet->held.n_series, 2);
  ck_assert_int_eq (subnet->held.series[1].at, 3 * G_TIME_SPAN_HOUR);
  ck_assert_uint_eq (summary->n_groups, 0);
  ck_assert_uint_eq (summary->n_enis_released, 1);
  ck_assert_int_eq (summary->enis_last_released_at, 3 * G_TIME_SPAN_HOUR);
}
END_TEST

/* Nine of the background from the start, two ENIs from then on too; the rest never comes. */
START_TEST (levels_begin_with_the_static_holders)
{
  const EnisimSubnetSummary *subnet;

  begin (crowd);
  summary = enisim_run_summary_new (sim);
  subnet = &summary->subnets[0];
  ck_assert_uint_eq (subnet->held.now, 9);
  ck_assert_uint_eq (subnet->held_by[ENISIM_HOLDER_BACKGROUND], 9);
  run_until (G_TIME_SPAN_HOUR);
  subnet = &summary->subnets[0];
  ck_assert_uint_eq (subnet->held.min, 9);
  ck_assert_uint_eq (subnet->held.series[0].min, 9);
  ck_assert_uint_eq (subnet->held.series[0].max, 11);
  ck_assert_double_eq (subnet->mean_held_by[ENISIM_HOLDER_BACKGROUND], 9.0);
}
END_TEST

START_TEST (subnet_full_of_static_holders_is_exhausted_from_the_start)
{
  begin ("name: full\n"
         "horizon: 1h\n"
         "vpc:\n"
         "  cidr: 10.0.0.0/16\n"
         "  subnets: {a: {cidr: 10.0.0.0/28, az_id: apne1-az4, background: 11}}\n");
  run_until (G_TIME_SPAN_HOUR);
  ck_assert_int_eq (summary->subnets[0].exhausted_at, 0);
  ck_assert_int_eq (summary->subnets[0].exhausted_us, G_TIME_SPAN_HOUR);
}
END_TEST

START_TEST (summary_does_not_change_when_the_run_goes_on)
{
  begin (deletion);
  run_until (G_TIME_SPAN_HOUR);
  ck_assert (enisim_simulation_run_until (sim, 4 * G_TIME_SPAN_HOUR, NULL));
  ck_assert (!summary->is_complete);
  ck_assert_int_eq (summary->ended_at, G_TIME_SPAN_HOUR);
  ck_assert_uint_eq (summary->n_groups, 1);
  ck_assert_uint_eq (summary->groups[0].n_members, 1);
  ck_assert_uint_eq (summary->groups[0].members[0], 1);
  ck_assert_uint_eq (summary->subnets[0].held.now, 1);
  ck_assert_uint_eq (summary->n_samples, 2);
}
END_TEST

START_TEST (retained_group_has_no_member)
{
  begin (deletion);
  run_until (2 * G_TIME_SPAN_HOUR);
  ck_assert_int_eq (summary->groups[0].state, ENISIM_ENI_RETAINED);
  ck_assert_uint_eq (summary->groups[0].n_members, 0);
  ck_assert_uint_eq (summary->groups[0].n_enis, 1);
}
END_TEST

START_TEST (equal_lists_of_samples_are_kept_once)
{
  begin (deletion);
  run_until (4 * G_TIME_SPAN_HOUR);
  ck_assert_uint_eq (summary->n_samples, 5);
  ck_assert_uint_eq (summary->n_eni_lists, 2);
  ck_assert_uint_eq (summary->samples[0].list, summary->samples[2].list);
  ck_assert_uint_eq (summary->eni_lists[summary->samples[0].list].n_enis, 1);
  ck_assert_uint_eq (summary->eni_lists[summary->samples[4].list].n_enis, 0);
}
END_TEST

START_TEST (groups_come_by_their_first_eni_and_members_as_in_the_scenario)
{
  begin (crowd);
  run_until (G_TIME_SPAN_HOUR);
  ck_assert_uint_eq (summary->n_groups, 2);
  ck_assert_uint_eq (summary->groups[0].enis[0].number, 1);
  ck_assert_uint_eq (summary->groups[0].n_members, 2);
  ck_assert_uint_eq (summary->groups[0].members[0], 1);
  ck_assert_uint_eq (summary->groups[0].members[1], 2);
  ck_assert_uint_eq (summary->groups[1].enis[0].number, 3);
  ck_assert_uint_eq (summary->groups[1].members[0], 3);
}
END_TEST

START_TEST (subnet_that_ran_dry_tells_when_and_how_long)
{
  begin (crowd);
  run_until (G_TIME_SPAN_HOUR);
  ck_assert_int_eq (summary->subnets[0].exhausted_at, 0);
  ck_assert_int_eq (summary->subnets[0].exhausted_us, G_TIME_SPAN_HOUR);
  ck_assert_uint_eq (summary->subnets[0].n_denied, 1);
  ck_assert_uint_eq (summary->subnets[0].smallest_prefix, 0);
  ck_assert_int_eq (summary->subnets[1].exhausted_at, ENISIM_TIME_NEVER);
  ck_assert_int_eq (summary->subnets[1].exhausted_us, 0);
  ck_assert_uint_eq (summary->subnets[1].held.peak, 3);
  ck_assert_uint_eq (summary->n_creates_failed, 1);
  ck_assert_uint_eq (summary->n_enis_failed, 1);
  ck_assert_uint_eq (summary->n_runtimes_in[ENISIM_RUNTIME_CREATE_FAILED], 1);
  ck_assert_int_eq (summary->runtime_statuses[0], ENISIM_RUNTIME_CREATE_FAILED);
}
END_TEST

/* One client is admitted at 0 and again at 3 s, when the other's refusal ends too: no VM may be
 * made, for the first one idles.  So three of four calls are refused. */
START_TEST (calls_are_told_by_their_outcome_and_latency)
{
  begin (calls);
  run_until (10 * G_TIME_SPAN_SECOND);
  ck_assert_uint_eq (summary->n_attempts, 4);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_OK], 1);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_QUOTA], 3);
  ck_assert_int_eq (summary->latency_ok.max_us, 3 * G_TIME_SPAN_SECOND);
  ck_assert_double_eq (summary->latency_refused.mean_us, 3.0 * G_TIME_SPAN_SECOND);
  ck_assert_int_eq (summary->last_call_end, 6 * G_TIME_SPAN_SECOND);
  ck_assert_uint_eq (summary->vms_in[ENISIM_SESSION_IDLE], 1);
  ck_assert_double_eq (summary->mean_vms_in[ENISIM_SESSION_PROVISIONING], 0.2);
  ck_assert_double_eq (summary->vms.mean, 1.0);
}
END_TEST

START_TEST (call_in_flight_is_open)
{
  begin (calls);
  run_until (G_TIME_SPAN_SECOND);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_OPEN], 1);
  ck_assert_uint_eq (summary->n_attempts, 2);
  ck_assert_uint_eq (summary->n_cold, 1);
  ck_assert (isnan (summary->latency_ok.mean_us));
}
END_TEST

static const struct
{
  guint n_held, prefix;
} prefixes[] = { { 0, 28 },   { 1, 28 },   { 11, 28 },  { 12, 27 },  { 27, 27 },
                 { 28, 26 },  { 59, 26 },  { 60, 25 },  { 123, 25 }, { 124, 24 },
                 { 251, 24 }, { 252, 23 }, { 507, 23 }, { 508, 22 }, { 65531, 16 } };

START_TEST (smallest_prefix_has_room_for_the_peak)
{
  g_autofree char *yaml
      = g_strdup_printf ("name: held\n"
                         "horizon: 1s\n"
                         "vpc:\n"
                         "  cidr: 10.0.0.0/16\n"
                         "  subnets: {a: {cidr: 10.0.0.0/16, az_id: apne1-az4, background: %u}}\n",
                         prefixes[_i].n_held);

  begin (yaml);
  run_until (G_TIME_SPAN_SECOND);
  ck_assert_uint_eq (summary->subnets[0].held.peak, prefixes[_i].n_held);
  ck_assert_uint_eq (summary->subnets[0].smallest_prefix, prefixes[_i].prefix);
}
END_TEST

/* What verify must not let pass; each spoils one figure. */
static void
spoil_holder (void)
{
  summary->subnets[0].held_by[ENISIM_HOLDER_NAT_GATEWAY]++;
}

static void
spoil_peak (void)
{
  summary->subnets[0].held.peak = summary->subnets[0].capacity + 1;
}

static void
spoil_created (void)
{
  summary->n_enis_created++;
}

static void
spoil_attempts (void)
{
  summary->n_attempts++;
}

static void
spoil_cold (void)
{
  summary->n_cold++;
}

static void
spoil_release (void)
{
  summary->enis_last_released_at = ENISIM_TIME_NEVER;
}

static void (*const spoils[]) (void)
    = { spoil_holder, spoil_peak, spoil_created, spoil_attempts, spoil_cold, spoil_release };

START_TEST (contradiction_aborts)
{
  begin (crowd);
  run_until (G_TIME_SPAN_HOUR);
  enisim_run_summary_verify (summary);
  spoils[_i]();
  enisim_run_summary_verify (summary);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("sim/run-summary");
  TCase *tcase = tcase_create ("all");

  tcase_add_checked_fixture (tcase, NULL, teardown);
  tcase_add_test (tcase, run_that_has_not_begun_is_all_nought);
  tcase_add_test (tcase, means_are_areas_over_the_window);
  tcase_add_test (tcase, levels_begin_with_the_static_holders);
  tcase_add_test (tcase, subnet_full_of_static_holders_is_exhausted_from_the_start);
  tcase_add_test (tcase, summary_does_not_change_when_the_run_goes_on);
  tcase_add_test (tcase, retained_group_has_no_member);
  tcase_add_test (tcase, equal_lists_of_samples_are_kept_once);
  tcase_add_test (tcase, groups_come_by_their_first_eni_and_members_as_in_the_scenario);
  tcase_add_test (tcase, subnet_that_ran_dry_tells_when_and_how_long);
  tcase_add_test (tcase, calls_are_told_by_their_outcome_and_latency);
  tcase_add_test (tcase, call_in_flight_is_open);
  tcase_add_loop_test (tcase, smallest_prefix_has_room_for_the_peak, 0, G_N_ELEMENTS (prefixes));
  if (enisim_check_forks ())
    tcase_add_loop_test_raise_signal (tcase, contradiction_aborts, SIGABRT, 0,
                                      G_N_ELEMENTS (spoils));
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
