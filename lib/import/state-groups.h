/* state-groups.h: configurations that have ENIs, in the making */
#pragma once

#include "import/state.h"

G_BEGIN_DECLS

enum
{
  ENISIM_N_AGENT_KINDS = ENISIM_AGENT_KIND_CODE_INTERPRETER + 1
};

/* A group in the making. */
typedef struct
{
  EnisimLiveGroup group;
  guint32 sg_set;
  guint has_kind[ENISIM_N_AGENT_KINDS]; /* 0 or 1 */
  guint n_more;                         /* drafts that go on where this one is full */
  GPtrArray *agents, *interfaces;       /* (of EnisimId) */
  GPtrArray *subnets;                   /* (of EnisimId) where it is inferred */
} EnisimLiveDraft;

typedef struct
{
  EnisimState *state;
  EnisimInventory *inventory;
  EnisimInternTable sets;   /* of ids */
  EnisimInternTable places; /* of {subnet, SG set}: where an ENI can be */
  GPtrArray *queues;        /* (of GArray of guint): the ENIs at each place that are not taken */
  GArray *n_at;             /* (of guint): ENIs at each place, taken or not */
  EnisimInternTable keys;   /* of drafts */
  GPtrArray *drafts;        /* (of EnisimLiveDraft *) */
} EnisimLiveGroups;

/* Returns: the draft of that key, new if there was none */
EnisimLiveDraft *enisim_live_get_draft (EnisimLiveGroups *groups, const gsize *key, guint n_key,
                                        const EnisimResource *resource);

/* Drafts of all ENIs that are in the queues still.
 * @held: what they are */
void enisim_live_draft_rest (EnisimLiveGroups *groups, EnisimHeld held);

G_END_DECLS
