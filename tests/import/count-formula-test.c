/* count-formula-test.c
 *
 * Goal: a formula is what its words say, and what is not known makes it a lower bound.
 * Method: a table of formulas over three numbers: Two, Three and one that nobody knows.
 */
#include "enisim-check.h"

#include "import/count-formula.h"

static gint
look_up (const char *path, gint otherwise, gpointer user_data)
{
  (*(guint *) user_data)++;
  if (strcmp (path, "Two") == 0)
    return 2;
  if (strcmp (path, "#Three.List!Primary") == 0)
    return 3;
  return strcmp (path, "Unknown") == 0 ? -1 : otherwise;
}

static const struct
{
  const char *formula;
  guint n;
  gboolean is_known;
} rows[] = {
  { NULL, 1, TRUE },
  { "7", 7, TRUE },
  { "Two", 2, TRUE },
  { "Absent", 1, TRUE },
  { "Absent|5", 5, TRUE },
  { "#Absent", 0, TRUE },
  { "1 + #Three.List!Primary", 4, TRUE },
  { "Two|9+1", 3, TRUE },
  { "Absent|0+1", 1, TRUE },
  { "3 * Two + 4", 10, TRUE },
  { "4 + 3 * Two", 10, TRUE },
  { "5 + 130 / 4", 37, TRUE },
  { "2 * 3 * 4 / 5", 4, TRUE },
  { "Unknown", 0, FALSE },
  { "1 + 3 * Unknown", 1, FALSE },
  { "Unknown|0+1 * Two", 2, FALSE },
  { "999999 * 999999 + 1", ENISIM_COUNT_MAX, TRUE },
  { "999999 + 999999 + 999999", ENISIM_COUNT_MAX, TRUE },
};

START_TEST (formula_is_what_its_words_say)
{
  guint n_looked_up = 0;
  const EnisimFormulaCount count = enisim_count_formula (rows[_i].formula, look_up, &n_looked_up);

  ck_assert_uint_eq (count.n, rows[_i].n);
  ck_assert_int_eq (count.is_known, rows[_i].is_known);
  ck_assert_int_eq (n_looked_up > 0, rows[_i].formula && strpbrk (rows[_i].formula, "TAU") != NULL);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("import/count-formula");
  TCase *tcase = tcase_create ("rows");

  tcase_add_loop_test (tcase, formula_is_what_its_words_say, 0, G_N_ELEMENTS (rows));
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
