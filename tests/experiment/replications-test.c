/* replications-test.c
 *
 * Goal: replications are independent runs of one scenario, and their intervals are Student's t.
 * Method: a stranger's program; means and half-widths worked out again from the single runs.
 */
#include "experiment/few-calls.h"

#include <math.h>

enum
{
  N_RUNS = 5
};

static EnisimScenario *scenario;
static EnisimReplications *replications;

static void
setup (void)
{
  scenario = few_calls_load ("1h");
  replications = enisim_replications_new (scenario, 7);
}

static void
teardown (void)
{
  enisim_replications_free (replications);
  enisim_scenario_unref (scenario);
}

static EnisimSimulation *
run (guint32 replication)
{
  g_autoptr (GError) error = NULL;
  EnisimSimulation *sim = enisim_simulation_new (scenario, 7, replication, &error);

  ck_assert_no_error (error);
  ck_assert (enisim_simulation_run (sim, &error));
  return sim;
}

static EnisimMetric
get (const EnisimReplications *of, const char *name)
{
  EnisimMetric metric;

  ck_assert_msg (enisim_replications_find_metric (of, name, &metric), "no metric %s", name);
  return metric;
}

/* Of one run alone, which has the value as its mean. */
static double
get_of_run (guint32 replication, const char *name)
{
  g_autoptr (EnisimReplications) one = enisim_replications_new (scenario, 7);
  g_autoptr (EnisimSimulation) sim = run (replication);

  enisim_replications_add (one, sim);
  return get (one, name).mean;
}

static void
add_runs (void)
{
  for (guint32 i = 0; i < N_RUNS; i++)
    {
      g_autoptr (EnisimSimulation) sim = run (i);

      enisim_replications_add (replications, sim);
    }
}

START_TEST (mean_and_half_width_are_those_of_the_single_runs)
{
  const char *const names[] = { "calls.attempts", "vms.mean", "subnets.a.held.peak" };

  add_runs ();
  ck_assert_uint_eq (enisim_replications_get_n (replications), N_RUNS);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const EnisimMetric metric = get (replications, names[i]);
      double mean = 0.0, squares = 0.0;

      for (guint32 k = 0; k < N_RUNS; k++)
        mean += get_of_run (k, names[i]) / N_RUNS;
      for (guint32 k = 0; k < N_RUNS; k++)
        squares += pow (get_of_run (k, names[i]) - mean, 2.0);
      ck_assert_double_eq_tol (metric.mean, mean, 1e-9 * mean);
      /* 2.776445 is the 97.5 % quantile of t with 4 degrees of freedom. */
      ck_assert_double_eq_tol (metric.half_width, 2.7764451052 * sqrt (squares / 4 / N_RUNS),
                               1e-8 * mean);
      ck_assert_double_le (metric.min, metric.mean);
      ck_assert_double_ge (metric.max, metric.mean);
    }
}
END_TEST

START_TEST (replications_draw_other_calls)
{
  ck_assert_double_ne (get_of_run (0, "calls.attempts"), get_of_run (1, "calls.attempts"));
  ck_assert_double_eq (get_of_run (1, "calls.attempts"), get_of_run (1, "calls.attempts"));
}
END_TEST

START_TEST (one_run_has_no_finite_interval)
{
  g_autoptr (EnisimSimulation) sim = run (0);

  enisim_replications_add (replications, sim);
  ck_assert_double_infinite (get (replications, "calls.attempts").half_width);
}
END_TEST

START_TEST (unknown_metric_is_not_found)
{
  EnisimMetric metric;

  ck_assert (!enisim_replications_find_metric (replications, "calls.attempts", &metric));
  add_runs ();
  ck_assert (!enisim_replications_find_metric (replications, "calls.attempt", &metric));
}
END_TEST

START_TEST (report_is_the_same_for_the_same_runs)
{
  char *reports[2];

  for (guint i = 0; i < 2; i++)
    {
      add_runs ();
      reports[i] = enisim_report_replications_to_json (replications);
      enisim_replications_free (replications);
      replications = enisim_replications_new (scenario, 7);
    }
  ck_assert_str_eq (reports[0], reports[1]);
  ck_assert_ptr_nonnull (strstr (reports[0], "\"replications\":5,\"horizon_us\":3600000000,"));
  g_free (reports[0]);
  g_free (reports[1]);
}
END_TEST

START_TEST (report_has_bands_of_each_subnet_and_of_the_vms)
{
  g_autofree char *json = NULL, *text = NULL;

  add_runs ();
  json = enisim_report_replications_to_json (replications);
  ck_assert_ptr_nonnull (strstr (json, "\"bands\":{\"replications\":5,"
                                       "\"quantiles\":[0.05,0.5,0.95],\"at_us\":[0,36000000,"));
  ck_assert_ptr_nonnull (strstr (json, "3564000000,3600000000],\"subnets\":[{\"name\":\"a\","
                                       "\"p05\":[1,1,"));
  ck_assert_ptr_nonnull (strstr (json, "1,1]}],\"vms\":{\"p05\":[0,"));
  text = enisim_report_replications_to_table (replications, 100, FALSE);
  ck_assert_ptr_nonnull (strstr (text, "\nsubnets.a.held   1    1    1  0s\n"));
  ck_assert_ptr_nonnull (strstr (text, "Bands are quantiles over 5 replications"));
}
END_TEST

START_TEST (report_for_people_fits_its_width)
{
  for (guint width = ENISIM_REPORT_WIDTH_MIN; width <= 120; width += 20)
    {
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      add_runs ();
      text = enisim_report_replications_to_table (replications, width, FALSE);
      lines = g_strsplit (text, "\n", -1);
      ck_assert_ptr_nonnull (strstr (text, "calls.attempts"));
      for (guint i = 0; lines[i] != NULL; i++)
        ck_assert_int_le (g_utf8_strlen (lines[i], -1), (glong) width);
    }
}
END_TEST

static Suite *
replications_suite (void)
{
  Suite *suite = suite_create ("experiment/replications");
  TCase *runs = tcase_create ("runs");

  tcase_add_checked_fixture (runs, setup, teardown);
  tcase_add_test (runs, mean_and_half_width_are_those_of_the_single_runs);
  tcase_add_test (runs, replications_draw_other_calls);
  tcase_add_test (runs, one_run_has_no_finite_interval);
  tcase_add_test (runs, unknown_metric_is_not_found);
  tcase_add_test (runs, report_is_the_same_for_the_same_runs);
  tcase_add_test (runs, report_has_bands_of_each_subnet_and_of_the_vms);
  tcase_add_test (runs, report_for_people_fits_its_width);
  suite_add_tcase (suite, runs);
  return suite;
}

ENISIM_TEST_MAIN (replications_suite)
