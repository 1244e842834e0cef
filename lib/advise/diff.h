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

/* What is compared thing by thing. */
enum
{
  ENISIM_DIFF_VPCS,
  ENISIM_DIFF_SUBNETS,
  ENISIM_DIFF_SECURITY_GROUPS,
  ENISIM_DIFF_ENDPOINTS,
  ENISIM_DIFF_NAT_GATEWAYS,
  ENISIM_DIFF_AGENTS, /* those without ENIs too */
  ENISIM_N_DIFF_KINDS
};

/* What one side has of a kind. */
typedef struct
{
  const EnisimResource *resource; /* NULL: it is only referred to */
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
  /* Of subnets and security groups those described, then those that agents refer to; subnets in the
   * order of the plans'. */
  EnisimDiffMatch matches[ENISIM_N_DIFF_KINDS];
  EnisimDiffMatch agents;  /* with ENIs, in the order of the plans' agents */
  GArray *groups;          /* of EnisimDiffGroup */
  GArray *changed_subnets; /* of EnisimDiffSubnet, all of them */
  GArray *things;          /* of EnisimDiffThing */
  GArray *findings;        /* of EnisimDiffFinding: those that are not the same on both sides */
  EnisimDiffCost cost;
  guint64 n_retained;
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

/* Fills what there is on both sides, and the twins. */
void enisim_diff_match_all (EnisimDiff *diff);

/* Fills what is added, gone, renamed or changed. */
void enisim_diff_compare_things (EnisimDiff *diff);

/* Fills what is held in subnets, and which ENIs of before stay in them. */
void enisim_diff_compare_subnets (EnisimDiff *diff);

/* Fills groups, and whether one is split. */
void enisim_diff_compare_groups (EnisimDiff *diff);

/* Fills findings.  Both sides have checks. */
void enisim_diff_compare_findings (EnisimDiff *diff);

/* Returns: a month's; NAN: not known */
double enisim_diff_compute_cost (const EnisimPlan *plan);

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
