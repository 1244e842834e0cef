/* std-engine.cpp: textbook systems on a std::priority_queue of all events, arrivals among them */
#include "engine-rules.h"
#include "peers/peers.h"
#include "peers/std-items.h"

#include <cstdint>
#include <queue>
#include <vector>

namespace
{
enum : std::uint32_t
{
  departure,
  arrival
};

/* Above all sequences: who leaves at an instant makes room for who comes at it. */
constexpr std::uint64_t comes_last = std::uint64_t{ 1 } << 31;

template <typename Item> struct Events
{
  std::uint64_t sequence = 0;
  std::priority_queue<Item, std::vector<Item>, std::greater<Item> > queue;

  void
  book_arrival (std::int64_t at_us)
  {
    queue.emplace (at_us, comes_last | ++sequence, arrival);
  }

  void
  book_departure (std::int64_t at_us)
  {
    queue.emplace (at_us, ++sequence, departure);
  }

  Item
  take ()
  {
    const Item item = queue.top ();

    queue.pop ();
    return item;
  }
};

template <typename Item> struct Loss
{
  Events<Item> events;
  BenchLossSystem system;
};

template <typename Item>
void
run_events (Loss<Item> *loss, guint64 n)
{
  BenchLossSystem *system = &loss->system;

  for (guint64 i = 0; i < n; i++)
    {
      const Item item = loss->events.take ();

      system->now_us = item.get_at_us ();
      if (item.get_entity () == departure)
        {
          bench_loss_system_depart (system);
          continue;
        }
      loss->events.book_arrival (system->now_us + bench_draws_take (system->gaps));
      if (bench_loss_system_arrive (system))
        loss->events.book_departure (system->now_us + bench_draws_take (system->spans));
    }
}

template <typename Item>
gpointer
setup_loss (const BenchInput *)
{
  auto *loss = new Loss<Item>{};

  bench_loss_system_init (&loss->system);
  loss->events.book_arrival (0);
  run_events (loss, BENCH_LOSS_WARM_UP_EVENTS);
  return loss;
}

template <typename Item>
guint64
run_loss (gpointer state, guint64 n)
{
  auto *loss = static_cast<Loss<Item> *> (state);

  run_events (loss, n);
  return bench_loss_system_checksum (&loss->system);
}

template <typename Item>
void
teardown_loss (gpointer state)
{
  auto *loss = static_cast<Loss<Item> *> (state);

  bench_loss_system_clear (&loss->system);
  delete loss;
}

template <typename Item> struct Queue
{
  Events<Item> events;
  BenchSingleServer server;
};

template <typename Item>
gpointer
setup_queue (const BenchInput *)
{
  auto *queue = new Queue<Item>{};

  bench_single_server_init (&queue->server);
  queue->events.book_arrival (0);
  return queue;
}

template <typename Item>
guint64
run_queue (gpointer state, guint64 n)
{
  auto *queue = static_cast<Queue<Item> *> (state);
  BenchSingleServer *server = &queue->server;

  while (server->n_served < n)
    {
      const Item item = queue->events.take ();
      gboolean is_next;

      server->now_us = item.get_at_us ();
      if (item.get_entity () == departure)
        is_next = bench_single_server_depart (server);
      else
        {
          queue->events.book_arrival (server->now_us + bench_draws_take (server->gaps));
          is_next = bench_single_server_arrive (server);
        }
      if (is_next)
        queue->events.book_departure (server->now_us + bench_draws_take (server->spans));
    }
  return bench_single_server_checksum (server);
}

template <typename Item>
void
teardown_queue (gpointer state)
{
  auto *queue = static_cast<Queue<Item> *> (state);

  bench_single_server_clear (&queue->server);
  delete queue;
}
}

#define PEER(symbol, name, Item, work)                                                             \
  const BenchContestant BENCH_SYMBOL (symbol)                                                      \
      = { name, BENCH_FLAGS (BENCH_BUILD), setup_##work<Item>, run_##work<Item>,                   \
          teardown_##work<Item> }

PEER (std_plain_engine_loss, "std::priority_queue, plain", Plain, loss);
PEER (std_tuned_engine_loss, "std::priority_queue, tuned", Tuned, loss);
PEER (std_plain_engine_mm1, "std::priority_queue, plain", Plain, queue);
PEER (std_tuned_engine_mm1, "std::priority_queue, tuned", Tuned, queue);
