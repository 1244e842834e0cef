/* enisim-room.h: how large the subnets of a run ought to have been
 *
 * Where no create lacked an address, the peaks of a run tell it.  Where one did, they do not: who
 * got no address held none.  A second run then does, in subnets without a bound.
 */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-simulation.h>

G_BEGIN_DECLS

/**
 * enisim_simulation_lacks_room:
 * @sim: a simulation
 *
 * Returns: whether anybody wanted an address by now, the warm-up included, that a subnet had not
 */
ENISIM_API gboolean enisim_simulation_lacks_room (const EnisimSimulation *sim);

/**
 * enisim_simulation_new_roomy:
 * @sim: a simulation that is not running
 * @error: return location for a #GError, or %NULL
 *
 * Quotas hold as before.  What was done to @sim by hand is not repeated, and the addresses of such
 * a simulation mean nothing: it is there to be run.
 *
 * Returns: (transfer full) (nullable): a simulation of the same scenario, seed and replication,
 *   before its first event, each of whose subnets has room for everybody; or %NULL with
 *   %ENISIM_ERROR_INVALID set, where a trace can no longer be read
 */
ENISIM_API EnisimSimulation *enisim_simulation_new_roomy (const EnisimSimulation *sim,
                                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_simulation_learn_room:
 * @sim: a simulation that is not running
 * @roomy: of @sim, run to the same instant
 *
 * Reports of @sim take the smallest prefix of each subnet from @roomy from now on.
 */
ENISIM_API void enisim_simulation_learn_room (EnisimSimulation *sim, const EnisimSimulation *roomy);

G_END_DECLS
