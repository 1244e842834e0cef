/* vm-names.c: states of VMs and what ends them, in words */
#include "report/vm-names.h"

const char *
enisim_session_state_get_name (EnisimSessionState state)
{
  static const char *const names[ENISIM_N_SESSION_STATES] = {
    [ENISIM_SESSION_PROVISIONING] = "provisioning",
    [ENISIM_SESSION_ACTIVE] = "active",
    [ENISIM_SESSION_IDLE] = "idle",
    [ENISIM_SESSION_STOPPING] = "stopping",
  };

  g_assert (state != ENISIM_SESSION_FREE);
  return names[state];
}

const char *
enisim_vm_end_get_name (EnisimVmEnd end)
{
  static const char *const names[ENISIM_N_VM_ENDS] = {
    [ENISIM_VM_END_IDLE] = "idle",
    [ENISIM_VM_END_LIFETIME] = "lifetime",
    [ENISIM_VM_END_UNHEALTHY] = "unhealthy",
    [ENISIM_VM_END_DELETED] = "deleted",
  };

  return names[end];
}
