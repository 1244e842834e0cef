/* sim-metrics.h: what one run counts and measures
 *
 * The model keeps plain counts; here they are folded over time as they change.  All of it is over
 * a window, which begins at ENISIM_TIME_ZERO and again at the end of the warm-up.
 */
#pragma once

#include <enisim/enisim-control.h>

#include "model/address-space.h"
#include "model/control-request.h"
#include "model/denial.h"
#include "model/eni-pool.h"
#include "model/outcome.h"
#include "model/session-table.h"
#include "stats/histogram.h"
#include "stats/mean-level.h"
#include "stats/track.h"
#include "workload/workload-spec.h"

/* Intervals of a reported series: more than a plot has pixels. */
#define ENISIM_METRICS_SERIES_CAPACITY 1024

enum
{
  ENISIM_N_STOPS = ENISIM_STOP_THROTTLED + 1
};

typedef struct
{
  EnisimTrack held;
  EnisimLevel held_by[ENISIM_N_HOLDERS];
  EnisimTime exhausted_at;     /* first instant without a free address; ENISIM_TIME_NEVER */
  EnisimLevel unmet;           /* what the background lacks */
  EnisimTime unmet_at;         /* first instant at which that is something; ENISIM_TIME_NEVER */
  guint64 n_denied;            /* allocations that found no address */
  guint64 n_failed_creates;    /* creates that failed, here or in another of their subnets */
  EnisimTime last_released_at; /* of ENIs, in the whole run; ENISIM_TIME_NEVER: none was */
  gboolean is_short; /* by now, in the whole run: an address was wanted, here or in another subnet
                      * of the same create, and there was none */
} EnisimSubnetMetrics;

/* What a stack may lack. */
typedef enum
{
  ENISIM_STACK_FAILURE_STATIC, /* its configuration can never be served */
  ENISIM_STACK_FAILURE_ADDRESSES,
  ENISIM_STACK_FAILURE_ENI_QUOTA,
  ENISIM_STACK_FAILURE_SECURITY_GROUPS, /* its own would be one too many */
  ENISIM_STACK_FAILURE_AGENTS,
  ENISIM_STACK_FAILURE_REFUSED, /* a redeployment: the runtime could not be updated */
} EnisimStackFailure;

enum
{
  ENISIM_N_STACK_FAILURES = ENISIM_STACK_FAILURE_REFUSED + 1
};

/* Of one churn.  A stack is alive from its arrival, if it has not failed then, until it is gone:
 * alive before the window + arrived = failed + deleted + alive. */
typedef struct
{
  guint64 n_arrived, n_failed, n_deleted;
  guint64 n_failed_by[ENISIM_N_STACK_FAILURES]; /* one that lacks several counts for each */
  EnisimTime first_failed_at;                   /* ENISIM_TIME_NEVER: none has */
  guint64 n_orphaned;                           /* own security groups that were given up */
  guint64 n_alive_before;
  EnisimLevel alive;
  EnisimLevel own_sgs; /* those that are there, orphans too */
} EnisimChurnMetrics;

/* What others count over the whole run, as it stood when the window began. */
typedef struct
{
  guint64 n_created, n_taken_back, n_released, n_failed; /* ENIs */
  guint64 n_stretched;                                   /* cycles of clients */
  guint64 n_in_flight; /* invocations that are not counted, and have not ended by now */
} EnisimTotals;

typedef struct
{
  EnisimTime start;         /* of the window */
  EnisimTime counted_after; /* attempts at or before it belong to the warm-up; -1: none do */
  EnisimTotals before;
  EnisimSubnetMetrics *subnets; /* n_subnets */
  guint n_subnets;
  EnisimTrack enis_in[ENISIM_N_ENI_STATES]; /* alive, in all subnets; FREE has no track */
  EnisimTrack vms;
  EnisimMeanLevel vms_in[ENISIM_N_SESSION_STATES]; /* see enisim_metrics_get_vms_in() */
  EnisimMeanLevel vm_mib[ENISIM_N_PLATFORMS];      /* memory of the live VMs */
  /* Of each workload, and of one more for calls of the caller's; but OPEN, which is what is in
   * flight. */
  guint64 n_outcomes[ENISIM_WORKLOADS_MAX + 1][ENISIM_N_OUTCOMES];
  guint64 n_retries; /* attempts but the first of each call */
  guint64 n_cold, n_warm;
  guint64 n_follow_ups;            /* calls for sessions that an earlier one began, by themselves */
  guint64 n_stops[ENISIM_N_STOPS]; /* that workloads ask for */
  guint64 n_vm_ends[ENISIM_N_VM_ENDS];
  EnisimHistogram latency_ok_us, latency_cut_us, latency_refused_us;
  EnisimTime last_call_end;    /* -1, which is before all: no call has ended */
  guint64 n_calls_unreachable; /* that found no route and are not tried again */
  guint64 n_creates_failed;
  guint64 n_denials[ENISIM_N_DENIALS]; /* causes of failed creates, each subnet's counted */
  guint64 n_refused_requests[ENISIM_N_REFUSALS]; /* to the control plane */
  guint64 n_updates;                             /* that made a version, which may have failed */
  guint64 n_updates_failed; /* or endpoints that were pointed: of creates, those that no runtime's
                             * creation was */
  EnisimTime last_released_at; /* of ENIs, in the whole run; ENISIM_TIME_NEVER: none was */
  EnisimChurnMetrics *churns;  /* n_churns */
  guint n_churns;
} EnisimMetrics;

/* As things stand at ENISIM_TIME_ZERO: @space is what its subnets' levels begin with. */
void enisim_metrics_init (EnisimMetrics *metrics, const EnisimAddressSpace *space, guint n_churns);
void enisim_metrics_clear (EnisimMetrics *metrics);

/* Begins a new window: levels keep their values and forget their past, all that is counted begins
 * at 0, and attempts that were made by @now are counted no more. */
void enisim_metrics_restart (EnisimMetrics *metrics, EnisimTime now,
                             const EnisimAddressSpace *space, const EnisimTotals *before);

/* Whether an attempt made at @at is one of the window's. */
static inline gboolean
enisim_metrics_is_counted (const EnisimMetrics *metrics, EnisimTime at)
{
  return at > metrics->counted_after;
}

/* Folds a subnet's counts as they are now. */
void enisim_metrics_note_subnet (EnisimMetrics *metrics, EnisimTime now, guint subnet_index,
                                 const EnisimSubnet *subnet);

/* Folds the ENIs' counts as they are now: when a request has got all its groups, not after each
 * of them, for what passes a state within the request was never seen in it. */
void enisim_metrics_note_enis (EnisimMetrics *metrics, EnisimTime now, const EnisimEniPool *pool);

/* Folds what a subnet's background lacks now. */
void enisim_metrics_note_unmet (EnisimMetrics *metrics, EnisimTime now, guint subnet_index,
                                guint32 n_unmet);

/* Folds that a VM begins. */
static inline void
enisim_metrics_note_vm_begun (EnisimMetrics *metrics, EnisimTime now, EnisimPlatform platform,
                              guint32 memory_mib)
{
  enisim_mean_level_rise (&metrics->vm_mib[platform], now, memory_mib);
  enisim_mean_level_rise (&metrics->vms_in[ENISIM_SESSION_PROVISIONING], now, 1);
  enisim_track_rise (&metrics->vms, now);
}

/* Folds that a VM is gone. */
static inline void
enisim_metrics_note_vm_gone (EnisimMetrics *metrics, EnisimTime now, EnisimPlatform platform,
                             guint32 memory_mib)
{
  enisim_mean_level_fall (&metrics->vm_mib[platform], now, memory_mib);
  enisim_mean_level_fall (&metrics->vms_in[ENISIM_SESSION_STOPPING], now, 1);
  enisim_track_fall (&metrics->vms, now);
}

/* Folds that a VM goes from one state to another.  Of ACTIVE, which all come from and go to, no
 * level is kept: it is what the others leave of the VMs. */
static inline void
enisim_metrics_note_vm_change (EnisimMetrics *metrics, EnisimTime now, EnisimSessionState from,
                               EnisimSessionState to)
{
  if (from != ENISIM_SESSION_ACTIVE)
    enisim_mean_level_fall (&metrics->vms_in[from], now, 1);
  if (to != ENISIM_SESSION_ACTIVE)
    enisim_mean_level_rise (&metrics->vms_in[to], now, 1);
}

/* VMs in one state. */
EnisimMeanLevel enisim_metrics_get_vms_in (const EnisimMetrics *metrics, EnisimSessionState state);

/* An invocation begins, of a call whose first attempt was made at @called_at, */
static inline void
enisim_metrics_note_admitted (EnisimMetrics *metrics, EnisimTime called_at, gboolean is_cold)
{
  if (!enisim_metrics_is_counted (metrics, called_at))
    metrics->before.n_in_flight++;
  else if (is_cold)
    metrics->n_cold++;
  else
    metrics->n_warm++;
}

/* and turns out to be neither cold nor warm, */
static inline void
enisim_metrics_take_admitted_back (EnisimMetrics *metrics, EnisimTime called_at, gboolean is_cold)
{
  if (!enisim_metrics_is_counted (metrics, called_at))
    return;
  if (is_cold)
    metrics->n_cold--;
  else
    metrics->n_warm--;
}

/* and ends: beside its _note_retried() or _note_call_end(). */
static inline void
enisim_metrics_note_invocation_end (EnisimMetrics *metrics, EnisimTime called_at)
{
  if (!enisim_metrics_is_counted (metrics, called_at))
    metrics->before.n_in_flight--;
}

/* An attempt that is not its call's last: it counts, and the call goes on. */
static inline void
enisim_metrics_note_retried (EnisimMetrics *metrics, guint workload, EnisimTime called_at,
                             EnisimOutcome outcome)
{
  if (enisim_metrics_is_counted (metrics, called_at))
    metrics->n_outcomes[workload][outcome]++;
}

/* For the verbs below only: the call is one of the window's.  Whoever timed out or found no route
 * waited as long as an option says. */
static inline void
enisim_metrics_count_call_end (EnisimMetrics *metrics, guint workload, EnisimTime called_at,
                               EnisimTime ended_at, EnisimOutcome outcome)
{
  metrics->n_outcomes[workload][outcome]++;
  if (outcome == ENISIM_OUTCOME_OK)
    enisim_histogram_add (&metrics->latency_ok_us, ended_at - called_at);
  else if (outcome == ENISIM_OUTCOME_CUT)
    enisim_histogram_add (&metrics->latency_cut_us, ended_at - called_at);
  else if (enisim_outcome_is_refused (outcome))
    enisim_histogram_add (&metrics->latency_refused_us, ended_at - called_at);
  if (metrics->last_call_end < ended_at)
    metrics->last_call_end = ended_at;
}

/* An attempt of the warm-up is not counted. */
static inline void
enisim_metrics_note_call_end (EnisimMetrics *metrics, guint workload, EnisimTime called_at,
                              EnisimTime ended_at, EnisimOutcome outcome)
{
  if (enisim_metrics_is_counted (metrics, called_at))
    enisim_metrics_count_call_end (metrics, workload, called_at, ended_at, outcome);
}

/* The same of an invocation, which ends with its call. */
static inline void
enisim_metrics_note_last_end (EnisimMetrics *metrics, guint workload, EnisimTime called_at,
                              EnisimTime ended_at, EnisimOutcome outcome)
{
  if (enisim_metrics_is_counted (metrics, called_at))
    enisim_metrics_count_call_end (metrics, workload, called_at, ended_at, outcome);
  else
    metrics->before.n_in_flight--;
}

/* When a VM whose life is known beforehand is called for by a cold call, which it serves, and goes
 * from state to state. */
typedef struct
{
  EnisimTime called_at, ready_at, completes_at, idles_out_at, gone_at;
} EnisimForeseenLife;

/* Such VMs of one runtime that are gone, and of which nothing else has been told: all of them were
 * idle and stopping for as long, and are as large.  All zero are none. */
typedef struct
{
  EnisimLevelArea served_us; /* from their calls to their completions */
  guint64 n;
} EnisimForeseenLives;

/* Such a VM begins.  Until it is gone nobody looks at more than how many VMs there are: it is one
 * of them, and in no state. */
static inline void
enisim_metrics_note_foreseen_begun (EnisimMetrics *metrics, EnisimTime now)
{
  enisim_track_rise (&metrics->vms, now);
}

/* Somebody will look: the VM is provisioning since it was called for. */
static inline void
enisim_metrics_note_foreseen_unfolded (EnisimMetrics *metrics, EnisimTime called_at,
                                       EnisimPlatform platform, guint32 memory_mib)
{
  enisim_mean_level_rise (&metrics->vm_mib[platform], called_at, memory_mib);
  enisim_mean_level_rise (&metrics->vms_in[ENISIM_SESSION_PROVISIONING], called_at, 1);
  enisim_metrics_note_admitted (metrics, called_at, TRUE);
}

/* It is gone, and all of its life lies within the window: at the very instant at which the warm-up
 * ends no call comes behind that. */
static inline void
enisim_metrics_note_foreseen_gone (EnisimMetrics *metrics, EnisimForeseenLives *lives,
                                   guint workload, const EnisimForeseenLife *life)
{
  const guint64 call_us = (guint64) life->completes_at - (guint64) life->called_at;

  g_assert (life->ready_at <= life->completes_at);
  g_assert (enisim_metrics_is_counted (metrics, life->called_at));
  enisim_track_fall (&metrics->vms, life->gone_at);
  enisim_mean_level_visit (&metrics->vms_in[ENISIM_SESSION_PROVISIONING],
                           life->ready_at - life->called_at, 1);
  lives->served_us += call_us;
  lives->n++;
  enisim_metrics_count_call_end (metrics, workload, life->called_at, life->completes_at,
                                 ENISIM_OUTCOME_OK);
}

/* Somebody will look at what was put off: @lives are none then. */
void enisim_metrics_settle_foreseen (EnisimMetrics *metrics, EnisimForeseenLives *lives,
                                     GTimeSpan idle_timeout_us, GTimeSpan teardown_us,
                                     EnisimPlatform platform, guint32 memory_mib);

/* Beside _note_call_end(): attempts alone do not tell how many calls they were. */
static inline void
enisim_metrics_note_call_unreachable (EnisimMetrics *metrics, EnisimTime called_at)
{
  metrics->n_calls_unreachable += enisim_metrics_is_counted (metrics, called_at) ? 1 : 0;
}

/* Attempts of all workloads that ended with @outcome. */
guint64 enisim_metrics_get_n_ended (const EnisimMetrics *metrics, EnisimOutcome outcome);

static inline guint64
enisim_metrics_get_n_refused_requests (const EnisimMetrics *metrics)
{
  guint64 n = 0;

  for (guint i = 0; i < ENISIM_N_REFUSALS; i++)
    n += metrics->n_refused_requests[i];
  return n;
}

/* Aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_metrics_verify (const EnisimMetrics *metrics);
