/* enisim-control.h: what may be done to a simulation between two runs
 *
 * Each call acts at once, at the simulation's present instant, after all that
 * enisim_simulation_run_until() did there.  What follows from it at the same instant happens when
 * the simulation runs on.
 */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-simulation.h>
#include <enisim/enisim-states.h>

G_BEGIN_DECLS

/**
 * ENISIM_SESSION_ID_BYTES_MIN, ENISIM_SESSION_ID_BYTES_MAX: of a session id that a user writes
 * (AgentCore API Reference, InvokeAgentRuntime).
 */
#define ENISIM_SESSION_ID_BYTES_MIN 33
#define ENISIM_SESSION_ID_BYTES_MAX 256

/**
 * EnisimStop:
 * @ENISIM_STOP_DONE: the session's VM is being torn down
 * @ENISIM_STOP_CONFLICT: the VM starts or stops (409); nothing was done
 * @ENISIM_STOP_NONE: the session has no VM; nothing was done
 * @ENISIM_STOP_THROTTLED: over the rate of invokes (429), where the quotas' profile counts stops
 *   with them; nothing was done
 *
 * What a StopRuntimeSession has come to.  New results may be appended.
 */
typedef enum
{
  ENISIM_STOP_DONE,
  ENISIM_STOP_CONFLICT,
  ENISIM_STOP_NONE,
  ENISIM_STOP_THROTTLED,
} EnisimStop;

/* Returns: (transfer none): as in reports */
ENISIM_API const char *enisim_stop_get_name (EnisimStop stop);

/**
 * enisim_simulation_create_runtime:
 * @sim: a simulation that is not running
 * @runtime: index of a runtime of the scenario: what comes during the run sees to itself
 *
 * Asks for the runtime to be created.  It shares the ENIs that exist, takes retained ones back or
 * gets new ones; `control_conflict` says what happens if it is in motion.
 *
 * Returns: %FALSE if the request was refused: the runtime exists, or is in motion
 *   and `control_conflict` is refuse; a request that waits is none
 */
ENISIM_API gboolean enisim_simulation_create_runtime (EnisimSimulation *sim, guint runtime);

/**
 * enisim_simulation_delete_runtime:
 * @sim: a simulation that is not running
 * @runtime: index of a runtime of the scenario: what comes during the run sees to itself
 *
 * Asks for the runtime to be deleted, its VMs with it.
 *
 * Returns: %FALSE if the request was refused: the runtime does not exist, or is in
 *   motion and `control_conflict` is refuse; a request that waits is none
 */
ENISIM_API gboolean enisim_simulation_delete_runtime (EnisimSimulation *sim, guint runtime);

/**
 * enisim_simulation_tear_down:
 * @sim: a simulation that is not running
 *
 * Destroys all that there is: deletes each runtime, one in motion as soon as it has settled,
 * whatever `control_conflict` says.  What waits for that is dropped, and no call, request, sample
 * or warm-up comes any more.
 *
 * The run has no horizon from now on: enisim_simulation_run() goes on until nothing is left to
 * happen, and ends at the instant of the last event.
 */
ENISIM_API void enisim_simulation_tear_down (EnisimSimulation *sim);

/**
 * enisim_simulation_invoke:
 * @sim: a simulation that is not running
 * @runtime: index of a runtime of the scenario: what comes during the run sees to itself
 * @session_id: (nullable): %ENISIM_SESSION_ID_BYTES_MIN to %ENISIM_SESSION_ID_BYTES_MAX bytes;
 *   %NULL for a new session
 * @duration_us: of the invocation, 0 to %ENISIM_TIME_MAX
 * @outcome: (out) (optional): %ENISIM_OUTCOME_OPEN if it was admitted, else why not
 * @error: return location for a #GError, or %NULL
 *
 * No request limit holds, and nothing is left to be done in the background.  A refused call is not
 * made again, whatever the scenario's `retry` says: that is the caller's.
 *
 * Returns: %FALSE with %ENISIM_ERROR_INVALID set if @session_id is too short or too long, or the
 *   simulation has made 2^32 - 1 such calls; a refusal by the model is no error
 */
ENISIM_API gboolean enisim_simulation_invoke (EnisimSimulation *sim, guint runtime,
                                              const char *session_id, GTimeSpan duration_us,
                                              EnisimOutcome *outcome, GError **error);

/**
 * enisim_simulation_stop_session:
 * @sim: a simulation that is not running
 * @runtime: index of a runtime of the scenario: what comes during the run sees to itself
 * @session_id: as for enisim_simulation_invoke()
 *
 * StopRuntimeSession: ends the session's VM at once and cuts what is in flight on it.
 */
ENISIM_API EnisimStop enisim_simulation_stop_session (EnisimSimulation *sim, guint runtime,
                                                      const char *session_id);

/**
 * enisim_simulation_set_max_vms:
 * @sim: a simulation that is not running
 * @max_vms: the quota from now on; %G_MAXUINT for none
 *
 * A quota below the number of live VMs ends none of them.
 */
ENISIM_API void enisim_simulation_set_max_vms (EnisimSimulation *sim, guint max_vms);

/**
 * enisim_simulation_get_max_vms:
 *
 * Returns: the quota now; %G_MAXUINT for none
 */
ENISIM_API guint enisim_simulation_get_max_vms (const EnisimSimulation *sim);

G_END_DECLS
