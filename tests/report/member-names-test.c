/* member-names-test.c
 *
 * Goal: many names read as few, and none is told wrong.
 * Method: a table of lists and their texts; then lists of any size keep to a bound.
 */
#include "enisim-check.h"

#include <string.h>

#include "report/member-names.h"

enum
{
  NAMES_MAX = 8
};

static const struct
{
  const char *names[NAMES_MAX];
  const char *expected;
} lists[] = {
  { { "a" }, "a" },
  { { "a", "b" }, "a and b" },
  { { "a", "b", "c" }, "a, b and c" },
  { { "a", "b", "c", "d" }, "a, b and 2 more" },
  { { "x_0", "x_1", "x_2", "x_3" }, "x_0 … x_3" },
  { { "x_8", "x_9", "x_10" }, "x_8 … x_10" },
  { { "x_0", "x_1" }, "x_0 and x_1" },
  { { "x_0", "x_1", "x_2", "tool" }, "x_0 … x_2 and tool" },
  { { "x_0", "x_1", "x_3", "x_4" }, "x_0, x_1 and 2 more" },
  { { "x_0", "y_1", "z_2" }, "x_0, y_1 and z_2" },
  { { "x_01", "x_02", "x_03" }, "x_01, x_02 and x_03" },
  { { "1", "2", "3" }, "1 … 3" },
  { { "x_99999999999", "x_99999999999", "b" }, "x_99999999999, x_99999999999 and b" },
  { { "a_0", "a_1", "a_2", "b_0", "b_1", "b_2", "c", "d" }, "a_0 … a_2, b_0 … b_2 and 2 more" },
};

START_TEST (names_that_count_up_become_one_item)
{
  const char *const *names = lists[_i].names;
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  while (n < NAMES_MAX && names[n] != NULL)
    n++;
  enisim_names_add_text (text, names, n);
  ck_assert_str_eq (text->str, lists[_i].expected);
}
END_TEST

START_TEST (many_names_are_a_short_text)
{
  const guint n = 100000;
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) names = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    names[i] = g_strdup_printf ("%s_%u", i % 1000 == 0 ? "odd" : "agent", i);
  enisim_names_add_text (text, (const char *const *) names, n);
  ck_assert_str_eq (text->str, "odd_0, agent_1 … agent_999 and 99000 more");
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("report/member-names");
  TCase *tcase = tcase_create ("all");

  tcase_add_loop_test (tcase, names_that_count_up_become_one_item, 0, G_N_ELEMENTS (lists));
  tcase_add_test (tcase, many_names_are_a_short_text);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
