/* twin-quotas.c: rates, each bucket made at the start, and the quotas of live VMs */
#include "world/twin-parts.h"

typedef struct
{
  WorldRate invoke, new_code, new_container;
  gboolean is_shared, do_stops_count;
} Profile;

enum
{
  SGS_PER_ENI = 5, /* where nothing else is said */
  SGS_PER_ENI_MAX = 16
};

#define RATE(n, unit, scope)                                                                       \
  {                                                                                                \
    n, G_TIME_SPAN_##unit, TRUE, WORLD_##scope                                                     \
  }
#define NONE                                                                                       \
  {                                                                                                \
    0, G_TIME_SPAN_SECOND, TRUE, WORLD_ACCOUNT                                                     \
  }

/* In the order of their dates. */
static const Profile profiles[WORLD_N_PROFILES] = {
  { NONE, NONE, NONE, TRUE, FALSE },
  { RATE (25, SECOND, AGENT), RATE (25, SECOND, ENDPOINT), RATE (100, MINUTE, ENDPOINT), FALSE,
    FALSE },
  { RATE (200, SECOND, AGENT), RATE (25, SECOND, ENDPOINT), RATE (400, MINUTE, ENDPOINT), FALSE,
    FALSE },
  { RATE (1000, SECOND, ACCOUNT), RATE (25, SECOND, ACCOUNT), RATE (25, SECOND, ACCOUNT), TRUE,
    TRUE },
};

static const Profile *
get_profile (const World *world)
{
  return &profiles[world->profile == WORLD_NO_PROFILE ? WORLD_N_PROFILES - 1 : world->profile];
}

static gint64
get_depth (const Twin *twin, const TwinLimiter *limiter)
{
  if (twin->world->limiter_depth_us == WORLD_NEVER)
    return (gint64) limiter->rate.n * limiter->rate.per_us;
  return MAX ((gint64) limiter->rate.n * twin->world->limiter_depth_us, limiter->rate.per_us);
}

static void
fill (Twin *twin, TwinLimiter *limiter)
{
  limiter->buckets = g_array_new (FALSE, FALSE, sizeof (TwinBucket));
  for (guint i = 0; i < twin->runtimes->len; i++)
    for (guint endpoint = 0; endpoint < WORLD_ENDPOINT_NAMES; endpoint++)
      {
        const TwinBucket bucket
            = { twin->runtimes->pdata[i], endpoint, get_depth (twin, limiter), twin->now };

        g_array_append_val (limiter->buckets, bucket);
      }
}

/* @rate: of the file, which may not say, or not all */
static void
open_limiter (Twin *twin, TwinLimiter *limiter, const WorldRate *rate, const WorldRate *profile)
{
  limiter->rate = rate->n > 0 ? *rate : *profile;
  if (!rate->has_scope)
    limiter->rate.scope = profile->scope;
  if (!twin->world->has_limits)
    limiter->rate.n = 0;
  fill (twin, limiter);
}

void
twin_open_quotas (Twin *twin)
{
  const WorldQuotas *quotas = &twin->world->quotas;
  const Profile *profile = get_profile (twin->world);

  if (twin->world->has_limits)
    twin->quotas = *quotas;
  if (twin->quotas.sgs_per_eni == 0)
    twin->quotas.sgs_per_eni = twin->world->has_limits ? SGS_PER_ENI : SGS_PER_ENI_MAX;
  twin->do_stops_count = profile->do_stops_count;
  twin->is_new_rate_shared = quotas->new_rates == WORLD_NEW_RATES_NONE
                                 ? profile->is_shared
                                 : quotas->new_rates == WORLD_NEW_RATE_SHARED;
  open_limiter (twin, &twin->invokes, &quotas->invoke_rate, &profile->invoke);
  open_limiter (twin, &twin->new_sessions[WORLD_CODE], &quotas->new_rate[WORLD_CODE],
                &profile->new_code);
  open_limiter (twin, &twin->new_sessions[WORLD_CONTAINER], &quotas->new_rate[WORLD_CONTAINER],
                &profile->new_container);
}

static void
change_count (guint *quota, guint value)
{
  if (value > 0)
    *quota = value;
}

/* Until now a bucket has filled at the old rate; then it keeps what it has, as far as the new
 * depth goes.  Where there was no limit, or another scope, all are full. */
static void
change_rate (Twin *twin, TwinLimiter *limiter, const WorldRate *rate)
{
  const WorldRate before = limiter->rate;
  const gint64 depth = get_depth (twin, limiter);
  const WorldScope scope = rate->has_scope ? rate->scope : before.scope;

  if (rate->n == 0
      || (rate->n == before.n && rate->per_us == before.per_us && scope == before.scope))
    return;
  limiter->rate = *rate;
  limiter->rate.scope = scope;
  if (before.n == 0 || scope != before.scope)
    {
      g_array_unref (limiter->buckets);
      fill (twin, limiter);
      return;
    }
  for (guint i = 0; i < limiter->buckets->len; i++)
    {
      TwinBucket *bucket = &g_array_index (limiter->buckets, TwinBucket, i);
      const gint64 level
          = MIN (bucket->level + (gint64) before.n * (twin->now - bucket->at), depth);

      twin_see (twin, FEATURE_RATE_CHANGED);
      bucket->level = MIN (level * limiter->rate.per_us / before.per_us, get_depth (twin, limiter));
      bucket->at = twin->now;
    }
}

void
twin_change_quotas (Twin *twin, const WorldQuotas *change)
{
  twin_see (twin, FEATURE_QUOTAS_CHANGED);
  change_count (&twin->quotas.max_vms, change->max_vms);
  change_count (&twin->quotas.enis_per_az, change->enis_per_az);
  change_count (&twin->quotas.agents, change->agents);
  change_count (&twin->quotas.versions, change->versions);
  change_count (&twin->quotas.endpoints, change->endpoints);
  change_count (&twin->quotas.security_groups, change->security_groups);
  change_count (&twin->quotas.sgs_per_eni, change->sgs_per_eni);
  for (guint i = 0; i < WORLD_N_TYPES; i++)
    change_count (&twin->quotas.tool_sessions[i], change->tool_sessions[i]);
  change_rate (twin, &twin->invokes, &change->invoke_rate);
  for (guint i = 0; i < G_N_ELEMENTS (twin->new_sessions); i++)
    change_rate (twin, &twin->new_sessions[i], &change->new_rate[i]);
  if (change->new_rates != WORLD_NEW_RATES_NONE)
    twin->is_new_rate_shared = change->new_rates == WORLD_NEW_RATE_SHARED;
}

void
twin_close_quotas (Twin *twin)
{
  g_array_unref (twin->invokes.buckets);
  for (guint i = 0; i < 2; i++)
    g_array_unref (twin->new_sessions[i].buckets);
}

/* The account's is the first of all. */
static TwinBucket *
find_bucket (const TwinLimiter *limiter, const TwinCall *call)
{
  const WorldScope scope = limiter->rate.scope;

  for (guint i = 0; i < limiter->buckets->len; i++)
    {
      TwinBucket *bucket = &g_array_index (limiter->buckets, TwinBucket, i);

      if (scope == WORLD_ACCOUNT || (scope == WORLD_AGENT && bucket->runtime == call->target)
          || (bucket->runtime == call->target && bucket->endpoint == call->endpoint))
        return bucket;
    }
  g_assert_not_reached ();
}

static gboolean
take (Twin *twin, TwinLimiter *limiter, const TwinCall *call)
{
  TwinBucket *bucket;

  if (limiter->rate.n == 0)
    return TRUE;
  bucket = find_bucket (limiter, call);
  bucket->level = MIN (bucket->level + (gint64) limiter->rate.n * (twin->now - bucket->at),
                       get_depth (twin, limiter));
  bucket->at = twin->now;
  if (bucket->level < limiter->rate.per_us)
    return FALSE;
  bucket->level -= limiter->rate.per_us;
  return TRUE;
}

/* Tools take none. */
gboolean
twin_take_invoke_token (Twin *twin, const TwinCall *call)
{
  return call->target->spec->type != WORLD_RUNTIME || take (twin, &twin->invokes, call);
}

gboolean
twin_take_stop_token (Twin *twin, const TwinCall *call)
{
  return !twin->do_stops_count || twin_take_invoke_token (twin, call);
}

static gboolean
take_new_token (Twin *twin, const TwinCall *call)
{
  const gboolean is_container = call->target->spec->is_container && !twin->is_new_rate_shared;

  return take (twin, &twin->new_sessions[is_container ? WORLD_CONTAINER : WORLD_CODE], call);
}

static guint
count_vms (const Twin *twin, WorldType type, gboolean counts_stopping)
{
  guint n = 0;

  for (guint i = 0; i < twin->vms->len; i++)
    {
      const TwinVm *vm = twin->vms->pdata[i];

      n += vm->runtime->spec->type == type && (counts_stopping || vm->state != TWIN_STOPPING);
    }
  return n;
}

static gboolean
is_quota_full (Twin *twin)
{
  const guint quota = twin->quotas.max_vms;
  const guint n = count_vms (twin, WORLD_RUNTIME, twin->world->counts_stopping);

  if (quota > 0 && n < quota && count_vms (twin, WORLD_RUNTIME, TRUE) >= quota)
    twin_see (twin, FEATURE_QUOTA_SPARES_STOPPING);
  return quota > 0 && n >= quota;
}

static gboolean
is_tool_quota_full (Twin *twin, WorldType type)
{
  const guint quota = twin->quotas.tool_sessions[type];

  return quota > 0 && count_vms (twin, type, twin->world->counts_stopping) >= quota;
}

/* What a new session is refused for, or TWIN_OPEN. */
TwinOutcome
twin_check_new_session (Twin *twin, const TwinCall *call)
{
  const WorldType type = call->target->spec->type;

  if (type != WORLD_RUNTIME)
    return is_tool_quota_full (twin, type) ? TWIN_TOOL_QUOTA : TWIN_OPEN;
  if (twin->world->checks_quota_first)
    {
      if (is_quota_full (twin))
        return TWIN_QUOTA;
      return take_new_token (twin, call) ? TWIN_OPEN : TWIN_THROTTLED_NEW;
    }
  if (!take_new_token (twin, call))
    return TWIN_THROTTLED_NEW;
  return is_quota_full (twin) ? TWIN_QUOTA : TWIN_OPEN;
}
