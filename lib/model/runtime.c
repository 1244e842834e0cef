/* runtime.c: one agent runtime and its statuses */
#include "model/runtime.h"

void
enisim_runtime_verify (const EnisimRuntime *runtime)
{
  const gboolean has_group = !enisim_group_refs_is_none (&runtime->refs);
  const gboolean may_hold
      = runtime->status != ENISIM_RUNTIME_ABSENT && runtime->status != ENISIM_RUNTIME_CREATE_FAILED;

  g_assert_true (has_group == (runtime->is_vpc && may_hold));
  g_assert_true ((runtime->timer != 0)
                 == (runtime->status == ENISIM_RUNTIME_CREATING
                     || (enisim_runtime_is_settled (runtime) && runtime->requests.length > 0)));
  g_assert_true (runtime->n_vms == 0 || runtime->status == ENISIM_RUNTIME_READY
                 || runtime->status == ENISIM_RUNTIME_DELETING);
}
