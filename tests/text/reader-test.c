/* reader-test.c
 *
 * Goal: what is written is read with its place, what is not YAML or too much is refused with
 * its place, and no bytes whatever crash the reader.
 * Method: documents with a naive dump of their tree; a table of bad ones under small limits,
 * with all complaints (those the parser itself words are libfyaml's); seed documents mutated at
 * random, after each of which there is either a sound tree or a complaint.
 */
#include "enisim-check.h"

#include <string.h>

#include "text/reader.h"

#define BYTES(literal) literal, sizeof (literal) - 1

static EnisimComplaints *complaints;
static EnisimDocument *document;

static void
setup (void)
{
  complaints = enisim_complaints_new ();
  document = NULL;
}

static void
teardown (void)
{
  enisim_complaints_verify (complaints);
  if (document)
    enisim_document_verify (document);
  g_clear_pointer (&document, enisim_document_free);
  g_clear_pointer (&complaints, enisim_complaints_free);
}

static void
parse_bytes (const char *bytes, gsize n_bytes, const EnisimTextLimits *limits)
{
  /* Of its exact size, so that a sanitizer sees a read beyond the end. */
  g_autofree guint8 *exact = g_memdup2 (bytes, n_bytes);

  g_clear_pointer (&document, enisim_document_free);
  document = enisim_document_parse ("f", exact, n_bytes, limits, complaints);
}

static void
parse (const char *text)
{
  g_autofree char *said = NULL;

  parse_bytes (text, strlen (text), NULL);
  said = enisim_complaints_to_text (complaints);
  ck_assert_str_eq (said, "");
  ck_assert_ptr_nonnull (document);
}

/* A node as "[KEY=]TAG LINE:COLUMN:VALUE", a scalar in its quotes or bare. */
static void
dump (const EnisimNode *node, GString *out)
{
  if (node->key)
    g_string_append_printf (out, "%s@%u:%u=", node->key, node->key_at.line, node->key_at.column);
  if (node->tag)
    g_string_append_printf (out, "%s ", node->tag);
  g_string_append_printf (out, "%u:%u:", node->at.line, node->at.column);
  if (node->kind == ENISIM_NODE_NULL)
    g_string_append (out, "null");
  else if (node->kind == ENISIM_NODE_SCALAR)
    g_string_append_printf (out, node->is_plain ? "%s" : "'%s'", node->text);
  else
    {
      g_string_append_c (out, node->kind == ENISIM_NODE_MAPPING ? '{' : '[');
      for (const EnisimNode *child = node->first; child; child = child->next)
        {
          if (child != node->first)
            g_string_append_c (out, ' ');
          dump (child, out);
        }
      g_string_append_c (out, node->kind == ENISIM_NODE_MAPPING ? '}' : ']');
    }
}

static const struct
{
  const char *text;
  const char *dumped;
} good_rows[] = {
  { "a: 1\nb:\n  - x\n  - {c: y}\n", "1:1:{a@1:1=1:4:1 b@2:1=3:3:[3:5:x 4:5:{c@4:6=4:9:y}]}" },
  { "\xef\xbb\xbf"
    "a: 1\r\nb: 2\r\n",
    "1:1:{a@1:1=1:4:1 b@2:1=2:4:2}" },
  { "a: 1\rb: 2\r", "1:1:{a@1:1=1:4:1 b@2:1=2:4:2}" },
  { "{\n\t\"a\": 1,\n\t\"b\": [\n\t\t2]\n}\n", "1:1:{a@2:2=2:7:1 b@3:2=3:7:[4:3:2]}" },
  { "[\"\\u00e9\\ud83d\\ude00\\/\\t\"]", "1:1:[1:2:'\xc3\xa9\xf0\x9f\x98\x80/\t']" },
  { "[\"\\ud83d\\ude00\", \xc3\xa9, x]", "1:1:[1:2:'\xf0\x9f\x98\x80' 1:18:\xc3\xa9 1:21:x]" },
  { "[~, null, Null, NULL, nUll, '~', \"\", !!str null]",
    "1:1:[1:2:null 1:5:null 1:11:null 1:17:null 1:23:nUll 1:29:'~' 1:34:'' "
    "tag:yaml.org,2002:str 1:44:null]" },
  { "a:\nb: !Ref\nc: !Sub 'x'\nd: !If [p, q]\n",
    "1:1:{a@1:1=1:1:null b@2:1=!Ref 2:4: c@3:1=!Sub 3:9:'x' d@4:1=!If 4:8:[4:9:p 4:12:q]}" },
  { "a: {\n  b: 1\n}\nc: [\n]\n", "1:1:{a@1:1=1:4:{b@2:3=2:6:1} c@4:1=4:4:[]}" },
  { "[a: 1, {b, c: }]", "1:1:[1:2:{a@1:2=1:5:1} 1:8:{b@1:9=1:9:null c@1:12=1:12:null}]" },
  { "- |\n  one\n  two\n- >-\n  a\n  b\n", "1:1:[2:1:'one\ntwo\n' 5:1:'a b']" },
  { "a: &x {b: [1]}\nc: *x\nd: &x 2\ne: *x\n",
    "1:1:{a@1:1=1:7:{b@1:8=1:11:[1:12:1]} c@2:1=1:7:{b@1:8=1:11:[1:12:1]} d@3:1=3:7:2 "
    "e@4:1=3:7:2}" },
  { "\"<<\": 1\n'': 2\n", "1:1:{<<@1:1=1:7:1 @2:1=2:5:2}" },
  { "--- # one\na: 1\n...\n", "2:1:{a@2:1=2:4:1}" },
  { "15min", "1:1:15min" },
};

START_TEST (document_is_read_with_its_places)
{
  g_autoptr (GString) dumped = g_string_new (NULL);

  parse (good_rows[_i].text);
  dump (enisim_document_get_root (document), dumped);
  ck_assert_str_eq (dumped->str, good_rows[_i].dumped);
}
END_TEST

static const struct
{
  const char *bytes;
  gsize n_bytes;
  const char *complaints;
} bad_rows[] = {
  { BYTES ("a:\n\tb: 1\n"), "f:2:1: tab character may not be used as indentation" },
  { BYTES ("a:\n  b: 1\n\tc: 2\n"), "f:3:2: invalid tab used as indentation" },
  { BYTES ("a: [1, 2\n"), "f:2:1: flow sequence without a closing bracket" },
  { BYTES ("a: {x: 1\n\n"), "f:3:1: missing comma in flow mapping" },
  { BYTES ("a: [1, 2}\n"), "f:1:9: mismatched flow mapping end" },
  { BYTES ("{a: 1}}\n"), "f:1:7: flow mapping with invalid extra closing brace" },
  { BYTES ("a: ]\n"), "f:1:4: flow sequence with invalid extra closing bracket" },
  { BYTES ("[a,,b]\n"), "f:1:4: flow sequence with invalid extra comma" },
  { BYTES ("{a: 1,, b: 2}\n"), "f:1:7: did not find expected node content" },
  { BYTES ("a: *nope\n"), "f:1:4: alias 'nope' has no anchor before it" },
  { BYTES ("a: 1\nb: [*x, *y]\n"),
    "f:2:5: alias 'x' has no anchor before it\nf:2:9: alias 'y' has no anchor before it" },
  { BYTES ("a: &x [1, *x]\n"), "f:1:11: alias 'x' stands inside its own value" },
  { BYTES ("a: &x {b: {c: *x}}\n"), "f:1:15: alias 'x' stands inside its own value" },
  { BYTES ("a: 1\n---\nb: 2\n"), "f:2:1: a second document: one per file" },
  { BYTES ("a: 1\n...\nb: 2\n"), "f:3:1: a second document: one per file" },
  { BYTES ("a: 1\n---\n"), "f:2:1: a second document: one per file" },
  { BYTES ("a: 1\nb: 2\na: 3\n"), "f:3:1: key 'a' again, first at 1:1" },
  { BYTES ("x: {a: 1, \"a\": 2, a: 3}\n"),
    "f:1:11: key 'a' again, first at 1:5\nf:1:19: key 'a' again, first at 1:5" },
  { BYTES ("- {a: 1}\n- {b: 1, b: 2}\n- {c: 1, c: 2}\n"),
    "f:2:10: key 'b' again, first at 2:4\nf:3:10: key 'c' again, first at 3:4" },
  { BYTES (""), "f:1:1: the document is empty" },
  { BYTES ("# only\n  # comments\n"), "f:1:1: the document is empty" },
  { BYTES (" \n\n"), "f:1:1: the document is empty" },
  { BYTES ("\xEF\xBB\xBF"), "f:1:1: the document is empty" },
  { BYTES ("---\n"), "f:1:1: the document is empty" },
  { BYTES ("null\n"), "f:1:1: the document is empty" },
  { BYTES ("...\n"), "f:1:1: the document is empty" },
  { BYTES ("a: b\0c\n"), "f:1:5: a NUL byte" },
  { BYTES ("a: 1\n\0"), "f:2:1: a NUL byte" },
  { BYTES ("a: \"x\\0y\"\n"), "f:1:4: a NUL character in a text" },
  { BYTES ("a: 1\nb: \xff\n"), "f:2:4: not valid UTF-8" },
  { BYTES ("\xff\xfe"
           "a\0"),
    "f:1:1: not valid UTF-8" },
  { BYTES ("a: 1\r\nb: \xc3\n"), "f:2:4: not valid UTF-8" },
  { BYTES ("\xEF\xBB\xBF"
           "\xc3\xa9: \xa9\n"),
    "f:1:4: not valid UTF-8" },
  { BYTES ("a: x\x1b[2Jy\n"), "f:1:5: a control character, 0x1b" },
  { BYTES ("a: x\x7f\n"), "f:1:5: a control character, 0x7f" },
  { BYTES ("abcdefghijkl: \x01 mnopqrstuvw\n"), "f:1:15: a control character, 0x01" },
  { BYTES ("abcdefgh: \tij\x7f"), "f:1:14: a control character, 0x7f" },
  { BYTES ("a: b: c\n"), "f:1:5: invalid nested block mapping on the same line" },
  { BYTES ("a: 'unclosed\n"), "f:1:5: single-quoted scalar without closing quote" },
  { BYTES ("a: \"unclosed\n"), "f:1:5: double-quoted scalar without closing quote" },
  { BYTES ("a: \"\\q\"\n"), "f:1:5: invalid escape 'q' in double-quoted string" },
  { BYTES ("a: \"\\ud83d\"\n"), "f:1:5: double-quoted scalar has invalid UTF8 escape" },
  { BYTES ("{\"a\": \"\\ud83d\\u0041\"}"), "f:1:14: Invalid low surrogate value" },
  { BYTES ("a: \"\\U00110000\"\n"), "f:1:5: double-quoted scalar has invalid UTF8 escape" },
  { BYTES ("a: \"\\udc00\"\n"), "f:1:5: double-quoted scalar has invalid UTF8 escape" },
  { BYTES ("- 1\nx: 3\n"), "f:2:1: invalid scalar at the end of block sequence" },
  { BYTES ("a: 1\nb\n"), "f:2:1: invalid value after mapping" },
  { BYTES ("a: 1\n b: 2\n"), "f:1:4: invalid multiline plain key" },
  { BYTES ("a:\n  b: 1\n c: 2\n"), "f:3:2: invalid indentation in mapping" },
  { BYTES ("a: - b\n"), "f:1:4: block sequence on the same line as a mapping key" },
  { BYTES ("a: \"x\" y\n"), "f:1:8: invalid trailing content after double-quoted scalar" },
  { BYTES ("a: @x\n"), "f:1:4: plain scalar cannot start with '@'" },
  { BYTES ("a: %x\n"), "f:1:4: plain scalar cannot start with '%'" },
  { BYTES ("a: &x &y 1\n"), "f:1:8: two anchors for a single value while in mapping" },
  { BYTES ("a: !<bad 1\n"), "f:1:9: missing '>' uri terminator" },
  { BYTES ("a: !foo!bar x\n"), "f:1:4: undefined tag prefix" },
  { BYTES ("a: >9x\n x\n"), "f:1:6: block scalar no linebreak found" },
  { BYTES ("? [a]\n: 2\n"), "f:1:3: a key has to be a scalar" },
  { BYTES ("{[a]: 2}\n"), "f:1:2: a key has to be a scalar" },
  { BYTES ("a: &x 1\n*x : 2\n"), "f:2:1: a key has to be a scalar" },
  { BYTES ("&x a: 1\n"), "f:1:4: a key cannot have an anchor" },
  { BYTES ("!t a: 1\n"), "f:1:4: a key cannot have a tag" },
  { BYTES ("a: 1\n: 2\n"), "f:1:4: a key is missing" },
  { BYTES ("base: &b {x: 1}\nmine:\n  <<: *b\n"),
    "f:3:3: the merge key << is not supported: write the keys out" },
  { BYTES ("%YAML 9.9\n---\na: 1\n"), "f:1:1: not YAML from here on" },
  { BYTES ("a: [[[[[[1]]]]]]\n"), "f:1:8: nested too deeply, at most 5 levels" },
  { BYTES ("a: abcdefghijklmnopqrstuvwxyz\n"),
    "f:1:4: a text of 26 bytes is too long, at most 20" },
  { BYTES ("- &a [1, 2, 3]\n- [*a, *a, *a]\n"),
    "f:2:12: aliases stand for too many values, at most 8" },
  { BYTES ("- &a [[[1]]]\n- [*a]\n- [[*a]]\n"), "f:3:5: nested too deeply, at most 5 levels" },
  { BYTES ("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]\n"),
    "f:1:69: too many values, at most 20" },
  { BYTES ("a: 12345678901234567890123456789012345678901234567890123456789012345678901234567890\n"),
    "f:1:1: 84 bytes are too many, at most 80" },
  { BYTES ("a: &\n"), "f:1:5: invalid anchor detected" },
  { BYTES ("a: *\n"), "f:1:5: invalid alias detected" },
  { BYTES ("{a: 1, b: [2}\n"), "f:1:13: mismatched flow mapping end" },

  /* Of what looks like JSON the complaint has its words. */
  { BYTES ("{\"a\": 1 \"b\": 2}\n"), "f:1:12: expected a comma or }" },
  { BYTES ("{\"a\" 1}"), "f:1:6: expected a comma or }" },
  { BYTES ("[[1, 2"), "f:2:1: array without its closing bracket" },
  { BYTES ("{\"a\": [1, 2}"), "f:1:12: a } that ends an array" },
  { BYTES ("[\"a\": 1, {\"b\": 1]"), "f:1:17: a ] that ends an object" },
  { BYTES ("{\"a\": \"x"), "f:1:8: string without closing quote" },
  { BYTES ("{\"a\": \"\\q\"}"), "f:1:8: invalid escape 'q' in string" },
  { BYTES ("[\"a\",,\"b\"]"), "f:1:6: array with invalid extra comma" },
  { BYTES (" {\"a\":\n- b}"), "f:2:1: expected a value" },
  { BYTES ("{\"a\": 1}}"), "f:1:9: object with invalid extra closing brace" },
  { BYTES ("\xEF\xBB\xBF{\"a\": 1} more"), "f:1:10: expected nothing more" },
};

static const EnisimTextLimits small_limits
    = { .bytes_max = 80, .depth_max = 5, .nodes_max = 20, .copies_max = 8, .scalar_bytes_max = 20 };

START_TEST (bad_document_is_refused_with_its_places)
{
  g_autofree char *said = NULL;

  parse_bytes (bad_rows[_i].bytes, bad_rows[_i].n_bytes, &small_limits);
  said = enisim_complaints_to_text (complaints);
  ck_assert_ptr_null (document);
  ck_assert_str_eq (said, bad_rows[_i].complaints);
}
END_TEST

START_TEST (same_bad_document_is_refused_again)
{
  parse_bytes (BYTES ("{a: 1, a: 2}"), NULL);
  parse_bytes (BYTES ("{a: 1, a: 2}"), NULL);
  ck_assert_ptr_null (document);
  ck_assert_uint_eq (enisim_complaints_get_n (complaints), 1);
}
END_TEST

START_TEST (what_the_limits_just_allow_is_read)
{
  EnisimTextLimits limits = small_limits;

  parse_bytes (BYTES ("[[[[[1]]]]]"), &limits);
  ck_assert_ptr_nonnull (document);
  parse_bytes (BYTES ("- &a [1, 2, 3]\n- [*a, *a]\n"), &limits);
  ck_assert_ptr_nonnull (document);
  ck_assert_uint_eq (enisim_document_get_n_nodes (document), 14);
  limits.nodes_max = 14;
  parse_bytes (BYTES ("- &a [1, 2, 3]\n- [*a, *a]\n"), &limits);
  ck_assert_ptr_nonnull (document);
  parse_bytes (BYTES ("abcdefghijklmnopqrst"), &limits);
  ck_assert_ptr_nonnull (document);
}
END_TEST

START_TEST (alias_bomb_is_refused_at_the_alias)
{
  g_autoptr (GString) bomb = g_string_new ("a0: &a0 lol\n");
  g_autofree char *said = NULL;

  for (guint i = 1; i < 100; i++)
    {
      g_string_append_printf (bomb, "a%u: &a%u [", i, i);
      for (guint j = 0; j < 10; j++)
        g_string_append_printf (bomb, "*a%u, ", i - 1);
      g_string_append (bomb, "]\n");
    }
  parse_bytes (bomb->str, bomb->len, NULL);
  said = enisim_complaints_to_text (complaints);
  ck_assert_ptr_null (document);
  /* Lines 2 to 5 copy 10, 110, 1110 and 11110 values; of the aliases in line 6, each 11111
   * more, the fifth goes past 65536. */
  ck_assert_str_eq (said, "f:6:30: aliases stand for too many values, at most 65536");
}
END_TEST

START_TEST (brackets_without_end_are_refused)
{
  g_autofree char *text = g_strnfill (20000, '[');
  g_autofree char *said = NULL;

  parse_bytes (text, strlen (text), NULL);
  said = enisim_complaints_to_text (complaints);
  ck_assert_str_eq (said, "f:1:129: nested too deeply, at most 128 levels");
}
END_TEST

START_TEST (large_mapping_is_read_and_searched)
{
  enum
  {
    N_KEYS = 100000
  };
  g_autoptr (GString) text = g_string_new (NULL);
  const EnisimNode *root;

  for (guint i = 0; i < N_KEYS; i++)
    g_string_append_printf (text, "key%u: %u\n", i * 7919 % N_KEYS, i);
  parse (text->str);
  root = enisim_document_get_root (document);
  ck_assert_uint_eq (root->n_children, N_KEYS);
  for (guint i = 0; i < N_KEYS; i++)
    {
      char key[16];

      g_snprintf (key, sizeof key, "key%u", i * 7919 % N_KEYS);
      ck_assert_uint_eq (enisim_node_get (root, key)->at.line, i + 1);
    }
  ck_assert_ptr_null (enisim_node_get (root, "key"));
}
END_TEST

static const char *const seeds[] = {
  ("name: x\nvpc:\n  subnets:\n    a: {cidr: 10.0.0.0/24, az: &z b}\n    c: {az: *z}\n"
   "runtimes:\n  - {name: r, count: 10}\n  - name: q\n    text: |\n      one\n      two\n"
   "last: \"\\u00e9\\n\"\n"),
  "{\n\t\"a\": [1, 2.5, null, true],\n\t\"b\": {\"c\": \"\\ud83d\\ude00\", \"d\": []}\n}\n",
  ("Resources:\n  A: !Sub 'x-${y}'\n  B: &b\n    - !Ref C\n    - >-\n      folded\n      text\n"
   "  D: *b\n? key\n: value # comment\n"),
  "%YAML 1.2\n%TAG !e! tag:e.com,2000:\n---\n- !e!x &a [1, {b: c}]\n- - - *a\n...\n",
};

static const char *const pieces[] = {
  "- ",   "? ", ": ", "{",      "}",     "[",   "]",    ",",  "&a ",          "*a",       "!t ",
  "|\n",  "'",  "\"", "\\",     "#",     "\n",  "\t",   "  ", "---\n",        "...\n",    "%",
  "<<: ", "\r", "@",  "!!str ", "!<a> ", ">\n", "\xc3", "*b", "\xef\xbb\xbf", "\xc2\x85",
};

static void
mutate (GRand *rand, GString *text)
{
  const gint at = g_rand_int_range (rand, 0, (gint) text->len);
  const gint wanted = g_rand_int_range (rand, 1, 30);
  const gint n = MIN (wanted, (gint) text->len - at);
  g_autofree char *some = g_strndup (text->str + at, (gsize) n);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      text->str[at] = (char) g_rand_int_range (rand, 0, 256);
      break;
    case 1:
      g_string_insert (text, at, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      break;
    case 2:
      g_string_insert (text, g_rand_int_range (rand, 0, (gint) text->len), some);
      break;
    default:
      if ((gsize) n < text->len)
        g_string_erase (text, at, MIN (n, 4));
    }
}

START_TEST (any_bytes_give_a_tree_or_a_complaint)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GString) text = g_string_new (seeds[(guint) _i % G_N_ELEMENTS (seeds)]);

  for (guint i = 0; i < 50; i++)
    {
      const guint n_before = enisim_complaints_get_n (complaints);

      parse_bytes (text->str, text->len, NULL);
      if (document)
        {
          enisim_document_verify (document);
          ck_assert_uint_eq (enisim_complaints_get_n (complaints), n_before);
        }
      else
        ck_assert_uint_gt (enisim_complaints_get_n (complaints), 0);
      enisim_complaints_verify (complaints);
      /* After a refusal back to the seed, lest all that follows is refused as well. */
      if (!document)
        g_string_assign (text, seeds[(guint) _i % G_N_ELEMENTS (seeds)]);
      mutate (rand, text);
    }
}
END_TEST

static Suite *
reader_suite (void)
{
  Suite *suite = suite_create ("text/reader");
  TCase *good = tcase_create ("good");
  TCase *bad = tcase_create ("bad");

  tcase_add_checked_fixture (good, setup, teardown);
  tcase_add_loop_test (good, document_is_read_with_its_places, 0, G_N_ELEMENTS (good_rows));
  tcase_add_test (good, what_the_limits_just_allow_is_read);
  tcase_add_test (good, large_mapping_is_read_and_searched);
  suite_add_tcase (suite, good);
  tcase_add_checked_fixture (bad, setup, teardown);
  tcase_add_loop_test (bad, bad_document_is_refused_with_its_places, 0, G_N_ELEMENTS (bad_rows));
  tcase_add_test (bad, same_bad_document_is_refused_again);
  tcase_add_test (bad, alias_bomb_is_refused_at_the_alias);
  tcase_add_test (bad, brackets_without_end_are_refused);
  tcase_add_loop_test (bad, any_bytes_give_a_tree_or_a_complaint, 0, 48);
  suite_add_tcase (suite, bad);
  return suite;
}

ENISIM_TEST_MAIN (reader_suite)
