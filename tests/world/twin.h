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

typedef struct
{
  const WorldSubnet *spec;
  guint size; /* addresses, the reserved ones too */
  guint8 *is_held;
  guint n_held[TWIN_N_HOLDERS];
  EnisimStream stream;
} TwinSubnet;

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
  guint subnets, groups; /* the key */
  TwinHolder state;
  GArray *enis; /* of TwinEni */
  guint n_references;
  gint64 in_use_at;
  gboolean is_joinable;
} TwinGroup;

/* Draws of one key for one purpose. */
typedef struct
{
  guint purpose, subnets, groups, n;
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
  struct TwinStack *before; /* blue/green: what the next one replaces */
  TwinChurnCounts counts;
} TwinChurn;

typedef struct
{
  char name[24];
  guint code;
  TwinChurn *churn;
  gboolean is_leaving, is_gone;
  guint stay;
} TwinOwnGroup;

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
  gint64 called_at, attempted_at; /* the first attempt, and this one */
  guint attempt;                  /* from 1 */
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
  GArray *past; /* of TwinPast, all of them */
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
  guint64 n_too_many_groups, n_unsupported;
  guint64 n_creates_failed, n_quota_denied, n_refused_state, n_refused_motion;
  guint64 n_denied[WORLD_SUBNETS_MAX], n_failed_creates[WORLD_SUBNETS_MAX];
  gint64 latency_ok_us, latency_cut_us, latency_refused_us; /* sums */
} TwinCounts;

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
  TwinLimiter invokes, new_sessions[2];
  gboolean do_stops_count, is_new_rate_shared;
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Twin, twin_free)

/* twin-agenda.c, for the files of the twin */
guint twin_get_class (TwinKind kind);
void twin_book (Twin *twin, gint64 at, TwinKind kind, gpointer what);
void twin_book_as (Twin *twin, gint64 at, TwinKind kind, gpointer what, guint64 sequence);
void twin_cancel (Twin *twin, TwinKind kind, gconstpointer what);
gboolean twin_take (Twin *twin, gint64 deadline, TwinEvent *event);
guint twin_begin_stay (Twin *twin, guint level);
void twin_end_stay (Twin *twin, guint stay);
void twin_see (Twin *twin, Feature feature);
gboolean twin_counts (const Twin *twin, gint64 called_at);

/* twin-peaks.c: after each event; @is_new_window: the warm-up is over */
void twin_note_peaks (Twin *twin, gboolean is_new_window);

/* twin-network.c */
void twin_open_network (Twin *twin);
void twin_close_network (Twin *twin);

/* Returns: FALSE, without a reference, where the create failed */
gboolean twin_acquire (Twin *twin, guint subnets, guint groups, GPtrArray *references);
void twin_release (Twin *twin, GPtrArray *references);
void twin_group_in_use (Twin *twin, TwinGroup *group);
void twin_group_gone (Twin *twin, TwinGroup *group);

/* twin-runtimes.c */
void twin_open_runtimes (Twin *twin);
void twin_close_runtimes (Twin *twin);
void twin_create (Twin *twin, TwinRuntime *runtime);
void twin_request (Twin *twin, TwinRuntime *runtime, const WorldEntry *entry);
void twin_runtime_ready (Twin *twin, TwinRuntime *runtime);
void twin_waited (Twin *twin, TwinRuntime *runtime);
void twin_vm_has_gone (Twin *twin, TwinRuntime *runtime, TwinVersion *version);
void twin_refuse_control (Twin *twin, gboolean is_in_motion);
void twin_begin_motion (Twin *twin, TwinRuntime *runtime, TwinVersion *version, guint endpoint);

TwinRuntime *twin_add_stack_runtime (Twin *twin, TwinStack *stack, guint index, guint subnets,
                                     guint groups);

/* twin-churn.c */
void twin_open_churn (Twin *twin);
void twin_close_churn (Twin *twin);
void twin_churn_arrives (Twin *twin, TwinChurn *churn);
void twin_stack_is_deleted (Twin *twin, TwinStack *stack);
void twin_gives_up (Twin *twin, TwinOwnGroup *own);
void twin_runtime_of_stack_gone (Twin *twin, TwinRuntime *runtime);
void twin_try_own_groups (Twin *twin); /* an ENI has gone */
const TwinOwnGroup *twin_find_own_group (const Twin *twin, guint code);

/* twin-versions.c */
TwinVersion *twin_add_version (TwinRuntime *runtime, guint subnets, guint groups);
void twin_change (Twin *twin, TwinRuntime *runtime, const WorldEntry *entry);
void twin_release_unheld (Twin *twin, TwinVersion *version, const TwinRuntime *runtime);
gboolean twin_is_serving (const TwinRuntime *runtime);

/* twin-quotas.c */
void twin_open_quotas (Twin *twin);
void twin_close_quotas (Twin *twin);
gboolean twin_take_invoke_token (Twin *twin, const TwinCall *call);
gboolean twin_take_stop_token (Twin *twin, const TwinCall *call);
TwinOutcome twin_check_new_session (Twin *twin, const TwinCall *call);

/* twin-sessions.c */
TwinOutcome twin_invoke (Twin *twin, const TwinCall *call);
void twin_cold_start_ends (Twin *twin, TwinVm *vm);
void twin_limit_ends (Twin *twin, TwinInvocation *invocation);
void twin_background_ends (Twin *twin, TwinWork *work);
void twin_invocation_ends (Twin *twin, TwinInvocation *invocation);
void twin_stop (Twin *twin, TwinVm *vm, TwinEnd end);
TwinStopped twin_stop_session (Twin *twin, const TwinCall *call);
void twin_vm_gone (Twin *twin, TwinVm *vm);
void twin_close_sessions (Twin *twin);

/* twin-workloads.c */
void twin_open_workloads (Twin *twin);
void twin_close_workloads (Twin *twin);
void twin_arrive (Twin *twin, TwinWorkload *workload);
void twin_book_client (Twin *twin, TwinClient *client, gint64 at);

/* twin-arrivals.c */
EnisimDistribution twin_get_gap (const WorldWindow *window);
void twin_list_arrivals (const Twin *twin, const TwinWorkload *workload, GArray *list);

/* twin-calls.c */
guint64 twin_get_sequence (guint workload, guint number);
guint64 twin_get_word (const TwinWorkload *workload, guint number);
void twin_call (Twin *twin, TwinWorkload *workload, guint number, TwinClient *client);
void twin_client_calls (Twin *twin, TwinClient *client);
void twin_call_has_ended (Twin *twin, const TwinCall *call, TwinOutcome outcome);
void twin_retries (Twin *twin, TwinCall *call);
void twin_refusal_ends (Twin *twin, TwinClient *client);
void twin_follow_up (Twin *twin, TwinChain *chain);
void twin_chain_stops (Twin *twin, TwinChain *chain);
