/* record-table-test.c
 *
 * Goal: a record is found by its key while it is in the table, whatever the keys are and whoever
 * chose them, and however large the table becomes.
 * Method: random operations against a plain array of what is there, on keys that are few, dense,
 * alike in half of their hash, or random; for chosen keys, the multiplier is inverted.
 */
#include "enisim-check.h"

#include "base/record-table.h"
#include "chosen-keys.h"

enum
{
  N_RECORDS = 3000,
  N_CHOSEN = 5000
};

static EnisimRecordTable table;
static guint64 keys[MAX (N_RECORDS, N_CHOSEN)]; /* the records */
static gboolean is_there[N_RECORDS];

static guint64
get_key (guint32 record, gconstpointer owner)
{
  g_assert (owner == keys); /* Check takes its time over an assertion */
  return keys[record];
}

static void
setup (void)
{
  memset (is_there, 0, sizeof is_there);
  enisim_record_table_init (&table, 1);
}

static void
teardown (void)
{
  enisim_record_table_verify (&table, get_key, keys);
  enisim_record_table_clear (&table);
}

static void
add (guint32 record, guint64 key)
{
  keys[record] = key;
  enisim_record_table_add (&table, key, record, get_key, keys);
}

static guint32
find (guint64 key)
{
  return enisim_record_table_find (&table, key, get_key, keys);
}

START_TEST (record_is_found_until_it_is_removed)
{
  add (7, 99);
  ck_assert_uint_eq (find (99), 7);
  ck_assert_uint_eq (find (98), ENISIM_RECORD_TABLE_NONE);
  enisim_record_table_remove (&table, 99, 7, get_key, keys);
  ck_assert_uint_eq (find (99), ENISIM_RECORD_TABLE_NONE);
  ck_assert_uint_eq (enisim_record_table_get_n_records (&table), 0);
}
END_TEST

START_TEST (keys_of_all_zeros_and_all_ones_are_keys_like_others)
{
  ck_assert_uint_eq (find (0), ENISIM_RECORD_TABLE_NONE);
  add (0, G_MAXUINT64);
  add (1, 0);
  ck_assert_uint_eq (find (G_MAXUINT64), 0);
  ck_assert_uint_eq (find (0), 1);
}
END_TEST

START_TEST (half_of_the_slots_at_most_are_taken)
{
  for (guint32 i = 0; i < N_RECORDS; i++)
    {
      add (i, i);
      ck_assert_uint_le (table.n_taken, table.n_taken_max);
    }
  ck_assert_uint_lt (table.n_taken_max, 2 * N_RECORDS);
  for (guint32 i = 0; i < N_RECORDS; i++)
    ck_assert_uint_eq (find (i), i);
}
END_TEST

/* Of no use to tell them apart, only their keys are. */
START_TEST (keys_of_one_tag_are_told_apart)
{
  const guint64 inverse = invert (table.multiplier);

  for (guint32 i = 0; i < ENISIM_HASH_PROBE_MAX / 2; i++)
    add (i, inverse * i);
  for (guint32 i = 0; i < ENISIM_HASH_PROBE_MAX / 2; i++)
    ck_assert_uint_eq (find (inverse * i), i);
  ck_assert_uint_eq (find (inverse * N_CHOSEN), ENISIM_RECORD_TABLE_NONE);
  enisim_record_table_remove (&table, inverse * 3, 3, get_key, keys);
  ck_assert_uint_eq (find (inverse * 3), ENISIM_RECORD_TABLE_NONE);
  ck_assert_uint_eq (find (inverse * 4), 4);
}
END_TEST

START_TEST (keys_chosen_against_the_multiplier_do_not_pile_up)
{
  const guint64 known = table.multiplier, inverse = invert (known);

  for (guint32 i = 0; i < N_CHOSEN; i++)
    add (i, inverse * i);
  ck_assert_uint_ne (table.multiplier, known);
  ck_assert_uint_le (table.n_taken_max, 2 * N_CHOSEN); /* not paid for with memory */
  for (guint32 i = 0; i < N_CHOSEN; i++)
    ck_assert_uint_eq (find (inverse * i), i);
}
END_TEST

/* Worse than any outsider can be: each key is chosen against the multiplier of the moment. */
START_TEST (an_enemy_who_sees_each_multiplier_costs_redraws_only)
{
  for (guint32 i = 0; i < N_CHOSEN; i++)
    add (i, invert (table.multiplier) * (i + 1));
  ck_assert_uint_le (table.n_taken_max, 2 * N_CHOSEN);
}
END_TEST

/* Different for each record, and of a family that differs from seed to seed. */
static guint64
make_key (GRand *rand, guint32 record, int family)
{
  switch (family % 4)
    {
    case 0:
      return record;
    case 1: /* runs of ids, far apart */
      return (guint64) (record % 8) << 60 | record;
    case 2: /* homes are few, the last one among them */
      return (((guint64) g_rand_int_range (rand, -6, 3) << 58) + record)
             * invert (table.multiplier);
    default:
      return draw_word (rand) << 12 | record;
    }
}

static guint32
oracle_find (guint64 key)
{
  for (guint32 i = 0; i < N_RECORDS; i++)
    if (is_there[i] && keys[i] == key)
      return i;
  return ENISIM_RECORD_TABLE_NONE;
}

START_TEST (agrees_with_oracle)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  const gint32 n_records = _i < 12 ? 200 : N_RECORDS; /* the larger ones grow more often */
  guint32 n_there = 0;

  for (guint step = 0; step < 4000; step++)
    {
      const guint32 record = (guint32) g_rand_int_range (rand, 0, n_records);
      const guint64 key = is_there[record] ? keys[record] : make_key (rand, record, _i);

      if (is_there[record])
        enisim_record_table_remove (&table, key, record, get_key, keys);
      else if (oracle_find (key) == ENISIM_RECORD_TABLE_NONE)
        add (record, key);
      else
        continue;
      is_there[record] = !is_there[record];
      n_there += is_there[record] ? 1 : -1u;
      ck_assert_uint_eq (enisim_record_table_get_n_records (&table), n_there);
      enisim_record_table_prefetch (&table, key);
      ck_assert_uint_eq (find (key), oracle_find (key));
      if (n_records < N_RECORDS || step % 100 == 0)
        enisim_record_table_verify (&table, get_key, keys);
    }
  for (guint32 i = 0; i < N_RECORDS; i++)
    if (is_there[i])
      ck_assert_uint_eq (find (keys[i]), i);
}
END_TEST

/* To grow, or to hash by another multiplier, which asks each record for its key. */
START_TEST (records_come_and_go_while_slots_are_moved)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  const guint64 known = table.multiplier, inverse = invert (known);
  guint32 n = 0, n_steps = 0;

  for (; n < N_RECORDS; n++)
    add (n, draw_word (rand) << 13 | n);
  for (; table.move == NULL; n++)
    add (n, _i % 2 == 0 ? inverse * n : draw_word (rand) << 13 | n);
  for (guint32 first = 0; table.move != NULL; n_steps++)
    {
      const guint64 n_moved = table.n_moved;

      if (n_steps % 3 == 0)
        {
          add (n, _i % 2 == 0 ? inverse * n : draw_word (rand) << 13 | n);
          n++;
        }
      else
        {
          enisim_record_table_remove (&table, keys[first], first, get_key, keys);
          first++;
        }
      ck_assert_uint_le (table.n_moved - n_moved, ENISIM_HASH_MOVED_MAX);
      enisim_record_table_verify (&table, get_key, keys);
      for (guint32 i = 0; i < n; i++)
        if (find (keys[i]) != (i < first ? ENISIM_RECORD_TABLE_NONE : i))
          ck_abort_msg ("record %u", i);
    }
  ck_assert_uint_gt (n_steps, 24);
  ck_assert_int_eq (table.multiplier != known, _i % 2 == 0);
}
END_TEST

START_TEST (equal_seeds_make_equal_tables)
{
  g_auto (EnisimRecordTable) twin = { .slots = NULL };
  g_auto (EnisimRecordTable) stranger = { .slots = NULL };

  enisim_record_table_init (&twin, 1);
  enisim_record_table_init (&stranger, 2);
  ck_assert_uint_eq (twin.multiplier, table.multiplier);
  ck_assert_uint_ne (stranger.multiplier, table.multiplier);
}
END_TEST

START_TEST (second_record_of_a_key_aborts)
{
  add (1, 99);
  add (2, 99);
}
END_TEST

START_TEST (record_that_is_not_there_cannot_be_removed)
{
  add (1, 99);
  enisim_record_table_remove (&table, 99, 2, get_key, keys);
}
END_TEST

static Suite *
record_table_suite (void)
{
  Suite *suite = suite_create ("base/record-table");
  TCase *records = tcase_create ("records");
  TCase *chosen = tcase_create ("chosen keys");

  tcase_add_checked_fixture (records, setup, teardown);
  tcase_add_test (records, record_is_found_until_it_is_removed);
  tcase_add_test (records, keys_of_all_zeros_and_all_ones_are_keys_like_others);
  tcase_add_test (records, half_of_the_slots_at_most_are_taken);
  tcase_add_test (records, equal_seeds_make_equal_tables);
  tcase_add_loop_test (records, agrees_with_oracle, 0, 16);
  tcase_add_loop_test (records, records_come_and_go_while_slots_are_moved, 0, 4);
  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (records, second_record_of_a_key_aborts, SIGABRT);
      tcase_add_test_raise_signal (records, record_that_is_not_there_cannot_be_removed, SIGABRT);
    }
  suite_add_tcase (suite, records);

  tcase_add_checked_fixture (chosen, setup, teardown);
  tcase_add_test (chosen, keys_of_one_tag_are_told_apart);
  tcase_add_test (chosen, keys_chosen_against_the_multiplier_do_not_pile_up);
  tcase_add_test (chosen, an_enemy_who_sees_each_multiplier_costs_redraws_only);
  suite_add_tcase (suite, chosen);
  return suite;
}

ENISIM_TEST_MAIN (record_table_suite)
