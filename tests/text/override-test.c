/* override-test.c
 *
 * Goal: --set reaches the value it names, what it made says where it came from, and what is
 * refused leaves the document as it was.
 * Method: tables over one document, compared as flow text; random paths and values.
 */
#include "enisim-check.h"

#include <string.h>

#include "text/override.h"
#include "text/reader.h"

static const char source[] = "model: {retention: 8h}\n"
                             "empty:\n"
                             "work:\n"
                             "  - {file: a}\n"
                             "  - {file: b}\n"
                             "ecr.api: 1\n";
static const char as_it_was[]
    = "{model: {retention: 8h}, empty: ~, work: [{file: a}, {file: b}], ecr.api: 1}";

static EnisimDocument *document;

static void
setup (void)
{
  g_autoptr (EnisimComplaints) complaints = enisim_complaints_new ();

  document
      = enisim_document_parse ("f", (const guint8 *) source, strlen (source), NULL, complaints);
  ck_assert_ptr_nonnull (document);
}

static void
teardown (void)
{
  enisim_document_verify (document);
  g_clear_pointer (&document, enisim_document_free);
}

static void
dump (const EnisimNode *node, GString *out)
{
  const gboolean is_mapping = node->kind == ENISIM_NODE_MAPPING;

  if (node->key)
    g_string_append_printf (out, "%s: ", node->key);
  if (node->kind == ENISIM_NODE_NULL || node->kind == ENISIM_NODE_SCALAR)
    {
      g_string_append (out, node->text ? node->text : "~");
      return;
    }
  g_string_append_c (out, is_mapping ? '{' : '[');
  for (const EnisimNode *child = node->first; child; child = child->next)
    {
      dump (child, out);
      g_string_append (out, child->next ? ", " : "");
    }
  g_string_append_c (out, is_mapping ? '}' : ']');
}

static void
assert_document (const char *expected)
{
  g_autoptr (GString) dumped = g_string_new (NULL);

  dump (enisim_document_get_root (document), dumped);
  ck_assert_str_eq (dumped->str, expected);
}

static const struct
{
  const char *path, *text, *document;
} good_rows[] = {
  { "model.retention", "15min",
    "{model: {retention: 15min}, empty: ~, work: [{file: a}, {file: b}], ecr.api: 1}" },
  { "model.retention", "{uniform: [15min, 8h]}",
    "{model: {retention: {uniform: [15min, 8h]}}, empty: ~, work: [{file: a}, {file: b}], "
    "ecr.api: 1}" },
  { "model", "", "{model: ~, empty: ~, work: [{file: a}, {file: b}], ecr.api: 1}" },
  { "model.a.b", "1",
    "{model: {retention: 8h, a: {b: 1}}, empty: ~, work: [{file: a}, {file: b}], ecr.api: 1}" },
  { "empty.a", "1",
    "{model: {retention: 8h}, empty: {a: 1}, work: [{file: a}, {file: b}], ecr.api: 1}" },
  { "work.1.file", "c",
    "{model: {retention: 8h}, empty: ~, work: [{file: a}, {file: c}], ecr.api: 1}" },
  { "work.0", "[x]", "{model: {retention: 8h}, empty: ~, work: [[x], {file: b}], ecr.api: 1}" },
  { "ecr\\.api", "2",
    "{model: {retention: 8h}, empty: ~, work: [{file: a}, {file: b}], ecr.api: 2}" },
  { "a\\\\b\\c", "2",
    "{model: {retention: 8h}, empty: ~, work: [{file: a}, {file: b}], ecr.api: 1, a\\b\\c: 2}" },
};

START_TEST (value_is_set)
{
  const char *reason = NULL;

  ck_assert (enisim_document_set (document, good_rows[_i].path, good_rows[_i].text, &reason));
  ck_assert_ptr_null (reason);
  assert_document (good_rows[_i].document);
}
END_TEST

static const struct
{
  const char *path, *text, *reason;
} bad_rows[] = {
  { "", "1", "segment 1 of the path is empty" },
  { "model.", "1", "segment 2 of the path is empty" },
  { "model..x", "1", "segment 2 of the path is empty" },
  { "model.retention.x", "1", "'x' leads into a scalar" },
  { "work.2", "1", "no item '2' in a sequence of 2" },
  { "work.-1", "1", "no item '-1' in a sequence of 2" },
  { "work.file", "1", "no item 'file' in a sequence of 2" },
  { "work.99999999999999999999", "1", "no item '99999999999999999999' in a sequence of 2" },
  { "model.\xff", "1", "the path is not valid UTF-8" },
  { "model.x", "{a: 1, a: 2}", "key 'a' again" },
  { "model.x", "[1, 2", "flow sequence without a closing bracket" },
  { "model.x", "\xff", "not valid UTF-8" },
  { "new.x", "*a", "alias 'a' has no anchor before it" },
};

START_TEST (refused_value_leaves_the_document_as_it_was)
{
  const char *reason = NULL;

  ck_assert (!enisim_document_set (document, bad_rows[_i].path, bad_rows[_i].text, &reason));
  ck_assert_str_eq (reason, bad_rows[_i].reason);
  assert_document (as_it_was);
}
END_TEST

START_TEST (complaint_names_the_override)
{
  g_autoptr (EnisimComplaints) complaints = enisim_complaints_new ();
  g_autofree char *said = NULL;
  const EnisimNode *model = enisim_node_get (enisim_document_get_root (document), "model");
  const char *reason;

  ck_assert (enisim_document_set (document, "model.retention", "[1, 2]", &reason));
  ck_assert (enisim_document_set (document, "model.a.b", "1", &reason));
  ck_assert (enisim_document_set (document, "empty", "null", &reason));
  enisim_complaints_add (complaints, enisim_node_get (model, "retention"), "value");
  enisim_complaints_add (complaints, enisim_node_get (model, "retention")->last, "item");
  enisim_complaints_add_key (complaints, enisim_node_get (model, "retention"), "old key");
  enisim_complaints_add_key (complaints, enisim_node_get (model, "a"), "new key");
  enisim_complaints_add_key (
      complaints, enisim_node_get (enisim_document_get_root (document), "empty"), "needs a value");
  said = enisim_complaints_to_text (complaints);
  ck_assert_str_eq (said, "--set model.retention: value\n--set model.retention: item\n"
                          "f:1:9: old key\n--set model.a.b: new key\n--set empty: needs a value");
}
END_TEST

START_TEST (value_hung_too_deeply_is_refused)
{
  g_autoptr (GString) path = g_string_new ("model");
  const char *reason = NULL;

  for (guint i = 1; i < ENISIM_TEXT_DEPTH_MAX; i++)
    g_string_append (path, ".x");
  ck_assert (!enisim_document_set (document, path->str, "[]", &reason));
  ck_assert_str_eq (reason, "nested too deeply, at most 128 levels");
  ck_assert (enisim_document_set (document, path->str, "1", &reason));
  g_string_append (path, ".x");
  ck_assert (!enisim_document_set (document, path->str, "1", &reason));
  ck_assert_str_eq (reason, "the path has more than 128 segments");
}
END_TEST

START_TEST (any_path_leaves_a_sound_tree)
{
  static const char *const segments[] = { "model", "work", "0", "1", "x", "empty", "", "\\." };
  static const char *const values[] = { "1", "", "[a, [b]]", "{x: {x: 1}}", "[", "'q'", "*x" };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GString) path = g_string_new (NULL);
      const char *value = values[g_rand_int_range (rand, 0, G_N_ELEMENTS (values))];
      const char *reason = NULL;
      gint n = g_rand_int_range (rand, 1, 5);

      while (n-- > 0)
        g_string_append_printf (path, "%s%s",
                                segments[g_rand_int_range (rand, 0, G_N_ELEMENTS (segments))],
                                n > 0 ? "." : "");
      ck_assert (enisim_document_set (document, path->str, value, &reason) == (reason == NULL));
      enisim_document_verify (document);
    }
}
END_TEST

static Suite *
override_suite (void)
{
  Suite *suite = suite_create ("text/override");
  TCase *setting = tcase_create ("setting");

  tcase_add_checked_fixture (setting, setup, teardown);
  tcase_add_loop_test (setting, value_is_set, 0, G_N_ELEMENTS (good_rows));
  tcase_add_loop_test (setting, refused_value_leaves_the_document_as_it_was, 0,
                       G_N_ELEMENTS (bad_rows));
  tcase_add_test (setting, complaint_names_the_override);
  tcase_add_test (setting, value_hung_too_deeply_is_refused);
  tcase_add_loop_test (setting, any_path_leaves_a_sound_tree, 0, 16);
  suite_add_tcase (suite, setting);
  return suite;
}

ENISIM_TEST_MAIN (override_suite)
