/* diff.h: what a change of a description changes, inside the library */
#pragma once

#include <enisim/enisim-diff.h>

#include "advise/plan.h"

enum
{
  ENISIM_DIFF_OLD,
  ENISIM_DIFF_NEW,
  ENISIM_N_DIFF_SIDES
};

#define ENISIM_DIFF_NONE G_MAXUINT

/* What one side has of a kind. */
typedef struct
{
  const char *kind;
  EnisimId id;
  const char *local_id; /* the id without the name of its stack */
  const char *name;
  guint twin;          /* index on the other side, or ENISIM_DIFF_NONE */
  gboolean is_renamed; /* the twin has another id */
} EnisimDiffItem;

/* Items of one kind of thing, of both sides. */
typedef struct
{
  GArray *items[ENISIM_N_DIFF_SIDES];       /* of EnisimDiffItem */
  GHashTable *indexes[ENISIM_N_DIFF_SIDES]; /* by id, + 1 */
} EnisimDiffMatch;

struct EnisimDiff
{
  const EnisimPlan *plans[ENISIM_N_DIFF_SIDES];
  const EnisimCheck *checks[ENISIM_N_DIFF_SIDES]; /* (nullable) */
  GHashTable *stacks[ENISIM_N_DIFF_SIDES];        /* their names */
  EnisimDiffMatch agents;                         /* in the order of the plans' agents */
  EnisimDiffMatch subnets;                        /* in the order of the plans' subnets */
  EnisimDiffMatch security_groups;          /* those described, then those that agents refer to */
  GArray *groups;                           /* of EnisimDiffGroup */
  GArray *changed_subnets;                  /* of EnisimDiffSubnet, all of them */
  GArray *things;                           /* of EnisimDiffThing */
  GPtrArray *findings[ENISIM_N_DIFF_SIDES]; /* of EnisimFinding: of that side alone */
  EnisimDiffCost cost;
  guint64 n_left_behind;
  gboolean has_split;
  GStringChunk *texts;
  GPtrArray *lists; /* of names, freed with the diff */
};

void enisim_diff_match_init (EnisimDiffMatch *match);
void enisim_diff_match_clear (EnisimDiffMatch *match);

/* Of an id that is there already the first one counts for enisim_diff_match_index().
 * @resource: (nullable): NULL: @id is only referred to */
void enisim_diff_match_add (EnisimDiff *diff, EnisimDiffMatch *match, guint side, const char *kind,
                            const EnisimResource *resource, EnisimId id);

/* Returns: (transfer none): an id or an expression without the names of that side's stacks */
const char *enisim_diff_make_local (EnisimDiff *diff, guint side, const char *text);

/* Returns: ENISIM_DIFF_NONE: there is none */
guint enisim_diff_match_index (const EnisimDiffMatch *match, guint side, EnisimId id);

/* Finds the twins: by id, by id without its stack, by kind and name; only where that is one thing
 * on either side. */
void enisim_diff_match_find (EnisimDiffMatch *match);

static inline EnisimDiffItem *
enisim_diff_match_get (const EnisimDiffMatch *match, guint side, guint index)
{
  return &g_array_index (match->items[side], EnisimDiffItem, index);
}

/* Fills agents, subnets and security groups of both sides, and their twins. */
void enisim_diff_match_all (EnisimDiff *diff);

/* Fills what is added, gone or renamed. */
void enisim_diff_compare_things (EnisimDiff *diff);

/* Fills groups, what they leave behind in the subnets, and whether one is split. */
void enisim_diff_compare_groups (EnisimDiff *diff);

/* One ENI of an old group stays in that subnet of the old side. */
void enisim_diff_leave_behind (EnisimDiff *diff, EnisimId subnet);

/* Appends what one agent gets instead of what: "security group b instead of a"; nothing if it is
 * the same.  Both indexes are of agents. */
void enisim_diff_add_why (GString *text, EnisimDiff *diff, guint old_agent, guint new_agent);

static inline const EnisimPlanAgent *
enisim_diff_get_agent (const EnisimDiff *diff, guint side, guint index)
{
  return &g_array_index (diff->plans[side]->agents, EnisimPlanAgent, index);
}

/* Aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_diff_verify (const EnisimDiff *diff);
