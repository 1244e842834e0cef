/* plan.h: what a description takes of its subnets, inside the library
 *
 * One fact decides most of it: agents with equal subnets and equal security groups share one ENI
 * to a subnet (facts.md section 3, "one per").  What documentation leaves open, whether runtimes
 * and tools share and whether a configuration counts whole or subnet by subnet, is counted both
 * ways.
 */
#pragma once

#include <enisim/enisim-plan.h>

#include "base/intern.h"
#include "import/inventory.h"
#include "net/subnet.h"
#include "scenario/scenario.h"

enum
{
  ENISIM_N_PLAN_SHARINGS = ENISIM_SHARING_PER_SUBNET + 1
};

/* What ENIs are shared by: one of the ways that documentation leaves open. */
typedef struct
{
  gboolean across_types;
  EnisimSharing sharing;
} EnisimPlanRule;

/* An agent that has, or perhaps has, ENIs. */
typedef struct
{
  const EnisimAgent *agent;
  guint32 subnet_set, sg_set;   /* of EnisimPlan.sets; equal sets, equal numbers */
  gboolean is_sure;             /* else it depends on what could not be decided */
  gboolean has_own_sg;          /* made by the agent's own stack */
  guint group;                  /* index in EnisimPlan.groups */
  const EnisimLiveGroup *there; /* NULL: it is yet to be made; else the ENIs that it has */
} EnisimPlanAgent;

/* An AZ and the ENIs of all kinds in it. */
typedef struct
{
  const char *name; /* NULL: not known */
  EnisimPlanCount enis;
} EnisimPlanZone;

struct EnisimPlan
{
  const EnisimInventory *inventory;
  EnisimScenario *assumptions;
  GArray *subnets;           /* (of EnisimPlanSubnet) */
  GHashTable *subnet_places; /* id -> its index in @subnets, + 1 */
  EnisimInternTable numbers; /* ids and other texts */
  EnisimInternTable sets;    /* sorted numbers of subnets or of security groups */
  GHashTable *sg_names;      /* id -> EnisimSecurityGroup * */
  GArray *agents;            /* (of EnisimPlanAgent) in the order of the inventory */
  GArray *groups;            /* (of EnisimPlanGroup) */
  GPtrArray *stand_ins;      /* (of EnisimAgent *) whoever has ENIs of which no agent is known */
  GPtrArray *public_agents;  /* (of const char *) names of those without ENIs */
  GArray *zones;             /* (of EnisimPlanZone) */
  GArray *notes;             /* (of EnisimNote) what is not counted, beside the inventory's */
  EnisimPlanCount enis;
  guint64 n_enis_by_rule[2][ENISIM_N_PLAN_SHARINGS]; /* of sure agents; [across_types][sharing] */
  gboolean is_sharing_given, are_types_given;        /* the assumptions say so */
  EnisimPlanCount endpoint_azs, nat_gateways;
  GStringChunk *texts;
  GPtrArray *lists; /* of names, freed with the plan */
  GArray *others;   /* (of EnisimPlanOther) those of one subnet in a row */
};

/* Returns: the index of the subnet of that id, new if it was not there */
guint enisim_plan_place_of (EnisimPlan *plan, EnisimId id);

/* Returns: a small number, the same for the same text */
guint32 enisim_plan_number_of (EnisimPlan *plan, const char *text);

/* Returns: the number of that set in plan->sets */
guint32 enisim_plan_intern_sgs (EnisimPlan *plan, const EnisimIdList *list);

/* Returns: (transfer none): for people */
const char *enisim_plan_get_sg_name (const EnisimPlan *plan, EnisimId id);

void enisim_plan_add_note (EnisimPlan *plan, EnisimPosition at, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* Sorts the agents: those with ENIs get their sets, of the others it is noted why. */
void enisim_plan_sort_agents (EnisimPlan *plan);

/* Fills what is there of each subnet. */
void enisim_plan_count_there (EnisimPlan *plan);

/* Adds the agents that have ENIs already, those that nobody knows too, in front of all others. */
void enisim_plan_add_live_agents (EnisimPlan *plan);

/* Appends an agent with its sets.
 * @there: (nullable) */
void enisim_plan_add_agent (EnisimPlan *plan, const EnisimAgent *agent,
                            const EnisimLiveGroup *there);

/* Notes what is there under the name of an agent that is to be made. */
void enisim_plan_note_updates (EnisimPlan *plan);

/* Whether any agent is yet to be made. */
gboolean enisim_plan_has_new_agents (const EnisimPlan *plan);

/* What a subnet's agents would make anew, by the widest bounds: those that are yet to be made, or,
 * where there are none, those that are there. */
typedef struct
{
  guint64 n_moved; /* at most, when all of them are moved */
  guint64 n_own;   /* by a second copy of their stack */
} EnisimPlanCopies;

/* Fills the ENIs of all subnets, by every rule.
 * Returns: (transfer full) (array): of each subnet */
EnisimPlanCopies *enisim_plan_count_enis (EnisimPlan *plan);

/* @places: (array length=n): of agents that would have the first one's security groups
 * Returns: how many ENIs fewer these would have, under the assumptions */
guint64 enisim_plan_count_saved (const EnisimPlan *plan, const guint *places, guint n);

/* Fills the groups and the sum of their ENIs. */
void enisim_plan_make_groups (EnisimPlan *plan);

/* Fills what endpoints, NAT gateways and others hold. */
void enisim_plan_count_holders (EnisimPlan *plan);

/* Fills what the others of each subnet are. */
void enisim_plan_count_kinds (EnisimPlan *plan);

/* Returns: the index of the row that stands for each subnet of that list, new if it was not there
 */
guint enisim_plan_place_of_list (EnisimPlan *plan, EnisimId open);

/* Returns: the row of the list that a row's subnet is picked from by its name, "${Select 0 LIST}";
 *   -1 if it is none */
gint enisim_plan_find_list (const EnisimPlan *plan, guint place);

/* What is in each subnet of a list is in those that are picked from it too. */
void enisim_plan_widen_members (EnisimPlan *plan, EnisimPlanCopies *copies, guint n_copies);

/* Returns: what a row holds now, of all the subnets that it stands for */
EnisimPlanCount enisim_plan_count_all_of (const EnisimPlanSubnet *subnet, EnisimPlanCount each);

/* Subnets of equal names are told apart by their stacks. */
void enisim_plan_name_subnets (EnisimPlan *plan);

static inline EnisimPlanRule
enisim_plan_get_rule (const EnisimPlan *plan)
{
  const EnisimModelOptions *options = &plan->assumptions->options;

  return (EnisimPlanRule){ options->eni_sharing_across_types, options->eni_sharing };
}

static inline void
enisim_plan_count_add (EnisimPlanCount *sum, EnisimPlanCount more)
{
  sum->min += more.min;
  sum->expected += more.expected;
  sum->max += more.max;
  sum->is_open |= more.is_open;
}

static inline void
enisim_plan_count_shift (EnisimPlanCount *count, gint64 by)
{
  count->min += (guint64) by;
  count->expected += (guint64) by;
  count->max += (guint64) by;
}

/* Aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_plan_verify (const EnisimPlan *plan);
