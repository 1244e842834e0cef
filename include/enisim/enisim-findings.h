/* enisim-findings.h: what is wrong with a description, rule by rule */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-import.h>
#include <enisim/enisim-scenario.h>

G_BEGIN_DECLS

/**
 * EnisimSeverity:
 * @ENISIM_SEVERITY_NOTE: worth knowing
 * @ENISIM_SEVERITY_WARNING: works, at a price or at a risk
 * @ENISIM_SEVERITY_ERROR: does not work
 */
typedef enum
{
  ENISIM_SEVERITY_NOTE,
  ENISIM_SEVERITY_WARNING,
  ENISIM_SEVERITY_ERROR,
} EnisimSeverity;

/**
 * enisim_severity_get_name:
 * @severity: a severity
 *
 * Returns: (nullable): "note", "warning", "error"; %NULL if there is no such severity
 */
ENISIM_API const char *enisim_severity_get_name (EnisimSeverity severity);

/**
 * EnisimCheckRule:
 * @id: "no-egress"
 * @severity: of its findings, where they do not say otherwise
 * @title: what it finds, in a few words
 * @fact: what it rests on
 * @mark: "documented", "observed" or "assumed": what that fact is
 * @source: where the fact is from
 * @fix: what to do, in general
 */
typedef struct
{
  const char *id;
  EnisimSeverity severity;
  const char *title, *fact, *mark, *source, *fix;
} EnisimCheckRule;

/** enisim_check_get_n_rules: all there are. */
ENISIM_API guint enisim_check_get_n_rules (void);

/**
 * enisim_check_get_rule:
 * @index: below enisim_check_get_n_rules()
 *
 * Returns: (transfer none): a rule; the order never matters but stays
 */
ENISIM_API const EnisimCheckRule *enisim_check_get_rule (guint index);

/**
 * EnisimSuppressionKind:
 * @ENISIM_SUPPRESSION_NONE: it stands
 * @ENISIM_SUPPRESSION_COMMENT: a comment beside the resource
 * @ENISIM_SUPPRESSION_METADATA: the resource's metadata
 * @ENISIM_SUPPRESSION_OPTION: an option of the caller
 *
 * Who says that a finding does not count.
 */
typedef enum
{
  ENISIM_SUPPRESSION_NONE,
  ENISIM_SUPPRESSION_COMMENT,
  ENISIM_SUPPRESSION_METADATA,
  ENISIM_SUPPRESSION_OPTION,
} EnisimSuppressionKind;

/**
 * enisim_suppression_kind_get_name:
 * @kind: a kind
 *
 * Returns: (nullable): "none", "comment", "metadata", "option"; %NULL if there is no such kind
 */
ENISIM_API const char *enisim_suppression_kind_get_name (EnisimSuppressionKind kind);

/**
 * EnisimFinding:
 * @rule: whose it is
 * @rule_index: the rule's index
 * @severity: how bad
 * @is_known: %FALSE: whether it is so is not known, and @reason says what would have to be; neither
 *   a finding nor a pass
 * @file: where it is
 * @line: counted from 1
 * @column: counted from 1, in characters
 * @resource_id: "STACK/LogicalId" or a physical id: of what it is about; "STACK/" of a whole stack
 * @resource: the same for people
 * @subject: what about it, where one resource may have several findings of a rule, else ""
 * @reason: why, with the names and numbers
 * @fix: what to do
 * @fingerprint: equal for the same rule, resource and subject, wherever it stands in the file and
 *   whatever that is called
 * @suppression: who says that it does not count; of a finding whose suppression has expired
 *   %ENISIM_SUPPRESSION_NONE
 * @until: (nullable): "2027-01-31", the last day of its suppression, passed or not
 * @justification: (nullable): what the suppression says for itself
 * @fails: whether it counts for the caller's threshold; never where it is suppressed or not known
 */
typedef struct
{
  const EnisimCheckRule *rule;
  guint rule_index;
  EnisimSeverity severity;
  gboolean is_known;
  const char *file;
  guint line, column;
  const char *resource_id, *resource, *subject;
  const char *reason, *fix;
  const char *fingerprint;
  EnisimSuppressionKind suppression;
  const char *until, *justification;
  gboolean fails;
} EnisimFinding;

/**
 * EnisimCheckOptions:
 * @uses: (nullable) (array zero-terminated=1): features that agents use beside what is detected:
 *   "memory" and the other names of enisim_check_get_feature()
 * @ignores: (nullable) (array zero-terminated=1): rules that do not count, "RULE", or
 *   "RULE@RESOURCE" by the id or name of what it is about; either with ":2027-01-31", the last day
 *   of it, behind
 * @fail_on: (nullable) (array zero-terminated=1): "error", "warning" or "note", which take in all
 *   that is worse, or ids of rules; "nothing", where no agent in VPC mode was looked at;
 * "not-known", where an answer that is not suppressed is not known; or "none" alone; %NULL: "error"
 * @today: (nullable): "2026-11-30", by which suppressions expire; %NULL: none has
 *
 * All zero is a valid value.
 */
typedef struct
{
  const char *const *uses;
  const char *const *ignores;
  const char *const *fail_on;
  const char *today;
} EnisimCheckOptions;

/**
 * enisim_check_get_feature:
 * @index: from 0
 *
 * Returns: (nullable) (transfer none): the name of a feature, %NULL beyond the last
 */
ENISIM_API const char *enisim_check_get_feature (guint index);

/**
 * EnisimCheck:
 *
 * What was found.  Immutable, and so fit for several threads.
 */
typedef struct EnisimCheck EnisimCheck;

/**
 * EnisimCheckCounts:
 * @by_severity: findings that stand, by #EnisimSeverity
 * @suppressed: findings that do not count
 * @expired: of those that stand, how many had a suppression
 * @not_known: answers that nobody can give
 * @failing: findings that count for the caller's threshold
 */
typedef struct
{
  guint by_severity[3];
  guint suppressed, expired, not_known, failing;
} EnisimCheckCounts;

/**
 * EnisimCheckTally:
 * @looked_at: subnets, agents, endpoints or whatever a rule is about that it has looked at; 0:
 * there is nothing that it could find, or pass
 * @found: of those, how many findings there are, suppressed ones included
 * @not_known: of those, of how many nobody can tell
 */
typedef struct
{
  guint looked_at, found, not_known;
} EnisimCheckTally;

/**
 * enisim_check_new:
 * @inventory: what there is to be; outlives the check
 * @assumptions: (transfer none): a scenario whose options and quotas hold, as of
 *   enisim_plan_assume()
 * @options: (nullable): %NULL: none
 * @error: return location for a #GError, or %NULL
 *
 * Applies all rules.
 *
 * Returns: (transfer full) (nullable): what they find, or %NULL with %ENISIM_ERROR_INVALID set; its
 *   message holds all complaints about @options and about suppressions, one a line, as
 *   `file:line:column: what is wrong` or `--ignore RULE: what is wrong`
 */
ENISIM_API EnisimCheck *enisim_check_new (const EnisimInventory *inventory,
                                          EnisimScenario *assumptions,
                                          const EnisimCheckOptions *options,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_check_free:
 * @check: (transfer full) (nullable): a check; %NULL is ignored
 */
ENISIM_API void enisim_check_free (EnisimCheck *check);

/** enisim_check_get_n_findings: suppressed ones and what is not known included. */
ENISIM_API guint enisim_check_get_n_findings (const EnisimCheck *check);

/**
 * enisim_check_get_finding:
 * @check: a check
 * @index: below enisim_check_get_n_findings()
 *
 * Returns: (transfer none): by file, line, column and rule
 */
ENISIM_API const EnisimFinding *enisim_check_get_finding (const EnisimCheck *check, guint index);

/**
 * enisim_check_get_counts:
 * @check: a check
 *
 * Returns: how many findings of each kind there are
 */
ENISIM_API EnisimCheckCounts enisim_check_get_counts (const EnisimCheck *check);

/**
 * enisim_check_get_tally:
 * @check: a check
 * @rule_index: below enisim_check_get_n_rules()
 *
 * Returns: what a rule looked at
 */
ENISIM_API EnisimCheckTally enisim_check_get_tally (const EnisimCheck *check, guint rule_index);

/** enisim_check_get_n_agents: those in VPC mode that were looked at. */
ENISIM_API guint enisim_check_get_n_agents (const EnisimCheck *check);

/**
 * enisim_check_is_failing:
 * @check: a check
 *
 * Returns: whether there is what the caller's threshold names: a finding, or too little to find any
 */
ENISIM_API gboolean enisim_check_is_failing (const EnisimCheck *check);

/**
 * enisim_check_get_scope:
 * @check: a check
 *
 * Returns: (transfer none): how many agents were looked at, how many rules had nothing to look at
 *   and how many could not be decided, in a sentence for people without its point
 */
ENISIM_API const char *enisim_check_get_scope (const EnisimCheck *check);

/**
 * EnisimCheckNote:
 * @file: (nullable): where it is; %NULL: in no place
 * @line: counted from 1
 * @column: counted from 1, in characters
 * @text: one line for people
 *
 * What to know of how the description was read, or a suppression that nothing answers to.
 */
typedef struct
{
  const char *file;
  guint line, column;
  const char *text;
} EnisimCheckNote;

/** enisim_check_get_n_notes: all there are. */
ENISIM_API guint enisim_check_get_n_notes (const EnisimCheck *check);

/**
 * enisim_check_get_note:
 * @check: a check
 * @index: below enisim_check_get_n_notes()
 *
 * Returns: (transfer none): a note
 */
ENISIM_API const EnisimCheckNote *enisim_check_get_note (const EnisimCheck *check, guint index);

/** enisim_check_get_n_assumed: features that agents are taken to use. */
ENISIM_API guint enisim_check_get_n_assumed (const EnisimCheck *check);

/**
 * enisim_check_get_assumed:
 * @check: a check
 * @index: below enisim_check_get_n_assumed()
 *
 * Returns: (transfer none): "memory: planner's environment names ..., ...", for people
 */
ENISIM_API const char *enisim_check_get_assumed (const EnisimCheck *check, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimCheck, enisim_check_free)

G_END_DECLS
