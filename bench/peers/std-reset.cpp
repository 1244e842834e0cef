/* std-reset.cpp: std::priority_queue as timers, with lazy deletion, twice
 *
 * A restart pushes another item; the one it replaces is skipped when it comes out, because the
 * session no longer keeps its sequence.
 */
#include "peers/peers.h"
#include "peers/std-items.h"

#include <algorithm>
#include <cstdint>
#include <queue>
#include <utility>
#include <vector>

namespace
{
template <typename Item> struct Reset
{
  const BenchInput *input;
  std::int64_t now;
  typename Item::Sequence sequence;
  std::vector<typename Item::Sequence> sequences; /* of each session's timer, 0: none */
  std::priority_queue<Item, std::vector<Item>, std::greater<Item> > queue;
};

template <typename Item>
void
restart (Reset<Item> *reset, std::uint32_t session)
{
  reset->sequences[session] = ++reset->sequence;
  reset->queue.emplace (reset->now + reset->input->delay_us, reset->sequence, session);
}

template <typename Item>
gpointer
setup (const BenchInput *input)
{
  auto *reset
      = new Reset<Item>{ input, 0, 0, std::vector<typename Item::Sequence> (input->size), {} };

  for (std::uint32_t i = 0; i < input->size; i++)
    {
      reset->now += bench_reset_step_us (input);
      restart (reset, i);
    }
  return reset;
}

template <typename Item>
guint64
run (gpointer state, guint64 n)
{
  auto *reset = static_cast<Reset<Item> *> (state);
  const std::int64_t step_us = bench_reset_step_us (reset->input);
  std::uint64_t checksum = 0;

  for (std::uint64_t i = 0; i < n; i++)
    {
      reset->now += step_us;
      while (!reset->queue.empty () && reset->queue.top ().get_at_us () <= reset->now)
        {
          const Item item = reset->queue.top ();

          reset->queue.pop ();
          if (reset->sequences[item.get_entity ()] != item.get_sequence ())
            continue;
          reset->sequences[item.get_entity ()] = 0;
          checksum = bench_add_timer (checksum, item.get_at_us (), item.get_entity ());
        }
      restart (reset, reset->input->picks[i % BENCH_N_PICKS]);
    }
  return checksum;
}

/* By the sequences, which tell the instants, for there is one at each step: to fire the rest would
 * take longer than the case, with a hundred stale timers to each session. */
template <typename Item>
guint64
look (gpointer state)
{
  const auto *reset = static_cast<Reset<Item> *> (state);
  const std::int64_t step_us = bench_reset_step_us (reset->input);
  std::vector<std::pair<std::uint64_t, std::uint32_t> > live;
  std::uint64_t checksum = 0;

  for (std::uint32_t i = 0; i < reset->input->size; i++)
    if (reset->sequences[i] != 0)
      live.emplace_back (reset->sequences[i], i);
  std::sort (live.begin (), live.end ());
  for (const auto &timer : live)
    checksum = bench_add_timer (
        checksum, static_cast<std::int64_t> (timer.first) * step_us + reset->input->delay_us,
        timer.second);
  return checksum;
}

template <typename Item>
void
teardown (gpointer state)
{
  delete static_cast<Reset<Item> *> (state);
}
}

const BenchContestant BENCH_SYMBOL (std_plain_reset) = { "std::priority_queue, plain",
                                                         BENCH_FLAGS (BENCH_BUILD),
                                                         setup<Plain>,
                                                         run<Plain>,
                                                         teardown<Plain>,
                                                         nullptr,
                                                         FALSE,
                                                         look<Plain> };
const BenchContestant BENCH_SYMBOL (std_tuned_reset) = { "std::priority_queue, tuned",
                                                         BENCH_FLAGS (BENCH_BUILD),
                                                         setup<Tuned>,
                                                         run<Tuned>,
                                                         teardown<Tuned>,
                                                         nullptr,
                                                         FALSE,
                                                         look<Tuned> };
