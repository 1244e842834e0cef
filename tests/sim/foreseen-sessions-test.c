/* foreseen-sessions-test.c
 *
 * Goal: sessions whose life is known when it begins are foreseen, others never are, and nothing
 * that a run says tells (model.md "Time and order": no optimisation may).
 * Method: one scenario and a table of what is changed in it, each with whether any session can be
 * foreseen; reports, event logs and states beside those of a run that foresees nothing, also where
 * it breaks off after any number of events.  World by world the same is done by world/worlds.
 */
#include "sim/break-off.h"
#include "sim/sim-check.h"

#include <enisim/enisim-report.h>

#define HOUR ((EnisimTime) G_TIME_SPAN_HOUR)
#define MINUTE ((EnisimTime) G_TIME_SPAN_MINUTE)

/* What a row replaces, by the word before the colon. */
typedef struct
{
  const char *calls, *session, *duration, *more, *runtime, *model, *rest, *end;
} Parts;

static const Parts BASE = { .calls = "poisson: {rate: 2/min",
                            .session = "new",
                            .duration = "{exponential: 20s}",
                            .more = "",
                            .runtime = "idle_timeout: 60s",
                            .model = "cold_start: {exponential: 5s}",
                            .rest = "",
                            .end = "horizon: 2h\n" };

#define OR_BASE(field) (parts->field != NULL ? parts->field : BASE.field)

static EnisimScenario *
make_scenario (const Parts *parts)
{
  g_autofree char *text
      = g_strdup_printf ("%s"
                         "quotas: {max_vms: 3}\n"
                         "model: {%s}\n"
                         "runtimes: [{name: r, %s}, {name: other}]\n"
                         "workloads: [{%s, target: r, session: %s, duration: %s%s}}]\n"
                         "%s",
                         OR_BASE (end), OR_BASE (model), OR_BASE (runtime), OR_BASE (calls),
                         OR_BASE (session), OR_BASE (duration), OR_BASE (more), OR_BASE (rest));

  return load_text (text);
}

static EnisimSimulation *
begin (EnisimScenario *scenario, gboolean may_foresee)
{
  g_autoptr (GError) error = NULL;
  EnisimSimulation *sim = enisim_simulation_new (scenario, 1, 0, &error);

  ck_assert_no_error (error);
  sim->foresight.is_off = !may_foresee;
  return sim;
}

static void
run_to (EnisimSimulation *sim, EnisimTime at)
{
  g_autoptr (GError) error = NULL;

  ck_assert (enisim_simulation_run_until (sim, at, &error));
  enisim_simulation_verify (sim);
}

static void
run_to_the_end (EnisimSimulation *sim)
{
  run_to (sim, MIN (sim->horizon, ENISIM_TIME_MAX));
}

/* Returns: (transfer full): one that has broken off after so many events */
static EnisimSimulation *
begin_and_break_off (EnisimScenario *scenario, guint64 n_events)
{
  g_autoptr (GError) error = NULL;
  EnisimSimulation *sim = begin (scenario, TRUE);

  ck_assert (!run_events_of (sim, n_events, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_CANCELLED);
  enisim_simulation_verify (sim);
  return sim;
}

/* Returns: (transfer full): one that foresees nothing and has run as far */
static EnisimSimulation *
begin_plain_beside (EnisimScenario *scenario, const EnisimSimulation *sim)
{
  EnisimSimulation *plain = begin (scenario, FALSE);

  run_to (plain, sim->now);
  return plain;
}

static void
assert_same_report (const EnisimSimulation *sim, const EnisimSimulation *plain)
{
  g_autofree char *found = enisim_report_to_json (sim);
  g_autofree char *expected = enisim_report_to_json (plain);
  g_autofree char *difference = quote_difference (found, expected);

  ck_assert_msg (g_str_equal (found, expected), "at %" G_GINT64_FORMAT " us: %s", sim->now,
                 difference);
  for (guint i = 0; i < ENISIM_N_PLATFORMS; i++) /* which a report names only as what it costs */
    ck_assert (enisim_mean_level_get_area_us (&sim->metrics.vm_mib[i], sim->now)
               == enisim_mean_level_get_area_us (&plain->metrics.vm_mib[i], plain->now));
}

static const struct
{
  const char *what;
  Parts parts;
  gboolean is_foreseen;
} ROWS[] = {
  { "nothing is changed", { 0 }, TRUE },
  { "everything is constant",
    { .model = "cold_start: 5s, teardown: 10s", .duration = "20s" },
    TRUE },
  { "a cold start that takes no time", { .model = "cold_start: 0s, teardown: 0s" }, TRUE },
  { "calls that are no Poisson process", { .calls = "renewal: {rate: 2/min, cv: 0.5" }, TRUE },
  { "a refused call is tried again",
    { .model = "retry: {quota: {attempts: 3}}", .runtime = "idle_timeout: 15min" },
    TRUE },
  { "a warm-up", { .end = "horizon: 2h\nwarm_up: 30min\n" }, TRUE },
  { "VMs of another platform and size",
    { .runtime = "idle_timeout: 60s, platform: V2, memory_gb: 3" },
    TRUE },
  { "samples", { .end = "horizon: 2h\nsamples: 1min\n" }, TRUE },
  { "the timeline says something now and then",
    { .rest = "timeline: [{at: 1h, delete: r}, {at: 61min, create: r}]\n" },
    TRUE },
  { "a timeline that is not in order, and a warm-up",
    { .end = "horizon: 2h\nwarm_up: 25min\n",
      .rest
      = "timeline: [{at: 90min, delete: r}, {at: 40min, delete: r}, {at: 50min, create: r}]\n" },
    TRUE },
  { "a way out is asked for and there", { .model = "no_route: fail" }, TRUE },
  { "there is no way out",
    { .model = "no_route: fail", .runtime = "idle_timeout: 60s, egress: no" },
    FALSE },
  { "a request that may take as long as it likes", { .more = ", request_limit: never" }, TRUE },
  { "another runtime is updated all the time",
    { .model = "ready_delay: 90min", .rest = "timeline: [{at: 10min, update: other}]\n" },
    TRUE },
  { "an id comes again", { .session = "{new: 0.5, reuse: recent}" }, FALSE },
  { "a session is called again", { .session = "{invokes: 2, think: 5s}" }, FALSE },
  { "a client waits for the answer",
    { .calls = "closed: {clients: 2, think: 60s", .session = "new" },
    FALSE },
  { "work goes on in the background", { .more = ", busy_after: 5s" }, FALSE },
  { "what had no route is tried again", { .model = "retry: {unreachable: {attempts: 2}}" }, FALSE },
  { "teardowns vary", { .model = "teardown: {uniform: [0s, 15s]}" }, FALSE },
  { "VMs do not count while they stop", { .model = "vms_count_while_stopping: no" }, FALSE },
  { "the lifetime is over first", { .runtime = "idle_timeout: 60s, max_lifetime: 60s" }, FALSE },
  { "the lifetime ends with the idle timeout",
    { .runtime = "idle_timeout: 60s, max_lifetime: 70s",
      .model = "cold_start: 5s",
      .duration = "5s" },
    FALSE },
  { "it is stopped as unhealthy", { .runtime = "idle_timeout: 60s, unhealthy_stop: 30s" }, FALSE },
  { "the request may not take so long",
    { .model = "request_limit: {sync: 10s}", .duration = "30s" },
    FALSE },
  { "a cold start of more than an hour",
    { .model = "cold_start: 72min, request_limit: {sync: 2h}" },
    FALSE },
  { "stacks come and go",
    { .rest = "churn: [{name: c, rate: 1/h, lifetime: 10min, security_group: own,\n"
              "         subnets: [a]}]\n"
              "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.0.0/24, az: z}},\n"
              "      security_groups: [one]}\n" },
    FALSE },
  { "its own runtime is updated all the time",
    { .model = "ready_delay: 1h", .rest = "timeline: [{at: 3601s, update: r}]\n" },
    FALSE },
};

START_TEST (session_is_foreseen_if_nothing_can_change_its_life)
{
  g_autoptr (EnisimScenario) scenario = make_scenario (&ROWS[_i].parts);
  g_autoptr (EnisimSimulation) plain = begin (scenario, FALSE);
  g_autoptr (EnisimSimulation) sim = begin (scenario, TRUE);

  run_to_the_end (plain);
  run_to_the_end (sim);
  ck_assert_uint_eq (plain->foresight.n_unbooked, 0);
  ck_assert_msg ((sim->foresight.n_unbooked > 0) == ROWS[_i].is_foreseen, "%s", ROWS[_i].what);
  assert_same_report (sim, plain);
}
END_TEST

/* Some break off within the warm-up, some behind it. */
static const Parts BROKEN_OFF[] = {
  { 0 },
  { .end = "horizon: 2h\nwarm_up: 7min\n",
    .runtime = "idle_timeout: 60s, platform: V2, memory_gb: 3" },
};

START_TEST (run_that_breaks_off_has_come_to_the_same)
{
  g_autoptr (EnisimScenario) scenario = make_scenario (&BROKEN_OFF[_i]);

  for (guint64 n_events = 2; n_events < 150; n_events++)
    {
      g_autoptr (EnisimSimulation) sim = begin_and_break_off (scenario, n_events);
      g_autoptr (EnisimSimulation) plain = begin_plain_beside (scenario, sim);

      assert_same_report (sim, plain); /* no two events are at one instant, but two creates */
      run_to_the_end (sim);
      run_to_the_end (plain);
      assert_same_report (sim, plain);
    }
}
END_TEST

/* Foreseen sessions are provisioning, active, idle and stopping then. */
START_TEST (all_is_destroyed_where_a_run_breaks_off)
{
  g_autoptr (EnisimScenario) scenario = make_scenario (&BASE);

  for (guint64 n_events = 2; n_events < 150; n_events++)
    {
      g_autoptr (EnisimSimulation) sim = begin_and_break_off (scenario, n_events);
      g_autoptr (EnisimSimulation) plain = begin_plain_beside (scenario, sim);

      enisim_simulation_tear_down (sim);
      enisim_simulation_tear_down (plain);
      run_to (sim, HOUR);
      run_to (plain, HOUR);
      assert_same_report (sim, plain);
    }
}
END_TEST

static void
note_change (EnisimSimulation *sim G_GNUC_UNUSED, const EnisimChange *change, gpointer log)
{
  g_string_append_printf (log, "%" G_GINT64_FORMAT " %d %d %d %u %d %" G_GINT64_FORMAT "\n",
                          change->at, change->kind, change->session_from, change->session_to,
                          change->session.number, change->outcome, change->latency_us);
}

START_TEST (observer_is_told_what_becomes_of_sessions_that_were_foreseen)
{
  g_autoptr (EnisimScenario) scenario = make_scenario (&BASE);

  for (guint64 n_events = 2; n_events < 100; n_events++)
    {
      g_autoptr (EnisimSimulation) sim = begin_and_break_off (scenario, n_events);
      g_autoptr (EnisimSimulation) plain = begin_plain_beside (scenario, sim);
      g_autoptr (GString) expected = g_string_new (NULL), log = g_string_new (NULL);

      enisim_simulation_observe (sim, note_change, log, NULL);
      enisim_simulation_observe (plain, note_change, expected, NULL);
      run_to (sim, HOUR);
      run_to (plain, HOUR);
      ck_assert_str_eq (log->str, expected->str);
    }
}
END_TEST

START_TEST (nothing_is_foreseen_where_somebody_observes)
{
  g_autoptr (EnisimScenario) scenario = make_scenario (&BASE);
  g_autoptr (EnisimSimulation) sim = begin (scenario, TRUE);
  g_autoptr (GString) log = g_string_new (NULL);

  enisim_simulation_observe (sim, note_change, log, NULL);
  run_to_the_end (sim);
  ck_assert_uint_eq (sim->foresight.n_unbooked, 0);
}
END_TEST

/* A pause is known beforehand: what it shows is no foreseen session. */
START_TEST (pause_shows_sessions_as_they_are)
{
  g_autoptr (EnisimScenario) scenario = make_scenario (&BASE);
  g_autoptr (EnisimSimulation) plain = begin (scenario, FALSE);
  g_autoptr (EnisimSimulation) sim = begin (scenario, TRUE);

  for (EnisimTime at = 0; at <= 2 * HOUR; at += 11 * MINUTE)
    {
      run_to (sim, at);
      run_to (plain, at);
      assert_same_report (sim, plain);
    }
  ck_assert_uint_gt (sim->foresight.n_unbooked, 0);
}
END_TEST

/* Two rows a minute, and what comes behind them. */
static char *
write_trace (const char *last)
{
  char *path = temp_file_new ();
  g_autoptr (GString) csv = g_string_new ("at\n");

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (csv, "%u\n", i / 2);
  g_string_append (csv, last);
  temp_file_write (path, csv->str, csv->len);
  return path;
}

static const char *const MODELS[] = { "cold_start: {exponential: 5s}", "cold_start: 0s" };

/* What has been at the very instant of the last row is told from what has not. */
START_TEST (row_that_cannot_be_read_ends_the_run_alike)
{
  char *path = write_trace ("bad\n");
  g_autofree char *calls
      = g_strdup_printf ("trace: {file: %s, time: {column: at, unit: min}", path);
  const Parts parts = { .calls = calls, .model = MODELS[_i], .duration = "0s" };
  g_autoptr (EnisimScenario) scenario = make_scenario (&parts);
  g_autoptr (EnisimSimulation) plain = begin (scenario, FALSE);
  g_autoptr (EnisimSimulation) sim = begin (scenario, TRUE);

  ck_assert (!enisim_simulation_run (sim, NULL));
  ck_assert (!enisim_simulation_run (plain, NULL));
  enisim_simulation_verify (sim);
  ck_assert_uint_gt (sim->foresight.n_unbooked, 0);
  assert_same_report (sim, plain);
  temp_file_remove (&path);
}
END_TEST

/* Without a horizon the run ends with the last row. */
START_TEST (trace_that_ends_the_run_leaves_sessions_as_they_are)
{
  char *path = write_trace ("");
  g_autofree char *calls
      = g_strdup_printf ("trace: {file: %s, time: {column: at, unit: min}", path);
  const Parts parts = { .end = "", .calls = calls, .model = MODELS[_i] };
  g_autoptr (EnisimScenario) scenario = make_scenario (&parts);
  g_autoptr (EnisimSimulation) plain = begin (scenario, FALSE);
  g_autoptr (EnisimSimulation) sim = begin (scenario, TRUE);

  run_to_the_end (sim);
  run_to_the_end (plain);
  ck_assert_uint_gt (sim->foresight.n_unbooked, 0);
  ck_assert_uint_gt (enisim_session_table_get_n_vms (&sim->sessions), 0);
  assert_same_report (sim, plain);
  enisim_simulation_tear_down (sim);
  enisim_simulation_tear_down (plain);
  run_to (sim, 3 * HOUR);
  run_to (plain, 3 * HOUR);
  assert_same_report (sim, plain);
  temp_file_remove (&path);
}
END_TEST

/* Some rows stand there, and lives of others end there. */
START_TEST (instant_at_which_the_warm_up_ends_belongs_to_it)
{
  char *path = write_trace ("");
  g_autofree char *calls
      = g_strdup_printf ("trace: {file: %s, time: {column: at, unit: min}", path);
  const Parts parts = { .end = "horizon: 2h\nwarm_up: 30min\n",
                        .calls = calls,
                        .model = "cold_start: 0s, teardown: 0s",
                        .duration = "0s" };
  g_autoptr (EnisimScenario) scenario = make_scenario (&parts);
  g_autoptr (EnisimSimulation) plain = begin (scenario, FALSE);
  g_autoptr (EnisimSimulation) sim = begin (scenario, TRUE);

  run_to_the_end (sim);
  run_to_the_end (plain);
  ck_assert_uint_gt (sim->foresight.n_unbooked, 0);
  ck_assert_uint_eq (sim->metrics.n_cold, 2 * 69); /* of 31 min and on, to 99 min */
  assert_same_report (sim, plain);
  temp_file_remove (&path);
}
END_TEST

static void
report_now (EnisimSimulation *sim, gpointer n_reports)
{
  g_autofree char *json = NULL, *table = NULL;

  g_test_expect_message ("enisim", G_LOG_LEVEL_CRITICAL, "*is_at_rest*");
  json = enisim_report_to_json (sim);
  g_test_expect_message ("enisim", G_LOG_LEVEL_CRITICAL, "*is_at_rest*");
  table = enisim_report_to_table (sim, 0, FALSE);
  g_test_assert_expected_messages ();
  *(guint *) n_reports += json != NULL || table != NULL;
}

START_TEST (run_that_is_under_way_reports_nothing)
{
  g_autoptr (EnisimScenario) scenario = make_scenario (&BASE);
  g_autoptr (EnisimSimulation) sim = begin (scenario, TRUE);
  guint n_reports = 0;

  enisim_sim_look_at (sim, 50);
  enisim_simulation_set_progress (sim, report_now, &n_reports, NULL);
  run_to_the_end (sim);
  ck_assert_uint_eq (n_reports, 0);
}
END_TEST

static Suite *
foreseen_sessions_suite (void)
{
  Suite *suite = suite_create ("sim/foreseen-sessions");
  TCase *runs = tcase_create ("runs");

  tcase_add_loop_test (runs, session_is_foreseen_if_nothing_can_change_its_life, 0,
                       G_N_ELEMENTS (ROWS));
  tcase_add_loop_test (runs, run_that_breaks_off_has_come_to_the_same, 0,
                       G_N_ELEMENTS (BROKEN_OFF));
  tcase_add_test (runs, all_is_destroyed_where_a_run_breaks_off);
  tcase_add_test (runs, observer_is_told_what_becomes_of_sessions_that_were_foreseen);
  tcase_add_test (runs, nothing_is_foreseen_where_somebody_observes);
  tcase_add_test (runs, pause_shows_sessions_as_they_are);
  tcase_add_loop_test (runs, row_that_cannot_be_read_ends_the_run_alike, 0, G_N_ELEMENTS (MODELS));
  tcase_add_loop_test (runs, trace_that_ends_the_run_leaves_sessions_as_they_are, 0,
                       G_N_ELEMENTS (MODELS));
  tcase_add_test (runs, instant_at_which_the_warm_up_ends_belongs_to_it);
  tcase_add_test (runs, run_that_is_under_way_reports_nothing);
  suite_add_tcase (suite, runs);
  return suite;
}

ENISIM_TEST_MAIN (foreseen_sessions_suite)
