/* optimisations-test.c
 *
 * Goal: where an event is kept, when it is booked and where a run pauses do not show in a single
 * byte (model.md "Time and order": no optimisation may).
 * Method: random scenarios whose spans are few and round, so that much falls on one instant; each
 * is run as it is and with one optimisation off, and both must tell an observer the same in the
 * same order and report the same.  Where a run pauses, everything is verified.
 */
#include "sim/sim-check.h"

#include "base/fingerprint.h"
#include "sim/optimisation-switches.h"
#include "sim/session-parts.h"
#include "sim/simulation-verify.h"

enum
{
  N_SCENARIOS = 30,
  N_RUNTIMES = 6,
  N_WORDS = 20,
  HORIZON_SECONDS = 900
};

static GRand *generator;

static const char *
choose (const char *const *choices)
{
  return choices[g_rand_int_range (generator, 0, (gint32) g_strv_length ((char **) choices))];
}

#define CHOOSE(...) choose ((const char *const[]){ __VA_ARGS__, NULL })

static gint
draw (gint n)
{
  return g_rand_int_range (generator, 0, n);
}

/* `min_cycle` is long, or else a client that is refused at once makes a million calls. */
static const struct
{
  const char *name, *choices[5];
} OPTIONS[] = {
  { "eni_retention", { "0s", "10s", "60s", "{uniform: [0s, 60s]}" } },
  { "eni_create_delay", { "0s", "10s", "{uniform: [0s, 9s]}" } },
  { "failed_create_retention", { "0s", "30s" } },
  { "ready_delay", { "0s", "10s", "20s" } },
  { "cold_start", { "0s", "5s", "70s", "{exponential: 5s}" } },
  { "teardown", { "0s", "15s", "{uniform: [0s, 15s]}" } },
  { "refusal_time", { "{quota: 0s}", "{quota: 5s}", "{quota: {exponential: 2s}, conflict: 5s}" } },
  { "provisioning_conflict", { "conflict", "wait" } },
  { "control_conflict", { "wait", "refuse" } },
  { "eni_reuse", { "yes", "no" } },
  { "vms_count_while_stopping", { "yes", "no" } },
  { "request_limit", { "{sync: 10s}", "{sync: 60s}", "{}" } },
  { "no_route", { "ignore", "fail" } },
  { "unreachable_after", { "5s", "{exponential: 30s}" } },
  { "min_cycle", { "1s", "5s" } },
  { "quota_before_rate", { "no", "yes" } },
  { "limiter_depth", { "period", "0s", "5s" } },
  { "retry", { "none", "{conflict: {attempts: 3}, quota: {attempts: 2, base: 5s}}" } },
};

static void
add_model (GString *yaml)
{
  g_string_append (yaml, "model:\n");
  for (guint i = 0; i < G_N_ELEMENTS (OPTIONS); i++)
    g_string_append_printf (yaml, "  %s: %s\n", OPTIONS[i].name, choose (OPTIONS[i].choices));
}

/* Subnet b has 11 addresses, and others leave few of them. */
static void
add_vpc (GString *yaml)
{
  g_string_append_printf (yaml,
                          "vpc:\n"
                          "  cidr: 10.0.0.0/16\n"
                          "  subnets:\n"
                          "    a: {cidr: 10.0.2.0/24, az: za}\n"
                          "    b: {cidr: 10.0.3.0/28, az: zb, background: %d}\n"
                          "  security_groups: [one, two, three]\n",
                          8 + draw (4));
}

static void
add_runtimes (GString *yaml)
{
  g_string_append (yaml, "runtimes:\n");
  for (guint i = 0; i < N_RUNTIMES; i++)
    {
      g_string_append_printf (yaml, "  - {name: r%u", i);
      g_string_append_printf (yaml, ", subnets: %s", CHOOSE ("[a]", "[b]", "[a, b]"));
      g_string_append_printf (yaml, ", security_groups: [%s]", CHOOSE ("one", "two", "three"));
      g_string_append_printf (yaml, ", create_at: %s", CHOOSE ("0s", "10s", "never"));
      g_string_append_printf (yaml, ", %s",
                              CHOOSE ("max_lifetime: 60s", "max_lifetime: 75s",
                                      "idle_timeout: 60s, max_lifetime: 120s"));
      g_string_append_printf (yaml, "%s", CHOOSE ("", "", ", unhealthy_stop: 20s"));
      g_string_append_printf (yaml, "%s}\n", CHOOSE ("", ", egress: yes"));
    }
  g_string_append (yaml, "  - {name: g, count: 4}\n");
}

static void
add_workload (GString *yaml, const char *kind, const char *how)
{
  g_string_append_printf (yaml, "  - %s: {%s", kind, how);
  if (strstr (how, "target") == NULL)
    g_string_append_printf (yaml, ", target: [r0, r%d]", 1 + draw (N_RUNTIMES - 1));
  g_string_append_printf (yaml, ", duration: %s", CHOOSE ("0s", "5s", "60s", "{exponential: 20s}"));
  g_string_append_printf (yaml, ", busy_after: %s", CHOOSE ("0s", "0s", "5s", "{exponential: 5s}"));
  g_string_append_printf (yaml, ", request_limit: %s", CHOOSE ("sync", "sync", "5s", "never"));
  g_string_append_printf (yaml, ", choose: %s", CHOOSE ("in_turn", "random"));
  g_string_append_printf (yaml, ", session: %s}\n",
                          CHOOSE ("new", "{new: 0.2, reuse: recent}",
                                  "{new: 0.5, reuse: uniform, reuse_window: 3}",
                                  "{new: 0.5, reuse: recent, invokes: 3, think: 5s, stop: yes}",
                                  "{invokes: {uniform: [1, 4]}, think: {exponential: 5s}}"));
}

static void
add_workloads (GString *yaml)
{
  g_string_append (yaml, "workloads:\n");
  add_workload (yaml, "closed", "clients: 4, think: 0s");
  add_workload (yaml, "closed", "clients: 2, from: 30s, think: 5s");
  add_workload (yaml, "closed", "clients: 2, think: {exponential: 10s}");
  add_workload (yaml, "poisson", "rate: 1/s");
  add_workload (yaml, "renewal", "rate: 10/min, cv: 0");
  add_workload (yaml, "windows",
                "windows: [{at: 0s, until: 90s, rate: 20/min}, {at: 200s, rate: 5/min, cv: 2}]");
  add_workload (yaml, "varying",
                "pieces: [{at: 0s, rate: 20/min}, {at: 300s, rate: 0}, {at: 500s, rate: 5/min}]");
  add_workload (yaml, "bursts", "rates: [30/min, 0], mean: [20s, 60s]");
  add_workload (yaml, "poisson", "target: [g, r0], rate: 10/min");
}

static void
add_timeline (GString *yaml)
{
  g_string_append (yaml, "timeline:\n");
  for (guint i = 0; i < 60; i++)
    {
      g_string_append_printf (yaml, "  - {at: %ds", 5 * draw (HORIZON_SECONDS / 5));
      g_string_append_printf (yaml, ", %s", CHOOSE ("create", "delete"));
      g_string_append_printf (yaml, ": r%d}\n", draw (N_RUNTIMES));
    }
  for (guint i = 0; i < 20; i++)
    {
      g_string_append_printf (yaml, "  - {at: %ds", 5 * draw (HORIZON_SECONDS / 5));
      g_string_append_printf (yaml, ", %s", CHOOSE ("workload_on", "workload_off"));
      g_string_append_printf (yaml, ": %s}\n",
                              CHOOSE ("closed-0", "closed-1", "poisson-0", "renewal-0", "windows-0",
                                      "varying-0", "bursts-0", "poisson-1"));
    }
  for (guint i = 0; i < 10; i++)
    g_string_append_printf (yaml, "  - {at: %ds, scale: g, count: %d}\n",
                            5 * draw (HORIZON_SECONDS / 5), draw (5));
}

static EnisimScenario *
make_scenario (gint seed)
{
  g_autoptr (GString) yaml = g_string_new (NULL);

  generator = g_rand_new_with_seed ((guint32) seed);
  g_string_append_printf (yaml,
                          "horizon: %ds\nsamples: 5s\n"
                          "quotas: {max_vms: %d, new_session_rate: %d/min}\n",
                          HORIZON_SECONDS, 1 + draw (20), 1 + draw (60));
  add_model (yaml);
  add_vpc (yaml);
  add_runtimes (yaml);
  add_workloads (yaml);
  add_timeline (yaml);
  g_rand_free (generator);
  return load_text (yaml->str);
}

/* A change as numbers, its instant first: to compare them takes a tenth of what text would. */
static void
note_change (EnisimSimulation *sim G_GNUC_UNUSED, const EnisimChange *change, gpointer user_data)
{
  guint64 enis = change->n_enis;
  guint64 words[N_WORDS] = { (guint64) change->at,
                             change->kind,
                             enisim_fingerprint (change->cause, strlen (change->cause)),
                             change->runtime,
                             change->eni_from,
                             change->eni_to,
                             change->subnet,
                             change->runtime_from,
                             change->runtime_to,
                             change->session.workload,
                             change->session.number,
                             change->session_from,
                             change->session_to,
                             change->call.workload,
                             change->call.number,
                             change->follow_up,
                             change->outcome,
                             (guint64) change->latency_us,
                             (guint64) change->is_cold };

  for (guint i = 0; i < change->n_enis; i++)
    enis = enisim_stream_mix (enisim_stream_mix (enis, change->enis[i].number),
                              change->enis[i].address);
  words[N_WORDS - 1] = enis;
  g_array_append_vals (user_data, words, N_WORDS);
}

typedef void (*Prepare) (EnisimSimulation *sim, GArray *changes);

/* A run that @prepare has had in its hands, in one go where @n_pauses is 0.
 * Returns: its report */
static char *
run_noting (EnisimScenario *scenario, Prepare prepare, gint n_pauses, GArray *changes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, 0, &error);

  ck_assert_no_error (error);
  enisim_simulation_observe (sim, note_change, changes, NULL);
  if (prepare != NULL)
    prepare (sim, changes);
  for (gint i = 0; i < n_pauses; i++)
    {
      ck_assert (enisim_simulation_run_until (
          sim, (EnisimTime) i * HORIZON_SECONDS * G_TIME_SPAN_SECOND / n_pauses, &error));
      enisim_simulation_verify (sim);
    }
  ck_assert (enisim_simulation_run (sim, &error));
  enisim_simulation_verify (sim);
  return enisim_report_to_json (sim);
}

static void
book_no_timer_on_a_ring (EnisimSimulation *sim, GArray *changes G_GNUC_UNUSED)
{
  queue_all_timers (sim);
}

/* Books the end of a lifetime at admission, which the simulation puts off as long as it can. */
static void
book_end_at_once (EnisimSimulation *sim, const EnisimChange *change, gpointer user_data)
{
  note_change (sim, change, user_data);
  if (change->kind != ENISIM_CHANGE_SESSION || change->session_from != ENISIM_SESSION_FREE)
    return;
  for (guint32 i = 0; i < sim->sessions.sessions.n_places; i++)
    {
      EnisimSession *session = enisim_session_table_get (&sim->sessions, i);

      if (session->state != ENISIM_SESSION_PROVISIONING || session->is_end_booked)
        continue;
      session->is_end_booked = TRUE;
      enisim_agenda_book_as (&sim->agenda, session->end_at,
                             enisim_event_kind_get_class (ENISIM_EVENT_SESSION_END),
                             enisim_session_table_get_admission (&sim->sessions, i).end_sequence,
                             ENISIM_EVENT_SESSION_END, i);
    }
}

static void
book_ends_at_once (EnisimSimulation *sim, GArray *changes)
{
  enisim_simulation_observe (sim, book_end_at_once, changes, NULL);
}

static void
draw_no_call_ahead (EnisimSimulation *sim, GArray *changes G_GNUC_UNUSED)
{
  draw_one_by_one (sim);
}

static void
fetch_ahead (EnisimSimulation *sim, GArray *changes G_GNUC_UNUSED)
{
  fetch_from_the_start (sim);
}

/* Gives the memory of invocations back at each change, which the simulation does now and then where
 * there were very many. */
static void
tidy (EnisimSimulation *sim, const EnisimChange *change, gpointer user_data)
{
  note_change (sim, change, user_data);
  enisim_slab_tidy (&sim->sessions.invocations);
}

static void
tidy_always (EnisimSimulation *sim, GArray *changes)
{
  enisim_simulation_observe (sim, tidy, changes, NULL);
}

static void
step_to_the_end (EnisimSimulation *sim, GArray *changes G_GNUC_UNUSED)
{
  EnisimEventKind kind;

  while (enisim_sim_step (sim, &kind))
    continue;
}

/* Books the limit of every request at admission, which the simulation does only for those that it
 * knows, or cannot rule out, to pass it. */
static void
book_limit_at_once (EnisimSimulation *sim, const EnisimChange *change, gpointer user_data)
{
  note_change (sim, change, user_data);
  if (change->kind != ENISIM_CHANGE_CALL || change->outcome != ENISIM_OUTCOME_OPEN)
    return;
  for (guint32 i = 0; i < sim->sessions.invocations.n_places; i++)
    {
      const EnisimInvocation *invocation = enisim_session_table_get_invocation (&sim->sessions, i);

      if (invocation->session == ENISIM_SESSION_NONE
          || invocation->workload != change->call.workload
          || invocation->call != change->call.number || invocation->follow_up != change->follow_up
          || sim->workloads[invocation->workload].request_limit_us == ENISIM_TIME_NEVER)
        continue;
      enisim_sim_book_request_limit (sim, i);
    }
}

static void
book_limits_at_once (EnisimSimulation *sim, GArray *changes)
{
  enisim_simulation_observe (sim, book_limit_at_once, changes, NULL);
}

/* Names the instant and the field of the first difference.  One assertion for all: each costs Check
 * a message. */
static void
assert_same_changes (const GArray *plain, const GArray *other)
{
  const guint64 *expected = (const guint64 *) (gconstpointer) plain->data;
  const guint64 *found = (const guint64 *) (gconstpointer) other->data;
  const guint n = MIN (plain->len, other->len);
  guint i = 0;

  while (i < n && found[i] == expected[i])
    i++;
  ck_assert_msg (i == n,
                 "at %" G_GUINT64_FORMAT " us, field %u is %" G_GUINT64_FORMAT
                 " and not %" G_GUINT64_FORMAT,
                 expected[i - i % N_WORDS], i % N_WORDS, found[i], expected[i]);
  ck_assert_uint_eq (other->len, plain->len);
}

static void
assert_same_bytes (gint seed, Prepare prepare, gint n_pauses)
{
  g_autoptr (EnisimScenario) scenario = make_scenario (seed);
  g_autoptr (GArray) plain = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) other = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autofree char *plain_report = run_noting (scenario, NULL, 0, plain);
  g_autofree char *other_report = run_noting (scenario, prepare, n_pauses, other);

  ck_assert_uint_gt (plain->len, 0);
  assert_same_changes (plain, other);
  ck_assert_str_eq (other_report, plain_report);
}

START_TEST (ring_shows_in_no_byte)
{
  assert_same_bytes (_i, book_no_timer_on_a_ring, 0);
}
END_TEST

START_TEST (end_of_a_lifetime_that_is_booked_late_shows_in_no_byte)
{
  assert_same_bytes (_i, book_ends_at_once, 0);
}
END_TEST

START_TEST (request_limit_that_is_not_booked_shows_in_no_byte)
{
  assert_same_bytes (_i, book_limits_at_once, 0);
}
END_TEST

START_TEST (call_that_is_drawn_ahead_shows_in_no_byte)
{
  assert_same_bytes (_i, draw_no_call_ahead, 0);
}
END_TEST

START_TEST (memory_that_is_fetched_ahead_shows_in_no_byte)
{
  assert_same_bytes (_i, fetch_ahead, 0);
}
END_TEST

START_TEST (memory_that_is_given_back_shows_in_no_byte)
{
  assert_same_bytes (_i, tidy_always, 0);
}
END_TEST

START_TEST (pause_shows_in_no_byte)
{
  assert_same_bytes (_i, NULL, 50);
}
END_TEST

START_TEST (step_by_step_is_the_same_run)
{
  assert_same_bytes (_i, step_to_the_end, 0);
}
END_TEST

static Suite *
optimisations_suite (void)
{
  Suite *suite = suite_create ("sim/optimisations");
  TCase *bytes = tcase_create ("bytes");

  tcase_add_loop_test (bytes, ring_shows_in_no_byte, 0, N_SCENARIOS);
  tcase_add_loop_test (bytes, end_of_a_lifetime_that_is_booked_late_shows_in_no_byte, 0,
                       N_SCENARIOS);
  tcase_add_loop_test (bytes, request_limit_that_is_not_booked_shows_in_no_byte, 0, N_SCENARIOS);
  tcase_add_loop_test (bytes, call_that_is_drawn_ahead_shows_in_no_byte, 0, N_SCENARIOS);
  tcase_add_loop_test (bytes, memory_that_is_fetched_ahead_shows_in_no_byte, 0, 10);
  tcase_add_loop_test (bytes, memory_that_is_given_back_shows_in_no_byte, 0, 10);
  tcase_add_loop_test (bytes, pause_shows_in_no_byte, 0, N_SCENARIOS);
  tcase_add_loop_test (bytes, step_by_step_is_the_same_run, 0, N_SCENARIOS);
  suite_add_tcase (suite, bytes);
  return suite;
}

ENISIM_TEST_MAIN (optimisations_suite)
