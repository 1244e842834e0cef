/* published-test.c
 *
 * Goal: the published experiments (facts.md section 6) come out as they were observed, and the
 * two fits of the load test as model.md states them.
 * Method: the shipped scenarios themselves; for the fits the means over seeds 1 to 20.
 */
#include "sim/sim-check.h"

enum
{
  N_SEEDS = 20
};

static EnisimScenario *
load_shipped (const char *name)
{
  g_autofree char *path = g_build_filename (ENISIM_SOURCE_DIR, "bench", "scenarios", name, NULL);
  g_autoptr (GError) error = NULL;
  EnisimScenario *scenario = enisim_scenario_load_file (path, NULL, &error);

  ck_assert_no_error (error);
  return scenario;
}

static EnisimRunSummary *
run_shipped (const char *name, guint64 seed)
{
  g_autoptr (EnisimScenario) scenario = load_shipped (name);

  return run_scenario (scenario, seed);
}

static guint
count_in_subnet (const EnisimRunSummary *summary, const char *name)
{
  guint n = 0;

  for (guint i = 0; i < summary->n_groups; i++)
    for (guint j = 0; j < summary->groups[i].n_enis; j++)
      {
        const guint32 subnet = summary->groups[i].enis[j].subnet_index;

        n += g_str_equal (summary->scenario->subnets[subnet].name, name) ? 1 : 0;
      }
  return n;
}

START_TEST (ten_runtimes_of_one_security_group_have_one_eni_in_each_private_subnet)
{
  g_autoptr (EnisimRunSummary) summary = run_shipped ("published-shared-sg.yaml", 1);

  ck_assert_uint_eq (summary->n_enis_created, 2);
  ck_assert_uint_eq (count_in_subnet (summary, "private-a"), 1);
  ck_assert_uint_eq (count_in_subnet (summary, "private-c"), 1);
  ck_assert_uint_eq (summary->n_groups, 1);
  ck_assert_uint_eq (summary->groups[0].n_members, 10);
}
END_TEST

START_TEST (second_security_group_for_one_runtime_makes_four_enis_in_two_groups)
{
  g_autoptr (EnisimRunSummary) summary = run_shipped ("published-second-sg.yaml", 1);
  guint n_members[2];

  ck_assert_uint_eq (summary->n_enis_created, 4);
  ck_assert_uint_eq (count_in_subnet (summary, "private-a"), 2);
  ck_assert_uint_eq (count_in_subnet (summary, "private-c"), 2);
  ck_assert_uint_eq (summary->n_groups, 2);
  n_members[0] = summary->groups[0].n_members;
  n_members[1] = summary->groups[1].n_members;
  ck_assert_uint_eq (MIN (n_members[0], n_members[1]), 1);
  ck_assert_uint_eq (MAX (n_members[0], n_members[1]), 9);
}
END_TEST

/* At every sample: two ENIs, and all samples share one list of addresses. */
static void
assert_enis_constant (const EnisimRunSummary *summary)
{
  ck_assert_uint_ge (summary->n_samples, 25);
  ck_assert_uint_eq (summary->n_eni_lists, 1);
  for (guint i = 0; i < summary->n_samples; i++)
    {
      ck_assert_int_eq (summary->samples[i].at, (gint64) i * 5 * G_TIME_SPAN_SECOND);
      ck_assert_uint_eq (summary->samples[i].n_enis, 2);
    }
}

static guint64
get_n_admitted (const EnisimRunSummary *summary)
{
  return summary->n_cold + summary->n_warm;
}

START_TEST (strict_quota_admits_exactly_its_number)
{
  for (guint64 seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autoptr (EnisimRunSummary) summary = run_shipped ("published-load-strict.yaml", seed);

      ck_assert_uint_eq (get_n_admitted (summary), 500);
      ck_assert_uint_gt (summary->n_outcomes[ENISIM_OUTCOME_QUOTA], 0);
      assert_enis_constant (summary);
    }
}
END_TEST

static const struct
{
  const char *scenario;
  double admitted, admitted_within;
  double calls, calls_within;
  double end_s, end_within_s;
} fits[] = {
  { "published-load-fit-cap.yaml", 768, 0, 2173, 80, 130.5, 5 },
  { "published-load-fit-unhealthy.yaml", 764, 12, 2155, 60, 128.3, 4 },
};

START_TEST (fit_of_the_load_test_gives_its_three_figures)
{
  double n_admitted = 0, n_calls = 0, end_s = 0;

  for (guint64 seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autoptr (EnisimRunSummary) summary = run_shipped (fits[_i].scenario, seed);

      assert_enis_constant (summary);
      n_admitted += (double) get_n_admitted (summary) / N_SEEDS;
      n_calls += (double) summary->n_attempts / N_SEEDS;
      end_s += (double) summary->last_call_end / (double) G_TIME_SPAN_SECOND / N_SEEDS;
    }
  ck_assert_double_eq_tol (n_admitted, fits[_i].admitted, fits[_i].admitted_within + 1e-6);
  ck_assert_double_eq_tol (n_calls, fits[_i].calls, fits[_i].calls_within);
  ck_assert_double_eq_tol (end_s, fits[_i].end_s, fits[_i].end_within_s);
}
END_TEST

START_TEST (deleted_runtimes_hold_their_enis_until_nine_hours_sharp)
{
  g_autoptr (EnisimRunSummary) summary = run_shipped ("published-deletion.yaml", 1);
  guint n_subnets_with_enis = 0;

  ck_assert_uint_eq (summary->n_enis_created, 2);
  ck_assert_uint_eq (summary->n_enis_released, 2);
  for (guint i = 0; i < summary->scenario->n_subnets; i++)
    {
      const EnisimLevelSummary *held = &summary->subnets[i].held;

      if (held->n_series == 1)
        continue;
      n_subnets_with_enis++;
      ck_assert_uint_eq (held->n_series, 2);
      ck_assert_int_eq (held->series[1].at, 9 * G_TIME_SPAN_HOUR);
      ck_assert_uint_eq (held->now, 0);
    }
  ck_assert_uint_eq (n_subnets_with_enis, 2);
}
END_TEST

START_TEST (recreated_runtimes_get_the_same_enis_and_addresses_back)
{
  g_autoptr (EnisimRunSummary) summary = run_shipped ("published-deletion-recreated.yaml", 1);

  ck_assert_uint_eq (summary->n_enis_created, 2);
  ck_assert_uint_eq (summary->n_enis_taken_back, 2);
  ck_assert_uint_eq (summary->n_enis_released, 0);
  ck_assert_uint_eq (summary->n_eni_lists, 1);
  ck_assert_uint_eq (summary->groups[0].n_members, 10);
}
END_TEST

START_TEST (other_seeds_draw_other_addresses)
{
  g_autoptr (EnisimRunSummary) one = run_shipped ("published-shared-sg.yaml", 1);
  g_autoptr (EnisimRunSummary) two = run_shipped ("published-shared-sg.yaml", 2);

  ck_assert_uint_ne (one->groups[0].enis[0].address, two->groups[0].enis[0].address);
}
END_TEST

static Suite *
published_suite (void)
{
  Suite *suite = suite_create ("sim/published");
  TCase *experiments = tcase_create ("experiments");

  tcase_set_timeout (experiments, 60);
  tcase_add_test (experiments,
                  ten_runtimes_of_one_security_group_have_one_eni_in_each_private_subnet);
  tcase_add_test (experiments, second_security_group_for_one_runtime_makes_four_enis_in_two_groups);
  tcase_add_test (experiments, strict_quota_admits_exactly_its_number);
  tcase_add_loop_test (experiments, fit_of_the_load_test_gives_its_three_figures, 0,
                       G_N_ELEMENTS (fits));
  tcase_add_test (experiments, deleted_runtimes_hold_their_enis_until_nine_hours_sharp);
  tcase_add_test (experiments, recreated_runtimes_get_the_same_enis_and_addresses_back);
  tcase_add_test (experiments, other_seeds_draw_other_addresses);
  suite_add_tcase (suite, experiments);
  return suite;
}

ENISIM_TEST_MAIN (published_suite)
