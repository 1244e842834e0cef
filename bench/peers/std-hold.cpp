/* std-hold.cpp: std::priority_queue as an event list, twice
 *
 * Neither calls what it pops.
 */
#include "peers/peers.h"
#include "peers/std-items.h"

#include <cstdint>
#include <queue>
#include <utility>
#include <vector>

namespace
{
template <typename Item> struct Hold
{
  using Queue = std::priority_queue<Item, std::vector<Item>, std::greater<Item> >;

  const BenchInput *input;
  std::uint64_t sequence;
  Queue queue;
};

template <typename Item>
gpointer
setup (const BenchInput *input)
{
  std::vector<Item> items;

  items.reserve (input->size + 1);
  for (std::uint32_t i = 1; i <= input->size; i++)
    items.emplace_back (input->increments_us[i % BENCH_N_INCREMENTS], i, i);
  return new Hold<Item>{ input, input->size,
                         typename Hold<Item>::Queue (std::greater<Item> (), std::move (items)) };
}

template <typename Item>
guint64
run (gpointer state, guint64 n)
{
  auto *hold = static_cast<Hold<Item> *> (state);
  std::uint64_t checksum = 0;

  for (std::uint64_t i = 0; i < n; i++)
    {
      const Item item = hold->queue.top ();

      hold->queue.pop ();
      checksum
          = checksum * 31 + static_cast<std::uint64_t> (item.get_at_us ()) + item.get_entity ();
      hold->queue.emplace (item.get_at_us () + hold->input->increments_us[i % BENCH_N_INCREMENTS],
                           ++hold->sequence, item.get_entity ());
    }
  return checksum;
}

template <typename Item>
void
teardown (gpointer state)
{
  delete static_cast<Hold<Item> *> (state);
}
}

const BenchContestant BENCH_SYMBOL (std_plain_hold)
    = { "std::priority_queue, plain", BENCH_FLAGS (BENCH_BUILD), setup<Plain>, run<Plain>,
        teardown<Plain> };
const BenchContestant BENCH_SYMBOL (std_tuned_hold)
    = { "std::priority_queue, tuned", BENCH_FLAGS (BENCH_BUILD), setup<Tuned>, run<Tuned>,
        teardown<Tuned> };
