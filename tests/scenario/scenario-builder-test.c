/* scenario-builder-test.c
 *
 * Goal: a stranger makes a scenario in code, is told by path of all that is wrong with it, and can
 * look up what is in it.
 * Method: the public header and the installed symbols only; tables of values and of calls that are
 * complained of, with the full text of the complaints.
 */
#include "enisim-check.h"

#include <math.h>

#define HOUR G_TIME_SPAN_HOUR
#define SECOND G_TIME_SPAN_SECOND

static const char *const both_subnets[] = { "a", "b", NULL };
static const char *const one_group[] = { "g", NULL };

static EnisimScenarioBuilder *builder;
static EnisimScenario *scenario;

/* A scenario that nothing is wrong with. */
static void
setup (void)
{
  scenario = NULL;
  builder = enisim_scenario_builder_new ("test");
  enisim_scenario_builder_set (builder, "horizon", "1h");
  enisim_scenario_builder_set (builder, "vpc.cidr", "10.0.0.0/16");
  enisim_scenario_builder_add_subnet (builder, "a", "10.0.0.0/24", "az-1");
  enisim_scenario_builder_add_subnet (builder, "b", "10.0.1.0/24", "az-2");
  enisim_scenario_builder_add_security_group (builder, "g");
  enisim_scenario_builder_add_runtimes (builder, "agent", 3, both_subnets, one_group);
}

static void
teardown (void)
{
  g_clear_pointer (&scenario, enisim_scenario_unref);
  g_clear_pointer (&builder, enisim_scenario_builder_free);
}

static void
set (const char *path, const char *value)
{
  enisim_scenario_builder_set (builder, path, value);
}

static void
build (void)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&scenario, enisim_scenario_unref);
  scenario = enisim_scenario_builder_build (builder, &error);
  ck_assert_no_error (error);
  ck_assert_ptr_nonnull (scenario);
}

static void
assert_refused (const char *complaints)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (enisim_scenario_builder_build (builder, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_str_eq (error->message, complaints);
}

static guint64
count_events (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, 0, &error);

  ck_assert_no_error (error);
  ck_assert (enisim_simulation_run (sim, &error));
  ck_assert_no_error (error);
  ck_assert_int_eq (enisim_simulation_get_now (sim), enisim_scenario_get_horizon (scenario));
  return enisim_simulation_get_n_events (sim);
}

START_TEST (scenario_made_in_code_runs)
{
  guint64 n_events;

  build ();
  n_events = count_events ();
  enisim_scenario_builder_add_poisson (builder, "agent", 1.0);
  build ();
  ck_assert_uint_gt (count_events (), n_events + 1000);
}
END_TEST

START_TEST (scenario_outlives_its_builder)
{
  build ();
  g_clear_pointer (&builder, enisim_scenario_builder_free);
  ck_assert_str_eq (enisim_scenario_get_name (scenario), "test");
  ck_assert_uint_gt (count_events (), 0);
}
END_TEST

START_TEST (builder_builds_again_after_changes_and_leaves_the_first_scenario_alone)
{
  g_autoptr (EnisimScenario) first = NULL;

  build ();
  first = g_steal_pointer (&scenario);
  set ("horizon", "2h");
  enisim_scenario_builder_add_runtime (builder, "late", NULL, NULL);
  build ();
  ck_assert_int_eq (enisim_scenario_get_horizon (first), HOUR);
  ck_assert_uint_eq (enisim_scenario_get_n_runtimes (first), 3);
  ck_assert_int_eq (enisim_scenario_get_horizon (scenario), 2 * HOUR);
  ck_assert_uint_eq (enisim_scenario_get_n_runtimes (scenario), 4);
}
END_TEST

START_TEST (value_that_is_wrong_may_be_set_right)
{
  set ("horizon", "soon");
  assert_refused ("horizon: expected a span such as 2h30min, got 'soon': a number is needed before "
                  "the unit, as in 5.5s");
  set ("horizon", "2h");
  build ();
}
END_TEST

START_TEST (empty_value_is_unsaid)
{
  set ("quotas.profile", "never");
  set ("quotas.profile", "");
  set ("name", "");
  build ();
  ck_assert_str_eq (enisim_scenario_get_name (scenario), "test");
}
END_TEST

START_TEST (unsaid_mapping_makes_room_for_another)
{
  set ("model.teardown", "5s");
  set ("model.teardown", "");
  set ("model.teardown.gamma.mean", "5s");
  set ("model.teardown.gamma.cv", "0.5");
  build ();
  set ("model.teardown", "7s");
  build ();
}
END_TEST

START_TEST (name_may_be_set_by_its_path)
{
  set ("name", "other");
  build ();
  ck_assert_str_eq (enisim_scenario_get_name (scenario), "other");
}
END_TEST

START_TEST (returned_index_leads_on)
{
  ck_assert_uint_eq (enisim_scenario_builder_add_runtime (builder, "one", NULL, NULL), 1);
  ck_assert_uint_eq (enisim_scenario_builder_add_closed (builder, "one", 1, ENISIM_TIME_NEVER), 0);
  ck_assert_uint_eq (enisim_scenario_builder_add_poisson (builder, "one", 1.0), 1);
  ck_assert_uint_eq (enisim_scenario_builder_add_trace (builder, "one", "f.csv", "t"), 2);
  ck_assert_uint_eq (enisim_scenario_builder_add_create (builder, SECOND, "one"), 0);
  ck_assert_uint_eq (enisim_scenario_builder_add_delete (builder, SECOND, "one"), 1);
  ck_assert_uint_eq (enisim_scenario_builder_append (builder, "vpc.endpoints"), 0);
  ck_assert_uint_eq (enisim_scenario_builder_append (builder, "vpc.endpoints"), 1);
  set ("vpc.endpoints.0.service", "logs");
  set ("vpc.endpoints.1.service", "ecr.api");
  set ("workloads.1.poisson.name", "visitors");
  build ();
  ck_assert_str_eq (enisim_scenario_get_workload_name (scenario, 1), "visitors");
}
END_TEST

START_TEST (dot_in_a_key_is_escaped)
{
  enisim_scenario_builder_add_subnet (builder, "c.d", "10.0.2.0/24", NULL);
  set ("vpc.subnets.c\\.d.az_id", "id-1");
  build ();
  ck_assert (enisim_scenario_find_subnet (scenario, "c.d", NULL));
  set ("vpc.subnets.c\\.d.cidr", "10.0.0.0/24");
  assert_refused ("vpc.subnets.c\\.d.cidr: subnet 'c.d', 10.0.0.0/24, overlaps subnet 'a', "
                  "10.0.0.0/24");
}
END_TEST

START_TEST (queries_tell_what_is_there)
{
  enisim_scenario_builder_add_closed (builder, "agent", 1, ENISIM_TIME_NEVER);
  build ();
  ck_assert_int_eq (enisim_scenario_get_horizon (scenario), HOUR);
  ck_assert_uint_eq (enisim_scenario_get_n_subnets (scenario), 2);
  ck_assert_str_eq (enisim_scenario_get_subnet_name (scenario, 1), "b");
  ck_assert_uint_eq (enisim_scenario_get_n_runtimes (scenario), 3);
  ck_assert_str_eq (enisim_scenario_get_runtime_name (scenario, 2), "agent_2");
  ck_assert_uint_eq (enisim_scenario_get_n_workloads (scenario), 1);
  ck_assert_str_eq (enisim_scenario_get_workload_name (scenario, 0), "closed-0");
}
END_TEST

START_TEST (trace_alone_has_no_horizon)
{
  set ("horizon", "");
  enisim_scenario_builder_add_trace (builder, NULL, "f.csv", "t");
  build ();
  ck_assert_int_eq (enisim_scenario_get_horizon (scenario), ENISIM_TIME_NEVER);
}
END_TEST

START_TEST (name_that_is_there_is_found_and_no_other)
{
  guint index = 77;

  enisim_scenario_builder_add_runtime (builder, "single", NULL, NULL);
  enisim_scenario_builder_add_runtimes (builder, "few_1", 2, NULL, NULL);
  build ();
  ck_assert (!enisim_scenario_find_subnet (scenario, "c", &index));
  ck_assert (!enisim_scenario_find_runtime (scenario, "agent", &index));
  ck_assert (!enisim_scenario_find_runtime (scenario, "agent_3", &index));
  ck_assert (!enisim_scenario_find_runtime (scenario, "agent_01", &index));
  ck_assert (!enisim_scenario_find_runtime (scenario, "single_0", &index));
  ck_assert (!enisim_scenario_find_runtime (scenario, "", &index));
  ck_assert_uint_eq (index, 77);
  ck_assert (enisim_scenario_find_subnet (scenario, "b", &index));
  ck_assert_uint_eq (index, 1);
  ck_assert (enisim_scenario_find_runtime (scenario, "single", &index));
  ck_assert_uint_eq (index, 3);
  ck_assert (enisim_scenario_find_runtime (scenario, "few_1_1", &index));
  ck_assert_uint_eq (index, 5);
  ck_assert (enisim_scenario_find_runtime (scenario, "agent_0", NULL));
}
END_TEST

START_TEST (each_of_a_million_runtimes_is_found)
{
  guint index;

  enisim_scenario_builder_add_runtimes (builder, "many", ENISIM_RUNTIMES_MAX - 3, NULL, NULL);
  build ();
  for (guint i = 0; i < ENISIM_RUNTIMES_MAX; i += 997)
    {
      const char *name = enisim_scenario_get_runtime_name (scenario, i);

      ck_assert (enisim_scenario_find_runtime (scenario, name, &index));
      ck_assert_uint_eq (index, i);
    }
}
END_TEST

START_TEST (items_of_a_long_list_are_reached_by_number)
{
  enum
  {
    N = 3000
  };

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *name = g_strdup_printf ("r%u", i);
      g_autofree char *path = NULL;

      path = g_strdup_printf ("runtimes.%u.idle_timeout",
                              enisim_scenario_builder_add_runtime (builder, name, NULL, NULL));
      enisim_scenario_builder_set_span (builder, path, 60 * SECOND);
    }
  build ();
  ck_assert (enisim_scenario_find_runtime (scenario, "r2999", NULL));
  ck_assert_uint_eq (enisim_scenario_get_n_runtimes (scenario), N + 3);
}
END_TEST

/* Values that the builder of _setup is given, and what its build says then. */
static const struct
{
  const char *path, *value, *complaints;
} bad_values[] = {
  { "horizn", "1h", "horizn: unknown key 'horizn', did you mean 'horizon'?" },
  { "horizon", "", "horizon: the key 'horizon' needs a value" },
  { "horizon", "10", "horizon: expected a span with a unit such as 10s, got 10" },
  { "name", "a\nb", "name: expected a text without control characters, got 'a\\nb'" },
  { "note", "\xff", "note: not valid UTF-8" },
  { "quotas", "strict", "quotas: expected a mapping, got a scalar" },
  { "quotas.max_vms", "-1",
    "quotas.max_vms: expected a whole number from 0 to 1000000000 or unlimited, got '-1'" },
  { "vpc.cidr", "10.1.0.0/16",
    "vpc.subnets.a.cidr: subnet 'a', 10.0.0.0/24, lies outside the VPC, 10.1.0.0/16\n"
    "vpc.subnets.b.cidr: subnet 'b', 10.0.1.0/24, lies outside the VPC, 10.1.0.0/16" },
  { "vpc.subnets.b.az", "",
    "vpc.subnets.b: the key 'az' is missing: endpoints and the ENI quota go by AZ" },
  { "vpc.subnets.b.background", "255",
    "vpc.subnets.b: subnet 'b', 10.0.1.0/24, has 251 addresses: too few for 255 in the background, "
    "0 of endpoints, 0 of NAT gateways and 0 of other holders" },
  { "vpc.security_groups", "g",
    "vpc.security_groups: expected a sequence or a mapping, got a scalar" },
  { "runtimes.0.idle_timeout", "59s",
    "runtimes.0.idle_timeout: expected a span from 1min to 8h, got '59s'" },
  { "runtimes.0.subnets.1", "bb", "runtimes.0.subnets.1: unknown subnet 'bb', did you mean 'b'?" },
  { "runtimes.0.name", "", "runtimes.0.name: the key 'name' needs a value" },
  { "model.cold_start.lognormal.mean", "5.5s",
    "model.cold_start.lognormal: the key 'cv' is missing" },
  { "workloads.closed.clients", "5", "workloads: expected a sequence, got a mapping" },
};

START_TEST (bad_value_is_complained_of_by_its_path)
{
  set (bad_values[_i].path, bad_values[_i].value);
  assert_refused (bad_values[_i].complaints);
}
END_TEST

static void
lead_into_a_scalar (void)
{
  set ("horizon.x", "1h");
}

static void
lead_past_the_end (void)
{
  set ("runtimes.1.name", "x");
}

static void
lead_into_an_empty_list (void)
{
  enisim_scenario_builder_append (builder, "workloads");
  set ("workloads.-1.closed", "x");
}

static void
give_an_item_no_number (void)
{
  set ("runtimes.agent.count", "5");
}

static void
leave_a_segment_empty (void)
{
  set ("vpc..cidr", "x");
}

static void
give_no_path (void)
{
  set ("", "x");
}

static void
give_a_path_that_is_no_utf8 (void)
{
  set ("vpc.\xff", "x");
}

static void
append_to_a_mapping (void)
{
  ck_assert_uint_eq (enisim_scenario_builder_append (builder, "vpc.subnets"), 0);
}

static void
append_a_value_to_a_scalar (void)
{
  enisim_scenario_builder_append_value (builder, "vpc.cidr", "10.1.0.0/16");
}

static void
add_a_subnet_twice (void)
{
  enisim_scenario_builder_add_subnet (builder, "a", "10.0.9.0/24", "az-1");
}

static void
add_a_subnet_of_no_name (void)
{
  enisim_scenario_builder_add_subnet (builder, "\xff", "10.0.9.0/24", "az-1");
}

static void
add_a_security_group_twice (void)
{
  enisim_scenario_builder_add_security_group (builder, "g");
}

static void
add_no_runtimes (void)
{
  enisim_scenario_builder_add_runtimes (builder, "none", 0, NULL, NULL);
}

static void
add_a_runtime_without_subnets (void)
{
  enisim_scenario_builder_add_runtime (builder, "r", NULL, one_group);
}

static void
add_a_runtime_of_empty_sets (void)
{
  enisim_scenario_builder_add_runtime (builder, "r", both_subnets + 2, one_group + 1);
}

static void
set_a_negative_span (void)
{
  enisim_scenario_builder_set_span (builder, "horizon", -1);
}

static void
set_a_span_too_long (void)
{
  enisim_scenario_builder_set_span (builder, "horizon", ENISIM_TIME_MAX + 1);
}

static void
set_a_count_too_large (void)
{
  enisim_scenario_builder_set_count (builder, "quotas.max_vms", G_MAXUINT64);
}

static void
add_rates_that_are_none (void)
{
  enisim_scenario_builder_add_poisson (builder, NULL, 0.0);
  enisim_scenario_builder_add_poisson (builder, NULL, -2.0);
  enisim_scenario_builder_add_poisson (builder, NULL, (double) NAN);
  enisim_scenario_builder_add_poisson (builder, NULL, (double) INFINITY);
}

static void
add_to_the_timeline_past_the_horizon (void)
{
  enisim_scenario_builder_add_create (builder, 2 * HOUR, "agent_1");
  enisim_scenario_builder_add_delete (builder, SECOND, "agent_9");
}

/* Calls on the builder of _setup, and what its build says then. */
static const struct
{
  void (*call) (void);
  const char *complaints;
} bad_calls[] = {
  { lead_into_a_scalar, "horizon.x: 'x' leads into a scalar" },
  { lead_past_the_end, "runtimes.1.name: no item '1' in a sequence of 1" },
  { lead_into_an_empty_list, "workloads.-1.closed: no item '-1' in a sequence of 1\n"
                             "workloads.0: expected a mapping, got nothing" },
  { give_an_item_no_number, "runtimes.agent.count: no item 'agent' in a sequence of 1" },
  { leave_a_segment_empty, "vpc..cidr: segment 2 of the path is empty" },
  { give_no_path, ": segment 1 of the path is empty" },
  { give_a_path_that_is_no_utf8, "vpc.\xef\xbf\xbd: the path is not valid UTF-8" },
  { append_to_a_mapping, "vpc.subnets: expected a sequence to add to, got a mapping" },
  { append_a_value_to_a_scalar, "vpc.cidr: expected a sequence to add to, got a scalar" },
  { add_a_subnet_twice, "vpc.subnets.a: there is a subnet 'a' already" },
  { add_a_subnet_of_no_name, "vpc.subnets.\xef\xbf\xbd: the name is not valid UTF-8" },
  { add_a_security_group_twice, "vpc.security_groups.1: security group 'g' is named twice" },
  { add_no_runtimes, "runtimes.1.count: expected a whole number from 1 to 1000000, got '0'" },
  { add_a_runtime_without_subnets, "runtimes.1: the key 'subnets' is missing" },
  { add_a_runtime_of_empty_sets,
    "runtimes.1.subnets: expected at least one subnet\n"
    "runtimes.1.security_groups: expected at least one security group" },
  { set_a_negative_span,
    "horizon: expected a span such as 2h30min, got '-1us': a span is never negative" },
  { set_a_span_too_long, "horizon: expected a span such as 2h30min, got '562949953421313us': too "
                         "long: at most 2^49 us, 17 years" },
  { set_a_count_too_large, "quotas.max_vms: expected a whole number from 0 to 1000000000 or "
                           "unlimited, got '18446744073709551615'" },
  { add_rates_that_are_none,
    "workloads.0.poisson.rate: expected a rate such as 5/s or 100/min, got '0/s': a rate is more "
    "than 0\n"
    "workloads.1.poisson.rate: expected a rate such as 5/s or 100/min, got '-2/s': a rate is more "
    "than 0\n"
    "workloads.2.poisson.rate: expected a rate such as 5/s or 100/min, got 'nan/s': a number is "
    "needed\n"
    "workloads.3.poisson.rate: expected a rate such as 5/s or 100/min, got 'inf/s': a number is "
    "needed" },
  { add_to_the_timeline_past_the_horizon,
    "timeline.0.at: expected an instant before the horizon, 1h\n"
    "timeline.1.delete: unknown runtime 'agent_9', did you mean 'agent'?" },
};

START_TEST (bad_call_is_complained_of_by_its_path)
{
  bad_calls[_i].call ();
  assert_refused (bad_calls[_i].complaints);
}
END_TEST

START_TEST (refused_call_changes_nothing_and_is_remembered)
{
  const char *complaint = "runtimes.5.count: no item '5' in a sequence of 1";

  set ("runtimes.5.count", "2");
  assert_refused (complaint);
  set ("runtimes.0.count", "2");
  assert_refused (complaint);
}
END_TEST

START_TEST (all_complaints_come_at_once)
{
  set ("horizon.x", "1");
  set ("samples", "5");
  set ("runtimes.0.platform", "V9");
  assert_refused ("horizon.x: 'x' leads into a scalar\n"
                  "samples: expected a span with a unit such as 5s, got 5\n"
                  "runtimes.0.platform: expected V1 or V2, got 'V9'");
}
END_TEST

START_TEST (complaint_of_the_whole_has_the_builders_name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenarioBuilder) empty = enisim_scenario_builder_new ("nothing said");

  ck_assert_ptr_null (enisim_scenario_builder_build (empty, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_str_eq (error->message, "nothing said: the key 'horizon' is missing");
}
END_TEST

START_TEST (path_has_a_hundred_and_twenty_eight_segments_at_most)
{
  g_autoptr (GString) path = g_string_new ("k");
  g_autofree char *complaints = NULL;

  while (path->len < 2 * 128 - 1)
    g_string_append (path, ".k");
  set (path->str, "deep");
  assert_refused ("k: unknown key 'k', expected name, note, region, quotas, horizon, warm_up, "
                  "start, samples, vpc, "
                  "model, runtimes, browsers, code_interpreters, "
                  "workloads, churn, timeline or prices");
  g_string_append (path, ".k");
  set (path->str, "deeper");
  complaints = g_strconcat (
      path->str, ": the path has more than 128 segments\n",
      "k: unknown key 'k', expected name, note, region, quotas, horizon, warm_up, start, "
      "samples, vpc, model, runtimes, browsers, code_interpreters, "
      "workloads, churn, timeline or prices",
      NULL);
  assert_refused (complaints);
}
END_TEST

/* What GLib calls critical is a bug of the caller, and deadly where the caller says so. */
static void
make_bugs_deadly (void)
{
  setup ();
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
}

START_TEST (builder_without_a_name_is_a_bug)
{
  ck_assert_ptr_null (enisim_scenario_builder_new (""));
}
END_TEST

START_TEST (no_builder_is_a_bug)
{
  enisim_scenario_builder_set (NULL, "horizon", "1h");
}
END_TEST

START_TEST (no_path_at_all_is_a_bug)
{
  enisim_scenario_builder_set_count (builder, NULL, 1);
}
END_TEST

START_TEST (no_value_at_all_is_a_bug)
{
  enisim_scenario_builder_append_value (builder, "vpc.security_groups", NULL);
}
END_TEST

START_TEST (building_nothing_is_a_bug)
{
  ck_assert_ptr_null (enisim_scenario_builder_build (NULL, NULL));
}
END_TEST

START_TEST (runtime_past_the_last_is_a_bug)
{
  build ();
  enisim_scenario_get_runtime_name (scenario, 3);
}
END_TEST

static void
add_bugs (Suite *suite)
{
  TCase *bugs = tcase_create ("bugs");

  tcase_add_checked_fixture (bugs, make_bugs_deadly, teardown);
  tcase_add_test_raise_signal (bugs, builder_without_a_name_is_a_bug, SIGTRAP);
  tcase_add_test_raise_signal (bugs, no_builder_is_a_bug, SIGTRAP);
  tcase_add_test_raise_signal (bugs, no_path_at_all_is_a_bug, SIGTRAP);
  tcase_add_test_raise_signal (bugs, no_value_at_all_is_a_bug, SIGTRAP);
  tcase_add_test_raise_signal (bugs, building_nothing_is_a_bug, SIGTRAP);
  tcase_add_test_raise_signal (bugs, runtime_past_the_last_is_a_bug, SIGTRAP);
  suite_add_tcase (suite, bugs);
}

static Suite *
scenario_builder_suite (void)
{
  Suite *suite = suite_create ("scenario/scenario-builder");
  TCase *uses = tcase_create ("uses");
  TCase *complaints = tcase_create ("complaints");

  tcase_add_checked_fixture (uses, setup, teardown);
  tcase_set_timeout (uses, 60); /* a million runtimes under sanitizers */
  tcase_add_test (uses, scenario_made_in_code_runs);
  tcase_add_test (uses, scenario_outlives_its_builder);
  tcase_add_test (uses, builder_builds_again_after_changes_and_leaves_the_first_scenario_alone);
  tcase_add_test (uses, value_that_is_wrong_may_be_set_right);
  tcase_add_test (uses, empty_value_is_unsaid);
  tcase_add_test (uses, unsaid_mapping_makes_room_for_another);
  tcase_add_test (uses, name_may_be_set_by_its_path);
  tcase_add_test (uses, returned_index_leads_on);
  tcase_add_test (uses, dot_in_a_key_is_escaped);
  tcase_add_test (uses, queries_tell_what_is_there);
  tcase_add_test (uses, trace_alone_has_no_horizon);
  tcase_add_test (uses, name_that_is_there_is_found_and_no_other);
  tcase_add_test (uses, each_of_a_million_runtimes_is_found);
  tcase_add_test (uses, items_of_a_long_list_are_reached_by_number);
  suite_add_tcase (suite, uses);

  tcase_add_checked_fixture (complaints, setup, teardown);
  tcase_add_loop_test (complaints, bad_value_is_complained_of_by_its_path, 0,
                       G_N_ELEMENTS (bad_values));
  tcase_add_loop_test (complaints, bad_call_is_complained_of_by_its_path, 0,
                       G_N_ELEMENTS (bad_calls));
  tcase_add_test (complaints, refused_call_changes_nothing_and_is_remembered);
  tcase_add_test (complaints, all_complaints_come_at_once);
  tcase_add_test (complaints, complaint_of_the_whole_has_the_builders_name);
  tcase_add_test (complaints, path_has_a_hundred_and_twenty_eight_segments_at_most);
  suite_add_tcase (suite, complaints);

  if (enisim_check_forks ())
    add_bugs (suite);
  return suite;
}

ENISIM_TEST_MAIN (scenario_builder_suite)
