/* model-options.c: what the facts leave open, as named options */
#include "model/model-options.h"

/* What a scenario that retries leaves out: common settings of the SDKs. */
#define RETRY_BASE_US (100 * G_TIME_SPAN_MILLISECOND)
#define RETRY_CAP_US (20 * G_TIME_SPAN_SECOND)

void
enisim_model_options_init (EnisimModelOptions *options)
{
  *options = (EnisimModelOptions){
    .eni_retention = enisim_distribution_constant (8 * G_TIME_SPAN_HOUR),
    .eni_create_delay = enisim_distribution_constant (0),
    .failed_create_retention = enisim_distribution_constant (18 * G_TIME_SPAN_MINUTE),
    .cold_start
    = { [ENISIM_PLATFORM_V1] = enisim_distribution_constant (5400 * G_TIME_SPAN_MILLISECOND),
        [ENISIM_PLATFORM_V2] = enisim_distribution_constant (1900 * G_TIME_SPAN_MILLISECOND) },
    .teardown = enisim_distribution_constant (15 * G_TIME_SPAN_SECOND),
    .teardown_after_stop = enisim_distribution_constant (15 * G_TIME_SPAN_SECOND),
    .unreachable_after = enisim_distribution_constant (65 * G_TIME_SPAN_SECOND),
    .request_limit_us = { [ENISIM_REQUEST_SYNC] = 15 * G_TIME_SPAN_MINUTE,
                          [ENISIM_REQUEST_STREAMING] = 60 * G_TIME_SPAN_MINUTE },
    .min_cycle_us = G_TIME_SPAN_MILLISECOND,
    .stack_delete_gives_up_us = 17 * G_TIME_SPAN_MINUTE,
    .limiter_depth_us = ENISIM_LIMITER_DEPTH_PERIOD,
    .ip_order = ENISIM_IP_ORDER_RANDOM,
    .provisioning_conflict = ENISIM_PROVISIONING_CONFLICT,
    .control_conflict = ENISIM_CONTROL_WAIT,
    .old_version_release = ENISIM_RELEASE_ON_DRAIN,
    .eni_sharing = ENISIM_SHARING_CONFIGURATION,
    .eni_sharing_across_types = TRUE,
    .no_route = ENISIM_NO_ROUTE_IGNORE,
    .eni_reuse = TRUE,
    .vms_count_while_stopping = TRUE,
  };
  for (guint i = 0; i < ENISIM_N_READY_KINDS; i++)
    options->ready_delay[i] = enisim_distribution_constant (0);
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    {
      options->refusal_time[i] = enisim_distribution_constant (0);
      options->retry[i] = (EnisimRetry){ 1, RETRY_BASE_US, RETRY_CAP_US };
    }
}

void
enisim_model_options_clear (EnisimModelOptions *options)
{
  enisim_distribution_clear (&options->eni_retention);
  enisim_distribution_clear (&options->eni_create_delay);
  enisim_distribution_clear (&options->failed_create_retention);
  for (guint i = 0; i < ENISIM_N_READY_KINDS; i++)
    enisim_distribution_clear (&options->ready_delay[i]);
  for (guint i = 0; i < ENISIM_N_PLATFORMS; i++)
    enisim_distribution_clear (&options->cold_start[i]);
  enisim_distribution_clear (&options->teardown);
  enisim_distribution_clear (&options->teardown_after_stop);
  enisim_distribution_clear (&options->unreachable_after);
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    enisim_distribution_clear (&options->refusal_time[i]);
}
