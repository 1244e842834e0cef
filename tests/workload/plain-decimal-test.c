/* plain-decimal-test.c
 *
 * Goal: decimals are exact, rounded once, and nothing but a plain decimal passes.
 * Method: tables; random decimals written from the integers that they must give back.
 */
#include "enisim-check.h"

#include <string.h>

#include "workload/plain-decimal.h"

static EnisimPlainDecimal
parse (const char *text, gint64 unit, gint64 *value)
{
  return enisim_plain_decimal_parse (text, strlen (text), unit, G_MAXINT64, value);
}

START_TEST (value_is_rounded_to_the_nearest)
{
  static const struct
  {
    const char *text;
    gint64 unit, expected;
  } rows[] = {
    { "0", 1, 0 },
    { "007", 1, 7 },
    { "00.5", 10, 5 },
    { "32.0", 1000000, 32000000 },
    { "0.1", 1000000, 100000 },
    { "0.0000005", 1000000, 1 },
    { "0.00000049999999999999", 1000000, 0 },
    { "1.9999994", 1000000, 1999999 },
    { "1.9999995", 1000000, 2000000 },
    { "182", 20000, 3640000 },
    { "0.333333333", 3000000000, 999999999 },
    { "1700000000.123456789", 1000000000, 1700000000123456789 },
    { "0.99999999999999999999999999", 1000000, 1000000 },
    { "0.0000000000000000001", 5000000000000000000, 1 },
    { "9223372036854775807", 1, G_MAXINT64 },
    { "0000000000000000000000000001", 1, 1 },
  };
  gint64 value = -1;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ck_assert_msg (parse (rows[i].text, rows[i].unit, &value) == ENISIM_PLAIN_DECIMAL_OK, "%s",
                     rows[i].text);
      ck_assert_msg (value == rows[i].expected, "%s gave %" G_GINT64_FORMAT, rows[i].text, value);
    }
}
END_TEST

START_TEST (what_is_not_plain_is_malformed)
{
  static const char *const rows[] = { "",    "-",    "-1",    "+1",   "1e5",
                                      "1E5", "nan",  "inf",   "0x10", ".5",
                                      "5.",  ".",    "1.",    "1..",  "1,5",
                                      " 1",  "1 ",   "1.2.3", "1_0",  "12a",
                                      "1.a", "1.5s", "٣",     "00.",  "99999999999999999999x" };
  gint64 value = -1;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    ck_assert_msg (parse (rows[i], 1, &value) == ENISIM_PLAIN_DECIMAL_MALFORMED, "%s", rows[i]);
  ck_assert_int_eq (value, -1);
}
END_TEST

START_TEST (what_exceeds_the_limit_is_too_large)
{
  gint64 value = -1;

  ck_assert_int_eq (enisim_plain_decimal_parse ("100", 3, 1, 99, &value),
                    ENISIM_PLAIN_DECIMAL_TOO_LARGE);
  ck_assert_int_eq (enisim_plain_decimal_parse ("99.5", 4, 1, 99, &value),
                    ENISIM_PLAIN_DECIMAL_TOO_LARGE);
  ck_assert_int_eq (parse ("9223372036854775808", 1, &value), ENISIM_PLAIN_DECIMAL_TOO_LARGE);
  ck_assert_int_eq (parse ("9223372036854775807.5", 1, &value), ENISIM_PLAIN_DECIMAL_TOO_LARGE);
  ck_assert_int_eq (parse ("10000000000000000000000000000", 1, &value),
                    ENISIM_PLAIN_DECIMAL_TOO_LARGE);
  ck_assert_int_eq (parse ("9999999999999999999.9999999999999999999", G_MAXINT64, &value),
                    ENISIM_PLAIN_DECIMAL_TOO_LARGE);
  ck_assert_int_eq (value, -1);
  ck_assert_int_eq (enisim_plain_decimal_parse ("99.49", 5, 1, 99, &value),
                    ENISIM_PLAIN_DECIMAL_OK);
  ck_assert_int_eq (value, 99);
}
END_TEST

START_TEST (integer_written_as_decimal_comes_back)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  for (guint i = 0; i < 1000; i++)
    {
      const gint64 whole = (gint64) g_rand_int (rand) >> g_rand_int_range (rand, 0, 32);
      const gint64 fraction = g_rand_int_range (rand, 0, 1000000000);
      g_autofree char *text
          = g_strdup_printf ("%" G_GINT64_FORMAT ".%09" G_GINT64_FORMAT, whole, fraction);
      gint64 value;

      ck_assert_int_eq (parse (text, 1000000000, &value), ENISIM_PLAIN_DECIMAL_OK);
      ck_assert_int_eq (value, whole * 1000000000 + fraction);
    }
}
END_TEST

static Suite *
plain_decimal_suite (void)
{
  Suite *suite = suite_create ("workload/plain-decimal");
  TCase *tcase = tcase_create ("parse");

  tcase_add_test (tcase, value_is_rounded_to_the_nearest);
  tcase_add_test (tcase, what_is_not_plain_is_malformed);
  tcase_add_test (tcase, what_exceeds_the_limit_is_too_large);
  tcase_add_loop_test (tcase, integer_written_as_decimal_comes_back, 0, 16);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (plain_decimal_suite)
