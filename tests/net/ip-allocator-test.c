/* ip-allocator-test.c
 *
 * Goal: the k-th lowest free place is leased, in blocks of every size.
 * Method: the edges of words and blocks by eye; random operations against an array of flags
 * that is searched in full.
 */
#include "enisim-check.h"

#include "net/ip-allocator.h"

/* Around the edges of words and blocks, and the largest. */
static const guint32 SIZES[] = { 1, 2, 16, 63, 64, 65, 256, 1023, 1024, 1025, 4096, 65536 };

static EnisimIpAllocator allocator;

static void
teardown (void)
{
  enisim_ip_allocator_verify (&allocator);
  enisim_ip_allocator_clear (&allocator);
}

START_TEST (all_places_are_leased_lowest_first)
{
  guint n_wrong = 0;

  enisim_ip_allocator_init (&allocator, SIZES[_i]);
  ck_assert_uint_eq (enisim_ip_allocator_get_n_free (&allocator), SIZES[_i]);
  enisim_ip_allocator_verify (&allocator);
  for (guint32 place = 0; place < SIZES[_i]; place++)
    n_wrong += enisim_ip_allocator_lease_lowest (&allocator) != place;
  ck_assert_uint_eq (n_wrong, 0);
  ck_assert_uint_eq (enisim_ip_allocator_get_n_free (&allocator), 0);
}
END_TEST

START_TEST (all_places_are_leased_highest_first)
{
  guint n_wrong = 0;

  enisim_ip_allocator_init (&allocator, SIZES[_i]);
  for (guint32 n_free = SIZES[_i]; n_free > 0; n_free--)
    n_wrong += enisim_ip_allocator_lease_kth (&allocator, n_free - 1) != n_free - 1;
  ck_assert_uint_eq (n_wrong, 0);
  ck_assert_uint_eq (enisim_ip_allocator_get_n_free (&allocator), 0);
}
END_TEST

START_TEST (released_place_is_free_at_once)
{
  enisim_ip_allocator_init (&allocator, 2000);
  for (guint i = 0; i < 2000; i++)
    enisim_ip_allocator_lease_lowest (&allocator);
  enisim_ip_allocator_release (&allocator, 1500);
  enisim_ip_allocator_release (&allocator, 3);
  ck_assert (!enisim_ip_allocator_is_leased (&allocator, 1500));
  ck_assert_uint_eq (enisim_ip_allocator_lease_kth (&allocator, 1), 1500);
  ck_assert_uint_eq (enisim_ip_allocator_lease_kth (&allocator, 0), 3);
  ck_assert (enisim_ip_allocator_is_leased (&allocator, 1500));
}
END_TEST

static guint32
oracle_kth (const gboolean *is_leased, guint32 k)
{
  guint32 place = 0;

  for (; is_leased[place] || k > 0; place++)
    k -= !is_leased[place];
  return place;
}

static void
check_leased (const gboolean *is_leased, guint32 n_addresses)
{
  guint32 n_free = 0;
  guint n_wrong = 0;

  for (guint32 place = 0; place < n_addresses; place++)
    {
      n_wrong += enisim_ip_allocator_is_leased (&allocator, place) != is_leased[place];
      n_free += !is_leased[place];
    }
  ck_assert_uint_eq (n_wrong, 0);
  ck_assert_uint_eq (enisim_ip_allocator_get_n_free (&allocator), n_free);
  enisim_ip_allocator_verify (&allocator);
}

START_TEST (agrees_with_oracle)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  const guint32 n_addresses = (guint32) g_rand_int_range (rand, 1, 1500);
  g_autofree gboolean *is_leased = g_new0 (gboolean, n_addresses);
  const gint bias = g_rand_int_range (rand, 20, 80); /* towards full or empty */

  enisim_ip_allocator_init (&allocator, n_addresses);
  for (guint step = 0; step < 2000; step++)
    {
      const guint32 n_free = enisim_ip_allocator_get_n_free (&allocator);
      guint32 place = (guint32) g_rand_int_range (rand, 0, (gint32) n_addresses);

      if (n_free > 0 && g_rand_int_range (rand, 0, 100) < bias)
        {
          const guint32 k = (guint32) g_rand_int_range (rand, 0, (gint32) n_free);

          place = oracle_kth (is_leased, k);
          ck_assert_uint_eq (enisim_ip_allocator_lease_kth (&allocator, k), place);
        }
      else if (is_leased[place])
        enisim_ip_allocator_release (&allocator, place);
      else
        enisim_ip_allocator_lease_at (&allocator, place);
      is_leased[place] = !is_leased[place];
      enisim_ip_allocator_verify (&allocator);
      if (step % 100 == 0)
        check_leased (is_leased, n_addresses);
    }
  check_leased (is_leased, n_addresses);
}
END_TEST

START_TEST (full_block_leases_nothing)
{
  enisim_ip_allocator_init (&allocator, 1);
  enisim_ip_allocator_lease_lowest (&allocator);
  enisim_ip_allocator_lease_lowest (&allocator);
}
END_TEST

START_TEST (leased_place_is_not_leased_again)
{
  enisim_ip_allocator_init (&allocator, 8);
  enisim_ip_allocator_lease_at (&allocator, 5);
  enisim_ip_allocator_lease_at (&allocator, 5);
}
END_TEST

START_TEST (free_place_is_not_released)
{
  enisim_ip_allocator_init (&allocator, 8);
  enisim_ip_allocator_release (&allocator, 5);
}
END_TEST

START_TEST (place_past_the_end_aborts)
{
  enisim_ip_allocator_init (&allocator, 8);
  enisim_ip_allocator_lease_at (&allocator, 8);
}
END_TEST

static Suite *
ip_allocator_suite (void)
{
  Suite *suite = suite_create ("net/ip-allocator");
  TCase *order = tcase_create ("order");
  TCase *contract = tcase_create ("contract");

  tcase_add_checked_fixture (order, NULL, teardown);
  tcase_add_loop_test (order, all_places_are_leased_lowest_first, 0, G_N_ELEMENTS (SIZES));
  tcase_add_loop_test (order, all_places_are_leased_highest_first, 0, G_N_ELEMENTS (SIZES));
  tcase_add_test (order, released_place_is_free_at_once);
  tcase_add_loop_test (order, agrees_with_oracle, 0, 16);
  suite_add_tcase (suite, order);

  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (contract, full_block_leases_nothing, SIGABRT);
      tcase_add_test_raise_signal (contract, leased_place_is_not_leased_again, SIGABRT);
      tcase_add_test_raise_signal (contract, free_place_is_not_released, SIGABRT);
      tcase_add_test_raise_signal (contract, place_past_the_end_aborts, SIGABRT);
    }
  suite_add_tcase (suite, contract);
  return suite;
}

ENISIM_TEST_MAIN (ip_allocator_suite)
