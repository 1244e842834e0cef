/* glib-reset.c: GQueue and GSequence as timers of one delay
 *
 * The queue is the best that GLib offers here: with one delay a restarted timer goes to the
 * back, and a link inside the session's record needs no search.  The sequence is what a
 * general ordered list costs.
 */
#include "peers/peers.h"

typedef struct
{
  GList link; /* its data is this timer; for the queue */
  GSequenceIter *iter;
  gint64 at_us;
  gboolean is_running;
} Timer;

typedef struct
{
  const BenchInput *input;
  gint64 now_us;
  Timer *timers; /* one a session */
  GQueue queue;  /* one of these two */
  GSequence *list;
} Reset;

static gint
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Timer *x = a, *y = b;

  (void) data;
  return (x->at_us > y->at_us) - (x->at_us < y->at_us);
}

static void
restart (Reset *reset, Timer *timer)
{
  timer->at_us = reset->now_us + reset->input->delay_us;
  if (reset->list == NULL)
    {
      if (timer->is_running)
        g_queue_unlink (&reset->queue, &timer->link);
      g_queue_push_tail_link (&reset->queue, &timer->link);
    }
  else if (timer->is_running)
    g_sequence_sort_changed (timer->iter, compare, NULL);
  else
    timer->iter = g_sequence_insert_sorted (reset->list, timer, compare, NULL);
  timer->is_running = TRUE;
}

/* Returns: (nullable): the first timer. */
static Timer *
get_first (Reset *reset)
{
  GSequenceIter *begin;

  if (reset->list == NULL)
    return g_queue_peek_head (&reset->queue);
  begin = g_sequence_get_begin_iter (reset->list);
  return g_sequence_iter_is_end (begin) ? NULL : g_sequence_get (begin);
}

static void
drop (Reset *reset, Timer *timer)
{
  timer->is_running = FALSE;
  if (reset->list == NULL)
    g_queue_unlink (&reset->queue, &timer->link);
  else
    g_sequence_remove (timer->iter);
}

static Reset *
make_reset (const BenchInput *input, GSequence *list)
{
  Reset *reset = g_new0 (Reset, 1);

  reset->input = input;
  reset->list = list;
  reset->timers = g_new0 (Timer, input->size);
  g_queue_init (&reset->queue);
  for (guint32 i = 0; i < input->size; i++)
    {
      reset->timers[i].link.data = &reset->timers[i];
      reset->now_us += bench_reset_step_us (input);
      restart (reset, &reset->timers[i]);
    }
  return reset;
}

static gpointer
setup_queue (const BenchInput *input)
{
  return make_reset (input, NULL);
}

static gpointer
setup_sequence (const BenchInput *input)
{
  return make_reset (input, g_sequence_new (NULL));
}

/* Fires those that are due.  Returns: the new checksum. */
static inline guint64
fire (Reset *reset, guint64 checksum)
{
  Timer *first;

  while ((first = get_first (reset)) != NULL && first->at_us <= reset->now_us)
    {
      drop (reset, first);
      checksum = bench_add_timer (checksum, first->at_us, (guint32) (first - reset->timers));
    }
  return checksum;
}

static guint64
run (gpointer state, guint64 n)
{
  Reset *reset = state;
  const gint64 step_us = bench_reset_step_us (reset->input);
  guint64 checksum = 0;

  for (guint64 i = 0; i < n; i++)
    {
      reset->now_us += step_us;
      checksum = fire (reset, checksum);
      restart (reset, &reset->timers[reset->input->picks[i % BENCH_N_PICKS]]);
    }
  return checksum;
}

static guint64
look (gpointer state)
{
  Reset *reset = state;

  reset->now_us += reset->input->delay_us; /* until the last has fired */
  return fire (reset, 0);
}

static void
teardown (gpointer state)
{
  Reset *reset = state;

  g_clear_pointer (&reset->list, g_sequence_free);
  g_free (reset->timers);
  g_free (reset);
}

const BenchContestant glib_queue_reset
    = { "GQueue", NULL, setup_queue, run, teardown, .look = look };
const BenchContestant glib_sequence_reset
    = { "GSequence", NULL, setup_sequence, run, teardown, .look = look };
