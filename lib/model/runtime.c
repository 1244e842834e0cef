/* runtime.c: one agent runtime and its statuses */
#include "model/runtime.h"

void
enisim_runtime_init (EnisimRuntime *runtime, gboolean is_vpc, guint64 key)
{
  *runtime = (EnisimRuntime){ .is_vpc = is_vpc, .key = key, .status = ENISIM_RUNTIME_ABSENT };
  g_queue_init (&runtime->requests);
}

void
enisim_runtime_clear (EnisimRuntime *runtime)
{
  g_queue_clear_full (&runtime->requests, g_free);
  enisim_group_refs_clear (&runtime->refs);
}

void
enisim_runtime_push_request (EnisimRuntime *runtime, const EnisimControlRequest *request)
{
  g_queue_push_tail (&runtime->requests, g_memdup2 (request, sizeof *request));
}

EnisimControlRequest
enisim_runtime_pop_request (EnisimRuntime *runtime)
{
  g_autofree EnisimControlRequest *request = g_queue_pop_head (&runtime->requests);

  return *request;
}

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
