/* limiter-test.c
 *
 * Goal: a rate quota lets through what its bucket holds, no more and no less, for the account or
 * for each agent or endpoint, also while the quota changes.
 * Method: bursts and rates that are worked out by hand, and a naive twin under random takes and
 * changes: it keeps each bucket as a fraction of a token and fills it one microsecond at a time.
 */
#include "enisim-check.h"

#include "core/stream.h"
#include "model/limiter.h"

#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE
#define PERIOD ENISIM_LIMITER_DEPTH_PERIOD

static EnisimLimiter limiter;

static void
teardown (void)
{
  enisim_limiter_verify (&limiter);
  enisim_limiter_clear (&limiter);
}

static EnisimRateQuota
rate (guint32 n, GTimeSpan per_us, EnisimRateScope scope)
{
  return (EnisimRateQuota){ n, per_us, scope };
}

static void
begin (EnisimRateQuota quota, GTimeSpan depth_us)
{
  enisim_limiter_init (&limiter, &quota, depth_us, 1);
}

/* How many of @n requests at one instant pass. */
static guint
burst (guint n, guint32 agent, guint32 endpoint, EnisimTime at)
{
  guint n_passed = 0;

  for (guint i = 0; i < n; i++)
    n_passed += enisim_limiter_take (&limiter, agent, endpoint, at) ? 1 : 0;
  return n_passed;
}

START_TEST (burst_gets_what_a_period_brings)
{
  begin (rate (25, SECOND, ENISIM_SCOPE_ACCOUNT), PERIOD);
  ck_assert_uint_eq (burst (200, 0, 0, 0), 25);
}
END_TEST

START_TEST (burst_gets_a_minute_s_worth_of_a_rate_by_the_minute)
{
  begin (rate (100, MINUTE, ENISIM_SCOPE_ACCOUNT), PERIOD);
  ck_assert_uint_eq (burst (200, 0, 0, 0), 100);
  ck_assert_uint_eq (burst (200, 0, 0, 6 * SECOND), 10);
}
END_TEST

START_TEST (depth_is_what_the_option_says)
{
  begin (rate (25, SECOND, ENISIM_SCOPE_ACCOUNT), 6 * SECOND);
  ck_assert_uint_eq (burst (200, 0, 0, 0), 150);
}
END_TEST

START_TEST (bucket_holds_at_least_one_token)
{
  begin (rate (12, G_TIME_SPAN_HOUR, ENISIM_SCOPE_ACCOUNT), 0);
  ck_assert_uint_eq (burst (5, 0, 0, 0), 1);
  ck_assert_uint_eq (burst (5, 0, 0, 5 * MINUTE - 1), 0);
  ck_assert_uint_eq (burst (5, 0, 0, 5 * MINUTE), 1);
}
END_TEST

/* The first 25 are the bucket's; of those after them each microsecond pays for its part. */
START_TEST (after_the_burst_the_rate_is_what_passes)
{
  guint n_passed = 0;

  begin (rate (25, SECOND, ENISIM_SCOPE_ACCOUNT), PERIOD);
  for (guint i = 0; i < 600; i++) /* 30/s for 20 s */
    n_passed += burst (1, 0, 0, i * SECOND / 30);
  ck_assert_uint_eq (n_passed, 25 + 25 * 599 / 30);
}
END_TEST

START_TEST (token_is_there_at_the_microsecond_that_completes_it)
{
  begin (rate (3, SECOND, ENISIM_SCOPE_ACCOUNT), PERIOD);
  ck_assert_uint_eq (burst (4, 0, 0, 0), 3);
  ck_assert_uint_eq (burst (1, 0, 0, 333333), 0);
  ck_assert_uint_eq (burst (1, 0, 0, 333334), 1);
  ck_assert_uint_eq (burst (1, 0, 0, 666666), 0);
  ck_assert_uint_eq (burst (1, 0, 0, 666667), 1);
}
END_TEST

START_TEST (rest_fills_the_bucket_and_no_more)
{
  begin (rate (ENISIM_RATE_QUOTA_MAX, 1, ENISIM_SCOPE_ACCOUNT), PERIOD);
  ck_assert_uint_eq (burst (1, 0, 0, 0), 1);
  ck_assert (enisim_limiter_take (&limiter, 0, 0, ENISIM_TIME_MAX));
  ck_assert_uint_eq (limiter.common.level, limiter.capacity - 1);
}
END_TEST

START_TEST (largest_bucket_does_not_overflow)
{
  begin (rate (ENISIM_RATE_QUOTA_MAX, ENISIM_RATE_PERIOD_US_MAX, ENISIM_SCOPE_ACCOUNT),
         ENISIM_LIMITER_DEPTH_US_MAX);
  ck_assert_uint_eq (burst (1000, 0, 0, 0), 1000);
  ck_assert_uint_eq (burst (1, 0, 0, ENISIM_RATE_PERIOD_US_MAX - 1), 1);
  ck_assert_uint_eq (burst (1, 0, 0, ENISIM_TIME_MAX), 1);
}
END_TEST

START_TEST (account_has_one_bucket)
{
  begin (rate (2, SECOND, ENISIM_SCOPE_ACCOUNT), PERIOD);
  ck_assert_uint_eq (burst (1, 1, 0, 0), 1);
  ck_assert_uint_eq (burst (1, 2, 5, 0), 1);
  ck_assert_uint_eq (burst (1, 3, 0, 0), 0);
}
END_TEST

START_TEST (each_agent_has_a_bucket_for_all_its_endpoints)
{
  begin (rate (2, SECOND, ENISIM_SCOPE_AGENT), PERIOD);
  ck_assert_uint_eq (burst (3, 1, 0, 0), 2);
  ck_assert_uint_eq (burst (3, 1, 5, 0), 0);
  ck_assert_uint_eq (burst (3, 2, 5, 0), 2);
}
END_TEST

START_TEST (each_endpoint_has_a_bucket)
{
  begin (rate (2, SECOND, ENISIM_SCOPE_ENDPOINT), PERIOD);
  ck_assert_uint_eq (burst (3, 1, 0, 0), 2);
  ck_assert_uint_eq (burst (3, 1, 5, 0), 2);
  ck_assert_uint_eq (burst (3, 5, 1, 0), 2);
  ck_assert_uint_eq (burst (3, 1, 0, 0), 0);
}
END_TEST

START_TEST (unlimited_passes_all_and_keeps_nothing)
{
  begin (rate (ENISIM_QUOTA_UNLIMITED, SECOND, ENISIM_SCOPE_ENDPOINT), PERIOD);
  ck_assert_uint_eq (burst (100000, 1, 0, 0), 100000);
  ck_assert_uint_eq (limiter.n_buckets, 0);
}
END_TEST

static void
change (EnisimRateQuota quota, EnisimTime at)
{
  enisim_limiter_change (&limiter, &quota, at);
}

START_TEST (change_keeps_the_level)
{
  begin (rate (10, SECOND, ENISIM_SCOPE_AGENT), PERIOD);
  ck_assert_uint_eq (burst (8, 1, 0, 0), 8);
  change (rate (600, MINUTE, ENISIM_SCOPE_AGENT), 100 * G_TIME_SPAN_MILLISECOND);
  ck_assert_uint_eq (burst (100, 1, 0, 100 * G_TIME_SPAN_MILLISECOND), 3);
  ck_assert_uint_eq (burst (100, 2, 0, 100 * G_TIME_SPAN_MILLISECOND), 10);
}
END_TEST

START_TEST (smaller_bucket_drops_what_it_cannot_hold)
{
  begin (rate (100, MINUTE, ENISIM_SCOPE_ACCOUNT), PERIOD);
  change (rate (5, SECOND, ENISIM_SCOPE_ACCOUNT), SECOND);
  ck_assert_uint_eq (burst (100, 0, 0, SECOND), 5);
}
END_TEST

START_TEST (new_scope_begins_with_full_buckets)
{
  begin (rate (5, SECOND, ENISIM_SCOPE_AGENT), PERIOD);
  ck_assert_uint_eq (burst (5, 1, 0, 0), 5);
  change (rate (5, SECOND, ENISIM_SCOPE_ENDPOINT), 0);
  ck_assert_uint_eq (burst (9, 1, 0, 0), 5);
  change (rate (ENISIM_QUOTA_UNLIMITED, SECOND, ENISIM_SCOPE_ENDPOINT), 0);
  change (rate (5, SECOND, ENISIM_SCOPE_ENDPOINT), 0);
  ck_assert_uint_eq (burst (9, 1, 0, 0), 5);
}
END_TEST

/* The twin: every bucket there can be, at its level since the last look. */
enum
{
  N_AGENTS = 3,
  N_ENDPOINTS = 2,
  N_BUCKETS = N_AGENTS * N_ENDPOINTS,
  N_STEPS = 3000
};

typedef struct
{
  EnisimRateQuota quota;
  GTimeSpan depth_us;
  guint64 levels[N_BUCKETS]; /* parts of a token */
  EnisimTime now;
} Naive;

static guint64
naive_capacity (const Naive *naive)
{
  const GTimeSpan depth_us = naive->depth_us == PERIOD ? naive->quota.per_us : naive->depth_us;

  return MAX (naive->quota.n * (guint64) depth_us, (guint64) naive->quota.per_us);
}

static guint64 *
naive_bucket (Naive *naive, guint agent, guint endpoint)
{
  switch (naive->quota.scope)
    {
    case ENISIM_SCOPE_ACCOUNT:
      return &naive->levels[0];
    case ENISIM_SCOPE_AGENT:
      return &naive->levels[agent * N_ENDPOINTS];
    case ENISIM_SCOPE_ENDPOINT:
      break;
    }
  return &naive->levels[agent * N_ENDPOINTS + endpoint];
}

static void
naive_set_all (Naive *naive, guint64 level)
{
  for (guint i = 0; i < N_BUCKETS; i++)
    naive->levels[i] = level;
}

static void
naive_advance (Naive *naive, GTimeSpan span_us)
{
  const guint64 capacity = naive_capacity (naive);

  naive->now += span_us;
  if (naive->quota.n == ENISIM_QUOTA_UNLIMITED)
    return;
  for (guint i = 0; i < N_BUCKETS; i++)
    for (GTimeSpan us = 0; us < span_us && naive->levels[i] < capacity; us++)
      naive->levels[i] = MIN (naive->levels[i] + naive->quota.n, capacity);
}

static gboolean
naive_take (Naive *naive, guint agent, guint endpoint)
{
  guint64 *level = naive_bucket (naive, agent, endpoint);

  if (naive->quota.n == ENISIM_QUOTA_UNLIMITED)
    return TRUE;
  if (*level < (guint64) naive->quota.per_us)
    return FALSE;
  *level -= (guint64) naive->quota.per_us;
  return TRUE;
}

static void
naive_change (Naive *naive, EnisimRateQuota quota)
{
  const EnisimRateQuota before = naive->quota;

  if (quota.n == before.n && quota.per_us == before.per_us && quota.scope == before.scope)
    return;
  naive->quota = quota;
  if (quota.n == ENISIM_QUOTA_UNLIMITED)
    return;
  if (before.n == ENISIM_QUOTA_UNLIMITED || before.scope != quota.scope)
    {
      naive_set_all (naive, naive_capacity (naive));
      return;
    }
  for (guint i = 0; i < N_BUCKETS; i++)
    naive->levels[i] = MIN (naive->levels[i] * (guint64) quota.per_us / (guint64) before.per_us,
                            naive_capacity (naive));
}

static EnisimRateQuota
draw_quota (EnisimStream *stream)
{
  static const GTimeSpan periods[] = { 7, 60, 1000 };
  const guint32 n = 1 + (guint32) enisim_stream_next_below (stream, 20);

  return rate (enisim_stream_next_below (stream, 8) == 0 ? ENISIM_QUOTA_UNLIMITED : n,
               periods[enisim_stream_next_below (stream, G_N_ELEMENTS (periods))],
               (EnisimRateScope) enisim_stream_next_below (stream, 3));
}

START_TEST (naive_twin_lets_the_same_through)
{
  EnisimStream stream = enisim_stream_from_word ((guint64) _i);
  Naive naive = { .quota = draw_quota (&stream) };
  guint n_passed = 0;

  naive.depth_us = _i % 3 == 0 ? PERIOD : (GTimeSpan) enisim_stream_next_below (&stream, 3000);
  naive_set_all (&naive, naive_capacity (&naive));
  begin (naive.quota, naive.depth_us);
  for (guint i = 0; i < N_STEPS; i++)
    {
      const guint agent = (guint) enisim_stream_next_below (&stream, N_AGENTS);
      const guint endpoint = (guint) enisim_stream_next_below (&stream, N_ENDPOINTS);
      const gboolean is_passed = naive_take (&naive, agent, endpoint);

      ck_assert_int_eq (enisim_limiter_take (&limiter, agent, endpoint, naive.now), is_passed);
      n_passed += is_passed ? 1 : 0;
      if (enisim_stream_next_below (&stream, 20) == 0)
        naive_advance (&naive, (GTimeSpan) enisim_stream_next_below (&stream, 100));
      if (enisim_stream_next_below (&stream, 200) == 0)
        {
          naive_change (&naive, draw_quota (&stream));
          change (naive.quota, naive.now);
        }
      enisim_limiter_verify (&limiter);
    }
  ck_assert_uint_gt (n_passed, 0);
  ck_assert_uint_lt (n_passed, N_STEPS);
}
END_TEST

static Suite *
limiter_suite (void)
{
  Suite *suite = suite_create ("model/limiter");
  TCase *tcase = tcase_create ("all");

  tcase_add_checked_fixture (tcase, NULL, teardown);
  tcase_add_test (tcase, burst_gets_what_a_period_brings);
  tcase_add_test (tcase, burst_gets_a_minute_s_worth_of_a_rate_by_the_minute);
  tcase_add_test (tcase, depth_is_what_the_option_says);
  tcase_add_test (tcase, bucket_holds_at_least_one_token);
  tcase_add_test (tcase, after_the_burst_the_rate_is_what_passes);
  tcase_add_test (tcase, token_is_there_at_the_microsecond_that_completes_it);
  tcase_add_test (tcase, rest_fills_the_bucket_and_no_more);
  tcase_add_test (tcase, largest_bucket_does_not_overflow);
  tcase_add_test (tcase, account_has_one_bucket);
  tcase_add_test (tcase, each_agent_has_a_bucket_for_all_its_endpoints);
  tcase_add_test (tcase, each_endpoint_has_a_bucket);
  tcase_add_test (tcase, unlimited_passes_all_and_keeps_nothing);
  tcase_add_test (tcase, change_keeps_the_level);
  tcase_add_test (tcase, smaller_bucket_drops_what_it_cannot_hold);
  tcase_add_test (tcase, new_scope_begins_with_full_buckets);
  tcase_add_loop_test (tcase, naive_twin_lets_the_same_through, 0, 40);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (limiter_suite)
