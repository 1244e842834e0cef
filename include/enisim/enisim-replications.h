/* enisim-replications.h: many runs of one scenario, and what they have in common */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-simulation.h>

G_BEGIN_DECLS

/** ENISIM_REPLICATIONS_CONFIDENCE: of the intervals that reports state. */
#define ENISIM_REPLICATIONS_CONFIDENCE 0.95

/**
 * EnisimReplications:
 *
 * The metrics of many runs that differ in their replication alone.  Owned by whoever created it
 * and confined to one thread at a time.  What it says depends on the order of adding in the last
 * bits only; equal orders give equal bytes.
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
