/* engine-rules.h: M/M/c/c and M/M/1, without the engine that drives them
 *
 * All contestants of engine/loss and engine/mm1 keep these books and draw from these streams; what
 * they differ in is how they find out what happens next.  At one instant a departure comes before
 * an arrival.  Instants and spans are microseconds.
 */
#pragma once

#include <string.h>

#include "bench.h"

G_BEGIN_DECLS

#define BENCH_LOSS_SERVERS 500
#define BENCH_LOSS_ERLANG 480.0
#define BENCH_LOSS_WARM_UP_EVENTS 20000 /* some twenty holding times */
#define BENCH_QUEUE_LOAD 0.8
#define BENCH_GAP_MEAN_US 1e6

/* Exponential spans, whole, by our ziggurat: an independent stream for each @which. */
typedef struct BenchDraws BenchDraws;

BenchDraws *bench_draws_new (double mean_us, guint32 which);
void bench_draws_free (BenchDraws *draws);
gint64 bench_draws_take (BenchDraws *draws);

typedef struct
{
  BenchDraws *gaps, *spans;
  gint64 now_us, changed_at_us;
  guint32 n_held;
  guint64 n_arrivals, n_blocked;
  guint64 area_us; /* servers held times span */
} BenchLossSystem;

static inline void
bench_loss_system_init (BenchLossSystem *system)
{
  memset (system, 0, sizeof *system);
  system->gaps = bench_draws_new (BENCH_GAP_MEAN_US, 0);
  system->spans = bench_draws_new (BENCH_GAP_MEAN_US * BENCH_LOSS_ERLANG, 1);
}

static inline void
bench_loss_system_clear (BenchLossSystem *system)
{
  bench_draws_free (system->gaps);
  bench_draws_free (system->spans);
}

static inline void
bench_loss_system_set_level (BenchLossSystem *system, guint32 n_held)
{
  system->area_us += system->n_held * (guint64) (system->now_us - system->changed_at_us);
  system->changed_at_us = system->now_us;
  system->n_held = n_held;
}

/* Returns: whether who has arrived is served */
static inline gboolean
bench_loss_system_arrive (BenchLossSystem *system)
{
  system->n_arrivals++;
  if (system->n_held == BENCH_LOSS_SERVERS)
    {
      system->n_blocked++;
      return FALSE;
    }
  bench_loss_system_set_level (system, system->n_held + 1);
  return TRUE;
}

static inline void
bench_loss_system_depart (BenchLossSystem *system)
{
  bench_loss_system_set_level (system, system->n_held - 1);
}

static inline guint64
bench_loss_system_checksum (const BenchLossSystem *system)
{
  return (system->n_arrivals * 31 + system->n_blocked) * 31 + system->area_us;
}

/* More never wait, with probability 1 - 1e-396 a customer. */
#define BENCH_WAITING_MAX 4096u

typedef struct
{
  BenchDraws *gaps, *spans;
  gint64 now_us;
  guint32 first, end; /* places, taken modulo the above */
  guint64 n_served, stay_us;
  gint64 arrived_at_us[BENCH_WAITING_MAX];
} BenchSingleServer;

static inline void
bench_single_server_init (BenchSingleServer *server)
{
  server->gaps = bench_draws_new (BENCH_GAP_MEAN_US, 0);
  server->spans = bench_draws_new (BENCH_GAP_MEAN_US * BENCH_QUEUE_LOAD, 1);
  server->now_us = 0;
  server->first = server->end = 0;
  server->n_served = server->stay_us = 0;
}

static inline void
bench_single_server_clear (BenchSingleServer *server)
{
  bench_draws_free (server->gaps);
  bench_draws_free (server->spans);
}

/* Returns: whether who has arrived is served at once */
static inline gboolean
bench_single_server_arrive (BenchSingleServer *server)
{
  server->arrived_at_us[server->end++ % BENCH_WAITING_MAX] = server->now_us;
  return server->end - server->first == 1;
}

/* Returns: whether the next one's turn has come */
static inline gboolean
bench_single_server_depart (BenchSingleServer *server)
{
  server->stay_us
      += (guint64) (server->now_us - server->arrived_at_us[server->first++ % BENCH_WAITING_MAX]);
  server->n_served++;
  return server->end != server->first;
}

static inline guint64
bench_single_server_checksum (const BenchSingleServer *server)
{
  return server->n_served * 31 + server->stay_us;
}

G_END_DECLS
