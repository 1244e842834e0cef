/* span-text-test.c
 *
 * Goal: a span is read exactly or refused with a reason, and a written span reads back the same.
 * Method: tables of texts; random spans there and back; random fractions against schoolbook long
 * division, which makes one digit of the product at a time.
 */
#include "enisim-check.h"

#include "base/span-text.h"

static const struct
{
  const char *text;
  GTimeSpan us;
} VALID[] = {
  { "0s", 0 },
  { "0w0d0h0min0s0ms0us", 0 },
  { "250us", 250 },
  { "200ms", 200000 },
  { "93s", 93 * G_TIME_SPAN_SECOND },
  { "5.5s", 5500000 },
  { "15min", 15 * G_TIME_SPAN_MINUTE },
  { "2h30min", 150 * G_TIME_SPAN_MINUTE },
  { "2h05min", 125 * G_TIME_SPAN_MINUTE },
  { "1d", G_TIME_SPAN_DAY },
  { "2w", 14 * G_TIME_SPAN_DAY },
  { "1w1d1h1min1s1ms1us", 694861001001 },
  { "1h0.25s", G_TIME_SPAN_HOUR + 250000 },
  { "0.4us", 0 },
  { "0.5us", 1 },
  { "0.49999999999999999999999999us", 0 },
  { "0.1ms", 100 },
  { "0.0000005s", 1 },
  { "0.00000049999999999999999999s", 0 },
  { "0.99999999999999999999999999w", 7 * G_TIME_SPAN_DAY },
  { "562949953421312us", ENISIM_TIME_MAX },
  { "562949953.421312s", ENISIM_TIME_MAX },
};

START_TEST (span_is_read_exactly)
{
  const char *reason = NULL;
  GTimeSpan us = -1;

  ck_assert_msg (enisim_span_parse (VALID[_i].text, &us, &reason), "%s: %s", VALID[_i].text,
                 reason);
  ck_assert_int_eq (us, VALID[_i].us);
}
END_TEST

START_TEST (instant_is_a_span_after_the_start)
{
  g_autoptr (GError) error = NULL;
  EnisimTime at = -1;

  ck_assert (enisim_time_parse ("2h30min", &at, &error));
  ck_assert_no_error (error);
  ck_assert_int_eq (at, 150 * G_TIME_SPAN_MINUTE);
  ck_assert (!enisim_time_parse ("2h30", &at, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert (g_str_has_prefix (error->message, "'2h30': a unit is needed"));
  ck_assert_int_eq (at, 150 * G_TIME_SPAN_MINUTE);
}
END_TEST

static const struct
{
  const char *text;
  const char *reason; /* part of it */
} MALFORMED[] = {
  { "", "empty" },
  { "0", "a unit is needed, as in 30s" },
  { "30", "a unit is needed" },
  { "1h30", "a unit is needed" },
  { "99999999999999999999", "a unit is needed" },
  { "-5s", "never negative" },
  { "1h-5s", "never negative" },
  { "+5s", "no sign" },
  { " 5s", "no spaces" },
  { "5s ", "no spaces" },
  { "5 s", "no spaces" },
  { "2h 30min", "no spaces" },
  { "5e3s", "no exponents" },
  { "5E3s", "no exponents" },
  { "5e-3s", "no exponents" },
  { "5m", "ambiguous: write min or ms" },
  { "2h30m", "ambiguous" },
  { "5S", "unknown unit" },
  { "5sec", "unknown unit" },
  { "5minutes", "unknown unit" },
  { "5e", "unknown unit" },
  { "5\xc2\xb5s", "unknown unit: write w, d, h, min, s, ms or us" },
  { "0x10s", "unknown unit" },
  { "5..5s", "after the point" },
  { "5.s", "after the point" },
  { ".5s", "before the point" },
  { "5,5s", "a point only" },
  { "1_000s", "a point only" },
  { "s", "a number is needed" },
  { "forever", "a number is needed" },
  { "inf", "a number is needed" },
  { "30min2h", "larger units come first" },
  { "1s1s", "each once" },
  { "1.5h30min", "only the last unit" },
  { "1.0h30min", "only the last unit" },
  { "562949953421313us", "too long" },
  { "562949953421312.5us", "too long" },
  { "930w5d20h", "too long" },
  { "99999999999999999999s", "too long" },
  { "9223372036854775807w", "too long" },
};

START_TEST (malformed_span_is_refused_with_its_reason)
{
  const char *reason = NULL;
  GTimeSpan us = -7;

  ck_assert_msg (!enisim_span_parse (MALFORMED[_i].text, &us, &reason), "%s", MALFORMED[_i].text);
  ck_assert_ptr_nonnull (strstr (reason, MALFORMED[_i].reason));
  ck_assert_int_eq (us, -7);
}
END_TEST

static const struct
{
  GTimeSpan us;
  const char *text;
} WRITTEN[] = {
  { 0, "0s" },
  { 1, "1us" },
  { 999, "999us" },
  { 1500, "1.5ms" },
  { 200000, "200ms" },
  { 1500000, "1.5s" },
  { 1000001, "1.000001s" },
  { 60 * G_TIME_SPAN_SECOND, "1min" },
  { 93 * G_TIME_SPAN_SECOND, "93s" },
  { 119500000, "119.5s" },
  { 121 * G_TIME_SPAN_SECOND, "2min1s" },
  { 15 * G_TIME_SPAN_MINUTE, "15min" },
  { 150 * G_TIME_SPAN_MINUTE, "2h30min" },
  { 8 * G_TIME_SPAN_HOUR, "8h" },
  { G_TIME_SPAN_HOUR + 250, "1h250us" },
  { 24 * G_TIME_SPAN_HOUR, "1d" },
  { 25 * G_TIME_SPAN_HOUR, "25h" },
  { 48 * G_TIME_SPAN_HOUR - G_TIME_SPAN_MINUTE, "47h59min" },
  { 48 * G_TIME_SPAN_HOUR + G_TIME_SPAN_MINUTE, "2d1min" },
  { 76 * G_TIME_SPAN_HOUR, "3d4h" },
  { 8 * G_TIME_SPAN_DAY + 90 * G_TIME_SPAN_MINUTE + 5500 * G_TIME_SPAN_MILLISECOND,
    "8d1h30min5.5s" },
  { 13 * G_TIME_SPAN_DAY, "13d" },
  { 14 * G_TIME_SPAN_DAY, "2w" },
};

START_TEST (written_span_is_short_and_readable)
{
  g_autofree char *text = enisim_span_format (WRITTEN[_i].us);

  ck_assert_str_eq (text, WRITTEN[_i].text);
}
END_TEST

/* Small and large spans alike, half of them in whole units. */
static GTimeSpan
any_span (GRand *rand)
{
  static const GTimeSpan UNITS[] = { 1, 1000, 1000000, 60000000, 3600000000, 86400000000 };
  const guint64 bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
  const GTimeSpan us = (GTimeSpan) (bits >> g_rand_int_range (rand, 15, 64));
  const GTimeSpan unit_us = UNITS[g_rand_int_range (rand, 0, G_N_ELEMENTS (UNITS))];

  return g_rand_boolean (rand) ? us : us / unit_us * unit_us;
}

static void
check_round_trip (GTimeSpan us)
{
  g_autofree char *text = enisim_span_format (us);
  const char *reason = NULL;
  GTimeSpan back = -1;

  ck_assert_msg (enisim_span_parse (text, &back, &reason), "%s: %s", text, reason);
  ck_assert_int_eq (back, us);
}

START_TEST (written_span_reads_back_the_same)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  check_round_trip (ENISIM_TIME_MAX);
  for (guint step = 0; step < 2000; step++)
    check_round_trip (any_span (rand));
}
END_TEST

/* Multiplies 0.@digits by @unit_us in an array of decimal digits.  Returns: the product, rounded
 * at the first digit after the point. */
static GTimeSpan
oracle_fraction_us (const char *digits, GTimeSpan unit_us)
{
  const gsize n = strlen (digits);
  g_autofree guint64 *places = g_new0 (guint64, n + 1); /* 0: before the point */

  for (gsize i = n; i > 0; i--)
    places[i] = (guint64) (digits[i - 1] - '0') * (guint64) unit_us;
  for (gsize i = n; i > 0; i--)
    {
      places[i - 1] += places[i] / 10;
      places[i] %= 10;
    }
  return (GTimeSpan) places[0] + (places[1] >= 5);
}

START_TEST (fraction_of_any_length_is_exact)
{
  static const struct
  {
    const char *name;
    GTimeSpan us;
  } UNITS[] = { { "w", 604800000000 }, { "h", 3600000000 }, { "min", 60000000 }, { "s", 1000000 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  for (guint step = 0; step < 500; step++)
    {
      const guint unit = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (UNITS));
      g_autoptr (GString) digits = g_string_new (NULL);
      g_autofree char *text = NULL;
      const char *reason = NULL;
      GTimeSpan us = -1;

      for (gint n = g_rand_int_range (rand, 1, 60); n > 0; n--)
        g_string_append_c (digits, (char) ('0' + g_rand_int_range (rand, 0, 10)));
      text = g_strconcat ("0.", digits->str, UNITS[unit].name, NULL);
      ck_assert_msg (enisim_span_parse (text, &us, &reason), "%s: %s", text, reason);
      ck_assert_int_eq (us, oracle_fraction_us (digits->str, UNITS[unit].us));
    }
}
END_TEST

START_TEST (negative_span_has_no_text)
{
  g_free (enisim_span_format (-1));
}
END_TEST

static Suite *
span_text_suite (void)
{
  Suite *suite = suite_create ("base/span-text");
  TCase *parse = tcase_create ("parse");
  TCase *format = tcase_create ("format");

  tcase_add_loop_test (parse, span_is_read_exactly, 0, G_N_ELEMENTS (VALID));
  tcase_add_test (parse, instant_is_a_span_after_the_start);
  tcase_add_loop_test (parse, malformed_span_is_refused_with_its_reason, 0,
                       G_N_ELEMENTS (MALFORMED));
  tcase_add_loop_test (parse, fraction_of_any_length_is_exact, 0, 8);
  suite_add_tcase (suite, parse);

  tcase_add_loop_test (format, written_span_is_short_and_readable, 0, G_N_ELEMENTS (WRITTEN));
  tcase_add_loop_test (format, written_span_reads_back_the_same, 0, 8);
  if (enisim_check_forks ())
    tcase_add_test_raise_signal (format, negative_span_has_no_text, SIGABRT);
  suite_add_tcase (suite, format);
  return suite;
}

ENISIM_TEST_MAIN (span_text_suite)
