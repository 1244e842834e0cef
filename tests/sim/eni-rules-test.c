/* eni-rules-test.c
 *
 * Goal: the rules of ENIs and of the runtimes that hold them (model.md "ENI pool", "Runtimes").
 * Method: a timeline of creates and deletes; samples show which addresses are held when.
 */
#include "sim/sim-check.h"

#define VPC                                                                                        \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets:\n"                                                                                   \
  "    a: {cidr: 10.0.2.0/24, az: za}\n"                                                           \
  "    b: {cidr: 10.0.3.0/28, az: zb}\n"                                                           \
  "  security_groups: [one, two]\n"

#define RUNTIME(name, more)                                                                        \
  "  - {name: " name ", subnets: [a, b], security_groups: [one]" more "}\n"

static EnisimRunSummary *summary;

static void
setup (void)
{
  summary = NULL;
}

static void
teardown (void)
{
  g_clear_pointer (&summary, enisim_run_summary_free);
}

static void
assert_enis (guint64 n_created, guint64 n_taken_back, guint64 n_released)
{
  ck_assert_uint_eq (summary->n_enis_created, n_created);
  ck_assert_uint_eq (summary->n_enis_taken_back, n_taken_back);
  ck_assert_uint_eq (summary->n_enis_released, n_released);
}

/* Held addresses of subnet a after each change: "hours:held ". */
static char *
draw_held (void)
{
  GString *text = g_string_new (NULL);
  const EnisimLevelSummary *held = &summary->subnets[0].held;

  ck_assert_int_eq (held->series_grain_us, 1);
  for (guint i = 0; i < held->n_series; i++)
    g_string_append_printf (text, "%g:%u ", (double) held->series[i].at / (double) G_TIME_SPAN_HOUR,
                            (guint) held->series[i].last);
  return g_string_free (text, FALSE);
}

static void
assert_held (const char *expected)
{
  g_autofree char *held = draw_held ();

  ck_assert_str_eq (held, expected);
}

START_TEST (runtimes_of_one_key_share_their_enis)
{
  summary = run_text ("horizon: 1h\n" VPC "runtimes:\n" RUNTIME ("r", ", count: 10"), 1);
  assert_enis (2, 0, 0);
  ck_assert_uint_eq (summary->n_groups, 1);
  ck_assert_uint_eq (summary->groups[0].n_members, 10);
  assert_held ("0:1 ");
}
END_TEST

START_TEST (order_and_duplicates_of_a_set_do_not_matter)
{
  summary = run_text ("horizon: 1h\n" VPC "runtimes:\n"
                      "  - {name: x, subnets: [a, b], security_groups: [one, two]}\n"
                      "  - {name: y, subnets: [b, a, b], security_groups: [two, one, one]}\n",
                      1);
  assert_enis (2, 0, 0);
  ck_assert_uint_eq (summary->n_groups, 1);
}
END_TEST

START_TEST (another_security_group_makes_another_group)
{
  summary
      = run_text ("horizon: 1h\n" VPC "runtimes:\n" RUNTIME (
                      "r", ", count: 9") "  - {name: s, subnets: [a, b], security_groups: [two]}\n",
                  1);
  assert_enis (4, 0, 0);
  ck_assert_uint_eq (summary->n_groups, 2);
  ck_assert_uint_eq (summary->groups[0].n_members, 9);
  ck_assert_uint_eq (summary->groups[1].n_members, 1);
}
END_TEST

START_TEST (public_runtime_has_no_eni)
{
  summary = run_text ("horizon: 1h\n" VPC "runtimes: [{name: p}]\n", 1);
  assert_enis (0, 0, 0);
  ck_assert_int_eq (summary->runtime_statuses[0], ENISIM_RUNTIME_READY);
}
END_TEST

START_TEST (enis_are_held_for_eight_hours_after_the_last_delete)
{
  summary = run_text ("horizon: 12h\n" VPC
                      "runtimes:\n" RUNTIME ("r", ", count: 2") "timeline:\n"
                                                                "  - {at: 30min, delete: r_0}\n"
                                                                "  - {at: 1h, delete: r_1}\n",
                      1);
  assert_enis (2, 0, 2);
  assert_held ("0:1 9:0 ");
}
END_TEST

START_TEST (retained_enis_are_taken_back_and_the_eight_hours_restart)
{
  summary = run_text ("horizon: 20h\nsamples: 30min\n" VPC
                      "runtimes:\n" RUNTIME ("r", "") "timeline:\n"
                                                      "  - {at: 1h, delete: r}\n"
                                                      "  - {at: 5h, create: r}\n"
                                                      "  - {at: 6h, delete: r}\n",
                      1);
  assert_enis (2, 2, 2);
  assert_held ("0:1 14:0 ");
  ck_assert_uint_eq (summary->n_eni_lists, 2); /* the same two throughout, then none */
}
END_TEST

START_TEST (without_reuse_new_enis_stand_beside_the_retained_ones)
{
  summary = run_text ("horizon: 20h\nmodel: {eni_reuse: no}\n" VPC
                      "runtimes:\n" RUNTIME ("r", "") "timeline:\n"
                                                      "  - {at: 1h, delete: r}\n"
                                                      "  - {at: 5h, create: r}\n",
                      1);
  assert_enis (4, 0, 2);
  assert_held ("0:1 5:2 9:1 ");
}
END_TEST

START_TEST (create_at_the_instant_a_retention_ends_gets_new_enis)
{
  summary
      = run_text ("horizon: 20h\n" VPC "runtimes:\n" RUNTIME ("r", "") "timeline:\n"
                                                                       "  - {at: 9h, create: r}\n"
                                                                       "  - {at: 1h, delete: r}\n",
                  1);
  assert_enis (4, 0, 2);
  assert_held ("0:1 9:1 "); /* released and held anew */
}
END_TEST

START_TEST (address_is_held_from_the_request_on_while_an_eni_is_created)
{
  summary = run_text ("horizon: 1min\nmodel: {eni_create_delay: 30s}\n" VPC
                      "runtimes:\n" RUNTIME ("r", "") RUNTIME ("late", ", create_at: 20s"),
                      1);
  assert_enis (2, 0, 0);
  assert_held ("0:1 ");
  ck_assert_double_eq (summary->subnets[0].mean_held_by[ENISIM_HOLDER_ENI_CREATING], 0.5);
  ck_assert_int_eq (summary->runtime_statuses[0], ENISIM_RUNTIME_READY);
  ck_assert_int_eq (summary->runtime_statuses[1], ENISIM_RUNTIME_READY);
}
END_TEST

START_TEST (what_is_there_already_waits_for_no_delay_and_comes_first)
{
  summary = run_text (
      "horizon: 10h\nmodel: {eni_create_delay: 30min, ready_delay: 1h}\n"
      "vpc:\n  cidr: 10.0.0.0/16\n  subnets: {a: {cidr: 10.0.0.0/28, az: za, background: 10}}\n"
      "  security_groups: [one, two]\n"
      "runtimes:\n"
      "  - {name: new, subnets: [a], security_groups: [two]}\n"
      "  - {name: old, subnets: [a], security_groups: [one], create_at: already}\n"
      "timeline: [{at: 0s, delete: old}, {at: 9h15min, create: old}]\n",
      1);
  assert_enis (2, 0, 1);
  ck_assert_int_eq (summary->runtime_statuses[0], ENISIM_RUNTIME_CREATE_FAILED);
  ck_assert_int_eq (summary->runtime_statuses[1], ENISIM_RUNTIME_CREATING); /* this time */
  ck_assert_double_eq (summary->subnets[0].mean_held_by[ENISIM_HOLDER_ENI_CREATING], 0.05);
  ck_assert_double_eq (summary->subnets[0].mean_held_by[ENISIM_HOLDER_ENI_RETAINED], 0.8);
}
END_TEST

START_TEST (delete_of_a_runtime_in_creation_waits_until_it_settles)
{
  summary = run_text ("horizon: 20h\nmodel: {ready_delay: 1h}\n" VPC
                      "runtimes:\n" RUNTIME ("r", "") "timeline:\n"
                                                      "  - {at: 30min, delete: r}\n"
                                                      "  - {at: 40min, create: r}\n"
                                                      "  - {at: 50min, delete: r}\n",
                      1);
  assert_enis (2, 2, 2);
  assert_held ("0:1 10:0 ");
  ck_assert_uint_eq (summary->n_control_refused, 0);
}
END_TEST

START_TEST (request_on_a_runtime_in_motion_may_be_refused)
{
  summary = run_text ("horizon: 20h\nmodel: {ready_delay: 1h, control_conflict: refuse}\n" VPC
                      "runtimes:\n" RUNTIME ("r", "") "timeline:\n"
                                                      "  - {at: 30min, delete: r}\n",
                      1);
  assert_enis (2, 0, 0);
  ck_assert_uint_eq (summary->n_control_refused, 1);
}
END_TEST

/* Subnet b has 11 usable addresses. */
START_TEST (create_is_all_or_nothing_and_a_failed_one_holds_what_it_got)
{
  summary = run_text ("horizon: 1h\n"
                      "vpc:\n"
                      "  cidr: 10.0.0.0/16\n"
                      "  subnets:\n"
                      "    a: {cidr: 10.0.2.0/24, az: za}\n"
                      "    b: {cidr: 10.0.3.0/28, az: zb, background: 11}\n"
                      "  security_groups: [one]\n"
                      "runtimes:\n" RUNTIME ("r", ""),
                      1);
  ck_assert_uint_eq (summary->n_creates_failed, 1);
  assert_enis (1, 0, 1);
  ck_assert_uint_eq (summary->n_enis_failed, 1);
  ck_assert_int_eq (summary->runtime_statuses[0], ENISIM_RUNTIME_CREATE_FAILED);
  ck_assert_uint_eq (summary->subnets[0].n_denied, 0);
  ck_assert_uint_eq (summary->subnets[1].n_denied, 1);
  ck_assert_int_eq (summary->subnets[1].exhausted_at, 0);
  assert_held ("0:1 0.3:0 ");
}
END_TEST

START_TEST (endpoints_and_nat_gateways_count_against_the_eni_quota_of_their_az)
{
  summary = run_text ("horizon: 1h\nquotas: {enis_per_az: 2}\n"
                      "vpc:\n"
                      "  cidr: 10.0.0.0/16\n"
                      "  subnets:\n"
                      "    a: {cidr: 10.0.2.0/24, az: za, background: 50}\n"
                      "    b: {cidr: 10.0.3.0/28, az: zb}\n"
                      "  security_groups: [one]\n"
                      "  endpoints: [{service: logs, subnets: [a]}, {service: s3, type: gateway}]\n"
                      "  nat_gateways: [{subnet: a}]\n"
                      "runtimes:\n" RUNTIME ("r", ""),
                      1);
  ck_assert_uint_eq (summary->n_denials[ENISIM_DENIAL_ENI_QUOTA], 1);
  ck_assert_uint_eq (summary->subnets[0].held_by[ENISIM_HOLDER_BACKGROUND], 50);
  ck_assert_uint_eq (summary->subnets[0].held_by[ENISIM_HOLDER_ENDPOINT], 1);
  ck_assert_uint_eq (summary->subnets[0].held_by[ENISIM_HOLDER_NAT_GATEWAY], 1);
}
END_TEST

START_TEST (interface_endpoint_without_subnets_stands_once_in_each_az_of_the_runtimes)
{
  summary = run_text ("horizon: 1h\n"
                      "vpc:\n"
                      "  cidr: 10.0.0.0/16\n"
                      "  subnets:\n"
                      "    a: {cidr: 10.0.2.0/24, az: za}\n"
                      "    b: {cidr: 10.0.3.0/28, az: zb}\n"
                      "    a2: {cidr: 10.0.4.0/24, az: za}\n"
                      "    c: {cidr: 10.0.5.0/24, az: zc}\n"
                      "  security_groups: [one]\n"
                      "  endpoints: [{service: logs}]\n"
                      "runtimes: [{name: r, subnets: [a2, a, b], security_groups: [one]}]\n",
                      1);
  ck_assert_uint_eq (summary->subnets[0].held_by[ENISIM_HOLDER_ENDPOINT], 1);
  ck_assert_uint_eq (summary->subnets[1].held_by[ENISIM_HOLDER_ENDPOINT], 1);
  ck_assert_uint_eq (summary->subnets[2].held_by[ENISIM_HOLDER_ENDPOINT], 0);
  ck_assert_uint_eq (summary->subnets[3].held_by[ENISIM_HOLDER_ENDPOINT], 0);
}
END_TEST

START_TEST (delete_cuts_what_is_in_flight_and_retention_starts_when_the_last_vm_is_gone)
{
  summary = run_text (
      "horizon: 10h\nmodel: {cold_start: 0s, teardown: 15min}\n" VPC
      "runtimes:\n" RUNTIME ("r", "") "workloads: [{closed: {clients: 1, until: 1s, duration: 2h, "
                                      "request_limit: never, target: r}}]\n"
                                      "timeline: [{at: 1h, delete: r}]\n",
      1);
  ck_assert_uint_eq (summary->n_outcomes[ENISIM_OUTCOME_CUT], 1);
  ck_assert_uint_eq (summary->n_vm_ends[ENISIM_VM_END_DELETED], 1);
  assert_held ("0:1 9.25:0 ");
}
END_TEST

START_TEST (lowest_order_takes_the_lowest_free_address)
{
  summary = run_text (
      "horizon: 1h\nmodel: {ip_order: lowest}\n" VPC "runtimes:\n" RUNTIME ("r", ""), 1);
  ck_assert_uint_eq (summary->groups[0].enis[0].address, 0x0a000204);
  ck_assert_uint_eq (summary->groups[0].enis[1].address, 0x0a000304);
}
END_TEST

/* When the ENIs of a runtime on @subnets are released that is deleted at 1 h. */
static EnisimTime
draw_release (const char *subnets, const char *create_delay)
{
  g_autofree char *yaml = g_strdup_printf (
      "horizon: 12h\n"
      "model: {eni_retention: {uniform: [15min, 8h]}, eni_create_delay: %s}\n" VPC
      "runtimes: [{name: r, subnets: %s, security_groups: [one]}]\n"
      "timeline: [{at: 1h, delete: r}]\n",
      create_delay, subnets);
  g_autoptr (EnisimRunSummary) run = run_text (yaml, 7);

  ck_assert_uint_eq (run->subnets[0].held.n_series, 2);
  return run->subnets[0].held.series[1].at;
}

START_TEST (drawn_retention_depends_on_names_and_not_on_their_order)
{
  const EnisimTime released_at = draw_release ("[a, b]", "0s");

  ck_assert_int_eq (released_at, draw_release ("[b, a]", "0s"));
  ck_assert_int_gt (released_at, 75 * G_TIME_SPAN_MINUTE);
  ck_assert_int_lt (released_at, 9 * G_TIME_SPAN_HOUR);
}
END_TEST

START_TEST (drawn_create_delay_shifts_no_drawn_retention)
{
  ck_assert_int_eq (draw_release ("[a, b]", "20s"),
                    draw_release ("[a, b]", "{uniform: [13s, 35s]}"));
}
END_TEST

static Suite *
eni_rules_suite (void)
{
  Suite *suite = suite_create ("sim/eni-rules");
  TCase *rules = tcase_create ("rules");

  tcase_add_checked_fixture (rules, setup, teardown);
  tcase_add_test (rules, runtimes_of_one_key_share_their_enis);
  tcase_add_test (rules, order_and_duplicates_of_a_set_do_not_matter);
  tcase_add_test (rules, another_security_group_makes_another_group);
  tcase_add_test (rules, public_runtime_has_no_eni);
  tcase_add_test (rules, enis_are_held_for_eight_hours_after_the_last_delete);
  tcase_add_test (rules, retained_enis_are_taken_back_and_the_eight_hours_restart);
  tcase_add_test (rules, without_reuse_new_enis_stand_beside_the_retained_ones);
  tcase_add_test (rules, what_is_there_already_waits_for_no_delay_and_comes_first);
  tcase_add_test (rules, create_at_the_instant_a_retention_ends_gets_new_enis);
  tcase_add_test (rules, address_is_held_from_the_request_on_while_an_eni_is_created);
  tcase_add_test (rules, delete_of_a_runtime_in_creation_waits_until_it_settles);
  tcase_add_test (rules, request_on_a_runtime_in_motion_may_be_refused);
  tcase_add_test (rules, create_is_all_or_nothing_and_a_failed_one_holds_what_it_got);
  tcase_add_test (rules, endpoints_and_nat_gateways_count_against_the_eni_quota_of_their_az);
  tcase_add_test (rules, interface_endpoint_without_subnets_stands_once_in_each_az_of_the_runtimes);
  tcase_add_test (rules,
                  delete_cuts_what_is_in_flight_and_retention_starts_when_the_last_vm_is_gone);
  tcase_add_test (rules, lowest_order_takes_the_lowest_free_address);
  tcase_add_test (rules, drawn_retention_depends_on_names_and_not_on_their_order);
  tcase_add_test (rules, drawn_create_delay_shifts_no_drawn_retention);
  suite_add_tcase (suite, rules);
  return suite;
}

ENISIM_TEST_MAIN (eni_rules_suite)
