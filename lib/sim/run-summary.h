/* run-summary.h: what a run has come to, as plain values
 *
 * Taken when a run has ended, or stopped, it is all that reports are made of; it does not change
 * when the simulation goes on.  Spans and instants are microseconds; names and specifications are
 * the scenario's, looked up by index.
 */
#pragma once

#include <enisim/enisim-observer.h>
#include <enisim/enisim-simulation.h>

#include "model/denial.h"
#include "model/eni-pool.h"
#include "model/runtime.h"
#include "model/session-table.h"
#include "scenario/scenario.h"
#include "sim/deletions.h"
#include "sim/workload-summary.h"
#include "sim/sim-metrics.h"
#include "sim/churn-summary.h"
#include "stats/series.h"

/* A level over the window [window.start, ended_at). */
typedef struct
{
  guint64 now, min, peak;
  EnisimTime peak_at;
  double mean;
  guint64 p50, p95, p99; /* the level at or below which it was for that share of the time */
  EnisimSeriesInterval *series;
  guint n_series;            /* at least 1 */
  GTimeSpan series_grain_us; /* as in stats/series.h; 1: the series is exact */
} EnisimLevelSummary;

typedef struct
{
  guint32 capacity;
  EnisimLevelSummary held;
  guint64 held_by[ENISIM_N_HOLDERS]; /* now */
  double mean_held_by[ENISIM_N_HOLDERS];
  EnisimTime exhausted_at; /* first instant without a free address, or _NEVER */
  GTimeSpan exhausted_us;  /* in all */
  struct
  {
    guint64 now, peak;
    EnisimTime peak_at;
    double mean;
    EnisimTime first_at;       /* ENISIM_TIME_NEVER: it never lacked any */
  } unmet;                     /* addresses that the background lacks */
  EnisimTime last_released_at; /* of its ENIs, in the whole run; ENISIM_TIME_NEVER: none was */
  guint64 n_denied;            /* allocations that found no address */
  gboolean is_short;           /* an address was lacking in the run, for it or beside it */
  gboolean is_room_known;      /* else an address was lacking, and enisim-room.h was not asked */
  guint64 room_peak;           /* if so: held at most where nobody lacks an address */
  guint8 smallest_prefix;      /* that would have held that; 0: not known, or larger than any */
} EnisimSubnetSummary;

typedef struct
{
  guint64 number; /* from 1, in the order of creation */
  guint32 subnet_index;
  guint32 address;
} EnisimEniSummary;

/* A group that is alive now. */
typedef struct
{
  EnisimAttachmentKey key;
  guint32 place; /* in the pool */
  EnisimEniState state;
  guint32 *members; /* n_members runtimes that reference it, in the scenario's order */
  guint n_members;
  EnisimEniSummary *enis;
  guint n_enis;
} EnisimGroupSummary;

/* Of the calls that ended in one way; without any, n is 0 and the rest is meaningless. */
typedef struct
{
  guint64 n;
  double mean_us;
  gint64 min_us, p50_us, p95_us, p99_us, max_us; /* by nearest rank */
} EnisimLatencySummary;

typedef struct
{
  EnisimTime at;
  guint32 n_enis, n_vms;
  guint32 list; /* of eni_lists: equal numbers, equal ENIs */
} EnisimSampleSummary;

typedef struct
{
  EnisimEniSummary *enis; /* number is 0 here; by subnet and address */
  guint n_enis;
} EnisimEniList;

typedef struct
{
  EnisimScenario *scenario; /* a reference */
  guint64 seed;
  guint32 replication;
  struct
  {
    EnisimTime start; /* the end of the warm-up, once that is over */
    guint64 n_enis_created, n_enis_taken_back, n_enis_released, n_enis_failed;
  } window; /* all that is counted and measured is of it, but what is of the whole run */
  EnisimTime ended_at;
  gboolean is_complete; /* the horizon was reached */
  guint64 n_events;

  EnisimAttachmentKeys keys; /* of the run: the scenario's and those of what came later */
  char **security_groups;    /* likewise, NULL-terminated; what the sets in keys index */

  EnisimSubnetSummary *subnets; /* as in the scenario */
  EnisimGroupSummary *groups;   /* by the number of their first ENI */
  guint n_groups;
  /* Of the whole run: created = alive + released. */
  guint64 n_enis_created, n_enis_taken_back, n_enis_released, n_enis_failed;
  EnisimLevelSummary enis_in[ENISIM_N_ENI_STATES]; /* alive, in all subnets; nothing of FREE */
  EnisimTime enis_last_released_at;                /* ENISIM_TIME_NEVER: none was */
  guint64 n_creates_failed;            /* of ENIs: what n_updates_failed were is counted too */
  guint64 n_denials[ENISIM_N_DENIALS]; /* causes of failed creates, each subnet's counted */
  guint64 n_control_refused;           /* the sum of n_refused_requests */
  guint64 n_refused_requests[ENISIM_N_REFUSALS];
  guint64 n_updates; /* that made a version, which may have failed */
  guint64 n_updates_failed;
  EnisimDeletion *deletions; /* n_deletions, of the timeline, in the order of the requests */
  guint n_deletions;
  guint32 n_runtimes_in[ENISIM_N_RUNTIME_STATUSES];
  guint n_runtimes_with_enis; /* each once, of however many groups it is a member */
  guint n_runtimes; /* the scenario's, which come first, and those that came during the run */
  EnisimRuntimeStatus *runtime_statuses;
  guint *runtime_groups; /* the first that its DEFAULT or only version holds; ENISIM_INDEX_NONE */
  EnisimAgentType *runtime_types;
  guint16 *runtime_versions;  /* to which DEFAULT points; the only one before; 0 while absent */
  const char **runtime_names; /* the scenario's own texts, then those of @texts; "": it is gone */
  GStringChunk *texts;
  EnisimChurnSummary *churns; /* as in the scenario */

  EnisimWorkloadSummary *workloads; /* as in the scenario, and one for calls of the caller's */
  guint64 n_attempts;               /* the sum of n_outcomes */
  guint64 n_outcomes[ENISIM_N_OUTCOMES];
  guint64 n_refused, n_retries; /* of the attempts; what is left without retries is calls */
  guint64 n_calls_unreachable;  /* that are not tried again */
  guint64 n_calls_waiting;      /* to be tried again, within the horizon or past it */
  guint64 n_cold, n_warm;       /* their sum is what was admitted */
  guint64 n_follow_ups, n_stops[ENISIM_N_STOPS]; /* as in EnisimMetrics */
  guint64 n_stretched; /* cycles of clients that took no time but for min_cycle */
  guint64 n_vm_ends[ENISIM_N_VM_ENDS];
  EnisimLatencySummary latency_ok, latency_cut, latency_refused;
  EnisimTime last_call_end; /* ENISIM_TIME_NEVER: no call has ended */
  EnisimLevelSummary vms;
  guint32 max_vms_least, max_vms_most;    /* that the quota has been; or ENISIM_QUOTA_UNLIMITED */
  double vm_gb_hours[ENISIM_N_PLATFORMS]; /* memory of live VMs over time */
  guint64 vms_in[ENISIM_N_SESSION_STATES];
  double mean_vms_in[ENISIM_N_SESSION_STATES];

  EnisimSampleSummary *samples;
  guint n_samples;
  EnisimEniList *eni_lists;
  guint n_eni_lists;
} EnisimRunSummary;

/* Whether it is not running, nor in the midst of a callback: sessions that are foreseen are not
 * what they seem then. */
gboolean enisim_sim_is_at_rest (const EnisimSimulation *sim);

/* Returns: (transfer full): @sim as it stands now; it is at rest */
EnisimRunSummary *enisim_run_summary_new (const EnisimSimulation *sim);
void enisim_run_summary_free (EnisimRunSummary *summary);

/* Aborts where the summary contradicts itself: held = sum of holders, created = alive + released,
 * attempts = sum of outcomes (model.md "What a run reports"). */
void enisim_run_summary_verify (const EnisimRunSummary *summary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimRunSummary, enisim_run_summary_free)
