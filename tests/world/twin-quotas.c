/* twin-quotas.c: rates, each bucket made at the start, and the quotas of live VMs */
#include "world/twin.h"

typedef struct
{
  WorldRate invoke, new_code, new_container;
  gboolean is_shared, do_stops_count;
} Profile;

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
  const World *world = twin->world;
  const Profile *profile = get_profile (world);

  twin->do_stops_count = profile->do_stops_count;
  twin->is_new_rate_shared = world->new_rates == WORLD_NEW_RATES_NONE
                                 ? profile->is_shared
                                 : world->new_rates == WORLD_NEW_RATE_SHARED;
  open_limiter (twin, &twin->invokes, &world->invoke_rate, &profile->invoke);
  open_limiter (twin, &twin->new_sessions[WORLD_CODE], &world->new_rate[WORLD_CODE],
                &profile->new_code);
  open_limiter (twin, &twin->new_sessions[WORLD_CONTAINER], &world->new_rate[WORLD_CONTAINER],
                &profile->new_container);
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

gboolean
twin_take_invoke_token (Twin *twin, const TwinCall *call)
{
  return take (twin, &twin->invokes, call);
}

gboolean
twin_take_stop_token (Twin *twin, const TwinCall *call)
{
  return !twin->do_stops_count || take (twin, &twin->invokes, call);
}

static gboolean
take_new_token (Twin *twin, const TwinCall *call)
{
  const gboolean is_container = call->target->spec->is_container && !twin->is_new_rate_shared;

  return take (twin, &twin->new_sessions[is_container ? WORLD_CONTAINER : WORLD_CODE], call);
}

static gboolean
is_quota_full (Twin *twin)
{
  const guint quota = twin->world->max_vms;
  guint n = 0;

  for (guint i = 0; i < twin->vms->len; i++)
    if (twin->world->counts_stopping
        || ((const TwinVm *) twin->vms->pdata[i])->state != TWIN_STOPPING)
      n++;
  if (quota > 0 && n < quota && twin->vms->len >= quota)
    twin_see (twin, FEATURE_QUOTA_SPARES_STOPPING);
  return quota > 0 && n >= quota;
}

/* What a new session is refused for, or TWIN_OPEN. */
TwinOutcome
twin_check_new_session (Twin *twin, const TwinCall *call)
{
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
