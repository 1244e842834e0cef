/* sim-metrics.h: what one run counts and measures
 *
 * The model keeps plain counts; here they are folded over time as they change.
 */
#pragma once

#include "model/address-space.h"
#include "model/eni-pool.h"
#include "model/outcome.h"
#include "model/session-table.h"
#include "stats/histogram.h"
#include "stats/level.h"
#include "stats/occupancy.h"
#include "stats/series.h"

/* Intervals of a reported series: more than a plot has pixels. */
#define ENISIM_METRICS_SERIES_CAPACITY 1024

/* One level with all that is reported of it. */
typedef struct
{
  EnisimLevel level;
  EnisimOccupancy occupancy;
  EnisimSeries series;
} EnisimTrack;

typedef struct
{
  EnisimTrack held;
  EnisimLevel held_by[ENISIM_N_HOLDERS];
  EnisimTime exhausted_at;  /* first instant without a free address; ENISIM_TIME_NEVER */
  guint64 n_denied;         /* allocations that found no address */
  guint64 n_failed_creates; /* creates that failed, here or in another of their subnets */
} EnisimSubnetMetrics;

typedef struct
{
  EnisimSubnetMetrics *subnets; /* n_subnets */
  guint n_subnets;
  EnisimTrack vms;
  EnisimLevel vms_in[ENISIM_N_SESSION_STATES];
  guint64 n_outcomes[ENISIM_N_OUTCOMES]; /* but OPEN, which is what is in flight */
  guint64 n_cold, n_warm;
  guint64 n_vm_ends[ENISIM_N_VM_ENDS];
  EnisimHistogram latency_ok_us, latency_cut_us, latency_refused_us;
  EnisimTime last_call_end; /* ENISIM_TIME_NEVER: no call has ended */
  guint64 n_creates_failed, n_eni_quota_denied, n_control_refused;
  EnisimTime last_released_at; /* of ENIs; ENISIM_TIME_NEVER: none was */
} EnisimMetrics;

/* As things stand at ENISIM_TIME_ZERO: @space is what its subnets' levels begin with. */
void enisim_metrics_init (EnisimMetrics *metrics, const EnisimAddressSpace *space);
void enisim_metrics_clear (EnisimMetrics *metrics);

/* Folds a subnet's counts as they are now. */
void enisim_metrics_note_subnet (EnisimMetrics *metrics, EnisimTime now, guint subnet_index,
                                 const EnisimSubnet *subnet);

/* Folds the VMs' counts as they are now, after a change from one state to another;
 * ENISIM_SESSION_FREE stands for before and after a VM's life. */
void enisim_metrics_note_vms (EnisimMetrics *metrics, EnisimTime now,
                              const EnisimSessionTable *table, EnisimSessionState from,
                              EnisimSessionState to);

void enisim_metrics_note_call_end (EnisimMetrics *metrics, EnisimTime called_at,
                                   EnisimTime ended_at, EnisimOutcome outcome);

/* Aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_metrics_verify (const EnisimMetrics *metrics);
