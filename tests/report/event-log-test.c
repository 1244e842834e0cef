/* event-log-test.c
 *
 * Goal: the lines of a run are JSON, tell the same story as its summary, and are the same for
 * equal runs.
 * Method: whole runs are written, each line is read back with our own reader, and what the lines
 * add up to is compared with the summary.
 */
#include "report/report-check.h"

#include <string.h>

#include <enisim/enisim-events.h>

#include "base/number-text.h"
#include "text/reader.h"

/* A title that needs escapes; a session that is used again, one that is cut, and a create that
 * comes while its runtime's ENIs are retained. */
#define STORY                                                                                      \
  "name: \"a \\\"story\\\"\"\n"                                                                    \
  "horizon: 12h\n" REPORT_CHECK_VPC                                                                \
  "model: {ip_order: lowest, eni_create_delay: 30s, ready_delay: 60s, teardown: 15s}\n"            \
  "runtimes:\n"                                                                                    \
  "  - {name: agent, count: 3, subnets: [tight, wide], security_groups: [one],\n"                  \
  "     idle_timeout: 60s}\n"                                                                      \
  "workloads:\n"                                                                                   \
  "  - poisson: {name: load, rate: 1/s, from: 5min, until: 20min, target: agent,\n"                \
  "     session: {new: 0.3, reuse: recent}, duration: {exponential: 5s}}\n"                        \
  "timeline:\n"                                                                                    \
  "  - {at: 10min, delete: agent_0}\n"                                                             \
  "  - {at: 1h, delete: agent_1}\n"                                                                \
  "  - {at: 1h, delete: agent_2}\n"                                                                \
  "  - {at: 2h, create: agent_1}\n"

/* What the lines add up to. */
typedef struct
{
  guint64 n_enis_created, n_enis_released, n_enis_taken_back, n_enis_failed;
  guint64 n_denials;
  guint64 n_attempts, n_outcomes[ENISIM_N_OUTCOMES], n_cold;
  guint64 n_sessions_begun, n_sessions_ended;
  guint64 n_ends[ENISIM_VM_END_UNREACHABLE + 1];
  guint64 n_lines;
} Tale;

static EnisimSimulation *sim;
static EnisimRunSummary *summary;
static GString *text;
static Tale tale;

static void
teardown (void)
{
  enisim_run_summary_verify (summary);
  g_clear_pointer (&summary, enisim_run_summary_free);
  g_clear_pointer (&sim, enisim_simulation_free);
  if (text != NULL)
    g_string_free (text, TRUE);
  text = NULL;
  tale = (Tale){ 0 };
}

static void
note_change (EnisimSimulation *s G_GNUC_UNUSED, const EnisimChange *change, gpointer log)
{
  enisim_event_log_add (log, change);
}

/* Returns: (transfer full): the lines of a run */
static GString *
write_run (const char *yaml, guint64 seed, guint32 replication, EnisimTime until)
{
  g_autoptr (EnisimScenario) scenario = load_report_text (yaml);
  g_autoptr (GError) error = NULL;
  GString *lines = g_string_new (NULL);
  g_autoptr (EnisimEventLog) log = enisim_event_log_new (scenario, seed, replication, lines);

  g_clear_pointer (&sim, enisim_simulation_free);
  sim = enisim_simulation_new (scenario, seed, replication, &error);
  ck_assert_no_error (error);
  enisim_simulation_observe (sim, note_change, log, NULL);
  enisim_simulation_run_until (sim, until, &error);
  ck_assert_no_error (error);
  enisim_simulation_observe (sim, NULL, NULL, NULL);
  enisim_event_log_end (log, enisim_simulation_get_now (sim), until == ENISIM_TIME_MAX);
  return lines;
}

/* NULL where the member is a null. */
static const char *
get (const EnisimNode *line, const char *name)
{
  const EnisimNode *node = enisim_node_get (line, name);

  ck_assert_msg (node != NULL, "no %s", name);
  return node->kind == ENISIM_NODE_NULL ? NULL : node->text;
}

static gboolean
is (const EnisimNode *line, const char *name, const char *value)
{
  return g_strcmp0 (get (line, name), value) == 0;
}

static guint64
get_uint (const EnisimNode *line, const char *name)
{
  const char *reason;
  guint64 value = 0;

  ck_assert_msg (enisim_whole_parse (get (line, name), 0, G_MAXUINT64, &value, &reason), "%s: %s",
                 name, get (line, name));
  return value;
}

static void
count_name (guint64 *counts, guint n, const char *name, const char *(*get_name) (guint index))
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (get_name (i), name) == 0)
      counts[i]++;
}

static const char *
get_outcome (guint index)
{
  return enisim_outcome_get_name ((EnisimOutcome) index);
}

static const char *
get_vm_end (guint index)
{
  return enisim_vm_end_get_name ((EnisimVmEnd) index);
}

static void
count_if (guint64 *count, gboolean is_so)
{
  if (is_so)
    (*count)++;
}

static void
read_eni (const EnisimNode *line)
{
  count_if (&tale.n_enis_created, is (line, "from", "free"));
  count_if (&tale.n_enis_failed, is (line, "to", "failed"));
  count_if (&tale.n_enis_released, is (line, "to", "free"));
  count_if (&tale.n_enis_taken_back, is (line, "from", "retained") && is (line, "to", "in_use"));
  ck_assert (g_str_has_prefix (get (line, "eni"), "eni-"));
  ck_assert (g_str_has_prefix (get (line, "address"),
                               is (line, "subnet", "tight") ? "10.0.0." : "10.0.1."));
}

static void
read_session (const EnisimNode *line)
{
  const gboolean is_stop = is (line, "to", "stopping");

  count_if (&tale.n_sessions_begun, is (line, "from", "free"));
  count_if (&tale.n_sessions_ended, is (line, "to", "free"));
  if (is_stop)
    count_name (tale.n_ends, G_N_ELEMENTS (tale.n_ends), get (line, "cause"), get_vm_end);
}

/* An admitted call has two lines: one at once, and one at its end, if that comes. */
static void
read_call (const EnisimNode *line)
{
  const gboolean is_admission = is (line, "outcome", "open");
  const gboolean is_refusal = get (line, "session") == NULL;

  ck_assert (is_admission == (get (line, "latency_us") == NULL));
  count_if (&tale.n_attempts, is_admission || is_refusal);
  count_if (&tale.n_cold, is_admission && is (line, "cold", "true"));
  if (is_admission)
    tale.n_outcomes[ENISIM_OUTCOME_OPEN]++;
  else
    count_name (tale.n_outcomes, G_N_ELEMENTS (tale.n_outcomes), get (line, "outcome"),
                get_outcome);
  if (!is_admission && !is_refusal)
    tale.n_outcomes[ENISIM_OUTCOME_OPEN]--;
}

static void
read_change (const EnisimNode *line)
{
  tale.n_lines++;
  ck_assert (get (line, "cause")[0] != '\0');
  if (is (line, "kind", "eni"))
    read_eni (line);
  else if (is (line, "kind", "denial"))
    tale.n_denials++;
  else if (is (line, "kind", "session"))
    read_session (line);
  else if (is (line, "kind", "call"))
    read_call (line);
  else
    ck_assert (is (line, "kind", "runtime"));
}

static void
read_end (const EnisimNode *line)
{
  ck_assert (is (line, "kind", "end"));
  ck_assert_uint_eq (get_uint (line, "at_us"), (guint64) summary->ended_at);
  ck_assert_uint_eq (get_uint (line, "lines"), tale.n_lines);
}

static EnisimDocument *
parse (const char *line)
{
  EnisimComplaints *complaints = enisim_complaints_new ();
  EnisimDocument *document
      = enisim_document_parse ("line", (const guint8 *) line, strlen (line), NULL, complaints);

  ck_assert_msg (document != NULL, "no JSON: %s", line);
  enisim_complaints_free (complaints);
  return document;
}

/* Reads all lines of a run; the first and the last differ from the others. */
static void
tell (const char *yaml, EnisimTime until)
{
  g_auto (GStrv) lines = NULL;
  guint n_lines;
  guint64 at = 0;

  text = write_run (yaml, 1, 0, until);
  summary = enisim_run_summary_new (sim);
  ck_assert (g_str_has_suffix (text->str, "}\n"));
  lines = g_strsplit (text->str, "\n", -1);
  n_lines = g_strv_length (lines) - 1;
  for (guint i = 1; i < n_lines; i++)
    {
      EnisimDocument *document = parse (lines[i]);
      const EnisimNode *line = enisim_document_get_root (document);

      ck_assert_uint_ge (get_uint (line, "at_us"), at);
      at = get_uint (line, "at_us");
      (i < n_lines - 1 ? read_change : read_end) (line);
      enisim_document_free (document);
    }
}

static void
check_tale (void)
{
  guint64 n_denied = summary->n_denials[ENISIM_DENIAL_ENI_QUOTA];

  for (guint i = 0; i < summary->scenario->n_subnets; i++)
    n_denied += summary->subnets[i].n_denied;
  ck_assert_uint_eq (tale.n_denials, n_denied);
  ck_assert_uint_eq (tale.n_enis_created, summary->n_enis_created);
  ck_assert_uint_eq (tale.n_enis_released, summary->n_enis_released);
  ck_assert_uint_eq (tale.n_enis_taken_back, summary->n_enis_taken_back);
  ck_assert_uint_eq (tale.n_enis_failed, summary->n_enis_failed);
  ck_assert_uint_eq (tale.n_attempts, summary->n_attempts);
  ck_assert_uint_eq (tale.n_cold, summary->n_cold);
  ck_assert_uint_eq (tale.n_sessions_begun, summary->n_cold);
  ck_assert_uint_eq (tale.n_sessions_begun - tale.n_sessions_ended, summary->vms.now);
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    ck_assert_msg (tale.n_outcomes[i] == summary->n_outcomes[i], "%s: %u lines, %u calls",
                   get_outcome (i), (guint) tale.n_outcomes[i], (guint) summary->n_outcomes[i]);
  for (guint i = 0; i < ENISIM_N_VM_ENDS; i++)
    ck_assert_msg (tale.n_ends[i] == summary->n_vm_ends[i], "%s", get_vm_end (i));
}

START_TEST (lines_add_up_to_the_summary)
{
  static const char *const YAMLS[] = { STORY, REPORT_CHECK_CALLS, REPORT_CHECK_FAILURES };

  tell (YAMLS[_i], ENISIM_TIME_MAX);
  check_tale ();
  ck_assert_uint_gt (tale.n_enis_created, 0);
}
END_TEST

/* Sessions that live and calls in flight are told of, too. */
START_TEST (lines_add_up_in_the_midst_of_a_run)
{
  tell (STORY, (6 + _i) * G_TIME_SPAN_MINUTE);
  check_tale ();
  ck_assert_uint_gt (summary->vms.now, 0);
  ck_assert_uint_gt (summary->n_outcomes[ENISIM_OUTCOME_OPEN], 0);
  ck_assert (g_strstr_len (text->str, -1, "\"cause\":\"interrupted\"") != NULL);
}
END_TEST

START_TEST (story_has_what_its_name_promises)
{
  tell (STORY, ENISIM_TIME_MAX);
  ck_assert_uint_eq (tale.n_enis_taken_back, 2);
  ck_assert_uint_gt (tale.n_outcomes[ENISIM_OUTCOME_CUT], 0);
  ck_assert_uint_gt (tale.n_outcomes[ENISIM_OUTCOME_NOT_READY], 0);
  ck_assert_uint_gt (tale.n_outcomes[ENISIM_OUTCOME_OK], tale.n_cold);
}
END_TEST

START_TEST (title_is_escaped)
{
  EnisimDocument *head;

  tell (STORY, ENISIM_TIME_ZERO);
  head = parse (strtok (text->str, "\n"));
  ck_assert (is (enisim_document_get_root (head), "scenario", "a \"story\""));
  enisim_document_free (head);
}
END_TEST

START_TEST (first_line_says_which_run_it_was)
{
  g_autofree char *expected = g_strdup_printf (
      "{\"schema_version\":1,\"kind\":\"run\",\"enisim_version\":\"%s\",\"scenario\":\"nothing\","
      "\"quota_profile\":\"2026-04\",\"seed\":18446744073709551615,\"replication\":4294967295}\n"
      "{\"at_us\":3600000000,\"kind\":\"end\",\"cause\":\"complete\",\"lines\":0}\n",
      enisim_get_version ());

  text = write_run (REPORT_CHECK_EMPTY "quotas: {profile: 2026-04}\n", G_MAXUINT64, G_MAXUINT32,
                    ENISIM_TIME_MAX);
  summary = enisim_run_summary_new (sim);
  ck_assert_str_eq (text->str, expected);
}
END_TEST

START_TEST (each_kind_has_its_line)
{
  static const EnisimEniInfo ENIS[] = { { 1, 0, 0x0a000004 }, { 18446744073709551615u, 1, ~0u } };
  static const EnisimChange CHANGES[] = {
    { .kind = ENISIM_CHANGE_ENIS,
      .cause = "create",
      .eni_to = ENISIM_ENI_CREATING,
      .enis = ENIS,
      .n_enis = 2 },
    { .kind = ENISIM_CHANGE_DENIAL, .at = 7, .cause = "no free address", .subnet = 1 },
    { .kind = ENISIM_CHANGE_RUNTIME,
      .at = ENISIM_TIME_MAX,
      .cause = "create",
      .runtime_name = "agent_9",
      .runtime_to = ENISIM_RUNTIME_CREATING },
    { .kind = ENISIM_CHANGE_SESSION,
      .cause = "idle",
      .runtime_name = "agent_0",
      .session = { 0, G_MAXUINT32 },
      .session_from = ENISIM_SESSION_IDLE,
      .session_to = ENISIM_SESSION_STOPPING },
    { .kind = ENISIM_CHANGE_CALL,
      .cause = "quota",
      .runtime_name = "agent_0",
      .call = { 0, 5 },
      .outcome = ENISIM_OUTCOME_QUOTA,
      .latency_us = 1400000 },
    { .kind = ENISIM_CHANGE_CALL,
      .cause = "completed",
      .runtime_name = "agent_0",
      .session = { 0, 3 },
      .call = { 1, 5 },
      .outcome = ENISIM_OUTCOME_OK,
      .is_cold = TRUE },
  };
  g_autoptr (EnisimScenario) scenario = load_report_text (REPORT_CHECK_CALLS);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (EnisimEventLog) log = enisim_event_log_new (scenario, 1, 0, lines);

  g_string_truncate (lines, 0);
  for (guint i = 0; i < G_N_ELEMENTS (CHANGES); i++)
    enisim_event_log_add (log, &CHANGES[i]);
  ck_assert_str_eq (
      lines->str,
      "{\"at_us\":0,\"kind\":\"eni\",\"cause\":\"create\",\"eni\":\"eni-1\",\"subnet\":\"tight\","
      "\"address\":\"10.0.0.4\",\"from\":\"free\",\"to\":\"creating\"}\n"
      "{\"at_us\":0,\"kind\":\"eni\",\"cause\":\"create\",\"eni\":\"eni-18446744073709551615\","
      "\"subnet\":\"wide\",\"address\":\"255.255.255.255\",\"from\":\"free\",\"to\":\"creating\"}\n"
      "{\"at_us\":7,\"kind\":\"denial\",\"cause\":\"no free address\",\"subnet\":\"wide\"}\n"
      "{\"at_us\":562949953421312,\"kind\":\"runtime\",\"cause\":\"create\",\"runtime\":\"agent_"
      "9\","
      "\"from\":\"ABSENT\",\"to\":\"CREATING\"}\n"
      "{\"at_us\":0,\"kind\":\"session\",\"cause\":\"idle\",\"session\":\"closed-0/4294967295\","
      "\"runtime\":\"agent_0\",\"from\":\"idle\",\"to\":\"stopping\"}\n"
      "{\"at_us\":0,\"kind\":\"call\",\"cause\":\"quota\",\"call\":\"closed-0/5\","
      "\"runtime\":\"agent_0\",\"session\":null,\"outcome\":\"quota\",\"latency_us\":1400000,"
      "\"cold\":false}\n"
      "{\"at_us\":0,\"kind\":\"call\",\"cause\":\"completed\",\"call\":\"(steps)/5\","
      "\"runtime\":\"agent_0\",\"session\":\"closed-0/3\",\"outcome\":\"ok\",\"latency_us\":0,"
      "\"cold\":true}\n");
}
END_TEST

START_TEST (versions_and_endpoints_have_their_lines)
{
  g_autoptr (GString) lines = write_run ("horizon: 5h\n"
                                         "runtimes: [{name: r}]\n"
                                         "timeline:\n"
                                         "  - {at: 1h, update: r}\n"
                                         "  - {at: 2h, point: r, endpoint: prod, version: 1}\n"
                                         "  - {at: 3h, delete_endpoint: r, endpoint: prod}\n",
                                         1, 0, ENISIM_TIME_MAX);
  const char *update = strstr (lines->str, "{\"at_us\":3600000000,");
  const char *end = strstr (lines->str, "{\"at_us\":18000000000,");

  ck_assert (update != NULL && end != NULL);
  g_string_truncate (lines, (gsize) (end - lines->str));
  ck_assert_str_eq (
      update, "{\"at_us\":3600000000,\"kind\":\"runtime\",\"cause\":\"update\",\"runtime\":\"r\","
              "\"from\":\"READY\",\"to\":\"UPDATING\",\"version\":2}\n"
              "{\"at_us\":3600000000,\"kind\":\"runtime\",\"cause\":\"updated\",\"runtime\":\"r\","
              "\"from\":\"UPDATING\",\"to\":\"READY\",\"version\":2}\n"
              "{\"at_us\":7200000000,\"kind\":\"runtime\",\"cause\":\"pointed\",\"runtime\":\"r\","
              "\"from\":\"READY\",\"to\":\"READY\",\"endpoint\":\"prod\",\"version\":1}\n"
              "{\"at_us\":10800000000,\"kind\":\"runtime\",\"cause\":\"endpoint deleted\","
              "\"runtime\":\"r\",\"from\":\"READY\",\"to\":\"READY\",\"endpoint\":\"prod\","
              "\"version\":0}\n");
}
END_TEST

START_TEST (equal_runs_give_equal_bytes_and_others_do_not)
{
  g_autoptr (GString) again = write_run (STORY, 1, 0, ENISIM_TIME_MAX);
  g_autoptr (GString) other_seed = write_run (STORY, 2, 0, ENISIM_TIME_MAX);
  g_autoptr (GString) other_replication = write_run (STORY, 1, 1, ENISIM_TIME_MAX);

  text = write_run (STORY, 1, 0, ENISIM_TIME_MAX);
  summary = enisim_run_summary_new (sim);
  ck_assert_str_eq (text->str, again->str);
  ck_assert_str_ne (strchr (text->str, '\n'), strchr (other_seed->str, '\n'));
  ck_assert_str_ne (strchr (text->str, '\n'), strchr (other_replication->str, '\n'));
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("report/event-log");
  TCase *runs = tcase_create ("runs");
  TCase *lines = tcase_create ("lines");

  tcase_add_checked_fixture (runs, NULL, teardown);
  tcase_add_loop_test (runs, lines_add_up_to_the_summary, 0, 3);
  tcase_add_loop_test (runs, lines_add_up_in_the_midst_of_a_run, 0, 5);
  tcase_add_test (runs, story_has_what_its_name_promises);
  tcase_add_test (runs, title_is_escaped);
  tcase_add_test (runs, first_line_says_which_run_it_was);
  tcase_add_test (runs, equal_runs_give_equal_bytes_and_others_do_not);
  suite_add_tcase (suite, runs);

  tcase_add_test (lines, each_kind_has_its_line);
  tcase_add_test (lines, versions_and_endpoints_have_their_lines);
  suite_add_tcase (suite, lines);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
