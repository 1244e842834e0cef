/* vm-names.h: states of VMs and what ends them, in words */
#pragma once

#include "sim/run-summary.h"

/* Returns: the name in JSON, for instance "provisioning". */
const char *enisim_session_state_get_name (EnisimSessionState state);

/* Returns: the name in JSON, for instance "lifetime". */
const char *enisim_vm_end_get_name (EnisimVmEnd end);
