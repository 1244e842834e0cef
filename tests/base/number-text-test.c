/* number-text-test.c
 *
 * Goal: a number is read as it stands or refused with a reason, in every locale, and a written
 * double reads back the same.
 * Method: tables of texts; random bit patterns of doubles there and back.
 */
#include "enisim-check.h"

#include "base/number-text.h"

#include <locale.h>
#include <math.h>

static const struct
{
  const char *text;
  guint64 max;
  guint64 value;
} WHOLE[] = {
  { "0", 0, 0 },
  { "7", 7, 7 },
  { "500", 5000, 500 },
  { "18446744073709551615", G_MAXUINT64, G_MAXUINT64 },
};

START_TEST (whole_number_is_read)
{
  const char *reason = NULL;
  guint64 value = 99;

  ck_assert_msg (enisim_whole_parse (WHOLE[_i].text, 0, WHOLE[_i].max, &value, &reason), "%s: %s",
                 WHOLE[_i].text, reason);
  ck_assert_uint_eq (value, WHOLE[_i].value);
}
END_TEST

static const struct
{
  const char *text;
  guint64 min, max;
  const char *reason; /* part of it */
} NO_WHOLE[] = {
  { "", 0, 9, "empty" },
  { "4", 5, 9, "too small" },
  { "10", 5, 9, "too large" },
  { "18446744073709551616", 0, G_MAXUINT64, "too large" },
  { "99999999999999999999999", 0, G_MAXUINT64, "too large" },
  { "-1", 0, 9, "negative" },
  { "+1", 0, 9, "plus" },
  { " 1", 0, 9, "no spaces" },
  { "1 ", 0, 9, "no spaces" },
  { "1\n", 0, 9, "no spaces" },
  { "01", 0, 9, "leading zero" },
  { "00", 0, 9, "leading zero" },
  { "0x1", 0, 9, "leading zero" },
  { "0o7", 0, 9, "leading zero" },
  { "1_0", 0, 99, "digits and a point only" },
  { "1,0", 0, 99, "digits and a point only" },
  { "1.0", 0, 9, "whole number is needed" },
  { "1e3", 0, 9999, "whole number is needed" },
  { "0e3", 0, 9999, "whole number is needed" },
  { ".5", 0, 9, "before the point" },
  { "5s", 0, 9, "nothing may follow" },
  { "0s", 0, 9, "nothing may follow" },
  { "many", 0, 9, "a number is needed" },
  { "\xd9\xa3", 0, 9, "a number is needed" },
};

START_TEST (malformed_whole_number_is_refused_with_its_reason)
{
  const char *reason = NULL;
  guint64 value = 99;

  ck_assert_msg (
      !enisim_whole_parse (NO_WHOLE[_i].text, NO_WHOLE[_i].min, NO_WHOLE[_i].max, &value, &reason),
      "%s", NO_WHOLE[_i].text);
  ck_assert_ptr_nonnull (strstr (reason, NO_WHOLE[_i].reason));
  ck_assert_uint_eq (value, 99);
}
END_TEST

static const struct
{
  const char *text;
  double value;
} DECIMAL[] = {
  { "0", 0 },           { "-0", 0 },       { "0.3", 0.3 },       { "1.50", 1.5 },
  { "-12.25", -12.25 }, { "1e3", 1000 },   { "1.5E-3", 0.0015 }, { "2e+2", 200 },
  { "0e5", 0 },         { "0.0e-999", 0 }, { "1e308", 1e308 },   { "5e-324", 5e-324 },
};

START_TEST (decimal_is_read)
{
  const char *reason = NULL;
  double value = 99;

  ck_assert_msg (enisim_decimal_parse (DECIMAL[_i].text, &value, &reason), "%s: %s",
                 DECIMAL[_i].text, reason);
  ck_assert_double_eq (value, DECIMAL[_i].value);
}
END_TEST

static const struct
{
  const char *text;
  const char *reason; /* part of it */
} NO_DECIMAL[] = {
  { "", "empty" },
  { "-", "empty" },
  { "+1", "plus" },
  { "--1", "a number is needed" },
  { " 1", "no spaces" },
  { "- 1", "no spaces" },
  { "1 ", "no spaces" },
  { "01.5", "leading zero" },
  { "-01", "leading zero" },
  { "0x1p3", "leading zero" },
  { ".5", "before the point" },
  { "-.5", "before the point" },
  { "5.", "after the point" },
  { "5.e3", "after the point" },
  { "1e", "in the exponent" },
  { "1e+", "in the exponent" },
  { "1e1.5", "nothing may follow" },
  { "1,5", "digits and a point only" },
  { "1_000", "digits and a point only" },
  { "50%", "nothing may follow" },
  { "nan", "a number is needed" },
  { "inf", "a number is needed" },
  { "-inf", "a number is needed" },
  { "1e309", "too large" },
  { "-1e309", "too large" },
  { "1e-400", "too close to 0" },
  { "-0.01e-400", "too close to 0" },
};

START_TEST (malformed_decimal_is_refused_with_its_reason)
{
  const char *reason = NULL;
  double value = 99;

  ck_assert_msg (!enisim_decimal_parse (NO_DECIMAL[_i].text, &value, &reason), "%s",
                 NO_DECIMAL[_i].text);
  ck_assert_ptr_nonnull (strstr (reason, NO_DECIMAL[_i].reason));
  ck_assert_double_eq (value, 99);
}
END_TEST

static void
check_round_trip (double value)
{
  char text[ENISIM_DECIMAL_SIZE];
  const char *reason = NULL;
  double back = 99;

  enisim_decimal_format (value, text);
  ck_assert_msg (enisim_decimal_parse (text, &back, &reason), "%s: %s", text, reason);
  ck_assert_int_eq (memcmp (&back, &value, sizeof back), 0);
}

START_TEST (written_double_reads_back_the_same)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  for (guint step = 0; step < 2000; step++)
    {
      const guint64 bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
      double value;

      memcpy (&value, &bits, sizeof value);
      if (isfinite (value))
        check_round_trip (value);
      check_round_trip (g_rand_double (rand));
    }
}
END_TEST

START_TEST (written_double_is_short)
{
  char text[ENISIM_DECIMAL_SIZE];

  ck_assert_str_eq (enisim_decimal_format (0, text), "0");
  ck_assert_str_eq (enisim_decimal_format (0.1, text), "0.1");
  ck_assert_str_eq (enisim_decimal_format (-1.5, text), "-1.5");
  ck_assert_str_eq (enisim_decimal_format (1e-9, text), "1e-09");
  ck_assert_str_eq (enisim_decimal_format (0.1 + 0.2, text), "0.30000000000000004");
}
END_TEST

/* Where the machine has no locale with a decimal comma, there is nothing to be misled by. */
START_TEST (locale_plays_no_part)
{
  char text[ENISIM_DECIMAL_SIZE];
  const char *reason = NULL;
  double value = 99;

  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    setlocale (LC_ALL, "fr_FR.UTF-8");
  ck_assert (enisim_decimal_parse ("1.5", &value, &reason));
  ck_assert_double_eq (value, 1.5);
  ck_assert (!enisim_decimal_parse ("1,5", &value, &reason));
  ck_assert_str_eq (enisim_decimal_format (1.5, text), "1.5");
}
END_TEST

START_TEST (infinity_has_no_text)
{
  char text[ENISIM_DECIMAL_SIZE];

  enisim_decimal_format (INFINITY, text);
}
END_TEST

static Suite *
number_text_suite (void)
{
  Suite *suite = suite_create ("base/number-text");
  TCase *whole = tcase_create ("whole");
  TCase *decimal = tcase_create ("decimal");

  tcase_add_loop_test (whole, whole_number_is_read, 0, G_N_ELEMENTS (WHOLE));
  tcase_add_loop_test (whole, malformed_whole_number_is_refused_with_its_reason, 0,
                       G_N_ELEMENTS (NO_WHOLE));
  suite_add_tcase (suite, whole);

  tcase_add_loop_test (decimal, decimal_is_read, 0, G_N_ELEMENTS (DECIMAL));
  tcase_add_loop_test (decimal, malformed_decimal_is_refused_with_its_reason, 0,
                       G_N_ELEMENTS (NO_DECIMAL));
  tcase_add_loop_test (decimal, written_double_reads_back_the_same, 0, 8);
  tcase_add_test (decimal, written_double_is_short);
  tcase_add_test (decimal, locale_plays_no_part);
  if (enisim_check_forks ())
    tcase_add_test_raise_signal (decimal, infinity_has_no_text, SIGABRT);
  suite_add_tcase (suite, decimal);
  return suite;
}

ENISIM_TEST_MAIN (number_text_suite)
