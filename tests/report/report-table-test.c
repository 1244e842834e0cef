/* report-table-test.c
 *
 * Goal: the report for people reads as it should, fits any page, and is the same text anywhere.
 * Method: whole reports of small runs as golden texts; then their lines on pages of every width.
 */
#include "report/report-check.h"

#include <locale.h>
#include <string.h>

#include "report/text-page.h"

enum
{
  WIDTH = 80,
  WIDTH_MAX = 200
};

/* Names that no table has room for, and wide characters without a space. */
#define LONG_SUBNET "a-name-that-alone-is-longer-than-a-narrow-page-and-has-no-place-to-break-it"
#define LONG_GROUP "a-security-group-that-is-longer-than-a-narrow-page-is-wide-too"

static const char long_names[]
    = "name: 長い名前を持つシナリオの長い名前を持つシナリオの長い名前を持つ\n"
      "horizon: 3h\n"
      "samples: 1h\n"
      "vpc:\n"
      "  cidr: 10.0.0.0/16\n"
      "  subnets:\n"
      "    " LONG_SUBNET ": {cidr: 10.0.0.0/28, az: a}\n"
      "    other: {cidr: 10.0.1.0/24, az: c}\n"
      "  security_groups: [" LONG_GROUP "]\n"
      "model: {eni_retention: 1min}\n"
      "runtimes:\n"
      "  - {name: an-agent-with-a-rather-long-name, count: 12, create_at: 1h,\n"
      "     subnets: [" LONG_SUBNET ", other], security_groups: [" LONG_GROUP "]}\n"
      "timeline:\n"
      "  - {at: 100min, delete: an-agent-with-a-rather-long-name}\n"
      "  - {at: 2h, create: an-agent-with-a-rather-long-name}\n";

static const char *const scenarios[]
    = { REPORT_CHECK_EMPTY, REPORT_CHECK_CALLS, REPORT_CHECK_FAILURES, long_names };

static char *
report (const char *yaml, guint width, gboolean use_colour)
{
  g_autoptr (EnisimSimulation) sim = simulate (yaml, 1);

  return enisim_report_to_table (sim, width, use_colour);
}

static void
check_report (const char *yaml, const char *expected)
{
  g_autofree char *text = report (yaml, WIDTH, FALSE);
  g_autofree char *version = g_strdup_printf ("\nenisim %s,", enisim_get_version ());
  g_autoptr (GString) got = g_string_new (text);

  ck_assert_uint_eq (g_string_replace (got, version, "\nenisim VERSION,", 0), 1);
  ck_assert_str_eq (got->str, expected);
}

START_TEST (scenario_of_nothing_is_a_sentence)
{
  check_report (REPORT_CHECK_EMPTY,
                "nothing\n"
                "\n"
                "No ENI was made.\n"
                "\n"
                "enisim VERSION, seed 1, replication 0, quotas of 2026-08; 0 events to 1h.\n");
}
END_TEST

START_TEST (calls_come_with_quota_latency_vms_and_samples)
{
  check_report (REPORT_CHECK_CALLS,
                "calls\n"
                "Note: A fit, not a finding.\n"
                "\n"
                "2 ENIs hold 2 addresses, one in each of tight and wide; 10 runtimes share them.\n"
                "310 of 580 calls were ok, 270 were refused; at most 100 VMs lived at once, of\n"
                "  100 allowed.\n"
                "\n"
                "SUBNET  CIDR         USABLE  HELD  FREE  HELD BY                  PEAK      FITS\n"
                "tight   10.0.0.0/28      11    10     1  1 ENI in use, 9          10 at 0s   /28\n"
                "                                         background\n"
                "wide    10.0.1.0/24     251     1   250  1 ENI in use             1 at 0s    /28\n"
                "FITS: the smallest subnet that would have held the peak.\n"
                "\n"
                "From 0s to 5min, each row against its own peak:\n"
                "VMs │▁▂▃▃▄▅▆▆▇███████████████████████████████████████▇▆▆▅▄▄▃▂▂▁│ peak 100 of 100\n"
                "\n"
                "ENIS  STATE   FOR                      SECURITY GROUPS  ADDRESSES\n"
                "   2  in use  10 runtimes: agent_0 …   one, two         tight:10.0.0.13,\n"
                "              agent_9                                   wide:10.0.1.4\n"
                "ENIs: 2 made, 0 released.\n"
                "Runtimes: 10 READY.\n"
                "\n"
                "CALLS      N  MEAN  P50  P95  P99  MAX\n"
                "ok       310    3s   3s   3s   3s   3s\n"
                "refused  270    1s   1s   1s   1s   1s\n"
                "580 attempts: 310 ok, 270 quota; admitted 310 cold, 0 warm. The last call ended\n"
                "  at 4min.\n"
                "VMs: peak 100 at 57s, mean 80.150, p50 100, p95 100, p99 100, at the end 10.\n"
                "VMs ended: 310 idle.\n"
                "6 samples, every 1min: the same 2 ENIs and addresses in each.\n"
                "\n"
                "Cost at prices of 2026-09: 6.68 GB-hours of VMs on V1 $0.06; $0.06 in all. ENIs\n"
                "  are free; CPU and data are not counted.\n"
                "\n"
                "ASSUMES                   VALUE   BASIS       WHY\n"
                "max_vms                   100     scenario    in place of 500, documented\n"
                "eni_create_delay          0s      assumed     the address is taken at once; ENIs\n"
                "                                              were seen 13 to 35 s after the\n"
                "                                              request\n"
                "ready_delay (VPC)         0s      assumed     READY as soon as the ENIs are;\n"
                "                                              seconds to minutes were measured\n"
                "cold_start (V1)           2s      scenario    in place of 5.4s, observed\n"
                "teardown                  15s     documented  up to 15 s after the idle timeout\n"
                "                                              or lifetime; the longest is the\n"
                "                                              safe side\n"
                "no_route                  ignore  assumed     every runtime is taken to reach\n"
                "                                              what its artifact needs\n"
                "refusal_time (quota)      1s      scenario    in place of 0s, assumed\n"
                "ip_order                  lowest  scenario    in place of random, observed\n"
                "vms_count_while_stopping  yes     assumed     a VM counts until its teardown\n"
                "                                              ends, which is the safe side\n"
                "idle_timeout              1min    scenario    in place of 15min, documented\n"
                "\n"
                "enisim VERSION, seed 1, replication 0, quotas of 2026-04 in ap-northeast-1; 2096\n"
                "  events to 5min.\n");
}
END_TEST

static void
check_told (const EnisimSimulation *sim, const char *sentence)
{
  g_autofree char *text = enisim_report_to_table (sim, WIDTH, FALSE);

  ck_assert_msg (strstr (text, sentence) != NULL, "%.1000s", text);
}

static void
check_sentence (const char *yaml, const char *sentence)
{
  g_autoptr (EnisimSimulation) sim = simulate (yaml, 1);

  check_told (sim, sentence);
}

/* Calls on "shut", which no route leaves, are tried twice; those that the quota refuses after five
 * minutes at most, which for some is past the horizon. */
START_TEST (calls_of_the_headline_add_up_however_they_end)
{
  check_sentence (
      "name: ends\n"
      "horizon: 10min\n"
      "quotas: {max_vms: 3}\n"
      "vpc:\n"
      "  cidr: 10.0.0.0/16\n"
      "  subnets: {lone: {cidr: 10.0.0.0/24, az: a}}\n"
      "  security_groups: [one]\n"
      "model:\n"
      "  cold_start: 2s\n"
      "  no_route: fail\n"
      "  retry:\n"
      "    quota: {attempts: 9, base: 5min, cap: 5min}\n"
      "    unreachable: {attempts: 2, base: 0s}\n"
      "runtimes:\n"
      "  - {name: open, idle_timeout: 60s}\n"
      "  - {name: shut, subnets: [lone], security_groups: [one]}\n"
      "workloads:\n"
      "  - poisson: {rate: 2/min, target: open, session: new,\n"
      "              duration: {uniform: [10s, 200s]}, request_limit: 100s}\n"
      "  - poisson: {rate: 1/min, target: shut, session: new, duration: 1s}\n",
      "4 of 33 calls were ok, 1 was refused, 5 timed out, 1 found no route, 21 are yet\n"
      "  to be tried again, 1 is still open; at most 3 VMs lived at once, of 3 allowed.\n");
}
END_TEST

#define CHANGING(warm_up, quota, timeline)                                                         \
  "name: changing\n"                                                                               \
  "horizon: 1h\n" warm_up "quotas: {max_vms: " quota "}\n"                                         \
  "runtimes: [{name: r, idle_timeout: 1min}]\n"                                                    \
  "workloads: [{poisson: {rate: 10/h, session: new, duration: 1min}}]\n"                           \
  "timeline: [" timeline "]\n"

START_TEST (quota_that_changes_is_told_as_it_was)
{
  check_sentence (CHANGING ("", "5",
                            "{at: 30min, quotas: {max_vms: 20}}, "
                            "{at: 40min, quotas: {max_vms: 10}}"),
                  ", of 5 to 20 allowed, as the\n  quota changed.\n");
  check_sentence (CHANGING ("warm_up: 20min\n", "5", "{at: 10min, quotas: {max_vms: 20}}"),
                  "lived at once, of 20 allowed.\n");
  check_sentence (CHANGING ("", "5", "{at: 10min, quotas: {max_vms: unlimited}}"),
                  ", of 5 or more allowed, at\n  times without a limit.\n");
  check_sentence (CHANGING ("", "unlimited", ""), "lived at once.\n");
  check_sentence (CHANGING ("", "5", "{at: 0s, quotas: {max_vms: 20}}"),
                  "lived at once, of 20 allowed.\n");
}
END_TEST

START_TEST (quota_that_was_in_force_for_no_time_is_not_told)
{
  g_autoptr (EnisimScenario) scenario = load_report_text (CHANGING ("", "5", ""));
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, 0, &error);

  enisim_simulation_set_max_vms (sim, 20);
  ck_assert (enisim_simulation_run_until (sim, 30 * G_TIME_SPAN_MINUTE, &error));
  check_told (sim, "lived at once, of 20 allowed.\n");
  enisim_simulation_set_max_vms (sim, 7);
  enisim_simulation_set_max_vms (sim, 10);
  ck_assert (enisim_simulation_run (sim, &error));
  check_told (sim, "10 to 20 allowed");
  enisim_simulation_set_max_vms (sim, 5);
  check_told (sim, "10 to 20 allowed");
}
END_TEST

START_TEST (warm_up_says_what_it_is_of)
{
  const char *const yaml = CHANGING ("warm_up: 20min\n", "5", "");
  g_autoptr (EnisimScenario) scenario = load_report_text (yaml);
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, 0, NULL);
  g_autofree char *text = NULL;

  check_sentence (yaml,
                  "The warm-up of 20min is left out: calls, VMs, peaks, means, failures, refusals\n"
                  "  and costs are of what came after it. ENIs made and released, deletions,\n"
                  "  samples and events are of the whole run.\n");
  ck_assert (enisim_simulation_run_until (sim, 10 * G_TIME_SPAN_MINUTE, NULL));
  text = enisim_report_to_table (sim, WIDTH, FALSE);
  ck_assert_ptr_nonnull (
      strstr (text, "\nThe warm-up was not over: this is of it. It lasts for 20min.\n"));
}
END_TEST

START_TEST (failures_come_first_and_say_where)
{
  check_report (REPORT_CHECK_FAILURES,
                "failures\n"
                "\n"
                "2 ENIs hold 2 addresses, one in each of tight and wide; one runtime uses them.\n"
                "1 create failed. CREATE_FAILED: third.\n"
                "tight had no free address for 10h30min in all, first at 0s: 1 allocation failed.\n"
                "1 request to the control plane was refused: 1 in the wrong state.\n"
                "\n"
                "SUBNET  CIDR         USABLE  HELD  FREE  HELD BY                  PEAK      FITS\n"
                "tight   10.0.0.0/28      11    10     1  1 ENI in use, 9          11 at 0s     ?\n"
                "                                         background\n"
                "wide    10.0.1.0/24     251     1   250  1 ENI in use             3 at 1h      ?\n"
                "FITS: the smallest subnet that would have held the peak; ? where a create\n"
                "  failed: run it again with a larger cidr.\n"
                "\n"
                "From 0s to 12h, each row against its own peak:\n"
                "wide │▆▆▆▆███▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▃▃▃▃▃▃▃│ peak 3 of 251\n"
                "\n"
                "ENIS  STATE   FOR                SECURITY GROUPS  ADDRESSES\n"
                "   2  in use  1 runtime: second  two              tight:10.0.0.14, wide:10.0.1.5\n"
                "ENIs: 5 made, 3 released, the last at 10h30min.\n"
                "Runtimes: 1 CREATE_FAILED, 1 READY.\n"
                "\n"
                "ASSUMES                  VALUE   BASIS       WHY\n"
                "eni_create_delay         0s      assumed     the address is taken at once; ENIs\n"
                "                                             were seen 13 to 35 s after the\n"
                "                                             request\n"
                "eni_retention            8h      documented  up to 8 h after the last runtime is\n"
                "                                             gone; the longest is the planning\n"
                "                                             worst case\n"
                "failed_create_retention  18min   observed    gone 7 to 18 min after a failed\n"
                "                                             create; the longest is the planning\n"
                "                                             worst case\n"
                "ready_delay (VPC)        0s      assumed     READY as soon as the ENIs are;\n"
                "                                             seconds to minutes were measured\n"
                "eni_reuse                yes     observed    a new runtime of the same\n"
                "                                             configuration took lingering ENIs\n"
                "                                             back\n"
                "ip_order                 lowest  scenario    in place of random, observed\n"
                "control_conflict         wait    assumed     a request that meets a runtime in\n"
                "                                             motion runs when that has settled\n"
                "\n"
                "enisim VERSION, seed 1, replication 0, quotas of 2026-04 in ap-northeast-1; 7\n"
                "  events to 12h.\n");
}
END_TEST

static void
check_lines (const char *text, guint width)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint line = 0; lines[line] != NULL; line++)
    {
      ck_assert_uint_le (enisim_text_measure (lines[line], strlen (lines[line])), width);
      ck_assert (!g_str_has_suffix (lines[line], " "));
    }
}

START_TEST (no_line_is_wider_than_the_page)
{
  g_autoptr (EnisimSimulation) sim = simulate (scenarios[_i], 1);

  for (guint width = ENISIM_REPORT_WIDTH_MIN; width <= WIDTH_MAX; width++)
    {
      g_autofree char *text = enisim_report_to_table (sim, width, FALSE);

      check_lines (text, width);
    }
}
END_TEST

static char *
remove_colour (const char *text)
{
  GString *plain = g_string_new (text);

  ck_assert_uint_gt (g_string_replace (plain, "\033[1;31m", "", 0), 0);
  g_string_replace (plain, "\033[0m", "", 0);
  return g_string_free (plain, FALSE);
}

START_TEST (colour_adds_nothing_but_escapes)
{
  g_autofree char *coloured = report (REPORT_CHECK_FAILURES, WIDTH, TRUE);
  g_autofree char *plain = report (REPORT_CHECK_FAILURES, WIDTH, FALSE);
  g_autofree char *removed = remove_colour (coloured);

  ck_assert_str_eq (removed, plain);
  ck_assert_ptr_null (strchr (plain, '\033'));
}
END_TEST

START_TEST (run_without_failures_has_no_colour)
{
  g_autofree char *text = report (REPORT_CHECK_CALLS, WIDTH, TRUE);

  ck_assert_ptr_null (strchr (text, '\033'));
}
END_TEST

START_TEST (locale_plays_no_part)
{
  g_autofree char *before = report (REPORT_CHECK_CALLS, WIDTH, FALSE);
  g_autofree char *after = NULL;

  ck_assert_ptr_nonnull (setlocale (LC_ALL, "C.UTF-8"));
  after = report (REPORT_CHECK_CALLS, WIDTH, FALSE);
  ck_assert_str_eq (after, before);
}
END_TEST

static gpointer
report_on_thread (gpointer sim)
{
  return enisim_report_to_table (sim, WIDTH, FALSE);
}

START_TEST (two_threads_report_at_once)
{
  g_autoptr (EnisimSimulation) one = simulate (REPORT_CHECK_CALLS, 1);
  g_autoptr (EnisimSimulation) two = simulate (REPORT_CHECK_CALLS, 1);
  GThread *thread = g_thread_new ("report", report_on_thread, one);
  g_autofree char *here = enisim_report_to_table (two, WIDTH, FALSE);
  g_autofree char *there = g_thread_join (thread);

  ck_assert_str_eq (here, there);
}
END_TEST

START_TEST (run_that_stopped_early_says_so_first)
{
  g_autoptr (EnisimScenario) scenario = load_report_text (REPORT_CHECK_CALLS);
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, 0, NULL);
  g_autofree char *text = NULL;

  ck_assert (enisim_simulation_run_until (sim, 90 * G_TIME_SPAN_SECOND, NULL));
  text = enisim_report_to_table (sim, WIDTH, FALSE);
  ck_assert (g_str_has_prefix (text, "calls\n"
                                     "Note: A fit, not a finding.\n"
                                     "\n"
                                     "Stopped at 90s, before the horizon of 5min.\n"));
}
END_TEST

/* An ENI for half of the time: 39 cells show teeth, rounded outwards. */
START_TEST (chart_keeps_every_peak)
{
  g_autoptr (GString) yaml
      = g_string_new ("name: teeth\nhorizon: 40h\n" REPORT_CHECK_VPC "model: {eni_retention: 1s}\n"
                      "runtimes:\n"
                      "  - {name: agent, subnets: [wide],"
                      " security_groups: [one], create_at: 5h}\n"
                      "timeline:\n");
  g_autofree char *text = NULL;

  for (guint hour = 10; hour < 40; hour += 10)
    g_string_append_printf (yaml,
                            "  - {at: %uh, delete: agent}\n"
                            "  - {at: %uh, create: agent}\n",
                            hour, hour + 5);
  text = report (yaml->str, ENISIM_REPORT_WIDTH_MIN, FALSE);
  ck_assert_ptr_nonnull (strstr (text,
                                 "From 0s to 40h, each row against its own peak:\n"
                                 "wide │    ██████    ██████    ██████    █████│ peak 1 of 251\n"));
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("report/report-table");
  TCase *tcase = tcase_create ("all");

  tcase_add_test (tcase, scenario_of_nothing_is_a_sentence);
  tcase_add_test (tcase, calls_come_with_quota_latency_vms_and_samples);
  tcase_add_test (tcase, calls_of_the_headline_add_up_however_they_end);
  tcase_add_test (tcase, quota_that_changes_is_told_as_it_was);
  tcase_add_test (tcase, quota_that_was_in_force_for_no_time_is_not_told);
  tcase_add_test (tcase, warm_up_says_what_it_is_of);
  tcase_add_test (tcase, failures_come_first_and_say_where);
  tcase_add_loop_test (tcase, no_line_is_wider_than_the_page, 0, G_N_ELEMENTS (scenarios));
  tcase_add_test (tcase, colour_adds_nothing_but_escapes);
  tcase_add_test (tcase, run_without_failures_has_no_colour);
  tcase_add_test (tcase, locale_plays_no_part);
  tcase_add_test (tcase, two_threads_report_at_once);
  tcase_add_test (tcase, run_that_stopped_early_says_so_first);
  tcase_add_test (tcase, chart_keeps_every_peak);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
