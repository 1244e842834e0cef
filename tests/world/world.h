/* world.h: one random scenario, as plain values
 *
 * Made from a seed, written out as a scenario file for the simulator and read
 * as it stands by the naive twin.  Subnets, security groups and runtimes are
 * numbers; sets of the first two are bits. Spans and instants are microseconds.
 */
#pragma once

#include <glib.h>

#include "core/distribution.h"

enum
{
  WORLD_SUBNETS_MAX = 5,
  WORLD_AZS_MAX = 3,
  WORLD_GROUPS_MAX = 3,
  WORLD_ENDPOINTS_MAX = 3,
  WORLD_NATS_MAX = 2,
  WORLD_ITEMS_MAX = 5,
  WORLD_COUNT_MAX = 3,
  WORLD_WORKLOADS_MAX = 3,
  WORLD_TARGETS_MAX = 3,
  WORLD_ENTRIES_MAX = 40,
  WORLD_PARTS_MAX = 3,
  WORLD_STEPS_MAX = 2,
  WORLD_HOLDERS_MAX = 2,
  WORLD_ROWS_MAX = 40,
  WORLD_CHURNS_MAX = 2,
  WORLD_ENDPOINT_NAMES = 3,
  WORLD_TEXT_SIZE = 96
};

#define WORLD_NEVER G_GINT64_CONSTANT (-1)

/* A span that varies, as the file says it and as it is drawn. */
typedef struct
{
  char text[WORLD_TEXT_SIZE]; /* empty: the file does not say, and neither does
                                 @distribution */
  EnisimDistribution distribution;
} WorldVaries;

/* So many addresses of a subnet are wanted by others from then on. */
typedef struct
{
  gint64 at;
  guint subnet, n_wanted;
} WorldStep;

typedef struct
{
  const char *name;
  guint32 network;
  guint prefix;
  guint az;
  guint background; /* at the start */
  WorldStep steps[WORLD_STEPS_MAX];
  guint n_steps;
} WorldSubnet;

typedef enum
{
  WORLD_S3,
  WORLD_LOGS,
  WORLD_ECR_API,
  WORLD_ECR_DKR,
  WORLD_OTHER_SERVICE,
  WORLD_N_SERVICES,
} WorldService;

typedef struct
{
  WorldService service;
  gboolean is_gateway;
  guint groups;
  guint subnets; /* none: wherever runtimes are */
} WorldEndpoint;

typedef enum
{
  WORLD_RUNTIME,
  WORLD_BROWSER,
  WORLD_CODE_INTERPRETER,
  WORLD_N_TYPES,
} WorldType;

/* An item of the list, which may be several runtimes. */
typedef struct
{
  WorldType type; /* no less than that of the item before */
  const char *name;
  guint count;           /* 0: one, without a number */
  guint subnets, groups; /* none: PUBLIC */
  gboolean is_v2, is_container;
  gboolean says_egress, has_egress;
  guint endpoints;                         /* beside DEFAULT, as bits */
  gint64 create_at;                        /* or WORLD_NEVER */
  gboolean is_there;                       /* already, and then @create_at is 0 */
  gint64 idle_timeout_us, max_lifetime_us; /* WORLD_NEVER: the file does not say */
  gint64 unhealthy_stop_us;                /* or WORLD_NEVER */
} WorldItem;

typedef struct
{
  guint item;
  gint member; /* -1: all of them */
} WorldTarget;

typedef enum
{
  WORLD_IN_TURN,
  WORLD_RANDOM,
  WORLD_WEIGHTED,
} WorldChoose;

/* Invokes of a session, uniform over the bounds, or geometric where there is a
 * mean. */
typedef struct
{
  guint min, max;
  double mean; /* 0: uniform */
} WorldInvokes;

typedef enum
{
  WORLD_SYNC,
  WORLD_STREAMING,
  WORLD_ASYNC,
  WORLD_LIMITED, /* to a span */
  WORLD_UNLIMITED,
} WorldRequests;

typedef enum
{
  WORLD_CLOSED,
  WORLD_POISSON,
  WORLD_RENEWAL,
  WORLD_WINDOWS,
  WORLD_PIECES,
  WORLD_PROFILE,
  WORLD_BURSTS,
  WORLD_TRACE,
} WorldKind;

/* Of a trace's file, where instants begin anywhere. */
typedef struct
{
  gint64 at;
  guint session;
  gint64 duration_us;
} WorldRow;

typedef enum
{
  WORLD_GAMMA,
  WORLD_WEIBULL,
  WORLD_LOGNORMAL,
} WorldShape;

typedef struct
{
  gint64 at, until; /* until may be WORLD_NEVER: to the next one */
  guint per_hour;
  double cv; /* below 0: as Poisson */
  WorldShape shape;
} WorldWindow;

typedef struct
{
  gint64 at;
  guint per_hour;
} WorldPiece;

typedef struct
{
  guint per_hour; /* may be 0 */
  gint64 mean_us;
} WorldPhase;

typedef struct
{
  WorldKind kind;
  WorldTarget targets[WORLD_TARGETS_MAX];
  guint n_targets;
  guint endpoint; /* 0: DEFAULT */
  gboolean starts_off;
  WorldChoose choose;
  guint weights[WORLD_TARGETS_MAX];
  gint64 from, until; /* until may be WORLD_NEVER */
  double new_ratio;   /* 1: `session: new` */
  gboolean is_uniform;
  guint reuse_window; /* 0: the file does not say */
  WorldInvokes invokes;
  WorldVaries session_think;
  WorldRequests requests;
  gint64 request_limit_us;
  WorldVaries busy_after;
  gboolean stops;
  WorldVaries duration, think;
  guint n_clients;
  guint per_hour;                       /* arrivals: Poisson, and where the profile is 1 */
  WorldWindow windows[WORLD_PARTS_MAX]; /* renewal: one */
  guint n_windows;
  WorldPiece pieces[WORLD_PARTS_MAX];
  guint n_pieces;
  WorldPhase phases[WORLD_PARTS_MAX];
  guint n_phases;
  guint daily[24], weekly[7];
  WorldRow rows[WORLD_ROWS_MAX]; /* of the file */
  guint n_rows;
  gboolean is_sorted, has_sessions, has_durations;
} WorldWorkload;

typedef enum
{
  WORLD_CREATE,
  WORLD_DELETE,
  WORLD_UPDATE,
  WORLD_POINT,
  WORLD_DELETE_ENDPOINT,
  WORLD_WORKLOAD_OFF,
  WORLD_WORKLOAD_ON,
  WORLD_BACKGROUND,
  WORLD_DELETE_GROUP,
  WORLD_DELETE_SUBNET,
  WORLD_QUOTAS,
  WORLD_SCALE,
} WorldVerb;

typedef enum
{
  WORLD_ACCOUNT,
  WORLD_AGENT,
  WORLD_ENDPOINT,
} WorldScope;

typedef struct
{
  guint n; /* 0: unlimited, and the file does not say where it is the profile's */
  gint64 per_us;
  gboolean has_scope;
  WorldScope scope;
} WorldRate;

typedef enum
{
  WORLD_NEW_RATES_NONE,
  WORLD_NEW_RATE_SHARED,
  WORLD_NEW_RATES_APART,
} WorldNewRates;

enum
{
  WORLD_CODE,
  WORLD_CONTAINER,
};

/* 0: the file does not say.  Then the first two are unlimited, and of the others there are enough.
 */
typedef struct
{
  guint max_vms, enis_per_az;
  guint agents, versions, endpoints, security_groups, sgs_per_eni;
  guint tool_sessions[WORLD_N_TYPES];
  WorldRate invoke_rate, new_rate[2];
  WorldNewRates new_rates;
} WorldQuotas;

typedef struct
{
  gint64 at;
  WorldVerb verb;
  WorldTarget target;
  gboolean to_public;    /* update; else: */
  guint subnets, groups; /* update: none as before */
  guint endpoint;        /* point, delete_endpoint */
  guint version;         /* point */
  guint workload;        /* workload_off, workload_on */
  WorldStep background;  /* without its instant */
  guint subject;         /* delete_security_group, delete_subnet; scale: the item */
  guint count;           /* scale */
  WorldQuotas quotas;    /* 0: as before */
} WorldEntry;

typedef enum
{
  WORLD_STACKS,
  WORLD_BLUE_GREEN,
  WORLD_REDEPLOY,
} WorldChurnKind;

typedef struct
{
  const char *name;
  WorldChurnKind kind;
  gint64 every_us; /* 0: by the gap */
  WorldWindow gap; /* but its instants */
  gint64 from, until;
  WorldVaries lifetime;
  gint64 overlap_us;
  guint n_runtimes, subnets;
  gboolean has_own_group, is_orphaned;
  guint group;        /* where it has none of its own */
  WorldTarget target; /* of a redeployment, which keeps the groups where it has none of its own */
} WorldChurn;

enum
{
  WORLD_NO_PROFILE = -1,
  WORLD_N_PROFILES = 4
};

typedef enum
{
  WORLD_REFUSED_NOT_READY,
  WORLD_REFUSED_CONFLICT,
  WORLD_REFUSED_QUOTA,
  WORLD_REFUSED_THROTTLED_INVOKE,
  WORLD_REFUSED_THROTTLED_NEW,
  WORLD_REFUSED_TOOL_QUOTA,
  WORLD_UNREACHED, /* has no time of its own */
  WORLD_N_REFUSALS,
} WorldRefusal;

typedef struct
{
  guint attempts; /* 0: the file does not say, and there is one */
  gint64 base_us, cap_us;
} WorldRetry;

typedef struct
{
  guint64 seed;
  gint64 horizon;
  gboolean ends_with_traces; /* the file says no horizon */
  const char *start;         /* NULL: a Monday at midnight */
  gint64 start_us;           /* in the week */
  gint64 warm_up, sample_us; /* 0: none */
  gboolean has_limits;       /* else nothing below is a limit */
  WorldQuotas quotas;

  gint profile;            /* by its date, or WORLD_NO_PROFILE */
  gint64 limiter_depth_us; /* WORLD_NEVER: the period */
  gboolean checks_quota_first;

  WorldSubnet subnets[WORLD_SUBNETS_MAX];
  guint n_subnets, n_azs, n_groups;
  const char *az_ids[WORLD_AZS_MAX]; /* NULL: by a name that says nothing */
  gboolean is_az_unsupported[WORLD_AZS_MAX];
  const char *group_names[WORLD_GROUPS_MAX];
  WorldEndpoint endpoints[WORLD_ENDPOINTS_MAX];
  guint n_endpoints;
  guint nats[WORLD_NATS_MAX]; /* the subnet of each */
  guint n_nats;
  struct
  {
    guint subnet, count;
  } holders[WORLD_HOLDERS_MAX];
  guint n_holders;
  guint group_references[WORLD_GROUPS_MAX]; /* what the rules of each name */

  WorldVaries eni_retention, eni_create_delay, failed_create_retention, ready_delay;
  WorldVaries gives_up; /* a constant */
  WorldVaries cold_start, teardown, teardown_after_stop;
  WorldVaries refusal_time[WORLD_N_REFUSALS];
  WorldRetry retry[WORLD_N_REFUSALS];
  gint64 sync_limit_us, streaming_limit_us; /* WORLD_NEVER: the file does not say */
  gboolean fails_without_route;
  WorldVaries unreachable_after;
  gint64 min_cycle_us;
  gboolean is_calm; /* its sessions are left alone for long */
  gboolean is_lowest, waits_for_provisioning, refuses_control, reuses_enis, counts_stopping,
      releases_on_delete, shares_per_subnet, shares_across_types;

  WorldItem items[WORLD_ITEMS_MAX];
  guint n_items;
  WorldWorkload workloads[WORLD_WORKLOADS_MAX];
  guint n_workloads;
  char *trace_paths[WORLD_WORKLOADS_MAX]; /* where they have been written */
  WorldChurn churns[WORLD_CHURNS_MAX];
  guint n_churns;
  WorldEntry entries[WORLD_ENTRIES_MAX];
  guint n_entries;
} World;

/* Of an endpoint by its number; 0 is DEFAULT. */
const char *world_get_endpoint_name (guint endpoint);

/* Returns: (transfer full): always the same world for a seed */
World *world_new (guint64 seed);
void world_free (World *world);

/* Returns: (transfer full): the scenario file */
char *world_to_yaml (const World *world);

/* The files that the scenario file of a world names; before that is made. */
void world_write_traces (World *world);
void world_remove_traces (World *world);

/* Returns: (transfer full) */
char *world_trace_to_csv (const WorldWorkload *workload);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)
