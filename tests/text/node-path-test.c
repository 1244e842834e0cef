/* node-path-test.c
 *
 * Goal: a path is the segments it was made of, whatever is in them, and what is none says why.
 * Method: tables; random segments of the characters that matter, there and back.
 */
#include "enisim-check.h"

#include "text/node-path.h"
#include "text/reader.h"

static const struct
{
  const char *path;
  const char *segments; /* parted by bars */
} good_rows[] = {
  { "a", "a" },           { "a.0.b", "a|0|b" },   { "ecr\\.api", "ecr.api" },
  { "a\\\\.b", "a\\|b" }, { "a\\b\\", "a\\b\\" }, { "\xc3\xa9 x.y", "\xc3\xa9 x|y" },
};

START_TEST (path_is_split_at_its_dots)
{
  g_autofree char *reason = NULL;
  g_autoptr (GPtrArray) segments = enisim_node_path_split (good_rows[_i].path, &reason);
  g_autofree char *joined = NULL;

  ck_assert_ptr_null (reason);
  g_ptr_array_add (segments, NULL);
  joined = g_strjoinv ("|", (char **) segments->pdata);
  ck_assert_str_eq (joined, good_rows[_i].segments);
}
END_TEST

static const struct
{
  const char *path, *reason;
} bad_rows[] = {
  { "", "segment 1 of the path is empty" },    { "a.", "segment 2 of the path is empty" },
  { ".a", "segment 1 of the path is empty" },  { "a..b", "segment 2 of the path is empty" },
  { "a.\xff", "the path is not valid UTF-8" },
};

START_TEST (path_that_is_none_says_why)
{
  g_autofree char *reason = NULL;

  ck_assert_ptr_null (enisim_node_path_split (bad_rows[_i].path, &reason));
  ck_assert_str_eq (reason, bad_rows[_i].reason);
}
END_TEST

START_TEST (path_is_no_longer_than_a_document_is_deep)
{
  g_autoptr (GString) path = g_string_new ("k");
  g_autofree char *reason = NULL;
  g_autoptr (GPtrArray) segments = NULL;

  for (guint i = 1; i < ENISIM_TEXT_DEPTH_MAX; i++)
    g_string_append (path, ".k");
  segments = enisim_node_path_split (path->str, &reason);
  ck_assert_uint_eq (segments->len, ENISIM_TEXT_DEPTH_MAX);
  g_string_append (path, ".k");
  ck_assert_ptr_null (enisim_node_path_split (path->str, &reason));
  ck_assert_str_eq (reason, "the path has more than 128 segments");
}
END_TEST

static char *
make_segment (GRand *random)
{
  static const char characters[] = ".\\a0 ";
  GString *segment = g_string_new (NULL);
  const gint32 length = g_rand_int_range (random, 1, 6);

  for (gint32 i = 0; i < length; i++)
    g_string_append_c (segment,
                       characters[g_rand_int_range (random, 0, (gint32) sizeof characters - 1)]);
  return g_string_free (segment, FALSE);
}

START_TEST (appended_segments_come_back)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GPtrArray) segments = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (GPtrArray) split = NULL;
  g_autofree char *reason = NULL;

  for (guint i = 0; i < 10; i++)
    {
      char *segment = make_segment (random);

      g_ptr_array_add (segments, segment);
      enisim_node_path_append (path, segment);
    }
  split = enisim_node_path_split (path->str, &reason);
  ck_assert_uint_eq (split->len, segments->len);
  for (guint i = 0; i < split->len; i++)
    ck_assert_str_eq (g_ptr_array_index (split, i), g_ptr_array_index (segments, i));
}
END_TEST

static Suite *
node_path_suite (void)
{
  Suite *suite = suite_create ("text/node-path");
  TCase *tcase = tcase_create ("paths");

  tcase_add_loop_test (tcase, path_is_split_at_its_dots, 0, G_N_ELEMENTS (good_rows));
  tcase_add_loop_test (tcase, path_that_is_none_says_why, 0, G_N_ELEMENTS (bad_rows));
  tcase_add_test (tcase, path_is_no_longer_than_a_document_is_deep);
  tcase_add_loop_test (tcase, appended_segments_come_back, 0, 100);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (node_path_suite)
