/* text-grid-test.c
 *
 * Goal: a grid is as wide as it must be, never wider than its page, and breaks no word that fits.
 * Method: one small grid printed on pages of falling width, as text; then random words, each with a
 * number of its own, looked for in what is printed on pages of every width.
 */
#include "enisim-check.h"

#include <locale.h>
#include <string.h>

#include "core/stream.h"

#include "report/text-grid.h"

static const EnisimTextColumn columns[] = {
  { .heading = "NAME" },
  { .heading = "N", .is_right = TRUE },
  { .heading = "NOTE" },
  { .heading = "WHY", .is_flexible = TRUE },
};

static EnisimTextGrid grid;
static EnisimTextPage page;

static void
setup (void)
{
  page = (EnisimTextPage){ .out = g_string_new (NULL) };
  enisim_text_grid_init (&grid, columns, G_N_ELEMENTS (columns));
}

static void
teardown (void)
{
  enisim_text_grid_clear (&grid);
  g_string_free (page.out, TRUE);
}

static void
add_row (const char *name, guint64 n, const char *why)
{
  enisim_text_grid_add (&grid, name, FALSE);
  enisim_text_grid_add_number (&grid, n, n == 0);
  enisim_text_grid_add (&grid, "", FALSE);
  enisim_text_grid_add (&grid, why, FALSE);
}

static void
check_print (guint width, const char *expected)
{
  page.width = width;
  g_string_truncate (page.out, 0);
  enisim_text_grid_print (&grid, &page);
  ck_assert_str_eq (page.out->str, expected);
}

START_TEST (columns_are_as_wide_as_their_texts_and_an_empty_one_is_left_out)
{
  add_row ("ten", 10, "because it is so");
  add_row ("größer", 7, "");
  check_print (0, "NAME     N  WHY\n"
                  "ten     10  because it is so\n"
                  "größer   7\n");
}
END_TEST

START_TEST (flexible_column_gives_way_word_by_word)
{
  add_row ("ten", 10, "because it is so");
  add_row ("six", 6, "why not");
  check_print (24, "NAME   N  WHY\n"
                   "ten   10  because it is\n"
                   "          so\n"
                   "six    6  why not\n");
}
END_TEST

START_TEST (grid_that_does_not_fit_becomes_paragraphs)
{
  add_row ("ten", 10, "because it is so");
  check_print (16, "NAME ten; N 10;\n"
                   "  WHY because it\n"
                   "  is so\n");
}
END_TEST

START_TEST (word_is_broken_only_where_it_alone_is_too_wide)
{
  add_row ("ten", 10, "incomprehensibilities");
  check_print (33, "NAME   N  WHY\n"
                   "ten   10  incomprehensibilities\n");
  check_print (20, "NAME ten; N 10; WHY\n"
                   "  incomprehensibilit\n"
                   "  ies\n");
}
END_TEST

START_TEST (grid_prints_the_same_again)
{
  add_row ("ten", 10, "because it is so");
  check_print (16, "NAME ten; N 10;\n"
                   "  WHY because it\n"
                   "  is so\n");
  check_print (20, "NAME   N  WHY\n"
                   "ten   10  because it\n"
                   "          is so\n");
  check_print (0, "NAME   N  WHY\n"
                  "ten   10  because it is so\n");
}
END_TEST

START_TEST (colour_does_not_count_as_width)
{
  page.use_colour = TRUE;
  add_row ("none", 0, "x");
  add_row ("ten", 10, "y");
  check_print (13, "NAME   N  WHY\n"
                   "none  \033[1;31m 0\033[0m  x\n"
                   "ten   10  y\n");
}
END_TEST

START_TEST (line_ends_in_no_blanks_though_a_cell_of_colour_has_some)
{
  static const EnisimTextColumn both[]
      = { { .heading = "PEAK", .is_flexible = TRUE }, { .heading = "BY", .is_flexible = TRUE } };

  page.use_colour = TRUE;
  enisim_text_grid_clear (&grid);
  enisim_text_grid_init (&grid, both, G_N_ELEMENTS (both));
  enisim_text_grid_add (&grid, "eleven of eleven at 2h", TRUE);
  enisim_text_grid_add (&grid, "all", FALSE);
  check_print (12, "PEAK     BY\n"
                   "\033[1;31meleven \033[0m  all\n"
                   "\033[1;31mof\033[0m\n"
                   "\033[1;31meleven\033[0m\n"
                   "\033[1;31mat 2h\033[0m\n");
}
END_TEST

START_TEST (locale_of_the_thread_is_left_alone)
{
  const locale_t before = uselocale ((locale_t) 0);

  add_row ("größer", 7, "because");
  check_print (0, "NAME    N  WHY\n"
                  "größer  7  because\n");
  ck_assert (uselocale ((locale_t) 0) == before);
}
END_TEST

enum
{
  N_WORDS = 40,
  LETTERS_MAX = 14, /* of a word, which "größer" and its number precede */
  WORD_WIDTH_MAX = 8 + LETTERS_MAX
};

static char *
make_word (EnisimStream *stream, guint number)
{
  static const char letters[] = "abcdefghijklmnop";

  return g_strdup_printf ("größer%02u%.*s", number,
                          (int) enisim_stream_next_below (stream, LETTERS_MAX + 1), letters);
}

static void
add_random_rows (EnisimStream *stream, char **words)
{
  g_autoptr (GString) why = g_string_new (NULL);

  for (guint i = 0; i < N_WORDS; i++)
    {
      words[i] = make_word (stream, i);
      g_string_append_printf (why, "%s%s", why->len > 0 ? " " : "", words[i]);
      if (enisim_stream_next_below (stream, 4) > 0 && i + 1 < N_WORDS)
        continue;
      add_row ("row", i, why->str);
      g_string_truncate (why, 0);
    }
}

static void
check_lines (guint width)
{
  g_auto (GStrv) lines = g_strsplit (page.out->str, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      ck_assert_uint_le (enisim_text_measure (lines[i], strlen (lines[i])), width);
      ck_assert (!g_str_has_suffix (lines[i], " "));
    }
}

START_TEST (no_page_is_too_wide_and_no_word_broken)
{
  EnisimStream stream = enisim_stream_from_word ((guint64) _i);
  char *words[N_WORDS + 1] = { NULL };

  add_random_rows (&stream, words);
  for (page.width = WORD_WIDTH_MAX + 2; page.width < 100; page.width++)
    {
      g_string_truncate (page.out, 0);
      enisim_text_grid_print (&grid, &page);
      check_lines (page.width);
      for (guint i = 0; i < N_WORDS; i++)
        ck_assert_ptr_nonnull (strstr (page.out->str, words[i]));
    }
  for (guint i = 0; i < N_WORDS; i++)
    g_free (words[i]);
}
END_TEST

START_TEST (grid_without_rows_prints_nothing)
{
  check_print (0, "");
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("report/text-grid");
  TCase *tcase = tcase_create ("all");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, columns_are_as_wide_as_their_texts_and_an_empty_one_is_left_out);
  tcase_add_test (tcase, flexible_column_gives_way_word_by_word);
  tcase_add_test (tcase, grid_that_does_not_fit_becomes_paragraphs);
  tcase_add_test (tcase, word_is_broken_only_where_it_alone_is_too_wide);
  tcase_add_test (tcase, grid_prints_the_same_again);
  tcase_add_test (tcase, colour_does_not_count_as_width);
  tcase_add_test (tcase, line_ends_in_no_blanks_though_a_cell_of_colour_has_some);
  tcase_add_test (tcase, locale_of_the_thread_is_left_alone);
  tcase_add_loop_test (tcase, no_page_is_too_wide_and_no_word_broken, 0, 10);
  tcase_add_test (tcase, grid_without_rows_prints_nothing);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
