/* replication-runner.c: replications on many threads, whose number nobody can see in what comes out
 *
 * A run shares nothing with another but the scenario, which does not change.  What it has come to
 * goes into one of a ring of slots and waits there until all lower replications have been added.
 * The ring bounds both the runs that wait and the memory: a run is begun only once the one that had
 * its slot before has been added.
 *
 * A slot belongs to the caller until it is handed to the pool and again from the moment it is done,
 * which its own atomic tells.  The queue of those that ended only wakes the caller early; it has to
 * look now and then anyway, for how far the runs are and whether it is to stop.
 */
#include "experiment/replications.h"

enum
{
  SLOTS_PER_JOB = 4, /* so that one run as long as a few does not leave the other threads idle */
  WAIT_US = 20 * 1000,
  PPM = 1000000
};

typedef struct
{
  EnisimReplications *replications;
  EnisimReplicationsFunc func;
  gpointer user_data;
  GThreadPool *pool;  /* NULL: the caller's thread runs all */
  GAsyncQueue *ended; /* of slots, not looked at */
  gint is_over;       /* atomic: what is not done yet is not wanted any more */
  struct Slot *slots; /* of replication i it is i % n_slots */
  guint32 n_slots, n_runs;
  guint32 n_added, n_started; /* n_added <= n_started <= n_added + n_slots, and n_runs */
  guint64 n_events;           /* of those added */
} Runner;

typedef struct Slot
{
  Runner *runner;
  guint32 replication;
  gint is_done;              /* atomic */
  gint ratio_ppm;            /* atomic: how far the run is */
  gsize n_events;            /* atomic: likewise */
  EnisimRunSummary *summary; /* once it is done; NULL: it failed */
  GError *error;
} Slot;

static Slot *
get_slot (const Runner *runner, guint32 replication)
{
  return &runner->slots[replication % runner->n_slots];
}

static gboolean
is_unwanted (Runner *runner)
{
  return g_atomic_int_get (&runner->is_over)
         || enisim_replications_is_cancelled (runner->replications);
}

static void
tell (const Runner *runner)
{
  EnisimReplicationsProgress progress
      = { .n_added = runner->n_added, .ratio = runner->n_added, .n_events = runner->n_events };

  if (runner->func == NULL)
    return;
  for (guint32 i = runner->n_added; i < runner->n_started; i++)
    {
      Slot *slot = get_slot (runner, i);

      progress.ratio += (double) g_atomic_int_get (&slot->ratio_ppm) / PPM;
      progress.n_events += (gsize) g_atomic_pointer_get (&slot->n_events);
    }
  progress.ratio /= runner->n_runs;
  runner->func (runner->replications, &progress, runner->user_data);
}

static void
look (EnisimSimulation *sim, gpointer user_data)
{
  Slot *slot = user_data;
  const double ratio = CLAMP (enisim_simulation_get_progress_ratio (sim), 0.0, 1.0);

  g_atomic_int_set (&slot->ratio_ppm, (gint) (ratio * PPM));
  g_atomic_pointer_set (&slot->n_events, (gsize) enisim_simulation_get_n_events (sim));
  if (slot->runner->pool == NULL)
    tell (slot->runner);
  if (is_unwanted (slot->runner))
    enisim_simulation_cancel (sim);
}

static EnisimRunSummary *
run (Slot *slot, GError **error)
{
  EnisimReplications *replications = slot->runner->replications;
  g_autoptr (EnisimSimulation) sim = NULL;

  if (is_unwanted (slot->runner))
    {
      g_set_error_literal (error, ENISIM_ERROR, ENISIM_ERROR_CANCELLED,
                           "cancelled before the replication began");
      return NULL;
    }
  sim = enisim_simulation_new (enisim_replications_get_scenario (replications),
                               enisim_replications_get_seed (replications), slot->replication,
                               error);
  if (sim == NULL)
    return NULL;
  enisim_simulation_set_progress (sim, look, slot, NULL);
  return enisim_simulation_run (sim, error) ? enisim_run_summary_new (sim) : NULL;
}

/* Once it is done, nothing of the slot or the runner may be touched. */
static void
replicate (gpointer data, gpointer user_data G_GNUC_UNUSED)
{
  Slot *slot = data;
  GAsyncQueue *ended;

  g_assert (!g_atomic_int_get (&slot->is_done));
  ended = slot->runner->ended;
  slot->summary = run (slot, &slot->error);
  g_atomic_int_set (&slot->is_done, TRUE);
  g_async_queue_push (ended, slot);
}

/* Where a thread cannot be had there are fewer, or it is the caller's. */
static void
init (Runner *runner, guint n_jobs)
{
  runner->ended = g_async_queue_new ();
  if (n_jobs > 1)
    runner->pool = g_thread_pool_new (replicate, NULL, (gint) n_jobs, TRUE, NULL);
  if (runner->pool != NULL && g_thread_pool_get_num_threads (runner->pool) == 0)
    g_thread_pool_free (g_steal_pointer (&runner->pool), TRUE, TRUE);
  runner->n_slots = runner->pool == NULL ? 1 : n_jobs * SLOTS_PER_JOB;
  runner->slots = g_new0 (Slot, runner->n_slots);
}

static void
start_run (Runner *runner)
{
  Slot *slot = get_slot (runner, runner->n_started);

  *slot = (Slot){ .runner = runner, .replication = runner->n_started++ };
  g_atomic_int_set (&slot->is_done, FALSE); /* after all else: here the thread takes it up */
  if (runner->pool == NULL)
    replicate (slot, NULL);
  else
    g_thread_pool_push (runner->pool, slot, NULL);
}

static void
start_runs (Runner *runner)
{
  while (runner->n_started < runner->n_runs
         && runner->n_started - runner->n_added < runner->n_slots)
    start_run (runner);
}

static void
await (Runner *runner)
{
  if (runner->pool == NULL)
    g_async_queue_pop (runner->ended);
  else
    g_async_queue_timeout_pop (runner->ended, WAIT_US);
}

static gboolean
add_runs (Runner *runner, GError **error)
{
  for (; runner->n_added < runner->n_started; runner->n_added++)
    {
      Slot *slot = get_slot (runner, runner->n_added);

      if (!g_atomic_int_get (&slot->is_done))
        return TRUE;
      if (slot->summary == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&slot->error));
          return FALSE;
        }
      runner->n_events += slot->summary->n_events;
      enisim_replications_add_summary (runner->replications, g_steal_pointer (&slot->summary));
    }
  return TRUE;
}

static gboolean
run_all (Runner *runner, GError **error)
{
  while (runner->n_added < runner->n_runs)
    {
      start_runs (runner);
      await (runner);
      if (!add_runs (runner, error))
        return FALSE;
      tell (runner);
    }
  return TRUE;
}

static void
clear (Runner *runner)
{
  g_atomic_int_set (&runner->is_over, TRUE);
  for (guint32 i = runner->n_added; i < runner->n_started; i++)
    {
      Slot *slot = get_slot (runner, i);

      while (!g_atomic_int_get (&slot->is_done))
        await (runner);
      g_clear_pointer (&slot->summary, enisim_run_summary_free);
      g_clear_error (&slot->error);
    }
  if (runner->pool != NULL)
    g_thread_pool_free (runner->pool, FALSE, TRUE);
  g_async_queue_unref (runner->ended);
  g_free (runner->slots);
}

gboolean
enisim_replications_run (EnisimReplications *replications, guint32 n_runs, guint n_jobs,
                         EnisimReplicationsFunc func, gpointer user_data, GError **error)
{
  Runner runner
      = { .replications = replications, .func = func, .user_data = user_data, .n_runs = n_runs };
  g_autoptr (GError) trouble = NULL;
  gboolean is_done;

  g_return_val_if_fail (replications != NULL, FALSE);
  g_return_val_if_fail (n_jobs >= 1 && n_jobs <= ENISIM_REPLICATIONS_JOBS_MAX, FALSE);

  if (enisim_replications_get_n (replications) >= n_runs)
    return TRUE;
  runner.n_added = runner.n_started = (guint32) enisim_replications_get_n (replications);
  init (&runner, MIN (n_jobs, n_runs - runner.n_added));
  is_done = run_all (&runner, &trouble);
  clear (&runner);
  if (g_error_matches (trouble, ENISIM_ERROR, ENISIM_ERROR_CANCELLED))
    enisim_replications_forget_cancel (replications);
  if (trouble != NULL)
    g_propagate_error (error, g_steal_pointer (&trouble));
  return is_done;
}
