/* quotas.h: the account's limits, by date and Region
 *
 * The service changed its quotas three times in a year, so a profile is a date: the row in force
 * on it applies (facts.md section 2).
 */
#pragma once

#include <glib.h>

/* No limit. */
#define ENISIM_QUOTA_UNLIMITED G_MAXUINT32

typedef struct
{
  guint32 max_vms;     /* active session workloads per account and Region */
  guint32 enis_per_az; /* network interfaces, EC2's quota as enforced per AZ */
} EnisimQuotas;

/* The profile that applies where a scenario names none. */
#define ENISIM_QUOTA_PROFILE_DEFAULT "2026-08"

/**
 * enisim_quotas_init_from_profile:
 * @quotas: (out): what the profile says
 * @date: "YYYY-MM" or "YYYY-MM-DD"
 * @region: (nullable): a Region's code; %NULL stands for one of the smaller quota
 * @reason: (out): why it is refused, a static string
 *
 * Returns: %FALSE if @date is no date or lies before the first profile
 */
gboolean enisim_quotas_init_from_profile (EnisimQuotas *quotas, const char *date,
                                          const char *region, const char **reason);

/* Everything unlimited: `limits: off`. */
void enisim_quotas_init_unlimited (EnisimQuotas *quotas);
