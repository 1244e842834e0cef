/* enisim-report.h: what a run has come to, for people and for programs */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-diff.h>
#include <enisim/enisim-findings.h>
#include <enisim/enisim-plan.h>
#include <enisim/enisim-replications.h>
#include <enisim/enisim-sensitivity.h>
#include <enisim/enisim-simulation.h>
#include <enisim/enisim-teardown.h>

G_BEGIN_DECLS

/** ENISIM_REPORT_SCHEMA_VERSION: of the JSON report; grows when a field changes its meaning. */
#define ENISIM_REPORT_SCHEMA_VERSION 1

/** ENISIM_REPORT_WIDTH_MIN: columns of the narrowest page for people. */
#define ENISIM_REPORT_WIDTH_MIN 60

/**
 * enisim_report_to_json:
 * @sim: a simulation that is not running
 *
 * One JSON object: the scenario's name, seed, version and quota profile, and per subnet, group,
 * runtime and for all calls what the run has come to by now.  Instants and spans are microseconds
 * in fields named `_us` and `_at_us`.  Equal runs give equal bytes.
 *
 * Returns: (transfer full): the text, ended by a newline
 */
ENISIM_API char *enisim_report_to_json (const EnisimSimulation *sim) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_to_table:
 * @sim: a simulation that is not running
 * @width: columns to fit into, from %ENISIM_REPORT_WIDTH_MIN; 0 for no bound
 * @use_colour: whether terminal colours may mark what needs attention
 *
 * The same for people: sentences, tables and a small chart, in UTF-8.  The text depends on the
 * arguments only; no locale, environment or terminal is asked.
 *
 * Returns: (transfer full): the text, ended by a newline
 */
ENISIM_API char *enisim_report_to_table (const EnisimSimulation *sim, guint width,
                                         gboolean use_colour) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_replications_to_json:
 * @replications: runs of one scenario, at least one
 *
 * One JSON object: what enisim_report_to_json() says of the scenario, the horizon and the window,
 * and for each metric mean, half-width, extremes and in how many runs it had a value; and as
 * `bands` of what each subnet held and of the live VMs the 5 %, 50 % and 95 % quantile over the
 * runs at each of 101 instants, both ends of the window among them.  Where a level changed more
 * often than its series has room for, the greatest value about an instant counts.  Bands are of the
 * first runs where all are too many to keep.
 *
 * Returns: (transfer full): the text, ended by a newline
 */
ENISIM_API char *enisim_report_replications_to_json (const EnisimReplications *replications)
    G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_replications_to_table:
 * @replications: runs of one scenario, at least one
 * @width: columns to fit into, from %ENISIM_REPORT_WIDTH_MIN; 0 for no bound
 * @use_colour: as for enisim_report_to_table()
 *
 * Returns: (transfer full): the same for people, ended by a newline
 */
ENISIM_API char *
enisim_report_replications_to_table (const EnisimReplications *replications, guint width,
                                     gboolean use_colour) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_sensitivity_to_json:
 * @sensitivity: some of whose cases have run
 *
 * One JSON object: what enisim_report_to_json() says of the scenario, the horizon and the window,
 * all answers of each case that has run, and as `complete` whether these are all.
 *
 * Returns: (transfer full): the text, ended by a newline
 */
ENISIM_API char *
enisim_report_sensitivity_to_json (const EnisimSensitivity *sensitivity) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_sensitivity_to_table:
 * @sensitivity: some of whose cases have run
 * @width: columns to fit into, from %ENISIM_REPORT_WIDTH_MIN; 0 for no bound
 * @use_colour: as for enisim_report_to_table()
 *
 * Returns: (transfer full): for people, the answers that differ, ended by a newline
 */
ENISIM_API char *enisim_report_sensitivity_to_table (const EnisimSensitivity *sensitivity,
                                                     guint width,
                                                     gboolean use_colour) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_teardown_to_json:
 * @teardown: with at least one run
 *
 * One JSON object: what enisim_report_to_json() says of the scenario, and all items of @teardown.
 *
 * Returns: (transfer full): the text, ended by a newline
 */
ENISIM_API char *
enisim_report_teardown_to_json (const EnisimTeardown *teardown) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_teardown_to_table:
 * @teardown: with at least one run
 * @width: columns to fit into, from %ENISIM_REPORT_WIDTH_MIN; 0 for no bound
 * @use_colour: as for enisim_report_to_table()
 *
 * Returns: (transfer full): the same for people, ended by a newline
 */
ENISIM_API char *enisim_report_teardown_to_table (const EnisimTeardown *teardown, guint width,
                                                  gboolean use_colour) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_diff_to_json:
 * @diff: a diff
 *
 * Returns: (transfer full): a document for programs, ended by a newline; `worse` names what
 *   enisim_diff_is_worse() says of
 */
ENISIM_API char *enisim_report_diff_to_json (const EnisimDiff *diff) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_diff_to_table:
 * @diff: a diff
 * @width: that no line exceeds, from %ENISIM_REPORT_WIDTH_MIN; 0 for no bound
 * @use_colour: whether what does not fit is marked so
 *
 * Returns: (transfer full): a page for people
 */
ENISIM_API char *enisim_report_diff_to_table (const EnisimDiff *diff, guint width,
                                              gboolean use_colour) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_diff_to_markdown:
 * @diff: a diff
 *
 * Returns: (transfer full): the same page in Markdown, as for a pull request
 */
ENISIM_API char *enisim_report_diff_to_markdown (const EnisimDiff *diff) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_plan_to_json:
 * @plan: a plan
 *
 * One JSON object: groups, subnets in each phase, cost, and what is not known.
 *
 * Returns: (transfer full): the text, ended by a newline
 */
ENISIM_API char *enisim_report_plan_to_json (const EnisimPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_plan_to_table:
 * @plan: a plan
 * @do_explain: whether the formulas are told, with their numbers
 * @width: columns to fit into, from %ENISIM_REPORT_WIDTH_MIN; 0 for no bound
 * @use_colour: as for enisim_report_to_table()
 *
 * Returns: (transfer full): the same for people, ended by a newline
 */
ENISIM_API char *enisim_report_plan_to_table (const EnisimPlan *plan, gboolean do_explain,
                                              guint width,
                                              gboolean use_colour) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_plan_to_markdown:
 * @plan: a plan
 * @do_explain: as above
 *
 * Returns: (transfer full): the same as Markdown, ended by a newline
 */
ENISIM_API char *enisim_report_plan_to_markdown (const EnisimPlan *plan,
                                                 gboolean do_explain) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_options_to_json:
 *
 * One JSON object: the options of the model with their defaults, alternatives worth a try, and
 * what each default rests on.
 *
 * Returns: (transfer full): the text, ended by a newline
 */
ENISIM_API char *enisim_report_options_to_json (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_options_to_table:
 * @width: columns to fit into, from %ENISIM_REPORT_WIDTH_MIN; 0 for no bound
 * @use_colour: as for enisim_report_to_table()
 *
 * Returns: (transfer full): the same for people, ended by a newline
 */
ENISIM_API char *enisim_report_options_to_table (guint width,
                                                 gboolean use_colour) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_check_to_table:
 * @check: a check
 * @with_not_known: whether to list what is not known too
 * @width: columns to fit into, from %ENISIM_REPORT_WIDTH_MIN; 0 for no bound
 * @use_colour: whether terminal colours may mark what fails
 *
 * Returns: (transfer full): findings with place, reason, fix and fact, ended by a newline
 */
ENISIM_API char *enisim_report_check_to_table (const EnisimCheck *check, gboolean with_not_known,
                                               guint width,
                                               gboolean use_colour) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_check_to_json:
 * @check: a check
 *
 * Returns: (transfer full): one JSON object with all findings, suppressed ones and what is not
 *   known included, ended by a newline
 */
ENISIM_API char *enisim_report_check_to_json (const EnisimCheck *check) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_check_to_sarif:
 * @check: a check
 * @with_not_known: whether what is not known is there too, as results of the kind "open"
 *
 * Returns: (transfer full): a log of SARIF 2.1.0, ended by a newline
 */
ENISIM_API char *enisim_report_check_to_sarif (const EnisimCheck *check,
                                               gboolean with_not_known) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_check_to_github:
 * @check: a check
 *
 * Returns: (transfer full): a workflow command of GitHub to a finding that stands, a line each
 */
ENISIM_API char *enisim_report_check_to_github (const EnisimCheck *check) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_check_to_junit:
 * @check: a check
 *
 * Returns: (transfer full): a report of JUnit in XML, with a suite to a rule; what fails the check
 *   is a failure there
 */
ENISIM_API char *enisim_report_check_to_junit (const EnisimCheck *check) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_report_rules_to_table:
 * @width: as for enisim_report_check_to_table()
 *
 * Returns: (transfer full): the rules, what they rest on and what to do
 */
ENISIM_API char *enisim_report_rules_to_table (guint width) G_GNUC_WARN_UNUSED_RESULT;

/** enisim_report_rules_to_json: the same as one JSON object. */
ENISIM_API char *enisim_report_rules_to_json (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
