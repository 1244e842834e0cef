/* enisim-states.h: the states of what is simulated, and how calls end */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-macros.h>

G_BEGIN_DECLS

/**
 * EnisimEniState:
 * @ENISIM_ENI_FREE: there is no ENI
 * @ENISIM_ENI_CREATING: asked for; its address is held
 * @ENISIM_ENI_IN_USE: attached for at least one runtime
 * @ENISIM_ENI_RETAINED: its last runtime is gone, its address still held: up to 8 h, says
 *   the AgentCore Developer Guide
 * @ENISIM_ENI_FAILED: left behind by a create that failed in another subnet
 *
 * New states may be appended.
 */
typedef enum
{
  ENISIM_ENI_FREE,
  ENISIM_ENI_CREATING,
  ENISIM_ENI_IN_USE,
  ENISIM_ENI_RETAINED,
  ENISIM_ENI_FAILED,
} EnisimEniState;

/**
 * EnisimRuntimeStatus:
 * @ENISIM_RUNTIME_ABSENT: not created, or deleted
 * @ENISIM_RUNTIME_CREATING: until its ENIs are in use and the ready delay is over
 * @ENISIM_RUNTIME_CREATE_FAILED: a subnet had no address or its AZ no ENI quota left
 * @ENISIM_RUNTIME_READY: serves
 * @ENISIM_RUNTIME_DELETING: until its last VM is gone
 * @ENISIM_RUNTIME_UPDATING: until the ENIs of a version are in use and the ready delay is over;
 *   what was served before is served on
 * @ENISIM_RUNTIME_UPDATE_FAILED: as READY, but the last version got no ENIs
 *
 * The service's words, in the AgentCore Control API Reference.  New statuses may be appended.
 */
typedef enum
{
  ENISIM_RUNTIME_ABSENT,
  ENISIM_RUNTIME_CREATING,
  ENISIM_RUNTIME_CREATE_FAILED,
  ENISIM_RUNTIME_READY,
  ENISIM_RUNTIME_DELETING,
  ENISIM_RUNTIME_UPDATING,
  ENISIM_RUNTIME_UPDATE_FAILED,
} EnisimRuntimeStatus;

/**
 * EnisimAgentType:
 * @ENISIM_AGENT_RUNTIME: an agent runtime
 * @ENISIM_AGENT_BROWSER: a Browser
 * @ENISIM_AGENT_CODE_INTERPRETER: a Code Interpreter
 *
 * What has sessions in microVMs.  The two tools have ENIs as runtimes do, but no versions, and
 * quotas of their own.  New types may be appended.
 */
typedef enum
{
  ENISIM_AGENT_RUNTIME,
  ENISIM_AGENT_BROWSER,
  ENISIM_AGENT_CODE_INTERPRETER,
} EnisimAgentType;

/**
 * EnisimSessionState:
 * @ENISIM_SESSION_FREE: the session has no VM
 * @ENISIM_SESSION_PROVISIONING: its VM starts
 * @ENISIM_SESSION_ACTIVE: an invocation is in flight
 * @ENISIM_SESSION_IDLE: none is; the VM waits for the next one
 * @ENISIM_SESSION_STOPPING: the VM is torn down
 *
 * New states may be appended.
 */
typedef enum
{
  ENISIM_SESSION_FREE,
  ENISIM_SESSION_PROVISIONING,
  ENISIM_SESSION_ACTIVE,
  ENISIM_SESSION_IDLE,
  ENISIM_SESSION_STOPPING,
} EnisimSessionState;

/**
 * EnisimVmEnd:
 * @ENISIM_VM_END_IDLE: the idle timeout
 * @ENISIM_VM_END_LIFETIME: the maximum lifetime
 * @ENISIM_VM_END_UNHEALTHY: health checks that failed since admission
 * @ENISIM_VM_END_DELETED: its runtime was deleted
 * @ENISIM_VM_END_STOPPED: StopRuntimeSession
 * @ENISIM_VM_END_UNREACHABLE: its runtime has no way out of its network (`no_route`)
 *
 * What ended a VM's life: idle timeout, lifetime, health checks and StopRuntimeSession as in the
 * AgentCore Developer Guide.  New causes may be appended.
 */
typedef enum
{
  ENISIM_VM_END_IDLE,
  ENISIM_VM_END_LIFETIME,
  ENISIM_VM_END_UNHEALTHY,
  ENISIM_VM_END_DELETED,
  ENISIM_VM_END_STOPPED,
  ENISIM_VM_END_UNREACHABLE,
} EnisimVmEnd;

/**
 * EnisimOutcome:
 * @ENISIM_OUTCOME_OK: admitted, served to its end
 * @ENISIM_OUTCOME_CUT: admitted, its VM ended first
 * @ENISIM_OUTCOME_OPEN: admitted, in flight
 * @ENISIM_OUTCOME_NOT_READY: refused, the runtime does not serve
 * @ENISIM_OUTCOME_CONFLICT: refused, the session's VM starts or stops (409)
 * @ENISIM_OUTCOME_QUOTA: refused, `max_vms` is reached (402)
 * @ENISIM_OUTCOME_THROTTLED_INVOKE: refused, over the rate of invokes (429)
 * @ENISIM_OUTCOME_THROTTLED_NEW: refused, over the rate of new sessions (429)
 * @ENISIM_OUTCOME_TOOL_QUOTA: refused, the sessions that Browsers or Code Interpreters may have
 *   are reached
 * @ENISIM_OUTCOME_TIMED_OUT: admitted, its request limit was over first
 * @ENISIM_OUTCOME_UNREACHABLE: neither admitted nor refused: its new VM never got its image (502)
 *
 * How an attempt to invoke a runtime ends; each attempt in exactly one way.  A refusal is no
 * error of the caller's: it is what was to be found out.  New outcomes may be appended.
 */
typedef enum
{
  ENISIM_OUTCOME_OK,
  ENISIM_OUTCOME_CUT,
  ENISIM_OUTCOME_OPEN,
  ENISIM_OUTCOME_NOT_READY,
  ENISIM_OUTCOME_CONFLICT,
  ENISIM_OUTCOME_QUOTA,
  ENISIM_OUTCOME_THROTTLED_INVOKE,
  ENISIM_OUTCOME_THROTTLED_NEW,
  ENISIM_OUTCOME_TOOL_QUOTA,
  ENISIM_OUTCOME_TIMED_OUT,
  ENISIM_OUTCOME_UNREACHABLE,
} EnisimOutcome;

/* Each name is (transfer none), as in scenarios and reports; a runtime's is the service's word. */
ENISIM_API const char *enisim_eni_state_get_name (EnisimEniState state);
ENISIM_API const char *enisim_runtime_status_get_name (EnisimRuntimeStatus status);
ENISIM_API const char *enisim_agent_type_get_name (EnisimAgentType type);
ENISIM_API const char *enisim_session_state_get_name (EnisimSessionState state);
ENISIM_API const char *enisim_vm_end_get_name (EnisimVmEnd cause);
ENISIM_API const char *enisim_outcome_get_name (EnisimOutcome outcome);

G_END_DECLS
