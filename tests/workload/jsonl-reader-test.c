/* jsonl-reader-test.c
 *
 * Goal: the values of the keys that are asked for come out as they were meant, whatever stands
 * beside them and wherever the buffer ends, and a malformed line is refused at the place where an
 * editor shows the fault.
 * Method: tables; objects written in random styles and read with a buffer of two lines; well-formed
 * files damaged at random.
 */
#include "temp-file.h"

#include <string.h>

#include "workload/jsonl-reader.h"

enum
{
  N_OBJECTS = 200,
  LINE_BYTES = 2000
};

static const char *const keys[] = { "t", NULL, "s" };

static char *path;

static void
setup (void)
{
  path = temp_file_new ();
}

static void
teardown (void)
{
  temp_file_remove (&path);
}

/* Reads the whole file.  Returns: each object as its line, its two values and `;`. */
static GString *
read_file (gsize line_bytes_max, GError **error)
{
  g_autoptr (EnisimJsonlReader) reader
      = enisim_jsonl_reader_new (path, keys, G_N_ELEMENTS (keys), line_bytes_max, error);
  GString *objects = g_string_new (NULL);
  GError *failure = NULL;
  double ratio = 0;

  if (reader == NULL)
    return objects;
  while (enisim_jsonl_reader_next (reader, &failure))
    {
      const double next_ratio = enisim_jsonl_reader_get_progress_ratio (reader);

      ck_assert (next_ratio >= ratio && next_ratio <= 1);
      ratio = next_ratio;
      g_string_append_printf (objects, "%u:", (guint) enisim_jsonl_reader_get_line (reader));
      for (guint i = 0; i < G_N_ELEMENTS (keys); i += 2)
        {
          const EnisimTraceCell cell = enisim_jsonl_reader_get_cell (reader, i);

          g_string_append_len (objects, cell.text, (gssize) cell.length);
          g_string_append_c (objects, '|');
        }
      g_string_append_c (objects, ';');
      enisim_jsonl_reader_verify (reader);
    }
  enisim_jsonl_reader_verify (reader);
  ck_assert (failure != NULL || enisim_jsonl_reader_get_progress_ratio (reader) == 1.0);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return objects;
}

#define T "\"t\":1"
#define REST ",\"s\":2}"

static const struct
{
  const char *text, *expected;
} WELL_FORMED[] = {
  { "", "" },
  { "\n \t\r\n", "" },
  { "{\"t\":1,\"s\":\"a\"}", "1:1|a|;" },
  { "{\"t\":1,\"s\":\"a\"}\n{\"s\":\"b\",\"t\":2}\n", "1:1|a|;2:2|b|;" },
  { "\xef\xbb\xbf{\"t\":1,\"s\":\"a\"}\r\n\r\n\n {\"t\":2,\"s\":\"b\"} \r\n", "1:1|a|;4:2|b|;" },
  { " { \"t\" : 1 ,\t\"s\" : \"a\" } ", "1:1|a|;" },
  { "{\"t\":-1.5e+7,\"s\":0}", "1:-1.5e+7|0|;" },
  { "{\"t\":0.25E3,\"s\":-0}", "1:0.25E3|-0|;" },
  { "{\"t\":\"\",\"s\":\"\"}", "1:||;" },
  /* What is not asked for. */
  { "{\"x\":null,\"t\":1,\"y\":[true,false,[]],\"s\":2,\"z\":{\"t\":[{}],\"s\":\"}\\\"]\"}}",
    "1:1|2|;" },
  { "{\"x\":1,\"x\":2,\"T\":3," T REST, "1:1|2|;" },
  { "{\"x\":\"\\ud800\",\"y\":{\"\\udc00\":1}," T REST, "1:1|2|;" },
  /* Escapes. */
  { "{\"t\":\"a\\\"b\\\\c\\/d\",\"s\":\"\\b\\f\\n\\r\\t\"}", "1:a\"b\\c/d|\b\f\n\r\t|;" },
  { "{\"\\u0074\":\"\\u0041\\u00e9\\u20AC\",\"s\":\"\\ud83d\\ude00!\"}",
    "1:A\xc3\xa9\xe2\x82\xac|\xf0\x9f\x98\x80!|;" },
  { "{\"t\":\"\xc3\xa9\xff\",\"s\":\"\x7f\"}", "1:\xc3\xa9\xff|\x7f|;" },
};

START_TEST (well_formed_object_gives_its_values)
{
  const char *text = WELL_FORMED[_i].text;
  g_autoptr (GError) error = NULL;
  GString *objects;

  temp_file_write (path, text, strlen (text));
  objects = read_file (ENISIM_JSONL_LINE_BYTES_MAX, &error);
  ck_assert_no_error (error);
  ck_assert_str_eq (objects->str, WELL_FORMED[_i].expected);
  g_string_free (objects, TRUE);
}
END_TEST

static const struct
{
  const char *text;
  gsize length; /* 0: to the end */
  const char *complaint;
} MALFORMED[] = {
  { "[1]\n", 0, ":1:1: \"[\", expected an object, {...}, to each line" },
  { "t,s\n1,2\n", 0, ":1:1: \"t\", expected an object, {...}, to each line" },
  { "{" T REST "\n{" T REST " x\n", 0,
    ":2:15: \"x\", expected the end of the line after the object" },
  { "{" T REST "{" T REST, 0, ":1:14: \"{\", expected the end of the line after the object" },
  { "{" T ",\n\"s\":2}\n", 0, ":1:8: end of the line, expected a key in quotes" },
  { "{" T ",}", 0, ":1:8: \"}\", expected a key in quotes" },
  { "{" T, 0, ":1:7: end of the line, expected a comma or }" },
  { "{" T " 2" REST, 0, ":1:8: \"2\", expected a comma or }" },
  { "{" T "]", 0, ":1:7: \"]\", expected a comma or }" },
  { "{t:1}", 0, ":1:2: \"t\", expected a key in quotes" },
  { "{\"t\" 1}", 0, ":1:6: \"1\", expected a colon after the key" },
  { "{\"t\":}", 0, ":1:6: \"}\", expected a value" },
  { "{\"t\":'a'}", 0, ":1:6: \"'\", expected a value" },
  { "{\"t\":NaN}", 0, ":1:6: \"N\", expected a value" },
  { "{\"t\":nul}", 0, ":1:6: \"n\", expected a value" },
  { "{\"x\":[1,]}", 0, ":1:9: \"]\", expected a value" },
  { "{\"x\":[1}}", 0, ":1:8: \"}\", expected a comma or ]" },
  { "{\"x\":[", 0, ":1:7: end of the line, expected a value" },
  { "{\"t\":+1}", 0, ":1:6: \"+\", expected a value" },
  { "{\"t\":-}", 0, ":1:7: \"}\", expected a digit" },
  { "{\"t\":1.}", 0, ":1:8: \"}\", expected a digit" },
  { "{\"t\":1e}", 0, ":1:8: \"}\", expected a digit" },
  { "{\"t\":01}", 0, ":1:6: number with a zero in front, expected it without" },
  { "{\"t\":\"a}\n", 0, ":1:6: string without an end, expected a closing quote" },
  { "{\"t\":\"a\\\"}\n", 0, ":1:6: string without an end, expected a closing quote" },
  { "{\"t\":\"a\tb\"}", 0, ":1:8: control character in a string, expected an escape" },
  { "{\"x\":\"\\x41\"}", 0, ":1:8: \"x\", expected one of \"\\/bfnrtu after a backslash" },
  { "{\"x\":\"\\u12g4\"}", 0, ":1:11: \"g\", expected four hexadecimal digits after \\u" },
  { "{\"t\":\"\\ud800\"}", 0, ":1:7: escape of half a character, expected a pair of them" },
  { "{\"t\":\"\\ud800\\u0041\"}", 0, ":1:7: escape of half a character, expected a pair of them" },
  { "{\"t\":\"a\\udc00\"}", 0, ":1:8: escape of half a character, expected a pair of them" },
  { "{\"t\":1\0}", 9, ":1:7: NUL byte, expected a comma or }" },
  { "{\"t\":\"\0\"}", 9, ":1:7: control character in a string, expected an escape" },
  { "{" T ",\"s\":null}", 0, ":1:12: null, expected a string or a number" },
  { "{" T ",\"s\":true}", 0, ":1:12: true, expected a string or a number" },
  { "{" T ",\"s\":[1]}", 0, ":1:12: array, expected a string or a number" },
  { "{" T ",\"s\":{\"a\":[]}}", 0, ":1:12: object, expected a string or a number" },
  { "{" T ",\"s\":2,\"t\":3}", 0, ":1:14: second key \"t\", expected one" },
  { "{" T ",\"s\":2,\"\\u0074\":3}", 0, ":1:14: second key \"t\", expected one" },
  { "{" T REST "\n\n  {}\n", 0, ":3:3: no key \"t\", expected it in each object" },
  { "{" T "}", 0, ":1:1: no key \"s\", expected it in each object" },
  { "{\"tt\":1,\"s\":\"\\n\"}", 0,
    ":1:1: no key \"t\", the nearest is \"tt\", expected it in each object" },
  /* Behind a line that is like it. */
  { "{" T REST "\n{\"s\":1,\"s\":2}\n", 0, ":2:8: second key \"s\", expected one" },
  { "{" T REST "\n{" T ",\"s\":", 0, ":2:12: end of the line, expected a value" },
  { "{" T REST "\n{" T "}\n", 0, ":2:1: no key \"s\", expected it in each object" },
  { "{" T REST "\n{" T ",\"ss\":2}\n", 0,
    ":2:1: no key \"s\", the nearest is \"ss\", expected it in each object" },
  { "\x1f\x8bx", 0, ": cannot be decompressed" },
};

START_TEST (malformed_line_is_complained_of)
{
  const gsize length
      = MALFORMED[_i].length > 0 ? MALFORMED[_i].length : strlen (MALFORMED[_i].text);
  g_autoptr (GError) error = NULL;

  temp_file_write (path, MALFORMED[_i].text, length);
  g_string_free (read_file (ENISIM_JSONL_LINE_BYTES_MAX, &error), TRUE);
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert (g_str_has_prefix (error->message, path));
  if (_i + 1 < (int) G_N_ELEMENTS (MALFORMED))
    ck_assert_str_eq (error->message + strlen (path), MALFORMED[_i].complaint);
  else
    ck_assert (g_str_has_prefix (error->message + strlen (path), MALFORMED[_i].complaint));
}
END_TEST

START_TEST (line_may_be_as_long_as_the_limit_and_no_longer)
{
  static const char text[] = "{" T REST "\r\n{" T REST "\n";
  const gsize length = strlen ("{" T REST);
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = g_strdup_printf (
      "%s:1:1: line of more than %u bytes, expected a shorter one", path, (guint) length - 1);
  GString *objects;

  temp_file_write (path, text, strlen (text));
  objects = read_file (length, &error);
  ck_assert_no_error (error);
  ck_assert_str_eq (objects->str, "1:1|2|;2:1|2|;");
  g_string_free (objects, TRUE);
  g_string_free (read_file (length - 1, &error), TRUE);
  ck_assert_str_eq (error->message, expected);
}
END_TEST

START_TEST (skipped_values_may_be_nested_as_deep_as_the_limit)
{
  for (guint depth = ENISIM_JSONL_DEPTH_MAX - 1; depth <= ENISIM_JSONL_DEPTH_MAX; depth++)
    {
      g_autofree char *open = g_strnfill (depth, '['), *close = g_strnfill (depth, ']');
      g_autofree char *text = g_strdup_printf ("{\"x\":%s%s," T REST, open, close);
      g_autoptr (GError) error = NULL;

      temp_file_write (path, text, strlen (text));
      g_string_free (read_file (LINE_BYTES, &error), TRUE);
      if (depth < ENISIM_JSONL_DEPTH_MAX)
        ck_assert_no_error (error);
      else
        ck_assert (
            g_str_has_suffix (error->message, ":1:69: nested deeper than 64, expected less"));
    }
}
END_TEST

/* Random objects */

static void
add_blanks (GRand *rand, GString *text)
{
  while (g_rand_int_range (rand, 0, 4) == 0)
    g_string_append_c (text, " \t"[g_rand_int_range (rand, 0, 2)]);
}

/* A character as itself or as an escape.  @plain gets it without. */
static void
add_character (GRand *rand, GString *text, GString *plain)
{
  static const gunichar some[] = { 'a', '"', '\\', '/', '\n', 0xe9, 0x20ac, 0x1f600, '}', ',' };
  const gunichar c = some[g_rand_int_range (rand, 0, G_N_ELEMENTS (some))];
  const gboolean needs_escape = c == '"' || c == '\\' || c == '\n';

  g_string_append_unichar (plain, c);
  if (needs_escape && g_rand_boolean (rand))
    g_string_append_printf (text, "\\%c", c == '\n' ? 'n' : (char) c);
  else if (!needs_escape && g_rand_boolean (rand))
    g_string_append_unichar (text, c);
  else if (c < 0x10000)
    g_string_append_printf (text, g_rand_boolean (rand) ? "\\u%04x" : "\\u%04X", c);
  else
    g_string_append_printf (text, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
                            0xdc00 + ((c - 0x10000) & 0x3ff));
}

static void
add_value (GRand *rand, GString *text, GString *plain)
{
  if (g_rand_boolean (rand))
    {
      const guint32 number = g_rand_int (rand);

      g_string_append_printf (text, "%u", number);
      g_string_append_printf (plain, "%u", number);
      return;
    }
  g_string_append_c (text, '"');
  for (gint n = g_rand_int_range (rand, 0, 12); n > 0; n--)
    add_character (rand, text, plain);
  g_string_append_c (text, '"');
}

static void
add_skipped (GRand *rand, GString *text)
{
  static const char *const some[]
      = { "1", "\"\\\"}{\"", "[]", "{}", "[1,[\"t\"]]", "{\"t\":9,\"s\":{\"t\":[null]}}", "true" };

  add_blanks (rand, text);
  g_string_append_printf (text, "\"x%d\":%s", g_rand_int_range (rand, 0, 3),
                          some[g_rand_int_range (rand, 0, G_N_ELEMENTS (some))]);
  add_blanks (rand, text);
}

static void
add_member (GRand *rand, const char *key, GString *text, GString *plain)
{
  add_blanks (rand, text);
  g_string_append_printf (text, "\"%s\"", key);
  add_blanks (rand, text);
  g_string_append_c (text, ':');
  add_blanks (rand, text);
  add_value (rand, text, plain);
  g_string_append_c (plain, '|');
  add_blanks (rand, text);
}

static void
add_object (GRand *rand, guint line, GString *text, GString *plain)
{
  const gboolean is_swapped = g_rand_boolean (rand);
  g_autoptr (GString) other = g_string_new (NULL);

  g_string_append_printf (plain, "%u:", line);
  g_string_append_c (text, '{');
  if (g_rand_boolean (rand))
    {
      add_skipped (rand, text);
      g_string_append_c (text, ',');
    }
  add_member (rand, is_swapped ? "s" : "t", text, is_swapped ? other : plain);
  g_string_append_c (text, ',');
  add_member (rand, is_swapped ? "t" : "s", text, plain);
  g_string_append (plain, other->str);
  if (g_rand_boolean (rand))
    {
      g_string_append_c (text, ',');
      add_skipped (rand, text);
    }
  g_string_append (text, g_rand_boolean (rand) ? "}\n" : "} \r\n");
  g_string_append_c (plain, ';');
}

START_TEST (objects_in_any_style_come_back)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GString) text = g_string_new (NULL), plain = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GString *objects;

  for (guint line = 1; line <= N_OBJECTS; line++)
    add_object (rand, line, text, plain);
  temp_file_write (path, text->str, text->len);
  objects = read_file (LINE_BYTES / 4, &error);
  ck_assert_no_error (error);
  ck_assert_str_eq (objects->str, plain->str);
  g_string_free (objects, TRUE);
}
END_TEST

/* What is read before the fault is what was there, and the fault has a place. */
START_TEST (damaged_file_is_read_or_complained_of)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GString) text = g_string_new (NULL), plain = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GString *objects;

  for (guint line = 1; line <= 5; line++)
    add_object (rand, line, text, plain);
  text->str[g_rand_int_range (rand, 2, (gint) text->len)] = "{}[]\",:\\x1\n"[_i % 11];
  temp_file_write (path, text->str, text->len);
  objects = read_file (LINE_BYTES, &error);
  ck_assert (error == NULL || g_utf8_validate (error->message, -1, NULL));
  ck_assert (error != NULL || objects->len > 0);
  g_string_free (objects, TRUE);
}
END_TEST

START_TEST (name_may_be_asked_for_twice_or_not_at_all)
{
  static const char *const twice[] = { "t", "t", NULL };
  static const char text[] = "{" T REST;
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimJsonlReader) reader = NULL;

  temp_file_write (path, text, strlen (text));
  reader = enisim_jsonl_reader_new (path, twice, 3, LINE_BYTES, &error);
  ck_assert (enisim_jsonl_reader_next (reader, &error));
  ck_assert_mem_eq (enisim_jsonl_reader_get_cell (reader, 0).text, "1", 1);
  ck_assert_mem_eq (enisim_jsonl_reader_get_cell (reader, 1).text, "1", 1);
  ck_assert (!enisim_jsonl_reader_next (reader, &error));
  ck_assert_no_error (error);
}
END_TEST

START_TEST (file_that_is_not_there_is_complained_of)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (enisim_jsonl_reader_new ("/dev/null/x", keys, 1, LINE_BYTES, &error));
  ck_assert_str_eq (error->message, "/dev/null/x: cannot be opened: Not a directory, expected a "
                                    "file of JSON lines");
}
END_TEST

static Suite *
jsonl_reader_suite (void)
{
  Suite *suite = suite_create ("workload/jsonl-reader");
  TCase *files = tcase_create ("files");

  tcase_add_checked_fixture (files, setup, teardown);
  tcase_add_loop_test (files, well_formed_object_gives_its_values, 0, G_N_ELEMENTS (WELL_FORMED));
  tcase_add_loop_test (files, malformed_line_is_complained_of, 0, G_N_ELEMENTS (MALFORMED));
  tcase_add_test (files, line_may_be_as_long_as_the_limit_and_no_longer);
  tcase_add_test (files, skipped_values_may_be_nested_as_deep_as_the_limit);
  tcase_add_loop_test (files, objects_in_any_style_come_back, 0, 10);
  tcase_add_loop_test (files, damaged_file_is_read_or_complained_of, 0, 110);
  tcase_add_test (files, name_may_be_asked_for_twice_or_not_at_all);
  tcase_add_test (files, file_that_is_not_there_is_complained_of);
  suite_add_tcase (suite, files);
  return suite;
}

ENISIM_TEST_MAIN (jsonl_reader_suite)
