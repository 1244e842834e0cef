/* quotas.c: the account's limits, by date and Region */
#include "model/quotas.h"

#include <string.h>

typedef struct
{
  const char *from; /* first month in force */
  guint32 max_vms_large, max_vms_small;
  guint32 tool_sessions; /* of Browsers, and of Code Interpreters */
  EnisimRateQuota rates[ENISIM_N_RATES];
  gboolean is_new_rate_shared, do_stops_count;
} Profile;

#define NO_RATE                                                                                    \
  {                                                                                                \
    ENISIM_QUOTA_UNLIMITED, G_TIME_SPAN_SECOND, ENISIM_SCOPE_ACCOUNT                               \
  }
#define RATE(n, period, scope)                                                                     \
  {                                                                                                \
    n, G_TIME_SPAN_##period, ENISIM_SCOPE_##scope                                                  \
  }
#define RATES(invoke, new_code, new_container)                                                     \
  {                                                                                                \
    [ENISIM_RATE_INVOKE] = invoke, [ENISIM_RATE_NEW_CODE] = new_code,                              \
    [ENISIM_RATE_NEW_CONTAINER] = new_container                                                    \
  }

/* facts.md section 2, documented; what it leaves blank is not limited.  The scope of the code
 * artifact's rate is not said and is taken to be that of the container's.  The first row is the
 * preview's. */
static const Profile profiles[] = {
  { "2025-07", 500, 250, ENISIM_QUOTA_UNLIMITED, RATES (NO_RATE, NO_RATE, NO_RATE), TRUE, FALSE },
  { "2025-10", 1000, 500, ENISIM_QUOTA_UNLIMITED,
    RATES (RATE (25, SECOND, AGENT), RATE (25, SECOND, ENDPOINT), RATE (100, MINUTE, ENDPOINT)),
    FALSE, FALSE },
  { "2026-06", 5000, 2500, ENISIM_QUOTA_UNLIMITED,
    RATES (RATE (200, SECOND, AGENT), RATE (25, SECOND, ENDPOINT), RATE (400, MINUTE, ENDPOINT)),
    FALSE, FALSE },
  { "2026-08", 5000, 2500, 1000,
    RATES (RATE (1000, SECOND, ACCOUNT), RATE (25, SECOND, ACCOUNT), RATE (25, SECOND, ACCOUNT)),
    TRUE, TRUE },
};

static const char *const large_regions[] = { "us-east-1", "us-west-2", NULL };

/* facts.md sections 2 and 4, documented; the same at all dates. */
enum
{
  ENIS_PER_AZ = 5000,
  AGENTS = 1000,
  VERSIONS = 1000,
  ENDPOINTS = 10,
  SECURITY_GROUPS = 2500,
  SGS_PER_ENI = 5
};

static const EnisimCountQuota counts[] = {
  [ENISIM_COUNT_MAX_VMS] = { "max_vms", G_STRUCT_OFFSET (EnisimQuotas, max_vms), 0 },
  [ENISIM_COUNT_ENIS_PER_AZ] = { "enis_per_az", G_STRUCT_OFFSET (EnisimQuotas, enis_per_az), 0 },
  [ENISIM_COUNT_AGENTS] = { "agents", G_STRUCT_OFFSET (EnisimQuotas, agents), 0 },
  [ENISIM_COUNT_VERSIONS] = { "versions", G_STRUCT_OFFSET (EnisimQuotas, versions), 0 },
  [ENISIM_COUNT_ENDPOINTS] = { "endpoints", G_STRUCT_OFFSET (EnisimQuotas, endpoints), 0 },
  [ENISIM_COUNT_SECURITY_GROUPS]
  = { "security_groups", G_STRUCT_OFFSET (EnisimQuotas, security_groups), 0 },
  [ENISIM_COUNT_SGS_PER_ENI]
  = { "sgs_per_eni", G_STRUCT_OFFSET (EnisimQuotas, sgs_per_eni), ENISIM_SGS_PER_ENI_MAX },
  [ENISIM_COUNT_BROWSER_SESSIONS]
  = { "browser_sessions", G_STRUCT_OFFSET (EnisimQuotas, browser_sessions), 0 },
  [ENISIM_COUNT_CODE_INTERPRETER_SESSIONS]
  = { "code_interpreter_sessions", G_STRUCT_OFFSET (EnisimQuotas, code_interpreter_sessions), 0 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (counts) == ENISIM_N_COUNT_QUOTAS);

const EnisimCountQuota *
enisim_quotas_get_counts (void)
{
  return counts;
}

guint
enisim_quotas_find_count (const char *key)
{
  for (guint i = 0; i < ENISIM_N_COUNT_QUOTAS; i++)
    if (strcmp (counts[i].key, key) == 0)
      return i;
  g_assert_not_reached ();
}

EnisimRate
enisim_rate_find (const char *key, const char *artifact)
{
  if (strcmp (key, "invoke_rate") == 0)
    return ENISIM_RATE_INVOKE;
  return g_strcmp0 (artifact, "container") == 0 ? ENISIM_RATE_NEW_CONTAINER : ENISIM_RATE_NEW_CODE;
}

static void
apply_rate (EnisimRateQuota *quota, const EnisimRateQuota *value, gboolean has_scope)
{
  const EnisimRateScope scope = has_scope ? value->scope : quota->scope;

  *quota = *value;
  quota->scope = scope;
}

void
enisim_quotas_apply (EnisimQuotas *quotas, const EnisimQuotaChange *change)
{
  for (guint i = 0; i < ENISIM_N_COUNT_QUOTAS; i++)
    if (change->has_count[i])
      *(guint32 *) G_STRUCT_MEMBER_P (quotas, counts[i].offset)
          = enisim_quotas_get_count (&change->values, i);
  for (guint i = 0; i < ENISIM_N_RATES; i++)
    if (change->has_rate[i])
      apply_rate (&quotas->rates[i], &change->values.rates[i], change->has_scope[i]);
  if (change->has_new_rate_shared)
    quotas->is_new_rate_shared = change->values.is_new_rate_shared;
  if (quotas->is_new_rate_shared)
    quotas->rates[ENISIM_RATE_NEW_CONTAINER] = quotas->rates[ENISIM_RATE_NEW_CODE];
}

gboolean
enisim_rate_quota_equal (const EnisimRateQuota *a, const EnisimRateQuota *b)
{
  if (a->n == ENISIM_QUOTA_UNLIMITED || b->n == ENISIM_QUOTA_UNLIMITED)
    return a->n == b->n;
  return a->n == b->n && a->per_us == b->per_us && a->scope == b->scope;
}

char *
enisim_rate_quota_format (const EnisimRateQuota *quota)
{
  static const struct
  {
    const char *name;
    GTimeSpan us;
  } UNITS[] = { { "s", G_TIME_SPAN_SECOND },
                { "min", G_TIME_SPAN_MINUTE },
                { "h", G_TIME_SPAN_HOUR },
                { "d", G_TIME_SPAN_DAY },
                { "w", ENISIM_RATE_PERIOD_US_MAX },
                { "ms", G_TIME_SPAN_MILLISECOND },
                { "us", 1 } };

  if (quota->n == ENISIM_QUOTA_UNLIMITED)
    return g_strdup ("unlimited");
  for (guint i = 0; i < G_N_ELEMENTS (UNITS); i++)
    if (UNITS[i].us == quota->per_us)
      return g_strdup_printf ("%u/%s", quota->n, UNITS[i].name);
  g_assert_not_reached ();
}

const char *
enisim_rate_scope_get_name (EnisimRateScope scope)
{
  switch (scope)
    {
    case ENISIM_SCOPE_ACCOUNT:
      return "account";
    case ENISIM_SCOPE_AGENT:
      return "agent";
    case ENISIM_SCOPE_ENDPOINT:
      return "endpoint";
    }
  g_assert_not_reached ();
}

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
                            .enis_per_az = ENIS_PER_AZ,
                            .agents = AGENTS,
                            .versions = VERSIONS,
                            .endpoints = ENDPOINTS,
                            .security_groups = SECURITY_GROUPS,
                            .sgs_per_eni = SGS_PER_ENI,
                            .browser_sessions = profile->tool_sessions,
                            .code_interpreter_sessions = profile->tool_sessions,
                            .is_new_rate_shared = profile->is_new_rate_shared,
                            .do_stops_count = profile->do_stops_count };
  memcpy (quotas->rates, profile->rates, sizeof quotas->rates);
  return TRUE;
}

void
enisim_quotas_init_unlimited (EnisimQuotas *quotas)
{
  static const EnisimRateQuota no_rate = NO_RATE;

  *quotas = (EnisimQuotas){ .is_new_rate_shared = TRUE };
  for (guint i = 0; i < ENISIM_N_COUNT_QUOTAS; i++)
    *(guint32 *) G_STRUCT_MEMBER_P (quotas, counts[i].offset)
        = counts[i].max > 0 ? counts[i].max : ENISIM_QUOTA_UNLIMITED;
  for (guint i = 0; i < ENISIM_N_RATES; i++)
    quotas->rates[i] = no_rate;
}
