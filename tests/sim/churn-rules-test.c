/* churn-rules-test.c
 *
 * Goal: the rules of stacks that come and go (model.md "Workloads and churn").
 * Method: stacks at known instants; what an observer is told of them and of their security groups,
 * and the addresses held in between.  The long run is compared with its closed form.
 */
#include "sim/sim-check.h"

#include <math.h>

#include "stats/erlang-b.h"

#define HOUR G_TIME_SPAN_HOUR

#define VPC                                                                                        \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets:\n"                                                                                   \
  "    a: {cidr: 10.0.2.0/28, az: za}\n"                                                           \
  "    b: {cidr: 10.0.3.0/28, az: zb}\n"                                                           \
  "  security_groups: [shared]\n"

static EnisimSimulation *sim;
static EnisimRunSummary *summary;
static GString *told;
static gboolean only_first; /* what is told is of the first churn, whose name is s */

static void
setup (void)
{
  sim = NULL;
  summary = NULL;
  told = g_string_new (NULL);
  only_first = FALSE;
}

static void
teardown (void)
{
  if (sim != NULL)
    enisim_simulation_verify (sim);
  g_clear_pointer (&sim, enisim_simulation_free);
  g_clear_pointer (&summary, enisim_run_summary_free);
  g_string_free (told, TRUE);
}

static void
note_change (EnisimSimulation *s G_GNUC_UNUSED, const EnisimChange *change,
             gpointer user_data G_GNUC_UNUSED)
{
  const double hours = (double) change->at / (double) HOUR;

  if (change->kind == ENISIM_CHANGE_STACK && !(only_first && change->churn > 0))
    g_string_append_printf (told, "%g:%u %s, ", hours, change->stack, change->cause);
  if (change->kind == ENISIM_CHANGE_SECURITY_GROUP)
    g_string_append_printf (told, "%g:%s %s, ", hours, change->security_group, change->cause);
}

static void
run (const char *yaml)
{
  g_autoptr (EnisimScenario) scenario = load_text (yaml);
  g_autoptr (GError) error = NULL;

  sim = enisim_simulation_new (scenario, 1, 0, &error);
  ck_assert_no_error (error);
  enisim_simulation_observe (sim, note_change, NULL, NULL);
  while (enisim_simulation_get_now (sim) < scenario->horizon)
    {
      const EnisimTime next = enisim_simulation_get_now (sim) + scenario->horizon / 64 + 1;

      enisim_simulation_run_until (sim, MIN (next, scenario->horizon), &error);
      ck_assert_no_error (error);
      enisim_simulation_verify (sim);
    }
  summary = enisim_run_summary_new (sim);
  enisim_run_summary_verify (summary);
}

/* What was told, in order: "hours:what cause, ". */
static void
assert_told (const char *expected)
{
  ck_assert_str_eq (told->str, expected);
}

/* Held addresses of subnet a after each change: "hours:held ". */
static void
assert_held (const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const EnisimLevelSummary *held = &summary->subnets[0].held;

  ck_assert_int_eq (held->series_grain_us, 1);
  for (guint i = 0; i < held->n_series; i++)
    g_string_append_printf (text, "%g:%u ", (double) held->series[i].at / (double) HOUR,
                            (guint) held->series[i].last);
  ck_assert_str_eq (text->str, expected);
}

static void
assert_counts (guint n_arrived, guint n_failed, guint n_deleted, guint n_alive)
{
  const EnisimChurnSummary *churn = &summary->churns[0];

  ck_assert_uint_eq (churn->n_arrived, n_arrived);
  ck_assert_uint_eq (churn->n_failed, n_failed);
  ck_assert_uint_eq (churn->n_deleted, n_deleted);
  ck_assert_uint_eq (churn->n_alive, n_alive);
}

static void
assert_failed_by (EnisimStackFailure failure, guint n)
{
  for (guint i = 0; i < ENISIM_N_STACK_FAILURES; i++)
    ck_assert_uint_eq (summary->churns[0].n_failed_by[i], i == (guint) failure ? n : 0);
}

START_TEST (stack_is_made_at_its_arrival_and_deleted_a_lifetime_later)
{
  run ("horizon: 20h\n" VPC "churn: [{name: s, every: 4h, from: 1h, until: 6h, lifetime: 2h, "
       "security_group: shared, subnets: [a, b]}]\n");
  assert_told ("1:1 made, 3:1 deleted, 5:2 made, 7:2 deleted, ");
  assert_held ("0:0 1:1 15:0 ");
  assert_counts (2, 0, 2, 0);
  ck_assert_uint_eq (summary->churns[0].n_alive_peak, 1);
  ck_assert_int_eq (summary->churns[0].alive_peak_at, HOUR);
  ck_assert_double_eq_tol (summary->churns[0].mean_alive, 4.0 / 20.0, 1e-12);
}
END_TEST

START_TEST (lifetime_counts_from_the_request_and_not_from_ready)
{
  run ("horizon: 20h\nmodel: {ready_delay: 1h}\n" VPC
       "churn: [{name: s, every: 100h, lifetime: 2h, security_group: shared, subnets: [a]}]\n");
  assert_told ("0:1 made, 2:1 deleted, ");
}
END_TEST

/* The request would be refused of anybody else. */
START_TEST (deletion_waits_for_a_runtime_in_motion_whatever_control_conflict_says)
{
  run ("horizon: 20h\nmodel: {ready_delay: 3h, control_conflict: refuse}\n" VPC
       "churn: [{name: s, every: 100h, lifetime: 2h, security_group: own, subnets: [a]}]\n");
  assert_told ("0:s-1 made, 0:1 made, 3:1 deleted, 11:s-1 deleted, ");
  ck_assert_uint_eq (summary->n_control_refused, 0);
}
END_TEST

START_TEST (stacks_of_one_named_security_group_share_their_enis)
{
  run ("horizon: 6h\n" VPC "churn: [{name: s, every: 1h, lifetime: 90min, "
       "security_group: shared, runtimes: 3, subnets: [a, b]}]\n");
  ck_assert_uint_eq (summary->n_enis_created, 2);
  ck_assert_uint_eq (summary->n_enis_taken_back, 0);
  assert_held ("0:1 ");
}
END_TEST

START_TEST (stacks_of_their_own_security_groups_share_none)
{
  run ("horizon: 3h\n" VPC "churn: [{name: s, every: 1h, lifetime: 30min, "
       "security_group: own, runtimes: 3, subnets: [a, b]}]\n");
  ck_assert_uint_eq (summary->n_enis_created, 8);
  assert_held ("0:1 1:2 2:3 3:4 ");
}
END_TEST

START_TEST (own_security_group_is_swept_with_its_last_eni)
{
  run ("horizon: 20h\n" VPC "churn: [{name: s, every: 100h, lifetime: 2h, "
       "security_group: own, runtimes: 2, subnets: [a, b]}]\n");
  assert_told ("0:s-1 made, 0:1 made, 2:1 deleted, 10:s-1 deleted, ");
  ck_assert_uint_eq (summary->churns[0].n_own_sgs, 0);
  ck_assert_uint_eq (summary->churns[0].n_own_sgs_peak, 1);
}
END_TEST

START_TEST (orphaned_security_group_is_given_up_and_stays)
{
  run ("horizon: 20h\nmodel: {stack_delete_gives_up: 30min}\n" VPC
       "churn: [{name: s, every: 100h, lifetime: 2h, security_group: own, cleanup: orphaned, "
       "subnets: [a, b]}]\n");
  assert_told ("0:s-1 made, 0:1 made, 2:1 deleted, 2.5:s-1 given up, ");
  assert_held ("0:1 10:0 ");
  ck_assert_uint_eq (summary->churns[0].n_own_sgs, 1);
  ck_assert_uint_eq (summary->churns[0].n_orphaned, 1);
}
END_TEST

START_TEST (own_security_groups_count_against_the_quota)
{
  run ("horizon: 10h\nquotas: {security_groups: 3}\nmodel: {eni_retention: 90min}\n" VPC
       "churn: [{name: s, every: 1h, until: 5h, lifetime: 30min, security_group: own, "
       "subnets: [a]}]\n");
  assert_told ("0:s-1 made, 0:1 made, 0.5:1 deleted, 1:s-2 made, 1:2 made, 1.5:2 deleted, "
               "2:s-1 deleted, 2:s-3 made, 2:3 made, 2.5:3 deleted, 3:s-2 deleted, 3:s-4 made, "
               "3:4 made, 3.5:4 deleted, 4:s-3 deleted, 4:s-5 made, 4:5 made, 4.5:5 deleted, "
               "5:s-4 deleted, 6:s-5 deleted, ");
  assert_counts (5, 0, 5, 0);
}
END_TEST

/* Two orphans and the VPC's own are all that there may be. */
START_TEST (orphaned_security_groups_fill_the_quota_for_ever)
{
  run ("horizon: 10h\nquotas: {security_groups: 3}\nmodel: {eni_retention: 1h}\n" VPC
       "churn: [{name: s, every: 4h, lifetime: 30min, security_group: own, cleanup: orphaned, "
       "subnets: [a]}]\n");
  assert_counts (3, 1, 2, 0);
  assert_failed_by (ENISIM_STACK_FAILURE_SECURITY_GROUPS, 1);
  ck_assert_uint_eq (summary->churns[0].n_own_sgs, 2);
}
END_TEST

/* What goes comes before what the control plane gives up. */
START_TEST (eni_that_goes_as_its_security_group_is_given_up_lets_it_go)
{
  run ("horizon: 20h\nmodel: {eni_retention: 30min, stack_delete_gives_up: 30min}\n" VPC
       "churn: [{name: s, every: 100h, lifetime: 2h, security_group: own, cleanup: orphaned, "
       "subnets: [a, b]}]\n");
  assert_told ("0:s-1 made, 0:1 made, 2:1 deleted, 2.5:s-1 deleted, ");
  ck_assert_uint_eq (summary->churns[0].n_orphaned, 0);
}
END_TEST

START_TEST (deletion_gives_up_after_seventeen_minutes)
{
  run ("horizon: 20h\nmodel: {eni_retention: 17min}\n" VPC
       "churn: [{name: s, every: 100h, lifetime: 1h, security_group: own, cleanup: orphaned, "
       "subnets: [a]}]\n");
  ck_assert_uint_eq (summary->churns[0].n_orphaned, 0);
  enisim_simulation_free (g_steal_pointer (&sim));
  g_clear_pointer (&summary, enisim_run_summary_free);
  run ("horizon: 20h\nmodel: {eni_retention: 1021s}\n" VPC
       "churn: [{name: s, every: 100h, lifetime: 1h, security_group: own, cleanup: orphaned, "
       "subnets: [a]}]\n");
  ck_assert_uint_eq (summary->churns[0].n_orphaned, 1);
}
END_TEST

/* use1-az3 has no runtimes (facts.md section 3). */
START_TEST (stack_in_an_unsupported_zone_fails_and_takes_nothing)
{
  run ("horizon: 1h\nregion: us-east-1\n"
       "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.2.0/28, az_id: use1-az3}}}\n"
       "churn: [{name: s, every: 2h, lifetime: 30min, security_group: own, subnets: [a]}]\n");
  assert_told ("0:s-1 made, 0:1 failed, 0:s-1 deleted, ");
  assert_failed_by (ENISIM_STACK_FAILURE_STATIC, 1);
  assert_held ("0:0 ");
}
END_TEST

/* Subnet a has 11 addresses and b 2; what a gave to a create that b failed is held 18 min. */
START_TEST (failed_create_ends_the_stack_at_its_arrival)
{
  run ("horizon: 4h\n"
       "vpc:\n"
       "  cidr: 10.0.0.0/16\n"
       "  subnets:\n"
       "    a: {cidr: 10.0.2.0/28, az: za}\n"
       "    b: {cidr: 10.0.3.0/28, az: zb, background: 9}\n"
       "churn: [{name: s, every: 1h, lifetime: 30min, security_group: own, subnets: [a, b]}]\n");
  assert_told ("0:s-1 made, 0:1 made, 0.5:1 deleted, 1:s-2 made, 1:2 made, 1.5:2 deleted, "
               "2:s-3 made, 2:3 failed, 2.3:s-3 deleted, 3:s-4 made, 3:4 failed, "
               "3.3:s-4 deleted, 4:s-5 made, 4:5 failed, ");
  assert_held ("0:1 1:2 2:3 2.3:2 3:3 3.3:2 4:3 ");
  assert_counts (5, 3, 2, 0);
  assert_failed_by (ENISIM_STACK_FAILURE_ADDRESSES, 3);
  ck_assert_int_eq (summary->churns[0].first_failed_at, 2 * HOUR);
  ck_assert_uint_eq (summary->n_creates_failed, 3);
  ck_assert_uint_eq (summary->subnets[1].n_denied, 3);
}
END_TEST

START_TEST (stack_without_any_eni_leaves_no_security_group)
{
  run ("horizon: 1h\n"
       "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.2.0/28, az: za, background: 11}}}\n"
       "churn: [{name: s, every: 2h, lifetime: 30min, security_group: own, cleanup: orphaned, "
       "subnets: [a]}]\n");
  assert_told ("0:s-1 made, 0:1 failed, 0:s-1 deleted, ");
}
END_TEST

START_TEST (stack_fails_at_the_eni_quota_and_for_want_of_addresses_together)
{
  run ("horizon: 1h\nquotas: {enis_per_az: 0}\n"
       "vpc:\n"
       "  cidr: 10.0.0.0/16\n"
       "  subnets:\n"
       "    a: {cidr: 10.0.2.0/28, az: za}\n"
       "    b: {cidr: 10.0.3.0/28, az: zb, background: 11}\n"
       "churn: [{name: s, every: 2h, lifetime: 30min, security_group: own, subnets: [a, b]}]\n");
  assert_counts (1, 1, 0, 0);
  ck_assert_uint_eq (summary->churns[0].n_failed_by[ENISIM_STACK_FAILURE_ADDRESSES], 1);
  ck_assert_uint_eq (summary->churns[0].n_failed_by[ENISIM_STACK_FAILURE_ENI_QUOTA], 1);
}
END_TEST

/* The subnet has room for 11: of the 12th arrival's instant is the end of the first's retention. */
START_TEST (address_that_is_freed_at_an_arrival_serves_it)
{
  run ("horizon: 12h\nmodel: {eni_retention: 10h}\n" VPC
       "churn: [{name: s, every: 1h, lifetime: 1h, security_group: own, subnets: [a]}]\n");
  assert_counts (13, 0, 12, 1);
  ck_assert_uint_eq (summary->subnets[0].held.peak, 11);
}
END_TEST

/* The arrival was booked with the one before it, the deletion after that. */
START_TEST (arrival_comes_before_the_deletion_of_its_instant)
{
  run ("horizon: 2h\n" VPC
       "churn: [{name: s, every: 1h, lifetime: 1h, security_group: shared, subnets: [a]}]\n");
  assert_told ("0:1 made, 1:2 made, 1:1 deleted, 2:3 made, 2:2 deleted, ");
  ck_assert_uint_eq (summary->n_enis_taken_back, 0);
  ck_assert_uint_eq (summary->churns[0].n_alive_peak, 2);
}
END_TEST

START_TEST (churn_comes_after_the_timeline_of_its_instant)
{
  run ("horizon: 2h\n" VPC "runtimes: [{name: r, subnets: [a], security_groups: [shared]}]\n"
       "timeline: [{at: 1h, delete: r}]\n"
       "churn: [{name: s, every: 4h, from: 1h, lifetime: 30min, security_group: shared, subnets: "
       "[a]}]\n");
  ck_assert_uint_eq (summary->n_enis_taken_back, 1);
}
END_TEST

START_TEST (stack_without_a_lifetime_is_gone_at_once)
{
  run ("horizon: 2h\n" VPC
       "churn: [{name: s, every: 1h, lifetime: 0s, security_group: own, subnets: [a]}]\n");
  assert_told ("0:s-1 made, 0:1 made, 0:1 deleted, 1:s-2 made, 1:2 made, 1:2 deleted, "
               "2:s-3 made, 2:3 made, 2:3 deleted, ");
}
END_TEST

START_TEST (new_generation_replaces_the_one_before_after_the_overlap)
{
  run ("horizon: 9h\n" VPC
       "churn: [{blue_green: {name: g, every: 4h, overlap: 1h, runtimes: 2, security_group: own, "
       "subnets: [a]}}]\n");
  assert_told ("0:g-1 made, 0:1 made, 4:g-2 made, 4:2 made, 5:1 deleted, 8:g-3 made, 8:3 made, "
               "9:2 deleted, ");
  assert_counts (3, 0, 2, 1);
  ck_assert_uint_eq (summary->n_runtimes_in[ENISIM_RUNTIME_READY], 2);
}
END_TEST

START_TEST (generations_of_a_named_security_group_share_their_enis)
{
  run ("horizon: 9h\n" VPC
       "churn: [{blue_green: {name: g, every: 4h, overlap: 1h, security_group: shared, "
       "subnets: [a, b]}}]\n");
  ck_assert_uint_eq (summary->n_enis_created, 2);
  assert_held ("0:1 ");
}
END_TEST

/* The second generation finds no address, the third finds the one that has been freed by then. */
START_TEST (generation_that_fails_leaves_the_one_before_in_place)
{
  run ("horizon: 10h\nmodel: {eni_retention: 1h}\n"
       "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.2.0/28, az: za, background: 9}}}\n"
       "churn:\n"
       "  - blue_green: {name: g, every: 4h, overlap: 1h, security_group: own, subnets: [a]}\n"
       "  - {name: s, every: 100h, from: 2h, lifetime: 3h, security_group: own, subnets: [a]}\n");
  assert_told ("0:g-1 made, 0:1 made, 2:s-1 made, 2:1 made, 4:g-2 made, 4:2 failed, "
               "4:g-2 deleted, 5:1 deleted, 6:s-1 deleted, 8:g-3 made, 8:3 made, 9:1 deleted, "
               "10:g-1 deleted, ");
  assert_counts (3, 1, 1, 1);
}
END_TEST

START_TEST (redeployment_that_changes_nothing_makes_no_eni)
{
  run ("horizon: 5h\n" VPC
       "runtimes: [{name: r, count: 3, subnets: [a, b], security_groups: [shared]}]\n"
       "churn: [{redeploy: {name: n, every: 1h, from: 1h, target: r}}]\n");
  assert_told ("1:1 made, 2:2 made, 3:3 made, 4:4 made, 5:5 made, ");
  assert_held ("0:1 ");
  ck_assert_uint_eq (summary->n_enis_created, 2);
  ck_assert_uint_eq (summary->n_enis_taken_back, 0);
  ck_assert_uint_eq (summary->n_updates, 15);
  assert_counts (5, 0, 0, 0);
}
END_TEST

/* The old version lets its ENIs go once the new one is there. */
START_TEST (redeployment_with_its_own_security_group_makes_enis_beside_the_old_ones)
{
  run ("horizon: 20h\n" VPC
       "runtimes: [{name: r, count: 2, subnets: [a], security_groups: [shared]}]\n"
       "churn: [{redeploy: {name: n, every: 10h, from: 1h, target: [r_0, r_1], security_group: "
       "own}}]\n");
  assert_told ("1:n-1 made, 1:1 made, 11:n-2 made, 11:2 made, 19:n-1 deleted, ");
  assert_held ("0:1 1:2 9:1 11:2 19:1 ");
  ck_assert_uint_eq (summary->churns[0].n_own_sgs, 1);
}
END_TEST

START_TEST (redeployment_of_what_is_not_there_is_refused)
{
  run ("horizon: 2h\n" VPC
       "runtimes: [{name: r, subnets: [a], security_groups: [shared], create_at: never}]\n"
       "churn: [{redeploy: {name: n, every: 3h, target: r}}]\n");
  assert_counts (1, 1, 0, 0);
  assert_failed_by (ENISIM_STACK_FAILURE_REFUSED, 1);
}
END_TEST

START_TEST (redeployment_that_finds_no_address_leaves_the_version_before)
{
  run ("horizon: 3h\n"
       "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.2.0/28, az: za, background: 10}}, "
       "security_groups: [g]}\n"
       "runtimes: [{name: r, subnets: [a], security_groups: [g]}]\n"
       "churn: [{redeploy: {name: n, every: 1h, from: 1h, until: 3h, target: r, "
       "security_group: own}}]\n");
  assert_told ("1:n-1 made, 1:1 failed, 2:n-2 made, 2:2 failed, 2:n-1 deleted, ");
  assert_counts (2, 2, 0, 0);
  assert_failed_by (ENISIM_STACK_FAILURE_ADDRESSES, 2);
  assert_held ("0:11 ");
  ck_assert_int_eq (summary->runtime_statuses[0], ENISIM_RUNTIME_UPDATE_FAILED);
}
END_TEST

/* Version 2 brought n-1, and its ENIs went 8 h after version 3 took over. */
START_TEST (version_whose_own_security_group_was_swept_is_pointed_to_in_vain)
{
  run ("horizon: 20h\n" VPC "runtimes: [{name: r, subnets: [a], security_groups: [shared]}]\n"
       "churn: [{redeploy: {name: n, every: 1h, from: 1h, until: 3h, target: r, "
       "security_group: own}}]\n"
       "timeline: [{at: 15h, point: r, endpoint: DEFAULT, version: 2}]\n");
  assert_told ("1:n-1 made, 1:1 made, 2:n-2 made, 2:2 made, 10:n-1 deleted, ");
  ck_assert_uint_eq (summary->n_denials[ENISIM_DENIAL_SECURITY_GROUP_GONE], 1);
  ck_assert_uint_eq (summary->n_creates_failed, 1);
  ck_assert_uint_eq (summary->n_enis_created, 3);
}
END_TEST

/* The second redeployment replaces the first one's security group, which no ENI names yet. */
START_TEST (update_that_waited_until_its_own_security_group_was_swept_fails)
{
  run ("horizon: 20h\nmodel: {ready_delay: 3h}\n" VPC
       "runtimes: [{name: r, subnets: [a], security_groups: [shared]}]\n"
       "churn: [{redeploy: {name: n, every: 1h, from: 1h, until: 3h, target: r, "
       "security_group: own}}]\n");
  assert_told ("1:n-1 made, 1:1 made, 2:n-2 made, 2:2 made, 2:n-1 deleted, ");
  ck_assert_uint_eq (summary->n_denials[ENISIM_DENIAL_SECURITY_GROUP_GONE], 1);
  ck_assert_uint_eq (summary->n_creates_failed, 1);
  ck_assert_uint_eq (summary->n_enis_created, 2);
}
END_TEST

/* Of four the first is through by 8 h, and the second on its way. */
START_TEST (redeployments_whose_updates_wait_at_the_end_are_counted)
{
  run ("horizon: 10h\nmodel: {ready_delay: 4h}\n" VPC
       "runtimes: [{name: r, subnets: [a], security_groups: [shared]}]\n"
       "churn: [{redeploy: {name: n, every: 1h, from: 1h, until: 5h, target: r}}]\n");
  assert_counts (4, 0, 0, 0);
  ck_assert_uint_eq (summary->churns[0].n_waiting, 2);
}
END_TEST

/* Nor does the timeline's update count. */
START_TEST (redeployment_waits_once_whatever_the_number_of_its_targets)
{
  run ("horizon: 3h\nmodel: {ready_delay: 4h}\n" VPC
       "runtimes: [{name: r, count: 2, subnets: [a], security_groups: [shared]}]\n"
       "churn: [{redeploy: {name: n, every: 1h, from: 1h, until: 2h, target: r}},\n"
       "        {redeploy: {name: m, every: 9h, from: 2h, target: r_1}}]\n"
       "timeline: [{at: 1h, update: r}]\n");
  ck_assert_uint_eq (summary->churns[0].n_waiting, 1);
  ck_assert_uint_eq (summary->churns[1].n_waiting, 1);
}
END_TEST

START_TEST (stack_s_runtimes_are_called_by_its_number)
{
  run ("horizon: 1h\n" VPC
       "churn: [{name: s, every: 1h, lifetime: 2h, security_group: shared, subnets: [a]}, "
       "{name: t, every: 2h, lifetime: 2h, runtimes: 2, security_group: shared, subnets: [a]}]\n");
  ck_assert_uint_eq (summary->n_runtimes, 4);
  ck_assert_str_eq (summary->runtime_names[0], "s-1");
  ck_assert_str_eq (summary->runtime_names[1], "t-1_0");
  ck_assert_str_eq (summary->runtime_names[2], "t-1_1");
  ck_assert_str_eq (summary->runtime_names[3], "s-2");
}
END_TEST

START_TEST (records_are_as_many_as_stacks_are_alive_at_once)
{
  run ("horizon: 1000h\n" VPC
       "churn: [{name: s, every: 1h, lifetime: 90min, runtimes: 2, security_group: shared, "
       "subnets: [a]}]\n");
  assert_counts (1001, 0, 999, 2);
  ck_assert_uint_eq (sim->n_runtimes, 4);
  ck_assert_uint_eq (sim->churn.stacks.n_places, 2);
  ck_assert_uint_eq (summary->n_runtimes_in[ENISIM_RUNTIME_READY], 4);
  ck_assert_uint_eq (summary->n_runtimes_in[ENISIM_RUNTIME_ABSENT], 0);
}
END_TEST

START_TEST (warm_up_is_not_counted)
{
  run ("warm_up: 5h\nhorizon: 10h\n" VPC
       "churn: [{name: s, every: 1h, lifetime: 90min, security_group: own, subnets: [a]}]\n");
  assert_counts (5, 0, 5, 2);
  ck_assert_uint_eq (summary->churns[0].n_alive_peak, 2);
  ck_assert_uint_eq (summary->churns[0].n_own_sgs_peak, 10);
}
END_TEST

/* What happens to the stacks of the first churn. */
static char *
run_first_of (const char *others)
{
  g_autofree char *yaml = g_strconcat (
      "horizon: 20h\n" VPC "churn:\n"
      "  - {name: s, rate: 1/h, lifetime: {exponential: 40min}, security_group: own, subnets: "
      "[a]}\n",
      others, NULL);

  only_first = TRUE;
  g_string_truncate (told, 0);
  run (yaml);
  g_clear_pointer (&sim, enisim_simulation_free);
  g_clear_pointer (&summary, enisim_run_summary_free);
  return g_strdup (told->str);
}

START_TEST (another_churn_shifts_no_draw_of_this_one)
{
  g_autofree char *alone = run_first_of ("");
  g_autofree char *beside = run_first_of (
      "  - {name: t, rate: 9/h, lifetime: {exponential: 1h}, security_group: shared, subnets: "
      "[b]}\n");

  ck_assert_str_eq (alone, beside);
  ck_assert_uint_gt (strlen (alone), 200);
}
END_TEST

/* Of 59 addresses, 12 stacks an hour that hold one for 40 min and 8 h: 104 erlang.  A hundred days;
 * of the share of stacks that fail the tolerance is five deviations of independent stacks, doubled
 * for their dependence. */
START_TEST (failed_stacks_are_those_of_the_erlang_loss_formula)
{
  const double blocking = enisim_erlang_b (59, 12.0 * (2.0 / 3.0 + 8.0));
  double n;

  summary = run_text ("warm_up: 2d\nhorizon: 102d\nmodel: {failed_create_retention: 0s}\n"
                      "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.2.0/26, az: za}}}\n"
                      "churn: [{name: s, rate: 12/h, lifetime: {exponential: 40min}, "
                      "security_group: own, subnets: [a]}]\n",
                      (guint64) _i);
  n = (double) summary->churns[0].n_arrived;
  ck_assert_double_eq_tol (n, 28800, 5 * sqrt (28800));
  ck_assert_double_eq_tol ((double) summary->churns[0].n_failed / n, blocking,
                           10 * sqrt (blocking * (1 - blocking) / n));
}
END_TEST

/* Little's law: alive are lambda E[S]. */
START_TEST (alive_stacks_follow_littles_law)
{
  summary = run_text ("warm_up: 2d\nhorizon: 102d\nquotas: {limits: off}\n"
                      "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.2.0/24, az: za}}, "
                      "security_groups: [shared]}\n"
                      "churn: [{name: s, rate: 12/h, lifetime: {exponential: 40min}, "
                      "security_group: shared, subnets: [a]}]\n",
                      (guint64) _i);
  ck_assert_double_eq_tol (summary->churns[0].mean_alive, 8.0, 0.35);
}
END_TEST

static TCase *
add_case (Suite *suite, const char *name)
{
  TCase *tests = tcase_create (name);

  tcase_add_checked_fixture (tests, setup, teardown);
  suite_add_tcase (suite, tests);
  return tests;
}

static void
add_failures (TCase *tests)
{
  tcase_add_test (tests, failed_create_ends_the_stack_at_its_arrival);
  tcase_add_test (tests, stack_in_an_unsupported_zone_fails_and_takes_nothing);
  tcase_add_test (tests, stack_without_any_eni_leaves_no_security_group);
  tcase_add_test (tests, stack_fails_at_the_eni_quota_and_for_want_of_addresses_together);
  tcase_add_test (tests, generation_that_fails_leaves_the_one_before_in_place);
}

static Suite *
churn_rules_suite (void)
{
  Suite *suite = suite_create ("sim/churn-rules");
  TCase *stacks = add_case (suite, "stacks");
  TCase *security_groups = add_case (suite, "security groups");
  TCase *instants = add_case (suite, "instants");
  TCase *generations = add_case (suite, "generations");
  TCase *redeployments = add_case (suite, "redeployments");
  TCase *figures = add_case (suite, "figures");

  tcase_add_test (stacks, stack_is_made_at_its_arrival_and_deleted_a_lifetime_later);
  tcase_add_test (stacks, lifetime_counts_from_the_request_and_not_from_ready);
  tcase_add_test (stacks, deletion_waits_for_a_runtime_in_motion_whatever_control_conflict_says);
  tcase_add_test (stacks, stacks_of_one_named_security_group_share_their_enis);
  tcase_add_test (stacks, stacks_of_their_own_security_groups_share_none);
  tcase_add_test (stacks, stack_s_runtimes_are_called_by_its_number);
  tcase_add_test (stacks, records_are_as_many_as_stacks_are_alive_at_once);
  tcase_add_test (stacks, another_churn_shifts_no_draw_of_this_one);

  tcase_add_test (security_groups, own_security_group_is_swept_with_its_last_eni);
  tcase_add_test (security_groups, orphaned_security_group_is_given_up_and_stays);
  tcase_add_test (security_groups, eni_that_goes_as_its_security_group_is_given_up_lets_it_go);
  tcase_add_test (security_groups, deletion_gives_up_after_seventeen_minutes);
  tcase_add_test (security_groups, own_security_groups_count_against_the_quota);
  tcase_add_test (security_groups, orphaned_security_groups_fill_the_quota_for_ever);

  add_failures (add_case (suite, "failures"));

  tcase_add_test (instants, address_that_is_freed_at_an_arrival_serves_it);
  tcase_add_test (instants, arrival_comes_before_the_deletion_of_its_instant);
  tcase_add_test (instants, churn_comes_after_the_timeline_of_its_instant);
  tcase_add_test (instants, stack_without_a_lifetime_is_gone_at_once);

  tcase_add_test (generations, new_generation_replaces_the_one_before_after_the_overlap);
  tcase_add_test (generations, generations_of_a_named_security_group_share_their_enis);

  tcase_add_test (redeployments, redeployment_that_changes_nothing_makes_no_eni);
  tcase_add_test (redeployments,
                  redeployment_with_its_own_security_group_makes_enis_beside_the_old_ones);
  tcase_add_test (redeployments, redeployment_of_what_is_not_there_is_refused);
  tcase_add_test (redeployments, redeployment_that_finds_no_address_leaves_the_version_before);
  tcase_add_test (redeployments, version_whose_own_security_group_was_swept_is_pointed_to_in_vain);
  tcase_add_test (redeployments, redeployments_whose_updates_wait_at_the_end_are_counted);
  tcase_add_test (redeployments, redeployment_waits_once_whatever_the_number_of_its_targets);
  tcase_add_test (redeployments, update_that_waited_until_its_own_security_group_was_swept_fails);

  tcase_add_test (figures, warm_up_is_not_counted);
  tcase_add_loop_test (figures, failed_stacks_are_those_of_the_erlang_loss_formula, 0, 3);
  tcase_add_loop_test (figures, alive_stacks_follow_littles_law, 0, 3);
  return suite;
}

ENISIM_TEST_MAIN (churn_rules_suite)
