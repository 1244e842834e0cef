/* model-options.h: what the facts leave open, as named options
 *
 * Each has a default and alternatives (model.md); a report lists the ones its answer depends on.
 */
#pragma once

#include "core/distribution.h"
#include "model/limiter.h"
#include "model/outcome.h"

typedef enum
{
  ENISIM_IP_ORDER_RANDOM,
  ENISIM_IP_ORDER_LOWEST,
} EnisimIpOrder;

/* A request that meets a session in provisioning (`provisioning_conflict`). */
typedef enum
{
  ENISIM_PROVISIONING_CONFLICT, /* refused, 409 */
  ENISIM_PROVISIONING_WAIT,     /* joins, and is served when the VM is ready */
} EnisimProvisioning;

/* A control-plane request that meets a runtime in motion (`control_conflict`). */
typedef enum
{
  ENISIM_CONTROL_WAIT,   /* runs when the runtime settles, in the order of the requests */
  ENISIM_CONTROL_REFUSE, /* refused, 409 */
} EnisimControl;

/* When a version that no endpoint and no VM holds any more gives its ENIs back
 * (`old_version_release`). */
typedef enum
{
  ENISIM_RELEASE_ON_DRAIN,  /* at once */
  ENISIM_RELEASE_ON_DELETE, /* with the runtime */
} EnisimVersionRelease;

/* A cold invoke of a runtime without a way out of its network (`no_route`). */
typedef enum
{
  ENISIM_NO_ROUTE_IGNORE, /* as any other */
  ENISIM_NO_ROUTE_FAIL,   /* ends unreachable, after `unreachable_after` */
} EnisimNoRoute;

/* Kinds of requests by how long one may take (facts.md section 1). */
typedef enum
{
  ENISIM_REQUEST_SYNC,
  ENISIM_REQUEST_STREAMING,
  ENISIM_REQUEST_ASYNC, /* no limit */
} EnisimRequestKind;

enum
{
  ENISIM_N_LIMITED_REQUESTS = ENISIM_REQUEST_STREAMING + 1
};

/* The runtime platform: V2 since 2026-09-18 (facts.md section 1). */
typedef enum
{
  ENISIM_PLATFORM_V1,
  ENISIM_PLATFORM_V2,
} EnisimPlatform;

enum
{
  ENISIM_N_PLATFORMS = ENISIM_PLATFORM_V2 + 1
};

/* What takes different times to become READY: on V2 the network makes no difference. */
typedef enum
{
  ENISIM_READY_PUBLIC, /* both on V1 */
  ENISIM_READY_VPC,
  ENISIM_READY_V2,
} EnisimReadyKind;

enum
{
  ENISIM_N_READY_KINDS = ENISIM_READY_V2 + 1
};

static inline EnisimReadyKind
enisim_ready_kind_get (EnisimPlatform platform, gboolean is_vpc)
{
  return platform == ENISIM_PLATFORM_V2 ? ENISIM_READY_V2
         : is_vpc                       ? ENISIM_READY_VPC
                                        : ENISIM_READY_PUBLIC;
}

/* What a client does about a refusal of one cause: attempt k (from 1), if it is not the last, is
 * followed by the next after a wait drawn from 0 .. min (cap, base * 2^(k-1)). */
typedef struct
{
  guint32 attempts; /* in all, the first counted: 1 for no retry */
  GTimeSpan base_us, cap_us;
} EnisimRetry;

/* An invocation keeps the number of its attempt in a byte. */
#define ENISIM_RETRY_ATTEMPTS_MAX 100

/* What ENIs are shared by (`eni_sharing`). */
typedef enum
{
  ENISIM_SHARING_CONFIGURATION, /* all subnets and SGs of a configuration together */
  ENISIM_SHARING_PER_SUBNET,    /* each subnet with the SGs */
} EnisimSharing;

typedef struct
{
  EnisimDistribution eni_retention;
  EnisimDistribution eni_create_delay;
  EnisimDistribution failed_create_retention;
  EnisimDistribution ready_delay[ENISIM_N_READY_KINDS];
  EnisimDistribution cold_start[ENISIM_N_PLATFORMS];
  EnisimDistribution teardown;
  EnisimDistribution teardown_after_stop; /* as teardown where a scenario does not set it */
  EnisimDistribution refusal_time[ENISIM_N_OUTCOMES]; /* used for outcomes that refuse */
  EnisimRetry retry[ENISIM_N_OUTCOMES];               /* of outcomes that refuse, and UNREACHABLE */
  EnisimDistribution unreachable_after;
  GTimeSpan request_limit_us[ENISIM_N_LIMITED_REQUESTS];
  GTimeSpan min_cycle_us;
  GTimeSpan stack_delete_gives_up_us; /* from a stack's end: an orphan's security group stays */
  GTimeSpan limiter_depth_us;         /* or ENISIM_LIMITER_DEPTH_PERIOD */
  EnisimIpOrder ip_order;
  EnisimProvisioning provisioning_conflict;
  EnisimControl control_conflict;
  EnisimVersionRelease old_version_release;
  EnisimSharing eni_sharing;
  gboolean eni_sharing_across_types; /* the tools share with runtimes */
  EnisimNoRoute no_route;
  gboolean eni_reuse;
  gboolean vms_count_while_stopping;
  gboolean quota_before_rate; /* a new session is checked against max_vms before its rate */
} EnisimModelOptions;

/* model.md's defaults. */
void enisim_model_options_init (EnisimModelOptions *options);
void enisim_model_options_clear (EnisimModelOptions *options);
