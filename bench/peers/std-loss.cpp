/* std-loss.cpp: a loss system on std::priority_queue, as first written
 *
 * The bare loop: an arrival takes a server or is lost, a departure gives it back, and the level is
 * folded over time.  It knows no sessions, no states and no timers, and has one event for the
 * whole holding time where the model has four.  The item is that of queue/hold's plain contestant.
 */
#include "domain-bench.h"
#include "peers/peers.h"

#include <cstdint>
#include <queue>
#include <vector>

namespace
{
struct Loss;

struct Item
{
  double at; /* whole microseconds, so that the checksums agree */
  std::uint64_t sequence;
  void (*function) (Loss *loss, void *data);
  void *data;

  bool
  operator> (const Item &other) const
  {
    return at > other.at || (!(at < other.at) && sequence > other.sequence);
  }
};

/* Above all sequences: who leaves at an instant makes room for who comes at it. */
constexpr std::uint64_t arrives = std::uint64_t{ 1 } << 63;

struct Loss
{
  BenchDomain domain;
  BenchCalls *calls;
  BenchCall next;
  double now, level_at;
  std::uint64_t sequence;
  std::uint32_t n_held;
  BenchDomainFigures figures;
  std::priority_queue<Item, std::vector<Item>, std::greater<Item> > queue;
};

void
set_level (Loss *loss, std::uint32_t n_held)
{
  loss->figures.vm_area_us
      += loss->n_held * static_cast<std::uint64_t> (loss->now - loss->level_at);
  loss->level_at = loss->now;
  loss->n_held = n_held;
}

void
depart (Loss *loss, void *)
{
  set_level (loss, loss->n_held - 1);
}

void arrive (Loss *loss, void *data);

void
book_next_arrival (Loss *loss)
{
  loss->next = bench_calls_take (loss->calls);
  loss->queue.push (
      { static_cast<double> (loss->next.at_us), arrives | ++loss->sequence, arrive, nullptr });
}

void
arrive (Loss *loss, void *)
{
  const BenchDomain &domain = loss->domain;
  const std::int64_t hold_us
      = domain.cold_start_us + loss->next.duration_us + domain.idle_us + domain.teardown_us;

  book_next_arrival (loss);
  loss->figures.n_calls++;
  if (loss->n_held >= domain.max_vms)
    {
      loss->figures.n_quota++;
      return;
    }
  loss->figures.n_cold++;
  set_level (loss, loss->n_held + 1);
  loss->queue.push (
      { loss->now + static_cast<double> (hold_us), ++loss->sequence, depart, nullptr });
}

void
advance (Loss *loss, std::int64_t span_us)
{
  const double deadline = loss->now + static_cast<double> (span_us);

  while (loss->queue.top ().at <= deadline)
    {
      const Item item = loss->queue.top ();

      loss->queue.pop ();
      loss->now = item.at;
      item.function (loss, item.data);
    }
  loss->now = deadline;
}

gpointer
setup (const BenchInput *input)
{
  auto *loss = new Loss{};

  loss->domain = bench_domain_make_loss (input);
  loss->calls = bench_calls_new (&loss->domain);
  book_next_arrival (loss);
  advance (loss, loss->domain.warm_up_us);
  return loss;
}

guint64
run (gpointer state, guint64 n)
{
  auto *loss = static_cast<Loss *> (state);

  advance (loss, bench_domain_span_us (&loss->domain, n));
  set_level (loss, loss->n_held);
  return bench_loss_checksum (&loss->figures);
}

void
teardown (gpointer state)
{
  auto *loss = static_cast<Loss *> (state);

  bench_calls_free (loss->calls);
  delete loss;
}
}

const BenchContestant BENCH_SYMBOL (std_loss)
    = { "std::priority_queue, bare", BENCH_FLAGS (BENCH_BUILD), setup, run, teardown };
