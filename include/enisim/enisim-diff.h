/* enisim-diff.h: what a change of a description changes, before anything is deployed */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-findings.h>
#include <enisim/enisim-plan.h>

G_BEGIN_DECLS

/**
 * EnisimDiff:
 *
 * Two plans, and what is in one and not in the other.  Immutable, and so fit for several threads.
 */
typedef struct EnisimDiff EnisimDiff;

/**
 * EnisimDiffChange:
 * @ENISIM_DIFF_SAME: in both, the same
 * @ENISIM_DIFF_CHANGED: in both
 * @ENISIM_DIFF_ADDED: in the new one only
 * @ENISIM_DIFF_GONE: in the old one only
 * @ENISIM_DIFF_RENAMED: in both, if what has the same kind and name is the same thing
 */
typedef enum
{
  ENISIM_DIFF_SAME,
  ENISIM_DIFF_CHANGED,
  ENISIM_DIFF_ADDED,
  ENISIM_DIFF_GONE,
  ENISIM_DIFF_RENAMED,
} EnisimDiffChange;

/**
 * enisim_diff_change_get_name:
 * @change: a change
 *
 * Returns: (nullable): "same", "changed", "added", "gone", "renamed"; %NULL if there is no such
 *   change
 */
ENISIM_API const char *enisim_diff_change_get_name (EnisimDiffChange change);

/**
 * EnisimDiffSubject:
 * @ENISIM_DIFF_GROUPS: there are more groups, or one is split
 * @ENISIM_DIFF_ENIS: agents have more ENIs
 * @ENISIM_DIFF_ADDRESSES: more addresses are held in a subnet
 * @ENISIM_DIFF_FINDINGS: there is a warning or an error that was not there
 * @ENISIM_DIFF_COST: a month costs more, or its cost is no longer known
 *
 * What may get worse.
 */
typedef enum
{
  ENISIM_DIFF_GROUPS,
  ENISIM_DIFF_ENIS,
  ENISIM_DIFF_ADDRESSES,
  ENISIM_DIFF_FINDINGS,
  ENISIM_DIFF_COST,
} EnisimDiffSubject;

/**
 * enisim_diff_subject_get_name:
 * @subject: a subject
 *
 * Returns: (nullable): "groups", "enis", "addresses", "findings", "cost"; %NULL if there is no such
 *   subject: those that are run from 0 without a gap
 */
ENISIM_API const char *enisim_diff_subject_get_name (EnisimDiffSubject subject);

/**
 * EnisimDiffGroup:
 * @change: %ENISIM_DIFF_CHANGED also where members stay and all get other ENIs
 * @members: (array length=n_members): its agents by name, as they are; of one that is gone, as they
 *   were
 * @joined: (array length=n_joined): those that were not in it
 * @left: (array length=n_left): those that no longer are, or are nowhere
 * @old_enis: before
 * @new_enis: after
 * @reason: why, in half a sentence
 *
 * Of the groups that a group's members go to, the one that gets most of them goes on as that group.
 */
typedef struct
{
  EnisimDiffChange change;
  const char *const *members;
  guint n_members;
  const char *const *joined;
  guint n_joined;
  const char *const *left;
  guint n_left;
  EnisimPlanCount old_enis, new_enis;
  const char *reason;
} EnisimDiffGroup;

/**
 * EnisimDiffSubnet:
 * @change: %ENISIM_DIFF_CHANGED where another number of addresses is held
 * @name: its name, or the expression that stands for it
 * @cidr: (nullable): %NULL: not known
 * @capacity: addresses that can be held, as it is to be; 0: not known
 * @old_held: addresses before
 * @new_held: addresses after
 * @old_enis: of these, ENIs of agents
 * @new_enis: of these, ENIs of agents
 * @left_behind: ENIs of before that nobody takes over: they hold addresses beside @new_held until
 *   their retention ends
 */
typedef struct
{
  EnisimDiffChange change;
  const char *name, *cidr;
  guint32 capacity;
  EnisimPlanCount old_held, new_held, old_enis, new_enis;
  guint64 left_behind;
} EnisimDiffSubnet;

/**
 * EnisimDiffThing:
 * @change: %ENISIM_DIFF_ADDED, %ENISIM_DIFF_GONE or %ENISIM_DIFF_RENAMED
 * @kind: "security group", "runtime", ...
 * @name: for people; of one that is gone, as it was called
 * @id: logical id, address or physical id
 * @old_id: (nullable): of one that is renamed
 */
typedef struct
{
  EnisimDiffChange change;
  const char *kind, *name, *id, *old_id;
} EnisimDiffThing;

/**
 * EnisimDiffCost:
 * @old_dollars: a month before; NAN: not known
 * @new_dollars: a month after; NAN: not known
 *
 * Interface endpoints and NAT gateways, without data, at the prices of each side's assumptions.
 */
typedef struct
{
  double old_dollars, new_dollars;
} EnisimDiffCost;

/**
 * enisim_diff_new:
 * @old_plan: before; outlives the diff
 * @new_plan: after; outlives the diff
 * @old_check: (nullable): findings before; outlives the diff
 * @new_check: (nullable): findings after; outlives the diff
 *
 * The same thing is what has the same id, whatever its stack or file is called; else what alone has
 * the same kind and name on both sides.
 *
 * Returns: (transfer full): what changes; nothing is said of findings without both checks
 */
ENISIM_API EnisimDiff *enisim_diff_new (const EnisimPlan *old_plan, const EnisimPlan *new_plan,
                                        const EnisimCheck *old_check,
                                        const EnisimCheck *new_check) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_diff_free:
 * @diff: (transfer full) (nullable): a diff; %NULL is ignored
 */
ENISIM_API void enisim_diff_free (EnisimDiff *diff);

/** enisim_diff_get_n_groups: those of after in their order, then those that are gone. */
ENISIM_API guint enisim_diff_get_n_groups (const EnisimDiff *diff);

/**
 * enisim_diff_get_group:
 * @diff: a diff
 * @index: below enisim_diff_get_n_groups()
 *
 * Returns: (transfer none): agents that share ENIs
 */
ENISIM_API const EnisimDiffGroup *enisim_diff_get_group (const EnisimDiff *diff, guint index);

/** enisim_diff_get_n_subnets: those of after in their order, then those that are gone. */
ENISIM_API guint enisim_diff_get_n_subnets (const EnisimDiff *diff);

/**
 * enisim_diff_get_subnet:
 * @diff: a diff
 * @index: below enisim_diff_get_n_subnets()
 *
 * Returns: (transfer none): what is held in it
 */
ENISIM_API const EnisimDiffSubnet *enisim_diff_get_subnet (const EnisimDiff *diff, guint index);

/** enisim_diff_get_n_things: what is added, gone or renamed. */
ENISIM_API guint enisim_diff_get_n_things (const EnisimDiff *diff);

/**
 * enisim_diff_get_thing:
 * @diff: a diff
 * @index: below enisim_diff_get_n_things()
 *
 * Returns: (transfer none): by kind, as the inventories have them
 */
ENISIM_API const EnisimDiffThing *enisim_diff_get_thing (const EnisimDiff *diff, guint index);

/** enisim_diff_get_n_new_findings: those that stand, and did not. */
ENISIM_API guint enisim_diff_get_n_new_findings (const EnisimDiff *diff);

/**
 * enisim_diff_get_new_finding:
 * @diff: a diff
 * @index: below enisim_diff_get_n_new_findings()
 *
 * Returns: (transfer none): one of the new check's
 */
ENISIM_API const EnisimFinding *enisim_diff_get_new_finding (const EnisimDiff *diff, guint index);

/** enisim_diff_get_n_old_findings: those that stood, and do no more. */
ENISIM_API guint enisim_diff_get_n_old_findings (const EnisimDiff *diff);

/**
 * enisim_diff_get_old_finding:
 * @diff: a diff
 * @index: below enisim_diff_get_n_old_findings()
 *
 * Returns: (transfer none): one of the old check's
 */
ENISIM_API const EnisimFinding *enisim_diff_get_old_finding (const EnisimDiff *diff, guint index);

/**
 * enisim_diff_get_cost:
 * @diff: a diff
 *
 * Returns: a month's cost
 */
ENISIM_API EnisimDiffCost enisim_diff_get_cost (const EnisimDiff *diff);

/**
 * enisim_diff_is_worse:
 * @diff: a diff
 * @subject: in what
 *
 * Of counts that are bounds, both the least and the most count.
 *
 * Returns: whether the new one has more of it
 */
ENISIM_API gboolean enisim_diff_is_worse (const EnisimDiff *diff, EnisimDiffSubject subject);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimDiff, enisim_diff_free)

G_END_DECLS
