/* eni-pool.c: the ENIs, in groups that runtimes of one attachment key share */
#include "model/eni-pool.h"

/* What the slab links free records by must not be the field that tells them apart. */
G_STATIC_ASSERT (offsetof (EnisimEniGroup, key) == 0);

static const EnisimHolder holder_of[] = {
  [ENISIM_ENI_CREATING] = ENISIM_HOLDER_ENI_CREATING,
  [ENISIM_ENI_IN_USE] = ENISIM_HOLDER_ENI_IN_USE,
  [ENISIM_ENI_RETAINED] = ENISIM_HOLDER_ENI_RETAINED,
  [ENISIM_ENI_FAILED] = ENISIM_HOLDER_ENI_FAILED,
};

void
enisim_eni_pool_init (EnisimEniPool *pool, const EnisimAttachmentKeys *keys,
                      EnisimAddressSpace *space, gboolean reuse, guint64 seed)
{
  *pool = (EnisimEniPool){ .keys = keys, .space = space, .reuse = reuse };
  enisim_slab_init (&pool->groups, sizeof (EnisimEniGroup));
  enisim_key_table_init (&pool->table, seed);
}

void
enisim_eni_pool_clear (EnisimEniPool *pool)
{
  for (guint32 i = 0; i < enisim_eni_pool_get_n_places (pool); i++)
    g_free (enisim_eni_pool_get (pool, i)->enis);
  enisim_slab_clear (&pool->groups);
  enisim_key_table_clear (&pool->table);
}

static void
set_state (EnisimEniPool *pool, EnisimEniGroup *group, EnisimEniState state)
{
  for (guint i = 0; i < group->n_enis; i++)
    enisim_address_space_move (pool->space, group->enis[i].subnet_index, holder_of[group->state],
                               holder_of[state]);
  pool->n_in_state[group->state] -= group->n_enis;
  pool->n_in_state[state] += group->n_enis;
  group->state = state;
}

static void
set_findable (EnisimEniPool *pool, guint32 index, gboolean is_findable)
{
  EnisimEniGroup *group = enisim_eni_pool_get (pool, index);

  if (group->is_findable == is_findable)
    return;
  group->is_findable = is_findable;
  if (is_findable)
    enisim_key_table_insert (&pool->table, group->key, index);
  else
    enisim_key_table_remove (&pool->table, group->key);
}

typedef struct
{
  EnisimEni enis[ENISIM_SUBNETS_MAX];
  guint n_enis;
} Leased;

/* Asks every subnet, also after one has refused: a failed create names every cause. */
static void
lease_all (EnisimEniPool *pool, EnisimAttachmentKey key, Leased *leased)
{
  guint n_subnets;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      pool->keys, enisim_attachment_key_get_subnet_set (key), &n_subnets);

  g_assert (n_subnets >= 1);
  for (guint i = 0; i < n_subnets; i++)
    {
      EnisimEni *eni = &leased->enis[leased->n_enis];
      const EnisimLease lacking = enisim_address_space_lease (
          pool->space, subnets[i], ENISIM_HOLDER_ENI_CREATING, &eni->address);

      if (lacking != ENISIM_LEASE_OK)
        {
          pool->denials[pool->n_denials++] = (EnisimEniDenial){ subnets[i], lacking };
          continue;
        }
      eni->subnet_index = subnets[i];
      eni->number = ++pool->n_created;
      leased->n_enis++;
    }
}

static guint32
add_group (EnisimEniPool *pool, EnisimAttachmentKey key, const EnisimEni *enis, guint n_enis)
{
  const guint32 index = enisim_slab_take (&pool->groups);

  *enisim_eni_pool_get (pool, index)
      = (EnisimEniGroup){ .key = key,
                          .state = ENISIM_ENI_CREATING,
                          .enis = g_memdup2 (enis, n_enis * sizeof *enis),
                          .n_enis = n_enis };
  pool->n_in_state[ENISIM_ENI_CREATING] += n_enis;
  return index;
}

static guint32
fail (EnisimEniPool *pool, EnisimAttachmentKey configuration, const Leased *leased)
{
  guint32 index;

  if (leased->n_enis == 0)
    return ENISIM_ENI_GROUP_NONE;
  index = add_group (pool, configuration, leased->enis, leased->n_enis);
  pool->n_failed += leased->n_enis;
  set_state (pool, enisim_eni_pool_get (pool, index), ENISIM_ENI_FAILED);
  return index;
}

/* The group's ENIs are the next of what was leased. */
static EnisimAcquiredGroup
create (EnisimEniPool *pool, EnisimAttachmentKey key, const EnisimEni *enis, guint *n_used)
{
  EnisimAcquiredGroup acquired = { .how = ENISIM_ACQUIRED_CREATED };
  guint n_subnets;

  enisim_attachment_keys_get_subnets (pool->keys, enisim_attachment_key_get_subnet_set (key),
                                      &n_subnets);
  acquired.group = add_group (pool, key, enis + *n_used, n_subnets);
  enisim_eni_pool_get (pool, acquired.group)->n_references = 1;
  set_findable (pool, acquired.group, TRUE);
  *n_used += n_subnets;
  return acquired;
}

static EnisimAcquired
add_reference (EnisimEniPool *pool, guint32 index)
{
  EnisimEniGroup *group = enisim_eni_pool_get (pool, index);

  group->n_references++;
  switch (group->state)
    {
    case ENISIM_ENI_CREATING:
      return ENISIM_ACQUIRED_JOINED;
    case ENISIM_ENI_IN_USE:
      return ENISIM_ACQUIRED_SHARED;
    case ENISIM_ENI_RETAINED:
      pool->n_taken_back += group->n_enis;
      set_state (pool, group, ENISIM_ENI_IN_USE);
      return ENISIM_ACQUIRED_TAKEN_BACK;
    case ENISIM_ENI_FREE:
    case ENISIM_ENI_FAILED:
      break;
    }
  g_assert_not_reached ();
}

/* Groups that are there are only looked at until it is known that the create succeeds. */
gboolean
enisim_eni_pool_acquire (EnisimEniPool *pool, EnisimAttachmentKey configuration,
                         const EnisimAttachmentKey *keys, guint n_keys, EnisimAcquiredGroup *groups,
                         guint32 *failed)
{
  guint32 found[ENISIM_SUBNETS_MAX];
  Leased leased = { .n_enis = 0 };
  guint n_used = 0;

  g_assert (n_keys >= 1 && n_keys <= ENISIM_SUBNETS_MAX);
  pool->n_denials = 0;
  *failed = ENISIM_ENI_GROUP_NONE;
  for (guint i = 0; i < n_keys; i++)
    {
      found[i] = enisim_key_table_lookup (&pool->table, keys[i]);
      if (found[i] == ENISIM_ENI_GROUP_NONE)
        lease_all (pool, keys[i], &leased);
    }
  if (pool->n_denials > 0)
    {
      *failed = fail (pool, configuration, &leased);
      return FALSE;
    }
  for (guint i = 0; i < n_keys; i++)
    if (found[i] == ENISIM_ENI_GROUP_NONE)
      groups[i] = create (pool, keys[i], leased.enis, &n_used);
    else
      groups[i] = (EnisimAcquiredGroup){ found[i], add_reference (pool, found[i]) };
  return TRUE;
}

void
enisim_eni_pool_end_creation (EnisimEniPool *pool, guint32 index)
{
  EnisimEniGroup *group = enisim_eni_pool_get (pool, index);

  g_assert (group->state == ENISIM_ENI_CREATING);
  set_state (pool, group, ENISIM_ENI_IN_USE);
}

gboolean
enisim_eni_pool_release (EnisimEniPool *pool, guint32 index)
{
  EnisimEniGroup *group = enisim_eni_pool_get (pool, index);

  g_assert (group->state == ENISIM_ENI_IN_USE && group->n_references > 0);
  if (--group->n_references > 0)
    return FALSE;
  set_state (pool, group, ENISIM_ENI_RETAINED);
  set_findable (pool, index, pool->reuse);
  return TRUE;
}

void
enisim_eni_pool_remove (EnisimEniPool *pool, guint32 index)
{
  EnisimEniGroup *group = enisim_eni_pool_get (pool, index);

  g_assert (group->state == ENISIM_ENI_RETAINED || group->state == ENISIM_ENI_FAILED);
  g_assert (group->n_references == 0);
  for (guint i = 0; i < group->n_enis; i++)
    enisim_address_space_release (pool->space, group->enis[i].subnet_index, group->enis[i].address,
                                  holder_of[group->state]);
  pool->n_released += group->n_enis;
  pool->n_in_state[group->state] -= group->n_enis;
  set_findable (pool, index, FALSE);
  g_free (group->enis);
  *group = (EnisimEniGroup){ .state = ENISIM_ENI_FREE };
  enisim_slab_give_back (&pool->groups, index);
}

static void
verify_group (const EnisimEniPool *pool, guint32 index)
{
  const EnisimEniGroup *group = enisim_eni_pool_get (pool, index);
  const gboolean is_referenced
      = group->state == ENISIM_ENI_CREATING || group->state == ENISIM_ENI_IN_USE;

  g_assert_true (is_referenced == (group->n_references > 0));
  g_assert_true ((group->state == ENISIM_ENI_FREE) == (group->enis == NULL));
  g_assert_true (!is_referenced || group->is_findable);
  if (group->state == ENISIM_ENI_FREE || group->state == ENISIM_ENI_FAILED)
    g_assert_false (group->is_findable);
  if (group->is_findable)
    g_assert_cmpuint (enisim_key_table_lookup (&pool->table, group->key), ==, index);
}

void
enisim_eni_pool_verify (const EnisimEniPool *pool)
{
  guint64 n_alive = 0, n_in_state[ENISIM_N_ENI_STATES] = { 0 };
  guint n_taken = 0, n_findable = 0;

  enisim_slab_verify (&pool->groups);
  enisim_key_table_verify (&pool->table);
  for (guint32 i = 0; i < enisim_eni_pool_get_n_places (pool); i++)
    {
      const EnisimEniGroup *group = enisim_eni_pool_get (pool, i);

      verify_group (pool, i);
      n_alive += group->n_enis;
      n_in_state[group->state] += group->n_enis;
      n_taken += group->state != ENISIM_ENI_FREE;
      n_findable += group->is_findable ? 1 : 0;
    }
  g_assert_cmpuint (n_taken, ==, pool->groups.n_taken);
  g_assert_cmpuint (n_findable, ==, enisim_key_table_get_n_keys (&pool->table));
  g_assert_cmpuint (pool->n_created, ==, n_alive + pool->n_released);
  for (guint i = 0; i < ENISIM_N_ENI_STATES; i++)
    g_assert_cmpuint (n_in_state[i], ==, pool->n_in_state[i]);
  enisim_address_space_verify (pool->space);
}
