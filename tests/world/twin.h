/* twin.h: the naive twin of the simulator
 *
 * It says once more what model.md says, in the plainest way: lists that are
 * walked, one unsorted list of what is to come, every timer booked and taken
 * out when it is void.  Of the project it reads core/ alone (addressed streams,
 * how spans vary), so that it shares no rule with what it is compared with. All
 * fields are there to be read; instants are microseconds.
 */
#pragma once

#include <glib.h>

#include "core/stream.h"
#include "world/feature.h"
#include "world/world.h"

#define TWIN_NEVER G_MAXINT64

typedef enum
{
  TWIN_BACKGROUND,
  TWIN_ENDPOINT,
  TWIN_NAT,
  TWIN_OTHER,
  TWIN_CREATING,
  TWIN_IN_USE,
  TWIN_RETAINED,
  TWIN_FAILED,
  TWIN_N_HOLDERS,
} TwinHolder;

typedef enum
{
  TWIN_ABSENT,
  TWIN_RUNTIME_CREATING,
  TWIN_CREATE_FAILED,
  TWIN_READY,
  TWIN_DELETING,
  TWIN_UPDATING,
  TWIN_UPDATE_FAILED,
  TWIN_N_STATUSES,
} TwinStatus;

typedef enum
{
  TWIN_PROVISIONING,
  TWIN_ACTIVE,
  TWIN_IDLE,
  TWIN_STOPPING,
  TWIN_N_VM_STATES,
} TwinVmState;

typedef enum
{
  TWIN_END_IDLE,
  TWIN_END_LIFETIME,
  TWIN_END_UNHEALTHY,
  TWIN_END_DELETED,
  TWIN_END_STOPPED,
  TWIN_END_UNREACHABLE,
  TWIN_N_ENDS,
} TwinEnd;

typedef enum
{
  TWIN_OK,
  TWIN_CUT,
  TWIN_OPEN,
  TWIN_NOT_READY,
  TWIN_CONFLICT,
  TWIN_QUOTA,
  TWIN_THROTTLED_INVOKE,
  TWIN_THROTTLED_NEW,
  TWIN_TIMED_OUT,
  TWIN_UNREACHABLE,
  TWIN_TOOL_QUOTA,
  TWIN_N_OUTCOMES,
} TwinOutcome;

/* The class of an event is that of model.md "Time and order". */
typedef enum
{
  TWIN_COLD_START_ENDS,
  TWIN_INVOCATION_ENDS,
  TWIN_BACKGROUND_ENDS,
  TWIN_REFUSAL_ENDS,
  TWIN_IDLE_ENDS,
  TWIN_LIFETIME_ENDS,
  TWIN_HEALTH_ENDS,
  TWIN_LIMIT_ENDS,
  TWIN_VM_GONE,
  TWIN_GROUP_GONE,
  TWIN_GROUP_IN_USE,
  TWIN_RUNTIME_READY,
  TWIN_WAITED,
  TWIN_RUNTIME_CREATE,
  TWIN_TIMELINE,
  TWIN_BACKGROUND_STEP,
  TWIN_CHURN_ARRIVAL,
  TWIN_STACK_DELETED,
  TWIN_GIVES_UP,
  TWIN_ARRIVAL,
  TWIN_CLIENT_CALL,
  TWIN_FOLLOW_UP,
  TWIN_RETRY,
  TWIN_STOP,
  TWIN_WARM_UP,
  TWIN_SAMPLE,
  TWIN_N_KINDS,
} TwinKind;

typedef struct
{
  gint64 at;
  guint class;
  guint64 sequence;
  TwinKind kind;
  gpointer what; /* whatever the kind is about */
} TwinEvent;

/* Something was so for a while; to is TWIN_NEVER while it still is. */
typedef struct
{
  guint level;
  gint64 from, to;
} TwinStay;

/* Security groups of stacks' own are numbers with this bit, alone in their set. */
#define TWIN_OWN (1u << 31)

/* An address that others hold. */
typedef struct
{
  guint place, stay;
} TwinUnit;

typedef enum
{
  TWIN_DELETION_DONE,
  TWIN_DELETION_REFUSED,
  TWIN_DELETION_GONE,
  TWIN_N_DELETION_RESULTS,
} TwinDeletionResult;

typedef struct
{
  gboolean is_subnet; /* else a security group */
  guint subject;
  TwinDeletionResult result;
  gint64 requested_at, passes_at;
} TwinDeletion;

typedef struct
{
  const WorldSubnet *spec;
  guint size; /* addresses, the reserved ones too */
  guint8 *is_held;
  guint n_held[TWIN_N_HOLDERS];
  EnisimStream stream;
  guint n_wanted;     /* by others */
  GArray *background; /* of TwinUnit, in the order of their taking */
  GArray *unmet;      /* of guint: stays of what is lacking */
  gboolean is_deleted;
} TwinSubnet;

/* What decides sharing. */
typedef struct
{
  guint subnets, groups;
  WorldType type; /* WORLD_RUNTIME wherever types share */
} TwinKey;

/* Of a level, since the warm-up. */
typedef struct
{
  guint value, peak;
  gint64 peak_at;
} TwinPeak;

typedef struct
{
  guint subnet;
  guint place; /* of the address in the subnet */
  guint64 number;
  guint stay;
} TwinEni;

typedef struct
{
  TwinKey key;
  TwinHolder state;
  GArray *enis; /* of TwinEni */
  guint n_references;
  gint64 in_use_at;
  gboolean is_joinable;
} TwinGroup;

/* Draws of one key for one purpose. */
typedef struct
{
  TwinKey key;
  guint purpose, n;
} TwinDraws;

typedef struct
{
  guint number;          /* from 1 in each life of a runtime */
  guint subnets, groups; /* none: PUBLIC */
  GPtrArray *references; /* of TwinGroup; none where it holds none */
  gboolean was_ready;
} TwinVersion;

typedef struct
{
  char name[24];
  const WorldItem *spec;
  guint subnets, groups;   /* of the first version */
  struct TwinStack *stack; /* NULL: it is the scenario's */
  TwinStatus status;
  GPtrArray *versions;                          /* of TwinVersion */
  TwinVersion *endpoints[WORLD_ENDPOINT_NAMES]; /* NULL: there is none */
  TwinVersion *moving;                          /* what CREATING or UPDATING brings */
  guint moving_endpoint;
  guint n_ready_draws;
  GPtrArray *waiting; /* of const WorldEntry */
} TwinRuntime;

/* Since the warm-up. */
typedef struct
{
  guint64 n_arrived, n_failed, n_deleted, n_orphaned;
} TwinChurnCounts;

typedef struct
{
  const WorldChurn *spec;
  guint index;
  EnisimStream arrivals;
  guint n_arrived, n_alive;
  struct TwinStack *before;        /* blue/green: what the next one replaces */
  struct TwinOwnGroup *own_before; /* redeployment: likewise */
  TwinChurnCounts counts;
} TwinChurn;

typedef struct TwinOwnGroup
{
  char name[24];
  guint code;
  TwinChurn *churn;
  gboolean is_leaving, is_gone;
  guint stay;
} TwinOwnGroup;

typedef enum
{
  TWIN_REFUSED,
  TWIN_WAITS,
  TWIN_FAILS, /* at once */
  TWIN_DONE,
} TwinAnswer;

typedef struct TwinStack
{
  TwinChurn *churn;
  guint number;
  GPtrArray *runtimes; /* of TwinRuntime, that are not gone */
  TwinOwnGroup *own;   /* or NULL */
  gboolean has_failed, is_worked_on;
  guint stay;
} TwinStack;

/* What the timeline asks of one runtime. */
typedef struct
{
  TwinRuntime *runtime;
  const WorldEntry *entry;
} TwinRequest;

typedef struct
{
  guint workload;
  guint number;
} TwinSession;

typedef struct
{
  guint workload, number; /* a follow-up has that of the call that began its session */
  guint64 word;
  gint64 called_at; /* its first attempt */
  guint attempt;    /* from 1 */
  gint64 duration_us;
  TwinSession session;
  TwinRuntime *target;
  guint endpoint;
  struct TwinClient *client; /* NULL: nobody waits */
  struct TwinChain *chain;   /* NULL: the call began no session that goes on */
} TwinCall;

/* What a caller goes on to do with a session that its call has begun. */
typedef struct TwinChain
{
  TwinCall first;
  guint n_left, n_done; /* follow-ups */
  guint64 last_word;    /* of the invoke that came last */
} TwinChain;

typedef struct
{
  TwinSession session;
  TwinRuntime *runtime;
  TwinVersion *version;
  guint64 word; /* of the admitting call */
  guint workload, number;
  TwinVmState state;
  gboolean is_unreachable;
  GPtrArray *invocations; /* of TwinInvocation, in the order of their calls */
  GPtrArray *background;  /* of TwinWork */
  guint stay;
} TwinVm;

typedef struct
{
  TwinCall call;
  TwinVm *vm;
  gboolean is_cold;
} TwinInvocation;

/* What an invocation has left to be done. */
typedef struct
{
  TwinVm *vm;
} TwinWork;

typedef struct
{
  TwinSession session;
  TwinRuntime *target;
} TwinPast;

typedef struct
{
  char name[8];
  guint index;
  const WorldWorkload *spec;
  GPtrArray *targets; /* of TwinRuntime */
  GArray *weights;    /* of guint, one for each target */
  guint64 address;
  guint n_calls;
  gboolean is_off;
  GPtrArray *waiting; /* of TwinClient, whose call came meanwhile */
  GArray *past;       /* of TwinPast, all of them */
  GArray *rows; /* of WorldRow: of a trace, in the order of their instants, which begin at 0 */
} TwinWorkload;

typedef struct TwinClient
{
  TwinWorkload *workload;
  guint number;
  gint64 called_at;
} TwinClient;

/* A level counts in parts of a token, as many to a token as the rate's period has microseconds. */
typedef struct
{
  TwinRuntime *runtime;
  guint endpoint;
  gint64 level, at;
} TwinBucket;

typedef struct
{
  WorldRate rate;
  GArray *buckets; /* of TwinBucket, one for each endpoint of each runtime */
} TwinLimiter;

typedef enum
{
  TWIN_STOP_DONE,
  TWIN_STOP_CONFLICT,
  TWIN_STOP_NONE,
  TWIN_STOP_THROTTLED,
  TWIN_N_STOPS,
} TwinStopped;

/* What begins anew when the warm-up ends. */
typedef struct
{
  guint64 n_outcomes[WORLD_WORKLOADS_MAX][TWIN_N_OUTCOMES], n_cold, n_warm, n_ends[TWIN_N_ENDS];
  guint64 n_retries, n_follow_ups, n_stops[TWIN_N_STOPS];
  guint64 n_too_many_groups, n_unsupported, n_groups_gone, n_subnets_gone;
  guint64 n_creates_failed, n_quota_denied, n_refused_state, n_refused_motion;
  guint64 n_refused_agents, n_refused_versions, n_refused_endpoints;
  guint64 n_denied[WORLD_SUBNETS_MAX], n_failed_creates[WORLD_SUBNETS_MAX];
  gint64 latency_ok_us, latency_cut_us, latency_refused_us; /* sums */
} TwinCounts;

/* How many members of a group are wanted, the first ones. */
typedef struct
{
  guint n_wanted;
  gboolean is_given; /* by the timeline; else calls go to all */
} TwinScale;

typedef struct
{
  const World *world;
  gint64 now;
  gint64 counted_after; /* calls made by then do not count */
  TwinCounts counts;
  GArray *events; /* of TwinEvent, in no order */
  guint64 n_booked;
  GArray *stays; /* of TwinStay */

  TwinSubnet subnets[WORLD_SUBNETS_MAX];
  GPtrArray *groups; /* of TwinGroup */
  GArray *draws;     /* of TwinDraws */
  guint64 n_created, n_released, n_taken_back, n_failed;

  GPtrArray *timeline; /* of TwinRequest */
  GArray *deletions;   /* of TwinDeletion */
  TwinScale scales[WORLD_ITEMS_MAX];
  gboolean is_group_deleted[WORLD_GROUPS_MAX];
  WorldQuotas quotas; /* as they are now */
  TwinLimiter invokes, new_sessions[2];
  gboolean do_stops_count, is_new_rate_shared;
  GPtrArray *redeployments; /* of WorldEntry, that may wait */
  GPtrArray *churns, *stacks, *own_groups;
  GPtrArray *runtimes, *vms, *workloads, *clients, *chains, *retries;
  TwinPeak held_peaks[WORLD_SUBNETS_MAX], vms_peak;
  gint64 exhausted_at[WORLD_SUBNETS_MAX]; /* first; TWIN_NEVER */
  guint n_seen[FEATURE_N];
} Twin;

/* @world outlives the twin. */
Twin *twin_new (const World *world);
void twin_free (Twin *twin);

/* The next event, all of what it brings about.  Returns: FALSE if none is left
 * by the horizon. */
gboolean twin_step (Twin *twin, TwinEvent *event);

/* The sum of all stays on @level, clipped to the window. */
guint64 twin_get_area_us (const Twin *twin, guint level, gint64 from, gint64 to);
guint twin_get_subnet_level (guint subnet, TwinHolder holder);
guint twin_get_vm_level (TwinVmState state);
guint twin_get_stacks_level (guint churn);
guint twin_get_own_groups_level (guint churn);
guint twin_get_unmet_level (guint subnet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Twin, twin_free)
