/* eni-pool.h: the ENIs, in groups that runtimes of one attachment key share
 *
 *   absent -> creating -> in use <-> retained -> absent        (model.md "ENI pool")
 *         \-> failed -> absent
 *
 * A group holds one ENI in each subnet of its key's subnet set.  Group and key meet in a hash
 * table while a new reference may still join; a failed group, and a retained one where re-use is
 * off, stand beside it until they are released.
 *
 * The pool keeps no time and calls nobody: its verbs say what happened, the caller books the
 * timers and counts.
 */
#pragma once

#include <enisim/enisim-states.h>
#include <enisim/enisim-time.h>

#include "base/key-table.h"
#include "base/slab.h"
#include "model/address-space.h"
#include "net/attachment-key.h"

enum
{
  ENISIM_N_ENI_STATES = ENISIM_ENI_FAILED + 1
};

#define ENISIM_ENI_GROUP_NONE ENISIM_KEY_TABLE_NONE
G_STATIC_ASSERT (ENISIM_ENI_GROUP_NONE == ENISIM_SLAB_NONE);

typedef enum
{
  ENISIM_ACQUIRED_SHARED,     /* the group was in use */
  ENISIM_ACQUIRED_JOINED,     /* the group is being created; the new reference shares its fate */
  ENISIM_ACQUIRED_TAKEN_BACK, /* the group was retained; its timer has to be cancelled */
  ENISIM_ACQUIRED_CREATED,    /* a new group in creation; the caller ends it, now or later */
} EnisimAcquired;

typedef struct
{
  guint32 group;
  EnisimAcquired how;
} EnisimAcquiredGroup;

typedef struct
{
  guint32 address;
  guint32 subnet_index;
  guint64 number; /* from 1, in the order of creation over the whole run */
} EnisimEni;

typedef struct
{
  EnisimAttachmentKey key; /* the slab's link while free */
  guint64 timer;           /* sequence of what ends the state: in use, released; 0 for none */
  EnisimTime in_use_at;    /* while creating: when that ends, for whoever joins */
  EnisimEni *enis;
  guint32 n_enis;
  guint32 n_references;
  EnisimEniState state;
  gboolean is_findable; /* by its key */
} EnisimEniGroup;

typedef struct
{
  guint32 subnet_index;
  EnisimLease causes; /* bits, at least one */
} EnisimEniDenial;

typedef struct
{
  const EnisimAttachmentKeys *keys;
  EnisimAddressSpace *space;
  EnisimKeyTable table;                                  /* key -> group */
  EnisimSlab groups;                                     /* of EnisimEniGroup */
  gboolean reuse;                                        /* `eni_reuse` */
  guint64 n_created, n_taken_back, n_released, n_failed; /* ENIs */
  guint64 n_in_state[ENISIM_N_ENI_STATES];               /* ENIs alive now; none is FREE */
  EnisimEniDenial denials[ENISIM_SUBNETS_MAX]; /* why the last acquire failed; none if not */
  guint n_denials;
} EnisimEniPool;

/* @keys and @space outlive the pool; @seed only scatters the table. */
void enisim_eni_pool_init (EnisimEniPool *pool, const EnisimAttachmentKeys *keys,
                           EnisimAddressSpace *space, gboolean reuse, guint64 seed);
void enisim_eni_pool_clear (EnisimEniPool *pool);

/**
 * enisim_eni_pool_acquire:
 * @configuration: of the pool's attachment keys, with at least one subnet
 * @keys: (array length=n_keys): of the groups that it needs: @configuration itself, or the key of
 *   each of its subnets, in their order
 * @n_keys: 1 .. ENISIM_SUBNETS_MAX
 * @groups: (out) (array length=n_keys): the groups, each with one reference more; untouched where
 *   the create failed
 * @failed: (out): what a failed create got, a group of @configuration's that the caller removes
 *   later, or ENISIM_ENI_GROUP_NONE
 *
 * All or nothing: where any subnet of the groups that are absent has no address, or its AZ no ENI
 * quota left, all causes are in @denials, and the groups that were there before are as they were.
 *
 * Returns: whether the references were taken
 */
gboolean enisim_eni_pool_acquire (EnisimEniPool *pool, EnisimAttachmentKey configuration,
                                  const EnisimAttachmentKey *keys, guint n_keys,
                                  EnisimAcquiredGroup *groups, guint32 *failed);

/* Creating -> in use. */
void enisim_eni_pool_end_creation (EnisimEniPool *pool, guint32 group);

/* Gives a reference of a group in use back.  Returns: %TRUE if it was the last: the group is now
 * retained and the caller books its end. */
gboolean enisim_eni_pool_release (EnisimEniPool *pool, guint32 group);

/* Retained or failed -> absent: the addresses are free at once, and @group is no more. */
void enisim_eni_pool_remove (EnisimEniPool *pool, guint32 group);

/* The pointer holds until the next acquire. */
static inline EnisimEniGroup *
enisim_eni_pool_get (const EnisimEniPool *pool, guint32 group)
{
  return enisim_slab_get (&pool->groups, group);
}

/* Places of groups, some of them ENISIM_ENI_FREE. */
static inline guint32
enisim_eni_pool_get_n_places (const EnisimEniPool *pool)
{
  return pool->groups.n_places;
}

/* Walks everything; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_eni_pool_verify (const EnisimEniPool *pool);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimEniPool, enisim_eni_pool_clear)
