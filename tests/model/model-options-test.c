/* model-options-test.c
 *
 * Goal: an option that nobody sets has the default of model.md, and an outcome its name.
 * Method: the values as they stand there.
 */
#include "enisim-check.h"

#include "model/model-options.h"

static EnisimModelOptions options;

static void
setup (void)
{
  enisim_model_options_init (&options);
}

static void
teardown (void)
{
  enisim_model_options_clear (&options);
}

static void
check_constant (const EnisimDistribution *distribution, GTimeSpan expected_us)
{
  GTimeSpan span_us = -1;

  enisim_distribution_verify (distribution);
  ck_assert (enisim_distribution_is_constant (distribution, &span_us));
  ck_assert_int_eq (span_us, expected_us);
}

START_TEST (enis_are_retained_8_hours_and_those_of_a_failed_create_18_minutes)
{
  check_constant (&options.eni_retention, 8 * G_TIME_SPAN_HOUR);
  check_constant (&options.failed_create_retention, 18 * G_TIME_SPAN_MINUTE);
  ck_assert (options.eni_reuse);
}
END_TEST

START_TEST (enis_are_in_use_and_runtimes_ready_at_once)
{
  check_constant (&options.eni_create_delay, 0);
  for (guint i = 0; i < ENISIM_N_READY_KINDS; i++)
    check_constant (&options.ready_delay[i], 0);
}
END_TEST

START_TEST (cold_start_is_the_platform_s)
{
  check_constant (&options.cold_start[ENISIM_PLATFORM_V1], 5400 * G_TIME_SPAN_MILLISECOND);
  check_constant (&options.cold_start[ENISIM_PLATFORM_V2], 1900 * G_TIME_SPAN_MILLISECOND);
}
END_TEST

START_TEST (teardown_takes_15_seconds_and_counts)
{
  check_constant (&options.teardown, 15 * G_TIME_SPAN_SECOND);
  ck_assert (options.vms_count_while_stopping);
}
END_TEST

START_TEST (refusal_takes_no_time)
{
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    check_constant (&options.refusal_time[i], 0);
}
END_TEST

START_TEST (choices_are_the_first_of_their_alternatives)
{
  ck_assert_int_eq (options.ip_order, ENISIM_IP_ORDER_RANDOM);
  ck_assert_int_eq (options.provisioning_conflict, ENISIM_PROVISIONING_CONFLICT);
  ck_assert_int_eq (options.control_conflict, ENISIM_CONTROL_WAIT);
  ck_assert_int_eq (options.old_version_release, ENISIM_RELEASE_ON_DRAIN);
  ck_assert_int_eq (options.min_cycle_us, G_TIME_SPAN_MILLISECOND);
}
END_TEST

START_TEST (outcomes_are_named_as_in_reports)
{
  ck_assert_str_eq (enisim_outcome_get_name (ENISIM_OUTCOME_OK), "ok");
  ck_assert_str_eq (enisim_outcome_get_name (ENISIM_OUTCOME_CUT), "cut");
  ck_assert_str_eq (enisim_outcome_get_name (ENISIM_OUTCOME_OPEN), "open");
  ck_assert_str_eq (enisim_outcome_get_name (ENISIM_OUTCOME_NOT_READY), "not_ready");
  ck_assert_str_eq (enisim_outcome_get_name (ENISIM_OUTCOME_CONFLICT), "conflict");
  ck_assert_str_eq (enisim_outcome_get_name (ENISIM_OUTCOME_QUOTA), "quota");
  ck_assert_str_eq (enisim_outcome_get_name (ENISIM_OUTCOME_THROTTLED_INVOKE), "throttled_invoke");
  ck_assert_str_eq (enisim_outcome_get_name (ENISIM_OUTCOME_THROTTLED_NEW), "throttled_new");
  ck_assert_str_eq (enisim_outcome_get_name (ENISIM_OUTCOME_TOOL_QUOTA), "tool_quota");
  ck_assert_str_eq (enisim_outcome_get_name (ENISIM_OUTCOME_TIMED_OUT), "timed_out");
  ck_assert_str_eq (enisim_outcome_get_name (ENISIM_OUTCOME_UNREACHABLE), "unreachable");
}
END_TEST

START_TEST (outcomes_are_admitted_or_refused_but_for_the_unreachable)
{
  static const EnisimOutcome ADMITTED[]
      = { ENISIM_OUTCOME_OK, ENISIM_OUTCOME_CUT, ENISIM_OUTCOME_OPEN, ENISIM_OUTCOME_TIMED_OUT };
  guint n_admitted = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ADMITTED); i++)
    ck_assert (enisim_outcome_is_admitted (ADMITTED[i]));
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    {
      n_admitted += enisim_outcome_is_admitted (i) ? 1 : 0;
      ck_assert_int_eq (enisim_outcome_is_refused (i),
                        !enisim_outcome_is_admitted (i) && i != ENISIM_OUTCOME_UNREACHABLE);
    }
  ck_assert_uint_eq (n_admitted, G_N_ELEMENTS (ADMITTED));
}
END_TEST

static Suite *
model_options_suite (void)
{
  Suite *suite = suite_create ("model/model-options");
  TCase *defaults = tcase_create ("defaults");
  TCase *outcomes = tcase_create ("outcomes");

  tcase_add_checked_fixture (defaults, setup, teardown);
  tcase_add_test (defaults, enis_are_retained_8_hours_and_those_of_a_failed_create_18_minutes);
  tcase_add_test (defaults, enis_are_in_use_and_runtimes_ready_at_once);
  tcase_add_test (defaults, cold_start_is_the_platform_s);
  tcase_add_test (defaults, teardown_takes_15_seconds_and_counts);
  tcase_add_test (defaults, refusal_takes_no_time);
  tcase_add_test (defaults, choices_are_the_first_of_their_alternatives);
  suite_add_tcase (suite, defaults);

  tcase_add_test (outcomes, outcomes_are_named_as_in_reports);
  tcase_add_test (outcomes, outcomes_are_admitted_or_refused_but_for_the_unreachable);
  suite_add_tcase (suite, outcomes);
  return suite;
}

ENISIM_TEST_MAIN (model_options_suite)
