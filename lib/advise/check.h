/* check.h: what is wrong with a description, inside the library
 *
 * A rule is a row of a table and a function over the inventory.  It says of each thing it looks at
 * that it is wrong, or that this is not known; of what is right it says nothing.
 */
#pragma once

#include <enisim/enisim-findings.h>

#include "advise/network-reach.h"
#include "advise/plan.h"
#include "text/complaint.h"

typedef struct EnisimRuleRow
{
  EnisimCheckRule rule;
  void (*run) (EnisimCheck *check);
} EnisimRuleRow;

/* What agents may use: bits of these, by row of the table of features.h. */
typedef guint32 EnisimFeatures;

struct EnisimCheck
{
  const EnisimInventory *inventory;
  EnisimPlan *plan;
  EnisimNetworkMap map;
  EnisimFeatures declared;
  GHashTable *features;  /* of agents: the id -> GUINT_TO_POINTER (EnisimFeatures) */
  GPtrArray *assumed;    /* (of const char *) for people */
  GPtrArray *by_subnet;  /* (of EnisimCrowd) */
  GPtrArray *by_subnets; /* (of EnisimCrowd) */
  GPtrArray *by_sgs;     /* (of EnisimCrowd) */
  GHashTable *by_vpc;  /* GPtrArray of those of @by_subnet by the VPC's id; under NULL, where it is
                          not known, those too whose subnets are not: @id is NULL then */
  GArray *findings;    /* (of EnisimFinding) */
  GArray *spans;       /* (of EnisimSpan) of @findings, until these are sorted */
  GArray *notes;       /* (of EnisimCheckNote) */
  char *scope;         /* for people: what was looked at */
  guint n_agents;      /* that are in VPC mode */
  gboolean is_failing; /* there is what the caller's threshold names */
  guint rule_index;    /* of the rule that runs */
  EnisimCheckTally *tallies; /* of each rule */
  EnisimCheckCounts counts;
  GStringChunk *texts;
};

/* Beside which resources a suppression of a finding may stand. */
typedef struct
{
  GPtrArray *resources; /* (of const EnisimResource *), the one that it is about first */
} EnisimSpan;

/* ENIs that are there and belong to no agent that is known stand for one in the plan. */
static inline gboolean
enisim_check_knows_agent (const EnisimPlanAgent *agent)
{
  return agent->there == NULL || agent->there->held == ENISIM_HELD_IN_USE;
}

/* Agents in VPC mode that have something in common. */
typedef struct
{
  EnisimId id;       /* of a subnet; NULL: they share a whole set */
  GPtrArray *agents; /* (of const EnisimPlanAgent *), at least one */
  gboolean is_sure;  /* one of them at least is there for certain, in its VPC */
} EnisimCrowd;

/* Of agents that are picked out of others: @crowd.agents is there and empty. */
void enisim_crowd_add (EnisimCrowd *crowd, const EnisimPlanAgent *agent);

/* Fills the arrays and the table of crowds. */
void enisim_check_make_crowds (EnisimCheck *check);

/* Calls @call for each crowd of a subnet that lies, or perhaps lies, in the VPC of @endpoint. */
void enisim_check_foreach_near (const EnisimCheck *check, const EnisimEndpoint *endpoint,
                                void (*call) (const EnisimCrowd *crowd, gpointer data),
                                gpointer data);

static inline const EnisimCrowd *
enisim_crowd_at (const GPtrArray *crowds, guint index)
{
  return (const EnisimCrowd *) g_ptr_array_index (crowds, index);
}

static inline const EnisimPlanAgent *
enisim_crowd_get (const EnisimCrowd *crowd, guint index)
{
  return (const EnisimPlanAgent *) g_ptr_array_index (crowd->agents, index);
}

static inline const EnisimAgent *
enisim_crowd_get_agent (const EnisimCrowd *crowd, guint index)
{
  return enisim_crowd_get (crowd, index)->agent;
}

/* What a finding is about, and how it differs from its rule's others. */
typedef struct
{
  const EnisimResource *resource;
  EnisimPosition at;
  const char *subject;  /* "": there is but one */
  gint severity;        /* -1: the rule's */
  const char *fix;      /* NULL: the rule's */
  const char *stack_id; /* NULL, or "STACK/": it is about the whole stack of @resource, ... */
  GPtrArray *resources; /* ... of which these are held, @resource first */
} EnisimSpot;

EnisimSpot enisim_spot_of (const EnisimResource *resource);

/* At its network configuration, if that stands within the agent. */
EnisimSpot enisim_spot_of_agent (const EnisimAgent *agent);

/* At the subnet or the security group, or where it is not described at the crowd's first agent. */
EnisimSpot enisim_spot_of_subnet (const EnisimCheck *check, const EnisimCrowd *crowd);
EnisimSpot enisim_spot_of_sgs (const EnisimCheck *check, const EnisimCrowd *crowd);

/* Of the rule that runs: that it looked at one thing, and nothing is wrong with that. */
void enisim_check_pass (EnisimCheck *check);

/* The same, and adds a finding, or what is not known; the latter in place of the former where
 * @is_sure is FALSE.  Nothing for ENISIM_TRUTH_NO.
 * @reason: copied: a sentence without its point */
void enisim_check_add (EnisimCheck *check, const EnisimSpot *spot, EnisimTruth is_wrong,
                       gboolean is_sure, const char *reason);

/* What a resource is called. */
static inline const char *
enisim_check_get_name (const EnisimCheck *check, const EnisimResource *resource)
{
  return enisim_network_get_name (&check->map, resource);
}

/* "planner, coder and 3 more" */
void enisim_crowd_add_names (GString *text, const EnisimCheck *check, const EnisimCrowd *crowd);

/* "PrivateA, the subnet of planner and coder" */
void enisim_crowd_add_subnet (GString *text, const EnisimCheck *check, const EnisimCrowd *crowd);

/* "Logs (logs)" */
void enisim_endpoint_add_name (GString *text, const EnisimCheck *check,
                               const EnisimEndpoint *endpoint);

/* "a, b and c": one more of several */
void enisim_add_joint (GString *text, guint index, guint n);

/* The rules, in a row. */
extern const EnisimRuleRow enisim_rule_rows[];
extern const guint enisim_n_rule_rows;

void enisim_rule_no_egress (EnisimCheck *check);
void enisim_rule_nat_path (EnisimCheck *check);
void enisim_rule_public_subnet (EnisimCheck *check);
void enisim_rule_tool_internet (EnisimCheck *check);
void enisim_rule_endpoint_missing (EnisimCheck *check);
void enisim_rule_sg_runtime_egress (EnisimCheck *check);
void enisim_rule_sg_endpoint_ingress (EnisimCheck *check);
void enisim_rule_sg_runtime_ingress (EnisimCheck *check);
void enisim_rule_endpoint_az (EnisimCheck *check);
void enisim_rule_az_unsupported (EnisimCheck *check);
void enisim_rule_sg_split (EnisimCheck *check);
void enisim_rule_single_az (EnisimCheck *check);
void enisim_rule_redeploy_room (EnisimCheck *check);
void enisim_rule_teardown_lag (EnisimCheck *check);
void enisim_rule_sg_quota (EnisimCheck *check);
void enisim_rule_subnet_quota (EnisimCheck *check);
void enisim_rule_endpoint_quota (EnisimCheck *check);
void enisim_rule_dns_flags (EnisimCheck *check);
void enisim_rule_nacl (EnisimCheck *check);
void enisim_rule_vpc_needless (EnisimCheck *check);
void enisim_rule_vpc_no_config (EnisimCheck *check);
void enisim_rule_instances_compute (EnisimCheck *check);

/* Reads what is written in the files and the options, complains of what is wrong with it, and marks
 * the findings. */
void enisim_check_suppress (EnisimCheck *check, const EnisimCheckOptions *options,
                            EnisimComplaints *complaints);

/* Says what was looked at, once all rules have run. */
void enisim_check_describe_scope (EnisimCheck *check);

/* Adds what the reader of the description noted. */
void enisim_check_take_notes (EnisimCheck *check);

/* @at: (nullable): NULL: of no place */
void enisim_check_add_note (EnisimCheck *check, const EnisimPosition *at, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* Returns: the index of a rule, enisim_n_rule_rows if there is none of that id */
guint enisim_rule_find (const char *id);

/* Complains of a rule's id that is none, with the nearest.
 * @others: (nullable) (array zero-terminated=1): what it may be instead of a rule */
void enisim_rule_complain (EnisimComplaints *complaints, EnisimPosition at, const char *id,
                           const char *const *others);

/* Marks what counts for the caller's threshold, once suppressions are read. */
void enisim_check_mark_failing (EnisimCheck *check, const EnisimCheckOptions *options,
                                EnisimComplaints *complaints);

/* Aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_check_verify (const EnisimCheck *check);
