/* limiter.h: how many requests a rate quota lets through
 *
 * Token buckets, one to the account or to each agent or endpoint, as the quota's scope says.  A
 * bucket is full at the start, holds at most a span's worth of the rate (`limiter_depth`), at
 * least one token, and is refilled at the rate (model.md "Sessions").  All of it is integer
 * arithmetic: a level counts in parts of a token, as many to a token as the quota's period has
 * microseconds, so that each microsecond brings a whole number of them.
 */
#pragma once

#include "base/key-table.h"
#include "model/quotas.h"

/* `limiter_depth` where it is not given: the period of the quota as it is written. */
#define ENISIM_LIMITER_DEPTH_PERIOD ((GTimeSpan) -1)
#define ENISIM_LIMITER_DEPTH_US_MAX ENISIM_RATE_PERIOD_US_MAX

typedef struct
{
  guint64 level; /* parts of a token, at most the limiter's capacity */
  EnisimTime at; /* as of */
} EnisimBucket;

typedef struct
{
  EnisimRateQuota quota;
  GTimeSpan depth_us; /* or ENISIM_LIMITER_DEPTH_PERIOD */
  guint64 capacity;   /* parts of a token; 0 while unlimited */
  GTimeSpan full_us;  /* after so long any bucket is full */

  /* The account's.  With a narrower scope, that of whoever has taken nothing yet: theirs are all
   * alike, so that a bucket is made when its first token is taken. */
  EnisimBucket common;
  EnisimBucket *buckets; /* n_buckets, with room for n_buckets_max */
  guint32 n_buckets, n_buckets_max;
  EnisimKeyTable places; /* agent and endpoint -> bucket */
} EnisimLimiter;

/* @depth_us: 0 .. ENISIM_LIMITER_DEPTH_US_MAX, or ENISIM_LIMITER_DEPTH_PERIOD
 * @seed: only scatters a table */
void enisim_limiter_init (EnisimLimiter *limiter, const EnisimRateQuota *quota, GTimeSpan depth_us,
                          guint64 seed);
void enisim_limiter_clear (EnisimLimiter *limiter);

/* The quota is another one from @now on.  Until then buckets refill at the old rate; then each
 * keeps its level, at most as much as the new depth holds.  Where the scope changes, or there was
 * no limit, all are full. */
void enisim_limiter_change (EnisimLimiter *limiter, const EnisimRateQuota *quota, EnisimTime now);

/* For _take only. */
gboolean enisim_limiter_take_token (EnisimLimiter *limiter, guint32 agent, guint32 endpoint,
                                    EnisimTime now);

/* Takes a token.  @now never goes back.
 * Returns: %FALSE if there is none */
static inline gboolean
enisim_limiter_take (EnisimLimiter *limiter, guint32 agent, guint32 endpoint, EnisimTime now)
{
  return limiter->capacity == 0 || enisim_limiter_take_token (limiter, agent, endpoint, now);
}

/* Walks everything; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_limiter_verify (const EnisimLimiter *limiter);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimLimiter, enisim_limiter_clear)
