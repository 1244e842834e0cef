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
  ck_assert_uint_eq (quotas.max_vms, ENISIM_QUOTA_UNLIMITED);
  ck_assert_uint_eq (quotas.enis_per_az, ENISIM_QUOTA_UNLIMITED);
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
  tcase_add_test (profiles, unlimited_has_no_limit);
  suite_add_tcase (suite, profiles);

  tcase_add_loop_test (dates, malformed_or_early_date_is_refused, 0, G_N_ELEMENTS (REFUSED));
  tcase_add_test (dates, leap_day_is_a_date);
  suite_add_tcase (suite, dates);
  return suite;
}

ENISIM_TEST_MAIN (quotas_suite)
