/* enisim-simulation.h: one run of one scenario */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-scenario.h>
#include <enisim/enisim-time.h>

G_BEGIN_DECLS

/**
 * ENISIM_EVENTS_AT_INSTANT_MAX:
 *
 * Events booked at one instant after which a run fails: what takes no time and brings about the
 * next would go on for ever.  A thousand thousand calls at one instant, with all that they bring
 * about, stay far below.
 */
#define ENISIM_EVENTS_AT_INSTANT_MAX 100000000

/** ENISIM_EVENTS_MAX: that one run books, after which it fails: hours of work. */
#define ENISIM_EVENTS_MAX ((guint64) 1 << 37)

/**
 * ENISIM_ALIVE_MAX:
 *
 * Sessions with a VM, invocations in flight, and callers who will follow a session up or try again,
 * at one time, after which a run fails: some 4 GiB.  Of a session whose life is known when it
 * begins, and which nobody observes, its VM alone.
 */
#define ENISIM_ALIVE_MAX ((guint64) 1 << 25)

/** ENISIM_SAMPLED_ENIS_MAX: in all samples, where a list that comes again is kept once: 256 MiB. */
#define ENISIM_SAMPLED_ENIS_MAX ((guint64) 1 << 25)

/**
 * EnisimSimulation:
 *
 * The state of one run.  Owned by whoever created it and confined to one thread at a time; two
 * simulations share nothing mutable.  One build, scenario, seed and replication always give the
 * same run.
 */
typedef struct EnisimSimulation EnisimSimulation;

/**
 * EnisimProgressFunc:
 * @sim: the running simulation; only enisim_simulation_cancel() and queries are allowed on it
 * @user_data: what was handed over with the function
 *
 * Told now and then that a run goes on, every few milliseconds of work.
 */
typedef void (*EnisimProgressFunc) (EnisimSimulation *sim, gpointer user_data);

/**
 * enisim_simulation_new:
 * @scenario: (transfer none): what to simulate; a reference is taken
 * @seed: of all random streams
 * @replication: of the same seed, from 0; each has streams of its own
 * @error: return location for a #GError, or %NULL
 *
 * Opens the scenario's traces, so that a file that is missing or has no such column is found here.
 *
 * Returns: (transfer full) (nullable): a simulation at %ENISIM_TIME_ZERO before its first event,
 *   or %NULL with %ENISIM_ERROR_INVALID set
 */
ENISIM_API EnisimSimulation *enisim_simulation_new (EnisimScenario *scenario, guint64 seed,
                                                    guint32 replication,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_simulation_free:
 * @sim: (transfer full) (nullable): a simulation; %NULL is ignored
 */
ENISIM_API void enisim_simulation_free (EnisimSimulation *sim);

/**
 * enisim_simulation_read_trace:
 * @sim: a simulation that has not run
 * @workload: index of one that has a trace, see enisim_scenario_get_workload_file()
 * @n_rows: (out): the rows of the trace
 * @error: return location for a #GError, or %NULL
 *
 * Reads the trace to its end, past the horizon too, so that what is wrong with a row is found
 * before a long run; once for each workload.  Runs nothing; @sim cannot run any more after it.
 * Memory is that of a run: the rows are kept only where they are to be sorted.
 *
 * Returns: %FALSE with %ENISIM_ERROR_INVALID set where a row cannot be used
 */
ENISIM_API gboolean enisim_simulation_read_trace (EnisimSimulation *sim, guint workload,
                                                  guint64 *n_rows, GError **error);

/**
 * enisim_simulation_run:
 * @sim: a simulation that is not running
 * @error: return location for a #GError, or %NULL
 *
 * Runs to the horizon, the events at that instant included.
 *
 * Returns: %FALSE with %ENISIM_ERROR_CANCELLED after enisim_simulation_cancel(), where a later call
 *   goes on; or with %ENISIM_ERROR_INVALID where a row of a trace cannot be used or one of the
 *   limits above is passed, and so does every later call.  The clock then stands at the last event
 */
ENISIM_API gboolean enisim_simulation_run (EnisimSimulation *sim, GError **error);

/**
 * enisim_simulation_run_until:
 * @sim: a simulation that is not running
 * @deadline: run events at or before this instant, from now to %ENISIM_TIME_MAX; what lies past
 *   the horizon is never run
 * @error: return location for a #GError, or %NULL
 *
 * Advances the clock to @deadline or the horizon, whichever is first, even when no event is left.
 *
 * Returns: as for enisim_simulation_run()
 */
ENISIM_API gboolean enisim_simulation_run_until (EnisimSimulation *sim, EnisimTime deadline,
                                                 GError **error);

/**
 * enisim_simulation_cancel:
 * @sim: a simulation, running or not
 *
 * Makes the run stop after a few thousand events at most; where it comes too late for that, the
 * next run stops at once.  May be called from another thread or from a signal handler.
 */
ENISIM_API void enisim_simulation_cancel (EnisimSimulation *sim);

/**
 * enisim_simulation_set_progress:
 * @sim: a simulation that is not running
 * @func: (scope notified) (nullable): told of progress, or %NULL for nobody
 * @user_data: (closure): passed to @func
 * @destroy: (nullable): called on @user_data once @func is replaced or @sim is freed
 */
ENISIM_API void enisim_simulation_set_progress (EnisimSimulation *sim, EnisimProgressFunc func,
                                                gpointer user_data, GDestroyNotify destroy);

/**
 * enisim_simulation_get_progress_ratio:
 * @sim: a simulation
 *
 * Returns: how much of the run is done, 0..1: of the horizon, or of the traces' bytes
 */
ENISIM_API double enisim_simulation_get_progress_ratio (const EnisimSimulation *sim);

/**
 * enisim_simulation_get_n_runtimes:
 * @sim: a simulation
 *
 * Returns: how many runtimes it has had so far: the scenario's, which come first, and those that
 *   came during the run
 */
ENISIM_API guint enisim_simulation_get_n_runtimes (const EnisimSimulation *sim);

/**
 * enisim_simulation_get_runtime_name:
 * @sim: a simulation
 * @runtime: index of a runtime
 *
 * Returns: (transfer none): its name; lives as long as @sim
 */
ENISIM_API const char *enisim_simulation_get_runtime_name (const EnisimSimulation *sim,
                                                           guint runtime);

ENISIM_API EnisimTime enisim_simulation_get_now (const EnisimSimulation *sim);

/**
 * enisim_simulation_get_n_events: events that have been so far.  While the simulation runs, those
 * of a session whose life is known from its beginning may be added when it is gone.
 */
ENISIM_API guint64 enisim_simulation_get_n_events (const EnisimSimulation *sim);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimSimulation, enisim_simulation_free)

G_END_DECLS
