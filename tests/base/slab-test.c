/* slab-test.c
 *
 * Goal: every record in use keeps its index and its content, whatever else comes and goes.
 * Method: random takes and give-backs against an array of what each index should hold.
 */
#include "enisim-check.h"

#include "base/slab.h"

enum
{
  N_INDEXES_MAX = 300
};

typedef struct
{
  guint32 link;
  guint32 state; /* behind the link, 0 in a free record, as the owners of slabs do it */
  guint64 content;
} Record;

static EnisimSlab slab;

/* What an index should hold, 0 where it is free. */
static guint64 expected[N_INDEXES_MAX];

static void
setup (void)
{
  memset (expected, 0, sizeof expected);
  enisim_slab_init (&slab, sizeof (Record));
}

static void
teardown (void)
{
  enisim_slab_verify (&slab);
  enisim_slab_clear (&slab);
}

static Record *
get (guint32 index)
{
  return enisim_slab_get (&slab, index);
}

static guint32
take (guint64 content)
{
  const guint32 index = enisim_slab_take (&slab);

  *get (index) = (Record){ .link = 12345, .state = 1, .content = content };
  return index;
}

static void
give_back (guint32 index)
{
  get (index)->state = 0;
  enisim_slab_give_back (&slab, index);
}

START_TEST (first_indexes_count_from_0)
{
  for (guint32 i = 0; i < 100; i++)
    ck_assert_uint_eq (take (i), i);
  ck_assert_uint_eq (slab.n_taken, 100);
}
END_TEST

START_TEST (content_survives_growth)
{
  for (guint32 i = 0; i < 1000; i++)
    take (i * 7);
  for (guint32 i = 0; i < 1000; i++)
    ck_assert_uint_eq (get (i)->content, i * 7);
}
END_TEST

START_TEST (last_record_given_back_is_taken_first)
{
  for (guint32 i = 0; i < 5; i++)
    take (i);
  give_back (3);
  give_back (1);
  ck_assert_uint_eq (take (0), 1);
  ck_assert_uint_eq (take (0), 3);
  ck_assert_uint_eq (take (0), 5);
}
END_TEST

START_TEST (free_record_keeps_all_behind_its_link)
{
  take (77);
  take (78);
  give_back (0);
  give_back (1);
  ck_assert_uint_eq (get (1)->state, 0);
  ck_assert_uint_eq (get (1)->content, 78);
}
END_TEST

START_TEST (cleared_slab_is_empty)
{
  take (1);
  enisim_slab_clear (&slab);
  ck_assert_uint_eq (slab.n_taken, 0);
  ck_assert_uint_eq (take (2), 0);
}
END_TEST

START_TEST (tidy_slab_gives_up_its_end_and_takes_what_lies_first)
{
  for (guint32 i = 0; i < 8; i++)
    take (i);
  for (guint32 i = 0; i < 8; i++)
    if (i != 2 && i != 5)
      give_back (i);
  enisim_slab_tidy (&slab);
  enisim_slab_verify (&slab);
  ck_assert_uint_eq (get (7)->content, 0);
  ck_assert_uint_eq (get (5)->content, 5);
  ck_assert_uint_eq (take (0), 0);
  ck_assert_uint_eq (take (0), 1);
  ck_assert_uint_eq (take (0), 3);
  ck_assert_uint_eq (take (0), 4);
  ck_assert_uint_eq (take (0), 6);
  ck_assert_uint_eq (slab.n_places, 8);
}
END_TEST

/* Two are taken, so that four lie near. */
START_TEST (what_lies_far_is_taken_last_until_it_can_be_given_up)
{
  for (guint32 i = 0; i < 9; i++)
    take (i);
  for (guint32 i = 0; i < 7; i++)
    give_back (i);
  enisim_slab_tidy (&slab);
  give_back (8);
  ck_assert_uint_eq (take (0), 0);
  give_back (7);
  enisim_slab_verify (&slab);
  ck_assert_uint_eq (take (0), 1);
  enisim_slab_tidy (&slab);
  ck_assert_uint_eq (slab.n_carved, 2);
  ck_assert_uint_eq (take (0), 2);
}
END_TEST

START_TEST (far_records_are_taken_before_there_are_more)
{
  for (guint32 i = 0; i < 6; i++)
    take (i);
  for (guint32 i = 0; i < 5; i++)
    give_back (i);
  enisim_slab_tidy (&slab);
  for (guint32 i = 0; i < 5; i++)
    ck_assert_uint_eq (take (0), i);
  ck_assert_uint_eq (take (0), 6);
}
END_TEST

START_TEST (slab_that_nobody_uses_is_tidied_to_nothing)
{
  enisim_slab_tidy (&slab);
  for (guint32 i = 0; i < 1000; i++)
    take (i);
  for (guint32 i = 0; i < 1000; i++)
    give_back (i);
  enisim_slab_tidy (&slab);
  ck_assert_uint_eq (slab.n_carved, 0);
  ck_assert_uint_eq (take (1), 0);
}
END_TEST

/* One assertion a step: Check takes its time over each. */
static gboolean
holds_expected (void)
{
  for (guint32 i = 0; i < slab.n_places; i++)
    if (get (i)->state != (expected[i] != 0)
        || (expected[i] != 0 && get (i)->content != expected[i]))
      return FALSE;
  return TRUE;
}

START_TEST (agrees_with_oracle)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  guint32 n_taken = 0;

  for (guint64 step = 1; step <= 600; step++)
    {
      const guint32 index = (guint32) g_rand_int_range (rand, 0, N_INDEXES_MAX);

      if (index < slab.n_places && expected[index] != 0)
        {
          give_back (index);
          expected[index] = 0;
          n_taken--;
        }
      else
        {
          const guint32 taken = take (step);

          ck_assert_uint_lt (taken, N_INDEXES_MAX);
          ck_assert_uint_eq (expected[taken], 0);
          expected[taken] = step;
          n_taken++;
        }
      if (step % 50 == 0)
        enisim_slab_tidy (&slab);
      enisim_slab_verify (&slab);
      ck_assert_uint_eq (slab.n_taken, n_taken);
      ck_assert (holds_expected ());
    }
}
END_TEST

START_TEST (record_without_room_for_the_link_aborts)
{
  EnisimSlab other;

  enisim_slab_init (&other, 2);
}
END_TEST

START_TEST (index_never_taken_aborts)
{
  take (1);
  enisim_slab_get (&slab, 1);
}
END_TEST

START_TEST (verify_sees_a_record_given_back_twice)
{
  take (1);
  take (2);
  give_back (0);
  give_back (0);
  enisim_slab_verify (&slab);
}
END_TEST

static Suite *
slab_suite (void)
{
  Suite *suite = suite_create ("base/slab");
  TCase *records = tcase_create ("records");
  TCase *contract = tcase_create ("contract");

  tcase_add_checked_fixture (records, setup, teardown);
  tcase_add_test (records, first_indexes_count_from_0);
  tcase_add_test (records, content_survives_growth);
  tcase_add_test (records, last_record_given_back_is_taken_first);
  tcase_add_test (records, free_record_keeps_all_behind_its_link);
  tcase_add_test (records, cleared_slab_is_empty);
  tcase_add_test (records, tidy_slab_gives_up_its_end_and_takes_what_lies_first);
  tcase_add_test (records, what_lies_far_is_taken_last_until_it_can_be_given_up);
  tcase_add_test (records, far_records_are_taken_before_there_are_more);
  tcase_add_test (records, slab_that_nobody_uses_is_tidied_to_nothing);
  tcase_add_loop_test (records, agrees_with_oracle, 0, 16);
  suite_add_tcase (suite, records);

  tcase_add_checked_fixture (contract, setup, teardown);
  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (contract, record_without_room_for_the_link_aborts, SIGABRT);
      tcase_add_test_raise_signal (contract, index_never_taken_aborts, SIGABRT);
      tcase_add_test_raise_signal (contract, verify_sees_a_record_given_back_twice, SIGABRT);
    }
  suite_add_tcase (suite, contract);
  return suite;
}

ENISIM_TEST_MAIN (slab_suite)
