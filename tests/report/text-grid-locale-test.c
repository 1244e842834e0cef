/* text-grid-locale-test.c
 *
 * Goal: a system without C.UTF-8 gets the same words in another form.
 * Method: this program's newlocale stands in the way of the C library's, and knows no locale.
 */
#include "enisim-check.h"

#include <locale.h>

#include "report/text-grid.h"

locale_t
newlocale (int mask G_GNUC_UNUSED, const char *name G_GNUC_UNUSED, locale_t base G_GNUC_UNUSED)
{
  return (locale_t) 0;
}

static const EnisimTextColumn columns[]
    = { { .heading = "NAME" }, { .heading = "WHY", .is_flexible = TRUE } };

START_TEST (rows_become_paragraphs)
{
  g_auto (EnisimTextGrid) grid;
  g_autoptr (GString) out = g_string_new (NULL);
  EnisimTextPage page = { .out = out };

  enisim_text_grid_init (&grid, columns, G_N_ELEMENTS (columns));
  enisim_text_grid_add (&grid, "größer", FALSE);
  enisim_text_grid_add (&grid, "because", FALSE);
  enisim_text_grid_print (&grid, &page);
  ck_assert_str_eq (out->str, "NAME größer; WHY because\n");
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("report/text-grid-locale");
  TCase *tcase = tcase_create ("all");

  tcase_add_test (tcase, rows_become_paragraphs);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
