/* json-reader-test.c
 *
 * Goal: JSON is the same tree whether it is read as JSON or as the YAML that it is too, what is
 * broken is told in words of JSON and at its place, and what is but YAML stays YAML.
 * Method: documents written at random, as they are and with a comment behind, which only YAML has;
 * the same after random changes; tables of broken ones.
 */
#include "enisim-check.h"

#include <string.h>

#include "text/node-dump.h"
#include "text/reader.h"

enum
{
  DEPTH_MAX = 6,
  N_CHANGES = 40
};

/* Returns: (transfer full) (nullable): the tree as text; NULL with what is wrong in *said */
static char *
read_tree (const char *name, const char *text, gsize n_bytes, char **said)
{
  g_autoptr (EnisimComplaints) complaints = enisim_complaints_new ();
  g_autofree guint8 *exact = g_memdup2 (text, n_bytes);
  g_autoptr (EnisimDocument) document
      = enisim_document_parse (name, exact, n_bytes, NULL, complaints);
  g_autoptr (GString) dumped = g_string_new (NULL);

  *said = enisim_complaints_to_text (complaints);
  ck_assert ((document == NULL) == (**said != '\0'));
  if (!document)
    return NULL;
  enisim_document_verify (document);
  node_dump (enisim_document_get_root (document), dumped);
  return g_string_free (g_steal_pointer (&dumped), FALSE);
}

static const char *
pick (GRand *rand, const char *const *texts, guint n)
{
  return texts[g_rand_int_range (rand, 0, (gint) n)];
}

#define PICK(rand, texts) pick (rand, texts, G_N_ELEMENTS (texts))

static void
add_space (GRand *rand, GString *out)
{
  static const char *const spaces[] = { "", "", "", " ", "\n", "\r\n", "  " };

  g_string_append (out, PICK (rand, spaces));
}

/* @first: that it begins with, so that keys differ */
static void
add_string (GRand *rand, GString *out, const char *first)
{
  static const char *const parts[] = { "a",
                                       "<<",
                                       "null",
                                       "\\n",
                                       "\\\"",
                                       "\\u00e9",
                                       "\xc3\xa9",
                                       "\\ud83d\\ude00",
                                       "{",
                                       ": ",
                                       " # x",
                                       "\\/",
                                       "\xf0\x9f\x98\x80",
                                       "-",
                                       "*b",
                                       "&c" };

  g_string_append_printf (out, "\"%s", first);
  for (gint n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    g_string_append (out, PICK (rand, parts));
  g_string_append_c (out, '"');
}

static void
add_value (GRand *rand, GString *out, guint depth)
{
  static const char *const words[]
      = { "true", "false", "null", "0", "-1", "1.5e-3", "12345678901" };
  static const char *const firsts[] = { "a", "b", "c", "d", "\\t" };
  const gint kind = g_rand_int_range (rand, 0, depth < DEPTH_MAX ? 5 : 2);
  const gint n = g_rand_int_range (rand, 0, G_N_ELEMENTS (firsts));
  const gboolean is_object = kind == 2;

  if (kind == 0)
    g_string_append (out, PICK (rand, words));
  else if (kind == 1)
    add_string (rand, out, "");
  if (kind < 2)
    return;
  g_string_append_c (out, is_object ? '{' : '[');
  for (gint i = 0; i < n; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      add_space (rand, out);
      if (is_object)
        {
          add_string (rand, out, firsts[i]);
          g_string_append_c (out, ':');
          add_space (rand, out);
        }
      add_value (rand, out, depth + 1);
      add_space (rand, out);
    }
  g_string_append_c (out, is_object ? '}' : ']');
}

static GString *
make_document (GRand *rand)
{
  GString *out = g_string_new ("[");

  add_value (rand, out, 0);
  g_string_append (out, ", ");
  add_string (rand, out, "");
  g_string_append_c (out, ']');
  return out;
}

/* What is JSON is the same as YAML; what is not may be YAML. */
static void
check_twins (const GString *text)
{
  g_autoptr (GString) commented = g_string_new_len (text->str, (gssize) text->len);
  g_autofree char *said = NULL, *yaml_said = NULL, *tree = NULL, *yaml_tree = NULL;

  g_string_append (commented, "\n# a comment\n");
  tree = read_tree ("f", text->str, text->len, &said);
  yaml_tree = read_tree ("f", commented->str, commented->len, &yaml_said);
  ck_assert_msg (g_strcmp0 (tree, yaml_tree) == 0, "%s\n%s\nnot\n%s\n%s", text->str, tree,
                 yaml_tree, yaml_said);
}

START_TEST (json_is_the_tree_that_it_is_as_yaml)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GString) text = make_document (rand);
  g_autofree char *said = NULL;
  g_autofree char *tree = read_tree ("f", text->str, text->len, &said);

  ck_assert_msg (tree != NULL, "%s\n%s", text->str, said);
  check_twins (text);
}
END_TEST

START_TEST (what_is_changed_is_still_the_same_as_yaml)
{
  static const char *const pieces[] = { ",", "[", "]", "{", "}", ":", "\"", " ", "1", "\n", "\\" };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  for (guint i = 0; i < N_CHANGES; i++)
    {
      g_autoptr (GString) text = make_document (rand);
      const gssize at = g_rand_int_range (rand, 0, (gint) text->len);

      if (g_rand_boolean (rand))
        g_string_erase (text, at, 1);
      else
        g_string_insert (text, at, PICK (rand, pieces));
      if (g_utf8_validate (text->str, (gssize) text->len, NULL))
        check_twins (text);
    }
}
END_TEST

static const struct
{
  const char *name, *text, *said;
} broken_rows[] = {
  { "f", "{\"a\": [1, 2", "f:1:12: end of the text, expected a comma or ]" },
  { "f", "{\"a\": [1, 2]\n", "f:2:1: end of the text, expected a comma or }" },
  { "f", "{\"a\":\n  [1, 2}}", "f:2:8: \"}\", expected a comma or ]" },
  { "f", "{\"\xc3\xa9\": \"x\" \"b\": 1}", "f:1:11: \"\"\", expected a comma or }" },
  { "f", "{\"a\": \"x\n", "f:1:9: control character in a string, expected an escape" },
  { "f", "{\"a\": \"x", "f:1:7: string without an end, expected a closing quote" },
  { "f", "{\"a\": \"\\x\"}", "f:1:9: \"x\", expected one of \"\\/bfnrtu after a backslash" },
  { "f", "{\"a\": \"\\u12\"}", "f:1:12: \"\"\", expected four hexadecimal digits after \\u" },
  { "f", "{\"a\": 1}}", "f:1:9: \"}\", expected nothing more" },
  { "f", "\xef\xbb\xbf{\"a\": 1]", "f:1:8: \"]\", expected a comma or }" },
  { "f", "[{\"a\": 1}, {\"b\"", "f:1:16: end of the text, expected a colon after the key" },
  { "f", "{\"a\": 1, \"a\": 2, ", "f:1:18: end of the text, expected a key in quotes" },
  { "f", "[1,,2]", "f:1:4: \",\", expected a value" },
  { "f", "[a,,b]", "f:1:4: flow sequence with invalid extra comma" },
  { "f.json", "[a,,b]", "f.json:1:2: \"a\", expected a value" },
  { "f", "{\"a\": {\"b\": 1, \"b\": 2}}", "f:1:16: key 'b' again, first at 1:8" },
  { "f", "{\"a\": 1}\n{\"b\": 2}\n", "f:2:1: \"{\", expected nothing more" },
};

START_TEST (what_is_broken_is_told_in_words_of_json)
{
  g_autofree char *said = NULL;
  g_autofree char *tree = read_tree (broken_rows[_i].name, broken_rows[_i].text,
                                     strlen (broken_rows[_i].text), &said);

  ck_assert_ptr_null (tree);
  ck_assert_str_eq (said, broken_rows[_i].said);
}
END_TEST

static const struct
{
  const char *name, *text, *tree;
} yaml_rows[] = {
  { "f", "{a: 1}", "1:1:{a@1:2=1:5:1}" },
  { "f.json", "[1, 2,]", "1:1:[1:2:1 1:5:2]" },
  { "f.json", "{\"a\": 1} # a comment", "1:1:{a@1:2=1:7:1}" },
  { "f", "[x, 'y', ~]", "1:1:[1:2:x 1:5:'y' 1:10:null]" },
};

START_TEST (what_is_but_yaml_is_read_as_that)
{
  g_autofree char *said = NULL;
  g_autofree char *tree
      = read_tree (yaml_rows[_i].name, yaml_rows[_i].text, strlen (yaml_rows[_i].text), &said);

  ck_assert_msg (g_strcmp0 (tree, yaml_rows[_i].tree) == 0, "%s %s", tree, said);
}
END_TEST

static gboolean
skips_x (const EnisimNode *mapping, const char *key)
{
  (void) mapping;
  return strcmp (key, "x") == 0;
}

START_TEST (what_nobody_wants_is_passed_over)
{
  static const char text[]
      = "{\"x\": [{\"x\": 1}, \"\\n\"], \"a\": {\"x\": null, \"b\": []}, \"x\": {}}";
  g_autoptr (EnisimComplaints) complaints = enisim_complaints_new ();
  EnisimTextLimits limits = enisim_text_limits_get_default ();
  g_autoptr (GString) dumped = g_string_new (NULL);
  g_autoptr (EnisimDocument) document = NULL;

  limits.skips = skips_x;
  document = enisim_document_parse ("f", (const guint8 *) text, strlen (text), &limits, complaints);
  ck_assert_ptr_nonnull (document);
  node_dump (enisim_document_get_root (document), dumped);
  ck_assert_str_eq (dumped->str, "1:1:{a@1:25=1:30:{b@1:42=1:47:[]}}");
}
END_TEST

START_TEST (bytes_that_are_read_are_let_go)
{
  g_autoptr (EnisimComplaints) complaints = enisim_complaints_new ();
  GByteArray *json = g_byte_array_new_take (g_memdup2 ("{}", 2), 2);
  GByteArray *yaml = g_byte_array_new_take (g_memdup2 ("{} #", 4), 4);

  enisim_document_free (enisim_document_parse_large ("f", &json, NULL, complaints));
  enisim_document_free (enisim_document_parse_large ("f", &yaml, NULL, complaints));
  ck_assert_uint_eq (enisim_complaints_get_n (complaints), 0);
  ck_assert_ptr_null (json);
  ck_assert_uint_eq (yaml->len, 4); /* its comments may be wanted */
  g_byte_array_unref (yaml);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("text/json-reader");
  TCase *tcase = tcase_create ("core");

  tcase_add_loop_test (tcase, json_is_the_tree_that_it_is_as_yaml, 0, 200);
  tcase_add_loop_test (tcase, what_is_changed_is_still_the_same_as_yaml, 0, 24);
  tcase_add_loop_test (tcase, what_is_broken_is_told_in_words_of_json, 0,
                       G_N_ELEMENTS (broken_rows));
  tcase_add_loop_test (tcase, what_is_but_yaml_is_read_as_that, 0, G_N_ELEMENTS (yaml_rows));
  tcase_add_test (tcase, what_nobody_wants_is_passed_over);
  tcase_add_test (tcase, bytes_that_are_read_are_let_go);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
