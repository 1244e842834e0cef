/* enisim-teardown.h: when each thing of a scenario can be deleted, if all is destroyed */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-simulation.h>

G_BEGIN_DECLS

/** ENISIM_TEARDOWN_REPLICATIONS_DEFAULT: runs that are enough for a quantile of 95 %. */
#define ENISIM_TEARDOWN_REPLICATIONS_DEFAULT 20

/**
 * EnisimTeardown:
 *
 * What happens when all runtimes of a scenario are deleted at one instant, over many runs of one
 * seed.  Owned by whoever created it and confined to one thread at a time.
 */
typedef struct EnisimTeardown EnisimTeardown;

/**
 * EnisimTeardownKind:
 * @ENISIM_TEARDOWN_RUNTIME: a runtime, gone when its last VM is
 * @ENISIM_TEARDOWN_SECURITY_GROUP: a security group, which an ENI in any state holds
 * @ENISIM_TEARDOWN_SUBNET: a subnet, which whatever has an address in it holds
 */
typedef enum
{
  ENISIM_TEARDOWN_RUNTIME,
  ENISIM_TEARDOWN_SECURITY_GROUP,
  ENISIM_TEARDOWN_SUBNET,
} EnisimTeardownKind;

/**
 * EnisimTeardownItem:
 * @kind: what it is
 * @name: its name
 * @n: runs in which it was there
 * @median_us: from the destruction to the first instant at which its own deletion succeeds, by
 *   nearest rank over these runs
 * @p95_us: the same for 95 % of them
 * @worst_us: the longest
 * @blocked_by: (nullable): what went last in the run with the longest wait; %NULL if that was 0
 * @obstacle: (nullable): what holds it beside that and never goes by itself, as in "1 endpoint";
 * the spans are then those until nothing else holds it
 */
typedef struct
{
  EnisimTeardownKind kind;
  const char *name;
  guint64 n;
  GTimeSpan median_us, p95_us, worst_us;
  const char *blocked_by;
  const char *obstacle;
} EnisimTeardownItem;

/** enisim_teardown_kind_get_name: "runtime", "security_group", "subnet". */
ENISIM_API const char *enisim_teardown_kind_get_name (EnisimTeardownKind kind);

/**
 * enisim_teardown_new:
 * @scenario: (transfer none): what is run; a reference is taken
 * @seed: of all runs
 *
 * Returns: (transfer full): a teardown without a run
 */
ENISIM_API EnisimTeardown *enisim_teardown_new (EnisimScenario *scenario,
                                                guint64 seed) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_teardown_free:
 * @teardown: (transfer full) (nullable): a teardown; %NULL is ignored
 */
ENISIM_API void enisim_teardown_free (EnisimTeardown *teardown);

/**
 * enisim_teardown_add:
 * @teardown: a teardown
 * @sim: a simulation of its scenario and seed that stands where all is to be destroyed, at the same
 *   instant in all runs; its observer is replaced
 * @error: return location for a #GError, or %NULL
 *
 * Destroys all as enisim_simulation_tear_down() does, runs on until nothing is left to happen, and
 * counts when things were gone.
 *
 * Returns: as enisim_simulation_run(); nothing is counted on %FALSE
 */
ENISIM_API gboolean enisim_teardown_add (EnisimTeardown *teardown, EnisimSimulation *sim,
                                         GError **error);

/** enisim_teardown_get_n: runs added so far. */
ENISIM_API guint64 enisim_teardown_get_n (const EnisimTeardown *teardown);

/** enisim_teardown_get_at: when all is destroyed; 0 without a run. */
ENISIM_API EnisimTime enisim_teardown_get_at (const EnisimTeardown *teardown);

/** enisim_teardown_get_n_items: runtimes, then security groups, then subnets. */
ENISIM_API guint enisim_teardown_get_n_items (const EnisimTeardown *teardown);

/**
 * enisim_teardown_get_item:
 * @teardown: a teardown
 * @index: below enisim_teardown_get_n_items()
 * @item: (out caller-allocates): when it can be deleted; its texts live as long as @teardown, and
 *   until the next run is added
 */
ENISIM_API void enisim_teardown_get_item (const EnisimTeardown *teardown, guint index,
                                          EnisimTeardownItem *item);

/**
 * enisim_teardown_is_random:
 * @scenario: a scenario
 *
 * Returns: %FALSE if all runs of it are known to have the same waits, so that one is enough
 */
ENISIM_API gboolean enisim_teardown_is_random (const EnisimScenario *scenario);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimTeardown, enisim_teardown_free)

G_END_DECLS
