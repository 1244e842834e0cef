/* model-options.c: what the facts leave open, as named options */
#include "model/model-options.h"

static void
set_constant (EnisimDistribution *distribution, GTimeSpan span_us)
{
  *distribution = enisim_distribution_constant (span_us);
}

void
enisim_model_options_init (EnisimModelOptions *options)
{
  *options = (EnisimModelOptions){ .min_cycle_us = G_TIME_SPAN_MILLISECOND,
                                   .ip_order = ENISIM_IP_ORDER_RANDOM,
                                   .provisioning_conflict = ENISIM_PROVISIONING_CONFLICT,
                                   .control_conflict = ENISIM_CONTROL_WAIT,
                                   .eni_reuse = TRUE,
                                   .vms_count_while_stopping = TRUE };
  set_constant (&options->eni_retention, 8 * G_TIME_SPAN_HOUR);
  set_constant (&options->eni_create_delay, 0);
  set_constant (&options->failed_create_retention, 18 * G_TIME_SPAN_MINUTE);
  set_constant (&options->ready_delay, 0);
  set_constant (&options->cold_start[ENISIM_PLATFORM_V1], 5400 * G_TIME_SPAN_MILLISECOND);
  set_constant (&options->cold_start[ENISIM_PLATFORM_V2], 1900 * G_TIME_SPAN_MILLISECOND);
  set_constant (&options->teardown, 15 * G_TIME_SPAN_SECOND);
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    set_constant (&options->refusal_time[i], 0);
}

void
enisim_model_options_clear (EnisimModelOptions *options)
{
  enisim_distribution_clear (&options->eni_retention);
  enisim_distribution_clear (&options->eni_create_delay);
  enisim_distribution_clear (&options->failed_create_retention);
  enisim_distribution_clear (&options->ready_delay);
  for (guint i = 0; i < ENISIM_N_PLATFORMS; i++)
    enisim_distribution_clear (&options->cold_start[i]);
  enisim_distribution_clear (&options->teardown);
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    enisim_distribution_clear (&options->refusal_time[i]);
}
