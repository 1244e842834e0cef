/* intern-test.c
 *
 * Goal: equal bytes have one id, different ones different ids, dense and in the order of first
 * sight, also for strings that were made to collide.
 * Method: cases checked by eye; random strings against an array that is searched in full; keys
 * found by trial that all fall into a few slots.
 */
#include "enisim-check.h"

#include "base/intern.h"

static EnisimInternTable table;

static void
setup (void)
{
  enisim_intern_table_init (&table);
}

static void
teardown (void)
{
  enisim_intern_table_verify (&table);
  enisim_intern_table_clear (&table);
}

START_TEST (ids_are_dense_in_the_order_of_first_sight)
{
  ck_assert_uint_eq (enisim_intern_table_intern_name (&table, "private-a"), 0);
  ck_assert_uint_eq (enisim_intern_table_intern_name (&table, "private-c"), 1);
  ck_assert_uint_eq (enisim_intern_table_intern_name (&table, "private-a"), 0);
  ck_assert_uint_eq (enisim_intern_table_intern_name (&table, "private-"), 2);
  ck_assert_uint_eq (enisim_intern_table_get_n_items (&table), 3);
  ck_assert_str_eq (enisim_intern_table_get_name (&table, 1), "private-c");
}
END_TEST

START_TEST (lookup_inserts_nothing)
{
  enisim_intern_table_intern_name (&table, "agent");
  ck_assert_uint_eq (enisim_intern_table_lookup_name (&table, "agent"), 0);
  ck_assert_uint_eq (enisim_intern_table_lookup_name (&table, "Agent"), ENISIM_INTERN_NONE);
  ck_assert_uint_eq (enisim_intern_table_get_n_items (&table), 1);
}
END_TEST

START_TEST (empty_item_is_an_item)
{
  gsize n_bytes = 99;

  ck_assert_uint_eq (enisim_intern_table_lookup (&table, NULL, 0), ENISIM_INTERN_NONE);
  ck_assert_uint_eq (enisim_intern_table_intern_name (&table, "a"), 0);
  ck_assert_uint_eq (enisim_intern_table_intern (&table, NULL, 0), 1);
  ck_assert_uint_eq (enisim_intern_table_intern_name (&table, ""), 1);
  enisim_intern_table_get (&table, 1, &n_bytes);
  ck_assert_uint_eq (n_bytes, 0);
}
END_TEST

START_TEST (nul_bytes_count)
{
  ck_assert_uint_eq (enisim_intern_table_intern (&table, "a\0b", 3), 0);
  ck_assert_uint_eq (enisim_intern_table_intern (&table, "a\0c", 3), 1);
  ck_assert_uint_eq (enisim_intern_table_intern (&table, "a", 1), 2);
  ck_assert_uint_eq (enisim_intern_table_intern (&table, "a\0", 2), 3);
}
END_TEST

START_TEST (copy_has_the_same_ids_and_grows_by_itself)
{
  EnisimInternTable copy;
  char name[16];

  for (guint i = 0; i < 40; i++)
    {
      g_snprintf (name, sizeof name, "sg-%u", i);
      enisim_intern_table_intern_name (&table, name);
    }
  enisim_intern_table_init_copy (&copy, &table);
  for (guint i = 0; i < 80; i++)
    {
      g_snprintf (name, sizeof name, "sg-%u", i);
      ck_assert_uint_eq (enisim_intern_table_intern_name (&copy, name), i);
    }
  ck_assert_uint_eq (enisim_intern_table_get_n_items (&table), 40);
  enisim_intern_table_verify (&copy);
  enisim_intern_table_clear (&copy);
}
END_TEST

START_TEST (array_comes_back_with_its_length)
{
  const guint32 values[] = { 3, 0, G_MAXUINT32 };
  const guint32 id = enisim_intern_table_intern_u32s (&table, values, 3);
  guint n_values = 0;
  const guint32 *copy = enisim_intern_table_get_u32s (&table, id, &n_values);

  ck_assert_uint_eq (n_values, 3);
  ck_assert_int_eq (memcmp (copy, values, sizeof values), 0);
  ck_assert_uint_eq (enisim_intern_table_lookup (&table, values, sizeof values), id);
  ck_assert_uint_eq (enisim_intern_table_lookup (&table, values, 2 * sizeof *values),
                     ENISIM_INTERN_NONE);
}
END_TEST

START_TEST (copies_stay_where_they_are)
{
  char name[] = "agent";
  const guint32 id = enisim_intern_table_intern_name (&table, name);
  const char *copy = enisim_intern_table_get_name (&table, id);

  name[0] = 'X';
  for (guint32 value = 0; value < 1000; value++)
    enisim_intern_table_intern_u32s (&table, &value, 1);
  ck_assert_ptr_eq (enisim_intern_table_get_name (&table, id), copy);
  ck_assert_str_eq (copy, "agent");
}
END_TEST

/* Returns: the next number from @from on that falls into one of the first slots of any table of
 * up to 1024 slots with this seed. */
static guint32
next_colliding (guint64 seed, guint32 from)
{
  while ((enisim_bytes_hash (seed, &from, sizeof from) & 1023) >= 4)
    from++;
  return from;
}

START_TEST (colliding_keys_change_the_seed)
{
  const guint64 seed = table.seed;
  guint32 values[2 * ENISIM_INTERN_PROBES_MAX];
  guint32 value = 0;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++, value++)
    {
      values[i] = value = next_colliding (seed, value);
      ck_assert_uint_eq (enisim_intern_table_intern_u32s (&table, &value, 1), i);
      enisim_intern_table_verify (&table);
    }
  ck_assert_uint_ne (table.seed, seed);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    ck_assert_uint_eq (enisim_intern_table_lookup (&table, &values[i], sizeof *values), i);
}
END_TEST

START_TEST (honest_keys_keep_the_seed)
{
  const guint64 seed = table.seed;
  guint n_wrong = 0;

  for (guint32 value = 0; value < 100000; value++)
    n_wrong += enisim_intern_table_intern_u32s (&table, &value, 1) != value;
  ck_assert_uint_eq (n_wrong, 0);
  ck_assert_uint_eq (table.seed, seed);
}
END_TEST

static guint32
oracle_find (GPtrArray *items, GBytes *wanted)
{
  for (guint32 i = 0; i < items->len; i++)
    if (g_bytes_equal (g_ptr_array_index (items, i), wanted))
      return i;
  return ENISIM_INTERN_NONE;
}

static GBytes *
any_bytes (GRand *rand)
{
  char bytes[20];
  const gint n_bytes = g_rand_int_range (rand, 0, 20);

  for (gint i = 0; i < n_bytes; i++)
    bytes[i] = (char) (g_rand_int_range (rand, 0, 8) == 0);
  return g_bytes_new (bytes, (gsize) n_bytes);
}

START_TEST (agrees_with_oracle)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint step = 0; step < 500; step++)
    {
      g_autoptr (GBytes) bytes = any_bytes (rand);
      gsize n_bytes;
      const void *data = g_bytes_get_data (bytes, &n_bytes);
      guint32 expected = oracle_find (items, bytes);

      ck_assert_uint_eq (enisim_intern_table_lookup (&table, data, n_bytes), expected);
      if (expected == ENISIM_INTERN_NONE && g_rand_boolean (rand))
        {
          expected = items->len;
          g_ptr_array_add (items, g_bytes_ref (bytes));
        }
      if (expected != ENISIM_INTERN_NONE)
        ck_assert_uint_eq (enisim_intern_table_intern (&table, data, n_bytes), expected);
      ck_assert_uint_eq (enisim_intern_table_get_n_items (&table), items->len);
      enisim_intern_table_verify (&table);
    }
}
END_TEST

START_TEST (unknown_id_aborts)
{
  enisim_intern_table_get_name (&table, 0);
}
END_TEST

static Suite *
intern_suite (void)
{
  Suite *suite = suite_create ("base/intern");
  TCase *ids = tcase_create ("ids");
  TCase *contract = tcase_create ("contract");

  tcase_add_checked_fixture (ids, setup, teardown);
  tcase_add_test (ids, ids_are_dense_in_the_order_of_first_sight);
  tcase_add_test (ids, lookup_inserts_nothing);
  tcase_add_test (ids, empty_item_is_an_item);
  tcase_add_test (ids, nul_bytes_count);
  tcase_add_test (ids, copy_has_the_same_ids_and_grows_by_itself);
  tcase_add_test (ids, array_comes_back_with_its_length);
  tcase_add_test (ids, copies_stay_where_they_are);
  tcase_add_test (ids, colliding_keys_change_the_seed);
  tcase_add_test (ids, honest_keys_keep_the_seed);
  tcase_add_loop_test (ids, agrees_with_oracle, 0, 16);
  suite_add_tcase (suite, ids);

  tcase_add_checked_fixture (contract, setup, teardown);
  if (enisim_check_forks ())
    tcase_add_test_raise_signal (contract, unknown_id_aborts, SIGABRT);
  suite_add_tcase (suite, contract);
  return suite;
}

ENISIM_TEST_MAIN (intern_suite)
