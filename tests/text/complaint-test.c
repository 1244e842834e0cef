/* complaint-test.c
 *
 * Goal: complaints come out by place, each once, one line each, and never too many.
 * Method: added in disorder and compared as text.
 */
#include "enisim-check.h"

#include <string.h>

#include "text/complaint.h"

static EnisimComplaints *complaints;

static void
setup (void)
{
  complaints = enisim_complaints_new ();
}

static void
teardown (void)
{
  enisim_complaints_verify (complaints);
  g_clear_pointer (&complaints, enisim_complaints_free);
}

static void
complain (const char *name, guint line, guint column, const char *message)
{
  const EnisimPosition at = { .name = name, .line = line, .column = column };

  enisim_complaints_add_at (complaints, at, "%s", message);
}

static void
assert_text (const char *expected)
{
  g_autofree char *text = enisim_complaints_to_text (complaints);

  ck_assert_str_eq (text, expected);
}

START_TEST (complaints_are_sorted_by_place)
{
  complain ("b.yaml", 10, 1, "ten");
  complain ("a.yaml", 1, 1, "other file");
  complain ("b.yaml", 9, 2, "nine, two");
  complain ("b.yaml", 9, 1, "z first");
  complain ("b.yaml", 9, 1, "a second");
  assert_text ("b.yaml:9:1: z first\nb.yaml:9:1: a second\nb.yaml:9:2: nine, two\n"
               "b.yaml:10:1: ten\na.yaml:1:1: other file");
}
END_TEST

START_TEST (same_complaint_is_dropped)
{
  complain ("f", 1, 1, "x");
  complain ("f", 1, 1, "x");
  complain ("f", 1, 2, "x");
  ck_assert_uint_eq (enisim_complaints_get_n (complaints), 2);
  assert_text ("f:1:1: x\nf:1:2: x");
}
END_TEST

START_TEST (same_complaint_is_dropped_among_too_many)
{
  const EnisimPosition kept = { .name = "f", .line = 1, .column = 1 };
  const EnisimPosition further = { .name = "f", .line = ENISIM_COMPLAINTS_MAX + 1, .column = 1 };

  for (guint i = 1; i <= ENISIM_COMPLAINTS_MAX; i++)
    {
      ck_assert (!enisim_complaints_would_drop (complaints, further));
      complain ("f", i, 1, "x");
    }
  ck_assert (!enisim_complaints_would_drop (complaints, kept));
  ck_assert (enisim_complaints_would_drop (complaints, further));
  complain ("f", 1, 1, "x");
  ck_assert_uint_eq (enisim_complaints_get_n (complaints), ENISIM_COMPLAINTS_MAX);
  complain ("f", 1, 1, "y");
  complain ("f", ENISIM_COMPLAINTS_MAX + 1, 1, "x");
  ck_assert_uint_eq (enisim_complaints_get_n (complaints), ENISIM_COMPLAINTS_MAX + 2);
}
END_TEST

START_TEST (override_has_no_line)
{
  complain ("--set model.x", 0, 0, "not a span");
  assert_text ("--set model.x: not a span");
}
END_TEST

START_TEST (node_lends_its_places)
{
  const EnisimNode node = { .kind = ENISIM_NODE_NULL,
                            .at = { .name = "f", .line = 2, .column = 7 },
                            .key_at = { .name = "f", .line = 2, .column = 3 },
                            .key = "k" };

  enisim_complaints_add (complaints, &node, "value %d", 1);
  enisim_complaints_add_key (complaints, &node, "key %s", node.key);
  assert_text ("f:2:3: key k\nf:2:7: value 1");
}
END_TEST

START_TEST (what_is_too_many_is_counted)
{
  for (guint i = 1; i <= ENISIM_COMPLAINTS_MAX; i++)
    complain ("f", i, 1, "x");
  complain ("f", 1, 1, "x");
  ck_assert_uint_eq (enisim_complaints_get_n (complaints), ENISIM_COMPLAINTS_MAX);
  complain ("f", 1, 1, "y");
  complain ("f", 1, 1, "z");
  ck_assert_uint_eq (enisim_complaints_get_n (complaints), ENISIM_COMPLAINTS_MAX + 2);
  {
    g_autofree char *text = enisim_complaints_to_text (complaints);

    ck_assert (g_str_has_suffix (text, "\nf:100:1: x\nand 2 more"));
  }
}
END_TEST

static const struct
{
  const char *name, *message, *text;
} quoting_rows[] = {
  { "f", "a\nb\tc", "f:1:1: a\\nb\\tc" },
  { "f", "\x1b[2J\x7f", "f:1:1: \\u001b[2J\\u007f" },
  { "f", "\xc2\x9b", "f:1:1: \\u009b" },
  { "f\n", "x", "f\\n:1:1: x" },
  { "f", "\xc3\xa9 \xff", "f:1:1: \xc3\xa9 \xef\xbf\xbd" },
  { "f", "100%s", "f:1:1: 100%s" },
};

START_TEST (message_stays_one_line_of_plain_text)
{
  complain (quoting_rows[_i].name, 1, 1, quoting_rows[_i].message);
  assert_text (quoting_rows[_i].text);
}
END_TEST

START_TEST (long_message_is_cut_between_characters)
{
  GString *message = g_string_new (NULL);
  g_autofree char *text = NULL, *long_message = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (message, "\xe2\x82\xac"); /* three bytes, of which 400 is no multiple */
  long_message = g_string_free (message, FALSE);
  complain ("f", 1, 1, long_message);
  text = enisim_complaints_to_text (complaints);
  ck_assert_uint_eq (strlen (text), strlen ("f:1:1: ") + 402 + strlen ("..."));
  ck_assert (g_utf8_validate (text, -1, NULL));
}
END_TEST

START_TEST (complaints_become_one_error)
{
  g_autoptr (GError) error = NULL;

  ck_assert (!enisim_complaints_to_error (complaints, &error));
  ck_assert_no_error (error);
  complain ("f", 2, 1, "y");
  complain ("f", 1, 1, "x");
  ck_assert (enisim_complaints_to_error (complaints, NULL));
  ck_assert (enisim_complaints_to_error (complaints, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_str_eq (error->message, "f:1:1: x\nf:2:1: y");
}
END_TEST

START_TEST (remark_goes_to_those_at_a_line_that_the_others_have_not)
{
  g_autoptr (EnisimComplaints) others = enisim_complaints_new ();

  complain ("f", 1, 1, "x");
  complain ("f", 2, 1, "y");
  complain ("--set z", 0, 0, "z");
  enisim_complaints_add_at (others, (EnisimPosition){ .name = "f", .line = 1, .column = 1 }, "x");
  enisim_complaints_remark (complaints, others, ", with --set z");
  assert_text ("f:1:1: x\nf:2:1: y, with --set z\n--set z: z");
}
END_TEST

START_TEST (no_remark_is_made_where_the_others_are_not_all_known)
{
  g_autoptr (EnisimComplaints) others = enisim_complaints_new ();

  for (guint i = 1; i <= ENISIM_COMPLAINTS_MAX + 1; i++)
    enisim_complaints_add_at (others, (EnisimPosition){ .name = "f", .line = i, .column = 1 }, "x");
  complain ("f", ENISIM_COMPLAINTS_MAX + 1, 1, "x");
  enisim_complaints_remark (complaints, others, ", with --set z");
  assert_text ("f:101:1: x");
}
END_TEST

static Suite *
complaint_suite (void)
{
  Suite *suite = suite_create ("text/complaint");
  TCase *text = tcase_create ("text");

  tcase_add_checked_fixture (text, setup, teardown);
  tcase_add_test (text, complaints_are_sorted_by_place);
  tcase_add_test (text, same_complaint_is_dropped);
  tcase_add_test (text, same_complaint_is_dropped_among_too_many);
  tcase_add_test (text, override_has_no_line);
  tcase_add_test (text, node_lends_its_places);
  tcase_add_test (text, what_is_too_many_is_counted);
  tcase_add_loop_test (text, message_stays_one_line_of_plain_text, 0, G_N_ELEMENTS (quoting_rows));
  tcase_add_test (text, long_message_is_cut_between_characters);
  tcase_add_test (text, complaints_become_one_error);
  tcase_add_test (text, remark_goes_to_those_at_a_line_that_the_others_have_not);
  tcase_add_test (text, no_remark_is_made_where_the_others_are_not_all_known);
  suite_add_tcase (suite, text);
  return suite;
}

ENISIM_TEST_MAIN (complaint_suite)
