/* runtime.h: one agent runtime: its status, its versions and its endpoints
 *
 *   absent -> CREATING -> READY | CREATE_FAILED -> DELETING -> absent     (model.md "Runtimes")
 *   READY | UPDATE_FAILED -> UPDATING -> READY | UPDATE_FAILED -> DELETING
 *
 * CREATING and UPDATING last until the version's ENIs are in use and the ready delay is over;
 * DELETING until the last VM is gone.  They are in motion: a request that meets them waits or is
 * refused.  One event each takes what has waited, so that for an instant a settled runtime may
 * still have requests.
 *
 * A version is a configuration.  It is never changed: an update makes the next one.  Endpoints
 * point to versions, and VMs stay with the one they were made of; a version that neither hold has
 * no use for its ENIs.
 */
#pragma once

#include <enisim/enisim-states.h>
#include <enisim/enisim-time.h>

#include "model/control-request.h"
#include "model/group-refs.h"

enum
{
  ENISIM_N_RUNTIME_STATUSES = ENISIM_RUNTIME_UPDATE_FAILED + 1
};

/* Of one runtime in one life, whatever its quota: a session keeps the number in 16 bits. */
#define ENISIM_VERSIONS_MAX 65535

/* Stands for no version; they are numbered from 1. */
#define ENISIM_VERSION_NONE 0

/* The endpoint that each runtime has. */
#define ENISIM_ENDPOINT_DEFAULT 0

typedef struct
{
  guint64 key;          /* attachment key; meaningless for a PUBLIC version */
  EnisimGroupRefs refs; /* the ENI groups it references, or none */
  guint32 n_vms;        /* until their teardown ends */
  guint32 n_endpoints;  /* that point to it */
  guint8 is_vpc;
  guint8 was_ready; /* ever: only then an endpoint may point to it */
} EnisimVersion;

typedef struct
{
  guint32 name;
  guint32 version;
} EnisimRuntimeEndpoint;

/* What a call reads comes first. */
typedef struct
{
  EnisimVersion *versions;          /* n_versions, number n at n - 1; none while it is absent */
  EnisimRuntimeEndpoint *endpoints; /* n_endpoints beside DEFAULT, in the order they were made */
  guint32 n_vms;                    /* of all versions */
  guint32 n_endpoints;
  EnisimRuntimeStatus status;
  guint16 n_versions;
  guint16 default_version; /* to which DEFAULT points; ENISIM_VERSION_NONE until the first READY */
  guint16 moving_version;  /* of what ends CREATING or UPDATING: it is ready then ... */
  guint32 moving_endpoint; /* ... and this endpoint points to it */
  guint64 timer;           /* sequence of what ends CREATING or UPDATING, or runs what has waited;
                            * 0 for none */
  GQueue requests; /* (of EnisimControlRequest) that wait for it to settle, in their order */
} EnisimRuntime;

/* Absent. */
void enisim_runtime_init (EnisimRuntime *runtime);
void enisim_runtime_clear (EnisimRuntime *runtime);

/* Puts a copy of @request behind those that wait. */
void enisim_runtime_push_request (EnisimRuntime *runtime, const EnisimControlRequest *request);

/* Takes out the one that has waited longest; there is one. */
EnisimControlRequest enisim_runtime_pop_request (EnisimRuntime *runtime);

/* Makes the next version, which nothing holds; there are less than ENISIM_VERSIONS_MAX.  Moves
 * the versions.  Returns: its number */
guint enisim_runtime_add_version (EnisimRuntime *runtime, gboolean is_vpc, guint64 key);

/* Points an endpoint, a new one if there is none of that name, to a version that was ready.
 * Returns: the version to which it pointed before, or ENISIM_VERSION_NONE */
guint enisim_runtime_point (EnisimRuntime *runtime, guint32 endpoint, guint version);

/* @endpoint: not DEFAULT
 * Returns: the version to which it pointed; ENISIM_VERSION_NONE if there is no such endpoint */
guint enisim_runtime_remove_endpoint (EnisimRuntime *runtime, guint32 endpoint);

/* The last VM is gone, and no version has references: the runtime may be created anew. */
void enisim_runtime_forget (EnisimRuntime *runtime);

/* Returns: the version to which it points; ENISIM_VERSION_NONE if there is no such endpoint */
guint enisim_runtime_find_endpoint (const EnisimRuntime *runtime, guint32 endpoint);

/* @version: 1 .. n_versions.  The pointer holds until the next version is made. */
static inline EnisimVersion *
enisim_runtime_get_version (const EnisimRuntime *runtime, guint version)
{
  g_assert (version >= 1 && version <= runtime->n_versions);
  return &runtime->versions[version - 1];
}

static inline gboolean
enisim_runtime_is_settled (const EnisimRuntime *runtime)
{
  return runtime->status != ENISIM_RUNTIME_CREATING && runtime->status != ENISIM_RUNTIME_UPDATING
         && runtime->status != ENISIM_RUNTIME_DELETING;
}

/* An update in motion and a failed one leave what was served before. */
static inline gboolean
enisim_runtime_is_serving (const EnisimRuntime *runtime)
{
  return runtime->status == ENISIM_RUNTIME_READY || runtime->status == ENISIM_RUNTIME_UPDATING
         || runtime->status == ENISIM_RUNTIME_UPDATE_FAILED;
}

/* Returns: the version that a new VM for an invoke of @endpoint gets; ENISIM_VERSION_NONE if none
 * serves */
static inline guint
enisim_runtime_get_serving (const EnisimRuntime *runtime, guint32 endpoint)
{
  if (G_UNLIKELY (runtime->status != ENISIM_RUNTIME_READY) && !enisim_runtime_is_serving (runtime))
    return ENISIM_VERSION_NONE;
  return G_LIKELY (endpoint == ENISIM_ENDPOINT_DEFAULT)
             ? runtime->default_version
             : enisim_runtime_find_endpoint (runtime, endpoint);
}

static inline gboolean
enisim_version_is_held (const EnisimVersion *version)
{
  return version->n_endpoints > 0 || version->n_vms > 0;
}

/* Aborts on a broken invariant. */
void enisim_runtime_verify (const EnisimRuntime *runtime);
