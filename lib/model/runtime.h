/* runtime.h: one agent runtime and its statuses
 *
 *   absent -> CREATING -> READY | CREATE_FAILED -> DELETING -> absent     (model.md "Runtimes")
 *
 * CREATING lasts until the group's ENIs are in use and the ready delay is over; DELETING until its
 * last VM is gone.  Both are in motion: a request that meets them waits or is refused.  One event
 * each takes what has waited, so that for an instant a settled runtime may still have requests.
 */
#pragma once

#include <enisim/enisim-states.h>
#include <enisim/enisim-time.h>

#include "model/control-request.h"
#include "model/group-refs.h"

enum
{
  ENISIM_N_RUNTIME_STATUSES = ENISIM_RUNTIME_DELETING + 1
};

typedef struct
{
  guint64 key;          /* attachment key; meaningless for a PUBLIC runtime */
  guint64 timer;        /* sequence of what ends CREATING, or runs what has waited; 0 for none */
  GQueue requests;      /* (of EnisimControlRequest) that wait for it to settle, in their order */
  EnisimGroupRefs refs; /* the ENI groups it references, or none */
  guint32 n_vms;        /* until their teardown ends */
  gboolean is_vpc;
  EnisimRuntimeStatus status;
} EnisimRuntime;

/* Absent.  @key: of a runtime in the VPC */
void enisim_runtime_init (EnisimRuntime *runtime, gboolean is_vpc, guint64 key);
void enisim_runtime_clear (EnisimRuntime *runtime);

/* Puts a copy of @request behind those that wait. */
void enisim_runtime_push_request (EnisimRuntime *runtime, const EnisimControlRequest *request);

/* Takes out the one that has waited longest; there is one. */
EnisimControlRequest enisim_runtime_pop_request (EnisimRuntime *runtime);

static inline gboolean
enisim_runtime_is_settled (const EnisimRuntime *runtime)
{
  return runtime->status != ENISIM_RUNTIME_CREATING && runtime->status != ENISIM_RUNTIME_DELETING;
}

static inline gboolean
enisim_runtime_is_serving (const EnisimRuntime *runtime)
{
  return runtime->status == ENISIM_RUNTIME_READY;
}

/* Aborts on a broken invariant. */
void enisim_runtime_verify (const EnisimRuntime *runtime);
