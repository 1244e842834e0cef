/* state-names.c: what the states of the model are called in scenarios and reports */
#include <enisim/enisim-states.h>

#define NAME_OF(names, index) ((gsize) (index) < G_N_ELEMENTS (names) ? (names)[index] : "unknown")

const char *
enisim_eni_state_get_name (EnisimEniState state)
{
  static const char *const names[] = {
    [ENISIM_ENI_FREE] = "free",     [ENISIM_ENI_CREATING] = "creating",
    [ENISIM_ENI_IN_USE] = "in_use", [ENISIM_ENI_RETAINED] = "retained",
    [ENISIM_ENI_FAILED] = "failed",
  };

  return NAME_OF (names, state);
}

const char *
enisim_runtime_status_get_name (EnisimRuntimeStatus status)
{
  static const char *const names[] = {
    [ENISIM_RUNTIME_ABSENT] = "ABSENT",
    [ENISIM_RUNTIME_CREATING] = "CREATING",
    [ENISIM_RUNTIME_READY] = "READY",
    [ENISIM_RUNTIME_CREATE_FAILED] = "CREATE_FAILED",
    [ENISIM_RUNTIME_DELETING] = "DELETING",
    [ENISIM_RUNTIME_UPDATING] = "UPDATING",
    [ENISIM_RUNTIME_UPDATE_FAILED] = "UPDATE_FAILED",
  };

  return NAME_OF (names, status);
}

const char *
enisim_agent_type_get_name (EnisimAgentType type)
{
  static const char *const names[] = {
    [ENISIM_AGENT_RUNTIME] = "runtime",
    [ENISIM_AGENT_BROWSER] = "browser",
    [ENISIM_AGENT_CODE_INTERPRETER] = "code_interpreter",
  };

  return NAME_OF (names, type);
}

const char *
enisim_session_state_get_name (EnisimSessionState state)
{
  static const char *const names[] = {
    [ENISIM_SESSION_FREE] = "free",         [ENISIM_SESSION_PROVISIONING] = "provisioning",
    [ENISIM_SESSION_ACTIVE] = "active",     [ENISIM_SESSION_IDLE] = "idle",
    [ENISIM_SESSION_STOPPING] = "stopping",
  };

  return NAME_OF (names, state);
}

const char *
enisim_vm_end_get_name (EnisimVmEnd cause)
{
  static const char *const names[] = {
    [ENISIM_VM_END_IDLE] = "idle",           [ENISIM_VM_END_LIFETIME] = "lifetime",
    [ENISIM_VM_END_UNHEALTHY] = "unhealthy", [ENISIM_VM_END_DELETED] = "deleted",
    [ENISIM_VM_END_STOPPED] = "stopped",     [ENISIM_VM_END_UNREACHABLE] = "unreachable",
  };

  return NAME_OF (names, cause);
}

const char *
enisim_outcome_get_name (EnisimOutcome outcome)
{
  static const char *const names[] = {
    [ENISIM_OUTCOME_OK] = "ok",
    [ENISIM_OUTCOME_CUT] = "cut",
    [ENISIM_OUTCOME_OPEN] = "open",
    [ENISIM_OUTCOME_NOT_READY] = "not_ready",
    [ENISIM_OUTCOME_CONFLICT] = "conflict",
    [ENISIM_OUTCOME_QUOTA] = "quota",
    [ENISIM_OUTCOME_THROTTLED_INVOKE] = "throttled_invoke",
    [ENISIM_OUTCOME_THROTTLED_NEW] = "throttled_new",
    [ENISIM_OUTCOME_TOOL_QUOTA] = "tool_quota",
    [ENISIM_OUTCOME_TIMED_OUT] = "timed_out",
    [ENISIM_OUTCOME_UNREACHABLE] = "unreachable",
  };

  return NAME_OF (names, outcome);
}
