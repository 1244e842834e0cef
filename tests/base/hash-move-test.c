/* hash-move-test.c
 *
 * Goal: a table whose slots are being moved, to grow or to hash by another multiplier, is a table
 * as any other, and no call does more of that than it may. Method: a table is filled until it
 * begins to move; then come random operations beside a GHashTable, removals, and keys chosen
 * against the multiplier, with a verification after each, until all has been moved.  What a call
 * may do is counted, not timed.
 */
#include "enisim-check.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include "base/key-table.h"
#include "chosen-keys.h"

enum
{
  N_FIRST = 2048,  /* keys, the table is full with: its new slots are others */
  N_SECOND = 8192, /* the same: its new slots are the old ones and more */
  N_HUGE = 131072  /* the same: its new slots are others on huge pages */
};

static EnisimKeyTable table;
static GHashTable *oracle;
static GArray *keys; /* of guint64: those of the oracle, and some that were there once */

static void
setup (void)
{
  enisim_key_table_init (&table, 1);
  oracle = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  keys = g_array_new (FALSE, FALSE, sizeof (guint64));
}

static void
teardown (void)
{
  enisim_key_table_verify (&table);
  enisim_key_table_clear (&table);
  g_hash_table_unref (oracle);
  g_array_unref (keys);
}

static guint32
oracle_read (guint64 key)
{
  gpointer value;

  return g_hash_table_lookup_extended (oracle, &key, NULL, &value) ? GPOINTER_TO_UINT (value)
                                                                   : ENISIM_KEY_TABLE_NONE;
}

static void
oracle_write (guint64 key, guint32 value)
{
  g_hash_table_replace (oracle, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (value));
}

/* Check takes its time over an assertion. */
static void
expect_equal (guint32 actual, guint32 expected)
{
  if (actual != expected)
    ck_assert_uint_eq (actual, expected);
}

static void
insert (guint64 key, guint32 value)
{
  const guint32 before = oracle_read (key);
  const guint64 n_moved = table.n_moved;

  expect_equal (enisim_key_table_insert (&table, key, value), before);
  if (table.n_moved - n_moved > ENISIM_HASH_MOVED_MAX)
    ck_assert_uint_le (table.n_moved - n_moved, ENISIM_HASH_MOVED_MAX);
  if (before != ENISIM_KEY_TABLE_NONE)
    return;
  oracle_write (key, value);
  g_array_append_val (keys, key);
}

static void
replace (guint64 key, guint32 value)
{
  expect_equal (enisim_key_table_replace (&table, key, value), oracle_read (key));
  oracle_write (key, value);
  g_array_append_val (keys, key);
}

static void
drop (guint64 key)
{
  const guint64 n_moved = table.n_moved;

  expect_equal (enisim_key_table_remove (&table, key), oracle_read (key));
  if (table.n_moved - n_moved > ENISIM_HASH_MOVED_MAX)
    ck_assert_uint_le (table.n_moved - n_moved, ENISIM_HASH_MOVED_MAX);
  g_hash_table_remove (oracle, &key);
}

static guint64
pick_key (GRand *rand)
{
  return g_array_index (keys, guint64, g_rand_int_range (rand, 0, (gint32) keys->len));
}

static void
fill_until_it_moves (GRand *rand, guint n)
{
  while (keys->len < n)
    insert (draw_word (rand), keys->len);
  while (table.move == NULL)
    insert (draw_word (rand), keys->len);
  ck_assert_uint_eq (enisim_key_table_get_n_keys (&table), n + 1);
}

static void
expect_all_found (void)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const guint64 key = g_array_index (keys, guint64, i);

      expect_equal (enisim_key_table_lookup (&table, key), oracle_read (key));
    }
}

static void
verify (void)
{
  enisim_key_table_verify (&table);
  expect_equal (enisim_key_table_get_n_keys (&table), g_hash_table_size (oracle));
}

static void
do_one (GRand *rand, guint32 value)
{
  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      insert (draw_word (rand), value);
      break;
    case 1:
      insert (pick_key (rand), value);
      break;
    case 2:
      replace (g_rand_boolean (rand) ? pick_key (rand) : draw_word (rand), value);
      break;
    case 3:
    case 4:
      drop (g_rand_boolean (rand) ? pick_key (rand) : draw_word (rand));
      break;
    default:
      {
        const guint64 key = g_rand_boolean (rand) ? pick_key (rand) : draw_word (rand);

        enisim_key_table_prefetch (&table, key);
        expect_equal (enisim_key_table_lookup (&table, key), oracle_read (key));
      }
    }
}

START_TEST (agrees_with_oracle_while_it_grows)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  guint n_steps = 0;

  fill_until_it_moves (rand, _i % 2 == 0 ? N_FIRST : N_SECOND);
  verify ();
  for (; table.move != NULL; n_steps++)
    {
      do_one (rand, n_steps);
      verify ();
      if (n_steps % 16 == 0)
        expect_all_found ();
    }
  ck_assert_uint_gt (n_steps, 8);
  expect_all_found ();
}
END_TEST

START_TEST (all_keys_can_be_removed_while_it_grows)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  guint n_steps = 0;

  fill_until_it_moves (rand, _i % 2 == 0 ? N_FIRST : N_SECOND);
  for (; table.move != NULL; n_steps++)
    {
      drop (pick_key (rand));
      verify ();
    }
  ck_assert_uint_gt (n_steps, 5);
  for (guint i = 0; i < keys->len; i++)
    drop (g_array_index (keys, guint64, i));
  ck_assert_uint_eq (enisim_key_table_get_n_keys (&table), 0);
}
END_TEST

/* Home @home of @n_homes, or close behind. */
static guint64
choose_key (guint64 multiplier, guint64 home, guint n_homes, guint64 i)
{
  return ((home << (65 - g_bit_storage (n_homes))) + i) * invert (multiplier);
}

/* Runs that wrap round the place up to which all has been moved, in old slots and in new ones. */
START_TEST (runs_across_what_has_been_moved_stay_whole)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  const guint n_homes = 2 * (_i % 2 == 0 ? N_FIRST : N_SECOND);

  fill_until_it_moves (rand, n_homes / 2);
  for (guint32 step = 0; table.move != NULL; step++)
    {
      const guint64 home
          = n_homes - MIN (n_homes, (step + 2) * ENISIM_HASH_MOVE_STEP) + g_rand_int (rand) % 8;
      const guint64 key = choose_key (table.multiplier, home, n_homes, g_rand_int (rand) % 999);

      if (g_rand_int (rand) % 3 > 0)
        insert (key, step);
      else
        drop (keys->len % 2 == 0 ? key : g_array_index (keys, guint64, keys->len - 1));
      verify ();
    }
  expect_all_found ();
}
END_TEST

static guint
count_homes (void)
{
  return 2 * table.n_taken_max;
}

/* All at one home: most of them find no slot, and cannot until all has been moved. */
START_TEST (keys_chosen_while_it_grows_are_found_and_lead_to_another_multiplier)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  const guint64 known = table.multiplier;
  const guint64 home = _i % 2 == 0 ? 3 : 2 * N_SECOND - 9; /* moved last or first */
  guint64 before = known;
  guint n_multipliers = 1;

  fill_until_it_moves (rand, N_SECOND);
  for (guint32 i = 0; i < 3 * ENISIM_HASH_PROBE_MAX; i++)
    {
      insert (choose_key (known, home, 2 * N_SECOND, i), i);
      if (i % 8 == 0)
        replace (pick_key (rand), i);
      if (i % 16 == 0)
        drop (choose_key (known, home, 2 * N_SECOND, i / 2));
      if (i % 4 == 0)
        verify ();
      n_multipliers += table.multiplier != before;
      before = table.multiplier;
    }
  expect_all_found ();
  for (guint32 i = 0; table.move != NULL; i++)
    {
      drop (draw_word (rand));
      insert (i, i);
      n_multipliers += table.multiplier != before;
      before = table.multiplier;
    }
  ck_assert_uint_eq (n_multipliers, 2);
  ck_assert_uint_le (count_homes (), 4 * N_SECOND); /* not paid for with memory */
  expect_all_found ();
}
END_TEST

/* Chosen against the multiplier of the moment: the moves go on for ever, none of them longer. */
START_TEST (an_enemy_who_sees_each_multiplier_makes_no_call_move_more)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  guint64 before = table.multiplier;
  guint n_redraws = 0;

  fill_until_it_moves (rand, N_FIRST);
  for (guint32 i = 0; i < 6000; i++)
    {
      insert (choose_key (table.multiplier, 5, count_homes (), i), i);
      if (_i == 1 && i % 2 == 0)
        drop (pick_key (rand));
      n_redraws += table.multiplier != before;
      before = table.multiplier;
      if (i % 64 == 0)
        verify ();
    }
  ck_assert_uint_gt (n_redraws, 4);
  ck_assert_uint_le (table.n_taken_max, 2 * MAX (N_FIRST, g_hash_table_size (oracle)));
  expect_all_found ();
}
END_TEST

static glong
count_faults (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_minflt;
}

/* Where all pages have 4 KiB, so that each shows. */
START_TEST (no_call_takes_much_memory_when_another_multiplier_is_drawn)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  const guint64 known = table.multiplier;
  glong n_most = 0;

  prctl (PR_SET_THP_DISABLE, 1, 0, 0, 0);
  while (enisim_key_table_get_n_keys (&table) < N_HUGE - 2000)
    enisim_key_table_insert (&table, draw_word (rand), 1);
  ck_assert_ptr_null (table.move);
  for (guint32 i = 0; i < 1500; i++)
    {
      const guint64 key = choose_key (known, 5, count_homes (), i);
      const glong n_before = count_faults ();

      enisim_key_table_insert (&table, key, i);
      n_most = MAX (n_most, count_faults () - n_before);
    }
  ck_assert_uint_ne (table.multiplier, known);
  ck_assert_ptr_null (table.move);
  ck_assert_int_le (n_most, 32);
  prctl (PR_SET_THP_DISABLE, 0, 0, 0, 0);
}
END_TEST

/* The product of key and multiplier is a run, the keys are a run, or neither. */
static guint64
make_key (int family, guint64 known, guint64 i)
{
  switch (family)
    {
    case 0:
      return i;
    case 1:
      return i << 44;
    case 2:
      return i * invert (known) << 20;
    default:
      return i * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9) ^ i << 7;
    }
}

START_TEST (no_call_moves_more_than_the_bound)
{
  const guint64 known = table.multiplier;

  for (guint32 i = 0; i < N_HUGE + 2000; i++)
    {
      const guint64 n_moved = table.n_moved;

      enisim_key_table_insert (&table, make_key (_i, known, i), i);
      if (table.n_moved - n_moved > ENISIM_HASH_MOVED_MAX)
        ck_assert_uint_le (table.n_moved - n_moved, ENISIM_HASH_MOVED_MAX);
    }
  ck_assert_uint_ge (table.n_moved, N_HUGE);
  ck_assert_uint_le (table.n_moved, 8 * (guint64) N_HUGE); /* each key once to a doubling */
  ck_assert_ptr_null (table.move);
}
END_TEST

/* On to huge pages, where what has been moved is given back at once. */
START_TEST (keys_are_found_while_memory_is_given_back)
{
  guint n_steps = 0;

  for (guint32 i = 0; i <= N_HUGE; i++)
    enisim_key_table_insert (&table, i, i);
  for (; table.move != NULL; n_steps++)
    {
      if (n_steps % 256 == 100)
        {
          enisim_key_table_verify (&table);
          for (guint32 i = 0; i <= N_HUGE; i++)
            expect_equal (enisim_key_table_lookup (&table, i), i);
        }
      enisim_key_table_insert (&table, G_MAXUINT64 - n_steps, n_steps);
    }
  ck_assert_uint_ge (n_steps, 2 * N_HUGE / ENISIM_HASH_MOVE_STEP - 1);
}
END_TEST

START_TEST (equal_calls_make_equal_tables_while_they_grow)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_auto (EnisimKeyTable) twin = { .slots = NULL };

  enisim_key_table_init (&twin, 1);
  fill_until_it_moves (rand, N_FIRST);
  for (guint i = 0; i < keys->len; i++)
    enisim_key_table_insert (&twin, g_array_index (keys, guint64, i), i);
  ck_assert_uint_eq (twin.n_moved, table.n_moved);
  ck_assert_uint_eq (twin.multiplier, table.multiplier);
  for (guint i = 0; i < count_homes () + ENISIM_HASH_PROBE_MAX; i++)
    {
      ck_assert_uint_eq (twin.slots[i].inverse, table.slots[i].inverse);
      ck_assert (table.slots[i].inverse == 0 || twin.slots[i].key == table.slots[i].key);
    }
}
END_TEST

static Suite *
hash_move_suite (void)
{
  Suite *suite = suite_create ("base/hash-move");
  TCase *growth = tcase_create ("growth");
  TCase *chosen = tcase_create ("chosen keys");

  tcase_add_checked_fixture (growth, setup, teardown);
  tcase_add_loop_test (growth, agrees_with_oracle_while_it_grows, 0, 6);
  tcase_add_loop_test (growth, all_keys_can_be_removed_while_it_grows, 0, 4);
  tcase_add_loop_test (growth, runs_across_what_has_been_moved_stay_whole, 0, 4);
  tcase_add_loop_test (growth, no_call_moves_more_than_the_bound, 0, 4);
  tcase_add_test (growth, keys_are_found_while_memory_is_given_back);
  tcase_add_test (growth, equal_calls_make_equal_tables_while_they_grow);
  suite_add_tcase (suite, growth);

  tcase_add_checked_fixture (chosen, setup, teardown);
  tcase_add_loop_test (chosen, keys_chosen_while_it_grows_are_found_and_lead_to_another_multiplier,
                       0, 4);
  tcase_add_test (chosen, no_call_takes_much_memory_when_another_multiplier_is_drawn);
  tcase_add_loop_test (chosen, an_enemy_who_sees_each_multiplier_makes_no_call_move_more, 0, 2);
  suite_add_tcase (suite, chosen);
  return suite;
}

ENISIM_TEST_MAIN (hash_move_suite)
