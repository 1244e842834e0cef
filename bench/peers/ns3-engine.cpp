/* ns3-engine.cpp: the simulator of ns-3, as its package has it
 *
 * Its clock counts nanoseconds: an arrival is booked one later than its microsecond begins, so that
 * a departure at the same microsecond comes before it.  The simulator is one for the process; each
 * teardown destroys what is pending.
 */
#include "engine-rules.h"
#include "peers/peers.h"

#include <ns3/core-module.h>

#include <cstdint>

using ns3::Simulator;

namespace
{
enum : std::int64_t
{
  departure,
  arrival
};

ns3::Time
make_time (std::int64_t ns)
{
  return ns3::NanoSeconds (static_cast<std::uint64_t> (ns));
}

std::int64_t
get_now_us ()
{
  return Simulator::Now ().GetNanoSeconds () / 1000;
}

template <typename State>
void
book (std::int64_t at_us, std::int64_t place, void (*function) (State *), State *state)
{
  const std::int64_t delay_ns = at_us * 1000 + place - Simulator::Now ().GetNanoSeconds ();

  Simulator::Schedule (make_time (std::max (delay_ns, std::int64_t{ 0 })), function, state);
}

struct Hold
{
  const BenchInput *input;
  guint64 n_done, n;
  guint64 checksum;
};

void
hold_event (Hold *hold, std::uint32_t entity)
{
  hold->checksum = hold->checksum * 31 + static_cast<std::uint64_t> (get_now_us ()) + entity;
  Simulator::Schedule (
      make_time (hold->input->increments_us[hold->n_done % BENCH_N_INCREMENTS] * 1000), hold_event,
      hold, entity);
  if (++hold->n_done == hold->n)
    Simulator::Stop ();
}

gpointer
setup_hold (const BenchInput *input)
{
  auto *hold = new Hold{ input, 0, 0, 0 };

  for (std::uint32_t i = 1; i <= input->size; i++)
    Simulator::Schedule (make_time (input->increments_us[i % BENCH_N_INCREMENTS] * 1000),
                         hold_event, hold, i);
  return hold;
}

guint64
run_hold (gpointer state, guint64 n)
{
  auto *hold = static_cast<Hold *> (state);

  hold->n_done = hold->checksum = 0;
  hold->n = n;
  Simulator::Run ();
  return hold->checksum;
}

void
teardown_hold (gpointer state)
{
  Simulator::Destroy ();
  delete static_cast<Hold *> (state);
}

struct Loss
{
  BenchLossSystem system;
  guint64 n_done, n;
};

void
count_event (Loss *loss)
{
  if (++loss->n_done == loss->n)
    Simulator::Stop ();
}

void
loss_depart (Loss *loss)
{
  loss->system.now_us = get_now_us ();
  bench_loss_system_depart (&loss->system);
  count_event (loss);
}

void
loss_arrive (Loss *loss)
{
  BenchLossSystem *system = &loss->system;

  system->now_us = get_now_us ();
  book (system->now_us + bench_draws_take (system->gaps), arrival, loss_arrive, loss);
  if (bench_loss_system_arrive (system))
    book (system->now_us + bench_draws_take (system->spans), departure, loss_depart, loss);
  count_event (loss);
}

guint64
run_loss (gpointer state, guint64 n)
{
  auto *loss = static_cast<Loss *> (state);

  loss->n += n;
  Simulator::Run ();
  return bench_loss_system_checksum (&loss->system);
}

gpointer
setup_loss (const BenchInput *)
{
  auto *loss = new Loss{};

  bench_loss_system_init (&loss->system);
  book (0, arrival, loss_arrive, loss);
  run_loss (loss, BENCH_LOSS_WARM_UP_EVENTS);
  return loss;
}

void
teardown_loss (gpointer state)
{
  auto *loss = static_cast<Loss *> (state);

  Simulator::Destroy ();
  bench_loss_system_clear (&loss->system);
  delete loss;
}

struct Queue
{
  BenchSingleServer server;
  guint64 n;
};

void queue_depart (Queue *queue);

void
serve (Queue *queue)
{
  BenchSingleServer *server = &queue->server;

  book (server->now_us + bench_draws_take (server->spans), departure, queue_depart, queue);
}

void
queue_depart (Queue *queue)
{
  queue->server.now_us = get_now_us ();
  if (bench_single_server_depart (&queue->server))
    serve (queue);
  if (queue->server.n_served == queue->n)
    Simulator::Stop ();
}

void
queue_arrive (Queue *queue)
{
  BenchSingleServer *server = &queue->server;

  server->now_us = get_now_us ();
  book (server->now_us + bench_draws_take (server->gaps), arrival, queue_arrive, queue);
  if (bench_single_server_arrive (server))
    serve (queue);
}

gpointer
setup_queue (const BenchInput *)
{
  auto *queue = new Queue{};

  bench_single_server_init (&queue->server);
  book (0, arrival, queue_arrive, queue);
  return queue;
}

guint64
run_queue (gpointer state, guint64 n)
{
  auto *queue = static_cast<Queue *> (state);

  queue->n = n;
  Simulator::Run ();
  return bench_single_server_checksum (&queue->server);
}

void
teardown_queue (gpointer state)
{
  auto *queue = static_cast<Queue *> (state);

  Simulator::Destroy ();
  bench_single_server_clear (&queue->server);
  delete queue;
}
}

const BenchContestant BENCH_SYMBOL (ns3_hold)
    = { "ns-3", BENCH_FLAGS (BENCH_BUILD), setup_hold, run_hold, teardown_hold };
const BenchContestant BENCH_SYMBOL (ns3_loss)
    = { "ns-3", BENCH_FLAGS (BENCH_BUILD), setup_loss, run_loss, teardown_loss };
const BenchContestant BENCH_SYMBOL (ns3_mm1)
    = { "ns-3", BENCH_FLAGS (BENCH_BUILD), setup_queue, run_queue, teardown_queue };
