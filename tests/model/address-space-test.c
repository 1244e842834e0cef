/* address-space-test.c
 *
 * Goal: which address a lease gets depends on its own subnet alone, and the quota of an AZ counts
 * all holders but the background.
 * Method: random operations against one flag for each address, with copies of the streams; the
 * oracle searches for the k-th free address from the bottom.
 */
#include "enisim-check.h"

#include "model/address-space.h"
#include "model/quotas.h"

enum
{
  N_SUBNETS = 3, /* two in the first AZ, one in the second */
  N_AZS = 2,
  N_PLACES = 16, /* of a /28 */
  CAPACITY = 11,
  NETWORK = 0x0a000000
};

static const guint32 AZS[N_SUBNETS] = { 0, 0, 1 };
static const char *const NAMES[N_SUBNETS] = { "private-a", "private-b", "private-c" };

static EnisimAddressSpace space;

static EnisimStream
stream_of (guint subnet)
{
  return enisim_stream_at (1, 0, 32, NAMES[subnet]);
}

static guint32
first_address (guint subnet)
{
  return NETWORK + subnet * N_PLACES;
}

static void
open_space (guint32 enis_per_az, EnisimIpOrder ip_order)
{
  enisim_address_space_init (&space, N_SUBNETS, N_AZS, enis_per_az, ip_order);
  for (guint i = 0; i < N_SUBNETS; i++)
    enisim_address_space_set_subnet (&space, i,
                                     (EnisimCidr){ .network = first_address (i), .prefix = 28 },
                                     AZS[i], stream_of (i));
}

static void
reopen_space (guint32 enis_per_az, EnisimIpOrder ip_order)
{
  enisim_address_space_clear (&space);
  open_space (enis_per_az, ip_order);
}

static void
setup (void)
{
  open_space (ENISIM_QUOTA_UNLIMITED, ENISIM_IP_ORDER_RANDOM);
}

static void
teardown (void)
{
  enisim_address_space_verify (&space);
  enisim_address_space_clear (&space);
}

static guint32
lease (guint subnet, EnisimHolder holder)
{
  guint32 address = 0;

  ck_assert_int_eq (enisim_address_space_lease (&space, subnet, holder, &address), ENISIM_LEASE_OK);
  return address;
}

static void
check_denied (guint subnet, EnisimHolder holder, EnisimLease expected)
{
  guint32 address = 123;

  ck_assert_int_eq (enisim_address_space_lease (&space, subnet, holder, &address), expected);
  ck_assert_uint_eq (address, 123);
}

static void
fill (guint subnet, EnisimHolder holder)
{
  while (enisim_subnet_get_n_free (enisim_address_space_get (&space, subnet)) > 0)
    lease (subnet, holder);
}

START_TEST (lowest_order_leases_the_lowest_free_address)
{
  reopen_space (ENISIM_QUOTA_UNLIMITED, ENISIM_IP_ORDER_LOWEST);
  for (guint32 i = 0; i < CAPACITY; i++)
    ck_assert_uint_eq (lease (1, ENISIM_HOLDER_OTHER), first_address (1) + 4 + i);
  enisim_address_space_release (&space, 1, first_address (1) + 9, ENISIM_HOLDER_OTHER);
  enisim_address_space_release (&space, 1, first_address (1) + 6, ENISIM_HOLDER_OTHER);
  ck_assert_uint_eq (lease (1, ENISIM_HOLDER_OTHER), first_address (1) + 6);
  ck_assert_uint_eq (lease (1, ENISIM_HOLDER_OTHER), first_address (1) + 9);
}
END_TEST

START_TEST (draws_in_one_subnet_shift_none_in_another)
{
  guint32 alone[CAPACITY];

  for (guint i = 0; i < CAPACITY; i++)
    alone[i] = lease (0, ENISIM_HOLDER_OTHER);
  reopen_space (ENISIM_QUOTA_UNLIMITED, ENISIM_IP_ORDER_RANDOM);
  for (guint i = 0; i < CAPACITY; i++)
    {
      lease (1, ENISIM_HOLDER_OTHER);
      lease (2, ENISIM_HOLDER_BACKGROUND);
      ck_assert_uint_eq (lease (0, ENISIM_HOLDER_OTHER), alone[i]);
    }
}
END_TEST

START_TEST (refused_lease_draws_nothing)
{
  guint32 expected[2];

  for (guint i = 0; i < 2; i++)
    expected[i] = lease (0, ENISIM_HOLDER_OTHER);
  reopen_space (1, ENISIM_IP_ORDER_RANDOM);
  ck_assert_uint_eq (lease (0, ENISIM_HOLDER_OTHER), expected[0]);
  check_denied (0, ENISIM_HOLDER_OTHER, ENISIM_LEASE_ENI_QUOTA);
  ck_assert_uint_eq (lease (0, ENISIM_HOLDER_BACKGROUND), expected[1]);
}
END_TEST

START_TEST (full_subnet_has_no_address_for_anybody)
{
  fill (0, ENISIM_HOLDER_BACKGROUND);
  check_denied (0, ENISIM_HOLDER_BACKGROUND, ENISIM_LEASE_NO_ADDRESS);
  check_denied (0, ENISIM_HOLDER_ENI_CREATING, ENISIM_LEASE_NO_ADDRESS);
}
END_TEST

START_TEST (freed_address_is_usable_again_at_once)
{
  fill (0, ENISIM_HOLDER_ENI_RETAINED);
  enisim_address_space_release (&space, 0, first_address (0) + 8, ENISIM_HOLDER_ENI_RETAINED);
  ck_assert_uint_eq (lease (0, ENISIM_HOLDER_ENI_CREATING), first_address (0) + 8);
}
END_TEST

START_TEST (quota_counts_endpoints_nat_gateways_and_enis_in_every_state)
{
  const EnisimHolder holder = (EnisimHolder) _i;

  reopen_space (2, ENISIM_IP_ORDER_RANDOM);
  lease (0, holder);
  lease (1, holder);
  check_denied (0, ENISIM_HOLDER_ENI_CREATING, ENISIM_LEASE_ENI_QUOTA);
  check_denied (1, holder, ENISIM_LEASE_ENI_QUOTA);
}
END_TEST

START_TEST (quota_does_not_count_the_background)
{
  reopen_space (1, ENISIM_IP_ORDER_RANDOM);
  lease (0, ENISIM_HOLDER_BACKGROUND);
  lease (1, ENISIM_HOLDER_BACKGROUND);
  lease (0, ENISIM_HOLDER_ENDPOINT);
  lease (0, ENISIM_HOLDER_BACKGROUND);
  check_denied (0, ENISIM_HOLDER_ENDPOINT, ENISIM_LEASE_ENI_QUOTA);
}
END_TEST

START_TEST (quota_of_one_az_leaves_the_others_alone)
{
  reopen_space (1, ENISIM_IP_ORDER_RANDOM);
  lease (0, ENISIM_HOLDER_OTHER);
  check_denied (1, ENISIM_HOLDER_OTHER, ENISIM_LEASE_ENI_QUOTA);
  lease (2, ENISIM_HOLDER_OTHER);
}
END_TEST

START_TEST (released_eni_gives_its_quota_back)
{
  guint32 address;

  reopen_space (1, ENISIM_IP_ORDER_RANDOM);
  address = lease (0, ENISIM_HOLDER_ENI_CREATING);
  enisim_address_space_move (&space, 0, ENISIM_HOLDER_ENI_CREATING, ENISIM_HOLDER_ENI_IN_USE);
  check_denied (1, ENISIM_HOLDER_ENI_CREATING, ENISIM_LEASE_ENI_QUOTA);
  enisim_address_space_release (&space, 0, address, ENISIM_HOLDER_ENI_IN_USE);
  lease (1, ENISIM_HOLDER_ENI_CREATING);
}
END_TEST

START_TEST (refused_lease_names_all_that_is_lacking)
{
  reopen_space (CAPACITY, ENISIM_IP_ORDER_RANDOM);
  fill (0, ENISIM_HOLDER_OTHER);
  check_denied (0, ENISIM_HOLDER_OTHER, ENISIM_LEASE_NO_ADDRESS | ENISIM_LEASE_ENI_QUOTA);
  check_denied (0, ENISIM_HOLDER_BACKGROUND, ENISIM_LEASE_NO_ADDRESS);
  check_denied (1, ENISIM_HOLDER_OTHER, ENISIM_LEASE_ENI_QUOTA);
}
END_TEST

enum
{
  NOBODY = ENISIM_N_HOLDERS
};

typedef struct
{
  guint holders[N_SUBNETS][N_PLACES];
  EnisimStream streams[N_SUBNETS];
  guint32 enis_per_az;
  gboolean is_random;
} Oracle;

static void
oracle_init (Oracle *oracle, guint32 enis_per_az, gboolean is_random)
{
  *oracle = (Oracle){ .enis_per_az = enis_per_az, .is_random = is_random };
  for (guint i = 0; i < N_SUBNETS; i++)
    {
      oracle->streams[i] = stream_of (i);
      for (guint place = 0; place < N_PLACES; place++)
        oracle->holders[i][place] = NOBODY;
    }
}

static guint32
oracle_n_free (const Oracle *oracle, guint subnet)
{
  guint32 n = 0;

  for (guint place = 4; place < N_PLACES - 1; place++)
    n += oracle->holders[subnet][place] == NOBODY;
  return n;
}

static guint32
oracle_n_enis (const Oracle *oracle, guint32 az)
{
  guint32 n = 0;

  for (guint i = 0; i < N_SUBNETS; i++)
    for (guint place = 0; place < N_PLACES; place++)
      n += AZS[i] == az && oracle->holders[i][place] != NOBODY
           && oracle->holders[i][place] != ENISIM_HOLDER_BACKGROUND;
  return n;
}

static EnisimLease
oracle_lease (Oracle *oracle, guint subnet, EnisimHolder holder, guint32 *address)
{
  const guint32 n_free = oracle_n_free (oracle, subnet);
  guint64 k = 0;
  guint place = 4;

  if (holder != ENISIM_HOLDER_BACKGROUND
      && oracle_n_enis (oracle, AZS[subnet]) >= oracle->enis_per_az)
    return n_free == 0 ? ENISIM_LEASE_NO_ADDRESS | ENISIM_LEASE_ENI_QUOTA : ENISIM_LEASE_ENI_QUOTA;
  if (n_free == 0)
    return ENISIM_LEASE_NO_ADDRESS;
  if (oracle->is_random)
    k = enisim_stream_next_below (&oracle->streams[subnet], n_free);
  for (; oracle->holders[subnet][place] != NOBODY || k > 0; place++)
    k -= oracle->holders[subnet][place] == NOBODY;
  oracle->holders[subnet][place] = holder;
  *address = first_address (subnet) + place;
  return ENISIM_LEASE_OK;
}

static void
lease_any (Oracle *oracle, guint subnet, EnisimHolder holder)
{
  guint32 address = 0, expected = 0;
  const EnisimLease granted = oracle_lease (oracle, subnet, holder, &expected);

  ck_assert_int_eq (enisim_address_space_lease (&space, subnet, holder, &address), granted);
  ck_assert_uint_eq (address, expected);
}

/* Releases it or passes it on to another holder that counts. */
static void
change (Oracle *oracle, GRand *rand, guint subnet, guint place)
{
  const EnisimHolder from = oracle->holders[subnet][place];
  const EnisimHolder to = (EnisimHolder) g_rand_int_range (rand, 1, ENISIM_N_HOLDERS);

  if (oracle->holders[subnet][place] == NOBODY)
    return;
  if (from == ENISIM_HOLDER_BACKGROUND || g_rand_boolean (rand))
    {
      enisim_address_space_release (&space, subnet, first_address (subnet) + place, from);
      oracle->holders[subnet][place] = NOBODY;
      return;
    }
  enisim_address_space_move (&space, subnet, from, to);
  oracle->holders[subnet][place] = to;
}

/* Check takes its time over an assertion, hence one for all holders. */
static gboolean
agrees (const Oracle *oracle)
{
  for (guint i = 0; i < N_SUBNETS; i++)
    {
      guint32 n_held[ENISIM_N_HOLDERS + 1] = { 0 };

      for (guint place = 4; place < N_PLACES - 1; place++)
        n_held[oracle->holders[i][place]]++;
      for (guint holder = 0; holder < ENISIM_N_HOLDERS; holder++)
        if (n_held[holder]
            != enisim_subnet_get_n_held (enisim_address_space_get (&space, i),
                                         (EnisimHolder) holder))
          return FALSE;
    }
  return TRUE;
}

START_TEST (address_is_the_kth_free_one_of_the_subnet_s_own_stream)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  const guint32 enis_per_az = _i % 4 < 2 ? ENISIM_QUOTA_UNLIMITED : 9;
  const gboolean is_random = _i % 2 == 0;
  Oracle oracle;

  reopen_space (enis_per_az, is_random ? ENISIM_IP_ORDER_RANDOM : ENISIM_IP_ORDER_LOWEST);
  oracle_init (&oracle, enis_per_az, is_random);
  for (guint step = 0; step < 500; step++)
    {
      const guint subnet = (guint) g_rand_int_range (rand, 0, N_SUBNETS);

      if (g_rand_int_range (rand, 0, 100) < 40)
        lease_any (&oracle, subnet, (EnisimHolder) g_rand_int_range (rand, 0, ENISIM_N_HOLDERS));
      else
        change (&oracle, rand, subnet, (guint) g_rand_int_range (rand, 4, N_PLACES - 1));
      ck_assert (agrees (&oracle));
      enisim_address_space_verify (&space);
    }
}
END_TEST

START_TEST (background_does_not_become_an_eni)
{
  lease (0, ENISIM_HOLDER_BACKGROUND);
  enisim_address_space_move (&space, 0, ENISIM_HOLDER_BACKGROUND, ENISIM_HOLDER_ENI_IN_USE);
}
END_TEST

START_TEST (eni_does_not_become_background)
{
  lease (0, ENISIM_HOLDER_ENI_IN_USE);
  enisim_address_space_move (&space, 0, ENISIM_HOLDER_ENI_IN_USE, ENISIM_HOLDER_BACKGROUND);
}
END_TEST

START_TEST (subnet_that_is_none_aborts)
{
  lease (N_SUBNETS, ENISIM_HOLDER_OTHER);
}
END_TEST

static Suite *
address_space_suite (void)
{
  Suite *suite = suite_create ("model/address-space");
  TCase *leases = tcase_create ("leases");
  TCase *contract = tcase_create ("contract");

  tcase_add_checked_fixture (leases, setup, teardown);
  tcase_add_test (leases, lowest_order_leases_the_lowest_free_address);
  tcase_add_test (leases, draws_in_one_subnet_shift_none_in_another);
  tcase_add_test (leases, refused_lease_draws_nothing);
  tcase_add_test (leases, full_subnet_has_no_address_for_anybody);
  tcase_add_test (leases, freed_address_is_usable_again_at_once);
  tcase_add_loop_test (leases, quota_counts_endpoints_nat_gateways_and_enis_in_every_state,
                       ENISIM_HOLDER_BACKGROUND + 1, ENISIM_N_HOLDERS);
  tcase_add_test (leases, quota_does_not_count_the_background);
  tcase_add_test (leases, quota_of_one_az_leaves_the_others_alone);
  tcase_add_test (leases, released_eni_gives_its_quota_back);
  tcase_add_test (leases, refused_lease_names_all_that_is_lacking);
  tcase_add_loop_test (leases, address_is_the_kth_free_one_of_the_subnet_s_own_stream, 0, 32);
  suite_add_tcase (suite, leases);

  tcase_add_checked_fixture (contract, setup, teardown);
  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (contract, background_does_not_become_an_eni, SIGABRT);
      tcase_add_test_raise_signal (contract, eni_does_not_become_background, SIGABRT);
      tcase_add_test_raise_signal (contract, subnet_that_is_none_aborts, SIGABRT);
    }
  suite_add_tcase (suite, contract);
  return suite;
}

ENISIM_TEST_MAIN (address_space_suite)
