/* timestamp-test.c
 *
 * Goal: time stamps as logs carry them come out exactly, and what no calendar has is refused with
 * what was expected.
 * Method: tables; GDate as the oracle of every day of every year that is read.
 */
#include "enisim-check.h"

#include <string.h>

#include "workload/timestamp.h"

#define SECOND_NS G_GINT64_CONSTANT (1000000000)

static const char LAYOUT[] = "expected YYYY-MM-DD hh:mm:ss, then at will a fraction and an offset";
static const char OFFSET[] = "expected an offset such as Z, +09:00 or +0900 at the end";
static const char FRACTION[] = "expected a digit after the point";

static gint64
parsed (const char *text)
{
  const char *reason = NULL;
  gint64 ns = -1;

  ck_assert_msg (enisim_timestamp_parse (text, strlen (text), &ns, &reason), "%s: %s", text,
                 reason);
  ck_assert_ptr_null (reason);
  return ns;
}

START_TEST (stamp_is_an_instant)
{
  static const struct
  {
    const char *text;
    gint64 seconds, ns;
  } rows[] = {
    { "1970-01-01 00:00:00", 0, 0 },
    { "2023-11-16 18:15:46.6805900", 1700158546, 680590000 },
    { "2024-11-15T16:57:50Z", 1731689870, 0 },
    { "2024-11-15t16:57:50z", 1731689870, 0 },
    { "2024-11-16T01:57:50+09:00", 1731689870, 0 },
    { "2024-11-16T01:57:50+0900", 1731689870, 0 },
    { "2024-11-16 01:57:50+09", 1731689870, 0 },
    { "2024-11-15T11:27:50.25-05:30", 1731689870, 250000000 },
    { "2024-11-15T11:27:50.25-0530", 1731689870, 250000000 },
    { "2024-11-15T16:57:50-00:00", 1731689870, 0 },
    { "2000-02-29 23:59:59", 951868799, 0 },
    { "1999-12-31 23:59:59.999999999", 946684799, 999999999 },
    { "1999-12-31 23:59:59.9999999994", 946684799, 999999999 },
    { "1999-12-31 23:59:59.9999999995", 946684800, 0 },
    { "1999-12-31 23:59:59.99999999949999999999999999", 946684799, 999999999 },
    { "1969-12-31 23:59:59.9", -1, 900000000 },
    { "2016-12-31T23:59:59+23:59", 1483142459, 0 },
    { "1678-01-01 00:00:00+23:59", -9214646340, 0 },
    { "2261-12-31 23:59:59.999999999-23:59", 9214732739, 999999999 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    ck_assert_msg (parsed (rows[i].text) == rows[i].seconds * SECOND_NS + rows[i].ns,
                   "%s gave %" G_GINT64_FORMAT, rows[i].text, parsed (rows[i].text));
}
END_TEST

START_TEST (what_is_no_stamp_is_refused_with_a_reason)
{
  static const struct
  {
    const char *text, *reason;
  } rows[] = {
    { "", LAYOUT },
    { "2024-11-15", LAYOUT },
    { "2024-11-15 16:57", LAYOUT },
    { "2024-11-15 16:57:5", LAYOUT },
    { "2024/11/15 16:57:50", LAYOUT },
    { "15-11-2024 16:57:50", LAYOUT },
    { "2024-11-15_16:57:50", LAYOUT },
    { "2024-11-15 16.57.50", LAYOUT },
    { "2024-1a-15 16:57:50", LAYOUT },
    { "+024-11-15 16:57:50", LAYOUT },
    { "2024-11- 5 16:57:50", LAYOUT },
    { "2024-11-15 -6:57:50", LAYOUT },
    { " 2024-11-15 16:57:50", LAYOUT },
    { "1677-12-31 23:59:59", "expected a year from 1678 to 2261" },
    { "2262-01-01 00:00:00", "expected a year from 1678 to 2261" },
    { "2024-00-15 16:57:50", "expected a month from 01 to 12" },
    { "2024-13-15 16:57:50", "expected a month from 01 to 12" },
    { "2024-11-00 16:57:50", "expected a day that the month has" },
    { "2024-11-31 16:57:50", "expected a day that the month has" },
    { "2023-02-29 16:57:50", "expected a day that the month has" },
    { "1900-02-29 16:57:50", "expected a day that the month has" },
    { "2000-02-30 16:57:50", "expected a day that the month has" },
    { "2024-11-15 24:00:00", "expected an hour from 00 to 23" },
    { "2024-11-15 16:60:00", "expected a minute from 00 to 59" },
    { "2016-12-31 23:59:60", "expected a second from 00 to 59" },
    { "2024-11-15 16:57:50.", FRACTION },
    { "2024-11-15 16:57:50.Z", FRACTION },
    { "2024-11-15 16:57:50,5", OFFSET },
    { "2024-11-15 16:57:50 ", OFFSET },
    { "2024-11-15 16:57:50 UTC", OFFSET },
    { "2024-11-15 16:57:50ZZ", OFFSET },
    { "2024-11-15 16:57:50.5.5", OFFSET },
    { "2024-11-15 16:57:50+", OFFSET },
    { "2024-11-15 16:57:50+9", OFFSET },
    { "2024-11-15 16:57:50+9:00", OFFSET },
    { "2024-11-15 16:57:50+090", OFFSET },
    { "2024-11-15 16:57:50+09:0", OFFSET },
    { "2024-11-15 16:57:50+09-00", OFFSET },
    { "2024-11-15 16:57:50+09:00:00", OFFSET },
    { "2024-11-15 16:57:50+24:00", "expected an offset of at most 23:59" },
    { "2024-11-15 16:57:50+09:60", "expected an offset of at most 23:59" },
    { "2024-11-15 16:57:50+0x:00", OFFSET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *reason = NULL;
      gint64 ns = -1;

      ck_assert_msg (!enisim_timestamp_parse (rows[i].text, strlen (rows[i].text), &ns, &reason),
                     "%s passed", rows[i].text);
      ck_assert_msg (g_str_equal (reason, rows[i].reason), "%s: %s", rows[i].text, reason);
      ck_assert_int_eq (ns, -1);
    }
}
END_TEST

START_TEST (nothing_past_the_length_is_read)
{
  const char *reason;
  gint64 ns;

  ck_assert (enisim_timestamp_parse ("1970-01-01 00:00:01.59", 21, &ns, &reason));
  ck_assert_int_eq (ns, 1500000000);
  ck_assert (enisim_timestamp_parse ("1970-01-01 00:00:01.59", 19, &ns, &reason));
  ck_assert_int_eq (ns, 1000000000);
}
END_TEST

/* Asserts only what is wrong: Check writes a message for each assertion that holds. */
START_TEST (every_day_agrees_with_the_calendar)
{
  GDate epoch, date;
  const char *reason;
  gint64 ns = -1;

  g_date_clear (&epoch, 1);
  g_date_set_dmy (&epoch, 1, 1, 1970);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, 1, ENISIM_TIMESTAMP_YEAR_MIN);
  for (; g_date_get_year (&date) <= ENISIM_TIMESTAMP_YEAR_MAX; g_date_add_days (&date, 1))
    {
      const gint64 seconds = g_date_days_between (&epoch, &date) * G_GINT64_CONSTANT (86400);
      char text[64];

      g_snprintf (text, sizeof text, "%04d-%02d-%02d 12:34:56", g_date_get_year (&date),
                  (int) g_date_get_month (&date), g_date_get_day (&date));
      if (!enisim_timestamp_parse (text, strlen (text), &ns, &reason)
          || ns != (seconds + 45296) * SECOND_NS)
        ck_abort_msg ("%s is %" G_GINT64_FORMAT " ns", text, ns);
    }
}
END_TEST

START_TEST (memory_of_the_date_changes_nothing)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  EnisimTimestampDate date = ENISIM_TIMESTAMP_DATE_INIT;

  for (guint i = 0; i < 2000; i++)
    {
      char text[64];
      gint64 ns = -1, ns_remembered = -1;
      const char *reason;
      gboolean is_ok, is_ok_remembered;

      /* Few dates, some of which do not exist, so that most calls find theirs remembered. */
      g_snprintf (text, sizeof text, "20%02d-02-%02d %02d:00:00", g_rand_int_range (rand, 0, 2),
                  g_rand_int_range (rand, 28, 31), g_rand_int_range (rand, 20, 26));
      is_ok = enisim_timestamp_parse (text, strlen (text), &ns, &reason);
      is_ok_remembered
          = enisim_timestamp_parse_next (text, strlen (text), &date, &ns_remembered, &reason);
      ck_assert_int_eq (is_ok, is_ok_remembered);
      ck_assert_int_eq (ns, ns_remembered);
    }
}
END_TEST

static Suite *
timestamp_suite (void)
{
  Suite *suite = suite_create ("workload/timestamp");
  TCase *tcase = tcase_create ("parse");

  tcase_add_test (tcase, stamp_is_an_instant);
  tcase_add_test (tcase, what_is_no_stamp_is_refused_with_a_reason);
  tcase_add_test (tcase, nothing_past_the_length_is_read);
  tcase_add_test (tcase, every_day_agrees_with_the_calendar);
  tcase_add_loop_test (tcase, memory_of_the_date_changes_nothing, 0, 8);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (timestamp_suite)
