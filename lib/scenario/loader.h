/* loader.h: a document on its way to being a scenario
 *
 * The document is a file's or a builder's: every check and every default is here, once.  There is
 * one call for each section, in the order below: each fills its part of the scenario and what
 * later sections refer to by name.  None stops at what is wrong: it complains, leaves the value
 * out and goes on, so that a user sees all complaints at once.  A scenario that was complained of
 * is good for nothing but to be freed.
 */
#pragma once

#include "scenario/scenario.h"
#include "text/node-read.h"

#define ENISIM_LOAD_NONE G_MAXUINT32

/* All sections.
 *
 * @document: with a root; a scenario without a name gets the document's, folders left out
 * @folder: (nullable): where relative paths start; NULL: the working folder
 *
 * Returns: (transfer full): good for nothing but to be freed if @complaints has any */
EnisimScenario *enisim_load_document (const EnisimDocument *document, const char *folder,
                                      EnisimComplaints *complaints);

/* Names that other sections refer to, each with the index of its first use.  The texts are the
 * document's. */
typedef struct
{
  GHashTable *indexes;
  GPtrArray *names;
  gboolean lacks_some; /* complained of: a name that is not there may be one of them */
} EnisimLoadNames;

typedef struct
{
  EnisimComplaints *complaints;
  EnisimScenario *scenario;
  const char *folder;   /* (nullable): where relative paths start; NULL: the working folder */
  guint n_guesses_left; /* names that may still be looked for: the work for a hostile file */
  guint32 n_clients_left, n_targets_left; /* that the workloads may still have */
  guint32 n_runtime_endpoints_left;
  double n_stacks_left; /* that churn may still be expected to make */

  EnisimLoadNames subnets, security_groups;
  GArray *subnet_nodes;      /* (const EnisimNode *) entry of each subnet */
  gboolean *is_agent_subnet; /* of each subnet: a runtime names it */
  GArray *background_steps;  /* of EnisimBackgroundStep */
  GArray *quota_changes;     /* of EnisimQuotaChange */
  GArray *endpoint_nodes; /* (const EnisimNode *) of those whose place follows from the runtimes */

  EnisimLoadNames endpoints; /* of runtimes; numbered, the first is DEFAULT */
  EnisimLoadNames workloads;
  EnisimLoadNames runtimes; /* the lists' items, for guesses: scenario->runtime_names looks up */
  guint first_items[ENISIM_N_AGENT_TYPES]; /* of each type's list, among those */
} EnisimLoader;

/* A subnet whose AZ was complained of, until the scenario is refused. */
#define ENISIM_LOAD_AZ_UNKNOWN G_MAXUINT

void enisim_load_quotas (EnisimLoader *loader, const EnisimNode *node);
void enisim_load_prices (EnisimLoader *loader, const EnisimNode *node);
void enisim_load_vpc (EnisimLoader *loader, const EnisimNode *node);
void enisim_load_security_groups (EnisimLoader *loader, const EnisimNode *node);
void enisim_load_vpc_endpoints (EnisimLoader *loader, const EnisimNode *node);
void enisim_load_nat_gateways (EnisimLoader *loader, const EnisimNode *node);
void enisim_load_other_holders (EnisimLoader *loader, const EnisimNode *node);
void enisim_load_model (EnisimLoader *loader, const EnisimNode *node);

/* (array zero-terminated=1): all that section may have, for whoever keeps a list of the options. */
const char *const *enisim_load_model_get_keys (void);

void enisim_load_runtimes (EnisimLoader *loader, const EnisimNodeReader *root);
void enisim_load_workloads (EnisimLoader *loader, const EnisimNode *node);
void enisim_load_churn (EnisimLoader *loader, const EnisimNode *node);
void enisim_load_timeline (EnisimLoader *loader, const EnisimNode *node);

/* What the timeline adds to the names of endpoints; after the runtimes.
 * @timeline: (nullable) */
void enisim_load_endpoint_names (EnisimLoader *loader, const EnisimNode *timeline);

/* `egress` of a runtime, which @node says or the VPC tells. */
void enisim_load_egress (EnisimLoader *loader, const EnisimNode *node, EnisimRuntimeSpec *spec);

/* What only the whole shows: where endpoints stand, and whether what is there from the start on
 * fits its subnet and its AZ's quota. */
void enisim_load_place_holders (EnisimLoader *loader);

/* The quotas that @node, a mapping, puts in place of others. */
void enisim_load_quota_change (EnisimLoader *loader, const EnisimNode *node,
                               EnisimQuotaChange *change);

/* Complains of an instant at or past the horizon, where nothing happens any more. */
void enisim_load_check_instant (EnisimLoader *loader, const EnisimNode *node, EnisimTime at);

void enisim_load_names_init (EnisimLoadNames *names);
void enisim_load_names_clear (EnisimLoadNames *names);

/* Returns: %FALSE if the name is there; it keeps its index then. */
gboolean enisim_load_names_add (EnisimLoadNames *names, const char *name, guint32 index);

/* Returns: ENISIM_LOAD_NONE if it is not there. */
guint32 enisim_load_names_lookup (const EnisimLoadNames *names, const char *name);

/* Looks up the name in @node; complains of what is none and guesses what was meant.
 * @what: "subnet", ... */
guint32 enisim_load_ref (EnisimLoader *loader, const EnisimNode *node, const EnisimLoadNames *names,
                         const char *what);

/* Complains that nothing is called what @node says, and guesses which of @names was meant.  Silent
 * while @names lack some: that was complained of, and one slip is not worth many complaints. */
void enisim_load_complain_of_ref (EnisimLoader *loader, const EnisimNode *node,
                                  const EnisimLoadNames *names, const char *what);

/* The subnets of agents' ENIs, in which an endpoint may stand too.
 * @subnets: (out): room for ENISIM_SUBNETS_MAX
 * Returns: how many different ones @node names */
guint enisim_load_agent_subnets (EnisimLoader *loader, const EnisimNode *node, guint32 *subnets);

/* The same of security groups, ENISIM_SECURITY_GROUPS_MAX at most. */
guint enisim_load_agent_security_groups (EnisimLoader *loader, const EnisimNode *node,
                                         guint32 *groups);

/* `network`, `subnets` and `security_groups` of a runtime, or of an update, where what is missing
 * stays as it was. */
void enisim_load_network (EnisimLoader *loader, const EnisimNodeReader *reader,
                          EnisimRuntimeSpec *spec);
void enisim_load_network_change (EnisimLoader *loader, const EnisimNodeReader *reader,
                                 EnisimControlRequest *request);

/* The endpoints that a runtime is made with.  Returns: (nullable) (transfer none): @n names, which
 * the scenario owns */
guint32 *enisim_load_endpoints (EnisimLoader *loader, const EnisimNode *node, guint *n);

/* The name of an endpoint that some runtime may have.  Returns: whether it set @endpoint */
gboolean enisim_load_endpoint_ref (EnisimLoader *loader, const EnisimNode *node, guint32 *endpoint);

/* Appends (as guint32) the runtimes that @node names, one or a list, until @targets has
 * @n_max, which it complains of. */
void enisim_load_targets (EnisimLoader *loader, const EnisimNode *node, guint n_max,
                          GArray *targets);

/* Returns: how many runtimes the one name in @node stands for; 0 if it is none. */
guint32 enisim_load_count_targets (const EnisimLoader *loader, const EnisimNode *node);

/* `from` and `until`, of which there is time between.  Returns: whether there is. */
gboolean enisim_load_window (EnisimLoader *loader, const EnisimNodeReader *reader, EnisimTime *from,
                             EnisimTime *until);

/* A rate of at least one in ENISIM_DRAWN_SPAN_MAX. */
gboolean enisim_load_gap_rate (EnisimLoader *loader, const EnisimNode *rate, double *per_second);

/* `rate`, `cv` and `distribution` of spans between arrivals; no cv is that of a Poisson process. */
gboolean enisim_load_gap (EnisimLoader *loader, const EnisimNodeReader *reader, gboolean needs_cv,
                          double *per_second, EnisimDistribution *gap);
