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
 * @ENISIM_DIFF_FINDINGS: there is a warning or an error that was not there; notes do not count
 * @ENISIM_DIFF_COST: a month costs more, or its cost is no longer known
 * @ENISIM_DIFF_UNKNOWN: whether a finding stands, how many addresses are held at most or how large
 *   a subnet is is not known, and was known or not asked
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
  ENISIM_DIFF_UNKNOWN,
} EnisimDiffSubject;

/**
 * enisim_diff_subject_get_name:
 * @subject: a subject
 *
 * Returns: (nullable): "groups", "enis", "addresses", "findings", "cost", "unknown"; %NULL if there
 * is no such subject: those that are run from 0 without a gap
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
 * @change: %ENISIM_DIFF_CHANGED where another number of addresses is held, or can be
 * @name: its name, or the expression that stands for it
 * @cidr: (nullable): %NULL: not known
 * @old_capacity: addresses that could be held before; 0: not known
 * @capacity: the same after; 0: not known
 * @old_held: addresses before
 * @new_held: addresses after
 * @old_enis: of these, ENIs of agents
 * @new_enis: of these, ENIs of agents
 * @retained: ENIs of before that nobody takes over: they hold addresses beside @new_held until
 *   their retention ends
 */
typedef struct
{
  EnisimDiffChange change;
  const char *name, *cidr;
  guint32 old_capacity, capacity;
  EnisimPlanCount old_held, new_held, old_enis, new_enis;
  guint64 retained;
} EnisimDiffSubnet;

/**
 * EnisimDiffThing:
 * @change: any but %ENISIM_DIFF_SAME
 * @kind: "security group", "runtime", ...
 * @name: for people; of one that is gone, as it was called
 * @id: logical id, address or physical id
 * @old_id: (nullable): of one that is renamed
 * @detail: (nullable): of one that is in both: "CIDR 10.0.3.0/27 instead of 10.0.3.0/28"
 */
typedef struct
{
  EnisimDiffChange change;
  const char *kind, *name, *id, *old_id, *detail;
} EnisimDiffThing;

/**
 * EnisimDiffFindingChange:
 * @ENISIM_DIFF_FINDING_NEW: stands, and did not
 * @ENISIM_DIFF_FINDING_WORSE: stands as it did, and is more severe
 * @ENISIM_DIFF_FINDING_NO_LONGER_KNOWN: stood, and whether it still does is not known
 * @ENISIM_DIFF_FINDING_NEWLY_NOT_KNOWN: did not stand, and whether it does is not known
 * @ENISIM_DIFF_FINDING_MILDER: stands as it did, and is less severe
 * @ENISIM_DIFF_FINDING_SUPPRESSED: somebody says that it does not count, and did not say so
 * @ENISIM_DIFF_FINDING_GONE: stood, or was not known, and does not: it passes, or its thing is gone
 */
typedef enum
{
  ENISIM_DIFF_FINDING_NEW,
  ENISIM_DIFF_FINDING_WORSE,
  ENISIM_DIFF_FINDING_NO_LONGER_KNOWN,
  ENISIM_DIFF_FINDING_NEWLY_NOT_KNOWN,
  ENISIM_DIFF_FINDING_MILDER,
  ENISIM_DIFF_FINDING_SUPPRESSED,
  ENISIM_DIFF_FINDING_GONE,
} EnisimDiffFindingChange;

/**
 * enisim_diff_finding_change_get_name:
 * @change: a change
 *
 * Returns: (nullable): "new", "worse", "no_longer_known", "newly_not_known", "milder",
 *   "suppressed", "gone"; %NULL if there is no such change
 */
ENISIM_API const char *enisim_diff_finding_change_get_name (EnisimDiffFindingChange change);

/**
 * EnisimDiffFinding:
 * @change: how the sides differ
 * @before: (nullable): the old check's; %NULL: it has none
 * @after: (nullable): the new check's; %NULL: it has none
 *
 * The same finding is what has the same rule, resource and subject, as far as these are the same
 * things.
 */
typedef struct
{
  EnisimDiffFindingChange change;
  const EnisimFinding *before, *after;
} EnisimDiffFinding;

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

/** enisim_diff_get_n_things: what is added, gone, renamed or changed. */
ENISIM_API guint enisim_diff_get_n_things (const EnisimDiff *diff);

/**
 * enisim_diff_get_thing:
 * @diff: a diff
 * @index: below enisim_diff_get_n_things()
 *
 * Returns: (transfer none): by kind, as the inventories have them
 */
ENISIM_API const EnisimDiffThing *enisim_diff_get_thing (const EnisimDiff *diff, guint index);

/** enisim_diff_get_n_findings: those that differ, by change and severity. */
ENISIM_API guint enisim_diff_get_n_findings (const EnisimDiff *diff);

/**
 * enisim_diff_get_finding:
 * @diff: a diff
 * @index: below enisim_diff_get_n_findings()
 *
 * Returns: (transfer none): how a finding differs
 */
ENISIM_API const EnisimDiffFinding *enisim_diff_get_finding (const EnisimDiff *diff, guint index);

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

/**
 * enisim_diff_has_new_finding:
 * @diff: a diff
 * @severity: that counts, with all that is worse
 *
 * Returns: whether one so severe is %ENISIM_DIFF_FINDING_NEW or %ENISIM_DIFF_FINDING_WORSE
 */
ENISIM_API gboolean enisim_diff_has_new_finding (const EnisimDiff *diff, EnisimSeverity severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimDiff, enisim_diff_free)

G_END_DECLS
