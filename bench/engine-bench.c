/* engine-bench.c: the engine alone, on textbook systems, without a model
 *
 * engine/loss: M/M/c/c, an operation is an event.  engine/mm1: M/M/1, an operation is a customer.
 * Everybody draws as they go, from streams of ours.  What ours comes to is compared with Erlang B
 * and with the mean stay, 1 / (service rate - arrival rate): if it lies outside the interval of
 * batches that seldom errs, the engine is wrong and the bench aborts.
 *
 * draw/exponential: one variate of mean 1, each contestant by its own generator.
 */
#include <math.h>

#include "bench.h"
#include "core/agenda.h"
#include "core/ziggurat.h"
#include "engine-rules.h"
#include "peers/peers.h"
#include "stats/erlang-b.h"
#include "stats/interval.h"

#define SEED 1
#define CONFIDENCE 0.9999

enum
{
  DEPARTURE, /* class and kind */
  ARRIVAL
};

enum
{
  N_BATCHES = 20,
  BATCH_ARRIVALS_MIN = 10000 /* below that batches depend on each other, and prove nothing */
};

struct BenchDraws
{
  EnisimStream stream;
  double mean_us;
};

BenchDraws *
bench_draws_new (double mean_us, guint32 which)
{
  BenchDraws *draws = g_new (BenchDraws, 1);

  *draws = (BenchDraws){ enisim_stream_at (SEED, 0, which, "bench"), mean_us };
  return draws;
}

void
bench_draws_free (BenchDraws *draws)
{
  g_free (draws);
}

gint64
bench_draws_take (BenchDraws *draws)
{
  return (gint64) (enisim_ziggurat_next_exponential (&draws->stream) * draws->mean_us + 0.5);
}

static gboolean
is_live (EnisimEvent event, gconstpointer owner)
{
  (void) event, (void) owner;
  return TRUE;
}

static void
book_arrival (EnisimAgenda *agenda, EnisimTime at)
{
  const guint64 sequence = enisim_agenda_reserve (agenda);

  enisim_agenda_set_arrival (agenda, 0, enisim_event_make (at, ARRIVAL, sequence, ARRIVAL, 0));
}

static void
book_departure (EnisimAgenda *agenda, EnisimTime at)
{
  enisim_agenda_book (agenda, at, DEPARTURE, DEPARTURE, 0);
}

static void
begin_arrivals (EnisimAgenda *agenda)
{
  enisim_agenda_init (agenda);
  enisim_agenda_add_arrivals (agenda);
  book_arrival (agenda, 0);
}

/* Aborts where the mean of independent batches is not what theory says. */
static void
compare (const char *what, const EnisimTally *batches, double exact)
{
  double mean, half_width;

  enisim_interval_of_tally (batches, CONFIDENCE, &mean, &half_width);
  if (fabs (mean - exact) > half_width)
    g_error ("%s is %g +- %g and not %g", what, mean, half_width, exact);
}

typedef struct
{
  EnisimAgenda agenda;
  BenchLossSystem system;
} Loss;

static void
run_loss_events (Loss *loss, guint64 n)
{
  BenchLossSystem *system = &loss->system;

  for (guint64 i = 0; i < n; i++)
    {
      EnisimEvent event = ENISIM_EVENT_NEVER;

      enisim_agenda_take (&loss->agenda, ENISIM_TIME_MAX, is_live, NULL, &event);
      system->now_us = enisim_event_get_at (event);
      if (enisim_event_get_kind (event) == DEPARTURE)
        {
          bench_loss_system_depart (system);
          continue;
        }
      book_arrival (&loss->agenda, system->now_us + bench_draws_take (system->gaps));
      if (bench_loss_system_arrive (system))
        book_departure (&loss->agenda, system->now_us + bench_draws_take (system->spans));
    }
}

static gpointer
setup_loss (const BenchInput *input)
{
  Loss *loss = g_new (Loss, 1);

  (void) input;
  bench_loss_system_init (&loss->system);
  begin_arrivals (&loss->agenda);
  run_loss_events (loss, BENCH_LOSS_WARM_UP_EVENTS);
  return loss;
}

static guint64
run_loss (gpointer state, guint64 n)
{
  Loss *loss = state;
  BenchLossSystem *system = &loss->system;
  EnisimTally batches = { 0 };

  for (guint i = 0; i < N_BATCHES; i++)
    {
      const guint64 n_arrivals = system->n_arrivals, n_blocked = system->n_blocked;

      run_loss_events (loss, n / N_BATCHES);
      enisim_tally_add (&batches, (double) (system->n_blocked - n_blocked)
                                      / (double) (system->n_arrivals - n_arrivals));
    }
  if (n / N_BATCHES >= BATCH_ARRIVALS_MIN)
    compare ("the blocking", &batches, enisim_erlang_b (BENCH_LOSS_SERVERS, BENCH_LOSS_ERLANG));
  return bench_loss_system_checksum (system);
}

static void
teardown_loss (gpointer state)
{
  Loss *loss = state;

  enisim_agenda_clear (&loss->agenda);
  bench_loss_system_clear (&loss->system);
  g_free (loss);
}

typedef struct
{
  EnisimAgenda agenda;
  BenchSingleServer server;
} Queue;

static void
serve_customers (Queue *queue, guint64 n)
{
  BenchSingleServer *server = &queue->server;
  const guint64 n_served = server->n_served + n;

  while (server->n_served < n_served)
    {
      EnisimEvent event = ENISIM_EVENT_NEVER;
      gboolean is_next;

      enisim_agenda_take (&queue->agenda, ENISIM_TIME_MAX, is_live, NULL, &event);
      server->now_us = enisim_event_get_at (event);
      if (enisim_event_get_kind (event) == DEPARTURE)
        is_next = bench_single_server_depart (server);
      else
        {
          book_arrival (&queue->agenda, server->now_us + bench_draws_take (server->gaps));
          is_next = bench_single_server_arrive (server);
        }
      if (is_next)
        book_departure (&queue->agenda, server->now_us + bench_draws_take (server->spans));
    }
}

static gpointer
setup_queue (const BenchInput *input)
{
  Queue *queue = g_new (Queue, 1);

  (void) input;
  bench_single_server_init (&queue->server);
  begin_arrivals (&queue->agenda);
  return queue;
}

static guint64
run_queue (gpointer state, guint64 n)
{
  Queue *queue = state;
  BenchSingleServer *server = &queue->server;
  EnisimTally batches = { 0 };

  for (guint i = 0; i < N_BATCHES; i++)
    {
      const guint64 stay_us = server->stay_us;

      serve_customers (queue, n / N_BATCHES);
      enisim_tally_add (&batches, (double) (server->stay_us - stay_us) / (double) (n / N_BATCHES));
    }
  if (n / N_BATCHES >= BATCH_ARRIVALS_MIN)
    compare ("the mean stay", &batches,
             BENCH_GAP_MEAN_US * BENCH_QUEUE_LOAD / (1.0 - BENCH_QUEUE_LOAD));
  return bench_single_server_checksum (server);
}

static void
teardown_queue (gpointer state)
{
  Queue *queue = state;

  enisim_agenda_clear (&queue->agenda);
  bench_single_server_clear (&queue->server);
  g_free (queue);
}

static gpointer
setup_stream (const BenchInput *input)
{
  EnisimStream *stream = g_new (EnisimStream, 1);

  (void) input;
  *stream = enisim_stream_at (SEED, 0, 0, "bench");
  return stream;
}

static guint64
run_draws (gpointer state, guint64 n)
{
  double sum = 0.0;

  for (guint64 i = 0; i < n; i++)
    sum += enisim_ziggurat_next_exponential (state);
  return bench_is_mean_one (sum, n);
}

static const BenchContestant loss_ours = { "ours", NULL, setup_loss, run_loss, teardown_loss };
static const BenchContestant queue_ours = { "ours", NULL, setup_queue, run_queue, teardown_queue };
static const BenchContestant draws_ours = { "ours", NULL, setup_stream, run_draws, g_free };

static const BenchContestant *const loss[]
    = { &loss_ours, STD_ENGINE_PEERS (loss) NS3_PEERS (loss) SIMPY_PEERS (loss) NULL };
static const BenchContestant *const queue[]
    = { &queue_ours, STD_ENGINE_PEERS (mm1) NS3_PEERS (mm1) SIMPY_PEERS (mm1) NULL };
static const BenchContestant *const draws[]
    = { &draws_ours, &glib_draws, STD_DRAWS_PEERS GSL_PEERS NULL };

static const BenchCase cases[] = {
  { "engine/loss", BENCH_LOSS_SERVERS, 2000000, loss, .is_lengthy = TRUE },
  { "engine/mm1", 1, 1000000, queue, .is_lengthy = TRUE },
  { "draw/exponential", 1, 10000000, draws },
};

const BenchSuite engine_suite = { cases, G_N_ELEMENTS (cases) };
