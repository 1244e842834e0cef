/* model-options.h: what the facts leave open, as named options
 *
 * Each has a default and alternatives (model.md); a report lists the ones its answer depends on.
 */
#pragma once

#include "core/distribution.h"
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

typedef struct
{
  EnisimDistribution eni_retention;
  EnisimDistribution eni_create_delay;
  EnisimDistribution failed_create_retention;
  EnisimDistribution ready_delay;
  EnisimDistribution cold_start[ENISIM_N_PLATFORMS];
  EnisimDistribution teardown;
  EnisimDistribution teardown_after_stop; /* as teardown where a scenario does not set it */
  EnisimDistribution refusal_time[ENISIM_N_OUTCOMES]; /* used for outcomes that refuse */
  GTimeSpan min_cycle_us;
  GTimeSpan stack_delete_gives_up_us; /* from a stack's end: an orphan's security group stays */
  EnisimIpOrder ip_order;
  EnisimProvisioning provisioning_conflict;
  EnisimControl control_conflict;
  gboolean eni_reuse;
  gboolean vms_count_while_stopping;
} EnisimModelOptions;

/* model.md's defaults. */
void enisim_model_options_init (EnisimModelOptions *options);
void enisim_model_options_clear (EnisimModelOptions *options);
