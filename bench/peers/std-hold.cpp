/* std-hold.cpp: std::priority_queue as an event list, twice
 *
 * Plain is how it is first written: a double instant, a sequence, a function and its data, 32
 * bytes.  Tuned is as well as it can be written: the same 16 bytes and the same order as ours,
 * the storage reserved.  Class and kind are left out of its key, which makes it faster, not
 * slower.  Neither calls what it pops.
 */
#include "peers/peers.h"

#include <cstdint>
#include <queue>
#include <utility>
#include <vector>

namespace
{
struct Plain
{
  double at; /* whole microseconds, so that the checksums agree */
  std::uint64_t sequence;
  void (*function) (void *data);
  void *data;

  Plain (std::int64_t at_us, std::uint64_t n, std::uint32_t entity)
      : at (static_cast<double> (at_us)), sequence (n), function (nullptr),
        data (reinterpret_cast<void *> (std::uintptr_t{ entity }))
  {
  }

  std::int64_t
  get_at_us () const
  {
    return static_cast<std::int64_t> (at);
  }

  std::uint32_t
  get_entity () const
  {
    return static_cast<std::uint32_t> (reinterpret_cast<std::uintptr_t> (data));
  }

  bool
  operator> (const Plain &other) const
  {
    return at > other.at || (!(at < other.at) && sequence > other.sequence);
  }
};

struct Tuned
{
  std::int64_t at;
  std::uint64_t key; /* sequence above, entity below */

  Tuned (std::int64_t at_us, std::uint64_t n, std::uint32_t entity)
      : at (at_us), key (n << 32 | entity)
  {
  }

  std::int64_t
  get_at_us () const
  {
    return at;
  }

  std::uint32_t
  get_entity () const
  {
    return static_cast<std::uint32_t> (key);
  }

  bool
  operator> (const Tuned &other) const
  {
    return at != other.at ? at > other.at : key > other.key;
  }
};

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
