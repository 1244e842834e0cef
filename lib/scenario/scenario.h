/* scenario.h: what to simulate, inside the library: checked, resolved and immutable
 *
 * Names have become indexes, `count: n` has become n runtimes, and sets of subnets and security
 * groups have become attachment keys.  Whatever is in here is valid; the input's edge saw to that.
 */
#pragma once

#include <enisim/enisim-scenario.h>

#include "model/control-request.h"
#include "model/option-registry.h"
#include "model/prices.h"
#include "model/quotas.h"
#include "model/runtime.h"
#include "model/supported-zones.h"
#include "net/attachment-key.h"
#include "net/cidr.h"
#include "scenario/churn-spec.h"
#include "scenario/runtime-names.h"
#include "workload/workload-spec.h"

typedef struct
{
  char *name;
  EnisimCidr cidr;
  guint az_index;
  guint32 background; /* addresses that others want, from the start on */
} EnisimSubnetSpec;

/* A gateway endpoint is a route: it has no subnets. */
typedef struct
{
  char *service;
  gboolean is_interface;
  guint32 *subnets; /* n_subnets, one address in each */
  guint n_subnets;
  guint32 *security_groups; /* n_security_groups, of its ENIs */
  guint n_security_groups;
} EnisimEndpointSpec;

/* Something else that holds addresses throughout, each with an ENI. */
typedef struct
{
  guint32 subnet;
  guint32 count;
  guint32 *security_groups; /* of each of its ENIs */
  guint n_security_groups;
} EnisimOtherHolderSpec;

/* Others want so many addresses of a subnet from an instant on. */
typedef struct
{
  EnisimTime at;
  guint32 subnet;
  guint32 n_wanted;
} EnisimBackgroundStep;

/* Other security groups that the rules of one name, each once: none of these can be deleted before
 * it. */
typedef struct
{
  guint32 *named; /* n_named */
  guint n_named;
} EnisimSgRules;

enum
{
  ENISIM_N_AGENT_TYPES = ENISIM_AGENT_CODE_INTERPRETER + 1
};

typedef struct
{
  char *name;
  EnisimAgentType type;
  gboolean is_vpc; /* else PUBLIC, without ENIs */
  guint64 key;     /* of the scenario's attachment keys, if is_vpc */
  EnisimPlatform platform;
  EnisimArtifact artifact; /* CODE of a tool */
  EnisimTime create_at;    /* ENISIM_TIME_NEVER: only the timeline creates it */
  gboolean is_there;       /* READY at 0, with its ENIs, whatever the delays; created at 0 then */
  GTimeSpan idle_timeout_us, max_lifetime_us;
  GTimeSpan unhealthy_stop_us; /* from admission; 0 for never */
  guint32 memory_mib;          /* of each of its VMs */
  const guint32 *endpoints;    /* n_endpoints, beside DEFAULT; made with the runtime */
  guint n_endpoints;
  gboolean has_egress[2]; /* as PUBLIC, and in the VPC: a way out of its network */
} EnisimRuntimeSpec;

typedef enum
{
  ENISIM_TIMELINE_REQUEST, /* to the control plane, about one runtime */
  ENISIM_TIMELINE_QUOTAS,  /* from now on they are others */
  ENISIM_TIMELINE_DELETE_SECURITY_GROUP,
  ENISIM_TIMELINE_DELETE_SUBNET,
  ENISIM_TIMELINE_WORKLOAD_OFF, /* no call of it begins any more, */
  ENISIM_TIMELINE_WORKLOAD_ON,  /* until now */
  ENISIM_TIMELINE_SCALE,        /* of a group of runtimes */
} EnisimTimelineVerb;

/* In the file's order; an entry that names n runtimes has become n. */
typedef struct
{
  EnisimTime at;
  EnisimTimelineVerb verb;
  guint32 subject; /* index of what it is about: a runtime, a quota change and so on; of _SCALE,
                    * an item of runtime_names */
  EnisimControlRequest request; /* of _REQUEST */
  guint32 count;                /* of _SCALE: members that are wanted */
} EnisimTimelineEntry;

struct EnisimScenario
{
  char *name, *note; /* the note says what a reader of the report must know, or is NULL */
  char *region;      /* or NULL */
  char *quota_profile;
  gboolean has_limits; /* FALSE: `limits: off` */
  EnisimQuotas quotas;
  EnisimPrices prices;
  gboolean has_own_prices; /* it says something of them */
  EnisimTime horizon;      /* ENISIM_TIME_NEVER: the last arrival of the traces */
  EnisimTime warm_up;      /* what a report says begins after it; before the horizon; 0: at once */
  GTimeSpan start_us;      /* of the run, since a Monday 00:00 UTC; less than a week */
  GTimeSpan sample_us;     /* 0: no samples */

  EnisimCidr *vpc_cidrs; /* blocks of the VPC, of which none overlaps another; none: no VPC */
  guint n_vpc_cidrs;
  char **azs;                    /* names or ids, NULL-terminated */
  EnisimZoneSupport *az_support; /* n_azs */
  guint n_azs;
  EnisimSubnetSpec *subnets;
  guint n_subnets;
  char **security_groups; /* NULL-terminated */
  guint n_security_groups;
  EnisimSgRules *sg_rules; /* of each */
  EnisimEndpointSpec *endpoints;
  guint n_endpoints;
  guint32 *nat_gateways; /* the subnet of each */
  guint n_nat_gateways;
  EnisimOtherHolderSpec *holders;
  guint n_holders;

  /* Of the subnets in their order, each one's ascending; then those of the timeline. */
  EnisimBackgroundStep *background_steps;
  guint n_background_steps;

  EnisimModelOptions options;
  char **options_given; /* names of the model's options that the scenario sets, NULL-terminated */
  EnisimAttachmentKeys keys;
  EnisimRuntimeSpec *runtimes;
  guint n_runtimes;
  EnisimRuntimeNames runtime_names;
  char **endpoint_names;     /* of runtimes' endpoints, DEFAULT first, NULL-terminated */
  GPtrArray *endpoint_lists; /* (of guint32 *) those of the runtimes' specifications */
  EnisimWorkloadSpec *workloads;
  guint n_workloads;
  EnisimChurnSpec *churns;
  guint n_churns;
  EnisimTimelineEntry *timeline;
  guint n_timeline;
  EnisimQuotaChange *quota_changes; /* of the timeline */
  guint n_quota_changes;
};

/* Whether the timeline gives this quota another value, or a rate another scope. */
gboolean enisim_scenario_changes_count (const EnisimScenario *scenario, guint count);
gboolean enisim_scenario_changes_rate (const EnisimScenario *scenario, EnisimRate rate);

/* Whether one of the VPC's blocks has all of it. */
gboolean enisim_scenario_vpc_contains (const EnisimScenario *scenario, EnisimCidr cidr);

/* An empty scenario for whoever builds one, to be filled before it is shared. */
EnisimScenario *enisim_scenario_alloc (void);

/* Aborts on a broken invariant.  O(n^2) in the subnets: tests and debugging only. */
void enisim_scenario_verify (const EnisimScenario *scenario);
