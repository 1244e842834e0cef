/* quotas.c: the account's limits, by date and Region */
#include "model/quotas.h"

#include <string.h>

typedef struct
{
  const char *from; /* first month in force */
  guint32 max_vms_large, max_vms_small;
} Profile;

/* facts.md section 2, documented.  The first row is the preview's. */
static const Profile profiles[] = {
  { "2025-07", 500, 250 },
  { "2025-10", 1000, 500 },
  { "2026-06", 5000, 2500 },
};

static const char *const large_regions[] = { "us-east-1", "us-west-2", NULL };

enum
{
  ENIS_PER_AZ = 5000 /* facts.md section 4, documented, adjustable */
};

/* Returns: their value, 0 if any is no digit. */
static guint
read_digits (const char *digits, guint n_digits)
{
  guint value = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (digits[i]))
        return 0;
      value = value * 10 + (guint) g_ascii_digit_value (digits[i]);
    }
  return value;
}

static gboolean
is_date (const char *date)
{
  const gsize length = strlen (date);
  guint day = 1;

  if ((length != 7 && length != 10) || date[4] != '-' || (length == 10 && date[7] != '-'))
    return FALSE;
  if (length == 10)
    day = read_digits (date + 8, 2);
  return g_date_valid_dmy ((GDateDay) day, (GDateMonth) read_digits (date + 5, 2),
                           (GDateYear) read_digits (date, 4));
}

gboolean
enisim_quotas_init_from_profile (EnisimQuotas *quotas, const char *date, const char *region,
                                 const char **reason)
{
  const Profile *profile = NULL;
  const gboolean is_large = region != NULL && g_strv_contains (large_regions, region);

  if (!is_date (date))
    {
      *reason = "expected a date, e.g. 2026-04";
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (strncmp (date, profiles[i].from, strlen (profiles[i].from)) >= 0)
      profile = &profiles[i];
  if (profile == NULL)
    {
      *reason = "the service has no quotas before 2025-07, its preview";
      return FALSE;
    }
  *quotas = (EnisimQuotas){ .max_vms = is_large ? profile->max_vms_large : profile->max_vms_small,
                            .enis_per_az = ENIS_PER_AZ };
  return TRUE;
}

void
enisim_quotas_init_unlimited (EnisimQuotas *quotas)
{
  *quotas
      = (EnisimQuotas){ .max_vms = ENISIM_QUOTA_UNLIMITED, .enis_per_az = ENISIM_QUOTA_UNLIMITED };
}
