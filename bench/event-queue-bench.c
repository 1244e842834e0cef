/* event-queue-bench.c: the hold model on the pending events
 *
 * "Hold" is the field's usual measure of an event list: with n events pending, take the first
 * and put it back a random span later.
 */
#include "bench.h"
#include "core/event-queue.h"
#include "peers/peers.h"

typedef struct
{
  const BenchInput *input;
  guint64 sequence;
  EnisimEventQueue queue;
} Hold;

static void
push (Hold *hold, EnisimTime at, guint32 entity)
{
  enisim_event_queue_push (&hold->queue, enisim_event_make (at, 0, ++hold->sequence, 0, entity));
}

static gpointer
make (const BenchInput *input, gboolean is_heap)
{
  Hold *hold = g_new0 (Hold, 1);

  hold->input = input;
  enisim_event_queue_init (&hold->queue);
  if (is_heap)
    enisim_event_queue_use_heap_only (&hold->queue);
  for (guint32 i = 1; i <= input->size; i++)
    push (hold, input->increments_us[i % BENCH_N_INCREMENTS], i);
  return hold;
}

static gpointer
setup (const BenchInput *input)
{
  return make (input, FALSE);
}

static gpointer
setup_heap (const BenchInput *input)
{
  return make (input, TRUE);
}

static guint64
run (gpointer state, guint64 n)
{
  Hold *hold = state;
  guint64 checksum = 0;

  for (guint64 i = 0; i < n; i++)
    {
      const EnisimEvent event = enisim_event_queue_pop (&hold->queue);
      const EnisimTime at = enisim_event_get_at (event);
      const guint32 entity = enisim_event_get_entity (event);

      checksum = checksum * 31 + (guint64) at + entity;
      push (hold, at + hold->input->increments_us[i % BENCH_N_INCREMENTS], entity);
    }
  return checksum;
}

static void
teardown (gpointer state)
{
  Hold *hold = state;

  enisim_event_queue_clear (&hold->queue);
  g_free (hold);
}

static const BenchContestant ours = { "ours", NULL, setup, run, teardown };
static const BenchContestant heap = { "4-ary heap", NULL, setup_heap, run, teardown };

static const BenchContestant *const contestants[]
    = { &ours, &heap, &glib_tree_hold, &glib_sequence_hold,
        STD_HOLD_PEERS NS3_PEERS (hold) SIMPY_PEERS (hold) NULL };

/* GLib's need seconds for what takes others a blink, and would tell nothing new. */
static const BenchContestant *const contestants_when_large[]
    = { &ours, &heap, STD_HOLD_PEERS NULL };

/* By then each event has been put back so many times on average: once, and four times where figures
 * are compared with those of others, for at first as many are due at one instant as the increments
 * are repeated. */
#define ROW(name, size, n, contestants, increments, turns, lengthy)                                \
  {                                                                                                \
    name, size, n, contestants, increments, .n_untimed = turns * size, .is_lengthy = lengthy       \
  }

#define ROWS(name, increments, lengthy)                                                            \
  ROW (name, 1000, 1000000, contestants_when_large, increments, 1, FALSE),                         \
      ROW (name, 100000, 500000, contestants_when_large, increments, 1, FALSE),                    \
      ROW (name, 1000000, 1000000, contestants_when_large, increments, 1, lengthy)

static const BenchCase cases[] = {
  ROW ("queue/hold", 1000, 1000000, contestants, BENCH_INCREMENTS_EXPONENTIAL, 4, TRUE),
  ROW ("queue/hold", 100000, 500000, contestants, BENCH_INCREMENTS_EXPONENTIAL, 4, TRUE),
  ROW ("queue/hold", 1000000, 1000000, contestants_when_large, BENCH_INCREMENTS_EXPONENTIAL, 4,
       TRUE),
  ROWS ("queue/skewed", BENCH_INCREMENTS_SKEWED, TRUE),
  ROWS ("queue/bimodal", BENCH_INCREMENTS_BIMODAL, TRUE),
  ROWS ("queue/far", BENCH_INCREMENTS_FAR, TRUE),
  ROWS ("queue/tied", BENCH_INCREMENTS_TIED, TRUE),
  ROWS ("queue/one-instant", BENCH_INCREMENTS_ZERO, FALSE),
};

const BenchSuite event_queue_suite = { cases, G_N_ELEMENTS (cases) };
