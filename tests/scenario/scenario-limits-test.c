/* scenario-limits-test.c
 *
 * Goal: a scenario that is valid but for its size is refused with its limit, and one at the limit
 * is not.
 * Method: texts that are put together here, at the limit and past it.
 */
#include "enisim-check.h"

#include <string.h>

#include "scenario/scenario.h"

static GString *
make_text (void)
{
  return g_string_new ("horizon: 1h\n");
}

static EnisimScenario *
load (const GString *text, GError **error)
{
  return enisim_scenario_load_data ("test.yaml", (const guint8 *) text->str, text->len, NULL,
                                    error);
}

static void
assert_loads (const GString *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario = load (text, &error);

  ck_assert_no_error (error);
  ck_assert_ptr_nonnull (scenario);
}

static void
assert_refused (const GString *text, const char *expected)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (load (text, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_str_eq (error->message, expected);
}

START_TEST (clients_of_all_workloads_are_limited)
{
  g_autoptr (GString) text = make_text ();

  g_string_append (text, "runtimes: [{name: r}]\n"
                         "workloads:\n"
                         "  - closed: {clients: 400000}\n"
                         "  - closed: {clients: 600000}\n");
  assert_loads (text);
  g_string_append (text, "  - closed: {clients: 1}\n  - closed: {clients: 1}\n");
  assert_refused (text, "test.yaml:6:23: too many clients: at most 1000000 of all workloads\n"
                        "test.yaml:7:23: too many clients: at most 1000000 of all workloads");
}
END_TEST

START_TEST (targets_of_all_workloads_are_limited)
{
  g_autoptr (GString) text = make_text ();

  g_string_append (text, "runtimes: [{name: r, count: 1000000}]\nworkloads:\n");
  for (guint i = 0; i < 4; i++)
    g_string_append (text, "  - poisson: {rate: 1/s}\n");
  assert_loads (text);
  g_string_append (text, "  - poisson: {rate: 1/s}\n");
  assert_refused (text, "test.yaml:8:14: too many runtimes: at most 4000000 of all workloads");
  g_string_truncate (text, text->len - strlen ("  - poisson: {rate: 1/s}\n"));
  g_string_append (text, "  - poisson: {rate: 1/s, target: r_7}\n");
  assert_refused (text, "test.yaml:8:34: too many runtimes: at most 0");
}
END_TEST

START_TEST (workloads_that_are_no_mapping_have_no_targets)
{
  g_autoptr (GString) text = make_text ();

  g_string_append (text, "runtimes: [{name: r, count: 1000000}]\nworkloads:\n");
  for (guint i = 0; i < 4; i++)
    g_string_append (text, "  - poisson: {rate: 1/s}\n");
  g_string_append (text, "  - poisson: 5\n");
  assert_refused (text, "test.yaml:8:14: expected a mapping, got a scalar");
}
END_TEST

/* Six values beside those of the list: four scalars, the mapping, and the list itself. */
START_TEST (values_of_a_file_are_limited)
{
  g_autoptr (GString) text = make_text ();
  gsize length;

  g_string_append (text, "name: x\nruntimes: []\nnote: y\nworkloads: [");
  for (guint i = 0; i < ENISIM_SCENARIO_NODES_MAX - 6; i++)
    g_string_append (text, "~,");
  length = text->len;
  g_string_append (text, "]\n");
  assert_refused (text, "test.yaml:5:12: 499994 workloads are too many, at most 63");
  g_string_truncate (text, length);
  g_string_append (text, "~,]\n");
  assert_refused (text, "test.yaml:5:1000001: too many values, at most 500000");
}
END_TEST

/* Nothing more of that VPC is looked at. */
START_TEST (subnets_are_limited)
{
  g_autoptr (GString) text = make_text ();

  g_string_append (text, "runtimes: [{name: r}]\nvpc:\n  cidr: 10.0.0.0/16\n  subnets:\n");
  for (guint i = 0; i < ENISIM_SCENARIO_SUBNETS_MAX; i++)
    g_string_append_printf (text, "    s%u: {cidr: 10.0.%u.%u/28, az: a}\n", i, i / 16,
                            i % 16 * 16);
  assert_loads (text);
  g_string_append (text, "    t: {cidr: 10.0.64.0/28, az: a}\n    u: nonsense\n");
  assert_refused (text, "test.yaml:6:5: 1026 subnets are too many, at most 1024");
}
END_TEST

START_TEST (endpoints_of_all_runtimes_are_limited)
{
  g_autoptr (GString) text = make_text ();

  g_string_append (text, "runtimes:\n"
                         "  - {name: few, count: 20, endpoints: [a, b]}\n"
                         "  - {name: many, count: 40000, endpoints: [");
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (text, "e%u, ", i);
  g_string_append (text, "]}\n");
  assert_refused (text, "test.yaml:4:5: too many endpoints of runtimes: at most 4000000 in all");
}
END_TEST

static Suite *
scenario_limits_suite (void)
{
  Suite *suite = suite_create ("scenario/scenario-limits");
  TCase *limits = tcase_create ("limits");

  tcase_set_timeout (limits, 60);
  tcase_add_test (limits, clients_of_all_workloads_are_limited);
  tcase_add_test (limits, targets_of_all_workloads_are_limited);
  tcase_add_test (limits, workloads_that_are_no_mapping_have_no_targets);
  tcase_add_test (limits, values_of_a_file_are_limited);
  tcase_add_test (limits, subnets_are_limited);
  tcase_add_test (limits, endpoints_of_all_runtimes_are_limited);
  suite_add_tcase (suite, limits);
  return suite;
}

ENISIM_TEST_MAIN (scenario_limits_suite)
