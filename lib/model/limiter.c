/* limiter.c: how many requests a rate quota lets through */
#include "model/limiter.h"

__extension__ typedef unsigned __int128 Wide;

G_STATIC_ASSERT ((guint64) ENISIM_RATE_QUOTA_MAX
                 <= G_MAXINT64 / (guint64) ENISIM_RATE_PERIOD_US_MAX);

static guint64
work_out_capacity (const EnisimRateQuota *quota, GTimeSpan depth_us)
{
  const guint64 per_us = (guint64) quota->per_us;

  if (quota->n == ENISIM_QUOTA_UNLIMITED)
    return 0;
  g_assert (quota->n > 0 && quota->n <= ENISIM_RATE_QUOTA_MAX);
  g_assert (quota->per_us > 0 && quota->per_us <= ENISIM_RATE_PERIOD_US_MAX);
  if (depth_us == ENISIM_LIMITER_DEPTH_PERIOD)
    return quota->n * per_us;
  return MAX (quota->n * (guint64) depth_us, per_us);
}

static void
set_quota (EnisimLimiter *limiter, const EnisimRateQuota *quota)
{
  limiter->quota = *quota;
  limiter->capacity = work_out_capacity (quota, limiter->depth_us);
  limiter->full_us = (GTimeSpan) (limiter->capacity / quota->n) + 1;
}

static void
fill_all (EnisimLimiter *limiter, EnisimTime now)
{
  limiter->common = (EnisimBucket){ limiter->capacity, now };
  limiter->n_buckets = 0;
}

void
enisim_limiter_init (EnisimLimiter *limiter, const EnisimRateQuota *quota, GTimeSpan depth_us,
                     guint64 seed)
{
  g_assert (depth_us >= ENISIM_LIMITER_DEPTH_PERIOD && depth_us <= ENISIM_LIMITER_DEPTH_US_MAX);
  *limiter = (EnisimLimiter){ .depth_us = depth_us };
  enisim_key_table_init (&limiter->places, seed);
  set_quota (limiter, quota);
  fill_all (limiter, ENISIM_TIME_ZERO);
}

void
enisim_limiter_clear (EnisimLimiter *limiter)
{
  g_clear_pointer (&limiter->buckets, g_free);
  limiter->n_buckets = limiter->n_buckets_max = 0;
  enisim_key_table_clear (&limiter->places);
}

/* Cutting long spans off first keeps the product within 64 bits. */
static inline void
refill (const EnisimLimiter *limiter, EnisimBucket *bucket, EnisimTime now)
{
  const GTimeSpan since_us = now - bucket->at;

  g_assert (since_us >= 0);
  bucket->at = now;
  if (since_us >= limiter->full_us)
    bucket->level = limiter->capacity;
  else
    bucket->level = MIN (bucket->level + limiter->quota.n * (guint64) since_us, limiter->capacity);
}

/* Parts of a token are lost where the new period is no multiple of the old one: less than one. */
static void
convert (const EnisimLimiter *limiter, EnisimBucket *bucket, const EnisimRateQuota *before)
{
  const Wide level = (Wide) bucket->level * (guint64) limiter->quota.per_us;

  bucket->level = (guint64) MIN (level / (guint64) before->per_us, (Wide) limiter->capacity);
}

void
enisim_limiter_change (EnisimLimiter *limiter, const EnisimRateQuota *quota, EnisimTime now)
{
  const EnisimRateQuota before = limiter->quota;
  const gboolean is_kept
      = limiter->capacity > 0 && quota->n != ENISIM_QUOTA_UNLIMITED && quota->scope == before.scope;

  if (enisim_rate_quota_equal (quota, &before))
    return;
  if (is_kept)
    {
      refill (limiter, &limiter->common, now);
      for (guint32 i = 0; i < limiter->n_buckets; i++)
        refill (limiter, &limiter->buckets[i], now);
    }
  set_quota (limiter, quota);
  if (!is_kept)
    {
      const guint64 seed = limiter->places.seed;

      fill_all (limiter, now);
      enisim_key_table_clear (&limiter->places);
      enisim_key_table_init (&limiter->places, seed);
      return;
    }
  convert (limiter, &limiter->common, &before);
  for (guint32 i = 0; i < limiter->n_buckets; i++)
    convert (limiter, &limiter->buckets[i], &before);
}

static guint32
add_bucket (EnisimLimiter *limiter)
{
  if (limiter->n_buckets == limiter->n_buckets_max)
    {
      limiter->n_buckets_max = MAX (16, 2 * limiter->n_buckets_max);
      limiter->buckets = g_renew (EnisimBucket, limiter->buckets, limiter->n_buckets_max);
    }
  limiter->buckets[limiter->n_buckets] = limiter->common;
  return limiter->n_buckets++;
}

static EnisimBucket *
find_bucket (EnisimLimiter *limiter, guint32 agent, guint32 endpoint)
{
  guint64 key = (guint64) agent << 32;
  guint32 place;

  if (limiter->quota.scope == ENISIM_SCOPE_ACCOUNT)
    return &limiter->common;
  if (limiter->quota.scope == ENISIM_SCOPE_ENDPOINT)
    key |= endpoint;
  place = enisim_key_table_lookup (&limiter->places, key);
  if (place == ENISIM_KEY_TABLE_NONE)
    {
      place = add_bucket (limiter);
      enisim_key_table_insert (&limiter->places, key, place);
    }
  return &limiter->buckets[place];
}

gboolean
enisim_limiter_take_token (EnisimLimiter *limiter, guint32 agent, guint32 endpoint, EnisimTime now)
{
  EnisimBucket *bucket = find_bucket (limiter, agent, endpoint);
  const guint64 token = (guint64) limiter->quota.per_us;

  refill (limiter, bucket, now);
  if (bucket->level < token)
    return FALSE;
  bucket->level -= token;
  return TRUE;
}

void
enisim_limiter_verify (const EnisimLimiter *limiter)
{
  enisim_key_table_verify (&limiter->places);
  g_assert_cmpuint (limiter->capacity, ==, work_out_capacity (&limiter->quota, limiter->depth_us));
  g_assert_cmpuint (limiter->common.level, <=, limiter->capacity);
  g_assert_cmpuint (limiter->n_buckets, <=, limiter->n_buckets_max);
  g_assert_cmpuint (limiter->n_buckets, ==, enisim_key_table_get_n_keys (&limiter->places));
  g_assert_true (limiter->n_buckets == 0 || limiter->quota.scope != ENISIM_SCOPE_ACCOUNT);
  for (guint32 i = 0; i < limiter->n_buckets; i++)
    g_assert_cmpuint (limiter->buckets[i].level, <=, limiter->capacity);
}
