/* enisim-plan.h: what a description takes of its subnets, before anything is deployed */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-import.h>
#include <enisim/enisim-scenario.h>

G_BEGIN_DECLS

/** ENISIM_PLAN_HOURS_PER_MONTH: of a month's cost. */
#define ENISIM_PLAN_HOURS_PER_MONTH 730

/**
 * EnisimPlan:
 *
 * Which ENIs a description makes, why, and what they and everything else hold in each subnet.
 * Immutable, and so fit for several threads.
 */
typedef struct EnisimPlan EnisimPlan;

/**
 * EnisimPlanCount:
 * @min: at least, whatever is left open by documentation, conditions or rules for other takers
 * @expected: under the assumptions, with the least that rules give and without what only perhaps
 *   is there: what a run of the imported scenario holds
 * @max: at most, as far as is known
 * @is_open: whether there may be more than @max: what would tell is not known
 */
typedef struct
{
  guint64 min, expected, max;
  gboolean is_open;
} EnisimPlanCount;

/**
 * EnisimPlanOther:
 * @kind: what takes the addresses, in the singular: "Lambda function"
 * @count: how many
 * @mark: (nullable): whether the rule that says so is "documented", "observed" or "assumed"; %NULL:
 *   an account says so
 * @note: (nullable): what the rule rests on
 */
typedef struct
{
  const char *kind;
  EnisimPlanCount count;
  const char *mark, *note;
} EnisimPlanOther;

/**
 * EnisimPlanFit:
 * @ENISIM_PLAN_FITS: there is room for the most
 * @ENISIM_PLAN_FITS_UNLESS_MORE: there is room for the most that is known and that documentation
 *   asks to plan for; what is open or grows past that may take more
 * @ENISIM_PLAN_FITS_NOT_ALL: there is room for the least, but not for the most
 * @ENISIM_PLAN_FITS_NOT: there is no room for the least
 * @ENISIM_PLAN_FIT_UNKNOWN: the size of the subnet is not known
 */
typedef enum
{
  ENISIM_PLAN_FITS,
  ENISIM_PLAN_FITS_UNLESS_MORE,
  ENISIM_PLAN_FITS_NOT_ALL,
  ENISIM_PLAN_FITS_NOT,
  ENISIM_PLAN_FIT_UNKNOWN,
} EnisimPlanFit;

/**
 * EnisimPlanThere:
 * @in_use: ENIs of agents that are there
 * @retained: ENIs of AgentCore that no agent has any more
 * @unexplained: ENIs of AgentCore that are the one or the other: not all agents are known
 * @endpoints: of interface endpoints
 * @nat_gateways: of NAT gateways
 * @others: addresses of other network interfaces
 * @unattributed: addresses that are held, by what no answer shows
 * @is_whole: whether @unattributed is known; else it is 0
 * @held: the sum of all
 *
 * What an account says is held in a subnet before anything is deployed; all 0 where it was not
 * asked.
 */
typedef struct
{
  guint64 in_use, retained, unexplained, endpoints, nat_gateways, others, unattributed;
  gboolean is_whole;
  guint64 held;
} EnisimPlanThere;

/**
 * EnisimPlanPhase:
 * @ENISIM_PLAN_NOW: once all is deployed, what is there already included
 * @ENISIM_PLAN_REDEPLOY: while an update moves all runtimes: at most every ENI is there twice,
 *   where each configuration gets another security group
 * @ENISIM_PLAN_BLUE_GREEN: while a second copy of the agents' stack stands beside the first; twice
 *   where it brings security groups of its own
 * @ENISIM_PLAN_DESTROYED: when all is destroyed, until the retention of ENIs ends; what was there
 *   before remains
 */
typedef enum
{
  ENISIM_PLAN_NOW,
  ENISIM_PLAN_REDEPLOY,
  ENISIM_PLAN_BLUE_GREEN,
  ENISIM_PLAN_DESTROYED,
} EnisimPlanPhase;

/** ENISIM_N_PLAN_PHASES: how many there are. */
#define ENISIM_N_PLAN_PHASES 4

/**
 * EnisimPlanGroup:
 * @members: (array length=n_members): agents that share ENIs, by name
 * @subnets: (array length=n_subnets): the names of theirs
 * @security_groups: (array length=n_security_groups): the names of theirs
 * @unknown_subnets: (nullable): the expression in place of @subnets, 1 to 16 of which nothing is
 *   known
 * @has_own_security_group: whether a second copy of their stack brings another group with it
 * @n_there: ENIs of theirs that are there already, in use or retained: who joins takes those
 * @enis: of all subnets
 * @reason: why these share, and what keeps them apart from others
 */
typedef struct
{
  const char *const *members;
  guint n_members;
  const char *const *subnets;
  guint n_subnets;
  const char *const *security_groups;
  guint n_security_groups;
  const char *unknown_subnets;
  gboolean has_own_security_group;
  guint n_there;
  EnisimPlanCount enis;
  const char *reason;
} EnisimPlanGroup;

/**
 * EnisimPlanSubnet:
 * @name: its name, or the expression that stands for it
 * @cidr: (nullable): "10.0.2.0/24"; %NULL: not known
 * @az: (nullable): name, id or expression; %NULL: not known
 * @is_list: whether it stands for each subnet of a list, @name, of which nothing is known but that
 *   it has 1 to 16
 * @capacity: addresses that can be held; 0: not known
 * @enis: of agents, now
 * @endpoints: of interface endpoints
 * @nat_gateways: of NAT gateways
 * @others: of whatever else takes addresses
 * @kinds: (array length=n_kinds): what @others are
 * @n_replaced: of @others, what an update of theirs puts beside them at most
 * @growth: of the @max of @others, what is past the room that documentation asks to plan for
 * @held: by all of them, in each phase
 * @fits: whether that has room
 * @prefixes: of the smallest subnet that has room for @max of each phase without @growth; 0: none
 *   has; at least that if the count is open
 * @prefix: of the smallest one for all phases; 0: none
 * @prefix_grown: the same with @growth
 * @there: what is held before
 * @added: what the deployment takes besides; @enis and the others are sums of both
 */
typedef struct
{
  const char *name, *cidr, *az;
  gboolean is_list;
  guint32 capacity;
  EnisimPlanCount enis, endpoints, nat_gateways, others;
  const EnisimPlanOther *kinds;
  guint n_kinds;
  guint64 n_replaced, growth;
  EnisimPlanCount held[ENISIM_N_PLAN_PHASES];
  EnisimPlanFit fits[ENISIM_N_PLAN_PHASES];
  guint8 prefixes[ENISIM_N_PLAN_PHASES];
  guint8 prefix, prefix_grown;
  EnisimPlanThere there;
  EnisimPlanCount added;
} EnisimPlanSubnet;

/**
 * enisim_plan_assume:
 * @inventory: what there is to be
 * @overrides: (nullable) (array zero-terminated=1): "path=value" each, as for
 *   enisim_scenario_load_file(); for instance "model.eni_sharing=per_subnet"
 * @error: return location for a #GError, or %NULL
 *
 * Returns: (transfer full) (nullable): the defaults of the inventory's Region, changed as asked,
 * for enisim_plan_new(); or %NULL with %ENISIM_ERROR_INVALID set
 */
ENISIM_API EnisimScenario *enisim_plan_assume (const EnisimInventory *inventory,
                                               const char *const *overrides,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_plan_new:
 * @inventory: what there is to be; outlives the plan
 * @assumptions: (transfer none): a scenario whose options, quotas and prices hold; of options that
 *   are not documented and that it leaves alone, both bounds count
 *
 * Returns: (transfer full): the plan
 */
ENISIM_API EnisimPlan *enisim_plan_new (const EnisimInventory *inventory,
                                        EnisimScenario *assumptions) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_plan_free:
 * @plan: (transfer full) (nullable): a plan; %NULL is ignored
 */
ENISIM_API void enisim_plan_free (EnisimPlan *plan);

/** enisim_plan_get_n_groups: in the order in which their first members are written. */
ENISIM_API guint enisim_plan_get_n_groups (const EnisimPlan *plan);

/**
 * enisim_plan_get_group:
 * @plan: a plan
 * @index: below enisim_plan_get_n_groups()
 *
 * Returns: (transfer none): agents that share ENIs
 */
ENISIM_API const EnisimPlanGroup *enisim_plan_get_group (const EnisimPlan *plan, guint index);

/** enisim_plan_get_n_subnets: those described, then those that are only referred to. */
ENISIM_API guint enisim_plan_get_n_subnets (const EnisimPlan *plan);

/**
 * enisim_plan_get_subnet:
 * @plan: a plan
 * @index: below enisim_plan_get_n_subnets()
 *
 * Returns: (transfer none): what is held in it
 */
ENISIM_API const EnisimPlanSubnet *enisim_plan_get_subnet (const EnisimPlan *plan, guint index);

/**
 * enisim_plan_get_enis:
 * @plan: a plan
 *
 * Returns: ENIs of all agents, those in subnets of which nothing is known included
 */
ENISIM_API EnisimPlanCount enisim_plan_get_enis (const EnisimPlan *plan);

/**
 * enisim_plan_get_fit:
 * @plan: a plan
 *
 * Returns: the worst of all subnets of known size, now, in a redeploy and beside a second copy
 */
ENISIM_API EnisimPlanFit enisim_plan_get_fit (const EnisimPlan *plan);

/**
 * enisim_plan_get_n_unknown_fits:
 * @plan: a plan
 *
 * Returns: subnets that hold something and of which it is not known whether they have room for all
 *   that: their size is not known, or they may hold more than is known.  What grows with its load
 *   past the room that documentation asks to plan for is no reason.
 */
ENISIM_API guint enisim_plan_get_n_unknown_fits (const EnisimPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimPlan, enisim_plan_free)

G_END_DECLS
