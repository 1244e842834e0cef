/* quotas.h: the account's limits, by date and Region
 *
 * The service changed its quotas three times in a year, so a profile is a date: the row in force
 * on it applies (facts.md section 2).  A scenario may override each value, and change it again
 * while a run goes on.
 */
#pragma once

#include <enisim/enisim-time.h>

/* No limit. */
#define ENISIM_QUOTA_UNLIMITED G_MAXUINT32

/* So that a bucket's level has room in 64 bits: a million a microsecond is beyond any service. */
#define ENISIM_RATE_QUOTA_MAX 1000000
#define ENISIM_RATE_PERIOD_US_MAX (7 * G_TIME_SPAN_DAY)

/* EC2's limit, which no request raises (facts.md section 4). */
#define ENISIM_SGS_PER_ENI_MAX 16

/* What a rate is counted by. */
typedef enum
{
  ENISIM_SCOPE_ACCOUNT,
  ENISIM_SCOPE_AGENT,
  ENISIM_SCOPE_ENDPOINT,
} EnisimRateScope;

/* How a runtime's code is delivered: new sessions of the two had quotas of their own. */
typedef enum
{
  ENISIM_ARTIFACT_CODE,
  ENISIM_ARTIFACT_CONTAINER,
} EnisimArtifact;

enum
{
  ENISIM_N_ARTIFACTS = ENISIM_ARTIFACT_CONTAINER + 1
};

/* What has a rate. */
typedef enum
{
  ENISIM_RATE_NEW_CODE = ENISIM_ARTIFACT_CODE, /* new sessions */
  ENISIM_RATE_NEW_CONTAINER = ENISIM_ARTIFACT_CONTAINER,
  ENISIM_RATE_INVOKE,
} EnisimRate;

enum
{
  ENISIM_N_RATES = ENISIM_RATE_INVOKE + 1
};

typedef struct
{
  guint32 n;        /* 1 .. ENISIM_RATE_QUOTA_MAX, or ENISIM_QUOTA_UNLIMITED */
  GTimeSpan per_us; /* 1 .. ENISIM_RATE_PERIOD_US_MAX: the period as written, a second, a minute */
  EnisimRateScope scope;
} EnisimRateQuota;

typedef struct
{
  guint32 max_vms;         /* active session workloads per account and Region */
  guint32 enis_per_az;     /* network interfaces, EC2's quota as enforced per AZ */
  guint32 agents;          /* per account */
  guint32 versions;        /* per agent */
  guint32 endpoints;       /* per agent, DEFAULT included */
  guint32 security_groups; /* per Region */
  guint32 sgs_per_eni;     /* at most ENISIM_SGS_PER_ENI_MAX */
  guint32 browser_sessions, code_interpreter_sessions; /* at once */
  EnisimRateQuota rates[ENISIM_N_RATES];
  gboolean is_new_rate_shared; /* code and containers draw on the rate of NEW_CODE, both equal */
  gboolean do_stops_count;     /* StopRuntimeSession counts as an invoke does */
} EnisimQuotas;

/* The quotas that are a number and no rate. */
enum
{
  ENISIM_COUNT_MAX_VMS,
  ENISIM_COUNT_ENIS_PER_AZ,
  ENISIM_COUNT_AGENTS,
  ENISIM_COUNT_VERSIONS,
  ENISIM_COUNT_ENDPOINTS,
  ENISIM_COUNT_SECURITY_GROUPS,
  ENISIM_COUNT_SGS_PER_ENI,
  ENISIM_COUNT_BROWSER_SESSIONS,
  ENISIM_COUNT_CODE_INTERPRETER_SESSIONS,
  ENISIM_N_COUNT_QUOTAS
};

typedef struct
{
  const char *key; /* as in scenarios and reports */
  gsize offset;    /* of its guint32 in EnisimQuotas */
  guint32 max;     /* 0: may be unlimited */
} EnisimCountQuota;

/* In that order. */
const EnisimCountQuota *enisim_quotas_get_counts (void);

static inline guint32
enisim_quotas_get_count (const EnisimQuotas *quotas, guint index)
{
  return *(const guint32 *) G_STRUCT_MEMBER_P (quotas, enisim_quotas_get_counts ()[index].offset);
}

/* The number of the quota that is called @key, which one is. */
guint enisim_quotas_find_count (const char *key);

/* "invoke_rate" or "new_session_rate", of "code", "container" or, where they share one, NULL. */
EnisimRate enisim_rate_find (const char *key, const char *artifact);

/* Some of the quotas, to put in place of those that are there. */
typedef struct
{
  EnisimQuotas values;
  gboolean has_count[ENISIM_N_COUNT_QUOTAS];
  gboolean has_rate[ENISIM_N_RATES];
  gboolean has_scope[ENISIM_N_RATES]; /* else it stays as it is */
  gboolean has_new_rate_shared;       /* is_new_rate_shared says something */
} EnisimQuotaChange;

void enisim_quotas_apply (EnisimQuotas *quotas, const EnisimQuotaChange *change);

gboolean enisim_rate_quota_equal (const EnisimRateQuota *a, const EnisimRateQuota *b);

/* As a scenario says it: "25/s", "100/min", "unlimited".
 * Returns: (transfer full) */
char *enisim_rate_quota_format (const EnisimRateQuota *quota);

/* "account", "agent" or "endpoint". */
const char *enisim_rate_scope_get_name (EnisimRateScope scope);

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

/* Everything unlimited but what EC2 never raises: `limits: off`. */
void enisim_quotas_init_unlimited (EnisimQuotas *quotas);
