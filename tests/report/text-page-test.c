/* text-page-test.c
 *
 * Goal: lines keep to their width whatever they are made of, and nothing that is added can steer
 * a terminal.
 * Method: cases by hand; then random texts of plain, wide, combining and broken characters, whose
 * words must all come out in order in lines of bounded width.
 */
#include "enisim-check.h"

#include <string.h>

#include "core/stream.h"
#include "report/text-page.h"

static EnisimTextPage page;

static void
setup (void)
{
  page = (EnisimTextPage){ .out = g_string_new (NULL) };
}

static void
teardown (void)
{
  g_string_free (page.out, TRUE);
}

START_TEST (paragraph_hangs_by_two)
{
  page.width = 12;
  enisim_text_page_add_paragraph (&page, 1, "one two three four", FALSE);
  ck_assert_str_eq (page.out->str, " one two\n   three\n   four\n");
}
END_TEST

START_TEST (without_a_width_a_paragraph_is_one_line)
{
  enisim_text_page_add_paragraph (&page, 2, "one two three four", FALSE);
  ck_assert_str_eq (page.out->str, "  one two three four\n");
}
END_TEST

START_TEST (word_longer_than_a_line_is_cut)
{
  page.width = 5;
  enisim_text_page_add_paragraph (&page, 0, "a bcdefghij k", FALSE);
  ck_assert_str_eq (page.out->str, "a\n  bcd\n  efg\n  hij\n  k\n");
}
END_TEST

START_TEST (wide_characters_count_twice_and_combining_ones_not)
{
  ck_assert_uint_eq (enisim_text_measure ("日本", strlen ("日本")), 4);
  ck_assert_uint_eq (enisim_text_measure ("e\314\201", 3), 1);
  ck_assert_uint_eq (enisim_text_measure ("…", strlen ("…")), 1);
  ck_assert_uint_eq (enisim_text_measure_words ("a 日本 bcd"), 4);
}
END_TEST

START_TEST (what_steers_a_terminal_is_replaced)
{
  g_autofree char *clean = enisim_text_clean ("a\033[31m\nb\t\303\302\205\342\200\256");

  ck_assert_str_eq (clean, "a\357\277\275[31m\357\277\275b\357\277\275\357\277\275\357\277\275"
                           "\357\277\275");
}
END_TEST

START_TEST (colour_marks_alerts_where_it_is_wanted)
{
  page.use_colour = TRUE;
  enisim_text_page_add_paragraph (&page, 0, "fine", FALSE);
  enisim_text_page_add_paragraph (&page, 0, "dry", TRUE);
  page.use_colour = FALSE;
  enisim_text_page_add_paragraph (&page, 0, "dry", TRUE);
  ck_assert_str_eq (page.out->str, "fine\n\033[1;31mdry\033[0m\ndry\n");
}
END_TEST

static char *
make_random_text (EnisimStream *stream)
{
  static const char *const parts[] = { "a", "xyz", " ", " ", "日", "e\314\201", "\377", "\t", "…" };
  GString *text = g_string_new ("w");

  for (guint n = (guint) enisim_stream_next_below (stream, 80); n > 0; n--)
    g_string_append (text, parts[enisim_stream_next_below (stream, G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

static void
remove_blanks (GString *text)
{
  g_string_replace (text, " ", "", 0);
  g_string_replace (text, "\n", "", 0);
}

START_TEST (lines_are_bounded_and_lose_nothing)
{
  EnisimStream stream = enisim_stream_from_word ((guint64) _i);
  g_autofree char *text = make_random_text (&stream);
  g_autofree char *clean = enisim_text_clean (text);
  g_autoptr (GString) expected = g_string_new (clean);
  g_auto (GStrv) lines = NULL;

  page.width = 5 + (guint) enisim_stream_next_below (&stream, 20);
  enisim_text_page_add_paragraph (&page, 0, text, FALSE);
  lines = g_strsplit (page.out->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      ck_assert_uint_le (enisim_text_measure (lines[i], strlen (lines[i])), page.width);
      ck_assert (!g_str_has_suffix (lines[i], " "));
    }
  remove_blanks (expected);
  remove_blanks (page.out);
  ck_assert_str_eq (page.out->str, expected->str);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("report/text-page");
  TCase *tcase = tcase_create ("all");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, paragraph_hangs_by_two);
  tcase_add_test (tcase, without_a_width_a_paragraph_is_one_line);
  tcase_add_test (tcase, word_longer_than_a_line_is_cut);
  tcase_add_test (tcase, wide_characters_count_twice_and_combining_ones_not);
  tcase_add_test (tcase, what_steers_a_terminal_is_replaced);
  tcase_add_test (tcase, colour_marks_alerts_where_it_is_wanted);
  tcase_add_loop_test (tcase, lines_are_bounded_and_lose_nothing, 0, 100);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
