/* value-test.c
 *
 * Goal: values join, split and render so that what is the same is written the same.
 * Method: small values made by hand.
 */
#include "enisim-check.h"

#include "import/value.h"

static EnisimValues *values;

static const EnisimPosition here = { .name = "t.yaml", .line = 1, .column = 1 };

static void
setup (void)
{
  values = enisim_values_new ();
}

static void
teardown (void)
{
  ck_assert (!enisim_values_is_full (values));
  enisim_values_free (values);
}

static const EnisimValue *
text (const char *written)
{
  return enisim_value_new_text (values, here, written);
}

static const EnisimValue *
reference (const char *id)
{
  return enisim_value_new_reference (values, here, id);
}

static void
check (const EnisimValue *value, const char *expected)
{
  enisim_value_verify (value);
  ck_assert_str_eq (enisim_value_render (values, value), expected);
}

START_TEST (texts_that_are_neighbours_grow_together)
{
  const EnisimValue *const pieces[] = { text ("a"), text (""), text ("b") };
  const EnisimValue *joined = enisim_value_new_joined (values, here, pieces, 3);

  ck_assert_int_eq (joined->kind, ENISIM_VALUE_TEXT);
  check (joined, "ab");
}
END_TEST

START_TEST (one_piece_is_itself)
{
  const EnisimValue *const pieces[] = { text (""), reference ("t/Sg"), text ("") };

  ck_assert_ptr_eq (enisim_value_new_joined (values, here, pieces, 3), pieces[1]);
  check (pieces[1], "t/Sg");
}
END_TEST

START_TEST (nothing_joined_is_the_empty_text)
{
  check (enisim_value_new_joined (values, here, NULL, 0), "");
}
END_TEST

START_TEST (joined_value_splits_where_its_texts_do)
{
  const EnisimValue *const pieces[]
      = { reference ("t/A"), text (",x"), reference ("t/B"), text (",") };
  const EnisimValue *joined = enisim_value_new_joined (values, here, pieces, 4);

  check (joined, "${t/A},x${t/B},");
  check (enisim_value_split (values, here, joined, ","), "[${t/A},x${t/B},]");
}
END_TEST

START_TEST (symbol_may_hold_the_delimiter)
{
  const EnisimValue *const pieces[]
      = { text ("a,"), enisim_value_new_symbol (values, here, "${t:P}") };

  ck_assert_ptr_null (enisim_value_split (values, here, pieces[1], ","));
  ck_assert_ptr_null (
      enisim_value_split (values, here, enisim_value_new_joined (values, here, pieces, 2), ","));
}
END_TEST

START_TEST (nothing_is_left_out_of_lists_and_mappings)
{
  const EnisimValue *const items[] = { enisim_value_new_none (values, here), text ("a") };
  const char *const keys[] = { "x", "y" };
  const EnisimValue *mapping = enisim_value_new_mapping (values, here, items, keys, 2);

  check (enisim_value_new_list (values, here, items, 2), "[a]");
  check (mapping, "{y:a}");
  ck_assert_ptr_null (enisim_value_get (mapping, "x"));
  ck_assert_ptr_eq (enisim_value_get (mapping, "y"), items[1]);
}
END_TEST

START_TEST (value_with_a_symbol_anywhere_is_not_known)
{
  const EnisimValue *const items[] = { text ("a"), reference ("t/A") };
  const EnisimValue *list = enisim_value_new_list (values, here, items, 2);

  ck_assert (enisim_value_new_list (values, here, items, 1)->is_known);
  ck_assert (!list->is_known);
  ck_assert (!enisim_value_new_list (values, here, &list, 1)->is_known);
}
END_TEST

START_TEST (text_past_the_limit_is_refused)
{
  g_autofree char *half = g_strnfill (ENISIM_VALUE_TEXT_BYTES_MAX / 2, 'x');
  const EnisimValue *const pieces[] = { text (half), text (half), text ("y") };

  ck_assert_ptr_nonnull (enisim_value_new_joined (values, here, pieces, 2));
  ck_assert_ptr_null (enisim_value_new_joined (values, here, pieces, 3));
  ck_assert_ptr_null (
      enisim_value_render (values, enisim_value_new_list (values, here, pieces, 3)));
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("value");
  TCase *tcase = tcase_create ("core");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, texts_that_are_neighbours_grow_together);
  tcase_add_test (tcase, one_piece_is_itself);
  tcase_add_test (tcase, nothing_joined_is_the_empty_text);
  tcase_add_test (tcase, joined_value_splits_where_its_texts_do);
  tcase_add_test (tcase, symbol_may_hold_the_delimiter);
  tcase_add_test (tcase, nothing_is_left_out_of_lists_and_mappings);
  tcase_add_test (tcase, value_with_a_symbol_anywhere_is_not_known);
  tcase_add_test (tcase, text_past_the_limit_is_refused);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
