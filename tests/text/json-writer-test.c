/* json-writer-test.c
 *
 * Goal: what is written is JSON that reads back as the same, in both styles.
 * Method: texts compared; strings and doubles of random bits read back by our own reader, trees
 * at random written and read; wrong order aborts.
 */
#include "enisim-check.h"

#include <math.h>
#include <string.h>

#include "text/json-writer.h"
#include "text/reader.h"

static EnisimJsonWriter writer;
static GString *out;

static void
setup (void)
{
  out = g_string_new (NULL);
  enisim_json_writer_init (&writer, out, ENISIM_JSON_COMPACT);
}

static void
teardown (void)
{
  enisim_json_writer_verify (&writer);
  g_string_free (g_steal_pointer (&out), TRUE);
}

static void
write_sample (void)
{
  enisim_json_writer_begin_object (&writer);
  enisim_json_writer_name (&writer, "a");
  enisim_json_writer_begin_array (&writer);
  enisim_json_writer_int (&writer, G_MININT64);
  enisim_json_writer_uint (&writer, G_MAXUINT64);
  enisim_json_writer_end_array (&writer);
  enisim_json_writer_name (&writer, "b");
  enisim_json_writer_begin_object (&writer);
  enisim_json_writer_end_object (&writer);
  enisim_json_writer_name (&writer, "c");
  enisim_json_writer_begin_array (&writer);
  enisim_json_writer_end_array (&writer);
  enisim_json_writer_name (&writer, "d");
  enisim_json_writer_bool (&writer, TRUE);
  enisim_json_writer_name (&writer, "e");
  enisim_json_writer_null (&writer);
  enisim_json_writer_end_object (&writer);
}

START_TEST (compact_text_has_no_spaces)
{
  write_sample ();
  ck_assert_str_eq (out->str, "{\"a\":[-9223372036854775808,18446744073709551615],\"b\":{},"
                              "\"c\":[],\"d\":true,\"e\":null}");
}
END_TEST

START_TEST (pretty_text_has_a_line_to_each_item)
{
  enisim_json_writer_init (&writer, out, ENISIM_JSON_PRETTY);
  write_sample ();
  ck_assert_str_eq (out->str, "{\n"
                              "  \"a\": [\n"
                              "    -9223372036854775808,\n"
                              "    18446744073709551615\n"
                              "  ],\n"
                              "  \"b\": {},\n"
                              "  \"c\": [],\n"
                              "  \"d\": true,\n"
                              "  \"e\": null\n"
                              "}");
}
END_TEST

static const struct
{
  const char *text, *json;
} string_rows[] = {
  { "", "\"\"" },
  { NULL, "null" },
  { "a\"b\\c/", "\"a\\\"b\\\\c/\"" },
  { "\n\r\t\b\x01\x7f", "\"\\n\\r\\t\\u0008\\u0001\\u007f\"" },
  { "\xc3\xa9\xf0\x9f\x98\x80", "\"\xc3\xa9\xf0\x9f\x98\x80\"" },
  { "\xe2\x80\xa8\xef\xbb\xbf", "\"\\u2028\\ufeff\"" },
  { "\xf0\x9d\x85\xb3", "\"\\ud834\\udd73\"" }, /* U+1D173, a format character */
  { "a\xff\xc3", "\"a\xef\xbf\xbd\xef\xbf\xbd\"" },
};

START_TEST (string_is_escaped)
{
  enisim_json_writer_string (&writer, string_rows[_i].text);
  ck_assert_str_eq (out->str, string_rows[_i].json);
}
END_TEST

static const struct
{
  double value;
  const char *json;
} double_rows[] = {
  { 0.0, "0.0" },
  { -0.0, "-0.0" },
  { 1.0, "1.0" },
  { -15.0, "-15.0" },
  { 0.1, "0.1" },
  { 0.1 + 0.2, "0.30000000000000004" },
  { 1.0 / 3.0, "0.3333333333333333" },
  { 1e21, "1e+21" },
  { 123456789012345.0, "123456789012345.0" },
  { 1.7976931348623157e308, "1.7976931348623157e+308" },
  { NAN, "null" },
  { INFINITY, "null" },
  { -INFINITY, "null" },
};

START_TEST (double_is_short_and_keeps_its_type)
{
  enisim_json_writer_double (&writer, double_rows[_i].value);
  ck_assert_str_eq (out->str, double_rows[_i].json);
}
END_TEST

static EnisimDocument *
read_back (void)
{
  g_autoptr (EnisimComplaints) complaints = enisim_complaints_new ();
  EnisimDocument *document
      = enisim_document_parse ("out", (const guint8 *) out->str, out->len, NULL, complaints);
  g_autofree char *said = enisim_complaints_to_text (complaints);

  ck_assert_str_eq (said, "");
  return document;
}

START_TEST (doubles_read_back_the_same)
{
  enum
  {
    N_VALUES = 200
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (EnisimDocument) document = NULL;
  const EnisimNode *item;
  double values[N_VALUES];

  enisim_json_writer_begin_array (&writer);
  for (guint i = 0; i < N_VALUES; i++)
    {
      do
        {
          const guint64 bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);

          memcpy (&values[i], &bits, sizeof bits);
        }
      while (!isfinite (values[i]));
      enisim_json_writer_double (&writer, values[i]);
    }
  enisim_json_writer_end_array (&writer);
  document = read_back ();
  item = enisim_document_get_root (document)->first;
  for (guint i = 0; i < N_VALUES; i++, item = item->next)
    {
      const double value = g_ascii_strtod (item->text, NULL);

      ck_assert_mem_eq (&value, &values[i], sizeof value);
    }
  ck_assert_ptr_null (item);
}
END_TEST

static void
append_random_character (GRand *rand, GString *text)
{
  static const gunichar maxima[] = { 0x80, 0x100, 0x3000, 0x110000 };
  gunichar c;

  do
    c = (gunichar) g_rand_int_range (
        rand, 1, (gint32) maxima[g_rand_int_range (rand, 0, G_N_ELEMENTS (maxima))]);
  while (!g_unichar_validate (c));
  g_string_append_unichar (text, c);
}

START_TEST (strings_read_back_the_same)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EnisimDocument) document = NULL;
  const EnisimNode *entry;

  enisim_json_writer_init (&writer, out, _i % 2 ? ENISIM_JSON_PRETTY : ENISIM_JSON_COMPACT);
  enisim_json_writer_begin_object (&writer);
  for (guint i = 0; i < 50; i++)
    {
      GString *text = g_string_new (NULL);
      gint n = g_rand_int_range (rand, 0, 40);

      g_string_append_printf (text, "%u", i); /* as a name, each once */
      while (n-- > 0)
        append_random_character (rand, text);
      g_ptr_array_add (texts, g_string_free (text, FALSE));
      enisim_json_writer_name (&writer, texts->pdata[i]);
      enisim_json_writer_string (&writer, texts->pdata[i]);
    }
  enisim_json_writer_end_object (&writer);
  document = read_back ();
  entry = enisim_document_get_root (document)->first;
  for (guint i = 0; i < texts->len; i++, entry = entry->next)
    {
      ck_assert_str_eq (entry->key, texts->pdata[i]);
      ck_assert_str_eq (entry->text, texts->pdata[i]);
    }
}
END_TEST

START_TEST (deep_nesting_reads_back)
{
  g_autoptr (EnisimDocument) document = NULL;

  for (guint i = 0; i < ENISIM_JSON_DEPTH_MAX; i++)
    enisim_json_writer_begin_array (&writer);
  for (guint i = 0; i < ENISIM_JSON_DEPTH_MAX; i++)
    enisim_json_writer_end_array (&writer);
  document = read_back ();
  ck_assert_uint_eq (enisim_document_get_n_nodes (document), ENISIM_JSON_DEPTH_MAX);
}
END_TEST

/* What each does wrong is the last call. */
START_TEST (wrong_order_aborts)
{
  switch (_i)
    {
    case 0: /* a second value */
      enisim_json_writer_null (&writer);
      enisim_json_writer_null (&writer);
      break;
    case 1: /* a member without its name */
      enisim_json_writer_begin_object (&writer);
      enisim_json_writer_null (&writer);
      break;
    case 2: /* a name in an array */
      enisim_json_writer_begin_array (&writer);
      enisim_json_writer_name (&writer, "a");
      break;
    case 3: /* a name without its value */
      enisim_json_writer_begin_object (&writer);
      enisim_json_writer_name (&writer, "a");
      enisim_json_writer_end_object (&writer);
      break;
    case 4: /* the wrong end */
      enisim_json_writer_begin_object (&writer);
      enisim_json_writer_end_array (&writer);
      break;
    case 5: /* an end too many */
      enisim_json_writer_end_array (&writer);
      break;
    case 6: /* an end too few */
      enisim_json_writer_begin_array (&writer);
      enisim_json_writer_verify (&writer);
      break;
    default: /* nothing at all */
      enisim_json_writer_verify (&writer);
    }
}
END_TEST

static Suite *
json_writer_suite (void)
{
  Suite *suite = suite_create ("text/json-writer");
  TCase *text = tcase_create ("text");
  TCase *order = tcase_create ("order");

  tcase_add_checked_fixture (text, setup, teardown);
  tcase_add_test (text, compact_text_has_no_spaces);
  tcase_add_test (text, pretty_text_has_a_line_to_each_item);
  tcase_add_loop_test (text, string_is_escaped, 0, G_N_ELEMENTS (string_rows));
  tcase_add_loop_test (text, double_is_short_and_keeps_its_type, 0, G_N_ELEMENTS (double_rows));
  tcase_add_loop_test (text, doubles_read_back_the_same, 0, 16);
  tcase_add_loop_test (text, strings_read_back_the_same, 0, 16);
  tcase_add_test (text, deep_nesting_reads_back);
  suite_add_tcase (suite, text);
  tcase_add_checked_fixture (order, setup, teardown);
  if (enisim_check_forks ())
    tcase_add_loop_test_raise_signal (order, wrong_order_aborts, SIGABRT, 0, 8);
  suite_add_tcase (suite, order);
  return suite;
}

ENISIM_TEST_MAIN (json_writer_suite)
