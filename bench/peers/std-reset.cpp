/* std-reset.cpp: std::priority_queue as timers, with lazy deletion
 *
 * A restart pushes another item; the one it replaces is skipped when it comes out, because the
 * session no longer keeps its sequence.
 */
#include "peers/peers.h"

#include <cstdint>
#include <queue>
#include <vector>

namespace
{
struct Timer
{
  std::int64_t at;
  std::uint64_t key; /* sequence above, session below */

  bool
  operator> (const Timer &other) const
  {
    return at != other.at ? at > other.at : key > other.key;
  }
};

struct Reset
{
  const BenchInput *input;
  std::int64_t now;
  std::uint32_t sequence;
  std::vector<std::uint32_t> sequences; /* of each session's timer, 0: none */
  std::priority_queue<Timer, std::vector<Timer>, std::greater<Timer> > queue;
};

void
restart (Reset *reset, std::uint32_t session)
{
  reset->sequences[session] = ++reset->sequence;
  reset->queue.push (
      { reset->now + reset->input->delay_us, std::uint64_t{ reset->sequence } << 32 | session });
}

gpointer
setup (const BenchInput *input)
{
  auto *reset = new Reset{ input, 0, 0, std::vector<std::uint32_t> (input->size), {} };

  for (std::uint32_t i = 0; i < input->size; i++)
    {
      reset->now += bench_reset_step_us (input);
      restart (reset, i);
    }
  return reset;
}

guint64
run (gpointer state, guint64 n)
{
  auto *reset = static_cast<Reset *> (state);
  const std::int64_t step_us = bench_reset_step_us (reset->input);
  std::uint64_t checksum = 0;

  for (std::uint64_t i = 0; i < n; i++)
    {
      reset->now += step_us;
      while (!reset->queue.empty () && reset->queue.top ().at <= reset->now)
        {
          const Timer timer = reset->queue.top ();
          const auto session = static_cast<std::uint32_t> (timer.key);

          reset->queue.pop ();
          if (reset->sequences[session] != timer.key >> 32)
            continue;
          reset->sequences[session] = 0;
          checksum = checksum * 31 + static_cast<std::uint64_t> (timer.at) + session;
        }
      restart (reset, reset->input->picks[i % BENCH_N_PICKS]);
    }
  return checksum;
}

void
teardown (gpointer state)
{
  delete static_cast<Reset *> (state);
}
}

const BenchContestant BENCH_SYMBOL (std_reset)
    = { "std::priority_queue, lazy", BENCH_FLAGS (BENCH_BUILD), setup, run, teardown };
