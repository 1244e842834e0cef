/* key-table-test.c
 *
 * Goal: the table remembers what it was told, whatever the keys are and whoever chose them.
 * Method: the edges by hand, then random operations against a GHashTable, on keys that are
 * few, dense, clustered or random; for the chosen keys, the multiplier is inverted.
 */
#include "enisim-check.h"

#include "base/key-table.h"
#include "chosen-keys.h"

enum
{
  NONE = -1, /* only to read well in ck_assert_value */
  N_CHOSEN = 5000
};

static EnisimKeyTable table;

static void
setup (void)
{
  enisim_key_table_init (&table, 1);
}

static void
teardown (void)
{
  enisim_key_table_verify (&table);
  enisim_key_table_clear (&table);
}

static gint64
read_value (guint32 value)
{
  return value == ENISIM_KEY_TABLE_NONE ? NONE : (gint64) value;
}

#define ck_assert_value(actual, expected) ck_assert_int_eq (read_value (actual), (expected))

START_TEST (every_verb_returns_the_value_before)
{
  ck_assert_value (enisim_key_table_lookup (&table, 7), NONE);
  ck_assert_value (enisim_key_table_remove (&table, 7), NONE);
  ck_assert_value (enisim_key_table_insert (&table, 7, 1), NONE);
  ck_assert_value (enisim_key_table_insert (&table, 7, 2), 1);
  ck_assert_value (enisim_key_table_lookup (&table, 7), 1);
  ck_assert_value (enisim_key_table_replace (&table, 7, 3), 1);
  ck_assert_value (enisim_key_table_remove (&table, 7), 3);
  ck_assert_value (enisim_key_table_replace (&table, 7, 4), NONE);
  ck_assert_value (enisim_key_table_lookup (&table, 7), 4);
  ck_assert_uint_eq (enisim_key_table_get_n_keys (&table), 1);
}
END_TEST

/* Empty slots are full of ones and fresh memory is often full of zeros. */
START_TEST (keys_of_all_zeros_and_all_ones_are_keys_like_others)
{
  const guint64 keys[] = { 0, G_MAXUINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      ck_assert_value (enisim_key_table_lookup (&table, keys[i]), NONE);
      ck_assert_value (enisim_key_table_insert (&table, keys[i], i), NONE);
      enisim_key_table_verify (&table);
      ck_assert_value (enisim_key_table_lookup (&table, keys[i]), i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      ck_assert_value (enisim_key_table_remove (&table, keys[i]), i);
      ck_assert_value (enisim_key_table_lookup (&table, keys[i]), NONE);
    }
}
END_TEST

START_TEST (half_of_the_slots_at_most_are_taken)
{
  for (guint64 key = 0; key < 100000; key++)
    {
      enisim_key_table_insert (&table, key, (guint32) key);
      ck_assert_uint_le (enisim_key_table_get_n_keys (&table), table.n_taken_max);
    }
  enisim_key_table_verify (&table);
  for (guint64 key = 0; key < 100000; key++)
    ck_assert_value (enisim_key_table_lookup (&table, key), (gint64) key);
  ck_assert_uint_lt (table.n_taken_max, 2 * 100000);
}
END_TEST

START_TEST (storing_the_reserved_value_aborts)
{
  enisim_key_table_insert (&table, 1, ENISIM_KEY_TABLE_NONE);
}
END_TEST

START_TEST (replacing_by_the_reserved_value_aborts)
{
  enisim_key_table_insert (&table, 1, 1);
  enisim_key_table_replace (&table, 1, ENISIM_KEY_TABLE_NONE);
}
END_TEST

/* Their products with the known multiplier are 0, 1, 2 and so on: all at home in the first slot. */
START_TEST (keys_chosen_against_the_multiplier_do_not_pile_up)
{
  const guint64 known = table.multiplier;
  const guint64 inverse = invert (known);

  ck_assert_uint_eq (known * inverse, 1);
  for (guint32 i = 0; i < N_CHOSEN; i++)
    enisim_key_table_insert (&table, inverse * i, i);

  enisim_key_table_verify (&table); /* none lies PROBE_MAX slots behind its home */
  ck_assert_uint_ne (table.multiplier, known);
  ck_assert_uint_le (table.n_taken_max, 2 * N_CHOSEN); /* not paid for with memory */
  for (guint32 i = 0; i < N_CHOSEN; i++)
    ck_assert_value (enisim_key_table_lookup (&table, inverse * i), i);
}
END_TEST

/* Worse than any outsider can be: each key is chosen against the multiplier of the moment. */
START_TEST (an_enemy_who_sees_each_multiplier_costs_redraws_only)
{
  g_autofree guint64 *keys = g_new (guint64, N_CHOSEN);

  for (guint32 i = 0; i < N_CHOSEN; i++)
    {
      keys[i] = invert (table.multiplier) * (i + 1);
      enisim_key_table_replace (&table, keys[i], i);
      ck_assert_value (enisim_key_table_lookup (&table, keys[i]), i);
    }
  enisim_key_table_verify (&table);
  ck_assert_uint_le (table.n_taken_max, 2 * N_CHOSEN);
}
END_TEST

START_TEST (equal_seeds_make_equal_tables)
{
  g_auto (EnisimKeyTable) twin = { .slots = NULL };
  g_auto (EnisimKeyTable) stranger = { .slots = NULL };

  enisim_key_table_init (&twin, 1);
  enisim_key_table_init (&stranger, 2);
  ck_assert_uint_eq (twin.multiplier, table.multiplier);
  ck_assert_uint_ne (stranger.multiplier, table.multiplier);
}
END_TEST

/* From 64 keys to 2^64, so that some seeds hit mostly what is there and others what is not. */
static guint64
draw_key (GRand *rand, int family)
{
  const guint64 word = draw_word (rand);

  switch (family % 4)
    {
    case 0:
      return word % 64;
    case 1: /* runs of ids, far apart */
      return (word % 8) << 60 | (word >> 32) % 200;
    case 2: /* only the high bits differ */
      return word % 1024 << 54;
    default: /* any, and both extremes */
      return word % 16 == 0 ? 0 - (word >> 32) % 2
                            : word % 4093 * G_GUINT64_CONSTANT (0x123456789abcdef);
    }
}

static gint64
oracle_read (GHashTable *oracle, guint64 key)
{
  gpointer value;

  return g_hash_table_lookup_extended (oracle, &key, NULL, &value) ? GPOINTER_TO_INT (value) : NONE;
}

static void
oracle_write (GHashTable *oracle, guint64 key, guint32 value)
{
  g_hash_table_replace (oracle, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (value));
}

static void
do_one (GRand *rand, GHashTable *oracle, guint64 key, guint32 value)
{
  const gint64 before = oracle_read (oracle, key);

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
    case 1:
      ck_assert_value (enisim_key_table_insert (&table, key, value), before);
      if (before == NONE)
        oracle_write (oracle, key, value);
      break;
    case 2:
      ck_assert_value (enisim_key_table_replace (&table, key, value), before);
      oracle_write (oracle, key, value);
      break;
    case 3:
    case 4:
      ck_assert_value (enisim_key_table_remove (&table, key), before);
      g_hash_table_remove (oracle, &key);
      break;
    default:
      enisim_key_table_prefetch (&table, key);
      ck_assert_value (enisim_key_table_lookup (&table, key), before);
    }
  ck_assert_uint_eq (enisim_key_table_get_n_keys (&table), g_hash_table_size (oracle));
}

START_TEST (agrees_with_oracle)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GHashTable) oracle = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint32 step = 0; step < 2000; step++)
    {
      do_one (rand, oracle, draw_key (rand, _i), step);
      enisim_key_table_verify (&table);
    }
}
END_TEST

/* Removal must close every gap; keys around one home, the tail behind the last included. */
START_TEST (agrees_with_oracle_where_homes_are_few)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GHashTable) oracle = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const guint64 inverse = invert (table.multiplier);

  for (guint32 step = 0; step < 3000; step++)
    {
      const guint64 product
          = (guint64) g_rand_int_range (rand, -6, 3) << 58 | g_rand_int (rand) % 20;

      do_one (rand, oracle, product * inverse, step);
      enisim_key_table_verify (&table);
    }
}
END_TEST

static Suite *
key_table_suite (void)
{
  Suite *suite = suite_create ("base/key-table");
  TCase *verbs = tcase_create ("verbs");
  TCase *chosen = tcase_create ("chosen keys");
  TCase *oracle = tcase_create ("oracle");

  tcase_add_checked_fixture (verbs, setup, teardown);
  tcase_add_test (verbs, every_verb_returns_the_value_before);
  tcase_add_test (verbs, keys_of_all_zeros_and_all_ones_are_keys_like_others);
  tcase_add_test (verbs, half_of_the_slots_at_most_are_taken);
  tcase_add_test (verbs, equal_seeds_make_equal_tables);
  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (verbs, storing_the_reserved_value_aborts, SIGABRT);
      tcase_add_test_raise_signal (verbs, replacing_by_the_reserved_value_aborts, SIGABRT);
    }
  suite_add_tcase (suite, verbs);

  tcase_add_checked_fixture (chosen, setup, teardown);
  tcase_add_test (chosen, keys_chosen_against_the_multiplier_do_not_pile_up);
  tcase_add_test (chosen, an_enemy_who_sees_each_multiplier_costs_redraws_only);
  suite_add_tcase (suite, chosen);

  tcase_add_checked_fixture (oracle, setup, teardown);
  tcase_add_loop_test (oracle, agrees_with_oracle, 0, 16);
  tcase_add_loop_test (oracle, agrees_with_oracle_where_homes_are_few, 0, 8);
  suite_add_tcase (suite, oracle);
  return suite;
}

ENISIM_TEST_MAIN (key_table_suite)
