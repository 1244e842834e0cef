/* rate-text-test.c
 *
 * Goal: a rate is read as its number divided by its unit or refused with a reason, and a written
 * rate reads back the same.
 * Method: tables of texts; random rates, as people choose them and as fits give them, there and
 * back.
 */
#include "enisim-check.h"

#include "base/rate-text.h"

#include <math.h>

static const struct
{
  const char *text;
  double per_second;
} VALID[] = {
  { "5/s", 5 },           { "0.5/s", 0.5 },      { "100/min", 100. / 60 },
  { "12/h", 12. / 3600 }, { "3/d", 3. / 86400 }, { "1/w", 1. / 604800 },
  { "2/ms", 2000 },       { "1/us", 1e6 },       { "1e-3/s", 0.001 },
};

START_TEST (rate_is_read)
{
  const char *reason = NULL;
  double per_second = -1;

  ck_assert_msg (enisim_rate_parse (VALID[_i].text, &per_second, &reason), "%s: %s", VALID[_i].text,
                 reason);
  ck_assert_double_eq (per_second, VALID[_i].per_second);
}
END_TEST

static const struct
{
  const char *text;
  const char *reason; /* part of it */
} MALFORMED[] = {
  { "", "empty" },
  { "5", "a unit is needed, as in 5/s" },
  { "5/", "a unit is needed" },
  { "/s", "empty" },
  { "5/m", "ambiguous" },
  { "5/sec", "unknown unit" },
  { "5/10s", "unknown unit" },
  { "5/s/s", "unknown unit" },
  { "5 /s", "no spaces" },
  { "5/ s", "unknown unit" },
  { "5/s ", "unknown unit" },
  { "5s", "nothing may follow the number" },
  { "0/s", "more than 0" },
  { "-5/s", "more than 0" },
  { "+5/s", "plus" },
  { "inf/s", "a number is needed" },
  { "1,5/s", "a point only" },
  { "1e308/us", "range of a double" },
  { "5e-324/w", "range of a double" },
};

START_TEST (malformed_rate_is_refused_with_its_reason)
{
  const char *reason = NULL;
  double per_second = -1;

  ck_assert_msg (!enisim_rate_parse (MALFORMED[_i].text, &per_second, &reason), "%s",
                 MALFORMED[_i].text);
  ck_assert_ptr_nonnull (strstr (reason, MALFORMED[_i].reason));
  ck_assert_double_eq (per_second, -1);
}
END_TEST

START_TEST (written_rate_takes_the_unit_of_fewest_digits)
{
  static const char *const TEXTS[]
      = { "5/s", "1/s", "100/min", "6/min", "12/h", "3/d", "1/min", "1000/s", "36/h", "1e+30/s" };

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      const char *reason = NULL;
      double per_second = -1;
      g_autofree char *text = NULL;

      ck_assert (enisim_rate_parse (TEXTS[i], &per_second, &reason));
      text = enisim_rate_format (per_second);
      ck_assert_str_eq (text, TEXTS[i]);
    }
}
END_TEST

static void
check_round_trip (double per_second)
{
  g_autofree char *text = enisim_rate_format (per_second);
  const char *reason = NULL;
  double back = -1;

  ck_assert_msg (enisim_rate_parse (text, &back, &reason), "%s: %s", text, reason);
  ck_assert_double_eq (back, per_second);
}

START_TEST (written_rate_reads_back_the_same)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  check_round_trip (5e-324);
  check_round_trip (1.7976931348623157e308);
  for (guint step = 0; step < 1000; step++)
    {
      check_round_trip (g_rand_int_range (rand, 1, 2000) / 3600.);
      check_round_trip (exp (g_rand_double_range (rand, -700, 700)));
    }
}
END_TEST

START_TEST (rate_of_nought_has_no_text)
{
  g_free (enisim_rate_format (0));
}
END_TEST

static Suite *
rate_text_suite (void)
{
  Suite *suite = suite_create ("base/rate-text");
  TCase *parse = tcase_create ("parse");
  TCase *format = tcase_create ("format");

  tcase_add_loop_test (parse, rate_is_read, 0, G_N_ELEMENTS (VALID));
  tcase_add_loop_test (parse, malformed_rate_is_refused_with_its_reason, 0,
                       G_N_ELEMENTS (MALFORMED));
  suite_add_tcase (suite, parse);

  tcase_add_test (format, written_rate_takes_the_unit_of_fewest_digits);
  tcase_add_loop_test (format, written_rate_reads_back_the_same, 0, 8);
  if (enisim_check_forks ())
    tcase_add_test_raise_signal (format, rate_of_nought_has_no_text, SIGABRT);
  suite_add_tcase (suite, format);
  return suite;
}

ENISIM_TEST_MAIN (rate_text_suite)
