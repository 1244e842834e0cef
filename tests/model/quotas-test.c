/* quotas-test.c
 *
 * Goal: a date and a Region give the quotas of facts.md section 2, and nothing else passes for a
 * date.
 * Method: the documented table, with the last day before and the first of each of its columns;
 * malformed dates as rows.
 */
#include "enisim-check.h"

#include "model/quotas.h"

typedef struct
{
  const char *date;
  guint32 max_vms_large, max_vms_small;
} Row;

static const Row DOCUMENTED[] = {
  { "2025-07", 500, 250 },      { "2025-07-01", 500, 250 },   { "2025-09", 500, 250 },
  { "2025-09-30", 500, 250 },   { "2025-10", 1000, 500 },     { "2025-10-01", 1000, 500 },
  { "2025-12-31", 1000, 500 },  { "2026-01", 1000, 500 },     { "2026-04", 1000, 500 },
  { "2026-05", 1000, 500 },     { "2026-05-31", 1000, 500 },  { "2026-06", 5000, 2500 },
  { "2026-06-01", 5000, 2500 }, { "2026-07-31", 5000, 2500 }, { "2026-08", 5000, 2500 },
  { "2026-08-01", 5000, 2500 }, { "2031-01-01", 5000, 2500 },
};

static EnisimQuotas
quotas_of (const char *date, const char *region)
{
  EnisimQuotas quotas;
  const char *reason = NULL;

  ck_assert_msg (enisim_quotas_init_from_profile (&quotas, date, region, &reason), "%s: %s", date,
                 reason);
  return quotas;
}

START_TEST (max_vms_is_as_documented_by_date_and_region)
{
  const Row *row = &DOCUMENTED[_i];

  ck_assert_uint_eq (quotas_of (row->date, "us-east-1").max_vms, row->max_vms_large);
  ck_assert_uint_eq (quotas_of (row->date, "us-west-2").max_vms, row->max_vms_large);
  ck_assert_uint_eq (quotas_of (row->date, "us-east-2").max_vms, row->max_vms_small);
  ck_assert_uint_eq (quotas_of (row->date, "ap-northeast-1").max_vms, row->max_vms_small);
  ck_assert_uint_eq (quotas_of (row->date, "us-east-11").max_vms, row->max_vms_small);
}
END_TEST

START_TEST (unknown_region_is_one_of_the_smaller_quota)
{
  ck_assert_uint_eq (quotas_of ("2026-04", NULL).max_vms, 500);
}
END_TEST

START_TEST (published_load_test_ran_under_500)
{
  ck_assert_uint_eq (quotas_of ("2026-04", "ap-northeast-1").max_vms, 500);
}
END_TEST

START_TEST (enis_are_5000_per_az_at_all_times)
{
  ck_assert_uint_eq (quotas_of (DOCUMENTED[_i].date, "us-east-1").enis_per_az, 5000);
  ck_assert_uint_eq (quotas_of (DOCUMENTED[_i].date, "eu-west-1").enis_per_az, 5000);
}
END_TEST

static void
check_rate (const EnisimQuotas *quotas, EnisimRate index, const char *rate, EnisimRateScope scope)
{
  g_autofree char *text = enisim_rate_quota_format (&quotas->rates[index]);

  ck_assert_str_eq (text, rate);
  ck_assert_int_eq (quotas->rates[index].scope, scope);
}

START_TEST (preview_has_no_rates)
{
  const EnisimQuotas quotas = quotas_of ("2025-09-30", NULL);

  for (guint i = 0; i < ENISIM_N_RATES; i++)
    check_rate (&quotas, (EnisimRate) i, "unlimited", ENISIM_SCOPE_ACCOUNT);
  ck_assert (!quotas.do_stops_count);
}
END_TEST

START_TEST (rates_were_by_agent_and_endpoint_until_2026_08)
{
  const EnisimQuotas first = quotas_of ("2025-10", NULL), raised = quotas_of ("2026-06", NULL);

  check_rate (&first, ENISIM_RATE_INVOKE, "25/s", ENISIM_SCOPE_AGENT);
  check_rate (&raised, ENISIM_RATE_INVOKE, "200/s", ENISIM_SCOPE_AGENT);
  check_rate (&first, ENISIM_RATE_NEW_CONTAINER, "100/min", ENISIM_SCOPE_ENDPOINT);
  check_rate (&raised, ENISIM_RATE_NEW_CONTAINER, "400/min", ENISIM_SCOPE_ENDPOINT);
  check_rate (&first, ENISIM_RATE_NEW_CODE, "25/s", ENISIM_SCOPE_ENDPOINT);
  check_rate (&raised, ENISIM_RATE_NEW_CODE, "25/s", ENISIM_SCOPE_ENDPOINT);
  ck_assert (!first.is_new_rate_shared && !raised.is_new_rate_shared);
  ck_assert (!first.do_stops_count && !raised.do_stops_count);
}
END_TEST

START_TEST (rates_are_the_account_s_since_2026_08)
{
  const EnisimQuotas quotas = quotas_of ("2026-08-01", NULL);

  check_rate (&quotas, ENISIM_RATE_INVOKE, "1000/s", ENISIM_SCOPE_ACCOUNT);
  check_rate (&quotas, ENISIM_RATE_NEW_CODE, "25/s", ENISIM_SCOPE_ACCOUNT);
  check_rate (&quotas, ENISIM_RATE_NEW_CONTAINER, "25/s", ENISIM_SCOPE_ACCOUNT);
  ck_assert (quotas.is_new_rate_shared);
  ck_assert (quotas.do_stops_count);
}
END_TEST

START_TEST (static_quotas_are_as_documented)
{
  const EnisimQuotas quotas = quotas_of (DOCUMENTED[_i].date, NULL);

  ck_assert_uint_eq (quotas.agents, 1000);
  ck_assert_uint_eq (quotas.versions, 1000);
  ck_assert_uint_eq (quotas.endpoints, 10);
  ck_assert_uint_eq (quotas.security_groups, 2500);
  ck_assert_uint_eq (quotas.sgs_per_eni, 5);
}
END_TEST

START_TEST (tools_have_quotas_since_2026_08)
{
  ck_assert_uint_eq (quotas_of ("2026-07", NULL).browser_sessions, ENISIM_QUOTA_UNLIMITED);
  ck_assert_uint_eq (quotas_of ("2026-08", NULL).browser_sessions, 1000);
  ck_assert_uint_eq (quotas_of ("2026-08", NULL).code_interpreter_sessions, 1000);
}
END_TEST

START_TEST (change_replaces_what_it_names)
{
  EnisimQuotas quotas = quotas_of ("2025-10", NULL), other;
  EnisimQuotaChange change = { .values = { .max_vms = 7 }, .has_count = { TRUE } };

  change.has_rate[ENISIM_RATE_INVOKE] = TRUE;
  change.values.rates[ENISIM_RATE_INVOKE]
      = (EnisimRateQuota){ 3, G_TIME_SPAN_HOUR, ENISIM_SCOPE_ACCOUNT };
  other = quotas;
  enisim_quotas_apply (&quotas, &change);
  ck_assert_uint_eq (quotas.max_vms, 7);
  check_rate (&quotas, ENISIM_RATE_INVOKE, "3/h", ENISIM_SCOPE_AGENT);
  for (guint i = 1; i < ENISIM_N_COUNT_QUOTAS; i++)
    ck_assert_uint_eq (enisim_quotas_get_count (&quotas, i), enisim_quotas_get_count (&other, i));
  check_rate (&quotas, ENISIM_RATE_NEW_CONTAINER, "100/min", ENISIM_SCOPE_ENDPOINT);
  change.has_scope[ENISIM_RATE_INVOKE] = TRUE;
  enisim_quotas_apply (&quotas, &change);
  check_rate (&quotas, ENISIM_RATE_INVOKE, "3/h", ENISIM_SCOPE_ACCOUNT);
}
END_TEST

START_TEST (default_profile_is_the_current_column)
{
  ck_assert_uint_eq (quotas_of (ENISIM_QUOTA_PROFILE_DEFAULT, "us-east-1").max_vms, 5000);
  ck_assert_str_eq (ENISIM_QUOTA_PROFILE_DEFAULT, "2026-08");
}
END_TEST

START_TEST (unlimited_has_no_limit)
{
  EnisimQuotas quotas;

  enisim_quotas_init_unlimited (&quotas);
  for (guint i = 0; i < ENISIM_N_COUNT_QUOTAS; i++)
    ck_assert_uint_eq (enisim_quotas_get_count (&quotas, i),
                       quotas.sgs_per_eni == enisim_quotas_get_count (&quotas, i)
                           ? ENISIM_SGS_PER_ENI_MAX
                           : ENISIM_QUOTA_UNLIMITED);
  for (guint i = 0; i < ENISIM_N_RATES; i++)
    check_rate (&quotas, (EnisimRate) i, "unlimited", ENISIM_SCOPE_ACCOUNT);
  ck_assert_uint_eq (quotas.max_vms, ENISIM_QUOTA_UNLIMITED);
}
END_TEST

#define NO_DATE "expected a date, e.g. 2026-04"
#define TOO_EARLY "the service has no quotas before 2025-07, its preview"

static const struct
{
  const char *date, *reason;
} REFUSED[] = {
  { "2025-06", TOO_EARLY },
  { "2025-06-30", TOO_EARLY },
  { "0001-01-01", TOO_EARLY },
  { "", NO_DATE },
  { "2026", NO_DATE },
  { "2026-", NO_DATE },
  { "2026-4", NO_DATE },
  { "2026-00", NO_DATE },
  { "2026-13", NO_DATE },
  { "2026/04", NO_DATE },
  { "2026-04-", NO_DATE },
  { "2026-04-1", NO_DATE },
  { "2026-04-00", NO_DATE },
  { "2026-04-31", NO_DATE },
  { "2026-02-29", NO_DATE },
  { "2026-04/01", NO_DATE },
  { "2026-04-011", NO_DATE },
  { " 2026-04", NO_DATE },
  { "2026-04 ", NO_DATE },
  { "20x6-04", NO_DATE },
  { "2026-0x", NO_DATE },
  { "2026-04-0x", NO_DATE },
  { "0000-04", NO_DATE },
  { "current", NO_DATE },
  { "-026-04", NO_DATE },
  { "+026-04", NO_DATE },
  { "2026-+4", NO_DATE },
  { "2026-04-30T", NO_DATE },
  { "\xc2\xb2"
    "026-4",
    NO_DATE },
};

START_TEST (malformed_or_early_date_is_refused)
{
  EnisimQuotas quotas = { .max_vms = 77, .enis_per_az = 78 };
  const char *reason = NULL;

  ck_assert_msg (!enisim_quotas_init_from_profile (&quotas, REFUSED[_i].date, "us-east-1", &reason),
                 "%s was taken for a date", REFUSED[_i].date);
  ck_assert_str_eq (reason, REFUSED[_i].reason);
  ck_assert_uint_eq (quotas.max_vms, 77);
  ck_assert_uint_eq (quotas.enis_per_az, 78);
}
END_TEST

START_TEST (leap_day_is_a_date)
{
  ck_assert_uint_eq (quotas_of ("2028-02-29", NULL).max_vms, 2500);
}
END_TEST

static Suite *
quotas_suite (void)
{
  Suite *suite = suite_create ("model/quotas");
  TCase *profiles = tcase_create ("profiles");
  TCase *dates = tcase_create ("dates");

  tcase_add_loop_test (profiles, max_vms_is_as_documented_by_date_and_region, 0,
                       G_N_ELEMENTS (DOCUMENTED));
  tcase_add_loop_test (profiles, enis_are_5000_per_az_at_all_times, 0, G_N_ELEMENTS (DOCUMENTED));
  tcase_add_test (profiles, unknown_region_is_one_of_the_smaller_quota);
  tcase_add_test (profiles, published_load_test_ran_under_500);
  tcase_add_test (profiles, default_profile_is_the_current_column);
  tcase_add_test (profiles, preview_has_no_rates);
  tcase_add_test (profiles, rates_were_by_agent_and_endpoint_until_2026_08);
  tcase_add_test (profiles, rates_are_the_account_s_since_2026_08);
  tcase_add_loop_test (profiles, static_quotas_are_as_documented, 0, G_N_ELEMENTS (DOCUMENTED));
  tcase_add_test (profiles, tools_have_quotas_since_2026_08);
  tcase_add_test (profiles, change_replaces_what_it_names);
  tcase_add_test (profiles, unlimited_has_no_limit);
  suite_add_tcase (suite, profiles);

  tcase_add_loop_test (dates, malformed_or_early_date_is_refused, 0, G_N_ELEMENTS (REFUSED));
  tcase_add_test (dates, leap_day_is_a_date);
  suite_add_tcase (suite, dates);
  return suite;
}

ENISIM_TEST_MAIN (quotas_suite)
