/* enisim-observer.h: every transition of a run, as it happens */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-simulation.h>
#include <enisim/enisim-states.h>

G_BEGIN_DECLS

/** ENISIM_INDEX_NONE: stands for no runtime or subnet. */
#define ENISIM_INDEX_NONE G_MAXUINT

/**
 * EnisimEniInfo:
 * @number: from 1, in the order of creation over the whole run
 * @subnet: index of its subnet in the scenario
 * @address: its address, 10.0.0.1 being 0x0a000001
 */
typedef struct
{
  guint64 number;
  guint subnet;
  guint32 address;
} EnisimEniInfo;

/**
 * EnisimCallId:
 * @workload: index of its workload in the scenario; the number of workloads for calls made with
 *   enisim_simulation_invoke()
 * @number: of the call in its workload, from 1
 *
 * Names a call and, as nothing else does, the session that it started.
 */
typedef struct
{
  guint workload;
  guint32 number;
} EnisimCallId;

/**
 * EnisimChangeKind:
 * @ENISIM_CHANGE_ENIS: the ENIs of one group changed their state
 * @ENISIM_CHANGE_DENIAL: one cause for which a create got no ENIs
 * @ENISIM_CHANGE_RUNTIME: a runtime changed its status
 * @ENISIM_CHANGE_SESSION: a session changed its state
 * @ENISIM_CHANGE_CALL: a call was admitted (outcome "open"), refused, or has ended
 * @ENISIM_CHANGE_STOP: a workload asked for a session to be stopped; the cause says how that ended
 * @ENISIM_CHANGE_STACK: a stack of a churn was made, has failed or is deleted
 * @ENISIM_CHANGE_SECURITY_GROUP: a stack's own security group was made or deleted, or given up
 * @ENISIM_CHANGE_DELETION: somebody wanted to delete a security group or a subnet of the scenario,
 *   or it would pass now; the cause says which
 * @ENISIM_CHANGE_BACKGROUND: others want or have another number of addresses of a subnet
 *
 * New kinds may be appended; ignore those you do not know.
 */
typedef enum
{
  ENISIM_CHANGE_ENIS,
  ENISIM_CHANGE_DENIAL,
  ENISIM_CHANGE_RUNTIME,
  ENISIM_CHANGE_SESSION,
  ENISIM_CHANGE_CALL,
  ENISIM_CHANGE_STOP,
  ENISIM_CHANGE_STACK,
  ENISIM_CHANGE_SECURITY_GROUP,
  ENISIM_CHANGE_DELETION,
  ENISIM_CHANGE_BACKGROUND,
} EnisimChangeKind;

/**
 * EnisimChange:
 * @kind: which of the fields below count
 * @at: when
 * @cause: why, one of a few words, for instance "retention ended"
 * @runtime: index of the runtime in the simulation; %ENISIM_INDEX_NONE for ENIs and denials
 * @runtime_name: (nullable): its name, where there is one
 * @eni_from: ENIs: their state before; %ENISIM_ENI_FREE for a new group
 * @eni_to: ENIs: their state now
 * @enis: (array length=n_enis): ENIs: which
 * @n_enis: ENIs: how many
 * @subnet: denial, deletion, background: index of the subnet; %ENISIM_INDEX_NONE where it is about
 *   none
 * @runtime_from: runtime: its status before
 * @runtime_to: runtime: its status now
 * @version: runtime: to which DEFAULT or, if there is one, @endpoint points, or will when the
 *   runtime is READY; 0 for none.  Session: of which its VM is
 * @endpoint: (nullable): runtime: the endpoint that moved or, with @version 0, was deleted, while
 *   the status stayed
 * @session: session, call, stop: the call that started the session; not for a refused call
 * @session_from: session: its state before; %ENISIM_SESSION_FREE when it is admitted
 * @session_to: session: its state now
 * @call: call: which
 * @follow_up: call: which of the calls that follow @call for the same session, from 1; 0 for @call
 *   itself
 * @outcome: call: how it ended
 * @latency_us: call: from its first attempt to its end; 0 while it is in flight or goes on
 * @is_cold: call: whether it started its session's VM
 * @churn: stack: index of its churn in the scenario
 * @stack: stack: its number, from 1
 * @security_group: (nullable): security group, deletion: its name; denial: of the one that is to
 *   blame
 * @n_wanted: background: addresses that others want
 * @n_held: background: of them, those that they have
 * @is_retried: call: it will be made again, so that this outcome is not how it ends
 *
 * Valid during the call of the observer only.
 */
typedef struct
{
  EnisimChangeKind kind;
  EnisimTime at;
  const char *cause;
  guint runtime;
  const char *runtime_name;
  EnisimEniState eni_from, eni_to;
  const EnisimEniInfo *enis;
  guint n_enis;
  guint subnet;
  EnisimRuntimeStatus runtime_from, runtime_to;
  guint version;
  const char *endpoint;
  EnisimCallId session;
  EnisimSessionState session_from, session_to;
  EnisimCallId call;
  guint32 follow_up;
  EnisimOutcome outcome;
  GTimeSpan latency_us;
  gboolean is_cold;
  guint churn;
  guint32 stack;
  const char *security_group;
  guint n_wanted, n_held;
  gboolean is_retried;
} EnisimChange;

/**
 * EnisimObserverFunc:
 * @sim: the simulation, in the midst of an event: only enisim_simulation_cancel() and
 *   enisim_simulation_get_now() are allowed on it
 * @change: what has just happened
 * @user_data: what was handed over with the function
 */
typedef void (*EnisimObserverFunc) (EnisimSimulation *sim, const EnisimChange *change,
                                    gpointer user_data);

/**
 * enisim_simulation_observe:
 * @sim: a simulation that is not running
 * @func: (scope notified) (nullable): told of each change in order, or %NULL for no observer
 * @user_data: (closure): passed to @func
 * @destroy: (nullable): called on @user_data once the observer is replaced or @sim is freed
 *
 * There is one observer; a second replaces the first.  A run is the same with and without it, but
 * for the limits of enisim-simulation.h, which count what is booked: that is more where somebody
 * observes.  A run that was cancelled and is then observed may tell of what comes at one instant,
 * in one class, in another order than a run that was observed throughout.
 */
ENISIM_API void enisim_simulation_observe (EnisimSimulation *sim, EnisimObserverFunc func,
                                           gpointer user_data, GDestroyNotify destroy);

G_END_DECLS
