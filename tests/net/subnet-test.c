/* subnet-test.c
 *
 * Goal: a subnet leases what EC2 leaves of it, never a reserved address, and its counts by holder
 * are what was leased.
 * Method: the documented capacities; random operations against a list with one entry for each
 * address.
 */
#include "enisim-check.h"

#include "net/subnet.h"

enum
{
  NETWORK = 0x0a000200, /* 10.0.2.0 */
  NOBODY = ENISIM_N_HOLDERS,
  RESERVED
};

static EnisimSubnet subnet;

static void
setup_prefix (guint8 prefix)
{
  enisim_subnet_init (&subnet, (EnisimCidr){ .network = NETWORK, .prefix = prefix }, 1);
}

static void
setup (void)
{
  setup_prefix (28);
}

static void
teardown (void)
{
  enisim_subnet_verify (&subnet);
  enisim_subnet_clear (&subnet);
}

START_TEST (capacity_is_as_documented)
{
  static const struct
  {
    guint8 prefix;
    guint32 capacity;
  } DOCUMENTED[] = { { 28, 11 }, { 27, 27 }, { 26, 59 }, { 25, 123 }, { 24, 251 }, { 16, 65531 } };

  for (guint i = 0; i < G_N_ELEMENTS (DOCUMENTED); i++)
    ck_assert_uint_eq (enisim_subnet_capacity_of_prefix (DOCUMENTED[i].prefix),
                       DOCUMENTED[i].capacity);
}
END_TEST

START_TEST (first_four_and_last_address_are_never_leased)
{
  ck_assert_uint_eq (enisim_subnet_get_n_free (&subnet), 11);
  for (guint32 i = 0; i < 11; i++)
    ck_assert_uint_eq (enisim_subnet_lease (&subnet, 0, ENISIM_HOLDER_OTHER), NETWORK + 4 + i);
  ck_assert_uint_eq (enisim_subnet_get_n_free (&subnet), 0);
  ck_assert_uint_eq (enisim_subnet_get_n_held_total (&subnet), 11);
}
END_TEST

START_TEST (move_changes_the_holder_and_no_address)
{
  const guint32 address = enisim_subnet_lease (&subnet, 6, ENISIM_HOLDER_ENI_CREATING);

  enisim_subnet_move (&subnet, ENISIM_HOLDER_ENI_CREATING, ENISIM_HOLDER_ENI_IN_USE);
  ck_assert_uint_eq (enisim_subnet_get_n_held (&subnet, ENISIM_HOLDER_ENI_CREATING), 0);
  ck_assert_uint_eq (enisim_subnet_get_n_held (&subnet, ENISIM_HOLDER_ENI_IN_USE), 1);
  ck_assert_uint_eq (enisim_subnet_get_n_free (&subnet), 10);
  enisim_subnet_release (&subnet, address, ENISIM_HOLDER_ENI_IN_USE);
  ck_assert_uint_eq (enisim_subnet_get_n_free (&subnet), 11);
}
END_TEST

START_TEST (largest_subnet_leases_its_highest_address)
{
  enisim_subnet_clear (&subnet);
  enisim_subnet_init (&subnet, (EnisimCidr){ .network = 0x0a000000, .prefix = 16 }, 0);
  ck_assert_uint_eq (enisim_subnet_lease (&subnet, 65530, ENISIM_HOLDER_BACKGROUND), 0x0a00fffe);
}
END_TEST

/* One entry for each address: its holder, NOBODY or RESERVED. */
typedef struct
{
  guint holders[256];
  guint32 n_addresses;
} Oracle;

static void
oracle_init (Oracle *oracle, guint8 prefix)
{
  oracle->n_addresses = 1u << (32 - prefix);
  for (guint32 i = 0; i < oracle->n_addresses; i++)
    oracle->holders[i] = i < 4 || i == oracle->n_addresses - 1 ? RESERVED : NOBODY;
}

static guint32
oracle_count (const Oracle *oracle, guint holder)
{
  guint32 n = 0;

  for (guint32 i = 0; i < oracle->n_addresses; i++)
    n += oracle->holders[i] == holder;
  return n;
}

/* Returns: the place that has @k others of @holder below it. */
static guint32
oracle_kth (const Oracle *oracle, guint holder, guint32 k)
{
  guint32 place = 0;

  for (; oracle->holders[place] != holder || k > 0; place++)
    k -= oracle->holders[place] == holder;
  return place;
}

static void
lease_any (Oracle *oracle, GRand *rand, EnisimHolder holder)
{
  const guint32 n_free = oracle_count (oracle, NOBODY);
  const guint32 k = n_free > 0 ? (guint32) g_rand_int_range (rand, 0, (gint32) n_free) : 0;
  guint32 place;

  if (n_free == 0)
    return;
  place = oracle_kth (oracle, NOBODY, k);
  ck_assert_uint_eq (enisim_subnet_lease (&subnet, k, holder), NETWORK + place);
  oracle->holders[place] = holder;
}

/* Moves or, with @to NOBODY, releases the lowest address of @from. */
static void
change_any (Oracle *oracle, EnisimHolder from, guint to)
{
  guint32 place;

  if (oracle_count (oracle, from) == 0)
    return;
  place = oracle_kth (oracle, from, 0);
  if (to == NOBODY)
    enisim_subnet_release (&subnet, NETWORK + place, from);
  else
    enisim_subnet_move (&subnet, from, (EnisimHolder) to);
  oracle->holders[place] = to;
}

START_TEST (unbounded_subnet_counts_and_never_lacks_an_address)
{
  enisim_subnet_clear (&subnet);
  enisim_subnet_init_unbounded (&subnet, (EnisimCidr){ .network = NETWORK, .prefix = 28 }, 1);
  for (guint i = 0; i < 100; i++)
    ck_assert_uint_eq (enisim_subnet_lease (&subnet, 0, ENISIM_HOLDER_ENI_IN_USE), NETWORK);
  enisim_subnet_move (&subnet, ENISIM_HOLDER_ENI_IN_USE, ENISIM_HOLDER_ENI_RETAINED);
  enisim_subnet_release (&subnet, NETWORK, ENISIM_HOLDER_ENI_RETAINED);
  ck_assert_uint_eq (enisim_subnet_get_n_held_total (&subnet), 99);
  ck_assert_uint_eq (enisim_subnet_get_n_held (&subnet, ENISIM_HOLDER_ENI_IN_USE), 99);
  ck_assert_uint_eq (enisim_subnet_get_n_free (&subnet), ENISIM_SUBNET_N_FREE_UNBOUNDED);
  ck_assert_uint_eq (enisim_subnet_get_capacity (&subnet), 11);
}
END_TEST

START_TEST (agrees_with_oracle)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  const guint8 prefix = (guint8) (25 + _i % 4);
  Oracle oracle;

  enisim_subnet_clear (&subnet);
  setup_prefix (prefix);
  oracle_init (&oracle, prefix);
  for (guint step = 0; step < 500; step++)
    {
      const EnisimHolder holder = (EnisimHolder) g_rand_int_range (rand, 0, ENISIM_N_HOLDERS);

      if (g_rand_boolean (rand))
        lease_any (&oracle, rand, holder);
      else
        change_any (&oracle, holder, (guint) g_rand_int_range (rand, 0, NOBODY + 1));
      ck_assert_uint_eq (enisim_subnet_get_n_free (&subnet), oracle_count (&oracle, NOBODY));
      for (guint i = 0; i < ENISIM_N_HOLDERS; i++)
        ck_assert_uint_eq (enisim_subnet_get_n_held (&subnet, (EnisimHolder) i),
                           oracle_count (&oracle, i));
      enisim_subnet_verify (&subnet);
    }
}
END_TEST

START_TEST (prefix_29_aborts)
{
  enisim_subnet_capacity_of_prefix (29);
}
END_TEST

START_TEST (reserved_address_is_not_released)
{
  enisim_subnet_lease (&subnet, 0, ENISIM_HOLDER_OTHER);
  enisim_subnet_release (&subnet, NETWORK + 3, ENISIM_HOLDER_OTHER);
}
END_TEST

START_TEST (address_of_another_subnet_is_not_released)
{
  enisim_subnet_lease (&subnet, 0, ENISIM_HOLDER_OTHER);
  enisim_subnet_release (&subnet, NETWORK + 16 + 4, ENISIM_HOLDER_OTHER);
}
END_TEST

START_TEST (holder_of_nothing_releases_nothing)
{
  const guint32 address = enisim_subnet_lease (&subnet, 0, ENISIM_HOLDER_OTHER);

  enisim_subnet_release (&subnet, address, ENISIM_HOLDER_ENDPOINT);
}
END_TEST

START_TEST (holder_of_nothing_moves_nothing)
{
  enisim_subnet_move (&subnet, ENISIM_HOLDER_ENI_IN_USE, ENISIM_HOLDER_ENI_RETAINED);
}
END_TEST

static Suite *
subnet_suite (void)
{
  Suite *suite = suite_create ("net/subnet");
  TCase *addresses = tcase_create ("addresses");
  TCase *contract = tcase_create ("contract");

  tcase_add_checked_fixture (addresses, setup, teardown);
  tcase_add_test (addresses, capacity_is_as_documented);
  tcase_add_test (addresses, first_four_and_last_address_are_never_leased);
  tcase_add_test (addresses, move_changes_the_holder_and_no_address);
  tcase_add_test (addresses, largest_subnet_leases_its_highest_address);
  tcase_add_test (addresses, unbounded_subnet_counts_and_never_lacks_an_address);
  tcase_add_loop_test (addresses, agrees_with_oracle, 0, 16);
  suite_add_tcase (suite, addresses);

  tcase_add_checked_fixture (contract, setup, teardown);
  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (contract, prefix_29_aborts, SIGABRT);
      tcase_add_test_raise_signal (contract, reserved_address_is_not_released, SIGABRT);
      tcase_add_test_raise_signal (contract, address_of_another_subnet_is_not_released, SIGABRT);
      tcase_add_test_raise_signal (contract, holder_of_nothing_releases_nothing, SIGABRT);
      tcase_add_test_raise_signal (contract, holder_of_nothing_moves_nothing, SIGABRT);
    }
  suite_add_tcase (suite, contract);
  return suite;
}

ENISIM_TEST_MAIN (subnet_suite)
