/* enisim-replications.h: many runs of one scenario, and what they have in common */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-simulation.h>

G_BEGIN_DECLS

/** ENISIM_REPLICATIONS_CONFIDENCE: of the intervals that reports state. */
#define ENISIM_REPLICATIONS_CONFIDENCE 0.95

/** ENISIM_REPLICATIONS_JOBS_MAX: replications that run at one time. */
#define ENISIM_REPLICATIONS_JOBS_MAX 256

/**
 * EnisimReplications:
 *
 * The metrics of many runs that differ in their replication alone.  Owned by whoever created it
 * and, but for enisim_replications_cancel(), confined to one thread at a time.  What it says
 * depends on the order of adding in the last bits only; equal orders give equal bytes.
 */
typedef struct EnisimReplications EnisimReplications;

/**
 * EnisimMetric:
 * @name: for instance "vms.peak" or "subnets.private-a.held.mean"
 * @unit: "", "s" or "ratio"
 * @n: replications in which it has a value; where it has none, for instance a latency without a
 *   call, the rest is NAN
 * @mean: over these
 * @half_width: of the Student t interval at %ENISIM_REPLICATIONS_CONFIDENCE; infinite for one
 * @min: the least
 * @max: the greatest
 */
typedef struct
{
  const char *name;
  const char *unit;
  guint64 n;
  double mean;
  double half_width;
  double min;
  double max;
} EnisimMetric;

/**
 * enisim_replications_new:
 * @scenario: (transfer none): what is run; a reference is taken
 * @seed: of all runs
 *
 * Returns: (transfer full): an empty collection
 */
ENISIM_API EnisimReplications *enisim_replications_new (EnisimScenario *scenario,
                                                        guint64 seed) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_replications_free:
 * @replications: (transfer full) (nullable): a collection; %NULL is ignored
 */
ENISIM_API void enisim_replications_free (EnisimReplications *replications);

/**
 * enisim_replications_add:
 * @replications: a collection
 * @sim: a simulation of its scenario and seed that has run to its end, of a replication that was
 *   not added before
 */
ENISIM_API void enisim_replications_add (EnisimReplications *replications,
                                         const EnisimSimulation *sim);

/**
 * EnisimReplicationsProgress:
 * @n_added: replications that the collection holds
 * @ratio: how much is done of all that it is to hold, 0..1, with those that are running
 * @n_events: executed since enisim_replications_run() was called
 */
typedef struct
{
  guint64 n_added;
  double ratio;
  guint64 n_events;
} EnisimReplicationsProgress;

/**
 * EnisimReplicationsFunc:
 * @replications: the collection; only enisim_replications_cancel() and queries are allowed on it
 * @progress: how far it is
 * @user_data: what was handed over with the function
 *
 * Told now and then, on the thread that called enisim_replications_run().
 */
typedef void (*EnisimReplicationsFunc) (EnisimReplications *replications,
                                        const EnisimReplicationsProgress *progress,
                                        gpointer user_data);

/**
 * enisim_replications_run:
 * @replications: a collection of replications 0 to k - 1 in this order, at first of none
 * @n_runs: how many it is to hold; where it holds them, nothing is run
 * @n_jobs: how many run at one time, 1 to %ENISIM_REPLICATIONS_JOBS_MAX, each in memory of its own
 * @func: (scope call) (nullable): told of progress, or %NULL for nobody
 * @user_data: (closure): passed to @func
 * @error: return location for a #GError, or %NULL
 *
 * Runs replications k to @n_runs - 1 to the horizon and adds each.  Several jobs are
 * threads, none of which touches anything of the caller's once this has returned; one is the
 * caller's thread, and so are all where the machine gives no other.  Runs are added by their
 * number, whichever ended first, so that @n_jobs changes no byte of what comes out.
 *
 * Returns: %FALSE with the error of the lowest replication that was not done, whatever @n_jobs:
 *   %ENISIM_ERROR_CANCELLED after enisim_replications_cancel(), where a later call goes on, or as
 *   enisim_simulation_new() and enisim_simulation_run() set it.  Those below it have been added,
 *   none above it
 */
ENISIM_API gboolean enisim_replications_run (EnisimReplications *replications, guint32 n_runs,
                                             guint n_jobs, EnisimReplicationsFunc func,
                                             gpointer user_data, GError **error);

/**
 * enisim_replications_cancel:
 * @replications: a collection, running or not
 *
 * Makes enisim_replications_run() stop soon; where it comes too late for that, the next call stops
 * at once.  May be called from another thread or from a signal handler.
 */
ENISIM_API void enisim_replications_cancel (EnisimReplications *replications);

/** enisim_replications_get_n: runs added so far. */
ENISIM_API guint64 enisim_replications_get_n (const EnisimReplications *replications);

ENISIM_API guint enisim_replications_get_n_metrics (const EnisimReplications *replications);

/**
 * enisim_replications_get_metric:
 * @replications: a collection
 * @index: below enisim_replications_get_n_metrics()
 * @metric: (out caller-allocates): what the runs have come to; its texts live as long as
 *   @replications
 */
ENISIM_API void enisim_replications_get_metric (const EnisimReplications *replications, guint index,
                                                EnisimMetric *metric);

/**
 * enisim_replications_find_metric:
 * @replications: a collection
 * @name: of a metric
 * @metric: (out caller-allocates): as for enisim_replications_get_metric()
 *
 * Returns: %FALSE if there is none of that name
 */
ENISIM_API gboolean enisim_replications_find_metric (const EnisimReplications *replications,
                                                     const char *name, EnisimMetric *metric);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimReplications, enisim_replications_free)

G_END_DECLS
