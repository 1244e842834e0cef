/* eni-pool-test.c
 *
 * Goal: ENIs are shared, created, kept and released as model.md says under "ENI pool", and every
 * address held has a holder.
 * Method: the rules one by one; then random operations on small subnets that run dry, under a
 * quota that binds, against a twin of plain lists: sets are bit masks, each lease looks at every
 * address, each acquire at every group.
 */
#include "enisim-check.h"

#include "model/eni-pool.h"
#include "model/quotas.h"

enum
{
  N_SUBNETS = 4,
  N_AZS = 2,
  N_PLACES = 16, /* of a /28 */
  CAPACITY = 11,
  N_BACKGROUND = 7, /* in each subnet of the twin, which leaves less than there are keys */
  N_STEPS = 400
};

static const guint32 AZS[N_SUBNETS] = { 0, 0, 1, 1 };
static const char *const NAMES[N_SUBNETS] = { "a", "b", "c", "d" };

static EnisimAttachmentKeys keys;
static EnisimAddressSpace space;
static EnisimEniPool pool;

static EnisimStream
stream_of (guint subnet)
{
  return enisim_stream_at (5, 0, 32, NAMES[subnet]);
}

static guint32
first_address (guint subnet)
{
  return 0x0a000000 + subnet * N_PLACES;
}

static void
open_pool (guint32 enis_per_az, gboolean reuse)
{
  enisim_attachment_keys_init (&keys);
  enisim_address_space_init (&space, N_SUBNETS, N_AZS, enis_per_az, ENISIM_IP_ORDER_RANDOM);
  for (guint i = 0; i < N_SUBNETS; i++)
    enisim_address_space_set_subnet (&space, i,
                                     (EnisimCidr){ .network = first_address (i), .prefix = 28 },
                                     AZS[i], stream_of (i));
  enisim_eni_pool_init (&pool, &keys, &space, reuse, 17);
}

static void
setup (void)
{
  open_pool (ENISIM_QUOTA_UNLIMITED, TRUE);
}

static void
teardown (void)
{
  enisim_eni_pool_verify (&pool);
  enisim_eni_pool_clear (&pool);
  enisim_address_space_clear (&space);
  enisim_attachment_keys_clear (&keys);
}

static void
reopen_pool (guint32 enis_per_az, gboolean reuse)
{
  teardown ();
  open_pool (enis_per_az, reuse);
}

/* The key of one or two subnets and one security group. */
static EnisimAttachmentKey
key_of (guint32 subnet, guint32 other_subnet, guint32 sg)
{
  const guint32 subnets[] = { subnet, other_subnet };

  return enisim_attachment_keys_intern (&keys, subnets, G_N_ELEMENTS (subnets), &sg, 1);
}

enum
{
  FAILED = -1 /* beside the values of EnisimAcquired */
};

/* Returns: the group, or what a failed create got. */
static guint32
acquire (EnisimAttachmentKey key, gint expected)
{
  EnisimAcquiredGroup group = { .how = ENISIM_ACQUIRED_SHARED };
  guint32 failed;
  const gboolean is_done = enisim_eni_pool_acquire (&pool, key, &key, 1, &group, &failed);

  ck_assert_int_eq (is_done ? (gint) group.how : FAILED, expected);
  enisim_eni_pool_verify (&pool);
  return is_done ? group.group : failed;
}

/* A group in use with one reference. */
static guint32
create (EnisimAttachmentKey key)
{
  const guint32 group = acquire (key, ENISIM_ACQUIRED_CREATED);

  enisim_eni_pool_end_creation (&pool, group);
  return group;
}

static void
release_last (guint32 group)
{
  ck_assert (enisim_eni_pool_release (&pool, group));
  ck_assert_int_eq (enisim_eni_pool_get (&pool, group)->state, ENISIM_ENI_RETAINED);
}

static guint32
n_held (guint subnet, EnisimHolder holder)
{
  return enisim_subnet_get_n_held (enisim_address_space_get (&space, subnet), holder);
}

static void
fill (guint subnet)
{
  guint32 address;

  while (enisim_address_space_lease (&space, subnet, ENISIM_HOLDER_BACKGROUND, &address)
         == ENISIM_LEASE_OK)
    ;
}

START_TEST (group_holds_one_eni_in_each_subnet_of_its_set)
{
  const EnisimEniGroup *group = enisim_eni_pool_get (&pool, create (key_of (3, 1, 0)));

  ck_assert_uint_eq (group->n_enis, 2);
  ck_assert_uint_eq (group->enis[0].subnet_index, 1);
  ck_assert_uint_eq (group->enis[1].subnet_index, 3);
  ck_assert_uint_eq (pool.n_created, 2);
}
END_TEST

START_TEST (order_and_duplicates_of_sets_make_no_difference)
{
  const guint32 subnets[] = { 2, 0, 2 }, subnets_again[] = { 0, 2 };
  const guint32 sgs[] = { 5, 4 }, sgs_again[] = { 4, 5, 5, 4 };
  const guint32 group = create (enisim_attachment_keys_intern (&keys, subnets, 3, sgs, 2));
  const EnisimAttachmentKey again
      = enisim_attachment_keys_intern (&keys, subnets_again, 2, sgs_again, 4);

  ck_assert_uint_eq (acquire (again, ENISIM_ACQUIRED_SHARED), group);
  ck_assert_uint_eq (pool.n_created, 2);
}
END_TEST

START_TEST (ten_runtimes_of_one_configuration_share_two_enis)
{
  create (key_of (0, 2, 0));
  for (guint i = 1; i < 10; i++)
    acquire (key_of (0, 2, 0), ENISIM_ACQUIRED_SHARED);
  ck_assert_uint_eq (pool.n_created, 2);
}
END_TEST

START_TEST (second_security_group_for_one_of_them_makes_four_enis)
{
  create (key_of (0, 2, 0));
  create (key_of (0, 2, 1));
  ck_assert_uint_eq (pool.n_created, 4);
}
END_TEST

START_TEST (address_is_held_from_the_request_on)
{
  const guint32 group = acquire (key_of (0, 0, 0), ENISIM_ACQUIRED_CREATED);

  ck_assert_uint_eq (n_held (0, ENISIM_HOLDER_ENI_CREATING), 1);
  enisim_eni_pool_end_creation (&pool, group);
  ck_assert_uint_eq (n_held (0, ENISIM_HOLDER_ENI_CREATING), 0);
  ck_assert_uint_eq (n_held (0, ENISIM_HOLDER_ENI_IN_USE), 1);
}
END_TEST

START_TEST (create_on_a_creating_group_joins_it)
{
  const guint32 group = acquire (key_of (0, 1, 0), ENISIM_ACQUIRED_CREATED);

  ck_assert_uint_eq (acquire (key_of (0, 1, 0), ENISIM_ACQUIRED_JOINED), group);
  enisim_eni_pool_end_creation (&pool, group);
  ck_assert (!enisim_eni_pool_release (&pool, group));
  release_last (group);
}
END_TEST

START_TEST (last_reference_gone_starts_retention_of_all_its_enis)
{
  const guint32 group = create (key_of (0, 1, 0));

  acquire (key_of (0, 1, 0), ENISIM_ACQUIRED_SHARED);
  ck_assert (!enisim_eni_pool_release (&pool, group));
  ck_assert_uint_eq (n_held (0, ENISIM_HOLDER_ENI_IN_USE), 1);
  release_last (group);
  ck_assert_uint_eq (n_held (0, ENISIM_HOLDER_ENI_RETAINED), 1);
  ck_assert_uint_eq (n_held (1, ENISIM_HOLDER_ENI_RETAINED), 1);
}
END_TEST

START_TEST (retained_group_is_taken_back_with_its_addresses)
{
  const guint32 group = create (key_of (0, 1, 0));
  const EnisimEni before[] = { enisim_eni_pool_get (&pool, group)->enis[0],
                               enisim_eni_pool_get (&pool, group)->enis[1] };

  release_last (group);
  ck_assert_uint_eq (acquire (key_of (1, 0, 0), ENISIM_ACQUIRED_TAKEN_BACK), group);
  ck_assert_int_eq (enisim_eni_pool_get (&pool, group)->state, ENISIM_ENI_IN_USE);
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      const EnisimEni *eni = &enisim_eni_pool_get (&pool, group)->enis[i];

      ck_assert_uint_eq (eni->address, before[i].address);
      ck_assert_uint_eq (eni->number, before[i].number);
    }
  ck_assert_uint_eq (pool.n_taken_back, 2);
  ck_assert_uint_eq (pool.n_created, 2);
}
END_TEST

START_TEST (retained_group_of_another_key_is_left_alone)
{
  const guint32 group = create (key_of (0, 1, 0));

  release_last (group);
  create (key_of (0, 1, 1));
  create (key_of (0, 0, 0));
  ck_assert_int_eq (enisim_eni_pool_get (&pool, group)->state, ENISIM_ENI_RETAINED);
}
END_TEST

START_TEST (without_reuse_new_enis_stand_beside_the_retained)
{
  guint32 group;

  reopen_pool (ENISIM_QUOTA_UNLIMITED, FALSE);
  group = create (key_of (0, 0, 0));
  release_last (group);
  ck_assert_uint_ne (create (key_of (0, 0, 0)), group);
  ck_assert_uint_eq (n_held (0, ENISIM_HOLDER_ENI_RETAINED), 1);
  ck_assert_uint_eq (n_held (0, ENISIM_HOLDER_ENI_IN_USE), 1);
  enisim_eni_pool_remove (&pool, group);
  acquire (key_of (0, 0, 0), ENISIM_ACQUIRED_SHARED);
}
END_TEST

START_TEST (removed_group_gives_all_its_addresses_back_at_once)
{
  const guint32 group = create (key_of (0, 1, 0));

  fill (0);
  fill (1);
  release_last (group);
  acquire (key_of (0, 1, 1), FAILED);
  enisim_eni_pool_remove (&pool, group);
  ck_assert_uint_eq (pool.n_released, 2);
  create (key_of (0, 1, 1));
}
END_TEST

START_TEST (key_of_a_removed_group_gets_new_enis)
{
  const guint32 group = create (key_of (0, 0, 0));

  release_last (group);
  enisim_eni_pool_remove (&pool, group);
  acquire (key_of (0, 0, 0), ENISIM_ACQUIRED_CREATED);
  ck_assert_uint_eq (pool.n_created, 2);
}
END_TEST

START_TEST (failed_create_names_every_cause)
{
  const guint32 subnets[] = { 0, 1, 2, 3 }, sg = 0;

  reopen_pool (1, TRUE);
  fill (0);
  fill (3);
  create (key_of (1, 1, 9));
  acquire (enisim_attachment_keys_intern (&keys, subnets, 4, &sg, 1), FAILED);
  ck_assert_uint_eq (pool.n_denials, 3);
  ck_assert_uint_eq (pool.denials[0].subnet_index, 0);
  ck_assert_int_eq (pool.denials[0].causes, ENISIM_LEASE_NO_ADDRESS | ENISIM_LEASE_ENI_QUOTA);
  ck_assert_uint_eq (pool.denials[1].subnet_index, 1);
  ck_assert_int_eq (pool.denials[1].causes, ENISIM_LEASE_ENI_QUOTA);
  ck_assert_uint_eq (pool.denials[2].subnet_index, 3);
  ck_assert_int_eq (pool.denials[2].causes, ENISIM_LEASE_NO_ADDRESS | ENISIM_LEASE_ENI_QUOTA);
}
END_TEST

START_TEST (own_enis_use_the_quota_up_in_subnet_order)
{
  reopen_pool (1, TRUE);
  acquire (key_of (1, 0, 0), FAILED);
  ck_assert_uint_eq (pool.n_denials, 1);
  ck_assert_uint_eq (pool.denials[0].subnet_index, 1);
  ck_assert_uint_eq (n_held (0, ENISIM_HOLDER_ENI_FAILED), 1);
}
END_TEST

START_TEST (success_leaves_no_causes_of_an_earlier_failure)
{
  create (key_of (0, 0, 0));
  fill (0);
  acquire (key_of (0, 0, 1), FAILED);
  ck_assert_uint_eq (pool.n_denials, 1);
  acquire (key_of (0, 0, 0), ENISIM_ACQUIRED_SHARED);
  ck_assert_uint_eq (pool.n_denials, 0);
}
END_TEST

START_TEST (failed_group_holds_what_it_got_and_is_never_reused)
{
  guint32 failed;

  fill (1);
  failed = acquire (key_of (0, 1, 0), FAILED);
  ck_assert_uint_eq (n_held (0, ENISIM_HOLDER_ENI_FAILED), 1);
  ck_assert_uint_eq (enisim_eni_pool_get (&pool, failed)->n_references, 0);
  ck_assert_uint_ne (acquire (key_of (0, 1, 0), FAILED), failed);
  ck_assert_uint_eq (n_held (0, ENISIM_HOLDER_ENI_FAILED), 2);
  enisim_eni_pool_remove (&pool, failed);
  ck_assert_uint_eq (n_held (0, ENISIM_HOLDER_ENI_FAILED), 1);
  ck_assert_uint_eq (pool.n_failed, 2);
}
END_TEST

START_TEST (failed_create_that_got_nothing_leaves_no_group)
{
  fill (0);
  ck_assert_uint_eq (acquire (key_of (0, 0, 0), FAILED), ENISIM_ENI_GROUP_NONE);
  ck_assert_uint_eq (pool.n_created, 0);
  ck_assert_uint_eq (pool.n_failed, 0);
}
END_TEST

START_TEST (failure_touches_no_group_that_existed_before)
{
  guint32 used, retained;

  reopen_pool (ENISIM_QUOTA_UNLIMITED, FALSE);
  retained = create (key_of (0, 1, 0));
  used = create (key_of (0, 1, 1));
  release_last (retained);
  fill (1);
  acquire (key_of (0, 1, 0), FAILED);
  ck_assert_int_eq (enisim_eni_pool_get (&pool, retained)->state, ENISIM_ENI_RETAINED);
  ck_assert_int_eq (enisim_eni_pool_get (&pool, used)->state, ENISIM_ENI_IN_USE);
  ck_assert_uint_eq (n_held (1, ENISIM_HOLDER_ENI_RETAINED), 1);
}
END_TEST

START_TEST (enis_are_numbered_in_the_order_of_their_creation)
{
  const guint32 first = create (key_of (2, 0, 0)), second = create (key_of (1, 1, 0));

  ck_assert_uint_eq (enisim_eni_pool_get (&pool, first)->enis[0].number, 1);
  ck_assert_uint_eq (enisim_eni_pool_get (&pool, first)->enis[1].number, 2);
  ck_assert_uint_eq (enisim_eni_pool_get (&pool, second)->enis[0].number, 3);
}
END_TEST

/* A configuration's groups, one for each subnet.  Returns: whether the references were taken. */
static gboolean
acquire_each (EnisimAttachmentKey configuration, const guint32 *subnets, guint n_subnets,
              EnisimAcquiredGroup *groups, guint32 *failed)
{
  EnisimAttachmentKey list[N_SUBNETS];

  for (guint i = 0; i < n_subnets; i++)
    list[i] = enisim_attachment_keys_narrow (&keys, configuration, subnets[i]);
  return enisim_eni_pool_acquire (&pool, configuration, list, n_subnets, groups, failed);
}

START_TEST (group_per_subnet_is_shared_by_configurations_that_overlap)
{
  EnisimAcquiredGroup groups[3];
  guint32 failed;

  ck_assert (acquire_each (key_of (0, 1, 7), (const guint32[]){ 0, 1 }, 2, groups, &failed));
  ck_assert (acquire_each (key_of (1, 2, 7), (const guint32[]){ 1, 2 }, 2, groups + 1, &failed));
  ck_assert_int_eq (groups[1].how, ENISIM_ACQUIRED_JOINED);
  ck_assert_int_eq (groups[2].how, ENISIM_ACQUIRED_CREATED);
  ck_assert_uint_eq (pool.n_created, 3);
}
END_TEST

START_TEST (create_per_subnet_is_all_or_nothing_and_touches_no_group_that_existed)
{
  const guint32 subnets[] = { 0, 1, 2 }, sg = 7;
  EnisimAcquiredGroup groups[3];
  guint32 failed;
  const guint32 there = create (key_of (0, 0, sg));
  const guint32 retained = create (key_of (2, 2, sg));

  release_last (retained);
  fill (1);
  ck_assert (!acquire_each (enisim_attachment_keys_intern (&keys, subnets, 3, &sg, 1), subnets, 3,
                            groups, &failed));
  ck_assert_uint_eq (failed, ENISIM_ENI_GROUP_NONE);
  ck_assert_uint_eq (pool.n_denials, 1);
  ck_assert_uint_eq (enisim_eni_pool_get (&pool, there)->n_references, 1);
  ck_assert_int_eq (enisim_eni_pool_get (&pool, retained)->state, ENISIM_ENI_RETAINED);
  ck_assert_uint_eq (pool.n_taken_back, 0);
}
END_TEST

START_TEST (failed_create_per_subnet_leaves_one_group_of_what_it_got)
{
  const guint32 subnets[] = { 0, 1, 2 }, sg = 7;
  const EnisimAttachmentKey key = enisim_attachment_keys_intern (&keys, subnets, 3, &sg, 1);
  EnisimAcquiredGroup groups[3];
  guint32 failed;

  fill (1);
  ck_assert (!acquire_each (key, subnets, 3, groups, &failed));
  ck_assert_uint_eq (enisim_eni_pool_get (&pool, failed)->n_enis, 2);
  ck_assert_uint_eq (enisim_eni_pool_get (&pool, failed)->key, key);
  enisim_eni_pool_remove (&pool, failed);
  ck_assert_uint_eq (pool.n_released, 2);
}
END_TEST

START_TEST (kinds_of_agents_do_not_share)
{
  const EnisimAttachmentKey key = key_of (0, 1, 7);

  create (key);
  acquire (enisim_attachment_key_with_kind (key, 1), ENISIM_ACQUIRED_CREATED);
  acquire (enisim_attachment_key_with_kind (key, 2), ENISIM_ACQUIRED_CREATED);
  ck_assert_uint_eq (pool.n_created, 6);
}
END_TEST

/* The twin. */

typedef struct
{
  guint subnets, sgs; /* bit masks */
} TwinKey;

/* Several of them share subnets, two share a subnet set and two an SG set. */
static const TwinKey TWIN_KEYS[] = {
  { 1 << 0, 1 << 0 },          { 1 << 0 | 1 << 1, 1 << 0 },
  { 1 << 0 | 1 << 2, 1 << 0 }, { 1 << 0 | 1 << 2, 1 << 0 | 1 << 1 },
  { 1 << 3, 1 << 1 },          { 1 << 0 | 1 << 1 | 1 << 2 | 1 << 3, 1 << 2 },
};

typedef struct
{
  TwinKey key;
  guint32 index; /* the pool's */
  EnisimEniState state;
  guint n_references;
  guint places[N_SUBNETS]; /* of its address in each subnet of the key; 0 for none */
} TwinGroup;

typedef struct
{
  GArray *groups; /* of TwinGroup */
  gboolean is_held[N_SUBNETS][N_PLACES];
  guint n_background[N_SUBNETS];
  EnisimStream streams[N_SUBNETS];
  guint32 enis_per_az;
  gboolean reuse, is_per_subnet;
  EnisimEniDenial denials[N_SUBNETS];
  guint n_denials;
  guint64 n_created, n_taken_back, n_released, n_failed;
} Twin;

static TwinGroup *
twin_get (const Twin *twin, guint i)
{
  return &g_array_index (twin->groups, TwinGroup, i);
}

static void
twin_init (Twin *twin, guint32 enis_per_az, gboolean reuse, gboolean is_per_subnet)
{
  *twin = (Twin){ .groups = g_array_new (FALSE, TRUE, sizeof (TwinGroup)),
                  .enis_per_az = enis_per_az,
                  .reuse = reuse,
                  .is_per_subnet = is_per_subnet };
  for (guint i = 0; i < N_SUBNETS; i++)
    twin->streams[i] = stream_of (i);
}

static guint
twin_n_held (const Twin *twin, guint subnet)
{
  guint n = 0;

  for (guint place = 0; place < N_PLACES; place++)
    n += twin->is_held[subnet][place] ? 1 : 0;
  return n;
}

static guint
twin_n_enis (const Twin *twin, guint32 az)
{
  guint n = 0;

  for (guint i = 0; i < N_SUBNETS; i++)
    n += AZS[i] == az ? twin_n_held (twin, i) - twin->n_background[i] : 0;
  return n;
}

/* Returns: the place, 0 with a denial noted if there is none to have. */
static guint
twin_lease (Twin *twin, guint subnet)
{
  const guint n_free = CAPACITY - twin_n_held (twin, subnet);
  const gboolean has_quota = twin_n_enis (twin, AZS[subnet]) < twin->enis_per_az;
  guint place = 4;
  guint64 k;

  if (n_free == 0 || !has_quota)
    {
      twin->denials[twin->n_denials++]
          = (EnisimEniDenial){ subnet, (n_free == 0 ? ENISIM_LEASE_NO_ADDRESS : 0)
                                           | (has_quota ? 0 : ENISIM_LEASE_ENI_QUOTA) };
      return 0;
    }
  k = enisim_stream_next_below (&twin->streams[subnet], n_free);
  for (; twin->is_held[subnet][place] || k > 0; place++)
    k -= twin->is_held[subnet][place] ? 0 : 1;
  twin->is_held[subnet][place] = TRUE;
  return place;
}

static void
take_background (Twin *twin)
{
  /* Fewer groups stand in a subnet where they are shared per subnet. */
  const guint n_wanted = N_BACKGROUND + (twin->is_per_subnet ? 2 : 0);
  guint32 address;

  for (guint subnet = 0; subnet < N_SUBNETS; subnet++)
    for (; twin->n_background[subnet] < n_wanted; twin->n_background[subnet]++)
      {
        const guint place = twin_lease (twin, subnet);

        enisim_address_space_lease (&space, subnet, ENISIM_HOLDER_BACKGROUND, &address);
        ck_assert_uint_eq (address, first_address (subnet) + place);
      }
}

static guint
count_enis (const TwinGroup *group)
{
  guint n = 0;

  for (guint i = 0; i < N_SUBNETS; i++)
    n += group->places[i] != 0;
  return n;
}

/* Returns: the place of the group that may still be joined, or -1. */
static gint
twin_find (const Twin *twin, TwinKey key)
{
  for (guint i = 0; i < twin->groups->len; i++)
    {
      const TwinGroup *group = twin_get (twin, i);

      if (group->key.subnets == key.subnets && group->key.sgs == key.sgs
          && group->state != ENISIM_ENI_FAILED
          && (twin->reuse || group->state != ENISIM_ENI_RETAINED))
        return (gint) i;
    }
  return -1;
}

/* A group of what @places has in the key's subnets.  Returns: its place. */
static guint
twin_add (Twin *twin, TwinKey key, const guint *places, EnisimEniState state, guint n_references)
{
  TwinGroup group = { .key = key, .state = state, .n_references = n_references };

  for (guint i = 0; i < N_SUBNETS; i++)
    group.places[i] = key.subnets & 1u << i ? places[i] : 0;
  g_array_append_val (twin->groups, group);
  return twin->groups->len - 1;
}

static EnisimAcquired
twin_share (Twin *twin, TwinGroup *group)
{
  group->n_references++;
  if (group->state == ENISIM_ENI_CREATING)
    return ENISIM_ACQUIRED_JOINED;
  if (group->state == ENISIM_ENI_IN_USE)
    return ENISIM_ACQUIRED_SHARED;
  twin->n_taken_back += count_enis (group);
  group->state = ENISIM_ENI_IN_USE;
  return ENISIM_ACQUIRED_TAKEN_BACK;
}

typedef struct
{
  guint place; /* of the group */
  EnisimAcquired how;
} TwinTaken;

/* The keys of a configuration's groups.  Returns: how many. */
static guint
twin_list_keys (const Twin *twin, TwinKey configuration, TwinKey *list)
{
  guint n = 0;

  if (twin->is_per_subnet)
    {
      for (guint i = 0; i < N_SUBNETS; i++)
        if (configuration.subnets & 1u << i)
          list[n++] = (TwinKey){ 1u << i, configuration.sgs };
      return n;
    }
  list[0] = configuration;
  return 1;
}

/* Returns: whether the references were taken; if not, @failed is the place of what was got, or -1.
 */
static gboolean
twin_acquire (Twin *twin, TwinKey configuration, const TwinKey *list, guint n, TwinTaken *taken,
              gint *failed)
{
  guint places[N_SUBNETS] = { 0 }, absent = 0, n_enis = 0;

  twin->n_denials = 0;
  *failed = -1;
  for (guint i = 0; i < n; i++)
    absent |= twin_find (twin, list[i]) < 0 ? list[i].subnets : 0;
  for (guint i = 0; i < N_SUBNETS; i++)
    if (absent & 1u << i)
      n_enis += (places[i] = twin_lease (twin, i)) != 0 ? 1 : 0;
  twin->n_created += n_enis;
  if (twin->n_denials > 0)
    {
      twin->n_failed += n_enis;
      if (n_enis > 0)
        *failed = (gint) twin_add (twin, configuration, places, ENISIM_ENI_FAILED, 0);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      const gint place = twin_find (twin, list[i]);

      if (place < 0)
        taken[i] = (TwinTaken){ twin_add (twin, list[i], places, ENISIM_ENI_CREATING, 1),
                                ENISIM_ACQUIRED_CREATED };
      else
        taken[i] = (TwinTaken){ (guint) place, twin_share (twin, twin_get (twin, (guint) place)) };
    }
  return TRUE;
}

static void
twin_remove (Twin *twin, guint i)
{
  const TwinGroup *group = twin_get (twin, i);

  twin->n_released += count_enis (group);
  for (guint subnet = 0; subnet < N_SUBNETS; subnet++)
    twin->is_held[subnet][group->places[subnet]] = FALSE;
  g_array_remove_index_fast (twin->groups, i);
}

/* The members of a mask in any order, some of them twice.  Returns: how many. */
static guint
shuffle_mask (GRand *rand, guint mask, guint32 *members)
{
  guint n = 0;

  for (guint bit = 0; bit < N_SUBNETS; bit++)
    for (guint copies = mask >> bit & 1 ? 1 + (guint) g_rand_boolean (rand) : 0; copies > 0;
         copies--)
      members[n++] = bit;
  for (guint i = n; i > 1; i--)
    {
      const guint j = (guint) g_rand_int_range (rand, 0, (gint32) i);
      const guint32 member = members[i - 1];

      members[i - 1] = members[j];
      members[j] = member;
    }
  return n;
}

static EnisimAttachmentKey
intern_any_order (GRand *rand, TwinKey key)
{
  guint32 subnets[2 * N_SUBNETS], sgs[2 * N_SUBNETS];
  const guint n_subnets = shuffle_mask (rand, key.subnets, subnets);
  const guint n_sgs = shuffle_mask (rand, key.sgs, sgs);

  return enisim_attachment_keys_intern (&keys, subnets, n_subnets, sgs, n_sgs);
}

/* The pool's keys of the same groups.  Returns: how many. */
static guint
list_keys (const Twin *twin, EnisimAttachmentKey configuration, EnisimAttachmentKey *list)
{
  guint n_subnets;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &keys, enisim_attachment_key_get_subnet_set (configuration), &n_subnets);

  list[0] = configuration;
  if (!twin->is_per_subnet)
    return 1;
  for (guint i = 0; i < n_subnets; i++)
    list[i] = enisim_attachment_keys_narrow (&keys, configuration, subnets[i]);
  return n_subnets;
}

static void
check_taken (const Twin *twin, const TwinTaken *taken, const EnisimAcquiredGroup *groups, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      TwinGroup *group = twin_get (twin, taken[i].place);

      ck_assert_int_eq (groups[i].how, taken[i].how);
      if (taken[i].how == ENISIM_ACQUIRED_CREATED)
        group->index = groups[i].group;
      ck_assert_uint_eq (groups[i].group, group->index);
    }
}

static void
check_denials (const Twin *twin)
{
  ck_assert_uint_eq (pool.n_denials, twin->n_denials);
  for (guint i = 0; i < twin->n_denials; i++)
    {
      ck_assert_uint_eq (pool.denials[i].subnet_index, twin->denials[i].subnet_index);
      ck_assert_int_eq (pool.denials[i].causes, twin->denials[i].causes);
    }
}

static void
acquire_any (Twin *twin, GRand *rand)
{
  const TwinKey configuration = TWIN_KEYS[g_rand_int_range (rand, 0, G_N_ELEMENTS (TWIN_KEYS))];
  const EnisimAttachmentKey key = intern_any_order (rand, configuration);
  TwinKey twin_list[N_SUBNETS];
  EnisimAttachmentKey list[N_SUBNETS];
  TwinTaken taken[N_SUBNETS];
  EnisimAcquiredGroup groups[N_SUBNETS];
  const guint n = twin_list_keys (twin, configuration, twin_list);
  gint twin_failed;
  guint32 failed;
  const gboolean is_done = twin_acquire (twin, configuration, twin_list, n, taken, &twin_failed);

  ck_assert_uint_eq (list_keys (twin, key, list), n);
  ck_assert_int_eq (enisim_eni_pool_acquire (&pool, key, list, n, groups, &failed), is_done);
  if (is_done)
    check_taken (twin, taken, groups, n);
  ck_assert_int_eq (failed == ENISIM_ENI_GROUP_NONE, twin_failed < 0);
  if (twin_failed >= 0)
    twin_get (twin, (guint) twin_failed)->index = failed;
  check_denials (twin);
}

/* What comes next in a group's life. */
static void
change_any (Twin *twin, GRand *rand)
{
  const guint i
      = twin->groups->len == 0 ? 0 : (guint) g_rand_int_range (rand, 0, (gint32) twin->groups->len);
  TwinGroup *group = twin_get (twin, i);

  if (twin->groups->len == 0)
    return;
  switch (group->state)
    {
    case ENISIM_ENI_CREATING:
      enisim_eni_pool_end_creation (&pool, group->index);
      group->state = ENISIM_ENI_IN_USE;
      return;
    case ENISIM_ENI_IN_USE:
      group->n_references--;
      ck_assert_int_eq (enisim_eni_pool_release (&pool, group->index), group->n_references == 0);
      if (group->n_references == 0)
        group->state = ENISIM_ENI_RETAINED;
      return;
    case ENISIM_ENI_RETAINED:
    case ENISIM_ENI_FAILED:
      enisim_eni_pool_remove (&pool, group->index);
      twin_remove (twin, i);
      return;
    case ENISIM_ENI_FREE:
      break;
    }
  ck_abort_msg ("a group of the twin is free");
}

static gboolean
equals_group (const TwinGroup *twin, const EnisimEniGroup *group)
{
  guint n = 0;

  if (group->state != twin->state || group->n_references != twin->n_references)
    return FALSE;
  for (guint i = 0; i < N_SUBNETS; i++)
    {
      if (twin->places[i] == 0)
        continue;
      if (n == group->n_enis || group->enis[n].subnet_index != i
          || group->enis[n].address != first_address (i) + twin->places[i])
        return FALSE;
      n++;
    }
  return n == group->n_enis;
}

/* Check takes its time over an assertion, hence one for all groups. */
static gboolean
equals_groups (const Twin *twin)
{
  guint n_alive = 0;

  for (guint32 i = 0; i < enisim_eni_pool_get_n_places (&pool); i++)
    n_alive += enisim_eni_pool_get (&pool, i)->state != ENISIM_ENI_FREE;
  for (guint i = 0; i < twin->groups->len; i++)
    if (!equals_group (twin_get (twin, i), enisim_eni_pool_get (&pool, twin_get (twin, i)->index)))
      return FALSE;
  return n_alive == twin->groups->len;
}

static guint
count_in_state (const Twin *twin, guint subnet, EnisimEniState state)
{
  guint n = 0;

  for (guint i = 0; i < twin->groups->len; i++)
    n += twin_get (twin, i)->state == state && twin_get (twin, i)->places[subnet] != 0;
  return n;
}

/* Held by state, and in all, in each subnet. */
static gboolean
equals_holders (const Twin *twin)
{
  for (guint i = 0; i < N_SUBNETS; i++)
    if (n_held (i, ENISIM_HOLDER_ENI_CREATING) != count_in_state (twin, i, ENISIM_ENI_CREATING)
        || n_held (i, ENISIM_HOLDER_ENI_IN_USE) != count_in_state (twin, i, ENISIM_ENI_IN_USE)
        || n_held (i, ENISIM_HOLDER_ENI_RETAINED) != count_in_state (twin, i, ENISIM_ENI_RETAINED)
        || n_held (i, ENISIM_HOLDER_ENI_FAILED) != count_in_state (twin, i, ENISIM_ENI_FAILED)
        || enisim_subnet_get_n_held_total (enisim_address_space_get (&space, i))
               != twin_n_held (twin, i))
      return FALSE;
  return TRUE;
}

static guint64
count_alive (const Twin *twin)
{
  guint64 n = 0;

  for (guint i = 0; i < twin->groups->len; i++)
    n += count_enis (twin_get (twin, i));
  return n;
}

static void
check_against (const Twin *twin)
{
  ck_assert (equals_groups (twin));
  ck_assert (equals_holders (twin));
  ck_assert_uint_eq (pool.n_created, twin->n_created);
  ck_assert_uint_eq (pool.n_taken_back, twin->n_taken_back);
  ck_assert_uint_eq (pool.n_failed, twin->n_failed);
  ck_assert_uint_eq (pool.n_released, twin->n_released);
  ck_assert_uint_eq (twin->n_created, twin->n_released + count_alive (twin));
  enisim_eni_pool_verify (&pool);
}

/* Seeds go round through re-use on and off, through a quota that is none, that binds before the
 * subnets are dry, and that binds at once, and through groups of whole configurations and of single
 * subnets. */
START_TEST (agrees_with_twin)
{
  static const guint32 QUOTAS[] = { ENISIM_QUOTA_UNLIMITED, 6, 3 };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  const guint32 enis_per_az = QUOTAS[_i / 2 % 3];
  const gboolean reuse = _i % 2 == 0, is_per_subnet = _i / 6 % 2 == 1;
  Twin twin;

  reopen_pool (enis_per_az, reuse);
  twin_init (&twin, enis_per_az, reuse, is_per_subnet);
  take_background (&twin);
  for (guint step = 0; step < N_STEPS; step++)
    {
      /* Now the pool fills, now it empties. */
      const gint acquires_percent = step / 100 % 2 == 0 ? 60 : 35;

      if (g_rand_int_range (rand, 0, 100) < acquires_percent)
        acquire_any (&twin, rand);
      else
        change_any (&twin, rand);
      check_against (&twin);
    }
  ck_assert_uint_gt (twin.n_released, 0);
  ck_assert (reuse || twin.n_taken_back == 0);
  /* With several groups to a create, a tight quota leaves few that succeed. */
  ck_assert (is_per_subnet || twin.n_failed > 0);
  ck_assert (is_per_subnet || !reuse || twin.n_taken_back > 0);
  g_array_unref (twin.groups);
}
END_TEST

START_TEST (creating_group_is_not_released)
{
  enisim_eni_pool_release (&pool, acquire (key_of (0, 0, 0), ENISIM_ACQUIRED_CREATED));
}
END_TEST

START_TEST (retained_group_has_no_reference_to_release)
{
  const guint32 group = create (key_of (0, 0, 0));

  release_last (group);
  enisim_eni_pool_release (&pool, group);
}
END_TEST

START_TEST (group_in_use_is_not_removed)
{
  enisim_eni_pool_remove (&pool, create (key_of (0, 0, 0)));
}
END_TEST

START_TEST (group_is_not_removed_twice)
{
  const guint32 group = create (key_of (0, 0, 0));

  release_last (group);
  enisim_eni_pool_remove (&pool, group);
  enisim_eni_pool_remove (&pool, group);
}
END_TEST

START_TEST (creation_does_not_end_twice)
{
  enisim_eni_pool_end_creation (&pool, create (key_of (0, 0, 0)));
}
END_TEST

static void
add_rules (TCase *rules)
{
  tcase_add_test (rules, group_holds_one_eni_in_each_subnet_of_its_set);
  tcase_add_test (rules, order_and_duplicates_of_sets_make_no_difference);
  tcase_add_test (rules, ten_runtimes_of_one_configuration_share_two_enis);
  tcase_add_test (rules, second_security_group_for_one_of_them_makes_four_enis);
  tcase_add_test (rules, address_is_held_from_the_request_on);
  tcase_add_test (rules, create_on_a_creating_group_joins_it);
  tcase_add_test (rules, last_reference_gone_starts_retention_of_all_its_enis);
  tcase_add_test (rules, retained_group_is_taken_back_with_its_addresses);
  tcase_add_test (rules, retained_group_of_another_key_is_left_alone);
  tcase_add_test (rules, without_reuse_new_enis_stand_beside_the_retained);
  tcase_add_test (rules, removed_group_gives_all_its_addresses_back_at_once);
  tcase_add_test (rules, key_of_a_removed_group_gets_new_enis);
  tcase_add_test (rules, failed_create_names_every_cause);
  tcase_add_test (rules, own_enis_use_the_quota_up_in_subnet_order);
  tcase_add_test (rules, success_leaves_no_causes_of_an_earlier_failure);
  tcase_add_test (rules, failed_group_holds_what_it_got_and_is_never_reused);
  tcase_add_test (rules, failed_create_that_got_nothing_leaves_no_group);
  tcase_add_test (rules, failure_touches_no_group_that_existed_before);
  tcase_add_test (rules, enis_are_numbered_in_the_order_of_their_creation);
  tcase_add_test (rules, group_per_subnet_is_shared_by_configurations_that_overlap);
  tcase_add_test (rules, create_per_subnet_is_all_or_nothing_and_touches_no_group_that_existed);
  tcase_add_test (rules, failed_create_per_subnet_leaves_one_group_of_what_it_got);
  tcase_add_test (rules, kinds_of_agents_do_not_share);
}

static Suite *
eni_pool_suite (void)
{
  Suite *suite = suite_create ("model/eni-pool");
  TCase *rules = tcase_create ("rules");
  TCase *random = tcase_create ("random");
  TCase *contract = tcase_create ("contract");

  tcase_add_checked_fixture (rules, setup, teardown);
  add_rules (rules);
  suite_add_tcase (suite, rules);

  tcase_add_checked_fixture (random, setup, teardown);
  tcase_add_loop_test (random, agrees_with_twin, 0, 48);
  suite_add_tcase (suite, random);

  tcase_add_checked_fixture (contract, setup, teardown);
  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (contract, creating_group_is_not_released, SIGABRT);
      tcase_add_test_raise_signal (contract, retained_group_has_no_reference_to_release, SIGABRT);
      tcase_add_test_raise_signal (contract, group_in_use_is_not_removed, SIGABRT);
      tcase_add_test_raise_signal (contract, group_is_not_removed_twice, SIGABRT);
      tcase_add_test_raise_signal (contract, creation_does_not_end_twice, SIGABRT);
    }
  suite_add_tcase (suite, contract);
  return suite;
}

ENISIM_TEST_MAIN (eni_pool_suite)
