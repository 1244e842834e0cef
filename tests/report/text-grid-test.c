/* text-grid-test.c
 *
 * Goal: a grid is as wide as it must be, and never wider than its page.
 * Method: one small grid printed on pages of falling width, as text.
 */
#include "enisim-check.h"

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

START_TEST (colour_does_not_count_as_width)
{
  page.use_colour = TRUE;
  add_row ("none", 0, "x");
  add_row ("ten", 10, "y");
  check_print (0, "NAME   N  WHY\n"
                  "none   \033[1;31m0\033[0m  x\n"
                  "ten   10  y\n");
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
  tcase_add_test (tcase, colour_does_not_count_as_width);
  tcase_add_test (tcase, grid_without_rows_prints_nothing);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
