/* report-deletions-test.c
 *
 * Goal: what somebody wanted to delete, and what the background lacked, is told to people, to
 * programs and as it happens.
 * Method: one run with a request of each result, written in each form.
 */
#include "report/report-check.h"

#include <string.h>

#include <enisim/enisim-events.h>
#include <enisim/enisim-report.h>

#define STORY                                                                                      \
  "horizon: 12h\n" REPORT_CHECK_VPC                                                                \
  "runtimes: [{name: agent, subnets: [tight, wide], security_groups: [one]}]\n"                    \
  "timeline:\n"                                                                                    \
  "  - {at: 1h, delete: agent}\n"                                                                  \
  "  - {at: 2h, background: {tight: 12}}\n"                                                        \
  "  - {at: 3h, delete_security_group: [one, two]}\n"                                              \
  "  - {at: 4h, delete_security_group: two}\n"                                                     \
  "  - {at: 5h, delete_subnet: tight}\n"

static EnisimSimulation *sim;

static void
setup (void)
{
  sim = NULL;
}

static void
teardown (void)
{
  g_clear_pointer (&sim, enisim_simulation_free);
}

static void
assert_has (const char *text, const char *part)
{
  ck_assert_msg (strstr (text, part) != NULL, "no '%s' in: %s", part, text);
}

START_TEST (people_read_what_stood_in_the_way_and_until_when)
{
  g_autofree char *text = NULL;

  sim = simulate (STORY, 1);
  text = enisim_report_to_table (sim, 1000, FALSE);
  assert_has (text,
              "\nDeletion of group one at 3h: refused (DependencyViolation), 2 ENIs; it would "
              "have passed at 9h.\n");
  assert_has (text, "\nDeletion of group two at 3h: done.\n");
  assert_has (text, "\nDeletion of group two at 4h: refused, it was deleted before.\n");
  assert_has (text, "\nDeletion of subnet tight at 5h: refused (DependencyViolation), 1 ENI and 10 "
                    "background addresses; it would not have passed before the end of the run.\n");
  assert_has (text, "\nThe background of tight lacked up to 2 addresses, first at 2h.\n");
}
END_TEST

START_TEST (programs_read_the_same)
{
  g_autofree char *json = NULL;

  sim = simulate (STORY, 1);
  json = enisim_report_to_json (sim);
  for (char *at = json; (at = strchr (at, '\n')) != NULL;)
    memmove (at, at + 1, strlen (at));
  assert_has (json, "{\"at_us\":10800000000,\"security_group\":\"one\",\"result\":\"refused\","
                    "\"blocked_by\":{\"enis\":2,\"endpoint_enis\":0,\"nat_gateways\":0,\"other\":0,"
                    "\"background\":0,\"rules\":0},\"passes_at_us\":32400000000}");
  assert_has (json, "{\"at_us\":18000000000,\"subnet\":\"tight\",\"result\":\"refused\"");
  assert_has (json, "\"result\":\"not_found\"");
  assert_has (json, "\"background_unmet\":{\"now\":1,\"peak\":2,\"peak_at_us\":7200000000,");
}
END_TEST

static void
note_change (EnisimSimulation *s G_GNUC_UNUSED, const EnisimChange *change, gpointer log)
{
  enisim_event_log_add (log, change);
}

START_TEST (each_request_and_each_step_is_an_event)
{
  g_autoptr (EnisimScenario) scenario = load_report_text (STORY);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (EnisimEventLog) log = enisim_event_log_new (scenario, 1, 0, out);
  g_autoptr (GError) error = NULL;

  sim = enisim_simulation_new (scenario, 1, 0, &error);
  ck_assert_no_error (error);
  enisim_simulation_observe (sim, note_change, log, NULL);
  ck_assert (enisim_simulation_run (sim, &error));
  enisim_simulation_observe (sim, NULL, NULL, NULL);
  assert_has (out->str,
              "{\"at_us\":7200000000,\"kind\":\"background\",\"cause\":\"demand changed\","
              "\"subnet\":\"tight\",\"wanted\":12,\"held\":10}\n");
  assert_has (out->str, "{\"at_us\":32400000000,\"kind\":\"background\",\"cause\":\"address "
                        "freed\",\"subnet\":\"tight\",\"wanted\":12,\"held\":11}\n");
  assert_has (out->str, "\"kind\":\"deletion\",\"cause\":\"DependencyViolation\","
                        "\"security_group\":\"one\"}\n");
  assert_has (out->str, "{\"at_us\":32400000000,\"kind\":\"deletion\",\"cause\":\"would pass\","
                        "\"security_group\":\"one\"}\n");
  assert_has (out->str,
              "\"kind\":\"deletion\",\"cause\":\"not found\",\"security_group\":\"two\"}\n");
}
END_TEST

static Suite *
report_deletions_suite (void)
{
  Suite *suite = suite_create ("report/report-deletions");
  TCase *forms = tcase_create ("forms");

  tcase_add_checked_fixture (forms, setup, teardown);
  tcase_add_test (forms, people_read_what_stood_in_the_way_and_until_when);
  tcase_add_test (forms, programs_read_the_same);
  tcase_add_test (forms, each_request_and_each_step_is_an_event);
  suite_add_tcase (suite, forms);
  return suite;
}

ENISIM_TEST_MAIN (report_deletions_suite)
