/* simulation-private.h: the state of one run, for the files of this layer
 *
 * event-loop.c has the loop and the rule of each kind; what an event does is in the *-events.c file
 * of its subject.  Nobody outside this layer sees any of it.
 */
#pragma once

#include <enisim/enisim-control.h>
#include <enisim/enisim-observer.h>
#include <enisim/enisim-simulation.h>

#include "core/agenda.h"
#include "model/eni-pool.h"
#include "model/limiter.h"
#include "model/group-refs.h"
#include "model/runtime.h"
#include "scenario/scenario.h"
#include "sim/churn-state.h"
#include "sim/deletions.h"
#include "sim/sim-event.h"
#include "sim/sim-metrics.h"
#include "sim/sim-sample.h"
#include "workload/workload.h"

/* Purposes of the model's streams; the workloads' end below 32. */
enum
{
  ENISIM_PURPOSE_ADDRESSES = 32,
  ENISIM_PURPOSE_CREATE_DELAY, /* first of what is drawn for a group */
  ENISIM_PURPOSE_RETENTION,
  ENISIM_PURPOSE_FAILED_RETENTION, /* the last */
  ENISIM_PURPOSE_READY_DELAY,
  ENISIM_PURPOSE_SCATTER,
  ENISIM_PURPOSE_LIMITER_SCATTER,
};

enum
{
  ENISIM_N_GROUP_PURPOSES = ENISIM_PURPOSE_FAILED_RETENTION - ENISIM_PURPOSE_CREATE_DELAY + 1
};

/* Between two looks at what may end a run before its time: a fraction of a millisecond. */
#define ENISIM_EVENTS_PER_CHECK 4096

/* With as many live VMs their records, table and ids outgrow the second-level cache. */
#define ENISIM_FETCH_FROM_N_VMS 8192

/* Rings for idle timeouts; runtimes with still others share the general queue. */
#define ENISIM_IDLE_RINGS_MAX 64

/* Who learns what becomes of a call: a client, a chain (its place and this bit), or nobody. */
#define ENISIM_CLIENT_NONE G_MAXUINT32
#define ENISIM_CALLER_CHAIN (1u << 31)
G_STATIC_ASSERT (ENISIM_CLIENTS_MAX < ENISIM_CALLER_CHAIN);

/* A span that events are booked after: on a ring of its own where it is constant. */
typedef struct
{
  const EnisimDistribution *distribution;
  guint ring; /* of the agenda; ENISIM_DELAY_QUEUED where it has none */
} EnisimDelay;

#define ENISIM_DELAY_QUEUED G_MAXUINT

/* One caller of a closed workload, with at most one call ahead or in flight. */
typedef struct
{
  EnisimTime called_at;
  guint32 number; /* of that call */
  guint32 workload;
} EnisimClient;

/* What is still to come for a session that a call of its workload has begun. */
typedef struct
{
  EnisimCall first; /* which began it */
  guint32 client;   /* or ENISIM_CLIENT_NONE: goes on when the chain is over */
  guint32 n_follow_ups, n_left;
  guint32 workload;
} EnisimChain;

/* How many members of a group are wanted, the first ones. */
typedef struct
{
  guint32 n_wanted;
  gboolean is_given; /* by a `scale` so far; else calls go to all */
} EnisimScale;

/* What a call reads comes first, in two cache lines as a rule. */
typedef struct
{
  EnisimDelay idle;
  GTimeSpan idle_timeout_us;
  const EnisimRuntimeSpec *spec; /* not the record's own: outlives it */
  GTimeSpan end_after_us;    /* admission: lifetime or failing health checks, whichever is first */
  gboolean is_end_unhealthy; /* the latter */
  guint8 lacks_route[2];     /* as PUBLIC, and in the VPC, where that matters (`no_route`) */
  const EnisimDelay *cold_start; /* of its platform */
  EnisimRuntime runtime;
  guint32 n_ready_draws;
  EnisimTime updated_at;        /* when its status last changed; ENISIM_TIME_NEVER: it never has */
  guint32 stack;                /* whose it is, or ENISIM_STACK_NONE */
  EnisimForeseenLives foreseen; /* of which the metrics have not been told */
} EnisimSimRuntime;

/* What a call reads comes first, down to the workload's own. */
typedef struct
{
  EnisimEvent arrival; /* of an open loop: what all arrivals have in common */
  EnisimDelay duration;
  GTimeSpan request_limit_us; /* ENISIM_TIME_NEVER for none */
  guint arrivals;             /* of an open loop: its source of the agenda */
  gboolean is_findable;       /* its session ids come again */
  gboolean is_foreseeable;    /* nothing becomes of a session but what its one call brings about */
  guint has_chains : 1;
  guint has_busy_after : 1;
  EnisimWorkload workload;
  EnisimDelay busy_after;
  gboolean is_off;  /* none of its calls is drawn */
  gboolean is_read; /* its trace, to the end: nothing is left of it */
  GArray *waiting;  /* (nullable): clients whose call came while it was off */
} EnisimSimWorkload;

typedef struct
{
  EnisimObserverFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} EnisimObserver;

typedef struct
{
  GArray *background;   /* (of guint32) addresses, as they were taken */
  guint32 n_wanted;     /* of them */
  guint32 last_awaited; /* the newest of the requests to delete it, or ENISIM_DELETION_NONE */
  gboolean is_deleted;
} EnisimSimSubnet;

/* VMs by runtime, as of one instant; see vms-of-runtime.c. */
typedef struct
{
  GArray *vms;        /* (of guint32) */
  EnisimTime at;      /* of the last deletion; -1: none yet */
  guint64 n_admitted; /* then */
  gboolean has_all;   /* runtimes' VMs */
} EnisimVmList;

/* How far the lives of sessions are known; see foreseen-sessions.h. */
typedef struct
{
  gboolean is_on;        /* in this run */
  gboolean is_off;       /* in all runs: FALSE, but in tests */
  EnisimTime until;      /* nothing of the plan comes before */
  GTimeSpan teardown_us; /* which is constant */
  GArray *plan;          /* (of EnisimTime) the instants of the timeline and of the warm-up's end */
  guint n_past;          /* of them, the first ones */
  GArray *unfolded;      /* sequences of timers that no ring has, whatever their delay */
  guint64 n_unbooked;    /* events that have been and that nobody took */
  guint64 n_settled;     /* of them, when what they leave was last told */
} EnisimForesight;

/* What every event reads or writes comes first, where an address takes one byte: the loop does not
 * fit the processor's cache of decoded instructions, so that their length counts. */
struct EnisimSimulation
{
  EnisimScenario *scenario;
  EnisimTime now;
  EnisimTime stop_at;       /* while it runs: the horizon, or the deadline before it */
  guint64 look_at_n_events; /* what may end the run is looked at after so many are taken, */
  gint64 n_events_unlooked; /* which is after so many more, and one; at once if it is negative */
  EnisimSimWorkload *workloads; /* as in the scenario, and one for calls of the caller's */
  EnisimSimRuntime *runtimes;   /* n_runtimes, the scenario's first; moves when one is added */
  EnisimObserver observer;
  gboolean is_torn_down; /* nothing that is planned happens any more */
  EnisimAgenda agenda;

  guint64 seed;
  guint32 replication;
  gboolean is_roomy;            /* its subnets have no bound */
  EnisimTime horizon;           /* ENISIM_TIME_NEVER until the traces have ended */
  EnisimTime looked_at;         /* the instant of the last look, */
  guint64 n_events_when_looked; /* at the first one in that instant */
  guint64 tidy_at_n_events;     /* memory is not given back again before */
  struct
  {
    guint64 events_at_instant, alive, sampled_enis;
  } limits;                 /* ENISIM_EVENTS_AT_INSTANT_MAX and so on, but in tests */
  guint32 fetch_from_n_vms; /* ENISIM_FETCH_FROM_N_VMS, but in tests */
  guint idle_rings_max;     /* ENISIM_IDLE_RINGS_MAX, but in tests */
  gboolean fetches_ahead;   /* as fetch-ahead.c says */
  gboolean is_running;
  gboolean is_complete; /* the horizon was reached and its events are done */
  gint is_cancelled;    /* atomic: set from a signal handler or another thread */
  GError *error;        /* what ended the run before its time */

  EnisimDelay cold_start[ENISIM_N_PLATFORMS];
  EnisimDelay unreachable; /* in place of a cold start, where there is no route */
  EnisimDelay teardown, teardown_after_stop;
  EnisimDelay refusal[ENISIM_N_OUTCOMES];
  EnisimDelay retention;

  EnisimAttachmentKeys keys;  /* the scenario's first, with its ids */
  GPtrArray *security_groups; /* (of char *) names; the scenario's first, as there */
  EnisimSgRecord *sg_records; /* of the scenario's */
  guint32 n_sgs_deleted;      /* of them */
  GArray *deletions;          /* of EnisimDeletion, in the order of the requests */
  EnisimSimSubnet *subnets;   /* as in the scenario */
  EnisimAddressSpace space;
  EnisimEniPool pool;
  guint32 denials; /* 1 << EnisimDenial each: why the last create got no ENIs */
  EnisimKeyTable n_key_draws[ENISIM_N_GROUP_PURPOSES]; /* attachment key -> draws so far */
  EnisimSessionTable sessions;
  guint64 n_admitted; /* sessions ever */
  EnisimVmList vm_list;
  guint32 n_runtimes, runtimes_capacity;
  EnisimScale *scales;      /* of each item of the scenario's runtime_names */
  guint32 n_agents;         /* runtimes that exist, whatever their status; no tools */
  GArray *vacant_runtimes;  /* (of guint32) places whose runtime is gone for good */
  GArray *idle_rings;       /* of runtime-records.c */
  EnisimWorkloadSpec steps; /* of that one */
  guint n_open_loops;       /* workloads with arrivals to come */
  EnisimChurnState churn;
  EnisimQuotas quotas; /* now */
  EnisimLimiter limiters[ENISIM_N_RATES];
  guint32 n_counted[ENISIM_N_AGENT_TYPES]; /* VMs, against max_vms or the tool's own quota */
  EnisimClient *clients;
  guint32 n_clients;
  EnisimSlab chains;  /* of EnisimChain */
  EnisimSlab retries; /* of retries.c: calls that are tried again */

  EnisimForesight foresight;
  EnisimMetrics metrics;
  struct
  {
    guint32 least, most; /* that the quota has been for any time in the window, before ... */
    EnisimTime set_at;   /* ... the present one, which holds from here on */
  } max_vms;             /* that the quota has been in the window */
  guint64 *room_peaks;   /* of each subnet in such a run of the same streams; NULL: not known */
  EnisimSamples samples;

  EnisimProgressFunc progress;
  gpointer progress_data;
  GDestroyNotify progress_destroy;
};

/* Shared by the files of this layer. */

/* As enisim_simulation_new(). */
EnisimSimulation *enisim_sim_new_in (EnisimScenario *scenario, guint64 seed, guint32 replication,
                                     gboolean is_roomy, GError **error);

ENISIM_ALWAYS_INLINE guint64
enisim_sim_book (EnisimSimulation *sim, const EnisimDelay *delay, EnisimTime at,
                 EnisimEventKind kind, guint32 entity)
{
  const guint class = enisim_event_kind_get_class (kind);

  if (delay->ring == ENISIM_DELAY_QUEUED)
    return enisim_agenda_book (&sim->agenda, at, class, kind, entity);
  return enisim_agenda_book_timer (&sim->agenda, delay->ring, at, class, kind, entity);
}

/* event-liveness.c */

/* Whether the record of its entity still waits for the event.  @owner: the simulation */
gboolean enisim_sim_is_live (EnisimEvent event, gconstpointer owner);

/* The same where the event is an idle timeout as a rule: whatever else is on a ring is seldom
 * cancelled. */
static inline gboolean
enisim_sim_is_timer_live (EnisimEvent event, gconstpointer owner)
{
  const EnisimSimulation *sim = owner;

  if (G_UNLIKELY (enisim_event_get_kind (event) != ENISIM_EVENT_IDLE_END))
    return enisim_sim_is_live (event, owner);
  return enisim_session_table_get (&sim->sessions, enisim_event_get_entity (event))->timer
         == enisim_event_get_sequence (event);
}

/* The owner's record has forgotten @sequence before.  Not of a session that was unfolded. */
static inline void
enisim_sim_cancel (EnisimSimulation *sim, const EnisimDelay *delay, guint64 sequence)
{
  if (delay->ring != ENISIM_DELAY_QUEUED)
    enisim_agenda_cancel_timer (&sim->agenda, delay->ring, sequence, enisim_sim_is_timer_live, sim);
  else
    enisim_agenda_cancel_queued (&sim->agenda);
}

static inline GTimeSpan
enisim_sim_draw_for_call (const EnisimDelay *delay, guint64 word, EnisimDraw draw)
{
  return enisim_distribution_sample_of_word_us (delay->distribution,
                                                enisim_stream_mix (word, draw));
}

/* fetch-ahead.c */

/* Looks at whether it is worth while now. */
void enisim_sim_choose_fetch (EnisimSimulation *sim);

/* Draws the workload's next calls and asks for the memory that they will need. */
void enisim_sim_fetch_calls (EnisimSimulation *sim, guint workload);

/* simulation.c */
void enisim_sim_book_sample (EnisimSimulation *sim, EnisimTime at);

/* Those of foreseen sessions come on top. */
static inline guint64
enisim_sim_count_taken (const EnisimSimulation *sim)
{
  return sim->look_at_n_events - 1 - (guint64) sim->n_events_unlooked;
}

/* Taken or not, those that have been. */
static inline guint64
enisim_sim_count_events (const EnisimSimulation *sim)
{
  return enisim_sim_count_taken (sim) + sim->foresight.n_unbooked;
}

/* What may end the run is looked at once @n_events are taken; after this one if they are. */
static inline void
enisim_sim_look_at (EnisimSimulation *sim, guint64 n_events)
{
  sim->n_events_unlooked = (gint64) (n_events - 1 - enisim_sim_count_taken (sim));
  sim->look_at_n_events = n_events;
}

/* For whoever has set its error. */
static inline void
enisim_sim_look_soon (EnisimSimulation *sim)
{
  enisim_sim_look_at (sim, 0);
}

/* event-loop.c */

/* Aborts unless each kind of event has a rule. */
void enisim_sim_check_rules (void);

/* One event, for whoever looks at the state after each; run_until goes on from there.  Nothing that
 * ends a run before its time is looked at.  Returns: FALSE, with @kind undefined, if none is left
 * by the horizon. */
gboolean enisim_sim_step (EnisimSimulation *sim, EnisimEventKind *kind);

/* sim-names.c: what grows while stacks come and go */

void enisim_sim_init_names (EnisimSimulation *sim);
void enisim_sim_clear_names (EnisimSimulation *sim);

/* Returns: its index */
guint32 enisim_sim_add_security_group (EnisimSimulation *sim, const char *name);

static inline const char *
enisim_sim_get_security_group_name (const EnisimSimulation *sim, guint32 index)
{
  return g_ptr_array_index (sim->security_groups, index);
}

/* eni-draws.c */

/* @purpose: ENISIM_PURPOSE_CREATE_DELAY .. ENISIM_PURPOSE_FAILED_RETENTION */
GTimeSpan enisim_sim_draw_for_key (EnisimSimulation *sim, const EnisimDistribution *distribution,
                                   guint purpose, EnisimAttachmentKey key);

/* eni-acquire.c */

/* Returns: as @key, but apart from other types' where these do not share ENIs; what references go
 * by */
EnisimAttachmentKey enisim_sim_make_sharing_key (const EnisimSimulation *sim, EnisimAgentType type,
                                                 EnisimAttachmentKey key);

/* Takes the references that a configuration needs into @refs, which holds none.
 *
 * @is_there: ENIs that are made for it are there already, without a delay
 *
 * Returns: when all their ENIs are in use, now or later, or ENISIM_TIME_NEVER where the create
 * failed and @refs still holds none. */
EnisimTime enisim_sim_acquire_groups (EnisimSimulation *sim, EnisimAttachmentKey key,
                                      gboolean is_there, EnisimGroupRefs *refs);

/* Whether all their ENIs are in use: at the very instant at which they come there it depends on
 * what has run. */
gboolean enisim_sim_are_groups_in_use (const EnisimSimulation *sim, const EnisimGroupRefs *refs);

/* eni-events.c */

/* Gives them back; @refs holds none afterwards. */
void enisim_sim_release_groups (EnisimSimulation *sim, EnisimGroupRefs *refs);
void enisim_sim_end_group_creation (EnisimSimulation *sim, guint32 group);
void enisim_sim_remove_group (EnisimSimulation *sim, guint32 group);

/* Folds the counts of the key's subnets as they are now. */
void enisim_sim_note_subnets (EnisimSimulation *sim, EnisimAttachmentKey key);

/* holder-events.c */

/* The background, endpoints, NAT gateways and other holders take their addresses, before anything
 * is measured. */
void enisim_sim_init_holders (EnisimSimulation *sim);
void enisim_sim_clear_holders (EnisimSimulation *sim);

/* An address of the subnet is free: the background takes it if it lacks any. */
void enisim_sim_refill_background (EnisimSimulation *sim, guint subnet);
void enisim_sim_step_background (EnisimSimulation *sim, guint32 step);

/* deletion-events.c */
void enisim_sim_init_deletions (EnisimSimulation *sim);
void enisim_sim_clear_deletions (EnisimSimulation *sim);
void enisim_sim_request_deletion (EnisimSimulation *sim, EnisimDeletionKind kind, guint32 subject);

/* So many more ENIs have the key's security groups, or fewer. */
void enisim_sim_count_attached (EnisimSimulation *sim, EnisimAttachmentKey key, gint change);

/* The subnet may hold nothing now. */
void enisim_sim_pass_subnet (EnisimSimulation *sim, guint subnet);

/* Walks everything; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_deletions_verify (const EnisimSimulation *sim);

/* runtime-records.c */
void enisim_sim_init_runtimes (EnisimSimulation *sim);
void enisim_sim_clear_runtimes (EnisimSimulation *sim);

/* @spec: stays where it is until the runtime is removed
 * Returns: the index of an absent runtime */
guint32 enisim_sim_add_runtime (EnisimSimulation *sim, const EnisimRuntimeSpec *spec);

/* One that was added later is absent and will not come again: its place may be another's. */
void enisim_sim_remove_runtime (EnisimSimulation *sim, guint32 runtime);

/* scale-events.c */
void enisim_sim_init_scales (EnisimSimulation *sim);

/* The first @n_wanted members of the group are wanted from now on. */
void enisim_sim_scale (EnisimSimulation *sim, guint32 item, guint32 n_wanted);

/* timeline-events.c */
void enisim_sim_run_timeline_entry (EnisimSimulation *sim, guint32 entry);

/* runtime-events.c */

/* Returns: FALSE if the request was refused. */
gboolean enisim_sim_request (EnisimSimulation *sim, guint32 runtime,
                             const EnisimControlRequest *request);

/* Counts it.  Returns: FALSE, for the caller to do the same. */
gboolean enisim_sim_refuse_request (EnisimSimulation *sim, EnisimRefusal cause);

/* CREATING or UPDATING: @version takes its ENIs and, when it is ready, @endpoint points to it. */
void enisim_sim_begin_motion (EnisimSimulation *sim, guint32 runtime, EnisimRuntimeStatus status,
                              guint32 endpoint, guint version);
void enisim_sim_end_motion (EnisimSimulation *sim, guint32 runtime);

/* The runtime has settled: the first request that waited for it runs. */
void enisim_sim_perform_waiting (EnisimSimulation *sim, guint32 runtime);

/* One of the version's VMs is gone, and nothing else may hold it. */
void enisim_sim_note_unused (EnisimSimulation *sim, guint32 runtime, guint version);

/* version-events.c: requests that runtime-events.c hands on, each FALSE if it was refused */
gboolean enisim_sim_update_runtime (EnisimSimulation *sim, guint32 runtime,
                                    const EnisimControlRequest *request);
gboolean enisim_sim_point_endpoint (EnisimSimulation *sim, guint32 runtime,
                                    const EnisimControlRequest *request);
gboolean enisim_sim_delete_endpoint (EnisimSimulation *sim, guint32 runtime,
                                     const EnisimControlRequest *request);

/* A version may have drained: it gives its ENIs back if so (`old_version_release`). */
void enisim_sim_release_unheld (EnisimSimulation *sim, guint32 runtime, guint version);

/* session-admission.c */

/* An attempt on the call's target, and what comes of it at once, refusals in full.  Returns: the
 * outcome if it is refused; else ENISIM_OUTCOME_OPEN: the invocation is in flight. */
EnisimOutcome enisim_sim_attempt (EnisimSimulation *sim, const EnisimCall *call, guint workload,
                                  guint32 caller);

/* session-events.c */
void enisim_sim_end_cold_start (EnisimSimulation *sim, guint32 session);
void enisim_sim_end_invocation (EnisimSimulation *sim, guint32 invocation);
void enisim_sim_end_request (EnisimSimulation *sim, guint32 invocation);
void enisim_sim_end_background (EnisimSimulation *sim, guint32 invocation);
void enisim_sim_end_idle (EnisimSimulation *sim, guint32 session);
void enisim_sim_end_session (EnisimSimulation *sim, guint32 session);
void enisim_sim_remove_vm (EnisimSimulation *sim, guint32 session);

/* StopRuntimeSession on a session that is there. */
EnisimStop enisim_sim_stop_session (EnisimSimulation *sim, guint32 session);

/* vms-of-runtime.c */
void enisim_sim_init_vm_list (EnisimSimulation *sim);
void enisim_sim_clear_vm_list (EnisimSimulation *sim);

/* Ends all VMs of a runtime that are not stopping yet, in the order of their admission. */
void enisim_sim_stop_vms_of (EnisimSimulation *sim, guint32 runtime);

/* call-events.c */
gboolean enisim_sim_open_workloads (EnisimSimulation *sim, GError **error);
void enisim_sim_arrive (EnisimSimulation *sim, guint workload);
void enisim_sim_call (EnisimSimulation *sim, guint32 client);

/* The workload of calls that the caller makes. */
void enisim_sim_open_steps (EnisimSimulation *sim);

/* Counts an attempt that was refused, and lets its caller try again or know. */
void enisim_sim_refuse (EnisimSimulation *sim, const EnisimCall *call, EnisimOutcome outcome,
                        guint workload, guint32 caller);

/* A client or chain learns that its call has ended. */
void enisim_sim_settle (EnisimSimulation *sim, guint32 caller);

/* At one instant calls come by their workload's place and their number. */
static inline guint64
enisim_sim_make_call_sequence (guint workload, guint32 number)
{
  return (guint64) workload << 32 | number;
}

/* When the first attempt of a call was made that is being made now. */
static inline EnisimTime
enisim_sim_get_called_at (const EnisimSimulation *sim, const EnisimCall *call)
{
  return call->n_retries > 0 ? call->first_at : sim->now;
}

/* retries.c */
void enisim_sim_init_retries (EnisimSimulation *sim);

/* An attempt of @call, whose first_at is set, has come to @outcome, which its caller knows at
 * @known_at.  Returns: whether that was
 * not its last: then nobody but this learns of it, and the next one is booked. */
gboolean enisim_sim_retry (EnisimSimulation *sim, const EnisimCall *call, guint workload,
                           guint32 caller, EnisimOutcome outcome, EnisimTime known_at);
void enisim_sim_attempt_again (EnisimSimulation *sim, guint32 retry);

/* workload-switch.c */
void enisim_sim_turn_workload_off (EnisimSimulation *sim, guint32 workload);
void enisim_sim_turn_workload_on (EnisimSimulation *sim, guint32 workload);
void enisim_sim_keep_client_waiting (EnisimSimulation *sim, guint32 client);

/* session-chain.c */

static inline gboolean
enisim_sim_is_chain (guint32 caller)
{
  return caller != ENISIM_CLIENT_NONE && (caller & ENISIM_CALLER_CHAIN) != 0;
}

/* Returns: who learns what becomes of a call that begins a session: a new chain, or @client where
 * the session gets no more than the call. */
guint32 enisim_sim_begin_chain (EnisimSimulation *sim, const EnisimCall *call, guint workload,
                                guint32 client);

/* A chain whose call was refused.  Returns: its client. */
guint32 enisim_sim_end_chain (EnisimSimulation *sim, guint32 caller);
void enisim_sim_settle_chain (EnisimSimulation *sim, guint32 caller);
void enisim_sim_step_chain (EnisimSimulation *sim, guint32 chain);
