/* optimisation-switches.h: what only makes a run faster, turned off in one that has just been made
 *
 * Each leaves the rules alone: a run without it costs time or memory and says the same.
 */
#pragma once

#include <sys/prctl.h>

#include "enisim-check.h"
#include "sim/simulation-private.h"

/* Takes all events out and @turn_off the queue, which is empty then.  Those that are booked already
 * change places. */
static inline void
requeue (EnisimEventQueue *queue, void (*turn_off) (EnisimEventQueue *queue))
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (EnisimEvent));

  for (EnisimEvent event = enisim_event_queue_pop (queue); event.order != ENISIM_EVENT_NEVER.order;
       event = enisim_event_queue_pop (queue))
    g_array_append_val (events, event);
  turn_off (queue);
  for (guint i = 0; i < events->len; i++)
    enisim_event_queue_push (queue, g_array_index (events, EnisimEvent, i));
}

static inline void
use_heap_only (EnisimEventQueue *queue)
{
  enisim_event_queue_clear (queue);
  enisim_event_queue_init (queue);
  enisim_event_queue_use_heap_only (queue);
}

/* All events in a heap, none on the ladder. */
static inline void
queue_in_heap_only (EnisimSimulation *sim)
{
  requeue (&sim->agenda.queue, use_heap_only);
}

static inline void
forget_few (EnisimEventQueue *queue)
{
  queue->few = (EnisimEventFew){ 0 };
  queue->few_max = 0;
}

/* Few events where others are that are near. */
static inline void
queue_few_as_others (EnisimSimulation *sim)
{
  requeue (&sim->agenda.queue, forget_few);
}

/* All timers in the general queue, none on a ring. */
static inline void
queue_all_timers (EnisimSimulation *sim)
{
  for (guint i = 0; i < ENISIM_N_PLATFORMS; i++)
    sim->cold_start[i].ring = ENISIM_DELAY_QUEUED;
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    sim->refusal[i].ring = ENISIM_DELAY_QUEUED;
  for (guint i = 0; i < sim->n_runtimes; i++)
    sim->runtimes[i].idle.ring = ENISIM_DELAY_QUEUED;
  g_array_set_size (sim->idle_rings, 0);
  sim->idle_rings_max = 0; /* of runtimes that come later, too */
  for (guint i = 0; i < sim->scenario->n_workloads; i++)
    sim->workloads[i].duration.ring = ENISIM_DELAY_QUEUED;
  sim->unreachable.ring = ENISIM_DELAY_QUEUED;
  sim->teardown.ring = ENISIM_DELAY_QUEUED;
  sim->teardown_after_stop.ring = ENISIM_DELAY_QUEUED;
  sim->retention.ring = ENISIM_DELAY_QUEUED;
}

/* Rings are never compacted. */
static inline void
keep_stale_timers (EnisimSimulation *sim)
{
  for (guint i = 0; i < sim->agenda.n_rings; i++)
    sim->agenda.rings[i].timers.keeps_stale = TRUE;
}

/* Nor is the general queue rid of what is stale, which is little unless it has all timers. */
static inline void
keep_stale_queued (EnisimSimulation *sim)
{
  queue_all_timers (sim);
  sim->agenda.keeps_stale = TRUE;
}

static inline void
fetch_never (EnisimSimulation *sim)
{
  sim->fetch_from_n_vms = G_MAXUINT32;
  enisim_sim_choose_fetch (sim);
}

/* Which as a rule begins where VMs are many. */
static inline void
fetch_from_the_start (EnisimSimulation *sim)
{
  sim->fetch_from_n_vms = 0;
  enisim_sim_choose_fetch (sim);
}

/* No call before its turn. */
static inline void
draw_one_by_one (EnisimSimulation *sim)
{
  for (guint i = 0; i < sim->scenario->n_workloads; i++)
    sim->workloads[i].workload.batch->n_at_once = 1;
}

/* The memory of invocations is never given back. */
static inline void
tidy_never (EnisimSimulation *sim)
{
  sim->tidy_at_n_events = G_MAXUINT64;
}

/* Of the whole process, which takes what the arrays have got so far as it is. */
static inline void
allow_huge_pages (gboolean is_allowed)
{
  ck_assert_int_eq (prctl (PR_SET_THP_DISABLE, !is_allowed, 0, 0, 0), 0);
}

static inline void
use_small_pages (EnisimSimulation *sim G_GNUC_UNUSED)
{
  allow_huge_pages (FALSE);
}

/* One fixed multiplier that brings small keys together, so that tables draw another where they
 * must.  @multiplier: of a table that is empty */
static inline void
fix_multiplier (guint64 *multiplier, guint32 n_taken)
{
  ck_assert_uint_eq (n_taken, 0);
  *multiplier = 1;
}

static inline void
fix_multipliers (EnisimSimulation *sim)
{
  EnisimSessionTable *sessions = &sim->sessions;

  fix_multiplier (&sim->pool.table.multiplier, sim->pool.table.n_taken);
  fix_multiplier (&sessions->table.multiplier, sessions->table.n_taken);
  for (guint i = 0; i < ENISIM_N_GROUP_PURPOSES; i++)
    fix_multiplier (&sim->n_key_draws[i].multiplier, sim->n_key_draws[i].n_taken);
  for (guint i = 0; i < ENISIM_N_RATES; i++)
    fix_multiplier (&sim->limiters[i].places.multiplier, sim->limiters[i].places.n_taken);
}

/* Each event of a session is booked. */
static inline void
foresee_nothing (EnisimSimulation *sim)
{
  sim->foresight.is_off = TRUE;
}

/* Every session is in the table, also those that no later call can name. */
static inline void
make_all_findable (EnisimSimulation *sim)
{
  for (guint i = 0; i < sim->scenario->n_workloads; i++)
    sim->workloads[i].is_findable = TRUE;
}
