/* timer-ring-bench.c: timers of one constant delay, restarted before most of them are due
 *
 * Every call of a session, whichever by chance, restarts its timer.  The idle timeout of the model
 * is a quarter of an hour; of sessions that are called a hundred times in it none fires, and
 * whoever leaves stale timers behind until they would have been due has a hundred for each session.
 * A heap of them costs now more and now less, with the period of the delay: all of one is timed.
 *
 * The short delay is twice the interval, so that one timer in seven fires and as many are stale as
 * live.  That is the least that a heap can have, and where the ring looks at most.
 */
#include "bench.h"
#include "core/timer-ring.h"
#include "peers/peers.h"

enum
{
  AHEAD = 8,                 /* calls: as many are known ahead as the batched arrivals know */
  N_RESTARTS_KEPT = 10000000 /* that a hundred thousand sessions make in an idle timeout */
};

typedef struct
{
  const BenchInput *input;
  EnisimTime now;
  guint64 sequence;
  guint64 *sequences; /* of each session's timer, 0: none */
  EnisimTimerRing ring;
  EnisimTime first_at; /* no live timer is due before; kept by the agenda too */
} Reset;

static gboolean
is_live (EnisimEvent timer, gconstpointer data)
{
  const Reset *reset = data;

  return reset->sequences[enisim_event_get_entity (timer)] == enisim_event_get_sequence (timer);
}

static void
restart (Reset *reset, guint32 session)
{
  const gboolean was_running = reset->sequences[session] != 0;

  reset->sequences[session] = ++reset->sequence;
  if (was_running)
    enisim_timer_ring_cancel (&reset->ring, is_live, reset);
  enisim_timer_ring_append (&reset->ring, reset->now + reset->input->delay_us, 0, reset->sequence,
                            0, session);
  if (reset->ring.n_timers == 1)
    reset->first_at = reset->now + reset->input->delay_us;
}

/* Fires those that are due.  Returns: the new checksum. */
static guint64
fire (Reset *reset, guint64 checksum)
{
  for (;;)
    {
      const EnisimEvent timer
          = enisim_timer_ring_get_due (&reset->ring, reset->now, is_live, reset);
      const guint32 session = enisim_event_get_entity (timer);

      reset->first_at = enisim_event_get_at (timer);
      if (reset->first_at > reset->now)
        return checksum;
      enisim_timer_ring_drop_first (&reset->ring);
      reset->sequences[session] = 0;
      checksum = bench_add_timer (checksum, reset->first_at, session);
    }
}

static gpointer
setup (const BenchInput *input)
{
  Reset *reset = g_new0 (Reset, 1);

  reset->input = input;
  reset->sequences = g_new0 (guint64, input->size);
  enisim_timer_ring_init (&reset->ring);
  for (guint32 i = 0; i < input->size; i++)
    {
      reset->now += bench_reset_step_us (input);
      restart (reset, i);
    }
  return reset;
}

static inline guint64
call (Reset *reset, guint64 n, gboolean prefetches)
{
  const guint32 *picks = reset->input->picks;
  const gint64 step_us = bench_reset_step_us (reset->input);
  guint64 checksum = 0;

  for (guint64 i = 0; i < n; i++)
    {
      reset->now += step_us;
      if (prefetches)
        __builtin_prefetch (&reset->sequences[picks[(i + AHEAD) % BENCH_N_PICKS]]);
      if (reset->first_at <= reset->now)
        checksum = fire (reset, checksum);
      restart (reset, picks[i % BENCH_N_PICKS]);
    }
  return checksum;
}

static guint64
run (gpointer state, guint64 n)
{
  return call (state, n, TRUE);
}

static guint64
run_plainly (gpointer state, guint64 n)
{
  return call (state, n, FALSE);
}

static guint64
look (gpointer state)
{
  Reset *reset = state;

  reset->now += reset->input->delay_us; /* until the last has fired */
  return fire (reset, 0);
}

static void
teardown (gpointer state)
{
  Reset *reset = state;

  enisim_timer_ring_clear (&reset->ring);
  g_free (reset->sequences);
  g_free (reset);
}

static const BenchContestant ours = { "ours", NULL, setup, run, teardown, .look = look };
static const BenchContestant ours_plainly
    = { "ours, no prefetch", NULL, setup, run_plainly, teardown, .look = look };

static const BenchContestant *const contestants[]
    = { &ours, &ours_plainly, &glib_queue_reset, &glib_sequence_reset, STD_RESET_PEERS NULL };

/* The sequence would need minutes to come so far. */
static const BenchContestant *const contestants_when_long[]
    = { &ours, &ours_plainly, &glib_queue_reset, STD_RESET_PEERS NULL };

static const BenchCase cases[] = {
  { "timer/reset", 100000, N_RESTARTS_KEPT, contestants_when_long, .n_untimed = N_RESTARTS_KEPT,
    .delay_s = 900, .interval_s = 9, .is_lengthy = TRUE },
  { "timer/reset-short", 100000, 1000000, contestants, .n_untimed = 200000, .delay_s = 2,
    .interval_s = 1, .is_lengthy = TRUE },
};

const BenchSuite timer_ring_suite = { cases, G_N_ELEMENTS (cases) };
