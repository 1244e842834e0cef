/* report-groups-test.c
 *
 * Goal: people read when each subnet has lost its last ENI, and what became of updates and of
 * groups that grow, which leave no trace in any table.
 * Method: small runs whose instants are known by hand.
 */
#include "report/report-check.h"

#include <string.h>

#define VPC                                                                                        \
  "horizon: 12h\n"                                                                                 \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets:\n"                                                                                   \
  "    a: {cidr: 10.0.0.0/28, az: a}\n"                                                            \
  "    b: {cidr: 10.0.1.0/28, az: b}\n"                                                            \
  "    c: {cidr: 10.0.2.0/28, az: c}\n"                                                            \
  "    full: {cidr: 10.0.3.0/28, az: a, background: 11}\n"                                         \
  "  security_groups: [one]\n"                                                                     \
  "model: {eni_retention: 1h, failed_create_retention: 1min}\n"                                    \
  "runtimes:\n"                                                                                    \
  "  - {name: x, subnets: [a], security_groups: [one]}\n"                                          \
  "  - {name: y, subnets: [b], security_groups: [one]}\n"                                          \
  "  - {name: crowd, count: 3, subnets: [c], security_groups: [one]}\n"

static void
check (const char *yaml, const char *line)
{
  g_autoptr (EnisimSimulation) sim = simulate (yaml, 0);
  g_autofree char *text = enisim_report_to_table (sim, 0, FALSE);

  ck_assert_msg (strstr (text, line) != NULL, "no %s in\n%s", line, text);
}

START_TEST (last_releases_are_told_where_they_differ)
{
  check (VPC "timeline: [{at: 1h, delete: x}, {at: 2h, delete: y}]\n",
         "ENIs: 3 made, 2 released, the last in a at 2h and in b at 3h.\n");
  check (VPC "timeline: [{at: 1h, delete: [x, y]}]\n",
         "ENIs: 3 made, 2 released, the last at 2h.\n");
}
END_TEST

START_TEST (releases_of_one_subnet_are_one)
{
  check (VPC "timeline: [{at: 1h, delete: x}]\n", "ENIs: 3 made, 1 released, the last at 2h.\n");
  check (VPC, "ENIs: 3 made, 0 released.\n");
}
END_TEST

START_TEST (updates_and_groups_that_grow_have_a_line)
{
  check (VPC "timeline: [{at: 1h, update: x, subnets: [c], security_groups: [one]}]\n",
         "Updates: 1, 0 failed.\n");
  check (VPC "timeline: [{at: 1h, scale: crowd, count: 1}, {at: 2h, scale: crowd, count: 2}]\n",
         "Scaled: crowd to 1 at 1h, crowd to 2 at 2h.\n");
}
END_TEST

START_TEST (failed_update_is_no_failed_create)
{
  check (VPC "timeline: [{at: 1h, update: x, subnets: [full], security_groups: [one]}]\n",
         "\n1 update failed. UPDATE_FAILED: x.\n");
  check (VPC "  - {name: late, subnets: [full], security_groups: [one]}\n"
             "timeline: [{at: 1h, update: x, subnets: [full], security_groups: [one]}]\n",
         "\n1 create and 1 update failed. CREATE_FAILED: late. UPDATE_FAILED: x.\n");
  check (VPC "  - {name: late, subnets: [full], security_groups: [one]}\n",
         "\n1 create failed. CREATE_FAILED: late.\n");
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("report-groups");
  TCase *tcase = tcase_create ("core");

  tcase_add_test (tcase, last_releases_are_told_where_they_differ);
  tcase_add_test (tcase, releases_of_one_subnet_are_one);
  tcase_add_test (tcase, updates_and_groups_that_grow_have_a_line);
  tcase_add_test (tcase, failed_update_is_no_failed_create);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
