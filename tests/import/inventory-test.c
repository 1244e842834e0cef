/* inventory-test.c
 *
 * Goal: equal texts are one id, lists name each thing once, and what is told once stays told once.
 * Method: a small inventory made by hand; the walk over its invariants after each test.
 */
#include "enisim-check.h"

#include "import/inventory.h"

static EnisimInventory *inventory;

static const EnisimPosition here = { .name = "a.yaml", .line = 3, .column = 5 };
static const EnisimPosition there = { .name = "a.yaml", .line = 9, .column = 1 };

static void
setup (void)
{
  inventory = enisim_inventory_new ();
}

static void
teardown (void)
{
  enisim_inventory_verify (inventory);
  enisim_inventory_free (inventory);
}

START_TEST (equal_texts_are_one_id)
{
  g_autofree char *again = g_strdup ("Network/Sg");
  const EnisimId id = enisim_inventory_intern (inventory, "Network/Sg");

  ck_assert_ptr_eq (enisim_inventory_intern (inventory, again), id);
  ck_assert_ptr_ne (enisim_inventory_intern (inventory, "Network/Sg2"), id);
}
END_TEST

START_TEST (ids_stay_where_they_are)
{
  const EnisimId id = enisim_inventory_intern (inventory, "first");

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      enisim_inventory_intern (inventory, text);
    }
  ck_assert_ptr_eq (enisim_inventory_intern (inventory, "first"), id);
  ck_assert_str_eq (id, "first");
}
END_TEST

START_TEST (list_has_each_id_once_in_the_order_of_writing)
{
  const EnisimId a = enisim_inventory_intern (inventory, "a");
  const EnisimId b = enisim_inventory_intern (inventory, "b");
  const EnisimId written[] = { b, a, b };
  const EnisimIdList list = enisim_inventory_make_list (inventory, written, 3);

  ck_assert_uint_eq (list.n, 2);
  ck_assert_ptr_eq (list.ids[0], b);
  ck_assert_ptr_eq (list.ids[1], a);
  ck_assert_ptr_null (list.open);
}
END_TEST

START_TEST (note_of_one_place_is_kept_once)
{
  enisim_inventory_add_note (inventory, here, "not %s", "expanded");
  enisim_inventory_add_note (inventory, here, "not expanded");
  enisim_inventory_add_note (inventory, there, "not expanded");
  ck_assert_uint_eq (inventory->notes->len, 2);
}
END_TEST

START_TEST (missing_value_is_kept_with_its_first_place)
{
  enisim_inventory_add_missing (inventory, ENISIM_MISSING_EXPORT, "Sg", there);
  enisim_inventory_add_missing (inventory, ENISIM_MISSING_EXPORT, "Sg", here);
  enisim_inventory_add_missing (inventory, ENISIM_MISSING_PARAMETER, "Sg", here);
  ck_assert_uint_eq (inventory->missing->len, 2);
  ck_assert_uint_eq (g_array_index (inventory->missing, EnisimMissing, 0).at.line, there.line);
}
END_TEST

START_TEST (unknown_types_are_counted)
{
  enisim_inventory_add_unknown_type (inventory, "AWS::New::Thing", FALSE, here);
  enisim_inventory_add_unknown_type (inventory, "AWS::New::Thing", TRUE, there);
  enisim_inventory_add_unknown_type (inventory, "AWS::New::Other", FALSE, there);
  ck_assert_uint_eq (inventory->unknown_types->len, 2);
  ck_assert_uint_eq (g_array_index (inventory->unknown_types, EnisimUnknownType, 0).n, 2);
  ck_assert_uint_eq (g_array_index (inventory->unknown_types, EnisimUnknownType, 0).n_in_subnets,
                     1);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("inventory");
  TCase *tcase = tcase_create ("core");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, equal_texts_are_one_id);
  tcase_add_test (tcase, ids_stay_where_they_are);
  tcase_add_test (tcase, list_has_each_id_once_in_the_order_of_writing);
  tcase_add_test (tcase, note_of_one_place_is_kept_once);
  tcase_add_test (tcase, missing_value_is_kept_with_its_first_place);
  tcase_add_test (tcase, unknown_types_are_counted);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
