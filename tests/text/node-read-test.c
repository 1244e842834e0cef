/* node-read-test.c
 *
 * Goal: what does not fit is complained of once and with its place, what fits is handed out.
 * Method: a table of small mappings read by one made-up type.
 */
#include "enisim-check.h"

#include <string.h>

#include "text/node-read.h"
#include "text/reader.h"

static const char *const keys[] = { "region", "count", "model", "rate", NULL };

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
  enisim_document_verify (document);
  g_clear_pointer (&document, enisim_document_free);
  g_clear_pointer (&complaints, enisim_complaints_free);
}

static EnisimNodeReader
begin (const char *text)
{
  document = enisim_document_parse ("f", (const guint8 *) text, strlen (text), NULL, complaints);
  ck_assert_ptr_nonnull (document);
  return enisim_node_read (enisim_document_get_root (document), keys, complaints);
}

static void
assert_complaints (const char *expected)
{
  g_autofree char *said = enisim_complaints_to_text (complaints);

  ck_assert_str_eq (said, expected);
}

START_TEST (children_are_handed_out)
{
  const EnisimNodeReader reader = begin ("{region: x, count: [1], model: {a: 1}, rate: ~}");

  ck_assert_str_eq (enisim_node_reader_require (&reader, "region", ENISIM_NODE_SCALAR)->text, "x");
  ck_assert_uint_eq (enisim_node_reader_get (&reader, "count", ENISIM_NODE_SEQUENCE)->n_children,
                     1);
  ck_assert_ptr_nonnull (
      enisim_node_reader_get (&reader, "model", ENISIM_NODE_SCALAR | ENISIM_NODE_MAPPING));
  ck_assert_ptr_null (enisim_node_reader_get (&reader, "rate", ENISIM_NODE_SCALAR));
  assert_complaints ("");
}
END_TEST

static const struct
{
  const char *text;
  const char *complaints;
} bad_rows[] = {
  { "[a]", "f:1:1: expected a mapping, got a sequence" },
  { "x", "f:1:1: expected a mapping, got a scalar" },
  { "!Ref {region: x}", "f:1:6: the tag !Ref means nothing here" },
  { "count: 1", "f:1:1: the key 'region' is missing" },
  { "count: 1\nregion:\n", "f:2:1: the key 'region' needs a value" },
  { "region: [x]", "f:1:9: expected a scalar, got a sequence" },
  { "region: {x: y}", "f:1:9: expected a scalar, got a mapping" },
  { "region: !Ref x", "f:1:14: the tag !Ref means nothing here" },
  { "region: !!str x", "" },
  { "region: x\nmodel: 1\n", "f:2:8: expected a sequence or a mapping, got a scalar" },
  { "region: x\nregio: y\n", "f:2:1: unknown key 'regio', did you mean 'region'?" },
  { "regio: y\nmodel: 1\n", "f:1:1: unknown key 'regio', did you mean 'region'?\n"
                            "f:1:1: the key 'region' is missing\n"
                            "f:2:8: expected a sequence or a mapping, got a scalar" },
  { "region: x\nzone: y\n", "f:2:1: unknown key 'zone', expected region, count, model or rate" },
};

START_TEST (what_does_not_fit_is_complained_of)
{
  const EnisimNodeReader reader = begin (bad_rows[_i].text);

  enisim_node_reader_require (&reader, "region", ENISIM_NODE_SCALAR);
  enisim_node_reader_get (&reader, "model", ENISIM_NODE_SEQUENCE | ENISIM_NODE_MAPPING);
  assert_complaints (bad_rows[_i].complaints);
}
END_TEST

static const struct
{
  const char *const keys[22];
  const char *complaints;
} key_rows[] = {
  { { "region", NULL }, "f:1:2: unknown key 'zone', expected region" },
  { { NULL }, "f:1:2: unknown key 'zone'" },
  { { "a1", "b1", "c1", "d1", "e1", "f1", "g1", "h1", "i1", "j1", "k1",
      "l1", "m1", "n1", "o1", "p1", "q1", "r1", "s1", "t1", NULL },
    "f:1:2: unknown key 'zone', expected a1, b1, c1, d1, e1, f1, g1, h1, i1, j1, k1, l1, m1, n1, "
    "o1, p1, q1, r1, s1 or t1" },
  { { "a1", "b1", "c1", "d1", "e1", "f1", "g1", "h1", "i1", "j1", "k1",
      "l1", "m1", "n1", "o1", "p1", "q1", "r1", "s1", "t1", "u1", NULL },
    "f:1:2: unknown key 'zone'" },
};

START_TEST (unknown_key_is_answered_with_those_known_unless_they_are_many)
{
  document = enisim_document_parse ("f", (const guint8 *) "{zone: y}", 9, NULL, complaints);
  enisim_node_read (enisim_document_get_root (document), key_rows[_i].keys, complaints);
  assert_complaints (key_rows[_i].complaints);
}
END_TEST

START_TEST (reader_of_nothing_stays_silent)
{
  const EnisimNodeReader outer = begin ("{region: x, model: 1}");
  const EnisimNode *child = enisim_node_reader_get (&outer, "model", ENISIM_NODE_MAPPING);
  const EnisimNodeReader inner = enisim_node_read (child, keys, complaints);

  ck_assert_ptr_null (enisim_node_reader_require (&inner, "region", ENISIM_NODE_SCALAR));
  ck_assert_ptr_null (enisim_node_reader_get (&inner, "rate", ENISIM_NODE_SCALAR));
  ck_assert (!enisim_node_expect (NULL, ENISIM_NODE_SCALAR, complaints));
  assert_complaints ("f:1:20: expected a mapping, got a scalar");
}
END_TEST

START_TEST (asking_for_a_key_that_was_not_listed_aborts)
{
  const EnisimNodeReader reader = begin ("{region: x}");

  enisim_node_reader_get (&reader, "regiom", ENISIM_NODE_SCALAR);
}
END_TEST

static Suite *
node_read_suite (void)
{
  Suite *suite = suite_create ("text/node-read");
  TCase *reading = tcase_create ("reading");

  tcase_add_checked_fixture (reading, setup, teardown);
  tcase_add_test (reading, children_are_handed_out);
  tcase_add_loop_test (reading, what_does_not_fit_is_complained_of, 0, G_N_ELEMENTS (bad_rows));
  tcase_add_loop_test (reading, unknown_key_is_answered_with_those_known_unless_they_are_many, 0,
                       G_N_ELEMENTS (key_rows));
  tcase_add_test (reading, reader_of_nothing_stays_silent);
  if (enisim_check_forks ())
    tcase_add_test_raise_signal (reading, asking_for_a_key_that_was_not_listed_aborts, SIGABRT);
  suite_add_tcase (suite, reading);
  return suite;
}

ENISIM_TEST_MAIN (node_read_suite)
